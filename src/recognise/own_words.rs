//! Sections whose headings are in words of a secretary's own: `Con người nhà trường`, `Sẻ chia`. Where several of a table are, and they
//! share the indicators out with the rest of it, they are fields of work called otherwise. One that asks again for what stands elsewhere
//! (`Kho vận Bình Minh`), or that is the only one not understood, may be of a part of the unit, of an occasion, of others.

use super::sayings::Timed;
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use std::collections::{BTreeMap, BTreeSet};

/// One alone among headings that are understood stands out.
const FEWEST: usize = 2;

/// Takes the sections that are fields of work for what they are.
pub(super) fn settle(table: &mut FigureTable) {
    let section_of = |figure: &FigureCell| match figure.timed.by_row {
        Timed {
            time: Time::Unclear,
            said,
        } => said,
        _ => None,
    };
    let mut places: BTreeMap<&str, BTreeSet<Option<usize>>> = BTreeMap::new();
    let mut sections = BTreeSet::new();
    for figure in table.figures.iter().filter(|it| it.content.is_some()) {
        let section = section_of(figure);
        sections.extend(section);
        places.entry(&figure.indicator).or_default().insert(section);
    }
    let asked_again = places.values().filter(|places| places.len() > 1);
    let asked_again: BTreeSet<usize> = asked_again.flatten().filter_map(|it| *it).collect();
    if sections.len() < FEWEST {
        return;
    }
    for figure in &mut table.figures {
        let section = section_of(figure);
        if section.is_some_and(|it| !asked_again.contains(&it)) {
            figure.timed.by_row = Timed::default();
        }
    }
}
