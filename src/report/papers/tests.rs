use super::*;
use crate::period::Period;
use crate::report::ReportInputs;
use crate::report::conference::build_conference;
use crate::report::fixture::{cell, inputs, province};
use crate::tables::Nomination;

/// What a document says, with everything around it.
fn said<'d>(documents: &'d [WordDocument], ending: &str) -> (&'d str, String) {
    let document = documents
        .iter()
        .find(|document| document.name.ends_with(ending));
    let document = document.expect("it is written");
    (&document.title, format!("{document:?}"))
}

#[test]
fn a_cluster_of_school_years_meets_on_the_school_year() {
    let mut province = province(2, 4, 2);
    let unit = province.register.units.keys().next().cloned();
    province.tables.nominations.push(Nomination {
        period: Period::SchoolYear(2022),
        cluster_id: "C01".into(),
        rank: Some(1),
        unit_id: unit.expect("a unit"),
        award: "Bằng khen".into(),
        awarded_by: Some("Công đoàn Viên chức".to_owned()),
        at: cell("bien-ban.xlsx", "Biên bản", 7, 1),
    });
    let inputs: ReportInputs<'_> = inputs(&province);
    let documents = papers(&inputs, &build_conference(&inputs));
    for (ending, own, next) in [
        (
            "c01/bien-ban-hoi-nghi.docx",
            "năm học 2022-2023",
            "NĂM HỌC 2023-2024",
        ),
        ("c02/bien-ban-hoi-nghi.docx", "năm 2023", "NĂM 2024"),
    ] {
        let (title, text) = said(&documents, ending);
        assert!(title.contains(own), "{title}");
        assert!(text.contains(&format!("GIAO ƯỚC THI ĐUA {next}")), "{text}");
        // The figures are those of the reports of the year.
        assert!(text.contains("KẾT QUẢ HOẠT ĐỘNG NĂM 2023"), "{text}");
    }
    let (title, text) = said(&documents, "c01/to-trinh-khen-thuong.docx");
    assert!(title.contains("năm học 2022-2023"), "{title}");
    assert!(text.contains("Bằng khen"), "{text}");
    let (title, _) = said(&documents, "c02/to-trinh-khen-thuong.docx");
    assert!(title.contains("năm 2023"), "{title}");
}
