//! A chart as plain data: what it shows, in which words, numbers and colours.
//!
//! One [`ChartSpec`] feeds every picture of the same figures: the SVG and PNG files and the workbook's own charts.
//! Values are in the unit of the data (dong, fractions, counts); [`ValueFormat`] says how a reader sees them.

mod format;
mod palette;

pub use format::ValueFormat;
pub use palette::{Rgb, Tone};

use crate::period::Period;
use crate::tables::Group;
use std::sync::Arc;

/// The forms a chart can take. All of them are categories × series of optional values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Categories are groups, series are periods from the earliest to the latest.
    GroupedBars,
    /// Categories in the order to be shown; one series.
    RankedBars,
    /// Categories are periods from the earliest to the latest, series are groups; a small picture each, on one scale.
    Slope,
    /// Categories are groups, two series: the same units before and after.
    BeforeAfter,
    /// Categories are groups, series are indicators, each with its own format and shades.
    HeatMap,
    /// Categories are steps: a total, signed parts, a total; one series.
    Waterfall,
    /// Categories are groups, series are classes of units counted; drawn as shares of each category's sum.
    Shares,
    /// Categories are groups, series are classes of units counted; drawn as counts.
    Coverage,
}

/// What a category or a series is to the point of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emphasis {
    /// Neither the point nor set apart.
    #[default]
    Plain,
    /// The point of the chart.
    Highlight,
    /// Short of what was asked.
    Alert,
    /// A sum or mean over the others, set apart from them.
    Total,
}

/// Which figures stand at a place, in a run or in a whole chart, as far as it says.
#[derive(Debug, Clone, Default)]
pub struct Of {
    /// Whose.
    pub group: Option<Group>,
    /// The indicator's code.
    pub code: Option<Arc<str>>,
    /// Of which period.
    pub period: Option<Period>,
}

impl Of {
    /// A group's figures.
    pub fn group(group: Group) -> Self {
        Self {
            group: Some(group),
            ..Self::default()
        }
    }

    /// A period's figures.
    pub fn period(period: Period) -> Self {
        Self {
            period: Some(period),
            ..Self::default()
        }
    }
}

/// One place along the chart: a group, a period, a step.
#[derive(Debug, Clone, Default)]
pub struct Category {
    /// The name in full.
    pub label: String,
    /// A shorter way to write it, for where the name does not fit.
    pub short: Option<String>,
    /// A word beside the name or the value: `58/60`, `3 đơn vị`.
    pub detail: Option<String>,
    /// What it is to the point of the chart.
    pub emphasis: Emphasis,
    /// Which figures stand there.
    pub of: Of,
}

impl Category {
    /// The ways in which the name may be written, the preferred first.
    pub fn ways(&self) -> Vec<&str> {
        ways(&self.label, self.short.as_deref())
    }
}

fn ways<'a>(full: &'a str, short: Option<&'a str>) -> Vec<&'a str> {
    std::iter::once(full).chain(short).collect()
}

/// One run of values, as many as there are categories.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// The name: a period, a group, an indicator, a class.
    pub name: String,
    /// A shorter way to write it.
    pub short: Option<String>,
    /// In the unit of the data; `None` where there is no figure.
    pub values: Vec<Option<f64>>,
    /// What it is to the point of the chart.
    pub emphasis: Emphasis,
    /// The colour, for classes of units.
    pub tone: Option<Tone>,
    /// How its values are written, where the series differ in unit.
    pub format: Option<ValueFormat>,
    /// How dark each cell of a heat map is, from 0 to 1; empty elsewhere.
    pub shades: Vec<Option<f64>>,
    /// A word beside the whole run: how many units a heat map's row covers, `58/60`.
    pub detail: Option<String>,
    /// Which figures it holds.
    pub of: Of,
}

impl Series {
    /// The ways in which the name may be written, the preferred first.
    pub fn ways(&self) -> Vec<&str> {
        ways(&self.name, self.short.as_deref())
    }
}

/// A line that all values are held against.
#[derive(Debug, Clone)]
pub struct TargetLine {
    /// What it says: `Chỉ tiêu 80%`.
    pub label: String,
    /// In the unit of the data.
    pub value: f64,
}

/// The words that a picture needs beside its data.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// In place of a figure that is not there.
    pub missing: String,
    /// Beside an axis that does not begin at zero.
    pub axis_cut: String,
    /// The light end of a heat map's shades.
    pub lower: String,
    /// The dark end of a heat map's shades.
    pub higher: String,
    /// In place of the last value of a line that has none.
    pub not_yet: String,
    /// After the number of notes that have no room on the picture: where they are to be read.
    pub more_notes: String,
    /// Above the words that stand beside whole runs.
    pub covered: String,
}

