use super::*;
use crate::ooxml::{Element, children};
use crate::render::charts::tests::samples;
use crate::render::letters::BOUND;
use crate::report::chart::{ChartKind, Tone};
use crate::report::deck::{DeckWords, Figure, Mood, Slide, SlideBody};
use crate::report::{Cell, Column, Row, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Texts of other people: markup, characters that XML does not have, no end.
const HOSTILE: &str = "Đơn vị <b>&\"1\"\u{1}'</b>\n\tmới";

fn slide<'c>(title: &str, body: SlideBody<'c>) -> Slide<'c> {
    Slide {
        title: title.to_owned(),
        footer: "Toàn tỉnh, năm 2023".to_owned(),
        body,
        remarks: &[],
        source: "Nguồn: báo cáo của công đoàn cơ sở",
        notes: vec!["Ý chính.".to_owned(), HOSTILE.to_owned()],
    }
}

fn long_table() -> Table {
    let row = |number: usize| {
        Row::plain(vec![
            Cell::text(format!(
                "Đơn vị số {number} có tên dài đến mức phải xuống dòng trong cột"
            )),
            Cell::count(number * 1000),
            Cell::text(HOSTILE),
        ])
    };
    Table {
        columns: vec![
            Column::wrapped("Đơn vị", 40.0),
            Column::number("Đoàn viên", 12.0),
            Column::wrapped("Ghi chú", 20.0),
        ],
        rows: (1..=23).map(row).collect(),
        ..Table::default()
    }
}

