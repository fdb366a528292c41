//! Habits of writing: what a form that is laid out or worded otherwise gives, and what it leaves open.

use crate::office::{Office, findings, members};
use std::collections::BTreeSet;
use tonghop::pipeline::Consolidation;

/// A one-unit form from its rows below the title.
pub(crate) fn form(rows: &str) -> Consolidation {
    let mut sheet = vec![
        "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH".to_string(),
        "CĐCS Bệnh viện A".to_string(),
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023".to_string(),
    ];
    sheet.extend(rows.lines().map(str::to_owned));
    let office = Office::new();
    office.workbook("2023/Cụm 1/a.xlsx", &[("Sheet1", sheet)]);
    office.run()
}

/// A cluster's table from its rows below the title.
pub(crate) fn table(rows: &str) -> Consolidation {
    let mut sheet = vec![
        "Cụm thi đua số 1".to_string(),
        "TỔNG HỢP KẾT QUẢ THI ĐUA NĂM 2023".to_string(),
    ];
    sheet.extend(rows.lines().map(str::to_owned));
    let office = Office::new();
    office.workbook("2023/Cụm 1/a.xlsx", &[("Sheet1", sheet)]);
    office.run()
}

/// What counts, as `indicator value`; targets with `target` before them.
pub(crate) fn counted(run: &Consolidation) -> BTreeSet<String> {
    run.tables
        .observations
        .iter()
        .filter(|observation| observation.counted())
        .map(|observation| {
            let value = observation.value.map(|value| value.to_string());
            let value = value.or(observation.category.as_deref().map(str::to_owned));
            let value = value.unwrap_or_default();
            let measure = observation.measure.key().replace("actual", "");
            let written = format!("{measure} {} {value}", observation.indicator);
            written.trim().to_string()
        })
        .collect()
}

/// The findings at cells as `code cell`.
pub(crate) fn found(run: &Consolidation) -> BTreeSet<String> {
    run.tables
        .findings
        .iter()
        .filter_map(|finding| Some(format!("{} {}", finding.rule.code, finding.cell?)))
        .collect()
}

pub(crate) fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|&text| text.to_string()).collect()
}

/// Rows of a form of 2023, what counts, and the findings at cells.
pub(crate) type Forms = &'static [(
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
)];

pub(crate) fn check(forms: Forms) {
    for (rows, counts, findings) in forms {
        let run = form(rows);
        assert_eq!(counted(&run), set(counts), "{rows}");
        assert_eq!(found(&run), set(findings), "{rows}");
    }
}

