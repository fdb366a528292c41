//! The columns of every table, in their order. They are the public interface: a column is added at the end of a list,
//! and none is renamed.

use super::parquet::{Column, Field, fields};
use super::register::{ChangeRow, ClusterRow, IndicatorRow, MembershipRow, UnitRow};
use crate::finding::Finding;
use crate::observation::{Observation, Submission};
use crate::tables::{
    Aggregate, Attendance, AwardCount, ChangePart, Comparison, Congress, CriterionScore,
    Distribution, Leadership, Nomination, Ranking, Target,
};
use crate::verdict::FileOut;

pub(super) const SUBMISSIONS: &[Column<Submission>] = &[
    Column::text("file", |row| Some(&row.file)),
    Column::text("sha256", |row| Some(&row.sha256)),
    Column::integer("bytes", |row| Some(row.bytes as i64)),
    Column::key("format", |row| row.format),
    Column::instant("saved_at", |row| row.saved_at),
    Column::period("period", |row| row.period),
    Column::text("unit_id", |row| row.unit_id.as_deref()),
    Column::text("cluster_id", |row| row.cluster_id.as_deref()),
    Column::key("form", |row| row.form.map(|form| form.key())),
    Column::key("status", |row| Some(row.status.key())),
    Column::key("reason", |row| row.reason.map(FileOut::key)),
];

pub(super) const OBSERVATIONS: &[Column<Observation>] = &[
    Column::period("period", |row| row.period),
    Column::text("unit_id", |row| row.unit_id.as_deref()),
    Column::text("cluster_id", |row| row.cluster_id.as_deref()),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::key("measure", |row| Some(row.measure.key())),
    Column::float("value", |row| row.value),
    Column::text("text", |row| row.category.as_deref()),
    Column::key("comparator", |row| row.comparator.map(|it| it.key())),
    Column::flag("approximate", |row| Some(row.approximate)),
    Column::flag("counted", |row| Some(row.counted())),
    Column::key("reason", |row| row.verdict.key()),
    Column::flag("corrected", |row| Some(row.corrected)),
    Column::text("file", |row| Some(&row.at.file)),
    Column::text("sheet", |row| Some(&row.at.sheet)),
    Column::cell("cell", |row| Some(row.at.address)),
    Column::own_text("raw", |row| Some(&row.raw)),
];

pub(super) const FINDINGS: &[Column<Finding>] = &[
    Column::key("severity", |row| Some(row.severity.key())),
    Column::key("code", |row| Some(row.rule.code)),
    Column::text("file", |row| row.file.as_deref()),
    Column::text("sheet", |row| row.sheet.as_deref()),
    Column::cell("cell", |row| row.cell),
    Column::text("unit_id", |row| row.unit_id.as_deref()),
    Column::period("period", |row| row.period),
    Column::text("indicator", |row| row.indicator.as_deref()),
    Column::own_text("message", |row| Some(&row.message)),
    Column::flag("decided", |row| Some(row.is_decided)),
];

pub(super) const AGGREGATES: &[Column<Aggregate>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::key("level", |row| Some(row.group.level())),
    Column::text("group_id", |row| Some(row.group.id())),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::float("value", |row| Some(row.value)),
    Column::integer("n_units", |row| Some(row.n_units.into())),
    Column::integer("n_expected", |row| Some(row.n_expected.into())),
];

pub(super) const DISTRIBUTIONS: &[Column<Distribution>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::key("level", |row| Some(row.group.level())),
    Column::text("group_id", |row| Some(row.group.id())),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::text("category", |row| Some(&row.category)),
    Column::integer("n_units", |row| Some(row.n_units.into())),
    Column::integer("n_total", |row| Some(row.n_total.into())),
];

pub(super) const COMPARISONS: &[Column<Comparison>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::period("previous_period", |row| Some(row.previous_period)),
    Column::key("level", |row| Some(row.group.level())),
    Column::text("group_id", |row| Some(row.group.id())),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::key("basis", |row| Some(row.basis.key())),
    Column::float("value", |row| Some(row.value)),
    Column::float("previous_value", |row| Some(row.previous_value)),
    Column::float("change", |row| Some(row.change)),
    Column::float("change_rate", |row| row.change_rate),
    Column::integer("n_units", |row| Some(row.n_units.into())),
];

pub(super) const CHANGE_PARTS: &[Column<ChangePart>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::period("previous_period", |row| Some(row.previous_period)),
    Column::key("level", |row| Some(row.group.level())),
    Column::text("group_id", |row| Some(row.group.id())),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::key("part", |row| Some(row.part.key())),
    Column::float("value", |row| Some(row.value)),
    Column::integer("n_units", |row| Some(row.n_units.into())),
];

pub(super) const TARGETS: &[Column<Target>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::text("cluster_id", |row| row.cluster_id.as_deref()),
    Column::text("indicator", |row| Some(&row.indicator)),
    Column::key("comparator", |row| Some(row.comparator.key())),
    Column::float("target", |row| row.target),
    Column::float("actual", |row| row.actual),
    Column::flag("met", |row| row.met),
];

