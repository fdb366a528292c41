//! The program's own folder among the user's data on this computer: who is running, and which folders were opened last.
//! Nothing is lost with it but convenience.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A longer file is none of ours.
const LONGEST: u64 = 1 << 16;
/// How a file begins that is being written.
const UNFINISHED: &str = "man-hinh-dang-ghi-";

/// Where a file of ours stands; `None` where the system tells no such folder.
pub(super) fn place_of(name: &str) -> Option<PathBuf> {
    Some(folder()?.join(name))
}

/// The text of a file of ours.
pub(super) fn read(place: &Path) -> Option<String> {
    let mut text = String::new();
    let file = fs::File::open(place).ok()?;
    file.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Writes a file of ours, whole or not at all. `None` where that cannot be done.
pub(super) fn write(place: &Path, bytes: &[u8]) -> Option<()> {
    let folder = place.parent()?;
    fs::create_dir_all(folder).ok()?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // A token opens the page: nobody else may read it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    let mut file = builder.tempfile_in(folder).ok()?;
    file.write_all(bytes).ok()?;
    file.persist(place).ok()?;
    Some(())
}

/// The user's own folder, where it is a whole path.
pub(super) fn home() -> Option<PathBuf> {
    set(match cfg!(windows) {
        true => "USERPROFILE",
        false => "HOME",
    })
}

fn folder() -> Option<PathBuf> {
    let local = match cfg!(windows) {
        true => set("LOCALAPPDATA"),
        false => set("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share"))),
    };
    local.map(|local| local.join("tonghop"))
}

fn set(name: &str) -> Option<PathBuf> {
    let place = std::env::var_os(name).map(PathBuf::from);
    place.filter(|place| place.is_absolute())
}
