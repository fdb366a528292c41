//! What changed between two runs, and why.

use crate::harness::{Case, program};
use std::path::Path;
use tonghop::changes::{Changes, MANIFEST, Manifest, RunData};

const UNITS: [(&str, &str); 5] = [
    ("A1", "Sở Y tế"),
    ("A2", "Sở Tài chính"),
    ("A3", "Ban Dân vận"),
    ("A4", "Chi cục Thủy lợi"),
    ("A5", "Kho bạc Nhà nước"),
];

/// An office of five units in two clusters.
struct Told {
    case: Case,
}

impl Told {
    fn new() -> Self {
        let told = Self { case: Case::new() };
        told.register("C1");
        for (position, (_, name)) in UNITS.iter().enumerate().take(4) {
            let members = 30 + 10 * position;
            told.report(name, &members.to_string(), "xuất sắc");
        }
        told
    }

    /// The register, with the second unit in this cluster.
    fn register(&self, cluster: &str) {
        let units = UNITS.map(|(id, name)| format!("{id}|{name}")).join("\n");
        let members = UNITS.map(|(id, _)| {
            let cluster = match id {
                "A1" => "C1",
                "A2" => cluster,
                _ => "C2",
            };
            format!("2023|{id}|{cluster}")
        });
        self.case.workbook(
            "danh-muc.xlsx",
            &[
                ("Đơn vị", &*format!("Mã đơn vị|Tên đơn vị\n{units}")),
                ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm Một\nC2|Cụm Hai"),
                (
                    "Phân cụm",
                    &*format!("Kỳ|Mã đơn vị|Mã cụm\n{}", members.join("\n")),
                ),
            ],
        );
    }

    fn report(&self, unit: &str, members: &str, rating: &str) {
        let rows = [
            format!("1|Tổng số lao động|người|{members}"),
            format!("2|Tiền lương bình quân|đồng|7{}00000", members.len()),
            format!("+ Số người được tính||người|{members}"),
            format!("3|Tổng số đoàn viên công đoàn|người|{members}"),
            format!(
                "4|Xếp loại chất lượng hoạt động công đoàn cơ sở||Hoàn thành {rating} nhiệm vụ"
            ),
        ];
        let grid = format!(
            "Đơn vị báo cáo: CĐCS {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\nTT|Nội dung|ĐVT|Số lượng\n{}",
            rows.join("\n")
        );
        let name = format!("2023/{unit}.xlsx");
        self.case.workbook(&name, &[("Biểu", &grid)]);
    }

    /// Runs, and reads what stands in the output folder. Returns the lines of the terminal too.
    fn run(&self) -> (RunData, Vec<String>) {
        let output = self.case.run(&["--only", "data"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        (
            data(&self.case.output()),
            told.lines().map(str::to_owned).collect(),
        )
    }
}

fn data(output: &Path) -> RunData {
    let manifest = std::fs::read_to_string(output.join(MANIFEST)).expect("a manifest");
    let manifest = Manifest::read(&manifest).expect("it can be read");
    let table = |name: &str| {
        Ok(std::fs::read(
            output.join(format!("du-lieu/{name}.parquet")),
        )?)
    };
    RunData::read(manifest, &table).expect("it can be read")
}

/// The line about the members of a group.
fn line<'t>(told: &'t [String], group: &str) -> &'t str {
    let label = format!("  • Tổng số đoàn viên công đoàn, {group}");
    let found = told.iter().find(|line| line.starts_with(&label));
    found.map_or("", String::as_str)
}

