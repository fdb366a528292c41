//! Pages that are generated from the code stay true to it. `UPDATE_DOCS=1` rewrites them.

use std::fmt::Write;
use std::path::Path;
use tonghop::finding::Severity;

#[test]
fn the_page_of_findings_is_fresh() {
    let mut page = String::from(
        "# Các phát hiện\n\nTrang này được lập từ các quy tắc trong `src/rules`; không sửa bằng tay.\n\n\
         | mã | tên | mức độ | thế nào là sai | ảnh hưởng | cần làm | đơn vị cần làm |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in tonghop::rules::ALL {
        let severity = match rule.severity {
            Severity::Error => "lỗi",
            Severity::Warning => "cảnh báo",
            Severity::Info => "thông tin",
        };
        writeln!(
            page,
            "| `{}` | {} | {severity} | {} | {} | {} | {} |",
            rule.code,
            rule.title,
            rule.problem,
            rule.effect,
            rule.action,
            rule.unit_task.sentence().unwrap_or("–")
        )
        .expect("writing to a string succeeds");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).expect("docs/findings.md can be written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/findings.md is there");
    assert!(
        written == page,
        "docs/findings.md is stale; run: UPDATE_DOCS=1 cargo test --release docs"
    );
}

#[test]
fn the_page_of_data_lists_the_tables_as_they_are_written() {
    const MARK: &str = "cargo test --release docs -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md");
    let written = std::fs::read_to_string(&path).expect("docs/data.md is there");
    let (before, _) = written.split_once(MARK).expect("the mark is there");
    let page = format!("{before}{MARK}{}", tonghop::render::data::described());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).expect("docs/data.md can be written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/data.md is there");
    assert!(
        written == page,
        "docs/data.md is stale; run: UPDATE_DOCS=1 cargo test --release docs"
    );
}

#[test]
fn the_schema_of_the_settings_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/thiet-lap.schema.json");
    let schema = tonghop::settings::schema().expect("it is written");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &schema).expect("it can be written");
    }
    let written = std::fs::read_to_string(&path).expect("it is there");
    assert!(
        written == schema,
        "docs/thiet-lap.schema.json is stale; run: UPDATE_DOCS=1 cargo test --release docs"
    );
}
