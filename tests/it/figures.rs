//! Figures as clerks write them, from the cell to what counts.

use crate::office::Office;
use std::collections::BTreeSet;
use tonghop::pipeline::Consolidation;
use tonghop::verdict::Verdict;

/// A one-unit form from its rows of `TT|Nội dung|ĐVT|Chỉ tiêu|Kết quả`, in the sheet's rows from 5 on; `⏎` breaks a line.
fn form(rows: &[&str]) -> Consolidation {
    let above = [
        "CĐCS Bệnh viện A",
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023",
        "",
        "TT|Nội dung|ĐVT|Chỉ tiêu giao ước|Kết quả thực hiện",
    ];
    let rows = above.iter().chain(rows).map(|&row| row.to_owned());
    let office = Office::new();
    office.workbook("2023/a.xlsx", &[("Sheet1", rows.collect())]);
    office.run()
}

/// Each figure as `cell value`, or `cell code` where it is held; with `~` where it is approximate.
fn read(run: &Consolidation) -> BTreeSet<String> {
    let observations = run.tables.observations.iter();
    let filled = observations.filter(|it| it.verdict != Verdict::Empty);
    filled
        .map(|it| {
            let mark = if it.approximate { "~" } else { "" };
            let value = it.verdict.key().map_or_else(
                || it.value.unwrap_or_default().to_string(),
                |code| code.to_owned(),
            );
            format!("{} {mark}{value}", it.at.address)
        })
        .collect()
}

fn assert_read(rows: &[&str], expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|&text| text.to_owned()).collect();
    assert_eq!(read(&form(rows)), expected, "{rows:?}");
}

#[test]
fn figures_on_lines_of_their_own_are_not_joined() {
    assert_read(
        &[
            "1|Tổng số đoàn viên|người||12⏎115",
            "2|Số tiền thăm hỏi đoàn viên|nghìn đồng||12⏎500",
            "3|Số sáng kiến được công nhận|sáng kiến||12⏎sáng kiến",
        ],
        &["E5 not-a-number", "E6 not-a-number", "E7 12"],
    );
}

#[test]
fn what_is_reckoned_by_the_head_is_no_total() {
    assert_read(
        &[
            "1|Số tiền thăm hỏi đoàn viên|đồng/lượt||400000",
            "2|Số tiền hỗ trợ đoàn viên khó khăn|nghìn đồng/người||700",
            "3|Ủng hộ các loại quỹ xã hội|triệu đồng/năm||5",
            "4|Số tiền tặng quà hộ chính sách, hộ nghèo|đồng/hộ||0",
            "5|Tiền lương bình quân tháng của 1 người lao động|đồng/người||9000000",
            "6|Tổng số lao động|nghìn người||12",
        ],
        &[
            "E5 unit-of-measure-conflict",
            "E6 unit-of-measure-conflict",
            "E7 5000000",
            "E8 0",
            "E9 9000000",
            "E10 unit-of-measure-conflict",
        ],
    );
    assert_read(
        &["1|Tiền lương bình quân tháng của 1 người lao động|triệu đồng/năm||108"],
        &["E5 unit-of-measure-conflict"],
    );
}

#[test]
fn a_target_that_is_not_exact_says_so() {
    let rows = ["1|Tổng số đoàn viên|người|khoảng 40|gần 41"];
    assert_read(&rows, &["D5 ~40", "E5 ~41"]);
    let run = form(&rows);
    let codes = run.tables.findings.iter().map(|finding| finding.rule.code);
    assert_eq!(codes.filter(|code| *code == "approximate-value").count(), 2);
}
