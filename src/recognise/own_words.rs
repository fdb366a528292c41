//! Sections whose headings are in words of a secretary's own: `Con người nhà trường`, `Sẻ chia`. Where most of a table are, and they
//! share the indicators out with the rest of it, they are fields of work called otherwise. One that asks again for what stands elsewhere
//! (`Kho vận Bình Minh`), or that stands among headings that are understood, may be of a part of the unit, of an occasion, of others.

use super::blocks_of_parts::Headings;
use super::sayings::Timed;
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use std::collections::{BTreeMap, BTreeSet};

/// One alone says nothing of how others are called.
const FEWEST: usize = 2;

/// Takes the sections that are fields of work for what they are.
pub(super) fn settle(table: &mut FigureTable, headings: &Headings<'_>) {
    let section_of = |figure: &FigureCell| match figure.timed.by_row {
        Timed {
            time: Time::Unclear,
            said,
        } => said,
        _ => None,
    };
    let filled = || table.figures.iter().filter(|it| it.content.is_some());
    let sections: BTreeSet<usize> = filled().filter_map(section_of).collect();
    if sections.len() < FEWEST || 2 * sections.len() <= count_used(table, headings) {
        return;
    }
    let mut places: BTreeMap<&str, BTreeSet<Option<usize>>> = BTreeMap::new();
    for figure in filled() {
        let places = places.entry(&figure.indicator).or_default();
        places.insert(section_of(figure));
    }
    let asked_again = places.values().filter(|places| places.len() > 1);
    let asked_again: BTreeSet<usize> = asked_again.flatten().filter_map(|it| *it).collect();
    for figure in &mut table.figures {
        let section = section_of(figure);
        if section.is_some_and(|it| !asked_again.contains(&it)) {
            figure.timed.by_row = Timed::default();
        }
    }
}

/// Below how many of these headings figures stand.
fn count_used(table: &FigureTable, headings: &Headings<'_>) -> usize {
    let rows: Vec<u32> = headings.iter().map(|(at, _)| at.row).collect();
    let filled = table.figures.iter().filter(|it| it.content.is_some());
    let used = filled.map(|figure| rows.partition_point(|row| *row < figure.at.row));
    used.filter(|above| *above > 0)
        .collect::<BTreeSet<usize>>()
        .len()
}
