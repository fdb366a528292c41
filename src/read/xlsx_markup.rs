//! A step through XML as office programs write it: tags and text and nothing else. What goes beyond is left to a parser.

use super::ReadError;

/// XML on its way through.
pub(super) struct Markup<'p> {
    part: &'p [u8],
    /// How far it has come.
    pub(super) at: usize,
    /// The prefix of the elements that are asked for, with its colon; most writers use none.
    prefix: &'p [u8],
}

/// The elements that are open.
#[derive(Default)]
struct Elements<'p> {
    open: Vec<&'p [u8]>,
}

pub(super) fn odd(what: &str) -> ReadError {
    ReadError::damaged(what)
}

impl<'p> Markup<'p> {
    /// From the `<` of an element, whose prefix becomes that of all that are asked for.
    pub(super) fn new(part: &'p [u8], start: usize) -> Self {
        let name = part.get(start + 1..).unwrap_or_default();
        let colon = name
            .iter()
            .take_while(|byte| is_name(**byte))
            .position(|&byte| byte == b':');
        Self {
            part,
            at: start,
            prefix: &name[..colon.map_or(0, |colon| colon + 1)],
        }
    }

    fn rest(&self) -> &'p [u8] {
        self.part.get(self.at..).unwrap_or_default()
    }

    fn is_done(&self) -> bool {
        self.at >= self.part.len()
    }

    pub(super) fn space(&mut self) {
        while self.part.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Passes the beginning of an element up to its attributes, if it stands here.
    pub(super) fn opens(&mut self, name: &[u8]) -> bool {
        let behind = self
            .rest()
            .strip_prefix(b"<")
            .and_then(|rest| rest.strip_prefix(self.prefix))
            .and_then(|rest| rest.strip_prefix(name));
        match behind {
            Some([b'>' | b'/', ..]) => {}
            Some([byte, ..]) if byte.is_ascii_whitespace() => {}
            _ => return false,
        }
        self.at += 1 + self.prefix.len() + name.len();
        true
    }

    pub(super) fn open(&mut self, name: &[u8]) -> Result<(), ReadError> {
        if self.opens(name) {
            Ok(())
        } else {
            Err(odd("another element than expected"))
        }
    }

    /// Passes the end of an element, if it stands here.
    pub(super) fn closes(&mut self, name: &[u8]) -> bool {
        let behind = self
            .rest()
            .strip_prefix(b"</")
            .and_then(|rest| rest.strip_prefix(self.prefix))
            .and_then(|rest| rest.strip_prefix(name))
            .and_then(|rest| rest.trim_ascii_start().strip_prefix(b">"));
        let Some(behind) = behind else {
            return false;
        };
        self.at = self.part.len() - behind.len();
        true
    }

    pub(super) fn close(&mut self, name: &[u8]) -> Result<(), ReadError> {
        if self.closes(name) {
            Ok(())
        } else {
            Err(odd("an element that goes on"))
        }
    }

    /// Passes the attributes of an element and the end of its tag. Whether the element ends with it.
    pub(super) fn attributes(
        &mut self,
        mut found: impl FnMut(&'p [u8], &'p [u8]) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError> {
        loop {
            self.space();
            let rest = self.rest();
            match rest {
                [b'>', ..] => {
                    self.at += 1;
                    return Ok(false);
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return Ok(true);
                }
                _ => {}
            }
            let key = rest.iter().take_while(|byte| is_name(**byte)).count();
            self.at += key;
            self.space();
            let ([b'=', ..], 1..) = (self.rest(), key) else {
                return Err(odd("an attribute without a value"));
            };
            self.at += 1;
            self.space();
            let [quote @ (b'"' | b'\''), value @ ..] = self.rest() else {
                return Err(odd("a value without quotes"));
            };
            let end = value.iter().position(|byte| byte == quote || *byte == b'<');
            let end = end.filter(|&end| value[end] == *quote);
            let end = end.ok_or_else(|| odd("a value without an end"))?;
            found(&rest[..key], &value[..end])?;
            self.at += end + 2;
        }
    }

    /// Passes the text up to the next tag.
    pub(super) fn text(&mut self) -> &'p [u8] {
        let rest = self.rest();
        let length = memchr::memchr(b'<', rest).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Passes the rest of an element that has begun.
    pub(super) fn rest_of(&mut self, name: &[u8]) -> Result<(), ReadError> {
        let mut inside = Elements::default();
        loop {
            self.text();
            if inside.open.is_empty() && self.closes(name) {
                return Ok(());
            }
            if self.is_done() {
                return Err(odd("an element without an end"));
            }
            self.step(&mut inside)?;
        }
    }

    /// Passes one tag, a comment or what else stands in `<>`, and the text before it.
    fn step(&mut self, elements: &mut Elements<'p>) -> Result<(), ReadError> {
        self.text();
        let rest = self.rest();
        let passed = match rest {
            [] => return Ok(()),
            [b'<', b'!', b'-', b'-', ..] => behind(rest, b"-->"),
            [b'<', b'!', b'[', ..] => behind(rest, b"]]>"),
            [b'<', b'?', ..] => behind(rest, b"?>"),
            [b'<', b'!', ..] => Err(odd("a declaration")),
            [b'<', b'/', name @ ..] => {
                let end = behind(name, b">")?;
                if elements.open.pop() != Some(name[..end - 1].trim_ascii_end()) {
                    return Err(odd("an end without its beginning"));
                }
                Ok(end + 2)
            }
            [_, name @ ..] => {
                let end = name.iter().take_while(|byte| is_name(**byte)).count();
                if end == 0 {
                    return Err(odd("an element without a name"));
                }
                self.at += 1 + end;
                let mut keys: Vec<&[u8]> = Vec::new();
                let is_closed = self.attributes(|key, _| {
                    if keys.contains(&key) {
                        return Err(odd("an attribute given twice"));
                    }
                    keys.push(key);
                    Ok(())
                })?;
                if !is_closed {
                    elements.open.push(&name[..end]);
                }
                return Ok(());
            }
        };
        self.at += passed?;
        Ok(())
    }
}

impl Elements<'_> {
    fn check_closed(&self) -> Result<(), ReadError> {
        if self.open.is_empty() {
            Ok(())
        } else {
            Err(odd("an element without an end"))
        }
    }
}

