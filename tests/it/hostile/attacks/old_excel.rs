//! `xls`.

#![expect(
    clippy::too_many_lines,
    reason = "a list of attacks is as long as there are attacks"
)]

use super::Expected::{Either, Locked, Read, Refused};
use super::{Attack, attack};
use crate::hostile::biff::{self, Stream};

fn cells(count: u16) -> Vec<u8> {
    (0..count)
        .flat_map(|row| [biff::text(row, 0, 0), biff::number(row, 1, 5.0)].concat())
        .collect()
}

pub(super) fn old_excel() -> Vec<Attack> {
    let book = Stream::of(
        &[("Biểu", cells(200)), ("Biểu 2", cells(200))],
        &["Đoàn viên", "Tổ"],
    );
    let good = book.file();
    let with = |change: &dyn Fn(&mut Stream)| {
        let mut book = book.clone();
        change(&mut book);
        book.file()
    };
    let declared = |rows, columns| {
        with(&|book| book.sheets[0].2 = [biff::dimensions(rows, columns), cells(200)].concat())
    };
    let far = [biff::number(0, 0, 1.0), biff::number(65_535, 255, 1.0)].concat();
    let corners: Vec<(String, u8, Vec<u8>)> = (0..40)
        .map(|number| (number.to_string(), 0, far.clone()))
        .collect();
    let xor = biff::record(biff::FILE_PASS, &[0, 0, 1, 2, 3, 4]);
    let rc4 = biff::record(
        biff::FILE_PASS,
        &[&[1, 0, 1, 0, 1, 0][..], &[9; 48]].concat(),
    );
    let stream = book.bytes();
    let cut = |length: usize| biff::ole("Workbook", &stream[..length]);
    vec![
        attack("good.xls", good.clone(), Read(800)),
        attack(
            "dimensions-all.xls",
            declared((0, u32::MAX), (0, u16::MAX)),
            Read(800),
        ),
        attack(
            "dimensions-backwards.xls",
            declared((9, 1), (9, 1)),
            Read(800),
        ),
        attack(
            "far-apart.xls",
            with(&|book| book.sheets[0].2 = far.clone()),
            Refused,
        ),
        attack(
            "far-apart-40.xls",
            with(&|book| book.sheets = corners.clone()),
            Refused,
        ),
        attack("chain-loop.xls", biff::looped_stream(good.clone()), Refused),
        attack(
            "directory-loop.xls",
            biff::looped(good.clone(), biff::DIRECTORY),
            Refused,
        ),
        attack(
            "pass-xor.xls",
            with(&|book| book.head = xor.clone()),
            Locked,
        ),
        attack(
            "pass-rc4.xls",
            with(&|book| book.head = rc4.clone()),
            Locked,
        ),
        attack(
            "empty-continue.xls",
            with(&|book| {
                book.sheets[0]
                    .2
                    .splice(..0, biff::record(biff::CONTINUE, &[]))
                    .for_each(drop)
            }),
            Either,
        ),
        attack(
            "string-missing.xls",
            with(&|book| book.sheets[0].2 = biff::text(0, 0, 99)),
            Refused,
        ),
        attack(
            "strings-fewer.xls",
            with(&|book| book.more_strings = 5),
            Refused,
        ),
        attack(
            "strings-4-billion.xls",
            with(&|book| book.more_strings = u32::MAX - 2),
            Refused,
        ),
        attack("sheet-astray.xls", with(&|book| book.astray = 6), Refused),
        attack(
            "sheet-outside.xls",
            with(&|book| book.astray = 1 << 30),
            Refused,
        ),
        attack(
            "one-name-twice.xls",
            with(&|book| book.sheets[1].0 = "Biểu".into()),
            Refused,
        ),
        attack(
            "chart-with-figures.xls",
            with(&|book| book.sheets[1].1 = 2),
            Read(400),
        ),
        attack(
            "sheet-listed-as-macros.xls",
            {
                let mut stream = book.bytes();
                let listed = stream.windows(4).position(|head| head == [0x85, 0, 20, 0]);
                stream[listed.expect("a sheet") + 9] = 1;
                biff::ole("Workbook", &stream)
            },
            Refused,
        ),
        attack(
            "sheet-not-listed.xls",
            {
                let mut stream = book.bytes();
                let listed = stream.windows(4).position(|head| head == [0x85, 0, 20, 0]);
                stream[listed.expect("a sheet")] = 0x8c;
                biff::ole("Workbook", &stream)
            },
            Refused,
        ),
        attack(
            "record-unknown.xls",
            with(&|book| book.sheets[1].2[1] = 1),
            Refused,
        ),
        attack(
            "record-of-another-length.xls",
            with(&|book| book.sheets[1].2.extend(biff::record(0x0203, &[0; 16]))),
            Refused,
        ),
        attack(
            "text-of-no-formula.xls",
            with(&|book| {
                book.sheets[1].2.extend(biff::record(0x0207, b"\x01\0\0a"));
            }),
            Refused,
        ),
        attack(
            "one-address-twice.xls",
            with(&|book| book.sheets[1].2.extend(biff::number(7, 1, 6.0))),
            Read(800),
        ),
        attack(
            "shared-string-zeroed.xls",
            with(&|book| book.strings[1] = "a\0\0\0\0\0\0\0\0b".into()),
            Refused,
        ),
        attack("no-sheets.xls", with(&|book| book.sheets.clear()), Refused),
        attack("cut-in-sheet.xls", cut(stream.len() - 40), Refused),
        attack("cut-in-head.xls", cut(300), Refused),
        attack(
            "record-too-long.xls",
            with(&|book| book.sheets[1].2.extend([3, 2, 255, 255, 0])),
            Refused,
        ),
        attack("raw-stream.xls", stream.clone(), Read(800)),
        attack("zeros.xls", vec![0; 50_000], Refused),
        attack("head-only.xls", good[..512].to_vec(), Refused),
    ]
}
