//! Who stands for the same people then and now, and where their figures go in the account of a change: to which group, and as
//! which part.
//!
//! A family's figures then and now are booked so that, in every group, what is booked adds up to what the group
//! reports now less what it reported then. Where the family is complete (every forerunner and every successor has the
//! figure), what its forerunners reported in other groups is brought along, and the difference is real. Where it is
//! not, its figures stand on one side only as far as a comparison goes.

use super::lineage::{Family, Fate, Span, families};
use super::{Pair, number};
use crate::aggregate::{Figures, Names, PROVINCE, Reporters};
use crate::register::Register;
use crate::tables::ChangePartKind::{Coverage, Dissolved, Founded, MovedOut, Real};
use polars::prelude::*;
use rayon::prelude::*;
use std::sync::Arc;

/// Where the figures of a member go on a level, by the names of the columns.
pub(super) struct Level {
    /// The place of its own group; none outside clusters.
    pub(super) own: &'static str,
    /// The part that they are there if its family is complete.
    pub(super) part: &'static str,
    /// Where its family stands today, where that is one place: complete, it is brought along to there.
    pub(super) home: &'static str,
}

/// The levels of groups.
pub(super) const LEVELS: [Level; 3] = [
    Level {
        own: "province",
        part: "part_in_province",
        home: "home_in_province",
    },
    Level {
        own: "cluster",
        part: "part_in_cluster",
        home: "home_in_cluster",
    },
    Level {
        own: "unit",
        part: "part_in_unit",
        home: "home_in_unit",
    },
];

/// The members of all families of all pairs of periods.
pub(super) struct Members {
    /// Forerunners and successors that report: where (`reporter`), their `group` and `family` by number, the part that their
    /// figures are `if_not` complete, and the columns of [`LEVELS`].
    pub(super) then: DataFrame,
    pub(super) now: DataFrame,
    /// How many figures make a family complete, by its number: one a forerunner and one a successor.
    pub(super) sizes: Vec<u32>,
    /// The units that nothing happened to, by their later place. On their own level they have no postings: as reported and like
    /// for like it is the same.
    pub(super) untouched: Vec<u64>,
}

/// A forerunner or a successor that reports.
struct Member {
    reporter: u64,
    group: u32,
    family: u32,
    if_not: u32,
    postings: [Posting; 3],
}

/// Where its figures go on a [`Level`].
#[derive(Clone, Copy)]
struct Posting {
    own: Option<u64>,
    part: u32,
    home: Option<u64>,
}

impl Members {
    /// The members of all families between these periods.
    pub(super) fn of(figures: &Figures, register: &Register, pairs: &[Pair]) -> PolarsResult<Self> {
        let pairs = pairs.par_iter().with_max_len(1);
        let of_pairs: Vec<OfPair> = pairs
            .map(|pair| OfPair::new(figures, register, pair))
            .collect();
        let (mut then, mut now) = (Vec::new(), Vec::new());
        let (mut sizes, mut untouched) = (Vec::new(), Vec::new());
        for of_pair in of_pairs {
            let before = sizes.len() as u32;
            let numbered = |it: Member| Member {
                family: it.family + before,
                ..it
            };
            then.extend(of_pair.then.into_iter().map(numbered));
            now.extend(of_pair.now.into_iter().map(numbered));
            sizes.extend(of_pair.sizes);
            untouched.extend(of_pair.untouched);
        }
        Ok(Self {
            then: frame(&then)?,
            now: frame(&now)?,
            sizes,
            untouched,
        })
    }
}

/// The members of the families between two periods, as of [`Members`]; families are numbered from 0.
struct OfPair<'a> {
    names: &'a Names,
    period: u32,
    then: Vec<Member>,
    now: Vec<Member>,
    sizes: Vec<u32>,
    untouched: Vec<u64>,
}

/// A unit by number, where it ever reports, and where its figures come together in the later period, level by level.
type Standing = (Option<u32>, [Option<u64>; 3]);

impl<'a> OfPair<'a> {
    fn new(figures: &'a Figures, register: &Register, pair: &Pair) -> Self {
        let names = &figures.names;
        let nobody = Reporters::new();
        let reporters = |period| {
            let reporters = figures.reporting.get(&names.period(period));
            reporters.unwrap_or(&nobody)
        };
        let span = Span {
            previous: names.period(pair.previous),
            period: names.period(pair.period),
            reported_then: reporters(pair.previous),
            reported_now: reporters(pair.period),
        };
        let mut found = Self {
            names,
            period: pair.period,
            then: Vec::new(),
            now: Vec::new(),
            sizes: Vec::new(),
            untouched: Vec::new(),
        };
        for family in families(register, &span) {
            found.add(&family, &span, pair);
        }
        found
    }

