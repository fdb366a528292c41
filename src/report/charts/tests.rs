//! Charts of invented runs: what their titles claim, and what they do not.

mod run;

use super::*;
use crate::observation::SubmissionStatus;
use crate::report::chart::{ChartKind, Emphasis};
use crate::tables::{Basis, ChangePartKind, Group};
use run::Run;

fn chart_of(run: &Run, slug: &str) -> ChartSpec {
    let charts = run.charts();
    let found = charts.into_iter().find(|chart| chart.slug == slug);
    found.unwrap_or_else(|| panic!("no chart {slug}"))
}

/// Three clusters of four units with members in two years.
fn members(values: [f64; 3], counted: [u32; 3], rate: f64, same_units_rate: f64) -> Run {
    let mut run = Run::new(3, 4);
    for (cluster, (&value, &units)) in (1..).zip(values.iter().zip(&counted)) {
        let group = Run::cluster(cluster);
        run.aggregate("members", &group, 2022, (value / (1.0 + rate), 4));
        run.aggregate("members", &group, 2023, (value, units));
        run.compare("members", &group, value, (Basis::AsReported, rate));
        run.compare(
            "members",
            &group,
            value,
            (Basis::LikeForLike, same_units_rate),
        );
    }
    let sum: f64 = values.iter().sum();
    run.aggregate("members", &Group::Province, 2022, (sum / (1.0 + rate), 12));
    run.aggregate(
        "members",
        &Group::Province,
        2023,
        (sum, counted.iter().sum()),
    );
    run.compare("members", &Group::Province, sum, (Basis::AsReported, rate));
    run.compare(
        "members",
        &Group::Province,
        sum,
        (Basis::LikeForLike, same_units_rate),
    );
    run
}

#[test]
fn titles_claim_what_the_figures_bear_out() {
    let all = [4, 4, 4];
    for (values, counted, rate, same_units_rate, expected) in [
        // Clear.
        (
            [100.0, 200.0, 150.0],
            all,
            0.12,
            0.12,
            "Cụm 2 có nhiều đoàn viên nhất, tăng 12% so với năm 2022",
        ),
        (
            [100.0, 200.0, 150.0],
            all,
            -0.034,
            -0.034,
            "Cụm 2 có nhiều đoàn viên nhất, giảm 3,4% so với năm 2022",
        ),
        (
            [100.0, 200.0, 150.0],
            all,
            2.1,
            2.1,
            "Cụm 2 có nhiều đoàn viên nhất, gấp 3,1 lần so với năm 2022",
        ),
        // A change too small to be told.
        (
            [100.0, 200.0, 150.0],
            all,
            0.004,
            0.004,
            "Cụm 2 có nhiều đoàn viên nhất",
        ),
        // On the same units the story is another one.
        (
            [100.0, 200.0, 150.0],
            all,
            0.12,
            0.02,
            "Cụm 2 có nhiều đoàn viên nhất",
        ),
        // Nobody is clearly ahead.
        (
            [199.0, 200.0, 150.0],
            all,
            0.12,
            0.12,
            "Số đoàn viên công đoàn toàn tỉnh tăng 12% so với năm 2022",
        ),
        (
            [200.0, 200.0, 200.0],
            all,
            0.0,
            0.0,
            "Số đoàn viên công đoàn theo cụm thi đua, các năm 2022–2023",
        ),
        // With its missing unit the third could be ahead.
        (
            [100.0, 200.0, 150.0],
            [4, 4, 3],
            0.12,
            0.12,
            "Số đoàn viên công đoàn toàn tỉnh tăng 12% so với năm 2022",
        ),
        // Even with its missing unit the third would not be ahead.
        (
            [100.0, 200.0, 120.0],
            [4, 4, 3],
            0.0,
            0.0,
            "Cụm 2 có nhiều đoàn viên nhất",
        ),
        // Too few have reported.
        (
            [100.0, 200.0, 150.0],
            [2, 4, 2],
            0.12,
            0.12,
            "Số đoàn viên công đoàn theo cụm thi đua, các năm 2022–2023",
        ),
    ] {
        let run = members(values, counted, rate, same_units_rate);
        assert_eq!(
            chart_of(&run, "doan-vien").title,
            expected,
            "{values:?} {counted:?} {rate}"
        );
    }
}

