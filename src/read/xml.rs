//! What the parser of XML leaves to those who use it: parts as text, attributes by their names, references.

use super::ReadError;
use super::dates::saved_at;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A part as text.
pub(super) fn utf8(part: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(part).map_err(ReadError::damaged)
}

/// A reader that takes tags as they come: whether they close is checked elsewhere.
pub(super) fn lenient(part: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    reader
}

/// An attribute by its name without its prefix: writers name the prefixes as they like.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    attributes(start, [name]).map(|[value]| value)
}

/// Several attributes at once; of two of one name the first counts.
pub(super) fn attributes<const N: usize>(
    start: &BytesStart<'_>,
    names: [&str; N],
) -> Result<[Option<String>; N], ReadError> {
    let mut values = [const { None }; N];
    for found in start.attributes().with_checks(false) {
        let found = found.map_err(ReadError::damaged)?;
        let name = found.key.local_name();
        let place = names.iter().position(|asked| name.as_ref() == *asked);
        if let Some(value @ None) = place.and_then(|place| values.get_mut(place)) {
            let found = found.normalized_value(XmlVersion::Implicit1_0);
            *value = Some(found.map_err(ReadError::damaged)?.into_owned());
            if values.iter().all(Option::is_some) {
                break;
            }
        }
    }
    Ok(values)
}

/// Whether an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true")
}

/// Appends what a reference stands for.
pub(super) fn push_entity(text: &mut String, reference: &BytesRef<'_>) -> Result<(), ReadError> {
    match resolve_xml_entity(reference) {
        Some(character) => text.push_str(character),
        None => {
            let character = reference.resolve_char_ref().map_err(ReadError::damaged)?;
            text.push(character.ok_or_else(|| ReadError::damaged("an entity"))?);
        }
    }
    Ok(())
}

/// When a part of properties says that the file was last saved, in the element of this name.
pub(super) fn saved_in(properties: &str, element: &str) -> Option<i64> {
    let mut reader = lenient(properties);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == element => {
                let Event::Text(text) = reader.read_event().ok()? else {
                    return None;
                };
                return saved_at(&text.xml10_content());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
