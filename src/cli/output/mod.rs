//! Writing: the earlier outputs stay as they were until the new ones are whole, and then these take their places.

mod disk;
mod lock;
mod staging;

use crate::render::Artifact;
use anyhow::{Context, Result};
use disk::SystemDisk;
use lock::Lock;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) use staging::{Placed, Staging};

/// An output folder in which no other run is at work, and in which no earlier one has left anything half done.
pub(super) struct Output {
    folder: PathBuf,
    lock: Option<Lock>,
    /// Whether this run has made it.
    is_new: bool,
    notes: Vec<String>,
}

impl Output {
    /// Opens the folder, makes it where it is missing, and completes what an interrupted run has left.
    ///
    /// # Errors
    /// Where the folder cannot be written, another run is at work in it, or what was left cannot be completed.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let is_new = !folder.exists();
        fs::create_dir_all(folder)
            .with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
        let lock = Lock::take(folder)?;
        let mut notes = Vec::new();
        if !lock.is_held() {
            notes.push(format!(
                "ổ đĩa của thư mục {} không cho khóa tệp; đừng chạy hai lần cùng lúc vào thư mục này",
                folder.display()
            ));
        }
        notes.extend(staging::recover(&SystemDisk, folder)?);
        Ok(Self {
            folder: folder.to_path_buf(),
            lock: Some(lock),
            is_new,
            notes,
        })
    }

    /// What a person should know of the folder, in Vietnamese.
    pub(super) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Writes artifacts in full beside the earlier outputs, which stay.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(super) fn stage(&self, artifacts: &[Artifact]) -> Result<Staging<'_>> {
        Staging::write(&SystemDisk, &self.folder, artifacts)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.lock = None;
        if self.is_new {
            // A run that has come to nothing leaves no empty folder.
            let _in_use = fs::remove_dir(&self.folder);
        }
    }
}

#[cfg(test)]
mod tests;
