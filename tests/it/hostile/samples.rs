//! Good workbooks of every format, made in memory, to be mutated.

use super::biff::{self, Stream};
use super::packages::{Parts, bin_cell, bin_row, bin_sheet, ods, record, relation, wide, xlsb};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

/// A good workbook.
#[derive(Clone)]
pub(crate) struct Sample {
    /// A name with the extension of its format.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) fn all() -> Vec<Sample> {
    let sample = |name: &str, bytes| Sample {
        name: name.to_string(),
        bytes,
    };
    let xlsx = xlsx();
    vec![
        sample("good.xlsm", xlsm(&xlsx)),
        sample("good.xlsx", xlsx),
        sample("good.xlsb", binary().zip()),
        sample("good.xls", old_excel().file()),
        sample("good.ods", open_document().zip()),
    ]
}

const LABELS: [&str; 4] = [
    "Tổng số đoàn viên công đoàn",
    "- Trong đó: nữ",
    "Số tiền ủng hộ các loại quỹ xã hội",
    "Đánh giá <A> & \"B\"",
];

fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let day = ExcelDateTime::from_ymd(2024, 1, 5).expect("a day");
    for name in ["Biểu", "Phụ lục"] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for row in 1..30_u32 {
            let label = LABELS[row as usize % LABELS.len()];
            let sum = Formula::new(format!("=C{0}*2", row + 1)).set_result("24");
            sheet.write_number(row, 0, row).expect("written");
            sheet.write_string(row, 1, label).expect("written");
            sheet
                .write_number(row, 2, f64::from(row) * 1.5e6)
                .expect("written");
            sheet
                .write_number_with_format(row, 3, 0.975, &percent)
                .expect("written");
            sheet.write_formula(row, 4, sum).expect("written");
        }
        sheet.write_boolean(30, 0, true).expect("written");
        sheet
            .write_datetime_with_format(30, 1, &day, &date)
            .expect("written");
        let failed = Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(30, 2, failed).expect("written");
        sheet
            .merge_range(32, 1, 33, 3, "Ghi chú", &Format::new())
            .expect("merged");
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// The same with macros.
fn xlsm(xlsx: &[u8]) -> Vec<u8> {
    let macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    Parts::unzip(xlsx)
        .replaced("[Content_Types].xml", plain, macros)
        .with("xl/vbaProject.bin", vec![7; 900])
        .zip()
}

fn binary() -> Parts {
    let rows: Vec<Vec<u8>> = (0..30_u32)
        .map(|row| {
            let percent = [
                &2_u32.to_le_bytes()[..],
                &[1, 0, 0, 0],
                &0.975_f64.to_le_bytes(),
            ];
            bin_row(
                row,
                &[
                    bin_cell(2, 0, &(row << 2 | 2).to_le_bytes()),
                    bin_cell(7, 1, &(row % 4).to_le_bytes()),
                    record(5, &percent.concat()),
                    bin_cell(
                        9,
                        3,
                        &[&(f64::from(row) * 1.5e6).to_le_bytes()[..], &[0; 8]].concat(),
                    ),
                    bin_cell(8, 4, &[&wide("đạt")[..], &[0; 8]].concat()),
                    bin_cell(11, 5, &[&[7][..], &[0; 8]].concat()),
                ],
            )
        })
        .collect();
    let styles = [
        record(0x116, &[]),
        record(0x2c, &[&[200, 0], &wide("0.0%")[..]].concat()),
        record(0x269, &2_u32.to_le_bytes()),
        record(0x2f, &[0; 16]),
        record(0x2f, &[&[0, 0, 200, 0][..], &[0; 12]].concat()),
        record(0x26a, &[]),
        record(0x117, &[]),
    ];
    let sheet = bin_sheet(&rows);
    let sheets = [
        ("Biểu", "worksheet", sheet.clone()),
        ("Phụ lục", "worksheet", sheet),
    ];
    let parts = xlsb(&sheets, &LABELS);
    let strings = parts.bytes("xl/sharedStrings.bin").to_vec();
    let count = (LABELS.len() as u32).to_le_bytes();
    let begin = record(0x9f, &[count, count].concat());
    let listed = parts.bytes("xl/workbook.bin").to_vec();
    let related = "</Relationships>";
    parts
        .with("xl/styles.bin", styles.concat())
        .with(
            "xl/workbook.bin",
            [record(0x83, &[]), listed, record(0x84, &[])].concat(),
        )
        .with("xl/sharedStrings.bin", [begin, strings].concat())
        .replaced(
            "xl/_rels/workbook.bin.rels",
            related,
            &format!("{}{related}", relation("r9", "styles", "styles.bin")),
        )
}

