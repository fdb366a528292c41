//! Charts of invented runs: what their titles claim, and what they do not.

mod kinds;
mod run;
pub(crate) mod sizes;

use super::*;
use crate::catalogue::Indicators;
use crate::report::chart::{ChartKind, Emphasis};
use crate::tables::{Basis, Group};
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
fn titles_name_the_first_and_a_change_that_both_bases_bear_out() {
    for (rate, same_units_rate, expected) in [
        (
            0.12,
            0.12,
            "Cụm 2 có nhiều đoàn viên nhất, tăng 12,0% so với năm 2022",
        ),
        (
            -0.034,
            -0.034,
            "Cụm 2 có nhiều đoàn viên nhất, giảm 3,4% so với năm 2022",
        ),
        (
            2.1,
            2.1,
            "Số đoàn viên công đoàn của 4 đơn vị Cụm 2 gấp 3,1 lần năm 2022",
        ),
        // The change on the same units is told, as everywhere else.
        (
            0.12,
            0.105,
            "Cụm 2 có nhiều đoàn viên nhất, tăng 10,5% so với năm 2022",
        ),
        // A change too small to be told.
        (0.004, 0.004, "Cụm 2 có nhiều đoàn viên nhất năm 2023"),
        // On the same units the story is another one.
        (0.12, 0.02, "Cụm 2 có nhiều đoàn viên nhất năm 2023"),
    ] {
        let run = members([100.0, 200.0, 150.0], [4, 4, 4], rate, same_units_rate);
        assert_eq!(
            chart_of(&run, "doan-vien").title,
            expected,
            "{rate} {same_units_rate}"
        );
    }
}

#[test]
fn a_change_on_the_same_units_says_so_where_the_figures_shown_come_to_another() {
    let note = "Tăng, giảm tính trên cùng 4 đơn vị có số liệu ở cả hai kỳ.";
    for (same_units_rate, is_told) in [(0.105, true), (0.12, false)] {
        let run = members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, same_units_rate);
        let chart = chart_of(&run, "doan-vien");
        assert_eq!(
            chart.notes.iter().any(|it| it == note),
            is_told,
            "{:?}",
            chart.notes
        );
    }
}

#[test]
fn titles_claim_no_lead_that_is_in_doubt() {
    for (values, counted, rate, expected) in [
        // Nobody is clearly ahead.
        (
            [199.0, 200.0, 150.0],
            [4, 4, 4],
            0.12,
            "Số đoàn viên công đoàn toàn tỉnh tăng 12,0% so với năm 2022",
        ),
        (
            [200.0, 200.0, 200.0],
            [4, 4, 4],
            0.0,
            "Số đoàn viên công đoàn theo cụm thi đua, các năm 2022–2023",
        ),
        // With its missing unit the third could be ahead.
        (
            [100.0, 200.0, 150.0],
            [4, 4, 3],
            0.12,
            "Số đoàn viên công đoàn toàn tỉnh tăng 12,0% so với năm 2022",
        ),
        // Even with its missing unit the third would not be ahead.
        (
            [100.0, 200.0, 120.0],
            [4, 4, 3],
            0.0,
            "Cụm 2 có nhiều đoàn viên nhất năm 2023",
        ),
        // Too few have reported.
        (
            [100.0, 200.0, 150.0],
            [2, 4, 2],
            0.12,
            "Số đoàn viên công đoàn theo cụm thi đua, các năm 2022–2023",
        ),
    ] {
        let run = members(values, counted, rate, rate);
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
        "Số đoàn viên công đoàn (người), các năm 2022–2023; mỗi năm tính theo đơn vị của năm đó"
    );
    assert_eq!(
        chart.source,
        "Nguồn: báo cáo của công đoàn cơ sở; có số liệu: 11/12 đơn vị năm 2023; 12/12 đơn vị năm 2022."
    );
    assert_eq!(
        chart.notes,
        [
            "Mới có một phần số liệu của: Cụm 3 (3/4 đơn vị).",
            "Trên cùng 12 đơn vị có số liệu ở cả hai kỳ, toàn tỉnh tăng 2,0% so với năm 2022."
        ]
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
fn what_is_too_little_to_compare_is_named() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 3], 0.12, 0.12);
    run.aggregate("members", &Group::Province, 2021, (300.0, 5));
    for cluster in 1..=3 {
        run.aggregate("members", &Run::cluster(cluster), 2021, (100.0, 1));
    }
    let chart = chart_of(&run, "doan-vien");
    assert_eq!(
        chart.notes,
        [
            "Mới có một phần số liệu của: Cụm 3 (3/4 đơn vị).",
            "Các kỳ trước chưa đủ số liệu để so sánh: năm 2021 (5/12 đơn vị)."
        ]
    );
}

