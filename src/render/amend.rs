//! Rows and sheets added to a workbook that the office keeps: whatever else it holds stays as it is, to the byte.
//!
//! Only the part of the sheet that grows is written anew, and of a sheet that is added the lists that name it; all other
//! parts are copied as they are packed ([`crate::ooxml`]).

use crate::location::CellAddress;
use crate::ooxml::{
    Edits, Element, Package, PackageError, Workbook, escaped, prefixed, with_attribute,
};
use anyhow::{Context, Result, anyhow, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

const SHEET_NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The fill of rows that somebody is to look at.
const MARK: &str = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF2CC\"/><bgColor indexed=\"64\"/></patternFill></fill>";

/// A row to be added: texts by column, from zero.
pub type AddedRow = BTreeMap<u32, String>;

/// Rows to be added to a sheet.
#[derive(Debug, Clone, Default)]
pub struct AddedRows {
    /// The sheet's name as the workbook has it.
    pub sheet: String,
    /// Below which row, from zero, the rows come.
    pub below: u32,
    /// The rows.
    pub rows: Vec<AddedRow>,
    /// Whether they stand out, for somebody to look at.
    pub is_marked: bool,
}

/// A cell that is written anew, in the look that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCell {
    /// The sheet's name as the workbook has it.
    pub sheet: String,
    /// Where it stands.
    pub at: CellAddress,
    /// What it says now; nothing where it is empty.
    pub text: String,
}

/// What becomes of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Amendment {
    /// Cells that are written anew.
    pub cells: Vec<ChangedCell>,
    /// Rows below those there are.
    pub rows: Vec<AddedRows>,
    /// Sheets behind those there are.
    pub sheets: Vec<AddedSheet>,
    /// Rows, from zero, that go out of a sheet; those below move up.
    pub removed: Vec<(String, u32)>,
}

impl Amendment {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let has_rows = self.rows.iter().any(|added| !added.rows.is_empty());
        let is_kept = self.cells.is_empty() && self.removed.is_empty();
        is_kept && !has_rows && self.sheets.is_empty()
    }
}

/// A sheet to be added.
#[derive(Debug, Clone)]
pub struct AddedSheet {
    /// Its name.
    pub name: String,
    /// What stands above the titles, a row each.
    pub intro: Vec<String>,
    /// Its columns.
    pub columns: Vec<AddedColumn>,
    /// The rows below.
    pub rows: Vec<AddedRow>,
}

/// A column of a sheet to be added.
#[derive(Debug, Clone)]
pub struct AddedColumn {
    /// Its title.
    pub title: String,
    /// In characters.
    pub width: f64,
    /// What is chosen from, where it is; nothing that a cell's own rule cannot hold.
    pub choices: Vec<String>,
}

/// Why a workbook is not amended, for people.
fn refused(error: PackageError) -> anyhow::Error {
    anyhow!(match error {
        PackageError::Unsound(_) => "không phải tệp .xlsx, hoặc tệp bị hỏng",
        PackageError::TooLarge => "một phần của tệp quá lớn",
        PackageError::Encoding => "một phần của tệp không viết bằng UTF-8",
        PackageError::Markup(_) => "không nhận ra cấu trúc của tệp",
    })
}

/// The text of a part.
fn text_of(package: &mut Package<'_>, part: &str) -> Result<String> {
    let text = package.text(part).map_err(refused)?;
    text.with_context(|| format!("không có phần {part}"))
}

/// The part of a sheet.
fn part_of(book: &Workbook, sheet: &str) -> Result<String> {
    let wanted = crate::text::clean(sheet);
    let mut sheets = book.sheets.iter();
    let found = sheets.find(|listed| crate::text::clean(&listed.name) == wanted);
    let found = found.with_context(|| format!("không tìm thấy trang “{sheet}”"))?;
    Ok(found.part.clone())
}

fn root(text: &str) -> Result<Element> {
    Element::root(text).map_err(refused)
}

