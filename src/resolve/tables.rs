//! A recognised table's cells, each put to its purpose in the file's period: counted, checked, or of another period.

use super::figures::{Asked, read_observation, read_quantity};
use super::{CheckFigure, CheckKind, DraftFigure, DraftTable};
use crate::catalogue::IndicatorKind;
use crate::finding::Finding;
use crate::ledger::{CellClass, CellLedger};
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure, Observation};
use crate::period::Period;
use crate::quantity;
use crate::read::CellContent;
use crate::recognise::{FigureCell, FigureColumn, FigureTable, Lexicon};
use std::sync::Arc;

/// What a column's figures are in the file's period.
enum Purpose {
    Figure(Measure),
    Check(CheckKind),
    /// A plan for a later period, a year of a term: given to no period of ours.
    None,
}

impl Purpose {
    fn class(&self) -> CellClass {
        match self {
            Purpose::Figure(_) => CellClass::Figure,
            Purpose::Check(CheckKind::Previous(_)) => CellClass::Previous,
            Purpose::Check(CheckKind::Rate) => CellClass::Rate,
            Purpose::Check(CheckKind::Total(_)) => CellClass::Total,
            Purpose::None => CellClass::OtherPeriod,
        }
    }
}

/// Reads the tables of a file.
pub(super) struct TableReader<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) period: Option<Period>,
    pub(super) lexicon: &'a Lexicon,
    /// The file's cells; figures are entered as they are read.
    pub(super) cells: &'a mut CellLedger,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl TableReader<'_> {
    pub(super) fn read(&mut self, mut table: FigureTable) -> DraftTable {
        let figures = std::mem::take(&mut table.figures);
        let period = self.period;
        let has_own = figures.iter().any(|figure| {
            figure.column == FigureColumn::Actual
                && period.is_some()
                && figure.column_period == period
        });
        let mut draft = DraftTable {
            figures: Vec::with_capacity(figures.len()),
            ..DraftTable::default()
        };
        for figure in figures {
            self.read_figure(figure, &table, has_own, &mut draft);
        }
        draft.checks.extend(self.totals(&table));
        let place = |at: CellAddress| self.place(&table.sheet, at);
        let units = table.units.into_iter();
        draft.units = units
            .map(|unit| (place(unit.at), unit))
            .map(|(at, unit)| (unit, at))
            .collect();
        let facts = table.congress.into_iter();
        draft.congress = facts
            .map(|fact| (place(fact.at), fact))
            .map(|(at, fact)| (fact, at))
            .collect();
        draft.slips = table.slips;
        draft
    }

    fn read_figure(
        &mut self,
        figure: FigureCell,
        table: &FigureTable,
        has_own: bool,
        draft: &mut DraftTable,
    ) {
        let lexicon = self.lexicon;
        let Some(indicator) = lexicon.indicators.get(&figure.indicator) else {
            return;
        };
        let at = self.place(&table.sheet, figure.at);
        let purpose = purpose_of(&figure, self.period, has_own);
        let content = figure.content.as_ref();
        if let Some(content) = content {
            self.cells
                .add(purpose.class(), content, (&table.sheet, figure.at));
        }
        let asked = Asked {
            indicator,
            declared: table.declared(figure.declared),
        };
        match purpose {
            Purpose::Figure(measure) => {
                let unit_row = figure.unit_row;
                let mut observation = Observation {
                    period: self.period,
                    ..empty_observation(figure.indicator, figure.raw, measure, table.form, at)
                };
                let stands =
                    read_observation(&mut observation, content, &asked, lexicon, self.findings);
                draft.figures.push(DraftFigure {
                    stands,
                    is_decided: false,
                    unit_row,
                    observation,
                });
            }
            Purpose::Check(kind) => draft.checks.extend(read_check(&figure, &asked, kind, at)),
            Purpose::None => {}
        }
    }

    fn totals(&self, table: &FigureTable) -> impl Iterator<Item = CheckFigure> {
        table.totals.iter().filter_map(|total| {
            let asked = Asked {
                indicator: self.lexicon.indicators.get(&total.indicator)?,
                declared: table.declared(total.declared),
            };
            Some(CheckFigure {
                kind: CheckKind::Total(total.rows.clone()),
                unit_row: None,
                indicator: total.indicator.clone(),
                value: read_quantity(&total.content, &asked).ok()?.value,
                or_value: None,
                at: self.place(&table.sheet, total.at),
            })
        })
    }

    fn place(&self, sheet: &Arc<str>, address: CellAddress) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: sheet.clone(),
            address,
        }
    }
}

