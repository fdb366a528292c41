//! The page `tong-hop.html`: one file that needs nothing beside it, no network and no program but a browser.
//!
//! The data stands in the page as JSON, the pictures as SVG in templates; a script of our own places both. The policy in
//! the page's head lets a browser run that script and that style sheet alone, known by their digests, and load nothing.

mod data;
#[cfg(test)]
mod tests;

use super::Artifact;
use super::charts::{inline_svg, typeface};
use super::texts::for_cell;
use crate::report::page::Page;
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The page's name in the output folder.
pub const FILE_NAME: &str = "tong-hop.html";

const FRAME: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Pictures of the page: the template of each by its group, chapter and message.
type Pictures = BTreeMap<(usize, usize, usize), String>;

/// Writes the page.
///
/// # Errors
/// Where a picture cannot be drawn or the data not be written, which only a want of memory brings about.
pub fn render_page(page: &Page) -> anyhow::Result<Artifact> {
    let (pictures, names) = pictures(page)?;
    let style = style();
    let word = |key: &str| escaped(page.words.get(key).map_or("", String::as_str));
    let made = page.made.as_deref().unwrap_or_default();
    let parts: [(&str, String); 13] = [
        ("policy", policy()),
        ("title", escaped(&page.title)),
        ("style", style),
        ("skip", word("skip")),
        ("office", escaped(&page.office)),
        ("navigation", word("navigation")),
        ("search", word("search")),
        ("search-hint", word("search-hint")),
        ("footer", word("footer")),
        ("made", escaped(made)),
        ("pictures", pictures),
        ("data", data::of_page(page, &names)?),
        ("script", SCRIPT.to_owned()),
    ];
    Ok(Artifact {
        name: FILE_NAME.to_owned(),
        bytes: filled(FRAME, &parts.into_iter().collect()).into_bytes(),
    })
}

/// The look of the page, its typeface with it.
pub(crate) fn style() -> String {
    format!("{}{STYLE}", typeface())
}

/// What a browser may run of the page and load for it: this script and this style sheet.
pub(crate) fn policy() -> String {
    format!(
        "default-src 'none'; script-src {}; style-src {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
        digest(SCRIPT),
        digest(&style())
    )
}

/// A frame with its places filled in, in one go: what is filled in has no places.
fn filled(frame: &str, parts: &BTreeMap<&str, String>) -> String {
    let mut written = String::new();
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once("{{") {
        written.push_str(before);
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        written.push_str(parts.get(name).map_or("", String::as_str));
        rest = after;
    }
    written.push_str(rest);
    written
}

/// As many charts as there is room for, the province's first, and where each belongs.
fn pictures(page: &Page) -> anyhow::Result<(String, Pictures)> {
    let mut written = String::new();
    let mut names = Pictures::new();
    for (at, group) in page.groups.iter().enumerate() {
        for (chapter, own) in group.chapters.iter().enumerate() {
            for (message, said) in own.messages.iter().enumerate() {
                let Some(chart) = &said.chart else {
                    continue;
                };
                let name = format!("hinh-{at}-{chapter}-{message}");
                let picture = inline_svg(chart)?;
                let template = format!("<template id=\"{name}\">{picture}</template>\n");
                if written.len() + template.len() <= page.picture_bytes {
                    written.push_str(&template);
                    names.insert((at, chapter, message), name);
                }
            }
        }
    }
    Ok((written, names))
}

/// What a policy knows an element by.
fn digest(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    format!("'sha256-{}'", BASE64_STANDARD.encode(digest))
}

/// A text for HTML, characters that do not show written out.
fn escaped(text: &str) -> String {
    let shown: Cow<'_, str> = for_cell(text);
    shown
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
