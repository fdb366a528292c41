//! Invented bars: groups over periods, and rankings.

use super::{Dice, chart, clusters, unit_name, years};
use crate::report::chart::{
    Category, ChartKind, ChartSpec, Emphasis, Series, TargetLine, ValueFormat,
};

pub(super) fn grouped(groups: usize, periods: usize) -> ChartSpec {
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

pub(super) fn grouped_with_gaps() -> ChartSpec {
    let mut spec = grouped(5, 3);
    spec.slug = "cot-nhom-thieu".into();
    for category in &mut spec.categories {
        category.detail = Some("0,21 triệu/đoàn viên".into());
    }
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

pub(super) fn ranked(units: usize) -> ChartSpec {
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

/// Gains and losses, below that of all.
pub(super) fn changes(groups: usize) -> ChartSpec {
    let mut dice = Dice(3 + groups as u64);
    let mut spec = chart(
        format!("tang-giam-{groups:02}"),
        ChartKind::RankedBars,
        "Số đoàn viên tăng ở 5 cụm, giảm ở 4 cụm so với năm 2022",
        "Số đoàn viên: tăng, giảm (%) so với năm 2022, tính trên cùng đơn vị có số liệu ở cả hai kỳ",
    );
    spec.is_signed = true;
    spec.format = ValueFormat::percent(1);
    spec.categories = clusters(groups + 1, None);
    spec.categories[0].emphasis = Emphasis::Total;
    for category in &mut spec.categories {
        category.detail = Some("(12 đơn vị)".into());
    }
    let values = (0..=groups).map(|_| Some(0.3 * dice.throw() - 0.15));
    spec.series = vec![Series {
        values: values.collect(),
        ..Series::default()
    }];
    spec
}

/// Rates a year before and now.
pub(super) fn before_after(groups: usize) -> ChartSpec {
    let mut spec = changes(groups);
    spec.slug = format!("truoc-sau-{groups:02}");
    spec.kind = ChartKind::BeforeAfter;
    spec.is_signed = false;
    let changes = std::mem::take(&mut spec.series);
    let mut dice = Dice(9);
    let before: Vec<Option<f64>> = (0..=groups)
        .map(|_| Some(0.7 + 0.15 * dice.throw()))
        .collect();
    let after = before.iter().zip(&changes[0].values);
    let after = after
        .map(|(before, change)| Some((*before)? + (*change)?))
        .collect();
    spec.series = [("Năm 2022", before), ("Năm 2023", after)]
        .map(|(name, values)| Series {
            name: name.into(),
            values,
            ..Series::default()
        })
        .to_vec();
    spec
}

pub(super) fn ranked_scores() -> ChartSpec {
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
