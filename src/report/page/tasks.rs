//! What waits for a person at each unit.

use super::maker::Maker;
use super::{PageUnit, Place, UnitTask};
use crate::finding::{Finding, Severity};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Maker<'_, '_> {
    /// The open findings of the periods shown, in the order of the list of work, as many as there is room for.
    pub(super) fn add_tasks(
        &mut self,
        units: &mut [(Arc<str>, PageUnit)],
        places: &BTreeMap<Arc<str>, usize>,
        at_most: usize,
    ) {
        let facts = self.facts;
        let mut room = at_most;
        for finding in facts.lists.tasks.iter().flatten() {
            let unit = finding.unit_id.as_ref().and_then(|it| places.get(it));
            let period = finding.period.map(|period| self.period_place(period));
            let (Some(&unit), false) = (unit, period == Some(None)) else {
                continue;
            };
            if room == 0 {
                units[unit].1.more_tasks += 1;
                continue;
            }
            room -= 1;
            let task = self.task(finding, period.flatten());
            units[unit].1.tasks.push(task);
        }
    }

    fn task(&mut self, finding: &Finding, period: Option<usize>) -> UnitTask {
        UnitTask {
            is_error: finding.severity == Severity::Error,
            period,
            title: self.text(finding.rule.title),
            message: finding.message.clone(),
            place: self.place_of(finding),
        }
    }

    fn place_of(&mut self, finding: &Finding) -> Option<Place> {
        let file = finding.file.as_ref()?;
        Some(Place {
            file: self.file_place(file),
            sheet: finding.sheet.as_ref().map(|sheet| self.sheet_place(sheet)),
            cell: finding
                .cell
                .map_or_else(String::new, |cell| cell.to_string()),
        })
    }
}
