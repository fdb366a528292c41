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

/// The elements that are open, and the attributes of the one that is passed.
#[derive(Default)]
struct Elements<'p> {
    open: Vec<&'p [u8]>,
    keys: Vec<&'p [u8]>,
}

pub(super) fn odd(what: &str) -> ReadError {
    ReadError::damaged(what)
}

/// Whether an attribute may stand at a cell: those of the standard (ECMA-376-1, 18.3.1.4) and any of another vocabulary.
/// Where the name of its type is damaged, a text would be read as the number of its place among the shared ones.
pub(super) fn is_of_cell(name: &[u8]) -> bool {
    matches!(name, b"r" | b"s" | b"t" | b"cm" | b"vm" | b"ph" | b"xmlns") || name.contains(&b':')
}

impl<'p> Markup<'p> {
    /// From the `<` of an element, whose prefix becomes that of all that are asked for.
    pub(super) fn new(part: &'p [u8], start: usize) -> Self {
        let name = part.get(start + 1..).unwrap_or_default();
        let length = name.iter().take_while(|byte| is_name(**byte)).count();
        let colon = name[..length].iter().position(|&byte| byte == b':');
        Self {
            part,
            at: start,
            prefix: &name[..colon.map_or(0, |colon| colon + 1)],
        }
    }

    /// The next byte; nought, which stands in no XML, at the end.
    #[inline]
    fn byte(&self) -> u8 {
        self.part.get(self.at).copied().unwrap_or(0)
    }

    #[inline]
    fn rest(&self) -> &'p [u8] {
        self.part.get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn space(&mut self) {
        while matches!(self.byte(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
    }

    /// How long `mark` and a name behind it are, if they stand here.
    #[inline]
    fn named<const M: usize, const N: usize>(
        &self,
        mark: &[u8; M],
        name: &[u8; N],
    ) -> Option<usize> {
        let behind = self.rest().strip_prefix(mark)?;
        if self.prefix.is_empty() {
            behind.starts_with(name).then_some(M + N)
        } else {
            let behind = behind.strip_prefix(self.prefix)?;
            behind
                .starts_with(name)
                .then_some(M + self.prefix.len() + N)
        }
    }

    /// Passes the beginning of an element up to its attributes, if it stands here.
    #[inline]
    pub(super) fn opens<const N: usize>(&mut self, name: &[u8; N]) -> bool {
        let Some(length) = self.named(b"<", name) else {
            return false;
        };
        let next = self.part.get(self.at + length);
        let is_whole =
            next.is_some_and(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'));
        if is_whole {
            self.at += length;
        }
        is_whole
    }

    #[inline]
    pub(super) fn open<const N: usize>(&mut self, name: &[u8; N]) -> Result<(), ReadError> {
        if self.opens(name) {
            Ok(())
        } else {
            Err(odd("another element than expected"))
        }
    }

    /// Passes the end of an element, if it stands here.
    #[inline]
    pub(super) fn closes<const N: usize>(&mut self, name: &[u8; N]) -> bool {
        let Some(length) = self.named(b"</", name) else {
            return false;
        };
        let before = self.at;
        self.at += length;
        self.space();
        if self.byte() == b'>' {
            self.at += 1;
            true
        } else {
            self.at = before;
            false
        }
    }

    #[inline]
    pub(super) fn close<const N: usize>(&mut self, name: &[u8; N]) -> Result<(), ReadError> {
        if self.closes(name) {
            Ok(())
        } else {
            Err(odd("an element that goes on"))
        }
    }

    /// Passes the attributes of an element and the end of its tag. Whether the element ends with it.
    #[inline]
    pub(super) fn attributes(
        &mut self,
        mut found: impl FnMut(&'p [u8], &'p [u8]) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError> {
        loop {
            let before = self.at;
            self.space();
            let is_apart = self.at > before;
            match self.byte() {
                b'>' => {
                    self.at += 1;
                    return Ok(false);
                }
                b'/' if self.part.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Ok(true);
                }
                _ => {}
            }
            let key = self.run(is_name);
            if !is_apart || !key.is_ascii() && std::str::from_utf8(key).is_err() {
                return Err(odd("an attribute that is none"));
            }
            if self.byte() != b'=' {
                self.space();
            }
            if key.is_empty() || self.byte() != b'=' {
                return Err(odd("an attribute without a value"));
            }
            self.at += 1;
            self.space();
            let quote = self.byte();
            if !matches!(quote, b'"' | b'\'') {
                return Err(odd("a value without quotes"));
            }
            self.at += 1;
            let value = self.run(|byte| byte != quote && byte != b'<' && byte != 0);
            if self.byte() != quote {
                return Err(odd("a value without an end"));
            }
            self.at += 1;
            found(key, value)?;
        }
    }

    /// Passes the bytes of a kind.
    #[inline]
    fn run(&mut self, is_of_kind: impl Fn(u8) -> bool) -> &'p [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !is_of_kind(byte));
        let (run, _) = rest.split_at(length.unwrap_or(rest.len()));
        self.at += run.len();
        run
    }

    /// Passes the text up to the next tag.
    #[inline]
    pub(super) fn text(&mut self) -> &'p [u8] {
        self.run(|byte| byte != b'<')
    }

    /// The same where there is either none or much of it.
    #[inline]
    fn long_text(&mut self) {
        if self.byte() != b'<' {
            let rest = self.rest();
            self.at += memchr::memchr(b'<', rest).unwrap_or(rest.len());
        }
    }

    /// Passes the rest of an element that has begun.
    pub(super) fn rest_of<const N: usize>(&mut self, name: &[u8; N]) -> Result<(), ReadError> {
        let mut inside = Elements::default();
        loop {
            self.long_text();
            if inside.open.is_empty() && self.closes(name) {
                return Ok(());
            }
            if self.is_done() {
                return Err(odd("an element without an end"));
            }
            self.step(&mut inside)?;
        }
    }

    /// The same, and what is inside it.
    pub(super) fn inside<const N: usize>(&mut self, name: &[u8; N]) -> Result<&'p [u8], ReadError> {
        let start = self.at;
        self.rest_of(name)?;
        let inside = &self.part[start..self.at];
        let end = memchr::memrchr(b'<', inside).unwrap_or(inside.len());
        Ok(&inside[..end])
    }

