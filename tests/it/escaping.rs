//! What a submission says comes out as text and as nothing else: no formula, no link, no markup.

use crate::harness::Case;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};
use std::path::Path;
use tonghop::read::{CellContent, FileKind, read_workbook};
use zip::ZipArchive;

/// Stands in every name and label below, so that it is found wherever it should not be.
const MARK: &str = "evil";

/// Names of units that a spreadsheet, a browser or a parser could take for more than names.
const NAMES: [&str; 10] = [
    "=HYPERLINK(\"http://evil.example\",\"evil\")",
    "+evil!A1",
    "-evil+1",
    "@SUM(evil)",
    "'=evil",
    "=DDE('cmd','/C evil')",
    "http://evil.example/a",
    "<script>evil()</script> & \"A\" ]]> &amp; &#60;",
    "_x0041_evil_x000D_",
    "\\\\evil\\share\\a.xlsx",
];

const LABEL: &str = "=evil() <img src=x onerror=evil()> ]]> & 'nhãn lạ'";

fn form(unit: &str, year: u32, members: &str) -> String {
    format!(
        "Đơn vị báo cáo: {unit}\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM {year}\n\n\
         TT|Nội dung|Đơn vị tính|Số lượng\n1|Tổng số đoàn viên công đoàn|người|{members}\n\
         2|{LABEL}|người|5\n3|Số đoàn viên kết nạp mới trong năm|người|2"
    )
}

