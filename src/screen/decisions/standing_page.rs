//! *Đã quyết định*: all that stands decided in the folder, what came of it, and how to take it back.

use super::board::Board;
use super::desk::write;
use super::list::Progress;
use super::one::in_words;
use super::pages::{on_board, taken};
use super::sheet::Place;
use super::standing::{Standing, State as Came};
use crate::register::corrections::{Correction, Subject, Written};
use crate::register::wordbook::WrittenWord;
use crate::screen::Done;
use crate::screen::forms::Fields;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::words::word;
use crate::takeover::Entered;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/quyet-dinh/da-co", get(page))
        .route("/quyet-dinh/rut", post(take_back))
}

/// A decision.
struct Row {
    seal: String,
    place: Place,
    unit: String,
    indicator: String,
    raw: String,
    decision: String,
    reason: String,
    /// By whom and when.
    by: String,
    /// What came of it.
    came: String,
    is_failed: bool,
    is_waiting: bool,
    /// The mark of the question that mends it; empty where it is asked anew by itself.
    mends: String,
}

#[derive(Template)]
#[template(path = "standing.html")]
struct Page {
    frame: Frame,
    progress: Progress,
    rows: Vec<Row>,
    words: Vec<(WrittenWord, bool)>,
    refused: String,
}

async fn page(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    listed(&screen, fields, String::new()).await
}

async fn listed(screen: &Arc<Screen>, fields: Fields, why: String) -> Response {
    on_board(screen, move |screen, board, standing| {
        let words = standing.words.iter();
        let page = Page {
            frame: Frame::of(screen, "quyet-dinh"),
            progress: Progress {
                is_written: fields.has("xong"),
                ..Progress::new(board, standing, "da-co")
            },
            rows: rows(board, standing),
            words: words.map(|it| (it.word.clone(), it.is_waiting)).collect(),
            refused: why,
        };
        match page.refused.is_empty() {
            true => shown(&page),
            false => (StatusCode::CONFLICT, shown(&page)).into_response(),
        }
    })
    .await
}

fn rows(board: &Board, standing: &Standing) -> Vec<Row> {
    let rows = standing.rows.iter().map(|row| {
        let (written, bound) = (&row.correction.written, &row.correction.bound);
        let by = [written.approved_by.as_str(), written.date.as_str()];
        let by: Vec<&str> = by.into_iter().filter(|part| !part.is_empty()).collect();
        Row {
            seal: written.seal(),
            place: Place::of(
                &written.file.replace('\\', "/"),
                &written.sheet,
                &written.cell,
            ),
            unit: bound.unit.clone(),
            indicator: match bound.indicator.is_empty() {
                true => written.subject.clone(),
                false => bound.indicator.clone(),
            },
            raw: bound.raw.clone(),
            decision: in_words(&row.correction),
            reason: written.reason.clone(),
            by: by.join(", "),
            came: match &row.state {
                Came::Waiting => word("came-waiting").to_owned(),
                Came::Applied(None) => word("came-applied").to_owned(),
                Came::Applied(Some(value)) => {
                    crate::screen::words::said("came-counted", &[("value", value)])
                }
                Came::Failed(why) => why.clone(),
            },
            is_failed: matches!(row.state, Came::Failed(_)),
            is_waiting: row.state == Came::Waiting,
            mends: mends(board, &row.correction).unwrap_or_default(),
        }
    });
    rows.collect()
}

/// The mark of the question that a row answers.
fn mends(board: &Board, row: &Correction) -> Option<String> {
    let asked = Written {
        file: row.written.file.clone(),
        sheet: row.written.sheet.clone(),
        cell: row.written.cell.clone(),
        subject: Subject::called(&row.written.subject)?.label().to_owned(),
        ..Written::default()
    };
    let mark = asked.seal();
    board.question(&mark).map(|_| mark)
}

async fn take_back(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::of(&body);
    match taken(&screen, &fields, withdraw).await {
        Ok(next) => next,
        Err(why) => listed(&screen, fields, why).await,
    }
}

fn withdraw(screen: &Screen, fields: &Fields) -> Done<String> {
    let seals = fields.all("dau").iter();
    let withdrawn: Vec<String> = seals.filter(|seal| !seal.is_empty()).cloned().collect();
    let words = match fields.get("ghi").is_empty() {
        true => Vec::new(),
        false => vec![WrittenWord {
            kind: fields.get("loai").to_owned(),
            written: fields.get("ghi").to_owned(),
            means: fields.get("la").to_owned(),
            scope: fields.get("cho").to_owned(),
            approved_by: fields.get("nguoi-duyet").to_owned(),
            date: fields.get("ngay").to_owned(),
        }],
    };
    if withdrawn.is_empty() && words.is_empty() {
        return Err("chưa chọn quyết định nào để rút".to_owned());
    }
    let entered = Entered {
        withdrawn,
        withdrawn_words: words,
        ..Entered::default()
    };
    write(screen, entered)?;
    Ok("/quyet-dinh/da-co?xong=1".to_owned())
}
