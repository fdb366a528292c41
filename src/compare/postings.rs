//! Where each unit's figures go in the account of a change: to which group, and as which part.
//!
//! A family's figures then and now are booked so that, in every group, what is booked adds up to what the group
//! reports now less what it reported then. Where the family is complete (every forerunner and every successor has the
//! figure), what its forerunners reported in other groups is brought along, and the difference is real. Where it is
//! not, its figures stand on one side only as far as a comparison goes.

use super::lineage::{Family, Fate, Span, families};
use crate::aggregate::Keys;
use crate::period::Period;
use crate::register::Register;
use crate::tables::ChangePartKind::{self, Coverage, Dissolved, Founded, MovedIn, MovedOut, Real};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the figures of a member of a family go, and as which part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The group whose change it explains, in the later period.
    pub(super) place: u64,
    /// The part where the family is complete.
    pub(super) if_complete: ChangePartKind,
    /// The part where it is not; `None` where it then is no part of the group's change.
    pub(super) if_not: Option<ChangePartKind>,
}

/// A forerunner or a successor that has figures.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The unit, then or now.
    pub(super) reporter: u64,
    /// The unit alone.
    pub(super) unit: u64,
    /// Whether it is a successor.
    pub(super) is_now: bool,
    /// Where its figures go.
    pub(super) postings: Vec<Posting>,
}

/// A family's part in the changes of all groups.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Account {
    /// How many figures make it complete: one a forerunner and one a successor.
    pub(super) size: u32,
    /// Forerunners, then successors.
    pub(super) members: Vec<Member>,
    /// The place of a unit that nothing happened to; its own level has no postings.
    pub(super) untouched: Option<u64>,
}

/// The accounts of all families between two periods.
pub(super) fn accounts(keys: &Keys, register: &Register, span: &Span<'_>) -> Vec<Account> {
    families(register, span)
        .iter()
        .map(|family| {
            let books = Books { family, keys, span };
            books.account()
        })
        .collect()
}

/// Where a family stands today on one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// All of it in one group.
    At(u64),
    /// In no group of the level: outside clusters, or without figures.
    Nowhere,
    /// In several groups, or nothing to compare with: the level does not compare it. Whose share of a forerunner's
    /// figures went to which group is not known.
    Unclear,
}

#[derive(Debug, Clone, Copy)]
enum Level {
    Province,
    Cluster,
    Unit,
}

/// A unit on one side of a comparison.
#[derive(Debug, Clone, Copy)]
struct Side<'a> {
    id: &'a Arc<str>,
    is_now: bool,
}

struct Books<'a> {
    family: &'a Family,
    keys: &'a Keys,
    span: &'a Span<'a>,
}

impl<'a> Books<'a> {
    fn account(&self) -> Account {
        let untouched = self.untouched();
        let levels: &[Level] = match untouched {
            Some(_) => &[Level::Province, Level::Cluster],
            None => &[Level::Province, Level::Cluster, Level::Unit],
        };
        let homes: Vec<(Level, Home)> = levels
            .iter()
            .map(|&level| (level, self.home(level)))
            .collect();
        Account {
            size: self.sides().count() as u32,
            members: self
                .sides()
                .filter_map(|side| self.member(side, &homes))
                .collect(),
            untouched,
        }
    }

    /// `None` for a unit that never reports.
    fn member(&self, side: Side<'_>, homes: &[(Level, Home)]) -> Option<Member> {
        let mut postings = Vec::new();
        for &(level, home) in homes {
            self.post(home, self.group(level, side), &mut postings);
        }
        Some(Member {
            reporter: self.keys.reporter(self.period(side), side.id)?,
            unit: self.keys.unit(side.id)?,
            is_now: side.is_now,
            postings,
        })
    }

    fn sides(&self) -> impl Iterator<Item = Side<'a>> + use<'a> {
        let family = self.family;
        let side = |is_now| move |id| Side { id, is_now };
        let then = family.forerunners.iter().map(side(false));
        then.chain(family.successors.iter().map(side(true)))
    }

    fn untouched(&self) -> Option<u64> {
        let Family {
            forerunners,
            successors,
            fate: Fate::Lasting,
        } = self.family
        else {
            return None;
        };
        match successors.as_slice() {
            [id] if forerunners == successors => {
                self.keys.place(self.span.period, self.keys.unit(id)?)
            }
            _ => None,
        }
    }

    fn home(&self, level: Level) -> Home {
        let now = self.sides().filter(|side| side.is_now);
        let groups: BTreeSet<Option<u64>> = now.map(|side| self.group(level, side)).collect();
        match (groups.len(), groups.first()) {
            _ if self.family.forerunners.is_empty() => Home::Unclear,
            (1, Some(Some(group))) => Home::At(*group),
            (1, _) => Home::Nowhere,
            _ => Home::Unclear,
        }
    }

    fn period(&self, side: Side<'_>) -> Period {
        if side.is_now {
            self.span.period
        } else {
            self.span.previous
        }
    }

    /// The group of a unit then or now; `None` outside clusters, and where it has no figures to book.
    fn group(&self, level: Level, side: Side<'_>) -> Option<u64> {
        match level {
            Level::Province => Some(self.keys.province()),
            Level::Cluster => {
                let reporters = if side.is_now {
                    self.span.reported_now
                } else {
                    self.span.reported_then
                };
                self.keys.cluster(reporters.get(side.id)?.as_ref()?)
            }
            Level::Unit => self.keys.unit(side.id),
        }
    }

    /// Books the figures of a member whose own group is `own`.
    fn post(&self, home: Home, own: Option<u64>, to: &mut Vec<Posting>) {
        let mut book = |group: Option<u64>, if_complete, if_not| {
            let place = group.and_then(|group| self.keys.place(self.span.period, group));
            to.extend(place.map(|place| Posting {
                place,
                if_complete,
                if_not,
            }));
        };
        match (self.family.fate, home) {
            (Fate::Founded, _) => book(own, Founded, Some(Founded)),
            (Fate::Dissolved, _) => book(own, Dissolved, Some(Dissolved)),
            (Fate::Lasting, Home::Unclear) => book(own, Coverage, Some(Coverage)),
            (Fate::Lasting, Home::At(home)) if own == Some(home) => {
                book(own, Real, Some(Coverage));
            }
            (Fate::Lasting, Home::At(home)) => {
                book(own, MovedOut, Some(Coverage));
                book(Some(home), MovedIn, None);
                book(Some(home), Real, None);
            }
            (Fate::Lasting, Home::Nowhere) => book(own, MovedOut, Some(Coverage)),
        }
    }
}
