//! Each chart of the built-in plan at its smallest, its usual and its largest, made by the plan's rules from invented runs.

use super::run::Run;
use crate::observation::SubmissionStatus;
use crate::report::chart::{ChartKind, ChartSpec, Emphasis};
use crate::tables::{Basis, ChangePartKind, Comparison, Group};
use std::fmt::Write;

/// The charts looked at; of those that are made for each cluster, the first.
pub(crate) const SLUGS: [&str; 14] = [
    "tinh-hinh-nop",
    "doan-vien",
    "tang-giam-doan-vien",
    "bien-dong-doan-vien",
    "luong-binh-quan",
    "cac-ty-le-theo-cum",
    "hoan-thanh-tot-truoc-sau",
    "thuc-hien-giao-uoc",
    "chi-tieu-hoan-thanh-tot",
    "chi-tieu-hoan-thanh-tot-cum-c01",
    "gioi-viec-nuoc-dam-viec-nha",
    "xep-hang-c01",
    "xep-loai",
    "xep-loai-cac-nam",
];

/// A run's extent.
pub(crate) struct Size {
    pub(crate) name: &'static str,
    clusters: u32,
    units: u32,
    years: u16,
    /// What counts are multiplied with.
    scale: f64,
}

/// One cluster of one unit (two where a chart compares), five clusters, sixty clusters with long names.
pub(crate) const SIZES: [Size; 3] = [
    Size {
        name: "smallest",
        clusters: 2,
        units: 1,
        years: 2,
        scale: 0.1,
    },
    Size {
        name: "usual",
        clusters: 5,
        units: 7,
        years: 3,
        scale: 1.0,
    },
    Size {
        name: "largest",
        clusters: 60,
        units: 9,
        years: 10,
        scale: 1e6,
    },
];

/// The chart of a size; of a heat map in several parts the first.
pub(crate) fn charts(size: &Size) -> Vec<ChartSpec> {
    let charts = run(size).charts();
    let found = |slug: &&str| {
        let part = format!("{slug}-1");
        charts
            .iter()
            .find(|chart| chart.slug == **slug || chart.slug == part)
            .cloned()
    };
    SLUGS.iter().filter_map(found).collect()
}

/// A figure between 0 and 1 that looks like chance and is the same each time.
fn chance(seed: u32) -> f64 {
    let mixed = seed
        .wrapping_add(1)
        .wrapping_mul(2_654_435_761)
        .rotate_left(13)
        .wrapping_mul(2_246_822_519);
    f64::from(mixed >> 8) / f64::from(1u32 << 24)
}

fn run(size: &Size) -> Run {
    let mut run = Run::over(size.clusters, size.units, size.years);
    if size.clusters > 10 {
        run.lengthen_names();
    }
    for (place, code) in ["members", "avg_wage", "social_fund_amount"]
        .into_iter()
        .enumerate()
    {
        amounts(&mut run, size, (place as u32, code));
    }
    for (place, code) in (10..).zip([
        "movement_registered_rate",
        "completed_well_rate",
        "cultured_families_rate",
        "women_two_duties_rate",
        "advanced_workers_rate",
    ]) {
        rates(&mut run, size, (place, code));
    }
    parts(&mut run, size);
    pledges(&mut run, size);
    ratings(&mut run, size);
    for unit in run.unit_numbers() {
        match unit % 13 {
            3 => {}
            5 => run.file(unit, SubmissionStatus::Held),
            _ => run.file(unit, SubmissionStatus::Accepted),
        }
    }
    let scores: Vec<f64> = (0..size.units)
        .map(|unit| 99.0 - 1.5 * f64::from(unit / 2))
        .collect();
    run.rank(1, &scores);
    run
}

/// Sums and means over the years; one cluster has no figure in a middle year.
fn amounts(run: &mut Run, size: &Size, (place, code): (u32, &str)) {
    let base = if code == "members" { 300.0 } else { 7e6 };
    for year in 0..size.years {
        let mut sum = 0.0;
        for cluster in 1..=size.clusters {
            let growth = 1.0 + 0.04 * f64::from(year);
            let value = base * growth * (0.6 + chance(place * 100 + cluster));
            let value = (value * if code == "members" { size.scale } else { 1.0 }).round();
            sum += value;
            if size.clusters > 2 && cluster == 2 && year == size.years - 2 {
                continue;
            }
            let of_year = Run::year(size.years, year);
            run.aggregate(code, &Run::cluster(cluster), of_year, (value, size.units));
        }
        let units = size.clusters * size.units;
        let of_year = Run::year(size.years, year);
        run.aggregate(code, &Group::Province, of_year, (sum, units));
        if year + 1 == size.years {
            run.compare(code, &Group::Province, sum, (Basis::AsReported, -0.056));
            run.compare(code, &Group::Province, sum, (Basis::LikeForLike, -0.05));
            of_clusters(run, size, (place, code));
        }
    }
}

/// How clusters changed on the same units.
fn of_clusters(run: &mut Run, size: &Size, (place, code): (u32, &str)) {
    for cluster in 1..=size.clusters {
        let group = Run::cluster(cluster);
        let rate = 0.2 * chance(place + cluster * 3) - 0.1;
        run.compare(code, &group, 100.0, (Basis::LikeForLike, rate));
    }
}

/// What the province's change is made of, adding up to it.
fn parts(run: &mut Run, size: &Size) {
    let is_of = |row: &&Comparison| &*row.indicator == "members" && row.basis == Basis::AsReported;
    let change = run.tables.comparisons.iter().find(is_of);
    let change = change.map_or(0.0, |row| row.change);
    if size.clusters < 3 {
        run.part("members", ChangePartKind::Real, change);
        return;
    }
    for (part, share) in [
        (ChangePartKind::Real, 0.4),
        (ChangePartKind::Founded, -0.2),
        (ChangePartKind::Dissolved, 0.8),
        (ChangePartKind::Coverage, 0.0),
    ] {
        run.part("members", part, change * share);
    }
}

