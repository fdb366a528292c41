//! `tonghop init`: a register drawn from the submissions, for the office to confirm; and on one that is there what a new
//! period needs.

mod new_period;

use super::arguments::Init;
use super::{Telling, interrupt};
use crate::discover::{Discovered, OWN_PREFIX, SETTINGS, discover};
use crate::pipeline::{draw, review};
use crate::render::office::render_office;
use crate::report::register::{FILE_NAME, RegisterInputs, register_workbook};
use crate::settings::{Settings, template_file};
use crate::takeover::conclusions_of;
use anyhow::{Context, Result, bail};
use std::borrow::Cow;
use std::io::{ErrorKind, Write};
use std::path::Path;
use tempfile::Builder;

/// Writes the draft, and settings to begin with, into the input folder, and tells of it. Returns the exit status.
pub(super) fn init(arguments: &Init) -> Result<u8> {
    make(arguments)?.say();
    Ok(super::CLEAN)
}

/// Writes the draft, and settings to begin with, into the input folder. Returns what there is to tell.
///
/// # Errors
/// Where no unit is there to be drawn, or something cannot be read or written.
pub(super) fn make(arguments: &Init) -> Result<Telling> {
    let input = &arguments.input;
    if !input.is_dir() {
        bail!("{}", super::no_input(input));
    }
    let discovered = discover(input)?;
    let has_settings = discovered.settings.is_some();
    if discovered.register.is_some() {
        let lines = further(arguments, &discovered)?;
        return Ok(Telling {
            lines,
            ..Telling::default()
        });
    }
    let reader = super::reader()?;
    let (settings, _) = super::settings(
        &arguments.settings,
        &discovered,
        &reader,
        Settings::built_in,
    )?;
    let drawing = draw(&discovered, &settings.knowledge, &reader, &|| {})?;
    let register = &drawing.register;
    if register.units.is_empty() {
        bail!(
            "không đọc được đơn vị nào trong thư mục {}; đặt báo cáo vào <kỳ>/<cụm>/ trong thư mục đó, ví dụ 2023/Cụm thi đua số 1/",
            super::whole(input)
        );
    }
    let artifact = render_office(&register_workbook(&RegisterInputs {
        register,
        stated_codes: &drawing.stated_codes,
        likely_same: &drawing.likely_same,
        carried: &drawing.carried,
    }))?;
    let place = input.join(FILE_NAME);
    write_new(&place, "danh mục", &artifact.bytes)?;
    let mut told = told_of_draft(
        &place,
        [
            register.units.len(),
            register.clusters.len(),
            drawing.likely_same.len(),
        ],
    );
    if !has_settings {
        let place = input.join(SETTINGS);
        write_new(&place, "tệp thiết lập", &template_file())?;
        told.lines.push(told_of_settings(&place));
    }
    Ok(told)
}

/// Adds to a register that is there what a new period needs, and settings where there are none.
fn further(arguments: &Init, discovered: &Discovered) -> Result<Vec<String>> {
    let input = &arguments.input;
    let mut notes = conclusions_of(input)?;
    // What was concluded is part of the register from here on.
    let discovered = match notes.is_empty() {
        true => None,
        false => Some(discover(input)?),
    }
    .map_or_else(|| Cow::Borrowed(discovered), Cow::Owned);
    let reader = super::reader()?;
    let (settings, _) = super::settings(
        &arguments.settings,
        &discovered,
        &reader,
        Settings::built_in,
    )?;
    if let Some(register) = &discovered.register {
        let found = review(&discovered, &settings.knowledge, &reader)?;
        notes.extend(new_period::add(&register.path, &found)?);
        if notes.is_empty() {
            notes.push(format!(
                "Danh mục {} đã đủ các kỳ có báo cáo; giữ nguyên.",
                register.path.display()
            ));
        }
    }
    if discovered.settings.is_none() {
        let place = input.join(SETTINGS);
        write_new(&place, "tệp thiết lập", &template_file())?;
        notes.push(told_of_settings(&place));
    }
    Ok(notes)
}

/// Writes a file that is not there yet, whole or not at all; one that came in the meantime is left alone.
fn write_new(place: &Path, what: &str, bytes: &[u8]) -> Result<()> {
    let refused = || format!("không ghi được {}", place.display());
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(OWN_PREFIX);
    // It becomes a file like any other, to be read by all who may.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    interrupt::step(|| {
        let mut file = builder.tempfile_in(folder).with_context(refused)?;
        file.write_all(bytes)
            .and_then(|()| file.as_file().sync_all())
            .with_context(refused)?;
        match file.persist_noclobber(place) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                bail!("đã có {what} {}; không ghi đè", place.display())
            }
            Err(error) => Err(error.error).with_context(refused),
        }
    })
}

fn told_of_draft(place: &Path, [units, clusters, doubts]: [usize; 3]) -> Telling {
    Telling {
        lines: vec![format!(
            "Đã lập danh mục: {units} đơn vị, {clusters} cụm; {doubts} cặp có thể là một đơn vị, xem trang “Cần xem lại”."
        )],
        at_terminal: vec![
            "Rà soát rồi chạy lại: tonghop run".to_owned(),
            format!("Kết quả: {}", place.display()),
        ],
    }
}

fn told_of_settings(place: &Path) -> String {
    format!(
        "Tên cơ quan, hạn nộp, khen thưởng: ghi ở trang “Thiết lập”, “Khen thưởng” của danh mục. Chỉ khi cần đổi tiêu chí xếp loại, biểu đồ: {}",
        place.display()
    )
}
