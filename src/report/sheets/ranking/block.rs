//! A cluster's table: its units by place, with what each is proposed for.

use super::{RATING, Shape};
use crate::emulate::{Difference, Proposal, Standing};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::order::natural;
use crate::report::wording::say;
use crate::report::{Cell, NumberStyle, Quantity, Row, RowKind, Table, Tone};
use crate::tables::{Group, Nomination};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A cluster in the period reported on.
pub(super) struct Block<'a> {
    cluster: Arc<str>,
    /// The period reported on, or the school year that ended in it.
    pub(super) period: Period,
    /// Its units, in the order in which they are listed: by place, then those without one.
    pub(super) units: Vec<Arc<str>>,
    pub(super) standings: BTreeMap<&'a Arc<str>, &'a Standing>,
    pub(super) nominations: BTreeMap<&'a Arc<str>, Vec<&'a Nomination>>,
    pub(super) proposals: BTreeMap<&'a Arc<str>, Vec<&'a Proposal>>,
    pub(super) differences: BTreeMap<&'a Arc<str>, &'a Difference>,
}

impl<'a> Block<'a> {
    /// All clusters with a place or a proposal, in the natural order of their codes.
    pub(super) fn all(facts: &Facts<'a>) -> Vec<Self> {
        let is_put =
            |period: Period, cluster: &Arc<str>| period == facts.account.emulation_period(cluster);
        let assessment = facts.inputs.assessment;
        let ranked = assessment
            .standings
            .iter()
            .filter(|row| is_put(row.period, &row.cluster_id))
            .map(|row| &row.cluster_id);
        let proposed = facts
            .account
            .tables
            .nominations
            .iter()
            .filter(|row| is_put(row.period, &row.cluster_id))
            .map(|row| &row.cluster_id);
        let clusters: BTreeSet<&Arc<str>> = ranked.chain(proposed).collect();
        let mut clusters: Vec<&Arc<str>> = clusters.into_iter().collect();
        clusters.sort_by(|left, right| natural(left, right));
        clusters
            .into_iter()
            .map(|cluster| Self::new(facts, cluster))
            .collect()
    }

    fn new(facts: &Facts<'a>, cluster: &Arc<str>) -> Self {
        let here = (facts.account.emulation_period(cluster), cluster);
        let assessment = facts.inputs.assessment;
        let mut block = Self {
            cluster: cluster.clone(),
            period: here.0,
            units: Vec::new(),
            standings: assessment
                .standings
                .iter()
                .filter(|row| (row.period, &row.cluster_id) == here)
                .map(|row| (&row.unit_id, row))
                .collect(),
            nominations: BTreeMap::new(),
            proposals: BTreeMap::new(),
            differences: assessment
                .differences
                .iter()
                .filter(|row| (row.period, &row.cluster_id) == here)
                .map(|row| (&row.unit_id, row))
                .collect(),
        };
        for row in &facts.account.tables.nominations {
            if (row.period, &row.cluster_id) == here {
                block.nominations.entry(&row.unit_id).or_default().push(row);
            }
        }
        for row in &assessment.proposals {
            if (row.period, &row.cluster_id) == here {
                block.proposals.entry(&row.unit_id).or_default().push(row);
            }
        }
        block.units = block.listed(facts);
        block
    }

    /// Ranked units by place, then proposed ones by their place in the minutes, then the cluster's others. Where nobody
    /// has points, only those that were proposed.
    fn listed(&self, facts: &Facts<'_>) -> Vec<Arc<str>> {
        let mut units: BTreeSet<&Arc<str>> = self
            .standings
            .keys()
            .chain(self.nominations.keys())
            .copied()
            .collect();
        if !self.standings.is_empty() {
            units.extend(self.members(facts));
        }
        let mut units: Vec<Arc<str>> = units.into_iter().cloned().collect();
        let place = |unit: &Arc<str>| {
            let in_minutes = self.nominations.get(unit).map(|rows| {
                rows.iter()
                    .filter_map(|row| row.rank)
                    .min()
                    .unwrap_or(u32::MAX)
            });
            let rank = self.standings.get(unit).map(|standing| standing.rank);
            (rank.is_none(), rank, in_minutes.is_none(), in_minutes)
        };
        units.sort_by(|left, right| {
            place(left)
                .cmp(&place(right))
                .then_with(|| natural(left, right))
        });
        units
    }

