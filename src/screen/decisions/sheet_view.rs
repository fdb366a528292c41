//! A sheet around one cell, as it looks: shown texts, merged areas, colours, bold, the widths of columns, what is hidden or
//! struck, with the titles of the cell's columns and the label of its row always among what is shown.

use super::paints::{Paints, shown_width};
use crate::location::CellAddress;
use crate::quantity::format_number;
use crate::read::{CellContent, Dress, Look, MergedRange, RawCell, RawSheet, Side, Sight};
use crate::recognise::Headings;
use crate::register::corrections::shown_date;
use std::collections::BTreeSet;

/// How much of a sheet is shown around the cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Rows above and below.
    pub(super) rows: u32,
    /// Columns to the left and to the right.
    pub(super) columns: u32,
}

impl Extent {
    /// What a person sees at once.
    pub(super) const NEAR: Self = Self {
        rows: 7,
        columns: 5,
    };
    /// For somebody who wants to see more of it.
    pub(super) const FAR: Self = Self {
        rows: 60,
        columns: 20,
    };
}

/// More rows of titles are none.
const MOST_TITLE_ROWS: usize = 8;
/// More columns of labels do not fit beside the figures.
const MOST_LABEL_COLUMNS: usize = 4;
/// So much of a text is shown; the rest is read in the file.
const LONGEST_TEXT: usize = 300;
/// Pixels of a letter, on the average.
const LETTER: i64 = 7;
/// From here on the thousands of a number are set apart: no year and no ordinal is as large.
const GROUPED_FROM: f64 = 10_000.0;

/// A part of a sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetView {
    /// The sheet's name.
    pub(super) sheet: String,
    /// Whether a person opening the file sees the sheet.
    pub(super) is_visible: bool,
    /// Its columns.
    pub(super) columns: Vec<ViewColumn>,
    /// Its rows.
    pub(super) rows: Vec<ViewRow>,
    /// Notes and text boxes that stand on what is shown, with their cells.
    pub(super) notes: Vec<(String, String)>,
    /// The class of its table; empty where nothing is known of how it looks.
    pub(super) whole: String,
    /// Where the style sheet of its colours and widths is had; empty where there are none.
    pub(super) paints: String,
}

/// A column of the part.
#[derive(Debug, Clone)]
pub(super) struct ViewColumn {
    /// `A`, `B`…
    pub(super) letters: String,
    /// Whether it is hidden in the file.
    pub(super) is_hidden: bool,
    /// Whether it says what the rows are.
    pub(super) is_label: bool,
    /// Whether columns before it are left out.
    pub(super) is_after_gap: bool,
    /// Whether the cell stands in it.
    pub(super) is_asked: bool,
    /// The class of its width; empty where that is not known.
    pub(super) wide: String,
}

/// A row of the part.
#[derive(Debug, Clone)]
pub(super) struct ViewRow {
    /// As Excel numbers it.
    pub(super) number: u32,
    /// Whether it is hidden in the file.
    pub(super) is_hidden: bool,
    /// Whether it holds titles of the cell's table.
    pub(super) is_title: bool,
    /// Whether rows before it are left out.
    pub(super) is_after_gap: bool,
    /// Whether the cell stands in it.
    pub(super) is_asked: bool,
    /// Its cells; none where a merged area of a row above or a column before covers the place.
    pub(super) cells: Vec<ViewCell>,
}

/// A cell, or a merged area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ViewCell {
    /// What is shown.
    pub(super) text: String,
    /// Characters before it that are struck out.
    pub(super) struck: String,
    /// What is stored, where that is something else.
    pub(super) stored: String,
    /// Whether it is a number, which stands on the right.
    pub(super) is_number: bool,
    /// Whether nothing of it is shown in the file.
    pub(super) is_unseen: bool,
    /// Whether its row or its column is hidden.
    pub(super) is_hidden: bool,
    /// Whether it is the one that is asked for.
    pub(super) is_asked: bool,
    /// Whether its column says what the rows are.
    pub(super) is_label: bool,
    /// Over how many of the rows it reaches.
    pub(super) rows: usize,
    /// Over how many of the columns it reaches.
    pub(super) columns: usize,
    /// The classes of how it looks, each behind a space.
    pub(super) look: String,
}

