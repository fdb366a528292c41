//! Elements of a part with the places at which they stand in it.

use super::{Edits, PackageError};
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::ops::Range;

/// An element of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name without its prefix.
    pub(crate) name: String,
    /// Its prefix with the colon; mostly none.
    pub(crate) prefix: String,
    /// All of it.
    pub(crate) whole: Range<usize>,
    /// What stands between its tags; empty at its end where it has but one.
    pub(crate) inside: Range<usize>,
}

/// The elements that stand in a stretch of a part, those inside them left out. The root of a part is the only one in it.
pub(crate) fn children(part: &str, stretch: Range<usize>) -> Result<Vec<Element>, PackageError> {
    let text = part.get(stretch.clone()).unwrap_or_default();
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    let place = |reader: &Reader<&[u8]>| stretch.start + reader.buffer_position() as usize;
    loop {
        let start = place(&reader);
        match reader.read_event().map_err(|_| odd())? {
            Event::Start(tag) => {
                let inside = place(&reader);
                let closed = reader.read_to_end(tag.name()).map_err(|_| odd())?;
                let inside = inside..stretch.start + closed.end as usize;
                found.push(Element::new(&tag, start..place(&reader), inside));
            }
            Event::Empty(tag) => {
                let end = place(&reader);
                found.push(Element::new(&tag, start..end, end..end));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn odd() -> PackageError {
    PackageError::Markup("not well-formed")
}

impl Element {
    fn new(tag: &BytesStart<'_>, whole: Range<usize>, inside: Range<usize>) -> Self {
        let name = tag.name();
        let local = name.local_name().as_ref().to_owned();
        let prefix = name
            .as_ref()
            .strip_suffix(local.as_str())
            .unwrap_or_default();
        Self {
            prefix: prefix.to_owned(),
            name: local,
            whole,
            inside,
        }
    }

    /// The root of a part.
    pub(crate) fn root(part: &str) -> Result<Self, PackageError> {
        let mut found = children(part, 0..part.len())?.into_iter();
        PackageError::missing(found.next(), "a root")
    }

    /// The elements directly inside it.
    pub(crate) fn children(&self, part: &str) -> Result<Vec<Element>, PackageError> {
        children(part, self.inside.clone())
    }

    /// Whether it has but one tag.
    pub(crate) fn is_empty_tag(&self) -> bool {
        self.inside.start == self.whole.end
    }

    /// The tag with which it begins.
    pub(crate) fn tag(&self) -> Range<usize> {
        self.whole.start..self.inside.start
    }

    /// An attribute's value, by its name without its prefix.
    pub(crate) fn attribute(&self, part: &str, name: &str) -> Option<String> {
        let tag = part.get(self.tag())?;
        let Ok(Event::Start(tag) | Event::Empty(tag)) = Reader::from_str(tag).read_event() else {
            return None;
        };
        let mut attributes = tag.attributes();
        attributes.with_checks(false);
        let mut attributes = attributes.flatten();
        let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// Adds elements, written without prefixes, to a list that says how many it has. Returns how many there were.
    pub(crate) fn extend(
        &self,
        part: &str,
        (entries, count): (&str, usize),
        edits: &mut Edits,
    ) -> Result<usize, PackageError> {
        let there = self.children(part)?.len();
        let tag = part.get(self.tag()).unwrap_or_default();
        let counted = with_attribute(tag, "count", &(there + count).to_string());
        let entries = prefixed(&self.prefix, entries);
        if self.is_empty_tag() {
            let open = counted.trim_end_matches(['>', '/']).trim_end();
            let whole = format!("{open}>{entries}</{}{}>", self.prefix, self.name);
            edits.replace(self.tag(), whole);
        } else {
            edits.replace(self.tag(), counted);
            edits.insert(self.inside.end, entries);
        }
        Ok(there)
    }

    /// Where in an element its end tag begins, and what has to stand before and behind what is put there: one that has
    /// but one tag is given two.
    pub(crate) fn filled(&self, part: &str, content: &str) -> (Range<usize>, String) {
        if !self.is_empty_tag() {
            return (self.inside.end..self.inside.end, content.to_owned());
        }
        let tag = part.get(self.tag()).unwrap_or_default();
        let open = tag.trim_end_matches('>').trim_end_matches('/').trim_end();
        let (prefix, name) = (&self.prefix, &self.name);
        (self.tag(), format!("{open}>{content}</{prefix}{name}>"))
    }
}

/// Markup without prefixes, with that of a part.
pub(crate) fn prefixed(prefix: &str, markup: &str) -> String {
    if prefix.is_empty() {
        return markup.to_owned();
    }
    let closed = markup.replace("</", "\u{0}");
    let open = closed.replace('<', &format!("<{prefix}"));
    open.replace('\u{0}', &format!("</{prefix}"))
}

/// The attributes of a tag: name, and where name and value stand in it, with the space before them.
fn attributes(tag: &str) -> Vec<(String, Range<usize>)> {
    let bytes = tag.as_bytes();
    let is_space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let mut at = bytes
        .iter()
        .position(u8::is_ascii_whitespace)
        .unwrap_or(bytes.len());
    let mut found = Vec::new();
    while at < bytes.len() {
        let start = at;
        while is_space(at) {
            at += 1;
        }
        let Some(equals) = tag[at..].find('=').map(|equals| at + equals) else {
            break;
        };
        let Some(quote) = tag[equals..].find(['"', '\'']).map(|quote| equals + quote) else {
            break;
        };
        let mark = char::from(bytes[quote]);
        let Some(end) = tag[quote + 1..].find(mark).map(|end| quote + 1 + end + 1) else {
            break;
        };
        found.push((tag[at..equals].trim().to_owned(), start..end));
        at = end;
    }
    found
}

/// A tag without an attribute.
pub(crate) fn without_attribute(tag: &str, name: &str) -> String {
    let mut left = tag.to_owned();
    for (_, place) in attributes(tag)
        .into_iter()
        .rev()
        .filter(|(it, _)| it == name)
    {
        left.replace_range(place, "");
    }
    left
}

/// A tag with an attribute, in place of any value that it has.
pub(crate) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let value = value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    let written = format!(" {name}=\"{value}\"");
    let mut tag = tag.to_owned();
    let found = attributes(&tag).into_iter().find(|(it, _)| it == name);
    match found {
        Some((_, place)) => tag.replace_range(place, &written),
        None => {
            let end = tag.trim_end_matches(['>', '/']).trim_end().len();
            tag.insert_str(end, &written);
        }
    }
    tag
}

/// A text for the inside of an element; characters that XML does not have are left out.
pub(crate) fn escaped(text: &str) -> String {
    let is_character =
        |c: &char| matches!(*c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    let sound: Cow<'_, str> = match text.chars().all(|c| is_character(&c)) {
        true => Cow::Borrowed(text),
        false => text.chars().filter(is_character).collect::<String>().into(),
    };
    partial_escape(sound).into_owned()
}

/// A text for an attribute between double quotes.
pub(crate) fn quoted(text: &str) -> String {
    escaped(text)
        .replace('"', "&quot;")
        .replace(['\t', '\n', '\r'], " ")
}
