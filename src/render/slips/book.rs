//! The workbook's own part: its sheets in their order, and the names that go by that order.

use super::Beside;
use crate::discover::SLIP_NAME;
use crate::ooxml::{
    Edits, Element, ListedSheet, Package, Workbook, escaped, with_attribute, without_attribute,
};
use crate::slips::Words;

/// What the strict variant of the format calls itself.
const STRICT: &str = "purl.oclc.org";
/// What stands before the names in a workbook.
const BEFORE_NAMES: [&str; 3] = ["sheets", "functionGroups", "externalReferences"];

/// The workbook's own part.
pub(super) struct Book {
    own: Workbook,
}

impl Book {
    /// Reads the workbook's part; refuses a package that is not to be changed.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Beside> {
        if package
            .names()
            .any(|name| name.starts_with("_xmlsignatures"))
        {
            return Err(Beside::Signed);
        }
        if package.declares("macroEnabled")? || package.declares("vbaProject")? {
            return Err(Beside::Macros);
        }
        let book = Workbook::read(package)?;
        let root = book.text.get(book.root.tag());
        match root.is_some_and(|tag| tag.contains(STRICT)) {
            true => Err(Beside::Strict),
            false => Ok(Self { own: book }),
        }
    }

    /// The sheets, in their order.
    pub(super) fn sheets(&self) -> &[ListedSheet] {
        &self.own.sheets
    }

    /// A part that all sheets share.
    pub(super) fn shared(&self, kind: &str) -> Option<&str> {
        self.own.shared(kind)
    }

    /// The place of a sheet of this name; `None` where there is none or more than one.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        let places: Vec<usize> = (0..self.own.sheets.len())
            .filter(|&place| self.own.sheets[place].name == name)
            .collect();
        match places[..] {
            [place] => Some(place),
            _ => None,
        }
    }

    /// Puts the sheet of the slip in front, in place of `former`, an earlier slip's. `sheet` is its part, and `code` what the
    /// workbook says of its source.
    pub(super) fn put_in_front(
        self,
        package: &mut Package<'_>,
        former: Option<usize>,
        (sheet, code): (String, &str),
    ) -> Result<(), Beside> {
        let mut edits = Edits::default();
        self.open_in_front(&mut edits)?;
        let element = match former {
            Some(place) => {
                let former = &self.own.sheets[place];
                package.put(&former.part, sheet);
                self.own
                    .text
                    .get(former.element.whole.clone())
                    .unwrap_or_default()
                    .to_owned()
            }
            None => self.own.new_sheet(package, &Words::get().sheet, sheet)?,
        };
        if let Some(place) = former {
            edits.remove(self.own.sheets[place].element.whole.clone());
        }
        let first = self.own.sheets.first().ok_or(Beside::Odd)?;
        edits.insert(first.element.whole.start, element);
        self.name(&mut edits, former, code)?;
        package.put(&self.own.part, edits.apply(&self.own.text));
        Ok(())
    }

    /// The workbook opens at its first sheet.
    fn open_in_front(&self, edits: &mut Edits) -> Result<(), Beside> {
        for views in self
            .own
            .children
            .iter()
            .filter(|child| child.name == "bookViews")
        {
            for view in views.children(&self.own.text)? {
                let tag = self.own.text.get(view.tag()).unwrap_or_default();
                let plain = without_attribute(&without_attribute(tag, "activeTab"), "firstSheet");
                if plain != tag {
                    edits.replace(view.tag(), plain);
                }
            }
        }
        Ok(())
    }

    /// Names that go by the places of sheets follow these; the slip's own is set.
    fn name(&self, edits: &mut Edits, former: Option<usize>, code: &str) -> Result<(), Beside> {
        let prefix = &self.own.root.prefix;
        let own = format!(
            "<{prefix}definedName name=\"{SLIP_NAME}\" hidden=\"1\">\"{}\"</{prefix}definedName>",
            escaped(code)
        );
        let Some(list) = self
            .own
            .children
            .iter()
            .find(|child| child.name == "definedNames")
        else {
            let before = |child: &&Element| BEFORE_NAMES.contains(&child.name.as_str());
            let at = self
                .own
                .children
                .iter()
                .filter(before)
                .map(|child| child.whole.end)
                .max();
            let list = format!("<{prefix}definedNames>{own}</{prefix}definedNames>");
            edits.insert(at.ok_or(Beside::Odd)?, list);
            return Ok(());
        };
        for name in list.children(&self.own.text)? {
            if name.attribute(&self.own.text, "name").as_deref() == Some(SLIP_NAME) {
                edits.remove(name.whole.clone());
                continue;
            }
            let Some(place) = name.attribute(&self.own.text, "localSheetId") else {
                continue;
            };
            let place: usize = place.trim().parse().map_err(|_| Beside::Odd)?;
            let tag = self.own.text.get(name.tag()).unwrap_or_default();
            let moved = moved(place, former).to_string();
            edits.replace(name.tag(), with_attribute(tag, "localSheetId", &moved));
        }
        let (at, content) = list.filled(&self.own.text, &own);
        edits.replace(at, content);
        Ok(())
    }
}

/// Where a sheet stands once one is in front: a new one, or one that stood at `former`.
fn moved(place: usize, former: Option<usize>) -> usize {
    match former {
        Some(former) if place == former => 0,
        Some(former) if place > former => place,
        _ => place + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_the_sheet_that_comes_in_front() {
        let all = |former| (0..4).map(|place| moved(place, former)).collect::<Vec<_>>();
        assert_eq!(all(None), [1, 2, 3, 4]);
        assert_eq!(all(Some(0)), [0, 1, 2, 3]);
        assert_eq!(all(Some(2)), [1, 2, 0, 3]);
    }
}