/// Which rows and columns are shown.
struct Chosen<'a> {
    sheet: &'a RawSheet,
    at: CellAddress,
    rows: Vec<u32>,
    columns: Vec<u32>,
    titles: BTreeSet<u32>,
    labels: BTreeSet<u32>,
    /// The merged areas that reach into what is shown.
    merged: Vec<MergedRange>,
}

impl SheetView {
    /// The part of a sheet around a cell.
    pub(super) fn around(
        sheet: &RawSheet,
        at: CellAddress,
        headings: Option<Headings>,
        extent: Extent,
    ) -> Self {
        let chosen = Chosen::new(sheet, at, headings.unwrap_or_default(), extent);
        let mut paints = Paints::default();
        let hides_row = |row| is_in(&sheet.look.hidden_rows, row);
        let columns = chosen.columns.iter().enumerate();
        let columns = columns.map(|(position, &column)| ViewColumn {
            letters: letters(column),
            is_hidden: is_in(&sheet.look.hidden_columns, column),
            is_label: chosen.labels.contains(&column),
            is_after_gap: is_after_gap(&chosen.columns, position),
            is_asked: column == at.column,
            wide: chosen
                .width(column)
                .map_or_else(String::new, |it| paints.wide(it)),
        });
        let columns: Vec<ViewColumn> = columns.collect();
        let rows = chosen.rows.iter().enumerate();
        let rows = rows.map(|(position, &row)| ViewRow {
            number: row + 1,
            is_hidden: hides_row(row),
            is_title: chosen.titles.contains(&row),
            is_after_gap: is_after_gap(&chosen.rows, position),
            is_asked: row == at.row,
            cells: chosen.cells(row, &mut paints),
        });
        let rows: Vec<ViewRow> = rows.collect();
        Self {
            sheet: sheet.name.to_string(),
            is_visible: sheet.is_visible,
            columns,
            rows,
            notes: chosen.notes(),
            whole: match sheet.look.appearance.widths.is_empty() {
                true => String::new(),
                false => paints.whole(),
            },
            paints: paints.address(),
        }
    }
}

impl<'a> Chosen<'a> {
    fn new(sheet: &'a RawSheet, at: CellAddress, headings: Headings, extent: Extent) -> Self {
        let titles: BTreeSet<u32> = headings.titles.take(MOST_TITLE_ROWS).collect();
        let labels = headings.labels.into_iter().take(MOST_LABEL_COLUMNS);
        let labels: BTreeSet<u32> = labels.collect();
        let (last_row, last_column) = ends(sheet, at);
        let window = |at: u32, around: u32, last: u32| {
            // Where the sheet ends on one side, the other shows more.
            let first = at.saturating_sub(around);
            let reach = around * 2;
            let last = last.min(first + reach);
            last.saturating_sub(reach).min(first)..=last.max(at)
        };
        let mut rows: BTreeSet<u32> = window(at.row, extent.rows, last_row).collect();
        let mut columns: BTreeSet<u32> = window(at.column, extent.columns, last_column).collect();
        rows.extend(&titles);
        columns.extend(&labels);
        let (rows, columns): (Vec<u32>, Vec<u32>) =
            (rows.into_iter().collect(), columns.into_iter().collect());
        let reaches_into = |range: &&MergedRange| {
            within(&rows, range.first.row, range.last.row).1 > 0
                && within(&columns, range.first.column, range.last.column).1 > 0
        };
        let merged = sheet.merged.iter().filter(reaches_into).copied().collect();
        Self {
            sheet,
            at,
            rows,
            columns,
            titles,
            labels,
            merged,
        }
    }

