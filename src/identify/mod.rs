//! Which unit and cluster a file is from, and which of several versions counts.
//!
//! The first stage that sees all files together. Without a register, units are taken as they name themselves.

mod ahead;
mod clusters;
mod decided_names;
mod decisions;
mod directory;
mod drawn_register;
mod ended_units;
mod file_content;
mod file_names;
mod likeness;
mod memberships;
mod minutes;
mod name_tails;
mod names;
mod nearest_names;
mod own_name;
mod places;
mod readings;
mod returned_slips;
mod rows;
mod template;
mod unit_sheets;
mod units;
mod unread_versions;
mod version_differences;
mod versions;
mod witnesses;

pub use drawn_register::{draw_register, leave_out_shared_lines, stated_codes};
pub use likeness::{LikelySame, NameLikeness, likely_same};
pub(crate) use memberships::unlisted;
pub use nearest_names::NearestNames;
pub use version_differences::{VersionDifference, VersionFigure, version_differences};

use crate::finding::{Checked, Finding};
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::{Register, Timeline};
use crate::resolve::Draft;
use crate::rules;
use crate::verdict::Verdict;
use decided_names::{DecidedIn, DecidedNames};
use directory::{Directory, History};
use names::{NameMatch, Names};
use own_name::OwnName;
use rayon::prelude::*;
use std::sync::Arc;

/// Settles unit, cluster and version of every file; its observations get their unit and cluster. Units that reported in
/// periods that the office does not list are entered there.
///
/// `drafts` are in the order of their files.
pub fn identify(
    mut drafts: Vec<Draft>,
    register: &mut Register,
    lexicon: &Lexicon,
) -> Checked<Vec<Draft>> {
    let mut findings = identify_files(&mut drafts, register, lexicon);
    findings.extend(memberships::settle(&drafts, register));
    let nobodys: Vec<Option<Finding>> = drafts
        .par_iter_mut()
        .map(|draft| {
            place_in_clusters(draft, register);
            hold_nobodys(draft)
        })
        .collect();
    findings.extend(nobodys.into_iter().flatten());
    versions::settle_versions(&mut drafts, &mut findings);
    unread_versions::tell(&drafts, register, lexicon, &mut findings);
    Checked {
        output: drafts,
        findings,
    }
}

fn identify_files(drafts: &mut [Draft], register: &Register, lexicon: &Lexicon) -> Vec<Finding> {
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
    let places = places(drafts, &directory);
    drafts
        .par_iter_mut()
        .zip(&places)
        .for_each(|(draft, place)| {
            let directory = of_draft(draft, place.as_ref(), &directory);
            unit_sheets::of_one_row(draft, &directory);
        });
    let named: Vec<Option<OwnName>> = drafts
        .par_iter()
        .zip(&places)
        .map(|(draft, place)| {
            let of_draft = || of_draft(draft, place.as_ref(), &directory);
            let is_read = draft.is_read();
            is_read.then(|| units::own_name_of(draft, &of_draft()))?
        })
        .collect();
    let units = named
        .iter()
        .map(|own| match own.as_ref().map(|own| &own.found) {
            Some(NameMatch::Exact(unit)) => Some(unit),
            _ => None,
        });
    let history = History::new(drafts, units, lexicon);
    let of_files: Vec<Vec<Finding>> = drafts
        .par_iter_mut()
        .zip(named)
        .zip(&places)
        .map(|((draft, named), place)| {
            let mut findings = Vec::new();
            if draft.is_read() {
                let directory = Directory {
                    history: &history,
                    ..of_draft(draft, place.as_ref(), &directory)
                };
                identify_file(draft, named, &directory, &mut findings);
            }
            findings
        })
        .collect();
    of_files.into_iter().flatten().collect()
}

/// The directory as a file's names are meant in it.
fn of_draft<'a>(
    draft: &Draft,
    place: Option<&'a Arc<str>>,
    directory: &Directory<'a>,
) -> Directory<'a> {
    Directory {
        period: draft.likely_period(),
        decided: DecidedIn {
            place,
            ..directory.decided
        },
        ..*directory
    }
}

/// The cluster that each file is from by its folder or its form, where names are explained for one cluster only.
fn places(drafts: &[Draft], directory: &Directory<'_>) -> Vec<Option<Arc<str>>> {
    let place = |draft: &Draft| {
        let stated = || {
            let mut stated = draft.whose.clusters.iter();
            stated.find_map(|(name, _)| clusters::known(name, directory))
        };
        let is_asked = directory.decided.words.is_any_of_one_cluster;
        is_asked.then(|| clusters::of_folder(draft, directory).or_else(stated))?
    };
    drafts.iter().map(place).collect()
}

fn identify_file(
    draft: &mut Draft,
    named: Option<OwnName>,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    draft.whose.folder_cluster = clusters::of_folder(draft, directory);
    decisions::forget_stale(draft);
    unit_sheets::of_units(draft, directory);
    if draft.is_of_cluster() {
        clusters::identify_cluster(draft, directory, findings);
    } else {
        units::identify_unit(draft, named, directory, findings);
        template::hold(draft, directory, findings);
    }
    rows::identify_rows(draft, directory, findings);
    minutes::identify_minutes(draft, directory, findings);
    minutes::identify_scores(draft, directory);
    decisions::settle_kept_units(draft);
    ended_units::hold_form(draft, directory, findings);
    ahead::settle(draft, directory, findings);
}

/// A figure of no unit is in no total. None should be left here: what reads a table gives each of them to a unit, or tells
/// that it cannot.
fn hold_nobodys(draft: &mut Draft) -> Option<Finding> {
    let rule = &rules::unit_unknown::RULE;
    let mut first = None;
    for figure in draft.figures_mut() {
        let observation = &mut figure.observation;
        if observation.unit_id.is_none() && observation.verdict.counts() {
            observation.verdict = Verdict::Held(rule);
            first.get_or_insert_with(|| observation.at.clone());
        }
    }
    let message = rules::unit_unknown::nobodys_message();
    first.map(|at| Finding::about_cell(rule, &at, message))
}

/// Every figure is of the cluster that its unit is in; what is pledged for a period that the register does not list yet, of
/// the one that it is in so far.
fn place_in_clusters(draft: &mut Draft, register: &Register) {
    let Some(own) = draft.submission.period else {
        return;
    };
    let cluster_of = |period: Period, unit: &Arc<str>| {
        let then = register.cluster_of(period, unit);
        then.or_else(|| register.cluster_of(own, unit)).cloned()
    };
    // The figures of a unit stand together.
    let mut last: Option<((Period, Arc<str>), Option<Arc<str>>)> = None;
    for figure in draft.figures_mut() {
        let observation = &mut figure.observation;
        let (Some(period), Some(unit)) = (observation.period, &observation.unit_id) else {
            continue;
        };
        let known = last
            .take()
            .filter(|((known, of), _)| (*known, of) == (period, unit));
        let found = || ((period, unit.clone()), cluster_of(period, unit));
        let (_, cluster) = last.insert(known.unwrap_or_else(found));
        observation.cluster_id.clone_from(cluster);
    }
}
