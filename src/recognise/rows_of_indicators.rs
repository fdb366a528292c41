//! Tables with a row per indicator: the activity report, the pledge report, a congress' targets.

use super::account::{RowKind, RowKinds};
use super::column_kind::{ColumnKind, leaves_open, stage_of};
use super::detail::{DetailColumn, detail_column};
use super::grid::{GridCell, Row};
use super::header::is_numbering_row;
use super::labels::LabelMeaning;
use super::mark::Mark;
use super::row_figures::{FigureOf, MeantRow};
use super::row_label::RowLabel;
use super::sections::{Heading, Level, numbers_group};
use super::staged_rows::UnfilledRow;
use super::time::Time;
use super::unit_lines::TableUnits;
use super::wording::Wording;
use super::{
    CongressFact, FigureColumn, FigureTable, Region, Saying, Scope, SheetStatements, TableTitle,
    Timed, UnitRow,
};
use crate::catalogue::{ColumnRole, CongressField, Indicator, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::{
    Dimension, UnitOfMeasure, is_left_blank, parse_unit_of_measure, says_nothing,
};
use crate::read::CellContent;
use crate::rules;
use crate::rules::row_unread::Why;
use crate::text::is_letter;
use std::borrow::Cow;
use std::sync::Arc;

/// The row that an indented row below it may belong to.
pub(super) struct RowAbove<'a> {
    key: &'a str,
    /// Its figures' positions, dropped where its cells are empty and the rows below it turn out to hold its figures.
    empty_figures: Vec<usize>,
}

/// The heading above a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Section {
    pub(super) heading: Heading,
    pub(super) timed: Timed,
    level: Option<Level>,
}

/// Walks down a table.
pub(super) struct Walk<'a> {
    pub(super) region: &'a Region<'a>,
    pub(super) label_column: u32,
    stage_column: Option<u32>,
    pub(super) detail_column: Option<DetailColumn>,
    /// The last label, which may stand for several rows.
    pub(super) label_above: Option<&'a RowLabel>,
    /// What the last label means, for the rows below it that only say whether they are planned or reached.
    staged_above: Option<MeantRow<'a>>,
    /// The same of a label whose own row is empty, for rows below it labelled `- Kế hoạch` and `- Thực hiện`.
    pub(super) unfilled_above: Option<UnfilledRow<'a>>,
    pub(super) unit_column: Option<u32>,
    pub(super) columns: Vec<FigureOf<'a>>,
    /// Whether columns give targets by themselves.
    pub(super) has_targets: bool,
    /// Whether labels stand for two rows throughout.
    has_second_rows: bool,
    /// Whether the table's title says that it is of what is planned.
    pub(super) is_plan: bool,
    pub(super) section: Section,
    pub(super) units: TableUnits,
    unit_above: Option<Cow<'a, UnitOfMeasure>>,
    /// The first row below the cell that gave it.
    unit_until: u32,
    pub(super) row_above: Option<RowAbove<'a>>,
    /// The indicator of the last row, or the one whose parts the last rows were: what `Trong đó: nữ` is a part of.
    whole: Option<&'a Indicator>,
    /// The mark of its row, and that of parts of it since that are no indicator.
    whole_mark: Option<Mark>,
    other_mark: Option<Mark>,
    pub(super) table: FigureTable,
    /// Whether the sheet tells of a congress: elsewhere its rows are none.
    tells_of_congress: bool,
    pub(super) findings: &'a mut Vec<Finding>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowKinds) {
    let header = region.header;
    let index_of = |role| header.column(role).map(|column| column.index);
    let stage = header.columns.iter();
    let mut stage = stage.filter(|column| column.kind == ColumnKind::Stage);
    let mut table = FigureTable::new(FormKind::ActivityReport, region.grid.sheet.clone());
    let columns = figure_columns(region, statements, &mut table);
    let mut walk = Walk {
        region,
        label_column: index_of(ColumnRole::Label).unwrap_or_default(),
        stage_column: stage.next().map(|column| column.index),
        detail_column: detail_column(region),
        label_above: None,
        staged_above: None,
        unfilled_above: None,
        unit_column: index_of(ColumnRole::UnitOfMeasure),
        has_targets: columns.iter().any(|it| it.says == FigureColumn::Target),
        columns,
        has_second_rows: false,
        is_plan: statements.says == Some(FigureColumn::Target),
        section: Section::default(),
        units: TableUnits::new(statements.unit_of_measure.clone()),
        unit_above: None,
        unit_until: 0,
        row_above: None,
        whole: None,
        whole_mark: None,
        other_mark: None,
        table,
        tells_of_congress: statements.tells_of_congress,
        findings,
    };
    walk.begin_table();
    walk.has_second_rows = walk.stage_column.is_none() && walk.has_second_rows();
    let figures = region.rows().count() * walk.columns.len();
    walk.table.figures.reserve(figures);
    let rows = region.rows();
    let kinds = rows.map(|row| (row.number, walk.read_row(row))).collect();
    walk.close_unit_line();
    walk.table.form = walk.form(statements);
    walk.table.section_left = walk.section_left();
    (walk.table, kinds)
}

