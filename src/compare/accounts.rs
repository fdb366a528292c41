//! The accounts of all families, with the figures they are about.

use super::lineage::Span;
use super::postings::{Account, Member, accounts};
use super::{Beside, PARTS, Pair, Part};
use crate::aggregate::{Bookings, Figures, Reporters, Share, Sum, value};
use crate::register::Register;
use crate::tables::ChangePartKind;
use polars::prelude::PolarsResult;
use std::collections::BTreeSet;
use std::ops::Range;

/// Every figure of a pair of periods under the group and part it is booked under.
pub(super) struct Accounts<'a> {
    figures: &'a Figures,
    /// Complete families at home, by slot of the later period: numerator and denominator now, and then.
    families: &'a [Sum<4>],
    /// What the parts of summed indicators come to, by that slot and part.
    parts: &'a [Sum<1>],
    untouched: &'a [bool],
}

/// The figures of a pair of periods, booked.
pub(super) struct Booked {
    books: Books,
    /// Whether nothing happened to a place's unit, by place. As reported and like for like it is the same.
    untouched: Vec<bool>,
}

/// What is booked of all pairs, summed up. No slot of a pair is one of another.
pub(super) struct Sums {
    families: Vec<Sum<4>>,
    parts: Vec<Sum<1>>,
    /// Of each pair.
    pub(super) untouched: Vec<Vec<bool>>,
}

/// What is booked, and how.
#[derive(Default)]
struct Books {
    families: Bookings<4>,
    parts: Bookings<1>,
    /// Each unit of each part: one that stands on both sides of a part is one unit of it.
    units: BTreeSet<(u64, u64)>,
}

impl Booked {
    /// Books the figures of a pair of periods.
    pub(super) fn new(figures: &Figures, register: &Register, pair: &Pair) -> Self {
        let nobody = Reporters::new();
        let reporters = |period| figures.reporting.get(period).unwrap_or(&nobody);
        let span = Span {
            previous: pair.previous,
            period: pair.period,
            reported_then: reporters(&pair.previous),
            reported_now: reporters(&pair.period),
        };
        let accounts = accounts(&figures.keys, register, &span);
        let mut untouched = vec![false; figures.keys.n_places()];
        for place in accounts.iter().filter_map(|account| account.untouched) {
            untouched[place as usize] = true;
        }
        let mut books = Books::default();
        books.book(figures, &accounts);
        Self { books, untouched }
    }
}

impl Sums {
    /// Sums up what is booked of these pairs.
    pub(super) fn of(pairs: Vec<Booked>) -> PolarsResult<Self> {
        let mut all = Books::default();
        let mut untouched = Vec::with_capacity(pairs.len());
        for pair in pairs {
            all.families.append(pair.books.families);
            all.parts.append(pair.books.parts);
            untouched.push(pair.untouched);
        }
        let (families, parts) = rayon::join(|| all.families.sums(), || all.parts.sums());
        Ok(Self {
            families: families?,
            parts: parts?,
            untouched,
        })
    }
}

impl<'a> Accounts<'a> {
    /// Those of a pair.
    pub(super) fn of(
        figures: &'a Figures,
        pair: &Pair,
        sums: &'a Sums,
        untouched: &'a [bool],
    ) -> Self {
        let slots = figures.keys.slots(pair.period).unwrap_or_default();
        let numbers = slots.start * N_PARTS..slots.end * N_PARTS;
        Self {
            figures,
            families: within(&sums.families, &slots),
            parts: within(&sums.parts, &numbers),
            untouched,
        }
    }

    /// Complete families at home, then and now, by slot.
    pub(super) fn like_for_like(&self, as_reported: &[Beside]) -> Vec<Beside> {
        let families = self.families.iter().filter_map(|sum| {
            let is_summed = self.figures.is_summed(sum.number);
            let [
                numerator_now,
                denominator_now,
                numerator_then,
                denominator_then,
            ] = sum.values;
            Some(Beside {
                slot: sum.number,
                value: value(is_summed, [numerator_now, denominator_now])?,
                previous_value: value(is_summed, [numerator_then, denominator_then])?,
                n_units: sum.n_units,
            })
        });
        let untouched = as_reported.iter().filter(|it| self.is_untouched(it.slot));
        families.chain(untouched.copied()).collect()
    }

