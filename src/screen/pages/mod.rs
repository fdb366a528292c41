//! What pages share: the frame around each, and how one is made.

use super::state::Screen;
use crate::text::visible;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::REFERRER_POLICY;
use axum::response::{Html, IntoResponse, Response};

/// What stands around every page.
pub(super) struct Frame {
    /// Which entry of the navigation it belongs to.
    pub(super) place: &'static str,
    /// The folder of submissions, as a person finds it.
    pub(super) input: String,
    /// The folder of results.
    pub(super) output: String,
    /// What goes on; empty where nothing does.
    pub(super) work: String,
    /// Whether the page is one to work in, with navigation and signs of life.
    pub(super) is_open: bool,
}

impl Frame {
    /// The frame of a page to work in.
    pub(super) fn of(screen: &Screen, place: &'static str) -> Self {
        let shown = |folder: &std::path::Path| visible(&folder.to_string_lossy()).into_owned();
        let work = screen.work();
        Self {
            place,
            input: shown(screen.input()),
            output: shown(screen.output()),
            work: work.map_or_else(String::new, |work| work.told()),
            is_open: true,
        }
    }

    /// The frame of a page on which nothing can be done.
    pub(super) fn plain() -> Self {
        Self {
            place: "",
            input: String::new(),
            output: String::new(),
            work: String::new(),
            is_open: false,
        }
    }
}

/// Why there is nothing else to see.
#[derive(Template)]
#[template(path = "refusal.html")]
pub(super) struct Refusal {
    pub(super) frame: Frame,
    pub(super) why: String,
}

/// A page as it goes out. Without any referrer a browser would say of our own forms that they come from nowhere, and the
/// guard would refuse them; other places are told nothing either way.
pub(super) fn shown(page: &impl Template) -> Response {
    match page.render() {
        Ok(page) => ([(REFERRER_POLICY, "same-origin")], Html(page)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