const FORMS: Forms = &[
    // A unit of measure over the column is meant for its amounts.
    (
        "TT|Nội dung|Kết quả (triệu đồng)\n1|Tổng số đoàn viên|41\n2|Kinh phí thăm hỏi đoàn viên|2,5\n3|Thăm hỏi đoàn viên|7",
        &["members 41", "visits 7", "visits_amount 2500000"],
        &[],
    ),
    // One that is not understood leaves amounts open, but for nothing and for those that have their own.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Số tiền thăm hỏi đoàn viên|triệu kíp|25\n2|Số tiền hỗ trợ đoàn viên khó khăn|triệu kíp|0\n3|Ủng hộ các loại quỹ xã hội|triệu kíp|5 triệu đồng",
        &["hardship_amount 0", "social_fund_amount 5000000"],
        &["unit-of-measure-conflict D5"],
    ),
    (
        "|||ĐVT: người, nghìn đồng\nTT|Nội dung|Số lượng\n1|Số đoàn viên|41\n2|Ủng hộ các loại quỹ xã hội|5000",
        &["members 41", "social_fund_amount 5000000"],
        &[],
    ),
    // An amount is told from its count by the unit of measure.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Thăm hỏi đoàn viên|lượt|7\n2|Thăm hỏi đoàn viên|đồng|3000000",
        &["visits 7", "visits_amount 3000000"],
        &[],
    ),
    // A part is of the row directly above, or of none.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n|- Kết nạp mới đoàn viên|người|5\n|- Trong đó: nữ|người|3",
        &["members 41", "members_new 5"],
        &["label-unmatched D7"],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n|(tính cả đoàn viên nghỉ chế độ)\n|- Nữ|người|3",
        &["members 41", "members_female 3"],
        &[],
    ),
    // Below `Trong đó:` parts stand side by side, whatever the first of them is.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số lao động|người|41\n|Trong đó: - Dân tộc thiểu số|người|6\n|            - Nữ|người|20",
        &["workers 41", "workers_female 20"],
        &["label-unmatched D6"],
    ),
    // Sentences that hold one figure and say only what the row is about.
    (
        "TT|Nội dung|Kết quả\n1|Tổng số lao động|Hiện đơn vị có 63 người.\n2|Tổng số đoàn viên|Có 54 người là đoàn viên công đoàn\n3|Số lượt đoàn viên được thăm hỏi|Chưa tổ chức thăm hỏi 12 lượt",
        &["members 54", "workers 63"],
        &["not-a-number C7"],
    ),
    // Several figures of one cell, each of its own; where a row of its own says another, neither counts.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|36 đ/c (nữ 12 đ/c)\n|- Trong đó: nữ|người|12\n2|Tổng số lao động|người|40 (13 nữ)\n|- Trong đó: nữ|người|14\n3|Hỗ trợ đoàn viên có hoàn cảnh khó khăn||04 cô, tổng số tiền 2.000.000 đồng",
        &[
            "hardship_amount 2000000",
            "hardship_members 4",
            "members 36",
            "members_female 12",
            "workers 40",
        ],
        &["label-ambiguous D8"],
    ),
    // A product is an amount where it is true, and a wage is none.
    (
        "TT|Nội dung|Kết quả\n1|Số tiền hỗ trợ đoàn viên khó khăn|10 suất x 500.000đ = 5.000.000đ\n2|Số tiền thăm hỏi đoàn viên|7 lượt x 200.000đ = 1.500.000đ\n3|Lương bình quân tháng của 1 người lao động|2 người x 8.000.000đ = 16.000.000đ\n4|Chiến sĩ thi đua cơ sở|3*2",
        &["hardship_amount 5000000"],
        &["not-a-number C6", "not-a-number C7", "not-a-number C8"],
    ),
    // Questions ask for what labels say.
    (
        "Câu|Nội dung|Trả lời|ĐVT\n1|Tổng số đoàn viên của đơn vị là bao nhiêu?|36|người\n2|Có bao nhiêu người đạt Lao động tiên tiến?|33|người\n3|Trong năm đã thăm hỏi đoàn viên bao nhiêu lượt?|nhiều lượt|lượt\n4|Có bao nhiêu người đạt Chiến sĩ thi đua cấp tỉnh?|2|người",
        &["advanced_workers 33", "members 36"],
        &["label-unmatched C8", "not-a-number C7"],
    ),
    // A line among the rows is nearer to those below it than one above the table.
    (
        "|||ĐVT: đồng\nTT|Nội dung|Số lượng\n1|Số tiền thăm hỏi đoàn viên|5400000\n|ĐVT: nghìn đồng|\n2|Ủng hộ các loại quỹ xã hội|12500",
        &["social_fund_amount 12500000", "visits_amount 5400000"],
        &[],
    ),
    // A part of the row above in words of its own.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Số đoàn viên công đoàn hiện có|người|41\n|- Đoàn viên nữ|người|20",
        &["members 41", "members_female 20"],
        &[],
    ),
    // What introduces a unit in a label.
    (
        "TT|Nội dung|Số lượng\n1|Số tiền thăm hỏi đoàn viên (quy ra triệu đồng)|5,4\n2|Ủng hộ các loại quỹ xã hội (ĐVT: nghìn đồng)|12500",
        &["social_fund_amount 12500000", "visits_amount 5400000"],
        &[],
    ),
    // A label that goes on in the next row.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Số người được cử đi đào|người|7\n|tạo, bồi dưỡng nghiệp vụ||\n2|Tổng số đoàn viên|người|41\n|trong đó nữ||",
        &["members 41", "trained 7"],
        &["missing-value D8"],
    ),
    // Titles with their marks off, where nothing else says what the rows are.
    (
        "TT|Nôi dung|Đơn vị tinh|Sô lượng\n1|Tổng số lao động|người|63\n2|Tổng số đoàn viên|người|54",
        &["members 54", "workers 63"],
        &[],
    ),
    // A box that is ticked among several.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Xếp loại||☐ HTXSNV ☒ HTTNV ☐ HTNV",
        &["members 41", "rating good"],
        &[],
    ),
    // A share of a whole is at most the whole.
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41\n2|Tỷ lệ gia đình văn hóa|%|105",
        &["members 41"],
        &["implausible-value D6"],
    ),
    // The years of columns and rows.
    (
        "TT|Nội dung|ĐVT|Kết quả thực hiện năm trước|Thực hiện\n1|Tổng số đoàn viên|người|40|41",
        &["members 41"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Năm trước||Năm 2023\n|||Kế hoạch|Kết quả|Kế hoạch|Kết quả\n1|Tổng số đoàn viên|người|38|40|42|41",
        &["members 41", "target members 42"],
        &[],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên năm 2022|người|40\n2|Tổng số đoàn viên năm 2023|người|41",
        &["members 41"],
        &[],
    ),
    // Another column of `Chỉ tiêu` gives targets.
    (
        "TT|Chỉ tiêu|ĐVT|Chỉ tiêu năm 2023|Kết quả\n1|Tổng số đoàn viên|người|42|41",
        &["members 41", "target members 42"],
        &[],
    ),
    // A share is not the count, and a few hundred đồng are no amount.
    (
        "TT|Nội dung|Số lượng\n1|Số đoàn viên kết nạp mới (%)|95\n2|Số tiền thăm hỏi đoàn viên|12\n3|Số tổ công đoàn|'５",
        &["union_groups 5"],
        &["label-unmatched C5", "unit-of-measure-conflict C6"],
    ),
    // Other words for the same.
    (
        "TT|Nội dung|ĐVT|KQ\n1|Tổng số CBCCVC, NLĐ|người|50\n|+ Nữ|người|20\n2|Số ĐV có HCKK được hỗ trợ|người|4\n3|Số người đạt danh hiệu Chiến sỹ thi đua cơ sở|người|2\n4|Tỉ lệ GĐVH|%|95\n5|Xếp loại||HTT nhiệm vụ",
        &[
            "workers 50",
            "workers_female 20",
            "hardship_members 4",
            "emulation_fighters 2",
            "cultured_families_rate 0.95",
            "rating good",
        ],
        &[],
    ),
    // The unit of measure in the label, beside the figure, in a column without a title, in a note below.
    (
        "TT|Nội dung|Số lượng|Ghi chú\n1|Số tiền thăm hỏi đoàn viên (triệu đồng)|2,5\n2|Ủng hộ các loại quỹ xã hội|1500|nghìn đồng\n3|Số tiền hỗ trợ đoàn viên khó khăn||\n|(số tiền còn lại tính bằng nghìn đồng)",
        &["visits_amount 2500000", "social_fund_amount 1500000"],
        &["missing-value C7"],
    ),
    (
        "TT|Nội dung|ĐVT|Số lượng|Ghi chú\n1|Số tiền thăm hỏi đoàn viên|đồng|25000|nghìn đồng",
        &[],
        &["unit-of-measure-conflict D5"],
    ),
    (
        "TT|Nội dung|Số lượng\n1|Số tiền thăm hỏi đoàn viên|15000\n|Ghi chú: số tiền tính bằng nghìn đồng",
        &["visits_amount 15000000"],
        &[],
    ),
    (
        "|||Số tiền tính bằng nghìn đồng\nTT|Nội dung|Số lượng\n1|Số tiền thăm hỏi đoàn viên|15000",
        &["visits_amount 15000000"],
        &[],
    ),
    // A column for the women among those of each row.
    (
        "TT|Nội dung|ĐVT|Tổng số|Trong đó nữ\n1|Tổng số lao động|người|50|20\n2|Tổng số đoàn viên|người|45|18",
        &[
            "workers 50",
            "workers_female 20",
            "members 45",
            "members_female 18",
        ],
        &[],
    ),
    // Half a year beside the year, what is compared, and a slip in a title.
    (
        "TT|Nội dung|ĐVT|6 tháng đầu năm 2023|Năm 2023|So sánh với|\n|||||Năm 2022|Kế hoạch\n1|Tổng số đoàn viên|người|45|47|2|5",
        &["members 47"],
        &["column-unknown D4"],
    ),
    (
        "TT|Nội dung|ĐVT|Kết quả thực hiệnn\n1|Tổng số đoàn viên|người|45\n2|Tỷ lệ gia đình văn hóa|%|975",
        &["members 45"],
        &["unit-of-measure-conflict D6"],
    ),
];

