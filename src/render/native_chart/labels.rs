//! Names at the ends of lines, and the axis of values that they are measured on.

use super::Letters;
use crate::report::chart::{ChartSpec, Emphasis};
use crate::report::native::{NativeChart, NativeForm};
use crate::report::{Table, Value};

/// What stands beside the values of a run of lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RunLabel {
    /// Whether the run is named at its end or not at all.
    pub(super) is_of_ends: bool,
    /// The place of its last value, where it is named there.
    pub(super) ends_at: Option<usize>,
}

/// An axis of values with even steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) least: f64,
    pub(super) most: f64,
    pub(super) step: f64,
}

/// What is said of lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Labels {
    /// One a run.
    pub(super) runs: Vec<RunLabel>,
    /// The axis of values.
    pub(super) scale: Option<Scale>,
}

/// The part of a chart's height that its plot takes.
const PLOT: f64 = 0.82;
/// The height of a line of text in sizes of its letters.
const LINE: f64 = 1.25;
/// Steps of an axis, about.
const STEPS: f64 = 5.0;
/// Lines whose values lie closer together than this part of the largest do not begin at zero.
const CLOSE: f64 = 0.5;

impl Scale {
    /// Even steps around values; from zero on unless they lie close together far from it.
    pub(super) fn around(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), it| {
            (least.min(it), most.max(it))
        });
        if least > most {
            return None;
        }
        let from_zero = least >= 0.0 && most - least > CLOSE * most || least == most;
        let least = if from_zero { least.min(0.0) } else { least };
        let most = if from_zero { most.max(0.0) } else { most };
        let span = (most - least).max(f64::MIN_POSITIVE);
        let rough = span / STEPS;
        let power = 10f64.powf(rough.log10().floor());
        let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
        let step = steps.into_iter().find(|step| *step >= rough)?;
        let lower = (least / step).floor() * step;
        let upper = (most / step).ceil() * step;
        let is_sound = lower.is_finite() && upper.is_finite() && upper > lower;
        is_sound.then_some(Self {
            least: lower,
            most: upper,
            step,
        })
    }

    /// Whether bars or lines on it do not begin at zero.
    pub(super) fn is_cut(self) -> bool {
        self.least > 0.0 || self.most < 0.0
    }
}

fn value(table: &Table, place: usize, column: u16) -> Option<f64> {
    match table.rows.get(place)?.cells.get(usize::from(column))?.value {
        Value::Number(value, _) => Some(value),
        _ => None,
    }
}

/// Lines are named at their ends, the point of the chart first, as long as names do not touch. Other forms need none.
pub(super) fn labels(
    spec: &ChartSpec,
    (chart, table): (&NativeChart, &Table),
    letters: Letters,
) -> Labels {
    let mut labels = Labels {
        runs: vec![RunLabel::default(); chart.runs.len()],
        scale: None,
    };
    if chart.form != NativeForm::Lines {
        return labels;
    }
    let places = 0..table.rows.len();
    let columns = chart.runs.iter().map(|run| run.column);
    let values = columns.flat_map(|column| {
        let places = places.clone();
        places.filter_map(move |place| value(table, place, column))
    });
    labels.scale = Scale::around(values);
    let (Some(scale), true) = (labels.scale, chart.runs.len() > 1) else {
        return labels;
    };
    let apart = (scale.most - scale.least) * letters.values * LINE / (letters.height * PLOT);
    let mut order: Vec<usize> = (0..chart.runs.len()).collect();
    order.sort_by_key(|run| {
        let series = usize::from(chart.runs[*run].column).saturating_sub(1);
        match spec.series.get(series).map(|series| series.emphasis) {
            Some(Emphasis::Highlight) => 0,
            Some(Emphasis::Alert) => 1,
            Some(Emphasis::Total) => 2,
            _ => 3,
        }
    });
    let mut taken: Vec<(usize, f64)> = Vec::new();
    for run in order {
        let column = chart.runs[run].column;
        let mut ends = places.clone().rev();
        let end = ends.find_map(|place| Some((place, value(table, place, column)?)));
        labels.runs[run].is_of_ends = true;
        let Some((place, at)) = end else { continue };
        let touches = |(other, taken): &(usize, f64)| *other == place && (taken - at).abs() < apart;
        if !taken.iter().any(touches) {
            taken.push((place, at));
            labels.runs[run].ends_at = Some(place);
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_even_steps_and_begin_at_zero_unless_values_lie_close() {
        for (values, least, most, step) in [
            (vec![3.0, 14.0], 0.0, 15.0, 5.0),
            (vec![98.0, 101.0], 98.0, 101.0, 1.0),
            (vec![0.912, 0.987], 0.9, 1.0, 0.02),
            (vec![-4.0, 10.0], -5.0, 10.0, 5.0),
            (vec![7.0], 0.0, 8.0, 2.0),
        ] {
            let scale = Scale::around(values.iter().copied()).expect("a scale");
            let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
            assert!(near(scale.least, least), "{values:?} {scale:?}");
            assert!(near(scale.most, most), "{values:?} {scale:?}");
            assert!(near(scale.step, step), "{values:?} {scale:?}");
            assert_eq!(scale.is_cut(), least > 0.0);
        }
        assert_eq!(Scale::around([0.0].into_iter()), None);
        assert_eq!(Scale::around(std::iter::empty()), None);
    }
}
