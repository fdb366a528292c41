//! From values to pixels, and the round values at which an axis is marked.

/// A straight scale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    values: (f64, f64),
    pixels: (f64, f64),
}

impl Scale {
    /// Maps the first value to the first pixel and the second to the second.
    pub(super) fn new(values: (f64, f64), pixels: (f64, f64)) -> Self {
        Self { values, pixels }
    }

    /// The value at the first pixel.
    pub(super) fn lowest(&self) -> f64 {
        self.values.0
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.values.1 - self.values.0;
        if span == 0.0 {
            return self.pixels.0;
        }
        self.pixels.0 + (value - self.values.0) / span * (self.pixels.1 - self.pixels.0)
    }
}

/// Round values from at or below the lowest to at or above the highest, at most `count + 2` of them.
pub(super) fn ticks((lowest, highest): (f64, f64), count: usize) -> Vec<f64> {
    let span = highest - lowest;
    if !span.is_finite() || span <= 0.0 || count == 0 {
        return vec![lowest];
    }
    let rough = span / count as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|&step| step >= rough * 0.999_999)
        .unwrap_or(10.0 * power);
    let first = (lowest / step + 1e-9).floor() as i64;
    let last = (highest / step - 1e-9).ceil() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

/// The digits behind the comma that a step between marks needs.
pub(super) fn decimals_of_step(step: f64) -> usize {
    (0..6)
        .find(|&decimals| {
            let scaled = step * 10f64.powi(decimals);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0)
        })
        .map_or(6, |decimals| decimals as usize)
}

/// The marks without a first one that leaves a whole step of a cut axis empty, as long as the axis reaches down to a share
/// of the highest value.
pub(super) fn without_idle(
    mut marks: Vec<f64>,
    values: impl Iterator<Item = f64> + Clone,
    cut_to: f64,
) -> Vec<f64> {
    let lowest = values.clone().fold(f64::INFINITY, f64::min);
    let highest = values.fold(f64::NEG_INFINITY, f64::max);
    while let [first, second, _, ..] = marks[..]
        && first > 0.0
        && lowest > second
        && second <= highest * cut_to
    {
        marks.remove(0);
    }
    marks
}

/// From zero, or from below the lowest value where all are far from zero and close together.
pub(super) fn axis_range(
    values: impl Iterator<Item = f64>,
    (cut_above, cut_to): (f64, f64),
) -> (f64, f64) {
    let (lowest, highest) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |range, value| {
        (range.0.min(value), range.1.max(value))
    });
    if lowest > highest {
        return (0.0, 1.0);
    }
    if lowest > 0.0 && lowest > highest * cut_above {
        // A small change must not fill the height.
        let margin = (highest - lowest) * 0.15;
        return ((lowest - margin).min(highest * cut_to).max(0.0), highest);
    }
    let range = (lowest.min(0.0), highest.max(0.0));
    if range.0 == range.1 {
        (0.0, 1.0)
    } else {
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_all_values() {
        for (range, count, expected) in [
            (
                (0.0, 9731.0),
                5,
                vec![0.0, 2000.0, 4000.0, 6000.0, 8000.0, 10_000.0],
            ),
            ((0.0, 0.97), 4, vec![0.0, 0.25, 0.5, 0.75, 1.0]),
            ((-3.0, 7.0), 5, vec![-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0]),
            ((5.0, 5.0), 5, vec![5.0]),
        ] {
            let marks = ticks(range, count);
            assert_eq!(marks.len(), expected.len(), "{marks:?}");
            for (mark, expected) in marks.iter().zip(expected) {
                assert!((mark - expected).abs() < 1e-9, "{marks:?}");
            }
        }
    }

    #[test]
    fn only_values_far_from_zero_cut_the_axis() {
        assert_eq!(axis_range([5.0, 9.0].into_iter(), (0.6, 0.8)), (0.0, 9.0));
        let (low, high) = axis_range([80.0, 90.0].into_iter(), (0.6, 0.8));
        assert!(low > 70.0 && low < 80.0 && high == 90.0);
        assert_eq!(axis_range([-2.0, 3.0].into_iter(), (0.6, 0.8)), (-2.0, 3.0));
        assert_eq!(axis_range(std::iter::empty(), (0.6, 0.8)), (0.0, 1.0));
        assert_eq!(axis_range([0.0, 0.0].into_iter(), (0.6, 0.8)), (0.0, 1.0));
    }

    #[test]
    fn no_step_of_a_cut_axis_is_empty() {
        for (values, expected) in [
            (vec![6.2, 13.0], vec![6.0, 8.0, 10.0, 12.0, 14.0]),
            // A small change must not fill the height.
            (vec![12.5, 13.0], vec![10.0, 12.0, 14.0]),
        ] {
            let marks = vec![4.0, 6.0, 8.0, 10.0, 12.0, 14.0];
            let kept = without_idle(marks, values.into_iter(), 0.8);
            assert_eq!(kept, expected);
        }
        let from_zero = vec![0.0, 2.0, 4.0];
        assert_eq!(
            without_idle(from_zero.clone(), [3.0, 4.0].into_iter(), 0.8),
            from_zero
        );
    }

    #[test]
    fn marks_show_the_digits_of_their_step() {
        for (step, decimals) in [(1.0, 0), (2.5, 1), (0.25, 2), (2000.0, 0), (0.1, 1)] {
            assert_eq!(decimals_of_step(step), decimals);
        }
    }

    #[test]
    fn a_scale_maps_ends_to_ends() {
        let scale = Scale::new((0.0, 10.0), (100.0, 0.0));
        assert_eq!(scale.at(0.0), 100.0);
        assert_eq!(scale.at(10.0), 0.0);
        assert_eq!(Scale::new((1.0, 1.0), (5.0, 9.0)).at(1.0), 5.0);
    }
}
