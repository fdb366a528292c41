//! Which unit and cluster a file is from, and which of several versions counts.
//!
//! The first stage that sees all files together. Without a register, units are taken as they name themselves.

mod clusters;
mod content;
mod decided_names;
mod decisions;
mod differences;
mod drawn_register;
mod ended;
mod file_names;
mod likeness;
mod memberships;
mod minutes;
mod name_tails;
mod names;
mod nearest;
mod own_name;
mod returned;
mod rows;
mod units;
mod unread;
mod versions;
mod witnesses;

pub use differences::{VersionDifference, VersionFigure, version_differences};
pub use drawn_register::{draw_register, leave_out_shared_lines, stated_codes};
pub use likeness::{LikelySame, NameLikeness, likely_same};
pub use nearest::NearestNames;

use crate::finding::{Checked, Finding};
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::wordbook::Meaning;
use crate::register::{Register, Timeline};
use crate::resolve::Draft;
use decided_names::DecidedNames;
use names::{NameMatch, Names, unit_key};
use own_name::OwnName;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use witnesses::History;

/// The names that files are held against.
#[derive(Clone, Copy)]
struct Directory<'a> {
    register: &'a Register,
    lexicon: &'a Lexicon,
    units: &'a Names,
    clusters: &'a Names,
    timeline: &'a Timeline<'a>,
    /// What units have sent under which names.
    history: &'a History,
    /// The period that names are meant in: what a former name means depends on it.
    period: Option<Period>,
    /// Names that the office has explained.
    words: &'a DecidedNames,
    /// The cluster in whose forms they are read.
    place: Option<&'a Arc<str>>,
}

impl Directory<'_> {
    /// The unit of a name that is written as the register has it, with or without what people write behind names.
    fn find_exact(&self, name: &str) -> Option<NameMatch> {
        if let Some(entry) = self.decided_unit(name) {
            return match &entry.means {
                Meaning::Unit(unit) => Some(self.meant(NameMatch::Exact(unit.clone()))),
                _ => None,
            };
        }
        let exact = |name: &str| self.units.find_exact(&unit_key(name, self.lexicon));
        let found = exact(name)
            .or_else(|| exact(self.without_tail(name).as_deref()?))
            .or_else(|| exact(&self.as_school(name)?))?;
        Some(self.meant(found))
    }

    /// `TH Kim Đồng` with what it leaves out.
    fn as_school(&self, name: &str) -> Option<String> {
        let school = format!("Trường {}", unit_key(name, self.lexicon));
        let key = unit_key(&school, self.lexicon);
        let level = key.strip_prefix("trường ")?;
        let mut levels = self.lexicon.forms.words.school_levels.iter();
        levels
            .any(|known| level.starts_with(known.as_str()))
            .then_some(school)
    }

    /// The unit of a name, a slip of it, or what is near.
    fn find(&self, name: &str) -> NameMatch {
        let near = |name: &str| self.units.find(&unit_key(name, self.lexicon));
        if let Some(exact) = self.find_exact(name) {
            return exact;
        }
        if self.left_out_unit(name).is_some() {
            return NameMatch::Unknown(Vec::new());
        }
        let found = match (near(name), &*self.without_tail(name)) {
            (NameMatch::Unknown(_), Some(name)) => near(name),
            (found, _) => found,
        };
        let found = match &found {
            NameMatch::Unknown(_) => self.find_mended(name).unwrap_or(found),
            _ => found,
        };
        self.meant(found)
    }

    /// What a match means in the period: a former name is of the unit that bears the new one, and of several units of a
    /// name only those are meant that there are.
    fn meant(&self, found: NameMatch) -> NameMatch {
        let Some(period) = self.period else {
            return found;
        };
        match found {
            NameMatch::Exact(unit) => NameMatch::Exact(self.timeline.bearer(&unit, period)),
            NameMatch::Slip(unit, taken_for) => {
                NameMatch::Slip(self.timeline.bearer(&unit, period), taken_for)
            }
            NameMatch::Ambiguous(units) => {
                let bearers: BTreeSet<Arc<str>> = units
                    .iter()
                    .map(|unit| self.timeline.bearer(unit, period))
                    .collect();
                let there: Vec<Arc<str>> = bearers
                    .iter()
                    .filter(|unit| self.timeline.ended(unit, period).is_none())
                    .cloned()
                    .collect();
                match &there[..] {
                    [only] => NameMatch::Exact(only.clone()),
                    [] => NameMatch::Ambiguous(units),
                    _ => NameMatch::Ambiguous(there),
                }
            }
            unknown @ NameMatch::Unknown(_) => unknown,
        }
    }

    /// Whether a name is one of a unit's own in the register, and not one of a unit that became it.
    fn is_own_name(&self, name: &str, unit: &Arc<str>) -> bool {
        let holds = |name: &str| self.units.holds(&unit_key(name, self.lexicon), unit);
        holds(name) || self.without_tail(name).as_deref().is_some_and(holds)
    }

    /// The unit of a name whose union or abbreviation is written with a slip; in the rest there is none then.
    fn find_mended(&self, name: &str) -> Option<NameMatch> {
        let tailless = self.without_tail(name);
        let names = [Some(name), tailless.as_deref()];
        let keys = names.into_iter().flatten();
        let mut keys = keys.flat_map(|name| names::mended_keys(name, self.lexicon));
        match keys.find_map(|key| self.units.find_exact(&key))? {
            NameMatch::Exact(unit) => {
                let taken_for = self.units.name(&unit);
                Some(NameMatch::Slip(unit, taken_for))
            }
            found => Some(found),
        }
    }

    fn without_tail(&self, name: &str) -> Cow<'_, Option<String>> {
        let known = &self.lexicon.known_names_without_tails;
        known.get(name, || name_tails::without_tail(name, self.lexicon))
    }
}

