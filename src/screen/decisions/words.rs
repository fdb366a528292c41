//! *Tên gọi*: labels, names and titles that nobody has explained yet, each once with all places where it stands.

use super::answer::WordAnswer;
use super::board::Board;
use super::desk::write;
use super::list::Progress;
use super::pages::{Part, board_of, on_board, taken};
use super::sheet::Place;
use super::standing::Standing;
use crate::quantity::format_number;
use crate::register::wordbook::{LEFT_OUT, WordKind};
use crate::report::corrections::{OpenWord, WordPlace};
use crate::screen::Done;
use crate::screen::forms::Fields;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::takeover::Entered;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

/// So many meanings are offered beside each other; all others are chosen from a list.
const NEAREST: usize = 3;
/// So many words are asked for on one page.
const ON_A_PAGE: usize = 60;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/quyet-dinh/ten-goi", get(page).post(answer))
}

/// A word and what it may mean.
struct Asked {
    /// Its position among all words.
    number: usize,
    kind: &'static str,
    /// The list of all meanings of its kind.
    list: &'static str,
    text: String,
    figures: String,
    files: String,
    is_read: bool,
    nearest: Vec<String>,
    is_proposed: bool,
    /// What is chosen, or decided since the last run.
    chosen: String,
    /// What is typed besides.
    other: String,
    scope: String,
    is_decided: bool,
    example: Option<Place>,
    places: Vec<Place>,
}

#[derive(Template)]
#[template(path = "words.html")]
struct Words {
    frame: Frame,
    progress: Progress,
    asked: Vec<Asked>,
    left_out: &'static str,
    /// All meanings by the list's name.
    lists: Vec<(&'static str, Vec<String>)>,
    whose: Vec<String>,
    approver: String,
    refused: String,
    further: usize,
    part: Part,
}

fn list_of(kind: WordKind) -> &'static str {
    match kind {
        WordKind::Label => "moi-noi-dung",
        WordKind::Column => "moi-cot",
        WordKind::Unit => "moi-don-vi",
        WordKind::Cluster => "moi-cum",
    }
}

async fn page(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    asked(&screen, fields, String::new()).await
}

async fn asked(screen: &Arc<Screen>, fields: Fields, why: String) -> Response {
    on_board(screen, move |screen, board, standing| {
        let page = Words::new(screen, (board, standing), &fields, why);
        match page.refused.is_empty() {
            true => shown(&page),
            false => (StatusCode::UNPROCESSABLE_ENTITY, shown(&page)).into_response(),
        }
    })
    .await
}

impl Words {
    fn new(
        screen: &Screen,
        (board, standing): (&Board, &Standing),
        fields: &Fields,
        why: String,
    ) -> Self {
        let part = Part::of(fields, board.words.len(), ON_A_PAGE);
        let words = board.words.iter().enumerate();
        let words = words.skip(part.first).take(ON_A_PAGE);
        let meanings = |kind| board.meanings.of(kind).into_iter().cloned().collect();
        let lists = WordKind::ALL.map(|kind| (list_of(kind), meanings(kind)));
        Self {
            frame: Frame::of(screen, "quyet-dinh"),
            progress: Progress {
                is_written: fields.has("xong"),
                ..Progress::new(board, standing, "ten-goi")
            },
            asked: words
                .map(|(number, word)| Asked::new((number, word), standing, fields))
                .collect(),
            left_out: LEFT_OUT,
            lists: lists.to_vec(),
            whose: board.meanings.whose().cloned().collect(),
            approver: match fields.has("nguoi-duyet") {
                true => fields.get("nguoi-duyet").to_owned(),
                false => screen.desk().approver(),
            },
            further: board.further_words,
            part,
            refused: why,
        }
    }
}

impl Asked {
    fn new((number, word): (usize, &OpenWord), standing: &Standing, fields: &Fields) -> Self {
        let decided = standing.meaning(word.kind.label(), &word.text);
        let decided = decided.filter(|it| it.is_waiting).map(|it| &it.word);
        let typed = |name: &str| fields.get(&format!("{name}-{number}")).to_owned();
        let nearest: Vec<String> = word.nearest.iter().take(NEAREST).cloned().collect();
        let was_sent = fields.has(&format!("la-{number}"));
        let (chosen, other) = match decided.filter(|_| !was_sent) {
            Some(decided) if nearest.contains(&decided.means) || decided.means == LEFT_OUT => {
                (decided.means.clone(), String::new())
            }
            Some(decided) => ("khac".to_owned(), decided.means.clone()),
            None => (typed("la"), typed("khac")),
        };
        let place = |place: &WordPlace| match &place.cell {
            Some((sheet, cell)) => Place::of(&place.file, sheet, &cell.to_string()),
            None => Place::of(&place.file, "", ""),
        };
        let count = |count: usize| format_number(count as f64, 0);
        Self {
            number,
            kind: word.kind.label(),
            list: list_of(word.kind),
            text: word.text.clone(),
            figures: count(word.figures),
            files: count(word.files()),
            is_read: word.is_read,
            nearest,
            is_proposed: word.is_proposed,
            chosen,
            other,
            scope: match decided.filter(|_| !was_sent) {
                Some(decided) => decided.scope.clone(),
                None => typed("cho"),
            },
            is_decided: decided.is_some(),
            example: word.example().map(place),
            places: word.places.iter().map(place).collect(),
        }
    }
}

async fn answer(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::of(&body);
    match taken(&screen, &fields, explain).await {
        Ok(next) => next,
        Err(why) => asked(&screen, fields, why).await,
    }
}

/// Takes all meanings that are chosen on a page.
fn explain(screen: &Screen, fields: &Fields) -> Done<String> {
    let board = board_of(screen)?;
    let approved_by = fields.get("nguoi-duyet");
    screen.desk().remember(approved_by);
    let mut entered = Entered::default();
    for (number, word) in board.words.iter().enumerate() {
        let typed = |name: &str| fields.get(&format!("{name}-{number}"));
        // Another run may have come to other words since the page was made.
        if typed("la").is_empty() || typed("tu") != word.text {
            continue;
        }
        let means = match typed("la") {
            "khac" => typed("khac"),
            chosen => chosen,
        };
        let answer = WordAnswer {
            means: means.to_owned(),
            scope: typed("cho").to_owned(),
            approved_by: approved_by.to_owned(),
            date: crate::screen::today(),
        };
        entered.words.push(board.meaning(word, &answer)?);
    }
    if entered.words.is_empty() {
        return Err("chưa chọn nghĩa nào".to_owned());
    }
    write(screen, entered)?;
    Ok("/quyet-dinh/ten-goi?xong=1".to_owned())
}
