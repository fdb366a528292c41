//! `dinh-chinh.xlsx` as the office gets it after a run: every held figure and submission with its reason, to be decided;
//! and what has been decided already.

mod open;
mod proposal;
mod words;

use super::Link;
use super::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::catalogue::{IndicatorKind, Thresholds};
use crate::decide::{Decided, NotApplied};
use crate::location::{CellAddress, CellRef};
use crate::observation::{Observation, Submission};
use crate::period::Period;
use crate::quantity::format_number;
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::register::corrections::{
    Correction, Decision, EMPTY_CELL, SEAL_TITLE, Subject, Written, file_key,
};
use crate::register::wordbook::PROPOSED;
use crate::tables::Tables;
use crate::text::clean;
use proposal::Proposal;
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
    file: String,
    sheet: String,
    cell: String,
    unit: String,
    period: String,
    indicator: String,
    measure: String,
    raw: String,
    why: String,
    proposal: Option<Proposal>,
    subject: String,
    decision: String,
    value: OfficeCell,
    reason: String,
    approved_by: String,
    date: String,
    seal: String,
    /// Whether the office has decided and nothing came of it.
    is_failed: bool,
    /// The way to the file, where the workbook leads there.
    path: Option<String>,
    /// The period that it is of.
    of_period: Option<Period>,
}

/// Builds the workbook: decisions that failed, what is to be decided, by file and cell, then what has been decided, in the
/// office's order.
pub fn corrections_workbook(inputs: &CorrectionsInputs<'_>) -> OfficeWorkbook {
    let places = DecidedPlaces::new(inputs);
    let (failed, applied): (Vec<&Decided>, Vec<&Decided>) = inputs
        .decided
        .iter()
        .partition(|decided| decided.unused.is_some());
    let mut open = open::open_submissions(inputs, &places);
    open.extend(open::open_table_rows(inputs, &places));
    open.extend(open::open_figures(inputs, &places));
    let order = |row: &Row| {
        let is_other_period = row.of_period != inputs.period;
        let newest_first = std::cmp::Reverse(row.of_period);
        (
            is_other_period,
            newest_first,
            row.file.clone(),
            row.sheet.clone(),
        )
    };
    open.sort_by_cached_key(order);
    cut(&mut open);
    for row in &mut open {
        row.path = Some(inputs.path_of(&row.file)).filter(|_| !row.file.is_empty());
    }
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
    rows.push(Row {
        why: format!(
            "Còn {} mục chưa ghi ở đây. Quyết định các mục trên rồi chạy lại để có các mục tiếp theo; xem đủ ở du-lieu/findings.parquet.",
            format_number(rest as f64, 0)
        ),
        ..Row::default()
    });
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
    let place = Some(row.sheet.clone()).filter(|_| !row.cell.is_empty());
    let link = row.path.map(|path| Link::File {
        path,
        place: place.map(|sheet| (sheet.into(), row.cell.clone())),
    });
    let linked = |text: String| match &link {
        Some(link) if !text.is_empty() => OfficeCell::Linked(text, link.clone()),
        _ => OfficeCell::text(text),
    };
    let (file, cell) = match row.cell.is_empty() {
        true => (linked(row.file), OfficeCell::text(row.cell)),
        false => (OfficeCell::text(row.file), linked(row.cell)),
    };
    let (proposed, basis) = match row.proposal {
        Some(proposal) => (proposal.value, proposal.basis),
        None => (OfficeCell::Empty, String::new()),
    };
    let cells = [
        file,
        OfficeCell::text(row.sheet),
        cell,
        OfficeCell::text(row.unit),
        OfficeCell::text(row.period),
        OfficeCell::text(row.indicator),
        OfficeCell::text(row.measure),
        OfficeCell::text(row.raw),
        OfficeCell::text(row.why),
        proposed,
        OfficeCell::text(basis),
        OfficeCell::text(row.decision),
        row.value,
        OfficeCell::text(row.reason),
        OfficeCell::text(row.approved_by),
        OfficeCell::text(row.date),
        OfficeCell::text(row.subject),
        OfficeCell::text(row.seal),
    ];
    let is_failed = row.is_failed;
    let shown = |cell: OfficeCell| if is_failed { cell.as_alert() } else { cell };
    cells.into_iter().map(shown).collect()
}

fn row_of(observation: &Observation, inputs: &CorrectionsInputs<'_>) -> Row {
    let indicator = inputs.lexicon.indicators.get(&observation.indicator);
    Row {
        file: observation.at.file.to_string(),
        sheet: observation.at.sheet.to_string(),
        cell: observation.at.address.to_string(),
        unit: unit_name(observation.unit_id.as_ref(), inputs.register),
        period: observation
            .period
            .map(|period| period.to_string())
            .unwrap_or_default(),
        of_period: observation.period,
        indicator: inputs.lexicon.label(&observation.indicator).to_owned(),
        measure: indicator
            .map(|indicator| indicator.unit.clone())
            .unwrap_or_default(),
        raw: match observation.raw.is_empty() {
            true => EMPTY_CELL.to_owned(),
            false => observation.raw.clone(),
        },
        ..Row::default()
    }
}

/// A row that the office has filled in, as it stands.
fn written_row(correction: &Correction) -> Row {
    let (written, bound) = (&correction.written, correction.bound.clone());
    Row {
        file: written.file.clone(),
        sheet: written.sheet.clone(),
        cell: written.cell.clone(),
        unit: bound.unit,
        period: bound.period,
        indicator: bound.indicator,
        raw: bound.raw,
        why: bound.why,
        subject: written.subject.clone(),
        decision: written.decision.clone(),
        value: match &written.value {
            Some(CellContent::Number { value, .. }) => OfficeCell::Number(*value),
            Some(CellContent::Text(text)) => OfficeCell::text(&**text),
            _ => OfficeCell::Empty,
        },
        reason: written.reason.clone(),
        approved_by: written.approved_by.clone(),
        date: written.date.clone(),
        seal: written.seal(),
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
    let known = about
        .map(|observation| row_of(observation, inputs))
        .unwrap_or_default();
    let indicator = about.and_then(|it| inputs.lexicon.indicators.get(&it.indicator));
    let is_rate = indicator.is_some_and(|indicator| indicator.kind == IndicatorKind::Percent);
    let or = |bound: String, known: String| if bound.is_empty() { known } else { bound };
    let row = written_row(correction);
    Row {
        unit: or(row.unit, known.unit),
        period: or(row.period, known.period),
        indicator: or(row.indicator, known.indicator),
        measure: known.measure,
        raw: or(row.raw, known.raw),
        why: match &decided.unused {
            Some(not_applied) => not_applied.message(),
            None => APPLIED.to_string(),
        },
        value: match &correction.written.value {
            Some(CellContent::Number { value, percent }) if *percent && is_rate => {
                OfficeCell::Rate(*value)
            }
            _ => row.value,
        },
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