    fn add(&mut self, family: &Family, span: &Span<'_>, pair: &Pair) {
        let Family {
            forerunners,
            successors,
            fate,
        } = family;
        let is_untouched =
            *fate == Fate::Lasting && forerunners.len() == 1 && forerunners == successors;
        let standing = |id, reporters| self.standing(id, reporters, is_untouched);
        let then = forerunners
            .iter()
            .map(|id| standing(id, span.reported_then));
        let then: Vec<Standing> = then.collect();
        let now = successors.iter().map(|id| standing(id, span.reported_now));
        let now: Vec<Standing> = now.collect();
        // None outside clusters, and in several groups: whose share of a forerunner's figures went to which is not known.
        let homes = [0, 1, 2].map(|level| {
            let mut today = now.iter().map(|(_, places)| places[level]);
            let first = today.next().filter(|_| !then.is_empty())?;
            today.all(|place| place == first).then_some(first)
        });
        let number = self.sizes.len() as u32;
        self.sizes.push((then.len() + now.len()) as u32);
        let slots = self.names.slots();
        let members = |of: Vec<Standing>, period| {
            of.into_iter().filter_map(move |(group, places)| {
                Some(Member {
                    reporter: slots.number_of_place(period, group?),
                    group: group?,
                    family: number,
                    if_not: part_of(*fate).unwrap_or(super::number(Coverage)),
                    postings: [0, 1, 2].map(|at| posting(places[at], homes[at], *fate)),
                })
            })
        };
        self.then.extend(members(then, pair.previous));
        let before = self.now.len();
        self.now.extend(members(now, pair.period));
        let untouched = self.now[before..].iter().filter(|_| is_untouched);
        self.untouched.extend(untouched.map(|it| it.reporter));
    }

    fn standing(&self, id: &Arc<str>, reporters: &Reporters, is_untouched: bool) -> Standing {
        let unit = self.names.number_of_unit(id);
        let cluster = reporters.get(id).and_then(Option::as_ref);
        let cluster = cluster.and_then(|cluster| self.names.number_of_cluster(cluster));
        let own = unit.filter(|_| !is_untouched);
        let here = |group| self.names.slots().number_of_place(self.period, group);
        (unit, [Some(PROVINCE), cluster, own].map(|it| it.map(here)))
    }
}

/// Founded or dissolved, as a part of a change; none where the family lasts.
fn part_of(fate: Fate) -> Option<u32> {
    match fate {
        Fate::Lasting => None,
        Fate::Founded => Some(number(Founded)),
        Fate::Dissolved => Some(number(Dissolved)),
    }
}

/// Where figures go whose own group is this one, of a family whose home is that one, where it has any.
fn posting(own: Option<u64>, home: Option<Option<u64>>, fate: Fate) -> Posting {
    let part = match (part_of(fate), home) {
        (Some(fate), _) => fate,
        (None, None) => number(Coverage),
        (None, Some(home)) if home == own => number(Real),
        (None, Some(_)) => number(MovedOut),
    };
    Posting {
        own,
        part,
        home: home.flatten().filter(|_| fate == Fate::Lasting),
    }
}

fn frame(members: &[Member]) -> PolarsResult<DataFrame> {
    let numbers = |of: fn(&Member) -> u32| members.iter().map(of).collect::<Vec<_>>();
    let mut frame = df![
        "reporter" => members.iter().map(|it| it.reporter).collect::<Vec<_>>(),
        "group" => numbers(|it| it.group),
        "family" => numbers(|it| it.family),
        "if_not" => numbers(|it| it.if_not),
    ]?;
    for (at, level) in LEVELS.iter().enumerate() {
        let postings = || members.iter().map(|it| it.postings[at]);
        let of_level = df![
            level.own => postings().map(|it| it.own).collect::<Vec<_>>(),
            level.part => postings().map(|it| it.part).collect::<Vec<_>>(),
            level.home => postings().map(|it| it.home).collect::<Vec<_>>(),
        ]?;
        frame = frame.hstack(of_level.columns())?;
    }
    Ok(frame)
}
