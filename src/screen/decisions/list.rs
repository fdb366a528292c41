//! *Quyết định*: all that waits for a decision, by file; several of one kind are decided in one go.

use super::answer::Answer;
use super::board::Board;
use super::desk::write;
use super::pages::{Part, board_of, on_board, taken};
use super::sheet::Place;
use super::standing::{Standing, State as Came};
use crate::period::Period;
use crate::quantity::format_number;
use crate::register::corrections::{Correction, Decision, PROPOSED};
use crate::report::corrections::Question;
use crate::report::office::OfficeCell;
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
use axum::routing::{get, post};
use std::sync::Arc;

/// So many are listed on one page.
const ON_A_PAGE: usize = 150;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new()
        .route("/quyet-dinh", get(page))
        .route("/quyet-dinh/nhieu", post(several))
}

/// How far the deciding is: stands above every page of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    /// Which of the pages it is.
    pub(super) place: &'static str,
    pub(super) questions: usize,
    pub(super) words: usize,
    pub(super) decided: usize,
    /// Decisions that the next run will be the first to know.
    pub(super) waiting: usize,
    /// Whether something has just been written.
    pub(super) is_written: bool,
}

impl Progress {
    pub(super) fn new(board: &Board, standing: &Standing, place: &'static str) -> Self {
        let questions = board.questions.iter();
        let open = questions.filter(|question| decided(standing, question).is_none());
        let words = board.words.iter();
        let unexplained = words.filter(|word| {
            let meaning = standing.meaning(word.kind.label(), &word.text);
            meaning.is_none_or(|it| !it.is_waiting)
        });
        Self {
            place,
            questions: open.count(),
            words: unexplained.count() + board.further_words,
            decided: standing.rows.len() + standing.words.len(),
            waiting: standing.waiting,
            is_written: false,
        }
    }
}

/// The decision that stands about a question.
pub(super) fn decided<'s>(standing: &'s Standing, question: &Question) -> Option<&'s Correction> {
    let asked = Correction::made(question.written(), question.bound.clone());
    let row = standing.about(&asked)?;
    (row.state == Came::Waiting).then_some(&row.correction)
}

/// A proposed value as a person reads it.
pub(super) fn proposed(question: &Question) -> Option<(String, String)> {
    let proposal = question.proposal.as_ref()?;
    let value = match proposal.value {
        OfficeCell::Rate(value) => format!("{} %", format_number(value * 100.0, 1)),
        OfficeCell::Number(value) => {
            let decimals = if value.fract() == 0.0 { 0 } else { 2 };
            let measure = format!(" {}", question.measure);
            format!("{}{}", format_number(value, decimals), measure.trim_end())
        }
        _ => return None,
    };
    Some((value, proposal.basis.clone()))
}

/// What is asked, in few words.
pub(super) fn about(question: &Question) -> String {
    match question.bound.indicator.is_empty() {
        true => match question.subject {
            crate::register::corrections::Subject::Value => "Bản nào được tính".to_owned(),
            crate::register::corrections::Subject::Period => "Kỳ báo cáo".to_owned(),
            crate::register::corrections::Subject::Unit => "Đơn vị báo cáo".to_owned(),
        },
        false => question.bound.indicator.clone(),
    }
}

/// A question among others.
struct Line {
    mark: String,
    about: String,
    raw: String,
    why: String,
    proposed: String,
    cell: String,
    /// What is decided about it; empty where nothing is.
    decided: String,
}

