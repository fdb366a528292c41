//! The records of an `xls` stream, changed under a container that is sound.

use super::{Bound, Mutant, stretch};
use crate::hostile::biff;
use cfb::CompoundFile;
use fastrand::Rng;
use std::io::{Cursor, Read};
use std::ops::Range;

pub(super) fn mutant(good: &[u8], random: &mut Rng) -> Mutant {
    let (name, mut stream) = workbook(good);
    let records = records(&stream);
    let record = records[random.usize(..records.len())].clone();
    let other = records[random.usize(..records.len())].clone();
    let (class, bound) = match random.u8(..8) {
        0 => {
            let old = u16::from_le_bytes([stream[record.start + 2], stream[record.start + 3]]);
            let lies = [0, old.wrapping_sub(1), old + 1, old + 4, old + 18, u16::MAX];
            let lie = lies[random.usize(..lies.len())].to_le_bytes();
            stream[record.start + 2..record.start + 4].copy_from_slice(&lie);
            ("length that lies", Bound::NoFewer)
        }
        1 => {
            stream[record.start + random.usize(..2)] ^= 1 << random.u8(..8);
            ("record of another type", Bound::NoFewer)
        }
        2 => {
            stream.drain(record);
            ("record missing", Bound::Any)
        }
        3 => {
            let copied = stream[record].to_vec();
            stream.splice(other.start..other.start, copied);
            ("record twice", Bound::NoFewer)
        }
        4 if record.end <= other.start => {
            let between = record.end..other.start;
            let moved = [other.clone(), between, record.clone()].map(|part| &stream[part]);
            let moved = moved.concat();
            stream.splice(record.start..other.end, moved);
            ("records swapped", Bound::NoFewer)
        }
        5 => {
            stream.truncate(record.end);
            ("stream cut short", Bound::NoFewer)
        }
        6 => {
            stream[record.start..record.end.min(record.start + 32)].fill(0);
            ("record of zeroes", Bound::NoFewer)
        }
        _ => {
            let inside = stretch(record.len(), 4, random);
            let inside = record.start + inside.start..record.start + inside.end;
            stream[inside].fill_with(|| random.u8(..));
            ("noise in a record", Bound::NoFewer)
        }
    };
    Mutant {
        bytes: biff::ole(name, &stream),
        class,
        bound,
    }
}

/// The stream of a workbook, and its name.
fn workbook(good: &[u8]) -> (&'static str, Vec<u8>) {
    let mut file = CompoundFile::open(Cursor::new(good)).expect("a sound file");
    let names = ["Workbook", "Book"];
    let name = names
        .into_iter()
        .find(|name| file.is_stream(format!("/{name}")));
    let name = name.expect("a workbook");
    let mut content = Vec::new();
    let mut stream = file.open_stream(format!("/{name}")).expect("a stream");
    stream.read_to_end(&mut content).expect("sound");
    (name, content)
}

/// Where each record begins and ends.
fn records(stream: &[u8]) -> Vec<Range<usize>> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(&[_, _, low, high]) = stream.get(at..at + 4) {
        let end = (at + 4 + usize::from(u16::from_le_bytes([low, high]))).min(stream.len());
        records.push(at..end);
        at = end;
    }
    records
}
