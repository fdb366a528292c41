//! Tables on slides: columns as wide as their words need, rows as high as their texts, and a further slide for what does not
//! fit on one.

use super::fit::{LINE, Size};
use super::layout::Area;
use super::page::{GAP, Making, Page, subtitle};
use super::shapes::{CELL_ABOVE, CELL_SIDE, Framed, Paragraph, Run, Side, TableCell, table_row};
use crate::render::native_chart::Grid;
use crate::report::chart::{ChartSpec, Rgb, Tone as ChartTone};
use crate::report::deck::Slide;
use crate::report::native::is_light;
use crate::report::{Align, Cell, Row, RowKind, Table, Tone, Value};

/// Letters, the largest first; the first in which every column holds its longest word is taken.
const SIZES: [f64; 6] = [22.0, 20.0, 18.0, 16.0, 14.0, 12.0];
/// Lines of titles at most, where words are not longer.
const HEAD_LINES: f64 = 3.0;
/// How much wider a single word may run than it is measured.
const SLACK: f64 = 1.02;
/// A unit of measure of so many letters stands on one line.
const SHORT: usize = 12;
/// Rows on a slide at most.
const ROWS: usize = 12;
const INK: Rgb = Rgb::hex(0x1F_29_37);
const PAPER: Rgb = Rgb::hex(0xFF_FF_FF);
const BAND: Rgb = Rgb::hex(0xF4_F7_FB);
const SUM: Rgb = Rgb::hex(0xDC_E8_F5);
const LINES: Rgb = Rgb::hex(0xBF_C9_D6);

/// A cell as it is to be placed.
#[derive(Debug, Clone)]
struct Placed {
    text: String,
    side: Side,
    is_bold: bool,
    is_title: bool,
    ink: Rgb,
    fill: Option<Rgb>,
}

/// A table as it is to be placed.
#[derive(Debug)]
struct Sheet {
    titles: Vec<Placed>,
    /// How much room a column wants beside the others.
    wishes: Vec<f64>,
    rows: Vec<(RowKind, Vec<Placed>)>,
}

/// The slides of a table.
pub(super) fn pages(making: Making<'_>, table: &Table) -> Vec<Page> {
    let titles = table.columns.iter().enumerate().map(|(number, column)| {
        let group = table.column_groups.iter().find(|group| {
            (group.first..=group.last).contains(&u16::try_from(number).unwrap_or(u16::MAX))
        });
        let text = match group {
            Some(group) => format!("{}: {}", group.title, column.title),
            None => column.title.clone(),
        };
        title(text, side(column.align))
    });
    let sheet = Sheet {
        titles: titles.collect(),
        wishes: table.columns.iter().map(|column| column.width).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| placed_row(table, row))
            .collect(),
    };
    let caption = table.caption.as_deref();
    // A mark says the same as many remarks.
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let is_marked = cells.into_iter().any(|cell| cell.tone == Tone::Warning);
    let marked = [making.words.marked.clone()];
    let slide = Slide {
        remarks: match is_marked && making.slide.remarks.len() > 2 {
            true => &marked,
            false => making.slide.remarks,
        },
        ..making.slide.clone()
    };
    let making = Making {
        slide: &slide,
        ..making
    };
    place(making, &sheet, |page, room| match caption {
        Some(caption) => above(page, room, caption),
        None => room,
    })
}

/// The slides of a chart that is shown as cells.
pub(super) fn grid_pages(making: Making<'_>, spec: &ChartSpec, grid: &Grid) -> Vec<Page> {
    let sheet = Sheet {
        titles: grid
            .titles
            .iter()
            .enumerate()
            .map(|(number, text)| {
                let side = if number == 0 {
                    Side::Left
                } else {
                    Side::Centre
                };
                title(text.clone(), side)
            })
            .collect(),
        wishes: (0..grid.titles.len())
            .map(|number| if number == 0 { 30.0 } else { 12.0 })
            .collect(),
        rows: grid
            .rows
            .iter()
            .map(|row| {
                let cells = row.iter().enumerate().map(|(number, cell)| Placed {
                    text: cell.text.clone(),
                    side: if number == 0 {
                        Side::Left
                    } else {
                        Side::Centre
                    },
                    is_bold: cell.is_total,
                    is_title: false,
                    ink: match cell.fill {
                        Some(fill) if !is_light(fill) => PAPER,
                        _ => INK,
                    },
                    fill: cell.fill,
                });
                (RowKind::Plain, cells.collect())
            })
            .collect(),
    };
    place(making, &sheet, |page, room| {
        subtitle(page, room, (spec, false))
    })
}

