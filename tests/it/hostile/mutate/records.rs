//! The records of an `xls` stream, changed under a container that is sound.

use super::{Bound, Mutant, stretch};
use crate::hostile::biff;
use cfb::CompoundFile;
use fastrand::Rng;
use std::io::{Cursor, Read};

pub(super) fn mutant(good: &[u8], random: &mut Rng) -> Mutant {
    let mut stream = Vec::new();
    let mut file = CompoundFile::open(Cursor::new(good)).expect("a sound file");
    let name = if file.is_stream("/Workbook") {
        "Workbook"
    } else {
        "Book"
    };
    let mut workbook = file.open_stream(format!("/{name}")).expect("a stream");
    workbook.read_to_end(&mut stream).expect("sound");
    let records = records(&stream);
    let (start, end) = records[random.usize(..records.len())];
    let (other, other_end) = records[random.usize(..records.len())];
    let (class, bound) = match random.u8(..8) {
        0 => {
            let old = u16::from_le_bytes([stream[start + 2], stream[start + 3]]);
            let lies = [
                0,
                old.wrapping_sub(1),
                old + 1,
                old + 4,
                old.saturating_add(18),
                u16::MAX,
            ];
            let lie = lies[random.usize(..lies.len())];
            stream[start + 2..start + 4].copy_from_slice(&lie.to_le_bytes());
            ("length that lies", Bound::NoFewer)
        }
        1 => {
            stream[start + random.usize(..2)] ^= 1 << random.u8(..8);
            ("record of another type", Bound::NoFewer)
        }
        2 => {
            stream.drain(start..end);
            ("record missing", Bound::Any)
        }
        3 => {
            let copied = stream[start..end].to_vec();
            stream.splice(other..other, copied);
            ("record twice", Bound::NoFewer)
        }
        4 if end <= other => {
            let moved = [
                &stream[other..other_end],
                &stream[end..other],
                &stream[start..end],
            ]
            .concat();
            stream.splice(start..other_end, moved);
            ("records swapped", Bound::NoFewer)
        }
        5 => {
            stream.truncate(end);
            ("stream cut short", Bound::NoFewer)
        }
        6 => {
            stream[start..end.min(start + 32)].fill(0);
            ("record of zeroes", Bound::NoFewer)
        }
        _ => {
            let inside = stretch(end - start, 4, random);
            for byte in &mut stream[start + inside.start..start + inside.end] {
                *byte = random.u8(..);
            }
            ("noise in a record", Bound::NoFewer)
        }
    };
    Mutant {
        bytes: biff::ole(name, &stream),
        class,
        bound,
    }
}

/// Where each record begins and ends.
fn records(stream: &[u8]) -> Vec<(usize, usize)> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(&[_, _, low, high]) = stream.get(at..at + 4) {
        let end = (at + 4 + usize::from(u16::from_le_bytes([low, high]))).min(stream.len());
        records.push((at, end));
        at = end;
    }
    records
}
