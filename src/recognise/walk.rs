//! The walk down a table with a row per indicator: what is known of the table, and what stands above the row that is read.

use super::above::{Lead, RowsAbove, Whole};
use super::account::RowKind;
use super::blocks_of_parts::Headings;
use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::labels::LabelMeaning;
use super::layout::Column;
use super::measure::Said;
use super::notes::Note;
use super::rating_marks::is_rating_mark;
use super::region::{Region, Stage};
use super::row_label::RowLabel;
use super::row_mark::Mark;
use super::sayings::{FigureColumn, Saying, Scope, Timed};
use super::sections::{Heading, TableTitle};
use super::table_units::TableUnits;
use super::tables::FigureTable;
use super::time::Time;
use super::unmatched::unmatched;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, Indicator};
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::CellAddress;
use crate::quantity::{UnitOfMeasure, is_left_blank, parse_unit_of_measure};
use crate::rules;
use crate::rules::row_unread::Why;
use crate::text::is_letter;
use std::borrow::Cow;

/// A column of figures of each row's indicator.
pub(super) struct FigureOf<'a> {
    pub(super) column: &'a Column<'a>,
    /// In a table with a column per unit, the unit's position in the table's.
    pub(super) unit: Option<usize>,
    pub(super) says: FigureColumn,
    /// Whether its title leaves open whether it was planned or reached: `Số lượng`.
    pub(super) is_open: bool,
    /// Whether it is of a part of the row's indicator.
    pub(super) is_part: bool,
    pub(super) by_column: Timed,
    /// Its title, where that says that its figures are only near, by position in the table's sayings.
    pub(super) near_by: Option<usize>,
}

/// A column of words before the labels that speak of several rows.
#[derive(Clone, Copy)]
pub(super) struct LeadColumn {
    pub(super) index: u32,
    /// Whether its cells are merged over the rows that they speak of; else they speak of all down to the next.
    pub(super) is_merged: bool,
}

/// A column of words that say more than the labels to their left.
#[derive(Clone, Copy)]
pub(super) struct DetailColumn {
    pub(super) index: u32,
    /// Whether its title says so, or it has none of its own under that of the labels.
    pub(super) is_told: bool,
}

/// The columns of words beside the labels.
pub(super) struct BesideLabels {
    pub(super) lead: Option<LeadColumn>,
    pub(super) detail: Option<DetailColumn>,
}

/// What is known of a table before its rows are read.
pub(super) struct Plan<'a> {
    pub(super) label_column: u32,
    pub(super) beside: BesideLabels,
    pub(super) columns: Vec<FigureOf<'a>>,
    /// Whether columns give targets by themselves.
    pub(super) has_targets: bool,
    /// The columns of counts and of shares, by their places among the columns, where a table has one of each and no other.
    pub(super) counts_and_shares: Option<(usize, usize)>,
    /// Whether labels stand for two rows throughout.
    pub(super) has_second_rows: bool,
    /// Whether the table's title says that it is of what is planned.
    pub(super) is_plan: bool,
    /// Whether the sheet tells of a congress: elsewhere its rows are none.
    pub(super) tells_of_congress: bool,
}

/// What a row's label means, with what its words say of its figures.
#[derive(Clone, Copy)]
pub(super) struct MeantRow<'a> {
    pub(super) indicator: &'a Indicator,
    /// The label of the row itself, where the figures are its own.
    pub(super) label: Option<&'a RowLabel>,
    /// The amount that the label means in money, for a column of amounts: `Thăm hỏi đoàn viên`.
    pub(super) amount: Option<&'a Indicator>,
    /// The time that the label names: `Tổng số đoàn viên năm 2022`.
    pub(super) label_time: Timed,
    /// What the word beside the label says: `Kế hoạch`, `Năm 2022`.
    pub(super) stage: Stage,
    /// What a note says of all that the row gives.
    pub(super) note: Option<&'a Note>,
    /// Whether a rate stands under the title of shares.
    pub(super) is_share: bool,
}

/// A row of an indicator without a figure of its own, and its empty figures.
pub(super) struct UnfilledRow<'a> {
    pub(super) meant: MeantRow<'a>,
    pub(super) declared: Option<UnitOfMeasure>,
    pub(super) figures: std::ops::Range<usize>,
}

/// A rating whose categories stand below its label, or beside it, a row each: which of them are marked.
pub(super) struct RatingLines {
    /// The place of its figure in the table's.
    pub(super) figure: usize,
    pub(super) marked: Vec<String>,
    /// The columns of its categories, where they stand side by side in its own row.
    pub(super) choices: Vec<(u32, String)>,
}

