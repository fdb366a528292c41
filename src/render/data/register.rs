//! The register and the indicators as rows of data.

use crate::catalogue::{Aggregation, IndicatorKind, Indicators};
use crate::period::Period;
use crate::register::{ChangeKind, Origin, Register, UnitKind};
use std::sync::Arc;

/// A reporting unit.
pub(super) struct UnitRow {
    pub(super) id: Arc<str>,
    pub(super) name: String,
    pub(super) other_names: Option<String>,
    pub(super) kind: Option<&'static str>,
}

/// A cluster.
pub(super) struct ClusterRow {
    pub(super) id: Arc<str>,
    pub(super) name: String,
}

/// A unit's cluster in a period.
pub(super) struct MembershipRow {
    pub(super) period: Period,
    pub(super) unit: Arc<str>,
    pub(super) cluster: Arc<str>,
    pub(super) role: Option<String>,
    pub(super) expected: bool,
    pub(super) source: &'static str,
}

/// A change of structure.
pub(super) struct ChangeRow {
    pub(super) period: Period,
    pub(super) kind: &'static str,
    pub(super) from: Option<Arc<str>>,
    pub(super) to: Option<Arc<str>>,
    pub(super) decision: Option<String>,
    pub(super) day: Option<String>,
}

/// An indicator.
pub(super) struct IndicatorRow {
    pub(super) code: Arc<str>,
    pub(super) label: String,
    pub(super) unit: String,
    pub(super) kind: &'static str,
    pub(super) part_of: Option<Arc<str>>,
    pub(super) aggregation: String,
    pub(super) higher_is_better: Option<bool>,
    pub(super) order: i64,
}

/// The rows of all these tables, each sorted by its key; changes in the register's order.
pub(super) struct Rows {
    pub(super) units: Vec<UnitRow>,
    pub(super) clusters: Vec<ClusterRow>,
    pub(super) memberships: Vec<MembershipRow>,
    pub(super) changes: Vec<ChangeRow>,
    pub(super) indicators: Vec<IndicatorRow>,
}

impl Rows {
    /// Those of a register and of the indicators of a run.
    pub(super) fn of(register: &Register, indicators: &Indicators) -> Self {
        Self {
            units: units(register),
            clusters: clusters(register),
            memberships: memberships(register),
            changes: changes(register),
            indicators: indicator_rows(indicators),
        }
    }
}

fn units(register: &Register) -> Vec<UnitRow> {
    let rows = register.units.values().map(|unit| UnitRow {
        id: unit.id.clone(),
        name: unit.name.clone(),
        other_names: (!unit.other_names.is_empty()).then(|| unit.other_names.join("; ")),
        kind: unit.kind.map(|kind| match kind {
            UnitKind::Administration => "administration",
            UnitKind::PublicService => "public_service",
            UnitKind::StateEnterprise => "state_enterprise",
            UnitKind::PrivateEnterprise => "private_enterprise",
            UnitKind::ForeignInvested => "foreign_invested",
        }),
    });
    rows.collect()
}

fn clusters(register: &Register) -> Vec<ClusterRow> {
    let rows = register.clusters.values().map(|cluster| ClusterRow {
        id: cluster.id.clone(),
        name: cluster.name.clone(),
    });
    rows.collect()
}

fn memberships(register: &Register) -> Vec<MembershipRow> {
    let source = |period: Period| match register.origins.get(&period) {
        Some(Origin::Reporting) => "folder",
        Some(Origin::CarriedFrom(_) | Origin::OfYear(_)) => "carried-over",
        None if register.is_kept => "register",
        None => "folder",
    };
    let rows = register.memberships.values().map(|row| MembershipRow {
        period: row.period,
        unit: row.unit_id.clone(),
        cluster: row.cluster_id.clone(),
        role: row.role.clone(),
        expected: register.cluster_of(row.period, &row.unit_id).is_some(),
        source: source(row.period),
    });
    rows.collect()
}

fn changes(register: &Register) -> Vec<ChangeRow> {
    let rows = register.changes.iter().map(|change| ChangeRow {
        period: change.effective,
        kind: match change.kind {
            ChangeKind::Founded => "founded",
            ChangeKind::Renamed => "renamed",
            ChangeKind::Merged => "merged",
            ChangeKind::Split => "split",
            ChangeKind::MovedCluster => "moved_cluster",
            ChangeKind::Transferred => "transferred",
            ChangeKind::Dissolved => "dissolved",
        },
        from: change.from.clone(),
        to: change.to.clone(),
        decision: change.decision.clone(),
        day: change.day.map(|day| day.to_string()),
    });
    rows.collect()
}

fn indicator_rows(indicators: &Indicators) -> Vec<IndicatorRow> {
    let rows = indicators.iter().zip(1..);
    let rows = rows.map(|(indicator, order)| IndicatorRow {
        code: indicator.code.clone(),
        label: indicators.full_label(&indicator.code),
        unit: indicator.unit.clone(),
        kind: match indicator.kind {
            IndicatorKind::Count => "count",
            IndicatorKind::Money => "money",
            IndicatorKind::Percent => "percent",
            IndicatorKind::Score => "score",
            IndicatorKind::Category => "category",
        },
        part_of: indicator.part_of.clone(),
        aggregation: match &indicator.aggregation {
            Aggregation::Sum => "sum".to_owned(),
            Aggregation::Mean => "mean".to_owned(),
            Aggregation::WeightedMean { weight } => format!("mean:{weight}"),
            Aggregation::Ratio {
                numerator,
                denominator,
            } => format!("ratio:{numerator}/{denominator}"),
            Aggregation::Distribution => "distribution".to_owned(),
        },
        higher_is_better: indicator.higher_is_better,
        order,
    });
    rows.collect()
}
