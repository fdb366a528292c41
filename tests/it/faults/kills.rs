//! Kills at any instant: each output is whole, and after the next start all are of one run.

use super::report;
use crate::harness::{Case, program};
use calamine::Reader;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const KILLS: usize = 50;
const NAMES: [&str; 13] = [
    "bao-cao.docx",
    "bieu-do",
    "dinh-chinh.xlsx",
    "du-lieu",
    "du-lieu-csv",
    "ho-so-cum",
    "kiem-tra.xlsx",
    "nhac-nop",
    "tong-hop.html",
    "tong-hop.xlsx",
    "tong-ket-cum",
    "tong-ket.pptx",
    "tra-loi",
];

/// What tells of the run itself and of the one before it: two runs over one input write it differently.
const OF_EACH_RUN: [&str; 3] = ["chay.json", "thay-doi.parquet", "thay-doi.xlsx"];

/// What runs have written stands here.
const LIST: &str = ".tonghop-sha256";

/// The two states that outputs can have: those of a run over the first input, and those of one over the second.
struct Runs {
    inputs: [PathBuf; 2],
    output: PathBuf,
    /// What stands under each name after a run over an input.
    expected: [BTreeMap<&'static str, Content>; 2],
    /// From the start to the first output written, and to the end; of the shortest run.
    until: [Duration; 2],
    /// For the next start, which has nothing to do but to clear up.
    nothing: PathBuf,
}

/// What stands under a name: files and their bytes; of the workbooks, which tell when they were made, the cells; of the
/// consolidated one without its first sheet; of the page, which tells it at its foot, all but that line.
type Content = BTreeMap<String, Vec<u8>>;

fn content(place: &Path) -> Content {
    let is_main = place.ends_with("tong-hop.xlsx");
    if is_main || place.ends_with("kiem-tra.xlsx") {
        let mut workbook: calamine::Xlsx<_> =
            calamine::open_workbook(place).expect("the workbook opens");
        return workbook
            .worksheets()
            .into_iter()
            .skip(usize::from(is_main))
            .map(|(name, range)| (name, format!("{range:?}").into_bytes()))
            .collect();
    }
    if place.ends_with("tong-hop.html") {
        let page = std::fs::read_to_string(place).expect("the page is there");
        let (before, rest) = page.split_once("<p>Lập lúc").expect("it tells the time");
        let (_, after) = rest.split_once("</p>").expect("the line ends");
        let bytes = format!("{before}{after}").into_bytes();
        return BTreeMap::from([("tong-hop.html".to_owned(), bytes)]);
    }
    walkdir::WalkDir::new(place)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        // The token of a run that was killed between exchanging a folder and finishing.
        .filter(|entry| !is_ours(entry.path()))
        .map(|entry| {
            let name = entry.path().strip_prefix(place).expect("it is inside");
            let bytes = std::fs::read(entry.path()).expect("it can be read");
            (name.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name != LIST && name.to_string_lossy().starts_with(".tonghop-")
}

impl Runs {
    fn of(inputs: [PathBuf; 2], folder: &Path) -> Self {
        let nothing = folder.join("nothing");
        std::fs::create_dir_all(&nothing).expect("a folder");
        std::fs::write(nothing.join("ghi chú.txt"), "no report").expect("a file");
        let mut runs = Self {
            inputs,
            output: folder.join("output"),
            expected: [BTreeMap::new(), BTreeMap::new()],
            until: [Duration::MAX; 2],
            nothing,
        };
        // The tables for spreadsheets are made anew where they stand.
        let asked = program()
            .args(["run", "--only", "csv"])
            .arg(&runs.inputs[0])
            .arg("--output")
            .arg(&runs.output)
            .output();
        let asked = asked.expect("the program starts");
        assert!(asked.status.code() < Some(2), "{asked:?}");
        for input in [0, 1, 0] {
            let begun = Instant::now();
            let mut child = runs.start(input);
            runs.wait_for(&mut child, |staging| staging.is_some());
            let writing = begun.elapsed();
            let status = child.wait().expect("it ends");
            if begun.elapsed() < runs.until[1] {
                runs.until = [writing, begun.elapsed()];
            }
            assert!(status.code() < Some(2), "{status:?}");
            let now = NAMES.map(|name| (name, content(&runs.output.join(name))));
            let now = BTreeMap::from(now);
            let known = &mut runs.expected[input];
            assert!(
                known.is_empty() || *known == now,
                "runs over one input are the same"
            );
            *known = now;
        }
        for name in ["du-lieu", "tong-hop.xlsx"] {
            assert_ne!(runs.expected[0][name], runs.expected[1][name], "{name}");
        }
        runs
    }

    fn start(&self, input: usize) -> Child {
        program()
            .arg("run")
            .arg(&self.inputs[input])
            .arg("--output")
            .arg(&self.output)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// Waits until the folder in which a run puts its outputs together is as wanted. False where the run ended before.
    fn wait_for(&self, child: &mut Child, is_so: impl Fn(Option<&Path>) -> bool) -> bool {
        loop {
            let ended = child.try_wait().expect("it can be asked").is_some();
            if is_so(self.staging().as_deref()) {
                return true;
            }
            if ended {
                return false;
            }
            std::thread::yield_now();
        }
    }

    fn staging(&self) -> Option<PathBuf> {
        std::fs::read_dir(&self.output)
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| is_ours(path) && path.is_dir())
    }

    /// Lets a run go until an instant: of the whole run, of its writing, or of the moves to the places.
    fn go_until(&self, child: &mut Child, kind: usize, share: f64) {
        let [writing, end] = self.until;
        match kind {
            0 => std::thread::sleep(end.mul_f64(share)),
            1 => {
                self.wait_for(child, |staging| staging.is_some());
                std::thread::sleep((end - writing).mul_f64(share));
            }
            _ => {
                self.wait_for(child, |staging| {
                    staging.is_some_and(|folder| folder.join(".xong").exists())
                });
                let begun = Instant::now();
                while begun.elapsed() < Duration::from_millis(3).mul_f64(share) {}
            }
        }
    }

    /// Of which runs the outputs under a name may be.
    fn of_runs(&self, name: &str) -> [bool; 2] {
        let now = content(&self.output.join(name));
        let of = [0, 1].map(|run| self.expected[run][name] == now);
        // Windows has no exchange: there an earlier folder makes room before the later one comes.
        let may_miss = !cfg!(unix) && !name.contains('.') && now.is_empty();
        assert!(of != [false; 2] || may_miss, "{name} is of neither run");
        of
    }

    /// The next start, and of which run all outputs are after it.
    fn next_start(&self) -> usize {
        let done = program()
            .arg("run")
            .arg(&self.nothing)
            .arg("--output")
            .arg(&self.output)
            .args(["--period", "1990"])
            .output()
            .expect("the program starts");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(told.contains("không có báo cáo nào của"), "{told}");
        let is_of = |run: usize| NAMES.iter().all(|name| self.of_runs(name)[run]);
        let run = [0, 1].into_iter().find(|&run| is_of(run));
        let mut left: Vec<_> = std::fs::read_dir(&self.output)
            .expect("a listing")
            .map(|entry| entry.expect("an entry").file_name())
            .filter(|name| name != LIST && !OF_EACH_RUN.iter().any(|own| name == own))
            .collect();
        left.sort();
        assert_eq!(left, NAMES, "nothing else is left");
        assert_eq!(self.token(), None);
        run.expect("all outputs are of one run")
    }

    fn token(&self) -> Option<PathBuf> {
        walkdir::WalkDir::new(&self.output)
            .into_iter()
            .filter_map(Result::ok)
            .map(|entry| entry.path().to_path_buf())
            .find(|path| is_ours(path))
    }
}

/// Kills runs over two inputs in turn. Returns how many kills fell before the writing, into it, into the moves, and
/// behind the end.
fn kill(runs: &Runs) -> [usize; 4] {
    let mut seed: u64 = 0x2545_F491_4F6C_DD1D;
    let mut share = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 11) as f64 / (1u64 << 53) as f64
    };
    let mut fallen = [0; 4];
    let mut state = 0;
    for round in 0..KILLS {
        let mut child = runs.start(1 - state);
        runs.go_until(&mut child, round % 3, share());
        let is_killed = child.try_wait().expect("it can be asked").is_none();
        let _gone_already = child.kill();
        child.wait().expect("it ends");
        let staging = runs.staging();
        let is_marked = staging
            .as_ref()
            .is_some_and(|folder| folder.join(".xong").exists());
        let phase = match (is_killed, staging, is_marked) {
            (true, None, _) => 0,
            (_, Some(_), false) => 1,
            (_, Some(_), true) => 2,
            (false, None, _) => 3,
        };
        fallen[phase] += 1;
        for name in NAMES {
            runs.of_runs(name);
        }
        state = runs.next_start();
    }
    let done = runs.start(1 - state).wait().expect("it ends");
    assert!(done.code() < Some(2));
    assert_eq!(runs.next_start(), 1 - state);
    fallen
}

#[expect(clippy::print_stdout, reason = "what was hit is worth knowing")]
fn tell(runs: &Runs, fallen: [usize; 4]) {
    let [writing, end] = runs.until;
    println!(
        "runs of {end:.1?}, writing after {writing:.1?}; kills before, in the writing, in the moves, too late: {fallen:?}"
    );
    assert!(fallen[3] < KILLS, "kills fall into runs: {fallen:?}");
}

#[test]
fn fifty_kills_leave_whole_outputs() {
    let (old, new) = (Case::new(), Case::new());
    old.workbook("2023/a.xlsx", &[("Biểu", &report(20))]);
    new.workbook("2023/a.xlsx", &[("Biểu", &report(21))]);
    let folder = tempfile::tempdir().expect("a folder");
    let runs = Runs::of([old.input(), new.input()], folder.path());
    let fallen = kill(&runs);
    tell(&runs, fallen);
}

/// `cargo test --release kills -- --ignored --nocapture`
#[test]
#[ignore = "half a minute; .ci/run runs it as a step of its own"]
fn fifty_kills_over_the_demonstration_leave_whole_outputs() {
    let demonstration = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let fewer = tempfile::tempdir().expect("a folder");
    for entry in walkdir::WalkDir::new(&demonstration).min_depth(1) {
        let entry = entry.expect("an entry");
        let name = entry
            .path()
            .strip_prefix(&demonstration)
            .expect("it is inside");
        let place = fewer.path().join(name);
        if entry.file_type().is_dir() {
            std::fs::create_dir(place).expect("a folder");
        } else if !name.to_string_lossy().contains("số 5") {
            std::fs::copy(entry.path(), place).expect("a copy");
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let runs = Runs::of([demonstration, fewer.path().to_path_buf()], folder.path());
    let fallen = kill(&runs);
    tell(&runs, fallen);
}
