//! `Việc cần xử lý`, `Đã quyết định` and `Để biết`: what was found wrong, where it stands and what to do. What one answer
//! settles stands once, with all its places on a sheet of their own.

use super::{cluster_name, name, period_title, sheet};
use crate::finding::{Finding, Severity};
use crate::quantity::format_number;
use crate::report::done::TICKED;
use crate::report::facts::Facts;
use crate::report::lists::Root;
use crate::report::wording::say;
use crate::report::{Cell, Column, Link, Print, Row, Sheet, SheetKind, Table, Tone, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Builds the sheet of what is to be done or looked at.
pub(super) fn build_tasks(facts: &Facts<'_>) -> Sheet {
    let roots = &facts.lists.tasks;
    let errors = roots
        .iter()
        .filter(|root| root[0].severity == Severity::Error)
        .count();
    let mut sheet = sheet(name::TASKS, SheetKind::Work, "Việc cần xử lý".to_owned());
    sheet.subtitles = vec![
        format!(
            "{errors} việc phải xử lý, {} việc cần xem lại; việc của {} đứng trước.",
            roots.len() - errors,
            facts.account.period.label()
        ),
        "Không sửa tệp của đơn vị: đề nghị đơn vị gửi lại, hoặc ghi quyết định vào dinh-chinh.xlsx (kèm lý do) rồi chạy lại. Một cách ghi ở nhiều tệp chỉ là một việc."
            .to_owned(),
    ];
    sheet.subtitles.extend(rest(facts, roots.len()));
    sheet.frozen_columns = 3;
    sheet.print = Print::Fitted {
        columns: 10,
        is_upright: false,
    };
    let list = ("ViecCanXuLy", "Không có việc nào cần xử lý.");
    sheet.tables.push(table(facts, roots, list, true));
    sheet
}

/// Builds the sheet of what the office has decided; `None` where it has decided nothing.
pub(super) fn build_decided(facts: &Facts<'_>) -> Option<Sheet> {
    let roots = &facts.lists.decided;
    if roots.is_empty() {
        return None;
    }
    let title = "Đã quyết định: những việc cơ quan đã quyết định, không phải xử lý nữa";
    let mut sheet = sheet(name::DECIDED, SheetKind::Work, title.to_owned());
    sheet.subtitles = vec![format!(
        "{} việc, đã áp dụng theo quyết định ghi ở cuối cột Nội dung.",
        roots.len()
    )];
    sheet.subtitles.extend(rest(facts, roots.len()));
    let list = ("DaQuyetDinh", "");
    sheet.tables.push(table(facts, roots, list, false));
    Some(sheet)
}

/// Builds the sheet of what is good to know.
pub(super) fn build_notices(facts: &Facts<'_>) -> Sheet {
    let roots = &facts.lists.notices;
    let mut sheet = sheet(
        name::NOTICES,
        SheetKind::Work,
        "Để biết: những điều đã ghi nhận, không cần xử lý".to_owned(),
    );
    sheet.subtitles = vec![format!("{} mục.", roots.len())];
    sheet.subtitles.extend(rest(facts, roots.len()));
    let list = ("DeBiet", "Không có gì để ghi nhận.");
    sheet.tables.push(table(facts, roots, list, false));
    sheet
}

fn table(
    facts: &Facts<'_>,
    roots: &[Root<'_>],
    (list_name, empty_text): (&str, &str),
    asks_for_action: bool,
) -> Table {
    Table {
        list_name: Some(list_name.to_owned()),
        columns: columns(asks_for_action),
        rows: rows(facts, roots, asks_for_action),
        can_filter: true,
        empty_text: empty_text.to_owned(),
        ..Table::default()
    }
}

/// Builds the sheet of all places of what stands once in the others; `None` where everything stands in one place.
pub(super) fn build_places(facts: &Facts<'_>) -> Option<Sheet> {
    let places: Vec<&Finding> = facts.lists.places().collect();
    if places.is_empty() {
        return None;
    }
    let title = "Các chỗ của những điều chỉ ghi một lần ở các trang trước".to_owned();
    let mut sheet = sheet(name::PLACES, SheetKind::Source, title);
    sheet.subtitles = vec![format!("{} chỗ.", format_number(places.len() as f64, 0))];
    sheet.subtitles.extend(rest(facts, places.len()));
    let columns = vec![
        Column::centered("TT", 6.0),
        Column::wrapped("Vấn đề", 21.0),
        Column::wrapped("Nội dung", 60.0),
        Column::wrapped("Đơn vị", 24.0),
        Column::centered("Kỳ", 12.0),
        Column::wrapped("Tệp", 36.0),
        Column::wrapped("Trang tính", 12.0),
        Column::centered("Ô", 7.0),
    ];
    let most = facts.inputs.plan.finding_rows_at_most;
    let rows = places.iter().take(most).enumerate();
    let rows = rows.map(|(position, finding)| {
        let is_linked = position < facts.inputs.plan.links_at_most / 2;
        let unit = finding.unit_id.as_ref();
        let mut cells = vec![
            Cell::count(position + 1),
            Cell::text(problem(finding)),
            Cell::text(finding.message.as_str()),
            Cell::text(unit.map_or("", |id| facts.account.register.unit_name(id))),
            Cell::text(finding.period.map_or_else(String::new, period_title)),
        ];
        cells.extend(place(facts, finding, is_linked));
        Row::plain(cells)
    });
    sheet.tables.push(Table {
        list_name: Some("CacCho".to_owned()),
        columns,
        rows: rows.collect(),
        can_filter: true,
        ..Table::default()
    });
    Some(sheet)
}

/// The column of the message, after what is ticked and the way to the cell.
pub(in crate::report) const MESSAGE_OF_TASKS: u16 = 6;

/// What people work with stands in front: the unit, the way to the cell, what is done; where it stands in full behind.
fn columns(asks_for_action: bool) -> Vec<Column> {
    let mut columns = vec![Column::centered("TT", 5.0)];
    if asks_for_action {
        columns.push(Column::centered(TICKED, 8.0));
    }
    columns.extend([
        Column::wrapped("Đơn vị", 24.0),
        Column::wrapped("Mở ô", 9.0),
        Column::centered("Mức độ", 10.0),
        Column::wrapped("Vấn đề", 18.0),
        Column::wrapped("Nội dung", 40.0),
    ]);
    if asks_for_action {
        columns.push(Column::wrapped("Cần làm", 26.0));
    }
    columns.extend([
        Column::centered("Kỳ", 10.0),
        Column::wrapped("Cụm", 12.0),
        Column::wrapped("Tệp", 36.0),
        Column::wrapped("Trang tính", 12.0),
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

fn rows(facts: &Facts<'_>, roots: &[Root<'_>], asks_for_action: bool) -> Vec<Row> {
    let first_places = first_places(facts);
    let titles = columns(asks_for_action).into_iter();
    let titles: Vec<String> = titles.map(|column| column.title).collect();
    roots
        .iter()
        .take(facts.inputs.plan.finding_rows_at_most)
        .enumerate()
        .map(|(position, root)| {
            // A row takes two links: the file and the cell.
            let is_linked = position < facts.inputs.plan.links_at_most / 2;
            let [file, sheet, cell] = place(facts, root[0], is_linked);
            let (way, file) = match root.len() {
                1 => (way(facts, root[0], (cell, is_linked)), file),
                _ => (all_places(root, &first_places), Cell::empty()),
            };
            let mut cells = finding_cells(facts, (position + 1, way), root, asks_for_action);
            cells.extend([file, sheet]);
            facts.inputs.done.tick(&titles, &mut cells);
            Row::plain(cells)
        })
        .collect()
}

/// Where the places of roots begin on their sheet, by the place of the first finding in memory: each stands there once.
fn first_places(facts: &Facts<'_>) -> BTreeMap<*const Finding, u32> {
    let places = facts.lists.places();
    let listed = places.take(facts.inputs.plan.finding_rows_at_most);
    let rows = listed.zip(0u32..);
    rows.map(|(finding, row)| (std::ptr::from_ref(finding), row))
        .collect()
}

/// What a finding is called; of a word that the office has explained what came of it.
fn problem(finding: &Finding) -> &'static str {
    match (finding.is_decided, finding.severity, finding.explains) {
        (true, Severity::Info, Some(_)) => "Đọc theo trang Tên gọi",
        (true, Severity::Info, None) => "Bỏ qua theo trang Tên gọi",
        _ => finding.rule.title,
    }
}

/// How many files a root stands in, leading to the list of them.
fn all_places(root: &Root<'_>, first_places: &BTreeMap<*const Finding, u32>) -> Cell {
    let files: BTreeSet<&str> = root.iter().filter_map(|it| it.file.as_deref()).collect();
    let row = first_places.get(&std::ptr::from_ref(root[0])).copied();
    let link = row.map(|row| Link::Row {
        sheet: name::PLACES.into(),
        row,
        column: 0,
    });
    let text = format!("{} tệp, {} chỗ", files.len(), root.len());
    Cell::text(text).linked(link)
}

/// The way to the cell; to the file, where no cell is at fault.
fn way(facts: &Facts<'_>, finding: &Finding, (cell, is_linked): (Cell, bool)) -> Cell {
    if cell.value != Value::Empty {
        return cell;
    }
    let Some(file) = &finding.file else {
        return Cell::empty();
    };
    let link = Link::File {
        path: facts.file_path(file),
        place: None,
    };
    Cell::text("mở tệp").linked(is_linked.then_some(link))
}

fn finding_cells(
    facts: &Facts<'_>,
    (number, way): (usize, Cell),
    root: &Root<'_>,
    asks_for_action: bool,
) -> Vec<Cell> {
    let register = facts.account.register;
    let finding = root[0];
    let tone = match finding.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warning,
        Severity::Info => Tone::Plain,
    };
    let units: BTreeSet<Option<&Arc<str>>> = root.iter().map(|it| it.unit_id.as_ref()).collect();
    let unit = finding.unit_id.as_ref().filter(|_| units.len() == 1);
    let cluster = unit
        .zip(finding.period)
        .and_then(|(unit, period)| register.cluster_of(period, unit));
    let named = match units.len() {
        0 | 1 => unit.map_or_else(String::new, |id| register.unit_name(id).to_owned()),
        several => format!("{several} đơn vị"),
    };
    let mut cells = vec![Cell::count(number)];
    cells.extend(asks_for_action.then(Cell::empty));
    cells.extend([
        Cell::text(named),
        way,
        Cell::text(say(&facts.wording.severities, finding.severity.key())).toned(tone),
        Cell::text(problem(finding)),
    ]);
    if asks_for_action {
        let (content, action) = told(facts, finding);
        cells.extend([Cell::text(content), Cell::text(action)]);
    } else {
        cells.push(Cell::text(finding.message.as_str()));
    }
    cells.extend([
        Cell::text(finding.period.map_or_else(String::new, period_title)),
        Cell::text(cluster.map_or("", |id| cluster_name(facts, Some(id)))),
    ]);
    cells
}

/// What is found, and what is to be done: as the message says it, else as the rule does; nothing stands twice.
fn told<'f>(facts: &Facts<'_>, finding: &'f Finding) -> (&'f str, &'f str) {
    let message = finding.message.as_str();
    let starts = facts.wording.advice.iter().filter_map(|begins| {
        let at = message.find(&format!(". {begins}"))?;
        Some(at + 1)
    });
    match starts.min() {
        Some(at) => (&message[..at], message[at..].trim_start()),
        None => (message, finding.rule.action),
    }
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
