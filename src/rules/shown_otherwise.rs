//! `shown-otherwise`: ô hiện một số khác với số lưu.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "shown-otherwise",
    severity: Severity::Error,
    title: "Ô hiện một số khác với số lưu",
    problem: "Trang tính hiện một con số khác với con số lưu trong ô (do định dạng số, dấu âm không hiện, ba chữ số thập phân trông như hàng nghìn, chữ số bị gạch nằm sát chữ số không gạch) và không thể biết số nào đúng.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Đối chiếu với đơn vị, sửa định dạng hoặc con số trong ô rồi gửi lại, hoặc ghi giá trị đúng vào bảng đính chính.",
    unit_task: UnitTask::Mends(
        "Ghi lại số đúng và sửa định dạng ô để con số hiện ra đúng như vậy.",
    ),
};

/// What the office reads.
pub fn message(label: &str, shown: &str, raw: &str) -> String {
    format!(
        "“{label}”: trang tính hiện “{shown}” nhưng trong ô lưu một số khác: {raw}. Không rõ số nào đúng."
    )
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

/// A form whose numbers are all shown with three decimals.
#[cfg(test)]
fn three_decimals() -> Vec<u8> {
    let form = Holds::Form(
        "
  | A | B | C | D
6 | 1 | Số tiền thăm hỏi đoàn viên | nghìn đồng | 17.5
7 | 2 | Tỷ lệ gia đình đạt chuẩn văn hóa | % | 0.975
",
    );
    let styles = [
        (
            "<fonts ",
            "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.000\"/></numFmts><fonts ",
        ),
        (
            "<cellXfs count=\"1\"><xf numFmtId=\"0\"",
            "<cellXfs count=\"1\"><xf numFmtId=\"164\"",
        ),
    ];
    styles.into_iter().fold(form.bytes(), |bytes, replaced| {
        crate::read::fixture::patched(&bytes, "xl/styles.xml", replaced)
    })
}

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "17.500 shown of 17.5 may be thousands; of a rate it is a fraction",
    files: &[(FILE, Holds::Bytes(three_decimals))],
    found: &["shown-otherwise D6"],
    counted: &["cultured_families_rate 0.975"],
}];
