//! Every kind of chart at its smallest, usual and largest: nothing overlaps, nothing leaves the sheet, all is readable.

pub(in crate::render) mod samples;

use super::font::{self, Weight};
use super::scene::{Area, Label, Scene, Shape};
use super::{displayable, lay_out, render_charts, svg, theme};
use crate::report::chart::{ChartSpec, Rgb};
use crate::report::charts::tests::sizes;
use std::sync::LazyLock;

/// What stands on every picture.
const IMPRINT: &str = "Liên đoàn Lao động tỉnh A, lập ngày 28/11/2026.";

static SCENES: LazyLock<Vec<(ChartSpec, Scene)>> = LazyLock::new(|| {
    let lay_out = |chart: ChartSpec| {
        let scene = lay_out(&displayable(&chart), IMPRINT);
        (chart, scene)
    };
    samples::all()
        .into_iter()
        .chain(by_rules())
        .map(lay_out)
        .collect()
});

/// The charts that the rules make of invented runs, in each size.
fn by_rules() -> Vec<ChartSpec> {
    let of_size = |size: &sizes::Size| {
        let name = size.name;
        sizes::charts(size).into_iter().map(move |mut chart| {
            chart.place = format!("{}-{name}", chart.slug);
            chart.slug = chart.place.clone();
            chart
        })
    };
    sizes::SIZES.iter().flat_map(of_size).collect()
}

fn scenes() -> impl Iterator<Item = &'static (ChartSpec, Scene)> {
    SCENES.iter()
}

#[test]
fn labels_do_not_overlap() {
    for (chart, scene) in scenes() {
        let areas: Vec<Area> = scene.labels.iter().map(Label::area).collect();
        for (one, label) in scene.labels.iter().enumerate() {
            for two in one + 1..areas.len() {
                assert!(
                    !areas[one].overlaps(&areas[two]),
                    "{}: “{}” {:?} and “{}” {:?}",
                    chart.slug,
                    label.text,
                    areas[one],
                    scene.labels[two].text,
                    areas[two]
                );
            }
        }
    }
}

#[test]
fn all_is_on_the_sheet() {
    let sheet = Area::new(
        20.0,
        20.0,
        f64::from(theme::WIDTH) - 20.0,
        f64::from(theme::HEIGHT) - 20.0,
    );
    let is_inside = |area: &Area| {
        area.left >= sheet.left
            && area.right <= sheet.right
            && area.top >= sheet.top
            && area.bottom <= sheet.bottom
    };
    for (chart, scene) in scenes() {
        for label in &scene.labels {
            assert!(
                is_inside(&label.area()),
                "{}: “{}” {:?}",
                chart.slug,
                label.text,
                label.area()
            );
        }
        for shape in &scene.shapes {
            assert!(is_inside(&extent(shape)), "{}: {shape:?}", chart.slug);
        }
    }
}

#[test]
fn all_text_can_be_read() {
    for (chart, scene) in scenes() {
        assert!(scene.labels.len() > 3, "{}", chart.slug);
        for Label {
            text,
            size,
            colour,
            on,
            ..
        } in &scene.labels
        {
            assert!(
                *size >= theme::SMALLEST,
                "{}: “{text}” at {size}",
                chart.slug
            );
            assert!(text.chars().all(font::has), "{}: “{text}”", chart.slug);
            let contrast = colour.contrast(*on);
            assert!(contrast >= 4.2, "{}: “{text}” {contrast:.1}", chart.slug);
        }
    }
}

#[test]
fn labels_lie_on_the_ground_they_are_meant_for() {
    for (chart, scene) in scenes() {
        for label in &scene.labels {
            let area = label.area().grown(-1.0);
            let touching = scene.shapes.iter().filter(|shape| touches(shape, &area));
            // What is drawn last lies on top; grid lines may pass behind a label.
            let ground = touching
                .filter_map(fill)
                .rfind(|&fill| fill != theme::GRID)
                .unwrap_or(theme::PAPER);
            assert_eq!(ground, label.on, "{}: “{}”", chart.slug, label.text);
        }
    }
}

#[test]
fn every_figure_missing_is_told() {
    for (chart, scene) in scenes() {
        let is_missing = chart
            .series
            .iter()
            .any(|series| series.values.iter().any(Option::is_none));
        let is_told = scene
            .labels
            .iter()
            .any(|label| label.text.contains(&chart.wording.missing))
            || chart
                .notes
                .iter()
                .any(|note| note.to_lowercase().contains(&chart.wording.missing));
        assert!(!is_missing || is_told, "{}", chart.slug);
    }
}

