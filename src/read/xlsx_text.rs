//! The texts of an `xlsx`, shared ones and those that stand in their cells, in the parts that look differently.

use super::ReadError;
use super::markup::{Markup, check_balanced, odd};
use super::rich_text::Run;
use super::style::{Colour, Font};
use super::xlsx_styles::read_font;
use super::xml::{attribute, push_entity, utf8};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::sync::Arc;

/// A text, in parts where these do not all look as their cell does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SharedText {
    Plain(Arc<str>),
    Rich(Vec<Run>),
}

/// What in a part of texts shows that some of them may look otherwise than their cells.
const MARKS: [&[u8]; 5] = [b"strike", b"vertAlign", b"ingdings", b"ebdings", b"color "];

/// Whether the texts of a part may have parts with a look of their own that matters.
fn may_be_odd(part: &[u8]) -> bool {
    memmem::find(part, b"rPr").is_some()
        && MARKS.iter().any(|mark| memmem::find(part, mark).is_some())
}

/// All shared texts. `wants_looks` where the looks of cells ask for those of their texts.
pub(super) fn read_shared(part: &[u8], wants_looks: bool) -> Result<Vec<SharedText>, ReadError> {
    let text = utf8(part)?;
    Listed::new(text, wants_looks).read().or_else(|_| {
        check_balanced(part)?;
        read_nested(text, wants_looks || may_be_odd(part))
    })
}

/// Shared texts as office programs write them: one behind the other in their list, and nothing else in the part. What is
/// written otherwise is an error here and left to a parser of XML.
struct Listed<'p> {
    /// Behind the declaration.
    part: &'p str,
    markup: Markup<'p>,
    /// Whether the looks of parts of texts matter; `None` until it is asked.
    wants_looks: Option<bool>,
}

impl<'p> Listed<'p> {
    fn new(part: &'p str, wants_looks: bool) -> Self {
        let declared = part
            .strip_prefix("<?xml")
            .and_then(|rest| rest.split_once("?>"));
        let part = declared.map_or(part, |(_, body)| body).trim_start();
        Self {
            part,
            markup: Markup::new(part.as_bytes(), 0),
            wants_looks: wants_looks.then_some(true),
        }
    }

    fn read(mut self) -> Result<Vec<SharedText>, ReadError> {
        let mut texts = Vec::new();
        let mut keys = Vec::new();
        self.markup.open(b"sst")?;
        let mut is_closed = self.markup.attributes(|key, _| {
            if keys.contains(&key) {
                return Err(odd("an attribute given twice"));
            }
            keys.push(key);
            Ok(())
        })?;
        while !is_closed {
            self.markup.space();
            is_closed = self.markup.closes(b"sst");
            if !is_closed {
                texts.push(self.item()?);
            }
        }
        match self.part[self.markup.at..].trim_start() {
            "" => Ok(texts),
            _ => Err(odd("more behind the texts")),
        }
    }

    fn item(&mut self) -> Result<SharedText, ReadError> {
        self.markup.open(b"si")?;
        if self.markup.attributes(|_, _| Err(odd("an attribute")))? {
            return Ok(SharedText::Plain(Arc::default()));
        }
        let start = self.markup.at;
        if let Some(text) = self.plain()? {
            return Ok(SharedText::Plain(text));
        }
        self.markup.at = start;
        let inside = self.markup.inside(b"si")?;
        let part = self.part.as_bytes();
        let wants_looks = *self.wants_looks.get_or_insert_with(|| may_be_odd(part));
        read_text(&mut reader(utf8(inside)?), wants_looks)
    }

    /// An item that is one text in one element.
    fn plain(&mut self) -> Result<Option<Arc<str>>, ReadError> {
        self.markup.space();
        if !self.markup.opens(b"t") {
            return Ok(None);
        }
        let (mut spaces, mut others) = (0, 0);
        let is_empty = self.markup.attributes(|key, value| {
            match (key, value) {
                (b"xml:space", b"preserve") => spaces += 1,
                _ => others += 1,
            }
            Ok(())
        })?;
        let start = self.markup.at;
        let mut text = "";
        if !is_empty {
            self.markup.text();
            text = &self.part[start..self.markup.at];
            if !self.markup.closes(b"t") {
                return Ok(None);
            }
        }
        self.markup.space();
        if others > 0 || spaces > 1 || !self.markup.closes(b"si") {
            return Ok(None);
        }
        Ok(Some(Arc::from(&*written(&resolved(text)?, spaces > 0))))
    }
}

