//! What the office has concluded about units that may be one (`Cần xem lại` of the register): written into its other sheets,
//! and said so.

use super::exchange::{exchange, place_in, workbook_in};
use crate::location::CellAddress;
use crate::period::Period;
use crate::pipeline::KEPT_REGISTER;
use crate::register::{SheetPlace, period_of};
use crate::render::amend::{AddedRow, AddedRows, Amendment, ChangedCell, amended};
use crate::report::register::{
    FILE_NAME as REGISTER, NEW_UNIT, ONE_UNIT, RENAMED, REVIEW, TWO_UNITS,
};
use crate::text::label_key;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What stands before a conclusion that has been written.
const WRITTEN: &str = "đã ghi: ";

/// Writes the conclusions of the register in the input folder. Returns what a person should know.
pub(super) fn take_over(input: &Path) -> Result<Vec<String>> {
    let place = place_in(input, REGISTER);
    let Some(sheets) = Sheets::of(&place) else {
        return Ok(Vec::new());
    };
    let mut done = Done::default();
    let rows: Vec<u32> = sheets.review.rows.keys().copied().collect();
    for row in rows {
        conclude(&sheets, row, &mut done);
    }
    if done.amendment.is_empty() {
        return Ok(done.notes);
    }
    let bytes = fs::read(&place).with_context(|| format!("không đọc được {}", place.display()))?;
    let bytes = amended(&bytes, &done.amendment()).with_context(|| {
        format!(
            "không ghi được kết luận ở trang “{REVIEW}” vào {}. Mở bằng Excel, lưu lại dạng .xlsx rồi chạy lại",
            place.display()
        )
    })?;
    let before = exchange(&place, &bytes, KEPT_REGISTER)?;
    done.notes.push(format!(
        "đã ghi {} kết luận ở trang “{REVIEW}” vào {}{before}",
        done.count,
        place.display()
    ));
    Ok(done.notes)
}

/// The sheets that conclusions are about.
struct Sheets {
    review: SheetPlace,
    units: SheetPlace,
    members: SheetPlace,
    changes: Option<SheetPlace>,
}

impl Sheets {
    fn of(place: &Path) -> Option<Self> {
        let workbook = workbook_in(place)?;
        let sheet = |name: &str| SheetPlace::of(&workbook, name);
        Some(Self {
            review: sheet(REVIEW)?,
            units: sheet("Đơn vị")?,
            members: sheet("Phân cụm")?,
            changes: sheet("Biến động"),
        })
    }
}

/// What has been concluded so far.
#[derive(Default)]
struct Done {
    amendment: Amendment,
    /// Names added to units' other names, by row.
    other_names: BTreeMap<u32, Vec<String>>,
    units: Vec<AddedRow>,
    members: Vec<AddedRow>,
    changes: Vec<AddedRow>,
    places: Vec<(String, u32)>,
    notes: Vec<String>,
    count: usize,
}

impl Done {
    fn change(&mut self, sheet: &SheetPlace, row: u32, title: &str, text: &str) {
        let Some(column) = sheet.column(title) else {
            return;
        };
        let cell = ChangedCell {
            sheet: sheet.sheet.to_string(),
            at: CellAddress::new(row, column),
            text: text.to_owned(),
        };
        let cells = &mut self.amendment.cells;
        cells.retain(|known| (&known.sheet, known.at) != (&cell.sheet, cell.at));
        cells.push(cell);
    }

    /// Empties a row.
    fn clear(&mut self, sheet: &SheetPlace, row: u32) {
        let columns = sheet.rows.get(&row).into_iter().flat_map(|row| row.keys());
        for &column in columns {
            let cell = ChangedCell {
                sheet: sheet.sheet.to_string(),
                at: CellAddress::new(row, column),
                text: String::new(),
            };
            self.amendment.cells.push(cell);
        }
    }

    fn amendment(&self) -> Amendment {
        let mut amendment = self.amendment.clone();
        let lists = [&self.units, &self.members, &self.changes];
        for ((sheet, below), rows) in self.places.iter().zip(lists) {
            amendment.rows.push(AddedRows {
                sheet: sheet.clone(),
                below: *below,
                rows: rows.clone(),
                is_marked: true,
            });
        }
        amendment
    }
}

