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
use super::wording::Wording;
use crate::catalogue::{ColumnRole, Indicator, IndicatorKind};
use crate::read::CellContent;

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
        let offered = match indicator.kind {
            IndicatorKind::Category => self.offered_in(row),
            _ => Vec::new(),
        };
        if !offered.is_empty() {
            self.table.figures[first].content = None;
            self.above.rating = Some(RatingLines {
                figure: first,
                offered,
                marked: Vec::new(),
            });
            return;
        }
        // What stands in the figure's own cell is the rating, but for a mark.
        let own = row.cell(at.column);
        let is_marked = own.is_some_and(|it| is_cross(it, self.region.lexicon));
        if indicator.kind != IndicatorKind::Category || own.is_some() && !is_marked {
            return;
        }
        let line = self.category_line(row);
        if is_marked && line.is_none() {
            return;
        }
        self.above.rating = Some(RatingLines {
            figure: first,
            offered: Vec::new(),
            marked: Vec::new(),
        });
        if let Some(line) = line {
            self.table.figures[first].content = None;
            self.mark_category(&line);
        }
    }

    /// The categories that a row holds side by side, where it holds several: they are offered, and none of them is told.
    fn offered_in(&self, row: Row<'_>) -> Vec<(u32, String)> {
        let lexicon = self.region.lexicon;
        let category = |cell: &GridCell<'_>| {
            lexicon.rating(cell.wording().map(Wording::said)?)?;
            Some((cell.address.column, cell.text().to_owned()))
        };
        let offered: Vec<_> = row.cells.iter().filter_map(category).collect();
        match offered.iter().any(|it| it.1 != offered[0].1) {
            true => offered,
            false => Vec::new(),
        }
    }

    /// Whether the row that was just read holds the categories of a rating side by side.
    pub(super) fn offers_categories(&self) -> bool {
        let rating = self.above.rating.as_ref();
        rating.is_some_and(|it| !it.offered.is_empty())
    }

    /// Reads the marks of the row below categories that stand side by side; whether it holds any.
    fn read_marks(&mut self, row: Row<'_>) -> bool {
        let lexicon = self.region.lexicon;
        let Some(rating) = &self.above.rating else {
            return false;
        };
        let offered = rating.offered.iter();
        let marks = offered.filter_map(|(column, words)| {
            let mark = row.cell(*column).filter(|it| is_cross(it, lexicon))?;
            Some((words.clone(), mark))
        });
        let marks: Vec<(String, &GridCell<'_>)> = marks.collect();
        for (words, mark) in &marks {
            self.mark_category(&CategoryLine {
                words,
                is_labelled: false,
                mark: Some(*mark),
            });
        }
        !marks.is_empty()
    }

    /// Reads a row that tells a rating by words and marks alone: one of its categories, or `Xếp loại: ☐ Xuất sắc ☑ Tốt`.
    pub(super) fn read_rating(&mut self, row: Row<'a>) -> Option<RowKind> {
        if self.read_marks(row) {
            self.above.rating = None;
            return Some(RowKind::Facts);
        }
        if self
            .above
            .rating
            .as_ref()
            .is_some_and(|it| it.offered.is_empty())
        {
            match self.category_line(row).filter(|line| !line.is_labelled) {
                Some(line) => {
                    self.mark_category(&line);
                    return Some(RowKind::Facts);
                }
                None => self.above.rating = None,
            }
        }
        self.above.rating = self.above.rating.take().filter(|it| it.offered.is_empty());
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

    fn mark_category(&mut self, line: &CategoryLine<'_>) {
        let (Some(rating), Some(mark)) = (self.above.rating.as_mut(), line.mark) else {
            return;
        };
        rating.marked.push(line.words.to_owned());
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