    fn cells(&self, row: u32, paints: &mut Paints) -> Vec<ViewCell> {
        let columns = self.columns.iter();
        let cells = columns.filter_map(|&column| {
            let address = CellAddress::new(row, column);
            Some((address, self.cell(address)?))
        });
        let mut shown: Vec<ViewCell> = Vec::new();
        // How much room the last text lacks in its own columns, and what lies behind it.
        let mut lacks = (0, None);
        for (address, mut cell) in cells {
            let dress = self.sheet.look.appearance.of(address);
            let width = self.width(address.column).unwrap_or(0);
            let is_free = cell.is_free() && [None, lacks.1].contains(&dress.fill);
            match shown.last_mut().filter(|_| lacks.0 > 0 && is_free) {
                // As on paper: what is too long for its cell goes on over empty ones.
                Some(longer) => {
                    longer.columns += 1;
                    lacks.0 -= i64::from(width);
                }
                None => {
                    lacks = (cell.lacks(dress, i64::from(width)), dress.fill);
                    cell.look = looks(dress, &cell, paints);
                    shown.push(cell);
                }
            }
        }
        shown
    }

    /// How wide a column is shown; `None` where nothing is known of widths.
    fn width(&self, column: u32) -> Option<u32> {
        let appearance = &self.sheet.look.appearance;
        // A file that says nothing of widths is easier to read in those that its texts need.
        let is_told = !appearance.widths.is_empty();
        appearance
            .width(column)
            .filter(|_| is_told)
            .map(shown_width)
    }

    /// A cell of what is shown; `None` where a merged area that begins before it covers it.
    fn cell(&self, address: CellAddress) -> Option<ViewCell> {
        let covers = |range: &&MergedRange| {
            (range.first.row..=range.last.row).contains(&address.row)
                && (range.first.column..=range.last.column).contains(&address.column)
        };
        let (first, last) = match self.merged.iter().find(covers) {
            Some(range) => (range.first, range.last),
            None => (address, address),
        };
        let (first_row, rows) = within(&self.rows, first.row, last.row);
        let (first_column, columns) = within(&self.columns, first.column, last.column);
        let is_first = self.rows.get(first_row) == Some(&address.row)
            && self.columns.get(first_column) == Some(&address.column);
        if !is_first {
            return None;
        }
        let is_asked = (first.row..=last.row).contains(&self.at.row)
            && (first.column..=last.column).contains(&self.at.column);
        let cells = &self.sheet.cells;
        let stands = cells.binary_search_by_key(&first, |cell| cell.address);
        let stands = stands.ok().map(|position| &cells[position]);
        let looks = stands.map(|cell| shown(cell, self.sheet.look.of(first)));
        Some(ViewCell {
            is_hidden: self.sheet.look.hides(address),
            is_asked,
            is_label: self.labels.contains(&address.column),
            rows,
            columns,
            ..looks.unwrap_or_default()
        })
    }

    fn notes(&self) -> Vec<(String, String)> {
        let is_shown = |at: CellAddress| {
            within(&self.rows, at.row, at.row).1 > 0
                && within(&self.columns, at.column, at.column).1 > 0
        };
        let notes = self.sheet.look.notes.iter();
        notes
            .filter(|note| is_shown(note.at))
            .map(|note| (note.at.to_string(), cut(&note.text)))
            .collect()
    }
}

impl ViewCell {
    /// Whether nothing stands in it and nothing is asked of it.
    fn is_free(&self) -> bool {
        let texts = [&self.text, &self.struck, &self.stored];
        let is_single = self.rows <= 1 && self.columns <= 1;
        is_single && !self.is_asked && !self.is_hidden && texts.iter().all(|it| it.is_empty())
    }

    /// How many pixels its text lacks in its own column, where it may go on over the next.
    fn lacks(&self, dress: Dress, width: i64) -> i64 {
        let may_go_on = width > 0
            && !self.is_number
            && !self.is_asked
            && !dress.is_wrapped
            && self.columns <= 1
            && self.rows <= 1
            && matches!(dress.side, Side::Usual | Side::Left);
        let longest = self.text.lines().map(|line| line.chars().count()).max();
        match may_go_on {
            true => longest.unwrap_or(0) as i64 * LETTER - width,
            false => 0,
        }
    }
}

/// The classes of how a cell looks. Our own marks of what is hidden or not shown stay as they are.
fn looks(dress: Dress, cell: &ViewCell, paints: &mut Paints) -> String {
    let mut classes = String::new();
    for (class, is_so) in [
        (" bold", dress.is_bold),
        (" slanted", dress.is_italic),
        (" underlined", dress.is_underlined),
        (" to-left", dress.side == Side::Left),
        (" to-middle", dress.side == Side::Middle),
        (" to-right", dress.side == Side::Right),
    ] {
        classes.push_str(if is_so { class } else { "" });
    }
    if cell.is_hidden || cell.is_unseen {
        return classes;
    }
    if let Some(fill) = dress.fill {
        classes.push_str(&paints.fill(fill));
    }
    if dress.fill.is_some() || dress.ink.is_some() {
        classes.push_str(&paints.ink(dress.ink.unwrap_or(0), dress.fill));
    }
    classes
}

