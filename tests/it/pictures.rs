//! The pictures of the demonstration, as a hall sees them.

use super::harness::program;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the last row of a hall reads, at 1920×1080.
const BODY: f64 = 32.0;
const TITLE: f64 = 56.0;
/// Names in a column; one more is the province above its clusters.
const ROWS: usize = 15;

/// The texts of a picture with their sizes, and where those that end at a line end.
fn texts(svg: &str) -> Vec<(f64, String, Option<String>)> {
    let value = |text: &str, name: &str| {
        let (_, rest) = text.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    svg.split("<text ")
        .skip(1)
        .map(|text| {
            let size = value(text, "font-size").and_then(|size| size.parse().ok());
            let said = text
                .split(['>', '<'])
                .nth(1)
                .unwrap_or("")
                .trim()
                .to_owned();
            let ends = text.contains("text-anchor=\"end\"");
            (
                size.expect("a text has a size"),
                said,
                value(text, "x").filter(|_| ends),
            )
        })
        .collect()
}

fn pictures(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            pictures(&path, found);
        } else if path.extension().is_some_and(|it| it == "svg") {
            found.push(path);
        }
    }
}

#[test]
fn every_picture_of_the_demonstration_can_be_read_in_a_hall() {
    let output = tempfile::tempdir().expect("a folder");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let run = program()
        .arg("run")
        .arg(&input)
        .arg("--output")
        .arg(output.path().join("o"))
        .args(["--only", "charts"])
        .output()
        .expect("the program starts");
    assert!(run.status.code().is_some_and(|code| code < 2));
    let root = output.path().join("o/bieu-do");
    let mut found = Vec::new();
    pictures(&root, &mut found);
    assert!(found.len() > 12, "{found:?}");
    for path in &found {
        let name = path.strip_prefix(&root).expect("it lies inside").display();
        let texts = texts(&std::fs::read_to_string(path).expect("a picture"));
        for (size, said, _) in &texts {
            assert!(*size >= BODY, "{name}: “{said}” at {size}");
        }
        let largest = texts.iter().map(|text| text.0).fold(0.0, f64::max);
        assert!(largest >= TITLE, "{name}");
        assert!(texts[0].0 >= TITLE, "{name}: the title comes first");
        let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
        for x in texts.iter().filter_map(|text| text.2.as_deref()) {
            *columns.entry(x).or_default() += 1;
        }
        let rows = columns.values().copied().max().unwrap_or(0);
        // A name may take two lines where rows are few.
        assert!(rows <= ROWS + 1, "{name}: {rows} rows");
        let said: Vec<&str> = texts.iter().map(|text| text.1.as_str()).collect();
        let said = said.join(" ").to_lowercase();
        assert!(
            said.contains("nguồn") && said.contains("lập ngày"),
            "{name}"
        );
    }
    // In the conference's order, those that too few units have figures for apart.
    let first = root.join("01-tinh-hinh-nop.svg");
    assert!(found.contains(&first), "{found:?}");
}
