//! Who stands for the same people then and now, as a frame: the members of all families of all pairs of periods.

use super::lineage::{Fate, Span, families};
use super::{Pair, number};
use crate::aggregate::{Figures, PROVINCE, Reporters};
use crate::register::Register;
use crate::tables::ChangePartKind::{Dissolved, Founded};
use polars::prelude::*;
use rayon::prelude::*;

/// A forerunner or a successor.
struct Member {
    /// Where its own figures stand: as a unit in its own period of the pair. None where it never reports.
    reporter: Option<u64>,
    is_now: bool,
    /// Where they come together in the later period, by level: in the province, in its cluster (none outside clusters, and
    /// where it does not report), and as the unit.
    province: u64,
    cluster: Option<u64>,
    unit: Option<u64>,
    /// By the number of its first member here.
    family: u32,
    /// How many figures make the family complete: one a forerunner and one a successor.
    size: u32,
    has_forerunners: bool,
    /// Founded or dissolved, as a part of a change; none where the family lasts.
    fate: Option<u32>,
    /// Whether it is a unit that nothing happened to.
    is_untouched: bool,
}

/// The members of all families between these periods: those of a pair together, then before now, and by unit.
pub(super) fn members(
    figures: &Figures,
    register: &Register,
    pairs: &[Pair],
) -> PolarsResult<DataFrame> {
    let of_pairs: Vec<Vec<Member>> = pairs
        .par_iter()
        .with_max_len(1)
        .map(|pair| of_pair(figures, register, pair))
        .collect();
    let mut members: Vec<Member> = Vec::with_capacity(of_pairs.iter().map(Vec::len).sum());
    for mut of_pair in of_pairs {
        let before = members.len() as u32;
        of_pair.iter_mut().for_each(|it| it.family += before);
        of_pair.sort_by_key(|it| (it.is_now, it.unit));
        members.append(&mut of_pair);
    }
    frame(&members)
}

fn of_pair(figures: &Figures, register: &Register, pair: &Pair) -> Vec<Member> {
    let names = &figures.names;
    let nobody = Reporters::new();
    let reporters = |period| {
        figures
            .reporting
            .get(&names.period(period))
            .unwrap_or(&nobody)
    };
    let span = Span {
        previous: names.period(pair.previous),
        period: names.period(pair.period),
        reported_then: reporters(pair.previous),
        reported_now: reporters(pair.period),
    };
    let slots = names.slots();
    let here = |group| slots.number_of_place(pair.period, group);
    let mut members = Vec::new();
    for family in families(register, &span) {
        let (then, now) = (&family.forerunners, &family.successors);
        let first = members.len() as u32;
        let is_untouched = family.fate == Fate::Lasting && then.len() == 1 && then == now;
        let sides = [(then, pair.previous, false), (now, pair.period, true)];
        for (ids, reported, is_now) in sides {
            let reporters = reporters(reported);
            members.extend(ids.iter().map(|id| {
                let unit = names.number_of_unit(id);
                let cluster = reporters.get(id).and_then(Option::as_ref);
                let cluster = cluster.and_then(|cluster| names.number_of_cluster(cluster));
                Member {
                    reporter: unit.map(|unit| slots.number_of_place(reported, unit)),
                    is_now,
                    province: here(PROVINCE),
                    cluster: cluster.map(here),
                    unit: unit.map(here),
                    family: first,
                    size: (then.len() + now.len()) as u32,
                    has_forerunners: !then.is_empty(),
                    fate: match family.fate {
                        Fate::Lasting => None,
                        Fate::Founded => Some(number(Founded)),
                        Fate::Dissolved => Some(number(Dissolved)),
                    },
                    is_untouched,
                }
            }));
        }
    }
    members
}

fn frame(members: &[Member]) -> PolarsResult<DataFrame> {
    let numbers = |of: fn(&Member) -> u32| members.iter().map(of).collect::<Vec<_>>();
    let places = |of: fn(&Member) -> Option<u64>| members.iter().map(of).collect::<Vec<_>>();
    let flags = |of: fn(&Member) -> bool| members.iter().map(of).collect::<Vec<_>>();
    df![
        "member" => (0..members.len() as u32).collect::<Vec<_>>(),
        "reporter" => places(|it| it.reporter),
        "is_now" => flags(|it| it.is_now),
        "province" => members.iter().map(|it| it.province).collect::<Vec<_>>(),
        "cluster" => places(|it| it.cluster),
        "unit" => places(|it| it.unit),
        "family" => numbers(|it| it.family),
        "size" => numbers(|it| it.size),
        "has_forerunners" => flags(|it| it.has_forerunners),
        "fate" => members.iter().map(|it| it.fate).collect::<Vec<_>>(),
        "is_untouched" => flags(|it| it.is_untouched),
    ]
}
