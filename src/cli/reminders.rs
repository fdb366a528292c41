//! The reminders of a run: messages, and a page for every cluster.

use super::arguments::{Part, Run};
use crate::pipeline::Consolidation;
use crate::quantity::format_number;
use crate::reminders::{ReminderInputs, Reminders};
use crate::render::Artifact;
use crate::render::office::render_office;
use crate::render::word::render_word;
use crate::report::Account;
use crate::settings::Settings;
use anyhow::Result;

/// Messages and pages, and what there is to tell of them.
#[derive(Default)]
pub(super) struct OfReminders {
    pub(super) artifacts: Vec<Artifact>,
    pub(super) told: Option<String>,
}

/// Writes the reminders of the period reported on, where they are asked for.
///
/// # Errors
/// Where one goes beyond what a workbook can hold.
pub(super) fn reminders(
    arguments: &Run,
    consolidation: &Consolidation,
    settings: &Settings,
    account: Option<&Account<'_>>,
) -> Result<OfReminders> {
    let Some(account) = account.filter(|_| arguments.wants(Part::Reminders)) else {
        return Ok(OfReminders::default());
    };
    let period = account.period();
    let periods = [period];
    let plans = super::slips::plans(consolidation, settings, &periods);
    let Reminders {
        messages,
        letters,
        n_units,
    } = crate::reminders::reminders(&ReminderInputs {
        account,
        tables: &consolidation.tables,
        register: &consolidation.register,
        plans: &plans,
        office: &settings.office,
        papers: &settings.papers,
        deadline: settings.deadlines.get(&period).copied(),
    });
    let mut artifacts = vec![render_office(&messages)?];
    for letter in &letters {
        artifacts.push(render_word(letter)?);
    }
    let count = |count: usize| format_number(count as f64, 0);
    let told = match n_units {
        0 => "Nhắc nộp: không có đơn vị nào phải nhắc".to_owned(),
        units => format!(
            "Nhắc nộp: {} đơn vị của {} cụm (lời nhắn và thông báo để in)",
            count(units),
            count(letters.len())
        ),
    };
    Ok(OfReminders {
        artifacts,
        told: Some(told),
    })
}
