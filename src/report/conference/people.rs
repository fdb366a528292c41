//! What is said of units by name: ratings, pledges, ranks and awards, shortcomings, the targets and the heads to come.

use super::plan::ConferencePlan;
use super::{Body, Message};
use crate::catalogue::{Aggregation, Indicator};
use crate::emulate::{Proposal, TargetSummary, award_of, summarise_targets};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, quantity, unit_of_measure};
use crate::report::order::natural;
use crate::report::sheets::{Office, all_offices};
use crate::report::wording::say;
use crate::report::{Cell, Column, NumberStyle, Quantity, Row, Table, Tone, sheet_name};
use crate::tables::{Group, Nomination, Target};
use crate::text::{capitalised, fill};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

/// The indicator of ratings.
const RATING: &str = "rating";

/// What messages about units are made from.
pub(super) struct People<'f, 'a> {
    pub(super) facts: &'f Facts<'a>,
    pub(super) plan: &'f ConferencePlan,
    pub(super) group: &'f Group,
    pub(super) name: &'f str,
    pub(super) scale: MoneyScale,
}

impl People<'_, '_> {
    fn period(&self) -> String {
        self.facts.account.period.label()
    }

    fn unit(&self, id: &str) -> String {
        self.facts.account.register.unit_name(id).to_owned()
    }

    fn is_of(&self, cluster: Option<&Arc<str>>) -> bool {
        match self.group {
            Group::Province => true,
            Group::Cluster(id) => cluster == Some(id),
            Group::Unit(_) => false,
        }
    }

    /// How many units have which rating.
    pub(super) fn ratings(&self) -> Option<Message> {
        let period = self.facts.account.period;
        let classes = self.facts.categories(RATING).iter().filter_map(|class| {
            let (units, rated) = self.facts.category(period, self.group, RATING, class)?;
            (units > 0).then_some((*class, units, rated))
        });
        let classes: Vec<(&str, u32, u32)> = classes.collect();
        let (_, _, rated) = *classes.first()?;
        let words = &self.facts.wording.categories;
        let row = |(class, units, rated): &(&str, u32, u32)| {
            let share = f64::from(*units) / f64::from(*rated);
            let cells = vec![
                Cell::text(say(words, class)),
                Cell::count(*units as usize),
                Cell::number(share, NumberStyle::plain(Quantity::Percent)),
            ];
            Row::plain(cells)
        };
        let expected = self.facts.account.expected(period, self.group);
        let coverage: [(&str, &dyn Display); 2] = [("counted", &rated), ("expected", &expected)];
        let is_enough = self.facts.account.is_enough(rated, expected);
        let note = (!is_enough).then(|| fill(&self.plan.words.doubt_coverage, &coverage));
        Some(Message {
            text: self.of_group(&self.plan.words.ratings),
            sentences: Vec::new(),
            body: Body::Table(Box::new(Table {
                columns: vec![
                    Column::wrapped("Mức xếp loại", 44.0),
                    Column::number("Số đơn vị", 14.0),
                    Column::number("Tỷ lệ trên số đã xếp loại", 16.0),
                ],
                rows: classes.iter().map(row).collect(),
                ..Table::default()
            })),
            notes: note.into_iter().collect(),
            source: fill(&self.plan.words.source_ratings, &coverage),
            sheet: sheet_name::RATINGS.into(),
            has_slide: true,
        })
    }

    fn of_group(&self, text: &str) -> String {
        let filling: [(&str, &dyn Display); 2] =
            [("group", &self.name), ("period", &self.period())];
        fill(text, &filling)
    }

    fn targets(&self, period: Period) -> Vec<Target> {
        let targets = self.facts.account.tables.targets.iter();
        targets
            .filter(|row| row.period == period && self.is_of(row.cluster_id.as_ref()))
            .cloned()
            .collect()
    }

