//! Which of several files of one unit, period and form counts.
//!
//! Byte-identical files are one submission. Of different ones the one saved last counts: by the workbook's own date,
//! else by the file's, else by a mark in its name. Where nothing says which is newer, all are held. What the office has
//! decided goes before all of that. Files that complete each other are no versions: see [`content`].

use super::file_content::subject;
use super::{file_content, file_names, returned_slips};
use crate::finding::Finding;
use crate::observation::SubmissionStatus;
use crate::register::corrections::Request;
use crate::resolve::Draft;
use crate::rules;
use crate::verdict::FileOut;
use std::sync::Arc;

/// The drafts of one sort, by position, those with the same key together: in the order of the keys, then of the drafts.
fn grouped<'a, K: Ord>(
    drafts: &'a [Draft],
    is_of_sort: impl Fn(&Draft) -> bool,
    key: impl Fn(&'a Draft) -> K,
) -> Vec<Vec<usize>> {
    let of_sort = drafts.iter().enumerate();
    let of_sort = of_sort.filter(|(_, draft)| is_of_sort(draft));
    let mut keyed: Vec<(K, usize)> = of_sort
        .map(|(position, draft)| (key(draft), position))
        .collect();
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|(one, _), (next, _)| one == next);
    groups
        .map(|group| group.iter().map(|(_, position)| *position).collect())
        .collect()
}

/// Marks duplicates, superseded and conflicting versions.
pub(super) fn settle_versions(drafts: &mut [Draft], findings: &mut Vec<Finding>) {
    settle_duplicates(drafts, findings);
    supersede_sources(drafts, findings);
    let is_accepted = |draft: &Draft| draft.submission.status == SubmissionStatus::Accepted;
    for positions in grouped(drafts, is_accepted, subject) {
        let (left_out, positions) = leave_out(drafts, positions);
        let positions = without_nameless(drafts, positions, findings);
        for versions in file_content::versions(drafts, &positions) {
            settle_one(drafts, &versions, findings);
        }
        for position in left_out {
            drafts[position].set_status(SubmissionStatus::Held, FileOut::LeftOut);
        }
    }
    leave_out_uncounted(drafts);
}

/// Files whose slips came back with changes give way to these.
fn supersede_sources(drafts: &mut [Draft], findings: &mut Vec<Finding>) {
    for (older, newer) in returned_slips::given_way(drafts) {
        if drafts[older].submission.status != SubmissionStatus::Superseded && older != newer {
            let why = "là phiếu trả lỗi của tệp này, đơn vị đã sửa và gửi lại";
            supersede(drafts, &[older], newer, why, findings);
        }
    }
}

/// Settles which of the versions of one submission counts.
fn settle_one(drafts: &mut [Draft], versions: &[usize], findings: &mut Vec<Finding>) {
    if versions.len() < 2 {
        let why = "tệp này không có bản nào khác nên đã được tính sẵn";
        refuse_choices(drafts, versions, why);
        return;
    }
    let chosen = chosen(drafts, versions);
    let is_chosen = chosen.is_some();
    let newest = chosen.or_else(|| newest(drafts, versions));
    match newest {
        Some((newest, why)) => {
            let gives_way = |&position: &usize| {
                let covers = || file_content::covers(&drafts[newest], &drafts[position]);
                position != newest && (is_chosen || covers())
            };
            let older: Vec<usize> = versions.iter().copied().filter(gives_way).collect();
            supersede(drafts, &older, newest, why, findings);
        }
        None => hold(drafts, versions, versions, findings),
    }
}

/// Files that name only a union that stands above others may be of any below it: of several that look like versions none
/// of them is known to be one. They are held, but for one that the office has decided to count.
fn without_nameless(
    drafts: &mut [Draft],
    positions: Vec<usize>,
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    let is_decided = |draft: &Draft| {
        let mut decisions = draft.decisions.iter();
        decisions.any(|decision| {
            matches!(
                decision.request,
                Request::CountFile | Request::UseUnit(None, _)
            )
        })
    };
    let is_nameless = |&position: &usize| {
        drafts[position].whose.is_named_by_superior && !is_decided(&drafts[position])
    };
    if positions.len() < 2 || !positions.iter().any(is_nameless) {
        return positions;
    }
    let (nameless, named): (Vec<_>, Vec<_>) = positions.iter().copied().partition(is_nameless);
    hold(drafts, &nameless, &positions, findings);
    named
}

