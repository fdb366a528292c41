use super::*;
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure};
use crate::period::Period;
use crate::register::Membership;
use crate::tables::Group;

const CATALOGUE: &str = r#"
indicator = [
  { code = "members", label = "a", kind = "count", aggregation = "sum" },
  { code = "wage", label = "b", kind = "money", aggregation = "mean:members" },
  { code = "score", label = "c", kind = "score", aggregation = "mean" },
  { code = "new", label = "d", kind = "count", aggregation = "sum" },
  { code = "new_rate", label = "e", kind = "percent", aggregation = "ratio:new/members" },
  { code = "rating", label = "f", kind = "category", aggregation = "distribution" },
]"#;

fn indicators() -> Indicators {
    Indicators::from_toml(CATALOGUE).expect("a valid catalogue")
}

/// A counted actual: a number, or else a category.
fn observed(unit: &str, indicator: &str, value: &str) -> Observation {
    let number = value.parse::<f64>().ok();
    Observation {
        period: Some(Period::Year(2023)),
        unit_id: Some(unit.into()),
        cluster_id: None,
        indicator: indicator.into(),
        measure: Measure::Actual,
        value: number,
        category: number.is_none().then(|| value.into()),
        comparator: None,
        approximate: false,
        verdict: crate::verdict::Verdict::Counts,
        corrected: false,
        form: FormKind::ActivityReport,
        at: CellRef {
            file: format!("{unit}.xlsx").into(),
            sheet: "BC".into(),
            address: CellAddress::new(0, 0),
        },
        raw: value.to_owned(),
    }
}

/// A and B in C1, D in C2 and silent, E outside clusters.
fn register() -> Register {
    let members = [("A", "C1"), ("B", "C1"), ("D", "C2")];
    let memberships = members.map(|(unit, cluster)| {
        let membership = Membership {
            period: Period::Year(2023),
            unit_id: unit.into(),
            cluster_id: cluster.into(),
            role: None,
        };
        ((membership.period, membership.unit_id.clone()), membership)
    });
    Register {
        is_kept: true,
        memberships: memberships.into(),
        ..Register::default()
    }
}

fn observations() -> Vec<Observation> {
    let figures = [
        ("A", "members", "100"),
        ("A", "wage", "8"),
        ("A", "score", "90"),
        ("A", "new", "10"),
        ("A", "rating", "good"),
        ("B", "members", "300"),
        ("B", "wage", "4"),
        ("B", "score", "80"),
        ("B", "rating", "excellent"),
        ("E", "members", "0"),
        ("E", "wage", "7"),
        ("E", "new", "5"),
        ("E", "rating", "good"),
    ];
    figures
        .map(|(unit, code, value)| observed(unit, code, value))
        .into()
}

fn shown(aggregates: &Aggregates) -> Vec<String> {
    let row = |row: &Aggregate| {
        format!(
            "{} {} {} {} {}/{}",
            row.group.level(),
            row.group.id(),
            row.indicator,
            row.value,
            row.n_units,
            row.n_expected
        )
    };
    aggregates.aggregates.iter().map(row).collect()
}

#[test]
fn groups_sum_up_what_counts() {
    let out = aggregate(&observations(), &indicators(), &register()).expect("computes");
    assert_eq!(
        shown(&out),
        [
            // E counts for the province and has no weight and no denominator worth dividing by.
            "province * members 400 3/3",
            "province * wage 5 3/3",
            "province * score 85 2/3",
            "province * new 15 2/3",
            "province * new_rate 0.15 2/3",
            "cluster C1 members 400 2/2",
            "cluster C1 wage 5 2/2",
            "cluster C1 score 85 2/2",
            "cluster C1 new 10 1/2",
            // B has members but does not say how many are new: it is in neither sum.
            "cluster C1 new_rate 0.1 1/2",
            "unit A members 100 1/1",
            "unit A wage 8 1/1",
            "unit A score 90 1/1",
            "unit A new 10 1/1",
            "unit A new_rate 0.1 1/1",
            "unit B members 300 1/1",
            "unit B wage 4 1/1",
            "unit B score 80 1/1",
            "unit E members 0 1/0",
            "unit E wage 7 1/0",
            "unit E new 5 1/0",
        ]
    );
    let distributions: Vec<String> = out
        .distributions
        .iter()
        .filter(|row| row.group.level() != "unit")
        .map(|row| {
            format!(
                "{} {} {}/{}",
                row.group.id(),
                row.category,
                row.n_units,
                row.n_total
            )
        })
        .collect();
    assert_eq!(
        distributions,
        [
            "* excellent 1/3",
            "* good 2/3",
            "C1 excellent 1/2",
            "C1 good 1/2"
        ]
    );
}

