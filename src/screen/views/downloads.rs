//! *Tải về*: what the last run has written.

use crate::screen::files;
use crate::screen::state::Screen;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/ket-qua/{*duong-dan}", get(result))
        .route("/bao-cao/{*duong-dan}", get(submission))
}

async fn result(State(screen): State<Arc<Screen>>, Path(path): Path<String>) -> Response {
    files::of_output(&screen, &path)
}

async fn submission(State(screen): State<Arc<Screen>>, Path(path): Path<String>) -> Response {
    files::of_input(&screen, &path)
}
