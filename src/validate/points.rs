//! Points above the scale of the criteria in force: far above it none are; a little above it may be a bonus. Where most of
//! a cluster stand above it, the cluster goes by another scale.

use super::Context;
use super::batch::Batch;
use crate::catalogue::{Aggregation, Indicator, IndicatorKind};
use crate::finding::Finding;
use crate::period::Period;
use crate::resolve::shown_value;
use crate::rules;
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Beyond the scale by this factor no bonus brings a unit.
const BEYOND: f64 = 1.5;

pub(super) fn check(batch: &mut Batch, context: &Context<'_>, findings: &mut Vec<Finding>) {
    type Contest = (Arc<str>, Period, Option<Arc<str>>);
    let mut contests: BTreeMap<Contest, Vec<usize>> = BTreeMap::new();
    let indicators = context.lexicon.indicators.iter();
    let are_scores: Vec<bool> = indicators.map(is_score).collect();
    let scores = batch.sorted.iter();
    for (key, position) in scores.filter(|(key, _)| are_scores[key.indicator as usize]) {
        let observation = &batch.observations[*position];
        if observation.counted() {
            let cluster = observation.cluster_id.clone();
            let contest = (observation.indicator.clone(), key.period, cluster);
            contests.entry(contest).or_default().push(*position);
        }
    }
    for ((code, period, _), positions) in contests {
        let (Some(scale), Some(indicator)) = (
            (context.scale)(period),
            context.lexicon.indicators.get(&code),
        ) else {
            continue;
        };
        let above: Vec<usize> = positions
            .iter()
            .copied()
            .filter(|position| batch.value(*position) > scale)
            .collect();
        let goes_by_another = above.len() > 1 && above.len() * 2 >= positions.len();
        if !goes_by_another {
            tell(batch, &above, (indicator, scale), findings);
        }
    }
}

fn is_score(indicator: &Indicator) -> bool {
    indicator.kind == IndicatorKind::Score
        && !matches!(indicator.aggregation, Aggregation::Ratio { .. })
}

fn tell(
    batch: &mut Batch,
    above: &[usize],
    (indicator, scale): (&Indicator, f64),
    findings: &mut Vec<Finding>,
) {
    for &position in above {
        let value = batch.value(position);
        let (shown, most) = (shown_value(value, indicator), shown_value(scale, indicator));
        if value <= scale * BEYOND {
            let words = format!("thang điểm là {most}");
            let message = rules::outlier::message(&indicator.label, &shown, &words);
            findings.push(batch.finding(position, &rules::outlier::RULE, message));
            continue;
        }
        let rule = &rules::implausible_value::RULE;
        let message = rules::implausible_value::message(&indicator.label, &shown, &most);
        findings.push(batch.finding(position, rule, message));
        if !batch.decided.contains_key(&position) {
            batch.observations[position].verdict = Verdict::Held(rule);
        }
    }
}
