//! What changed between two runs, and why: told from what each has left in its output folder, so that any two can be
//! compared, whenever they were made.
//!
//! A group's sum changes by what its units' figures change by. Each such change has one cause, and the causes of a sum's
//! change add up to it; what does not is told as unexplained. Means, ratios and counts of categories name the cells that
//! are in them.

mod causes;
mod manifest;
mod sheets;
mod stored;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use causes::Cause;
pub use manifest::{FILE_NAME as MANIFEST, Manifest, ManifestInputs, NamedIndicator, WrittenTable};
pub use sheets::{FILE_NAME, changes_workbook};
pub use stored::RunData;
pub use table::changed_figures;
pub use words::{told, told_of_same};

use causes::{Causes, Pair};
use std::collections::{BTreeMap, BTreeSet};
use stored::{Figure, FigureKey, FindingKey, StoredGroup, TotalKey};

/// A figure of a unit that counts otherwise than before.
#[derive(Debug, Clone)]
pub(crate) struct CellChange<'a> {
    pair: Pair<'a>,
    cause: Cause,
    /// A file's name or a rule's key, by the cause.
    detail: String,
}

/// A figure of the province, of a cluster or of a unit that is another than before.
#[derive(Debug)]
pub(crate) struct TotalChange<'a> {
    key: &'a TotalKey,
    old: Option<f64>,
    new: Option<f64>,
    /// The changes that are in it, by their positions, each with what it adds; nothing is added where the figure is no sum.
    parts: Vec<(usize, Option<f64>)>,
}

impl TotalChange<'_> {
    fn change(&self) -> f64 {
        self.new.unwrap_or(0.0) - self.old.unwrap_or(0.0)
    }

    /// What the parts do not add up to; nothing where they do, up to what adding in another order may make.
    fn unexplained(&self) -> Option<f64> {
        let parts = self.parts.iter().map(|(_, part)| *part);
        let rest = match parts.sum::<Option<f64>>() {
            Some(sum) => self.change() - sum,
            None => return None,
        };
        let size = [self.old, self.new].into_iter().flatten();
        let size = size.fold(1.0, |size: f64, value| size.max(value.abs()));
        (rest.abs() > size * 1e-9).then_some(rest)
    }
}

/// What changed between two runs.
#[derive(Debug)]
pub struct Changes<'a> {
    old: &'a RunData,
    new: &'a RunData,
    /// Latest period first, then by indicator and unit.
    cells: Vec<CellChange<'a>>,
    /// Latest period first, then the province before its clusters.
    totals: Vec<TotalChange<'a>>,
    /// What there is to do now, and was not before.
    opened: Vec<(&'a FindingKey, &'a str)>,
    /// What there was to do, and is no more.
    closed: Vec<(&'a FindingKey, &'a str)>,
}

impl<'a> Changes<'a> {
    /// Compares two runs.
    pub fn between(old: &'a RunData, new: &'a RunData) -> Self {
        let indicators = Named { old, new };
        let cells = cell_changes(old, new, &indicators);
        let totals = total_changes(old, new, &cells, &indicators);
        Self {
            cells,
            totals,
            opened: missing_in(&new.findings, &old.findings),
            closed: missing_in(&old.findings, &new.findings),
            old,
            new,
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
            && self.totals.is_empty()
            && self.opened.is_empty()
            && self.closed.is_empty()
    }

    /// How many figures, units' own among them, are not explained exactly by the cells.
    pub fn n_unexplained(&self) -> usize {
        let totals = self.totals.iter();
        totals.filter(|total| total.unexplained().is_some()).count()
    }

    /// The figures of the province and its clusters.
    fn shown_totals(&self) -> impl Iterator<Item = &TotalChange<'a>> {
        let totals = self.totals.iter();
        totals.filter(|total| !matches!(total.key.group, StoredGroup::Unit(_)))
    }

    fn named(&self) -> Named<'a> {
        Named {
            old: self.old,
            new: self.new,
        }
    }
}

/// What things are called: by the later run, else by the earlier.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    old: &'a RunData,
    new: &'a RunData,
}

impl<'a> Named<'a> {
    fn find<T>(self, of: impl Fn(&'a Manifest) -> Option<T>) -> Option<T> {
        let mut manifests = [&self.new.manifest, &self.old.manifest].into_iter();
        manifests.find_map(of)
    }

    fn indicator(self, code: &str) -> Option<&'a NamedIndicator> {
        self.find(|manifest| manifest.indicators.get(code))
    }

