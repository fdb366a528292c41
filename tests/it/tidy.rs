//! What the architecture promises of the source, checked by reading it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<(PathBuf, String)> = walkdir::WalkDir::new(root.join("src"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "rs")
        })
        .map(|entry| {
            let relative = entry
                .path()
                .strip_prefix(root)
                .expect("it is inside")
                .to_path_buf();
            (
                relative,
                std::fs::read_to_string(entry.path()).expect("it can be read"),
            )
        })
        .collect();
    assert!(files.len() > 50, "the sources are found");
    files
}

#[test]
fn heavy_crates_are_named_in_their_rooms_only() {
    for (name, rooms) in [
        ("polars::", &["src/aggregate", "src/compare"][..]),
        ("polars_ops::", &["src/aggregate"]),
        ("polars_parquet::", &["src/render/data"]),
        ("polars_core::", &["src/threads.rs"]),
        ("calamine::", &["src/read", "src/takeover"]),
        ("parquet::", &["src/render/data"]),
        ("rust_xlsxwriter::", &["src/render", "src/read"]),
        ("plotters::", &["src/render/charts"]),
        ("resvg::", &["src/render/charts"]),
        ("clap::", &["src/cli"]),
        ("indicatif::", &["src/cli"]),
        ("axum::", &["src/screen"]),
        ("askama::", &["src/screen"]),
        ("tokio::", &["src/screen"]),
    ] {
        named_only_in(name, rooms);
    }
}

#[test]
fn the_file_system_and_the_environment_are_named_in_their_rooms_only() {
    // The clock, and what writes, are the lint's: `disallowed-methods` in clippy.toml.
    const OF_FILES: &[&str] = &[
        "src/cli",
        "src/discover",
        "src/read",
        "src/settings",
        "src/takeover",
        "src/rules/cases.rs",
        "src/screen",
    ];
    for (name, rooms) in [
        ("std::fs", OF_FILES),
        ("std::env", &["src/cli", "src/screen"]),
        ("period::now", &["src/cli", "src/screen", "src/takeover"]),
    ] {
        named_only_in(name, rooms);
    }
}

/// Holds all sources but tests to naming something in some rooms alone.
fn named_only_in(name: &str, rooms: &[&str]) {
    for (path, text) in sources() {
        let is_test = path.to_string_lossy().contains("test") || path.ends_with("fixture.rs");
        let is_home = is_test || rooms.iter().any(|room| path.starts_with(room));
        assert!(
            is_home || !text.contains(name),
            "{name} in {}",
            path.display()
        );
    }
}

/// The rooms, each before those that may name it.
const ORDER: [&str; 38] = [
    "memory",
    "threads",
    "memo",
    "location",
    "period",
    "text",
    "catalogue",
    "finding",
    "discover",
    "read",
    "ooxml",
    "quantity",
    "rules",
    "verdict",
    "observation",
    "tables",
    "ledger",
    "register",
    "recognise",
    "templates",
    "resolve",
    "decide",
    "identify",
    "validate",
    "aggregate",
    "compare",
    "emulate",
    "report",
    "slips",
    "reminders",
    "render",
    "pipeline",
    "settings",
    "changes",
    "takeover",
    "finished",
    "screen",
    "cli",
];

/// What names a later room all the same: the file, the room, and what it needs of it.
const BACKWARDS: [(&str, &str, &str); 4] = [
    (
        "src/text/abbreviation.rs",
        "catalogue",
        "how lists are laid over each other, and what is wrong with one",
    ),
    (
        "src/register/titled.rs",
        "recognise",
        "how a period is found in a text",
    ),
    (
        "src/resolve/draft.rs",
        "slips",
        "what a slip that came back says of its form",
    ),
    (
        "src/templates/plan.rs",
        "slips",
        "a name that a file can have",
    ),
];

fn room_of(path: &Path) -> String {
    let room = path.components().nth(1).expect("a room");
    let room = room.as_os_str().to_string_lossy();
    room.trim_end_matches(".rs").to_owned()
}

