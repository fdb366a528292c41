//! A file of the input folder, read into memory once: digest, kind and cells from the same bytes.

use super::default_password;
use super::kind::{BROKEN_REMEDY, FileKind};
use super::limits::Limits;
use super::panics::caught;
use super::sniff::{Sniffed, sniff_and_keep};
use super::verdict::{FileVerdict, judge};
use super::{CellContent, RawWorkbook, ReadError, read_sniffed};
use crate::discover::{SourceFile, SourceKind, extension};
use sha2::{Digest, Sha256};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// What became of a file.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Of its bytes, in hexadecimal; empty where the file could not be opened or is beyond the limit.
    pub sha256: String,
    /// `xlsx`, `xls`, `pdf`…, by content; `None` where the content tells nothing.
    pub format: Option<&'static str>,
    /// Its cells, or why there are none.
    pub outcome: Outcome,
}

/// The cells of a file, or why there are none.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A workbook.
    Read(RawWorkbook),
    /// No submission at all.
    Ignored {
        /// What it is, in Vietnamese.
        what: String,
    },
    /// A submission that cannot be taken.
    Rejected(Rejection),
}

/// Why a submission cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejection {
    /// Damaged, cut short, empty, or another format under a workbook's name.
    Unreadable {
        /// What is wrong and what to do, in Vietnamese, without the last full stop.
        what: String,
        /// What a parser said, for a maintainer.
        detail: Option<String>,
    },
    /// A password is needed.
    Encrypted,
    /// Beyond a limit.
    Oversized {
        /// Which limit, in Vietnamese.
        what: String,
    },
}

impl Rejection {
    /// What is wrong and what to do, each a sentence without its full stop.
    pub(super) fn unreadable(what: &str, remedy: &str, detail: Option<String>) -> Self {
        Rejection::Unreadable {
            what: format!("{what}. {remedy}"),
            detail,
        }
    }
}

/// What the bytes of a file are.
#[derive(Debug, Clone)]
pub(super) struct Examined {
    pub(super) format: Option<&'static str>,
    pub(super) outcome: Outcome,
}

/// Reads a file in this process. Never fails: what is wrong with the file is part of what comes back.
pub fn read_source(source: &SourceFile) -> ReadFile {
    match open(source) {
        Opened::Bytes { sha256, request } => {
            let examined = examine(&request.bytes, &request.extension, &mut |_| {});
            ReadFile::of(sha256, examined)
        }
        Opened::Settled(file) => file,
    }
}

impl ReadFile {
    /// A file whose bytes have been read.
    pub(super) fn of(sha256: String, examined: Examined) -> Self {
        Self {
            sha256,
            format: examined.format,
            outcome: examined.outcome,
        }
    }
}

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// What it holds.
    pub(super) bytes: Vec<u8>,
    /// Of its name, without the dot.
    pub(super) extension: String,
    /// Whether it is also to be told how its cells look to the eye.
    pub(super) is_seen: bool,
}

/// A file of the input folder, opened.
pub(super) enum Opened {
    /// Its bytes are to be read.
    Bytes {
        /// Of the bytes, in hexadecimal.
        sha256: String,
        /// What is to be read.
        request: Request,
    },
    /// What becomes of it is known without.
    Settled(ReadFile),
}

/// Takes a file into memory. Never fails: what is wrong with the file is part of what comes back.
pub(super) fn open(source: &SourceFile) -> Opened {
    let nothing = |what: &str| ReadFile {
        sha256: String::new(),
        format: None,
        outcome: Outcome::Ignored { what: what.into() },
    };
    Opened::Settled(match source.kind {
        SourceKind::Unopenable => nothing("liên kết hỏng hoặc mục đặc biệt của hệ thống"),
        SourceKind::LinkedFolder => nothing(
            "liên kết đến một thư mục; nếu trong đó có báo cáo thì chép chúng vào thư mục báo cáo",
        ),
        SourceKind::Unlisted => ReadFile {
            outcome: Outcome::Rejected(Rejection::unreadable(
                "đây là thư mục không mở được, mọi tệp trong đó chưa được đọc",
                "Kiểm tra quyền và đường dẫn (có thể quá dài), rồi chạy lại",
                None,
            )),
            ..nothing("")
        },
        SourceKind::SystemFile => ReadFile {
            sha256: digest(source, Limits::built_in().max_file_bytes).unwrap_or_default(),
            ..nothing("tệp tạm của hệ thống")
        },
        SourceKind::Ordinary => return open_ordinary(source),
    })
}

