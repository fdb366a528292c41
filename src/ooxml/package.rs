//! A package and what of it is to be changed.

use super::PackageError;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Half the work of the usual level for files a fifth larger.
const QUICK: i64 = 2;
/// Larger parts are not changed in memory.
const LARGEST_PART: u64 = 64 << 20;

/// A package and what of it is to be changed.
pub(crate) struct Package<'b> {
    /// What it is made of; `None` for one that is made anew.
    zip: Option<ZipArchive<Cursor<&'b [u8]>>>,
    /// The names of its parts, in their order.
    names: Vec<String>,
    /// Parts that are written anew, by name.
    changed: BTreeMap<String, Vec<u8>>,
    /// Parts that are new, in the order in which they came.
    added: Vec<String>,
    /// Parts that are taken out.
    removed: BTreeSet<String>,
    /// What of the list of types is known: kind and name of each; `None` where it has to be read again.
    pub(super) declared: Option<BTreeSet<(String, String)>>,
    /// The number that was free last, by the beginning of a name.
    numbers: BTreeMap<String, usize>,
}

fn unsound(_: impl std::error::Error) -> PackageError {
    PackageError::Unsound("zip")
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(unsound)?;
        let names = zip.file_names().map(|name| Ok(name?.into_owned()));
        let names = names.collect::<Result<_, zip::result::ZipError>>();
        Ok(Self {
            names: names.map_err(unsound)?,
            zip: Some(zip),
            changed: BTreeMap::new(),
            added: Vec::new(),
            removed: BTreeSet::new(),
            declared: None,
            numbers: BTreeMap::new(),
        })
    }

    /// A package without any part but the list of what its parts are.
    pub(crate) fn create() -> Self {
        let mut package = Self {
            zip: None,
            names: Vec::new(),
            changed: BTreeMap::new(),
            added: Vec::new(),
            removed: BTreeSet::new(),
            declared: None,
            numbers: BTreeMap::new(),
        };
        package.put(super::content_types::LIST, super::content_types::empty());
        package
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let left = self
            .names
            .iter()
            .filter(|name| !self.removed.contains(*name));
        left.chain(&self.added).map(String::as_str)
    }

    /// A part's name as the package writes it: office programs mind neither capitals nor the direction of slashes.
    pub(crate) fn name_of(&self, part: &str) -> Option<String> {
        if self.changed.contains_key(part) {
            return Some(part.to_owned());
        }
        let mut names = self.names();
        let found = names.find(|name| is_same(name, part));
        found.map(str::to_owned)
    }

    /// The text of a part as it is to be; `None` where there is no such part. A mark of the order of bytes is no part of it.
    pub(crate) fn text(&mut self, part: &str) -> Result<Option<String>, PackageError> {
        let Some(name) = self.name_of(part) else {
            return Ok(None);
        };
        let bytes = match self.changed.get(&name) {
            Some(bytes) => bytes.clone(),
            None => self.read(&name)?,
        };
        let text = String::from_utf8(bytes).map_err(|_| PackageError::Encoding)?;
        Ok(Some(match text.strip_prefix('\u{feff}') {
            Some(text) => text.to_owned(),
            None => text,
        }))
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let zip = PackageError::missing(self.zip.as_mut(), "a part")?;
        let part = zip.by_name(name).map_err(unsound)?;
        let mut bytes = Vec::new();
        part.take(LARGEST_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(unsound)?;
        match bytes.len() as u64 > LARGEST_PART {
            true => Err(PackageError::TooLarge),
            false => Ok(bytes),
        }
    }

    /// Puts a text in the place of a part, or beside the others where there is none of its name.
    pub(crate) fn put(&mut self, part: &str, text: String) {
        self.put_bytes(part, text.into_bytes());
    }

    /// Puts anything in the place of a part, or beside the others where there is none of its name.
    pub(crate) fn put_bytes(&mut self, part: &str, bytes: Vec<u8>) {
        if part == super::content_types::LIST {
            self.declared = None;
        }
        let name = self.name_of(part).unwrap_or_else(|| {
            let name = part.trim_start_matches('/').to_owned();
            self.added.push(name.clone());
            name
        });
        self.changed.insert(name, bytes);
    }

    /// Takes a part out.
    pub(crate) fn remove(&mut self, part: &str) {
        let Some(name) = self.name_of(part) else {
            return;
        };
        self.changed.remove(&name);
        self.added.retain(|it| *it != name);
        if self.names.contains(&name) {
            self.removed.insert(name);
        }
    }

    /// A name for a part that no part has: `begin`, a number, `end`.
    pub(crate) fn free_name(&mut self, begin: &str, end: &str) -> (String, usize) {
        let key = format!("{begin}{end}");
        let mut number = self.numbers.get(&key).map_or(1, |last| last + 1);
        loop {
            let name = format!("{begin}{number}{end}");
            if self.name_of(&name).is_none() {
                self.numbers.insert(key, number);
                return (name, number);
            }
            number += 1;
        }
    }

    /// The package with its changes: what is not changed as it stood, in the order in which it stood.
    pub(crate) fn finish(self) -> Result<Vec<u8>, PackageError> {
        self.finish_at(None)
    }

    /// The same with half the work of packing, for what is large.
    pub(crate) fn finish_quickly(self) -> Result<Vec<u8>, PackageError> {
        self.finish_at(Some(QUICK))
    }

    fn finish_at(mut self, level: Option<i64>) -> Result<Vec<u8>, PackageError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, name) in self.names.iter().enumerate() {
            if self.removed.contains(name) {
                continue;
            }
            match self.changed.get(name) {
                Some(bytes) => write(&mut writer, (name, level), bytes)?,
                None => {
                    let zip = PackageError::missing(self.zip.as_mut(), "a part")?;
                    let part = zip.by_index_raw(index).map_err(unsound)?;
                    writer.raw_copy_file(part).map_err(unsound)?;
                }
            }
        }
        for name in &self.added {
            let bytes = self.changed.get(name).map_or(&[][..], Vec::as_slice);
            write(&mut writer, (name, level), bytes)?;
        }
        Ok(writer.finish().map_err(unsound)?.into_inner())
    }
}

/// Whether two names are of one part.
fn is_same(name: &str, other: &str) -> bool {
    let plain = |name: &str| name.trim_start_matches('/').len();
    let letters = |name: &str| {
        let bytes = name.trim_start_matches('/').bytes();
        bytes
            .map(|byte| match byte {
                b'\\' => b'/',
                byte => byte.to_ascii_lowercase(),
            })
            .collect::<Vec<_>>()
    };
    plain(name) == plain(other) && letters(name) == letters(other)
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    (name, level): (&str, Option<i64>),
    bytes: &[u8],
) -> Result<(), PackageError> {
    // Without the time of writing and the system: the same package gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(level)
        .system(System::Unix)
        .last_modified_time(DateTime::default());
    writer.start_file(name, options).map_err(unsound)?;
    writer.write_all(bytes).map_err(unsound)
}
