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
use crate::tables::{Basis, ChangePart, ChangePartKind, Comparison};
use accounts::Accounts;
use anyhow::Context;
use polars::prelude::{PolarsResult, polars_err};
use std::ops::Range;

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
    let pairs = Pairs::of(figures.keys.periods());
    if pairs.list.is_empty() {
        return Ok(Comparisons::default());
    }
    let as_reported = as_reported(figures, &pairs);
    let accounts = Accounts::new(figures, register, &pairs)?;
    let (comparisons, change_parts) = rayon::join(
        || {
            let like_for_like = accounts.like_for_like(&as_reported);
            comparison_rows([&as_reported, &like_for_like], &figures.keys, &pairs)
        },
        || part_rows(accounts.change_parts(&as_reported), &figures.keys, &pairs),
    );
    Ok(Comparisons {
        comparisons: comparisons?,
        change_parts: change_parts?,
    })
}

/// The pairs of periods to compare.
struct Pairs {
    /// (previous, period), by period.
    list: Vec<(Period, Period)>,
}

impl Pairs {
    /// Each period with the nearest earlier one of its kind.
    fn of(periods: &[Period]) -> Self {
        let before = |at: usize| {
            let earlier = periods[..at].iter().rev();
            earlier
                .copied()
                .find(|period| period.is_comparable_with(periods[at]))
        };
        Self {
            list: (0..periods.len())
                .filter_map(|at| Some((before(at)?, periods[at])))
                .collect(),
        }
    }

    fn previous_of(&self, period: Period) -> PolarsResult<Period> {
        self.list
            .iter()
            .find(|pair| pair.1 == period)
            .map(|pair| pair.0)
            .ok_or_else(|| polars_err!(ComputeError: "{period} is compared with nothing"))
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

/// The totals of pairs where both periods have a value, by slot.
fn as_reported(figures: &Figures, pairs: &Pairs) -> Vec<Beside> {
    let within = |slots: &Range<u64>| {
        let position = |slot| figures.totals.partition_point(|total| total.slot < slot);
        &figures.totals[position(slots.start)..position(slots.end)]
    };
    let mut rows = Vec::with_capacity(figures.totals.len());
    for &(previous, period) in &pairs.list {
        let Some((then, now)) = figures.keys.slots(previous).zip(figures.keys.slots(period)) else {
            continue;
        };
        let mut earlier = within(&then);
        for total in within(&now) {
            let slot = total.slot - now.start + then.start;
            let before = earlier.iter().take_while(|it| it.slot < slot).count();
            earlier = &earlier[before..];
            rows.extend(
                earlier
                    .first()
                    .filter(|it| it.slot == slot)
                    .map(|it| Beside {
                        slot: total.slot,
                        value: total.value,
                        previous_value: it.value,
                        n_units: total.n_units,
                    }),
            );
        }
    }
    rows
}

/// The rows of both bases, by slot and basis.
fn comparison_rows(
    bases: [&[Beside]; 2],
    keys: &Keys,
    pairs: &Pairs,
) -> PolarsResult<Vec<Comparison>> {
    let mut all: Vec<(Beside, Basis)> = Vec::with_capacity(bases[0].len() + bases[1].len());
    for (rows, basis) in bases.into_iter().zip(BASES) {
        all.extend(rows.iter().map(|row| (*row, basis)));
    }
    all.sort_by_key(|(row, basis)| (row.slot, *basis));
    let mut rows = Vec::with_capacity(all.len());
    for place in all.chunk_by(|one, next| keys.place_of(one.0.slot) == keys.place_of(next.0.slot)) {
        let (period, group) = keys.place_names(keys.place_of(place[0].0.slot));
        let previous_period = pairs.previous_of(period)?;
        rows.extend(place.iter().map(|(row, basis)| {
            let change = row.value - row.previous_value;
            Comparison {
                period,
                previous_period,
                group: group.clone(),
                indicator: keys.indicator_name(row.slot),
                basis: *basis,
                value: row.value,
                previous_value: row.previous_value,
                change,
                change_rate: (row.previous_value != 0.0).then(|| change / row.previous_value),
                n_units: row.n_units,
            }
        }));
    }
    Ok(rows)
}

/// The rows of all parts, by slot and part.
fn part_rows(mut all: Vec<Part>, keys: &Keys, pairs: &Pairs) -> PolarsResult<Vec<ChangePart>> {
    all.sort_by_key(|row| (row.slot, row.part));
    let mut rows = Vec::with_capacity(all.len());
    for place in all.chunk_by(|one, next| keys.place_of(one.slot) == keys.place_of(next.slot)) {
        let (period, group) = keys.place_names(keys.place_of(place[0].slot));
        let previous_period = pairs.previous_of(period)?;
        rows.extend(place.iter().map(|row| ChangePart {
            period,
            previous_period,
            group: group.clone(),
            indicator: keys.indicator_name(row.slot),
            part: PARTS[row.part as usize],
            value: row.value,
            n_units: row.n_units,
        }));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests;
