//! The parts of a document beside its text and its styles.

use super::styles::FONT;
use super::{DOCUMENT, HEAD, NAMESPACE, styles};
use crate::ooxml::{Package, PackageError, Properties, put_properties};
use crate::report::word::WordDocument;

/// Colours and fonts, which Word expects a document to have.
const THEME: &str = include_str!("theme.xml");
const WORDPROCESSING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A package with all of a document but its text. Returns also the relation to the page numbers.
pub(super) fn package(document: &WordDocument) -> Result<(Package<'static>, String), PackageError> {
    let mut package = Package::create();
    package.relate("", "officeDocument", DOCUMENT)?;
    package.declare(DOCUMENT, &format!("{WORDPROCESSING}.document.main+xml"))?;
    let theme = "application/vnd.openxmlformats-officedocument.theme+xml".to_owned();
    let parts = [
        (
            "styles",
            "styles.xml",
            format!("{WORDPROCESSING}.styles+xml"),
            styles::styles(),
        ),
        (
            "settings",
            "settings.xml",
            format!("{WORDPROCESSING}.settings+xml"),
            settings(),
        ),
        (
            "fontTable",
            "fontTable.xml",
            format!("{WORDPROCESSING}.fontTable+xml"),
            fonts(),
        ),
        ("theme", "theme/theme1.xml", theme, THEME.to_owned()),
    ];
    for (kind, part, what, text) in parts {
        put(&mut package, (kind, part, &what), text)?;
    }
    let header = format!("{WORDPROCESSING}.header+xml");
    let numbers = put(
        &mut package,
        ("header", "header1.xml", &header),
        page_number(),
    )?;
    let properties = Properties {
        title: &document.title,
        author: &document.author,
        made: None,
        name: &document.name,
    };
    put_properties(&mut package, &properties)?;
    Ok((package, numbers))
}

/// Puts a part beside the document's text and leads to it from there.
fn put(
    package: &mut Package<'_>,
    (kind, part, what): (&str, &str, &str),
    text: String,
) -> Result<String, PackageError> {
    let part = format!("word/{part}");
    package.put(&part, text);
    package.declare(&part, what)?;
    package.relate(DOCUMENT, kind, &part)
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings xmlns:w=\"{NAMESPACE}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat><w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>"
    )
}

fn fonts() -> String {
    format!(
        "{HEAD}<w:fonts xmlns:w=\"{NAMESPACE}\"><w:font w:name=\"{FONT}\"><w:panose1 w:val=\"02020603050405020304\"/>\
         <w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// The number of the page in the middle of the upper margin; the first page of each part has none.
fn page_number() -> String {
    format!(
        "{HEAD}<w:hdr xmlns:w=\"{NAMESPACE}\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         </w:p></w:hdr>"
    )
}
