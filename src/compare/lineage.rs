//! Which units of one period became which units of a later one.
//!
//! Units that changes of structure link between the two periods, in either direction and over any number of steps,
//! form a family: what its forerunners reported then is held against what its successors report now. A unit that
//! nothing happened to is a family of its own.

use crate::aggregate::Reporters;
use crate::period::Period;
use crate::register::{Change, ChangeKind, Register};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Units then and now that stand for the same people, as far as the register tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Family {
    /// The units that there were in the earlier period, by id.
    pub(super) forerunners: Vec<Arc<str>>,
    /// The units that there are in the later period, by id.
    pub(super) successors: Vec<Arc<str>>,
    /// What became of the family.
    pub(super) fate: Fate,
}

/// What became of a family between the two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It goes on, or the register does not say what happened to it.
    Lasting,
    /// It was founded, or came from another upper union.
    Founded,
    /// It was dissolved, or went to another upper union.
    Dissolved,
}

/// Two periods to compare, and the units that have a counted figure in each.
pub(super) struct Span<'a> {
    /// The earlier period.
    pub(super) previous: Period,
    /// The later one.
    pub(super) period: Period,
    /// Who reported in the earlier period.
    pub(super) reported_then: &'a Reporters,
    /// Who reported in the later one.
    pub(super) reported_now: &'a Reporters,
}

/// The families between two periods, ordered by their first unit's id. Every unit that is a member or has a figure in
/// either period is in exactly one.
pub(super) fn families(register: &Register, span: &Span<'_>) -> Vec<Family> {
    let events = Events::within(register, span);
    let mut ids: BTreeSet<&Arc<str>> = events.units.clone();
    ids.extend(span.reported_then.keys().chain(span.reported_now.keys()));
    for period in [span.previous, span.period] {
        ids.extend(register.expected(period).map(|member| &member.unit_id));
    }
    let mut together: BTreeMap<&Arc<str>, BTreeSet<&Arc<str>>> = BTreeMap::new();
    for &id in &ids {
        together.entry(events.root(id)).or_default().insert(id);
    }
    together
        .values()
        .map(|ids| events.family(ids, register, span))
        .collect()
}

/// What happened to units between two periods.
#[derive(Default)]
struct Events<'a> {
    /// All units that something happened to.
    units: BTreeSet<&'a Arc<str>>,
    /// Units that came of others.
    came_of: BTreeSet<&'a Arc<str>>,
    /// Units that went into others and are no more.
    went_into: BTreeSet<&'a Arc<str>>,
    /// Units that were split; one that is still a member goes on beside what came of it.
    split: BTreeSet<&'a Arc<str>>,
    /// Units that the register says go on beside what was split from them.
    goes_on: BTreeSet<&'a Arc<str>>,
    /// Units founded, or taken over from another upper union.
    founded: BTreeSet<&'a Arc<str>>,
    /// Units dissolved, or given to another upper union.
    dissolved: BTreeSet<&'a Arc<str>>,
    /// Each linked unit's parent in a forest; the roots are the smallest ids.
    parents: BTreeMap<&'a Arc<str>, &'a Arc<str>>,
}

impl<'a> Events<'a> {
    fn within(register: &'a Register, span: &Span<'_>) -> Self {
        let mut events = Events::default();
        for change in &register.changes {
            if change.is_in_force(span.period) && !change.is_in_force(span.previous) {
                events.add(change);
            }
        }
        events.shorten();
        events
    }

    /// Leads every unit to its root in one step. Parents are smaller than what they are parents of, so theirs are known.
    fn shorten(&mut self) {
        let mut roots: BTreeMap<&'a Arc<str>, &'a Arc<str>> = BTreeMap::new();
        for (&unit, &parent) in &self.parents {
            roots.insert(unit, roots.get(parent).copied().unwrap_or(parent));
        }
        self.parents = roots;
    }

    fn add(&mut self, change: &'a Change) {
        let ends = |kind| !matches!(kind, ChangeKind::Renamed | ChangeKind::MovedCluster);
        match (&change.from, &change.to, change.kind) {
            (Some(from), Some(to), ChangeKind::Split) if from == to => {
                self.units.insert(from);
                self.goes_on.insert(from);
            }
            (Some(from), Some(to), _) if from == to => {}
            (Some(from), Some(to), kind) => {
                self.units.extend([from, to]);
                self.came_of.insert(to);
                if kind == ChangeKind::Split {
                    self.split.insert(from);
                } else {
                    self.went_into.insert(from);
                }
                self.link(from, to);
            }
            // A founding or a dissolution tells what happened even where its code stands in the other column.
            (Some(unit), None, ChangeKind::Founded) | (None, Some(unit), ChangeKind::Founded) => {
                self.units.insert(unit);
                self.founded.insert(unit);
            }
            (Some(unit), None, kind) if ends(kind) => {
                self.units.insert(unit);
                self.dissolved.insert(unit);
            }
            (None, Some(unit), ChangeKind::Dissolved) => {
                self.units.insert(unit);
                self.dissolved.insert(unit);
            }
            (None, Some(unit), kind) if ends(kind) => {
                self.units.insert(unit);
                self.founded.insert(unit);
            }
            _ => {}
        }
    }

