//! The papers of the conference for Word: the province's report in the layout of official papers, and for each cluster its
//! minutes and its proposal for awards.
//!
//! What data say comes from the conference's messages and the accounts behind them; what only people can say is an open
//! place that stands out.

mod appendices;
mod cluster;
mod minutes;
mod paper;
mod proposal;
mod summary;
mod tables;
mod words;

#[cfg(test)]
mod tests;

use super::ReportInputs;
use super::conference::{Conference, Pack};
use super::facts::Facts;
use super::word::WordDocument;
use rayon::prelude::*;
use words::Plan;

/// The report of the province.
pub const REPORT: &str = "bao-cao.docx";
/// Where the papers of clusters stand in the output folder.
pub const FOLDER: &str = "ho-so-cum";

/// What papers are made from.
#[derive(Clone, Copy)]
struct Sources<'s, 'a> {
    facts: &'s Facts<'a>,
    conference: &'s Conference,
    plan: &'static Plan,
}

/// The papers of a conference: the report first, then the clusters' in their order.
pub fn papers(inputs: &ReportInputs<'_>, conference: &Conference) -> Vec<WordDocument> {
    let facts = Facts::new(inputs);
    let sources = Sources {
        facts: &facts,
        conference,
        plan: Plan::get(),
    };
    let of_cluster = |pack: &Pack| {
        let cluster = cluster::ClusterFacts::new(&sources, pack);
        [
            minutes::minutes(&sources, &cluster),
            proposal::proposal(&sources, &cluster),
        ]
    };
    let (report, clusters) = rayon::join(
        || summary::report(&sources),
        || {
            let clusters = conference.clusters.par_iter();
            clusters.flat_map_iter(of_cluster).collect::<Vec<_>>()
        },
    );
    std::iter::once(report).chain(clusters).collect()
}
