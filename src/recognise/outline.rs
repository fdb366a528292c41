//! A tree told by numbers: `I`, `1`, `1.1`, `a)`, `-`.

use super::row_mark::{Mark, Marked};
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

/// The lines that are open, from the top down.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// What stands before the number of a heading.
    number_words: &'a [String],
    open: Vec<(Option<Mark>, String)>,
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

    /// What follows belongs to no line above.
    pub(super) fn close(&mut self) {
        self.open.clear();
        self.unnumbered.truncate(1);
    }

    /// Enters the next line, by its number where a column gives it, else by what its words begin with.
    pub(super) fn enter(&mut self, number: &str, words: &str) -> Place {
        let of_cell = Marked::of(without_leading(number, self.number_words));
        let of_words = || Marked::of(without_leading(words, self.number_words));
        let (marked, title) = match of_cell.filter(|it| it.rest.is_empty()) {
            Some(marked) => (Some(marked), words.trim()),
            None => {
                let marked = of_words().filter(Marked::is_set_off);
                (marked, marked.map_or(words.trim(), |it| it.rest))
            }
        };
        // Bullets are all of one depth.
        let mark = marked.map(|it| match it.mark {
            Mark::Bullet(_) => Mark::Bullet('-'),
            mark => mark,
        });
        let known = self.open.iter().position(|(open, _)| *open == mark);
        let depth = known.unwrap_or(self.open.len());
        self.open.truncate(depth);
        self.unnumbered.truncate(depth + 1);
        self.unnumbered.resize(depth + 1, 0);
        let number = self.number(depth, marked.map_or("", |it| it.written));
        self.open.push((mark, number.clone()));
        Place {
            depth,
            number,
            title: title.to_string(),
        }
    }

    /// What a line is called by: its number, or the place among those without one.
    fn number(&mut self, depth: usize, written: &str) -> String {
        let above = depth.checked_sub(1).map(|above| self.open[above].1.clone());
        let joined = |written: &str| match &above {
            Some(above) => format!("{above}.{written}"),
            None => written.to_string(),
        };
        let number = if written.is_empty() {
            self.unnumbered[depth] += 1;
            joined(&format!("-{}", self.unnumbered[depth]))
        } else if self.taken.contains(written) {
            joined(written)
        } else {
            written.to_string()
        };
        self.taken.insert(number.clone());
        number
    }
}

/// A line without the word that leads to its number: `Phần B`.
fn without_leading<'t>(line: &'t str, number_words: &[String]) -> &'t str {
    let line = line.trim();
    let led = line.split_once(' ');
    let led = led.filter(|(first, _)| number_words.contains(&text::lower_case(first)));
    led.map_or(line, |(_, rest)| rest)
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