    fn link(&mut self, one: &'a Arc<str>, other: &'a Arc<str>) {
        let (one, other) = (self.root_while_linking(one), self.root_while_linking(other));
        if one != other {
            self.parents.insert(one.max(other), one.min(other));
        }
    }

    /// The root of a unit; the way there gets shorter each time.
    fn root_while_linking(&mut self, id: &'a Arc<str>) -> &'a Arc<str> {
        let mut unit = id;
        while let Some(&parent) = self.parents.get(unit) {
            let Some(&above) = self.parents.get(parent) else {
                return parent;
            };
            self.parents.insert(unit, above);
            unit = above;
        }
        unit
    }

    fn root<'b>(&self, id: &'b Arc<str>) -> &'b Arc<str>
    where
        'a: 'b,
    {
        let mut root = id;
        while let Some(parent) = self.parents.get(root) {
            root = parent;
        }
        root
    }

    fn family(&self, ids: &BTreeSet<&Arc<str>>, register: &Register, span: &Span<'_>) -> Family {
        let is_member = |period, id: &Arc<str>| register.cluster_of(period, id).is_some();
        let was_there = |id: &Arc<str>| {
            let came = self.came_of.contains(id) || self.founded.contains(id);
            span.reported_then.contains_key(id)
                || is_member(span.previous, id)
                || (self.has_left(id) && !came)
        };
        let is_there = |id: &Arc<str>| {
            let came = self.came_of.contains(id) || self.founded.contains(id);
            span.reported_now.contains_key(id)
                || (is_member(span.period, id) && !self.is_no_more(id))
                || (came && !self.has_left(id) && !self.dissolved.contains(id))
                || self.goes_on.contains(id)
        };
        let pick = |there: &dyn Fn(&Arc<str>) -> bool| -> Vec<Arc<str>> {
            ids.iter()
                .filter(|id| there(id))
                .map(|&id| id.clone())
                .collect()
        };
        let (forerunners, successors) = (pick(&was_there), pick(&is_there));
        // A unit that was dissolved and still reported is no member of today's.
        let only_remains = successors
            .iter()
            .all(|id| self.is_no_more(id) && !is_member(span.period, id));
        let any = |units: &BTreeSet<&Arc<str>>| ids.iter().any(|id| units.contains(id));
        let fate = if forerunners.is_empty() && any(&self.founded) {
            Fate::Founded
        } else if only_remains && any(&self.dissolved) {
            Fate::Dissolved
        } else {
            Fate::Lasting
        };
        Family {
            forerunners,
            successors,
            fate,
        }
    }

    /// Whether a unit is gone, whatever the membership still lists.
    fn is_no_more(&self, id: &Arc<str>) -> bool {
        self.went_into.contains(id) || (self.dissolved.contains(id) && !self.founded.contains(id))
    }

