//! What lets a browser in: the link with the token, then the cookie.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// Where the link in the window leads.
pub(super) const ENTRANCE: &str = "/vao";
/// The field of the token.
pub(super) const TOKEN: &str = "ma";

/// What the guard knows a browser by.
pub(super) struct Pass {
    /// `127.0.0.1:…`, as a request has to name it.
    pub(super) host: String,
    /// `http://127.0.0.1:…`.
    pub(super) origin: String,
    /// The cookie's name, with the port: cookies are shared by all ports of a computer.
    cookie: String,
    token: String,
}

impl Pass {
    pub(super) fn new(port: u16, token: String) -> Self {
        Self {
            host: format!("127.0.0.1:{port}"),
            origin: format!("http://127.0.0.1:{port}"),
            cookie: format!("tonghop-{port}"),
            token,
        }
    }

    /// The link that opens the page in any browser of this computer.
    pub(super) fn link(&self) -> String {
        format!("{}{ENTRANCE}?{TOKEN}={}", self.origin, self.token)
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The cookie as a browser sends it.
    pub(super) fn as_sent(&self) -> String {
        format!("{}={}", self.cookie, self.token)
    }

    pub(super) fn is_token(&self, given: &str) -> bool {
        let same_length = given.len() == self.token.len();
        // All letters are compared, so that the time tells nothing of them.
        let pairs = given.bytes().zip(self.token.bytes());
        same_length && pairs.fold(0, |differ, (one, other)| differ | (one ^ other)) == 0
    }

    pub(super) fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let sent = headers.get_all(COOKIE).into_iter();
        let sent = sent.filter_map(|value| value.to_str().ok());
        let mut cookies = sent.flat_map(|line| line.split(';'));
        cookies.any(|cookie| {
            let pair = cookie.trim().split_once('=');
            pair.is_some_and(|(name, value)| name == self.cookie && self.is_token(value))
        })
    }
}
