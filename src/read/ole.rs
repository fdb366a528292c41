//! OLE compound files: Excel 5 to 2003, Word, PowerPoint, and packages under a password.

use super::ReadError;
use super::kind::{Document, FileKind};
use cfb::CompoundFile;
use memchr::memmem;
use std::borrow::Cow;
use std::io::{self, Cursor, Read, Write};

/// The first bytes of every OLE file.
pub(super) const MAGIC: [u8; 8] = *b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// `FilePass`: the rest of the stream is encrypted. It follows the first record, before anything worth hiding.
const FILE_PASS: u16 = 0x002f;
/// `EOF` and `BoundSheet8`: no `FilePass` stands behind them.
const PAST_FILE_PASS: [u16; 2] = [0x000a, 0x0085];
/// The stream that tells when a file was saved.
const SUMMARY: &str = "/\u{5}SummaryInformation";
/// How much of the workbook stream is searched for `FilePass`.
const HEAD: u64 = 64 * 1024;

/// An OLE file, opened.
type OleFile<'b> = CompoundFile<Cursor<Cow<'b, [u8]>>>;

fn open(bytes: &[u8]) -> io::Result<OleFile<'_>> {
    let opened = CompoundFile::open(Cursor::new(Cow::Borrowed(bytes)));
    match (opened, freed(bytes)) {
        (Err(_), Some(freed)) => CompoundFile::open(Cursor::new(Cow::Owned(freed))),
        (opened, _) => opened,
    }
}

/// The file with the entries of sectors that it does not have marked as free. Some programs fill the table of sectors up
/// with ends of chains, which say nothing.
fn freed(bytes: &[u8]) -> Option<Vec<u8>> {
    const END_OF_CHAIN: [u8; 4] = [0xfe, 0xff, 0xff, 0xff];
    const FREE: [u8; 4] = [0xff; 4];
    /// Where the header lists the sectors of the table.
    const LISTED: std::ops::Range<usize> = 76..512;
    let size = 1_usize << u16::from_le_bytes(*bytes.get(30..)?.first_chunk()?).min(12);
    let sectors = bytes.len().div_ceil(size).checked_sub(1)?;
    let mut freed = bytes.to_vec();
    let mut first = 0;
    for listed in bytes.get(LISTED)?.chunks_exact(4) {
        let sector = u32::from_le_bytes([listed[0], listed[1], listed[2], listed[3]]) as usize;
        let start = sector
            .checked_add(1)
            .and_then(|sector| sector.checked_mul(size));
        let table = start.and_then(|start| freed.get_mut(start..start.checked_add(size)?));
        let Some(table) = table else { break };
        for (number, entry) in (first..).zip(table.chunks_exact_mut(4)) {
            if number >= sectors && *entry == END_OF_CHAIN {
                entry.copy_from_slice(&FREE);
            }
        }
        first += size / 4;
    }
    Some(freed)
}

pub(super) fn sniff(bytes: &[u8]) -> FileKind {
    let Ok(mut file) = open(bytes) else {
        return FileKind::BrokenOle;
    };
    let has = |file: &CompoundFile<_>, name: &str| file.is_stream(format!("/{name}"));
    if has(&file, "EncryptedPackage") {
        return FileKind::EncryptedPackage;
    }
    if has(&file, "WordDocument") {
        return FileKind::Document(Document::DOC);
    }
    if has(&file, "PowerPoint Document") {
        return FileKind::Document(Document::PPT);
    }
    if has(&file, "__properties_version1.0") {
        return FileKind::Document(Document::MSG);
    }
    for name in ["Workbook", "Book"] {
        if has(&file, name) {
            return sniff_workbook(&mut file, name, bytes.len() as u64);
        }
    }
    if memmem::find(bytes, &utf16("EncryptedPackage")).is_some() {
        return FileKind::EncryptedPackage;
    }
    FileKind::Document(Document::OLE)
}

fn sniff_workbook(file: &mut OleFile<'_>, name: &str, file_size: u64) -> FileKind {
    let Ok(stream) = file.open_stream(format!("/{name}")) else {
        return FileKind::BrokenOle;
    };
    if stream.len() > file_size {
        return FileKind::BrokenOle;
    }
    let mut head = Vec::new();
    if stream.take(HEAD).read_to_end(&mut head).is_err() {
        return FileKind::BrokenOle;
    }
    sniff_stream(&head)
}

/// Whether the bytes are a workbook stream of Excel 5 or later without a file around it, as some programs write it.
pub(super) fn is_bare_stream(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0x08, _, 0, 0, 5 | 6, ..])
}

