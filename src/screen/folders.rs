//! Which folders the screen works in.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of submissions in a folder of work.
const INPUT: &str = "input";
/// The folder of results in a folder of work.
const OUTPUT: &str = "output";

/// The two folders of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folders {
    /// Of submissions; it may not be there yet.
    pub(crate) input: PathBuf,
    /// Of results; it may not be there yet.
    pub(crate) output: PathBuf,
}

impl Folders {
    /// The folders of a folder that was named or dropped on the program: it holds both, or is the folder of submissions with
    /// the results beside it. Without any, of the current folder, else of that in which the program stands.
    pub(crate) fn of(named: Option<&Path>, output: Option<&Path>) -> Self {
        let mut folders = match named {
            Some(named) => Self::in_or_of(&whole(named)),
            None => Self::nearby(),
        };
        if let Some(output) = output {
            folders.output = whole(output);
        }
        folders
    }

    /// The folder by which these are opened again; `None` where only the command line names such a pair.
    pub(super) fn named(&self) -> Option<PathBuf> {
        let places = [self.input.parent(), Some(&*self.input)];
        let mut places = places.into_iter().flatten();
        let found = places.find(|place| Self::in_or_of(place) == *self);
        found.map(Path::to_path_buf)
    }

    fn nearby() -> Self {
        let here = std::env::current_dir().ok();
        let program = std::env::current_exe().ok();
        let beside = program.as_deref().and_then(Path::parent);
        let places = [here.as_deref(), beside];
        let places = || places.into_iter().flatten();
        let begun = places().find(|place| is_begun(place));
        // A program that is started from a menu may stand in a folder of the system.
        let free = || places().find(|place| tempfile::tempfile_in(place).is_ok());
        let place = begun.or_else(free).or(here.as_deref());
        Self::within(place.unwrap_or(Path::new(".")))
    }

    fn in_or_of(named: &Path) -> Self {
        let is_new = fs::read_dir(named).is_ok_and(|mut entries| entries.next().is_none());
        if is_begun(named) || is_new {
            return Self::within(named);
        }
        let beside = named.parent().unwrap_or(named);
        let output = match named.file_name() {
            Some(name) if !name.eq_ignore_ascii_case(INPUT) => {
                format!("{} - {OUTPUT}", name.to_string_lossy())
            }
            _ => OUTPUT.to_owned(),
        };
        Self {
            input: named.to_path_buf(),
            output: beside.join(output),
        }
    }

    fn within(place: &Path) -> Self {
        Self {
            input: place.join(INPUT),
            output: place.join(OUTPUT),
        }
    }
}

fn is_begun(place: &Path) -> bool {
    place.join(INPUT).is_dir() || place.join(OUTPUT).is_dir()
}

fn whole(place: &Path) -> PathBuf {
    std::path::absolute(place).unwrap_or_else(|_| place.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_both_or_is_that_of_submissions() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        let folder = |name: &str, inside: &str| {
            fs::create_dir_all(root.join(name).join(inside)).expect("folders");
        };
        for (name, inside) in [
            ("việc", "input"),
            ("cũ", "output"),
            ("mới", ""),
            ("Báo cáo", "2023/Cụm 1"),
            ("x/input", "2023"),
        ] {
            folder(name, inside);
        }
        for (named, input, output) in [
            ("việc", "việc/input", "việc/output"),
            ("cũ", "cũ/input", "cũ/output"),
            ("mới", "mới/input", "mới/output"),
            ("Báo cáo", "Báo cáo", "Báo cáo - output"),
            ("x/input", "x/input", "x/output"),
        ] {
            let expected = Folders {
                input: root.join(input),
                output: root.join(output),
            };
            let found = Folders::of(Some(&root.join(named)), None);
            assert_eq!(found, expected);
            let again = found.named().expect("a name");
            assert_eq!(Folders::of(Some(&again), None), expected);
        }
        let asked = Folders::of(Some(&root.join("việc")), Some(&root.join("ra")));
        assert_eq!(asked.output, root.join("ra"));
        assert_eq!(asked.named(), None);
    }
}
