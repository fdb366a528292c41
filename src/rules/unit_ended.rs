//! `unit-ended`: đơn vị đã kết thúc còn báo cáo.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-ended",
    severity: Severity::Error,
    title: "Đơn vị đã kết thúc còn báo cáo",
    problem: "Theo trang “Biến động”, đơn vị đã sáp nhập, giải thể, chia tách, đổi sang mã mới hoặc chuyển giao, và không có trong “Phân cụm” của kỳ, nhưng vẫn có báo cáo.",
    effect: "Không tính vào tổng nào.",
    action: "Hỏi đơn vị kế thừa đã gộp số liệu chưa. Nếu đơn vị vẫn còn thì sửa trang “Biến động” và “Phân cụm” của danh-muc.xlsx.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads: `ended` says who, what and since when.
pub fn message(ended: &str, successor: Option<&str>) -> String {
    let whose = match successor {
        Some(successor) => format!(
            " Số liệu phải nằm trong báo cáo của {successor}; nếu thuộc về đơn vị đó thì chọn nội dung “đơn vị” trong dinh-chinh.xlsx."
        ),
        None => " Nếu đơn vị vẫn còn, sửa trang “Biến động” của danh mục.".to_string(),
    };
    format!("{ended} nên số liệu này không được tính.{whose}")
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a unit that was merged and still reports",
    files: &[
        (
            "danh-muc.xlsx",
            Holds::Sheets(&[
                (
                    "Đơn vị",
                    "
  | A | B
1 | Mã đơn vị | Tên đơn vị
2 | A | CĐCS Bệnh viện A
3 | B | CĐCS Trường THPT B
",
                ),
                (
                    "Cụm",
                    "
  | A | B
1 | Mã cụm | Tên cụm
2 | C1 | Cụm thi đua số 1
",
                ),
                (
                    "Phân cụm",
                    "
  | A | B | C
1 | Kỳ | Mã đơn vị | Mã cụm
2 | 2022 | A | C1
3 | 2022 | B | C1
4 | 2023 | A | C1
",
                ),
                (
                    "Biến động",
                    "
  | A | B | C | D
1 | Kỳ hiệu lực | Loại | Từ mã | Sang mã
2 | 2023 | sáp nhập | B | A
",
                ),
            ]),
        ),
        (
            "2023/Cụm 1/a.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
",
            ),
        ),
        (
            "2023/Cụm 1/b.xlsx",
            Holds::Sheet(
                "
  | A | B | C | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Trường THPT B
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 20
",
            ),
        ),
    ],
    found: &["unit-ended 2023/Cụm 1/b.xlsx"],
    counted: &["2023/Cụm 1/a.xlsx members 41"],
}];
