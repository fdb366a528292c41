//! *Biểu đồ*: the pictures of the last run.

use crate::screen::listing::listed_in;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The folder of pictures.
const FOLDER: &str = "bieu-do";
/// In it, the folder of pictures that too few units have figures for.
const NOT_ENOUGH: &str = "chua-du-so-lieu";
/// The title stands at the beginning of a picture, before its typeface.
const BEGINNING: u64 = 8192;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/bieu-do", get(page))
}

#[derive(Template)]
#[template(path = "charts.html")]
struct Charts {
    frame: Frame,
    groups: Vec<Group>,
    not_enough: &'static str,
}

/// The pictures of the province, a cluster, or those that too few units have figures for.
struct Group {
    folder: String,
    /// The cluster's name; empty where it is not known.
    name: String,
    charts: Vec<Chart>,
}

struct Chart {
    title: String,
    picture: String,
    /// For slides and messages; empty where there is none.
    png: String,
}

async fn page(State(screen): State<Arc<Screen>>) -> Response {
    let mut groups: Vec<Group> = Vec::new();
    let stored = screen.stored();
    let names = stored.map_or_else(BTreeMap::new, |run| run.chart_folders());
    let files = listed_in(screen.output(), FOLDER);
    for file in files.iter().filter(|file| file.name.ends_with(".svg")) {
        let inside = file.path.strip_prefix(FOLDER).unwrap_or(&file.path);
        let folder = inside.trim_start_matches('/').rsplit_once('/');
        let folder = folder.map_or("", |(folder, _)| folder).to_owned();
        let png = file.path.replace(".svg", ".png");
        let png = files.iter().find(|it| it.path == png);
        let chart = Chart {
            title: title_of(&screen.output().join(&file.path)).unwrap_or_default(),
            picture: file.address.clone(),
            png: png.map_or_else(String::new, |it| it.address.clone()),
        };
        match groups.iter_mut().find(|group| group.folder == folder) {
            Some(group) => group.charts.push(chart),
            None => groups.push(Group {
                name: names.get(&folder).cloned().unwrap_or_default(),
                folder,
                charts: vec![chart],
            }),
        }
    }
    groups.sort_by_key(|group| match &*group.folder {
        "" => 0,
        NOT_ENOUGH => 2,
        _ => 1,
    });
    shown(&Charts {
        frame: Frame::of(&screen, "bieu-do"),
        not_enough: NOT_ENOUGH,
        groups,
    })
}

/// What a picture says, from its own title.
fn title_of(place: &Path) -> Option<String> {
    let mut beginning = Vec::new();
    let file = File::open(place).ok()?;
    file.take(BEGINNING).read_to_end(&mut beginning).ok()?;
    let beginning = String::from_utf8_lossy(&beginning);
    let (_, title) = beginning.split_once("<title>")?;
    let (title, _) = title.split_once("</title>")?;
    let plain = title.replace("&lt;", "<").replace("&gt;", ">");
    Some(plain.replace("&quot;", "\"").replace("&amp;", "&"))
}
