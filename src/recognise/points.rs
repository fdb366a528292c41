//! Columns of points: whose they are, and which tables are about points and not about figures.
//!
//! Points under a title that also means an indicator (`Kết quả`, `Kết nạp đoàn viên mới (5 điểm)`) are never its figures.

use super::Knowledge;
use super::column_kind::{ColumnKind, PointsColumn};
use super::grid::{Grid, GridCell, Row};
use super::layout::{Column, Header};
use super::line::NameStrength;
use super::lists::lines_above;
use super::sayings::FigureColumn;
use super::sections::behind_plain_words;
use super::statements::{Said, SheetStatements};
use super::tables::Scorer;
use super::time_words::holds_any;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, FormWords, IndicatorKind};
use crate::quantity::read_actual;
use crate::text::{self, begins_with_any, contains_any};
use std::sync::Arc;

/// Who gives the points below a title, by its words.
fn scorer_in(key: &str, lexicon: &Knowledge) -> Option<Scorer> {
    let words = &lexicon.forms.words;
    let says = |phrases: &[String]| contains_any(key, phrases);
    match (
        says(&words.own_scoring_words),
        says(&words.cluster_scoring_words),
    ) {
        (true, false) => Some(Scorer::Unit),
        (false, true) => Some(Scorer::Cluster),
        _ => None,
    }
}

/// Who gives the points of a table, by the lines above it; `None` where they say it of both, or of nobody.
pub(super) fn scorer_above(grid: &Grid<'_>, first_row: u32, lexicon: &Knowledge) -> Option<Scorer> {
    let mut found = lines_above(grid, first_row).filter_map(|line| scorer_in(line, lexicon));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Who sends a sheet whose words do not say whose its points are: a unit its own.
pub(super) fn scorer_of_form(statements: &SheetStatements) -> Option<Scorer> {
    let names = statements.strongest_name();
    // A union's line may be that of the union above.
    let names_unit = names >= Some(NameStrength::Grassroots);
    match (names_unit, statements.first(Said::Cluster).is_none()) {
        (true, _) => Some(Scorer::Unit),
        (false, false) => Some(Scorer::Cluster),
        (false, true) => (names == Some(NameStrength::Union)).then_some(Scorer::Unit),
    }
}

fn speaks_of_scoring(grid: &Grid<'_>, first_row: u32, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words.scoring_words;
    let mut lines = lines_above(grid, first_row);
    lines.any(|line| contains_any(line, words))
}

/// `BẢNG ĐIỂM CÁC CHỈ TIÊU`: whatever the columns are called.
fn is_titled_of_points(grid: &Grid<'_>, first_row: u32, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let mut lines = lines_above(grid, first_row);
    lines.any(|line| begins_with_any(behind_plain_words(line, words), &words.points_table_titles))
}

/// Points beside the criteria of one unit.
pub(super) enum Criteria {
    /// None.
    None,
    /// The table gives nothing else: a score sheet.
    Alone,
    /// Figures stand beside them.
    BesideFigures,
}

/// Settles which columns of a table with a row per criterion give points.
pub(super) fn settle_criteria(
    header: &mut Header<'_>,
    grid: &Grid<'_>,
    lexicon: &Knowledge,
) -> Criteria {
    use ColumnRole::{ClusterPoints, OwnPoints, Points};
    let has = |role| header.has(role);
    if !has(ColumnRole::Label) {
        return Criteria::None;
    }
    let is_given = [OwnPoints, ClusterPoints, Points].into_iter().any(has);
    let says_points =
        || has(ColumnRole::MaximumPoints) || speaks_of_scoring(grid, header.first_row, lexicon);
    // The lines above are asked last: most tables count in other measures.
    let results_are_points = !is_given
        && has(ColumnRole::Value)
        && !has(ColumnRole::Target)
        && !counts_in_other_measures(header, grid, lexicon)
        && says_points();
    if !is_given && !results_are_points {
        return Criteria::None;
    }
    let has_figures = has(ColumnRole::Target)
        || has(ColumnRole::Previous)
        || (has(ColumnRole::Value) && !results_are_points);
    for column in &mut header.columns {
        let Some(role) = column.kind.role() else {
            continue;
        };
        let points = match role {
            ColumnRole::MaximumPoints => PointsColumn::Maximum,
            OwnPoints => PointsColumn::Given(Some(Scorer::Unit)),
            ClusterPoints => PointsColumn::Given(Some(Scorer::Cluster)),
            Points | ColumnRole::TotalPoints => PointsColumn::Given(scorer_of(column, lexicon)),
            ColumnRole::Value if results_are_points => {
                PointsColumn::Given(scorer_of(column, lexicon))
            }
            ColumnRole::BonusPoints => PointsColumn::Bonus,
            ColumnRole::PenaltyPoints => PointsColumn::Penalty,
            _ => continue,
        };
        column.kind = ColumnKind::Points(points);
    }
    if has_figures {
        Criteria::BesideFigures
    } else {
        Criteria::Alone
    }
}

/// Who gives the points of a column, by its titles.
fn scorer_of(column: &Column<'_>, lexicon: &Knowledge) -> Option<Scorer> {
    scorer_in(column.title.written_key(), lexicon)
}

/// The cells below a header under one of its columns.
fn cells_under<'g>(
    header: &Header<'_>,
    grid: &'g Grid<'_>,
    column: u32,
) -> impl Iterator<Item = &'g GridCell<'g>> {
    let rows = grid.rows_within(header.body_row..u32::MAX);
    rows.filter_map(move |row| row.cell(column))
}

