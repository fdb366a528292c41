//! `tonghop compare`: what changed between two output folders; and the same of every run and the one it replaces.

use super::arguments::{Compare, Part, Run};
use super::interrupt;
use super::output::Output;
use crate::changes::{
    Changes, FILE_NAME, MANIFEST, Manifest, ManifestInputs, RunData, WrittenTable, changed_figures,
    changes_workbook, told,
};
use crate::discover::{Discovered, SourceFile};
use crate::pipeline::Consolidation;
use crate::read::{digest_of, digest_of_bytes};
use crate::render::Artifact;
use crate::render::data::{CHANGED_FILE, FOLDER, n_rows, render_changed};
use crate::render::office::render_office;
use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Compares two output folders. Returns the exit status.
pub(super) fn compare(arguments: &Compare) -> Result<u8> {
    let new = read(&arguments.new)?;
    let old = read(&arguments.old)?.called_as(&new);
    let changes = Changes::between(&old, &new);
    let artifacts = of_changes(&changes, None)?;
    let output = Output::open(&arguments.output)?;
    output.refuse_foreign(&[FILE_NAME, CHANGED_FILE], |_| false)?;
    let placed = output.stage(&artifacts)?.put_in_place()?;
    interrupt::end();
    let mut lines = told(&changes);
    lines.extend(placed.notes.iter().map(|note| format!("Lưu ý: {note}")));
    let places = placed.places.get(FILE_NAME);
    lines.extend(places.map(|place| format!("Kết quả: {}", place.display())));
    super::say(&lines);
    Ok(super::CLEAN)
}

/// What changed, for people and as data.
fn of_changes(changes: &Changes<'_>, way: Option<&str>) -> Result<[Artifact; 2]> {
    Ok([
        render_office(&changes_workbook(changes, way))?,
        render_changed(&changed_figures(changes))?,
    ])
}

/// The data of an output folder.
fn read(folder: &Path) -> Result<RunData> {
    let place = super::whole(folder);
    if !folder.is_dir() {
        bail!("không có thư mục {place}");
    }
    if !folder.join(FOLDER).is_dir() {
        bail!(
            "thư mục {place} không có dữ liệu của một lần chạy (thư mục {FOLDER}); chọn thư mục kết quả của “tonghop run”"
        );
    }
    stored(folder).with_context(|| format!("không so sánh được thư mục {place}"))
}

fn stored(folder: &Path) -> Result<RunData> {
    let manifest = manifest_in(folder).with_context(|| {
        format!("không đọc được {MANIFEST}, tệp cho biết dữ liệu có còn như lần chạy đã ghi không; chạy lại “tonghop run” rồi so sánh")
    })?;
    let digests: BTreeMap<String, String> = manifest.digests().collect();
    RunData::read(manifest, &|table| {
        let place = folder.join(FOLDER).join(format!("{table}.parquet"));
        let bytes =
            std::fs::read(&place).with_context(|| format!("không đọc được {}", place.display()))?;
        // Pages have no checksums, and readers of Parquet take them at their word.
        if digests.get(table) != Some(&digest_of_bytes(&bytes)) {
            bail!(
                "{} không còn như lần chạy đã ghi: tệp bị hỏng hoặc đã bị sửa; chạy lại “tonghop run” rồi so sánh",
                place.display()
            );
        }
        Ok(bytes)
    })
}

fn manifest_in(folder: &Path) -> Option<Manifest> {
    Manifest::read(&std::fs::read_to_string(folder.join(MANIFEST)).ok()?)
}

/// What a run says of the one before it in its output folder.
#[derive(Default)]
pub(super) struct AgainstLast {
    /// The manifest, and what changed where there is anything to compare with.
    pub(super) artifacts: Vec<Artifact>,
    /// A few lines for the terminal.
    pub(super) told: Vec<String>,
}

