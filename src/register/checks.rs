//! The register against itself: what it says of memberships, changes and names must fit together. Nothing is repaired
//! here; every finding names the sheet and the cell to look at.

use super::timeline::circles;
use super::{Change, ChangeKind, Register};
use crate::finding::{Finding, Rule, Severity};
use crate::location::CellRef;
use crate::period::Period;
use crate::rules;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the register's rows stand.
#[derive(Default)]
pub(super) struct Places {
    /// The names of units.
    pub(super) units: BTreeMap<Arc<str>, CellRef>,
    /// The units of memberships.
    pub(super) memberships: BTreeMap<(Period, Arc<str>), CellRef>,
}

/// The register and what the checks look up in it again and again.
struct Checks<'a> {
    register: &'a Register,
    places: &'a Places,
    /// The periods that `Phân cụm` has rows for.
    listed: BTreeSet<Period>,
    /// The periods in which each unit is a member.
    periods: BTreeMap<&'a Arc<str>, BTreeSet<Period>>,
    /// The changes that concern each unit, by their positions.
    changes: BTreeMap<&'a Arc<str>, Vec<usize>>,
    /// The changes that ended each unit.
    ended: BTreeMap<&'a Arc<str>, Vec<&'a Change>>,
    findings: Vec<Finding>,
}

/// Checks a register that has been read.
pub(super) fn check(register: &Register, places: &Places) -> Vec<Finding> {
    let mut periods: BTreeMap<&Arc<str>, BTreeSet<Period>> = BTreeMap::new();
    for (period, unit) in register.memberships.keys() {
        periods.entry(unit).or_default().insert(*period);
    }
    let mut changes: BTreeMap<&Arc<str>, Vec<usize>> = BTreeMap::new();
    for (position, change) in register.changes.iter().enumerate() {
        let ends: BTreeSet<&Arc<str>> = change.from.iter().chain(&change.to).collect();
        for unit in ends {
            changes.entry(unit).or_default().push(position);
        }
    }
    let mut ended: BTreeMap<&Arc<str>, Vec<&Change>> = BTreeMap::new();
    for change in &register.changes {
        if let Some(unit) = ends(change, register) {
            ended.entry(unit).or_default().push(change);
        }
    }
    let mut checks = Checks {
        register,
        places,
        periods,
        changes,
        ended,
        listed: register
            .memberships
            .keys()
            .map(|(period, _)| *period)
            .collect(),
        findings: Vec::new(),
    };
    checks.names();
    for id in register.units.keys() {
        checks.membership(id);
    }
    for (position, change) in register.changes.iter().enumerate() {
        checks.change(position, change);
    }
    checks.circles();
    checks.findings
}

impl<'a> Checks<'a> {
    /// The run goes on with what the register says, so these weigh less than rows that cannot be used.
    fn warn(&mut self, rule: &'static Rule, at: Option<&CellRef>, message: String) {
        if let Some(at) = at {
            self.findings
                .push(Finding::about_cell(rule, at, message).as_severity(Severity::Warning));
        }
    }

