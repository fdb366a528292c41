//! Tables with a row per indicator: the activity report, the pledge report, a congress' targets.

use super::account::{RowFate, RowFates};
use super::detail::{DetailColumn, detail_column};
use super::grid::{GridCell, Row};
use super::header::{Column, ColumnContent};
use super::labels::LabelMeaning;
use super::mark::Mark;
use super::row_label::{MeantRow, RowLabel};
use super::unit_lines::TableUnits;
use super::{CongressFact, FigureColumn, FigureTable, Region, SheetStatements};
use crate::catalogue::{ColumnRole, CongressField, Indicator, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::period::Period;
use crate::quantity::{UnitOfMeasure, is_left_blank};
use crate::rules;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The row that an indented row below it may belong to.
pub(super) struct RowAbove<'a> {
    key: &'a str,
    /// Its figures' positions, dropped where its cells are empty and the rows below it turn out to hold its figures.
    empty_figures: Vec<usize>,
}

/// Walks down a table.
pub(super) struct Walk<'a> {
    pub(super) region: &'a Region<'a>,
    pub(super) label_column: u32,
    pub(super) detail_column: Option<DetailColumn>,
    /// The last label, which may stand for several rows.
    pub(super) label_above: Option<&'a RowLabel>,
    pub(super) unit_column: Option<u32>,
    pub(super) figure_columns: Vec<(&'a Column<'a>, FigureColumn)>,
    /// Columns for a part of each row's indicator, with the parts by what they are part of.
    pub(super) part_columns: Vec<(&'a Column<'a>, &'a Parts)>,
    pub(super) units: TableUnits,
    unit_above: Option<Cow<'a, UnitOfMeasure>>,
    /// The first row below the cell that gave it.
    unit_until: u32,
    /// The heading above that begins what is only striven for, with the period it names.
    pub(super) strives_for: Option<Option<Period>>,
    pub(super) row_above: Option<RowAbove<'a>>,
    /// The indicator of the last row, or the one whose parts the last rows were: what `Trong đó: nữ` is a part of.
    pub(super) whole: Option<&'a Indicator>,
    /// The mark of its row, and that of parts of it since that are no indicator.
    whole_mark: Option<Mark>,
    other_mark: Option<Mark>,
    pub(super) table: FigureTable,
    /// Whether the sheet tells of a congress: elsewhere its rows are none.
    tells_of_congress: bool,
    findings: &'a mut Vec<Finding>,
}

/// Indicators by what they are part of.
type Parts = BTreeMap<Arc<str>, Arc<str>>;

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowFates) {
    let header = region.header;
    let figure_columns: Vec<(&Column<'_>, FigureColumn)> = header
        .columns
        .iter()
        .filter_map(|column| Some((column, figure_column(&column.content)?)))
        .collect();
    let is_pledge = figure_columns
        .iter()
        .any(|(_, kind)| *kind == FigureColumn::Target);
    let form = if is_pledge {
        FormKind::PledgeReport
    } else {
        FormKind::ActivityReport
    };
    let index_of = |role| header.column(role).map(|column| column.index);
    let mut walk = Walk {
        region,
        label_column: index_of(ColumnRole::Label).unwrap_or_default(),
        detail_column: detail_column(region),
        label_above: None,
        unit_column: index_of(ColumnRole::UnitOfMeasure),
        figure_columns,
        part_columns: part_columns(region),
        units: TableUnits::new(statements.unit_of_measure.clone()),
        unit_above: None,
        unit_until: 0,
        strives_for: None,
        row_above: None,
        whole: None,
        whole_mark: None,
        other_mark: None,
        table: FigureTable::new(form, region.grid.sheet.clone()),
        tells_of_congress: statements.tells_of_congress,
        findings,
    };
    let figures = region.rows().count() * walk.figure_columns.len();
    walk.table.figures.reserve(figures);
    let rows = region.rows();
    let fates = rows.map(|row| (row.number, walk.read_row(row))).collect();
    walk.close_unit_line();
    if !walk.table.congress.is_empty() {
        walk.table.form = FormKind::CongressReport;
    }
    (walk.table, fates)
}

fn part_columns<'a>(region: &Region<'a>) -> Vec<(&'a Column<'a>, &'a Parts)> {
    let unknown = |column: &&Column<'_>| matches!(column.content, ColumnContent::Unknown(_));
    // `Kế hoạch › Nữ`, `Năm trước › Nữ` are no results.
    let is_result = |column: &&Column<'_>| {
        let mut titles = column.written().split(" › ");
        !titles.any(|title| {
            let role = region.lexicon.wording(title).title(region.lexicon).role;
            matches!(
                role,
                Some(ColumnRole::Target | ColumnRole::Previous | ColumnRole::Rate)
            )
        })
    };
    let columns = region.header.columns.iter().filter(unknown);
    columns
        .filter(is_result)
        .filter_map(|column| match column.title.meaning(region.lexicon) {
            LabelMeaning::PartOfAbove(parts) => Some((column, parts)),
            _ => None,
        })
        .collect()
}

