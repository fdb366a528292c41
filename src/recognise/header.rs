//! Headers: found by their column titles wherever they stand, in one row or several, merged or not, in any order. All
//! sensible layouts of a header are made and compared by what they explain of the rows below.

use super::column_kind::{Body, ColumnKind, is_pledged_above, kind_of, settle};
use super::columns::RoledTitle;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::{bodies, columns_under, first_rows, is_year, take_unit_row};
use super::labels::LabelMeaning;
use super::points::{Criteria, scores_units, settle_criteria, settle_units};
use super::rating_marks::settle_ratings;
use super::time::Time;
use super::wording::Wording;
use super::{FigureColumn, Lexicon, MinutesKind, lists};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::location::CellAddress;
use crate::quantity::UnitOfMeasure;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A column under its title.
#[derive(Clone)]
pub(super) struct Column<'a> {
    /// Zero-based.
    pub(super) index: u32,
    /// Where its lowest title stands.
    pub(super) title_at: CellAddress,
    /// Its title, with the wider titles above it.
    pub(super) title: Cow<'a, RoledTitle>,
    /// What it is.
    pub(super) kind: ColumnKind,
    /// The unit of measure that stands in a row of its own below the titles.
    pub(super) unit_below: Option<UnitOfMeasure>,
}

impl Column<'_> {
    /// Its title as it stands, upper words first.
    pub(super) fn written(&self) -> &str {
        &self.title.title.written
    }

    /// Its own title, without the wider ones above it.
    pub(super) fn lowest_title(&self) -> &str {
        let written = self.written();
        written.rsplit(" › ").next().unwrap_or(written)
    }

    /// The time that its title tells.
    pub(super) fn time(&self) -> Time {
        self.title.title.time
    }

    /// The unit of measure that a row below the titles gives it, or that its title names.
    pub(super) fn unit_of_measure(&self) -> Option<&UnitOfMeasure> {
        let of_title = self.title.title.unit_of_measure.as_ref();
        self.unit_below.as_ref().or(of_title)
    }
}

/// What kind of table a header begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableLayout {
    /// A row per indicator, of one unit.
    RowPerIndicator,
    /// A row per unit, a column per indicator.
    RowPerUnit,
    /// A row per unit, collective or person, with facts and no figures.
    List(MinutesKind),
    /// A row per criterion with points and nothing else.
    ScoreSheet,
    /// Titles of something that we do not read. They end the table above them.
    Unread,
}

/// A header and the columns under it.
#[derive(Clone)]
pub(super) struct Header<'a> {
    /// Its first row.
    pub(super) first_row: u32,
    /// The first row of the table's body.
    pub(super) body_row: u32,
    /// By index.
    pub(super) columns: Vec<Column<'a>>,
    /// What kind of table follows.
    pub(super) layout: TableLayout,
}

impl<'a> Header<'a> {
    /// The column with a role, the first of several.
    pub(super) fn column(&self, role: ColumnRole) -> Option<&Column<'a>> {
        let mut columns = self.columns.iter();
        columns.find(|column| column.kind.role() == Some(role))
    }

    /// The column at an index.
    pub(super) fn at(&self, index: u32) -> Option<&Column<'a>> {
        let found = self
            .columns
            .binary_search_by_key(&index, |column| column.index);
        found.ok().map(|position| &self.columns[position])
    }

    /// Whether another header repeats this one, as on the next page.
    pub(super) fn is_repeated_in(&self, other: &Header<'_>) -> bool {
        let titles = |header: &Header<'_>| {
            let columns = header.columns.iter();
            let titles = columns.map(|column| column.written().to_string());
            titles.collect::<Vec<String>>()
        };
        titles(self) == titles(other)
    }

    /// Whether the table's figures stand in a column.
    pub(super) fn is_figure_column(&self, index: u32) -> bool {
        self.at(index).is_some_and(|column| match column.kind {
            ColumnKind::Indicator(..) | ColumnKind::Part(_) | ColumnKind::RatingMark(_) => true,
            ColumnKind::OfUnit => true,
            ColumnKind::Figure(says) => says != FigureColumn::Rate,
            _ => false,
        })
    }
}