#[test]
fn basis_and_coverage_are_told() {
    let chart = chart_of(
        &members([100.0, 200.0, 150.0], [4, 4, 3], 0.12, 0.02),
        "doan-vien",
    );
    assert_eq!(
        chart.subtitle,
        "Số đoàn viên công đoàn (người), các năm 2022–2023; mỗi năm tính theo các đơn vị của năm đó"
    );
    assert_eq!(
        chart.source,
        "Nguồn: báo cáo của công đoàn cơ sở; có số liệu: 11/12 đơn vị năm 2023; 12/12 đơn vị năm 2022."
    );
    assert_eq!(
        chart.notes,
        ["Trên cùng 3 đơn vị có số liệu ở cả hai kỳ, Toàn tỉnh tăng 2,0% so với năm 2022."]
    );
    let poor = chart_of(
        &members([100.0, 200.0, 150.0], [2, 4, 2], 0.12, 0.12),
        "doan-vien",
    );
    assert_eq!(
        poor.notes,
        ["Số liệu mới có ở 8/12 đơn vị nên chưa đủ để so sánh giữa các cụm."]
    );
}

#[test]
fn the_point_is_the_leader() {
    let chart = chart_of(
        &members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, 0.12),
        "doan-vien",
    );
    let emphases: Vec<Emphasis> = chart
        .categories
        .iter()
        .map(|category| category.emphasis)
        .collect();
    assert_eq!(
        emphases,
        [Emphasis::Plain, Emphasis::Highlight, Emphasis::Plain]
    );
    let names: Vec<&str> = chart
        .series
        .iter()
        .map(|series| series.name.as_str())
        .collect();
    assert_eq!(names, ["2022", "2023"]);
    assert_eq!(
        chart.series[1].values,
        [Some(100.0), Some(200.0), Some(150.0)]
    );
    assert_eq!(chart.categories[0].label, "Cụm thi đua số 1");
    assert_eq!(chart.categories[0].short.as_deref(), Some("Cụm 1"));
}

#[test]
fn a_missing_year_is_a_gap_and_a_lost_cluster_is_named() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, 0.12);
    run.aggregate("avg_wage", &Run::cluster(1), 2020, (7_000_000.0, 4));
    run.aggregate("avg_wage", &Run::cluster(9), 2020, (6_000_000.0, 4));
    run.aggregate("avg_wage", &Run::cluster(1), 2022, (8_000_000.0, 4));
    run.aggregate("avg_wage", &Run::cluster(1), 2023, (8_500_000.0, 4));
    run.aggregate("avg_wage", &Run::cluster(2), 2023, (8_400_000.0, 4));
    let chart = chart_of(&run, "luong-binh-quan");
    assert_eq!(chart.kind, ChartKind::Slope);
    let periods: Vec<&str> = chart
        .categories
        .iter()
        .map(|category| category.label.as_str())
        .collect();
    assert_eq!(periods, ["2020", "2021", "2022", "2023"]);
    assert_eq!(
        chart.series[0].values,
        [Some(7e6), None, Some(8e6), Some(8.5e6)]
    );
    assert!(
        chart.source.contains("không đơn vị nào năm 2021"),
        "{}",
        chart.source
    );
    let notes = chart.notes.join(" ");
    assert!(
        notes.contains("Không vẽ cụm không còn trong năm 2023: C09."),
        "{notes}"
    );
    assert!(
        notes.contains("Không có số liệu: Cụm 2 (2020, 2022); Cụm 3 (2020, 2022, 2023)."),
        "{notes}"
    );
    assert_eq!(chart.format.unit, "triệu đồng");
    assert_eq!(chart.format.write(8.5e6), "8,50");
}

#[test]
fn rates_change_by_points() {
    let mut run = Run::new(3, 4);
    for (cluster, value) in [(1, 0.90), (2, 0.95), (3, 0.80)] {
        run.aggregate(
            "women_two_duties_rate",
            &Run::cluster(cluster),
            2023,
            (value, 4),
        );
    }
    run.aggregate("women_two_duties_rate", &Group::Province, 2023, (0.88, 12));
    let chart = chart_of(&run, "gioi-viec-nuoc-dam-viec-nha");
    assert_eq!(
        chart.title,
        "Cụm 2 có tỷ lệ nữ đạt “Giỏi việc nước, đảm việc nhà” cao nhất"
    );
    assert_eq!(chart.categories[0].label, "Cụm thi đua số 2");
    assert_eq!(chart.format.write(0.95), "95,0%");
    let (value, previous) = (0.95, 0.93);
    let mut row = run.comparison("women_two_duties_rate", value, previous);
    let context_of = |run: &Run, row: &crate::tables::Comparison| {
        let (indicators, plan) = (Indicators::built_in(), ChartPlan::built_in());
        let context = Context::new(&run.tables, &indicators, &run.register, run.period, &plan);
        claims::in_words(&context, "women_two_duties_rate", row)
    };
    assert_eq!(
        context_of(&run, &row).as_deref(),
        Some("tăng 2,0 điểm phần trăm")
    );
    row.change = -0.001;
    assert_eq!(context_of(&run, &row), None);
}

