//! One question: the sheet around it, what else is known of the figure, and the choices.

use super::answer::Answer;
use super::board::Board;
use super::desk::{standing, view, write};
use super::list::{Progress, about, decided, proposed};
use super::pages::{board_of, not_yet, refused, taken};
use super::sheet::{Place, extent};
use super::sheet_view::SheetView;
use super::standing::Standing;
use crate::location::CellRef;
use crate::period::Period;
use crate::read::CellContent;
use crate::register::corrections::{Correction, Decision, PROPOSED, Subject};
use crate::register::wordbook::WordKind;
use crate::report::corrections::Question;
use crate::screen::Done;
use crate::screen::forms::Fields;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::views::not_found;
use crate::screen::words::word;
use crate::takeover::Entered;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/quyet-dinh/muc", get(page).post(answer))
}

/// One of the choices.
struct Choice {
    /// The workbook's word for it.
    word: &'static str,
    /// What comes of it.
    meaning: String,
    is_chosen: bool,
}

/// A figure that stands beside, with the way to its cell.
struct BesideLine {
    unit: String,
    shown: String,
    place: Place,
}

/// What else is known of a figure.
#[derive(Default)]
struct BesideShown {
    /// The period before.
    period: String,
    before: Option<BesideLine>,
    cluster: String,
    median: String,
    peers: Vec<BesideLine>,
    n_peers: usize,
}

#[derive(Template)]
#[template(path = "one.html")]
struct One {
    frame: Frame,
    progress: Progress,
    mark: String,
    about: String,
    unit: String,
    period: String,
    raw: String,
    why: String,
    measure: String,
    place: Place,
    view: Option<SheetView>,
    view_refused: String,
    wider: String,
    beside: Option<BesideShown>,
    choices: Vec<Choice>,
    /// Whether a value is to be given, and how it is called.
    value_label: &'static str,
    value_hint: &'static str,
    /// What the value is chosen from; empty where it is typed.
    values: Vec<String>,
    given: Answer,
    /// The decision that stands and waits for the next run, and its mark.
    stands: Option<(String, String)>,
    refused: String,
    /// The marks of the questions before and after.
    around: (String, String),
}

async fn page(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    asked(screen, fields, None).await
}

/// The page of a question; with why an answer was not taken, where one was not.
async fn asked(screen: Arc<Screen>, fields: Fields, why: Option<String>) -> Response {
    let Some(board) = screen.desk().board() else {
        return not_yet(&screen);
    };
    let Some(question) = board.question(fields.get("ma")).cloned() else {
        return not_found();
    };
    let extent = extent(&fields);
    let read = tokio::task::spawn_blocking({
        let (screen, board, question) = (screen.clone(), board.clone(), question.clone());
        move || {
            let at = (&*question.file, &*question.sheet, &*question.cell);
            let view = view(&screen, &board, at, extent);
            (view, standing(&board, screen.input()))
        }
    });
    let (view, standing) = match read.await {
        Ok((view, Ok(standing))) => (view, standing),
        Ok((_, Err(why))) => return refused(&screen, why),
        Err(_) => return refused(&screen, word("fault").to_owned()),
    };
    let (view, view_refused) = match view {
        Ok(view) => (Some(view), String::new()),
        Err(why) => (None, why),
    };
    let mut page = One::new(&screen, &board, (&question, &standing), &fields);
    (page.view, page.view_refused) = (view, view_refused);
    page.wider = match fields.has("rong") {
        true => String::new(),
        false => format!("/quyet-dinh/muc?ma={}&rong=1", page.mark),
    };
    match why {
        None => shown(&page),
        Some(why) => {
            page.refused = why;
            (StatusCode::UNPROCESSABLE_ENTITY, shown(&page)).into_response()
        }
    }
}

impl One {
    fn new(
        screen: &Screen,
        board: &Board,
        (question, standing): (&Question, &Standing),
        fields: &Fields,
    ) -> Self {
        let stands = decided(standing, question);
        let given = given(fields, stands, &screen.desk().approver());
        let bound = &question.bound;
        let (value_label, value_hint) = value_words(question);
        Self {
            frame: Frame::of(screen, "quyet-dinh"),
            progress: Progress {
                is_written: fields.has("xong"),
                ..Progress::new(board, standing, "so-lieu")
            },
            mark: question.mark(),
            about: about(question),
            unit: bound.unit.clone(),
            period: question.of.period.map(Period::label).unwrap_or_default(),
            raw: bound.raw.clone(),
            why: bound.why.clone(),
            measure: question.measure.clone(),
            place: Place::of(&question.file, &question.sheet, &question.cell),
            view: None,
            view_refused: String::new(),
            wider: String::new(),
            beside: beside(board, question),
            choices: choices(board, question, &given),
            value_label,
            value_hint,
            values: match question.subject {
                Subject::Unit => {
                    let clusters = board.meanings.of(WordKind::Cluster).into_iter();
                    let units = board.meanings.of(WordKind::Unit).into_iter();
                    units.chain(clusters).cloned().collect()
                }
                _ => Vec::new(),
            },
            stands: stands.map(|row| (in_words(row), row.written.seal())),
            given,
            refused: String::new(),
            around: around(board, standing, &question.mark()),
        }
    }
}

/// What stands in the form: what was just typed, else what is decided, else nothing but the name.
fn given(fields: &Fields, stands: Option<&Correction>, approver: &str) -> Answer {
    let typed = |name: &str| fields.get(name).to_owned();
    let written = stands.map(|row| &row.written);
    match written.filter(|_| !fields.has("quyet-dinh")) {
        Some(written) => Answer {
            choice: written.decision.clone(),
            value: written.value.as_ref().map(typed_value).unwrap_or_default(),
            reason: written.reason.clone(),
            approved_by: written.approved_by.clone(),
            date: String::new(),
        },
        None => Answer {
            choice: typed("quyet-dinh"),
            value: typed("gia-tri"),
            reason: typed("ly-do"),
            approved_by: match fields.has("nguoi-duyet") {
                true => typed("nguoi-duyet"),
                false => approver.to_owned(),
            },
            date: String::new(),
        },
    }
}

