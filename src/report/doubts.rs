//! Which figures an open error reaches: those of the unit it stands at, and every total, mean and ratio that they are in.

use crate::catalogue::{Aggregation, Indicators};
use crate::finding::{Finding, Severity};
use crate::location::CellAddress;
use crate::observation::Measure;
use crate::period::Period;
use crate::register::Register;
use crate::tables::{Group, Tables};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The open errors behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The first of them, as a position among the findings.
    pub(super) finding: usize,
    /// How many there are.
    pub(super) count: u32,
}

/// Open errors by period, group and indicator.
#[derive(Default)]
pub(super) struct Doubts<'a> {
    province: BTreeMap<(Period, &'a str), Doubt>,
    clusters: BTreeMap<(Period, &'a str, &'a str), Doubt>,
    units: BTreeMap<(Period, &'a str, &'a str), Doubt>,
    /// Errors at what a unit sent, whatever the indicator.
    files: BTreeMap<(Period, &'a str), Doubt>,
}

impl<'a> Doubts<'a> {
    /// Finds them among the findings of a run.
    pub(super) fn new(
        tables: &'a Tables,
        indicators: &'a Indicators,
        register: &'a Register,
    ) -> Self {
        let mut doubts = Self::default();
        let errors = tables.findings.iter().enumerate();
        let mut errors = errors
            .filter(|(_, finding)| is_open_error(finding))
            .peekable();
        if errors.peek().is_none() {
            return doubts;
        }
        let sent: HashMap<&str, &'a str> = tables
            .submissions
            .iter()
            .filter_map(|row| Some((&*row.file, row.cluster_id.as_deref()?)))
            .collect();
        let pledged = pledged_cells(tables);
        let reach = Reach::new(indicators);
        for (position, finding) in errors {
            let Some(period) = finding.period else {
                continue;
            };
            let Some(code) = finding.indicator.as_deref() else {
                if let Some(unit) = finding.unit_id.as_deref() {
                    add(&mut doubts.files, (period, unit), position);
                }
                continue;
            };
            if cell_of(finding).is_some_and(|cell| pledged.contains(&cell)) {
                continue;
            }
            let unit = finding.unit_id.as_ref();
            let cluster = unit
                .and_then(|unit| register.cluster_of(period, unit))
                .map(|cluster| &**cluster)
                .or_else(|| sent.get(finding.file.as_deref()?).copied());
            for reached in reach.of_groups(code) {
                add(&mut doubts.province, (period, reached), position);
                if let Some(cluster) = cluster {
                    add(&mut doubts.clusters, (period, cluster, reached), position);
                }
            }
            for reached in reach.of_units(code) {
                if let Some(unit) = unit {
                    add(&mut doubts.units, (period, &**unit, reached), position);
                }
            }
        }
        doubts
    }

    /// The open errors behind a group's figure.
    pub(super) fn of(&self, period: Period, group: &Group, code: &str) -> Option<Doubt> {
        match group {
            Group::Province => self.province.get(&(period, code)),
            Group::Cluster(id) => self.clusters.get(&(period, &**id, code)),
            Group::Unit(id) => self.units.get(&(period, &**id, code)),
        }
        .copied()
    }

    /// The open errors at what a unit sent for a period.
    pub(super) fn of_files(&self, period: Period, unit: &str) -> Option<Doubt> {
        self.files.get(&(period, unit)).copied()
    }

    /// How many figures an error reaches.
    pub(super) fn len(&self) -> usize {
        self.province.len() + self.clusters.len() + self.units.len()
    }
}

/// Whether somebody has to act on an error.
fn is_open_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error && !finding.is_decided
}

fn add<K: Ord>(doubts: &mut BTreeMap<K, Doubt>, key: K, finding: usize) {
    let doubt = doubts.entry(key).or_insert(Doubt { finding, count: 0 });
    doubt.count += 1;
}

type Cell<'a> = (&'a str, &'a str, CellAddress);

fn cell_of(finding: &Finding) -> Option<Cell<'_>> {
    Some((
        finding.file.as_deref()?,
        finding.sheet.as_deref()?,
        finding.cell?,
    ))
}

/// Cells with what was pledged: an error there is none of what was reached.
fn pledged_cells(tables: &Tables) -> HashSet<Cell<'_>> {
    let targets = tables.observations.iter();
    targets
        .filter(|observation| observation.measure == Measure::Target && !observation.counted())
        .map(|observation| {
            let at = &observation.at;
            (&*at.file, &*at.sheet, at.address)
        })
        .collect()
}

/// Which indicators' figures an indicator's figures are in.
struct Reach<'a> {
    ratios: BTreeMap<&'a str, BTreeSet<&'a str>>,
    means: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Reach<'a> {
    fn new(indicators: &'a Indicators) -> Self {
        let mut reach = Self {
            ratios: BTreeMap::new(),
            means: BTreeMap::new(),
        };
        for indicator in indicators.iter() {
            let code = &*indicator.code;
            match &indicator.aggregation {
                Aggregation::Ratio {
                    numerator,
                    denominator,
                } => {
                    for part in [numerator, denominator] {
                        reach.ratios.entry(part).or_default().insert(code);
                    }
                }
                Aggregation::WeightedMean { weight } => {
                    reach.means.entry(weight).or_default().insert(code);
                }
                Aggregation::Sum | Aggregation::Mean | Aggregation::Distribution => {}
            }
        }
        reach
    }

    /// A unit's own figure, and the ratios that it is a part of.
    fn of_units(&self, code: &'a str) -> impl Iterator<Item = &'a str> {
        let ratios = self.ratios.get(code).into_iter().flatten().copied();
        std::iter::once(code).chain(ratios)
    }

    /// A group's figure besides, where the figure is the weight of a mean.
    fn of_groups(&self, code: &'a str) -> impl Iterator<Item = &'a str> {
        let means = self.means.get(code).into_iter().flatten().copied();
        self.of_units(code).chain(means)
    }
}
