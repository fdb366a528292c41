//! Good workbooks of every format, made bad in many ways: whatever comes of them, nothing is lost without a word.

use super::mutate::mutant;
use super::outcome::{Came, came_of, differences, good};
use super::{isolated, samples};
use std::collections::BTreeMap;
use tonghop::read::{Outcome, ReadFile, ReaderPool};

/// Mutants of each sample; `cargo bench --bench soak` reads thousands.
const MUTANTS: u64 = 120;

fn read(name: &str, bytes: &[u8], pool: &ReaderPool) -> ReadFile {
    super::read(&[(name, bytes)], pool).remove(0)
}

#[test]
fn mutants_are_read_right_or_not_at_all() {
    let pool = isolated();
    let mut counts: BTreeMap<Came, u32> = BTreeMap::new();
    for sample in samples::all() {
        let before = good(read(&sample.name, &sample.bytes, &pool));
        assert!(
            before.sheets.iter().all(|sheet| sheet.cells.len() > 100),
            "{}",
            sample.name
        );
        for number in 0..MUTANTS {
            let mutant = mutant(&sample, number);
            let file = read(&sample.name, &mutant.bytes, &pool);
            let came = came_of(&before, &file, mutant.bound);
            if matches!(came, Came::Silent | Came::Slow) {
                let shown = match &file.outcome {
                    Outcome::Read(read) => differences(&before, read),
                    other => vec![format!("{other:?}")],
                };
                let (name, class) = (&sample.name, mutant.class);
                panic!("{name} {number} ({class}): {came:?} {shown:#?}");
            }
            *counts.entry(came).or_default() += 1;
        }
    }
    // Mutations that harm nothing, or leave nothing, would prove nothing.
    assert!(counts[&Came::Same] > 50, "{counts:?}");
    assert!(counts[&Came::Refused] > 200, "{counts:?}");
    assert!(counts[&Came::Held] > 5, "{counts:?}");
}
