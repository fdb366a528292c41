//! `dinh-chinh.xlsx` as the office gets it after a run: every held figure and submission with its reason, to be decided;
//! and what has been decided already.

mod proposal;

use super::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::catalogue::{IndicatorKind, Thresholds};
use crate::decide::Decided;
use crate::finding::{Finding, Severity};
use crate::location::CellRef;
use crate::observation::{Observation, Submission, SubmissionStatus};
use crate::period::Period;
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::register::corrections::{Decision, Spot, Subject, file_key};
use crate::rules;
use crate::tables::Tables;
use proposal::{Proposal, Proposals};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The workbook's file name, in the output as in the input folder.
pub const FILE_NAME: &str = "dinh-chinh.xlsx";

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
    let findings = Findings::new(&inputs.tables.findings);
    let mut rows = open_submissions(inputs);
    rows.extend(open_table_rows(inputs));
    rows.extend(open_figures(inputs, &findings));
    rows.sort_by(|left, right| (&left.file, &left.sheet).cmp(&(&right.file, &right.sheet)));
    rows.extend(
        inputs
            .decided
            .iter()
            .map(|decided| decided_row(decided, inputs)),
    );
    OfficeWorkbook {
        name: FILE_NAME,
        sheets: vec![
            OfficeSheet {
                name: "Đính chính",
                columns: columns(),
                rows: rows.into_iter().map(|row| cells(row, inputs)).collect(),
            },
            guide(),
        ],
    }
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

/// Findings by place and code.
struct Findings<'a>(BTreeMap<(&'a str, Option<String>, &'a str), &'a str>);

impl<'a> Findings<'a> {
    fn new(findings: &'a [Finding]) -> Self {
        let mut by_place = BTreeMap::new();
        for finding in findings {
            if let Some(file) = &finding.file {
                let cell = match (&finding.sheet, finding.cell) {
                    (Some(sheet), Some(cell)) => Some(format!("{sheet}!{cell}")),
                    _ => None,
                };
                by_place
                    .entry((&**file, cell, finding.rule.code))
                    .or_insert(finding.message.as_str());
            }
        }
        Self(by_place)
    }

