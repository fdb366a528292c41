//! Where a click leads, as Excel writes it.

use super::layout::{SheetLayout, TableLayout};
use crate::location::CellAddress;
use crate::report::{Link, Report};
use rust_xlsxwriter::Url;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Excel refuses longer ones.
const LONGEST: usize = 2_000;

/// Finds the cells that links inside the report lead to.
pub(super) struct Links<'r> {
    layouts: BTreeMap<&'r str, &'r SheetLayout>,
    /// The workbook that links stand in.
    from: &'static str,
}

impl<'r> Links<'r> {
    /// Notes where each sheet's tables stand.
    pub(super) fn new(report: &'r Report, layouts: &'r [SheetLayout], from: &'static str) -> Self {
        let names = report.sheets.iter().map(|sheet| &*sheet.name);
        Self {
            layouts: names.zip(layouts).collect(),
            from,
        }
    }

    /// Where a sheet's first table stands.
    pub(super) fn first_table(&self, sheet: &str) -> Option<&TableLayout> {
        self.table(sheet, 0)
    }

    /// Where a sheet's table stands.
    pub(super) fn table(&self, sheet: &str, number: usize) -> Option<&TableLayout> {
        self.layouts.get(sheet)?.tables.get(number)
    }

    /// The way to a cell of either workbook; the other one lies beside this one.
    fn inside(&self, sheet: &str, address: CellAddress) -> Option<String> {
        match super::file_of(sheet) {
            file if file == self.from => Some(internal(sheet, address)),
            file => external(file, Some(&(sheet.into(), address.to_string()))),
        }
    }

    /// The file that a link out of the workbook leads to, and the place in it as a package names it.
    pub(super) fn target<'l>(&self, link: &'l Link) -> Option<(&'l str, Option<String>)> {
        match link {
            Link::File { path, place } if self.leads_out(link) => {
                let place = place.as_ref();
                let place = place.map(|(sheet, cell)| format!("{}!{cell}", quoted(sheet)));
                Some((path, place))
            }
            _ => None,
        }
    }

    /// Whether a link leads out of the workbook and is not too long.
    pub(super) fn leads_out(&self, link: &Link) -> bool {
        let Link::File { path, place } = link else {
            return false;
        };
        let inside = place
            .as_ref()
            .map_or(0, |(sheet, cell)| sheet.len() + cell.len());
        path.len() + inside <= LONGEST
    }

    /// The link as Excel writes it; `None` where it cannot be written.
    pub(super) fn url(&self, link: &Link) -> Option<Url> {
        let target = match link {
            Link::Sheet(sheet) => {
                self.layouts.get(&**sheet)?;
                self.inside(sheet, CellAddress::new(0, 0))?
            }
            Link::Table { sheet, table } => {
                let first = self.table(sheet, *table)?.header_row;
                self.inside(sheet, CellAddress::new(first, 0))?
            }
            Link::Row { sheet, row, column } => {
                let first = self.first_table(sheet)?.first_row;
                self.inside(sheet, CellAddress::new(first + row, u32::from(*column)))?
            }
            Link::File { path, place } => external(path, place.as_ref())?,
        };
        (target.len() <= LONGEST).then(|| Url::new(target))
    }
}

/// The link to a place in a file, as Excel writes it; `None` of any other, and where it cannot be written.
pub(crate) fn file_url(link: &Link) -> Option<Url> {
    let Link::File { path, place } = link else {
        return None;
    };
    let target = external(path, place.as_ref())?;
    (target.len() <= LONGEST).then(|| Url::new(target))
}

fn internal(sheet: &str, address: CellAddress) -> String {
    format!("internal:{}!{address}", quoted(sheet))
}

fn external(path: &str, place: Option<&(Arc<str>, String)>) -> Option<String> {
    let path = escaped(path)?;
    Some(match place {
        Some((sheet, cell)) => format!("file:///{path}#{}!{cell}", quoted(sheet)),
        None => format!("file:///{path}"),
    })
}

/// A sheet's name inside a reference.
fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A path in a list of relations: what means something there, or may not stand there, is escaped; a drive or a server is
/// said to be a file.
pub(super) fn related(path: &str) -> String {
    let has_root = path.starts_with("\\\\") || path.chars().nth(1) == Some(':');
    let mut text = String::from(if has_root { "file:///" } else { "" });
    for letter in path.chars() {
        match letter {
            '%' | '"' | ' ' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '#' => {
                text.push_str(&format!("%{:02x}", letter as u32));
            }
            other => text.push(other),
        }
    }
    text
}

/// A path in which `#` and `%` are no signs of their own. The writer escapes spaces and brackets itself, but only in
/// paths that hold no escape yet; a `#` in a path without any such character cannot be written at all.
fn escaped(path: &str) -> Option<String> {
    if !path.contains(['#', '%']) {
        return Some(path.to_owned());
    }
    let mut text = String::with_capacity(path.len() + 16);
    for letter in path.chars() {
        match letter {
            '%' | '"' | ' ' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '#' => {
                text.push_str(&format!("%{:02x}", letter as u32));
            }
            other => text.push(other),
        }
    }
    let has_known_escape = path.contains(['%', '"', ' ', '<', '>', '[', ']', '^', '`', '{', '}']);
    has_known_escape.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_paths_are_escaped_once() {
        for (path, text) in [
            (
                "../input/2023/Báo cáo.xlsx",
                Some("../input/2023/Báo cáo.xlsx"),
            ),
            ("../input/a%20b.xlsx", Some("../input/a%2520b.xlsx")),
            (
                "../input/Cụm 1/BC #2.xlsx",
                Some("../input/Cụm%201/BC%20%232.xlsx"),
            ),
            ("../input/#2.xlsx", None),
        ] {
            assert_eq!(escaped(path).as_deref(), text, "{path}");
        }
    }

    #[test]
    fn places_inside_files_are_quoted() {
        let place = (Arc::from("Biểu 'A'"), "F17".to_owned());
        assert_eq!(
            external("BC.xlsx", Some(&place)).as_deref(),
            Some("file:///BC.xlsx#'Biểu ''A'''!F17")
        );
        assert_eq!(
            internal("Nguồn số liệu", CellAddress::new(4, 4)),
            "internal:'Nguồn số liệu'!E5"
        );
    }
}
