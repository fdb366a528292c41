//! `Xếp loại`: how many units of the province and of each cluster have which rating, period by period.

use super::{name, period_title, sheet};
use crate::period::Period;
use crate::quantity::format_number;
use crate::report::facts::Facts;
use crate::report::wording::say;
use crate::report::{
    Align, Cell, Column, ColumnGroup, Row, RowKind, Sheet, SheetKind, Table, Tone,
};
use crate::tables::Group;

/// The indicator of ratings.
const RATING: &str = "rating";

/// A scale and those of its categories that occur.
struct Scale<'a> {
    title: &'a str,
    categories: Vec<&'a str>,
}

/// Builds the sheet; `None` where no unit of a comparable period has a rating.
pub(super) fn build(facts: &Facts<'_>) -> Option<Sheet> {
    let scales = scales(facts);
    let rows = rows(facts, &scales);
    if rows.is_empty() {
        return None;
    }
    let mut sheet = sheet(
        name::RATINGS,
        SheetKind::Figures,
        "Xếp loại chất lượng công đoàn cơ sở qua các kỳ".to_owned(),
    );
    sheet.subtitles = vec![
        "Mỗi ô: số đơn vị ở mức đó trên số đơn vị có xếp loại được tính, và tỷ lệ.".to_owned(),
    ];
    if scales.len() > 1 {
        sheet.subtitles.push(
            "Mỗi thang xếp loại giữ nguyên tên gọi như báo cáo ghi; hai thang không quy đổi sang nhau."
                .to_owned(),
        );
    }
    sheet.subtitles.extend(facts.legend());
    sheet.frozen_columns = 2;
    let (columns, column_groups) = columns(facts, &scales);
    sheet.tables.push(Table {
        columns,
        column_groups,
        rows,
        can_filter: true,
        ..Table::default()
    });
    Some(sheet)
}

/// The scales that occur in the comparable periods. A category that is in none of them stands in the first.
fn scales<'a>(facts: &'a Facts<'_>) -> Vec<Scale<'a>> {
    let groups = groups(facts);
    let occurs = |category: &str| {
        facts.comparable.iter().any(|period| {
            groups.iter().any(|group| {
                facts
                    .category(*period, group, RATING, category)
                    .is_some_and(|(units, _)| units > 0)
            })
        })
    };
    let known = &facts.wording.scales;
    let scale_of = |category: &str| {
        let holds = |scale: &crate::report::wording::Scale| {
            scale.categories.iter().any(|own| own == category)
        };
        known.iter().position(holds).unwrap_or(0)
    };
    let scales = known.iter().enumerate().map(|(position, scale)| Scale {
        title: &scale.title,
        categories: facts
            .categories(RATING)
            .iter()
            .copied()
            .filter(|category| scale_of(category) == position && occurs(category))
            .collect(),
    });
    scales
        .filter(|scale| !scale.categories.is_empty())
        .collect()
}

fn groups(facts: &Facts<'_>) -> Vec<Group> {
    let clusters = facts.clusters.iter().cloned().map(Group::Cluster);
    std::iter::once(Group::Province).chain(clusters).collect()
}

fn columns(facts: &Facts<'_>, scales: &[Scale<'_>]) -> (Vec<Column>, Vec<ColumnGroup>) {
    let mut columns = vec![
        Column::wrapped("Phạm vi", 36.0),
        Column::text("Kỳ", 22.0),
        Column::centered("Đơn vị có xếp loại", 14.0),
    ];
    let mut groups = Vec::new();
    for scale in scales {
        let first = columns.len() as u16;
        columns.extend(scale.categories.iter().map(|category| Column {
            align: Align::Center,
            ..Column::text(say(&facts.wording.categories, category), 20.0)
        }));
        if scale.categories.len() > 1 {
            groups.push(ColumnGroup {
                title: scale.title.to_owned(),
                first,
                last: columns.len() as u16 - 1,
            });
        }
    }
    (columns, groups)
}

/// A row a group and period, the latest period first.
fn rows(facts: &Facts<'_>, scales: &[Scale<'_>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in groups(facts) {
        let mut is_first = true;
        for &period in facts.comparable.iter().rev() {
            if let Some(row) = row(facts, scales, (&group, period, is_first)) {
                rows.push(row);
                is_first = false;
            }
        }
    }
    rows
}

/// `None` where no unit of the group has a rating in the period.
fn row(
    facts: &Facts<'_>,
    scales: &[Scale<'_>],
    (group, period, is_first): (&Group, Period, bool),
) -> Option<Row> {
    let categories = || scales.iter().flat_map(|scale| &scale.categories);
    let of = |category: &str| facts.category(period, group, RATING, category);
    let (_, rated) = categories().find_map(|category| of(category))?;
    let expected = facts.account.expected(period, group);
    let marked = |cell: Cell| facts.marked(cell, (group, RATING), &[period]);
    let name = match group {
        Group::Cluster(id) => facts.account.register.cluster_name(id),
        Group::Province | Group::Unit(_) => "Toàn tỉnh",
    };
    let tone = if is_first { Tone::Plain } else { Tone::Muted };
    let coverage = if expected == 0 {
        rated.to_string()
    } else {
        format!("{rated}/{expected}")
    };
    let mut cells = vec![
        Cell::text(name).toned(tone),
        Cell::text(period_title(period)),
        Cell::text(coverage).toned(if facts.account.is_enough(rated, expected) {
            Tone::Plain
        } else {
            Tone::Warning
        }),
    ];
    cells.extend(categories().map(|category| {
        let units = of(category).map_or(0, |(units, _)| units);
        if units == 0 {
            return marked(Cell::text("–").toned(Tone::Muted));
        }
        let share = f64::from(units) / f64::from(rated) * 100.0;
        marked(Cell::text(format!(
            "{units}/{rated} ({}%)",
            format_number(share, 1)
        )))
    }));
    let kind = if *group == Group::Province {
        RowKind::Group
    } else {
        RowKind::Plain
    };
    Some(Row::new(kind, cells))
}
