//! What a run makes: its parts, each where it is asked for, and what there is to tell of them.

use super::arguments::{Part, Run};
use super::compare::{Made, against_last};
use super::conference::conference_parts;
use super::reminders::reminders;
use super::slips::slips;
use crate::changes::{FILE_NAME as CHANGES, MANIFEST};
use crate::period::Period;
use crate::pipeline::{Consolidation, Knowledge};
use crate::reminders::FOLDER as REMINDERS;
use crate::render::Artifact;
use crate::render::charts::render_charts;
use crate::render::data::{CHANGED_FILE, CSV_FOLDER};
use crate::render::office::render_office;
use crate::render::page::FILE_NAME as PAGE;
use crate::render::workbook::{
    CHECKS_FILE_NAME as CHECKS, FILE_NAME as WORKBOOK, render_workbooks,
};
use crate::report::aggregate_form::AggregateForm;
use crate::report::charts::{chart_specs, imprint};
use crate::report::corrections::{CorrectionsInputs, FILE_NAME, corrections_workbook};
use crate::report::deck::{FILE_NAME as DECK, FOLDER as DECKS};
use crate::report::papers::{FOLDER as PAPERS, REPORT};
use crate::report::{Account, DoneMarks, ReportInputs, build_report};
use crate::slips::FOLDER as SLIPS;
use crate::takeover::ticked_in;
use anyhow::Result;
use std::path::Path;
use std::sync::Arc;

/// What is made of the period reported on.
pub(super) const OF_PERIOD: [Part; 5] = [
    Part::Workbook,
    Part::Charts,
    Part::Slides,
    Part::Report,
    Part::Page,
];

/// What the run may put into the output folder.
pub(super) fn names_of_outputs(arguments: &Run) -> Vec<&'static str> {
    let parts: [(Part, &[&str]); 9] = [
        (Part::Data, &["du-lieu", CHANGES, CHANGED_FILE, MANIFEST]),
        (Part::Csv, &[CSV_FOLDER]),
        (Part::Workbook, &[WORKBOOK, CHECKS, FILE_NAME]),
        (Part::Charts, &["bieu-do"]),
        (Part::Slides, &[DECK, DECKS]),
        (Part::Report, &[REPORT, PAPERS]),
        (Part::Page, &[PAGE]),
        (Part::Slips, &[SLIPS]),
        (Part::Reminders, &[REMINDERS]),
    ];
    let wanted = parts.iter().filter(|(part, _)| arguments.wants(*part));
    wanted
        .flat_map(|(_, names)| names.iter().copied())
        .collect()
}

/// What a run makes, and what there is to tell of it.
pub(super) struct Outputs {
    pub(super) artifacts: Vec<Artifact>,
    /// Of slips and reminders.
    pub(super) told: Vec<String>,
    /// What a person should know.
    pub(super) notes: Vec<String>,
    /// Of the run before.
    pub(super) changes: Vec<String>,
}

/// Makes the parts that are asked for.
pub(super) fn make(
    arguments: &Run,
    made: &Made<'_>,
    account: Option<&Arc<Account<'_>>>,
    data: Vec<Artifact>,
) -> Result<Outputs> {
    let (consolidation, settings) = (made.consolidation, made.settings);
    let (rendered, given_back) = rayon::join(
        || render(arguments, made, account),
        || {
            let of_slips = slips(arguments, made.discovered, consolidation, settings)?;
            let account = account.map(Arc::as_ref);
            let of_reminders = reminders(arguments, consolidation, settings, account)?;
            anyhow::Ok((of_slips, of_reminders))
        },
    );
    let (mut artifacts, notes) = rendered?;
    let (of_slips, of_reminders) = given_back?;
    artifacts.extend(of_slips.artifacts);
    artifacts.extend(of_reminders.artifacts);
    let way = way_between(&arguments.output, &arguments.input);
    let against = against_last(arguments, made, &data, &way)?;
    artifacts.extend(against.artifacts);
    artifacts.extend(data);
    Ok(Outputs {
        artifacts,
        told: of_slips.told.into_iter().chain(of_reminders.told).collect(),
        notes: notes.into_iter().collect(),
        changes: against.told,
    })
}

