//! What a template that came back says of itself: whose it is, of which period, and where each figure was to stand.

use crate::location::CellAddress;
use crate::period::Period;
use crate::read::{CellContent, DefinedName, RawSheet, RawWorkbook};
use crate::text::clean;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sheet that no person sees, and that says the same as the names: programs of other formats keep no names.
pub(crate) const SHEET: &str = "_tonghop";
/// The name of the form.
pub(crate) const FORM: &str = "_th_form";
/// The name of the unit.
pub(crate) const UNIT: &str = "_th_unit";
/// The name of the period.
pub(crate) const PERIOD: &str = "_th_period";
/// How the names of figures' cells begin.
const FIGURE: &str = "th_";
/// Where the cells of figures stand on the sheet that no person sees: beside their names, worked out by the sheet itself,
/// so that they go along when rows are put between.
pub(crate) const ADDRESSES: u16 = 1;

/// The name of an indicator's cell; none for a code that is no name.
pub(crate) fn name_of(indicator: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    indicator
        .chars()
        .all(is_plain)
        .then(|| format!("{FIGURE}{indicator}"))
}

/// A constant of text as a formula.
pub(crate) fn quoted(text: &str) -> String {
    format!("=\"{}\"", text.replace('"', "\"\""))
}

/// A cell of a sheet as formulas write it.
pub(crate) fn written_place(sheet: &str, at: CellAddress) -> String {
    let column = CellAddress::new(0, at.column).to_string();
    let letters = column.trim_end_matches(|c: char| c.is_ascii_digit());
    let sheet = sheet.replace('\'', "''");
    format!("'{sheet}'!${letters}${}", at.row + 1)
}

/// What a template says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witness {
    /// The code of the unit that it was made out for.
    pub unit: Option<String>,
    /// The period that it was made out for.
    pub period: Option<Period>,
    /// By indicator, the cells of its figure; more than one where the sheet was copied. Without a sheet where it only says
    /// the cell.
    pub cells: BTreeMap<Arc<str>, Vec<(Option<String>, CellAddress)>>,
}

impl Witness {
    /// Whether it says anything of the cells of a sheet.
    pub fn speaks_of(&self, sheet: &str) -> bool {
        let mut places = self.cells.values().flatten();
        places.any(|place| is_on(place, sheet))
    }

    /// Where the figure of an indicator was to stand on a sheet.
    pub fn cells_of(&self, indicator: &str, sheet: &str) -> Vec<CellAddress> {
        let places = self.cells.get(indicator).into_iter().flatten();
        places
            .filter(|place| is_on(place, sheet))
            .map(|(_, at)| *at)
            .collect()
    }

    /// The indicator whose figure was to stand in a cell.
    pub fn indicator_at(&self, sheet: &str, at: CellAddress) -> Option<&Arc<str>> {
        let mut cells = self.cells.iter();
        let is_there = |places: &[(Option<String>, CellAddress)]| {
            places
                .iter()
                .any(|place| place.1 == at && is_on(place, sheet))
        };
        cells.find_map(|(indicator, places)| is_there(places).then_some(indicator))
    }

    fn take(&mut self, name: &str, means: &str) {
        match name {
            UNIT => self.unit = text_of(means),
            PERIOD => self.period = text_of(means).and_then(|text| text.parse().ok()),
            _ => {
                let indicator = name.strip_prefix(FIGURE);
                if let Some((indicator, place)) = indicator.zip(place_of(means)) {
                    self.cells.entry(indicator.into()).or_default().push(place);
                }
            }
        }
    }
}

fn is_on((of, _): &(Option<String>, CellAddress), sheet: &str) -> bool {
    of.as_deref().is_none_or(|of| clean(of) == clean(sheet))
}

/// Takes out of a workbook what the program wrote into it for itself when it made it out; `None` where it is no template.
pub fn take_out(workbook: &mut RawWorkbook) -> Option<Witness> {
    let sheet = workbook.sheets.iter().position(is_own);
    let sheet = sheet.map(|place| workbook.sheets.remove(place));
    let mut witness = Witness::default();
    let is_named = workbook.names.iter().any(|it| it.name == FORM);
    if is_named {
        for DefinedName { name, means } in &workbook.names {
            witness.take(name, means);
        }
    } else {
        for (name, means) in pairs(&sheet?) {
            witness.take(name, means);
        }
    }
    Some(witness)
}

