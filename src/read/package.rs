//! A zip package (`xlsx`, `xlsb`, `ods`) under bounds: what it declares is checked before anything is inflated, and what
//! is inflated is checked against its checksum.

use super::ReadError;
use super::inflate::Entry;
use super::known::Known;
use super::limits::Limits;
use super::package_names::{check_names, index_of};
use std::cell::RefCell;
use std::io::Cursor;
use std::rc::Rc;
use std::thread::LocalKey;
use zip::ZipArchive;
use zip::result::ZipError;

/// An opened zip archive, of which nothing is known yet but its index.
pub(super) struct Archive<'b> {
    /// The whole file.
    pub(super) bytes: &'b [u8],
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

/// What was made of the parts of a kind, by this thread.
pub(super) type KnownHere<T> = LocalKey<RefCell<Known<T>>>;

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        Ok(Self {
            bytes,
            zip: ZipArchive::new(Cursor::new(bytes)).map_err(error)?,
        })
    }

    /// Whether there is a part. Names are compared as office programs do, without regard to capitals.
    pub(super) fn has(&self, name: &str) -> bool {
        index_of(&self.zip, name).is_some()
    }

    /// A part that declares to be no larger than so many bytes, inflated and sound.
    pub(super) fn small_part(&mut self, name: &str, max_bytes: u64) -> Option<Vec<u8>> {
        let entry = self.small_entry(name, max_bytes)?;
        entry.inflated(name).ok()
    }

    /// What `make` makes of such a part, or has made of the same one before.
    pub(super) fn small_made<T>(
        &mut self,
        name: &str,
        max_bytes: u64,
        known: &'static KnownHere<T>,
        make: impl FnOnce(&[u8]) -> T,
    ) -> Option<Rc<T>> {
        let entry = self.small_entry(name, max_bytes)?;
        made(name, &entry, known, |part| Ok(make(part))).ok()
    }

    fn small_entry(&mut self, name: &str, max_bytes: u64) -> Option<Entry<'b>> {
        let index = index_of(&self.zip, name)?;
        let entry = self.entry(index).ok()?;
        (entry.size <= max_bytes).then_some(entry)
    }

    fn entry(&mut self, index: usize) -> Result<Entry<'b>, ReadError> {
        let part = self.zip.by_index_raw(index).map_err(error)?;
        if part.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let start = part.data_start().and_then(|start| start.try_into().ok());
        let rest = start.and_then(|start: usize| self.bytes.get(start..));
        let rest = rest.unwrap_or_default();
        let length = usize::try_from(part.compressed_size()).unwrap_or(usize::MAX);
        Ok(Entry {
            packed: &rest[..rest.len().min(length)],
            compression: part.compression(),
            size: part.size(),
            checksum: part.crc32(),
        })
    }
}

/// What `make` makes of a part, or has made of the same one before.
fn made<T>(
    name: &str,
    entry: &Entry<'_>,
    known: &'static KnownHere<T>,
    make: impl FnOnce(&[u8]) -> Result<T, ReadError>,
) -> Result<Rc<T>, ReadError> {
    if let Some(made) = known.with_borrow(|known| known.find(name, entry)) {
        return Ok(made);
    }
    let made = Rc::new(make(&entry.inflated(name)?)?);
    known.with_borrow_mut(|known| known.keep(name, entry, &made));
    Ok(made)
}

/// An opened package.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
}

impl<'b> Package<'b> {
    /// Checks what a package declares. Each part is held to its declared size, so the sum of these is a true bound.
    pub(super) fn new(mut archive: Archive<'b>, limits: &Limits) -> Result<Self, ReadError> {
        let zip = &mut archive.zip;
        if zip.len() > limits.max_parts {
            return Err(ReadError::Oversized {
                what: format!(
                    "gói nén có {} mục, giới hạn {}",
                    zip.len(),
                    limits.max_parts
                ),
            });
        }
        check_names(archive.bytes, zip)?;
        let bound = limits.max_part_bytes.min(limits.max_package_bytes);
        // Mostly the index alone shows that all is well; looking each part up costs as much as opening the package.
        if !matches!(zip.decompressed_size(), Some(size) if size <= u128::from(bound)) {
            check_sizes(zip, limits)?;
        }
        Ok(Self { archive })
    }

