//! The names of lines, at their ends.

use super::Plot;
use crate::render::charts::fitting;
use crate::render::charts::font::{self, Weight};
use crate::render::charts::scene::{Anchor, Area, Label, Scene};
use crate::render::charts::theme;
use crate::report::chart::{ChartSpec, Emphasis};

/// The size of names at the lines' ends.
const NAME: f64 = 21.0;
/// Between two names.
const NAME_PITCH: f64 = 28.0;
/// Up to so many lines all have their names, moved apart where they end close together.
const ALL_NAMED: usize = 14;

/// The name of a line, where it ends.
struct EndName {
    series: usize,
    value: String,
    name: String,
    /// In the unit of the data.
    height: f64,
    /// The category of its last figure.
    ended: usize,
}

/// All names, and how wide they are with their values before them.
pub(super) struct EndNames {
    list: Vec<EndName>,
    value_width: f64,
    width: f64,
}

/// A name for each line that has a figure at all: its last value, or that this is missing, and its name.
pub(super) fn names(spec: &ChartSpec, body: Area) -> EndNames {
    let last = spec.categories.len().saturating_sub(1);
    let width = |text: &str| font::width(text, NAME, Weight::SemiBold);
    let mut list = Vec::new();
    for (series, line) in spec.series.iter().enumerate() {
        let Some((ended, height)) = (0..=last)
            .rev()
            .find_map(|category| Some((category, spec.value(series, category)?)))
        else {
            continue;
        };
        let value = match spec.value(series, last) {
            Some(value) => spec.format.write(value),
            None => "–".to_owned(),
        };
        let room = fitting::Room {
            width: body.width() * 0.26,
            lines: 1,
            weight: Weight::SemiBold,
        };
        let name = fitting::fit(&line.ways(), NAME, room).lines.concat();
        list.push(EndName {
            series,
            value,
            name,
            height,
            ended,
        });
    }
    let value_width = list
        .iter()
        .map(|name| width(&name.value))
        .fold(0.0, f64::max)
        + 12.0;
    let name_width = list
        .iter()
        .map(|name| width(&name.name))
        .fold(0.0, f64::max);
    EndNames {
        list,
        value_width,
        width: value_width + name_width,
    }
}

impl EndNames {
    /// The room they need, the words for those without a name included.
    pub(super) fn room(&self, spec: &ChartSpec) -> f64 {
        let unnamed = unnamed(spec, self.list.len());
        self.width.max(font::width(&unnamed, NAME, Weight::Regular))
    }
}

fn unnamed(spec: &ChartSpec, count: usize) -> String {
    format!("{count} {}", spec.wording.unnamed)
}

/// The names: of a few lines all, of many those of the point and those that have room beside their lines' ends.
pub(super) fn draw_names(spec: &ChartSpec, plot: &Plot, names: EndNames, scene: &mut Scene) {
    let EndNames {
        mut list,
        value_width,
        ..
    } = names;
    let total = list.len();
    let (low, high) = (plot.area.top - 14.0, plot.area.bottom);
    let height = |name: &EndName| plot.heights.at(name.height);
    let is_point = |name: &EndName| spec.series[name.series].emphasis != Emphasis::Plain;
    list.sort_by(|one, two| height(one).total_cmp(&height(two)));
    let placed: Vec<f64> = if total <= ALL_NAMED {
        let wished: Vec<f64> = list.iter().map(height).collect();
        fitting::push_apart(&wished, NAME_PITCH, (low, high))
    } else {
        list = thinned(list, is_point, height);
        list.iter().map(height).collect()
    };
    let x = plot.area.right + 24.0;
    for (name, &y) in list.iter().zip(&placed) {
        let last = spec.categories.len().saturating_sub(1);
        if name.ended < last {
            let from = (plot.x(name.ended) + 14.0, height(name));
            scene.dashes(from, (x - 5.0, y), theme::BASE);
        } else if (y - height(name)).abs() > 5.0 {
            let from = (plot.x(last) + 12.0, height(name));
            scene.path(vec![from, (x - 5.0, y)], 1, theme::BASE);
        }
        let colour = if is_point(name) {
            spec.colour(name.series, 0)
        } else {
            theme::QUIET
        };
        let weight = if is_point(name) {
            Weight::SemiBold
        } else {
            Weight::Regular
        };
        let baseline = y + theme::MIDDLE * NAME;
        let value = Label::new(name.value.clone(), NAME, (x + value_width - 12.0, baseline));
        scene.label(
            value
                .anchored(Anchor::End)
                .weighing(weight)
                .coloured(colour),
        );
        let words = Label::new(name.name.clone(), NAME, (x + value_width, baseline));
        scene.label(words.weighing(weight).coloured(colour));
    }
    if total > list.len() {
        let words = unnamed(spec, total - list.len());
        let y = placed.last().map_or(low, |last| last + NAME_PITCH * 1.4);
        scene.label(Label::new(words, NAME, (x, y + theme::MIDDLE * NAME)));
    }
}

/// The point, the highest, the lowest, and of the others those that stand clear of all named before them.
fn thinned(
    names: Vec<EndName>,
    is_point: impl Fn(&EndName) -> bool,
    height: impl Fn(&EndName) -> f64,
) -> Vec<EndName> {
    let count = names.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&index| {
        (
            !is_point(&names[index]),
            index != 0 && index + 1 != count,
            index,
        )
    });
    let mut kept: Vec<usize> = Vec::new();
    for index in order {
        let is_clear =
            |&other: &usize| (height(&names[other]) - height(&names[index])).abs() >= NAME_PITCH;
        if kept.iter().all(is_clear) {
            kept.push(index);
        }
    }
    let mut position = 0..;
    names
        .into_iter()
        .filter(|_| position.next().is_some_and(|index| kept.contains(&index)))
        .collect()
}
