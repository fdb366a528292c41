//! What a ranked unit stands at: by which points, which class they come to, and whether it may be classed at all.

use super::criteria::{Class, Criteria};
use super::lineage::{Tenure, tenure};
use super::rankings::Ranked;
use super::scores::ScoreSheets;
use crate::period::Period;
use crate::recognise::Scorer;
use crate::register::Register;
use std::sync::Arc;

/// A ranked unit.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The period.
    pub period: Period,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// The unit.
    pub unit_id: Arc<str>,
    /// Its place: 1, 2, 2, 4.
    pub rank: u32,
    /// Its points.
    pub score: f64,
    /// The indicator they were read from: the cluster's points or the unit's own.
    pub basis: Arc<str>,
    /// The class they come to; `None` where no criteria are in force.
    pub class: Option<Class>,
    /// Whether it has worked long enough to be classed; yes where no criteria are in force.
    pub tenure: Tenure,
}

/// The standing of every ranked unit, in the rankings' order.
pub(super) fn standings(
    ranked: &Ranked,
    criteria: &Criteria,
    sheets: &ScoreSheets<'_>,
    register: &Register,
) -> Vec<Standing> {
    let rows = ranked.rankings.iter().filter_map(|row| {
        let basis = ranked.bases.get(&(row.period, row.cluster_id.clone()))?;
        let set = criteria.in_force(row.period);
        let scorer = match **basis == *Scorer::Unit.indicator() {
            true => Scorer::Unit,
            false => Scorer::Cluster,
        };
        let sheet = sheets.of(row.period, &row.unit_id, scorer);
        Some(Standing {
            period: row.period,
            cluster_id: row.cluster_id.clone(),
            unit_id: row.unit_id.clone(),
            rank: row.rank,
            score: row.score,
            basis: basis.clone(),
            class: set.and_then(|set| set.classify(row.score, &sheet)),
            tenure: set.map_or(Tenure::ENOUGH, |set| {
                tenure(register, &row.unit_id, row.period, set.eligibility)
            }),
        })
    });
    rows.collect()
}
