//! Which cluster a table or minutes are of.

use super::decisions;
use super::names::{NameMatch, cluster_key};
use super::units::only;
use super::{Directory, quoted};
use crate::finding::Finding;
use crate::observation::SubmissionStatus;
use crate::resolve::Draft;
use crate::rules;
use crate::text;
use std::sync::Arc;

/// Settles the cluster by what the form says, else by the folder, or rejects the file.
pub(super) fn identify_cluster(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let stated = draft.clusters.first().map(|(name, _)| name.clone());
    let by_form = draft
        .clusters
        .iter()
        .find_map(|(name, _)| known(name, directory));
    let decided = decisions::cluster_of_file(draft, directory);
    let told = by_form.or_else(|| of_folder(draft, directory));
    draft.submission.cluster_id = decided.or_else(|| told.clone());
    if told.is_some() {
        return;
    }
    let name = stated
        .or_else(|| draft.folder.others.first().cloned())
        .unwrap_or_default();
    let nearest = match directory
        .clusters
        .find(&cluster_key(&name, directory.lexicon))
    {
        NameMatch::Unknown(nearest) => quoted(&nearest),
        _ => String::new(),
    };
    let message = rules::cluster_unknown::message(&name, &nearest);
    if draft.submission.cluster_id.is_none() {
        draft.set_status(SubmissionStatus::Rejected, &rules::cluster_unknown::RULE);
    }
    findings.push(Finding::about_file(
        &rules::cluster_unknown::RULE,
        &draft.submission.file,
        message,
    ));
}

/// The cluster that one of the folders names, the innermost first.
pub(super) fn of_folder(draft: &Draft, directory: &Directory<'_>) -> Option<Arc<str>> {
    draft
        .folder
        .others
        .iter()
        .rev()
        .find_map(|folder| known(folder, directory))
}

fn known(name: &str, directory: &Directory<'_>) -> Option<Arc<str>> {
    match directory
        .clusters
        .find(&cluster_key(name, directory.lexicon))
    {
        NameMatch::Exact(cluster) | NameMatch::Slip(cluster, _) => Some(cluster),
        NameMatch::Ambiguous(_) | NameMatch::Unknown(_) => directory
            .register
            .clusters
            .keys()
            .find(|id| id.eq_ignore_ascii_case(name.trim()))
            .cloned()
            .or_else(|| without_tones(name, directory)),
    }
}

/// Folders are often named without any tone: `Khoi Giao duc`. The cluster, where only one is written so.
fn without_tones(name: &str, directory: &Directory<'_>) -> Option<Arc<str>> {
    let key = cluster_key(name, directory.lexicon);
    if !key.is_ascii() {
        return None;
    }
    let is_so_written = |cluster: &&Arc<str>| {
        let shown = directory.clusters.name(cluster);
        text::folded(&cluster_key(&shown, directory.lexicon)) == **key
            || text::folded(&text::label_key(&shown)) == text::label_key(name)
    };
    only(directory.register.clusters.keys().filter(is_so_written))
}