#[test]
fn an_open_error_silences_titles_and_says_so() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, 0.12);
    let claims = "Cụm 2 có nhiều đoàn viên nhất, tăng 12,0% so với năm 2022";
    assert_eq!(chart_of(&run, "doan-vien").title, claims);
    for (year, is_decided, title, note) in [
        (2023, true, claims, None),
        (
            2023,
            false,
            "Số đoàn viên công đoàn theo cụm thi đua, các năm 2022–2023",
            Some("còn 1 lỗi năm 2023 chưa xử lý"),
        ),
        (
            2022,
            false,
            "Cụm 2 có nhiều đoàn viên nhất năm 2023",
            Some("còn 1 lỗi năm 2022 chưa xử lý"),
        ),
    ] {
        run.tables.findings = vec![run.error("members", year, is_decided)];
        let chart = chart_of(&run, "doan-vien");
        assert_eq!(chart.title, title, "{year} {is_decided}");
        let notes = chart.notes.join(" ");
        assert_eq!(
            notes.contains("chưa nêu nhận xét"),
            note.is_some(),
            "{notes}"
        );
        assert!(note.is_none_or(|note| notes.contains(note)), "{notes}");
    }
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
        chart
            .source
            .contains("các kỳ trước ít nhất: không đơn vị nào năm 2022"),
        "{}",
        chart.source
    );
    let notes = chart.notes.join(" ");
    assert!(
        notes.contains("Không vẽ cụm không còn trong năm 2023: C09."),
        "{notes}"
    );
    assert!(
        notes.contains("Không có số liệu: Cụm 1 (2021); Cụm 2 (2020, 2021, 2022); Cụm 3 (2020, 2021, 2022, 2023)."),
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
        "Cụm 2 có tỷ lệ nữ đạt “Giỏi việc nước, đảm việc nhà” cao nhất năm 2023"
    );
    assert_eq!(chart.categories[0].label, "Cụm thi đua số 2");
    assert_eq!(chart.format.write(0.95), "95,0%");
    let (value, previous) = (0.95, 0.93);
    let mut row = run.comparison("women_two_duties_rate", value, previous);
    let context_of = |run: &Run, row: &crate::tables::Comparison| {
        let (indicators, plan) = (Indicators::built_in(), ChartPlan::built_in());
        let account = run.account(&indicators);
        let context = Context::new(&account, &plan);
        claims::in_words(&context, "women_two_duties_rate", row)
    };
    assert_eq!(
        context_of(&run, &row).as_deref(),
        Some("tăng 2,0 điểm phần trăm so với năm 2022")
    );
    row.change = -0.001;
    assert_eq!(context_of(&run, &row), None);
}

#[test]
fn of_two_clusters_one_has_more_and_none_the_most() {
    let mut run = Run::new(2, 4);
    for (cluster, before, now) in [(1, 90.0, 100.0), (2, 180.0, 200.0)] {
        run.aggregate("members", &Run::cluster(cluster), 2022, (before, 4));
        run.aggregate("members", &Run::cluster(cluster), 2023, (now, 4));
    }
    run.aggregate("members", &Group::Province, 2023, (300.0, 8));
    assert_eq!(
        chart_of(&run, "doan-vien").title,
        "Năm 2023, Cụm 2 có nhiều đoàn viên hơn Cụm 1"
    );
    for basis in [Basis::AsReported, Basis::LikeForLike] {
        run.compare("members", &Run::cluster(2), 200.0, (basis, 0.11));
    }
    run.aggregate("members", &Group::Province, 2022, (270.0, 8));
    assert_eq!(
        chart_of(&run, "doan-vien").title,
        "Cụm 2 có nhiều đoàn viên hơn Cụm 1, tăng 11,0% so với năm 2022"
    );
}

