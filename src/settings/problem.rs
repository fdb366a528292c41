//! What is wrong with a settings file, for a person: the line, the key, and in Vietnamese what it should be.

use crate::catalogue::CatalogueError;

/// How the kinds of values are called; by how the parser calls them.
const KINDS: [(&str, &str); 8] = [
    ("a string", "một đoạn chữ đặt trong ngoặc kép"),
    ("path string", "tên tệp đặt trong ngoặc kép"),
    ("a boolean", "true hoặc false"),
    ("a sequence", "một danh sách đặt trong ngoặc vuông"),
    ("f64", "một số (phần lẻ viết sau dấu chấm)"),
    ("floating point", "một số (phần lẻ viết sau dấu chấm)"),
    ("u", "một số nguyên từ 0 trở lên"),
    ("i", "một số nguyên"),
];

/// What is wrong, and in which line of the text.
pub(super) fn explain(error: &CatalogueError, text: &str) -> String {
    let error = match error {
        CatalogueError::Meaning(what) => return what.clone(),
        CatalogueError::Format(error) => error,
    };
    let what = in_vietnamese(error.message());
    if let Some(line) = error.span().and_then(|span| line_at(text, span.start)) {
        return format!("{line}: {what}");
    }
    // What was merged has no place in the text any more, but it has a key.
    let said = error.to_string();
    let key = said
        .lines()
        .find_map(|line| line.strip_prefix("in `")?.strip_suffix('`'));
    match key {
        Some(key) => format!("khóa “{key}”: {what}"),
        None => what,
    }
}

/// `dòng 12 (places = "hai")`.
fn line_at(text: &str, start: usize) -> Option<String> {
    let before = text.get(..start)?;
    let number = before.matches('\n').count() + 1;
    let line = text.lines().nth(number - 1).unwrap_or_default().trim();
    Some(if line.is_empty() {
        format!("dòng {number}")
    } else {
        format!("dòng {number} ({})", beginning(line))
    })
}

/// The beginning of a line that is too long for a message.
fn beginning(line: &str) -> String {
    const LONGEST: usize = 120;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn in_vietnamese(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let first = quoted.first().copied().unwrap_or_default();
    let others = quoted.get(1..).unwrap_or_default().join(", ");
    if message.starts_with("unknown field") {
        format!("không có khóa “{first}”; các khóa dùng được: {others}")
    } else if message.starts_with("missing field") {
        format!("thiếu khóa “{first}”")
    } else if message.starts_with("unknown variant") {
        format!("không có giá trị “{first}”; các giá trị dùng được: {others}")
    } else if message.starts_with("duplicate") {
        "khóa này đã ghi ở trên, chỉ ghi một lần".to_owned()
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        let expected = message
            .rsplit_once("expected ")
            .map_or("", |(_, kind)| kind);
        let kind = KINDS
            .iter()
            .find(|(name, _)| expected.starts_with(name))
            .map_or("một nhóm khóa", |(_, kind)| kind);
        format!("giá trị không đúng kiểu, cần {kind}")
    } else {
        "không đúng cách viết TOML; xem lại dấu ngoặc kép, dấu =, dấu ngoặc vuông".to_owned()
    }
}
