//! Notes on marked cells: every Excel shows them beside the cell. A note that the unit has written stays, and what the slip
//! says comes below it.

use super::Beside;
use crate::location::CellAddress;
use crate::ooxml::{Edits, Element, Package, escaped};
use crate::slips::Words;
use std::collections::BTreeMap;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const DRAWING_HEAD: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
xmlns:x=\"urn:schemas-microsoft-com:office:excel\">";
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
const NAMESPACES_OF_SHAPES: &str = " xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";

/// What is to be said on cells.
pub(super) type Notes = BTreeMap<CellAddress, String>;

/// Puts notes on the cells of a sheet, and takes those of earlier slips out. Returns the relation of a drawing that the sheet
/// has to name, where it named none.
pub(super) fn set_notes(
    package: &mut Package<'_>,
    sheet: &str,
    drawing: Option<&str>,
    notes: &Notes,
) -> Result<Option<String>, Beside> {
    let relations = package.relations(sheet)?;
    let target = |kind: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.clone())
    };
    let mut wanted = notes.clone();
    for thread in relations.iter().filter(|it| it.kind == "threadedComment") {
        // A cell with a conversation keeps it as it is: the note behind it is that conversation's.
        for cell in threads(&package.text(&thread.target)?.unwrap_or_default())? {
            wanted.remove(&cell);
        }
    }
    let comments = target("comments");
    if comments.is_none() && wanted.is_empty() {
        return Ok(None);
    }
    let (part, text) = match comments {
        Some(part) => {
            let text = package.text(&part)?.ok_or(Beside::Odd)?;
            (part, text)
        }
        None => new_comments(package, sheet)?,
    };
    let changed = Comments::read(&text)?.with(&wanted)?;
    if changed.text != text {
        package.put(&part, changed.text);
    }
    let drawn = match drawing {
        Some(id) => relations
            .iter()
            .find(|it| it.id == id)
            .map(|it| it.target.clone()),
        None => None,
    };
    if drawing.is_some() && drawn.is_none() {
        return Err(Beside::Odd);
    }
    draw(package, (sheet, drawn), &changed.new, &changed.gone)
}

/// The cells of a part of conversations.
fn threads(text: &str) -> Result<Vec<CellAddress>, Beside> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let comments = Element::root(text)?.children(text)?;
    let cells = comments
        .iter()
        .filter_map(|it| it.attribute(text, "ref")?.parse().ok());
    Ok(cells.collect())
}

fn new_comments(package: &mut Package<'_>, sheet: &str) -> Result<(String, String), Beside> {
    let (part, _) = package.free_name("xl/comments", ".xml");
    package.declare(&part, COMMENTS)?;
    package.put(&part, String::new());
    package.relate(sheet, "comments", &part)?;
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{NAMESPACE}\"><authors/><commentList/></comments>"
    );
    Ok((part, text))
}

/// A part of notes.
struct Comments<'t> {
    text: &'t str,
    prefix: String,
    authors: Element,
    list: Element,
}

/// A part of notes with what was to be said, and on which cells notes are new or gone.
struct Changed {
    text: String,
    new: Vec<CellAddress>,
    gone: Vec<CellAddress>,
}

impl<'t> Comments<'t> {
    fn read(text: &'t str) -> Result<Self, Beside> {
        let root = Element::root(text)?;
        let children = root.children(text)?;
        let child = |name: &str| children.iter().find(|child| child.name == name).cloned();
        Ok(Self {
            text,
            authors: child("authors").ok_or(Beside::Odd)?,
            list: child("commentList").ok_or(Beside::Odd)?,
            prefix: root.prefix,
        })
    }

