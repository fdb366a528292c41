//! Tables: rows of titles that are repeated on every page, rows that no page's end splits, rows over all columns.

use super::WIDTH;
use super::styles::{IN_DENSE_TABLE, IN_TABLE};
use super::text::{run, space};
use crate::render::letters::Letters;
use crate::render::native_chart::Grid;
use crate::report::word::{WordCell, WordColumn, WordLine, WordLook, WordRow, WordTable};
use crate::report::{Align, ColumnGroup, RowKind};
use crate::text::capitalised;

/// What lies behind titles, and behind rows that head others.
const TITLES: &str = "E7ECF3";
const GROUPS: &str = "F3F3F3";
/// On a colour darker than this letters are white.
const DARK: f64 = 0.25;
/// A table of so many rows is not split.
const SHORT: usize = 12;
/// What a cell keeps free on both sides of its text, and a little more: not every office has the very same letters.
const BESIDE_TEXT: u32 = 2 * MARGIN + 40;
const MARGIN: u32 = 70;

/// How a cell stands in its table.
#[derive(Debug, Clone, Default)]
struct Place {
    width: u32,
    span: usize,
    fill: Option<String>,
    /// `restart` or `continue`, where it goes over two rows.
    merge: Option<&'static str>,
}

/// A table, and the low line below it.
pub(super) fn table(table: &WordTable) -> String {
    let table = &WordTable {
        columns: wide_enough(table),
        ..table.clone()
    };
    let widths: Vec<u32> = table.columns.iter().map(|column| column.width).collect();
    // A short table stands on one page.
    let last = table.rows.len().saturating_sub(1);
    let is_short = table.rows.len() <= SHORT;
    let rows = table.rows.iter().enumerate();
    let rows = rows.map(|(at, row)| written(table, row, is_short && at < last));
    framed(&widths, &titles(table), rows)
}

/// The columns, each so wide that no word of its title is broken, as far as the others have room to give.
fn wide_enough(table: &WordTable) -> Vec<WordColumn> {
    let longest = |title: &str| {
        let words = title.split_whitespace();
        words.map(|word| Letters::TimesBold.run(word)).max()
    };
    // Half points of a size, thousandths of it, and twentieths of a point.
    let needs = |column: &WordColumn| {
        let word = longest(&column.title).unwrap_or_default() * u64::from(size(table)) / 100;
        word as u32 + BESIDE_TEXT
    };
    let mut columns = table.columns.clone();
    let short = |it: &WordColumn| needs(it).saturating_sub(it.width);
    let spare = |it: &WordColumn| it.width.saturating_sub(needs(it));
    let (lacking, room): (u32, u32) = (
        columns.iter().map(short).sum(),
        columns.iter().map(spare).sum(),
    );
    if lacking == 0 || room < lacking {
        return columns;
    }
    for column in &mut columns {
        let (short, spare) = (short(column), spare(column));
        // Rounded up, so that no table grows wider than its page.
        let given = (u64::from(spare) * u64::from(lacking)).div_ceil(u64::from(room)) as u32;
        column.width = column.width + short - given;
    }
    columns
}

/// Cells with colours behind them.
pub(super) fn coloured(grid: &Grid) -> String {
    let columns = grid.titles.len().max(1) as u32;
    let first = (WIDTH / columns).max(WIDTH / 4);
    let other = match columns {
        1 => 0,
        _ => (WIDTH - first) / (columns - 1),
    };
    let widths: Vec<u32> = (0..columns)
        .map(|at| if at == 0 { first } else { other })
        .collect();
    let written = |(at, text): (usize, &str), fill: Option<String>, look| {
        let align = if at == 0 { Align::Left } else { Align::Center };
        let place = Place {
            width: widths.get(at).copied().unwrap_or(other),
            span: 1,
            fill,
            merge: None,
        };
        let line = WordLine::new(text, look);
        cell(
            place,
            &[line],
            (align, IN_DENSE_TABLE),
            look == WordLook::Bold,
        )
    };
    let titles: String = grid
        .titles
        .iter()
        .enumerate()
        .map(|(at, title)| {
            written(
                (at, &capitalised(title)),
                Some(TITLES.to_owned()),
                WordLook::Bold,
            )
        })
        .collect();
    let rows = grid.rows.iter().map(|cells| {
        let cells = cells.iter().enumerate().map(|(at, cell)| {
            let fill = cell
                .fill
                .map(|rgb| format!("{:02X}{:02X}{:02X}", rgb.red, rgb.green, rgb.blue));
            let look = match (cell.is_total, cell.fill) {
                (true, _) => WordLook::Bold,
                (false, Some(rgb)) if rgb.luminance() < DARK => WordLook::OnDark,
                _ => WordLook::Plain,
            };
            written((at, &cell.text), fill, look)
        });
        format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>",
            cells.collect::<String>()
        )
    });
    framed(&widths, &header(&titles), rows)
}

/// Rows between lines, and the low line below them.
fn framed(widths: &[u32], titles: &str, rows: impl Iterator<Item = String>) -> String {
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(border)
        .concat();
    let grid: String = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    let mut text = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{MARGIN}\" w:type=\"dxa\"/>\
         <w:right w:w=\"{MARGIN}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{titles}",
        widths.iter().sum::<u32>(),
    );
    text.extend(rows);
    text.push_str("</w:tbl>");
    text.push_str(&space(""));
    text
}

