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
use accounts::{Accounts, Booked, Sums};
use anyhow::Context;
use polars::prelude::PolarsResult;
use rayon::prelude::*;
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
    let booked: Vec<Booked> = pairs
        .par_iter()
        .with_max_len(1)
        .map(|pair| Booked::new(figures, register, pair))
        .collect();
    let booked = Sums::of(booked)?;
    let mut compared: Vec<Compared<'_>> = pairs
        .par_iter()
        .zip(&booked.untouched)
        .with_max_len(1)
        .map(|(pair, untouched)| {
            let accounts = Accounts::of(figures, pair, &booked, untouched);
            Compared::new(figures, pair, &accounts)
        })
        .collect();
    let comparisons = rows(&compared, |it| &it.beside, Names::comparison);
    // Of a large run this is the most that is in memory at once: what the rows were made of makes room for the next.
    for pair in &mut compared {
        pair.beside = Vec::new();
    }
    Ok(Comparisons {
        comparisons,
        change_parts: rows(&compared, |it| &it.parts, Names::change_part),
    })
}

/// The rows of all pairs, one after the other. They are many: each is put together where it stays.
fn rows<'c, N: Sync, R: Send>(
    compared: &'c [Compared<'c>],
    of_pair: fn(&'c Compared<'c>) -> &'c [N],
    named: fn(&'c Names<'c>, &'c N) -> R,
) -> Vec<R> {
    let numbers = compared
        .iter()
        .flat_map(|pair| of_pair(pair).iter().map(move |row| (&pair.names, row)));
    let numbers: Vec<_> = numbers.collect();
    let rows = numbers.into_par_iter();
    rows.map(|(names, row)| named(names, row)).collect()
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

/// A period beside the one before. No slot of it is one of another pair.
struct Compared<'a> {
    names: Names<'a>,
    /// By slot and basis.
    beside: Vec<(Beside, Basis)>,
    /// By slot and part.
    parts: Vec<Part>,
}

impl<'a> Compared<'a> {
    fn new(figures: &'a Figures, pair: &'a Pair, accounts: &Accounts<'_>) -> Self {
        let as_reported = as_reported(figures, pair);
        let mut parts = accounts.change_parts(&as_reported);
        parts.sort_by_key(|part| (part.slot, part.part));
        let like_for_like = accounts.like_for_like(&as_reported);
        let mut beside = Vec::with_capacity(as_reported.len() + like_for_like.len());
        for (rows, basis) in [as_reported, like_for_like].into_iter().zip(BASES) {
            beside.extend(rows.into_iter().map(|row| (row, basis)));
        }
        beside.sort_by_key(|(row, basis)| (row.slot, *basis));
        Self {
            names: Names::of(pair, &figures.keys),
            beside,
            parts,
        }
    }
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

    fn comparison(&self, (row, basis): &(Beside, Basis)) -> Comparison {
        let change = row.value - row.previous_value;
        Comparison {
            period: self.pair.period,
            previous_period: self.pair.previous,
            group: self.group(row.slot),
            indicator: self.indicator(row.slot),
            basis: *basis,
            value: row.value,
            previous_value: row.previous_value,
            change,
            change_rate: (row.previous_value != 0.0).then(|| change / row.previous_value),
            n_units: row.n_units,
        }
    }

    fn change_part(&self, part: &Part) -> ChangePart {
        ChangePart {
            period: self.pair.period,
            previous_period: self.pair.previous,
            group: self.group(part.slot),
            indicator: self.indicator(part.slot),
            part: PARTS[part.part as usize],
            value: part.value,
            n_units: part.n_units,
        }
    }
}

#[cfg(test)]
mod tests;