fn rates(run: &mut Run, size: &Size, (place, code): (u32, &str)) {
    for cluster in 1..=size.clusters {
        if cluster == 3 && place == 11 {
            continue;
        }
        let value = 0.72 + 0.28 * chance(place * 100 + cluster);
        run.aggregate(code, &Run::cluster(cluster), 2023, (value, size.units));
    }
    let units = size.clusters * size.units;
    run.aggregate(code, &Group::Province, 2023, (0.86, units));
    run.compare(code, &Group::Province, 0.86, (Basis::LikeForLike, 0.02));
    of_clusters(run, size, (place, code));
}

fn pledges(run: &mut Run, size: &Size) {
    let codes = ["completed_well_rate", "women_two_duties_rate"];
    let counts = ["members_new", "visits", "party_introduced"];
    for unit in run.unit_numbers() {
        for (place, code) in codes.into_iter().enumerate() {
            // Of the few some miss their target.
            let most = if size.clusters < 3 { 0.1 } else { 0.3 };
            let actual = 0.6 + most * chance(unit * 7 + place as u32);
            let target = if place == 0 || size.clusters < 3 {
                0.8
            } else {
                0.9
            };
            run.target(code, unit, (target, (unit % 11 != 4).then_some(actual)));
        }
        for code in counts
            .into_iter()
            .take(if size.clusters > 2 { 3 } else { 0 })
        {
            let actual = (10.0 * chance(unit + code.len() as u32)).round();
            run.target(code, unit, (3.0, (unit % 5 != 2).then_some(actual)));
        }
    }
}

/// Of the earliest year in the old scale, where there are many.
fn ratings(run: &mut Run, size: &Size) {
    let of = |units: u32| [units / 4, units - units / 4 - units / 9, units / 9];
    for year in 0..size.years {
        let of_year = Run::year(size.years, year);
        let units = size.clusters * size.units;
        if size.years > 5 && year < 3 {
            run.rate_in(
                &["old_strong", "old_fair"],
                of_year,
                &Group::Province,
                &[units - 40, 40],
            );
        } else {
            let scale = ["excellent", "good", "completed"];
            run.rate_in(
                &scale,
                of_year,
                &Group::Province,
                &of(units - u32::from(year)),
            );
        }
    }
    for cluster in 1..=size.clusters {
        run.rate(&Run::cluster(cluster), of(size.units));
    }
}

/// A chart as a reader of a test reads it.
pub(crate) fn written(chart: &ChartSpec) -> String {
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{words}").expect("a text takes a line");
    line(format!("{} {:?}", chart.slug, chart.kind));
    line(format!("# {}", chart.title));
    line(chart.subtitle.clone());
    for note in &chart.notes {
        line(format!("* {note}"));
    }
    line(chart.source.clone());
    if let Some(target) = &chart.target {
        line(format!("line: {}", target.label));
    }
    for series in &chart.series {
        let tone = series
            .tone
            .map_or(String::new(), |tone| format!(" {tone:?}"));
        let detail = series.detail.as_deref().unwrap_or("");
        line(
            format!(
                "series: {}{tone}{} {detail}",
                series.name,
                mark(series.emphasis)
            )
            .trim_end()
            .to_owned(),
        );
    }
    for (place, category) in chart.categories.iter().enumerate() {
        let values = (0..chart.series.len()).map(|series| match chart.value(series, place) {
            Some(value) => chart.format_of(series).write(value),
            None => "–".to_owned(),
        });
        let values: Vec<String> = values.collect();
        let detail = category
            .detail
            .as_deref()
            .map_or(String::new(), |detail| format!(" [{detail}]"));
        line(format!(
            "{}{}: {}{detail}",
            category.label,
            mark(category.emphasis),
            values.join(" | ")
        ));
    }
    text
}

fn mark(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Plain => "",
        Emphasis::Highlight => " !",
        Emphasis::Alert => " !!",
        Emphasis::Total => " =",
    }
}

#[test]
fn every_kind_of_chart_is_there_in_every_size() {
    for size in &SIZES {
        let slugs: Vec<String> = charts(size).into_iter().map(|chart| chart.slug).collect();
        assert_eq!(slugs.len(), SLUGS.len(), "{}: {slugs:?}", size.name);
    }
    let usual = charts(&SIZES[1]);
    for kind in [
        ChartKind::GroupedBars,
        ChartKind::RankedBars,
        ChartKind::Slope,
        ChartKind::BeforeAfter,
        ChartKind::HeatMap,
        ChartKind::Waterfall,
        ChartKind::Shares,
        ChartKind::Coverage,
    ] {
        assert!(usual.iter().any(|chart| chart.kind == kind), "{kind:?}");
    }
}

/// `SNAPSHOTS=overwrite` takes what is made today.
#[test]
fn charts_say_what_they_said() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/charts/tests/snapshots");
    let sizes: Vec<(&str, Vec<ChartSpec>)> =
        SIZES.iter().map(|size| (size.name, charts(size))).collect();
    for (place, slug) in SLUGS.iter().enumerate() {
        let said: String = sizes
            .iter()
            .map(|(name, charts)| format!("== {name}\n{}\n", written(&charts[place])))
            .collect();
        let expected = snapbox::Data::read_from(&folder.join(format!("{slug}.txt")), None).raw();
        snapbox::Assert::new()
            .action_env("SNAPSHOTS")
            .eq(said, expected);
    }
}
