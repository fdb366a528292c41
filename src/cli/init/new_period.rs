//! A register that the office keeps, with what a new period needs: who is expected, and whom nobody knows yet. What is
//! added stands out, and a copy of what was there is kept.

use crate::pipeline::{KEPT_REGISTER, Review};
use crate::read::RawWorkbook;
use crate::register::SheetPlace;
use crate::render::amend::{AddedColumn, AddedRow, AddedRows, AddedSheet, Amendment, amended};
use crate::report::office::{OfficeCell, OfficeSheet};
use crate::report::register::{NewName, REVIEW, missing_sheets, review_sheet};
use crate::takeover::{exchange, placed, workbook_in};
use crate::text::label_key;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Adds to the register in its place what a review has found. Returns what a person should know; nothing where there is
/// nothing to add.
pub(super) fn add(place: &Path, review: &Review) -> Result<Vec<String>> {
    let refused = || {
        format!(
            "không ghi thêm được vào {}. Mở bằng Excel, lưu lại dạng .xlsx rồi chạy lại",
            place.display()
        )
    };
    let workbook = workbook_in(place).with_context(refused)?;
    let mut added = Added::default();
    added.members(&workbook, review);
    added.clusters(&workbook, review);
    added.names(&workbook, review);
    added.sheets(&workbook);
    if added.amendment.is_empty() {
        return Ok(Vec::new());
    }
    let bytes = fs::read(place).with_context(refused)?;
    let bytes = amended(&bytes, &added.amendment).with_context(refused)?;
    let before = exchange(place, &bytes, KEPT_REGISTER)?;
    added.notes.push(format!(
        "Danh mục: {}{before}. Các dòng mới được tô màu; rà soát rồi chạy: tonghop run",
        place.display()
    ));
    Ok(added.notes)
}

#[derive(Default)]
struct Added {
    amendment: Amendment,
    /// The codes of clusters that are added, by their names as they are compared.
    cluster_codes: BTreeMap<String, String>,
    notes: Vec<String>,
}

impl Added {
    fn rows(&mut self, sheet: &SheetPlace, rows: Vec<AddedRow>) {
        self.amendment.rows.push(AddedRows {
            sheet: sheet.sheet.to_string(),
            below: sheet.last_row,
            rows,
            is_marked: true,
        });
    }

    /// Last year's members, with what has changed since.
    fn members(&mut self, workbook: &RawWorkbook, review: &Review) {
        let Some(sheet) = SheetPlace::of(workbook, "Phân cụm") else {
            return;
        };
        let register = &review.register;
        let rows = review.members.iter().map(|member| {
            let period = member.period.to_string();
            placed(
                &sheet,
                &[
                    ("Kỳ", period.as_str()),
                    ("Mã đơn vị", &member.unit),
                    ("Tên đơn vị", register.unit_name(&member.unit)),
                    ("Mã cụm", &member.cluster),
                    ("Tên cụm", register.cluster_name(&member.cluster)),
                ],
            )
        });
        self.rows(&sheet, rows.collect());
        let periods: BTreeSet<_> = review.members.iter().map(|member| member.period).collect();
        for period in periods {
            let of_period = |it: &&crate::pipeline::NewMember| it.period == period;
            let units = review.members.iter().filter(of_period).count();
            let who = match register.expected(period).next() {
                Some(_) => "các đơn vị đã gửi báo cáo mà trang này còn thiếu",
                None => "các đơn vị của kỳ trước, đã tính biến động, và các đơn vị đã gửi báo cáo",
            };
            self.notes.push(format!(
                "Đã thêm {units} dòng của {} vào trang “{}”: {who}.",
                period.label(),
                sheet.sheet
            ));
        }
    }

    /// Folders that are called as clusters are.
    fn clusters(&mut self, workbook: &RawWorkbook, review: &Review) {
        let Some(sheet) = SheetPlace::of(workbook, "Cụm") else {
            return;
        };
        let taken: BTreeSet<&str> = sheet
            .rows
            .keys()
            .map(|row| sheet.text(*row, "Mã cụm"))
            .collect();
        let mut free = (1..)
            .map(|number| format!("C{number:02}"))
            .filter(|code| !taken.contains(code.as_str()));
        let rows: Vec<AddedRow> = review
            .clusters
            .iter()
            .filter_map(|name| {
                let code = free.next()?;
                self.cluster_codes.insert(label_key(name), code.clone());
                Some(placed(
                    &sheet,
                    &[("Mã cụm", code.as_str()), ("Tên cụm", name)],
                ))
            })
            .collect();
        if !rows.is_empty() {
            self.notes.push(format!(
                "Đã thêm {} cụm theo tên thư mục vào trang “{}”.",
                rows.len(),
                sheet.sheet
            ));
        }
        self.rows(&sheet, rows);
    }

