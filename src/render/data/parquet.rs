//! A list of columns as a Parquet file. The same rows give the same bytes: nothing of the moment or the machine is
//! written.

use super::pages::{Encoded, chunk, flags, with_dictionary};
use crate::location::CellAddress;
use crate::period::Period;
use ::parquet::basic::{LogicalType, Repetition, TimeUnit, Type as PhysicalType};
use ::parquet::errors::Result;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use rayon::iter::{
    IndexedParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator,
};
use std::sync::Arc;

/// A column: its name, and how its values are read from a row. Every column may hold nulls.
pub(super) struct Column<T> {
    name: &'static str,
    pub(super) values: Values<T>,
}

/// How a column's values are read, by what they are.
pub(super) enum Values<T> {
    Key(fn(&T) -> Option<&'static str>),
    Text(fn(&T) -> Option<&str>),
    Period(fn(&T) -> Option<Period>),
    Cell(fn(&T) -> Option<CellAddress>),
    Float(fn(&T) -> Option<f64>),
    Integer(fn(&T) -> Option<i64>),
    Flag(fn(&T) -> Option<bool>),
    Instant(fn(&T) -> Option<i64>),
}

/// What a column holds, as descriptions of the data name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// Its type, as Data Package has it: `string`, `number`, `integer`, `boolean`, `datetime`.
    pub(super) kind: &'static str,
}

/// Stands before the columns of every table that can be told apart by province.
const PROVINCE: &str = "province";

/// The columns of a table as it is written.
pub(super) fn fields<T>(columns: &[Column<T>]) -> Vec<Field> {
    let province = has_province(columns).then_some(Field {
        name: PROVINCE,
        kind: "string",
    });
    let columns = columns.iter().map(|column| Field {
        name: column.name,
        kind: match column.values {
            Values::Key(_) | Values::Text(_) | Values::Period(_) | Values::Cell(_) => "string",
            Values::Float(_) => "number",
            Values::Integer(_) => "integer",
            Values::Flag(_) => "boolean",
            Values::Instant(_) => "datetime",
        },
    });
    province.into_iter().chain(columns).collect()
}

/// Ids are unique within a province only: a table with any of them says whose they are.
fn has_province<T>(columns: &[Column<T>]) -> bool {
    const IDS: [&str; 4] = ["unit_id", "group_id", "cluster_id", "from_unit"];
    columns.iter().any(|column| IDS.contains(&column.name))
}

impl<T> Column<T> {
    /// One of the program's own keys, as text.
    pub(super) const fn key(name: &'static str, read: fn(&T) -> Option<&'static str>) -> Self {
        let values = Values::Key(read);
        Self { name, values }
    }

    /// A text in UTF-8.
    pub(super) const fn text(name: &'static str, read: fn(&T) -> Option<&str>) -> Self {
        let values = Values::Text(read);
        Self { name, values }
    }

    /// A period, as text.
    pub(super) const fn period(name: &'static str, read: fn(&T) -> Option<Period>) -> Self {
        let values = Values::Period(read);
        Self { name, values }
    }

    /// A cell's address, as text in `A1` style.
    pub(super) const fn cell(name: &'static str, read: fn(&T) -> Option<CellAddress>) -> Self {
        let values = Values::Cell(read);
        Self { name, values }
    }

    /// A figure.
    pub(super) const fn float(name: &'static str, read: fn(&T) -> Option<f64>) -> Self {
        let values = Values::Float(read);
        Self { name, values }
    }

    /// A whole number.
    pub(super) const fn integer(name: &'static str, read: fn(&T) -> Option<i64>) -> Self {
        let values = Values::Integer(read);
        Self { name, values }
    }

    /// True or false.
    pub(super) const fn flag(name: &'static str, read: fn(&T) -> Option<bool>) -> Self {
        let values = Values::Flag(read);
        Self { name, values }
    }

    /// A moment in milliseconds since 1970, in UTC.
    pub(super) const fn instant(name: &'static str, read: fn(&T) -> Option<i64>) -> Self {
        let values = Values::Instant(read);
        Self { name, values }
    }

