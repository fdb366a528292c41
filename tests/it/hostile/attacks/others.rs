//! `ods` and `xlsb`.

#![expect(
    clippy::too_many_lines,
    reason = "a list of attacks is as long as there are attacks"
)]

use super::Expected::{Either, Locked, Partly, Read, Refused};
use super::{Attack, attack};
use crate::hostile::packages::{
    bin_cell, bin_row, bin_sheet, ods, ods_content, record, relation, relations, wide, xlsb,
};

const ODS_CELL: &str = "<table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>";

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn table(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\">{rows}</table:table>")
}

pub(super) fn open_documents() -> Vec<Attack> {
    let repeated = |rows: &str, columns: &str, text: &str| {
        table(
            "a",
            &format!(
                "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{columns}\" \
                 office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
            ),
        )
    };
    let noted = table(
        "a",
        &row(
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a</text:p></office:annotation></table:table-cell>",
        ),
    );
    let cut_at = |tables: &str, mark: &str| {
        let content = ods_content(tables);
        let end = content.find(mark).expect("it is there") + mark.len();
        ods("").with("content.xml", &content[..end]).zip()
    };
    let good = table("a", &row(&ODS_CELL.repeat(3)));
    let pretty = good.replace("><", ">\n    <");
    let mut locked = ods(&good);
    locked = locked.replaced(
        "META-INF/manifest.xml",
        "/></manifest:manifest>",
        "><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
    );
    let value = |value: &str| {
        table(
            "a",
            &row(&ODS_CELL.replace("office:value=\"1\"", &format!("office:value=\"{value}\""))),
        )
    };
    vec![
        attack("pretty.ods", ods(&pretty).zip(), Read(3)),
        attack(
            "comment-in-row.ods",
            ods(&good.replace("</table:table-cell>", "</table:table-cell><!-- ghi chú -->")).zip(),
            Read(3),
        ),
        attack(
            "without-mimetype.ods",
            ods(&good).without("mimetype").zip(),
            Read(3),
        ),
        attack(
            "without-manifest.ods",
            ods(&good).without("META-INF/manifest.xml").zip(),
            Read(3),
        ),
        attack(
            "repeated-to-the-corner.ods",
            ods(&repeated("1048576", "16384", "a")).zip(),
            Refused,
        ),
        attack(
            "repeated-in-50-tables.ods",
            ods(&repeated("1048576", "4", "a").repeat(50)).zip(),
            Refused,
        ),
        attack(
            "repeated-long-text.ods",
            ods(&repeated("1000000", "4", &"a".repeat(1024))).zip(),
            Refused,
        ),
        attack(
            "repeated-blanks.ods",
            ods(&repeated("1048576", "16384", "")).zip(),
            Read(0),
        ),
        attack(
            "repeated-backwards.ods",
            ods(&repeated("-5", "1", "a")).zip(),
            Refused,
        ),
        attack(
            "repeated-99999999999999999999.ods",
            ods(&repeated("1", "99999999999999999999", "")).zip(),
            Read(0),
        ),
        attack(
            "cut-in-table.ods",
            cut_at(&good, "</table:table-row>"),
            Refused,
        ),
        attack("cut-in-cell.ods", cut_at(&good, "<text:p>1"), Refused),
        attack("cut-in-note.ods", cut_at(&noted, "<text:p>a"), Refused),
        attack("value-with-comma.ods", ods(&value("1,5")).zip(), Read(1)),
        attack("value-too-large.ods", ods(&value("1E999")).zip(), Read(1)),
        attack("one-name-twice.ods", ods(&good.repeat(2)).zip(), Read(6)),
        attack("no-tables.ods", ods("").zip(), Refused),
        attack(
            "no-content.ods",
            ods(&good).without("content.xml").zip(),
            Refused,
        ),
        attack("locked.ods", locked.zip(), Locked),
        attack(
            "entities.ods",
            ods(&good.replace("<text:p>1", "<text:p>&a;")).zip(),
            Refused,
        ),
        attack(
            "long-cell.ods",
            ods(&repeated("1", "1", &"a".repeat(200 << 20))).zip(),
            Either,
        ),
        attack(
            "many-rows.ods",
            ods(&table("a", &"<table:table-row/>".repeat(20_000_000))).zip(),
            Refused,
        ),
        attack(
            "spaces.ods",
            ods(&repeated("1", "1", "<text:s text:c=\"4294967295\"/>")).zip(),
            Either,
        ),
        attack(
            "tables-in-tables.ods",
            ods(
                &"<table:table table:name=\"a\"><table:table-row><table:table-cell>"
                    .repeat(200_000),
            )
            .zip(),
            Refused,
        ),
    ]
}

