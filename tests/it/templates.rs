//! Templates: the form made out for each unit, and what its names say when it comes back.

use crate::grid;
use crate::harness::{Case, Row, program};
use crate::hostile::packages::Parts;
use std::collections::BTreeMap;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const OWN_SHEET: &str = "xl/worksheets/sheet2.xml";
const BOOK: &str = "xl/workbook.xml";
const TEXTS: &str = "xl/sharedStrings.xml";
const A: &str = "CĐCS Bệnh viện A";
const B: &str = "CĐCS Trường Mầm non Hoa Sen";
/// Of the form; what the others are is a whole of theirs.
const FIGURES: [(&str, &str); 7] = [
    ("workers", "120"),
    ("members", "110"),
    ("avg_wage", "9500000"),
    ("avg_wage_headcount", "118"),
    ("cultured_families_rate", "97.5"),
    ("completed_well_rate", "98"),
    ("self_score", "96"),
];
const RATING: &str = "Hoàn thành tốt nhiệm vụ";

/// The units of a register, and what A reported for the year before: a figure that counts and one that is held.
fn office() -> Case {
    let case = Case::new();
    let units = format!("Mã đơn vị|Tên đơn vị\nA|{A}\nB|{B}");
    let register = [
        ("Đơn vị", units.as_str()),
        ("Cụm", "Mã cụm|Tên cụm\nC1|Cụm thi đua số 1"),
        (
            "Phân cụm",
            "Kỳ|Mã đơn vị|Mã cụm\n2024|A|C1\n2024|B|C1\n2025|A|C1\n2025|B|C1\n2026|A|C1\n2026|B|C1",
        ),
        (
            "Thiết lập",
            "Mục|Giá trị\nTên cơ quan|LĐLĐ tỉnh\nHạn nộp 2025|'15/01/2026",
        ),
    ];
    case.workbook("danh-muc.xlsx", &register);
    let before = format!(
        "
  | A | B | C | D
2 | {A}
3 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2024
5 | TT | Nội dung | ĐVT | Số lượng
6 | 1 | Tổng số đoàn viên công đoàn | người | 108
7 | 2 | Số lượt đoàn viên được thăm hỏi | lượt | -3
8 | 3 | Tỷ lệ gia đình đạt danh hiệu Gia đình văn hoá | % | 96,4
9 | 4 | Xếp loại chất lượng hoạt động công đoàn cơ sở |  | Hoàn thành xuất sắc nhiệm vụ
"
    );
    case.bytes("2024/a.xlsx", &grid::xlsx(&[("Biểu", &before)]));
    case
}

impl Case {
    /// Runs `tonghop template` and reads what it wrote, by unit.
    fn templates(&self, period: &str) -> BTreeMap<String, Vec<u8>> {
        let mut command = program();
        command.arg("template").arg(self.input());
        command
            .args(["--period", period])
            .arg("--output")
            .arg(self.output());
        let done = command.output().expect("the program starts");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{told}");
        let folder = self.output().join(format!("mau-bieu-{period}"));
        let files = walkdir::WalkDir::new(folder).into_iter();
        let files = files.map(|entry| entry.expect("listed"));
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let stem = entry.path().file_stem().expect("a name");
                let bytes = std::fs::read(entry.path()).expect("read");
                (stem.to_string_lossy().into_owned(), bytes)
            })
            .collect()
    }

    /// Runs on what came back, and reads figures and findings of files of a period.
    fn heard(&self, period: &str) -> Heard {
        self.run(&["--only", "data"]);
        let of_period = |row: &Row| row["period"] == period;
        let rows = |name: &str| self.table(name).into_iter();
        Heard {
            figures: rows("observations")
                .filter(of_period)
                .filter(|row| !row["raw"].is_empty())
                .collect(),
            findings: rows("findings").filter(of_period).collect(),
            statuses: rows("submissions")
                .map(|row| (row["file"].clone(), row["status"].clone()))
                .collect(),
        }
    }
}