#[test]
fn forms_give_what_they_say() {
    check(FORMS);
}

#[test]
fn tables_give_their_units_and_nothing_else() {
    let run = table(
        "TT|Đơn vị|Số đoàn viên|Kết nạp đoàn viên mới|\n|||Kế hoạch|Thực hiện\nI|Khối trường học|30|5|3\n1|Trường A|10|3|1\n2|Trường B|20|2|2\nII|Khối y tế|40|2|2\n3|Trạm C|40|2|2\n|Tổng cộng (3 đơn vị)|70|7|5\n\n|NGƯỜI LẬP BIỂU|||TM. CỤM THI ĐUA\n|Lê Thị D|||Phạm Văn E",
    );
    assert_eq!(
        counted(&run),
        set(&[
            "members 10",
            "members 20",
            "members 40",
            "members_new 1",
            "members_new 2",
            "target members_new 2",
            "target members_new 3",
        ])
    );
    assert_eq!(found(&run), set(&[]), "{:?}", run.tables.findings);
    let compared = table(
        "Đơn vị|Số đoàn viên|Trong đó nữ|Kết nạp mới đoàn viên (%)\nI. Khối trường học|30|12|\n1. Trường A|10|4|50\n2. Trường B|20|8|100\nTổng cộng|30|12|\nBình quân|15|6|\nSo với năm trước|3|1|",
    );
    assert_eq!(
        counted(&compared),
        set(&[
            "members 10",
            "members 20",
            "members_female 4",
            "members_female 8"
        ])
    );
    assert_eq!(found(&compared), set(&["column-unknown D3"]));
    let wrong = table(
        "TT|Đơn vị|Số đoàn viên|Số tổ công đoàn\nI|Khối trường học|31|2\n1|Trường A|10|1\n2|Trường B|20|1",
    );
    assert_eq!(found(&wrong), set(&["total-mismatch C4"]));
    let twice = table(
        "TT|Đơn vị|Số đoàn viên|Số tổ công đoàn\n1|Trường A|10|1\n2|Trường B|20|1\n3|CĐCS Trường A|30|1",
    );
    assert_eq!(counted(&twice), set(&["members 20", "union_groups 1"]));
    assert_eq!(found(&twice), set(&["unit-ambiguous B6"]));
}

