//! What a run says at its end.

use crate::finding::{Finding, Severity};
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::quantity::format_number;
use crate::tables::Tables;

/// How many findings the summary shows; the workbook lists them all.
const FINDINGS_SHOWN: usize = 8;

/// The summary of a run, without the places of its outputs.
pub(super) fn summary(tables: &Tables, period: Option<Period>) -> String {
    let mut lines = Vec::new();
    if let Some(period) = period {
        lines.push(format!("Kỳ báo cáo: {}", period.label()));
    }
    lines.push(files(tables));
    lines.push(figures(tables));
    let count = |severity: Severity| {
        let count = tables
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        format_number(count as f64, 0)
    };
    lines.push(format!(
        "Phát hiện: {} lỗi cần xử lý, {} cảnh báo, {} thông tin",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    ));
    lines.extend(first_findings(&tables.findings));
    lines.join("\n")
}

fn files(tables: &Tables) -> String {
    let count = |status: SubmissionStatus| {
        let count = tables
            .submissions
            .iter()
            .filter(|submission| submission.status == status)
            .count();
        format_number(count as f64, 0)
    };
    format!(
        "Tệp nhận được: {} = {} được tính + {} bản cũ + {} trùng + {} giữ lại + {} từ chối + {} bỏ qua",
        format_number(tables.submissions.len() as f64, 0),
        count(SubmissionStatus::Accepted),
        count(SubmissionStatus::Superseded),
        count(SubmissionStatus::Duplicate),
        count(SubmissionStatus::Held),
        count(SubmissionStatus::Rejected),
        count(SubmissionStatus::Ignored)
    )
}

fn figures(tables: &Tables) -> String {
    let counted = tables
        .observations
        .iter()
        .filter(|observation| observation.counted())
        .count();
    format!(
        "Ô số liệu: {} = {} được tính + {} không tính",
        format_number(tables.observations.len() as f64, 0),
        format_number(counted as f64, 0),
        format_number((tables.observations.len() - counted) as f64, 0)
    )
}

fn first_findings(findings: &[Finding]) -> Vec<String> {
    let mut errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let mut lines: Vec<String> = errors
        .by_ref()
        .take(FINDINGS_SHOWN)
        .map(|finding| format!("  • {}{}", place(finding), finding.message))
        .collect();
    let rest = errors.count();
    if rest > 0 {
        lines.push(format!(
            "  … và {} lỗi nữa, xem trang “Việc cần xử lý” của bảng tính",
            format_number(rest as f64, 0)
        ));
    }
    lines
}

fn place(finding: &Finding) -> String {
    match (&finding.file, &finding.sheet, finding.cell) {
        (Some(file), Some(sheet), Some(cell)) => format!("{file} › {sheet}!{cell}: "),
        (Some(file), ..) => format!("{file}: "),
        _ => String::new(),
    }
}
