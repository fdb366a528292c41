//! A rule's cases: what is sent, what is found, and which figures count in spite of it.

use super::ALL;
use crate::discover::discover;
use crate::finding::{Finding, Rule, Severity};
use crate::grid;
use crate::pipeline::{Consolidation, Knowledge, consolidate};
use crate::read::ReaderPool;
use std::collections::BTreeSet;
use std::path::Path;

/// What a file of a case holds.
pub(super) enum Holds {
    /// The official form of one unit in 2023: its header stands in row 5, the grid gives rows from the sixth on.
    Form(&'static str),
    /// A workbook of one sheet.
    Sheet(&'static str),
    /// A workbook of one sheet, saved on a day (year, month, day).
    SheetSaved(&'static str, (u16, u8, u8)),
    /// A workbook of several sheets.
    Sheets(&'static [(&'static str, &'static str)]),
    /// The office's register: units by their codes and names, all of `Cụm thi đua số 1` in 2023.
    Register(&'static [(&'static str, &'static str)]),
    /// Any bytes.
    Bytes(fn() -> Vec<u8>),
}

/// A case of a rule. Places are cells of the one file, or `file cell`, `file`, `unit period` where there are several.
pub(super) struct Case {
    /// What it shows, in English.
    pub(super) why: &'static str,
    /// The input folder.
    pub(super) files: &'static [(&'static str, Holds)],
    /// All errors and warnings, and what the rule itself tells as information: `code place`.
    pub(super) found: &'static [&'static str],
    /// All figures that count: `indicator value`, after the file where there are several; targets behind `target`.
    pub(super) counted: &'static [&'static str],
}

/// The one file of most cases.
pub(super) const FILE: &str = "2023/Cụm 1/a.xlsx";

const FORM_HEAD: &str = "
  | A                                            | B        | C   | D
1 | CÔNG ĐOÀN NGÀNH Y TẾ TỈNH
2 | CĐCS Bệnh viện A
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023
5 | TT                                           | Nội dung | ĐVT | Số lượng
";

impl Holds {
    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Holds::Form(rows) => {
                let mut lines = rows.lines();
                let names_columns = |line: &&str| line.trim_start().starts_with("| A");
                assert!(
                    lines.any(|line| names_columns(&line)),
                    "a grid with addresses: {rows}"
                );
                let rows: Vec<&str> = lines.collect();
                grid::xlsx(&[("Biểu", format!("{FORM_HEAD}{}", rows.join("\n")))])
            }
            Holds::Sheet(grid) => grid::xlsx(&[("Biểu", grid)]),
            Holds::SheetSaved(grid, day) => grid::xlsx_saved(&[("Biểu", grid)], *day),
            Holds::Sheets(sheets) => grid::xlsx(sheets),
            Holds::Register(units) => register(units),
            Holds::Bytes(make) => make(),
        }
    }
}

fn register(units: &[(&str, &str)]) -> Vec<u8> {
    let mut of_units = String::from("\n | A | B\n1 | Mã đơn vị | Tên đơn vị\n");
    let mut members = String::from("\n | A | B | C\n1 | Kỳ | Mã đơn vị | Mã cụm\n");
    for (row, (code, name)) in (2..).zip(units) {
        of_units += &format!("{row} | {code} | {name}\n");
        members += &format!("{row} | 2023 | {code} | C1\n");
    }
    let clusters = "\n | A | B\n1 | Mã cụm | Tên cụm\n2 | C1 | Cụm thi đua số 1\n".to_owned();
    grid::xlsx(&[
        ("Đơn vị", of_units),
        ("Cụm", clusters),
        ("Phân cụm", members),
    ])
}

impl Case {
    fn run(&self) -> Consolidation {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, holds) in self.files {
            let place = folder.path().join(name);
            std::fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
            std::fs::write(place, holds.bytes()).expect("written");
        }
        consolidated(folder.path())
    }

    fn found(&self, rule: &'static Rule, run: &Consolidation) -> BTreeSet<String> {
        let told = |finding: &&Finding| finding.severity < Severity::Info || finding.rule == rule;
        let findings = run.tables.findings.iter().filter(told);
        findings.map(|finding| self.told(finding)).collect()
    }

    fn told(&self, finding: &Finding) -> String {
        let several = self.files.len() > 1;
        let file = finding
            .file
            .as_deref()
            .filter(|_| several || finding.cell.is_none());
        let cell = finding.cell.map(|cell| cell.to_string());
        let period = finding.period.map(|period| period.to_string());
        let of_unit = finding.file.is_none();
        let parts = [
            Some(finding.rule.code.to_owned()),
            file.map(str::to_owned),
            cell,
            finding
                .unit_id
                .as_deref()
                .filter(|_| of_unit)
                .map(str::to_owned),
            period.filter(|_| of_unit),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn counted(&self, run: &Consolidation) -> BTreeSet<String> {
        let counted = run.tables.observations.iter().filter(|it| it.counted());
        counted
            .map(|it| {
                let file = (self.files.len() > 1).then(|| it.at.file.to_string());
                let target = (it.measure.key() == "target").then(|| "target".to_owned());
                let value = match &it.category {
                    Some(category) => category.to_string(),
                    None => it.value.unwrap_or_default().to_string(),
                };
                let figure = [file, target, Some(it.indicator.to_string()), Some(value)];
                figure.into_iter().flatten().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }
}

/// Runs over a folder; every file and every cell of it is accounted for.
fn consolidated(root: &Path) -> Consolidation {
    let discovered = discover(root).expect("a listing");
    let knowledge = Knowledge::built_in();
    let run = consolidate(&discovered, &knowledge, &ReaderPool::in_process(), &|| {})
        .expect("consolidated");
    assert_eq!(run.audit.discrepancies, []);
    run
}

fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn every_rule_holds_its_cases() {
    let mut wrong = Vec::new();
    for (rule, cases) in super::CASES {
        for case in *cases {
            let run = case.run();
            for (what, seen, asked) in [
                ("found", case.found(rule, &run), set(case.found)),
                ("counted", case.counted(&run), set(case.counted)),
            ] {
                if seen != asked {
                    let messages = run.tables.findings.iter().map(|it| &it.message);
                    let messages: Vec<&String> = messages.collect();
                    wrong.push(format!(
                        "{}: {}: {what} {seen:#?}, asked {asked:#?}; told {messages:#?}",
                        rule.code, case.why
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_rule_has_a_case_that_raises_it() {
    for (rule, cases) in super::CASES {
        let raises = |case: &&Case| {
            let mut found = case.found.iter();
            found.any(|it| it.split(' ').next() == Some(rule.code))
        };
        assert!(
            cases.iter().any(|case| raises(&case)),
            "{} has no case",
            rule.code
        );
    }
    assert_eq!(super::CASES.len(), ALL.len());
}
