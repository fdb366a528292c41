//! *Nhận tệp*: files and folders are chosen or dropped, looked at before anything is copied, and copied where they belong.

use super::{on_to, refusal};
use crate::period::Period;
use crate::screen::forms::Fields;
use crate::screen::guard::MOST_OF_A_FILE;
use crate::screen::incoming::{Copied, Handed, Place, Row, Standing, clusters, copied, rows};
use crate::screen::names::plain_name;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::{Screen, Work};
use crate::screen::words::word;
use askama::Template;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/nhan-tep", get(page).post(copy))
        .route("/nhan-tep/xep", post(sort))
        .route("/nhan-tep/bo", post(leave_out))
        .route("/tep", put(take))
}

#[derive(Template)]
#[template(path = "incoming.html")]
struct Page {
    frame: Frame,
    n_files: usize,
    rows: Option<Vec<Shown>>,
    periods: BTreeSet<String>,
    clusters: BTreeSet<String>,
    failure: Option<String>,
    /// What is wrong with what was filled in.
    mistake: &'static str,
    copied: Vec<Copied>,
}

/// A row of the review.
struct Shown {
    row: Row,
    number: usize,
    is_wanted: bool,
    period: String,
    cluster: String,
    is_wrong: bool,
}

impl Shown {
    fn standing(&self) -> (&'static str, &'static str) {
        match self.row.standing {
            Standing::Report => ("good", word("standing-report")),
            Standing::Held => ("warning", word("standing-held")),
            Standing::Other => ("muted", word("standing-other")),
            Standing::Known => ("muted", word("standing-known")),
            Standing::Own => ("good", word("standing-own")),
            Standing::OwnTaken => ("muted", word("standing-own-taken")),
        }
    }
}

async fn page(State(screen): State<Arc<Screen>>) -> Response {
    let rows = screen.incoming().rows().map(|rows| {
        let rows = rows.iter().enumerate();
        rows.map(|(number, row)| Shown {
            number,
            is_wanted: row.is_wanted(),
            period: row.period.clone(),
            cluster: row.cluster.clone(),
            is_wrong: false,
            row: row.clone(),
        })
        .collect()
    });
    shown(&page_of(&screen, rows, ""))
}

fn page_of(screen: &Screen, rows: Option<Vec<Shown>>, mistake: &'static str) -> Page {
    let all = || rows.iter().flatten();
    let periods = all().map(|it| it.period.clone());
    let clusters = all().map(|it| it.cluster.clone());
    let is_there = |name: &String| !name.is_empty();
    let incoming = screen.incoming();
    Page {
        frame: Frame::of(screen, "nhan-tep"),
        n_files: incoming.n_files(),
        periods: periods.filter(is_there).collect(),
        clusters: clusters
            .filter(is_there)
            .chain(incoming.clusters().iter().cloned())
            .collect(),
        failure: incoming.failure().map(str::to_owned),
        mistake,
        copied: incoming.copied().to_vec(),
        rows,
    }
}

/// Takes one file in.
async fn take(
    State(screen): State<Arc<Screen>>,
    RawQuery(query): RawQuery,
    body: Body,
) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let Ok(bytes) = to_bytes(body, MOST_OF_A_FILE).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, word("too-large")).into_response();
    };
    if screen.work().is_some_and(|work| work.is_of_incoming()) {
        return (StatusCode::CONFLICT, word("handed-busy")).into_response();
    }
    let changed = fields.get("luc").parse().ok();
    let handed = screen.incoming().take(fields.get("ten"), changed, &bytes);
    let (status, said) = match handed {
        Handed::In => (StatusCode::CREATED, ""),
        Handed::System => (StatusCode::NO_CONTENT, ""),
        Handed::BadName => (StatusCode::BAD_REQUEST, "bad-name"),
        Handed::Taken => (StatusCode::CONFLICT, "handed-taken"),
        Handed::TooMany => (StatusCode::INSUFFICIENT_STORAGE, "handed-too-many"),
        Handed::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "handed-failed"),
    };
    match said {
        "" => status.into_response(),
        said => (status, word(said)).into_response(),
    }
}

