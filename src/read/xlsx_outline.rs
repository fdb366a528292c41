//! What stands where in an `xlsx` package: its sheets, in order, and their parts.

use super::known::Known;
use super::markup::check_balanced;
use super::package::{KnownHere, Package};
use super::xml::{attribute, attributes, is_true, lenient, push_entity, saved_in, utf8};
use super::{DefinedName, ReadError};
use crate::discover::{OUTPUT_MARK, SLIP_NAME, TEMPLATE_NAMES};
use quick_xml::events::Event;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;
use std::sync::Arc;

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListedSheet {
    /// As it stands.
    pub(super) name: String,
    /// Whether it is shown: an unknown state counts as shown.
    pub(super) is_visible: bool,
    /// Where its cells are; `None` where the workbook lists it but leads nowhere.
    pub(super) part: Option<String>,
    /// Whether it holds cells; charts, dialogs and macros of Excel 4 do not.
    pub(super) is_worksheet: bool,
}

/// A package's parts as far as they matter.
#[derive(Debug)]
pub(super) struct Outline {
    /// In the workbook's order.
    pub(super) sheets: Vec<ListedSheet>,
    /// Whether days count from 1904.
    pub(super) is_1904: bool,
    /// Whether all formulas are to be worked out anew when the workbook is opened.
    pub(super) recalculates: bool,
    /// The folder of the workbook's part, with its `/`.
    folder: String,
    /// When it was saved by its own account, milliseconds since 1970 in UTC.
    pub(super) saved_at: Option<i64>,
    /// Which of the program's own outputs it is, by the mark in it.
    pub(super) output: Option<Arc<str>>,
    /// What the program wrote into a workbook that it gave back.
    pub(super) slip: Option<Arc<str>>,
    /// The names by which the program knows its own templates.
    pub(super) names: Vec<DefinedName>,
    /// Where the parts stand that all sheets share, by the kinds of their relations.
    shared: BTreeMap<&'static str, String>,
    /// What names of parts end with.
    ending: &'static str,
}

/// A sheet as the workbook's own part names it.
#[derive(Debug)]
pub(super) struct NamedSheet {
    /// As it stands.
    pub(super) name: String,
    /// Whether it is shown: an unknown state counts as shown.
    pub(super) is_visible: bool,
    /// Of the relation that tells where its cells are.
    pub(super) id: String,
}

/// What the workbook's own part says.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// In the workbook's order.
    pub(super) sheets: Vec<NamedSheet>,
    /// Whether days count from 1904.
    pub(super) is_1904: bool,
    /// Whether all formulas are to be worked out anew when the workbook is opened.
    pub(super) recalculates: bool,
    /// What the program wrote into a workbook that it gave back.
    pub(super) slip: Option<Arc<str>>,
    /// The names by which the program knows its own templates.
    pub(super) names: Vec<DefinedName>,
}

/// More names no template has.
const MOST_NAMES: usize = 1024;

/// Whether it is a name by which the program knows what it wrote itself.
fn is_own(name: &str) -> bool {
    let is_of_template = |prefix: &&str| name.starts_with(*prefix);
    name == SLIP_NAME || TEMPLATE_NAMES.iter().any(is_of_template)
}

impl Listed {
    fn take(&mut self, defined: DefinedName) {
        if defined.name != SLIP_NAME {
            if self.names.len() < MOST_NAMES {
                self.names.push(defined);
            }
            return;
        }
        // Between quotes; what is written inside needs none.
        let written = defined.means.trim().trim_matches('"').trim();
        if !written.is_empty() {
            self.slip = Some(written.into());
        }
    }
}

/// The kinds of sheets that hold no cells.
const OTHER_SHEETS: [&str; 4] = [
    "chartsheet",
    "dialogsheet",
    "xlMacrosheet",
    "xlIntlMacrosheet",
];
/// The parts that all sheets share: their texts and how cells are shown.
const SHARED_PARTS: [&str; 2] = ["sharedStrings", "styles"];

/// A relation: what kind of part stands where.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) target: String,
}

/// Relations of a part, by their id.
pub(super) type Relations = BTreeMap<String, Relation>;

impl ListedSheet {
    /// A sheet whose kind and place stand in the relations of its workbook.
    fn new(sheet: &NamedSheet, relations: &Relations) -> Self {
        let relation = relations.get(&sheet.id);
        Self {
            name: sheet.name.clone(),
            is_visible: sheet.is_visible,
            part: relation.map(|relation| relation.target.clone()),
            // What is none of the known others is looked at, and told where it cannot be read.
            is_worksheet: relation.is_none_or(|found| !OTHER_SHEETS.contains(&found.kind.as_str())),
        }
    }
}

