//! From values to pixels, and where an axis begins.

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

    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.values.1 - self.values.0;
        if span == 0.0 {
            return self.pixels.0;
        }
        self.pixels.0 + (value - self.values.0) / span * (self.pixels.1 - self.pixels.0)
    }
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
    fn only_values_far_from_zero_cut_the_axis() {
        assert_eq!(axis_range([5.0, 9.0].into_iter(), (0.6, 0.8)), (0.0, 9.0));
        let (low, high) = axis_range([80.0, 90.0].into_iter(), (0.6, 0.8));
        assert!(low > 70.0 && low < 80.0 && high == 90.0);
        assert_eq!(axis_range([-2.0, 3.0].into_iter(), (0.6, 0.8)), (-2.0, 3.0));
        assert_eq!(axis_range(std::iter::empty(), (0.6, 0.8)), (0.0, 1.0));
        assert_eq!(axis_range([0.0, 0.0].into_iter(), (0.6, 0.8)), (0.0, 1.0));
    }

    #[test]
    fn a_scale_maps_ends_to_ends() {
        let scale = Scale::new((0.0, 10.0), (100.0, 0.0));
        assert_eq!(scale.at(0.0), 100.0);
        assert_eq!(scale.at(10.0), 0.0);
        assert_eq!(Scale::new((1.0, 1.0), (5.0, 9.0)).at(1.0), 5.0);
    }
}