/// The first element of a name directly inside another.
fn child(text: &str, of: &Element, name: &str) -> Result<Option<Element>> {
    let children = of.children(text).map_err(refused)?;
    Ok(children.into_iter().find(|child| child.name == name))
}

/// A workbook with cells written anew, rows added to its sheets, and sheets added behind them.
///
/// # Errors
/// Where the workbook is no `xlsx` that can be amended; the text, in Vietnamese, says why.
pub fn amended(bytes: &[u8], amendment: &Amendment) -> Result<Vec<u8>> {
    let mut package = Package::open(bytes).map_err(refused)?;
    let book = Workbook::read(&mut package).map_err(refused)?;
    // Of two changes of a cell the later one holds.
    let mut by_sheet: BTreeMap<&str, BTreeMap<(u32, u32), &ChangedCell>> = BTreeMap::new();
    for cell in &amendment.cells {
        let of_sheet = by_sheet.entry(&cell.sheet).or_default();
        of_sheet.insert((cell.at.row, cell.at.column), cell);
    }
    for (sheet, cells) in by_sheet {
        let cells: Vec<&ChangedCell> = cells.into_values().collect();
        let part = part_of(&book, sheet)?;
        let text = with_cells(&text_of(&mut package, &part)?, &cells)?;
        package.put(&part, text);
    }
    let mut removed: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (sheet, row) in &amendment.removed {
        removed.entry(sheet).or_default().insert(row + 1);
    }
    for (sheet, rows) in removed {
        let part = part_of(&book, sheet)?;
        let text = without_rows(&text_of(&mut package, &part)?, &rows)?;
        package.put(&part, text);
    }
    for added in amendment.rows.iter().filter(|it| !it.rows.is_empty()) {
        let part = part_of(&book, &added.sheet)?;
        let style = match added.is_marked {
            true => Some(marked_style(&mut package, &book)?),
            false => None,
        };
        let text = with_rows(&text_of(&mut package, &part)?, added, style)?;
        package.put(&part, text);
    }
    for added in &amendment.sheets {
        add_sheet(&mut package, added)?;
    }
    package.finish().map_err(refused)
}

/// A sheet's part with cells written anew; where one is not there yet it comes into its row.
fn with_cells(text: &str, cells: &[&ChangedCell]) -> Result<String> {
    let seen = SeenSheet::of(text)?;
    let mut edits = Edits::default();
    // What comes at the end of a row, by the row's place.
    let mut at_ends: BTreeMap<usize, String> = BTreeMap::new();
    for cell in cells {
        let number = cell.at.row + 1;
        let position = seen.rows.iter().position(|row| row.number == number);
        let position = position.with_context(|| format!("không có dòng {number}"))?;
        let row = &seen.rows[position];
        let known = row.cell(cell.at.column);
        let style = known.and_then(|known| known.style.clone());
        let mut written = String::new();
        write_cell(&mut written, &seen.data.prefix, cell.at, &cell.text, style)?;
        let mut cells = row.cells.iter();
        match (known, cells.find(|other| other.column > cell.at.column)) {
            (Some(known), _) => edits.replace(known.place.clone(), written),
            (None, Some(later)) => edits.insert(later.place.start, written),
            (None, None) => at_ends.entry(position).or_default().push_str(&written),
        }
    }
    for (position, written) in at_ends {
        let (place, content) = seen.rows[position].element.filled(text, &written);
        edits.replace(place, content);
    }
    Ok(edits.apply(text))
}

/// A cell as it stands in a sheet's part.
struct SeenCell {
    column: u32,
    style: Option<String>,
    place: Range<usize>,
}

/// A row as it stands in a sheet's part.
struct SeenRow {
    number: u32,
    element: Element,
    cells: Vec<SeenCell>,
    holds_anything: bool,
}

