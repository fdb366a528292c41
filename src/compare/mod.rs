//! Periods beside the one before them: as reported and like for like, and what the difference is made of.
//!
//! *As reported* sets each period's totals side by side, each by its own membership. *Like for like* sets families of
//! units side by side ([`lineage`]): today's units with the figures of their forerunners, complete on both sides. The
//! two are tied together by the parts of the as-reported change ([`members`]): its real part is the like-for-like
//! change, and the others say where the rest comes from.

mod accounts;
mod lineage;
mod members;

use crate::aggregate::{
    Aggregates, Figures, Names, Slots, in_tables, long_numbers, numbers, whole, whole_numbers,
};
use crate::period::Period;
use crate::register::Register;
use crate::tables::{Basis, ChangePart, ChangePartKind, Comparison};
use accounts::Accounts;
use anyhow::Context;
use foldhash::fast::FixedState;
use members::Members;
use polars::df;
use polars::prelude::{
    BooleanChunked, DataFrame, Expr, IntoLazy, JoinType, LazyFrame, NULL, PolarsResult, UnionArgs,
    col, concat, lit, when,
};
use std::collections::{HashMap, HashSet};

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
    let names = &figures.names;
    let pairs = pairs(names.periods());
    let as_reported = as_reported(&figures.totals, &pairs, names.slots())?;
    let members = Members::of(figures, register, &pairs)?;
    let accounts = Accounts::new(figures, &members)?;
    let untouched = untouched(&as_reported, members.untouched, names.slots())?;
    let beside = beside(&as_reported, &accounts, &untouched)?;
    let parts = change_parts(as_reported, &accounts, untouched)?;
    // By the number of a period; one that is compared with none has no rows.
    let mut previous = names.periods().to_vec();
    for pair in &pairs {
        previous[pair.period as usize] = names.period(pair.previous);
    }
    Ok(Comparisons {
        comparisons: rows_of_comparisons(&beside, names, &previous)?,
        change_parts: rows_of_parts(&parts, names, &previous)?,
    })
}

/// Two periods to compare, by their numbers.
struct Pair {
    previous: u32,
    period: u32,
}

/// Each period with the nearest earlier one of its kind, by period.
fn pairs(periods: &[Period]) -> Vec<Pair> {
    let before = |at: usize| {
        let mut earlier = periods[..at].iter();
        earlier.rposition(|period| period.is_comparable_with(periods[at]))
    };
    (0..periods.len())
        .filter_map(|at| {
            Some(Pair {
                previous: before(at)? as u32,
                period: at as u32,
            })
        })
        .collect()
}

/// The totals where both periods have a value. Slots are numbers that are looked up here: polars would put all totals together with
/// their periods, then with all totals again, for what is one number less another.
fn as_reported(totals: &DataFrame, pairs: &[Pair], slots: Slots) -> PolarsResult<DataFrame> {
    let slot = long_numbers(totals, "slot")?;
    let row_of: HashMap<u64, usize, FixedState> = slot.iter().copied().zip(0..).collect();
    // By the number of a period, how many slots lie between the two; none where it is compared with none.
    let last = pairs.last().map_or(0, |pair| pair.period as usize + 1);
    let mut between = vec![None; last];
    for pair in pairs {
        let periods = pair.period - pair.previous;
        between[pair.period as usize] = Some(slots.number_of_period(periods));
    }
    let before = |slot: u64| {
        let (period, ..) = slots.parts(slot);
        row_of.get(&(slot - (*between.get(period as usize)?)?))
    };
    let rows = slot.iter().zip(0..);
    let rows = rows.filter_map(|(slot, row)| Some((row, *before(*slot)?)));
    let rows: Vec<(usize, usize)> = rows.collect();
    let is_summed: Vec<bool> = totals
        .column("is_summed")?
        .bool()?
        .iter()
        .flatten()
        .collect();
    let (value, n_units) = (numbers(totals, "value")?, whole_numbers(totals, "n_units")?);
    df![
        "slot" => rows.iter().map(|(now, _)| slot[*now]).collect::<Vec<_>>(),
        "is_summed" => rows.iter().map(|(now, _)| is_summed[*now]).collect::<Vec<_>>(),
        "value" => rows.iter().map(|(now, _)| value[*now]).collect::<Vec<_>>(),
        "previous_value" => rows.iter().map(|(_, then)| value[*then]).collect::<Vec<_>>(),
        "n_units" => rows.iter().map(|(now, _)| n_units[*now]).collect::<Vec<_>>(),
    ]
}

