//! What data say as a list, and what people are to say below it.

use super::fit::{LINE, Size};
use super::layout::Area;
use super::page::{GAP, Making, Page, heights};
use super::shapes::{Frame, Paragraph, Run};
use crate::report::chart::{Rgb, Tone};

/// Letters of points, the largest first: the first in which all stands on one slide, else the first.
const SIZES: [Size; 3] = [Size::plain(20.0), Size::plain(18.0), Size::plain(16.0)];
/// Space above a point of a list, in sizes of its letters, and what its mark takes at the left, in points.
const ABOVE: f64 = 0.35;
const MARK: f64 = 24.0;
const OPEN: Rgb = Rgb::hex(0xFF_F8_E1);
const INK: Rgb = Rgb::hex(0x1F_29_37);
const INSET: f64 = 10.0;
/// The place for a text that people write.
const TO_WRITE: &str = ": …";

/// The slides of points: as many as they take, and on the last what is left open.
pub(super) fn pages(making: Making<'_>, said: &[String], open: &[String]) -> Vec<Page> {
    let mut probe = making.begin(&making.slide.title);
    let room = making.end(&mut probe);
    let texts: Vec<String> = said
        .iter()
        .map(|text| format!("{}.", text.trim_end_matches('.')))
        .collect();
    let size = size(&texts, open, room);
    let heights = heights(&texts, size, room.width - MARK);
    let above = ABOVE * size.points;
    let open_height = height_of_open(open, size, room.width);
    let mut parts: Vec<Vec<&String>> = vec![Vec::new()];
    let mut filled = 0.0;
    for (text, height) in texts.iter().zip(heights) {
        if filled + height + above > room.height && filled > 0.0 {
            parts.push(Vec::new());
            filled = 0.0;
        }
        filled += height + above;
        if let Some(part) = parts.last_mut() {
            part.push(text);
        }
    }
    if filled > 0.0 && filled + 2.0 * GAP + open_height > room.height {
        parts.push(Vec::new());
        filled = 0.0;
    }
    let count = parts.len();
    let mut made = Vec::new();
    for (number, part) in (1..).zip(parts) {
        let title = match number {
            1 => making.slide.title.clone(),
            _ => making.words.continued(&making.slide.title, number, count),
        };
        let mut page = making.begin(&title);
        let room = making.end(&mut page);
        let is_last = number == count;
        if !part.is_empty() {
            let points = listed(&part, size);
            let height = if is_last { filled } else { room.height };
            let area = Area::new(room.left, room.top, room.width, height);
            page.shapes
                .text_box((area, Frame::PLAIN), "Nội dung", &points);
        }
        if is_last && !open.is_empty() {
            let top = if filled > 0.0 {
                filled + 2.0 * GAP
            } else {
                0.0
            };
            let title = making.words.open.as_str();
            open_box(&mut page, room.below(top), size, (title, open));
        }
        made.push(page);
    }
    made
}

fn listed(texts: &[&String], size: Size) -> Vec<Paragraph> {
    let point = |text: &&String| Paragraph::of(Run::new(*text, size.points));
    let points = texts.iter().map(point);
    points
        .map(|point| point.listed().after(ABOVE * size.points))
        .collect()
}

/// The letters of all points.
fn size(texts: &[String], open: &[String], room: Area) -> Size {
    let fits = |size: &&Size| {
        let heights = heights(texts, **size, room.width - MARK);
        let said: f64 = heights
            .iter()
            .map(|height| height + ABOVE * size.points)
            .sum();
        said + 2.0 * GAP + height_of_open(open, **size, room.width) <= room.height
    };
    SIZES.iter().find(fits).copied().unwrap_or(SIZES[0])
}

fn height_of_open(open: &[String], size: Size, width: f64) -> f64 {
    match open.is_empty() {
        true => 0.0,
        false => {
            let points: f64 = heights(open, size, width - MARK - 2.0 * INSET)
                .iter()
                .map(|height| height + ABOVE * size.points)
                .sum();
            points + size.points * LINE + 2.0 * INSET + GAP
        }
    }
}

/// What people are to say, in a box that stands out as theirs.
fn open_box(page: &mut Page, room: Area, size: Size, (title, open): (&str, &[String])) {
    let height = height_of_open(open, size, room.width).min(room.height);
    let area = Area::new(room.left, room.top, room.width, height);
    let title = Run::new(title, size.points).bold().in_colour(INK);
    let mut paragraphs = vec![Paragraph::of(title)];
    paragraphs.extend(open.iter().map(|text| {
        let text = format!("{}{TO_WRITE}", text.trim_end_matches('.'));
        Paragraph::of(Run::new(text, size.points).in_colour(INK))
            .listed()
            .after(ABOVE * size.points)
    }));
    let frame = Frame {
        fill: Some(OPEN),
        edge: Some(Tone::Alert.rgb()),
        inset: INSET,
        anchor: "t",
    };
    page.shapes
        .text_box((area, frame), "Phần bổ sung", &paragraphs);
}