    fn unit(self, id: &'a str) -> &'a str {
        self.find(|manifest| manifest.units.get(id).map(String::as_str))
            .unwrap_or(id)
    }

    fn cluster(self, id: &'a str) -> &'a str {
        self.find(|manifest| manifest.clusters.get(id).map(String::as_str))
            .unwrap_or(id)
    }

    fn order(self, code: &str) -> usize {
        self.indicator(code).map_or(usize::MAX, |named| named.order)
    }
}

fn cell_changes<'a>(old: &'a RunData, new: &'a RunData, named: &Named<'a>) -> Vec<CellChange<'a>> {
    let (before, after) = (old.figures(), new.figures());
    let causes = Causes::new(old, new);
    let keys: BTreeSet<FigureKey<'a>> = before.keys().chain(after.keys()).copied().collect();
    let says = |figure: &Figure<'a>| {
        let cell = figure.cell;
        (cell.value, cell.category.as_deref(), figure.cluster)
    };
    let mut changes: Vec<CellChange<'a>> = keys
        .into_iter()
        .filter_map(|key| {
            let pair = Pair {
                key,
                old: before.get(&key).copied(),
                new: after.get(&key).copied(),
            };
            if pair.old.as_ref().map(says) == pair.new.as_ref().map(says) {
                return None;
            }
            let (cause, detail) = causes.of(&pair);
            Some(CellChange {
                pair,
                cause,
                detail,
            })
        })
        .collect();
    changes.sort_by_key(|change| {
        let (period, unit, indicator) = change.pair.key;
        let place = (named.order(indicator), indicator);
        (std::cmp::Reverse(period), place, unit)
    });
    changes
}

/// What a figure adds to a group's sum, or to its count of a category.
fn share(figure: Option<Figure<'_>>, unit: &str, key: &TotalKey) -> f64 {
    let Some(figure) = figure else {
        return 0.0;
    };
    let is_in = match &key.group {
        StoredGroup::Province => true,
        StoredGroup::Cluster(id) => figure.cluster == Some(id),
        StoredGroup::Unit(id) => unit == id,
    };
    match (is_in, &key.category) {
        (false, _) => 0.0,
        (true, Some(category)) => {
            f64::from(u8::from(figure.cell.category.as_ref() == Some(category)))
        }
        (true, None) => figure.cell.value.unwrap_or(0.0),
    }
}

fn total_changes<'a>(
    old: &'a RunData,
    new: &'a RunData,
    cells: &[CellChange<'a>],
    named: &Named<'a>,
) -> Vec<TotalChange<'a>> {
    let mut by_indicator: BTreeMap<(crate::period::Period, &str), Vec<usize>> = BTreeMap::new();
    for (position, change) in cells.iter().enumerate() {
        let (period, _, indicator) = change.pair.key;
        by_indicator
            .entry((period, indicator))
            .or_default()
            .push(position);
    }
    let keys: BTreeSet<&'a TotalKey> = old.totals.keys().chain(new.totals.keys()).collect();
    let mut changes: Vec<TotalChange<'a>> = keys
        .into_iter()
        .filter_map(|key| {
            let (before, after) = (old.totals.get(key), new.totals.get(key));
            (before != after).then(|| TotalChange {
                key,
                old: before.copied(),
                new: after.copied(),
                parts: parts(key, cells, &by_indicator, named),
            })
        })
        .collect();
    changes.sort_by_key(|change| {
        let key = change.key;
        let place = (named.order(&key.indicator), &key.indicator, &key.category);
        (std::cmp::Reverse(key.period), &key.group, place)
    });
    changes
}

/// The changes of cells that are in a group's figure.
fn parts(
    key: &TotalKey,
    cells: &[CellChange<'_>],
    by_indicator: &BTreeMap<(crate::period::Period, &str), Vec<usize>>,
    named: &Named<'_>,
) -> Vec<(usize, Option<f64>)> {
    let indicator = named.indicator(&key.indicator);
    // A unit's own figure needs no weight; a count of units in a category is a sum.
    let adds_up = key.category.is_some() || indicator.is_none_or(|it| it.is_summed);
    let made_of = indicator.map_or(&[][..], |it| it.made_of.as_slice());
    let codes = std::iter::once(&key.indicator).chain(made_of);
    let positions = codes.flat_map(|code| {
        let positions = by_indicator.get(&(key.period, code.as_str()));
        positions.map_or(&[][..], Vec::as_slice)
    });
    let mut parts = Vec::new();
    for &position in positions {
        let pair = &cells[position].pair;
        let is_in = |figure: Option<Figure<'_>>| match (&figure, &key.group) {
            (None, _) => false,
            (Some(_), StoredGroup::Province) => true,
            (Some(figure), StoredGroup::Cluster(id)) => figure.cluster == Some(id),
            (Some(_), StoredGroup::Unit(id)) => pair.key.1 == id,
        };
        let (was_in, comes_in) = (is_in(pair.old), is_in(pair.new));
        if !was_in && !comes_in {
            continue;
        }
        let added = share(pair.new, pair.key.1, key) - share(pair.old, pair.key.1, key);
        match adds_up {
            // A nought that is new makes a figure where there was none.
            true if added == 0.0 && was_in == comes_in => {}
            true => parts.push((position, Some(added))),
            false => parts.push((position, None)),
        }
    }
    parts
}

/// The findings of one run that the other lacks, which somebody has to look at.
fn missing_in<'a>(
    here: &'a BTreeMap<FindingKey, Vec<String>>,
    there: &'a BTreeMap<FindingKey, Vec<String>>,
) -> Vec<(&'a FindingKey, &'a str)> {
    let mut missing = Vec::new();
    for (key, messages) in here.iter().filter(|(key, _)| key.severity != "info") {
        let known = there.get(key).map_or(0, Vec::len);
        let more = messages.iter().skip(known);
        missing.extend(more.map(|message| (key, message.as_str())));
    }
    missing.sort_by_key(|(key, _)| (std::cmp::Reverse(key.period), key.severity.clone()));
    missing
}
