use super::*;
use crate::aggregate::aggregate;
use crate::catalogue::Indicators;
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure, Observation};
use crate::register::{Change, ChangeKind, Membership};

mod laws;

const CATALOGUE: &str = r#"
indicator = [
  { code = "members", label = "a", kind = "count", aggregation = "sum" },
  { code = "wage", label = "b", kind = "money", aggregation = "mean:members" },
  { code = "score", label = "c", kind = "score", aggregation = "mean" },
  { code = "new", label = "d", kind = "count", aggregation = "sum" },
  { code = "new_rate", label = "e", kind = "percent", aggregation = "ratio:new/members" },
]"#;

const THEN: Period = Period::Year(2022);
const NOW: Period = Period::Year(2023);

/// A register and its figures, told a line at a time.
#[derive(Default)]
struct Story {
    register: Register,
    observations: Vec<Observation>,
}

impl Story {
    /// `unit@cluster members=3 wage=2`: a member of a cluster in a period, and what it reports.
    fn tell(mut self, period: Period, lines: &[&str]) -> Self {
        for line in lines {
            let mut words = line.split_whitespace();
            let who = words.next().expect("a line names a unit");
            let (unit, cluster) = who.split_once('@').unwrap_or((who, ""));
            if !cluster.is_empty() {
                self.join(period, unit, cluster);
            }
            for word in words {
                let (code, value) = word.split_once('=').expect("code=value");
                self.report(period, unit, code, value.parse().expect("a number"));
            }
        }
        self
    }

    fn change(mut self, kind: ChangeKind, from: &str, to: &str) -> Self {
        let unit = |id: &str| (!id.is_empty()).then(|| id.into());
        self.register.changes.push(Change {
            effective: NOW,
            day: None,
            kind,
            from: unit(from),
            to: unit(to),
            decision: None,
            at: None,
        });
        self
    }

    fn join(&mut self, period: Period, unit: &str, cluster: &str) {
        let membership = Membership {
            period,
            unit_id: unit.into(),
            cluster_id: cluster.into(),
            role: None,
        };
        let key = (period, membership.unit_id.clone());
        self.register.memberships.insert(key, membership);
    }

    fn report(&mut self, period: Period, unit: &str, code: &str, value: f64) {
        self.observations.push(Observation {
            period: Some(period),
            unit_id: Some(unit.into()),
            cluster_id: None,
            indicator: code.into(),
            measure: Measure::Actual,
            value: Some(value),
            category: None,
            comparator: None,
            approximate: false,
            verdict: crate::verdict::Verdict::Counts,
            corrected: false,
            form: FormKind::ActivityReport,
            at: CellRef {
                file: format!("{period}/{unit}.xlsx").into(),
                sheet: "BC".into(),
                address: CellAddress::new(0, 0),
            },
            raw: value.to_string(),
        });
    }

    fn compared(&self) -> Comparisons {
        let indicators = Indicators::from_toml(CATALOGUE).expect("a valid catalogue");
        let aggregates =
            aggregate(&self.observations, &indicators, &self.register).expect("computes");
        compare(&aggregates, &self.register).expect("computes")
    }

    /// Comparisons of an indicator on the province's and the clusters' levels, `group basis previous>value /units`.
    fn shown(&self, code: &str) -> Vec<String> {
        let rows = self.compared().comparisons.into_iter();
        rows.filter(|row| &*row.indicator == code && row.group.level() != "unit")
            .map(|row| {
                let (group, basis) = (row.group.id(), row.basis.key());
                let (then, now, units) = (row.previous_value, row.value, row.n_units);
                format!("{group} {basis} {then}>{now} /{units}")
            })
            .collect()
    }

    /// The parts of the members' change, `group part value /units`.
    fn parts(&self, levels: &[&str]) -> Vec<String> {
        let rows = self.compared().change_parts.into_iter();
        rows.filter(|row| &*row.indicator == "members" && levels.contains(&row.group.level()))
            .map(|row| {
                let (group, part) = (row.group.id(), row.part.key());
                format!("{group} {part} {} /{}", row.value, row.n_units)
            })
            .collect()
    }
}

