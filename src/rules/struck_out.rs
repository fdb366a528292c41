//! `struck-out`: chữ hoặc số bị gạch bỏ.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "struck-out",
    severity: Severity::Info,
    title: "Ô bị gạch bỏ",
    problem: "Ô, hoặc phần cũ trong ô, bị gạch ngang: người lập biểu đã bỏ nội dung đó.",
    effect: "Phần bị gạch không được đọc và không tính; phần không gạch được đọc như thường.",
    action: "Không cần xử lý. Nếu gạch nhầm thì bỏ gạch rồi gửi lại.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads of a cell that is struck out whole.
pub fn message(raw: &str) -> String {
    format!("Ô bị gạch bỏ (“{raw}”): không tính.")
}

/// What the office reads of a row of which several cells are struck out.
pub fn row_message(row: u32, texts: &[String]) -> String {
    format!(
        "Dòng {row} bị gạch bỏ (“{}”): không tính.",
        texts.join("”, “")
    )
}

/// What the office reads of a cell in which only a part is struck out.
pub fn part_message(struck: &str, left: &str) -> String {
    format!("Trong ô có phần bị gạch bỏ (“{struck}”); chỉ đọc phần còn lại: “{left}”.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

/// A form in which an old number is struck out before the new one, and another whole.
#[cfg(test)]
fn struck() -> Vec<u8> {
    let form = Holds::Form(
        "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 34 43
7 | 2 | Số tổ công đoàn | tổ | 5 tổ
",
    );
    let run =
        |text: &str| format!("<r><rPr><strike/></rPr><t xml:space=\"preserve\">{text}</t></r>");
    let texts = [
        ("<t>34 43</t>", format!("{}<r><t>43</t></r>", run("34 "))),
        ("<t>5 tổ</t>", run("5 tổ")),
    ];
    texts.into_iter().fold(form.bytes(), |bytes, (from, to)| {
        crate::read::fixture::patched(&bytes, "xl/sharedStrings.xml", (from, &to))
    })
}

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "what is struck out is not there, and what stands beside it is read",
    files: &[(FILE, Holds::Bytes(struck))],
    found: &["missing-value D7", "struck-out D6", "struck-out D7"],
    counted: &["members 43"],
}];
