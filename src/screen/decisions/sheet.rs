//! *Trang tính*: a sheet of a submission around one cell, as it looks; by itself, or beside what is decided about it.

use super::desk::view;
use super::sheet_view::{Extent, SheetView};
use crate::screen::forms::{Fields, in_path, in_query};
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::views::not_found;
use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/quyet-dinh/trang-tinh", get(page))
}

/// A place in a file and the ways to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The file.
    pub(super) file: String,
    /// `Biểu 1!D7`; empty where it is about the whole file.
    pub(super) cell: String,
    /// Where the file itself is had.
    pub(super) file_link: String,
    /// Where the sheet is shown around the cell.
    pub(super) link: String,
}

impl Place {
    pub(super) fn of(file: &str, sheet: &str, cell: &str) -> Self {
        let address = [("tep", file), ("trang", sheet), ("o", cell)];
        let address = address.map(|(name, text)| format!("{name}={}", in_query(text)));
        Self {
            file: file.to_owned(),
            cell: match cell.is_empty() {
                true => sheet.to_owned(),
                false => format!("{sheet}!{cell}"),
            },
            file_link: format!("/bao-cao/{}", in_path(file)),
            link: format!("/quyet-dinh/trang-tinh?{}", address.join("&")),
        }
    }
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct Sheet {
    frame: Frame,
    place: Place,
    view: Option<SheetView>,
    /// Why there is nothing to see.
    refused: String,
    wider: String,
}

async fn page(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let Some(board) = screen.desk().board() else {
        return not_found();
    };
    let at = ["tep", "trang", "o"].map(|name| fields.get(name).to_owned());
    let [file, sheet, cell] = &at;
    let place = Place::of(file, sheet, cell);
    let wider = match fields.has("rong") {
        true => String::new(),
        false => format!("{}&rong=1", place.link),
    };
    let of_reading = (screen.clone(), at.clone());
    let extent = extent(&fields);
    let read = tokio::task::spawn_blocking(move || {
        let (screen, [file, sheet, cell]) = of_reading;
        view(&screen, &board, (&file, &sheet, &cell), extent)
    });
    let (view, refused) = match read.await {
        Ok(Ok(view)) => (Some(view), String::new()),
        Ok(Err(why)) => (None, why),
        Err(_) => (None, crate::screen::words::word("fault").to_owned()),
    };
    shown(&Sheet {
        frame: Frame::of(&screen, "quyet-dinh"),
        place,
        view,
        refused,
        wider,
    })
}

/// How much is asked for.
pub(super) fn extent(fields: &Fields) -> Extent {
    match fields.has("rong") {
        true => Extent::FAR,
        false => Extent::NEAR,
    }
}
