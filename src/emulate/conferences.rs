//! What clusters' conferences and lists of proposals settled: who came and signed, who is proposed for which award, who
//! leads next.

use super::marks::{Mark, proposes_nothing, read_mark, read_rank};
use crate::catalogue::{ColumnRole, NamedAward};
use crate::finding::{Finding, Rule, Severity};
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::recognise::{Knowledge, Lexicon, MinutesKind, MinutesRow, RowSubject};
use crate::register::Register;
use crate::resolve::{Draft, DraftMinutes};
use crate::rules;
use crate::rules::row_unread::other_time_message;
use crate::tables::{Attendance, AwardCount, Leadership, Nomination};
use crate::text::{begins_with_any, contains_any, label_key};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What all conferences settled, in the order of their files.
#[derive(Default)]
pub(super) struct Conferences {
    pub(super) attendance: Vec<Attendance>,
    /// As they stand; the same proposal may stand in two places.
    pub(super) nominations: Vec<Nomination>,
    /// The places that conferences gave, proposed for an award or not.
    pub(super) places: Vec<Place>,
    /// The units that they did not rank.
    pub(super) unranked: BTreeSet<(Period, Arc<str>)>,
    pub(super) award_counts: Vec<AwardCount>,
    pub(super) leadership: Vec<Leadership>,
}

/// A unit's place as a conference gave it.
pub(super) struct Place {
    pub(super) period: Period,
    pub(super) cluster_id: Arc<str>,
    pub(super) unit_id: Arc<str>,
    pub(super) rank: u32,
    pub(super) at: CellRef,
}

/// Reads the lists that count. Rows whose unit is not clear are left out; their cells have been told.
pub(super) fn read_conferences(
    drafts: &[Draft],
    lexicon: &Lexicon,
    register: &Register,
    findings: &mut Vec<Finding>,
) -> Conferences {
    let mut conferences = Conferences::default();
    for draft in drafts {
        let submission = &draft.submission;
        let (SubmissionStatus::Accepted, Some(period)) = (submission.status, submission.period)
        else {
            continue;
        };
        for minutes in &draft.minutes {
            if let Some(saying) = &minutes.table.apart {
                let at = CellRef::new(&submission.file, &minutes.table.sheet, saying.at);
                let message = other_time_message(&saying.written, true, &period.label());
                findings.push(Finding::about_cell(&rules::row_unread::RULE, &at, message));
                continue;
            }
            let mut reader = Reader {
                file: &submission.file,
                period,
                cluster: submission.cluster_id.as_ref(),
                minutes,
                lexicon,
                register,
                findings,
            };
            match minutes.table.kind {
                MinutesKind::Attendance => reader.read_attendance(&mut conferences.attendance),
                MinutesKind::Nominations => reader.read_nominations(&mut conferences),
                MinutesKind::Leadership => reader.read_leadership(&mut conferences.leadership),
                MinutesKind::Persons => {}
            }
        }
    }
    conferences
}

struct Reader<'a, 'f> {
    file: &'a Arc<str>,
    period: Period,
    /// The cluster that sends the list; none where a unit does.
    cluster: Option<&'a Arc<str>>,
    minutes: &'a DraftMinutes,
    lexicon: &'a Lexicon,
    register: &'a Register,
    findings: &'f mut Vec<Finding>,
}

/// A row whose unit is known.
struct KnownRow<'a> {
    row: &'a MinutesRow,
    unit: &'a Arc<str>,
    cluster: Option<&'a Arc<str>>,
    is_unit_itself: bool,
}

fn field(row: &MinutesRow, role: ColumnRole) -> Option<&str> {
    Some(row.said(role)).filter(|said| !said.is_empty())
}

/// What a row says of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Yes,
    No(Option<String>),
    Nothing,
}

/// What a column of marks says of the rows in which it is empty.
#[derive(Clone, Copy)]
enum Empty {
    No,
    Nothing,
}