    fn at_cell(&self, at: &CellRef, code: &'static str) -> Option<&'a str> {
        let cell = format!("{}!{}", at.sheet, at.address);
        self.0.get(&(&*at.file, Some(cell), code)).copied()
    }
}

/// The subject under which the office decides about a file held or rejected for a reason.
fn subject_of(reason: &str) -> Option<Subject> {
    [
        (rules::period_conflict::RULE.code, Subject::Period),
        (rules::period_missing::RULE.code, Subject::Period),
        (rules::unit_unknown::RULE.code, Subject::Unit),
        (rules::unit_ambiguous::RULE.code, Subject::Unit),
        (rules::cluster_unknown::RULE.code, Subject::Unit),
        (rules::conflicting_submissions::RULE.code, Subject::Value),
    ]
    .into_iter()
    .find_map(|(code, subject)| (code == reason).then_some(subject))
}

fn open_submissions(inputs: &CorrectionsInputs<'_>) -> Vec<Row> {
    let is_out = |submission: &&Submission| {
        matches!(
            submission.status,
            SubmissionStatus::Held | SubmissionStatus::Rejected
        )
    };
    let mut rows = Vec::new();
    for submission in inputs.tables.submissions.iter().filter(is_out) {
        let Some((reason, subject)) = submission
            .reason
            .and_then(|reason| Some((reason, subject_of(reason)?)))
        else {
            continue;
        };
        if inputs
            .decided
            .iter()
            .any(|decided| is_about_file(decided, submission))
        {
            continue;
        }
        let found = inputs.tables.findings.iter().find(|finding| {
            finding.file.as_ref() == Some(&submission.file) && finding.rule.code == reason
        });
        let sheet = found.and_then(|finding| finding.sheet.as_ref());
        rows.push(Row {
            file: submission.file.to_string(),
            sheet: sheet.map(ToString::to_string).unwrap_or_default(),
            cell: found
                .and_then(|finding| finding.cell)
                .map(|cell| cell.to_string())
                .unwrap_or_default(),
            unit: unit_name(submission.unit_id.as_ref(), inputs.register),
            period: submission.period,
            why: found
                .map(|finding| finding.message.clone())
                .unwrap_or_default(),
            subject: subject.label().to_string(),
            ..Row::default()
        });
    }
    rows
}

/// Rows of clusters' tables whose unit is not clear: decided once for all their figures.
fn open_table_rows(inputs: &CorrectionsInputs<'_>) -> Vec<Row> {
    let of_unit = [
        rules::unit_unknown::RULE.code,
        rules::unit_ambiguous::RULE.code,
    ];
    let mut rows = Vec::new();
    for finding in &inputs.tables.findings {
        let (Some(file), Some(sheet), Some(address)) =
            (&finding.file, &finding.sheet, finding.cell)
        else {
            continue;
        };
        let is_submitted = inputs
            .tables
            .submissions
            .iter()
            .any(|submission| submission.file == *file);
        if !of_unit.contains(&finding.rule.code)
            || finding.severity != Severity::Error
            || !is_submitted
        {
            continue;
        }
        let at = CellRef {
            file: file.clone(),
            sheet: sheet.clone(),
            address,
        };
        if inputs
            .decided
            .iter()
            .any(|decided| is_about_cell(decided, &at))
        {
            continue;
        }
        rows.push(Row {
            file: at.file.to_string(),
            sheet: at.sheet.to_string(),
            cell: at.address.to_string(),
            period: finding.period,
            why: finding.message.clone(),
            subject: Subject::Unit.label().to_string(),
            ..Row::default()
        });
    }
    rows
}

fn open_figures(inputs: &CorrectionsInputs<'_>, findings: &Findings<'_>) -> Vec<Row> {
    let counting: BTreeMap<&Arc<str>, bool> = inputs
        .tables
        .submissions
        .iter()
        .map(|submission| {
            (
                &submission.file,
                submission.status == SubmissionStatus::Accepted,
            )
        })
        .collect();
    let proposals = Proposals::new(inputs.tables, inputs.lexicon, inputs.thresholds);
    let mut rows = Vec::new();
    for observation in &inputs.tables.observations {
        let Some(rule) = holding_rule(observation) else {
            continue;
        };
        if counting.get(&observation.at.file) != Some(&true)
            || inputs
                .decided
                .iter()
                .any(|decided| is_about_cell(decided, &observation.at))
        {
            continue;
        }
        let why = findings
            .at_cell(&observation.at, rule.code)
            .unwrap_or(rule.problem);
        rows.push(Row {
            why: why.to_string(),
            subject: Subject::Value.label().to_string(),
            proposal: proposals.of(observation),
            ..row_of(observation, inputs)
        });
    }
    rows
}

/// The rule that holds a figure for a person to decide. What another source gives, what is missing, and rows whose unit
/// is not clear are no single figures to decide.
fn holding_rule(observation: &Observation) -> Option<&'static crate::finding::Rule> {
    let reason = observation.held_by?;
    let is_of_row = [
        rules::unit_unknown::RULE.code,
        rules::unit_ambiguous::RULE.code,
    ]
    .contains(&reason);
    rules::ALL
        .iter()
        .copied()
        .find(|rule| rule.code == reason && !is_of_row && reason != rules::missing_value::RULE.code)
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
fn decided_row(decided: &Decided, inputs: &CorrectionsInputs<'_>) -> Row {
    let written = &decided.correction.written;
    let about = inputs
        .tables
        .observations
        .iter()
        .find(|observation| is_about_cell(decided, &observation.at));
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

fn is_about_file(decided: &Decided, submission: &Submission) -> bool {
    decided.correction.file == file_key(&submission.file)
}

fn is_about_cell(decided: &Decided, at: &CellRef) -> bool {
    let written = &decided.correction.written;
    let Ok(cell) = written.cell.parse() else {
        return false;
    };
    let spot = Spot {
        sheet: Some(written.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        cell,
    };
    spot.is_at(at) && decided.correction.file == file_key(&at.file)
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
