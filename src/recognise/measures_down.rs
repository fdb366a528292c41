//! Activities across, and below each what it counts and what it cost, in rows of their own: `Thăm hỏi đoàn viên | Hỗ trợ đoàn viên khó
//! khăn`, below them `Số lượt / người | 13 | 2` and `Số tiền (nghìn đồng) | 3.900 | 2.000`.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::is_year;
use super::labels::LabelMeaning;
use super::layout::Header;
use super::measure::is_meant_for;
use super::sayings::FigureColumn;
use super::statements::SheetStatements;
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use super::titles::RoledTitle;
use super::unmatched::unmatched;
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::FormKind;
use crate::quantity::{Dimension, UnitOfMeasure};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Fewer titles may stand above any row.
const FEWEST_TITLES: usize = 2;

/// What the figures of a row are.
enum Measure {
    Money(Option<UnitOfMeasure>),
    /// Each in one of these.
    Counts(Vec<Dimension>),
}

/// A row of titles, and the rows of their figures.
pub(super) struct MeasuresDown<'g> {
    titles: Row<'g>,
    rows: Vec<(Row<'g>, Measure)>,
}

/// The first such table of a sheet above what else is read on it.
pub(super) fn found<'g>(
    grid: &'g Grid<'_>,
    headers: &[Header<'_>],
    lexicon: &Lexicon,
) -> Option<MeasuresDown<'g>> {
    let read = headers.iter().find(|header| header.is_read());
    let end = read.map_or(u32::MAX, |header| header.first_row);
    let rows: Vec<Row<'_>> = grid.rows_within(0..end).collect();
    let mut below = rows.iter().enumerate().skip(1);
    // Most rows begin with a number, or with words above one: what these mean is not asked.
    below.find_map(|(at, first)| {
        let titles = rows[at - 1];
        let is_next = titles.number + 1 == first.number && begins_with_words(first);
        let are_titles = || titles.cells.iter().all(|it| it.wording().is_some());
        if !is_next || titles.cells.len() < FEWEST_TITLES || !are_titles() {
            return None;
        }
        let measured = rows[at..].iter().enumerate();
        let measured = measured.map_while(|(further, row)| {
            let is_next = row.number == first.number + further as u32;
            Some((*row, measure_of(row, lexicon).filter(|_| is_next)?))
        });
        let table = MeasuresDown {
            titles,
            rows: measured.collect(),
        };
        table.is_one(lexicon).then_some(table)
    })
}

/// Whether a row holds words and behind them figures.
fn begins_with_words(row: &Row<'_>) -> bool {
    let [first, rest @ ..] = row.cells else {
        return false;
    };
    let figures = rest.iter().filter(|it| it.may_be_figure() && !is_year(it));
    first.wording().is_some_and(|it| !it.may_be_figure()) && figures.count() >= FEWEST_TITLES
}

/// What the words before a row's figures say that they are.
fn measure_of(row: &Row<'_>, lexicon: &Lexicon) -> Option<Measure> {
    let title = row.cells.first()?.wording()?.title(lexicon);
    let stated = title.title.unit_of_measure.as_ref();
    if title.may_be_of_amounts(lexicon) {
        let is_money = stated.is_none_or(|unit| unit.dimension == Dimension::Money);
        return is_money.then(|| Measure::Money(stated.cloned()));
    }
    let counts = title.counts_in(lexicon);
    if !counts.is_empty() {
        let dimensions = counts.into_iter().map(|unit| unit.dimension);
        return Some(Measure::Counts(dimensions.collect()));
    }
    // `Số lượng` says no more: whatever each title counts.
    let is_any = title.role == Some(ColumnRole::Value)
        && title.title.time == Time::Unsaid
        && lexicon.titles.is_whole(&title.title);
    let any = [Dimension::Persons, Dimension::Times, Dimension::Households];
    is_any.then(|| Measure::Counts(any.into()))
}

/// The one indicator that a title means where its figure is so measured.
fn meant(title: &RoledTitle, measure: &Measure, lexicon: &Lexicon) -> Option<Arc<str>> {
    if title.title.time != Time::Unsaid {
        return None;
    }
    let meaning = title.meaning(&[], lexicon);
    let kind = match measure {
        Measure::Money(_) => IndicatorKind::Money,
        Measure::Counts(_) => IndicatorKind::Count,
    };
    if let LabelMeaning::Indicator(code) = meaning
        && lexicon.is_of_kind(code, kind)
    {
        return Some(code.clone());
    }
    let key = lexicon.key_of_title(&title.title);
    let in_unit = |dimension: &Dimension| lexicon.meant_in(&key, meaning, dimension);
    let codes: BTreeSet<Arc<str>> = match measure {
        Measure::Money(_) => in_unit(&Dimension::Money).into_iter().collect(),
        Measure::Counts(units) => {
            let codes = units.iter().filter_map(in_unit);
            codes.collect()
        }
    };
    let mut codes = codes.into_iter();
    codes.next().filter(|_| codes.next().is_none())
}

