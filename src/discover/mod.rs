//! The input folder as a list of files in a stable order; nothing opened, nothing judged by content.

use crate::text::{composed, visible};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use anyhow::Context;
use walkdir::WalkDir;

/// The workbook of units and clusters, where it stands in the root of the input folder.
const REGISTER: &str = "danh-muc.xlsx";
/// The workbook of corrections, where it stands in the root of the input folder.
const CORRECTIONS: &str = "dinh-chinh.xlsx";
/// The office's settings, where they stand in the root of the input folder.
pub const SETTINGS: &str = "thiet-lap.toml";
/// What slides are put on, where it stands in the root of the input folder.
pub const SLIDE_TEMPLATE: &str = "mau.pptx";
/// How the names of files begin that the program itself leaves behind when it is killed.
pub const OWN_PREFIX: &str = ".tonghop-";

/// The property of a document by which the program knows the workbooks that it wrote itself, whatever they are called and
/// wherever they lie. Its value is the name under which it wrote them.
pub const OUTPUT_MARK: &str = "tonghop";

/// The hidden name in a workbook by which the program knows what it gave back to a unit, and of which file it is. Such a
/// workbook is the unit's, and when it comes back it is a submission.
pub const SLIP_NAME: &str = "_tonghop_phieu";

/// How the names in a workbook begin by which the program knows a template of its own: constants, and cells of indicators.
/// Such a workbook is a unit's report.
pub const TEMPLATE_NAMES: [&str; 2] = ["_th_", "th_"];

/// What a file is before it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A file to open.
    Ordinary,
    /// Left behind by a program: lock files, thumbnails, folder settings. Known by its name.
    SystemFile,
    /// A pipe, a socket, a device, a link to nothing or to itself: nothing that can be read as a file.
    Unopenable,
    /// A link to a folder. What is in there is not read: it may be what has been read already, or the folder itself.
    LinkedFolder,
    /// A folder that the system does not list, or an entry of which it does not say what it is.
    Unlisted,
}

/// A file under the input folder.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where to open it.
    pub path: PathBuf,
    /// Relative to the input folder, as it stands on disk, with `/` between folders; characters that do not show are
    /// written out. No two files have one that reads the same: of names that differ only in how they are encoded the
    /// later ones are numbered.
    pub relative: Arc<str>,
    /// Its size.
    pub bytes: u64,
    /// When the file system says it was changed, milliseconds since 1970 in UTC.
    pub modified: Option<i64>,
    /// Whether there is anything to open.
    pub kind: SourceKind,
}

/// What stands in the input folder.
#[derive(Debug, Clone, Default)]
pub struct Discovered {
    /// All files but the office's own four, in the order of their composed (NFC) relative paths.
    pub files: Vec<SourceFile>,
    /// `danh-muc.xlsx` in the root of the folder.
    pub register: Option<SourceFile>,
    /// `dinh-chinh.xlsx` in the root of the folder.
    pub corrections: Option<SourceFile>,
    /// `thiet-lap.toml` in the root of the folder.
    pub settings: Option<SourceFile>,
    /// `mau.pptx` in the root of the folder.
    pub slide_template: Option<SourceFile>,
    /// How many files were found, whatever became of them.
    pub found: usize,
}

/// Lists the input folder. Links to files are followed, links to folders are not. A folder inside it that cannot be listed
/// is listed itself.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn discover(input: &Path) -> anyhow::Result<Discovered> {
    let mut found = Discovered::default();
    // In an order of its own: of two registers in different case the same one is taken every time.
    for entry in WalkDir::new(input).min_depth(1).sort_by_file_name() {
        let (file, depth) = match entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => (source_file(input, entry.path()), entry.depth()),
            Err(error) => (unlisted(input, &error)?, error.depth()),
        };
        found.found += 1;
        let is_beside = depth == 1 && file.kind != SourceKind::Unlisted;
        let name = is_beside.then(|| plain_name(&file.relative));
        let own = match name.as_deref().unwrap_or_default() {
            REGISTER => Some(&mut found.register),
            CORRECTIONS => Some(&mut found.corrections),
            SETTINGS => Some(&mut found.settings),
            SLIDE_TEMPLATE => Some(&mut found.slide_template),
            _ => None,
        };
        match own {
            Some(own) if own.is_none() => *own = Some(file),
            _ => found.files.push(file),
        }
    }
    sort(&mut found.files);
    if have_twins(&found.files) {
        tell_apart(&mut found.files);
        sort(&mut found.files);
    }
    Ok(found)
}

fn sort(files: &mut [SourceFile]) {
    files.sort_by_cached_key(|file| {
        let composed = composed(&file.relative).into_owned();
        (composed, file.relative.clone())
    });
}

