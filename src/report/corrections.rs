//! `dinh-chinh.xlsx` as the office gets it after a run: every held figure and submission with its reason, to be decided;
//! and what has been decided already.

mod open;
mod proposal;
mod question;
mod words;

pub use open::{questions, reopened};
pub use proposal::Proposal;
pub use question::{Question, QuestionOf};
pub use words::{Meanings, OpenWord, WordPlace, open_words};

use super::Link;
use super::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::catalogue::Thresholds;
use crate::decide::{Decided, NotApplied};
use crate::location::{CellAddress, CellRef};
use crate::observation::{Observation, Submission};
use crate::period::Period;
use crate::quantity::format_number;
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::register::corrections::{
    Bound, Correction, Decision, EMPTY_CELL, PROPOSED, SEAL_TITLE, Subject, Written, file_key,
};
use crate::tables::Tables;
use crate::text::clean;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The workbook's file name, in the output as in the input folder.
pub const FILE_NAME: &str = "dinh-chinh.xlsx";
/// The sheet of decisions.
pub const SHEET_NAME: &str = "Đính chính";

/// How the sheet tells what came of a decision.
const APPLIED: &str = "đã áp dụng";

/// What the workbook is built from.
#[derive(Clone, Copy)]
pub struct CorrectionsInputs<'a> {
    /// What came out of the run.
    pub tables: &'a Tables,
    /// The rows of the office's corrections and what came of them.
    pub decided: &'a [Decided],
    /// Units and their names.
    pub register: &'a Register,
    /// Indicators and their labels.
    pub lexicon: &'a Lexicon,
    /// By how much a unit of measure slips.
    pub thresholds: &'a Thresholds,
    /// The period reported on: what is of it comes first.
    pub period: Option<Period>,
    /// The way from the folder that the workbook stands in to the input folder, with `/`: `../input`.
    pub input_path: &'a str,
}

impl CorrectionsInputs<'_> {
    /// The way to a file of the input folder.
    fn path_of(&self, file: &str) -> String {
        match self.input_path.trim_end_matches('/') {
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        }
    }
}

/// A row of the sheet.
#[derive(Default)]
struct Row {
    /// What the office has written into it; of an open one its place and subject alone.
    written: Written,
    /// What it is about, and why.
    bound: Bound,
    measure: String,
    proposal: Option<Proposal>,
    value: OfficeCell,
    seal: String,
    /// Whether the office has decided and nothing came of it.
    is_failed: bool,
    /// The way to the file, where the workbook leads there.
    path: Option<String>,
}

/// Builds the workbook: decisions that failed, what is to be decided, by file and cell, then what has been decided, in the
/// office's order.
pub fn corrections_workbook(inputs: &CorrectionsInputs<'_>) -> OfficeWorkbook {
    let places = DecidedPlaces::new(inputs);
    let (failed, applied): (Vec<&Decided>, Vec<&Decided>) = inputs
        .decided
        .iter()
        .partition(|decided| decided.unused.is_some());
    let open = open::sorted(inputs, &places).into_iter();
    let mut open: Vec<Row> = open.map(|question| open_row(question, inputs)).collect();
    cut(&mut open);
    let decided = |decided: Vec<&Decided>| -> Vec<Row> {
        let rows = decided.into_iter();
        rows.map(|decided| decided_row(decided, &places, inputs))
            .collect()
    };
    let mut rows = decided(failed);
    rows.extend(open);
    rows.extend(decided(applied));
    let mut workbook = workbook_of(rows);
    let words = words::sheet(inputs);
    workbook.sheets.splice(1..1, words);
    workbook
}

/// The workbook of decisions alone, for the input folder.
pub fn decisions_workbook(corrections: &[Correction]) -> OfficeWorkbook {
    workbook_of(corrections.iter().map(written_row).collect())
}

fn workbook_of(rows: Vec<Row>) -> OfficeWorkbook {
    OfficeWorkbook {
        name: FILE_NAME,
        sheets: vec![
            OfficeSheet::new(SHEET_NAME, columns(), rows.into_iter().map(cells).collect()),
            guide(),
        ],
    }
}

/// How many open rows the workbook lists: more than anybody decides before the next run.
const OPEN_ROWS: usize = 50_000;

/// Leaves out open rows beyond those that are listed, and says how many.
fn cut(rows: &mut Vec<Row>) {
    let rest = rows.len().saturating_sub(OPEN_ROWS);
    if rest == 0 {
        return;
    }
    rows.truncate(OPEN_ROWS);
    let why = format!(
        "Còn {} mục chưa ghi ở đây. Quyết định các mục trên rồi chạy lại để có các mục tiếp theo; xem đủ ở du-lieu/findings.parquet.",
        format_number(rest as f64, 0)
    );
    rows.push(Row {
        bound: Bound {
            why,
            ..Bound::default()
        },
        ..Row::default()
    });
}