fn figure_columns<'a>(
    region: &Region<'a>,
    statements: &SheetStatements,
    table: &mut FigureTable,
) -> Vec<FigureOf<'a>> {
    let cluster = statements.clusters.first().map(|(name, _)| name.clone());
    let columns = region.header.columns.iter();
    columns
        .filter_map(|column| {
            let (says, is_part) = match column.kind {
                ColumnKind::Figure(says) => (says, false),
                ColumnKind::OfUnit => (FigureColumn::Actual, false),
                ColumnKind::Part(says) => (says, true),
                _ => return None,
            };
            let key = &column.title.title.key;
            let unit = (column.kind == ColumnKind::OfUnit).then(|| {
                table.units.push(UnitRow {
                    name: column.lowest_title().to_string(),
                    code: None,
                    cluster: cluster.clone(),
                    at: column.title_at,
                });
                table.units.len() - 1
            });
            Some(FigureOf {
                column,
                unit,
                says,
                is_open: leaves_open(key, region.lexicon),
                is_part,
                by_column: table.timed(column.time(), saying_of(column, Scope::Column)),
            })
        })
        .collect()
}

/// A column's title as words that speak of its figures.
pub(super) fn saying_of(column: &super::header::Column<'_>, scope: Scope) -> Saying {
    Saying {
        written: column.written().to_string(),
        scope,
        at: column.title_at,
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
    /// What stands above a table that is not the sheet's first speaks of it alone.
    fn begin_table(&mut self) {
        let Some(title) = self.region.title.clone() else {
            return;
        };
        let TableTitle {
            heading,
            scope,
            written,
            at,
        } = title;
        let saying = Saying { written, scope, at };
        self.section = Section {
            heading,
            timed: self.table.timed(heading.time, saying),
            level: Some(Level::None),
        };
    }

    /// The section that goes on below the table, where its header is repeated.
    fn section_left(&self) -> Option<TableTitle> {
        self.section.level?;
        let saying = self
            .section
            .timed
            .said
            .and_then(|it| self.table.sayings.get(it));
        Some(TableTitle {
            heading: self.section.heading,
            scope: saying.map_or(Scope::Section, |it| it.scope),
            written: saying.map(|it| it.written.clone()).unwrap_or_default(),
            at: saying.map_or(CellAddress::new(0, 0), |it| it.at),
        })
    }

    /// A pledge report has targets, or says in its title that it is one.
    fn form(&self, statements: &SheetStatements) -> FormKind {
        let mut figures = self.table.figures.iter();
        if !self.table.congress.is_empty() {
            FormKind::CongressReport
        } else if !self.table.units.is_empty() {
            FormKind::ClusterTable
        } else if self.is_plan
            || statements.is_of_pledges
            || !statements.is_of_activities
                && figures.any(|figure| figure.column == FigureColumn::Target)
        {
            FormKind::PledgeReport
        } else {
            FormKind::ActivityReport
        }
    }

    fn read_row(&mut self, row: Row<'a>) -> RowKind {
        if is_numbering_row(row) {
            return RowKind::Heading;
        }
        let lexicon = self.region.lexicon;
        let declared = self.unit_of_row(row).or_else(|| self.percent_of_row(row));
        let stage = self.stage_of_row(row);
        if let Some(kind) = self.read_detail(row, declared.as_deref(), stage) {
            return kind;
        }
        let Some((cell, wording)) = self.label_in(row) else {
            return self.read_unlabelled(row, declared.as_deref(), stage);
        };
        self.staged_above = None;
        if let Some(kind) = self.read_staged(row, (cell, wording), declared.as_deref()) {
            return kind;
        }
        self.unfilled_above = None;
        let label = wording.label(lexicon);
        let declared = label.measured(declared);
        let declared = declared.as_deref();
        if self.goes_between(label, row) {
            self.take_unit_line(row);
            return RowKind::Heading;
        }
        let is_heading = self.begin_section(row);
        let of_congress = || {
            let by_label = label.congress;
            by_label.or_else(|| lexicon.congress_fact(&wording.text))
        };
        if let Some(field) = self.tells_of_congress.then(of_congress).flatten() {
            self.read_congress_row(field, row);
            return RowKind::Facts;
        }
        let mark = label.mark.or_else(|| self.number_mark(row));
        match self.meaning_of_row((label, mark), declared) {
            RowMeaning::Indicator(indicator) => {
                self.read_figures(row, (cell, wording), (indicator, stage), declared)
            }
            RowMeaning::Part => self.report_unmatched(row, &wording.text, &[]),
            RowMeaning::Ambiguous(codes) => {
                self.whole = None;
                self.row_above = None;
                self.report_ambiguous(row, &wording.text, codes)
            }
            RowMeaning::Unknown(nearest) => {
                if !is_heading && self.figure_in(row).is_none() {
                    self.take_unit_line(row);
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

    /// The figures of a row whose label means an indicator.
    fn read_figures(
        &mut self,
        row: Row<'a>,
        (cell, wording): (&GridCell<'_>, &'a Wording),
        (indicator, stage): (&'a Indicator, Option<(FigureColumn, Timed)>),
        declared: Option<&UnitOfMeasure>,
    ) -> RowKind {
        let lexicon = self.region.lexicon;
        let label = wording.label(lexicon);
        if label.has_slip(lexicon) {
            self.table.slips.push(LabelSlip {
                at: self.region.place(cell.address),
                written: wording.text.clone(),
                indicator: indicator.code.clone(),
            });
        }
        self.tell_decided(row, (&wording.text, &label.key), &indicator.code);
        let first = self.table.figures.len();
        let meant = MeantRow {
            indicator,
            amount: self.amount_of(label, indicator),
            label_time: self.label_time(label, wording, cell.address),
            stage,
        };
        let is_stacked = stage.is_none() && self.is_stacked(row, cell.address);
        if !is_stacked {
            self.staged_above = Some(meant);
            self.push_figures(row, meant, declared);
            self.unfilled_above = self.unfilled(first, meant, declared);
        }
        if !label.is_indented || self.row_above.is_none() {
            self.stand_above(&label.key, first);
        }
        if is_stacked {
            return self.report_unread(row, Why::Stacked);
        }
        RowKind::Figures
    }

    /// The label of a row: under its title, or one cell to the left, where numbers stand.
    fn label_in(&self, row: Row<'a>) -> Option<(&'a GridCell<'a>, &'a Wording)> {
        let own = row.cell(self.label_column);
        let left = || {
            let left = row.cells.iter().rev();
            let mut left = left.filter(|cell| cell.address.column < self.label_column);
            /// Fewer letters are a number: `III`.
            const FEWEST_LETTERS: usize = 5;
            let speaks = |cell: &&&GridCell<'_>| {
                let letters = cell.text().chars().filter(|c| is_letter(*c));
                letters.count() >= FEWEST_LETTERS
            };
            left.next().filter(|cell| speaks(&cell))
        };
        let cell = own.or_else(left)?;
        Some((cell, cell.wording()?))
    }

    /// What the word in a column of its own says of the row.
    fn stage_of_row(&mut self, row: Row<'_>) -> Option<(FigureColumn, Timed)> {
        let cell = row.cell(self.stage_column?)?;
        let (says, time) = stage_of(cell.wording()?, self.region.lexicon)?;
        let saying = Saying {
            written: cell.text().to_string(),
            scope: Scope::Stage,
            at: cell.address,
        };
        Some((says, self.table.timed(time, saying)))
    }

    pub(super) fn label_time(
        &mut self,
        label: &RowLabel,
        wording: &Wording,
        at: CellAddress,
    ) -> Timed {
        let saying = || Saying {
            written: wording.text.clone(),
            scope: Scope::Row,
            at,
        };
        match label.time {
            Time::Unsaid => Timed::default(),
            time => self.table.timed(time, saying()),
        }
    }

    /// Whether a label stands for rows that each hold figures, and nothing says which of them is which.
    fn is_stacked(&self, row: Row<'_>, label: CellAddress) -> bool {
        let last = self.region.grid.span(label).last.row;
        let last = last.max(row.number + u32::from(self.has_second_rows));
        let below = self.region.grid.rows_within(row.number + 1..last + 1);
        let mut below = below.filter(|row| row.number < self.region.end);
        below.any(|row| self.figure_in(row).is_some() && self.label_in(row).is_none())
    }

    /// Whether rows of figures without a label stand below those of labels throughout, not once.
    fn has_second_rows(&self) -> bool {
        /// One such row is a sum, or a note.
        const FEWEST: usize = 2;
        let rows = self.region.rows();
        let is_bare =
            |row: &Row<'a>| self.label_in(*row).is_none() && self.figure_in(*row).is_some();
        rows.filter(is_bare).count() >= FEWEST
    }

    /// A row without a label: another of the label above where its own word says which, else its figures are told. What
    /// says something in it, a section's title, is no part of the row above, and what stands below it neither.
    fn read_unlabelled(
        &mut self,
        row: Row<'a>,
        declared: Option<&UnitOfMeasure>,
        stage: Option<(FigureColumn, Timed)>,
    ) -> RowKind {
        if let (Some(above), Some(_)) = (self.staged_above, stage) {
            let own = declared.or(self.unit_above.as_deref()).cloned();
            self.push_figures(row, MeantRow { stage, ..above }, own.as_ref());
            return RowKind::Figures;
        }
        let has_figure = self.figure_in(row).is_some();
        if !has_figure && self.take_unit_line(row) {
            return RowKind::Heading;
        }
        self.begin_section(row);
        let is_note = |cell: &GridCell<'_>| {
            let column = self.region.header.at(cell.address.column);
            column.is_some_and(|column| column.kind == ColumnKind::Note)
        };
        let speaks = |cell: &&GridCell<'_>| cell.text().contains(is_letter);
        let mut words = row.cells.iter().filter(speaks);
        let says_something =
            words.any(|cell| Some(cell.address.column) != self.unit_column && !is_note(cell));
        if has_figure || says_something {
            self.whole = None;
            self.row_above = None;
        }
        if has_figure {
            return self.report_unread(row, Why::NoLabel);
        }
        match self.shifted_in(row) {
            Some(shifted) => self.tell_unread(shifted, Why::Shifted),
            None => RowKind::Heading,
        }
    }

    /// A number in the place of a label, with words to its left: the row stands in other columns than the table.
    fn shifted_in(&self, row: Row<'_>) -> Option<(CellRef, String)> {
        let cell = row
            .cell(self.label_column)
            .filter(|cell| cell.is_number())?;
        let mut left = row.cells.iter();
        let left = left.find(|left| left.address < cell.address && left.text().contains(' '))?;
        let is_near = left.address.column + 1 == cell.address.column;
        is_near.then(|| (self.region.place(cell.address), cell.raw()))
    }

    /// A row that stands between another and its parts and is neither: `- Trong đó:`, a remark in parentheses.
    fn goes_between(&self, label: &RowLabel, row: Row<'_>) -> bool {
        let introducing = &self.region.lexicon.forms.words.introducing_parts;
        let is_between = label.text.starts_with('(') || introducing.contains(&label.key);
        is_between && self.figure_in(row).is_none()
    }

    /// Takes over what the title of a section says of the rows below it; whether the row is one.
    fn begin_section(&mut self, row: Row<'a>) -> bool {
        let has_unit = self.unit_column.is_some_and(|it| row.cell(it).is_some());
        if has_unit || self.value_in(row).is_some() {
            return false;
        }
        let says = |cell: &&GridCell<'_>| cell.text().contains(is_letter);
        let Some(first) = row.cells.iter().find(says) else {
            return false;
        };
        let mut behind = row.cells.iter().filter(|cell| cell.address > first.address);
        let number = self.region.header.column(ColumnRole::Number);
        let number = number.and_then(|column| row.cell(column.index));
        let (number, title) = match behind.next() {
            Some(title) if first.wording().is_some_and(numbers_group) => {
                (Some(first.text()), title)
            }
            _ => {
                let number = number.filter(|number| number.address != first.address);
                (
                    number.map(GridCell::text).filter(|it| !it.is_empty()),
                    first,
                )
            }
        };
        let Some(wording) = title.wording() else {
            return false;
        };
        let lexicon = self.region.lexicon;
        let heading = wording.heading(lexicon);
        let level = Level::of(number, &wording.text);
        let is_plain = level == Level::Number || number.is_none() && level == Level::None;
        let is_indicator = wording.names_indicator(lexicon);
        if is_indicator && heading.says.is_none() {
            return false;
        }
        // `3. Việc khác năm 2022` without a figure is a row that nobody filled in.
        let speaks = heading.says.is_some() || heading.speaks() && !is_plain || {
            let is_time_alone = wording.title(lexicon).title.key.is_empty();
            heading.speaks() && is_time_alone
        };
        if speaks {
            let saying = Saying {
                written: wording.text.clone(),
                scope: Scope::Section,
                at: title.address,
            };
            self.section = Section {
                heading,
                timed: self.table.timed(heading.time, saying),
                level: Some(level),
            };
        } else if self
            .section
            .level
            .is_some_and(|section| level.ends(section))
        {
            self.section = Section::default();
        }
        if matches!(level, Level::Roman | Level::Letter) {
            self.units.begin_section(wording.label(lexicon));
        }
        speaks
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
        let meaning = lexicon.labels.meaning_together(above.key, &label.key);
        let Some(LabelMeaning::Indicator(code)) = meaning else {
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

    /// The amount that a row's label means in money.
    fn amount_of(&self, label: &RowLabel, indicator: &'a Indicator) -> Option<&'a Indicator> {
        if indicator.kind == IndicatorKind::Money {
            return Some(indicator);
        }
        let lexicon = self.region.lexicon;
        let code = lexicon.meant_in(&label.key, &label.meaning, &Dimension::Money)?;
        self.indicator(&code)
    }

    /// Percent, where every figure of a row without a unit of measure says so itself: `95 % trở lên`, `99,4 %`.
    fn percent_of_row(&self, row: Row<'_>) -> Option<Cow<'a, UnitOfMeasure>> {
        let is_percent = |cell: &GridCell<'_>| match cell.content() {
            CellContent::Number { percent, .. } => percent,
            CellContent::Text(text) => text.contains('%'),
            _ => false,
        };
        let mut figures = self.cells_of_figures(row).peekable();
        figures.peek()?;
        let percent = || parse_unit_of_measure("%").map(Cow::Owned);
        figures.all(is_percent).then(percent).flatten()
    }

    /// The unit of measure that a row declares; a ditto mark repeats the row above.
    fn unit_of_row(&mut self, row: Row<'a>) -> Option<Cow<'a, UnitOfMeasure>> {
        let column = self.unit_column?;
        let Some(wording) = row.cell(column).and_then(GridCell::wording) else {
            // One that is merged over several rows stands in the first of them.
            let is_covered = row.number < self.unit_until && row.cell(column).is_none();
            if !is_covered && let Some(above) = self.unit_above.as_deref() {
                self.units.leave_open(above);
            }
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
            .columns
            .iter()
            .filter(|it| it.says == FigureColumn::Actual && !it.is_part)
            .find_map(|it| row.cell(it.column.index));
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

    /// The cells of a row under titles of figures, or of what is not understood where the table has no other.
    fn cells_of_figures<'r>(&'r self, row: Row<'r>) -> impl Iterator<Item = &'r GridCell<'r>> {
        let columns = self.region.header.columns.iter();
        let has_figures = !self.columns.is_empty();
        columns
            .filter(move |column| match column.kind {
                ColumnKind::Figure(says) | ColumnKind::Part(says) => says != FigureColumn::Rate,
                ColumnKind::OfUnit => true,
                ColumnKind::Unknown(_) => !has_figures,
                _ => false,
            })
            .filter_map(move |column| row.cell(column.index))
    }

    /// The first cell of a row that holds a figure under one of the table's titles, also with words before it where the
    /// row's label is in words: `(1)|(2)|(5)=(4)/(3)` only numbers the columns.
    pub(super) fn figure_in(&self, row: Row<'_>) -> Option<(CellRef, String)> {
        let lexicon = self.region.lexicon;
        let label = row.cell(self.label_column).map_or("", GridCell::text);
        let is_worded = label.chars().filter(|c| is_letter(*c)).nth(1).is_some();
        self.cells_of_figures(row)
            .find(|cell| cell.may_be_figure() || is_worded && cell.speaks_of_figure(lexicon))
            .map(|cell| (self.region.place(cell.address), cell.raw()))
    }

    /// The same, or the words that stand for a figure in a row that asks for one: `Không`, `HTTNV`, `đang cập nhật`.
    pub(super) fn value_in(&self, row: Row<'_>) -> Option<(CellRef, String)> {
        let number = self.region.header.column(ColumnRole::Number);
        let number = number.and_then(|column| row.cell(column.index));
        let is_numbered = number.is_some_and(|cell| {
            let shown = cell.shown();
            shown.contains(|c: char| c.is_ascii_digit())
        });
        let has_unit = self.unit_column.is_some_and(|it| row.cell(it).is_some());
        let words = || {
            let mut cells = self.cells_of_figures(row);
            let cell = cells.find(|cell| !is_left_blank(&cell.content()))?;
            Some((self.region.place(cell.address), cell.raw()))
        };
        let in_words = || (is_numbered || has_unit).then(words).flatten();
        let figure = self.figure_in(row).or_else(in_words);
        figure.or_else(|| self.word_for_figure(row))
    }

    /// A rating in a row that has a label, or a word for nothing where the label asks for a figure.
    fn word_for_figure(&self, row: Row<'_>) -> Option<(CellRef, String)> {
        let lexicon = self.region.lexicon;
        let label = row.cell(self.label_column)?.wording()?.label(lexicon);
        let asks = label.asks_for_figure();
        let mut cells = self.cells_of_figures(row);
        let cell = cells.find(|cell| {
            asks && says_nothing(&cell.content()) || lexicon.rating(cell.text()).is_some()
        })?;
        Some((self.region.place(cell.address), cell.raw()))
    }

    /// Tells that a row's figures cannot be given to an indicator, where it has any.
    pub(super) fn report_unmatched(
        &mut self,
        row: Row<'_>,
        label: &str,
        nearest: &[String],
    ) -> RowKind {
        let Some((at, raw)) = self.value_in(row) else {
            return RowKind::Heading;
        };
        let finding = self.unmatched((at, &raw), label, nearest);
        self.findings.push(finding);
        RowKind::Unread
    }

    /// Tells that a row's figures cannot be read, and why.
    fn report_unread(&mut self, row: Row<'_>, why: Why) -> RowKind {
        match self.figure_in(row) {
            Some(figure) => self.tell_unread(figure, why),
            None => RowKind::Heading,
        }
    }

    fn tell_unread(&mut self, (at, raw): (CellRef, String), why: Why) -> RowKind {
        let message = rules::row_unread::message(&raw, why);
        let rule = &rules::row_unread::RULE;
        self.findings.push(Finding::about_cell(rule, &at, message));
        RowKind::Unread
    }

    fn report_ambiguous(&mut self, row: Row<'_>, label: &str, candidates: &[Arc<str>]) -> RowKind {
        let Some((at, _)) = self.value_in(row) else {
            return RowKind::Heading;
        };
        let names: Vec<String> = candidates
            .iter()
            .map(|code| format!("“{}”", self.region.lexicon.label(code)))
            .collect();
        let message = rules::label_ambiguous::message(label, &names.join(", "));
        let rule = &rules::label_ambiguous::RULE;
        let finding = Finding::about_cell(rule, &at, message);
        self.findings.push(finding.of_word(label, 1));
        RowKind::Unread
    }
}
