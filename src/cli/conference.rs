//! What is put before the conference on a period: the slides, the report and the clusters' papers, the page.

use super::arguments::{Part, Run};
use super::slides::slides;
use crate::discover::Discovered;
use crate::render::Artifact;
use crate::render::page::render_page;
use crate::render::word::render_word;
use crate::report::ReportInputs;
use crate::report::conference::{Conference, build_conference};
use crate::report::page::{PagePlan, build_page};
use crate::report::papers::papers;
use anyhow::Result;
use rayon::prelude::*;

/// Slides and papers, and what a person should know of them.
#[derive(Default)]
pub(super) struct ConferenceParts {
    pub(super) artifacts: Vec<Artifact>,
    pub(super) note: Option<String>,
}

/// The parts that are asked for.
///
/// # Errors
/// Where one cannot be written.
pub(super) fn conference_parts(
    arguments: &Run,
    discovered: &Discovered,
    inputs: &ReportInputs<'_>,
) -> Result<ConferenceParts> {
    let wants = |part| arguments.wants(part);
    if ![Part::Slides, Part::Report, Part::Page]
        .into_iter()
        .any(wants)
    {
        return Ok(ConferenceParts::default());
    }
    let conference = build_conference(inputs);
    let slides = || slides(discovered, &conference);
    let page = || render_page(&build_page(inputs, &conference, &PagePlan::built_in()));
    let (slides, (papers, page)) = rayon::join(
        || wants(Part::Slides).then(slides).transpose(),
        || {
            rayon::join(
                || match wants(Part::Report) {
                    true => render_papers(inputs, &conference),
                    false => Ok(Vec::new()),
                },
                || wants(Part::Page).then(page).transpose(),
            )
        },
    );
    let mut parts = ConferenceParts {
        artifacts: papers?,
        note: None,
    };
    parts.artifacts.extend(page?);
    if let Some(slides) = slides? {
        parts.artifacts.extend(slides.artifacts);
        parts.note = slides.note;
    }
    Ok(parts)
}

fn render_papers(inputs: &ReportInputs<'_>, conference: &Conference) -> Result<Vec<Artifact>> {
    let papers = papers(inputs, conference);
    papers.par_iter().map(render_word).collect()
}
