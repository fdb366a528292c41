//! `Tổng quan`: the year in one minute: the largest figures, the news, who is missing by name; then what waits for a
//! decision, and the way to every sheet.

use super::accounts::UNEVEN;
use super::returns::group_rows;
use super::unit_cells::UnitCells;
use super::{cluster_name, coverage_sentence, name, province_coverage, share_of, sheet};
use crate::finding::{Rule, Severity};
use crate::report::conference::{ConferencePlan, Headline, Returns, headlines, returns_of};
use crate::report::facts::Facts;
use crate::report::labels::MoneyScale;
use crate::report::lists::meant_period;
use crate::report::native::{ChartBand, NativeChart};
use crate::report::standing::{Coverage, Standing};
use crate::report::wording::say;
use crate::report::{
    Cell, Column, Direction, Link, NumberStyle, Print, Quantity, Row, RowKind, Sheet, SheetKind,
    Table, Tone,
};
use crate::tables::Group;
use crate::text::capitalised;

/// Which table of the sheet the charts stand below, and which lists the others.
const RETURNS: usize = 3;
const CONTENTS: usize = 4;
/// What the charts are drawn from stands below the last of these tables.
pub(super) const FIRST_CHART_TABLE: usize = 5;
/// Units that a line names at most; more are counted.
const NAMED_AT_MOST: usize = 20;

/// Builds the sheet; the others are there to be listed.
pub(super) fn build(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    (charts, data): (Vec<NativeChart>, Vec<Table>),
    others: &[Sheet],
) -> Sheet {
    let scale = facts.money_scale([Group::Province].iter());
    let plan = ConferencePlan::built_in();
    let largest = headlines(facts, &plan, &Group::Province, scale);
    let returned = returns_of(facts, &Group::Province);
    let mut sheet = sheet(
        name::OVERVIEW,
        SheetKind::Overview,
        format!(
            "TỔNG HỢP SỐ LIỆU CÔNG ĐOÀN CƠ SỞ {}",
            facts.account.period.label().to_uppercase()
        ),
    );
    sheet.back = Some((
        "» Đến từng trang của tong-hop.xlsx và kiem-tra.xlsx".to_owned(),
        Link::Table {
            sheet: name::OVERVIEW.into(),
            table: CONTENTS,
        },
    ));
    sheet.subtitles = subtitles(facts, &largest);
    sheet.bands = bands(charts);
    sheet.tables = vec![
        largest_figures(facts, units, (&largest, scale)),
        without_figures(facts, &returned),
        decisions(facts),
        returns(facts),
        contents(others),
    ];
    sheet.tables.extend(data);
    sheet.print = Print::Fitted {
        columns: COLUMNS,
        is_upright: true,
    };
    sheet
}

