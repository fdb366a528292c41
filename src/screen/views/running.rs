//! *Chạy*: to have a run done, to see how far it is, and what came of it.

use super::{as_type, on_to, refusal};
use crate::changes::FILE_NAME as CHANGES;
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::screen::forms::Fields;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::{Outcome, Screen, Task};
use crate::screen::words::word;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The field of the period.
const PERIOD: &str = "ky";

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
    /// The periods that may be reported on, the latest first: as a run is asked for it, as it is called, whether it is chosen.
    periods: Vec<(String, String, bool)>,
}

async fn page(State(screen): State<Arc<Screen>>) -> Response {
    let outcome = screen.outcome_of_run();
    let ran = outcome.as_ref().is_some_and(|it| it.failure.is_none());
    let finished = screen.finished().filter(|_| ran);
    let changes = finished.map_or_else(Vec::new, |finished| finished.changes.clone());
    let outcome = outcome.map(|mut outcome| {
        // They stand on the page by themselves.
        outcome.lines.retain(|line| !changes.contains(line));
        outcome
    });
    shown(&Running {
        frame: Frame::of(&screen, "chay"),
        outcome,
        changes,
        has_changes_file: screen.output().join(CHANGES).is_file(),
        other: screen.outcome_of_other(),
        is_there: screen.input().is_dir(),
        periods: periods(&screen),
    })
}

/// The periods of which reports are accepted.
fn periods(screen: &Screen) -> Vec<(String, String, bool)> {
    let Some(finished) = screen.finished() else {
        return Vec::new();
    };
    let submissions = finished.consolidation.tables.submissions.iter();
    let accepted = submissions.filter(|it| it.status == SubmissionStatus::Accepted);
    let periods: BTreeSet<Period> = accepted.filter_map(|it| it.period).collect();
    let chosen = screen.chosen_period();
    let periods = periods.into_iter().rev();
    periods
        .map(|it| (it.to_string(), it.label(), Some(it) == chosen))
        .collect()
}

/// Begins a run; on the period that is chosen, and where none is asked for on that of the run before.
async fn start(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::from(body);
    let period = match (fields.has(PERIOD), fields.get(PERIOD)) {
        (false, _) => Ok(screen.chosen_period()),
        (true, "") => Ok(None),
        (true, asked) => asked.parse::<Period>().map(Some),
    };
    let Ok(period) = period else {
        return refusal(StatusCode::BAD_REQUEST, word("bad-period"));
    };
    match screen.start(Task::Run(period)) {
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