fn title(text: String, side: Side) -> Placed {
    Placed {
        text,
        side,
        is_bold: true,
        is_title: true,
        ink: PAPER,
        fill: Some(ChartTone::First.rgb()),
    }
}

fn side(align: Align) -> Side {
    match align {
        Align::Left => Side::Left,
        Align::Center => Side::Centre,
        Align::Right => Side::Right,
    }
}

fn placed_row(table: &Table, row: &Row) -> (RowKind, Vec<Placed>) {
    let cells = table.columns.iter().enumerate().map(|(number, column)| {
        let empty = Cell::default();
        let cell = row.cells.get(number).unwrap_or(&empty);
        Placed {
            text: cell.shown(),
            side: match cell.value {
                Value::Number(..) if column.align == Align::Left => Side::Right,
                _ => side(column.align),
            },
            is_bold: cell.tone == Tone::Strong
                || matches!(row.kind, RowKind::Group | RowKind::Total),
            is_title: false,
            ink: match cell.tone {
                Tone::Bad | Tone::Warning => ChartTone::Alert.rgb(),
                Tone::Muted => ChartTone::Total.rgb(),
                Tone::Plain | Tone::Strong | Tone::Good => INK,
            },
            fill: None,
        }
    });
    (row.kind, cells.collect())
}

/// Puts a line above a table. Returns the room below.
fn above(page: &mut Page, room: Area, text: &str) -> Area {
    let size = Size::plain(14.0);
    let height = size.height(text, room.width);
    let area = Area::new(room.left, room.top, room.width, height);
    page.shapes.text_box(
        (area, super::shapes::Frame::PLAIN),
        "Đơn vị tính",
        &[Paragraph::of(Run::new(text, size.points))],
    );
    room.below(height + GAP / 2.0)
}

/// A table's letters and its columns' widths.
struct Shape {
    size: f64,
    widths: Vec<f64>,
    heights: Vec<f64>,
    head: f64,
}

fn letters(cell: &Placed, size: f64) -> Size {
    Size {
        points: size,
        is_bold: cell.is_bold,
    }
}

fn row_height(cells: &[Placed], widths: &[f64], size: f64) -> f64 {
    let lines = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| letters(cell, size).lines(&cell.text, width - 2.0 * CELL_SIDE))
        .max()
        .unwrap_or(1);
    lines as f64 * size * LINE + 2.0 * CELL_ABOVE + 1.0
}

/// The room that a column needs: for its longest word, its longest figure, and a title of at most so many lines.
fn least(sheet: &Sheet, column: usize, size: f64) -> f64 {
    let cells = sheet.rows.iter().filter_map(|(_, row)| row.get(column));
    let title = &sheet.titles[column];
    let words = std::iter::once(title).chain(cells).flat_map(|cell| {
        let size = letters(cell, size);
        // Figures are not parted; texts may be between words.
        let is_figure = cell.side != Side::Left
            && cell
                .text
                .starts_with(|c: char| "+−".contains(c) || c.is_ascii_digit());
        let is_short = cell.side != Side::Left && cell.text.chars().count() <= SHORT;
        let parts: Vec<&str> = match is_figure || is_short && !cell.is_title {
            true => vec![&cell.text],
            false => cell.text.split(' ').collect(),
        };
        parts.into_iter().map(move |part| size.run(part))
    });
    let mut room = words.fold(0.0, f64::max) * SLACK + 1.0;
    let of_title = letters(title, size);
    let whole = of_title.run(&title.text);
    while room < whole && of_title.lines(&title.text, room / SLACK) as f64 > HEAD_LINES {
        room += 2.0;
    }
    room + 2.0 * CELL_SIDE
}

/// The widths of columns: none narrower than it needs; columns of texts wider as long as that makes the table lower, each
/// time where a point of width saves most; and what is left as the columns wish. `None` where there is not so much room.
fn widths(sheet: &Sheet, size: f64, room: f64) -> Option<Vec<f64>> {
    let columns = 0..sheet.titles.len();
    let mut widths: Vec<f64> = columns.map(|it| least(sheet, it, size)).collect();
    let mut left = room - widths.iter().sum::<f64>();
    if left < 0.0 {
        return None;
    }
    let needs = Needs::new(sheet, size);
    while let Some((column, width)) = needs.best(&widths, left) {
        left -= width - widths[column];
        widths[column] = width;
    }
    let wishes = sheet.wishes.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    for (width, wish) in widths.iter_mut().zip(&sheet.wishes) {
        *width += left * wish / wishes;
    }
    Some(widths)
}