/// Splits off the versions that the office has decided to leave out.
fn leave_out(drafts: &mut [Draft], positions: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
    positions
        .into_iter()
        .partition(|&position| drafts[position].decide(&Request::LeaveOutFile(None), &Ok(())))
}

/// Leaving out what is held or rejected already settles it.
fn leave_out_uncounted(drafts: &mut [Draft]) {
    for draft in drafts {
        if draft.submission.status != SubmissionStatus::Accepted {
            draft.decide(&Request::LeaveOutFile(None), &Ok(()));
        }
    }
}

/// The version that the office has decided to count.
fn chosen(drafts: &mut [Draft], positions: &[usize]) -> Option<(usize, &'static str)> {
    let is_chosen = |draft: &Draft| {
        let mut decisions = draft.decisions.iter();
        decisions.any(|decision| !decision.is_stale && decision.request == Request::CountFile)
    };
    let chosen = positions.iter().copied();
    let chosen: Vec<usize> = chosen.filter(|&it| is_chosen(&drafts[it])).collect();
    match chosen[..] {
        [] => None,
        [only] => {
            drafts[only].decide(&Request::CountFile, &Ok(()));
            Some((only, "theo quyết định trong dinh-chinh.xlsx"))
        }
        _ => {
            let why = "nhiều bản của cùng một biểu cùng được chọn";
            refuse_choices(drafts, positions, why);
            None
        }
    }
}

fn refuse_choices(drafts: &mut [Draft], positions: &[usize], why: &str) {
    for &position in positions {
        drafts[position].decide(&Request::CountFile, &Err(why.to_string()));
    }
}

fn settle_duplicates(drafts: &mut [Draft], findings: &mut Vec<Finding>) {
    let is_form = |draft: &Draft| {
        draft.submission.form.is_some() && draft.submission.status != SubmissionStatus::Ignored
    };
    let same_bytes = grouped(drafts, is_form, returned_slips::identity);
    for positions in same_bytes.into_iter().filter(|it| it.len() > 1) {
        if hold_of_several_periods(drafts, &positions, findings) {
            continue;
        }
        let plainest = positions.iter().copied().min_by_key(|&position| {
            let submission = &drafts[position].submission;
            // A copy in another period's folder is held for its period; the one in its place counts.
            (
                submission.status != SubmissionStatus::Accepted,
                file_names::has_copy_mark(&submission.file),
                // A slip that came back as it was sent is a copy of what it was made of.
                drafts[position].origin.returned.is_some(),
                file_names::stem(&submission.file).chars().count(),
                submission.file.clone(),
            )
        });
        let Some(plainest) = plainest else {
            continue;
        };
        let counted = drafts[plainest].submission.clone();
        let rule = &rules::duplicate_submission::RULE;
        for position in positions.into_iter().filter(|it| *it != plainest) {
            let draft = &mut drafts[position];
            let file = draft.submission.file.clone();
            let message = match draft.submission.sha256 == counted.sha256 {
                true => rules::duplicate_submission::message(&counted.file),
                false => rules::duplicate_submission::slip_message(&counted.file),
            };
            draft.set_status(SubmissionStatus::Duplicate, rule);
            draft.submission.period = counted.period;
            draft.submission.unit_id = counted.unit_id.clone();
            draft.submission.cluster_id = counted.cluster_id.clone();
            // What is wrong in it is told once, at the file that counts.
            findings.retain(|finding| finding.file.as_ref() != Some(&file));
            findings.push(Finding::about_file(rule, &file, message));
        }
    }
}