/// The lines above the title, by sheet, and the unit that the file is of.
const NAMED: &[(&[&str], Option<&str>)] = &[
    (
        &["CÔNG ĐOÀN VIÊN CHỨC TỈNH\nLIÊN ĐOÀN LAO ĐỘNG HUYỆN A"],
        Some("U1"),
    ),
    (&["LIÊN ĐOÀN LAO ĐỘNG HUYỆN A\nCĐCS SỞ Y TẾ"], Some("U2")),
    (
        &["LIÊN ĐOÀN LAO ĐỘNG HUYỆN A\nCĐCS CÔNG TY MAY MINH ANH"],
        None,
    ),
    (&["CÔNG ĐOÀN SỞ Y TẾ\nCĐCS TRUNG TÂM KIỂM NGHIỆM"], None),
    (&["Mã đơn vị: U2\nĐơn vị: Bệnh viện B"], None),
    (&["Đơn vị: Sở Y tế", "Đơn vị: Bệnh viện B"], None),
    (&["Đơn vị: Sở Y tế", "CĐCS Sở Y tế"], Some("U2")),
];

#[test]
fn a_form_is_of_one_unit() {
    let sheet = |lines: &str| -> Vec<String> {
        let form = "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNăm 2023\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41";
        lines
            .lines()
            .chain(form.lines())
            .map(str::to_owned)
            .collect()
    };
    let office = Office::new();
    office.register(
        &[
            "U1|Liên đoàn Lao động huyện A|",
            "U2|Sở Y tế|",
            "U3|Bệnh viện B|",
        ],
        &[],
        &[],
    );
    for (position, (sheets, unit)) in (1..).zip(NAMED) {
        let rows = sheets.iter().copied().map(sheet);
        let sheets: Vec<(&str, Vec<String>)> = ["S1", "S2"].into_iter().zip(rows).collect();
        let file = format!("2023/Cụm 1/{position}.xlsx");
        office.workbook(&file, &sheets);
        let run = office.run();
        office.remove(&file);
        let submission = &run.tables.submissions[0];
        assert_eq!(
            submission.unit_id.as_deref(),
            *unit,
            "{position}: {:?}",
            run.tables.findings
        );
    }
}

#[test]
fn dots_to_be_filled_in_are_an_empty_cell() {
    let run = form(
        "TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên công đoàn|người|……\n2|Số tổ công đoàn|tổ|…../…..\n3|Số lượt đoàn viên được thăm hỏi|lượt|3",
    );
    assert_eq!(found(&run), set(&["missing-value D5", "missing-value D6"]));
    assert!(
        run.tables.findings.iter().any(|finding| finding.message
            == "“Tổng số đoàn viên công đoàn”: ô chỉ ghi “……”, coi như để trống. Nếu không phát sinh thì đề nghị ghi 0."),
        "{:?}",
        run.tables.findings
    );
    let raw = |run: &Consolidation| run.tables.observations[0].raw.clone();
    assert_eq!(raw(&run), "……");
    let blank = form("TT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên công đoàn|người|……");
    assert_eq!(findings(&blank), ["empty-form error 2023/Cụm 1/a.xlsx"]);
}

