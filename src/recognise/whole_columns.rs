//! Columns of a unit's parts side by side (`Khoa Nội | Khoa Ngoại | Toàn viện`), or of it and of what it belongs to (`Công ty |
//! Toàn tập đoàn`): which of them is the form's own unit's. The others are told and give nothing.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::GridCell;
use super::layout::{Body, Column};
use super::line::{NameStrength, Naming};
use super::sayings::FigureColumn;
use super::wording::Wording;
use crate::read::CellContent;
use crate::text::{self, begins_with_any, begins_with_words, contains_any};

/// Where no title says that a column gives the unit's figures, the one does that is called as the unit is, or that sums up
/// those of its parts.
///
/// Returns whether there is one: the others are then no units.
pub(super) fn settle_whole(
    columns: &mut [Column<'_>],
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) -> bool {
    leave_sums_of_groups(columns);
    let gives_results = |column: &Column<'_>| {
        matches!(
            column.kind,
            ColumnKind::Figure(FigureColumn::Actual) | ColumnKind::Part(FigureColumn::Actual)
        )
    };
    if columns.iter().any(gives_results) {
        return false;
    }
    let found = called_as_unit(columns, body, lexicon);
    let found = found.or_else(|| summing_up(columns, body, lexicon));
    let Some(column) = found.and_then(|at| columns.get_mut(at)) else {
        return false;
    };
    column.kind = ColumnKind::Figure(match column.is_planned_above(lexicon) {
        true => FigureColumn::Target,
        false => FigureColumn::Actual,
    });
    true
}

/// `Khối lâm sàng › Cộng` sums up its group, where another column outside of all groups gives the unit's figures.
fn leave_sums_of_groups(columns: &mut [Column<'_>]) {
    let is_value = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Actual);
    let group = |column: &Column<'_>| {
        let above = column.above().last()?;
        above.role.is_none().then(|| above.title.written.clone())
    };
    let unknown = columns.iter().filter(|column| column.is_unknown());
    let groups: Vec<String> = unknown.filter_map(group).collect();
    let is_in_group = |column: &Column<'_>| group(column).is_some_and(|it| groups.contains(&it));
    let outside = columns.iter().filter(|it| is_value(it) && !is_in_group(it));
    if outside.count() != 1 {
        return;
    }
    for column in columns.iter_mut() {
        if is_value(column) && is_in_group(column) {
            column.kind = ColumnKind::Unknown(Vec::new());
        }
    }
}