/// The row in which the office may decide a question.
fn open_row(question: Question, inputs: &CorrectionsInputs<'_>) -> Row {
    let file = Some(&question.file).filter(|file| !file.is_empty());
    Row {
        path: file.map(|file| inputs.path_of(file)),
        written: question.written(),
        bound: question.bound,
        measure: question.measure,
        proposal: question.proposal,
        ..Row::default()
    }
}

/// What has been decided about, looked up by place.
struct DecidedPlaces<'a> {
    /// By file and cell, with the sheets that rows name, where they do.
    cells: BTreeMap<(String, CellAddress), Vec<Option<String>>>,
    /// Files with a decision that still stands.
    files: BTreeSet<String>,
    /// The observations at these cells.
    observations: BTreeMap<(String, CellAddress), Vec<&'a Observation>>,
}

impl<'a> DecidedPlaces<'a> {
    fn new(inputs: &CorrectionsInputs<'a>) -> Self {
        let mut places = Self {
            cells: BTreeMap::new(),
            files: BTreeSet::new(),
            observations: BTreeMap::new(),
        };
        for decided in inputs.decided {
            let correction = &decided.correction;
            // What stands in the cell now is still to be decided.
            if matches!(decided.unused, Some(NotApplied::Stale(_))) {
                continue;
            }
            places.files.insert(correction.file.clone());
            if let Ok(cell) = correction.written.cell.parse() {
                let sheet =
                    Some(correction.written.sheet.clone()).filter(|sheet| !sheet.is_empty());
                let place = (correction.file.clone(), cell);
                places.cells.entry(place).or_default().push(sheet);
            }
        }
        if places.cells.is_empty() {
            return places;
        }
        for observation in &inputs.tables.observations {
            let place = place_of(&observation.at);
            if places.cells.contains_key(&place) {
                places
                    .observations
                    .entry(place)
                    .or_default()
                    .push(observation);
            }
        }
        places
    }

    fn holds_file(&self, submission: &Submission) -> bool {
        self.files.contains(&file_key(&submission.file))
    }

    fn holds_cell(&self, at: &CellRef) -> bool {
        let sheets = self.cells.get(&place_of(at));
        sheets.is_some_and(|sheets| {
            let is_sheet = |sheet: &Option<String>| {
                sheet
                    .as_ref()
                    .is_none_or(|sheet| clean(&at.sheet) == *sheet)
            };
            sheets.iter().any(is_sheet)
        })
    }

    /// The observation that a row is about.
    fn observation(&self, written: &Written, file: &str) -> Option<&'a Observation> {
        let cell = written.cell.parse().ok()?;
        let found = self.observations.get(&(file.to_owned(), cell))?;
        let is_sheet =
            |it: &&&Observation| written.sheet.is_empty() || clean(&it.at.sheet) == written.sheet;
        found.iter().find(is_sheet).copied()
    }
}

fn place_of(at: &CellRef) -> (String, CellAddress) {
    (file_key(&at.file), at.address)
}

fn columns() -> Vec<OfficeColumn> {
    let subjects = [Subject::Value, Subject::Period, Subject::Unit];
    vec![
        OfficeColumn::to_read("Tệp", 18.0),
        OfficeColumn::to_read("Trang tính", 7.0),
        OfficeColumn::to_read("Ô", 5.0),
        OfficeColumn::to_read("Đơn vị báo cáo", 14.0),
        OfficeColumn::to_read("Kỳ báo cáo", 6.0),
        OfficeColumn::to_read("Chỉ tiêu", 16.0),
        OfficeColumn::to_read("ĐVT", 6.0),
        OfficeColumn::to_read("Nguyên văn", 11.0),
        OfficeColumn::to_read("Vì sao giữ lại", 25.0),
        OfficeColumn::to_read("Giá trị đề xuất", 11.0),
        OfficeColumn::to_read("Căn cứ đề xuất", 14.0),
        OfficeColumn::to_choose("Quyết định", 9.0, decisions()),
        OfficeColumn::to_fill("Giá trị đúng", 11.0),
        OfficeColumn::to_fill("Lý do", 12.0),
        // Who decides on paper signs below.
        OfficeColumn::to_fill("Người duyệt", 12.0).off_paper(),
        OfficeColumn::to_fill("Ngày", 11.0).off_paper(),
        OfficeColumn::to_choose("Nội dung", 9.0, subjects.map(Subject::label)).off_paper(),
        OfficeColumn::hidden(SEAL_TITLE),
    ]
}

/// What the office chooses from: a decision, or the value that is proposed.
fn decisions() -> Vec<&'static str> {
    let mut decisions = vec![PROPOSED];
    decisions.extend(Decision::ALL.map(Decision::label));
    decisions
}

