//! What the parts of a package are.

use super::{Element, Package, PackageError, escaped};

const LIST: &str = "[Content_Types].xml";

impl Package<'_> {
    /// Says what a part is; what is said of it already stays.
    pub(crate) fn declare(&mut self, part: &str, what: &str) -> Result<(), PackageError> {
        let name = format!("/{}", part.trim_start_matches('/'));
        let element = format!(
            "Override PartName=\"{}\" ContentType=\"{what}\"",
            escaped(&name)
        );
        self.declare_once(("Override", "PartName", &name), &element)
    }

    /// Says what all parts of an ending are; what is said of it already stays.
    pub(crate) fn declare_ending(&mut self, ending: &str, what: &str) -> Result<(), PackageError> {
        let element = format!("Default Extension=\"{ending}\" ContentType=\"{what}\"");
        self.declare_once(("Default", "Extension", ending), &element)
    }

    fn declare_once(
        &mut self,
        (kind, by, name): (&str, &str, &str),
        element: &str,
    ) -> Result<(), PackageError> {
        let text = PackageError::missing(self.text(LIST)?, LIST)?;
        let root = Element::root(&text)?;
        let children = root.children(&text)?;
        let is_said = children.iter().any(|child| {
            let of = child.attribute(&text, by);
            child.name == kind && of.is_some_and(|of| of.eq_ignore_ascii_case(name))
        });
        if is_said {
            return Ok(());
        }
        let element = format!("<{}{element}/>", root.prefix);
        let mut whole = text.clone();
        // Endings stand before parts.
        match children.first() {
            Some(first) if kind == "Default" => whole.insert_str(first.whole.start, &element),
            _ => {
                let (at, content) = root.filled(&text, &element);
                whole.replace_range(at, &content);
            }
        }
        self.put(LIST, whole);
        Ok(())
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
