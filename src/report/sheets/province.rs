//! `Toàn tỉnh`: all indicators in all periods, with the units behind each figure.

use super::unit_cells::UnitCells;
use super::{
    WHOLE_PRINT, coverage_sentence, key_figures, name, period_title, province_coverage, share,
    sheet,
};
use crate::catalogue::{Aggregation, Indicator};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, is_dependent, quantity, unit_of_measure};
use crate::report::wording::say;
use crate::report::{
    Cell, Column, ColumnGroup, NumberStyle, Print, Row, Sheet, SheetKind, Table, Tone, Trends,
};
use crate::tables::Group;

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>, units: &UnitCells<'_>) -> Sheet {
    let scale = facts.money_scale([Group::Province].iter());
    let mut sheet = sheet(
        name::PROVINCE,
        SheetKind::Figures,
        "Số liệu toàn tỉnh qua các kỳ".to_owned(),
    );
    sheet.subtitles = vec![
        format!(
            "Số liệu theo báo cáo, mỗi kỳ tính theo các đơn vị của kỳ đó. {}",
            scale.sentence()
        ),
        format!(
            "{}: {}",
            period_title(facts.account.period),
            coverage_sentence(province_coverage(facts))
        ),
    ];
    sheet.subtitles.extend(facts.legend());
    sheet.subtitles.push(format!(
        "Bản in có bảng đầu; các bảng dưới xem trên màn hình. {WHOLE_PRINT}"
    ));
    sheet.frozen_columns = 3;
    sheet
        .tables
        .push(table(facts, units, (&facts.comparable, scale)));
    for periods in other_kinds(facts) {
        let mut table = table(facts, units, (&periods, scale));
        table.caption = Some(format!("Kỳ khác: {}", said(&periods)));
        table.is_off_paper = true;
        sheet.tables.push(table);
    }
    let name = Column::wrapped("Chỉ tiêu", 5.0).spanning(2);
    let key = key_figures::table(facts, units, (&Group::Province, scale), name);
    sheet.tables.push(Table {
        caption: Some("Số liệu chính, so trên cùng đơn vị".to_owned()),
        is_off_paper: true,
        ..key
    });
    sheet.print = Print::Fitted {
        columns: u16::MAX,
        is_upright: true,
    };
    sheet
}

/// Periods that cannot be compared with the one reported on, kind by kind.
fn other_kinds(facts: &Facts<'_>) -> Vec<Vec<Period>> {
    let mut kinds: Vec<Vec<Period>> = Vec::new();
    for &period in &facts.account.periods {
        if facts.comparable.contains(&period) || facts.indicators_in(&[period]).is_empty() {
            continue;
        }
        match kinds
            .iter_mut()
            .find(|kind| kind[0].is_comparable_with(period))
        {
            Some(kind) => kind.push(period),
            None => kinds.push(vec![period]),
        }
    }
    kinds
}

fn said(periods: &[Period]) -> String {
    let labels: Vec<String> = periods.iter().map(|period| period.label()).collect();
    labels.join(", ")
}

fn table(
    facts: &Facts<'_>,
    units: &UnitCells<'_>,
    (periods, scale): (&[Period], MoneyScale),
) -> Table {
    let shape = Shape::new(periods);
    let mut rows = Vec::new();
    let mut number = 0;
    for indicator in facts.indicators_in(periods) {
        if !is_dependent(&indicator.label) {
            number += 1;
        }
        push_rows(facts, &mut rows, indicator, (number, scale, units, &shape));
    }
    Table {
        columns: shape.columns(),
        column_groups: shape.groups(),
        rows,
        trends: shape.trends(),
        empty_text: "Chưa có số liệu nào được tính.".to_owned(),
        ..Table::default()
    }
}

/// Which columns the table has: figures of all periods, how they went, the units behind them.
struct Shape<'p> {
    periods: &'p [Period],
}

/// Number, label and unit of measure.
const LEADING: u16 = 3;

impl<'p> Shape<'p> {
    fn new(periods: &'p [Period]) -> Self {
        Self { periods }
    }

    fn count(&self) -> u16 {
        self.periods.len() as u16
    }