impl SeenRow {
    fn cell(&self, column: u32) -> Option<&SeenCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

/// What a sheet's part holds of rows.
struct SeenSheet {
    data: Element,
    rows: Vec<SeenRow>,
    /// What says how large the sheet is.
    dimension: Option<Element>,
}

impl SeenSheet {
    fn of(text: &str) -> Result<Self> {
        let root = root(text)?;
        let data = child(text, &root, "sheetData")?;
        let data = data.context("không nhận ra cấu trúc của trang tính")?;
        let mut rows: Vec<SeenRow> = Vec::new();
        for element in data.children(text).map_err(refused)? {
            if element.name == "row" {
                let last = rows.last().map_or(0, |row| row.number);
                rows.push(seen_row(text, element, last)?);
            }
        }
        Ok(Self {
            dimension: child(text, &root, "dimension")?,
            data,
            rows,
        })
    }
}

fn seen_row(text: &str, element: Element, last: u32) -> Result<SeenRow> {
    let number = element.attribute(text, "r");
    let mut row = SeenRow {
        number: number
            .and_then(|number| number.parse().ok())
            .unwrap_or(last + 1),
        cells: Vec::new(),
        holds_anything: false,
        element,
    };
    for cell in row.element.children(text).map_err(refused)? {
        row.holds_anything |= holds_anything(text, &cell)?;
        let at = cell.attribute(text, "r");
        if let Some(at) = at.and_then(|at| at.parse::<CellAddress>().ok()) {
            row.cells.push(SeenCell {
                column: at.column,
                style: cell.attribute(text, "s"),
                place: cell.whole,
            });
        }
    }
    Ok(row)
}

/// Whether a cell holds more than a look.
fn holds_anything(text: &str, cell: &Element) -> Result<bool> {
    let inside = cell.children(text).map_err(refused)?;
    Ok(inside.iter().any(|part| match part.name.as_str() {
        "f" | "is" => true,
        _ => text
            .get(part.inside.clone())
            .is_some_and(|it| !it.trim().is_empty()),
    }))
}

/// A sheet's part with rows added. Rows that hold nothing but a look, and stand where the new ones come, give way.
fn with_rows(text: &str, added: &AddedRows, style: Option<usize>) -> Result<String> {
    let seen = SeenSheet::of(text)?;
    let first = added.below + 2;
    let count = u32::try_from(added.rows.len())?;
    let in_place = |row: &&SeenRow| (first..first + count).contains(&row.number);
    let mut rows = seen.rows.iter();
    if rows.any(|row| row.number >= first && row.holds_anything) {
        bail!("dưới dòng {} còn dòng có nội dung", added.below + 1);
    }
    let model = |number: u32| seen.rows.iter().find(|row| row.number == number);
    let of_last = model(added.below + 1).filter(|_| added.below > 0);
    let mut written = String::new();
    for (number, row) in (first..).zip(&added.rows) {
        let model = model(number).or(of_last);
        write_row(&mut written, &seen.data.prefix, number, row, |column| {
            let own = style.map(|style| style.to_string());
            own.or_else(|| model?.cell(column)?.style.clone())
        })?;
    }
    let mut edits = Edits::default();
    if let Some(dimension) = &seen.dimension {
        edits.remove(dimension.whole.clone());
    }
    let behind = seen.rows.iter().find(|row| row.number >= first);
    match behind {
        Some(row) => edits.insert(row.element.whole.start, written),
        None => {
            let (place, content) = seen.data.filled(text, &written);
            edits.replace(place, content);
        }
    }
    for row in seen.rows.iter().filter(in_place) {
        edits.remove(row.element.whole.clone());
    }
    Ok(edits.apply(text))
}

/// Whether anything outside the cells names places of a sheet from a row on and would point elsewhere when rows move.
fn is_pinned(text: &str, first: u32) -> Result<bool> {
    for list in root(text)?.children(text).map_err(refused)? {
        match list.name.as_str() {
            "drawing" | "legacyDrawing" => return Ok(true),
            "mergeCells" | "hyperlinks" => {}
            _ => continue,
        }
        for named in list.children(text).map_err(refused)? {
            let places = named.attribute(text, "ref").unwrap_or_default();
            let mut places = places.split(':').map(|place| place.replace('$', ""));
            let is_above = |place: String| {
                let place = place.parse::<CellAddress>();
                place.is_ok_and(|place| place.row + 1 < first)
            };
            if !places.all(is_above) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A sheet's part without some rows; those below move up. Where anything names places below, or works with them, the rows
/// are emptied in their places instead.
fn without_rows(text: &str, removed: &BTreeSet<u32>) -> Result<String> {
    let seen = SeenSheet::of(text)?;
    let first = removed.first().copied().unwrap_or(u32::MAX);
    let below = || seen.rows.iter().filter(|row| row.number >= first);
    let mut is_pinned = is_pinned(text, first)?;
    for row in below() {
        is_pinned |= has_formula(text, &row.element)?;
    }
    let mut edits = Edits::default();
    for row in below() {
        let before = removed.range(..row.number).count();
        let number = row.number - u32::try_from(before)?;
        match (removed.contains(&row.number), is_pinned) {
            (true, false) => edits.remove(row.element.whole.clone()),
            (true, true) => {
                for cell in &row.cells {
                    let at = CellAddress::new(row.number - 1, cell.column);
                    let mut written = String::new();
                    let style = cell.style.clone();
                    write_cell(&mut written, &seen.data.prefix, at, "", style)?;
                    edits.replace(cell.place.clone(), written);
                }
            }
            (false, true) => {}
            (false, false) => move_row(text, &mut edits, row, number)?,
        }
    }
    Ok(edits.apply(text))
}

fn has_formula(text: &str, row: &Element) -> Result<bool> {
    for cell in row.children(text).map_err(refused)? {
        let parts = cell.children(text).map_err(refused)?;
        if parts.iter().any(|part| part.name == "f") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives a row and its cells another number.
fn move_row(text: &str, edits: &mut Edits, row: &SeenRow, number: u32) -> Result<()> {
    let mut name = |element: &Element, name: &str| {
        let tag = text.get(element.tag()).unwrap_or_default();
        edits.replace(element.tag(), with_attribute(tag, "r", name));
    };
    name(&row.element, &number.to_string());
    for cell in row.element.children(text).map_err(refused)? {
        let at = cell.attribute(text, "r");
        if let Some(at) = at.and_then(|at| at.parse::<CellAddress>().ok()) {
            let moved = CellAddress::new(number - 1, at.column);
            name(&cell, &moved.to_string());
        }
    }
    Ok(())
}

fn write_row(
    text: &mut String,
    prefix: &str,
    number: u32,
    row: &AddedRow,
    style: impl Fn(u32) -> Option<String>,
) -> Result<()> {
    write!(text, "<{prefix}row r=\"{number}\">")?;
    for (column, content) in row {
        let at = CellAddress::new(number - 1, *column);
        write_cell(text, prefix, at, content, style(*column))?;
    }
    write!(text, "</{prefix}row>")?;
    Ok(())
}

fn write_cell(
    text: &mut String,
    prefix: &str,
    at: CellAddress,
    content: &str,
    style: Option<String>,
) -> Result<()> {
    let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
    if content.is_empty() {
        write!(text, "<{prefix}c r=\"{at}\"{style}/>")?;
        return Ok(());
    }
    let content = escaped(content);
    write!(
        text,
        "<{prefix}c r=\"{at}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{content}</{prefix}t></{prefix}is></{prefix}c>"
    )?;
    Ok(())
}

/// The style of cells that stand out, added to the workbook's where it has none yet.
fn marked_style(package: &mut Package<'_>, book: &Workbook) -> Result<usize> {
    let part = book.shared("styles").context("tệp không có kiểu ô")?;
    let text = text_of(package, part)?;
    let root = root(&text)?;
    let list = |name: &str| -> Result<(Element, Vec<Element>)> {
        let list = child(&text, &root, name)?;
        let list = list.with_context(|| format!("phần kiểu ô không có {name}"))?;
        let children = list.children(&text).map_err(refused)?;
        Ok((list, children))
    };
    let (fills, all_fills) = list("fills")?;
    let (styles, all_styles) = list("cellXfs")?;
    let style_of = |fill: usize| {
        format!(
            "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyFill=\"1\"/>"
        )
    };
    let is_last = |all: &[Element], wanted: &str| {
        let last = all.last().and_then(|last| text.get(last.whole.clone()));
        last == Some(&*prefixed(&root.prefix, wanted))
    };
    let own_style = style_of(all_fills.len().saturating_sub(1));
    if is_last(&all_fills, MARK) && is_last(&all_styles, &own_style) {
        return Ok(all_styles.len() - 1);
    }
    let mut edits = Edits::default();
    let fill = fills
        .extend(&text, (MARK, 1), &mut edits)
        .map_err(refused)?;
    let style = styles.extend(&text, (&style_of(fill), 1), &mut edits);
    package.put(part, edits.apply(&text));
    style.map_err(refused)
}

fn add_sheet(package: &mut Package<'_>, added: &AddedSheet) -> Result<()> {
    let sheet = new_sheet(added)?;
    let book = Workbook::read(package).map_err(refused)?;
    let entry = book
        .new_sheet(package, &added.name, sheet)
        .map_err(refused)?;
    let list = book.list().context("không có trang tính nào")?;
    let (place, content) = list.filled(&book.text, &entry);
    let mut text = book.text.clone();
    text.replace_range(place, &content);
    package.put(&book.part, text);
    Ok(())
}

fn new_sheet(added: &AddedSheet) -> Result<String> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{SHEET_NAMESPACE}\"><cols>"
    );
    for (column, added) in (1u32..).zip(&added.columns) {
        let width = added.width;
        write!(
            text,
            "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"
        )?;
    }
    text.push_str("</cols><sheetData>");
    let titles = (0u32..).zip(added.columns.iter().map(|column| column.title.clone()));
    let intro = added.intro.iter();
    let intro = intro.map(|line| AddedRow::from([(0, line.clone())]));
    let rows = intro
        .chain(std::iter::once(titles.collect()))
        .chain(added.rows.iter().cloned());
    for (number, row) in (1u32..).zip(rows) {
        write_row(&mut text, "", number, &row, |_| None)?;
    }
    text.push_str("</sheetData>");
    text.push_str(&choices(added));
    text.push_str("</worksheet>");
    Ok(text)
}

/// The rules of the columns that are chosen from lists.
fn choices(added: &AddedSheet) -> String {
    /// Excel takes no longer list in a cell's own rule.
    const LONGEST: usize = 255;
    /// As far down as anybody writes.
    const LAST_ROW: u32 = 1000;
    let columns = (0u32..).zip(&added.columns);
    let rules = columns.filter_map(|(column, of_column)| {
        let list = of_column.choices.join(",");
        if list.is_empty() || list.chars().count() > LONGEST {
            return None;
        }
        let letters = CellAddress::new(0, column).to_string();
        let letters = letters.trim_end_matches('1');
        let list = escaped(&list);
        let first = added.intro.len() + 2;
        Some(format!(
            "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{letters}{first}:{letters}{LAST_ROW}\"><formula1>\"{list}\"</formula1></dataValidation>"
        ))
    });
    let rules: Vec<String> = rules.collect();
    match rules.len() {
        0 => String::new(),
        count => format!(
            "<dataValidations count=\"{count}\">{}</dataValidations>",
            rules.concat()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{CellContent, FileKind, read_workbook};
    use rust_xlsxwriter::Format;

    /// The texts of a sheet, row by row.
    fn texts(bytes: &[u8], name: &str) -> Vec<String> {
        let workbook = read_workbook(bytes, FileKind::Xlsx).expect("a workbook");
        let sheet = workbook.sheets.iter().find(|sheet| &*sheet.name == name);
        let cells = &sheet.expect("the sheet").cells;
        let shown = cells.iter().filter_map(|cell| match &cell.content {
            CellContent::Text(text) => Some(format!("{} {text}", cell.address)),
            _ => None,
        });
        shown.collect()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut package = Package::open(bytes).expect("a package");
        package.text(name).expect("sound").expect("it is there")
    }

    fn workbook() -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Một & hai").expect("a name");
        sheet.write_string(0, 0, "Tiêu đề").expect("written");
        sheet.write_string(1, 0, "cũ").expect("written");
        for row in 2..6 {
            sheet
                .write_blank(row, 0, &Format::new().set_bold())
                .expect("written");
        }
        workbook.add_worksheet().set_name("Trống").expect("a name");
        workbook.save_to_buffer().expect("saved")
    }

    fn rows(sheet: &str, below: u32, texts: &[&str]) -> AddedRows {
        let row = |text: &&str| BTreeMap::from([(0, (*text).to_owned())]);
        AddedRows {
            sheet: sheet.to_owned(),
            below,
            rows: texts.iter().map(row).collect(),
            is_marked: false,
        }
    }

    fn with(rows: &[AddedRows]) -> Amendment {
        Amendment {
            rows: rows.to_vec(),
            ..Amendment::default()
        }
    }

    #[test]
    fn rows_go_and_those_below_move_up() {
        let grown = amended(
            &workbook(),
            &with(&[rows("Một & hai", 1, &["một", "hai", "ba"])]),
        );
        let grown = grown.expect("amended");
        let without = |bytes: &[u8], rows: &[u32]| {
            let removed = rows.iter().map(|row| ("Một & hai".to_owned(), *row));
            let amendment = Amendment {
                removed: removed.collect(),
                ..Amendment::default()
            };
            amended(bytes, &amendment).expect("amended")
        };
        let shown = texts(&without(&grown, &[2, 3]), "Một & hai");
        assert_eq!(shown, ["A1 Tiêu đề", "A2 cũ", "A3 ba"]);
        let again = amended(
            &without(&grown, &[2]),
            &with(&[rows("Một & hai", 3, &["bốn"])]),
        );
        let shown = texts(&again.expect("amended"), "Một & hai");
        assert_eq!(shown, ["A1 Tiêu đề", "A2 cũ", "A3 hai", "A4 ba", "A5 bốn"]);

        // What is merged above does not hold them.
        let mut titled = rust_xlsxwriter::Workbook::new();
        let sheet = titled
            .add_worksheet()
            .set_name("Một & hai")
            .expect("a name");
        sheet
            .merge_range(0, 0, 0, 3, "Trang này", &Format::new())
            .expect("merged");
        for (row, text) in ["một", "hai", "ba"].into_iter().enumerate() {
            sheet
                .write_string(row as u32 + 1, 0, text)
                .expect("written");
        }
        let titled = titled.save_to_buffer().expect("saved");
        let shown = texts(&without(&titled, &[2]), "Một & hai");
        assert_eq!(shown, ["A1 Trang này", "A2 một", "A3 ba"]);

        // What is merged or worked out below stays where it is.
        let mut pinned = rust_xlsxwriter::Workbook::new();
        let sheet = pinned
            .add_worksheet()
            .set_name("Một & hai")
            .expect("a name");
        sheet.write_string(0, 0, "một").expect("written");
        sheet.write_string(1, 0, "hai").expect("written");
        sheet.write_formula(2, 1, "=A2").expect("written");
        let pinned = pinned.save_to_buffer().expect("saved");
        let shown = part(&without(&pinned, &[0]), "xl/worksheets/sheet1.xml");
        assert!(
            shown.contains("r=\"B3\"") && shown.contains("r=\"A2\""),
            "{shown}"
        );
        assert_eq!(texts(&without(&pinned, &[0]), "Một & hai")[0], "A2 hai");
    }

    #[test]
    fn cells_are_written_anew_in_their_look() {
        let cell = |at: &str, text: &str| ChangedCell {
            sheet: "Một & hai".to_owned(),
            at: at.parse().expect("a cell"),
            text: text.to_owned(),
        };
        let amendment = Amendment {
            cells: vec![
                cell("A2", ""),
                cell("C1", "thêm"),
                cell("A3", "vào chỗ trống"),
            ],
            ..Amendment::default()
        };
        let bytes = amended(&workbook(), &amendment).expect("amended");
        assert_eq!(
            texts(&bytes, "Một & hai"),
            ["A1 Tiêu đề", "C1 thêm", "A3 vào chỗ trống"]
        );
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<c r=\"A3\" s=\""), "{sheet}");
        let nowhere = Amendment {
            cells: vec![cell("A99", "x")],
            ..Amendment::default()
        };
        assert!(amended(&workbook(), &nowhere).is_err());
    }

    #[test]
    fn rows_come_below_those_that_hold_anything() {
        let added = [
            rows("Một & hai", 1, &["mới <1>", "mới 2"]),
            rows("Trống", 0, &["x"]),
        ];
        let bytes = amended(&workbook(), &with(&added)).expect("amended");
        assert_eq!(
            texts(&bytes, "Một & hai"),
            ["A1 Tiêu đề", "A2 cũ", "A3 mới <1>", "A4 mới 2"]
        );
        assert_eq!(texts(&bytes, "Trống"), ["A2 x"]);
        // Rows with content below are never written over.
        assert!(amended(&bytes, &with(&added[..1])).is_err());
        assert!(amended(&workbook(), &with(&[rows("Không có", 0, &["x"])])).is_err());
        assert!(amended(b"khong phai", &with(&added)).is_err());
    }

    #[test]
    fn marked_rows_have_one_style_of_their_own() {
        let mut first = rows("Một & hai", 1, &["a"]);
        first.is_marked = true;
        let mut second = rows("Một & hai", 2, &["b"]);
        second.is_marked = true;
        let bytes = amended(&workbook(), &with(&[first, second])).expect("amended");
        let styles = part(&bytes, "xl/styles.xml");
        assert_eq!(styles.matches("FFFFF2CC").count(), 1, "{styles}");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        let style = |at: &str| -> String {
            let begins = sheet.find(&format!("r=\"{at}\" s=\"")).expect("a style");
            sheet[begins..]
                .split('"')
                .nth(3)
                .expect("a style")
                .to_owned()
        };
        assert_eq!(style("A3"), style("A4"));
    }

    #[test]
    fn a_sheet_is_added_behind_the_others() {
        let added = AddedSheet {
            name: "Tên <gọi>".to_owned(),
            intro: vec!["Ghi ở đây.".to_owned()],
            columns: [("Loại", vec!["nội dung", "cột"]), ("Là", vec![])]
                .map(|(title, choices)| AddedColumn {
                    title: title.to_owned(),
                    width: 20.0,
                    choices: choices.into_iter().map(str::to_owned).collect(),
                })
                .to_vec(),
            rows: vec![BTreeMap::from([(1, "nghĩa".to_owned())])],
        };
        let other = AddedSheet {
            name: "Thứ hai".to_owned(),
            ..added.clone()
        };
        let bytes = amended(
            &workbook(),
            &Amendment {
                sheets: vec![added, other],
                ..Amendment::default()
            },
        )
        .expect("amended");
        assert_eq!(texts(&bytes, "Một & hai"), ["A1 Tiêu đề", "A2 cũ"]);
        for name in ["Tên <gọi>", "Thứ hai"] {
            let expected = ["A1 Ghi ở đây.", "A2 Loại", "B2 Là", "B3 nghĩa"];
            assert_eq!(texts(&bytes, name), expected);
        }
    }
}
