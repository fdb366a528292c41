//! Amounts written with how they come about: `10 suất x 500.000đ = 5.000.000đ`.

use super::figure::money_mantissa;
use super::format::format_number;
use super::literal::take_literal;
use super::unit::{Dimension, UnitOfMeasure, parse_unit_of_measure};
use super::words::{TIMES, prepare};

/// A number of a product, in đồng where it is one.
struct Factor {
    value: f64,
    unit: Option<UnitOfMeasure>,
}

/// The amount that a product says: its result, where that is what the factors make, else what they make where one of them says
/// that it is money. `None` for any other text, and where the result is another.
pub fn amount_of_product(text: &str) -> Option<String> {
    let prepared = prepare(text);
    let (factors, result) = match prepared.split_once('=') {
        Some((factors, result)) => (factors, Some(result.trim())),
        None => (&*prepared, None),
    };
    let factors = with_one_sign(factors);
    let factors: Vec<Factor> = factors.split(TIMES).map(factor).collect::<Option<_>>()?;
    let prices = factors.iter().filter_map(|it| it.unit.as_ref());
    let mut prices = prices.filter(|unit| unit.dimension == Dimension::Money);
    let (price, other) = (prices.next(), prices.next());
    if factors.len() < 2 || other.is_some() || price.is_some_and(UnitOfMeasure::is_of_another_time)
    {
        return None;
    }
    let product: f64 = factors.iter().map(|it| it.value).product();
    let Some(result) = result else {
        return price.map(|_| format!("{} đồng", format_number(product, 0)));
    };
    let told = factor(result)?;
    let is_counted = |unit: &UnitOfMeasure| unit.dimension != Dimension::Money || unit.is_rate;
    if told.unit.as_ref().is_some_and(is_counted) || (told.value - product).abs() > 0.5 {
        return None;
    }
    // `= 5.000.000` behind `500.000đ` is in đồng too.
    match (&told.unit, price) {
        (None, Some(_)) => Some(format!("{} đồng", format_number(product, 0))),
        _ => Some(result.to_string()),
    }
}

/// A product whose factors the same sign parts: an `x` that is no letter of a word is one.
fn with_one_sign(factors: &str) -> String {
    let letters: Vec<char> = factors.chars().collect();
    let is_of_word = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(|it| it.is_alphabetic())
    };
    let signs = letters
        .iter()
        .enumerate()
        .map(|(at, &letter)| match letter {
            'x' if !is_of_word(at.checked_sub(1)) && !is_of_word(Some(at + 1)) => TIMES.to_string(),
            '✕' => TIMES.to_string(),
            other => other.to_string(),
        });
    signs.collect()
}

/// A number with the unit behind it; a result of another unit than money, and money by anything but the piece, is none.
fn factor(text: &str) -> Option<Factor> {
    let (literal, rest) = take_literal(text.trim())?;
    let rest = rest.trim();
    let unit = match rest {
        "" => None,
        unit => Some(parse_unit_of_measure(unit)?),
    };
    let of_money = unit.as_ref().filter(|it| it.dimension == Dimension::Money);
    if of_money.is_none()
        && unit
            .as_ref()
            .is_some_and(|it| !it.dimension.is_countable() || it.is_multiple)
    {
        return None;
    }
    let scale = of_money.map_or(1.0, |it| it.factor);
    let largest = of_money.and_then(|it| it.largest).unwrap_or(f64::INFINITY);
    let value = money_mantissa(&literal, scale, largest).ok()? * scale;
    Some(Factor { value, unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn products_are_amounts_where_they_are_true() {
        for [written, amount] in cases(
            "
            10 suất x 500.000đ = 5.000.000đ           | 5.000.000đ
            10 suất x 500.000đ = 5.000.000            | 5.000.000 đồng
            04 suất × 500.000 đồng/suất = 2.000.000 đ | 2.000.000 đ
            4 suất x 500.000đ                         | 2.000.000 đồng
            4 suất * 500.000đ                         | 2.000.000 đồng
            500 nghìn đồng x 4 người                  | 2.000.000 đồng
            2 đợt x 5 suất x 300.000đ = 3.000.000đ    | 3.000.000đ
            10 x 0,5 triệu = 5 triệu                  | 5 triệu
            10 x 500.000 = 5.000.000                  | 5.000.000
            10 suất x 500.000đ = 4.500.000đ           |
            10 suất x 500.000đ = 5 suất               |
            4 suất x 500.000                          |
            4 suất x 500.000đ/tháng                   |
            4 tháng x 500.000đ                        |
            4 suất x 500.000đ + 2 suất x 300.000đ     |
            4 suất x 500.000đ = 2.000.000đ = 2 triệu  |
            200.000đ x 500.000đ                       |
            5.000.000đ                                |
            x 500.000đ                                |
            4 xuất 500.000đ                           |",
        ) {
            let found = amount_of_product(written).unwrap_or_default();
            assert_eq!(found, amount, "{written}");
        }
    }
}
