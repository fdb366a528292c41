//! Invented charts of every kind, from the smallest to the largest.

mod bars;
mod extremes;
mod parts;

use crate::report::chart::{
    Category, ChartKind, ChartSpec, Emphasis, Of, Series, ValueFormat, Wording,
};
use bars::{before_after, changes, grouped, grouped_with_gaps, ranked, ranked_scores};
use parts::{coverage, shares, waterfall_cut, waterfall_small, waterfall_usual};

const UNITS: &[&str] = &[
    "Sở Y tế",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
    "Kho bạc Nhà nước tỉnh",
    "Trung tâm Huấn luyện và Thi đấu thể thao",
    "Hội Làm vườn tỉnh",
    "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh",
    "Công ty TNHH MTV May mặc Phượng Hoàng",
    "Trường Cao đẳng Nghề",
    "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "Bệnh viện Đa khoa khu vực Ứng Hòa",
];

/// Invented figures that come out the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }
}

pub(in crate::render) fn all() -> Vec<ChartSpec> {
    let mut charts = Vec::new();
    for (groups, periods) in [(1, 1), (2, 3), (5, 3), (9, 3), (12, 2), (15, 4)] {
        charts.push(grouped(groups, periods));
    }
    charts.push(grouped_with_gaps());
    for units in [1, 2, 6, 12, 15] {
        charts.push(ranked(units));
    }
    charts.push(ranked_scores());
    for groups in [2, 5, 11] {
        charts.extend([changes(groups), before_after(groups)]);
    }
    for (groups, periods) in [(1, 2), (2, 3), (4, 4), (5, 5), (8, 2), (15, 10)] {
        charts.push(slope(groups, periods));
    }
    charts.extend([slope_with_gaps(), slope_alone()]);
    for (rows, groups) in [(1, 2), (8, 5), (10, 8)] {
        charts.push(heat(rows, groups));
    }
    charts.extend([waterfall_small(), waterfall_usual(), waterfall_cut()]);
    for groups in [2, 6, 11, 14] {
        charts.push(shares(groups));
        charts.push(coverage(groups));
    }
    charts.extend(extremes::all());
    for chart in &mut charts {
        chart.place = chart.slug.clone();
    }
    charts
}

fn wording() -> Wording {
    Wording {
        missing: "không có số liệu".into(),
        axis_cut: "Trục giá trị không bắt đầu từ 0".into(),
        lower: "thấp hơn".into(),
        higher: "cao hơn (so giữa các cụm trong từng chỉ tiêu)".into(),
        not_yet: "chưa có".into(),
        more_notes: "ghi chú khác ở trang “Số liệu biểu đồ” của kiem-tra.xlsx".into(),
        covered: "đơn vị có số liệu".into(),
    }
}

fn chart(slug: String, kind: ChartKind, title: &str, subtitle: &str) -> ChartSpec {
    ChartSpec {
        place: slug.clone(),
        slug,
        cluster: None,
        is_enough: true,
        is_signed: false,
        of: Of::default(),
        kind,
        title: title.into(),
        subtitle: subtitle.into(),
        notes: vec![],
        source: "Nguồn: báo cáo của 58/60 công đoàn cơ sở năm 2023.".into(),
        categories: vec![],
        series: vec![],
        format: ValueFormat::count("người"),
        target: None,
        wording: wording(),
    }
}

fn clusters(count: usize, highlight: Option<usize>) -> Vec<Category> {
    let names = [
        "Khối sản xuất",
        "Khối giáo dục",
        "Y tế",
        "Khu công nghiệp",
        "Huyện, thị xã",
    ];
    (0..count)
        .map(|index| Category {
            label: match count {
                5 => format!("Cụm thi đua số {} – {}", index + 1, names[index]),
                _ => format!("Cụm thi đua số {}", index + 1),
            },
            short: Some(format!("Cụm {}", index + 1)),
            emphasis: if highlight == Some(index) {
                Emphasis::Highlight
            } else {
                Emphasis::Plain
            },
            ..Category::default()
        })
        .collect()
}

fn unit_name(index: usize) -> String {
    let name = UNITS[index % UNITS.len()];
    match index / UNITS.len() {
        0 => name.to_owned(),
        again => format!("{name} {}", again + 1),
    }
}

fn years(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(move |index| (2024 - count + index).to_string())
}

