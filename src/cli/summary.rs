//! What a run says at its end.

use super::arguments::Voice;
use crate::changes::FILE_NAME as CHANGES;
use crate::finding::{Finding, Severity};
use crate::ledger::{Audit, CellClass, Discrepancy};
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::pipeline::Consolidation;
use crate::quantity::format_number;
use crate::reminders::FOLDER as REMINDERS;
use crate::render::data::{CSV_FOLDER as CSV, FOLDER as DATA};
use crate::render::page::FILE_NAME as PAGE;
use crate::render::workbook::{CHECKS_FILE_NAME as CHECKS, FILE_NAME as WORKBOOK};
use crate::report::corrections::FILE_NAME as CORRECTIONS;
use crate::report::deck::{FILE_NAME as DECK, FOLDER as DECKS};
use crate::report::papers::{FOLDER as PAPERS, REPORT};
use crate::report::{Account, Came};
use crate::rules;
use crate::slips::FOLDER as SLIPS;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many findings the summary shows; the workbook lists them all.
const FINDINGS_SHOWN: usize = 8;

/// The order in which the outputs are named.
pub(super) const OUTPUTS: [&str; 14] = [
    WORKBOOK,
    CHECKS,
    PAGE,
    DECK,
    DECKS,
    REPORT,
    PAPERS,
    CORRECTIONS,
    CHANGES,
    "bieu-do",
    SLIPS,
    REMINDERS,
    DATA,
    CSV,
];

/// What a run tells at its end.
pub(super) struct Told<'a> {
    pub(super) consolidation: &'a Consolidation,
    pub(super) account: Option<&'a Account<'a>>,
    /// Of slips and reminders.
    pub(super) of_parts: Vec<String>,
    /// Of the run before.
    pub(super) changes: Vec<String>,
    pub(super) notes: Vec<String>,
    /// Where the outputs stand, by their names.
    pub(super) places: &'a BTreeMap<String, PathBuf>,
    pub(super) status: u8,
}

impl Told<'_> {
    /// What is said of it, as loud as is asked for.
    pub(super) fn lines(&self, voice: &Voice) -> Vec<String> {
        let audit = &self.consolidation.audit;
        let notes = self.notes.iter().map(|note| format!("Lưu ý: {note}"));
        if voice.json {
            let json = format!("{:#}", self.as_json());
            return json.lines().map(str::to_owned).collect();
        }
        let mut lines = discrepancies(audit);
        if voice.quiet {
            lines.extend(notes);
            return lines;
        }
        lines.extend(self.account_of_period());
        lines.push(files(audit));
        if voice.verbose && audit.read > 0 {
            lines.push(cells(audit));
            lines.push(figures(audit));
        }
        lines.push(self.counts());
        lines.extend(self.decisions());
        let period = self.account.map(Account::period);
        let shown = match voice.verbose {
            true => usize::MAX,
            false => FINDINGS_SHOWN,
        };
        let findings = &self.consolidation.tables.findings;
        lines.extend(first_findings(findings, period, shown));
        lines.extend_from_slice(&self.of_parts);
        lines.extend_from_slice(&self.changes);
        lines.extend(notes);
        lines
    }

    /// What only somebody at a terminal goes on by: where the outputs stand, and what comes next.
    pub(super) fn at_terminal(&self, voice: &Voice) -> Vec<String> {
        if voice.json || voice.quiet {
            return Vec::new();
        }
        let places = OUTPUTS.iter().filter_map(|name| self.places.get(*name));
        let places = places.map(|place| format!("Kết quả: {}", place.display()));
        places.chain(self.next_step()).collect()
    }

    fn account_of_period(&self) -> Vec<String> {
        let lines = self.account.map(|account| {
            vec![
                format!("Kỳ báo cáo: {}", account.period().label()),
                account.returns_in_short(),
            ]
        });
        lines.unwrap_or_default()
    }

    fn count(&self, severity: Severity) -> usize {
        let findings = self.consolidation.tables.findings.iter();
        findings
            .filter(|finding| finding.severity == severity && !finding.is_decided)
            .count()
    }

    fn counts(&self) -> String {
        let count = |severity: Severity| format_number(self.count(severity) as f64, 0);
        let findings = self.consolidation.tables.findings.iter();
        let decided = match findings.filter(|finding| finding.is_decided).count() {
            0 => String::new(),
            count => format!(", {} đã quyết định", format_number(count as f64, 0)),
        };
        format!(
            "Phát hiện: {} lỗi cần xử lý, {} cảnh báo, {} thông tin{decided}",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Info)
        )
    }

    /// How many decisions took effect, and which did not.
    fn decisions(&self) -> Vec<String> {
        let decided = &self.consolidation.decided;
        let failed: Vec<_> = decided
            .iter()
            .filter_map(|it| Some((&it.correction.written, it.unused.as_ref()?)))
            .collect();
        if decided.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![format!(
            "Quyết định trong {CORRECTIONS}: {} đã áp dụng, {} không áp dụng được",
            format_number((decided.len() - failed.len()) as f64, 0),
            format_number(failed.len() as f64, 0)
        )];
        let shown = failed.iter().take(FINDINGS_SHOWN);
        // They stand first in the workbook that a run writes, below its titles.
        lines.extend(shown.zip(2..).map(|((row, why), number)| {
            let place = match (row.file.is_empty(), row.cell.is_empty()) {
                (true, _) => String::new(),
                (false, true) => format!(", {}", row.file),
                (false, false) => format!(", {} › {}!{}", row.file, row.sheet, row.cell),
            };
            format!("  • dòng {number}{place}: {}", beginning(&why.message()))
        }));
        if failed.len() > FINDINGS_SHOWN {
            let rest = format_number((failed.len() - FINDINGS_SHOWN) as f64, 0);
            lines.push(format!("  … và {rest} dòng nữa"));
        }
        if !failed.is_empty() {
            lines.push(format!(
                "  Các dòng này tô đỏ ở đầu {CORRECTIONS} trong thư mục kết quả: sửa ngay ở đó, hoặc xóa chữ ở cột “Quyết định” để rút lại"
            ));
        }
        lines
    }

    /// What a person does next.
    fn next_step(&self) -> Option<String> {
        if self.status == super::FAILED {
            return None;
        }
        let mut steps = Vec::new();
        let place = |name: &str| self.places.get(name).map(|place| place.display());
        let findings = &self.consolidation.tables.findings;
        if findings
            .iter()
            .any(|finding| finding.rule == &rules::membership_missing::RULE)
        {
            steps.push("chạy “tonghop init” để thêm kỳ mới vào danh mục rồi rà soát".to_owned());
        }
        if !self.consolidation.register.is_kept {
            steps.push("chạy “tonghop init” để lập danh mục đơn vị rồi rà soát".to_owned());
        }
        if let Some(place) = place(CORRECTIONS).filter(|_| self.count(Severity::Error) > 0) {
            steps.push(format!("ghi quyết định vào {place}, lưu lại rồi chạy lại"));
        }
        if let Some(place) = place(SLIPS).filter(|_| self.status != super::CLEAN) {
            steps.push(format!("gửi lại đơn vị các phiếu trong {place}"));
        }
        if let Some(place) = place(REMINDERS).filter(|_| self.is_anybody_missing()) {
            steps.push(format!("nhắc các đơn vị chưa nộp theo {place}"));
        }
        if let (true, Some(place)) = (steps.is_empty(), place(WORKBOOK)) {
            steps.push(format!("mở {place}"));
        }
        (!steps.is_empty()).then(|| format!("Việc tiếp theo: {}", steps.join("; ")))
    }

    fn is_anybody_missing(&self) -> bool {
        let units = self.account.map(Account::expected_units);
        let mut units = units.into_iter().flatten();
        units.any(|unit| unit.came != Came::Figures)
    }

    fn as_json(&self) -> serde_json::Value {
        let consolidation = self.consolidation;
        let units = self.account.map(Account::expected_units);
        let units = units.unwrap_or_default();
        let missing = units.iter().filter(|unit| unit.came == Came::Nothing);
        let missing: Vec<String> = missing
            .map(|unit| {
                consolidation
                    .register
                    .unit_name(&unit.member.unit_id)
                    .to_owned()
            })
            .collect();
        let covered = units.iter().filter(|unit| unit.came == Came::Figures);
        let failed = consolidation.decided.iter();
        let failed = failed.filter(|decided| decided.unused.is_some()).count();
        let places = self.places.iter();
        let outputs: BTreeMap<&str, String> = places
            .filter(|(name, _)| OUTPUTS.contains(&name.as_str()))
            .map(|(name, place)| (name.as_str(), place.display().to_string()))
            .collect();
        json!({
            "status": self.status,
            "period": self.account.map(|account| account.period().to_string()),
            "expected": units.len(),
            "covered": covered.count(),
            "missing": missing,
            "files": consolidation.audit.found,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "decisions_applied": consolidation.decided.len() - failed,
            "decisions_failed": failed,
            "discrepancies": consolidation.audit.discrepancies.len(),
            "changes": self.changes,
            "notes": self.notes,
            "outputs": outputs,
        })
    }
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

