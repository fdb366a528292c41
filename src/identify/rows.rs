//! Which units the rows of a table are of.

use super::clusters;
use super::decisions::{self, RowDecision};
use super::directory::Directory;
use super::ended_units;
use super::names::NameMatch;
use super::names::only;
use super::names::{quoted, quoted_with_ids};
use super::readings::Guess;
use crate::finding::{Explained, Finding, Severity};
use crate::location::CellRef;
use crate::observation::{Measure, Observation, SubmissionStatus};
use crate::period::Period;
use crate::recognise::{RowStanding, UnitRow};
use crate::resolve::{Draft, DraftFigure, FileDecision};
use crate::rules;
use crate::rules::row_unread::Why;
use crate::verdict::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Settles the units of the rows of tables; a row whose unit is not clear, or has ended, is held.
pub(super) fn identify_rows(
    draft: &mut Draft,
    directory: &Directory<'_>,
    findings: &mut Vec<Finding>,
) {
    let cluster = draft.submission.cluster_id.clone();
    let period = draft.submission.period;
    let reports = draft.submission.status == SubmissionStatus::Accepted;
    let Draft {
        tables, decisions, ..
    } = draft;
    for table in tables {
        let mut taken = TakenUnits::default();
        let of_rows = figures_of_rows(table.units.len(), &table.figures);
        let named = NamedUnits::of(table.units.iter().map(|(row, _)| row), directory);
        for (position, (row, at)) in table.units.iter().enumerate() {
            let own = row.cluster.as_deref();
            let own = own.and_then(|name| clusters::known(name, directory));
            let place = RowsPlace {
                period,
                cluster: own.as_ref().or(cluster.as_ref()),
                named: &named,
            };
            let found = match sums_up(row, &table.units, directory) {
                true => Err(no_unit(row, at, Why::SumOfRows)),
                false => row_unit(row, at, directory, &place),
            };
            let (decided, found) = decide(decisions, (row, at), found, directory);
            let (unit, finding) = match found {
                Ok((unit, finding)) => {
                    let (own, figures) = (&of_rows[position], &table.figures);
                    let repeats = |first: usize| says_the_same(&of_rows[first], own, figures);
                    let is_apart = |first: usize| is_of_other_time(&of_rows[first], own, figures);
                    let beside = Beside {
                        repeats: &repeats,
                        is_apart: &is_apart,
                    };
                    taken.take((position, at), (unit, finding), directory, &beside)
                }
                Err(finding) => (None, Some(*finding)),
            };
            let of_unit = unit.as_ref().zip(period);
            let ended = of_unit
                .and_then(|(unit, period)| ended_units::finding(unit, at, period, directory));
            let own = || Some((period?, place.cluster?));
            let foreign = unit
                .as_ref()
                .and_then(|unit| foreign(unit, at, own()?, directory));
            let reason = match &ended {
                Some(_) => Verdict::Held(&rules::unit_ended::RULE),
                None => verdict_by(finding.as_ref().filter(|_| unit.is_none())),
            };
            for &figure in &of_rows[position] {
                let observation = &mut table.figures[figure].observation;
                observation.unit_id.clone_from(&unit);
                observation.verdict = observation.verdict.or(reason).or(decided);
            }
            let decided = || directory.told_decision(&row.name, at, Explained::Row);
            let decided = unit.and_then(|_| decided()).filter(|_| reports);
            let told = finding.into_iter().chain(ended).chain(foreign);
            let told = told.filter(|_| reports).chain(decided);
            findings.extend(told.map(|told| told.about_text(&row.name)));
        }
        taken.hold_twice(&of_rows, &mut table.figures);
    }
}

/// Whether the figures of a row without a unit are held or left out, by what is told of it.
fn verdict_by(finding: Option<&Finding>) -> Verdict {
    match finding {
        Some(finding) if finding.severity == Severity::Info => Verdict::LeftOut,
        Some(finding) => Verdict::Held(finding.rule),
        None => Verdict::Counts,
    }
}

/// A row's unit, and what is worth telling about it; or why there is none.
type Found = Result<(Arc<str>, Option<Finding>), Box<Finding>>;

