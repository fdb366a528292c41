//! Invented charts of every kind, from the smallest to the largest.

use crate::report::chart::{
    Category, ChartKind, ChartSpec, Emphasis, Series, TargetLine, Tone, ValueFormat, Wording,
};

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

pub(super) fn all() -> Vec<ChartSpec> {
    let mut charts = Vec::new();
    for (groups, periods) in [(1, 1), (2, 3), (5, 3), (9, 3), (15, 3), (30, 2), (60, 3)] {
        charts.push(grouped(groups, periods));
    }
    charts.push(grouped_with_gaps());
    for units in [1, 2, 15, 26, 40, 60, 80] {
        charts.push(ranked(units));
    }
    charts.extend([ranked_with_targets(), ranked_scores()]);
    for (groups, periods) in [(1, 2), (5, 2), (5, 5), (20, 4), (60, 5)] {
        charts.push(slope(groups, periods));
    }
    charts.extend([slope_with_gaps(), slope_alone()]);
    for (rows, groups) in [(1, 2), (8, 5), (13, 10), (15, 20)] {
        charts.push(heat(rows, groups));
    }
    charts.extend([waterfall_small(), waterfall_usual(), waterfall_cut()]);
    for groups in [2, 6, 24, 60] {
        charts.push(shares(groups));
        charts.push(coverage(groups));
    }
    charts
}

fn wording() -> Wording {
    Wording {
        missing: "không có số liệu".into(),
        axis_cut: "Trục giá trị không bắt đầu từ 0".into(),
        lower: "thấp hơn".into(),
        higher: "cao hơn (so giữa các cụm trong từng chỉ tiêu)".into(),
        own_target: "chỉ tiêu giao ước của đơn vị".into(),
        unnamed: "cụm khác không ghi tên".into(),
    }
}

fn chart(slug: String, kind: ChartKind, title: &str, subtitle: &str) -> ChartSpec {
    ChartSpec {
        slug,
        kind,
        title: title.into(),
        subtitle: subtitle.into(),
        notes: vec![],
        source: "Nguồn: báo cáo của 58/60 công đoàn cơ sở năm 2023; mỗi năm tính theo các đơn vị của năm đó.".into(),
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

fn grouped(groups: usize, periods: usize) -> ChartSpec {
    let mut dice = Dice(groups as u64);
    let bases: Vec<f64> = (0..groups).map(|_| 800.0 + 8000.0 * dice.throw()).collect();
    let highlight = (0..groups).max_by(|&one, &two| bases[one].total_cmp(&bases[two]));
    let mut spec = chart(
        format!("cot-nhom-{groups:02}-{periods}"),
        ChartKind::GroupedBars,
        "Cụm 4 kết nạp nhiều đoàn viên nhất, tăng 12% so với năm 2022",
        "Số đoàn viên kết nạp mới theo cụm thi đua, 2021–2023 (người)",
    );
    spec.categories = clusters(groups, highlight.filter(|_| groups != 9));
    spec.series = years(periods)
        .enumerate()
        .map(|(year, name)| Series {
            name,
            values: bases
                .iter()
                .map(|base| Some((base * (0.8 + 0.1 * year as f64 + 0.1 * dice.throw())).round()))
                .collect(),
            ..Series::default()
        })
        .collect();
    spec
}

fn grouped_with_gaps() -> ChartSpec {
    let mut spec = grouped(5, 3);
    spec.slug = "cot-nhom-thieu".into();
    spec.title = "Số tiền ủng hộ các loại quỹ xã hội theo cụm thi đua, các năm 2021, 2022 và 2023 của toàn tỉnh Lạng Sơn sau khi sắp xếp lại tổ chức".into();
    spec.subtitle = "Số tiền ủng hộ các loại quỹ xã hội (triệu đồng)".into();
    spec.format = ValueFormat {
        unit: "triệu đồng".into(),
        divisor: 1e6,
        decimals: 1,
        suffix: String::new(),
    };
    for series in &mut spec.series {
        for value in series.values.iter_mut().flatten() {
            *value *= 1e5;
        }
    }
    spec.series[0].values[1] = None;
    spec.series[1].values[2] = None;
    spec.series[2].values[2] = None;
    spec.series[1].values[4] = Some(0.0);
    spec.notes = vec!["Tính trên cùng 7 đơn vị có số liệu cả hai năm, Cụm 4 tăng 3,1%.".into()];
    spec
}

fn ranked(units: usize) -> ChartSpec {
    let mut dice = Dice(7 + units as u64);
    let mut values: Vec<f64> = (0..units).map(|_| 0.55 + 0.44 * dice.throw()).collect();
    values.sort_by(|one, two| two.total_cmp(one));
    let mut spec = chart(
        format!("xep-thu-tu-{units:02}"),
        ChartKind::RankedBars,
        "Bốn đơn vị chưa đạt mức 80% chỉ tiêu năm 2023",
        "Tỷ lệ hoàn thành chỉ tiêu giao ước (%), xếp từ cao xuống thấp",
    );
    spec.categories = values
        .iter()
        .enumerate()
        .map(|(index, &value)| Category {
            label: unit_name(index),
            emphasis: if value < 0.8 {
                Emphasis::Alert
            } else {
                Emphasis::Plain
            },
            ..Category::default()
        })
        .collect();
    spec.series = vec![Series {
        values: values.into_iter().map(Some).collect(),
        ..Series::default()
    }];
    spec.target = Some(TargetLine {
        label: "Chỉ tiêu 80%".into(),
        value: 0.8,
    });
    spec.format = ValueFormat::percent(1);
    spec
}

fn ranked_with_targets() -> ChartSpec {
    let mut spec = ranked(12);
    spec.slug = "xep-thu-tu-giao-uoc".into();
    spec.target = None;
    let mut dice = Dice(3);
    for (category, value) in spec.categories.iter_mut().zip(&spec.series[0].values) {
        let target = 0.7 + 0.2 * dice.throw();
        category.target = Some(target);
        category.emphasis = if value.unwrap_or(0.0) < target {
            Emphasis::Alert
        } else {
            Emphasis::Plain
        };
    }
    spec.series[0].values[11] = None;
    spec
}

fn ranked_scores() -> ChartSpec {
    let mut spec = ranked(9);
    spec.slug = "xep-hang-cum".into();
    spec.title = "Sở Y tế dẫn đầu Cụm thi đua số 2".into();
    spec.subtitle = "Điểm cụm thẩm định (điểm), năm 2023; trong ngoặc là thứ hạng".into();
    spec.target = None;
    spec.format = ValueFormat {
        decimals: 1,
        ..ValueFormat::count("điểm")
    };
    for (index, category) in spec.categories.iter_mut().enumerate() {
        category.emphasis = if index == 0 {
            Emphasis::Highlight
        } else {
            Emphasis::Plain
        };
        category.detail = Some(format!("(hạng {})", index + 1));
        spec.series[0].values[index] = Some(99.0 - index as f64 * 0.5);
    }
    spec
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
                ..Series::default()
            }
        })
        .collect();
    spec
}

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

fn waterfall_small() -> ChartSpec {
    waterfall(
        "thac-nuoc-nho",
        &[
            ("Năm 2022", 12.0, true),
            ("Thực tăng, giảm", 3.0, false),
            ("Năm 2023", 15.0, true),
        ],
    )
}

fn waterfall_usual() -> ChartSpec {
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

fn waterfall_cut() -> ChartSpec {
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

fn shares(groups: usize) -> ChartSpec {
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

fn coverage(groups: usize) -> ChartSpec {
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