/// Every kind of slide, and every sample of a chart.
fn with_deck<T>(of: impl FnOnce(&Deck<'_>) -> T) -> T {
    let charts = samples::all();
    let table = long_table();
    let words = DeckWords::built_in();
    let said: Vec<String> = (0..12)
        .map(|number| format!("Điều thứ {number}: {}", "còn phải làm ".repeat(12)))
        .collect();
    let open = ["Nguyên nhân".to_owned()];
    let figure = Figure {
        shown: "12.345.678.901",
        unit: "đồng",
        label: HOSTILE,
        change: Some((
            "tăng 5,2% so với năm 2022 (tính trên cùng 58 đơn vị)",
            Mood::Good,
        )),
        coverage: "58/60 đơn vị có số liệu".to_owned(),
        doubt: Some("còn 2 lỗi chưa xử lý"),
    };
    let mut slides = vec![
        slide(
            HOSTILE,
            SlideBody::Cover {
                subtitle: "Có số liệu của 58/60 đơn vị".to_owned(),
                place_and_day: "Lạng Sơn, ngày 05 tháng 02 năm 2024".to_owned(),
            },
        ),
        slide("Năm 2023 qua 6 con số", SlideBody::Figures(vec![figure; 6])),
        slide("Bảng dài", SlideBody::Table(&table)),
        slide(
            "Hạn chế",
            SlideBody::Points {
                said: &said,
                open: &open,
            },
        ),
    ];
    slides.extend(
        charts
            .iter()
            .map(|spec| slide(&spec.title, SlideBody::Chart(spec))),
    );
    of(&Deck {
        name: "tong-ket.pptx".to_owned(),
        title: "Tổng kết".to_owned(),
        office: "Công đoàn <các> cơ quan",
        made: Some(jiff::civil::date(2024, 2, 5)),
        slides,
        words: &words,
    })
}

fn built_in() -> SlideTemplate {
    SlideTemplate::built_in().expect("it is packed")
}

fn text(package: &mut Package<'_>, part: &str) -> String {
    package.text(part).expect("sound").expect("a part")
}

fn all(part: &str, below: &Element, name: &str) -> Vec<Element> {
    let mut found = Vec::new();
    for child in below.children(part).expect("sound") {
        if child.name == name {
            found.push(child.clone());
        }
        found.extend(all(part, &child, name));
    }
    found
}

/// The slides of a presentation, in their order.
fn slides_of(package: &mut Package<'_>) -> Vec<String> {
    let presentation = text(package, "ppt/presentation.xml");
    let root = Element::root(&presentation).expect("a root");
    let ids: Vec<String> = all(&presentation, &root, "sldId")
        .iter()
        .map(|it| {
            let tag = &presentation[it.whole.clone()];
            let (_, rest) = tag.split_once("r:id=\"").expect("a relation");
            rest.split('"').next().expect("an id").to_owned()
        })
        .collect();
    let ways = package.relations("ppt/presentation.xml").expect("sound");
    let target = |id: &String| {
        ways.iter()
            .find(|way| way.id == *id)
            .expect("a slide")
            .target
            .clone()
    };
    ids.iter().map(target).collect()
}

#[test]
fn slides_are_the_same_bytes_each_time() {
    with_deck(|deck| {
        let template = built_in();
        let one = render(deck, &template).expect("slides");
        let other = render(deck, &built_in()).expect("slides");
        assert_eq!(one, other);
    });
}

#[test]
fn every_part_is_declared_and_reached_and_every_shape_has_its_number() {
    with_deck(|deck| {
        let bytes = render(deck, &built_in()).expect("slides");
        let mut package = Package::open(&bytes).expect("a package");
        let names: Vec<String> = package.names().map(str::to_owned).collect();
        for name in names
            .iter()
            .filter(|name| !name.contains("_rels/") && *name != "[Content_Types].xml")
        {
            assert!(package.type_of(name).expect("sound").is_some(), "{name}");
            for way in package.relations(name).expect("sound") {
                assert!(names.contains(&way.target), "{name} -> {}", way.target);
            }
        }
        package.sweep().expect("sound");
        assert_eq!(
            package.names().count(),
            names.len(),
            "nothing lies there unreached"
        );
        let slides = slides_of(&mut package);
        assert!(
            slides.len() > deck.slides.len(),
            "long tables and lists take several"
        );
        for part in &slides {
            let markup = text(&mut package, part);
            let root = Element::root(&markup).expect("a root");
            let shapes = all(&markup, &root, "cNvPr");
            let ids: Vec<_> = shapes
                .iter()
                .map(|it| it.attribute(&markup, "id"))
                .collect();
            let unique: BTreeSet<_> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "{part}");
            for frame in all(&markup, &root, "graphicFrame") {
                let named = all(&markup, &frame, "cNvPr");
                let said = named[0].attribute(&markup, "descr").unwrap_or_default();
                assert!(said.len() > 10, "{part}: a text behind every graphic");
            }
            let kinds: Vec<String> = package
                .relations(part)
                .expect("sound")
                .into_iter()
                .map(|way| way.kind)
                .collect();
            assert!(
                kinds.contains(&"slideLayout".to_owned())
                    && kinds.contains(&"notesSlide".to_owned())
            );
        }
    });
}

#[test]
fn texts_stand_on_slides_and_in_notes_as_they_are() {
    with_deck(|deck| {
        let bytes = render(deck, &built_in()).expect("slides");
        let mut package = Package::open(&bytes).expect("a package");
        let first = text(&mut package, "ppt/slides/slide1.xml");
        assert!(
            first.contains("Đơn vị &lt;b&gt;&amp;\"1\"'&lt;/b&gt;  mới"),
            "{first}"
        );
        assert!(first.contains("Công đoàn &lt;các&gt; cơ quan"));
        let notes = text(&mut package, "ppt/notesSlides/notesSlide1.xml");
        assert!(notes.contains("Ý chính.") && notes.contains("&lt;b&gt;"));
        let core = text(&mut package, "docProps/core.xml");
        assert!(core.contains("2024-02-05T00:00:00Z"));
        let mark = text(&mut package, "docProps/custom.xml");
        assert!(mark.contains("name=\"tonghop\"") && mark.contains("tong-ket.pptx"));
    });
}

