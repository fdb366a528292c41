//! A disk that stops after some steps, has no room, or holds a file that is open in another program.

use super::super::disk::{Disk, SystemDisk};
use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A disk with faults. By itself it has none, and knows no exchange, like that of Windows.
pub(super) struct Faulty {
    /// How many steps it still does; after that nothing, as if the program were gone.
    pub(super) steps: Cell<usize>,
    /// How many files it still has room for.
    pub(super) room: Cell<usize>,
    has_exchange: bool,
    /// A file that is open in another program: it is not given up, nor is a folder that holds it.
    pub(super) open: Option<PathBuf>,
}

impl Faulty {
    pub(super) fn new(has_exchange: bool) -> Self {
        Self {
            steps: Cell::new(usize::MAX),
            room: Cell::new(usize::MAX),
            has_exchange,
            open: None,
        }
    }

    pub(super) fn stops_after(self, steps: usize) -> Self {
        self.steps.set(steps);
        self
    }

    fn step(&self) -> io::Result<()> {
        match self.steps.get().checked_sub(1) {
            Some(left) => self.steps.set(left),
            None => return Err(io::Error::other("the program is gone")),
        }
        Ok(())
    }

    fn is_free(&self, place: &Path) -> io::Result<()> {
        match &self.open {
            Some(open) if open.starts_with(place) => Err(ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        }
    }
}

impl Disk for Faulty {
    fn create_folder(&self, place: &Path) -> io::Result<()> {
        self.step()?;
        SystemDisk.create_folder(place)
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let whole = self.step().and_then(|()| {
            let room = self.room.get().checked_sub(1);
            self.room.set(room.ok_or(ErrorKind::StorageFull)?);
            Ok(())
        });
        let written = if whole.is_ok() {
            bytes
        } else {
            &bytes[..bytes.len() / 2]
        };
        fs::write(place, written)?;
        whole
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        self.is_free(from)?;
        self.is_free(to)?;
        SystemDisk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if !self.has_exchange {
            return Err(ErrorKind::Unsupported.into());
        }
        self.step()?;
        self.is_free(other)?;
        // Not every system that runs the tests has an exchange; a disk stops between steps, not inside of one.
        let between = other.with_extension("between");
        fs::rename(other, &between)?;
        fs::rename(one, other)?;
        fs::rename(between, one)
    }

    fn remove_file(&self, place: &Path) -> io::Result<()> {
        self.step()?;
        SystemDisk.remove_file(place)
    }

    fn remove_folder(&self, place: &Path) -> io::Result<()> {
        for entry in fs::read_dir(place)? {
            let inner = entry?.path();
            match inner.is_dir() {
                true => self.remove_folder(&inner)?,
                false => self.remove_file(&inner)?,
            }
        }
        self.step()?;
        fs::remove_dir(place)
    }

    fn settle(&self, _folder: &Path) {}
}
