//! Invented parts of changes and classes of units.

use super::{Dice, chart, clusters};
use crate::report::chart::{Category, ChartKind, ChartSpec, Emphasis, Series, Tone};

fn waterfall(slug: &str, steps: &[(&str, f64, bool)]) -> ChartSpec {
    let mut spec = chart(
        slug.into(),
        ChartKind::Waterfall,
        "Số đoàn viên giảm 5,6%, chủ yếu do đơn vị chấm dứt hoạt động",
        "Tổng số đoàn viên toàn tỉnh, năm 2023 so với năm 2022, tách theo nguyên nhân (người)",
    );
    spec.categories = steps
        .iter()
        .map(|&(label, _, is_total)| Category {
            label: label.into(),
            detail: Some("12 đơn vị".into()),
            emphasis: if is_total {
                Emphasis::Total
            } else {
                Emphasis::Plain
            },
            ..Category::default()
        })
        .collect();
    spec.series = vec![Series {
        values: steps.iter().map(|step| Some(step.1)).collect(),
        ..Series::default()
    }];
    spec
}

pub(super) fn waterfall_small() -> ChartSpec {
    waterfall(
        "thac-nuoc-nho",
        &[
            ("Năm 2022", 12.0, true),
            ("Thực tăng, giảm", 3.0, false),
            ("Năm 2023", 15.0, true),
        ],
    )
}

pub(super) fn waterfall_usual() -> ChartSpec {
    waterfall(
        "thac-nuoc",
        &[
            ("Năm 2022", 8200.0, true),
            (
                "Thực tăng, giảm của các đơn vị có số liệu cả hai năm",
                930.0,
                false,
            ),
            ("Chuyển đến từ cụm khác", 410.0, false),
            ("Chuyển đi cụm khác", -620.0, false),
            ("Đơn vị mới thành lập", 120.0, false),
            ("Đơn vị chấm dứt hoạt động", -2950.0, false),
            ("Chỉ có số liệu một năm", 0.0, false),
            ("Năm 2023", 6090.0, true),
        ],
    )
}

pub(super) fn waterfall_cut() -> ChartSpec {
    waterfall(
        "thac-nuoc-cat",
        &[
            ("Năm 2022", 182_000.0, true),
            ("Thực tăng, giảm", 1930.0, false),
            ("Đơn vị chấm dứt hoạt động", -4950.0, false),
            ("Đơn vị mới thành lập", 120.0, false),
            ("Năm 2023", 179_100.0, true),
        ],
    )
}

pub(super) fn shares(groups: usize) -> ChartSpec {
    let mut dice = Dice(21 + groups as u64);
    let mut spec = chart(
        format!("xep-loai-{groups:02}"),
        ChartKind::Shares,
        "41/58 đơn vị hoàn thành tốt nhiệm vụ trở lên",
        "Xếp loại chất lượng hoạt động công đoàn cơ sở theo cụm, năm 2023 (số đơn vị)",
    );
    spec.categories = vec![Category {
        label: "Toàn tỉnh".into(),
        emphasis: Emphasis::Total,
        ..Category::default()
    }];
    spec.categories.extend(clusters(groups, None));
    let classes = [
        ("Hoàn thành xuất sắc nhiệm vụ", Tone::First, 8.0),
        ("Hoàn thành tốt nhiệm vụ", Tone::Second, 12.0),
        ("Hoàn thành nhiệm vụ", Tone::Third, 5.0),
        ("Không hoàn thành nhiệm vụ", Tone::Alert, 2.0),
    ];
    spec.series = classes
        .into_iter()
        .map(|(name, tone, most)| {
            let mut values: Vec<Option<f64>> = (0..groups)
                .map(|_| Some((dice.throw() * most).floor()))
                .collect();
            values.insert(0, Some(values.iter().flatten().sum()));
            Series {
                name: name.into(),
                tone: Some(tone),
                values,
                ..Series::default()
            }
        })
        .collect();
    finish_details(&mut spec, " đơn vị");
    spec
}

pub(super) fn coverage(groups: usize) -> ChartSpec {
    let mut spec = shares(groups);
    spec.slug = format!("tinh-hinh-nop-{groups:02}");
    spec.kind = ChartKind::Coverage;
    spec.title = "58/60 đơn vị đã có báo cáo năm 2023, Cụm 2 còn thiếu 2 đơn vị".into();
    spec.subtitle = "Tình hình nộp báo cáo theo cụm thi đua, năm 2023 (số đơn vị)".into();
    let classes = [
        ("Đã tổng hợp", Tone::First),
        ("Lấy từ bảng của cụm", Tone::Second),
        ("Đã nộp, chờ xử lý", Tone::Alert),
        ("Chưa nộp", Tone::Missing),
    ];
    for (series, (name, tone)) in spec.series.iter_mut().zip(classes) {
        series.name = name.into();
        series.tone = Some(tone);
    }
    spec.categories.remove(0);
    for series in &mut spec.series {
        series.values.remove(0);
    }
    finish_details(&mut spec, "/30");
    spec
}

fn finish_details(spec: &mut ChartSpec, behind: &str) {
    for (index, category) in spec.categories.iter_mut().enumerate() {
        let sum: f64 = spec
            .series
            .iter()
            .filter_map(|series| series.values[index])
            .sum();
        category.detail = Some(format!("{sum}{behind}"));
    }
}