    fn with(&self, notes: &Notes) -> Result<Changed, Beside> {
        let mut edits = Edits::default();
        let mut rest = notes.clone();
        let mut gone = Vec::new();
        for comment in self.list.children(self.text)? {
            let Some(cell) = comment
                .attribute(self.text, "ref")
                .and_then(|at| at.parse().ok())
            else {
                continue;
            };
            let said = rest.remove(&cell);
            let own = self.own_part(&comment)?;
            match (own, said) {
                (Own::None, None) => {}
                (Own::None, Some(note)) => self.append(&comment, &note, &mut edits)?,
                (Own::Part(places), note) => {
                    let mut places = places.into_iter();
                    if let Some(first) = places.next() {
                        let run = note.map(|note| self.run(&note, true)).unwrap_or_default();
                        edits.replace(first, run);
                    }
                    places.for_each(|place| edits.remove(place));
                }
                (Own::All, None) => {
                    edits.remove(comment.whole.clone());
                    gone.push(cell);
                }
                (Own::All, Some(note)) => {
                    let author = comment.attribute(self.text, "authorId").unwrap_or_default();
                    edits.replace(comment.whole.clone(), self.comment(cell, &author, &note));
                }
            }
        }
        if !rest.is_empty() {
            let author = self.author(&mut edits)?;
            let new = rest
                .iter()
                .map(|(cell, note)| self.comment(*cell, &author, note));
            let (at, content) = self.list.filled(self.text, &new.collect::<String>());
            edits.replace(at, content);
        }
        Ok(Changed {
            text: edits.apply(self.text),
            new: rest.into_keys().collect(),
            gone,
        })
    }

    /// The number of the author of slips, who is added where there is none.
    fn author(&self, edits: &mut Edits) -> Result<String, Beside> {
        let name = escaped(&Words::get().author);
        let authors = self.authors.children(self.text)?;
        let is_own = |author: &Element| self.text.get(author.inside.clone()) == Some(&*name);
        let number = authors.iter().position(is_own).unwrap_or_else(|| {
            let p = &self.prefix;
            let author = format!("<{p}author>{name}</{p}author>");
            let (at, content) = self.authors.filled(self.text, &author);
            edits.replace(at, content);
            authors.len()
        });
        Ok(number.to_string())
    }

    fn comment(&self, cell: CellAddress, author: &str, note: &str) -> String {
        let p = &self.prefix;
        let run = self.run(note, false);
        format!(
            "<{p}comment ref=\"{cell}\" authorId=\"{author}\"><{p}text>{run}</{p}text></{p}comment>"
        )
    }

    /// A note as a run of a text; below others on a line of its own.
    fn run(&self, note: &str, is_below: bool) -> String {
        let p = &self.prefix;
        let lead = if is_below { "\n" } else { "" };
        let mark = &Words::get().note;
        let said = escaped(&format!("{lead}{mark} {note}"));
        format!(
            "<{p}r><{p}rPr><{p}sz val=\"10\"/><{p}rFont val=\"Tahoma\"/></{p}rPr><{p}t xml:space=\"preserve\">{said}</{p}t></{p}r>"
        )
    }

    fn text_of(&self, comment: &Element) -> Result<Element, Beside> {
        let children = comment.children(self.text)?;
        let text = children.into_iter().find(|child| child.name == "text");
        text.ok_or(Beside::Odd)
    }

    fn append(&self, comment: &Element, note: &str, edits: &mut Edits) -> Result<(), Beside> {
        let text = self.text_of(comment)?;
        let runs = text.children(self.text)?;
        let aloud = runs
            .iter()
            .find(|run| matches!(&*run.name, "rPh" | "phoneticPr"));
        let run = self.run(note, true);
        match aloud {
            Some(aloud) => edits.insert(aloud.whole.start, run),
            None => {
                let (at, content) = text.filled(self.text, &run);
                edits.replace(at, content);
            }
        }
        Ok(())
    }

