//! How the cells of a workbook look, by the numbers of their formats, whatever file they come from.

use super::CellContent;
use super::dates::serial_by_1900;
use super::look::{Look, Sight};
use super::number_format::{NumberFormat, Shown, ShownText, looks_grouped};
use super::rich_text::{CharacterLook, Run, Said, said};
use super::values::{finite, plain, unreadable};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// A colour, as far as it can be told from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Colour {
    /// Of characters black, of what lies behind them white.
    #[default]
    Usual,
    Rgb(u32),
    /// One of the theme's, and how much lighter or darker in thousandths.
    Theme(u32, i32),
}

impl Colour {
    const BLACK: u32 = 0x00_0000;
    const WHITE: u32 = 0xff_ffff;

    /// By the palette that Excel had of its own.
    pub(super) fn indexed(index: u32) -> Self {
        const FIRST: [u32; 8] = [
            0x00_0000, 0xff_ffff, 0xff_0000, 0x00_ff00, 0x00_00ff, 0xff_ff00, 0xff_00ff, 0x00_ffff,
        ];
        match index {
            0..=15 => Colour::Rgb(FIRST[index as usize % 8]),
            65 => Colour::Rgb(Self::WHITE),
            64 | 0x7fff => Colour::Usual,
            // Of the rest it is enough that they are neither black nor white.
            other => Colour::Theme(1000 + other, 0),
        }
    }

    pub(super) fn theme(index: u32, tint: f64) -> Self {
        match (index, (tint * 1000.0).round() as i32) {
            (0, 0) => Colour::Rgb(Self::WHITE),
            (1, 0) => Colour::Rgb(Self::BLACK),
            (index, tint) => Colour::Theme(index, tint),
        }
    }

    /// `FF1F2E3D` or `1F2E3D`.
    pub(super) fn hexadecimal(text: &str) -> Self {
        let digits = text.trim().trim_start_matches('#');
        let start = digits.len().saturating_sub(6);
        let digits = digits.get(start..).unwrap_or_default();
        u32::from_str_radix(digits, 16).map_or(Colour::Usual, Colour::Rgb)
    }

    /// Whether characters of this colour can be seen on that one.
    pub(super) fn is_seen_on(self, behind: Self) -> bool {
        let ink = if self == Colour::Usual {
            Colour::Rgb(Self::BLACK)
        } else {
            self
        };
        let paper = if behind == Colour::Usual {
            Colour::Rgb(Self::WHITE)
        } else {
            behind
        };
        match (ink, paper) {
            (Colour::Rgb(ink), Colour::Rgb(paper)) => {
                /// Nobody tells two colours apart that are as near as this.
                const NEAR: u32 = 4;
                let channel = |colour: u32, shift: u32| (colour >> shift) & 0xff;
                [0, 8, 16]
                    .into_iter()
                    .any(|shift| channel(ink, shift).abs_diff(channel(paper, shift)) > NEAR)
            }
            (ink, paper) => ink != paper,
        }
    }
}

/// A font, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Font {
    pub(super) look: CharacterLook,
    pub(super) colour: Colour,
}

impl Font {
    /// How its characters look on a colour.
    pub(super) fn on(self, behind: Colour) -> CharacterLook {
        CharacterLook {
            is_unseen: !self.colour.is_seen_on(behind),
            ..self.look
        }
    }
}

/// How a cell shows what it holds.
#[derive(Debug, Clone)]
pub(super) struct CellStyle {
    pub(super) format: Rc<NumberFormat>,
    pub(super) look: CharacterLook,
}

/// The formats of a workbook's cells by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    cells: Vec<CellStyle>,
    /// Whether any has characters that are struck out, unseen or signs.
    pub(super) have_odd_characters: bool,
}

/// Number formats of a workbook, each made once.
#[derive(Debug, Default)]
pub(super) struct Formats {
    codes: BTreeMap<u16, String>,
    made: BTreeMap<u16, Rc<NumberFormat>>,
}

impl Formats {
    pub(super) fn insert(&mut self, number: u16, code: String) {
        self.codes.insert(number, code);
    }

    pub(super) fn get(&mut self, number: u16) -> Rc<NumberFormat> {
        let code = self.codes.get(&number).map(String::as_str);
        let made = self.made.entry(number);
        made.or_insert_with(|| Rc::new(NumberFormat::numbered(number, code)))
            .clone()
    }
}

impl Styles {
    pub(super) fn push(&mut self, format: Rc<NumberFormat>, look: CharacterLook) {
        self.have_odd_characters |= look != CharacterLook::default();
        self.cells.push(CellStyle { format, look });
    }

    pub(super) fn get(&self, number: usize) -> Option<&CellStyle> {
        self.cells.get(number)
    }
}

