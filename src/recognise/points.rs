//! Columns of points: whose they are, and which tables are about points and not about figures.
//!
//! Points under a title that also means an indicator (`Kết quả`, `Kết nạp đoàn viên mới (5 điểm)`) are never its figures.

use super::Lexicon;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::header::{Column, Header};
use super::lists::lines_above;
use super::phrases::contains_words;
use super::{FigureColumn, NameStrength, SheetStatements};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::quantity::read_actual;
use crate::text;
use std::sync::Arc;

/// Who gives points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scorer {
    /// The unit itself.
    Unit,
    /// Its cluster, or who else looks over what the unit gave itself.
    Cluster,
}

impl Scorer {
    /// The code of the indicator that the sum of the points is.
    pub fn indicator(self) -> &'static str {
        match self {
            Scorer::Unit => "self_score",
            Scorer::Cluster => "cluster_score",
        }
    }
}

/// What a column of points gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PointsColumn {
    /// The most that a criterion can have.
    Maximum,
    /// What somebody gave; nobody says who.
    Given(Option<Scorer>),
    /// On top.
    Bonus,
    /// Taken off.
    Penalty,
    /// In a table with a row per unit, what somebody gave on one criterion.
    Criterion(Scorer),
}

/// Who gives the points below a title, by its words.
fn scorer_in(key: &str, lexicon: &Lexicon) -> Option<Scorer> {
    let words = &lexicon.forms.words;
    let says = |phrases: &[String]| phrases.iter().any(|phrase| contains_words(key, phrase));
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
pub(super) fn scorer_above(grid: &Grid<'_>, first_row: u32, lexicon: &Lexicon) -> Option<Scorer> {
    let mut found = lines_above(grid, first_row).filter_map(|line| scorer_in(&line, lexicon));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Who sends a sheet whose words do not say whose its points are: a unit its own.
pub(super) fn scorer_of_form(statements: &SheetStatements) -> Option<Scorer> {
    let names = statements.strongest_name();
    // A union's line may be that of the union above.
    let names_unit = names >= Some(NameStrength::Grassroots);
    match (names_unit, statements.clusters.is_empty()) {
        (true, _) => Some(Scorer::Unit),
        (false, false) => Some(Scorer::Cluster),
        (false, true) => names
            .filter(|name| *name == NameStrength::Union)
            .map(|_| Scorer::Unit),
    }
}

fn speaks_of_scoring(grid: &Grid<'_>, first_row: u32, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words.scoring_words;
    let mut lines = lines_above(grid, first_row);
    lines.any(|line| words.iter().any(|phrase| contains_words(&line, phrase)))
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
    lexicon: &Lexicon,
) -> Criteria {
    let has = |role| header.column(role).is_some();
    if !has(ColumnRole::Label) {
        return Criteria::None;
    }
    let given = [
        ColumnRole::OwnPoints,
        ColumnRole::ClusterPoints,
        ColumnRole::Points,
    ];
    let is_given = given.into_iter().any(has);
    let says_points =
        has(ColumnRole::MaximumPoints) || speaks_of_scoring(grid, header.first_row, lexicon);
    let results_are_points = !is_given
        && has(ColumnRole::Value)
        && says_points
        && !has(ColumnRole::Target)
        && !counts_in_other_measures(header, grid);
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
            ColumnRole::OwnPoints => PointsColumn::Given(Some(Scorer::Unit)),
            ColumnRole::ClusterPoints => PointsColumn::Given(Some(Scorer::Cluster)),
            ColumnRole::Points | ColumnRole::TotalPoints => {
                PointsColumn::Given(scorer_in(&path_key(column), lexicon))
            }
            ColumnRole::Value if results_are_points => {
                PointsColumn::Given(scorer_in(&path_key(column), lexicon))
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

fn path_key(column: &Column<'_>) -> String {
    text::label_key(column.written())
}

/// Whether a column of units of measure holds any but points.
fn counts_in_other_measures(header: &Header<'_>, grid: &Grid<'_>) -> bool {
    let Some(column) = header.column(ColumnRole::UnitOfMeasure) else {
        return false;
    };
    let rows = grid.rows_within(header.body_row..u32::MAX);
    let mut cells = rows.filter_map(|row| row.cell(column.index));
    cells.any(|cell| cell.wording().is_some_and(|it| it.label_key() != "điểm"))
}

/// Settles which columns of a table with a row per unit give points: the sum is the unit's score, and what stands beside
/// it are its parts and no figures.
pub(super) fn settle_units(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Lexicon) {
    let of_role = |role: ColumnRole| -> Vec<usize> {
        let columns = header.columns.iter().enumerate();
        let is_so = |column: &Column<'_>| column.kind.role() == Some(role);
        columns
            .filter(|(_, column)| is_so(column))
            .map(|(position, _)| position)
            .collect()
    };
    let mut totals = of_role(ColumnRole::TotalPoints);
    // `Điểm` alone is the unit's score where units are ranked, or points are what the table is about.
    if totals.is_empty() && scores_units(header, grid, lexicon) {
        totals = of_role(ColumnRole::Points);
    }
    let above = scorer_above(grid, header.first_row, lexicon);
    let scorer = |column: &Column<'_>| scorer_in(&path_key(column), lexicon).or(above);
    let mut taken: Vec<Scorer> = Vec::new();
    let is_matrix = is_matrix(header, grid, &totals, lexicon);
    for &position in &totals {
        let column = &header.columns[position];
        let scorer = scorer(column).unwrap_or(Scorer::Cluster);
        // A second sum of the same points is only a sum.
        if !taken.contains(&scorer) {
            taken.push(scorer);
            let code: Arc<str> = scorer.indicator().into();
            header.columns[position].kind = ColumnKind::Indicator(code, FigureColumn::Actual);
        }
    }
    if !is_matrix {
        return;
    }
    for position in 0..header.columns.len() {
        let column = &header.columns[position];
        let scorer = scorer(column).unwrap_or(Scorer::Cluster);
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
            content if may_be_criterion(content) && holds_numbers(grid, header, column.index) => {
                PointsColumn::Criterion(scorer)
            }
            _ => continue,
        };
        header.columns[position].kind = ColumnKind::Points(points);
    }
}

/// Whether one column of points, of whomever, is the score of each unit.
pub(super) fn scores_units(header: &Header<'_>, grid: &Grid<'_>, lexicon: &Lexicon) -> bool {
    let of_points = header
        .columns
        .iter()
        .filter(|column| column.kind.role() == Some(ColumnRole::Points));
    of_points.count() == 1
        && (header.column(ColumnRole::Rank).is_some()
            || speaks_of_scoring(grid, header.first_row, lexicon))
}

fn is_score(code: &str, lexicon: &Lexicon) -> bool {
    let indicator = lexicon.indicators.get(code);
    indicator.is_some_and(|indicator| {
        matches!(
            indicator.kind,
            IndicatorKind::Score | IndicatorKind::Category
        )
    })
}

fn may_be_criterion(kind: &ColumnKind) -> bool {
    match kind {
        ColumnKind::Unknown(_) | ColumnKind::Indicator(..) => true,
        ColumnKind::Label => true,
        ColumnKind::Figure(says) => *says != FigureColumn::Previous,
        ColumnKind::Fact(role) => matches!(
            role,
            ColumnRole::Points | ColumnRole::OwnPoints | ColumnRole::ClusterPoints
        ),
        ColumnKind::Measure
        | ColumnKind::Stage
        | ColumnKind::Part(_)
        | ColumnKind::OfUnit
        | ColumnKind::OfAllUnits
        | ColumnKind::Points(_)
        | ColumnKind::RatingMark(_)
        | ColumnKind::Difference
        | ColumnKind::Note => false,
    }
}

fn holds_numbers(grid: &Grid<'_>, header: &Header<'_>, column: u32) -> bool {
    let rows = grid.rows_within(header.body_row..u32::MAX);
    let mut cells = rows.filter_map(|row| row.cell(column));
    cells.any(GridCell::may_be_figure)
}

/// Whether a table with a row per unit is about points: its titles say so, or its columns add up to the sum.
fn is_matrix(header: &Header<'_>, grid: &Grid<'_>, totals: &[usize], lexicon: &Lexicon) -> bool {
    if totals.is_empty() {
        return false;
    }
    let says_points = |column: &Column<'_>| {
        let title = &column.title.title;
        let in_parentheses = title.remarks.iter().any(|remark| is_of_points(remark));
        let wider = column.written().rsplit_once(" › ");
        in_parentheses
            || wider.is_some_and(|(above, _)| contains_words(&text::label_key(above), "điểm"))
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
    says_so
        || speaks_of_scoring(grid, header.first_row, lexicon) && !has_counts(header, lexicon)
        || others().any(|(position, _)| is_summed(header, grid, totals, position))
}

fn has_counts(header: &Header<'_>, lexicon: &Lexicon) -> bool {
    header.columns.iter().any(|column| match &column.kind {
        ColumnKind::Indicator(code, _) => !is_score(code, lexicon),
        _ => false,
    })
}

/// `(40 điểm)`, `(tối đa 10đ)`
pub(super) fn is_of_points(remark: &str) -> bool {
    let lower = remark.to_lowercase();
    let has_number = lower.contains(|c: char| c.is_ascii_digit());
    has_number
        && (lower.contains("điểm") || lower.trim_end().ends_with('đ') || lower.contains("tối đa"))
}

/// Whether the columns between the names and a sum add up to it, this one among them.
fn is_summed(header: &Header<'_>, grid: &Grid<'_>, totals: &[usize], position: usize) -> bool {
    let Some(&total) = totals.iter().find(|&&total| total > position) else {
        return false;
    };
    let first = header
        .columns
        .iter()
        .position(|column| {
            matches!(
                column.kind,
                ColumnKind::Fact(ColumnRole::ReportingUnit | ColumnRole::UnitCode)
            )
        })
        .map_or(0, |names| names + 1);
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
    even >= 2 && even > 2 * odd
}

/// The points in a cell, where they are certain.
fn points_in(cell: &GridCell<'_>) -> Option<f64> {
    read_actual(&cell.content(), IndicatorKind::Score, None)
        .ok()
        .map(|quantity| quantity.value)
}