#[test]
fn a_change_is_taken_apart() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 4], -0.25, -0.02);
    for (part, value) in [
        (ChangePartKind::Real, -10.0),
        (ChangePartKind::Founded, 20.0),
        (ChangePartKind::Dissolved, -160.0),
    ] {
        run.part("members", part, value);
    }
    let chart = chart_of(&run, "bien-dong-doan-vien");
    assert_eq!(
        chart.title,
        "Số đoàn viên công đoàn toàn tỉnh giảm 25% so với năm 2022, chủ yếu do đơn vị chấm dứt hoạt động"
    );
    let labels: Vec<&str> = chart
        .categories
        .iter()
        .map(|category| category.label.as_str())
        .collect();
    assert_eq!(labels[0], "Năm 2022");
    assert_eq!(labels[4], "Năm 2023");
    let values: Vec<f64> = chart.series[0].values.iter().flatten().copied().collect();
    assert_eq!(values, [600.0, -10.0, 20.0, -160.0, 450.0]);
}

#[test]
fn rankings_tell_who_leads_and_who_shares_the_lead() {
    for (scores, expected) in [
        (
            vec![98.5, 97.0, 96.0, 90.0],
            "Đơn vị 11 dẫn đầu Cụm 1 với 98,5 điểm",
        ),
        (
            vec![98.0, 98.0, 96.0, 90.0],
            "Đơn vị 11 và Đơn vị 12 cùng dẫn đầu Cụm 1 với 98 điểm",
        ),
        (
            vec![98.0, 98.0, 98.0, 90.0],
            "3 đơn vị cùng dẫn đầu Cụm 1 với 98 điểm",
        ),
        (
            vec![98.0, 98.0, 98.0, 98.0],
            "Điểm thi đua của các đơn vị Cụm 1, năm 2023",
        ),
        (
            vec![98.0, 90.0],
            "Điểm thi đua của các đơn vị Cụm 1, năm 2023",
        ),
    ] {
        let mut run = Run::new(2, 4);
        run.rank(1, &scores);
        let chart = chart_of(&run, "xep-hang-c01");
        assert_eq!(chart.title, expected);
        assert_eq!(chart.categories.len(), scores.len());
        assert_eq!(chart.categories[0].detail.as_deref(), Some("(hạng 1)"));
        assert!(chart.source.contains(&format!("{}/4", scores.len())));
    }
}

#[test]
fn targets_are_a_line_where_all_have_the_same() {
    let rate = "completed_well_rate";
    let mut run = Run::new(1, 4);
    run.target(rate, 11, (0.8, Some(0.9)));
    run.target(rate, 12, (0.8, Some(0.7)));
    run.target(rate, 13, (0.8, None));
    let chart = chart_of(&run, "chi-tieu-hoan-thanh-tot");
    assert_eq!(
        chart.title,
        "1/2 đơn vị chưa đạt chỉ tiêu giao ước về hoàn thành tốt nhiệm vụ"
    );
    assert_eq!(
        chart.target.as_ref().map(|line| line.label.as_str()),
        Some("Chỉ tiêu 80%")
    );
    assert_eq!(chart.series[0].values, [Some(0.9), Some(0.7), None]);
    assert_eq!(chart.categories[1].emphasis, Emphasis::Alert);
    run.target(rate, 14, (0.75, Some(0.76)));
    let chart = chart_of(&run, "chi-tieu-hoan-thanh-tot");
    assert!(chart.target.is_none());
    assert_eq!(chart.categories[1].target, Some(0.75));
    let mut met = Run::new(1, 4);
    met.target(rate, 11, (0.8, Some(0.9)));
    assert_eq!(
        chart_of(&met, "chi-tieu-hoan-thanh-tot").title,
        "Tất cả 1 đơn vị có số liệu đều đạt chỉ tiêu giao ước về hoàn thành tốt nhiệm vụ"
    );
}

