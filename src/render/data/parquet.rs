//! A list of columns as a Parquet file, encoded and written by `polars-parquet`. The same rows give the same bytes: nothing of
//! the moment or the machine is written.

use crate::location::CellAddress;
use crate::period::Period;
use crate::text::composed;
use foldhash::fast::FixedState;
use polars_arrow::array::{
    Array, ArrayFromIter, BooleanArray, DictionaryArray, PrimitiveArray, Utf8ViewArray,
};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField, IntegerType, TimeUnit};
use polars_arrow::types::NativeType;
use polars_parquet::parquet::error::{ParquetError, ParquetResult};
use polars_parquet::parquet::write::{FileWriter, WriteOptions as FileOptions};
use polars_parquet::write::{
    CompressedPage, CompressionOptions, DynIter, DynStreamingIterator, KeyValue, ParquetType,
    SchemaDescriptor, StatisticsOptions, Version, WriteOptions, array_to_columns, compress,
    fallible_streaming_iterator, get_dtype_encoding, to_parquet_type,
};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// Data pages of the first version, which every reader knows. Statistics of texts are cut: they say where to look, no more.
const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions {
        min_value: true,
        max_value: true,
        distinct_count: false,
        null_count: true,
        binary_statistics_truncate_length: Some(64),
    },
    version: Version::V1,
    compression: CompressionOptions::Snappy,
    data_page_size: None,
};

/// A column is one page, or few: an index of its pages would say nothing that its own statistics do not.
const FILE_OPTIONS: FileOptions = FileOptions {
    write_statistics: false,
    version: Version::V1,
};

/// A column: its name, and how its values are read from a row. Every column may hold nulls.
pub(super) struct Column<T> {
    name: &'static str,
    pub(super) values: Values<T>,
}

/// How a column's values are read, by what they are.
pub(super) enum Values<T> {
    Key(fn(&T) -> Option<&'static str>),
    Text(fn(&T) -> Option<&str>),
    OwnText(fn(&T) -> Option<&str>),
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
            Values::Key(_)
            | Values::Text(_)
            | Values::OwnText(_)
            | Values::Period(_)
            | Values::Cell(_) => "string",
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

    /// A text in UTF-8 that rows share.
    pub(super) const fn text(name: &'static str, read: fn(&T) -> Option<&str>) -> Self {
        let values = Values::Text(read);
        Self { name, values }
    }

    /// A text in UTF-8 that every row has for itself: where it stands tells nothing of it.
    pub(super) const fn own_text(name: &'static str, read: fn(&T) -> Option<&str>) -> Self {
        let values = Values::OwnText(read);
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

    /// What it is in the file.
    fn kind(&self) -> ArrowDataType {
        match self.values {
            Values::Key(_)
            | Values::Text(_)
            | Values::OwnText(_)
            | Values::Period(_)
            | Values::Cell(_) => ArrowDataType::Utf8View,
            Values::Float(_) => ArrowDataType::Float64,
            Values::Integer(_) => ArrowDataType::Int64,
            Values::Flag(_) => ArrowDataType::Boolean,
            Values::Instant(_) => {
                ArrowDataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()))
            }
        }
    }

    fn array(&self, rows: &[T]) -> ParquetResult<Box<dyn Array>> {
        let rows = rows.iter();
        match self.values {
            Values::Key(read) => numbered(rows.map(|row| read(row).map(Placed)), Placed::as_data),
            Values::Text(read) => numbered(rows.map(|row| read(row).map(Placed)), Placed::as_data),
            Values::OwnText(read) => numbered(rows.map(read), |it| Placed(it).as_data()),
            Values::Period(read) => numbered(rows.map(read), |it| it.to_string()),
            Values::Cell(read) => numbered(rows.map(read), |it| it.to_string()),
            Values::Float(read) => Ok(plain(rows.map(read)).boxed()),
            Values::Integer(read) | Values::Instant(read) => Ok(plain(rows.map(read)).boxed()),
            Values::Flag(read) => Ok(BooleanArray::arr_from_iter(rows.map(read)).boxed()),
        }
    }
}

/// A text by where it stands: rows share their names, so that this tells as much as its letters, and sooner.
#[derive(Clone, Copy)]
struct Placed<'a>(&'a str);

impl PartialEq for Placed<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Placed<'_> {}

impl Hash for Placed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(self.0.as_ptr(), state);
    }
}

impl<'a> Placed<'a> {
    /// Names of files and sheets may come decomposed; data is composed.
    fn as_data(self) -> Cow<'a, str> {
        match self.0.is_ascii() {
            true => Cow::Borrowed(self.0),
            false => composed(self.0),
        }
    }
}

/// A column of numbers. Most have no gaps: which are there is looked at only where one is missing.
fn plain<N: NativeType>(rows: impl Iterator<Item = Option<N>> + Clone) -> PrimitiveArray<N> {
    let mut is_gapless = true;
    let numbers = rows.clone().map(|row| {
        is_gapless &= row.is_some();
        row.unwrap_or_default()
    });
    let numbers: Vec<N> = numbers.collect();
    let are_there = || Bitmap::from_iter(rows.map(|row| row.is_some()));
    let are_there = (!is_gapless).then(are_there);
    PrimitiveArray::new(N::PRIMITIVE.into(), numbers.into(), are_there)
}

