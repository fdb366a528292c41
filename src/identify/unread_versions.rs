//! Files that cannot be used and are likely newer versions of what counts: the older figures count, and nobody may take
//! them for the latest without being told.

use super::decided_names::{DecidedIn, DecidedNames};
use super::directory::Directory;
use super::directory::History;
use super::file_names::{base_name, version_mark};
use super::names::Names;
use super::witnesses::units_named;
use crate::finding::Finding;
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::{Register, Timeline};
use crate::resolve::Draft;
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;

/// File times this near to each other come from one copying.
const SAME_COPYING_MS: i64 = 60_000;
/// Of the figures that two forms share, this share is alike in two versions of one, and so many they share at least.
const ALIKE: f64 = 0.5;
const FEWEST_SHARED: usize = 3;

/// Tells of every such file.
pub(super) fn tell(
    drafts: &[Draft],
    register: &Register,
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) {
    let out = drafts.iter().filter(|draft| cannot_be_used(draft));
    let out: Vec<&Draft> = out.collect();
    if out.is_empty() {
        return;
    }
    let directory = Directory {
        register,
        lexicon,
        units: &Names::of_units(register, lexicon),
        clusters: &Names::of_clusters(register, lexicon),
        timeline: &Timeline::new(register),
        history: &History::empty(),
        period: None,
        decided: DecidedIn {
            words: &DecidedNames::new(&register.words, lexicon),
            place: None,
        },
    };
    let counting = Counting::new(drafts, lexicon);
    for draft in out {
        let older = counting.older(draft, &directory);
        if let Some(older) = older.filter(|older| may_be_newer(draft, older)) {
            findings.push(finding(draft, older, register));
        }
    }
}