pub(super) const RANKINGS: &[Column<Ranking>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("cluster_id", |row| Some(&row.cluster_id)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::float("score", |row| Some(row.score)),
    Column::integer("rank", |row| Some(row.rank.into())),
    Column::flag("tied", |row| Some(row.tied)),
];

pub(super) const ATTENDANCE: &[Column<Attendance>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("cluster_id", |row| Some(&row.cluster_id)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::flag("present", |row| row.present),
    Column::flag("signed", |row| row.signed),
    Column::text("absence_reason", |row| row.absence_reason.as_deref()),
    Column::text("file", |row| Some(&row.at.file)),
    Column::text("sheet", |row| Some(&row.at.sheet)),
    Column::cell("cell", |row| Some(row.at.address)),
];

pub(super) const NOMINATIONS: &[Column<Nomination>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("cluster_id", |row| Some(&row.cluster_id)),
    Column::integer("rank", |row| row.rank.map(Into::into)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::text("award", |row| Some(&row.award)),
    Column::text("awarded_by", |row| row.awarded_by.as_deref()),
    Column::text("file", |row| Some(&row.at.file)),
    Column::text("sheet", |row| Some(&row.at.sheet)),
    Column::cell("cell", |row| Some(row.at.address)),
];

pub(super) const LEADERSHIP: &[Column<Leadership>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("cluster_id", |row| Some(&row.cluster_id)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::text("role", |row| Some(&row.role)),
    Column::text("file", |row| Some(&row.at.file)),
    Column::text("sheet", |row| Some(&row.at.sheet)),
    Column::cell("cell", |row| Some(row.at.address)),
];

pub(super) const CONGRESSES: &[Column<Congress>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::integer("attended", |row| row.attended.map(i64::from)),
    Column::integer("entitled", |row| row.entitled.map(i64::from)),
    Column::integer("executive_committee", |row| {
        row.executive_committee.map(i64::from)
    }),
    Column::integer("delegates", |row| row.delegates.map(i64::from)),
    Column::text("file", |row| Some(&row.file)),
];

pub(super) const SCORES: &[Column<CriterionScore>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("cluster_id", |row| row.cluster_id.as_deref()),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::text("criterion", |row| Some(&row.criterion)),
    Column::text("title", |row| Some(&row.title)),
    Column::float("maximum", |row| row.maximum),
    Column::float("self_points", |row| row.self_points),
    Column::float("cluster_points", |row| row.cluster_points),
    Column::text("file", |row| Some(&row.at.file)),
    Column::text("sheet", |row| Some(&row.at.sheet)),
    Column::cell("cell", |row| Some(row.at.address)),
];

pub(super) const AWARD_COUNTS: &[Column<AwardCount>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("cluster_id", |row| row.cluster_id.as_deref()),
    Column::text("unit_id", |row| Some(&row.unit_id)),
    Column::text("award", |row| Some(&row.award)),
    Column::text("awarded_by", |row| row.awarded_by.as_deref()),
    Column::integer("n_persons", |row| Some(row.n_persons.into())),
    Column::integer("n_collectives", |row| Some(row.n_collectives.into())),
    Column::text("file", |row| Some(&row.file)),
];

pub(super) const UNITS: &[Column<UnitRow>] = &[
    Column::text("unit_id", |row| Some(&row.id)),
    Column::text("name", |row| Some(&row.name)),
    Column::text("other_names", |row| row.other_names.as_deref()),
    Column::key("kind", |row| row.kind),
];

pub(super) const CLUSTERS: &[Column<ClusterRow>] = &[
    Column::text("cluster_id", |row| Some(&row.id)),
    Column::text("name", |row| Some(&row.name)),
];

pub(super) const MEMBERSHIPS: &[Column<MembershipRow>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::text("unit_id", |row| Some(&row.unit)),
    Column::text("cluster_id", |row| Some(&row.cluster)),
    Column::text("role", |row| row.role.as_deref()),
    Column::flag("expected", |row| Some(row.expected)),
    Column::key("source", |row| Some(row.source)),
];

pub(super) const CHANGES: &[Column<ChangeRow>] = &[
    Column::period("period", |row| Some(row.period)),
    Column::key("kind", |row| Some(row.kind)),
    Column::text("from_unit", |row| row.from.as_deref()),
    Column::text("to_unit", |row| row.to.as_deref()),
    Column::text("decision", |row| row.decision.as_deref()),
    Column::text("day", |row| row.day.as_deref()),
];

pub(super) const INDICATORS: &[Column<IndicatorRow>] = &[
    Column::text("indicator", |row| Some(&row.code)),
    Column::text("label", |row| Some(&row.label)),
    Column::text("unit_of_measure", |row| Some(&row.unit)),
    Column::key("kind", |row| Some(row.kind)),
    Column::text("part_of", |row| row.part_of.as_deref()),
    Column::text("aggregation", |row| Some(&row.aggregation)),
    Column::flag("higher_is_better", |row| row.higher_is_better),
    Column::integer("order", |row| Some(row.order)),
];

/// Every table and its columns, in the order in which they are described.
pub(super) fn all() -> Vec<(&'static str, Vec<Field>)> {
    vec![
        ("submissions", fields(SUBMISSIONS)),
        ("observations", fields(OBSERVATIONS)),
        ("findings", fields(FINDINGS)),
        ("aggregates", fields(AGGREGATES)),
        ("distributions", fields(DISTRIBUTIONS)),
        ("comparisons", fields(COMPARISONS)),
        ("change_parts", fields(CHANGE_PARTS)),
        ("targets", fields(TARGETS)),
        ("rankings", fields(RANKINGS)),
        ("attendance", fields(ATTENDANCE)),
        ("nominations", fields(NOMINATIONS)),
        ("leadership", fields(LEADERSHIP)),
        ("congresses", fields(CONGRESSES)),
        ("scores", fields(SCORES)),
        ("award_counts", fields(AWARD_COUNTS)),
        ("units", fields(UNITS)),
        ("clusters", fields(CLUSTERS)),
        ("memberships", fields(MEMBERSHIPS)),
        ("changes", fields(CHANGES)),
        ("indicators", fields(INDICATORS)),
    ]
}
