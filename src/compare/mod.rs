//! Periods beside the one before them: as reported and like for like, and what the difference is made of.
//!
//! *As reported* sets each period's totals side by side, each by its own membership. *Like for like* sets families of
//! units side by side ([`lineage`]): today's units with the figures of their forerunners, complete on both sides. The
//! two are tied together by the parts of the as-reported change ([`postings`]): its real part is the like-for-like
//! change, and the others say where the rest comes from.

mod accounts;
mod lineage;
mod postings;

use crate::aggregate::{Aggregates, Figures, Keys};
use crate::period::Period;
use crate::register::Register;
use crate::tables::{Basis, ChangePart, ChangePartKind, Comparison, Group};
use accounts::Accounts;
use anyhow::Context;
use polars::prelude::PolarsResult;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;
use std::sync::Arc;

/// The bases in their order in the data.
const BASES: [Basis; 2] = [Basis::AsReported, Basis::LikeForLike];

/// The parts in their order in the data.
const PARTS: [ChangePartKind; 6] = [
    ChangePartKind::Real,
    ChangePartKind::MovedIn,
    ChangePartKind::MovedOut,
    ChangePartKind::Founded,
    ChangePartKind::Dissolved,
    ChangePartKind::Coverage,
];

/// What every period is held against the one before.
#[derive(Debug, Default)]
pub struct Comparisons {
    /// By period, group, indicator in the catalogue's order, and basis.
    pub comparisons: Vec<Comparison>,
    /// By period, group, indicator in the catalogue's order, and part.
    pub change_parts: Vec<ChangePart>,
}

/// Compares every period that has figures with the nearest earlier one of the same kind that has.
///
/// A group's like-for-like mean or ratio is taken over the same families on both sides; a plain mean takes each
/// forerunner by itself. `n_units` counts today's units. Change parts are given for indicators that are summed,
/// wherever there is an as-reported comparison, and add up to its change: exactly, where the figures are whole.
///
/// # Errors
/// Where the frames cannot be computed: a fault of the program, not of the data.
pub fn compare(aggregates: &Aggregates, register: &Register) -> anyhow::Result<Comparisons> {
    comparisons(&aggregates.figures, register).context("không so sánh được các kỳ")
}

fn comparisons(figures: &Figures, register: &Register) -> PolarsResult<Comparisons> {
    let pairs = pairs(figures.keys.periods());
    let of_pairs: PolarsResult<Vec<Comparisons>> = pairs
        .par_iter()
        .map(|pair| of_pair(figures, register, pair))
        .collect();
    let of_pairs = of_pairs?;
    let mut all = Comparisons {
        comparisons: Vec::with_capacity(of_pairs.iter().map(|it| it.comparisons.len()).sum()),
        change_parts: Vec::with_capacity(of_pairs.iter().map(|it| it.change_parts.len()).sum()),
    };
    for mut pair in of_pairs {
        all.comparisons.append(&mut pair.comparisons);
        all.change_parts.append(&mut pair.change_parts);
    }
    Ok(all)
}

/// Two periods to compare.
struct Pair {
    previous: Period,
    period: Period,
}

/// Each period with the nearest earlier one of its kind, by period.
fn pairs(periods: &[Period]) -> Vec<Pair> {
    let before = |at: usize| {
        let earlier = periods[..at].iter().rev();
        earlier
            .copied()
            .find(|period| period.is_comparable_with(periods[at]))
    };
    (0..periods.len())
        .filter_map(|at| {
            Some(Pair {
                previous: before(at)?,
                period: periods[at],
            })
        })
        .collect()
}

/// A period beside the one before: no slot of it is one of another pair.
fn of_pair(figures: &Figures, register: &Register, pair: &Pair) -> PolarsResult<Comparisons> {
    let as_reported = as_reported(figures, pair);
    let accounts = Accounts::new(figures, register, pair)?;
    let like_for_like = accounts.like_for_like(&as_reported);
    let names = Names::of(pair, &figures.keys);
    Ok(Comparisons {
        change_parts: names.part_rows(accounts.change_parts(&as_reported)),
        comparisons: names.comparison_rows([&as_reported, &like_for_like]),
    })
}

