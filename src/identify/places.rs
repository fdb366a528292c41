//! Names of units with the place in them written otherwise: of `Bảo hiểm xã hội huyện Tân Phú` people write `BHXH huyện`, `BHXH Tân
//! Phú` or `BHXH` where all are of one place, and of `Ủy ban nhân dân xã Phú Lộc` the union is that of `xã Phú Lộc`.

use crate::catalogue::FormWords;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whose the ways are to write names without or with their places, by the names' keys. None is a name in full.
pub(super) fn written(
    names: &[(Arc<str>, Arc<str>)],
    words: &FormWords,
) -> BTreeMap<String, BTreeSet<Arc<str>>> {
    let tails: Vec<Option<Placed<'_>>> = names
        .iter()
        .map(|(key, _)| Placed::of(key, &words.upper_places))
        .collect();
    let mut bearers: BTreeMap<(&str, &str), BTreeSet<&Arc<str>>> = BTreeMap::new();
    for (placed, (_, id)) in tails.iter().zip(names) {
        if let Some(placed) = placed {
            bearers
                .entry((placed.level, placed.place))
                .or_default()
                .insert(id);
        }
    }
    // A place in one name alone may be all that it is called.
    bearers.retain(|_, ids| ids.len() > 1);
    let mut written: BTreeMap<String, BTreeSet<Arc<str>>> = BTreeMap::new();
    for (placed, (key, id)) in tails.iter().zip(names) {
        let placed = placed.as_ref();
        let shared = placed.filter(|it| bearers.contains_key(&(it.level, it.place)));
        let mut ways: Vec<String> = shared.map(Placed::ways).unwrap_or_default();
        if placed.is_none() {
            ways.extend(bearers.keys().filter_map(|(level, place)| {
                let body = body_before(key, place)?;
                Some(format!("{body} {level} {place}"))
            }));
        }
        ways.extend(of_commune(key, words));
        for way in ways {
            written.entry(way).or_default().insert(id.clone());
        }
    }
    for (key, _) in names {
        written.remove(&**key);
    }
    written
}

/// A name that ends in a place.
struct Placed<'a> {
    body: &'a str,
    /// `huyện`
    level: &'a str,
    place: &'a str,
}

impl<'a> Placed<'a> {
    fn of(key: &'a str, levels: &[String]) -> Option<Self> {
        levels.iter().find_map(|level| {
            let (body, place) = key.split_once(&format!(" {level} "))?;
            let level = &key[body.len() + 1..][..level.len()];
            // One word is no name of a body.
            body.contains(' ').then_some(Self { body, level, place })
        })
    }

    fn ways(&self) -> Vec<String> {
        let Self { body, level, place } = self;
        vec![
            (*body).to_string(),
            format!("{body} {level}"),
            format!("{body} {place}"),
        ]
    }
}

/// What stands before a place that ends a name.
fn body_before<'k>(key: &'k str, place: &str) -> Option<&'k str> {
    let body = key.strip_suffix(place)?.strip_suffix(' ')?;
    body.contains(' ').then_some(body)
}

/// `xã Phú Lộc`, of its people's committee.
fn of_commune(key: &str, words: &FormWords) -> Option<String> {
    let mut councils = words.commune_councils.iter();
    let rest =
        councils.find_map(|council| key.strip_prefix(council.as_str())?.strip_prefix(' '))?;
    let (level, _) = rest.split_once(' ')?;
    words
        .communes
        .iter()
        .any(|it| it == level)
        .then(|| rest.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_in_several_ways_or_left_out() {
        let words = crate::catalogue::Forms::built_in().words;
        let names = [
            ("bảo hiểm xã hội huyện tân phú", "A"),
            ("trung tâm y tế huyện tân phú", "B"),
            ("kho bạc nhà nước tân phú", "C"),
            ("ủy ban nhân dân xã phú lộc", "D"),
            ("trường mầm non huyện định quán", "E"),
            ("trung tâm y tế", "F"),
            ("trường mầm non tân phú", "G"),
        ];
        let names = names.map(|(key, id)| (Arc::from(key), Arc::from(id)));
        let written = written(&names, &words);
        let whose = |key: &str| {
            written
                .get(key)
                .map(|ids| ids.iter().map(|it| &**it).collect::<String>())
        };
        for (key, ids) in [
            ("bảo hiểm xã hội huyện", Some("A")),
            ("bảo hiểm xã hội tân phú", Some("A")),
            ("bảo hiểm xã hội", Some("A")),
            ("trung tâm y tế huyện", Some("B")),
            ("trung tâm y tế", None),
            ("kho bạc nhà nước huyện tân phú", Some("C")),
            ("kho bạc nhà nước", None),
            ("xã phú lộc", Some("D")),
            ("trường mầm non", None),
            ("trường mầm non huyện tân phú", Some("G")),
        ] {
            assert_eq!(whose(key).as_deref(), ids, "{key}");
        }
    }
}
