//! `Toàn tỉnh`: all indicators in all periods, with the units behind each figure.

use super::{coverage_sentence, name, period_title, province_coverage, share, sheet};
use crate::catalogue::{Aggregation, Indicator};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, is_dependent, quantity, unit_of_measure};
use crate::report::wording::say;
use crate::report::{
    Cell, Column, ColumnGroup, NumberStyle, Row, RowKind, Sheet, SheetKind, Table, Tone,
};
use crate::tables::Group;

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>) -> Sheet {
    let scale = facts.money_scale([Group::Province].iter());
    let mut sheet = sheet(
        name::PROVINCE,
        SheetKind::Figures,
        "Số liệu toàn tỉnh qua các kỳ".to_owned(),
    );
    sheet.subtitles = vec![
        format!(
            "Số liệu theo báo cáo, mỗi kỳ tính theo các đơn vị của kỳ đó. {}",
            scale.sentence()
        ),
        format!(
            "{}: {}",
            period_title(facts.inputs.period),
            coverage_sentence(province_coverage(facts))
        ),
    ];
    sheet.frozen_columns = 3;
    sheet.tables.push(table(facts, &facts.comparable, scale));
    for periods in other_kinds(facts) {
        let mut table = table(facts, &periods, scale);
        table.caption = Some(format!("Kỳ khác: {}", said(&periods)));
        sheet.tables.push(table);
    }
    sheet
}

/// Periods that cannot be compared with the one reported on, kind by kind.
fn other_kinds(facts: &Facts<'_>) -> Vec<Vec<Period>> {
    let mut kinds: Vec<Vec<Period>> = Vec::new();
    for &period in &facts.periods {
        if facts.comparable.contains(&period) || facts.indicators_in(&[period]).is_empty() {
            continue;
        }
        match kinds
            .iter_mut()
            .find(|kind| kind[0].is_comparable_with(period))
        {
            Some(kind) => kind.push(period),
            None => kinds.push(vec![period]),
        }
    }
    kinds
}

fn said(periods: &[Period]) -> String {
    let labels: Vec<String> = periods.iter().map(|period| period.label()).collect();
    labels.join(", ")
}

fn table(facts: &Facts<'_>, periods: &[Period], scale: MoneyScale) -> Table {
    let mut columns = vec![
        Column::centered("TT", 5.0),
        Column::wrapped("Chỉ tiêu", 58.0),
        Column::centered("Đơn vị tính", 11.0),
    ];
    let mut column_groups = Vec::new();
    for &period in periods {
        let first = columns.len() as u16;
        columns.push(Column::number("Số liệu", 19.0));
        columns.push(Column::centered("Đơn vị có số liệu", 11.0));
        column_groups.push(ColumnGroup {
            title: period_title(period),
            first,
            last: first + 1,
        });
    }
    let mut rows = Vec::new();
    let mut number = 0;
    for indicator in facts.indicators_in(periods) {
        if !is_dependent(&indicator.label) {
            number += 1;
        }
        push_rows(facts, &mut rows, indicator, periods, (number, scale));
    }
    Table {
        columns,
        column_groups,
        rows,
        can_filter: false,
        empty_text: "Chưa có số liệu nào được tính.".to_owned(),
        ..Table::default()
    }
}

fn push_rows(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    periods: &[Period],
    (number, scale): (usize, MoneyScale),
) {
    let dependent = is_dependent(&indicator.label);
    let first = if dependent {
        Cell::empty()
    } else {
        Cell::count(number)
    };
    let label = Cell::text(indicator.label.as_str()).indented(u8::from(dependent));
    if indicator.aggregation == Aggregation::Distribution {
        rows.push(Row::plain(vec![first, label]));
        push_categories(facts, rows, indicator, periods);
        return;
    }
    let unit = Cell::text(unit_of_measure(indicator, scale));
    let mut cells = vec![first, label, unit];
    for &period in periods {
        match facts.total(period, &Group::Province, &indicator.code) {
            Some(total) => {
                let style = NumberStyle::plain(quantity(indicator, scale));
                cells.push(Cell::number(total.value, style).toned(emphasis(facts, period)));
                cells.push(share(facts, total));
            }
            None => cells.extend([Cell::empty(), Cell::empty()]),
        }
    }
    rows.push(Row::plain(cells));
}

fn push_categories(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    periods: &[Period],
) {
    for &category in facts.categories(&indicator.code) {
        let label = say(&facts.wording.categories, category);
        let mut cells = vec![
            Cell::empty(),
            Cell::text(format!("- {label}")).indented(1),
            Cell::text("đơn vị"),
        ];
        for &period in periods {
            match facts.category(period, &Group::Province, &indicator.code, category) {
                Some((units, total)) => {
                    let cell = Cell::count(units as usize);
                    cells.push(cell.toned(emphasis(facts, period)));
                    cells.push(Cell::text(format!("{units}/{total}")));
                }
                None => cells.extend([Cell::empty(), Cell::empty()]),
            }
        }
        rows.push(Row::new(RowKind::Plain, cells));
    }
}

/// The period reported on stands out.
fn emphasis(facts: &Facts<'_>, period: Period) -> Tone {
    if period == facts.inputs.period {
        Tone::Strong
    } else {
        Tone::Plain
    }
}
