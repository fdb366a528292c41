use super::*;

fn dressed(side: Side) -> (CellAddress, Dress) {
    let dress = Dress {
        is_bold: side == Side::Left,
        is_italic: side == Side::Middle,
        is_underlined: side == Side::Right,
        is_wrapped: side == Side::Usual,
        side,
        ink: (side == Side::Left).then_some(0xc00000),
        fill: (side != Side::Left).then_some(0xffd966),
    };
    (CellAddress::new(side as u32, 1), dress)
}

fn look() -> SheetLook {
    let looks = SIGHTS.map(|sight| Look {
        shown: (sight != Sight::Struck).then(|| "34".into()),
        stored: (sight == Sight::Seen).then(|| "33.6".into()),
        struck: (sight == Sight::Covered).then(|| "3".into()),
        sight,
    });
    SheetLook {
        cells: (0..)
            .map(|row| CellAddress::new(row, 3))
            .zip(looks)
            .collect(),
        hidden_rows: vec![1..=2, 7..=7],
        hidden_columns: vec![0..=0],
        notes: vec![SheetNote {
            at: CellAddress::new(2, 3),
            is_box: true,
            text: "Số đúng là 43".into(),
        }],
        appearance: Appearance {
            cells: SIDES.map(dressed).to_vec(),
            widths: vec![(1..=3, 120)],
            usual_width: Some(64),
        },
    }
}

fn workbook() -> Outcome {
    let contents = [
        CellContent::Number {
            value: 0.5,
            percent: true,
        },
        CellContent::Number {
            value: -1e300,
            percent: false,
        },
        CellContent::Text("Đoàn viên\n".into()),
        CellContent::Boolean(true),
        CellContent::DateTime(45296.0),
        CellContent::Error("#REF!".into()),
        CellContent::UncachedFormula("=A1".into()),
        CellContent::ShownOtherwise {
            shown: "5".into(),
            stored: -5.0,
        },
    ];
    let cells = contents.into_iter().cycle().take(CELLS_A_FRAME + 9);
    let place = |row: usize| CellAddress::new(row as u32, 3);
    let sheet = RawSheet {
        name: "Biểu 1".into(),
        is_visible: false,
        cells: cells
            .enumerate()
            .map(|(row, content)| RawCell {
                address: place(row),
                content,
            })
            .collect(),
        merged: vec![MergedRange {
            first: place(1),
            last: place(4),
        }],
        look: look(),
    };
    let empty = RawSheet {
        cells: Vec::new(),
        merged: Vec::new(),
        look: SheetLook::default(),
        ..sheet.clone()
    };
    Outcome::Read(RawWorkbook {
        output: Some("tong-hop.xlsx".into()),
        slip: Some("1;sha256:ab".into()),
        names: vec![DefinedName {
            name: "_th_unit".into(),
            means: "\"A\"".into(),
        }],
        is_mended: true,
        saved_at: Some(-5),
        sheets: vec![sheet, empty],
        unreadable: vec!["Biểu 2".into()],
    })
}

fn answer(outcome: &Outcome) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_format(&mut bytes, Some("xlsx")).expect("written");
    write_outcome(&mut bytes, outcome, &mut SentTexts::default()).expect("written");
    bytes
}

fn received(mut bytes: &[u8], format: &mut Option<&'static str>) -> io::Result<Outcome> {
    read_answer(&mut bytes, format, &mut ReceivedTexts::default())
}

#[test]
fn texts_are_sent_once_until_they_are_too_many() {
    let file = |texts: &[Arc<str>]| {
        let cells = (0..).zip(texts).map(|(row, text)| RawCell {
            address: CellAddress::new(row, 0),
            content: CellContent::Text(text.clone()),
        });
        let sheet = RawSheet {
            name: "Biểu 1".into(),
            is_visible: true,
            cells: cells.collect(),
            merged: Vec::new(),
            look: SheetLook::default(),
        };
        let Outcome::Read(workbook) = workbook() else {
            unreachable!("it is one");
        };
        Outcome::Read(RawWorkbook {
            sheets: vec![sheet],
            ..workbook
        })
    };
    let few = file(&["người".into(), "lượt".into(), "người".into()]);
    let numbered = (0..=MOST_TEXTS).map(|number| number.to_string().into());
    let many = file(&numbered.collect::<Vec<_>>());
    let (mut sent, mut received) = (SentTexts::default(), ReceivedTexts::default());
    let mut lengths = Vec::new();
    for outcome in [&few, &few, &many, &few, &few] {
        let mut bytes = Vec::new();
        write_outcome(&mut bytes, outcome, &mut sent).expect("written");
        let arrived = read_answer(&mut bytes.as_slice(), &mut None, &mut received).expect("whole");
        assert_eq!(format!("{arrived:?}"), format!("{outcome:?}"));
        lengths.push(bytes.len());
    }
    assert!(lengths[1] < lengths[0]);
    assert_eq!([lengths[3], lengths[4]], [lengths[0], lengths[1]]);
}

#[test]
fn answers_arrive_as_they_were_sent() {
    let what = "tệp rỗng".to_string();
    for outcome in [
        workbook(),
        Outcome::Ignored { what: what.clone() },
        Outcome::Rejected(Rejection::Encrypted),
        Outcome::Rejected(Rejection::Oversized { what: what.clone() }),
        Outcome::Rejected(Rejection::Unreadable {
            what: what.clone(),
            detail: None,
        }),
        Outcome::Rejected(Rejection::Unreadable {
            what,
            detail: Some("cut".into()),
        }),
    ] {
        let mut format = None;
        let arrived = received(&answer(&outcome), &mut format).expect("whole");
        assert_eq!(format, Some("xlsx"));
        assert_eq!(format!("{arrived:?}"), format!("{outcome:?}"));
    }
}

#[test]
fn an_answer_cut_short_anywhere_is_none() {
    let whole = answer(&workbook());
    for length in (0..whole.len())
        .step_by(997)
        .chain(whole.len() - 20..whole.len())
    {
        let mut format = None;
        assert!(received(&whole[..length], &mut format).is_err(), "{length}");
        assert_eq!(format.is_some(), length >= 13, "{length}");
    }
}

#[test]
fn requests_arrive_batch_after_batch() {
    let request = |bytes: &[u8], extension: &str| Request {
        bytes: bytes.to_vec(),
        extension: extension.into(),
        is_seen: extension.is_empty(),
    };
    let batches = [
        vec![request(b"abc", "xlsx"), request(b"", "")],
        vec![request(b"d", "ods")],
    ];
    let mut bytes = Vec::new();
    for batch in &batches {
        write_requests(&mut bytes, batch).expect("written");
    }
    let mut from = bytes.as_slice();
    for batch in batches {
        assert_eq!(read_requests(&mut from).expect("one"), Some(batch));
    }
    assert_eq!(read_requests(&mut from).expect("none"), None);
    assert!(read_requests(&mut &bytes[..9]).is_err());
}

#[test]
fn the_offices_own_workbooks_have_bounds_of_their_own() {
    let line = "A\n";
    let most = crate::read::Limits::built_in().own_sheet_rows;
    let workbook = |rows: usize| RawWorkbook {
        saved_at: None,
        output: None,
        slip: None,
        names: Vec::new(),
        is_mended: false,
        sheets: vec![crate::read::fixture::sheet(
            "Đính chính",
            &line.repeat(rows),
        )],
        unreadable: Vec::new(),
    };
    assert_eq!(workbook(most).beyond_own_rows(), None);
    let beyond = workbook(most + 1);
    assert_eq!(beyond.beyond_own_rows(), Some((&"Đính chính".into(), most)));
}
