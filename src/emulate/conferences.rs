//! What clusters' conferences settled: who came and signed, who is proposed for which award, who leads next.

use super::marks::{is_marked, read_rank};
use super::rules::EmulationRules;
use crate::catalogue::ColumnRole;
use crate::finding::{Finding, Rule, Severity};
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::recognise::{Lexicon, MinutesKind, MinutesRow};
use crate::resolve::{Draft, DraftMinutes};
use crate::rules;
use crate::tables::{Attendance, Leadership, Nomination};
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What all conferences settled, in the order of their files.
#[derive(Default)]
pub(super) struct Conferences {
    pub(super) attendance: Vec<Attendance>,
    pub(super) nominations: Vec<Nomination>,
    pub(super) leadership: Vec<Leadership>,
}

/// Reads the minutes that count. Rows whose unit is not clear are left out; their cells have been told.
pub(super) fn read_conferences(
    drafts: &[Draft],
    lexicon: &Lexicon,
    rules: &EmulationRules,
    findings: &mut Vec<Finding>,
) -> Conferences {
    let mut conferences = Conferences::default();
    for draft in drafts {
        let submission = &draft.submission;
        let (SubmissionStatus::Accepted, Some(period), Some(cluster)) =
            (submission.status, submission.period, &submission.cluster_id)
        else {
            continue;
        };
        for minutes in &draft.minutes {
            let mut reader = Reader {
                file: &submission.file,
                period,
                cluster,
                minutes,
                lexicon,
                rules,
                findings,
            };
            match minutes.table.kind {
                MinutesKind::Attendance => reader.read_attendance(&mut conferences.attendance),
                MinutesKind::Nominations => reader.read_nominations(&mut conferences.nominations),
                MinutesKind::Leadership => reader.read_leadership(&mut conferences.leadership),
            }
        }
    }
    conferences
}

struct Reader<'a, 'f> {
    file: &'a Arc<str>,
    period: Period,
    cluster: &'a Arc<str>,
    minutes: &'a DraftMinutes,
    lexicon: &'a Lexicon,
    rules: &'a EmulationRules,
    findings: &'f mut Vec<Finding>,
}

fn field(row: &MinutesRow, role: ColumnRole) -> Option<&str> {
    row.fields.get(&role).map(|(written, _)| written.as_str())
}

