//! Text made to fit: wrapped, written shorter, at last cut.

use super::font::{self, Weight};
use super::scene::{Anchor, Label, Scene};
use super::theme;
use crate::report::chart::Rgb;

/// Lines of one size.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    pub(super) size: f64,
    pub(super) weight: Weight,
}

impl Block {
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.size * theme::LINE
    }

    pub(super) fn width(&self) -> f64 {
        self.lines
            .iter()
            .map(|line| font::width(line, self.size, self.weight))
            .fold(0.0, f64::max)
    }

    /// Puts the lines below a top edge.
    pub(super) fn place(
        &self,
        scene: &mut Scene,
        (x, top): (f64, f64),
        anchor: Anchor,
        colour: Rgb,
    ) {
        for (position, line) in self.lines.iter().enumerate() {
            let baseline = top + (position as f64 + 0.8) * self.size * theme::LINE;
            scene.label(
                Label::new(line.clone(), self.size, (x, baseline))
                    .anchored(anchor)
                    .weighing(self.weight)
                    .coloured(colour),
            );
        }
    }

    /// Puts the lines evenly above and below a height.
    pub(super) fn place_around(
        &self,
        scene: &mut Scene,
        (x, middle): (f64, f64),
        anchor: Anchor,
        colour: Rgb,
    ) {
        let count = self.lines.len() as f64;
        for (position, line) in self.lines.iter().enumerate() {
            let offset = (position as f64 - (count - 1.0) / 2.0) * self.size * theme::LINE;
            let baseline = middle + offset + theme::MIDDLE * self.size;
            scene.label(
                Label::new(line.clone(), self.size, (x, baseline))
                    .anchored(anchor)
                    .weighing(self.weight)
                    .coloured(colour),
            );
        }
    }
}

/// The room that text has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f64,
    pub(super) lines: usize,
    pub(super) weight: Weight,
}

/// The text in as few lines as the width allows, evenly filled; `None` where it needs more lines or a longer one.
/// Where it takes several, what stands behind a dash begins a line of its own if there is room.
pub(super) fn wrap(text: &str, size: f64, room: Room) -> Option<Vec<String>> {
    let lines = balanced(text, size, room)?;
    if lines.len() > 1
        && let Some((before, after)) = text.split_once(" – ")
    {
        let mut parts = balanced(&format!("{before} –"), size, room)?;
        parts.extend(balanced(after, size, room)?);
        if parts.len() <= room.lines {
            return Some(parts);
        }
    }
    Some(lines)
}

fn balanced(text: &str, size: f64, room: Room) -> Option<Vec<String>> {
    let pieces = Pieces::of(text, room.weight);
    let lines = pieces.lines(size, room.width)?.len();
    if lines > room.lines {
        return None;
    }
    let (mut narrow, mut wide) = (room.width * 0.3, room.width);
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        match pieces.lines(size, middle) {
            Some(narrower) if narrower.len() <= lines => wide = middle,
            _ => narrow = middle,
        }
    }
    pieces.written(size, wide)
}

/// A text in pieces that are not parted, each with how far it runs.
struct Pieces {
    pieces: Vec<(String, u32)>,
    weight: Weight,
}

impl Pieces {
    fn of(text: &str, weight: Weight) -> Self {
        let pieces = pieces(text).into_iter();
        let pieces = pieces.map(|piece| {
            let units = font::units(&piece, weight);
            (piece, units)
        });
        Self {
            pieces: pieces.collect(),
            weight,
        }
    }

    /// How many pieces stand in each line, every line as full as it goes; `None` where one piece is too long.
    fn lines(&self, size: f64, width: f64) -> Option<Vec<usize>> {
        let fits = |units: u32| font::in_pixels(units, size, self.weight) <= width;
        let space = font::units(" ", self.weight);
        let mut lines = Vec::new();
        let mut units = 0;
        for (_, own) in &self.pieces {
            if !fits(*own) {
                return None;
            }
            match lines.last_mut() {
                Some(count) if fits(units + space + own) => {
                    *count += 1;
                    units += space + own;
                }
                _ => {
                    lines.push(1);
                    units = *own;
                }
            }
        }
        Some(lines)
    }

    /// The lines themselves.
    fn written(&self, size: f64, width: f64) -> Option<Vec<String>> {
        let mut rest = &self.pieces[..];
        let lines = self.lines(size, width)?.into_iter().map(|count| {
            let (line, behind) = rest.split_at(count);
            rest = behind;
            let line: Vec<&str> = line.iter().map(|(piece, _)| piece.as_str()).collect();
            line.join(" ")
        });
        Some(lines.collect())
    }
}

