//! A subject's figures: a table of them, and each in a sentence.

use super::headlines::figure;
use super::plan::{ConferencePlan, PlannedChapter};
use super::{Body, Headline, Message};
use crate::catalogue::Indicator;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::{Cell, Column, Link, NumberStyle, Quantity, Row, Table, Tone, sheet_name};
use crate::tables::{Basis, Group};
use crate::text::{capitalised, fill, lowered};
use std::fmt::Display;

/// Longer tables may go on on a second slide.
const ROWS_OF_A_SLIDE: usize = 8;

/// A message with the figures of a chapter's indicators; `None` where the group has none.
pub(super) fn message(
    facts: &Facts<'_>,
    plan: &ConferencePlan,
    (group, name): (&Group, &str),
    chapter: &PlannedChapter,
    scale: MoneyScale,
) -> Option<Message> {
    let mut figures: Vec<(&Indicator, Headline)> =
        of_chapter(facts, plan, group, (chapter, scale)).collect();
    if figures.is_empty() {
        return None;
    }
    let title = lowered(&chapter.title);
    let period = facts.account.period.label();
    let filling: [(&str, &dyn Display); 3] =
        [("title", &title), ("period", &period), ("group", &name)];
    let first = match group {
        Group::Province => None,
        Group::Cluster(_) | Group::Unit(_) => first_told(plan, &figures),
    };
    let text = match (group, first) {
        (Group::Province, _) => fill(&plan.words.figures, &filling),
        (_, Some(first)) => told(plan, name, &figures[first].1),
        (_, None) => fill(&plan.words.figures_of, &filling),
    };
    begin_with(&mut figures, first);
    let rows = figures
        .iter()
        .map(|(indicator, figure)| row(facts, group, (indicator, scale), figure))
        .collect();
    let doubts = figures.iter().filter_map(|(_, figure)| {
        let doubt = figure.doubt.as_ref()?;
        Some(format!("{}: {doubt}", figure.label))
    });
    Some(Message {
        text,
        sentences: figures
            .iter()
            .map(|(_, figure)| sentence(plan, figure))
            .collect(),
        body: Body::Table(Box::new(table(facts, rows, scale))),
        notes: doubts.collect(),
        source: plan.words.source.clone(),
        sheet: match group {
            Group::Province => sheet_name::PROVINCE.into(),
            Group::Cluster(_) | Group::Unit(_) => sheet_name::CLUSTERS.into(),
        },
        has_slide: true,
    })
}

/// Which figure a cluster's table says first: its largest that bears a change; `None` where none does.
fn first_told(plan: &ConferencePlan, figures: &[(&Indicator, Headline)]) -> Option<usize> {
    let borne = |(_, (_, figure)): &(usize, &(&Indicator, Headline))| {
        figure.doubt.is_none() && figure.change.as_ref().is_some_and(|it| it.value != 0.0)
    };
    let borne = || figures.iter().enumerate().filter(borne);
    let wanted = plan
        .headlines
        .iter()
        .filter_map(|code| borne().find(|(_, (indicator, _))| *indicator.code == **code));
    wanted.chain(borne()).next().map(|(position, _)| position)
}

/// Of a table that goes on on another slide the first must show what its title says.
fn begin_with<T>(figures: &mut [T], told: Option<usize>) {
    if let Some(told) = told.filter(|_| figures.len() > ROWS_OF_A_SLIDE) {
        figures[..=told].rotate_right(1);
    }
}

fn told(plan: &ConferencePlan, name: &str, figure: &Headline) -> String {
    let change = figure.change.as_ref().map(|change| change.text.as_str());
    let filling: [(&str, &dyn Display); 5] = [
        ("group", &plan.short_cluster(name)),
        ("label", &lowered(&figure.label)),
        ("value", &figure.shown),
        ("unit", &figure.unit),
        ("change", &change.unwrap_or_default()),
    ];
    fill(&plan.words.figures_said, &filling).replace(" ,", ",")
}

