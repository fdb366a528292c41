//! What all charts are made from: the account of the run, names, formats, coverage and source lines.

use super::names;
use super::plan::{ChartPlan, PlannedChart};
use crate::catalogue::{Indicator, IndicatorKind, Indicators};
use crate::period::Period;
use crate::register::Register;
use crate::report::account::Account;
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Of, ValueFormat, Wording};
use crate::report::order::natural;
use crate::tables::{Aggregate, Basis, Comparison, Group, Tables};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Display;

/// The coverage of so many periods stands in a source line in full.
const PERIODS_IN_SOURCE: usize = 3;

/// A cluster as charts name it.
#[derive(Debug, Clone)]
pub(super) struct ClusterName {
    pub(super) group: Group,
    pub(super) name: String,
    pub(super) short: Option<String>,
}

impl ClusterName {
    /// The order in which clusters are listed.
    pub(super) fn by_name(&self, other: &Self) -> Ordering {
        natural(&self.name, &other.name).then_with(|| self.group.cmp(&other.group))
    }

    /// The name in a sentence.
    pub(super) fn said(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    pub(super) fn category(&self, emphasis: Emphasis) -> Category {
        Category {
            label: self.name.clone(),
            short: self.short.clone(),
            emphasis,
            of: Of::group(self.group.clone()),
            ..Category::default()
        }
    }
}

/// A picture for each cluster that has one, named by the plan's name and the cluster's id.
pub(super) fn a_picture_each(
    slug: &str,
    clusters: &[ClusterName],
    picture: impl Fn(&ClusterName) -> Option<ChartSpec>,
) -> Vec<ChartSpec> {
    let mut slugs = BTreeSet::new();
    let mut charts = Vec::new();
    for cluster in clusters {
        let Some(mut chart) = picture(cluster) else {
            continue;
        };
        chart.slug = format!("{slug}-{}", names::slug(cluster.group.id()));
        if let Group::Cluster(id) = &cluster.group {
            chart.cluster = Some(id.clone());
        }
        // Two ids may come to the same plain letters.
        if !slugs.insert(chart.slug.clone()) {
            chart.slug = format!("{}-{}", chart.slug, slugs.len() + 1);
            slugs.insert(chart.slug.clone());
        }
        charts.push(chart);
    }
    charts
}

/// The account of a run, and the plan's words.
pub(super) struct Context<'a> {
    pub(super) account: &'a Account<'a>,
    pub(super) plan: &'a ChartPlan,
    pub(super) tables: &'a Tables,
    pub(super) indicators: &'a Indicators,
    pub(super) register: &'a Register,
    pub(super) period: Period,
}

impl<'a> Context<'a> {
    pub(super) fn new(account: &'a Account<'a>, plan: &'a ChartPlan) -> Self {
        Self {
            account,
            plan,
            tables: account.tables,
            indicators: account.indicators,
            register: account.register,
            period: account.period,
        }
    }

    /// The plan's text with its places filled in.
    pub(super) fn say(&self, key: &str, filling: &[(&str, &dyn Display)]) -> String {
        self.plan.words.say(key, filling)
    }

