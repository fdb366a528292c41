//! Every total on every sheet is that of the data, and follows from the sheet of units where it is the period's.

use super::{assert_close, cells, number, opened, rendered, row_of, text};
use crate::catalogue::{Aggregation, Indicator};
use crate::period::Period;
use crate::report::fixture::{Province, province};
use crate::report::{ReportPlan, full_label, sheet_name};
use crate::tables::{Aggregate, Basis, Comparison, Group};
use calamine::{Data, Range, Reader};

const NOW: Period = Period::Year(2023);
const BEFORE: Period = Period::Year(2022);

/// The data's rows by what they are about.
struct Truth<'p>(&'p Province);

impl Truth<'_> {
    fn total(&self, period: Period, group: &Group, code: &str) -> Option<&Aggregate> {
        let mut rows = self.0.tables.aggregates.iter();
        rows.find(|row| row.period == period && row.group == *group && &*row.indicator == code)
    }

    fn compared(&self, group: &Group, code: &str, basis: Basis) -> Option<&Comparison> {
        let mut rows = self.0.tables.comparisons.iter();
        rows.find(|row| {
            row.period == NOW
                && row.group == *group
                && &*row.indicator == code
                && row.basis == basis
        })
    }

    fn indicators(&self) -> impl Iterator<Item = (&Indicator, String)> {
        let indicators = self.0.indicators.iter();
        indicators
            .filter(|it| it.aggregation != Aggregation::Distribution)
            .filter(|it| self.total(NOW, &Group::Province, &it.code).is_some())
            .map(|it| (it, full_label(&self.0.indicators, &it.code)))
    }

    fn groups(&self) -> Vec<(Group, String)> {
        let clusters = self.0.register.clusters.values();
        let clusters = clusters.map(|it| (Group::Cluster(it.id.clone()), it.name.clone()));
        std::iter::once((Group::Province, "Toàn tỉnh".to_owned()))
            .chain(clusters)
            .collect()
    }
}

/// A total's cell and the units behind it; both empty where the data has none.
fn assert_total(
    range: &Range<Data>,
    row: usize,
    (value, units): (usize, usize),
    total: Option<&Aggregate>,
) {
    let Some(total) = total else {
        assert_eq!(text(range, row, value), "", "row {row}");
        return;
    };
    assert_close(number(range, row, value), total.value, &total.indicator);
    let coverage = format!("{}/{}", total.n_units, total.n_expected);
    assert_eq!(text(range, row, units), coverage, "{}", total.indicator);
}

#[test]
fn of_the_largest_figures() {
    let province = province(3, 7, 3);
    let truth = Truth(&province);
    let sheet = cells(
        &rendered(&province, &ReportPlan::built_in()),
        sheet_name::OVERVIEW,
    );
    let mut rows = 0;
    for (indicator, label) in truth.indicators() {
        let found = (0..sheet.height()).find(|&row| text(&sheet, row, 0) == label);
        if let Some(row) = found {
            let total = truth.total(NOW, &Group::Province, &indicator.code);
            assert_total(&sheet, row, (1, 7), total);
            rows += 1;
        }
    }
    assert_eq!(rows, 6);
}

