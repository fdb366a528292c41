//! What the cells of a sheet hold, as its part writes it.

use super::cells::Stored;
use crate::location::CellAddress;
use crate::ooxml::{Element, PackageError};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// What cells hold; shared texts by their number.
#[derive(Default)]
pub(super) struct StoredCells {
    cells: BTreeMap<CellAddress, Stored>,
    shared: BTreeMap<CellAddress, usize>,
}

fn odd<E>(_: E) -> PackageError {
    PackageError::Markup("cells")
}

impl StoredCells {
    /// Reads cells of a sheet, whose cells stand in `data`.
    pub(super) fn read(
        part: &str,
        data: &Element,
        wanted: &BTreeSet<CellAddress>,
    ) -> Result<Self, PackageError> {
        let mut found = Self::default();
        let mut reader = Reader::from_str(part.get(data.inside.clone()).unwrap_or_default());
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().map_err(odd)? {
                Event::Start(start) if start.local_name().as_ref() == "c" => {
                    let at = attribute(&start, "r").and_then(|at| at.parse().ok());
                    // A sheet whose cells do not say where they are was mended to be read.
                    let at: CellAddress = PackageError::missing(at, "a cell without a place")?;
                    if wanted.contains(&at) {
                        found.cell(&mut reader, &start, at)?;
                    }
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    fn cell(
        &mut self,
        reader: &mut Reader<&[u8]>,
        start: &BytesStart<'_>,
        at: CellAddress,
    ) -> Result<(), PackageError> {
        let kind = attribute(start, "t").unwrap_or_default();
        let Parts {
            value,
            text,
            has_formula,
        } = Parts::read(reader)?;
        let stored = match (&*kind, value) {
            ("inlineStr", _) => Stored::Text(text),
            (_, None) if has_formula => Stored::Formula,
            (_, None) => Stored::Empty,
            ("s", Some(number)) => {
                self.shared.insert(at, number.trim().parse().map_err(odd)?);
                return Ok(());
            }
            ("str", Some(text)) => Stored::Text(text),
            ("b", Some(value)) => Stored::Boolean(value.trim() == "1"),
            ("e", Some(_)) => Stored::Error,
            (_, Some(number)) => match number.trim().parse::<f64>() {
                Ok(value) if value.is_finite() => Stored::Number(number.trim().to_owned()),
                _ => return Err(PackageError::Markup("a number")),
            },
        };
        let stored = match stored {
            Stored::Text(text) if text.is_empty() => Stored::Empty,
            stored => stored,
        };
        self.cells.insert(at, stored);
        Ok(())
    }

    /// The numbers of the shared texts that cells hold.
    pub(super) fn shared(&self) -> impl Iterator<Item = usize> {
        self.shared.values().copied()
    }

    /// What a cell holds. `texts` are the shared ones.
    pub(super) fn at(&self, at: CellAddress, texts: &BTreeMap<usize, String>) -> Stored {
        let shared = self.shared.get(&at).and_then(|number| texts.get(number));
        match shared {
            Some(text) if text.is_empty() => Stored::Empty,
            Some(text) => Stored::Text(text.clone()),
            None => self.cells.get(&at).cloned().unwrap_or(Stored::Empty),
        }
    }
}

/// What stands in a cell's element.
#[derive(Default)]
struct Parts {
    value: Option<String>,
    text: String,
    has_formula: bool,
}

impl Parts {
    /// Reads up to the end of the cell.
    fn read(reader: &mut Reader<&[u8]>) -> Result<Self, PackageError> {
        let mut parts = Self::default();
        loop {
            match reader.read_event().map_err(odd)? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" => parts.value = Some(text_inside(reader)?).filter(|it| !it.is_empty()),
                    "f" => {
                        parts.has_formula = true;
                        text_inside(reader)?;
                    }
                    "is" => parts.text = run_texts(reader, "is")?,
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "c" => return Ok(parts),
                Event::Eof => return Err(odd(())),
                _ => {}
            }
        }
    }
}

/// The text up to the end of the element in which the reader stands, which holds no other.
fn text_inside(reader: &mut Reader<&[u8]>) -> Result<String, PackageError> {
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(odd)? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => match resolve_xml_entity(&reference) {
                Some(characters) => text.push_str(characters),
                None => text.extend(reference.resolve_char_ref().map_err(odd)?),
            },
            Event::End(_) => return Ok(text),
            Event::Eof => return Err(odd(())),
            _ => {}
        }
    }
}

/// The texts of the runs up to the end of an element; what is written beside them for reading aloud is none.
fn run_texts(reader: &mut Reader<&[u8]>, element: &str) -> Result<String, PackageError> {
    let mut text = String::new();
    let mut aloud = 0_usize;
    loop {
        match reader.read_event().map_err(odd)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "rPh" => aloud += 1,
                "t" => {
                    let run = text_inside(reader)?;
                    if aloud == 0 {
                        text.push_str(&run);
                    }
                }
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "rPh" => aloud = aloud.saturating_sub(1),
                name if name == element => return Ok(text),
                _ => {}
            },
            Event::Eof => return Err(odd(())),
            _ => {}
        }
    }
}

/// Shared texts by their numbers.
pub(super) fn shared_texts(
    part: &str,
    wanted: &BTreeSet<usize>,
) -> Result<BTreeMap<usize, String>, PackageError> {
    let mut texts = BTreeMap::new();
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let mut number = 0;
    loop {
        match reader.read_event().map_err(odd)? {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                let text = run_texts(&mut reader, "si")?;
                if wanted.contains(&number) {
                    texts.insert(number, text);
                }
                number += 1;
            }
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|it| it.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::children;

    #[test]
    fn cells_are_read_as_they_are_written() {
        let part = "<d><row r=\"1\"><c r=\"A1\"><v>130</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\">\
            <is><r><t>a &amp; </t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c><c r=\"D1\"><f>1</f></c><c r=\"E1\" s=\"1\"/>\
            <c r=\"F1\" t=\"e\"><v>#REF!</v></c><c r=\"G1\" t=\"b\"><v>1</v></c><c r=\"H1\" t=\"str\"><f>x</f><v></v></c></row></d>";
        let data = children(part, 0..part.len())
            .expect("well-formed")
            .remove(0);
        let wanted: BTreeSet<CellAddress> =
            (0..9).map(|column| CellAddress::new(0, column)).collect();
        let cells = StoredCells::read(part, &data, &wanted).expect("cells");
        let shared: BTreeSet<usize> = cells.shared().collect();
        let texts = "<sst><si><t>không</t></si><si><r><t>mười</t></r></si></sst>";
        let texts = shared_texts(texts, &shared).expect("texts");
        let found: Vec<Stored> = wanted.iter().map(|at| cells.at(*at, &texts)).collect();
        assert_eq!(
            found,
            [
                Stored::Number("130".into()),
                Stored::Text("mười".into()),
                Stored::Text("a & b".into()),
                Stored::Formula,
                Stored::Empty,
                Stored::Error,
                Stored::Boolean(true),
                Stored::Formula,
                Stored::Empty,
            ]
        );
        let nowhere = "<d><c><v>1</v></c></d>";
        let data = children(nowhere, 0..nowhere.len())
            .expect("well-formed")
            .remove(0);
        assert!(StoredCells::read(nowhere, &data, &wanted).is_err());
    }
}
