//! `Mẫu số 2-HĐCĐ`: the official aggregate form of the period, filled in and ready to be signed.

use super::unit_cells::UnitCells;
use super::{coverage_sentence, name, province_coverage, share_of, sheet};
use crate::register::UnitKind;
use crate::report::aggregate_form::{AggregateForm, FormFigure, FormRow};
use crate::report::facts::Facts;
use crate::report::labels::is_dependent;
use crate::report::pools::{self, Pooled, Sums};
use crate::report::{
    Cell, Column, Formula, Frame, FrameStyle, FrameText, NumberStyle, Papers, Quantity, Row, Sheet,
    SheetKind, Table,
};
use crate::tables::Group;

/// The columns that the left and the right half of the lines around the table take.
const LEFT: (u16, u16) = (0, 1);
const RIGHT: (u16, u16) = (2, 4);
/// Empty lines for a signature.
const ROOM_TO_SIGN: usize = 4;
/// What stands above a form that is not to be signed yet.
const SHORTAGE: &str = "CHƯA ĐỦ SỐ LIỆU";
/// A line that is filled in by hand.
const TO_FILL: &str = "…………………………………";

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>, cells: &UnitCells<'_>) -> Sheet {
    let form = facts.inputs.form;
    let mut sheet = sheet(name::FORM, SheetKind::Figures, form.title.clone());
    sheet.subtitles = remarks(facts, form);
    sheet.frame = Some(Frame {
        head: head(facts, form, shortage(facts, cells)),
        foot: foot(facts, form),
    });
    sheet.tables.push(table(facts, cells));
    sheet
}

