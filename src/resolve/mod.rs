//! A recognised workbook's cells as observations: numbers read, units of measure applied, the period settled between
//! form and folder. Which unit it is and which version counts is settled later, over all files.

mod figures;
pub(crate) use figures::shown_value;
mod period;
mod scores;
mod tables;

pub use period::{FolderStatement, read_folder};
pub use scores::{CriterionPoints, DraftScores};

use crate::finding::{Checked, Finding};
use crate::ledger::{CellClass, CellLedger, FileCells, LabelSlip};
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Observation, Sender, Submission, SubmissionStatus};
use crate::period::Period;
use crate::recognise::{
    CongressFact, Lexicon, MinutesTable, NamePlace, NameStrength, RecognisedWorkbook, UnitRow,
};
use crate::register::corrections::{Bound, Corrections, Request};
use crate::rules;
use crate::slips::Returned;
use crate::templates::Witness;
use crate::verdict::{FileOut, Verdict};
use scores::ScoreReader;
use std::sync::Arc;
use tables::TableReader;

/// A text that may name the unit or the cluster a file is from.
#[derive(Debug, Clone)]
pub struct NameLine {
    /// As it stands, without what introduces it.
    pub name: String,
    /// How plainly it names a unit.
    pub strength: NameStrength,
    /// Where on the form it stands.
    pub place: NamePlace,
    /// Whether it stands on a sheet without a table.
    pub is_on_cover: bool,
    /// Where.
    pub at: CellRef,
}

/// What a figure is checked for; it is never counted.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckKind {
    /// A previous-period column; the period where its title names one.
    Previous(Option<Period>),
    /// A percentage made of the row's actual and target.
    Rate,
    /// A total over rows of its table.
    Total(std::ops::Range<usize>),
}

/// A figure that is checked and not counted.
#[derive(Debug, Clone)]
pub struct CheckFigure {
    /// What for.
    pub kind: CheckKind,
    /// In tables with a row per unit, the row's position in [`DraftTable::units`].
    pub unit_row: Option<usize>,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// In the indicator's unit of value; a rate as a fraction.
    pub value: f64,
    /// What it means just as well: a bare rate may be a fraction or a percentage.
    pub or_value: Option<f64>,
    /// Where.
    pub at: CellRef,
}

/// An observation and the row of units it stands in.
#[derive(Debug, Clone)]
pub struct DraftFigure {
    /// The number that stands there, where one does: also one that cannot count (`-3`), or that a decision replaced.
    pub stands: Option<f64>,
    /// Whether the office has decided about it.
    pub is_decided: bool,
    /// In tables with a row per unit, the row's position in [`DraftTable::units`].
    pub unit_row: Option<usize>,
    /// The observation, its unit and cluster still open.
    pub observation: Observation,
}

/// A table of figures, read.
#[derive(Debug, Clone, Default)]
pub struct DraftTable {
    /// The units of a table with a row per unit.
    pub units: Vec<(UnitRow, CellRef)>,
    /// Every cell given to an indicator.
    pub figures: Vec<DraftFigure>,
    /// Figures to check.
    pub checks: Vec<CheckFigure>,
    /// Rows of a congress report.
    pub congress: Vec<(CongressFact, CellRef)>,
    /// Labels with a slip of the finger.
    pub slips: Vec<LabelSlip>,
}

/// A table of a conference's minutes and the units its rows are of.
#[derive(Debug, Clone)]
pub struct DraftMinutes {
    /// As recognised.
    pub table: MinutesTable,
    /// By row; `None` until it is identified, and where the name is not clear.
    pub units: Vec<Option<Arc<str>>>,
    /// By row, whether it is of the unit itself and not of a person or a part of it.
    pub is_unit_itself: Vec<bool>,
}

impl From<MinutesTable> for DraftMinutes {
    fn from(table: MinutesTable) -> Self {
        Self {
            units: vec![None; table.rows.len()],
            is_unit_itself: vec![true; table.rows.len()],
            table,
        }
    }
}