/// What an office does between two runs, one after the other, and the causes that are told of it.
fn steps() -> Vec<(fn(&Told), &'static str)> {
    vec![
        (|told| told.report("Sở Y tế", "-3", "xuất sắc"), "tệp sửa"),
        (
            |told| {
                told.case.workbook(
                    "dinh-chinh.xlsx",
                    &[(
                        "Đính chính",
                        "Tệp|Trang tính|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do\n2023/Sở Y tế.xlsx|Biểu|D8|giá trị|dùng|33|đơn vị báo lại",
                    )],
                );
            },
            "quyết định",
        ),
        (
            |told| told.report("Kho bạc Nhà nước", "70", "tốt"),
            "tệp mới",
        ),
        (|told| told.register("C2"), "danh mục"),
        (
            |told| {
                let place = told.case.input().join("2023/Ban Dân vận.xlsx");
                std::fs::remove_file(place).expect("it is there");
            },
            "tệp không còn",
        ),
    ]
}

#[test]
fn every_change_of_a_sum_is_explained_by_its_cells() {
    let told = Told::new();
    let (first, lines) = told.run();
    assert!(!lines.iter().any(|line| line.contains("lần chạy trước")));
    let mut runs = vec![first];
    for (step, cause) in steps() {
        step(&told);
        let (run, lines) = told.run();
        let head = lines.iter().find(|line| line.starts_with("So với"));
        let head = head.unwrap_or_else(|| panic!("{cause}: {lines:#?}"));
        assert!(head.contains(&format!(" ô do {cause}")), "{cause}: {head}");
        runs.push(run);
    }
    for old in &runs {
        for new in &runs {
            let changes = Changes::between(old, new);
            assert_eq!(changes.n_unexplained(), 0);
            assert_eq!(changes.is_empty(), std::ptr::eq(old, new));
        }
    }
}

#[test]
fn what_the_office_has_decided_is_done_and_no_new_task() {
    let told = Told::new();
    told.report("Sở Y tế", "-3", "xuất sắc");
    told.run();
    let decide = steps()[1].0;
    decide(&told);
    let (_, lines) = told.run();
    let head = lines.iter().find(|line| line.starts_with("So với"));
    let head = head.map_or("", String::as_str);
    assert!(head.contains("0 việc mới, "), "{lines:#?}");
    assert!(!head.contains(", 0 việc đã xong"), "{lines:#?}");
    let findings = told.case.table("findings");
    assert!(
        findings.iter().any(|row| row["decided"] == "true"),
        "{findings:?}"
    );
}

#[test]
fn parts_of_a_sum_are_told_with_their_causes() {
    let told = Told::new();
    told.run();
    told.report("Kho bạc Nhà nước", "70", "tốt");
    told.report("Ban Dân vận", "52", "xuất sắc");
    let (_, lines) = told.run();
    let province = line(&lines, "toàn tỉnh năm 2023");
    assert!(
        province.ends_with("180 → 252 (tệp mới +70 (1 đơn vị); tệp sửa +2 (1 đơn vị))"),
        "{lines:#?}"
    );
    told.register("C2");
    let (_, lines) = told.run();
    assert_eq!(line(&lines, "toàn tỉnh"), "", "{lines:#?}");
    assert!(
        lines
            .iter()
            .any(|line| line.contains("Cụm Một") && line.contains("danh mục -40 (1 đơn vị)")),
        "{lines:#?}"
    );
}

#[test]
fn the_first_register_changes_no_figure_by_the_ids_that_it_gives() {
    let told = Told::new();
    let place = told.case.input().join("danh-muc.xlsx");
    std::fs::remove_file(place).expect("it is there");
    told.run();
    let init = program().arg("init").arg(told.case.input()).output();
    assert!(init.expect("the program starts").status.success());
    let (run, lines) = told.run();
    let manifest = run.manifest;
    assert!(manifest.units.contains_key("DV001"), "{manifest:?}");
    let head = lines.iter().find(|line| line.starts_with("So với"));
    let head = head.map_or("", String::as_str);
    let nothing = ["0 con số toàn tỉnh, cụm", "không có gì thay đổi"];
    assert!(nothing.iter().any(|it| head.contains(it)), "{lines:#?}");
}