/// Settles unit, cluster and version of every file; its observations get their unit and cluster. Units that reported in
/// periods that the office does not list are entered there.
///
/// `drafts` are in the order of their files.
pub fn identify(
    mut drafts: Vec<Draft>,
    register: &mut Register,
    lexicon: &Lexicon,
) -> Checked<Vec<Draft>> {
    let mut findings = identify_files(&mut drafts, register, lexicon);
    findings.extend(memberships::settle(&drafts, register));
    drafts
        .par_iter_mut()
        .for_each(|draft| place_in_clusters(draft, register));
    versions::settle_versions(&mut drafts, &mut findings);
    unread::tell(&drafts, register, lexicon, &mut findings);
    Checked {
        output: drafts,
        findings,
    }
}

fn identify_files(drafts: &mut [Draft], register: &Register, lexicon: &Lexicon) -> Vec<Finding> {
    let directory = Directory {
        register,
        lexicon,
        units: &Names::of_units(register, lexicon),
        clusters: &Names::of_clusters(register, lexicon),
        timeline: &Timeline::new(register),
        history: &History::default(),
        period: None,
        words: &DecidedNames::new(&register.words, lexicon),
        place: None,
    };
    let places = places(drafts, &directory);
    fn of_draft<'a>(
        draft: &Draft,
        place: Option<&'a Arc<str>>,
        directory: &Directory<'a>,
    ) -> Directory<'a> {
        Directory {
            period: draft.submission.period.or(draft.folder.period),
            place,
            ..*directory
        }
    }
    let named: Vec<Option<OwnName>> = drafts
        .par_iter()
        .zip(&places)
        .map(|(draft, place)| {
            let of_draft = || of_draft(draft, place.as_ref(), &directory);
            is_read(draft).then(|| units::own_name_of(draft, &of_draft()))?
        })
        .collect();
    let history = History::new(drafts, &named, lexicon);
    let of_files: Vec<Vec<Finding>> = drafts
        .par_iter_mut()
        .zip(named)
        .zip(&places)
        .map(|((draft, named), place)| {
            let mut findings = Vec::new();
            if is_read(draft) {
                let directory = Directory {
                    history: &history,
                    ..of_draft(draft, place.as_ref(), &directory)
                };
                identify_file(draft, named, &directory, &mut findings);
            }
            findings
        })
        .collect();
    of_files.into_iter().flatten().collect()
}

/// The cluster that each file is from by its folder or its form, where names are explained for one cluster only.
fn places(drafts: &[Draft], directory: &Directory<'_>) -> Vec<Option<Arc<str>>> {
    let place = |draft: &Draft| {
        let stated = || {
            let mut stated = draft.clusters.iter();
            stated.find_map(|(name, _)| clusters::known(name, directory))
        };
        let is_asked = directory.words.is_any_of_one_cluster;
        is_asked.then(|| clusters::of_folder(draft, directory).or_else(stated))?
    };
    drafts.iter().map(place).collect()
}

fn is_read(draft: &Draft) -> bool {
    matches!(
        draft.submission.status,
        SubmissionStatus::Accepted | SubmissionStatus::Held
    )
}

fn identify_file(
    draft: &mut Draft,
    named: Option<OwnName>,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    draft.folder_cluster = clusters::of_folder(draft, directory);
    decisions::forget_stale(draft);
    if draft.is_of_cluster() {
        clusters::identify_cluster(draft, directory, findings);
    } else {
        units::identify_unit(draft, named, directory, findings);
    }
    rows::identify_rows(draft, directory, findings);
    minutes::identify_minutes(draft, directory, findings);
    minutes::identify_scores(draft, directory);
    decisions::settle_kept_units(draft);
    ended::hold_form(draft, directory, findings);
}

/// Every figure is of the cluster that its unit is in.
fn place_in_clusters(draft: &mut Draft, register: &Register) {
    let Some(period) = draft.submission.period else {
        return;
    };
    // The figures of a unit stand together.
    let mut last: Option<(Arc<str>, Option<Arc<str>>)> = None;
    for figure in draft.figures_mut() {
        let observation = &mut figure.observation;
        let Some(unit) = &observation.unit_id else {
            continue;
        };
        let known = last.take().filter(|(known, _)| known == unit);
        let found = || (unit.clone(), register.cluster_of(period, unit).cloned());
        let (_, cluster) = last.insert(known.unwrap_or_else(found));
        observation.cluster_id.clone_from(cluster);
    }
}

/// `“A”, “B”`.
fn quoted<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}

/// The names of ids, quoted, each with its id since names alone did not tell them apart.
fn quoted_with_ids(ids: &[Arc<str>], names: &Names) -> String {
    let shown: Vec<String> = ids
        .iter()
        .map(|id| format!("“{}” ({id})", names.name(id)))
        .collect();
    shown.join(", ")
}
