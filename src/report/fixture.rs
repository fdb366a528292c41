//! An invented province for tests: clusters of units over some years, with what goes wrong now and then, and its
//! totals worked out in the plainest way.

use crate::catalogue::{Aggregation, IndicatorKind, Indicators};
use crate::emulate::{Assessment, EmulationKnowledge};
use crate::finding::{Finding, Rule, Severity};
use crate::ledger::Audit;
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure, Observation, Submission, SubmissionStatus};
use crate::period::Period;
use crate::register::{Change, ChangeKind, Cluster, Membership, Register, Unit};
use crate::report::aggregate_form::AggregateForm;
use crate::report::{ReportInputs, ReportPlan};
use crate::tables::{
    Aggregate, Basis, ChangePart, ChangePartKind, Comparison, Distribution, Group, Tables,
};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static NEGATIVE: Rule = Rule {
    code: "negative-value",
    severity: Severity::Error,
    title: "Số âm",
    problem: "Số lượng hoặc số tiền nhỏ hơn 0.",
    effect: "Giữ lại, chưa tính vào tổng.",
    action: "Đề nghị đơn vị xác nhận lại số liệu, rồi ghi số đúng vào dinh-chinh.xlsx.",
};
static MISSING: Rule = Rule {
    code: "missing-submission",
    severity: Severity::Warning,
    title: "Chưa nộp báo cáo",
    problem: "Đơn vị phải nộp nhưng không có tệp nào.",
    effect: "Không có số liệu của đơn vị.",
    action: "Đôn đốc đơn vị nộp báo cáo.",
};
static UNREADABLE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    title: "Tệp không đọc được",
    problem: "Tệp hỏng hoặc không phải bảng tính.",
    effect: "Không dùng được tệp.",
    action: "Đề nghị đơn vị mở tệp, lưu lại và gửi lại.",
};
static APPROXIMATE: Rule = Rule {
    code: "approximate-value",
    severity: Severity::Info,
    title: "Số ước",
    problem: "Số liệu có từ ước lượng.",
    effect: "Vẫn tính.",
    action: "",
};

/// The indicators that the invented units report.
const REPORTED: [&str; 16] = [
    "workers",
    "workers_female",
    "avg_wage",
    "avg_wage_headcount",
    "members",
    "members_female",
    "members_new",
    "visits",
    "visits_amount",
    "social_fund_amount",
    "initiatives",
    "party_introduced",
    "party_admitted",
    "completed_well_rate",
    "self_score",
    "rating",
];

const RATINGS: [&str; 3] = ["excellent", "good", "completed"];

/// The tables, the register and the indicators of an invented province.
pub(crate) struct Province {
    pub(crate) tables: Tables,
    pub(crate) register: Register,
    pub(crate) indicators: Indicators,
    pub(crate) periods: Vec<Period>,
}

/// What a report on the last year of an invented province is built from.
pub(crate) fn inputs(province: &Province) -> ReportInputs<'_> {
    static PLAN: LazyLock<ReportPlan> = LazyLock::new(ReportPlan::built_in);
    static ASSESSMENT: LazyLock<Assessment> = LazyLock::new(Assessment::default);
    static EMULATION: LazyLock<EmulationKnowledge> = LazyLock::new(EmulationKnowledge::built_in);
    static AUDIT: LazyLock<Audit> = LazyLock::new(Audit::default);
    static FORM: LazyLock<AggregateForm> = LazyLock::new(AggregateForm::built_in);
    ReportInputs {
        tables: &province.tables,
        indicators: &province.indicators,
        register: &province.register,
        version_differences: &[],
        assessment: &ASSESSMENT,
        emulation: &EMULATION,
        audit: &AUDIT,
        period: Period::Year(2023),
        office: "",
        input_path: "../input",
        generated_at: None,
        charts: &[],
        form: &FORM,
        plan: &PLAN,
    }
}