/// What a workbook stream is.
pub(super) fn sniff_stream(head: &[u8]) -> FileKind {
    if has_file_pass(head) {
        FileKind::EncryptedXls
    } else {
        FileKind::Xls
    }
}

/// The workbook stream of an `xls` file, whole.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    if is_bare_stream(bytes) {
        return Ok(bytes.to_vec());
    }
    let mut file = open(bytes).map_err(ReadError::damaged)?;
    let names = ["/Workbook", "/Book"];
    let name = names.into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| ReadError::damaged("no workbook stream"))?;
    stream(&mut file, name, bytes.len() as u64)
}

/// A stream of an OLE file by its name.
pub(super) fn stream_of(bytes: &[u8], name: &str) -> Result<Vec<u8>, ReadError> {
    let mut file = open(bytes).map_err(ReadError::damaged)?;
    stream(&mut file, name, bytes.len() as u64)
}

/// A stream that is no longer than the file around it.
fn stream(file: &mut OleFile<'_>, name: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut stream = file.open_stream(name).map_err(ReadError::damaged)?;
    if stream.len() > limit {
        return Err(ReadError::damaged("stream longer than its file"));
    }
    let mut content = Vec::new();
    stream
        .read_to_end(&mut content)
        .map_err(ReadError::damaged)?;
    Ok(content)
}

/// A new file around a workbook stream, with the summary of the old one: whatever the old one's chains and directory
/// were like, a parser that trusts them finds these sound.
pub(super) fn rebuilt(bytes: &[u8], workbook: &[u8]) -> io::Result<Vec<u8>> {
    let summary = open(bytes)
        .map_err(ReadError::damaged)
        .and_then(|mut old| stream(&mut old, SUMMARY, bytes.len() as u64));
    let mut new = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    new.create_stream("/Workbook")?.write_all(workbook)?;
    if let Ok(summary) = summary {
        new.create_stream(SUMMARY)?.write_all(&summary)?;
    }
    new.flush()?;
    Ok(new.into_inner().into_inner())
}

fn has_file_pass(stream: &[u8]) -> bool {
    let mut rest = stream;
    while let [a, b, c, d, tail @ ..] = rest {
        let record = u16::from_le_bytes([*a, *b]);
        if record == FILE_PASS {
            return true;
        }
        if PAST_FILE_PASS.contains(&record) {
            return false;
        }
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        rest = tail.get(length..).unwrap_or_default();
    }
    false
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let version = cfb::Version::V3;
        let file = CompoundFile::create_with_version(version, Cursor::new(Vec::new()));
        let mut file = file.expect("a file");
        for (name, content) in streams {
            let mut stream = file.create_stream(format!("/{name}")).expect("a stream");
            stream.write_all(content).expect("written");
        }
        file.flush().expect("flushed");
        file.into_inner().into_inner()
    }

    #[test]
    fn a_table_that_is_filled_up_with_ends_is_read() {
        let mut bytes = ole(&[("Workbook", b"\x09\x08\x02\0\0\x06\x85\0\0\0")]);
        let table = 512 * (1 + usize::from(bytes[76]));
        let sectors = bytes.len() / 512 - 1;
        for entry in bytes[table..table + 512].chunks_exact_mut(4).skip(sectors) {
            entry.copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
        }
        assert!(CompoundFile::open(Cursor::new(&bytes[..])).is_err());
        assert_eq!(sniff(&bytes), FileKind::Xls);
        assert!(workbook_stream(&bytes).is_ok());
    }

    #[test]
    fn ole_files_are_told_by_their_streams() {
        let plain: &[u8] = b"\x09\x08\x02\0\0\x06\x85\0\0\0\x2f\0\0\0";
        let locked: &[u8] = b"\x09\x08\x02\0\0\x06\x2f\0\x02\0\x01\0";
        for (streams, kind) in [
            (vec![("Workbook", plain)], FileKind::Xls),
            (vec![("Book", plain)], FileKind::Xls),
            (vec![("Workbook", locked)], FileKind::EncryptedXls),
            (
                vec![("EncryptedPackage", plain)],
                FileKind::EncryptedPackage,
            ),
            (
                vec![("WordDocument", plain), ("Workbook", plain)],
                FileKind::Document(Document::DOC),
            ),
            (vec![("Other", plain)], FileKind::Document(Document::OLE)),
        ] {
            assert_eq!(sniff(&ole(&streams)), kind, "{streams:?}");
        }
        assert_eq!(sniff(&MAGIC), FileKind::BrokenOle);
    }
}
