//! Slips that came back: what the program gave to a unit says of which file it was made, so that no date is needed to know
//! which of the two is newer.

use super::file_content::subject;
use crate::observation::{Submission, SubmissionStatus};
use crate::register::corrections::Request;
use crate::resolve::Draft;
use crate::rules;
use crate::verdict::FileOut;

/// What of a file says which submission it is: its bytes, and of a slip in which nothing was changed those of its source.
pub(super) fn identity(draft: &Draft) -> &str {
    match &draft.origin.returned {
        Some(returned) if !returned.is_changed => &returned.source,
        _ => &draft.submission.sha256,
    }
}

/// The file whose slip came back with changes.
fn source(draft: &Draft) -> Option<&str> {
    let returned = draft.origin.returned.as_ref()?;
    returned.is_changed.then_some(returned.source.as_str())
}

/// Files whose slips came back with changes, each with the newest that it gives way to.
pub(super) fn given_way(drafts: &[Draft]) -> Vec<(usize, usize)> {
    let is_accepted = |draft: &Draft| draft.submission.status == SubmissionStatus::Accepted;
    let slips: Vec<usize> = (0..drafts.len())
        .filter(|&place| source(&drafts[place]).is_some() && is_accepted(&drafts[place]))
        .collect();
    // One behind the other, the last one first: a slip of a slip gives way only when it has taken its source's place.
    let newest = |place: usize| {
        let mut newest = place;
        for _ in &slips {
            let next = slips.iter().copied().find(|&other| {
                other != newest && source(&drafts[other]) == Some(identity(&drafts[newest]))
            });
            match next {
                Some(next) if next != place => newest = next,
                _ => break,
            }
        }
        newest
    };
    let mut given_way = Vec::new();
    for &slip in &slips {
        for older in 0..drafts.len() {
            let is_source = source(&drafts[slip]) == Some(identity(&drafts[older]));
            if older != slip && is_source && stands_for(&drafts[slip], &drafts[older]) {
                given_way.push((older, newest(slip)));
            }
        }
    }
    given_way
}

/// Whether a slip that came back stands for the file that it was made of. One that was used as a form for another period,
/// or by another unit, is a submission of its own.
fn stands_for(slip: &Draft, older: &Draft) -> bool {
    let is_chosen = older
        .decisions
        .iter()
        .any(|decision| !decision.is_stale && decision.request == Request::CountFile);
    let is_same = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
    let (new, old) = (&slip.submission, &older.submission);
    match old.status {
        _ if is_chosen => false,
        SubmissionStatus::Accepted => subject(slip) == subject(older),
        // What was wrong may be what it is known by.
        SubmissionStatus::Held | SubmissionStatus::Rejected => {
            let is_of_period = old.period.is_none() || old.period == new.period;
            (is_of_period || is_out_for_period(old))
                && is_same(new.unit_id.as_deref(), old.unit_id.as_deref())
        }
        SubmissionStatus::Superseded | SubmissionStatus::Duplicate | SubmissionStatus::Ignored => {
            false
        }
    }
}

fn is_out_for_period(submission: &Submission) -> bool {
    let rule = submission.reason.and_then(FileOut::rule);
    rule.is_some_and(|rule| {
        [&rules::period_conflict::RULE, &rules::period_missing::RULE].contains(&rule)
    })
}
