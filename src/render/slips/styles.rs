//! The looks that a slip adds to those of a workbook: of marks and of the sheet in front.

use super::Beside;
use crate::ooxml::{Edits, Element, Package, PackageError, prefixed};

/// The numbers of the looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Looks {
    /// Of marks.
    pub(super) mark: usize,
    pub(super) title: usize,
    pub(super) text: usize,
    pub(super) strong: usize,
    pub(super) header: usize,
    pub(super) cell: usize,
    pub(super) centred: usize,
    pub(super) link: usize,
    pub(super) small: usize,
}

/// The mark's: dark red on light red, with a frame that can be seen in print.
const MARK: &str = "<dxf><font><color rgb=\"FF9C0006\"/></font><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CE\"/>\
<bgColor rgb=\"FFFFC7CE\"/></patternFill></fill><border><left style=\"thin\"><color rgb=\"FFC00000\"/></left><right style=\"thin\">\
<color rgb=\"FFC00000\"/></right><top style=\"thin\"><color rgb=\"FFC00000\"/></top><bottom style=\"thin\"><color rgb=\"FFC00000\"/>\
</bottom></border></dxf>";
const NAME: &str = "<name val=\"Times New Roman\"/><family val=\"1\"/>";
const HEADER_FILL: &str = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFD6E1F0\"/><bgColor indexed=\"64\"/></patternFill></fill>";
const FRAME: &str = "<border><left style=\"thin\"><color rgb=\"FFBFBFBF\"/></left><right style=\"thin\"><color rgb=\"FFBFBFBF\"/></right>\
<top style=\"thin\"><color rgb=\"FFBFBFBF\"/></top><bottom style=\"thin\"><color rgb=\"FFBFBFBF\"/></bottom><diagonal/></border>";

/// The fonts: title, text, strong, link, small.
fn fonts() -> String {
    let font = |before: &str, size: &str, colour: &str| {
        format!("<font>{before}<sz val=\"{size}\"/><color {colour}/>{NAME}</font>")
    };
    [
        font("<b/>", "16", "rgb=\"FF000000\""),
        font("", "12", "rgb=\"FF000000\""),
        font("<b/>", "12", "rgb=\"FF000000\""),
        font("<u/>", "12", "rgb=\"FF0563C1\""),
        font("", "7", "rgb=\"FF7F7F7F\""),
    ]
    .concat()
}

/// A cell's look: font, fill, border, and how its text lies.
fn look(font: usize, fill: usize, border: usize, alignment: &str) -> String {
    format!(
        "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" \
         applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"{alignment}/></xf>"
    )
}

/// The styles on their way.
struct Styles {
    text: String,
    prefix: String,
    children: Vec<Element>,
    edits: Edits,
}

impl Styles {
    fn list(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Adds entries to a list that is there. Returns the number of the first.
    fn add(
        &mut self,
        name: &'static str,
        entries: &str,
        count: usize,
    ) -> Result<usize, PackageError> {
        let list = PackageError::missing(self.list(name), name)?.clone();
        list.extend(&self.text, (entries, count), &mut self.edits)
    }

    /// Adds the mark's look. Returns its number.
    fn add_mark(&mut self) -> Result<usize, PackageError> {
        let mark = prefixed(&self.prefix, MARK);
        if let Some(list) = self.list("dxfs") {
            let entries = list.children(&self.text)?;
            // An earlier slip has left it.
            let is_mark = |entry: &Element| self.text.get(entry.whole.clone()) == Some(&*mark);
            if let Some(there) = entries.iter().position(is_mark) {
                return Ok(there);
            }
            return self.add("dxfs", MARK, 1);
        }
        let before = ["cellStyles", "cellXfs"]
            .iter()
            .find_map(|name| self.list(name));
        let at = PackageError::missing(before, "cellXfs")?.whole.end;
        let prefix = &self.prefix;
        let list = format!("<{prefix}dxfs count=\"1\">{mark}</{prefix}dxfs>");
        self.edits.insert(at, list);
        Ok(0)
    }
}

/// Adds the looks to the styles of a workbook.
pub(super) fn add_looks(package: &mut Package<'_>, part: &str) -> Result<Looks, Beside> {
    let text = package.text(part)?.ok_or(Beside::Odd)?;
    let root = Element::root(&text)?;
    let mut styles = Styles {
        children: root.children(&text)?,
        prefix: root.prefix,
        edits: Edits::default(),
        text,
    };
    let font = styles.add("fonts", &fonts(), 5)?;
    let fill = styles.add("fills", HEADER_FILL, 1)?;
    let frame = styles.add("borders", FRAME, 1)?;
    let (title, text, strong, link, small) = (font, font + 1, font + 2, font + 3, font + 4);
    let wrapped = "top\" wrapText=\"1\"";
    let looks = [
        look(title, 0, 0, "center\""),
        look(text, 0, 0, wrapped),
        look(strong, 0, 0, "top\" horizontal=\"left\" wrapText=\"1\""),
        look(
            strong,
            fill,
            frame,
            "center\" horizontal=\"center\" wrapText=\"1\"",
        ),
        look(text, 0, frame, wrapped),
        look(text, 0, frame, "top\" horizontal=\"center\" wrapText=\"1\""),
        look(link, 0, frame, wrapped),
        look(small, 0, 0, "top\""),
    ];
    let first = styles.add("cellXfs", &looks.concat(), looks.len())?;
    let mark = styles.add_mark()?;
    package.put(part, styles.edits.apply(&styles.text));
    Ok(Looks {
        mark,
        title: first,
        text: first + 1,
        strong: first + 2,
        header: first + 3,
        cell: first + 4,
        centred: first + 5,
        link: first + 6,
        small: first + 7,
    })
}