/// What a run was made of.
pub(super) struct Made<'a> {
    pub(super) discovered: &'a Discovered,
    pub(super) consolidation: &'a Consolidation,
    pub(super) settings: &'a Settings,
    /// Where the settings stand, if in a file.
    pub(super) settings_place: Option<&'a PathBuf>,
}

/// Compares a run with the one that stands in the output folder. Of a run that was made of the same as the last one there is
/// nothing to tell, and what that one told stays.
///
/// # Errors
/// Where the program itself fails; an earlier run that cannot be read is only told.
pub(super) fn against_last(
    arguments: &Run,
    made: &Made<'_>,
    data: &[Artifact],
    way: &str,
) -> Result<AgainstLast> {
    if !arguments.wants(Part::Data) {
        return Ok(AgainstLast::default());
    }
    let manifest = manifest(made, data);
    let mut against = AgainstLast {
        artifacts: vec![manifest.to_artifact()?],
        told: Vec::new(),
    };
    if !arguments.output.join(FOLDER).is_dir() {
        return Ok(against);
    }
    let last = manifest_in(&arguments.output);
    if last.is_some_and(|last| last.is_of_same(&manifest)) {
        against.told = crate::changes::told_of_same();
        return Ok(against);
    }
    let new = RunData::read(manifest, &|table| {
        let name = name_of(table);
        let found = data.iter().find(|artifact| artifact.name == name);
        let found = found.with_context(|| format!("không có bảng {table}"))?;
        Ok(found.bytes.clone())
    })?;
    match stored(&arguments.output) {
        Ok(old) => {
            let old = old.called_as(&new);
            let changes = Changes::between(&old, &new);
            against.artifacts.extend(of_changes(&changes, Some(way))?);
            against.told = told(&changes);
        }
        Err(error) => against.told.push(format!(
            "Lưu ý: không so được với lần chạy trước: {error:#}"
        )),
    }
    Ok(against)
}

fn name_of(table: &str) -> String {
    format!("{FOLDER}/{table}.parquet")
}

fn manifest(made: &Made<'_>, data: &[Artifact]) -> Manifest {
    let discovered = made.discovered;
    let tables = data.iter().filter_map(|artifact| {
        let name = artifact.name.strip_prefix(FOLDER)?.strip_prefix('/')?;
        let table = name.strip_suffix(".parquet")?;
        let written = WrittenTable {
            rows: n_rows(&artifact.bytes),
            sha256: digest_of_bytes(&artifact.bytes),
        };
        Some((table.to_owned(), written))
    });
    Manifest::new(ManifestInputs {
        register: &made.consolidation.register,
        indicators: &made.settings.knowledge.lexicon.indicators,
        decided: &made.consolidation.decided,
        own: digests_of_own(made),
        files: discovered.found,
        time: crate::period::now().strftime("%d/%m/%Y %H:%M").to_string(),
        tables: tables.collect(),
    })
}

/// The digests of what the office keeps; of settings, that of their file and of all that it names.
fn digests_of_own(made: &Made<'_>) -> BTreeMap<String, String> {
    let path = |file: &Option<SourceFile>| file.as_ref().map(|file| file.path.clone());
    let own = [
        ("register", path(&made.discovered.register)),
        ("corrections", path(&made.discovered.corrections)),
    ];
    let digest =
        |(name, path): (&str, Option<PathBuf>)| Some((name.to_owned(), digest_of(&path?).ok()?));
    let mut digests: BTreeMap<String, String> = own.into_iter().filter_map(digest).collect();
    let files = made.settings_place.into_iter().chain(&made.settings.files);
    let settings: Vec<String> = files.filter_map(|path| digest_of(path).ok()).collect();
    match &settings[..] {
        [] => {}
        [alone] => drop(digests.insert("settings".to_owned(), alone.clone())),
        all => {
            let whole = digest_of_bytes(all.join("\n").as_bytes());
            digests.insert("settings".to_owned(), whole);
        }
    }
    digests
}
