//! How cells come out that are written in other ways than the plain one.

use crate::read::fixture::{cells, package, sheet_xml};
use crate::read::{FileKind, ReadError, read_workbook};

/// The cells of a sheet, as the workbook around it is read; what there is of shared strings is `mot` and `hai`.
fn read(sheet: &str) -> Result<Vec<String>, ReadError> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"{id}\" Type=\"x/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let bytes = package(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            &relation("r1", "officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &relation("r1", "worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>mot</t></si><si><t>hai</t></si></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let workbook = read_workbook(&bytes, FileKind::Xlsx)?;
    Ok(cells(&workbook.sheets[0]))
}

fn read_rows(rows: &str) -> Result<Vec<String>, ReadError> {
    read(&sheet_xml(rows))
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a table of cells is as long as there are ways to write one"
)]
fn a_value_is_what_the_standard_says_or_unreadable() {
    let number = |value: &str| format!("Number {{ value: {value}, percent: false }}");
    let unreadable = "Error(\"#???\")".to_string();
    let text = |text: &str| format!("Text(\"{text}\")");
    for (cell, expected) in [
        ("><v>10</v>", number("10.0")),
        ("><v>1&#48;</v>", number("10.0")),
        ("><v>1<!-- -->0</v>", number("10.0")),
        ("><v><![CDATA[10]]></v>", number("10.0")),
        ("><v>&#x31;0</v>", number("10.0")),
        ("><v> 10\n</v>", number("10.0")),
        ("><v>1.500</v>", number("1.5")),
        ("><v> 1.500 </v>", number("1.5")),
        ("><v>1e5</v>", number("100000.0")),
        (" t=\"n\"><v> 12 </v>", number("12.0")),
        ("><v>10</v><f>B1</f>", number("10.0")),
        (" t=\"&#110;\"><v>10</v>", number("10.0")),
        (
            " s=\"1\"><v>0.975</v>",
            number("0.975").replace("false", "true"),
        ),
        (
            " s=\" 1\"><v>0.975</v>",
            number("0.975").replace("false", "true"),
        ),
        (
            " s=\"&#49;\"><v>0.975</v>",
            number("0.975").replace("false", "true"),
        ),
        (" s=\"2\"><v>0.975</v>", unreadable.clone()),
        (" s=\"-1\"><v>0.975</v>", unreadable.clone()),
        (" s=\"x\"><v>0.975</v>", unreadable.clone()),
        ("><v>1,5</v>", unreadable.clone()),
        ("><v>١٢</v>", unreadable.clone()),
        ("><v>1 2</v>", unreadable.clone()),
        ("><v>nan</v>", unreadable.clone()),
        ("><v>1e999</v>", unreadable.clone()),
        ("><v>0x10</v>", text("0x10")),
        ("><v>mười</v>", text("mười")),
        ("><v>1</v><v>2</v>", unreadable.clone()),
        (" t=\"x\"><v>1</v>", unreadable.clone()),
        (" t=\"\"><v>1</v>", unreadable.clone()),
        (" t=\"s\"><v>1</v>", text("hai")),
        (" t=\"s\"><v> 1 </v>", text("hai")),
        (" t=\"s\"><v>&#49;</v>", text("hai")),
        (" t=\"s\"><v>0<!-- -->1</v>", text("hai")),
        (" t=\"str\"><v>a<![CDATA[b]]></v>", text("ab")),
        (" t=\"str\"><v>a &amp;&lt;b</v>", text("a &<b")),
        (" t=\"b\"><v>&#49;</v>", "Boolean(true)".to_string()),
        (
            " t=\"e\"><v><![CDATA[#N/A]]></v>",
            "Error(\"#N/A\")".to_string(),
        ),
        (
            " t=\"inlineStr\"><is><t>a</t><rPh><t>x</t></rPh><r><t>b</t></r></is>",
            text("ab"),
        ),
        (" t=\"inlineStr\"><is><t>a</t></is><v></v>", text("a")),
        (
            " t=\"inlineStr\"><is><t>a</t></is><v>5</v>",
            unreadable.clone(),
        ),
        ("><is><t>5</t></is>", unreadable.clone()),
        ("><f>B1<!-- -->+C1</f><v>7</v>", number("7.0")),
        (
            "><f>B1<!-- -->+C1</f>",
            "UncachedFormula(\"=B1+C1\")".to_string(),
        ),
        ("><v>7</v><extLst><ext>9</ext></extLst>", number("7.0")),
    ] {
        let read = read_rows(&format!("<row r=\"3\"><c r=\"B3\"{cell}</c></row>"));
        assert_eq!(read, Ok(vec![format!("B3 {expected}")]), "{cell}");
    }
}

#[test]
fn places_are_told_however_they_are_written() {
    for (rows, expected) in [
        (
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
            vec!["A1", "B1", "A2"],
        ),
        (
            "<row r=\"4\"><c r=\"c4\"><v>1</v></c><c><v>2</v></c></row>",
            vec!["C4", "D4"],
        ),
        (
            "<row><c r=\"$B$7\"><v>1</v></c></row><row><c><v>2</v></c></row>",
            vec!["B7", "A8"],
        ),
        (
            "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
            vec!["A1", "A2"],
        ),
        (
            "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
            vec!["A1", "B1"],
        ),
        // A cell that cannot be read does not move those behind it.
        (
            "<row><c t=\"e\"><v>#SPILL!</v></c><c t=\"x\"><v>1</v></c><c><v>2</v></c></row>",
            vec!["A1", "B1", "C1"],
        ),
    ] {
        let read = read_rows(rows).expect("read");
        let places: Vec<&str> = read
            .iter()
            .filter_map(|cell| cell.split(' ').next())
            .collect();
        assert_eq!(places, expected, "{rows}");
    }
}

#[test]
fn of_two_cells_at_one_place_neither_is_believed() {
    let twice = |second: &str| {
        read_rows(&format!(
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c>{second}</row>"
        ))
        .expect("read")
    };
    assert_eq!(twice("<c r=\"A1\"><v>2</v></c>"), ["A1 Error(\"#???\")"]);
    assert_eq!(twice("<c r=\"A1\"/>"), ["A1 Error(\"#???\")"]);
    assert_eq!(
        twice("<c r=\"A1\"><v> 1</v></c>"),
        ["A1 Number { value: 1.0, percent: false }"]
    );
}

#[test]
fn where_places_or_texts_are_in_doubt_the_sheet_is() {
    for rows in [
        "<row r=\"1\"><c r=\"B4294967297\"><v>1</v></c></row>",
        "<row r=\"4294967297\"><c r=\"B1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"MWLQKWW1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
        "<row r=\"0\"><c r=\"A1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>abc</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999999999999999</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>2",
        "<row r=\"1\"><c r=\"A1\"><v>1<w/></v></c></row>",
        "<row r=\"1\"><d><c r=\"A1\"><v>1</v></c></d></row>",
        "<row r=\"1\"><c r=\"A1\"><v>&a;</v></c></row>",
        "<row r=\"1\"><c s=\"0\" r=\"A1\" s=\"1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" s><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" u=\"s\"><v>0</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" \u{f4}=\"s\"><v>0</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" a=\"<v>1</v></c><c r=\"B1\"><v>1</v></c></row>",
    ] {
        let read = read_rows(rows);
        assert!(
            matches!(read, Err(ReadError::Damaged { .. })),
            "{rows}: {read:?}"
        );
    }
    let twice = sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/><sheetData/>");
    assert!(read(&twice).is_err());
}
