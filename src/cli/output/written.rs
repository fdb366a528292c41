//! What runs have written into an output folder. It is listed there with its digests, as `sha256sum` lists files: what is
//! not in the list, or is no longer as it was written, is somebody's own and is not touched.

use crate::discover::{OWN_PREFIX, is_system_name};
use crate::read::{digest_of, digest_of_bytes};
use crate::render::Artifact;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The list's name.
pub(super) const LIST: &str = ".tonghop-sha256";
/// A longer list is none that a run has written.
const LONGEST_LIST: u64 = 1 << 24;
/// So many digests are kept of a name.
const RUNS: usize = 4;

/// The files of an output folder that runs have written, with their digests.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The newest first: a workbook that was open while a run ended is still as an earlier one wrote it.
    digests: BTreeMap<String, Vec<String>>,
}

/// What stands under the name of an output.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing, or what a run has written and nobody has changed.
    Ours,
    /// A file that is not as a run has written it.
    Other,
    /// A folder with these files that no run has written.
    Mixed(Vec<String>),
    /// A folder where a file belongs, or a file where a folder belongs.
    OfOtherKind,
}

impl Written {
    /// The list of an output folder; empty where there is none.
    pub(super) fn read(output: &Path) -> Self {
        let place = output.join(LIST);
        let is_list = fs::symlink_metadata(&place)
            .is_ok_and(|found| found.is_file() && found.len() <= LONGEST_LIST);
        let text = is_list.then(|| fs::read_to_string(&place).unwrap_or_default());
        let lines = text.iter().flat_map(|text| text.lines());
        let mut written = Self::default();
        for (digest, name) in lines.filter_map(|line| line.split_once("  ")) {
            let of_name = written.digests.entry(name.to_string()).or_default();
            of_name.push(digest.to_string());
        }
        written
    }

    /// The list once these artifacts are in their places: they come in place of all that stood under their names.
    pub(super) fn with(&self, artifacts: &[Artifact]) -> Self {
        let names: BTreeSet<&str> = artifacts.iter().map(|it| top_of(&it.name)).collect();
        let stays = self.digests.iter();
        let stays = stays.filter(|(name, _)| !names.contains(top_of(name)));
        let mut digests: BTreeMap<_, _> = stays.map(|(k, v)| (k.clone(), v.clone())).collect();
        digests.par_extend(artifacts.par_iter().map(|it| {
            let mut of_name = vec![digest_of_bytes(&it.bytes)];
            // A folder is replaced as a whole or not at all; a file in its place may be open.
            let earlier = self.digests.get(&it.name).filter(|_| is_alone(&it.name));
            let other = earlier.into_iter().flatten();
            of_name.extend(
                other
                    .filter(|it| **it != of_name[0])
                    .cloned()
                    .collect::<Vec<_>>(),
            );
            of_name.truncate(RUNS);
            (it.name.clone(), of_name)
        }));
        Self { digests }
    }

    /// The list as a file.
    pub(super) fn to_artifact(&self) -> Artifact {
        let mut text = String::new();
        for (name, digests) in &self.digests {
            for digest in digests {
                let _never_fails = writeln!(text, "{digest}  {name}");
            }
        }
        Artifact {
            name: LIST.to_string(),
            bytes: text.into_bytes(),
        }
    }

    /// The files that stand as runs have written them.
    pub(super) fn as_written(&self, output: &Path) -> BTreeSet<PathBuf> {
        let listed: Vec<&String> = self.digests.keys().collect();
        let stand = listed.into_par_iter();
        let stand = stand.filter(|name| self.is_as_written(output, name));
        stand.map(|name| output.join(name)).collect()
    }

    /// Whether a file stands as a run has written it.
    pub(super) fn is_as_written(&self, output: &Path, name: &str) -> bool {
        self.is_copy_of(name, &output.join(name))
    }

    /// Whether a file is as a run has written the output of this name.
    pub(super) fn is_copy_of(&self, name: &str, place: &Path) -> bool {
        let digests = self.digests.get(name);
        digests.is_some_and(|digests| {
            let is_file = fs::symlink_metadata(place).is_ok_and(|found| found.is_file());
            is_file && digest_of(place).is_ok_and(|now| digests.contains(&now))
        })
    }

    /// What stands under a name, where a run would put a file or a folder.
    pub(super) fn standing(&self, output: &Path, name: &str) -> Standing {
        let place = output.join(name);
        let Ok(found) = fs::symlink_metadata(&place) else {
            return Standing::Ours;
        };
        let is_folder = !name.contains('.');
        match (found.is_dir(), found.is_file()) {
            (true, _) if is_folder => match self.foreign_in(output, &place) {
                foreign if foreign.is_empty() => Standing::Ours,
                foreign => Standing::Mixed(foreign),
            },
            (_, true) if !is_folder && self.is_as_written(output, name) => Standing::Ours,
            (_, true) if !is_folder => Standing::Other,
            _ => Standing::OfOtherKind,
        }
    }

