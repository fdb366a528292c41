use super::*;
use crate::finished::Finished;
use std::collections::BTreeMap;

fn everything(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    let files = entries
        .filter_map(Result::ok)
        .filter(|it| it.file_type().is_file());
    files
        .map(|entry| {
            let inside = entry.path().strip_prefix(folder).expect("it is inside");
            let text = fs::read_to_string(entry.path()).expect("it is text");
            (inside.to_string_lossy().into_owned(), text)
        })
        .collect()
}

fn row(place: PathBuf, name: &str) -> Row {
    Row {
        place,
        way: format!("đã gửi/{name}"),
        name: name.to_owned(),
        unit: String::new(),
        period: "2023".to_owned(),
        cluster: String::new(),
        standing: Standing::Report,
        note: String::new(),
    }
}

#[test]
fn what_is_handed_in_waits_apart_under_plain_names() {
    let mut incoming = Incoming::default();
    for (way, came) in [
        ("Cụm 1/a.xlsx", Handed::In),
        ("cụm 1/A.XLSX", Handed::Taken),
        ("Cụm 1", Handed::Taken),
        ("Cụm 1/a.xlsx/b.xlsx", Handed::Taken),
        ("../a.xlsx", Handed::BadName),
        ("/a.xlsx", Handed::BadName),
        ("C:\\a.xlsx", Handed::BadName),
        ("CON.xlsx", Handed::BadName),
        ("", Handed::BadName),
        ("Cụm 1/~$a.xlsx", Handed::System),
        ("Thumbs.db", Handed::System),
        ("b.xlsx", Handed::In),
    ] {
        assert_eq!(incoming.take(way, Some(1_000), b"1"), came, "{way}");
    }
    assert_eq!(incoming.n_files(), 2);
    let root = incoming.root().expect("there is one");
    let waiting: Vec<String> = everything(&root).into_keys().collect();
    assert_eq!(waiting, ["Cụm 1/a.xlsx", "b.xlsx"]);
    let changed = fs::metadata(root.join("b.xlsx")).and_then(|it| it.modified());
    let changed = changed.expect("it has a time").duration_since(UNIX_EPOCH);
    assert_eq!(changed.expect("it is later").as_millis(), 1_000);
    incoming.clear(Vec::new());
    assert!(!root.exists() && incoming.root().is_none());
}

#[test]
fn a_whole_folder_of_an_office_is_taken_as_one() {
    let mut incoming = Incoming::default();
    incoming.take("Báo cáo/2023/Cụm 1/a.xlsx", None, b"1");
    let root = incoming.root().expect("there is one");
    assert!(root.join("Báo cáo").is_dir());
    incoming.take("Báo cáo/Danh-muc.xlsx", None, b"1");
    let root = incoming.root().expect("there is one");
    assert!(root.ends_with("Báo cáo"), "{}", root.display());
}

#[test]
fn nothing_is_overwritten() {
    let (from, to) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let input = to.path().join("input");
    let at = |folders: &[&str], may_be_renamed| Place {
        folders: folders.iter().map(|it| (*it).to_owned()).collect(),
        may_be_renamed,
    };
    let put = |name: &str, text: &str, place: &Place| {
        let waiting = from.path().join(name);
        fs::write(&waiting, text).expect("a file");
        copied(&row(waiting, name), &input, place)
    };
    let there = at(&["2023", "Cụm 1"], true);
    let way = || "đã gửi/a.xlsx".to_owned();
    let to = |place: &str, is_renamed| Copied::To {
        way: way(),
        place: place.to_owned(),
        is_renamed,
    };
    assert_eq!(put("a.xlsx", "1", &there), to("2023/Cụm 1/a.xlsx", false));
    let decomposed = at(&["2023", "Cu\u{323}m 1"], true);
    assert_eq!(
        put("a.xlsx", "2", &decomposed),
        to("2023/Cụm 1/a (2).xlsx", true)
    );
    assert_eq!(
        put("a.xlsx", "3", &there),
        to("2023/Cụm 1/a (3).xlsx", true)
    );
    let same = put("a.xlsx", "2", &there);
    let place = "2023/Cụm 1/a (2).xlsx".to_owned();
    assert_eq!(same, Copied::Same { way: way(), place });
    let root = at(&[], false);
    assert_eq!(put("a.xlsx", "của cơ quan", &root), to("a.xlsx", false));
    assert_eq!(put("a.xlsx", "khác", &root), Copied::LeftOut { way: way() });
    let stands = everything(&input);
    let stands: Vec<(&str, &str)> = stands.iter().map(|(k, v)| (&**k, &**v)).collect();
    assert_eq!(
        stands,
        [
            ("2023/Cụm 1/a (2).xlsx", "2"),
            ("2023/Cụm 1/a (3).xlsx", "3"),
            ("2023/Cụm 1/a.xlsx", "1"),
            ("a.xlsx", "của cơ quan"),
        ]
    );
    let gone = row(from.path().join("không có"), "b.xlsx");
    let failed = copied(&gone, &input, &there);
    assert!(matches!(failed, Copied::Failed { .. }), "{failed:?}");
}

