//! A recognised table's cells, each put to its purpose in the file's period: counted, checked, or of another period.

use super::draft::{CheckFigure, CheckKind, DraftFigure, DraftTable};
use super::figures::{Asked, read_observation, read_quantity, shown_value};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::finding::{Finding, Rule};
use crate::ledger::{CellClass, CellLedger};
use crate::location::{CellAddress, CellRef};
use crate::observation::{FormKind, Measure, Observation};
use crate::period::Period;
use crate::quantity;
use crate::read::CellContent;
use crate::recognise::{
    FigureCell, FigureColumn, FigureTable, FigureTimes, Lexicon, Saying, Scope, Standing, Time,
    Timed,
};
use crate::rules;
use crate::verdict::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a column's figures are in the file's period.
enum Purpose {
    Figure(Measure),
    Check(CheckKind),
    /// What is planned for the period right after the file's, by these words.
    Pledge(Period, Option<usize>),
    /// A part of the period, a plan for a later one, a year of a term: given to no period of ours, and told of its words.
    LeftOut(Option<usize>),
}

impl Purpose {
    fn class(&self) -> CellClass {
        match self {
            Purpose::Figure(_) | Purpose::Pledge(..) => CellClass::Figure,
            Purpose::Check(CheckKind::Previous(_)) => CellClass::Previous,
            Purpose::Check(CheckKind::Rate) => CellClass::Rate,
            Purpose::Check(CheckKind::Total(_)) => CellClass::Total,
            Purpose::LeftOut(_) => CellClass::OtherPeriod,
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
    /// The cell of the figure before, which may hold several.
    pub(super) last: Option<CellAddress>,
}

impl TableReader<'_> {
    pub(super) fn read(&mut self, mut table: FigureTable) -> DraftTable {
        let figures = std::mem::take(&mut table.figures);
        self.last = None;
        let period = self.period;
        let has_own = figures.iter().any(|figure| {
            figure.column == FigureColumn::Actual
                && period.is_some()
                && figure.named_period() == period
        });
        let is_of_own = |figure: &&FigureCell| {
            let purpose = purpose_of(figure, period, has_own);
            matches!(purpose, Purpose::Figure(Measure::Actual))
        };
        // Asked only of rows whose own words say something of their time.
        let is_asked = figures
            .iter()
            .any(|figure| figure.timed.by_row.said.is_some());
        let own = figures.iter().filter(|_| is_asked).filter(is_of_own);
        let own: BTreeSet<Arc<str>> = own.map(|figure| figure.indicator.clone()).collect();
        let mut left_out = Vec::new();
        let mut draft = DraftTable {
            figures: Vec::with_capacity(figures.len()),
            ..DraftTable::default()
        };
        for figure in figures {
            let (at, column) = (figure.at, figure.timed.by_column.said);
            let is_unclear = figure.timed.by_row.time == Time::Unclear;
            let has_own_row = own.contains(&figure.indicator);
            let said = self.read_figure(figure, (&table, has_own, has_own_row), &mut draft);
            left_out.extend(said.map(|said| LeftOut {
                said,
                column,
                at,
                is_unclear,
            }));
        }
        self.tell_left_out(&table, &left_out);
        draft.checks.extend(self.totals(&table));
        let place = |at: CellAddress| self.place(&table.sheet, at);
        let units = table.units.into_iter();
        let units = units.map(|unit| (place(unit.at), unit));
        draft.units = units.map(|(at, unit)| (unit, at)).collect();
        let facts = table.congress.into_iter();
        let facts = facts.map(|fact| (place(fact.at), fact));
        draft.congress = facts.map(|(at, fact)| (fact, at)).collect();
        draft.slips = table.words.slips;
        draft
    }

    /// Returns the words by which a figure is left out, where it is.
    fn read_figure(
        &mut self,
        mut figure: FigureCell,
        (table, has_own, has_own_row): (&FigureTable, bool, bool),
        draft: &mut DraftTable,
    ) -> Option<usize> {
        let lexicon = self.lexicon;
        let indicator = lexicon.indicators.get(&figure.indicator)?;
        let at = self.place(&table.sheet, figure.at);
        let noted = by_note(&figure, table, self.period, has_own);
        let purpose = noted.map_or_else(
            || purpose_of(&figure, self.period, has_own),
            |(measure, _)| Purpose::Figure(measure),
        );
        let asked = Asked {
            indicator,
            declared: table.declared(figure.declared),
        };
        let pledged = match purpose {
            Purpose::Pledge(next, said) => {
                self.read_pledge(&mut figure, (next, said), &asked, table)
            }
            _ => None,
        };
        let purpose = match purpose {
            Purpose::Pledge(_, said) if pledged.is_none() => Purpose::LeftOut(said),
            purpose => purpose,
        };
        if let Some(content) = &figure.content {
            let place = (&table.sheet, figure.at);
            match self.last == Some(figure.at) {
                false => self.cells.add(purpose.class(), content, place),
                true => self.cells.shared += usize::from(purpose.class() == CellClass::Figure),
            }
            self.last = Some(figure.at);
        }
        match purpose {
            Purpose::Pledge(..) => draft.figures.extend(pledged),
            Purpose::Figure(measure) => {
                let other = noted.map(|(_, note)| note);
                let of = (self.period, measure);
                let figure = self.observe(&mut figure, of, &asked, (table, other));
                draft.figures.push(figure);
            }
            Purpose::Check(kind) => {
                draft.checks.extend(read_check(&figure, &asked, kind, at));
                // A column of last year, or a row beside this year's of the same, is known for what it is; a section
                // or a label among this year's is told.
                let said = figure.timed.by_row.said.filter(|_| !is_left_blank(&figure));
                let is_among_others = |it: &usize| {
                    let scope = table.words.sayings[*it].scope;
                    matches!(scope, Scope::Section | Scope::Title)
                        || scope == Scope::Row && !has_own_row
                };
                let is_other =
                    figure.timed.by_row.time.standing(self.period, has_own) != Standing::Own;
                return said.filter(|it| is_other && is_among_others(it));
            }
            Purpose::LeftOut(said) => {
                return said.filter(|_| !is_left_blank(&figure));
            }
        }
        None
    }

    /// What a report's heading, title or column says to be pledged for the next period is a target of that one, where it can
    /// be read with certainty; else there is none, and its words are told.
    fn read_pledge(
        &mut self,
        figure: &mut FigureCell,
        (next, said): (Period, Option<usize>),
        asked: &Asked<'_>,
        table: &FigureTable,
    ) -> Option<DraftFigure> {
        let is_of_more_than_a_label = |saying: &Saying| {
            matches!(
                saying.scope,
                Scope::Column | Scope::Title | Scope::Section | Scope::Stage
            )
        };
        let said = said.and_then(|said| table.words.sayings.get(said));
        said.filter(|it| is_of_more_than_a_label(it))?;
        let told = self.findings.len();
        let of = (Some(next), Measure::Target);
        let pledged = self.observe(figure, of, asked, (table, None));
        if !pledged.observation.counted() {
            self.findings.truncate(told);
            return None;
        }
        Some(pledged)
    }

    /// Reads a figure of a period, and heeds what notes say of it.
    fn observe(
        &mut self,
        figure: &mut FigureCell,
        (period, measure): (Option<Period>, Measure),
        asked: &Asked<'_>,
        (table, other): (&FigureTable, Option<&Saying>),
    ) -> DraftFigure {
        let at = self.place(&table.sheet, figure.at);
        let (code, raw) = (figure.indicator.clone(), std::mem::take(&mut figure.raw));
        let mut observation = Observation {
            period,
            ..empty_observation(code, raw, measure, table.form, at)
        };
        let content = figure.content.as_ref();
        let stands = read_observation(
            &mut observation,
            content,
            asked,
            self.lexicon,
            self.findings,
        );
        let near_by = figure.timed.near_by;
        let near_by = near_by.and_then(|said| table.words.sayings.get(said));
        self.heed_notes(&mut observation, (other, near_by), asked.indicator);
        DraftFigure {
            stands,
            is_decided: false,
            unit_row: figure.unit_row,
            observation,
        }
    }

    /// A figure of which a note says that it is of another time, or of a part of the period, is held; one that is only near
    /// by it counts and is told.
    fn heed_notes(
        &mut self,
        observation: &mut Observation,
        (other, near_by): (Option<&Saying>, Option<&Saying>),
        indicator: &Indicator,
    ) {
        if observation.verdict != Verdict::Counts {
            return;
        }
        let (rule, message) = match (other, near_by, observation.value) {
            (Some(note), ..) => {
                let rule = &rules::period_conflict::RULE;
                observation.verdict = Verdict::Held(rule);
                let period = self.period.map(Period::label).unwrap_or_default();
                let (label, raw) = (&indicator.label, &observation.raw);
                let said = (&*note.written, note.at);
                let message = rules::period_conflict::note_message((label, raw), said, &period);
                (rule, message)
            }
            (None, Some(note), Some(value)) => {
                observation.approximate = true;
                let value = shown_value(value, indicator);
                let said = (&*note.written, note.at);
                let message =
                    rules::approximate_value::note_message(&indicator.label, said, &value);
                (&rules::approximate_value::RULE, message)
            }
            _ => return,
        };
        self.findings.push(Finding {
            indicator: Some(observation.indicator.clone()),
            ..Finding::about_cell(rule, &observation.at, message)
        });
    }

    /// Tells of what is left out: once a row, once a column of a table of another time, once for columns of one time.
    fn tell_left_out(&mut self, table: &FigureTable, left_out: &[LeftOut]) {
        let Some(period) = self.period.map(Period::label) else {
            return;
        };
        let of_columns = |one: &&LeftOut| table.words.sayings[one.said].scope == Scope::Column;
        let columns: BTreeMap<usize, usize> =
            count(left_out.iter().filter(of_columns), |it| it.said);
        if let Some((first, _)) = columns.first_key_value() {
            let titles: Vec<&str> = columns
                .keys()
                .map(|said| &*table.words.sayings[*said].written)
                .collect();
            let cells = columns.values().sum();
            let message = rules::column_unknown::other_time_message(&titles, cells, &period);
            let at = table.words.sayings[*first].at;
            self.tell(&rules::column_unknown::RULE, table, at, message);
        }
        let mut told = BTreeSet::new();
        for one in left_out {
            let saying = &table.words.sayings[one.said];
            let (rule, at, key) = match (saying.scope, one.column) {
                (Scope::Column, _) => continue,
                (Scope::Title, Some(column)) => {
                    let at = table.words.sayings[column].at;
                    (&rules::column_unknown::RULE, at, (one.said, column as u32))
                }
                _ => (&rules::row_unread::RULE, one.at, (one.said, one.at.row)),
            };
            if told.insert((rule.code, key)) {
                let is_heading = matches!(saying.scope, Scope::Section | Scope::Title);
                let message = match one.is_unclear {
                    true => rules::row_unread::unclear_message(&saying.written),
                    false => {
                        rules::row_unread::other_time_message(&saying.written, is_heading, &period)
                    }
                };
                self.tell(rule, table, at, message);
            }
        }
    }

    fn tell(&mut self, rule: &'static Rule, table: &FigureTable, at: CellAddress, message: String) {
        let at = self.place(&table.sheet, at);
        self.findings.push(Finding::about_cell(rule, &at, message));
    }

    fn totals(&self, table: &FigureTable) -> impl Iterator<Item = CheckFigure> {
        table.totals.iter().filter_map(|total| {
            let asked = Asked {
                indicator: self.lexicon.indicators.get(&total.indicator)?,
                declared: table.declared(total.declared),
            };
            let value = read_quantity(&total.content, &asked).ok()?.value;
            let above = declared_value(total.above, &asked);
            Some(CheckFigure {
                kind: CheckKind::Total(total.rows.clone()),
                unit_row: None,
                indicator: total.indicator.clone(),
                value,
                or_value: above.map(|above| value - above),
                at: self.place(&table.sheet, total.at),
            })
        })
    }

    fn place(&self, sheet: &Arc<str>, address: CellAddress) -> CellRef {
        CellRef::new(self.file, sheet, address)
    }
}

/// What pages above come to, in the indicator's unit of value; `None` where there are none.
fn declared_value(above: f64, asked: &Asked<'_>) -> Option<f64> {
    let content = CellContent::Number {
        value: above,
        percent: false,
    };
    (above != 0.0)
        .then(|| read_quantity(&content, asked).ok())?
        .map(|it| it.value)
}

/// What a figure would be but for a note that says that it is of another time, and the note.
fn by_note<'t>(
    figure: &FigureCell,
    table: &'t FigureTable,
    period: Option<Period>,
    has_own: bool,
) -> Option<(Measure, &'t Saying)> {
    let FigureTimes {
        by_column, by_row, ..
    } = figure.timed;
    let note = table.words.sayings.get(by_row.said?)?;
    let is_own = |timed: Timed| timed.time.standing(period, has_own) == Standing::Own;
    let is_held = note.scope == Scope::Note && is_own(by_column) && !is_own(by_row);
    let measure = match figure.column {
        FigureColumn::Actual => Measure::Actual,
        FigureColumn::Target => Measure::Target,
        FigureColumn::Previous | FigureColumn::Rate => return None,
    };
    is_held.then_some((measure, note))
}

