//! The conference's papers: the report, and each cluster's minutes and proposal.

use crate::harness::Case;
use std::collections::BTreeMap;
use std::io::Read;

const REGISTER: &[(&str, &str)] = &[
    (
        "Đơn vị",
        "Mã đơn vị|Tên đơn vị\nA1|Sở Y tế\nA2|Sở Tư pháp\nA3|Hội Khuyến học & Bảo trợ\nA4|Bưu điện tỉnh\nB1|Trường Tân Bình\nB2|Kho bạc Nhà nước",
    ),
    (
        "Cụm",
        "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1\nC2|Cụm thi đua số 2",
    ),
    (
        "Phân cụm",
        "Kỳ|Mã đơn vị|Mã cụm|Vai trò\n2022|A1|C1|\n2022|A2|C1|\n2022|A3|C1|\n2022|A4|C1|\n2022|B1|C2|\n2022|B2|C2|\n\
         2023|A1|C1|Cụm trưởng\n2023|A2|C1|\n2023|A3|C1|\n2023|A4|C1|\n2023|B1|C2|\n2023|B2|C2|",
    ),
    (
        "Thiết lập",
        "Mục|Giá trị\nTên cơ quan|Liên đoàn Lao động tỉnh Lạng Sơn\nCơ quan cấp trên|Tổng Liên đoàn Lao động Việt Nam\nĐịa danh|Lạng Sơn\n\
         Ký hiệu cơ quan|LĐLĐ\nKính gửi|Tỉnh ủy Lạng Sơn\nNơi nhận|Như trên; Các công đoàn cơ sở; Lưu: VT\n\
         Thẩm quyền ký|TM. BAN THƯỜNG VỤ\nChức vụ người ký|KT. CHỦ TỊCH; PHÓ CHỦ TỊCH\nNgười ký|Hoàng Văn Ký",
    ),
    (
        "Khen thưởng",
        "Hình thức|Cấp khen|Số lượng|Tỷ lệ|Điều kiện\nBằng khen|LĐLĐ tỉnh|1||",
    ),
];

fn activity(case: &Case, year: u16, unit: &str, members: &str, visits: &str) {
    case.workbook(
        &format!("{year}/{unit}.xlsx"),
        &[(
            "Biểu",
            &format!(
                "Đơn vị báo cáo: {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM {year}\nTT|Nội dung|Đơn vị tính|Số lượng\n\
                 1|Tổng số đoàn viên|người|{members}\n2|Số lượt đoàn viên được thăm hỏi|lượt|{visits}"
            ),
        )],
    );
}

/// Two clusters, one of which has met; one figure of the period is held, one unit has sent nothing.
fn case() -> Case {
    let case = Case::new();
    case.workbook("danh-muc.xlsx", REGISTER);
    for (unit, before, now, visits) in [
        ("Sở Y tế", "110", "120", "11"),
        ("Sở Tư pháp", "60", "63", "-98765"),
        ("Hội Khuyến học & Bảo trợ", "30", "30", "7"),
        ("Bưu điện tỉnh", "87", "90", "12"),
        ("Trường Tân Bình", "41", "44", "9"),
    ] {
        activity(&case, 2022, unit, before, "8");
        activity(&case, 2023, unit, now, visits);
    }
    case.workbook(
        "2023/Cham diem.xlsx",
        &[(
            "Bảng",
            "CỤM THI ĐUA SỐ 1\nBẢNG TỔNG HỢP NĂM 2023\n\n\
             STT|Đơn vị|Điểm tự chấm|Điểm cụm thẩm định\n1|Sở Y tế|97,5|96,5\n2|Sở Tư pháp|96|95\n\
             3|Hội Khuyến học & Bảo trợ|97|95\n4|Bưu điện tỉnh|91|90,25",
        )],
    );
    case.workbook(
        "2023/Bien ban.xlsx",
        &[
            (
                "Tham dự",
                "CỤM THI ĐUA SỐ 1\nDANH SÁCH THAM DỰ HỘI NGHỊ NĂM 2023\n\n\
                 STT|Đơn vị|Có mặt|Ký giao ước|Lý do vắng\n1|Sở Y tế|x|x|\n2|Sở Tư pháp|x|x|\n3|Hội Khuyến học & Bảo trợ|x||\n4|Bưu điện tỉnh|||Đi công tác",
            ),
            (
                "Suy tôn",
                "CỤM THI ĐUA SỐ 1\nKẾT QUẢ BÌNH XÉT, SUY TÔN NĂM 2023\n\n\
                 Xếp thứ|Đơn vị|Hình thức đề nghị khen thưởng|Cấp khen thưởng\nNhất|Sở Y tế|Bằng khen|LĐLĐ tỉnh\nNhì|Hội Khuyến học & Bảo trợ|Giấy khen|LĐLĐ tỉnh",
            ),
            (
                "Cụm trưởng",
                "CỤM THI ĐUA SỐ 1\nKẾT QUẢ BẦU CỤM TRƯỞNG NĂM 2024\n\nSTT|Chức danh|Đơn vị\n1|Cụm trưởng|Bưu điện tỉnh\n2|Cụm phó|Sở Y tế",
            ),
        ],
    );
    case
}

