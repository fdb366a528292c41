//! Files that waited, copied into the input folder to where a person has said that they belong.

use super::{Row, entry_like};
use crate::discover::OWN_PREFIX;
use std::fs::{self, File, FileTimes};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::Builder;

/// More files of one name are none that a person handed in.
const MOST_NUMBERS: usize = 1000;

/// Where a file goes, below the input folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::screen) struct Place {
    /// The folders, from the outermost.
    pub(in crate::screen) folders: Vec<String>,
    /// Whether it may go there under another name.
    pub(in crate::screen) may_be_renamed: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::screen) enum Copied {
    /// It stands there; whether under another name, since its own was taken.
    To {
        /// As it was handed in.
        way: String,
        /// Below the input folder.
        place: String,
        /// Whether its own name was taken.
        is_renamed: bool,
    },
    /// A file of the same bytes stands there already.
    Same {
        /// As it was handed in.
        way: String,
        /// Below the input folder.
        place: String,
    },
    /// It was not wanted.
    LeftOut {
        /// As it was handed in.
        way: String,
    },
    /// It could not be copied.
    Failed {
        /// As it was handed in.
        way: String,
    },
}

/// Copies a file; nothing is overwritten, and what is half copied is not there.
pub(in crate::screen) fn copied(row: &Row, input: &Path, place: &Place) -> Copied {
    let way = row.way.clone();
    match copy(row, input, place) {
        Ok(Some((there, is_renamed, is_same))) => {
            let place = below(input, &there);
            match is_same {
                true => Copied::Same { way, place },
                false => Copied::To {
                    way,
                    place,
                    is_renamed,
                },
            }
        }
        Ok(None) => Copied::LeftOut { way },
        Err(_) => Copied::Failed { way },
    }
}

/// Where the file stands now, whether under another name, and whether it stood there before.
fn copy(row: &Row, input: &Path, place: &Place) -> io::Result<Option<(PathBuf, bool, bool)>> {
    let bytes = fs::read(&row.place)?;
    let changed = fs::metadata(&row.place)?.modified()?;
    // A folder that reads the same is the same.
    let folder = place.folders.iter().fold(input.to_path_buf(), |at, part| {
        let part = entry_like(&at, part).unwrap_or_else(|| part.clone());
        at.join(part)
    });
    fs::create_dir_all(&folder)?;
    for number in 1..MOST_NUMBERS {
        let name = numbered(&row.name, number);
        if let Some(taken) = entry_like(&folder, &name) {
            let there = folder.join(taken);
            if fs::read(&there).is_ok_and(|it| it == bytes) {
                return Ok(Some((there, number > 1, true)));
            }
            match place.may_be_renamed {
                true => continue,
                false => return Ok(None),
            }
        }
        let there = folder.join(&name);
        match put(&there, &bytes, FileTimes::new().set_modified(changed)) {
            Ok(()) => return Ok(Some((there, number > 1, false))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Puts a file where none is, whole or not at all.
fn put(place: &Path, bytes: &[u8], times: FileTimes) -> io::Result<()> {
    let mut builder = Builder::new();
    builder.prefix(OWN_PREFIX);
    // It becomes a file like any other, to be read by all who may.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = builder.tempfile_in(folder)?;
    io::Write::write_all(&mut file, bytes)?;
    let open: &File = file.as_file();
    open.set_times(times)?;
    open.sync_all()?;
    file.persist_noclobber(place)
        .map(drop)
        .map_err(|error| error.error)
}

fn numbered(name: &str, number: usize) -> String {
    match (number, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) if !stem.is_empty() => format!("{stem} ({number}).{ending}"),
        _ => format!("{name} ({number})"),
    }
}

fn below(input: &Path, place: &Path) -> String {
    let inside = place.strip_prefix(input).unwrap_or(place);
    let parts = inside.components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
