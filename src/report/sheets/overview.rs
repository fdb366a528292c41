//! `Tổng quan`: the year at a glance, what waits for a decision, and the way to every sheet.

use super::accounts::UNEVEN;
use super::returns::group_rows;
use super::unit_cells::UnitCells;
use super::{cluster_name, coverage_sentence, name, period_title, province_coverage, share, sheet};
use crate::catalogue::Indicator;
use crate::finding::{Rule, Severity};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::native::{ChartBand, NativeChart};
use crate::report::standing::Coverage;
use crate::report::wording::say;
use crate::report::{
    Cell, Column, ColumnGroup, Formula, Link, NumberStyle, Print, Quantity, Row, RowKind, Sheet,
    SheetKind, Table, Tone,
};
use crate::tables::{Basis, Group};

/// Which table of the sheet lists the others.
const CONTENTS: usize = 3;

/// The columns of the two sides that are compared like for like.
const NOW: u16 = 5;
const BEFORE: u16 = 6;

/// Builds the sheet; the others are there to be listed.
pub(super) fn build(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    charts: Vec<NativeChart>,
    others: &[Sheet],
) -> Sheet {
    let scale = facts.money_scale([Group::Province].iter());
    let mut sheet = sheet(
        name::OVERVIEW,
        SheetKind::Overview,
        format!(
            "TỔNG HỢP SỐ LIỆU CÔNG ĐOÀN CƠ SỞ {}",
            facts.account.period.label().to_uppercase()
        ),
    );
    sheet.back = Some((
        "» Đến từng trang của tệp này".to_owned(),
        Link::Table {
            sheet: name::OVERVIEW.into(),
            table: CONTENTS,
        },
    ));
    sheet.subtitles = subtitles(facts);
    sheet.bands = bands(charts);
    sheet.tables = vec![
        key_figures(facts, units, scale),
        decisions(facts),
        returns(facts),
        contents(others),
    ];
    sheet.print = Print::OnePageWide;
    sheet
}

fn subtitles(facts: &Facts<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if !facts.inputs.audit.discrepancies.is_empty() {
        lines.push(format!("{UNEVEN}; xem trang {}.", name::ACCOUNTS));
    }
    if !facts.inputs.office.is_empty() {
        lines.push(facts.inputs.office.to_owned());
    }
    let errors = facts
        .lists
        .tasks
        .iter()
        .filter(|root| root[0].severity == Severity::Error)
        .count();
    let waiting = facts
        .account
        .tables
        .observations
        .iter()
        .filter(|observation| {
            observation.period == Some(facts.account.period) && facts.awaits_decision(observation)
        })
        .count();
    lines.push(format!(
        "{} {waiting} số liệu của kỳ này đang giữ lại, chưa tính vào tổng; {errors} việc phải xử lý ở tất cả các kỳ.",
        coverage_sentence(province_coverage(facts)),
    ));
    lines.extend(facts.legend());
    if let Some(time) = facts.inputs.generated_at {
        lines.push(format!("Lập ngày {}.", time.date().strftime("%d/%m/%Y")));
    }
    lines
}

/// Two charts side by side, wide ones alone.
fn bands(charts: Vec<NativeChart>) -> Vec<ChartBand> {
    let mut bands: Vec<ChartBand> = Vec::new();
    for chart in charts {
        match bands.last_mut() {
            Some(band) if band.charts.len() == 1 && !chart.is_wide && !band.charts[0].is_wide => {
                band.charts.push(chart);
            }
            _ => bands.push(ChartBand {
                below: 0,
                charts: vec![chart],
                // A page takes two bands, the first one besides the key figures only one.
                starts_page: bands.len() % 2 == 1,
            }),
        }
    }
    bands
}

fn key_figures(facts: &Facts<'_>, units: &UnitCells<'_>, scale: MoneyScale) -> Table {
    let period = facts.account.period;
    let previous = previous_period(facts);
    let before = previous.map_or_else(|| "Kỳ trước".to_owned(), period_title);
    let now = period_title(period);
    let rows = facts
        .inputs
        .plan
        .key_indicators
        .iter()
        .filter_map(|code| facts.account.indicators.get(code))
        .filter_map(|indicator| key_row(facts, indicator, previous, (scale, units)))
        .collect();
    Table {
        caption: Some(format!("Số liệu chính. {}", scale.sentence())),
        columns: vec![
            Column::wrapped("Chỉ tiêu", 48.0),
            Column::centered("Đơn vị tính", 11.0),
            Column::number(now.clone(), 17.0),
            Column::centered("Đơn vị có số liệu", 11.0),
            Column::number(before.clone(), 17.0),
            Column::number(now, 17.0),
            Column::number(before, 17.0),
            Column::number("Tăng, giảm", 15.0),
            Column::number("Tỷ lệ tăng, giảm", 12.0),
            Column::number("Số đơn vị so sánh", 11.0),
        ],
        column_groups: vec![
            ColumnGroup {
                title: "Theo báo cáo".to_owned(),
                first: 2,
                last: 4,
            },
            ColumnGroup {
                title: "So trên cùng đơn vị (có số liệu ở cả hai kỳ)".to_owned(),
                first: 5,
                last: 9,
            },
        ],
        rows,
        empty_text: "Kỳ này chưa có số liệu nào được tính.".to_owned(),
        ..Table::default()
    }
}