/// What the office has decided about a row, and its unit then.
fn decide(
    decisions: &mut [FileDecision],
    (row, at): (&UnitRow, &CellRef),
    found: Found,
    directory: &Directory<'_>,
) -> (Verdict, Found) {
    match decisions::row_decision(decisions, (&row.name, at), directory) {
        Some(RowDecision::Unit(unit)) => {
            let told = found.map_or_else(|finding| Some(*finding), |(_, finding)| finding);
            (Verdict::Counts, Ok((unit, told)))
        }
        Some(RowDecision::LeftOut) => (Verdict::LeftOut, found),
        None => match directory.left_out_unit(&row.name) {
            Some(entry) => {
                let message = rules::unit_unknown::left_out_message(&row.name, &entry.by());
                let finding = Finding::about_cell(&rules::unit_unknown::RULE, at, message);
                let finding = finding.as_decided();
                (Verdict::LeftOut, Err(finding.into()))
            }
            None => (Verdict::Counts, found),
        },
    }
}

/// A unit that the office's register lists in another cluster than the one whose table or minutes name it.
pub(super) fn foreign(
    unit: &Arc<str>,
    at: &CellRef,
    (period, cluster): (Period, &Arc<str>),
    directory: &Directory<'_>,
) -> Option<Finding> {
    let register = directory.register;
    let own = register.cluster_of(period, unit)?;
    (register.is_kept && own != cluster).then(|| {
        let message = format!(
            "“{}” ({unit}) thuộc “{}” theo danh mục của {}, không thuộc “{}” như tệp này. Xem lại dòng này hoặc trang “Phân cụm” của danh mục.",
            register.unit_name(unit),
            register.cluster_name(own),
            period.label(),
            register.cluster_name(cluster)
        );
        Finding {
            unit_id: Some(unit.clone()),
            ..Finding::about_cell(&rules::cluster_unknown::RULE, at, message)
                .as_severity(Severity::Warning)
        }
    })
}

/// The positions of the figures of each row of a table, by the row's position.
fn figures_of_rows(rows: usize, figures: &[DraftFigure]) -> Vec<Vec<usize>> {
    let mut of_rows: Vec<Vec<usize>> = vec![Vec::new(); rows];
    for (position, figure) in figures.iter().enumerate() {
        if let Some(row) = figure.unit_row.and_then(|row| of_rows.get_mut(row)) {
            row.push(position);
        }
    }
    of_rows
}

/// Whether two rows have at least one figure in common, and none that differs: then one of them is the other again.
fn says_the_same(first: &[usize], second: &[usize], figures: &[DraftFigure]) -> bool {
    let given = |position: &usize| {
        let observation = &figures[*position].observation;
        Some(observation).filter(|it| it.verdict != Verdict::Empty)
    };
    let mut shared = 0;
    for one in first.iter().filter_map(given) {
        let figure = |it: &Observation| (it.period, it.measure, it.indicator.clone());
        let same_place = |other: &&Observation| figure(other) == figure(one);
        for other in second.iter().filter_map(given).filter(same_place) {
            let is_unread = one.value.is_none();
            let is_same = !is_unread || one.category == other.category && one.raw == other.raw;
            if one.value != other.value || !is_same {
                return false;
            }
            shared += 1;
        }
    }
    shared > 0
}

/// Whether the figures of two rows are of different times, or planned and reached: below `Kết quả năm 2024` and below `Đăng
/// ký năm 2025`.
fn is_of_other_time(first: &[usize], second: &[usize], figures: &[DraftFigure]) -> bool {
    let times = |row: &[usize]| -> BTreeSet<_> {
        let given = row.iter().map(|position| &figures[*position].observation);
        given
            .map(|it| (it.period, it.measure == Measure::Target))
            .collect()
    };
    let (first, second) = (times(first), times(second));
    first != second && first.is_disjoint(&second)
}

/// What is known of a row beside an earlier one of its unit.
struct Beside<'f> {
    /// Whether it says the same again; then one of the two counts.
    repeats: &'f dyn Fn(usize) -> bool,
    /// Whether it is of another time.
    is_apart: &'f dyn Fn(usize) -> bool,
}

