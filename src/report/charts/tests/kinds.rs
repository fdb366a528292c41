//! What each kind of chart says of an invented run.

use super::run::Run;
use super::{chart_of, members};
use crate::observation::{Comparator, SubmissionStatus};
use crate::report::chart::Emphasis;
use crate::tables::{ChangePartKind, Group};

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
        "Số đoàn viên công đoàn toàn tỉnh giảm 25,0% so với năm 2022, chủ yếu do có đơn vị chấm dứt hoạt động"
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
fn who_missed_a_target_is_shown_by_how_far() {
    let rate = "completed_well_rate";
    let mut run = Run::new(2, 4);
    run.target(rate, 11, (0.8, Some(0.9)));
    run.target(rate, 12, (0.8, Some(0.72)));
    run.target(rate, 21, (0.9, Some(0.6)));
    let chart = chart_of(&run, "chi-tieu-hoan-thanh-tot");
    assert_eq!(
        chart.title,
        "2/3 đơn vị chưa đạt chỉ tiêu giao ước về hoàn thành tốt nhiệm vụ"
    );
    let rows: Vec<(&str, Option<&str>, String)> = chart
        .categories
        .iter()
        .zip(&chart.series[0].values)
        .map(|(category, value)| {
            let value = value.map_or(String::new(), |value| chart.format.write(value));
            (category.label.as_str(), category.detail.as_deref(), value)
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Đơn vị 21", Some("(60,0% / 90%)"), "30,0".to_owned()),
            ("Đơn vị 12", Some("(72,0% / 80%)"), "8,0".to_owned()),
        ]
    );
    assert_eq!(chart.format.unit, "điểm phần trăm");
    run.target(rate, 13, (0.8, None));
    let chart = chart_of(&run, "chi-tieu-hoan-thanh-tot");
    assert!(
        chart
            .title
            .ends_with("chưa đạt chỉ tiêu giao ước, năm 2023")
    );
    let notes = chart.notes.join(" ");
    assert!(notes.contains("Chưa có kết quả để so: 1 đơn vị"), "{notes}");
    // Nobody missed anything: there is nothing to draw.
    let mut met = Run::new(2, 4);
    met.target(rate, 11, (0.8, Some(0.9)));
    assert!(
        met.charts()
            .iter()
            .all(|chart| chart.slug != "chi-tieu-hoan-thanh-tot")
    );
}

#[test]
fn of_two_pictures_that_say_the_same_the_clusters_own_stays() {
    let rate = "completed_well_rate";
    let mut run = Run::new(2, 4);
    run.target(rate, 11, (0.8, Some(0.7)));
    let slugs = |run: &Run| -> Vec<String> {
        let charts = run.charts().into_iter().map(|chart| chart.slug);
        charts.filter(|slug| slug.contains("chi-tieu")).collect()
    };
    assert_eq!(slugs(&run), ["chi-tieu-hoan-thanh-tot-cum-c01"]);
    run.target(rate, 21, (0.8, Some(0.6)));
    assert_eq!(slugs(&run).len(), 3);
}