/// What the office has decided about a file, and what came of it.
#[derive(Debug, Clone)]
pub struct FileDecision {
    /// The row's position in [`Corrections::rows`].
    pub row: usize,
    /// What it asks for.
    pub request: Request,
    /// What it was decided on.
    pub bound: Bound,
    /// Whether it was decided on something else than there is now: then no stage applies it, and the outcome says why.
    pub is_stale: bool,
    /// What came of it; `Err` with the reason, in Vietnamese. `None` while no stage could apply it.
    pub outcome: Option<Result<(), String>>,
}

impl FileDecision {
    /// Notes that it was decided on something else than there is now.
    pub(crate) fn refuse_stale(&mut self, now: &str) {
        self.is_stale = true;
        let message = rules::correction_stale::message(&format!("“{}”", self.bound.raw), now);
        self.outcome = Some(Err(message));
    }
}

/// A file and what was read of it, before it is known which unit and version it is.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The file's row; `accepted` so far, unless already out.
    pub submission: Submission,
    /// The version that counts in its place, where one does.
    pub newer: Option<Arc<str>>,
    /// When the file itself was last changed, milliseconds since 1970 in UTC.
    pub file_modified: Option<i64>,
    /// What the office has decided about the file as a whole, its unit or its period.
    pub decisions: Vec<FileDecision>,
    /// Of which file it is the slip, where it is one that came back.
    pub returned: Option<Returned>,
    /// What the template says of itself that it was written into, where it was.
    pub template: Option<Witness>,
    /// What its folders say.
    pub folder: FolderStatement,
    /// The cluster that one of its folders names.
    pub folder_cluster: Option<Arc<str>>,
    /// Texts that may name the unit.
    pub names: Vec<NameLine>,
    /// Whether nothing but the name of a union that stands above others says whose it is.
    pub is_named_by_superior: bool,
    /// The unit's code, where the form gives it.
    pub unit_code: Option<String>,
    /// Texts that name a cluster.
    pub clusters: Vec<(String, CellRef)>,
    /// Tables of figures.
    pub tables: Vec<DraftTable>,
    /// Lists of facts: conferences' minutes, proposals for awards.
    pub minutes: Vec<DraftMinutes>,
    /// Tables of points by criterion.
    pub scores: Vec<DraftScores>,
    /// What its cells are.
    pub cells: CellLedger,
    /// How many cells were read of it.
    pub cells_read: usize,
}

impl Draft {
    /// A file without figures: rejected, ignored.
    pub fn without_figures(submission: Submission) -> Self {
        Self {
            submission,
            newer: None,
            file_modified: None,
            decisions: Vec::new(),
            returned: None,
            template: None,
            folder: FolderStatement::default(),
            folder_cluster: None,
            names: Vec::new(),
            is_named_by_superior: false,
            unit_code: None,
            clusters: Vec::new(),
            tables: Vec::new(),
            minutes: Vec::new(),
            scores: Vec::new(),
            cells: CellLedger::default(),
            cells_read: 0,
        }
    }

    /// Whether any figure, check or word of it is of use.
    fn gives_anything(&self) -> bool {
        let is_of_use =
            |table: &DraftTable| !table.figures.is_empty() || !table.congress.is_empty();
        let has_points = |scores: &DraftScores| !scores.criteria.is_empty();
        !self.minutes.is_empty()
            || self.scores.iter().any(has_points)
            || self.tables.iter().any(is_of_use)
    }

    /// Whether a cluster sends it of its units: by its form, else by whom it names.
    pub(crate) fn is_of_cluster(&self) -> bool {
        let Some(form) = self.submission.form else {
            return false;
        };
        match form.description().sender {
            Sender::Unit => false,
            Sender::Cluster => true,
            // Points by criterion are of one unit.
            Sender::Either if !self.scores.is_empty() => {
                self.scores.iter().any(|scores| !scores.rows.is_empty())
            }
            Sender::Either => {
                let names_unit = |line: &NameLine| {
                    line.strength >= NameStrength::Grassroots && !line.name.is_empty()
                };
                !self.names.iter().any(names_unit)
            }
        }
    }

    /// All figures of the file.
    pub fn figures(&self) -> impl Iterator<Item = &DraftFigure> {
        self.tables.iter().flat_map(|table| &table.figures)
    }

