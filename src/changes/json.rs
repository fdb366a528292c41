//! As much of JSON as a manifest needs: it is written and read here and nowhere else.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// A value of JSON. Objects are in the order of their keys, so that the same value gives the same bytes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Json {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// An object of these fields.
    pub(crate) fn object<'k>(fields: impl IntoIterator<Item = (&'k str, Json)>) -> Self {
        let fields = fields.into_iter();
        Json::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// A field of an object; nothing where it has none.
    pub(super) fn get(&self, key: &str) -> &Json {
        match self {
            Json::Object(fields) => fields.get(key).unwrap_or(&Json::Null),
            _ => &Json::Null,
        }
    }

    /// The text, where it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is one.
    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The fields of an object; none of anything else.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &Json)> {
        let fields = match self {
            Json::Object(fields) => Some(fields),
            _ => None,
        };
        fields
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// Reads a text; `None` where it is no JSON, or is nested deeper than any manifest.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(0)?;
        reader.skip_blanks();
        reader.rest.is_empty().then_some(value)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_value(out, self, 0)
    }
}

fn write_value(out: &mut fmt::Formatter<'_>, value: &Json, depth: usize) -> fmt::Result {
    match value {
        Json::Null => out.write_str("null"),
        Json::Flag(flag) => write!(out, "{flag}"),
        Json::Number(number) => write!(out, "{number}"),
        Json::Text(text) => write_text(out, text),
        Json::List(items) => {
            let items = items.iter().map(|item| (None, item));
            write_all(out, ('[', ']'), items, depth)
        }
        Json::Object(fields) => {
            let fields = fields.iter().map(|(key, item)| (Some(key), item));
            write_all(out, ('{', '}'), fields, depth)
        }
    }
}

fn write_all<'j>(
    out: &mut fmt::Formatter<'_>,
    (open, close): (char, char),
    items: impl Iterator<Item = (Option<&'j String>, &'j Json)>,
    depth: usize,
) -> fmt::Result {
    out.write_char(open)?;
    let mut is_empty = true;
    for (key, item) in items {
        out.write_str(if is_empty { "\n" } else { ",\n" })?;
        is_empty = false;
        write!(out, "{:1$}", "", 2 * (depth + 1))?;
        if let Some(key) = key {
            write_text(out, key)?;
            out.write_str(": ")?;
        }
        write_value(out, item, depth + 1)?;
    }
    if !is_empty {
        write!(out, "\n{:1$}", "", 2 * depth)?;
    }
    out.write_char(close)
}

fn write_text(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(out, "\\{character}")?,
            control if control < ' ' => write!(out, "\\u{:04x}", control as u32)?,
            plain => out.write_char(plain)?,
        }
    }
    out.write_char('"')
}

/// A manifest is no deeper than this.
const DEEPEST: usize = 16;

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    /// Whether the text goes on with this, which is then read.
    fn takes(&mut self, expected: &str) -> bool {
        self.skip_blanks();
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        if self.takes("null") {
            return Some(Json::Null);
        }
        for flag in [true, false] {
            if self.takes(if flag { "true" } else { "false" }) {
                return Some(Json::Flag(flag));
            }
        }
        match self.rest.chars().next()? {
            '"' => self.text().map(Json::Text),
            '[' => self.list(depth),
            '{' => self.object(depth),
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Option<Json> {
        let is_of_number = |it: char| it.is_ascii_digit() || "+-.eE".contains(it);
        let end = self.rest.find(|it| !is_of_number(it));
        let (number, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        number.parse().ok().map(Json::Number)
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut items = Vec::new();
        if !self.takes("[") {
            return None;
        }
        if self.takes("]") {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.takes("]") {
                return Some(Json::List(items));
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut fields = BTreeMap::new();
        if !self.takes("{") {
            return None;
        }
        if self.takes("}") {
            return Some(Json::Object(fields));
        }
        loop {
            self.skip_blanks();
            let key = self.text()?;
            if !self.takes(":") {
                return None;
            }
            fields.insert(key, self.value(depth + 1)?);
            if self.takes("}") {
                return Some(Json::Object(fields));
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut rest = self.rest.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match rest.next()? {
                '"' => break,
                '\\' => text.push(match rest.next()? {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'u' => {
                        let digits: String = rest.by_ref().take(4).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                    }
                    other => other,
                }),
                plain => text.push(plain),
            }
        }
        self.rest = rest.as_str();
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let value = Json::object([
            ("chữ", Json::Text("a \"b\" \\ \n Đắk".into())),
            ("số", Json::Number(1_250.5)),
            ("không", Json::Null),
            ("có", Json::Flag(true)),
            (
                "kê",
                Json::List(vec![
                    Json::Number(-1.0),
                    Json::object([]),
                    Json::List(vec![]),
                ]),
            ),
        ]);
        let written = value.to_string();
        assert_eq!(Json::read(&written), Some(value));
        assert!(written.starts_with("{\n  \"chữ\": \"a \\\"b\\\" \\\\ \\u000a Đắk\""));
    }

    #[test]
    fn what_is_no_json_is_none() {
        for wrong in [
            "",
            "{",
            "{\"a\" 1}",
            "[1,]",
            "[1] 2",
            "\"a",
            "nul",
            "{a: 1}",
        ] {
            assert_eq!(Json::read(wrong), None, "{wrong}");
        }
        assert_eq!(Json::read(&"[".repeat(10_000)), None);
        assert_eq!(
            Json::read(" [ 1 , 2 ] ").map(|it| it.items().len()),
            Some(2)
        );
    }
}
