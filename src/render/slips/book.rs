//! The workbook's own part: its sheets in their order, and the names that go by that order.

use super::Beside;
use crate::discover::SLIP_NAME;
use crate::ooxml::{
    Edits, Element, OFFICE_RELATIONS, Package, escaped, with_attribute, without_attribute,
};
use crate::slips::Words;

/// What the strict variant of the format calls itself.
const STRICT: &str = "purl.oclc.org";
const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// What stands before the names in a workbook.
const BEFORE_NAMES: [&str; 3] = ["sheets", "functionGroups", "externalReferences"];

/// A sheet as the workbook lists it.
pub(super) struct BookSheet {
    pub(super) name: String,
    /// Its part and what kind of sheet it is.
    pub(super) part: String,
    pub(super) kind: String,
    element: Element,
}

/// The workbook's own part.
pub(super) struct Book {
    part: String,
    text: String,
    root: Element,
    children: Vec<Element>,
    pub(super) sheets: Vec<BookSheet>,
    /// The parts that all sheets share.
    pub(super) styles: Option<String>,
    pub(super) texts: Option<String>,
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
        let roots = package.relations("")?;
        let root = roots
            .into_iter()
            .find(|relation| relation.kind == "officeDocument");
        let part = root.ok_or(Beside::Odd)?.target;
        let text = package.text(&part)?.ok_or(Beside::Odd)?;
        let root = Element::root(&text)?;
        if text.get(root.tag()).is_some_and(|tag| tag.contains(STRICT)) {
            return Err(Beside::Strict);
        }
        let children = root.children(&text)?;
        let relations = package.relations(&part)?;
        let target = |kind: &str| {
            let found = relations.iter().find(|relation| relation.kind == kind);
            found.map(|relation| relation.target.clone())
        };
        let list = children.iter().find(|child| child.name == "sheets");
        let mut sheets = Vec::new();
        for element in list.ok_or(Beside::Odd)?.children(&text)? {
            let id = element.attribute(&text, "id").ok_or(Beside::Odd)?;
            let relation = relations.iter().find(|relation| relation.id == id);
            let relation = relation.ok_or(Beside::Odd)?;
            sheets.push(BookSheet {
                name: element.attribute(&text, "name").unwrap_or_default(),
                part: relation.target.clone(),
                kind: relation.kind.clone(),
                element,
            });
        }
        Ok(Self {
            styles: target("styles"),
            texts: target("sharedStrings"),
            part,
            text,
            root,
            children,
            sheets,
        })
    }

    /// The place of a sheet of this name; `None` where there is none or more than one.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        let places: Vec<usize> = (0..self.sheets.len())
            .filter(|&place| self.sheets[place].name == name)
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
                let former = &self.sheets[place];
                package.put(&former.part, sheet);
                self.text
                    .get(former.element.whole.clone())
                    .unwrap_or_default()
                    .to_owned()
            }
            None => self.new_sheet(package, sheet)?,
        };
        if let Some(place) = former {
            edits.remove(self.sheets[place].element.whole.clone());
        }
        let first = self.sheets.first().ok_or(Beside::Odd)?;
        edits.insert(first.element.whole.start, element);
        self.name(&mut edits, former, code)?;
        package.put(&self.part, edits.apply(&self.text));
        Ok(())
    }

    /// The workbook opens at its first sheet.
    fn open_in_front(&self, edits: &mut Edits) -> Result<(), Beside> {
        for views in self
            .children
            .iter()
            .filter(|child| child.name == "bookViews")
        {
            for view in views.children(&self.text)? {
                let tag = self.text.get(view.tag()).unwrap_or_default();
                let plain = without_attribute(&without_attribute(tag, "activeTab"), "firstSheet");
                if plain != tag {
                    edits.replace(view.tag(), plain);
                }
            }
        }
        Ok(())
    }

    /// A new sheet's part, and how the workbook lists it.
    fn new_sheet(&self, package: &mut Package<'_>, sheet: String) -> Result<String, Beside> {
        let folder = self
            .part
            .rfind('/')
            .map_or("", |slash| &self.part[..slash + 1]);
        let (part, _) = package.free_name(&format!("{folder}worksheets/sheet"), ".xml");
        package.put(&part, sheet);
        package.declare(&part, WORKSHEET)?;
        let relation = package.relate(&self.part, "worksheet", &part)?;
        let ids = self.sheets.iter().filter_map(|sheet| {
            let id = sheet.element.attribute(&self.text, "sheetId")?;
            id.trim().parse::<u32>().ok()
        });
        let id = ids.max().unwrap_or_default().saturating_add(1);
        let (prefix, name) = (&self.root.prefix, escaped(&Words::get().sheet));
        Ok(format!(
            "<{prefix}sheet xmlns:r=\"{OFFICE_RELATIONS}\" name=\"{name}\" sheetId=\"{id}\" r:id=\"{relation}\"/>"
        ))
    }

    /// Names that go by the places of sheets follow these; the slip's own is set.
    fn name(&self, edits: &mut Edits, former: Option<usize>, code: &str) -> Result<(), Beside> {
        let prefix = &self.root.prefix;
        let own = format!(
            "<{prefix}definedName name=\"{SLIP_NAME}\" hidden=\"1\">\"{}\"</{prefix}definedName>",
            escaped(code)
        );
        let Some(list) = self
            .children
            .iter()
            .find(|child| child.name == "definedNames")
        else {
            let before = |child: &&Element| BEFORE_NAMES.contains(&child.name.as_str());
            let at = self
                .children
                .iter()
                .filter(before)
                .map(|child| child.whole.end)
                .max();
            let list = format!("<{prefix}definedNames>{own}</{prefix}definedNames>");
            edits.insert(at.ok_or(Beside::Odd)?, list);
            return Ok(());
        };
        for name in list.children(&self.text)? {
            if name.attribute(&self.text, "name").as_deref() == Some(SLIP_NAME) {
                edits.remove(name.whole.clone());
                continue;
            }
            let Some(place) = name.attribute(&self.text, "localSheetId") else {
                continue;
            };
            let place: usize = place.trim().parse().map_err(|_| Beside::Odd)?;
            let tag = self.text.get(name.tag()).unwrap_or_default();
            let moved = moved(place, former).to_string();
            edits.replace(name.tag(), with_attribute(tag, "localSheetId", &moved));
        }
        let (at, content) = list.filled(&self.text, &own);
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