    fn is_done(&self) -> bool {
        self.at >= self.part.len()
    }

    /// Passes one tag, a comment or what else stands in `<>`, and the text before it.
    #[inline]
    fn step(&mut self, elements: &mut Elements<'p>) -> Result<(), ReadError> {
        self.long_text();
        if self.is_done() {
            return Ok(());
        }
        self.at += 1;
        match self.byte() {
            b'/' => {
                self.at += 1;
                let name = self.run(is_name);
                self.space();
                if self.byte() != b'>' || elements.open.pop() != Some(name) {
                    return Err(odd("an end without its beginning"));
                }
                self.at += 1;
                Ok(())
            }
            b'!' | b'?' => self.other(),
            _ => {
                let name = self.run(is_name);
                if name.is_empty() {
                    return Err(odd("an element without a name"));
                }
                elements.keys.clear();
                let is_closed = self.attributes(|key, _| {
                    if elements.keys.contains(&key) {
                        return Err(odd("an attribute given twice"));
                    }
                    elements.keys.push(key);
                    Ok(())
                })?;
                if !is_closed {
                    elements.open.push(name);
                }
                Ok(())
            }
        }
    }

    /// Passes what is no element, behind its `<`.
    fn other(&mut self) -> Result<(), ReadError> {
        let rest = self.rest();
        let end = match rest {
            [b'!', b'-', b'-', ..] => memchr::memmem::find(rest, b"-->").map(|at| at + 3),
            [b'!', b'[', ..] => memchr::memmem::find(rest, b"]]>").map(|at| at + 3),
            [b'?', ..] => memchr::memmem::find(rest, b"?>").map(|at| at + 2),
            _ => return Err(odd("a declaration")),
        };
        self.at += end.ok_or_else(|| odd("markup without an end"))?;
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
    check_around(part, b"")
}

/// The same of a part but for an element in it that has been looked at already.
pub(super) fn check_around<'p>(before: &'p [u8], behind: &'p [u8]) -> Result<(), ReadError> {
    let mut elements = Elements::default();
    for part in [before, behind] {
        let mut markup = Markup::new(part, 0);
        while !markup.is_done() {
            markup.step(&mut elements)?;
        }
    }
    elements.check_closed()
}

#[inline]
fn is_name(byte: u8) -> bool {
    NAMES[byte as usize]
}

/// The bytes that names are made of; a table, since every byte of every tag is looked up.
const NAMES: [bool; 256] = {
    let mut names = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let character = byte as u8;
        names[byte] = character.is_ascii_alphanumeric()
            || matches!(character, b':' | b'_' | b'-' | b'.' | 0x80..);
        byte += 1;
    }
    names
};

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
            ("<!-- ", false),
            ("<>", false),
        ] {
            assert_eq!(
                check_balanced(part.as_bytes()).is_ok(),
                is_balanced,
                "{part}"
            );
            let around = check_around(format!("<x>{part}").as_bytes(), b"</x>");
            assert_eq!(around.is_ok(), is_balanced, "{part}");
        }
    }
}
