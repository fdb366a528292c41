//! Slides for PowerPoint: what the conference says, placed on the built-in look or on the office's own. The same slides give
//! the same bytes.

mod built_in;
mod chart;
mod figures;
mod fit;
mod layout;
mod notes;
mod page;
mod points;
mod shapes;
mod table;
mod template;
#[cfg(test)]
mod tests;

pub use template::{SlideTemplate, Unusable};

use super::Artifact;
use crate::ooxml::{Package, PackageError, Properties, put_properties};
use crate::report::deck::{Deck, SlideBody};
use anyhow::{Context, Result};
use page::{Making, Page};
use rayon::prelude::*;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// How the types of a presentation's parts begin.
const TYPES: &str = "application/vnd.openxmlformats-officedocument.presentationml";

/// The smallest number by which a presentation names a slide.
const FIRST_SLIDE: u32 = 256;

/// Writes each deck as a file.
///
/// # Errors
/// Where one cannot be packed: a fault of the program, not of the data.
pub fn render_slides(decks: &[Deck<'_>], template: &SlideTemplate) -> Result<Vec<Artifact>> {
    decks
        .par_iter()
        .map(|deck| {
            let bytes = render(deck, template);
            Ok(Artifact {
                name: deck.name.clone(),
                bytes: bytes.with_context(|| format!("không ghi được {}", deck.name))?,
            })
        })
        .collect()
}

fn render(deck: &Deck<'_>, template: &SlideTemplate) -> Result<Vec<u8>> {
    let mut package = template.package()?;
    let mut slides = Vec::new();
    for slide in &deck.slides {
        let making = Making {
            slide,
            words: deck.words,
            office: deck.office,
            template,
        };
        for page in pages(making)? {
            slides.push(put(&mut package, template, page)?);
        }
    }
    list(&mut package, template, &slides)?;
    put_properties(
        &mut package,
        &Properties {
            title: &deck.title,
            author: deck.office,
            made: deck.made,
            name: &deck.name,
        },
    )?;
    Ok(package.finish()?)
}

/// The pages of a slide: as many as its table or its points take.
fn pages(making: Making<'_>) -> Result<Vec<Page>> {
    Ok(match &making.slide.body {
        SlideBody::Cover {
            subtitle,
            place_and_day,
        } => vec![making.cover(subtitle, place_and_day)],
        SlideBody::Figures(figures) => vec![figures::page(making, figures)],
        SlideBody::Chart(spec) => chart::pages(making, spec)?,
        SlideBody::Table(table) => table::pages(making, table),
        SlideBody::Points { said, open } => points::pages(making, said, open),
    })
}

/// Puts a slide into the package, with its notes and its chart. Returns the slide's part.
fn put(
    package: &mut Package<'_>,
    template: &SlideTemplate,
    page: Page,
) -> Result<String, PackageError> {
    let (part, number) = package.free_name("ppt/slides/slide", ".xml");
    let layout = &template.layout_of(page.is_cover).part;
    package.relate(&part, "slideLayout", layout)?;
    let mut shapes = page.shapes;
    if let Some((chart, frame)) = page.chart {
        let relation = chart.put(package, "ppt", &part)?;
        shapes.chart(frame, &relation);
    }
    package.put(
        &part,
        format!(
            "{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{}{}</p:spTree></p:cSld>\
             <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            shapes::GROUP,
            shapes.finish()
        ),
    );
    package.declare(&part, &format!("{TYPES}.slide+xml"))?;
    notes::put(package, template, (&part, number), &page.notes)?;
    Ok(part)
}

/// Lists the slides in the presentation.
fn list(
    package: &mut Package<'_>,
    template: &SlideTemplate,
    slides: &[String],
) -> Result<(), PackageError> {
    let mut listed = String::new();
    for (id, slide) in (FIRST_SLIDE..).zip(slides) {
        let relation = package.relate(&template.presentation, "slide", slide)?;
        listed.push_str(&format!("<p:sldId id=\"{id}\" r:id=\"{relation}\"/>"));
    }
    template.list_slides(package, &listed)
}
