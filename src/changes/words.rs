//! How changes are said, as data.

use super::{Cause, Changes, Named, StoredGroup, TotalChange};
use crate::quantity::format_number;
use crate::text::fill;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The words of a comparison.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    pub(super) province: String,
    pub(super) none: String,
    pub(super) see_cells: String,
    causes: BTreeMap<String, String>,
    because: BTreeMap<String, String>,
    pub(super) totals: BTreeMap<String, String>,
    pub(super) cells: BTreeMap<String, String>,
    pub(super) tasks: BTreeMap<String, String>,
    terminal: BTreeMap<String, String>,
}

#[expect(
    clippy::expect_used,
    reason = "the built-in words are checked by a test"
)]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("thay-doi.toml")).expect("the words are valid"));
static CATEGORIES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(crate::report::category_names);

impl Words {
    pub(super) fn get() -> &'static Self {
        &WORDS
    }

    /// A word of a part of the words; empty where there is none, which a test rules out.
    pub(super) fn of(part: &'static BTreeMap<String, String>, key: &str) -> &'static str {
        part.get(key).map_or("", String::as_str)
    }

    pub(super) fn cause(&self, cause: Cause) -> &str {
        self.causes.get(cause.key()).map_or("", String::as_str)
    }

    pub(super) fn because(&'static self, cause: Cause, detail: &str) -> String {
        if cause == Cause::OtherRule && detail.is_empty() {
            return Self::of(&self.because, "other-rule-alone").to_owned();
        }
        let pattern = Self::of(&self.because, cause.key());
        let mut rules = crate::rules::ALL.iter();
        let rule = rules.find(|rule| rule.code == detail);
        let detail = rule.map_or(detail, |rule| rule.title);
        fill(pattern, &[("detail", detail)])
    }

    fn terminal(&'static self, key: &str) -> &'static str {
        Self::of(&self.terminal, key)
    }
}

/// A category as a reader says it.
pub(super) fn category(key: &str) -> &str {
    CATEGORIES.get(key).map_or(key, String::as_str)
}

/// A figure as a reader reads it.
fn number(value: f64, is_rate: bool) -> String {
    let shown = if is_rate { value * 100.0 } else { value };
    let decimals = usize::from(shown.fract() != 0.0) * 2;
    let sign = if is_rate { "%" } else { "" };
    format!("{}{sign}", format_number(shown, decimals))
}

/// A change with its sign.
fn signed(value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", number(value, false))
}

pub(super) fn count(count: usize) -> String {
    format_number(count as f64, 0)
}

/// Units named at most behind a mean.
const NAMED_UNITS: usize = 5;

impl<'a> Changes<'a> {
    /// What a group's figure is called.
    pub(super) fn label(&self, total: &TotalChange<'a>) -> String {
        let code = &total.key.indicator;
        let label = self.named().indicator(code).map(|named| &*named.label);
        let label = label.unwrap_or(code);
        match &total.key.category {
            Some(key) => format!("{label}: {}", category(key)),
            None => label.to_owned(),
        }
    }

    pub(super) fn group(&self, group: &'a StoredGroup) -> &'a str {
        match group {
            StoredGroup::Province => &Words::get().province,
            StoredGroup::Cluster(id) => self.named().cluster(id),
            StoredGroup::Unit(id) => self.named().unit(id),
        }
    }

    /// Why a group's figure changed: what each cause adds, or the cells that are in it.
    pub(super) fn why(&self, total: &TotalChange<'a>) -> String {
        let words = &Words::get().totals;
        let mut by_cause: BTreeMap<Cause, (f64, BTreeSet<&str>)> = BTreeMap::new();
        for (position, part) in &total.parts {
            let change = &self.cells[*position];
            let (sum, units) = by_cause.entry(change.cause).or_default();
            *sum += part.unwrap_or_default();
            units.insert(change.pair.key.1);
        }
        let units = |units: usize| fill(Words::of(words, "units"), &[("count", &count(units))]);
        if total.parts.iter().any(|(_, part)| part.is_none()) {
            let causes = by_cause.keys().map(|cause| Words::get().cause(*cause));
            let causes = causes.collect::<Vec<_>>().join(", ");
            let of_units: BTreeSet<&str> = by_cause
                .values()
                .flat_map(|(_, units)| units.iter().copied())
                .collect();
            return fill(
                Words::of(words, "not-summed"),
                &[
                    ("cells", &count(total.parts.len())),
                    ("units", &units(of_units.len())),
                    ("causes", &causes),
                    ("names", &names(self.named(), &of_units)),
                ],
            );
        }
        let mut parts: Vec<String> = by_cause
            .iter()
            .map(|(cause, (sum, of_units))| {
                fill(
                    Words::of(words, "part"),
                    &[
                        ("cause", Words::get().cause(*cause)),
                        ("change", &signed(*sum)),
                        ("units", &units(of_units.len())),
                    ],
                )
            })
            .collect();
        if parts.is_empty() {
            parts.push(Words::of(words, "no-cells").to_owned());
        } else if let Some(rest) = total.unexplained() {
            let pattern = Words::of(words, "unexplained");
            parts.push(fill(pattern, &[("change", &signed(rest))]));
        }
        parts.join("; ")
    }
}

fn names(named: Named<'_>, units: &BTreeSet<&str>) -> String {
    let shown = units.iter().take(NAMED_UNITS);
    let mut names: Vec<&str> = shown.map(|unit| named.unit(unit)).collect();
    if units.len() > NAMED_UNITS {
        names.push("…");
    }
    names.join("; ")
}

/// Figures told on the terminal at most.
const TOLD: usize = 5;

/// What there is to tell of a run that was made of the same as the last one.
pub fn told_of_same() -> Vec<String> {
    vec![Words::get().terminal("same").to_owned()]
}

/// What changed, in a few lines.
pub fn told(changes: &Changes<'_>) -> Vec<String> {
    let words = Words::get();
    let time = &changes.old.manifest.time;
    let mut before = words.terminal("last-run").to_owned();
    if !time.is_empty() {
        before = format!("{before} ({time})");
    }
    if changes.is_empty() {
        return vec![fill(words.terminal("none"), &[("before", &before)])];
    }
    let shown: Vec<&TotalChange<'_>> = changes.shown_totals().collect();
    let mut lines = vec![fill(
        words.terminal("head"),
        &[
            ("before", &before),
            ("totals", &count(shown.len())),
            ("cells", &count(changes.cells.len())),
            ("causes", &by_cause(changes)),
            ("opened", &count(changes.opened.len())),
            ("closed", &count(changes.closed.len())),
        ],
    )];
    lines[0] = lines[0].replace(" ()", "");
    for total in shown.iter().take(TOLD) {
        let indicator = changes.named().indicator(&total.key.indicator);
        let is_rate = total.key.category.is_none() && indicator.is_some_and(|it| it.is_rate);
        let value = |value: Option<f64>| match value {
            Some(value) => number(value, is_rate),
            None => words.none.clone(),
        };
        let line = fill(
            words.terminal("total"),
            &[
                ("label", &changes.label(total)),
                ("group", &changes.group(&total.key.group).to_owned()),
                ("period", &total.key.period.label()),
                ("old", &value(total.old)),
                ("new", &value(total.new)),
                ("why", &changes.why(total)),
            ],
        );
        lines.push(format!("  • {line}"));
    }
    if shown.len() > TOLD {
        let rest = count(shown.len() - TOLD);
        let more = fill(words.terminal("more"), &[("rest", &rest)]);
        lines.push(format!("  {more}"));
    }
    if changes.n_unexplained() > 0 {
        let unexplained = count(changes.n_unexplained());
        let pattern = words.terminal("unexplained");
        lines.push(fill(pattern, &[("count", &unexplained)]));
    }
    lines
}

fn by_cause(changes: &Changes<'_>) -> String {
    let words = Words::get();
    let parts = Cause::ALL.iter().filter_map(|cause| {
        let cells = changes.cells.iter().filter(|cell| cell.cause == *cause);
        let cells = cells.count();
        let places = [("count", &*count(cells)), ("cause", words.cause(*cause))];
        (cells > 0).then(|| fill(words.terminal("cause"), &places))
    });
    parts.collect::<Vec<_>>().join(", ")
}
