//! The sheet in front of the unit's workbook: what is to be mended, row by row, with the way to each cell and whether it has
//! been changed since.

use super::styles::Looks;
use crate::ooxml::escaped;
use crate::slips::{Slip, SlipRow, Words};
use std::fmt::Write;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// The widths of the columns, in characters.
const WIDTHS: [f64; 7] = [5.0, 17.0, 36.0, 20.0, 22.0, 46.0, 12.0];
/// The height of a line of text, in points.
const LINE: f64 = 16.5;

/// A row of the sheet.
pub(super) struct FrontRow<'s> {
    pub(super) row: &'s SlipRow,
    /// The formula that says whether the cell is as it was, and how formulas name it.
    pub(super) cell: Option<(String, String)>,
}

/// The sheet's part on its way.
struct Front {
    rows: String,
    links: String,
    merged: String,
    next: u32,
}

/// The sheet's part.
pub(super) fn front_sheet(slip: &Slip, rows: &[FrontRow<'_>], looks: Looks, code: &str) -> String {
    let words = Words::get();
    let mut front = Front {
        rows: String::new(),
        links: String::new(),
        merged: String::new(),
        next: 1,
    };
    front.line(&words.title, looks.title, 2.0);
    front.line(&slip.about, looks.strong, 1.0);
    front.line(&words.file(&slip.file), looks.text, 1.0);
    let has_cells = rows.iter().any(|row| row.cell.is_some());
    let how = if has_cells {
        &words.how
    } else {
        &words.how_file
    };
    front.line(how, looks.text, 2.0);
    let deadline = slip
        .deadline
        .as_ref()
        .map(|deadline| words.deadline(deadline));
    let send = words.send(&slip.office);
    match deadline {
        Some(deadline) => front.line(&format!("{send} {deadline}"), looks.strong, 2.0),
        None => front.line(&send, looks.strong, 2.0),
    }
    let first = front.next + 2;
    let last = first + rows.len().saturating_sub(1) as u32;
    if has_cells {
        front.left((first, last), rows, looks);
    } else {
        front.next += 1;
    }
    front.header(looks);
    for (row, number) in rows.iter().zip(1..) {
        front.row(row, number, looks);
    }
    front.next += 1;
    front.line(&format!("{} {code}", words.code), looks.small, 1.0);
    front.part(looks, (first, last))
}

impl Front {
    /// A line over all columns.
    fn line(&mut self, text: &str, look: usize, lines: f64) {
        let number = self.next;
        let _never_fails = write!(
            self.rows,
            "<row r=\"{number}\" ht=\"{}\" customHeight=\"1\">{}</row>",
            lines * LINE,
            text_cell("A", number, look, text)
        );
        let _never_fails = write!(self.merged, "<mergeCell ref=\"A{number}:G{number}\"/>");
        self.next += 1;
    }

    /// How many cells are still to be mended.
    fn left(&mut self, (first, last): (u32, u32), rows: &[FrontRow<'_>], looks: Looks) {
        let words = Words::get();
        let number = self.next;
        let open = rows.iter().filter(|row| row.cell.is_some()).count();
        let count = format!("COUNTIF(G{first}:G{last},\"{}\")", words.open);
        let _never_fails = write!(
            self.rows,
            "<row r=\"{number}\" ht=\"{LINE}\" customHeight=\"1\">{}<c r=\"C{number}\" s=\"{}\"><f>{}</f><v>{open}</v></c></row>",
            text_cell("A", number, looks.strong, &words.left),
            looks.strong,
            escaped(&count)
        );
        let _never_fails = write!(self.merged, "<mergeCell ref=\"A{number}:B{number}\"/>");
        self.next += 1;
    }

    fn header(&mut self, looks: Looks) {
        let columns = &Words::get().columns;
        let titles = [
            &columns.number,
            &columns.cell,
            &columns.label,
            &columns.stands,
            &columns.problem,
            &columns.task,
            &columns.state,
        ];
        let number = self.next;
        let cells = titles.iter().zip("ABCDEFG".chars());
        let cells = cells
            .map(|(title, at)| text_cell(at.encode_utf8(&mut [0; 4]), number, looks.header, title));
        let _never_fails = write!(
            self.rows,
            "<row r=\"{number}\" ht=\"{}\" customHeight=\"1\">{}</row>",
            1.5 * LINE,
            cells.collect::<String>()
        );
        self.next += 1;
    }

    fn row(&mut self, front: &FrontRow<'_>, position: usize, looks: Looks) {
        let words = Words::get();
        let FrontRow { row, cell } = front;
        let number = self.next;
        let place = match &row.place {
            Some((sheet, at)) => format!("{sheet}!{at}"),
            None => words.whole_file.clone(),
        };
        let texts = [&place, &row.label, &row.stands, &row.problem, row.task];
        let lines = texts
            .iter()
            .zip(&WIDTHS[1..])
            .map(|(text, width)| lines_in(text, *width));
        let height = lines.fold(1.0, f64::max) * LINE;
        let mut cells = format!(
            "<c r=\"A{number}\" s=\"{}\"><v>{position}</v></c>",
            looks.centred
        );
        let of_place = if cell.is_some() {
            looks.link
        } else {
            looks.cell
        };
        let columns = ["B", "C", "D", "E", "F"].into_iter().zip(texts);
        for (column, text) in columns {
            let look = if column == "B" { of_place } else { looks.cell };
            cells.push_str(&text_cell(column, number, look, text));
        }
        match cell {
            Some((still, name)) => {
                let state = format!("IF({still},\"{}\",\"{}\")", words.open, words.changed);
                let _never_fails = write!(
                    cells,
                    "<c r=\"G{number}\" s=\"{}\" t=\"str\"><f>{}</f><v>{}</v></c>",
                    looks.centred,
                    escaped(&state),
                    words.open
                );
                let _never_fails = write!(
                    self.links,
                    "<hyperlink ref=\"B{number}\" location=\"{}\" display=\"{}\"/>",
                    quoted(name),
                    quoted(&place)
                );
            }
            None => cells.push_str(&text_cell("G", number, looks.centred, "")),
        }
        let _never_fails = write!(
            self.rows,
            "<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">{cells}</row>"
        );
        self.next += 1;
    }

    /// The whole part. The rows of what is to be mended are these.
    fn part(self, looks: Looks, (first, last): (u32, u32)) -> String {
        let header = first - 1;
        let columns = WIDTHS.iter().zip(1..).map(|(width, number)| {
            format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
        });
        let merged = self.merged.matches("<mergeCell ").count();
        let links = match self.links.is_empty() {
            true => String::new(),
            false => format!("<hyperlinks>{}</hyperlinks>", self.links),
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{NAMESPACE}\">\
             <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" \
             workbookViewId=\"0\"><pane ySplit=\"{header}\" topLeftCell=\"A{first}\" activePane=\"bottomLeft\" state=\"frozen\"/>\
             <selection pane=\"bottomLeft\" activeCell=\"B{first}\" sqref=\"B{first}\"/></sheetView></sheetViews>\
             <sheetFormatPr defaultRowHeight=\"15\"/><cols>{}</cols><sheetData>{}</sheetData>\
             <mergeCells count=\"{merged}\">{}</mergeCells><conditionalFormatting sqref=\"G{first}:G{last}\"><cfRule type=\"cellIs\" \
             dxfId=\"{}\" priority=\"1\" operator=\"equal\"><formula>\"{}\"</formula></cfRule></conditionalFormatting>{links}\
             <printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" \
             footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
            columns.collect::<String>(),
            self.rows,
            self.merged,
            looks.mark,
            Words::get().open
        )
    }
}

fn text_cell(column: &str, row: u32, look: usize, text: &str) -> String {
    if text.is_empty() {
        return format!("<c r=\"{column}{row}\" s=\"{look}\"/>");
    }
    format!(
        "<c r=\"{column}{row}\" s=\"{look}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        escaped(text)
    )
}

fn quoted(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

/// How many lines a text takes in a column: a character of the office's font is about as wide as those that widths count.
pub(super) fn lines_in(text: &str, width: f64) -> f64 {
    (text.chars().count() as f64 / width).ceil()
}
