//! `oversized-file`: tệp quá lớn.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "oversized-file",
    severity: Severity::Error,
    title: "Tệp quá lớn",
    problem: "Tệp vượt giới hạn về dung lượng, độ giãn nở hoặc số ô.",
    effect: "Tệp bị từ chối; không số liệu nào trong tệp được tính.",
    action: "Mở tệp bằng Excel, chỉ giữ lại trang tính có biểu báo cáo, lưu thành tệp mới.",
    unit_task: UnitTask::Mends(
        "Chỉ giữ lại trang tính có biểu báo cáo, lưu thành tệp mới dạng .xlsx rồi gửi lại.",
    ),
};

/// What the office reads.
pub fn message(what: &str) -> String {
    format!("Tệp quá lớn: {what}. Chỉ giữ lại trang tính có biểu báo cáo rồi lưu thành tệp mới.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a workbook that swells beyond all bounds",
    files: &[(FILE, Holds::Bytes(swelling))],
    found: &["oversized-file 2023/Cụm 1/a.xlsx"],
    counted: &[],
}];

/// A package of more parts than any workbook has.
#[cfg(test)]
fn swelling() -> Vec<u8> {
    let workbook = std::io::Cursor::new(crate::grid::xlsx(&[("Biểu", "1")]));
    let mut package = zip::ZipWriter::new_append(workbook).expect("a package");
    let plain = zip::write::SimpleFileOptions::default();
    for part in 0..10_001 {
        package
            .start_file(format!("xl/media/image{part}.png"), plain)
            .expect("a part");
    }
    package.finish().expect("a package").into_inner()
}
