//! Every link of both workbooks of the demonstration leads somewhere: to a cell of either workbook, or to a file.

use super::harness::program;
use calamine::{Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// The workbooks, which lie beside each other.
const BOOKS: [&str; 2] = ["tong-hop.xlsx", "kiem-tra.xlsx"];

fn value<'x>(element: &'x str, name: &str) -> Option<&'x str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// A text of a package as it is meant.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = behind
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    let text = String::from_utf8(bytes).expect("a text");
    text.replace("&apos;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn part(package: &mut zip::ZipArchive<std::fs::File>, name: &str) -> Option<String> {
    let mut text = String::new();
    package.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// The sheet that a place names.
fn sheet_of(place: &str) -> String {
    let (sheet, _) = place.rsplit_once('!').expect("a sheet and a cell");
    let sheet = plain(sheet);
    let inner = sheet
        .strip_prefix('\'')
        .and_then(|it| it.strip_suffix('\''));
    inner.map_or(sheet.clone(), |inner| inner.replace("''", "'"))
}

#[test]
fn every_link_of_the_demonstration_leads_somewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("o");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let mut run = program();
    run.arg("run").arg(&input).arg("--output").arg(&output);
    let run = run.args(["--only", "workbook"]).output();
    let code = run.expect("the program starts").status.code();
    assert!(code.is_some_and(|code| code < 2));
    let sheets: BTreeMap<&str, Vec<String>> = BOOKS
        .into_iter()
        .map(|name| {
            let book: Xlsx<_> = open_workbook(output.join(name)).expect("it opens");
            (name, book.sheet_names())
        })
        .collect();
    let (mut inside, mut across, mut files) = (0, 0, 0);
    for name in BOOKS {
        let file = std::fs::File::open(output.join(name)).expect("it is there");
        let mut package = zip::ZipArchive::new(file).expect("a package");
        for number in 1..=sheets[name].len() {
            let xml = part(&mut package, &format!("xl/worksheets/sheet{number}.xml"));
            let xml = xml.expect("a sheet");
            let rels = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
            let rels = part(&mut package, &rels).unwrap_or_default();
            let targets: BTreeMap<&str, &str> = rels
                .split("<Relationship")
                .skip(2)
                .filter_map(|it| Some((value(it, "Id")?, value(it, "Target")?)))
                .collect();
            for link in xml.split("<hyperlink ").skip(1) {
                let link = link.split('>').next().unwrap_or(link);
                let place = value(link, "location");
                let Some(id) = value(link, "r:id") else {
                    let sheet = sheet_of(place.expect("a link inside names a place"));
                    assert!(sheets[name].contains(&sheet), "{name}: {sheet}");
                    inside += 1;
                    continue;
                };
                let target = plain(targets[id]);
                match sheets.get(target.as_str()) {
                    Some(of_other) => {
                        let sheet = sheet_of(place.expect("it names a place"));
                        assert!(of_other.contains(&sheet), "{name} to {target}: {sheet}");
                        across += 1;
                    }
                    None => {
                        let found = output.join(&target);
                        assert!(found.is_file(), "{name}: {target}");
                        files += 1;
                    }
                }
            }
        }
    }
    assert!(
        inside > 50 && across > 50 && files > 500,
        "{inside} inside, {across} across, {files} to files"
    );
}
