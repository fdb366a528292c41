//! What no observation takes up although it is a number of a table: told once a column.

use super::account::{RowKind, RowKinds};
use super::column_kind::ColumnKind;
use super::decided_words;
use super::grid::GridCell;
use super::header_rows::is_year;
use super::layout::TableLayout;
use super::numbering::is_numbering_row;
use super::region::Region;
use super::tables::FigureCell;
use crate::catalogue::ColumnRole;
use crate::finding::Finding;
use crate::location::CellAddress;
use crate::rules;
use crate::text::begins_with_any;
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashSet};

/// A column of numbers.
struct Unread {
    /// The first of them.
    first: CellAddress,
    raw: String,
    count: usize,
}

fn is_of_points(role: ColumnRole) -> bool {
    matches!(
        role,
        ColumnRole::Points
            | ColumnRole::OwnPoints
            | ColumnRole::ClusterPoints
            | ColumnRole::BonusPoints
            | ColumnRole::PenaltyPoints
    )
}

/// Tells of the columns of numbers that are not understood, with the titles nearest to theirs.
pub(super) fn report(
    region: &Region<'_>,
    kinds: &RowKinds,
    taken: &[FigureCell],
    findings: &mut Vec<Finding>,
) {
    let header = region.header;
    // Numbers in a list of persons are days of birth and numbers of telephones.
    if header.has(ColumnRole::Person) {
        return;
    }
    if !gives_facts(region) {
        findings.extend(decided_words::columns(region));
    }
    let are_points =
        |role: ColumnRole| header.layout == TableLayout::RowPerUnit && is_of_points(role);
    // Asked only of columns of parts and of points, which few tables have.
    let mut columns = header.columns.iter();
    let is_asked = columns.any(|column| match column.kind {
        ColumnKind::Part(_) => true,
        ColumnKind::Fact(role) => are_points(role),
        _ => false,
    });
    let taken = taken.iter().filter(|_| is_asked);
    let taken: HashSet<CellAddress, RandomState> = taken.map(|figure| figure.at).collect();
    let is_taken = |cell: &GridCell<'_>| taken.contains(&cell.address);
    let is_unread = |cell: &GridCell<'_>| match header.at(cell.address.column) {
        Some(column) => match column.kind {
            ColumnKind::Unknown(_) => cell.may_be_figure(),
            // A note may well be a number; a column of numbers is none.
            ColumnKind::Note => cell.is_number(),
            // Not every indicator has the part that the column gives.
            ColumnKind::Part(_) => cell.may_be_figure() && !is_taken(cell),
            // Points of nobody's.
            ColumnKind::Fact(role) => are_points(role) && cell.may_be_figure() && !is_taken(cell),
            _ => false,
        },
        None => cell.is_number(),
    };
    let mut unread = numbers_in(region, kinds, is_unread);
    /// Fewer numbers among notes are notes.
    const FEWEST_AMONG_NOTES: usize = 2;
    let never = &region.lexicon.forms.words.never_figures;
    unread.retain(|index, numbers| {
        let column = header.at(*index);
        let is_note = column.is_some_and(|it| it.kind == ColumnKind::Note);
        // `Điện thoại`
        let is_none = column.is_some_and(|it| begins_with_any(it.lowest_key(), never));
        !is_none && (!is_note || numbers.count >= FEWEST_AMONG_NOTES)
    });
    let told = unread
        .into_iter()
        .map(|(index, numbers)| finding(region, index, &numbers));
    findings.extend(told);
}

/// Whether its rows are of facts or points, with words and years under any title.
fn gives_facts(region: &Region<'_>) -> bool {
    matches!(
        region.header.layout,
        TableLayout::List(_) | TableLayout::ScoreSheet
    )
}

/// The numbers that are not read, by column.
fn numbers_in(
    region: &Region<'_>,
    kinds: &RowKinds,
    is_unread: impl Fn(&GridCell<'_>) -> bool,
) -> BTreeMap<u32, Unread> {
    let gives_facts = gives_facts(region);
    let mut unread: BTreeMap<u32, Unread> = BTreeMap::new();
    for (row, kind) in kinds {
        let row = region.grid.row(*row);
        let is_asked = match kind {
            RowKind::Figures | RowKind::Unread | RowKind::Facts => true,
            // Where its label gives no figure: what numbers columns gives none either.
            RowKind::Heading => !is_numbering_row(row),
            _ => false,
        };
        let is_among_words = gives_facts || *kind == RowKind::Heading;
        // A heading may name its year, and its words may begin with a number.
        let may_be = |cell: &GridCell<'_>| !is_among_words || cell.is_number() && !is_year(cell);
        let cells = row.cells.iter().filter(|_| is_asked);
        for cell in cells.filter(|cell| is_unread(cell) && may_be(cell)) {
            let column = unread.entry(cell.address.column).or_insert_with(|| Unread {
                first: cell.address,
                raw: cell.raw(),
                count: 0,
            });
            column.count += 1;
        }
    }
    unread
}

/// Tells of a column, with the titles nearest to its own.
fn finding(region: &Region<'_>, index: u32, numbers: &Unread) -> Finding {
    let column = region.header.at(index);
    let at = column.map_or(numbers.first, |column| column.title_at);
    let title = column.map_or("", |column| column.written());
    let nearest = match column.map(|column| &column.kind) {
        Some(ColumnKind::Unknown(nearest)) => &nearest[..],
        _ => &[],
    };
    let nearest: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
    let message =
        rules::column_unknown::message(title, &numbers.raw, numbers.count, &nearest.join(", "));
    let rule = &rules::column_unknown::RULE;
    region.tell(rule, at, message).of_word(title, numbers.count)
}