/// The one column that bears the name of the unit above the table (`Công ty Xăng dầu B15 | Toàn Tập đoàn`), or is of all of it (`Nhà máy
/// 1 | Nhà máy 2 | Toàn công ty`).
fn called_as_unit(
    columns: &[Column<'_>],
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) -> Option<usize> {
    let names = names_above(body, lexicon)?;
    let words = &lexicon.forms.words;
    let is_name = |column: &Column<'_>| {
        let key = lexicon.name_key(column.lowest_title());
        let all = words.all_of_words.iter();
        let all = all.filter_map(|it| key.strip_prefix(it.as_str())?.strip_prefix(' '));
        let body = all.min_by_key(|rest| rest.len()).unwrap_or(&key);
        let is_called_so = |(_, name): &(NameStrength, String)| {
            // `Công ty` alone is the company whose form it is.
            *name == key
                || words.body_words.iter().any(|it| it == body) && begins_with_words(name, body)
        };
        column.is_unknown() && !key.is_empty() && names.iter().any(is_called_so)
    };
    let named =
        |(_, column): &(usize, &Column<'_>)| is_name(column) && body.holds_numbers(column.index);
    let mut found = columns.iter().enumerate().filter(named);
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

/// Whether a line above a table names a cluster.
fn names_cluster(body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let mut lines = lines_above(body);
    lines.any(|wording| matches!(wording.line(lexicon).names, Naming::Cluster))
}

/// Whether the lines above a table plainly name a unit, and no cluster: what stands across is then of its parts.
pub(super) fn is_of_one_unit(body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let mut names = lines_above(body).filter_map(|line| name_in(line, lexicon));
    !names_cluster(body, lexicon)
        && names.any(|(strength, name)| {
            strength >= NameStrength::Grassroots || lexicon.knows_unit(&name)
        })
}

/// The same where they say who it is.
pub(super) fn names_one_unit(body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let mut names = lines_above(body).filter_map(|line| name_in(line, lexicon));
    is_of_one_unit(body, lexicon) && names.any(|(_, name)| !name.is_empty())
}

/// How the lines above a table say that it is of several units: by a cluster's name and no unit's, or by their words:
/// `TỔNG HỢP SỐ LIỆU CÁC ĐƠN VỊ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfSeveral {
    ByCluster,
    ByWords,
}

/// How a table is said to be of several units, where it is.
pub(super) fn of_several(body: &Body<'_, '_>, lexicon: &Knowledge) -> Option<OfSeveral> {
    let words = &lexicon.forms.words.several_units_words;
    let mut lines = lines_above(body);
    let is_worded = lines.any(|line| contains_any(line.label_key(), words));
    let is_of_cluster = names_cluster(body, lexicon);
    let plainest = match is_of_cluster {
        true => NameStrength::Grassroots,
        false => NameStrength::Union,
    };
    let found = match (is_worded, is_of_cluster) {
        (true, _) => OfSeveral::ByWords,
        (false, true) => OfSeveral::ByCluster,
        (false, false) => return None,
    };
    (!names_unit(body, plainest, lexicon)).then_some(found)
}

/// Whether a line above a table names a unit at least so plainly.
fn names_unit(body: &Body<'_, '_>, plainest: NameStrength, lexicon: &Knowledge) -> bool {
    let mut names = lines_above(body).filter_map(|line| name_in(line, lexicon));
    names.any(|(strength, _)| strength >= plainest)
}

/// Whether a line above a table introduces the unit whose form it is in the next cell: `Công đoàn cơ sở | Sở Y tế`.
pub(super) fn introduces_unit(body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let mut lines = lines_above(body);
    lines.any(|line| line.line(lexicon).unit_name.as_deref() == Some(""))
}

/// What stands above a table in rows that hold no more than a line on either side.
fn lines_above<'b>(body: &Body<'b, '_>) -> impl Iterator<Item = &'b Wording> {
    const CELLS_OF_A_LINE: usize = 2;
    let rows = body.grid.rows_within(0..body.rows.start);
    let lines = rows.filter(|row| row.cells.len() <= CELLS_OF_A_LINE);
    lines
        .flat_map(|row| row.cells)
        .filter_map(GridCell::wording)
}

/// Whom the lines above a table name, and how plainly, without what they are called as unions; `None` where they name a
/// cluster. What begins as bodies do is one.
fn names_above(body: &Body<'_, '_>, lexicon: &Knowledge) -> Option<Vec<(NameStrength, String)>> {
    if names_cluster(body, lexicon) {
        return None;
    }
    let names = lines_above(body).filter_map(|line| name_in(line, lexicon));
    Some(names.collect())
}

/// Whom a line names, and how plainly.
fn name_in(wording: &Wording, lexicon: &Knowledge) -> Option<(NameStrength, String)> {
    let line = wording.line(lexicon);
    let introduced = line.unit_name.as_deref().filter(|name| !name.is_empty());
    let bodies = &lexicon.forms.words.body_words;
    // `BÁO CÁO CÔNG ĐOÀN CÔNG TY A`
    let titled = line.title.as_deref();
    let titled = titled.filter(|name| begins_with_any(&lexicon.name_key(name), bodies));
    let (strength, name) = match (introduced.or(titled), line.names) {
        (Some(name), _) => (NameStrength::Labelled, name),
        (_, Naming::Unit(it @ (NameStrength::Union | NameStrength::Grassroots))) => {
            (it, &*wording.text)
        }
        _ => {
            let is_body = begins_with_any(wording.label_key(), bodies);
            (NameStrength::Grassroots, is_body.then_some(&*wording.text)?)
        }
    };
    Some((strength, lexicon.name_key(name)))
}

/// The one column whose title speaks of the whole and that is, row by row, the sum of the columns of parts: titles and
/// arithmetic agree.
fn summing_up(columns: &[Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) -> Option<usize> {
    /// One may be a sum by chance.
    const FEWEST_ROWS: usize = 2;
    let words = &lexicon.forms.words;
    let key = |column: &Column<'_>| text::label_key(column.lowest_title());
    let holds = |column: &&Column<'_>| column.is_unknown() && body.holds_numbers(column.index);
    let speaks_of_whole = |column: &&Column<'_>| contains_any(&key(column), &words.whole_words);
    let unknown: Vec<&Column<'_>> = columns.iter().filter(holds).collect();
    let is_part = |column: &&Column<'_>| begins_with_any(&key(column), &words.part_beginnings);
    let is_unit = |column: &&Column<'_>| begins_with_any(&key(column), &words.body_words);
    let units = unknown.iter().filter(|column| is_unit(column)).count();
    let is_of_one = || names_above(body, lexicon).is_some_and(|names| !names.is_empty());
    let is_of_parts = unknown.iter().any(is_part);
    // Units across are a cluster's.
    if !is_of_parts && (!is_of_one() || 2 * units >= unknown.len()) {
        return None;
    }
    let is_sum_of = |whole: u32, is_part: &dyn Fn(&&&Column<'_>) -> bool| {
        let parts = unknown.iter().filter(is_part);
        let parts: Vec<u32> = parts.map(|column| column.index).collect();
        let sums = sums(body, &parts, whole);
        let agreeing = sums.iter().filter(|agrees| **agrees).count();
        // Rates and means are no sums.
        agreeing >= FEWEST_ROWS && agreeing >= 2 * (sums.len() - agreeing)
    };
    // `Khoa Nhi tổng hợp` speaks of no whole.
    let sums_up = |column: &&&Column<'_>| {
        is_sum_of(column.index, &|it| !speaks_of_whole(it))
            || is_sum_of(column.index, &|it| it.index != column.index)
    };
    let mut found = unknown
        .iter()
        .filter(|column| speaks_of_whole(column) && !contains_any(&key(column), &words.wider_words))
        .filter(sums_up);
    let index = found.next()?.index;
    let is_only = found.next().is_none();
    is_only.then(|| columns.iter().position(|column| column.index == index))?
}

/// Of each row that has them whether a column is the sum of others.
fn sums(body: &Body<'_, '_>, parts: &[u32], whole: u32) -> Vec<bool> {
    const FEWEST_PARTS: usize = 2;
    let number = |cell: &GridCell<'_>| match cell.content() {
        CellContent::Number { value, .. } => Some(value),
        _ => None,
    };
    let agrees = body.rows().filter_map(|row| {
        let number = |column: u32| row.cell(column).and_then(number);
        let whole = number(whole)?;
        let parts: Vec<f64> = parts.iter().filter_map(|part| number(*part)).collect();
        let sum: f64 = parts.iter().sum();
        (parts.len() >= FEWEST_PARTS).then(|| (sum - whole).abs() <= 1e-6 * whole.abs().max(1.0))
    });
    agrees.collect()
}
