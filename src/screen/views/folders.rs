//! *Mở thư mục*: the page of another folder, one of the last ones, one that is looked for, or one whose path is typed. The
//! browser never tells a path, so the server lists folders itself; of files it tells nothing here.

use crate::screen::Done;
use crate::screen::folders::Folders;
use crate::screen::forms::{Fields, in_query};
use crate::screen::pages::{Frame, shown};
use crate::screen::running::running_for;
use crate::screen::state::Screen;
use crate::screen::words::word;
use crate::screen::{own, recent};
use crate::text::visible;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;

/// The field of a path, where one is opened and where one is looked into.
const PATH: &str = "duong-dan";
const INTO: &str = "xem";
/// So many folders in a folder are listed.
const MOST: usize = 400;
/// How long a drive may take to say that it is there.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How long the program may take to start once more, and how often it is looked whether it has.
const START: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(100);

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/thu-muc", get(page).post(open))
}

/// A folder to go to.
struct Place {
    name: String,
    /// As it is sent back.
    path: String,
    /// Where its own folders are listed.
    address: String,
}

#[derive(Template)]
#[template(path = "folders.html")]
struct Page {
    frame: Frame,
    recent: Vec<Place>,
    /// Where looking begins: the user's own folders, drives.
    begin: Vec<Place>,
    /// The folder that is looked into, with what lies around it.
    here: Option<Here>,
    typed: String,
    refused: String,
    /// The link of a page that was opened.
    opened: String,
}

struct Here {
    place: Place,
    above: Option<Place>,
    folders: Vec<Place>,
    is_cut: bool,
    /// Which folders a run would use.
    input: String,
    output: String,
    may_be_opened: bool,
}

async fn page(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let asked = fields.get(INTO).to_owned();
    made(screen, move |page| {
        if asked.is_empty() {
            return;
        }
        match checked(&asked) {
            Ok(place) => page.here = Some(Here::of(&place)),
            Err(why) => why.clone_into(&mut page.refused),
        }
    })
    .await
}

async fn open(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let typed = Fields::from(body).get(PATH).to_owned();
    let of_screen = screen.clone();
    made(screen, move |page| {
        match checked(&typed).and_then(|place| opened(&of_screen, &place)) {
            Ok(link) => page.opened = link,
            Err(why) => (page.refused, page.typed) = (why, typed),
        }
    })
    .await
}

/// The page, made apart from the server's own thread: drives may be slow.
async fn made(screen: Arc<Screen>, fill: impl FnOnce(&mut Page) + Send + 'static) -> Response {
    let frame = Frame::of(&screen, "thu-muc");
    let page = spawn_blocking(move || {
        let mut recent = recent::recent();
        recent.retain(|place| Folders::of(Some(place), None) != *screen.folders());
        let mut page = Page {
            frame,
            recent: recent.iter().map(|place| Place::of(place)).collect(),
            begin: beginnings().iter().map(|place| Place::of(place)).collect(),
            here: None,
            typed: String::new(),
            refused: String::new(),
            opened: String::new(),
        };
        fill(&mut page);
        page
    });
    let Ok(page) = page.await else {
        return super::refusal(StatusCode::INTERNAL_SERVER_ERROR, word("fault"));
    };
    match page.refused.is_empty() {
        true => shown(&page),
        false => (StatusCode::UNPROCESSABLE_ENTITY, shown(&page)).into_response(),
    }
}

/// A path as somebody typed or chose it: a whole one, of a folder that is there.
fn checked(typed: &str) -> Done<PathBuf> {
    // As Explorer copies a path.
    let typed = typed.trim().trim_matches('"').trim();
    let place = PathBuf::from(typed);
    let is_of_devices = ["\\\\?\\", "\\\\.\\", "//?/", "//./"]
        .iter()
        .any(|begin| typed.starts_with(begin));
    if typed.contains('\0') || is_of_devices || !place.is_absolute() {
        return Err(word("folder-not-whole").to_owned());
    }
    match place.is_dir() {
        true => Ok(place),
        false => Err(word("folder-not-there").to_owned()),
    }
}

