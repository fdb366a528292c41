//! What a run costs, as ratios and shares: `cargo bench` (the release profile would build everything twice; use
//! `cargo bench --profile release`).
//!
//! - reading 2,000 workbooks in processes of their own against reading them in this process (at most 1.15)
//! - the data of 2,000 workbooks against calamine alone reading every cell of them, on the same cores (at most 2.5)
//! - the workbook's seconds for each 100,000 observations (at most 1)
//! - a chart's seconds as SVG and PNG together (at most 0.3)
//! - the peak memory of the run (at most 300 MB)

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints what it measures and stops at what it cannot"
)]

use calamine::Reader;
use rayon::prelude::*;
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tonghop::discover::discover;
use tonghop::read::ReaderPool;

const UNITS: usize = 400;
const YEARS: std::ops::Range<u32> = 2019..2024;
const ROUNDS: usize = 5;

const ROWS: [(&str, &str, f64); 24] = [
    ("Tổng số lao động", "người", 41.0),
    ("- Trong đó: nữ", "người", 19.0),
    ("Số lao động thiếu việc làm", "người", 0.0),
    ("- Trong đó: nữ", "", 0.0),
    (
        "Tiền lương bình quân tháng của 1 người lao động",
        "đồng",
        9_500_000.0,
    ),
    ("+ Số người được tính", "", 41.0),
    ("Số người phải tự thuê nhà ở", "người", 4.0),
    ("Số lao động được ký hợp đồng lao động", "người", 40.0),
    ("Tổng số đoàn viên công đoàn", "người", 40.0),
    ("- Trong đó: nữ", "người", 18.0),
    ("Số đoàn viên kết nạp mới trong năm", "người", 1.0),
    ("Số tổ công đoàn", "tổ", 5.0),
    ("Số CBCCVC, NLĐ được cử đi đào tạo, bồi dưỡng", "người", 8.0),
    ("Số lượt đoàn viên được thăm hỏi", "lượt", 12.0),
    ("Số tiền thăm hỏi đoàn viên", "đồng", 6_000_000.0),
    ("Số tiền ủng hộ các loại quỹ xã hội", "đồng", 52_300_000.0),
    (
        "Số hộ gia đình chính sách, hộ nghèo được tặng quà",
        "hộ",
        3.0,
    ),
    (
        "Số tiền tặng quà hộ chính sách, hộ nghèo",
        "đồng",
        900_000.0,
    ),
    (
        "Số đoàn viên đăng ký tham gia phong trào thi đua",
        "người",
        38.0,
    ),
    ("Số người đạt danh hiệu Lao động tiên tiến", "người", 30.0),
    ("CSTĐCS", "người", 5.0),
    ("Số sáng kiến được công nhận", "sáng kiến", 2.0),
    ("Số đoàn viên ưu tú được giới thiệu cho Đảng", "người", 2.0),
    ("Điểm tự chấm", "điểm", 92.0),
];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("input");
    let files = write_submissions(&input);
    let output = folder.path().join("output");
    let data = || run(&input, &output, "data");
    let calamine = || {
        let start = Instant::now();
        let cells: usize = files.par_iter().map(|file| cells_of(file)).sum();
        assert!(cells > 0);
        start.elapsed()
    };
    calamine();
    data();
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| data().as_secs_f64() / calamine().as_secs_f64())
        .collect();
    println!(
        "reading in processes / in this one: {:.2} (at most 1.15)",
        cost_of_isolation(&input)
    );
    println!(
        "run --only data / calamine alone: {:.2} (at most 2.5)",
        median(&mut ratios)
    );
    let memory = peak_memory(&input, &output, "data");
    println!("peak memory: {memory} MB (at most 300)");
    let observations = (files.len() * ROWS.len()) as f64;
    let more = |only: &str| {
        let mut seconds: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let with = run(&input, &output, only);
                with.saturating_sub(data()).as_secs_f64()
            })
            .collect();
        median(&mut seconds)
    };
    let seconds = more("data,workbook") / (observations / 100_000.0);
    println!("workbook, seconds for each 100,000 observations: {seconds:.2} (at most 1)");
    let seconds = more("data,charts");
    let charts = std::fs::read_dir(output.join("bieu-do"))
        .expect("charts were drawn")
        .count()
        / 2;
    let each = seconds / charts as f64;
    println!("a chart as SVG and PNG, seconds: {each:.2} of {charts} charts (at most 0.3)");
}