/// The sheet that no person sees, and not one that somebody only called so.
fn is_own(sheet: &RawSheet) -> bool {
    &*sheet.name == SHEET && pairs(sheet).first().is_some_and(|(name, _)| *name == FORM)
}

/// Texts and the texts beside them.
fn pairs(sheet: &RawSheet) -> Vec<(&str, &str)> {
    let rows = sheet
        .cells
        .chunk_by(|one, next| one.address.row == next.address.row);
    fn text(content: &CellContent) -> Option<&str> {
        match content {
            CellContent::Text(text) => Some(text),
            _ => None,
        }
    }
    rows.filter_map(|row| match row {
        [name, means, ..] => Some((text(&name.content)?, text(&means.content)?)),
        _ => None,
    })
    .collect()
}

/// A constant of text; on the sheet it stands without quotes.
fn text_of(means: &str) -> Option<String> {
    let means = means.trim();
    let inner = means
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let text = inner.map_or_else(|| means.to_owned(), |inner| inner.replace("\"\"", "\""));
    (!text.is_empty()).then_some(text)
}

/// A single cell, with its sheet where that is said; nothing where the cell is no longer there.
fn place_of(means: &str) -> Option<(Option<String>, CellAddress)> {
    let means = means.trim();
    let Some((sheet, cell)) = means.rsplit_once('!') else {
        return Some((None, means.parse().ok()?));
    };
    let inner = sheet
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    let sheet = inner.map_or_else(|| sheet.to_owned(), |inner| inner.replace("''", "'"));
    Some((Some(sheet), cell.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::sheet;

    fn workbook(names: &[(&str, &str)], sheets: Vec<RawSheet>) -> RawWorkbook {
        let names = names.iter().map(|(name, means)| DefinedName {
            name: (*name).to_owned(),
            means: (*means).to_owned(),
        });
        RawWorkbook {
            saved_at: None,
            output: None,
            slip: None,
            names: names.collect(),
            is_mended: false,
            sheets,
            unreadable: Vec::new(),
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        let at = CellAddress::new(6, 3);
        let place = written_place("A's 1", at);
        assert_eq!(place, "'A''s 1'!$D$7");
        assert_eq!(place_of(&place), Some((Some("A's 1".to_owned()), at)));
        assert_eq!(place_of("Biểu!$D$7"), Some((Some("Biểu".to_owned()), at)));
        assert_eq!(place_of("$D$7"), Some((None, at)));
        for gone in ["Biểu!#REF!", "#REF!", "Biểu!$D$7:$D$9", ""] {
            assert_eq!(place_of(gone), None, "{gone}");
        }
        assert_eq!(text_of("\"a\"\"b\""), Some("a\"b".to_owned()));
        assert_eq!(
            quoted("a\"b").strip_prefix('=').and_then(text_of),
            text_of("\"a\"\"b\"")
        );
        assert_eq!(name_of("own-1"), None);
    }

    #[test]
    fn a_template_is_known_by_its_names_or_by_its_sheet() {
        let form = sheet("Biểu", "1|2");
        let own = "_th_form|1-HĐCĐ;1\n_th_unit|A\n_th_period|'2025\nth_members|$D$7";
        let names = [
            (FORM, "\"1-HĐCĐ;1\""),
            (UNIT, "\"A\""),
            (PERIOD, "\"2025\""),
            ("th_members", "Biểu!$D$9"),
            ("th_workers", "Biểu!#REF!"),
        ];
        let by_names = workbook(&names, vec![form.clone(), sheet(SHEET, own)]);
        let by_sheet = workbook(&[], vec![form.clone(), sheet(SHEET, own)]);
        for (mut whole, row) in [(by_names, 9), (by_sheet, 7)] {
            let witness = take_out(&mut whole).expect("a template");
            assert_eq!(whole.sheets.len(), 1);
            assert_eq!(witness.unit.as_deref(), Some("A"));
            assert_eq!(witness.period, Some(Period::Year(2025)));
            let at = CellAddress::new(row - 1, 3);
            assert_eq!(witness.cells_of("members", "Biểu"), [at]);
            assert_eq!(witness.indicator_at("Biểu", at), Some(&"members".into()));
            assert!(witness.cells_of("workers", "Biểu").is_empty());
        }
        let mut other = workbook(&names[1..], vec![form, sheet(SHEET, "1|2")]);
        assert_eq!(take_out(&mut other), None);
        assert_eq!(other.sheets.len(), 2);
    }
}
