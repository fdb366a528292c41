//! Findings that the office has dealt with, told with what it has decided.

use super::Decided;
use crate::finding::{Finding, Severity};
use crate::recognise::Lexicon;
use crate::register::corrections::{Request, file_key};
use crate::resolve::shown_value;
use crate::rules;
use std::collections::HashMap;
use std::sync::Arc;

/// Lowers the weight of findings that decisions answer, and tells the decisions. Errors become warnings: both values
/// stay in sight.
pub fn tell_decisions(findings: &mut [Finding], decided: &[Decided], lexicon: &Lexicon) {
    let mut applied = decided
        .iter()
        .filter(|decided| decided.unused.is_none())
        .peekable();
    if applied.peek().is_none() {
        return;
    }
    let of_files = by_file(findings);
    for decided in applied {
        let positions = of_files.get(&decided.correction.file);
        for &position in positions.into_iter().flatten() {
            let finding = &mut findings[position];
            if answers(decided, finding) {
                finding.severity = finding.severity.max(Severity::Warning);
                finding.message = format!("{} {}", finding.message, words(decided, lexicon));
                finding.is_decided = true;
            }
        }
    }
}

/// The positions of the findings about each file, by the file as files are compared.
fn by_file(findings: &[Finding]) -> HashMap<String, Vec<usize>> {
    let mut by_name: HashMap<&Arc<str>, Vec<usize>> = HashMap::new();
    for (position, finding) in findings.iter().enumerate() {
        if let Some(file) = &finding.file {
            by_name.entry(file).or_default().push(position);
        }
    }
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::with_capacity(by_name.len());
    #[expect(clippy::iter_over_hash_type, reason = "the positions are sorted")]
    for (file, positions) in by_name {
        let of_key = by_key.entry(file_key(file)).or_default();
        of_key.extend(positions);
        of_key.sort_unstable();
    }
    by_key
}

/// Whether a decision answers a finding of its file.
fn answers(decided: &Decided, finding: &Finding) -> bool {
    let Ok(request) = &decided.correction.request else {
        return false;
    };
    let is_of_unit = [
        &rules::unit_unknown::RULE,
        &rules::unit_ambiguous::RULE,
        &rules::unit_name_approximate::RULE,
        &rules::cluster_unknown::RULE,
    ]
    .contains(&finding.rule);
    let stands_at = |spot: &crate::register::corrections::Spot| {
        finding.cell == Some(spot.cell)
            && spot.sheet.as_ref().is_none_or(|sheet| {
                finding
                    .sheet
                    .as_ref()
                    .is_some_and(|stands| crate::text::clean(stands) == *sheet)
            })
    };
    match request {
        Request::UseValue(spot, _) | Request::KeepValue(spot) | Request::LeaveOutValue(spot) => {
            stands_at(spot)
        }
        Request::UsePeriod(_) | Request::KeepPeriod(_) => {
            [&rules::period_conflict::RULE, &rules::period_missing::RULE].contains(&finding.rule)
        }
        // At a cell only rows of tables have findings about their unit, but for approximate names.
        Request::UseUnit(Some(spot), _) => {
            is_of_unit && (finding.cell.is_none() || stands_at(spot))
        }
        Request::UseUnit(None, _) | Request::KeepUnit => is_of_unit,
        Request::LeaveOutFile(Some(spot)) => is_of_unit && stands_at(spot),
        Request::LeaveOutFile(None) => true,
        Request::CountFile => false,
    }
}

/// `Đã đính chính: …`
fn words(decided: &Decided, lexicon: &Lexicon) -> String {
    let written = &decided.correction.written;
    let what = match &decided.correction.request {
        Ok(Request::UseValue(..)) => {
            format!("tính {} thay cho số ghi trong ô", counted(decided, lexicon))
        }
        Ok(Request::KeepValue(_)) => "tính đúng như ghi trong ô".to_string(),
        Ok(Request::LeaveOutValue(_)) => "bỏ, không tính số này".to_string(),
        Ok(Request::UsePeriod(period)) => format!("báo cáo này của {}", period.label()),
        Ok(Request::KeepPeriod(_)) => "dùng kỳ ghi trên biểu".to_string(),
        Ok(Request::UseUnit(_, name)) => format!("đây là “{name}”"),
        Ok(Request::KeepUnit) => "đơn vị như đã nhận ra".to_string(),
        Ok(Request::CountFile) => "tính bản này".to_string(),
        Ok(Request::LeaveOutFile(Some(_))) => "bỏ, không tính dòng này".to_string(),
        Ok(Request::LeaveOutFile(None)) => "bỏ, không tính tệp này".to_string(),
        Err(_) => String::new(),
    };
    let mut notes = vec![format!("lý do: {}", written.reason)];
    if !written.approved_by.is_empty() {
        notes.push(format!("người duyệt: {}", written.approved_by));
    }
    if !written.date.is_empty() {
        notes.push(format!("ngày {}", written.date));
    }
    format!("Đã đính chính: {what} ({}).", notes.join("; "))
}

fn counted(decided: &Decided, lexicon: &Lexicon) -> String {
    let figure = decided.figure.as_ref();
    let indicator = figure.and_then(|figure| lexicon.indicators.get(&figure.indicator));
    match (figure.and_then(|figure| figure.after), indicator) {
        (Some(value), Some(indicator)) => shown_value(value, indicator),
        _ => match &decided.correction.written.value {
            Some(crate::read::CellContent::Text(text)) => format!("“{text}”"),
            _ => "giá trị đúng".to_string(),
        },
    }
}