    fn has_trends(&self) -> bool {
        self.periods.len() > 1
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![
            Column::centered("TT", 5.0),
            Column::wrapped("Chỉ tiêu", 58.0),
            Column::centered("Đơn vị tính", 10.0),
        ];
        let titles = self.periods.iter().map(|period| period_title(*period));
        columns.extend(titles.clone().map(|title| Column::number(title, 15.0)));
        if self.has_trends() {
            columns.push(Column::centered("Xu hướng", 12.0));
        }
        columns.extend(titles.map(|title| Column::centered(title, 8.0)));
        columns
    }

    fn groups(&self) -> Vec<ColumnGroup> {
        let last = LEADING + self.count() - 1;
        let coverage = last + 1 + u16::from(self.has_trends());
        [
            ("Số liệu", LEADING, last),
            ("Đơn vị có số liệu", coverage, coverage + self.count() - 1),
        ]
        .map(|(title, first, last)| ColumnGroup {
            title: title.to_owned(),
            first,
            last,
        })
        .into()
    }

    fn trends(&self) -> Option<Trends> {
        self.has_trends().then(|| Trends {
            column: LEADING + self.count(),
            first: LEADING,
            last: LEADING + self.count() - 1,
        })
    }

    /// A row of figures, then of the units behind them.
    fn cells(&self, leading: [Cell; 3], figures: Vec<(Cell, Cell)>) -> Vec<Cell> {
        let (figures, coverage): (Vec<Cell>, Vec<Cell>) = figures.into_iter().unzip();
        let mut cells = Vec::from(leading);
        cells.extend(figures);
        cells.extend(self.has_trends().then(Cell::empty));
        cells.extend(coverage);
        cells
    }
}

fn push_rows(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    (number, scale, units, shape): (usize, MoneyScale, &UnitCells<'_>, &Shape<'_>),
) {
    let dependent = is_dependent(&indicator.label);
    let first = if dependent {
        Cell::empty()
    } else {
        Cell::count(number)
    };
    let label = Cell::text(indicator.label.as_str()).indented(u8::from(dependent));
    if indicator.aggregation == Aggregation::Distribution {
        rows.push(Row::plain(vec![first, label]));
        push_categories(facts, rows, indicator, (units, shape));
        return;
    }
    let unit = Cell::text(unit_of_measure(indicator, scale));
    let style = NumberStyle::plain(quantity(indicator, scale));
    let code = &*indicator.code;
    let figures = shape.periods.iter().map(|&period| {
        match facts.account.total(period, &Group::Province, code) {
            Some(total) => {
                let formula = facts.now(period, || units.total(&Group::Province, code));
                let cell = Cell::number(total.value, style).computed(formula);
                let cell = cell.toned(emphasis(facts, period));
                (marked(facts, cell, (code, period)), share(facts, total))
            }
            None => (marked(facts, Cell::empty(), (code, period)), Cell::empty()),
        }
    });
    let figures = figures.collect();
    rows.push(Row::plain(shape.cells([first, label, unit], figures)));
}

fn push_categories(
    facts: &Facts<'_>,
    rows: &mut Vec<Row>,
    indicator: &Indicator,
    (units, shape): (&UnitCells<'_>, &Shape<'_>),
) {
    let code = &*indicator.code;
    for &category in facts.categories(code) {
        let label = say(&facts.wording.categories, category);
        let leading = [
            Cell::empty(),
            Cell::text(format!("- {label}")).indented(1),
            Cell::text("đơn vị"),
        ];
        let figures = shape.periods.iter().map(|&period| {
            match facts.category(period, &Group::Province, code, category) {
                Some((count, total)) => {
                    let said = say(&facts.wording.short_categories, category);
                    let formula = facts.now(period, || units.count(&Group::Province, code, said));
                    let cell = Cell::count(count as usize).computed(formula);
                    let share = Cell::text(format!("{count}/{total}"));
                    let cell = cell.toned(emphasis(facts, period));
                    (marked(facts, cell, (code, period)), share)
                }
                None => (Cell::empty(), Cell::empty()),
            }
        });
        let figures = figures.collect();
        rows.push(Row::plain(shape.cells(leading, figures)));
    }
}

/// A figure of the province, marked where an error waits behind it.
fn marked(facts: &Facts<'_>, cell: Cell, (code, period): (&str, Period)) -> Cell {
    facts.marked(cell, (&Group::Province, code), &[period])
}

/// The period reported on stands out.
fn emphasis(facts: &Facts<'_>, period: Period) -> Tone {
    if period == facts.account.period {
        Tone::Strong
    } else {
        Tone::Plain
    }
}
