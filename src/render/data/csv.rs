//! The same columns as CSV, for whoever has a spreadsheet and no more: as Excel opens it by a double click where Vietnamese is
//! set. Semicolons part the columns, a comma the decimals, and a mark at the beginning says that it is UTF-8.

use super::parquet::{Column, Values, fields};
use crate::render::texts::for_cell;
use crate::text::composed;
use anyhow::{Context, Result};
use jiff::Timestamp;
use std::borrow::Cow;
use std::fmt::Write as _;

/// What tells a spreadsheet that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// Puts a table together; of a table that is told apart by province, `province` is its code where there is one.
pub(super) fn write<T>(
    columns: &[Column<T>],
    rows: &[T],
    province: Option<&str>,
) -> Result<Vec<u8>> {
    let names: Vec<&str> = fields(columns).iter().map(|field| field.name).collect();
    let has_province = names.len() > columns.len();
    let mut file = begun(&names)?;
    let mut value = String::new();
    for row in rows {
        if has_province {
            file.write_field(guarded(province.unwrap_or_default()).as_ref())?;
        }
        for column in columns {
            value.clear();
            put(column, row, &mut value);
            file.write_field(&value)?;
        }
        file.write_record(None::<&[u8]>)?;
    }
    ended(file)
}

/// A table of texts.
pub(super) fn write_texts<'t>(
    titles: &[&str],
    rows: impl Iterator<Item = Vec<&'t str>>,
) -> Result<Vec<u8>> {
    let mut file = begun(titles)?;
    for row in rows {
        file.write_record(row.into_iter().map(|text| guarded(text).into_owned()))?;
    }
    ended(file)
}

fn begun(titles: &[&str]) -> Result<csv::Writer<Vec<u8>>> {
    let mut file = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    file.write_record(titles)?;
    Ok(file)
}

fn ended(file: csv::Writer<Vec<u8>>) -> Result<Vec<u8>> {
    file.into_inner().ok().context("không ghi được tệp CSV")
}

/// A value; nothing where there is none. Writing to a `String` cannot fail.
fn put<T>(column: &Column<T>, row: &T, to: &mut String) {
    let _never = match column.values {
        Values::Key(read) => {
            return to.push_str(read(row).unwrap_or_default());
        }
        Values::Text(read) | Values::OwnText(read) => {
            return to.push_str(&guarded(read(row).unwrap_or_default()));
        }
        Values::Period(read) => read(row).map(|period| write!(to, "{period}")),
        Values::Cell(read) => read(row).map(|cell| write!(to, "{cell}")),
        Values::Float(read) => read(row).map(|number| {
            // The shortest digits that are this number and no other.
            write!(to, "{}", number.to_string().replace('.', ","))
        }),
        Values::Integer(read) => read(row).map(|number| write!(to, "{number}")),
        Values::Flag(read) => read(row).map(|flag| write!(to, "{flag}")),
        Values::Instant(read) => read(row)
            .and_then(|time| Timestamp::from_millisecond(time).ok())
            .map(|time| write!(to, "{}", time.strftime("%Y-%m-%d %H:%M:%S%.f"))),
    };
}

/// A text as a cell can hold it. Spreadsheets take what begins like a formula for one, also out of a text file: before such a
/// text stands an apostrophe. A bare sign, and a number with its sign, are nothing to work out and stay.
fn guarded(text: &str) -> Cow<'_, str> {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let text = match text.is_ascii() {
        true => for_cell(text),
        false => Cow::Owned(for_cell(&composed(text)).into_owned()),
    };
    let Some(behind) = text.trim_start().strip_prefix(SIGNS) else {
        return text;
    };
    let is_of_number = |it: char| it.is_ascii_digit() || it == '.' || it == ',';
    match behind.contains(char::is_alphanumeric) && !behind.trim().chars().all(is_of_number) {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("\t=cmd|' /C calc'!A0", "'\t=cmd|' /C calc'!A0"),
            ("- Nữ", "'- Nữ"),
            ("+84 912", "'+84 912"),
            ("＝SUM(A1)", "'＝SUM(A1)"),
            ("@a", "'@a"),
            ("-5", "-5"),
            ("+1.234,5", "+1.234,5"),
            ("-2+3", "'-2+3"),
            ("-", "-"),
            (">= 5", ">= 5"),
            ("a=b", "a=b"),
            ("a\u{1b}", "a‹U+001B›"),
        ] {
            assert_eq!(guarded(text), written);
        }
    }

    #[test]
    fn values_are_as_a_vietnamese_spreadsheet_reads_them() {
        const COLUMNS: &[Column<(f64, i64)>] = &[
            Column::float("a", |row| Some(row.0)),
            Column::integer("b", |row| Some(row.1)),
            Column::flag("c", |row| Some(row.1 > 0)),
            Column::instant("d", |row| Some(row.1)),
            Column::text("unit_id", |_| Some("x;\"y\"")),
            Column::float("e", |_| None),
        ];
        let rows = [(0.1 + 0.2, 1_700_000_000_000), (-1e21, -1)];
        let written = write(COLUMNS, &rows, Some("08")).expect("written");
        assert_eq!(
            String::from_utf8(written).expect("UTF-8"),
            "\u{feff}province;a;b;c;d;unit_id;e\r\n\
             08;0,30000000000000004;1700000000000;true;2023-11-14 22:13:20;\"x;\"\"y\"\"\";\r\n\
             08;-1000000000000000000000;-1;false;1969-12-31 23:59:59.999;\"x;\"\"y\"\"\";\r\n"
        );
    }
}