/// As reported, the units that nothing happened to, by their places.
fn untouched(as_reported: &DataFrame, units: Vec<u64>, slots: Slots) -> PolarsResult<DataFrame> {
    let units: HashSet<u64, FixedState> = units.into_iter().collect();
    let slot = long_numbers(as_reported, "slot")?;
    let is_untouched = |slot: &u64| {
        let (period, group, _) = slots.parts(*slot);
        units.contains(&slots.number_of_place(period, group))
    };
    let are_untouched: BooleanChunked = slot.iter().map(is_untouched).collect();
    as_reported.filter(&are_untouched)
}

/// Values beside the ones before, on both bases.
fn beside(
    as_reported: &DataFrame,
    accounts: &Accounts,
    untouched: &DataFrame,
) -> PolarsResult<DataFrame> {
    let on = |rows: LazyFrame, basis: Basis| {
        rows.select([
            col("slot"),
            whole(place(&BASES, basis)).alias("basis"),
            col("value"),
            col("previous_value"),
            col("n_units"),
        ])
    };
    let change = || col("value") - col("previous_value");
    let rate = when(col("previous_value").neq(lit(0.0)))
        .then(change() / col("previous_value"))
        .otherwise(lit(NULL));
    let rows = [
        on(as_reported.clone().lazy(), Basis::AsReported),
        on(accounts.like_for_like(), Basis::LikeForLike),
        on(untouched.clone().lazy(), Basis::LikeForLike),
    ];
    concat(rows, UnionArgs::default())?
        .with_columns([change().alias("change"), rate.alias("change_rate")])
        .collect()
}

/// The parts of the changes as reported of all summed indicators.
fn change_parts(
    as_reported: DataFrame,
    accounts: &Accounts,
    untouched: DataFrame,
) -> PolarsResult<DataFrame> {
    let slot = [col("slot")];
    let summed = |rows: DataFrame| rows.lazy().filter(col("is_summed"));
    let compared = summed(as_reported).select(&slot);
    let booked = accounts.parts()?;
    let booked = booked.join(compared, &slot, &slot, JoinType::Inner.into());
    let untouched = summed(untouched).select([
        col("slot"),
        part(ChangePartKind::Real).alias("part"),
        (col("value") - col("previous_value")).alias("value"),
        col("n_units"),
    ]);
    concat([booked, untouched], UnionArgs::default())?.collect()
}

/// A part in a frame, by its place among [`PARTS`].
fn part(kind: ChangePartKind) -> Expr {
    whole(number(kind))
}

/// A part's place among [`PARTS`].
fn number(kind: ChangePartKind) -> u32 {
    place(&PARTS, kind)
}

fn place<T: PartialEq>(list: &[T], item: T) -> u32 {
    list.iter().take_while(|&other| *other != item).count() as u32
}

fn rows_of_comparisons(
    rows: &DataFrame,
    names: &Names,
    previous: &[Period],
) -> PolarsResult<Vec<Comparison>> {
    let slot = long_numbers(rows, "slot")?;
    let (bases, n_units) = (
        whole_numbers(rows, "basis")?,
        whole_numbers(rows, "n_units")?,
    );
    let values = numbers(rows, "value")?;
    let previous_values = numbers(rows, "previous_value")?;
    let changes = numbers(rows, "change")?;
    let rates: Vec<Option<f64>> = rows.column("change_rate")?.f64()?.iter().collect();
    let row = |row: usize, (period, group, indicator)| Comparison {
        period: names.period(period),
        previous_period: previous[period as usize],
        group: names.group(group),
        indicator: names.indicator(indicator),
        basis: BASES[bases[row] as usize],
        value: values[row],
        previous_value: previous_values[row],
        change: changes[row],
        change_rate: rates[row],
        n_units: n_units[row],
    };
    Ok(in_tables(names.slots(), slot.iter().zip(&bases), row))
}

fn rows_of_parts(
    rows: &DataFrame,
    names: &Names,
    previous: &[Period],
) -> PolarsResult<Vec<ChangePart>> {
    let slot = long_numbers(rows, "slot")?;
    let (parts, n_units) = (
        whole_numbers(rows, "part")?,
        whole_numbers(rows, "n_units")?,
    );
    let values = numbers(rows, "value")?;
    let row = |row: usize, (period, group, indicator)| ChangePart {
        period: names.period(period),
        previous_period: previous[period as usize],
        group: names.group(group),
        indicator: names.indicator(indicator),
        part: PARTS[parts[row] as usize],
        value: values[row],
        n_units: n_units[row],
    };
    Ok(in_tables(names.slots(), slot.iter().zip(&parts), row))
}

#[cfg(test)]
mod tests;
