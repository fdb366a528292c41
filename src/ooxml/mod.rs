//! Office packages made anew, or changed part by part: what is not changed is copied as it stands in the package, packed bytes and all,
//! and of a part that is changed only the places that are.
//!
//! Nothing here knows what a part means but what all packages have: parts, their types, and how they lead to each other; and
//! where a workbook lists its sheets.

mod content_types;
mod edits;
mod element;
mod made_on;
mod package;
mod properties;
mod relations;
#[cfg(test)]
mod tests;
mod workbook;

pub(crate) use edits::Edits;
#[cfg(test)]
pub(crate) use element::children;
pub(crate) use element::{Element, escaped, prefixed, quoted, with_attribute, without_attribute};
pub(crate) use made_on::made_on_unix;
pub(crate) use package::Package;
pub(crate) use properties::{Properties, bears_mark, put_properties};
pub(crate) use relations::OFFICE_RELATIONS;
pub(crate) use workbook::{ListedSheet, Workbook};

/// Why a package is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PackageError {
    /// It is no package that can be opened, or one of its parts cannot.
    #[error("no sound package: {0}")]
    Unsound(&'static str),
    /// A part holds more than is changed in memory.
    #[error("a part is too large")]
    TooLarge,
    /// A part is not written in UTF-8.
    #[error("a part is not in UTF-8")]
    Encoding,
    /// A part's markup is not what it is to be.
    #[error("odd markup: {0}")]
    Markup(&'static str),
}

impl PackageError {
    /// For what is missing in a part where every writer puts it.
    pub(crate) fn missing<T>(found: Option<T>, what: &'static str) -> Result<T, Self> {
        found.ok_or(PackageError::Markup(what))
    }
}