/// A chart.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// What the plan calls it, with the cluster's id where each cluster has one of its own; lower-case ASCII letters,
    /// digits and hyphens.
    pub slug: String,
    /// The cluster that it is drawn for; `None` of the province.
    pub cluster: Option<Arc<str>>,
    /// Its files' name without extension, with their folder where they have one: numbered in the conference's order.
    pub place: String,
    /// Whether enough units have figures for it to be shown; pictures without lie apart.
    pub is_enough: bool,
    /// The form.
    pub kind: ChartKind,
    /// What the chart shows, as a sentence without full stop.
    pub title: String,
    /// Indicator, unit, periods and basis.
    pub subtitle: String,
    /// What a reader must know beside it: gaps, changes of structure.
    pub notes: Vec<String>,
    /// Where the figures come from and how many units they cover.
    pub source: String,
    /// The places along the chart.
    pub categories: Vec<Category>,
    /// The runs of values.
    pub series: Vec<Series>,
    /// How values are written.
    pub format: ValueFormat,
    /// Which figures it shows, where neither places nor runs say otherwise.
    pub of: Of,
    /// Whether values are changes, written with their sign.
    pub is_signed: bool,
    /// A line for all values.
    pub target: Option<TargetLine>,
    /// The words of the picture.
    pub wording: Wording,
}

impl ChartSpec {
    /// The value of a series at a category.
    pub fn value(&self, series: usize, category: usize) -> Option<f64> {
        self.series.get(series)?.values.get(category).copied()?
    }

    /// Whose figure of which indicator and period stands where a series and a category meet.
    pub fn figure(&self, series: usize, category: usize) -> Option<(&Group, &str, Period)> {
        let run = &self.series.get(series)?.of;
        let place = &self.categories.get(category)?.of;
        let parts = [run, place, &self.of];
        let group = parts.iter().find_map(|of| of.group.as_ref())?;
        let code = parts.iter().find_map(|of| of.code.as_deref())?;
        let period = parts.iter().find_map(|of| of.period)?;
        Some((group, code, period))
    }

    /// How a series writes its values.
    pub fn format_of(&self, series: usize) -> &ValueFormat {
        self.series
            .get(series)
            .and_then(|series| series.format.as_ref())
            .unwrap_or(&self.format)
    }

    /// The colour of a series at a category: grey for context, one colour for the point.
    pub fn colour(&self, series: usize, category: usize) -> Rgb {
        let emphasis = self
            .categories
            .get(category)
            .map_or(Emphasis::Plain, |category| category.emphasis);
        match self.kind {
            ChartKind::GroupedBars => {
                let is_point = emphasis == Emphasis::Highlight || !self.has_point();
                palette::aged(is_point, series, self.series.len())
            }
            ChartKind::RankedBars => match emphasis {
                Emphasis::Highlight => Tone::Main,
                Emphasis::Alert => Tone::Alert,
                Emphasis::Total => Tone::Total,
                Emphasis::Plain if self.has_point() => Tone::Context,
                Emphasis::Plain => Tone::Main,
            }
            .rgb(),
            ChartKind::Slope => match self.series.get(series).map(|series| series.emphasis) {
                Some(Emphasis::Highlight) => Tone::Main,
                Some(Emphasis::Alert) => Tone::Alert,
                Some(Emphasis::Total) => Tone::Total,
                _ => Tone::Context,
            }
            .rgb(),
            ChartKind::BeforeAfter => match (series, emphasis) {
                (0, _) => Tone::Context,
                (_, Emphasis::Alert) => Tone::Alert,
                (_, Emphasis::Total) => Tone::Total,
                _ => Tone::Main,
            }
            .rgb(),
            ChartKind::HeatMap => self.shade(series, category),
            ChartKind::Waterfall => match emphasis {
                Emphasis::Total => Tone::Total,
                Emphasis::Alert => Tone::Alert,
                Emphasis::Highlight | Emphasis::Plain => Tone::Main,
            }
            .rgb(),
            ChartKind::Shares | ChartKind::Coverage => self
                .series
                .get(series)
                .and_then(|series| series.tone)
                .unwrap_or(Tone::Context)
                .rgb(),
        }
    }

    fn has_point(&self) -> bool {
        self.categories
            .iter()
            .any(|category| matches!(category.emphasis, Emphasis::Highlight | Emphasis::Alert))
    }

    fn shade(&self, series: usize, category: usize) -> Rgb {
        let shade = self
            .series
            .get(series)
            .and_then(|series| series.shades.get(category).copied().flatten());
        shade.map_or(Tone::Missing.rgb(), Rgb::shaded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_has_a_colour_and_the_rest_is_grey() {
        let bars = |emphasis: [Emphasis; 2]| ChartSpec {
            slug: "x".into(),
            cluster: None,
            place: "x".into(),
            is_enough: true,
            is_signed: false,
            of: Of::default(),
            kind: ChartKind::RankedBars,
            title: String::new(),
            subtitle: String::new(),
            notes: vec![],
            source: String::new(),
            categories: emphasis
                .into_iter()
                .map(|emphasis| Category {
                    emphasis,
                    ..Category::default()
                })
                .collect(),
            series: vec![],
            format: ValueFormat::count("người"),
            target: None,
            wording: Wording::default(),
        };
        let pointed = bars([Emphasis::Highlight, Emphasis::Plain]);
        assert_eq!(pointed.colour(0, 0), Tone::Main.rgb());
        assert_eq!(pointed.colour(0, 1), Tone::Context.rgb());
        let neutral = bars([Emphasis::Plain, Emphasis::Plain]);
        assert_eq!(neutral.colour(0, 1), Tone::Main.rgb());
        assert_eq!(neutral.value(0, 0), None);
    }
}