/// A province of so many clusters of so many units, over the years up to 2023.
pub(crate) fn province(clusters: usize, units: usize, years: u16) -> Province {
    let periods: Vec<Period> = (2024 - years..2024).map(Period::Year).collect();
    let mut province = Province {
        tables: Tables::default(),
        register: Register {
            is_kept: true,
            ..Register::default()
        },
        indicators: Indicators::built_in(),
        periods,
    };
    for cluster in 1..=clusters {
        province.add_cluster(cluster, units);
    }
    if let Some(first) = province.register.units.keys().next().cloned() {
        province.register.changes.push(Change {
            effective: Period::Year(2023),
            day: None,
            kind: ChangeKind::Renamed,
            from: Some(first.clone()),
            to: Some(first),
            decision: Some("12/QĐ-CĐVC".to_owned()),
            at: Some(cell("danh-muc.xlsx", "Biến động", 1, 0)),
        });
    }
    province.add_totals();
    province.add_comparisons();
    province
}

fn cell(file: &str, sheet: &str, row: u32, column: u32) -> CellRef {
    CellRef {
        file: file.into(),
        sheet: sheet.into(),
        address: CellAddress::new(row, column),
    }
}

/// A number that looks arbitrary and is always the same.
fn arbitrary(seed: (usize, usize, usize)) -> u64 {
    let mut state = (seed.0 as u64) << 40 ^ (seed.1 as u64) << 20 ^ seed.2 as u64;
    state = state.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (state >> 29);
    state = state.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state ^ (state >> 32)
}

impl Province {
    fn add_cluster(&mut self, cluster: usize, units: usize) {
        let cluster_id: Arc<str> = format!("C{cluster:02}").into();
        self.register.clusters.insert(
            cluster_id.clone(),
            Cluster {
                id: cluster_id.clone(),
                name: format!("Cụm thi đua số {cluster}"),
            },
        );
        for unit in 1..=units {
            let id: Arc<str> = format!("CV-{cluster:02}{unit:02}").into();
            self.register.units.insert(
                id.clone(),
                Unit {
                    id: id.clone(),
                    name: format!("Trung tâm Văn hóa nghệ thuật và Thể thao số {cluster}.{unit}"),
                    other_names: Vec::new(),
                    kind: None,
                },
            );
            for (year, period) in self.periods.clone().into_iter().enumerate() {
                let membership = Membership {
                    period,
                    unit_id: id.clone(),
                    cluster_id: cluster_id.clone(),
                    role: None,
                };
                self.register
                    .memberships
                    .insert((period, id.clone()), membership);
                self.add_submission((&id, &cluster_id), period, (cluster, unit, year));
            }
        }
    }

    fn add_submission(
        &mut self,
        (unit_id, cluster_id): (&Arc<str>, &Arc<str>),
        period: Period,
        seed: (usize, usize, usize),
    ) {
        let luck = arbitrary(seed) % 23;
        if luck == 0 {
            let message = "Chưa có báo cáo nào của đơn vị.".to_owned();
            let finding = Finding::about_unit(&MISSING, unit_id, period, message);
            self.tables.findings.push(finding);
            return;
        }
        let file: Arc<str> =
            format!("{period}/{cluster_id}/BC CĐCS {unit_id} {period}.xlsx").into();
        let is_readable = luck != 1;
        self.tables.submissions.push(Submission {
            file: file.clone(),
            sha256: format!("{:064x}", arbitrary(seed)),
            bytes: 12_345,
            format: Some("xlsx"),
            saved_at: Some(1_700_000_000_000),
            period: Some(period),
            unit_id: Some(unit_id.clone()),
            cluster_id: Some(cluster_id.clone()),
            form: is_readable.then_some(FormKind::ActivityReport),
            status: if is_readable {
                SubmissionStatus::Accepted
            } else {
                SubmissionStatus::Rejected
            },
            reason: (!is_readable).then_some("unreadable-file"),
        });
        if !is_readable {
            let message = "Không mở được tệp.".to_owned();
            let mut finding = Finding::about_file(&UNREADABLE, &file, message);
            finding.unit_id = Some(unit_id.clone());
            finding.period = Some(period);
            self.tables.findings.push(finding);
            return;
        }
        for (position, code) in REPORTED.into_iter().enumerate() {
            let mut observation = self.observation(code, position, seed);
            observation.period = Some(period);
            observation.unit_id = Some(unit_id.clone());
            observation.cluster_id = Some(cluster_id.clone());
            observation.at = cell(&file, "Biểu 1", 10 + position as u32, 5);
            self.add_finding(&observation);
            self.tables.observations.push(observation);
        }
    }

