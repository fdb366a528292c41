//! Invented charts at the edges: nothing but zeros, all alike, losses, very large numbers, very many periods.

use super::bars::{grouped, ranked, ranked_scores};
use super::parts::{coverage, shares, waterfall_cut, waterfall_small};
use super::{heat, slope};
use crate::report::chart::{ChartSpec, Emphasis};

pub(super) fn all() -> Vec<ChartSpec> {
    let mut charts = Vec::new();
    let figures: [(&str, fn(f64) -> f64); 4] = [
        ("khong", |_| 0.0),
        ("bang-nhau", |_| 0.5),
        ("rat-lon", |value| value * 98_765_432_109.0),
        ("rat-nho", |value| value * 1e-9),
    ];
    for (name, figure) in figures {
        for mut spec in [
            grouped(5, 3),
            grouped(12, 4),
            ranked(12),
            ranked_scores(),
            slope(5, 4),
            heat(6, 5),
            waterfall_small(),
        ] {
            spec.slug = format!("{}-{name}", spec.slug);
            change(&mut spec, figure);
            charts.push(spec);
        }
    }
    charts.extend([
        grouped_losses(),
        slope_losses(),
        slope(12, 12),
        many_units(),
    ]);
    charts.extend(waterfalls());
    charts
}

fn change(spec: &mut ChartSpec, figure: fn(f64) -> f64) {
    for series in &mut spec.series {
        for value in series.values.iter_mut().flatten() {
            *value = figure(*value);
        }
    }
}

/// Figures below zero beside some above.
fn grouped_losses() -> ChartSpec {
    let mut spec = grouped(6, 3);
    spec.slug = "cot-nhom-am".into();
    for series in &mut spec.series {
        for value in series.values.iter_mut().step_by(2).flatten() {
            *value = -*value;
        }
    }
    spec
}

fn slope_losses() -> ChartSpec {
    let mut spec = slope(5, 5);
    spec.slug = "duong-am".into();
    for value in spec.series[0].values.iter_mut().flatten() {
        *value = -*value;
    }
    spec
}

/// Counts of units that need separators.
fn many_units() -> ChartSpec {
    let mut spec = shares(6);
    spec.slug = "xep-loai-nhieu-don-vi".into();
    change(&mut spec, |value| value * 1234.0);
    spec
}

/// From nothing, to nothing, through less than nothing; and who has reported where nobody has.
fn waterfalls() -> Vec<ChartSpec> {
    let steps = |slug: &str, values: [f64; 5]| {
        let mut spec = waterfall_cut();
        spec.slug = format!("thac-nuoc-{slug}");
        spec.series[0].values = values.map(Some).to_vec();
        spec
    };
    let mut nobody = coverage(3);
    nobody.slug = "tinh-hinh-nop-khong".into();
    change(&mut nobody, |_| 0.0);
    let mut pointed = steps("nho-nhoi", [1e9, 1.0, -2.0, 3.0, 1e9 + 2.0]);
    pointed.categories[1].emphasis = Emphasis::Plain;
    vec![
        steps("tu-khong", [0.0, 10.0, 0.0, 5.0, 15.0]),
        steps("ve-khong", [20.0, -15.0, -5.0, 0.0, 0.0]),
        steps("am", [20.0, -35.0, 5.0, 40.0, 30.0]),
        pointed,
        nobody,
    ]
}
