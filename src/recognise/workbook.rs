//! What a workbook holds: its sheets, the tables on them, and which form it is by these.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::scores::ScoreTable;
use super::statements::SheetStatements;
use super::tables::{FigureCell, FigureTable, MinutesKind, MinutesTable};
use crate::ledger::CellLedger;
use crate::observation::FormKind;
use crate::quantity::is_left_blank;
use crate::text::LegacyEncoding;
use std::sync::Arc;

/// A sheet and what it says of itself.
#[derive(Debug, Clone)]
pub struct RecognisedSheet {
    /// Its name.
    pub sheet: Arc<str>,
    /// The first row of what it is of the sheet of that name, where another unit's form stands above it.
    pub part: u32,
    /// Whether a table stands on it.
    pub has_table: bool,
    /// Whether it is about a later period by nature (next year's leadership), so that its period is not the form's.
    pub looks_ahead: bool,
    /// What it says.
    pub statements: SheetStatements,
}

/// The row of titles that a form is known by, or that comes nearest to one.
#[derive(Debug, Clone)]
pub struct SeenHeader {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Zero-based.
    pub row: u32,
    /// Its titles as they stand.
    pub written: String,
}

impl SeenHeader {
    pub(super) fn of(grid: &Grid<'_>, row: Row<'_>) -> Self {
        /// Enough to find the row by.
        const MOST_TITLES: usize = 6;
        let titles = row.cells.iter().take(MOST_TITLES);
        let titles: Vec<_> = titles.map(GridCell::shown).collect();
        Self {
            sheet: grid.sheet.clone(),
            row: row.number,
            written: titles.join(" | "),
        }
    }

    /// The row of a sheet that holds most titles, with how many.
    pub(super) fn nearest(grid: &Grid<'_>, lexicon: &Lexicon) -> Option<(usize, Self)> {
        /// Headers stand among the first rows.
        const ROWS_LOOKED_AT: usize = 60;
        let titles = |row: &Row<'_>| {
            let wordings = row.cells.iter().filter_map(GridCell::wording);
            let known = wordings.filter(|it| it.title(lexicon).role.is_some());
            known.count()
        };
        let rows = grid.rows().take(ROWS_LOOKED_AT);
        let nearest = rows.map(|row| (titles(&row), row));
        let nearest = nearest.max_by_key(|(count, row)| (*count, std::cmp::Reverse(row.number)));
        let (count, row) = nearest.filter(|(count, _)| *count > 0)?;
        Some((count, Self::of(grid, row)))
    }
}

/// What was seen of forms in a workbook, whether they are read or not.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// Whether the titles of any form were found.
    pub has_header: bool,
    /// The first row of titles; where no form was found, the one that comes nearest.
    pub seen: Option<SeenHeader>,
    /// Whether findings tell of rows or columns of its tables that are not understood.
    pub has_unread: bool,
    /// What other paper it is, by the first sheet that is titled so.
    pub paper: Option<FormKind>,
    /// Hidden sheets on which forms stand, where no visible one holds any.
    pub hidden_forms: Vec<Arc<str>>,
}

/// A workbook's forms.
#[derive(Debug, Clone, Default)]
pub struct RecognisedWorkbook {
    /// The legacy encoding its texts were in.
    pub encoding: Option<LegacyEncoding>,
    /// Its visible sheets.
    pub sheets: Vec<RecognisedSheet>,
    /// Tables of figures.
    pub tables: Vec<FigureTable>,
    /// Lists of facts: conferences' minutes, proposals for awards.
    pub minutes: Vec<MinutesTable>,
    /// What was seen of forms, to say why none is read.
    pub looked: Looked,
    /// Tables of points by criterion.
    pub scores: Vec<ScoreTable>,
    /// What all its cells are, but for the figures in its tables: their class depends on the period.
    pub cells: CellLedger,
    /// What of it is more than a form holds, in Vietnamese; the rest was not looked at.
    pub beyond: Option<String>,
}

impl RecognisedWorkbook {
    /// The form it is: the one of most cells; minutes before tables of figures, since they come together, and lists last.
    pub fn form(&self) -> Option<FormKind> {
        let mut lists = self.minutes.iter().filter(|table| !table.is_beside_figures);
        if lists.clone().any(MinutesTable::is_of_conference) {
            return Some(FormKind::ConferenceMinutes);
        }
        let is_of_congress = |table: &FigureTable| table.form == FormKind::CongressReport;
        if self.tables.iter().any(is_of_congress) {
            return Some(FormKind::CongressReport);
        }
        // Scores alone are those of a score sheet.
        let has_points = !self.scores.is_empty();
        let is_of_figures = |table: &&FigureTable| {
            !has_points || table.form != FormKind::ScoreSheet && !table.has_only_scores()
        };
        let figures = self.tables.iter().filter(is_of_figures);
        let largest = figures.max_by_key(|it| (it.figures.len(), std::cmp::Reverse(it.form)));
        let of_points = has_points.then_some(FormKind::ScoreSheet);
        if let Some(form) = largest.map(|table| table.form).or(of_points) {
            return Some(form);
        }
        let is_of_persons = |table: &MinutesTable| table.kind == MinutesKind::Persons;
        if lists.any(|table| !is_of_persons(table)) {
            return Some(FormKind::AwardList);
        }
        let mut lists = self.minutes.iter();
        let of_persons = lists.any(is_of_persons).then_some(FormKind::PersonList);
        of_persons.or(self.looked.paper)
    }

    /// Whether any form holds any figure or mark.
    pub fn has_content(&self) -> bool {
        let is_filled = |figure: &FigureCell| {
            let content = figure.content.as_ref();
            content.is_some_and(|content| !is_left_blank(content))
        };
        let has_figure =
            |table: &FigureTable| !table.congress.is_empty() || table.figures.iter().any(is_filled);
        self.tables.iter().any(has_figure)
            || self.minutes.iter().any(|table| !table.rows.is_empty())
            || self.scores.iter().any(|table| !table.lines.is_empty())
    }
}
