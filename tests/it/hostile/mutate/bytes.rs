//! What happens to files on their way: cut short, filled with zeroes, bits turned, blocks of the disk mixed up.

use super::{Bound, Mutant, stretch};
use fastrand::Rng;

/// The size of the blocks that get lost.
const BLOCKS: [usize; 3] = [512, 4096, 65_536];

/// `has_checksums`: whether damage to what is in the file can be told.
pub(super) fn mutant(good: &[u8], has_checksums: bool, random: &mut Rng) -> Mutant {
    let mut bytes = good.to_vec();
    let class = match random.u8(..9) {
        number @ 0..6 => moved(&mut bytes, number, random),
        number => turned(&mut bytes, number, random),
    };
    let bound = if has_checksums {
        Bound::Same
    } else {
        Bound::NoFewer
    };
    Mutant {
        bytes,
        class,
        bound,
    }
}

/// What is lost, or stands elsewhere.
fn moved(bytes: &mut Vec<u8>, number: u8, random: &mut Rng) -> &'static str {
    let length = bytes.len();
    let block = BLOCKS[random.usize(..BLOCKS.len())];
    let block_at = |random: &mut Rng| {
        let start = random.usize(..length.div_ceil(block)) * block;
        start..(start + block).min(length)
    };
    match number {
        0 => {
            bytes.truncate(random.usize(..length));
            "cut short"
        }
        1 => {
            let start = random.usize(..length);
            bytes[start..].fill(0);
            "end of zeroes"
        }
        2 => {
            bytes[block_at(random)].fill(0);
            "block of zeroes"
        }
        3 => {
            let (one, other) = (block_at(random), block_at(random));
            let kept = bytes[one.clone()].to_vec();
            let size = one.len().min(other.len());
            bytes.copy_within(other.start..other.start + size, one.start);
            bytes[other.start..other.start + size].copy_from_slice(&kept[..size]);
            "blocks swapped"
        }
        4 => {
            bytes.drain(stretch(length, 2048, random));
            "stretch missing"
        }
        _ => {
            let copied = bytes[stretch(length, 2048, random)].to_vec();
            let at = random.usize(..length);
            bytes.splice(at..at, copied);
            "stretch twice"
        }
    }
}

/// What became another value where it stands.
fn turned(bytes: &mut [u8], number: u8, random: &mut Rng) -> &'static str {
    let length = bytes.len();
    match number {
        6 => {
            let place = stretch(length, 64, random);
            bytes[place].fill_with(|| random.u8(..));
            "noise"
        }
        7 => {
            for _ in 0..random.usize(1..=3) {
                bytes[random.usize(..length)] = [0, 1, 0x7f, 0x80, 0xff][random.usize(..5)];
            }
            "bytes of the edge"
        }
        _ => {
            for _ in 0..random.usize(1..=8) {
                bytes[random.usize(..length)] ^= 1 << random.u8(..8);
            }
            "bits turned"
        }
    }
}
