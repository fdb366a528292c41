//! What else says whose a form is, where the name on it is in doubt: the template that it was
//! written into, the file's name, a folder of the unit's own, what the unit sent before under the same file name. Two that agree are certain where each alone is not.

use super::Directory;
use super::file_names::{base_name, units_named};
use super::names::{NameMatch, unit_key};
use super::own_name::OwnName;
use super::template;
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::resolve::Draft;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which units sent files of which names, by folder and period.
#[derive(Default)]
pub(super) struct History {
    sent: BTreeMap<(Box<str>, String), BTreeSet<(Period, Arc<str>)>>,
}

impl History {
    /// From what the forms say plainly.
    pub(super) fn new(drafts: &[Draft], named: &[Option<OwnName>], lexicon: &Lexicon) -> Self {
        let mut sent: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (draft, named) in drafts.iter().zip(named) {
            let period = draft.submission.period.or(draft.folder.period);
            if let (Some(NameMatch::Exact(unit)), Some(period)) =
                (named.as_ref().map(|own| &own.found), period)
            {
                sent.entry(key(draft, lexicon))
                    .or_default()
                    .insert((period, unit.clone()));
            }
        }
        Self { sent }
    }

    /// The one unit that sent a file of the same name, in the same cluster's folder, for other periods.
    fn unit_of(&self, draft: &Draft, lexicon: &Lexicon) -> Option<&Arc<str>> {
        let period = draft.submission.period.or(draft.folder.period);
        let before = self.sent.get(&key(draft, lexicon))?;
        let mut units = before
            .iter()
            .filter(|(of, _)| Some(*of) != period)
            .map(|(_, unit)| unit);
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(first)
    }
}

/// A file's name and its innermost folder.
fn key(draft: &Draft, lexicon: &Lexicon) -> (Box<str>, String) {
    let folder = draft
        .folder
        .others
        .last()
        .map(|folder| text::label_key(folder));
    (
        base_name(&draft.submission.file, lexicon).into_owned(),
        folder.unwrap_or_default(),
    )
}

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
    let folders = draft.folder.others.iter().rev();
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
        _ if !name.is_empty() => is_near(name, unit, directory),
        // The form names nobody; the cluster's folder agrees where the unit belongs to that cluster.
        _ => told.len() > 1 || is_in_its_cluster(unit, draft, directory),
    };
    agrees.then(|| (unit.clone(), by))
}

/// Whether a name may be a unit's with several slips, a word more or a word less.
fn is_near(name: &str, unit: &Arc<str>, directory: &Directory<'_>) -> bool {
    /// Of so many letters one may be another.
    const LETTERS_A_SLIP: usize = 5;
    const FEWEST_WORDS: usize = 2;
    let plain = |name: &str| text::folded(&unit_key(name, directory.lexicon));
    let written = plain(name);
    let words: BTreeSet<&str> = written.split(' ').collect();
    let Some(unit) = directory.register.units.get(unit) else {
        return false;
    };
    let mut names = std::iter::once(&unit.name).chain(&unit.other_names);
    names.any(|known| {
        let known = plain(known);
        let of_known: BTreeSet<&str> = known.split(' ').collect();
        let shorter = words.len().min(of_known.len());
        let holds_all = words.is_subset(&of_known) || of_known.is_subset(&words);
        (holds_all && shorter >= FEWEST_WORDS)
            || text::letters_apart(&written, &known) * LETTERS_A_SLIP <= known.chars().count()
    })
}

fn is_in_its_cluster(unit: &Arc<str>, draft: &Draft, directory: &Directory<'_>) -> bool {
    let cluster = directory
        .period
        .and_then(|period| directory.register.cluster_of(period, unit));
    cluster.is_some() && cluster == draft.folder_cluster.as_ref()
}