/// A text by the characters of its element.
fn written(characters: &str, keeps_space: bool) -> Cow<'_, str> {
    unescaped(match keeps_space {
        true => characters,
        false => characters.trim_matches([' ', '\t', '\r', '\n']),
    })
}

/// The same, whatever they stand in.
fn read_nested(part: &str, wants_looks: bool) -> Result<Vec<SharedText>, ReadError> {
    let mut reader = reader(part);
    let mut texts = Vec::new();
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                texts.push(read_text(&mut reader, wants_looks)?);
            }
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// A text that stands in its cell: what is inside its element.
pub(super) fn read_inline(inside: &[u8]) -> Result<SharedText, ReadError> {
    read_text(&mut reader(utf8(inside)?), true)
}

fn reader(part: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    reader
}

/// Reads up to the end of the text's element, or of the part.
fn read_text(reader: &mut Reader<&[u8]>, wants_looks: bool) -> Result<SharedText, ReadError> {
    let mut runs: Vec<Run> = Vec::new();
    let mut font: Option<Font> = None;
    let mut depth = 1;
    let mut phonetic = None;
    while depth > 0 {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => {
                depth += 1;
                let name = start.local_name();
                match name.as_ref() {
                    _ if phonetic.is_some() => {}
                    "rPh" => phonetic = Some(depth),
                    "r" => font = None,
                    "rPr" if wants_looks => font = Some(Font::default()),
                    "t" => {
                        let keeps_space =
                            attribute(&start, "space")?.as_deref() == Some("preserve");
                        let text = read_characters(reader)?;
                        depth -= 1;
                        let look = font.map(|font| font.on(Colour::Usual));
                        push(&mut runs, written(&text, keeps_space).into_owned(), look);
                    }
                    property => {
                        if let Some(font) = &mut font {
                            read_font(font, property, &start)?;
                        }
                    }
                }
            }
            Event::End(_) => {
                if phonetic == Some(depth) {
                    phonetic = None;
                }
                depth -= 1;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(match runs.len() {
        0 => SharedText::Plain(Arc::default()),
        1 if runs[0].look.is_none() => SharedText::Plain(runs[0].text.as_str().into()),
        _ => SharedText::Rich(runs),
    })
}

/// Adds a part of a text, to the one before where both look the same.
fn push(runs: &mut Vec<Run>, text: String, look: Option<super::rich_text::CharacterLook>) {
    match runs.last_mut() {
        Some(last) if last.look == look => last.text.push_str(&text),
        _ => runs.push(Run { text, look }),
    }
}

fn read_characters(reader: &mut Reader<&[u8]>) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut depth = 1;
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => push_entity(&mut text, &reference)?,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(ReadError::damaged("a text without an end")),
            _ => {}
        }
        if depth == 0 {
            return Ok(text);
        }
    }
}

/// The text between two tags that holds no others, as it stands in the part.
pub(super) fn characters(written: &[u8]) -> Result<String, ReadError> {
    resolved(utf8(written)?).map(Cow::into_owned)
}

/// The same, with what its references stand for.
fn resolved(written: &str) -> Result<Cow<'_, str>, ReadError> {
    if memchr::memchr2(b'&', b'\r', written.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(written));
    }
    let mut reader = Reader::from_str(written);
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => push_entity(&mut text, &reference)?,
            Event::Eof => return Ok(Cow::Owned(text)),
            _ => return Err(ReadError::damaged("an element in a value")),
        }
    }
}

