//! The year in at most six figures, and who has reported.

use super::plan::ConferencePlan;
use super::{Change, Headline, Returns};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::location::CellRef;
use crate::report::charts::in_print;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, change_style, quantity, unit_of_measure};
use crate::report::standing::Standing;
use crate::report::{Direction, NumberStyle, Quantity};
use crate::tables::{Basis, Group};
use crate::text::fill;
use std::fmt::Display;

/// Who of a group has reported.
pub(in crate::report) fn returns(facts: &Facts<'_>, group: &Group) -> Returns {
    let account = facts.account;
    let period = account.period;
    let members = || {
        let all = account.register.expected(period);
        all.filter(|member| match group {
            Group::Province => true,
            Group::Cluster(id) => member.cluster_id == *id,
            Group::Unit(id) => member.unit_id == *id,
        })
    };
    let coverage = account
        .standings
        .coverage(period, members().map(|member| &member.unit_id));
    let missing = members().filter(|member| {
        let standing = account.standings.of(period, &member.unit_id);
        standing.is_some_and(|row| row.standing == Standing::Missing)
    });
    Returns {
        expected: coverage.expected,
        covered: coverage.covered(),
        held: coverage.held,
        unusable: coverage.rejected,
        missing: missing
            .map(|member| account.register.unit_name(&member.unit_id).to_owned())
            .collect(),
        sentence: coverage.in_words(),
        is_enough: account.is_enough(coverage.covered() as u32, coverage.expected as u32),
    }
}

/// The largest figures of a group, in the plan's order of preference.
pub(in crate::report) fn headlines(
    facts: &Facts<'_>,
    plan: &ConferencePlan,
    group: &Group,
    scale: MoneyScale,
) -> Vec<Headline> {
    let indicators = plan.headlines.iter();
    indicators
        .filter_map(|code| facts.account.indicators.get(code))
        .filter_map(|indicator| figure(facts, plan, group, (indicator, scale)))
        .take(plan.headlines_at_most)
        .collect()
}

/// A group's figure with its change and its coverage; `None` where there is none.
pub(super) fn figure(
    facts: &Facts<'_>,
    plan: &ConferencePlan,
    group: &Group,
    (indicator, scale): (&Indicator, MoneyScale),
) -> Option<Headline> {
    let account = facts.account;
    let code = &*indicator.code;
    let total = account.total(account.period, group, code)?;
    let style = NumberStyle::plain(quantity(indicator, scale));
    let unit = match indicator.kind {
        // The sign of percent stands with the figure.
        IndicatorKind::Percent => String::new(),
        _ => unit_of_measure(indicator, scale).to_owned(),
    };
    Some(Headline {
        code: code.to_owned(),
        label: in_print(&facts.full_label(code)),
        unit,
        value: total.value,
        shown: style.write(total.value),
        style,
        change: change(facts, plan, group, (indicator, scale)),
        coverage: account.coverage(account.period, group, code),
        doubt: doubt(facts, plan, group, code),
        cell: only_cell(facts, group, code),
    })
}

/// The cell of a group's only counted figure of an indicator.
fn only_cell(facts: &Facts<'_>, group: &Group, code: &str) -> Option<CellRef> {
    let account = facts.account;
    let members = account.register.expected(account.period);
    let members = members.filter(|member| match group {
        Group::Province => true,
        Group::Cluster(id) => member.cluster_id == *id,
        Group::Unit(id) => member.unit_id == *id,
    });
    let mut counted = members.filter_map(|member| facts.figure(&member.unit_id, code).counted);
    let only = counted.next()?;
    let is_only = counted.next().is_none() && account.coverage(account.period, group, code).0 == 1;
    is_only.then(|| account.tables.observations[only].at.clone())
}

/// Why a figure bears no claim.
fn doubt(facts: &Facts<'_>, plan: &ConferencePlan, group: &Group, code: &str) -> Option<String> {
    let account = facts.account;
    if let Some(doubt) = account.doubt(account.period, group, code) {
        let filling: [(&str, &dyn Display); 1] = [("count", &doubt.count)];
        return Some(fill(&plan.words.doubt_errors, &filling));
    }
    let (counted, expected) = account.coverage(account.period, group, code);
    let filling: [(&str, &dyn Display); 2] = [("counted", &counted), ("expected", &expected)];
    (!account.is_enough(counted, expected)).then(|| fill(&plan.words.doubt_coverage, &filling))
}

/// How a figure changed on the same units, where both periods bear a claim.
fn change(
    facts: &Facts<'_>,
    plan: &ConferencePlan,
    group: &Group,
    (indicator, scale): (&Indicator, MoneyScale),
) -> Option<Change> {
    let account = facts.account;
    let code = &*indicator.code;
    let row = account.comparison(account.period, group, code, Basis::LikeForLike)?;
    let bears = |period| account.bears_claims(period, group, code);
    if !bears(row.period) || !bears(row.previous_period) {
        return None;
    }
    let (style, factor) = change_style(indicator, scale);
    let is_points = style.quantity == Quantity::Points;
    let rate = row.change_rate.filter(|_| !is_points);
    let (least, shown) = match rate {
        Some(rate) => {
            let style = style.shown_as(Quantity::Percent);
            (style.least_shown() / rate.abs(), style.write(rate))
        }
        None => {
            let change = row.change * factor;
            (style.least_shown() / change.abs(), style.write(change))
        }
    };
    let is_none = row.change == 0.0 || least > 1.0;
    let by = shown.trim_start_matches(['+', '−']).to_owned();
    let by = match (is_points, rate) {
        (true, _) => {
            let number = by.split(' ').next().unwrap_or(&by).to_owned();
            fill(&plan.words.points, &[("by", &number)])
        }
        (false, Some(_)) => by,
        // An amount says what it is of.
        (false, None) => format!("{by} {}", unit_of_measure(indicator, scale)),
    };
    let words = match (is_none, row.change > 0.0) {
        (true, _) => &plan.words.same,
        (false, true) => &plan.words.up,
        (false, false) => &plan.words.down,
    };
    let previous = row.previous_period.label();
    let filling: [(&str, &dyn Display); 3] = [
        ("by", &by),
        ("previous", &previous),
        ("units", &row.n_units),
    ];
    Some(Change {
        value: row.change * factor,
        rate,
        text: fill(words, &filling),
        short: shown,
        direction: match is_none {
            true => Direction::Open,
            false => style.change.unwrap_or(Direction::Open),
        },
        previous: row.previous_period,
        n_units: row.n_units,
    })
}
