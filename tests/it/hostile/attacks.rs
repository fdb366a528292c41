//! The fixed set of attacks: what each is, and what must come of it.

mod old_excel;
mod others;
mod sizes;
mod structure;

use crate::hostile::packages::{one_sheet, relation, worksheet, xlsx};

/// What must come of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// All of it is read: so many cells.
    Read(usize),
    /// Read but for some of its sheets, which are named: so many cells.
    Partly(usize),
    /// Not read, and said why.
    Refused,
    /// Refused for a password.
    Locked,
    /// Read or refused, but over soon.
    Either,
}

use Expected::{Either, Read, Refused};

pub(crate) struct Attack {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) expected: Expected,
}

fn attack(name: &str, bytes: Vec<u8>, expected: Expected) -> Attack {
    Attack {
        name: name.to_string(),
        bytes,
        expected,
    }
}

pub(crate) fn all() -> Vec<Attack> {
    let mut attacks = addresses();
    attacks.extend(shared_strings());
    attacks.extend(sizes::bombs());
    attacks.extend(structure::markup());
    attacks.extend(sizes::containers());
    attacks.extend(structure::outlines());
    attacks.extend(broken_cells());
    attacks.extend(old_excel::old_excel());
    attacks.extend(others::open_documents());
    attacks.extend(others::binary_packages());
    attacks
}

const ONE: &str = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

fn cell_at(reference: &str) -> String {
    let row = reference.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let cell = format!("<c r=\"{reference}\"><v>2</v></c>");
    match row {
        "1" => format!("{}{cell}</row>", ONE.trim_end_matches("</row>")),
        row => format!("{ONE}<row r=\"{row}\">{cell}</row>"),
    }
}

fn addresses() -> Vec<Attack> {
    let far = ["XFD1048576", "CV1048576", "XFD20000"].map(|reference| {
        attack(
            &format!("far-{reference}.xlsx"),
            one_sheet(&cell_at(reference)).zip(),
            Read(2),
        )
    });
    let absurd = [
        "ZZZZZZZZ9",
        "B4294967295",
        "B10000000000000000001",
        "B4294967297",
        "MWLQKWW1",
        "XFE1",
        "A1048577",
        "9",
        "A",
        "A0",
        "-1",
    ]
    .map(|reference| {
        attack(
            &format!("absurd-{reference}.xlsx"),
            one_sheet(&cell_at(reference)).zip(),
            Refused,
        )
    });
    let dimension = [
        "A1:XFD1048576",
        "A1:B4294967296",
        "rác",
        "",
        "A1:B2:C3",
        "#REF!",
        "B9:A1",
    ]
    .map(|reference| {
        let sheet = worksheet(ONE).replace(
            "<sheetData>",
            &format!("<dimension ref=\"{reference}\"/><sheetData>"),
        );
        let name = format!("dimension-{}.xlsx", reference.replace([':', '#', '!'], "_"));
        attack(&name, xlsx(&[("a", &sheet)]).zip(), Read(1))
    });
    let bare = worksheet(ONE).replace("<sheetData>", "<dimension/><sheetData>");
    let repeated = one_sheet(&cell_at("A1")).zip();
    far.into_iter()
        .chain(absurd)
        .chain(dimension)
        .chain([
            attack(
                "dimension-without-reference.xlsx",
                xlsx(&[("a", &bare)]).zip(),
                Read(1),
            ),
            attack("one-address-twice.xlsx", repeated, Read(1)),
        ])
        .collect()
}

