//! What is far larger than it looks, or lies about its size.

#![expect(
    clippy::too_many_lines,
    reason = "a list of attacks is as long as there are attacks"
)]

use super::Expected::{Either, Read, Refused};
use super::{Attack, ONE, attack};
use crate::hostile::packages::{Parts, one_sheet, worksheet, xlsx};
use zip::CompressionMethod;

pub(super) fn bombs() -> Vec<Attack> {
    const MIB: usize = 1 << 20;
    let rows = |row: &str, size: usize| one_sheet(&row.repeat(size / row.len())).zip();
    let long = "a".repeat(200 * MIB);
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let merges = "<mergeCell ref=\"A1:B2\"/>".repeat(1_000_000);
    let merged = worksheet(ONE).replace(
        "</worksheet>",
        &format!("<mergeCells>{merges}</mergeCells></worksheet>"),
    );
    let styles = |inner: String| format!("<styleSheet>{inner}</styleSheet>");
    let sheets = |count: usize| {
        let listed: String = (1..=count)
            .map(|number| format!("<sheet name=\"{number}\" sheetId=\"{number}\" r:id=\"r1\"/>"))
            .collect();
        let one = "<sheet name=\"Biểu\" sheetId=\"1\" r:id=\"r1\"/>";
        one_sheet(ONE)
            .replaced("xl/workbook.xml", one, &listed)
            .zip()
    };
    vec![
        attack(
            "bomb-cells-at-one-address.xlsx",
            rows("<row><c r=\"A1\"><v>1</v></c></row>", 300 * MIB),
            Refused,
        ),
        attack("bomb-rows.xlsx", rows("<row r=\"1\"/>", 500 * MIB), Refused),
        attack(
            "bomb-blank-cells.xlsx",
            rows("<row r=\"1\"><c/><c/><c/><c/></row>", 500 * MIB),
            Refused,
        ),
        attack(
            "bomb-spaces.xlsx",
            rows("                ", 500 * MIB),
            Either,
        ),
        attack(
            "bomb-part-too-large.xlsx",
            rows("                ", 513 * MIB),
            Refused,
        ),
        attack(
            "bomb-string.xlsx",
            one_sheet(cell)
                .with(
                    "xl/sharedStrings.xml",
                    format!("<sst><si><t>{long}</t></si></sst>"),
                )
                .zip(),
            Either,
        ),
        attack(
            "bomb-attribute.xlsx",
            one_sheet(&format!("<row spans=\"{long}\">{}", &ONE[11..])).zip(),
            Either,
        ),
        attack("bomb-merges.xlsx", xlsx(&[("a", &merged)]).zip(), Either),
        attack(
            "bomb-formats.xlsx",
            one_sheet(ONE)
                .with(
                    "xl/styles.xml",
                    styles(format!(
                        "<cellXfs>{}</cellXfs>",
                        "<xf numFmtId=\"9\"/>".repeat(1_000_000)
                    )),
                )
                .zip(),
            Either,
        ),
        attack(
            "bomb-fonts.xlsx",
            one_sheet(ONE)
                .with(
                    "xl/styles.xml",
                    styles(format!(
                        "<fonts>{}</fonts>",
                        "<font><sz val=\"9\"/></font>".repeat(1_000_000)
                    )),
                )
                .zip(),
            Either,
        ),
        attack("bomb-sheets-900.xlsx", sheets(900), Read(900)),
        attack("bomb-sheets-60000.xlsx", sheets(60_000), Refused),
        attack(
            "bomb-tags.xlsx",
            one_sheet(&format!("<row>{}", "<a>".repeat(1_000_000))).zip(),
            Refused,
        ),
    ]
}

pub(super) fn containers() -> Vec<Attack> {
    let good = one_sheet(&ONE.repeat(3));
    let stored = good.zip_by(CompressionMethod::Stored);
    let find = |bytes: &[u8], part: &[u8]| {
        bytes
            .windows(part.len())
            .position(|window| window == part)
            .expect("it is there")
    };
    let mut bad_sum = stored.clone();
    let at = find(&bad_sum, b"<v>1</v>");
    bad_sum[at + 3] = b'7';
    let mut lying = good
        .clone()
        .with("xl/worksheets/sheet1.xml", worksheet(&" ".repeat(8 << 20)))
        .zip();
    let size = (worksheet("").len() as u32 + (8 << 20)).to_le_bytes();
    while let Some(at) = lying.windows(4).position(|window| window == size) {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let mut locked = stored.clone();
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..locked.len() - 4)
            .filter(|&at| locked[at..at + 4] == *mark)
            .collect();
        places.into_iter().for_each(|at| locked[at + flags] |= 1);
    }
    let mut many = good.clone();
    for number in 0..11_000 {
        many.add_empty(format!("x/{number}"));
    }
    let climbing = good
        .clone()
        .with("../../../etc/cron.d/x", "x")
        .with("C:\\x.exe", "x");
    let upward = good.clone().replaced(
        "xl/_rels/workbook.xml.rels",
        "worksheets/sheet1.xml",
        "../../../../etc/passwd",
    );
    vec![
        attack("zip-bad-sum.xlsx", bad_sum, Refused),
        attack("zip-lying-size.xlsx", lying, Refused),
        attack("zip-locked-parts.xlsx", locked, Either),
        attack("zip-11000-parts.xlsx", many.zip(), Refused),
        attack("zip-climbing-names.xlsx", climbing.zip(), Read(1)),
        attack("zip-target-outside.xlsx", upward.zip(), Refused),
        attack("zip-nothing-in-it.xlsx", Parts::default().zip(), Refused),
        attack(
            "zip-tail-of-garbage.xlsx",
            [&stored[..], &[7; 500]].concat(),
            Read(1),
        ),
        attack(
            "zip-head-of-garbage.xlsx",
            [&[7; 500], &stored[..]].concat(),
            Either,
        ),
    ]
}
