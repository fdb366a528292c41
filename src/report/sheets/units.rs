//! `Theo đơn vị`: a row a unit, grouped by cluster, with totals that follow from the rows.

use super::sources::Arrangement;
use super::unit_cells::{NUMBER, UnitCells};
use super::{
    WHOLE_PRINT, cluster_name, coverage_sentence, name, province_coverage, sheet, standing_cell,
};
use crate::catalogue::{Aggregation, Indicator, IndicatorKind};
use crate::observation::Observation;
use crate::report::facts::{Facts, UnitGroup};
use crate::report::labels::{MoneyScale, quantity, roman, unit_of_measure};
use crate::report::reading::{self, Treatment};
use crate::report::wording::say;
use crate::report::{
    Cell, Column, Formula, FormulaRows, LiveMarks, NumberStyle, Print, Row, RowFilter, RowKind,
    Sheet, SheetKind, Table,
};
use crate::tables::Group;
use std::sync::Arc;

/// More units than this go on an upright page.
const UNITS_OF_A_BROAD_PAGE: usize = 25;

/// What a held cell says.
const HELD: &str = "giữ lại";

/// What the rows of the table have in common.
struct Plan<'f, 'a> {
    facts: &'f Facts<'a>,
    sources: &'f Arrangement,
    cells: &'f UnitCells<'a>,
    scale: MoneyScale,
    /// Whether each figure leads to its row in the sheet of sources, or only each unit.
    links_figures: bool,
    /// Whether figures converted from another unit of measure have a note.
    notes_conversions: bool,
}

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>, cells: &UnitCells<'_>, sources: &Arrangement) -> Sheet {
    let clusters = facts.clusters.iter().cloned().map(Group::Cluster);
    let groups: Vec<Group> = clusters.chain([Group::Province]).collect();
    let units: usize = facts
        .unit_groups
        .iter()
        .map(|group| group.units.len())
        .sum();
    let plan = Plan {
        facts,
        sources,
        cells,
        links_figures: units * cells.indicators.len() <= facts.inputs.plan.links_at_most,
        notes_conversions: conversions(facts) <= facts.inputs.plan.notes_at_most,
        scale: facts.money_scale(groups.iter()),
    };
    let mut sheet = sheet(
        name::UNITS,
        SheetKind::Figures,
        format!("Số liệu theo đơn vị, {}", facts.account.period.label()),
    );
    sheet.subtitles = subtitles(&plan);
    sheet.frozen_columns = 2;
    sheet.print = Print::Fitted {
        columns: cells.leading + facts.inputs.plan.unit_columns_on_a_page,
        // Many units fill an upright page.
        is_upright: units > UNITS_OF_A_BROAD_PAGE,
    };
    sheet.tables.push(table(&plan));
    sheet
}

fn subtitles(plan: &Plan<'_, '_>) -> Vec<String> {
    let target = if plan.links_figures {
        "Bấm vào một số liệu"
    } else {
        "Bấm vào tên đơn vị"
    };
    let noted = if plan.notes_conversions {
        "số đã đính chính, quy đổi đơn vị tính hoặc số ước"
    } else {
        "số đã đính chính hoặc số ước (số quy đổi: xem trang Nguồn số liệu)"
    };
    let mut lines = vec![
        format!(
            "{} {} Số cộng của cụm và toàn tỉnh là công thức.",
            coverage_sentence(province_coverage(plan.facts)),
            plan.scale.sentence()
        ),
        format!(
            "Ô nền xám: chưa có số liệu. Ô “{HELD}”: số liệu chờ xử lý, chưa tính vào tổng. Ô có ghi chú: {noted}. \
             {target} để xem nguồn."
        ),
    ];
    let printed = plan.facts.inputs.plan.unit_columns_on_a_page;
    if plan.cells.indicators.len() > usize::from(printed) {
        lines.push(format!(
            "Bản in có {printed} cột chỉ tiêu đầu. {WHOLE_PRINT}"
        ));
    }
    lines.extend(plan.facts.legend());
    lines
}

