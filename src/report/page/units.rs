//! The units: their clusters, files, ranks, pledges, points and awards over the periods shown.

use super::maker::{Maker, standing_place};
use super::plan::{PagePlan, Sentences};
use super::tables::of_cell;
use super::{
    PageCell, PageUnit, Place, Shade, UnitAward, UnitPledge, UnitPoints, UnitRank, UnitYear,
};
use crate::emulate::{Standing, award_of};
use crate::location::CellRef;
use crate::observation::{Measure, Submission, SubmissionStatus};
use crate::period::Period;
use crate::register::{Change, ChangeKind};
use crate::report::order::natural;
use crate::report::sheets::{criterion_title, pledges};
use crate::report::standing::Standing as Came;
use crate::report::wording::say;
use crate::report::{Cell, NumberStyle, Quantity};
use crate::text::fill;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

type Units = [(Arc<str>, PageUnit)];

impl<'a> Maker<'_, 'a> {
    /// All units with a place or a figure in the periods shown, by cluster.
    pub(super) fn units(&mut self, plan: &PagePlan) -> Vec<(Arc<str>, PageUnit)> {
        let clusters = self.clusters_of_units();
        let ids = self.listed(&clusters);
        let mut units: Vec<(Arc<str>, PageUnit)> = ids
            .into_iter()
            .map(|id| {
                let unit = self.unit(&id, &clusters, &plan.sentences);
                (id, unit)
            })
            .collect();
        let places: BTreeMap<Arc<str>, usize> = (0..units.len())
            .map(|place| (units[place].0.clone(), place))
            .collect();
        self.add_files(&mut units, &places);
        self.add_figures(&mut units, &plan.sentences);
        self.add_ranks(&mut units, &places);
        self.add_pledges(&mut units, &places);
        self.add_points(&mut units, &places);
        self.add_awards(&mut units, &places);
        self.add_tasks(&mut units, &places, plan.tasks_at_most);
        units
    }

    /// Each unit's cluster in each period: where its figures were counted, else where the register has it.
    fn clusters_of_units(&self) -> BTreeMap<(Arc<str>, usize), Option<usize>> {
        let mut clusters = BTreeMap::new();
        let account = self.facts.account;
        for observation in &account.tables.observations {
            let at = observation.period.and_then(|it| self.period_place(it));
            if let (Some(year), Some(unit), true) =
                (at, &observation.unit_id, observation.counted())
                && observation.measure == Measure::Actual
            {
                clusters.entry((unit.clone(), year)).or_insert_with(|| {
                    let id = observation.cluster_id.as_ref();
                    id.and_then(|id| self.cluster_place(id))
                });
            }
        }
        for (year, period) in self.periods.iter().enumerate() {
            for member in account.register.expected(*period) {
                clusters
                    .entry((member.unit_id.clone(), year))
                    .or_insert_with(|| self.cluster_place(&member.cluster_id));
            }
        }
        clusters
    }

    /// In the order of the workbook's sheet of units; those of earlier periods only come last.
    fn listed(&self, clusters: &BTreeMap<(Arc<str>, usize), Option<usize>>) -> Vec<Arc<str>> {
        let groups = self.facts.unit_groups.iter();
        let mut listed: Vec<Arc<str>> = groups.flat_map(|group| &group.units).cloned().collect();
        let known: BTreeSet<&Arc<str>> = listed.iter().collect();
        let others: BTreeSet<&Arc<str>> = clusters
            .keys()
            .map(|(unit, _)| unit)
            .filter(|unit| !known.contains(unit))
            .collect();
        let mut others: Vec<Arc<str>> = others.into_iter().cloned().collect();
        others.sort_by(|left, right| natural(left, right));
        listed.extend(others);
        listed
    }

    fn unit(
        &self,
        id: &Arc<str>,
        clusters: &BTreeMap<(Arc<str>, usize), Option<usize>>,
        sentences: &Sentences,
    ) -> PageUnit {
        let account = self.facts.account;
        let register = account.register;
        let known = register.units.get(id);
        let kind = known.and_then(|unit| unit.kind);
        let years = self.periods.iter().enumerate().map(|(year, period)| {
            let standing = account.standings.of(*period, id);
            UnitYear {
                cluster: clusters.get(&(id.clone(), year)).copied().flatten(),
                standing: standing_place(standing.map_or(Came::NotExpected, |it| it.standing)),
                ..UnitYear::default()
            }
        });
        let changes = register.changes.iter();
        let changes =
            changes.filter(|change| [&change.from, &change.to].contains(&&Some(id.clone())));
        PageUnit {
            id: id.clone(),
            has_code: register.is_kept,
            name: register.unit_name(id).to_owned(),
            other_names: known.map_or_else(Vec::new, |unit| unit.other_names.clone()),
            kind: kind.map_or_else(String::new, |kind| kind.label().to_owned()),
            years: years.collect(),
            changes: changes.map(|it| self.change(it, sentences)).collect(),
            ..PageUnit::default()
        }
    }

    /// A change of structure in a sentence.
    fn change(&self, change: &Change, sentences: &Sentences) -> String {
        let register = self.facts.account.register;
        let name = |id: &Option<Arc<str>>| {
            id.as_ref()
                .map_or("", |id| register.unit_name(id))
                .to_owned()
        };
        let cluster = change.to.as_ref().or(change.from.as_ref());
        let cluster = cluster.and_then(|unit| register.cluster_of(change.effective, unit));
        let to = match (change.kind, cluster) {
            (ChangeKind::MovedCluster, Some(id)) => register.cluster_name(id).to_owned(),
            _ => name(&change.to),
        };
        let decision = change.decision.as_ref().map_or_else(String::new, |number| {
            fill(&sentences.decision, &[("number", number)])
        });
        let (what, since) = (
            self.facts.wording.change(change.kind),
            change.effective.label(),
        );
        let filling: [(&str, &dyn Display); 5] = [
            ("what", &what),
            ("since", &since),
            ("from", &name(&change.from)),
            ("to", &to),
            ("decision", &decision),
        ];
        let sentence = match (&change.from, &change.to) {
            // A unit that only took another name has the same name on both sides.
            (Some(from), Some(to)) if from == to && change.kind == ChangeKind::Renamed => {
                &sentences.founded
            }
            (Some(_), Some(_)) => &sentences.change,
            (None, _) => &sentences.founded,
            (Some(_), None) => &sentences.dissolved,
        };
        fill(sentence, &filling)
    }

    /// The files of the periods shown and what became of each.
    fn add_files(&mut self, units: &mut Units, places: &BTreeMap<Arc<str>, usize>) {
        for submission in &self.facts.account.tables.submissions {
            let unit = submission.unit_id.as_ref().and_then(|it| places.get(it));
            let year = submission.period.and_then(|it| self.period_place(it));
            if let (Some(&unit), Some(year)) = (unit, year) {
                let file = self.file_place(&submission.file);
                let (said, shade) = self.status(submission);
                units[unit].1.years[year].files.push((file, said, shade));
            }
        }
    }

    fn status(&self, submission: &Submission) -> (String, Shade) {
        let wording = &self.facts.wording;
        let status = say(&wording.submissions, submission.status.key());
        let form = submission.form.map(|form| say(&wording.forms, form.key()));
        let said = form.map_or_else(|| status.to_owned(), |form| format!("{form}: {status}"));
        let shade = match submission.status {
            SubmissionStatus::Accepted => Shade::Good,
            SubmissionStatus::Held => Shade::Warning,
            SubmissionStatus::Rejected => Shade::Bad,
            SubmissionStatus::Superseded
            | SubmissionStatus::Duplicate
            | SubmissionStatus::Ignored => Shade::Muted,
        };
        (said, shade)
    }

    fn add_ranks(&mut self, units: &mut Units, places: &BTreeMap<Arc<str>, usize>) {
        let standings = &self.facts.inputs.assessment.standings;
        let mut ranked: BTreeMap<(Period, &str), usize> = BTreeMap::new();
        let mut at_place: BTreeMap<(Period, &str, u32), usize> = BTreeMap::new();
        for row in standings {
            *ranked.entry((row.period, &row.cluster_id)).or_insert(0) += 1;
            let place = (row.period, &*row.cluster_id, row.rank);
            *at_place.entry(place).or_insert(0) += 1;
        }
        let scores = self.scores_of_school_years();
        // What a unit has in a year itself comes before what it has in the school year that ended in it.
        let (of_years, of_school_years): (Vec<&Standing>, Vec<&Standing>) = standings
            .iter()
            .partition(|row| self.period_place(row.period).is_some());
        for row in of_years.into_iter().chain(of_school_years) {
            let own = self.period_place(row.period);
            let year = own.or_else(|| self.year_of_school_year(row.period));
            let at = (places.get(&row.unit_id), year, self.position(&row.basis));
            let (Some(&unit), Some(year), Some(basis)) = at else {
                continue;
            };
            let rank = &mut units[unit].1.years[year].rank;
            if rank.is_some() {
                continue;
            }
            let score = Cell::number(row.score, NumberStyle::plain(Quantity::Decimal));
            let place = (row.period, &*row.cluster_id, row.rank);
            let key = (row.period, &*row.unit_id, &*row.basis);
            let of_school_year = own.is_none().then(|| {
                let at = scores.get(&key).map(|at| self.cell_place(at));
                (row.period.label(), at)
            });
            *rank = Some(UnitRank {
                rank: row.rank,
                is_tied: at_place.get(&place).is_some_and(|units| *units > 1),
                of: ranked
                    .get(&(row.period, &*row.cluster_id))
                    .copied()
                    .unwrap_or(0),
                score: score.shown(),
                basis,
                of_school_year,
            });
        }
    }

    /// Where the counted points of school years stand, by period, unit and indicator.
    fn scores_of_school_years(&self) -> BTreeMap<(Period, &'a str, &'a str), &'a CellRef> {
        let standings = &self.facts.inputs.assessment.standings;
        let bases: BTreeSet<&str> = standings.iter().map(|row| &*row.basis).collect();
        let mut scores = BTreeMap::new();
        for row in &self.facts.account.tables.observations {
            let period = row
                .period
                .filter(|it| self.year_of_school_year(*it).is_some());
            let is_score =
                row.counted() && row.measure == Measure::Actual && bases.contains(&*row.indicator);
            if let (Some(period), Some(unit), true) = (period, &row.unit_id, is_score) {
                let key = (period, &**unit, &*row.indicator);
                scores.entry(key).or_insert(&row.at);
            }
        }
        scores
    }

    fn add_pledges(&mut self, units: &mut Units, places: &BTreeMap<Arc<str>, usize>) {
        for pledge in pledges(self.facts) {
            let place = places.get(&pledge.target.unit_id);
            let at = (place, self.position(&pledge.target.indicator));
            let (Some(&unit), Some(indicator)) = at else {
                continue;
            };
            let pledged = self.placed(&pledge.pledged, pledge.pledged_at);
            let reached = self.placed(&pledge.reached, pledge.reached_at);
            units[unit].1.pledges.push(UnitPledge {
                indicator,
                pledged,
                reached,
                verdict: of_cell(&pledge.verdict),
                gap: of_cell(&pledge.gap),
            });
        }
        for (_, unit) in units {
            unit.pledges.sort_by_key(|pledge| pledge.indicator);
        }
    }

    fn placed(&mut self, cell: &Cell, at: Option<&CellRef>) -> PageCell {
        PageCell {
            place: at.map(|at| self.cell_place(at)),
            ..of_cell(cell)
        }
    }

    /// Points on the criteria at the top of the tree.
    fn add_points(&mut self, units: &mut Units, places: &BTreeMap<Arc<str>, usize>) {
        for row in &self.facts.account.tables.scores {
            let unit = places.get(&row.unit_id).copied();
            let is_put = self.is_put(row.period, row.cluster_id.as_deref().unwrap_or_default());
            let Some(unit) = unit.filter(|_| is_put && row.depth == 0) else {
                continue;
            };
            if row.self_points.is_none() && row.cluster_points.is_none() {
                continue;
            }
            let title = criterion_title((&row.criterion, &row.title), row.maximum);
            let points = |given: Option<f64>| {
                given.map_or_else(String::new, |points| {
                    Cell::number(points, NumberStyle::plain(Quantity::Decimal)).shown()
                })
            };
            let own = UnitPoints {
                criterion: self.text(&title),
                own: points(row.self_points),
                cluster: points(row.cluster_points),
                place: self.cell_place(&row.at),
            };
            units[unit].1.points.push(own);
        }
    }

    /// What the conference proposes, then what ranks and quotas come to.
    fn add_awards(&mut self, units: &mut Units, places: &BTreeMap<Arc<str>, usize>) {
        for row in &self.facts.account.tables.nominations {
            let unit = places.get(&row.unit_id).copied();
            if let Some(unit) = unit.filter(|_| self.is_put(row.period, &row.cluster_id)) {
                let place: Place = self.cell_place(&row.at);
                units[unit].1.awards.push(UnitAward {
                    award: award_of(&row.award, row.awarded_by.as_deref()),
                    place: Some(place),
                });
            }
        }
        for row in &self.facts.inputs.assessment.proposals {
            let unit = places.get(&row.unit_id).copied();
            if let Some(unit) = unit.filter(|_| self.is_put(row.period, &row.cluster_id)) {
                units[unit].1.awards.push(UnitAward {
                    award: award_of(&row.award, Some(&row.awarded_by)),
                    place: None,
                });
            }
        }
    }
}
