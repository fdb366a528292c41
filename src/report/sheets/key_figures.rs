//! The key figures of a group: as reported, and beside the period before on the same units.

use super::unit_cells::UnitCells;
use super::{period_title, share};
use crate::catalogue::Indicator;
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::{Cell, Column, ColumnGroup, Formula, NumberStyle, Quantity, Row, Table, Tone};
use crate::tables::{Basis, Group};

/// The columns of the two sides that are compared.
const NOW: u16 = 4;
const BEFORE: u16 = 5;

/// The table; how its first column stands is the sheet's.
pub(super) fn table(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    (group, scale): (&Group, MoneyScale),
    name: Column,
) -> Table {
    let previous = previous_period(facts, group);
    let before = previous.map_or_else(|| "Kỳ trước".to_owned(), period_title);
    let now = period_title(facts.account.period);
    let codes = facts.inputs.plan.key_indicators.iter();
    let rows = codes
        .filter_map(|code| facts.account.indicators.get(code))
        .filter_map(|indicator| row(facts, indicator, (group, scale, units)))
        .collect();
    let columns = vec![
        name,
        Column::centered("Đơn vị tính", 11.0),
        Column::number(now.clone(), 16.0),
        Column::centered("Đơn vị có số liệu", 10.0),
        Column::number(now, 16.0),
        Column::number(before, 16.0),
        Column::number("Tăng, giảm", 15.0),
        Column::number("Tỷ lệ tăng, giảm", 11.0),
        Column::number("Số đơn vị so sánh", 10.0),
    ];
    let group_of = |title: &str, first, last| ColumnGroup {
        title: title.to_owned(),
        first,
        last,
    };
    Table {
        columns,
        column_groups: vec![
            group_of("Theo báo cáo", 2, 3),
            group_of("So trên cùng đơn vị (có số liệu ở cả hai kỳ)", 4, 8),
        ],
        rows,
        empty_text: "Kỳ này chưa có số liệu nào được tính.".to_owned(),
        ..Table::default()
    }
}

/// The period that the group's figures are compared with.
fn previous_period(facts: &Facts<'_>, group: &Group) -> Option<Period> {
    let rows = facts.account.tables.comparisons.iter();
    let mut rows = rows.filter(|row| row.period == facts.account.period && row.group == *group);
    rows.next().map(|row| row.previous_period)
}

fn row(
    facts: &Facts<'_>,
    indicator: &Indicator,
    (group, scale, units): (&Group, MoneyScale, &UnitCells<'_>),
) -> Option<Row> {
    let period = facts.account.period;
    let code = &indicator.code;
    let total = facts.account.total(period, group, code)?;
    let style = NumberStyle::plain(quantity(indicator, scale));
    let marked = |cell: Cell, periods: &[Period]| facts.marked(cell, (group, code), periods);
    let mut cells = vec![
        Cell::text(facts.full_label(code)),
        Cell::text(unit_of_measure(indicator, scale)),
        marked(
            Cell::number(total.value, style)
                .toned(Tone::Strong)
                .computed(units.total(group, code)),
            &[period],
        ),
        share(facts, total),
    ];
    let compared = facts
        .account
        .comparison(period, group, code, Basis::LikeForLike);
    if let Some(row) = compared {
        let (change, factor) = change_style(indicator, scale);
        let both = [row.period, row.previous_period];
        let change = facts.judged(change, code, &both);
        let in_points = change.quantity == Quantity::Points;
        let rate = row.change_rate.filter(|_| !in_points);
        let difference = Formula::Difference {
            value: NOW,
            before: BEFORE,
            in_points,
        };
        let rate_formula = Formula::Rate {
            value: NOW,
            before: BEFORE,
        };
        cells.extend([
            marked(Cell::number(row.value, style), &both[..1]),
            marked(Cell::number(row.previous_value, style), &both[1..]),
            marked(
                Cell::number(row.change * factor, change).computed(Some(difference)),
                &both,
            ),
            rate.map_or_else(Cell::empty, |rate| {
                let cell = Cell::number(rate, change.shown_as(Quantity::Percent));
                marked(cell.computed(Some(rate_formula)), &both)
            }),
            Cell::count(row.n_units as usize),
        ]);
    }
    Some(Row::plain(cells))
}