/// The office, the news of the year in a sentence, how far the figures reach.
fn subtitles(facts: &Facts<'_>, largest: &[Headline]) -> Vec<String> {
    let mut lines = Vec::new();
    if !facts.inputs.audit.discrepancies.is_empty() {
        lines.push(format!("{UNEVEN}; xem trang {}.", name::ACCOUNTS));
    }
    if !facts.inputs.office.is_empty() {
        lines.push(facts.inputs.office.to_owned());
    }
    lines.extend(news(largest));
    let errors = facts
        .lists
        .tasks
        .iter()
        .filter(|root| root[0].severity == Severity::Error)
        .count();
    let waiting = facts.held().count();
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

/// The largest change that figures bear, in a sentence; `None` where they bear none.
fn news(largest: &[Headline]) -> Option<String> {
    let size = |headline: &&Headline| {
        let change = headline.change.as_ref();
        change.map_or(0.0, |change| match change.rate {
            Some(rate) => rate.abs(),
            // Points are hundredths.
            None => change.value.abs() / 100.0,
        })
    };
    let moved = largest.iter().filter(|headline| headline.doubt.is_none());
    let first = moved.max_by(|one, two| size(one).total_cmp(&size(two)))?;
    let change = first.change.as_ref()?;
    (size(&first) > 0.0).then(|| format!("Tin chính: {} {}.", first.label, change.text))
}

/// The columns of the grid: a name and seven more.
const COLUMNS: u16 = 8;
const NAME: f64 = 46.0;
const NARROW: f64 = 12.5;

/// The year in at most six figures, with change and coverage.
fn largest_figures(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    (largest, scale): (&[Headline], MoneyScale),
) -> Table {
    let period = facts.account.period;
    let row = |headline: &Headline| {
        let own = (&Group::Province, headline.code.as_str());
        let figure = Cell::number(headline.value, headline.style)
            .computed(units.total(&Group::Province, &headline.code));
        let change = match (&headline.change, &headline.doubt) {
            (Some(change), _) => {
                let tone = match change.direction {
                    Direction::UpIsGood if change.value < 0.0 => Tone::Bad,
                    Direction::UpIsBad if change.value > 0.0 => Tone::Bad,
                    _ => Tone::Plain,
                };
                Cell::text(change.text.as_str()).toned(tone)
            }
            (None, Some(doubt)) => Cell::text(doubt.as_str()).toned(Tone::Muted),
            (None, None) => Cell::empty(),
        };
        Row::new(
            RowKind::Headline,
            vec![
                Cell::text(headline.label.as_str()),
                facts.marked(figure, own, &[period]),
                Cell::text(headline.unit.as_str()),
                change,
                share_of(facts, headline.coverage),
            ],
        )
    };
    Table {
        caption: Some(format!(
            "{} trong {} con số. {}",
            capitalised(&period.label()),
            largest.len(),
            scale.sentence()
        )),
        columns: vec![
            Column::wrapped("Chỉ tiêu", NAME),
            Column::number("Số liệu", NARROW).spanning(2),
            Column::centered("Đơn vị tính", NARROW),
            Column::wrapped("So với kỳ trước", NARROW).spanning(3),
            Column::centered("Đơn vị có số liệu", NARROW),
        ],
        rows: largest.iter().map(row).collect(),
        empty_text: "Kỳ này chưa có số liệu nào được tính.".to_owned(),
        ..Table::default()
    }
}

/// Who has no figures, by name.
fn without_figures(facts: &Facts<'_>, returned: &Returns) -> Table {
    let account = facts.account;
    let of = |standing: Standing| -> Vec<&str> {
        let members = account.register.expected(account.period);
        let units = members.map(|member| &member.unit_id).filter(|unit| {
            let row = account.standings.of(account.period, unit);
            row.is_some_and(|row| row.standing == standing)
        });
        units.map(|unit| account.register.unit_name(unit)).collect()
    };
    let missing: Vec<&str> = returned.missing.iter().map(String::as_str).collect();
    let kinds = [
        ("Chưa nộp", missing, Tone::Bad),
        ("Có tệp đang giữ lại", of(Standing::Held), Tone::Warning),
        ("Tệp không dùng được", of(Standing::Rejected), Tone::Bad),
    ];
    let kinds = kinds.into_iter().filter(|(_, units, _)| !units.is_empty());
    let rows = kinds.map(|(what, units, tone)| {
        Row::plain(vec![
            Cell::text(format!("{what} ({} đơn vị)", units.len()))
                .toned(tone)
                .linked(Some(Link::Sheet(name::RETURNS.into()))),
            Cell::text(named(&units)),
        ])
    });
    Table {
        caption: Some("Đơn vị chưa có số liệu".to_owned()),
        columns: vec![
            Column::wrapped("Tình trạng", NAME),
            Column::wrapped("Đơn vị", NARROW).spanning(COLUMNS - 1),
        ],
        rows: rows.collect(),
        empty_text: "Tất cả các đơn vị phải nộp đều đã có số liệu.".to_owned(),
        ..Table::default()
    }
}

fn named(units: &[&str]) -> String {
    let shown = units[..units.len().min(NAMED_AT_MOST)].join("; ");
    match units.len().saturating_sub(NAMED_AT_MOST) {
        0 => shown,
        more => format!("{shown} và {more} đơn vị khác"),
    }
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
                below: RETURNS,
                charts: vec![chart],
                starts_page: false,
            }),
        }
    }
    bands
}

/// What waits for a decision: one row a kind of finding, errors first.
fn decisions(facts: &Facts<'_>) -> Table {
    let mut kinds: Vec<(Severity, &'static Rule, usize, usize, u32)> = Vec::new();
    for (position, root) in facts.lists.tasks.iter().enumerate() {
        let finding = root[0];
        let is_current = usize::from(meant_period(finding) == Some(facts.account.period));
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
            ])
        })
        .collect();
    Table {
        caption: Some("Việc chờ quyết định".to_owned()),
        columns: vec![
            Column::wrapped("Vấn đề", NAME),
            Column::centered("Mức độ", NARROW).spanning(2),
            Column::number("Số việc kỳ này", NARROW),
            Column::number("Tất cả các kỳ", NARROW),
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
            Column::wrapped("Cụm", NAME),
            Column::number("Phải nộp", NARROW),
            Column::number("Đã nộp", NARROW),
            Column::number("Qua biểu của cụm", NARROW),
            Column::number("Giữ lại", NARROW),
            Column::number("Tệp không dùng được", NARROW),
            Column::number("Chưa nộp", NARROW),
            Column::number("Tỷ lệ có số liệu", NARROW),
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
            let said = description(&sheet.name);
            let said = match name::is_of_checks(&sheet.name) {
                true => format!("kiem-tra.xlsx: {said}"),
                false => said.to_owned(),
            };
            Row::plain(vec![
                Cell::text(sheet.name.clone()).linked(Some(Link::Sheet(sheet.name.clone()))),
                Cell::text(said),
            ])
        })
        .collect();
    Table {
        caption: Some("Các trang của tong-hop.xlsx, rồi của kiem-tra.xlsx nằm cạnh nó".to_owned()),
        columns: vec![
            Column::wrapped("Trang", NAME),
            Column::wrapped("Nội dung", NARROW).spanning(COLUMNS - 1),
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
        name::CHART_DATA => "Số liệu và ghi chú của từng hình trong thư mục bieu-do.",
        name::HANDOUTS => {
            "Mỗi cụm một trang để in, gửi: số liệu, đơn vị còn thiếu, điểm, hạng, giao ước."
        }
        name::SOURCES => "Từng số liệu: báo cáo ghi gì, có tính vào tổng không, ở tệp nào, ô nào.",
        name::ACCOUNTS => {
            "Từng loại tệp, từng loại ô đã đọc và số ô không dùng đến: không bỏ sót gì."
        }
        _ => "",
    }
}