/// The header that begins in a row, where one does: of all layouts the one that explains most of what stands below.
pub(super) fn header_at<'a>(
    grid: &'a Grid<'_>,
    row: Row<'a>,
    lexicon: &'a Lexicon,
) -> Option<Header<'a>> {
    if !reads_as_header(row, lexicon) {
        return None;
    }
    let titles = titles_of(row, lexicon);
    let firsts = first_rows(grid, row, &titles, lexicon);
    let bodies = bodies(grid, row, &titles, lexicon);
    let mut best: Option<(i64, Header<'a>)> = None;
    for &first in &firsts {
        for &body_row in &bodies {
            let Some(header) = laid_out(grid, first, body_row, lexicon) else {
                continue;
            };
            let body = body_below(grid, header.body_row, lexicon);
            let score = explained(&header, &body, lexicon);
            // Of layouts that explain as much the one of fewer rows.
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, header));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// Whether a row holds titles: one that says what the rows below are, or several of a table's figures. Figures do not
/// stand among titles.
fn reads_as_header(row: Row<'_>, lexicon: &Lexicon) -> bool {
    let texts = || row.cells.iter().filter_map(GridCell::wording);
    if texts().count() < 2 {
        return false;
    }
    let roles = || texts().map(|text| text.title(lexicon).role);
    let is_words = || {
        let mut cells = row.cells.iter();
        cells.all(|cell| cell.wording().is_some() || is_year(cell))
    };
    roles().any(is_anchor) || names_units(row, lexicon) && is_words() || {
        // Titles without that of the labels: `TT | Công việc | ĐVT | Số lượng`.
        let is_known = |role: &Option<ColumnRole>| {
            matches!(
                role,
                Some(ColumnRole::Number | ColumnRole::UnitOfMeasure | ColumnRole::Note)
            )
        };
        let is_number = |role: Option<ColumnRole>| role == Some(ColumnRole::Number);
        let is_of_figures =
            |role: Option<ColumnRole>| matches!(role, Some(ColumnRole::Value | ColumnRole::Target));
        let figures = roles().filter(|role| is_of_figures(*role)).count();
        let known = roles().filter(is_known).count();
        figures > 0 && (known >= 2 || roles().any(is_number) && figures >= 2) && is_words()
    }
}

/// Whether a row holds what may be the title of units, beside that of their numbers or of an indicator.
fn names_units(row: Row<'_>, lexicon: &Lexicon) -> bool {
    /// Fewer are a label and its unit of measure.
    const FEWEST_TITLES: usize = 3;
    let titles = || {
        let texts = row.cells.iter().filter_map(GridCell::wording);
        texts.map(|text| text.title(lexicon))
    };
    let may_be_units = |it: &RoledTitle| {
        let role = lexicon.titles.role_if_borne_out(&it.title);
        role == Some(ColumnRole::ReportingUnit)
    };
    let bears_out = |it: &RoledTitle| {
        it.role == Some(ColumnRole::Number)
            || matches!(it.meaning(lexicon), LabelMeaning::Indicator(_))
    };
    titles().count() >= FEWEST_TITLES && titles().any(may_be_units) && titles().any(bears_out)
}

/// Whether a header is known by a title of this role: it says what its rows are.
fn is_anchor(role: Option<ColumnRole>) -> bool {
    matches!(
        role,
        Some(
            ColumnRole::Label
                | ColumnRole::ReportingUnit
                | ColumnRole::UnitCode
                | ColumnRole::Person
                | ColumnRole::Collective
        )
    )
}

/// One layout of a header: its rows from the first up to the body, its columns, what they are.
fn laid_out<'a>(
    grid: &'a Grid<'_>,
    first_row: u32,
    body_row: u32,
    lexicon: &'a Lexicon,
) -> Option<Header<'a>> {
    let mut columns = columns_under(grid, first_row, body_row - first_row, lexicon);
    let body = &body_below(grid, body_row, lexicon);
    settle_names(&mut columns, body, lexicon);
    let has = |role: ColumnRole| columns.iter().any(|it| it.title.role == Some(role));
    let is_list_of_units = has(ColumnRole::ReportingUnit) || has(ColumnRole::UnitCode);
    // Criteria may be called what labels are: `Nội dung 1`.
    let has_criteria = is_list_of_units && has(ColumnRole::TotalPoints);
    for column in &mut columns {
        column.kind = kind_of(column, lexicon, has_criteria);
    }
    add_untitled(&mut columns, body);
    if !has_criteria {
        settle_labels(&mut columns, body, lexicon);
    }
    let mut header = Header {
        first_row,
        body_row,
        columns,
        layout: TableLayout::Unread,
    };
    header.layout = layout_of(&header, body, lexicon)?;
    match header.layout {
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            settle_reporters(&mut header, body);
        }
        TableLayout::RowPerUnit | TableLayout::List(_) => {
            for column in &mut header.columns {
                column.kind = kind_of(column, lexicon, true);
            }
        }
        TableLayout::Unread => {
            for column in &mut header.columns {
                if !matches!(column.kind, ColumnKind::Label | ColumnKind::Fact(_)) {
                    column.kind = ColumnKind::Unknown(Vec::new());
                }
            }
        }
    }
    settle(&mut header.columns, header.layout, body, lexicon);
    match header.layout {
        TableLayout::RowPerUnit | TableLayout::List(_) => {
            settle_units(&mut header, grid, lexicon);
            settle_ratings(&mut header, grid, lexicon);
        }
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            if let Criteria::Alone = settle_criteria(&mut header, grid, lexicon) {
                header.layout = TableLayout::ScoreSheet;
            }
        }
        TableLayout::Unread => {}
    }
    // What has no title is a column of its own only by what its words say.
    let is_of_use = |column: &Column<'_>| {
        !column.written().is_empty() || !matches!(column.kind, ColumnKind::Unknown(_))
    };
    header.columns.retain(is_of_use);
    take_unit_row(&mut header, grid, lexicon);
    while is_numbering_row(grid.row(header.body_row)) {
        header.body_row += 1;
    }
    Some(header)
}

