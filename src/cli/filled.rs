//! What people have written into the outputs where these lie is never lost: a workbook, a page or slides that were changed
//! since a run wrote them are kept beside the new ones.

use super::output::{Output, Staging};
use crate::changes::FILE_NAME as CHANGES;
use crate::decide::Decided;
use crate::discover::{Discovered, SourceFile, SourceKind};
use crate::ooxml::bears_mark;
use crate::read::{Outcome, ReaderPool, read_source};
use crate::register::corrections::Corrections;
use crate::register::read_corrections;
use crate::reminders::FOLDER as REMINDERS;
use crate::render::workbook::{CHECKS_FILE_NAME as CHECKS, FILE_NAME as WORKBOOK};
use crate::report::corrections::FILE_NAME as CORRECTIONS;
use crate::report::deck::FILE_NAME as SLIDES;
use crate::report::papers::{FOLDER as PAPERS, REPORT};
use crate::takeover::filled_words;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Whether a workbook under the name of an output, which is not as a run wrote it, will be kept: a person has worked on
/// one that a run wrote, or the corrections come from elsewhere. Any other is somebody's own.
pub(super) fn will_be_kept(place: &Path, reader: &ReaderPool) -> bool {
    let is_corrections = place.file_name().is_some_and(|name| name == CORRECTIONS);
    is_corrections
        || is_page_or_slides(place)
        || reader.read(&source_at(place)).is_ok_and(
            |file| matches!(file.outcome, Outcome::Read(workbook) if workbook.output.is_some()),
        )
}

/// Whether a file is a page for Word or slides that a run wrote, whatever people have made of it since.
fn is_page_or_slides(place: &Path) -> bool {
    let ending = place.extension();
    let is_either = ending.is_some_and(|ending| ending == "docx" || ending == "pptx");
    is_either && std::fs::read(place).is_ok_and(|bytes| bears_mark(&bytes))
}

/// Keeps copies of earlier workbooks and pages that people have changed, before the new ones take their places. Returns what a
/// person should know, in Vietnamese.
///
/// # Errors
/// Where a copy cannot be written.
pub(super) fn keep_what_people_wrote(
    output: &Output,
    staging: &Staging<'_>,
    discovered: &Discovered,
    decided: &[Decided],
) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    for folder in [REPORT, PAPERS, REMINDERS] {
        if !staging.holds(folder) {
            continue;
        }
        for name in output.changed(folder) {
            let place = staging.place(&name);
            let refused = || format!("không giữ lại được {}", place.display());
            let bytes = std::fs::read(&place).with_context(refused)?;
            notes.push(keep_changed(staging, &name, &bytes).with_context(refused)?);
        }
    }
    for name in [WORKBOOK, CHECKS, CHANGES, SLIDES, CORRECTIONS] {
        let place = staging.place(name);
        if !staging.holds(name) || !place.is_file() || output.is_as_written(name) {
            continue;
        }
        let refused = || format!("không giữ lại được {}", place.display());
        let bytes = std::fs::read(&place).with_context(refused)?;
        if name != CORRECTIONS {
            notes.push(keep_changed(staging, name, &bytes).with_context(refused)?);
            continue;
        }
        let given = discovered.corrections.as_ref();
        let is_given =
            given.is_some_and(|given| std::fs::read(&given.path).is_ok_and(|it| it == bytes));
        if is_given {
            continue;
        }
        let Some(why) = what_is_in(&place, decided) else {
            continue;
        };
        let kept = ("dinh-chinh (đã điền", "xlsx");
        let copy = keep(staging, kept, &bytes).with_context(refused)?;
        notes.push(format!(
            "{} {why}; bản đó được giữ ở {copy}. Muốn áp dụng, chép nó vào thư mục báo cáo với tên {CORRECTIONS} rồi chạy lại",
            place.display()
        ));
    }
    Ok(notes)
}

/// Keeps a copy of a file that was changed, directly in the output folder: what stands in a folder goes with it. Returns
/// what a person should know.
fn keep_changed(staging: &Staging<'_>, name: &str, bytes: &[u8]) -> Result<String> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
    let begin = format!("{} (đã sửa", stem.replace('/', " - "));
    let copy = keep(staging, (&begin, ending), bytes)?;
    Ok(format!(
        "{} đã được sửa sau khi ghi; bản đó được giữ ở {copy}",
        staging.place(name).display()
    ))
}

/// Keeps bytes under the first number that is free or that already holds them. Returns where.
fn keep(staging: &Staging<'_>, (begin, ending): (&str, &str), bytes: &[u8]) -> Result<String> {
    for name in (1..1000).map(|number| format!("{begin} {number}).{ending}")) {
        let copy = staging.place(&name);
        if !copy.exists() {
            staging.keep(bytes, &name)?;
        } else if std::fs::read(&copy).ok().as_deref() != Some(bytes) {
            continue;
        }
        return Ok(copy.display().to_string());
    }
    bail!("đã có quá nhiều bản giữ lại ở đó")
}

/// What a corrections workbook holds that a run did not write; `None` where all of it are decisions that this run had.
fn what_is_in(place: &Path, decided: &[Decided]) -> Option<&'static str> {
    let source = source_at(place);
    let Outcome::Read(workbook) = read_source(&source).outcome else {
        return Some("không đọc được nên không rõ có quyết định nào");
    };
    let Corrections {
        rows, withdrawn, ..
    } = read_corrections(&source.relative, &workbook);
    // Decisions that were taken back, and words that are explained there, have been taken over.
    if rows.is_empty() && (!withdrawn.is_empty() || !filled_words(place).is_empty()) {
        return None;
    }
    if rows.is_empty() {
        return Some("đã được sửa sau khi ghi");
    }
    let is_unused = rows.iter().any(|row| {
        let known = |decided: &Decided| decided.correction.written.is_same(&row.written);
        let is_taken_back = row.written.decision.is_empty() && !row.bound.seal.is_empty();
        row.is_new() && !is_taken_back && !decided.iter().any(known)
    });
    is_unused.then_some("có quyết định chưa được dùng trong lần chạy này")
}

fn source_at(place: &Path) -> SourceFile {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    SourceFile {
        path: place.to_path_buf(),
        relative: name.into(),
        bytes: std::fs::metadata(place).map_or(0, |metadata| metadata.len()),
        modified: None,
        kind: SourceKind::Ordinary,
    }
}