#[test]
fn heat_maps_name_the_one_most_often_first_and_are_parted() {
    let codes = [
        "movement_registered_rate",
        "advanced_workers_rate",
        "women_two_duties_rate",
    ];
    let mut run = Run::new(25, 2);
    for (row, code) in codes.iter().enumerate() {
        for cluster in 1..=25 {
            let best = if row == 0 { 7 } else { 3 };
            let value = if cluster == best {
                0.99
            } else {
                0.6 + 0.01 * f64::from(cluster)
            };
            run.aggregate(code, &Run::cluster(cluster), 2023, (value, 2));
        }
        run.aggregate(code, &Group::Province, 2023, (0.8, 50));
    }
    let one = chart_of(&run, "cac-ty-le-theo-cum-1");
    assert_eq!(one.title, "Cụm 3 cao nhất ở 2/3 chỉ tiêu (1/2)");
    assert_eq!(one.categories.len(), 14);
    assert_eq!(one.categories[3].emphasis, Emphasis::Highlight);
    let two = chart_of(&run, "cac-ty-le-theo-cum-2");
    assert_eq!(two.categories.len(), 13);
    let shades: Vec<f64> = [&one, &two]
        .iter()
        .flat_map(|chart| chart.series[1].shades.iter().copied().flatten())
        .collect();
    assert_eq!(shades.len(), 25);
    assert!(
        shades
            .iter()
            .all(|shade| (-1e-9..=1.0 + 1e-9).contains(shade))
    );
    assert!((one.series[1].shades[3].unwrap_or(0.0) - 1.0).abs() < 1e-9);
}

#[test]
fn small_differences_stay_pale() {
    let mut run = Run::new(2, 2);
    for (cluster, value) in [(1, 0.97), (2, 0.975)] {
        run.aggregate(
            "advanced_workers_rate",
            &Run::cluster(cluster),
            2023,
            (value, 2),
        );
    }
    let chart = chart_of(&run, "cac-ty-le-theo-cum");
    assert_eq!(chart.title, "Các tỷ lệ thi đua theo cụm thi đua, năm 2023");
    let shades: Vec<f64> = chart.series[0].shades.iter().copied().flatten().collect();
    assert!((shades[1] - shades[0]).abs() < 0.06, "{shades:?}");
}

#[test]
fn who_has_not_reported_is_told() {
    use SubmissionStatus::{Accepted, Held};
    let all: Vec<(u32, SubmissionStatus)> = [11, 12, 21, 22].map(|unit| (unit, Accepted)).into();
    let replaced = |at: usize, with: Option<SubmissionStatus>| {
        let mut some = all.clone();
        match with {
            Some(status) => some[at].1 = status,
            None => drop(some.remove(at)),
        }
        some
    };
    for (files, expected) in [
        (all.clone(), "Tất cả 4 đơn vị đã có số liệu năm 2023"),
        (
            replaced(3, None),
            "3/4 đơn vị đã có số liệu năm 2023, còn 1 đơn vị của Cụm 2 chưa nộp",
        ),
        (
            replaced(0, Some(Held)),
            "3/4 đơn vị đã có số liệu năm 2023, 1 đơn vị đã nộp đang chờ xử lý",
        ),
        (
            vec![],
            "0/4 đơn vị đã có số liệu năm 2023, còn 4 đơn vị chưa nộp",
        ),
    ] {
        let mut run = Run::new(2, 2);
        for (unit, status) in &files {
            run.file(*unit, *status);
        }
        let chart = chart_of(&run, "tinh-hinh-nop");
        assert_eq!(chart.title, expected);
        let drawn: f64 = chart
            .series
            .iter()
            .flat_map(|series| series.values.iter().flatten())
            .sum();
        assert_eq!(drawn, 4.0, "every unit stands in one class");
    }
}

#[test]
fn ratings_are_shares_of_the_rated() {
    let mut run = Run::new(2, 3);
    for (group, classes) in [
        (Group::Province, [2, 3, 1]),
        (Run::cluster(1), [2, 1, 0]),
        (Run::cluster(2), [0, 2, 1]),
    ] {
        run.rate(&group, classes);
    }
    let chart = chart_of(&run, "xep-loai");
    assert_eq!(chart.title, "2/6 đơn vị hoàn thành xuất sắc nhiệm vụ");
    assert_eq!(chart.series.len(), 4);
    assert_eq!(chart.series[0].values, [Some(2.0), Some(2.0), Some(0.0)]);
    assert_eq!(chart.categories[0].detail.as_deref(), Some("6 đơn vị"));
}

#[test]
fn nothing_comes_of_nothing() {
    let run = Run::new(0, 0);
    assert!(run.charts().is_empty());
}
