//! Hundreds of labels as people would write them, none listed as such anywhere, and hundreds that are nearly one and mean
//! something else. A line is a label, the unit of measure of its row where it has one, and what it means.

use super::Lexicon;
use super::labels::LabelMeaning;
use super::row_label::RowLabel;
use crate::quantity::parse_unit_of_measure;

/// What a row's label means, with the unit of measure that its row declares.
fn meaning(label: &str, unit: &str, lexicon: &Lexicon) -> LabelMeaning {
    let label = RowLabel::parse(label, lexicon);
    let unit = parse_unit_of_measure(unit);
    let declared = label.measured(unit.as_ref().map(std::borrow::Cow::Borrowed));
    let measured = label.measured_in(declared.as_deref());
    let meant = measured.and_then(|it| lexicon.meant_in(&label.key, &label.meaning, it));
    meant.map_or_else(|| label.meaning.clone(), LabelMeaning::Indicator)
}

#[test]
fn wordings_that_nobody_listed_are_understood() {
    let lexicon = Lexicon::built_in();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("known.tsv").lines() {
        let (code, written) = line.split_once('\t').expect("a line has two parts");
        let (label, unit) = written.split_once('\t').unwrap_or((written, ""));
        count += 1;
        let found = meaning(label, unit, &lexicon);
        if found != LabelMeaning::Indicator(code.into()) {
            wrong.push(format!("{code}: {written}: {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 300);
    let described = lexicon.indicators.iter();
    let mut unsaid = described.filter(|indicator| {
        let mut lines = include_str!("known.tsv").lines();
        !lines.any(|line| line.split('\t').next() == Some(&*indicator.code))
    });
    assert_eq!(unsaid.next().map(|indicator| &*indicator.code), None);
}

#[test]
fn near_misses_are_no_indicator() {
    let lexicon = Lexicon::built_in();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("near.tsv").lines() {
        let (label, unit) = line.split_once('\t').unwrap_or((line, ""));
        count += 1;
        let found = meaning(label, unit, &lexicon);
        if !matches!(found, LabelMeaning::Unknown(_) | LabelMeaning::Ambiguous(_)) {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 300);
}
