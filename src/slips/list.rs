//! The list of the slips that a run wrote, for whoever sends them out.

use super::names::FOLDER;
use super::{SlipPlan, Words};
use crate::report::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};

/// A slip that was written.
pub struct SlipEntry<'a> {
    /// Whose it is, and what it asks for.
    pub plan: &'a SlipPlan<'a>,
    /// Its path in the output folder.
    pub path: String,
    /// Why it stands beside the unit's own workbook, where it does.
    pub why: Option<&'static str>,
}

/// The list's path in the output folder.
const NAME: &str = "tra-loi/danh-sach.xlsx";

/// The list. It is there also where there are no slips, so that no earlier ones are taken for those of this run.
pub fn list_of_slips(entries: &[SlipEntry<'_>]) -> OfficeWorkbook {
    let list = &Words::get().list;
    OfficeWorkbook {
        name: NAME,
        sheets: vec![OfficeSheet::new(
            &list.sheet,
            vec![
                OfficeColumn::to_read(&list.period, 11.0),
                OfficeColumn::to_read(&list.whose, 40.0),
                OfficeColumn::to_read(&list.slip, 50.0),
                OfficeColumn::to_read(&list.tasks, 8.0),
                OfficeColumn::to_read(&list.how, 36.0),
                OfficeColumn::to_read(&list.file, 50.0),
            ],
            entries.iter().map(row).collect(),
        )],
    }
}

fn row(entry: &SlipEntry<'_>) -> Vec<OfficeCell> {
    let list = &Words::get().list;
    let plan = entry.plan;
    let path = entry.path.strip_prefix(FOLDER).unwrap_or(&entry.path);
    vec![
        OfficeCell::text(
            plan.period
                .map(|period| period.to_string())
                .unwrap_or_default(),
        ),
        OfficeCell::text(plan.whose.clone()),
        OfficeCell::text(path.trim_start_matches('/')),
        OfficeCell::Number(plan.tasks.len() as f64),
        OfficeCell::text(match entry.why {
            Some(why) => list.beside(why),
            None => list.in_place.clone(),
        }),
        OfficeCell::text(&*plan.submission.file),
    ]
}
