//! `Biến động tổ chức`: changes of structure, and what the figures' changes are made of.

use super::{WHOLE_PRINT, name, period_title, share_of, sheet};
use crate::catalogue::Indicator;
use crate::period::Period;
use crate::register::{Change, ChangeKind};
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::{
    Cell, Column, ColumnGroup, Formula, Link, NumberStyle, Print, Row, Sheet, SheetKind, Table,
};
use crate::tables::{Basis, ChangePart, ChangePartKind, Group};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The parts of a change in the order of their columns, and what they are called.
const PARTS: [(ChangePartKind, &str); 6] = [
    (ChangePartKind::Real, "Thực tăng, giảm"),
    (ChangePartKind::MovedIn, "Chuyển đến"),
    (ChangePartKind::MovedOut, "Chuyển đi"),
    (ChangePartKind::Founded, "Thành lập mới"),
    (ChangePartKind::Dissolved, "Giải thể, chuyển giao"),
    (ChangePartKind::Coverage, "Khác biệt về nộp báo cáo"),
];

/// The column of the previous period's figure.
const BEFORE: u16 = 3;

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>) -> Sheet {
    let clusters = facts.clusters.iter().cloned().map(Group::Cluster);
    let groups: Vec<Group> = std::iter::once(Group::Province).chain(clusters).collect();
    let scale = facts.money_scale(groups.iter());
    let mut sheet = sheet(
        name::CHANGES,
        SheetKind::Figures,
        "Biến động tổ chức và ảnh hưởng đến số liệu".to_owned(),
    );
    sheet.subtitles = vec![format!(
        "Phần 1: các biến động đã ghi trong danh mục. Phần 2: phân tích tăng, giảm theo báo cáo của {}. {}",
        facts.account.period.label(),
        scale.sentence()
    )];
    sheet
        .subtitles
        .push(format!("Bản in chỉ có phần 1. {WHOLE_PRINT}"));
    sheet.subtitles.extend(facts.legend());
    sheet.print = Print::Fitted {
        columns: u16::MAX,
        is_upright: false,
    };
    sheet.tables.push(register_table(facts));
    sheet.tables.push(Table {
        is_off_paper: true,
        ..parts_table(facts, &groups, scale)
    });
    sheet
}

fn register_table(facts: &Facts<'_>) -> Table {
    let mut changes: Vec<&Change> = facts.account.register.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.effective));
    let rows = changes
        .into_iter()
        .map(|change| {
            let link = change.at.as_ref().map(|at| Link::File {
                path: facts.file_path(&at.file),
                place: Some((at.sheet.clone(), at.address.to_string())),
            });
            let source = if change.at.is_some() {
                "mở danh mục"
            } else {
                ""
            };
            Row::plain(vec![
                unit_cell(facts, change.from.as_ref()),
                Cell::text(facts.wording.change(change.kind)),
                Cell::text(period_title(change.effective)),
                outcome(facts, change),
                Cell::text(change.decision.clone().unwrap_or_default()),
                Cell::text(source).linked(link),
            ])
        })
        .collect();
    Table {
        caption: Some("1. Biến động đã ghi trong danh mục".to_owned()),
        columns: vec![
            Column::wrapped("Từ đơn vị", 44.0),
            Column::wrapped("Loại biến động", 20.0),
            Column::centered("Từ kỳ", 14.0),
            Column::wrapped("Kết quả", 16.0).spanning(3),
            Column::wrapped("Số quyết định", 13.0).spanning(2),
            Column::centered("Nguồn", 13.0),
        ],
        rows,
        empty_text: "Danh mục không ghi biến động nào.".to_owned(),
        ..Table::default()
    }
}

/// A unit's name, and its code where the office gives codes.
fn unit_cell(facts: &Facts<'_>, unit: Option<&Arc<str>>) -> Cell {
    let register = facts.account.register;
    unit.map_or_else(Cell::empty, |id| {
        let name = register.unit_name(id);
        if register.is_kept && name != &**id {
            Cell::text(format!("{name} ({id})"))
        } else {
            Cell::text(name)
        }
    })
}

/// What came of a change: the cluster that a unit moved to, else the unit.
fn outcome(facts: &Facts<'_>, change: &Change) -> Cell {
    let register = facts.account.register;
    let cluster = (change.kind == ChangeKind::MovedCluster)
        .then_some(change.to.as_ref())
        .flatten()
        .and_then(|unit| register.cluster_of(change.effective, unit));
    match cluster {
        Some(cluster) => Cell::text(format!("Về {}", register.cluster_name(cluster))),
        None => unit_cell(facts, change.to.as_ref()),
    }
}