fn unlisted(input: &Path, error: &walkdir::Error) -> anyhow::Result<SourceFile> {
    match error.path() {
        Some(path) if error.depth() > 0 => Ok(SourceFile {
            path: path.to_path_buf(),
            relative: relative_path(input, path),
            bytes: 0,
            modified: None,
            kind: SourceKind::Unlisted,
        }),
        _ => {
            let cause = error.io_error().map(|error| io::Error::from(error.kind()));
            Err(cause.unwrap_or_else(|| io::ErrorKind::Other.into()))
                .with_context(|| format!("không liệt kê được thư mục {}", input.display()))
        }
    }
}

/// Whether any two of the sorted files read the same.
fn have_twins(files: &[SourceFile]) -> bool {
    files
        .windows(2)
        .any(|pair| composed(&pair[0].relative) == composed(&pair[1].relative))
}

/// Numbers what reads the same, before its extension. The files come in the order of their composed names.
fn tell_apart(files: &mut [SourceFile]) {
    let mut taken = BTreeSet::new();
    for file in files {
        let mut number = 2;
        let name = file.relative.clone();
        while !taken.insert(composed(&file.relative).into_owned()) {
            let dot = name.rfind('.').filter(|&dot| !name[dot..].contains('/'));
            let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
            file.relative = format!("{stem} [{number}]{extension}").into();
            number += 1;
        }
    }
}

fn source_file(input: &Path, path: &Path) -> SourceFile {
    let found = std::fs::metadata(path);
    // What cannot be asked about (no rights, a disk or a share that fails) is no broken link: to open it will say why.
    let is_there = found.as_ref().is_err_and(|error| !leads_nowhere(error));
    let metadata = found.ok();
    let relative = relative_path(input, path);
    let kind = match &metadata {
        None if is_there => SourceKind::Ordinary,
        Some(metadata) if metadata.is_file() && is_system_name(&relative) => SourceKind::SystemFile,
        Some(metadata) if metadata.is_file() => SourceKind::Ordinary,
        Some(metadata) if metadata.is_dir() => SourceKind::LinkedFolder,
        _ => SourceKind::Unopenable,
    };
    SourceFile {
        path: path.to_path_buf(),
        relative,
        bytes: match kind {
            SourceKind::Ordinary | SourceKind::SystemFile => {
                metadata.as_ref().map_or(0, Metadata::len)
            }
            _ => 0,
        },
        modified: metadata.as_ref().and_then(modified_millis),
        kind,
    }
}

/// Whether a link leads to nothing, or back to itself.
fn leads_nowhere(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return true;
    }
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn relative_path(input: &Path, path: &Path) -> Arc<str> {
    let parts = path.strip_prefix(input).unwrap_or(path).components();
    let parts = parts.map(|part| visible(&part.as_os_str().to_string_lossy()).into_owned());
    parts.collect::<Vec<_>>().join("/").into()
}

fn modified_millis(metadata: &Metadata) -> Option<i64> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}

/// The last part of a path, composed and in lower case.
fn plain_name(relative: &str) -> String {
    let name = relative.rsplit('/').next().unwrap_or(relative);
    composed(name).to_lowercase()
}

/// Whether a file is none of a person's by its name: lock files, thumbnails, folder settings.
pub(crate) fn is_system_name(relative: &str) -> bool {
    let name = plain_name(relative);
    let is_left_behind = ["~$", ".~lock.", "._", OWN_PREFIX]
        .iter()
        .any(|beginning| name.starts_with(beginning));
    // `.gitkeep`, `.nomedia`; a workbook that is called by its kind alone is still one.
    let is_hidden_mark = name.strip_prefix('.').is_some_and(|rest| {
        !rest.contains('.') && !matches!(rest, "xlsx" | "xlsm" | "xlsb" | "xls" | "ods")
    });
    is_left_behind || is_hidden_mark || matches!(name.as_str(), "thumbs.db" | "desktop.ini")
}

