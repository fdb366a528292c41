//! Writing: everything goes to a temporary place beside the outputs and is moved in whole, so that a run that fails or
//! is killed leaves the earlier outputs as they were.

use crate::render::Artifact;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes artifacts under a folder. Each of their top-level names (a folder such as `du-lieu`, or a file) is replaced as
/// a whole. Returns what a person should know, in Vietnamese.
///
/// # Errors
/// Where the folder cannot be written.
pub(super) fn write(output: &Path, artifacts: &[Artifact]) -> Result<Vec<String>> {
    fs::create_dir_all(output)
        .with_context(|| format!("không tạo được thư mục {}", output.display()))?;
    let staging = tempfile::Builder::new()
        .prefix(".tonghop-")
        .tempdir_in(output)
        .with_context(|| format!("không ghi được vào thư mục {}", output.display()))?;
    let mut names = BTreeSet::new();
    for artifact in artifacts {
        let target = staging.path().join(&artifact.name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
        }
        fs::write(&target, &artifact.bytes).with_context(|| {
            format!(
                "không ghi được {} (đĩa đầy hoặc không có quyền?)",
                artifact.name
            )
        })?;
        names.insert(
            artifact
                .name
                .split('/')
                .next()
                .unwrap_or_default()
                .to_string(),
        );
    }
    let mut notes = Vec::new();
    for name in names {
        notes.extend(replace(
            &staging.path().join(&name),
            &output.join(&name),
            staging.path(),
        )?);
    }
    Ok(notes)
}

/// Moves a finished file or folder to its place. The earlier one goes aside first where it cannot be replaced in one
/// step, and comes back where the new one cannot take its place.
fn replace(finished: &Path, place: &Path, staging: &Path) -> Result<Option<String>> {
    if finished.is_file() {
        return match fs::rename(finished, place) {
            Ok(()) => Ok(None),
            // A workbook that is open in Excel cannot be replaced.
            Err(_) if place.is_file() => beside(finished, place).map(Some),
            Err(error) => Err(error).with_context(|| format!("không ghi được {}", place.display())),
        };
    }
    let aside = staging.join(".truoc");
    let had_earlier = place.exists();
    if had_earlier {
        fs::rename(place, &aside).with_context(|| {
            format!(
                "không thay được {}: một tệp trong đó đang mở ở chương trình khác?",
                place.display()
            )
        })?;
    }
    if let Err(error) = fs::rename(finished, place) {
        if had_earlier {
            fs::rename(&aside, place)
                .with_context(|| format!("không trả lại được {}", place.display()))?;
        }
        return Err(error).with_context(|| format!("không ghi được {}", place.display()));
    }
    if had_earlier {
        // What cannot be cleared away now goes with the staging folder.
        fs::remove_dir_all(&aside)
            .or_else(|_| fs::remove_file(&aside))
            .ok();
    }
    Ok(None)
}

/// Puts a file beside the one that cannot be replaced, under the first free number.
fn beside(finished: &Path, place: &Path) -> Result<String> {
    let stem = place
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let extension = place
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let free: Option<PathBuf> = (2..1000)
        .map(|number| place.with_file_name(format!("{stem} ({number}).{extension}")))
        .find(|candidate| !candidate.exists());
    let free = free.with_context(|| format!("không ghi được {}: tệp đang mở", place.display()))?;
    fs::rename(finished, &free).with_context(|| format!("không ghi được {}", free.display()))?;
    Ok(format!(
        "{} đang mở nên không thay được; bản mới ghi ở {}",
        place.display(),
        free.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str, text: &str) -> Artifact {
        Artifact {
            name: name.to_string(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn outputs_are_replaced_whole_and_others_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("output");
        write(
            &output,
            &[
                artifact("du-lieu/a", "1"),
                artifact("du-lieu/b", "1"),
                artifact("t.xlsx", "1"),
            ],
        )
        .expect("it writes");
        write(&output, &[artifact("du-lieu/a", "2")]).expect("it writes");
        let read = |name: &str| fs::read_to_string(output.join(name)).ok();
        assert_eq!(read("du-lieu/a").as_deref(), Some("2"));
        assert_eq!(read("du-lieu/b"), None);
        assert_eq!(read("t.xlsx").as_deref(), Some("1"));
        assert_eq!(fs::read_dir(&output).expect("it is there").count(), 2);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let blocked = folder.path().join("file");
        fs::write(&blocked, "x").expect("it writes");
        let error = write(&blocked.join("output"), &[]).expect_err("a file is in the way");
        assert!(error.to_string().contains("không tạo được thư mục"));
    }
}
