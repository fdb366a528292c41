//! What a held figure most likely should be, with the evidence. A proposal is never applied by itself.

use crate::catalogue::{Indicator, IndicatorKind, Thresholds};
use crate::observation::{FormKind, Measure, Observation};
use crate::period::Period;
use crate::quantity;
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::report::office::OfficeCell;
use crate::resolve::shown_value;
use crate::rules;
use crate::tables::Tables;
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value and why it is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// A number or a rate.
    pub value: OfficeCell,
    /// The evidence, in Vietnamese.
    pub basis: String,
}

type Key = (Arc<str>, Arc<str>, Measure);

/// What proposals are drawn from.
pub(super) struct Proposals<'a> {
    lexicon: &'a Lexicon,
    thresholds: &'a Thresholds,
    counted: BTreeMap<Key, Vec<(Period, f64)>>,
    of_clusters: BTreeMap<(Period, Key), &'a Observation>,
}

impl<'a> Proposals<'a> {
    pub(super) fn new(
        tables: &'a Tables,
        lexicon: &'a Lexicon,
        thresholds: &'a Thresholds,
    ) -> Self {
        let mut counted: BTreeMap<Key, Vec<(Period, f64)>> = BTreeMap::new();
        let mut of_clusters = BTreeMap::new();
        for observation in &tables.observations {
            let (Some(period), Some(key), Some(value)) =
                (observation.period, key(observation), observation.value)
            else {
                continue;
            };
            if observation.counted() {
                counted.entry(key).or_default().push((period, value));
            } else if observation.form == FormKind::ClusterTable
                && matches!(
                    observation.verdict,
                    Verdict::OtherSource | Verdict::OtherHeld
                )
            {
                of_clusters.insert((period, key), observation);
            }
        }
        Self {
            lexicon,
            thresholds,
            counted,
            of_clusters,
        }
    }

    pub(super) fn of(&self, observation: &Observation) -> Option<Proposal> {
        let indicator = self.lexicon.indicators.get(&observation.indicator)?;
        let Verdict::Held(reason) = observation.verdict else {
            return None;
        };
        let by_itself = if reason == &rules::unit_of_measure_conflict::RULE {
            without_unit(observation, indicator)
        } else if reason == &rules::magnitude_suspect::RULE {
            self.without_slip(observation, indicator)
        } else {
            None
        };
        let (value, basis) = by_itself.or_else(|| self.by_cluster(observation))?;
        Some(Proposal {
            value: match indicator.kind {
                IndicatorKind::Percent => OfficeCell::Rate(value),
                _ => OfficeCell::Number(value),
            },
            basis,
        })
    }

    /// The figure a thousand or a million times larger or smaller, where exactly one of them is like the unit's other
    /// periods.
    fn without_slip(
        &self,
        observation: &Observation,
        indicator: &Indicator,
    ) -> Option<(f64, String)> {
        let (period, value) = (observation.period?, observation.value?);
        let history: Vec<(Period, f64)> = self
            .counted
            .get(&key(observation)?)?
            .iter()
            .copied()
            .filter(|(other, value)| other.is_comparable_with(period) && *value > 0.0)
            .collect();
        let tolerance = self.thresholds.slip_tolerance;
        let is_like_all = |candidate: &f64| {
            !history.is_empty()
                && history.iter().all(|(_, other)| {
                    *candidate <= other * tolerance && candidate * tolerance >= *other
                })
        };
        let slips = self.thresholds.slip_sizes.iter();
        let candidates: Vec<f64> = slips
            .flat_map(|slip| [value / slip, value * slip])
            .filter(is_like_all)
            .collect();
        let [candidate] = candidates[..] else {
            return None;
        };
        let others: Vec<String> = history
            .iter()
            .map(|(period, value)| {
                format!("{}: {}", period.label(), shown_value(*value, indicator))
            })
            .collect();
        Some((
            candidate,
            format!("gần với các kỳ khác của đơn vị ({})", others.join("; ")),
        ))
    }

    /// What the unit's cluster says of it.
    fn by_cluster(&self, observation: &Observation) -> Option<(f64, String)> {
        let other = self
            .of_clusters
            .get(&(observation.period?, key(observation)?))?;
        let place = format!("bảng tổng hợp của cụm ghi số này: {}", other.at);
        (other.at != observation.at).then_some((other.value?, place))
    }
}

fn key(observation: &Observation) -> Option<Key> {
    Some((
        observation.unit_id.clone()?,
        observation.indicator.clone(),
        observation.measure,
    ))
}

/// `121.800.000 triệu đồng` without its unit: an amount in dong that somebody wrote a unit behind.
fn without_unit(observation: &Observation, indicator: &Indicator) -> Option<(f64, String)> {
    let raw = observation.raw.trim();
    let end = raw.find(|c: char| c.is_alphabetic())?;
    let number = raw.get(..end)?.trim();
    if indicator.kind != IndicatorKind::Money || number.is_empty() {
        return None;
    }
    let read =
        quantity::read_actual(&CellContent::Text(number.to_string()), indicator.kind, None).ok()?;
    Some((
        read.value,
        format!(
            "số ghi trong ô, hiểu là đồng, bỏ chữ “{}”",
            raw.get(end..)?.trim()
        ),
    ))
}