/// Steps in which columns grow, in points.
const STEP: f64 = 4.0;
/// More lines than these are all alike.
const MOST_LINES: usize = 4;

/// How wide a column must be for a cell to take one line, two, and so on; nothing of cells that are not texts.
struct Needs {
    rows: Vec<Vec<[f64; MOST_LINES]>>,
}

impl Needs {
    fn new(sheet: &Sheet, size: f64) -> Self {
        let of_row = |cells: &Vec<Placed>| {
            let of_cell = |(cell, title): (&Placed, &Placed)| match title.side {
                Side::Left => needed(cell, letters(cell, size)),
                Side::Centre | Side::Right => [0.0; MOST_LINES],
            };
            cells.iter().zip(&sheet.titles).map(of_cell).collect()
        };
        Self {
            rows: sheet.rows.iter().map(|(_, cells)| of_row(cells)).collect(),
        }
    }

    /// All rows' lines in columns of these widths.
    fn lines(&self, widths: &[f64]) -> usize {
        let of_cell = |(needs, width): (&[f64; MOST_LINES], &f64)| {
            let fewer = needs.iter().filter(|need| **need > *width).count();
            fewer + 1
        };
        let rows = self.rows.iter();
        rows.map(|row| row.iter().zip(widths).map(of_cell).max().unwrap_or(1))
            .sum()
    }

    /// The column, and its width, with which a point of further width saves the most lines; `None` where none saves any.
    fn best(&self, widths: &[f64], left: f64) -> Option<(usize, f64)> {
        let now = self.lines(widths);
        let mut best: Option<(f64, usize, f64)> = None;
        for column in 0..widths.len() {
            let wider = widths[column]..=widths[column] + left;
            let needs = self.rows.iter().filter_map(|row| row.get(column)).flatten();
            let mut tried: Vec<f64> = needs.copied().filter(|it| wider.contains(it)).collect();
            tried.sort_by(f64::total_cmp);
            tried.dedup();
            for width in tried {
                let mut wide = widths.to_vec();
                wide[column] = width;
                let saved = now.saturating_sub(self.lines(&wide)) as f64;
                let gain = saved / (width - widths[column]).max(1.0);
                if saved > 0.0 && best.is_none_or(|(known, ..)| gain > known) {
                    best = Some((gain, column, width));
                }
            }
        }
        best.map(|(_, column, width)| (column, width))
    }
}

/// The widths of a column in which a text takes one line, two, and so on.
fn needed(cell: &Placed, size: Size) -> [f64; MOST_LINES] {
    let whole = size.run(&cell.text);
    let mut needs = [0.0; MOST_LINES];
    for (lines, need) in (1..).zip(&mut needs) {
        let (mut narrow, mut wide) = (whole / lines as f64, whole);
        while wide - narrow > 1.0 {
            let middle = (narrow + wide) / 2.0;
            match size.lines(&cell.text, middle) <= lines {
                true => wide = middle,
                false => narrow = middle,
            }
        }
        // In steps, so that there are few widths to try.
        *need = ((wide + 2.0 * CELL_SIDE + 1.0) / STEP).ceil() * STEP;
    }
    needs
}

fn shape(sheet: &Sheet, room: Area) -> Shape {
    let of = |size: f64, widths: Vec<f64>| Shape {
        size,
        heights: sheet
            .rows
            .iter()
            .map(|(_, cells)| row_height(cells, &widths, size))
            .collect(),
        head: row_height(&sheet.titles, &widths, size),
        widths,
    };
    let shapes = SIZES
        .iter()
        .filter_map(|size| Some(of(*size, widths(sheet, *size, room.width)?)));
    let shapes: Vec<Shape> = shapes.collect();
    // The largest letters in which all stands on one slide; else those that a hall can read.
    let fits = |shape: &&Shape| {
        shape.size >= 16.0
            && sheet.rows.len() <= ROWS
            && shape.head + shape.heights.iter().sum::<f64>() <= room.height
    };
    let best = shapes.iter().position(|shape| fits(&shape));
    let best = best.or_else(|| shapes.iter().position(|shape| shape.size <= 16.0));
    let mut shapes = shapes;
    match best {
        Some(best) => shapes.swap_remove(best),
        None => {
            let equal = room.width / sheet.titles.len().max(1) as f64;
            of(12.0, vec![equal; sheet.titles.len()])
        }
    }
}

