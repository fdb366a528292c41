//! `Việc cần xử lý` and `Để biết`: what was found wrong, where it stands and what to do.

use super::{cluster_name, name, period_title, sheet};
use crate::finding::{Finding, Severity};
use crate::quantity::format_number;
use crate::report::facts::Facts;
use crate::report::wording::say;
use crate::report::{Cell, Column, Link, Row, Sheet, SheetKind, Table, Tone};

/// Builds the sheet of what is to be done or looked at.
pub(super) fn build_tasks(facts: &Facts<'_>) -> Sheet {
    let findings = &facts.lists.tasks;
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let mut sheet = sheet(name::TASKS, SheetKind::Work, "Việc cần xử lý".to_owned());
    sheet.subtitles = vec![
        format!(
            "{errors} việc phải xử lý, {} việc cần xem lại; việc của {} đứng trước.",
            findings.len() - errors,
            facts.account.period.label()
        ),
        "Không sửa tệp của đơn vị: đề nghị đơn vị gửi lại, hoặc ghi quyết định vào dinh-chinh.xlsx (kèm lý do) rồi chạy lại."
            .to_owned(),
    ];
    sheet.subtitles.extend(rest(facts, findings.len()));
    let list = ("ViecCanXuLy", "Không có việc nào cần xử lý.");
    sheet.tables.push(table(facts, findings, list, true));
    sheet
}

/// Builds the sheet of what the office has decided; `None` where it has decided nothing.
pub(super) fn build_decided(facts: &Facts<'_>) -> Option<Sheet> {
    let findings = &facts.lists.decided;
    if findings.is_empty() {
        return None;
    }
    let title = "Đã quyết định: những việc cơ quan đã có quyết định trong dinh-chinh.xlsx";
    let mut sheet = sheet(name::DECIDED, SheetKind::Work, title.to_owned());
    sheet.subtitles = vec![format!(
        "{} việc, đã áp dụng theo quyết định ghi ở cuối cột Nội dung; không phải xử lý nữa.",
        findings.len()
    )];
    sheet.subtitles.extend(rest(facts, findings.len()));
    let list = ("DaQuyetDinh", "");
    sheet.tables.push(table(facts, findings, list, false));
    Some(sheet)
}

/// Builds the sheet of what is good to know.
pub(super) fn build_notices(facts: &Facts<'_>) -> Sheet {
    let findings = &facts.lists.notices;
    let mut sheet = sheet(
        name::NOTICES,
        SheetKind::Work,
        "Để biết: những điều đã ghi nhận, không cần xử lý".to_owned(),
    );
    sheet.subtitles = vec![format!("{} mục.", findings.len())];
    sheet.subtitles.extend(rest(facts, findings.len()));
    let list = ("DeBiet", "Không có gì để ghi nhận.");
    sheet.tables.push(table(facts, findings, list, false));
    sheet
}

fn table(
    facts: &Facts<'_>,
    findings: &[&Finding],
    (list_name, empty_text): (&str, &str),
    asks_for_action: bool,
) -> Table {
    Table {
        list_name: Some(list_name.to_owned()),
        columns: columns(asks_for_action),
        rows: rows(facts, findings, asks_for_action),
        can_filter: true,
        empty_text: empty_text.to_owned(),
        ..Table::default()
    }
}

fn columns(asks_for_action: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::centered("TT", 6.0),
        Column::centered("Mức độ", 11.0),
        Column::wrapped("Vấn đề", 21.0),
        Column::wrapped("Nội dung", 46.0),
    ];
    if asks_for_action {
        columns.push(Column::wrapped("Cần làm", 30.0));
    }
    columns.extend([
        Column::wrapped("Đơn vị", 24.0),
        Column::wrapped("Cụm", 14.0),
        Column::centered("Kỳ", 12.0),
        Column::wrapped("Tệp", 36.0),
        Column::wrapped("Trang tính", 12.0),
        Column::centered("Ô", 7.0),
    ]);
    columns
}

/// What the sheet does not list.
fn rest(facts: &Facts<'_>, findings: usize) -> Option<String> {
    let rest = findings.saturating_sub(facts.inputs.plan.finding_rows_at_most);
    (rest > 0).then(|| {
        format!(
            "Trang này chỉ ghi {} mục đầu, cần nhất; còn {} mục có trong du-lieu/findings.parquet.",
            format_number(facts.inputs.plan.finding_rows_at_most as f64, 0),
            format_number(rest as f64, 0)
        )
    })
}

fn rows(facts: &Facts<'_>, findings: &[&Finding], asks_for_action: bool) -> Vec<Row> {
    findings
        .iter()
        .take(facts.inputs.plan.finding_rows_at_most)
        .enumerate()
        .map(|(position, finding)| {
            // A row takes two links: the file and the cell.
            let is_linked = position < facts.inputs.plan.links_at_most / 2;
            finding_row(facts, position + 1, finding, (asks_for_action, is_linked))
        })
        .collect()
}

fn finding_row(
    facts: &Facts<'_>,
    number: usize,
    finding: &Finding,
    (asks_for_action, is_linked): (bool, bool),
) -> Row {
    let register = facts.account.register;
    let tone = match finding.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warning,
        Severity::Info => Tone::Plain,
    };
    let unit = finding.unit_id.as_ref();
    let cluster = unit
        .zip(finding.period)
        .and_then(|(unit, period)| register.cluster_of(period, unit));
    let mut cells = vec![
        Cell::count(number),
        Cell::text(say(&facts.wording.severities, finding.severity.key())).toned(tone),
        Cell::text(finding.rule.title),
        Cell::text(finding.message.as_str()),
    ];
    if asks_for_action {
        cells.push(Cell::text(finding.rule.action));
    }
    cells.extend([
        Cell::text(unit.map_or("", |id| register.unit_name(id))),
        Cell::text(cluster.map_or("", |id| cluster_name(facts, Some(id)))),
        Cell::text(finding.period.map_or_else(String::new, period_title)),
    ]);
    cells.extend(place(facts, finding, is_linked));
    Row::plain(cells)
}

/// The file, the sheet and the cell as the corrections workbook asks for them; the last that is known leads there.
fn place(facts: &Facts<'_>, finding: &Finding, is_linked: bool) -> [Cell; 3] {
    let Some(file) = &finding.file else {
        return [Cell::empty(), Cell::empty(), Cell::empty()];
    };
    let target = finding
        .sheet
        .clone()
        .zip(finding.cell.map(|cell| cell.to_string()));
    let link = |place| {
        is_linked.then(|| Link::File {
            path: facts.file_path(file),
            place,
        })
    };
    let sheet = finding.sheet.clone().map_or_else(Cell::empty, Cell::text);
    match target {
        Some((name, cell)) => [
            Cell::text(file.clone()).linked(link(None)),
            sheet,
            Cell::text(cell.clone()).linked(link(Some((name, cell)))),
        ],
        None => [
            Cell::text(file.clone()).linked(link(None)),
            sheet,
            Cell::empty(),
        ],
    }
}
