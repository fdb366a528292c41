use super::*;
use crate::report::ReportInputs;
use crate::report::charts::{ChartPlan, chart_specs};
use crate::report::conference::build_conference;
use crate::report::fixture::{inputs, province};

fn conference(clusters: usize, units: usize, years: u16) -> Conference {
    let province = province(clusters, units, years);
    let base = inputs(&province);
    let charts = chart_specs(&base.account, &ChartPlan::built_in());
    let inputs = ReportInputs {
        charts: &charts,
        ..base
    };
    build_conference(&inputs)
}

#[test]
fn every_message_has_its_slide_in_the_conferences_order() {
    let mut conference = conference(3, 4, 3);
    conference.office = "Công đoàn các cơ quan tỉnh".to_owned();
    conference.papers.place = "Lạng Sơn".to_owned();
    conference.date = Some(jiff::civil::date(2024, 2, 5));
    let words = DeckWords::built_in();
    let decks = decks(&conference, &words);
    let names: Vec<&str> = decks.iter().map(|deck| deck.name.as_str()).collect();
    assert_eq!(names[0], FILE_NAME);
    assert_eq!(names.len(), 4);
    assert!(
        names[1..]
            .iter()
            .all(|name| name.starts_with("tong-ket-cum/") && name.ends_with(".pptx"))
    );
    for (deck, pack) in decks
        .iter()
        .zip(std::iter::once(&conference.province).chain(&conference.clusters))
    {
        let SlideBody::Cover { place_and_day, .. } = &deck.slides[0].body else {
            panic!("a cover comes first");
        };
        assert_eq!(place_and_day, "Lạng Sơn, ngày 05 tháng 02 năm 2024");
        let SlideBody::Figures(figures) = &deck.slides[1].body else {
            panic!("then the year in figures");
        };
        assert_eq!(figures.len(), pack.headlines.len());
        let messages = pack.chapters.iter().flat_map(|chapter| &chapter.messages);
        let on_slides = messages.filter(|message| message.has_slide);
        let told: Vec<&str> = on_slides.map(|message| message.text.as_str()).collect();
        let shown: Vec<&str> = deck.slides[2..]
            .iter()
            .map(|slide| slide.title.as_str())
            .collect();
        assert_eq!(shown, told);
    }
}

#[test]
fn notes_say_source_coverage_and_the_way_to_the_cells() {
    let conference = conference(2, 3, 2);
    let words = DeckWords::built_in();
    for deck in decks(&conference, &words) {
        for slide in &deck.slides {
            let notes = slide.notes.join("\n");
            assert!(notes.contains("tong-hop.xlsx, trang “"), "{notes}");
            assert!(notes.contains(slide.source), "{notes}");
            assert!(
                slide
                    .remarks
                    .iter()
                    .all(|it| notes.contains(it.trim_end_matches('.')))
            );
            assert!(
                !notes.contains(['{', '}']) && !notes.contains(".. ") && !notes.contains("..\n"),
                "{notes}"
            );
        }
        let SlideBody::Figures(figures) = &deck.slides[1].body else {
            panic!("the year in figures");
        };
        let notes = deck.slides[1].notes.join("\n");
        assert!(figures.iter().all(|it| notes.contains(it.shown)
            && notes.contains(&it.coverage)
            && (it.doubt.is_some() || !it.coverage.is_empty())));
    }
}

#[test]
fn a_row_of_one_cell_says_which() {
    let conference = conference(1, 1, 1);
    let words = DeckWords::built_in();
    let of = Of {
        conference: &conference,
        pack: &conference.province,
        words: &words,
    };
    let link = Link::File {
        path: "../input/2023/a.xlsx".into(),
        place: Some(("Biểu 1".into(), "D7".into())),
    };
    let cell = crate::report::Cell::count(3).linked(Some(link));
    let table = Table {
        rows: vec![crate::report::Row::plain(vec![
            crate::report::Cell::text("Đoàn viên"),
            cell,
        ])],
        ..Table::default()
    };
    assert_eq!(
        of.cells(&table),
        ["Đoàn viên: tệp ../input/2023/a.xlsx, trang “Biểu 1”, ô D7."]
    );
}
