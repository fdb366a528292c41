//! The pages: one file each, with the addresses that they answer to.

mod charts;
mod downloads;
mod folders;
mod incoming;
mod missing;
mod overview;
mod running;
mod search;

use super::ending::Sign;
use super::files;
use super::forms::Fields;
use super::pages::{Frame, Refusal, shown};
use super::running::{SIGN_OF_LIFE, name_of};
use super::state::Screen;
use super::words::word;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::Instant;

/// All addresses but the entrance, which is the guard's.
pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route(SIGN_OF_LIFE, get(sign_of_life))
        .route("/trang/man-hinh.css", get(style))
        .route("/trang/man-hinh.js", get(script))
        .route("/nhip", post(alive))
        .route("/ngu", post(asleep))
        .route("/tam-biet", post(farewell))
        .merge(overview::routes())
        .merge(folders::routes())
        .merge(running::routes())
        .merge(downloads::routes())
        .merge(incoming::routes())
        .merge(missing::routes())
        .merge(charts::routes())
        .merge(search::routes())
        .merge(super::decisions::routes())
}

/// Anything else: files that the page `tong-hop.html` leads to, by the way from its place.
pub(super) async fn fallback(State(screen): State<Arc<Screen>>, uri: Uri) -> Response {
    files::led_to(&screen, uri.path())
}

/// A page that says why there is nothing else to see.
pub(super) fn refusal(status: StatusCode, why: &str) -> Response {
    let page = Refusal {
        frame: Frame::plain(),
        why: why.to_owned(),
    };
    (status, shown(&page)).into_response()
}

/// Leads the browser on, so that a reload does nothing twice.
pub(super) fn on_to(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let address = HeaderValue::from_str(address);
    let address = address.unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, address);
    response
}

async fn sign_of_life(State(screen): State<Arc<Screen>>) -> String {
    name_of(screen.folders())
}

async fn style() -> Response {
    let own = include_str!("../pages/man-hinh.css");
    let style = format!("{}{own}", crate::render::page::style());
    as_type("text/css; charset=utf-8", style)
}

async fn script() -> Response {
    let script = include_str!("../pages/man-hinh.js");
    as_type("text/javascript; charset=utf-8", script)
}

pub(super) fn as_type(kind: &'static str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

async fn alive(state: State<Arc<Screen>>, query: RawQuery) -> StatusCode {
    sign(&state, query, Sign::Alive)
}

async fn asleep(state: State<Arc<Screen>>, query: RawQuery) -> StatusCode {
    sign(&state, query, Sign::Asleep)
}

async fn farewell(state: State<Arc<Screen>>, query: RawQuery) -> StatusCode {
    sign(&state, query, Sign::Farewell)
}

fn sign(screen: &Screen, RawQuery(query): RawQuery, sign: Sign) -> StatusCode {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    screen
        .life()
        .sign(fields.get("trang"), sign, Instant::now());
    StatusCode::NO_CONTENT
}

/// Where what was asked for is not there.
pub(super) fn not_found() -> Response {
    refusal(StatusCode::NOT_FOUND, word("not-found"))
}
