//! A list of columns as a Parquet file. The same rows give the same bytes: nothing of the moment or the machine is
//! written.

use super::pages::{Encoded, chunk, flags, with_dictionary};
use crate::location::CellAddress;
use crate::period::Period;
use ::parquet::basic::{LogicalType, Repetition, TimeUnit, Type as PhysicalType};
use ::parquet::errors::Result;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::sync::Arc;

/// A column: its name, and how its values are read from a row. Every column may hold nulls.
pub(super) struct Column<T> {
    name: &'static str,
    values: Values<T>,
}

enum Values<T> {
    Key(fn(&T) -> Option<&'static str>),
    Text(fn(&T) -> Option<&str>),
    Period(fn(&T) -> Option<Period>),
    Cell(fn(&T) -> Option<CellAddress>),
    Float(fn(&T) -> Option<f64>),
    Integer(fn(&T) -> Option<i64>),
    Flag(fn(&T) -> Option<bool>),
    Instant(fn(&T) -> Option<i64>),
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
        Type::primitive_type_builder(self.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
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

/// Puts a table together. Columns know nothing of each other: they are encoded side by side.
pub(super) fn write<T: Sync>(table: &str, columns: &[Column<T>], rows: &[T]) -> Result<Vec<u8>> {
    let fields = columns
        .iter()
        .map(|column| column.schema().map(Arc::new))
        .collect::<Result<_>>()?;
    let schema = Type::group_type_builder(table)
        .with_fields(fields)
        .build()?;
    let properties = WriterProperties::builder()
        .set_created_by("tonghop".to_owned())
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let descriptions = file.schema_descr().columns();
    let encoded = columns.par_iter().zip(descriptions).with_max_len(1);
    let chunks: Vec<_> = encoded
        .map(|(column, description)| chunk(description.clone(), &column.encode(rows)))
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
