//! Numbers of values that are known from rows above, at a glance.

/// The numbers of the last values. It forgets: of values that share a place the last is known.
pub(super) struct Known {
    places: Vec<Option<((u64, u64), u32)>>,
    /// That of the row above: most rows repeat it.
    last: Option<((u64, u64), u32)>,
}

/// Places by the first bits of a product.
const PLACE_BITS: u32 = 10;

/// An odd number without pattern: 2^64 over the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Known {
    /// Knows nothing yet.
    pub(super) fn new() -> Self {
        Self {
            places: vec![None; 1 << PLACE_BITS],
            last: None,
        }
    }

    /// The number of what has this identity; `tell` tells it where that is not known.
    pub(super) fn or_told(&mut self, identity: (u64, u64), tell: impl FnOnce() -> u32) -> u32 {
        if let Some((known, number)) = self.last
            && known == identity
        {
            return number;
        }
        let mixed = (identity.0 ^ identity.1.rotate_left(32)).wrapping_mul(SPREAD);
        let place = &mut self.places[(mixed >> (u64::BITS - PLACE_BITS)) as usize];
        let number = match place {
            Some((known, number)) if *known == identity => *number,
            _ => {
                let number = tell();
                *place = Some((identity, number));
                number
            }
        };
        self.last = Some((identity, number));
        number
    }
}
