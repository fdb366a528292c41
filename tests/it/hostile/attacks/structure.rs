//! Sheets that are not where or what they should be.

#![expect(
    clippy::too_many_lines,
    reason = "a list of attacks is as long as there are attacks"
)]

use super::Expected::{Partly, Read, Refused};
use super::{Attack, ONE, attack};
use crate::hostile::packages::{one_sheet, relation, relations, worksheet, xlsx};

pub(super) fn markup() -> Vec<Attack> {
    let entities = |declared: &str| {
        let sheet =
            worksheet("<row><c r=\"A1\" t=\"str\"><v>&a;</v></c><c r=\"B1\"><v>1</v></c></row>");
        let sheet = sheet.replace(
            "<worksheet",
            &format!("<!DOCTYPE x [{declared}]><worksheet"),
        );
        xlsx(&[("a", &sheet)]).zip()
    };
    let laughs: String = (0..9)
        .map(|level: u8| {
            let (name, inner) = (char::from(b'j' - level), char::from(b'k' - level));
            format!("<!ENTITY {name} \"{}\">", format!("&{inner};").repeat(10))
        })
        .collect();
    let units = |unit: fn(u16) -> [u8; 2], mark: &[u8]| {
        let sheet =
            worksheet(ONE).replace("version=\"1.0\"", "version=\"1.0\" encoding=\"UTF-16\"");
        let bytes = [
            mark,
            &sheet.encode_utf16().flat_map(unit).collect::<Vec<u8>>(),
        ]
        .concat();
        one_sheet(ONE).with("xl/worksheets/sheet1.xml", bytes).zip()
    };
    let marked = [b"\xef\xbb\xbf", worksheet(ONE).as_bytes()].concat();
    vec![
        attack("entity-laughs.xlsx", entities(&laughs), Refused),
        attack(
            "entity-quadratic.xlsx",
            entities(&format!("<!ENTITY a \"{}\">", "b".repeat(1 << 20))),
            Refused,
        ),
        attack(
            "entity-external.xlsx",
            entities("<!ENTITY a SYSTEM \"file:///etc/passwd\">"),
            Refused,
        ),
        attack(
            "utf-16-le.xlsx",
            units(u16::to_le_bytes, b"\xff\xfe"),
            Read(1),
        ),
        attack(
            "utf-16-be.xlsx",
            units(u16::to_be_bytes, b"\xfe\xff"),
            Read(1),
        ),
        attack(
            "utf-8-mark.xlsx",
            one_sheet(ONE)
                .with("xl/worksheets/sheet1.xml", marked)
                .zip(),
            Read(1),
        ),
        attack(
            "bytes-of-no-encoding.xlsx",
            one_sheet(ONE)
                .with(
                    "xl/worksheets/sheet1.xml",
                    worksheet("<row><c t=\"str\"><v>\u{1}</v></c></row>")
                        .replace('\u{1}', "\u{7f}")
                        .into_bytes()
                        .into_iter()
                        .map(|byte| if byte == 0x7f { 0xff } else { byte })
                        .collect::<Vec<u8>>(),
                )
                .zip(),
            Refused,
        ),
    ]
}

pub(super) fn outlines() -> Vec<Attack> {
    let sheet = worksheet(ONE);
    let two = xlsx(&[("Biểu", &sheet), ("Biểu 2", &sheet)]);
    let related = "xl/_rels/workbook.xml.rels";
    let listed = "xl/workbook.xml";
    let with_kind = |kind: &str, part: &str| {
        two.clone()
            .replaced(related, "worksheet\" Target=\"worksheets/sheet2.xml\"", &format!("{kind}\" Target=\"{part}\""))
            .with(&format!("xl/{part}"), "<xm:macrosheet><sheetData><row><c r=\"A1\"><f>EXEC(\"calc\")</f></c></row></sheetData></xm:macrosheet>")
    };
    let prefixed = relations(&[
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
        relation("r2", "worksheet", "worksheets/sheet2.xml"),
    ])
    .replace("<Relationship", "<p:Relationship")
    .replace("</Relationships", "</p:Relationships")
    .replace("xmlns=", "xmlns:p=");
    let prefixed_sheet = sheet
        .replace("</", "</x:")
        .replace("<", "<x:")
        .replace("<x:/x:", "</x:")
        .replace("<x:?xml", "<?xml")
        .replace("xmlns=", "xmlns:x=");
    vec![
        attack("one-name-twice.xlsx", two.clone().replaced(listed, "Biểu 2", "Biểu").zip(), Read(2)),
        attack("macro-sheet.xlsx", with_kind("xlMacrosheet", "macrosheets/sheet1.xml").zip(), Read(1)),
        attack("dialog-sheet.xlsx", with_kind("dialogsheet", "dialogsheets/sheet1.xml").zip(), Read(1)),
        attack("chart-sheet.xlsx", with_kind("chartsheet", "chartsheets/sheet1.xml").zip(), Read(1)),
        attack("state-show.xlsx", two.clone().replaced(listed, "name=\"Biểu 2\"", "name=\"Biểu 2\" state=\"show\"").zip(), Read(2)),
        attack("relation-missing.xlsx", two.clone().with(related, relations(&[relation("r1", "worksheet", "worksheets/sheet1.xml")])).zip(), Partly(1)),
        attack("part-missing.xlsx", two.clone().without("xl/worksheets/sheet2.xml").zip(), Partly(1)),
        attack("part-cut.xlsx", two.clone().with("xl/worksheets/sheet2.xml", &sheet[..sheet.len() - 30]).zip(), Partly(1)),
        attack("part-empty.xlsx", two.clone().with("xl/worksheets/sheet2.xml", "").zip(), Partly(1)),
        attack("part-of-another-kind.xlsx", two.clone().with("xl/worksheets/sheet2.xml", "<chartsheet/>").zip(), Partly(1)),
        attack("relations-prefixed.xlsx", two.clone().with(related, prefixed).zip(), Read(2)),
        attack("elements-prefixed.xlsx", two.clone().with("xl/worksheets/sheet2.xml", prefixed_sheet).zip(), Read(2)),
        attack("no-relations.xlsx", two.clone().without(related).zip(), Refused),
        attack("no-workbook.xlsx", two.clone().without(listed).zip(), Refused),
        attack("no-sheets.xlsx", xlsx(&[]).zip(), Refused),
        attack("only-charts.xlsx", two.clone().replaced(related, "/worksheet\"", "/chartsheet\"").zip(), Refused),
        attack("names-broken.xlsx", two.clone().replaced(listed, "</sheets>", "</sheets><definedNames><definedName name=\"a\">&x;</definedName></definedNames>").zip(), Read(2)),
        attack("styles-cut.xlsx", two.clone().with("xl/styles.xml", "<styleSheet><cellXfs>").zip(), Refused),
    ]
}
