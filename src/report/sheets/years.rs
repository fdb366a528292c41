//! `So sánh các năm`: the province and every cluster over all periods, on both bases.

use super::unit_cells::UnitCells;
use super::{WHOLE_PRINT, chief_first, name, period_title, share, sheet};
use crate::catalogue::{Aggregation, Indicator};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::{
    Align, Cell, Column, ColumnGroup, Formula, NumberStyle, Print, Quantity, Row, Sheet, SheetKind,
    Table, Tone, Trends,
};
use crate::tables::{Basis, Comparison, Group};

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>, units: &UnitCells<'_>) -> Sheet {
    let clusters = facts.clusters.iter().cloned().map(Group::Cluster);
    let groups: Vec<Group> = std::iter::once(Group::Province).chain(clusters).collect();
    let scale = facts.money_scale(groups.iter());
    let mut sheet = sheet(
        name::YEARS,
        SheetKind::Figures,
        "So sánh qua các kỳ, toàn tỉnh và từng cụm".to_owned(),
    );
    sheet.subtitles = vec![
        format!(
            "Theo báo cáo: mỗi kỳ tính theo các đơn vị của kỳ đó. Cùng đơn vị: chỉ các đơn vị hiện có, gồm số liệu của đơn vị \
             tiền thân, có số liệu ở cả hai kỳ. {}",
            scale.sentence()
        ),
        "Tăng, giảm so với kỳ liền trước; tỷ lệ tăng, giảm theo điểm phần trăm (điểm %)."
            .to_owned(),
    ];
    sheet.subtitles.push(format!(
        "Chỉ tiêu chính đứng trước. Bản in có các chỉ tiêu chính, số liệu các kỳ đến cột Xu hướng. {WHOLE_PRINT}"
    ));
    sheet.subtitles.extend(facts.legend());
    sheet.frozen_columns = 2;
    let table = table(facts, units, (&groups, scale));
    // On paper the figures and how they went; what they are compared with is read on the screen.
    let trend = table.trends.map_or(u16::MAX, |trends| trends.column + 1);
    sheet.print = Print::Fitted {
        columns: trend,
        is_upright: true,
    };
    sheet.tables.push(table);
    sheet
}

/// A period with what it is compared with.
struct Pairs {
    periods: Vec<Period>,
    compared: Vec<Period>,
}

/// Label, group and unit of measure.
const LEADING: u16 = 3;

impl Pairs {
    /// The column of a period's figures.
    fn column(&self, period: Period) -> Option<u16> {
        let position = self.periods.iter().position(|it| *it == period)?;
        Some(LEADING + position as u16)
    }

    fn trends(&self) -> Option<Trends> {
        let count = self.periods.len() as u16;
        (count > 1).then(|| Trends {
            column: LEADING + count,
            first: LEADING,
            last: LEADING + count - 1,
        })
    }

    /// How a change as reported follows from the figures of its row.
    fn change(&self, (period, previous): (Period, Period), in_points: bool) -> Option<Formula> {
        let (value, before) = (self.column(period)?, self.column(previous)?);
        Some(match in_points {
            true => Formula::Difference {
                value,
                before,
                in_points,
            },
            false => Formula::Rate { value, before },
        })
    }
}

fn table(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    (groups, scale): (&[Group], MoneyScale),
) -> Table {
    let pairs = Pairs {
        periods: facts.comparable.clone(),
        compared: facts.comparable.iter().skip(1).copied().collect(),
    };
    let (columns, column_groups) = columns(&pairs);
    let mut rows = Vec::new();
    let mut indicators = facts.indicators_in(&pairs.periods);
    indicators.retain(|it| it.aggregation != Aggregation::Distribution);
    let (indicators, chief) = chief_first(facts, indicators);
    let mut on_paper = 0;
    for (position, indicator) in indicators.into_iter().enumerate() {
        let label: std::sync::Arc<str> = facts.full_label(&indicator.code).into();
        for group in groups {
            if let Some(figures) = figures(facts, indicator, group, (&pairs, scale, units)) {
                let name = match group {
                    Group::Cluster(id) => facts.account.register.cluster_name(id),
                    Group::Province | Group::Unit(_) => "Toàn tỉnh",
                };
                let mut cells = vec![
                    Cell::text(label.clone()),
                    Cell::text(name),
                    Cell::text(unit_of_measure(indicator, scale)),
                ];
                cells.extend(figures);
                rows.push(Row::new(super::total_if(*group == Group::Province), cells));
            }
        }
        if position < chief {
            on_paper = rows.len();
        }
    }
    Table {
        columns,
        column_groups,
        rows,
        can_filter: true,
        trends: pairs.trends(),
        quiet_repeats: Some(0),
        rows_on_paper: (chief > 0).then_some(on_paper),
        empty_text: "Chưa có số liệu để so sánh.".to_owned(),
        ..Table::default()
    }
}

