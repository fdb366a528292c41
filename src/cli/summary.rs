//! What a run says at its end.

use crate::finding::{Finding, Severity};
use crate::ledger::{Audit, CellClass, Discrepancy};
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::quantity::format_number;
use crate::report::Account;
use crate::rules;
use crate::tables::Tables;

/// How many findings the summary shows; the workbook lists them all.
const FINDINGS_SHOWN: usize = 8;

/// The lines of a run's summary, without the places of its outputs.
pub(super) fn summary(
    tables: &Tables,
    audit: &Audit,
    account: Option<&Account<'_>>,
) -> Vec<String> {
    let mut lines = discrepancies(audit);
    if let Some(account) = account {
        lines.push(format!("Kỳ báo cáo: {}", account.period().label()));
        lines.push(account.returns_in_short());
    }
    lines.push(files(audit));
    if audit.read > 0 {
        lines.push(cells(audit));
        lines.push(figures(audit));
    }
    let count = |severity: Severity| {
        let count = tables
            .findings
            .iter()
            .filter(|finding| finding.severity == severity && !finding.is_decided)
            .count();
        format_number(count as f64, 0)
    };
    let decided = tables.findings.iter().filter(|finding| finding.is_decided);
    let decided = match decided.count() {
        0 => String::new(),
        count => format!(", {} đã quyết định", format_number(count as f64, 0)),
    };
    lines.push(format!(
        "Phát hiện: {} lỗi cần xử lý, {} cảnh báo, {} thông tin{decided}",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    ));
    let period = account.map(Account::period);
    lines.extend(first_findings(&tables.findings, period));
    lines
}

/// Told before all else: what is printed below cannot be relied on.
fn discrepancies(audit: &Audit) -> Vec<String> {
    if audit.discrepancies.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        "LỖI CỦA CHƯƠNG TRÌNH: đối chiếu tệp và ô không khớp, kết quả có thể thiếu số liệu. Đừng dùng kết quả này; gửi \
         các dòng dưới đây và những tệp được nêu cho người phát triển chương trình."
            .to_owned(),
    ];
    let told = |found: &Discrepancy| match &found.file {
        Some(file) => format!("  • {file}: {}", found.message),
        None => format!("  • {}", found.message),
    };
    let (shown, rest) = audit
        .discrepancies
        .split_at(audit.discrepancies.len().min(FINDINGS_SHOWN));
    lines.extend(shown.iter().map(told));
    if !rest.is_empty() {
        let rest = format_number(rest.len() as f64, 0);
        lines.push(format!(
            "  … và {rest} chỗ nữa, xem trang “Đối chiếu” của bảng tính"
        ));
    }
    lines
}

fn files(audit: &Audit) -> String {
    let count = |status: SubmissionStatus| {
        let count = audit.statuses.get(&status).copied().unwrap_or_default();
        format_number(count as f64, 0)
    };
    let own = match audit.own {
        0 => String::new(),
        own => format!(" + {own} của cơ quan"),
    };
    format!(
        "Tệp tìm thấy: {} = {} được tính + {} bản cũ + {} trùng + {} giữ lại + {} từ chối + {} bỏ qua{own}",
        format_number(audit.found as f64, 0),
        count(SubmissionStatus::Accepted),
        count(SubmissionStatus::Superseded),
        count(SubmissionStatus::Duplicate),
        count(SubmissionStatus::Held),
        count(SubmissionStatus::Rejected),
        count(SubmissionStatus::Ignored)
    )
}

/// What the cells of the files that were read are, told in few words.
const CELLS: &[(&str, &[CellClass])] = &[
    ("số liệu", &[CellClass::Figure]),
    (
        "chỉ để đối chiếu",
        &[
            CellClass::Previous,
            CellClass::Rate,
            CellClass::Total,
            CellClass::Comparison,
        ],
    ),
    ("của kỳ khác", &[CellClass::OtherPeriod]),
    ("về hội nghị, đại hội, khen thưởng", &[CellClass::Fact]),
    ("điểm từng tiêu chí", &[CellClass::Points]),
    ("trong danh sách người", &[CellClass::Listed]),
    (
        "không rõ chỉ tiêu",
        &[
            CellClass::Unmatched,
            CellClass::UnknownColumn,
            CellClass::Below,
        ],
    ),
    (
        "chữ, tiêu đề",
        &[
            CellClass::Word,
            CellClass::Title,
            CellClass::Around,
            CellClass::Blank,
        ],
    ),
    (
        "ở trang ẩn hoặc không có biểu",
        &[CellClass::NoForm, CellClass::Hidden],
    ),
];

fn cells(audit: &Audit) -> String {
    let parts: Vec<String> = CELLS
        .iter()
        .map(|(said, classes)| {
            let cells: usize = classes
                .iter()
                .map(|&class| audit.cells.of(class).cells)
                .sum();
            (said, cells)
        })
        .filter(|(_, cells)| *cells > 0)
        .map(|(said, cells)| format!("{} {said}", format_number(cells as f64, 0)))
        .collect();
    format!(
        "Ô đọc được: {} = {}",
        format_number(audit.read as f64, 0),
        parts.join(" + ")
    )
}

fn figures(audit: &Audit) -> String {
    format!(
        "Ô số liệu: {} = {} được tính + {} không tính",
        format_number((audit.counted + audit.not_counted) as f64, 0),
        format_number(audit.counted as f64, 0),
        format_number(audit.not_counted as f64, 0)
    )
}

fn first_findings(findings: &[Finding], period: Option<Period>) -> Vec<String> {
    let mut errors: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    // The period reported on before others.
    errors.sort_by_key(|finding| {
        let is_of_other = finding.period.is_some() && finding.period != period;
        (rules::rank(finding.rule), is_of_other)
    });
    let mut errors = errors.into_iter();
    let mut lines: Vec<String> = errors
        .by_ref()
        .take(FINDINGS_SHOWN)
        .map(|finding| format!("  • {}{}", place(finding), beginning(&finding.message)))
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

/// As much of a message as is read on a screen; the workbook has all of it.
fn beginning(message: &str) -> String {
    const LONGEST: usize = 500;
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}

fn place(finding: &Finding) -> String {
    match (&finding.file, &finding.sheet, finding.cell) {
        (Some(file), Some(sheet), Some(cell)) => format!("{file} › {sheet}!{cell}: "),
        (Some(file), ..) => format!("{file}: "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_cells_is_told_once() {
        let mut told: Vec<CellClass> = CELLS
            .iter()
            .flat_map(|(_, classes)| classes.iter().copied())
            .collect();
        told.sort_unstable();
        assert_eq!(told, CellClass::ALL);
    }

    #[test]
    fn accounts_that_do_not_come_out_even_are_told_before_all_else() {
        let mut audit = Audit {
            found: 3,
            own: 1,
            ..Audit::default()
        };
        let told = |audit: &Audit| summary(&Tables::default(), audit, None).join("\n");
        assert!(
            told(&audit).starts_with("Tệp tìm thấy: 3 = 0 được tính"),
            "{}",
            told(&audit)
        );
        audit.discrepancies = (1..=9)
            .map(|number| Discrepancy {
                file: (number == 1).then(|| "2023/a.xlsx".into()),
                message: format!("điều {number}"),
            })
            .collect();
        let told = told(&audit);
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            lines[0].starts_with("LỖI CỦA CHƯƠNG TRÌNH")
                && lines[0].contains("người phát triển chương trình"),
            "{told}"
        );
        assert_eq!(lines[1], "  • 2023/a.xlsx: điều 1");
        assert!(lines[9].starts_with("  … và 1 chỗ nữa"), "{told}");
    }
}