/// The units that rows of a table have named so far.
#[derive(Default)]
struct TakenUnits {
    /// By unit: its first row of each time, and whether it is named there as the register has it.
    first: BTreeMap<Arc<str>, Vec<(usize, bool)>>,
    /// First rows of units that a later row names just as plainly: neither is sure.
    twice: Vec<usize>,
}

impl TakenUnits {
    /// Where a unit is named twice with figures that differ, neither row is sure.
    fn hold_twice(&self, of_rows: &[Vec<usize>], figures: &mut [DraftFigure]) {
        for &figure in self.twice.iter().flat_map(|row| &of_rows[*row]) {
            let verdict = &mut figures[figure].observation.verdict;
            *verdict = verdict.or(Verdict::Held(&rules::unit_ambiguous::RULE));
        }
    }

    fn take(
        &mut self,
        (position, at): (usize, &CellRef),
        (unit, finding): (Arc<str>, Option<Finding>),
        directory: &Directory<'_>,
        beside: &Beside<'_>,
    ) -> (Option<Arc<str>>, Option<Finding>) {
        let known = self.first.entry(unit.clone()).or_default();
        let same = known.iter().find(|(first, _)| !(beside.is_apart)(*first));
        let Some(&(first, is_plain)) = same else {
            known.push((position, finding.is_none()));
            return (Some(unit), finding);
        };
        if finding.is_none() && is_plain && (beside.repeats)(first) {
            return (Some(unit), None);
        }
        // A slip in the second name may well be another unit's name.
        if finding.is_none() || !is_plain {
            self.twice.push(first);
        }
        let message = format!(
            "Đơn vị “{}” đứng hai lần trong bảng; số của dòng này không được tính.",
            directory.units.name(&unit)
        );
        let rule = &rules::unit_ambiguous::RULE;
        (None, Some(Finding::about_cell(rule, at, message)))
    }
}

/// Where rows stand that name units.
#[derive(Clone, Copy)]
pub(super) struct RowsPlace<'a> {
    pub(super) period: Option<Period>,
    pub(super) cluster: Option<&'a Arc<str>>,
    /// The units that it and the rows beside it name.
    pub(super) named: &'a NamedUnits,
}

impl RowsPlace<'_> {
    fn is_member(&self, unit: &Arc<str>, directory: &Directory<'_>) -> bool {
        directory.is_member(unit, self.period, self.cluster)
    }

    /// Whether a unit that a row likely names is of the very cluster and no row beside names it. Where words only sound
    /// alike, all others of the cluster must be named.
    fn confirms(&self, unit: &Arc<str>, guess: Guess, directory: &Directory<'_>) -> bool {
        let is_of_cluster = self.cluster.is_some() && self.is_member(unit, directory);
        let members = directory.register.units.keys();
        let mut members = members.filter(|unit| self.is_member(unit, directory));
        is_of_cluster
            && !self.named.plainly.contains(unit)
            && (guess == Guess::Writing || members.all(|unit| self.named.somehow.contains(unit)))
    }
}

/// The units that the rows of a table name.
#[derive(Default)]
pub(super) struct NamedUnits {
    /// By their codes, or as the register has them.
    plainly: BTreeSet<Arc<str>>,
    /// Those, and the ones that are written in some other way.
    somehow: BTreeSet<Arc<str>>,
}

impl NamedUnits {
    pub(super) fn of<'r>(
        rows: impl Iterator<Item = &'r UnitRow>,
        directory: &Directory<'_>,
    ) -> Self {
        let mut named = Self::default();
        for row in rows {
            let by_code = directory.unit_of_code(row.code.as_deref());
            let found = by_code.map_or_else(|| name_of_row(row, directory), NameMatch::Exact);
            match found {
                NameMatch::Exact(unit) => {
                    named.somehow.insert(unit.clone());
                    named.plainly.insert(unit);
                }
                NameMatch::Slip(unit, _) | NameMatch::Likely(unit, _) => {
                    named.somehow.insert(unit);
                }
                NameMatch::Ambiguous(_) | NameMatch::Unknown(_) => {}
            }
        }
        named
    }
}

/// Why a row is no unit's.
fn no_unit(row: &UnitRow, at: &CellRef, why: Why) -> Box<Finding> {
    let message = rules::row_unread::named_message(&row.name, why);
    Finding::about_cell(&rules::row_unread::RULE, at, message).into()
}

