//! Which charts are made, when titles may claim something, and in which words: a TOML, the built-in one or the user's.

use super::words::Words;
use crate::catalogue::{Aggregation, CatalogueError, Indicator, IndicatorKind, Indicators, layers};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// More rows than this cannot be read in one picture.
const MOST_ROWS: usize = 15;

/// The built-in plan.
const BUILT_IN: &str = include_str!("bieu-do.toml");

/// What is drawn, from when on titles claim something, and in which words.
#[derive(Debug, Clone)]
pub struct ChartPlan {
    pub(super) thresholds: Thresholds,
    pub(super) money: Vec<MoneyUnit>,
    pub(super) shorten: Vec<Replacement>,
    pub(super) words: Words,
    pub(super) charts: Vec<PlannedChart>,
}

/// When a title says who leads or what has changed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Thresholds {
    /// How far the first is ahead, as a share of its value.
    pub(super) lead: f64,
    /// How far the first is ahead, for rates.
    pub(super) lead_points: f64,
    /// How large a change is, as a share of what it is compared with.
    pub(super) change: f64,
    /// How large a change is, for rates.
    pub(super) change_points: f64,
    /// How far both bases of comparison may differ.
    pub(super) basis: f64,
    /// The share of all parts from which on one is the main cause.
    pub(super) main_part: f64,
    /// The share of a change from which on what only one of both periods has figures of makes it no change to be told.
    pub(super) coverage_part: f64,
    /// Up to so many clusters stand in the register's order.
    pub(super) in_order: usize,
    /// The most groups in one picture.
    pub(super) groups: usize,
    /// The part of the expected units that must have figures for a picture to lie among the others.
    pub(super) shown_at_least: f64,
    /// The same for pictures that show who has none as a part of its own.
    pub(super) parts_shown_at_least: f64,
    /// From this part of the pledges on that were met it is not said that so few were.
    pub(super) met_at_least: f64,
    /// The most columns of a heat map.
    pub(super) columns: usize,
    /// The least difference from light to dark, for rates.
    pub(super) shade_points: f64,
    /// The least difference from light to dark, as a share of the highest value.
    pub(super) shade_share: f64,
}

/// A unit that money is written in from an amount on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyUnit {
    pub(super) from: f64,
    pub(super) divisor: f64,
    pub(super) unit: String,
}

/// How a part of a name is written shorter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Replacement {
    pub(super) from: String,
    pub(super) to: String,
}

/// The forms that the plan knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PlannedKind {
    /// How many units have reported, by cluster.
    Coverage,
    /// An indicator by cluster and period.
    GroupedBars,
    /// An indicator by cluster over periods.
    Slope,
    /// Several indicators by cluster.
    HeatMap,
    /// What a province's change is made of.
    Waterfall,
    /// An indicator by cluster, from the highest to the lowest.
    RankedClusters,
    /// How clusters changed on the same units.
    ChangeOfClusters,
    /// Where clusters stood and where they stand, on the same units.
    BeforeAfter,
    /// Units that missed what they pledged, by how far.
    RankedUnits,
    /// The ranking of each cluster.
    Scores,
    /// A category's classes by cluster, or by period for the province.
    Shares,
    /// How many units met what they pledged, by indicator.
    TargetsMet,
}

/// What a kind that can do either draws a picture of, or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Grouping {
    /// The province, with its clusters.
    #[default]
    Province,
    /// A picture a cluster.
    Cluster,
    /// A row a period.
    Period,
}

/// A chart to be made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PlannedChart {
    pub(super) slug: String,
    pub(super) kind: PlannedKind,
    /// The indicator's code, for kinds that show one.
    #[serde(default)]
    pub(super) indicator: String,
    /// The indicators' codes, for heat maps; the scores that clusters are ranked by, the first that there is counts.
    #[serde(default)]
    pub(super) indicators: Vec<String>,
    /// What is shown, as a title begins.
    #[serde(default)]
    pub(super) subject: String,
    /// What is said of the one with the most.
    #[serde(default)]
    pub(super) most: String,
    /// The indicator that values are taken per head of beside totals, for grouped bars.
    pub(super) per: Option<String>,
    /// What the target is about, for ranked units.
    #[serde(default)]
    pub(super) target: String,
    /// A line that all are held against, in the unit of the data, for ranked clusters.
    pub(super) line: Option<f64>,
    /// How many periods are shown at most.
    #[serde(default = "one")]
    pub(super) periods: usize,
    /// How many units are shown at most.
    #[serde(default = "twelve")]
    pub(super) limit: usize,
    /// The categories' keys from the best to the worst, for shares.
    #[serde(default)]
    pub(super) classes: Vec<String>,
    /// The keys of a scale that is no longer used; never equated with those of today.
    #[serde(default)]
    pub(super) old_classes: Vec<String>,
    /// What a picture or a row is drawn of, where the kind can do either.
    #[serde(default)]
    pub(super) grouping: Grouping,
}

