//! What waits for a decision: held and rejected submissions, rows of no clear unit, figures that are held, missing or in
//! doubt; and decisions that were not applied.

use super::proposal::Proposals;
use super::question::{Question, QuestionOf};
use super::{
    CorrectionsInputs, DecidedPlaces, FILE_NAME, bound_to, shown_period, unit_name, words,
};
use crate::decide::NotApplied;
use crate::finding::{Finding, Rule, Severity};
use crate::location::{CellAddress, CellRef};
use crate::observation::{Observation, Submission, SubmissionStatus};
use crate::register::corrections::{Bound, Subject};
use crate::rules;
use crate::verdict::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

/// Findings by place and code.
struct Findings<'a> {
    by_place: BTreeMap<(Place<'a>, &'a str), &'a str>,
    /// Errors, and whatever sends people to the corrections.
    open: BTreeMap<Place<'a>, &'a str>,
}

/// A cell, its sheet and its file.
type Place<'a> = (CellAddress, &'a str, &'a str);

impl<'a> Findings<'a> {
    fn new(findings: &'a [Finding]) -> Self {
        let mut by_place = BTreeMap::new();
        let mut open = BTreeMap::new();
        for finding in findings {
            if let (Some(file), Some(sheet), Some(cell)) =
                (&finding.file, &finding.sheet, finding.cell)
            {
                let place: Place<'_> = (cell, sheet, file);
                let sends_here = finding.severity == Severity::Error
                    || finding.severity == Severity::Warning
                        && (finding.rule.action.contains(FILE_NAME)
                            || finding.message.contains(FILE_NAME));
                if sends_here {
                    open.entry(place).or_insert(finding.message.as_str());
                }
                by_place
                    .entry((place, finding.rule.code))
                    .or_insert(finding.message.as_str());
            }
        }
        Self { by_place, open }
    }

    fn open_at_cell(&self, at: &CellRef) -> Option<&'a str> {
        self.open.get(&place_of(at)).copied()
    }

    fn at_cell(&self, at: &CellRef, code: &'static str) -> Option<&'a str> {
        self.by_place.get(&(place_of(at), code)).copied()
    }
}

fn place_of(at: &CellRef) -> Place<'_> {
    (at.address, &at.sheet, &at.file)
}

/// The subject under which the office decides about a file held or rejected for a reason.
fn subject_of(reason: &'static Rule) -> Option<Subject> {
    [
        (&rules::period_conflict::RULE, Subject::Period),
        (&rules::period_missing::RULE, Subject::Period),
        (&rules::unit_unknown::RULE, Subject::Unit),
        (&rules::unit_ambiguous::RULE, Subject::Unit),
        (&rules::unit_ended::RULE, Subject::Unit),
        (&rules::cluster_unknown::RULE, Subject::Unit),
        (&rules::conflicting_submissions::RULE, Subject::Value),
    ]
    .into_iter()
    .find_map(|(rule, subject)| (rule == reason).then_some(subject))
}

fn open_submissions(inputs: &CorrectionsInputs<'_>, places: &DecidedPlaces<'_>) -> Vec<Question> {
    let is_out = |submission: &&Submission| {
        matches!(
            submission.status,
            SubmissionStatus::Held | SubmissionStatus::Rejected
        )
    };
    let mut first: BTreeMap<(&str, &str), &Finding> = BTreeMap::new();
    for finding in &inputs.tables.findings {
        if let Some(file) = &finding.file {
            first.entry((file, finding.rule.code)).or_insert(finding);
        }
    }
    let mut rows = Vec::new();
    for submission in inputs.tables.submissions.iter().filter(is_out) {
        let Some((reason, subject)) = submission
            .reason
            .and_then(|reason| reason.rule())
            .and_then(|rule| Some((rule, subject_of(rule)?)))
        else {
            continue;
        };
        if places.holds_file(submission) {
            continue;
        }
        let found = first.get(&(&*submission.file, reason.code)).copied();
        // A name is explained once for all files that bear it.
        if found.is_some_and(|finding| words::is_listed(finding, inputs.register.is_kept)) {
            continue;
        }
        let sheet = found.and_then(|finding| finding.sheet.as_ref());
        let cell = found.and_then(|finding| finding.cell);
        let about = found.and_then(|finding| finding.about.clone());
        let why = found.map(|finding| finding.message.clone());
        rows.push(Question {
            subject,
            file: submission.file.to_string(),
            sheet: sheet.map(ToString::to_string).unwrap_or_default(),
            cell: cell.map(|cell| cell.to_string()).unwrap_or_default(),
            bound: Bound {
                unit: unit_name(submission.unit_id.as_ref(), inputs.register),
                period: shown_period(submission.period),
                raw: about.unwrap_or_default(),
                why: why.unwrap_or_default(),
                ..Bound::default()
            },
            measure: String::new(),
            proposal: None,
            of: QuestionOf {
                unit_id: submission.unit_id.clone(),
                period: submission.period,
                figure: None,
            },
        });
    }
    rows
}