fn table(plan: &Plan<'_, '_>) -> Table {
    let mut columns = vec![Column::centered("TT", 6.0), Column::wrapped("Đơn vị", 44.0)];
    if plan.facts.account.register.is_kept {
        columns.push(Column::centered("Mã đơn vị", 12.0));
    }
    columns.push(Column::centered("Tình trạng", 16.0));
    columns.extend(plan.cells.indicators.iter().map(|indicator| {
        let label = plan.facts.full_label(&indicator.code);
        let title = match (indicator.kind, unit_of_measure(indicator, plan.scale)) {
            (IndicatorKind::Category, _) | (_, "") => label,
            (_, unit) => format!("{label} ({unit})"),
        };
        match indicator.kind {
            IndicatorKind::Category => Column::centered(title, 18.0),
            _ => Column::number(title, 14.0),
        }
    }));
    let last = columns.len().saturating_sub(1) as u16;
    if plan.cells.kind.is_some() {
        columns.push(Column::wrapped("Loại hình", 30.0));
    }
    let has_units = !plan.facts.unit_groups.is_empty();
    let mut rows = Vec::new();
    if has_units {
        rows.push(total_row(plan));
    }
    for (position, group) in plan.facts.unit_groups.iter().enumerate() {
        rows.push(group_row(plan, position, group, rows.len() as u32));
        for (number, unit) in group.units.iter().enumerate() {
            rows.push(unit_row(plan, number + 1, unit));
        }
    }
    Table {
        columns,
        rows,
        can_filter: true,
        live_marks: (!plan.cells.indicators.is_empty()).then(|| LiveMarks {
            first: plan.cells.leading,
            last,
            held_text: HELD.to_owned(),
        }),
        empty_text: "Chưa có đơn vị nào trong kỳ này.".to_owned(),
        ..Table::default()
    }
}

/// Number, name, code and standing; without the code where the office gives none.
fn leading_cells(plan: &Plan<'_, '_>, cells: [Cell; 4]) -> Vec<Cell> {
    let [number, name, code, standing] = cells;
    let mut leading = vec![number, name];
    leading.extend(plan.facts.account.register.is_kept.then_some(code));
    leading.push(standing);
    leading
}

fn total_row(plan: &Plan<'_, '_>) -> Row {
    let rows = FormulaRows {
        sheet: None,
        first: 1,
        last: plan.cells.last_row,
        only: RowFilter::Numbered(NUMBER),
    };
    let coverage = province_coverage(plan.facts);
    let name = Cell::text("TOÀN TỈNH");
    let covered = Cell::text(format!("{}/{}", coverage.covered(), coverage.expected));
    let mut cells = leading_cells(plan, [Cell::empty(), name, Cell::empty(), covered]);
    cells.extend(totals(plan, &Group::Province, &rows));
    Row::new(RowKind::Total, cells)
}

fn group_row(plan: &Plan<'_, '_>, position: usize, group: &UnitGroup, row: u32) -> Row {
    let facts = plan.facts;
    let coverage = facts
        .account
        .standings
        .coverage(facts.account.period, group.units.iter());
    let number = Cell::text(roman(position + 1));
    let name = Cell::text(cluster_name(facts, group.cluster.as_ref()).to_owned());
    let covered = Cell::text(format!("{}/{}", coverage.covered(), coverage.expected));
    let mut cells = leading_cells(plan, [number, name, Cell::empty(), covered]);
    // Units in no cluster have no total of their own among the aggregates.
    if let Some(cluster) = &group.cluster {
        let rows = FormulaRows {
            sheet: None,
            first: row + 1,
            last: row + group.units.len() as u32,
            only: RowFilter::All,
        };
        cells.extend(totals(plan, &Group::Cluster(cluster.clone()), &rows));
    }
    Row::new(RowKind::Group, cells)
}

fn totals<'p>(
    plan: &'p Plan<'_, '_>,
    group: &'p Group,
    rows: &'p FormulaRows,
) -> impl Iterator<Item = Cell> + 'p {
    plan.cells.indicators.iter().map(move |indicator| {
        let period = plan.facts.account.period;
        let marked = |cell| plan.facts.marked(cell, (group, &indicator.code), &[period]);
        let Some(total) = plan.facts.account.total(period, group, &indicator.code) else {
            return marked(Cell::empty());
        };
        let style = NumberStyle::plain(quantity(indicator, plan.scale));
        let note = (total.n_units < total.n_expected)
            .then(|| format!("Tính trên {}/{} đơn vị.", total.n_units, total.n_expected));
        let cell = Cell::number(total.value, style).computed(formula(plan, indicator, rows));
        marked(cell.noted(note))
    })
}

/// How a group's figure follows from the rows; `None` where a column that it needs is not on the sheet.
fn formula(plan: &Plan<'_, '_>, indicator: &Indicator, rows: &FormulaRows) -> Option<Formula> {
    let rows = rows.clone();
    let column = |code: &str| plan.cells.column(code);
    Some(match &indicator.aggregation {
        Aggregation::Sum => Formula::Sum(rows),
        Aggregation::Mean => Formula::Mean(rows),
        Aggregation::WeightedMean { weight } => Formula::WeightedMean {
            value: column(&indicator.code)?,
            weight: column(weight)?,
            rows,
        },
        Aggregation::Ratio {
            numerator,
            denominator,
        } => Formula::RatioOfSums {
            numerator: column(numerator)?,
            denominator: column(denominator)?,
            rows,
        },
        Aggregation::Distribution => return None,
    })
}

