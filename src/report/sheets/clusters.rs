//! `Theo cụm`: every indicator of the period by cluster, beside the period before.

use super::unit_cells::UnitCells;
use super::{WHOLE_PRINT, chief_first, name, period_title, share, share_of, sheet};
use crate::catalogue::{Aggregation, Indicator};
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, is_dependent, quantity, unit_of_measure};
use crate::report::wording::say;
use crate::report::{
    Cell, Column, NumberStyle, Print, Quantity, Row, RowKind, Sheet, SheetKind, Table, Tone,
};
use crate::tables::{Basis, Group};
use std::sync::Arc;

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>, units: &UnitCells<'_>) -> Sheet {
    let groups = groups(facts);
    let scale = facts.money_scale(groups.iter());
    let mut sheet = sheet(
        name::CLUSTERS,
        SheetKind::Figures,
        format!("Số liệu theo cụm thi đua, {}", facts.account.period.label()),
    );
    sheet.subtitles = vec![
        format!(
            "Dòng số liệu của mỗi kỳ: theo báo cáo, tính theo các đơn vị của kỳ đó. {}",
            scale.sentence()
        ),
        "Dòng tăng, giảm: so trên cùng các đơn vị hiện có (gồm cả đơn vị tiền thân), \
         chỉ tính đơn vị có số liệu ở cả hai kỳ. Lọc cột “Nội dung” để xem một dòng."
            .to_owned(),
    ];
    sheet.subtitles.push(format!(
        "Chỉ tiêu chính đứng trước; bản in có các chỉ tiêu chính, mọi chỉ tiêu của từng cụm có ở “{}”. {WHOLE_PRINT}",
        name::HANDOUTS
    ));
    sheet.subtitles.extend(facts.legend());
    sheet.frozen_columns = 3;
    let per_page = facts.inputs.plan.columns_on_a_page;
    sheet.print = match groups.len() > usize::from(per_page) {
        true => Print::Paged {
            repeated: 3,
            per_page,
        },
        false => Print::Fitted {
            columns: u16::MAX,
            is_upright: true,
        },
    };
    sheet.tables.push(table(facts, units, (&groups, scale)));
    sheet
}

/// The province and its clusters.
fn groups(facts: &Facts<'_>) -> Vec<Group> {
    let clusters = facts.clusters.iter().cloned().map(Group::Cluster);
    std::iter::once(Group::Province).chain(clusters).collect()
}

fn table(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    (groups, scale): (&[Group], MoneyScale),
) -> Table {
    let mut columns = vec![
        Column::wrapped("Chỉ tiêu", 36.0),
        Column::wrapped("Nội dung", 24.0),
        Column::centered("Đơn vị tính", 10.0),
    ];
    columns.extend(groups.iter().map(|group| {
        let title = match group {
            Group::Cluster(id) => facts.account.register.cluster_name(id),
            Group::Province | Group::Unit(_) => "Toàn tỉnh",
        };
        Column::number(title, 15.0)
    }));
    let mut rows = Vec::new();
    let (indicators, chief) = chief_first(facts, facts.indicators_in(&[facts.account.period]));
    let mut on_paper = 0;
    for (position, indicator) in indicators.into_iter().enumerate() {
        if indicator.aggregation == Aggregation::Distribution {
            push_categories(facts, &mut rows, indicator, (groups, units));
        } else {
            push_indicator(facts, &mut rows, indicator, (groups, scale, units));
        }
        if position < chief {
            on_paper = rows.len();
        }
    }
    Table {
        columns,
        rows,
        can_filter: true,
        quiet_repeats: Some(0),
        rows_on_paper: (chief > 0).then_some(on_paper),
        empty_text: "Kỳ này chưa có số liệu nào được tính.".to_owned(),
        ..Table::default()
    }
}

