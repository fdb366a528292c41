//! A workbook's own part: where it lists its sheets, and what all of them share.

use super::relations::Relation;
use super::{Element, OFFICE_RELATIONS, Package, PackageError, quoted};

const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// A sheet as the workbook lists it.
pub(crate) struct ListedSheet {
    pub(crate) name: String,
    /// Its part and what kind of sheet it is.
    pub(crate) part: String,
    pub(crate) kind: String,
    pub(crate) element: Element,
}

/// A workbook's own part.
pub(crate) struct Workbook {
    pub(crate) part: String,
    pub(crate) text: String,
    pub(crate) root: Element,
    pub(crate) children: Vec<Element>,
    /// In their order.
    pub(crate) sheets: Vec<ListedSheet>,
    relations: Vec<Relation>,
}

impl Workbook {
    /// Reads the part and the list in it.
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Self, PackageError> {
        let mut roots = package.relations("")?.into_iter();
        let root = roots.find(|relation| relation.kind == "officeDocument");
        let part = PackageError::missing(root, "a workbook")?.target;
        let text = PackageError::missing(package.text(&part)?, "a workbook")?;
        let root = Element::root(&text)?;
        let children = root.children(&text)?;
        let relations = package.relations(&part)?;
        let list = children.iter().find(|child| child.name == "sheets");
        let mut sheets = Vec::new();
        for element in PackageError::missing(list, "sheets")?.children(&text)? {
            let id = element.attribute(&text, "id");
            let mut relations = relations.iter();
            let relation = relations.find(|relation| Some(&relation.id) == id.as_ref());
            let relation = PackageError::missing(relation, "a sheet")?;
            sheets.push(ListedSheet {
                name: element.attribute(&text, "name").unwrap_or_default(),
                part: relation.target.clone(),
                kind: relation.kind.clone(),
                element,
            });
        }
        Ok(Self {
            part,
            text,
            root,
            children,
            sheets,
            relations,
        })
    }

    /// The part of this kind that all sheets share.
    pub(crate) fn shared(&self, kind: &str) -> Option<&str> {
        let mut relations = self.relations.iter();
        let found = relations.find(|relation| relation.kind == kind)?;
        Some(&found.target)
    }

    /// Puts a new sheet into the package. Returns how the workbook is to list it.
    pub(crate) fn new_sheet(
        &self,
        package: &mut Package<'_>,
        name: &str,
        sheet: String,
    ) -> Result<String, PackageError> {
        let folder = &self.part[..self.part.rfind('/').map_or(0, |slash| slash + 1)];
        let (part, _) = package.free_name(&format!("{folder}worksheets/sheet"), ".xml");
        package.put(&part, sheet);
        package.declare(&part, WORKSHEET)?;
        let relation = package.relate(&self.part, "worksheet", &part)?;
        let ids = self.sheets.iter().filter_map(|sheet| {
            let id = sheet.element.attribute(&self.text, "sheetId")?;
            id.trim().parse::<u32>().ok()
        });
        let id = ids.max().unwrap_or_default().saturating_add(1);
        // Some programs name the relations' namespace at each sheet and nowhere else.
        Ok(format!(
            "<{}sheet xmlns:r=\"{OFFICE_RELATIONS}\" name=\"{}\" sheetId=\"{id}\" r:id=\"{relation}\"/>",
            self.root.prefix,
            quoted(name)
        ))
    }

    /// The list of sheets.
    pub(crate) fn list(&self) -> Option<&Element> {
        self.children.iter().find(|child| child.name == "sheets")
    }
}
