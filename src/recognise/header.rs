//! Headers: found by their column titles wherever they stand, in one row or several, merged or not, in any order. All
//! sensible layouts of a header are made and compared by what they explain of the rows below.

use super::Knowledge;
use super::bounds::Bounds;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::{
    bodies, columns_under, first_rows, is_year, stands_over_columns, take_unit_row, titles_of,
};
use super::labels::LabelMeaning;
use super::layout::{Body, Column, Header, TableLayout};
use super::lists;
use super::measure::UnitLine;
use super::numbering::is_numbering_row;
use super::own_header::{self, heads_own_figures};
use super::own_rows;
use super::points::{Criteria, scores_units, settle_criteria, settle_units};
use super::rating_marks::{asks_for_ratings, settle_ratings};
use super::row_mark::marks_group;
use super::sayings::FigureColumn;
use super::settled_columns::{counts_others, is_pledged_above, kind_of, settle, settle_rates};
use super::tied_layouts::settled;
use super::titles::RoledTitle;
use super::units_beside::says_whose_rows_are;
use super::untitled_labels::{self, heads_untitled_labels};
use super::whole_columns::introduces_unit;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::location::CellAddress;
use crate::quantity::Dimension;
use crate::text::{begins_with_any, contains_any, label_key};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The headers of a sheet's tables, also of those that are not read.
pub(super) fn find_headers<'a>(grid: &'a Grid<'_>, lexicon: &'a Knowledge) -> Vec<Header<'a>> {
    let mut headers: Vec<Header<'_>> = Vec::new();
    for row in grid.rows() {
        let above = headers.last();
        let goes_on = |header: &Header<'_>| numbers(header, row) || measures(header, row, lexicon);
        if above.is_some_and(|header| row.number < header.body_row || goes_on(header)) {
            continue;
        }
        if headers.len() > Bounds::built_in().sheet_headers {
            break;
        }
        let is_below_another = !headers.is_empty();
        let other = || is_below_another.then(|| other_header(grid, row, lexicon));
        headers.extend(header_at(grid, row, lexicon).or_else(|| other().flatten()));
    }
    headers
}

/// The header of a table that nothing else is known of: below another table a row of titles of which the first is that of
/// numbers. It ends the table above, under whose titles its figures do not stand.
fn other_header<'a>(
    grid: &'a Grid<'_>,
    row: Row<'a>,
    lexicon: &'a Knowledge,
) -> Option<Header<'a>> {
    /// That of the numbers and those of two more columns.
    const FEWEST_TITLES: usize = 3;
    let first = row.cells.first()?.wording()?.title(lexicon);
    let is_titled = first.role == Some(ColumnRole::Number)
        && row.cells.len() >= FEWEST_TITLES
        && row.cells.iter().all(|cell| cell.wording().is_some());
    if !is_titled {
        return None;
    }
    let mut columns = columns_under(grid, row.number, 1, lexicon);
    for column in &mut columns {
        let kind = kind_of(column, lexicon, false);
        if matches!(kind, ColumnKind::Label | ColumnKind::Fact(_)) {
            column.kind = kind;
        }
    }
    Some(Header {
        first_row: row.number,
        body_row: row.number + 1,
        columns,
        layout: TableLayout::Unread,
    })
}

/// The header of a table of the sheets before, where a sheet without one of its own goes on with it.
pub(super) fn header_of_before<'a>(
    grid: &Grid<'_>,
    before: Option<&Header<'a>>,
    lexicon: &Knowledge,
) -> Option<Header<'a>> {
    let before = before.filter(|before| goes_on(grid, before, lexicon))?;
    Some(Header {
        first_row: 0,
        body_row: 0,
        ..before.clone()
    })
}

