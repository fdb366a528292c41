//! Files that were handed in: kept apart until a person has said where each belongs, then copied into the input folder,
//! where nothing is ever overwritten.

mod copy;
mod sort;

pub(super) use copy::{Copied, Place, copied};
pub(super) use sort::{Row, Standing, clusters, rows};

use super::names::parts_of;
use crate::discover::is_system_name;
use std::collections::BTreeSet;
use std::fs::{self, File, FileTimes};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// More files than this no province hands in at once.
const MOST_FILES: usize = 20_000;
/// More bytes than this do not wait at once.
const MOST_BYTES: u64 = 8 << 30;

/// What came of a file that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Handed {
    /// It waits.
    In,
    /// It is none of a person's: a lock file, a thumbnail.
    System,
    /// Its name is none that a file may have.
    BadName,
    /// One of the same name waits already.
    Taken,
    /// Too much waits already.
    TooMany,
    /// It could not be written.
    Failed,
}

/// The files that wait.
#[derive(Default)]
pub(super) struct Incoming {
    /// Goes with all that is in it.
    folder: Option<TempDir>,
    /// Their paths as they were handed in, composed and in lower case.
    ways: BTreeSet<String>,
    bytes: u64,
    /// What they are, once they have been looked at.
    rows: Option<Vec<Row>>,
    /// The folders of clusters that may be chosen.
    clusters: BTreeSet<String>,
    /// Why they could not be looked at.
    failure: Option<String>,
    /// What became of those that waited last.
    copied: Vec<Copied>,
}

impl Incoming {
    /// Takes a file in. When it was last changed belongs to it: versions are told apart by it.
    pub(super) fn take(&mut self, way: &str, changed: Option<u64>, bytes: &[u8]) -> Handed {
        let Some(parts) = parts_of(way) else {
            return Handed::BadName;
        };
        if is_system_name(way) {
            return Handed::System;
        }
        let size = bytes.len() as u64;
        if self.ways.len() >= MOST_FILES || self.bytes + size > MOST_BYTES {
            return Handed::TooMany;
        }
        let key = parts.join("/").to_lowercase();
        if self.ways.contains(&key) {
            return Handed::Taken;
        }
        let written = self.write(&parts, changed, bytes);
        match written {
            Ok(()) => {
                self.ways.insert(key);
                self.bytes += size;
                self.rows = None;
                self.failure = None;
                self.copied.clear();
                Handed::In
            }
            // A file where another's folder belongs.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Handed::Taken,
            Err(error) if error.kind() == ErrorKind::NotADirectory => Handed::Taken,
            Err(_) => Handed::Failed,
        }
    }

    fn write(&mut self, parts: &[String], changed: Option<u64>, bytes: &[u8]) -> io::Result<()> {
        let folder = match &self.folder {
            Some(folder) => folder,
            None => {
                let folder = tempfile::Builder::new().prefix("tonghop-nhan-").tempdir()?;
                self.folder.insert(folder)
            }
        };
        let place = parts
            .iter()
            .fold(folder.path().to_path_buf(), |at, part| at.join(part));
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = File::create_new(&place)?;
        file.write_all(bytes)?;
        let changed = changed.map(|millis| UNIX_EPOCH + Duration::from_millis(millis));
        if let Some(changed) = changed.filter(|time| *time <= SystemTime::now()) {
            file.set_times(FileTimes::new().set_modified(changed))?;
        }
        Ok(())
    }

    /// Where the files wait, as a folder of submissions: the one folder that was handed in whole, where it is one of those.
    pub(super) fn root(&self) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.path();
        let entries: Vec<PathBuf> = fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        match &entries[..] {
            [alone] if alone.is_dir() && sort::holds_own(alone) => Some(alone.clone()),
            _ => Some(folder.to_path_buf()),
        }
    }

    /// How many files wait.
    pub(super) fn n_files(&self) -> usize {
        self.ways.len()
    }

    /// What they were found to be, or why they could not be looked at.
    pub(super) fn sorted(&mut self, sorted: Result<(Vec<Row>, BTreeSet<String>), String>) {
        match sorted {
            Ok((rows, clusters)) => (self.rows, self.clusters) = (Some(rows), clusters),
            Err(why) => self.failure = Some(why),
        }
    }

    /// The folders of clusters that may be chosen.
    pub(super) fn clusters(&self) -> &BTreeSet<String> {
        &self.clusters
    }

    /// What they are, once they have been looked at.
    pub(super) fn rows(&self) -> Option<&[Row]> {
        self.rows.as_deref()
    }

    /// Why they could not be looked at.
    pub(super) fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// What became of those that waited last.
    pub(super) fn copied(&self) -> &[Copied] {
        &self.copied
    }

    /// Lets go of all that waits.
    pub(super) fn clear(&mut self, copied: Vec<Copied>) {
        *self = Self {
            copied,
            ..Self::default()
        };
    }
}

/// The name of an entry of a folder that reads the same, as it stands on disk.
fn entry_like(folder: &Path, name: &str) -> Option<String> {
    let key = |name: &str| crate::text::composed(name).to_lowercase();
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|it| key(it) == key(name)).collect();
    names.sort();
    names.into_iter().next()
}

#[cfg(test)]
mod tests;
