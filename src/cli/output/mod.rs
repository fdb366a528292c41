//! Writing: the earlier outputs stay as they were until the new ones are whole, and then these take their places.

mod disk;
mod lock;
mod staging;
mod written;

use super::interrupt;
use crate::reminders::FOLDER as REMINDERS;
use crate::render::Artifact;
use crate::report::papers::FOLDER as PAPERS;
use anyhow::{Context, Result, bail};
use disk::{StepByStep, SystemDisk};
use lock::Lock;
use std::fs;
use std::path::{Path, PathBuf};
use written::{Standing, Written, is_for_runs};

pub(super) use staging::Staging;

/// An output folder in which no other run is at work, and in which no earlier one has left anything half done.
pub(super) struct Output {
    folder: PathBuf,
    lock: Option<Lock>,
    /// Whether this run has made it.
    is_new: bool,
    notes: Vec<String>,
    written: Written,
}

/// How many files that stand in the way are named.
const NAMED: usize = 5;

impl Output {
    /// Opens the folder, makes it where it is missing, and completes what an interrupted run has left.
    ///
    /// # Errors
    /// Where the folder cannot be written, another run is at work in it, or what was left cannot be completed.
    #[expect(
        clippy::disallowed_methods,
        reason = "the folder is there before anything is locked in it"
    )]
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
        interrupt::begin_in(folder, is_new);
        notes.extend(staging::recover(&StepByStep, folder)?);
        Ok(Self {
            written: Written::read(folder),
            folder: folder.to_path_buf(),
            lock: Some(lock),
            is_new,
            notes,
        })
    }

    /// Refuses a folder in which anything stands under the name of an output that no run has written, so that the run
    /// would have to remove it. A file that `is_kept` says will be kept beside the new one is not in the way.
    ///
    /// # Errors
    /// Where something stands in the way.
    pub(super) fn refuse_foreign(
        &self,
        names: &[&str],
        is_kept: impl Fn(&Path) -> bool,
    ) -> Result<()> {
        for name in names {
            let place = self.folder.join(name);
            match self.written.standing(&self.folder, name) {
                Standing::Ours => {}
                Standing::Other if is_kept(&place) => {}
                Standing::Other => bail!(
                    "{} không phải do tonghop ghi ra; đổi tên hoặc chuyển tệp đó đi nơi khác, hoặc chọn thư mục kết quả khác bằng --output, rồi chạy lại",
                    place.display()
                ),
                Standing::OfOtherKind => bail!(
                    "không ghi được {}: ở đó đang có một {} cùng tên; đổi tên hoặc chuyển đi nơi khác rồi chạy lại",
                    place.display(),
                    if name.contains('.') {
                        "thư mục hoặc liên kết"
                    } else {
                        "tệp"
                    }
                ),
                Standing::Mixed(files)
                    if files.iter().all(|file| self.is_kept_paper(file, &is_kept)) => {}
                Standing::Mixed(files) => bail!(
                    "thư mục {} có {} tệp không phải do tonghop ghi ra hoặc đã bị sửa: {}{}; chuyển các tệp đó đi nơi khác, hoặc chọn thư mục kết quả khác bằng --output, rồi chạy lại",
                    place.display(),
                    files.len(),
                    files[..files.len().min(NAMED)].join(", "),
                    if files.len() > NAMED { "…" } else { "" }
                ),
            }
        }
        Ok(())
    }

    /// Whether a file in a folder of papers is a page that is kept; anything else there, and in other folders, is in the way.
    fn is_kept_paper(&self, file: &str, is_kept: &impl Fn(&Path) -> bool) -> bool {
        let mut folders = [PAPERS, REMINDERS].into_iter();
        let is_of_papers = folders.any(|folder| Path::new(file).starts_with(folder));
        is_of_papers && file.ends_with(".docx") && is_kept(&self.folder.join(file))
    }

    /// The files under the name of an output that are not as a run has written them.
    pub(super) fn changed(&self, name: &str) -> Vec<String> {
        match self.written.standing(&self.folder, name) {
            Standing::Other => vec![name.to_owned()],
            Standing::Mixed(files) => files,
            Standing::Ours | Standing::OfOtherKind => Vec::new(),
        }
    }

    /// What stands in the folder as runs have written it, and what they leave there for themselves.
    pub(super) fn own_files(&self) -> impl Fn(&Path) -> bool + '_ {
        let written = self.written.as_written(&self.folder);
        move |place: &Path| written.contains(place) || is_for_runs(&self.folder, place)
    }

    /// Whether a file stands as a run has written it.
    pub(super) fn is_as_written(&self, name: &str) -> bool {
        self.written.is_as_written(&self.folder, name)
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
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
        let list = self.written.with(artifacts).to_artifact();
        let all = artifacts.iter().chain(std::iter::once(&list));
        let mut staging = Staging::write(&StepByStep, &self.folder, all)?;
        staging.earlier = self.written.clone();
        Ok(staging)
    }
}

/// Puts an output folder in order whose run is stopped: what was already due is brought to its place, the rest is cleared
/// away. Returns whether anything was due.
#[expect(
    clippy::disallowed_methods,
    reason = "a folder that a run made goes with it"
)]
pub(super) fn put_in_order(folder: &Path, is_new: bool) -> Result<bool> {
    let brought = staging::recover(&SystemDisk, folder)?;
    Lock::clear(folder);
    if is_new {
        let _in_use = fs::remove_dir(folder);
    }
    Ok(!brought.is_empty())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a folder that a run made goes with it"
)]
impl Drop for Output {
    fn drop(&mut self) {
        interrupt::end();
        self.lock = None;
        if self.is_new {
            // A run that has come to nothing leaves no empty folder.
            let _in_use = fs::remove_dir(&self.folder);
        }
    }
}

#[cfg(test)]
mod tests;
