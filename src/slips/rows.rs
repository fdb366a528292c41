//! What a slip says, row by row, once its file is opened.

use super::names::{beside, in_place};
use super::plan::{SlipPlan, Task};
use super::returned::Source;
use super::{Words, digest_of_contents};
use crate::location::CellAddress;
use crate::observation::{FormKind, Sender};
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::text::clean;
use std::sync::Arc;

/// A slip has so many rows at most; who has mended these gets the next ones.
const MOST_ROWS: usize = 300;
/// Longer texts of cells are cut.
const LONGEST_TEXT: usize = 160;
/// A shorter label tells nothing by itself.
const SHORT_LABEL: usize = 16;

/// A slip: what a unit is asked to mend.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// Its path in the output folder where it is the unit's own workbook.
    pub in_place: String,
    /// Its path where it stands beside that.
    pub beside: String,
    /// Whose it is and of which period.
    pub about: String,
    /// The name of the file that was sent.
    pub file: String,
    /// The office, as it is named; may be empty.
    pub office: String,
    /// Until when it is to come back, where the office says.
    pub deadline: Option<String>,
    /// What the slip is made of; `None` where that could not be read.
    pub source: Option<Source>,
    /// What is to be mended.
    pub rows: Vec<SlipRow>,
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq)]
pub struct SlipRow {
    /// The sheet and the cell; `None` where it is about the whole file.
    pub place: Option<(Arc<str>, CellAddress)>,
    /// What the row says in the unit's own words.
    pub label: String,
    /// What stands there.
    pub stands: String,
    /// What is wrong, in a few words.
    pub problem: String,
    /// What to do.
    pub task: &'static str,
}

impl SlipPlan<'_> {
    /// The slip, from the workbook that was sent, where it could be read; what an earlier slip put into that is taken out.
    pub fn fill(&self, workbook: Option<&RawWorkbook>) -> Slip {
        let words = Words::get();
        let period = self.period.map(|period| period.label());
        let file = &self.submission.file;
        let mut rows: Vec<SlipRow> = self
            .tasks
            .iter()
            .take(MOST_ROWS)
            .map(|task| self.row(task, workbook))
            .collect();
        rows.extend(self.rest());
        let deadlines = self.inputs.deadlines;
        Slip {
            in_place: in_place(&self.name),
            beside: beside(&self.name),
            about: words.about(&self.whose, period.as_deref()),
            file: file.rsplit('/').next().unwrap_or(file).to_owned(),
            office: self.inputs.office.to_owned(),
            deadline: self
                .period
                .and_then(|period| deadlines.get(&period).cloned()),
            source: workbook.map(|workbook| Source {
                sha256: self.submission.sha256.clone(),
                contents: digest_of_contents(workbook),
            }),
            rows,
        }
    }

    /// What is told of the tasks for which there is no room.
    fn rest(&self) -> Option<SlipRow> {
        let rest = self.tasks.len().saturating_sub(MOST_ROWS);
        (rest > 0).then(|| SlipRow {
            place: None,
            label: String::new(),
            stands: String::new(),
            problem: format!("Còn {rest} chỗ nữa"),
            task: "Sửa các chỗ trên rồi gửi lại để nhận tiếp các chỗ còn lại.",
        })
    }

    fn row(&self, task: &Task<'_>, workbook: Option<&RawWorkbook>) -> SlipRow {
        let finding = task.finding;
        let place = finding.sheet.clone().zip(finding.cell);
        let sheet = place.as_ref().and_then(|(name, _)| {
            let mut sheets = workbook?.sheets.iter();
            sheets.find(|sheet| sheet.name == *name)
        });
        let at = sheet.zip(finding.cell);
        SlipRow {
            label: self.label(task, at),
            stands: match place {
                Some(_) => stands(task, at),
                None => String::new(),
            },
            place,
            problem: finding.rule.title.to_owned(),
            task: task.sentence,
        }
    }

    /// The words of the row, and the indicator where they alone do not say it.
    fn label(&self, task: &Task<'_>, at: Option<(&RawSheet, CellAddress)>) -> String {
        let written = at
            .map(|(sheet, cell)| words_of_row(sheet, cell))
            .unwrap_or_default();
        let indicator = task.finding.indicator.as_ref();
        let indicator = indicator.or(task.observation.map(|it| &it.indicator));
        let indicator = indicator.map_or("", |code| self.inputs.lexicon.label(code));
        let sender = self
            .submission
            .form
            .map(|form: FormKind| form.description().sender);
        let is_enough = sender == Some(Sender::Unit) && written.chars().count() >= SHORT_LABEL;
        let whole = match (written.as_str(), indicator) {
            (written, "") => written.to_owned(),
            ("", indicator) => indicator.to_owned(),
            (written, _) if is_enough => written.to_owned(),
            (written, indicator) => format!("{written} – {indicator}"),
        };
        cut(&whole)
    }
}

/// The longest text up to a cell of its row.
fn words_of_row(sheet: &RawSheet, cell: CellAddress) -> String {
    let from = sheet
        .cells
        .partition_point(|it| it.address < CellAddress::new(cell.row, 0));
    let of_row = sheet.cells.get(from..).unwrap_or_default().iter();
    let of_row = of_row.take_while(|it| it.address <= cell);
    let texts = of_row.filter_map(|it| match &it.content {
        CellContent::Text(text) if text.chars().any(char::is_alphabetic) => Some(clean(text)),
        _ => None,
    });
    // Of two as long the first.
    let longest =
        texts.reduce(
            |longest, text| match text.chars().count() > longest.chars().count() {
                true => text,
                false => longest,
            },
        );
    longest.unwrap_or_default()
}

/// What stands in a cell, as it is read of the sheet.
fn stands(task: &Task<'_>, at: Option<(&RawSheet, CellAddress)>) -> String {
    let raw = task.observation.map(|observation| clean(&observation.raw));
    let shown = raw.filter(|raw| !raw.is_empty()).or_else(|| {
        let (sheet, address) = at?;
        let cells = &sheet.cells;
        let found = cells
            .binary_search_by_key(&address, |cell| cell.address)
            .ok()?;
        let quoted = sheet.look.of(address).and_then(|look| look.quoted());
        Some(quoted.unwrap_or_else(|| match &cells[found].content {
            CellContent::Text(text)
            | CellContent::Error(text)
            | CellContent::UncachedFormula(text) => clean(text),
            CellContent::Number { value, .. } | CellContent::DateTime(value) => value.to_string(),
            CellContent::Boolean(value) => value.to_string(),
            CellContent::ShownOtherwise { shown, .. } => shown.clone(),
        }))
    });
    cut(&shown.unwrap_or_else(|| Words::get().empty.clone()))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
