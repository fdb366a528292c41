//! Which forms a workbook holds, and which cell of them gives which indicator.
//!
//! Forms drift from province to province and from year to year, so everything is found by what it says: header rows by
//! their titles, rows by their labels. Nothing is read as a number here, and no unit is looked up.

mod above;
mod account;
mod as_of;
mod blocks_of_parts;
mod bounds;
mod broken_labels;
mod card_units;
mod cards;
mod classes_of_staff;
mod clauses;
mod column_kind;
mod column_titles;
mod concepts;
mod congress;
mod congress_words;
mod corrections_in_lines;
mod decided_words;
mod detail_column;
mod earlier_columns;
mod fields_of_work;
mod figures_among_words;
mod grid;
mod header;
mod header_rows;
mod headerless;
mod heading_places;
mod headings;
mod knowledge;
mod labels;
mod layout;
mod lead_column;
mod lexicon;
mod likely_titles;
mod line;
mod lines;
mod lists;
mod loose_numbers;
mod measure;
mod measures_down;
mod minutes;
mod names_in_lines;
mod note_lines;
mod notes;
mod numbering;
mod outline;
mod own_header;
mod own_rows;
mod own_words;
mod period_of_line;
mod period_text;
mod points;
mod questions;
mod rating_marks;
mod rating_rows;
mod references;
mod region;
mod remarks;
mod row_figures;
mod row_label;
mod row_mark;
mod row_meaning;
mod row_remarks;
mod rows_of_cases;
mod rows_of_indicators;
mod rows_of_parts;
mod rows_of_units;
mod sayings;
mod scores;
mod sections;
mod sentence_labels;
mod settled_columns;
mod several_in_cell;
mod sheet;
mod sheets_aside;
mod side_by_side;
mod stacked;
mod staged_rows;
mod standing;
mod statements;
mod table_units;
mod tables;
mod tied_layouts;
mod time;
mod time_words;
mod titles;
mod tokens;
mod tones;
mod units_across;
mod units_beside;
mod unmatched;
mod unread;
mod unread_columns;
mod untitled_labels;
mod walk;
mod whole_and_part;
mod whole_columns;
mod whole_notes;
mod wording;
#[cfg(test)]
mod wordings;
mod workbook;

pub use as_of::AsOf;
pub use bounds::beyond_forms;
pub use headings::{Headings, headings};
pub use knowledge::Knowledge;
pub use lexicon::Lexicon;
pub use line::NameStrength;
pub use sayings::{FigureColumn, Saying, Scope, Timed};
pub use scores::{Criterion, Given, PointsCell, ScoreKind, ScoreLine, ScoreTable};
pub use statements::{Claim, NamePlace, Said, SheetStatements};
pub use tables::{
    CongressFact, FigureCell, FigureTable, FigureTimes, MinutesKind, MinutesRow, MinutesTable,
    RowStanding, RowSubject, Scorer, TableWords, TotalCell, UnitRow,
};
pub use time::{Standing, Time};
pub use workbook::{Looked, RecognisedSheet, RecognisedWorkbook, SeenHeader};

pub(crate) use period_text::find_periods;
pub(crate) use time::told_time;
pub(crate) use tones::said;

use crate::finding::{Checked, Finding};
use crate::read::{CellContent, RawSheet, RawWorkbook};
use crate::rules;
use crate::text::LegacyEncoding;
use bounds::Bounds;
use grid::Grid;
use header::find_headers;
use sheet::{Sheet, recognise_sheet};
use std::sync::Arc;