/// How many rows of a body are looked at.
const ROWS_LOOKED_AT: u32 = 60;

/// What stands below a header, up to the next.
fn body_below<'b, 'a>(grid: &'b Grid<'a>, body_row: u32, lexicon: &Lexicon) -> Body<'b, 'a> {
    let mut below = grid.rows_within(body_row + 1..body_row + ROWS_LOOKED_AT);
    let next = below.find(|row| reads_as_header(*row, lexicon));
    let end = next.map_or(body_row + ROWS_LOOKED_AT, |row| row.number);
    Body {
        grid,
        rows: body_row..end,
    }
}

/// How much a layout explains of the rows below it: figures under titles that are understood, less those that are not,
/// and less the titles that it leaves among the rows.
fn explained(header: &Header<'_>, body: &Body<'_, '_>, lexicon: &Lexicon) -> i64 {
    const EXPLAINED: i64 = 1;
    const UNEXPLAINED: i64 = -2;
    const TITLE_LEFT: i64 = -20;
    let names = [
        header.column(ColumnRole::Label),
        header.column(ColumnRole::ReportingUnit),
        header.column(ColumnRole::UnitCode),
    ];
    let mut score = 0;
    for row in body.rows() {
        let is_named = names.iter().flatten().any(|column| {
            let cell = row.cell(column.index).and_then(GridCell::wording);
            cell.is_some_and(|wording| wording.text.contains(char::is_alphabetic))
        });
        for cell in row.cells {
            let column = header.at(cell.address.column);
            let is_known = column.is_some_and(|column| column.kind.explains_numbers());
            let is_of_figures = header.is_figure_column(cell.address.column);
            let is_worded = column.is_some_and(|column| {
                matches!(
                    column.kind,
                    ColumnKind::Label | ColumnKind::Measure | ColumnKind::Stage
                )
            });
            score += match cell.wording() {
                None if !is_named && is_of_figures && is_year(cell) => TITLE_LEFT,
                None if is_named && is_known => EXPLAINED,
                None if is_named => UNEXPLAINED,
                None => 0,
                // Figures may be typed as texts; labels and their units of measure may begin with a number.
                Some(wording) if is_named && wording.may_be_figure() && !is_worded => {
                    if is_known {
                        EXPLAINED
                    } else {
                        UNEXPLAINED
                    }
                }
                Some(wording) if !is_named && is_of_figures && is_title(wording, lexicon) => {
                    TITLE_LEFT
                }
                Some(_) => 0,
            };
        }
    }
    score
}

