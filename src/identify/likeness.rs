//! Units that may be one, with the evidence, for the office to look at. Nothing is merged here or anywhere by this.

use super::names::unit_key;
use crate::observation::{Measure, SubmissionStatus};
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::resolve::Draft;
use crate::text;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The built-in limits.
const BUILT_IN: &str = include_str!("likeness.toml");

/// When units are shown as perhaps one; each limit is described where it is written, in `likeness.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Limits {
    letters_apart: usize,
    shortest_name: usize,
    fewest_words: usize,
    most_words_more: usize,
    figure_tolerance: f64,
    fewest_figures: usize,
    alike_figures: f64,
}

/// How two names are near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameLikeness {
    /// They differ in tones and diacritics only.
    TonesOnly,
    /// They differ by so many letters.
    LettersApart(usize),
    /// They have the same words in another order.
    OtherOrder,
    /// One stands inside the other.
    Inside,
    /// They are not near; the figures are.
    OtherName,
}

/// Two units that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelySame {
    /// The two, by id.
    pub units: [Arc<str>; 2],
    /// How their names are near.
    pub name: NameLikeness,
    /// The clusters that both are listed in, by id.
    pub shared_clusters: Vec<Arc<str>>,
    /// The periods that both sent reports of their own for: then they are hardly one.
    pub both_reported: Vec<Period>,
    /// Of figures that both have in the periods nearest to each other: how many are alike, of how many.
    pub alike_figures: Option<(usize, usize)>,
}

type Figures = BTreeMap<Period, BTreeMap<Arc<str>, f64>>;

/// What is known of a unit besides its name.
#[derive(Default)]
struct Traits {
    key: String,
    folded: String,
    words: Vec<String>,
    numbers: Vec<String>,
    clusters: BTreeSet<Arc<str>>,
    reported: BTreeSet<Period>,
    figures: Figures,
}

/// The units of a register that may be one, the likeliest first. `drafts` are identified against that register.
///
/// # Panics
/// Never in a released program: a test reads the built-in limits.
#[expect(
    clippy::expect_used,
    reason = "the built-in limits are checked by a test"
)]
pub fn likely_same(register: &Register, drafts: &[Draft], lexicon: &Lexicon) -> Vec<LikelySame> {
    let limits: Limits = toml::from_str(BUILT_IN).expect("the built-in limits are valid");
    let traits = traits_of(register, drafts, lexicon);
    let units: Vec<(&Arc<str>, &Traits)> = traits.iter().collect();
    let mut found = Vec::new();
    for (position, (one_id, one)) in units.iter().enumerate() {
        for (other_id, other) in &units[position + 1..] {
            let name = near_names(one, other, &limits);
            let shared_clusters = one.clusters.intersection(&other.clusters);
            let shared_clusters: Vec<Arc<str>> = shared_clusters.cloned().collect();
            let both_reported = one.reported.intersection(&other.reported);
            let both_reported: Vec<Period> = both_reported.copied().collect();
            if name.is_none() && (shared_clusters.is_empty() || !both_reported.is_empty()) {
                continue;
            }
            let alike_figures = alike_figures(&one.figures, &other.figures, &limits);
            let are_alike = alike_figures
                .is_some_and(|(alike, all)| alike as f64 >= limits.alike_figures * all as f64);
            if name.is_some() || are_alike {
                found.push(LikelySame {
                    units: [(*one_id).clone(), (*other_id).clone()],
                    name: name.unwrap_or(NameLikeness::OtherName),
                    shared_clusters,
                    both_reported,
                    alike_figures,
                });
            }
        }
    }
    found.sort_by_key(|likely| {
        (
            !likely.both_reported.is_empty(),
            likely.shared_clusters.is_empty(),
            likely.name,
            likely.units.clone(),
        )
    });
    found
}

fn traits_of(
    register: &Register,
    drafts: &[Draft],
    lexicon: &Lexicon,
) -> BTreeMap<Arc<str>, Traits> {
    let mut traits: BTreeMap<Arc<str>, Traits> = BTreeMap::new();
    for unit in register.units.values() {
        let key = unit_key(&unit.name, lexicon).to_string();
        let mut words: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let is_number = |word: &&String| word.contains(|c: char| c.is_ascii_digit());
        let numbers = words.iter().filter(is_number).cloned().collect();
        words.sort();
        let of_unit = Traits {
            folded: text::folded(&key),
            key,
            words,
            numbers,
            ..Traits::default()
        };
        traits.insert(unit.id.clone(), of_unit);
    }
    for membership in register.memberships.values() {
        if let Some(unit) = traits.get_mut(&membership.unit_id) {
            unit.clusters.insert(membership.cluster_id.clone());
        }
    }
    let is_accepted = |it: &&Draft| it.submission.status == SubmissionStatus::Accepted;
    for draft in drafts.iter().filter(is_accepted) {
        if let (Some(unit), Some(period)) = (&draft.submission.unit_id, draft.submission.period)
            && let Some(unit) = traits.get_mut(unit)
        {
            unit.reported.insert(period);
        }
        for observation in draft.figures().map(|figure| &figure.observation) {
            let is_figure = observation.counted() && observation.measure == Measure::Actual;
            if let (true, Some(unit), Some(period), Some(value)) = (
                is_figure,
                &observation.unit_id,
                observation.period,
                observation.value,
            ) && let Some(unit) = traits.get_mut(unit).filter(|_| value != 0.0)
            {
                let figures = unit.figures.entry(period).or_default();
                figures.insert(observation.indicator.clone(), value);
            }
        }
    }
    traits
}

