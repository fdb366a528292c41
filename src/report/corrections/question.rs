//! What waits for the office's decision, as the corrections workbook and the local page both ask it.

use super::open::{open_figures, open_submissions, open_table_rows};
use super::{CorrectionsInputs, DecidedPlaces, Proposal, bound_to};
use crate::decide::NotApplied;
use crate::observation::Measure;
use crate::period::Period;
use crate::register::corrections::{Bound, Subject, Written};
use std::sync::Arc;

/// Something that the office has to decide.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is decided of it.
    pub subject: Subject,
    /// The file, relative to the input folder.
    pub file: String,
    /// The sheet; empty where it is about the whole file.
    pub sheet: String,
    /// The cell; empty where it is about the whole file.
    pub cell: String,
    /// What a decision holds for: unit, period, indicator, the text as it stands; and why it is asked.
    pub bound: Bound,
    /// In what the indicator is measured; may be empty.
    pub measure: String,
    /// What the value most likely should be.
    pub proposal: Option<Proposal>,
    /// The same by the keys of the data.
    pub of: QuestionOf,
}

/// What a question is about, by the keys of the data.
#[derive(Debug, Clone, Default)]
pub struct QuestionOf {
    /// The unit.
    pub unit_id: Option<Arc<str>>,
    /// The period.
    pub period: Option<Period>,
    /// The indicator's code and whether it was reached or pledged, of a figure.
    pub figure: Option<(Arc<str>, Measure)>,
}

impl Question {
    /// The row of the workbook in which it is decided, with nothing decided yet.
    pub fn written(&self) -> Written {
        Written {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            cell: self.cell.clone(),
            subject: self.subject.label().to_owned(),
            ..Written::default()
        }
    }

    /// A mark of what it is about, the same in every run as long as it is asked.
    pub fn mark(&self) -> String {
        self.written().seal()
    }
}

/// All that waits for a decision: of the period reported on first, then of the newest; by file and sheet.
pub fn questions(inputs: &CorrectionsInputs<'_>) -> Vec<Question> {
    sorted(inputs, &DecidedPlaces::new(inputs))
}

/// Decisions that were not applied, as questions: each can be mended where it stands. What was decided on another text than
/// now stands there is asked anew by itself.
pub fn reopened(inputs: &CorrectionsInputs<'_>) -> Vec<Question> {
    let places = DecidedPlaces::new(inputs);
    let failed = inputs.decided.iter().filter_map(|decided| {
        let not_applied = decided.unused.as_ref()?;
        (!matches!(not_applied, NotApplied::Stale(_))).then_some((decided, not_applied))
    });
    let questions = failed.map(|(decided, not_applied)| {
        let (written, bound) = (&decided.correction.written, &decided.correction.bound);
        let about = places.observation(written, &decided.correction.file);
        let known = about.map(|observation| bound_to(observation, inputs));
        let (known, measure) = known.unwrap_or_default();
        let is_bound = !bound.raw.is_empty();
        Question {
            subject: Subject::called(&written.subject).unwrap_or(Subject::Value),
            file: written.file.clone(),
            sheet: written.sheet.clone(),
            cell: written.cell.clone(),
            bound: Bound {
                why: not_applied.message(),
                ..if is_bound { bound.clone() } else { known }
            },
            measure,
            proposal: None,
            of: about.map_or_else(QuestionOf::default, |observation| QuestionOf {
                unit_id: observation.unit_id.clone(),
                period: observation.period,
                figure: Some((observation.indicator.clone(), observation.measure)),
            }),
        }
    });
    questions.collect()
}

pub(super) fn sorted(inputs: &CorrectionsInputs<'_>, places: &DecidedPlaces<'_>) -> Vec<Question> {
    let mut open = open_submissions(inputs, places);
    open.extend(open_table_rows(inputs, places));
    open.extend(open_figures(inputs, places));
    let order = |question: &Question| {
        let period = question.of.period;
        let is_other_period = period != inputs.period;
        let newest_first = std::cmp::Reverse(period);
        let place = (question.file.clone(), question.sheet.clone());
        (is_other_period, newest_first, place)
    };
    open.sort_by_cached_key(order);
    open
}