    /// The group's targets summed up by indicator, in the catalogue's order.
    pub(super) fn summaries(&self) -> Vec<TargetSummary> {
        let mut summaries = summarise_targets(&self.targets(self.facts.account.period));
        summaries.retain(|row| row.group == *self.group);
        let indicators = self.facts.account.indicators;
        summaries.sort_by_key(|row| indicators.position(&row.indicator));
        summaries
    }

    /// What was pledged against what was reached, by indicator.
    pub(super) fn pledges(&self) -> Option<Message> {
        let summaries = self.summaries();
        if summaries.is_empty() {
            return None;
        }
        let met: usize = summaries.iter().map(|row| row.n_met as usize).sum();
        let missed: usize = summaries.iter().map(|row| row.missed.len()).sum();
        let open: usize = summaries.iter().map(|row| row.n_unreported as usize).sum();
        let known = met + missed;
        let words = &self.plan.words;
        let account = self.facts.account;
        let bears = account.is_enough(known as u32, (known + open) as u32)
            && summaries
                .iter()
                .all(|row| !account.is_doubtful(account.period, &row.indicator));
        let text = match bears {
            true => {
                let filling: [(&str, &dyn Display); 3] =
                    [("met", &met), ("known", &known), ("group", &self.name)];
                fill(&words.pledges, &filling)
            }
            false => self.of_group(&words.pledges_neutral),
        };
        let note = (open > 0).then(|| fill(&words.pledges_open, &[("count", &open)]));
        let targets = self.targets(account.period);
        let mut pledged: Vec<&str> = targets.iter().map(|row| &*row.unit_id).collect();
        pledged.sort_unstable();
        pledged.dedup();
        let expected = account.expected(account.period, self.group);
        let coverage: [(&str, &dyn Display); 2] =
            [("counted", &pledged.len()), ("expected", &expected)];
        Some(Message {
            text,
            sentences: note.into_iter().collect(),
            body: Body::Table(Box::new(self.pledge_table(&summaries))),
            notes: Vec::new(),
            source: fill(&words.source_pledges, &coverage),
            sheet: sheet_name::TARGETS.into(),
            has_slide: true,
        })
    }

    fn pledge_table(&self, summaries: &[TargetSummary]) -> Table {
        let row = |row: &TargetSummary| {
            let known = row.n_met as usize + row.missed.len();
            let rate = f64::from(row.n_met) / known.max(1) as f64;
            let rate = match known {
                0 => Cell::empty(),
                _ => Cell::number(rate, NumberStyle::plain(Quantity::Percent)),
            };
            let warned = |count: usize, tone| {
                let tone = if count == 0 { Tone::Plain } else { tone };
                Cell::count(count).toned(tone)
            };
            Row::plain(vec![
                Cell::text(self.facts.full_label(&row.indicator)),
                Cell::count(row.n_units() as usize),
                Cell::count(row.n_met as usize),
                warned(row.missed.len(), Tone::Bad),
                warned(row.n_unreported as usize, Tone::Warning),
                rate,
            ])
        };
        Table {
            columns: vec![
                Column::wrapped("Chỉ tiêu", 46.0),
                Column::number("Đơn vị giao ước", 12.0),
                Column::number("Đạt", 10.0),
                Column::number("Không đạt", 10.0),
                Column::number("Chưa có kết quả", 12.0),
                Column::number("Tỷ lệ đạt", 12.0),
            ],
            rows: summaries.iter().map(row).collect(),
            ..Table::default()
        }
    }

