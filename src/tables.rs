//! Everything that comes out of a run as data: one field a table of `OUTPUT/du-lieu`, one struct a row.
//!
//! The tables and their columns are the public interface; their meaning is laid down in `docs/data.md`.
//! Rows are sorted by their key before they leave the pipeline.

mod order;

pub use order::Order;

use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::{Comparator, Observation, Submission};
use crate::period::Period;
use std::sync::Arc;

/// What a row sums up: the province, a cluster, or a unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The whole province; written `province`, `*`.
    Province,
    /// A cluster, by its id.
    Cluster(Arc<str>),
    /// A unit, by its id.
    Unit(Arc<str>),
}

impl Group {
    /// The stable key of the level: `province`, `cluster`, `unit`.
    pub fn level(&self) -> &'static str {
        match self {
            Group::Province => "province",
            Group::Cluster(_) => "cluster",
            Group::Unit(_) => "unit",
        }
    }

    /// The id inside the level; `*` for the province.
    pub fn id(&self) -> &str {
        match self {
            Group::Province => "*",
            Group::Cluster(id) | Group::Unit(id) => id,
        }
    }
}

/// A total, a mean or a ratio of a group in a period.
#[derive(Debug, Clone)]
pub struct Aggregate {
    /// The period.
    pub period: Period,
    /// The group.
    pub group: Group,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// In the indicator's unit of value.
    pub value: f64,
    /// How many units' counted figures are in it.
    pub n_units: u32,
    /// How many units were expected to report in the group and period.
    pub n_expected: u32,
}

/// How many units of a group are in a category.
#[derive(Debug, Clone)]
pub struct Distribution {
    /// The period.
    pub period: Period,
    /// The group.
    pub group: Group,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// The category's key.
    pub category: Arc<str>,
    /// Units in the category.
    pub n_units: u32,
    /// Units with any counted category.
    pub n_total: u32,
}

/// What two periods are compared on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Each period by its own membership.
    AsReported,
    /// Today's members only, with the figures of their forerunners.
    LikeForLike,
}

impl Basis {
    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            Basis::AsReported => "as_reported",
            Basis::LikeForLike => "like_for_like",
        }
    }
}

/// A period beside the one before it.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The period.
    pub period: Period,
    /// The one it is compared with.
    pub previous_period: Period,
    /// The group.
    pub group: Group,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// What is compared.
    pub basis: Basis,
    /// The period's value.
    pub value: f64,
    /// The previous period's value.
    pub previous_value: f64,
    /// `value - previous_value`.
    pub change: f64,
    /// `change / previous_value`; `None` where that is zero.
    pub change_rate: Option<f64>,
    /// As reported: units counted in the period. Like for like: units counted on both sides.
    pub n_units: u32,
}

/// What an as-reported change is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangePartKind {
    /// Matched units: today's figure less their forerunners'.
    Real,
    /// What matched units brought from another group.
    MovedIn,
    /// What units now in another group took along.
    MovedOut,
    /// New units.
    Founded,
    /// Units that are no more.
    Dissolved,
    /// Units counted on one side only.
    Coverage,
}

impl ChangePartKind {
    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            ChangePartKind::Real => "real",
            ChangePartKind::MovedIn => "moved_in",
            ChangePartKind::MovedOut => "moved_out",
            ChangePartKind::Founded => "founded",
            ChangePartKind::Dissolved => "dissolved",
            ChangePartKind::Coverage => "coverage",
        }
    }
}

/// A part of an as-reported change; the parts of one key add up to the change exactly.
#[derive(Debug, Clone)]
pub struct ChangePart {
    /// The period.
    pub period: Period,
    /// The one it is compared with.
    pub previous_period: Period,
    /// The group.
    pub group: Group,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// Which part.
    pub part: ChangePartKind,
    /// Its share of the change, signed.
    pub value: f64,
    /// How many units it is made of.
    pub n_units: u32,
}

/// A unit's target held against what it reached.
#[derive(Debug, Clone)]
pub struct Target {
    /// The period.
    pub period: Period,
    /// The unit.
    pub unit_id: Arc<str>,
    /// Its cluster.
    pub cluster_id: Option<Arc<str>>,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// How the actual is held against the target.
    pub comparator: Comparator,
    /// What was pledged; `None` for a rating.
    pub target: Option<f64>,
    /// What was reached and counted.
    pub actual: Option<f64>,
    /// The ratings, where the indicator is one.
    pub rating: Option<RatingTarget>,
    /// `None` where there is no counted actual: not reported is not "not met".
    pub met: Option<bool>,
}

/// A rating that a unit pledged, held against the one it reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingTarget {
    /// The category that was pledged.
    pub pledged: Arc<str>,
    /// The category that was reached and counted.
    pub reached: Option<Arc<str>>,
    /// How many classes it is below the one pledged; `None` where it is not, or both are of different scales.
    pub classes_below: Option<u32>,
}

/// A unit's place in its cluster.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// The period.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// In points.
    pub score: f64,
    /// The competition rank: 1, 2, 2, 4.
    pub rank: u32,
    /// Whether it shares its place.
    pub tied: bool,
}