/// Whether the words before every row's figures name what these count.
fn rows_are_measured(rows: &[(Row<'_>, Measure)], lexicon: &Lexicon) -> bool {
    let names_unit = |row: &Row<'_>| {
        let title = row.cells.first().and_then(GridCell::wording);
        title.is_some_and(|it| !it.title(lexicon).counts_in(lexicon).is_empty())
    };
    rows.iter()
        .all(|(row, measure)| matches!(measure, Measure::Money(_)) || names_unit(row))
}

impl<'g> MeasuresDown<'g> {
    /// Whether several of its titles mean something by what stands before their figures.
    fn is_one(&self, lexicon: &Lexicon) -> bool {
        let is_known = |cell: &&GridCell<'_>| {
            let title = cell.wording().map(|it| it.title(lexicon));
            let mut rows = self.rows.iter();
            title.is_some_and(|it| rows.any(|(_, measure)| meant(it, measure, lexicon).is_some()))
        };
        // Beside no amounts `Kết quả` may be of anything.
        let mut rows = self.rows.iter();
        let is_paid = rows.any(|(_, measure)| matches!(measure, Measure::Money(_)));
        let is_plain = rows_are_measured(&self.rows, lexicon);
        (is_paid || is_plain) && self.titles.cells.iter().filter(is_known).count() >= FEWEST_TITLES
    }

    pub(super) fn first_row(&self) -> u32 {
        self.titles.number
    }

    pub(super) fn last_row(&self) -> u32 {
        let last = self.rows.last();
        last.map_or(self.titles.number, |(row, _)| row.number)
    }

    /// Its figures, as a table; those that no title asks for are told, once a title.
    pub(super) fn table(
        &self,
        (file, grid): (&Arc<str>, &Grid<'_>),
        statements: &SheetStatements,
        lexicon: &Lexicon,
        findings: &mut Vec<Finding>,
    ) -> FigureTable {
        let mut table = FigureTable::new(FormKind::ActivityReport, grid.sheet.clone());
        for title_cell in self.titles.cells {
            let Some(wording) = title_cell.wording() else {
                continue;
            };
            let title = wording.title(lexicon);
            let mut unknown = None;
            for (row, measure) in &self.rows {
                let Some(cell) = row.cell(title_cell.address.column) else {
                    continue;
                };
                match meant(title, measure, lexicon) {
                    Some(code) => push(&mut table, (code, measure), cell, statements),
                    None if cell.may_be_figure() => unknown = unknown.or(Some(cell)),
                    None => {}
                }
            }
            findings.extend(unknown.map(|cell| {
                let nearest = match title.meaning(&[], lexicon) {
                    LabelMeaning::Unknown(nearest) => &nearest[..],
                    _ => &[],
                };
                let at = CellRef::new(file, grid.sheet, cell.address);
                unmatched(&at, (&wording.text, &cell.raw()), nearest, lexicon)
            }));
        }
        let mut figures = table.figures.iter();
        if figures.any(|figure| figure.column == FigureColumn::Target) {
            table.form = FormKind::PledgeReport;
        }
        table
    }
}

fn push(
    table: &mut FigureTable,
    (code, measure): (Arc<str>, &Measure),
    cell: &GridCell<'_>,
    statements: &SheetStatements,
) {
    let is_money = matches!(measure, Measure::Money(_));
    let own = match measure {
        Measure::Money(unit) => unit.as_ref(),
        Measure::Counts(_) => None,
    };
    let of_sheet = statements.unit_of_measure.as_ref();
    let declared = own.or(of_sheet.filter(|unit| is_meant_for(unit, is_money)));
    let declared = declared.map(|unit| table.declare(unit));
    let mut figure = FigureCell::new(code, cell.address, Some(cell));
    if statements.title.says == Some(FigureColumn::Target) {
        figure.column = FigureColumn::Target;
    }
    figure.declared = declared;
    table.figures.push(figure);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::sheet;
    use crate::recognise::header::find_headers;

    /// What the figures of a sheet give, where some stand so.
    fn given(rows: &str, lexicon: &Lexicon) -> String {
        let sheet = sheet("Biểu", rows);
        let grid = Grid::new(&sheet, None, lexicon);
        let headers = find_headers(&grid, lexicon);
        let Some(found) = found(&grid, &headers, lexicon) else {
            return String::new();
        };
        let file: Arc<str> = "a.xlsx".into();
        let (statements, mut told) = (SheetStatements::default(), Vec::new());
        let table = found.table((&file, &grid), &statements, lexicon, &mut told);
        let figures = table.figures.iter();
        let mut given: Vec<String> = figures
            .map(|it| format!("{} {}", it.indicator, it.raw))
            .collect();
        given.extend(told.iter().map(|_| "told".to_string()));
        given.join(", ")
    }

    #[test]
    fn figures_are_what_the_words_before_them_measure() {
        let lexicon = Lexicon::built_in();
        let titles = "|Thăm hỏi đoàn viên|Hỗ trợ đoàn viên khó khăn";
        let rows = "Số lượt/người|13|2\nSố tiền (đồng)|3900000|2000000";
        let all = "visits 13, visits_amount 3900000, hardship_members 2, hardship_amount 2000000";
        assert_eq!(given(&format!("{titles}\n{rows}"), &lexicon), all);
    }
}
