//! A slip in the unit's own workbook.

use super::Beside;
use super::book::Book;
use super::cells::{Stored, on_sheet};
use super::front::{FrontRow, front_sheet};
use super::notes::Notes;
use super::sheet::{MarkedSheet, Marking, mark_sheet};
use super::styles::add_looks;
use crate::location::CellAddress;
use crate::ooxml::Package;
use crate::slips::{Slip, SlipRow, Words};
use std::collections::BTreeMap;

/// Chart sheets have views too, and may be selected.
const SHEETS: [&str; 2] = ["worksheet", "chartsheet"];

/// The unit's workbook with the slip in it.
pub(super) fn patched(slip: &Slip, bytes: &[u8]) -> Result<Vec<u8>, Beside> {
    let source = slip.source.as_ref().ok_or(Beside::Unread)?;
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let former = former_sheet(&mut package, &book)?;
    let notes = notes_by_sheet(slip, &book)?;
    let looks = add_looks(&mut package, book.shared("styles").ok_or(Beside::Odd)?)?;
    let marking = Marking {
        look: looks.mark,
        texts: book.shared("sharedStrings"),
        has_former: former.is_some() || holds_former_name(&mut package)?,
    };
    let mut held: BTreeMap<(usize, CellAddress), Stored> = BTreeMap::new();
    for (place, sheet) in book.sheets().iter().enumerate() {
        if Some(place) == former || !SHEETS.contains(&sheet.kind.as_str()) {
            continue;
        }
        let marked = MarkedSheet {
            part: &sheet.part,
            notes: notes.get(&place).cloned().unwrap_or_default(),
        };
        let of_sheet = mark_sheet(&mut package, &marked, marking)?;
        held.extend(
            of_sheet
                .into_iter()
                .map(|(at, stored)| ((place, at), stored)),
        );
    }
    let rows: Vec<FrontRow<'_>> = slip
        .rows
        .iter()
        .map(|row| front_row(row, &book, &held))
        .collect();
    let code = source.code();
    let front = front_sheet(slip, &rows, looks, &code);
    book.put_in_front(&mut package, former, (front, &code))?;
    Ok(package.finish()?)
}

/// The sheet that an earlier slip has put into the workbook. A sheet of the unit's own of that name is in the way.
fn former_sheet(package: &mut Package<'_>, book: &Book) -> Result<Option<usize>, Beside> {
    let words = Words::get();
    let is_named = |name: &str| name.to_lowercase() == words.sheet.to_lowercase();
    let named = book.sheets().iter().position(|sheet| is_named(&sheet.name));
    match named {
        Some(_) if !holds_former_name(package)? => Err(Beside::Odd),
        named => Ok(named),
    }
}

/// Whether the workbook was given back before.
fn holds_former_name(package: &mut Package<'_>) -> Result<bool, Beside> {
    let roots = package.relations("")?;
    let book = roots
        .into_iter()
        .find(|relation| relation.kind == "officeDocument");
    let text = package.text(&book.ok_or(Beside::Odd)?.target)?;
    Ok(text.is_some_and(|text| text.contains(crate::discover::SLIP_NAME)))
}

/// What is said on the cells of each sheet, by its place; of one cell all together.
fn notes_by_sheet(slip: &Slip, book: &Book) -> Result<BTreeMap<usize, Notes>, Beside> {
    let mut notes: BTreeMap<usize, Notes> = BTreeMap::new();
    for row in &slip.rows {
        let Some((sheet, cell)) = &row.place else {
            continue;
        };
        let place = book.place_of(sheet).ok_or(Beside::Odd)?;
        let said = format!("{}. {}", row.problem, row.task);
        let of_cell = notes.entry(place).or_default().entry(*cell).or_default();
        if !of_cell.is_empty() {
            of_cell.push('\n');
        }
        of_cell.push_str(&said);
    }
    Ok(notes)
}

/// A row of the sheet in front.
fn front_row<'s>(
    row: &'s SlipRow,
    book: &Book,
    held: &BTreeMap<(usize, CellAddress), Stored>,
) -> FrontRow<'s> {
    let cell = row.place.as_ref().and_then(|(sheet, at)| {
        let stored = held.get(&(book.place_of(sheet)?, *at))?;
        let cell = on_sheet(sheet, *at);
        Some((stored.still(&cell), cell))
    });
    FrontRow { row, cell }
}