/// The period that the province's figures are compared with.
fn previous_period(facts: &Facts<'_>) -> Option<Period> {
    facts
        .account
        .tables
        .comparisons
        .iter()
        .find(|row| row.period == facts.account.period && row.group == Group::Province)
        .map(|row| row.previous_period)
}

fn key_row(
    facts: &Facts<'_>,
    indicator: &Indicator,
    previous: Option<Period>,
    (scale, units): (MoneyScale, &UnitCells<'_>),
) -> Option<Row> {
    let period = facts.account.period;
    let code = &indicator.code;
    let total = facts.account.total(period, &Group::Province, code)?;
    let style = NumberStyle::plain(quantity(indicator, scale));
    let before =
        previous.and_then(|previous| facts.account.total(previous, &Group::Province, code));
    let marked =
        |cell: Cell, periods: &[Period]| facts.marked(cell, (&Group::Province, code), periods);
    let mut cells = vec![
        Cell::text(facts.full_label(code)),
        Cell::text(unit_of_measure(indicator, scale)),
        marked(
            Cell::number(total.value, style)
                .toned(Tone::Strong)
                .computed(units.total(&Group::Province, code)),
            &[period],
        ),
        share(facts, total),
        before.map_or_else(Cell::empty, |total| {
            marked(Cell::number(total.value, style), &[total.period])
        }),
    ];
    if let Some(row) = facts
        .account
        .comparison(period, &Group::Province, code, Basis::LikeForLike)
    {
        let (change, factor) = change_style(indicator, scale);
        let both = [row.period, row.previous_period];
        let change = facts.judged(change, code, &both);
        let rate = (change.quantity != Quantity::Points)
            .then_some(row.change_rate)
            .flatten();
        cells.extend([
            marked(Cell::number(row.value, style), &both[..1]),
            marked(Cell::number(row.previous_value, style), &both[1..]),
            marked(
                Cell::number(row.change * factor, change).computed(Some(Formula::Difference {
                    value: NOW,
                    before: BEFORE,
                    in_points: change.quantity == Quantity::Points,
                })),
                &both,
            ),
            rate.map_or_else(Cell::empty, |rate| {
                let cell = Cell::number(rate, change.shown_as(Quantity::Percent));
                let cell = cell.computed(Some(Formula::Rate {
                    value: NOW,
                    before: BEFORE,
                }));
                marked(cell, &both)
            }),
            Cell::count(row.n_units as usize),
        ]);
    }
    Some(Row::plain(cells))
}

/// What waits for a decision: one row a kind of finding, errors first.
fn decisions(facts: &Facts<'_>) -> Table {
    let mut kinds: Vec<(Severity, &'static Rule, usize, usize, u32)> = Vec::new();
    for (position, root) in facts.lists.tasks.iter().enumerate() {
        let finding = root[0];
        let is_current = usize::from(finding.period == Some(facts.account.period));
        let known = kinds
            .iter_mut()
            .find(|kind| kind.0 == finding.severity && kind.1 == finding.rule);
        match known {
            Some(kind) => {
                kind.2 += is_current;
                kind.3 += 1;
            }
            None => kinds.push((
                finding.severity,
                finding.rule,
                is_current,
                1,
                position as u32,
            )),
        }
    }
    kinds.sort_by_key(|kind| (kind.0, std::cmp::Reverse(kind.2), kind.1.code));
    let rows = kinds
        .into_iter()
        .map(|(severity, rule, current, all, first)| {
            let tone = match severity {
                Severity::Error => Tone::Bad,
                Severity::Warning | Severity::Info => Tone::Warning,
            };
            Row::plain(vec![
                Cell::text(rule.title).linked(Some(Link::Row {
                    sheet: name::TASKS.into(),
                    row: first,
                    column: 0,
                })),
                Cell::text(say(&facts.wording.severities, severity.key())).toned(tone),
                Cell::count(current),
                Cell::count(all),
                Cell::text(rule.action).indented(1),
            ])
        })
        .collect();
    Table {
        caption: Some("Việc chờ quyết định".to_owned()),
        columns: vec![
            Column::wrapped("Vấn đề", 48.0),
            Column::centered("Mức độ", 11.0),
            Column::number("Số việc kỳ này", 17.0),
            Column::number("Tất cả các kỳ", 11.0),
            Column::wrapped("Cần làm", 17.0).spanning(6),
        ],
        rows,
        empty_text: "Không có việc nào chờ quyết định.".to_owned(),
        ..Table::default()
    }
}

/// How many units of each cluster stand where.
fn returns(facts: &Facts<'_>) -> Table {
    let period = facts.account.period;
    let places = group_rows(facts);
    let mut rows: Vec<Row> = facts
        .unit_groups
        .iter()
        .zip(places)
        .map(|(group, row)| {
            let coverage = facts.account.standings.coverage(period, group.units.iter());
            let name = Cell::text(cluster_name(facts, group.cluster.as_ref()).to_owned());
            let link = Link::Row {
                sheet: name::RETURNS.into(),
                row,
                column: 1,
            };
            Row::plain(coverage_cells(name.linked(Some(link)), coverage))
        })
        .collect();
    if !rows.is_empty() {
        let cells = coverage_cells(Cell::text("Toàn tỉnh"), province_coverage(facts));
        rows.push(Row::new(RowKind::Total, cells));
    }
    Table {
        caption: Some(format!("Tình hình nộp, {}", period.label())),
        columns: vec![
            Column::wrapped("Cụm", 48.0),
            Column::number("Phải nộp", 11.0),
            Column::number("Đã nộp", 17.0),
            Column::number("Qua biểu của cụm", 11.0),
            Column::number("Giữ lại", 17.0),
            Column::number("Tệp không dùng được", 17.0),
            Column::number("Chưa nộp", 17.0),
            Column::number("Tỷ lệ có số liệu", 15.0),
        ],
        rows,
        empty_text: "Kỳ này chưa có đơn vị nào.".to_owned(),
        ..Table::default()
    }
}

fn coverage_cells(name: Cell, coverage: Coverage) -> Vec<Cell> {
    let warned = |count: usize, tone| {
        let tone = if count == 0 { Tone::Plain } else { tone };
        Cell::count(count).toned(tone)
    };
    let rate = if coverage.expected == 0 {
        Cell::empty()
    } else {
        let rate = coverage.covered() as f64 / coverage.expected as f64;
        Cell::number(rate, NumberStyle::plain(Quantity::Percent))
    };
    vec![
        name,
        Cell::count(coverage.expected),
        Cell::count(coverage.received),
        Cell::count(coverage.through_cluster),
        warned(coverage.held, Tone::Warning),
        warned(coverage.rejected, Tone::Bad),
        warned(coverage.missing, Tone::Bad),
        rate,
    ]
}

fn contents(others: &[Sheet]) -> Table {
    let rows = others
        .iter()
        .map(|sheet| {
            Row::plain(vec![
                Cell::text(sheet.name.clone()).linked(Some(Link::Sheet(sheet.name.clone()))),
                Cell::text(description(&sheet.name)),
            ])
        })
        .collect();
    Table {
        caption: Some("Các trang trong tệp này".to_owned()),
        columns: vec![
            Column::wrapped("Trang", 48.0),
            Column::wrapped("Nội dung", 11.0).spanning(9),
        ],
        rows,
        is_off_paper: true,
        ..Table::default()
    }
}

fn description(sheet: &str) -> &'static str {
    match sheet {
        name::PROVINCE => "Tất cả chỉ tiêu qua các kỳ, kèm số đơn vị có số liệu.",
        name::CLUSTERS => "Từng chỉ tiêu theo cụm: kỳ này, kỳ trước, tăng giảm trên cùng đơn vị.",
        name::UNITS => "Mỗi đơn vị một dòng; số cộng của cụm và toàn tỉnh là công thức.",
        name::YEARS => "Toàn tỉnh và từng cụm qua các kỳ, theo báo cáo và trên cùng đơn vị.",
        name::FORM => "Biểu tổng hợp chính thức của kỳ, để rà soát, in và ký.",
        name::CHANGES => "Thành lập, sáp nhập, chuyển cụm… và phần tăng, giảm do các biến động đó.",
        name::RATINGS => "Số đơn vị theo mức xếp loại, toàn tỉnh và từng cụm qua các kỳ.",
        name::TARGETS => {
            "Chỉ tiêu đã giao ước so với kết quả: đạt, không đạt, chưa có kết quả, còn thiếu bao nhiêu."
        }
        name::RANKING => {
            "Thứ hạng trong từng cụm, đề nghị của hội nghị, đề xuất theo số lượng; mỗi cụm in một trang."
        }
        name::CONFERENCES => {
            "Dự và ký giao ước, vắng có lý do, cụm trưởng kỳ tới, kết quả đại hội."
        }
        name::RETURNS => "Đơn vị nào đã nộp, đang giữ lại, chưa nộp, đã kết thúc.",
        name::FILES => "Từng tệp trong thư mục đầu vào và kết quả xử lý.",
        name::VERSIONS => "Đơn vị gửi nhiều bản: những số khác nhau giữa bản cũ và bản được tính.",
        name::TASKS => "Những điểm phải xử lý hoặc cần xem lại, kèm nơi có vấn đề và việc cần làm.",
        name::DECIDED => "Những việc cơ quan đã quyết định, và đã quyết định thế nào.",
        name::NOTICES => "Những điều phần mềm đã tự xử lý hoặc ghi nhận.",
        name::CHART_DATA => "Các số mà biểu đồ ở trang Tổng quan vẽ theo.",
        name::SOURCES => "Từng số liệu: báo cáo ghi gì, có tính vào tổng không, ở tệp nào, ô nào.",
        name::ACCOUNTS => {
            "Từng loại tệp, từng loại ô đã đọc và số ô không dùng đến: không bỏ sót gì."
        }
        _ => "",
    }
}