/// The figures of a chapter's indicators, as far as the group has them.
pub(super) fn of_chapter<'f>(
    facts: &'f Facts<'_>,
    plan: &'f ConferencePlan,
    group: &'f Group,
    (chapter, scale): (&'f PlannedChapter, MoneyScale),
) -> impl Iterator<Item = (&'f Indicator, Headline)> {
    let indicators = chapter.indicators.iter();
    let indicators = indicators.filter_map(|code| facts.account.indicators.get(code));
    indicators.filter_map(move |indicator| {
        let figure = figure(facts, plan, group, (indicator, scale))?;
        Some((indicator, figure))
    })
}

/// A figure in a sentence without full stop.
fn sentence(plan: &ConferencePlan, figure: &Headline) -> String {
    let coverage = format!("{}/{}", figure.coverage.0, figure.coverage.1);
    let change = figure.change.as_ref().map(|change| change.text.as_str());
    let filling: [(&str, &dyn Display); 5] = [
        ("label", &figure.label),
        ("value", &figure.shown),
        ("unit", &figure.unit),
        ("coverage", &coverage),
        ("change", &change.unwrap_or_default()),
    ];
    let words = match change {
        Some(_) => &plan.words.sentence_change,
        None => &plan.words.sentence,
    };
    fill(words, &filling).replace("  ", " ")
}

fn table(facts: &Facts<'_>, rows: Vec<Row>, scale: MoneyScale) -> Table {
    let account = facts.account;
    let now = capitalised(&account.period.label());
    let before = capitalised(&account.period.previous().label());
    let is_money = rows.iter().flat_map(|row| &row.cells).any(|cell| {
        matches!(cell.value, crate::report::Value::Number(_, style)
            if matches!(style.quantity, Quantity::Dong | Quantity::MillionDong))
    });
    Table {
        caption: is_money.then(|| scale.sentence().to_owned()),
        columns: vec![
            Column::wrapped("Chỉ tiêu", 44.0),
            Column::centered("Đơn vị tính", 12.0),
            Column::number(now, 16.0),
            Column::centered("Đơn vị có số liệu", 12.0),
            Column::number(before, 16.0),
            Column::number("Tăng, giảm trên cùng đơn vị", 14.0),
            Column::number("Tỷ lệ", 10.0),
        ],
        rows,
        ..Table::default()
    }
}

fn row(
    facts: &Facts<'_>,
    group: &Group,
    (indicator, scale): (&Indicator, MoneyScale),
    figure: &Headline,
) -> Row {
    let account = facts.account;
    let code = &*indicator.code;
    let style = NumberStyle::plain(quantity(indicator, scale));
    let (counted, expected) = figure.coverage;
    let coverage = Cell::text(format!("{counted}/{expected}"));
    let coverage = match account.is_enough(counted, expected) {
        true => coverage,
        false => coverage.toned(Tone::Warning),
    };
    let before = account.total(account.period.previous(), group, code);
    let cell = figure.cell.as_ref().map(|at| Link::File {
        path: facts.file_path(&at.file),
        place: Some((at.sheet.clone(), at.address.to_string())),
    });
    let mut cells = vec![
        Cell::text(figure.label.as_str()),
        Cell::text(unit_of_measure(indicator, scale)),
        facts.marked(
            Cell::number(figure.value, figure.style)
                .toned(Tone::Strong)
                .linked(cell),
            (group, code),
            &[account.period],
        ),
        coverage,
        before.map_or_else(Cell::empty, |row| Cell::number(row.value, style)),
    ];
    if let Some(row) = account.comparison(account.period, group, code, Basis::LikeForLike) {
        let (change, factor) = change_style(indicator, scale);
        let both = [row.period, row.previous_period];
        let change = facts.judged(change, code, &both);
        let rate = row
            .change_rate
            .filter(|_| change.quantity != Quantity::Points);
        cells.push(Cell::number(row.change * factor, change));
        cells.push(rate.map_or_else(Cell::empty, |rate| {
            Cell::number(rate, change.shown_as(Quantity::Percent))
        }));
    }
    Row::plain(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_two_slides_begins_with_what_its_title_says() {
        let begun = |rows: usize, told| {
            let mut figures: Vec<usize> = (0..rows).collect();
            begin_with(&mut figures, told);
            figures
        };
        assert_eq!(begun(9, Some(3)), [3, 0, 1, 2, 4, 5, 6, 7, 8]);
        assert_eq!(begun(9, None), (0..9).collect::<Vec<_>>());
        assert_eq!(begun(3, Some(2)), [0, 1, 2]);
    }
}
