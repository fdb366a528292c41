//! Marks on the cells of a sheet: a conditional format a cell, which goes out when the cell no longer says what it said.

use super::cells::OWN_FORMULA;
use crate::ooxml::{Edits, Element, PackageError, escaped};

/// The parts of a sheet in the order in which they must stand.
const ORDER: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
];

/// A cell's mark: its address, and the formula by which it is seen.
pub(super) struct Mark {
    pub(super) cell: String,
    pub(super) formula: String,
}

/// Where in a sheet a part of this name is to be put: behind all that stand before it.
pub(super) fn place_for(name: &str, sheet: &Element, children: &[Element]) -> usize {
    let rank = |name: &str| {
        ORDER
            .iter()
            .position(|known| *known == name)
            .unwrap_or(ORDER.len())
    };
    let rank_of_new = rank(name);
    let behind = children
        .iter()
        .find(|child| rank(&child.name) > rank_of_new);
    behind.map_or(sheet.inside.end, |child| child.whole.start)
}

fn formats(children: &[Element]) -> impl Iterator<Item = &Element> {
    children
        .iter()
        .filter(|child| child.name == "conditionalFormatting")
}

/// Whether a rule is a mark; writers may write quotes as they are or as entities.
fn is_own(text: &str, rule: &Element) -> bool {
    let own = escaped(OWN_FORMULA);
    let rule = text.get(rule.whole.clone()).unwrap_or_default();
    rule.contains(&own) || rule.contains(&own.replace('"', "&quot;"))
}

/// Takes the marks of earlier slips out of a sheet.
pub(super) fn remove_marks(
    text: &str,
    children: &[Element],
    edits: &mut Edits,
) -> Result<(), PackageError> {
    for format in formats(children) {
        let rules = format.children(text)?;
        let of_slips: Vec<&Element> = rules.iter().filter(|rule| is_own(text, rule)).collect();
        match of_slips.len() {
            0 => {}
            all if all == rules.len() => edits.remove(format.whole.clone()),
            _ => of_slips
                .iter()
                .for_each(|rule| edits.remove(rule.whole.clone())),
        }
    }
    Ok(())
}

/// Puts marks on a sheet. `look` is the number of their look.
pub(super) fn add_marks(
    (text, sheet, children): (&str, &Element, &[Element]),
    marks: &[Mark],
    look: usize,
    edits: &mut Edits,
) -> Result<(), PackageError> {
    let mut priority = 0;
    for format in formats(children) {
        let rules = format.children(text)?.into_iter();
        for rule in rules.filter(|rule| !is_own(text, rule)) {
            let of_rule = rule.attribute(text, "priority");
            let of_rule = of_rule.and_then(|of_rule| of_rule.trim().parse().ok());
            priority = priority.max(of_rule.unwrap_or(0_u32));
        }
    }
    let prefix = &sheet.prefix;
    let mut written = String::new();
    for (mark, number) in marks.iter().zip(priority.saturating_add(1)..) {
        written.push_str(&format!(
            "<{prefix}conditionalFormatting sqref=\"{}\"><{prefix}cfRule type=\"expression\" dxfId=\"{look}\" priority=\"{number}\">\
             <{prefix}formula>{}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>",
            mark.cell,
            escaped(&mark.formula)
        ));
    }
    let at = place_for("conditionalFormatting", sheet, children);
    edits.insert(at, written);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, cells: &[&str]) -> String {
        let sheet = Element::root(text).expect("a sheet");
        let children = sheet.children(text).expect("well-formed");
        let mut edits = Edits::default();
        remove_marks(text, &children, &mut edits).expect("well-formed");
        let mark = |cell: &&str| Mark {
            cell: (*cell).to_owned(),
            formula: format!("AND({OWN_FORMULA},{cell}<1)"),
        };
        let marks: Vec<Mark> = cells.iter().map(mark).collect();
        add_marks((text, &sheet, &children), &marks, 3, &mut edits).expect("well-formed");
        edits.apply(text)
    }

    const RULE: &str = "<cfRule type=\"expression\" dxfId=\"3\" priority=\"8\"><formula>AND(N(\"tonghop\")=0,E7&lt;1)</formula></cfRule>";

    #[test]
    fn marks_stand_where_a_sheet_has_them() {
        let own =
            "<conditionalFormatting sqref=\"A1\"><cfRule priority=\"7\"/></conditionalFormatting>";
        let mark = format!("<conditionalFormatting sqref=\"E7\">{RULE}</conditionalFormatting>");
        for (before, behind) in [
            (
                "<sheetData/><mergeCells/>",
                "<dataValidations/><pageMargins/>",
            ),
            (
                "<sheetData/>",
                "<mc:AlternateContent><x/></mc:AlternateContent>",
            ),
            ("<sheetData/>", ""),
        ] {
            let text = format!("<worksheet>{before}{own}{behind}</worksheet>");
            let expected = format!("<worksheet>{before}{own}{mark}{behind}</worksheet>");
            assert_eq!(marked(&text, &["E7"]), expected);
            assert_eq!(
                marked(&expected, &["E7"]),
                expected,
                "one mark a cell, however often"
            );
        }
        let prefixed = "<x:worksheet xmlns:x=\"m\"><x:sheetData/></x:worksheet>";
        assert!(marked(prefixed, &["E7"]).contains("<x:cfRule type"));
    }

    #[test]
    fn marks_of_earlier_slips_go_and_others_stay() {
        let other = "<cfRule priority=\"2\"><formula>E7=1</formula></cfRule>";
        let quoted = RULE.replace('"', "&quot;");
        let quoted = quoted
            .replace("&quot;3&quot;", "\"3\"")
            .replace("&quot;8&quot;", "\"8\"");
        let quoted = quoted.replace("&quot;expression&quot;", "\"expression\"");
        for own in [RULE, &quoted] {
            let text = format!(
                "<worksheet><sheetData/><conditionalFormatting sqref=\"E7\">{own}{other}</conditionalFormatting>\
                 <conditionalFormatting sqref=\"E8\">{own}</conditionalFormatting></worksheet>"
            );
            assert_eq!(
                marked(&text, &[]),
                format!(
                    "<worksheet><sheetData/><conditionalFormatting sqref=\"E7\">{other}</conditionalFormatting></worksheet>"
                )
            );
        }
    }
}