    /// The same of one that is not opened yet.
    #[cfg(test)]
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        Self::new(Archive::open(bytes)?, limits)
    }

    /// A part, inflated and sound; `None` where the package has none of that name. Names are compared as office
    /// programs do, without regard to capitals.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let entry = self.entry(name)?;
        entry.map(|entry| entry.inflated(name)).transpose()
    }

    /// What `make` makes of a part, or has made of the same one of another package before.
    pub(super) fn made<T>(
        &mut self,
        name: &str,
        known: &'static KnownHere<T>,
        make: impl FnOnce(&[u8]) -> Result<T, ReadError>,
    ) -> Result<Option<Rc<T>>, ReadError> {
        let entry = self.entry(name)?;
        let made = entry.map(|entry| made(name, &entry, known, make));
        made.transpose()
    }

    fn entry(&mut self, name: &str) -> Result<Option<Entry<'b>>, ReadError> {
        let index = index_of(&self.archive.zip, name.trim_start_matches('/'));
        index.map(|index| self.archive.entry(index)).transpose()
    }
}

/// Refuses what declares to be larger than the limits, part by part and in all.
fn check_sizes(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<(), ReadError> {
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(error)?;
        declared = declared.saturating_add(part.size());
        if part.size() > limits.max_part_bytes || declared > limits.max_package_bytes {
            return Err(ReadError::Oversized {
                what: format!(
                    "giải nén ra hơn {} MB",
                    limits.max_part_bytes.min(limits.max_package_bytes) >> 20
                ),
            });
        }
    }
    Ok(())
}

