//! Units' figures over the periods shown, each with its cell.

use super::maker::Maker;
use super::{FigureState, PageUnit, UnitFigure};
use crate::catalogue::{Aggregation, Indicator};
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::report::reading::{self, Decisions};
use crate::report::wording::say;
use crate::tables::Group;
use crate::text::fill;
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

/// What figures are told by.
pub(super) struct Telling<'p, 'a> {
    pub(super) sentences: &'p super::plan::Sentences,
    decisions: Decisions<'a>,
}

impl<'a> Maker<'_, 'a> {
    /// Gives every unit its figures. Such as another file or another cell stands for are left to the data tables.
    pub(super) fn add_figures(
        &mut self,
        units: &mut [(Arc<str>, PageUnit)],
        sentences: &super::plan::Sentences,
    ) {
        let places: BTreeMap<Arc<str>, usize> = units
            .iter()
            .enumerate()
            .map(|(place, (id, _))| (id.clone(), place))
            .collect();
        let tables = self.facts.account.tables;
        let telling = Telling {
            sentences,
            decisions: Decisions::new(&tables.findings),
        };
        for observation in &tables.observations {
            let found = observation.unit_id.as_ref().zip(observation.period);
            let Some((unit, period)) = found.filter(|_| observation.measure == Measure::Actual)
            else {
                continue;
            };
            let at = (places.get(unit), self.period_place(period));
            let (Some(&unit), Some(year)) = at else {
                continue;
            };
            if let Some(figure) = self.figure(observation, &telling) {
                units[unit].1.years[year].figures.push(figure);
            }
        }
        self.add_ratios(units, &places);
        for figures in units
            .iter_mut()
            .flat_map(|(_, unit)| &mut unit.years)
            .map(|year| &mut year.figures)
        {
            figures.sort_by_key(|figure| figure.indicator);
        }
    }

    /// Ratios follow from two figures of the unit and stand in no cell.
    fn add_ratios(&self, units: &mut [(Arc<str>, PageUnit)], places: &BTreeMap<Arc<str>, usize>) {
        for row in &self.facts.account.tables.aggregates {
            let Group::Unit(unit) = &row.group else {
                continue;
            };
            let at = (
                places.get(unit),
                self.period_place(row.period),
                self.position(&row.indicator),
            );
            let (Some(&unit), Some(year), Some(place)) = at else {
                continue;
            };
            let indicator = self.indicators[place];
            if matches!(indicator.aggregation, Aggregation::Ratio { .. }) {
                units[unit].1.years[year].figures.push(UnitFigure {
                    indicator: place,
                    shown: self.shown(indicator, row.value),
                    place: None,
                    raw: String::new(),
                    state: FigureState::Counts,
                    remark: None,
                });
            }
        }
    }

    fn figure(
        &mut self,
        observation: &Observation,
        telling: &Telling<'_, '_>,
    ) -> Option<UnitFigure> {
        let place = self.position(&observation.indicator)?;
        let indicator = self.indicators[place];
        let is_ratio = matches!(indicator.aggregation, Aggregation::Ratio { .. });
        let (state, remark) = match observation.verdict {
            // A unit's own ratio is only checked.
            Verdict::Counts if is_ratio => return None,
            Verdict::Counts => self.remark(observation, indicator, telling),
            Verdict::LeftOut => {
                let text = telling.sentences.left_out.clone();
                (FigureState::LeftOut, Some(text))
            }
            _ if self.facts.awaits_decision(observation) => {
                let text = held(observation, telling.sentences);
                (FigureState::Held, Some(text))
            }
            _ => return None,
        };
        let shown = match (observation.category.as_deref(), observation.value) {
            (Some(category), _) => say(&self.facts.wording.short_categories, category).to_owned(),
            (None, Some(value)) => self.shown(indicator, value),
            (None, None) => String::new(),
        };
        Some(UnitFigure {
            indicator: place,
            shown,
            place: Some(self.cell_place(&observation.at)),
            raw: observation.raw.clone(),
            state,
            remark: remark.map(|text| self.text(&text)),
        })
    }

    /// What was done to a figure that counts, and what waits at it.
    fn remark(
        &self,
        observation: &Observation,
        indicator: &Indicator,
        telling: &Telling<'_, '_>,
    ) -> (FigureState, Option<String>) {
        let treatment = reading::treatment(observation, indicator).map(|it| it.remark());
        let decided = telling.decisions.of(&observation.at);
        let mut remarks: Vec<String> = treatment
            .into_iter()
            .chain(decided)
            .map(|text| format!("{}.", text.trim_end_matches('.')))
            .collect();
        let doubt = observation
            .period
            .and_then(|period| self.doubt_of(observation.unit_id.as_ref()?, period, indicator));
        let state = match (&doubt, remarks.is_empty()) {
            (Some(_), _) => FigureState::Doubtful,
            (None, false) => FigureState::Remarked,
            (None, true) => FigureState::Counts,
        };
        remarks.extend(doubt);
        (state, (!remarks.is_empty()).then(|| remarks.join(" ")))
    }

    fn doubt_of(&self, unit: &Arc<str>, period: Period, indicator: &Indicator) -> Option<String> {
        let account = self.facts.account;
        if account.n_doubts() == 0 {
            return None;
        }
        let own = Group::Unit(unit.clone());
        let doubt = account.doubt(period, &own, &indicator.code)?;
        Some(self.facts.note(doubt))
    }
}

/// Why a figure is held, and what to do.
fn held(observation: &Observation, sentences: &super::plan::Sentences) -> String {
    let rule = observation.verdict.rule();
    let filling: [(&str, &dyn Display); 2] = [
        ("title", &rule.map_or("", |rule| rule.title)),
        ("action", &rule.map_or("", |rule| rule.action)),
    ];
    fill(&sentences.held, &filling).trim_end().to_owned()
}
