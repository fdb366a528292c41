//! How much room text takes: lines, and the largest letters that fit.

use crate::period::Period;
use crate::render::letters::{BOUND, Letters};

/// How much wider a text may run than Arial sets it: an office's own template may have another typeface.
const SLACK: f64 = 1.03;

/// The height of a line in sizes of its letters.
pub(super) const LINE: f64 = 1.2;

/// Letters of a size, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    pub(super) points: f64,
    pub(super) is_bold: bool,
}

impl Size {
    pub(super) const fn plain(points: f64) -> Self {
        Self {
            points,
            is_bold: false,
        }
    }

    pub(super) const fn bold(points: f64) -> Self {
        Self {
            points,
            is_bold: true,
        }
    }

    /// How far a text runs on one line, in points.
    pub(super) fn run(self, text: &str) -> f64 {
        let letters = match self.is_bold {
            true => Letters::ArialBold,
            false => Letters::Arial,
        };
        letters.run(text) as f64 / 1000.0 * self.points * SLACK
    }

    /// How many lines a text takes in a width.
    pub(super) fn lines(self, text: &str, room: f64) -> usize {
        text.split('\n').map(|line| self.lines_of(line, room)).sum()
    }

    fn lines_of(self, text: &str, room: f64) -> usize {
        let space = self.run(" ");
        let (mut lines, mut filled) = (1, 0.0);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let word = self.run(word);
            let with_space = if filled > 0.0 { filled + space } else { 0.0 };
            if with_space + word <= room {
                filled = with_space + word;
                continue;
            }
            lines += usize::from(filled > 0.0);
            // A word longer than the line is broken.
            let broken = (word / room).floor().max(0.0);
            lines += broken as usize;
            filled = word - broken * room;
        }
        lines
    }

    /// How high a text stands in a width, in points.
    pub(super) fn height(self, text: &str, room: f64) -> f64 {
        self.lines(text, room) as f64 * self.points * LINE
    }
}

/// A title whose lines end neither between a number and what it counts, nor between a year and its word, nor before the
/// last word.
pub(super) fn bound(text: &str) -> String {
    /// More letters are no loss to a line of their own.
    const LONG: usize = 16;
    let words: Vec<&str> = text.split(' ').collect();
    let is_number = |word: &str| {
        let mut letters = word.chars();
        letters.all(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | '/' | '-'))
            && word.ends_with(|it: char| it.is_ascii_digit())
    };
    let is_year = |word: &str| {
        let word = word.trim_end_matches([',', ';', ':', ')']);
        let year = word.get(..4).and_then(|year| year.parse().ok());
        year.and_then(Period::from_year).is_some() && is_number(word)
    };
    let begins_with_letter = |word: &str| word.starts_with(char::is_alphabetic);
    let mut bound = String::with_capacity(text.len());
    for (at, word) in words.iter().enumerate() {
        bound.push_str(word);
        let Some(next) = words.get(at + 1) else {
            continue;
        };
        let is_last = at + 2 == words.len() && next.chars().count() < LONG;
        let counts = is_number(word) && begins_with_letter(next);
        let dates = begins_with_letter(word) && is_year(next);
        let is_bound = is_last || counts || dates;
        bound.push(if is_bound { BOUND } else { ' ' });
    }
    bound
}

/// The largest of some sizes, the largest first, in which a text takes at most so many lines; the smallest where none does.
pub(super) fn largest(text: &str, sizes: &[Size], room: f64, most_lines: usize) -> Size {
    let fitting = sizes
        .iter()
        .find(|size| size.lines(text, room) <= most_lines);
    fitting
        .or(sizes.last())
        .copied()
        .unwrap_or(Size::plain(20.0))
}

/// The text, cut behind a word where it takes more lines than there are.
pub(super) fn cut(text: &str, size: Size, room: f64, most_lines: usize) -> String {
    if size.lines(text, room) <= most_lines {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        let longer = match kept.is_empty() {
            true => word.to_owned(),
            false => format!("{kept} {word}"),
        };
        if size.lines(&format!("{longer}…"), room) > most_lines {
            break;
        }
        kept = longer;
    }
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        let size = Size::plain(20.0);
        let room = size.run("Tổng số đoàn viên") + 0.01;
        for (text, lines) in [
            ("", 1),
            ("Tổng số đoàn viên", 1),
            ("Tổng số đoàn viên nữ", 2),
            ("Tổng số\nđoàn viên", 2),
            ("Tổngsốđoànviêntổngsốđoànviên", 2),
        ] {
            assert_eq!(size.lines(text, room), lines, "{text}");
        }
    }

    #[test]
    fn titles_end_no_line_between_a_number_and_its_word_nor_before_the_last_word() {
        for [text, shown] in crate::grid::cases(
            "
            Cụm 4 có nhiều đoàn viên nhất, giảm 1,6% so với năm 2024 | Cụm 4_có nhiều đoàn viên nhất, giảm 1,6% so với năm_2024
            14/37 đơn vị được xếp loại hoàn thành xuất sắc nhiệm vụ  | 14/37_đơn vị được xếp loại hoàn thành xuất sắc nhiệm_vụ
            Cụm 3: tổng số đoàn viên 57.200.000 đồng, giảm           | Cụm 3: tổng số đoàn viên 57.200.000_đồng,_giảm
            Xếp hạng, năm học 2024-2025 (tiếp theo, 2/2)             | Xếp hạng, năm học_2024-2025 (tiếp theo,_2/2)
            Tổng kết                                                 | Tổng_kết
            Khen                                                     | Khen",
        ) {
            assert_eq!(bound(text).replace(BOUND, "_"), shown);
            let size = Size::plain(20.0);
            assert_eq!(size.run(&bound(text)), size.run(text));
        }
    }

    #[test]
    fn letters_shrink_before_text_is_cut() {
        let sizes = [32.0, 28.0, 20.0].map(Size::bold);
        let text = "Toàn tỉnh có 40 công đoàn cơ sở với 12.345 đoàn viên";
        let room = Size::bold(28.0).run(text) + 1.0;
        assert_eq!(largest(text, &sizes, room, 1), Size::bold(28.0));
        assert_eq!(largest(text, &sizes, 10.0, 1), Size::bold(20.0));
        let size = Size::bold(20.0);
        assert_eq!(cut(text, size, 2000.0, 1), text);
        let shorter = cut(text, size, size.run("Toàn tỉnh có 40 …"), 1);
        assert!(text.starts_with(shorter.trim_end_matches('…')) && shorter.ends_with('…'));
        assert_eq!(size.lines(&shorter, size.run("Toàn tỉnh có 40 …")), 1);
    }
}