/// Whether a row is one of a table's: a number stands where the table numbers its rows.
fn numbers(header: &Header<'_>, row: Row<'_>) -> bool {
    header.cell(ColumnRole::Number, row).is_some_and(|cell| {
        let shown = cell.shown();
        let number = shown.trim().trim_end_matches('.');
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a row is one of a form's, whatever its words are elsewhere: a figure stands where the form has these, and a unit of measure or
/// the label of an indicator where it has those: `Công đoàn | Tổng số đoàn viên | người | 24`.
fn measures(header: &Header<'_>, row: Row<'_>, lexicon: &Knowledge) -> bool {
    let is_figure = |cell: &GridCell<'_>| {
        cell.may_be_figure() && !is_year(cell) && header.is_figure_column(cell.address.column)
    };
    let wording = |role| header.cell(role, row).and_then(GridCell::wording);
    let measure = || wording(ColumnRole::UnitOfMeasure).and_then(Wording::unit);
    let is_label = || wording(ColumnRole::Label).is_some_and(|it| it.names_indicator(lexicon));
    header.layout == TableLayout::RowPerIndicator
        && row.cells.iter().any(is_figure)
        && (measure().is_some() || is_label())
}

/// Whether a sheet without titles goes on with a table: it begins with a row of it, numbered further.
fn goes_on(grid: &Grid<'_>, header: &Header<'_>, lexicon: &Knowledge) -> bool {
    if header.layout != TableLayout::RowPerIndicator || grid.is_beside {
        return false;
    }
    let has_label = |row: Row<'_>, fits: &dyn Fn(&Wording) -> bool| {
        let label = header.cell(ColumnRole::Label, row);
        label.and_then(GridCell::wording).is_some_and(fits)
    };
    let number = header.column(ColumnRole::Number).map(|it| it.index);
    let numbers = grid.rows().filter_map(|row| row.cell(number?));
    let mut numbers = numbers.filter_map(|cell| cell.shown().trim().parse::<u32>().ok());
    // What begins with 1 is another table: last year's, another unit's.
    let is_numbered_further = numbers.next().is_some_and(|number| number > 1);
    let is_figure =
        |cell: &GridCell<'_>| cell.may_be_figure() && header.is_figure_column(cell.address.column);
    let has_indicator = |row: Row<'_>| {
        has_label(row, &|label| label.names_indicator(lexicon)) && row.cells.iter().any(is_figure)
    };
    let first = grid.rows().next();
    is_numbered_further
        && first.is_some_and(|row| has_label(row, &|_| true))
        && grid.rows().any(has_indicator)
}

/// The header that begins in a row, where one does: of all layouts the one that explains most of what stands below.
pub(super) fn header_at<'a>(
    grid: &'a Grid<'_>,
    row: Row<'a>,
    lexicon: &'a Knowledge,
) -> Option<Header<'a>> {
    if !begins_header(grid, row, lexicon) {
        return None;
    }
    let titles = titles_of(row, lexicon);
    let firsts = first_rows(grid, row, &titles, lexicon);
    let bodies = bodies(grid, row, &titles, lexicon);
    let firsts_row = firsts.iter().copied().min().unwrap_or(row.number);
    // Mostly there is one way to lay it out, which need not be held against others.
    let is_choice = firsts.len() > 1 || bodies.len() > 1;
    let score = |header: &Header<'_>| {
        let above = grid.rows_within(firsts_row..header.first_row);
        let left = above.filter(|row| stands_over_columns(grid, *row)).count() as i64;
        let body = body_below(grid, header.body_row, lexicon);
        explained(header, &body, lexicon) + TITLE_LEFT * left
    };
    let mut best: Vec<Header<'a>> = Vec::new();
    let mut most = i64::MIN;
    for &first in &firsts {
        for &body_row in &bodies {
            let Some(header) = laid_out(grid, first, body_row, lexicon) else {
                continue;
            };
            let score = if is_choice { score(&header) } else { 0 };
            if score > most {
                best.clear();
                most = score;
            }
            if score == most {
                best.push(header);
            }
        }
    }
    // What stands below is asked where it has to decide.
    if best.len() < 2 {
        return best.pop();
    }
    let last = best.iter().map(|header| header.body_row).max()?;
    settled(best, &body_below(grid, last, lexicon))
}

/// Whether a row reads as titles, by itself or by what stands below it.
fn begins_header(grid: &Grid<'_>, row: Row<'_>, lexicon: &Knowledge) -> bool {
    row.begins_header(|| {
        reads_as_header(row, lexicon)
            || heads_own_figures(grid, row, lexicon)
            || heads_untitled_labels(grid, row, lexicon)
    })
}

/// Whether a row holds titles: one that says what the rows below are, or several of a table's figures. Figures do not
/// stand among titles.
pub(super) fn reads_as_header(row: Row<'_>, lexicon: &Knowledge) -> bool {
    row.reads_as_header(|| holds_titles(row, lexicon))
}

