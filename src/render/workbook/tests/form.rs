//! The official form holds the data's totals, and the means by kind of employer.

use super::{Books, assert_close, cells, charts, number, row_of, text};
use crate::period::Period;
use crate::register::UnitKind;
use crate::report::fixture::{Province, inputs, province};
use crate::report::{ReportInputs, build_report, sheet_name};
use crate::tables::Group;
use calamine::{Data, Range};

/// Nine units, six of a known kind.
fn mixed() -> Province {
    let mut province = province(1, 9, 2);
    let kinds = [
        Some(UnitKind::Administration),
        Some(UnitKind::ForeignInvested),
        None,
    ];
    let units = province.register.units.values_mut();
    for (unit, kind) in units.zip(kinds.into_iter().cycle()) {
        unit.kind = kind;
    }
    province
}

fn form(province: &Province, office: &str) -> Range<Data> {
    let charts = charts(province);
    let report = build_report(&ReportInputs {
        office,
        charts: &charts,
        ..inputs(province)
    });
    let bytes = Books::of(&report);
    cells(&bytes, sheet_name::FORM)
}

fn total(province: &Province, code: &str) -> f64 {
    let mut rows = province.tables.aggregates.iter();
    rows.find(|row| {
        row.period == Period::Year(2023) && row.group == Group::Province && &*row.indicator == code
    })
    .expect("the province has a total")
    .value
}

#[test]
fn its_rows_are_the_totals_of_the_data() {
    let province = mixed();
    let form = form(&province, "");
    for (number_of_row, label, code) in [
        ("1", "Tổng số lao động", "workers"),
        (
            "4",
            "Tiền lương bình quân tháng của 1 người lao động",
            "avg_wage",
        ),
        ("15", "Tổng số đoàn viên công đoàn", "members"),
        ("16", "Số đoàn viên kết nạp mới trong năm", "members_new"),
    ] {
        let row = row_of(&form, &[number_of_row, label]);
        assert_close(number(&form, row, 3), total(&province, code), label);
    }
    let row = row_of(
        &form,
        &[
            "10",
            "Tổng số tiền doanh nghiệp còn nợ lương người lao động",
        ],
    );
    assert_eq!(
        (text(&form, row, 3), text(&form, row, 4)),
        ("".into(), "0/9".into())
    );
}

#[test]
fn wages_stand_by_kind_of_employer() {
    let province = mixed();
    let form = form(&province, "");
    let own = |id: &str, code: &str| {
        let mut rows = province.tables.aggregates.iter();
        rows.find(|row| {
            row.period == Period::Year(2023) && row.group.id() == id && &*row.indicator == code
        })
        .map(|row| row.value)
    };
    for (number_of_row, kind) in [
        ("5", UnitKind::Administration),
        ("9", UnitKind::ForeignInvested),
    ] {
        let pairs: Vec<(f64, f64)> = province
            .register
            .units
            .values()
            .filter(|unit| unit.kind == Some(kind))
            .filter_map(|unit| {
                Some((
                    own(&unit.id, "avg_wage")?,
                    own(&unit.id, "avg_wage_headcount")?,
                ))
            })
            .collect();
        assert!(pairs.len() > 1);
        let people: f64 = pairs.iter().map(|pair| pair.1).sum();
        let wages: f64 = pairs.iter().map(|pair| pair.0 * pair.1).sum();
        let row = row_of(&form, &[number_of_row]);
        assert_close(number(&form, row, 3), wages / people, kind.label());
        assert_close(number(&form, row + 1, 3), people, kind.label());
        assert_eq!(text(&form, row, 4), format!("{}/3", pairs.len()));
    }
    let row = row_of(&form, &["6"]);
    assert_eq!(
        (text(&form, row, 3), text(&form, row, 4)),
        ("".into(), "–".into())
    );
    let left_out = "Dòng 5–9 không tính 3 đơn vị chưa ghi loại hình trong danh mục.";
    assert!((0..form.height()).any(|row| text(&form, row, 0) == left_out));
}

#[test]
fn it_is_ready_to_be_signed_with_and_without_an_office() {
    let province = mixed();
    let with = form(&province, "LĐLĐ TỈNH A");
    assert_eq!(text(&with, 0, 0), "LĐLĐ TỈNH A");
    let without = form(&province, "");
    assert!(text(&without, 0, 0).starts_with('…'));
    let title = "BÁO CÁO TỔNG HỢP SỐ LIỆU VỀ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023";
    assert_eq!(text(&without, 3, 0), title);
    assert!((0..without.height()).any(|row| text(&without, row, 2) == "TM. BAN THƯỜNG VỤ"));
}
