//! Points by criterion: a unit's score sheet with its criteria as a tree, or a cluster's with a column per criterion.
//!
//! The total row gives the unit's scores. What stands above it is kept criterion by criterion, and is no indicator's figure.

use super::account::{RowKind, RowKinds};
use super::column_kind::{ColumnKind, PointsColumn};
use super::grid::{GridCell, Row};
use super::layout::Column;
use super::outline::{Outline, Place};
use super::points::{is_of_points, scorer_above, scorer_of_form};
use super::region::Region;
use super::row_mark::{Mark, Marked};
use super::statements::SheetStatements;
use super::tables::{FigureCell, FigureTable, Scorer, UnitRow};
use crate::catalogue::{ColumnRole, FormWords, IndicatorKind};
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::read::CellContent;
use crate::text::{self, begins_with_any};
use std::sync::Arc;

/// Points as they stand.
#[derive(Debug, Clone)]
pub struct PointsCell {
    /// What stands there.
    pub content: CellContent,
    /// As it is stored.
    pub raw: String,
    /// Where.
    pub at: CellAddress,
}

/// What a line of points is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreKind {
    /// A criterion.
    Criterion,
    /// Points on top.
    Bonus,
    /// Points taken off.
    Penalty,
    /// The sum of a part, or of all.
    Total,
}

/// A criterion in its tree.
#[derive(Debug, Clone, Default)]
pub struct Criterion {
    /// How deep in the tree it stands, 0 on top.
    pub depth: usize,
    /// Its number: `1.2`.
    pub number: String,
    /// Its words.
    pub title: String,
}

/// A criterion, or a sum, with the points given on it.
#[derive(Debug, Clone)]
pub struct ScoreLine {
    /// In tables with a row per unit, the row's position in [`ScoreTable::units`].
    pub unit_row: Option<usize>,
    /// What it is.
    pub kind: ScoreKind,
    /// Whether the points stand in a column of bonuses or deductions beside the criterion's own.
    pub is_beside: bool,
    /// What the points are for.
    pub criterion: Criterion,
    /// The most it can have.
    pub maximum: Option<PointsCell>,
    /// What was given on it.
    pub given: Given<PointsCell>,
    /// Where its first points stand.
    pub at: CellAddress,
}

/// A table of points.
#[derive(Debug, Clone)]
pub struct ScoreTable {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// The units of a table with a row per unit; none in a unit's own.
    pub units: Vec<UnitRow>,
    /// Its lines, from top to bottom, unit by unit.
    pub lines: Vec<ScoreLine>,
    /// What has points and no total: whose, and where the title of its column stands.
    pub without_total: Vec<(Scorer, CellAddress)>,
    /// Columns of points that nobody says whose they are.
    pub of_nobody: Vec<CellAddress>,
}

/// The columns of points of a table with a row per criterion.
struct PointsColumns<'a> {
    maximum: Option<&'a Column<'a>>,
    given: Given<&'a Column<'a>>,
    extra: Vec<(&'a Column<'a>, ScoreKind)>,
    of_nobody: Vec<CellAddress>,
}

/// What each who gives points gave: the unit, its cluster.
pub type Given<T> = [Option<T>; 2];

/// What one of them gave.
fn given_by<T>(scorer: Scorer, given: T) -> Given<T> {
    match scorer {
        Scorer::Unit => [Some(given), None],
        Scorer::Cluster => [None, Some(given)],
    }
}

impl<'a> PointsColumns<'a> {
    fn new(region: &Region<'a>, statements: &SheetStatements) -> Self {
        let header = region.header;
        let mut columns = Self {
            maximum: None,
            given: [None, None],
            extra: Vec::new(),
            of_nobody: Vec::new(),
        };
        let mut open = Vec::new();
        for (column, points) in points_columns(region) {
            match points {
                PointsColumn::Maximum => columns.maximum = columns.maximum.or(Some(column)),
                PointsColumn::Given(Some(scorer)) => columns.take(scorer, column),
                PointsColumn::Given(None) => open.push(column),
                PointsColumn::Bonus => columns.extra.push((column, ScoreKind::Bonus)),
                PointsColumn::Penalty => columns.extra.push((column, ScoreKind::Penalty)),
                PointsColumn::Criterion(_) => {}
            }
        }
        let above = scorer_above(region.grid, header.first_row, region.lexicon);
        let scorer = above.or_else(|| scorer_of_form(statements));
        for column in open {
            // Beside points that are somebody's, nobody can say whose others are.
            match scorer.filter(|_| columns.given.iter().all(Option::is_none)) {
                Some(scorer) => columns.take(scorer, column),
                None => columns.of_nobody.push(column.title_at),
            }
        }
        columns
    }

