//! The files of a folder of results.

use super::forms::in_path;
use crate::text::composed;
use std::path::Path;
use walkdir::WalkDir;

/// A file of the output folder.
pub(super) struct Listed {
    /// Below the output folder, with `/`.
    pub(super) path: String,
    /// Its name.
    pub(super) name: String,
    /// Its path below the folder that was listed.
    pub(super) shown: String,
    /// Where the page finds it.
    pub(super) address: String,
}

/// The files of a folder of results, in the order of their paths.
pub(super) fn listed_in(output: &Path, folder: &str) -> Vec<Listed> {
    let root = output.join(folder);
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter();
    let files = entries.filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let listed = files.filter_map(|entry| {
        let inside = entry.path().strip_prefix(&root).ok()?;
        let parts = inside.components();
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let inside = parts.join("/");
        let path = format!("{folder}/{inside}");
        Some(Listed {
            name: composed(parts.last()?).into_owned(),
            shown: composed(&inside).into_owned(),
            address: format!("/ket-qua/{}", in_path(&path)),
            path,
        })
    });
    listed.collect()
}