/// The form's rows with their figures.
pub(super) fn table(facts: &Facts<'_>, cells: &UnitCells<'_>) -> Table {
    let rows = facts.inputs.form.rows.iter();
    let rows = rows.map(|row| form_row(facts, cells, row));
    Table {
        columns: vec![
            Column::centered("TT", 6.0),
            Column::wrapped("Chỉ tiêu", 47.0),
            Column::centered("Đơn vị tính", 9.0),
            Column::number("Số lượng", 17.0),
            Column::centered("Đơn vị có số liệu", 11.0),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// What the person at the screen must know before the form is signed.
fn remarks(facts: &Facts<'_>, form: &AggregateForm) -> Vec<String> {
    let mut remarks =
        vec!["Số liệu là công thức theo trang Theo đơn vị. Phần ghi chú này không in.".to_owned()];
    let first = form.rows.iter().find(|row| !row.is_checked);
    if let Some(row) = first {
        remarks.push(format!(
            "Từ dòng {} trở đi: số thứ tự và lời văn chưa đối chiếu với bản mẫu chính thức, xem lại trước khi ký.",
            row.number
        ));
    }
    remarks.extend(facts.legend());
    remarks.extend(
        facts
            .inputs
            .office
            .is_empty()
            .then(|| "Tên cơ quan chưa được khai báo nên để dòng chấm.".to_owned()),
    );
    remarks
}

/// Why the form is not to be signed yet: too few units have reported, or stand behind some of its rows.
fn shortage(facts: &Facts<'_>, cells: &UnitCells<'_>) -> Option<String> {
    let coverage = province_coverage(facts);
    let (covered, expected) = (coverage.covered(), coverage.expected);
    let account = facts.account;
    if !account.is_enough(covered as u32, expected as u32) {
        return Some(format!(
            "{SHORTAGE}: mới có số liệu của {covered}/{expected} đơn vị"
        ));
    }
    let figures = facts.inputs.form.rows.iter();
    let figures = figures.map(|row| figure(facts, cells, row));
    let filled: Vec<Figure> = figures.filter(|it| it.n_expected > 0).collect();
    let is_poor = |it: &&Figure| !account.is_enough(it.n_units, it.n_expected);
    let poor = filled.iter().filter(is_poor).count();
    (poor > 0).then(|| {
        format!(
            "{SHORTAGE}: {poor}/{} dòng có số liệu của quá ít đơn vị",
            filled.len()
        )
    })
}

fn head(facts: &Facts<'_>, form: &AggregateForm, shortage: Option<String>) -> Vec<Vec<FrameText>> {
    let office = match facts.inputs.office {
        "" => TO_FILL,
        office => office,
    };
    let period = facts.account.period.label().to_uppercase();
    vec![
        vec![
            text(LEFT, office, FrameStyle::Bold),
            text(RIGHT, &form.name, FrameStyle::Bold),
        ],
        vec![text(RIGHT, &form.legal_basis, FrameStyle::Italic)],
        shortage
            .map(|said| whole(&said, FrameStyle::Bold))
            .into_iter()
            .collect(),
        vec![whole(
            &format!("{} {period}", form.title),
            FrameStyle::Heading,
        )],
        vec![whole(
            "(Số liệu tính đến ngày ……/……/…………)",
            FrameStyle::Italic,
        )],
        vec![],
    ]
}

fn foot(facts: &Facts<'_>, form: &AggregateForm) -> Vec<Vec<FrameText>> {
    let papers = facts.inputs.papers;
    let or_dots = |said: &str, dots: &'static str| match said {
        "" => dots.to_owned(),
        said => said.to_owned(),
    };
    let place = or_dots(&papers.place, "……………");
    let mut lines = vec![vec![note(&coverage_sentence(province_coverage(facts)))]];
    lines.extend(kinds_note(facts, form).map(|said| vec![note(&said)]));
    lines.push(vec![]);
    lines.push(vec![text(
        RIGHT,
        &format!("{place}, ngày …… tháng …… năm ……"),
        FrameStyle::Italic,
    )]);
    let count = form.signed_left.len().max(form.signed_right.len());
    for line in 0..count {
        let style = match line {
            0 => FrameStyle::Bold,
            _ => FrameStyle::Italic,
        };
        let side = |side, lines: &[String]| lines.get(line).map(|said| text(side, said, style));
        let both = [
            side(LEFT, &form.signed_left),
            side(RIGHT, &form.signed_right),
        ];
        lines.push(both.into_iter().flatten().collect());
    }
    let titles = Papers::listed(&papers.signer_title);
    lines.extend(titles.map(|title| vec![text(RIGHT, title, FrameStyle::Bold)]));
    lines.extend(vec![vec![]; ROOM_TO_SIGN]);
    lines.push(vec![
        text(LEFT, TO_FILL, FrameStyle::Plain),
        text(RIGHT, &or_dots(&papers.signer, TO_FILL), FrameStyle::Plain),
    ]);
    lines
}

/// Which units are in no row by kind of employer.
fn kinds_note(facts: &Facts<'_>, form: &AggregateForm) -> Option<String> {
    let unknown = pools::units_of_no_kind(facts).len();
    let by_kind = form.rows.iter().filter(|row| kind(row).is_some());
    let numbers: Vec<&str> = by_kind
        .map(|row| row.number.as_str())
        .filter(|number| !number.is_empty())
        .collect();
    let (first, last) = (numbers.first()?, numbers.last()?);
    (unknown > 0).then(|| {
        format!(
            "Dòng {first}–{last} không tính {unknown} đơn vị chưa ghi loại hình trong danh mục."
        )
    })
}

fn kind(row: &FormRow) -> Option<UnitKind> {
    match row.figure {
        FormFigure::Mean { kind, .. } | FormFigure::People { kind, .. } => kind,
        FormFigure::Total(_) | FormFigure::Ratio { .. } => None,
    }
}

fn text((first, last): (u16, u16), text: &str, style: FrameStyle) -> FrameText {
    FrameText {
        first,
        last,
        text: text.to_owned(),
        style,
    }
}

fn whole(said: &str, style: FrameStyle) -> FrameText {
    text((LEFT.0, RIGHT.1), said, style)
}

fn note(said: &str) -> FrameText {
    whole(said, FrameStyle::Note)
}

fn form_row(facts: &Facts<'_>, cells: &UnitCells<'_>, row: &FormRow) -> Row {
    let figure = figure(facts, cells, row);
    let number = match row.number.parse::<u32>() {
        Ok(number) => Cell::count(number as usize),
        Err(_) => Cell::text(row.number.as_str()),
    };
    let label = Cell::text(row.label.as_str()).indented(u8::from(is_dependent(&row.label)));
    let coverage = match (figure.n_units, figure.n_expected) {
        (0, 0) => Cell::text("–"),
        coverage => share_of(facts, coverage),
    };
    let style = NumberStyle::plain(match row.figure {
        FormFigure::Ratio { .. } => Quantity::Percent,
        _ => Quantity::Whole,
    });
    let value = figure.value.map_or_else(Cell::empty, |value| {
        Cell::number(value, style).computed(figure.formula)
    });
    let period = facts.account.period;
    let mut codes = row.codes();
    let value = match codes.find(|code| facts.account.is_doubtful(period, code)) {
        Some(code) => facts.marked(value, (&Group::Province, code), &[period]),
        None => value,
    };
    Row::plain(vec![
        number,
        label,
        Cell::text(row.unit.as_str()),
        value,
        coverage,
    ])
}

/// A row's figure and what it rests on.
struct Figure {
    value: Option<f64>,
    formula: Option<Formula>,
    n_units: u32,
    n_expected: u32,
}

fn figure(facts: &Facts<'_>, cells: &UnitCells<'_>, row: &FormRow) -> Figure {
    let weighted = |value: &str, weight: &str, kind: Option<UnitKind>| {
        let rows = cells.units(kind.map(UnitKind::label))?;
        Some((cells.column(value)?, cells.column(weight)?, rows))
    };
    let pooled = |value: &str, weight: &str, kind: Option<UnitKind>| {
        let found = pools::pooled(facts, Sums::Weighted { value, weight }, kind);
        (found, weighted(value, weight, kind))
    };
    match &row.figure {
        FormFigure::Total(code) => total(facts, cells, code),
        FormFigure::Ratio { above, below } => {
            let found = pools::pooled(facts, Sums::Ratio { above, below }, None);
            let formula = weighted(above, below, None).map(|(numerator, denominator, rows)| {
                Formula::RatioOfSums {
                    numerator,
                    denominator,
                    rows,
                }
            });
            Figure::new(&found, found.quotient(), formula)
        }
        FormFigure::Mean {
            value,
            weight,
            kind,
        } => {
            let (found, columns) = pooled(value, weight, *kind);
            let formula = columns.map(|(value, weight, rows)| Formula::WeightedMean {
                value,
                weight,
                rows,
            });
            Figure::new(&found, found.quotient(), formula)
        }
        FormFigure::People {
            value,
            weight,
            kind,
        } => {
            let (found, columns) = pooled(value, weight, *kind);
            let formula = columns.map(|(value, weight, rows)| Formula::WeightOfMean {
                value,
                weight,
                rows,
            });
            Figure::new(&found, (found.n_units > 0).then_some(found.below), formula)
        }
    }
}

fn total(facts: &Facts<'_>, cells: &UnitCells<'_>, code: &str) -> Figure {
    let period = facts.account.period;
    match facts.account.total(period, &Group::Province, code) {
        Some(total) => Figure {
            value: Some(total.value),
            formula: cells.total(&Group::Province, code),
            n_units: total.n_units,
            n_expected: total.n_expected,
        },
        None => Figure {
            value: None,
            formula: None,
            n_units: 0,
            n_expected: facts.account.expected(period, &Group::Province),
        },
    }
}

impl Figure {
    fn new(found: &Pooled, value: Option<f64>, formula: Option<Formula>) -> Self {
        Self {
            value,
            formula,
            n_units: found.n_units,
            n_expected: found.n_expected,
        }
    }
}
