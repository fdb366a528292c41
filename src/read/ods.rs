//! OpenDocument workbooks, read from `content.xml` itself: the general reader tells neither percentages nor merged
//! cells, refuses indented files and never ends on some that are cut short.

use super::effort::check_elements;
use super::limits::Limits;
use super::markup::check_balanced;
use super::ods_content::Content;
use super::package::{Archive, Package};
use super::values::distinct_names;
use super::xml::saved_in;
use super::{RawWorkbook, ReadError};
use memchr::memmem;

/// What stands in the settings of a workbook that does not show zeros.
const HIDES_ZEROS: &[u8] = b"config:name=\"ShowZeroValues\" config:type=\"boolean\">false<";

pub(super) fn read(archive: Archive<'_>, limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let file_bytes = archive.bytes.len();
    let mut package = Package::new(archive, limits)?;
    let content = package.part("content.xml")?;
    let content = content.ok_or_else(|| ReadError::damaged("no content.xml"))?;
    check_elements(&content, file_bytes, limits)?;
    // What is no element of a table is passed over, so it must at least be an element.
    check_balanced(&content)?;
    // Styles that are shared by all tables: where there are none, each table has its own.
    let shared = package.part("styles.xml")?.unwrap_or_default();
    check_elements(&shared, file_bytes, limits)?;
    let styles = Content::read_styles(text(&shared)?, limits)?;
    let settings = package
        .part("settings.xml")
        .ok()
        .flatten()
        .unwrap_or_default();
    let shows_zeros = memmem::find(&settings, HIDES_ZEROS).is_none();
    let mut sheets = Content::new(text(&content)?, styles, shows_zeros, limits).read()?;
    if sheets.is_empty() {
        return Err(ReadError::NO_WORKSHEET);
    }
    let names = distinct_names(sheets.iter().map(|sheet| &*sheet.name));
    for (sheet, name) in sheets.iter_mut().zip(names) {
        sheet.name = name.into();
    }
    // A date is no figure: where it cannot be read the workbook only has none.
    let meta = package.part("meta.xml").ok().flatten();
    Ok(RawWorkbook {
        output: None,
        slip: None,
        names: Vec::new(),
        is_mended: false,
        saved_at: meta.and_then(|meta| saved_in(text(&meta).ok()?, "date")),
        sheets,
        unreadable: Vec::new(),
    })
}