    pub(super) fn aggregate(
        &self,
        code: &str,
        group: &Group,
        period: Period,
    ) -> Option<&'a Aggregate> {
        self.account.total(period, group, code)
    }

    pub(super) fn value(&self, code: &str, group: &Group, period: Period) -> Option<f64> {
        self.aggregate(code, group, period).map(|row| row.value)
    }

    /// The period beside the one before it.
    pub(super) fn comparison(
        &self,
        code: &str,
        group: &Group,
        basis: Basis,
    ) -> Option<&'a Comparison> {
        self.account.comparison(self.period, group, code, basis)
    }

    /// How many units are counted and how many were expected.
    pub(super) fn coverage(&self, code: &str, group: &Group, period: Period) -> (u32, u32) {
        self.account.coverage(period, group, code)
    }

    /// Whether enough of the expected units are counted for a claim.
    pub(super) fn is_covered(&self, code: &str, group: &Group, period: Period) -> bool {
        self.account.is_covered(period, group, code)
    }

    /// Whether figures bear a claim: enough units are counted, and no error waits at the indicator.
    pub(super) fn bears_claims(&self, code: &str, group: &Group, period: Period) -> bool {
        self.account.bears_claims(period, group, code)
    }

    /// Whether an error waits at an indicator in a period.
    pub(super) fn is_doubtful(&self, code: &str, period: Period) -> bool {
        self.account.is_doubtful(period, code)
    }

    /// Says that a title makes no claim because of errors that wait at an indicator, and in which periods.
    pub(super) fn doubt_note(&self, code: &str, periods: &[Period]) -> Option<String> {
        let doubts = periods.iter().rev().filter_map(|&period| {
            let doubt = self.account.doubt(period, &Group::Province, code)?;
            let filling: [(&str, &dyn Display); 2] =
                [("count", &doubt.count), ("period", &period.label())];
            Some(self.say("errors-of", &filling))
        });
        let errors = doubts.collect::<Vec<_>>().join(", ");
        (!errors.is_empty()).then(|| self.say("note-doubtful", &[("errors", &errors)]))
    }

    /// Says that too few pledges have a result for a claim.
    pub(super) fn pledges_note(&self, (known, all): (usize, usize)) -> Option<String> {
        let filling: [(&str, &dyn Display); 2] = [("counted", &known), ("expected", &all)];
        let is_enough = self.account.is_enough(known as u32, all as u32);
        (!is_enough).then(|| self.say("note-targets-poor", &filling))
    }

    /// Says of how many of several indicators nothing is claimed because of errors that wait.
    pub(super) fn doubts_note(&self, count: usize, all: usize) -> Option<String> {
        let filling: [(&str, &dyn Display); 2] = [("count", &count), ("all", &all)];
        (count > 0).then(|| self.say("note-doubtful-some", &filling))
    }

    /// The clusters of the period, in the order in which people count them.
    pub(super) fn clusters(&self) -> Vec<ClusterName> {
        self.clusters_of(self.period)
    }

    /// The clusters that have members or figures in a period.
    pub(super) fn clusters_of(&self, period: Period) -> Vec<ClusterName> {
        let members = self
            .register
            .expected(period)
            .map(|member| &member.cluster_id);
        let totals = self.account.totals().filter(|row| row.period == period);
        let counted = totals.filter_map(|row| match &row.group {
            Group::Cluster(id) => Some(id),
            _ => None,
        });
        let ids: BTreeSet<_> = members.chain(counted).cloned().collect();
        let mut clusters: Vec<ClusterName> = ids
            .into_iter()
            .map(|id| {
                let name = self.register.cluster_name(&id).to_owned();
                ClusterName {
                    short: names::shortened(&name, &self.plan.shorten),
                    group: Group::Cluster(id),
                    name,
                }
            })
            .collect();
        clusters.sort_by(ClusterName::by_name);
        clusters
    }

    /// The periods in a row that end with the one reported on, from the first that has figures, at most `count`.
    /// None where the period itself has no figures.
    pub(super) fn periods(&self, code: &str, count: usize) -> Vec<Period> {
        let has_figures = |period: Period| self.account.has_totals(period, code);
        if !has_figures(self.period) {
            return Vec::new();
        }
        let mut back: Vec<Period> = vec![self.period];
        while back.len() < count {
            let Some(last) = back.last() else { break };
            back.push(last.previous());
        }
        while back.last().is_some_and(|&period| !has_figures(period)) {
            back.pop();
        }
        back.reverse();
        back
    }

    /// A unit as a category.
    pub(super) fn unit_category(&self, id: &str) -> Category {
        let name = self.register.unit_name(id);
        Category {
            label: name.to_owned(),
            short: names::shortened(name, &self.plan.shorten),
            of: Of::group(Group::Unit(id.into())),
            ..Category::default()
        }
    }

    /// How an indicator's values are written, by its kind and its highest value.
    pub(super) fn format(
        &self,
        indicator: &Indicator,
        values: impl Iterator<Item = f64>,
    ) -> ValueFormat {
        let values: Vec<f64> = values.collect();
        let highest = values
            .iter()
            .fold(0.0f64, |most, value| most.max(value.abs()));
        match indicator.kind {
            IndicatorKind::Percent => ValueFormat::percent(1),
            IndicatorKind::Money => {
                let unit = self.plan.money.iter().find(|unit| highest >= unit.from);
                let format = ValueFormat::count(&indicator.unit);
                match unit {
                    Some(unit) => ValueFormat {
                        unit: unit.unit.clone(),
                        divisor: unit.divisor,
                        decimals: decimals(highest / unit.divisor),
                        ..format
                    },
                    None => format,
                }
            }
            IndicatorKind::Score if values.iter().any(|value| value.fract() != 0.0) => {
                ValueFormat {
                    decimals: decimals(highest).max(1),
                    ..ValueFormat::count(&indicator.unit)
                }
            }
            IndicatorKind::Count | IndicatorKind::Score | IndicatorKind::Category => {
                ValueFormat::count(&indicator.unit)
            }
        }
    }

    /// Whether so many of so many units are enough for a picture to lie among the others.
    pub(super) fn is_shown(&self, counted: u32, expected: u32) -> bool {
        let least = self.plan.thresholds.shown_at_least;
        counted > 0 && f64::from(counted) >= least * f64::from(expected)
    }

    /// Whether enough of the province's units have a figure in each of the periods.
    pub(super) fn is_shown_of(&self, code: &str, periods: &[Period]) -> bool {
        periods.iter().all(|&period| {
            let (counted, expected) = self.coverage(code, &Group::Province, period);
            self.is_shown(counted, expected)
        })
    }

    /// Indicator, unit, periods and basis.
    pub(super) fn subtitle(&self, subject: &str, unit: &str, periods: &[Period]) -> String {
        let key = match (unit.is_empty(), periods.len()) {
            (true, _) => "subtitle-no-unit",
            (false, 0 | 1) => "subtitle-one",
            _ => "subtitle",
        };
        self.say(
            key,
            &[
                ("subject", &subject),
                ("unit", &unit),
                ("periods", &names::run_label(periods)),
                ("span", &names::span(self.period)),
            ],
        )
    }

    /// How many of the expected units are counted, the latest period first.
    pub(super) fn source(&self, code: &str, periods: &[Period]) -> String {
        let counted: Vec<(Period, (u32, u32))> = periods
            .iter()
            .rev()
            .map(|&period| (period, self.coverage(code, &Group::Province, period)))
            .collect();
        self.source_of(&counted)
    }

    /// The coverage of periods, the latest first; of many the latest, and the worst of those before it.
    fn source_of(&self, counted: &[(Period, (u32, u32))]) -> String {
        let covered = |&(period, counts): &(Period, (u32, u32))| self.covered(counts, period);
        let share = |(_, (counted, expected)): &(Period, (u32, u32))| {
            f64::from(*counted) / f64::from((*expected).max(1))
        };
        let coverage = match counted {
            [latest, earlier @ ..] if counted.len() > PERIODS_IN_SOURCE => {
                let worst = earlier
                    .iter()
                    .min_by(|one, two| share(one).total_cmp(&share(two)));
                let worst = worst.map_or_else(String::new, covered);
                let filling: [(&str, &dyn Display); 2] =
                    [("latest", &covered(latest)), ("least", &worst)];
                self.say("source-many", &filling)
            }
            _ => counted.iter().map(covered).collect::<Vec<_>>().join("; "),
        };
        self.say("source", &[("coverage", &coverage)])
    }

    /// How many of the expected units have a figure that is counted unit by unit; the latest period first.
    pub(super) fn units_source(&self, counted: &[(Period, u32)]) -> String {
        let counts = |&(period, counted): &(Period, u32)| {
            let expected = self.account.expected(period, &Group::Province).max(counted);
            (period, (counted, expected))
        };
        let counted: Vec<_> = counted.iter().map(counts).collect();
        self.source_of(&counted)
    }

    /// Whether so many counted units are enough of a group for a claim.
    pub(super) fn is_enough(&self, counted: u32, group: &Group, period: Period) -> bool {
        let expected = self.account.expected(period, group);
        self.account.is_enough(counted, expected)
    }

    /// The source line of targets: how many of a group's expected units pledged anything.
    pub(super) fn pledged_source(&self, group: &Group, pledged: usize) -> String {
        let expected = self.account.expected(self.period, group) as usize;
        self.say(
            "source-targets",
            &[
                ("counted", &pledged),
                ("expected", &expected.max(pledged)),
                ("period", &self.period.label()),
            ],
        )
    }

    fn covered(&self, (counted, expected): (u32, u32), period: Period) -> String {
        let period = period.label();
        if counted == 0 {
            return self.say("source-none", &[("period", &period)]);
        }
        self.say(
            "source-coverage",
            &[
                ("counted", &counted),
                ("expected", &expected),
                ("period", &period),
            ],
        )
    }

    /// The province, set apart from the clusters.
    pub(super) fn province(&self) -> Category {
        Category {
            label: self.plan.words.get("province").to_owned(),
            emphasis: Emphasis::Total,
            of: Of::group(Group::Province),
            ..Category::default()
        }
    }

    /// A title that only says what is shown.
    pub(super) fn neutral_title(&self, planned: &PlannedChart, periods: &[Period]) -> String {
        let periods = names::run_label(periods);
        self.say(
            "title-neutral",
            &[("subject", &planned.subject), ("periods", &periods)],
        )
    }

    /// A title that only says what is shown of the province as a whole.
    pub(super) fn neutral_province_title(
        &self,
        planned: &PlannedChart,
        periods: &[Period],
    ) -> String {
        let periods = names::run_label(periods);
        self.say(
            "title-neutral-province",
            &[("subject", &planned.subject), ("periods", &periods)],
        )
    }

    /// A chart without figures and title.
    pub(super) fn chart(&self, planned: &PlannedChart, kind: ChartKind) -> ChartSpec {
        let word = |key: &str| self.plan.words.get(key).to_owned();
        ChartSpec {
            slug: planned.slug.clone(),
            cluster: None,
            place: planned.slug.clone(),
            is_enough: true,
            is_signed: false,
            of: Of {
                code: Some(planned.indicator.as_str().into())
                    .filter(|_| !planned.indicator.is_empty()),
                ..Of::period(self.period)
            },
            kind,
            title: String::new(),
            subtitle: String::new(),
            notes: Vec::new(),
            source: String::new(),
            categories: Vec::new(),
            series: Vec::new(),
            format: ValueFormat::count(""),
            target: None,
            wording: Wording {
                missing: word("missing"),
                axis_cut: word("axis-cut"),
                lower: word("lower"),
                higher: word("higher"),
                not_yet: word("not-yet"),
                more_notes: word("more-notes"),
                covered: word("covered"),
            },
        }
    }
}

/// Enough digits for three that count.
fn decimals(highest: f64) -> usize {
    match highest {
        highest if highest >= 1000.0 => 0,
        highest if highest >= 10.0 => 1,
        _ => 2,
    }
}
