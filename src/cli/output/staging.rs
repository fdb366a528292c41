//! How outputs take the place of earlier ones: each name whole at any instant, and after the next start all of one run.
//!
//! Everything is written into a folder `.tonghop-…` inside the output folder. When all of it is on the disk, a mark there
//! lists its names; then each name is moved to its place. A run that ends before the mark has changed nothing and the
//! next one clears its folder away; one that ends after it is completed by the next ([`recover`]). See
//! `docs/decisions/0005-exchange-of-outputs.md`.

use super::disk::Disk;
use super::written::Written;
use crate::discover::OWN_PREFIX;
use crate::render::Artifact;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// The list of what is whole, once all of it is.
const MARK: &str = ".xong";
const UNFINISHED: &str =
    "chưa đưa hết kết quả vào chỗ; lần chạy sau sẽ đưa nốt phần còn lại của lần này";

/// A folder of finished outputs on their way to their places. Dropped before they are, it is cleared away.
pub(in crate::cli) struct Staging<'a> {
    disk: &'a dyn Disk,
    output: PathBuf,
    folder: PathBuf,
    /// The top-level names of the outputs.
    names: BTreeSet<String>,
    /// What earlier runs have written.
    pub(super) earlier: Written,
    /// Whether what stands in the folder is still wanted: by the next run, if not by this one.
    is_marked: bool,
}

/// Outputs in their places.
#[derive(Debug)]
pub(in crate::cli) struct Placed {
    /// Where each top-level name stands: beside its place where that could not be had.
    pub(in crate::cli) places: BTreeMap<String, PathBuf>,
    /// What a person should know, in Vietnamese.
    pub(in crate::cli) notes: Vec<String>,
}

