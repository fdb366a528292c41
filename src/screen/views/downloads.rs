//! *Tải về*: what the last run has written, templates, the register.

use super::{on_to, refusal};
use crate::changes::FILE_NAME as CHANGES;
use crate::period::Period;
use crate::reminders::FOLDER as REMINDERS;
use crate::render::data::FOLDER as DATA;
use crate::render::page::FILE_NAME as PAGE;
use crate::render::workbook::{CHECKS_FILE_NAME as CHECKS, FILE_NAME as WORKBOOK};
use crate::report::corrections::FILE_NAME as CORRECTIONS;
use crate::report::deck::{FILE_NAME as DECK, FOLDER as DECKS};
use crate::report::papers::{FOLDER as PAPERS, REPORT};
use crate::report::register::FILE_NAME as REGISTER;
use crate::screen::files;
use crate::screen::forms::Fields;
use crate::screen::listing::listed_in;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::{Outcome, Screen, Task};
use crate::screen::stored::time_of;
use crate::screen::words::word;
use crate::slips::FOLDER as SLIPS;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use std::path;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/tai-ve", get(page))
        .route("/ket-qua/{*duong-dan}", get(result))
        .route("/bao-cao/{*duong-dan}", get(submission))
        .route("/goi/{ten}", get(pack))
        .route("/mau-bieu", post(templates))
        .route("/danh-muc", post(register))
}

/// Single files, each with the key of the sentence that says what it is.
const FILES: [(&str, &str); 7] = [
    (WORKBOOK, "file-workbook"),
    (CHECKS, "file-checks"),
    (PAGE, "file-page"),
    (DECK, "file-deck"),
    (REPORT, "file-report"),
    (CHANGES, "file-changes"),
    (CORRECTIONS, "file-corrections"),
];
/// Folders that are downloaded as one packed file.
const FOLDERS: [(&str, &str); 6] = [
    ("bieu-do", "folder-charts"),
    (DECKS, "folder-decks"),
    (PAPERS, "folder-papers"),
    (SLIPS, "folder-slips"),
    (REMINDERS, "folder-reminders"),
    (DATA, "folder-data"),
];
/// How the folders of templates begin.
const TEMPLATES: &str = "mau-bieu-";

#[derive(Template)]
#[template(path = "downloads.html")]
struct Downloads {
    frame: Frame,
    files: Vec<Download>,
    folders: Vec<Download>,
    /// The folders of templates, by period.
    templates: Vec<(String, String)>,
    has_register: bool,
    /// The period for which templates are most likely wanted.
    next_period: String,
    outcome: Option<Outcome>,
}

struct Download {
    name: String,
    what: &'static str,
    address: String,
    time: String,
    /// How many files a folder holds.
    n_files: usize,
}

async fn page(State(screen): State<Arc<Screen>>) -> Response {
    let output = screen.output();
    let files = FILES.iter().filter_map(|(name, key)| {
        let time = time_of(&output.join(name))?;
        Some(Download {
            name: (*name).to_owned(),
            what: word(key),
            address: format!("/ket-qua/{name}"),
            time,
            n_files: 1,
        })
    });
    let folders = FOLDERS.iter().filter_map(|(name, key)| {
        let n_files = listed_in(output, name).len();
        (n_files > 0).then(|| Download {
            name: format!("{name}.zip"),
            what: word(key),
            address: format!("/goi/{name}.zip"),
            time: time_of(&output.join(name)).unwrap_or_default(),
            n_files,
        })
    });
    let stored = screen.stored();
    let next = stored.and_then(|run| run.period());
    let next = next.map(|period| period.next().to_string());
    shown(&Downloads {
        frame: Frame::of(&screen, "tai-ve"),
        files: files.collect(),
        folders: folders.collect(),
        templates: templates_in(output),
        has_register: screen.input().join(REGISTER).is_file(),
        next_period: next.unwrap_or_default(),
        outcome: screen.outcome_of_other(),
    })
}

/// The periods that have templates, each with the address of its packed folder.
fn templates_in(output: &path::Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(output).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut periods: Vec<(String, String)> = names
        .filter_map(|name| {
            let period: Period = name.strip_prefix(TEMPLATES)?.parse().ok()?;
            Some((period.label(), format!("/goi/{name}.zip")))
        })
        .collect();
    periods.sort();
    periods
}

async fn result(State(screen): State<Arc<Screen>>, Path(path): Path<String>) -> Response {
    files::of_output(&screen, &path)
}

async fn submission(State(screen): State<Arc<Screen>>, Path(path): Path<String>) -> Response {
    files::of_input(&screen, &path)
}

/// A folder of results as one packed file.
async fn pack(State(screen): State<Arc<Screen>>, Path(name): Path<String>) -> Response {
    let folder = name.strip_suffix(".zip").unwrap_or_default();
    let is_of_templates = folder
        .strip_prefix(TEMPLATES)
        .is_some_and(|period| period.parse::<Period>().is_ok());
    let is_known = FOLDERS.iter().any(|(known, _)| *known == folder);
    if !is_known && !is_of_templates {
        return super::not_found();
    }
    let files = listed_in(screen.output(), folder);
    files::packed(screen.output(), &files, &name)
}

async fn templates(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::from(body);
    let Ok(period) = fields.get("ky").parse::<Period>() else {
        return refusal(StatusCode::BAD_REQUEST, word("bad-period"));
    };
    match screen.start(Task::Templates(period)) {
        Ok(()) => on_to("/tai-ve"),
        Err(why) => refusal(StatusCode::CONFLICT, &why),
    }
}

async fn register(State(screen): State<Arc<Screen>>) -> Response {
    match screen.start(Task::Register) {
        Ok(()) => on_to("/chay"),
        Err(why) => refusal(StatusCode::CONFLICT, &why),
    }
}
