//! `tonghop screen`: the page for people without a terminal; also what a double-click opens.

use super::arguments::{Init, Run, Screen, Template};
use super::failure::{guarded, told};
use super::{init, interrupt, run, template};
use crate::finished::{Finished, Progress};
use crate::period::Period;
use crate::read::ReaderPool;
use crate::screen::{Commands, Done, Folders, Opened, Server};
use crate::takeover::{Entered, OwnWrites, enter};
use crate::text::visible;
use crate::threads::in_one_pool;
use anyhow::{Result, bail};
use std::io::{IsTerminal, stdin};
use std::path::Path;
use std::process::{Command, Stdio};

/// The command that this is, and its word for a start without a browser.
const COMMAND: &str = "screen";
const NO_BROWSER: &str = "--no-browser";

/// Opens the page and serves it until it ends. Returns the exit status.
pub(super) fn screen(asked: &Screen) -> Result<u8> {
    interrupt::idle();
    if let Some(named) = asked.folder.as_deref().filter(|it| !it.is_dir()) {
        let place = super::whole(named);
        match named.exists() {
            true => bail!("{place} là một tệp; hãy chọn hoặc thả cả thư mục chứa báo cáo"),
            false => bail!("không có thư mục {place}"),
        }
    }
    let folders = Folders::of(asked.folder.as_deref(), asked.output.as_deref());
    let told_folders = [
        format!("Thư mục báo cáo: {}", folders.input.display()),
        format!("Thư mục kết quả: {}", folders.output.display()),
    ];
    let in_process = InProcess {
        opens_browser: !asked.no_browser,
    };
    let server = match Server::open(folders, Box::new(in_process))? {
        Opened::Here(server) => server,
        Opened::Elsewhere(link) => {
            super::say(&[
                "Chương trình đang chạy sẵn cho thư mục này; mở lại trang đang chạy.".to_owned(),
                format!("Đường dẫn: {link}"),
            ]);
            open(asked, &link);
            return Ok(super::CLEAN);
        }
    };
    let link = server.link();
    let mut lines = told_folders.to_vec();
    lines.push("Trang làm việc mở trong trình duyệt. Nếu không thấy, hãy chép cả đường dẫn sau vào thanh địa chỉ của trình duyệt trên máy này:".to_owned());
    lines.push(format!("  {link}"));
    lines.push(
        "Để kết thúc: bấm “Kết thúc” trên trang, đóng trang, hoặc đóng cửa sổ này (Ctrl+C)."
            .to_owned(),
    );
    super::say(&lines);
    open(asked, &link);
    server.serve()?;
    super::say(&["Đã kết thúc.".to_owned()]);
    Ok(super::CLEAN)
}

/// Opens the browser; where there is none, the link in the window has to do.
fn open(asked: &Screen, link: &str) {
    if asked.no_browser {
        return;
    }
    let link = link.to_owned();
    std::thread::spawn(move || {
        if open::that_detached(link).is_err() {
            super::say(&["Không tự mở được trình duyệt.".to_owned()]);
        }
    });
}

/// Lets a window that a double-click has opened stand until it is read.
pub(super) fn wait_for_reader() {
    if stdin().is_terminal() {
        super::say(&["Nhấn Enter để đóng cửa sổ này.".to_owned()]);
        let _closed_already = stdin().read_line(&mut String::new());
    }
}

/// The commands of the command line, done in this process.
struct InProcess {
    /// Whether a page opens by itself.
    opens_browser: bool,
}

impl Commands for InProcess {
    fn run(
        &self,
        folders: &Folders,
        period: Option<Period>,
        watched: &dyn Progress,
    ) -> Done<Finished> {
        done(|| in_one_pool(|| run::perform(&of(folders, period), watched)))
    }

    fn look(&self, folders: &Folders, watched: &dyn Progress) -> Done<Finished> {
        done(|| in_one_pool(|| run::look(&of(folders, None), watched)))
    }

    fn recognise(
        &self,
        folders: &Folders,
        staged: &Path,
        watched: &dyn Progress,
    ) -> Done<Finished> {
        done(|| in_one_pool(|| run::recognise(&folders.input, staged, watched)))
    }

    fn reader(&self) -> Done<ReaderPool> {
        done(super::reader)
    }

    fn decide(
        &self,
        folders: &Folders,
        entered: Entered,
        own: &mut OwnWrites,
    ) -> Done<Vec<String>> {
        done(|| enter(&folders.input, &folders.output, entered, own))
    }

    fn register(&self, folders: &Folders) -> Done<Vec<String>> {
        done(|| Ok(init::make(&Init::of(folders.input.clone()))?.lines))
    }

    fn open(&self, folder: &Path) -> Done<()> {
        done(|| start_anew(folder, self.opens_browser))
    }

    fn templates(&self, folders: &Folders, period: Period) -> Done<Vec<String>> {
        let (input, output) = (folders.input.clone(), folders.output.clone());
        done(|| Ok(template::make(&Template::of(input, output, period))?.lines))
    }
}

fn of(folders: &Folders, period: Option<Period>) -> Run {
    Run::of(folders.input.clone(), folders.output.clone(), period)
}

/// `CREATE_NO_WINDOW`: its page says how to end it, and closing the window of the first start does not.
#[cfg(windows)]
const NO_WINDOW: u32 = 0x0800_0000;

/// Starts the program once more, for another folder: what goes on in one never touches what goes on in the other.
#[expect(
    clippy::disallowed_methods,
    reason = "the page of another folder is this program again"
)]
fn start_anew(folder: &Path, opens_browser: bool) -> Result<()> {
    let program = std::env::current_exe()?;
    let mut command = Command::new(program);
    command.arg(COMMAND).arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null());
    if !opens_browser {
        command.arg(NO_BROWSER);
    }
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, NO_WINDOW);
    let mut started = command.spawn()?;
    // It ends by itself; until then nobody has to wait for it but this.
    std::thread::spawn(move || drop(started.wait()));
    Ok(())
}

/// Does a command's work; why it cannot be done is told in words.
fn done<T>(work: impl FnOnce() -> Result<T>) -> Done<T> {
    let done = guarded(work);
    interrupt::idle();
    done.map_err(|error| visible(&told(&error)).into_owned())
}
