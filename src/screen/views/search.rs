//! *Tìm đơn vị*: by a part of the name, with marks or without.

use crate::screen::forms::{Fields, in_path};
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::stored::FoundUnit;
use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/tim-don-vi", get(search))
}

/// More than these are told by their number only.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    asked: String,
    has_run: bool,
    found: Vec<Found>,
    rest: usize,
}

struct Found {
    unit: FoundUnit,
    address: String,
}

async fn search(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let asked = fields.get("ten").trim().to_owned();
    let stored = screen.stored();
    let found = stored.as_ref().map(|run| run.find(&asked));
    let mut found: Vec<Found> = found.into_iter().flatten().map(Found::of).collect();
    let rest = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    shown(&Search {
        frame: Frame::of(&screen, "tim"),
        asked,
        has_run: stored.is_some(),
        found,
        rest,
    })
}

impl Found {
    fn of(unit: FoundUnit) -> Self {
        Self {
            address: address_of(&unit.id),
            unit,
        }
    }
}

/// Where a unit stands on the page of the last run.
pub(super) fn address_of(id: &str) -> String {
    let id = in_path(id).replace('/', "%2F");
    format!("/ket-qua/{}#/don-vi/{id}", crate::render::page::FILE_NAME)
}
