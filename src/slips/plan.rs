//! Which files are given back, and what of each is to be mended.

use super::names::names_of;
use crate::finding::{Finding, Severity};
use crate::location::CellAddress;
use crate::observation::{Observation, Submission, SubmissionStatus};
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::resolve::read_folder;
use crate::rules;
use crate::tables::Tables;
use crate::verdict::{FileOut, Verdict};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What slips are made from.
#[derive(Clone, Copy)]
pub struct SlipInputs<'a> {
    /// What came out of the run.
    pub tables: &'a Tables,
    /// Units, clusters and their names.
    pub register: &'a Register,
    /// Indicators and their labels.
    pub lexicon: &'a Lexicon,
    /// The office's name; may be empty.
    pub office: &'a str,
    /// Until when reports of a period are to be in.
    pub deadlines: &'a BTreeMap<Period, Date>,
    /// The periods whose files are given back; all where none is named.
    pub periods: &'a [Period],
}

/// A file that is given back.
pub struct SlipPlan<'a> {
    /// The file.
    pub submission: &'a Submission,
    /// Under which name, without its ending.
    pub(super) name: String,
    pub(super) whose: String,
    pub(super) period: Option<Period>,
    pub(super) tasks: Vec<Task<'a>>,
    pub(super) inputs: SlipInputs<'a>,
}

/// One thing to mend.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) finding: &'a Finding,
    pub(super) sentence: &'static str,
    /// The figure that stands there, where one does.
    pub(super) observation: Option<&'a Observation>,
}

impl SlipPlan<'_> {
    /// What is to be done, each with the cell where it is about one.
    pub(crate) fn asks(&self) -> impl Iterator<Item = (Option<CellAddress>, &'static str)> {
        let tasks = self.tasks.iter();
        tasks.map(|task| (task.finding.cell, task.sentence))
    }

    /// Whether all of the file could be read. What could not, in a process of its own and under its limits, is not opened
    /// again in this one.
    pub fn was_read(&self) -> bool {
        let unread = [
            &rules::unreadable_file::RULE,
            &rules::encrypted_file::RULE,
            &rules::oversized_file::RULE,
        ];
        let reason = self.submission.reason.and_then(FileOut::rule);
        !reason.is_some_and(|rule| unread.contains(&rule))
    }
}

type Place<'a> = (&'a str, &'a str, CellAddress);

/// The files in which a unit or a cluster can mend anything, in their order.
pub fn plan_slips<'a>(inputs: &SlipInputs<'a>) -> Vec<SlipPlan<'a>> {
    let tasks = tasks_by_file(inputs.tables);
    let mut files: Vec<(&Submission, String, Option<Period>)> = Vec::new();
    for submission in &inputs.tables.submissions {
        if !is_open(submission) || !tasks.contains_key(&submission.file) {
            continue;
        }
        let period = submission
            .period
            .or_else(|| read_folder(&submission.file).period);
        let is_wanted = |period: Period| inputs.periods.contains(&period);
        if inputs.periods.is_empty() || period.is_some_and(is_wanted) {
            files.push((submission, whose(submission, inputs.register), period));
        }
    }
    let listed: Vec<_> = files
        .iter()
        .map(|(submission, whose, period)| (*submission, whose.as_str(), *period))
        .collect();
    let names = names_of(&listed);
    let plans = files.into_iter().zip(names);
    let plans = plans.map(|((submission, whose, period), name)| SlipPlan {
        tasks: tasks.get(&submission.file).cloned().unwrap_or_default(),
        submission,
        name,
        whose,
        period,
        inputs: *inputs,
    });
    plans.collect()
}

/// Whether anything can come of mending the file: no other stands for it.
fn is_open(submission: &Submission) -> bool {
    match submission.status {
        SubmissionStatus::Accepted | SubmissionStatus::Held | SubmissionStatus::Rejected => true,
        SubmissionStatus::Superseded | SubmissionStatus::Duplicate | SubmissionStatus::Ignored => {
            false
        }
    }
}

fn whose(submission: &Submission, register: &Register) -> String {
    let unit = submission.unit_id.as_ref().map(|id| register.unit_name(id));
    let cluster = || {
        let id = submission.cluster_id.as_ref()?;
        Some(register.cluster_name(id))
    };
    unit.or_else(cluster).unwrap_or_default().to_owned()
}

/// What the senders of files can mend, by file: whole files first, then cell by cell.
fn tasks_by_file(tables: &Tables) -> BTreeMap<&Arc<str>, Vec<Task<'_>>> {
    let mendable = || {
        tables.findings.iter().filter_map(|finding| {
            let is_told = finding.severity != Severity::Info;
            let sentence = finding.rule.unit_task.sentence().filter(|_| is_told)?;
            Some((finding.file.as_ref()?, finding, sentence))
        })
    };
    let files: BTreeSet<&str> = mendable().map(|(file, ..)| &**file).collect();
    let figures = figures_of(tables, &files);
    let mut tasks: BTreeMap<&Arc<str>, Vec<Task<'_>>> = BTreeMap::new();
    for (file, finding, sentence) in mendable() {
        let observation = place_of(finding).and_then(|place| figures.get(&place).copied());
        if observation.is_some_and(is_settled) {
            continue;
        }
        let of_file = tasks.entry(file).or_default();
        let is_there = |task: &Task<'_>| {
            task.finding.rule == finding.rule && place_of(task.finding) == place_of(finding)
        };
        if !of_file.iter().rev().take(SAME_PLACE).any(is_there) {
            of_file.push(Task {
                finding,
                sentence,
                observation,
            });
        }
    }
    for of_file in tasks.values_mut() {
        of_file.sort_by_key(|task| place_of(task.finding).is_some());
    }
    tasks
}

/// Findings of one place follow each other.
const SAME_PLACE: usize = 8;

/// Whether the office has decided about a figure: then nobody asks the unit any more.
fn is_settled(observation: &Observation) -> bool {
    observation.corrected || observation.verdict == Verdict::LeftOut
}

fn place_of(finding: &Finding) -> Option<Place<'_>> {
    Some((
        finding.file.as_deref()?,
        finding.sheet.as_deref()?,
        finding.cell?,
    ))
}

fn figures_of<'a>(
    tables: &'a Tables,
    files: &BTreeSet<&str>,
) -> BTreeMap<Place<'a>, &'a Observation> {
    let of_files = tables.observations.iter();
    let of_files = of_files.filter(|observation| files.contains(&*observation.at.file));
    of_files
        .map(|observation| {
            let at = &observation.at;
            ((&*at.file, &*at.sheet, at.address), observation)
        })
        .collect()
}
