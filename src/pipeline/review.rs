//! What a register that an office keeps lacks for the periods whose reports have come since: who is expected, and whom nobody
//! knows yet.

use super::files::{corrections_of, read_all};
use super::words::{Places, kept_register, read_in_own_words, worded_lexicon};
use super::{Knowledge, periods_of};
use crate::discover::Discovered;
use crate::finding::Severity;
use crate::identify::{NearestNames, identify, unlisted};
use crate::period::Period;
use crate::read::ReaderPool;
use crate::recognise::Lexicon;
use crate::register::{Origin, Register, Seen};
use crate::report::register::NewName;
use crate::resolve::Draft;
use crate::rules;
use crate::text::{self, label_key};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A unit's place in a period that the register does not list yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// The period.
    pub period: Period,
    /// The unit's code.
    pub unit: Arc<str>,
    /// The cluster's code; empty where nothing says which.
    pub cluster: String,
}

/// What is to be looked at before a new period begins.
pub struct Review {
    /// The register as it is kept.
    pub register: Register,
    /// Last year's members with what has changed since, and who reported, also where the period is listed without it.
    pub members: Vec<NewMember>,
    /// Names that are not known.
    pub names: Vec<NewName>,
    /// Folders that are called as clusters are and are none of the register's.
    pub clusters: Vec<String>,
}

/// Looks through the files of an input folder whose register the office keeps.
///
/// # Errors
/// Where the register or the corrections cannot be read, or no file at all can be.
pub fn review(
    discovered: &Discovered,
    knowledge: &Knowledge,
    reader: &ReaderPool,
) -> anyhow::Result<Review> {
    let corrections = corrections_of(discovered, reader)?;
    let kept = kept_register(discovered, reader, &knowledge.lexicon)?.output;
    let worded = worded_lexicon(&kept, &knowledge.lexicon);
    let lexicon = worded.as_ref().unwrap_or(&knowledge.lexicon);
    let (mut drafts, mut findings) = read_all(discovered, &corrections, lexicon, reader, &|| {})?;
    let mut register = kept.clone();
    register.carry_on(&periods_of(&drafts));
    let places = Places {
        discovered,
        corrections: &corrections,
        register: &register,
        lexicon,
        reader,
    };
    read_in_own_words(&places, &mut drafts, &mut findings)?;
    let identified = identify(drafts, &mut register, lexicon);
    let new: BTreeSet<Period> = register
        .origins
        .iter()
        .filter(|(_, origin)| !matches!(origin, Origin::OfYear(_)))
        .map(|(period, _)| *period)
        .collect();
    let unknown = identified.findings.iter().filter(|finding| {
        finding.rule == &rules::unit_unknown::RULE && finding.severity == Severity::Error
    });
    let unknown: Vec<(&Arc<str>, &str)> = unknown
        .filter_map(|it| Some((it.file.as_ref()?, it.about.as_deref()?)))
        .collect();
    let drafts = &identified.output;
    let mut members = members(&register, &new);
    members.extend(left_out(&register, unlisted(drafts, &register)));
    Ok(Review {
        members,
        names: names(drafts, &unknown, (&register, lexicon), &new),
        clusters: clusters(drafts, &register, lexicon),
        register: kept,
    })
}

fn members(register: &Register, new: &BTreeSet<Period>) -> Vec<NewMember> {
    let all = register.memberships.values();
    let mut members: Vec<NewMember> = all
        .filter(|membership| new.contains(&membership.period))
        .map(|membership| NewMember {
            period: membership.period,
            unit: membership.unit_id.clone(),
            cluster: match register.is_cluster(&membership.cluster_id) {
                true => membership.cluster_id.to_string(),
                false => String::new(),
            },
        })
        .collect();
    members.sort_by(|one, other| {
        let key = |it: &NewMember| (it.period, it.cluster.clone(), it.unit.clone());
        key(one).cmp(&key(other))
    });
    members
}

/// Who reported in a period that is listed without it, in the cluster that it was in last, else that of its folder.
fn left_out(register: &Register, unlisted: Seen) -> impl Iterator<Item = NewMember> {
    unlisted.into_iter().map(|((period, unit), folder)| {
        let memberships = register.memberships.values().rev();
        let mut before = memberships.filter(|it| {
            it.unit_id == unit && it.period < period && register.is_cluster(&it.cluster_id)
        });
        let cluster = before.next().map(|it| it.cluster_id.clone()).or(folder);
        NewMember {
            period,
            cluster: cluster.map(|id| id.to_string()).unwrap_or_default(),
            unit,
        }
    })
}

/// Names that no unit has, in the new periods, each once.
fn names(
    drafts: &[Draft],
    unknown: &[(&Arc<str>, &str)],
    (register, lexicon): (&Register, &Lexicon),
    new: &BTreeSet<Period>,
) -> Vec<NewName> {
    let of_file: BTreeMap<&Arc<str>, &Draft> = drafts
        .iter()
        .map(|draft| (&draft.submission.file, draft))
        .collect();
    let nearest = NearestNames::new(register, lexicon);
    let mut names: BTreeMap<String, NewName> = BTreeMap::new();
    for (file, name) in unknown.iter().filter(|(_, name)| !name.is_empty()) {
        let Some(draft) = of_file.get(*file) else {
            continue;
        };
        let period = draft.submission.period.or(draft.whose.folder.period);
        let Some(period) = period.filter(|period| new.contains(period)) else {
            continue;
        };
        let cluster = draft
            .whose
            .folder_cluster
            .as_ref()
            .or(draft.submission.cluster_id.as_ref());
        let known = names.entry(label_key(name)).or_insert_with(|| NewName {
            name: text::clean(name),
            periods: BTreeSet::new(),
            cluster: cluster.map(ToString::to_string).unwrap_or_default(),
            folder: draft
                .whose
                .folder
                .others
                .last()
                .cloned()
                .unwrap_or_default(),
            nearest: nearest_unit(&nearest, name, register),
        });
        known.periods.insert(period);
    }
    names.into_values().collect()
}

fn nearest_unit(nearest: &NearestNames<'_>, name: &str, register: &Register) -> Option<Arc<str>> {
    let near = nearest.units(name);
    let near = near.first()?;
    let mut units = register.units.values();
    units
        .find(|unit| unit.name == *near)
        .map(|unit| unit.id.clone())
}

/// Folders that are called as clusters are.
fn clusters(drafts: &[Draft], register: &Register, lexicon: &Lexicon) -> Vec<String> {
    let is_cluster = |folder: &&String| {
        let key = label_key(folder);
        let mut prefixes = lexicon.forms.words.cluster_prefixes.iter();
        prefixes.any(|prefix| key.starts_with(&format!("{prefix} ")))
    };
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for draft in drafts
        .iter()
        .filter(|draft| draft.whose.folder_cluster.is_none())
    {
        for folder in draft.whose.folder.others.iter().filter(is_cluster) {
            found
                .entry(label_key(folder))
                .or_insert_with(|| text::clean(folder));
        }
    }
    let is_known = |name: &String| {
        let mut clusters = register.clusters.values();
        clusters.any(|cluster| label_key(&cluster.name) == label_key(name))
    };
    found.into_values().filter(|name| !is_known(name)).collect()
}