/// Whether a column of units of measure holds any but points.
fn counts_in_other_measures(header: &Header<'_>, grid: &Grid<'_>, lexicon: &Knowledge) -> bool {
    header
        .column(ColumnRole::UnitOfMeasure)
        .is_some_and(|column| {
            let words = cells_under(header, grid, column.index).filter_map(GridCell::wording);
            let points = &lexicon.forms.words.points_words;
            let mut keys = words.map(Wording::label_key);
            keys.any(|key| points.iter().all(|points| points != key))
        })
}

/// Settles which columns of a table with a row per unit give points: the sum is the unit's score, and what stands beside
/// it are its parts and no figures.
pub(super) fn settle_units(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Knowledge) {
    let of_role = |role: ColumnRole| -> Vec<usize> {
        let is_so = |it: &usize| header.columns[*it].kind.role() == Some(role);
        (0..header.columns.len()).filter(is_so).collect()
    };
    let mut totals = of_role(ColumnRole::TotalPoints);
    // `Điểm` alone is the unit's score where units are ranked, or points are what the table is about.
    if totals.is_empty() && scores_units(header, grid, lexicon) {
        totals = of_role(ColumnRole::Points);
    }
    let above = scorer_above(grid, header.first_row, lexicon);
    let scorer = |column: &Column<'_>| {
        let told = scorer_of(column, lexicon).or(above);
        told.unwrap_or(Scorer::Cluster)
    };
    let mut taken: Vec<Scorer> = Vec::new();
    let is_matrix = is_matrix(header, grid, &totals, lexicon);
    // `Tổng điểm | Tổng điểm sau thẩm định`: who says whose it is goes before who does not.
    let mut told_first = totals.clone();
    told_first.sort_by_key(|&position| scorer_of(&header.columns[position], lexicon).is_none());
    for position in told_first {
        let scorer = scorer(&header.columns[position]);
        // A second sum of the same points is only a sum.
        if !taken.contains(&scorer) {
            taken.push(scorer);
            let code: Arc<str> = scorer.indicator().into();
            header.columns[position].kind = ColumnKind::Indicator(code, FigureColumn::Actual);
        }
    }
    for position in 0..header.columns.len() {
        let column = &header.columns[position];
        // `Điểm các nội dung › Kết nạp đoàn viên mới` are points, whatever the others are.
        if !is_matrix && !is_under_points(column, lexicon) {
            continue;
        }
        let scorer = scorer(column);
        let points = match &column.kind {
            ColumnKind::Fact(ColumnRole::BonusPoints) => PointsColumn::Bonus,
            ColumnKind::Fact(ColumnRole::PenaltyPoints) => PointsColumn::Penalty,
            _ if totals.contains(&position) => continue,
            ColumnKind::Indicator(code, _) if is_score(code, lexicon) => {
                let is_part = taken.iter().any(|scorer| scorer.indicator() == &**code);
                if !is_part || !is_summed(header, grid, &totals, position) {
                    continue;
                }
                PointsColumn::Criterion(scorer)
            }
            content
                if may_be_criterion(content)
                    && cells_under(header, grid, column.index).any(GridCell::may_be_figure) =>
            {
                PointsColumn::Criterion(scorer)
            }
            _ => continue,
        };
        header.columns[position].kind = ColumnKind::Points(points);
    }
}

/// Whether one column of points, of whomever, is the score of each unit.
pub(super) fn scores_units(header: &Header<'_>, grid: &Grid<'_>, lexicon: &Knowledge) -> bool {
    let roles = header.columns.iter().map(|column| column.kind.role());
    roles
        .filter(|role| *role == Some(ColumnRole::Points))
        .count()
        == 1
        && (header.has(ColumnRole::Rank) || speaks_of_scoring(grid, header.first_row, lexicon))
}

/// Whether the title above a column's own is of points.
fn is_under_points(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words.points_words;
    let mut above = column.above().iter();
    above.any(|it| begins_with_any(&text::label_key(&it.title.written), words))
}

