//! Where units' forms lie beside where the register has the units: who reported in periods that it does not list, which
//! forms lie in the folder of another cluster than the one that it lists, who reported and is not in its list; and what is
//! told of each.

use crate::finding::{Finding, Severity};
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::register::{Origin, Register, Seen, Timeline};
use crate::resolve::Draft;
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Units named at most where their folder is another cluster's.
const NAMED: usize = 5;

/// Enters who reported where the office lists nobody, and tells which periods the register lacks.
pub(super) fn settle(drafts: &[Draft], register: &mut Register) -> Vec<Finding> {
    let mut findings = in_other_folders(drafts, register);
    findings.extend(of_unlisted(drafts, register));
    if register.origins.is_empty() {
        return findings;
    }
    let elsewhere = register.admit(&seen(drafts));
    let missing = register.origins.iter();
    let missing = missing.filter(|(_, origin)| !matches!(origin, Origin::OfYear(_)));
    findings.extend(missing.map(|(&period, &origin)| {
        let used = used(period, origin, register);
        let beside = beside(period, &elsewhere, register);
        let message = rules::membership_missing::message(&period.label(), &used, &beside);
        Finding::about_period(&rules::membership_missing::RULE, period, message)
    }));
    findings
}

/// Who reported in periods that the office lists and is not in their lists, though nothing says that it has ended; with the
/// cluster in whose folder it lies.
pub(crate) fn unlisted(drafts: &[Draft], register: &Register) -> Seen {
    if !register.is_kept {
        return Seen::new();
    }
    let timeline = Timeline::new(register);
    let is_listed = |period: Period| {
        !register.origins.contains_key(&period) && register.expected(period).next().is_some()
    };
    let mut seen = seen(drafts);
    seen.retain(|(period, unit), _| {
        is_listed(*period)
            && register.cluster_of(*period, unit).is_none()
            && timeline.ended(unit, *period).is_none()
    });
    seen
}

/// Tells who reported and is not in the list of the period: what the province has, its clusters have not.
fn of_unlisted(drafts: &[Draft], register: &Register) -> Vec<Finding> {
    let mut units: BTreeMap<Period, Vec<String>> = BTreeMap::new();
    for (period, unit) in unlisted(drafts, register).into_keys() {
        let name = register.unit_name(&unit);
        units.entry(period).or_default().push(format!("“{name}”"));
    }
    let told = units.into_iter().map(|(period, names)| {
        let count = names.len();
        let shown = names[..count.min(NAMED)].join(", ");
        let rest = if count > NAMED { ", …" } else { "" };
        let named = format!("{shown}{rest}");
        let rule = &rules::membership_missing::RULE;
        let message = rules::membership_missing::unlisted_message(&period.label(), count, &named);
        Finding::about_period(rule, period, message)
    });
    told.collect()
}

/// Units' forms that lie in the folder of another cluster than the office lists the unit in. The list counts.
fn in_other_folders(drafts: &[Draft], register: &Register) -> Vec<Finding> {
    let is_listed = |period: Period| {
        let origin = register.origins.get(&period);
        origin.is_none_or(|origin| matches!(origin, Origin::OfYear(_)))
    };
    let told = |draft: &Draft| {
        let submission = &draft.submission;
        let (period, unit) = (submission.period?, submission.unit_id.as_ref()?);
        let counts = submission.status == SubmissionStatus::Accepted && is_listed(period);
        let own = register.cluster_of(period, unit).filter(|_| counts)?;
        let folder = draft
            .whose
            .folder_cluster
            .as_ref()
            .filter(|it| *it != own)?;
        let message = rules::cluster_unknown::folder_message(
            register.unit_name(unit),
            register.cluster_name(own),
            &period.label(),
            register.cluster_name(folder),
        );
        let rule = &rules::cluster_unknown::RULE;
        let finding = Finding::about_file(rule, &submission.file, message);
        Some(finding.as_severity(Severity::Warning))
    };
    match register.is_kept {
        true => drafts.iter().filter_map(told).collect(),
        false => Vec::new(),
    }
}

/// Who sent something that counts so far, and in whose folder it lies.
fn seen(drafts: &[Draft]) -> Seen {
    let mut seen = Seen::new();
    for draft in drafts {
        let submission = &draft.submission;
        let is_of_unit = submission.status == SubmissionStatus::Accepted;
        let own = submission.unit_id.iter().filter(|_| is_of_unit);
        let is_of_rows = is_of_unit && submission.unit_id.is_none();
        let rows = draft.figures().filter(|_| is_of_rows);
        let rows = rows.filter_map(|figure| figure.observation.unit_id.as_ref());
        let Some(period) = submission.period else {
            continue;
        };
        let folder = draft.whose.folder_cluster.as_ref();
        let folder = folder.or(submission.cluster_id.as_ref());
        let mut last: Option<&Arc<str>> = None;
        for unit in own.chain(rows) {
            // The figures of a row stand together.
            if last
                .replace(unit)
                .is_some_and(|last| Arc::ptr_eq(last, unit))
            {
                continue;
            }
            let cluster = seen.entry((period, unit.clone())).or_default();
            if cluster.is_none() {
                *cluster = folder.cloned();
            }
        }
    }
    seen
}

fn used(period: Period, origin: Origin, register: &Register) -> String {
    let units = register.expected(period).count();
    match origin {
        Origin::CarriedFrom(base) | Origin::OfYear(base) => format!(
            "tạm dùng phân cụm của {} và trang “Biến động”: {units} đơn vị phải báo cáo",
            base.label()
        ),
        Origin::Reporting => format!(
            "không có kỳ nào trước đó để dùng thay, nên chỉ coi {units} đơn vị có báo cáo là phải báo cáo"
        ),
    }
}

/// Units that lie in the folder of another cluster than the one they are carried on in.
fn beside(period: Period, elsewhere: &[(Period, Arc<str>)], register: &Register) -> String {
    let units = elsewhere.iter().filter(|(of, _)| *of == period);
    let names = units.map(|(_, unit)| format!("“{}”", register.unit_name(unit)));
    let names: Vec<String> = names.collect();
    let count = names.len();
    if count == 0 {
        return String::new();
    }
    let shown = names[..count.min(NAMED)].join(", ");
    let rest = if count > NAMED { ", …" } else { "" };
    format!(" {count} đơn vị nằm trong thư mục của cụm khác: {shown}{rest}.")
}
