//! Which unit and cluster a file is from, and which of several versions counts.
//!
//! The first stage that sees all files together. Without a register, units are taken as they name themselves.

mod clusters;
mod decisions;
mod differences;
mod drawn_register;
mod likeness;
mod minutes;
mod name_tails;
mod names;
mod own_name;
mod rows;
mod units;
mod versions;

pub use differences::{VersionDifference, VersionFigure, version_differences};
pub use drawn_register::{draw_register, stated_codes};
pub use likeness::{LikelySame, NameLikeness, likely_same};

use crate::finding::{Checked, Finding};
use crate::observation::{FormKind, SubmissionStatus};
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::resolve::Draft;
use names::{NameMatch, Names, unit_key};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// The names that files are held against.
struct Directory<'a> {
    register: &'a Register,
    lexicon: &'a Lexicon,
    units: Names,
    clusters: Names,
}

impl Directory<'_> {
    /// The unit of a name that is written as the register has it, with or without what people write behind names.
    fn find_exact(&self, name: &str) -> Option<NameMatch> {
        let exact = |name: &str| self.units.find_exact(&unit_key(name, self.lexicon));
        exact(name).or_else(|| exact(self.without_tail(name).as_deref()?))
    }

    /// The unit of a name, a slip of it, or what is near.
    fn find(&self, name: &str) -> NameMatch {
        let near = |name: &str| self.units.find(&unit_key(name, self.lexicon));
        if let Some(exact) = self.find_exact(name) {
            return exact;
        }
        let found = match (near(name), &*self.without_tail(name)) {
            (NameMatch::Unknown(_), Some(name)) => near(name),
            (found, _) => found,
        };
        match &found {
            NameMatch::Unknown(_) => self.behind_slipped_union(name).unwrap_or(found),
            _ => found,
        }
    }

    /// The unit of a name behind a union that is written with a slip; in the name itself there is none then.
    fn behind_slipped_union(&self, name: &str) -> Option<NameMatch> {
        let tailless = self.without_tail(name);
        let names = [Some(name), tailless.as_deref()];
        names.into_iter().flatten().find_map(|name| {
            let key = names::behind_slipped_union(name, self.lexicon)?;
            match self.units.find_exact(&key)? {
                NameMatch::Exact(unit) => {
                    let taken_for = self.units.name(&unit);
                    Some(NameMatch::Slip(unit, taken_for))
                }
                found => Some(found),
            }
        })
    }

    fn without_tail(&self, name: &str) -> Cow<'_, Option<String>> {
        let known = &self.lexicon.known_names_without_tails;
        known.get(name, || name_tails::without_tail(name, self.lexicon))
    }
}

/// Settles unit, cluster and version of every file; its observations get their unit and cluster.
///
/// `drafts` are in the order of their files.
pub fn identify(
    mut drafts: Vec<Draft>,
    register: &Register,
    lexicon: &Lexicon,
) -> Checked<Vec<Draft>> {
    let directory = Directory {
        register,
        lexicon,
        units: Names::of_units(register, lexicon),
        clusters: Names::of_clusters(register, lexicon),
    };
    let of_files: Vec<Vec<Finding>> = drafts
        .par_iter_mut()
        .map(|draft| {
            let mut findings = Vec::new();
            if matches!(
                draft.submission.status,
                SubmissionStatus::Accepted | SubmissionStatus::Held
            ) {
                identify_file(draft, &directory, &mut findings);
            }
            findings
        })
        .collect();
    let mut findings = of_files.into_iter().flatten().collect();
    versions::settle_versions(&mut drafts, &mut findings);
    Checked {
        output: drafts,
        findings,
    }
}

fn identify_file(draft: &mut Draft, directory: &Directory<'_>, findings: &mut Vec<Finding>) {
    match draft.submission.form {
        Some(FormKind::ClusterTable | FormKind::ConferenceMinutes) => {
            clusters::identify_cluster(draft, directory, findings);
            rows::identify_rows(draft, directory, findings);
            minutes::identify_minutes(draft, directory, findings);
        }
        _ => {
            units::identify_unit(draft, directory, findings);
            rows::identify_rows(draft, directory, findings);
        }
    }
    decisions::settle_kept_units(draft);
    place_in_clusters(draft, directory.register);
}

/// Every figure is of the cluster that its unit is in.
fn place_in_clusters(draft: &mut Draft, register: &Register) {
    let Some(period) = draft.submission.period else {
        return;
    };
    // The figures of a unit stand together.
    let mut last: Option<(Arc<str>, Option<Arc<str>>)> = None;
    for figure in draft.figures_mut() {
        let observation = &mut figure.observation;
        let Some(unit) = &observation.unit_id else {
            continue;
        };
        let known = last.take().filter(|(known, _)| known == unit);
        let found = || (unit.clone(), register.cluster_of(period, unit).cloned());
        let (_, cluster) = last.insert(known.unwrap_or_else(found));
        observation.cluster_id.clone_from(cluster);
    }
}

/// `“A”, “B”`.
fn quoted<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}

/// The names of ids, quoted, each with its id since names alone did not tell them apart.
fn quoted_with_ids(ids: &[Arc<str>], names: &Names) -> String {
    let shown: Vec<String> = ids
        .iter()
        .map(|id| format!("“{}” ({id})", names.name(id)))
        .collect();
    shown.join(", ")
}
