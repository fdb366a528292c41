//! The sheets of the report, one file each.

mod accounts;
mod changes;
mod chart_data;
mod clusters;
mod conferences;
mod files;
mod findings;
mod handouts;
mod key_figures;
pub mod name;
mod official_form;
mod overview;
mod province;
mod ranking;
mod ratings;
mod returns;
mod sources;
mod targets;
mod unit_cells;
mod units;
mod versions;
mod years;

pub(super) use conferences::{Office, all_offices};
pub(super) use ranking::criterion_title;
pub(super) use targets::pledges;

pub(super) use findings::MESSAGE_OF_TASKS;

use super::facts::Facts;
use super::standing::{Coverage, Standing, UnitStanding};
use super::wording::say;
use super::{Cell, Link, Print, RowKind, Sheet, SheetKind, Table, Tone};
use crate::catalogue::Indicator;
use crate::location::CellRef;
use crate::tables::Aggregate;
use crate::text::capitalised;
use std::sync::Arc;

/// How to print what a sheet leaves to the screen.
const WHOLE_PRINT: &str =
    "Muốn in cả trang: bỏ vùng in (Page Layout › Print Area › Clear Print Area).";

/// Indicators with those of the first sheet in front, and how many these are: on paper they stand alone.
fn chief_first<'i>(
    facts: &Facts<'_>,
    indicators: Vec<&'i Indicator>,
) -> (Vec<&'i Indicator>, usize) {
    let chief = &facts.inputs.plan.key_indicators;
    let is_chief = |indicator: &&Indicator| chief.iter().any(|code| **code == *indicator.code);
    let (mut all, others): (Vec<_>, Vec<_>) = indicators.into_iter().partition(is_chief);
    let chief = all.len();
    all.extend(others);
    (all, chief)
}

/// Builds all sheets in their order.
pub(super) fn build_all(facts: &Facts<'_>) -> Vec<Sheet> {
    let sources = sources::Arrangement::new(facts);
    let unit_cells = unit_cells::UnitCells::new(facts);
    // The sheet of sources has far more rows than all others together.
    let (source_sheet, mut sheets) = rayon::join(
        || sources::build(facts, &sources),
        || {
            let mut sheets = vec![
                findings::build_tasks(facts),
                province::build(facts, &unit_cells),
                clusters::build(facts, &unit_cells),
            ];
            sheets.extend(handouts::build(facts, &unit_cells));
            sheets.extend([
                units::build(facts, &unit_cells, &sources),
                years::build(facts, &unit_cells),
                official_form::build(facts, &unit_cells),
            ]);
            sheets.extend(ranking::build(facts));
            sheets.extend(targets::build(facts));
            sheets.extend(ratings::build(facts));
            sheets.extend(conferences::build(facts));
            sheets.push(returns::build(facts));
            sheets.extend(findings::build_decided(facts));
            sheets
        },
    );
    // What the figures are checked by stands in the second workbook.
    sheets.extend([source_sheet, changes::build(facts), files::build(facts)]);
    sheets.extend(versions::build(facts));
    sheets.extend(findings::build_places(facts));
    sheets.push(findings::build_notices(facts));
    sheets.push(accounts::build(facts));
    sheets.extend(chart_data::build(facts));
    let charts = chart_data::of_overview(facts);
    let overview = overview::build(facts, &unit_cells, charts, &sheets);
    sheets.insert(0, overview);
    sheets
}

/// The rows of the official aggregate form.
pub(super) fn official_form_table(facts: &Facts<'_>) -> Table {
    official_form::table(facts, &unit_cells::UnitCells::new(facts))
}

/// A sheet with the usual layout.
pub(super) fn sheet(name: &str, kind: SheetKind, title: String) -> Sheet {
    Sheet {
        name: name.into(),
        kind,
        title,
        subtitles: Vec::new(),
        back: Some((
            "« Về trang Tổng quan".to_owned(),
            Link::Sheet(name::OVERVIEW.into()),
        )),
        tables: Vec::new(),
        bands: Vec::new(),
        frame: None,
        frozen_columns: 0,
        print: Print::OnePageWide,
        is_bulk: false,
    }
}

/// `Năm 2023`, for a column's or a block's title.
fn period_title(period: crate::period::Period) -> String {
    capitalised(&period.label())
}

/// `58/60`: the units behind a figure of those expected; it stands out where they are fewer than the office puts up with.
fn share(facts: &Facts<'_>, total: &Aggregate) -> Cell {
    share_of(facts, (total.n_units, total.n_expected))
}

/// `58/60`, likewise.
fn share_of(facts: &Facts<'_>, (counted, expected): (u32, u32)) -> Cell {
    let text = Cell::text(format!("{counted}/{expected}"));
    match facts.account.is_enough(counted, expected) {
        true => text,
        false => text.toned(Tone::Warning),
    }
}

/// How many of the expected units stand behind the figures of the period reported on.
fn coverage_sentence(coverage: Coverage) -> String {
    format!("{}.", coverage.in_words())
}

/// The coverage of all units of the period reported on.
fn province_coverage(facts: &Facts<'_>) -> Coverage {
    facts.account.province_coverage(facts.account.period)
}

/// A cluster's name; what units without one are called.
fn cluster_name<'a>(facts: &Facts<'a>, cluster: Option<&'a Arc<str>>) -> &'a str {
    cluster.map_or("Chưa phân cụm", |id| {
        facts.account.register.cluster_name(id)
    })
}

/// How a unit stands, leading to its file.
fn standing_cell(facts: &Facts<'_>, row: &UnitStanding) -> Cell {
    let tone = match row.standing {
        Standing::Received => Tone::Good,
        Standing::ThroughCluster => Tone::Plain,
        Standing::Held => Tone::Warning,
        Standing::Rejected | Standing::Missing => Tone::Bad,
        Standing::Ended | Standing::NotExpected => Tone::Muted,
    };
    let link = row.file.as_ref().map(|file| Link::File {
        path: facts.file_path(file),
        place: None,
    });
    Cell::text(say(&facts.wording.standings, row.standing.key()))
        .toned(tone)
        .linked(link)
}

/// The way to a cell of a submission.
fn cell_link(facts: &Facts<'_>, at: &CellRef) -> Link {
    Link::File {
        path: facts.file_path(&at.file),
        place: Some((at.sheet.clone(), at.address.to_string())),
    }
}

/// The kind of a row that may sum up the others.
fn total_if(is_total: bool) -> RowKind {
    if is_total {
        RowKind::Group
    } else {
        RowKind::Plain
    }
}
