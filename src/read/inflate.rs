//! A part of an archive, inflated. One state serves for all parts that a thread reads: to set one up costs more than a small part
//! does.

use super::ReadError;
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::cell::RefCell;
use zip::CompressionMethod;

/// How much is set aside on the word of the package alone.
const TRUSTED_SIZE: u64 = 1 << 20;
/// Room behind the content: with so much left a step is taken the fast way.
const SLACK: usize = 320;

/// What is wrong with a part that holds more than it declares.
const LARGER_THAN_DECLARED: &str = "File is larger than its declared uncompressed size";

thread_local! {
    static STATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// A part as it stands in an archive.
pub(super) struct Entry<'b> {
    pub(super) packed: &'b [u8],
    pub(super) compression: CompressionMethod,
    /// What it declares to hold.
    pub(super) size: u64,
    pub(super) checksum: u32,
}

impl Entry<'_> {
    /// What it holds, sound.
    pub(super) fn inflated(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let content = match self.compression {
            CompressionMethod::Stored if self.packed.len() as u64 > self.size => {
                Err(LARGER_THAN_DECLARED)
            }
            CompressionMethod::Stored => Ok(self.packed.to_vec()),
            CompressionMethod::Deflated => inflate(self.packed, self.size),
            other => return Err(ReadError::damaged(format!("{name}: {other}"))),
        };
        match content {
            Ok(content) if crc32(&content) == self.checksum => Ok(content),
            Ok(_) => Err(ReadError::damaged(format!("{name}: Invalid checksum"))),
            Err(what) => Err(ReadError::damaged(format!("{name}: {what}"))),
        }
    }
}

/// Inflates a stream that may hold so many bytes at most; what is wrong with it, where that cannot be.
fn inflate(stream: &[u8], size: u64) -> Result<Vec<u8>, &'static str> {
    STATE.with_borrow_mut(|state| inflate_with(state, stream, size))
}

fn inflate_with(state: &mut Decompress, stream: &[u8], size: u64) -> Result<Vec<u8>, &'static str> {
    state.reset(false);
    let mut content = Vec::with_capacity(size.min(TRUSTED_SIZE) as usize + SLACK);
    loop {
        let rest = &stream[state.total_in() as usize..];
        let status = state
            .decompress_vec(rest, &mut content, FlushDecompress::Finish)
            .map_err(|_| "corrupt deflate stream")?;
        if content.len() as u64 > size {
            return Err(LARGER_THAN_DECLARED);
        }
        if status == Status::StreamEnd {
            return Ok(content);
        }
        if content.len() < content.capacity() {
            return Err("incomplete deflate stream");
        }
        content.reserve(content.len());
    }
}

/// The checksum of a part.
pub(super) fn crc32(content: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(content);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;

    fn deflated(content: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).expect("written");
        encoder.finish().expect("a stream")
    }

    #[test]
    fn streams_are_inflated_one_after_another_up_to_what_they_declare() {
        let large: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
        for content in [b"".as_slice(), b"a", &[b'1'; 400], &large] {
            let stream = deflated(content);
            let size = content.len() as u64;
            assert!(inflate(&stream, size).as_deref() == Ok(content), "{size}");
            assert!(
                inflate(&stream, size + 1).as_deref() == Ok(content),
                "{size}"
            );
            if size > 0 {
                let larger = inflate(&stream, size - 1);
                assert!(larger == Err(LARGER_THAN_DECLARED), "{size}");
            }
            for end in stream.len().saturating_sub(9)..stream.len() {
                let cut = inflate(&stream[..end], size);
                assert!(
                    cut == Err("incomplete deflate stream"),
                    "{size} up to {end}"
                );
            }
            // What follows the stream is none of it.
            let longer = [&*stream, b"PK"].concat();
            assert!(inflate(&longer, size).as_deref() == Ok(content), "{size}");
            assert!(inflate(b"\xff\xff", size).is_err());
        }
    }

    #[test]
    fn the_checksum_is_that_of_zip_archives() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
