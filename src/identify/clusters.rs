//! Which cluster a table or minutes are of.

use super::decisions;
use super::directory::Directory;
use super::names::only;
use super::names::quoted;
use super::names::{ClusterName, NameMatch, cluster_key};
use crate::finding::Finding;
use crate::observation::{FormKind, SubmissionStatus};
use crate::register::wordbook::Meaning;
use crate::resolve::Draft;
use crate::rules;
use crate::text;
use crate::verdict::FileOut;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Settles the cluster by what the form says, else by the folder, or rejects the file.
pub(super) fn identify_cluster(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let stated = draft.whose.clusters.first().map(|(name, _)| name.clone());
    let mut named = draft.whose.clusters.iter();
    let by_form = named.find_map(|(name, _)| known(name, directory));
    let decided = decisions::cluster_of_file(draft, directory);
    if decided.is_none() && is_of_all(draft, directory) {
        return;
    }
    let told = by_form.or_else(|| of_folder(draft, directory));
    draft.submission.cluster_id = decided.or_else(|| told.clone());
    if told.is_some() || names_clusters_by_row(draft, directory) {
        return;
    }
    let name = stated.or_else(|| draft.whose.folder.others.first().cloned());
    let name = name.unwrap_or_default();
    let key = cluster_key(&name, directory.lexicon);
    let nearest = match directory.clusters.find(&key) {
        NameMatch::Unknown(nearest) => quoted(&nearest),
        _ => String::new(),
    };
    let rule = &rules::cluster_unknown::RULE;
    let file = draft.submission.file.clone();
    let left_out = directory.decided_cluster(&name);
    if let Some(entry) = left_out.filter(|_| draft.submission.cluster_id.is_none()) {
        let message = rules::cluster_unknown::left_out_message(&name, &entry.by());
        draft.set_status(SubmissionStatus::Held, FileOut::LeftOut);
        findings.push(Finding::about_file(rule, &file, message).as_decided());
        return;
    }
    let message = rules::cluster_unknown::message(&name, &nearest);
    if draft.submission.cluster_id.is_none() {
        draft.set_status(SubmissionStatus::Rejected, rule);
    }
    let finding = Finding::about_file(rule, &file, message);
    findings.push(finding.about_text(&name));
}

/// Whether each unit of a table of several clusters stands under the name of its own.
fn names_clusters_by_row(draft: &Draft, directory: &Directory<'_>) -> bool {
    let units = draft.tables.iter().flat_map(|table| &table.units);
    let mut units = units.peekable();
    units.peek().is_some()
        && units.all(|(unit, _)| {
            let cluster = unit.cluster.as_deref();
            cluster.is_some_and(|name| known(name, directory).is_some())
        })
}

/// One table for all clusters: it names several of them, or none, and its rows are of units of the register. Every row is
/// of its unit's own cluster.
fn is_of_all(draft: &Draft, directory: &Directory<'_>) -> bool {
    let is_table = draft.submission.form == Some(FormKind::ClusterTable);
    let stated = draft.whose.clusters.iter();
    let stated: BTreeSet<Option<Arc<str>>> =
        stated.map(|(name, _)| known(name, directory)).collect();
    let is_of_one = stated.len() == 1 || of_folder(draft, directory).is_some();
    if !is_table || (stated.len() < 2 && is_of_one) {
        return false;
    }
    let rows = || draft.tables.iter().flat_map(|table| &table.units);
    let found = rows().filter_map(|(row, _)| match directory.find_exact(&row.name)? {
        NameMatch::Exact(unit) => Some(unit),
        _ => None,
    });
    let units: Vec<Arc<str>> = found.collect();
    let of_period = |unit: &Arc<str>| directory.register.cluster_of(directory.period?, unit);
    let clusters: BTreeSet<&Arc<str>> = units.iter().filter_map(of_period).collect();
    // With one cluster only it is that cluster's table, whatever it says.
    units.len() * 2 > rows().count() && (clusters.len() > 1 || stated.is_empty())
}

/// The cluster that one of the folders names, the innermost first.
pub(super) fn of_folder(draft: &Draft, directory: &Directory<'_>) -> Option<Arc<str>> {
    let mut folders = draft.whose.folder.others.iter().rev();
    folders.find_map(|folder| known(folder, directory))
}

pub(super) fn known(name: &str, directory: &Directory<'_>) -> Option<Arc<str>> {
    if let Some(entry) = directory.decided_cluster(name) {
        return match &entry.means {
            Meaning::Cluster(cluster) => Some(cluster.clone()),
            _ => None,
        };
    }
    let known = &directory.clusters.known;
    known.get(name, || undecided(name, directory)).into_owned()
}

/// The cluster of a name that the office has not explained: for all files the same.
fn undecided(name: &str, directory: &Directory<'_>) -> Option<Arc<str>> {
    let key = cluster_key(name, directory.lexicon);
    match directory.clusters.find(&key) {
        NameMatch::Exact(cluster) | NameMatch::Slip(cluster, _) => Some(cluster),
        NameMatch::Likely(..) | NameMatch::Ambiguous(_) | NameMatch::Unknown(_) => {
            let mut ids = directory.register.clusters.keys();
            let id = ids.find(|id| id.eq_ignore_ascii_case(name.trim()));
            id.cloned()
                .or_else(|| without_tones(name, directory))
                .or_else(|| by_part(name, directory))
        }
    }
}

/// `CỤM SỐ 02` for `Cụm thi đua số 2 – Tiểu học`, `Cụm Mầm non` for `Cụm thi đua số 1 – Mầm non`: a name of which one part is
/// left out, where only one cluster may be meant.
fn by_part(name: &str, directory: &Directory<'_>) -> Option<Arc<str>> {
    let asked = ClusterName::parse(name, directory.lexicon)?;
    let may_be_meant = |cluster: &&Arc<str>| {
        let known = ClusterName::parse(&directory.clusters.name(cluster), directory.lexicon);
        known.is_some_and(|known| asked.may_be(&known))
    };
    only(directory.register.clusters.keys().filter(may_be_meant))
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
