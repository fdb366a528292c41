//! A waterfall as a stacked chart: what is not seen carries each step to where the one before it ended.

use super::{NativeForm, NativeRun, RunLabels, data_table, name, unit_title, value_cell};
use crate::report::chart::{ChartSpec, Emphasis};
use crate::report::{Cell, Column, Row, Table};

/// The part of the highest column that the texts above the steps take.
const ROOM_FOR_TEXTS: f64 = 0.12;

/// One step: where it begins and ends.
struct Step {
    value: f64,
    before: f64,
    after: f64,
    is_total: bool,
}

/// The chart's form, runs and data; `None` where a step goes below zero, which columns on top of each other cannot
/// show.
pub(super) fn draw(spec: &ChartSpec) -> Option<(NativeForm, Vec<NativeRun>, Table)> {
    let steps = steps(spec)?;
    let highest = steps
        .iter()
        .fold(0.0_f64, |most, step| most.max(step.before).max(step.after));
    let columns = [
        "Giá trị",
        "Phần dưới (không vẽ)",
        "Tổng số",
        "Tăng",
        "Giảm",
        "Chỗ cho chữ (không vẽ)",
    ];
    let mut titles = vec![Column::wrapped(unit_title(spec), 44.0)];
    titles.extend(columns.map(|title| Column::number(title, 18.0)));
    let rows = steps
        .iter()
        .zip(&spec.categories)
        .map(|(step, category)| {
            let number = |value: f64| value_cell(Some(value), &spec.format);
            let only = |is_so: bool, value: f64| match is_so {
                true => number(value),
                false => Cell::empty(),
            };
            Row::plain(vec![
                Cell::text(name(spec, category)),
                number(step.value),
                only(!step.is_total, step.before.min(step.after)),
                only(step.is_total, step.value),
                only(!step.is_total && step.value >= 0.0, step.value),
                only(!step.is_total && step.value < 0.0, -step.value),
                number(highest * ROOM_FOR_TEXTS),
            ])
        })
        .collect();
    let texts = steps.iter().map(|step| match step.is_total {
        true => spec.format.write(step.value),
        false => spec.format.write_signed(step.value),
    });
    let places = spec.categories.len();
    let run = |column: u16, is_seen: bool, labels: RunLabels| NativeRun {
        column,
        colours: match is_seen {
            true => (0..places).map(|place| spec.colour(0, place)).collect(),
            false => Vec::new(),
        },
        labels,
    };
    let runs = vec![
        run(2, false, RunLabels::None),
        run(3, true, RunLabels::None),
        run(4, true, RunLabels::None),
        run(5, true, RunLabels::None),
        run(6, false, RunLabels::Texts(texts.collect())),
    ];
    let table = data_table(spec, titles, rows);
    Some((NativeForm::StackedColumns, runs, table))
}

fn steps(spec: &ChartSpec) -> Option<Vec<Step>> {
    let mut level = 0.0;
    let mut steps = Vec::new();
    for (place, category) in spec.categories.iter().enumerate() {
        let value = spec.value(0, place)?;
        let is_total = category.emphasis == Emphasis::Total;
        let before = if is_total { 0.0 } else { level };
        let after = before + value;
        if before < 0.0 || after < 0.0 {
            return None;
        }
        steps.push(Step {
            value,
            before,
            after,
            is_total,
        });
        level = after;
    }
    Some(steps)
}