    fn members<'f>(&self, facts: &'f Facts<'_>) -> &'f [Arc<str>] {
        facts
            .unit_groups
            .iter()
            .find(|group| group.cluster.as_ref() == Some(&self.cluster))
            .map_or(&[], |group| &group.units)
    }

    /// The code of the points that the cluster was ranked by.
    pub(super) fn basis(&self) -> Option<&'a str> {
        self.standings
            .values()
            .next()
            .map(|standing| &*standing.basis)
    }

    pub(super) fn table(&self, facts: &Facts<'_>, shape: &Shape) -> Table {
        let (columns, column_groups) = shape.columns(facts);
        Table {
            caption: Some(self.caption(facts)),
            columns,
            column_groups,
            rows: self
                .units
                .iter()
                .map(|unit| self.row(facts, shape, unit))
                .collect(),
            ..Table::default()
        }
    }

    /// The cluster's name, with its period where that is another than the one reported on.
    pub(super) fn name(&self, facts: &Facts<'_>) -> String {
        let name = facts.account.register.cluster_name(&self.cluster);
        match self.period == facts.account.period {
            true => name.to_owned(),
            false => format!("{name}, {}", self.period.label()),
        }
    }

    fn caption(&self, facts: &Facts<'_>) -> String {
        let cluster = self.name(facts);
        match self.basis() {
            Some(basis) => format!(
                "{cluster}: {}/{} đơn vị được xếp hạng, theo “{}”",
                self.standings.len(),
                self.members(facts).len(),
                facts.full_label(basis)
            ),
            None => format!("{cluster}: có đề nghị khen thưởng, chưa có điểm để xếp hạng"),
        }
    }

    fn row(&self, facts: &Facts<'_>, shape: &Shape, unit: &Arc<str>) -> Row {
        let standing = self.standings.get(unit).copied();
        let own = Group::Unit(unit.clone());
        let marked = |cell: Cell, code: &str| facts.marked(cell, (&own, code), &[self.period]);
        let rank = self.rank_cell(standing);
        let mut cells = vec![match self.basis() {
            Some(basis) => marked(rank, basis),
            None => rank,
        }];
        if shape.has_nominations {
            cells.push(self.rank_in_minutes_cell(facts, shape, unit));
        }
        cells.push(Cell::text(facts.account.register.unit_name(unit)));
        cells.extend(
            shape
                .scores
                .iter()
                .map(|code| marked(self.score_cell(facts, shape, (unit, code)), code)),
        );
        let words = &facts.wording.short_categories;
        if shape.has_classes {
            let class = standing.and_then(|standing| standing.class.as_ref());
            cells
                .push(class.map_or_else(Cell::empty, |class| Cell::text(say(words, &class.class))));
        }
        if shape.has_ratings {
            cells.push(marked(rating_cell(facts, shape, unit), RATING));
        }
        if shape.has_nominations {
            let rows = self.nominations.get(unit).into_iter().flatten();
            let lines: Vec<String> = rows
                .map(|row| shape.award(&row.award, row.awarded_by.as_deref()))
                .collect();
            cells.push(Cell::text(lines.join("\n")));
        }
        if shape.has_quotas {
            let lines = self.proposals.get(unit).into_iter().flatten();
            let lines: Vec<String> = lines
                .map(|proposal| self.proposal_line(shape, proposal))
                .collect();
            cells.push(Cell::text(lines.join("\n")));
        }
        let step = standing.and_then(|standing| self.step(facts, standing));
        cells.push(step.map_or_else(Cell::empty, Cell::text));
        let remarks = self.remarks(facts, unit, standing);
        let tone = if remarks.is_empty() {
            Tone::Plain
        } else {
            Tone::Warning
        };
        cells.push(Cell::text(remarks.join("\n")).toned(tone));
        let kind = if standing.is_some_and(|standing| standing.rank == 1) {
            RowKind::Group
        } else {
            RowKind::Plain
        };
        Row::new(kind, cells)
    }

    fn proposal_line(&self, shape: &Shape, proposal: &Proposal) -> String {
        let award = shape.award(&proposal.award, Some(&proposal.awarded_by));
        let Some(places) = proposal.contested else {
            return award;
        };
        let is_rival = |other: &&&Proposal| {
            (other.rank, &other.award, &other.awarded_by)
                == (proposal.rank, &proposal.award, &proposal.awarded_by)
        };
        let rivals = self.proposals.values().flatten().filter(is_rival).count();
        format!("{award} (cụm chọn {places} trong {rivals} đơn vị đồng hạng)")
    }

    /// The unit with the next place above.
    pub(super) fn above(&self, standing: &Standing) -> Option<&'a Standing> {
        let better = self.standings.values().copied();
        let better = better.filter(|other| other.rank < standing.rank);
        better.max_by_key(|other| (other.rank, std::cmp::Reverse(other.unit_id.clone())))
    }

    /// The others that share a unit's place.
    pub(super) fn beside(&self, standing: &Standing) -> Vec<&'a Arc<str>> {
        self.standings
            .values()
            .filter(|other| other.rank == standing.rank && other.unit_id != standing.unit_id)
            .map(|other| &other.unit_id)
            .collect()
    }

    fn rank_cell(&self, standing: Option<&Standing>) -> Cell {
        match standing {
            None => Cell::text("–").toned(Tone::Muted),
            Some(standing) if self.beside(standing).is_empty() => {
                Cell::count(standing.rank as usize)
            }
            Some(standing) => {
                Cell::text(format!("{} (đồng hạng)", standing.rank)).toned(Tone::Warning)
            }
        }
    }

    /// The place the conference gave, leading to its minutes.
    fn rank_in_minutes_cell(&self, facts: &Facts<'_>, shape: &Shape, unit: &Arc<str>) -> Cell {
        let Some(row) = self.nominations.get(unit).and_then(|rows| rows.first()) else {
            return Cell::empty();
        };
        let cell = match row.rank {
            Some(rank) => Cell::count(rank as usize),
            None => Cell::text("xem"),
        };
        cell.linked(shape.link(facts, &row.at))
    }
}