fn size(table: &WordTable) -> u32 {
    match table.is_dense {
        true => IN_DENSE_TABLE,
        false => IN_TABLE,
    }
}

/// One row of titles, or two where some stand over several columns.
fn titles(table: &WordTable) -> String {
    if table.groups.is_empty() {
        let cells: String = table
            .columns
            .iter()
            .map(|column| title(table, &column.title, &[column], None))
            .collect();
        return header(&cells);
    }
    let group_of = |at: usize| {
        let mut groups = table.groups.iter();
        groups.find(|it| (usize::from(it.first)..=usize::from(it.last)).contains(&at))
    };
    let (mut above, mut below) = (String::new(), String::new());
    for (at, column) in table.columns.iter().enumerate() {
        match group_of(at) {
            Some(group) if usize::from(group.first) == at => {
                above.push_str(&title(table, &group.title, over(table, group), None));
                below.push_str(&title(table, &column.title, &[column], None));
            }
            Some(_) => below.push_str(&title(table, &column.title, &[column], None)),
            None => {
                let both = [column];
                above.push_str(&title(table, &column.title, &both, Some("restart")));
                below.push_str(&title(table, "", &both, Some("continue")));
            }
        }
    }
    format!("{}{}", header(&above), header(&below))
}

fn over<'t>(table: &'t WordTable, group: &ColumnGroup) -> &'t [WordColumn] {
    let last = usize::from(group.last).min(table.columns.len().saturating_sub(1));
    &table.columns[usize::from(group.first).min(last)..=last]
}

fn header(cells: &str) -> String {
    format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
}

/// A title over some columns.
fn title<C: std::borrow::Borrow<WordColumn>>(
    table: &WordTable,
    text: &str,
    columns: &[C],
    merge: Option<&'static str>,
) -> String {
    let place = Place {
        width: columns.iter().map(|it| it.borrow().width).sum(),
        span: columns.len(),
        fill: Some(TITLES.to_owned()),
        merge,
    };
    let line = WordLine::new(text, WordLook::Bold);
    cell(place, &[line], (Align::Center, size(table)), true)
}

fn written(table: &WordTable, row: &WordRow, keeps_with_next: bool) -> String {
    let heads = row.kind == RowKind::Group;
    let look = match row.kind {
        RowKind::Group | RowKind::Total | RowKind::Headline => WordLook::Bold,
        RowKind::Secondary => WordLook::Italic,
        RowKind::Plain => WordLook::Plain,
    };
    let last = row.cells.len().saturating_sub(1);
    let cells: String = row
        .cells
        .iter()
        .zip(&table.columns)
        .enumerate()
        .map(|(at, (content, column))| {
            let columns = match at == last {
                true => &table.columns[at..],
                false => std::slice::from_ref(column),
            };
            let place = Place {
                width: columns.iter().map(|it| it.width).sum(),
                span: columns.len(),
                fill: heads.then(|| GROUPS.to_owned()),
                merge: None,
            };
            let align = content.align.unwrap_or(column.align);
            let lines = lines(content, look);
            cell(
                place,
                &lines,
                (align, size(table)),
                heads || keeps_with_next,
            )
        })
        .collect();
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}

fn lines(cell: &WordCell, look: WordLook) -> Vec<WordLine> {
    WordLine::with_open(&cell.text, look)
}

fn cell(
    place: Place,
    lines: &[WordLine],
    (align, size): (Align, u32),
    keeps_with_next: bool,
) -> String {
    let span = match place.span {
        0 | 1 => String::new(),
        span => format!("<w:gridSpan w:val=\"{span}\"/>"),
    };
    let merge = place
        .merge
        .map(|how| format!("<w:vMerge w:val=\"{how}\"/>"));
    let fill = place
        .fill
        .map(|fill| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"));
    let align = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    let keep = if keeps_with_next { "<w:keepNext/>" } else { "" };
    let runs: String = lines.iter().map(|line| run(line, Some(size))).collect();
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}{}{}<w:vAlign w:val=\"center\"/></w:tcPr>\
         <w:p><w:pPr><w:pStyle w:val=\"TrongBang\"/>{keep}<w:jc w:val=\"{align}\"/>\
         <w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:pPr>{runs}</w:p></w:tc>",
        place.width,
        merge.unwrap_or_default(),
        fill.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_title_is_broken_where_others_have_room_to_give() {
        let of = |titles: [(&str, u32); 3]| {
            let column = |(title, width): (&str, u32)| WordColumn {
                title: title.to_owned(),
                width,
                align: Align::Left,
            };
            let columns = wide_enough(&WordTable {
                columns: titles.map(column).to_vec(),
                ..WordTable::default()
            });
            columns.iter().map(|it| it.width).collect::<Vec<_>>()
        };
        let narrow = of([("Hạng", 400), ("Đơn vị", 6000), ("Hội nghị đề nghị", 2900)]);
        let rank = Letters::TimesBold.run("Hạng") * u64::from(IN_TABLE) / 100;
        assert!(u64::from(narrow[0]) >= rank + u64::from(2 * MARGIN));
        let all: u32 = narrow.iter().sum();
        assert!((9298..=9300).contains(&all), "{narrow:?}");
        assert_eq!(
            of([("TT", 700), ("Đơn vị", 6000), ("Điểm", 2600)]),
            [700, 6000, 2600]
        );
        assert_eq!(
            of([("Hạng", 100), ("Đơn", 100), ("Điểm", 100)]),
            [100, 100, 100]
        );
    }
}
