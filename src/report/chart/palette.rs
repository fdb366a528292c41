//! The one palette of all pictures: told apart with any eye and on a grey print, because lightness differs with hue.

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// A colour from `0xRRGGBB`.
    pub const fn hex(code: u32) -> Self {
        Self {
            red: (code >> 16) as u8,
            green: (code >> 8) as u8,
            blue: code as u8,
        }
    }

    /// The relative luminance, from 0 (black) to 1 (white), as WCAG defines it.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast with another colour, from 1 to 21, as WCAG defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour between this one (0) and another (1).
    fn towards(self, other: Self, share: f64) -> Self {
        let mix = |from: u8, to: u8| {
            (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8
        };
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }
}

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The point of the chart.
    Main,
    /// What the point is seen against.
    Context,
    /// A sum or mean, set apart.
    Total,
    /// Short of what was asked, or a loss.
    Alert,
    /// No figure.
    Missing,
    /// The best of ordered classes.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The best class of a scale that is no longer used, and the next ones.
    OldFirst,
    /// Its second.
    OldSecond,
    /// Its third.
    OldThird,
    /// Its fourth.
    OldFourth,
}

impl Tone {
    /// The tone's colour.
    pub fn rgb(self) -> Rgb {
        Rgb::hex(match self {
            Tone::Main => 0x1F_5B_A8,
            Tone::Context => 0xA3_AF_BF,
            Tone::Total => 0x47_55_69,
            Tone::Alert => 0xC2_4A_0C,
            Tone::Missing => 0xE8_EB_EF,
            Tone::First => 0x17_4A_8B,
            Tone::Second => 0x5E_93_CF,
            Tone::Third => 0xBC_D5_EE,
            Tone::OldFirst => 0x3B_46_56,
            Tone::OldSecond => 0x7C_89_9B,
            Tone::OldThird => 0xB4_BE_CA,
            Tone::OldFourth => 0xDE_E3_E9,
        })
    }
}

/// The colour of a period among the periods shown: the older the paler; blue at the point, grey elsewhere.
pub(super) fn aged(is_point: bool, position: usize, of: usize) -> Rgb {
    let (oldest, newest) = if is_point {
        (Rgb::hex(0xC3_D7_EC), Tone::Main.rgb())
    } else {
        (Rgb::hex(0xE2_E6_EC), Rgb::hex(0x84_91_A4))
    };
    if of < 2 {
        return newest;
    }
    // The newest stands out from the ramp of those before it.
    let share = match position + 1 == of {
        true => 1.0,
        false => 0.55 * position as f64 / (of - 1).max(1) as f64,
    };
    oldest.towards(newest, share)
}

impl Rgb {
    /// The colour of a heat map's cell, from 0 (light) to 1 (dark).
    pub fn shaded(shade: f64) -> Self {
        let light = Rgb::hex(0xEE_F4_FA);
        let middle = Rgb::hex(0x8F_B5_DD);
        let dark = Rgb::hex(0x1B_52_99);
        let shade = shade.clamp(0.0, 1.0);
        if shade < 0.5 {
            light.towards(middle, shade * 2.0)
        } else {
            middle.towards(dark, shade * 2.0 - 1.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_differ_on_a_grey_print() {
        let steps = |colours: &[Rgb]| {
            colours
                .windows(2)
                .map(|pair| pair[0].contrast(pair[1]))
                .fold(f64::INFINITY, f64::min)
        };
        let classes = [Tone::First, Tone::Second, Tone::Third, Tone::Alert].map(Tone::rgb);
        assert!(steps(&classes) > 1.8);
        let old = [
            Tone::OldFirst,
            Tone::OldSecond,
            Tone::OldThird,
            Tone::OldFourth,
        ];
        assert!(steps(&old.map(Tone::rgb)) > 1.4);
        for is_point in [true, false] {
            let three: Vec<Rgb> = (0..3).map(|period| aged(is_point, period, 3)).collect();
            assert!(steps(&three) > 1.15, "{three:?}");
            assert!(aged(is_point, 1, 3).contrast(aged(is_point, 2, 3)) > 1.5);
        }
        assert!(Tone::Context.rgb().contrast(Tone::Main.rgb()) > 2.5);
    }

    #[test]
    fn shades_grow_darker() {
        let luminances: Vec<f64> = (0..=10)
            .map(|step| Rgb::shaded(f64::from(step) / 10.0).luminance())
            .collect();
        assert!(luminances.is_sorted_by(|one, two| one > two));
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Rgb::hex(0), Rgb::hex(0xFF_FF_FF));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
    }
}
