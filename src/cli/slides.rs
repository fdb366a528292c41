//! The slides of a run: one deck for the province and one for each cluster.

use crate::discover::{Discovered, SLIDE_TEMPLATE, SourceFile, SourceKind};
use crate::render::Artifact;
use crate::render::slides::{SlideTemplate, Unusable, render_slides};
use crate::report::conference::Conference;
use crate::report::deck::{DeckWords, decks};
use anyhow::Result;

/// Slides, and what a person should know of the office's own template.
pub(super) struct OfSlides {
    pub(super) artifacts: Vec<Artifact>,
    pub(super) note: Option<String>,
}

/// Writes the slides, on the office's own template where there is one that can be used.
///
/// # Errors
/// Where a deck cannot be packed.
pub(super) fn slides(discovered: &Discovered, conference: &Conference) -> Result<OfSlides> {
    let own = discovered.slide_template.as_ref();
    let (template, note) = match own.map(read) {
        Some(Ok(template)) => (template, None),
        Some(Err(reason)) => (
            SlideTemplate::built_in()?,
            Some(format!(
                "trang chiếu không lập theo {SLIDE_TEMPLATE} được: {reason}; đã dùng mẫu có sẵn"
            )),
        ),
        None => (SlideTemplate::built_in()?, None),
    };
    let words = DeckWords::built_in();
    let artifacts = render_slides(&decks(conference, &words), &template)?;
    Ok(OfSlides { artifacts, note })
}

fn read(file: &SourceFile) -> Result<SlideTemplate, String> {
    if file.kind != SourceKind::Ordinary {
        return Err("không mở được tệp".to_owned());
    }
    if file.bytes > SlideTemplate::LARGEST {
        return Err(Unusable::TooLarge.to_string());
    }
    let bytes = std::fs::read(&file.path).map_err(|_| "không đọc được tệp".to_owned())?;
    SlideTemplate::read(&bytes).map_err(|reason| reason.to_string())
}