fn figure_column(content: &ColumnContent) -> Option<FigureColumn> {
    match content {
        ColumnContent::Role(ColumnRole::Value) => Some(FigureColumn::Actual),
        ColumnContent::Role(ColumnRole::Previous) => Some(FigureColumn::Previous),
        ColumnContent::Role(ColumnRole::Target) => Some(FigureColumn::Target),
        ColumnContent::Role(ColumnRole::Rate) => Some(FigureColumn::Rate),
        _ => None,
    }
}

/// What a row's label means in its place.
enum RowMeaning<'a> {
    Indicator(&'a Indicator),
    /// A part of something that no row above is.
    Part,
    Ambiguous(&'a [Arc<str>]),
    /// Nothing known; the labels nearest to it.
    Unknown(Cow<'a, [String]>),
}

/// `Trong đó: …` is a part of the row right above.
fn says_among(label: &RowLabel) -> bool {
    label.key.starts_with("trong đó")
}

impl<'a> Walk<'a> {
    fn read_row(&mut self, row: Row<'a>) -> RowFate {
        let lexicon = self.region.lexicon;
        let declared = self.unit_of_row(row);
        if let Some(fate) = self.read_detail(row, declared.as_deref()) {
            return fate;
        }
        let Some(wording) = row.cell(self.label_column).and_then(GridCell::wording) else {
            self.pass_unlabelled(row);
            return RowFate::Unlabelled;
        };
        let label = wording.label(lexicon);
        self.note_heading(row, wording);
        let declared = label.measured(declared);
        let declared = declared.as_deref();
        let of_congress = || {
            label
                .congress
                .or_else(|| lexicon.congress_fact(&wording.text))
        };
        if let Some(field) = self.tells_of_congress.then(of_congress).flatten() {
            self.read_congress_row(field, row);
            return RowFate::Facts;
        }
        if self.goes_between(label, row) {
            self.take_unit_line(row);
            return RowFate::Words;
        }
        let mark = label.mark.or_else(|| self.number_mark(row));
        match self.meaning_of_row((label, mark), declared) {
            RowMeaning::Indicator(indicator) => {
                if label.has_slip(lexicon) {
                    self.table.slips.push(LabelSlip {
                        at: self.place(row, self.label_column),
                        written: wording.text.clone(),
                        indicator: indicator.code.clone(),
                    });
                }
                let first = self.table.figures.len();
                let period = label.period;
                let meant = MeantRow { indicator, period };
                self.push_figures(row, meant, declared);
                self.push_parts(row, meant, declared);
                if !label.is_indented || self.row_above.is_none() {
                    self.stand_above(&label.key, first);
                }
                RowFate::Figures
            }
            RowMeaning::Part => self.report_unmatched(row, &wording.text, &[]),
            RowMeaning::Ambiguous(codes) => {
                self.whole = None;
                self.row_above = None;
                self.report_ambiguous(row, &wording.text, codes)
            }
            RowMeaning::Unknown(nearest) => {
                if self.figure_in(row).is_none() && !self.take_unit_line(row) {
                    self.begin_section(row);
                }
                let other_parts = &lexicon.forms.words.other_parts;
                if !other_parts.contains(&label.key) && !self.is_other_part(mark) {
                    self.whole = None;
                }
                if !label.is_indented {
                    self.stand_above(&label.key, self.table.figures.len());
                }
                self.report_unmatched(row, &wording.text, &nearest)
            }
        }
    }

    fn place(&self, row: Row<'_>, column: u32) -> CellRef {
        self.region.place(CellAddress::new(row.number, column))
    }

    fn indicator(&self, code: &str) -> Option<&'a Indicator> {
        self.region.lexicon.indicators.get(code)
    }

    /// The row is the one that indented rows below it belong to; `first` is the position of its first figure.
    fn stand_above(&mut self, key: &'a str, first: usize) {
        let empty_figures = (first..self.table.figures.len())
            .filter(|&position| self.table.figures[position].content.is_none())
            .collect();
        self.row_above = Some(RowAbove { key, empty_figures });
    }

    /// The meaning of a row's label, with the row above where the label alone means nothing or a part of something.
    fn meaning_of_row(
        &mut self,
        (label, mark): (&'a RowLabel, Option<Mark>),
        declared: Option<&UnitOfMeasure>,
    ) -> RowMeaning<'a> {
        let (indicator, otherwise) = match &label.meaning {
            LabelMeaning::PartOfAbove(parts) => {
                // `- Trong đó: nữ` behind `- Hợp đồng` is a part of that.
                let is_beside = |other| mark == Some(other) && !says_among(label);
                let whole = self.whole.filter(|_| self.other_mark.is_none_or(is_beside));
                let part = whole.and_then(|whole| parts.get(&whole.code));
                let part = part.and_then(|code| self.indicator(code));
                (part, RowMeaning::Part)
            }
            LabelMeaning::Indicator(code) => {
                self.whole = self.indicator(code);
                (self.whole_mark, self.other_mark) = (mark, None);
                (self.whole, RowMeaning::Unknown(Cow::Borrowed(&[])))
            }
            LabelMeaning::Unknown(nearest) => {
                let measured = self.meant_in(label, declared);
                let under_above = measured.or_else(|| self.meaning_under_above(label));
                self.whole = under_above.or(self.whole);
                (under_above, RowMeaning::Unknown(Cow::Borrowed(nearest)))
            }
            LabelMeaning::Ambiguous(codes) => (None, RowMeaning::Ambiguous(codes)),
        };
        indicator.map_or(otherwise, |it| self.as_measured(it, label, declared))
    }

    /// The mark in the column of numbers.
    fn number_mark(&self, row: Row<'_>) -> Option<Mark> {
        let number = self.region.header.column(ColumnRole::Number)?;
        Mark::of(&row.cell(number.index)?.shown())
    }

    /// Whether a row that is no indicator stands among the parts of the last one, by its mark: `- Hợp đồng` before `- Nữ`.
    fn is_other_part(&mut self, mark: Option<Mark>) -> bool {
        let mark = mark.filter(|mark| mark.is_below(self.whole_mark));
        self.other_mark = mark.or(self.other_mark);
        mark.is_some()
    }

    /// The indicator that a label means together with the row above it, whose empty cells are then no figures.
    fn meaning_under_above(&mut self, label: &RowLabel) -> Option<&'a Indicator> {
        let may_belong = label.is_indented || label.key.split(' ').count() <= 6;
        let lexicon = self.region.lexicon;
        let above = self.row_above.as_mut().filter(|_| may_belong)?;
        let meaning = lexicon.labels.meaning_under(above.key, &label.key);
        let LabelMeaning::Indicator(code) = meaning else {
            return None;
        };
        for position in std::mem::take(&mut above.empty_figures).into_iter().rev() {
            self.table.figures.remove(position);
        }
        lexicon.indicators.get(&code)
    }

    /// What a label means with the row's unit of measure: `Thăm hỏi đoàn viên` counted in đồng is what it cost. A
    /// percentage of a count is not the count.
    fn as_measured(
        &self,
        indicator: &'a Indicator,
        label: &RowLabel,
        declared: Option<&UnitOfMeasure>,
    ) -> RowMeaning<'a> {
        if let Some(other) = self.meant_in(label, declared) {
            return RowMeaning::Indicator(other);
        }
        if label.text.contains('%') && indicator.kind != IndicatorKind::Percent {
            let name = self.region.lexicon.label(&indicator.code).to_string();
            return RowMeaning::Unknown(Cow::Owned(vec![name]));
        }
        RowMeaning::Indicator(indicator)
    }

    /// The indicator that the row's unit of measure makes of its label, where it makes another.
    fn meant_in(
        &self,
        label: &RowLabel,
        declared: Option<&UnitOfMeasure>,
    ) -> Option<&'a Indicator> {
        let measured = label.measured_in(declared)?;
        let lexicon = self.region.lexicon;
        let code = lexicon.meant_in(&label.key, &label.meaning, measured)?;
        self.indicator(&code)
    }

    /// The unit of measure that a row declares; a ditto mark repeats the row above.
    fn unit_of_row(&mut self, row: Row<'a>) -> Option<Cow<'a, UnitOfMeasure>> {
        let column = self.unit_column?;
        let Some(wording) = row.cell(column).and_then(GridCell::wording) else {
            // One that is merged over several rows stands in the first of them.
            let is_covered = row.number < self.unit_until && row.cell(column).is_none();
            return self.unit_above.clone().filter(|_| is_covered);
        };
        let at = CellAddress::new(row.number, column);
        self.unit_until = self.region.grid.span(at).last.row + 1;
        let mut ditto = self.region.lexicon.forms.words.ditto.iter();
        if !ditto.any(|mark| *mark == wording.text) {
            let named = wording.unit().map(Cow::Borrowed);
            let unknown = || Cow::Owned(UnitOfMeasure::unknown(&wording.text));
            self.unit_above = Some(named.unwrap_or_else(unknown));
        }
        self.unit_above.clone()
    }

    fn read_congress_row(&mut self, field: CongressField, row: Row<'_>) {
        let cell = self
            .figure_columns
            .iter()
            .filter(|(_, kind)| *kind == FigureColumn::Actual)
            .find_map(|(column, _)| row.cell(column.index));
        if let Some(cell) = cell.filter(|cell| !is_left_blank(&cell.content())) {
            self.table.congress.push(CongressFact {
                field,
                written: cell.shown().into_owned(),
                at: cell.address,
            });
        }
        self.row_above = None;
        self.whole = None;
    }

    /// The first cell of a row that holds a figure under one of the table's titles, also with words before it where the
    /// row's label is in words: `(1)|(2)|(5)=(4)/(3)` only numbers the columns.
    pub(super) fn figure_in(&self, row: Row<'_>) -> Option<(CellRef, String)> {
        let lexicon = self.region.lexicon;
        let label = row.cell(self.label_column).map_or("", GridCell::text);
        let is_worded = label.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
        self.figure_columns
            .iter()
            .filter(|(_, kind)| *kind != FigureColumn::Rate)
            .filter_map(|(column, _)| row.cell(column.index))
            .find(|cell| cell.may_be_figure() || is_worded && cell.speaks_of_figure(lexicon))
            .map(|cell| (self.region.place(cell.address), cell.raw()))
    }

    /// Tells that a row's figures cannot be given to an indicator, where it has any.
    pub(super) fn report_unmatched(
        &mut self,
        row: Row<'_>,
        label: &str,
        nearest: &[String],
    ) -> RowFate {
        let Some((at, raw)) = self.figure_in(row) else {
            return RowFate::Words;
        };
        let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
        let message = rules::label_unmatched::message(label, &raw, &names.join(", "));
        let rule = &rules::label_unmatched::RULE;
        self.findings.push(Finding::about_cell(rule, &at, message));
        RowFate::Unmatched
    }

    fn report_ambiguous(&mut self, row: Row<'_>, label: &str, candidates: &[Arc<str>]) -> RowFate {
        let Some((at, _)) = self.figure_in(row) else {
            return RowFate::Words;
        };
        let names: Vec<String> = candidates
            .iter()
            .map(|code| format!("“{}”", self.region.lexicon.label(code)))
            .collect();
        let message = rules::label_ambiguous::message(label, &names.join(", "));
        let rule = &rules::label_ambiguous::RULE;
        self.findings.push(Finding::about_cell(rule, &at, message));
        RowFate::Unmatched
    }
}