fn text(part: &[u8]) -> Result<&str, ReadError> {
    let part = part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part);
    std::str::from_utf8(part).map_err(ReadError::damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::{cells, package};
    use crate::read::{FileKind, RawSheet, read_workbook};

    fn content(table: &str) -> String {
        format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">\
             <office:automatic-styles><style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/>\
             </style:style><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>\
             </style:style></office:automatic-styles><office:body><office:spreadsheet>{table}\
             </office:spreadsheet></office:body></office:document-content>"
        )
    }

    fn read(content: &str) -> Result<RawWorkbook, ReadError> {
        let meta = "<office:meta><dc:date>2024-01-05T09:00:00.5</dc:date></office:meta>";
        let bytes = package(&[("content.xml", content), ("meta.xml", meta)]);
        read_workbook(&bytes, FileKind::Ods)
    }

    fn sheets(table: &str) -> Vec<RawSheet> {
        read(&content(table)).expect("a workbook").sheets
    }

    #[test]
    fn cells_stand_where_repeats_and_indents_put_them() {
        let sheets = sheets(
            "<table:table table:name=\"Biểu\" table:style-name=\"ta1\">
               <table:table-column table:number-columns-repeated=\"3\"/>
               <table:table-header-rows><table:table-row table:number-rows-repeated=\"2\">
                 <table:table-cell table:number-columns-repeated=\"2\"/>
                 <table:table-cell office:value-type=\"string\"><text:p>Đoàn <text:span>viên</text:span></text:p>
                   <text:p>nữ<text:s text:c=\"2\"/>&amp;<text:tab/>nam</text:p></table:table-cell>
               </table:table-row></table:table-header-rows>
               <table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"0.975\"
                   table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\">
                   <office:annotation><text:p>Ghi chú</text:p></office:annotation><text:p>97,5%</text:p>
                 </table:table-cell><table:covered-table-cell/>
                 <table:table-cell table:formula=\"of:=SUM([.A1:.A2])\"/></table:table-row>
               <table:table-row table:number-rows-repeated=\"1048571\">
                 <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>
               <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"7\"/></table:table-row>
             </table:table>
             <table:table table:name=\"Ẩn\" table:style-name=\"ta2\"/>",
        );
        assert_eq!(
            cells(&sheets[0]),
            [
                "C1 Text(\"Đoàn viên\\nnữ  &\\tnam\")",
                "C2 Text(\"Đoàn viên\\nnữ  &\\tnam\")",
                "A3 Number { value: 0.975, percent: true }",
                "C3 UncachedFormula(\"=SUM([.A1:.A2])\")",
                "A1048575 Number { value: 7.0, percent: false }",
            ]
        );
        let range = sheets[0].merged[0];
        assert_eq!(
            (range.first.to_string(), range.last.to_string()),
            ("A3".into(), "B4".into())
        );
        assert!(sheets[0].is_visible && !sheets[1].is_visible);
    }

    #[test]
    fn what_is_kept_of_other_workbooks_is_no_sheet() {
        let kept = "<table:table-source table:table-name=\"a\"/><table:table-row><table:table-cell \
                    office:value-type=\"float\" office:value=\"7\"/></table:table-row></table:table>";
        let sheets = sheets(&format!(
            "<table:table table:name=\"Biểu\">{kept}<table:table table:name=\"'file:///a.ods'#$Biểu\">{kept}\
             <table:dde-links><table:dde-link><table:table>{kept}</table:dde-link></table:dde-links>",
        ));
        let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(names, ["Biểu"]);
        assert_eq!(sheets[0].cells.len(), 1);
    }

    #[test]
    fn cells_beyond_the_sheet_are_damage() {
        let cell = "<table:table-cell office:value-type=\"float\" office:value=\"7\"/>";
        let beyond = [
            format!(
                "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"/>{cell}</table:table-row>"
            ),
            format!(
                "<table:table-row table:number-rows-repeated=\"1048576\"/><table:table-row>{cell}</table:table-row>"
            ),
        ];
        for rows in beyond {
            let table = format!("<table:table table:name=\"a\">{rows}</table:table>");
            assert!(
                matches!(read(&content(&table)), Err(ReadError::Damaged { .. })),
                "{rows}"
            );
        }
    }

    #[test]
    fn a_cell_with_a_broken_head_is_damage() {
        let row = "<table:table-row><table:table-cell/><table:table-cels:tc\" a=\"b\"/></table:table-row>";
        let table = format!("<table:table table:name=\"a\">{row}</table:table>");
        assert!(matches!(
            read(&content(&table)),
            Err(ReadError::Damaged { .. })
        ));
    }

    #[test]
    fn the_date_is_the_last_saving() {
        let workbook = read(&content("<table:table table:name=\"a\"/>")).expect("a workbook");
        assert_eq!(workbook.saved_at, Some(1_704_445_200_500));
    }

    #[test]
    fn what_is_cut_or_swollen_is_refused_at_once() {
        let full = content(
            "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\">\
             <office:annotation><text:p>a</text:p></office:annotation></table:table-cell></table:table-row>\
             </table:table>",
        );
        let inside = full.find("<office:annotation>").expect("a comment") + 20;
        assert!(matches!(
            read(&full[..inside]),
            Err(ReadError::Damaged { .. })
        ));
        let swollen = content(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1048576\">\
             <table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" \
             office:value=\"1\"/></table:table-row></table:table>",
        );
        assert!(matches!(read(&swollen), Err(ReadError::Oversized { .. })));
        let backwards = content(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"-5\"/></table:table>",
        );
        assert!(matches!(read(&backwards), Err(ReadError::Damaged { .. })));
    }
}
