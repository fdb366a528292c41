use super::*;
use crate::ooxml::{Element, Package, children};
use crate::render::charts::tests::samples;
use crate::report::chart::Series;
use std::collections::BTreeMap;

/// All elements of a name, anywhere below another.
fn all(part: &str, below: &Element, name: &str) -> Vec<Element> {
    let mut found = Vec::new();
    for child in below.children(part).expect("sound") {
        if child.name == name {
            found.push(child);
        } else {
            found.extend(all(part, &child, name));
        }
    }
    found
}

fn text_of(part: &str, element: &Element) -> String {
    let text = &part[element.inside.clone()];
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |text, (written, sign)| {
        text.replace(written, sign)
    })
}

/// The cells of the workbook's sheet by their addresses.
fn cells(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut package = Package::open(workbook).expect("a package");
    let strings = package
        .text("xl/sharedStrings.xml")
        .expect("sound")
        .expect("texts");
    let root = Element::root(&strings).expect("a root");
    let texts: Vec<String> = all(&strings, &root, "t")
        .iter()
        .map(|it| text_of(&strings, it))
        .collect();
    let sheet = package
        .text("xl/worksheets/sheet1.xml")
        .expect("sound")
        .expect("a sheet");
    let root = Element::root(&sheet).expect("a root");
    let mut cells = BTreeMap::new();
    for cell in all(&sheet, &root, "c") {
        let value = text_of(
            &sheet,
            &children(&sheet, cell.inside.clone()).expect("sound")[0],
        );
        let is_text = cell.attribute(&sheet, "t").as_deref() == Some("s");
        let value = if is_text {
            texts[value.parse::<usize>().expect("an index")].clone()
        } else {
            value
        };
        cells.insert(cell.attribute(&sheet, "r").expect("an address"), value);
    }
    cells
}

/// What a reference shows by the chart's cache, cell by cell.
fn cached(part: &str, reference: &Element) -> BTreeMap<String, String> {
    let place = text_of(part, &all(part, reference, "f")[0]);
    let place = place.strip_prefix("Sheet1!$").expect("on the sheet");
    let (column, rest) = place.split_once('$').expect("a column");
    let first: usize = rest
        .split(':')
        .next()
        .expect("a row")
        .parse()
        .expect("a row");
    all(part, reference, "pt")
        .iter()
        .map(|point| {
            let number: usize = point
                .attribute(part, "idx")
                .expect("idx")
                .parse()
                .expect("a number");
            let value = text_of(part, &point.children(part).expect("sound")[0]);
            (format!("{column}{}", first + number), value)
        })
        .collect()
}

fn drawn(spec: &ChartSpec) -> Option<ChartPart> {
    match draw(spec, Letters::SLIDE).expect("it can be drawn") {
        Drawn::Chart(part) => Some(part),
        Drawn::Grid(_) => None,
    }
}

#[test]
fn charts_show_what_their_workbooks_hold() {
    let mut charts = 0;
    for spec in samples::all() {
        let Some(part) = drawn(&spec) else { continue };
        charts += 1;
        let cells = cells(&part.workbook);
        let root = Element::root(&part.xml).expect("a root");
        let runs = all(&part.xml, &root, "ser");
        assert!(!runs.is_empty(), "{}", spec.slug);
        for run in &runs {
            for reference in ["strRef", "numRef"] {
                for reference in all(&part.xml, run, reference) {
                    for (address, value) in cached(&part.xml, &reference) {
                        let cell = &cells[&address];
                        let is_same = match (cell.parse::<f64>(), value.parse::<f64>()) {
                            (Ok(one), Ok(other)) => one == other,
                            _ => *cell == value,
                        };
                        assert!(is_same, "{}: {address} {cell:?} {value:?}", spec.slug);
                    }
                }
            }
        }
        // What has a value is drawn and what has none is not.
        if spec.kind != ChartKind::Waterfall {
            let given = |series: &Series| series.values.iter().flatten().count();
            let points: usize = runs
                .iter()
                .flat_map(|run| all(&part.xml, run, "numRef"))
                .map(|reference| cached(&part.xml, &reference).len())
                .sum();
            let seen: usize = spec.series.iter().map(given).sum();
            let stacked = matches!(spec.kind, ChartKind::Shares | ChartKind::Coverage);
            assert!(points == seen || stacked && points <= seen, "{}", spec.slug);
        }
        assert_eq!(
            drawn(&spec),
            Some(part),
            "{}: the same bytes twice",
            spec.slug
        );
    }
    assert!(charts > 20);
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    const RUN: [&str; 11] = [
        "idx",
        "order",
        "tx",
        "spPr",
        "invertIfNegative",
        "marker",
        "dPt",
        "dLbls",
        "cat",
        "val",
        "smooth",
    ];
    const LABELS: [&str; 12] = [
        "dLbl",
        "numFmt",
        "spPr",
        "txPr",
        "dLblPos",
        "showLegendKey",
        "showVal",
        "showCatName",
        "showSerName",
        "showPercent",
        "showBubbleSize",
        "separator",
    ];
    let in_order = |part: &str, element: &Element, order: &[&str]| {
        let children = element.children(part).expect("sound");
        let places: Vec<_> = children
            .iter()
            .map(|child| {
                order
                    .iter()
                    .position(|it| *it == child.name)
                    .expect("a known element")
            })
            .collect();
        places.is_sorted()
    };
    for spec in samples::all() {
        let Some(part) = drawn(&spec) else { continue };
        let root = Element::root(&part.xml).expect("a root");
        for run in all(&part.xml, &root, "ser") {
            assert!(in_order(&part.xml, &run, &RUN), "{}", spec.slug);
            for labels in all(&part.xml, &run, "dLbls") {
                assert!(in_order(&part.xml, &labels, &LABELS), "{}", spec.slug);
                // Columns on top of each other have no outer end, which PowerPoint takes for damage.
                let stacked =
                    part.xml.contains("\"stacked\"") || part.xml.contains("\"percentStacked\"");
                let text = &part.xml[labels.whole.clone()];
                assert!(!stacked || !text.contains("outEnd"), "{}", spec.slug);
            }
        }
    }
}

