//! A column's part of a Parquet file: the page of its distinct values, and the page of its rows.
//!
//! One page holds all rows: with at most some bytes a row it stays small, and nothing looks into a part of it.

use super::dictionary::{Dictionary, Value};
use super::runs::{put_bits, put_hybrid, width_of};
use ::parquet::basic::{Compression, Encoding, EncodingMask};
use ::parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use ::parquet::schema::types::ColumnDescPtr;
use bytes::Bytes;

/// The values of a column, encoded.
pub(super) struct Encoded {
    rows: usize,
    /// None where the values of the rows are written as they are.
    dictionary: Option<Dictionary>,
    /// Which rows have a value, and the values of these.
    page: Vec<u8>,
}

/// Which rows have a value, and the values of these.
fn parted<V>(rows: impl ExactSizeIterator<Item = Option<V>>) -> (Vec<u32>, Vec<V>) {
    let mut is_there = Vec::with_capacity(rows.len());
    let mut values = Vec::with_capacity(rows.len());
    for value in rows {
        is_there.push(value.is_some().into());
        values.extend(value);
    }
    (is_there, values)
}

/// Encodes values by their number in a dictionary.
pub(super) fn with_dictionary<V: Value>(rows: impl ExactSizeIterator<Item = Option<V>>) -> Encoded {
    let mut is_there = Vec::with_capacity(rows.len());
    let values = rows.filter_map(|value| {
        is_there.push(value.is_some().into());
        value
    });
    let (dictionary, numbers) = Dictionary::of(values);
    let mut page = levels(&is_there);
    let width = width_of(dictionary.len().saturating_sub(1) as u32);
    page.push(width as u8);
    put_hybrid(&numbers, width, &mut page);
    Encoded {
        rows: is_there.len(),
        dictionary: Some(dictionary),
        page,
    }
}

/// Encodes flags, a bit each.
pub(super) fn flags(rows: impl ExactSizeIterator<Item = Option<bool>>) -> Encoded {
    let (is_there, values) = parted(rows);
    let bits: Vec<u32> = values.into_iter().map(u32::from).collect();
    let mut page = levels(&is_there);
    put_bits(&bits, 1, &mut page);
    Encoded {
        rows: is_there.len(),
        dictionary: None,
        page,
    }
}

/// For every row whether it has a value, as a length in four bytes and the runs.
fn levels(is_there: &[u32]) -> Vec<u8> {
    let mut page = vec![0; 4];
    put_hybrid(is_there, 1, &mut page);
    let length = (page.len() - 4) as u32;
    page[..4].copy_from_slice(&length.to_le_bytes());
    page
}

/// The bytes of a column with at least one row, and what the file has to know of them.
///
/// # Errors
/// Where a page takes more than 2 GiB.
pub(super) fn chunk(
    description: ColumnDescPtr,
    column: &Encoded,
) -> Result<(Bytes, ColumnCloseResult)> {
    let mut bytes = TrackedWrite::new(Vec::new());
    let mut pages = SerializedPageWriter::new(&mut bytes);
    let mut compressor = snap::raw::Encoder::new();
    let mut put = |content: &[u8], page: &dyn Fn(Bytes) -> Page| -> Result<PageWriteSpec> {
        let compressed = compressor
            .compress_vec(content)
            .map_err(|error| ParquetError::External(Box::new(error)))?;
        pages.write_page(CompressedPage::new(page(compressed.into()), content.len()))
    };
    let distinct = column.dictionary.as_ref().map(|dictionary| {
        put(dictionary.entries(), &|buf| Page::DictionaryPage {
            buf,
            num_values: dictionary.len() as u32,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        })
    });
    let distinct = distinct.transpose()?;
    let encoding = match distinct {
        Some(_) => Encoding::RLE_DICTIONARY,
        None => Encoding::PLAIN,
    };
    let rows = put(&column.page, &|buf| Page::DataPage {
        buf,
        num_values: column.rows as u32,
        encoding,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    })?;
    let written = || distinct.iter().chain([&rows]);
    let encodings = [Encoding::PLAIN, Encoding::RLE, encoding];
    let metadata = ColumnChunkMetaData::builder(description)
        .set_compression(Compression::SNAPPY)
        .set_encodings_mask(EncodingMask::new_from_encodings(encodings.iter()))
        .set_num_values(column.rows as i64)
        .set_total_compressed_size(written().map(|page| page.compressed_size as i64).sum())
        .set_total_uncompressed_size(written().map(|page| page.uncompressed_size as i64).sum())
        .set_dictionary_page_offset(distinct.as_ref().map(|page| page.offset as i64))
        .set_data_page_offset(rows.offset as i64)
        .build()?;
    let bytes: Bytes = bytes.into_inner()?.into();
    let closed = ColumnCloseResult {
        bytes_written: bytes.len() as u64,
        rows_written: column.rows as u64,
        metadata,
        bloom_filter: None,
        column_index: None,
        offset_index: None,
    };
    Ok((bytes, closed))
}
