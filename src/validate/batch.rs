//! All observations and checks of a run side by side.

use super::keys::{Counted, FigureKey, Units};
use crate::catalogue::Indicators;
use crate::finding::{Finding, Rule};
use crate::location::CellRef;
use crate::observation::{FormKind, Measure, Observation, SubmissionStatus};
use crate::period::Period;
use crate::recognise::RowStanding;
use crate::resolve::{CheckFigure, CheckKind, Draft, DraftFigure, DraftTable};
use crate::verdict::FileOut;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

/// A figure to check, with the unit it is of.
pub(super) struct UnitCheck {
    pub(super) kind: CheckKind,
    pub(super) period: Option<Period>,
    pub(super) unit_id: Option<Arc<str>>,
    pub(super) indicator: Arc<str>,
    pub(super) value: f64,
    pub(super) or_value: Option<f64>,
    pub(super) at: CellRef,
    /// For totals: the positions of the observations it sums up.
    pub(super) rows: Vec<usize>,
}

/// Observations in the order of their cells, and what is to be checked.
pub(super) struct Batch {
    pub(super) observations: Vec<Observation>,
    pub(super) checks: Vec<UnitCheck>,
    /// The numbers that stand in cells the office has decided about, by the observation's position.
    pub(super) decided: BTreeMap<usize, f64>,
    /// What files pledge for the period after theirs, by the observation's position.
    pub(super) ahead: BTreeSet<usize>,
    /// Whose figure an observation is; `None` where unit or period are not known.
    pub(super) keys: Vec<Option<FigureKey>>,
    /// Observations of accepted files by unit's figure, those of one figure in the order of their cells. The others only
    /// pass through.
    pub(super) sorted: Vec<(FigureKey, usize)>,
    /// Figures that stand in held submissions, sorted: no other source replaces them.
    pub(super) held: Vec<FigureKey>,
    units: Units,
}

impl Batch {
    /// Takes the figures out of the drafts.
    pub(super) fn new(drafts: &mut [Draft], indicators: &Indicators) -> Self {
        let figures = drafts.iter().map(|draft| draft.figures().count()).sum();
        let mut batch = Self {
            observations: Vec::with_capacity(figures),
            checks: Vec::new(),
            decided: BTreeMap::new(),
            ahead: BTreeSet::new(),
            keys: Vec::new(),
            sorted: Vec::new(),
            held: Vec::new(),
            units: Units::new(std::iter::empty()),
        };
        let mut is_live = Vec::with_capacity(figures);
        let mut held = Vec::new();
        for draft in drafts {
            held.extend(meant_by_held(draft));
            batch.take(draft, &mut is_live);
        }
        batch.number(&is_live, indicators);
        let keys = held.into_iter().filter_map(|it| {
            let actual = batch.actual(it.period, &it.unit, &it.indicator, indicators)?;
            Some(FigureKey {
                measure: it.measure,
                ..actual
            })
        });
        batch.held = keys.collect();
        batch.held.sort_unstable();
        batch
    }

    /// Takes up the figures and checks of a file; `live` is told for each figure whether the file is accepted.
    fn take(&mut self, draft: &mut Draft, live: &mut Vec<bool>) {
        let is_live = draft.submission.status == SubmissionStatus::Accepted;
        let mut first = self.observations.len();
        for table in draft.tables.iter().filter(|_| is_live) {
            let checks = table.checks.iter();
            self.checks
                .extend(checks.map(|check| unit_check(check, table, draft, first)));
            first += table.figures.len();
        }
        let first = self.observations.len();
        let ahead = draft.figures().enumerate();
        let ahead = ahead.filter(|(_, figure)| draft.is_ahead(&figure.observation));
        self.ahead
            .extend(ahead.map(|(position, _)| first + position));
        // Each list is given back as soon as it is taken over: what is made next stands in its place.
        let lists = draft.tables.iter_mut();
        for figure in lists.flat_map(|table| mem::take(&mut table.figures)) {
            if let Some(stands) = figure.stands.filter(|_| figure.is_decided && is_live) {
                self.decided.insert(self.observations.len(), stands);
            }
            self.observations.push(figure.observation);
        }
        live.resize(self.observations.len(), is_live);
    }

    /// Gives every figure its key.
    fn number(&mut self, is_live: &[bool], indicators: &Indicators) {
        let units = self.observations.iter();
        self.units = Units::new(units.filter_map(|it| it.unit_id.as_ref()));
        // A file's figures stand together and share their unit, which is looked up once.
        let mut last: Option<(&Arc<str>, Option<u32>)> = None;
        let keys = self.observations.iter().map(|it| {
            let (period, unit) = (it.period?, it.unit_id.as_ref()?);
            let known = last.filter(|(last, _)| Arc::ptr_eq(last, unit));
            let (_, number) =
                *last.insert(known.unwrap_or_else(|| (unit, self.units.number(unit))));
            Some(FigureKey {
                period,
                unit: number?,
                indicator: indicators.known_position(&it.indicator)? as u32,
                measure: it.measure,
            })
        });
        self.keys = keys.collect();
        let live = self.keys.iter().enumerate();
        let live = live.filter(|(position, _)| is_live[*position]);
        let figures: Vec<(FigureKey, usize)> = live
            .filter_map(|(position, key)| Some(((*key)?, position)))
            .collect();
        // The figures of a file stand together: the files are sorted, then the figures of each unit and period.
        let of_one =
            |one: &(FigureKey, usize), next: &(FigureKey, usize)| one.0.whose() == next.0.whose();
        let mut files: Vec<&[(FigureKey, usize)]> = figures.chunk_by(of_one).collect();
        files.sort_by_key(|file| file[0].0.whose());
        self.sorted = Vec::with_capacity(figures.len());
        for files in files.chunk_by(|one, next| of_one(&one[0], &next[0])) {
            let start = self.sorted.len();
            self.sorted.extend(files.iter().copied().flatten());
            self.sorted[start..]
                .sort_unstable_by_key(|(key, position)| (key.indicator, key.measure, *position));
        }
    }