    /// Whether a unit is gone unless the membership lists it: one that was split can go on.
    fn has_left(&self, id: &Arc<str>) -> bool {
        self.is_no_more(id) || self.split.contains(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Membership;

    const THEN: Period = Period::Year(2022);
    const NOW: Period = Period::Year(2023);

    fn ids(list: &str) -> Vec<Arc<str>> {
        list.split_whitespace().map(Into::into).collect()
    }

    /// A change as `kind from to`, `-` for nobody.
    fn change(effective: Period, text: &str) -> Change {
        let words: Vec<&str> = text.split_whitespace().collect();
        let kind = match words[0] {
            "founded" => ChangeKind::Founded,
            "renamed" => ChangeKind::Renamed,
            "merged" => ChangeKind::Merged,
            "split" => ChangeKind::Split,
            "moved" => ChangeKind::MovedCluster,
            "transferred" => ChangeKind::Transferred,
            "dissolved" => ChangeKind::Dissolved,
            other => panic!("{other} is no kind of change"),
        };
        let unit = |word: &str| (word != "-").then(|| word.into());
        Change {
            effective,
            day: None,
            kind,
            from: unit(words[1]),
            to: unit(words[2]),
            decision: None,
            at: None,
        }
    }

    fn register(then: &str, now: &str, changes: Vec<Change>) -> Register {
        let mut register = Register {
            changes,
            ..Register::default()
        };
        for (period, list) in [(THEN, then), (NOW, now)] {
            for unit_id in ids(list) {
                let membership = Membership {
                    period,
                    unit_id: unit_id.clone(),
                    cluster_id: "C".into(),
                    role: None,
                };
                register.memberships.insert((period, unit_id), membership);
            }
        }
        register
    }

    /// Families as `A B>C`, with the fate where it is not lasting.
    fn shown(register: &Register, reported_then: &str, reported_now: &str) -> Vec<String> {
        let reporters = |list| ids(list).into_iter().map(|id| (id, None)).collect();
        let span = Span {
            previous: THEN,
            period: NOW,
            reported_then: &reporters(reported_then),
            reported_now: &reporters(reported_now),
        };
        let show = |family: &Family| {
            let fate = match family.fate {
                Fate::Lasting => "",
                Fate::Founded => " founded",
                Fate::Dissolved => " dissolved",
            };
            let (then, now) = (family.forerunners.join(" "), family.successors.join(" "));
            format!("{then}>{now}{fate}")
        };
        families(register, &span).iter().map(show).collect()
    }

    #[test]
    fn families_follow_the_register() {
        // members then, members now, changes, families
        let cases: [(&str, &str, &[&str], &[&str]); 21] = [
            ("A B", "A B", &[], &["A>A", "B>B"]),
            ("A", "A", &["renamed A A"], &["A>A"]),
            ("A", "B", &["renamed A B"], &["A>B"]),
            ("A B", "C", &["merged A C", "merged B C"], &["A B>C"]),
            ("A B", "B", &["merged A B"], &["A B>B"]),
            ("A", "B C", &["split A B", "split A C"], &["A>B C"]),
            ("A", "A B", &["split A A", "split A B"], &["A>A B"]),
            ("A", "A B", &["split A B"], &["A>A B"]),
            ("A", "B", &["split A A", "split A B"], &["A>A B"]),
            ("A", "A", &["moved A A"], &["A>A"]),
            (
                "A B",
                "C",
                &["moved A A", "merged A C", "renamed B B", "merged B C"],
                &["A B>C"],
            ),
            ("A", "C", &["renamed A B", "renamed B C"], &["A>C"]),
            (
                "A D",
                "C",
                &["merged A B", "merged D B", "renamed B C"],
                &["A D>C"],
            ),
            ("", "A", &["founded - A"], &[">A founded"]),
            ("", "A", &["founded A -"], &[">A founded"]),
            ("A", "", &["dissolved A -"], &["A> dissolved"]),
            ("A", "", &["transferred A -"], &["A> dissolved"]),
            ("", "A", &["transferred - A"], &[">A founded"]),
            ("", "", &["founded - A", "dissolved A -"], &["> founded"]),
            ("B", "B", &["founded - A", "merged A B"], &["B>B"]),
            ("A", "B", &["renamed A B", "dissolved B -"], &["A>B"]),
        ];
        for (then, now, changes, expected) in cases {
            let list = changes.iter().map(|text| change(NOW, text)).collect();
            let register = register(then, now, list);
            assert_eq!(shown(&register, then, now), expected, "{changes:?}");
        }
    }

    #[test]
    fn long_chains_are_one_family_in_any_order() {
        let step = |number: usize| change(NOW, &format!("renamed U{number} U{}", number + 1));
        for is_turned in [false, true] {
            let mut changes: Vec<Change> = (0..20_000).map(step).collect();
            if is_turned {
                changes.reverse();
            }
            let register = register("U0", "U20000", changes);
            assert_eq!(shown(&register, "", ""), ["U0>U20000"]);
        }
    }

    #[test]
    fn who_reports_is_there_whatever_the_lists_say() {
        // members then and now, reporting then and now, changes, families
        let cases: [([&str; 4], &[&str], &[&str]); 8] = [
            (["", "", "A", "A"], &[], &["A>A"]),
            (["A", "", "", ""], &[], &["A>"]),
            (["", "A", "", ""], &[], &[">A"]),
            // A merged unit that is still listed is not waited for.
            (["A B", "A B", "A B", "B"], &["merged A B"], &["A B>B"]),
            // A merged unit that still reports stands beside what it went into.
            (["A B", "B", "A B", "A B"], &["merged A B"], &["A B>A B"]),
            // A dissolved one is no member of today's.
            (["A", "", "A", "A"], &["dissolved A -"], &["A>A dissolved"]),
            // Units that the changes alone know are asked for all the same.
            (["", "", "", ""], &["merged A C", "merged B C"], &["A B>C"]),
            (
                ["A", "", "A", ""],
                &["renamed A B", "dissolved B -"],
                &["A> dissolved"],
            ),
        ];
        for ([then, now, reported_then, reported_now], changes, expected) in cases {
            let list = changes.iter().map(|text| change(NOW, text)).collect();
            let register = register(then, now, list);
            let families = shown(&register, reported_then, reported_now);
            assert_eq!(families, expected, "{changes:?}");
        }
    }

    #[test]
    fn only_changes_between_the_periods_count() {
        let year = Period::Year;
        for (effective, families) in [(year(2022), ["A>A", "B>B"]), (year(2024), ["A>A", "B>B"])] {
            let register = register("A B", "A B", vec![change(effective, "merged A B")]);
            assert_eq!(shown(&register, "", ""), families, "{effective}");
        }
        for (effective, period, expected) in [
            (year(2023), Period::FirstHalf(2023), true),
            (year(2024), Period::FirstHalf(2023), false),
            (Period::FirstHalf(2023), year(2023), true),
            (year(2023), Period::SchoolYear(2023), true),
            (year(2024), Period::SchoolYear(2023), false),
            (year(2020), Period::Term(2018, 2023), true),
            (year(2018), Period::Term(2013, 2018), false),
        ] {
            assert_eq!(
                change(effective, "merged A B").is_in_force(period),
                expected,
                "{effective} {period}"
            );
        }
    }
}