    /// A cluster's places and whom they and its conference propose.
    pub(super) fn ranking(&self) -> Option<Message> {
        let Group::Cluster(cluster) = self.group else {
            return None;
        };
        let here = (self.facts.account.emulation_period(cluster), cluster);
        let standings = self.facts.inputs.assessment.standings.iter();
        let standings: Vec<_> = standings
            .filter(|row| (row.period, &row.cluster_id) == here)
            .collect();
        if standings.is_empty() {
            return None;
        }
        let ties = standings.iter().filter(|row| {
            let same = standings.iter().filter(|other| other.rank == row.rank);
            same.count() > 1
        });
        let ties = ties.count();
        let rows = standings.iter().map(|row| {
            let own = Group::Unit(row.unit_id.clone());
            let score = Cell::number(row.score, NumberStyle::plain(Quantity::Decimal));
            let period = [here.0];
            Row::plain(vec![
                Cell::count(row.rank as usize),
                Cell::text(self.unit(&row.unit_id)),
                self.facts.marked(score, (&own, &row.basis), &period),
                Cell::text(self.nominated(&row.unit_id)),
                Cell::text(self.proposed(&row.unit_id)),
            ])
        });
        let expected = self.facts.account.expected(here.0, self.group);
        let coverage: [(&str, &dyn Display); 2] =
            [("counted", &standings.len()), ("expected", &expected)];
        let note = (ties > 0).then(|| fill(&self.plan.words.ranking_ties, &[("count", &ties)]));
        let period = here.0.label();
        let filling: [(&str, &dyn Display); 2] = [("group", &self.name), ("period", &period)];
        Some(Message {
            text: fill(&self.plan.words.ranking, &filling),
            sentences: Vec::new(),
            body: Body::Table(Box::new(Table {
                columns: vec![
                    Column::number("Hạng", 8.0),
                    Column::wrapped("Đơn vị", 40.0),
                    Column::number("Điểm", 10.0),
                    Column::wrapped("Hội nghị đề nghị", 30.0),
                    Column::wrapped("Theo thứ hạng và số lượng", 30.0),
                ],
                rows: rows.collect(),
                ..Table::default()
            })),
            notes: note
                .into_iter()
                .chain(self.contested_note())
                .chain(self.giver_note())
                .collect(),
            source: fill(&self.plan.words.source_ranking, &coverage),
            sheet: sheet_name::RANKING.into(),
            has_slide: true,
        })
    }

    /// Whether what a cluster came to in a period is put before this conference.
    fn is_put(&self, (period, cluster): (Period, &Arc<str>)) -> bool {
        period == self.facts.account.emulation_period(cluster) && self.is_of(Some(cluster))
    }

    /// A cluster's name as a table has room for it.
    fn cluster(&self, id: &Arc<str>) -> String {
        self.plan
            .short_cluster(self.facts.account.register.cluster_name(id))
    }

    /// Which of some clusters are put on another period than the one reported on.
    fn periods_note(&self, clusters: &[&Arc<str>]) -> Option<String> {
        let account = self.facts.account;
        let mut clusters = clusters.to_vec();
        clusters.dedup();
        let others = clusters.into_iter().filter_map(|id| {
            let own = account.emulation_period(id);
            (own != account.period).then(|| format!("{} ({})", self.cluster(id), own.label()))
        });
        let clusters = others.collect::<Vec<_>>().join(", ");
        let filling: [(&str, &dyn Display); 1] = [("clusters", &clusters)];
        (!clusters.is_empty()).then(|| fill(&self.plan.words.other_periods, &filling))
    }

    /// What several who share a place may get, said of a table in which any does.
    fn contested_note(&self) -> Option<String> {
        let mut own = self.proposals();
        own.any(|row| row.contested.is_some())
            .then(|| self.plan.words.contested_note.clone())
    }

    fn nominations(&self) -> impl Iterator<Item = &Nomination> {
        let rows = self.facts.account.tables.nominations.iter();
        rows.filter(|row| self.is_put((row.period, &row.cluster_id)))
    }

    fn proposals(&self) -> impl Iterator<Item = &Proposal> {
        let rows = self.facts.inputs.assessment.proposals.iter();
        rows.filter(|row| self.is_put((row.period, &row.cluster_id)))
    }

    /// Who gives all awards that are proposed here; `None` where several do.
    fn giver(&self) -> Option<&str> {
        let named = self.nominations().map(|row| row.awarded_by.as_deref());
        let by_rank = self.proposals().map(|row| Some(row.awarded_by.as_str()));
        let givers: BTreeSet<Option<&str>> = named.chain(by_rank).collect();
        match givers.first() {
            Some(Some(giver)) if givers.len() == 1 && !giver.is_empty() => Some(giver),
            _ => None,
        }
    }