fn is_left_blank(figure: &FigureCell) -> bool {
    let content = figure.content.as_ref();
    content.is_none_or(quantity::is_left_blank)
}

/// A figure that is left out by what words say of its time.
struct LeftOut {
    /// The words, by position in the table's.
    said: usize,
    /// Its column's title, likewise.
    column: Option<usize>,
    at: CellAddress,
    /// Whether nobody can say from them of what the figure is.
    is_unclear: bool,
}

fn count<'a>(
    left_out: impl Iterator<Item = &'a LeftOut>,
    key: impl Fn(&LeftOut) -> usize,
) -> BTreeMap<usize, usize> {
    left_out.fold(BTreeMap::new(), |mut counts, one| {
        *counts.entry(key(one)).or_default() += 1;
        counts
    })
}

/// `has_own` tells whether a column names the file's period itself, so that one of half of it is not meant.
fn purpose_of(figure: &FigureCell, period: Option<Period>, has_own: bool) -> Purpose {
    let standing = |timed: Timed| timed.time.standing(period, has_own);
    let previous = |period| Purpose::Check(CheckKind::Previous(period));
    let (by_column, by_row) = (figure.timed.by_column, figure.timed.by_row);
    match figure.column {
        FigureColumn::Previous => return previous(by_column.time.period()),
        // Rates of other times are no one's.
        FigureColumn::Rate => {
            let is_own = standing(by_column) == Standing::Own && standing(by_row) == Standing::Own;
            return if is_own {
                Purpose::Check(CheckKind::Rate)
            } else {
                Purpose::LeftOut(None)
            };
        }
        FigureColumn::Actual | FigureColumn::Target => {}
    }
    let is_actual = figure.column == FigureColumn::Actual;
    match (standing(by_column), standing(by_row)) {
        (Standing::Own, Standing::Own) if is_actual => Purpose::Figure(Measure::Actual),
        (Standing::Own, Standing::Own) => Purpose::Figure(Measure::Target),
        (Standing::Earlier(earlier), _) if is_actual => previous(Some(earlier)),
        (Standing::Own, Standing::Earlier(earlier)) if is_actual => previous(Some(earlier)),
        (Standing::Next(next), Standing::Own | Standing::Next(_)) if !is_actual => {
            Purpose::Pledge(next, by_column.said)
        }
        (Standing::Own, Standing::Next(next)) if !is_actual && by_column.time == Time::Unsaid => {
            Purpose::Pledge(next, by_row.said)
        }
        (Standing::Own, _) => Purpose::LeftOut(by_row.said),
        // A target of last year stands beside last year's result.
        (Standing::Earlier(_), Standing::Own) => Purpose::LeftOut(None),
        (Standing::Earlier(_), _) => Purpose::LeftOut(by_row.said),
        (Standing::Next(_) | Standing::Other, _) => Purpose::LeftOut(by_column.said),
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
        verdict: Verdict::Counts,
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
    use crate::recognise::Time;

    fn table(figures: &[(&str, FigureColumn, Option<u16>)]) -> FigureTable {
        let figures = figures.iter().zip(4..);
        let mut table = FigureTable::new(FormKind::ActivityReport, "Biểu".into());
        table.figures = figures
            .map(|((indicator, column, year), row)| FigureCell {
                unit_row: None,
                indicator: (*indicator).into(),
                column: *column,
                timed: FigureTimes {
                    by_column: Timed {
                        time: year.map_or(Time::Unsaid, |year| Time::Of(Period::Year(year))),
                        said: None,
                    },
                    ..FigureTimes::default()
                },
                content: Some(CellContent::Text("7".into())),
                raw: "7".to_string(),
                at: CellAddress::new(row, 3),
                declared: None,
            })
            .collect();
        table
    }

    fn entered(table: FigureTable) -> CellLedger {
        let mut cells = CellLedger::default();
        let mut reader = TableReader {
            file: &"a.xlsx".into(),
            period: Some(Period::Year(2023)),
            lexicon: &Lexicon::built_in(),
            cells: &mut cells,
            findings: &mut Vec::new(),
            last: None,
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
