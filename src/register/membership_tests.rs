use super::*;
use crate::register::timeline::tests::{period, register};

/// The members of a period that a register does not list, as `unit unit…`, and where they come from.
fn carried(memberships: &[&str], changes: &[&str], of: &str) -> (String, Option<Origin>) {
    let mut register = register(memberships, changes);
    register.carry_on(&BTreeSet::from([period(of)]));
    let units = register.units_of(period(of));
    let units: Vec<&str> = units.keys().map(|unit| &**unit).collect();
    (units.join(" "), register.origins.get(&period(of)).copied())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_period_that_is_not_listed_takes_the_one_before() {
    let from = |text: &str| Some(Origin::CarriedFrom(period(text)));
    let of_year = |text: &str| Some(Origin::OfYear(period(text)));
    let cases: [(&[&str], &[&str], &str, &str, Option<Origin>); 16] = [
        (&["2022 A B", "2023 A"], &[], "2023", "A", None),
        (&["2022 A B"], &[], "2023", "A B", from("2022")),
        (&["2021 A", "2022 A B"], &[], "2024", "A B", from("2022")),
        (
            &["2022 A B"],
            &["2023 merged A M", "2023 merged B M"],
            "2023",
            "M",
            from("2022"),
        ),
        (
            &["2022 A B"],
            &["2023 dissolved A -"],
            "2023",
            "B",
            from("2022"),
        ),
        (
            &["2022 A B"],
            &["2023 founded - N"],
            "2023",
            "A B N",
            from("2022"),
        ),
        (
            &["2022 A"],
            &["2023 renamed A B", "2024 renamed B C"],
            "2024",
            "C",
            from("2022"),
        ),
        (
            &["2022 A"],
            &["2023 split A B"],
            "2023",
            "A B",
            from("2022"),
        ),
        (&["2022 A"], &["2024 merged A M"], "2023", "A", from("2022")),
        (&["2023 A B"], &[], "2023-H1", "A B", of_year("2023")),
        (
            &["2022 A", "2023 A B"],
            &[],
            "2023-2024",
            "A B",
            of_year("2023"),
        ),
        (
            &["2022 A", "2023-H1 A B"],
            &[],
            "2023",
            "A B",
            from("2023-H1"),
        ),
        // What a later day of the year brings is not there in its first half.
        (
            &["2024 A B", "2025 M"],
            &["2025@2025-07-01 merged A M", "2025@2025-07-01 merged B M"],
            "2025-H1",
            "A B",
            of_year("2025"),
        ),
        (
            &["2024 A", "2025 A N"],
            &["2025@2025-09-01 founded - N"],
            "2025-H1",
            "A",
            of_year("2025"),
        ),
        (
            &["2024 A B", "2025 A"],
            &["2025@2025-08-01 dissolved B -"],
            "2025-H1",
            "A B",
            of_year("2025"),
        ),
        // Nobody can be called silent before the first list.
        (&["2024 A B"], &[], "2023", "", Some(Origin::Reporting)),
    ];
    for (memberships, changes, of, units, origin) in cases {
        assert_eq!(
            carried(memberships, changes, of),
            (units.to_owned(), origin),
            "{memberships:?} {changes:?} {of}"
        );
    }
}

#[test]
fn parts_of_years_take_the_years_units_where_they_were() {
    let mut register = register(&["2022 A B", "2023 A B"], &["2023@2023-09-01 moved A A"]);
    let key = (period("2023"), Arc::from("A"));
    let moved = register.memberships.get_mut(&key).expect("it is listed");
    moved.cluster_id = "NEW".into();
    let parts = ["2021-2022", "2022-2023", "2023-2024", "2023-H1"];
    register.carry_on(&parts.into_iter().map(period).collect());
    let found = parts.map(|part| {
        let origin = register.origins.get(&period(part)).copied();
        let cluster = register.cluster_of(period(part), &"A".into());
        (origin, cluster.is_some_and(|cluster| &**cluster == "NEW"))
    });
    let of = |year: &str| Some(Origin::OfYear(period(year)));
    // A school year is none that the office lists because the one before was taken from a year.
    assert_eq!(
        found,
        [
            (of("2022"), false),
            (of("2023"), false),
            (of("2023"), true),
            (of("2023"), false)
        ]
    );
}

#[test]
fn without_a_register_whoever_was_seen_is_expected_from_then_on() {
    let mut register = register(&["2022 A B", "2023 A C", "2022-2023 S"], &[]);
    register.is_kept = false;
    let periods = ["2022", "2023", "2023-H1", "2024", "2022-2023", "2018-2023"];
    let entered = register.carry_on(&periods.into_iter().map(period).collect());
    let members = |of: &str| register.expected(period(of)).count();
    assert_eq!(
        periods.map(members),
        [2, 3, 2, 3, 1, 0],
        "{:?}",
        register.memberships.keys()
    );
    assert_eq!(entered.len(), 1 + 2 + 3);
}

#[test]
fn who_reports_where_nobody_is_listed_is_entered_by_its_folder() {
    let mut register = register(&["2022 A B"], &["2023 merged B A", "2023 moved A A"]);
    register.carry_on(&BTreeSet::from([period("2023")]));
    let of = |unit: &str| (period("2023"), Arc::from(unit));
    let folder = |cluster: &str| Some(Arc::from(cluster));
    let elsewhere = register.admit(&Seen::from([
        (of("A"), folder("D")),
        (of("B"), folder("C")),
        (of("N"), folder("D")),
    ]));
    assert_eq!(elsewhere, []);
    let cluster = |unit: &str| {
        register
            .cluster_of(period("2023"), &unit.into())
            .map(|it| &**it)
    };
    // `A` moved, and its folder says where to; `B` has ended; `N` is new.
    assert_eq!(
        (cluster("A"), cluster("B"), cluster("N")),
        (Some("D"), None, Some("D"))
    );
}
