//! How long it takes to write what goes out to 300 units: slips, reminders and templates, each of all of them.
//! `cargo bench --profile release --bench handed_out`. At most 20 seconds together, and the same bytes on two runs.
//!
//! Every unit sends a form with a figure to mend, so that everybody gets a slip and a reminder.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints what it measures and stops at what it cannot"
)]

#[expect(dead_code, reason = "tests use more of it")]
#[path = "../tests/grid.rs"]
mod grid;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const UNITS: usize = 300;
const CLUSTERS: usize = 14;
const AT_MOST: Duration = Duration::from_secs(20);

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("input");
    send(&input);
    program(&["init"], folder.path());
    let parts: [(&str, &[&str], &str); 3] = [
        ("slips", &["return"], "tra-loi"),
        ("reminders", &["run", "--only", "reminders"], "nhac-nop"),
        (
            "templates",
            &["template", "--period", "2025"],
            "mau-bieu-2025",
        ),
    ];
    let mut whole = Duration::ZERO;
    for (name, arguments, written) in parts {
        let took = program(arguments, folder.path());
        whole += took;
        let output = folder.path().join("output");
        let first = files(&output.join(written));
        std::fs::remove_dir_all(&output).expect("it can be removed");
        program(arguments, folder.path());
        let same = files(&output.join(written)) == first;
        assert!(same, "{name}: other bytes on the second run");
        println!("{name}: {:.2} s, {} files", took.as_secs_f64(), first.len());
    }
    println!(
        "together: {:.2} s (at most {} s)",
        whole.as_secs_f64(),
        AT_MOST.as_secs()
    );
    assert!(whole < AT_MOST, "too slow");
}

/// Everybody's form of two years.
fn send(input: &Path) {
    for unit in 0..UNITS {
        for year in [2023, 2024] {
            let rows: Vec<String> = LABELS
                .iter()
                .enumerate()
                .map(|(row, label)| format!("{}|{label}|người|{}", row + 1, 40 + (unit + row) % 50))
                .collect();
            let form = format!(
                "Đơn vị báo cáo: CĐCS Trường Tiểu học số {unit}\n\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM {year}\nTT|Nội dung|Đơn vị tính|Số lượng\n{}\n9|Số lượt đoàn viên được thăm hỏi|lượt|-{unit}1",
                rows.join("\n")
            );
            let cluster = format!("Cụm thi đua số {}", unit % CLUSTERS + 1);
            let place = input.join(format!("{year}/{cluster}/{unit}.xlsx"));
            std::fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
            std::fs::write(place, grid::xlsx(&[("Biểu", &form)])).expect("saved");
        }
    }
}

const LABELS: [&str; 6] = [
    "Tổng số lao động",
    "- Trong đó: nữ",
    "Tổng số đoàn viên công đoàn",
    "Số đoàn viên kết nạp mới trong năm",
    "Số tổ công đoàn",
    "Số cán bộ công đoàn được đào tạo, bồi dưỡng",
];

/// Runs the program where `input` is; how long it took.
fn program(arguments: &[&str], folder: &Path) -> Duration {
    let begin = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .expect("it starts");
    assert!(status.code().is_some_and(|code| code < 2), "{status}");
    begin.elapsed()
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    let places = entries.map(|entry| entry.expect("it can be listed").into_path());
    let read = |place: PathBuf| Some((place.clone(), std::fs::read(&place).ok()?));
    let found: BTreeMap<PathBuf, Vec<u8>> = places.filter_map(read).collect();
    assert!(!found.is_empty(), "nothing in {}", folder.display());
    found
}
