//! The command line: one file a subcommand; printing, progress and writing stand here and nowhere else.

mod arguments;
mod compare;
mod conference;
mod described;
mod failure;
mod filled;
mod init;
mod interrupt;
mod output;
mod parts;
mod places;
mod reminders;
mod run;
mod screen;
mod slides;
mod slips;
mod summary;
mod template;

use crate::discover::{Discovered, SourceKind};
use crate::pipeline::own_lines;
use crate::read::{ReaderPool, serve};
use crate::settings::Settings;
use crate::text::visible;
use anyhow::{Context, bail};
use arguments::{Command, SettingsPlace};
use std::io::{Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Nothing to look at.
const CLEAN: u8 = 0;
/// Findings of severity error.
const FINDINGS: u8 = 1;
/// The run could not be done, or its outputs are none to go by.
const FAILED: u8 = 2;

/// Runs the program on the process' arguments.
pub fn main() -> ExitCode {
    if let Some(asked) = arguments::of_double_click() {
        interrupt::listen();
        let done = failure::guarded(|| screen::screen(&asked));
        let has_failed = done.is_err();
        let status = told(done);
        if has_failed {
            screen::wait_for_reader();
        }
        return status;
    }
    let command = match arguments::parse() {
        Ok(arguments) => arguments.command,
        Err(shown) => return shown,
    };
    if !matches!(command, Command::Worker) {
        interrupt::listen();
    }
    told(match command {
        Command::Run(run) => failure::guarded(|| run::run(&run)),
        Command::Return(asked) => {
            let run = asked.into();
            failure::guarded(|| run::run(&run))
        }
        Command::Template(asked) => failure::guarded(|| template::template(&asked)),
        Command::Compare(asked) => failure::guarded(|| compare::compare(&asked)),
        Command::Init(init) => failure::guarded(|| init::init(&init)),
        Command::Completions { shell } => Ok(described::completions(shell)),
        Command::Man => described::manual(),
        Command::Schema => described::schema(),
        Command::Screen(asked) => failure::guarded(|| screen::screen(&asked)),
        Command::Worker => work(),
    })
}

/// The exit status of what was done; why it could not be done is told.
fn told(done: anyhow::Result<u8>) -> ExitCode {
    match done {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            complain(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// The settings asked for, else those in the input folder, else what is `built_in`; and where they stand.
fn settings(
    asked: &SettingsPlace,
    discovered: &Discovered,
    reader: &ReaderPool,
    built_in: impl FnOnce() -> Settings,
) -> anyhow::Result<(Settings, Option<PathBuf>)> {
    let sheets = &own_lines(discovered, reader)?;
    let place = match (&asked.settings, &discovered.settings) {
        (Some(asked), _) => asked,
        (None, Some(own)) if own.kind == SourceKind::Ordinary => &own.path,
        (None, Some(own)) => bail!(
            "không đọc được tệp thiết lập {}: đó là liên kết hỏng hoặc mục đặc biệt của hệ thống. Xóa đi hoặc thay bằng một tệp, rồi chạy lại",
            own.path.display()
        ),
        (None, None) if sheets.is_empty() => return Ok((built_in(), None)),
        (None, None) => return Ok((Settings::of_sheets(sheets)?, None)),
    };
    Ok((Settings::read(place, sheets)?, Some(place.clone())))
}

/// The readers of submissions: processes of this program, which end with it.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that starts the program again"
)]
fn reader() -> anyhow::Result<ReaderPool> {
    let program = std::env::current_exe()
        .context("không tìm được tệp chương trình để khởi động tiến trình đọc")?;
    let reader = ReaderPool::isolated(&program)?;
    interrupt::ends_with_run(reader.stopper());
    Ok(reader)
}

/// The whole path of a place, as a person finds it.
fn whole(place: &Path) -> String {
    let whole = std::path::absolute(place).unwrap_or_else(|_| place.to_path_buf());
    visible(&whole.to_string_lossy()).into_owned()
}

/// What to say where the folder of submissions is not there.
fn no_input(folder: &Path) -> String {
    format!(
        "không có thư mục {}. Tạo thư mục đó rồi đặt báo cáo vào <kỳ>/<cụm>/ bên trong, ví dụ 2023/Cụm thi đua số 1/; hoặc ghi thư mục báo cáo sau lệnh",
        whole(folder)
    )
}

/// Reads files for another process of this program.
fn work() -> anyhow::Result<u8> {
    serve(&mut stdin().lock(), &mut stdout().lock())
        .context("mất liên lạc với chương trình chính")?;
    Ok(CLEAN)
}

/// What a command tells of what it has done.
#[derive(Debug, Default)]
struct Telling {
    /// Wherever it was done from.
    lines: Vec<String>,
    /// At a terminal besides: where files lie, which command comes next.
    at_terminal: Vec<String>,
}

impl Telling {
    fn say(&self) {
        say(&self.lines);
        say(&self.at_terminal);
    }
}

/// Tells lines on the terminal; what was done stands, whether or not anybody listens.
fn say(lines: &[String]) {
    let mut screen = stdout().lock();
    for line in lines {
        let _nobody_listens = writeln!(screen, "{}", visible(line));
    }
}

/// Tells what is wrong.
fn say_wrong(text: &str) {
    let _nobody_listens = writeln!(stderr(), "{text}");
}

/// Tells why the run could not be done, with all its causes.
fn complain(error: &anyhow::Error) {
    // Of a run that is being stopped another thread tells.
    interrupt::step(|| say_wrong(&format!("Lỗi: {}", visible(&failure::told(error)))));
}
