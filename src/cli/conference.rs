//! What is put before the conference on a period: the report and the clusters' papers.

use super::arguments::{Part, Run};
use crate::render::Artifact;
use crate::render::word::render_word;
use crate::report::ReportInputs;
use crate::report::conference::{ConferencePlan, build_conference};
use crate::report::papers::papers;
use anyhow::Result;
use rayon::prelude::*;

/// The parts that are asked for.
///
/// # Errors
/// Where one cannot be written.
pub(super) fn conference_parts(
    arguments: &Run,
    inputs: &ReportInputs<'_>,
) -> Result<Vec<Artifact>> {
    if !arguments.wants(Part::Report) {
        return Ok(Vec::new());
    }
    let conference = build_conference(inputs, &ConferencePlan::built_in());
    papers(inputs, &conference)
        .par_iter()
        .map(render_word)
        .collect()
}
