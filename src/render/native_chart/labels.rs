//! What stands beside the values of a chart, where the chart itself does not say it.

use super::Letters;
use crate::report::chart::{ChartSpec, Emphasis};
use crate::report::native::{NativeChart, NativeForm};

/// What stands beside the values of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RunLabel {
    /// At its last value: name and value, beside the line.
    pub(super) ends_at: Option<usize>,
    /// Whether its last value alone bears a label.
    pub(super) only_end: bool,
}

/// Labels of the runs of a chart, and how many lines carry no name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Labels {
    pub(super) runs: Vec<RunLabel>,
}

/// The part of a chart's height that its plot takes, by experience.
const PLOT: f64 = 0.82;
/// The height of a line of text in sizes of its letters.
const LINE: f64 = 1.25;

/// Lines are named at their ends, the point of the chart first, as long as names do not touch. Other forms need none.
pub(super) fn labels(spec: &ChartSpec, chart: &NativeChart, letters: Letters) -> Labels {
    let mut labels = Labels {
        runs: vec![RunLabel::default(); chart.runs.len()],
    };
    if chart.form != NativeForm::Lines || spec.series.len() < 2 {
        return labels;
    }
    let ends: Vec<Option<(usize, f64)>> = spec
        .series
        .iter()
        .map(|series| {
            let last = series.values.iter().rposition(Option::is_some)?;
            Some((last, series.values[last]?))
        })
        .collect();
    let values = || spec.series.iter().flat_map(|it| it.values.iter().flatten());
    let most = values().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = values().copied().fold(f64::INFINITY, f64::min);
    let height = letters.height * PLOT;
    let apart = (most - least).max(f64::MIN_POSITIVE) * letters.values * LINE / height;
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by_key(|&series| match spec.series[series].emphasis {
        Emphasis::Highlight => 0,
        Emphasis::Alert => 1,
        Emphasis::Total => 2,
        Emphasis::Plain => 3,
    });
    let mut taken: Vec<(usize, f64)> = Vec::new();
    for series in order {
        let (Some((place, value)), Some(run)) = (ends[series], labels.runs.get_mut(series)) else {
            continue;
        };
        run.only_end = true;
        let touches = |(other, at): &(usize, f64)| *other == place && (at - value).abs() < apart;
        if !taken.iter().any(touches) {
            taken.push((place, value));
            run.ends_at = Some(place);
        }
    }
    labels
}
