//! The styles of a document: what each kind of paragraph looks like, so that whoever edits it changes all of a kind at once.

use super::{HEAD, NAMESPACE};
use crate::report::word::WordKind;
use std::fmt::Write;

/// A font that every office computer has.
pub(super) const FONT: &str = "Times New Roman";
/// Sizes in half points.
pub(super) const BODY: u32 = 28;
pub(super) const HEADING: u32 = 26;
pub(super) const SMALL_HEADING: u32 = 24;
pub(super) const IN_TABLE: u32 = 24;
pub(super) const IN_DENSE_TABLE: u32 = 21;
pub(super) const RECIPIENTS: u32 = 24;
pub(super) const RECIPIENT: u32 = 22;

/// A style: its id, its name, what its paragraphs and what its letters are like.
struct Style {
    id: &'static str,
    name: &'static str,
    paragraph: &'static str,
    letters: &'static str,
}

/// The style of a kind of paragraph.
pub(super) fn id(kind: WordKind) -> &'static str {
    style(kind).id
}

const KINDS: [WordKind; 11] = [
    WordKind::Closing,
    WordKind::Appendix,
    WordKind::Attached,
    WordKind::Title,
    WordKind::About,
    WordKind::Centre,
    WordKind::Body,
    WordKind::Section,
    WordKind::Subsection,
    WordKind::Caption,
    WordKind::Note,
];

fn style(kind: WordKind) -> Style {
    let (id, name) = name(kind);
    let (paragraph, letters) = look(kind);
    Style {
        id,
        name,
        paragraph,
        letters,
    }
}

/// A style's id and its name.
fn name(kind: WordKind) -> (&'static str, &'static str) {
    match kind {
        WordKind::Title => ("TieuDe", "Tên văn bản"),
        WordKind::About => ("TrichYeu", "Trích yếu"),
        WordKind::Appendix => ("PhuLuc", "Phụ lục"),
        WordKind::Attached => ("KemTheo", "Kèm theo"),
        WordKind::Centre => ("Giua", "Dòng giữa"),
        WordKind::Body => ("NoiDung", "Nội dung"),
        WordKind::Closing => ("KetThuc", "Kết thúc"),
        WordKind::Section => ("Heading1", "heading 1"),
        WordKind::Subsection => ("Heading2", "heading 2"),
        WordKind::Caption => ("Caption", "caption"),
        WordKind::Note => ("GhiChu", "Ghi chú"),
    }
}

/// What a style's paragraphs and letters are like.
fn look(kind: WordKind) -> (&'static str, &'static str) {
    match kind {
        WordKind::Title => (
            "<w:spacing w:before=\"240\" w:after=\"0\"/><w:jc w:val=\"center\"/>",
            "<w:b/>",
        ),
        WordKind::About => (
            "<w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"center\"/>",
            "<w:b/>",
        ),
        WordKind::Appendix => (
            "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/>",
        ),
        WordKind::Attached => (
            "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"120\"/><w:jc w:val=\"center\"/>",
            "<w:i/>",
        ),
        WordKind::Centre => (
            "<w:spacing w:before=\"120\" w:after=\"120\"/><w:jc w:val=\"center\"/>",
            "",
        ),
        WordKind::Body => (
            "<w:spacing w:before=\"60\" w:after=\"60\" w:line=\"264\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
            "",
        ),
        WordKind::Closing => (
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"60\" w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
            "",
        ),
        WordKind::Section => (
            "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"60\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/>",
        ),
        WordKind::Subsection => (
            "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/>",
        ),
        WordKind::Caption => (
            "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"80\"/><w:jc w:val=\"center\"/>",
            "<w:b/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>",
        ),
        WordKind::Note => (
            "<w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"both\"/>",
            "<w:i/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>",
        ),
    }
}

/// The part of styles.
pub(super) fn styles() -> String {
    let mut text = format!(
        "{HEAD}<w:styles xmlns:w=\"{NAMESPACE}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:sz w:val=\"{BODY}\"/><w:szCs w:val=\"{BODY}\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"TrongBang\"><w:name w:val=\"Trong bảng\"/>\
         <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:before=\"20\" w:after=\"20\"/></w:pPr></w:style>"
    );
    for kind in KINDS {
        let style = style(kind);
        let is_own = !style.name.starts_with(|c: char| c.is_ascii_lowercase());
        let own = if is_own { " w:customStyle=\"1\"" } else { "" };
        let _never_fails = write!(
            text,
            "<w:style w:type=\"paragraph\"{own} w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{}</w:pPr>{}</w:style>",
            style.id,
            style.name,
            style.paragraph,
            match style.letters {
                "" => String::new(),
                letters => format!("<w:rPr>{letters}</w:rPr>"),
            }
        );
    }
    text.push_str("</w:styles>");
    text
}