impl<'a> Staging<'a> {
    /// Writes artifacts where nobody looks yet.
    ///
    /// # Errors
    /// Where they cannot be written; nothing of them is left.
    pub(super) fn write<'b>(
        disk: &'a dyn Disk,
        output: &Path,
        artifacts: impl IntoIterator<Item = &'b Artifact>,
    ) -> Result<Staging<'a>> {
        let folder = tempfile::Builder::new()
            .prefix(OWN_PREFIX)
            .tempdir_in(output)
            .with_context(|| format!("không ghi được vào thư mục {}", output.display()))?
            .keep();
        let mut staging = Staging::at(disk, output, folder);
        for artifact in artifacts {
            let target = staging.folder.join(&artifact.name);
            let written = match target.parent() {
                Some(above) => disk.create_folder(above),
                None => Ok(()),
            };
            written
                .and_then(|()| disk.write(&target, &artifact.bytes))
                .with_context(|| {
                    format!("không ghi được {}", output.join(&artifact.name).display())
                })?;
            let name = artifact.name.split('/').next().unwrap_or_default();
            staging.names.insert(name.to_string());
        }
        for name in &staging.names {
            let finished = staging.folder.join(name);
            if finished.is_dir() {
                disk.write(&staging.token_in(&finished), b"")
                    .with_context(|| format!("không ghi được {}", finished.display()))?;
                disk.settle(&finished);
            }
        }
        Ok(staging)
    }

    fn at(disk: &'a dyn Disk, output: &Path, folder: PathBuf) -> Self {
        Staging {
            disk,
            output: output.to_path_buf(),
            folder,
            names: BTreeSet::new(),
            earlier: Written::default(),
            is_marked: false,
        }
    }

    /// Whether an output of this name is on its way.
    pub(in crate::cli) fn holds(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Where an output of this name belongs.
    pub(in crate::cli) fn place(&self, name: &str) -> PathBuf {
        self.output.join(name)
    }

    /// Keeps bytes under a name in the output folder at which nothing stands yet.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(in crate::cli) fn keep(&self, bytes: &[u8], name: &str) -> Result<()> {
        let place = self.place(name);
        let written = self.folder.join(".giu-lai");
        self.disk
            .write(&written, bytes)
            .and_then(|()| self.disk.rename(&written, &place))
            .with_context(|| format!("không ghi được {}", place.display()))
    }

    /// Moves everything to its place.
    ///
    /// # Errors
    /// Where something stands in the way. The earlier outputs are then as they were, unless the system fails in the
    /// midst of it: then the next run completes what this one began.
    pub(in crate::cli) fn put_in_place(mut self) -> Result<Placed> {
        self.look_ahead()?;
        self.mark()?;
        if let Err(error) = self.bring_folders() {
            // Taken back, nothing here is wanted any more.
            self.is_marked = !self.take_folders_back();
            return Err(error.context(match self.is_marked {
                true => UNFINISHED,
                false => "kết quả của lần chạy trước vẫn nguyên",
            }));
        }
        let placed = self.bring_files().context(UNFINISHED)?;
        self.finish();
        Ok(placed)
    }

    /// What stands in the way is told before anything is moved.
    fn look_ahead(&self) -> Result<()> {
        for name in &self.names {
            let place = self.place(name);
            let is_folder = self.folder.join(name).is_dir();
            if place.exists() && place.is_dir() != is_folder {
                bail!(
                    "không ghi được {}: ở đó đang có một {} cùng tên; đổi tên hoặc chuyển đi nơi khác rồi chạy lại",
                    place.display(),
                    if is_folder { "tệp" } else { "thư mục" }
                );
            }
        }
        Ok(())
    }

    /// From here on the outputs are these.
    fn mark(&mut self) -> Result<()> {
        let list: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let unfinished = self.folder.join(".dang-ghi");
        self.disk.settle(&self.folder);
        self.disk
            .write(&unfinished, list.join("\n").as_bytes())
            .and_then(|()| self.disk.rename(&unfinished, &self.folder.join(MARK)))
            .with_context(|| format!("không ghi được vào thư mục {}", self.output.display()))?;
        self.disk.settle(&self.folder);
        self.is_marked = true;
        Ok(())
    }

    /// Folders go first: they may be refused, and can be taken back.
    fn bring_folders(&self) -> Result<()> {
        for name in &self.names {
            let finished = self.folder.join(name);
            // An earlier folder that was exchanged for the new one has no token.
            if self.token_in(&finished).exists() {
                self.bring_folder(name, &finished)?;
            }
        }
        Ok(())
    }

    fn bring_folder(&self, name: &str, finished: &Path) -> Result<()> {
        let place = self.place(name);
        let aside = self.aside(name);
        if fs::symlink_metadata(&place).is_ok() {
            let refused = || format!("không thay được thư mục {}", place.display());
            match self.disk.exchange(finished, &place) {
                Err(error) if error.kind() == ErrorKind::Unsupported => {}
                done => return done.with_context(refused),
            }
            self.disk.rename(&place, &aside).with_context(refused)?;
        }
        let moved = self.disk.rename(finished, &place);
        if moved.is_err() && aside.exists() {
            self.disk
                .rename(&aside, &place)
                .with_context(|| format!("không trả lại được {}", place.display()))?;
        }
        moved.with_context(|| format!("không ghi được {}", place.display()))
    }

    /// Puts the earlier folders back. Returns whether all of them are.
    fn take_folders_back(&self) -> bool {
        self.names.iter().all(|name| {
            let (place, finished, aside) =
                (self.place(name), self.folder.join(name), self.aside(name));
            if !self.token_in(&place).exists() {
                return true;
            }
            let back = if finished.exists() {
                self.disk.exchange(&place, &finished)
            } else {
                self.disk
                    .rename(&place, &finished)
                    .and_then(|()| match aside.exists() {
                        true => self.disk.rename(&aside, &place),
                        false => Ok(()),
                    })
            };
            back.is_ok()
        })
    }

    /// A file takes the place of another in one step, so there is no way back and none is needed.
    fn bring_files(&self) -> Result<Placed> {
        let mut places = BTreeMap::new();
        let mut notes = Vec::new();
        for name in &self.names {
            let (finished, place) = (self.folder.join(name), self.place(name));
            places.insert(name.clone(), place.clone());
            if !finished.is_file() {
                continue;
            }
            match self.disk.rename(&finished, &place) {
                Ok(()) => self.clear_beside(name, &place),
                // A workbook that is open in Excel cannot be replaced.
                Err(_) if place.is_file() => {
                    let beside = self.put_beside(&finished, &place)?;
                    notes.push(format!(
                        "{} đang mở nên không thay được; bản mới ghi ở {}",
                        place.display(),
                        beside.display()
                    ));
                    places.insert(name.clone(), beside);
                }
                Err(error) => {
                    return Err(error)
                        .with_context(|| format!("không ghi được {}", place.display()));
                }
            }
        }
        Ok(Placed { places, notes })
    }

    /// Puts a file beside the one that cannot be replaced, under the first free number.
    fn put_beside(&self, finished: &Path, place: &Path) -> Result<PathBuf> {
        let free = places_beside(place)
            .find(|candidate| !candidate.exists())
            .with_context(|| format!("không ghi được {}: tệp đang mở", place.display()))?;
        self.disk
            .rename(finished, &free)
            .with_context(|| format!("không ghi được {}", free.display()))?;
        Ok(free)
    }

    /// Takes away what earlier runs put beside a file while it was open: the new one is in its place, and a number behind
    /// an older one would make it look like the newest.
    fn clear_beside(&self, name: &str, place: &Path) {
        for beside in places_beside(place).take_while(|beside| beside.exists()) {
            if self.earlier.is_copy_of(name, &beside) {
                let _in_use = self.disk.remove_file(&beside);
            }
        }
    }

    /// All is in its place: nothing here is wanted any more.
    fn finish(&mut self) {
        self.disk.settle(&self.output);
        for name in &self.names {
            let token = self.token_in(&self.place(name));
            if token.exists() {
                let _harmless = self.disk.remove_file(&token);
            }
        }
        self.is_marked = false;
    }

    /// The file that tells a new folder from the earlier one with which it changes places. Each run has its own.
    fn token_in(&self, folder: &Path) -> PathBuf {
        folder.join(self.folder.file_name().unwrap_or_default())
    }

    fn aside(&self, name: &str) -> PathBuf {
        let mut aside = OsString::from(".truoc-");
        aside.push(name);
        self.folder.join(aside)
    }
}