/// Reads staged files as the screen has them read, in this process.
fn found(input: &Path, staged: &Path) -> Finished {
    use crate::discover::discover;
    use crate::pipeline::consolidate;
    use crate::settings::Settings;
    let mut discovered = discover(staged).expect("a listing");
    if input.is_dir() {
        discovered.register = discover(input).expect("a listing").register;
    }
    let settings = Settings::built_in();
    let reader = crate::read::ReaderPool::in_process();
    let whole = consolidate(&discovered, &settings.knowledge, &reader, &|| {});
    Finished::read_only((discovered, settings, whole.expect("it is read")), None)
}

const FORM: &str = "
  | A  | B                 | C     | D
1 | CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC HOA SEN | | |
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023 | | |
4 | TT | Nội dung          | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên | người | 41
";

#[test]
fn files_are_sorted_by_what_they_say_and_where_they_stood() {
    let root = tempfile::tempdir().expect("a folder");
    let (input, staged) = (root.path().join("input"), root.path().join("chờ"));
    let put = |place: PathBuf, bytes: &[u8]| {
        fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
        fs::write(place, bytes).expect("a file");
    };
    let form = crate::grid::xlsx(&[("Mẫu", FORM)]);
    put(staged.join("Cụm thi đua số 1/hoa sen.xlsx"), &form);
    put(staged.join("ghi chú.txt"), b"chao");
    put(staged.join("danh-muc.xlsx"), b"1");
    fs::create_dir_all(input.join("2023/CỤM THI ĐUA SỐ 1")).expect("folders");
    fs::remove_file(staged.join("danh-muc.xlsx")).expect("it goes");
    let seen = found(&input, &staged);
    let sorted = rows(&seen, &staged, &input, None);
    let told: Vec<_> = sorted
        .iter()
        .map(|row| (&*row.name, &*row.period, &*row.cluster, row.standing))
        .collect();
    assert_eq!(
        told,
        [
            ("hoa sen.xlsx", "2023", "CỤM THI ĐUA SỐ 1", Standing::Report),
            ("ghi chú.txt", "", "", Standing::Other),
        ]
    );
    assert!(
        sorted[0].unit.contains("Hoa Sen") || sorted[0].unit.to_uppercase().contains("HOA SEN")
    );
    put(input.join("2023/CỤM THI ĐUA SỐ 1/cũ.xlsx"), &form);
    let known = found(&root.path().join("không có"), &input);
    let sorted = rows(&seen, &staged, &input, Some(&known));
    assert_eq!(sorted[0].standing, Standing::Known);
    assert_eq!(sorted[0].note, "2023/CỤM THI ĐUA SỐ 1/cũ.xlsx");
    put(staged.join("Danh-muc.xlsx"), b"1");
    let own = sort::rows(&seen, &staged, &input, None);
    let own = own.iter().find(|row| row.is_own()).expect("it is there");
    assert_eq!((&*own.name, own.standing), ("danh-muc.xlsx", Standing::Own));
}
