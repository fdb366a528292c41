//! What became of every file and every cell stands in the workbook, and loudly where it does not come out even.

use super::{Books, cells, row_of, text};
use crate::ledger::{Audit, CellClass, CellLedger, Discrepancy, LabelSlip, UnusedNumbers};
use crate::location::{CellAddress, CellRef};
use crate::observation::SubmissionStatus;
use crate::read::CellContent;
use crate::report::fixture::{inputs, province};
use crate::report::{ReportInputs, build_report, sheet_name};
use calamine::Data;

fn rendered(audit: &Audit) -> Books {
    let province = province(1, 2, 1);
    let report = build_report(&ReportInputs {
        audit,
        ..inputs(&province)
    });
    Books::of(&report)
}

/// Three files, one of them the office's own, and four cells.
fn audit() -> Audit {
    let first = CellRef {
        file: "2023/a.xlsx".into(),
        sheet: "Sheet2".into(),
        address: CellAddress::new(8, 1),
    };
    let slip = CellRef {
        address: CellAddress::new(4, 1),
        ..first.clone()
    };
    let mut ledger = CellLedger::default();
    let place = (&first.sheet, first.address);
    for class in [
        CellClass::Figure,
        CellClass::Figure,
        CellClass::Title,
        CellClass::Hidden,
    ] {
        ledger.add(class, &CellContent::Text("7".into()), place);
    }
    Audit {
        found: 3,
        own: 1,
        statuses: [(SubmissionStatus::Accepted, 2)].into(),
        read: 4,
        cells: ledger,
        counted: 1,
        not_counted: 1,
        unused: vec![UnusedNumbers {
            class: CellClass::Hidden,
            cells: 1,
            first,
        }],
        slips: vec![LabelSlip {
            at: slip,
            written: "Số tổ công đoan".to_string(),
            indicator: "members".into(),
        }],
        discrepancies: Vec::new(),
    }
}

#[test]
fn files_and_cells_add_up_to_what_was_found() {
    let bytes = rendered(&audit());
    let range = cells(&bytes, sheet_name::ACCOUNTS);
    for (said, counts) in [
        ("Được tính", &["2"][..]),
        ("Giữ lại", &["0"]),
        ("Tệp của cơ quan: danh mục, đính chính, thiết lập", &["1"]),
        ("Tệp tìm thấy trong thư mục đầu vào", &["3"]),
        ("Số liệu được tính vào tổng", &["1"]),
        ("Tiêu đề cột", &["1", "1"]),
        ("Trang tính ẩn: không tính", &["1", "1"]),
        ("Ô có dữ liệu đọc được từ các tệp", &["4"]),
        (
            "2023/a.xlsx",
            &["1", "B9", "Trang tính ẩn: không tính", "Sheet2"],
        ),
    ] {
        let row = row_of(&range, &[said]);
        for (column, count) in (1..).zip(counts) {
            assert_eq!(text(&range, row, column), *count, "{said}");
        }
    }
    let slip = row_of(&range, &["2023/a.xlsx", "Sheet2", "B5"]);
    assert_eq!(text(&range, slip, 3), "Số tổ công đoan");
    assert!(!says(&bytes, sheet_name::OVERVIEW, "CHƯA DÙNG ĐƯỢC"));
    assert!(!says(&bytes, sheet_name::ACCOUNTS, "CHƯA DÙNG ĐƯỢC"));
}

#[test]
fn accounts_that_do_not_come_out_even_are_told_on_the_first_sheet() {
    let mut audit = audit();
    for file in [None, Some("2023/a.xlsx".into())] {
        audit.discrepancies.push(Discrepancy {
            file,
            message: "đọc được 4 ô nhưng chỉ rõ được 3 ô".to_string(),
        });
    }
    let bytes = rendered(&audit);
    for sheet in [sheet_name::OVERVIEW, sheet_name::ACCOUNTS] {
        assert!(says(&bytes, sheet, "KẾT QUẢ NÀY CHƯA DÙNG ĐƯỢC"), "{sheet}");
    }
    let range = cells(&bytes, sheet_name::ACCOUNTS);
    for file in ["Cả thư mục đầu vào", "2023/a.xlsx"] {
        let message = "đọc được 4 ô nhưng chỉ rõ được 3 ô";
        assert_eq!(text(&range, row_of(&range, &[file]), 1), message);
    }
}

fn says(bytes: &Books, sheet: &str, words: &str) -> bool {
    let range = cells(bytes, sheet);
    range
        .used_cells()
        .any(|(_, _, cell)| matches!(cell, Data::String(text) if text.contains(words)))
}