/// Whether a text is a title of figures.
fn is_title(wording: &Wording, lexicon: &Lexicon) -> bool {
    matches!(
        wording.title(lexicon).role,
        Some(ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous | ColumnRole::Rate)
    ) && wording.text.contains(char::is_alphabetic)
}

/// Cells with what they say as titles.
pub(super) type Titles<'a> = [(&'a GridCell<'a>, Cow<'a, RoledTitle>)];

pub(super) fn titles_of<'a>(
    row: Row<'a>,
    lexicon: &Lexicon,
) -> Vec<(&'a GridCell<'a>, Cow<'a, RoledTitle>)> {
    let titles = row.cells.iter().map(|cell| {
        let title = match cell.wording() {
            Some(wording) => Cow::Borrowed(wording.title(lexicon)),
            None => Cow::Owned(RoledTitle::parse(&cell.shown(), lexicon)),
        };
        (cell, title)
    });
    titles
        .filter(|(_, title)| !title.title.written.is_empty())
        .collect()
}

/// `Doanh nghiệp`, `Trường` over names are the units of the rows; over numbers they are counted.
fn settle_names(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) {
    let anchors =
        |column: &Column<'_>| is_anchor(column.title.role) && !is_pledged_above(column, lexicon);
    if columns.iter().any(anchors) {
        return;
    }
    let holds_names = |index: u32| {
        let is_name = |cell: &GridCell<'_>| {
            let wording = cell.wording();
            wording.is_some_and(|it| it.unit().is_none() && !it.names_indicator(lexicon))
        };
        let rows = body.rows().filter(|row| !is_numbering_row(*row));
        let cells = rows.filter_map(|row| row.cell(index));
        let (names, others): (Vec<_>, Vec<_>) = cells.partition(|cell| is_name(cell));
        names.len() > 4 * others.len()
    };
    let role = |column: &Column<'_>| {
        let role = lexicon.titles.role_if_borne_out(&column.title.title);
        role.filter(|role| *role == ColumnRole::ReportingUnit)
    };
    let mut columns = columns.iter_mut();
    let found = columns.find(|column| role(column).is_some() && holds_names(column.index));
    if let Some(column) = found {
        column.title.to_mut().role = role(column);
    }
}

/// Of several columns that may hold the labels the one that does; another `Chỉ tiêu` beside it gives targets.
fn settle_labels(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) {
    let is_label = |column: &Column<'_>| column.kind == ColumnKind::Label;
    let candidates: Vec<u32> = columns
        .iter()
        .filter(|column| is_label(column))
        .map(|column| column.index)
        .collect();
    if candidates.is_empty() {
        return settle_untitled_labels(columns, body, lexicon);
    }
    if candidates.len() < 2 {
        return;
    }
    let chosen = candidates
        .iter()
        .copied()
        .max_by_key(|&index| (count_labels(body, index, lexicon), std::cmp::Reverse(index)));
    for column in columns.iter_mut().filter(|column| is_label(column)) {
        if Some(column.index) != chosen {
            let words = column.title.title.key.split(' ');
            let gives_targets = words.take(2).eq(["chỉ", "tiêu"]);
            column.kind = if gives_targets {
                ColumnKind::Figure(FigureColumn::Target)
            } else {
                ColumnKind::Note
            };
        }
    }
}

