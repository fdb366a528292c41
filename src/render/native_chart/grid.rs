//! A chart as cells with colours.

use crate::report::chart::{ChartKind, ChartSpec, Emphasis, Rgb};
use crate::text::capitalised;

/// Rows of cells below titles.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    /// Above the columns; the first one names the rows.
    pub(crate) titles: Vec<String>,
    /// One cell a column.
    pub(crate) rows: Vec<Vec<GridCell>>,
}

/// A cell of a grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct GridCell {
    /// What it says.
    pub(crate) text: String,
    /// What lies behind the text.
    pub(crate) fill: Option<Rgb>,
    /// Whether it is a sum or mean over the others.
    pub(crate) is_total: bool,
}

impl GridCell {
    fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A chart as cells: what there is more of, series or places, goes down.
pub(crate) fn grid(spec: &ChartSpec) -> Grid {
    let series_go_down = spec.series.len() >= spec.categories.len();
    let is_shaded = spec.kind == ChartKind::HeatMap;
    let cell = |series: usize, place: usize| {
        let written = spec
            .value(series, place)
            .map(|value| spec.format_of(series).write(value));
        GridCell {
            text: written.unwrap_or_else(|| spec.wording.missing.clone()),
            fill: is_shaded.then(|| spec.colour(series, place)),
            is_total: spec.categories[place].emphasis == Emphasis::Total,
        }
    };
    let places: Vec<String> = spec
        .categories
        .iter()
        .map(|it| it.short.clone().unwrap_or_else(|| it.label.clone()))
        .collect();
    let runs: Vec<String> = spec
        .series
        .iter()
        .map(|it| it.short.clone().unwrap_or_else(|| it.name.clone()))
        .collect();
    let covered = spec.series.iter().any(|series| series.detail.is_some());
    if !series_go_down {
        let rows = places.iter().enumerate().map(|(place, name)| {
            let values = (0..runs.len()).map(|series| cell(series, place));
            std::iter::once(GridCell::text(name))
                .chain(values)
                .collect()
        });
        let rows = rows.collect();
        return Grid {
            titles: std::iter::once(String::new()).chain(runs).collect(),
            rows,
        };
    }
    let rows = spec.series.iter().enumerate().map(|(series, of)| {
        let values = (0..places.len()).map(|place| cell(series, place));
        let detail = covered.then(|| GridCell::text(of.detail.clone().unwrap_or_default()));
        std::iter::once(GridCell::text(&*of.name))
            .chain(values)
            .chain(detail)
            .collect()
    });
    let rows = rows.collect();
    let covered = covered.then(|| capitalised(&spec.wording.covered));
    Grid {
        titles: std::iter::once(String::new())
            .chain(places)
            .chain(covered)
            .collect(),
        rows,
    }
}