/// How much longer it takes to read everything in processes of their own.
fn cost_of_isolation(input: &Path) -> f64 {
    let found = discover(input).expect("a folder");
    let isolated = ReaderPool::isolated(Path::new(env!("CARGO_BIN_EXE_tonghop")));
    let isolated = isolated.expect("the program starts");
    let seconds = |pool: &ReaderPool| {
        let start = Instant::now();
        let read: usize = found
            .files
            .par_chunks(pool.batch_files())
            .with_max_len(1)
            .map(|files| pool.read_batch(files).expect("files are read").len())
            .sum();
        assert_eq!(read, found.files.len());
        start.elapsed().as_secs_f64()
    };
    let in_process = ReaderPool::in_process();
    seconds(&isolated);
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| seconds(&isolated) / seconds(&in_process))
        .collect();
    median(&mut ratios)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn cells_of(file: &Path) -> usize {
    let mut workbook = calamine::open_workbook_auto(file).expect("it is a workbook");
    let names = workbook.sheet_names();
    names
        .iter()
        .filter_map(|name| workbook.worksheet_range(name).ok())
        .map(|range| range.used_cells().count())
        .sum()
}

/// How long the program runs.
fn run(input: &Path, output: &Path, only: &str) -> Duration {
    let start = Instant::now();
    let status = program(input, output, only)
        .status()
        .expect("the program starts");
    let time = start.elapsed();
    assert!(status.code().is_some_and(|code| code < 2), "{status}");
    time
}

fn program(input: &Path, output: &Path, only: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.arg("run").arg(input).arg("--output").arg(output);
    command.args(["--only", only]).stdout(Stdio::null());
    command
}

/// The most memory that a run has at once, in MB; zero where the system does not tell. To watch it takes time of the
/// cores it runs on, so this run is not timed.
fn peak_memory(input: &Path, output: &Path, only: &str) -> u64 {
    let mut child = program(input, output, only)
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        if let Some(done) = child.try_wait().expect("the program can be waited for") {
            assert!(done.code().is_some_and(|code| code < 2), "{done}");
            return peak / 1024;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let high_water = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            high_water.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn write_submissions(input: &Path) -> Vec<PathBuf> {
    let jobs: Vec<(u32, usize)> = YEARS
        .flat_map(|year| (0..UNITS).map(move |unit| (year, unit)))
        .collect();
    jobs.into_par_iter()
        .map(|(year, unit)| {
            let folder = input.join(format!("{year}/Cụm thi đua số {}", unit % 20 + 1));
            std::fs::create_dir_all(&folder).expect("a folder can be made");
            let file = folder.join(format!("{unit}.xlsx"));
            let mut workbook = Workbook::new();
            let sheet = workbook.add_worksheet();
            let texts = [
                (0, "LIÊN ĐOÀN LAO ĐỘNG TỈNH".to_string()),
                (1, format!("CĐCS Trường Tiểu học số {unit}")),
                (3, format!("BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM {year}")),
            ];
            for (row, text) in texts {
                sheet.write_string(row, 0, text).expect("a text");
            }
            for (column, title) in
                (0u16..).zip(["TT", "Nội dung", "Đơn vị tính", "Số lượng", "Ghi chú"])
            {
                sheet.write_string(5, column, title).expect("a title");
            }
            for (row, (label, measure, value)) in (6u32..).zip(ROWS) {
                sheet
                    .write_number(row, 0, f64::from(row - 5))
                    .expect("a number");
                sheet.write_string(row, 1, label).expect("a label");
                sheet
                    .write_string(row, 2, measure)
                    .expect("a unit of measure");
                sheet.write_number(row, 3, value).expect("a figure");
            }
            workbook.save(&file).expect("a workbook can be written");
            file
        })
        .collect()
}
