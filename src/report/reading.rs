//! What a reader should know of how a figure was read: corrected, approximate, converted, held.

use crate::catalogue::{Indicator, IndicatorKind};
use crate::finding::{Explained, Finding, Rule};
use crate::location::CellRef;
use crate::observation::Observation;
use std::collections::BTreeMap;

/// A note stays readable up to about this many characters of the text as it stood.
const QUOTED_AT_MOST: usize = 160;

/// A text as it stood, cut where it is too long for a note.
pub(super) fn quoted(raw: &str) -> String {
    let mut letters = raw.chars();
    let mut text: String = letters.by_ref().take(QUOTED_AT_MOST).collect();
    if letters.next().is_some() {
        text.push('…');
    }
    format!("“{text}”")
}

/// What was done to a figure before it counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// A person's decision changed it or lifted its hold.
    Corrected,
    /// An approximate word was dropped.
    Approximate,
    /// A unit of measure was applied.
    Converted,
}

impl Treatment {
    /// A word or two.
    pub(super) fn remark(self) -> &'static str {
        match self {
            Treatment::Corrected => "Đã đính chính",
            Treatment::Approximate => "Số ước",
            Treatment::Converted => "Đã quy đổi đơn vị tính",
        }
    }
}

/// What was done to a figure before it counted; `None` where it stands as it stood.
pub(super) fn treatment(observation: &Observation, indicator: &Indicator) -> Option<Treatment> {
    if observation.corrected {
        return Some(Treatment::Corrected);
    }
    if observation.approximate {
        return Some(Treatment::Approximate);
    }
    was_converted(&observation.raw, observation.value?, indicator.kind)
        .then_some(Treatment::Converted)
}

/// What was done, and the text as it stood.
pub(super) fn note(treatment: Treatment, raw: &str) -> String {
    format!("{}. Báo cáo ghi: {}.", treatment.remark(), quoted(raw))
}

/// By whose decision figures are read: what was told of it, by what it stands for on which sheet.
#[derive(Default)]
pub(super) struct Decisions<'a> {
    told: BTreeMap<(&'a str, Option<&'a str>, Explained, u32), &'a str>,
}

impl<'a> Decisions<'a> {
    pub(super) fn new(findings: &'a [Finding]) -> Self {
        let told = findings.iter().filter_map(|finding| {
            let (explained, file) = (finding.explains?, finding.file.as_deref()?);
            let (sheet, cell) = (finding.sheet.as_deref(), finding.cell?);
            let key = match explained {
                Explained::Row => (file, sheet, explained, cell.row),
                Explained::Column => (file, sheet, explained, cell.column),
                Explained::File => (file, None, explained, 0),
            };
            Some((key, finding.message.as_str()))
        });
        Self {
            told: told.collect(),
        }
    }

    /// What was told of the decisions by which a figure is read.
    pub(super) fn of(&self, at: &CellRef) -> impl Iterator<Item = &'a str> {
        let (file, sheet) = (&*at.file, Some(&*at.sheet));
        let keys = [
            (file, sheet, Explained::Row, at.address.row),
            (file, sheet, Explained::Column, at.address.column),
            (file, None, Explained::File, 0),
        ];
        keys.into_iter()
            .filter(|_| !self.told.is_empty())
            .filter_map(|key| self.told.get(&key).copied())
    }
}

/// Why a figure is held, and what to do.
pub(super) fn held_note(observation: &Observation, rule: Option<&Rule>) -> String {
    let stood = quoted(&observation.raw);
    match rule {
        Some(rule) => format!(
            "Giữ lại, chưa tính vào tổng: {}. Báo cáo ghi: {stood}. {}",
            rule.title, rule.action
        ),
        None => format!("Giữ lại, chưa tính vào tổng. Báo cáo ghi: {stood}."),
    }
}

/// Whether the value is another number than the one that stands in the cell, because a unit of measure was applied.
fn was_converted(raw: &str, value: f64, kind: IndicatorKind) -> bool {
    if !matches!(kind, IndicatorKind::Count | IndicatorKind::Money) || value == 0.0 {
        return false;
    }
    if raw
        .trim()
        .parse::<f64>()
        .is_ok_and(|number| number == value)
    {
        return false;
    }
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0') != format!("{:.0}", value.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_of_measure_that_was_applied_is_told() {
        use IndicatorKind::{Count, Money, Percent};
        for (raw, value, kind, converted) in [
            ("286.306.000", 286_306_000.0, Money, false),
            ("286 306 000 đồng", 286_306_000.0, Money, false),
            ("286306000.0", 286_306_000.0, Money, false),
            ("121,8 triệu đồng", 121_800_000.0, Money, true),
            ("286306", 286_306_000.0, Money, true),
            ("05", 5.0, Count, false),
            ("12 người", 12.0, Count, false),
            ("-", 0.0, Count, false),
            ("97,5 %", 0.975, Percent, false),
        ] {
            assert_eq!(was_converted(raw, value, kind), converted, "{raw}");
        }
    }

    #[test]
    fn a_long_text_is_cut_in_a_note() {
        assert_eq!(quoted("12 người"), "“12 người”");
        assert_eq!(quoted(&"ư".repeat(500)).chars().count(), QUOTED_AT_MOST + 3);
    }
}
