//! What a cluster's papers say of its units: places and points, awards, who came, who leads.

use super::Sources;
use crate::emulate::{Difference, Proposal, Standing, award_of};
use crate::period::Period;
use crate::report::conference::{Body, Message, Pack, Subject};
use crate::report::facts::Facts;
use crate::report::order::natural;
use crate::report::wording::say;
use crate::report::{Cell, Column, NumberStyle, Quantity, Row, Table};
use crate::tables::{Attendance, Group, Nomination};
use crate::text::fill;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

/// A cluster in the period reported on.
pub(super) struct ClusterFacts<'s, 'a> {
    pub(super) facts: &'s Facts<'a>,
    pub(super) pack: &'s Pack,
    /// The period that its conference is on: the one reported on, or the school year that ended in it.
    pub(super) period: Period,
    /// By place.
    pub(super) standings: Vec<&'a Standing>,
    /// By unit, in their order in the minutes.
    pub(super) nominations: BTreeMap<&'a Arc<str>, Vec<&'a Nomination>>,
    pub(super) proposals: BTreeMap<&'a Arc<str>, Vec<&'a Proposal>>,
    pub(super) differences: Vec<&'a Difference>,
    /// Who the minutes that were sent say was there.
    pub(super) attendance: Vec<&'a Attendance>,
    contested: &'static str,
}

impl<'s, 'a> ClusterFacts<'s, 'a> {
    pub(super) fn new(sources: &Sources<'s, 'a>, pack: &'s Pack) -> Self {
        let facts = sources.facts;
        let assessment = facts.inputs.assessment;
        let tables = facts.account.tables;
        let own = pack.group.id();
        let here = (facts.account.emulation_period(own), own);
        let standings = assessment.standings.iter();
        let differences = assessment.differences.iter();
        let attendance = tables.attendance.iter();
        let mut nominations: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in &tables.nominations {
            if (row.period, &*row.cluster_id) == here {
                nominations.entry(&row.unit_id).or_default().push(row);
            }
        }
        let mut proposals: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in &assessment.proposals {
            if (row.period, &*row.cluster_id) == here {
                proposals.entry(&row.unit_id).or_default().push(row);
            }
        }
        Self {
            facts,
            pack,
            period: here.0,
            standings: standings
                .filter(|row| (row.period, &*row.cluster_id) == here)
                .collect(),
            nominations,
            proposals,
            differences: differences
                .filter(|row| (row.period, &*row.cluster_id) == here)
                .collect(),
            attendance: attendance
                .filter(|row| (row.period, &*row.cluster_id) == here)
                .collect(),
            contested: &sources.plan.proposal.contested,
        }
    }

    pub(super) fn unit<'i>(&'i self, id: &'i str) -> &'i str {
        self.facts.account.register.unit_name(id)
    }

