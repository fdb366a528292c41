//! A zip package (`xlsx`, `xlsb`, `ods`) under bounds: what it declares is checked before anything is inflated, and what
//! is inflated is checked against its checksum.

use super::ReadError;
use super::limits::Limits;
use super::package_names::{check_names, index_of};
use std::io::{Cursor, Read};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// How much is set aside for a part on the word of the package alone.
const TRUSTED_SIZE: u64 = 1 << 20;

/// An opened package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    max_part_bytes: u64,
}

impl<'b> Package<'b> {
    /// Opens a package and checks what it declares. The zip reader holds each part to its declared size, so the sum of
    /// these is a true bound.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(error)?;
        if archive.len() > limits.max_parts {
            return Err(ReadError::Oversized {
                what: format!(
                    "gói nén có {} mục, giới hạn {}",
                    archive.len(),
                    limits.max_parts
                ),
            });
        }
        check_names(bytes, &archive)?;
        let bound = limits.max_part_bytes.min(limits.max_package_bytes);
        // Mostly the index alone shows that all is well; looking each part up costs as much as opening the package.
        if !matches!(archive.decompressed_size(), Some(size) if size <= u128::from(bound)) {
            check_sizes(&mut archive, limits)?;
        }
        Ok(Self {
            archive,
            max_part_bytes: limits.max_part_bytes,
        })
    }

    /// A part, inflated and sound; `None` where the package has none of that name. Names are compared as office
    /// programs do, without regard to capitals.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let mut part = self.archive.by_index(index).map_err(error)?;
        if !matches!(
            part.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            return Err(ReadError::damaged(format!(
                "{name}: {}",
                part.compression()
            )));
        }
        let size = part.size().min(TRUSTED_SIZE);
        let mut content = Vec::with_capacity(size as usize);
        part.by_ref()
            .take(self.max_part_bytes)
            .read_to_end(&mut content)
            .map_err(|cause| ReadError::damaged(format!("{name}: {cause}")))?;
        Ok(Some(content))
    }

    fn index(&self, name: &str) -> Option<usize> {
        index_of(&self.archive, name.trim_start_matches('/'))
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

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
            })
        })
    }
}
