//! The one guard before every page: only the browser that was opened with the token comes in, from a page of ours.
//!
//! Any page of the web may send requests to this computer, and any name may be made to lead here. So the host has to be
//! ours to the letter, what changes anything has to come from a page of ours, and nothing is answered without the cookie.

use super::forms::Fields;
use super::pass::{ENTRANCE, Pass, TOKEN};
use super::state::Screen;
use super::views::refusal;
use super::words::word;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue,
    LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Instant;

/// What a page may load, run and send.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// What a form sends at most.
pub(super) const MOST_OF_A_FORM: usize = 1 << 20;
/// What a file that is handed in has at most; larger ones are not read either.
pub(super) const MOST_OF_A_FILE: usize = 200 << 20;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Lets a request through, or says why not; what goes out tells the browser to be strict.
pub(super) async fn guard(
    State(screen): State<Arc<Screen>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match admitted(screen.pass(), &request) {
        Ok(Admitted::In) => {
            screen.life().is_used(Instant::now());
            next.run(request).await
        }
        Ok(Admitted::AtEntrance) => entered(screen.pass()),
        Err((status, why)) => refusal(status, word(why)),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (CACHE_CONTROL, "no-store"),
        (OPENER_POLICY, "same-origin"),
        (RESOURCE_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What a page of ours has of its own stays.
    for (name, value) in [
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, POLICY),
    ] {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

enum Admitted {
    In,
    AtEntrance,
}

/// Whether a request may come in; else the status and the key of the sentence that says why not.
fn admitted(pass: &Pass, request: &Request) -> Result<Admitted, (StatusCode, &'static str)> {
    let headers = request.headers();
    let mut hosts = headers.get_all(HOST).into_iter();
    let is_ours = hosts.next().is_some_and(|host| host == pass.host.as_str());
    let names_another = request
        .uri()
        .authority()
        .is_some_and(|it| it.as_str() != pass.host);
    if !is_ours || hosts.next().is_some() || names_another {
        return Err((StatusCode::MISDIRECTED_REQUEST, "other-host"));
    }
    let method = request.method();
    let is_known = [Method::GET, Method::HEAD, Method::POST, Method::PUT].contains(method);
    if !is_known {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "other-method"));
    }
    let mut sites = headers.get_all(FETCH_SITE).into_iter();
    if !sites.all(|site| site == "same-origin" || site == "none") {
        return Err((StatusCode::FORBIDDEN, "other-origin"));
    }
    let mut origins = headers.get_all(ORIGIN).into_iter().peekable();
    let changes = *method != Method::GET && *method != Method::HEAD;
    let is_unsaid = changes && origins.peek().is_none();
    if is_unsaid || !origins.all(|origin| origin == pass.origin.as_str()) {
        return Err((StatusCode::FORBIDDEN, "other-origin"));
    }
    if *method == Method::GET && request.uri().path() == ENTRANCE {
        let fields = Fields::of(request.uri().query().unwrap_or_default().as_bytes());
        return match pass.is_token(fields.get(TOKEN)) {
            true => Ok(Admitted::AtEntrance),
            false => Err((StatusCode::FORBIDDEN, "no-token")),
        };
    }
    if !pass.has_cookie(headers) {
        return Err((StatusCode::FORBIDDEN, "no-token"));
    }
    match is_too_large(request) {
        true => Err((StatusCode::PAYLOAD_TOO_LARGE, "too-large")),
        false => Ok(Admitted::In),
    }
}

/// Whether a request says that it brings more than it may. What says nothing is cut off when it is read.
fn is_too_large(request: &Request) -> bool {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let most = match *request.method() == Method::PUT {
        true => MOST_OF_A_FILE,
        false => MOST_OF_A_FORM,
    };
    length.is_some_and(|length| length > most)
}

fn entered(pass: &Pass) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_static("/"));
    let cookie = format!("{}; Path=/; HttpOnly; SameSite=Strict", pass.as_sent());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.insert(SET_COOKIE, cookie);
    }
    response
}