    /// What is left of the file when all its figures are in the tables.
    pub fn close(self) -> (Submission, FileCells) {
        let counts = self.submission.status == SubmissionStatus::Accepted;
        let tables = self.tables.into_iter().filter(|_| counts);
        let cells = FileCells {
            file: self.submission.file.clone(),
            read: self.cells_read,
            cells: self.cells,
            slips: tables.flat_map(|table| table.slips).collect(),
        };
        (self.submission, cells)
    }

    /// All figures of the file, to change.
    pub fn figures_mut(&mut self) -> impl Iterator<Item = &mut DraftFigure> {
        self.tables.iter_mut().flat_map(|table| &mut table.figures)
    }

    /// Takes the file out, with what is behind it; its figures no longer count.
    pub fn set_status(&mut self, status: SubmissionStatus, reason: impl Into<FileOut>) {
        let reason = reason.into();
        self.submission.status = status;
        self.submission.reason = Some(reason);
        for figure in self.figures_mut() {
            figure.observation.verdict = Verdict::FileOut(reason);
        }
    }
}

impl Draft {
    /// Takes over the rows of the corrections that are about this file as a whole, its unit or its period.
    pub fn take_decisions(&mut self, corrections: &Corrections) {
        self.decisions = corrections
            .of_file(&self.submission.file)
            .filter_map(|(row, correction)| {
                let request = correction.request.as_ref().ok()?;
                let is_of_figure = matches!(
                    request,
                    Request::UseValue(..) | Request::KeepValue(_) | Request::LeaveOutValue(_)
                );
                (!is_of_figure).then(|| FileDecision {
                    row,
                    request: request.clone(),
                    bound: correction.bound.clone(),
                    is_stale: false,
                    outcome: None,
                })
            })
            .collect();
    }

    /// Notes what came of a decision, where there is one that asks for this. Returns whether there is.
    pub(crate) fn decide(&mut self, request: &Request, outcome: &Result<(), String>) -> bool {
        let mut asked = false;
        for decision in self
            .decisions
            .iter_mut()
            .filter(|decision| !decision.is_stale && decision.request == *request)
        {
            decision.outcome = Some(outcome.clone());
            asked = true;
        }
        asked
    }
}

/// Reads the figures of a recognised workbook.
pub fn resolve(
    submission: Submission,
    mut recognised: RecognisedWorkbook,
    corrections: &Corrections,
    lexicon: &Lexicon,
) -> Checked<Draft> {
    let file = submission.file.clone();
    let folder = read_folder(&file);
    let mut findings = Vec::new();
    let mut draft = Draft {
        folder,
        cells: std::mem::take(&mut recognised.cells),
        ..Draft::without_figures(submission)
    };
    draft.take_decisions(corrections);
    draft.submission.form = recognised.form();
    if let Some(finding) = set_aside(&mut draft, &recognised) {
        return Checked {
            output: draft,
            findings: vec![finding],
        };
    }
    collect_statements(&mut draft, &recognised, &file);
    let settled = period::settle(&file, &mut recognised, &draft.folder, &mut draft.decisions);
    draft.submission.period = settled.period;
    let mut reader = TableReader {
        file: &file,
        period: settled.period,
        lexicon,
        cells: &mut draft.cells,
        findings: &mut findings,
    };
    let tables = recognised.tables.into_iter();
    draft.tables = tables.map(|table| reader.read(table)).collect();
    let mut reader = ScoreReader {
        file: &file,
        lexicon,
        findings: &mut findings,
    };
    let scores = recognised.scores.into_iter();
    draft.scores = scores.map(|table| reader.read(table)).collect();
    draft.minutes = recognised
        .minutes
        .into_iter()
        .map(DraftMinutes::from)
        .collect();
    if settled.period.is_some() {
        findings.extend(settled.finding);
        if !draft.gives_anything() {
            let what = "mọi số trong biểu là của kỳ khác, hoặc ở cột, dòng không rõ là số gì";
            findings.push(refuse(&mut draft, rules::empty_form::message(what)));
        }
    } else if let Some(finding) = settled.finding {
        draft.set_status(SubmissionStatus::Held, finding.rule);
        // One root cause, one finding: what else is wrong in a held file is told once its period is clear.
        findings.clear();
        findings.push(finding);
    }
    Checked {
        output: draft,
        findings,
    }
}

