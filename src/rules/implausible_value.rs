//! `implausible-value`: số không thể có.

use crate::finding::{Rule, Severity, UnitTask};
use crate::quantity::legible;

/// The rule.
pub static RULE: Rule = Rule {
    code: "implausible-value",
    severity: Severity::Error,
    title: "Số không thể có",
    problem: "Không công đoàn cơ sở nào có thể có số như vậy: vượt mức lớn nhất có thể, hoặc gấp hàng trăm lần mọi điều đã biết về đơn vị (các số khác trên biểu, các kỳ khác, các đơn vị khác).",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Kiểm tra lại số này rồi ghi số đúng; chú ý đơn vị tính và các chữ số 0 ở cuối.",
    ),
};

/// What the office reads of a figure above the most that there can be.
pub fn message(label: &str, shown: &str, most: &str) -> String {
    format!("“{label}” là {shown}, không thể vượt {most}. Hỏi đơn vị số đúng.")
}

/// What the office reads of a figure that what stands beside it speaks against.
pub fn message_because(label: &str, raw: &str, why: &str) -> String {
    let raw = legible(raw);
    format!("“{label}”: ghi {raw}, {why}. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
        why: "an amount that no person is given by the people who are there is in another unit of measure",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số tiền thăm hỏi đoàn viên | nghìn đồng | 6.500.000
",
            ),
        )],
        found: &["implausible-value D7"],
        counted: &["members 41"],
    },
    Case {
        why: "points beyond the scale are held; the others count",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP ĐIỂM THI ĐUA NĂM 2023
5 | TT | Công đoàn cơ sở | Điểm cụm thẩm định
6 | 1 | Bệnh viện A | 955
7 | 2 | Trường THPT B | 90
8 | 3 | Trường THPT C | 85
",
            ),
        )],
        found: &[
            "implausible-value C6",
            "missing-submission bệnh viện a 2023",
        ],
        counted: &["cluster_score 90", "cluster_score 85"],
    },
    Case {
        why: "a cluster all of whose points are above the scale goes by another one",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP ĐIỂM THI ĐUA NĂM 2023
5 | TT | Công đoàn cơ sở | Điểm cụm thẩm định
6 | 1 | Bệnh viện A | 955
7 | 2 | Trường THPT B | 900
8 | 3 | Trường THPT C | 850
",
            ),
        )],
        found: &[],
        counted: &[
            "cluster_score 955",
            "cluster_score 900",
            "cluster_score 850",
        ],
    },
    Case {
        why: "more people than any union has are held, with whatever stands beside them counted",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 912345678
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | 7
",
            ),
        )],
        found: &["implausible-value D6"],
        counted: &["visits 7"],
    },
    Case {
        why: "a share of more than the whole is held",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Tỷ lệ CBCCVC, LĐ hoàn thành tốt nhiệm vụ trở lên | % | 118
8 | 3 | Tỷ lệ gia đình đạt danh hiệu Gia đình văn hoá | % | 102
",
            ),
        )],
        found: &["implausible-value D7", "implausible-value D8"],
        counted: &["members 41"],
    },
    Case {
        why: "a wage above any wage is held",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Tiền lương bình quân tháng của 1 người lao động | đồng | 8500000000
",
            ),
        )],
        found: &["implausible-value D7"],
        counted: &["members 41"],
    },
    Case {
        why: "new members many times all members are held; a few more only contradict",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số đoàn viên kết nạp mới | người | 5000
",
            ),
        )],
        found: &["implausible-value D7"],
        counted: &["members 41"],
    },
    Case {
        why: "a count hundreds of times that of all other units is held where nothing else on the form bears it out",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A | B | C | D
1 | CỤM THI ĐUA SỐ 1
3 | TỔNG HỢP SỐ LIỆU NĂM 2023
5 | TT | Công đoàn cơ sở | Tổng số lao động | Tổng số đoàn viên công đoàn
6 | 1 | Bệnh viện A | 45 | 40
7 | 2 | Trường THPT B | 45 | 41
8 | 3 | Sở Y tế | 45 | 70000
9 | 4 | Công ty May C | 71000 | 70000
10 | 5 | Chi cục Thuế D | 46 | 44
11 | 6 | Trường Tiểu học E | 46 | 45
12 | 7 | Bưu điện G | 47 | 46
13 | 8 | Bảo tàng H | 48 | 47
",
            ),
        )],
        found: &["implausible-value D8", "outlier C9", "outlier D9"],
        counted: &[
            "workers 45",
            "members 40",
            "workers 45",
            "members 41",
            "workers 45",
            "workers 71000",
            "members 70000",
            "workers 46",
            "members 44",
            "workers 46",
            "members 45",
            "workers 47",
            "members 46",
            "workers 48",
            "members 47",
        ],
    },
];
