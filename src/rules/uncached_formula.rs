//! `uncached-formula`: công thức chưa có kết quả.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "uncached-formula",
    severity: Severity::Error,
    title: "Công thức chưa có kết quả",
    problem: "Ô chứa công thức nhưng tệp được lưu mà không kèm kết quả.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Mở tệp bằng Excel, bấm Lưu rồi gửi lại.",
    unit_task: UnitTask::Mends(
        "Mở tệp bằng Excel, bấm Lưu để công thức có kết quả, hoặc ghi thẳng con số vào ô.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str) -> String {
    format!("“{label}”: công thức {raw} chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi chạy lại.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a formula saved without its result",
    files: &[(FILE, Holds::Bytes(uncached))],
    found: &["uncached-formula D6"],
    counted: &[],
}];

/// A form whose figure is a formula that was never calculated.
#[cfg(test)]
fn uncached() -> Vec<u8> {
    let grid = "CĐCS Bệnh viện A\n\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023\n\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên công đoàn|người|12345";
    crate::read::fixture::patched(
        &crate::grid::xlsx(&[("Biểu", grid)]),
        "xl/worksheets/sheet1.xml",
        ("<v>12345</v>", "<f>SUM(D7:D9)</f>"),
    )
}
