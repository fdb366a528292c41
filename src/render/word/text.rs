//! Paragraphs, and the two columns at the head and the foot of an official letter.

use super::WIDTH;
use super::styles::{self, BODY, HEADING, IN_TABLE, RECIPIENT, RECIPIENTS, SMALL_HEADING};
use crate::ooxml::escaped;
use crate::report::word::{WordKind, WordLine, WordLook, WordSides};

/// A run of letters in the look of its text. `size` in half points, where it is not that of the paragraph's style.
pub(super) fn run(line: &WordLine, size: Option<u32>) -> String {
    let sized = |size: u32| Some(size);
    let (marks, size) = match line.look {
        WordLook::Plain => ("", size),
        WordLook::Bold => ("<w:b/>", size),
        WordLook::Italic => ("<w:i/>", size),
        WordLook::Title => ("<w:b/>", sized(BODY)),
        WordLook::Head => ("", sized(SMALL_HEADING)),
        WordLook::HeadBold => ("<w:b/>", sized(SMALL_HEADING)),
        WordLook::Recipients => ("<w:b/><w:i/>", sized(RECIPIENTS)),
        WordLook::Recipient => ("", sized(RECIPIENT)),
        WordLook::Open | WordLook::OnDark => ("", size),
        WordLook::Rule(_) => return String::new(),
    };
    let size = size.map(|size| format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    let (colour, highlight) = match line.look {
        WordLook::Open => ("", "<w:highlight w:val=\"yellow\"/>"),
        WordLook::OnDark => ("<w:color w:val=\"FFFFFF\"/>", ""),
        _ => ("", ""),
    };
    let properties = format!("{marks}{colour}{}{highlight}", size.unwrap_or_default());
    let properties = match properties.as_str() {
        "" => String::new(),
        properties => format!("<w:rPr>{properties}</w:rPr>"),
    };
    let texts: Vec<String> = line
        .text
        .split('\n')
        .map(|text| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(text)))
        .collect();
    format!("<w:r>{properties}{}</w:r>", texts.join("<w:br/>"))
}

/// A paragraph of a kind; where it is a line only, one below the text above.
pub(super) fn paragraph(kind: WordKind, lines: &[WordLine]) -> String {
    if let [
        WordLine {
            look: WordLook::Rule(length),
            ..
        },
    ] = lines
    {
        return rule(*length, WIDTH);
    }
    let runs: String = lines.iter().map(|line| run(line, None)).collect();
    // What leads up to something stands on its page.
    let leads_up = lines.last().is_some_and(|line| line.text.ends_with(':'));
    let keep = if leads_up { "<w:keepNext/>" } else { "" };
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}</w:pPr>{runs}</w:p>",
        styles::id(kind)
    )
}

/// A line in the middle of a width.
fn rule(length: u32, width: u32) -> String {
    let beside = width.saturating_sub(length) / 2;
    format!(
        "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>\
         <w:spacing w:before=\"50\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>\
         <w:ind w:left=\"{beside}\" w:right=\"{beside}\"/></w:pPr></w:p>"
    )
}

/// Two columns without lines.
pub(super) fn side_by_side(sides: &WordSides) -> String {
    let left = (f64::from(WIDTH) * sides.left_share).round() as u32;
    let widths = [left, WIDTH - left];
    let [first, second] = &sides.lines;
    let aligned = |is_left: bool| if is_left { "left" } else { "center" };
    let keep = match sides.keeps_with_next {
        true => "<w:keepNext/>",
        false => "",
    };
    let cells = [
        column(first, widths[0], (aligned(sides.starts_left), keep)),
        column(second, widths[1], ("center", keep)),
    ];
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{}\"/><w:gridCol w:w=\"{}\"/></w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr></w:tbl>{}",
        widths[0],
        widths[1],
        cells.concat(),
        space(keep)
    )
}

fn column(lines: &[WordLine], width: u32, (align, keep): (&str, &str)) -> String {
    let paragraphs: String = lines
        .iter()
        .map(|line| match line.look {
            WordLook::Rule(length) => rule(length, width),
            look => {
                let size = match look {
                    WordLook::Bold | WordLook::Plain | WordLook::Italic | WordLook::Open => HEADING,
                    _ => IN_TABLE,
                };
                let spans = match look {
                    WordLook::Open => vec![line.clone()],
                    look => WordLine::with_open(&line.text, look),
                };
                let runs: String = spans.iter().map(|line| run(line, Some(size))).collect();
                format!("<w:p><w:pPr>{keep}<w:jc w:val=\"{align}\"/></w:pPr>{runs}</w:p>")
            }
        })
        .collect();
    let paragraphs = if paragraphs.is_empty() {
        "<w:p/>"
    } else {
        &paragraphs
    };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{paragraphs}</w:tc>")
}

/// A low empty line: what stands between a table and what follows, which Word asks for.
pub(super) fn space(keep: &str) -> String {
    format!(
        "<w:p><w:pPr>{keep}<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>"
    )
}
