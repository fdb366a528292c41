//! `So sánh các năm`: the province and every cluster over all periods, on both bases.

use super::{name, period_title, share, sheet};
use crate::catalogue::{Aggregation, Indicator};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::{
    Align, Cell, Column, ColumnGroup, NumberStyle, Print, Quantity, Row, Sheet, SheetKind, Table,
    Tone,
};
use crate::tables::{Basis, Comparison, Group};

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>) -> Sheet {
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
    sheet.frozen_columns = 2;
    let table = table(facts, &groups, scale);
    if table.columns.len() > 3 + 2 * usize::from(facts.inputs.plan.columns_on_a_page) {
        sheet.print = Print::Paged {
            repeated: 3,
            per_page: facts.inputs.plan.columns_on_a_page,
        };
    }
    sheet.tables.push(table);
    sheet
}

/// A period with what it is compared with.
struct Pairs {
    periods: Vec<Period>,
    compared: Vec<Period>,
}

fn table(facts: &Facts<'_>, groups: &[Group], scale: MoneyScale) -> Table {
    let pairs = Pairs {
        periods: facts.comparable.clone(),
        compared: facts.comparable.iter().skip(1).copied().collect(),
    };
    let (columns, column_groups) = columns(&pairs);
    let mut rows = Vec::new();
    for indicator in facts.indicators_in(&pairs.periods) {
        if indicator.aggregation == Aggregation::Distribution {
            continue;
        }
        let label: std::sync::Arc<str> = facts.full_label(&indicator.code).into();
        for group in groups {
            if let Some(figures) = figures(facts, indicator, group, (&pairs, scale)) {
                let name = match group {
                    Group::Cluster(id) => facts.inputs.register.cluster_name(id),
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
    }
    Table {
        columns,
        column_groups,
        rows,
        can_filter: true,
        empty_text: "Chưa có số liệu để so sánh.".to_owned(),
        ..Table::default()
    }
}

fn columns(pairs: &Pairs) -> (Vec<Column>, Vec<ColumnGroup>) {
    let mut columns = vec![
        Column::wrapped("Chỉ tiêu", 40.0),
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
    push_group("Số liệu theo báo cáo", each(&pairs.periods, 17.0));
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
    (pairs, scale): (&Pairs, MoneyScale),
) -> Option<Vec<Cell>> {
    let style = NumberStyle::plain(quantity(indicator, scale));
    let mut cells = Vec::new();
    let mut found = false;
    for &period in &pairs.periods {
        let total = facts.total(period, group, &indicator.code);
        found |= total.is_some();
        let tone = if period == facts.inputs.period {
            Tone::Strong
        } else {
            Tone::Plain
        };
        cells.push(total.map_or_else(Cell::empty, |total| {
            Cell::number(total.value, style).toned(tone)
        }));
    }
    let compared = |period: Period, basis| facts.comparison(period, group, &indicator.code, basis);
    for basis in [Basis::AsReported, Basis::LikeForLike] {
        for &period in &pairs.compared {
            let row = compared(period, basis);
            cells.push(row.map_or_else(Cell::empty, |row| change(indicator, row, scale)));
        }
    }
    for &period in &pairs.compared {
        let row = compared(period, Basis::LikeForLike);
        cells.push(row.map_or_else(Cell::empty, |row| Cell::count(row.n_units as usize)));
    }
    for &period in &pairs.periods {
        let total = facts.total(period, group, &indicator.code);
        cells.push(total.map_or_else(Cell::empty, |total| share(facts, total)));
    }
    found.then_some(cells)
}

/// The rate of a change; for rates the change itself, in points.
fn change(indicator: &Indicator, row: &Comparison, scale: MoneyScale) -> Cell {
    let (style, factor) = change_style(indicator, scale);
    if style.quantity == Quantity::Points {
        return Cell::number(row.change * factor, style);
    }
    row.change_rate.map_or_else(Cell::empty, |rate| {
        Cell::number(rate, NumberStyle::change(Quantity::Percent))
    })
}
