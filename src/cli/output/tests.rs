//! Every step of an exchange as the last one, with a disk that stops there; and disks that refuse.

mod faulty;

use super::disk::{Disk, SystemDisk};
use super::staging::Placed;
use super::staging::{Staging, recover};
use super::*;
use faulty::Faulty;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use tempfile::TempDir;

/// How many steps the outputs of the tests take to be whole and marked: five folders and files, two tokens, the mark.
const STEPS_TO_MARK: usize = 5 * 2 + 2 + 2;
/// How many they take in all, at least.
const STEPS: usize = STEPS_TO_MARK + 4 + 2 + 1 + 4;

const NAMES: [&str; 4] = ["bieu-do", "dinh-chinh.xlsx", "du-lieu", "tong-hop.xlsx"];

fn artifact(name: &str, text: &str) -> Artifact {
    Artifact {
        name: name.to_string(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// The outputs of a run. Each run has files in its folders that the other has not.
fn outputs(run: &str) -> Vec<Artifact> {
    let own = format!("du-lieu/{run}");
    [
        "bieu-do/a.png",
        "dinh-chinh.xlsx",
        "du-lieu/a.parquet",
        &own,
        "tong-hop.xlsx",
    ]
    .map(|name| artifact(name, &format!("{name} of {run}")))
    .to_vec()
}

/// A folder with the outputs of a run and a file of somebody's own.
fn folder_with(run: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ghi chú.txt"), "own").expect("a file");
    write(&Faulty::new(true), folder.path(), &outputs(run)).expect("they are written");
    folder
}

fn write(disk: &dyn Disk, output: &Path, artifacts: &[Artifact]) -> Result<Placed> {
    Staging::write(disk, output, artifacts)?.put_in_place()
}

/// Everything in a folder: `du-lieu/a.parquet` → its text.
fn everything(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.expect("an entry");
        let name = entry.path().strip_prefix(folder).expect("it is inside");
        if entry.file_type().is_file() {
            let text = fs::read_to_string(entry.path()).expect("it can be read");
            found.insert(name.to_string_lossy().replace('\\', "/"), text);
        }
    }
    found
}

/// What stands under a name, without the tokens of runs.
fn under(all: &BTreeMap<String, String>, name: &str) -> BTreeMap<String, String> {
    all.iter()
        .filter(|(path, _)| path.split('/').next() == Some(name) && !path.contains("/.tonghop-"))
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

fn whole(run: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = outputs(run)
        .into_iter()
        .map(|artifact| {
            (
                artifact.name,
                String::from_utf8(artifact.bytes).expect("text"),
            )
        })
        .collect();
    all.insert("ghi chú.txt".to_string(), "own".to_string());
    all
}

fn is_marked(output: &Path) -> bool {
    everything(output)
        .keys()
        .any(|path| path.ends_with("/.xong"))
}

/// The names that are missing; each of the others is whole, of the earlier run or of the later one.
fn missing(output: &Path) -> Vec<&'static str> {
    let (now, old, new) = (everything(output), whole("old"), whole("new"));
    let mut missing = Vec::new();
    for name in NAMES {
        let there = under(&now, name);
        if there.is_empty() {
            missing.push(name);
        } else {
            let is_whole = there == under(&old, name) || there == under(&new, name);
            assert!(is_whole, "{name} is mixed: {there:?}");
        }
    }
    missing
}

#[test]
fn a_run_that_stops_after_any_step_leaves_whole_outputs_and_the_next_start_one_run_s() {
    for has_exchange in [true, false] {
        let mut ever_missing = 0;
        for steps in 0.. {
            let folder = folder_with("old");
            let disk = Faulty::new(has_exchange).stops_after(steps);
            let done = write(&disk, folder.path(), &outputs("new"));
            let missing = missing(folder.path());
            // Where there is no exchange an earlier folder makes room before the later one comes.
            assert!(
                missing
                    .iter()
                    .all(|name| !has_exchange && !name.contains('.')),
                "{missing:?}"
            );
            ever_missing += missing.len();
            let is_due = is_marked(folder.path());
            let notes = recover(&Faulty::new(has_exchange), folder.path()).expect("it recovers");
            assert_eq!(notes.len(), usize::from(is_due), "{notes:?}");
            let run = if steps < STEPS_TO_MARK { "old" } else { "new" };
            assert_eq!(everything(folder.path()), whole(run), "after {steps} steps");
            if done.is_ok() && disk.steps.get() > 0 {
                assert!(steps >= STEPS, "{steps} steps");
                break;
            }
        }
        assert_eq!(ever_missing > 0, !has_exchange);
    }
}

#[test]
fn a_recovery_that_is_stopped_itself_is_completed_by_the_next() {
    for has_exchange in [true, false] {
        for steps in STEPS_TO_MARK - 2..STEPS + 6 {
            for later_steps in 0.. {
                let folder = folder_with("old");
                let disk = Faulty::new(has_exchange).stops_after(steps);
                let _stopped = write(&disk, folder.path(), &outputs("new"));
                let stopped = Faulty::new(has_exchange).stops_after(later_steps);
                let _stopped = recover(&stopped, folder.path());
                missing(folder.path());
                recover(&Faulty::new(has_exchange), folder.path()).expect("it recovers");
                let run = if steps < STEPS_TO_MARK { "old" } else { "new" };
                assert_eq!(
                    everything(folder.path()),
                    whole(run),
                    "{steps}, {later_steps}"
                );
                if stopped.steps.get() > 0 {
                    break;
                }
            }
        }
    }
}

#[test]
fn first_outputs_are_written_where_there_were_none() {
    for steps in 0..2 * STEPS {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("ghi chú.txt"), "own").expect("a file");
        let disk = Faulty::new(false).stops_after(steps);
        let _stopped = write(&disk, folder.path(), &outputs("new"));
        recover(&Faulty::new(false), folder.path()).expect("it recovers");
        let mut expected = whole("new");
        expected.retain(|name, _| steps >= STEPS_TO_MARK || name == "ghi chú.txt");
        assert_eq!(everything(folder.path()), expected, "after {steps} steps");
    }
}

#[test]
fn a_folder_in_use_stops_the_exchange_and_nothing_has_changed() {
    for has_exchange in [true, false] {
        for steps in (0..2 * STEPS).chain([usize::MAX]) {
            let folder = folder_with("old");
            let mut disk = Faulty::new(has_exchange).stops_after(steps);
            disk.open = Some(folder.path().join("du-lieu/a.parquet"));
            let error = write(&disk, folder.path(), &outputs("new")).expect_err("it is in use");
            if disk.steps.get() > 0 {
                let told = format!("{error:#}");
                assert!(told.contains("lần chạy trước vẫn nguyên"), "{told}");
                assert!(told.contains("không thay được thư mục"), "{told}");
                assert_eq!(everything(folder.path()), whole("old"));
            }
            missing(folder.path());
            recover(&Faulty::new(has_exchange), folder.path()).expect("it is free again");
            let now = everything(folder.path());
            assert!(
                now == whole("old") || now == whole("new"),
                "{steps}: {now:?}"
            );
        }
    }
}

#[test]
fn what_cannot_be_completed_yet_is_told_and_waits() {
    let folder = folder_with("old");
    let mut steps = 0;
    while !is_marked(folder.path()) {
        steps += 1;
        let disk = Faulty::new(false).stops_after(steps);
        write(&disk, folder.path(), &outputs("new")).expect_err("it stops");
    }
    let mut disk = Faulty::new(false);
    disk.open = Some(folder.path().join("du-lieu/a.parquet"));
    let error = recover(&disk, folder.path()).expect_err("it is in use");
    assert!(
        format!("{error:#}").contains("lần chạy trước bị ngắt"),
        "{error:#}"
    );
    assert!(is_marked(folder.path()));
    disk.open = Some(folder.path().join("tong-hop.xlsx"));
    let notes = recover(&disk, folder.path()).expect("a workbook can wait");
    assert!(notes[1].contains("tong-hop (2).xlsx"), "{notes:?}");
    assert!(!is_marked(folder.path()));
}

#[test]
fn a_workbook_in_use_is_written_beside() {
    let folder = folder_with("old");
    let mut disk = Faulty::new(false);
    disk.open = Some(folder.path().join("tong-hop.xlsx"));
    for number in [2, 3] {
        let Placed { places, notes } =
            write(&disk, folder.path(), &outputs("new")).expect("it is written");
        let beside = format!("tong-hop ({number}).xlsx");
        assert!(notes[0].contains(&beside), "{notes:?}");
        assert_eq!(places["tong-hop.xlsx"], folder.path().join(&beside));
        assert_eq!(places["du-lieu"], folder.path().join("du-lieu"));
        let now = everything(folder.path());
        assert_eq!(now[&beside], "tong-hop.xlsx of new");
        assert_eq!(now["tong-hop.xlsx"], "tong-hop.xlsx of old");
        assert_eq!(now["du-lieu/a.parquet"], "du-lieu/a.parquet of new");
    }
}

#[test]
fn what_was_written_beside_goes_when_the_workbook_is_free_again() {
    let folder = folder_with("old");
    let listed = Written::default().with(&outputs("old"));
    let listed = listed.with(&outputs("new"));
    let mut disk = Faulty::new(false);
    disk.open = Some(folder.path().join("tong-hop.xlsx"));
    write(&disk, folder.path(), &outputs("new")).expect("it is written");
    assert!(listed.is_as_written(folder.path(), "tong-hop.xlsx"));
    fs::write(folder.path().join("tong-hop (3).xlsx"), "own").expect("a file");
    let disk = Faulty::new(false);
    let newest = outputs("newest");
    let mut staging = Staging::write(&disk, folder.path(), &newest).expect("it is staged");
    staging.earlier = listed;
    staging.put_in_place().expect("it is in place");
    let now = everything(folder.path());
    assert_eq!(now["tong-hop.xlsx"], "tong-hop.xlsx of newest");
    assert!(!now.contains_key("tong-hop (2).xlsx"), "{now:?}");
    assert_eq!(now["tong-hop (3).xlsx"], "own");
}

#[test]
fn a_full_disk_leaves_the_earlier_outputs_and_nothing_else() {
    let mut refused = 0;
    loop {
        let folder = folder_with("old");
        let disk = Faulty::new(true);
        disk.room.set(refused);
        match write(&disk, folder.path(), &outputs("new")) {
            Err(error) => {
                let cause = error.root_cause().downcast_ref::<io::Error>();
                assert_eq!(cause.map(io::Error::kind), Some(ErrorKind::StorageFull));
                assert_eq!(everything(folder.path()), whole("old"));
                assert_eq!(fs::read_dir(folder.path()).expect("a listing").count(), 5);
            }
            Ok(_) => break,
        }
        refused += 1;
    }
    // Five outputs, two tokens, the mark.
    assert_eq!(refused, 8);
}

#[test]
fn what_stands_in_the_way_is_told_before_anything_moves() {
    let folder = folder_with("old");
    fs::remove_file(folder.path().join("tong-hop.xlsx")).expect("removed");
    fs::create_dir(folder.path().join("tong-hop.xlsx")).expect("a folder");
    let before = everything(folder.path());
    let error = write(&SystemDisk, folder.path(), &outputs("new")).expect_err("a folder is there");
    assert!(
        error.to_string().contains("một thư mục cùng tên"),
        "{error}"
    );
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn a_copy_is_kept_whole() {
    let folder = folder_with("old");
    let staging = Staging::write(&SystemDisk, folder.path(), &outputs("new")).expect("written");
    assert!(staging.holds("tong-hop.xlsx") && !staging.holds("a.png"));
    staging.keep(b"decisions", "giữ.xlsx").expect("it is kept");
    drop(staging);
    let mut expected = whole("old");
    expected.insert("giữ.xlsx".to_string(), "decisions".to_string());
    assert_eq!(everything(folder.path()), expected);
}

#[test]
fn a_mark_that_no_run_has_written_moves_nothing() {
    let folder = folder_with("old");
    let strange = folder.path().join(".tonghop-x");
    fs::create_dir(&strange).expect("a folder");
    fs::write(strange.join(".xong"), "../ghi chú.txt\ntong-hop.xlsx").expect("a mark");
    fs::write(strange.join("tong-hop.xlsx"), "strange").expect("a file");
    assert!(
        recover(&SystemDisk, folder.path())
            .expect("it is cleared away")
            .is_empty()
    );
    assert_eq!(everything(folder.path()), whole("old"));
    assert!(!strange.exists());
}

#[test]
fn other_outputs_are_left_alone() {
    let folder = folder_with("old");
    write(
        &SystemDisk,
        folder.path(),
        &[artifact("du-lieu/a.parquet", "alone")],
    )
    .expect("written");
    let mut expected = whole("old");
    expected.remove("du-lieu/old");
    expected.insert("du-lieu/a.parquet".to_string(), "alone".to_string());
    assert_eq!(everything(folder.path()), expected);
}

#[test]
fn what_no_run_has_written_is_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["bieu-do", "dinh-chinh.xlsx", "du-lieu", "tong-hop.xlsx"];
    let nothing_is_kept = |_: &Path| false;
    let output = Output::open(folder.path()).expect("it is free");
    let stage = |run: &str| output.stage(&outputs(run)).and_then(Staging::put_in_place);
    output
        .refuse_foreign(&names, nothing_is_kept)
        .expect("nothing is there");
    stage("old").expect("it is written");
    drop(output);
    let output = Output::open(folder.path()).expect("it is free");
    let before = everything(folder.path());
    output
        .refuse_foreign(&names, nothing_is_kept)
        .expect("a run has written it");
    for (name, words) in [
        ("du-lieu/của tôi.docx", "du-lieu/của tôi.docx"),
        ("du-lieu/a.parquet", "hoặc đã bị sửa"),
        ("tong-hop.xlsx", "không phải do tonghop ghi ra"),
    ] {
        let place = folder.path().join(name);
        let stood = fs::read(&place).ok();
        fs::write(&place, "own").expect("a file");
        let refused = output.refuse_foreign(&names, nothing_is_kept);
        let told = refused.expect_err("it is in the way").to_string();
        assert!(told.contains(words), "{told}");
        let is_kept = |kept: &Path| kept == place;
        assert_eq!(
            output.refuse_foreign(&names, is_kept).is_ok(),
            name == "tong-hop.xlsx"
        );
        match stood {
            Some(bytes) => fs::write(&place, bytes).expect("as it stood"),
            None => fs::remove_file(&place).expect("it goes"),
        }
    }
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn an_output_folder_is_made_and_goes_where_nothing_came_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("a/b");
    drop(Output::open(&place).expect("it is made"));
    assert!(!place.exists());
    let output = Output::open(&place).expect("it is made");
    let other = Output::open(&place).err().expect("it is in use");
    assert!(other.to_string().contains("một lần chạy khác"), "{other}");
    output
        .stage(&[artifact("a", "1")])
        .and_then(Staging::put_in_place)
        .expect("it is written");
    drop(output);
    let left: Vec<String> = everything(&place).into_keys().collect();
    assert_eq!(left, [written::LIST, "a"]);
    let error = Output::open(&place.join("a"))
        .err()
        .expect("a file is in the way");
    assert!(
        error.to_string().contains("không tạo được thư mục"),
        "{error}"
    );
}