fn near_names(one: &Traits, other: &Traits, limits: &Limits) -> Option<NameLikeness> {
    if one.numbers != other.numbers {
        return None;
    }
    if one.folded == other.folded {
        return Some(NameLikeness::TonesOnly);
    }
    if one.words == other.words {
        return Some(NameLikeness::OtherOrder);
    }
    let (one_length, other_length) = (one.key.chars().count(), other.key.chars().count());
    if one_length.min(other_length) >= limits.shortest_name
        && one_length.abs_diff(other_length) <= limits.letters_apart
    {
        let apart = text::letters_apart(&one.key, &other.key);
        if apart <= limits.letters_apart {
            return Some(NameLikeness::LettersApart(apart));
        }
    }
    let (shorter, longer) = match one.words.len() < other.words.len() {
        true => (one, other),
        false => (other, one),
    };
    let is_inside = shorter.words.len() >= limits.fewest_words
        && longer.words.len() - shorter.words.len() <= limits.most_words_more
        && (format!(" {} ", longer.key)).contains(&format!(" {} ", shorter.key));
    is_inside.then_some(NameLikeness::Inside)
}

/// Figures that both have in the two periods nearest to each other.
fn alike_figures(one: &Figures, other: &Figures, limits: &Limits) -> Option<(usize, usize)> {
    let pairs = one.iter().flat_map(|(period, figures)| {
        other.iter().map(move |(other_period, others)| {
            let apart = period.years().1.abs_diff(other_period.years().1);
            (apart, *period, *other_period, figures, others)
        })
    });
    let (.., figures, others) = pairs
        .filter(|(_, period, other, ..)| period.is_comparable_with(*other))
        .min_by_key(|(apart, period, other, ..)| (*apart, *period, *other))?;
    let is_alike = |one: f64, other: f64| {
        (one - other).abs() <= limits.figure_tolerance * one.abs().max(other.abs())
    };
    let compared = figures.iter();
    let compared = compared.filter_map(|(it, value)| Some(is_alike(*value, *others.get(it)?)));
    let compared: Vec<bool> = compared.collect();
    let alike = compared.iter().filter(|&&is_alike| is_alike).count();
    (compared.len() >= limits.fewest_figures).then_some((alike, compared.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    fn traits(name: &str) -> Traits {
        let unit = crate::register::Unit {
            id: "a".into(),
            name: name.to_string(),
            other_names: Vec::new(),
            kind: None,
        };
        let mut register = Register::default();
        register.units.insert("a".into(), unit);
        let mut traits = traits_of(&register, &[], &Lexicon::built_in());
        traits.remove("a").expect("it is there")
    }

    #[test]
    fn names_are_near_by_what_people_get_wrong() {
        let limits: Limits = toml::from_str(BUILT_IN).expect("valid");
        for [one, other, near] in cases(
            "
            Trường Mầm non Tân Bình         | Trường Mầm non Tấn Bình         | TonesOnly
            Trường Tiểu học Sơn Lộc         | Trường Tiểu học Sơn Lôcj        | LettersApart(2)
            Trường Tiểu học số 1 Kiến Giang | Trường Tiểu học số 2 Kiến Giang |
            Ban Nội chính Tỉnh ủy           | Tỉnh ủy Ban Nội chính           | OtherOrder
            Chi cục Thủy lợi                | Chi cục Thủy lợi tỉnh Lạng Sơn  | Inside
            Sở Y tế                         | Sở Tài chính                    |",
        ) {
            let found = near_names(&traits(one), &traits(other), &limits);
            let found = found.map(|near| format!("{near:?}")).unwrap_or_default();
            assert_eq!(found, near, "{one} / {other}");
        }
    }

    #[test]
    fn figures_are_alike_in_the_nearest_periods() {
        let limits: Limits = toml::from_str(BUILT_IN).expect("valid");
        let figures = |year: u16, values: &[f64]| -> Figures {
            let values = values.iter().zip(0..);
            let of_period = values.map(|(&value, at)| (Arc::from(format!("i{at}")), value));
            BTreeMap::from([(Period::Year(year), of_period.collect())])
        };
        let one = figures(2021, &[10.0, 20.0, 30.0, 40.0, 50.0]);
        for (others, alike) in [
            (&[11.0, 20.0, 60.0, 40.0, 50.0][..], Some((4, 5))),
            (&[10.0, 20.0], None),
        ] {
            assert_eq!(alike_figures(&one, &figures(2022, others), &limits), alike);
        }
    }
}
