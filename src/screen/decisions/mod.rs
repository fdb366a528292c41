//! Deciding on the local page: what waits for a decision with the sheet around it, what is decided, and what came of it.
//!
//! The folder stays the truth. Questions are those of the corrections workbook of the last run; decisions are written into
//! the office's workbooks in the input folder as if they had been typed there, and read back from them for every page.

mod answer;
mod board;
mod desk;
mod evidence;
mod list;
mod one;
mod pages;
mod paints;
mod sheet;
mod sheet_view;
mod standing;
mod standing_page;
mod words;

pub(super) use desk::Desk;

use super::state::Screen;
use super::views::as_type;
use crate::screen::forms::Fields;
use axum::Router;
use axum::extract::RawQuery;
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

/// The addresses of these pages.
pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/trang/quyet-dinh.css", get(style))
        .route("/trang/quyet-dinh.js", get(script))
        .route(paints::ADDRESS, get(painted))
        .merge(list::routes())
        .merge(one::routes())
        .merge(sheet::routes())
        .merge(words::routes())
        .merge(standing_page::routes())
}

async fn style() -> Response {
    let style = include_str!("pages/quyet-dinh.css");
    as_type("text/css; charset=utf-8", style)
}

async fn painted(RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    as_type(
        "text/css; charset=utf-8",
        paints::Paints::of(&fields).style(),
    )
}

async fn script() -> Response {
    let script = include_str!("pages/quyet-dinh.js");
    as_type("text/javascript; charset=utf-8", script)
}