    /// An award; the one who gives it where that is not said of all.
    fn award(&self, award: &str, giver: Option<&str>) -> String {
        award_of(award, giver.filter(|_| self.giver().is_none()))
    }

    /// Who gives the awards of a table, where one gives all.
    fn giver_note(&self) -> Option<String> {
        let giver = self.giver()?;
        Some(fill(&self.plan.words.awards_giver, &[("giver", &giver)]))
    }

    fn nominated(&self, unit: &Arc<str>) -> String {
        let own = self.nominations().filter(|row| row.unit_id == *unit);
        let awards = own.map(|row| self.award(&row.award, row.awarded_by.as_deref()));
        awards.collect::<Vec<_>>().join("; ")
    }

    fn proposed(&self, unit: &Arc<str>) -> String {
        let own = self.proposals().filter(|row| row.unit_id == *unit);
        let awards = own.map(|row| {
            let award = self.award(&row.award, Some(&row.awarded_by));
            match row.contested {
                Some(_) => fill(&self.plan.words.contested, &[("award", &award)]),
                None => award,
            }
        });
        awards.collect::<Vec<_>>().join("; ")
    }

    /// All awards that conferences, and ranks with quotas, propose.
    pub(super) fn awards(&self) -> Option<Message> {
        let nominated = self
            .nominations()
            .map(|row| (&row.cluster_id, &row.unit_id));
        let proposed = self.proposals().map(|row| (&row.cluster_id, &row.unit_id));
        let (nominated, proposed): (Vec<_>, Vec<_>) = (nominated.collect(), proposed.collect());
        let mut units: Vec<(&Arc<str>, &Arc<str>)> = nominated.clone();
        units.extend(&proposed);
        units.sort_by(|left, right| {
            natural(left.0, right.0)
                .then_with(|| self.rank(left.1).cmp(&self.rank(right.1)))
                .then_with(|| natural(left.1, right.1))
        });
        units.dedup();
        if units.is_empty() {
            return None;
        }
        let (words, count) = match nominated.len() {
            0 => (&self.plan.words.awards_by_rank, proposed.len()),
            count => (&self.plan.words.awards, count),
        };
        let filling: [(&str, &dyn Display); 2] = [("count", &count), ("period", &self.period())];
        let clusters: Vec<&Arc<str>> = units.iter().map(|(cluster, _)| *cluster).collect();
        let row = |(cluster, unit): &(&Arc<str>, &Arc<str>)| {
            let rank = self.rank(unit);
            Row::plain(vec![
                Cell::text(self.cluster(cluster)),
                rank.map_or_else(Cell::empty, |rank| Cell::count(rank as usize)),
                Cell::text(self.unit(unit)),
                Cell::text(self.nominated(unit)),
                Cell::text(self.proposed(unit)),
            ])
        };
        Some(Message {
            text: fill(words, &filling),
            sentences: Vec::new(),
            body: Body::Table(Box::new(Table {
                columns: vec![
                    Column::wrapped("Cụm, khối", 12.0),
                    Column::centered("Hạng", 8.0),
                    Column::wrapped("Đơn vị", 44.0),
                    Column::wrapped("Hội nghị đề nghị", 30.0),
                    Column::wrapped("Theo thứ hạng và số lượng", 30.0),
                ],
                rows: units.iter().map(row).collect(),
                ..Table::default()
            })),
            notes: self
                .periods_note(&clusters)
                .into_iter()
                .chain(self.contested_note())
                .chain(self.giver_note())
                .chain([self.plan.words.awards_note.clone()])
                .collect(),
            source: self.plan.words.source_awards.clone(),
            sheet: sheet_name::RANKING.into(),
            has_slide: true,
        })
    }

    fn rank(&self, unit: &Arc<str>) -> Option<u32> {
        let mut standings = self.facts.inputs.assessment.standings.iter();
        let own = standings
            .find(|row| self.is_put((row.period, &row.cluster_id)) && row.unit_id == *unit);
        own.map(|row| row.rank)
    }

