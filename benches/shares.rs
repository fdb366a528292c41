//! What a run costs on a corpus of messy submissions, in processor time, as ratios to reading the same files with calamine
//! alone: `cargo bench --profile release --bench shares -- CORPUS`, a folder of submissions or a ZIP archive of one (by
//! default `../shared/corpus/speed.zip`).
//!
//! - reading in processes of their own / calamine alone (at most 1.5)
//! - `run --only data` / calamine alone (at most 2.5)
//! - the workbook's seconds for each 100,000 observations (at most 1)
//! - all outputs' seconds of processor time (at most 5)
//! - the peak memory of the run (at most 150 MB)
//!
//! A part is a process: this program starts itself again for what it measures of the library, so that every part is
//! accounted for by the system in the same way. Linux tells the time of ended children in `/proc/self/stat`.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints what it measures and stops at what it cannot"
)]

use calamine::Reader;
use parquet::file::reader::{FileReader, SerializedFileReader};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tonghop::discover::discover;
use tonghop::read::ReaderPool;

const ROUNDS: usize = 5;
const DEFAULT_CORPUS: &str = "../shared/corpus/speed.zip";

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match &arguments[..] {
        [part, folder] if part == "calamine-alone" => calamine_alone(Path::new(folder)),
        [part, folder] if part == "read-apart" => read_apart(Path::new(folder)),
        [] => measure(Path::new(DEFAULT_CORPUS)),
        [corpus, ..] => measure(Path::new(corpus)),
    }
}

fn measure(corpus: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = match corpus.is_dir() {
        true => corpus.to_owned(),
        false => unpack(corpus, &folder.path().join("input")),
    };
    let output = folder.path().join("output");
    let part = |name: &str| {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.arg(name).arg(&input).stdout(Stdio::null());
        command
    };
    let run = |only: &str| program(&input, &output, only);
    let mut seconds = Seconds::default();
    for round in 0..=ROUNDS {
        let warm = round > 0;
        seconds.calamine.take(warm, &mut part("calamine-alone"));
        seconds.apart.take(warm, &mut part("read-apart"));
        seconds.data.take(warm, &mut run("data"));
        seconds.workbook.take(warm, &mut run("data,workbook"));
        seconds.all.take(warm, &mut run("data,workbook,charts"));
    }
    let [calamine, apart, data, workbook, all] = [
        seconds.calamine.median(),
        seconds.apart.median(),
        seconds.data.median(),
        seconds.workbook.median(),
        seconds.all.median(),
    ];
    println!("calamine alone: {calamine:.2} s");
    println!(
        "reading apart / calamine alone: {:.2} (at most 1.5)",
        apart / calamine
    );
    println!(
        "run --only data / calamine alone: {:.2} (at most 2.5)",
        data / calamine
    );
    let observations = observations(&output) as f64;
    println!(
        "workbook, seconds for each 100,000 of {observations} observations: {:.2} (at most 1)",
        (workbook - data) / (observations / 100_000.0)
    );
    println!("all outputs: {all:.2} s (at most 5)");
    let memory = peak_memory(&input, &output);
    println!("peak memory: {memory} MB (at most 150)");
}

/// Processor seconds of each part, a sample a round.
#[derive(Default)]
struct Seconds {
    calamine: Samples,
    apart: Samples,
    data: Samples,
    workbook: Samples,
    all: Samples,
}

#[derive(Default)]
struct Samples(Vec<f64>);

impl Samples {
    /// Runs a part; its time is kept once the files are in the system's memory.
    fn take(&mut self, warm: bool, command: &mut Command) {
        let before = seconds_of_children();
        let status = command.status().expect("it starts");
        assert!(status.code().is_some_and(|code| code < 2), "{status}");
        if warm {
            self.0.push(seconds_of_children() - before);
        }
    }

    fn median(&mut self) -> f64 {
        self.0.sort_by(f64::total_cmp);
        self.0[self.0.len() / 2]
    }
}

/// Processor time of all ended children and their own, in user mode and in the system's.
fn seconds_of_children() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let (_, fields) = stat.rsplit_once(')').expect("the program's name");
    let fields: Vec<&str> = fields.split_whitespace().collect();
    // Behind the name, `cutime` and `cstime` are the 14th and the 15th.
    let ticks = |field: usize| fields[field].parse::<f64>().expect("a number");
    (ticks(13) + ticks(14)) / TICKS_PER_SECOND
}

fn unpack(archive: &Path, into: &Path) -> PathBuf {
    let file = std::fs::File::open(archive).expect("a corpus: a folder or a ZIP archive");
    let mut archive = zip::ZipArchive::new(file).expect("a ZIP archive");
    archive.extract(into).expect("it can be unpacked");
    into.to_owned()
}

fn calamine_alone(input: &Path) {
    let found = discover(input).expect("a folder");
    let cells: usize = found
        .files
        .par_iter()
        .map(|file| cells_of(&file.path))
        .sum();
    assert!(cells > 0);
}

/// The cells of a workbook; none of what calamine does not open.
fn cells_of(file: &Path) -> usize {
    let Ok(mut workbook) = calamine::open_workbook_auto(file) else {
        return 0;
    };
    let names = workbook.sheet_names();
    let ranges = names
        .iter()
        .filter_map(|name| workbook.worksheet_range(name).ok());
    ranges.map(|range| range.used_cells().count()).sum()
}

fn read_apart(input: &Path) {
    let found = discover(input).expect("a folder");
    let pool = ReaderPool::isolated(Path::new(env!("CARGO_BIN_EXE_tonghop")));
    let pool = pool.expect("the program starts");
    let read: usize = found
        .files
        .par_chunks(pool.batch_files())
        .with_max_len(1)
        .map(|files| pool.read_batch(files).expect("files are read").len())
        .sum();
    assert_eq!(read, found.files.len());
}

fn program(input: &Path, output: &Path, only: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.arg("run").arg(input).arg("--output").arg(output);
    command.args(["--only", only]).stdout(Stdio::null());
    command
}

fn observations(output: &Path) -> i64 {
    let table = output.join("du-lieu/observations.parquet");
    let file = std::fs::File::open(table).expect("the data");
    let table = SerializedFileReader::new(file).expect("it is Parquet");
    table.metadata().file_metadata().num_rows()
}

/// The most memory that a run has at once, in MB.
fn peak_memory(input: &Path, output: &Path) -> u64 {
    let mut child = program(input, output, "data")
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
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}