/// What stands above a row.
#[derive(Default)]
pub(super) struct Above<'a> {
    /// The last label, which may stand for several rows.
    pub(super) label: Option<&'a RowLabel>,
    /// What it means, for the rows below it that only say whether they are planned or reached.
    pub(super) staged: Option<MeantRow<'a>>,
    /// The same of a label whose own row is empty, for rows below it labelled `- Kế hoạch` and `- Thực hiện`.
    pub(super) unfilled: Option<UnfilledRow<'a>>,
    /// A rating whose categories stand in rows.
    pub(super) rating: Option<RatingLines>,
    /// The words in a column before the labels that speak of the rows.
    pub(super) lead: Option<Lead>,
    pub(super) rows: RowsAbove,
    pub(super) whole: Whole<'a>,
}

/// The heading above a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Section {
    pub(super) heading: Heading,
    pub(super) timed: Timed,
    pub(super) number: Option<Mark>,
    /// Whether the first row below it is marked as a part of it.
    pub(super) has_parts: Option<bool>,
}

impl Section {
    /// Meets a row below the heading, or itself. What is numbered like it, behind rows that are marked as parts of it, stands beside it:
    /// `2 Đăng ký thi đua`, `2.1 Lao động tiên tiến`, `3 Số tổ công đoàn`.
    pub(super) fn meet(&mut self, mark: Option<Mark>, is_heading: bool) {
        let Some(own) = self.number.filter(|_| !is_heading) else {
            return;
        };
        let is_part = mark.is_none_or(|mark| mark > own);
        if !is_part && self.has_parts == Some(true) {
            *self = Self::default();
        } else {
            self.has_parts.get_or_insert(is_part);
        }
    }

    /// Takes over a heading that speaks of the rows below it; one of its rank that does not ends it, and below one without a number
    /// that is not the unit's another without.
    pub(super) fn take(
        &mut self,
        next: Option<Section>,
        (number, stands_out): (Option<Mark>, bool),
    ) {
        let is_alike = stands_out && number.is_none() && self.number.is_none();
        if let Some(next) = next {
            *self = next;
        } else if Mark::ends(number, self.number) || self.heading.is_of_else && is_alike {
            *self = Self::default();
        }
    }

    /// What goes on below a table whose header is repeated.
    pub(super) fn left(&self, table: &FigureTable) -> Option<TableTitle> {
        let said = self.timed.said;
        let saying = said.and_then(|it| table.words.sayings.get(it)).cloned();
        let nowhere = || Saying {
            written: String::new(),
            scope: Scope::Section,
            at: CellAddress::new(0, 0),
        };
        self.heading.speaks().then(|| TableTitle {
            heading: self.heading,
            saying: saying.unwrap_or_else(nowhere),
        })
    }
}