/// Renders the parts that are asked for, side by side. Without any period there is nothing to report on but the data.
/// With them comes what a person should know.
fn render(
    arguments: &Run,
    made: &Made<'_>,
    account: Option<&Arc<Account<'_>>>,
) -> Result<(Vec<Artifact>, Option<String>)> {
    let knowledge = &made.settings.knowledge;
    let (corrections, report) = rayon::join(
        || match arguments.wants(Part::Workbook) {
            true => {
                let period = account.map(|account| account.period());
                render_corrections(arguments, made.consolidation, knowledge, period).map(Some)
            }
            false => Ok(None),
        },
        || match account {
            Some(account) => render_report(arguments, made, account),
            None => Ok((Vec::new(), None)),
        },
    );
    let (mut artifacts, note) = report?;
    artifacts.extend(corrections?);
    Ok((artifacts, note))
}

/// The corrections workbook.
fn render_corrections(
    arguments: &Run,
    consolidation: &Consolidation,
    knowledge: &Knowledge,
    period: Option<Period>,
) -> Result<Artifact> {
    render_office(&corrections_workbook(&CorrectionsInputs {
        tables: &consolidation.tables,
        decided: &consolidation.decided,
        register: &consolidation.register,
        lexicon: &knowledge.lexicon,
        thresholds: &knowledge.thresholds,
        period,
        input_path: &way_between(&arguments.output, &arguments.input),
    }))
}

/// What is made of a period: the workbooks, the charts, the slides, the papers, the page. With them comes what a person
/// should know.
fn render_report(
    arguments: &Run,
    made: &Made<'_>,
    account: &Arc<Account<'_>>,
) -> Result<(Vec<Artifact>, Option<String>)> {
    if !OF_PERIOD.into_iter().any(|part| arguments.wants(part)) {
        return Ok((Vec::new(), None));
    }
    let (consolidation, settings) = (made.consolidation, made.settings);
    let charts = chart_specs(account, &settings.chart_plan);
    let now = crate::period::now();
    let imprint = imprint(&settings.chart_plan, &settings.office, Some(now.date()));
    let done = match arguments.wants(Part::Workbook) {
        true => ticked_in(&arguments.output.join(WORKBOOK)),
        false => DoneMarks::default(),
    };
    let inputs = ReportInputs {
        account: account.clone(),
        version_differences: &consolidation.version_differences,
        assessment: &consolidation.assessment,
        emulation: &settings.knowledge.emulation,
        audit: &consolidation.audit,
        office: &settings.office,
        papers: &settings.papers,
        deadline: settings.deadlines.get(&account.period()).copied(),
        input_path: &way_between(&arguments.output, &arguments.input),
        generated_at: Some(now),
        charts: &charts,
        form: &AggregateForm::built_in(),
        plan: &settings.report_plan,
        done: &done,
    };
    let workbook = || {
        let report = build_report(&inputs);
        let workbook = render_workbooks(&report);
        rayon::spawn(|| drop(report));
        workbook
    };
    let wants = |part| arguments.wants(part);
    let (workbook, (pictures, conference)) = rayon::join(
        || wants(Part::Workbook).then(workbook).transpose(),
        || {
            rayon::join(
                || match wants(Part::Charts) {
                    true => render_charts(&charts, &imprint),
                    false => Ok(Vec::new()),
                },
                || conference_parts(arguments, made.discovered, &inputs),
            )
        },
    );
    let mut artifacts: Vec<Artifact> = workbook?.into_iter().flatten().collect();
    artifacts.extend(pictures?);
    let conference = conference?;
    artifacts.extend(conference.artifacts);
    Ok((artifacts, conference.note))
}

/// The way from one folder to another, with `/`; the full path where they share no root.
fn way_between(from: &Path, to: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let (from, to) = (whole(from), whole(to));
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(left, right)| left == right)
        .count();
    if shared == 0 {
        return to.display().to_string();
    }
    let up = from.components().skip(shared).map(|_| "..".to_string());
    let down = to
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workbook_finds_its_sources_from_where_it_stands() {
        for (from, to, way) in [
            ("/a/output", "/a/input", "../input"),
            ("/a/b/output", "/a/input/x", "../../input/x"),
            ("/a", "/a/input", "input"),
        ] {
            assert_eq!(way_between(Path::new(from), Path::new(to)), way);
        }
    }
}
