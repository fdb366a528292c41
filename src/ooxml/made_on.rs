//! On which system a package says it was made.

/// Unix, in the way of zip.
const UNIX: u8 = 3;
/// The record at the end of a package without a comment.
const END: (&[u8], usize) = (b"PK\x05\x06", 22);
/// A part's record in the directory, without its name, extra fields and comment.
const PART: (&[u8], usize) = (b"PK\x01\x02", 46);

/// Lets a package say that it was made on Unix. Writers of packages put down the system on which they run; without this
/// the same run gives other bytes on Windows.
pub(crate) fn made_on_unix(mut package: Vec<u8>) -> Vec<u8> {
    let mut next = directory(&package);
    while let Some(at) = next.filter(|&at| begins_with(&package, at, PART)) {
        if let Some(system) = package.get_mut(at + 5) {
            *system = UNIX;
        }
        let parts = [28, 30, 32].map(|field| number(&package, at + field, 2));
        next = parts
            .into_iter()
            .try_fold(at + PART.1, |sum, length| Some(sum + length?));
    }
    package
}

/// Where the directory begins.
fn directory(package: &[u8]) -> Option<usize> {
    let end = package.len().checked_sub(END.1)?;
    number(package, end + 16, 4).filter(|_| begins_with(package, end, END))
}

fn begins_with(package: &[u8], at: usize, (mark, length): (&[u8], usize)) -> bool {
    package
        .get(at..at + length)
        .is_some_and(|record| record.starts_with(mark))
}

/// A number, its lowest byte first.
fn number(package: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let bytes = package.get(at..at + bytes)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | usize::from(byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    fn package(system: System) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().system(system);
        for name in ["[Content_Types].xml", "xl/workbook.xml"] {
            writer.start_file(name, options).expect("begun");
            writer.write_all(b"<a/>").expect("written");
        }
        writer.finish().expect("a package").into_inner()
    }

    #[test]
    fn a_package_made_on_windows_is_the_one_made_elsewhere() {
        let (windows, unix) = (package(System::Dos), package(System::Unix));
        assert_ne!(windows, unix);
        assert_eq!(made_on_unix(windows), unix);
        assert_eq!(made_on_unix(unix.clone()), unix);
    }

    #[test]
    fn what_is_no_package_stays_as_it_is() {
        let whole = package(System::Dos);
        for bytes in [&b""[..], b"PK", &whole[..whole.len() - 1], &[7; 100]] {
            assert_eq!(made_on_unix(bytes.to_vec()), bytes);
        }
    }
}
