//! An invented run, built figure by figure.

use crate::catalogue::Indicators;
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::observation::{
    Comparator, FormKind, Measure, Observation, Submission, SubmissionStatus,
};
use crate::period::Period;
use crate::register::{Cluster, Membership, Register, Unit};
use crate::report::chart::ChartSpec;
use crate::report::charts::{ChartPlan, chart_specs};
use crate::report::{Account, ReportPlan};
use crate::tables::{
    Aggregate, Basis, ChangePart, ChangePartKind, Comparison, Distribution, Group, Ranking, Tables,
    Target,
};
use std::sync::Arc;

/// The period reported on.
const PERIOD: Period = Period::Year(2023);

pub(super) struct Run {
    pub(super) tables: Tables,
    pub(super) register: Register,
    pub(super) period: Period,
    units_in_each: u32,
}

impl Run {
    /// Clusters `C01`… of as many units each, expected in 2022 and 2023.
    pub(super) fn new(clusters: u32, units_in_each: u32) -> Self {
        Self::over(clusters, units_in_each, 2)
    }

    /// The same over as many years, the last of them 2023.
    pub(super) fn over(clusters: u32, units_in_each: u32, years: u16) -> Self {
        let mut register = Register {
            is_kept: true,
            ..Register::default()
        };
        for number in 1..=clusters {
            let id: Arc<str> = format!("C{number:02}").into();
            let name = format!("Cụm thi đua số {number}");
            register.clusters.insert(
                id.clone(),
                Cluster {
                    id: id.clone(),
                    name,
                },
            );
            for unit in 1..=units_in_each {
                let unit_id = unit_id(number * 10 + unit);
                let unit = Unit {
                    id: unit_id.clone(),
                    name: format!("Đơn vị {}", number * 10 + unit),
                    other_names: vec![],
                    kind: None,
                };
                register.units.insert(unit_id.clone(), unit);
                for year in 0..years {
                    let period = Period::Year(Self::year(years, year));
                    let membership = Membership {
                        period,
                        unit_id: unit_id.clone(),
                        cluster_id: id.clone(),
                        role: None,
                    };
                    register
                        .memberships
                        .insert((period, unit_id.clone()), membership);
                }
            }
        }
        Self {
            tables: Tables::default(),
            register,
            period: PERIOD,
            units_in_each,
        }
    }

    /// One of so many years, counted from the first.
    pub(super) fn year(of: u16, number: u16) -> u16 {
        2023 + 1 + number - of
    }

    /// All units' numbers.
    pub(super) fn unit_numbers(&self) -> Vec<u32> {
        let units = self.register.units.keys();
        units
            .filter_map(|id| id.strip_prefix('U')?.parse().ok())
            .collect()
    }

    /// Gives some clusters and units the long names that there are, with what a document must escape.
    pub(super) fn lengthen_names(&mut self) {
        let ending = "<Công ty TNHH một thành viên \"Ứng Hòa & Đắk Lắk\">";
        for cluster in self.register.clusters.values_mut().step_by(9) {
            cluster.name = format!("{} – Khối {ending} và các khu công nghiệp", cluster.name);
        }
        for unit in self.register.units.values_mut().step_by(4) {
            unit.name = format!("Công đoàn cơ sở {ending} tại Khu kinh tế {}", unit.name);
        }
    }

    pub(super) fn cluster(number: u32) -> Group {
        Group::Cluster(format!("C{number:02}").into())
    }

    pub(super) fn charts(&self) -> Vec<ChartSpec> {
        let indicators = Indicators::built_in();
        chart_specs(&self.account(&indicators), &ChartPlan::built_in())
    }

    /// What there is to tell of the run.
    pub(super) fn account<'a>(&'a self, indicators: &'a Indicators) -> Account<'a> {
        let least = ReportPlan::built_in().coverage_at_least;
        Account::new(&self.tables, indicators, &self.register, self.period, least)
    }

    /// An error at an indicator of a unit of the first cluster.
    pub(super) fn error(&self, code: &str, year: u16, is_decided: bool) -> Finding {
        let period = Period::Year(year);
        let rule = &crate::rules::negative_value::RULE;
        Finding {
            indicator: Some(code.into()),
            is_decided,
            ..Finding::about_unit(rule, &unit_id(11), period, String::new())
        }
    }

    fn n_clusters(&self) -> u32 {
        u32::try_from(self.register.clusters.len()).expect("few clusters")
    }

