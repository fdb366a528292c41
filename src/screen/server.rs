//! The server: on this computer alone, on a port that the system gives.

use super::Commands;
use super::folders::Folders;
use super::guard::{MOST_OF_A_FORM, guard};
use super::pass::Pass;
use super::recent;
use super::running::{Note, running_for};
use super::state::{Screen, Task};
use super::views;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use std::fmt::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often it is looked whether the program is to end.
const LOOK: Duration = Duration::from_millis(500);
/// How long answers under way are waited for when it ends.
const LAST_ANSWERS: Duration = Duration::from_secs(2);
/// A token's bytes.
const TOKEN_BYTES: usize = 32;

/// What a start comes to.
pub(crate) enum Opened {
    /// Another start runs for the same folders, at this link.
    Elsewhere(String),
    /// This one.
    Here(Server),
}

/// A screen that is ready to serve.
pub(crate) struct Server {
    listener: TcpListener,
    screen: Arc<Screen>,
    /// Lies there as long as the server runs.
    _note: Option<Note>,
}

impl Server {
    /// Opens the screen for a pair of folders, or finds the one that runs for them.
    ///
    /// # Errors
    /// Where the system gives no port or no random bytes.
    pub(crate) fn open(folders: Folders, commands: Box<dyn Commands>) -> Result<Opened> {
        if let Some(link) = running_for(&folders) {
            return Ok(Opened::Elsewhere(link));
        }
        let mut server = Self::apart(folders, commands)?;
        let screen = &server.screen;
        let port = server.listener.local_addr()?.port();
        recent::note(screen.folders());
        server._note = Note::of(screen.folders(), port, screen.pass().token());
        Ok(Opened::Here(server))
    }

    /// Opens the screen whoever else may run.
    pub(super) fn apart(folders: Folders, commands: Box<dyn Commands>) -> Result<Self> {
        let refused = "không mở được cổng trên máy này cho trang làm việc";
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context(refused)?;
        listener.set_nonblocking(true).context(refused)?;
        let port = listener.local_addr().context(refused)?.port();
        let pass = Pass::new(port, token()?);
        Ok(Self {
            listener,
            screen: Arc::new(Screen::new(folders, commands, pass)),
            _note: None,
        })
    }

    /// The link that opens the page.
    pub(crate) fn link(&self) -> String {
        self.screen.pass().link()
    }

    /// Serves until the program is to end.
    ///
    /// # Errors
    /// Where the system does not let it.
    pub(crate) fn serve(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let Self {
            listener,
            screen,
            _note,
        } = self;
        if screen.input().is_dir() {
            // What stands in the folder is read while the first page is looked at.
            let _nothing_else_goes_on = screen.start(Task::Look);
        }
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let serving = axum::serve(listener, router(screen.clone()));
            let ended = ended(screen.clone());
            let serving = serving.with_graceful_shutdown(ended);
            let last = async {
                ended_of(&screen).await;
                tokio::time::sleep(LAST_ANSWERS).await;
            };
            tokio::select! {
                served = serving => served?,
                () = last => {}
            }
            anyhow::Ok(())
        })?;
        runtime.shutdown_background();
        Ok(())
    }
}

/// All pages behind the guard.
fn router(screen: Arc<Screen>) -> Router {
    Router::new()
        .merge(views::routes())
        .fallback(views::fallback)
        .layer(DefaultBodyLimit::max(MOST_OF_A_FORM))
        .layer(from_fn_with_state(screen.clone(), guard))
        .with_state(screen)
}

async fn ended(screen: Arc<Screen>) {
    ended_of(&screen).await;
}

async fn ended_of(screen: &Screen) {
    while !screen
        .life()
        .is_over(screen.work().is_some(), Instant::now())
    {
        tokio::time::sleep(LOOK).await;
    }
}

fn token() -> Result<String> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes)
        .map_err(std::io::Error::from)
        .context("hệ thống không cho số ngẫu nhiên để làm khóa của trang")?;
    let mut token = String::new();
    for byte in bytes {
        let _never_fails = write!(token, "{byte:02x}");
    }
    Ok(token)
}
