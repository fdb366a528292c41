//! Lists in which every row says whose it is, as programs export them: `Đơn vị | Năm | Tên chỉ tiêu | Giá trị`.

use super::Knowledge;
use super::grid::{Grid, GridCell, Row};
use super::layout::{Body, Header, TableLayout};
use super::region::Region;
use super::tables::{RowStanding, UnitRow};
use super::whole_columns::is_of_one_unit;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::text::{begins_with_any, begins_with_words, is_letter};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a column names the unit of each row that has a label: all the same one, or several that are asked the same.
pub(super) fn says_whose_rows_are(
    (column, label): (u32, u32),
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) -> bool {
    /// Fewer may be anybody's.
    const FEWEST_ROWS: usize = 3;
    let mut names = BTreeSet::new();
    let mut asked: BTreeMap<&str, String> = BTreeMap::new();
    let mut is_asked_again = false;
    let mut count = 0;
    let mut until = None;
    for row in body.rows() {
        let Some(labelled) = row.cell(label).and_then(GridCell::wording) else {
            continue;
        };
        until = name_in(column, row, until, body);
        let Some((name, _)) = until else {
            return false;
        };
        let key = lexicon.match_key(name.text());
        is_asked_again |= asked
            .entry(labelled.label_key())
            .or_insert_with(|| key.clone())
            != &key;
        count += 1;
        names.insert((key, name.text()));
    }
    let is_body = |(key, name): &&(String, &str)| is_called_as_unit(key, name, lexicon);
    let bodies = names.iter().filter(is_body).count();
    let of_several = names.len() == 1 || is_asked_again && !is_of_one_unit(body, lexicon);
    count >= FEWEST_ROWS && of_several && 2 * bodies > names.len()
}

/// A row's name, and the last row over which it is merged; that of the row before where it is.
fn name_in<'g>(
    column: u32,
    row: Row<'g>,
    before: Option<(&'g GridCell<'g>, u32)>,
    body: &Body<'g, '_>,
) -> Option<(&'g GridCell<'g>, u32)> {
    let says = |cell: &&GridCell<'_>| {
        let is_name = |it: &Wording| it.unit().is_none();
        cell.text().contains(is_letter) && cell.wording().is_some_and(is_name)
    };
    match row.cell(column) {
        Some(cell) => {
            let last = body.grid.span(cell.address).last.row;
            Some(cell).filter(says).map(|cell| (cell, last))
        }
        None => before.filter(|(_, last)| row.number <= *last),
    }
}

/// Whether a name is called as unions and employers are, or the register's.
fn is_called_as_unit(key: &str, name: &str, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let listed = [
        &words.body_words,
        &words.grassroots_names,
        &words.union_names,
    ];
    let mut listed = listed.into_iter().flatten();
    // `Công đoàn`, `Công ty` alone say whose money it is, and `Phân xưởng Sợi` is a part.
    let is_called =
        |of: &String| of.len() < key.len() && begins_with_words(key, &lexicon.match_key(of));
    !begins_with_any(key, &words.part_beginnings) && listed.any(is_called)
        || lexicon.knows_unit(name)
}

/// The column of a table with a row per indicator that names each row's unit.
fn column_of(header: &Header<'_>) -> Option<u32> {
    let is_form = header.layout == TableLayout::RowPerIndicator;
    let column = header.column(ColumnRole::ReportingUnit);
    column.filter(|_| is_form).map(|column| column.index)
}

/// The one unit that all rows of a sheet's tables name, where there is such a column.
pub(super) fn only_name<'g>(
    headers: &[Header<'_>],
    grid: &'g Grid<'_>,
    lexicon: &Knowledge,
) -> Option<&'g GridCell<'g>> {
    let ends = headers.iter().skip(1).map(|next| next.first_row);
    let ends = ends.chain(std::iter::once(u32::MAX));
    let tables = headers.iter().zip(ends);
    let cells = tables.filter_map(|(header, end)| {
        let column = column_of(header)?;
        let rows = grid.rows_within(header.body_row..end);
        Some(rows.filter_map(move |row| row.cell(column)))
    });
    let mut cells = cells.flatten().filter(|cell| cell.wording().is_some());
    let first = cells.next()?;
    let key = lexicon.match_key(first.text());
    cells
        .all(|cell| lexicon.match_key(cell.text()) == key)
        .then_some(first)
}

/// Whose the rows of a list are: several units.
pub(super) struct NamedRows {
    pub(super) units: Vec<UnitRow>,
    /// By row, the position of its unit.
    rows: BTreeMap<u32, usize>,
}

impl NamedRows {
    /// `None` where no column names each row's unit, or all rows are of the one whose form it is.
    pub(super) fn of(region: &Region<'_>) -> Option<Self> {
        let column = column_of(region.header)?;
        let lexicon = region.lexicon;
        let body = Body::new(region.grid, region.header.body_row..region.end);
        let cluster = region.header.column(ColumnRole::Cluster);
        let cluster = |row: Row<'_>| Some(row.cell(cluster?.index)?.text().to_owned());
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut named = Self {
            units: Vec::new(),
            rows: BTreeMap::new(),
        };
        let mut until = None;
        for row in body.rows() {
            until = name_in(column, row, until, &body);
            let key = until.map(|(name, _)| (name, lexicon.match_key(name.text())));
            let is_total = |name: &GridCell<'_>| {
                let key = name.wording().map_or("", |it| it.label_key());
                lexicon.forms.words.is_total(key)
            };
            let Some((name, key)) = key.filter(|(name, _)| !is_total(name)) else {
                continue;
            };
            let units = &mut named.units;
            let position = *known.entry(key).or_insert_with(|| {
                units.push(UnitRow {
                    name: name.text().to_owned(),
                    code: None,
                    cluster: cluster(row),
                    at: name.address,
                    standing: RowStanding::Unit,
                });
                units.len() - 1
            });
            named.rows.insert(row.number, position);
        }
        (named.units.len() > 1).then_some(named)
    }

    /// The unit of a row, by its position.
    pub(super) fn unit_of(&self, row: u32) -> Option<usize> {
        self.rows.get(&row).copied()
    }
}