fn error(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::package;
    use crate::read::inflate::crc32;
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    #[test]
    fn parts_are_found_and_checked() {
        let bytes = package(&[("xl/Workbook.xml", "a long enough part")]);
        let limits = Limits::built_in();
        let mut sound = Package::open(&bytes, limits).expect("a package");
        let part = sound.part("/xl/workbook.xml").expect("sound");
        assert_eq!(part.as_deref(), Some("a long enough part".as_bytes()));
        assert_eq!(sound.part("xl/other.xml"), Ok(None));

        let checksum = crc32(b"a long enough part").to_le_bytes();
        let mut damaged = bytes.clone();
        for place in 0..damaged.len() - 4 {
            if damaged[place..place + 4] == checksum {
                damaged[place] ^= 1;
            }
        }
        let mut damaged = Package::open(&damaged, limits).expect("a package");
        let part = damaged.part("xl/Workbook.xml");
        assert!(matches!(part, Err(ReadError::Damaged { .. })), "{part:?}");
    }

    #[test]
    fn no_part_holds_more_than_it_declares() {
        let content = "1".repeat(500);
        let mut stored = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        stored.start_file("a", plain).expect("a part");
        stored.write_all(content.as_bytes()).expect("written");
        for bytes in [
            package(&[("a", &content)]),
            stored.finish().expect("a package").into_inner(),
        ] {
            let entry = (0..bytes.len()).rfind(|&at| bytes[at..].starts_with(b"PK\x01\x02"));
            // The size stands in the last of the twelve bytes behind the checksum.
            let size = entry.expect("an entry") + 24;
            for (declared, is_sound) in [(500_u32, true), (499, false)] {
                let mut bytes = bytes.clone();
                bytes[size..size + 4].copy_from_slice(&declared.to_le_bytes());
                let mut opened = Package::open(&bytes, Limits::built_in()).expect("a package");
                assert_eq!(opened.part("a").is_ok(), is_sound, "{declared}");
            }
        }
    }

    #[test]
    fn a_small_part_is_found_without_its_package() {
        let bytes = package(&[("b", "second")]);
        let mut archive = Archive::open(&bytes).expect("a package");
        assert_eq!(
            archive.small_part("b", 6).as_deref(),
            Some(b"second".as_slice())
        );
        assert_eq!(archive.small_part("b", 5), None);
    }

    thread_local! {
        static LENGTHS: RefCell<Known<usize>> = const { RefCell::new(Known::new()) };
    }

    /// What is made of a part, and whether it had to be made.
    fn length(bytes: &[u8], name: &str) -> Result<(usize, bool), ReadError> {
        let mut package = Package::open(bytes, Limits::built_in())?;
        let mut is_made = false;
        let made = package.made(name, &LENGTHS, |part| {
            is_made = true;
            Ok(part.len())
        })?;
        Ok((*made.expect("a part"), is_made))
    }

    #[test]
    fn what_was_made_of_a_part_serves_the_very_same_part_alone() {
        let first = package(&[("a", "12345"), ("b", "12345")]);
        let second = package(&[("c", ""), ("a", "12345")]);
        let other = package(&[("a", "12346")]);
        assert_eq!(length(&first, "a"), Ok((5, true)));
        assert_eq!(length(&second, "a"), Ok((5, false)));
        assert_eq!(length(&first, "b"), Ok((5, true)), "another name");
        assert_eq!(length(&other, "a"), Ok((5, true)), "another content");

        // The same bytes under another checksum are damaged, whatever was made of them before.
        let checksum = crc32(b"12345").to_le_bytes();
        let mut damaged = second;
        for place in 0..damaged.len() - 4 {
            if damaged[place..place + 4] == checksum {
                damaged[place] ^= 1;
            }
        }
        assert!(matches!(
            length(&damaged, "a"),
            Err(ReadError::Damaged { .. })
        ));
    }

    #[test]
    fn the_oldest_makes_room_and_large_parts_are_not_kept() {
        for number in 0..100 {
            let bytes = package(&[("n", &format!("{number}"))]);
            assert!(length(&bytes, "n").expect("sound").1);
        }
        let is_made = |number: usize| {
            let bytes = package(&[("n", &format!("{number}"))]);
            length(&bytes, "n").expect("sound").1
        };
        assert!(!is_made(99) && is_made(0));
        let large = package(&[("l", &"1".repeat(70_000))]);
        assert_eq!(length(&large, "l"), Ok((70_000, true)));
        assert_eq!(length(&large, "l"), Ok((70_000, true)));
    }

    #[test]
    fn of_two_parts_of_one_name_neither_is_taken() {
        for (one, other, is_sound, more) in [
            ("xl/a.xml", "xl/b.xml", true),
            ("xl/a.xml", "xl/A.xml", false),
            ("xl/a.xml", "xl\\a.xml", false),
            ("xl/a.xml", "xl/a.xml", false),
        ]
        .into_iter()
        .flat_map(|(one, other, is_sound)| [0, 50].map(|more| (one, other, is_sound, more)))
        {
            // The writer refuses a name that is there already.
            let others: Vec<String> = (0..more).map(|number| format!("{number}")).collect();
            let mut parts: Vec<(&str, &str)> = others.iter().map(|name| (&**name, "")).collect();
            parts.extend([(one, "1"), ("xl/~.xml", "2")]);
            let mut bytes = package(&parts);
            for place in 0..bytes.len() - 8 {
                if bytes[place..].starts_with(b"xl/~.xml") {
                    bytes[place..place + 8].copy_from_slice(other.as_bytes());
                }
            }
            let opened = Package::open(&bytes, Limits::built_in());
            assert_eq!(opened.is_ok(), is_sound, "{one} {other} {more}");
        }
    }

    #[test]
    fn what_a_package_declares_is_bounded() {
        let bytes = package(&[("a", "12345"), ("b", "12345")]);
        for limits in [
            Limits {
                max_parts: 1,
                ..Limits::built_in().clone()
            },
            Limits {
                max_part_bytes: 4,
                ..Limits::built_in().clone()
            },
            Limits {
                max_package_bytes: 9,
                ..Limits::built_in().clone()
            },
        ] {
            let opened = Package::open(&bytes, &limits).map(|_| ());
            assert!(
                matches!(opened, Err(ReadError::Oversized { .. })),
                "{limits:?}"
            );
        }
    }
}