/// The last row and the last column that hold anything, or the cell's.
fn ends(sheet: &RawSheet, at: CellAddress) -> (u32, u32) {
    let cells = sheet.cells.iter().map(|cell| cell.address);
    cells.fold((at.row, at.column), |(row, column), cell| {
        (row.max(cell.row), column.max(cell.column))
    })
}

/// The position of the first of some numbers, in order, that lies between two, and how many do.
fn within(numbers: &[u32], first: u32, last: u32) -> (usize, usize) {
    let begin = numbers.partition_point(|number| *number < first);
    let end = numbers.partition_point(|number| *number <= last);
    (begin, end - begin)
}

fn is_after_gap(numbers: &[u32], position: usize) -> bool {
    match position.checked_sub(1) {
        Some(before) => numbers[before] + 1 < numbers[position],
        None => numbers.first().is_some_and(|first| *first > 0),
    }
}

fn is_in(ranges: &[std::ops::RangeInclusive<u32>], number: u32) -> bool {
    ranges.iter().any(|range| range.contains(&number))
}

fn letters(column: u32) -> String {
    let shown = CellAddress::new(0, column).to_string();
    shown.trim_end_matches('1').to_owned()
}

/// What a cell shows.
fn shown(cell: &RawCell, look: Option<&Look>) -> ViewCell {
    let text = match look.and_then(|look| look.shown.as_deref()) {
        Some(shown) => as_here(shown, &cell.content),
        None => plain(&cell.content),
    };
    let is_number = matches!(
        cell.content,
        CellContent::Number { .. } | CellContent::ShownOtherwise { .. }
    );
    let sight = look.map(|look| look.sight).unwrap_or_default();
    let struck = look.and_then(|look| look.struck.as_deref());
    let (struck, text) = match sight {
        Sight::Struck => (text, String::new()),
        _ => (struck.unwrap_or_default().to_owned(), text),
    };
    let stored = match (&cell.content, look.and_then(|look| look.stored.as_deref())) {
        (CellContent::ShownOtherwise { stored, .. }, _) => number(*stored),
        (CellContent::UncachedFormula(formula), _) => formula.to_string(),
        (content, stored) => as_here(stored.unwrap_or_default(), content),
    };
    ViewCell {
        text: cut(&text),
        struck: cut(&struck),
        stored: cut(&stored),
        is_number,
        is_unseen: sight == Sight::Invisible,
        ..ViewCell::default()
    }
}