#[test]
fn a_higher_union_that_reports_itself_is_a_unit_of_its_cluster() {
    let form =
        "BÁO CÁO HOẠT ĐỘNG\nNăm 2023\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41";
    for (letterhead, unit) in [
        (
            "CÔNG ĐOÀN VIÊN CHỨC TỈNH\nLIÊN ĐOÀN LAO ĐỘNG HUYỆN A",
            "liên đoàn lao động huyện a",
        ),
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH B\nLĐLĐ HUYỆN A",
            "liên đoàn lao động huyện a",
        ),
        ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN A", "liên đoàn lao động huyện a"),
        (
            "LIÊN ĐOÀN LAO ĐỘNG HUYỆN A\nTRƯỜNG THPT B",
            "trường trung học phổ thông b",
        ),
        ("CĐCS SỞ Y TẾ|LIÊN ĐOÀN LAO ĐỘNG TỈNH B", "sở y tế"),
    ] {
        let office = Office::new();
        let rows = format!("{letterhead}\n{form}");
        let rows = rows.lines().map(str::to_owned).collect();
        office.workbook("2023/Cụm thi đua số 1/a.xlsx", &[("S1", rows)]);
        // The union is known from another year's form, too.
        let named = "Đơn vị: Liên đoàn Lao động huyện A\nBÁO CÁO HOẠT ĐỘNG\nNăm 2022\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|40";
        let named = named.lines().map(str::to_owned).collect();
        office.workbook("2022/Cụm thi đua số 1/a.xlsx", &[("S1", named)]);
        let run = office.run();
        let observation = members(&run, "2023/Cụm thi đua số 1/a.xlsx");
        assert_eq!(observation.unit_id.as_deref(), Some(unit), "{letterhead}");
        let cluster = observation.cluster_id.as_deref();
        assert_eq!(
            cluster,
            run.register.clusters.keys().next().map(|id| &**id),
            "{letterhead}"
        );
    }
}

#[test]
fn a_form_code_in_a_corner_is_no_title() {
    let office = Office::new();
    let rows = "CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP|||Biểu số 02\nCĐCS Bệnh viện A\nBÁO CÁO NĂM 2023\nTT|Nội dung|ĐVT|Số lượng\n1|Tổng số đoàn viên|người|41";
    let rows = rows.lines().map(str::to_owned).collect();
    office.workbook("2023/Cụm 1/a.xlsx", &[("S1", rows)]);
    let run = office.run();
    let unit = run.tables.submissions[0].unit_id.as_deref();
    assert_eq!(unit, Some("bệnh viện a"));
}

#[test]
fn lines_of_a_text_are_a_form() {
    for (lines, counts, findings) in [
        (
            "Ban Chấp hành báo cáo các kết quả chính:\n1. Tổng số lao động: 63 người, trong đó nữ 30\n2. Tổng số đoàn viên là 54 người;\n3. Kết nạp mới ....5.... đoàn viên\n4. Số tiền thăm hỏi đoàn viên: 5,4 triệu đồng.\n5. Số buổi chiếu phim: 3 buổi",
            &[
                "members 54",
                "members_new 5",
                "visits_amount 5400000",
                "workers 63",
                "workers_female 30",
            ][..],
            &["label-unmatched A9"][..],
        ),
        // What lies ahead is not reached; of the next year it is a target.
        (
            "I. Kết quả\n- Tổng số lao động: 63 người\n- Tổng số đoàn viên: 54\n- Số sáng kiến được công nhận: không\nII. Chỉ tiêu phấn đấu năm 2024\n- Tổng số đoàn viên: 60",
            &[
                "initiatives 0",
                "members 54",
                "target members 60",
                "workers 63",
            ],
            &[],
        ),
        // A letter that speaks of figures is none.
        (
            "Kính gửi: Liên đoàn Lao động tỉnh\nTổng số đoàn viên: 54\nĐề nghị tạo điều kiện.",
            &[],
            &[],
        ),
    ] {
        let run = form(lines);
        assert_eq!(counted(&run), set(counts), "{lines}");
        assert_eq!(found(&run), set(findings), "{lines}");
    }
}