#[test]
fn of_the_key_figures() {
    let province = province(3, 7, 3);
    let truth = Truth(&province);
    let books = rendered(&province, &ReportPlan::built_in());
    let (of_province, of_clusters) = (
        cells(&books, sheet_name::PROVINCE),
        cells(&books, sheet_name::HANDOUTS),
    );
    let mut rows = 0;
    for code in ReportPlan::built_in().key_indicators {
        let Some((_, label)) = truth.indicators().find(|(it, _)| *it.code == *code) else {
            continue;
        };
        // On the province's sheet a name takes two columns.
        let sheets = [
            (&of_province, 1, Group::Province),
            (&of_clusters, 0, Group::Cluster("C01".into())),
        ];
        for (sheet, more, group) in sheets {
            let Some(total) = truth.total(NOW, &group, &code) else {
                continue;
            };
            let row = row_of(sheet, &[&label]);
            assert_total(sheet, row, (2 + more, 3 + more), Some(total));
            let Some(same) = truth.compared(&group, &code, Basis::LikeForLike) else {
                continue;
            };
            assert_close(number(sheet, row, 4 + more), same.value, &label);
            assert_close(number(sheet, row, 5 + more), same.previous_value, &label);
            let is_rate = text(sheet, row, 1 + more) == "%";
            let factor = if is_rate { 100.0 } else { 1.0 };
            assert_close(number(sheet, row, 6 + more), same.change * factor, &label);
            if let Some(rate) = same.change_rate.filter(|_| !is_rate) {
                assert_close(number(sheet, row, 7 + more), rate, &label);
            }
            let units = f64::from(same.n_units);
            assert_close(number(sheet, row, 8 + more), units, &label);
            rows += 1;
        }
    }
    assert!(rows > 14, "{rows}");
}

#[test]
fn of_the_province() {
    let province = province(3, 7, 3);
    let truth = Truth(&province);
    let sheet = cells(
        &rendered(&province, &ReportPlan::built_in()),
        sheet_name::PROVINCE,
    );
    let mut row = row_of(&sheet, &["1"]);
    for indicator in province.indicators.iter() {
        if truth
            .total(NOW, &Group::Province, &indicator.code)
            .is_none()
        {
            continue;
        }
        while text(&sheet, row, 1) != indicator.label {
            row += 1;
        }
        for (position, period) in [Period::Year(2021), BEFORE, NOW].into_iter().enumerate() {
            let total = truth.total(period, &Group::Province, &indicator.code);
            assert_total(&sheet, row, (3 + position, 7 + position), total);
        }
        row += 1;
    }
    for rated in province.tables.distributions.iter() {
        if rated.group == Group::Province && rated.period == NOW {
            let shares = format!("{}/{}", rated.n_units, rated.n_total);
            let found = (0..sheet.height()).any(|row| {
                text(&sheet, row, 9) == shares && number(&sheet, row, 5) == f64::from(rated.n_units)
            });
            assert!(found, "{shares}");
        }
    }
}

#[test]
fn of_the_clusters() {
    let province = province(3, 7, 3);
    let truth = Truth(&province);
    let sheet = cells(
        &rendered(&province, &ReportPlan::built_in()),
        sheet_name::CLUSTERS,
    );
    for (indicator, label) in truth.indicators() {
        let row_of = |content: &str| row_of(&sheet, &[&label, content]);
        for (position, (group, name)) in truth.groups().iter().enumerate() {
            let column = 3 + position;
            let header = super::row_of(&sheet, &["Chỉ tiêu", "Nội dung"]);
            assert_eq!(text(&sheet, header, column), *name);
            let total = truth
                .total(NOW, group, &indicator.code)
                .expect("there is one");
            assert_close(
                number(&sheet, row_of("Năm 2023"), column),
                total.value,
                &label,
            );
            let coverage = format!("{}/{}", total.n_units, total.n_expected);
            assert_eq!(text(&sheet, row_of("Đơn vị có số liệu"), column), coverage);
            if let Some(total) = truth.total(BEFORE, group, &indicator.code) {
                assert_close(
                    number(&sheet, row_of("Năm 2022"), column),
                    total.value,
                    &label,
                );
            }
            if let Some(same) = truth.compared(group, &indicator.code, Basis::LikeForLike) {
                let row = row_of("Tăng, giảm cùng đơn vị");
                match text(&sheet, row, 2).as_str() {
                    "%" => assert_close(
                        number(&sheet, row, column),
                        same.change_rate.expect("not from zero"),
                        &label,
                    ),
                    _ => assert_close(number(&sheet, row, column), same.change * 100.0, &label),
                }
            }
        }
    }
}