/// Five rows: the period, the one before, the change like for like and the units it is over, the units of the period.
fn push_indicator(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    (groups, scale, cells): (&[Group], MoneyScale, &UnitCells<'_>),
) {
    let period = facts.account.period;
    let style = NumberStyle::plain(quantity(indicator, scale));
    let unit = unit_of_measure(indicator, scale);
    let value = |group: &Group| {
        let total = facts.account.total(period, group, &indicator.code);
        let cell = total.map_or_else(Cell::empty, |total| {
            Cell::number(total.value, style)
                .toned(Tone::Strong)
                .computed(cells.total(group, &indicator.code))
        });
        Some(facts.marked(cell, (group, &indicator.code), &[period]))
    };
    let label = facts.full_label(&indicator.code);
    let line = Line {
        label: &label,
        kind: RowKind::Group,
        indent: u8::from(is_dependent(&indicator.label)),
    };
    rows.push(line.row(&period_title(period), unit, groups.iter().map(value)));
    let line = Line {
        kind: RowKind::Secondary,
        ..line
    };
    push_before(facts, rows, indicator, (groups, scale, &line));
    let units = groups.iter().map(|group| {
        let total = facts.account.total(period, group, &indicator.code)?;
        Some(share(facts, total))
    });
    rows.push(line.row("Đơn vị có số liệu", "đơn vị", units));
}

fn push_before(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    (groups, scale, line): (&[Group], MoneyScale, &Line<'_>),
) {
    let period = facts.account.period;
    let compared = |group: &Group, basis| {
        facts
            .account
            .comparison(period, group, &indicator.code, basis)
    };
    let Some(previous) = groups
        .iter()
        .flat_map(|group| [Basis::AsReported, Basis::LikeForLike].map(|basis| (group, basis)))
        .find_map(|(group, basis)| compared(group, basis))
        .map(|row| row.previous_period)
    else {
        return;
    };
    let style = NumberStyle::plain(quantity(indicator, scale));
    let before = groups.iter().map(|group| {
        let total = facts.account.total(previous, group, &indicator.code);
        let cell = total.map_or_else(Cell::empty, |total| Cell::number(total.value, style));
        Some(facts.marked(cell, (group, &indicator.code), &[previous]))
    });
    let unit = unit_of_measure(indicator, scale);
    rows.push(line.row(&period_title(previous), unit, before));
    let (change, factor) = change_style(indicator, scale);
    let change = facts.judged(change, &indicator.code, &[period, previous]);
    let in_points = change.quantity == Quantity::Points;
    let changes = groups.iter().map(|group| {
        let row = compared(group, Basis::LikeForLike)?;
        let cell = if in_points {
            Cell::number(row.change * factor, change)
        } else {
            Cell::number(row.change_rate?, change.shown_as(Quantity::Percent))
        };
        Some(facts.marked(cell, (group, &indicator.code), &[period, previous]))
    });
    let unit = if in_points { "điểm %" } else { "%" };
    rows.push(line.row("Tăng, giảm cùng đơn vị", unit, changes));
    let units = groups.iter().map(|group| {
        let row = compared(group, Basis::LikeForLike)?;
        let expected = facts.account.expected(period, group);
        Some(share_of(facts, (row.n_units, expected.max(row.n_units))))
    });
    rows.push(line.row("Đơn vị so sánh được", "đơn vị", units));
}

/// What the rows of an indicator have in common.
#[derive(Clone, Copy)]
struct Line<'l> {
    label: &'l str,
    kind: RowKind,
    indent: u8,
}

impl Line<'_> {
    fn row(&self, content: &str, unit: &str, figures: impl Iterator<Item = Option<Cell>>) -> Row {
        let label: Arc<str> = self.label.into();
        // Further lines repeat the label only for the filter.
        let tone = match self.kind {
            RowKind::Secondary => Tone::Muted,
            _ => Tone::Plain,
        };
        let mut cells = vec![
            Cell::text(label).indented(self.indent).toned(tone),
            Cell::text(content),
            Cell::text(unit),
        ];
        cells.extend(figures.map(Option::unwrap_or_default));
        Row::new(self.kind, cells)
    }
}

fn push_categories(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    (groups, cells): (&[Group], &UnitCells<'_>),
) {
    let label = facts.full_label(&indicator.code);
    for (position, &category) in facts.categories(&indicator.code).iter().enumerate() {
        let line = Line {
            label: &label,
            kind: if position == 0 {
                RowKind::Group
            } else {
                RowKind::Secondary
            },
            indent: 0,
        };
        let counts = groups.iter().map(|group| {
            let period = facts.account.period;
            let (units, _) = facts.category(period, group, &indicator.code, category)?;
            let said = say(&facts.wording.short_categories, category);
            let formula = cells.count(group, &indicator.code, said);
            let cell = Cell::count(units as usize).computed(formula);
            Some(facts.marked(cell, (group, &indicator.code), &[period]))
        });
        rows.push(line.row(say(&facts.wording.categories, category), "đơn vị", counts));
    }
}