fn parts_table(facts: &Facts<'_>, groups: &[Group], scale: MoneyScale) -> Table {
    let period = facts.account.period;
    let parts = parts_of(facts);
    let mut rows = Vec::new();
    let mut previous = None;
    for indicator in facts.indicators_in(&[period]) {
        for group in groups {
            let Some(own) = parts.get(&(&*indicator.code, group)) else {
                continue;
            };
            let says_more = own.iter().any(|part| part.part != ChangePartKind::Real);
            if *group != Group::Province && !says_more {
                continue;
            }
            previous = previous.or(own.first().map(|part| part.previous_period));
            rows.extend(parts_row(facts, indicator, group, (own, scale)));
        }
    }
    let (columns, column_groups) = parts_columns(period, previous);
    Table {
        caption: Some(format!(
            "2. Phân tích tăng, giảm theo báo cáo, {} (toàn tỉnh; cụm chỉ khi có yếu tố ngoài thực tăng, giảm)",
            period.label()
        )),
        columns,
        column_groups,
        rows,
        can_filter: true,
        quiet_repeats: Some(0),
        empty_text: "Không có kỳ trước để phân tích tăng, giảm.".to_owned(),
        ..Table::default()
    }
}

fn parts_columns(period: Period, previous: Option<Period>) -> (Vec<Column>, Vec<ColumnGroup>) {
    let before = previous.map_or_else(|| "Kỳ trước".to_owned(), period_title);
    let mut columns = vec![
        Column::wrapped("Chỉ tiêu", 44.0),
        Column::wrapped("Phạm vi", 20.0),
        Column::centered("Đơn vị tính", 14.0),
        Column::number(before, 16.0),
    ];
    columns.extend(PARTS.map(|(_, title)| Column::number(title, 16.0)));
    columns.push(Column::number(period_title(period), 16.0));
    let coverage = columns.len() as u16;
    let before = previous.map_or_else(|| "Kỳ trước".to_owned(), period_title);
    columns.extend([before, period_title(period)].map(|title| Column::centered(title, 11.0)));
    let groups = vec![
        ColumnGroup {
            title: "Tăng, giảm do".to_owned(),
            first: BEFORE + 1,
            last: BEFORE + PARTS.len() as u16,
        },
        ColumnGroup {
            title: "Đơn vị có số liệu".to_owned(),
            first: coverage,
            last: coverage + 1,
        },
    ];
    (columns, groups)
}

type Parts<'a> = BTreeMap<(&'a str, &'a Group), Vec<&'a ChangePart>>;

fn parts_of<'a>(facts: &Facts<'a>) -> Parts<'a> {
    let mut parts = Parts::new();
    for part in &facts.account.tables.change_parts {
        if part.period == facts.account.period && !matches!(part.group, Group::Unit(_)) {
            parts
                .entry((&part.indicator, &part.group))
                .or_default()
                .push(part);
        }
    }
    parts
}

/// From the previous figure over the parts to the period's; `None` where the two were not compared.
fn parts_row(
    facts: &Facts<'_>,
    indicator: &Indicator,
    group: &Group,
    (own, scale): (&[&ChangePart], MoneyScale),
) -> Option<Row> {
    let period = facts.account.period;
    let compared = facts
        .account
        .comparison(period, group, &indicator.code, Basis::AsReported)?;
    let name = match group {
        Group::Cluster(id) => facts.account.register.cluster_name(id),
        Group::Province | Group::Unit(_) => "Toàn tỉnh",
    };
    let style = NumberStyle::plain(quantity(indicator, scale));
    let (change, _) = change_style(indicator, scale);
    let previous = compared.previous_period;
    let change = facts.judged(change, &indicator.code, &[period, previous]);
    let marked =
        |cell: Cell, periods: &[Period]| facts.marked(cell, (group, &indicator.code), periods);
    let mut cells = vec![
        Cell::text(facts.full_label(&indicator.code)),
        Cell::text(name),
        Cell::text(unit_of_measure(indicator, scale)),
        marked(Cell::number(compared.previous_value, style), &[previous]),
    ];
    for (kind, _) in PARTS {
        let part = own.iter().find(|part| part.part == kind);
        cells.push(part.map_or_else(Cell::empty, |part| {
            let note = format!("{} đơn vị", part.n_units);
            let cell = Cell::number(part.value, change);
            let cell = cell.noted((kind != ChangePartKind::Real).then_some(note));
            marked(cell, &[period, previous])
        }));
    }
    let value = Cell::number(compared.value, style).computed(Some(Formula::Across {
        first: BEFORE,
        last: BEFORE + PARTS.len() as u16,
    }));
    cells.push(marked(value, &[period]));
    cells.extend([previous, period].map(|period| {
        let coverage = facts.account.coverage(period, group, &indicator.code);
        share_of(facts, coverage)
    }));
    Some(Row::new(super::total_if(*group == Group::Province), cells))
}