fn unit_row(plan: &Plan<'_, '_>, number: usize, unit: &Arc<str>) -> Row {
    let facts = plan.facts;
    let standing = facts.account.standings.of(facts.account.period, unit);
    let figures: Vec<Cell> = plan
        .cells
        .indicators
        .iter()
        .map(|indicator| {
            let cell = figure(plan, unit, indicator);
            let own = Group::Unit(unit.clone());
            facts.marked(cell, (&own, &indicator.code), &[facts.account.period])
        })
        .collect();
    let name = Cell::text(facts.account.register.unit_name(unit).to_owned());
    let first_source = plan.cells.indicators.iter().find_map(|indicator| {
        let places = facts.figure(unit, &indicator.code);
        plan.sources.link(places.counted.or(places.held)?)
    });
    let standing = standing.map_or_else(Cell::empty, |row| {
        let cell = standing_cell(facts, row);
        facts.marked_standing(cell, unit, facts.account.period)
    });
    let name = name.linked(first_source);
    let code = Cell::text(unit.clone());
    let kind = facts
        .account
        .register
        .units
        .get(unit)
        .and_then(|unit| unit.kind);
    let kind = kind.map_or_else(Cell::empty, |kind| Cell::text(kind.label()));
    let mut cells = leading_cells(plan, [Cell::count(number), name, code, standing]);
    cells.extend(figures);
    cells.extend(plan.cells.kind.map(|_| kind));
    Row {
        folds: true,
        ..Row::plain(cells)
    }
}

fn figure(plan: &Plan<'_, '_>, unit: &Arc<str>, indicator: &Indicator) -> Cell {
    let facts = plan.facts;
    let places = facts.figure(unit, &indicator.code);
    let observations = &facts.account.tables.observations;
    let link = |position: usize| {
        plan.links_figures
            .then(|| plan.sources.link(position))
            .flatten()
    };
    let is_derived = matches!(indicator.aggregation, Aggregation::Ratio { .. });
    let style = NumberStyle::plain(quantity(indicator, plan.scale));
    if let (true, Some(value)) = (is_derived, facts.unit_total(unit, &indicator.code)) {
        return Cell::number(value, style).computed(quotient(plan, indicator));
    }
    if let (false, Some(position)) = (is_derived, places.counted) {
        let observation = &observations[position];
        let value = facts
            .unit_total(unit, &indicator.code)
            .or(observation.value);
        let cell = match (value, observation.category.as_deref()) {
            (_, Some(category)) => Cell::text(say(&facts.wording.short_categories, category)),
            (Some(value), None) => Cell::number(value, style),
            (None, None) => Cell::empty(),
        };
        return cell
            .linked(link(position))
            .noted(treatment_note(plan, observation, indicator));
    }
    match places.held {
        Some(position) if !is_derived => {
            let observation = &observations[position];
            let rule = observation.verdict.rule();
            Cell::text(HELD)
                .linked(link(position))
                .noted(Some(reading::held_note(observation, rule)))
        }
        _ => Cell::empty(),
    }
}

/// What was done to a figure, unless so much was done that notes would only slow the workbook down.
fn treatment_note(
    plan: &Plan<'_, '_>,
    observation: &Observation,
    indicator: &Indicator,
) -> Option<String> {
    reading::treatment(observation, indicator)
        .filter(|treatment| *treatment != Treatment::Converted || plan.notes_conversions)
        .map(|treatment| reading::note(treatment, &observation.raw))
}

/// How many figures of the period were converted from another unit of measure.
fn conversions(facts: &Facts<'_>) -> usize {
    let account = facts.account;
    account
        .tables
        .observations
        .iter()
        .filter(|observation| observation.period == Some(account.period) && observation.counted())
        .filter(|observation| {
            account
                .indicators
                .get(&observation.indicator)
                .and_then(|indicator| reading::treatment(observation, indicator))
                == Some(Treatment::Converted)
        })
        .count()
}

/// A unit's own ratio, from the cells of its row.
fn quotient(plan: &Plan<'_, '_>, indicator: &Indicator) -> Option<Formula> {
    let Aggregation::Ratio {
        numerator,
        denominator,
    } = &indicator.aggregation
    else {
        return None;
    };
    Some(Formula::Quotient {
        numerator: plan.cells.column(numerator)?,
        denominator: plan.cells.column(denominator)?,
    })
}
