//! What each counted figure adds to its groups, and what groups come to.

use super::counted::{Counted, Figure, counted};
use super::keys::{Keys, Reporting};
use super::recipes::{Parts, Recipes, value};
use super::sums::{Bookings, Sum};
use crate::catalogue::{Aggregation, Indicators};
use crate::observation::Observation;
use crate::register::Register;
use polars::prelude::PolarsResult;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The counted actuals of a run, numbered, and what they come to.
#[derive(Debug)]
pub(crate) struct Figures {
    /// What the numbers stand for.
    pub(crate) keys: Keys,
    /// Who has a counted figure, by period.
    pub(crate) reporting: Reporting,
    /// What each unit adds to a group, by reporter and indicator. A unit that lacks the weight or the denominator of an
    /// indicator adds nothing to it.
    shares: Vec<Share>,
    /// Where the shares of each reporter begin, and where the last ones end.
    first_shares: Vec<usize>,
    /// What groups come to, by slot.
    pub(crate) totals: Vec<Total>,
    /// How many units of a group are in a category, by slot and category.
    pub(super) distributions: Vec<Chosen>,
    /// The categories that `distributions` numbers, sorted.
    pub(super) categories: Vec<Arc<str>>,
    /// Whether an indicator is summed, by its position.
    is_summed: Vec<bool>,
}

/// What a unit in a period adds to a group in an indicator.
#[derive(Debug)]
pub(crate) struct Share {
    /// The indicator, by its position.
    pub(crate) indicator: u64,
    /// What it adds.
    pub(crate) parts: Parts,
}

/// What a group comes to in an indicator.
#[derive(Debug)]
pub(crate) struct Total {
    /// The group, period and indicator, by number.
    pub(crate) slot: u64,
    /// In the indicator's unit of value.
    pub(crate) value: f64,
    /// How many units are in it.
    pub(crate) n_units: u32,
}

/// How many units of a group are in a category.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The group, period and indicator, by number.
    pub(super) slot: u64,
    /// The category, by number.
    pub(super) category: usize,
    /// Units in the category.
    pub(super) n_units: u32,
}

impl Figures {
    /// Takes up what counts and sums it up.
    pub(super) fn new(
        observations: &[Observation],
        indicators: &Indicators,
        register: &Register,
    ) -> PolarsResult<Self> {
        let Counted {
            figures,
            reporting,
            keys,
        } = counted(observations, indicators, register);
        let categories = categories(&figures);
        let of_periods: Vec<Taken> = figures
            .par_chunk_by(|one, next| keys.is_one_period(one.reporter, next.reporter))
            .map(|figures| {
                let mut takings = Takings::new(&keys, &categories, indicators);
                for figures in figures.chunk_by(|one, next| one.reporter == next.reporter) {
                    takings.take(figures, &reporting);
                }
                takings.taken
            })
            .collect();
        let mut all = Self {
            shares: Vec::with_capacity(figures.len()),
            first_shares: Vec::with_capacity(keys.n_reporters() + 1),
            totals: Vec::with_capacity(figures.len()),
            distributions: Vec::new(),
            is_summed: is_summed(indicators),
            keys,
            reporting,
            categories,
        };
        let mut in_groups = Bookings::default();
        let mut chosen = Bookings::default();
        for mut period in of_periods {
            in_groups.append(std::mem::take(&mut period.in_groups));
            chosen.append(std::mem::take(&mut period.chosen));
            all.append(period);
        }
        let n_reporters = all.keys.n_reporters();
        all.first_shares.resize(n_reporters + 1, all.shares.len());
        let (of_groups, chosen) = rayon::join(|| in_groups.sums(), || chosen.sums());
        let of_groups = of_groups?;
        let of_groups = of_groups.iter();
        all.totals.extend(
            of_groups.filter_map(|sum| total(sum, all.is_summed[all.keys.indicator(sum.number)])),
        );
        all.totals.sort_by_key(|total| total.slot);
        all.distributions = distributions(&chosen?, all.categories.len());
        Ok(all)
    }

    /// Takes over what a period adds behind earlier ones: its reporters come after all of theirs.
    fn append(&mut self, mut period: Taken) {
        let before = self.shares.len();
        for (reporter, first) in period.first_shares {
            self.first_shares
                .resize(reporter as usize + 1, before + first);
        }
        self.shares.append(&mut period.shares);
        self.totals.append(&mut period.of_units);
    }