/// Takes a file out of which nothing can be read.
fn refuse(draft: &mut Draft, message: String) -> Finding {
    let rule = &rules::empty_form::RULE;
    draft.set_status(SubmissionStatus::Rejected, rule);
    Finding::about_file(rule, &draft.submission.file, message)
}

/// What was seen in a workbook that gives no figure.
fn seen_in(recognised: &RecognisedWorkbook) -> String {
    let seen = recognised.seen.as_ref().map(|seen| {
        format!(
            "trang “{}”, dòng {} ghi “{}”",
            seen.sheet,
            seen.row + 1,
            seen.written
        )
    });
    match (seen, recognised.has_header, recognised.has_unread) {
        (None, ..) => "không thấy dòng tiêu đề của biểu nào đã biết".to_string(),
        (Some(seen), false, _) => {
            format!("không thấy dòng tiêu đề của biểu nào đã biết; gần nhất là {seen}")
        }
        (Some(seen), true, false) => format!("có biểu ({seen}) nhưng các ô số liệu đều trống"),
        (Some(seen), true, true) => format!(
            "có biểu ({seen}) nhưng không có số nào ở dòng và cột đã biết; các dòng, cột đó được nêu riêng"
        ),
    }
}

/// Takes out a file of which nothing is to be read: a list that is no submission, or a form without a figure.
fn set_aside(draft: &mut Draft, recognised: &RecognisedWorkbook) -> Option<Finding> {
    let form = draft.submission.form;
    if let Some(form) = form.filter(|form| !form.description().is_submission) {
        return Some(leave_aside(draft, form));
    }
    if recognised.has_content() {
        return None;
    }
    enter_blanks(recognised, &mut draft.cells);
    draft.submission.period = draft.folder.period;
    let message = match &recognised.hidden_forms[..] {
        [] => rules::empty_form::message(&seen_in(recognised)),
        hidden => rules::empty_form::hidden_message(hidden),
    };
    Some(refuse(draft, message))
}

/// A list that gives no figures is no submission, and is named for what it is.
fn leave_aside(draft: &mut Draft, form: FormKind) -> Finding {
    let rule = &rules::unsupported_file::RULE;
    draft.set_status(SubmissionStatus::Ignored, rule);
    draft.submission.period = draft.folder.period;
    let what = match form {
        FormKind::PersonList => "danh sách người, không có số liệu hay đề nghị khen thưởng",
        _ => "không phải biểu số liệu",
    };
    Finding::about_file(
        rule,
        &draft.submission.file,
        rules::unsupported_file::list_message(what),
    )
}

/// The cells of a form that nobody filled in hold nothing but what the form leaves to be filled in.
fn enter_blanks(recognised: &RecognisedWorkbook, cells: &mut CellLedger) {
    for table in &recognised.tables {
        for figure in &table.figures {
            if let Some(content) = &figure.content {
                cells.add(CellClass::Blank, content, (&table.sheet, figure.at));
            }
        }
    }
}

fn collect_statements(draft: &mut Draft, recognised: &RecognisedWorkbook, file: &Arc<str>) {
    let place = |sheet: &Arc<str>, address: CellAddress| CellRef {
        file: file.clone(),
        sheet: sheet.clone(),
        address,
    };
    // Sheets with tables speak for their figures; a cover only where they say nothing.
    let mut sheets: Vec<_> = recognised.sheets.iter().collect();
    sheets.sort_by_key(|sheet| !sheet.has_table);
    for sheet in sheets {
        for statement in &sheet.statements.names {
            draft.names.push(NameLine {
                name: statement.name.clone(),
                strength: statement.strength,
                place: statement.place,
                is_on_cover: !sheet.has_table,
                at: place(&sheet.sheet, statement.at),
            });
        }
        for (name, address) in &sheet.statements.clusters {
            draft
                .clusters
                .push((name.clone(), place(&sheet.sheet, *address)));
        }
        if draft.unit_code.is_none() {
            draft.unit_code = sheet
                .statements
                .unit_code
                .as_ref()
                .map(|(code, _)| code.clone());
        }
    }
}