#[test]
fn names_at_the_ends_of_lines_do_not_touch() {
    let lines = samples::all();
    let lines: Vec<_> = lines
        .iter()
        .filter(|it| it.kind == ChartKind::Slope)
        .collect();
    assert!(lines.len() > 3);
    for spec in lines {
        let (chart, table) = NativeChart::draw(spec, 0).expect("lines");
        let labels = labels::labels(spec, (&chart, &table), Letters::SLIDE);
        let Some(scale) = labels.scale else {
            let mut values = spec.series.iter().flat_map(|it| it.values.iter().flatten());
            assert!(values.all(|it| *it == 0.0), "{}", spec.slug);
            continue;
        };
        if spec.series.len() < 2 {
            assert!(labels.runs.iter().all(|run| !run.is_of_ends));
            continue;
        }
        let ends: Vec<_> = labels
            .runs
            .iter()
            .zip(&spec.series)
            .filter_map(|(run, series)| {
                Some((run.ends_at?, series.values[run.ends_at?]?, run.lower_by))
            })
            .collect();
        // No line goes without its name as long as there is room.
        let with_figures = spec.series.iter();
        let with_figures = with_figures.filter(|it| it.values.iter().any(Option::is_some));
        let room = Letters::SLIDE.height * 0.82 / (Letters::SLIDE.values * 1.25);
        let named = with_figures.count().min(room as usize);
        assert_eq!(ends.len(), named, "{}", spec.slug);
        let is_rate = spec.format.suffix == "%";
        let divisor = if is_rate { 1.0 } else { spec.format.divisor };
        let height = |(_, value, lower_by): &(usize, f64, f64)| {
            (scale.most - value / divisor) / (scale.most - scale.least) * 0.82 + lower_by
        };
        let room = Letters::SLIDE.values / Letters::SLIDE.height;
        for (number, end) in ends.iter().enumerate() {
            for other in &ends[number + 1..] {
                let apart = (height(other) - height(end)).abs();
                assert!(end.0 != other.0 || apart >= room, "{} {apart}", spec.slug);
            }
        }
    }
}

#[test]
fn a_heat_map_is_a_grid_with_its_shades() {
    let maps = samples::all();
    let mut maps = maps.iter().filter(|it| it.kind == ChartKind::HeatMap);
    let spec = maps.find(|it| it.categories.len() > 8).expect("a sample");
    let Drawn::Grid(grid) = draw(spec, Letters::SLIDE).expect("it can be drawn") else {
        panic!("cells say more");
    };
    assert_eq!(grid.rows.len(), spec.series.len());
    let values = grid
        .rows
        .iter()
        .flat_map(|row| &row[1..=spec.categories.len()]);
    assert!(values.clone().all(|cell| cell.fill.is_some()));
    let said = values
        .filter(|cell| cell.text != spec.wording.missing)
        .count();
    let given: usize = spec
        .series
        .iter()
        .map(|it| it.values.iter().flatten().count())
        .sum();
    assert_eq!(said, given);
    let columns = grid.titles.len();
    assert!(grid.rows.iter().all(|row| row.len() == columns));
}

/// What an element of a chart says.
fn value_of(part: &str, name: &str) -> Option<f64> {
    let root = Element::root(part).expect("a root");
    let found = all(part, &root, name);
    found.first()?.attribute(part, "val")?.parse().ok()
}

#[test]
fn a_waterfall_begins_at_zero_whatever_falls_in_it() {
    let mut falls = samples::all()
        .into_iter()
        .filter(|spec| spec.kind == ChartKind::Waterfall)
        .filter(|spec| spec.series[0].values.iter().flatten().any(|it| *it < 0.0))
        .filter_map(|spec| drawn(&spec))
        .peekable();
    assert!(falls.peek().is_some());
    assert!(falls.all(|part| value_of(&part.xml, "min") == Some(0.0)));
}

#[test]
fn few_bars_are_no_fields_of_colour() {
    let all = samples::all();
    let mut ranked = all
        .into_iter()
        .filter(|it| it.kind == ChartKind::RankedBars);
    let whole = ranked
        .find(|it| it.categories.len() >= 5)
        .expect("a ranking");
    let gap = |bars: usize| {
        let mut spec = whole.clone();
        spec.categories.truncate(bars);
        for series in &mut spec.series {
            series.values.truncate(bars);
        }
        value_of(&drawn(&spec).expect("a chart").xml, "gapWidth").expect("a gap")
    };
    assert!(
        gap(1) > gap(2) && gap(2) > gap(3),
        "{} {} {}",
        gap(1),
        gap(2),
        gap(3)
    );
    assert_eq!(gap(5), 45.0);
}
