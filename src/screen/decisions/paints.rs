//! The colours and widths of a sheet that is shown, as a style sheet of its own: the page's policy lets no style stand in it,
//! and this one is made of numbers alone.

use crate::screen::forms::Fields;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Where it is had.
pub(super) const ADDRESS: &str = "/trang/to-mau.css";
/// More of a kind are left away; no form has half as many.
const MOST: usize = 40;
/// No column is shown narrower or wider, in pixels.
const NARROWEST: u32 = 28;
const WIDEST: u32 = 420;
/// The column of row numbers.
const NUMBERS: u32 = 44;
/// What a text must have against what lies behind it to be read (WCAG), and against white, which our own marks tint.
const READABLE: f64 = 4.5;
const READABLE_ON_TINTS: f64 = 5.5;
const WHITE: u32 = 0xff_ffff;

/// What a sheet is painted with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paints {
    fills: BTreeSet<u32>,
    inks: BTreeSet<u32>,
    widths: BTreeSet<u32>,
    total: u32,
}

impl Paints {
    /// The class of a cell with this behind it.
    pub(super) fn fill(&mut self, colour: u32) -> String {
        class(&mut self.fills, "fill", colour)
    }

    /// The class of a cell with characters of this colour; one that nobody could read on what lies behind is not taken.
    pub(super) fn ink(&mut self, colour: u32, behind: Option<u32>) -> String {
        let ink = readable(colour, behind);
        class(&mut self.inks, "ink", ink)
    }

    /// The class of a column, which also makes the sheet wider.
    pub(super) fn wide(&mut self, pixels: u32) -> String {
        let pixels = shown_width(pixels);
        let place = self.widths.range(..=pixels).next_back().copied();
        let is_full = self.widths.len() >= MOST;
        let pixels = place.filter(|_| is_full).unwrap_or(pixels);
        self.widths.insert(pixels);
        self.total += pixels;
        format!("wide-{pixels}")
    }

    /// The class of the whole.
    pub(super) fn whole(&self) -> String {
        format!("total-{}", self.total)
    }

    /// Where the style sheet is had; empty where nothing is painted.
    pub(super) fn address(&self) -> String {
        let mut fields = Vec::new();
        fields.extend(self.fills.iter().map(|it| format!("nen={it:06x}")));
        fields.extend(self.inks.iter().map(|it| format!("chu={it:06x}")));
        fields.extend(self.widths.iter().map(|it| format!("rong={it}")));
        if self.total > 0 {
            fields.push(format!("tong={}", self.total));
        }
        match fields.is_empty() {
            true => String::new(),
            false => format!("{ADDRESS}?{}", fields.join("&")),
        }
    }

    /// Of an address; what is no number is left out.
    pub(super) fn of(fields: &Fields) -> Self {
        let colours = |name: &str| {
            let colours = fields.all(name).iter().take(MOST);
            let colours = colours.filter_map(|it| u32::from_str_radix(it, 16).ok());
            colours.filter(|it| *it <= WHITE).collect()
        };
        let widths = fields.all("rong").iter().take(MOST);
        let widths = widths.filter_map(|it| it.parse::<u32>().ok());
        Self {
            fills: colours("nen"),
            inks: colours("chu"),
            widths: widths.map(shown_width).collect(),
            total: fields.get("tong").parse::<u16>().map_or(0, u32::from),
        }
    }

    /// The style sheet.
    pub(super) fn style(&self) -> String {
        let mut style = String::new();
        for it in &self.fills {
            let _never_fails = write!(style, ".sheet tr td.fill-{it:06x}{{background:#{it:06x}}}");
        }
        for it in &self.inks {
            let _never_fails = write!(style, ".sheet tr td.ink-{it:06x}{{color:#{it:06x}}}");
        }
        for it in &self.widths {
            let _never_fails = write!(style, ".sheet col.wide-{it}{{width:{it}px}}");
        }
        if self.total > 0 {
            let (total, width) = (self.total, self.total + NUMBERS);
            let _never_fails = write!(style, ".sheet table.total-{total}{{width:{width}px}}");
        }
        style
    }
}

/// How wide a column is shown that is so wide.
pub(super) fn shown_width(pixels: u32) -> u32 {
    pixels.clamp(NARROWEST, WIDEST)
}

fn class(known: &mut BTreeSet<u32>, kind: &str, colour: u32) -> String {
    let is_known = known.contains(&colour) || known.len() < MOST;
    if !is_known {
        return String::new();
    }
    known.insert(colour);
    format!(" {kind}-{colour:06x}")
}

/// A colour that can be read on what lies behind: itself, or black or white.
fn readable(ink: u32, behind: Option<u32>) -> u32 {
    let (paper, enough) = match behind {
        Some(behind) => (behind, READABLE),
        None => (WHITE, READABLE_ON_TINTS),
    };
    let mut inks = [ink, 0, WHITE].into_iter();
    let found = inks.find(|ink| contrast(*ink, paper) >= enough);
    found.unwrap_or(0)
}

/// How much two colours stand out from each other, by WCAG.
fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let channel = f64::from((colour >> shift) & 0xff) / 255.0;
        match channel <= 0.040_45 {
            true => channel / 12.92,
            false => ((channel + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_painted_comes_back_from_its_address() {
        let mut paints = Paints::default();
        assert_eq!(paints.fill(0xffd966), " fill-ffd966");
        assert_eq!(paints.ink(0xc00000, None), " ink-c00000");
        assert_eq!(paints.wide(64), "wide-64");
        assert_eq!(paints.wide(2), "wide-28");
        assert_eq!(paints.whole(), "total-92");
        let address = paints.address();
        let (place, query) = address.split_once('?').expect("fields");
        assert_eq!(place, ADDRESS);
        let again = Paints::of(&Fields::of(query.as_bytes()));
        assert_eq!(again, paints);
        assert_eq!(
            again.style(),
            ".sheet tr td.fill-ffd966{background:#ffd966}.sheet tr td.ink-c00000{color:#c00000}\
             .sheet col.wide-28{width:28px}.sheet col.wide-64{width:64px}.sheet table.total-92{width:136px}"
        );
    }

    #[test]
    fn an_address_paints_nothing_but_numbers() {
        let hostile =
            Fields::of(b"nen=ffd966}body{x&nen=1000000&chu=url(x)&rong=1e9&tong=99999999");
        assert_eq!(Paints::of(&hostile).style(), "");
        assert_eq!(Paints::default().address(), "");
        let mut many = Paints::default();
        let painted = (0..100).filter(|it| !many.fill(*it).is_empty());
        assert_eq!(painted.count(), MOST);
        assert_eq!(many.fill(3), " fill-000003");
    }

    #[test]
    fn every_text_can_be_read_on_what_lies_behind() {
        for (ink, behind, shown) in [
            (0xc00000, None, 0xc00000),
            (0xffff00, None, 0),
            (0xff0000, None, 0),
            (0xff0000, Some(0x000000), 0xff0000),
            (0x1f4e79, Some(0x203764), WHITE),
            (0x808080, Some(0xffd966), 0),
        ] {
            assert_eq!(readable(ink, behind), shown, "{ink:06x} on {behind:06x?}");
        }
    }
}
