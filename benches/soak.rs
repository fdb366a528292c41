//! Reads good workbooks made bad, thousands of them, in the program's own reading processes and within a bounded time:
//!
//! `cargo bench --profile release --bench soak -- --seconds 60 --seed 1 [--from FOLDER]`
//!
//! Counts what came of them, and fails where a reading was wrong without a word, took more than 10 s, or took its process
//! more than 1 GiB. What failed, and what ended its process, is named by its workbook and number:
//! `--only NAME --number N --keep FILE` reads that one again and writes it out.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints what it measures and stops at what it cannot"
)]

#[allow(dead_code, reason = "the tests of attacks need more of it")]
#[path = "../tests/it/hostile"]
mod hostile {
    pub(crate) mod biff;
    pub(crate) mod measure;
    pub(crate) mod mutate;
    pub(crate) mod outcome;
    pub(crate) mod packages;
    pub(crate) mod samples;
}

use hostile::measure::peak_of_workers;
use hostile::mutate::{Mutant, mutant};
use hostile::outcome::{Came, came_of, good};
use hostile::samples::{self, Sample};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tonghop::discover::{SourceFile, SourceKind, discover};
use tonghop::read::{Outcome, RawWorkbook, ReadFile, ReaderPool};

/// No reading may take longer.
const TOO_LONG: Duration = Duration::from_secs(10);
/// What no reading process may take, in KiB.
const TOO_MUCH: u64 = 1 << 20;
/// Workbooks of a folder above this size would make up the whole of the time.
const LARGEST_SAMPLE: u64 = 1 << 18;
/// How far the numbers of one seed are from those of the next.
const NUMBERS_OF_A_SEED: u64 = 1 << 32;

/// What is asked for.
struct Plan {
    seconds: u64,
    seed: u64,
    from: PathBuf,
    only: Option<String>,
    number: Option<u64>,
    keep: Option<PathBuf>,
}

/// A good workbook and what it holds.
struct Known {
    sample: Sample,
    holds: RawWorkbook,
}

/// What came of all.
#[derive(Default)]
struct Counts {
    /// By class and what came of it.
    came: BTreeMap<(&'static str, Came), u64>,
    /// How long it took, and which it was.
    slowest: (Duration, String),
    violations: u64,
}

fn main() -> ExitCode {
    let plan = plan();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Path::new(env!("CARGO_BIN_EXE_tonghop"));
    let pool = ReaderPool::isolated(program).expect("the program starts");
    let known = known(&plan, folder.path(), &pool);
    println!("{} good workbooks, seed {}", known.len(), plan.seed);
    if let Some(number) = plan.number {
        show(&known, number, &plan, folder.path(), &pool);
        return ExitCode::SUCCESS;
    }
    let counts = Mutex::new(Counts::default());
    let next = AtomicU64::new(plan.seed * NUMBERS_OF_A_SEED);
    let end = Instant::now() + Duration::from_secs(plan.seconds);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let ((), peak) = peak_of_workers(|| {
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let own = folder.path().join(thread.to_string());
                let (known, pool, next, counts) = (&known, &pool, &next, &counts);
                scope.spawn(move || {
                    std::fs::create_dir_all(&own).expect("a folder");
                    while Instant::now() < end {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let one = &known[(number % known.len() as u64) as usize];
                        soak(one, number, &own, pool, counts);
                    }
                });
            }
        });
    });
    report(&counts.into_inner().expect("no thread panicked"), peak)
}

fn plan() -> Plan {
    let mut plan = Plan {
        seconds: 60,
        seed: 1,
        from: Path::new(env!("CARGO_MANIFEST_DIR")).join("input"),
        only: None,
        number: None,
        keep: None,
    };
    // Cargo tells every benchmark that it is one.
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let value = arguments.next().expect("an argument has a value");
        let number = || value.parse().expect("a number");
        match argument.as_str() {
            "--seconds" => plan.seconds = number(),
            "--seed" => plan.seed = number(),
            "--number" => plan.number = Some(number()),
            "--from" => plan.from = value.into(),
            "--only" => plan.only = Some(value),
            "--keep" => plan.keep = Some(value.into()),
            other => panic!("{other} is not known"),
        }
    }
    plan
}

