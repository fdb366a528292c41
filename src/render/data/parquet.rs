//! A list of columns as a Parquet file. The same rows give the same bytes: nothing of the moment or the machine is
//! written.

use super::known::{Known, Recurring};
use crate::location::CellAddress;
use crate::period::Period;
use crate::text::composed;
use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as PhysicalType};
use ::parquet::column::writer::{
    ColumnCloseResult, ColumnWriter, get_column_writer, get_typed_column_writer_mut,
};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::Result;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use ::parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use ::parquet::schema::types::{ColumnDescPtr, Type};
use bytes::Bytes;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::ops::Range;
use std::sync::Arc;

/// So many rows are put into a column at once that what is made of them is small enough to stay at hand.
const ROWS_AT_ONCE: usize = 8192;

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

    /// Writes the values of some rows.
    fn write(&self, rows: &[T], to: &mut ColumnWriter<'_>) -> Result<()> {
        match self.values {
            Values::Key(read) => put::<ByteArrayType>(to, &keys(rows, read)),
            Values::Text(read) => put::<ByteArrayType>(
                to,
                // Names of files and sheets may come decomposed; data is composed.
                &texts(rows, read, |text, to| to.push_str(&in_normal_form(text))),
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

    /// The column's part of a file.
    fn chunk(
        &self,
        rows: &[T],
        description: ColumnDescPtr,
        properties: WriterPropertiesPtr,
    ) -> Result<(Bytes, ColumnCloseResult)> {
        let mut chunk = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut chunk));
        let mut writer = get_column_writer(description, properties, pages);
        for rows in rows.chunks(ROWS_AT_ONCE) {
            self.write(rows, &mut writer)?;
        }
        let closed = writer.close()?;
        Ok((chunk.into_inner()?.into(), closed))
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
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .build();
    let properties = Arc::new(properties);
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), properties.clone())?;
    let descriptions = file.schema_descr().columns();
    let encoded = columns.par_iter().zip(descriptions).with_max_len(1);
    let chunks: Vec<_> = encoded
        .map(|(column, description)| column.chunk(rows, description.clone(), properties.clone()))
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

/// The values that are there, and for every row whether it has one.
struct Cells<V> {
    values: Vec<V>,
    is_there: Vec<i16>,
}

fn put<D: DataType>(to: &mut ColumnWriter<'_>, cells: &Cells<D::T>) -> Result<()> {
    get_typed_column_writer_mut::<D>(to)
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

fn keys<T>(rows: &[T], read: fn(&T) -> Option<&'static str>) -> Cells<ByteArray> {
    let mut cells = Cells {
        values: Vec::with_capacity(rows.len()),
        is_there: Vec::with_capacity(rows.len()),
    };
    for key in rows.iter().map(read) {
        cells.is_there.push(i16::from(key.is_some()));
        let bytes = key.map(|key| Bytes::from_static(key.as_bytes()));
        cells.values.extend(bytes.map(ByteArray::from));
    }
    cells
}

/// All texts share one allocation. Rows repeat their keys: a text that is known from above is not written again.
fn texts<'a, T, V: Recurring + 'a>(
    rows: &'a [T],
    read: fn(&'a T) -> Option<V>,
    show: fn(V, &mut String),
) -> Cells<ByteArray> {
    let mut is_there = Vec::with_capacity(rows.len());
    let mut written = String::new();
    let mut spans: Vec<Range<usize>> = Vec::with_capacity(rows.len());
    let mut known = Known::new();
    for value in rows.iter().map(read) {
        is_there.push(i16::from(value.is_some()));
        let Some(value) = value else { continue };
        let span = known.or_told(value, || {
            let start = written.len();
            show(value, &mut written);
            start..written.len()
        });
        spans.push(span);
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

fn display<V: Display>(value: V, to: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = write!(to, "{value}");
}

fn in_normal_form(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    composed(text)
}
