//! What a package says of itself: title, author, when it was made, and the mark of what the program wrote.

use super::{Package, PackageError, escaped, quoted};
use crate::discover::OUTPUT_MARK;
use jiff::civil::Date;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// A part of properties: where it stands, how the package leads to it, what it is.
type Kind = (&'static str, &'static str, &'static str);

const CORE: Kind = (
    "docProps/core.xml",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "application/vnd.openxmlformats-package.core-properties+xml",
);
const APPLICATION: Kind = (
    "docProps/app.xml",
    "extended-properties",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml",
);
const CUSTOM: Kind = (
    "docProps/custom.xml",
    "custom-properties",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml",
);

/// What a package says of itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Properties<'t> {
    /// What it is.
    pub(crate) title: &'t str,
    /// Whose it is.
    pub(crate) author: &'t str,
    /// The day it was made; of none a fixed day, so that the same content gives the same bytes.
    pub(crate) made: Option<Date>,
    /// The name under which the program writes it, by which it is known as no submission.
    pub(crate) name: &'t str,
}

/// Puts the properties in the place of those that a package has.
pub(crate) fn put_properties(
    package: &mut Package<'_>,
    properties: &Properties<'_>,
) -> Result<(), PackageError> {
    put(package, CORE, core(properties))?;
    put(package, APPLICATION, application(properties))?;
    put(package, CUSTOM, custom(properties))
}

/// Whether a package bears the mark of what the program wrote; office programs keep it when they save.
pub(crate) fn bears_mark(bytes: &[u8]) -> bool {
    let Ok(mut package) = Package::open(bytes) else {
        return false;
    };
    let custom = package.text(CUSTOM.0).ok().flatten();
    custom.is_some_and(|text| text.contains(&format!("name=\"{}\"", quoted(OUTPUT_MARK))))
}

fn core(properties: &Properties<'_>) -> String {
    let day = properties.made.unwrap_or(jiff::civil::date(2000, 1, 1));
    let title = escaped(properties.title);
    let author = escaped(properties.author);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"
    )
}

fn application(properties: &Properties<'_>) -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>tonghop</Application><Company>{}</Company></Properties>",
        escaped(properties.author)
    )
}

fn custom(properties: &Properties<'_>) -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">\
         <property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"{}\">\
         <vt:lpwstr>{}</vt:lpwstr></property></Properties>",
        quoted(OUTPUT_MARK),
        escaped(properties.name)
    )
}

/// Puts a part in the place of the one of its kind, wherever that stands.
fn put(
    package: &mut Package<'_>,
    (part, relation, what): Kind,
    text: String,
) -> Result<(), PackageError> {
    let last = relation.rsplit('/').next();
    let relations = package.relations("")?;
    let has = relations
        .into_iter()
        .find(|it| last == Some(it.kind.as_str()));
    let part = match has {
        Some(relation) => relation.target,
        None => {
            package.relate("", relation, part)?;
            part.to_owned()
        }
    };
    package.put(&part, text);
    package.declare(&part, what)
}