/// The workbooks that are made here and those of the folder, as far as they are good.
fn known(plan: &Plan, folder: &Path, pool: &ReaderPool) -> Vec<Known> {
    let own = samples::all().into_iter().map(|sample| {
        let holds = good(read(&sample.name, &sample.bytes, folder, pool));
        Known { sample, holds }
    });
    let found = discover(&plan.from).map_or_else(|_| Vec::new(), |found| found.files);
    let found = found
        .into_iter()
        .filter(|file| file.bytes <= LARGEST_SAMPLE);
    let found = found.filter_map(|file| {
        let read = pool.read(&file).expect("a reader");
        let is_sample = matches!(read.format, Some("xls" | "xlsb" | "ods" | "xlsx" | "xlsm"));
        match read.outcome {
            Outcome::Read(holds) if is_sample && holds.unreadable.is_empty() => Some(Known {
                sample: Sample {
                    name: file.relative.to_string(),
                    bytes: std::fs::read(&file.path).expect("it is there"),
                },
                holds,
            }),
            _ => None,
        }
    });
    let is_wanted = |known: &Known| {
        plan.only
            .as_ref()
            .is_none_or(|only| *only == known.sample.name)
    };
    own.chain(found).filter(is_wanted).collect()
}

/// Reads bytes as a file of a name whose folders do not matter.
fn read(name: &str, bytes: &[u8], folder: &Path, pool: &ReaderPool) -> ReadFile {
    let name = name.rsplit('/').next().unwrap_or(name);
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    let source = SourceFile {
        path: path.clone(),
        relative: name.into(),
        bytes: bytes.len() as u64,
        modified: None,
        kind: SourceKind::Ordinary,
    };
    let read = pool.read(&source).expect("a reader");
    std::fs::remove_file(path).expect("removed");
    read
}

fn soak(known: &Known, number: u64, folder: &Path, pool: &ReaderPool, counts: &Mutex<Counts>) {
    let Mutant {
        bytes,
        class,
        bound,
    } = mutant(&known.sample, number);
    let begun = Instant::now();
    let file = read(&known.sample.name, &bytes, folder, pool);
    let took = begun.elapsed();
    let came = came_of(&known.holds, &file, bound);
    let mut counts = counts.lock().expect("no thread panicked");
    *counts.came.entry((class, came)).or_default() += 1;
    let name = &known.sample.name;
    let what =
        || format!("{came:?} after {took:.1?}: --only \"{name}\" --number {number} ({class})");
    if took > counts.slowest.0 {
        counts.slowest = (took, what());
    }
    if came == Came::Silent || took > TOO_LONG {
        println!("{}", what());
        counts.violations += 1;
    } else if matches!(came, Came::Swollen | Came::Crashed) {
        // Told apart and paid for by itself alone, but worth a look.
        println!("{}", what());
    }
}

/// Shows what comes of one mutant.
fn show(known: &[Known], number: u64, plan: &Plan, folder: &Path, pool: &ReaderPool) {
    for known in known {
        let mutant = mutant(&known.sample, number);
        if let Some(keep) = &plan.keep {
            std::fs::write(keep, &mutant.bytes).expect("written");
        }
        let file = read(&known.sample.name, &mutant.bytes, folder, pool);
        let came = came_of(&known.holds, &file, mutant.bound);
        println!("{} {}: {came:?}", known.sample.name, mutant.class);
        match &file.outcome {
            Outcome::Read(read) => hostile::outcome::differences(&known.holds, read)
                .iter()
                .take(40)
                .for_each(|line| println!("  {line}")),
            other => println!("  {other:?}"),
        }
    }
}

fn report(counts: &Counts, peak: u64) -> ExitCode {
    let mut all: BTreeMap<Came, u64> = BTreeMap::new();
    for ((class, came), count) in &counts.came {
        println!("{class:24} {:10} {count}", format!("{came:?}"));
        *all.entry(*came).or_default() += count;
    }
    let read: u64 = all.values().sum();
    println!("{read} mutants: {all:?}");
    println!("slowest: {}", counts.slowest.1);
    println!("largest process: {} MiB", peak >> 10);
    println!("{} violations", counts.violations);
    if counts.violations == 0 && peak <= TOO_MUCH {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
