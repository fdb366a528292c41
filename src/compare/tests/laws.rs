//! What holds for every register, however it is kept.

use super::*;
use std::collections::BTreeMap;

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A register of twenty units that anything can happen to, reported with gaps.
fn random_story(dice: &mut Dice) -> Story {
    let kinds = [
        ChangeKind::Founded,
        ChangeKind::Renamed,
        ChangeKind::Merged,
        ChangeKind::Split,
        ChangeKind::MovedCluster,
        ChangeKind::Transferred,
        ChangeKind::Dissolved,
    ];
    let mut story = Story::default();
    let unit = |number: u64| format!("U{number:02}");
    for period in [THEN, NOW] {
        for number in 0..20 {
            let id = unit(number);
            if dice.roll(8) > 0 {
                story.join(period, &id, ["C1", "C2", "C3"][dice.roll(3) as usize]);
            }
            for code in ["members", "new"] {
                if dice.roll(5) > 0 {
                    story.report(period, &id, code, dice.roll(1_000_000_000) as f64);
                }
            }
        }
    }
    for _ in 0..dice.roll(14) {
        let kind = kinds[dice.roll(7) as usize];
        let mut side = || match dice.roll(6) {
            0 => String::new(),
            _ => unit(dice.roll(22)),
        };
        let (from, to) = (side(), side());
        story = story.change(kind, &from, &to);
    }
    story
}

#[test]
fn parts_add_up_exactly_and_their_real_part_is_the_like_for_like_change() {
    let mut dice = Dice(2025);
    let mut n_rows = 0;
    for _ in 0..60 {
        let story = random_story(&mut dice);
        let Comparisons {
            comparisons,
            change_parts,
        } = story.compared();
        let mut parts: BTreeMap<_, f64> = BTreeMap::new();
        let mut real: BTreeMap<_, f64> = BTreeMap::new();
        for part in &change_parts {
            let key = (part.group.clone(), part.indicator.clone());
            *parts.entry(key.clone()).or_default() += part.value;
            if part.part == ChangePartKind::Real {
                real.insert(key, part.value);
            }
        }
        let summed = comparisons
            .iter()
            .filter(|row| &*row.indicator != "new_rate");
        for row in summed {
            let key = (row.group.clone(), row.indicator.clone());
            match row.basis {
                Basis::AsReported => assert_eq!(parts.remove(&key), Some(row.change), "{key:?}"),
                Basis::LikeForLike => {
                    let explained = real.remove(&key);
                    assert!(explained.is_none_or(|it| it == row.change), "{key:?}");
                }
            }
            n_rows += 1;
        }
        assert!(parts.is_empty() && real.is_empty(), "parts of nothing");
    }
    assert!(
        n_rows > 3_000,
        "only {n_rows} rows were held against each other"
    );
}

#[test]
fn the_order_of_figures_and_changes_does_not_show() {
    let mut dice = Dice(7);
    for _ in 0..10 {
        let mut story = random_story(&mut dice);
        for figure in &mut story.observations {
            figure.value = figure.value.map(|value| value / 7.0);
        }
        let once = format!("{:?}", story.compared());
        story.observations.reverse();
        story.register.changes.reverse();
        assert_eq!(format!("{:?}", story.compared()), once);
    }
}
