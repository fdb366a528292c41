//! The charts of the overview show the numbers and the colours of the pictures.

use super::{charts, opened, part, rendered, text};
use crate::report::chart::{ChartKind, ChartSpec};
use crate::report::fixture::province;
use crate::report::{ReportPlan, sheet_name};
use calamine::{Data, Reader};

/// More charts than the first sheet shows, so that each form is among them.
fn plan() -> ReportPlan {
    ReportPlan {
        overview_charts_at_most: 4,
        ..ReportPlan::built_in()
    }
}

/// The charts that the plan asks for, in its order.
fn wanted(specs: &[ChartSpec], plan: &ReportPlan) -> Vec<ChartSpec> {
    let found = plan
        .overview_charts
        .iter()
        .filter_map(|slug| specs.iter().find(|spec| spec.slug == *slug));
    let found = found.filter(|chart| chart.is_enough);
    found.take(plan.overview_charts_at_most).cloned().collect()
}

#[test]
fn are_drawn_from_cells_that_hold_the_numbers_of_the_pictures() {
    let province = province(3, 7, 3);
    let plan = plan();
    let bytes = rendered(&province, &plan);
    let specs = wanted(&charts(&province), &plan);
    assert_eq!(specs.len(), plan.overview_charts_at_most);
    let data = opened(&bytes)
        .worksheet_range(sheet_name::OVERVIEW)
        .expect("the sheet is there");
    for spec in &specs {
        let caption = format!("{}. {}", spec.title, spec.subtitle);
        let top = (0..data.height())
            .find(|&row| text(&data, row, 0) == caption)
            .expect("the chart has a table");
        for (place, category) in spec.categories.iter().enumerate() {
            let row = top + 2 + place;
            assert!(
                text(&data, row, 0).starts_with(category.ways()[0]),
                "{caption}"
            );
            for series in 0..spec.series.len() {
                let divisor = match spec.format.suffix.as_str() {
                    "%" => 1.0,
                    _ => spec.format_of(series).divisor,
                };
                let shown = match data.get((row, 1 + series)) {
                    Some(Data::Float(value)) => Some(*value * divisor),
                    _ => None,
                };
                let near = match (shown, spec.value(series, place)) {
                    (Some(shown), Some(value)) => (shown - value).abs() < 1e-6,
                    (None, None) => true,
                    _ => false,
                };
                assert!(near, "{caption}: {shown:?}");
            }
        }
    }
}

#[test]
fn have_the_titles_and_colours_of_the_pictures_and_names_that_every_office_has() {
    let province = province(3, 7, 3);
    let plan = plan();
    let bytes = rendered(&province, &plan);
    for (position, spec) in wanted(&charts(&province), &plan).iter().enumerate() {
        let xml = part(&bytes, &format!("xl/charts/chart{}.xml", position + 1));
        let title = spec.title.replace('&', "&amp;");
        assert!(xml.contains(&format!("<a:t>{title}</a:t>")), "{title}");
        assert!(xml.contains("Times New Roman") && !xml.contains("Be Vietnam"));
        assert!(
            xml.contains("<c:numCache>"),
            "what does not calculate shows them too"
        );
        let is_seen = |series: usize| {
            spec.series[series]
                .values
                .iter()
                .any(|it| it.is_some_and(|it| it != 0.0))
        };
        for series in (0..spec.series.len()).filter(|series| is_seen(*series)) {
            for place in 0..spec.categories.len() {
                let colour = spec.colour(series, place);
                let code = format!("{:02X}{:02X}{:02X}", colour.red, colour.green, colour.blue);
                assert!(xml.contains(&code), "{title}: {code}");
            }
        }
    }
}

#[test]
fn a_waterfall_stands_on_what_is_not_seen() {
    let province = province(3, 7, 3);
    let plan = plan();
    let specs = wanted(&charts(&province), &plan);
    let position = specs
        .iter()
        .position(|spec| spec.kind == ChartKind::Waterfall)
        .expect("the plan has one");
    let spec = &specs[position];
    let bytes = rendered(&province, &plan);
    let xml = part(&bytes, &format!("xl/charts/chart{}.xml", position + 1));
    assert!(xml.contains("<c:grouping val=\"stacked\"/>") && xml.contains("<a:noFill/>"));
    for place in 0..spec.categories.len() {
        let value = spec.value(0, place).expect("each step has a value");
        let said = match spec.categories[place].emphasis {
            crate::report::chart::Emphasis::Total => spec.format.write(value),
            _ => spec.format.write_signed(value),
        };
        assert!(xml.contains(&format!(">{said}<")), "{said}");
    }
}

#[test]
fn without_figures_there_is_no_chart_and_no_sheet_for_it() {
    let bytes = rendered(&province(0, 0, 1), &ReportPlan::built_in());
    let names = opened(&bytes).sheet_names();
    let names = names.into_iter().chain(opened(&bytes.checks).sheet_names());
    assert!(names.into_iter().all(|name| name != sheet_name::CHART_DATA));
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(&*bytes)).expect("it opens");
    assert!(package.by_name("xl/charts/chart1.xml").is_err());
}

#[test]
fn more_columns_than_half_a_page_takes_stand_alone() {
    let plan = plan();
    for (clusters, years, frames) in [(3, 2, 2), (30, 3, 1)] {
        let form = "<c:barDir val=\"bar\"/>";
        let province = province(clusters, 2, years);
        let bytes = rendered(&province, &plan);
        let coverage = part(&bytes, "xl/charts/chart1.xml");
        assert!(coverage.contains(form), "{clusters}");
        let drawing = part(&bytes, "xl/drawings/drawing1.xml");
        let rows: Vec<&str> = drawing
            .split("<xdr:from>")
            .skip(1)
            .filter_map(|anchor| anchor.split_once("<xdr:row>")?.1.split('<').next())
            .collect();
        assert_eq!(rows.len(), plan.overview_charts_at_most);
        let beside = rows.iter().filter(|row| **row == rows[0]).count();
        assert_eq!(beside, frames, "{clusters}");
    }
}
