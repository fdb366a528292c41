//! Who is running already: a file in the user's own folder says on which port and with which token, so that a second start
//! opens the page of the first.

use super::folders::Folders;
use super::own;
use super::pass::Pass;
use crate::read::digest_of_bytes;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a running screen answers that it is one.
pub(super) const SIGN_OF_LIFE: &str = "/song";
/// How long is waited for that answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// A longer answer is none of ours.
const LONGEST: u64 = 1 << 14;

/// A running screen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Running {
    port: u16,
    token: String,
}

/// The note of the screen that runs for a pair of folders; it goes when it is dropped.
pub(super) struct Note {
    place: PathBuf,
    written: Vec<u8>,
}

impl Note {
    /// Notes a screen that has begun. `None` where nothing can be written there: then a second start is another one.
    pub(super) fn of(folders: &Folders, port: u16, token: &str) -> Option<Self> {
        let place = place_of(folders)?;
        let running = Running {
            port,
            token: token.to_owned(),
        };
        let written = serde_json::to_vec(&running).ok()?;
        own::write(&place, &written)?;
        Some(Self { place, written })
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        let is_ours = fs::read(&self.place).is_ok_and(|it| it == self.written);
        if is_ours {
            let _gone_already = fs::remove_file(&self.place);
        }
    }
}

/// The link of the screen that runs for a pair of folders, if one does.
pub(super) fn running_for(folders: &Folders) -> Option<String> {
    let text = own::read(&place_of(folders)?)?;
    let running: Running = serde_json::from_str(&text).ok()?;
    let is_token = running.token.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pass = Pass::new(running.port, running.token);
    (is_token && answers(running.port, &pass, folders)).then(|| pass.link())
}

/// What a screen answers that it is: which folders it works in.
pub(super) fn name_of(folders: &Folders) -> String {
    let name = |folder: &Path| {
        let name = folder.to_string_lossy();
        match cfg!(windows) {
            true => name.to_lowercase(),
            false => name.into_owned(),
        }
    };
    let names = [name(&folders.input), name(&folders.output)];
    digest_of_bytes(names.join("\0").as_bytes())
}

fn answers(port: u16, pass: &Pass, folders: &Folders) -> bool {
    let ask = || {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {SIGN_OF_LIFE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
            pass.as_sent()
        )?;
        let mut answer = String::new();
        stream.take(LONGEST).read_to_string(&mut answer)?;
        std::io::Result::Ok(answer)
    };
    ask().is_ok_and(|answer| {
        answer.starts_with("HTTP/1.1 200") && answer.ends_with(&name_of(folders))
    })
}

fn place_of(folders: &Folders) -> Option<PathBuf> {
    let name = name_of(folders);
    own::place_of(&format!("man-hinh-{}.json", name.get(..16)?))
}