fn holds_titles(row: Row<'_>, lexicon: &Knowledge) -> bool {
    let texts = || row.cells.iter().filter_map(GridCell::wording);
    /// Fewer hold no title of labels or none of figures.
    const FEWEST_TITLES: usize = 4;
    if is_pivot(row, lexicon) {
        return true;
    }
    if texts().count() < 2 || heads_group(row, lexicon) {
        return false;
    }
    let roles = || texts().map(|text| text.title(lexicon).role);
    let is_words = || {
        let mut cells = row.cells.iter();
        cells.all(|cell| cell.wording().is_some() || is_year(cell))
    };
    /// A number, what is numbered, and a figure.
    const FEWEST_NUMBERED: usize = 3;
    let are_of_figures = || {
        use ColumnRole::{Note, Number, Target, UnitOfMeasure, Value};
        if !texts().any(|text| text.likely_title(lexicon).beside) {
            return false;
        }
        // Titles without that of the labels: `TT | Công việc | ĐVT | Số lượng`, `TT | Việc đã làm | Kết quả`.
        let count = |of: &[ColumnRole]| roles().flatten().filter(|role| of.contains(role)).count();
        // `TT | Hoạt động | Số lượt | Số tiền (nghìn đồng)`
        let counts = |text: &Wording| {
            let title = text.title(lexicon);
            !title.counts_in(lexicon).is_empty() || title.may_be_of_amounts(lexicon)
        };
        let figures = count(&[Value, Target]) + texts().filter(|text| counts(text)).count();
        let known = count(&[Number, UnitOfMeasure, Note]);
        let has_number = || count(&[Number]) > 0;
        let is_numbered_list = || has_number() && texts().count() >= FEWEST_NUMBERED;
        // Whatever the others say, who numbers rows and gives each its unit of measure begins a table.
        let numbers_and_measures = || has_number() && count(&[UnitOfMeasure]) > 0;
        figures > 0 && (known >= 2 || is_numbered_list())
            || row.cells.len() >= FEWEST_TITLES && numbers_and_measures()
    };
    let says_what_rows_are =
        |text: &Wording| text.likely_title(lexicon).of_rows && is_anchor(text.title(lexicon).role);
    // Nearly every row holds a number: what its words mean is not asked.
    texts().any(says_what_rows_are)
        || is_words() && (names_units(row, lexicon) || has_slips(row, lexicon) || are_of_figures())
}

/// Whether a row holds the titles of a pivot table: what its rows are called, and last their total, or years and nothing else.
fn is_pivot(row: Row<'_>, lexicon: &Knowledge) -> bool {
    /// That of the rows, of one column and of the total.
    const FEWEST_TITLES: usize = 3;
    let words = &lexicon.forms.words;
    let Some((first, others)) = row.cells.split_first() else {
        return false;
    };
    let is = |cell: &GridCell<'_>, of: &dyn Fn(&str) -> bool| {
        cell.wording().is_some_and(|it| of(it.label_key()))
    };
    let sums_up = |last: &GridCell<'_>| is(last, &|key| words.is_total(key));
    let is_summed_up = row.cells.len() >= FEWEST_TITLES && others.last().is_some_and(sums_up);
    (is_summed_up || !others.is_empty() && others.iter().all(is_year))
        && is(first, &|key| words.pivot_titles.iter().any(|it| it == key))
}

/// Whether a row holds the mark of a group and its heading and nothing else: `I | Nhóm chỉ tiêu chăm lo đời sống`,
/// `Phần II | Các nội dung thi đua`.
fn heads_group(row: Row<'_>, lexicon: &Knowledge) -> bool {
    let [mark, _] = row.cells else {
        return false;
    };
    let text = mark.text().trim();
    let is_introduced = || {
        let (word, number) = text.split_once(' ')?;
        let words = &lexicon.forms.words.heading_number_words;
        let is_listed = words.contains(&label_key(word));
        (is_listed && !number.trim().contains(' ')).then_some(())
    };
    marks_group(text) || is_introduced().is_some()
}

/// Whether a row would hold a header's titles but for slips of the finger: `TT | Nôi dung | Đơn vị tinh | Sô lượng`.
fn has_slips(row: Row<'_>, lexicon: &Knowledge) -> bool {
    use ColumnRole::{Label, Number, Target, UnitOfMeasure, Value};
    /// Fewer may be words of any sentence.
    const FEWEST_TITLES: usize = 3;
    let texts = row.cells.iter().filter_map(GridCell::wording);
    // With its marks off a title still has its letters.
    if !texts.clone().any(|text| text.likely_title(lexicon).of_rows) {
        return false;
    }
    let roles = || {
        let texts = texts.clone();
        texts.filter_map(|text| {
            let title = text.title(lexicon);
            title.role.or_else(|| title.role_by_letters(lexicon))
        })
    };
    let count = |of: &[ColumnRole]| roles().filter(|role| of.contains(role)).count();
    count(&[Label]) == 1
        && count(&[Value, Target]) > 0
        && count(&[Label, Number, UnitOfMeasure, Value, Target]) >= FEWEST_TITLES
}

