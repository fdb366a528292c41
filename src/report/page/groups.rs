//! The province and its clusters: figures, changes, pledges.

use super::chapters::chapters;
use super::maker::Maker;
use super::{GroupChange, GroupFigure, PageGroup, PageHeadline, PagePledges, PageUnit, Shade};
use crate::catalogue::Indicator;
use crate::emulate::summarise_targets;
use crate::period::Period;
use crate::report::conference::{Conference, Pack};
use crate::report::labels::change_style;
use crate::report::{Cell, Direction, NumberStyle, Quantity};
use crate::tables::{Basis, Group, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

impl<'a> Maker<'_, 'a> {
    /// The province, then its clusters.
    pub(super) fn all_groups(
        &mut self,
        conference: &Conference,
        units: &[(Arc<str>, PageUnit)],
    ) -> Vec<PageGroup> {
        let pledges = self.all_pledges();
        let packs = std::iter::once(&conference.province).chain(&conference.clusters);
        let packs: Vec<&Pack> = packs.collect();
        let groups = self.groups.clone();
        let missing = self.missing(units);
        let mut pages = Vec::new();
        for (place, group) in groups.iter().enumerate() {
            let pack = packs.iter().find(|pack| pack.group == *group).copied();
            let mut page = self.group(group, pack);
            page.pledges = pledges.get(group).cloned().unwrap_or_default();
            page.missing = match group {
                Group::Province => missing.iter().map(|(_, unit)| *unit).collect(),
                Group::Cluster(_) | Group::Unit(_) => {
                    let own = missing.iter().filter(|(cluster, _)| *cluster == place);
                    own.map(|(_, unit)| *unit).collect()
                }
            };
            if let Some(pack) = pack {
                page.chapters = chapters(self, pack, &page);
            }
            pages.push(page);
        }
        pages
    }

    /// The units that sent nothing, each with its cluster's place among the groups.
    fn missing(&self, units: &[(Arc<str>, PageUnit)]) -> Vec<(usize, usize)> {
        use crate::report::account::Came;
        let expected = self.facts.account.expected_units();
        let missing = expected.iter().filter(|unit| unit.came == Came::Nothing);
        let mut missing: Vec<(usize, usize)> = missing
            .filter_map(|unit| {
                let place = units
                    .iter()
                    .position(|(id, _)| *id == unit.member.unit_id)?;
                Some((self.cluster_place(&unit.member.cluster_id)?, place))
            })
            .collect();
        missing.sort_unstable();
        missing
    }

    fn group(&mut self, group: &Group, pack: Option<&Pack>) -> PageGroup {
        let periods = self.periods.clone();
        let (id, name) = match group {
            Group::Cluster(id) => {
                let name = self.facts.account.register.cluster_name(id);
                (id.clone(), name.to_owned())
            }
            Group::Province | Group::Unit(_) => (
                Arc::from(""),
                pack.map_or_else(String::new, |it| it.name.clone()),
            ),
        };
        let returns = pack.map(|pack| &pack.returns);
        let headlines = pack.map(|pack| self.headlines(pack)).unwrap_or_default();
        PageGroup {
            id,
            name,
            is_current: pack.is_some(),
            returns: returns.map_or_else(String::new, |it| it.sentence.clone()),
            coverage: returns.map_or((0, 0), |it| (it.covered, it.expected)),
            is_enough: returns.is_some_and(|it| it.is_enough),
            headlines,
            figures: periods
                .iter()
                .map(|period| self.figures_of(group, *period))
                .collect(),
            changes: self.changes_of(group),
            ..PageGroup::default()
        }
    }

    fn headlines(&self, pack: &Pack) -> Vec<PageHeadline> {
        let headlines = pack.headlines.iter().filter_map(|headline| {
            let indicator = self.position(&headline.code)?;
            let line = self
                .lines
                .iter()
                .position(|line| *line == (indicator, None))?;
            let change = headline.change.as_ref();
            Some(PageHeadline {
                line,
                change: change.map_or_else(String::new, |change| change.text.clone()),
                shade: change.map_or(Shade::Plain, |change| shade(change.direction, change.value)),
                doubt: headline.doubt.clone().unwrap_or_default(),
            })
        });
        headlines.collect()
    }

    fn figures_of(&mut self, group: &Group, period: Period) -> Vec<GroupFigure> {
        let lines = self.lines.clone();
        let mut figures = Vec::new();
        for (line, (place, class)) in lines.into_iter().enumerate() {
            let indicator = self.indicators[place];
            let found = match class {
                Some(class) => self.classed(group, period, (indicator, class)),
                None => self.total(group, period, indicator),
            };
            let Some((shown, counted, expected)) = found else {
                continue;
            };
            figures.push(GroupFigure {
                line,
                shown,
                counted,
                expected,
                is_enough: self.facts.account.is_enough(counted, expected),
                doubt: self.doubt(group, &[period], &indicator.code),
            });
        }
        figures
    }

    fn total(
        &self,
        group: &Group,
        period: Period,
        indicator: &Indicator,
    ) -> Option<(String, u32, u32)> {
        let account = self.facts.account;
        let total = account.total(period, group, &indicator.code)?;
        let (counted, expected) = account.coverage(period, group, &indicator.code);
        Some((self.shown(indicator, total.value), counted, expected))
    }

    fn classed(
        &self,
        group: &Group,
        period: Period,
        (indicator, class): (&Indicator, &str),
    ) -> Option<(String, u32, u32)> {
        let (units, rated) = self.facts.category(period, group, &indicator.code, class)?;
        let expected = self.facts.account.expected(period, group).max(rated);
        Some((Cell::count(units as usize).shown(), rated, expected))
    }

    /// What keeps a figure from being certain in any of the periods.
    pub(super) fn doubt(&mut self, group: &Group, periods: &[Period], code: &str) -> Option<usize> {
        let account = self.facts.account;
        let mut doubts = periods
            .iter()
            .filter_map(|period| account.doubt(*period, group, code));
        let note = self.facts.note(doubts.next()?);
        Some(self.text(&note))
    }

    /// The changes of the period reported on, as the workbook's sheet of clusters has them.
    fn changes_of(&self, group: &Group) -> Vec<GroupChange> {
        let account = self.facts.account;
        let mut changes = Vec::new();
        for (line, (place, class)) in self.lines.iter().enumerate() {
            let indicator = self.indicators[*place];
            let code = &*indicator.code;
            let row = account.comparison(account.period, group, code, Basis::LikeForLike);
            // What it is compared with has to stand beside it.
            let is_shown = |period: Period| self.periods.iter().rev().nth(1) == Some(&period);
            let Some(row) = row.filter(|row| class.is_none() && is_shown(row.previous_period))
            else {
                continue;
            };
            let (style, factor) = change_style(indicator, self.scale);
            let style = self
                .facts
                .judged(style, code, &[row.period, row.previous_period]);
            let (value, style) = match (style.quantity, row.change_rate) {
                (Quantity::Points, _) => (row.change * factor, style),
                (_, Some(rate)) => (rate, style.shown_as(Quantity::Percent)),
                (_, None) => continue,
            };
            changes.push(GroupChange {
                line,
                shown: Cell::number(value, style).shown(),
                shade: shade_of(value, style),
                counted: row.n_units,
            });
        }
        changes
    }

    /// What was pledged for the period reported on against what was reached, by group and indicator.
    fn all_pledges(&self) -> BTreeMap<Group, Vec<PagePledges>> {
        let account = self.facts.account;
        let targets = account.tables.targets.iter();
        let targets = targets.filter(|row| row.period == account.period);
        let targets: Vec<Target> = targets.cloned().collect();
        let mut pledges: BTreeMap<Group, Vec<PagePledges>> = BTreeMap::new();
        for row in summarise_targets(&targets) {
            let Some(indicator) = self.position(&row.indicator) else {
                continue;
            };
            let (met, missed) = (row.n_met as usize, row.missed.len());
            let rate = f64::from(row.n_met) / (met + missed).max(1) as f64;
            let rate = Cell::number(rate, NumberStyle::plain(Quantity::Percent));
            let own = PagePledges {
                indicator,
                pledged: row.n_units() as usize,
                met,
                missed,
                open: row.n_unreported as usize,
                rate: match met + missed {
                    0 => String::new(),
                    _ => rate.shown(),
                },
            };
            pledges.entry(row.group.clone()).or_default().push(own);
        }
        for own in pledges.values_mut() {
            own.sort_by_key(|row| row.indicator);
        }
        pledges
    }
}

