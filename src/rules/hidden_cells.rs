//! `hidden-cells`: số liệu ở chỗ không nhìn thấy.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "hidden-cells",
    severity: Severity::Warning,
    title: "Số liệu ở chỗ bị ẩn",
    problem: "Trên trang tính có số liệu mà người mở tệp không nhìn thấy: dòng hoặc cột bị ẩn, bị lọc; số cùng màu với nền hoặc có định dạng không hiện; số nằm dưới ô gộp. Ghi chú và hộp chữ trên trang tính cũng được báo ở đây để biết.",
    effect: "Số bị ẩn vẫn được tính nếu không có số nào nhìn thấy nói khác; bản bị ẩn của một dòng đang hiện và số nằm dưới ô gộp không được tính. Ghi chú và hộp chữ không bao giờ được đọc thành số liệu.",
    action: "Bỏ ẩn dòng, cột để kiểm tra; nếu số bị ẩn không còn dùng thì đề nghị đơn vị xóa rồi gửi lại.",
    unit_task: UnitTask::Mends(
        "Bỏ ẩn các dòng, cột có số liệu trên trang này; số nào không còn dùng thì xóa đi.",
    ),
};

/// What stands where nobody sees it, by where.
#[derive(Debug, Default)]
pub struct Unseen {
    /// Hidden rows with figures: `14`, `16–18`.
    pub rows: Vec<String>,
    /// Hidden columns with figures: `D`.
    pub columns: Vec<String>,
    /// Cells that show nothing.
    pub invisible: Vec<String>,
    /// Cells under merged ones.
    pub covered: Vec<String>,
    /// Figures that are not counted since others of the same are shown.
    pub doubles: Vec<String>,
}

/// What the office reads.
pub fn message(unseen: &Unseen) -> String {
    let listed = |what: &str, places: &[String]| {
        (!places.is_empty()).then(|| format!("{what} {}", places.join(", ")))
    };
    let parts = [
        listed("dòng bị ẩn:", &unseen.rows),
        listed("cột bị ẩn:", &unseen.columns),
        listed("ô không hiện gì dù có số:", &unseen.invisible),
        listed("ô nằm dưới ô gộp (không tính):", &unseen.covered),
        listed(
            "ô bị ẩn đã có số đang hiện thay thế (không tính):",
            &unseen.doubles,
        ),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!(
        "Trang tính có số liệu không nhìn thấy – {}. Bỏ ẩn để kiểm tra.",
        parts.join("; ")
    )
}

/// What the office reads of a note on a cell.
pub fn note_message(text: &str) -> String {
    format!("Ô có ghi chú: “{text}”. Ghi chú không được đọc thành số liệu.")
}

/// What the office reads of a text box.
pub fn box_message(text: &str) -> String {
    format!("Trên trang tính có hộp chữ: “{text}”. Hộp chữ không được đọc thành số liệu.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

/// A form with hidden rows: one whose label stands again below, and one for itself.
#[cfg(test)]
fn hidden() -> Vec<u8> {
    let form = Holds::Form(
        "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 184
7 | 1 | Tổng số đoàn viên công đoàn | người | 148
8 | 2 | Số tổ công đoàn | tổ | 5
",
    );
    let rows = [
        ("<row r=\"6\"", "<row hidden=\"1\" r=\"6\""),
        ("<row r=\"8\"", "<row hidden=\"1\" r=\"8\""),
    ];
    rows.into_iter().fold(form.bytes(), |bytes, replaced| {
        crate::read::fixture::patched(&bytes, "xl/worksheets/sheet1.xml", replaced)
    })
}

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "hidden figures count where nothing shown says otherwise, and are told",
    files: &[(FILE, Holds::Bytes(hidden))],
    found: &["hidden-cells D6"],
    counted: &["members 148", "union_groups 5"],
}];
