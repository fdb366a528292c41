//! A recognised table's cells, each put to its purpose in the file's period: counted, checked, or of another period.

use super::figures::{read_observation, read_quantity};
use super::{CheckFigure, CheckKind, DraftFigure, DraftTable};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::{CellClass, CellLedger};
use crate::location::{CellAddress, CellRef};
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::quantity;
use crate::read::CellContent;
use crate::recognise::{CongressFact, FigureCell, FigureColumn, FigureTable, Lexicon, UnitRow};
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
    pub(super) fn read(&mut self, table: &FigureTable) -> DraftTable {
        let unit = |unit: &UnitRow| (unit.clone(), self.place(table, unit.at));
        let fact = |fact: &CongressFact| (fact.clone(), self.place(table, fact.at));
        let mut draft = DraftTable {
            units: table.units.iter().map(unit).collect(),
            congress: table.congress.iter().map(fact).collect(),
            slips: table.slips.clone(),
            ..DraftTable::default()
        };
        let period = self.period;
        let has_own = table.figures.iter().any(|figure| {
            figure.column == FigureColumn::Actual
                && period.is_some()
                && figure.column_period == period
        });
        for figure in &table.figures {
            self.read_figure(figure, table, has_own, &mut draft);
        }
        draft.checks.extend(self.totals(table));
        draft
    }

    fn read_figure(
        &mut self,
        figure: &FigureCell,
        table: &FigureTable,
        has_own: bool,
        draft: &mut DraftTable,
    ) {
        let lexicon = self.lexicon;
        let Some(indicator) = lexicon.indicators.get(&figure.indicator) else {
            return;
        };
        let at = self.place(table, figure.at);
        let purpose = purpose_of(figure, self.period, has_own);
        if let Some(content) = &figure.content {
            self.cells
                .add(purpose.class(), content, (&table.sheet, figure.at));
        }
        match purpose {
            Purpose::Figure(measure) => {
                let mut observation = empty_observation(figure, table, measure, at);
                observation.period = self.period;
                let stands =
                    read_observation(&mut observation, figure, indicator, lexicon, self.findings);
                draft.figures.push(DraftFigure {
                    stands,
                    is_decided: false,
                    unit_row: figure.unit_row,
                    observation,
                });
            }
            Purpose::Check(kind) => draft.checks.extend(read_check(figure, indicator, kind, at)),
            Purpose::None => {}
        }
    }

    fn totals(&self, table: &FigureTable) -> impl Iterator<Item = CheckFigure> {
        table.totals.iter().filter_map(|total| {
            let indicator = self.lexicon.indicators.get(&total.indicator)?;
            let read = read_quantity(&total.content, indicator, total.declared.as_ref());
            Some(CheckFigure {
                kind: CheckKind::Total(total.rows.clone()),
                unit_row: None,
                indicator: total.indicator.clone(),
                value: read.ok()?.value,
                or_value: None,
                at: self.place(table, total.at),
            })
        })
    }

    fn place(&self, table: &FigureTable, address: CellAddress) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: table.sheet.clone(),
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
    figure: &FigureCell,
    table: &FigureTable,
    measure: Measure,
    at: CellRef,
) -> Observation {
    Observation {
        period: None,
        unit_id: None,
        cluster_id: None,
        indicator: figure.indicator.clone(),
        measure,
        value: None,
        category: None,
        comparator: None,
        approximate: false,
        held_by: None,
        corrected: false,
        form: table.form,
        at,
        raw: figure.raw.clone(),
    }
}

fn read_check(
    figure: &FigureCell,
    indicator: &Indicator,
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
            let value = quantity::read_actual(content, IndicatorKind::Percent, None)
                .ok()?
                .value;
            (value, None)
        }
        _ => (
            read_quantity(content, indicator, figure.declared.as_ref())
                .ok()?
                .value,
            None,
        ),
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
    use crate::observation::FormKind;

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
            units: Vec::new(),
            totals: Vec::new(),
            congress: Vec::new(),
            slips: Vec::new(),
        }
    }

    fn entered(table: &FigureTable) -> CellLedger {
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
        let cells = entered(&table(&[
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
        assert_eq!(entered(&table(&[known, unknown])).cells(), 1);
    }
}
