//! The names of the parts of a package: how one is found, and that each is its own. Of two parts of one name every reader takes the one it likes.

use super::ReadError;
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use zip::ZipArchive;

/// What an entry of a package's directory begins with, and how long it is before its name.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;

/// As many names as usual: so few are compared each with each.
const FEW: usize = 40;

/// Where a part is. Some writers mind neither capitals nor the direction of slashes; office programs find it all the same.
pub(super) fn index_of<R: Read + Seek>(archive: &ZipArchive<R>, name: &str) -> Option<usize> {
    archive.index_for_name(name).or_else(|| {
        archive
            .file_names_raw()
            .position(|other| is_same(other, name.as_bytes()))
    })
}

/// Refuses a package with two parts of one name, capitals apart.
pub(super) fn check_names<R: Read + Seek>(
    bytes: &[u8],
    archive: &ZipArchive<R>,
) -> Result<(), ReadError> {
    let twice = || ReadError::damaged("two parts of one name");
    let names: Vec<&[u8]> = archive.file_names_raw().collect();
    if have_same(&names) {
        return Err(twice());
    }
    // Of two names that are the same to the letter the archive keeps one.
    let directory = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    if entries(bytes.get(directory..).unwrap_or_default()) > archive.len() {
        return Err(twice());
    }
    Ok(())
}

/// Whether two of the names are one.
fn have_same(names: &[&[u8]]) -> bool {
    if names.len() <= FEW {
        let mut rest = names;
        while let Some((name, others)) = rest.split_first() {
            if others.iter().any(|other| is_same(name, other)) {
                return true;
            }
            rest = others;
        }
        return false;
    }
    let plain = |name: &&[u8]| -> Vec<u8> { name.iter().map(plain).collect() };
    let distinct: BTreeSet<Vec<u8>> = names.iter().map(plain).collect();
    distinct.len() < names.len()
}

fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().map(plain).eq(other.iter().map(plain))
}

/// A byte of a name without regard to capitals and the direction of slashes.
fn plain(byte: &u8) -> u8 {
    match byte {
        b'\\' => b'/',
        other => other.to_ascii_lowercase(),
    }
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
