//! `membership-missing`: danh mục chưa có phân cụm của kỳ.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "membership-missing",
    severity: Severity::Error,
    title: "Danh mục chưa có phân cụm của kỳ",
    problem: "Có báo cáo của kỳ này nhưng trang “Phân cụm” của danh-muc.xlsx không có dòng nào của kỳ, hoặc thiếu đơn vị đã gửi báo cáo.",
    effect: "Kỳ không có dòng nào: tạm dùng phân cụm của kỳ gần nhất trước đó, bớt đơn vị đã kết thúc và thêm đơn vị mới theo “Biến động”. Đơn vị thiếu: được tính vào toàn tỉnh, không vào cụm nào.",
    action: "Chạy “tonghop init” để thêm các đơn vị của kỳ này vào trang “Phân cụm” của danh-muc.xlsx, rà soát rồi chạy lại.",
    unit_task: UnitTask::Nothing,
};

/// What the office reads: `used` says what is used in its place, `beside` what the folders say otherwise.
pub fn message(period: &str, used: &str, beside: &str) -> String {
    format!("Trang “Phân cụm” của danh mục chưa có dòng nào của {period}; {used}.{beside}")
}

/// What the office reads where units report that the list of the period does not have: how many, and who.
pub fn unlisted_message(period: &str, count: usize, units: &str) -> String {
    format!(
        "{count} đơn vị gửi báo cáo {period} nhưng không có trong trang “Phân cụm” của kỳ đó: {units}. Số liệu được tính vào toàn tỉnh, không vào cụm nào, không vào số đơn vị phải báo cáo."
    )
}

#[cfg(test)]
use super::cases::{Case, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "a year that the register does not list takes the units of the year before",
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
        ],
        found: &["membership-missing 2023", "missing-submission B 2023"],
        counted: &["2023/Cụm 1/a.xlsx members 41"],
    },
    Case {
        why: "a unit that reports and is not in the list of the year, while the register does not say that it has ended",
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
2 | 2023 | B | C1
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
        ],
        found: &[
            "cluster-unknown danh-muc.xlsx B2",
            "membership-missing 2023",
            "missing-submission B 2023",
        ],
        counted: &["2023/Cụm 1/a.xlsx members 41"],
    },
];