/// A column of texts, each distinct one once in the order in which they first come, and its number in every row. The writer
/// would number them itself, at the price of looking at every letter of every row.
fn numbered<K, V>(
    rows: impl Iterator<Item = Option<K>>,
    written: impl Fn(K) -> V,
) -> ParquetResult<Box<dyn Array>>
where
    K: Copy + Eq + Hash,
    V: Clone + Eq + Hash + AsRef<str>,
{
    let mut texts = Texts::new(written);
    let numbers = rows.map(|row| row.map_or(GAP, |row| texts.number(row)));
    let mut numbers: Vec<u32> = numbers.collect();
    let mut are_there = None;
    if numbers.contains(&GAP) {
        are_there = Some(Bitmap::from_iter(numbers.iter().map(|it| *it != GAP)));
        for gap in numbers.iter_mut().filter(|it| **it == GAP) {
            *gap = 0;
        }
    }
    let numbers = PrimitiveArray::new(ArrowDataType::UInt32, numbers.into(), are_there);
    let kind = Box::new(ArrowDataType::Utf8View);
    let kind = ArrowDataType::Dictionary(IntegerType::UInt32, kind, false);
    let values = Utf8ViewArray::from_slice_values(&texts.distinct).boxed();
    Ok(DictionaryArray::try_new(kind, numbers, values)?.boxed())
}

/// Stands for the number of a text that is not there.
const GAP: u32 = u32::MAX;

/// The texts of a column by their numbers.
struct Texts<K, V, W> {
    written: W,
    by_text: HashMap<V, u32, FixedState>,
    distinct: Vec<V>,
    by_key: HashMap<K, u32, FixedState>,
    /// Each key in the order in which they first came, and its text's number.
    keys: Vec<(K, u32)>,
    /// By a key's place, the place of the key that last came behind it.
    behind: Vec<u32>,
    /// The place of the key that came last.
    last: usize,
}

impl<K, V, W> Texts<K, V, W>
where
    K: Copy + Eq + Hash,
    V: Clone + Eq + Hash,
    W: Fn(K) -> V,
{
    fn new(written: W) -> Self {
        Self {
            written,
            by_text: HashMap::default(),
            distinct: Vec::new(),
            by_key: HashMap::default(),
            keys: Vec::new(),
            behind: Vec::new(),
            last: 0,
        }
    }

    /// The number of a row's text. Most rows repeat the one above or, where the same few follow one another again and again,
    /// what came behind it before: neither is searched for.
    #[inline]
    fn number(&mut self, row: K) -> u32 {
        if let Some((above, number)) = self.keys.get(self.last)
            && *above == row
        {
            return *number;
        }
        if let Some(behind) = self.behind.get(self.last)
            && let Some((known, number)) = self.keys.get(*behind as usize)
            && *known == row
        {
            self.last = *behind as usize;
            return *number;
        }
        self.searched(row)
    }

    fn searched(&mut self, row: K) -> u32 {
        let place = match self.by_key.get(&row) {
            Some(place) => *place,
            None => self.add(row),
        };
        self.behind[self.last] = place;
        self.last = place as usize;
        self.keys[self.last].1
    }

    /// Takes up a key that has not come before; returns its place.
    fn add(&mut self, row: K) -> u32 {
        let text = (self.written)(row);
        let number = *self.by_text.entry(text.clone()).or_insert_with(|| {
            self.distinct.push(text);
            self.distinct.len() as u32 - 1
        });
        let place = self.keys.len() as u32;
        self.keys.push((row, number));
        self.behind.push(place);
        self.by_key.insert(row, place);
        place
    }
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
) -> ParquetResult<Vec<u8>> {
    let code = match province {
        Province::Of(code) if has_province(columns) => Some(code),
        Province::Of(_) | Province::Unsaid => None,
    };
    let of_province = code.map(|code| {
        let array = numbered(rows.iter().map(|_| code.map(Placed)), Placed::as_data)?;
        chunk(PROVINCE, ArrowDataType::Utf8View, array)
    });
    let columns = columns.par_iter().with_max_len(1);
    let of_columns: Vec<ParquetResult<Chunk>> = columns
        .map(|column| chunk(column.name, column.kind(), column.array(rows)?))
        .collect();
    let chunks: ParquetResult<Vec<Chunk>> = of_province.into_iter().chain(of_columns).collect();
    let (kinds, pages): (Vec<ParquetType>, Vec<Vec<_>>) = chunks?.into_iter().unzip();
    let schema = SchemaDescriptor::new(table.into(), kinds);
    let program = Some("tonghop".to_owned());
    let mut file = FileWriter::new(Vec::new(), schema, FILE_OPTIONS, program);
    if !rows.is_empty() {
        let columns = pages.iter().map(|pages| {
            let pages = pages.iter().map(Ok::<_, ParquetError>);
            let pages = fallible_streaming_iterator::convert(pages);
            Ok(DynStreamingIterator::new(pages))
        });
        file.write(rows.len() as u64, DynIter::new(columns))?;
    }
    file.end(Some(said()))?;
    Ok(file.into_inner())
}

/// A column's pages, and what it is in the file.
type Chunk = (ParquetType, Vec<CompressedPage>);

fn chunk(name: &str, kind: ArrowDataType, array: Box<dyn Array>) -> ParquetResult<Chunk> {
    let encodings = get_dtype_encoding(&kind);
    let kind = to_parquet_type(&ArrowField::new(name.into(), kind, true))?;
    let leaves = array_to_columns(array, kind.clone(), OPTIONS, &encodings)?;
    let pages = leaves.into_iter().flatten();
    let pages: ParquetResult<Vec<CompressedPage>> = pages
        .map(|page| compress(page?, Vec::new(), OPTIONS.compression))
        .collect();
    Ok((kind, pages?))
}

/// Which program and which schema a file is of: it may be read long after, and without `chay.json`.
fn said() -> Vec<KeyValue> {
    let said = |key: &str, value: String| KeyValue {
        key: key.to_owned(),
        value: Some(value),
    };
    vec![
        said("tonghop.schema", super::SCHEMA.to_string()),
        said("tonghop.version", env!("CARGO_PKG_VERSION").to_owned()),
    ]
}