    fn periods_of(&self, id: &Arc<str>) -> impl Iterator<Item = Period> + Clone + '_ {
        self.periods.get(id).into_iter().flatten().copied()
    }

    /// The changes that concern a unit.
    fn changes_of(&self, id: &Arc<str>) -> impl Iterator<Item = &'a Change> + '_ {
        let positions = self.changes.get(id).into_iter().flatten();
        positions.map(|&position| &self.register.changes[position])
    }

    /// Two units of one name at one time: a submission under that name could be of either.
    fn names(&mut self) {
        let mut by_name: BTreeMap<String, BTreeSet<&'a Arc<str>>> = BTreeMap::new();
        for unit in self.register.units.values() {
            for name in unit.names() {
                by_name
                    .entry(text::label_key(name))
                    .or_default()
                    .insert(&unit.id);
            }
        }
        for ids in by_name.into_values() {
            let ids: Vec<&Arc<str>> = ids.into_iter().collect();
            for (position, &second) in ids.iter().enumerate().skip(1) {
                let first = ids[..position]
                    .iter()
                    .find(|first| self.are_at_one_time(first, second));
                let Some(&first) = first else {
                    continue;
                };
                let message = format!(
                    "Đơn vị {first} và {second} có chung một tên trong cùng thời gian; báo cáo ghi tên đó chỉ phân biệt được theo cụm. Ghi rõ tên từng đơn vị."
                );
                let at = self.places.units.get(second);
                self.warn(&rules::unit_ambiguous::RULE, at, message);
            }
        }
    }

    fn are_at_one_time(&self, first: &Arc<str>, second: &Arc<str>) -> bool {
        let mut changes = self.changes_of(first);
        let are_linked = changes.any(|change| concerns(change, second));
        let (one, other) = (self.periods.get(first), self.periods.get(second));
        let (Some(one), Some(other)) = (one, other) else {
            return !are_linked;
        };
        !are_linked && !one.is_disjoint(other)
    }

    /// A unit is a member without gaps, from its first period to the last or to its end.
    fn membership(&mut self, id: &'a Arc<str>) {
        let periods = self.periods.get(id).cloned().unwrap_or_default();
        let name = self.register.unit_name(id);
        if periods.is_empty() {
            if !self.listed.is_empty() && !self.changes.contains_key(id) {
                let message = format!(
                    "Đơn vị “{name}” ({id}) không có trong trang “Phân cụm” ở kỳ nào; không được tính là đơn vị phải báo cáo."
                );
                self.warn(
                    &rules::cluster_unknown::RULE,
                    self.places.units.get(id),
                    message,
                );
            }
            return;
        }
        for &period in &periods {
            let after = self
                .listed
                .iter()
                .copied()
                .find(|&next| next > period && next.is_comparable_with(period));
            let Some(after) = after.filter(|after| !periods.contains(after)) else {
                continue;
            };
            if self.has_ended(id, after) {
                continue;
            }
            let comes_back = periods
                .iter()
                .any(|&later| later > after && later.is_comparable_with(after));
            let message = if comes_back {
                format!(
                    "Đơn vị “{name}” ({id}) vắng trong “Phân cụm” của {} giữa các kỳ có mặt.",
                    after.label()
                )
            } else {
                format!(
                    "Đơn vị “{name}” ({id}) không còn trong “Phân cụm” từ {} mà trang “Biến động” không ghi vì sao.",
                    after.label()
                )
            };
            let at = self.places.memberships.get(&(period, id.clone()));
            self.warn(&rules::cluster_unknown::RULE, at, message);
        }
    }

    /// Whether the register says that a unit is no more in a period.
    fn has_ended(&self, id: &Arc<str>, period: Period) -> bool {
        let mut ended = self.ended.get(id).into_iter().flatten();
        ended.any(|change| is_in_force(change, period))
    }

    fn change(&mut self, position: usize, change: &'a Change) {
        let at = change.at.as_ref();
        let kind = change.kind.label();
        let one_end = change.from.as_ref().or(change.to.as_ref());
        let of_unit = one_end.and_then(|unit| self.changes.get(unit));
        let earlier = of_unit.into_iter().flatten();
        let mut earlier = earlier.take_while(|&&other| other < position);
        let is_repeated = earlier.any(|&other| {
            let other = &self.register.changes[other];
            (other.kind, &other.from, &other.to, other.effective)
                == (change.kind, &change.from, &change.to, change.effective)
        });
        let goes_nowhere = matches!(change.kind, ChangeKind::Merged | ChangeKind::Transferred)
            && change.from.is_some()
            && change.from == change.to;
        if is_repeated || goes_nowhere {
            let why = if is_repeated {
                "dòng này lặp lại một dòng trên"
            } else {
                "“Từ mã” và “Sang mã” là một"
            };
            self.warn(
                &rules::unit_ambiguous::RULE,
                at,
                format!("Biến động “{kind}” không có tác dụng: {why}."),
            );
            return;
        }
        match change.kind {
            ChangeKind::MovedCluster => self.moved(change),
            ChangeKind::Founded => self.founded(change),
            _ => {}
        }
        self.ended(change);
        self.successor(change);
    }

    /// A unit that moved is in another cluster than before.
    fn moved(&mut self, change: &'a Change) {
        let (Some(before), Some(after)) =
            (&change.from, change.to.as_ref().or(change.from.as_ref()))
        else {
            return;
        };
        let previous = self.listed.iter().copied().rfind(|period| {
            period.is_comparable_with(change.effective) && *period < change.effective
        });
        let Some(previous) = previous else {
            return;
        };
        let (was, is) = (
            self.register.cluster_of(previous, before),
            self.register.cluster_of(change.effective, after),
        );
        if let (Some(was), Some(is)) = (was, is)
            && was == is
        {
            let message = format!(
                "Biến động “chuyển cụm” không có tác dụng: “{}” thuộc “{}” cả ở {} và {}.",
                self.register.unit_name(after),
                self.register.cluster_name(is),
                previous.label(),
                change.effective.label()
            );
            self.warn(&rules::cluster_unknown::RULE, change.at.as_ref(), message);
        }
    }

    /// A new unit was no member before.
    fn founded(&mut self, change: &'a Change) {
        let Some(unit) = change.to.as_ref().or(change.from.as_ref()) else {
            return;
        };
        let before = self.periods_of(unit).find(|period| {
            period.is_comparable_with(change.effective) && *period < change.effective
        });
        if let Some(before) = before {
            let message = format!(
                "“{}” thành lập từ {} nhưng đã có trong “Phân cụm” của {}.",
                self.register.unit_name(unit),
                change.effective.label(),
                before.label()
            );
            let at = self.places.memberships.get(&(before, unit.clone()));
            self.warn(&rules::unit_ambiguous::RULE, at, message);
        }
    }

    /// A unit that is no more is a member no longer; one that also began in that period may be.
    fn ended(&mut self, change: &'a Change) {
        let Some(unit) = ends(change, self.register) else {
            return;
        };
        let began_then = |period: Period| {
            self.changes_of(unit).any(|other| {
                other.effective == period
                    && other.to.as_ref() == Some(unit)
                    && other.from.as_ref() != Some(unit)
            })
        };
        let still = self
            .periods_of(unit)
            .find(|&period| is_in_force(change, period) && !began_then(period));
        if let Some(period) = still {
            let message = format!(
                "“{}” ({unit}) đã {} từ {} nhưng vẫn có trong “Phân cụm” của {}; xóa dòng này nếu đơn vị không còn phải báo cáo.",
                self.register.unit_name(unit),
                change.kind.label(),
                change.effective.label(),
                period.label()
            );
            let at = self.places.memberships.get(&(period, unit.clone()));
            self.warn(&rules::unit_ambiguous::RULE, at, message);
        }
    }

    /// Units that became each other in one period: nothing tells who there is.
    fn circles(&mut self) {
        for circle in circles(&self.register.changes) {
            let mut codes: Vec<&str> = circle.units.iter().map(|unit| &***unit).collect();
            codes.extend(codes.first().copied());
            let message = format!(
                "Biến động vòng tròn trong {}: {}; không rõ đơn vị nào còn. Sửa lại trang “Biến động”.",
                circle.change.effective.label(),
                codes.join(" → ")
            );
            let at = circle.change.at.as_ref();
            let finding =
                at.map(|at| Finding::about_cell(&rules::unit_ambiguous::RULE, at, message));
            self.findings.extend(finding);
        }
    }

    /// What came of a unit is a member from then on, where the register lists that period at all.
    fn successor(&mut self, change: &'a Change) {
        let Some(unit) = &change.to else {
            return;
        };
        let is_listed = self.listed.contains(&change.effective);
        if is_listed
            && self.register.cluster_of(change.effective, unit).is_none()
            && !self.has_ended(unit, change.effective)
        {
            let message = format!(
                "“{}” ({unit}) có từ {} theo “Biến động” nhưng không có trong “Phân cụm” của kỳ đó.",
                self.register.unit_name(unit),
                change.effective.label()
            );
            self.warn(&rules::cluster_unknown::RULE, change.at.as_ref(), message);
        }
    }
}

