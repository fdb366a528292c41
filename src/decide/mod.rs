//! What the office has decided in `dinh-chinh.xlsx` about single figures, and what came of every row of it.
//!
//! Figures are decided after it is clear whose they are and before they are checked against each other. A decision never
//! makes a finding go away: it stays with lower weight and tells what was decided, why and by whom.

mod figures;
mod words;

pub use figures::{GivenValue, decide_figures, read_given};
pub use words::tell_decisions;

use crate::finding::{Finding, Rule, Severity};
use crate::location::CellRef;
use crate::observation::{Measure, Observation, SubmissionStatus};
use crate::period::Period;
use crate::register::corrections::{Bound, Correction, Corrections, Request, file_key};
use crate::resolve::Draft;
use crate::rules;
use crate::text::clean;
use crate::verdict::{FileOut, Verdict};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A figure that the office has decided about: both values.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedFigure {
    /// The unit.
    pub unit_id: Option<Arc<str>>,
    /// The period.
    pub period: Option<Period>,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// Reached or pledged.
    pub measure: Measure,
    /// As it stood.
    pub raw: String,
    /// The number that stood there, where one did.
    pub before: Option<f64>,
    /// The number that counts now; `None` for a category and where it is left out.
    pub after: Option<f64>,
    /// The category that counts now.
    pub category: Option<Arc<str>>,
    /// Where it stands.
    pub at: CellRef,
}

/// Why a decision is not applied, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotApplied {
    /// It matches nothing, contradicts another or says too little.
    Unused(String),
    /// It was made on another text, unit or indicator than now stands there: what to say of it.
    Stale(String),
}

impl NotApplied {
    /// Of a decision that was made on something else than there is `now`.
    fn stale(bound: &Bound, now: &str) -> Self {
        NotApplied::Stale(rules::correction_stale::message(&bound.shown(), now))
    }

    /// What the office reads.
    pub fn message(&self) -> String {
        match self {
            NotApplied::Unused(why) => rules::correction_unused::message(why),
            NotApplied::Stale(message) => message.clone(),
        }
    }

    fn rule(&self) -> &'static Rule {
        match self {
            NotApplied::Unused(_) => &rules::correction_unused::RULE,
            NotApplied::Stale(_) => &rules::correction_stale::RULE,
        }
    }
}

impl From<String> for NotApplied {
    fn from(why: String) -> Self {
        NotApplied::Unused(why)
    }
}

/// A row of the corrections and what came of it.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The row.
    pub correction: Correction,
    /// Why it was not applied; `None` where it was.
    pub unused: Option<NotApplied>,
    /// The figure it is about, where it is about one.
    pub figure: Option<DecidedFigure>,
}

/// What came of single rows so far, by their position in [`Corrections::rows`].
pub type Outcomes = BTreeMap<usize, Result<Option<DecidedFigure>, NotApplied>>;

/// What came of all rows, in their order. `outcomes` are those of figures; those of files stand in the drafts.
pub fn conclude(
    corrections: &Corrections,
    mut outcomes: Outcomes,
    drafts: &[Draft],
    observations: &[Observation],
) -> Vec<Decided> {
    for draft in drafts {
        for decision in &draft.decisions {
            let outcome = decision
                .outcome
                .clone()
                .unwrap_or_else(|| Err(no_effect(draft, &decision.request)));
            let not_applied = |why| match decision.is_stale {
                true => NotApplied::Stale(why),
                false => NotApplied::Unused(why),
            };
            outcomes.insert(decision.row, outcome.map(|()| None).map_err(not_applied));
        }
    }
    let figures = outcomes.values().flatten().flatten();
    let decided: HashSet<&CellRef, RandomState> = figures.map(|figure| &figure.at).collect();
    // Every figure of the run is asked for: to hash a place costs less than to compare it with some twenty others.
    let by_cell: ByCell<'_> = observations
        .iter()
        .filter(|observation| !decided.is_empty() && decided.contains(&observation.at))
        .map(|observation| ((&observation.at, &*observation.indicator), observation))
        .collect();
    corrections
        .rows
        .iter()
        .enumerate()
        .map(|(row, correction)| {
            let outcome = match (&correction.request, outcomes.remove(&row)) {
                (Err(fault), _) => Err(NotApplied::Unused(fault.clone())),
                (Ok(_), Some(outcome)) => outcome,
                (Ok(_), None) => Err(NotApplied::Unused(format!(
                    "không có tệp “{}” trong thư mục báo cáo",
                    correction.written.file
                ))),
            };
            let outcome = outcome.and_then(|figure| counts(correction, figure, &by_cell));
            Decided {
                correction: correction.clone(),
                unused: outcome.as_ref().err().cloned(),
                figure: outcome.ok().flatten(),
            }
        })
        .collect()
}

/// Figures by their cell and their indicator.
type ByCell<'a> = HashMap<(&'a CellRef, &'a str), &'a Observation, RandomState>;

