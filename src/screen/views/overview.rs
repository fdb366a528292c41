//! *Tổng quan*: the year at a glance, and the end.

use super::refusal;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::words::said;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/", get(overview))
        .route("/ket-thuc", post(end))
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    frame: Frame,
}

async fn overview(State(screen): State<Arc<Screen>>) -> Response {
    shown(&Overview {
        frame: Frame::of(&screen, "tong-quan"),
    })
}

#[derive(Template)]
#[template(path = "farewell.html")]
struct Farewell {
    frame: Frame,
}

async fn end(State(screen): State<Arc<Screen>>) -> Response {
    if let Some(work) = screen.work() {
        let why = said("busy", &[("what", &work.told())]);
        return refusal(StatusCode::CONFLICT, &why);
    }
    screen.life().end();
    shown(&Farewell {
        frame: Frame::plain(),
    })
}