fn one() -> usize {
    1
}

fn twelve() -> usize {
    12
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanToml {
    thresholds: Thresholds,
    #[serde(default)]
    money: Vec<MoneyUnit>,
    #[serde(default)]
    shorten: Vec<Replacement>,
    words: BTreeMap<String, String>,
    #[serde(default)]
    chart: Vec<PlannedChart>,
}

impl ChartPlan {
    /// A name as pictures write it.
    #[cfg(test)]
    pub(in crate::report) fn short_name(&self, name: &str) -> String {
        super::names::shortened(name, &self.shorten).unwrap_or_else(|| name.to_owned())
    }

    /// The built-in plan.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in plan.
    #[expect(clippy::expect_used, reason = "the built-in plan is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in plan is valid")
    }

    /// Reads a plan from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML, lacks a word, or a chart lacks what its kind needs.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Self::from_written(toml::from_str(text)?)
    }

    /// The built-in plan, but for what the office sets; a list of charts takes the place of the built-in one.
    ///
    /// # Errors
    /// As of [`ChartPlan::from_toml`].
    pub fn changed_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Self::from_written(layers::replaced(BUILT_IN, own)?.try_into()?)
    }

    fn from_written(written: PlanToml) -> Result<Self, CatalogueError> {
        let Thresholds {
            groups, columns, ..
        } = written.thresholds;
        if !(1..=MOST_ROWS).contains(&groups) || !(1..=12).contains(&columns) {
            let fault = "biểu đồ: “groups” phải từ 1 đến 15, “columns” từ 1 đến 12";
            return Err(CatalogueError::Meaning(fault.into()));
        }
        let mut slugs = BTreeSet::new();
        for chart in &written.chart {
            if let Some(fault) = chart.fault() {
                return Err(meaning(&chart.slug, fault));
            }
            if !slugs.insert(chart.slug.as_str()) {
                return Err(meaning(&chart.slug, "tên xuất hiện hai lần"));
            }
        }
        Ok(Self {
            words: Words::new(written.words)?,
            thresholds: written.thresholds,
            money: written.money,
            shorten: written.shorten,
            charts: written.chart,
        })
    }

    /// Adds a chart of each indicator of the office's own that is summed up: by cluster, over the periods.
    pub fn add_own(&mut self, own: &[Indicator]) {
        let summed = own.iter().filter(|indicator| {
            let is_amount = matches!(indicator.kind, IndicatorKind::Count | IndicatorKind::Money);
            is_amount && indicator.aggregation == Aggregation::Sum
        });
        for indicator in summed {
            let slug = indicator.code.replace('_', "-");
            if self.charts.iter().any(|chart| chart.slug == slug) {
                continue;
            }
            self.charts.push(PlannedChart {
                slug,
                kind: PlannedKind::GroupedBars,
                indicator: indicator.code.to_string(),
                indicators: Vec::new(),
                subject: indicator.label.clone(),
                most: self.most_of(&indicator.label),
                per: None,
                target: String::new(),
                line: None,
                periods: 3,
                limit: twelve(),
                classes: Vec::new(),
                old_classes: Vec::new(),
                grouping: Grouping::Province,
            });
        }
    }

    /// What is said of the first by an indicator of the office's own: `có nhiều nhà Mái ấm nhất` of `Số nhà Mái ấm`.
    fn most_of(&self, label: &str) -> String {
        let counted = self.words.get("own-counted");
        let key = match label.starts_with(counted) {
            true => "own-most",
            false => "own-highest",
        };
        let what = match label.strip_prefix(counted) {
            Some(what) => what.to_owned(),
            None => crate::text::lowered(label),
        };
        self.words.say(key, &[("what", &what)])
    }

    /// The names of the planned charts.
    #[cfg(test)]
    pub(crate) fn slugs(&self) -> impl Iterator<Item = &str> {
        self.charts.iter().map(|chart| chart.slug.as_str())
    }

    /// Says which charts name an indicator that the catalogue does not have.
    ///
    /// # Errors
    /// Where one does.
    pub fn check_against(&self, indicators: &Indicators) -> Result<(), CatalogueError> {
        for chart in &self.charts {
            let single = Some(&chart.indicator).filter(|code| !code.is_empty());
            for code in single
                .into_iter()
                .chain(&chart.indicators)
                .chain(&chart.per)
            {
                if indicators.get(code).is_none() {
                    let fault = format!("chỉ tiêu “{code}” không có trong danh mục");
                    return Err(meaning(&chart.slug, &fault));
                }
            }
        }
        Ok(())
    }
}