    /// The key of what a unit reached in a period; `None` where it has no figures at all or the catalogue does not know
    /// the indicator.
    pub(super) fn actual(
        &self,
        period: Period,
        unit: &str,
        indicator: &str,
        indicators: &Indicators,
    ) -> Option<FigureKey> {
        Some(FigureKey {
            period,
            unit: self.units.number(unit)?,
            indicator: indicators.known_position(indicator)? as u32,
            measure: Measure::Actual,
        })
    }

    /// The positions of counted actual figures that are numbers.
    pub(super) fn counted_actuals(&self) -> Counted {
        let sorted = self.sorted.iter().copied();
        let counted = sorted.filter(|(key, position)| {
            let observation = &self.observations[*position];
            key.measure == Measure::Actual && observation.counted() && observation.value.is_some()
        });
        Counted::of_sorted(counted)
    }

    /// The counted actual figure of a unit.
    pub(super) fn value(&self, position: usize) -> f64 {
        self.observations[position].value.unwrap_or_default()
    }

    /// A finding at an observation's cell, with its unit, period and indicator.
    pub(super) fn finding(&self, position: usize, rule: &'static Rule, message: String) -> Finding {
        let observation = &self.observations[position];
        let mut finding = Finding::about_cell(rule, &observation.at, message);
        finding.unit_id = observation.unit_id.clone();
        finding.period = observation.period;
        finding.indicator = Some(observation.indicator.clone());
        finding
    }
}

/// A figure that a held submission gives.
struct HeldFigure {
    period: Period,
    unit: Arc<str>,
    indicator: Arc<str>,
    measure: Measure,
}

/// What a held submission of a unit gives: its period may be open, its folder's is where it was meant to count.
fn meant_by_held(draft: &Draft) -> Vec<HeldFigure> {
    let submission = &draft.submission;
    let is_held = submission.status == SubmissionStatus::Held
        && submission.form != Some(FormKind::ClusterTable)
        && submission.reason != Some(FileOut::LeftOut);
    let place = submission
        .period
        .or(draft.whose.folder.period)
        .zip(submission.unit_id.as_ref());
    let Some((period, unit)) = place.filter(|_| is_held) else {
        return Vec::new();
    };
    let figures = draft.figures().map(|figure| &figure.observation);
    let given = figures.filter(|it| !it.raw.is_empty() && !draft.is_ahead(it));
    given
        .map(|it| HeldFigure {
            period,
            unit: unit.clone(),
            indicator: it.indicator.clone(),
            measure: it.measure,
        })
        .collect()
}

/// Whether a figure stands over or beside a sum: units stand below each other, or side by side, or each on a sheet of its own.
fn stands_in_line(figure: &CellRef, sum: &CellRef) -> bool {
    let (one, other) = (figure.address, sum.address);
    one.column == other.column || one.row == other.row || figure.sheet != sum.sheet
}

/// A check of a table whose first figure is the batch's figure at `first`.
fn unit_check(check: &CheckFigure, table: &DraftTable, draft: &Draft, first: usize) -> UnitCheck {
    // A row that sums up others, or is no unit's, is in no total beside them.
    let is_summed = |row: usize, figure: &DraftFigure| {
        let standing = table.units.get(row).map(|(row, _)| &row.standing);
        standing.is_none_or(|it| *it == RowStanding::Unit) || figure.observation.unit_id.is_some()
    };
    let rows = match &check.kind {
        CheckKind::Total(rows) => table
            .figures
            .iter()
            .enumerate()
            .filter(|(_, figure)| {
                figure.observation.indicator == check.indicator
                    && figure.observation.measure == Measure::Actual
                    && stands_in_line(&figure.observation.at, &check.at)
                    && figure
                        .unit_row
                        .is_some_and(|row| rows.contains(&row) && is_summed(row, figure))
            })
            .map(|(position, _)| first + position)
            .collect(),
        _ => Vec::new(),
    };
    let unit_id = match check.unit_row {
        Some(row) => table
            .figures
            .iter()
            .find(|figure| figure.unit_row == Some(row))
            .and_then(|figure| figure.observation.unit_id.clone()),
        None => draft.submission.unit_id.clone(),
    };
    UnitCheck {
        kind: check.kind.clone(),
        period: draft.submission.period,
        unit_id,
        indicator: check.indicator.clone(),
        value: check.value,
        or_value: check.or_value,
        at: check.at.clone(),
        rows,
    }
}

impl UnitCheck {
    /// A finding at the checked cell.
    pub(super) fn finding(&self, rule: &'static Rule, message: String) -> Finding {
        let mut finding = Finding::about_cell(rule, &self.at, message);
        finding.unit_id = self.unit_id.clone();
        finding.period = self.period;
        finding.indicator = Some(self.indicator.clone());
        finding
    }
}