fn columns(pairs: &Pairs) -> (Vec<Column>, Vec<ColumnGroup>) {
    let mut columns = vec![
        Column::wrapped("Chỉ tiêu", 44.0),
        Column::wrapped("Phạm vi", 20.0),
        Column::centered("Đơn vị tính", 10.0),
    ];
    let mut groups = Vec::new();
    let mut push_group = |title: &str, added: Vec<Column>| {
        if added.is_empty() {
            return;
        }
        let first = columns.len() as u16;
        groups.push(ColumnGroup {
            title: title.to_owned(),
            first,
            last: first + added.len() as u16 - 1,
        });
        columns.extend(added);
    };
    let each = |periods: &[Period], width: f64| -> Vec<Column> {
        periods
            .iter()
            .map(|period| Column::number(period_title(*period), width))
            .collect()
    };
    let mut figures = each(&pairs.periods, 17.0);
    figures.extend(pairs.trends().map(|_| Column::centered("Xu hướng", 14.0)));
    push_group("Số liệu theo báo cáo", figures);
    push_group("Tăng, giảm theo báo cáo", each(&pairs.compared, 13.0));
    push_group("Tăng, giảm cùng đơn vị", each(&pairs.compared, 13.0));
    push_group("Số đơn vị so sánh được", each(&pairs.compared, 10.0));
    let coverage = each(&pairs.periods, 10.0).into_iter().map(|column| Column {
        align: Align::Center,
        ..column
    });
    push_group("Đơn vị có số liệu", coverage.collect());
    (columns, groups)
}

/// The figures of a row; `None` where there is none.
fn figures(
    facts: &Facts<'_>,
    indicator: &Indicator,
    group: &Group,
    (pairs, scale, units): (&Pairs, MoneyScale, &UnitCells<'_>),
) -> Option<Vec<Cell>> {
    let account = &facts.account;
    let style = NumberStyle::plain(quantity(indicator, scale));
    let periods = pairs.periods.iter();
    let totals: Vec<_> = periods
        .map(|&period| (period, account.total(period, group, &indicator.code)))
        .collect();
    if totals.iter().all(|(_, total)| total.is_none()) {
        return None;
    }
    let mut cells = Vec::new();
    for &(period, total) in &totals {
        let tone = if period == account.period {
            Tone::Strong
        } else {
            Tone::Plain
        };
        let cell = total.map_or_else(Cell::empty, |total| {
            let formula = facts.now(period, || units.total(group, &indicator.code));
            Cell::number(total.value, style)
                .toned(tone)
                .computed(formula)
        });
        cells.push(facts.marked(cell, (group, &indicator.code), &[period]));
    }
    cells.extend(pairs.trends().map(|_| Cell::empty()));
    let on = |basis| -> Vec<Option<&Comparison>> {
        let compared = pairs.compared.iter();
        let rows = compared.map(|&it| account.comparison(it, group, &indicator.code, basis));
        rows.collect()
    };
    let of_same_units = on(Basis::LikeForLike);
    for row in on(Basis::AsReported).iter().chain(&of_same_units) {
        cells.push(row.map_or_else(Cell::empty, |row| {
            change(facts, indicator, row, (pairs, scale))
        }));
    }
    for row in of_same_units {
        cells.push(row.map_or_else(Cell::empty, |row| Cell::count(row.n_units as usize)));
    }
    for (_, total) in totals {
        cells.push(total.map_or_else(Cell::empty, |total| share(facts, total)));
    }
    Some(cells)
}

/// The rate of a change; for rates the change itself, in points.
fn change(
    facts: &Facts<'_>,
    indicator: &Indicator,
    row: &Comparison,
    (pairs, scale): (&Pairs, MoneyScale),
) -> Cell {
    let (style, factor) = change_style(indicator, scale);
    let both = [row.period, row.previous_period];
    let style = facts.judged(style, &indicator.code, &both);
    let in_points = style.quantity == Quantity::Points;
    let cell = match (in_points, row.change_rate) {
        (true, _) => Cell::number(row.change * factor, style),
        (false, Some(rate)) => Cell::number(rate, style.shown_as(Quantity::Percent)),
        (false, None) => return Cell::empty(),
    };
    let formula = (row.basis == Basis::AsReported)
        .then(|| pairs.change((row.period, row.previous_period), in_points))
        .flatten();
    facts.marked(cell.computed(formula), (&row.group, &indicator.code), &both)
}