/// Recognises the forms of a workbook. Hidden sheets do not count.
pub fn recognise(
    file: &Arc<str>,
    workbook: &RawWorkbook,
    lexicon: &Lexicon,
) -> Checked<RecognisedWorkbook> {
    let (visible, hidden): (Vec<&RawSheet>, Vec<&RawSheet>) =
        workbook.sheets.iter().partition(|sheet| sheet.is_visible);
    let (grids, encoding) = grids_of(&visible, lexicon);
    let mut recognised = RecognisedWorkbook {
        encoding,
        ..RecognisedWorkbook::default()
    };
    let mut findings = Vec::new();
    let (mut unseen, mut aside) = (Vec::new(), Vec::new());
    for sheet in &hidden {
        account::enter_hidden(sheet, &mut recognised.cells);
    }
    let grids = grids.into_iter();
    let grids = grids.flat_map(|grid| stacked::apart(grid, lexicon));
    let grids = grids.flat_map(|grid| side_by_side::apart(grid, lexicon));
    let grids: Vec<Grid<'_>> = grids.collect();
    let mut above = None;
    for grid in &grids {
        if recognised.beyond.is_some() {
            break;
        }
        let sheet = Sheet {
            file,
            grid,
            lexicon,
            above: above.as_ref(),
        };
        let tables = recognised.tables.len();
        let last = recognise_sheet(sheet, &mut recognised, (&mut findings, &mut aside));
        let raw = visible.iter().find(|raw| raw.name == *grid.sheet);
        if let Some(raw) = raw.filter(|_| last.is_some()) {
            let new = &recognised.tables[tables..];
            unseen.extend(unread::findings(file, raw, grid, new));
        }
        above = last.or(above);
    }
    if !recognised.looked.has_header {
        let nearest = grids.iter();
        let nearest = nearest.filter_map(|grid| SeenHeader::nearest(grid, lexicon));
        let nearest = nearest.rev().max_by_key(|(count, _)| *count);
        recognised.looked.seen = nearest.map(|(_, seen)| seen);
    }
    recognised.looked.has_unread = !findings.is_empty();
    let has_tables = !recognised.tables.is_empty();
    findings.extend(aside.into_iter().filter(|_| has_tables));
    findings.extend(unseen);
    if !recognised.has_content() {
        recognised.looked.hidden_forms = hidden_forms(&hidden, encoding, lexicon);
    }
    let told = encoding.filter(|_| recognised.has_content());
    findings.extend(told.map(|encoding| told_encoding(file, encoding)));
    if recognised.has_content() && grids.iter().any(Grid::is_toned) {
        let message = rules::legacy_encoding::toneless_message();
        let rule = &rules::legacy_encoding::RULE;
        findings.push(Finding::about_file(rule, file, message));
    }
    Checked {
        output: recognised,
        findings,
    }
}

/// Hidden sheets with forms on them.
fn hidden_forms(
    hidden: &[&RawSheet],
    encoding: Option<LegacyEncoding>,
    lexicon: &Lexicon,
) -> Vec<Arc<str>> {
    let grids = hidden
        .iter()
        .map(|sheet| broken_labels::joined(Grid::new(sheet, encoding, lexicon), lexicon));
    let holds_form = |grid: &Grid<'_>| {
        find_headers(grid, lexicon)
            .iter()
            .any(|header| header.is_read())
    };
    let with_form = grids.filter(holds_form);
    with_form.map(|grid| grid.sheet.clone()).collect()
}

/// Tells the encoding that the texts of a file were in.
fn told_encoding(file: &Arc<str>, encoding: LegacyEncoding) -> Finding {
    let name = match encoding {
        LegacyEncoding::Tcvn3 => "TCVN3",
        LegacyEncoding::Vni => "VNI",
    };
    let message = rules::legacy_encoding::message(name);
    Finding::about_file(&rules::legacy_encoding::RULE, file, message)
}

/// The sheets, their texts decoded, and the legacy encoding that they were in.
fn grids_of<'a>(
    sheets: &[&'a RawSheet],
    lexicon: &'a Lexicon,
) -> (Vec<Grid<'a>>, Option<LegacyEncoding>) {
    let grids = |encoding| -> Vec<Grid<'a>> {
        let sheets = sheets.iter();
        sheets
            .map(|sheet| Grid::new(sheet, encoding, lexicon))
            .map(|grid| broken_labels::joined(grid, lexicon))
            .map(|grid| note_lines::with_notes(grid, lexicon))
            .collect()
    };
    let as_stored = grids(None);
    if !as_stored.iter().any(Grid::speaks_of_legacy) {
        return (as_stored, None);
    }
    let cells = sheets.iter().flat_map(|sheet| &sheet.cells);
    let texts = cells.filter_map(|cell| match &cell.content {
        CellContent::Text(text) => Some(Bounds::built_in().beginning(text)),
        _ => None,
    });
    match lexicon.legacy_words.detect(texts) {
        Some(encoding) => (grids(Some(encoding)), Some(encoding)),
        None => (as_stored, None),
    }
}
