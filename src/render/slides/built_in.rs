//! The built-in look: a master, a cover and two layouts, Arial, the colours of all pictures.

use super::TYPES;
use crate::ooxml::{Package, PackageError};

/// A part: its name, what it is, what stands in it.
const PARTS: [(&str, &str, &str); 9] = [
    (
        "ppt/presentation.xml",
        "presentation.main",
        include_str!("parts/presentation.xml"),
    ),
    (
        "ppt/presProps.xml",
        "presProps",
        include_str!("parts/pres-props.xml"),
    ),
    (
        "ppt/viewProps.xml",
        "viewProps",
        include_str!("parts/view-props.xml"),
    ),
    (
        "ppt/tableStyles.xml",
        "tableStyles",
        include_str!("parts/table-styles.xml"),
    ),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "slideMaster",
        include_str!("parts/master.xml"),
    ),
    (
        "ppt/slideLayouts/slideLayout1.xml",
        "slideLayout",
        include_str!("parts/layout1.xml"),
    ),
    (
        "ppt/slideLayouts/slideLayout2.xml",
        "slideLayout",
        include_str!("parts/layout2.xml"),
    ),
    (
        "ppt/slideLayouts/slideLayout3.xml",
        "slideLayout",
        include_str!("parts/layout3.xml"),
    ),
    ("ppt/theme/theme1.xml", "theme", THEME),
];
const THEME: &str = include_str!("parts/theme.xml");

/// How parts lead to each other, in the order of the ids that they name them by.
const WAYS: [(&str, &str, &str); 13] = [
    ("", "officeDocument", "ppt/presentation.xml"),
    (
        "ppt/presentation.xml",
        "slideMaster",
        "ppt/slideMasters/slideMaster1.xml",
    ),
    ("ppt/presentation.xml", "presProps", "ppt/presProps.xml"),
    ("ppt/presentation.xml", "viewProps", "ppt/viewProps.xml"),
    ("ppt/presentation.xml", "theme", "ppt/theme/theme1.xml"),
    ("ppt/presentation.xml", "tableStyles", "ppt/tableStyles.xml"),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "slideLayout",
        "ppt/slideLayouts/slideLayout1.xml",
    ),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "slideLayout",
        "ppt/slideLayouts/slideLayout2.xml",
    ),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "slideLayout",
        "ppt/slideLayouts/slideLayout3.xml",
    ),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "theme",
        "ppt/theme/theme1.xml",
    ),
    (
        "ppt/slideLayouts/slideLayout1.xml",
        "slideMaster",
        "ppt/slideMasters/slideMaster1.xml",
    ),
    (
        "ppt/slideLayouts/slideLayout2.xml",
        "slideMaster",
        "ppt/slideMasters/slideMaster1.xml",
    ),
    (
        "ppt/slideLayouts/slideLayout3.xml",
        "slideMaster",
        "ppt/slideMasters/slideMaster1.xml",
    ),
];

/// The built-in template, as a file of PowerPoint without slides.
pub(super) fn template() -> Result<Vec<u8>, PackageError> {
    let mut package = Package::create();
    for (part, what, text) in PARTS {
        package.put(part, text.to_owned());
        package.declare(part, &kind(what))?;
    }
    for (from, how, to) in WAYS {
        package.relate(from, how, to)?;
    }
    package.finish()
}

fn kind(what: &str) -> String {
    match what {
        "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        what => format!("{TYPES}.{what}+xml"),
    }
}

/// Puts a master of notes into a presentation that has none. Returns its part.
pub(super) fn put_notes_master(package: &mut Package<'_>) -> Result<String, PackageError> {
    let (master, _) = package.free_name("ppt/notesMasters/notesMaster", ".xml");
    let (theme, _) = package.free_name("ppt/theme/theme", ".xml");
    package.put(&master, include_str!("parts/notes-master.xml").to_owned());
    package.declare(&master, &kind("notesMaster"))?;
    package.put(&theme, THEME.to_owned());
    package.declare(&theme, &kind("theme"))?;
    package.relate(&master, "theme", &theme)?;
    Ok(master)
}
