//! Conferences and congresses.

use super::{minutes, picked, register, row_of, run, sheet};
use crate::harness::Case;

#[test]
fn who_came_who_signed_and_who_leads_next() {
    let case = Case::new();
    register(&case, &["2023", "2024"]);
    minutes(
        &case,
        "2023",
        &[
            (
                "Tham dự",
                "DANH SÁCH THAM DỰ HỘI NGHỊ NĂM 2023",
                "STT|Đơn vị|Có mặt|Ký giao ước|Lý do vắng\n1|Sở Y tế|x|x|\n2|Sở Tư pháp|||Đi công tác\n\
                 3|Hội Khuyến học|x||",
            ),
            (
                "Cụm trưởng",
                "KẾT QUẢ BẦU KHỐI TRƯỞNG NĂM 2024",
                "STT|Chức danh|Đơn vị\n1|Khối trưởng|Sở Tư pháp\n2|Cụm phó|Sở Y tế",
            ),
        ],
    );
    case.workbook(
        "2023/a.xlsx",
        &[(
            "Biểu",
            "Đơn vị báo cáo: Sở Y tế\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\n\n\
             TT|Nội dung|Đơn vị tính|Số lượng\n1|Tổng số đoàn viên|người|30",
        )],
    );
    run(&case, 0);
    assert_eq!(
        picked(
            &case.table("leadership"),
            &["period", "cluster_id", "unit_id", "role"]
        ),
        ["2024 C4 A1 Cụm phó", "2024 C4 A2 Trưởng khối"]
    );
    let rows = sheet(&case, "Hội nghị, đại hội").expect("there was a conference");
    let cluster = row_of(&rows, "2/3");
    assert!(
        cluster.starts_with("Cụm thi đua số 4 | 2/3 | 1/3 | 1 | 1 | "),
        "{cluster}"
    );
    assert_eq!(
        row_of(&rows, "Sở Tư pháp"),
        "Cụm thi đua số 4 | Sở Tư pháp |  |  | Vắng mặt | Đi công tác"
    );
    assert!(row_of(&rows, "Hội Khuyến học").contains("Có mặt, chưa ký"));
    let head = row_of(&rows, "Trưởng khối");
    assert!(
        head.contains("Năm 2024") && head.contains("Sở Tư pháp"),
        "{head}"
    );
    assert_eq!(
        row_of(&rows, "Thư ký"),
        "Cụm thi đua số 4 | Năm 2023 | Thư ký | Danh mục | Bưu điện tỉnh | "
    );
    for empty in ["Chỉ tiêu giao ước", "Xếp hạng và khen thưởng", "Xếp loại"] {
        assert_eq!(sheet(&case, empty), None, "nothing is known for it");
    }
    let overview = sheet(&case, "Tổng quan").expect("it is always there");
    assert!(row_of(&overview, "Hội nghị, đại hội").contains("ký giao ước"));
}

#[test]
fn a_congress_and_the_targets_of_its_term() {
    let case = Case::new();
    register(&case, &["2023-2028"]);
    let head = "Đơn vị báo cáo: CĐCS Sở Y tế\n";
    case.workbook(
        "Nhiệm kỳ 2023-2028/Dai hoi.xlsx",
        &[
            (
                "Đại hội",
                &format!(
                    "{head}KẾT QUẢ ĐẠI HỘI CÔNG ĐOÀN NHIỆM KỲ 2023 - 2028\n\nTT|Nội dung|Đơn vị tính|Số lượng\n\
                     1|Số đoàn viên dự đại hội|người|102/127\n2|Số ủy viên Ban Chấp hành được bầu|người|7\n\
                     3|Số đại biểu được bầu đi dự đại hội cấp trên|người|8"
                ),
            ),
            (
                "Chỉ tiêu nhiệm kỳ",
                &format!(
                    "{head}CHỈ TIÊU NHIỆM KỲ 2023 - 2028\n\nTT|Chỉ tiêu|Đơn vị tính|Kế hoạch\n\
                     1|Tỷ lệ đoàn viên đạt danh hiệu Đoàn viên công đoàn xuất sắc|%|từ 90% trở lên\n\
                     2|Số đoàn viên ưu tú được giới thiệu cho Đảng|người|ít nhất 01"
                ),
            ),
        ],
    );
    run(&case, 0);
    let rows = sheet(&case, "Hội nghị, đại hội").expect("there was a congress");
    let congress = row_of(&rows, "102/127");
    assert!(
        congress.starts_with("Sở Y tế | 2023-2028 | 102/127 | 0.80")
            && congress.ends_with(" | 7 | 8"),
        "{congress}"
    );
    let rows = sheet(&case, "Chỉ tiêu giao ước").expect("targets were set");
    let target = row_of(&rows, "từ 1 trở lên");
    assert!(target.contains("Chưa có kết quả"), "{target}");
    assert!(
        rows.iter()
            .all(|row| !row.contains("Không đạt |") || row.contains("Tỷ lệ đạt"))
    );
}

/// Lines between two lists, and rows among the units of one, that name the cluster of the units below them.
#[test]
fn the_units_below_a_clusters_line_are_of_that_cluster() {
    let titles = "TT|Đơn vị|Tổng điểm|Xếp thứ|Đề nghị khen thưởng\n";
    let head = "LIÊN ĐOÀN LAO ĐỘNG TỈNH\nKẾT QUẢ XẾP HẠNG THI ĐUA NĂM 2023\n";
    let (first, second) = (
        "1|CĐCS Sở Y tế|98|1|Cờ thi đua\n2|CĐCS Sở Nội vụ|95|2|Bằng khen\n",
        "1|CĐCS Sở Xây dựng|97|1|Cờ thi đua\n2|CĐCS Sở Tài chính|93|2|Bằng khen\n",
    );
    let (one, two) = ("CỤM THI ĐUA SỐ 1\n", "CỤM THI ĐUA SỐ 2\n");
    for rows in [
        [head, titles, one, first, two, second].concat(),
        [head, one, titles, first, two, titles, second].concat(),
    ] {
        let case = Case::new();
        case.workbook("2023/Kết quả.xlsx", &[("Xếp hạng", &rows)]);
        run(&case, 0);
        let columns = ["cluster_id", "rank", "unit_id"];
        assert_eq!(
            picked(&case.table("nominations"), &columns),
            [
                "cụm 1 1 sở y tế",
                "cụm 1 2 sở nội vụ",
                "cụm 2 1 sở xây dựng",
                "cụm 2 2 sở tài chính"
            ],
            "{rows}"
        );
        let places = picked(&case.table("rankings"), &columns);
        assert!(
            places.contains(&"cụm 2 1 sở xây dựng".to_owned()),
            "{places:?}"
        );
    }
}