/// The rooms that a source names, its comments and tests left out.
fn rooms_named(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next();
    let lines = code.unwrap_or_default().lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    let named = lines.flat_map(|line| line.split("crate::").skip(1));
    let name = |rest: &str| {
        let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_');
        rest[..end.unwrap_or(rest.len())].to_owned()
    };
    named.map(name).collect()
}

#[test]
fn no_room_names_a_later_one() {
    let place = |room: &str| ORDER.iter().position(|known| *known == room);
    let mut backwards = BTreeSet::new();
    for (path, text) in sources() {
        let is_test = path.to_string_lossy().contains("test") || path.ends_with("cases.rs");
        let room = room_of(&path);
        if is_test || path.ends_with("fixture.rs") || room == "main" || room == "lib" {
            continue;
        }
        let own = place(&room).unwrap_or_else(|| panic!("{room} has no place in the order"));
        for named in rooms_named(&text) {
            if place(&named).is_some_and(|later| later > own) {
                backwards.insert((path.to_string_lossy().into_owned(), named));
            }
        }
    }
    let known = BACKWARDS.map(|(file, room, _)| (file.to_owned(), room.to_owned()));
    assert_eq!(backwards, known.into());
}

#[test]
fn no_room_is_called_for_nothing() {
    for (path, _) in sources() {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for vague in [
            "utils", "util", "helpers", "common", "types", "prelude", "misc",
        ] {
            assert_ne!(name, vague, "{}", path.display());
        }
    }
}