/// Whether a row holds titles of indicators, or what may be the title of units beside that of their numbers or of an indicator.
fn names_units(row: Row<'_>, lexicon: &Knowledge) -> bool {
    /// Fewer are a label and its unit of measure.
    const FEWEST_TITLES: usize = 3;
    let texts = || row.cells.iter().filter_map(GridCell::wording);
    let titles = || texts().map(|text| text.title(lexicon));
    let may_be_units =
        |it: &RoledTitle| it.role_if_borne_out(lexicon) == Some(ColumnRole::ReportingUnit);
    let bears_out = |it: &RoledTitle| {
        it.role == Some(ColumnRole::Number)
            || matches!(it.meaning(&[], lexicon), LabelMeaning::Indicator(_))
    };
    let is_list = texts().count() >= FEWEST_TITLES
        && texts().any(|text| text.likely_title(lexicon).of_units)
        && titles().any(may_be_units)
        && titles().any(bears_out);
    is_list || names_indicators(row, lexicon)
}

/// Whether a row holds names of indicators, several, and no more of other titles: titles of figures below them.
fn names_indicators(row: Row<'_>, lexicon: &Knowledge) -> bool {
    /// Fewer are a label and a remark.
    const FEWEST: usize = 3;
    let texts = row.cells.iter().filter_map(GridCell::wording);
    let is_name = |text: &&Wording| {
        // `Tổng số lao động (người)`
        let means = || {
            matches!(
                text.title(lexicon).meaning(&[], lexicon),
                LabelMeaning::Indicator(_)
            )
        };
        let sums = || {
            let mut summing = lexicon.forms.words.pivot_sums.iter();
            summing.any(|it| text.label_key().starts_with(it.as_str()))
        };
        text.names_indicator(lexicon) || (text.text.contains('(') || sums()) && means()
    };
    let names = texts.filter(is_name).count();
    names >= FEWEST && row.cells.len() <= 2 * names
}

/// Whether a header is known by a title of this role: it says what its rows are.
fn is_anchor(role: Option<ColumnRole>) -> bool {
    role == Some(ColumnRole::Label) || role.is_some_and(is_of_list)
}

/// Whether the rows below a title of this role are of units, collectives or persons.
fn is_of_list(role: ColumnRole) -> bool {
    use ColumnRole::{Collective, Person, ReportingUnit, UnitCode};
    matches!(role, ReportingUnit | UnitCode | Person | Collective)
}

/// One layout of a header: its rows from the first up to the body, its columns, what they are.
fn laid_out<'a>(
    grid: &'a Grid<'_>,
    first_row: u32,
    body_row: u32,
    lexicon: &'a Knowledge,
) -> Option<Header<'a>> {
    let mut columns = columns_under(grid, first_row, body_row - first_row, lexicon);
    let body = &body_below(grid, body_row, lexicon);
    settle_names(&mut columns, body, lexicon);
    settle_slips(&mut columns, lexicon);
    let has = |role: ColumnRole| columns.iter().any(|it| it.title.role == Some(role));
    let is_list_of_units = has(ColumnRole::ReportingUnit) || has(ColumnRole::UnitCode);
    // Criteria may be called what labels are: `Nội dung 1`.
    let has_criteria = is_list_of_units && has(ColumnRole::TotalPoints);
    for column in &mut columns {
        column.kind = kind_of(column, lexicon, has_criteria);
    }
    add_untitled(&mut columns, body, lexicon);
    settle_rows(&mut columns, has_criteria, body, lexicon);
    let mut header = Header {
        first_row,
        body_row,
        columns,
        layout: TableLayout::Unread,
    };
    header.layout = layout_of(&header, body, lexicon)?;
    match header.layout {
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            settle_reporters(&mut header, body, lexicon);
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
            settle_amounts(&mut header, body, lexicon);
            settle_ratings(&mut header, grid, lexicon);
        }
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            settle_ratings(&mut header, grid, lexicon);
            if let Criteria::Alone = settle_criteria(&mut header, grid, lexicon) {
                header.layout = TableLayout::ScoreSheet;
            }
        }
        TableLayout::Unread => {}
    }
    settle_times(&mut header, body, lexicon);
    // What has no title is a column of its own only by what its words say.
    header
        .columns
        .retain(|it| !it.written().is_empty() || !it.is_unknown());
    take_unit_row(&mut header, grid, lexicon);
    while is_numbering_row(grid.row(header.body_row)) {
        header.body_row += 1;
    }
    Some(header)
}