    /// The messages of a chapter; none where the cluster has none.
    pub(super) fn messages(&self, subject: Subject) -> &'s [Message] {
        let mut chapters = self.pack.chapters.iter();
        let chapter = chapters.find(|it| it.subject == subject);
        chapter.map_or(&[], |chapter| &chapter.messages)
    }

    /// The tables of a chapter.
    pub(super) fn tables(
        &self,
        subject: Subject,
    ) -> impl Iterator<Item = (&'s Message, &'s Table)> {
        self.messages(subject)
            .iter()
            .filter_map(|message| match &message.body {
                Body::Table(table) => Some((message, &**table)),
                Body::Chart(_) | Body::Open(_) => None,
            })
    }

    fn standing(&self, unit: &str) -> Option<&'a Standing> {
        let mut standings = self.standings.iter();
        standings.find(|row| *row.unit_id == *unit).copied()
    }

    /// Units that share their place with another.
    pub(super) fn has_ties(&self) -> bool {
        let places: BTreeSet<u32> = self.standings.iter().map(|row| row.rank).collect();
        places.len() < self.standings.len()
    }

    /// The cluster's units: by place, then those without one.
    fn units(&self) -> Vec<Arc<str>> {
        let period = self.facts.account.period;
        let members = self.facts.account.register.expected(period);
        let own = members.filter(|member| *member.cluster_id == *self.pack.group.id());
        let mut units: BTreeSet<Arc<str>> = own.map(|member| member.unit_id.clone()).collect();
        units.extend(self.standings.iter().map(|row| row.unit_id.clone()));
        let mut units: Vec<Arc<str>> = units.into_iter().collect();
        let place = |unit: &str| {
            let rank = self.standing(unit).map(|row| row.rank);
            (rank.is_none(), rank)
        };
        units.sort_by(|left, right| {
            let by_place = place(left).cmp(&place(right));
            by_place.then_with(|| natural(left, right))
        });
        units
    }

    /// Places, points, classes, and an empty column to count votes in.
    pub(super) fn score_table(&self) -> Table {
        let scores: Vec<&str> = self
            .facts
            .inputs
            .emulation
            .rules
            .scores
            .iter()
            .rev()
            .map(|code| &**code)
            .filter(|code| {
                let mut units = self.standings.iter();
                units.any(|row| self.score(&row.unit_id, code).is_some())
            })
            .collect();
        let mut columns = vec![
            Column::centered("Hạng", 8.0),
            Column::wrapped("Đơn vị", 40.0),
        ];
        columns.extend(
            scores
                .iter()
                .map(|code| Column::number(self.facts.full_label(code), 12.0)),
        );
        columns.push(Column::centered("Xếp loại theo điểm", 14.0));
        columns.push(Column::centered("Số phiếu đồng ý", 12.0));
        columns.push(Column::wrapped("Ghi chú", 20.0));
        let rows = self
            .units()
            .into_iter()
            .map(|unit| self.score_row(&unit, &scores));
        Table {
            columns,
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// A unit's points in the conference's period.
    fn score(&self, unit: &str, code: &str) -> Option<f64> {
        let counted = self.facts.figure_in(self.period, unit, code).counted?;
        self.facts.account.tables.observations[counted].value
    }

    fn score_row(&self, unit: &Arc<str>, scores: &[&str]) -> Row {
        let standing = self.standing(unit);
        let shares = standing.is_some_and(|row| {
            let mut others = self.standings.iter();
            others.any(|other| other.rank == row.rank && other.unit_id != row.unit_id)
        });
        let own = Group::Unit(unit.clone());
        let period = [self.period];
        let mut cells = vec![
            standing.map_or_else(|| Cell::text("–"), |row| Cell::text(row.rank.to_string())),
            Cell::text(self.unit(unit)),
        ];
        cells.extend(scores.iter().map(|code| {
            let Some(value) = self.score(unit, code) else {
                return Cell::empty();
            };
            let cell = Cell::number(value, NumberStyle::plain(Quantity::Decimal));
            self.facts.marked(cell, (&own, code), &period)
        }));
        let class = standing.and_then(|row| row.class.as_ref());
        let words = &self.facts.wording.short_categories;
        cells.push(class.map_or_else(Cell::empty, |class| Cell::text(say(words, &class.class))));
        // Votes are counted at the conference: the place is left open where the unit can be voted on.
        cells.push(Cell::text("[…]"));
        let basis = self.standings.first().map(|row| &*row.basis);
        let held = basis.is_some_and(|code| self.facts.figure(unit, code).held.is_some());
        cells.push(Cell::text(match (standing, held, shares) {
            (Some(_), _, true) => "Đồng hạng",
            (Some(_), ..) => "",
            (None, true, _) => "Điểm đang giữ lại, chưa xếp hạng",
            (None, false, _) => "Chưa có điểm",
        }));
        Row::plain(cells)
    }

    /// Units that the conference or ranks and quotas propose, by place.
    pub(super) fn awarded(&self) -> Vec<&'a Arc<str>> {
        let proposed: BTreeSet<&Arc<str>> = match self.nominations.is_empty() {
            true => self.proposals.keys().copied().collect(),
            false => self.nominations.keys().copied().collect(),
        };
        self.sorted(proposed)
    }

    /// All units that anybody proposes, by place.
    pub(super) fn any_awarded(&self) -> Vec<&'a Arc<str>> {
        let proposed = self.nominations.keys().chain(self.proposals.keys());
        self.sorted(proposed.copied().collect())
    }

    fn sorted(&self, units: BTreeSet<&'a Arc<str>>) -> Vec<&'a Arc<str>> {
        let mut units: Vec<&Arc<str>> = units.into_iter().collect();
        let place = |unit: &Arc<str>| {
            let own = self.nominations.get(unit).into_iter().flatten();
            let in_minutes = own.filter_map(|row| row.rank).min().unwrap_or(u32::MAX);
            let rank = self.standing(unit).map_or(u32::MAX, |row| row.rank);
            (rank, in_minutes)
        };
        units.sort_by(|left, right| {
            let by_place = place(left).cmp(&place(right));
            by_place.then_with(|| natural(left, right))
        });
        units
    }

    /// What the conference proposes a unit for.
    pub(super) fn nominated(&self, unit: &Arc<str>) -> Vec<String> {
        let rows = self.nominations.get(unit).into_iter().flatten();
        rows.map(|row| award_of(&row.award, row.awarded_by.as_deref()))
            .collect()
    }

    /// What ranks and quotas propose a unit for.
    pub(super) fn proposed(&self, unit: &Arc<str>) -> Vec<String> {
        let rows = self.proposals.get(unit).into_iter().flatten();
        rows.map(|row| self.proposal(row)).collect()
    }

    fn proposal(&self, proposal: &Proposal) -> String {
        let award = award_of(&proposal.award, Some(&proposal.awarded_by));
        let Some(places) = proposal.contested else {
            return award;
        };
        let is_rival = |other: &&&Proposal| {
            (other.rank, &other.award, &other.awarded_by)
                == (proposal.rank, &proposal.award, &proposal.awarded_by)
        };
        let rivals = self.proposals.values().flatten().filter(is_rival).count();
        let filling: [(&str, &dyn Display); 3] =
            [("award", &award), ("places", &places), ("rivals", &rivals)];
        fill(self.contested, &filling)
    }

    /// That too few units have points for a place to be one among all.
    pub(super) fn few_points(&self, words: &str, [ranked, expected]: [usize; 2]) -> Option<String> {
        let account = self.facts.account;
        let is_enough = account.is_enough(ranked as u32, expected as u32);
        let filling: [(&str, &dyn Display); 2] = [("ranked", &ranked), ("expected", &expected)];
        (!is_enough).then(|| format!("{}.", fill(words, &filling)))
    }

    /// Place and points of a unit.
    pub(super) fn place_cells(&self, unit: &Arc<str>) -> [Cell; 2] {
        let Some(row) = self.standing(unit) else {
            return [Cell::text("–"), Cell::empty()];
        };
        let score = Cell::number(row.score, NumberStyle::plain(Quantity::Decimal));
        let own = Group::Unit(unit.clone());
        let period = [self.period];
        [
            Cell::text(row.rank.to_string()),
            self.facts.marked(score, (&own, &row.basis), &period),
        ]
    }
}