    /// What of a note an earlier slip has written: from its first words on.
    fn own_part(&self, comment: &Element) -> Result<Own, Beside> {
        let mark = escaped(&Words::get().note);
        let runs = self.text_of(comment)?.children(self.text)?;
        let shown = |run: &Element| self.text.get(run.whole.clone()).unwrap_or_default();
        let Some(first) = runs.iter().position(|run| shown(run).contains(&mark)) else {
            return Ok(Own::None);
        };
        let run = &runs[first];
        let at = run.whole.start + shown(run).find(&mark).unwrap_or_default();
        let before = self.text.get(run.whole.start..at).unwrap_or_default();
        // What stands before its first words in the same run are the unit's, if it is anything but tags.
        let begin = before.rfind('>').map_or(0, |end| end + 1);
        let is_run_of_own = before[begin..].trim().is_empty();
        let others = runs[first + 1..].iter().map(|run| run.whole.clone());
        if is_run_of_own {
            if first == 0 {
                return Ok(Own::All);
            }
            let own = std::iter::once(run.whole.clone()).chain(others);
            return Ok(Own::Part(own.collect()));
        }
        let end = self.text[at..]
            .find('<')
            .map_or(run.whole.end, |end| at + end);
        // The new words come behind the run that the unit's and the old ones share.
        let own = [run.whole.end..run.whole.end, at..end]
            .into_iter()
            .chain(others);
        Ok(Own::Part(own.collect()))
    }
}

/// What of a note an earlier slip has written.
enum Own {
    None,
    All,
    /// Stretches of the part; in place of the first comes what is said now.
    Part(Vec<std::ops::Range<usize>>),
}

/// Draws the boxes of new notes, and takes those away that are gone. Returns the relation of a new drawing.
fn draw(
    package: &mut Package<'_>,
    (sheet, drawing): (&str, Option<String>),
    new: &[CellAddress],
    gone: &[CellAddress],
) -> Result<Option<String>, Beside> {
    if new.is_empty() && gone.is_empty() {
        return Ok(None);
    }
    if let Some(part) = drawing {
        let text = package.text(&part)?.ok_or(Beside::Odd)?;
        let without = without_boxes(&text, gone);
        // Such a part may be no XML: only its end is looked for.
        let end = without.rfind("</xml>").ok_or(Beside::Odd)?;
        let boxes = boxes(
            new,
            last_number(&without) + 1,
            !without.contains("\"_x0000_t202\""),
        );
        package.put(
            &part,
            format!("{}{boxes}{}", &without[..end], &without[end..]),
        );
        return Ok(None);
    }
    let (part, number) = package.free_name("xl/drawings/vmlDrawing", ".vml");
    let boxes = boxes(new, number * 1024 + 1, true);
    let layout = format!(
        "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{number}\"/></o:shapelayout>"
    );
    package.put(&part, format!("{DRAWING_HEAD}{layout}{boxes}</xml>"));
    package.declare_ending("vml", DRAWING)?;
    Ok(Some(package.relate(sheet, "vmlDrawing", &part)?))
}

/// The boxes of notes, from a number on.
fn boxes(cells: &[CellAddress], first: usize, has_no_type: bool) -> String {
    let mut drawn = String::new();
    if has_no_type && !cells.is_empty() {
        drawn.push_str(&SHAPE_TYPE.replacen(
            "<v:shapetype",
            &format!("<v:shapetype{NAMESPACES_OF_SHAPES}"),
            1,
        ));
    }
    for (cell, number) in cells.iter().zip(first..) {
        let CellAddress { row, column } = cell;
        let (top, left) = (row.saturating_sub(1), column + 1);
        drawn.push_str(&format!(
            "<v:shape{NAMESPACES_OF_SHAPES} id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;\
             margin-top:1.5pt;width:240pt;height:66pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">\
             <v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {}, 31, {}, 9</x:Anchor>\
             <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            left + 4,
            top + 4
        ));
    }
    drawn
}

/// The highest number of a shape.
fn last_number(drawing: &str) -> usize {
    let numbers = drawing.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        rest[..digits].parse().ok()
    });
    // No honest drawing has so many.
    numbers
        .filter(|number| *number < 1 << 24)
        .max()
        .unwrap_or(1024)
}

