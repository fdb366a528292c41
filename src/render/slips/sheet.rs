//! A sheet of the unit's workbook with its marks and notes; nothing else of it is changed.

use super::Beside;
use super::cells::Stored;
use super::marks::{Mark, add_marks, place_for, remove_marks};
use super::notes::{Notes, set_notes};
use super::stored::{StoredCells, shared_texts};
use crate::location::CellAddress;
use crate::ooxml::{Edits, Element, OFFICE_RELATIONS, Package, PackageError, without_attribute};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet of which cells are to be marked.
pub(super) struct MarkedSheet<'s> {
    /// Its part.
    pub(super) part: &'s str,
    /// What is said on its cells.
    pub(super) notes: Notes,
}

/// How cells are marked.
#[derive(Clone, Copy)]
pub(super) struct Marking<'s> {
    /// The number of the marks' look.
    pub(super) look: usize,
    /// The part of shared texts.
    pub(super) texts: Option<&'s str>,
    /// Whether an earlier slip may have left marks.
    pub(super) has_former: bool,
}

/// Marks cells of a sheet. Returns what they hold.
pub(super) fn mark_sheet(
    package: &mut Package<'_>,
    sheet: &MarkedSheet<'_>,
    marking: Marking<'_>,
) -> Result<BTreeMap<CellAddress, Stored>, Beside> {
    let text = package.text(sheet.part)?.ok_or(Beside::Odd)?;
    let is_to_change = marking.has_former || !sheet.notes.is_empty();
    // Most sheets hold nothing to mark: they are looked into only where anything may have to be changed.
    if !is_to_change && !text.contains("tabSelected") {
        return Ok(BTreeMap::new());
    }
    let root = Element::root(&text)?;
    let children = root.children(&text)?;
    let mut edits = Edits::default();
    unselect(&text, &children, &mut edits)?;
    let mut held = BTreeMap::new();
    if is_to_change {
        if marking.has_former {
            remove_marks(&text, &children, &mut edits)?;
        }
        held = held_by(package, (&text, &children), sheet, marking.texts)?;
        let marks: Vec<Mark> = held.iter().map(|(at, stored)| mark(*at, stored)).collect();
        if !marks.is_empty() {
            add_marks((&text, &root, &children), &marks, marking.look, &mut edits)?;
        }
        let drawing = children.iter().find(|child| child.name == "legacyDrawing");
        let drawing = drawing.and_then(|drawing| drawing.attribute(&text, "id"));
        let new = set_notes(package, sheet.part, drawing.as_deref(), &sheet.notes)?;
        if let Some(id) = new {
            let (prefix, at) = (&root.prefix, place_for("legacyDrawing", &root, &children));
            edits.insert(
                at,
                format!("<{prefix}legacyDrawing xmlns:r=\"{OFFICE_RELATIONS}\" r:id=\"{id}\"/>"),
            );
        }
    }
    if !edits.is_empty() {
        package.put(sheet.part, edits.apply(&text));
    }
    Ok(held)
}

fn mark(at: CellAddress, stored: &Stored) -> Mark {
    let cell = at.to_string();
    Mark {
        formula: stored.still(&cell),
        cell,
    }
}

/// Of two sheets that are selected together whatever is typed into one goes into the other: only the one in front is.
fn unselect(text: &str, children: &[Element], edits: &mut Edits) -> Result<(), PackageError> {
    for views in children.iter().filter(|child| child.name == "sheetViews") {
        for view in views.children(text)? {
            let tag = text.get(view.tag()).unwrap_or_default();
            let plain = without_attribute(tag, "tabSelected");
            if plain != tag {
                edits.replace(view.tag(), plain);
            }
        }
    }
    Ok(())
}

/// What the cells hold that are to be marked.
fn held_by(
    package: &mut Package<'_>,
    (text, children): (&str, &[Element]),
    sheet: &MarkedSheet<'_>,
    texts: Option<&str>,
) -> Result<BTreeMap<CellAddress, Stored>, Beside> {
    let wanted: BTreeSet<CellAddress> = sheet.notes.keys().copied().collect();
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let data = children.iter().find(|child| child.name == "sheetData");
    let cells = StoredCells::read(text, data.ok_or(Beside::Odd)?, &wanted)?;
    let shared: BTreeSet<usize> = cells.shared().collect();
    let texts = match texts {
        Some(part) if !shared.is_empty() => {
            shared_texts(&package.text(part)?.ok_or(Beside::Odd)?, &shared)?
        }
        _ => BTreeMap::new(),
    };
    if texts.len() < shared.len() {
        return Err(Beside::Odd);
    }
    Ok(wanted
        .into_iter()
        .map(|at| (at, cells.at(at, &texts)))
        .collect())
}