/// The paths that the `use` statements of a source name, its tests left out.
fn imports(text: &str) -> Vec<String> {
    fn expand(before: &str, tree: &str, found: &mut Vec<String>) {
        let Some((head, rest)) = tree.split_once('{') else {
            return found.push(format!("{before}{tree}"));
        };
        let before = format!("{before}{head}");
        let (mut depth, mut start) = (0, 0);
        for (at, letter) in rest.char_indices() {
            match letter {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    expand(&before, &rest[start..at], found);
                    start = at + 1;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    let code = text.split("#[cfg(test)]\nmod tests").next();
    let lines = code.unwrap_or_default().lines();
    let mut lines = lines.skip_while(|line| line.starts_with("//!"));
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let line = line.trim_start();
        let behind = line.strip_prefix("pub").unwrap_or(line);
        let behind = match behind.strip_prefix('(') {
            Some(rest) => rest.split_once(')').map_or("", |(_, rest)| rest),
            None => behind,
        };
        if let Some(first) = behind.trim_start().strip_prefix("use ") {
            let mut tree = first.to_string();
            while !tree.ends_with(';') {
                tree.push_str(lines.next().expect("a statement ends").trim());
            }
            let tree: String = tree
                .split(|c: char| c == ';' || c.is_whitespace())
                .collect();
            expand("", &tree, &mut found);
        }
    }
    found
}

/// The files of a room that import each other in a circle, or a file that does. What `mod.rs` shows again is its file's.
fn circles(files: &BTreeMap<String, String>) -> Vec<String> {
    let shown = imports(&files["mod"]);
    let home = |name: &str| {
        let mut shown = shown.iter().filter_map(|path| path.split_once("::"));
        let shown = shown.find(|(_, path)| *path == name).map(|(file, _)| file);
        shown.unwrap_or(name).to_string()
    };
    let mut open: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in files {
        let own = |path: &String| {
            let path = path
                .strip_prefix("super::")
                .or((file == "mod").then_some(path))?;
            let first = home(path.split("::").next()?);
            Some(first).filter(|first| files.contains_key(first) && first != file)
        };
        open.insert(file, imports(text).iter().filter_map(own).collect());
    }
    // What imports nothing that is open is in no circle.
    while let Some(file) = open
        .iter()
        .find_map(|(file, of)| of.is_empty().then_some(*file))
    {
        open.remove(file);
        open.values_mut().for_each(|of| {
            of.remove(file);
        });
    }
    // What no open file imports leads to a circle and is in none.
    while let Some(file) = open
        .keys()
        .find(|file| !open.values().any(|of| of.contains(**file)))
        .copied()
    {
        open.remove(file);
    }
    open.into_keys().cloned().collect()
}

/// The files of a room by their names, tests left out; what stands beside the folder under its name is its `mod`.
fn room(name: &str) -> BTreeMap<String, String> {
    let root = Path::new("src").join(name);
    let beside = root.with_extension("rs");
    let files = sources().into_iter();
    let files = files.filter(|(path, _)| path.parent() == Some(&root) || *path == beside);
    let files = files.filter(|(path, _)| !path.to_string_lossy().contains("test"));
    let files = files.map(|(path, text)| match path == beside {
        true => (root.join("mod.rs"), text),
        false => (path, text),
    });
    let stem = |path: &Path| {
        path.file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    files.map(|(path, text)| (stem(&path), text)).collect()
}

#[test]
fn no_files_of_a_room_import_each_other_in_a_circle() {
    let invented = |above: &str, below: &str| {
        let files = [("mod", "pub use a::A;"), ("a", above), ("b", below)];
        circles(
            &files
                .map(|(name, text)| (name.to_string(), text.to_string()))
                .into(),
        )
    };
    assert_eq!(invented("use super::b::{B, C};", "").len(), 0);
    assert_eq!(
        invented("use super::b::{B, C};", "use super::A;"),
        ["a", "b"]
    );
    let folders: BTreeSet<PathBuf> = sources()
        .iter()
        .filter_map(|(path, _)| Some(path.parent()?.to_path_buf()))
        .collect();
    let mut found = Vec::new();
    for folder in folders.iter().filter(|it| **it != Path::new("src")) {
        let name = folder.strip_prefix("src").expect("it is of the source");
        let name = name.to_string_lossy();
        let files = room(&name);
        if name.contains("test") || !files.contains_key("mod") {
            continue;
        }
        let circle = circles(&files);
        if !circle.is_empty() {
            found.push(format!("{name}: {}", circle.join(" ")));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The types of a source that show more fields to their room than one keeps in mind, and how many.
fn wide_types(text: &str) -> Vec<(String, usize)> {
    const MOST_FIELDS: usize = 8;
    let kinds = [
        "\nstruct ",
        "\npub(super) struct ",
        "\npub(crate) struct ",
        "\npub struct ",
    ];
    let structs = kinds.into_iter().flat_map(|kind| text.split(kind).skip(1));
    let shown = structs.filter_map(|rest| {
        let (name, body) = rest.split_once('{')?;
        let fields = body.lines().take_while(|line| *line != "}");
        let fields = fields
            .filter(|line| line.starts_with("    pub(") || line.starts_with("    pub "))
            .count();
        (!name.contains(['(', ';'])).then(|| (name.trim().to_string(), fields))
    });
    shown.filter(|(_, fields)| *fields > MOST_FIELDS).collect()
}

#[test]
fn no_type_shows_its_room_more_fields_than_one_keeps_in_mind() {
    let invented = |shown: &str, fields: usize| {
        let fields = format!("    {shown} a: u8,\n").repeat(fields);
        wide_types(&format!("//! A.\n\n{shown} struct A {{\n{fields}}}\n"))
    };
    for shown in ["pub(super)", "pub(crate)", "pub"] {
        assert_eq!(
            (invented(shown, 8), invented(shown, 9)),
            (vec![], vec![("A".to_string(), 9)])
        );
    }
    // Elsewhere types are rows of tables and plain data for readers, which have as many fields as they have columns.
    for name in [
        "discover",
        "text",
        "quantity",
        "recognise",
        "resolve",
        "identify",
        "validate",
        "aggregate",
        "compare",
        "ooxml",
        "takeover",
    ] {
        for (file, text) in room(name) {
            assert_eq!(wide_types(&text), [], "{name}/{file}");
        }
    }
}
