//! `Việc cần xử lý` and `Để biết`: what was found wrong, where it stands and what to do.

use super::{cluster_name, name, period_title, sheet};
use crate::finding::{Finding, Severity};
use crate::quantity::format_number;
use crate::report::facts::Facts;
use crate::report::wording::say;
use crate::report::{Cell, Column, Link, Row, Sheet, SheetKind, Table, Tone};
use crate::rules;

/// Builds the sheet of errors and warnings.
pub(super) fn build_tasks(facts: &Facts<'_>) -> Sheet {
    let findings = tasks(facts);
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let mut sheet = sheet(name::TASKS, SheetKind::Work, "Việc cần xử lý".to_owned());
    sheet.subtitles = vec![
        format!(
            "{errors} việc phải xử lý, {} việc cần xem lại; việc của {} đứng trước.",
            findings.len() - errors,
            facts.inputs.period.label()
        ),
        "Không sửa tệp của đơn vị: đề nghị đơn vị gửi lại, hoặc ghi quyết định vào dinh-chinh.xlsx (kèm lý do) rồi chạy lại."
            .to_owned(),
    ];
    sheet.subtitles.extend(rest(facts, findings.len()));
    sheet.tables.push(Table {
        list_name: Some("ViecCanXuLy".to_owned()),
        columns: columns(true),
        rows: rows(facts, &findings, true),
        can_filter: true,
        empty_text: "Không có việc nào cần xử lý.".to_owned(),
        ..Table::default()
    });
    sheet
}

/// Builds the sheet of what is good to know.
pub(super) fn build_notices(facts: &Facts<'_>) -> Sheet {
    let findings = sorted(facts, |severity| severity == Severity::Info);
    let mut sheet = sheet(
        name::NOTICES,
        SheetKind::Work,
        "Để biết: những điều đã ghi nhận, không cần xử lý".to_owned(),
    );
    sheet.subtitles = vec![format!("{} mục.", findings.len())];
    sheet.subtitles.extend(rest(facts, findings.len()));
    sheet.tables.push(Table {
        list_name: Some("DeBiet".to_owned()),
        columns: columns(false),
        rows: rows(facts, &findings, false),
        can_filter: true,
        empty_text: "Không có gì để ghi nhận.".to_owned(),
        ..Table::default()
    });
    sheet
}

/// Errors and warnings in the order in which the sheet lists them.
pub(super) fn tasks<'a>(facts: &Facts<'a>) -> Vec<&'a Finding> {
    sorted(facts, |severity| severity != Severity::Info)
}

/// Errors first; of them what concerns all and decisions that failed; then the period reported on, then by place.
fn sorted<'a>(facts: &Facts<'a>, wanted: impl Fn(Severity) -> bool) -> Vec<&'a Finding> {
    let mut findings: Vec<&Finding> = facts
        .inputs
        .tables
        .findings
        .iter()
        .filter(|finding| wanted(finding.severity))
        .collect();
    findings.sort_by_cached_key(|finding| {
        (
            finding.severity,
            rules::rank(finding.rule),
            finding.period != Some(facts.inputs.period),
            std::cmp::Reverse(finding.period),
            finding.sort_key(),
        )
    });
    findings
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
    let register = facts.inputs.register;
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