    fn take(&mut self, scorer: Scorer, column: &'a Column<'a>) {
        let place = &mut self.given[scorer as usize];
        match place {
            None => *place = Some(column),
            Some(_) => self.of_nobody.push(column.title_at),
        }
    }

    /// The columns of each who gives points.
    fn by_scorer(&self) -> impl Iterator<Item = (Scorer, &'a Column<'a>)> + use<'a> {
        let given = Scorer::BOTH.into_iter().zip(self.given);
        given.filter_map(|(scorer, column)| Some((scorer, column?)))
    }
}

/// The columns of points of a table.
fn points_columns<'a>(
    region: &Region<'a>,
) -> impl Iterator<Item = (&'a Column<'a>, PointsColumn)> + use<'a> {
    let columns = region.header.columns.iter();
    columns.filter_map(|column| match column.kind {
        ColumnKind::Points(points) => Some((column, points)),
        _ => None,
    })
}

/// Reads a unit's score sheet: its points, and its scores as figures.
pub(super) fn read_criteria(
    region: &Region<'_>,
    statements: &SheetStatements,
) -> (ScoreTable, FigureTable, RowKinds) {
    let mut walk = Walk {
        region,
        columns: PointsColumns::new(region, statements),
        outline: Outline::new(&region.lexicon.forms.words),
        has_ended: false,
        lines: Vec::new(),
        ratings: Vec::new(),
    };
    let kinds = region
        .rows()
        .map(|row| (row.number, walk.read_row(row)))
        .collect();
    walk.finish(kinds)
}

/// The points that stand beside the figures of a table with a row per indicator, where any do.
pub(super) fn read_beside(
    region: &Region<'_>,
    statements: &SheetStatements,
) -> Option<(ScoreTable, FigureTable)> {
    points_columns(region).next()?;
    let (points, figures, _) = read_criteria(region, statements);
    Some((points, figures))
}

/// The points of a row.
struct RowPoints {
    given: Given<PointsCell>,
    maximum: Option<PointsCell>,
    /// On top, or taken off.
    extra: Vec<(PointsCell, ScoreKind)>,
}

impl RowPoints {
    /// Where the first points on the criterion itself stand.
    fn first(&self) -> Option<CellAddress> {
        let mut cells = self.given.iter().chain([&self.maximum]).flatten();
        cells.next().map(|cell| cell.at)
    }
}

struct Walk<'a> {
    region: &'a Region<'a>,
    columns: PointsColumns<'a>,
    outline: Outline<'a>,
    has_ended: bool,
    lines: Vec<(u32, ScoreLine)>,
    /// Rows that rate the unit.
    ratings: Vec<FigureCell>,
}