/// Opens the page of a folder, or finds the one that is open. Returns its link.
fn opened(screen: &Screen, place: &Path) -> Done<String> {
    if !may_be_opened(place) {
        return Err(word("folder-is-drive").to_owned());
    }
    let folders = Folders::of(Some(place), None);
    if folders == *screen.folders() {
        return Err(word("folder-is-this").to_owned());
    }
    screen.commands().open(place)?;
    let begin = Instant::now();
    while begin.elapsed() < START {
        if let Some(link) = running_for(&folders) {
            return Ok(link);
        }
        std::thread::sleep(LOOK);
    }
    Err(word("folder-not-opened").to_owned())
}

/// A whole drive is no folder of reports: it would be read from end to end.
fn may_be_opened(place: &Path) -> bool {
    place.file_name().is_some() && place.parent().is_some()
}

/// The user's own folders, and the drives of the computer.
fn beginnings() -> Vec<PathBuf> {
    let mut places = Vec::new();
    if let Some(home) = own::home() {
        let inside = ["Desktop", "Documents", "Downloads"].map(|name| home.join(name));
        places.extend(inside.into_iter().filter(|place| place.is_dir()));
        places.push(home);
    }
    places.extend(drives());
    places
}

/// The drives that answer in time: one of a network that is gone lets wait for long.
fn drives() -> Vec<PathBuf> {
    if !cfg!(windows) {
        return vec![PathBuf::from("/")];
    }
    let (there, found) = channel();
    for letter in 'C'..='Z' {
        let there = there.clone();
        std::thread::spawn(move || {
            let drive = PathBuf::from(format!("{letter}:\\"));
            if drive.is_dir() {
                let _nobody_waits_any_more = there.send(drive);
            }
        });
    }
    drop(there);
    let begin = Instant::now();
    let mut drives = Vec::new();
    while let Ok(drive) = found.recv_timeout(PATIENCE.saturating_sub(begin.elapsed())) {
        drives.push(drive);
    }
    drives.sort();
    drives
}

impl Place {
    fn of(place: &Path) -> Self {
        Self::called(&place.to_string_lossy(), place)
    }

    fn called(name: &str, place: &Path) -> Self {
        let path = place.to_string_lossy();
        Self {
            name: visible(name).into_owned(),
            address: format!("/thu-muc?{INTO}={}", in_query(&path)),
            path: path.into_owned(),
        }
    }
}

impl Here {
    fn of(place: &Path) -> Self {
        let mut folders = folders_in(place);
        let is_cut = folders.len() > MOST;
        folders.truncate(MOST);
        let used = Folders::of(Some(place), None);
        let path = |folder: &Path| visible(&folder.to_string_lossy()).into_owned();
        Self {
            place: Place::of(place),
            above: place.parent().map(Place::of),
            folders,
            is_cut,
            input: path(&used.input),
            output: path(&used.output),
            may_be_opened: may_be_opened(place),
        }
    }
}

/// The folders in a folder that a person sees there, by name.
fn folders_in(place: &Path) -> Vec<Place> {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir() && !is_hidden(entry));
    // A name that is no text cannot be sent back.
    let mut names: Vec<(String, PathBuf)> = folders
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
        .collect();
    names.sort_by_key(|(name, _)| crate::text::label_key(name));
    let names = names.iter();
    names
        .map(|(name, place)| Place::called(name, place))
        .collect()
}

#[cfg(windows)]
fn is_hidden(entry: &fs::DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt;
    /// `FILE_ATTRIBUTE_HIDDEN`, `FILE_ATTRIBUTE_SYSTEM`.
    const HIDDEN: u32 = 0x2 | 0x4;
    let found = entry.metadata();
    found.is_ok_and(|found| found.file_attributes() & HIDDEN != 0)
}

#[cfg(not(windows))]
fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}
