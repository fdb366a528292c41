//! `thay-doi.xlsx`: what changed, for people.

use super::stored::{Figure, FindingKey};
use super::words::{Words, category, count};
use super::{CellChange, Changes, TotalChange};
use crate::report::Link;
use crate::report::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::rules;
use crate::text::fill;
use std::collections::BTreeMap;

/// Its name in the output folder.
pub const FILE_NAME: &str = "thay-doi.xlsx";

/// Where the changes are told. `input_path` is the way from the workbook's folder to the later run's input folder, with `/`;
/// without it no cell leads to its file.
pub fn changes_workbook(changes: &Changes<'_>, input_path: Option<&str>) -> OfficeWorkbook {
    OfficeWorkbook {
        name: FILE_NAME,
        sheets: vec![
            totals(changes),
            cells(changes, input_path),
            tasks(changes, input_path),
        ],
    }
}

fn columns(words: &'static BTreeMap<String, String>, widths: &[(&str, f64)]) -> Vec<OfficeColumn> {
    let columns = widths.iter();
    columns
        .map(|(key, width)| OfficeColumn::to_read(Words::of(words, key), *width))
        .collect()
}

fn sheet(
    words: &'static BTreeMap<String, String>,
    widths: &[(&str, f64)],
    rows: Vec<Vec<OfficeCell>>,
) -> OfficeSheet {
    OfficeSheet::new(Words::of(words, "sheet"), columns(words, widths), rows)
}

/// A figure; the sign of nothing where there is none.
fn figure(value: Option<f64>, is_rate: bool) -> OfficeCell {
    match value {
        Some(value) if is_rate => OfficeCell::Rate(value),
        Some(value) => OfficeCell::Number(value),
        None => OfficeCell::text(&*Words::get().none),
    }
}

fn totals(changes: &Changes<'_>) -> OfficeSheet {
    let rows = changes
        .shown_totals()
        .map(|total| total_row(changes, total));
    sheet(
        &Words::get().totals,
        &[
            ("period", 11.0),
            ("group", 24.0),
            ("indicator", 40.0),
            ("old", 16.0),
            ("new", 16.0),
            ("change", 14.0),
            ("why", 60.0),
            ("link", 12.0),
        ],
        rows.collect(),
    )
}

fn total_row<'a>(changes: &Changes<'a>, total: &TotalChange<'a>) -> Vec<OfficeCell> {
    let words = Words::get();
    let key = total.key;
    let indicator = changes.named().indicator(&key.indicator);
    let is_rate = key.category.is_none() && indicator.is_some_and(|it| it.is_rate);
    let change = match (total.old, total.new) {
        (Some(old), Some(new)) => Some(new - old),
        _ => None,
    };
    let why = OfficeCell::text(changes.why(total));
    let link = total.parts.iter().map(|(position, _)| *position).min();
    vec![
        OfficeCell::text(key.period.to_string()),
        OfficeCell::text(changes.group(&key.group)),
        OfficeCell::text(changes.label(total)),
        figure(total.old, is_rate),
        figure(total.new, is_rate),
        figure(change, is_rate),
        match total.unexplained() {
            Some(_) => why.as_alert(),
            None => why,
        },
        match link.and_then(|row| u32::try_from(row).ok()) {
            Some(row) => OfficeCell::Linked(
                fill(&words.see_cells, &[("cells", &count(total.parts.len()))]),
                Link::Row {
                    sheet: Words::of(&words.cells, "sheet").into(),
                    row,
                    column: 0,
                },
            ),
            None => OfficeCell::Empty,
        },
    ]
}

fn cells(changes: &Changes<'_>, input_path: Option<&str>) -> OfficeSheet {
    let rows = changes.cells.iter();
    let rows = rows.map(|change| cell_row(changes, change, input_path));
    sheet(
        &Words::get().cells,
        &[
            ("period", 11.0),
            ("cluster", 20.0),
            ("unit", 34.0),
            ("indicator", 36.0),
            ("old", 14.0),
            ("new", 14.0),
            ("change", 12.0),
            ("cause", 14.0),
            ("why", 44.0),
            ("place", 40.0),
            ("before", 16.0),
            ("raw", 16.0),
        ],
        rows.collect(),
    )
}

