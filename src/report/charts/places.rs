//! Where pictures lie: numbered in the conference's order, a folder a cluster, those without enough figures apart; and no
//! two that say the same.

use super::context::Context;
use super::names;
use crate::report::chart::ChartSpec;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of pictures that too few units have figures for.
const NOT_ENOUGH: &str = "chua-du-so-lieu";

/// Leaves out twins and gives every picture its place.
pub(super) fn arrange(context: &Context<'_>, charts: Vec<ChartSpec>) -> Vec<ChartSpec> {
    let mut charts = without_twins(charts);
    let folders = folders(context);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for chart in &mut charts {
        let of_cluster = chart.cluster.as_deref().and_then(|id| folders.get(id));
        let (folder, stem) = match (chart.is_enough, of_cluster) {
            (false, _) => (NOT_ENOUGH.to_owned(), chart.slug.as_str()),
            (true, Some(folder)) => (folder.clone(), chart.slug.as_str()),
            (true, None) => (String::new(), chart.slug.as_str()),
        };
        let count = counts.entry(folder.clone()).or_default();
        *count += 1;
        let name = format!("{count:02}-{stem}");
        chart.place = match folder.is_empty() {
            true => name,
            false => format!("{folder}/{name}"),
        };
    }
    charts
}

/// The folder of each cluster, by its id.
fn folders(context: &Context<'_>) -> BTreeMap<String, String> {
    let clusters = context.clusters();
    let clusters = clusters.iter().map(|it| (it.group.id(), it.said()));
    folders_of(clusters)
}

/// The folder of each cluster, by its id: its name in plain letters. Of ids and names in sentences, in the report's order.
pub(super) fn folders_of<'c>(
    clusters: impl Iterator<Item = (&'c str, &'c str)>,
) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::from([NOT_ENOUGH.to_owned()]);
    let mut folders = BTreeMap::new();
    for (id, said) in clusters {
        let mut folder = names::slug(said);
        if folder.is_empty() {
            folder = names::slug(&format!("cum {id}"));
        }
        let plain = folder.clone();
        let mut again = 2;
        while !taken.insert(folder.clone()) {
            folder = format!("{plain}-{again}");
            again += 1;
        }
        folders.insert(id.to_owned(), folder);
    }
    folders
}

/// Of pictures that show the same figures of the same places, the cluster's own says whose they are; without one, the
/// first stays.
fn without_twins(charts: Vec<ChartSpec>) -> Vec<ChartSpec> {
    let is_twin = |one: &ChartSpec, two: &ChartSpec| shown(one) == shown(two);
    let is_beaten = |place: usize| {
        let own = &charts[place];
        charts.iter().enumerate().any(|(other, chart)| {
            let is_better = match (chart.cluster.is_some(), own.cluster.is_some()) {
                (true, false) => true,
                (false, true) => false,
                _ => other < place,
            };
            other != place && is_better && is_twin(chart, own)
        })
    };
    let kept: Vec<bool> = (0..charts.len()).map(|place| !is_beaten(place)).collect();
    let mut kept = kept.into_iter();
    charts
        .into_iter()
        .filter(|_| kept.next().unwrap_or(true))
        .collect()
}

/// What a picture shows: places, runs and figures to the bit.
fn shown(chart: &ChartSpec) -> (String, Vec<&str>, Vec<Vec<Option<u64>>>) {
    let labels = chart.categories.iter().map(|it| it.label.as_str());
    let names = chart.series.iter().map(|series| series.name.as_str());
    let values = chart.series.iter().map(|series| {
        let values = series.values.iter();
        values.map(|value| value.map(f64::to_bits)).collect()
    });
    (
        format!("{:?} {}", chart.kind, chart.format.unit),
        labels.chain(names).collect(),
        values.collect(),
    )
}
