//! Ratings told by marks: a column for each category, and a cross in one of them.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::labels::LabelMeaning;
use super::layout::{Body, Column, Header, TableLayout};
use super::remarks::without_remarks;
use super::sayings::Timed;
use super::tables::{FigureCell, FigureTimes};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::location::CellAddress;
use crate::read::CellContent;
use crate::text;
use std::sync::Arc;

/// A rating of one category is none.
const FEWEST_CATEGORIES: usize = 2;

/// The rating whose category a column's title names: `Xếp loại CĐCS › Hoàn thành tốt nhiệm vụ`.
pub(super) fn rating_of(column: &Column<'_>, lexicon: &Knowledge) -> Option<Arc<str>> {
    lexicon.rating(column.lowest_title())?;
    let is_rating = |code: &Arc<str>| lexicon.is_of_kind(code, IndicatorKind::Category);
    // `Xếp loại CĐCS (đánh dấu x)`
    let meant = |title: &str| {
        let title = without_remarks(title, &lexicon.forms.words);
        lexicon.indicator_of(&title).filter(is_rating)
    };
    match column.above() {
        [] => {
            let mut codes = lexicon.indicators.iter().map(|it| it.code.clone());
            codes.find(is_rating)
        }
        above => above.iter().find_map(|it| meant(&it.title.written)),
    }
}

/// Whether a table with a row per indicator asks for a rating by columns of its categories.
pub(super) fn asks_for_ratings(
    header: &Header<'_>,
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) -> bool {
    let mut columns = header.columns.iter().filter(|it| is_of_marks(it));
    let label = header.column(ColumnRole::Label).map(|it| it.index);
    let labels = label.into_iter().flat_map(|label| body.under(label));
    let mut labels = labels.filter_map(GridCell::wording);
    columns.nth(FEWEST_CATEGORIES - 1).is_some()
        && labels.any(|it| is_rating(&it.label(lexicon).meaning, lexicon))
}

fn is_rating(meaning: &LabelMeaning, lexicon: &Knowledge) -> bool {
    matches!(meaning, LabelMeaning::Indicator(code) if lexicon.is_of_kind(code, IndicatorKind::Category))
}

pub(super) fn is_of_marks(column: &Column<'_>) -> bool {
    matches!(column.kind, ColumnKind::RatingMark(_))
}

/// Leaves only those columns of marks that hold marks, and of which there are several: others hold what we do not know.
pub(super) fn settle_ratings(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Knowledge) {
    add_categories(header, grid, lexicon);
    let of_marks = header.columns.iter().filter(|column| is_of_marks(column));
    let of_marks: Vec<u32> = of_marks.map(|column| column.index).collect();
    // A total row holds numbers.
    let (mut marked, mut of_numbers) = (0, 0);
    for row in grid.rows_within(header.body_row..u32::MAX) {
        let cells = of_marks.iter().filter_map(|column| row.cell(*column));
        let cells: Vec<bool> = cells.map(|cell| is_mark(cell, lexicon)).collect();
        marked += usize::from(cells.contains(&true));
        of_numbers += usize::from(!cells.is_empty() && !cells.contains(&true));
    }
    let are_marks = match header.layout {
        // Numbers there are of other rows: so many are in each category.
        TableLayout::RowPerIndicator => of_numbers == 0,
        _ => marked > of_numbers,
    };
    if of_marks.len() >= FEWEST_CATEGORIES && are_marks {
        return;
    }
    for column in header
        .columns
        .iter_mut()
        .filter(|column| is_of_marks(column))
    {
        column.kind = ColumnKind::Unknown(Vec::new());
    }
}

/// `Hoàn thành` beside `Xuất sắc` and `Tốt` is a category where no figures stand below it, whatever else such a title says.
fn add_categories(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Knowledge) {
    let mut known = header.columns.iter().filter(|it| is_of_marks(it));
    let Some(kind) = known
        .next()
        .map(|it| it.kind.clone())
        .filter(|_| known.next().is_some())
    else {
        return;
    };
    let body = Body::new(grid, header.body_row..u32::MAX);
    let is_one = |column: &&mut Column<'_>| {
        matches!(column.kind, ColumnKind::Figure(_))
            && lexicon.rating(column.lowest_title()).is_some()
            && !body.holds_figures(column.index)
    };
    for column in header.columns.iter_mut().filter(is_one) {
        column.kind = kind.clone();
    }
}

/// `x`, `✓`: a yes that is no number.
fn is_mark(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    let marks = &lexicon.forms.words.present_marks;
    let written = match cell.content() {
        CellContent::Boolean(_) => cell.raw(),
        _ => cell.said().to_string(),
    };
    let lower = text::lower_case(&written);
    let bare = lower.trim_matches(['.', ' ']);
    !lower.is_empty() && marks.iter().any(|mark| mark == bare)
}

/// The same that is no number: `1` may count.
pub(super) fn is_cross(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    !cell.may_be_figure() && is_mark(cell, lexicon)
}

/// A cross under the title of a category.
pub(super) fn is_rating_mark(
    header: &Header<'_>,
    cell: &GridCell<'_>,
    lexicon: &Knowledge,
) -> bool {
    header.at(cell.address.column).is_some_and(is_of_marks) && is_mark(cell, lexicon)
}

/// The rating that a row's marks tell; an empty cell where it has none, and what cannot be read where it has several.
pub(super) fn rating_in(
    header: &Header<'_>,
    row: Row<'_>,
    unit_row: Option<usize>,
    lexicon: &Knowledge,
) -> Option<FigureCell> {
    let columns = header.columns.iter();
    let mut columns = columns.filter_map(|column| match &column.kind {
        ColumnKind::RatingMark(code) => Some((column, code)),
        _ => None,
    });
    let (first, code) = columns.clone().next()?;
    let mut categories: Vec<&str> = Vec::new();
    let mut marked: Option<&GridCell<'_>> = None;
    for (column, _) in columns.by_ref() {
        let cell = row.cell(column.index);
        if let Some(cell) = cell.filter(|cell| is_mark(cell, lexicon)) {
            categories.push(column.lowest_title());
            marked = marked.or(Some(cell));
        }
    }
    let empty = CellAddress::new(row.number, first.index);
    let at = marked.map_or(empty, |cell| cell.address);
    Some(FigureCell {
        unit_row,
        timed: FigureTimes {
            by_column: Timed {
                time: first.time(),
                said: None,
            },
            ..FigureTimes::default()
        },
        content: marked.map(|_| CellContent::Text(categories.join("; ").into())),
        ..FigureCell::new(code.clone(), at, marked)
    })
}
