//! Figures that are whole, up to what reckoning in floating point adds or loses.

use super::QuantityError;
use super::words::WORDS;

/// An amount in đồng: whole up to what reckoning in floating point loses, or a computed mean large enough to be one.
pub(super) fn whole_dong(amount: f64) -> Result<f64, QuantityError> {
    if amount < 0.0 {
        return Err(QuantityError::Negative(amount));
    }
    if let Some(whole) = nearly_whole(amount) {
        return Ok(whole);
    }
    if amount < WORDS.money.least_dong {
        return Err(QuantityError::Fractional(amount));
    }
    Ok(amount)
}

/// A figure without what reckoning in floating point adds or loses; `None` where it is not whole.
pub(super) fn nearly_whole(amount: f64) -> Option<f64> {
    let whole = amount.round();
    ((amount - whole).abs() <= amount.abs() * 8.0 * f64::EPSILON).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reckoning_adds_is_no_part_of_a_figure() {
        assert_eq!(nearly_whole(1_533.000_000_000_001), Some(1_533.0));
        assert_eq!(nearly_whole(0.1 + 0.2 + 2.7), Some(3.0));
        assert_eq!(nearly_whole(1_533.001), None);
        assert_eq!(whole_dong(12.75), Err(QuantityError::Fractional(12.75)));
        assert_eq!(whole_dong(7_233_333.25), Ok(7_233_333.25));
    }
}