fn meaning(slug: &str, fault: &str) -> CatalogueError {
    CatalogueError::Meaning(format!("biểu đồ “{slug}”: {fault}"))
}

impl PlannedChart {
    /// What the chart's kind needs and the plan does not say.
    fn fault(&self) -> Option<&'static str> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.slug.is_empty() || !self.slug.chars().all(is_plain) {
            return Some("tên chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối");
        }
        let needs_indicator = !matches!(
            self.kind,
            PlannedKind::Coverage
                | PlannedKind::HeatMap
                | PlannedKind::Scores
                | PlannedKind::TargetsMet
        );
        let needs_most = matches!(
            self.kind,
            PlannedKind::GroupedBars | PlannedKind::Slope | PlannedKind::RankedClusters
        );
        let needs_subject = needs_indicator || self.kind == PlannedKind::HeatMap;
        if needs_indicator && self.indicator.is_empty() {
            return Some("thiếu “indicator”");
        }
        if needs_subject && self.subject.is_empty() {
            return Some("thiếu “subject”");
        }
        if needs_most && self.most.is_empty() {
            return Some("thiếu “most”");
        }
        let can_group = match self.grouping {
            Grouping::Province => true,
            Grouping::Cluster => {
                matches!(
                    self.kind,
                    PlannedKind::RankedUnits | PlannedKind::TargetsMet
                )
            }
            Grouping::Period => self.kind == PlannedKind::Shares,
        };
        match self.kind {
            _ if !can_group => Some("“grouping” không dùng được với loại hình này"),
            PlannedKind::HeatMap | PlannedKind::Scores if self.indicators.is_empty() => {
                Some("thiếu “indicators”")
            }
            PlannedKind::Shares if self.classes.is_empty() => Some("thiếu “classes”"),
            PlannedKind::GroupedBars if !(1..=4).contains(&self.periods) => {
                Some("“periods” phải từ 1 đến 4")
            }
            _ if !(1..=12).contains(&self.periods) => Some("“periods” phải từ 1 đến 12"),
            _ if !(1..=MOST_ROWS).contains(&self.limit) => Some("“limit” phải từ 1 đến 15"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_plan_is_valid() {
        let plan = ChartPlan::built_in();
        assert!(plan.charts.len() > 9);
        plan.check_against(&Indicators::built_in())
            .expect("its indicators are in the catalogue");
    }

    #[test]
    fn a_plan_with_faults_is_refused() {
        for (sought, replacement, told) in [
            ("slug = \"doan-vien\"", "slug = \"Đoàn viên\"", "không dấu"),
            ("slug = \"doan-vien\"", "slug = \"xep-loai\"", "hai lần"),
            ("kind = \"slope\"", "kind = \"cloud\"", "cloud"),
            ("missing = \"không có số liệu\"", "", "missing"),
            (
                "rank = \"(hạng {rank})\"",
                "rank = \"(hạng {hang})\"",
                "hang",
            ),
            (
                "in-order = 12",
                "in-order = 12\nunheard-of = 1",
                "unheard-of",
            ),
            ("periods = 3", "periods = 5", "periods"),
            ("periods = 10", "periods = 0", "periods"),
            ("limit = 12", "limit = 400", "limit"),
            (
                "grouping = \"period\"",
                "grouping = \"cluster\"",
                "grouping",
            ),
            ("groups = 12", "groups = 400", "groups"),
        ] {
            let text = BUILT_IN.replacen(sought, replacement, 1);
            assert_ne!(text, BUILT_IN, "{sought}");
            let error = ChartPlan::from_toml(&text)
                .expect_err(replacement)
                .to_string();
            assert!(error.contains(told), "{replacement}: {error}");
        }
        let text = BUILT_IN.replacen("indicator = \"members\"", "indicator = \"moods\"", 1);
        let plan = ChartPlan::from_toml(&text).expect("it is well-formed");
        assert!(plan.check_against(&Indicators::built_in()).is_err());
    }
}