#[test]
fn the_title_and_the_source_are_there_in_full() {
    for (chart, scene) in scenes() {
        let text: String = scene
            .labels
            .iter()
            .map(|label| label.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        for sought in [&chart.title, &chart.subtitle, &chart.source, IMPRINT] {
            assert!(
                text.contains(&font::displayable(sought)),
                "{}: {sought}",
                chart.slug
            );
        }
    }
}

#[test]
fn pictures_are_the_same_each_time() {
    let charts: Vec<ChartSpec> = samples::all().into_iter().take(3).collect();
    let once = render_charts(&charts, IMPRINT).expect("the charts can be drawn");
    let again = render_charts(&charts, IMPRINT).expect("the charts can be drawn");
    assert_eq!(once.len(), 6);
    assert_eq!(once, again);
    assert!(once[1].bytes.starts_with(b"\x89PNG"));
}

/// `SNAPSHOTS=overwrite` takes what is drawn today.
#[test]
fn pictures_look_as_they_looked() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/charts/tests/snapshots");
    let mut drawn = Vec::new();
    for chart in sizes::charts(&sizes::SIZES[1]) {
        if drawn.contains(&chart.kind) {
            continue;
        }
        drawn.push(chart.kind);
        let document = svg::draw(&lay_out(&displayable(&chart), IMPRINT)).expect("it can be drawn");
        let path = folder.join(format!("{}.svg", chart.slug));
        snapbox::Assert::new()
            .action_env("SNAPSHOTS")
            .eq(document, snapbox::Data::read_from(&path, None).raw());
    }
}

#[test]
fn a_chart_without_figures_does_no_harm() {
    for mut chart in samples::all() {
        for series in &mut chart.series {
            series.values.fill(None);
        }
        lay_out(&chart, IMPRINT);
        chart.categories.clear();
        lay_out(&chart, IMPRINT);
        chart.series.clear();
        assert!(lay_out(&chart, IMPRINT).labels.len() > 1, "{}", chart.slug);
    }
}

/// Not a check but a look: with `CHART_PICTURES=FOLDER` all samples are written there.
#[test]
fn pictures_can_be_looked_at() {
    let mut charts = samples::all();
    charts.extend(by_rules());
    let charts = if std::env::var_os("CHART_PICTURES").is_some() {
        &charts[..]
    } else {
        &charts[..1]
    };
    let pictures = render_charts(charts, IMPRINT).expect("the charts can be drawn");
    assert_eq!(pictures.len(), charts.len() * 2);
    if let Some(folder) = std::env::var_os("CHART_PICTURES") {
        for picture in pictures {
            let path = std::path::Path::new(&folder).join(&picture.name);
            std::fs::create_dir_all(path.parent().expect("a name has a folder")).expect("a folder");
            std::fs::write(path, picture.bytes).expect("the picture can be written");
        }
    }
}

#[test]
fn every_word_of_the_plan_and_the_catalogue_has_its_glyphs() {
    let lists = [
        include_str!("../../report/charts/bieu-do.toml"),
        include_str!("../../catalogue/indicators.toml"),
    ];
    for list in lists {
        assert!(
            list.chars()
                .all(|character| character == '\n' || font::has(character))
        );
        assert!(unicode_normalization::is_nfc(list));
    }
}

#[test]
fn the_typeface_has_two_weights() {
    let width = |weight| font::width("Công đoàn", 40.0, weight);
    assert!(width(Weight::SemiBold) > width(Weight::Regular) + 1.0);
}

fn fill(shape: &Shape) -> Option<Rgb> {
    match shape {
        Shape::Box { fill, .. } | Shape::Disc { fill, .. } => Some(*fill),
        Shape::Path { colour, .. } => Some(*colour),
    }
}

/// Whether a shape covers a part of an area; lines are followed point by point.
fn touches(shape: &Shape, area: &Area) -> bool {
    match shape {
        Shape::Path { points, width, .. } => points.windows(2).any(|ends| {
            (0..=400).any(|step| {
                let share = f64::from(step) / 400.0;
                let x = ends[0].0 + (ends[1].0 - ends[0].0) * share;
                let y = ends[0].1 + (ends[1].1 - ends[0].1) * share;
                Area::new(x, y, x, y)
                    .grown(f64::from(*width) / 2.0)
                    .overlaps(area)
            })
        }),
        _ => extent(shape).overlaps(area),
    }
}

fn extent(shape: &Shape) -> Area {
    let around = |points: &[(f64, f64)], by: f64| {
        let start = Area::new(
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        );
        points
            .iter()
            .fold(start, |area, &(x, y)| {
                Area::new(
                    area.left.min(x),
                    area.top.min(y),
                    area.right.max(x),
                    area.bottom.max(y),
                )
            })
            .grown(by)
    };
    match shape {
        Shape::Box { area, .. } => *area,
        Shape::Path { points, width, .. } => around(points, f64::from(*width) / 2.0),
        Shape::Disc { centre, radius, .. } => around(&[*centre], *radius),
    }
}
