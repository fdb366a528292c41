//! What the office has decided that labels and titles mean (`Tên gọi`): told wherever a figure is read by it.

use super::grid::Row;
use super::region::Region;
use super::walk::Walk;
use crate::finding::{Explained, Finding};
use crate::register::wordbook::{Meaning, role_name};
use crate::rules;
use std::sync::Arc;

impl Walk<'_> {
    /// Tells by whose decision a row's label means what it does, where somebody has decided.
    pub(super) fn tell_decided(
        &mut self,
        row: Row<'_>,
        (label, key): (&str, &str),
        indicator: &Arc<str>,
    ) {
        let lexicon = self.region.lexicon;
        let Some(entry) = lexicon.labels.decided(key) else {
            return;
        };
        let Some(at) = self.value_in(row).map(|cell| cell.address) else {
            return;
        };
        let meant = lexicon.indicators.full_label(indicator);
        let message = rules::label_unmatched::decided_message(label, &meant, &entry.by());
        let rule = &rules::label_unmatched::RULE;
        let finding = self.region.tell(rule, at, message);
        let finding = finding.explaining(Explained::Row);
        self.findings.push(Finding {
            indicator: Some(indicator.clone()),
            ..finding
        });
    }
}

/// Tells by whose decision columns are what they are.
pub(super) fn columns(region: &Region<'_>) -> Vec<Finding> {
    let lexicon = region.lexicon;
    let told = region.header.columns.iter().filter_map(|column| {
        let entry = lexicon.decided_title(&column.title.title)?;
        let meant = match &entry.means {
            Meaning::Indicator(code) => Some(lexicon.indicators.full_label(code)),
            Meaning::Role(role) => Some(role_name(*role).to_owned()),
            _ => None,
        };
        let by = entry.by();
        let message =
            rules::column_unknown::decided_message(column.written(), meant.as_deref(), &by);
        let finding = region.tell(&rules::column_unknown::RULE, column.title_at, message);
        Some(match entry.means {
            Meaning::LeftOut => finding.as_decided(),
            _ => finding.explaining(Explained::Column),
        })
    });
    told.collect()
}