/// Refuses a part whose elements do not end where they should: the general reader takes the next for the same.
pub(super) fn check_balanced(part: &[u8]) -> Result<(), ReadError> {
    let mut markup = Markup::new(part, 0);
    let mut elements = Elements::default();
    while !markup.is_done() {
        markup.step(&mut elements)?;
    }
    elements.check_closed()
}

fn behind(rest: &[u8], mark: &[u8]) -> Result<usize, ReadError> {
    let found = memchr::memmem::find(rest, mark).map(|at| at + mark.len());
    found.ok_or_else(|| odd("markup without an end"))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.') || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_end_where_they_began() {
        for (part, is_balanced) in [
            ("", true),
            (
                "<?xml version=\"1.0\"?>\n<a b='>'><c d = \"1\" /><!-- <e> --></a >\n",
                true,
            ),
            ("<x:a>&lt;<![CDATA[</b>]]></x:a>", true),
            ("<si><t>a</si><si><t>b</t></si>", false),
            ("<a><b></a></b>", false),
            ("<a>", false),
            ("</a>", false),
            ("<a b=c/>", false),
            ("<a b=\"c/>", false),
            ("<a b=\"<c/>\"/>", false),
            ("<a b=\"\" c=\"\" b=\"\"/>", false),
            ("<a b=\"\" c/>", false),
            ("<a =\"\"/>", false),
            ("<!DOCTYPE a><a/>", false),
            ("<a", false),
            ("<>", false),
        ] {
            assert_eq!(
                check_balanced(part.as_bytes()).is_ok(),
                is_balanced,
                "{part}"
            );
        }
    }
}