    /// What units pledged for the period to come.
    pub(super) fn next_targets(&self) -> Option<Message> {
        let (next, targets) = self.pledged_next();
        let mut units: Vec<&str> = targets.iter().map(|row| &*row.unit_id).collect();
        units.sort_unstable();
        units.dedup();
        let period = next.label();
        if units.is_empty() {
            let open = self.plan.words.next_open.iter();
            let open: Vec<String> = open
                .map(|text| fill(text, &[("period", &period)]))
                .collect();
            return Some(self.open(
                fill(&self.plan.words.next_none, &[("period", &period)]),
                open,
            ));
        }
        let members = self.facts.account.register.expected(next);
        let expected = members
            .filter(|member| self.is_of(Some(&member.cluster_id)))
            .count();
        let expected = match expected {
            0 => self
                .facts
                .account
                .expected(self.facts.account.period, self.group) as usize,
            expected => expected,
        };
        let filling: [(&str, &dyn Display); 3] = [
            ("count", &units.len()),
            ("expected", &expected.max(units.len())),
            ("period", &period),
        ];
        let coverage: [(&str, &dyn Display); 2] = [
            ("counted", &units.len()),
            ("expected", &expected.max(units.len())),
        ];
        Some(Message {
            text: fill(&self.plan.words.next, &filling),
            sentences: Vec::new(),
            body: Body::Table(Box::new(self.next_table(&targets))),
            notes: Vec::new(),
            source: fill(&self.plan.words.source_pledges, &coverage),
            sheet: sheet_name::SOURCES.into(),
            has_slide: true,
        })
    }

    /// What is pledged for the time to come, and for which: of a cluster that counts by school years for the next of these
    /// where anything is.
    fn pledged_next(&self) -> (Period, Vec<Target>) {
        let next = self.facts.account.period.next();
        if let Group::Cluster(cluster) = self.group {
            let own = self.facts.account.emulation_period(cluster).next();
            let targets = self.targets(own);
            if !targets.is_empty() {
                return (own, targets);
            }
        }
        (next, self.targets(next))
    }