/// Labels under a title that says nothing, or speaks of figures where none stand (`Chỉ tiêu cam kết` beside `Mức phấn
/// đấu`): the one column of them.
fn settle_untitled_labels(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) {
    let is_list = |column: &Column<'_>| {
        matches!(
            column.kind,
            ColumnKind::Fact(
                ColumnRole::ReportingUnit
                    | ColumnRole::UnitCode
                    | ColumnRole::Person
                    | ColumnRole::Collective
            )
        )
    };
    if columns.iter().any(is_list) {
        return;
    }
    let may_hold = |column: &Column<'_>| match column.kind {
        ColumnKind::Unknown(_) => true,
        ColumnKind::Figure(_) => !body.under(column.index).any(GridCell::is_number),
        _ => false,
    };
    let mut holding = columns
        .iter_mut()
        .filter(|column| may_hold(column) && count_labels(body, column.index, lexicon) > 0);
    if let (Some(column), None) = (holding.next(), holding.next()) {
        column.kind = ColumnKind::Label;
    }
}

/// Decides by what the titles are and what stands under them.
fn layout_of(header: &Header<'_>, body: &Body<'_, '_>, lexicon: &Lexicon) -> Option<TableLayout> {
    let grid = body.grid;
    let has = |role: ColumnRole| header.column(role).is_some();
    let unit_column = header
        .column(ColumnRole::ReportingUnit)
        .or(header.column(ColumnRole::UnitCode));
    if let Some(kind) = lists::kind_of(header, grid, lexicon) {
        return Some(TableLayout::List(kind));
    }
    if gives_points(header) && has(ColumnRole::Label) && unit_column.is_none() {
        return Some(TableLayout::ScoreSheet);
    }
    let is_part = |column: &Column<'_>| matches!(column.kind, ColumnKind::Part(_));
    let figures = has(ColumnRole::Value)
        || has(ColumnRole::Target)
        || has(ColumnRole::Previous)
        || header.columns.iter().any(is_part);
    let holds_figures = |is_of_kind: fn(&ColumnKind) -> bool| {
        let mut columns = header.columns.iter().filter(|it| is_of_kind(&it.kind));
        columns.any(|column| body.under(column.index).any(GridCell::may_be_figure))
    };
    let has_unknown_figures = || holds_figures(|kind| matches!(kind, ColumnKind::Unknown(_)));
    // Rates and differences alone are no figures of anything, and still no rows of the table above.
    let has_derived_figures = || {
        holds_figures(|kind| {
            matches!(
                kind,
                ColumnKind::Difference | ColumnKind::Figure(FigureColumn::Rate)
            )
        })
    };
    let labels_below = header
        .column(ColumnRole::Label)
        .map_or(0, |label| count_labels(body, label.index, lexicon));
    let indicators_beside = header
        .columns
        .iter()
        .filter(|column| {
            matches!(
                kind_of(column, lexicon, true),
                ColumnKind::Indicator(..) | ColumnKind::RatingMark(_)
            )
        })
        .count();
    if has(ColumnRole::Label)
        && (figures || labels_below > 0 && has_unknown_figures())
        && (labels_below > 0 || unit_column.is_none())
        && labels_below >= indicators_beside
    {
        return Some(TableLayout::RowPerIndicator);
    }
    let has_score = has(ColumnRole::TotalPoints) || scores_units(header, grid, lexicon);
    if unit_column.is_some() && (indicators_beside > 0 || has_score) {
        return Some(TableLayout::RowPerUnit);
    }
    /// Two words may be titles by chance.
    const FEWEST_TITLES: usize = 3;
    let known = header.columns.iter().filter(|it| it.title.role.is_some());
    let is_titled = header.columns.len() >= FEWEST_TITLES && known.count() >= 2;
    (is_titled && (has_unknown_figures() || has_derived_figures())).then_some(TableLayout::Unread)
}

/// Whether a column gives points on each row's criterion, and none a figure of it.
fn gives_points(header: &Header<'_>) -> bool {
    let has = |role: ColumnRole| header.column(role).is_some();
    let is_given = [
        ColumnRole::OwnPoints,
        ColumnRole::ClusterPoints,
        ColumnRole::Points,
    ];
    let has_figures =
        has(ColumnRole::Value) || has(ColumnRole::Target) || has(ColumnRole::Previous);
    is_given.into_iter().any(has) && !has_figures
}

