//! Tables of an earlier run, read back by the names of their columns.

use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use anyhow::{Context, Result};
use bytes::Bytes;
use std::collections::BTreeMap;

/// A value of a stored table.
#[derive(Debug, Clone, PartialEq)]
enum StoredValue {
    Null,
    Text(String),
    Number(f64),
    Flag(bool),
}

/// A table as it was written.
#[derive(Debug)]
pub struct StoredTable {
    columns: BTreeMap<String, usize>,
    rows: Vec<Vec<StoredValue>>,
}

/// A row of a stored table.
#[derive(Debug, Clone, Copy)]
pub struct StoredRow<'a> {
    table: &'a StoredTable,
    values: &'a [StoredValue],
}

impl StoredTable {
    /// Reads a file that is known to be as it was written: of one that is garbled the reader may not tell.
    ///
    /// # Errors
    /// Where it is no Parquet, or is cut short.
    pub fn read(bytes: Vec<u8>) -> Result<Self> {
        let file =
            SerializedFileReader::new(Bytes::from(bytes)).context("không phải tệp Parquet")?;
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        let columns = schema.columns().iter().enumerate();
        let columns = columns.map(|(position, column)| (column.name().to_owned(), position));
        let columns = columns.collect();
        let mut rows = Vec::new();
        for row in file.get_row_iter(None).context("tệp Parquet bị hỏng")? {
            let row = row.context("tệp Parquet bị hỏng")?;
            rows.push(
                row.get_column_iter()
                    .map(|(_, field)| value(field))
                    .collect(),
            );
        }
        Ok(Self { columns, rows })
    }

    /// The first of these columns that the table lacks.
    pub fn lacks(&self, columns: &[&'static str]) -> Option<&'static str> {
        let mut columns = columns.iter();
        columns
            .find(|column| !self.columns.contains_key(**column))
            .copied()
    }

    /// The rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = StoredRow<'_>> {
        self.rows.iter().map(|values| StoredRow {
            table: self,
            values,
        })
    }
}

impl<'a> StoredRow<'a> {
    fn value(&self, column: &str) -> Option<&'a StoredValue> {
        self.values.get(*self.table.columns.get(column)?)
    }

    /// A text; none where there is no text.
    pub fn text(&self, column: &str) -> Option<&'a str> {
        match self.value(column)? {
            StoredValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number; none where there is no number.
    pub fn number(&self, column: &str) -> Option<f64> {
        match self.value(column)? {
            StoredValue::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is true.
    pub fn flag(&self, column: &str) -> bool {
        self.value(column) == Some(&StoredValue::Flag(true))
    }
}

/// How many rows a file has; none where it is no Parquet.
pub fn n_rows(bytes: &[u8]) -> usize {
    let file = SerializedFileReader::new(Bytes::copy_from_slice(bytes));
    file.map_or(0, |file| {
        let rows = file.metadata().file_metadata().num_rows();
        usize::try_from(rows).unwrap_or_default()
    })
}

fn value(field: &Field) -> StoredValue {
    match field {
        Field::Str(text) => StoredValue::Text(text.clone()),
        Field::Double(number) => StoredValue::Number(*number),
        Field::Long(number) => StoredValue::Number(*number as f64),
        Field::Bool(flag) => StoredValue::Flag(*flag),
        _ => StoredValue::Null,
    }
}
