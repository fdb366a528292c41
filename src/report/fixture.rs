//! An invented province for tests: clusters of units over some years, with what goes wrong now and then.

mod totals;

use crate::catalogue::{IndicatorKind, Indicators};
use crate::emulate::{Assessment, EmulationKnowledge};
use crate::finding::{Finding, Rule, Severity, UnitTask};
use crate::ledger::Audit;
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure, Observation, Submission, SubmissionStatus};
use crate::period::Period;
use crate::register::{Change, ChangeKind, Cluster, Membership, Register, Unit};
use crate::report::aggregate_form::AggregateForm;
use crate::report::{Account, DoneMarks, Papers, ReportInputs, ReportPlan};
use crate::tables::Tables;
use crate::verdict::{FileOut, Verdict};
use std::sync::{Arc, LazyLock};

static NEGATIVE: Rule = Rule {
    code: "negative-value",
    severity: Severity::Error,
    title: "Số âm",
    problem: "Số lượng hoặc số tiền nhỏ hơn 0.",
    effect: "Giữ lại, chưa tính vào tổng.",
    action: "Đề nghị đơn vị xác nhận lại số liệu, rồi ghi số đúng vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Nothing,
};
static MISSING: Rule = Rule {
    code: "missing-submission",
    severity: Severity::Warning,
    title: "Chưa nộp báo cáo",
    problem: "Đơn vị phải nộp nhưng không có tệp nào.",
    effect: "Không có số liệu của đơn vị.",
    action: "Đôn đốc đơn vị nộp báo cáo.",
    unit_task: UnitTask::Nothing,
};
static UNREADABLE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    title: "Tệp không đọc được",
    problem: "Tệp hỏng hoặc không phải bảng tính.",
    effect: "Không dùng được tệp.",
    action: "Đề nghị đơn vị mở tệp, lưu lại và gửi lại.",
    unit_task: UnitTask::Nothing,
};
static APPROXIMATE: Rule = Rule {
    code: "approximate-value",
    severity: Severity::Info,
    title: "Số ước",
    problem: "Số liệu có từ ước lượng.",
    effect: "Vẫn tính.",
    action: "",
    unit_task: UnitTask::Nothing,
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
    static DONE: LazyLock<DoneMarks> = LazyLock::new(DoneMarks::default);
    static ASSESSMENT: LazyLock<Assessment> = LazyLock::new(Assessment::default);
    static PAPERS: LazyLock<Papers> = LazyLock::new(Papers::default);
    static EMULATION: LazyLock<EmulationKnowledge> = LazyLock::new(EmulationKnowledge::built_in);
    static AUDIT: LazyLock<Audit> = LazyLock::new(Audit::default);
    static FORM: LazyLock<AggregateForm> = LazyLock::new(AggregateForm::built_in);
    ReportInputs {
        account: Arc::new(province.account()),
        version_differences: &[],
        assessment: &ASSESSMENT,
        emulation: &EMULATION,
        audit: &AUDIT,
        office: "",
        papers: &PAPERS,
        deadline: None,
        input_path: "../input",
        generated_at: None,
        charts: &[],
        form: &FORM,
        plan: &PLAN,
        done: &DONE,
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

pub(crate) fn cell(file: &str, sheet: &str, row: u32, column: u32) -> CellRef {
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
    /// What there is to tell of the last year.
    pub(crate) fn account(&self) -> Account<'_> {
        Account::new(
            &self.tables,
            &self.indicators,
            &self.register,
            Period::Year(2023),
            ReportPlan::built_in().coverage_at_least,
        )
    }

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
            reason: (!is_readable).then_some(FileOut::Rule(&crate::rules::unreadable_file::RULE)),
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
            verdict: match is_held {
                true => Verdict::Held(&NEGATIVE),
                false => Verdict::Counts,
            },
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
        let (rule, message) = if !observation.counted() {
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
}
