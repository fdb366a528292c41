//! *Tổng quan*: the year at a glance, what is to be done next, and the end.

use super::refusal;
use crate::finding::Severity;
use crate::render::page::FILE_NAME as PAGE;
use crate::screen::forms::in_path;
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::stored::{LastRun, Shown, time_of};
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
    glance: Option<Glance>,
    next: Next,
}

/// The year at a glance.
struct Glance {
    title: String,
    time: String,
    returns: String,
    covered: usize,
    expected: usize,
    n_missing: usize,
    headlines: Vec<Shown>,
    clusters: Vec<ClusterRow>,
}

struct ClusterRow {
    name: String,
    address: String,
    covered: usize,
    expected: usize,
    n_missing: usize,
}

/// What is to be done next.
struct Next {
    /// Whether there is anything to read.
    has_input: bool,
    /// Whether the input folder was changed here since the last run.
    is_changed: bool,
    /// Whether the office keeps a register; `None` before anything was read.
    has_register: Option<bool>,
    /// Errors that wait for a decision; `None` before anything was read.
    errors: Option<usize>,
    /// Why the folder could not be read.
    failure: Option<String>,
}

async fn overview(State(screen): State<Arc<Screen>>) -> Response {
    let stored = screen.stored();
    shown(&Overview {
        frame: Frame::of(&screen, "tong-quan"),
        glance: stored.and_then(|run| glance(&screen, &run)),
        next: next(&screen),
    })
}

fn glance(screen: &Screen, run: &LastRun) -> Option<Glance> {
    let province = run.province()?;
    let clusters = run.clusters().map(|cluster| ClusterRow {
        name: cluster.name.clone(),
        address: format!("/ket-qua/{PAGE}#/cum/{}", in_path(&cluster.id)),
        covered: cluster.coverage.0,
        expected: cluster.coverage.1,
        n_missing: cluster.missing.len(),
    });
    Some(Glance {
        title: run.title.clone(),
        time: time_of(&screen.output().join(PAGE)).unwrap_or_default(),
        returns: province.returns.clone(),
        covered: province.coverage.0,
        expected: province.coverage.1,
        n_missing: province.missing.len(),
        headlines: run.headlines(),
        clusters: clusters.collect(),
    })
}

fn next(screen: &Screen) -> Next {
    let finished = screen.finished();
    let errors = finished.as_ref().map(|finished| {
        let findings = finished.consolidation.tables.findings.iter();
        let is_open = |severity, is_decided: bool| severity == Severity::Error && !is_decided;
        findings
            .filter(|finding| is_open(finding.severity, finding.is_decided))
            .count()
    });
    let is_kept = finished.as_ref();
    let is_kept = is_kept.map(|finished| finished.consolidation.register.is_kept);
    let failure = match &finished {
        Some(_) => None,
        None => screen.outcome_of_look().and_then(|outcome| outcome.failure),
    };
    Next {
        has_input: screen.input().is_dir(),
        is_changed: screen.is_changed(),
        has_register: is_kept,
        errors,
        failure,
    }
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