/// A table that states an amount's unit of measure above it, and of which every title that is understood is an amount's, is one of
/// amounts: `Hỗ trợ đoàn viên khó khăn` beside `Tiền thăm hỏi đoàn viên`.
fn settle_amounts(header: &mut Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    let is_open = |it: &Column<'_>| it.is_unknown() && body.holds_figures(it.index);
    if header.layout != TableLayout::RowPerUnit || !header.columns.iter().any(is_open) {
        return;
    }
    let is_money = |code: &str| lexicon.is_of_kind(code, IndicatorKind::Money);
    let indicators = header
        .columns
        .iter()
        .filter_map(|column| match &column.kind {
            ColumnKind::Indicator(code, _) => Some(code),
            _ => None,
        });
    let mut indicators = indicators.peekable();
    let are_amounts = indicators.peek().is_some() && indicators.all(|code| is_money(code));
    if !are_amounts || !states_amounts(body.grid, header.first_row, lexicon) {
        return;
    }
    for column in header.columns.iter_mut().filter(|it| is_open(it)) {
        let key = lexicon.key_of_title(&column.title.title);
        let meaning = column.title.meaning(&[], lexicon);
        if let Some(code) = lexicon.meant_in(&key, meaning, &Dimension::Money) {
            column.kind = ColumnKind::Indicator(code, FigureColumn::Actual);
        }
    }
}

/// Whether a line right above a table states an amount's unit of measure for it.
fn states_amounts(grid: &Grid<'_>, first_row: u32, lexicon: &Knowledge) -> bool {
    /// It stands no further above.
    const ROWS_LOOKED_AT: u32 = 4;
    let rows = grid.rows_within(first_row.saturating_sub(ROWS_LOOKED_AT)..first_row);
    let mut lines = rows.flat_map(|row| row.cells).filter_map(GridCell::wording);
    lines.any(|line| match line.unit_line(lexicon) {
        Some(UnitLine::States(unit, _)) => unit.dimension == Dimension::Money,
        _ => false,
    })
}

/// The column of the times that a table's rows are of.
fn settle_times(header: &mut Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    match header.layout {
        TableLayout::RowPerIndicator => return settle_years(header, body, lexicon),
        TableLayout::ScoreSheet | TableLayout::Unread => return,
        TableLayout::RowPerUnit | TableLayout::List(_) => {}
    }
    own_rows::leave_no_units(header, body, lexicon);
    // Where it has indicators across and no units, one that words of times, of plan or of result stand in.
    if header.is_of_own_unit() {
        if header.stage_column().is_none() {
            own_rows::settle(header, body, lexicon);
        }
        return;
    }
    let is_of_years = |it: &&mut Column<'_>| it.is_unknown() && holds_years(it.index, body);
    if let Some(column) = header.columns.iter_mut().find(is_of_years) {
        column.kind = ColumnKind::Stage;
    }
}

/// `Năm` above years and nothing else, before the figures of a list that a program exported, tells when each row is of; `Năm thành lập`
/// does not.
fn settle_years(header: &mut Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    let words = &lexicon.forms.words;
    let asks_for_period = |key: &str| {
        let mut asking = words.open_period_words.iter().chain(&words.period_prefixes);
        asking.any(|it| it == key)
    };
    if header.stage_column().is_some() {
        return;
    }
    let is_figure = |column: &&Column<'_>| matches!(column.kind, ColumnKind::Figure(_));
    let figures = header.columns.iter().filter(is_figure);
    let first_figures = figures
        .filter(|it| !are_years(it.index, body))
        .map(|it| it.index)
        .min();
    let is_of_years = |column: &&mut Column<'_>| {
        let may_be = column.is_unknown() || matches!(column.kind, ColumnKind::Figure(_));
        may_be
            && Some(column.index) < first_figures
            && asks_for_period(column.title.written_key())
            && are_years(column.index, body)
    };
    if let Some(column) = header.columns.iter_mut().find(is_of_years) {
        column.kind = ColumnKind::Stage;
    }
}

/// Whether several years and nothing else stand below a title: those of each unit's rows.
fn holds_years(column: u32, body: &Body<'_, '_>) -> bool {
    let mut cells = body.under(column);
    let first = cells.next().map(|cell| cell.shown().into_owned());
    let mut others = cells.map(GridCell::shown);
    are_years(column, body) && others.any(|shown| Some(&*shown) != first.as_deref())
}

/// Whether years and nothing else stand below a title.
fn are_years(column: u32, body: &Body<'_, '_>) -> bool {
    let mut cells = body.under(column).peekable();
    cells.peek().is_some() && cells.all(is_year)
}

/// How many rows of a body are looked at.
const ROWS_LOOKED_AT: u32 = 60;

/// What stands below a header, up to the next.
fn body_below<'b, 'a>(grid: &'b Grid<'a>, body_row: u32, lexicon: &Knowledge) -> Body<'b, 'a> {
    let mut below = grid.rows_within(body_row + 1..body_row + ROWS_LOOKED_AT);
    let next = below.find(|row| begins_header(grid, *row, lexicon));
    let end = next.map_or(body_row + ROWS_LOOKED_AT, |row| row.number);
    Body::new(grid, body_row..end)
}

/// What it costs a layout to leave titles out, above it or among its rows.
const TITLE_LEFT: i64 = -20;