#[test]
fn files_that_the_settings_name_are_part_of_what_a_run_is_made_of() {
    let told = Told::new();
    let digest = |run: &RunData| run.manifest.own.get("settings").cloned();
    assert_eq!(digest(&told.run().0), None);
    let settings = "[files]\nthresholds = \"nguong.toml\"\n";
    told.case.bytes("thiet-lap.toml", settings.as_bytes());
    let digests = ["", "# xem lại\n"].map(|thresholds| {
        told.case.bytes("nguong.toml", thresholds.as_bytes());
        digest(&told.run().0).expect("there are settings")
    });
    assert_ne!(digests[0], digests[1]);
    assert_eq!(digest(&told.run().0).as_ref(), Some(&digests[1]));
}

#[test]
fn what_is_the_same_leaves_the_last_comparison_where_it_is() {
    let told = Told::new();
    told.run();
    let place = told.case.output().join("thay-doi.xlsx");
    assert!(!place.exists());
    told.report("Kho bạc Nhà nước", "70", "tốt");
    told.run();
    let written = std::fs::read(&place).expect("it is there");
    let (_, lines) = told.run();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("không có gì thay đổi"))
    );
    assert_eq!(std::fs::read(&place).ok(), Some(written));
}

#[test]
fn two_folders_are_compared_whenever_they_were_made() {
    let told = Told::new();
    told.run();
    let output = told.case.output();
    let old = output.with_file_name("cũ");
    copy(&output, &old);
    told.report("Kho bạc Nhà nước", "70", "tốt");
    told.run();
    let compared = |from: &Path, to: &Path| {
        let place = output.with_file_name("so sánh");
        let run = program()
            .arg("compare")
            .args([from, to])
            .arg("--output")
            .arg(&place)
            .output()
            .expect("the program starts");
        let told = [run.stdout, run.stderr].concat();
        let written = std::fs::read(place.join("thay-doi.xlsx")).unwrap_or_default();
        let told = String::from_utf8_lossy(&told).into_owned();
        (run.status.code(), told, written)
    };
    let (status, told, first) = compared(&old, &output);
    assert_eq!(status, Some(0), "{told}");
    assert!(
        told.contains("180 → 250 (tệp mới +70 (1 đơn vị))"),
        "{told}"
    );
    assert_eq!(compared(&old, &output).2, first, "the same bytes");
    assert!(compared(&old, &old).1.contains("không có gì thay đổi"));
    let table = old.join("du-lieu/aggregates.parquet");
    let sound = std::fs::read(&table).expect("a table");
    let mut garbled = sound.clone();
    garbled[sound.len() / 2] ^= 1;
    for damaged in [&garbled[..], &sound[..sound.len() / 2], b""] {
        std::fs::write(&table, damaged).expect("it can be written");
        let (status, told, _) = compared(&old, &output);
        assert_eq!(status, Some(2));
        assert!(told.contains("tệp bị hỏng hoặc đã bị sửa"), "{told}");
    }
    std::fs::write(&table, sound).expect("it can be written");
    let manifest = std::fs::read_to_string(old.join(MANIFEST)).expect("a manifest");
    let other = manifest.replace("\"schema\": 2", "\"schema\": 999");
    std::fs::write(old.join(MANIFEST), other).expect("it can be written");
    let (status, told, _) = compared(&old, &output);
    assert_eq!(status, Some(2));
    assert!(told.contains("dữ liệu thuộc phiên bản 999"), "{told}");
    std::fs::remove_file(old.join(MANIFEST)).expect("it is there");
    let (status, told, _) = compared(&old, &output);
    assert_eq!(status, Some(2));
    assert!(told.contains("không đọc được chay.json"), "{told}");
    let (status, told, _) = compared(&output.join("du-lieu"), &output);
    assert_eq!(status, Some(2));
    assert!(told.contains("không có dữ liệu của một lần chạy"), "{told}");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("it can be listed");
        let place = to.join(entry.path().strip_prefix(from).expect("it is inside"));
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(place).expect("a folder"),
            false => drop(std::fs::copy(entry.path(), place).expect("a copy")),
        }
    }
}
