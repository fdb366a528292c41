//! `dinh-chinh.xlsx` as the office gets it after a run: every held figure and submission with its reason, to be decided;
//! and what has been decided already.

mod decisions;
mod open;
mod proposal;

use super::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::catalogue::{IndicatorKind, Thresholds};
use crate::decide::Decided;
use crate::observation::Observation;
use crate::period::Period;
use crate::quantity::format_number;
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::register::corrections::{Decision, Subject};
use crate::rules;
use crate::tables::Tables;
use decisions::{Decisions, Observed};
use proposal::Proposal;
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
}

/// A row of the sheet.
#[derive(Default)]
struct Row {
    file: String,
    sheet: String,
    cell: String,
    unit: String,
    period: Option<Period>,
    indicator: Option<Arc<str>>,
    raw: String,
    why: String,
    proposal: Option<Proposal>,
    subject: String,
    decision: String,
    value: OfficeCell,
    reason: String,
    approved_by: String,
    date: String,
}

/// Builds the workbook: what is to be decided first, by file and cell, then what has been decided, in the office's order.
pub fn corrections_workbook(inputs: &CorrectionsInputs<'_>) -> OfficeWorkbook {
    let decisions = Decisions::new(inputs.decided);
    let mut rows = open::open_submissions(inputs, &decisions);
    rows.extend(open::open_table_rows(inputs, &decisions));
    rows.extend(open::open_figures(inputs, &decisions));
    rows.sort_by(|left, right| (&left.file, &left.sheet).cmp(&(&right.file, &right.sheet)));
    cut(&mut rows);
    let observed = Observed::new(&inputs.tables.observations, &decisions);
    let decided = inputs.decided.iter();
    rows.extend(decided.map(|decided| decided_row(decided, observed.of(decided), inputs)));
    OfficeWorkbook {
        name: FILE_NAME,
        sheets: vec![
            OfficeSheet {
                name: SHEET_NAME,
                columns: columns(),
                rows: rows.into_iter().map(|row| cells(row, inputs)).collect(),
            },
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

fn columns() -> Vec<OfficeColumn> {
    let subjects = [Subject::Value, Subject::Period, Subject::Unit];
    vec![
        OfficeColumn::to_read("Tệp", 36.0),
        OfficeColumn::to_read("Trang tính", 14.0),
        OfficeColumn::to_read("Ô", 7.0),
        OfficeColumn::to_read("Đơn vị báo cáo", 26.0),
        OfficeColumn::to_read("Kỳ báo cáo", 11.0),
        OfficeColumn::to_read("Chỉ tiêu", 30.0),
        OfficeColumn::to_read("ĐVT", 8.0),
        OfficeColumn::to_read("Nguyên văn", 20.0),
        OfficeColumn::to_read("Vì sao giữ lại", 44.0),
        OfficeColumn::to_read("Giá trị đề xuất", 17.0),
        OfficeColumn::to_read("Căn cứ đề xuất", 30.0),
        OfficeColumn::to_choose("Nội dung", 10.0, subjects.map(Subject::label).to_vec()),
        OfficeColumn::to_choose(
            "Quyết định",
            12.0,
            Decision::ALL.map(Decision::label).to_vec(),
        ),
        OfficeColumn::to_fill("Giá trị đúng", 17.0),
        OfficeColumn::to_fill("Lý do", 26.0),
        OfficeColumn::to_fill("Người duyệt", 18.0),
        OfficeColumn::to_fill("Ngày", 12.0),
    ]
}

fn cells(row: Row, inputs: &CorrectionsInputs<'_>) -> Vec<OfficeCell> {
    let indicator = row.indicator.as_ref();
    let label = indicator.map_or("", |code| inputs.lexicon.label(code));
    let unit = indicator
        .and_then(|code| inputs.lexicon.indicators.get(code))
        .map_or("", |indicator| &indicator.unit);
    let (proposed, basis) = match row.proposal {
        Some(proposal) => (proposal.value, proposal.basis),
        None => (OfficeCell::Empty, String::new()),
    };
    vec![
        OfficeCell::text(row.file),
        OfficeCell::text(row.sheet),
        OfficeCell::text(row.cell),
        OfficeCell::text(row.unit),
        OfficeCell::text(
            row.period
                .map(|period| period.to_string())
                .unwrap_or_default(),
        ),
        OfficeCell::text(label),
        OfficeCell::text(unit),
        OfficeCell::text(row.raw),
        OfficeCell::text(row.why),
        proposed,
        OfficeCell::text(basis),
        OfficeCell::text(row.subject),
        OfficeCell::text(row.decision),
        row.value,
        OfficeCell::text(row.reason),
        OfficeCell::text(row.approved_by),
        OfficeCell::text(row.date),
    ]
}

fn row_of(observation: &Observation, inputs: &CorrectionsInputs<'_>) -> Row {
    Row {
        file: observation.at.file.to_string(),
        sheet: observation.at.sheet.to_string(),
        cell: observation.at.address.to_string(),
        unit: unit_name(observation.unit_id.as_ref(), inputs.register),
        period: observation.period,
        indicator: Some(observation.indicator.clone()),
        raw: observation.raw.clone(),
        ..Row::default()
    }
}

/// A row that the office has filled in, as it filled it in, with what came of it.
fn decided_row(
    decided: &Decided,
    about: Option<&Observation>,
    inputs: &CorrectionsInputs<'_>,
) -> Row {
    let written = &decided.correction.written;
    let known = about
        .map(|observation| row_of(observation, inputs))
        .unwrap_or_default();
    let indicator =
        about.and_then(|observation| inputs.lexicon.indicators.get(&observation.indicator));
    let is_rate = indicator.is_some_and(|indicator| indicator.kind == IndicatorKind::Percent);
    Row {
        file: written.file.clone(),
        sheet: written.sheet.clone(),
        cell: written.cell.clone(),
        why: match &decided.unused {
            Some(why) => rules::correction_unused::message(why),
            None => APPLIED.to_string(),
        },
        subject: written.subject.clone(),
        decision: written.decision.clone(),
        value: match &written.value {
            Some(CellContent::Number { value, percent }) if *percent && is_rate => {
                OfficeCell::Rate(*value)
            }
            Some(CellContent::Number { value, .. }) => OfficeCell::Number(*value),
            Some(CellContent::Text(text)) => OfficeCell::text(text),
            _ => OfficeCell::Empty,
        },
        reason: written.reason.clone(),
        approved_by: written.approved_by.clone(),
        date: written.date.clone(),
        ..known
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
    OfficeSheet {
        name: "Hướng dẫn",
        columns: vec![OfficeColumn::to_read("Cách ghi bảng đính chính", 120.0)],
        rows,
    }
}
