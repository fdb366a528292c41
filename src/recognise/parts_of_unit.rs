//! A unit's parts below each other: sections of one table (`II. Khối Xây dựng`), of which one is of all of it (`I. TOÀN CÔNG ĐOÀN CƠ SỞ`).
//! Its figures are the unit's, those of the parts nobody's.

use super::grid::GridCell;
use super::row_mark::Mark;
use super::sayings::Scope;
use super::tables::FigureCell;
use super::time::Time;
use super::walk::{PartHeading, Walk};
use crate::catalogue::FormWords;
use crate::text::contains_any;
use std::collections::BTreeMap;

/// A heading, by its words.
pub(super) fn heading(
    cell: &GridCell<'_>,
    key: &str,
    mark: Option<Mark>,
    words: &FormWords,
) -> PartHeading {
    PartHeading {
        saying: cell.saying(Scope::Section),
        mark,
        is_of_all: contains_any(key, &words.whole_unit_words),
    }
}

impl Walk<'_> {
    /// Leaves out the figures of parts, where all stand in sections, one of these is of the whole unit, and others ask the same.
    pub(super) fn leave_parts(&mut self) {
        let headings = std::mem::take(&mut self.headings.of_parts);
        let mut of_all = headings.iter().filter(|it| it.is_of_all);
        let (Some(whole), None) = (of_all.next(), of_all.next()) else {
            return;
        };
        let sections: Vec<&PartHeading> =
            headings.iter().filter(|it| it.mark == whole.mark).collect();
        let section_of = |figure: &FigureCell| {
            let above = sections.partition_point(|it| it.saying.at.row < figure.at.row);
            above.checked_sub(1)
        };
        let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
        let mut is_asked_again = false;
        for figure in &self.table.figures {
            let Some(section) = section_of(figure) else {
                return;
            };
            is_asked_again |= *asked.entry(&figure.indicator).or_insert(section) != section;
        }
        if !is_asked_again {
            return;
        }
        for at in 0..self.table.figures.len() {
            let section = section_of(&self.table.figures[at]).map(|it| sections[it]);
            if let Some(part) = section.filter(|it| !it.is_of_all) {
                let timed = self.table.timed(Time::Part, part.saying.clone());
                self.table.figures[at].timed.by_row = timed;
            }
        }
    }
}