struct Heard {
    figures: Vec<Row>,
    findings: Vec<Row>,
    statuses: BTreeMap<String, String>,
}

impl Heard {
    fn counted(&self) -> BTreeMap<(String, String), String> {
        let counted = self.figures.iter().filter(|row| row["counted"] == "true");
        counted
            .map(|row| {
                let value = match row["text"].is_empty() {
                    true => row["value"].clone(),
                    false => row["text"].clone(),
                };
                ((row["unit_id"].clone(), row["indicator"].clone()), value)
            })
            .collect()
    }

    fn found(&self, file: &str) -> Vec<(&str, &str)> {
        let of_file = self.findings.iter().filter(|row| row["file"] == file);
        of_file
            .map(|row| (row["code"].as_str(), row["cell"].as_str()))
            .collect()
    }

    fn message(&self, code: &str) -> &str {
        let found = self.findings.iter().find(|row| row["code"] == code);
        &found.unwrap_or_else(|| panic!("{code}: {:?}", self.findings))["message"]
    }
}

/// The cell of each indicator, by the names in the workbook.
fn cells(bytes: &[u8]) -> BTreeMap<String, String> {
    let book = Parts::unzip(bytes).text(BOOK);
    let names = book.split("<definedName name=\"th_").skip(1);
    names
        .map(|rest| {
            let (indicator, rest) = rest.split_once('"').expect("a name");
            let (means, _) = rest.split_once('<').expect("its end");
            let (_, cell) = means.rsplit_once('!').expect("a cell");
            (indicator.to_owned(), cell.replace('$', ""))
        })
        .collect()
}