/// A number that was made out by its format, with the signs that stand for thousands and decimals here.
fn as_here(shown: &str, content: &CellContent) -> String {
    let swapped = |sign: char| match sign {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    match content {
        CellContent::Number { .. } => shown.chars().map(swapped).collect(),
        _ => shown.to_owned(),
    }
}

fn plain(content: &CellContent) -> String {
    match content {
        CellContent::Number {
            value,
            percent: true,
        } => format!("{}%", number(value * 100.0)),
        CellContent::Number { value, .. } => number(*value),
        CellContent::Text(text) | CellContent::Error(text) => text.to_string(),
        CellContent::Boolean(true) => "TRUE".to_owned(),
        CellContent::Boolean(false) => "FALSE".to_owned(),
        CellContent::DateTime(_) => shown_date(content),
        CellContent::UncachedFormula(_) => String::new(),
        CellContent::ShownOtherwise { shown, .. } => shown.clone(),
    }
}

/// A number as Excel writes it here; what it would round away is nothing that anybody typed.
fn number(value: f64) -> String {
    let rounded = format!("{value:.9}");
    let decimals = rounded.trim_end_matches('0').split_once('.');
    let decimals = decimals.map_or(0, |(_, decimals)| decimals.len());
    match value.abs() >= GROUPED_FROM {
        true => format_number(value, decimals),
        false => format!("{value:.decimals$}").replace('.', ","),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid;
    use crate::read::{FileKind, read_workbook};
    use crate::recognise::{Lexicon, headings};

    /// The part of a sheet around a cell, a line a row, cells with their spans where they have any.
    fn drawn(rows: &str, at: &str, extent: Extent) -> Vec<String> {
        let bytes = grid::xlsx(&[("Biểu", rows)]);
        let workbook = read_workbook(&bytes, FileKind::Xlsx).expect("a workbook");
        let sheet = &workbook.sheets[0];
        let at = at.parse().expect("a cell");
        let found = headings(sheet, at, &Lexicon::built_in());
        let view = SheetView::around(sheet, at, found, extent);
        let titles = view.columns.iter().map(|column| column.letters.as_str());
        let titles = titles.collect::<Vec<_>>().join("|");
        let lines = view.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| match cell.is_asked {
                true => format!("[{}]", cell.text),
                false => cell.text.clone(),
            });
            format!("{}:{}", row.number, cells.collect::<Vec<_>>().join("|"))
        });
        std::iter::once(titles).chain(lines).collect()
    }

    #[test]
    fn titles_and_labels_are_shown_however_far_away() {
        let mut rows = "Đơn vị báo cáo: Sở Y tế\nBÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ\nNĂM 2023\nTT|Nội dung|Đơn vị tính|Ghi chú|Số lượng".to_owned();
        rows.push_str("\n1|Tổng số đoàn viên công đoàn|người||90");
        for number in 2..40 {
            rows.push_str(&format!("\n{number}|Việc khác {number}|lượt||{number}"));
        }
        let extent = Extent {
            rows: 1,
            columns: 0,
        };
        let drawn = drawn(&rows, "E30", extent);
        assert_eq!(
            drawn,
            [
                "A|B|C|E",
                "4:TT|Nội dung|Đơn vị tính|Số lượng",
                "29:25|Việc khác 25|lượt|25",
                "30:26|Việc khác 26|lượt|[26]",
                "31:27|Việc khác 27|lượt|27",
            ]
        );
    }

    #[test]
    fn a_cell_beyond_the_end_and_at_the_corner_is_shown() {
        let extent = Extent {
            rows: 1,
            columns: 1,
        };
        assert_eq!(drawn("a|b\nc|d", "A1", extent)[1..], ["1:[a]|b", "2:c|d"]);
        let beyond = drawn("a|b\nc|d", "C4", extent);
        assert_eq!(beyond.last().map(String::as_str), Some("4:||[]"));
    }

    #[test]
    fn numbers_are_written_as_people_read_them() {
        for (value, shown) in [
            (2023.0, "2023"),
            (1.5, "1,5"),
            (121_800_000.0, "121.800.000"),
            (-3.0, "-3"),
            (0.1 + 0.2, "0,3"),
            (12_345.25, "12.345,25"),
        ] {
            assert_eq!(number(value), shown);
        }
    }

    #[test]
    fn merged_areas_reach_over_what_is_shown_of_them() {
        let mut sheet = RawSheet {
            name: "Biểu".into(),
            is_visible: true,
            cells: vec![RawCell {
                address: CellAddress::new(0, 0),
                content: CellContent::Text("Tiêu đề chung".into()),
            }],
            merged: vec![MergedRange {
                first: CellAddress::new(0, 0),
                last: CellAddress::new(1, 9),
            }],
            look: Default::default(),
        };
        sheet.look.hidden_rows = vec![3..=4];
        let extent = Extent {
            rows: 3,
            columns: 1,
        };
        let view = SheetView::around(&sheet, CellAddress::new(4, 5), None, extent);
        let top = &view.rows[0];
        assert_eq!((top.number, top.cells.len()), (1, 1));
        let cell = &top.cells[0];
        assert_eq!(
            (cell.text.as_str(), cell.rows, cell.columns),
            ("Tiêu đề chung", 2, 3)
        );
        let hidden: Vec<u32> = view
            .rows
            .iter()
            .filter(|row| row.is_hidden)
            .map(|row| row.number)
            .collect();
        assert_eq!(hidden, [4, 5]);
    }
}