/// Finds out what the files are that wait.
async fn sort(State(screen): State<Arc<Screen>>) -> Response {
    let at_work = screen.clone();
    let started = screen.occupy("doing-sort", move |work| sorted(&at_work, work));
    match started {
        Ok(()) => on_to("/nhan-tep"),
        Err(why) => refusal(StatusCode::CONFLICT, &why),
    }
}

fn sorted(screen: &Screen, work: &Work) {
    let Some(root) = screen.incoming().root() else {
        return;
    };
    let found = screen.commands().recognise(screen.folders(), &root, work);
    let known = screen.finished();
    let input = screen.input();
    let sorted = found.map(|found| {
        let rows = rows(&found, &root, input, known.as_deref());
        (rows, clusters(&found, input))
    });
    screen.incoming().sorted(sorted);
}

async fn leave_out(State(screen): State<Arc<Screen>>) -> Response {
    if screen.work().is_some_and(|work| work.is_of_incoming()) {
        return refusal(StatusCode::CONFLICT, word("handed-busy"));
    }
    screen.incoming().clear(Vec::new());
    on_to("/nhan-tep")
}

/// Copies what is wanted; nothing of it where anything is filled in wrong.
async fn copy(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::from(body);
    let rows = screen.incoming().rows().map(<[Row]>::to_vec);
    let Some(rows) = rows else {
        return on_to("/nhan-tep");
    };
    let rows: Vec<Shown> = rows
        .into_iter()
        .enumerate()
        .map(|(number, row)| filled_in(&fields, number, row))
        .collect();
    if rows.iter().any(|row| row.is_wrong) {
        let page = page_of(&screen, Some(rows), word("handed-mistake"));
        return (StatusCode::UNPROCESSABLE_ENTITY, shown(&page)).into_response();
    }
    let at_work = screen.clone();
    let started = screen.occupy("doing-copy", move |_| {
        let copied = copy_all(&at_work, &rows);
        let is_changed = copied.iter().any(|it| matches!(it, Copied::To { .. }));
        at_work.incoming().clear(copied);
        if is_changed {
            at_work.note_change();
        }
    });
    match started {
        Ok(()) => on_to("/nhan-tep"),
        Err(why) => refusal(StatusCode::CONFLICT, &why),
    }
}

/// A row as it was filled in on the page.
fn filled_in(fields: &Fields, number: usize, row: Row) -> Shown {
    let field = |name: &str| fields.get(&format!("{name}-{number}")).trim().to_owned();
    let (period, cluster) = (field("ky"), field("cum"));
    let is_wanted = fields.has(&format!("chep-{number}"));
    let is_period = period.parse::<Period>().is_ok();
    let is_cluster = cluster.is_empty() || plain_name(&cluster).is_some();
    Shown {
        is_wrong: is_wanted && !row.is_own() && !(is_period && is_cluster),
        number,
        is_wanted,
        period,
        cluster,
        row,
    }
}

fn copy_all(screen: &Screen, rows: &[Shown]) -> Vec<Copied> {
    let copied = rows.iter().map(|shown| {
        let way = shown.row.way.clone();
        if !shown.is_wanted {
            return Copied::LeftOut { way };
        }
        let folders = match (shown.row.is_own(), shown.period.parse::<Period>()) {
            (true, _) => Vec::new(),
            (false, Ok(period)) => {
                let cluster = plain_name(&shown.cluster);
                std::iter::once(period.to_string()).chain(cluster).collect()
            }
            (false, Err(_)) => return Copied::Failed { way },
        };
        let place = Place {
            folders,
            may_be_renamed: !shown.row.is_own(),
        };
        copied(&shown.row, screen.input(), &place)
    });
    copied.collect()
}