/// The template with something written into cells.
fn written(bytes: &[u8], cells: &BTreeMap<String, String>) -> Vec<u8> {
    let parts = Parts::unzip(bytes);
    let mut sheet = parts.text(SHEET);
    for (cell, text) in cells {
        let start = format!("<c r=\"{cell}\" s=\"");
        let (before, rest) = sheet.split_once(&start).expect("the cell");
        let (style, rest) = rest.split_once('"').expect("its style");
        let rest = match rest.strip_prefix("/>") {
            Some(rest) => rest,
            None => rest.split_once("</c>").expect("its end").1,
        };
        let content = match text.parse::<f64>() {
            Ok(_) => format!("><v>{text}</v></c>"),
            Err(_) => format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        sheet = format!("{before}{start}{style}\"{content}{rest}");
    }
    parts.with(SHEET, sheet).zip()
}

fn filled(bytes: &[u8]) -> Vec<u8> {
    let known: BTreeMap<&str, &str> = FIGURES.into_iter().collect();
    let figures = cells(bytes).into_iter().map(|(indicator, cell)| {
        let text = match indicator.as_str() {
            "rating" => RATING,
            "emulation_fighters" | "party_admitted" => "4",
            "underemployed_female" => "2",
            "wage_arrears" => "0",
            indicator if indicator.ends_with("_amount") => "5400000",
            indicator => known.get(indicator).copied().unwrap_or("8"),
        };
        (cell, text.to_owned())
    });
    written(bytes, &figures.collect())
}

fn replaced(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    Parts::unzip(bytes).replaced(part, from, to).zip()
}

/// Puts empty rows above a row, as Excel does: cells move, and names go along.
fn with_rows_above(bytes: &[u8], row: u32, added: u32) -> Vec<u8> {
    let moved = |text: &str, letters: &str| {
        let parts = text.split_inclusive(letters);
        let mut all = String::new();
        let mut is_place = false;
        for part in parts {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            match digits.parse::<u32>() {
                Ok(number) if is_place && number >= row => {
                    all.push_str(&(number + added).to_string());
                    all.push_str(&part[digits.len()..]);
                }
                _ => all.push_str(part),
            }
            is_place = part.ends_with(letters);
        }
        all
    };
    let parts = Parts::unzip(bytes);
    let (table, rest) = {
        let sheet = parts.text(SHEET);
        let (table, rest) = sheet.split_once("</sheetData>").expect("cells");
        // Merged cells, rules and marks below would move too; nothing of them is read.
        let tail = rest.split_once("<pageMargins").expect("the end").1;
        (table.to_owned(), format!("</sheetData><pageMargins{tail}"))
    };
    let table = moved(&table, "<row r=\"");
    let table = ["A", "B", "C", "D", "E", "F"]
        .into_iter()
        .fold(table, |table, column| {
            moved(&table, &format!("<c r=\"{column}"))
        });
    let book = moved(&parts.text(BOOK), "!$D$");
    parts.with(SHEET, table + &rest).with(BOOK, book).zip()
}

#[test]
fn what_is_written_into_templates_is_counted() {
    let case = office();
    let templates = case.templates("2025");
    assert_eq!(templates.keys().collect::<Vec<_>>(), [A, B]);
    assert_eq!(templates, case.templates("2025"), "the same bytes");
    for (unit, bytes) in &templates {
        case.bytes(&format!("2025/{unit}.xlsx"), &filled(bytes));
    }
    let heard = case.heard("2025");
    assert!(heard.findings.is_empty(), "{:?}", heard.findings);
    let counted = heard.counted();
    let asked = cells(&templates[A]).len();
    assert!(asked > 30);
    assert_eq!(counted.len(), 2 * asked);
    for (indicator, figure) in FIGURES {
        let figure: f64 = figure.parse().expect("a number");
        let figure = if indicator.ends_with("_rate") {
            figure / 100.0
        } else {
            figure
        };
        let counted = &counted[&("B".to_owned(), indicator.to_owned())];
        assert_eq!(counted.parse::<f64>().ok(), Some(figure), "{indicator}");
    }
    assert_eq!(counted[&("A".to_owned(), "rating".to_owned())], "good");
}

#[test]
fn a_template_holds_what_was_counted_the_year_before_and_its_guards() {
    let templates = office().templates("2025");
    let parts = Parts::unzip(&templates[A]);
    let (sheet, texts) = (parts.text(SHEET), parts.text(TEXTS));
    let cells = cells(&templates[A]);
    let before = |indicator: &str| {
        let cell = cells[indicator].replace('D', "E");
        let rest = sheet
            .split_once(&format!("<c r=\"{cell}\" "))
            .expect("a cell");
        rest.1.split_once("<c r").expect("the next").0.to_owned()
    };
    assert!(before("members").contains("<v>108</v>"));
    assert!(before("cultured_families_rate").contains("<v>96.4</v>"));
    assert!(before("visits").contains("t=\"s\""), "in words");
    assert!(before("workers").contains("/>"), "{}", before("workers"));
    for text in [
        "LĐLĐ TỈNH",
        "Đơn vị báo cáo: CĐCS Bệnh viện A",
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2025",
        "Hạn gửi: ngày 15/01/2026.",
        "Số liệu năm 2024",
        "đang xác minh",
        "Hoàn thành xuất sắc nhiệm vụ",
    ] {
        assert!(texts.contains(text), "{text}");
    }
    assert!(sheet.contains("<sheetProtection "), "locked");
    assert!(!sheet.contains("password"), "without a password");
    let asked = cells.len();
    assert_eq!(sheet.matches("<dataValidation ").count(), asked);
    let (members, new) = (&cells["members"], &cells["members_new"]);
    let wrong = format!("OR(ISTEXT({new}),N({new})&lt;0,N({new})&lt;&gt;INT(N({new})))");
    assert!(sheet.contains(&wrong), "{wrong}");
    let above = format!("AND(ISNUMBER({new}),ISNUMBER({members}),{new}&gt;{members})");
    assert!(sheet.contains(&above), "{above}");
    let book = parts.text(BOOK);
    assert!(book.contains("state=\"veryHidden\""));
    assert!(book.contains("<definedName name=\"_th_unit\">\"A\"</definedName>"));
}

#[test]
fn rows_put_between_and_texts_pasted_change_nothing_in_silence() {
    let case = office();
    let template = &case.templates("2025")[A];
    let file = "2025/a.xlsx";
    let whole = filled(template);
    let row = |indicator: &str| -> u32 {
        let cell = &cells(template)[indicator];
        cell[1..].parse().expect("a row")
    };
    case.bytes(file, &with_rows_above(&whole, row("visits"), 3));
    let heard = case.heard("2025");
    assert!(heard.found(file).is_empty(), "{:?}", heard.findings);
    assert_eq!(heard.counted().len(), cells(template).len());
    // Text over figures: one that is a figure counts as it is meant, the others are held.
    let pasted = [("visits", "9 lượt"), ("members_new", "nhiều")];
    let pasted = pasted.map(|(indicator, text)| (cells(template)[indicator].clone(), text.into()));
    case.bytes(file, &written(&whole, &pasted.clone().into()));
    let heard = case.heard("2025");
    assert_eq!(heard.found(file), [("not-a-number", &*pasted[1].0)]);
    let visits = ("A".to_owned(), "visits".to_owned());
    assert_eq!(heard.counted()[&visits].parse::<f64>().ok(), Some(9.0));
}

#[test]
fn labels_that_stand_elsewhere_than_in_the_template_are_held() {
    let case = office();
    let template = &case.templates("2025")[A];
    let file = "2025/a.xlsx";
    let whole = filled(template);
    let cells = cells(template);
    let label = |indicator: &str| cells[indicator].replace('D', "B");
    // Two labels have changed places and the figures have not.
    let swapped = [
        (
            label("visits"),
            "Số đoàn viên có hoàn cảnh khó khăn được hỗ trợ",
        ),
        (label("hardship_members"), "Số lượt đoàn viên được thăm hỏi"),
    ];
    let swapped = swapped.map(|(cell, text)| (cell, text.to_owned()));
    case.bytes(file, &written(&whole, &swapped.into()));
    let heard = case.heard("2025");
    let (visits, members) = (cells["visits"].as_str(), cells["hardship_members"].as_str());
    let found = heard.found(file);
    for cell in [visits, members] {
        assert!(found.contains(&("label-ambiguous", cell)), "{found:?}");
    }
    assert_eq!(heard.counted().len(), cells.len() - 2);
    // The office decides about one of them, on what stands in the cell.
    let decided = format!(
        "Tệp|Trang tính|Ô|Nội dung|Quyết định|Lý do\n{file}|Mẫu số 1-HĐCĐ|{visits}|giá trị|giữ nguyên|Đã hỏi đơn vị"
    );
    case.workbook("dinh-chinh.xlsx", &[("Đính chính", &decided)]);
    assert_eq!(case.heard("2025").counted().len(), cells.len() - 1);
    std::fs::remove_file(case.input().join("dinh-chinh.xlsx")).expect("removed");
    // The titles of two columns have changed places: last year's figures are not this year's.
    let titles = [("D9", "Số liệu năm 2024"), ("E9", "Số lượng")];
    let titles = titles.map(|(cell, text)| (cell.to_owned(), text.to_owned()));
    case.bytes(file, &written(&whole, &titles.into()));
    let heard = case.heard("2025");
    assert!(heard.counted().is_empty(), "{:?}", heard.counted());
    assert!(heard.message("label-ambiguous").contains("phải ở ô D"));
    // Without its names and its sheet it is a form like any other.
    let book = Parts::unzip(&whole).text(BOOK);
    let (before, rest) = book.split_once("<definedNames>").expect("names");
    let (_, rest) = rest.split_once("</definedNames>").expect("their end");
    let nameless = Parts::unzip(&whole).with(BOOK, format!("{before}{rest}"));
    case.bytes(file, &nameless.zip());
    assert_eq!(case.heard("2025").counted().len(), cells.len());
    // The sheet alone says the same, with what it has worked out itself.
    let elsewhere = format!("$D${}", &cells["visits_amount"][1..]);
    let here = format!("<v>$D${}</v>", &cells["visits"][1..]);
    let by_sheet = nameless.replaced(OWN_SHEET, &here, &format!("<v>{elsewhere}</v>"));
    case.bytes(file, &by_sheet.zip());
    let heard = case.heard("2025");
    let found = heard.found(file);
    assert!(found.contains(&("label-ambiguous", visits)), "{found:?}");
}

#[test]
fn a_template_of_another_unit_is_held_and_both_are_named() {
    let case = office();
    let template = &case.templates("2025")[A];
    let file = "2025/b.xlsx";
    let other = replaced(&filled(template), TEXTS, A, B);
    case.bytes(file, &other);
    let heard = case.heard("2025");
    assert!(heard.counted().is_empty());
    assert_eq!(heard.statuses[file], "rejected");
    let message = heard.message("unit-ambiguous");
    assert!(message.contains(A) && message.contains(B), "{message}");
    // The office decides that the form says it right.
    let decided = format!(
        "Tệp|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do\n{file}||đơn vị|giữ nguyên||Đã hỏi đơn vị"
    );
    case.workbook("dinh-chinh.xlsx", &[("Đính chính", &decided)]);
    let heard = case.heard("2025");
    assert_eq!(
        heard.statuses[file],
        "accepted",
        "{:?}",
        case.table("findings")
    );
    assert!(heard.counted().keys().all(|(unit, _)| unit == "B"));
    assert_eq!(heard.counted().len(), cells(template).len());
}

#[test]
fn last_years_template_is_held_in_this_years_folder() {
    let case = office();
    let template = &case.templates("2025")[A];
    let file = "2026/a.xlsx";
    let whole = filled(template);
    for bytes in [
        whole.clone(),
        replaced(&whole, TEXTS, "CƠ SỞ NĂM 2025", "CƠ SỞ NĂM 2026"),
    ] {
        case.bytes(file, &bytes);
        case.run(&["--only", "data"]);
        let rows = case.table("submissions");
        let row = rows.iter().find(|row| row["file"] == file);
        assert_eq!(row.expect("listed")["status"], "held");
        let findings = case.table("findings");
        let held = findings.iter().find(|row| row["file"] == file);
        assert_eq!(held.expect("told")["code"], "period-conflict");
        let observations = case.table("observations");
        let mut of_file = observations.iter().filter(|row| row["file"] == file);
        assert!(of_file.all(|row| row["counted"] == "false"));
    }
    let decided =
        format!("Tệp|Ô|Nội dung|Quyết định|Giá trị đúng|Lý do\n{file}||kỳ|dùng|2026|Đã hỏi đơn vị");
    case.workbook("dinh-chinh.xlsx", &[("Đính chính", &decided)]);
    assert_eq!(case.heard("2026").counted().len(), cells(template).len());
}

#[test]
fn an_empty_template_is_missing_and_not_zero() {
    let case = office();
    let templates = case.templates("2025");
    case.bytes("2025/a.xlsx", &templates[A]);
    let heard = case.heard("2025");
    assert!(heard.counted().is_empty() && heard.figures.is_empty());
    let found = heard.found("2025/a.xlsx");
    assert!(found.iter().all(|(code, _)| *code == "missing-value"));
    assert_eq!(found.len(), cells(&templates[A]).len());
}

#[test]
fn units_are_those_of_the_last_year_where_none_are_listed() {
    let case = office();
    let templates = case.templates("2027");
    assert_eq!(templates.len(), 2);
    let texts = Parts::unzip(&templates[B]).text(TEXTS);
    assert!(texts.contains("CƠ SỞ NĂM 2027"));
}