/// Rules by which a row of a cluster's table is of no clear unit.
const OF_ROWS: [&Rule; 3] = [
    &rules::unit_unknown::RULE,
    &rules::unit_ambiguous::RULE,
    &rules::unit_ended::RULE,
];

/// Rows of clusters' tables whose unit is not clear: decided once for all their figures.
fn open_table_rows(inputs: &CorrectionsInputs<'_>, places: &DecidedPlaces<'_>) -> Vec<Question> {
    let submissions = inputs.tables.submissions.iter();
    let submitted: BTreeSet<&Arc<str>> = submissions.map(|submission| &submission.file).collect();
    let is_of_row =
        |finding: &&Finding| OF_ROWS.contains(&finding.rule) && finding.severity == Severity::Error;
    let mut rows = Vec::new();
    for finding in inputs.tables.findings.iter().filter(is_of_row) {
        let (Some(file), Some(sheet), Some(address)) =
            (&finding.file, &finding.sheet, finding.cell)
        else {
            continue;
        };
        let at = CellRef {
            file: file.clone(),
            sheet: sheet.clone(),
            address,
        };
        let is_word = words::is_listed(finding, inputs.register.is_kept);
        if is_word || !submitted.contains(file) || places.holds_cell(&at) {
            continue;
        }
        rows.push(Question {
            subject: Subject::Unit,
            file: at.file.to_string(),
            sheet: at.sheet.to_string(),
            cell: at.address.to_string(),
            bound: Bound {
                period: shown_period(finding.period),
                raw: finding.about.clone().unwrap_or_default(),
                why: finding.message.clone(),
                ..Bound::default()
            },
            measure: String::new(),
            proposal: None,
            of: QuestionOf {
                period: finding.period,
                ..QuestionOf::default()
            },
        });
    }
    rows
}

/// Figures that somebody has to look at: held ones, empty cells, and those that count although an error stands at them, or
/// what is told of them sends people here.
fn open_figures(inputs: &CorrectionsInputs<'_>, places: &DecidedPlaces<'_>) -> Vec<Question> {
    let findings = Findings::new(&inputs.tables.findings);
    let accepted = inputs.tables.submissions.iter();
    let accepted = accepted.filter(|submission| submission.status == SubmissionStatus::Accepted);
    let counting: BTreeSet<&Arc<str>> = accepted.map(|submission| &submission.file).collect();
    let proposals = Proposals::new(inputs.tables, inputs.lexicon, inputs.thresholds);
    let mut rows = Vec::new();
    for observation in &inputs.tables.observations {
        let Some(why) = why_open(observation, &findings) else {
            continue;
        };
        if !counting.contains(&observation.at.file) || places.holds_cell(&observation.at) {
            continue;
        }
        let (bound, measure) = bound_to(observation, inputs);
        let at = &observation.at;
        rows.push(Question {
            subject: Subject::Value,
            file: at.file.to_string(),
            sheet: at.sheet.to_string(),
            cell: at.address.to_string(),
            bound: Bound {
                why: why.to_string(),
                ..bound
            },
            measure,
            proposal: proposals.of(observation),
            of: QuestionOf {
                unit_id: observation.unit_id.clone(),
                period: observation.period,
                figure: Some((observation.indicator.clone(), observation.measure)),
            },
        });
    }
    rows
}

/// Why a figure waits for a person. What another source gives and rows whose unit is not clear are no single figures to
/// decide.
fn why_open<'a>(observation: &Observation, findings: &Findings<'a>) -> Option<&'a str> {
    match observation.verdict {
        Verdict::Held(rule) if OF_ROWS.contains(&rule) => None,
        Verdict::Held(rule) => Some(
            findings
                .at_cell(&observation.at, rule.code)
                .unwrap_or(rule.problem),
        ),
        Verdict::Empty => findings.at_cell(&observation.at, rules::missing_value::RULE.code),
        Verdict::Counts | Verdict::OtherSource => findings.open_at_cell(&observation.at),
        _ => None,
    }
}
