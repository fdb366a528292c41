//! Which unit and cluster a file is from, and which of several versions counts.
//!
//! The first stage that sees all files together. Without a register, units are taken as they name themselves.

mod clusters;
mod decisions;
mod differences;
mod drawn_register;
mod likeness;
mod minutes;
mod names;
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
use names::Names;
use std::sync::Arc;

/// The names that files are held against.
struct Directory<'a> {
    register: &'a Register,
    lexicon: &'a Lexicon,
    units: Names,
    clusters: Names,
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
    let mut findings = Vec::new();
    for draft in &mut drafts {
        if matches!(
            draft.submission.status,
            SubmissionStatus::Accepted | SubmissionStatus::Held
        ) {
            identify_file(draft, &directory, &mut findings);
        }
    }
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
    let period = draft.submission.period;
    let register = directory.register;
    for figure in draft.figures_mut() {
        let observation = &mut figure.observation;
        observation.cluster_id = match (period, &observation.unit_id) {
            (Some(period), Some(unit)) => register.cluster_of(period, unit).cloned(),
            _ => None,
        };
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
