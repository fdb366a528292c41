//! A union office's input folder, built from texts.

use crate::grid;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tonghop::discover::discover;
use tonghop::observation::Observation;
use tonghop::pipeline::{Consolidation, Knowledge, consolidate};

/// The label of the members in the official form.
pub(crate) const MEMBERS: &str = "Tổng số đoàn viên công đoàn";

/// An input folder.
pub(crate) struct Office {
    folder: TempDir,
}

impl Office {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("input")
    }

    /// The form of a unit, with its members in D5 as text or number.
    pub(crate) fn report(&self, file: &str, unit: &str, year: &str, members: &str) {
        self.workbook(file, &[("Sheet1", form(unit, year, members))]);
    }

    /// `danh-muc.xlsx` from its rows, with `|` between cells.
    pub(crate) fn register(&self, units: &[&str], memberships: &[&str], changes: &[&str]) {
        let titled = |titles: &str, rows: &[&str]| -> Vec<String> {
            std::iter::once(titles)
                .chain(rows.iter().copied())
                .map(str::to_owned)
                .collect()
        };
        self.workbook(
            "danh-muc.xlsx",
            &[
                ("Đơn vị", titled("Mã đơn vị|Tên đơn vị|Tên khác", units)),
                (
                    "Cụm",
                    titled(
                        "Mã cụm|Tên cụm",
                        &["C1|Cụm thi đua số 1", "C2|Cụm thi đua số 2"],
                    ),
                ),
                ("Phân cụm", titled("Kỳ|Mã đơn vị|Mã cụm", memberships)),
                (
                    "Biến động",
                    titled("Kỳ hiệu lực|Loại|Từ mã|Sang mã|Số quyết định", changes),
                ),
            ],
        );
    }

    /// `dinh-chinh.xlsx` from its rows.
    pub(crate) fn corrections(&self, rows: &[&str]) {
        let titles = "Tệp|Trang tính|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do|Người duyệt|Ngày";
        let rows = std::iter::once(titles)
            .chain(rows.iter().copied())
            .map(str::to_owned)
            .collect();
        self.workbook("dinh-chinh.xlsx", &[("Đính chính", rows)]);
    }

    /// A workbook of sheets, each a name and the lines of a grid.
    pub(crate) fn workbook(&self, file: &str, sheets: &[(&str, Vec<String>)]) {
        let grids = sheets.iter().map(|(name, rows)| (*name, rows.join("\n")));
        let bytes = grid::xlsx(&grids.collect::<Vec<_>>());
        let place = self.root().join(file);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
        std::fs::write(place, bytes).expect("saved");
    }

    pub(crate) fn remove(&self, file: &str) {
        std::fs::remove_file(self.root().join(file)).expect("removed");
    }

    /// Runs over the folder. Whatever is in it, every file and every cell is accounted for.
    pub(crate) fn run(&self) -> Consolidation {
        consolidated(&self.root())
    }

    /// Runs the program itself; its exit status.
    pub(crate) fn program(&self, arguments: &[&str]) -> i32 {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("it runs");
        run.status.code().expect("a status")
    }

    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Runs over a folder; every file and every cell of it is accounted for.
pub(crate) fn consolidated(root: &Path) -> Consolidation {
    let discovered = discover(root).expect("a listing");
    let run = consolidate(
        &discovered,
        &Knowledge::built_in(),
        &tonghop::read::ReaderPool::in_process(),
        &|| {},
    )
    .expect("consolidated");
    assert_eq!(run.audit.discrepancies, []);
    run
}

fn form(unit: &str, year: &str, members: &str) -> Vec<String> {
    [
        format!("Đơn vị báo cáo: {unit}"),
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ".to_string(),
        format!("NĂM {year}"),
        "TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú".to_string(),
        format!("1|{MEMBERS}|người|{members}"),
        "2|Số tổ công đoàn|tổ|2".to_string(),
        "3|Số lượt đoàn viên được thăm hỏi|lượt|4".to_string(),
    ]
    .to_vec()
}

/// The observation of members in a file.
pub(crate) fn members<'a>(run: &'a Consolidation, file: &str) -> &'a Observation {
    run.tables
        .observations
        .iter()
        .find(|observation| &*observation.at.file == file && &*observation.indicator == "members")
        .unwrap_or_else(|| panic!("{file} has members: {:?}", run.tables.findings))
}

/// The findings as `code severity file`.
pub(crate) fn findings(run: &Consolidation) -> Vec<String> {
    run.tables
        .findings
        .iter()
        .map(|finding| {
            let file = finding.file.as_deref().unwrap_or_default();
            format!("{} {} {file}", finding.rule.code, finding.severity.key())
        })
        .collect()
}

/// The bytes of a file.
pub(crate) fn bytes(place: &Path) -> Vec<u8> {
    std::fs::read(place).expect("it is there")
}