impl<'a> Reader<'a, '_> {
    fn rows(&self) -> Vec<KnownRow<'a>> {
        let minutes = self.minutes;
        let units = minutes.units.iter().zip(&minutes.is_unit_itself);
        let rows = minutes.table.rows.iter().zip(&minutes.clusters);
        rows.zip(units)
            .filter_map(|((row, named), (unit, is_unit_itself))| {
                let unit = unit.as_ref()?;
                Some(KnownRow {
                    row,
                    unit,
                    cluster: named
                        .as_ref()
                        .or(self.cluster)
                        .or_else(|| self.register.cluster_of(self.period, unit)),
                    is_unit_itself: *is_unit_itself,
                })
            })
            .collect()
    }

    fn has_column(&self, role: ColumnRole) -> bool {
        let mut rows = self.minutes.table.rows.iter();
        rows.any(|row| field(row, role).is_some())
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
        let asks_presence = self.has_column(ColumnRole::Present);
        let tells_absence = self.has_column(ColumnRole::AbsenceReason);
        // Where reasons stand beside those who did not come, who has neither a mark nor a reason is not said to be either.
        let empty_presence = match tells_absence {
            true => Empty::Nothing,
            false => self.empty_means(ColumnRole::Present),
        };
        let empty_signature = self.empty_means(ColumnRole::Signed);
        // Where some are marked `C`, a `V` is no tick.
        let rows = self.minutes.table.rows.iter();
        let are_letters = rows.filter_map(letter).any(|is_there| is_there);
        let mut by_unit: BTreeMap<&Arc<str>, Attendance> = BTreeMap::new();
        for known in self.rows() {
            let (row, Some(cluster)) = (known.row, known.cluster) else {
                continue;
            };
            let presence = match letter(row).filter(|_| are_letters) {
                Some(is_there) if is_there => Said::Yes,
                Some(_) => Said::No(None),
                None => self.mark(row, ColumnRole::Present, "Có mặt", empty_presence),
            };
            let signed = self.mark(row, ColumnRole::Signed, "Ký tên", empty_signature);
            let signed = match signed {
                Said::Yes => Some(true),
                Said::No(_) => Some(false),
                Said::Nothing => None,
            };
            let absence = self.absence(row);
            let (present, reason) = match (presence, absence) {
                (Said::Yes, Said::No(None)) => {
                    self.warn_of_both(row);
                    (None, None)
                }
                (Said::Yes, _) => (Some(true), None),
                (Said::No(reason), Said::No(other)) => (Some(false), other.or(reason)),
                (Said::No(reason), _) => (Some(false), reason),
                (Said::Nothing, Said::No(reason)) => (Some(false), reason),
                // Where no column asks who was there, those were who signed, or who is not excused.
                (Said::Nothing, _) if asks_presence => (None, None),
                (Said::Nothing, _) if signed == Some(true) || tells_absence => (Some(true), None),
                (Said::Nothing, _) => (None, None),
            };
            let place = self.at(row, ColumnRole::ReportingUnit);
            let kept = by_unit.entry(known.unit).or_insert_with(|| Attendance {
                period: self.period,
                cluster_id: cluster.clone(),
                unit_id: known.unit.clone(),
                present: None,
                signed: None,
                absence_reason: None,
                at: place,
            });
            kept.present = either(kept.present, present);
            kept.signed = either(kept.signed, signed);
            kept.absence_reason = kept.absence_reason.take().or(reason);
            if kept.present == Some(true) {
                kept.absence_reason = None;
            }
        }
        attendance.extend(by_unit.into_values());
    }

    /// In a column that only marks who came an empty cell is a no; in one that marks both, or nobody, it says nothing.
    fn empty_means(&self, role: ColumnRole) -> Empty {
        let words = &self.lexicon.forms.words;
        let rows = self.minutes.table.rows.iter();
        let marks = rows.filter_map(|row| read_mark(field(row, role)?, words));
        let (mut yes, mut no) = (false, false);
        for mark in marks {
            yes |= mark == Mark::Yes;
            no |= matches!(mark, Mark::No(_));
        }
        match (yes, no) {
            (true, false) => Empty::No,
            _ => Empty::Nothing,
        }
    }

    /// What a row is marked with; where that is not clear its cell is told.
    fn mark(&mut self, row: &MinutesRow, role: ColumnRole, label: &str, empty: Empty) -> Said {
        let Some(written) = field(row, role) else {
            return match empty {
                Empty::No => Said::No(None),
                Empty::Nothing => Said::Nothing,
            };
        };
        match read_mark(written, &self.lexicon.forms.words) {
            Some(Mark::Yes) => Said::Yes,
            Some(Mark::No(reason)) => Said::No(reason),
            Some(Mark::Open) => Said::Nothing,
            None => {
                let why = "không rõ là có hay không; coi như không ghi";
                let message = rules::not_a_number::message(label, written, why);
                self.warn(row, role, &rules::not_a_number::RULE, message);
                Said::Nothing
            }
        }
    }

    /// What a column of absences says: a mark, or a reason.
    fn absence(&self, row: &MinutesRow) -> Said {
        let Some(written) = field(row, ColumnRole::AbsenceReason) else {
            return Said::Nothing;
        };
        match read_mark(written, &self.lexicon.forms.words) {
            Some(Mark::Yes) => Said::No(None),
            Some(Mark::Open) => Said::Nothing,
            Some(Mark::No(None)) if !written.to_lowercase().contains("vắng") => Said::Nothing,
            Some(Mark::No(None)) => Said::No(None),
            Some(Mark::No(Some(reason))) if written.chars().count() <= 3 => Said::No(Some(reason)),
            Some(Mark::No(_)) | None => Said::No(Some(written.to_string())),
        }
    }

    fn warn_of_both(&mut self, row: &MinutesRow) {
        let why = "dòng này vừa đánh dấu có mặt vừa đánh dấu vắng; coi như không ghi";
        let written = field(row, ColumnRole::Present).unwrap_or_default();
        let message = rules::not_a_number::message("Có mặt", written, why);
        let role = ColumnRole::Present;
        self.warn(row, role, &rules::not_a_number::RULE, message);
    }

    /// Rows that give a place or name an award; a unit may be proposed for several.
    fn read_nominations(&mut self, conferences: &mut Conferences) {
        let is_list = !self.has_column(ColumnRole::Rank) && !self.minutes.table.is_beside_figures;
        for known in self.rows() {
            let row = known.row;
            let rank = self.rank(row);
            if self.is_unranked(row) {
                conferences
                    .unranked
                    .insert((self.period, known.unit.clone()));
            }
            if let (Some(rank), Some(cluster)) = (rank, known.cluster) {
                conferences.places.push(Place {
                    period: self.period,
                    cluster_id: cluster.clone(),
                    unit_id: known.unit.clone(),
                    rank,
                    at: self.at(row, ColumnRole::Rank),
                });
            }
            if self.is_refused(row) {
                continue;
            }
            for award in self.awards(row) {
                if is_list || row.subject != RowSubject::Unit {
                    self.count(&known, &award, &mut conferences.award_counts);
                }
                let is_of_unit = row.subject != RowSubject::Person && known.is_unit_itself;
                if let Some(cluster) = known.cluster.filter(|_| is_of_unit) {
                    conferences.nominations.push(Nomination {
                        period: self.period,
                        cluster_id: cluster.clone(),
                        rank,
                        unit_id: known.unit.clone(),
                        award: award.award,
                        awarded_by: award.awarded_by,
                        at: self.at(row, ColumnRole::ReportingUnit),
                    });
                }
            }
        }
    }

    /// The awards that a row names, each with who gives it. A text that names none proposes nothing, and is told.
    fn awards(&mut self, row: &MinutesRow) -> Vec<NamedAward> {
        let Knowledge {
            awards,
            abbreviations,
            forms,
            ..
        } = &**self.lexicon;
        let Some(written) = field(row, ColumnRole::Award) else {
            return Vec::new();
        };
        if proposes_nothing(written, &forms.words) {
            return Vec::new();
        }
        let Some(mut named) = awards.read(written, abbreviations) else {
            let message = format!(
                "“{written}” không phải là một hình thức khen thưởng đã biết; dòng này không được tính là đề nghị."
            );
            let rule = &rules::label_unmatched::RULE;
            self.warn(row, ColumnRole::Award, rule, message);
            return Vec::new();
        };
        if row.subject == RowSubject::Unit {
            let persons = &forms.words.person_award_words;
            let is_of_unit = |award: &NamedAward| !contains_any(&label_key(&award.award), persons);
            let count = named.len();
            named.retain(is_of_unit);
            if named.len() < count {
                let message = format!(
                    "“{written}” ghi tặng cá nhân hoặc dự phòng; không được tính là đề nghị cho đơn vị."
                );
                let rule = &rules::label_unmatched::RULE;
                self.warn(row, ColumnRole::Award, rule, message);
            }
        }
        let giver = field(row, ColumnRole::AwardedBy);
        for award in &mut named {
            let by_column = giver.map(|giver| awards.awarder(giver, abbreviations));
            award.awarded_by = by_column.or(award.awarded_by.take());
        }
        named
    }

    /// Whether a column beside says that what a row proposes was not agreed to; that is told.
    fn is_refused(&mut self, row: &MinutesRow) -> bool {
        if let Some((written, at)) = &row.refused {
            let at = CellRef::new(self.file, &self.minutes.table.sheet, *at);
            let message = format!("“{written}”: đề nghị ở dòng này không được tính.");
            let told = Finding::about_cell(&rules::row_unread::RULE, &at, message);
            self.findings.push(told);
        }
        row.refused.is_some()
    }

    /// Counts a person or a collective, by unit, award and who gives it.
    fn count(&self, known: &KnownRow<'_>, award: &NamedAward, counts: &mut Vec<AwardCount>) {
        let is_same = |count: &&mut AwardCount| {
            (&count.file, count.period, &count.unit_id) == (self.file, self.period, known.unit)
                && (&count.award, &count.awarded_by) == (&award.award, &award.awarded_by)
        };
        let is_person = known.row.subject == RowSubject::Person;
        let (persons, collectives) = (u32::from(is_person), u32::from(!is_person));
        match counts.iter_mut().rev().find(is_same) {
            Some(count) => {
                count.n_persons += persons;
                count.n_collectives += collectives;
            }
            None => counts.push(AwardCount {
                period: self.period,
                cluster_id: known.cluster.cloned(),
                unit_id: known.unit.clone(),
                award: award.award.clone(),
                awarded_by: award.awarded_by.clone(),
                n_persons: persons,
                n_collectives: collectives,
                file: self.file.clone(),
            }),
        }
    }

    /// Whether the conference says that it gives a unit no place: `không xếp`.
    fn is_unranked(&self, row: &MinutesRow) -> bool {
        let words = &self.lexicon.forms.words;
        let rank = |row| read_rank(field(row, ColumnRole::Rank)?, words);
        let mut rows = self.minutes.table.rows.iter();
        let mut gives_places = || rows.any(|row| rank(row).is_some());
        let written = field(row, ColumnRole::Rank);
        written.is_some_and(|written| {
            begins_with_any(&label_key(written), &words.unranked_marks)
                || proposes_nothing(written, words) && gives_places()
        })
    }

    /// The place the conference gave; `None` where it gave none, or the cell is not clear and told.
    fn rank(&mut self, row: &MinutesRow) -> Option<u32> {
        let written = field(row, ColumnRole::Rank)?;
        let words = &self.lexicon.forms.words;
        let rank = read_rank(written, words);
        if self.is_unranked(row) {
            let message = format!("“{written}”: đơn vị này không được xếp hạng, cả khi có điểm.");
            let at = self.at(row, ColumnRole::Rank);
            let told = Finding::about_cell(&rules::not_a_number::RULE, &at, message);
            self.findings.push(told.as_severity(Severity::Info));
        } else if rank.is_none() && !proposes_nothing(written, words) {
            let message = rules::not_a_number::message("Xếp thứ", written, "không rõ là thứ mấy");
            self.warn(row, ColumnRole::Rank, &rules::not_a_number::RULE, message);
        }
        rank
    }

    /// Offices of the cluster in the period that the row or the table's title states.
    fn read_leadership(&mut self, leadership: &mut Vec<Leadership>) {
        for known in self.rows() {
            let (row, Some(cluster)) = (known.row, known.cluster) else {
                continue;
            };
            let Some(written) = field(row, ColumnRole::LeaderRole) else {
                continue;
            };
            if self.is_refused(row) {
                continue;
            }
            let Some(role) = self.lexicon.awards.office(written) else {
                let message = format!(
                    "Chức danh “{written}” không phải là chức danh của cụm, khối; dòng này không được dùng."
                );
                let rule = &rules::label_unmatched::RULE;
                self.warn(row, ColumnRole::LeaderRole, rule, message);
                continue;
            };
            let Some(period) = row.period else {
                let message = format!(
                    "Không rõ “{role}” là của kỳ nào; ghi kỳ vào tiêu đề của bảng hoặc vào cột “Năm”. Dòng này không được dùng."
                );
                let rule = &rules::period_missing::RULE;
                self.warn(row, ColumnRole::LeaderRole, rule, message);
                continue;
            };
            leadership.push(Leadership {
                period,
                cluster_id: cluster.clone(),
                unit_id: known.unit.clone(),
                role,
                at: self.at(row, ColumnRole::ReportingUnit),
            });
        }
    }
}

/// `C` for who came, `V` for who did not.
fn letter(row: &MinutesRow) -> Option<bool> {
    match field(row, ColumnRole::Present)?.to_lowercase().as_str() {
        "c" => Some(true),
        "v" => Some(false),
        _ => None,
    }
}

/// What two rows of one unit say together: it was there where either says so.
fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one || other),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
#[path = "conferences_tests.rs"]
mod tests;