/// How much a layout explains of the rows below it: figures under titles that are understood, less those that are not,
/// and less the titles that it leaves among the rows.
fn explained(header: &Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) -> i64 {
    const EXPLAINED: i64 = 1;
    const UNEXPLAINED: i64 = -2;
    /// Words in a row of none are the lower part of titles, or stand below the table, the same for every layout.
    const WORDS_LEFT: i64 = -1;
    let names = [
        ColumnRole::Label,
        ColumnRole::ReportingUnit,
        ColumnRole::UnitCode,
    ];
    let names: Vec<&Column<'_>> = names
        .iter()
        .filter_map(|role| header.column(*role))
        .collect();
    let mut score = 0;
    for row in body.rows() {
        let mut cells = names.iter().filter_map(|column| row.cell(column.index));
        let is_named = cells.any(|cell| cell.text().contains(char::is_alphabetic));
        for cell in row.cells {
            let column = header.at(cell.address.column);
            let is_known = column.is_some_and(|column| {
                column.kind.explains_numbers() || counts_others(column, lexicon)
            });
            let is_of_figures = header.is_figure_column(cell.address.column);
            let is_title = || {
                cell.wording()
                    .map_or_else(|| is_year(cell), |it| is_title(it, lexicon))
            };
            let is_worded = column.is_some_and(|it| it.holds_words());
            // Figures may be typed as texts; labels and their units of measure may begin with a number.
            let is_typed = || cell.may_be_figure() && !is_worded;
            score += match (is_named, cell.wording().is_none() || is_typed()) {
                (false, _) if is_of_figures && is_title() => TITLE_LEFT,
                (false, false) if is_of_figures => WORDS_LEFT,
                (true, true) if is_known => EXPLAINED,
                (true, true) => UNEXPLAINED,
                _ => 0,
            };
        }
    }
    score
}

/// Whether a text is a title of figures.
fn is_title(wording: &Wording, lexicon: &Knowledge) -> bool {
    let kind = wording.title(lexicon).role.map(ColumnKind::of_role);
    matches!(kind, Some(ColumnKind::Figure(_))) && wording.text.contains(char::is_alphabetic)
}

/// Where no title says what the rows are, titles with their marks off do.
fn settle_slips(columns: &mut [Column<'_>], lexicon: &Knowledge) {
    if columns.iter().any(|column| is_anchor(column.title.role)) {
        return;
    }
    for column in columns.iter_mut().filter(|it| it.title.role.is_none()) {
        let role = column.title.role_by_letters(lexicon);
        if role.is_some() {
            column.title.to_mut().role = role;
        }
    }
}

/// `Doanh nghiệp`, `Trường` over names are the units of the rows; over numbers they are counted.
fn settle_names(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let anchors =
        |column: &Column<'_>| is_anchor(column.title.role) && !is_pledged_above(column, lexicon);
    if columns.iter().any(anchors) {
        return;
    }
    let is_name = |cell: &GridCell<'_>| {
        let wording = cell.wording();
        wording.is_some_and(|it| {
            it.unit().is_none() && !it.names_indicator(lexicon) && !it.is_quantity(lexicon)
        })
    };
    let holds_names = |index: u32| {
        let cells: Vec<_> = body.under(index).collect();
        let names = cells.iter().filter(|cell| is_name(cell)).count();
        names > 4 * (cells.len() - names)
    };
    let role = |column: &Column<'_>| {
        let role = column.title.role_if_borne_out(lexicon);
        role.filter(|role| *role == ColumnRole::ReportingUnit)
    };
    let mut columns = columns.iter_mut();
    let found = columns.find(|column| role(column).is_some() && holds_names(column.index));
    // Below `Công đoàn cơ sở | Sở Y tế` stand parts of that one.
    let found = found.filter(|_| !introduces_unit(body, lexicon));
    if let Some(column) = found {
        column.title.to_mut().role = role(column);
    }
}

