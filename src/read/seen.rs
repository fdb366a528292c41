//! What somebody asks of a file: its cells, and for the eyes how these look.

use super::appearance::Appearance;
use super::limits::Limits;
use super::panics::caught;
use super::source::{Examined, Outcome, Request, examine};
use super::{FileKind, RawWorkbook, default_password, sniff, xls_appearance, xlsx_appearance};
use std::collections::BTreeMap;

/// Does what a request asks for.
pub(super) fn answer(
    request: Request,
    on_format: &mut dyn FnMut(Option<&'static str>),
) -> Examined {
    let Request {
        bytes,
        extension,
        is_seen,
    } = request;
    let mut examined = examine(&bytes, &extension, on_format);
    if let Outcome::Read(workbook) = &mut examined.outcome
        && is_seen
    {
        add(&bytes, workbook);
    }
    examined
}

/// Tells of each sheet of a workbook that was read of these bytes how its cells look.
pub(super) fn add(bytes: &[u8], workbook: &mut RawWorkbook) {
    let found = caught(|| {
        let kind = sniff(bytes);
        match default_password::opened(bytes, kind) {
            Some(opened) => of_sheets(&opened),
            None => of_sheets(bytes),
        }
    });
    let mut found = found.unwrap_or_default();
    for sheet in &mut workbook.sheets {
        sheet.look.appearance = found.remove(&*sheet.name).unwrap_or_default();
    }
}

/// By the names of the sheets.
fn of_sheets(bytes: &[u8]) -> BTreeMap<String, Appearance> {
    let limits = Limits::built_in();
    let found = match sniff(bytes) {
        FileKind::Xlsx | FileKind::Xlsm => xlsx_appearance::read(bytes, limits),
        FileKind::Xls => xls_appearance::read(bytes),
        _ => return BTreeMap::new(),
    };
    found.unwrap_or_default()
}
