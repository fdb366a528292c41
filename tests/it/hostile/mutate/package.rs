//! Packages whose parts are missing, mistaken for another, or there twice.

use super::{Bound, Mutant};
use crate::hostile::packages::Parts;
use fastrand::Rng;

pub(super) fn mutant(good: &[u8], random: &mut Rng) -> Mutant {
    let parts = Parts::unzip(good);
    let names: Vec<String> = parts.names().iter().map(ToString::to_string).collect();
    let name = &names[random.usize(..names.len())];
    let other = &names[random.usize(..names.len())];
    let (bytes, class, bound) = match random.u8(..5) {
        0 => (parts.without(name).zip(), "part missing", Bound::Same),
        1 => (
            parts.with(name, Vec::new()).zip(),
            "part empty",
            Bound::Same,
        ),
        2 => {
            let content = parts.bytes(other).to_vec();
            (
                parts.with(name, content).zip(),
                "part of another",
                Bound::Any,
            )
        }
        3 => (twice(parts, name, random), "part twice", Bound::Same),
        _ => {
            let length = parts.bytes(name).len();
            let cut = parts.bytes(name)[..random.usize(..length.max(1)).min(length)].to_vec();
            (parts.with(name, cut).zip(), "part cut short", Bound::Same)
        }
    };
    Mutant {
        bytes,
        class,
        bound,
    }
}

/// With a second part of one name, or of a name that differs in capitals only: of the two nobody can tell which counts.
fn twice(parts: Parts, name: &str, random: &mut Rng) -> Vec<u8> {
    let mut second = parts.bytes(name).to_vec();
    if !second.is_empty() {
        let at = random.usize(..second.len());
        second[at] = second[at].wrapping_add(1);
    }
    let capitals = name.to_uppercase();
    let bytes = parts.with(&capitals, second).zip();
    if random.bool() {
        return bytes;
    }
    // The writer refuses a name that is there already.
    let mut bytes = bytes;
    let places: Vec<usize> = (0..bytes.len().saturating_sub(capitals.len()))
        .filter(|&at| bytes[at..].starts_with(capitals.as_bytes()))
        .collect();
    for at in places {
        bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
    }
    bytes
}