const GROUPS: [&str; 2] = ["province", "cluster"];

#[test]
fn a_merged_unit_brings_the_figures_of_all_forerunners() {
    let story = Story::default()
        .tell(
            THEN,
            &["A@C1 members=10", "B@C2 members=20", "X@C2 members=5"],
        )
        .tell(NOW, &["M@C1 members=33", "X@C2 members=6"])
        .change(ChangeKind::Merged, "A", "M")
        .change(ChangeKind::Merged, "B", "M");
    assert_eq!(
        story.shown("members"),
        [
            "* as_reported 35>39 /2",
            "* like_for_like 35>39 /2",
            "C1 as_reported 10>33 /1",
            "C1 like_for_like 30>33 /1",
            "C2 as_reported 25>6 /1",
            "C2 like_for_like 5>6 /1",
        ]
    );
    assert_eq!(
        story.parts(&GROUPS),
        [
            "* real 4 /2",
            "C1 real 3 /1",
            "C1 moved_in 20 /1",
            "C2 real 1 /1",
            "C2 moved_out -20 /1",
        ]
    );
}

#[test]
fn a_forerunner_without_a_figure_leaves_the_whole_family_out() {
    let story = Story::default()
        .tell(THEN, &["A@C1 members=10", "B@C1", "X@C1 members=5"])
        .tell(NOW, &["M@C1 members=33", "X@C1 members=6"])
        .change(ChangeKind::Merged, "A", "M")
        .change(ChangeKind::Merged, "B", "M");
    assert_eq!(
        story.shown("members")[..2],
        ["* as_reported 15>39 /2", "* like_for_like 5>6 /1"]
    );
    assert_eq!(
        story.parts(&["province"]),
        ["* real 1 /1", "* coverage 23 /2"]
    );
}

#[test]
fn a_split_unit_is_compared_with_all_that_came_of_it() {
    let story = |cluster| {
        Story::default()
            .tell(THEN, &["A@C1 members=30"])
            .tell(NOW, &["A@C1 members=18", cluster])
            .change(ChangeKind::Split, "A", "A")
            .change(ChangeKind::Split, "A", "B")
    };
    let together = story("B@C1 members=14");
    assert_eq!(together.parts(&GROUPS), ["* real 2 /2", "C1 real 2 /2"]);
    // Whose share of A's figure went along to C2 is not known: the clusters do not compare it.
    let apart = story("B@C2 members=14");
    assert_eq!(
        apart.shown("members"),
        [
            "* as_reported 30>32 /2",
            "* like_for_like 30>32 /2",
            "C1 as_reported 30>18 /1",
        ]
    );
    assert_eq!(apart.parts(&GROUPS), ["* real 2 /2", "C1 coverage -12 /1"]);
}

#[test]
fn every_kind_of_change_has_its_part() {
    let story = Story::default()
        .tell(
            THEN,
            &["K@C1 members=10", "M@C1 members=20", "D@C1 members=40"],
        )
        .tell(
            THEN,
            &["S@C1 members=80", "G@C1 members=160", "V@C2 members=1"],
        )
        .tell(
            NOW,
            &["K@C1 members=11", "M@C2 members=22", "F@C1 members=300"],
        )
        .tell(
            NOW,
            &["S@C1", "T@C1 members=500", "V@C2 members=1", "O members=7"],
        )
        .change(ChangeKind::MovedCluster, "M", "M")
        .change(ChangeKind::Dissolved, "D", "")
        .change(ChangeKind::Transferred, "G", "")
        .change(ChangeKind::Founded, "", "F")
        .change(ChangeKind::Transferred, "", "T");
    assert_eq!(
        story.parts(&GROUPS),
        [
            "* real 3 /3",
            "* founded 800 /2",
            "* dissolved -200 /2",
            // S is silent now; O was never heard of.
            "* coverage -73 /2",
            "C1 real 1 /1",
            "C1 moved_out -20 /1",
            "C1 founded 800 /2",
            "C1 dissolved -200 /2",
            "C1 coverage -80 /1",
            "C2 real 2 /2",
            "C2 moved_in 20 /1",
        ]
    );
    assert_eq!(story.shown("members")[1], "* like_for_like 31>34 /3");
}