impl<'a> Reader<'a, '_> {
    fn rows(&self) -> impl Iterator<Item = (&'a MinutesRow, &'a Arc<str>)> + use<'a> {
        let units = self.minutes.units.iter();
        let rows = self.minutes.table.rows.iter().zip(units);
        rows.filter_map(|(row, unit)| Some((row, unit.as_ref()?)))
    }

    fn has_column(&self, role: ColumnRole) -> bool {
        self.minutes
            .table
            .rows
            .iter()
            .any(|row| row.fields.contains_key(&role))
    }

    /// The cell of a row's field, or the one of its name.
    fn at(&self, row: &MinutesRow, role: ColumnRole) -> CellRef {
        CellRef {
            file: self.file.clone(),
            sheet: self.minutes.table.sheet.clone(),
            address: row
                .fields
                .get(&role)
                .map_or(row.unit.at, |(_, address)| *address),
        }
    }

    /// Warns of a cell whose row is left out or only half read.
    fn warn(&mut self, row: &MinutesRow, role: ColumnRole, rule: &'static Rule, message: String) {
        let finding = Finding::about_cell(rule, &self.at(row, role), message);
        self.findings.push(finding.as_severity(Severity::Warning));
    }

    /// One row a unit: where several of its people are listed, it was there with the first of them.
    fn read_attendance(&mut self, attendance: &mut Vec<Attendance>) {
        let mut by_unit: BTreeMap<&Arc<str>, Attendance> = BTreeMap::new();
        for (row, unit) in self.rows() {
            let present = self.mark(row, ColumnRole::Present, "Có mặt");
            let signed = self.mark(row, ColumnRole::Signed, "Ký giao ước");
            let (Some(present), Some(signed)) = (present, signed) else {
                continue;
            };
            let reason = field(row, ColumnRole::AbsenceReason).filter(|reason| !reason.is_empty());
            // Where no column asks who was there, those were who signed, or who is not excused.
            let present = if self.has_column(ColumnRole::Present) {
                present
            } else if self.has_column(ColumnRole::AbsenceReason) {
                reason.is_none()
            } else {
                signed
            };
            let known = by_unit.entry(unit).or_insert_with(|| Attendance {
                period: self.period,
                cluster_id: self.cluster.clone(),
                unit_id: unit.clone(),
                present: false,
                signed: false,
                absence_reason: None,
                at: self.at(row, ColumnRole::ReportingUnit),
            });
            known.present |= present;
            known.signed |= signed;
            // A mark in a column of absences is no reason.
            let reason = reason
                .filter(|reason| is_marked(Some(reason), &self.lexicon.forms.words) != Some(true));
            known.absence_reason = known
                .absence_reason
                .take()
                .or_else(|| reason.map(str::to_string));
        }
        attendance.extend(by_unit.into_values());
    }

    /// Whether a row is marked; `None`, and its cell is told, where that is not clear.
    fn mark(&mut self, row: &MinutesRow, role: ColumnRole, label: &str) -> Option<bool> {
        let written = field(row, role);
        let marked = is_marked(written, &self.lexicon.forms.words);
        if marked.is_none() {
            let why = "không rõ là có hay không; dòng này không được tính";
            let message = rules::not_a_number::message(label, written.unwrap_or_default(), why);
            self.warn(row, role, &rules::not_a_number::RULE, message);
        }
        marked
    }

    /// Rows that name an award; a unit may be proposed for several.
    fn read_nominations(&mut self, nominations: &mut Vec<Nomination>) {
        let abbreviations = &self.lexicon.abbreviations;
        for (row, unit) in self.rows() {
            let absent = &self.lexicon.forms.words.absent_marks;
            let award = field(row, ColumnRole::Award).unwrap_or_default();
            if award.is_empty() || absent.contains(&text::lower_case(award)) {
                continue;
            }
            let (award, giver) =
                award_and_giver(award, field(row, ColumnRole::AwardedBy).unwrap_or_default());
            let rank = self.rank(row);
            nominations.push(Nomination {
                period: self.period,
                cluster_id: self.cluster.clone(),
                rank,
                unit_id: unit.clone(),
                award: self.rules.award(award, abbreviations),
                awarded_by: self.rules.awarder(giver, abbreviations),
                at: self.at(row, ColumnRole::ReportingUnit),
            });
        }
    }

    /// The place the conference gave; `None` where it gave none, or the cell is not clear and told.
    fn rank(&mut self, row: &MinutesRow) -> Option<u32> {
        let written = field(row, ColumnRole::Rank)?;
        let rank = read_rank(written, &self.lexicon.forms.words);
        if rank.is_none() {
            let message = rules::not_a_number::message("Xếp thứ", written, "không rõ là thứ mấy");
            self.warn(row, ColumnRole::Rank, &rules::not_a_number::RULE, message);
        }
        rank
    }

    /// Offices of the cluster in the period that the row or the table's title states.
    fn read_leadership(&mut self, leadership: &mut Vec<Leadership>) {
        for (row, unit) in self.rows() {
            let written = field(row, ColumnRole::LeaderRole).unwrap_or_default();
            if written.is_empty() {
                continue;
            }
            let Some(role) = self.rules.role(written) else {
                let message = format!(
                    "Chức danh “{written}” không phải là chức danh của cụm, khối; dòng này không được dùng."
                );
                self.warn(
                    row,
                    ColumnRole::LeaderRole,
                    &rules::label_unmatched::RULE,
                    message,
                );
                continue;
            };
            let Some(period) = row.period else {
                let message = format!(
                    "Không rõ “{role}” là của kỳ nào; ghi kỳ vào tiêu đề của bảng hoặc vào cột “Năm”. Dòng này không được dùng."
                );
                self.warn(
                    row,
                    ColumnRole::LeaderRole,
                    &rules::period_missing::RULE,
                    message,
                );
                continue;
            };
            leadership.push(Leadership {
                period,
                cluster_id: self.cluster.clone(),
                unit_id: unit.clone(),
                role,
                at: self.at(row, ColumnRole::ReportingUnit),
            });
        }
    }
}

/// `Bằng khen của LĐLĐ tỉnh` names the giver with the award where no column of its own does.
fn award_and_giver<'a>(award: &'a str, giver: &'a str) -> (&'a str, &'a str) {
    match award.split_once(" của ") {
        Some((award, named)) if giver.is_empty() => (award, named),
        _ => (award, giver),
    }
}

#[cfg(test)]
#[path = "conferences_tests.rs"]
mod tests;