/// The parts of a package.
fn parts(case: &Case, name: &str) -> BTreeMap<String, String> {
    let file = std::fs::File::open(case.output().join(name)).expect("the paper is there");
    let mut package = zip::ZipArchive::new(file).expect("it is a package");
    let mut parts = BTreeMap::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        let name = part.name().expect("a name").into_owned();
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

/// What a paper says: paragraphs and cells, one a line.
fn text(case: &Case, name: &str) -> String {
    let document = parts(case, name).remove("word/document.xml");
    let document = document.expect("a document").replace("</w:p>", "\n");
    let mut said = String::new();
    let mut is_markup = false;
    for letter in document.chars() {
        match letter {
            '<' => is_markup = true,
            '>' => is_markup = false,
            letter if !is_markup => said.push(letter),
            _ => {}
        }
    }
    said
}

const MINUTES: &str = "ho-so-cum/c1/bien-ban-hoi-nghi.docx";
const PROPOSAL: &str = "ho-so-cum/c1/to-trinh-khen-thuong.docx";

fn assert_says(text: &str, told: &[&str]) {
    for told in told {
        assert!(text.contains(told), "{told}\n---\n{text}");
    }
}

#[test]
fn the_report_has_its_head_its_sections_its_appendices_and_its_foot() {
    let case = case();
    case.run(&["--only", "report"]);
    let text = text(&case, "bao-cao.docx");
    assert_says(
        &text,
        &[
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n",
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH LẠNG SƠN\n",
            "Số: […]/BC-LĐLĐ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
            "Lạng Sơn, ngày […] tháng […] năm […]",
            "BÁO CÁO\nTổng kết hoạt động công đoàn năm 2023,\n",
            "Kính gửi: Tỉnh ủy Lạng Sơn",
            "I. ĐẶC ĐIỂM TÌNH HÌNH",
            "Có số liệu của 5/6 đơn vị; 1 đơn vị chưa nộp.",
            "III. KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO ƯỚC THI ĐUA",
            "VI. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
            "1 đơn vị chưa nộp báo cáo: Kho bạc Nhà nước",
            "TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n",
            "Hoàng Văn Ký",
            "- Các công đoàn cơ sở;\n- Lưu: VT.\n",
            "Phụ lục II\nBÁO CÁO TỔNG HỢP SỐ LIỆU VỀ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023",
            "CHƯA ĐỦ SỐ LIỆU: mới có số liệu của 5/6 đơn vị",
            "1 số liệu năm 2023 đang giữ lại",
        ],
    );
    // Five of six are too few for a claim: the figure stands with its coverage, without a change.
    assert_says(
        &text,
        &[
            "Mới có số liệu của một phần đơn vị, chưa đủ để đánh giá:\n",
            "Tổng số đoàn viên công đoàn: ",
            " người (5/6 đơn vị).",
            "5/6*",
        ],
    );
    assert!(!text.contains(", tăng "), "{text}");
}

#[test]
fn what_is_held_is_told_and_its_figure_is_nowhere() {
    let case = case();
    case.run(&["--only", "report"]);
    let report = text(&case, "bao-cao.docx");
    assert_says(
        &report,
        &["Sở Tư pháp\nSố lượt đoàn viên được thăm hỏi\nSố âm\n"],
    );
    for name in ["bao-cao.docx", MINUTES, PROPOSAL] {
        for (part, content) in parts(&case, name) {
            for figure in ["98765", "98.765"] {
                assert!(!content.contains(figure), "{name} {part}");
            }
        }
        let text = text(&case, name);
        assert!(!text.contains(['{', '}']), "{text}");
    }
}

#[test]
fn a_cluster_has_its_minutes_and_its_proposal() {
    let case = case();
    case.run(&["--only", "report"]);
    let minutes = text(&case, MINUTES);
    assert_says(
        &minutes,
        &[
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH LẠNG SƠN\nCỤM THI ĐUA SỐ 1\n",
            "BIÊN BẢN\nHội nghị tổng kết hoạt động công đoàn năm 2023 của Cụm thi đua số 1",
            "Có mặt 3/4 đơn vị",
            "Vắng mặt: Bưu điện tỉnh (Đi công tác)",
            "Tổng số đoàn viên công đoàn: 303 người (4/4 đơn vị), tăng 5,6% so với năm 2022 (tính trên cùng 4 đơn vị)",
            "1\nSở Y tế\n97,50\n96,50\n",
            "2\nSở Tư pháp\n96,00\n95,00\n",
            "Đồng hạng",
            "Các đơn vị cùng hạng bằng điểm nhau, hội nghị biểu quyết thứ tự: […]",
            "Cụm trưởng năm 2024: Bưu điện tỉnh",
            "Cụm trưởng năm 2023: Sở Y tế",
            "Số đơn vị ký giao ước tại hội nghị: […]/4",
            "THƯ KÝ",
            "CHỦ TỌA",
        ],
    );
    let proposal = text(&case, PROPOSAL);
    assert_says(
        &proposal,
        &[
            "TỜ TRÌNH\nVề việc đề nghị khen thưởng năm 2023",
            "Kính gửi: Liên đoàn Lao động tỉnh Lạng Sơn",
            "cho 2 đơn vị sau đây:",
            "1\nSở Y tế\n1\n96,50\nBằng khen của Liên đoàn Lao động tỉnh",
            "2\nHội Khuyến học &amp; Bảo trợ\n2\n95,00\nGiấy khen của Liên đoàn Lao động tỉnh",
            "TM. CỤM THI ĐUA SỐ 1\nCỤM TRƯỞNG\n",
        ],
    );
    // Nothing is known of a cluster that has not met: what its conference is to settle is open.
    let open = text(&case, "ho-so-cum/c2/to-trinh-khen-thuong.docx");
    assert_says(&open, &["cho các đơn vị sau đây:", "1\n[…]\n[…]\n"]);
}

#[test]
fn pages_are_a4_with_numbers_titles_that_repeat_and_charts_that_can_be_edited() {
    let case = case();
    case.run(&["--only", "report"]);
    let parts = parts(&case, "bao-cao.docx");
    let document = &parts["word/document.xml"];
    for markup in [
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "<w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\"",
        "<w:titlePg/>",
        "<w:tblHeader/>",
        "<w:cantSplit/>",
        "<w:pStyle w:val=\"Heading1\"/>",
        "<w:highlight w:val=\"yellow\"/>",
        "<c:chart ",
    ] {
        assert!(document.contains(markup), "{markup}");
    }
    let sections = document.matches("<w:sectPr>").count();
    assert_eq!(sections, 5, "the report and four appendices");
    assert_eq!(document.matches("<w:pgNumType w:start=\"1\"/>").count(), 4);
    assert!(parts["word/styles.xml"].contains("<w:outlineLvl w:val=\"0\"/>"));
    assert!(parts["word/styles.xml"].contains("w:ascii=\"Times New Roman\""));
    assert!(parts["word/header1.xml"].contains(" PAGE "));
    assert!(parts["docProps/custom.xml"].contains("name=\"tonghop\""));
    let of_charts = |begin: &str| parts.keys().filter(|name| name.starts_with(begin)).count();
    let charts = of_charts("word/charts/chart");
    assert!(charts > 0);
    assert_eq!(of_charts("word/embeddings/"), charts);
    assert_eq!(document.matches("<c:chart ").count(), charts);
}

#[test]
fn what_people_wrote_in_a_paper_is_kept_beside_the_new_one() {
    let case = case();
    case.run(&["--only", "report"]);
    let written = ["bao-cao.docx", MINUTES];
    let mut changed = Vec::new();
    for name in written {
        let place = case.output().join(name);
        let mut bytes = std::fs::read(&place).expect("a paper");
        // An office program writes the package anew; one byte behind it is as much a change to whoever compares digests.
        bytes.push(b'\n');
        std::fs::write(&place, &bytes).expect("it is written");
        changed.push(bytes);
    }
    let run = case.run(&["--only", "report"]);
    let told = String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned();
    let kept = [
        "bao-cao (đã sửa 1).docx",
        "ho-so-cum - c1 - bien-ban-hoi-nghi (đã sửa 1).docx",
    ];
    for ((name, kept), changed) in written.iter().zip(kept).zip(&changed) {
        assert!(told.contains(kept), "{told}");
        let read = |name: &str| std::fs::read(case.output().join(name)).expect("it is there");
        assert!(read(kept) == *changed, "{kept}");
        assert!(read(name) != *changed, "{name}");
    }
    // A page of somebody's own is in the way.
    std::fs::write(case.output().join("ho-so-cum/ghi chu.docx"), "x").expect("written");
    let run = case.run(&["--only", "report"]);
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("ghi chu.docx"), "{told}");
}

#[test]
fn the_same_input_gives_the_same_papers() {
    let case = case();
    let bytes = |name: &str| std::fs::read(case.output().join(name)).expect("a paper");
    let names = ["bao-cao.docx", MINUTES, PROPOSAL];
    case.run(&["--only", "bao-cao"]);
    let first = names.map(bytes);
    case.run(&["--only", "report"]);
    assert!(first == names.map(bytes));
    assert!(!case.output().join("tong-hop.xlsx").exists());
}