/// Whether a change is good or bad; one that is shown as zero is neither.
fn shade_of(value: f64, style: NumberStyle) -> Shade {
    match style.change.filter(|_| value.abs() >= style.least_shown()) {
        Some(direction) => shade(direction, value),
        None => Shade::Plain,
    }
}

fn shade(direction: Direction, value: f64) -> Shade {
    let is_up = value > 0.0;
    match direction {
        Direction::Open => Shade::Plain,
        _ if value == 0.0 => Shade::Plain,
        Direction::UpIsGood if is_up => Shade::Good,
        Direction::UpIsBad if !is_up => Shade::Good,
        Direction::UpIsGood | Direction::UpIsBad => Shade::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_good_or_bad_by_its_direction_and_only_where_it_shows() {
        let style = |direction| NumberStyle::change(Quantity::Percent, direction);
        for (value, direction, expected) in [
            (0.05, Direction::UpIsGood, Shade::Good),
            (-0.05, Direction::UpIsGood, Shade::Bad),
            (0.05, Direction::UpIsBad, Shade::Bad),
            (-0.05, Direction::UpIsBad, Shade::Good),
            (0.05, Direction::Open, Shade::Plain),
            (-0.000_1, Direction::UpIsGood, Shade::Plain),
        ] {
            assert_eq!(shade_of(value, style(direction)), expected, "{value}");
        }
    }
}