    fn schema(&self) -> Result<Type> {
        let (physical, logical) = match self.values {
            Values::Key(_) | Values::Text(_) | Values::Period(_) | Values::Cell(_) => {
                (PhysicalType::BYTE_ARRAY, Some(LogicalType::String))
            }
            Values::Float(_) => (PhysicalType::DOUBLE, None),
            Values::Integer(_) => (PhysicalType::INT64, None),
            Values::Flag(_) => (PhysicalType::BOOLEAN, None),
            Values::Instant(_) => (
                PhysicalType::INT64,
                Some(LogicalType::timestamp(true, TimeUnit::MILLIS)),
            ),
        };
        leaf(self.name, physical, logical)
    }

    fn encode(&self, rows: &[T]) -> Encoded {
        let rows = rows.iter();
        match self.values {
            Values::Key(read) => with_dictionary(rows.map(read)),
            Values::Text(read) => with_dictionary(rows.map(read)),
            Values::Period(read) => with_dictionary(rows.map(read)),
            Values::Cell(read) => with_dictionary(rows.map(read)),
            Values::Float(read) => with_dictionary(rows.map(read)),
            Values::Integer(read) | Values::Instant(read) => with_dictionary(rows.map(read)),
            Values::Flag(read) => flags(rows.map(read)),
        }
    }
}

fn leaf(name: &str, physical: PhysicalType, logical: Option<LogicalType>) -> Result<Type> {
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

/// Whose a table is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Province<'a> {
    /// A province's, by its code where the office sets one: a table with ids begins with a column that says so.
    Of(Option<&'a str>),
    /// The table stands alone.
    Unsaid,
}

/// Puts a table together. Columns know nothing of each other: they are encoded side by side.
pub(super) fn write<T: Sync>(
    table: &str,
    columns: &[Column<T>],
    rows: &[T],
    province: Province<'_>,
) -> Result<Vec<u8>> {
    let code = match province {
        Province::Of(code) if has_province(columns) => Some(code),
        Province::Of(_) | Province::Unsaid => None,
    };
    let mut types = Vec::with_capacity(columns.len() + 1);
    if code.is_some() {
        types.push(
            leaf(
                PROVINCE,
                PhysicalType::BYTE_ARRAY,
                Some(LogicalType::String),
            )
            .map(Arc::new),
        );
    }
    types.extend(columns.iter().map(|column| column.schema().map(Arc::new)));
    let schema = Type::group_type_builder(table)
        .with_fields(types.into_iter().collect::<Result<_>>()?)
        .build()?;
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties()))?;
    let mut encoded: Vec<Encoded> = Vec::with_capacity(columns.len() + 1);
    if let Some(code) = code {
        encoded.push(with_dictionary(rows.iter().map(|_| code)));
    }
    encoded.par_extend(
        columns
            .par_iter()
            .with_max_len(1)
            .map(|column| column.encode(rows)),
    );
    let descriptions = file.schema_descr().columns();
    let chunks: Vec<_> = encoded
        .par_iter()
        .zip(descriptions)
        .with_max_len(1)
        .map(|(column, description)| chunk(description.clone(), column))
        .collect();
    let mut group = file.next_row_group()?;
    for chunk in chunks {
        let (bytes, closed) = chunk?;
        match rows.is_empty() {
            // Without rows there is no page to append.
            true => group
                .next_column()?
                .map_or(Ok(()), |column| column.close())?,
            false => group.append_column(&bytes, closed)?,
        }
    }
    group.close()?;
    file.into_inner()
}

/// Which program and which schema a file is of: it may be read long after, and without `chay.json`.
fn properties() -> WriterProperties {
    let said = |key: &str, value: String| KeyValue {
        key: key.to_owned(),
        value: Some(value),
    };
    WriterProperties::builder()
        .set_created_by("tonghop".to_owned())
        .set_key_value_metadata(Some(vec![
            said("tonghop.schema", super::SCHEMA.to_string()),
            said("tonghop.version", env!("CARGO_PKG_VERSION").to_owned()),
        ]))
        .build()
}
