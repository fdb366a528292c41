//! Amounts of which a unit of measure slipped, from the forms to what is held back.

use crate::office::Office;
use std::collections::BTreeSet;

/// A year of a unit as rows of its form: members, visits and what was spent on them, in this unit of measure.
struct Sent<'a> {
    unit: &'a str,
    year: &'a str,
    members: &'a str,
    visits: &'a str,
    measure: &'a str,
    amount: &'a str,
}

impl Office {
    fn sent(&self, sent: &Sent<'_>) {
        let Sent { unit, year, .. } = sent;
        let mut rows = vec![
            "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH".to_owned(),
            format!("CĐCS {unit}"),
            format!("BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM {year}"),
            "TT|Nội dung|ĐVT|Số lượng".to_owned(),
        ];
        let counts = [
            ("Tổng số đoàn viên công đoàn", "người", sent.members),
            ("Số lượt đoàn viên được thăm hỏi", "lượt", sent.visits),
            ("Số tiền thăm hỏi đoàn viên", sent.measure, sent.amount),
        ];
        let given = counts.iter().filter(|(.., value)| !value.is_empty());
        rows.extend(given.map(|(label, measure, value)| format!("|{label}|{measure}|{value}")));
        self.workbook(&format!("{year}/{unit}.xlsx"), &[("Sheet1", rows)]);
    }

    /// Six units with amounts far from each other; each visit costs about the same, and visits go with the members.
    fn peers(&self, year: &str) {
        for (unit, members) in [20, 50, 120, 400, 900, 2_000].into_iter().enumerate() {
            self.sent(&Sent {
                unit: &format!("Bệnh viện số {unit}"),
                year,
                members: &members.to_string(),
                visits: &(members / 5).to_string(),
                measure: "nghìn đồng",
                amount: &(members / 5 * 350).to_string(),
            });
        }
    }

    fn held_amounts(&self) -> BTreeSet<String> {
        let run = self.run();
        let held = run.tables.observations.iter().filter(|observation| {
            &*observation.indicator == "visits_amount" && !observation.counted()
        });
        held.map(|observation| observation.at.file.to_string())
            .collect()
    }
}

const SCHOOL: Sent<'_> = Sent {
    unit: "Trường A",
    year: "2023",
    members: "130",
    visits: "26",
    measure: "nghìn đồng",
    amount: "9100",
};

#[test]
fn one_year_among_peers_is_enough() {
    for (sent, is_held) in [
        (SCHOOL, false),
        (
            Sent {
                amount: "9100000",
                ..SCHOOL
            },
            true,
        ),
        (
            Sent {
                measure: "đồng",
                ..SCHOOL
            },
            true,
        ),
        // What is usual in all is not so for one visit, and the other way round.
        (
            Sent {
                amount: "350000",
                visits: "1",
                ..SCHOOL
            },
            true,
        ),
        (
            Sent {
                amount: "9100000",
                visits: "26000",
                members: "",
                ..SCHOOL
            },
            false,
        ),
    ] {
        let office = Office::new();
        office.peers("2023");
        office.sent(&sent);
        let held = office.held_amounts();
        assert_eq!(!held.is_empty(), is_held, "{} {}", sent.amount, sent.visits);
    }
}

#[test]
fn the_size_of_another_year_clears_a_large_unit() {
    let large = Sent {
        visits: "",
        members: "",
        amount: "9100000",
        ..SCHOOL
    };
    let office = Office::new();
    office.peers("2023");
    office.sent(&large);
    assert_eq!(office.held_amounts().len(), 1);
    office.sent(&Sent {
        year: "2022",
        members: "130000",
        amount: "",
        ..large
    });
    assert_eq!(office.held_amounts().len(), 0);
}

#[test]
fn years_out_against_each_other_are_settled_by_the_peers_or_all_held() {
    let office = Office::new();
    office.sent(&Sent {
        year: "2021",
        measure: "đồng",
        amount: "9100000",
        ..SCHOOL
    });
    office.sent(&Sent {
        year: "2022",
        amount: "9200000",
        ..SCHOOL
    });
    office.sent(&Sent {
        year: "2023",
        amount: "9.300.000",
        ..SCHOOL
    });
    assert_eq!(office.held_amounts().len(), 3);
    for year in ["2021", "2022", "2023"] {
        office.peers(year);
    }
    let held = office.held_amounts();
    let slipped = ["2022/Trường A.xlsx", "2023/Trường A.xlsx"];
    assert_eq!(held, slipped.map(str::to_owned).into());
}
