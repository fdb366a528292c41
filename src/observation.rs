//! One figure of one unit in one period, and the submission it stands in.

use crate::location::CellRef;
use crate::period::Period;
pub use crate::quantity::Comparator;
use crate::verdict::{FileOut, Verdict};
use std::sync::Arc;

/// What a figure says of its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// What was reached.
    Actual,
    /// What was pledged.
    Target,
}

impl Measure {
    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            Measure::Actual => "actual",
            Measure::Target => "target",
        }
    }
}

/// The forms a workbook can hold. See `docs/architecture.md` and the form catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormKind {
    /// *Mẫu số 1-HĐCĐ* of one unit.
    ActivityReport,
    /// Targets and results of one unit.
    PledgeReport,
    /// A row per unit, sent by a cluster.
    ClusterTable,
    /// A cluster's conference: attendance, nominations, next year's head and deputy.
    ConferenceMinutes,
    /// A unit's congress: delegates, committee, targets of the term.
    CongressReport,
    /// Points by criterion, of one unit or of a cluster's.
    ScoreSheet,
    /// Proposals for awards, a row a person or a collective.
    AwardList,
    /// Persons, without any figure.
    PersonList,
    /// What the union took in and spent: an account of its own, to the office of finance.
    FinanceReport,
}

/// Who sends a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// A unit, of itself.
    Unit,
    /// A cluster, of its units.
    Cluster,
    /// A unit or a cluster: whoever it names.
    Either,
}

/// What is true of all forms of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormDescription {
    /// The stable key in the data tables.
    pub key: &'static str,
    /// Who sends it.
    pub sender: Sender,
    /// Whether it says anything that is put into the tables. What does not is no submission, and supersedes none.
    pub is_submission: bool,
}

impl FormKind {
    /// All of them.
    pub const ALL: [FormKind; 9] = [
        FormKind::ActivityReport,
        FormKind::PledgeReport,
        FormKind::ClusterTable,
        FormKind::ConferenceMinutes,
        FormKind::CongressReport,
        FormKind::ScoreSheet,
        FormKind::AwardList,
        FormKind::PersonList,
        FormKind::FinanceReport,
    ];

    /// What is true of all forms of the kind.
    pub const fn description(self) -> FormDescription {
        let (key, sender, is_submission) = match self {
            FormKind::ActivityReport => ("activity-report", Sender::Unit, true),
            FormKind::PledgeReport => ("pledge-report", Sender::Unit, true),
            FormKind::ClusterTable => ("cluster-table", Sender::Cluster, true),
            FormKind::ConferenceMinutes => ("conference-minutes", Sender::Cluster, true),
            FormKind::CongressReport => ("congress-report", Sender::Unit, true),
            FormKind::ScoreSheet => ("score-sheet", Sender::Either, true),
            FormKind::AwardList => ("award-list", Sender::Either, true),
            FormKind::PersonList => ("person-list", Sender::Either, false),
            FormKind::FinanceReport => ("finance-report", Sender::Either, false),
        };
        FormDescription {
            key,
            sender,
            is_submission,
        }
    }

    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        self.description().key
    }
}

/// A cell that a recognised form gives to an indicator. Counted or not, every such cell is one observation.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The period it is about; `None` while or where none could be found.
    pub period: Option<Period>,
    /// The reporting unit; `None` where it could not be told.
    pub unit_id: Option<Arc<str>>,
    /// The unit's cluster in that period.
    pub cluster_id: Option<Arc<str>>,
    /// The indicator's code in the catalogue.
    pub indicator: Arc<str>,
    /// Reached or pledged.
    pub measure: Measure,
    /// Persons, times, households; dong; fractions; points. `None` for a category and where nothing could be read.
    pub value: Option<f64>,
    /// The category's key (`excellent`, `good`…), for indicators that are categories.
    pub category: Option<Arc<str>>,
    /// How an actual is held against it, for targets.
    pub comparator: Option<Comparator>,
    /// Whether an approximate word (`gần`, `trên`, `khoảng`) was dropped.
    pub approximate: bool,
    /// Whether it counts, and why not.
    pub verdict: Verdict,
    /// Whether a person's decision changed its value or lifted its hold.
    pub corrected: bool,
    /// The form it stands in.
    pub form: FormKind,
    /// Where it stands.
    pub at: CellRef,
    /// The text or number as it stood.
    pub raw: String,
}

impl Observation {
    /// Whether the figure enters totals.
    pub fn counted(&self) -> bool {
        self.verdict.counts()
    }
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubmissionStatus {
    /// Its figures count.
    Accepted,
    /// A later version counts.
    Superseded,
    /// The same bytes as another file.
    Duplicate,
    /// Period or version in doubt.
    Held,
    /// Unreadable, no form in it, or an unknown unit.
    Rejected,
    /// No submission at all.
    Ignored,
}

impl SubmissionStatus {
    /// All of them, in the order in which they are told.
    pub const ALL: [SubmissionStatus; 6] = [
        SubmissionStatus::Accepted,
        SubmissionStatus::Held,
        SubmissionStatus::Rejected,
        SubmissionStatus::Superseded,
        SubmissionStatus::Duplicate,
        SubmissionStatus::Ignored,
    ];

    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            SubmissionStatus::Accepted => "accepted",
            SubmissionStatus::Superseded => "superseded",
            SubmissionStatus::Duplicate => "duplicate",
            SubmissionStatus::Held => "held",
            SubmissionStatus::Rejected => "rejected",
            SubmissionStatus::Ignored => "ignored",
        }
    }
}

/// A file under the input folder and what became of it: exactly one per file.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Relative to the input folder, with `/`.
    pub file: Arc<str>,
    /// Of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The file's size.
    pub bytes: u64,
    /// `xlsx`, `xls`, `pdf`…, by content; `None` where the content tells nothing.
    pub format: Option<&'static str>,
    /// When the workbook was last saved, milliseconds since 1970 in UTC: its own date.
    pub saved_at: Option<i64>,
    /// The period it is about.
    pub period: Option<Period>,
    /// The unit that sent it.
    pub unit_id: Option<Arc<str>>,
    /// The cluster: the unit's own, or the one whose table or minutes it is.
    pub cluster_id: Option<Arc<str>>,
    /// The form recognised in it.
    pub form: Option<FormKind>,
    /// What became of it.
    pub status: SubmissionStatus,
    /// What is behind a status other than accepted.
    pub reason: Option<FileOut>,
}

impl Submission {
    /// A file of which nothing is known but its name; what becomes of it is to be found out.
    pub fn of(file: Arc<str>) -> Self {
        Self {
            file,
            sha256: String::new(),
            bytes: 0,
            format: None,
            saved_at: None,
            period: None,
            unit_id: None,
            cluster_id: None,
            form: None,
            status: SubmissionStatus::Accepted,
            reason: None,
        }
    }
}
