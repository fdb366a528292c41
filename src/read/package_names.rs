//! The names of the parts of a package, each its own: of two parts of one name every reader takes the one it likes.

use super::ReadError;
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use zip::ZipArchive;

/// What an entry of a package's directory begins with, and how long it is before its name.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;

/// Refuses a package with two parts of one name, capitals apart.
pub(super) fn check_names<R: Read + Seek>(
    bytes: &[u8],
    archive: &ZipArchive<R>,
) -> Result<(), ReadError> {
    let twice = || ReadError::damaged("two parts of one name");
    let mut seen = BTreeSet::new();
    for name in archive.file_names().flatten() {
        if !seen.insert(name.replace('\\', "/").to_ascii_lowercase()) {
            return Err(twice());
        }
    }
    // Of two names that are the same to the letter the archive keeps one.
    let directory = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    if entries(bytes.get(directory..).unwrap_or_default()) > archive.len() {
        return Err(twice());
    }
    Ok(())
}

/// How many entries a directory has.
fn entries(mut directory: &[u8]) -> usize {
    let mut entries = 0;
    while directory.starts_with(ENTRY) && directory.len() >= ENTRY_LENGTH {
        entries += 1;
        let length =
            |at: usize| usize::from(u16::from_le_bytes([directory[at], directory[at + 1]]));
        let end = ENTRY_LENGTH + length(28) + length(30) + length(32);
        directory = directory.get(end..).unwrap_or_default();
    }
    entries
}