/// Whether a row sums up others of its table that are units. Where the register knows the row and none of those, they are its parts.
fn sums_up(row: &UnitRow, units: &[(UnitRow, CellRef)], directory: &Directory<'_>) -> bool {
    let RowStanding::SumOf(rows) = &row.standing else {
        return false;
    };
    let is_known = |row: &UnitRow| !matches!(name_of_row(row, directory), NameMatch::Unknown(_));
    let mut summed = units.get(rows.clone()).into_iter().flatten();
    !directory.register.is_kept || summed.any(|(row, _)| is_known(row)) || !is_known(row)
}

/// The unit a row names, with what is worth telling about it; or why there is none. A row that may be none is of a unit that somebody
/// else names in full.
pub(super) fn row_unit(
    row: &UnitRow,
    at: &CellRef,
    directory: &Directory<'_>,
    place: &RowsPlace<'_>,
) -> Found {
    let found = unit_named(row, at, directory, place);
    let why = match row.standing {
        RowStanding::Unnumbered => Why::Unnumbered,
        RowStanding::PartOf => Why::PartOfUnit,
        RowStanding::Group => Why::NoUnit,
        RowStanding::Unit | RowStanding::SumOf(_) => return found,
    };
    match found {
        Ok((_, Some(_))) | Err(_) if !directory.register.is_kept => Err(no_unit(row, at, why)),
        found => found,
    }
}

/// The unit by a row's code and name.
fn unit_named(
    row: &UnitRow,
    at: &CellRef,
    directory: &Directory<'_>,
    place: &RowsPlace<'_>,
) -> Found {
    let found = name_of_row(row, directory);
    if let Some(unit) = directory.unit_of_code(row.code.as_deref()) {
        return match &found {
            NameMatch::Exact(named) if *named != unit => {
                let both = quoted_with_ids(&[unit, named.clone()], directory.units);
                let message = rules::unit_ambiguous::code_message(&both);
                Err(Finding::about_cell(&rules::unit_ambiguous::RULE, at, message).into())
            }
            _ => Ok((unit, None)),
        };
    }
    let approximate = |unit: Arc<str>, message: String| {
        let finding = Finding::about_cell(&rules::unit_name_approximate::RULE, at, message);
        Ok((unit, Some(finding.about_text(&row.name))))
    };
    let unknown = |nearest: &[String]| {
        let message = rules::unit_unknown::message(&row.name, &quoted(nearest));
        Err(Finding::about_cell(&rules::unit_unknown::RULE, at, message).into())
    };
    match found {
        NameMatch::Exact(unit) => Ok((unit, None)),
        NameMatch::Slip(unit, taken_for) => {
            let message = rules::unit_name_approximate::message(&row.name, &taken_for);
            approximate(unit, message)
        }
        NameMatch::Likely(unit, guess) if place.confirms(&unit, guess, directory) => {
            let (name, by) = (
                directory.units.name(&unit),
                rules::unit_name_approximate::OF_ROWS,
            );
            let message = rules::unit_name_approximate::confirmed_message(&row.name, &name, by);
            approximate(unit, message)
        }
        NameMatch::Likely(unit, _) => unknown(&[directory.units.name(&unit)]),
        NameMatch::Ambiguous(units) => {
            let members = units.iter().filter(|unit| place.is_member(unit, directory));
            let member = only(members).map(|unit| (unit, None));
            member.ok_or_else(|| {
                let candidates = quoted_with_ids(&units, directory.units);
                let message = rules::unit_ambiguous::message(&row.name, &candidates);
                Finding::about_cell(&rules::unit_ambiguous::RULE, at, message).into()
            })
        }
        NameMatch::Unknown(nearest) => unknown(&nearest),
    }
}

/// Whose a row's name is; with a place behind it, it is likely whose it is without.
fn name_of_row(row: &UnitRow, directory: &Directory<'_>) -> NameMatch {
    match directory.find(&row.name) {
        NameMatch::Unknown(nearest) => directory
            .find_before_place(&row.name)
            .map_or(NameMatch::Unknown(nearest), |unit| {
                NameMatch::Likely(unit, Guess::Writing)
            }),
        found => found,
    }
}