/// Whether it is about a decision, which stands among the decisions.
fn is_about_decision(finding: &Finding) -> bool {
    [
        &rules::correction_unused::RULE,
        &rules::correction_stale::RULE,
    ]
    .contains(&finding.rule)
}

/// The period's errors first, then those of other periods.
fn first_findings(findings: &[Finding], period: Option<Period>, shown: usize) -> Vec<String> {
    let mut errors: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error && !finding.is_decided)
        .filter(|finding| !is_about_decision(finding))
        .collect();
    errors.sort_by_key(|finding| {
        let is_of_other = finding.period.is_some() && finding.period != period;
        (is_of_other, rules::rank(finding.rule))
    });
    let mut errors = errors.into_iter();
    let mut lines: Vec<String> = errors
        .by_ref()
        .take(shown)
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
        assert!(discrepancies(&audit).is_empty());
        assert!(files(&audit).starts_with("Tệp tìm thấy: 3 = 0 được tính"));
        audit.discrepancies = (1..=9)
            .map(|number| Discrepancy {
                file: (number == 1).then(|| "2023/a.xlsx".into()),
                message: format!("điều {number}"),
            })
            .collect();
        let lines = discrepancies(&audit);
        assert!(
            lines[0].starts_with("LỖI CỦA CHƯƠNG TRÌNH")
                && lines[0].contains("người phát triển chương trình"),
            "{lines:?}"
        );
        assert_eq!(lines[1], "  • 2023/a.xlsx: điều 1");
        assert!(lines[9].starts_with("  … và 1 chỗ nữa"), "{lines:?}");
    }

    #[test]
    fn the_errors_of_the_period_come_first() {
        let error = |period: u16, message: &str| Finding {
            period: Period::from_year(period),
            ..Finding::about_file(
                &rules::unreadable_file::RULE,
                &"a.xlsx".into(),
                message.to_owned(),
            )
        };
        let findings = [error(2021, "cũ"), error(2023, "nay"), error(2022, "trước")];
        let lines = first_findings(&findings, Period::from_year(2023), 2);
        assert!(
            lines[0].contains("nay") && lines[1].contains("cũ"),
            "{lines:?}"
        );
        assert!(lines[2].contains("và 1 lỗi nữa"), "{lines:?}");
    }
}