/// A value as somebody types it here.
pub(super) fn typed_value(value: &CellContent) -> String {
    match value {
        CellContent::Text(text) => text.to_string(),
        CellContent::Number {
            value,
            percent: true,
        } => format!("{}%", (value * 1e6).round() / 1e4).replace('.', ","),
        CellContent::Number { value, .. } => value.to_string().replace('.', ","),
        _ => String::new(),
    }
}

/// A decision in a line.
pub(super) fn in_words(row: &Correction) -> String {
    let written = &row.written;
    match &written.value {
        Some(value) => format!("{} {}", written.decision, typed_value(value)),
        None => written.decision.clone(),
    }
}

fn value_words(question: &Question) -> (&'static str, &'static str) {
    match question.subject {
        Subject::Value if question.cell.is_empty() => ("", ""),
        Subject::Value => (word("value-of-figure"), word("hint-of-figure")),
        Subject::Period => (word("value-of-period"), word("hint-of-period")),
        Subject::Unit => (word("value-of-unit"), word("hint-of-unit")),
    }
}

fn choices(board: &Board, question: &Question, given: &Answer) -> Vec<Choice> {
    let of_version = question.subject == Subject::Value && question.cell.is_empty();
    let meaning = |choice: &str| match (choice, question.subject) {
        (PROPOSED, _) => {
            let (value, basis) = proposed(question).unwrap_or_default();
            format!("{value} ({basis})")
        }
        (choice, _) if of_version && choice == Decision::Use.label() => {
            word("use-version").to_owned()
        }
        (choice, Subject::Value) if choice == Decision::Use.label() => word("use-value").to_owned(),
        (choice, Subject::Period) if choice == Decision::Use.label() => {
            word("use-period").to_owned()
        }
        (choice, Subject::Unit) if choice == Decision::Use.label() => word("use-unit").to_owned(),
        (choice, Subject::Value) if choice == Decision::Keep.label() => {
            word("keep-value").to_owned()
        }
        (choice, Subject::Period) if choice == Decision::Keep.label() => {
            word("keep-period").to_owned()
        }
        (choice, Subject::Unit) if choice == Decision::Keep.label() => word("keep-unit").to_owned(),
        (_, Subject::Value) if !of_version => word("leave-out-value").to_owned(),
        _ => word("leave-out-file").to_owned(),
    };
    let all = board.choices(question).into_iter();
    all.map(|choice| Choice {
        word: choice,
        meaning: meaning(choice),
        is_chosen: given.choice == choice,
    })
    .collect()
}

fn beside(board: &Board, question: &Question) -> Option<BesideShown> {
    question.of.figure.as_ref()?;
    let beside = board.beside(question);
    let line = |figure: super::evidence::KnownFigure| BesideLine {
        place: place_of(&figure.at),
        unit: figure.unit,
        shown: figure.shown,
    };
    let before = question.of.period.map(Period::previous);
    Some(BesideShown {
        period: before.map(Period::label).unwrap_or_default(),
        before: beside.before.map(|(_, figure)| line(figure)),
        cluster: beside.cluster,
        median: beside.median.unwrap_or_default(),
        peers: beside.peers.into_iter().map(line).collect(),
        n_peers: beside.n_peers,
    })
}

fn place_of(at: &CellRef) -> Place {
    Place::of(&at.file, &at.sheet, &at.address.to_string())
}

/// The marks of the questions before and after that nobody has decided yet.
fn around(board: &Board, standing: &Standing, mark: &str) -> (String, String) {
    let marks: Vec<(String, bool)> = board
        .questions
        .iter()
        .map(|question| (question.mark(), decided(standing, question).is_none()))
        .collect();
    let Some(here) = marks.iter().position(|(it, _)| it == mark) else {
        return Default::default();
    };
    let open = |found: Option<&(String, bool)>| found.map(|(mark, _)| mark.clone());
    let before = marks[..here].iter().rfind(|(_, is_open)| *is_open);
    let after = marks[here + 1..].iter().find(|(_, is_open)| *is_open);
    (
        open(before).unwrap_or_default(),
        open(after).unwrap_or_default(),
    )
}

async fn answer(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::of(&body);
    match taken(&screen, &fields, decide).await {
        Ok(next) => next,
        Err(why) => asked(screen, fields, Some(why)).await,
    }
}

/// Takes an answer. Returns where to go on.
fn decide(screen: &Screen, fields: &Fields) -> Done<String> {
    let board = board_of(screen)?;
    let question = board.question(fields.get("ma"));
    let question = question.ok_or("mục này không còn trong danh sách; tải lại trang")?;
    let answer = Answer {
        date: crate::screen::today(),
        ..given(fields, None, "")
    };
    screen.desk().remember(&answer.approved_by);
    let decision = board.decision(question, &answer)?;
    let entered = Entered {
        decisions: vec![decision],
        ..Entered::default()
    };
    write(screen, entered)?;
    let standing = standing(&board, screen.input())?;
    let (before, after) = around(&board, &standing, &question.mark());
    let next = [after, before].into_iter().find(|mark| !mark.is_empty());
    Ok(match next {
        Some(mark) => format!("/quyet-dinh/muc?ma={mark}&xong=1"),
        None => "/quyet-dinh?xong=1".to_owned(),
    })
}
