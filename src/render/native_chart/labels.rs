//! Names at the ends of lines, and the axis of values that they are measured on.

use super::Letters;
use crate::report::chart::{ChartSpec, Emphasis};
use crate::report::native::{NativeChart, NativeForm};
use crate::report::{Table, Value};

/// What stands beside the values of a run of lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct RunLabel {
    /// Whether the run is named at its end or not at all.
    pub(super) is_of_ends: bool,
    /// The place of its last value, where it is named there.
    pub(super) ends_at: Option<usize>,
    /// How far below its value the name stands, so that names do not touch; a part of the chart's height.
    pub(super) lower_by: f64,
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
    /// How much of the chart's width the plot takes beside the names at the ends of lines.
    pub(super) plot: f64,
}

/// The part of a chart's height that its plot takes.
const PLOT: f64 = 0.82;
/// The height of a line of text in sizes of its letters.
const LINE: f64 = 1.25;
/// What stands left of a plot, and between it and the names, in parts of the chart's width.
const LEFT_OF_PLOT: f64 = 0.075;
const BESIDE_PLOT: f64 = 0.03;
/// The plot takes at least and at most so much of the width.
const WIDTHS: (f64, f64) = (0.5, 0.85);
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

/// Lines are named at their ends; names that would touch are moved apart, and where a chart is too low for all of them the
/// point of the chart is named first. Other forms need none.
pub(super) fn labels(
    spec: &ChartSpec,
    (chart, table): (&NativeChart, &Table),
    letters: Letters,
) -> Labels {
    let mut labels = Labels {
        runs: vec![RunLabel::default(); chart.runs.len()],
        ..Labels::default()
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
    labels.plot = plot(spec, letters);
    for label in &mut labels.runs {
        label.is_of_ends = true;
    }
    let ends = chart.runs.iter().map(|run| {
        let mut back = places.clone().rev();
        back.find_map(|place| Some((place, value(table, place, run.column)?)))
    });
    let ends: Vec<Option<(usize, f64)>> = ends.collect();
    for place in places {
        let mut own: Vec<(usize, f64)> = ends
            .iter()
            .enumerate()
            .filter_map(|(run, end)| end.filter(|end| end.0 == place).map(|end| (run, end.1)))
            .collect();
        // As many as have room, the point of the chart first.
        own.sort_by_key(|(run, _)| rank(spec, chart.runs[*run].column));
        own.truncate((letters.height * PLOT / (letters.values * LINE)).floor() as usize);
        own.sort_by(|one, other| other.1.total_cmp(&one.1));
        let height = |value: f64| (scale.most - value) / (scale.most - scale.least) * PLOT;
        let wanted: Vec<f64> = own.iter().map(|(_, value)| height(*value)).collect();
        let apart = letters.values * LINE / letters.height;
        for ((run, _), (at, wanted)) in own
            .iter()
            .zip(moved_apart(&wanted, apart, PLOT).iter().zip(&wanted))
        {
            labels.runs[*run].ends_at = Some(place);
            labels.runs[*run].lower_by = at - wanted;
        }
    }
    labels
}

/// The point of a chart before what is beside it.
fn rank(spec: &ChartSpec, column: u16) -> u8 {
    let series = usize::from(column).saturating_sub(1);
    match spec.series.get(series).map(|series| series.emphasis) {
        Some(Emphasis::Highlight) => 0,
        Some(Emphasis::Alert) => 1,
        Some(Emphasis::Total) => 2,
        _ => 3,
    }
}

/// Where names stand that want to stand at these heights, from the top: none nearer to the next than `apart`, all together as
/// near as can be to where they belong, and within `room`.
fn moved_apart(wanted: &[f64], apart: f64, room: f64) -> Vec<f64> {
    // Names that touch make a block around the middle of what they want, which stays within the room.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    let high = |count: usize| apart * (count.saturating_sub(1)) as f64;
    let first = |(middle, count): (f64, usize)| {
        let half = high(count) / 2.0;
        middle.min(room - half).max(half) - half
    };
    for want in wanted {
        let (mut middle, mut count) = (*want, 1);
        while let Some(&(above, more)) = blocks.last() {
            let end = first((above, more)) + high(more);
            if first((middle, count)) - end >= apart - 1e-9 {
                break;
            }
            blocks.pop();
            let all = (count + more) as f64;
            middle = (middle * count as f64 + above * more as f64) / all;
            count += more;
        }
        blocks.push((middle, count));
    }
    let of_block = |block: (f64, usize)| {
        let first = first(block);
        (0..block.1).map(move |at| first + apart * at as f64)
    };
    blocks.into_iter().flat_map(of_block).collect()
}

/// How much of the width is left to the plot beside the longest name with its value.
fn plot(spec: &ChartSpec, letters: Letters) -> f64 {
    let texts = spec.series.iter().enumerate().map(|(number, series)| {
        let values = series.values.iter().flatten();
        let written = values.map(|value| spec.format_of(number).write(*value));
        let longest = written.max_by_key(|text| text.chars().count());
        format!("{}: {}", series.name, longest.unwrap_or_default())
    });
    let longest = texts
        .map(|text| letters.run(&text, true))
        .fold(0.0, f64::max);
    let names = longest * letters.values / letters.text / letters.width;
    (1.0 - LEFT_OF_PLOT - BESIDE_PLOT - names).clamp(WIDTHS.0, WIDTHS.1)
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

    #[test]
    fn names_that_touch_are_moved_apart_and_stay_within_the_plot() {
        for (wanted, expected) in [
            (vec![0.1, 0.5], vec![0.1, 0.5]),
            (vec![0.50, 0.52], vec![0.46, 0.56]),
            (vec![0.50, 0.52, 0.54], vec![0.42, 0.52, 0.62]),
            (vec![0.0, 0.02], vec![0.0, 0.1]),
            (vec![0.78, 0.8], vec![0.7, 0.8]),
            (
                vec![0.3, 0.38, 0.44, 0.7],
                vec![0.273_333, 0.373_333, 0.473_333, 0.7],
            ),
        ] {
            let placed = moved_apart(&wanted, 0.1, 0.8);
            assert_eq!(placed.len(), expected.len());
            for (at, expected) in placed.iter().zip(&expected) {
                assert!((at - expected).abs() < 1e-5, "{wanted:?} {placed:?}");
            }
        }
    }
}
