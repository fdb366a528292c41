//! `Đối chiếu`: every file that was found and every cell that was read, by what became of it.

use super::{cell_link, name, sheet};
use crate::ledger::{Audit, CellClass};
use crate::observation::SubmissionStatus;
use crate::report::facts::Facts;
use crate::report::wording::say;
use crate::report::{Cell, Column, Link, Row, RowKind, Sheet, SheetKind, Table, Tone};

/// Said where the accounts do not come out even.
pub(super) const UNEVEN: &str = "KẾT QUẢ NÀY CHƯA DÙNG ĐƯỢC: đối chiếu tệp và ô không khớp, chương trình có lỗi và có thể thiếu số liệu";

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>) -> Sheet {
    let audit = facts.inputs.audit;
    let mut sheet = sheet(
        name::ACCOUNTS,
        SheetKind::Source,
        "Đối chiếu: không bỏ sót tệp nào, ô nào".to_owned(),
    );
    sheet.subtitles = vec![if audit.discrepancies.is_empty() {
        "Mọi tệp tìm thấy và mọi ô đọc được, ở tất cả các kỳ, đều được kể đến đúng một lần."
            .to_owned()
    } else {
        format!("{UNEVEN}. Gửi trang này và các tệp được nêu cho người phát triển chương trình.")
    }];
    if !audit.discrepancies.is_empty() {
        sheet.tables.push(discrepancies(facts));
    }
    sheet
        .tables
        .extend([files(facts), cells(facts), unused(facts), slips(facts)]);
    sheet
}

fn discrepancies(facts: &Facts<'_>) -> Table {
    let rows = facts.inputs.audit.discrepancies.iter().map(|found| {
        let file = found.file.as_ref().map_or_else(
            || Cell::text("Cả thư mục đầu vào"),
            |file| {
                let path = facts.file_path(file);
                Cell::text(file.clone()).linked(Some(Link::File { path, place: None }))
            },
        );
        Row::plain(vec![
            file,
            Cell::text(found.message.as_str()).toned(Tone::Bad),
        ])
    });
    Table {
        caption: Some("Điều không khớp".to_owned()),
        columns: vec![
            Column::wrapped("Tệp", 66.0),
            Column::wrapped("Không khớp", 14.0).spanning(3),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn files(facts: &Facts<'_>) -> Table {
    let audit = facts.inputs.audit;
    let row = |said: &str, count: usize| Row::plain(vec![Cell::text(said), Cell::count(count)]);
    let mut rows: Vec<Row> = SubmissionStatus::ALL
        .into_iter()
        .map(|status| {
            let count = audit.statuses.get(&status).copied().unwrap_or_default();
            row(say(&facts.wording.submissions, status.key()), count)
        })
        .collect();
    rows.push(row(
        "Tệp của cơ quan: danh mục, đính chính, thiết lập",
        audit.own,
    ));
    let told = audit.own + audit.statuses.values().sum::<usize>();
    rows.push(total(
        "Tệp tìm thấy trong thư mục đầu vào",
        (audit.found, told),
    ));
    Table {
        caption: Some("Tệp".to_owned()),
        columns: vec![
            Column::wrapped("Kết quả", 66.0),
            Column::number("Số tệp", 14.0),
        ],
        rows,
        ..Table::default()
    }
}

/// What was counted on its own; to be acted on where the rows above it add up to something else.
fn total(said: &str, (found, told): (usize, usize)) -> Row {
    let tone = if found == told { Tone::Good } else { Tone::Bad };
    let cells = vec![Cell::text(said), Cell::count(found).toned(tone)];
    Row::new(RowKind::Total, cells)
}

fn cells(facts: &Facts<'_>) -> Table {
    let audit = facts.inputs.audit;
    let mut rows = figures(audit);
    for class in CellClass::ALL {
        let tally = audit.cells.of(class);
        if class != CellClass::Figure && tally.cells > 0 {
            rows.push(Row::plain(vec![
                Cell::text(say(&facts.wording.cells, class.key())),
                Cell::count(tally.cells),
                Cell::count(tally.numbers),
            ]));
        }
    }
    let told = audit.cells.cells();
    rows.push(total(
        "Ô có dữ liệu đọc được từ các tệp",
        (audit.read, told),
    ));
    Table {
        caption: Some("Ô".to_owned()),
        columns: vec![
            Column::wrapped("Ô được đọc là", 66.0),
            Column::number("Số ô", 14.0),
            Column::number("Trong đó có số", 14.0),
        ],
        rows,
        ..Table::default()
    }
}

/// The figures by whether they count.
fn figures(audit: &Audit) -> Vec<Row> {
    [
        ("Số liệu được tính vào tổng", audit.counted),
        (
            "Số liệu không tính: giữ lại, bản cũ, tệp trùng, đã có ở nguồn khác",
            audit.not_counted,
        ),
    ]
    .into_iter()
    .map(|(said, count)| Row::plain(vec![Cell::text(said), Cell::count(count)]))
    .collect()
}

fn unused(facts: &Facts<'_>) -> Table {
    let rows = facts.inputs.audit.unused.iter().map(|unused| {
        let first = &unused.first;
        // No program goes to a cell of a hidden sheet.
        let link = match unused.class {
            CellClass::Hidden => Link::File {
                path: facts.file_path(&first.file),
                place: None,
            },
            _ => cell_link(facts, first),
        };
        Row::plain(vec![
            Cell::text(first.file.clone()),
            Cell::count(unused.cells),
            Cell::text(first.address.to_string()).linked(Some(link)),
            Cell::text(say(&facts.wording.cells, unused.class.key())),
            Cell::text(first.sheet.clone()),
        ])
    });
    Table {
        caption: Some("Số không dùng đến, theo tệp".to_owned()),
        columns: vec![
            Column::wrapped("Tệp", 66.0),
            Column::number("Số ô có số", 14.0),
            Column::centered("Ô đầu tiên", 14.0),
            Column::wrapped("Nằm ở", 44.0),
            Column::wrapped("Trang tính", 44.0),
        ],
        rows: rows.collect(),
        empty_text: "Không có.".to_owned(),
        ..Table::default()
    }
}

/// What was read otherwise than it stands.
fn slips(facts: &Facts<'_>) -> Table {
    let rows = facts.inputs.audit.slips.iter().map(|slip| {
        Row::plain(vec![
            Cell::text(slip.at.file.clone()),
            Cell::text(slip.at.sheet.clone()),
            Cell::text(slip.at.address.to_string()).linked(Some(cell_link(facts, &slip.at))),
            Cell::text(slip.written.as_str()),
            Cell::text(facts.full_label(&slip.indicator)),
        ])
    });
    Table {
        caption: Some("Nội dung gõ nhầm chữ nhưng vẫn rõ là chỉ tiêu nào".to_owned()),
        columns: vec![
            Column::wrapped("Tệp", 66.0),
            Column::wrapped("Trang tính", 14.0),
            Column::centered("Ô", 14.0),
            Column::wrapped("Báo cáo ghi", 44.0),
            Column::wrapped("Hiểu là", 44.0),
        ],
        rows: rows.collect(),
        empty_text: "Không có.".to_owned(),
        ..Table::default()
    }
}
