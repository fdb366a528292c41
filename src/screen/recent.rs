//! The folders that were opened last, for whoever wants one of them again: noted in the user's own folder.

use super::folders::Folders;
use super::own;
use std::path::{Path, PathBuf};

/// So many are offered.
const MOST: usize = 8;
const NAME: &str = "thu-muc-gan-day.json";

/// Notes that a pair of folders was opened. One that only the command line could name is left alone.
pub(super) fn note(folders: &Folders) {
    if let (Some(place), Some(root)) = (own::place_of(NAME), folders.named()) {
        let _only_convenience = note_in(&place, &root);
    }
}

/// The folders that were opened last and are there, the latest first.
pub(super) fn recent() -> Vec<PathBuf> {
    own::place_of(NAME).map_or_else(Vec::new, |place| noted_in(&place))
}

fn note_in(place: &Path, root: &Path) -> Option<()> {
    let mut noted = noted_in(place);
    noted.retain(|it| it != root);
    noted.insert(0, root.to_path_buf());
    noted.truncate(MOST);
    let noted: Vec<&str> = noted.iter().filter_map(|it| it.to_str()).collect();
    own::write(place, &serde_json::to_vec(&noted).ok()?)
}

fn noted_in(place: &Path) -> Vec<PathBuf> {
    let text = own::read(place).unwrap_or_default();
    let noted: Vec<PathBuf> = serde_json::from_str(&text).unwrap_or_default();
    let there = noted
        .into_iter()
        .filter(|it| it.is_absolute() && it.is_dir());
    there.take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_stands_first_and_what_is_gone_is_not_offered() {
        let root = tempfile::tempdir().expect("a folder");
        let place = root.path().join("a/b.json");
        let folders: Vec<PathBuf> = (0..10)
            .map(|number| root.path().join(format!("Cơ quan {number}")))
            .collect();
        for folder in &folders {
            std::fs::create_dir(folder).expect("a folder");
            note_in(&place, folder).expect("it is noted");
        }
        note_in(&place, &folders[5]).expect("it is noted");
        std::fs::remove_dir(&folders[9]).expect("it goes");
        let noted = noted_in(&place);
        assert_eq!(noted[..2], [folders[5].clone(), folders[8].clone()]);
        assert_eq!(noted.len(), MOST - 1);
        std::fs::write(&place, "{").expect("it is written");
        assert!(noted_in(&place).is_empty());
    }
}