impl<'a> Walk<'a> {
    fn read_row(&mut self, row: Row<'a>) -> RowKind {
        let words = &self.region.lexicon.forms.words;
        let given = self.points_in(row);
        let is_signature = |cell: &GridCell<'_>| {
            let key = cell.wording().map(|wording| wording.label_key());
            key.is_some_and(|key| begins_with_any(key, &words.signature_words))
        };
        self.has_ended |= given.is_none() && row.cells.iter().any(is_signature);
        if self.has_ended {
            return RowKind::Below;
        }
        let (number, label) = self.named(row);
        if label.is_empty() && number.is_empty() {
            return RowKind::Heading;
        }
        let key = text::label_key(&label);
        if self.take_rating(row, &key) || self.take_rating_line(row) {
            return RowKind::Facts;
        }
        let kind = self.kind_of(&key);
        let is_total = kind == ScoreKind::Total;
        // `Điểm thưởng` below the sum of all criteria is of none of them.
        let above = self.lines.last().map(|(_, line)| line);
        let is_below_sum = number.is_empty()
            && matches!(kind, ScoreKind::Bonus | ScoreKind::Penalty)
            && above.is_some_and(|above| above.kind == ScoreKind::Total);
        if is_below_sum {
            self.outline.close();
        }
        let place = match is_total {
            true => Place::default(),
            false => self.outline.enter(&number, &label),
        };
        let Some(given) = given else {
            return RowKind::Heading;
        };
        for (cell, kind) in given.extra.iter().filter(|_| !is_total) {
            self.push_extra(row, &place, (cell.clone(), *kind));
        }
        if let Some(at) = given.first() {
            let line = ScoreLine {
                unit_row: None,
                kind: self.kind_under(kind, place.depth),
                is_beside: false,
                criterion: Criterion {
                    depth: place.depth,
                    number: place.number,
                    title: place.title,
                },
                maximum: given.maximum,
                given: given.given,
                at,
            };
            self.lines.push((row.number, line));
        }
        RowKind::Facts
    }

    /// The points that stand in a row; none where it only heads others.
    fn points_in(&self, row: Row<'_>) -> Option<RowPoints> {
        let points = |column: Option<&Column<'_>>| {
            let cell = row.cell(column?.index)?;
            cell.may_be_figure().then(|| points_cell(cell))
        };
        let maximum = self.columns.maximum;
        let maximum = maximum.and_then(|column| row.cell(column.index));
        let extra = self.columns.extra.iter();
        let given = RowPoints {
            given: self.columns.given.map(&points),
            maximum: maximum.map(points_cell),
            extra: extra
                .filter_map(|(column, kind)| Some((points(Some(column))?, *kind)))
                .collect(),
        };
        let has_any = given.first().is_some() || !given.extra.is_empty();
        has_any.then_some(given)
    }

    /// What a row's words say that it is.
    fn kind_of(&self, key: &str) -> ScoreKind {
        let words = &self.region.lexicon.forms.words;
        // `Tổng số đoàn viên`, with points beside its figure, is a criterion.
        let is_sum = || words.is_total(key) && self.region.lexicon.indicator_of(key).is_none();
        if is_sum() || begins_with_any(key, &words.total_points_rows) {
            ScoreKind::Total
        } else if begins_with_any(key, &words.bonus_rows) {
            ScoreKind::Bonus
        } else if begins_with_any(key, &words.penalty_rows) {
            ScoreKind::Penalty
        } else {
            ScoreKind::Criterion
        }
    }

    /// What stands under a heading of bonuses is one.
    fn kind_under(&self, kind: ScoreKind, depth: usize) -> ScoreKind {
        if kind != ScoreKind::Criterion || depth == 0 {
            return kind;
        }
        let mut above = self.lines.iter().rev().map(|(_, line)| line);
        let above =
            above.find(|line| line.criterion.depth < depth && line.kind != ScoreKind::Total);
        above.map_or(kind, |line| line.kind)
    }

    /// The number and the words of a row; the words may stand under the numbers where both cells are merged.
    fn named(&self, row: Row<'_>) -> (String, String) {
        let shown = |role: ColumnRole| {
            let cell = self.region.header.cell(role, row);
            cell.map_or_else(String::new, |cell| cell.shown().trim().to_string())
        };
        let (number, label) = (shown(ColumnRole::Number), shown(ColumnRole::Label));
        let is_words = number.chars().filter(|c| c.is_alphabetic()).count() > 4;
        if label.is_empty() && is_words {
            return (String::new(), number);
        }
        (number, label)
    }

    /// `Xếp loại: Hoàn thành tốt nhiệm vụ`, below the total.
    fn take_rating(&mut self, row: Row<'_>, key: &str) -> bool {
        let lexicon = self.region.lexicon;
        let meant = lexicon.indicator_of(key);
        let is_rating = |code: &Arc<str>| lexicon.is_of_kind(code, IndicatorKind::Category);
        let Some(code) = meant.filter(is_rating) else {
            return false;
        };
        let columns = self.columns.by_scorer();
        let cells = columns.filter_map(|(_, column)| row.cell(column.index));
        let mut rated = cells.filter(|cell| lexicon.rating(cell.said()).is_some());
        let Some(cell) = rated.next() else {
            return false;
        };
        let mut figure = FigureCell::new(code, cell.address, Some(cell));
        // What the unit and its cluster rate otherwise is neither's.
        let own = lexicon.rating(cell.said());
        let other = rated.find(|other| lexicon.rating(other.said()) != own);
        if let Some(other) = other {
            figure.raw = format!("{}; {}", cell.said(), other.said());
            figure.content = Some(CellContent::Text(figure.raw.as_str().into()));
        }
        self.ratings.push(figure);
        true
    }

    /// The same in one cell: `CĐCS tự xếp loại: Hoàn thành tốt nhiệm vụ`.
    fn take_rating_line(&mut self, row: Row<'_>) -> bool {
        let lexicon = self.region.lexicon;
        let [cell] = row.cells else {
            return false;
        };
        let Some((label, rating)) = cell.said().split_once(':') else {
            return false;
        };
        let is_rating = |code: &Arc<str>| lexicon.is_of_kind(code, IndicatorKind::Category);
        let meant = lexicon.indicator_of(label).filter(is_rating);
        let Some(code) = meant.filter(|_| lexicon.rating(rating.trim()).is_some()) else {
            return false;
        };
        let mut figure = FigureCell::new(code, cell.address, Some(cell));
        figure.content = Some(CellContent::Text(rating.trim().into()));
        self.ratings.push(figure);
        true
    }

    fn push_extra(&mut self, row: Row<'_>, place: &Place, (cell, kind): (PointsCell, ScoreKind)) {
        let what = match kind {
            ScoreKind::Bonus => "điểm thưởng",
            _ => "điểm trừ",
        };
        let scorer = match self.columns.given {
            [None, Some(_)] => Scorer::Cluster,
            _ => Scorer::Unit,
        };
        let at = cell.at;
        let line = ScoreLine {
            unit_row: None,
            kind,
            is_beside: true,
            criterion: Criterion {
                depth: place.depth,
                number: place.number.clone(),
                title: format!("{} ({what})", place.title),
            },
            maximum: None,
            given: given_by(scorer, cell),
            at,
        };
        self.lines.push((row.number, line));
    }

    /// The last total of each who gave points is the score.
    fn finish(self, kinds: RowKinds) -> (ScoreTable, FigureTable, RowKinds) {
        let sheet = self.region.grid.sheet.clone();
        let mut figures = FigureTable::new(FormKind::ScoreSheet, sheet.clone());
        let mut without_total = Vec::new();
        let is_sum = |line: &ScoreLine| line.kind == ScoreKind::Total;
        let is_given = |line: &ScoreLine| line.given.iter().any(Option::is_some);
        let mut lines = self.lines.iter().rev();
        let total = lines.find(|(_, line)| is_sum(line) && is_given(line));
        let total = total.map(|(row, _)| self.region.grid.row(*row));
        for (scorer, column) in self.columns.by_scorer() {
            let mut lines = self.lines.iter();
            if !lines.any(|(_, line)| line.given[scorer as usize].is_some()) {
                continue;
            }
            let Some(row) = total else {
                without_total.push((scorer, column.title_at));
                continue;
            };
            let at = CellAddress::new(row.number, column.index);
            let score = FigureCell::new(scorer.indicator().into(), at, row.cell(column.index));
            figures.figures.push(score);
        }
        figures.figures.extend(self.ratings);
        let table = ScoreTable {
            sheet,
            units: Vec::new(),
            lines: self.lines.into_iter().map(|(_, line)| line).collect(),
            without_total,
            of_nobody: self.columns.of_nobody,
        };
        (table, figures, kinds)
    }
}

