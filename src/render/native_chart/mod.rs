//! Charts that office programs draw and edit themselves: a part of DrawingML and the workbook that it is drawn from.
//!
//! Slides and reports in Word use the same parts, in letters of another size. What cells and colours show better is a grid.

mod grid;
mod labels;
mod markup;
#[cfg(test)]
mod tests;
mod workbook;

pub(super) use grid::Grid;

use grid::grid;

use crate::ooxml::{Package, PackageError};
use crate::render::letters::Letters as Face;
use crate::report::chart::{ChartKind, ChartSpec};
use crate::report::native::NativeChart;
use anyhow::Result;
use std::borrow::Cow;

/// The colour of letters that stand on the page or the slide itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The same on every page.
    Dark,
    /// The theme's own: a slide may be dark.
    Theme,
}

/// The letters of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letters {
    /// A font that office computers have.
    pub(super) font: &'static str,
    /// Names and axes, in points.
    pub(super) text: f64,
    /// Values beside columns and lines, in points.
    pub(super) values: f64,
    /// Their colour.
    pub(super) ink: Ink,
    /// How wide and how high the chart is drawn, in points.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Letters {
    /// How far a text runs on one line in the letters of names, in points.
    pub(super) fn run(self, text: &str, is_bold: bool) -> f64 {
        let face = match (self.font, is_bold) {
            ("Times New Roman", false) => Face::Times,
            ("Times New Roman", true) => Face::TimesBold,
            (_, false) => Face::Arial,
            (_, true) => Face::ArialBold,
        };
        face.run(text) as f64 / 1000.0 * self.text
    }

    /// For a hall.
    pub(super) const SLIDE: Self = Self {
        font: "Arial",
        text: 16.0,
        values: 16.0,
        ink: Ink::Dark,
        width: 870.0,
        height: 330.0,
    };
    /// For a page of A4.
    #[allow(dead_code, reason = "the report in Word is written in them")]
    pub(super) const PAGE: Self = Self {
        font: "Times New Roman",
        text: 11.0,
        values: 10.0,
        ink: Ink::Dark,
        width: 467.0,
        height: 210.0,
    };
}

/// What is drawn: a chart, or cells where they say more.
#[derive(Debug, Clone)]
pub(super) enum Drawn {
    /// A chart.
    Chart(ChartPart),
    /// Cells.
    Grid(Grid),
}

/// A chart as parts of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChartPart {
    /// Whether its axis of values does not begin at zero, which is to be said beside it.
    pub(super) is_cut: bool,
    /// The part of the chart. It names its workbook by [`WORKBOOK_RELATION`].
    pub(super) xml: String,
    /// The workbook that the chart is drawn from, for `embeddings`.
    pub(super) workbook: Vec<u8>,
}

/// The id of the relation of a chart's part to its workbook, which is the part's first.
const WORKBOOK_RELATION: &str = "rId1";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl ChartPart {
    /// Puts the chart and its workbook into a package, below a folder (`ppt`, `word`), and leads to it from a part. Returns
    /// the relation's id.
    pub(super) fn put(
        self,
        package: &mut Package<'_>,
        folder: &str,
        from: &str,
    ) -> Result<String, PackageError> {
        let (chart, _) = package.free_name(&format!("{folder}/charts/chart"), ".xml");
        package.put(&chart, self.xml);
        package.declare(&chart, CHART_TYPE)?;
        let begin = format!("{folder}/embeddings/Microsoft_Excel_Sheet");
        let (workbook, _) = package.free_name(&begin, ".xlsx");
        package.put_bytes(&workbook, self.workbook);
        package.declare(&workbook, WORKBOOK_TYPE)?;
        package.relate(&chart, "package", &workbook)?;
        package.relate(from, "chart", &chart)
    }
}

/// What a frame on a slide or in a line of text holds to show a chart.
pub(super) fn graphic(relation: &str) -> String {
    format!(
        "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
         <c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{relation}\"/>\
         </a:graphicData></a:graphic>"
    )
}

/// Draws a chart.
///
/// # Errors
/// Where its workbook cannot be written: a fault of the program, not of the data.
pub(super) fn draw(spec: &ChartSpec, letters: Letters) -> Result<Drawn> {
    let spec = &named_short(spec);
    let drawn = match spec.kind {
        ChartKind::HeatMap => None,
        // A chart without anything to draw is none.
        _ => NativeChart::draw(spec, 0).filter(|(chart, _)| !chart.runs.is_empty()),
    };
    let Some((chart, table)) = drawn else {
        return Ok(Drawn::Grid(grid(spec)));
    };
    let labels = labels::labels(spec, (&chart, &table), letters);
    Ok(Drawn::Chart(ChartPart {
        is_cut: labels.scale.is_some_and(|scale| scale.is_cut()),
        xml: markup::chart(&chart, &table, &labels, letters),
        workbook: workbook::workbook(&table)?,
    }))
}

/// Names at the ends of lines are the shorter ones.
fn named_short(spec: &ChartSpec) -> Cow<'_, ChartSpec> {
    if spec.kind != ChartKind::Slope {
        return Cow::Borrowed(spec);
    }
    let mut spec = spec.clone();
    for series in &mut spec.series {
        if let Some(short) = series.short.take() {
            series.name = short;
        }
    }
    Cow::Owned(spec)
}