fn is_score(code: &str, lexicon: &Knowledge) -> bool {
    let mut kinds = [IndicatorKind::Score, IndicatorKind::Category].into_iter();
    kinds.any(|kind| lexicon.is_of_kind(code, kind))
}

fn may_be_criterion(kind: &ColumnKind) -> bool {
    use ColumnRole::{ClusterPoints, OwnPoints, Points};
    match kind {
        ColumnKind::Unknown(_) | ColumnKind::Indicator(..) | ColumnKind::Label => true,
        ColumnKind::Figure(says) => *says != FigureColumn::Previous,
        ColumnKind::Fact(role) => matches!(role, Points | OwnPoints | ClusterPoints),
        _ => false,
    }
}

/// Whether a table with a row per unit is about points: its titles say so, or its columns add up to the sum.
fn is_matrix(header: &Header<'_>, grid: &Grid<'_>, totals: &[usize], lexicon: &Knowledge) -> bool {
    if totals.is_empty() {
        return false;
    }
    let words = &lexicon.forms.words;
    let says_points = |column: &Column<'_>| {
        let mut above = column.above().iter();
        let mut remarks = column.title.title.remarks.iter();
        remarks.any(|remark| is_of_points(remark, words))
            || above.any(|it| contains_any(it.written_key(), &words.points_words))
    };
    let others = || {
        let columns = header.columns.iter().enumerate();
        columns.filter(|(position, _)| !totals.contains(position))
    };
    let says_so = others().any(|(_, column)| {
        let is_extra = matches!(
            column.kind,
            ColumnKind::Fact(ColumnRole::BonusPoints | ColumnRole::PenaltyPoints)
        );
        is_extra || says_points(column)
    });
    let counts = |column: &Column<'_>| matches!(&column.kind, ColumnKind::Indicator(code, _) if !is_score(code, lexicon));
    says_so
        || is_titled_of_points(grid, header.first_row, lexicon)
        || speaks_of_scoring(grid, header.first_row, lexicon) && !header.columns.iter().any(counts)
        || others().any(|(position, _)| is_summed(header, grid, totals, position))
}

/// `(40 điểm)`, `(tối đa 10đ)`
pub(super) fn is_of_points(remark: &str, words: &FormWords) -> bool {
    let lower = remark.to_lowercase();
    let has_number = lower.contains(|c: char| c.is_ascii_digit());
    let mut signs = words.points_signs.iter();
    has_number
        && (holds_any(&lower, &words.points_words)
            || holds_any(&lower, &words.maximum_rows)
            || signs.any(|sign| lower.trim_end().ends_with(sign.as_str())))
}

/// Whether the columns between the names and a sum add up to it, this one among them.
fn is_summed(header: &Header<'_>, grid: &Grid<'_>, totals: &[usize], position: usize) -> bool {
    let Some(&total) = totals.iter().find(|&&total| total > position) else {
        return false;
    };
    let names = [ColumnRole::ReportingUnit, ColumnRole::UnitCode].map(Some);
    let mut columns = header.columns.iter();
    let first = columns.position(|column| names.contains(&column.kind.role()));
    let first = first.map_or(0, |names| names + 1);
    if position < first {
        return false;
    }
    let parts: Vec<(u32, f64)> = header.columns[first..total]
        .iter()
        .filter_map(|column| match &column.kind {
            ColumnKind::Fact(ColumnRole::PenaltyPoints) => Some((column.index, -1.0)),
            ColumnKind::Fact(ColumnRole::BonusPoints) => Some((column.index, 1.0)),
            ColumnKind::Indicator(code, _) if **code == *Scorer::Unit.indicator() => None,
            content if may_be_criterion(content) => Some((column.index, 1.0)),
            _ => None,
        })
        .collect();
    /// A sum of fewer columns may be one by chance.
    const FEWEST_PARTS: usize = 2;
    if parts.len() < FEWEST_PARTS {
        return false;
    }
    let total = header.columns[total].index;
    let sum = |row: &Row<'_>| {
        let points = parts.iter().map(|(column, sign)| {
            row.cell(*column)
                .map_or(Some(0.0), |cell| Some(points_in(cell)?.abs() * sign))
        });
        points.sum::<Option<f64>>()
    };
    let rows = grid.rows_within(header.body_row..u32::MAX);
    let (mut even, mut odd) = (0, 0);
    for row in rows {
        let Some(stated) = row.cell(total).and_then(points_in) else {
            continue;
        };
        match sum(&row) {
            Some(sum) if (sum - stated).abs() < 1e-6 => even += 1,
            _ => odd += 1,
        }
    }
    even > 2 * odd
}

/// The points in a cell, where they are certain.
fn points_in(cell: &GridCell<'_>) -> Option<f64> {
    read_actual(&cell.content(), IndicatorKind::Score, None)
        .ok()
        .map(|quantity| quantity.value)
}