    fn observation(
        &self,
        code: &str,
        position: usize,
        (cluster, unit, year): (usize, usize, usize),
    ) -> Observation {
        let chance = arbitrary((cluster * 131 + position, unit, year));
        let kind = self
            .indicators
            .get(code)
            .map_or(IndicatorKind::Count, |indicator| indicator.kind);
        let value = match kind {
            IndicatorKind::Count => (chance % 400) as f64,
            IndicatorKind::Money => (chance % 900) as f64 * 100_000.0 + 1_000_000.0,
            IndicatorKind::Percent => (800 + chance % 200) as f64 / 1000.0,
            IndicatorKind::Score => (700 + chance % 300) as f64 / 10.0,
            IndicatorKind::Category => 0.0,
        };
        let is_category = kind == IndicatorKind::Category;
        let is_held = !is_category && chance % 97 == 5;
        let is_converted = kind == IndicatorKind::Money && chance % 7 == 1;
        Observation {
            period: None,
            unit_id: None,
            cluster_id: None,
            indicator: code.into(),
            measure: Measure::Actual,
            value: (!is_category).then_some(if is_held { -value } else { value }),
            category: is_category.then(|| RATINGS[chance as usize % RATINGS.len()].into()),
            comparator: None,
            approximate: chance % 41 == 3 && !is_category && !is_held,
            held_by: is_held.then_some(NEGATIVE.code),
            corrected: chance % 53 == 7 && !is_held && !is_category,
            form: FormKind::ActivityReport,
            at: cell("", "", 0, 0),
            raw: match (is_held, is_converted) {
                (true, _) => format!("={}", -value),
                (false, true) => format!("{} triệu đồng", value / 1e6),
                (false, false) => value.to_string(),
            },
        }
    }

    fn add_finding(&mut self, observation: &Observation) {
        let (rule, message) = if observation.held_by.is_some() {
            let message = format!("Ô ghi “{}”, nhỏ hơn 0.", observation.raw);
            (&NEGATIVE, message)
        } else if observation.approximate {
            (&APPROXIMATE, "Đã bỏ từ ước lượng.".to_owned())
        } else {
            return;
        };
        let mut finding = Finding::about_cell(rule, &observation.at, message);
        finding.unit_id = observation.unit_id.clone();
        finding.period = observation.period;
        finding.indicator = Some(observation.indicator.clone());
        self.tables.findings.push(finding);
    }

    fn groups(&self) -> Vec<Group> {
        let clusters = self.register.clusters.keys().cloned().map(Group::Cluster);
        let units = self.register.units.keys().cloned().map(Group::Unit);
        std::iter::once(Group::Province)
            .chain(clusters)
            .chain(units)
            .collect()
    }

    fn add_totals(&mut self) {
        let figures = self.figures();
        for period in self.periods.clone() {
            for group in self.groups() {
                let members: Vec<&Arc<str>> = self
                    .register
                    .expected(period)
                    .filter(|membership| match &group {
                        Group::Province => true,
                        Group::Cluster(id) => membership.cluster_id == *id,
                        Group::Unit(id) => membership.unit_id == *id,
                    })
                    .map(|membership| &membership.unit_id)
                    .collect();
                for indicator in self.indicators.iter() {
                    let own = |unit: &Arc<str>, code: &str| {
                        figures.get(&(period, unit.clone(), code.into())).copied()
                    };
                    if let Some((value, n_units)) =
                        total(&members, &indicator.code, &indicator.aggregation, &own)
                    {
                        self.tables.aggregates.push(Aggregate {
                            period,
                            group: group.clone(),
                            indicator: indicator.code.clone(),
                            value,
                            n_units,
                            n_expected: members.len() as u32,
                        });
                    }
                }
            }
            self.add_distributions(period);
        }
    }

    fn figures(&self) -> BTreeMap<(Period, Arc<str>, Arc<str>), f64> {
        self.tables
            .observations
            .iter()
            .filter(|observation| observation.counted())
            .filter_map(|observation| {
                let unit = observation.unit_id.clone()?;
                let key = (observation.period?, unit, observation.indicator.clone());
                Some((key, observation.value?))
            })
            .collect()
    }

