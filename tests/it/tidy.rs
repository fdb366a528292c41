//! What the architecture promises of the source, checked by reading it.

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
        ("calamine::", &["src/read"]),
        ("parquet::", &["src/render/data"]),
        ("rust_xlsxwriter::", &["src/render", "src/read"]),
        ("plotters::", &["src/render/charts"]),
        ("resvg::", &["src/render/charts"]),
        ("clap::", &["src/cli"]),
        ("indicatif::", &["src/cli"]),
    ] {
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
}

#[test]
fn no_stage_names_a_later_one() {
    let order = [
        "discover",
        "read",
        "recognise",
        "resolve",
        "identify",
        "validate",
        "aggregate",
        "compare",
        "emulate",
        "report",
        "render",
        "pipeline",
        "settings",
        "cli",
    ];
    for (path, text) in sources() {
        let room = path
            .components()
            .nth(1)
            .map(|part| {
                part.as_os_str()
                    .to_string_lossy()
                    .trim_end_matches(".rs")
                    .to_string()
            })
            .unwrap_or_default();
        let Some(position) = order.iter().position(|stage| *stage == room) else {
            continue;
        };
        for later in &order[position + 1..] {
            let named = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(&format!("crate::{later}::")));
            assert!(!named, "{} names the later stage {later}", path.display());
        }
    }
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
