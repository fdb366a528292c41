//! What the exchange of outputs asks of a file system. The tests put one in its place that stops after a number of
//! steps, has no exchange, or does not give up a file that is open elsewhere.

use crate::cli::interrupt::step;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

/// The steps of which the writing of outputs is made. Each is done or not done, but for `write` and `remove_folder`.
pub(super) trait Disk {
    /// Makes a folder and those above it.
    fn create_folder(&self, place: &Path) -> io::Result<()>;
    /// Writes a file that is not there yet; it is on the disk when this returns.
    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file or folder; a file takes the place of another.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two files or folders change places in one step. `Unsupported` where the system cannot do that.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, place: &Path) -> io::Result<()>;
    /// Removes a folder and what is in it.
    fn remove_folder(&self, place: &Path) -> io::Result<()>;
    /// Sees to it that what was moved in a folder outlasts a power cut, as far as the system offers that.
    fn settle(&self, folder: &Path);
}

/// The system's own.
pub(super) struct SystemDisk;

/// The system's own, for a run that can be stopped between two steps and in none.
pub(super) struct StepByStep;

impl Disk for StepByStep {
    fn create_folder(&self, place: &Path) -> io::Result<()> {
        step(|| SystemDisk.create_folder(place))
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        step(|| SystemDisk.write(place, bytes))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        step(|| SystemDisk.rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        step(|| SystemDisk.exchange(one, other))
    }

    fn remove_file(&self, place: &Path) -> io::Result<()> {
        step(|| SystemDisk.remove_file(place))
    }

    fn remove_folder(&self, place: &Path) -> io::Result<()> {
        step(|| SystemDisk.remove_folder(place))
    }

    fn settle(&self, folder: &Path) {
        step(|| SystemDisk.settle(folder));
    }
}

/// On Windows indexers and virus scanners hold what was just written; they let go of it in less than a second.
const TRIES: u32 = if cfg!(windows) { 10 } else { 1 };
const PAUSE: Duration = Duration::from_millis(100);

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that changes what stands in the output folder"
)]
impl Disk for SystemDisk {
    fn create_folder(&self, place: &Path) -> io::Result<()> {
        fs::create_dir_all(place)
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(place)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut tries = 1;
        loop {
            match fs::rename(from, to) {
                Err(error) if error.kind() == ErrorKind::PermissionDenied && tries < TRIES => {
                    std::thread::sleep(PAUSE);
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        // What file systems answer that know no exchange, network drives above all.
        let unsupported = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| {
            if unsupported.contains(&error) {
                ErrorKind::Unsupported.into()
            } else {
                error.into()
            }
        })
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, place: &Path) -> io::Result<()> {
        fs::remove_file(place)
    }

    fn remove_folder(&self, place: &Path) -> io::Result<()> {
        fs::remove_dir_all(place)
    }

    fn settle(&self, folder: &Path) {
        // Windows does not open folders so; there the order of the journal has to do.
        if let Ok(folder) = File::open(folder) {
            let _unsupported = folder.sync_all();
        }
    }
}