/// The two sides of a line.
struct Pair<'a> {
    codes: [&'a str; 2],
    names: [&'a str; 2],
    rows: [Vec<u32>; 2],
}

fn conclude(sheets: &Sheets, row: u32, done: &mut Done) {
    let review = &sheets.review;
    let written = review.text(row, "Kết luận");
    if written.is_empty() || written.starts_with(WRITTEN) {
        return;
    }
    let codes = ["Mã thứ nhất", "Mã thứ hai"].map(|title| review.text(row, title));
    let pair = Pair {
        codes,
        names: ["Tên thứ nhất", "Tên thứ hai"].map(|title| review.text(row, title)),
        rows: codes.map(|code| sheets.units.rows_with("Mã đơn vị", code)),
    };
    if done.places.is_empty() {
        let changes = sheets.changes.as_ref();
        done.places = vec![
            (sheets.units.sheet.to_string(), sheets.units.last_row),
            (sheets.members.sheet.to_string(), sheets.members.last_row),
        ];
        done.places
            .extend(changes.map(|sheet| (sheet.sheet.to_string(), sheet.last_row)));
    }
    let key = label_key(written);
    let is = |conclusion: &str| label_key(conclusion) == key;
    let outcome = if is(ONE_UNIT) {
        one_unit(sheets, &pair, done)
    } else if is(RENAMED) {
        renamed(sheets, (row, &pair), done)
    } else if is(NEW_UNIT) {
        new_unit(sheets, (row, &pair), done)
    } else if is(TWO_UNITS) {
        Ok(())
    } else {
        Err("không có kết luận như vậy; chọn trong danh sách".to_owned())
    };
    match outcome {
        Ok(()) => {
            done.count += 1;
            done.change(review, row, "Kết luận", &format!("{WRITTEN}{written}"));
        }
        Err(why) => done.notes.push(format!(
            "{REVIEW}, dòng {}: chưa ghi được kết luận “{written}”: {why}",
            row + 1
        )),
    }
}

/// The second name becomes another of the first unit's, and its places the first unit's.
fn one_unit(sheets: &Sheets, pair: &Pair<'_>, done: &mut Done) -> Result<(), String> {
    let [Some(&first), second] = [pair.rows[0].first(), pair.rows[1].first()] else {
        return Err(format!("trang “Đơn vị” không có mã “{}”", pair.codes[0]));
    };
    let units = &sheets.units;
    if units.column("Tên khác").is_none() {
        return Err("trang “Đơn vị” không có cột “Tên khác”".to_owned());
    }
    let mut names = vec![pair.names[1].to_owned()];
    if let Some(&second) = second {
        let others = units.text(second, "Tên khác").split(';');
        names.extend(others.map(|name| name.trim().to_owned()));
        done.clear(units, second);
        take_places(sheets, pair, done);
    }
    add_names(units, first, names, done);
    Ok(())
}

fn add_names(units: &SheetPlace, row: u32, names: Vec<String>, done: &mut Done) {
    let known = done.other_names.entry(row).or_insert_with(|| {
        let others = units.text(row, "Tên khác").split(';');
        others.map(|name| name.trim().to_owned()).collect()
    });
    known.extend(names);
    known.retain(|name| !name.is_empty());
    let mut seen: Vec<String> = Vec::new();
    known.retain(|name| {
        let key = label_key(name);
        let is_new = !seen.contains(&key) && key != label_key(units.text(row, "Tên đơn vị"));
        seen.push(key);
        is_new
    });
    let text = known.join("; ");
    done.change(units, row, "Tên khác", &text);
}

/// What the second unit's code stands for is the first's; where both stand in a period the first does.
fn take_places(sheets: &Sheets, pair: &Pair<'_>, done: &mut Done) {
    let members = &sheets.members;
    let [first, second] = pair.codes;
    let period = |row: &u32| period_of(members.text(*row, "Kỳ"));
    let of_first: Vec<Option<Period>> = members
        .rows_with("Mã đơn vị", first)
        .iter()
        .map(period)
        .collect();
    for row in members.rows_with("Mã đơn vị", second) {
        if of_first.contains(&period(&row)) {
            done.clear(members, row);
        } else {
            done.change(members, row, "Mã đơn vị", first);
            done.change(members, row, "Tên đơn vị", pair.names[0]);
        }
    }
    if let Some(changes) = &sheets.changes {
        for title in ["Từ mã", "Sang mã"] {
            for row in changes.rows_with(title, second) {
                done.change(changes, row, title, first);
            }
        }
    }
}

/// The unit goes on under the other name: an event where both have codes, else its name changes.
fn renamed(sheets: &Sheets, (row, pair): (u32, &Pair<'_>), done: &mut Done) -> Result<(), String> {
    let units = &sheets.units;
    let Some(&first) = pair.rows[0].first() else {
        return Err(format!("trang “Đơn vị” không có mã “{}”", pair.codes[0]));
    };
    if pair.rows[1].is_empty() {
        let known = units.text(first, "Tên khác").split(';').map(str::trim);
        let others = known.chain([units.text(first, "Tên đơn vị")]);
        let others: Vec<&str> = others.filter(|name| !name.is_empty()).collect();
        done.change(units, first, "Tên khác", &others.join("; "));
        done.change(units, first, "Tên đơn vị", pair.names[1]);
        return Ok(());
    }
    let Some(changes) = &sheets.changes else {
        return Err("danh mục không có trang “Biến động”".to_owned());
    };
    let periods = ["Có mặt các kỳ", "Có mặt ở các kỳ"].map(|title| {
        let written = sheets.review.text(row, title);
        let periods = written.split(';').filter_map(period_of);
        periods.collect::<Vec<Period>>()
    });
    let (first_of, last_of) = (
        |side: usize| periods[side].iter().min().copied(),
        |side: usize| periods[side].iter().max().copied(),
    );
    let (old, new) = match (last_of(0) < first_of(1), last_of(1) < first_of(0)) {
        (true, _) if last_of(0).is_some() => (0, 1),
        (_, true) if last_of(1).is_some() => (1, 0),
        _ => {
            return Err(
                "hai tên cùng có mặt trong một kỳ nên không rõ tên nào có sau; ghi ở trang “Biến động”"
                    .to_owned(),
            );
        }
    };
    let since = first_of(new);
    let effective = since.map(|period| period.to_string()).unwrap_or_default();
    let cells = [
        ("Kỳ hiệu lực", effective.as_str()),
        ("Loại", "đổi tên"),
        ("Từ mã", pair.codes[old]),
        ("Sang mã", pair.codes[new]),
    ];
    done.changes.push(placed(changes, &cells));
    let members = &sheets.members;
    for row in members.rows_with("Mã đơn vị", pair.codes[old]) {
        if period_of(members.text(row, "Kỳ")) >= since {
            done.clear(members, row);
        }
    }
    Ok(())
}

/// The second name becomes a unit of its own, a member where it was seen.
fn new_unit(sheets: &Sheets, (row, pair): (u32, &Pair<'_>), done: &mut Done) -> Result<(), String> {
    let [code, name] = [pair.codes[1], pair.names[1]];
    if code.is_empty() || name.is_empty() {
        return Err("dòng này không có tên đơn vị mới".to_owned());
    }
    if !pair.rows[1].is_empty() {
        return Err(format!("mã “{code}” đã có ở trang “Đơn vị”"));
    }
    let cells = [("Mã đơn vị", code), ("Tên đơn vị", name)];
    done.units.push(placed(&sheets.units, &cells));
    let cluster = sheets.review.text(row, "Mã cụm");
    let periods = sheets.review.text(row, "Có mặt ở các kỳ").split(';');
    for period in periods.filter_map(period_of) {
        let period = period.to_string();
        let cells = [
            ("Kỳ", period.as_str()),
            ("Mã đơn vị", code),
            ("Tên đơn vị", name),
            ("Mã cụm", cluster),
        ];
        done.members.push(placed(&sheets.members, &cells));
    }
    Ok(())
}

/// Texts under the titles that a sheet has.
pub(crate) fn placed(sheet: &SheetPlace, cells: &[(&str, &str)]) -> AddedRow {
    let placed = cells.iter().filter(|(_, text)| !text.is_empty());
    placed
        .filter_map(|(title, text)| Some((sheet.column(title)?, (*text).to_owned())))
        .collect()
}