/// Which column holds the labels, and which the figures where those are all rates.
fn settle_rows(
    columns: &mut [Column<'_>],
    has_criteria: bool,
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) {
    if !has_criteria {
        settle_labels(columns, body, lexicon);
    }
    settle_rates(columns, body, lexicon);
}

/// Of several columns that may hold the labels the one that does; another `Chỉ tiêu` beside it gives targets. Where none
/// is titled so, they stand under a title that says nothing, or speaks of figures where none stand (`Chỉ tiêu cam kết`
/// beside `Mức phấn đấu`): the one column of them.
fn settle_labels(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let count = |column: &Column<'_>| count_labels(body, column.index, lexicon);
    let titled = columns.iter().filter(|it| it.kind == ColumnKind::Label);
    let most = titled.max_by_key(|it| (count(it), std::cmp::Reverse(it.index)));
    if let Some(chosen) = most.map(|column| column.index) {
        let gives_targets = |column: &Column<'_>| {
            let mut cells = body.under(column.index).peekable();
            lexicon.forms.words.names_targets(&column.title.title.key)
                && (cells.peek().is_none() || cells.any(|cell| cell.speaks_of_figure(lexicon)))
        };
        let others = columns.iter_mut().filter(|it| it.kind == ColumnKind::Label);
        let mut other_labels = Vec::new();
        for column in others.filter(|column| column.index != chosen) {
            column.kind = match gives_targets(column) {
                true => ColumnKind::Figure(FigureColumn::Target),
                false => ColumnKind::Note,
            };
            other_labels.extend((column.kind == ColumnKind::Note).then_some(column.index));
        }
        leave_figures_of_others(columns, chosen, &other_labels);
        return;
    }
    let is_list =
        |column: &Column<'_>| matches!(column.kind, ColumnKind::Fact(role) if is_of_list(role));
    if columns.iter().any(is_list) {
        return;
    }
    let may_hold = |column: &Column<'_>| match column.kind {
        // `Danh hiệu` over those that are counted.
        ColumnKind::Unknown(_) | ColumnKind::Fact(ColumnRole::Award) => true,
        ColumnKind::Figure(_) => !body.holds_numbers(column.index),
        _ => false,
    };
    let holding = columns
        .iter_mut()
        .filter(|it| may_hold(it) && count(it) > 0);
    let mut holding: Vec<&mut Column<'_>> = holding.collect();
    let filled = |column: &Column<'_>| body.under(column.index).count();
    match &mut holding[..] {
        [only] => only.kind = ColumnKind::Label,
        // `Hoạt động | Chi tiết`: what several labels are about stands before them, once.
        [lead, label] if filled(lead) < filled(label) => label.kind = ColumnKind::Label,
        _ => {}
    }
}

/// Figures stand behind their labels. Where some do behind the labels that are read, those behind other labels are theirs.
fn leave_figures_of_others(columns: &mut [Column<'_>], chosen: u32, others: &[u32]) {
    let is_figure = |column: &Column<'_>| matches!(column.kind, ColumnKind::Figure(says) if says != FigureColumn::Rate);
    let is_of_others = |column: &Column<'_>| {
        let labels = others.iter().chain([&chosen]);
        labels.filter(|label| **label < column.index).max() != Some(&chosen)
    };
    let has_own = columns.iter().any(|it| is_figure(it) && !is_of_others(it));
    for column in columns.iter_mut().filter(|it| is_figure(it)) {
        if has_own && is_of_others(column) {
            column.kind = ColumnKind::Unknown(Vec::new());
        }
    }
}

/// Decides by what the titles are and what stands under them.
fn layout_of(header: &Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) -> Option<TableLayout> {
    use ColumnRole::{ClusterPoints, OwnPoints, Points, Previous, Target, Value};
    let has = |role: ColumnRole| header.has(role);
    let is_of_units = has(ColumnRole::ReportingUnit) || has(ColumnRole::UnitCode);
    if let Some(kind) = lists::kind_of(header, body.grid, lexicon) {
        return Some(TableLayout::List(kind));
    }
    let has_figures = [Value, Target, Previous].into_iter().any(has);
    let gives_points = !has_figures && [OwnPoints, ClusterPoints, Points].into_iter().any(has);
    if gives_points && has(ColumnRole::Label) && !is_of_units {
        return Some(TableLayout::ScoreSheet);
    }
    let is_part = |column: &Column<'_>| matches!(column.kind, ColumnKind::Part(_));
    let has_figures = has_figures
        || header.columns.iter().any(is_part)
        || asks_for_ratings(header, body, lexicon);
    let is_unknown = |it: &Column<'_>| it.is_unknown() && body.holds_figures(it.index);
    let has_unknown_figures = || header.columns.iter().any(is_unknown);
    // Rates and differences alone are no figures of anything, and still no rows of the table above.
    let has_derived_figures = || {
        let mut columns = header.columns.iter();
        columns.any(|it| it.is_derived() && body.holds_figures(it.index))
    };
    let label = header.column(ColumnRole::Label);
    let labels_below = label.map_or(0, |label| count_labels(body, label.index, lexicon));
    let kinds = header.columns.iter().map(|it| kind_of(it, lexicon, true));
    // Categories stand beside labels as well as beside units.
    let (mut figures_beside, mut indicators_beside) = (0, 0);
    for kind in kinds {
        let is_figure = matches!(kind, ColumnKind::Indicator(..));
        let is_mark = matches!(kind, ColumnKind::RatingMark(_));
        figures_beside += usize::from(is_figure);
        indicators_beside += usize::from(is_figure || is_mark);
    }
    if label.is_some()
        && (has_figures || labels_below > 0 && has_unknown_figures())
        && (labels_below > 0 || !is_of_units)
        && labels_below >= figures_beside
    {
        return Some(TableLayout::RowPerIndicator);
    }
    let has_score = || has(ColumnRole::TotalPoints) || scores_units(header, body.grid, lexicon);
    /// Two words may be titles by chance.
    const FEWEST_TITLES: usize = 3;
    // `Nội dung | Tổng số đoàn viên | …`, and below the first `Kết quả năm 2024`. Lines below the table may be labels.
    let has_no_labels = || {
        label.is_none_or(|it| {
            labels_below < figures_beside && own_rows::are_said_in(it.index, body, lexicon)
        })
    };
    let is_enough = indicators_beside >= FEWEST_TITLES
        || figures_beside > 0 && own_header::explains_first_row(header, body, lexicon);
    let is_of_own_unit = is_enough && has_no_labels();
    if is_of_units && (indicators_beside > 0 || has_score()) || is_of_own_unit {
        return Some(TableLayout::RowPerUnit);
    }
    let known = header.columns.iter().filter(|it| it.title.role.is_some());
    let is_titled = header.columns.len() >= FEWEST_TITLES && known.count() >= 2;
    let has_any = || has_unknown_figures() || has_derived_figures();
    (is_titled && has_any()).then_some(TableLayout::Unread)
}