impl Block<'_> {
    /// A unit's points, leading to their cell; those that decide the place stand out.
    fn score_cell(
        &self,
        facts: &Facts<'_>,
        shape: &Shape,
        (unit, code): (&Arc<str>, &str),
    ) -> Cell {
        let observations = &facts.account.tables.observations;
        let places = facts.figure_in(self.period, unit, code);
        if let Some(observation) = places.counted.map(|position| &observations[position])
            && let Some(value) = observation.value
        {
            let tone = match self.basis() == Some(code) {
                true => Tone::Strong,
                false => Tone::Plain,
            };
            return Cell::number(value, NumberStyle::plain(Quantity::Decimal))
                .toned(tone)
                .linked(shape.link(facts, &observation.at));
        }
        places.held.map_or_else(Cell::empty, |position| {
            Cell::text("giữ lại")
                .toned(Tone::Warning)
                .linked(shape.link(facts, &observations[position].at))
        })
    }
}

fn rating_cell(facts: &Facts<'_>, shape: &Shape, unit: &Arc<str>) -> Cell {
    let position = facts.figure(unit, RATING).counted;
    let observation = position.map(|position| &facts.account.tables.observations[position]);
    let category = observation.and_then(|observation| observation.category.as_deref());
    category.map_or_else(Cell::empty, |category| {
        Cell::text(say(&facts.wording.short_categories, category))
            .linked(observation.and_then(|observation| shape.link(facts, &observation.at)))
    })
}
