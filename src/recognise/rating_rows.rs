//! Ratings in the rows of a unit's own form: a cross under the title of a category, categories in rows of their own, boxes in a
//! line.

use super::account::RowKind;
use super::grid::{GridCell, Row};
use super::knowledge::{boxed_choices, is_box, is_tick};
use super::labels::LabelMeaning;
use super::layout::Column;
use super::rating_marks::{is_cross, is_of_marks, rating_in};
use super::region::Region;
use super::sayings::FigureColumn;
use super::tables::{FigureCell, FigureTimes};
use super::walk::{MeantRow, RatingLines, Walk};
use crate::catalogue::{ColumnRole, Indicator, IndicatorKind};
use crate::ledger::CellClass;
use crate::read::CellContent;
use std::collections::BTreeSet;

/// One category is an answer.
const FEWEST_CHOICES: usize = 2;

/// A row that only names a category: its words, and the mark that it has.
struct CategoryLine<'r> {
    words: &'r str,
    /// Whether other words stand before these.
    is_labelled: bool,
    mark: Option<&'r GridCell<'r>>,
}

impl<'a> Walk<'a> {
    /// The rating that a row's marks under the titles of categories tell, in place of what its other columns say; whether it
    /// tells one.
    pub(super) fn push_rating(&mut self, row: Row<'_>, meant: &MeantRow<'_>) -> bool {
        let Region {
            header, lexicon, ..
        } = *self.region;
        let is_rating = meant.indicator.kind == IndicatorKind::Category;
        let told = || rating_in(header, row, None, lexicon);
        let Some(mut figure) = is_rating.then(told).flatten() else {
            return false;
        };
        let is_beside =
            |column: &Column<'_>| !is_of_marks(column) && header.is_figure_column(column.index);
        let mut others = header.columns.iter().filter(|it| is_beside(it));
        if figure.content.is_none() && others.any(|it| row.cell(it.index).is_some()) {
            return false;
        }
        figure.indicator = meant.indicator.code.clone();
        figure.column = self.says_of_row(meant);
        let time = self.time_of_row(figure.column, meant);
        let (by_row, near_by) = self.table.noted(meant.note, time);
        (figure.timed.by_row, figure.timed.near_by) = (by_row, near_by);
        self.table.figures.push(figure);
        true
    }

    /// Below the empty row of a rating its categories may stand, or beside its label the first of them.
    pub(super) fn begin_rating(&mut self, row: Row<'a>, indicator: &Indicator, first: usize) {
        let figures = &self.table.figures[first..];
        let [
            FigureCell {
                column: FigureColumn::Actual,
                at,
                ..
            },
        ] = figures
        else {
            return;
        };
        let choices = match indicator.kind {
            IndicatorKind::Category => self.choices_in(row),
            _ => Vec::new(),
        };
        if !choices.is_empty() {
            self.begin_choices(choices, first);
            return;
        }
        // What stands in the figure's own cell is the rating, but for a mark.
        let own = row.cell(at.column);
        let is_marked = own.is_some_and(|it| is_cross(it, self.region.lexicon));
        if indicator.kind != IndicatorKind::Category || own.is_some() && !is_marked {
            return;
        }
        if let Some(cell) = self.rating_beside(row, own) {
            let figure = &mut self.table.figures[first];
            figure.at = cell.address;
            figure.content = Some(self.region.grid.figure_content(cell));
            figure.raw = cell.raw();
            return;
        }
        let line = self.category_line(row);
        if is_marked && line.is_none() {
            return;
        }
        self.above.rating = Some(RatingLines {
            figure: first,
            marked: Vec::new(),
            choices: Vec::new(),
        });
        if let Some(line) = line {
            self.table.figures[first].content = None;
            self.mark_line(&line);
        }
    }

