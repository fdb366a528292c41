//! The figures that count, as a frame: one row a unit, period and indicator.

use super::names::{Names, PROVINCE, Reporting};
use crate::catalogue::Indicators;
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::register::Register;
use polars::prelude::*;
use rayon::prelude::*;

/// What counts, and who reports it.
pub(super) struct Counted {
    /// The `place` of the unit, that of its `province` and its `cluster` in the period, `indicator`, `value` and `category`,
    /// sorted by place and indicator. No cluster: the unit is in none. No value: the figure is a category.
    pub(super) figures: DataFrame,
    pub(super) reporting: Reporting,
    pub(super) names: Names,
}

/// A counted figure of a reporter.
struct Figure<'a> {
    place: u64,
    province: u64,
    cluster: Option<u64>,
    indicator: u32,
    observation: &'a Observation,
}

/// Takes up the actuals that count. Observations of unknown indicators, units or periods are left aside: none of them
/// can count. Where two figures of one unit, period and indicator count, the one that stands first (by file, sheet
/// and cell) is taken: a total never holds a unit twice. The cluster is the register's, else the one that the figures
/// state.
pub(super) fn counted(
    observations: &[Observation],
    indicators: &Indicators,
    register: &Register,
) -> PolarsResult<Counted> {
    let n_indicators = indicators.iter().count();
    let known: Vec<(Period, &Arc<str>, u32, &Observation)> = observations
        .par_iter()
        .filter(|it| it.counted() && it.measure == Measure::Actual)
        .filter_map(|it| {
            let indicator = indicators.position(&it.indicator);
            let (period, unit) = (it.period?, it.unit_id.as_ref()?);
            (indicator < n_indicators).then_some((period, unit, indicator as u32, it))
        })
        .collect();
    let mut reporting = Reporting::new();
    // A file's figures stand together: its unit and period are looked up once.
    let runs = || known.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    for run in runs() {
        let (period, unit, ..) = run[0];
        let stated = run.iter().filter_map(|it| it.3.cluster_id.as_ref()).min();
        let registered = register.cluster_of(period, unit);
        let reporters = reporting.entry(period).or_default();
        let cluster = reporters.entry(unit.clone()).or_default();
        *cluster = registered.or(cluster.iter().chain(stated).min()).cloned();
    }
    let categories = known.iter().filter_map(|it| it.3.category.as_ref());
    let names = Names::new(&reporting, indicators, categories.collect(), register);
    let mut figures = Vec::with_capacity(known.len());
    for run in runs() {
        let (period, unit, ..) = run[0];
        let numbers = names
            .number_of_period(period)
            .zip(names.number_of_unit(unit));
        let Some((number, unit_number)) = numbers else {
            continue;
        };
        let place = |group| names.slots().number_of_place(number, group);
        let cluster = reporting.get(&period).and_then(|it| it.get(unit)?.as_ref());
        let cluster = cluster.and_then(|cluster| names.number_of_cluster(cluster));
        figures.extend(run.iter().map(|&(_, _, indicator, observation)| Figure {
            place: place(unit_number),
            province: place(PROVINCE),
            cluster: cluster.map(place),
            indicator,
            observation,
        }));
    }
    let key = |it: &Figure<'_>| (it.place, it.indicator);
    figures.sort_by(|one, other| {
        let place = || one.observation.at.cmp(&other.observation.at);
        key(one).cmp(&key(other)).then_with(place)
    });
    figures.dedup_by_key(|figure| key(figure));
    Ok(Counted {
        figures: frame(&figures, &names)?,
        reporting,
        names,
    })
}

fn frame(figures: &[Figure<'_>], names: &Names) -> PolarsResult<DataFrame> {
    let values = figures.iter().map(|it| it.observation.value);
    let categories = figures.iter().map(|it| it.observation.category.as_ref());
    let categories = categories.map(|it| names.number_of_category(it?));
    df![
        "place" => figures.iter().map(|it| it.place).collect::<Vec<_>>(),
        "province" => figures.iter().map(|it| it.province).collect::<Vec<_>>(),
        "cluster" => figures.iter().map(|it| it.cluster).collect::<Vec<_>>(),
        "indicator" => figures.iter().map(|it| it.indicator).collect::<Vec<_>>(),
        "value" => values.collect::<Vec<_>>(),
        "category" => categories.collect::<Vec<_>>(),
    ]
}