fn open_ordinary(source: &SourceFile) -> Opened {
    let limit = Limits::built_in().max_file_bytes;
    if source.bytes > limit {
        return Opened::Settled(oversized(source, limit));
    }
    match read_whole(source, limit) {
        Ok(bytes) if bytes.len() as u64 > limit => Opened::Settled(oversized(source, limit)),
        Ok(bytes) => Opened::Bytes {
            sha256: digest_of_bytes(&bytes),
            request: Request {
                bytes,
                extension: extension(&source.relative),
                is_seen: false,
            },
        },
        Err(error) => Opened::Settled(unopened(&error)),
    }
}

/// The bytes of a file as it was listed, a few more than allowed at most. One that is being written is half of one thing
/// and half of another.
fn read_whole(source: &SourceFile, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(source.bytes as usize);
    let (file, before) = open_file(&source.path)?;
    (&file).take(limit + 1).read_to_end(&mut bytes)?;
    let after = file.metadata()?;
    let is_as_listed = bytes.len() as u64 == source.bytes && after.len() == source.bytes;
    if is_as_listed && before.modified().ok() == after.modified().ok() {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::ResourceBusy.into())
    }
}

/// Opens a file, and nothing else that may stand there by now: a pipe would be waited for without end. What the system
/// tells of it comes with it.
fn open_file(place: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(place)?;
    let now = file.metadata()?;
    match now.is_file() {
        true => Ok((file, now)),
        false => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Reads the bytes of a file. `on_format` is called as soon as it is known what they are.
pub(super) fn examine(
    bytes: &[u8],
    extension: &str,
    on_format: &mut dyn FnMut(Option<&'static str>),
) -> Examined {
    let sniffed = caught(|| sniff_and_keep(bytes)).unwrap_or(Sniffed {
        kind: FileKind::BrokenOle,
        archive: None,
    });
    let kind = sniffed.kind;
    // What Excel opens without asking is no file under a password.
    if let Ok(Some(opened)) = caught(|| default_password::opened(bytes, kind)) {
        return examine(&opened, extension, on_format);
    }
    let format = kind.key();
    on_format(format);
    let outcome = match judge(kind, extension) {
        FileVerdict::Workbook => workbook(bytes, sniffed),
        FileVerdict::Ignored { what } => Outcome::Ignored { what },
        FileVerdict::Encrypted => Outcome::Rejected(Rejection::Encrypted),
        FileVerdict::Unreadable { what } => {
            Outcome::Rejected(Rejection::unreadable(&what, kind.remedy(), None))
        }
    };
    Examined { format, outcome }
}

/// Reads the bytes of a file of this name in this process.
pub(crate) fn read_bytes(bytes: &[u8], name: &str) -> Outcome {
    examine(bytes, &extension(name), &mut |_| {}).outcome
}

fn workbook<'b>(bytes: &'b [u8], sniffed: Sniffed<'b>) -> Outcome {
    let kind = sniffed.kind;
    let error = match read_sniffed(bytes, sniffed) {
        Ok(workbook) => match too_much_to_hand_on(&workbook) {
            None => return Outcome::Read(workbook),
            Some(what) => ReadError::Oversized { what },
        },
        Err(error) => error,
    };
    Outcome::Rejected(match error {
        ReadError::Encrypted => Rejection::Encrypted,
        ReadError::Oversized { what } => Rejection::Oversized { what },
        ReadError::NotAWorkbook { what } => Rejection::unreadable(what, kind.remedy(), None),
        other => {
            let what = FileKind::BrokenWorkbook.what();
            Rejection::unreadable(what, BROKEN_REMEDY, Some(other.to_string()))
        }
    })
}

/// What of a workbook is more than whoever asked for it takes, in Vietnamese.
fn too_much_to_hand_on(workbook: &RawWorkbook) -> Option<String> {
    let limits = Limits::built_in();
    let cells = || workbook.sheets.iter().flat_map(|sheet| &sheet.cells);
    let (held, most) = (cells().count(), limits.max_answer_cells);
    if held > most {
        return Some(format!("{held} ô có dữ liệu, giới hạn {most} ô"));
    }
    let texts = cells().map(|cell| match &cell.content {
        CellContent::Text(text) | CellContent::Error(text) | CellContent::UncachedFormula(text) => {
            text.len()
        }
        _ => 0,
    });
    let (held, most) = (texts.sum::<usize>(), limits.max_answer_text_bytes);
    (held > most).then(|| {
        format!(
            "{} MB chữ trong các ô, giới hạn {} MB",
            held >> 20,
            most >> 20
        )
    })
}

/// A file beyond the limit is not read at all, not even for its digest.
fn oversized(source: &SourceFile, limit: u64) -> ReadFile {
    ReadFile {
        sha256: String::new(),
        format: None,
        outcome: Outcome::Rejected(Rejection::Oversized {
            what: format!(
                "dung lượng {} MB, giới hạn {} MB",
                source.bytes >> 20,
                limit >> 20
            ),
        }),
    }
}

fn unopened(error: &io::Error) -> ReadFile {
    let (what, remedy) = match error.kind() {
        io::ErrorKind::NotFound => (
            "tệp đã bị xóa hoặc chuyển đi trong khi chạy",
            "Nếu vẫn cần tệp này thì chép lại vào thư mục báo cáo, rồi chạy lại",
        ),
        io::ErrorKind::ResourceBusy => (
            "tệp thay đổi trong khi chạy (đang được chép vào hoặc đang được lưu)",
            "Chờ chép xong, đóng tệp ở các chương trình khác, rồi chạy lại",
        ),
        io::ErrorKind::PermissionDenied => (
            "không có quyền đọc tệp, hoặc tệp đang bị chương trình khác giữ",
            "Đóng tệp ở các chương trình khác, kiểm tra quyền, rồi chạy lại",
        ),
        _ => (
            "không mở được tệp trên đĩa (đang bị chương trình khác giữ, hoặc đĩa lỗi)",
            "Đóng tệp ở các chương trình khác, kiểm tra tệp mở được, rồi chạy lại",
        ),
    };
    ReadFile {
        sha256: String::new(),
        format: None,
        outcome: Outcome::Rejected(Rejection::unreadable(what, remedy, Some(error.to_string()))),
    }
}

/// The digest of a file of so many bytes at most.
fn digest(source: &SourceFile, limit: u64) -> io::Result<String> {
    if source.bytes > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    digest_of(&source.path)
}

/// The SHA-256 of a file, in hexadecimal.
///
/// # Errors
/// Where it cannot be read, or is no file.
pub(crate) fn digest_of(place: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let (mut file, _) = open_file(place)?;
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            length => hasher.update(&chunk[..length]),
        }
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub(crate) fn digest_of_bytes(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::xlsx;

    fn read_bytes(bytes: &[u8], extension: &str) -> ReadFile {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(format!("a.{extension}")), bytes).expect("a file");
        let found = crate::discover::discover(folder.path()).expect("a listing");
        read_source(&found.files[0])
    }

    #[test]
    fn a_workbook_comes_with_its_digest_and_format() {
        let bytes = xlsx(|sheet| sheet.write_number(1, 1, 12.0).map(|_| ()));
        let file = read_bytes(&bytes, "xls");
        assert_eq!(file.format, Some("xlsx"));
        assert_eq!(file.sha256.len(), 64);
        let Outcome::Read(workbook) = file.outcome else {
            panic!("{:?}", file.outcome);
        };
        assert_eq!(workbook.sheets[0].cells.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let page = read_bytes(b"<html><table>", "xls");
        let Outcome::Rejected(Rejection::Unreadable { what, .. }) = page.outcome else {
            panic!("{:?}", page.outcome);
        };
        assert!(
            what.starts_with("trang web (HTML) mang đuôi .xls. Mở bằng Excel"),
            "{what}"
        );
        assert_eq!(
            read_bytes(b"", "xlsx").sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn system_files_and_missing_files_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("Thumbs.db"), b"abc").expect("a file");
        let mut source = crate::discover::discover(folder.path())
            .expect("a listing")
            .files
            .remove(0);
        let lock = read_source(&source);
        assert!(lock.sha256.starts_with("ba7816bf"));
        assert!(matches!(lock.outcome, Outcome::Ignored { .. }));
        source.kind = SourceKind::Ordinary;
        source.path = folder.path().join("gone.xlsx");
        assert!(why_not(&source).starts_with("tệp đã bị xóa"));
    }

    fn why_not(source: &SourceFile) -> String {
        match read_source(source).outcome {
            Outcome::Rejected(Rejection::Unreadable { what, .. }) => what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_that_is_not_what_was_listed_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("a.xlsx");
        std::fs::write(&place, xlsx(|_| Ok(()))).expect("a file");
        let found = crate::discover::discover(folder.path()).expect("a listing");
        let source = &found.files[0];
        assert!(matches!(read_source(source).outcome, Outcome::Read(_)));
        for bytes in [source.bytes + 1, source.bytes - 1] {
            std::fs::write(&place, vec![b'a'; bytes as usize]).expect("it is written anew");
            assert!(why_not(source).starts_with("tệp thay đổi trong khi chạy"));
        }
        std::fs::remove_file(&place).expect("it goes");
        std::fs::create_dir(&place).expect("a folder comes in its place");
        assert!(why_not(source).starts_with("không mở được tệp"));
    }
}
