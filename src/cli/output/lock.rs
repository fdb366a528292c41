//! One run at a time for an output folder.

use anyhow::{Context, Result, bail};
use same_file::Handle;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Held by the run that is at work. The system lets go of it when the program ends, however it ends.
const NAME: &str = ".tonghop-khoa";
/// A run that has just ended or been killed may still be there for an instant, in a reading process that it was starting.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

/// The right to write into an output folder; given back when dropped.
pub(super) struct Lock {
    file: Option<File>,
    place: PathBuf,
}

impl Lock {
    /// Takes the right to write into a folder, and waits a second for it at most. Where the file system knows no locks
    /// the run goes on without one.
    ///
    /// # Errors
    /// Where another run has it, or nothing can be written there.
    pub(super) fn take(output: &Path) -> Result<Self> {
        let place = output.join(NAME);
        for _ in 0..TRIES {
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&place)
                .with_context(|| format!("không ghi được vào thư mục {}", output.display()))?;
            match file.try_lock() {
                // The run that had it before may have removed the file between our opening and our locking it.
                Ok(()) if is_at(&file, &place) => {
                    let file = Some(file);
                    return Ok(Self { file, place });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(_)) => return Ok(Self { file: None, place }),
            }
        }
        bail!(
            "một lần chạy khác của tonghop đang ghi vào thư mục {}; chờ lần đó xong rồi chạy lại, hoặc chọn thư mục khác bằng --output",
            output.display()
        )
    }

    /// Removes what tells of the lock, for a process that ends with it.
    #[expect(clippy::disallowed_methods, reason = "a lock leaves nothing behind")]
    pub(super) fn clear(output: &Path) {
        let _left_behind = fs::remove_file(output.join(NAME));
    }

    /// Whether the file system gave a lock.
    pub(super) fn is_held(&self) -> bool {
        self.file.is_some()
    }
}

impl Drop for Lock {
    #[expect(clippy::disallowed_methods, reason = "a lock leaves nothing behind")]
    fn drop(&mut self) {
        // The next run makes it anew; one that has opened it already sees that it is gone.
        let _left_behind = fs::remove_file(&self.place);
    }
}

fn is_at(file: &File, place: &Path) -> bool {
    let held = file.try_clone().and_then(Handle::from_file);
    match (held, Handle::from_path(place)) {
        (Ok(held), Ok(there)) => held == there,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_it_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lock::take(folder.path()).expect("it is free");
        assert!(first.is_held());
        let error = Lock::take(folder.path()).err().expect("it is taken");
        assert!(error.to_string().contains("một lần chạy khác"), "{error}");
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).expect("a listing").count(), 0);
        fs::write(folder.path().join(NAME), "").expect("left by a run that was killed");
        Lock::take(folder.path()).expect("it is free again");
    }

    #[test]
    fn a_lock_on_a_file_that_is_gone_does_not_count() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join(NAME);
        let held = File::create(&place).expect("a file");
        assert!(is_at(&held, &place));
        fs::remove_file(&place).expect("removed");
        assert!(!is_at(&held, &place));
        File::create(&place).expect("another file");
        assert!(!is_at(&held, &place));
    }
}