fn points_cell(cell: &GridCell<'_>) -> PointsCell {
    PointsCell {
        content: cell.content(),
        raw: cell.raw(),
        at: cell.address,
    }
}

/// The points by criterion in a table with a row per unit, for the units that were read from it.
pub(super) fn read_units(region: &Region<'_>, figures: &FigureTable) -> Option<ScoreTable> {
    let columns: Vec<(&Column<'_>, PointsColumn)> = points_columns(region).collect();
    if columns.is_empty() {
        return None;
    }
    let maxima = maximum_row(region);
    let mut lines = Vec::new();
    for (unit_row, unit) in figures.units.iter().enumerate() {
        let row = region.grid.row(unit.at.row);
        for (position, (column, points)) in columns.iter().enumerate() {
            let Some(cell) = row.cell(column.index).filter(|cell| cell.may_be_figure()) else {
                continue;
            };
            let of_row = maxima
                .and_then(|row| row.cell(column.index))
                .map(points_cell);
            let (number, kind) = match points {
                PointsColumn::Bonus => ("bonus".to_string(), ScoreKind::Bonus),
                PointsColumn::Penalty => ("penalty".to_string(), ScoreKind::Penalty),
                _ => (number_of(column, position), ScoreKind::Criterion),
            };
            let scorer = match points {
                PointsColumn::Criterion(scorer) | PointsColumn::Given(Some(scorer)) => *scorer,
                _ => scorer_of_others(&columns),
            };
            lines.push(ScoreLine {
                unit_row: Some(unit_row),
                kind,
                is_beside: false,
                criterion: Criterion {
                    depth: 0,
                    number,
                    title: column.lowest_title().to_string(),
                },
                maximum: maximum_in_title(column, &region.lexicon.forms.words).or(of_row),
                given: given_by(scorer, points_cell(cell)),
                at: cell.address,
            });
        }
        lines.extend(totals_of(figures, unit_row));
    }
    Some(ScoreTable {
        sheet: region.grid.sheet.clone(),
        units: figures.units.clone(),
        lines,
        without_total: Vec::new(),
        of_nobody: Vec::new(),
    })
}

/// The most that a criterion can have, where its title says it: `Kết nạp đoàn viên (10 điểm)`.
fn maximum_in_title(column: &Column<'_>, words: &FormWords) -> Option<PointsCell> {
    let mut remarks = column.title.title.remarks.iter();
    let remark = remarks.find(|it| is_of_points(it, words))?;
    Some(PointsCell {
        content: CellContent::Text(remark.as_str().into()),
        raw: remark.clone(),
        at: column.title_at,
    })
}

/// The sums that a unit's row states, one for each who gave them.
fn totals_of(figures: &FigureTable, unit_row: usize) -> impl Iterator<Item = ScoreLine> {
    let figures = figures.figures.iter();
    let of_unit = figures.filter(move |figure| figure.unit_row == Some(unit_row));
    of_unit.filter_map(move |figure| {
        let mut scorers = Scorer::BOTH.into_iter();
        let scorer = scorers.find(|scorer| scorer.indicator() == &*figure.indicator)?;
        let total = PointsCell {
            content: figure.content.clone()?,
            raw: figure.raw.clone(),
            at: figure.at,
        };
        Some(ScoreLine {
            unit_row: Some(unit_row),
            kind: ScoreKind::Total,
            is_beside: false,
            criterion: Criterion::default(),
            maximum: None,
            given: given_by(scorer, total),
            at: figure.at,
        })
    })
}

fn scorer_of_others(columns: &[(&Column<'_>, PointsColumn)]) -> Scorer {
    let mut scorers = columns.iter().rev().filter_map(|(_, points)| match points {
        PointsColumn::Criterion(scorer) => Some(*scorer),
        _ => None,
    });
    scorers.next().unwrap_or(Scorer::Cluster)
}

/// The row below the titles that gives the most points of each criterion.
fn maximum_row<'a>(region: &Region<'a>) -> Option<Row<'a>> {
    let mut rows = region.rows();
    rows.find(|row| is_maximum_row(*row, region))
}

/// `Điểm tối đa | 40 | 40 | 15`: a row of a table of units that is none.
pub(super) fn is_maximum_row(row: Row<'_>, region: &Region<'_>) -> bool {
    let words = &region.lexicon.forms.words.maximum_rows;
    let has_points = points_columns(region).any(|(column, _)| row.cell(column.index).is_some());
    let mut texts = row.cells.iter().filter_map(GridCell::wording);
    has_points && texts.any(|wording| begins_with_any(wording.label_key(), words))
}

/// The number that a criterion's title names, else its place among them.
fn number_of(column: &Column<'_>, position: usize) -> String {
    let title = column.lowest_title();
    let words = title.split(|c: char| c.is_whitespace() || c == '(' || c == ')');
    /// `Nội dung 1`, `Tiêu chí II`, `1.2. Báo cáo`
    const WORDS_LOOKED_AT: usize = 3;
    let numbers = words.take(WORDS_LOOKED_AT).filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let marked = Marked::of(word).filter(|it| it.rest.is_empty())?;
        matches!(marked.mark, Mark::Numbers(_) | Mark::Roman).then(|| word.to_string())
    });
    let mut numbers = numbers.into_iter();
    numbers.next().unwrap_or_else(|| (position + 1).to_string())
}
