//! The year in large figures: a card for each.

use super::fit::{Size, cut, largest};
use super::layout::Area;
use super::page::{Making, Page};
use super::shapes::{Frame, Paragraph, Run};
use crate::report::chart::{Rgb, Tone};
use crate::report::deck::{Figure, Mood};

const CARD: Rgb = Rgb::hex(0xEE_F4_FA);
const INK: Rgb = Rgb::hex(0x1F_29_37);
const GOOD: Rgb = Rgb::hex(0x1D_6B_3C);
/// Free space between cards, and inside each, in points.
const GUTTER: f64 = 16.0;
const INSET: f64 = 14.0;
/// Cards beside each other at most.
const BESIDE: usize = 3;
const FIGURE: [f64; 6] = [48.0, 44.0, 40.0, 36.0, 32.0, 28.0];
const UNIT: Size = Size::plain(20.0);
const LABEL: Size = Size::bold(18.0);
const SMALL: Size = Size::plain(16.0);

/// The slide of figures.
pub(super) fn page(making: Making<'_>, figures: &[Figure<'_>]) -> Page {
    let mut page = making.begin(&making.slide.title);
    let room = making.end(&mut page);
    let rows = figures.len().div_ceil(BESIDE).max(1);
    let beside = figures.len().div_ceil(rows).max(1);
    let width = (room.width - GUTTER * (beside - 1) as f64) / beside as f64;
    let height = (room.height - GUTTER * (rows - 1) as f64) / rows as f64;
    for (number, figure) in figures.iter().enumerate() {
        let (row, column) = (number / beside, number % beside);
        let area = Area::new(
            room.left + column as f64 * (width + GUTTER),
            room.top + row as f64 * (height + GUTTER),
            width,
            height.min(190.0),
        );
        let frame = Frame {
            fill: Some(CARD),
            edge: Some(Tone::Main.rgb()),
            inset: INSET,
            anchor: "ctr",
        };
        let name = format!("Con số {}", number + 1);
        page.shapes
            .text_box((area, frame), &name, &card(figure, width - 2.0 * INSET));
    }
    page
}

/// A figure with its unit, its name, its change, how many units it covers, and what keeps it from being certain.
fn card(figure: &Figure<'_>, room: f64) -> Vec<Paragraph> {
    let beside = match figure.unit.is_empty() {
        true => 0.0,
        false => UNIT.run(&format!(" {}", figure.unit)),
    };
    let sizes = FIGURE.map(Size::bold);
    let size = largest(figure.shown, &sizes, (room - beside).max(60.0), 1);
    let mut first = Paragraph::of(
        Run::new(figure.shown, size.points)
            .bold()
            .in_colour(Tone::First.rgb()),
    );
    if !figure.unit.is_empty() {
        let unit = Run::new(format!(" {}", figure.unit), UNIT.points);
        first.runs.push(unit.in_colour(INK));
    }
    let label = cut(figure.label, LABEL, room, 2);
    let mut card = vec![
        first,
        Paragraph::of(Run::new(label, LABEL.points).bold().in_colour(INK)).after(2.0),
    ];
    if let Some((change, mood)) = figure.change {
        let colour = match mood {
            Mood::Good => GOOD,
            Mood::Bad => Tone::Alert.rgb(),
            Mood::Open => INK,
        };
        let change = cut(change, SMALL, room, 2);
        card.push(Paragraph::of(Run::new(change, SMALL.points).in_colour(colour)).after(4.0));
    }
    let coverage = Run::new(figure.coverage.as_str(), SMALL.points).in_colour(Tone::Total.rgb());
    card.push(Paragraph::of(coverage).after(4.0));
    if let Some(doubt) = figure.doubt {
        let doubt = cut(doubt, SMALL, room, 1);
        let doubt = Run::new(doubt, SMALL.points).in_colour(Tone::Alert.rgb());
        card.push(Paragraph::of(doubt.bold()));
    }
    card
}
