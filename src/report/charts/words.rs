//! The plan's words: known by their keys, with places to be filled in that are checked when the plan is read.

use crate::catalogue::CatalogueError;
use crate::report::chart::ValueFormat;
use crate::text::fill;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Every key, and what may be filled in.
const KEYS: &[(&str, &[&str])] = &[
    ("missing", &[]),
    ("axis-cut", &[]),
    ("lower", &[]),
    ("higher", &[]),
    ("not-yet", &[]),
    ("more-notes", &[]),
    ("drawn-on", &["date"]),
    ("covered", &[]),
    ("province", &[]),
    ("the-province", &[]),
    ("up", &["by", "previous"]),
    ("down", &["by", "previous"]),
    ("times", &["by", "previous"]),
    ("points", &["by"]),
    ("most-ending", &[]),
    ("own-counted", &[]),
    ("own-most", &["what"]),
    ("own-highest", &["what"]),
    ("more-ending", &[]),
    ("title-first", FIRST),
    ("title-first-change", FIRST),
    ("title-first-times", FIRST),
    ("title-more", FIRST),
    ("title-more-change", FIRST),
    ("title-province", &["subject", "change"]),
    ("title-neutral", &["subject", "periods"]),
    ("title-neutral-province", &["subject", "periods"]),
    ("subtitle", &["subject", "unit", "periods", "span"]),
    ("subtitle-one", &["subject", "unit", "periods"]),
    ("subtitle-no-unit", &["subject", "periods"]),
    ("note-like-for-like", &["units", "group", "change"]),
    ("note-same", &["units", "group", "previous"]),
    ("note-change-basis", &["units"]),
    ("note-ended", &["period", "groups"]),
    ("note-outside", &["units"]),
    ("note-limited", &["shown", "all", "what", "which"]),
    ("which-highest", &[]),
    ("which-lowest", &[]),
    ("which-open", &[]),
    ("which-best", &[]),
    ("which-ends", &[]),
    ("note-poor-left-out", &["count", "indicators"]),
    ("head", &[]),
    ("per-head", &["value", "unit", "head"]),
    ("note-per-head", &["head"]),
    ("thousand-dong", &[]),
    ("percentage-points", &[]),
    ("actual-of-target", &["actual", "target"]),
    ("units-behind", &["units"]),
    ("subtitle-change", CHANGED),
    ("subtitle-before-after", CHANGED),
    ("title-change-neutral", CHANGED),
    ("title-change-none", CHANGES),
    ("title-change-up", CHANGES),
    ("title-change-down", CHANGES),
    ("title-change-up-all", CHANGES),
    ("title-change-down-all", CHANGES),
    ("title-change-both", CHANGES),
    ("note-missing", &["groups"]),
    ("note-poor", &["counted", "expected"]),
    ("note-poor-periods", &["periods"]),
    ("note-poor-groups", &["groups"]),
    ("counted-of", &["what", "counted", "expected"]),
    ("note-doubtful", &["errors"]),
    ("note-doubtful-some", &["count", "all"]),
    ("errors-of", &["count", "period"]),
    ("note-poor-all", &["all"]),
    ("note-poor-some", &["count", "all"]),
    ("source", &["coverage"]),
    ("source-many", &["latest", "least"]),
    ("source-coverage", &["counted", "expected", "period"]),
    ("source-none", &["period"]),
    ("source-range", &["least", "most", "expected", "period"]),
    ("source-targets", &["counted", "expected", "period"]),
    ("title-targets-some", &["unmet", "all", "target", "of"]),
    ("of-group", &["group"]),
    ("subtitle-targets", &["subject", "unit", "periods"]),
    ("title-targets-neutral", &["subject", "of", "periods"]),
    ("note-targets-poor", &["counted", "expected"]),
    ("title-targets-met-neutral", &["of", "periods"]),
    ("title-targets-met", &["met", "known", "of", "reached"]),
    (
        "title-targets-met-worst",
        &["met", "known", "of", "reached", "worst", "fewest", "units"],
    ),
    ("title-targets-met-all", &["known", "of"]),
    ("reached", &[]),
    ("reached-only", &[]),
    ("subtitle-targets-met", &["periods"]),
    ("targets-met", &[]),
    ("targets-unmet", &[]),
    ("targets-unreported", &[]),
    ("targets-of", &["met", "known"]),
    ("what-indicators", &[]),
    ("title-below-line", &["unmet", "all", "what", "line"]),
    ("title-all-above-line", &["all", "what", "line"]),
    ("target-line", &["line"]),
    ("number-of-units", &[]),
    ("what-clusters", &[]),
    ("note-furthest", &["shown", "all"]),
    ("note-unreported", &["units"]),
    ("note-highest", &["shown", "all"]),
    ("title-scores-first", &["unit", "cluster", "score"]),
    ("title-scores-two", &["unit", "other", "cluster", "score"]),
    ("title-scores-many", &["count", "cluster", "score"]),
    ("title-scores-neutral", &["cluster", "periods"]),
    ("subtitle-scores", &["score", "unit", "periods"]),
    ("note-scores-poor", &["counted", "expected"]),
    ("points-of-emulation", &[]),
    ("rank", &["rank"]),
    ("source-scores", &["counted", "expected"]),
    ("title-heat-most", &["group", "count", "all"]),
    ("heat-part", &["title", "part", "parts"]),
    ("title-waterfall", &["subject", "change"]),
    ("title-waterfall-cause", &["subject", "change", "cause"]),
    (
        "title-waterfall-neutral",
        &["subject", "periods", "previous"],
    ),
    ("title-waterfall-same", &["subject", "units", "change"]),
    (
        "subtitle-waterfall",
        &["subject", "unit", "previous", "period"],
    ),
    ("part-real", &[]),
    ("part-moved-in", &[]),
    ("part-moved-out", &[]),
    ("part-founded", &[]),
    ("part-dissolved", &[]),
    ("part-coverage", &[]),
    ("part-units", &["units"]),
    ("cause-real-up", &[]),
    ("cause-real-down", &[]),
    ("cause-moved-in", &[]),
    ("cause-moved-out", &[]),
    ("cause-founded", &[]),
    ("cause-dissolved", &[]),
    ("cause-coverage", &[]),
    ("title-shares", &["count", "all", "class"]),
    ("title-shares-change", &["share", "class", "change"]),
    ("unrated", &[]),
    ("class-of", &["units", "expected"]),
    ("note-shares-poor", &["periods"]),
    ("note-old-scale", &[]),
    ("title-coverage-all", &["all", "period"]),
    ("title-coverage", &["counted", "all", "period", "rest"]),
    ("rest-missing", &["units"]),
    ("rest-missing-in", &["units", "cluster"]),
    ("rest-pending", &["units"]),
    ("and", &["one", "two"]),
    ("subtitle-coverage", &["period"]),
    ("coverage-counted", &[]),
    ("coverage-by-cluster", &[]),
    ("coverage-pending", &[]),
    ("coverage-missing", &[]),
    ("coverage-of", &["counted", "expected"]),
    ("source-files", &["files", "period"]),
    ("note-unplaced", &["files"]),
];