#[test]
fn a_long_table_goes_on_with_its_titles_and_loses_no_row() {
    with_deck(|deck| {
        let bytes = render(deck, &built_in()).expect("slides");
        let mut package = Package::open(&bytes).expect("a package");
        let mut rows = 0;
        let mut pages = 0;
        for part in slides_of(&mut package) {
            let markup = text(&mut package, &part);
            let said = markup.replace(BOUND, " ");
            if !said.contains("Bảng dài") {
                continue;
            }
            let root = Element::root(&markup).expect("a root");
            let here = all(&markup, &root, "tr").len();
            assert!(here <= 11, "{here}");
            assert!(markup.contains("Đoàn viên"), "titles on every slide");
            pages += 1;
            rows += here - 1;
            assert!(pages == 1 || said.contains("(tiếp theo, "));
        }
        assert_eq!(rows, 23);
    });
}

#[test]
fn letters_are_no_smaller_than_a_hall_can_read() {
    with_deck(|deck| {
        let bytes = render(deck, &built_in()).expect("slides");
        let mut package = Package::open(&bytes).expect("a package");
        for part in slides_of(&mut package) {
            let markup = text(&mut package, &part);
            let root = Element::root(&markup).expect("a root");
            for shape in all(&markup, &root, "sp") {
                let sizes = all(&markup, &shape, "rPr");
                let sizes = sizes.iter().filter_map(|it| it.attribute(&markup, "sz"));
                let sizes: Vec<u32> = sizes.map(|it| it.parse().expect("a size")).collect();
                let is_title = all(&markup, &shape, "ph").iter().any(|it| {
                    it.attribute(&markup, "type")
                        .is_some_and(|kind| kind == "title")
                });
                let least = if is_title { 2000 } else { 1200 };
                assert!(sizes.iter().all(|size| *size >= least), "{part}: {sizes:?}");
            }
        }
    });
}

/// An office's own file: dark, with two slides, one of them in a section, and a picture on one.
fn own_template() -> Vec<u8> {
    let bytes = built_in::template().expect("it is packed");
    let mut package = Package::open(&bytes).expect("a package");
    let theme = text(&mut package, "ppt/theme/theme1.xml");
    package.put(
        "ppt/theme/theme1.xml",
        theme
            .replace("1F2937", "F0F0F0")
            .replace("FFFFFF", "101010"),
    );
    let mut ids = String::new();
    for number in 1..=2 {
        let part = format!("ppt/slides/slide{number}.xml");
        package.put(
            &part,
            format!(
                "<p:sld {NAMESPACES}><p:cSld><p:spTree>{}</p:spTree></p:cSld></p:sld>",
                shapes::GROUP
            ),
        );
        package
            .declare(&part, &format!("{TYPES}.slide+xml"))
            .expect("sound");
        package
            .relate(&part, "slideLayout", "ppt/slideLayouts/slideLayout2.xml")
            .expect("sound");
        package.put_bytes("ppt/media/image1.png", vec![1, 2, 3]);
        package.declare_ending("png", "image/png").expect("sound");
        package
            .relate(&part, "image", "ppt/media/image1.png")
            .expect("sound");
        let relation = package
            .relate("ppt/presentation.xml", "slide", &part)
            .expect("sound");
        ids.push_str(&format!(
            "<p:sldId id=\"{}\" r:id=\"{relation}\"/>",
            255 + number
        ));
    }
    let text = text(&mut package, "ppt/presentation.xml");
    let text = text.replace(
        "<p:sldSz",
        &format!("<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz"),
    );
    let text = text.replace(
        "</p:presentation>",
        "<p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}\"><p14:sectionLst xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\"/></p:ext></p:extLst></p:presentation>",
    );
    package.put("ppt/presentation.xml", text);
    package.finish().expect("a package")
}

#[test]
fn slides_stand_on_the_office_s_own_template() {
    let own = own_template();
    let template = SlideTemplate::read(&own).expect("it can be used");
    with_deck(|deck| {
        let bytes = render(deck, &template).expect("slides");
        let mut package = Package::open(&bytes).expect("a package");
        assert!(
            text(&mut package, "ppt/theme/theme1.xml").contains("101010"),
            "its colours"
        );
        let presentation = text(&mut package, "ppt/presentation.xml");
        assert!(
            !presentation.contains("sectionLst"),
            "no section of slides that are gone"
        );
        assert_eq!(
            package.name_of("ppt/media/image1.png"),
            None,
            "its slides are gone"
        );
        let slides = slides_of(&mut package);
        let all_slides: Vec<String> = package
            .names()
            .filter(|name| name.starts_with("ppt/slides/slide"))
            .map(str::to_owned)
            .collect();
        assert_eq!(slides.len(), all_slides.len());
        let first = text(&mut package, "ppt/slides/slide1.xml");
        assert!(first.contains("Đơn vị"));
        // Letters on the slide itself are in the theme's colour, also in charts.
        let chart = text(&mut package, "ppt/charts/chart1.xml");
        assert!(chart.contains("<a:schemeClr val=\"tx1\"/>") && chart.contains("+mn-lt"));
    });
}