fn cells(row: Row) -> Vec<OfficeCell> {
    let (written, bound) = (row.written, row.bound);
    let place = Some(written.sheet.clone()).filter(|_| !written.cell.is_empty());
    let link = row.path.map(|path| Link::File {
        path,
        place: place.map(|sheet| (sheet.into(), written.cell.clone())),
    });
    let linked = |text: String| match &link {
        Some(link) if !text.is_empty() => OfficeCell::Linked(text, link.clone()),
        _ => OfficeCell::text(text),
    };
    let (file, cell) = match written.cell.is_empty() {
        true => (linked(written.file), OfficeCell::text(written.cell)),
        false => (OfficeCell::text(written.file), linked(written.cell)),
    };
    let (proposed, basis) = match row.proposal {
        Some(proposal) => (proposal.value, proposal.basis),
        None => (OfficeCell::Empty, String::new()),
    };
    let cells = [
        file,
        OfficeCell::text(written.sheet),
        cell,
        OfficeCell::text(bound.unit),
        OfficeCell::text(bound.period),
        OfficeCell::text(bound.indicator),
        OfficeCell::text(row.measure),
        OfficeCell::text(bound.raw),
        OfficeCell::text(bound.why),
        proposed,
        OfficeCell::text(basis),
        OfficeCell::text(written.decision),
        row.value,
        OfficeCell::text(written.reason),
        OfficeCell::text(written.approved_by),
        OfficeCell::text(written.date),
        OfficeCell::text(written.subject),
        OfficeCell::text(row.seal),
    ];
    let is_failed = row.is_failed;
    let shown = |cell: OfficeCell| if is_failed { cell.as_alert() } else { cell };
    cells.into_iter().map(shown).collect()
}

/// What a decision on a figure is bound to, and its unit of measure.
fn bound_to(observation: &Observation, inputs: &CorrectionsInputs<'_>) -> (Bound, String) {
    let indicator = inputs.lexicon.indicators.get(&observation.indicator);
    let bound = Bound {
        unit: unit_name(observation.unit_id.as_ref(), inputs.register),
        period: shown_period(observation.period),
        indicator: inputs.lexicon.label(&observation.indicator).to_owned(),
        raw: match observation.raw.is_empty() {
            true => EMPTY_CELL.to_owned(),
            false => observation.raw.clone(),
        },
        ..Bound::default()
    };
    let measure = indicator.map(|indicator| indicator.unit.clone());
    (bound, measure.unwrap_or_default())
}

fn shown_period(period: Option<Period>) -> String {
    period.map(|period| period.to_string()).unwrap_or_default()
}

/// A row that the office has filled in, as it stands.
fn written_row(correction: &Correction) -> Row {
    Row {
        value: match &correction.written.value {
            Some(CellContent::Number {
                value,
                percent: true,
            }) => OfficeCell::Rate(*value),
            Some(CellContent::Number { value, .. }) => OfficeCell::Number(*value),
            Some(CellContent::Text(text)) => OfficeCell::text(&**text),
            _ => OfficeCell::Empty,
        },
        seal: correction.written.seal(),
        written: correction.written.clone(),
        bound: correction.bound.clone(),
        ..Row::default()
    }
}

/// A row that the office has filled in, as it filled it in, with what came of it. What it was decided on stays as it is;
/// a row of the office's own making that was applied is bound to what it was applied to.
fn decided_row(
    decided: &Decided,
    places: &DecidedPlaces<'_>,
    inputs: &CorrectionsInputs<'_>,
) -> Row {
    let correction = &decided.correction;
    let is_stale = matches!(decided.unused, Some(NotApplied::Stale(_)));
    let about = places
        .observation(&correction.written, &correction.file)
        .filter(|_| !is_stale);
    let (known, measure) = about
        .map(|observation| bound_to(observation, inputs))
        .unwrap_or_default();
    let or = |bound: String, known: String| if bound.is_empty() { known } else { bound };
    let row = written_row(correction);
    let bound = row.bound;
    Row {
        bound: Bound {
            unit: or(bound.unit, known.unit),
            period: or(bound.period, known.period),
            indicator: or(bound.indicator, known.indicator),
            raw: or(bound.raw, known.raw),
            why: match &decided.unused {
                Some(not_applied) => not_applied.message(),
                None => APPLIED.to_string(),
            },
            seal: bound.seal,
        },
        measure,
        is_failed: decided.unused.is_some(),
        ..row
    }
}

fn unit_name(unit: Option<&Arc<str>>, register: &Register) -> String {
    unit.map(|id| register.unit_name(id).to_string())
        .unwrap_or_default()
}

fn guide() -> OfficeSheet {
    let rows = include_str!("corrections/huong-dan.txt")
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| vec![OfficeCell::text(line)])
        .collect();
    let title = OfficeColumn::to_read("Cách ghi bảng đính chính", 120.0);
    OfficeSheet::new("Hướng dẫn", vec![title], rows)
}