/// The part of a file's name behind its last dot, in lower case; empty where there is none.
pub fn extension(relative: &str) -> String {
    Path::new(relative)
        .extension()
        .and_then(OsStr::to_str)
        .unwrap_or_default()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            std::fs::write(path, b"12345").expect("a file");
        }
        folder
    }

    #[test]
    fn files_come_in_the_order_of_their_composed_names() {
        let decomposed = "Cu\u{323}m/a.xlsx";
        let folder = folder(&["b.xlsx", "2023/z.xls", decomposed, "2023/~$z.xls", "a.xlsx"]);
        let found = discover(folder.path()).expect("a listing");
        let listed: Vec<_> = found.files.iter().map(|file| &*file.relative).collect();
        assert_eq!(
            listed,
            ["2023/z.xls", "2023/~$z.xls", decomposed, "a.xlsx", "b.xlsx"]
        );
        assert!(found.files.iter().all(|file| file.bytes == 5));
        assert!(found.files.iter().all(|file| file.modified.is_some()));
    }

    #[test]
    fn the_office_s_own_workbooks_stand_apart_in_the_root_only() {
        let folder = folder(&[
            "Danh-Muc.XLSX",
            "dinh-chinh.xlsx",
            "Thiet-lap.toml",
            "Mau.pptx",
            "2023/danh-muc.xlsx",
            "2023/thiet-lap.toml",
        ]);
        let found = discover(folder.path()).expect("a listing");
        assert_eq!(
            &*found.register.expect("a register").relative,
            "Danh-Muc.XLSX"
        );
        assert_eq!(
            &*found.corrections.expect("corrections").relative,
            "dinh-chinh.xlsx"
        );
        assert_eq!(
            &*found.settings.expect("settings").relative,
            "Thiet-lap.toml"
        );
        assert_eq!(
            &*found.slide_template.expect("a template").relative,
            "Mau.pptx"
        );
        assert_eq!(found.files.len(), 2);
        assert_eq!(found.files[0].kind, SourceKind::Ordinary);
    }

    #[test]
    fn system_files_are_known_by_name() {
        for name in [
            "~$bao cao.xlsx",
            ".~lock.bao cao.ods#",
            "Thumbs.db",
            "THUMBS.DB",
            ".DS_Store",
            ".gitkeep",
            "desktop.ini",
            "._a.xlsx",
            ".tonghop-x1Y2z3",
        ] {
            assert!(is_system_name(&format!("2023/{name}")), "{name}");
        }
        for name in ["a~$.xlsx", "thumbs.xlsx", ".a.xlsx", ".xlsx"] {
            assert!(!is_system_name(name), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_and_odd_things_neither_block_nor_loop() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["2023/a.xlsx", "thu muc.xlsx/b.xlsx"]);
        let root = folder.path();
        symlink(root, root.join("2023/vong")).expect("a link");
        symlink(root.join("2023/a.xlsx"), root.join("link.xlsx")).expect("a link");
        symlink(root.join("none"), root.join("mat.xlsx")).expect("a link");
        let socket = std::os::unix::net::UnixListener::bind(root.join("o.xlsx"));
        let found = discover(root).expect("a listing");
        drop(socket);
        let listed: Vec<_> = found
            .files
            .iter()
            .map(|file| (&*file.relative, file.kind))
            .collect();
        assert_eq!(
            listed,
            [
                ("2023/a.xlsx", SourceKind::Ordinary),
                ("2023/vong", SourceKind::LinkedFolder),
                ("link.xlsx", SourceKind::Ordinary),
                ("mat.xlsx", SourceKind::Unopenable),
                ("o.xlsx", SourceKind::Unopenable),
                ("thu muc.xlsx/b.xlsx", SourceKind::Ordinary),
            ]
        );
    }

    #[test]
    fn what_reads_the_same_is_told_apart() {
        let names = [
            "Cu\u{323}m/a.xlsx",
            "C\u{1ee5}m/a.xlsx",
            "C\u{1ee5}m/a [2].xlsx",
            "C\u{1ee5}m.1/b",
            "Cu\u{323}m.1/b",
        ];
        let found = discover(folder(&names).path()).expect("a listing");
        let read: Vec<_> = found
            .files
            .iter()
            .map(|file| composed(&file.relative).into_owned())
            .collect();
        let expected = [
            "Cụm.1/b",
            "Cụm.1/b [2]",
            "Cụm/a [2].xlsx",
            "Cụm/a [3].xlsx",
            "Cụm/a.xlsx",
        ];
        assert_eq!(read, expected.map(composed));
        for file in &found.files {
            assert_eq!(file.bytes, 5, "{file:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_does_not_show_in_a_name_is_written_out() {
        let folder = folder(&["2023/\u{1b}[2J\na.xlsx", "2023/‹U+001B›[2J‹U+000A›a.xlsx"]);
        let found = discover(folder.path()).expect("a listing");
        let read: Vec<_> = found.files.iter().map(|file| &*file.relative).collect();
        let expected = [
            "2023/‹U+001B›[2J‹U+000A›a [2].xlsx",
            "2023/‹U+001B›[2J‹U+000A›a.xlsx",
        ];
        assert_eq!(read, expected);
        assert!(found.files.iter().all(|file| file.path.is_file()));
    }

    #[cfg(unix)]
    #[test]
    fn an_own_file_that_is_no_file_is_no_submission() {
        let folder = folder(&["2023/a.xlsx"]);
        std::os::unix::fs::symlink("none", folder.path().join("danh-muc.xlsx")).expect("a link");
        let found = discover(folder.path()).expect("a listing");
        assert_eq!(found.files.len(), 1);
        assert_eq!(
            found.register.expect("it is the register").kind,
            SourceKind::Unopenable
        );
    }

    #[test]
    fn a_missing_folder_is_an_error() {
        assert!(discover(Path::new("/no/such/folder")).is_err());
    }

    #[test]
    fn extensions_are_in_lower_case() {
        assert_eq!(extension("a.b/C.XLSX"), "xlsx");
        assert_eq!(extension("a.b/c"), "");
    }
}
