//! The styles of an OpenDocument workbook, by their names: how characters look, what is hidden.

use super::ReadError;
use super::rich_text::{CharacterLook, Place, SymbolFont};
use super::style::{Colour, Font};
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// How far styles are followed that go back to others.
const MOST_PARENTS: usize = 16;

/// Styles by their names, those of cells apart from those of texts.
#[derive(Debug, Default)]
pub(super) struct OdsStyles {
    styles: BTreeMap<String, Properties>,
    /// The one that is being read.
    current: Option<String>,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Properties {
    parent: Option<String>,
    is_struck: Option<bool>,
    place: Option<Place>,
    symbols: Option<Option<SymbolFont>>,
    colour: Option<Colour>,
    background: Option<Colour>,
    hides_table: bool,
}

impl OdsStyles {
    /// Takes note of an element among the styles.
    pub(super) fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        match start.local_name().as_ref() {
            "style" | "default-style" => {
                let (mut name, mut family, mut parent) = (String::new(), String::new(), None);
                for (key, value) in attributes(start)? {
                    match key.as_str() {
                        "style:name" => name = value,
                        "style:family" => family = value,
                        "style:parent-style-name" => parent = Some(value),
                        _ => {}
                    }
                }
                let name = key(&family, &name);
                let parent = parent.map(|parent| key(&family, &parent));
                self.styles.insert(
                    name.clone(),
                    Properties {
                        parent,
                        ..Properties::default()
                    },
                );
                self.current = Some(name);
            }
            "text-properties" | "table-cell-properties" | "table-properties" => {
                self.properties(start)?
            }
            _ => {}
        }
        Ok(())
    }

    fn properties(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let current = self
            .current
            .as_ref()
            .and_then(|name| self.styles.get_mut(name));
        let Some(properties) = current else {
            return Ok(());
        };
        for (key, value) in attributes(start)? {
            match key.as_str() {
                "style:text-line-through-style" | "style:text-line-through-type" => {
                    properties.is_struck = Some(value != "none");
                }
                "style:text-position" => properties.place = Some(place(&value)),
                "style:font-name" | "fo:font-family" => {
                    properties.symbols = Some(SymbolFont::by_name(value.trim_matches('\'')));
                }
                "fo:color" => properties.colour = Some(Colour::hexadecimal(&value)),
                "style:use-window-font-color" if value == "true" => {
                    properties.colour = Some(Colour::Usual)
                }
                "fo:background-color" => {
                    properties.background = Some(match value.as_str() {
                        "transparent" => Colour::Usual,
                        other => Colour::hexadecimal(other),
                    });
                }
                "table:display" => properties.hides_table = value == "false",
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn hides_table(&self, name: &str) -> bool {
        // Some writers leave away what a style is for.
        let styles = ["table", ""].map(|family| self.styles.get(&key(family, name)));
        styles.into_iter().flatten().any(|style| style.hides_table)
    }

    /// The characters of a cell and what lies behind them.
    pub(super) fn cell(&self, name: Option<&str>) -> (Font, Colour) {
        let mut font = Font::default();
        let mut behind = Colour::Usual;
        for style in self.line("table-cell", name.unwrap_or("Default")) {
            apply(style, &mut font);
            behind = style.background.unwrap_or(behind);
        }
        (font, behind)
    }

    /// The characters of a part of a text in a cell of this font.
    pub(super) fn span(&self, name: &str, (mut font, behind): (Font, Colour)) -> CharacterLook {
        for style in self.line("text", name) {
            apply(style, &mut font);
        }
        font.on(behind)
    }

    /// A style after those that it goes back to.
    fn line(&self, family: &str, name: &str) -> Vec<&Properties> {
        let mut line = Vec::new();
        let mut next = Some(key(family, name));
        while let Some(style) = next.as_ref().and_then(|name| self.styles.get(name)) {
            line.push(style);
            next = style.parent.clone().filter(|_| line.len() < MOST_PARENTS);
        }
        line.reverse();
        line
    }
}

fn apply(style: &Properties, font: &mut Font) {
    font.look.is_struck = style.is_struck.unwrap_or(font.look.is_struck);
    font.look.place = style.place.unwrap_or(font.look.place);
    font.look.symbols = style.symbols.unwrap_or(font.look.symbols);
    font.colour = style.colour.unwrap_or(font.colour);
}

/// `super 58%`, `-33% 58%`.
fn place(position: &str) -> Place {
    let first = position.split_whitespace().next().unwrap_or_default();
    let shift = first.trim_end_matches('%').parse::<f64>().unwrap_or(0.0);
    match first {
        "super" => Place::Raised,
        "sub" => Place::Lowered,
        _ if shift > 0.0 => Place::Raised,
        _ if shift < 0.0 => Place::Lowered,
        _ => Place::OnTheLine,
    }
}

fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, ReadError> {
    let found = start.attributes().map(|found| {
        let found = found.map_err(ReadError::damaged)?;
        let value = found
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(ReadError::damaged)?;
        Ok((found.key.as_ref().to_string(), value.into_owned()))
    });
    found.collect()
}
