//! A tree told by numbers: `I`, `1`, `1.1`, `a)`, `-`.

use super::row_mark::BULLETS;
use crate::catalogue::FormWords;
use crate::text;
use std::collections::BTreeSet;

/// Where a line stands in the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// 0 on top.
    pub(super) depth: usize,
    /// The number as it stands; where the sheet has it twice, with the one above it: `2.a`.
    pub(super) number: String,
    /// The words without the number.
    pub(super) title: String,
}

/// How a line is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// `A`, `Phần B`.
    Capital,
    /// `IV`.
    Roman,
    /// `1`, `1.2`: of so many numbers.
    Numbers(usize),
    /// `a)`.
    Small,
    /// `-`, `+`, `*`.
    Bullet,
    /// Not at all.
    Bare,
}

/// The lines that are open, from the top down.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// What stands before the number of a heading.
    number_words: &'a [String],
    open: Vec<(Marker, String)>,
    /// How many lines without a number each open line has below it.
    unnumbered: Vec<usize>,
    taken: BTreeSet<String>,
}

impl<'a> Outline<'a> {
    pub(super) fn new(words: &'a FormWords) -> Self {
        Self {
            number_words: &words.heading_number_words,
            open: Vec::new(),
            unnumbered: Vec::new(),
            taken: BTreeSet::new(),
        }
    }

    /// Enters the next line, by its number where a column gives it, else by what its words begin with.
    pub(super) fn enter(&mut self, number: &str, words: &str) -> Place {
        let (marker, written, title) = match marked(number, self.number_words) {
            Some((marker, written)) => (marker, written, words.trim()),
            None => split(words, self.number_words),
        };
        let known = self.open.iter().position(|(open, _)| *open == marker);
        let depth = known.unwrap_or(self.open.len());
        self.open.truncate(depth);
        self.unnumbered.truncate(depth + 1);
        self.unnumbered.resize(depth + 1, 0);
        let number = self.number(depth, marker, written);
        self.open.push((marker, number.clone()));
        Place {
            depth,
            number,
            title: title.to_string(),
        }
    }

    fn number(&mut self, depth: usize, marker: Marker, written: String) -> String {
        let above = depth.checked_sub(1).map(|above| self.open[above].1.clone());
        let joined = |written: &str| match &above {
            Some(above) => format!("{above}.{written}"),
            None => written.to_string(),
        };
        let number = match marker {
            Marker::Bullet | Marker::Bare => {
                self.unnumbered[depth] += 1;
                joined(&format!("-{}", self.unnumbered[depth]))
            }
            _ if self.taken.contains(&written) => joined(&written),
            _ => written,
        };
        self.taken.insert(number.clone());
        number
    }
}

/// The marker that a cell of numbers holds.
fn marked(number: &str, number_words: &[String]) -> Option<(Marker, String)> {
    let bare = number.trim().trim_matches(['.', ')', '(', ':', ' ']);
    let is_introduction = |first: &str| number_words.contains(&text::lower_case(first));
    let introduced = bare
        .split_once(' ')
        .filter(|(first, _)| is_introduction(first));
    let bare_word = introduced.map_or(bare, |(_, rest)| rest);
    let numbers: Vec<&str> = bare_word.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_upper = bare_word.chars().all(char::is_uppercase);
    let is_lower = bare_word.chars().all(char::is_lowercase);
    let marker = match bare_word.chars().count() {
        _ if numbers.iter().all(is_number) => Marker::Numbers(numbers.len()),
        _ if is_upper && text::is_roman(&bare_word.to_lowercase()) => Marker::Roman,
        1 if is_upper => Marker::Capital,
        1 if is_lower => Marker::Small,
        1 if BULLETS.contains(&bare_word.chars().next()?) => Marker::Bullet,
        _ => return None,
    };
    Some((marker, bare_word.to_string()))
}

/// The marker that words begin with: `1.2. Báo cáo đúng hạn`, `a) Có kế hoạch`, `- Có kế hoạch`.
fn split<'w>(words: &'w str, number_words: &[String]) -> (Marker, String, &'w str) {
    let words = words.trim();
    if let Some(rest) = words.strip_prefix(BULLETS) {
        return (Marker::Bullet, String::new(), rest.trim());
    }
    let bare = || (Marker::Bare, String::new(), words);
    let Some((first, rest)) = words.split_once(' ') else {
        return bare();
    };
    let is_closed = first.ends_with(['.', ')', ':', '-', '/']);
    match marked(first.trim_end_matches(['-', '/']), number_words) {
        Some((marker @ Marker::Numbers(count), number)) if is_closed || count > 1 => {
            (marker, number, rest.trim())
        }
        Some((marker, number)) if is_closed => (marker, number, rest.trim()),
        _ => bare(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn numbers_tell_the_tree() {
        let words = crate::catalogue::Forms::built_in().words;
        let mut outline = Outline::new(&words);
        for [number, words, depth, told] in cases(
            "
            I  | CÔNG TÁC CHỈ ĐẠO | 0 | I
            1  | Kế hoạch         | 1 | 1
            a) | Có               | 2 | a
            b) | Đúng hạn         | 2 | b
            2  | Báo cáo          | 1 | 2
            a) | Có               | 2 | 2.a
            II | CHĂM LO          | 0 | II
            1  | Thăm hỏi         | 1 | II.1
               | - Đủ             | 2 | II.1.-1
               | - Kịp thời       | 2 | II.1.-2",
        ) {
            let place = outline.enter(number, words);
            assert_eq!((&*place.depth.to_string(), &*place.number), (depth, told));
        }
    }

    #[test]
    fn numbers_may_stand_before_the_words() {
        let words = crate::catalogue::Forms::built_in().words;
        let mut outline = Outline::new(&words);
        for (words, number, depth, title) in [
            ("1. Công tác chỉ đạo", "1", 0, "Công tác chỉ đạo"),
            ("1.1 Xây dựng kế hoạch", "1.1", 1, "Xây dựng kế hoạch"),
            ("1.2. Báo cáo", "1.2", 1, "Báo cáo"),
            ("2. Chăm lo", "2", 0, "Chăm lo"),
        ] {
            let place = outline.enter("", words);
            let seen = (place.number.as_str(), place.depth, place.title.as_str());
            assert_eq!(seen, (number, depth, title));
        }
    }
}
