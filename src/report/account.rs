//! The one account of a run that sheets, charts and the terminal tell of: its tables looked up by key, who is expected, who
//! has reported, how many stand behind a figure, and which figures are in doubt. Each is worked out here and nowhere else.

use super::doubts::{Doubt, Doubts};
use super::standing::{Coverage, Standing, Standings};
use crate::catalogue::Indicators;
use crate::period::Period;
use crate::register::{Membership, Register};
use crate::tables::{Aggregate, Basis, Comparison, Distribution, Group, Tables};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What there is of a unit that is expected to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// Figures that count.
    Figures,
    /// Nothing.
    Nothing,
    /// A file that waits for a decision.
    Held,
    /// A file that cannot be used.
    Unusable,
}

/// A unit that is expected to report.
#[derive(Debug, Clone)]
pub struct ExpectedUnit<'a> {
    /// Its membership.
    pub member: &'a Membership,
    /// What there is of it.
    pub came: Came,
    /// The file that waits or cannot be used, or the one that counts.
    pub file: Option<Arc<str>>,
}

/// Units named at most where many have sent nothing.
const NAMED: usize = 10;

/// Clusters that were ranked, or made proposals, for the school year that ended in a year and not for the year itself.
fn by_school_year(tables: &Tables, period: Period) -> BTreeMap<&str, Period> {
    let Period::Year(year) = period else {
        return BTreeMap::new();
    };
    let school_year = Period::SchoolYear(year - 1);
    let ranked = tables.rankings.iter();
    let ranked = ranked.map(|row| (row.period, &*row.cluster_id));
    let proposed = tables.nominations.iter();
    let proposed = proposed.map(|row| (row.period, &*row.cluster_id));
    let all: BTreeSet<(Period, &str)> = ranked.chain(proposed).collect();
    let of_school_year = all
        .iter()
        .filter(|(own, cluster)| *own == school_year && !all.contains(&(period, *cluster)));
    of_school_year
        .map(|&(own, cluster)| (cluster, own))
        .collect()
}