/// A run over submissions of these names, some with figures that are held.
fn run() -> Case {
    let case = Case::new();
    for year in 2021..2024 {
        for (number, name) in NAMES.iter().enumerate() {
            let members = if number == 3 { "-7" } else { "30" };
            let cluster = format!("Cụm <b>{MARK}</b> & \"{}\" ]]>", number % 2);
            let file = format!("{year}/{cluster}/=a#b %20'&{MARK}{number}.xlsx");
            case.workbook(
                &file,
                &[(&format!("={MARK}'&<{number}>"), &form(name, year, members))],
            );
        }
    }
    let output = case.run(&[]);
    let code = output.status.code();
    assert!(
        matches!(code, Some(0 | 1)),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    case
}

/// A part's elements with their attributes and the text behind each; the part must be XML from end to end.
fn elements(name: &str, part: &str) -> Vec<(String, Vec<(String, String)>, String)> {
    let is_character =
        |character: char| character >= ' ' || matches!(character, '\t' | '\n' | '\r');
    assert!(
        part.chars().all(is_character),
        "{name}: a control character"
    );
    let mut reader = Reader::from_str(part);
    let mut found: Vec<(String, Vec<(String, String)>, String)> = Vec::new();
    let mut depth = 0;
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{name}: {error}"))
        {
            event @ (Event::Start(_) | Event::Empty(_)) => {
                let (Event::Start(start) | Event::Empty(start)) = &event else {
                    unreachable!("matched above");
                };
                depth += i32::from(matches!(event, Event::Start(_)));
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                    (
                        attribute.key.as_ref().to_string(),
                        value.expect("a value").into_owned(),
                    )
                });
                found.push((
                    start.name().as_ref().to_string(),
                    attributes.collect(),
                    String::new(),
                ));
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                if let Some((_, _, behind)) = found.last_mut() {
                    behind.push_str(&text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name} is cut short");
    found
}

fn parts(place: &Path) -> Vec<(String, String)> {
    let bytes = std::fs::read(place).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let parts = (0..archive.len()).filter_map(|index| {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut text = String::new();
        let is_markup = name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml");
        is_markup.then(|| part.read_to_string(&mut text).expect("a text"))?;
        Some((name, text))
    });
    parts.collect()
}

fn texts(place: &Path) -> Vec<String> {
    let bytes = std::fs::read(place).expect("it is there");
    let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("a workbook");
    let cells = workbook.sheets.iter().flat_map(|sheet| &sheet.cells);
    let texts = cells.filter_map(|cell| match &cell.content {
        CellContent::Text(text) => Some(text.to_string()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn in_workbooks_texts_are_texts() {
    let case = run();
    let mut shown = Vec::new();
    for name in ["tong-hop.xlsx", "kiem-tra.xlsx", "dinh-chinh.xlsx"] {
        let place = case.output().join(name);
        let mut links = 0;
        for (part, text) in parts(&place) {
            assert!(!part.contains("externalLink"), "{part}");
            for (element, attributes, behind) in elements(&part, &text) {
                let value = |key: &str| {
                    let found = attributes.iter().find(|(name, _)| name == key);
                    found.map(|(_, value)| value.as_str())
                };
                let is_formula = matches!(
                    element.as_str(),
                    "f" | "formula1" | "formula2" | "definedName"
                );
                assert!(
                    !is_formula || !behind.contains(MARK),
                    "{name} {part}: {behind}"
                );
                if value("TargetMode") == Some("External") {
                    links += 1;
                    let target = value("Target").unwrap_or_default();
                    let is_file = target.contains("input/") && target.contains(".xlsx")
                        || ["tong-hop.xlsx", "kiem-tra.xlsx"].contains(&target);
                    let is_escaped =
                        !target.contains([' ', '<', '>', '"']) && target.matches('#').count() <= 1;
                    assert!(is_file && is_escaped, "{name}: {target}");
                }
            }
        }
        let texts = texts(&place);
        let held = NAMES[3];
        assert!(
            texts.iter().any(|text| text.contains(held)),
            "{name} tells of {held}"
        );
        assert!(links > 0, "figures lead back to their cells");
        shown.extend(texts);
    }
    for name in NAMES.iter().chain([&LABEL]) {
        assert!(shown.iter().any(|text| text.contains(name)), "no {name}");
    }
}

#[test]
fn in_charts_texts_are_texts() {
    let case = run();
    let folder = case.output().join("bieu-do");
    let mut marked = 0;
    let listed = walkdir::WalkDir::new(&folder).into_iter();
    for entry in listed.map(|entry| entry.expect("an entry").into_path()) {
        if entry.extension().is_none_or(|extension| extension != "svg") {
            continue;
        }
        let name = entry.display().to_string();
        let text = std::fs::read_to_string(&entry).expect("a text");
        marked += usize::from(text.contains(MARK));
        only_draws(&name, &text);
    }
    assert!(marked > 0, "no chart shows any of the names");
}

/// Nothing in a picture does anything but draw.
fn only_draws(name: &str, picture: &str) {
    for (element, attributes, _) in elements(name, picture) {
        let is_drawing = !matches!(
            element.as_str(),
            "script" | "b" | "img" | "a" | "foreignObject"
        );
        assert!(is_drawing, "{name}: <{element}>");
        let is_plain =
            |(key, _): &(String, String)| !key.starts_with("on") && !key.ends_with("href");
        assert!(attributes.iter().all(is_plain), "{name}: {attributes:?}");
    }
}

#[test]
fn in_the_page_texts_are_texts() {
    let case = run();
    let place = case.output().join("tong-hop.html");
    let page = std::fs::read_to_string(&place).expect("the page is there");
    let (before, rest) = page
        .split_once("id=\"du-lieu\">")
        .expect("the data stands in the page");
    let (data, after) = rest.split_once("</script>").expect("the data ends");
    assert!(data.contains(MARK), "the names are told");
    assert!(!data.contains(['<', '>', '&']), "no text ends its element");
    assert!(!after.contains(MARK));
    let mut parts = before.split("<template ");
    let head = parts.next().expect("a head");
    assert!(!head.contains(MARK));
    let mut marked = 0;
    for part in parts {
        let (_, picture) = part.split_once('>').expect("its start ends");
        let (picture, _) = picture.split_once("</template>").expect("it ends");
        marked += usize::from(picture.contains(MARK));
        only_draws("a picture of the page", picture);
    }
    assert!(marked > 0, "no picture shows any of the names");
}
