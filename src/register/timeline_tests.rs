use super::*;
use crate::register::Membership;

pub(in crate::register) fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// A change as `period[@day] kind from to`, `-` for nobody.
fn change(text: &str) -> Change {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (effective, day) = words[0].split_once('@').unwrap_or((words[0], ""));
    let kinds = [
        ("founded", ChangeKind::Founded),
        ("renamed", ChangeKind::Renamed),
        ("merged", ChangeKind::Merged),
        ("split", ChangeKind::Split),
        ("moved", ChangeKind::MovedCluster),
        ("transferred", ChangeKind::Transferred),
        ("dissolved", ChangeKind::Dissolved),
    ];
    let kind = kinds.iter().find(|(name, _)| *name == words[1]);
    let unit = |word: &str| (word != "-").then(|| word.into());
    Change {
        effective: period(effective),
        day: day.parse().ok(),
        kind: kind.expect("a kind").1,
        from: unit(words[2]),
        to: unit(words[3]),
        decision: None,
        at: None,
    }
}

/// A register of memberships as `period unit unit…` and changes.
pub(in crate::register) fn register(memberships: &[&str], changes: &[&str]) -> Register {
    let mut register = Register {
        is_kept: true,
        changes: changes.iter().map(|text| change(text)).collect(),
        ..Register::default()
    };
    for line in memberships {
        let mut words = line.split_whitespace();
        let period = period(words.next().expect("a period"));
        for unit in words {
            let membership = Membership {
                period,
                unit_id: unit.into(),
                cluster_id: "C".into(),
                role: None,
            };
            register
                .memberships
                .insert((period, unit.into()), membership);
        }
    }
    register
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn units_end_by_events_and_by_nothing_else() {
    // memberships, changes, unit, period, successor of one that has ended
    let cases: [(&[&str], &[&str], &str, &str, Option<&str>); 17] = [
        (&["2022 A B"], &[], "A", "2023", None),
        (&["2022 A B", "2023 B"], &[], "A", "2023", None),
        (&[], &["2023 merged A M"], "A", "2022", None),
        (&[], &["2023 merged A M"], "A", "2023", Some("M")),
        (&["2023 A M"], &["2023 merged A M"], "A", "2023", None),
        (&[], &["2023 dissolved A -"], "A", "2024", Some("-")),
        (&[], &["2023 transferred A -"], "A", "2023", Some("-")),
        (&[], &["2023 moved A A"], "A", "2023", None),
        (&[], &["2023 renamed A A"], "A", "2023", None),
        (
            &[],
            &["2023 renamed A B", "2024 merged B M"],
            "A",
            "2024",
            Some("M"),
        ),
        // One that was founded anew goes on.
        (
            &[],
            &["2022 merged A M", "2024 founded - A"],
            "A",
            "2024",
            None,
        ),
        // What lives shorter than a period has ended.
        (
            &[],
            &["2023 founded - A", "2023 dissolved A -"],
            "A",
            "2023",
            Some("-"),
        ),
        // A split ends whom the register no longer lists, or splits into several.
        (
            &["2022 A", "2023 A B"],
            &["2023 split A B"],
            "A",
            "2024",
            None,
        ),
        (
            &["2022 A", "2023 B"],
            &["2023 split A B"],
            "A",
            "2024",
            Some("B"),
        ),
        (&["2022 A"], &["2023 split A B"], "A", "2023", None),
        (
            &["2022 A"],
            &["2023 split A B", "2023 split A C"],
            "A",
            "2023",
            Some("C"),
        ),
        (
            &["2022 A"],
            &["2023 split A A", "2023 split A B", "2023 split A C"],
            "A",
            "2023",
            None,
        ),
    ];
    for (memberships, changes, unit, of, successor) in cases {
        let register = register(memberships, changes);
        let timeline = Timeline::new(&register);
        let (unit, of): (Arc<str>, Period) = (unit.into(), period(of));
        let ended = timeline.ended(&unit, of);
        let found = ended.map(|change| timeline.successor(change, of).map_or("-", |it| &**it));
        assert_eq!(found, successor, "{memberships:?} {changes:?} {unit} {of}");
    }
}

#[test]
fn a_day_tells_whether_a_part_of_the_year_is_before_it() {
    for (change, of, is_ended) in [
        ("2025@2025-07-01 merged A M", "2025-H1", false),
        ("2025@2025-07-01 merged A M", "2025", true),
        ("2025@2025-03-01 merged A M", "2025-H1", true),
        ("2025 merged A M", "2025-H1", true),
        ("2025@2025-07-01 merged A M", "2024-2025", false),
        ("2025@2025-03-01 merged A M", "2024-2025", true),
        ("2025@2025-07-01 merged A M", "2025-2026", true),
        ("2025 merged A M", "2024", false),
    ] {
        let register = register(&[], &[change]);
        let ended = Timeline::new(&register)
            .ended(&"A".into(), period(of))
            .is_some();
        assert_eq!(ended, is_ended, "{change} {of}");
    }
}

#[test]
fn a_name_is_of_whoever_bears_it_then() {
    for (changes, unit, of, bearer) in [
        (&["2023 renamed A B"][..], "A", "2023", "B"),
        (&["2023 renamed A B"], "A", "2022", "A"),
        (&["2023 renamed A B"], "B", "2022", "A"),
        (&["2022 renamed A B", "2023 renamed B C"], "A", "2023", "C"),
        (&["2022 renamed A B", "2023 renamed B C"], "A", "2022", "B"),
        (&["2022 renamed A B", "2023 merged B M"], "A", "2023", "B"),
        (&["2023 merged A M"], "A", "2023", "A"),
        (&["2023 renamed A B", "2023 renamed B A"], "A", "2023", "A"),
    ] {
        let register = register(&[], changes);
        let found = Timeline::new(&register).bearer(&unit.into(), period(of));
        assert_eq!(&*found, bearer, "{changes:?} {unit} {of}");
    }
}

#[test]
fn long_chains_and_circles_end() {
    let chain: Vec<String> = (0..100_000)
        .map(|number| format!("2023 renamed U{number} U{}", number + 1))
        .collect();
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    let register = register(&[], &chain);
    let timeline = Timeline::new(&register);
    let bearer = timeline.bearer(&"U0".into(), period("2023"));
    assert_eq!(&*bearer, "U100000");
    let circle = self::register(
        &[],
        &["2023 renamed A B", "2023 renamed B C", "2023 renamed C A"],
    );
    let timeline = Timeline::new(&circle);
    for unit in ["A", "B", "C"] {
        assert!(
            timeline.ended(&unit.into(), period("2023")).is_none(),
            "{unit}"
        );
    }
}