fn slope(groups: usize, periods: usize) -> ChartSpec {
    let mut dice = Dice(11 + groups as u64);
    let mut spec = chart(
        format!("duong-{groups:02}-{periods}"),
        ChartKind::Slope,
        "Lương bình quân ở Cụm 1 cao nhất và tăng đều từ năm 2019",
        "Tiền lương bình quân tháng của một người lao động theo cụm (triệu đồng)",
    );
    spec.format = ValueFormat {
        unit: "triệu đồng".into(),
        divisor: 1e6,
        decimals: 2,
        suffix: String::new(),
    };
    spec.categories = years(periods)
        .map(|label| Category {
            label,
            ..Category::default()
        })
        .collect();
    spec.series = clusters(groups, None)
        .into_iter()
        .enumerate()
        .map(|(index, cluster)| {
            let mut value = 6e6 + 5e6 * dice.throw();
            Series {
                name: cluster.short.unwrap_or_default(),
                emphasis: if index == 0 {
                    Emphasis::Highlight
                } else {
                    Emphasis::Plain
                },
                values: (0..periods)
                    .map(|_| {
                        value *= 0.98 + 0.12 * dice.throw();
                        Some(value)
                    })
                    .collect(),
                ..Series::default()
            }
        })
        .collect();
    spec
}

fn slope_with_gaps() -> ChartSpec {
    let mut spec = slope(6, 6);
    spec.slug = "duong-thieu".into();
    for series in &mut spec.series {
        series.values[2] = None;
    }
    spec.series[3].values[5] = None;
    spec.series[4].values[0] = None;
    spec.series[5].values[1] = None;
    spec.notes = vec!["Năm 2020 không có số liệu; Cụm 4 không có số liệu năm 2023, Cụm 5 năm 2018, Cụm 6 năm 2019.".into()];
    spec
}

fn slope_alone() -> ChartSpec {
    let mut spec = slope(1, 5);
    spec.slug = "duong-mot".into();
    for value in spec.series[0].values.iter_mut().flatten() {
        *value *= 0.03;
    }
    spec.series[0].values[1] = Some(40_000.0);
    spec
}

fn heat(rows: usize, groups: usize) -> ChartSpec {
    let names = [
        "Tỷ lệ gia đình đạt danh hiệu Gia đình văn hoá",
        "Tỷ lệ CBCCVC, LĐ hoàn thành tốt nhiệm vụ trở lên",
        "Tỷ lệ đoàn viên đạt danh hiệu Đoàn viên công đoàn xuất sắc",
        "Tỷ lệ đoàn viên đăng ký tham gia phong trào thi đua",
        "Tỷ lệ nữ đạt danh hiệu \"Giỏi việc nước, đảm việc nhà\"",
        "Tỷ lệ CBCCVC, LĐ đạt danh hiệu Chiến sĩ thi đua",
    ];
    let mut dice = Dice(5 + groups as u64);
    let mut spec = chart(
        format!("bang-nhiet-{rows:02}-{groups:02}"),
        ChartKind::HeatMap,
        "Cụm 2 cao nhất ở 5/8 chỉ tiêu",
        "Các tỷ lệ theo cụm thi đua, năm 2023 (%)",
    );
    spec.categories = vec![Category {
        label: "Toàn tỉnh".into(),
        emphasis: Emphasis::Total,
        ..Category::default()
    }];
    spec.categories.extend(clusters(groups, Some(1)));
    spec.format = ValueFormat::percent(1);
    spec.format.suffix = String::new();
    spec.series = (0..rows)
        .map(|row| {
            let base = dice.throw();
            let mut shades: Vec<Option<f64>> = (0..=groups).map(|_| Some(dice.throw())).collect();
            shades[0] = None;
            let mut values: Vec<Option<f64>> = shades
                .iter()
                .map(|shade| Some(0.5 * base + 0.5 * shade.unwrap_or(0.5)))
                .collect();
            if row == 3 {
                shades[2] = None;
                values[2] = None;
            }
            let mut name = names[row % names.len()].to_owned();
            if row >= names.len() {
                name = format!("{name} ({row})");
            }
            Series {
                name,
                values,
                shades,
                detail: Some(format!("{}/3000", 2900 + row)),
                ..Series::default()
            }
        })
        .collect();
    spec
}