fn concerns(change: &Change, id: &Arc<str>) -> bool {
    change.from.as_ref() == Some(id) || change.to.as_ref() == Some(id)
}

/// The unit that a change ends.
fn ends<'a>(change: &'a Change, register: &Register) -> Option<&'a Arc<str>> {
    let unit = match change.kind {
        ChangeKind::Dissolved => change.from.as_ref().or(change.to.as_ref()),
        ChangeKind::Merged | ChangeKind::Transferred | ChangeKind::Renamed => change.from.as_ref(),
        // A unit that was split may go on: only its memberships tell.
        ChangeKind::Split => {
            let unit = change.from.as_ref()?;
            return register
                .cluster_of(change.effective, unit)
                .is_none()
                .then_some(unit);
        }
        ChangeKind::Founded | ChangeKind::MovedCluster => None,
    };
    unit.filter(|unit| change.kind == ChangeKind::Dissolved || change.to.as_ref() != Some(*unit))
}

/// Whether a change is in force in a period of a row of periods that it is of: years and their halves go together.
fn is_in_force(change: &Change, period: Period) -> bool {
    let is_of_row = change.effective.is_comparable_with(period)
        || matches!(
            (change.effective, period),
            (Period::Year(_), Period::FirstHalf(_))
        );
    is_of_row && change.is_in_force(period)
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