fn cell_row<'a>(
    changes: &Changes<'a>,
    change: &CellChange<'a>,
    input_path: Option<&str>,
) -> Vec<OfficeCell> {
    let words = Words::get();
    let (period, unit, code) = change.pair.key;
    let named = changes.named();
    let indicator = named.indicator(code);
    let is_rate = indicator.is_some_and(|it| it.is_rate);
    let (old, new) = (change.pair.old, change.pair.new);
    let value = |it: Option<Figure<'a>>| match it.map(|it| (it.cell.value, &it.cell.category)) {
        Some((None, Some(key))) => OfficeCell::text(category(key)),
        Some((value, _)) => figure(value, is_rate),
        None => figure(None, is_rate),
    };
    let number = |it: Option<Figure<'a>>| it.map_or(Some(0.0), |it| it.cell.value);
    let added = match (number(old), number(new)) {
        (Some(old), Some(new)) => Some(new - old),
        _ => None,
    };
    let clusters = [old, new].map(|it| it.and_then(|it| it.cluster));
    let mut clusters: Vec<&str> = clusters.into_iter().flatten().collect();
    clusters.dedup();
    let clusters = clusters.into_iter().map(|id| changes.cluster_name(id));
    let raw = |it: Option<Figure<'a>>| OfficeCell::text(it.map_or("", |it| &it.cell.raw));
    let at = new.or(old).map(|it| it.cell.place());
    vec![
        OfficeCell::text(period.to_string()),
        OfficeCell::text(clusters.collect::<Vec<_>>().join(" → ")),
        OfficeCell::text(named.unit(unit)),
        OfficeCell::text(indicator.map_or(code, |it| &it.label)),
        value(old),
        value(new),
        figure(added, is_rate),
        OfficeCell::text(words.cause(change.cause)),
        OfficeCell::text(words.because(change.cause, &change.detail)),
        match at {
            Some((file, sheet, cell)) => place(
                (file, Some(sheet), Some(cell)),
                input_path.filter(|_| new.is_some()),
            ),
            None => OfficeCell::Empty,
        },
        raw(old),
        raw(new),
    ]
}

/// Where something stands, as a link where there is a way to it.
fn place(
    (file, sheet, cell): (&str, Option<&str>, Option<&str>),
    input_path: Option<&str>,
) -> OfficeCell {
    let shown = match (sheet, cell) {
        (Some(sheet), Some(cell)) => format!("{file} › {sheet}!{cell}"),
        _ => file.to_owned(),
    };
    match input_path {
        Some(input) => OfficeCell::Linked(
            shown,
            Link::File {
                path: format!("{input}/{file}"),
                place: sheet
                    .zip(cell)
                    .map(|(sheet, cell)| (sheet.into(), cell.to_owned())),
            },
        ),
        None => OfficeCell::text(shown),
    }
}

fn tasks(changes: &Changes<'_>, input_path: Option<&str>) -> OfficeSheet {
    let words = &Words::get().tasks;
    let state = |state: &str| OfficeCell::text(Words::of(words, state));
    let opened = changes.opened.iter();
    let opened = opened.map(|(key, message)| {
        task_row(
            changes,
            (key, message),
            (state("opened").as_alert(), input_path),
        )
    });
    let closed = changes.closed.iter();
    let closed =
        closed.map(|(key, message)| task_row(changes, (key, message), (state("closed"), None)));
    sheet(
        words,
        &[
            ("state", 11.0),
            ("period", 11.0),
            ("unit", 34.0),
            ("what", 28.0),
            ("message", 70.0),
            ("place", 44.0),
        ],
        opened.chain(closed).collect(),
    )
}

fn task_row<'a>(
    changes: &Changes<'a>,
    (key, message): (&'a FindingKey, &str),
    (state, input_path): (OfficeCell, Option<&str>),
) -> Vec<OfficeCell> {
    let mut known = rules::ALL.iter();
    let rule = known.find(|rule| rule.code == key.code);
    let period = key.period.map(|period| period.to_string());
    let unit = key.unit.as_deref().map(|id| changes.named().unit(id));
    vec![
        state,
        OfficeCell::text(period.unwrap_or_default()),
        OfficeCell::text(unit.unwrap_or_default()),
        OfficeCell::text(rule.map_or(&*key.code, |rule| rule.title)),
        OfficeCell::text(message),
        match &key.file {
            Some(file) => place(
                (file, key.sheet.as_deref(), key.cell.as_deref()),
                input_path,
            ),
            None => OfficeCell::Empty,
        },
    ]
}

impl<'a> Changes<'a> {
    fn cluster_name(&self, id: &'a str) -> &'a str {
        self.named().cluster(id)
    }
}
