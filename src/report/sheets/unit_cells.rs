//! Where the figures stand on the sheet of units, so that the totals of other sheets can follow from them.

use super::{chief_first, name};
use crate::catalogue::Indicator;
use crate::report::facts::Facts;
use crate::report::{Formula, FormulaRows, RowFilter};
use crate::tables::Group;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The column of the units' running numbers, which marks their rows.
pub(super) const NUMBER: u16 = 0;

/// The row of the province's totals.
const PROVINCE_ROW: u32 = 0;

/// The rows and columns of the sheet of units.
pub(super) struct UnitCells<'a> {
    /// The indicators that have a column.
    pub(super) indicators: Vec<&'a Indicator>,
    /// How many columns stand before the figures.
    pub(super) leading: u16,
    /// The column of the kind of employer; `None` where no unit's kind is known.
    pub(super) kind: Option<u16>,
    /// The last row.
    pub(super) last_row: u32,
    /// The row of each cluster's totals and how many units follow it.
    clusters: BTreeMap<Arc<str>, (u32, u32)>,
}

impl<'a> UnitCells<'a> {
    /// Arranges the sheet: number, unit, its code where the office gives codes, standing, figures, kind.
    pub(super) fn new(facts: &Facts<'a>) -> Self {
        let register = facts.account.register;
        let mut row = PROVINCE_ROW + 1;
        let mut clusters = BTreeMap::new();
        for group in &facts.unit_groups {
            let units = group.units.len() as u32;
            if let Some(cluster) = &group.cluster {
                clusters.insert(cluster.clone(), (row, units));
            }
            row += 1 + units;
        }
        let has_kinds = facts.unit_groups.iter().any(|group| {
            let mut units = group.units.iter();
            units.any(|unit| register.units.get(unit).is_some_and(|it| it.kind.is_some()))
        });
        let indicators = chief_first(facts, facts.indicators_in(&[facts.account.period])).0;
        let leading = 3 + u16::from(register.is_kept);
        Self {
            // Beyond what is printed, where long names cost no room.
            kind: has_kinds.then_some(leading + indicators.len() as u16),
            indicators,
            leading,
            last_row: row.saturating_sub(1),
            clusters,
        }
    }

    /// The column of an indicator; `None` where it has no figures in the period.
    pub(super) fn column(&self, code: &str) -> Option<u16> {
        let position = self.indicators.iter().position(|it| &*it.code == code)?;
        Some(self.leading + position as u16)
    }

    /// The cell with a group's total in the period reported on.
    pub(super) fn total(&self, group: &Group, code: &str) -> Option<Formula> {
        Some(Formula::Same {
            sheet: name::UNITS,
            row: match group {
                Group::Province => PROVINCE_ROW,
                Group::Cluster(id) => self.clusters.get(id)?.0,
                Group::Unit(_) => return None,
            },
            column: self.column(code)?,
        })
    }

    /// The units of a group that are in a category, counted.
    pub(super) fn count(&self, group: &Group, code: &str, category: &str) -> Option<Formula> {
        let only = RowFilter::Saying(self.column(code)?, category.into());
        let (first, last) = match group {
            Group::Province => (PROVINCE_ROW + 1, self.last_row),
            Group::Cluster(id) => {
                let (row, units) = *self.clusters.get(id)?;
                (row + 1, row + units)
            }
            Group::Unit(_) => return None,
        };
        Some(Formula::Count(FormulaRows {
            sheet: Some(name::UNITS),
            first,
            last,
            only,
        }))
    }

    /// All rows of units, seen from another sheet; those of one kind of employer where it is asked for.
    pub(super) fn units(&self, kind: Option<&'static str>) -> Option<FormulaRows> {
        let only = match kind {
            Some(kind) => RowFilter::Saying(self.kind?, kind.into()),
            None => RowFilter::Numbered(NUMBER),
        };
        Some(FormulaRows {
            sheet: Some(name::UNITS),
            first: PROVINCE_ROW + 1,
            last: self.last_row,
            only,
        })
    }
}