/// What a sheet and its workbook say of all their cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub(super) is_1904: bool,
    pub(super) shows_zeros: bool,
}

/// What a cell says, and what its look adds to that.
pub(super) type Dressed = (CellContent, Option<Look>);

/// A number in a cell of a style; `None` for the style that every workbook has.
pub(super) fn number(value: f64, style: Option<&CellStyle>, ground: Ground) -> Dressed {
    if !value.is_finite() {
        return (unreadable(), None);
    }
    let Some(style) = style else {
        return with_sight(
            finite(value, false),
            Look::default(),
            CharacterLook::default(),
            value == 0.0 && !ground.shows_zeros,
        );
    };
    let stored = || Some(plain(value));
    let mut is_invisible = value == 0.0 && !ground.shows_zeros;
    let mut look = Look::default();
    let content = match style.format.show(value, ground.is_1904) {
        Shown::Number(None) => finite(value, false),
        Shown::Number(Some(shown)) if looks_grouped(&shown) => otherwise(shown, value),
        Shown::Number(Some(shown)) => {
            let is_same = shown.replace(',', "").parse() == Ok(value);
            look.stored = stored().filter(|_| !is_same);
            look.shown = Some(shown);
            finite(value, false)
        }
        Shown::Percent(shown) => {
            let percents = shown
                .trim_end_matches('%')
                .trim()
                .replace(',', "")
                .parse::<f64>();
            let is_same = percents.is_ok_and(|percents| (percents / 100.0 - value).abs() < 1e-12);
            look.stored = stored().filter(|_| !is_same);
            look.shown = Some(shown);
            finite(value, true)
        }
        Shown::DateTime(shown, is_duration) => {
            (look.shown, look.stored) = (Some(shown), stored());
            CellContent::DateTime(serial_by_1900(value, ground.is_1904 && !is_duration))
        }
        Shown::Words { shown, in_full } => {
            look.stored = stored().filter(|_| !tells(&shown, value));
            look.shown = Some(shown);
            CellContent::Text(in_full.into())
        }
        Shown::Another(shown) => otherwise(shown, value),
        Shown::Nothing => {
            is_invisible = true;
            finite(value, false)
        }
    };
    with_sight(content, look, style.look, is_invisible)
}

/// Whether the only number in a text is this one, without regard to its sign.
pub(super) fn tells(shown: &str, value: f64) -> bool {
    let is_of_number = |c: &char| c.is_ascii_digit() || *c == '.';
    let digits: String = shown.chars().filter(is_of_number).collect();
    digits.parse() == Ok(value.abs())
}

fn otherwise(shown: String, stored: f64) -> CellContent {
    CellContent::ShownOtherwise { shown, stored }
}

/// A text in a cell of a style, in its parts.
pub(super) fn text(runs: &[Run], style: Option<&CellStyle>) -> Option<Dressed> {
    let cell = style.map(|style| style.look).unwrap_or_default();
    let whole = || runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let Said {
        text,
        struck,
        is_torn,
        sight,
    } = said(runs, cell);
    let shown = match style.map_or(ShownText::AsItIs, |style| style.format.show_text(&text)) {
        ShownText::AsItIs => text,
        ShownText::Otherwise(shown) => shown,
        ShownText::Nothing => {
            let look = Look {
                sight: Sight::Invisible,
                ..Look::default()
            };
            return (!text.is_empty()).then_some((CellContent::Text(text.into()), Some(look)));
        }
    };
    if shown.is_empty() {
        return None;
    }
    let mut look = Look {
        sight,
        ..Look::default()
    };
    look.struck = Some(struck).filter(|struck| !struck.trim().is_empty());
    let stored = whole();
    if stored != shown && sight == Sight::Seen && cell.symbols.is_none() {
        look.stored = Some(stored);
        look.shown = Some(shown.clone());
    }
    let is_plain = look == Look::default();
    let content = match is_torn {
        true => torn(shown, look.stored.as_deref().unwrap_or_default()),
        false => CellContent::Text(shown.into()),
    };
    Some((content, (!is_plain).then_some(look)))
}

/// What is left of a text from whose digits some are struck out: a number that may be only a part of the one that is meant.
fn torn(shown: String, stored: &str) -> CellContent {
    let digits: String = stored.chars().filter(char::is_ascii_digit).collect();
    let is_figure = shown.starts_with(|c: char| c.is_ascii_digit());
    match digits.parse().ok().filter(|_| is_figure) {
        Some(stored) => CellContent::ShownOtherwise { shown, stored },
        None => CellContent::Text(shown.into()),
    }
}

