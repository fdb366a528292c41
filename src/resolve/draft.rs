//! A file and what was read of it: figures, names and points, before it is known whose they are.

use super::scores::DraftScores;
use crate::ledger::{CellLedger, FileCells, LabelSlip};
use crate::location::CellRef;
use crate::observation::{Observation, Sender, Submission, SubmissionStatus};
use crate::period::Period;
use crate::recognise::{CongressFact, MinutesTable, NamePlace, NameStrength, UnitRow};
use crate::register::corrections::{Bound, Corrections, Request};
use crate::rules;
use crate::slips::Returned;
use crate::templates::Witness;
use crate::verdict::{FileOut, Verdict};
use std::sync::Arc;

/// What the folders above a file say.
#[derive(Debug, Clone, Default)]
pub struct FolderStatement {
    /// The outermost folder's period.
    pub period: Option<Period>,
    /// The folders that name no period, outermost first: one may name the cluster.
    pub others: Vec<String>,
    /// All within that of the period.
    pub inner: Vec<String>,
}

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
    /// The first row of the form that it stands on, where another unit's stands above that on its sheet.
    pub part: u32,
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
    /// What it means just as well: a bare rate may be a fraction or a percentage, a total may hold what was carried over.
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
    /// The first row of the form that it is of, where another unit's stands above that on its sheet.
    pub part: u32,
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
    /// By row, the cluster that the list names for it.
    pub clusters: Vec<Option<Arc<str>>>,
    /// By row, whether it is of the unit itself and not of a person or a part of it.
    pub is_unit_itself: Vec<bool>,
}

impl From<MinutesTable> for DraftMinutes {
    fn from(table: MinutesTable) -> Self {
        Self {
            units: vec![None; table.rows.len()],
            clusters: vec![None; table.rows.len()],
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

/// What says whose a file is.
#[derive(Debug, Clone, Default)]
pub struct Whose {
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
}

/// What is known of a file itself, whatever stands in it.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The version that counts in its place, where one does.
    pub newer: Option<Arc<str>>,
    /// When the file itself was last changed, milliseconds since 1970 in UTC.
    pub file_modified: Option<i64>,
    /// Of which file it is the slip, where it is one that came back.
    pub returned: Option<Returned>,
    /// What the template says of itself that it was written into, where it was.
    pub template: Option<Witness>,
    /// How many cells were read of it.
    pub cells_read: usize,
}

/// A file and what was read of it, before it is known which unit and version it is.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The file's row; `accepted` so far, unless already out.
    pub submission: Submission,
    /// Where it comes from.
    pub origin: Origin,
    /// What the office has decided about the file as a whole, its unit or its period.
    pub decisions: Vec<FileDecision>,
    /// Whose it may be.
    pub whose: Whose,
    /// Tables of figures.
    pub tables: Vec<DraftTable>,
    /// Lists of facts: conferences' minutes, proposals for awards.
    pub minutes: Vec<DraftMinutes>,
    /// Tables of points by criterion.
    pub scores: Vec<DraftScores>,
    /// What its cells are.
    pub cells: CellLedger,
}

impl Draft {
    /// A file without figures: rejected, ignored.
    pub fn without_figures(submission: Submission) -> Self {
        Self {
            submission,
            origin: Origin::default(),
            decisions: Vec::new(),
            whose: Whose::default(),
            tables: Vec::new(),
            minutes: Vec::new(),
            scores: Vec::new(),
            cells: CellLedger::default(),
        }
    }

    /// Whether any figure, check or word of it is of use.
    pub(super) fn gives_anything(&self) -> bool {
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
                !self.whose.names.iter().any(names_unit)
            }
        }
    }

    /// Whether it was read, and may count once all that is open is settled.
    pub(crate) fn is_read(&self) -> bool {
        use SubmissionStatus::{Accepted, Held};
        matches!(self.submission.status, Accepted | Held)
    }

    /// Its period, or what its folders say of it.
    pub(crate) fn likely_period(&self) -> Option<Period> {
        self.submission.period.or(self.whose.folder.period)
    }

    /// Whether a figure is pledged for the period after the file's: whatever is sent for that one goes before.
    pub(crate) fn is_ahead(&self, observation: &Observation) -> bool {
        let own = self.submission.period;
        observation.period.is_some() && own.is_some() && observation.period != own
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
            read: self.origin.cells_read,
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