/// How many of the rows of a body carry a label that means an indicator.
fn count_labels(body: &Body<'_, '_>, column: u32, lexicon: &Knowledge) -> usize {
    let labels = body.under(column).filter_map(GridCell::wording);
    labels
        .filter(|label| label.names_indicator(lexicon))
        .count()
}

/// Columns of words between those with titles, and that of labels before all titles.
fn add_untitled(columns: &mut Vec<Column<'_>>, body: &Body<'_, '_>, lexicon: &Knowledge) {
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
    let row = body.rows.start.saturating_sub(1);
    columns.extend(untitled.into_iter().map(|index| {
        let title = Cow::Owned(RoledTitle::default());
        Column::new(CellAddress::new(row, index), title)
    }));
    columns.sort_by_key(|column| column.index);
    untitled_labels::add(columns, body, lexicon);
}

/// Whether an open column is of all of what the form's unit belongs to, or its mean: `Toàn ngành y tế tỉnh`, `Bình quân của cụm`.
fn is_of_wider(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let key = lexicon.match_key(column.lowest_title());
    let is_of_all = begins_with_any(&key, &words.all_of_words);
    column.is_unknown()
        && (is_of_all || begins_with_any(&key, &words.mean_beginnings))
        && contains_any(&key, &words.wider_words)
}

/// Whether a column beside such is called as the form's own unit is.
fn is_own(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    lexicon
        .forms
        .words
        .own_columns
        .iter()
        .any(|own| own == column.lowest_key())
}

/// `Đơn vị` beside `Nội dung` is the unit of measure; over figures it is who reports them, or whose money they are where others'
/// stands beside it: `Công đoàn | Chuyên môn`. Above names it is whose each row is.
fn settle_reporters(header: &mut Header<'_>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    let label = header.column(ColumnRole::Label).map(|label| label.index);
    let is_form = header.layout == TableLayout::RowPerIndicator;
    let has_unit_of_measure = header.has(ColumnRole::UnitOfMeasure);
    // `Ngân sách | Công đoàn | Tổng cộng` are sources.
    let is_given = |it: &Column<'_>| it.kind == ColumnKind::Figure(FigureColumn::Actual);
    let is_open = |it: &Column<'_>| it.is_unknown() && body.holds_numbers(it.index);
    let is_other = |it: &Column<'_>| is_given(it) || is_open(it);
    let others = header.columns.iter().filter(|column| is_other(column));
    let (wider, others): (Vec<_>, Vec<_>) = others.partition(|it| is_of_wider(it, lexicon));
    let (has_wider, has_others) = (!wider.is_empty(), !others.is_empty());
    for column in &mut header.columns {
        let names = |label| says_whose_rows_are((column.index, label), body, lexicon);
        if column.kind == ColumnKind::Fact(ColumnRole::ReportingUnit)
            && !(is_form && label.is_some_and(names))
        {
            column.kind = if body.holds_numbers(column.index) {
                match has_others || has_wider && !is_own(column, lexicon) {
                    true => ColumnKind::Unknown(Vec::new()),
                    false => ColumnKind::Figure(FigureColumn::Actual),
                }
            } else if has_unit_of_measure {
                ColumnKind::Note
            } else {
                ColumnKind::Measure
            };
        }
    }
}