    /// Names that no unit has, each beside the unit whose name is nearest.
    fn names(&mut self, workbook: &RawWorkbook, review: &Review) {
        let units = SheetPlace::of(workbook, "Đơn vị");
        let taken: BTreeSet<&str> = units
            .iter()
            .flat_map(|sheet| sheet.rows.keys().map(|row| sheet.text(*row, "Mã đơn vị")))
            .collect();
        let sheet = SheetPlace::of(workbook, REVIEW);
        let listed: BTreeSet<String> = sheet
            .iter()
            .flat_map(|sheet| sheet.rows.keys().map(|row| sheet.text(*row, "Tên thứ hai")))
            .map(label_key)
            .collect();
        let codes: BTreeSet<&str> = sheet
            .iter()
            .flat_map(|sheet| sheet.rows.keys().map(|row| sheet.text(*row, "Mã thứ hai")))
            .collect();
        let mut free = (1..)
            .map(|number| format!("DV{number:03}"))
            .filter(|code| !taken.contains(code.as_str()) && !codes.contains(code.as_str()));
        let is_new = |name: &&NewName| !listed.contains(&label_key(&name.name));
        let in_new_cluster = |name: &NewName| NewName {
            cluster: match self.cluster_codes.get(&label_key(&name.folder)) {
                Some(code) if name.cluster.is_empty() => code.clone(),
                _ => name.cluster.clone(),
            },
            ..name.clone()
        };
        let names: Vec<(NewName, String)> = review
            .names
            .iter()
            .filter(is_new)
            .filter_map(|name| Some((in_new_cluster(name), free.next()?)))
            .collect();
        if names.is_empty() {
            return;
        }
        let lines = review_sheet(&names, &review.register);
        self.notes.push(format!(
            "{} tên chưa có trong danh mục, xem trang “{REVIEW}”: chọn “Kết luận” rồi chạy lại.",
            names.len()
        ));
        match sheet {
            Some(sheet) => {
                let titles: Vec<&str> = lines.columns.iter().map(|column| column.title).collect();
                let rows = lines.rows.iter().map(|row| {
                    let texts = row.iter().map(text_of);
                    let cells: Vec<(&str, &str)> = titles.iter().copied().zip(texts).collect();
                    placed(&sheet, &cells)
                });
                self.rows(&sheet, rows.collect());
            }
            None => self.amendment.sheets.push(added_sheet(&lines)),
        }
    }

    /// The sheets that a register of former days lacks.
    fn sheets(&mut self, workbook: &RawWorkbook) {
        let has = |name: &str| SheetPlace::named(workbook, name);
        let missing = missing_sheets(&has);
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|it| format!("“{}”", it.name)).collect();
            self.notes
                .push(format!("Đã thêm trang {}.", names.join(", ")));
        }
        self.amendment
            .sheets
            .extend(missing.iter().map(added_sheet));
    }
}

fn text_of(cell: &OfficeCell) -> &str {
    match cell {
        OfficeCell::Text(text) | OfficeCell::Alert(text) | OfficeCell::Linked(text, _) => text,
        OfficeCell::Empty | OfficeCell::Number(_) | OfficeCell::Rate(_) => "",
    }
}

fn added_sheet(sheet: &OfficeSheet) -> AddedSheet {
    let columns = sheet.columns.iter().map(|column| AddedColumn {
        title: column.title.to_owned(),
        width: column.width,
        choices: column.choices.clone(),
    });
    let rows = sheet.rows.iter().map(|row| {
        let cells = (0u32..).zip(row.iter().map(text_of));
        let filled = cells.filter(|(_, text)| !text.is_empty());
        filled
            .map(|(column, text)| (column, text.to_owned()))
            .collect()
    });
    AddedSheet {
        name: sheet.name.to_owned(),
        // A sentence a row: there is no look in an office's own workbook that would break a long line.
        intro: sheet
            .intro
            .split_inclusive(". ")
            .map(|sentence| sentence.trim_end().to_owned())
            .collect(),
        columns: columns.collect(),
        rows: rows.collect(),
    }
}
