//! A list of columns as a Parquet file. The same rows give the same bytes: nothing of the moment or the machine is
//! written.

use crate::location::CellAddress;
use crate::period::Period;
use crate::text::composed;
use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as PhysicalType};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::Result;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use std::fmt::{Display, Write as _};
use std::ops::Range;
use std::sync::Arc;

/// A column: its name, and how its values are read from a row. Every column may hold nulls.
pub(super) struct Column<T> {
    name: &'static str,
    values: Values<T>,
}

enum Values<T> {
    Text(fn(&T) -> Option<&str>),
    Period(fn(&T) -> Option<Period>),
    Cell(fn(&T) -> Option<CellAddress>),
    Float(fn(&T) -> Option<f64>),
    Integer(fn(&T) -> Option<i64>),
    Flag(fn(&T) -> Option<bool>),
    Instant(fn(&T) -> Option<i64>),
}

impl<T> Column<T> {
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
            Values::Text(_) | Values::Period(_) | Values::Cell(_) => {
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

    fn write(&self, rows: &[T], to: &mut SerializedColumnWriter<'_>) -> Result<()> {
        match self.values {
            Values::Text(read) => put::<ByteArrayType>(
                to,
                // Names of files and sheets may come decomposed; data is composed.
                &texts(rows, read, |text, to| to.push_str(&composed(text))),
            ),
            Values::Period(read) => put::<ByteArrayType>(to, &texts(rows, read, display)),
            Values::Cell(read) => put::<ByteArrayType>(to, &texts(rows, read, display)),
            Values::Float(read) => put::<DoubleType>(to, &plain(rows, read)),
            Values::Integer(read) | Values::Instant(read) => {
                put::<Int64Type>(to, &plain(rows, read))
            }
            Values::Flag(read) => put::<BoolType>(to, &plain(rows, read)),
        }
    }
}

/// Puts a table together.
pub(super) fn write<T>(table: &str, columns: &[Column<T>], rows: &[T]) -> Result<Vec<u8>> {
    let fields = columns
        .iter()
        .map(|column| column.schema().map(Arc::new))
        .collect::<Result<_>>()?;
    let schema = Type::group_type_builder(table)
        .with_fields(fields)
        .build()?;
    let properties = WriterProperties::builder()
        .set_created_by("tonghop".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for column in columns {
        if let Some(mut writer) = group.next_column()? {
            column.write(rows, &mut writer)?;
            writer.close()?;
        }
    }
    group.close()?;
    file.into_inner()
}

/// The values that are there, and for every row whether it has one.
struct Cells<V> {
    values: Vec<V>,
    is_there: Vec<i16>,
}

fn put<D: DataType>(to: &mut SerializedColumnWriter<'_>, cells: &Cells<D::T>) -> Result<()> {
    to.typed::<D>()
        .write_batch(&cells.values, Some(&cells.is_there), None)
        .map(|_| ())
}

fn plain<T, V>(rows: &[T], read: fn(&T) -> Option<V>) -> Cells<V> {
    let mut cells = Cells {
        values: Vec::with_capacity(rows.len()),
        is_there: Vec::with_capacity(rows.len()),
    };
    for value in rows.iter().map(read) {
        cells.is_there.push(i16::from(value.is_some()));
        cells.values.extend(value);
    }
    cells
}

/// All texts of a column share one allocation. Sorted rows repeat their keys: a text that is the same as the one above
/// is not even written again.
fn texts<'a, T, V: PartialEq + 'a>(
    rows: &'a [T],
    read: fn(&'a T) -> Option<V>,
    show: fn(&V, &mut String),
) -> Cells<ByteArray> {
    let mut is_there = Vec::with_capacity(rows.len());
    let mut written = String::new();
    let mut spans: Vec<Range<usize>> = Vec::with_capacity(rows.len());
    let mut above = None;
    for value in rows.iter().map(read) {
        is_there.push(i16::from(value.is_some()));
        let Some(value) = value else { continue };
        let span = match spans.last() {
            Some(span) if above.as_ref() == Some(&value) => span.clone(),
            _ => {
                let start = written.len();
                show(&value, &mut written);
                start..written.len()
            }
        };
        spans.push(span);
        above = Some(value);
    }
    let all = ByteArray::from(written.into_bytes());
    Cells {
        values: spans
            .into_iter()
            .map(|span| all.slice(span.start, span.len()))
            .collect(),
        is_there,
    }
}

fn display<V: Display>(value: &V, to: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = write!(to, "{value}");
}
