//! `Tình hình nộp`: who sent what and who is missing, by unit and period.

use super::{
    cluster_name, coverage_sentence, name, period_title, province_coverage, sheet, standing_cell,
};
use crate::period::Period;
use crate::report::facts::{Facts, UnitGroup};
use crate::report::order::natural;
use crate::report::standing::{Standing, UnitStanding};
use crate::report::{Cell, Column, Print, Row, RowKind, Sheet, SheetKind, Table};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>) -> Sheet {
    let mut sheet = sheet(
        name::RETURNS,
        SheetKind::Work,
        format!("Tình hình nộp báo cáo, {}", facts.account.period.label()),
    );
    let basis = if facts.account.register.is_kept {
        "Đơn vị phải nộp: theo trang Phân cụm của danh mục."
    } else {
        "Không có danh mục đơn vị: phải nộp là những đơn vị đã gửi tệp ở kỳ này hoặc kỳ trước."
    };
    sheet.subtitles = vec![
        coverage_sentence(province_coverage(facts)),
        format!("{basis} Bấm vào tình trạng để mở tệp của đơn vị."),
    ];
    let deadline = facts.inputs.deadline.map(|day| {
        let day = day.strftime("%d/%m/%Y");
        format!(
            "Hạn nộp báo cáo của {}: {day}.",
            facts.account.period.label()
        )
    });
    sheet.subtitles.extend(deadline);
    sheet.frozen_columns = 2;
    sheet.print = Print::Fitted {
        columns: u16::MAX,
        is_upright: true,
    };
    sheet.tables.push(unit_table(facts));
    sheet
}

fn unit_table(facts: &Facts<'_>) -> Table {
    let periods = &facts.comparable;
    let mut columns = vec![Column::centered("TT", 6.0), Column::wrapped("Đơn vị", 50.0)];
    columns.extend(
        periods
            .iter()
            .rev()
            .map(|period| Column::centered(period_title(*period), 17.0)),
    );
    let mut rows = Vec::new();
    for group in &facts.unit_groups {
        rows.push(group_row(facts, group, periods));
        for (position, unit) in group.units.iter().enumerate() {
            rows.push(unit_row(facts, position + 1, unit, periods));
        }
    }
    let gone = units_gone(facts);
    if !gone.is_empty() {
        rows.push(Row::new(
            RowKind::Group,
            vec![Cell::empty(), Cell::text("Đơn vị không còn trong kỳ này")],
        ));
        for (position, unit) in gone.iter().enumerate() {
            rows.push(unit_row(facts, position + 1, unit, periods));
        }
    }
    Table {
        columns,
        rows,
        can_filter: true,
        empty_text: "Chưa có đơn vị nào.".to_owned(),
        ..Table::default()
    }
}

/// A cluster and how many of its present units stood where they should, period by period.
fn group_row(facts: &Facts<'_>, group: &UnitGroup, periods: &[Period]) -> Row {
    let name = cluster_name(facts, group.cluster.as_ref()).to_owned();
    let mut cells = vec![Cell::empty(), Cell::text(name)];
    cells.extend(periods.iter().rev().map(|period| {
        let coverage = facts
            .account
            .standings
            .coverage(*period, group.units.iter());
        Cell::text(format!("{}/{}", coverage.covered(), coverage.expected))
    }));
    Row::new(RowKind::Group, cells)
}

/// Where each cluster's row stands in the table, so that others can lead to it.
pub(super) fn group_rows(facts: &Facts<'_>) -> Vec<u32> {
    let mut next = 0;
    facts
        .unit_groups
        .iter()
        .map(|group| {
            let row = next;
            next += 1 + group.units.len() as u32;
            row
        })
        .collect()
}

/// Units with a standing in an earlier period that are not among those of the period reported on.
fn units_gone(facts: &Facts<'_>) -> Vec<Arc<str>> {
    let present: BTreeSet<&Arc<str>> = facts
        .unit_groups
        .iter()
        .flat_map(|group| &group.units)
        .collect();
    let mut gone: Vec<Arc<str>> = facts
        .account
        .standings
        .units()
        .into_iter()
        .filter(|unit| {
            !present.contains(unit)
                && facts.comparable.iter().any(|period| {
                    facts
                        .account
                        .standings
                        .of(*period, unit)
                        .is_some_and(|row| row.standing != Standing::NotExpected)
                })
        })
        .collect();
    gone.sort_by(|left, right| natural(left, right));
    gone
}

fn unit_row(facts: &Facts<'_>, number: usize, unit: &Arc<str>, periods: &[Period]) -> Row {
    let mut cells = vec![
        Cell::count(number),
        Cell::text(facts.account.register.unit_name(unit)),
    ];
    for &period in periods.iter().rev() {
        let standing = facts.account.standings.of(period, unit);
        cells.push(standing.map_or_else(Cell::empty, |row| {
            let cell = standing_cell(facts, row).noted(standing_note(facts, row));
            facts.marked_standing(cell, unit, period)
        }));
    }
    Row {
        folds: true,
        ..Row::plain(cells)
    }
}

fn standing_note(facts: &Facts<'_>, row: &UnitStanding) -> Option<String> {
    if let Some(position) = row.ended_by {
        let change = &facts.account.register.changes[position];
        let into = change.to.as_ref().map_or_else(String::new, |to| {
            format!(" thành {}", facts.account.register.unit_name(to))
        });
        let decision = change
            .decision
            .as_ref()
            .map_or_else(String::new, |number| format!(", quyết định {number}"));
        return Some(format!(
            "{}{into} từ {}{decision}.",
            facts.wording.change(change.kind),
            change.effective.label()
        ));
    }
    (row.versions > 1).then(|| format!("Đơn vị gửi {} tệp; xem trang Tệp đã nhận.", row.versions))
}