/// `has_own` tells whether a column names the file's period itself, so that one of half of it is not meant.
fn purpose_of(figure: &FigureCell, period: Option<Period>, has_own: bool) -> Purpose {
    let is_same = |named: Period, period: Period| {
        named == period
            || (!has_own
                && !named.is_comparable_with(period)
                && named.years().1 == period.years().1)
    };
    let is_elsewhere = match (figure.column_period, period) {
        (Some(named), Some(period)) => !is_same(named, period),
        _ => false,
    };
    match figure.column {
        FigureColumn::Actual if !is_elsewhere => Purpose::Figure(Measure::Actual),
        FigureColumn::Target if !is_elsewhere => Purpose::Figure(Measure::Target),
        FigureColumn::Previous => Purpose::Check(CheckKind::Previous(figure.column_period)),
        FigureColumn::Actual => match (figure.column_period, period) {
            (Some(named), Some(period)) if named < period && named.is_comparable_with(period) => {
                Purpose::Check(CheckKind::Previous(Some(named)))
            }
            _ => Purpose::None,
        },
        FigureColumn::Rate if !is_elsewhere => Purpose::Check(CheckKind::Rate),
        FigureColumn::Target | FigureColumn::Rate => Purpose::None,
    }
}

fn empty_observation(
    indicator: Arc<str>,
    raw: String,
    measure: Measure,
    form: FormKind,
    at: CellRef,
) -> Observation {
    Observation {
        period: None,
        unit_id: None,
        cluster_id: None,
        indicator,
        measure,
        value: None,
        category: None,
        comparator: None,
        approximate: false,
        verdict: crate::verdict::Verdict::Counts,
        corrected: false,
        form,
        at,
        raw,
    }
}

fn read_check(
    figure: &FigureCell,
    asked: &Asked<'_>,
    kind: CheckKind,
    at: CellRef,
) -> Option<CheckFigure> {
    let content = figure.content.as_ref()?;
    let (value, or_value) = match (&kind, content) {
        (
            CheckKind::Rate,
            CellContent::Number {
                value,
                percent: false,
            },
        ) => (*value, Some(value / 100.0)),
        (CheckKind::Rate, _) => {
            let read = quantity::read_actual(content, IndicatorKind::Percent, None);
            (read.ok()?.value, None)
        }
        _ => (read_quantity(content, asked).ok()?.value, None),
    };
    Some(CheckFigure {
        kind,
        unit_row: figure.unit_row,
        indicator: figure.indicator.clone(),
        value,
        or_value,
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(figures: &[(&str, FigureColumn, Option<u16>)]) -> FigureTable {
        let figures = figures.iter().zip(4..);
        FigureTable {
            form: FormKind::ActivityReport,
            sheet: "Biểu".into(),
            figures: figures
                .map(|((indicator, column, year), row)| FigureCell {
                    unit_row: None,
                    row,
                    indicator: (*indicator).into(),
                    column: *column,
                    column_period: year.map(Period::Year),
                    content: Some(CellContent::Text("7".to_string())),
                    raw: "7".to_string(),
                    at: CellAddress::new(row, 3),
                    declared: None,
                })
                .collect(),
            declared_units: Vec::new(),
            units: Vec::new(),
            totals: Vec::new(),
            congress: Vec::new(),
            slips: Vec::new(),
        }
    }

    fn entered(table: FigureTable) -> CellLedger {
        let mut cells = CellLedger::default();
        let mut reader = TableReader {
            file: &"a.xlsx".into(),
            period: Some(Period::Year(2023)),
            lexicon: &Lexicon::built_in(),
            cells: &mut cells,
            findings: &mut Vec::new(),
        };
        reader.read(table);
        cells
    }

    #[test]
    fn cells_are_entered_by_what_their_figures_are_for() {
        let cells = entered(table(&[
            ("members", FigureColumn::Actual, None),
            ("members", FigureColumn::Target, Some(2023)),
            ("members", FigureColumn::Target, Some(2024)),
            ("members", FigureColumn::Actual, Some(2022)),
            ("members", FigureColumn::Previous, None),
            ("members", FigureColumn::Rate, None),
        ]));
        for (class, count) in [
            (CellClass::Figure, 2),
            (CellClass::Previous, 2),
            (CellClass::Rate, 1),
            (CellClass::OtherPeriod, 1),
        ] {
            assert_eq!(cells.of(class).cells, count, "{}", class.key());
        }
    }

    #[test]
    fn a_figure_of_no_indicator_is_not_entered_so_that_the_accounts_miss_it() {
        let known = ("members", FigureColumn::Actual, None);
        let unknown = ("no-such", FigureColumn::Actual, None);
        assert_eq!(entered(table(&[known, unknown])).cells(), 1);
    }
}