    fn next_table(&self, targets: &[Target]) -> Table {
        let indicators = self.facts.account.indicators;
        let mut by_indicator: BTreeMap<_, Vec<f64>> = BTreeMap::new();
        for row in targets {
            if let Some(target) = row.target {
                let key = (indicators.position(&row.indicator), &row.indicator);
                by_indicator.entry(key).or_default().push(target);
            }
        }
        let rows = by_indicator.iter().filter_map(|((_, code), values)| {
            let indicator = indicators.get(code)?;
            Some(self.next_row(indicator, values))
        });
        Table {
            columns: vec![
                Column::wrapped("Chỉ tiêu", 46.0),
                Column::centered("Đơn vị tính", 12.0),
                Column::number("Số đơn vị giao ước", 12.0),
                Column::number("Cộng mức giao ước", 16.0),
                Column::number("Thấp nhất", 14.0),
                Column::number("Cao nhất", 14.0),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn next_row(&self, indicator: &Indicator, values: &[f64]) -> Row {
        let style = NumberStyle::plain(quantity(indicator, self.scale));
        let number = |value: f64| Cell::number(value, style);
        let sum = match indicator.aggregation {
            Aggregation::Sum => number(values.iter().sum()),
            _ => Cell::empty(),
        };
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Row::plain(vec![
            Cell::text(self.facts.full_label(&indicator.code)),
            Cell::text(unit_of_measure(indicator, self.scale)),
            Cell::count(values.len()),
            sum,
            number(least),
            number(most),
        ])
    }

    /// Who leads the clusters, a row for each period of a cluster.
    pub(super) fn heads(&self) -> Option<Message> {
        let mut offices = all_offices(self.facts);
        offices.retain(|office| self.is_of(Some(office.cluster)));
        if offices.is_empty() {
            return None;
        }
        let mut roles: Vec<&str> = Vec::new();
        for office in &offices {
            if !roles.contains(&office.role) {
                roles.push(office.role);
            }
        }
        let terms = offices
            .chunk_by(|one, other| (one.cluster, one.period) == (other.cluster, other.period));
        let mut columns = vec![
            Column::wrapped("Cụm, khối", 12.0),
            Column::wrapped("Kỳ phụ trách", 16.0),
        ];
        columns.extend(roles.iter().map(|role| Column::wrapped(*role, 36.0)));
        Some(Message {
            text: self.plan.words.heads.clone(),
            sentences: Vec::new(),
            body: Body::Table(Box::new(Table {
                columns,
                rows: terms.map(|term| self.term(term, &roles)).collect(),
                ..Table::default()
            })),
            notes: Vec::new(),
            source: self.plan.words.source_heads.clone(),
            sheet: sheet_name::CONFERENCES.into(),
            has_slide: true,
        })
    }

    /// Who leads a cluster in a period.
    fn term(&self, offices: &[Office<'_>], roles: &[&str]) -> Row {
        let first = offices.first();
        let of = |text: Option<String>| text.map_or_else(Cell::empty, Cell::text);
        let mut cells = vec![
            of(first.map(|office| self.cluster(office.cluster))),
            of(first.map(|office| capitalised(&office.period.label()))),
        ];
        cells.extend(roles.iter().map(|role| {
            let own = offices.iter().filter(|office| office.role == *role);
            let units: Vec<String> = own.map(|office| self.unit(office.unit)).collect();
            Cell::text(units.join("; "))
        }));
        Row::plain(cells)
    }

    /// What falls short as far as data show it; the causes are for people to write.
    pub(super) fn shortcomings(&self, returns: &super::Returns) -> Message {
        let words = &self.plan.words;
        let mut sentences = Vec::new();
        if !returns.missing.is_empty() {
            let shown = returns.missing.len().min(self.plan.named_at_most);
            let names = returns.missing[..shown].join("; ");
            let rest = returns.missing.len() - shown;
            let names = match rest {
                0 => names,
                rest => {
                    let filling: [(&str, &dyn Display); 2] = [("names", &names), ("count", &rest)];
                    fill(&words.missing_more, &filling)
                }
            };
            let filling: [(&str, &dyn Display); 2] =
                [("count", &returns.missing.len()), ("names", &names)];
            sentences.push(fill(&words.missing, &filling));
        }
        if returns.held > 0 {
            sentences.push(fill(&words.held, &[("count", &returns.held)]));
        }
        if returns.unusable > 0 {
            sentences.push(fill(&words.unusable, &[("count", &returns.unusable)]));
        }
        let mut unmet: Vec<TargetSummary> = self.summaries();
        unmet.retain(|row| !row.missed.is_empty());
        unmet.sort_by_key(|row| std::cmp::Reverse(row.missed.len()));
        sentences.extend(unmet.iter().map(|row| {
            let label = self.facts.full_label(&row.indicator);
            let missed = row.missed.len();
            let known = row.n_met as usize + missed;
            let filling: [(&str, &dyn Display); 3] =
                [("label", &label), ("missed", &missed), ("known", &known)];
            fill(&words.unmet, &filling)
        }));
        let text = match (sentences.is_empty(), self.group) {
            (true, _) => &words.shortcomings_none,
            (false, Group::Province) => &words.shortcomings,
            (false, Group::Cluster(_) | Group::Unit(_)) => &words.shortcomings_of,
        };
        Message {
            sentences,
            source: words.source_returns.clone(),
            ..self.open(self.of_group(text), words.shortcomings_open.clone())
        }
    }

    fn open(&self, text: String, about: Vec<String>) -> Message {
        Message {
            text,
            sentences: Vec::new(),
            body: Body::Open(about),
            notes: Vec::new(),
            source: String::new(),
            sheet: sheet_name::RETURNS.into(),
            has_slide: true,
        }
    }
}