pub(super) fn binary_packages() -> Vec<Attack> {
    let sheet = || {
        bin_sheet(&[bin_row(
            0,
            &[
                bin_cell(7, 0, &[0; 4]),
                bin_cell(5, 1, &1.5_f64.to_le_bytes()),
            ],
        )])
    };
    let with = |second: Vec<u8>| {
        xlsb(
            &[
                ("Biểu", "worksheet", sheet()),
                ("Biểu 2", "worksheet", second),
            ],
            &["Đoàn viên"],
        )
    };
    let kind = |kind: &str| {
        xlsb(
            &[
                ("Biểu", "worksheet", sheet()),
                ("Hình", kind, b"\x80\x03\0".to_vec()),
            ],
            &["Đoàn viên"],
        )
        .zip()
    };
    let one = |cell: Vec<u8>| bin_sheet(&[bin_row(0, &[cell])]);
    let good = with(sheet());
    let whole = sheet();
    vec![
        attack("good.xlsb", good.zip(), Read(4)),
        attack(
            "string-missing.xlsb",
            with(one(bin_cell(7, 0, &[9, 0, 0, 0]))).zip(),
            Partly(2),
        ),
        attack(
            "cell-cut.xlsb",
            with(one(bin_cell(5, 0, &[1, 2]))).zip(),
            Partly(2),
        ),
        attack(
            "record-too-long.xlsb",
            with([&whole[..], &[5, 0xff, 0xff, 0xff, 0x7f]].concat()).zip(),
            Partly(2),
        ),
        attack(
            "sheet-cut.xlsb",
            with(whole[..whole.len() - 2].to_vec()).zip(),
            Partly(2),
        ),
        attack("sheet-empty.xlsb", with(Vec::new()).zip(), Partly(2)),
        attack(
            "row-outside.xlsb",
            with(bin_sheet(&[bin_row(u32::MAX, &[bin_cell(5, 0, &[0; 8])])])).zip(),
            Partly(2),
        ),
        attack(
            "column-outside.xlsb",
            with(one(bin_cell(5, u32::MAX, &[0; 8]))).zip(),
            Partly(2),
        ),
        attack(
            "error-of-formula.xlsb",
            with(one(bin_cell(11, 0, &[7, 0, 0]))).zip(),
            Read(3),
        ),
        attack(
            "error-unknown.xlsb",
            with(one(bin_cell(3, 0, &[99]))).zip(),
            Read(3),
        ),
        attack(
            "relation-missing.xlsb",
            good.clone()
                .with(
                    "xl/_rels/workbook.bin.rels",
                    relations(&[relation("r1", "worksheet", "sheets/1.bin")]),
                )
                .zip(),
            Partly(2),
        ),
        attack(
            "part-missing.xlsb",
            good.clone().without("xl/sheets/2.bin").zip(),
            Partly(2),
        ),
        attack(
            "one-name-twice.xlsb",
            xlsb(
                &[("a", "worksheet", sheet()), ("a", "worksheet", sheet())],
                &["b"],
            )
            .zip(),
            Read(4),
        ),
        attack("chart-sheet.xlsb", kind("chartsheet"), Read(2)),
        attack("macro-sheet.xlsb", kind("xlMacrosheet"), Read(2)),
        attack(
            "text-too-long.xlsb",
            with(one(bin_cell(6, 0, &[0xfe, 0xff, 0xff, 0x7f, 1, 2]))).zip(),
            Partly(2),
        ),
        attack(
            "strings-cut.xlsb",
            good.clone()
                .with("xl/sharedStrings.bin", vec![0x13, 200, 1, 1])
                .zip(),
            Refused,
        ),
        attack(
            "list-cut.xlsb",
            good.clone()
                .with(
                    "xl/workbook.bin",
                    [record(0x9c, &wide("a")), vec![0x9c]].concat(),
                )
                .zip(),
            Refused,
        ),
        attack(
            "many-rows.xlsb",
            with(bin_sheet(&vec![bin_row(0, &[]); 20_000_000])).zip(),
            Either,
        ),
        attack(
            "not-a-number.xlsb",
            with(one(bin_cell(5, 0, &f64::NAN.to_le_bytes()))).zip(),
            Read(3),
        ),
        attack(
            "infinite.xlsb",
            with(one(bin_cell(5, 0, &f64::INFINITY.to_le_bytes()))).zip(),
            Read(3),
        ),
    ]
}