/// `_x000D_`: how Excel writes characters that XML has no place for.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'_', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        match escape_at(escape) {
            Some(unit @ 0xd800..=0xdbff) => {
                let low = escape.get(ESCAPE_LENGTH..).and_then(escape_at);
                let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
                plain.push(pair.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &escape[ESCAPE_LENGTH * if pair.is_some() { 2 } else { 1 }..];
            }
            Some(unit) => {
                let character = char::from_u32(u32::from(unit));
                plain.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &escape[ESCAPE_LENGTH..];
            }
            None => {
                plain.push_str("_x");
                rest = &escape[2..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// How long an escaped character is.
const ESCAPE_LENGTH: usize = 7;

fn escape_at(text: &str) -> Option<u16> {
    let escape = text
        .get(..ESCAPE_LENGTH)?
        .strip_prefix("_x")?
        .strip_suffix('_')?;
    let is_plain = escape.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_plain.then(|| u16::from_str_radix(escape, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> SharedText {
        SharedText::Plain(text.into())
    }

    #[test]
    fn texts_come_whole_and_in_their_order() {
        let part = "<sst count=\"9\"><si><t>a</t></si><si/><si><t xml:space=\"preserve\"> b </t></si><si><t> c\n</t></si>\
            <si><r><rPr><b/></rPr><t>Đoàn </t></r><r><t>viên</t></r><rPh sb=\"0\"><t>x</t></rPh></si>\
            <x:si><x:t>1 &lt; 2_x000D_&#10;<![CDATA[<]]></x:t></x:si></sst>";
        let texts = read_shared(part.as_bytes(), false).expect("texts");
        let expected = ["a", "", " b ", "c", "Đoànviên", "1 < 2\r\n<"].map(plain);
        assert_eq!(texts, expected);
    }

    #[test]
    fn either_way_of_reading_finds_the_same_texts() {
        for (part, is_listed) in [
            (
                "<sst><si><t>a &amp; b</t></si><si><t/></si><si/></sst>",
                true,
            ),
            (
                "<?xml version=\"1.0\"?>\n<x:sst><x:si><x:t xml:space=\"preserve\"> Đ\r\n</x:t></x:si></x:sst>\n",
                true,
            ),
            (
                "<sst> <si><r><t>a</t></r><r><rPr><b/></rPr><t>_x0041_</t></r></si></sst>",
                true,
            ),
            ("<sst><si><t><![CDATA[<]]></t></si></sst>", true),
            (
                "<sst><si><t space=\"preserve\"> a</t><rPh><t>b</t></rPh></si></sst>",
                true,
            ),
            ("<sst/>", true),
            ("<sst><!-- --><si><t>a</t></si></sst>", false),
            ("<sst><x><si><t>a</t></si></x></sst>", false),
            ("<sst><si><t>a</t></si></sst><si><t>b</t></si>", false),
            ("<x><sst><si><t>a</t></si></sst></x>", false),
        ] {
            let nested = read_nested(part, false).expect("texts");
            let listed = Listed::new(part, false).read();
            assert_eq!(listed.is_ok(), is_listed, "{part}");
            assert!(
                listed.is_err() || listed.as_ref() == Ok(&nested),
                "{part}: {listed:?}"
            );
            assert_eq!(
                read_shared(part.as_bytes(), false).as_ref(),
                Ok(&nested),
                "{part}"
            );
        }
        for damaged in [
            "<sst><si><t>a</si></sst>",
            "<sst><si><t>&none;</t></si></sst>",
            "<sst><si>",
        ] {
            assert!(read_shared(damaged.as_bytes(), false).is_err(), "{damaged}");
        }
    }

    #[test]
    fn parts_with_a_look_of_their_own_are_told_apart() {
        let part = "<sst><si><r><rPr><strike/></rPr><t>34</t></r><r><t xml:space=\"preserve\"> 43</t></r></si><si><t>a</t></si></sst>";
        let texts = read_shared(part.as_bytes(), false).expect("texts");
        let SharedText::Rich(runs) = &texts[0] else {
            panic!("{texts:?}");
        };
        assert_eq!(
            (runs[0].text.as_str(), runs[1].text.as_str()),
            ("34", " 43")
        );
        assert!(runs[0].look.is_some_and(|look| look.is_struck) && runs[1].look.is_none());
        assert_eq!(texts[1], plain("a"));
    }

    #[test]
    fn escaped_characters_are_what_they_stand_for() {
        for (written, text) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "\u{1f4f7}"),
            ("_xD83D_x", "\u{fffd}x"),
            ("_x00_", "_x00_"),
            ("_xĐĐĐĐ_", "_xĐĐĐĐ_"),
            ("a_x", "a_x"),
        ] {
            assert_eq!(unescaped(written), text, "{written}");
        }
    }
}
