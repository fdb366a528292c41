//! What a slip says, row by row, once its file is opened.

use super::names::{beside, in_place};
use super::plan::{SlipPlan, Task};
use super::returned::Source;
use super::{Words, digest_of_contents};
use crate::location::CellAddress;
use crate::observation::{FormKind, Sender};
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::text::{LegacyEncoding, clean, decode_legacy, detect_legacy};
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
        let sent = workbook.map(Sent::new);
        let mut rows: Vec<SlipRow> = self
            .tasks
            .iter()
            .take(MOST_ROWS)
            .map(|task| self.row(task, sent.as_ref()))
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
                .and_then(|period| deadlines.get(&period))
                .map(|day| day.strftime("ngày %d/%m/%Y").to_string()),
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

    fn row(&self, task: &Task<'_>, sent: Option<&Sent<'_>>) -> SlipRow {
        let finding = task.finding;
        let place = finding.sheet.clone().zip(finding.cell);
        let at = place
            .as_ref()
            .and_then(|(sheet, cell)| sent?.at(sheet, *cell));
        SlipRow {
            label: self.label(task, at.as_ref()),
            stands: match place {
                Some(_) => stands(task, at.as_ref()),
                None => String::new(),
            },
            place,
            problem: finding.rule.title.to_owned(),
            task: task.sentence,
        }
    }

    /// The words of the row, and the indicator where they alone do not say it.
    fn label(&self, task: &Task<'_>, at: Option<&At<'_>>) -> String {
        let written = at.map(At::words_of_row).unwrap_or_default();
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

/// The workbook that was sent.
struct Sent<'w> {
    workbook: &'w RawWorkbook,
    encoding: Option<LegacyEncoding>,
}

/// A cell of it, with its sheet.
struct At<'w> {
    sheet: &'w RawSheet,
    cell: CellAddress,
    encoding: Option<LegacyEncoding>,
}

impl<'w> Sent<'w> {
    fn new(workbook: &'w RawWorkbook) -> Self {
        let cells = workbook.sheets.iter().flat_map(|sheet| &sheet.cells);
        let texts = cells.filter_map(|cell| match &cell.content {
            CellContent::Text(text) => Some(&**text),
            _ => None,
        });
        Self {
            encoding: detect_legacy(texts),
            workbook,
        }
    }

    fn at(&self, sheet: &str, cell: CellAddress) -> Option<At<'w>> {
        let mut sheets = self.workbook.sheets.iter();
        Some(At {
            sheet: sheets.find(|it| &*it.name == sheet)?,
            cell,
            encoding: self.encoding,
        })
    }
}

impl At<'_> {
    /// A text as a person reads it.
    fn read(&self, text: &str) -> String {
        match self.encoding {
            Some(encoding) => clean(&decode_legacy(encoding, text)),
            None => clean(text),
        }
    }

    /// The longest text up to the cell in its row; of two as long the first.
    fn words_of_row(&self) -> String {
        let cells = &self.sheet.cells;
        let first = CellAddress::new(self.cell.row, 0);
        let from = cells.partition_point(|it| it.address < first);
        let of_row = cells.get(from..).unwrap_or_default().iter();
        let of_row: Vec<_> = of_row.take_while(|it| it.address <= self.cell).collect();
        let texts = of_row.into_iter().filter_map(|it| match &it.content {
            CellContent::Text(text) if text.chars().any(char::is_alphabetic) => Some(text),
            _ => None,
        });
        let longest = texts.rev().max_by_key(|text| text.chars().count());
        longest.map(|text| self.read(text)).unwrap_or_default()
    }

    /// What the cell shows.
    fn shown(&self) -> Option<String> {
        let cells = &self.sheet.cells;
        let found = cells
            .binary_search_by_key(&self.cell, |it| it.address)
            .ok()?;
        let quoted = self.sheet.look.of(self.cell).and_then(|look| look.quoted());
        Some(quoted.unwrap_or_else(|| match &cells[found].content {
            CellContent::Text(text)
            | CellContent::Error(text)
            | CellContent::UncachedFormula(text) => self.read(text),
            CellContent::Number { value, .. } | CellContent::DateTime(value) => value.to_string(),
            CellContent::Boolean(value) => value.to_string(),
            CellContent::ShownOtherwise { shown, .. } => shown.clone(),
        }))
    }
}

/// What stands in a cell, as it was read.
fn stands(task: &Task<'_>, at: Option<&At<'_>>) -> String {
    let raw = task.observation.map(|observation| clean(&observation.raw));
    let shown = raw.filter(|raw| !raw.is_empty());
    let shown = shown.or_else(|| at.and_then(At::shown));
    cut(&shown.unwrap_or_else(|| Words::get().empty.clone()))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
