//! A case: a folder of workbooks made from text grids, the program run on it, its tables read back.

use crate::grid;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A row of a table, by column; empty for null.
pub(crate) type Row = BTreeMap<String, String>;

/// An input folder and an output folder of its own.
pub(crate) struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    pub(crate) fn input(&self) -> PathBuf {
        self.folder.path().join("input")
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// Writes a workbook of sheets, each a name and a grid.
    pub(crate) fn workbook(&self, name: &str, sheets: &[(&str, &str)]) -> &Self {
        self.bytes(name, &grid::xlsx(sheets))
    }

    pub(crate) fn bytes(&self, name: &str, bytes: &[u8]) -> &Self {
        let path = self.input().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
        self
    }

    /// Runs `tonghop run` on the case. Whatever is in it, every file and every cell is accounted for.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let output = program()
            .arg("run")
            .arg(self.input())
            .arg("--output")
            .arg(self.output())
            .args(arguments)
            .output()
            .expect("the program starts");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(!told.contains("LỖI CỦA CHƯƠNG TRÌNH"), "{told}");
        output
    }

    /// A table of the last run.
    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        read_table(
            &self
                .output()
                .join("du-lieu")
                .join(format!("{name}.parquet")),
        )
    }
}

pub(crate) fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tonghop"))
}

fn read_table(path: &Path) -> Vec<Row> {
    let file =
        std::fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let reader = SerializedFileReader::new(file).expect("it is Parquet");
    let rows = reader.get_row_iter(None).expect("its rows can be read");
    rows.map(|row| {
        let row = row.expect("a row");
        row.get_column_iter()
            .map(|(name, field)| {
                let text = match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    other => other.to_string(),
                };
                (name.clone(), text)
            })
            .collect()
    })
    .collect()
}
