//! Hundreds of labels as people would write them, none listed as such anywhere, and hundreds that are nearly one and mean
//! something else. A line is a label, the unit of measure of its row where it has one, and what it means.

mod list_tests;

use super::Lexicon;
use super::labels::LabelMeaning;
use super::row_label::RowLabel;
use crate::quantity::parse_unit_of_measure;
use std::collections::BTreeSet;

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
    let list = include_str!("known.tsv");
    let mut unsaid: BTreeSet<&str> = lexicon.indicators.iter().map(|it| &*it.code).collect();
    let wrong = list.lines().filter_map(|line| {
        let (code, written) = line.split_once('\t').expect("a line has two parts");
        let (label, unit) = written.split_once('\t').unwrap_or((written, ""));
        unsaid.remove(code);
        let found = meaning(label, unit, &lexicon);
        (found != LabelMeaning::Indicator(code.into())).then(|| format!("{line}: {found:?}"))
    });
    assert_eq!(wrong.collect::<Vec<String>>(), [""; 0]);
    assert!(
        list.lines().count() >= 300 && unsaid.is_empty(),
        "{unsaid:?}"
    );
}

#[test]
fn near_misses_are_no_indicator() {
    let lexicon = Lexicon::built_in();
    let list = include_str!("near.tsv");
    let wrong = list.lines().filter_map(|line| {
        let (label, unit) = line.split_once('\t').unwrap_or((line, ""));
        let found = meaning(label, unit, &lexicon);
        let is_none = matches!(found, LabelMeaning::Unknown(_) | LabelMeaning::Ambiguous(_));
        (!is_none).then(|| format!("{line}: {found:?}"))
    });
    assert_eq!(wrong.collect::<Vec<String>>(), [""; 0]);
    assert!(list.lines().count() >= 300);
}
