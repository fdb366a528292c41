//! *Chạy*: to have a run done, to see how far it is, and what came of it.

use super::{as_type, on_to, refusal};
use crate::changes::FILE_NAME as CHANGES;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::{Outcome, Screen, Task};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/chay", get(page).post(start))
        .route("/viec", get(work))
}

#[derive(Template)]
#[template(path = "running.html")]
struct Running {
    frame: Frame,
    outcome: Option<Outcome>,
    /// What became of the figures of the run before.
    changes: Vec<String>,
    has_changes_file: bool,
    /// What came of drawing the register or making out templates.
    other: Option<Outcome>,
    is_there: bool,
}

async fn page(State(screen): State<Arc<Screen>>) -> Response {
    let outcome = screen.outcome_of_run();
    let ran = outcome.as_ref().is_some_and(|it| it.failure.is_none());
    let finished = screen.finished().filter(|_| ran);
    shown(&Running {
        frame: Frame::of(&screen, "chay"),
        outcome,
        changes: finished.map_or_else(Vec::new, |finished| finished.changes.clone()),
        has_changes_file: screen.output().join(CHANGES).is_file(),
        other: screen.outcome_of_other(),
        is_there: screen.input().is_dir(),
    })
}

async fn start(State(screen): State<Arc<Screen>>) -> Response {
    match screen.start(Task::Run) {
        Ok(()) => on_to("/chay"),
        Err(why) => refusal(StatusCode::CONFLICT, &why),
    }
}

/// How far the work is, for the page's script.
async fn work(State(screen): State<Arc<Screen>>) -> Response {
    let told = match screen.work() {
        Some(work) => {
            let (read, files) = work.read();
            serde_json::json!({ "told": work.told(), "read": read, "files": files })
        }
        None => serde_json::Value::Null,
    };
    as_type("application/json", told.to_string())
}
