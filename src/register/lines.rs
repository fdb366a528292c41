//! The sheets that stand beside the register of units, line by line as they are written: indicators of the province's own,
//! settings, awards. What they mean is for whoever sets up a run.

use super::corrections::shown_date;
use super::titled::TitledSheets;
use crate::finding::{Finding, Severity};
use crate::location::CellRef;
use crate::read::RawWorkbook;
use crate::rules;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// `Chỉ tiêu riêng`.
pub const INDICATORS: (&str, [&str; 7]) = (
    "Chỉ tiêu riêng",
    [
        "Mã",
        "Tên chỉ tiêu",
        "Đơn vị tính",
        "Là bộ phận của",
        "Cách tổng hợp",
        "Tên khác",
        "Tăng là tốt",
    ],
);

/// `Thiết lập`.
pub const SETTINGS: (&str, [&str; 3]) = ("Thiết lập", ["Mục", "Giá trị", "Giải thích"]);

/// `Khen thưởng`.
pub const AWARDS: (&str, [&str; 5]) = (
    "Khen thưởng",
    ["Hình thức", "Cấp khen", "Số lượng", "Tỷ lệ", "Điều kiện"],
);

/// What can be set.
const ITEMS: &str = include_str!("muc.toml");

/// Something that an office sets in `Thiết lập`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OfficeItem {
    /// The stable key.
    pub key: String,
    /// What the sheet calls it.
    pub name: String,
    /// Other ways to write it.
    pub also: Vec<String>,
    /// Whether a period stands behind its name.
    #[serde(default)]
    pub takes_period: bool,
    /// What the sheet says of it.
    pub explains: String,
}

#[derive(Debug, Deserialize)]
struct OfficeItems {
    item: Vec<OfficeItem>,
}

/// All that an office sets in `Thiết lập`, in the order in which the sheet offers it.
#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
pub static OFFICE_ITEMS: LazyLock<Vec<OfficeItem>> = LazyLock::new(|| {
    let items: OfficeItems = toml::from_str(ITEMS).expect("the built-in list is valid");
    items.item
});

/// A line: its texts by title, and where they stand.
#[derive(Debug, Clone, Default)]
pub struct Line {
    texts: BTreeMap<&'static str, (String, Option<CellRef>)>,
}

impl Line {
    /// The text under a title, as the sheet shows it; empty where there is none.
    pub fn text(&self, title: &str) -> &str {
        self.texts.get(title).map_or("", |(text, _)| text.as_str())
    }

    /// What is wrong under a title, as an error at its cell that names the row.
    pub fn refused(&self, title: &str, why: &str) -> Option<Finding> {
        let (_, at) = self.texts.get(title)?;
        let rule = &rules::label_unmatched::RULE;
        Some(super::wordbook::refused(at.clone()?, rule, why))
    }

    /// Whether nothing is written in it under some titles.
    pub fn is_empty(&self, titles: &[&str]) -> bool {
        titles.iter().all(|title| self.text(title).is_empty())
    }
}

/// The lines of the sheets beside the register of units, and what cannot be read of them.
#[derive(Debug, Clone, Default)]
pub struct OwnLines {
    /// Of `Chỉ tiêu riêng`.
    pub indicators: Vec<Line>,
    /// Of `Thiết lập`.
    pub settings: Vec<Line>,
    /// Of `Khen thưởng`.
    pub awards: Vec<Line>,
    /// Sheets without a row of titles.
    pub findings: Vec<Finding>,
    /// The workbook's name, for what is told of it.
    pub file: String,
}

impl OwnLines {
    /// Whether the office has written nothing in any of the sheets.
    pub fn is_empty(&self) -> bool {
        let lines = [&self.indicators, &self.settings, &self.awards];
        lines.into_iter().all(Vec::is_empty) && self.findings.is_empty()
    }
}

/// Reads the lines of a register's workbook.
pub fn read_own_lines(file: &Arc<str>, workbook: &RawWorkbook) -> OwnLines {
    let mut findings = Vec::new();
    let mut lines = |(name, titles): (&str, &[&'static str]), filled: &[&str]| {
        let found = TitledSheets::named(file, workbook, name);
        findings.extend(
            found
                .not_understood
                .iter()
                .map(|sheet| not_understood(file, sheet, titles)),
        );
        let mut lines: Vec<Line> = Vec::new();
        for sheet in &found.sheets {
            for &row in sheet.rows.keys() {
                let text = |title: &&'static str| {
                    let shown = sheet.content(row, title).map(shown_date);
                    let text = match sheet.text(row, title) {
                        empty if empty.is_empty() => shown.unwrap_or_default(),
                        text => text,
                    };
                    (*title, (text, Some(sheet.at(row, title))))
                };
                let line = Line {
                    texts: titles.iter().map(text).collect(),
                };
                if !line.is_empty(filled) {
                    lines.push(line);
                }
            }
        }
        lines
    };
    let indicators = lines((INDICATORS.0, &INDICATORS.1), &["Mã", "Tên chỉ tiêu"]);
    let settings = lines((SETTINGS.0, &SETTINGS.1), &["Giá trị"]);
    let awards = lines((AWARDS.0, &AWARDS.1), &["Hình thức", "Số lượng", "Tỷ lệ"]);
    OwnLines {
        indicators,
        settings,
        awards,
        findings,
        file: file.to_string(),
    }
}

fn not_understood(file: &Arc<str>, sheet: &Arc<str>, titles: &[&str]) -> Finding {
    let message = format!(
        "Danh mục: trang “{sheet}” không có dòng tiêu đề ({}) nên không đọc được. Ghi lại dòng tiêu đề như “tonghop init” lập.",
        titles.join(", ")
    );
    Finding {
        sheet: Some(sheet.clone()),
        ..Finding::about_file(&rules::label_unmatched::RULE, file, message)
            .as_severity(Severity::Error)
    }
}