/// How many rows stand on each slide: as even as heights allow.
fn parts(heights: &[f64], room: f64) -> Vec<usize> {
    let greedy = |most: usize| {
        let mut parts = vec![0];
        let mut filled = 0.0;
        for height in heights {
            let last = parts.len() - 1;
            if parts[last] > 0 && (filled + height > room || parts[last] == most) {
                parts.push(0);
                filled = 0.0;
            }
            filled += height;
            if let Some(part) = parts.last_mut() {
                *part += 1;
            }
        }
        parts
    };
    let pages = greedy(ROWS).len();
    let even = (heights.len().div_ceil(pages.max(1))..=ROWS).map(greedy);
    let mut even = even.filter(|parts| parts.len() == pages);
    even.next().unwrap_or_else(|| greedy(ROWS))
}

fn place(making: Making<'_>, sheet: &Sheet, above: impl Fn(&mut Page, Area) -> Area) -> Vec<Page> {
    let mut probe = making.begin(&making.slide.title);
    let room = making.end(&mut probe);
    let room = above(&mut probe, room);
    let shape = shape(sheet, room);
    let parts = parts(&shape.heights, room.height - shape.head);
    let count = parts.len();
    let mut first = 0;
    let mut pages = Vec::new();
    for (number, rows) in (1..).zip(parts) {
        let title = match number {
            1 => making.slide.title.clone(),
            _ => making.words.continued(&making.slide.title, number, count),
        };
        let mut page = making.begin(&title);
        let room = making.end(&mut page);
        let room = above(&mut page, room);
        draw(&mut page, room, (sheet, &shape), first..first + rows);
        first += rows;
        pages.push(page);
    }
    pages
}

fn draw(
    page: &mut Page,
    room: Area,
    (sheet, shape): (&Sheet, &Shape),
    rows: std::ops::Range<usize>,
) {
    let mut markup = row(&sheet.titles, RowKind::Plain, shape, (shape.head, 0));
    let mut height = shape.head;
    for (number, index) in rows.clone().enumerate() {
        let (kind, cells) = &sheet.rows[index];
        let own = shape.heights[index];
        markup.push_str(&row(cells, *kind, shape, (own, number)));
        height += own;
    }
    let said = |cells: &[Placed]| {
        let texts = cells.iter().map(|cell| cell.text.as_str());
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        texts.join("; ")
    };
    let described = rows.map(|index| said(&sheet.rows[index].1));
    let described: Vec<String> = std::iter::once(said(&sheet.titles))
        .chain(described)
        .collect();
    let frame = Framed {
        area: Area::new(room.left, room.top, room.width, height),
        name: "Bảng".to_owned(),
        description: format!("{}.", described.join(". ")),
    };
    page.shapes.table(&frame, &shape.widths, &markup);
}

fn row(cells: &[Placed], kind: RowKind, shape: &Shape, (height, number): (f64, usize)) -> String {
    let behind = match kind {
        RowKind::Group | RowKind::Total | RowKind::Headline => SUM,
        RowKind::Plain | RowKind::Secondary if number % 2 == 1 => BAND,
        RowKind::Plain | RowKind::Secondary => PAPER,
    };
    let cells: Vec<TableCell> = cells
        .iter()
        .map(|cell| {
            let run = Run::new(cell.text.as_str(), shape.size).in_colour(cell.ink);
            let run = if cell.is_bold { run.bold() } else { run };
            let run = if kind == RowKind::Secondary {
                run.italic()
            } else {
                run
            };
            TableCell {
                paragraph: Paragraph::of(run).at(cell.side),
                fill: cell.fill.unwrap_or(behind),
            }
        })
        .collect();
    table_row(height, &cells, LINES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_spread_evenly_over_slides() {
        for (rows, height, room, expected) in [
            (11, 30.0, 350.0, vec![11]),
            (12, 30.0, 350.0, vec![6, 6]),
            (13, 20.0, 350.0, vec![7, 6]),
            (23, 30.0, 350.0, vec![8, 8, 7]),
            (6, 100.0, 350.0, vec![3, 3]),
            (2, 500.0, 350.0, vec![1, 1]),
            (0, 30.0, 350.0, vec![0]),
        ] {
            assert_eq!(parts(&vec![height; rows], room), expected);
        }
    }
}