/// Words, with what must not begin a line (numbers, dashes, `%`) kept with the word before.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let clings = word
            .chars()
            .all(|c| c.is_ascii_digit() || "–—-−/%.,:;".contains(c));
        match pieces.last_mut() {
            Some(before) if clings && before.chars().count() < 12 => {
                before.push(' ');
                before.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// The text on one line, its end replaced by `…` where it is too long.
pub(super) fn cut(text: &str, size: f64, room: Room) -> String {
    if font::width(text, size, room.weight) <= room.width {
        return text.to_owned();
    }
    let mut kept = text;
    while let Some((end, _)) = kept.char_indices().next_back() {
        kept = &text[..end];
        // Better a word less than a word cut through, unless it is a long one.
        let at_word = kept.rfind(' ').filter(|&space| space * 3 > end * 2);
        let whole = kept[..at_word.unwrap_or(end)].trim_end_matches([' ', '-', '–', ',', '(']);
        let shortened = format!("{whole}…");
        if font::width(&shortened, size, room.weight) <= room.width {
            return shortened;
        }
    }
    String::new()
}

/// The first way of writing a name that fits; at last the last one, cut.
pub(super) fn fit(ways: &[&str], size: f64, room: Room) -> Block {
    let lines = ways
        .iter()
        .find_map(|way| wrap(way, size, room))
        .unwrap_or_else(|| cut_lines(ways.last().copied().unwrap_or(""), size, room));
    Block {
        lines,
        size,
        weight: room.weight,
    }
}

/// Running text: every line as full as it goes; where it needs more lines than there are, the last one is cut.
pub(super) fn fill(text: &str, size: f64, room: Room) -> Block {
    let lines = Pieces::of(text, room.weight)
        .written(size, room.width)
        .filter(|lines| lines.len() <= room.lines)
        .unwrap_or_else(|| cut_lines(text, size, room));
    Block {
        lines,
        size,
        weight: room.weight,
    }
}

/// Fills the lines there are and cuts the last one.
fn cut_lines(text: &str, size: f64, room: Room) -> Vec<String> {
    let mut rest: Vec<&str> = text.split(' ').collect();
    let mut lines = Vec::new();
    while lines.len() + 1 < room.lines && rest.len() > 1 {
        let fits = (1..=rest.len())
            .take_while(|&count| {
                font::width(&rest[..count].join(" "), size, room.weight) <= room.width
            })
            .last();
        let Some(count) = fits else { break };
        lines.push(rest[..count].join(" "));
        rest.drain(..count);
    }
    if !rest.is_empty() {
        lines.push(cut(&rest.join(" "), size, room));
    }
    lines
}

/// The largest size at which every name fits, and how it is written then: all names of a picture in full, or all written
/// shorter.
pub(super) fn fit_all(names: &[Vec<&str>], sizes: &[f64], room: Room) -> Option<Vec<Block>> {
    let attempt = |way: usize, size: f64| -> Option<Vec<Block>> {
        let block = |ways: &Vec<&str>| {
            let lines = wrap(way_of(ways, way), size, room)?;
            Some(Block {
                lines,
                size,
                weight: room.weight,
            })
        };
        names.iter().map(block).collect()
    };
    let most = names.iter().map(Vec::len).max().unwrap_or(1);
    (0..most).find_map(|way| sizes.iter().find_map(|&size| attempt(way, size)))
}

/// A name in one of its ways; in the last one that it has, where it has no other.
pub(super) fn way_of<'a>(ways: &[&'a str], way: usize) -> &'a str {
    ways.get(way).or(ways.last()).copied().unwrap_or("")
}

/// Names in the shortest of their ways, the longest of them cut.
pub(super) fn fit_cut(names: &[Vec<&str>], size: f64, room: Room) -> Vec<Block> {
    names
        .iter()
        .map(|ways| fit(&[way_of(ways, ways.len())], size, room))
        .collect()
}

/// The largest size at which every text keeps within the width.
pub(super) fn size_within(
    texts: &[String],
    sizes: &[f64],
    weight: Weight,
    width: f64,
) -> Option<f64> {
    sizes.iter().copied().find(|&size| {
        texts
            .iter()
            .all(|text| font::width(text, size, weight) <= width)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        width: 200.0,
        lines: 2,
        weight: Weight::Regular,
    };

    #[test]
    fn names_are_wrapped_evenly_and_numbers_keep_to_their_word() {
        assert_eq!(
            wrap("Cụm thi đua số 4 – Khu công nghiệp", 20.0, ROOM),
            Some(vec!["Cụm thi đua số 4 –".into(), "Khu công nghiệp".into()])
        );
        let three = Room {
            width: 140.0,
            lines: 3,
            ..ROOM
        };
        assert_eq!(
            wrap("Cụm thi đua số 1 – Khối sản xuất", 20.0, three),
            Some(vec![
                "Cụm thi".into(),
                "đua số 1 –".into(),
                "Khối sản xuất".into()
            ])
        );
        assert_eq!(
            wrap("Một tên dài không thể nào vừa trong hai dòng", 20.0, ROOM),
            None
        );
        assert_eq!(wrap("", 20.0, ROOM), Some(vec![]));
    }

    #[test]
    fn what_does_not_fit_is_written_shorter_then_cut() {
        let long = "Công đoàn cơ sở Trung tâm Quan trắc tài nguyên và môi trường";
        let block = fit(&[long, "CĐCS TT Quan trắc TN&MT"], 20.0, ROOM);
        assert_eq!(block.lines.join(" "), "CĐCS TT Quan trắc TN&MT");
        let block = fit(&[long], 20.0, ROOM);
        assert_eq!(block.lines.len(), 2);
        assert!(block.lines[1].ends_with('…'));
        assert!(block.width() <= ROOM.width);
        assert_eq!(cut("Nghiêng", 20.0, Room { width: 1.0, ..ROOM }), "");
    }
}
