//! A slip that comes back: the unit's own workbook with what the program wrote into it. That is taken out before anything
//! is read, and what the workbook says of its source is kept.

use super::Words;
use super::contents::digest_of_contents;
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::text::{clean, label_key};

/// How the code of a slip begins, with the version of its writing.
const VERSION: &str = "1";
const SOURCE: &str = "sha256:";
const CONTENTS: &str = "noi-dung:";
/// Digits of a SHA-256.
const DIGEST: usize = 64;

/// What a slip says of the file that it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The digest of what its sheets held.
    pub contents: String,
}

impl Source {
    /// What is written into the slip.
    pub fn code(&self) -> String {
        let Source { sha256, contents } = self;
        format!("{VERSION};{SOURCE}{sha256};{CONTENTS}{contents}")
    }

    /// Reads what was written into a slip.
    fn read(code: &str) -> Option<Self> {
        let mut parts = code.trim().split(';');
        if parts.next()? != VERSION {
            return None;
        }
        let sha256 = parts.next()?.strip_prefix(SOURCE)?;
        // A slip without a digest of its contents is one whose contents are not those of its source.
        let contents = parts.next().and_then(|part| part.strip_prefix(CONTENTS));
        let is_digest = sha256.len() == DIGEST && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        is_digest.then(|| Self {
            sha256: sha256.to_owned(),
            contents: contents.unwrap_or_default().to_owned(),
        })
    }
}

/// What a workbook that came back is to the one that was given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The SHA-256 of the file that the slip was made of.
    pub source: String,
    /// Whether any cell of it says something else than there.
    pub is_changed: bool,
}

/// Takes out of a workbook what the program wrote into it when it gave it back; `None` where it is no slip.
pub fn take_out(workbook: &mut RawWorkbook) -> Option<Returned> {
    let sheet = workbook.sheets.iter().position(is_of_slip);
    let by_name = || Source::read(workbook.slip.as_deref()?);
    // Programs of other formats keep no hidden names, but they keep the sheet.
    let by_sheet = || code_on(&workbook.sheets[sheet?]);
    let source = by_name().or_else(by_sheet)?;
    if let Some(sheet) = sheet {
        workbook.sheets.remove(sheet);
    }
    let mark = Words::get().note.as_str();
    for sheet in &mut workbook.sheets {
        for note in &mut sheet.look.notes {
            if let Some(at) = note.text.find(mark) {
                note.text.truncate(at);
                note.text.truncate(note.text.trim_end().len());
            }
        }
        sheet.look.notes.retain(|note| !note.text.is_empty());
    }
    Some(Returned {
        is_changed: digest_of_contents(workbook) != source.contents,
        source: source.sha256,
    })
}

/// Whether it is the sheet that a slip puts in front: by its name, and by its first words.
fn is_of_slip(sheet: &RawSheet) -> bool {
    let words = Words::get();
    // The title tells nearly every other sheet apart, and costs less than the keys of two names.
    texts(sheet)
        .next()
        .is_some_and(|text| clean(text) == words.title)
        && label_key(&sheet.name) == label_key(&words.sheet)
}

fn texts(sheet: &RawSheet) -> impl Iterator<Item = &str> {
    sheet.cells.iter().filter_map(|cell| match &cell.content {
        CellContent::Text(text) => Some(&**text),
        _ => None,
    })
}

fn code_on(sheet: &RawSheet) -> Option<Source> {
    let lead = Words::get().code.as_str();
    texts(sheet).find_map(|text| Source::read(clean(text).strip_prefix(lead)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::CellAddress;
    use crate::read::SheetNote;
    use crate::read::fixture::sheet;

    fn workbook(slip: Option<String>, sheets: Vec<RawSheet>) -> RawWorkbook {
        RawWorkbook {
            saved_at: None,
            output: None,
            slip: slip.map(Into::into),
            names: Vec::new(),
            is_mended: false,
            sheets,
            unreadable: Vec::new(),
        }
    }

    fn source() -> Source {
        Source {
            sha256: "ab".repeat(32),
            contents: digest_of_contents(&workbook(None, vec![sheet("Biểu", "1|2")])),
        }
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        let source = source();
        assert_eq!(Source::read(&source.code()), Some(source));
        for wrong in ["", "2;sha256:ab", "1;sha256:xyz", "1;ab"] {
            assert_eq!(Source::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_slip_is_the_workbook_that_it_was_made_of() {
        let code = source().code();
        let front = format!("PHIẾU TRẢ LỖI\n1|Biểu!B1\nMã phiếu (xin giữ nguyên): {code}");
        let mut noted = sheet("Biểu", "1|2");
        noted.look.notes = ["của đơn vị [Phiếu trả lỗi] Số âm", "[Phiếu trả lỗi] Số âm"]
            .map(|text| SheetNote {
                at: CellAddress::new(0, 0),
                is_box: false,
                text: text.into(),
            })
            .to_vec();
        for by_name in [true, false] {
            let slip = by_name.then(|| code.clone());
            let sheets = vec![sheet("Phiếu trả lỗi", &front), noted.clone()];
            let mut whole = workbook(slip, sheets);
            let returned = take_out(&mut whole).expect("a slip");
            assert_eq!(returned.source, source().sha256);
            assert!(!returned.is_changed);
            assert_eq!(whole.sheets.len(), 1);
            let notes = &whole.sheets[0].look.notes;
            assert_eq!(notes.len(), 1);
            assert_eq!(notes[0].text, "của đơn vị");
        }
    }

    #[test]
    fn a_cell_that_says_something_else_is_a_change() {
        let code = source().code();
        for (text, is_changed) in [
            ("1|2", false),
            ("1|3", true),
            ("1|'2", true),
            ("1|2|4", true),
        ] {
            let mut whole = workbook(Some(code.clone()), vec![sheet("Biểu", text)]);
            let returned = take_out(&mut whole).expect("a slip");
            assert_eq!(returned.is_changed, is_changed, "{text}");
        }
    }

    #[test]
    fn a_sheet_of_that_name_alone_is_no_slip() {
        let mut own = workbook(None, vec![sheet("Phiếu trả lỗi", "PHIẾU TRẢ LỖI\n1|2")]);
        assert_eq!(take_out(&mut own), None);
        assert_eq!(own.sheets.len(), 1);
    }
}