/// A group's value in an indicator beside the one before.
#[derive(Clone, Copy)]
struct Beside {
    /// The later period's.
    slot: u64,
    value: f64,
    previous_value: f64,
    n_units: u32,
}

/// A part of a group's change in an indicator.
struct Part {
    /// The later period's.
    slot: u64,
    /// By its place among [`PARTS`].
    part: u64,
    value: f64,
    n_units: u32,
}

/// The totals where both periods have a value, by slot.
fn as_reported(figures: &Figures, pair: &Pair) -> Vec<Beside> {
    let within = |slots: &Range<u64>| {
        let position = |slot| figures.totals.partition_point(|total| total.slot < slot);
        &figures.totals[position(slots.start)..position(slots.end)]
    };
    let slots = |period| figures.keys.slots(period);
    let Some((then, now)) = slots(pair.previous).zip(slots(pair.period)) else {
        return Vec::new();
    };
    let mut earlier = within(&then);
    let beside = within(&now).iter().filter_map(|total| {
        let slot = total.slot - now.start + then.start;
        let before = earlier.iter().take_while(|it| it.slot < slot).count();
        earlier = &earlier[before..];
        let before = earlier.first().filter(|it| it.slot == slot)?;
        Some(Beside {
            slot: total.slot,
            value: total.value,
            previous_value: before.value,
            n_units: total.n_units,
        })
    });
    beside.collect()
}

/// The names of a pair's rows.
struct Names<'a> {
    pair: &'a Pair,
    keys: &'a Keys,
    /// Its own copies: pairs are worked on side by side, and would wait for each other to count who holds a name.
    indicators: Vec<Arc<str>>,
}

impl<'a> Names<'a> {
    fn of(pair: &'a Pair, keys: &'a Keys) -> Self {
        let indicators = (0..keys.indicators()).map(|slot| Arc::from(&*keys.indicator_name(slot)));
        Self {
            pair,
            keys,
            indicators: indicators.collect(),
        }
    }

    fn group(&self, slot: u64) -> Group {
        self.keys.place_names(self.keys.place_of(slot)).1
    }

    fn indicator(&self, slot: u64) -> Arc<str> {
        self.indicators[self.keys.indicator(slot)].clone()
    }

    /// The rows of both bases, by slot and basis.
    fn comparison_rows(&self, bases: [&[Beside]; 2]) -> Vec<Comparison> {
        let mut all: Vec<(Beside, Basis)> = Vec::with_capacity(bases[0].len() + bases[1].len());
        for (rows, basis) in bases.into_iter().zip(BASES) {
            all.extend(rows.iter().map(|row| (*row, basis)));
        }
        all.sort_by_key(|(row, basis)| (row.slot, *basis));
        let rows = all.into_iter().map(|(row, basis)| {
            let change = row.value - row.previous_value;
            Comparison {
                period: self.pair.period,
                previous_period: self.pair.previous,
                group: self.group(row.slot),
                indicator: self.indicator(row.slot),
                basis,
                value: row.value,
                previous_value: row.previous_value,
                change,
                change_rate: (row.previous_value != 0.0).then(|| change / row.previous_value),
                n_units: row.n_units,
            }
        });
        rows.collect()
    }

    /// The rows of all parts, by slot and part.
    fn part_rows(&self, mut all: Vec<Part>) -> Vec<ChangePart> {
        all.sort_by_key(|row| (row.slot, row.part));
        let rows = all.into_iter().map(|row| ChangePart {
            period: self.pair.period,
            previous_period: self.pair.previous,
            group: self.group(row.slot),
            indicator: self.indicator(row.slot),
            part: PARTS[row.part as usize],
            value: row.value,
            n_units: row.n_units,
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests;
