//! How indicators, periods and units of measure are called where they stand alone.

use super::{Direction, NumberStyle, Quantity};
pub(super) use crate::catalogue::is_dependent;
use crate::catalogue::{Aggregation, Indicator, IndicatorKind, Indicators};

/// An indicator's label that can stand alone: what it depends on comes first.
pub(crate) fn full_label(indicators: &Indicators, code: &str) -> String {
    indicators.full_label(code)
}

/// How amounts are shown on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MoneyScale {
    /// In dong.
    Dong,
    /// In millions of dong.
    Million,
}

impl MoneyScale {
    /// The scale for a sheet whose largest amount is this.
    pub(super) fn for_largest(largest: f64, millions_from: f64) -> Self {
        if largest.abs() >= millions_from {
            Self::Million
        } else {
            Self::Dong
        }
    }

    /// How a sheet says it.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Dong => "Số tiền tính bằng đồng.",
            Self::Million => "Số tiền hiển thị theo triệu đồng.",
        }
    }
}

/// The unit of measure of an indicator on a sheet.
pub(super) fn unit_of_measure(indicator: &Indicator, scale: MoneyScale) -> &str {
    match (indicator.kind, scale) {
        (IndicatorKind::Money, MoneyScale::Million) => "triệu đồng",
        (IndicatorKind::Category, _) => "đơn vị",
        _ => &indicator.unit,
    }
}

/// How a figure of an indicator is shown.
pub(super) fn quantity(indicator: &Indicator, scale: MoneyScale) -> Quantity {
    match (indicator.kind, scale) {
        (IndicatorKind::Count, _) if is_whole(indicator) => Quantity::Whole,
        (IndicatorKind::Count | IndicatorKind::Score, _) => Quantity::Decimal,
        (IndicatorKind::Money, MoneyScale::Dong) => Quantity::Dong,
        (IndicatorKind::Money, MoneyScale::Million) => Quantity::MillionDong,
        (IndicatorKind::Percent, _) => Quantity::Percent,
        (IndicatorKind::Category, _) => Quantity::Whole,
    }
}

fn is_whole(indicator: &Indicator) -> bool {
    matches!(
        indicator.aggregation,
        Aggregation::Sum | Aggregation::Distribution
    )
}

/// How a change of an indicator is shown, and what to multiply it with first: rates change by percentage points.
pub(super) fn change_style(indicator: &Indicator, scale: MoneyScale) -> (NumberStyle, f64) {
    let direction = match indicator.higher_is_better {
        Some(true) => Direction::UpIsGood,
        Some(false) => Direction::UpIsBad,
        None => Direction::Open,
    };
    match quantity(indicator, scale) {
        Quantity::Percent => (NumberStyle::change(Quantity::Points, direction), 100.0),
        other => (NumberStyle::change(other, direction), 1.0),
    }
}

/// The roman numeral of a group.
pub(super) fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_alone() {
        let indicators = Indicators::built_in();
        for (code, label) in [
            ("workers", "Tổng số lao động"),
            ("workers_female", "Tổng số lao động – trong đó: nữ"),
            (
                "avg_wage_headcount",
                "Tiền lương bình quân tháng của 1 người lao động – số người được tính",
            ),
            ("unheard_of", "unheard_of"),
        ] {
            assert_eq!(full_label(&indicators, code), label);
        }
    }

    #[test]
    fn rates_change_by_points_and_amounts_by_amounts() {
        let indicators = Indicators::built_in();
        let style =
            |code: &str, scale| change_style(indicators.get(code).expect("is listed"), scale);
        assert_eq!(
            style("completed_well_rate", MoneyScale::Dong),
            (
                NumberStyle::change(Quantity::Points, Direction::UpIsGood),
                100.0
            )
        );
        assert_eq!(
            style("visits_amount", MoneyScale::Million),
            (
                NumberStyle::change(Quantity::MillionDong, Direction::UpIsGood),
                1.0
            )
        );
        assert_eq!(
            style("visits_per_member", MoneyScale::Dong),
            (
                NumberStyle::change(Quantity::Decimal, Direction::UpIsGood),
                1.0
            )
        );
    }

    #[test]
    fn groups_are_numbered_in_roman() {
        for (number, text) in [
            (1, "I"),
            (4, "IV"),
            (19, "XIX"),
            (60, "LX"),
            (1949, "MCMXLIX"),
        ] {
            assert_eq!(roman(number), text);
        }
    }
}
