//! What a slide's speaker reads.

use super::template::SlideTemplate;
use super::{HEAD, NAMESPACES, TYPES, shapes};
use crate::ooxml::{Package, PackageError, escaped};

/// Puts the notes of a slide into the package, a paragraph each.
pub(super) fn put(
    package: &mut Package<'_>,
    template: &SlideTemplate,
    (slide, number): (&str, usize),
    notes: &[String],
) -> Result<(), PackageError> {
    let part = format!("ppt/notesSlides/notesSlide{number}.xml");
    let paragraphs: String = notes
        .iter()
        .map(|note| {
            format!(
                "<a:p><a:r><a:rPr lang=\"vi-VN\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>",
                escaped(&note.replace(['\n', '\r', '\t'], " "))
            )
        })
        .collect();
    let paragraphs = match paragraphs.is_empty() {
        true => "<a:p><a:endParaRPr lang=\"vi-VN\"/></a:p>".to_owned(),
        false => paragraphs,
    };
    package.put(
        &part,
        format!(
            "{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{}\
             <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Hình trang chiếu\"/>\
             <p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
             <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Ghi chú\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/>\
             <p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld>\
             <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
            shapes::GROUP
        ),
    );
    package.declare(&part, &format!("{TYPES}.notesSlide+xml"))?;
    package.relate(&part, "notesMaster", &template.notes_master)?;
    package.relate(&part, "slide", slide)?;
    package.relate(slide, "notesSlide", &part)?;
    Ok(())
}