/// The questions of a file.
struct Group {
    unit: String,
    period: String,
    place: Place,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List {
    frame: Frame,
    progress: Progress,
    groups: Vec<Group>,
    /// `Người duyệt`, as it was last written.
    approver: String,
    refused: String,
    part: Part,
}

async fn page(State(screen): State<Arc<Screen>>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    listed(&screen, fields, String::new()).await
}

async fn listed(screen: &Arc<Screen>, fields: Fields, why: String) -> Response {
    on_board(screen, move |screen, board, standing| {
        let part = Part::of(&fields, board.questions.len(), ON_A_PAGE);
        let on_page = board.questions.iter().skip(part.first).take(ON_A_PAGE);
        let list = List {
            frame: Frame::of(screen, "quyet-dinh"),
            progress: Progress {
                is_written: fields.has("xong"),
                ..Progress::new(board, standing, "so-lieu")
            },
            groups: grouped(on_page, standing),
            approver: screen.desk().approver(),
            part,
            refused: why,
        };
        match list.refused.is_empty() {
            true => shown(&list),
            false => (StatusCode::UNPROCESSABLE_ENTITY, shown(&list)).into_response(),
        }
    })
    .await
}

fn grouped<'q>(questions: impl Iterator<Item = &'q Question>, standing: &Standing) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for question in questions {
        let bound = &question.bound;
        let is_last = |group: &&mut Group| group.place.file == question.file;
        let group = match groups.last_mut().filter(is_last) {
            Some(group) => group,
            None => {
                groups.push(Group {
                    unit: String::new(),
                    period: period_of(question.of.period),
                    place: Place::of(&question.file, "", ""),
                    lines: Vec::new(),
                });
                let last = groups.len() - 1;
                &mut groups[last]
            }
        };
        // A cluster's table is of several units: each line then says whose it is.
        if group.lines.is_empty() {
            group.unit.clone_from(&bound.unit);
        } else if group.unit != bound.unit {
            group.unit.clear();
        }
        let decided = decided(standing, question).map(|row| row.written.decision.clone());
        group.lines.push(Line {
            mark: question.mark(),
            about: about(question),
            raw: bound.raw.clone(),
            why: bound.why.clone(),
            proposed: proposed(question)
                .map(|(value, _)| value)
                .unwrap_or_default(),
            cell: question.cell.clone(),
            decided: decided.unwrap_or_default(),
        });
    }
    groups
}

fn period_of(period: Option<Period>) -> String {
    period.map(Period::label).unwrap_or_default()
}

/// What several may be decided as at once.
fn is_for_several(choice: &str) -> bool {
    [PROPOSED, Decision::Keep.label(), Decision::LeaveOut.label()].contains(&choice)
}

async fn several(State(screen): State<Arc<Screen>>, body: Bytes) -> Response {
    let fields = Fields::of(&body);
    match taken(&screen, &fields, decide_several).await {
        Ok(next) => next,
        Err(why) => listed(&screen, fields, why).await,
    }
}

fn decide_several(screen: &Screen, fields: &Fields) -> Done<String> {
    let board = board_of(screen)?;
    let choice = fields.get("quyet-dinh");
    if choice.is_empty() {
        return Err("chưa chọn quyết định".to_owned());
    }
    if !is_for_several(choice) {
        return Err(
            "nhiều mục chỉ quyết định cùng lúc được bằng “dùng đề xuất”, “giữ nguyên” hoặc “bỏ”"
                .to_owned(),
        );
    }
    let answer = Answer {
        choice: choice.to_owned(),
        reason: fields.get("ly-do").to_owned(),
        approved_by: fields.get("nguoi-duyet").to_owned(),
        date: crate::screen::today(),
        ..Answer::default()
    };
    screen.desk().remember(&answer.approved_by);
    let marks = fields.all("muc");
    if marks.is_empty() {
        return Err("chưa đánh dấu mục nào".to_owned());
    }
    let mut entered = Entered::default();
    for mark in marks {
        let question = board.question(mark);
        let question =
            question.ok_or("có mục không còn trong danh sách; tải lại trang rồi chọn lại")?;
        let decision = board.decision(question, &answer).map_err(|why| {
            let place = match question.cell.is_empty() {
                true => question.file.clone(),
                false => format!("{}, ô {}", question.file, question.cell),
            };
            format!("{} ({place}): {why}", about(question))
        })?;
        entered.decisions.push(decision);
    }
    write(screen, entered)?;
    Ok("/quyet-dinh?xong=1".to_owned())
}
