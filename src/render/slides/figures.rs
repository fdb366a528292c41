//! The year in large figures: a card for each.

use super::fit::{LINE, Size, cut, largest};
use super::layout::Area;
use super::page::{GAP, Making, Page};
use super::shapes::{Frame, Paragraph, Run};
use crate::report::chart::{Rgb, Tone};
use crate::report::deck::{Figure, Mood};

const CARD: Rgb = Rgb::hex(0xEE_F4_FA);
const INK: Rgb = Rgb::hex(0x1F_29_37);
const GOOD: Rgb = Rgb::hex(0x1D_6B_3C);
/// Free space between cards, and inside each, in points.
const GUTTER: f64 = 16.0;
const INSET: f64 = 12.0;
/// No card is higher, in points.
const HIGHEST: f64 = 190.0;
/// Cards beside each other at most.
const BESIDE: usize = 3;
/// Letters of a card, in points.
#[derive(Debug, Clone, Copy)]
struct Letters {
    figure: f64,
    unit: Size,
    label: Size,
    small: Size,
}

/// The largest first; all cards of a slide take the same.
const LETTERS: [Letters; 5] = [
    letters(48.0, 20.0, 18.0, 16.0),
    letters(44.0, 20.0, 18.0, 16.0),
    letters(40.0, 18.0, 17.0, 16.0),
    letters(36.0, 18.0, 17.0, 15.0),
    letters(28.0, 16.0, 16.0, 14.0),
];
/// A figure too long for its card takes smaller letters, down to these.
const SMALLEST_FIGURE: f64 = 24.0;
/// Space above the lines of a card, in points.
const ABOVE: f64 = 4.0;

const fn letters(figure: f64, unit: f64, label: f64, small: f64) -> Letters {
    Letters {
        figure,
        unit: Size::plain(unit),
        label: Size::bold(label),
        small: Size::plain(small),
    }
}

/// The slide of figures.
pub(super) fn page(making: Making<'_>, figures: &[Figure<'_>]) -> Page {
    let mut page = making.begin(&making.slide.title);
    let room = making.end(&mut page).above(GAP);
    let rows = figures.len().div_ceil(BESIDE).max(1);
    let beside = figures.len().div_ceil(rows).max(1);
    let width = (room.width - GUTTER * (beside - 1) as f64) / beside as f64;
    let height = (room.height - GUTTER * (rows - 1) as f64) / rows as f64;
    let height = height.min(HIGHEST);
    let inside = width - 2.0 * INSET;
    let fits = |letters: &&Letters| {
        let mut heights = figures.iter().map(|it| card(it, **letters, inside).1);
        heights.all(|it| it <= height - 2.0 * INSET)
    };
    let smallest = &LETTERS[LETTERS.len() - 1];
    let letters = LETTERS.iter().find(fits).unwrap_or(smallest);
    for (number, figure) in figures.iter().enumerate() {
        let (row, column) = (number / beside, number % beside);
        let area = Area::new(
            room.left + column as f64 * (width + GUTTER),
            room.top + row as f64 * (height + GUTTER),
            width,
            height,
        );
        let frame = Frame {
            fill: Some(CARD),
            edge: Some(Tone::Main.rgb()),
            inset: INSET,
            anchor: "t",
        };
        let name = format!("Con số {}", number + 1);
        let (card, _) = card(figure, *letters, inside);
        page.shapes.text_box((area, frame), &name, &card);
    }
    page
}

/// A figure with its unit, its name, its change, how many units it covers, and what keeps it from being certain; and how high
/// all of it stands.
fn card(figure: &Figure<'_>, letters: Letters, room: f64) -> (Vec<Paragraph>, f64) {
    let unit = match figure.unit.is_empty() {
        true => String::new(),
        false => format!(" {}", figure.unit),
    };
    let steps = ((letters.figure - SMALLEST_FIGURE) / 4.0).max(0.0) as usize;
    let sizes: Vec<Size> = (0..=steps)
        .map(|step| Size::bold(letters.figure - 4.0 * step as f64))
        .collect();
    let beside = letters.unit.run(&unit);
    let size = largest(figure.shown, &sizes, (room - beside).max(1.0), 1);
    let shown = Run::new(figure.shown, size.points).bold();
    let mut first = Paragraph::of(shown.in_colour(Tone::First.rgb()));
    let mut height = size.points * LINE;
    if size.run(figure.shown) + beside > room {
        height += letters.unit.points * LINE;
    }
    if !unit.is_empty() {
        first
            .runs
            .push(Run::new(unit, letters.unit.points).in_colour(INK));
    }
    let mut card = vec![first];
    let mut say = |text: &str, size: Size, colour: Rgb, most_lines: usize| {
        if text.is_empty() {
            return;
        }
        let text = cut(text, size, room, most_lines);
        height += size.height(&text, room) + ABOVE;
        let run = Run::new(text, size.points).in_colour(colour);
        let run = if size.is_bold { run.bold() } else { run };
        card.push(Paragraph::of(run).after(ABOVE));
    };
    say(figure.label, letters.label, INK, 3);
    if let Some((change, mood)) = figure.change {
        let colour = match mood {
            Mood::Good => GOOD,
            Mood::Bad => Tone::Alert.rgb(),
            Mood::Open => INK,
        };
        say(change, letters.small, colour, 3);
    }
    say(&figure.coverage, letters.small, Tone::Total.rgb(), 1);
    let doubt = Size {
        is_bold: true,
        ..letters.small
    };
    say(
        figure.doubt.unwrap_or_default(),
        doubt,
        Tone::Alert.rgb(),
        2,
    );
    (card, height)
}