#[test]
fn of_the_years() {
    let province = province(3, 7, 3);
    let truth = Truth(&province);
    let sheet = cells(
        &rendered(&province, &ReportPlan::built_in()),
        sheet_name::YEARS,
    );
    for (indicator, label) in truth.indicators() {
        for (group, name) in truth.groups() {
            let row = row_of(&sheet, &[&label, &name]);
            for (position, period) in [Period::Year(2021), BEFORE, NOW].into_iter().enumerate() {
                let total = truth.total(period, &group, &indicator.code);
                assert_total(&sheet, row, (3 + position, 13 + position), total);
            }
            for (column, basis) in [(8, Basis::AsReported), (10, Basis::LikeForLike)] {
                let Some(compared) = truth.compared(&group, &indicator.code, basis) else {
                    continue;
                };
                match (text(&sheet, row, 2).as_str(), compared.change_rate) {
                    ("%", _) => {
                        assert_close(number(&sheet, row, column), compared.change * 100.0, &label);
                    }
                    (_, Some(rate)) => assert_close(number(&sheet, row, column), rate, &label),
                    (_, None) => assert_eq!(text(&sheet, row, column), ""),
                }
                if basis == Basis::LikeForLike {
                    let units = f64::from(compared.n_units);
                    assert_close(number(&sheet, row, 12), units, &label);
                }
            }
        }
    }
}

#[test]
fn of_the_parts_of_changes() {
    let province = province(3, 7, 3);
    let truth = Truth(&province);
    let sheet = cells(
        &rendered(&province, &ReportPlan::built_in()),
        sheet_name::CHANGES,
    );
    let header = row_of(&sheet, &["Chỉ tiêu", "Phạm vi"]);
    let mut rows = 0;
    for (indicator, label) in truth.indicators() {
        for (group, name) in truth.groups() {
            let parts = province.tables.change_parts.iter().filter(|part| {
                part.period == NOW && part.group == group && part.indicator == indicator.code
            });
            let change: f64 = parts.map(|part| part.value).sum();
            let found = (header..sheet.height())
                .find(|&row| text(&sheet, row, 0) == label && text(&sheet, row, 1) == name);
            let (Some(row), Some(compared)) = (
                found,
                truth.compared(&group, &indicator.code, Basis::AsReported),
            ) else {
                continue;
            };
            let shown: f64 = (4..10)
                .filter(|&column| !text(&sheet, row, column).is_empty())
                .map(|column| number(&sheet, row, column))
                .sum();
            assert_close(number(&sheet, row, 3), compared.previous_value, &label);
            assert_close(shown, change, &label);
            assert_close(number(&sheet, row, 10), compared.value, &label);
            rows += 1;
        }
    }
    assert!(rows > 20);
}

/// Which sheets have formulas, and how many at least.
#[test]
fn of_the_period_follow_from_the_sheet_of_units() {
    let province = province(3, 7, 3);
    let bytes = rendered(&province, &ReportPlan::built_in());
    let truth = Truth(&province);
    let indicators = truth.indicators().count();
    for (sheet, sign, least) in [
        (sheet_name::OVERVIEW, "'Theo đơn vị'!", 5),
        (sheet_name::HANDOUTS, "-", 8),
        (sheet_name::PROVINCE, "'Theo đơn vị'!", indicators),
        (sheet_name::CLUSTERS, "'Theo đơn vị'!", indicators * 4),
        (sheet_name::CLUSTERS, "COUNTIF('Theo đơn vị'!", 9),
        (sheet_name::YEARS, "'Theo đơn vị'!", indicators * 4),
        (sheet_name::YEARS, "-", indicators * 4),
        (sheet_name::FORM, "'Theo đơn vị'!", 7),
        (sheet_name::CHANGES, "SUM(", 20),
    ] {
        let book: &[u8] = match sheet_name::is_of_checks(sheet) {
            true => &bytes.checks,
            false => &bytes,
        };
        let formulas = opened(book).worksheet_formula(sheet).expect("it is there");
        let found = formulas
            .used_cells()
            .filter(|(_, _, formula)| formula.contains(sign));
        assert!(found.count() >= least, "{sheet}: {sign}");
    }
}
