//! Files of the two folders as they go out to the browser: never one outside of them, never anything that runs.

use super::listing::Listed;
use super::names::parts_of;
use super::state::Screen;
use super::views::{as_type, not_found, refusal};
use super::words::word;
use crate::render::page::{FILE_NAME as PAGE, policy};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderValue};
use axum::response::Response;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Component, Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Kinds of files by their endings.
const KINDS: [(&str, &str); 10] = [
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("html", "text/html; charset=utf-8"),
    ("json", "application/json"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("zip", "application/zip"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
];
const ANY_KIND: &str = "application/octet-stream";
/// A picture may bear styles of its own, and nothing else.
const POLICY_OF_PICTURES: &str =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox";

/// A file of the output folder.
pub(super) fn of_output(screen: &Screen, path: &str) -> Response {
    sent(screen.output(), path)
}

/// A file of the input folder.
pub(super) fn of_input(screen: &Screen, path: &str) -> Response {
    sent(screen.input(), path)
}

/// A submission to which the page of the output folder leads, by the way from its place: `../input/…`, of which a browser
/// keeps what is behind the dots.
pub(super) fn led_to(screen: &Screen, path: &str) -> Response {
    let way = down_to(screen.output(), screen.input());
    let path = decoded(path);
    let path = path.strip_prefix('/').unwrap_or(&path);
    let inside = match way.is_empty() {
        true => Some(path),
        false => path
            .strip_prefix(&way)
            .and_then(|rest| rest.strip_prefix('/')),
    };
    match inside {
        Some(inside) => sent(screen.input(), inside),
        None => not_found(),
    }
}

/// The way from one folder to another without its steps up.
fn down_to(from: &Path, to: &Path) -> String {
    let shared = from.components().zip(to.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let down = to.components().skip(shared);
    let down = down.filter(|part| matches!(part, Component::Normal(_)));
    let down: Vec<_> = down
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    down.join("/")
}

fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8_lossy()
        .into_owned()
}

/// Sends a file of a folder, by its path below that.
fn sent(folder: &Path, path: &str) -> Response {
    let Some(parts) = parts_of(path) else {
        return refusal(StatusCode::BAD_REQUEST, word("bad-name"));
    };
    let Some(place) = inside(folder, path, &parts) else {
        return not_found();
    };
    let Ok(bytes) = fs::read(&place) else {
        return refusal(StatusCode::INTERNAL_SERVER_ERROR, word("unreadable"));
    };
    let name = parts.last().map_or("", String::as_str);
    let ending = crate::discover::extension(name);
    let kind = KINDS.iter().find(|(own, _)| *own == ending);
    let is_page = parts.len() == 1 && name == PAGE;
    let is_picture = ["svg", "png"].contains(&ending.as_str());
    let kind = match kind {
        Some((_, kind)) if is_page || is_picture || ending != "html" => kind,
        _ => ANY_KIND,
    };
    let mut response = as_type(kind, bytes);
    let headers = response.headers_mut();
    let own_policy = match (is_page, is_picture) {
        (true, _) => HeaderValue::from_str(&policy()),
        (_, true) => Ok(HeaderValue::from_static(POLICY_OF_PICTURES)),
        _ => HeaderValue::from_str("default-src 'none'; sandbox"),
    };
    if let Ok(own_policy) = own_policy {
        headers.insert(CONTENT_SECURITY_POLICY, own_policy);
    }
    match is_page || is_picture {
        true => response,
        false => attached(response, name),
    }
}

/// What the browser saves instead of showing it.
fn attached(mut response: Response, name: &str) -> Response {
    let name = super::forms::in_path(name);
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response
            .headers_mut()
            .insert(CONTENT_DISPOSITION, disposition);
    }
    response
}

/// Sends files of a folder packed into one.
pub(super) fn packed(folder: &Path, files: &[Listed], name: &str) -> Response {
    let pack = || -> anyhow::Result<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for file in files {
            let options = SimpleFileOptions::default();
            archive.start_file(&*file.shown, options)?;
            archive.write_all(&fs::read(folder.join(&file.path))?)?;
        }
        Ok(archive.finish()?.into_inner())
    };
    match pack() {
        _ if files.is_empty() => not_found(),
        Ok(bytes) => attached(as_type("application/zip", bytes), name),
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR, word("unreadable")),
    }
}

/// The place of a plain file that lies in a folder, also when links are followed. On disk names may stand decomposed.
fn inside(folder: &Path, path: &str, parts: &[String]) -> Option<PathBuf> {
    let composed: PathBuf = parts.iter().collect();
    let as_asked: PathBuf = path.split('/').collect();
    let mut ways = [as_asked, composed].into_iter();
    let Ok(root) = fs::canonicalize(folder) else {
        return ways.find_map(|way| without_links(folder, &way));
    };
    let place = ways.filter_map(|way| fs::canonicalize(root.join(way)).ok());
    let mut place = place.filter(|place| place.starts_with(&root) && place.is_file());
    place.next()
}

/// The same on a drive that does not say where links lead to: none may stand on the way.
fn without_links(folder: &Path, way: &Path) -> Option<PathBuf> {
    let mut place = folder.to_path_buf();
    for part in way.components() {
        place.push(part);
        let found = fs::symlink_metadata(&place).ok()?;
        if found.is_symlink() {
            return None;
        }
    }
    place.is_file().then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_where_nobody_says_where_it_leads() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("output");
        fs::create_dir_all(folder.join("a")).expect("folders");
        fs::write(folder.join("a/b.txt"), "1").expect("a file");
        fs::write(root.path().join("c.txt"), "2").expect("a file");
        let link = std::os::unix::fs::symlink::<&Path, PathBuf>;
        link(root.path(), folder.join("ra")).expect("a link");
        let found = |way: &str| without_links(&folder, Path::new(way));
        assert_eq!(found("a/b.txt"), Some(folder.join("a/b.txt")));
        for way in ["ra/c.txt", "a", "a/c.txt"] {
            assert_eq!(found(way), None, "{way}");
        }
    }

    #[test]
    fn a_browser_keeps_of_a_way_what_is_behind_its_dots() {
        for (from, to, down) in [
            ("/a/output", "/a/input", "input"),
            ("/a/output", "/a/Báo cáo", "Báo cáo"),
            ("/a/b/output", "/a/input/x", "input/x"),
            ("/a/input/output", "/a/input", ""),
        ] {
            assert_eq!(down_to(Path::new(from), Path::new(to)), down);
        }
        assert_eq!(decoded("/C%E1%BB%A5m%201"), "/Cụm 1");
    }
}