/// What a run has to tell of a period.
pub struct Account<'a> {
    /// All that came out of the run.
    pub(super) tables: &'a Tables,
    /// The indicators, in the order in which reports list them.
    pub(super) indicators: &'a Indicators,
    /// Units, clusters, who belongs where, what changed.
    pub(super) register: &'a Register,
    /// The period reported on.
    pub(super) period: Period,
    /// Every period with a submission or a total, in order.
    pub(super) periods: Vec<Period>,
    /// How units stand in each of them.
    pub(super) standings: Standings,
    /// The part of the expected units that bears a claim.
    coverage_at_least: f64,
    totals: BTreeMap<(Period, &'a Group, &'a str), &'a Aggregate>,
    comparisons: HashMap<(Period, &'a Group, &'a str, Basis), &'a Comparison>,
    distributions: BTreeMap<(Period, &'a Group, &'a str, &'a str), &'a Distribution>,
    with_totals: BTreeSet<(Period, &'a str)>,
    /// Of the province, and of each cluster by its id.
    expected: BTreeMap<(Period, Option<&'a str>), u32>,
    doubts: Doubts<'a>,
    /// Clusters whose places and proposals are of another period than the one reported on.
    by_school_year: BTreeMap<&'a str, Period>,
}

impl<'a> Account<'a> {
    /// Looks a run over. Claims are borne where at least this part of the expected units is counted.
    pub fn new(
        tables: &'a Tables,
        indicators: &'a Indicators,
        register: &'a Register,
        period: Period,
        coverage_at_least: f64,
    ) -> Self {
        // Single units are by far the most rows, and are looked up where they are shown.
        let is_group = |group: &Group| !matches!(group, Group::Unit(_));
        let totals = tables.aggregates.iter().filter(|row| is_group(&row.group));
        let comparisons = tables.comparisons.iter().filter(|row| is_group(&row.group));
        let distributions = tables.distributions.iter();
        let distributions = distributions.filter(|row| is_group(&row.group));
        let periods = periods_of(tables, period);
        Self {
            tables,
            indicators,
            register,
            period,
            standings: Standings::new(tables, register, &periods),
            periods,
            coverage_at_least,
            with_totals: totals
                .clone()
                .map(|row| (row.period, &*row.indicator))
                .collect(),
            totals: totals
                .map(|row| ((row.period, &row.group, &*row.indicator), row))
                .collect(),
            comparisons: comparisons
                .map(|row| ((row.period, &row.group, &*row.indicator, row.basis), row))
                .collect(),
            distributions: distributions
                .map(|row| {
                    let key = (row.period, &row.group, &*row.indicator, &*row.category);
                    (key, row)
                })
                .collect(),
            expected: expected(register),
            doubts: Doubts::new(tables, indicators, register),
            by_school_year: by_school_year(tables, period),
        }
    }

    /// The period whose places, proposals and offices a cluster puts before the conference: the one reported on, or the
    /// school year that ended in it where the cluster counts by school years.
    pub(super) fn emulation_period(&self, cluster: &str) -> Period {
        let own = self.by_school_year.get(cluster).copied();
        own.unwrap_or(self.period)
    }

    /// The period reported on.
    pub fn period(&self) -> Period {
        self.period
    }

    /// A group's total.
    pub(super) fn total(&self, period: Period, group: &Group, code: &str) -> Option<&'a Aggregate> {
        self.totals.get(&(period, group, code)).copied()
    }

    /// All totals.
    pub(super) fn totals(&self) -> impl Iterator<Item = &'a Aggregate> {
        self.totals.values().copied()
    }

    /// Whether any group has a total of an indicator in a period.
    pub(super) fn has_totals(&self, period: Period, code: &str) -> bool {
        self.with_totals.contains(&(period, code))
    }

    /// A group's period beside the one before.
    pub(super) fn comparison(
        &self,
        period: Period,
        group: &Group,
        code: &str,
        basis: Basis,
    ) -> Option<&'a Comparison> {
        self.comparisons.get(&(period, group, code, basis)).copied()
    }

    /// How many units of a group are in a category.
    pub(super) fn category(
        &self,
        (period, group): (Period, &Group),
        code: &str,
        category: &str,
    ) -> Option<&'a Distribution> {
        let key = (period, group, code, category);
        self.distributions.get(&key).copied()
    }

    /// The categories that units of a group are in.
    pub(super) fn categories<'c>(
        &'c self,
        period: Period,
        group: &'c Group,
        code: &'c str,
    ) -> impl Iterator<Item = &'a Distribution> + 'c {
        let rows = self.distributions.range((period, group, code, "")..);
        let is_of = move |row: &&Distribution| {
            (row.period, &row.group, &*row.indicator) == (period, group, code)
        };
        rows.map(|(_, row)| *row).take_while(is_of)
    }

    /// The indicators with a figure in any of the periods.
    pub(super) fn codes_in(&self, periods: &[Period]) -> BTreeSet<&'a str> {
        let of_totals = self.with_totals.iter();
        let of_totals = of_totals.filter(|(period, _)| periods.contains(period));
        let of_categories = self.distributions.keys();
        let of_categories = of_categories.filter(|(period, ..)| periods.contains(period));
        of_totals
            .map(|(_, code)| *code)
            .chain(of_categories.map(|(_, _, code, _)| *code))
            .collect()
    }

    /// How many units of a group were expected in a period.
    pub(super) fn expected(&self, period: Period, group: &Group) -> u32 {
        let key = match group {
            Group::Province => None,
            Group::Cluster(id) => Some(&**id),
            Group::Unit(id) => {
                return u32::from(self.register.cluster_of(period, id).is_some());
            }
        };
        self.expected.get(&(period, key)).copied().unwrap_or(0)
    }

    /// How many units are counted and how many were expected.
    pub(super) fn coverage(&self, period: Period, group: &Group, code: &str) -> (u32, u32) {
        match self.total(period, group, code) {
            Some(row) => (row.n_units, row.n_expected.max(row.n_units)),
            None => (0, self.expected(period, group)),
        }
    }

    /// Whether so many of so many units are enough for a claim.
    pub(super) fn is_enough(&self, counted: u32, expected: u32) -> bool {
        counted > 0 && f64::from(counted) >= self.coverage_at_least * f64::from(expected)
    }

    /// Whether enough of a group's expected units are counted for a claim.
    pub(super) fn is_covered(&self, period: Period, group: &Group, code: &str) -> bool {
        let (counted, expected) = self.coverage(period, group, code);
        self.is_enough(counted, expected)
    }

    /// The open errors behind a group's figure.
    pub(super) fn doubt(&self, period: Period, group: &Group, code: &str) -> Option<Doubt> {
        self.doubts.of(period, group, code)
    }

    /// The open errors at what a unit sent for a period, whatever the indicator.
    pub(super) fn doubt_of_files(&self, period: Period, unit: &str) -> Option<Doubt> {
        self.doubts.of_files(period, unit)
    }

    /// How many figures open errors reach.
    pub(super) fn n_doubts(&self) -> usize {
        self.doubts.len()
    }

    /// Whether an error waits at an indicator in a period, whoever's figure it stands at.
    pub(super) fn is_doubtful(&self, period: Period, code: &str) -> bool {
        self.doubt(period, &Group::Province, code).is_some()
    }

    /// Whether a group's figure bears a claim: enough units are counted, and no error waits at the indicator.
    pub(super) fn bears_claims(&self, period: Period, group: &Group, code: &str) -> bool {
        !self.is_doubtful(period, code) && self.is_covered(period, group, code)
    }

    /// How the expected units of the province stand.
    pub(super) fn province_coverage(&self, period: Period) -> Coverage {
        let members = self.register.expected(period);
        self.standings
            .coverage(period, members.map(|member| &member.unit_id))
    }

    /// Who is expected in the period, and what there is of each.
    pub fn expected_units(&self) -> Vec<ExpectedUnit<'a>> {
        let members = self.register.expected(self.period);
        let units = members.filter_map(|member| {
            let row = self.standings.of(self.period, &member.unit_id)?;
            let came = match row.standing {
                Standing::Received | Standing::ThroughCluster => Came::Figures,
                Standing::Held => Came::Held,
                Standing::Rejected => Came::Unusable,
                Standing::Missing => Came::Nothing,
                Standing::Ended | Standing::NotExpected => return None,
            };
            Some(ExpectedUnit {
                member,
                came,
                file: row.file.clone(),
            })
        });
        units.collect()
    }

    /// Who has reported for the period and who has not, by name, in a line.
    pub fn returns_in_short(&self) -> String {
        let line = self.province_coverage(self.period).in_words();
        let is_missing = |unit: &&Arc<str>| {
            let row = self.standings.of(self.period, unit);
            row.is_some_and(|row| row.standing == Standing::Missing)
        };
        let members = self.register.expected(self.period);
        let missing = members.map(|member| &member.unit_id).filter(is_missing);
        let missing: Vec<&str> = missing.map(|unit| self.register.unit_name(unit)).collect();
        if missing.is_empty() {
            return line;
        }
        let shown = missing[..missing.len().min(NAMED)].join("; ");
        let rest = if missing.len() > NAMED { "; …" } else { "" };
        format!("{line}: {shown}{rest}")
    }
}

fn periods_of(tables: &Tables, period: Period) -> Vec<Period> {
    let submissions = tables.submissions.iter();
    let mut periods: BTreeSet<Period> = submissions
        .filter_map(|submission| submission.period)
        .collect();
    periods.extend(tables.aggregates.iter().map(|row| row.period));
    periods.extend(tables.distributions.iter().map(|row| row.period));
    periods.insert(period);
    periods.into_iter().collect()
}

fn expected(register: &Register) -> BTreeMap<(Period, Option<&str>), u32> {
    let mut expected = BTreeMap::new();
    for member in register.memberships.values() {
        for group in [None, Some(&*member.cluster_id)] {
            *expected.entry((member.period, group)).or_insert(0) += 1;
        }
    }
    expected
}