/// Who came to a cluster's conference.
#[derive(Debug, Clone)]
pub struct Attendance {
    /// The period.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// Whether it was there; `None` where nobody says so.
    pub present: Option<bool>,
    /// Whether it signed; `None` where nobody says so.
    pub signed: Option<bool>,
    /// Why it was not there, as written.
    pub absence_reason: Option<String>,
    /// Where it stands.
    pub at: CellRef,
}

/// An award that a conference proposes.
#[derive(Debug, Clone)]
pub struct Nomination {
    /// The period.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The place the conference gave, where it gave one.
    pub rank: Option<u32>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// The award, as the office writes it.
    pub award: String,
    /// Who gives it, where that is said.
    pub awarded_by: Option<String>,
    /// Where it stands.
    pub at: CellRef,
}

/// Who heads a cluster.
#[derive(Debug, Clone)]
pub struct Leadership {
    /// The period led.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// `Cụm trưởng`, `Cụm phó`, `Trưởng khối`…
    pub role: String,
    /// Where it stands.
    pub at: CellRef,
}

/// A unit's congress.
#[derive(Debug, Clone)]
pub struct Congress {
    /// The term.
    pub period: Period,
    /// The unit.
    pub unit_id: Arc<str>,
    /// Members or delegates present.
    pub attended: Option<u32>,
    /// Those entitled.
    pub entitled: Option<u32>,
    /// Elected to the executive committee.
    pub executive_committee: Option<u32>,
    /// Delegates elected to the next congress up.
    pub delegates: Option<u32>,
    /// The file it stands in.
    pub file: Arc<str>,
}

/// What points do to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsKind {
    /// They are given on a criterion.
    Criterion,
    /// They are added on top.
    Bonus,
    /// They are taken off.
    Penalty,
}

/// Points on a criterion.
#[derive(Debug, Clone)]
pub struct CriterionScore {
    /// The period.
    pub period: Period,
    /// The unit's cluster.
    pub cluster_id: Option<Arc<str>>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// Its number in the tree of criteria; `bonus` and `penalty` where they have none.
    pub criterion: String,
    /// Its words.
    pub title: String,
    /// What they do to the score.
    pub kind: PointsKind,
    /// The most points it can have.
    pub maximum: Option<f64>,
    /// What the unit gave itself.
    pub self_points: Option<f64>,
    /// What its cluster gave it.
    pub cluster_points: Option<f64>,
    /// How deep in the tree it stands, 0 on top.
    pub depth: usize,
    /// Where the points stand.
    pub at: CellRef,
}

/// Persons and collectives of a unit that a list proposes for an award.
#[derive(Debug, Clone)]
pub struct AwardCount {
    /// The period.
    pub period: Period,
    /// The unit's cluster.
    pub cluster_id: Option<Arc<str>>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// The award, as the office writes it.
    pub award: String,
    /// Who gives it, where that is said.
    pub awarded_by: Option<String>,
    /// How many persons.
    pub n_persons: u32,
    /// How many collectives, the unit itself among them.
    pub n_collectives: u32,
    /// The list.
    pub file: Arc<str>,
}

/// All tables of a run.
#[derive(Debug, Default)]
pub struct Tables {
    /// One row a file.
    pub submissions: Vec<Submission>,
    /// One row a cell given to an indicator.
    pub observations: Vec<Observation>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Totals, means and ratios.
    pub aggregates: Vec<Aggregate>,
    /// Categories.
    pub distributions: Vec<Distribution>,
    /// Periods beside the one before.
    pub comparisons: Vec<Comparison>,
    /// What as-reported changes are made of.
    pub change_parts: Vec<ChangePart>,
    /// Targets against results.
    pub targets: Vec<Target>,
    /// Ranks within clusters.
    pub rankings: Vec<Ranking>,
    /// Conferences: who came.
    pub attendance: Vec<Attendance>,
    /// Conferences: awards proposed.
    pub nominations: Vec<Nomination>,
    /// Conferences: next year's heads and deputies.
    pub leadership: Vec<Leadership>,
    /// Congresses.
    pub congresses: Vec<Congress>,
    /// Points by criterion.
    pub scores: Vec<CriterionScore>,
    /// Persons and collectives proposed for awards.
    pub award_counts: Vec<AwardCount>,
}

impl Tables {
    /// Lets go of what only the data tells, once that is written: the comparisons of single units, and their totals in other
    /// periods than these. They are most of the rows.
    pub fn keep_for_reports(&mut self, of_units: &[Period]) {
        let is_group = |group: &Group| !matches!(group, Group::Unit(_));
        self.comparisons.retain(|row| is_group(&row.group));
        self.comparisons.shrink_to_fit();
        self.change_parts.retain(|row| is_group(&row.group));
        self.change_parts.shrink_to_fit();
        self.aggregates
            .retain(|row| is_group(&row.group) || of_units.contains(&row.period));
        self.aggregates.shrink_to_fit();
        self.distributions.retain(|row| is_group(&row.group));
        self.distributions.shrink_to_fit();
    }

    /// Lets go of all that is summed up and compared, where nothing but the data tells of it.
    pub fn let_go_of_totals(&mut self) {
        self.aggregates = Vec::new();
        self.distributions = Vec::new();
        self.comparisons = Vec::new();
        self.change_parts = Vec::new();
    }
}
