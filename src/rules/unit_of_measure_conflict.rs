//! `unit-of-measure-conflict`: đơn vị tính mâu thuẫn.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "unit-of-measure-conflict",
    severity: Severity::Error,
    title: "Đơn vị tính mâu thuẫn",
    problem: "Đơn vị tính ghi ngay trong ô trái với đơn vị tính của dòng, của cột, hoặc làm cho con số trở nên vô lý.",
    effect: "Số liệu bị giữ lại, chưa tính.",
    action: "Hỏi đơn vị số đúng rồi ghi vào dinh-chinh.xlsx.",
    unit_task: UnitTask::Mends(
        "Ghi lại số theo đúng đơn vị tính của dòng; trong ô chỉ ghi con số.",
    ),
};

/// What the office reads.
pub fn message(label: &str, raw: &str, why: &str) -> String {
    format!("“{label}”: ghi “{raw}”, {why}. Hỏi đơn vị số đúng.")
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[
    Case {
    why: "an amount of millions of millions is held",
    files: &[(
        FILE,
        Holds::Form(
            "
  | A | B | C | D
6 | 1 | Tổng số đoàn viên công đoàn | người | 41
7 | 2 | Số tiền thăm hỏi đoàn viên | đồng | 121.800.000 triệu đồng
",
        ),
    )],
    found: &["unit-of-measure-conflict D7"],
    counted: &["members 41"],
},
    Case {
        why: "what is reckoned by another time than the indicator's is held, whichever place says so",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                                                      | C                    | D
6  | 1 | Tiền lương bình quân của 1 người lao động              | triệu đồng/người/năm | 91,2
7  | 2 | Số lượt đoàn viên được thăm hỏi                        | lượt/quý             | 12
8  | 3 | Số tiền thăm hỏi đoàn viên (triệu đồng/6 tháng)        | triệu đồng           | 12
9  | 4 | Số tiền ủng hộ các loại quỹ xã hội                     | đồng                 | 7 triệu đồng/tháng
10 | 5 | Số tiền trợ cấp đoàn viên khó khăn                     | đồng/năm             | 9000000
11 | 6 | Số sáng kiến được công nhận                            | sáng kiến/năm        | 3
",
            ),
        )],
        found: &[
            "unit-of-measure-conflict D6",
            "unit-of-measure-conflict D7",
            "unit-of-measure-conflict D8",
            "unit-of-measure-conflict D9",
        ],
        counted: &["hardship_amount 9000000", "initiatives 3"],
    },
    Case {
        why: "groups and households counted in persons are held, whether the row or the cell says so; times and persons are written for each other",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                                                 | C     | D
6  | 1 | Số tổ công đoàn                                   | người | 25
7  | 2 | Số hộ gia đình chính sách, hộ nghèo được tặng quà |       | 12 người
8  | 3 | Số lượt đoàn viên được thăm hỏi                   | người | 30
9  | 4 | Số đoàn viên kết nạp mới trong năm                |       | 3 lượt
",
            ),
        )],
        found: &["unit-of-measure-conflict D6", "unit-of-measure-conflict D7"],
        counted: &["visits 30", "members_new 3"],
    },
    Case {
        why: "a unit of measure that stands for a block by ditto marks says nothing of each row",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                           | C     | D
6  | 1 | Tổng số đoàn viên công đoàn | người | 41
7  | 2 | Số tổ công đoàn             | -nt-  | 3
",
            ),
        )],
        found: &[],
        counted: &["members 41", "union_groups 3"],
    },
    Case {
        why: "a wage of a month stays one where two places say so",
        files: &[(
            FILE,
            Holds::Form(
                "
  | A | B                                                     | C                | D
6 | 1 | Tiền lương bình quân tháng (triệu đồng/người)         | triệu đồng/tháng | 7,6
",
            ),
        )],
        found: &[],
        counted: &["avg_wage 7600000"],
    },
    Case {
        why: "nor does one of money, by ditto marks or over several rows, say anything of what is counted; typed beside the row it does",
        files: &[(
            FILE,
            Holds::Form(
                "
   | A | B                                         | C          | D
6  | 1 | Tiền lương bình quân tháng của 1 người lao động | đồng | 9000000
7  |   | + Số người được tính                      | -nt-       | 310
8  | 2 | Số tiền thăm hỏi đoàn viên                | đồng       | 5000000
9  | 3 | Số tổ công đoàn                           | đồng       | 3
10 | 4 | Số tiền ủng hộ các loại quỹ xã hội        | triệu đồng | 7
11 | 5 | Số tiền trợ cấp đoàn viên khó khăn        | -nt-       | 12
",
            ),
        )],
        found: &["unit-of-measure-conflict D9"],
        counted: &[
            "avg_wage 9000000",
            "avg_wage_headcount 310",
            "hardship_amount 12000000",
            "social_fund_amount 7000000",
            "visits_amount 5000000",
        ],
    },
    Case {
        why: "a column that gives the unit of amounts says nothing of the counts beside them",
        files: &[(
            FILE,
            Holds::Sheet(
                "
  | A                          | B        | C       | D
1 | CĐCS Bệnh viện A
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
4 | Chỉ tiêu                   | Số lượng | Số tiền | ĐVT tiền
5 | Thăm hỏi đoàn viên         | 27       | 5.4     | triệu đồng
6 | Hỗ trợ đoàn viên khó khăn  | 9        | 9       | triệu đồng
7 | Tặng quà hộ nghèo, hộ chính sách | 12 | 3.6     | triệu đồng
",
            ),
        )],
        found: &[],
        counted: &[
            "hardship_amount 9000000",
            "hardship_members 9",
            "poor_households 12",
            "poor_households_amount 3600000",
            "visits 27",
            "visits_amount 5400000",
        ],
    },
];