#[test]
fn heat_maps_name_the_one_most_often_first_and_are_parted() {
    let codes = [
        "movement_registered_rate",
        "advanced_workers_rate",
        "cultured_families_rate",
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
    assert_eq!(one.title, "Cụm 3 cao nhất ở 2/3 chỉ tiêu (1/4)");
    assert_eq!(one.categories.len(), 8);
    assert_eq!(one.categories[3].emphasis, Emphasis::Highlight);
    let others = [2, 3, 4].map(|part| chart_of(&run, &format!("cac-ty-le-theo-cum-{part}")));
    assert_eq!(others[2].categories.len(), 5);
    let shades: Vec<f64> = std::iter::once(&one)
        .chain(&others)
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
    assert_eq!(chart.title, "Các tỷ lệ đạt được theo cụm thi đua, năm 2023");
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
    assert_eq!(
        chart.title,
        "2/6 đơn vị được xếp loại hoàn thành xuất sắc nhiệm vụ"
    );
    assert_eq!(chart.series.len(), 4);
    assert_eq!(chart.series[0].values, [Some(2.0), Some(2.0), Some(0.0)]);
    assert_eq!(chart.categories[0].detail.as_deref(), Some("6/6 đơn vị"));
}

#[test]
fn a_change_that_only_coverage_makes_is_told_of_the_same_units() {
    let mut run = members([100.0, 200.0, 150.0], [4, 4, 4], 0.25, 0.05);
    run.part("members", ChangePartKind::Real, 20.0);
    run.part("members", ChangePartKind::Coverage, 70.0);
    let chart = chart_of(&run, "bien-dong-doan-vien");
    assert_eq!(
        chart.title,
        "Số đoàn viên công đoàn của 12 đơn vị có số liệu cả hai kỳ tăng 5,0% so với năm 2022"
    );
    // Too few are the same to speak of them.
    for row in &mut run.tables.comparisons {
        row.n_units = 3;
    }
    let chart = chart_of(&run, "bien-dong-doan-vien");
    assert_eq!(
        chart.title,
        "Số đoàn viên công đoàn toàn tỉnh, năm 2023 so với năm 2022"
    );
    let grouped = chart_of(&run, "doan-vien");
    assert!(grouped.notes.is_empty(), "{:?}", grouped.notes);
}

#[test]
fn pledges_are_counted_by_indicator() {
    let (rate, count) = ("completed_well_rate", "visits");
    let mut run = Run::new(2, 4);
    for (unit, actual) in [(11, Some(0.9)), (12, Some(0.7)), (21, None)] {
        run.target(rate, unit, (0.8, actual));
    }
    for unit in [11, 12, 21] {
        run.target(count, unit, (5.0, Some(1.0)));
    }
    let chart = chart_of(&run, "thuc-hien-giao-uoc");
    // Too few of the pledges have a result for a claim.
    assert_eq!(chart.title, "Kết quả thực hiện chỉ tiêu giao ước, năm 2023");
    assert_eq!(
        chart.notes,
        ["Mới có kết quả của 5/6 lượt giao ước nên chưa nêu nhận xét."]
    );
    let values: Vec<Vec<f64>> = chart
        .series
        .iter()
        .map(|series| series.values.iter().flatten().copied().collect())
        .collect();
    // Met, not met, and no result, which is not "not met".
    assert_eq!(values, [[1.0, 0.0], [1.0, 3.0], [1.0, 0.0]]);
    assert_eq!(chart.categories[0].detail.as_deref(), Some("1/2 đạt"));
    assert!(chart.source.contains("có chỉ tiêu giao ước: 3/8 đơn vị"));
    let of_cluster = chart_of(&run, "chi-tieu-hoan-thanh-tot-cum-c01");
    assert_eq!(
        of_cluster.title,
        "1/2 đơn vị của Cụm 1 chưa đạt chỉ tiêu giao ước về hoàn thành tốt nhiệm vụ"
    );
    assert_eq!(of_cluster.categories.len(), 1);
    for target in &mut run.tables.targets {
        if target.actual.is_none() {
            (target.actual, target.met) = (Some(0.75), Some(false));
        }
    }
    assert_eq!(
        chart_of(&run, "thuc-hien-giao-uoc").title,
        "Mới đạt 1 trong 6 lượt giao ước; thấp nhất là số lượt đoàn viên được thăm hỏi (0/3 đơn vị)"
    );
}

#[test]
fn where_not_all_have_room_the_furthest_stay() {
    let rate = "completed_well_rate";
    let mut run = Run::new(9, 9);
    for unit in run.unit_numbers() {
        let actual = (unit % 3 > 0).then_some(0.5 + f64::from(unit) / 1000.0);
        run.target(rate, unit, (0.8, actual));
    }
    let chart = chart_of(&run, "chi-tieu-hoan-thanh-tot");
    assert_eq!(chart.series[0].values.len(), 12);
    assert_eq!(chart.categories[0].label, "Đơn vị 11");
    assert!(!chart.is_enough);
    assert_eq!(
        chart.notes,
        [
            "Mới có kết quả của 54/81 lượt giao ước nên chưa nêu nhận xét.",
            "Chỉ vẽ 12 đơn vị còn thiếu nhiều nhất trong 54 đơn vị chưa đạt.",
            "Chưa có kết quả để so: 27 đơn vị đã giao ước."
        ]
    );
}

#[test]
fn ratings_are_followed_over_the_years_and_older_scales_stay_apart() {
    let today = ["excellent", "good"];
    for (before, now, expected) in [
        (
            [1, 5],
            [3, 3],
            "50,0% đơn vị được xếp loại hoàn thành xuất sắc nhiệm vụ, tăng 33,3 điểm phần trăm so với năm 2022",
        ),
        // The same number of fewer units is no gain.
        (
            [3, 3],
            [3, 2],
            "Xếp loại chất lượng hoạt động công đoàn cơ sở toàn tỉnh, các năm 2021–2023",
        ),
        // Too few are rated.
        (
            [1, 5],
            [3, 0],
            "Xếp loại chất lượng hoạt động công đoàn cơ sở toàn tỉnh, các năm 2021–2023",
        ),
    ] {
        let mut run = Run::over(2, 3, 3);
        run.rate_in(&["old_strong", "old_fair"], 2021, &Group::Province, &[4, 2]);
        run.rate_in(&today, 2022, &Group::Province, &before);
        run.rate_in(&today, 2023, &Group::Province, &now);
        let chart = chart_of(&run, "xep-loai-cac-nam");
        assert_eq!(chart.title, expected);
        let names: Vec<&str> = chart
            .series
            .iter()
            .map(|series| series.name.as_str())
            .collect();
        assert_eq!(names[4..6], ["Vững mạnh (thang cũ)", "Khá (thang cũ)"]);
        // Who has no class is a part of its own.
        let rated: u32 = now.iter().sum();
        assert_eq!(names.get(6), (rated < 6).then_some(&"Chưa có xếp loại"));
        assert_eq!(chart.series[4].values[0], Some(4.0));
        assert_eq!(chart.series[0].values[0], Some(0.0));
        let notes = chart.notes.join(" ");
        assert!(notes.contains("không quy đổi"), "{notes}");
        let why = format!("chưa đủ để nêu nhận xét: năm 2023 ({rated}/6 đơn vị)");
        assert_eq!(notes.contains(&why), rated < 6, "{notes}");
    }
    // What the plan does not know is shown too, so that the parts of a bar add up.
    let mut run = Run::new(1, 3);
    run.rate_in(&["good", "unheard-of"], 2023, &Group::Province, &[2, 1]);
    let chart = chart_of(&run, "xep-loai");
    assert_eq!(
        chart.series.last().map(|series| series.values[0]),
        Some(Some(1.0))
    );
}

#[test]
fn rankings_say_which_points_they_are_by() {
    let mut run = Run::new(1, 2);
    run.rank(1, &[98.5, 97.0]);
    for (unit, score) in [(11, 98.5), (12, 97.0)] {
        run.observe("self_score", unit, score);
    }
    let subtitle = |run: &Run| chart_of(run, "xep-hang-c01").subtitle;
    assert!(subtitle(&run).starts_with("Điểm tự chấm (điểm)"));
    for (unit, score) in [(11, 98.5), (12, 97.0)] {
        run.observe("cluster_score", unit, score);
    }
    assert!(subtitle(&run).starts_with("Điểm cụm thẩm định (điểm)"));
    let mut poor = Run::new(1, 4);
    poor.rank(1, &[98.5, 97.0]);
    let chart = chart_of(&poor, "xep-hang-c01");
    assert!(chart.notes[0].starts_with("Mới có điểm của 2/4 đơn vị"));
    assert_eq!(chart.categories[0].emphasis, Emphasis::Plain);
}

#[test]
fn a_pledge_not_to_exceed_is_missed_above_it() {
    let mut run = Run::new(2, 4);
    for (unit, actual) in [(11, 0.2), (12, 0.1), (21, 0.35)] {
        run.target("completed_well_rate", unit, (0.15, Some(actual)));
    }
    for target in &mut run.tables.targets {
        target.comparator = Comparator::AtMost;
        target.met = target.actual.map(|actual| actual <= 0.15);
    }
    let chart = chart_of(&run, "chi-tieu-hoan-thanh-tot");
    let gaps: Vec<String> = chart.series[0]
        .values
        .iter()
        .flatten()
        .map(|gap| chart.format.write(*gap))
        .collect();
    assert_eq!(gaps, ["20,0", "5,0"]);
}