    /// What a reporter adds, by indicator.
    pub(crate) fn shares_of(&self, reporter: u64) -> &[Share] {
        let reporter = reporter as usize;
        &self.shares[self.first_shares[reporter]..self.first_shares[reporter + 1]]
    }

    /// Whether the indicator of a slot is summed; otherwise it is a mean or a ratio.
    pub(crate) fn is_summed(&self, slot: u64) -> bool {
        self.is_summed[self.keys.indicator(slot)]
    }
}

/// What is taken up of the figures of a period.
#[derive(Default)]
struct Taken {
    in_groups: Bookings<2>,
    chosen: Bookings<0>,
    shares: Vec<Share>,
    /// Where the shares of those begin that report.
    first_shares: Vec<(u64, usize)>,
    /// What units come to by themselves.
    of_units: Vec<Total>,
}

/// Takes up the figures of a period, one unit after the other.
struct Takings<'a> {
    keys: &'a Keys,
    categories: &'a [Arc<str>],
    of_groups: Recipes,
    of_units: Recipes,
    is_summed: Vec<bool>,
    taken: Taken,
}

impl<'a> Takings<'a> {
    fn new(keys: &'a Keys, categories: &'a [Arc<str>], indicators: &Indicators) -> Self {
        Self {
            keys,
            categories,
            of_groups: Recipes::of_groups(indicators),
            of_units: Recipes::of_units(indicators),
            is_summed: is_summed(indicators),
            taken: Taken::default(),
        }
    }

    /// Takes up all figures of a reporter.
    fn take(&mut self, figures: &[Figure<'_>], reporting: &Reporting) {
        let reporter = figures[0].reporter;
        let places = self.keys.places(reporter, reporting);
        let taken = &mut self.taken;
        taken.first_shares.push((reporter, taken.shares.len()));
        let mut values = vec![None; self.is_summed.len()];
        for figure in figures {
            values[figure.indicator as usize] = figure.observation.value;
            if let Some(category) = number(figure, self.categories) {
                for place in places.all() {
                    let slot = self.keys.slot(place, figure.indicator);
                    let number = slot * self.categories.len() as u64 + category;
                    taken.chosen.book(number, [], 1);
                }
            }
        }
        for (indicator, parts) in self.of_groups.parts(&values) {
            for place in places.groups() {
                let slot = self.keys.slot(place, indicator);
                taken.in_groups.book(slot, parts, 1);
            }
            taken.shares.push(Share { indicator, parts });
        }
        for (indicator, values) in self.of_units.parts(&values) {
            let alone = Sum {
                number: self.keys.slot(places.own, indicator),
                values,
                n_units: 1,
            };
            let is_summed = self.is_summed[indicator as usize];
            taken.of_units.extend(total(&alone, is_summed));
        }
    }
}

/// Whether each indicator is summed.
fn is_summed(indicators: &Indicators) -> Vec<bool> {
    let indicators = indicators.iter();
    indicators
        .map(|it| it.aggregation == Aggregation::Sum)
        .collect()
}

/// `None` where it is a mean or ratio over nothing.
fn total(sum: &Sum<2>, is_summed: bool) -> Option<Total> {
    Some(Total {
        slot: sum.number,
        value: value(is_summed, sum.values)?,
        n_units: sum.n_units,
    })
}

/// The categories that are reported, sorted.
fn categories(figures: &[Figure<'_>]) -> Vec<Arc<str>> {
    let categories = figures.iter().map(|it| it.observation.category.as_ref());
    let categories: BTreeSet<&Arc<str>> = categories.flatten().collect();
    categories.into_iter().cloned().collect()
}

/// The number of the category that a figure is.
fn number(figure: &Figure<'_>, categories: &[Arc<str>]) -> Option<u64> {
    let category = figure.observation.category.as_ref()?;
    let found = categories.binary_search(category).ok()?;
    Some(found as u64)
}

fn distributions(sums: &[Sum<0>], n_categories: usize) -> Vec<Chosen> {
    let n_categories = n_categories.max(1) as u64;
    let chosen = sums.iter().map(|sum| Chosen {
        slot: sum.number / n_categories,
        category: (sum.number % n_categories) as usize,
        n_units: sum.n_units,
    });
    chosen.collect()
}