/// What a title of clusters is filled in with.
const FIRST: &[&str] = &[
    "group", "other", "most", "more", "subject", "change", "units", "period", "begun",
];
/// What is said of a change between two periods.
const CHANGED: &[&str] = &["subject", "unit", "period", "previous"];
/// What is said of the changes of clusters.
const CHANGES: &[&str] = &["subject", "gained", "lost", "all", "previous"];

/// The places that counts are filled into.
const COUNTS: &[&str] = &[
    "units", "counted", "expected", "all", "shown", "files", "met", "known", "unmet", "count",
    "least", "most", "fewest", "gained", "lost",
];

/// Keys of this beginning are free: `class-excellent` names the category `excellent`.
const CLASS: &str = "class-";

/// The plan's words.
#[derive(Debug, Clone)]
pub(super) struct Words(BTreeMap<String, String>);

impl Words {
    /// The words, where all are there and none asks for what is not known.
    pub(super) fn new(words: BTreeMap<String, String>) -> Result<Self, CatalogueError> {
        let fault = |text: String| {
            Err(CatalogueError::Meaning(format!(
                "biểu đồ, mục words: {text}"
            )))
        };
        for (key, _) in KEYS {
            if !words.contains_key(*key) {
                return fault(format!("thiếu “{key}”"));
            }
        }
        for (key, text) in &words {
            let known = KEYS.iter().find(|(known, _)| known == key);
            let places = match known {
                Some((_, places)) => *places,
                None if key.starts_with(CLASS) => &[],
                None => return fault(format!("“{key}” không dùng đến")),
            };
            if let Some(place) = places_in(text).find(|place| !places.contains(place)) {
                return fault(format!("“{key}” không có chỗ điền “{{{place}}}”"));
            }
        }
        Ok(Self(words))
    }

    /// A text as it stands.
    pub(super) fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// A text with its places filled in.
    pub(super) fn say(&self, key: &str, filling: &[(&str, &dyn Display)]) -> String {
        let filling: Vec<(&str, String)> = filling
            .iter()
            .map(|(place, with)| (*place, as_read(place, with.to_string())))
            .collect();
        fill(self.get(key), &filling)
    }

    /// What a category is called; its key where the plan has no word for it.
    pub(super) fn class<'a>(&'a self, key: &'a str) -> &'a str {
        self.0
            .get(&format!("{CLASS}{key}"))
            .map_or(key, String::as_str)
    }
}

/// A count with the separators that a reader expects; all else as it is.
fn as_read(place: &str, filled: String) -> String {
    match filled.parse::<u32>() {
        Ok(count) if COUNTS.contains(&place) => ValueFormat::count("").write(f64::from(count)),
        _ => filled,
    }
}

fn places_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(place, _)| place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let words = Words(BTreeMap::from([(
            "x".into(),
            "{one} và {two}, {one}".into(),
        )]));
        let said = words.say("x", &[("one", &"A {two}"), ("two", &"B")]);
        assert_eq!(said, "A {two} và B, A {two}");
        assert_eq!(words.say("none", &[]), "");
        let words = Words(BTreeMap::from([("x".into(), "{units} {group}".into())]));
        let said = words.say("x", &[("units", &12_345), ("group", &"2023")]);
        assert_eq!(said, "12.345 2023");
        assert_eq!(words.class("gold"), "gold");
    }
}