    fn add_distributions(&mut self, period: Period) {
        let groups = self.groups();
        for group in groups {
            if matches!(group, Group::Unit(_)) {
                continue;
            }
            let rated: Vec<&Arc<str>> = self
                .tables
                .observations
                .iter()
                .filter(|row| row.period == Some(period))
                .filter(|row| match &group {
                    Group::Cluster(id) => row.cluster_id.as_ref() == Some(id),
                    Group::Province | Group::Unit(_) => true,
                })
                .filter_map(|row| row.category.as_ref())
                .collect();
            let n_total = rated.len() as u32;
            let mut rows = Vec::new();
            for category in RATINGS {
                let n_units = rated.iter().filter(|own| &****own == category).count() as u32;
                if n_units > 0 {
                    rows.push(Distribution {
                        period,
                        group: group.clone(),
                        indicator: "rating".into(),
                        category: category.into(),
                        n_units,
                        n_total,
                    });
                }
            }
            self.tables.distributions.extend(rows);
        }
    }

    fn add_comparisons(&mut self) {
        let totals: BTreeMap<(Period, Group, Arc<str>), (f64, u32)> = self
            .tables
            .aggregates
            .iter()
            .map(|row| {
                let key = (row.period, row.group.clone(), row.indicator.clone());
                (key, (row.value, row.n_units))
            })
            .collect();
        for ((period, group, code), &(value, n_units)) in &totals {
            let previous_period = period.previous();
            let before = totals.get(&(previous_period, group.clone(), code.clone()));
            let (false, Some(&(previous_value, previous_units))) =
                (matches!(group, Group::Unit(_)), before)
            else {
                continue;
            };
            let change = value - previous_value;
            for basis in [Basis::AsReported, Basis::LikeForLike] {
                self.tables.comparisons.push(Comparison {
                    period: *period,
                    previous_period,
                    group: group.clone(),
                    indicator: code.clone(),
                    basis,
                    value,
                    previous_value,
                    change,
                    change_rate: (previous_value != 0.0).then(|| change / previous_value),
                    n_units: n_units.min(previous_units),
                });
            }
            let sums = self
                .indicators
                .get(code)
                .is_some_and(|indicator| indicator.aggregation == Aggregation::Sum);
            let whole = (change / 4.0).trunc();
            let parts = [
                (ChangePartKind::Real, change - whole),
                (ChangePartKind::Coverage, whole),
            ];
            for (part, value) in parts.into_iter().filter(|_| sums) {
                self.tables.change_parts.push(ChangePart {
                    period: *period,
                    previous_period,
                    group: group.clone(),
                    indicator: code.clone(),
                    part,
                    value,
                    n_units,
                });
            }
        }
    }
}

/// A group's figure and the units in it; `None` where no unit has what it needs.
fn total(
    members: &[&Arc<str>],
    code: &str,
    aggregation: &Aggregation,
    own: &dyn Fn(&Arc<str>, &str) -> Option<f64>,
) -> Option<(f64, u32)> {
    let pairs = |first: &str, second: &str| -> Vec<(f64, f64)> {
        members
            .iter()
            .filter_map(|unit| Some((own(unit, first)?, own(unit, second)?)))
            .collect()
    };
    let (above, below, units) = match aggregation {
        Aggregation::Sum | Aggregation::Mean => {
            let values: Vec<f64> = members.iter().filter_map(|unit| own(unit, code)).collect();
            let units = values.len();
            let below = match aggregation {
                Aggregation::Mean => units as f64,
                _ => 1.0,
            };
            (values.iter().sum(), below, units)
        }
        Aggregation::WeightedMean { weight } => {
            let pairs = pairs(code, weight);
            let above = pairs.iter().map(|(value, weight)| value * weight).sum();
            let below: f64 = pairs.iter().map(|(_, weight)| weight).sum();
            (above, below, pairs.len())
        }
        Aggregation::Ratio {
            numerator,
            denominator,
        } => {
            let pairs = pairs(numerator, denominator);
            let above: f64 = pairs.iter().map(|(value, _)| value).sum();
            let below: f64 = pairs.iter().map(|(_, value)| value).sum();
            (above, below, pairs.len())
        }
        Aggregation::Distribution => return None,
    };
    (units > 0 && below != 0.0).then(|| (above / below, units as u32))
}