/// Walks down a table.
pub(super) struct Walk<'a> {
    pub(super) region: &'a Region<'a>,
    pub(super) plan: Plan<'a>,
    pub(super) above: Above<'a>,
    pub(super) section: Section,
    pub(super) units: TableUnits<'a>,
    /// Rows of words without figures.
    pub(super) headings: Headings<'a>,
    pub(super) table: FigureTable,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl<'a> Walk<'a> {
    /// The label of a row: under its title, also further in where that stands over several columns, or one cell to the left, where
    /// numbers stand.
    pub(super) fn label_in(&self, row: Row<'a>) -> Option<(&'a GridCell<'a>, &'a Wording)> {
        /// Fewer letters are a number: `III`.
        const FEWEST_LETTERS: usize = 5;
        let letters = |cell: &GridCell<'_>| cell.text().chars().filter(|c| is_letter(*c)).count();
        let left = || {
            let mut left = row.cells.iter().rev();
            let next = left.find(|cell| cell.address.column < self.plan.label_column);
            next.filter(|cell| letters(cell) >= FEWEST_LETTERS)
        };
        let cell = row.cell(self.plan.label_column);
        let cell = cell.or_else(|| self.indented_label(row)).or_else(left)?;
        Some((cell, cell.wording()?))
    }

    /// A label that is set in by columns: its title is merged over them, and no other stands below it in its row.
    fn indented_label(&self, row: Row<'a>) -> Option<&'a GridCell<'a>> {
        let header = self.region.header;
        let title = header.at(self.plan.label_column)?.title_at;
        let last = self.region.grid.span(title).last.column;
        let mut cells = row.cells.iter();
        cells.find(|cell| {
            let column = cell.address.column;
            column > self.plan.label_column
                && column <= last
                && header.at(column).is_none()
                && cell.text().chars().any(is_letter)
        })
    }

    /// The cells of a row under titles of figures, or of what is not understood where the table has no other.
    fn cells_of_figures<'r>(&'r self, row: Row<'r>) -> impl Iterator<Item = &'r GridCell<'r>> {
        let has_figures = !self.plan.columns.is_empty();
        let columns = self.region.header.columns.iter();
        let columns = columns.filter(move |column| match column.kind {
            ColumnKind::Figure(says) | ColumnKind::Part(says) => says != FigureColumn::Rate,
            ColumnKind::RatingMark(_) => true,
            ColumnKind::Unknown(_) => !has_figures,
            _ => false,
        });
        columns.filter_map(move |column| row.cell(column.index))
    }

    /// The first cell of a row that holds a figure under one of the table's titles, also with words before it where the
    /// row's label is in words: `(1)|(2)|(5)=(4)/(3)` only numbers the columns.
    pub(super) fn figure_in<'r>(&'r self, row: Row<'r>) -> Option<&'r GridCell<'r>> {
        let lexicon = self.region.lexicon;
        let label = row.cell(self.plan.label_column).map_or("", GridCell::text);
        let is_worded = label.chars().filter(|c| is_letter(*c)).nth(1).is_some();
        let mut cells = self.cells_of_figures(row);
        cells.find(|cell| cell.may_be_figure() || is_worded && cell.speaks_of_figure(lexicon))
    }

    /// The unit of measure of a row that has none beside it, where every figure says the same one itself: `95 % trở lên`,
    /// `45 người`.
    pub(super) fn measure_of_figures(&self, row: Row<'_>) -> Said<'a> {
        let measure = |cell: &GridCell<'_>| match cell.is_percent() {
            true => parse_unit_of_measure("%"),
            false => measure_behind(cell.said()),
        };
        let mut figures = self.cells_of_figures(row).map(measure);
        let first = figures.next()??;
        let is_same = |other: Option<UnitOfMeasure>| {
            other.is_some_and(|it| (&it.dimension, it.factor) == (&first.dimension, first.factor))
        };
        figures.all(is_same).then_some(Cow::Owned(first))
    }

    /// Percent, where the table's figures are all shares by their titles.
    pub(super) fn percent_of_titles(&self) -> Said<'a> {
        let is_share = |it: &FigureOf<'_>| {
            it.says == FigureColumn::Actual && it.column.title.role == Some(ColumnRole::Rate)
        };
        let mut columns = self.plan.columns.iter().peekable();
        columns.peek()?;
        let percent = || parse_unit_of_measure("%").map(Cow::Owned);
        columns.all(is_share).then(percent).flatten()
    }

    /// Whether a row holds figures and no words that say of what.
    pub(super) fn is_bare(&self, row: Row<'a>) -> bool {
        let detail = self.plan.beside.detail.filter(|column| column.is_told);
        let detail = detail.and_then(|column| row.cell(column.index)?.wording());
        let is_worded = detail.is_some_and(|wording| wording.text.contains(is_letter));
        let is_told = || is_worded || self.other_of_above(row).is_some();
        self.label_in(row).is_none() && self.figure_in(row).is_some() && !is_told()
    }

    pub(super) fn has_unit(&self, row: Row<'_>) -> bool {
        self.units.column.is_some_and(|it| row.cell(it).is_some())
    }

    /// The first figure, or the words that stand for one in a row that asks for it: `Không`, `HTTNV`, `đang cập nhật`; a
    /// rating beside any label.
    pub(super) fn value_in<'r>(&'r self, row: Row<'r>) -> Option<&'r GridCell<'r>> {
        let lexicon = self.region.lexicon;
        let number = self.region.header.cell(ColumnRole::Number, row);
        let has_digit = |cell: &GridCell<'_>| cell.shown().contains(|c: char| c.is_ascii_digit());
        let is_asked_for = || number.is_some_and(has_digit) || self.has_unit(row);
        let label = || {
            let wording = row.cell(self.plan.label_column)?.wording()?;
            Some(wording.label(lexicon))
        };
        let in_words = || {
            let is_asked_for = is_asked_for();
            let label = label();
            let asks = label.is_some_and(RowLabel::asks_for_figure);
            let mut cells = self.cells_of_figures(row);
            cells.find(|cell| {
                is_asked_for && !is_left_blank(&cell.content())
                    || asks && cell.wording().is_some_and(Wording::says_nothing)
                    || label.is_some() && is_rating_mark(self.region.header, cell, lexicon)
                    || label.is_some() && lexicon.rating(cell.said()).is_some()
            })
        };
        self.figure_in(row).or_else(in_words)
    }

    /// A share or a difference that stands alone in its row.
    fn derived_in<'r>(&self, row: Row<'r>) -> Option<&'r GridCell<'r>> {
        let columns = self.region.header.columns.iter();
        let mut cells = columns
            .filter(|column| column.is_derived())
            .filter_map(|column| row.cell(column.index));
        cells.find(|cell| cell.may_be_figure())
    }

    pub(super) fn label_time(&mut self, label: &RowLabel, cell: &GridCell<'_>) -> Timed {
        match label.time {
            Time::Unsaid => Timed::default(),
            time => self.table.timed(time, cell.saying(Scope::Row)),
        }
    }

    /// The mark in the column of numbers.
    pub(super) fn number_mark(&self, row: Row<'_>) -> Option<Mark> {
        let number = self.region.header.cell(ColumnRole::Number, row)?;
        Mark::of(&number.shown(), &self.region.lexicon.forms.words)
    }

    /// What stands above is no whole of which the rows below may be parts.
    pub(super) fn end_whole(&mut self) {
        self.above.whole.indicator = None;
        self.above.rows.row = None;
        self.above.rows.outer = None;
    }

    pub(super) fn push_slip(&mut self, cell: &GridCell<'_>, indicator: &Indicator) {
        self.table.words.slips.push(LabelSlip {
            at: self.region.place(cell.address),
            written: cell.text().to_string(),
            indicator: indicator.code.clone(),
        });
    }

    /// Tells that a row's figures cannot be given to an indicator, where it has any.
    pub(super) fn report_unmatched(
        &mut self,
        row: Row<'_>,
        label: &str,
        nearest: &[String],
    ) -> RowKind {
        let told = self.value_in(row).or_else(|| self.derived_in(row));
        let told = told.map(|cell| (cell.address, cell.raw()));
        self.tell(told, |walk, at, raw| {
            let region = walk.region;
            unmatched(&region.place(at), (label, raw), nearest, region.lexicon)
        })
    }

    /// Tells that a row's label means several indicators.
    pub(super) fn report_ambiguous(
        &mut self,
        row: Row<'_>,
        label: &str,
        meaning: &LabelMeaning,
    ) -> RowKind {
        let LabelMeaning::Ambiguous(codes) = meaning else {
            return RowKind::Heading;
        };
        let lexicon = self.region.lexicon;
        let names = codes
            .iter()
            .map(|code| format!("“{}”", lexicon.label(code)));
        let names: Vec<String> = names.collect();
        let told = self.value_in(row).map(|cell| (cell.address, cell.raw()));
        let message = rules::label_ambiguous::message(label, &names.join(", "));
        self.tell(told, |walk, at, _| {
            let finding = walk.region.tell(&rules::label_ambiguous::RULE, at, message);
            finding.of_word(label, 1)
        })
    }

    /// Tells that a row's figures cannot be read, and why.
    pub(super) fn report_unread(&mut self, row: Row<'_>, why: Why) -> RowKind {
        let told = self.figure_in(row).map(|cell| (cell.address, cell.raw()));
        self.tell_unread(told, why)
    }

    /// The same of a figure that was found.
    pub(super) fn tell_unread(&mut self, told: Option<(CellAddress, String)>, why: Why) -> RowKind {
        self.tell(told, |walk, at, raw| {
            let message = rules::row_unread::message(raw, why);
            walk.region.tell(&rules::row_unread::RULE, at, message)
        })
    }

    fn tell(
        &mut self,
        told: Option<(CellAddress, String)>,
        finding: impl FnOnce(&Self, CellAddress, &str) -> Finding,
    ) -> RowKind {
        let Some((at, raw)) = told else {
            return RowKind::Heading;
        };
        let finding = finding(self, at, &raw);
        self.findings.push(finding);
        RowKind::Unread
    }
}

/// The unit of measure behind a figure, where nothing else is said: `45 người`, `7,8 triệu đồng`.
fn measure_behind(said: &str) -> Option<UnitOfMeasure> {
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | ' ' | '\u{a0}');
    let said = said.trim();
    let unit = said.trim_start_matches(is_of_number);
    (unit.len() < said.len() && !unit.is_empty()).then(|| parse_unit_of_measure(unit))?
}