    /// The parts of the summed indicators among the as-reported comparisons. Real parts count today's units, the others
    /// all units in them.
    pub(super) fn change_parts(&self, as_reported: &[Beside]) -> Vec<Part> {
        let is_compared = |slot: u64| {
            as_reported
                .binary_search_by_key(&slot, |it| it.slot)
                .is_ok()
        };
        let families = self.parts.iter().map(|sum| Part {
            slot: sum.number / N_PARTS,
            part: sum.number % N_PARTS,
            value: sum.values[0],
            n_units: sum.n_units,
        });
        let families = families.filter(|part| is_compared(part.slot));
        let untouched = as_reported
            .iter()
            .filter(|it| self.is_untouched(it.slot) && self.figures.is_summed(it.slot))
            .map(|it| Part {
                slot: it.slot,
                part: number(ChangePartKind::Real),
                value: it.value - it.previous_value,
                n_units: it.n_units,
            });
        families.chain(untouched).collect()
    }

    fn is_untouched(&self, slot: u64) -> bool {
        self.untouched[self.figures.keys.place_of(slot) as usize]
    }
}

impl Books {
    /// Books every figure of the members of a pair of periods' families at all places: then before now, and by unit.
    fn book(&mut self, figures: &Figures, accounts: &[Account]) {
        let mut members: Vec<(usize, &Member)> = accounts
            .iter()
            .enumerate()
            .flat_map(|(family, account)| account.members.iter().map(move |it| (family, it)))
            .collect();
        members.sort_by_key(|(_, member)| member.reporter);
        let n_indicators = figures.keys.indicators() as usize;
        let dossier = |family, share: &Share| family * n_indicators + share.indicator as usize;
        let mut n_figures = vec![0; accounts.len() * n_indicators];
        let mut n_rows = 0;
        for &(family, member) in &members {
            let shares = figures.shares_of(member.reporter);
            n_rows += shares.len() * member.postings.len();
            for share in shares {
                n_figures[dossier(family, share)] += 1;
            }
        }
        self.families.reserve(n_rows);
        self.parts.reserve(n_rows);
        for &(family, member) in &members {
            for share in figures.shares_of(member.reporter) {
                let is_complete = n_figures[dossier(family, share)] == accounts[family].size;
                self.book_share(figures, member, share, is_complete);
            }
        }
    }

    /// Books a figure of a member, of a family that has it complete or not.
    fn book_share(&mut self, figures: &Figures, member: &Member, share: &Share, is_complete: bool) {
        for posting in &member.postings {
            let part = match is_complete {
                true => Some(posting.if_complete),
                false => posting.if_not,
            };
            let Some(part) = part else { continue };
            let slot = figures.keys.slot(posting.place, share.indicator);
            let [numerator, denominator] = share.parts;
            if part == ChangePartKind::Real {
                let sides = match member.is_now {
                    true => [numerator, denominator, 0.0, 0.0],
                    false => [0.0, 0.0, numerator, denominator],
                };
                self.families.book(slot, sides, u32::from(member.is_now));
            }
            if figures.is_summed(slot) {
                let number = slot * N_PARTS + number(part);
                let is_gain = member.is_now || part == ChangePartKind::MovedIn;
                // Not its negative: that of nothing would be a zero with a sign.
                let amount = if is_gain { numerator } else { 0.0 - numerator };
                let is_counted = match part {
                    ChangePartKind::Real => member.is_now,
                    _ => self.units.insert((number, member.unit)),
                };
                self.parts.book(number, [amount], u32::from(is_counted));
            }
        }
    }
}

/// The sums whose numbers lie in a range.
fn within<'s, const N: usize>(sums: &'s [Sum<N>], numbers: &Range<u64>) -> &'s [Sum<N>] {
    let position = |number| sums.partition_point(|sum| sum.number < number);
    &sums[position(numbers.start)..position(numbers.end)]
}

/// How many parts a change can have.
const N_PARTS: u64 = PARTS.len() as u64;

/// A part's place among [`PARTS`].
fn number(part: ChangePartKind) -> u64 {
    PARTS.iter().take_while(|&&other| other != part).count() as u64
}