#[test]
fn units_outside_clusters_move_in_and_out_of_them() {
    let story = Story::default()
        .tell(THEN, &["A@C1 members=10", "B members=20", "C members=3"])
        .tell(NOW, &["A members=11", "B@C1 members=22", "C members=5"]);
    assert_eq!(
        story.parts(&GROUPS),
        [
            "* real 5 /3",
            "C1 real 2 /1",
            "C1 moved_in 20 /1",
            "C1 moved_out -10 /1",
        ]
    );
}

#[test]
fn means_and_ratios_are_compared_over_the_same_families() {
    let story = Story::default()
        .tell(
            THEN,
            &[
                "A@C1 members=10 wage=4 score=70 new=1",
                "B@C1 members=30 wage=8 score=80",
            ],
        )
        .tell(
            THEN,
            &[
                "X@C1 members=60 wage=5 new=6",
                "Y@C1 members=1 wage=100 score=1",
            ],
        )
        .tell(
            NOW,
            &[
                "M@C1 members=50 wage=9 score=90 new=5",
                "X@C1 members=50 score=10 new=10",
            ],
        )
        .change(ChangeKind::Merged, "A", "M")
        .change(ChangeKind::Merged, "B", "M");
    let province = |code| story.shown(code)[..2].to_vec();
    // X no longer says what it pays; Y is gone; B never said how many are new.
    assert_eq!(province("wage")[1], "* like_for_like 7>9 /1");
    assert_eq!(province("score")[1], "* like_for_like 75>90 /1");
    assert_eq!(
        province("new_rate"),
        ["* as_reported 0.1>0.15 /2", "* like_for_like 0.1>0.2 /1"]
    );
}

#[test]
fn a_unit_is_compared_with_itself_and_its_forerunners() {
    let story = Story::default()
        .tell(
            THEN,
            &["A@C1 members=10", "B@C1 members=20 wage=3", "X@C1 wage=5"],
        )
        .tell(NOW, &["B@C1 members=33", "X@C1 wage=6"])
        .change(ChangeKind::Merged, "A", "B");
    let rows = story.compared().comparisons;
    let units: Vec<String> = rows
        .iter()
        .filter(|row| row.group.level() == "unit")
        .map(|row| {
            let (unit, basis) = (row.group.id(), row.basis.key());
            format!(
                "{unit} {} {basis} {}>{}",
                row.indicator, row.previous_value, row.value
            )
        })
        .collect();
    assert_eq!(
        units,
        [
            "B members as_reported 20>33",
            "B members like_for_like 30>33",
            "X wage as_reported 5>6",
            "X wage like_for_like 5>6",
        ]
    );
    assert_eq!(story.parts(&["unit"]), ["B real 3 /1", "B moved_in 10 /1"]);
}

#[test]
fn periods_are_compared_with_the_nearest_of_their_kind() {
    let year = Period::Year;
    let story = Story::default()
        .tell(year(2020), &["A members=0"])
        .tell(year(2022), &["A members=5"])
        .tell(Period::SchoolYear(2022), &["A members=7"])
        .tell(year(2023), &["A members=4"]);
    let rows = story.compared().comparisons;
    let province: Vec<_> = rows
        .iter()
        .filter(|row| row.group.level() == "province" && row.basis == Basis::AsReported)
        .map(|row| (row.previous_period, row.period, row.change, row.change_rate))
        .collect();
    assert_eq!(
        province,
        [
            (year(2020), year(2022), 5.0, None),
            (year(2022), year(2023), -1.0, Some(-0.2)),
        ]
    );
    let alone = Story::default().tell(NOW, &["A members=4"]).compared();
    assert!(alone.comparisons.is_empty() && alone.change_parts.is_empty());
}
