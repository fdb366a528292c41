//! What the parts of a package are.

use std::collections::BTreeSet;

use super::{Element, Package, PackageError, escaped};

pub(super) const LIST: &str = "[Content_Types].xml";

/// The list of a package without parts: its relations and parts of unknown kind.
pub(super) fn empty() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
     <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
     <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        .to_owned()
}

impl Package<'_> {
    /// Says what a part is; what is said of it already stays.
    pub(crate) fn declare(&mut self, part: &str, what: &str) -> Result<(), PackageError> {
        let name = format!("/{}", part.trim_start_matches('/'));
        let element = format!(
            "Override PartName=\"{}\" ContentType=\"{what}\"",
            escaped(&name)
        );
        self.declare_once(("Override", &name), &element)
    }

    /// Says what all parts of an ending are; what is said of it already stays.
    pub(crate) fn declare_ending(&mut self, ending: &str, what: &str) -> Result<(), PackageError> {
        let element = format!("Default Extension=\"{ending}\" ContentType=\"{what}\"");
        self.declare_once(("Default", ending), &element)
    }

    fn declare_once(
        &mut self,
        (kind, name): (&str, &str),
        element: &str,
    ) -> Result<(), PackageError> {
        let mut said = match self.declared.take() {
            Some(said) => said,
            None => self.read_types()?,
        };
        if !said.insert((kind.to_owned(), name.to_ascii_lowercase())) {
            self.declared = Some(said);
            return Ok(());
        }
        let text = PackageError::missing(self.text(LIST)?, LIST)?;
        let root = Element::root(&text)?;
        let element = format!("<{}{element}/>", root.prefix);
        let mut whole = text.clone();
        // Endings stand before parts.
        let first = match kind {
            "Default" => root.children(&text)?.into_iter().next(),
            _ => None,
        };
        match first {
            Some(first) => whole.insert_str(first.whole.start, &element),
            None => {
                let (at, content) = root.filled(&text, &element);
                whole.replace_range(at, &content);
            }
        }
        self.put(LIST, whole);
        self.declared = Some(said);
        Ok(())
    }

    /// What the list of types says something of: kind and name of each.
    fn read_types(&mut self) -> Result<BTreeSet<(String, String)>, PackageError> {
        let text = PackageError::missing(self.text(LIST)?, LIST)?;
        let children = Element::root(&text)?.children(&text)?.into_iter();
        let said = children.filter_map(|child| {
            let name = child.attribute(&text, "PartName");
            let name = name.or_else(|| child.attribute(&text, "Extension"))?;
            Some((child.name.clone(), name.to_ascii_lowercase()))
        });
        Ok(said.collect())
    }

    /// No longer says what a part is.
    pub(crate) fn withdraw(&mut self, part: &str) -> Result<(), PackageError> {
        let name = format!("/{}", part.trim_start_matches('/'));
        let text = PackageError::missing(self.text(LIST)?, LIST)?;
        let children = Element::root(&text)?.children(&text)?;
        let of = children.into_iter().find(|child| {
            let named = child.attribute(&text, "PartName");
            named.is_some_and(|named| named.eq_ignore_ascii_case(&name))
        });
        if let Some(of) = of {
            let mut whole = text;
            whole.replace_range(of.whole, "");
            self.put(LIST, whole);
        }
        Ok(())
    }

    /// What a part is declared to be.
    pub(crate) fn type_of(&mut self, part: &str) -> Result<Option<String>, PackageError> {
        let name = format!("/{}", part.trim_start_matches('/'));
        let text = PackageError::missing(self.text(LIST)?, LIST)?;
        let children = Element::root(&text)?.children(&text)?;
        let of = children.into_iter().find(|child| {
            let named = child.attribute(&text, "PartName");
            named.is_some_and(|named| named.eq_ignore_ascii_case(&name))
        });
        Ok(of.and_then(|of| of.attribute(&text, "ContentType")))
    }

    /// Whether any part is declared to be what `what` says somewhere in its type.
    pub(crate) fn declares(&mut self, what: &str) -> Result<bool, PackageError> {
        let text = PackageError::missing(self.text(LIST)?, LIST)?;
        let root = Element::root(&text)?;
        let children = root.children(&text)?;
        Ok(children.iter().any(|child| {
            let of = child.attribute(&text, "ContentType");
            of.is_some_and(|of| of.contains(what))
        }))
    }
}
