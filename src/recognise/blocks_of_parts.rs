//! The same rows below each other for each part of a unit and for the whole (`I. Tổ 1 … III. Toàn cơ quan`): the block that sums up the
//! others gives the unit's figures.

use super::layout::Body;
use super::region::Region;
use super::row_mark::Mark;
use super::sayings::{FigureColumn, Timed};
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use super::whole_columns::is_of_one_unit;
use super::wording::Wording;
use crate::catalogue::Aggregation;
use crate::finding::Finding;
use crate::ledger::CellClass;
use crate::location::CellAddress;
use crate::read::CellContent;
use crate::rules::row_unread;
use crate::text::{begins_with_any, contains_any};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Headings without figures, in order.
pub(super) type Headings<'a> = Vec<SectionHeading<'a>>;

/// A heading among a table's rows.
pub(super) struct SectionHeading<'a> {
    /// Where it stands.
    pub(super) at: CellAddress,
    /// Its words.
    pub(super) wording: &'a Wording,
    /// How it is numbered.
    pub(super) mark: Option<Mark>,
}

/// A block: its heading and its figures, by position in the table's.
struct Block<'a> {
    heading: &'a Wording,
    figures: Range<usize>,
}

/// Leaves out the figures of parts, and tells of them once a block.
pub(super) fn leave_parts(
    table: &mut FigureTable,
    headings: &Headings<'_>,
    region: &Region<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(blocks) = blocks(table, headings) else {
        return;
    };
    // Whose they are is decided by arithmetic, whatever their headings are called.
    for figure in &mut table.figures {
        figure.timed.by_row = Timed::default();
    }
    let words = &region.lexicon.forms.words;
    let is_unit = |block: &Block<'_>| {
        let key = block.heading.label_key();
        contains_any(key, &words.grassroots_names) && !contains_any(key, &words.whole_words)
            || region.lexicon.knows_unit(&block.heading.text)
    };
    let body = Body::new(region.grid, region.header.body_row..region.end);
    let whole = [0, blocks.len() - 1].into_iter();
    let mut whole = whole.filter(|at| sums_up(table, &blocks, *at, region));
    let (Some(whole), None) = (whole.next(), whole.next()) else {
        return;
    };
    let title = &blocks[whole].heading;
    let is_wider = begins_with_any(title.label_key(), &words.cluster_prefixes)
        || contains_any(title.label_key(), &words.whole_cluster_words);
    if is_wider || blocks.iter().any(is_unit) || !is_of_one_unit(&body, region.lexicon) {
        return;
    }
    let kept = blocks[whole].figures.clone();
    let parts = blocks.iter().enumerate().filter(|(at, _)| *at != whole);
    for (_, part) in parts {
        let figures = &table.figures[part.figures.clone()];
        let Some(first) = figures.first() else {
            continue;
        };
        let message = row_unread::of_part_block_message(&part.heading.text, &title.text);
        findings.push(region.tell(&row_unread::RULE, first.at, message));
    }
    let mut position = 0..;
    let mut left_out = Vec::new();
    table.figures.retain(|figure| {
        let is_kept = position.next().is_some_and(|at| kept.contains(&at));
        left_out.extend((!is_kept && figure.content.is_some()).then_some(figure.at));
        is_kept
    });
    left_out.dedup();
    let left_out = left_out.into_iter().map(|at| (at, CellClass::Unmatched));
    table.passed_over.extend(left_out);
}

/// The blocks of a table: each begins, below a heading, with the indicator with which the first does.
fn blocks<'a>(table: &FigureTable, headings: &Headings<'a>) -> Option<Vec<Block<'a>>> {
    /// Two parts and the whole.
    const FEWEST: usize = 3;
    let first = table.figures.first()?;
    let figures = &table.figures;
    let may_be = |time: Time| matches!(time, Time::Unsaid | Time::Unclear);
    let is_plain = |it: &FigureCell| it.unit_row.is_none() && may_be(it.timed.by_row.time);
    let begins = |at: &usize| {
        figures[*at].indicator == first.indicator
            && (*at == 0 || figures[*at].at.row != figures[*at - 1].at.row)
    };
    let starts: Vec<usize> = (0..figures.len()).filter(begins).collect();
    if starts.len() < FEWEST || !figures.iter().all(is_plain) {
        return None;
    }
    let ends = starts[1..].iter().copied().chain([figures.len()]);
    let blocks = starts.iter().zip(ends).map(|(start, end)| {
        let above = start
            .checked_sub(1)
            .map_or(0, |before| figures[before].at.row);
        let mut between = headings.iter().rev();
        let heading = between.find(|it| it.at.row < figures[*start].at.row)?;
        (heading.at.row >= above).then_some(Block {
            heading: heading.wording,
            figures: *start..end,
        })
    });
    blocks.collect()
}

/// Whether a block is the sum of the others in all that adds up.
fn sums_up(table: &FigureTable, blocks: &[Block<'_>], whole: usize, region: &Region<'_>) -> bool {
    /// Fewer sums may agree by chance.
    const FEWEST_SUMS: usize = 3;
    let mut sums: BTreeMap<&Arc<str>, (f64, f64)> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        let figures = table.figures[block.figures.clone()].iter();
        for figure in figures.filter(|it| it.column == FigureColumn::Actual) {
            let Some(CellContent::Number { value, .. }) = figure.content else {
                continue;
            };
            let (of_whole, of_parts) = sums.entry(&figure.indicator).or_default();
            *(if at == whole { of_whole } else { of_parts }) += value;
        }
    }
    let is_summed = |code: &str| {
        let indicator = region.lexicon.indicators.get(code);
        indicator.is_some_and(|it| it.aggregation == Aggregation::Sum)
    };
    let summed = sums.iter().filter(|(code, _)| is_summed(code));
    let summed: Vec<_> = summed.map(|(_, sums)| *sums).collect();
    let agrees = |(of_whole, of_parts): &(f64, f64)| {
        (of_whole - of_parts).abs() <= 1e-6 * of_whole.abs().max(1.0)
    };
    let telling = summed.iter().filter(|(of_whole, _)| *of_whole != 0.0);
    telling.count() >= FEWEST_SUMS && summed.iter().all(agrees)
}