#[test]
fn a_file_that_cannot_be_used_says_why() {
    assert_eq!(
        SlideTemplate::read(b"no package").err(),
        Some(Unusable::Unsound)
    );
    let bytes = built_in::template().expect("it is packed");
    let with = |part: &str, change: &dyn Fn(String) -> String| {
        let mut package = Package::open(&bytes).expect("a package");
        let before = text(&mut package, part);
        package.put(part, change(before));
        SlideTemplate::read(&package.finish().expect("a package"))
    };
    let types = "[Content_Types].xml";
    let macros = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml";
    let other = with(types, &|it| {
        it.replace(&format!("{TYPES}.presentation.main+xml"), macros)
    });
    assert_eq!(other.err(), Some(Unusable::Kind));
    let saved_as_template = with(types, &|it| {
        it.replace("presentation.main", "template.main")
    });
    assert!(saved_as_template.is_ok());
    // A title over the whole slide leaves no room.
    let master = "ppt/slideMasters/slideMaster1.xml";
    let full = with(master, &|it| it.replace("cy=\"960120\"", "cy=\"6400000\""));
    assert_eq!(full.err(), Some(Unusable::NoLayout));
    let broken = with("ppt/presentation.xml", &|it| {
        it.replace("</p:presentation>", "")
    });
    assert_eq!(broken.err(), Some(Unusable::Unsound));
}

#[test]
fn the_built_in_theme_has_the_colours_of_all_pictures() {
    let bytes = built_in::template().expect("it is packed");
    let mut package = Package::open(&bytes).expect("a package");
    let theme = text(&mut package, "ppt/theme/theme1.xml");
    let root = Element::root(&theme).expect("a root");
    let scheme = all(&theme, &root, "clrScheme");
    let colours: BTreeMap<String, String> = children(&theme, scheme[0].inside.clone())
        .expect("sound")
        .iter()
        .map(|it| {
            let colour = &it.children(&theme).expect("sound")[0];
            (
                it.name.clone(),
                colour.attribute(&theme, "val").expect("a colour"),
            )
        })
        .collect();
    for (name, tone) in [
        ("dk2", Tone::First),
        ("accent1", Tone::Main),
        ("accent2", Tone::Context),
        ("accent3", Tone::Total),
        ("accent4", Tone::Alert),
        ("accent5", Tone::Second),
        ("accent6", Tone::Third),
    ] {
        let rgb = tone.rgb();
        let code = format!("{:02X}{:02X}{:02X}", rgb.red, rgb.green, rgb.blue);
        assert_eq!(colours[name], code, "{name}");
    }
}

#[test]
fn heat_maps_are_tables_and_other_charts_can_be_edited() {
    let specs = samples::all();
    let words = DeckWords::built_in();
    let template = built_in();
    for spec in &specs {
        let slide = slide(&spec.title, SlideBody::Chart(spec));
        let making = Making {
            slide: &slide,
            words: &words,
            office: "",
            template: &template,
        };
        let made = pages(making).expect("slides");
        let is_chart = made[0].chart.is_some();
        let values = spec.series.iter().flat_map(|it| it.values.iter().flatten());
        let has_values = values.into_iter().any(|value| *value != 0.0);
        match spec.kind {
            ChartKind::HeatMap => assert!(!is_chart, "{}", spec.slug),
            ChartKind::Waterfall => {}
            _ => assert!(is_chart || !has_values, "{}", spec.slug),
        }
    }
}