#[test]
fn only_counted_actuals_of_the_catalogue_enter() {
    let mut held = observed("A", "members", "1");
    held.verdict = crate::verdict::Verdict::Held(&crate::rules::negative_value::RULE);
    let mut target = observed("A", "members", "2");
    target.measure = Measure::Target;
    let mut nobody = observed("A", "members", "4");
    nobody.unit_id = None;
    let mut never = observed("A", "members", "8");
    never.period = None;
    let unknown = observed("A", "stamps", "16");
    let left_aside = [held, target, nobody, never, unknown];
    let out = aggregate(&left_aside, &indicators(), &register()).expect("computes");
    assert_eq!(shown(&out), Vec::<String>::new());
}

#[test]
fn a_unit_is_never_counted_twice() {
    let (first, mut second) = (
        observed("A", "members", "10"),
        observed("A", "members", "20"),
    );
    second.at.address = CellAddress::new(7, 0);
    for order in [[first.clone(), second.clone()], [second, first]] {
        let out = aggregate(&order, &indicators(), &register()).expect("computes");
        assert_eq!(shown(&out)[0], "province * members 10 1/3");
    }
}

#[test]
fn a_cluster_that_only_the_figures_state_counts() {
    let mut stated = observed("E", "members", "5");
    stated.cluster_id = Some("C9".into());
    let mut contradicted = observed("A", "members", "6");
    contradicted.cluster_id = Some("C9".into());
    let out = aggregate(&[stated, contradicted], &indicators(), &register()).expect("computes");
    assert_eq!(
        shown(&out)[1..3],
        ["cluster C1 members 6 1/2", "cluster C9 members 5 1/0"]
    );
}

#[test]
fn the_order_of_figures_does_not_show_in_the_bits() {
    let units: Vec<String> = (0..300).map(|unit| format!("U{unit:03}")).collect();
    let mut figures: Vec<Observation> = units
        .iter()
        .zip(1u32..)
        .flat_map(|(unit, at)| {
            let wage = f64::from(at * 7919 % 1000) / 7.0 + 0.1;
            [
                observed(unit, "members", &(at % 17 + 1).to_string()),
                observed(unit, "wage", &wage.to_string()),
            ]
        })
        .collect();
    let bits = |figures: &[Observation]| -> Vec<u64> {
        let out = aggregate(figures, &indicators(), &register()).expect("computes");
        out.aggregates
            .iter()
            .map(|row| row.value.to_bits())
            .collect()
    };
    let once = bits(&figures);
    assert_eq!(once.len(), 602);
    figures.reverse();
    assert_eq!(bits(&figures), once);
    figures.rotate_left(211);
    assert_eq!(bits(&figures), once);
}

#[test]
fn groups_come_to_what_their_units_come_to() {
    let mut random = fastrand::Rng::with_seed(19);
    let mut figures = Vec::new();
    let mut clusters = std::collections::BTreeMap::new();
    for unit in 0..200 {
        let unit = format!("U{unit:03}");
        let cluster = (random.u8(..5) > 0).then(|| format!("C{}", random.u8(..3)));
        for code in ["members", "new", "score"] {
            if random.u8(..4) > 0 {
                let mut figure = observed(&unit, code, &random.u32(..1_000_000).to_string());
                figure.cluster_id = cluster.as_deref().map(Into::into);
                figures.push(figure);
            }
        }
        clusters.insert(unit, cluster);
    }
    let out = aggregate(&figures, &indicators(), &Register::default()).expect("computes");
    let mut n_groups = 0;
    for row in out
        .aggregates
        .iter()
        .filter(|it| it.group.level() != "unit")
    {
        let own = out
            .aggregates
            .iter()
            .filter(|own| match (&own.group, &row.group) {
                (Group::Unit(unit), Group::Cluster(id)) => {
                    clusters[&**unit].as_deref() == Some(id) && own.indicator == row.indicator
                }
                (Group::Unit(_), _) => own.indicator == row.indicator,
                _ => false,
            });
        let own: Vec<f64> = own.map(|own| own.value).collect();
        let total: f64 = own.iter().sum();
        match &*row.indicator {
            "members" | "new" => assert_eq!(row.value, total, "{row:?}"),
            "score" => assert_eq!(row.value, total / own.len() as f64, "{row:?}"),
            // Over the units that have both parts, each of which has a ratio of its own.
            _ => assert!(
                own.iter().any(|it| *it <= row.value) && own.iter().any(|it| *it >= row.value)
            ),
        }
        if &*row.indicator != "new_rate" {
            assert_eq!(row.n_units as usize, own.len());
        }
        n_groups += 1;
    }
    assert_eq!(n_groups, 4 * 4);
}