/// Whether a column gives what is counted or paid: a score and a rating are what a conference ranks by.
pub(super) fn has_counts(header: &Header<'_>, lexicon: &Lexicon) -> bool {
    let mut contents = header
        .columns
        .iter()
        .map(|column| kind_of(column, lexicon, true));
    contents.any(|content| match content {
        ColumnKind::Indicator(code, _) => lexicon
            .indicators
            .get(&code)
            .is_some_and(|known| matches!(known.kind, IndicatorKind::Count | IndicatorKind::Money)),
        _ => false,
    })
}

/// How many of the rows of a body carry a label that means an indicator.
fn count_labels(body: &Body<'_, '_>, column: u32, lexicon: &Lexicon) -> usize {
    let labels = body.under(column).filter_map(GridCell::wording);
    labels
        .filter(|label| label.names_indicator(lexicon))
        .count()
}

/// Columns of words between those with titles.
fn add_untitled(columns: &mut Vec<Column<'_>>, body: &Body<'_, '_>) {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return;
    };
    let cells = body.rows().flat_map(|row| row.cells);
    let cells = cells.filter(|cell| {
        let column = cell.address.column;
        (first.index..=last.index).contains(&column) && cell.wording().is_some()
    });
    let untitled: BTreeSet<u32> = cells
        .map(|cell| cell.address.column)
        .filter(|index| columns.iter().all(|column| column.index != *index))
        .collect();
    columns.extend(untitled.into_iter().map(|index| Column {
        index,
        title_at: CellAddress::new(body.rows.start.saturating_sub(1), index),
        title: Cow::Owned(RoledTitle::default()),
        kind: ColumnKind::Unknown(Vec::new()),
        unit_below: None,
    }));
    columns.sort_by_key(|column| column.index);
}

/// `Đơn vị` beside `Nội dung` is the unit of measure; over figures it is who reports them.
fn settle_reporters(header: &mut Header<'_>, body: &Body<'_, '_>) {
    let has_unit_of_measure = header.column(ColumnRole::UnitOfMeasure).is_some();
    let holds_numbers = |index: u32| body.under(index).any(GridCell::is_number);
    for column in &mut header.columns {
        if column.kind == ColumnKind::Fact(ColumnRole::ReportingUnit) {
            column.kind = if holds_numbers(column.index) {
                ColumnKind::Figure(FigureColumn::Actual)
            } else if has_unit_of_measure {
                ColumnKind::Note
            } else {
                ColumnKind::Measure
            };
        }
    }
}

/// `(1) (2) (3)`, `A B 1 2 3`, `1 2 3=2:1`: a row that numbers the columns.
pub(super) fn is_numbering_row(row: Row<'_>) -> bool {
    /// Fewer cells may as well be figures.
    const FEWEST_CELLS: usize = 3;
    if row.cells.len() < FEWEST_CELLS {
        return false;
    }
    let mut last_number = 0;
    let mut in_parentheses = 0;
    let mut letters = 0;
    for cell in row.cells {
        let shown = cell.shown();
        let shown = shown.trim();
        let inner = shown
            .trim_start_matches(['(', '['])
            .trim_end_matches([')', ']']);
        in_parentheses += usize::from(inner.len() < shown.len());
        let head = inner
            .split(['=', ':', '/', '-', '+'])
            .next()
            .unwrap_or_default()
            .trim();
        let is_letter = head.chars().count() == 1 && head.chars().all(char::is_alphabetic);
        match head.parse::<u32>() {
            Ok(number) if number == last_number + 1 => last_number = number,
            Ok(_) => return false,
            Err(_) if is_letter => letters += 1,
            Err(_) => return false,
        }
    }
    // A row of figures 1, 2, 3 without parentheses is a numbering only where it begins with the first column's.
    in_parentheses > 0 || last_number >= 2 || letters >= 2
}
