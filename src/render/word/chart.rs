//! A chart in a line of its own, which Word draws and edits; cells in a table where they say more.

use super::table::coloured;
use super::text::paragraph;
use super::{DOCUMENT, WIDTH};
use crate::ooxml::{Package, quoted};
use crate::render::native_chart::{Drawn, Letters, draw, graphic};
use crate::report::chart::{ChartKind, ChartSpec};
use crate::report::word::{WordKind, WordLine, WordLook};
use anyhow::Result;

/// English Metric Units in a point.
const EMU: f64 = 12_700.0;
/// The height of a bar with its name and of what stands around all bars, in points.
const BAR: f64 = 19.0;
const AROUND_BARS: f64 = 60.0;
/// A higher chart would leave no room for its title on a page.
const HIGHEST: f64 = 560.0;

/// A chart's paragraph. `id` is the drawing's own in its document.
pub(super) fn chart(spec: &ChartSpec, id: usize, package: &mut Package<'_>) -> Result<String> {
    let letters = letters(spec);
    let part = match draw(spec, letters)? {
        Drawn::Chart(part) => part,
        Drawn::Grid(grid) => return Ok(coloured(&grid)),
    };
    // What the picture does not say is said below it, on its page.
    let cut = match part.is_cut {
        true => {
            let text = format!("{}.", spec.wording.axis_cut);
            paragraph(WordKind::Note, &[WordLine::new(text, WordLook::Plain)])
        }
        false => String::new(),
    };
    let relation = part.put(package, "word", DOCUMENT)?;
    let size = |points: f64| (points * EMU).round();
    let name = quoted(&spec.title);
    Ok(format!(
        "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:drawing>\
         <wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{}\" cy=\"{}\"/>\
         <wp:docPr id=\"{id}\" name=\"Biểu đồ {id}\" descr=\"{name}\"/><wp:cNvGraphicFramePr/>{}</wp:inline>\
         </w:drawing></w:r></w:p>{cut}",
        size(f64::from(WIDTH) / 20.0),
        size(letters.height),
        graphic(&relation)
    ))
}

/// The letters of a page, on a chart as high as its bars ask for.
fn letters(spec: &ChartSpec) -> Letters {
    let page = Letters::PAGE;
    let lies = matches!(
        spec.kind,
        ChartKind::RankedBars | ChartKind::Coverage | ChartKind::Shares
    );
    let bars = spec.categories.len() as f64 * BAR + AROUND_BARS;
    let height = match lies {
        true => bars.clamp(page.height * 0.6, HIGHEST),
        false => page.height,
    };
    Letters { height, ..page }
}