fn old_excel() -> Stream {
    let row = |row: u16| [&row.to_le_bytes()[..], &[0, 0, 7, 0, 0xff, 0], &[0; 8]].concat();
    let mut cells: Vec<u8> = (0..60)
        .flat_map(|number| biff::record(0x0208, &row(number)))
        .collect();
    for row in 0..60_u16 {
        let at = [row.to_le_bytes(), 3_u16.to_le_bytes(), [0, 0]].concat();
        // A formula that comes to a number, then one that comes to a text.
        let sum = [
            &at[..],
            &24.5_f64.to_le_bytes(),
            &[0; 6],
            &[3, 0, 0x1e, 12, 0],
        ]
        .concat();
        let mut word = sum.clone();
        word[2] = 4;
        word[6..14].copy_from_slice(&[0, 0, 0, 0, 0, 0, 0xff, 0xff]);
        let rk = |number: u32| [&[0, 0][..], &(number << 2 | 2).to_le_bytes()].concat();
        let several = [&row.to_le_bytes()[..], &[5, 0], &rk(7), &rk(8), &[6, 0]].concat();
        cells.extend(biff::text(row, 0, u32::from(row % 4)));
        cells.extend(biff::number(row, 1, f64::from(row) * 1.5e6));
        cells.extend(biff::record(
            0x027e,
            &[&row.to_le_bytes()[..], &[2, 0], &rk(u32::from(row))].concat(),
        ));
        cells.extend(biff::record(0x0006, &sum));
        cells.extend(biff::record(0x0006, &word));
        cells.extend(biff::record(0x0207, b"\x03\0\0dat"));
        cells.extend(biff::record(0x00bd, &several));
    }
    // The end of the rows tells how far back they begin.
    let back = (cells.len() as u32).to_le_bytes();
    cells.extend(biff::record(0x00d7, &back));
    let strings = ["Đoàn viên", "Nữ", "Quỹ xã hội", "<A> & B"];
    Stream::of(&[("Biểu", cells.clone()), ("Phụ lục", cells)], &strings)
}

fn open_document() -> Parts {
    let cell = |attributes: &str, shown: &str| {
        format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
    };
    let rows: String = (1..40)
        .map(|row| {
            [
                "<table:table-row>".to_string(),
                cell("office:value-type=\"string\"", "Quỹ &amp; <text:span>tiền</text:span>"),
                cell(&format!("office:value-type=\"float\" office:value=\"{}\"", row * 1_500_000), "1.500.000"),
                cell("office:value-type=\"percentage\" office:value=\"0.975\"", "97,5%"),
                cell("office:value-type=\"date\" office:date-value=\"2024-01-05\"", "05/01/2024"),
                cell("office:value-type=\"float\" office:value=\"7\" table:number-columns-repeated=\"2\"", "7"),
                cell("table:formula=\"of:=[.B1]*2\" office:value-type=\"float\" office:value=\"24\"", "24"),
                "</table:table-row>".to_string(),
            ]
            .concat()
        })
        .collect();
    let table = |name: &str| format!("<table:table table:name=\"{name}\">{rows}</table:table>");
    ods(&[table("Biểu"), table("Phụ lục")].concat())
}