    /// The files of a folder that no run has written, or that somebody has changed since.
    fn foreign_in(&self, output: &Path, folder: &Path) -> Vec<String> {
        let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name();
        let mut listed = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => listed.push(relative(output, entry.path())),
                Err(error) => listed.push(relative(output, error.path().unwrap_or(folder))),
            }
        }
        let is_foreign = |name: &String| !is_system_name(name) && !self.is_as_written(output, name);
        listed.into_par_iter().filter(is_foreign).collect()
    }
}

/// Whether a file directly in an output folder is one that runs leave there for themselves.
pub(super) fn is_for_runs(output: &Path, place: &Path) -> bool {
    let name = place.strip_prefix(output).ok().and_then(Path::to_str);
    name.is_some_and(|name| name.starts_with(OWN_PREFIX))
}

/// Whether an output is a file of its own.
fn is_alone(name: &str) -> bool {
    !name.contains('/')
}

fn top_of(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

fn relative(output: &Path, place: &Path) -> String {
    let parts = place.strip_prefix(output).unwrap_or(place).components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str) -> Artifact {
        Artifact {
            name: name.to_string(),
            bytes: name.as_bytes().to_vec(),
        }
    }

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            let place = folder.path().join(name);
            fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
            fs::write(place, name).expect("a file");
        }
        folder
    }

    const NAMES: [&str; 3] = ["du-lieu/a b.parquet", "du-lieu/c/d", "tong-hop.xlsx"];

    #[test]
    fn what_runs_wrote_is_told_from_what_is_somebody_s() {
        let folder = folder(&NAMES);
        let root = folder.path();
        let written = Written::default().with(&NAMES.map(artifact));
        for name in ["du-lieu", "tong-hop.xlsx", "bieu-do", "dinh-chinh.xlsx"] {
            assert_eq!(written.standing(root, name), Standing::Ours, "{name}");
            let unknown = Written::default().standing(root, name);
            let is_there = root.join(name).exists();
            assert_eq!(unknown != Standing::Ours, is_there, "{name}");
        }
        fs::write(root.join("du-lieu/Thumbs.db"), "by the system").expect("a file");
        assert_eq!(written.standing(root, "du-lieu"), Standing::Ours);
        fs::write(root.join("du-lieu/c/ghi chú.txt"), "own").expect("a file");
        fs::write(root.join("du-lieu/a b.parquet"), "changed").expect("a file");
        let foreign = ["du-lieu/a b.parquet", "du-lieu/c/ghi chú.txt"];
        assert_eq!(
            written.standing(root, "du-lieu"),
            Standing::Mixed(foreign.map(str::to_string).to_vec())
        );
        fs::write(root.join("tong-hop.xlsx"), "changed").expect("a file");
        assert_eq!(written.standing(root, "tong-hop.xlsx"), Standing::Other);
        fs::create_dir(root.join("dinh-chinh.xlsx")).expect("a folder");
        let standing = written.standing(root, "dinh-chinh.xlsx");
        assert_eq!(standing, Standing::OfOtherKind);
    }

    #[test]
    fn what_an_earlier_run_wrote_is_a_run_s_still() {
        let folder = folder(&["tong-hop.xlsx", "du-lieu/a"]);
        let first = Written::default().with(&["tong-hop.xlsx", "du-lieu/a"].map(artifact));
        let of = |name: &str, bytes: &str| Artifact {
            name: name.to_string(),
            bytes: bytes.as_bytes().to_vec(),
        };
        let mut written = first;
        for (run, is_known) in [(2, true), (3, true), (4, true), (5, false)] {
            let text = format!("run {run}");
            written = written.with(&[of("tong-hop.xlsx", &text), of("du-lieu/a", &text)]);
            let list = written.to_artifact();
            fs::write(folder.path().join(list.name), list.bytes).expect("a file");
            assert_eq!(Written::read(folder.path()), written);
            let is_ours = written.is_as_written(folder.path(), "tong-hop.xlsx");
            assert_eq!(is_ours, is_known, "run {run}");
            assert!(!written.is_as_written(folder.path(), "du-lieu/a"));
        }
    }

    #[test]
    fn the_list_is_of_the_last_run_that_wrote_each_name() {
        let folder = folder(&["du-lieu/neu", "tong-hop.xlsx"]);
        let written = Written::default().with(&NAMES.map(artifact));
        let later = written.with(&[artifact("du-lieu/neu")]);
        let list = later.to_artifact();
        fs::write(folder.path().join(list.name), list.bytes).expect("a file");
        let read = Written::read(folder.path());
        assert_eq!(read, later);
        let stand = read.as_written(folder.path());
        assert_eq!(stand.len(), 2, "{stand:?}");
        assert_eq!(Written::read(Path::new("/no/such")), Written::default());
    }
}