/// The same bytes in the folders of several periods, where nothing in them says of which they are: none of them counts. Returns whether
/// it is so.
fn hold_of_several_periods(
    drafts: &mut [Draft],
    positions: &[usize],
    findings: &mut Vec<Finding>,
) -> bool {
    let is_accepted =
        |&position: &usize| drafts[position].submission.status == SubmissionStatus::Accepted;
    let accepted: Vec<usize> = positions.iter().copied().filter(is_accepted).collect();
    let period = |position: usize| drafts[position].submission.period;
    let other = |own: usize| {
        let mut others = accepted.iter().copied();
        others.find(|&other| period(other) != period(own))
    };
    let is_decided = |draft: &Draft| {
        let mut decisions = draft.decisions.iter();
        decisions.any(|decision| {
            matches!(
                decision.request,
                Request::UsePeriod(_) | Request::KeepPeriod(_) | Request::CountFile
            )
        })
    };
    if accepted.iter().any(|&it| is_decided(&drafts[it])) {
        return false;
    }
    let pairs = accepted.iter().map(|&own| Some((own, other(own)?)));
    let Some(pairs) = pairs
        .collect::<Option<Vec<_>>>()
        .filter(|it| !it.is_empty())
    else {
        return false;
    };
    let rule = &rules::period_conflict::RULE;
    for (own, other) in pairs {
        let message = rules::period_conflict::same_bytes_message(&drafts[other].submission.file);
        let file = drafts[own].submission.file.clone();
        findings.push(Finding::about_file(rule, &file, message));
    }
    for own in accepted {
        drafts[own].set_status(SubmissionStatus::Held, rule);
    }
    true
}

/// The version that is newer than all others, and by what.
fn newest(drafts: &[Draft], positions: &[usize]) -> Option<(usize, &'static str)> {
    /// File times this near to each other come from one copying, not from when the unit saved its report.
    const SAME_COPYING_MS: i64 = 60_000;
    let latest = |date: &dyn Fn(&Draft) -> Option<i64>, apart: i64| -> Option<usize> {
        let dates: Option<Vec<(i64, usize)>> = positions
            .iter()
            .map(|&position| Some((date(&drafts[position])?, position)))
            .collect();
        let mut dates = dates?;
        dates.sort_unstable();
        match dates[..] {
            [.., (before, _), (last, position)] if last - before > apart => Some(position),
            _ => None,
        }
    };
    if let Some(position) = latest(&|draft| draft.submission.saved_at, 0) {
        return Some((position, "theo ngày lưu ghi trong tệp"));
    }
    let carries_no_date = positions
        .iter()
        .any(|&position| drafts[position].submission.saved_at.is_none());
    if carries_no_date
        && let Some(position) = latest(&|draft| draft.origin.file_modified, SAME_COPYING_MS)
    {
        return Some((position, "theo ngày sửa tệp"));
    }
    latest(
        &|draft| Some(file_names::version_mark(&draft.submission.file)),
        0,
    )
    .map(|position| (position, "theo tên tệp"))
}

fn supersede(
    drafts: &mut [Draft],
    positions: &[usize],
    newest: usize,
    why: &str,
    findings: &mut Vec<Finding>,
) {
    let rule = &rules::superseded_submission::RULE;
    let newer = drafts[newest].submission.file.clone();
    let message = rules::superseded_submission::message(&newer, why);
    for &position in positions {
        let draft = &mut drafts[position];
        draft.origin.newer = Some(newer.clone());
        draft.set_status(SubmissionStatus::Superseded, rule);
        let file = draft.submission.file.clone();
        findings.retain(|finding| finding.file.as_ref() != Some(&file));
        findings.push(Finding::about_file(rule, &file, message.clone()));
    }
}

/// Holds some of the versions of a submission, with the names of all others.
fn hold(drafts: &mut [Draft], held: &[usize], versions: &[usize], findings: &mut Vec<Finding>) {
    let rule = &rules::conflicting_submissions::RULE;
    let files = versions
        .iter()
        .map(|&it| drafts[it].submission.file.clone());
    let files: Vec<Arc<str>> = files.collect();
    for &position in held {
        let draft = &mut drafts[position];
        draft.set_status(SubmissionStatus::Held, rule);
        let file = draft.submission.file.clone();
        let others = files.iter().filter(|other| **other != file);
        let others: Vec<String> = others.map(|other| format!("“{other}”")).collect();
        let message = rules::conflicting_submissions::message(&others.join(", "));
        findings.push(Finding::about_file(rule, &file, message));
    }
}