/// A figure that was to count and does not was decided in vain.
fn counts(
    correction: &Correction,
    figure: Option<DecidedFigure>,
    by_cell: &ByCell<'_>,
) -> Result<Option<DecidedFigure>, NotApplied> {
    let is_to_count = matches!(
        correction.request,
        Ok(Request::UseValue(..) | Request::KeepValue(_))
    );
    let verdict = figure
        .as_ref()
        .and_then(|figure| by_cell.get(&(&figure.at, &*figure.indicator)))
        .map_or(Verdict::Counts, |observation| observation.verdict);
    match verdict {
        Verdict::OtherSource if is_to_count => {
            Err(NotApplied::Unused("số của đơn vị tự báo cáo được tính, không tính số ở ô này; muốn thay, ghi đính chính ở ô của đơn vị".to_string()))
        }
        verdict if is_to_count && !verdict.counts() => Err(NotApplied::Unused(
            "số ở ô này vẫn bị giữ lại vì lý do khác".to_string(),
        )),
        _ => Ok(figure),
    }
}

fn no_effect(draft: &Draft, request: &Request) -> String {
    let status = draft.submission.status;
    match request {
        Request::CountFile if status == SubmissionStatus::Duplicate => {
            "tệp này trùng nguyên văn với tệp khác".to_string()
        }
        _ if draft.submission.reason == Some(FileOut::Rule(&rules::unreadable_file::RULE)) => {
            "tệp này bị hỏng; mở bằng Excel, lưu lại dạng .xlsx rồi chạy lại".to_string()
        }
        Request::CountFile if status == SubmissionStatus::Held => {
            "tệp này bị giữ lại vì chưa rõ kỳ; chọn nội dung “kỳ” và ghi kỳ đúng".to_string()
        }
        Request::LeaveOutFile(Some(_)) | Request::UseUnit(..) => {
            "không có đơn vị nào ghi ở ô này".to_string()
        }
        _ if status == SubmissionStatus::Ignored => "tệp này không phải là bảng tính".to_string(),
        _ => "tệp này không đọc được biểu nào".to_string(),
    }
}

/// The findings about rows that were not applied: somebody has decided, and it has no effect. One on what the cell no longer
/// says is only told where the office has decided anew.
pub fn unused_findings(decided: &[Decided], observations: &[Observation]) -> Vec<Finding> {
    let now = figures_now(decided, observations);
    let applied: BTreeSet<_> = decided
        .iter()
        .filter(|decided| decided.unused.is_none())
        .map(place)
        .collect();
    decided
        .iter()
        .filter_map(|decided| {
            let not_applied = decided.unused.as_ref()?;
            let message = not_applied.message();
            let finding = Finding::about_cell(not_applied.rule(), &decided.correction.at, message);
            let is_stale = matches!(not_applied, NotApplied::Stale(_));
            let is_replaced = is_stale && applied.contains(&place(decided));
            let finding = finding.as_severity(match is_replaced {
                true => Severity::Info,
                false => Severity::Error,
            });
            // What stands in the cell now is in doubt until it is decided again.
            Some(match now.get(&place(decided)).filter(|_| is_stale) {
                Some(figure) => Finding {
                    unit_id: figure.unit_id.clone(),
                    period: figure.period,
                    indicator: Some(figure.indicator.clone()),
                    ..finding
                },
                None => finding,
            })
        })
        .collect()
}

/// Where a decision was made: file, sheet, cell.
type Place = (String, String, String);

fn place(decided: &Decided) -> Place {
    let written = &decided.correction.written;
    (
        decided.correction.file.clone(),
        written.sheet.clone(),
        written.cell.to_uppercase(),
    )
}

/// The figures that stand where decisions were made on something else.
fn figures_now<'o>(
    decided: &[Decided],
    observations: &'o [Observation],
) -> BTreeMap<Place, &'o Observation> {
    let stale = decided.iter();
    let stale = stale.filter(|it| matches!(it.unused, Some(NotApplied::Stale(_))));
    let mut by_file: BTreeMap<&str, BTreeMap<String, Vec<Place>>> = BTreeMap::new();
    for decided in stale {
        let place = place(decided);
        let of_file = by_file.entry(&decided.correction.file).or_default();
        of_file.entry(place.2.clone()).or_default().push(place);
    }
    let mut now = BTreeMap::new();
    if by_file.is_empty() {
        return now;
    }
    // The figures of a file stand together.
    let mut last: Option<(&Arc<str>, Option<&BTreeMap<String, Vec<Place>>>)> = None;
    for observation in observations {
        let at = &observation.at;
        let of_file = match last {
            Some((file, of_file)) if *file == at.file => of_file,
            _ => by_file.get(&*file_key(&at.file)),
        };
        last = Some((&at.file, of_file));
        let of_cell = of_file.and_then(|cells| cells.get(&at.address.to_string()));
        for place in of_cell.into_iter().flatten() {
            let sheet = &place.1;
            if sheet.is_empty() || clean(&at.sheet) == *sheet {
                now.entry(place.clone()).or_insert(observation);
            }
        }
    }
    now
}