    /// The one category that stands behind the label of a rating in another column than that of the figures, which is empty: a word needs
    /// none.
    fn rating_beside<'r>(
        &self,
        row: Row<'r>,
        own: Option<&GridCell<'_>>,
    ) -> Option<&'r GridCell<'r>> {
        let lexicon = self.region.lexicon;
        let (_, behind) = row.cells.split_first().filter(|_| own.is_none())?;
        // A category in a box is one to choose.
        let is_rating = |cell: &&GridCell<'_>| {
            let words = without_box(cell.text()).1;
            words.len() == cell.text().len() && lexicon.rating(words).is_some()
        };
        let mut ratings = behind.iter().filter(is_rating);
        ratings.next().filter(|_| ratings.next().is_none())
    }

    /// The categories that stand side by side in a row, beyond the columns with titles: which it is, a mark below one of them tells.
    fn choices_in<'r>(&self, row: Row<'r>) -> Vec<(&'r GridCell<'r>, &'r str)> {
        let Region {
            header, lexicon, ..
        } = *self.region;
        let cells = row.cells.iter().filter(|cell| cell.wording().is_some());
        let choices = cells.map(|cell| (cell, without_box(cell.text()).1));
        let choices = choices.filter(|(_, words)| lexicon.rating(words).is_some());
        let choices: Vec<_> = choices.collect();
        let is_untitled = |(cell, _): &(&GridCell<'_>, &str)| {
            let column = header.at(cell.address.column);
            column.is_none_or(|column| column.written().is_empty())
        };
        let categories = choices.iter().map(|(_, words)| lexicon.rating(words));
        let categories: BTreeSet<_> = categories.collect();
        match categories.len() >= FEWEST_CHOICES && choices.iter().any(is_untitled) {
            true => choices,
            false => Vec::new(),
        }
    }

    fn begin_choices(&mut self, choices: Vec<(&GridCell<'_>, &str)>, first: usize) {
        let figure = &mut self.table.figures[first];
        let own = figure.at;
        (figure.content, figure.raw) = Default::default();
        let columns = choices.iter();
        let columns = columns.map(|(cell, words)| (cell.address.column, (*words).to_owned()));
        self.above.rating = Some(RatingLines {
            figure: first,
            marked: Vec::new(),
            choices: columns.collect(),
        });
        for (cell, words) in choices {
            if without_box(cell.text()).0 {
                self.mark_category(words, cell);
            } else if cell.address == own {
                self.table.passed_over.push((own, CellClass::Word));
            }
        }
    }

    /// Reads the marks below the categories of a rating that stand side by side; a row of anything else ends them.
    fn read_choices(&mut self, row: Row<'a>) -> Option<RowKind> {
        let lexicon = self.region.lexicon;
        let choices = &self.above.rating.as_ref()?.choices;
        let choice = |cell: &'a GridCell<'a>| {
            let mut choices = choices.iter().filter(|_| is_cross(cell, lexicon));
            let (_, words) = choices.find(|(column, _)| *column == cell.address.column)?;
            Some((cell, words.clone()))
        };
        let marked: Vec<_> = row.cells.iter().filter_map(choice).collect();
        if marked.is_empty() || self.figure_in(row).is_some() {
            self.above.rating = None;
            return None;
        }
        for (cell, words) in marked {
            self.mark_category(&words, cell);
        }
        Some(RowKind::Facts)
    }

    /// Reads a row that tells a rating by words and marks alone: one of its categories, or `Xếp loại: ☐ Xuất sắc ☑ Tốt`.
    pub(super) fn read_rating(&mut self, row: Row<'a>) -> Option<RowKind> {
        let rating = self.above.rating.as_ref();
        if rating.is_some_and(|rating| !rating.choices.is_empty()) {
            if let Some(kind) = self.read_choices(row) {
                return Some(kind);
            }
        } else if rating.is_some() {
            match self.category_line(row).filter(|line| !line.is_labelled) {
                Some(line) => {
                    self.mark_line(&line);
                    return Some(RowKind::Facts);
                }
                None => self.above.rating = None,
            }
        }
        self.read_rating_line(row)
    }

    /// The category that a row is of, where nothing else stands in it but its number and a mark.
    fn category_line<'r>(&self, row: Row<'r>) -> Option<CategoryLine<'r>> {
        let Region {
            header, lexicon, ..
        } = *self.region;
        let number = header.column(ColumnRole::Number).map(|it| it.index);
        let mut cells = row
            .cells
            .iter()
            .filter(|it| Some(it.address.column) != number);
        let (mut line, mut mark) = (None, None);
        let mut is_labelled = false;
        cells.try_for_each(|cell| {
            let (is_ticked, words) = without_box(cell.text());
            let is_category = || cell.wording().is_some() && lexicon.rating(words).is_some();
            // `Hoàn thành tốt | 12` counts, and a label of its own asks again: `XẾP LOẠI`, below it `Xếp loại CĐCS | HTTNV`.
            let is_label = || {
                let wording = cell.wording();
                wording.is_some_and(|it| it.names_indicator(lexicon))
            };
            if cell.may_be_figure() || is_label() {
                return None;
            }
            if line.is_none() && is_category() {
                line = Some(words);
                mark = is_ticked.then_some(cell);
            } else if is_cross(cell, lexicon) {
                mark = Some(cell);
            } else if !words.is_empty() {
                line.is_none().then_some(())?;
                is_labelled = true;
            }
            Some(())
        })?;
        line.map(|words| CategoryLine {
            words,
            is_labelled,
            mark,
        })
    }

    fn mark_line(&mut self, line: &CategoryLine<'_>) {
        if let Some(mark) = line.mark {
            self.mark_category(line.words, mark);
        }
    }

    fn mark_category(&mut self, words: &str, mark: &GridCell<'_>) {
        let Some(rating) = self.above.rating.as_mut() else {
            return;
        };
        rating.marked.push(words.to_owned());
        let figure = &mut self.table.figures[rating.figure];
        if rating.marked.len() == 1 {
            (figure.at, figure.raw) = (mark.address, mark.raw());
        }
        // It is no empty row any more, whose figures stand further down.
        self.above.unfilled = None;
        if let Some(row) = &mut self.above.rows.row {
            row.empty_figures.clear();
        }
        // Of several none is the rating: together they are held.
        figure.content = Some(CellContent::Text(rating.marked.join("; ").into()));
    }

    /// `Xếp loại: ☐ Xuất sắc ☑ Tốt ☐ Hoàn thành` alone in its row.
    fn read_rating_line(&mut self, row: Row<'a>) -> Option<RowKind> {
        let lexicon = self.region.lexicon;
        let number = self.region.header.cell(ColumnRole::Number, row);
        let is_number = |cell: &&GridCell<'_>| {
            number.is_some_and(|it| it.address == cell.address && !cell.text().contains(':'))
        };
        let mut cells = row.cells.iter().filter(|it| !is_number(it));
        let (Some(cell), None) = (cells.next(), cells.next()) else {
            return None;
        };
        let (label, choices) = cell.text().split_once(':')?;
        boxed_choices(choices.trim())?;
        let wording = lexicon.wording(label.trim());
        let label = wording.label(lexicon);
        let LabelMeaning::Indicator(code) = &label.meaning else {
            return None;
        };
        let indicator = self
            .indicator(code)
            .filter(|it| it.kind == IndicatorKind::Category)?;
        let meant = MeantRow {
            indicator,
            label: None,
            amount: None,
            label_time: self.label_time(label, cell),
            stage: None,
            note: self.region.grid.note_on(cell),
            is_share: false,
        };
        let says = self.says_of_row(&meant);
        let (by_row, near_by) = self.table.noted(meant.note, self.time_of_row(says, &meant));
        self.table.figures.push(FigureCell {
            column: says,
            timed: FigureTimes {
                by_row,
                near_by,
                ..FigureTimes::default()
            },
            content: Some(CellContent::Text(choices.trim().into())),
            ..FigureCell::new(code.clone(), cell.address, Some(cell))
        });
        Some(RowKind::Facts)
    }
}

/// `☑ Hoàn thành tốt nhiệm vụ`: whether it is ticked, and the words.
fn without_box(text: &str) -> (bool, &str) {
    let words = text.trim_matches(|c: char| is_box(c) || c.is_whitespace());
    (text.contains(is_tick), words)
}
