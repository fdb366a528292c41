//! What else says whose a form is, where the name on it is in doubt: the template that it was written into, the file's
//! name, a folder of the unit's own, what the unit sent before under the same file name. Two that agree are certain where
//! each alone is not.

use super::directory::Directory;
use super::file_names::{is_all_of, stem};
use super::names::{NameMatch, key_as_written, only, unit_key};
use super::readings::Guess;
use super::template;
use crate::recognise::Lexicon;
use crate::resolve::Draft;
use crate::text;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The unit that a doubtful name and another witness agree on, or two witnesses where the form names nobody; and which.
pub(super) fn confirmed(
    draft: &Draft,
    (name, doubtful): (&str, Option<&NameMatch>),
    directory: &Directory<'_>,
) -> Option<(Arc<str>, &'static str)> {
    let by_file_name = match &units_named(&draft.submission.file, directory)[..] {
        [only] => Some(only.clone()),
        _ => None,
    };
    let folders = draft.whose.folder.others.iter().rev();
    let by_folder = folders
        .filter_map(|folder| directory.find_exact(folder))
        .find_map(|found| match found {
            NameMatch::Exact(unit) => Some(unit),
            _ => None,
        });
    let by_history = directory.history.unit_of(draft, directory.lexicon).cloned();
    let witnesses = [
        (
            template::unit_of(draft, directory),
            "tệp làm trên mẫu phát cho đơn vị đó",
        ),
        (by_file_name, "tên tệp cũng ghi đơn vị đó"),
        (by_folder, "tệp nằm trong thư mục của đơn vị đó"),
        (by_history, "kỳ trước đơn vị đó gửi tệp cùng tên"),
    ];
    let by_letters = only_of_letters(name, draft, directory);
    let mut witnesses = witnesses.to_vec();
    witnesses.push((
        by_letters,
        "tên tệp và thư mục cụm cũng là của đơn vị đó, không đơn vị nào khác có tên chỉ khác dấu",
    ));
    let likely = match doubtful {
        Some(NameMatch::Likely(unit, Guess::Writing)) => Some(unit),
        _ => None,
    };
    let by_cluster = likely.filter(|unit| {
        is_in_its_cluster(unit, draft, directory)
            && !directory.history.is_named(unit, directory.period)
    });
    witnesses.push((
        by_cluster.cloned(),
        "tệp nằm trong thư mục cụm của đơn vị đó, không đơn vị nào khác có thể viết tên như vậy",
    ));
    let told: Vec<(&Arc<str>, &'static str)> = witnesses
        .iter()
        .filter_map(|(unit, by)| Some((unit.as_ref()?, *by)))
        .collect();
    let (unit, by) = *told.first()?;
    if told.iter().any(|(other, _)| *other != unit) {
        return None;
    }
    let agrees = match doubtful {
        Some(NameMatch::Ambiguous(units)) => units.contains(unit),
        Some(NameMatch::Likely(likely, _)) => likely == unit,
        _ if !name.is_empty() => is_near(name, unit, directory),
        // The form names nobody; the cluster's folder agrees where the unit belongs to that cluster.
        _ => told.len() > 1 || is_in_its_cluster(unit, draft, directory),
    };
    agrees.then(|| (unit.clone(), by))
}

/// The one unit of all that bears a name of the same letters with other marks, where the file's name ends in what it is
/// called and the file lies in the folder of its cluster: `Hạt Kiểm lâm Nậm Lung` for `Nậm Lùng` in `Hat KL Nam Lung.xlsx`.
/// The name alone may be another's: `Tân Bình`, `Tấn Bình`.
fn only_of_letters(name: &str, draft: &Draft, directory: &Directory<'_>) -> Option<Arc<str>> {
    /// Of short names many have the same letters.
    const FEWEST_WORDS: usize = 3;
    let plain = |name: &str| text::folded(&unit_key(name, directory.lexicon));
    let written = plain(name);
    if written.split(' ').count() < FEWEST_WORDS {
        return None;
    }
    let units = directory.register.units.values();
    let alike = units.filter(|unit| unit.names().any(|known| plain(known) == written));
    let unit = only(alike.map(|unit| &unit.id))?;
    /// What a unit is called stands behind what kind of body it is.
    const OWN_WORDS: usize = 2;
    let mut words: Vec<&str> = written.split(' ').collect();
    // `Thư viện tỉnh` is called a library.
    let plain = &directory.lexicon.names.plain;
    let plain: BTreeSet<String> = plain.iter().map(|word| text::folded(word)).collect();
    while words.len() > OWN_WORDS && words.last().is_some_and(|word| plain.contains(*word)) {
        words.pop();
    }
    let called = &words[words.len() - OWN_WORDS..];
    let stem = name_key(stem(&draft.submission.file), directory.lexicon);
    let of_stem: Vec<&str> = stem.split(' ').collect();
    let is_in_file_name = of_stem.windows(OWN_WORDS).any(|pair| pair == called);
    (is_in_file_name && is_in_its_cluster(&unit, draft, directory)).then_some(unit)
}

/// Whether a name may be a unit's with several slips, a word more or a word less.
fn is_near(name: &str, unit: &Arc<str>, directory: &Directory<'_>) -> bool {
    /// Of so many letters one may be another.
    const LETTERS_A_SLIP: usize = 5;
    const FEWEST_WORDS: usize = 2;
    let plain = |name: &str| text::folded(&unit_key(name, directory.lexicon));
    let written = plain(name);
    // `Hội Nông dn tỉnh`: a slip that leaves what stands short for another word.
    let as_it_stands = text::folded(&key_as_written(name, directory.lexicon));
    let words: BTreeSet<&str> = written.split(' ').collect();
    let Some(unit) = directory.register.units.get(unit) else {
        return false;
    };
    let is_slip = |written: &str, known: &str| {
        text::letters_apart(written, known) * LETTERS_A_SLIP <= known.chars().count()
    };
    let mut names = unit.names();
    names.any(|known| {
        let known = plain(known);
        let of_known: BTreeSet<&str> = known.split(' ').collect();
        let shorter = words.len().min(of_known.len());
        let holds_all = words.is_subset(&of_known) || of_known.is_subset(&words);
        (holds_all && shorter >= FEWEST_WORDS)
            || is_slip(&written, &known)
            || is_slip(&as_it_stands, &known)
    })
}

fn is_in_its_cluster(unit: &Arc<str>, draft: &Draft, directory: &Directory<'_>) -> bool {
    let cluster = directory
        .period
        .and_then(|period| directory.register.cluster_of(period, unit));
    cluster.is_some() && cluster == draft.whose.folder_cluster.as_ref()
}

/// The units whose name a file's name holds and in which nothing else is named; several where the same is the name of
/// several.
pub(super) fn units_named(file: &str, directory: &Directory<'_>) -> Vec<Arc<str>> {
    let stem = name_key(stem(file), directory.lexicon);
    let units = directory.register.units.values();
    let named = units.filter(|unit| {
        let mut names = unit.names();
        names.any(|name| {
            let key = text::folded(&unit_key(name, directory.lexicon));
            is_all_of(&stem, &key) || without_kind(&key).is_some_and(|rest| is_all_of(&stem, rest))
        })
    });
    named.map(|unit| unit.id.clone()).collect()
}

fn name_key(name: &str, lexicon: &Lexicon) -> String {
    let spaced: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    text::folded(&lexicon.match_key(&spaced))
}

/// `trường …`, `sở …`: what kind of body it is may be left out where the rest of the name is long enough to tell.
fn without_kind(key: &str) -> Option<&str> {
    const FEWEST_WORDS: usize = 3;
    let (_, rest) = key.split_once(' ')?;
    (rest.split(' ').count() >= FEWEST_WORDS).then_some(rest)
}