fn cannot_be_used(draft: &Draft) -> bool {
    let told = [
        &rules::unreadable_file::RULE,
        &rules::encrypted_file::RULE,
        &rules::oversized_file::RULE,
        &rules::empty_form::RULE,
        &rules::unit_unknown::RULE,
        &rules::unit_ambiguous::RULE,
        &rules::cluster_unknown::RULE,
        &rules::period_conflict::RULE,
        &rules::period_missing::RULE,
    ];
    let is_out = matches!(
        draft.submission.status,
        SubmissionStatus::Rejected | SubmissionStatus::Held
    );
    let rule = draft.submission.reason.and_then(|reason| reason.rule());
    is_out && rule.is_some_and(|rule| told.iter().any(|it| it.code == rule.code))
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The files that count.
struct Counting<'a> {
    by_name: BTreeMap<(&'a str, Box<str>), &'a Draft>,
    by_unit: BTreeMap<(Period, &'a Arc<str>), &'a Draft>,
    by_cluster: BTreeMap<(Period, &'a Arc<str>), Vec<&'a Draft>>,
    by_folder: BTreeMap<&'a str, Vec<&'a Draft>>,
}

impl<'a> Counting<'a> {
    fn new(drafts: &'a [Draft], lexicon: &Lexicon) -> Self {
        let mut counting = Self {
            by_name: BTreeMap::new(),
            by_unit: BTreeMap::new(),
            by_cluster: BTreeMap::new(),
            by_folder: BTreeMap::new(),
        };
        for draft in drafts {
            let submission = &draft.submission;
            if submission.status != SubmissionStatus::Accepted {
                continue;
            }
            let folder = folder_of(&submission.file);
            let name = base_name(&submission.file, lexicon).into_owned();
            if !name.is_empty() {
                counting.by_name.entry((folder, name)).or_insert(draft);
            }
            counting.by_folder.entry(folder).or_default().push(draft);
            let Some(period) = submission.period else {
                continue;
            };
            match (&submission.unit_id, &submission.cluster_id) {
                (Some(unit), _) => {
                    counting.by_unit.entry((period, unit)).or_insert(draft);
                }
                (None, Some(cluster)) => {
                    let of_cluster = counting.by_cluster.entry((period, cluster));
                    of_cluster.or_default().push(draft);
                }
                (None, None) => {}
            }
        }
        counting
    }

    /// The file that counts and that another is likely a version of: by its unit or cluster, by its name, by the unit that
    /// its name holds, or by its figures.
    fn older(&self, draft: &Draft, directory: &Directory<'_>) -> Option<&'a Draft> {
        let submission = &draft.submission;
        let folder = folder_of(&submission.file);
        let period = draft.likely_period();
        let of_unit = |unit: &Arc<str>| self.by_unit.get(&(period?, unit)).copied();
        let of_cluster = |cluster: &Arc<str>| {
            let mut tables = self.by_cluster.get(&(period?, cluster))?.iter().copied();
            tables.find(|table| table.submission.form == submission.form)
        };
        let same_form =
            |older: &&Draft| submission.form.is_none() || older.submission.form == submission.form;
        let by_name = || {
            let name = base_name(&submission.file, directory.lexicon);
            self.by_name.get(&(folder, name.into_owned())).copied()
        };
        let by_unit_named = || match &units_named(&submission.file, directory)[..] {
            [unit] => of_unit(unit),
            _ => None,
        };
        let by_figures = || {
            let mut beside = self.by_folder.get(folder)?.iter().copied();
            beside.find(|older| same_form(older) && are_alike(draft, older))
        };
        let found = match (&submission.unit_id, &submission.cluster_id) {
            (Some(unit), _) => of_unit(unit).filter(same_form),
            (None, Some(cluster)) => of_cluster(cluster),
            (None, None) => by_name().or_else(by_unit_named).or_else(by_figures),
        };
        found.filter(|older| older.submission.sha256 != submission.sha256)
    }
}

/// Whether most of the figures that two forms share are the same.
fn are_alike(one: &Draft, other: &Draft) -> bool {
    let stated = |draft: &Draft| -> BTreeMap<(Arc<str>, crate::observation::Measure), f64> {
        let figures = draft.figures().filter(|figure| figure.unit_row.is_none());
        let stated = figures.map(|figure| &figure.observation).filter_map(|it| {
            let value = it.value.filter(|value| *value != 0.0)?;
            Some(((it.indicator.clone(), it.measure), value))
        });
        stated.collect()
    };
    let (one, other) = (stated(one), stated(other));
    let shared = one
        .iter()
        .filter_map(|(key, one)| Some(one == other.get(key)?));
    let same: Vec<bool> = shared.collect();
    let alike = same.iter().filter(|same| **same).count();
    same.len() >= FEWEST_SHARED && alike as f64 >= ALIKE * same.len() as f64
}

/// Whether nothing says that a file is the older of the two: by its own date, by its name, else by the file's time.
fn may_be_newer(draft: &Draft, older: &Draft) -> bool {
    let (one, other) = (&draft.submission, &older.submission);
    if let (Some(saved), Some(before)) = (one.saved_at, other.saved_at) {
        return saved >= before;
    }
    let (mark, before) = (version_mark(&one.file), version_mark(&other.file));
    if mark != before {
        return mark > before;
    }
    match (draft.origin.file_modified, older.origin.file_modified) {
        (Some(modified), Some(before)) => modified + SAME_COPYING_MS >= before,
        _ => true,
    }
}

fn finding(draft: &Draft, older: &Draft, register: &Register) -> Finding {
    let of = &older.submission;
    let name = match (&of.unit_id, &of.cluster_id) {
        (Some(unit), _) => register.unit_name(unit),
        (None, Some(cluster)) => register.cluster_name(cluster),
        (None, None) => "đơn vị",
    };
    let newer = &draft.submission.file;
    let message = rules::newer_version_unread::message(newer, &format!("“{name}”"));
    let rule = &rules::newer_version_unread::RULE;
    Finding {
        unit_id: of.unit_id.clone(),
        period: of.period,
        ..Finding::about_file(rule, &of.file, message)
    }
}
