//! A zip package written in memory, its parts stored as they are, for a reader that takes nothing else.

use std::collections::BTreeSet;

const PART: &[u8] = b"PK\x03\x04";
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// What a reader must know to read it: names in UTF-8, nothing compressed, nothing encrypted; and no time, which is the
/// first day of 1980.
const PLAIN: &[u8] = b"\x14\0\0\x08\0\0\0\0\x21\0";
/// From so many parts on the plain form cannot count them.
const MAX_PARTS: u16 = u16::MAX;

/// A package on its way into memory.
#[derive(Default)]
pub(super) struct StoredPackage {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

impl StoredPackage {
    /// Adds a part of a name that no other has. `None` where the package becomes larger than the plain form can tell.
    pub(super) fn add(&mut self, name: &str, content: &[u8], checksum: u32) -> Option<()> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let size = u32::try_from(content.len()).ok()?.to_le_bytes();
        let name_length = u16::try_from(name.len()).ok()?.to_le_bytes();
        self.parts = self
            .parts
            .checked_add(1)
            .filter(|&parts| parts < MAX_PARTS)?;
        let no_extras = [0; 2];
        let head = [
            PLAIN,
            &checksum.to_le_bytes(),
            &size,
            &size,
            &name_length,
            &no_extras,
        ]
        .concat();
        let name = name.as_bytes();
        for written in [PART, &head, name, content] {
            self.bytes.extend_from_slice(written);
        }
        // No comment, the first disk, no attributes.
        let place = [&[0; 10], &start.to_le_bytes()[..]].concat();
        for written in [ENTRY, &PLAIN[..2], &head, &place, name] {
            self.directory.extend_from_slice(written);
        }
        Some(())
    }

    /// The whole; `None` where it is larger than the plain form can tell.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let length = u32::try_from(self.directory.len()).ok()?;
        self.bytes.append(&mut self.directory);
        let parts = self.parts.to_le_bytes();
        let (one_disk, no_comment) = ([0; 4], [0; 2]);
        for written in [
            END,
            &one_disk,
            &parts,
            &parts,
            &length.to_le_bytes(),
            &start.to_le_bytes(),
            &no_comment,
        ] {
            self.bytes.extend_from_slice(written);
        }
        Some(self.bytes)
    }
}

/// What has been looked at of a package, to be read again, up to a size.
pub(super) struct PartsCopy {
    package: StoredPackage,
    /// Which parts, by their place in the directory they come from.
    copied: BTreeSet<usize>,
    max_bytes: usize,
}

impl PartsCopy {
    pub(super) fn new(max_bytes: usize) -> Self {
        Self {
            package: StoredPackage::default(),
            copied: BTreeSet::new(),
            max_bytes,
        }
    }

    /// Adds a part, once. `None` where all of them together are too large.
    pub(super) fn add(
        &mut self,
        index: usize,
        name: &str,
        content: &[u8],
        checksum: u32,
    ) -> Option<()> {
        if !self.copied.insert(index) {
            return Some(());
        }
        let is_small = self.package.bytes.len() + content.len() <= self.max_bytes;
        is_small.then(|| self.package.add(name, content, checksum))?
    }

    pub(super) fn finish(self) -> Option<Vec<u8>> {
        self.package.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::inflate::crc32;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    /// Names and contents as another reader finds them; it holds each against its checksum.
    fn found(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        archive
            .validate_header_consistency()
            .expect("all of one mind");
        let mut found = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("sound");
            found.push((part.name().expect("a name").into_owned(), content));
        }
        found
    }

    #[test]
    fn parts_are_found_as_they_were_put_in() {
        let parts = [
            ("xl\\Workbook.xml", "<workbook/>".to_string()),
            ("xl/trang tính.xml", "Đ".repeat(70_000)),
            ("rỗng", String::new()),
        ];
        let mut package = StoredPackage::default();
        assert_eq!(
            found(&StoredPackage::default().finish().expect("nothing")),
            []
        );
        for (name, content) in &parts {
            let content = content.as_bytes();
            package.add(name, content, crc32(content)).expect("added");
        }
        let expected = parts.map(|(name, content)| (name.to_string(), content.into_bytes()));
        assert_eq!(found(&package.finish().expect("a package")), expected);
    }

    #[test]
    fn a_wrong_checksum_shows() {
        let mut package = StoredPackage::default();
        package.add("a", b"1", crc32(b"2")).expect("added");
        let bytes = package.finish().expect("a package");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let read = std::io::read_to_string(archive.by_index(0).expect("a part"));
        assert!(read.is_err(), "{read:?}");
    }

    #[test]
    fn no_more_parts_are_taken_than_can_be_counted() {
        let mut package = StoredPackage::default();
        let added = (0..).take_while(|number| package.add(&number.to_string(), b"", 0).is_some());
        assert_eq!(added.count(), 65_534);
    }

    #[test]
    fn a_copy_has_each_part_once_and_ends_at_its_bound() {
        let mut copy = PartsCopy::new(100);
        for _ in 0..2 {
            assert_eq!(copy.add(7, "a", &[b'1'; 50], crc32(&[b'1'; 50])), Some(()));
        }
        let bytes = copy.finish().expect("a package");
        assert_eq!(found(&bytes), [("a".to_string(), vec![b'1'; 50])]);
        let mut copy = PartsCopy::new(100);
        assert_eq!(copy.add(0, "a", &[b'1'; 50], 0), Some(()));
        assert_eq!(copy.add(1, "b", &[b'1'; 50], 0), None);
    }
}