/// A text all of whose characters look as its cell does.
pub(super) fn plain_text(written: Arc<str>, style: Option<&CellStyle>) -> Option<Dressed> {
    let is_plain = |style: &CellStyle| {
        style.look == CharacterLook::default() && style.format.show_text("") == ShownText::AsItIs
    };
    if style.is_none_or(is_plain) {
        return (!written.is_empty()).then_some((CellContent::Text(written), None));
    }
    text(
        &[Run {
            text: written.to_string(),
            look: None,
        }],
        style,
    )
}

/// What is neither number nor text: shown as it is, if it is.
pub(super) fn other(content: CellContent, style: Option<&CellStyle>) -> Dressed {
    let look = style.map(|style| style.look).unwrap_or_default();
    with_sight(content, Look::default(), look, false)
}

fn with_sight(
    content: CellContent,
    mut look: Look,
    characters: CharacterLook,
    is_invisible: bool,
) -> Dressed {
    if characters.is_struck {
        look.sight = Sight::Struck;
    } else if is_invisible || characters.is_unseen {
        look.sight = Sight::Invisible;
    }
    let is_plain = look == Look::default();
    (content, (!is_plain).then_some(look))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: Ground = Ground {
        is_1904: false,
        shows_zeros: true,
    };

    fn style(code: &str) -> CellStyle {
        CellStyle {
            format: Rc::new(NumberFormat::by_code(code)),
            look: CharacterLook::default(),
        }
    }

    fn quoted(code: &str, value: f64) -> (CellContent, Option<String>) {
        let (content, look) = number(value, Some(&style(code)), GROUND);
        (content, look.and_then(|look| look.quoted()))
    }

    #[test]
    fn a_cell_says_what_it_shows_and_tells_what_it_stores() {
        let number = |value, percent| CellContent::Number { value, percent };
        let text = |text: &str| CellContent::Text(text.into());
        for (code, value, content, told) in [
            ("#,##0", 17_000.0, number(17_000.0, false), None),
            ("0", 33.6, number(33.6, false), Some("34 (33.6)")),
            ("0000", 101.0, number(101.0, false), Some("0101")),
            ("0.0%", 0.975, number(0.975, true), Some("97.5%")),
            ("0%", 0.975, number(0.975, true), Some("98% (0.975)")),
            ("0\" triệu\"", 17.0, text("17 triệu"), Some("17 triệu")),
            ("#,##0,", 17e6, text("17000"), Some("17,000 (17000000)")),
            (
                "dd/mm/yyyy",
                15.0,
                CellContent::DateTime(15.0),
                Some("15/01/1900 (15)"),
            ),
            ("0.000", 17.5, otherwise("17.500".to_string(), 17.5), None),
        ] {
            assert_eq!(
                quoted(code, value),
                (content, told.map(String::from)),
                "{code}"
            );
        }
    }

    #[test]
    fn what_is_not_shown_is_told() {
        let sight = |style: &CellStyle, value, ground| {
            number(value, Some(style), ground).1.map(|look| look.sight)
        };
        assert_eq!(sight(&style(";;;"), 34.0, GROUND), Some(Sight::Invisible));
        let no_zeros = Ground {
            shows_zeros: false,
            ..GROUND
        };
        assert_eq!(sight(&style("0"), 0.0, no_zeros), Some(Sight::Invisible));
        assert_eq!(sight(&style("0"), 1.0, no_zeros), None);
        let white = Font {
            colour: Colour::theme(0, 0.0),
            ..Font::default()
        };
        let hidden = CellStyle {
            look: white.on(Colour::Usual),
            ..style("0")
        };
        assert_eq!(sight(&hidden, 34.0, GROUND), Some(Sight::Invisible));
        let struck = CellStyle {
            look: CharacterLook {
                is_struck: true,
                ..CharacterLook::default()
            },
            ..style("0")
        };
        assert_eq!(sight(&struck, 34.0, GROUND), Some(Sight::Struck));
    }

    #[test]
    fn colours_are_held_against_what_lies_behind() {
        let white = Colour::hexadecimal("FFFFFFFF");
        for (ink, paper, is_seen) in [
            (Colour::Usual, Colour::Usual, true),
            (white, Colour::Usual, false),
            (Colour::indexed(9), Colour::Usual, false),
            (Colour::indexed(64), Colour::Usual, true),
            (Colour::hexadecimal("FFFEFEFE"), Colour::Usual, false),
            (Colour::hexadecimal("FFD9D9D9"), Colour::Usual, true),
            (white, Colour::hexadecimal("FF1F4E79"), true),
            (Colour::theme(4, 0.0), Colour::theme(4, 0.0), false),
            (Colour::theme(4, 0.0), Colour::theme(4, 0.4), true),
        ] {
            assert_eq!(ink.is_seen_on(paper), is_seen, "{ink:?} on {paper:?}");
        }
    }
}