/// Where a file may stand beside a place: `tong-hop (2).xlsx`.
fn places_beside(place: &Path) -> impl Iterator<Item = PathBuf> {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(place.file_stem()), part(place.extension()));
    (2..1000).map(move |number| place.with_file_name(format!("{stem} ({number}).{extension}")))
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if self.is_marked {
            return;
        }
        // The mark goes first: without it what is left of the folder is rubbish for the next run to clear away.
        let mark = self.folder.join(MARK);
        if !mark.exists() || self.disk.remove_file(&mark).is_ok() {
            let _left_behind = self.disk.remove_folder(&self.folder);
        }
    }
}

/// Completes what earlier runs have begun to move to its place, and clears away what they have not finished. Nobody else
/// may be at work in the folder. Returns what a person should know, in Vietnamese.
///
/// # Errors
/// Where something stands in the way of completing.
pub(super) fn recover(disk: &dyn Disk, output: &Path) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    for folder in left_behind(output)? {
        let mut staging = Staging::at(disk, output, folder);
        let Some(names) = marked_names(&staging.folder) else {
            continue;
        };
        staging.names = names;
        staging.is_marked = true;
        let completed = staging
            .bring_folders()
            .and_then(|()| staging.bring_files())
            .context(
                "lần chạy trước bị ngắt trong khi đưa kết quả vào chỗ, và chưa làm nốt được",
            )?;
        staging.finish();
        notes.push(
            "lần chạy trước bị ngắt trong khi đưa kết quả vào chỗ; phần còn lại của lần đó đã được đưa vào đủ"
                .to_string(),
        );
        notes.extend(completed.notes);
    }
    Ok(notes)
}

fn left_behind(output: &Path) -> Result<Vec<PathBuf>> {
    let listed = || format!("không xem được thư mục {}", output.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(output).with_context(listed)? {
        let entry = entry.with_context(listed)?;
        let is_ours = entry.file_name().to_string_lossy().starts_with(OWN_PREFIX);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push(entry.path());
        }
    }
    folders.sort_unstable();
    Ok(folders)
}

/// The names in the mark; `None` where there is no mark, or one that no run has written.
fn marked_names(folder: &Path) -> Option<BTreeSet<String>> {
    let names: BTreeSet<String> = fs::read_to_string(folder.join(MARK))
        .ok()?
        .lines()
        .map(str::to_string)
        .collect();
    let is_plain = |name: &String| {
        let mut parts = Path::new(name).components();
        matches!(
            (parts.next(), parts.next()),
            (Some(Component::Normal(_)), None)
        )
    };
    names.iter().all(is_plain).then_some(names)
}