/// A drawing without the boxes of notes on cells.
fn without_boxes(drawing: &str, cells: &[CellAddress]) -> String {
    let mut left = String::with_capacity(drawing.len());
    let mut rest = drawing;
    while let Some(start) = rest.find("<v:shape ") {
        let Some(end) = rest[start..]
            .find("</v:shape>")
            .map(|end| start + end + "</v:shape>".len())
        else {
            break;
        };
        let shape = &rest[start..end];
        let says =
            |name: &str, number: u32| shape.contains(&format!("<x:{name}>{number}</x:{name}>"));
        let is_note = shape.contains("ObjectType=\"Note\"");
        let is_of = |cell: &CellAddress| says("Row", cell.row) && says("Column", cell.column);
        left.push_str(&rest[..start]);
        if !(is_note && cells.iter().any(is_of)) {
            left.push_str(shape);
        }
        rest = &rest[end..];
    }
    left.push_str(rest);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, notes: &[(&str, &str)]) -> Changed {
        let notes = notes
            .iter()
            .map(|(cell, note)| (cell.parse().expect("a cell"), (*note).to_owned()));
        let notes: Notes = notes.collect();
        Comments::read(text)
            .and_then(|comments| comments.with(&notes))
            .expect("sound")
    }

    const UNIT_S: &str = "<comments><authors><author>A</author></authors><commentList><comment ref=\"E7\" authorId=\"0\"><text>\
        <t>hỏi lại</t></text></comment></commentList></comments>";

    #[test]
    fn what_a_slip_says_comes_below_what_the_unit_says() {
        let first = with(UNIT_S, &[("E7", "Số âm"), ("E8", "Trống")]);
        assert!(first.text.contains("<t>hỏi lại</t><r>"), "{}", first.text);
        assert!(
            first.text.contains("\n[Phiếu trả lỗi] Số âm</t>"),
            "{}",
            first.text
        );
        assert!(
            first
                .text
                .contains("<author>A</author><author>Phiếu trả lỗi</author>")
        );
        assert!(
            first.text.contains("<comment ref=\"E8\" authorId=\"1\">"),
            "{}",
            first.text
        );
        assert_eq!(first.new.len(), 1);
        let again = with(&first.text, &[("E7", "Số âm"), ("E8", "Trống")]);
        assert_eq!(
            again.text, first.text,
            "a slip of a slip says nothing twice"
        );
        let less = with(&first.text, &[("E7", "Khác")]);
        assert!(!less.text.contains("Số âm") && less.text.contains("Khác"));
        assert_eq!(less.gone, ["E8".parse().expect("a cell")]);
        let nothing = with(&first.text, &[]);
        assert!(
            nothing.text.contains("<t>hỏi lại</t></text>"),
            "{}",
            nothing.text
        );
    }

    #[test]
    fn words_in_one_run_are_parted() {
        let joined = UNIT_S.replace("hỏi lại", "hỏi lại\n[Phiếu trả lỗi] Số âm");
        let nothing = with(&joined, &[]);
        assert!(
            nothing.text.contains("<t>hỏi lại\n</t></text>"),
            "{}",
            nothing.text
        );
        let other = with(&joined, &[("E7", "Khác")]);
        assert!(other.text.contains("<t>hỏi lại\n</t><r>"), "{}", other.text);
        assert!(other.text.contains("[Phiếu trả lỗi] Khác"));
    }

    #[test]
    fn boxes_come_and_go_with_their_notes() {
        let cell: CellAddress = "E7".parse().expect("a cell");
        let drawn = format!(
            "<xml><v:shape id=\"_x0000_s1030\" ><x:ClientData ObjectType=\"Button\"><x:Row>6</x:Row>\
            <x:Column>4</x:Column></x:ClientData></v:shape><br>{}</xml>",
            boxes(&[cell], 1031, false)
        );
        assert_eq!(last_number(&drawn), 1031);
        let without = without_boxes(&drawn, &[cell]);
        assert!(
            without.contains("Button") && !without.contains("\"Note\""),
            "{without}"
        );
        assert_eq!(without_boxes(&drawn, &[]), drawn);
    }
}
