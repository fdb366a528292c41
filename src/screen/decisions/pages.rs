//! What the pages of decisions do alike: they stand on the board of the last run and on what is decided by now, and what is
//! sent from them is taken. Workbooks are read and written for it, apart from the server's own thread.

use super::board::Board;
use super::desk::standing;
use super::standing::Standing;
use crate::screen::Done;
use crate::screen::forms::Fields;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::views::on_to;
use crate::screen::words::word;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// The page while there is nothing to decide by yet.
#[derive(Template)]
#[template(path = "waiting.html")]
struct Waiting {
    frame: Frame,
    refused: String,
}

/// A list that is shown in parts.
pub(super) struct Part {
    /// Which part, from one.
    pub(super) page: usize,
    pub(super) pages: usize,
    /// The part before and the part after; nought where there is none.
    pub(super) around: (usize, usize),
    /// The first of the list that is shown.
    pub(super) first: usize,
}

impl Part {
    /// The part that is asked for, of a list of so many, so many at once.
    pub(super) fn of(fields: &Fields, listed: usize, at_once: usize) -> Self {
        let pages = listed.div_ceil(at_once).max(1);
        let asked = fields.get("trang").parse().unwrap_or(1_usize);
        let page = asked.clamp(1, pages);
        Self {
            page,
            pages,
            around: (page - 1, if page < pages { page + 1 } else { 0 }),
            first: (page - 1) * at_once,
        }
    }
}

/// What stands in place of the pages before the first reading has ended.
pub(super) fn not_yet(screen: &Screen) -> Response {
    let outcome = screen.outcome_of_look().or(screen.outcome_of_run());
    shown(&Waiting {
        frame: Frame::of(screen, "quyet-dinh"),
        refused: outcome.and_then(|it| it.failure).unwrap_or_default(),
    })
}

/// What stands in place of a page whose workbooks cannot be read.
pub(super) fn refused(screen: &Screen, why: String) -> Response {
    let page = Waiting {
        frame: Frame::of(screen, "quyet-dinh"),
        refused: why,
    };
    (StatusCode::CONFLICT, shown(&page)).into_response()
}

/// The page that is made of the board and of what is decided by now.
pub(super) async fn on_board(
    screen: &Arc<Screen>,
    make: impl FnOnce(&Screen, &Board, &Standing) -> Response + Send + 'static,
) -> Response {
    let Some(board) = screen.desk().board() else {
        return not_yet(screen);
    };
    let at_work = screen.clone();
    let made = spawn_blocking(move || {
        let standing = standing(&board, at_work.input())?;
        Ok(make(&at_work, &board, &standing))
    });
    let made: Done<Response> = made.await.unwrap_or_else(|_| Err(word("fault").to_owned()));
    made.unwrap_or_else(|why| refused(screen, why))
}

/// Takes what was sent and goes on to where that leads; else why it was not taken.
pub(super) async fn taken(
    screen: &Arc<Screen>,
    fields: &Fields,
    take: fn(&Screen, &Fields) -> Done<String>,
) -> Done<Response> {
    let (at_work, sent) = (screen.clone(), fields.clone());
    let done = spawn_blocking(move || take(&at_work, &sent)).await;
    let next = done.unwrap_or_else(|_| Err(word("fault").to_owned()))?;
    Ok(on_to(&next))
}

/// The board, for what is sent from a page of it.
pub(super) fn board_of(screen: &Screen) -> Done<Arc<Board>> {
    let board = screen.desk().board();
    board.ok_or_else(|| word("not-read-yet").to_owned())
}
