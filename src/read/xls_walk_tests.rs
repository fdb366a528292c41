use super::*;
use crate::read::number_format::Shown;

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
}

/// A workbook of one sheet with these records.
fn stream(sheet: &[Vec<u8>]) -> Vec<u8> {
    let bof = record(BOF, &[0, 6, 5, 0]);
    let format = record(FORMAT, &[&[200, 0, 4, 0, 0], &b"0.0%"[..]].concat());
    let formats = [0_u8, 200, 9].map(|number| record(CELL_FORMAT, &[0, 0, number, 0]));
    let head = [&bof[..], &format, &formats.concat()].concat();
    let offset = (head.len() + 12 + 4) as u32;
    let bound = record(
        BOUND_SHEET,
        &[&offset.to_le_bytes()[..], &[0, 0, 1, 0]].concat(),
    );
    [
        &head[..],
        &bound,
        &record(EOF, &[]),
        &bof,
        &sheet.concat(),
        &record(EOF, &[]),
    ]
    .concat()
}

fn number(row: u8, column: u8, style: u8) -> Vec<u8> {
    record(
        NUMBER,
        &[row, 0, column, 0, style, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    )
}

#[test]
fn formats_and_corners_are_noted() {
    let several = record(
        MUL_RK,
        &[7, 0, 2, 0, 1, 0, 9, 9, 9, 9, 0, 0, 9, 9, 9, 9, 3, 0],
    );
    let chart = [
        record(BOF, &[0, 6, 32, 0]),
        number(9, 9, 1),
        record(EOF, &[]),
    ]
    .concat();
    let sheet = stream(&[
        record(DIMENSIONS, &[0xff; 14]),
        number(1, 1, 0),
        number(2, 1, 1),
        number(3, 1, 2),
        chart,
        number(5, 1, 0),
        number(4, 1, 3),
        number(5, 1, 0),
        several,
    ]);
    let walked = walk(&sheet, Limits::built_in()).expect("sound");
    let percents = walked.sheets[0].styles.iter().filter(|(_, style)| {
        let style = walked.styles.get(usize::from(*style));
        style.is_some_and(|style| matches!(style.format.show(0.5, false), Shown::Percent(_)))
    });
    let percents: Vec<(u32, u32)> = percents.map(|(place, _)| *place).collect();
    assert_eq!(percents, [(2, 1), (3, 1), (7, 2)]);
    assert_eq!(walked.sheets[0].doubtful, BTreeSet::from([(4, 1), (5, 1)]));
    let corners = Corners {
        rows: (1, 8),
        columns: (1, 4),
    };
    assert_eq!(walked.dimensions.len(), 1);
    assert_eq!(walked.dimensions[0].1, corners);
}

#[test]
fn records_of_no_known_type_stand_where_nothing_is_lost() {
    let row = || record(ROW, &[0; 16]);
    let end = || record(ROWS_END, &[0; 4]);
    let undescribed = || record(0x0034, &[1; 10]);
    let nought = || record(0, &[]);
    let rules = || record(0x01b0, &[0; 22]);
    let left_out = || record(0xffff, &[]);
    for (records, is_sound) in [
        (vec![row(), number(1, 1, 0), end(), undescribed()], true),
        (vec![row(), end(), undescribed(), number(1, 1, 0)], false),
        (vec![nought(), number(1, 1, 0)], true),
        (vec![nought(), nought(), number(1, 1, 0)], false),
        (vec![record(0, &[1; 10]), number(1, 1, 0)], false),
        (vec![record(1, &[]), row(), number(1, 1, 0)], false),
        (vec![row(), end(), rules(), left_out(), left_out()], true),
        (vec![row(), end(), rules(), record(0xffff, &[1; 4])], false),
        (vec![row(), end(), left_out()], false),
        (vec![row(), left_out(), number(1, 1, 0), end()], false),
    ] {
        let walked = walk(&stream(&records), Limits::built_in());
        assert_eq!(walked.is_ok(), is_sound, "{records:02x?}");
    }
}

#[test]
fn the_end_of_rows_tells_where_they_begin() {
    let row = || record(ROW, &[0; 16]);
    let end = |back: u8| record(ROWS_END, &[back, 0, 0, 0]);
    for (records, is_sound) in [
        (vec![row(), number(1, 1, 0), end(38)], true),
        (vec![row(), number(1, 1, 0), end(0)], true),
        (vec![row(), number(1, 1, 0), end(38), row(), end(20)], true),
        (vec![row(), end(38)], false),
        (
            vec![row(), number(1, 1, 0), number(2, 1, 0), end(38)],
            false,
        ),
        (vec![number(1, 1, 0), end(18)], false),
        (vec![row(), record(ROWS_END, &[1, 0])], false),
    ] {
        let walked = walk(&stream(&records), Limits::built_in());
        assert_eq!(walked.is_ok(), is_sound, "{records:02x?}");
    }
}

#[test]
fn a_record_of_a_chart_among_the_cells_was_another_once() {
    let of_chart = || record(0x10fd, &[3, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    let lost = stream(&[number(1, 1, 0), number(2, 1, 0), of_chart()]);
    assert!(walk(&lost, Limits::built_in()).is_err());
    let chart = [record(BOF, &[0, 6, 32, 0]), of_chart(), record(EOF, &[])];
    let drawn = stream(&[number(1, 1, 0), chart.concat()]);
    assert!(walk(&drawn, Limits::built_in()).is_ok());
}

#[test]
fn a_charts_copies_are_no_cells() {
    let mut chart = stream(&[number(1, 1, 0), record(0x1065, &[1, 0]), number(1, 1, 0)]);
    assert!(walk(&chart, Limits::built_in()).is_err());
    let listed = chart.windows(4).position(|head| head == [0x85, 0, 8, 0]);
    let listed = listed.expect("the list of sheets");
    let offset = u32_at(&chart, listed + 4).expect("an offset") as usize;
    chart[listed + 9] = 2;
    chart[offset + 6] = 0x20;
    let walked = walk(&chart, Limits::built_in()).expect("sound");
    assert!(walked.sheets[0].doubtful.is_empty() && walked.dimensions.is_empty());
}

#[test]
fn damage_shows() {
    let sound = stream(&[number(1, 1, 0)]);
    assert!(walk(&sound, Limits::built_in()).is_ok());
    let at = sound.len() - 22;
    let mut zeroed = sound.clone();
    zeroed[at..].fill(0);
    let mut far = Limits::built_in().clone();
    far.max_dense_cells = 0;
    for (stream, limits) in [
        (&sound[..sound.len() - 2], Limits::built_in()),
        (&sound[..at], Limits::built_in()),
        (&zeroed[..], Limits::built_in()),
        (&[], Limits::built_in()),
        (&sound[..], &far),
    ] {
        assert!(walk(stream, limits).is_err(), "{stream:?}");
    }
    let lost = stream(&[record(SHARED_TEXT, &[0, 0, 0, 0, 0, 0, 5, 0, 0, 0])]);
    assert!(walk(&lost, Limits::built_in()).is_err());
}