    pub(super) fn aggregate(
        &mut self,
        code: &str,
        group: &Group,
        year: u16,
        (value, n_units): (f64, u32),
    ) {
        let n_expected = match group {
            Group::Province => self.units_in_each * self.n_clusters(),
            _ => self.units_in_each,
        };
        self.tables.aggregates.push(Aggregate {
            period: Period::Year(year),
            group: group.clone(),
            indicator: code.into(),
            value,
            n_units,
            n_expected,
        });
    }

    pub(super) fn compare(
        &mut self,
        code: &str,
        group: &Group,
        value: f64,
        (basis, rate): (Basis, f64),
    ) {
        let mut row = self.comparison(code, value, value / (1.0 + rate));
        row.group = group.clone();
        row.basis = basis;
        row.change_rate = Some(rate);
        row.n_units = match group {
            Group::Province => row.n_units,
            _ => self.units_in_each,
        };
        self.tables.comparisons.push(row);
    }

    /// A comparison of the province with the year before, as reported.
    pub(super) fn comparison(&self, code: &str, value: f64, previous_value: f64) -> Comparison {
        Comparison {
            period: self.period,
            previous_period: self.period.previous(),
            group: Group::Province,
            indicator: code.into(),
            basis: Basis::AsReported,
            value,
            previous_value,
            change: value - previous_value,
            change_rate: Some(value / previous_value - 1.0),
            n_units: self.units_in_each * self.n_clusters(),
        }
    }

    pub(super) fn part(&mut self, code: &str, part: ChangePartKind, value: f64) {
        self.tables.change_parts.push(ChangePart {
            period: self.period,
            previous_period: self.period.previous(),
            group: Group::Province,
            indicator: code.into(),
            part,
            value,
            n_units: 1,
        });
    }

    /// Ranks the cluster's first units by their points, given from the highest.
    pub(super) fn rank(&mut self, cluster: u32, scores: &[f64]) {
        for (unit, &score) in (1..).zip(scores) {
            let above = scores.iter().filter(|&&other| other > score).count();
            self.tables.rankings.push(Ranking {
                period: self.period,
                cluster_id: format!("C{cluster:02}").into(),
                unit_id: unit_id(cluster * 10 + unit),
                score,
                rank: u32::try_from(above + 1).expect("few units"),
                tied: scores.iter().filter(|&&other| other == score).count() > 1,
            });
        }
    }

    pub(super) fn target(&mut self, code: &str, unit: u32, (target, actual): (f64, Option<f64>)) {
        self.tables.targets.push(Target {
            period: self.period,
            unit_id: unit_id(unit),
            cluster_id: Some(format!("C{:02}", unit / 10).into()),
            indicator: code.into(),
            comparator: Comparator::AtLeast,
            target: Some(target),
            actual,
            rating: None,
            met: actual.map(|actual| actual >= target),
        });
    }

    pub(super) fn file(&mut self, unit: u32, status: SubmissionStatus) {
        self.tables.submissions.push(Submission {
            period: Some(self.period),
            unit_id: Some(unit_id(unit)),
            status,
            ..Submission::of(format!("{unit}.xlsx").into())
        });
    }

    /// A unit's own figure, counted.
    pub(super) fn observe(&mut self, code: &str, unit: u32, value: f64) {
        self.tables.observations.push(Observation {
            period: Some(self.period),
            unit_id: Some(unit_id(unit)),
            cluster_id: None,
            indicator: code.into(),
            measure: Measure::Actual,
            value: Some(value),
            category: None,
            comparator: None,
            approximate: false,
            verdict: crate::verdict::Verdict::Counts,
            corrected: false,
            form: FormKind::ClusterTable,
            at: CellRef {
                file: format!("{unit}.xlsx").into(),
                sheet: "Biểu".into(),
                address: CellAddress::new(0, 0),
            },
            raw: String::new(),
        });
    }

    /// How many units are excellent, good, completed.
    pub(super) fn rate(&mut self, group: &Group, counts: [u32; 3]) {
        self.rate_in(&["excellent", "good", "completed"], 2023, group, &counts);
    }

    /// How many units are in each class of a scale.
    pub(super) fn rate_in(&mut self, scale: &[&str], year: u16, group: &Group, counts: &[u32]) {
        for (&category, &n_units) in scale.iter().zip(counts) {
            self.tables.distributions.push(Distribution {
                period: Period::Year(year),
                group: group.clone(),
                indicator: "rating".into(),
                category: category.into(),
                n_units,
                n_total: counts.iter().sum(),
            });
        }
    }
}

pub(super) fn unit_id(number: u32) -> Arc<str> {
    format!("U{number:03}").into()
}