/// A board of cards below its title, in columns B, F and J, rows parted by line breaks.
fn board(rows: &str) -> Consolidation {
    let wide = |row: &str| match row.split('|').collect::<Vec<_>>()[..] {
        ["", ..] => row.to_string(),
        [one] => format!("|{one}"),
        [one, two] => format!("|{one}||||{two}"),
        _ => format!("|{}", row.replace('|', "||||")),
    };
    let rows: Vec<String> = rows.lines().map(wide).collect();
    form(&rows.join("\n"))
}

#[test]
fn a_card_gives_the_figure_of_its_own_title() {
    const LABELS: [&str; 2] = [
        "Tổng số lao động|Tổng số đoàn viên|Số tổ công đoàn",
        "Đoàn viên kết nạp mới|Lượt thăm hỏi đoàn viên|Tiền thăm hỏi đoàn viên (triệu đồng)",
    ];
    const NEWS: &str =
        "▲ tăng 7 so với năm trước|▼ giảm 2 so với năm trước|● không đổi so với năm trước";
    let [first, second] = LABELS;
    let counts = [
        "workers 120",
        "members 118",
        "union_groups 6",
        "members_new 9",
        "visits 31",
        "visits_amount 14500000",
    ];
    let (figures, more) = ("120|118|6", "9|31|14,5");
    for rows in [
        // Above its title, which may have no gap to the next figure.
        format!("{figures}\n{first}\n\n{more}\n{second}"),
        format!("{figures}\n{first}\n{more}\n{second}"),
        // Below it, and in small what it is compared with.
        format!("{first}\n{figures}\n{NEWS}\n\n{second}\n{more}\n{NEWS}"),
        format!("{first}\n{figures}\n(+7)|(-2)|+0 người\n\n{second}\n{more}\n(+1)|▲ 2|(-1,5)"),
        // Another table below.
        format!(
            "{figures}\n{first}\n\n{more}\n{second}\n\nLượt thăm hỏi từng tháng\n|T1|T2|T3|T4\n|2|3|4|5"
        ),
    ] {
        assert_eq!(counted(&board(&rows)), set(&counts), "{rows}");
    }
    // Nothing says which figure is a title's, or the gaps say otherwise: those of each row are told once.
    for rows in [
        format!("{first}\n{figures}\n7|2|1\n{second}\n{more}\n1|2|3"),
        format!("{figures}\n{first}\n{more}\n{second}\n1|2|3"),
        format!("{figures}\n\n{first}\n{more}\n\n{second}"),
    ] {
        let run = board(&rows);
        assert_eq!(counted(&run), set(&[]), "{rows}");
        assert!(run.tables.observations.is_empty(), "{rows}");
    }
    // Beside a title that nobody knows the others are read.
    let run = board(&format!(
        "{figures}\n{first}\n\n5|31|14,5\n{}",
        second.replace("Đoàn viên kết nạp mới", "Điều không ai biết")
    ));
    assert_eq!(counted(&run).len(), 5);
    assert_eq!(found(&run), set(&["label-unmatched B7"]));
}

#[test]
fn of_categories_side_by_side_the_one_above_the_mark_is_the_rating() {
    const ROW: &str = "Câu hỏi|Trả lời\nTổng số đoàn viên|41\nXếp loại CĐCS (đánh dấu x)|Xuất sắc|Tốt|Hoàn thành|Không hoàn thành";
    for (rows, counts) in [
        ("Chọn||x||", ["members 41", "rating good"].as_slice()),
        ("|x|||", &["members 41", "rating excellent"]),
        (
            "Kết quả|||x|\nSố tổ công đoàn|3",
            &["members 41", "rating completed", "union_groups 3"],
        ),
        ("Chọn||||", &["members 41"]),
        ("Chọn|x|x||", &["members 41"]),
        ("Số tổ công đoàn|3", &["members 41", "union_groups 3"]),
    ] {
        let run = form(&format!("{ROW}\n{rows}"));
        assert_eq!(counted(&run), set(counts), "{rows}");
    }
    let ticked = ROW
        .replace("Tốt", "☑ Tốt")
        .replace("Xuất sắc", "☐ Xuất sắc");
    assert_eq!(counted(&form(&ticked)), set(&["members 41", "rating good"]));
    // Under titles of their own they are figures of other times.
    let years = "Nội dung|Năm trước|Năm nay\nXếp loại CĐCS|Xuất sắc|Tốt";
    assert_eq!(counted(&form(years)), set(&["rating good"]));
}
