//! `Bản thay thế`: which figures a superseded version had otherwise.

use super::{name, sheet};
use crate::identify::{VersionDifference, VersionFigure};
use crate::observation::Measure;
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, quantity};
use crate::report::wording::say;
use crate::report::{Cell, Column, Link, NumberStyle, Row, Sheet, SheetKind, Table};
use crate::tables::Group;
use std::collections::BTreeMap;

/// Builds the sheet; `None` where no version was superseded by a different one.
pub(super) fn build(facts: &Facts<'_>) -> Option<Sheet> {
    let differences = facts.inputs.version_differences;
    if differences.is_empty() {
        return None;
    }
    let submissions = facts.account.tables.submissions.iter();
    let periods: Periods<'_> = submissions
        .filter_map(|submission| Some((&*submission.file, submission.period?)))
        .collect();
    let mut sheet = sheet(
        name::VERSIONS,
        SheetKind::Work,
        "Số liệu thay đổi giữa bản cũ và bản được tính".to_owned(),
    );
    sheet.subtitles = vec![
        "Đơn vị gửi nhiều bản thì bản mới nhất được tính; dưới đây là những số khác với bản cũ. Số tiền tính bằng đồng."
            .to_owned(),
    ];
    sheet.tables.push(Table {
        list_name: Some("BanThayThe".to_owned()),
        columns: vec![
            Column::wrapped("Đơn vị", 32.0),
            Column::wrapped("Chỉ tiêu", 40.0),
            Column::centered("Số", 12.0),
            Column::number("Bản cũ", 18.0),
            Column::number("Bản được tính", 18.0),
            Column::wrapped("Tệp cũ", 50.0),
            Column::wrapped("Tệp được tính", 50.0),
        ],
        rows: differences
            .iter()
            .map(|row| difference_row(facts, row, &periods))
            .collect(),
        can_filter: true,
        ..Table::default()
    });
    Some(sheet)
}

/// The periods of files.
type Periods<'a> = BTreeMap<&'a str, Period>;

fn difference_row(facts: &Facts<'_>, difference: &VersionDifference, periods: &Periods<'_>) -> Row {
    let file = |file: &str, figure: Option<&VersionFigure>| {
        let place = figure.map(|figure| (figure.at.sheet.clone(), figure.at.address.to_string()));
        Cell::text(file).linked(Some(Link::File {
            path: facts.file_path(file),
            place,
        }))
    };
    Row::plain(vec![
        Cell::text(facts.account.register.unit_name(&difference.unit_id)),
        Cell::text(facts.full_label(&difference.indicator)),
        Cell::text(say(&facts.wording.measures, difference.measure.key())),
        figure_cell(facts, &difference.indicator, difference.old.as_ref()),
        marked(facts, difference, periods),
        file(&difference.file, difference.old.as_ref()),
        file(&difference.newer_file, difference.new.as_ref()),
    ])
}

/// The figure of the version that counts, marked where an error waits at it.
fn marked(facts: &Facts<'_>, difference: &VersionDifference, periods: &Periods<'_>) -> Cell {
    let cell = figure_cell(facts, &difference.indicator, difference.new.as_ref());
    let own = Group::Unit(difference.unit_id.clone());
    match (periods.get(&*difference.newer_file), difference.measure) {
        (Some(period), Measure::Actual) => {
            facts.marked(cell, (&own, &difference.indicator), &[*period])
        }
        _ => cell,
    }
}

/// A figure as its version has it; what could not be read stands as it is.
fn figure_cell(facts: &Facts<'_>, indicator: &str, figure: Option<&VersionFigure>) -> Cell {
    let Some(figure) = figure else {
        return Cell::empty();
    };
    match (
        figure.value,
        &figure.category,
        facts.account.indicators.get(indicator),
    ) {
        (Some(value), _, Some(indicator)) => Cell::number(
            value,
            NumberStyle::plain(quantity(indicator, MoneyScale::Dong)),
        ),
        (_, Some(category), _) => Cell::text(say(&facts.wording.categories, category)),
        _ => Cell::text(figure.raw.as_str()),
    }
}
