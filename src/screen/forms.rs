//! What a form on a page sends, and texts in addresses.

use axum::body::Bytes;
use std::collections::BTreeMap;

/// The fields of a form; of several with one name all values, in their order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Fields {
    values: BTreeMap<String, Vec<String>>,
}

impl Fields {
    /// Of a form's body, or of what stands behind the `?` of an address.
    pub(super) fn of(encoded: &[u8]) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(encoded) {
            let value = value.into_owned();
            values.entry(name.into_owned()).or_default().push(value);
        }
        Self { values }
    }

    /// A field's first value; empty where it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        let values = self.values.get(name).and_then(|values| values.first());
        values.map_or("", String::as_str)
    }

    /// All values of a field, in their order.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a field was sent.
    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }
}

impl From<Bytes> for Fields {
    fn from(body: Bytes) -> Self {
        Self::of(&body)
    }
}

/// A text for the part of an address behind `=`.
pub(super) fn in_query(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A relative path for an address: `/` stays.
pub(super) fn in_path(path: &str) -> String {
    let mut written = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                written.push(char::from(byte));
            }
            _ => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_as_they_were_typed() {
        let fields = Fields::of(b"ten=C%E1%BB%A5m+1%261&ten=hai&trong=");
        assert_eq!(fields.get("ten"), "Cụm 1&1");
        assert_eq!(fields.get("trong"), "");
        assert!(fields.has("trong") && !fields.has("không có"));
        assert_eq!(in_query("Cụm 1&1"), "C%E1%BB%A5m+1%261");
        assert_eq!(in_path("Cụm 1/a?.svg"), "C%E1%BB%A5m%201/a%3F.svg");
    }
}