thread_local! {
    static RELATIONS: RefCell<Known<Relations>> = const { RefCell::new(Known::new()) };
    static SAVED_AT: RefCell<Known<Option<i64>>> = const { RefCell::new(Known::new()) };
}

impl Outline {
    /// Reads the outline of a package. `list` reads the workbook's own part; what it has made is `known`.
    pub(super) fn read(
        package: &mut Package<'_>,
        known: &'static KnownHere<Listed>,
        list: fn(&[u8]) -> Result<Listed, ReadError>,
    ) -> Result<Self, ReadError> {
        let roots = relations(package, "", "_rels/.rels")?;
        let target = |kind: &str| {
            let relation = roots.values().find(|relation| relation.kind == kind);
            relation.map(|relation| relation.target.clone())
        };
        let workbook = target("officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_string());
        let properties =
            target("core-properties").unwrap_or_else(|| "docProps/core.xml".to_string());
        let (folder, name) = workbook.split_at(workbook.rfind('/').map_or(0, |slash| slash + 1));
        let targets = relations(package, folder, &format!("{folder}_rels/{name}.rels"))?;
        let listed = package.made(&workbook, known, |part| {
            if !workbook.ends_with(".bin") {
                // Of a list that was cut short nobody can tell what is missing.
                check_balanced(part)?;
            }
            list(part)
        })?;
        let listed = listed.ok_or_else(|| ReadError::damaged(format!("no {workbook}")))?;
        let sheets = listed.sheets.iter();
        let sheets = sheets.map(|sheet| ListedSheet::new(sheet, &targets));
        let shared = SHARED_PARTS.into_iter().filter_map(|kind| {
            let related = targets.values().find(|relation| relation.kind == kind);
            Some((kind, related?.target.clone()))
        });
        // Properties are no figures: where they cannot be read the workbook only has no date.
        let saved_at = package.made(&properties, &SAVED_AT, |part| {
            Ok(utf8(part).ok().and_then(|part| saved_in(part, "modified")))
        });
        let saved_at = saved_at.ok().flatten();
        let custom = target("custom-properties").or_else(|| target("customProperties"));
        let custom = custom.and_then(|part| package.part(&part).ok().flatten());
        Ok(Self {
            output: custom.and_then(|part| output_mark(utf8(&part).ok()?)),
            sheets: sheets.collect(),
            is_1904: listed.is_1904,
            recalculates: listed.recalculates,
            slip: listed.slip.clone(),
            names: listed.names.clone(),
            folder: folder.to_string(),
            saved_at: saved_at.and_then(|saved_at| *saved_at),
            shared: shared.collect(),
            ending: if workbook.ends_with(".bin") {
                "bin"
            } else {
                "xml"
            },
        })
    }

    /// Where a shared part stands; where the workbook does not say, beside it.
    pub(super) fn shared(&self, kind: &str) -> String {
        let named = self.shared.get(kind).cloned();
        named.unwrap_or_else(|| format!("{}{kind}.{}", self.folder, self.ending))
    }

    /// Where a part stands by its way from the workbook's own.
    pub(super) fn beside(&self, way: &str) -> String {
        format!("{}{way}", self.folder)
    }
}

/// The relations of the part of this place, by their id; targets from the root of the package.
pub(super) fn relations_of(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Rc<Relations>, ReadError> {
    let (folder, name) = part.split_at(part.rfind('/').map_or(0, |slash| slash + 1));
    relations(package, folder, &format!("{folder}_rels/{name}.rels"))
}

/// The relations that the part of this name holds. The folder is what stands before `_rels` in it.
fn relations(
    package: &mut Package<'_>,
    folder: &str,
    name: &str,
) -> Result<Rc<Relations>, ReadError> {
    let listed = package.made(name, &RELATIONS, |part| listed_relations(part, folder))?;
    Ok(listed.unwrap_or_default())
}

/// The relations that a part lists, by their id; targets from the root of the package.
fn listed_relations(part: &[u8], folder: &str) -> Result<Relations, ReadError> {
    check_balanced(part)?;
    let mut reader = lenient(utf8(part)?);
    let mut found = BTreeMap::new();
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "Relationship" =>
            {
                let [id, kind, target] =
                    attributes(&start, ["Id", "Type", "Target"])?.map(Option::unwrap_or_default);
                let relation = Relation {
                    kind: kind.rsplit('/').next().unwrap_or_default().to_string(),
                    target: resolved(folder, &target),
                };
                match found.entry(id) {
                    Entry::Vacant(place) => drop(place.insert(relation)),
                    // Of two parts under one id nobody can tell which is meant.
                    Entry::Occupied(mut known) if known.get().target != relation.target => {
                        known.get_mut().target.clear();
                    }
                    Entry::Occupied(_) => {}
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target as seen from a folder, from the root of the package.
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("{folder}{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What `workbook.xml` lists.
pub(super) fn listed(part: &[u8]) -> Result<Listed, ReadError> {
    let mut reader = lenient(utf8(part)?);
    let mut listed = Listed::default();
    let mut defined: Option<DefinedName> = None;
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "workbookPr" => {
                    // An extension of the same name says nothing of it.
                    if let Some(value) = attribute(&start, "date1904")? {
                        listed.is_1904 = is_true(&value);
                    }
                }
                "calcPr" => {
                    let value = attribute(&start, "fullCalcOnLoad")?;
                    listed.recalculates = value.is_some_and(|value| is_true(&value));
                }
                "sheet" => {
                    let [id, name, state] =
                        attributes(&start, ["id", "name", "state"])?.map(Option::unwrap_or_default);
                    listed.sheets.push(NamedSheet {
                        name,
                        is_visible: !matches!(&*state, "hidden" | "veryHidden"),
                        id,
                    });
                }
                "definedName" => {
                    let name = attribute(&start, "name")?.unwrap_or_default();
                    let means = String::new();
                    defined = is_own(&name).then_some(DefinedName { name, means });
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some(defined) = &mut defined {
                    defined.means.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                // A name that cannot be read is none.
                defined = defined.and_then(|mut defined| {
                    let read = push_entity(&mut defined.means, &reference);
                    read.is_ok().then_some(defined)
                });
            }
            Event::End(_) => {
                if let Some(defined) = defined.take() {
                    listed.take(defined);
                }
            }
            Event::Eof => return Ok(listed),
            _ => {}
        }
    }
}

/// The value of the property by which the program knows its own outputs.
fn output_mark(properties: &str) -> Option<Arc<str>> {
    let mut reader = lenient(properties);
    let mut is_mark = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "property" => {
                is_mark = attribute(&start, "name").ok()?.as_deref() == Some(OUTPUT_MARK);
            }
            Event::Text(text) if is_mark && !text.trim().is_empty() => {
                return Some(text.xml10_content().trim().into());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        for (folder, target, expected) in [
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            (
                "xl/",
                "/xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            ("xl/", "../sheet1.xml", "sheet1.xml"),
            ("xl/", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolved(folder, target), expected, "{target}");
        }
    }

    #[test]
    fn sheets_are_listed_with_what_they_are() {
        let relations: Relations = [("r1", "worksheet"), ("r2", "chartsheet"), ("r3", "theme")]
            .map(|(id, kind)| {
                let (kind, target) = (kind.to_string(), format!("xl/{id}.xml"));
                (id.to_string(), Relation { kind, target })
            })
            .into();
        let part = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" r:id=\"r1\"/>\
                    <sheet name=\"b\" state=\"hidden\" r:id=\"r2\"/><sheet name=\"c\" r:id=\"r3\"/>\
                    <sheet name=\"d\" state=\"show\" r:id=\"r9\"/></sheets>\
                    <extLst><ext><x15:workbookPr chartTrackingRefBase=\"1\"/></ext></extLst></workbook>";
        let Listed {
            sheets, is_1904, ..
        } = listed(part.as_bytes()).expect("a list");
        assert!(is_1904, "an extension of the same name says nothing of it");
        let shown: Vec<_> = sheets
            .iter()
            .map(|sheet| ListedSheet::new(sheet, &relations))
            .map(|sheet| {
                (
                    sheet.name,
                    sheet.is_visible,
                    sheet.is_worksheet,
                    sheet.part.is_some(),
                )
            })
            .collect();
        // What leads nowhere or to something else is looked at, and named where it cannot be read.
        let expected = [
            ("a", true, true, true),
            ("b", false, false, true),
            ("c", true, true, true),
            ("d", true, true, false),
        ]
        .map(|(name, is_visible, is_worksheet, is_there)| {
            (name.to_string(), is_visible, is_worksheet, is_there)
        });
        assert_eq!(shown, expected);
    }
}