#[test]
fn pictures_lie_in_the_order_of_the_conference_and_poor_ones_apart() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, 0.12);
    run.aggregate("members_new", &Run::cluster(1), 2023, (3.0, 4));
    run.aggregate("members_new", &Group::Province, 2023, (3.0, 4));
    run.rank(2, &[98.0, 97.0, 96.0, 90.0]);
    let charts = run.charts();
    let places: Vec<(&str, bool)> = charts
        .iter()
        .map(|chart| (chart.place.as_str(), chart.is_enough))
        .collect();
    assert_eq!(
        places,
        [
            ("01-tinh-hinh-nop", true),
            ("02-doan-vien", true),
            ("03-tang-giam-doan-vien", true),
            ("chua-du-so-lieu/01-ket-nap-doan-vien", false),
            ("cum-2/01-xep-hang-c02", true),
        ]
    );
}

#[test]
fn clusters_change_on_the_same_units_below_the_province() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, 0.05);
    run.compare(
        "members",
        &Run::cluster(3),
        150.0,
        (Basis::LikeForLike, -0.2),
    );
    run.tables.comparisons.retain(|row| {
        row.group != Run::cluster(3) || row.basis == Basis::AsReported || row.change < 0.0
    });
    let chart = chart_of(&run, "tang-giam-doan-vien");
    assert_eq!(
        chart.title,
        "Số đoàn viên tăng ở 2 cụm, giảm ở 1 cụm so với năm 2022"
    );
    let up = members([100.0, 200.0, 150.0], [4, 4, 4], 0.12, 0.05);
    assert_eq!(
        chart_of(&up, "tang-giam-doan-vien").title,
        "Số đoàn viên tăng ở cả 3 cụm so với năm 2022"
    );
    let labels: Vec<&str> = chart
        .categories
        .iter()
        .map(|category| category.label.as_str())
        .collect();
    assert_eq!(labels[0], "Toàn tỉnh");
    assert_eq!(labels[3], "Cụm thi đua số 3");
    assert_eq!(chart.categories[3].emphasis, Emphasis::Alert);
    assert_eq!(chart.categories[3].detail.as_deref(), Some("(4 đơn vị)"));
    assert!(chart.is_signed);
    assert_eq!(chart.format.write_signed(0.05), "+5,0%");
}

#[test]
fn totals_have_what_there_is_for_each_member_beside_them() {
    let mut run = Run::new(2, 2);
    for cluster in 1..=2 {
        let group = Run::cluster(cluster);
        run.aggregate("social_fund_amount", &group, 2023, (4_000_000.0, 2));
        for unit in 1..=2 {
            let unit = Group::Unit(run::unit_id(cluster * 10 + unit));
            run.aggregate("social_fund_amount", &unit, 2023, (2_000_000.0, 1));
            // Who has no members stated is left out on both sides.
            if cluster == 1 || unit == Group::Unit(run::unit_id(21)) {
                run.aggregate("members", &unit, 2023, (10.0 * f64::from(cluster), 1));
            }
        }
    }
    run.aggregate("social_fund_amount", &Group::Province, 2023, (8e6, 4));
    let chart = chart_of(&run, "ung-ho-quy-xa-hoi");
    let details: Vec<&str> = chart
        .categories
        .iter()
        .filter_map(|category| category.detail.as_deref())
        .collect();
    assert_eq!(
        details,
        ["200 nghìn đồng/đoàn viên", "100 nghìn đồng/đoàn viên"]
    );
}

#[test]
fn nothing_comes_of_nothing() {
    let run = Run::new(0, 0);
    assert!(run.charts().is_empty());
}