fn shared_strings() -> Vec<Attack> {
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let with = |strings: &str| one_sheet(cell).with("xl/sharedStrings.xml", strings);
    let indexes = ["1", "-1", "abc", "99999999999999999999", "", " 0 "].map(|index| {
        let cell = format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{index}</v></c></row>");
        let parts = one_sheet(&cell).with("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>");
        let expected = match index {
            "" => Read(0),
            " 0 " => Read(1),
            _ => Refused,
        };
        attack(
            &format!("string-number-{index}.xlsx"),
            parts.zip(),
            expected,
        )
    });
    let many = format!("<sst>{}</sst>", "<si><t>a</t></si>".repeat(5_000_000));
    claimed_strings()
        .into_iter()
        .chain(indexes)
        .chain([
            attack("strings-missing.xlsx", one_sheet(cell).zip(), Refused),
            attack(
                "strings-not-closed.xlsx",
                with("<sst><si><t>a</si><si><t>b</t></si></sst>").zip(),
                Refused,
            ),
            attack(
                "strings-elsewhere.xlsx",
                with("<sst><si><t>cũ</t></si></sst>")
                    .replaced(
                        "xl/_rels/workbook.xml.rels",
                        "</Relationships>",
                        &format!(
                            "{}</Relationships>",
                            relation("r9", "sharedStrings", "chữ.xml")
                        ),
                    )
                    .with("xl/chữ.xml", "<sst><si><t>mới</t></si></sst>")
                    .zip(),
                Read(1),
            ),
            attack(
                "strings-cut.xlsx",
                with("<sst><si><t>a</t></si>").zip(),
                Refused,
            ),
            attack("strings-5-million.xlsx", with(&many).zip(), Either),
        ])
        .collect()
}

fn claimed_strings() -> [Attack; 5] {
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    [
        "4294967295",
        "18446744073709551615",
        "-1",
        "nhiều",
        "100000000",
    ]
    .map(|count| {
        let strings = format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        attack(
            &format!("strings-claimed-{count}.xlsx"),
            one_sheet(cell).with("xl/sharedStrings.xml", strings).zip(),
            Read(1),
        )
    })
}

fn broken_cells() -> Vec<Attack> {
    [
        "<c r=\"B1\" t=\"e\"><v>#SPILL!</v></c>",
        "<c r=\"B1\" t=\"e\"><v>#CALC!</v></c>",
        "<c r=\"B1\" t=\"e\"><v>#GETTING_DATA</v></c>",
        "<c r=\"B1\" t=\"e\"><v>#GIÁTRỊ!</v></c>",
        "<c r=\"B1\" t=\"e\"><v></v></c>",
        "<c r=\"B1\" t=\"n\"><v>mười</v></c>",
        "<c r=\"B1\"><v>1,5</v></c>",
        "<c r=\"B1\" t=\"b\"><v>7</v></c>",
        "<c r=\"B1\" t=\"b\"><v>đúng</v></c>",
        "<c r=\"B1\" t=\"x\"><v>1</v></c>",
        "<c r=\"B1\" t=\"\"><v>1</v></c>",
        "<c r=\"B1\"><w>1</w></c>",
        "<c r=\"B1\" t=\"d\"><v>ngày mai</v></c>",
        "<c r=\"B1\" s=\"999\"><v>1</v></c>",
        "<c r=\"B1\"><v>-1E+17</v></c>",
        "<c r=\"B1\"><v>1E999</v></c>",
        "<c r=\"B1\"><v>NaN</v></c>",
        "<c r=\"B1\"><v> 1 </v></c>",
    ]
    .iter()
    .enumerate()
    .map(|(number, cell)| {
        let row =
            format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c>{cell}<c r=\"C1\"><v>3</v></c></row>");
        let expected = match number {
            // No value at all is an empty cell.
            4 => Read(2),
            // Where a cell holds what no cell holds its place cannot be told for certain.
            11 => Refused,
            _ => Read(3),
        };
        attack(
            &format!("cell-{number:02}.xlsx"),
            one_sheet(&row).zip(),
            expected,
        )
    })
    .chain([
        attack(
            "cell-without-end.xlsx",
            one_sheet("<row><c r=\"A1\"><v>1</v></row>").zip(),
            Refused,
        ),
        attack(
            "cell-date-too-large.xlsx",
            {
                let styles = "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
                one_sheet("<row><c r=\"A1\" s=\"0\"><v>-1E17</v></c></row>")
                    .with("xl/styles.xml", styles)
                    .zip()
            },
            Read(1),
        ),
    ])
    .collect()
}
