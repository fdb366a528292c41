//! What a column gives, by its title and the wider titles above it.

use super::FigureColumn;
use super::Lexicon;
use super::header::{Column, ColumnContent};
use super::labels::LabelMeaning;
use super::phrases::contains_words;
use super::rating_marks::rating_of;
use crate::catalogue::{ColumnRole, IndicatorKind};
use std::sync::Arc;

/// A title's role with the wider titles above it: under `Năm trước` a result is of the period before.
fn role_of(column: &Column<'_>, lexicon: &Lexicon) -> Option<ColumnRole> {
    let role = column.title.likely_role(lexicon)?;
    if !column.title.is_under_others {
        return Some(role);
    }
    let (above, _) = column.written().rsplit_once(" › ")?;
    let is_under = |role| {
        let mut titles = above.split(" › ");
        titles.any(|title| lexicon.wording(title).title(lexicon).role == Some(role))
    };
    let is_of_before = is_under(ColumnRole::Previous);
    let is_total = ["tổng", "tổng số"].contains(&&*column.title.title.key);
    match role {
        // `So sánh với › Kế hoạch` compares, whatever it is compared with.
        ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
            if is_under(ColumnRole::Rate) =>
        {
            Some(ColumnRole::Note)
        }
        ColumnRole::Value if is_of_before => Some(ColumnRole::Previous),
        // `Kế hoạch › Tổng`, beside its parts.
        ColumnRole::Value if is_total && is_under(ColumnRole::Target) => Some(ColumnRole::Target),
        ColumnRole::Target if is_of_before => Some(ColumnRole::Note),
        other => Some(other),
    }
}

/// An indicator's column: what it says of it. A percentage of a count is not the count.
fn indicator_column(
    code: Arc<str>,
    says: FigureColumn,
    column: &Column<'_>,
    lexicon: &Lexicon,
) -> ColumnContent {
    let is_rate = lexicon
        .indicators
        .get(&code)
        .is_some_and(|indicator| indicator.kind == IndicatorKind::Percent);
    if !column.title.title.has_percent || is_rate {
        return ColumnContent::Indicator(code, says);
    }
    let written = column.written();
    let (_, lowest) = written.rsplit_once(" › ").unwrap_or(("", written));
    if lexicon.wording(lowest).title(lexicon).role == Some(ColumnRole::Rate) {
        return ColumnContent::Role(ColumnRole::Rate);
    }
    ColumnContent::Unknown(vec![lexicon.labels.label(&code).to_string()])
}

/// `Kết nạp đoàn viên mới › Kế hoạch`: the indicator above, and what the column says of it.
fn indicator_above(
    column: &Column<'_>,
    role: Option<ColumnRole>,
    lexicon: &Lexicon,
) -> Option<ColumnContent> {
    let says = match role? {
        ColumnRole::Value => FigureColumn::Actual,
        ColumnRole::Target => FigureColumn::Target,
        ColumnRole::Previous => FigureColumn::Previous,
        _ => return None,
    };
    let (above, _) = column.written().rsplit_once(" › ")?;
    let (_, lowest) = above.rsplit_once(" › ").unwrap_or(("", above));
    match lexicon.wording(lowest).title(lexicon).meaning(lexicon) {
        LabelMeaning::Indicator(code) => {
            Some(indicator_column(code.clone(), says, column, lexicon))
        }
        _ => None,
    }
}

/// `Lũy kế` alone is since whenever: beside a column that names the year it is not the year's.
pub(super) fn settle_cumulative(columns: &mut [Column<'_>]) {
    let is_value = |column: &Column<'_>| column.content == ColumnContent::Role(ColumnRole::Value);
    let is_open = |column: &Column<'_>| column.title.title.key == "lũy kế";
    let names_year = |column: &Column<'_>| {
        column.period().is_some() || contains_words(&column.title.title.key, "năm")
    };
    let has_year = |column: &Column<'_>| is_value(column) && !is_open(column) && names_year(column);
    if !columns.iter().any(has_year) {
        return;
    }
    for column in columns.iter_mut() {
        if is_value(column) && is_open(column) {
            column.content = ColumnContent::Unknown(Vec::new());
        }
    }
}

/// In a list of units `Trong đó nữ` is a part of what the column before it gives.
pub(super) fn settle_parts(columns: &mut [Column<'_>], lexicon: &Lexicon) {
    let mut whole: Option<Arc<str>> = None;
    for column in columns {
        match &column.content {
            ColumnContent::Indicator(code, FigureColumn::Actual) => whole = Some(code.clone()),
            ColumnContent::Unknown(_) => {
                let LabelMeaning::PartOfAbove(parts) = column.title.meaning(lexicon) else {
                    whole = None;
                    continue;
                };
                let part = whole.as_ref().and_then(|whole| parts.get(whole));
                if let Some(part) = part {
                    column.content = ColumnContent::Indicator(part.clone(), FigureColumn::Actual);
                }
            }
            _ => whole = None,
        }
    }
}

/// What a column gives by its title, in a table with a row per indicator or in a list of units.
pub(super) fn content_of(
    column: &Column<'_>,
    lexicon: &Lexicon,
    is_list_of_units: bool,
) -> ColumnContent {
    let role = role_of(column, lexicon);
    // What titles of figures say is an indicator's or nothing in a list of units, and so are the scores.
    let own_role = |role: ColumnRole| {
        !matches!(
            role,
            ColumnRole::Label
                | ColumnRole::UnitOfMeasure
                | ColumnRole::Value
                | ColumnRole::Previous
                | ColumnRole::Target
                | ColumnRole::Rate
                | ColumnRole::OwnPoints
                | ColumnRole::ClusterPoints
        )
    };
    if !is_list_of_units {
        return role.map_or_else(|| ColumnContent::Unknown(Vec::new()), ColumnContent::Role);
    }
    if let Some(role) = role.filter(|&role| own_role(role)) {
        return ColumnContent::Role(role);
    }
    if let Some(code) = rating_of(column, lexicon) {
        return ColumnContent::RatingMark(code);
    }
    match column.title.meaning(lexicon) {
        LabelMeaning::Indicator(code) => {
            indicator_column(code.clone(), FigureColumn::Actual, column, lexicon)
        }
        _ if let Some(content) = indicator_above(column, role, lexicon) => content,
        _ if matches!(role, Some(ColumnRole::Previous | ColumnRole::Rate)) => {
            role.map_or_else(|| ColumnContent::Unknown(Vec::new()), ColumnContent::Role)
        }
        LabelMeaning::Unknown(nearest) => ColumnContent::Unknown(nearest.clone()),
        LabelMeaning::PartOfAbove(_) => ColumnContent::Unknown(Vec::new()),
        LabelMeaning::Ambiguous(codes) => ColumnContent::Unknown(
            codes
                .iter()
                .map(|code| lexicon.labels.label(code).to_string())
                .collect(),
        ),
    }
}
