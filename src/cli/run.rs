//! `tonghop run`: the main job.

use super::arguments::{Part, Run};
use super::filled;
use super::{output, summary};
use crate::discover::discover;
use crate::finding::Severity;
use crate::observation::SubmissionStatus;
use crate::period::Period;
use crate::pipeline::{Consolidation, Knowledge, consolidate};
use crate::render::Artifact;
use crate::render::data::render_data;
use crate::render::office::render_office;
use crate::report::corrections::{CorrectionsInputs, corrections_workbook};
use crate::tables::Tables;
use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::Path;

/// Fewer files are read before a person has looked at a progress bar.
const FILES_WORTH_A_BAR: usize = 50;

/// Runs the main job. Returns the exit status.
pub(super) fn run(arguments: &Run) -> Result<u8> {
    if !arguments.input.is_dir() {
        bail!("không có thư mục {}", arguments.input.display());
    }
    let discovered = discover(&arguments.input)?;
    let knowledge = Knowledge::built_in();
    let bar = progress_bar(discovered.files.len());
    let consolidation = consolidate(&discovered, &knowledge, &|| bar.inc(1))?;
    bar.finish_and_clear();
    let period = report_period(&arguments.period, &consolidation.tables)?;
    let artifacts = render(arguments, &consolidation, &knowledge, period)?;
    let mut notes = filled::keep_filled_corrections(&arguments.output, &artifacts, &consolidation.decided)?;
    notes.extend(output::write(&arguments.output, &artifacts)?);
    report(arguments, &consolidation.tables, period, &notes);
    let has_errors = consolidation
        .tables
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { super::FINDINGS } else { super::CLEAN })
}

fn progress_bar(files: usize) -> ProgressBar {
    if files < FILES_WORTH_A_BAR {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("Đang đọc {pos}/{len} tệp {wide_bar} còn {eta}") {
        bar.set_style(style);
    }
    bar
}

/// The period reported on: the last of those asked for, else the latest that has accepted submissions.
fn report_period(asked: &[Period], tables: &Tables) -> Result<Option<Period>> {
    let mut periods: Vec<Period> = tables
        .submissions
        .iter()
        .filter(|submission| submission.status == SubmissionStatus::Accepted)
        .filter_map(|submission| submission.period)
        .collect();
    periods.sort_unstable();
    if let Some(missing) = asked.iter().find(|period| !periods.contains(period)) {
        bail!("không có báo cáo nào của {}", missing.label());
    }
    Ok(asked.iter().max().copied().or(periods.last().copied()))
}

fn render(
    arguments: &Run,
    consolidation: &Consolidation,
    knowledge: &Knowledge,
    _period: Option<Period>,
) -> Result<Vec<Artifact>> {
    let mut artifacts = Vec::new();
    if arguments.wants(Part::Workbook) {
        artifacts.push(render_office(&corrections_workbook(&CorrectionsInputs {
            tables: &consolidation.tables,
            decided: &consolidation.decided,
            register: &consolidation.register,
            lexicon: &knowledge.lexicon,
            thresholds: &knowledge.thresholds,
        }))?);
    }
    if arguments.wants(Part::Data) {
        artifacts.extend(render_data(&consolidation.tables)?);
    }
    Ok(artifacts)
}

#[expect(clippy::print_stdout, reason = "the summary is what a run says")]
fn report(arguments: &Run, tables: &Tables, period: Option<Period>, notes: &[String]) {
    println!("{}", summary::summary(tables, period));
    for note in notes {
        println!("Lưu ý: {note}");
    }
    for (part, name) in [
        (Part::Workbook, "tong-hop.xlsx"),
        (Part::Charts, "bieu-do"),
        (Part::Data, "du-lieu"),
    ] {
        if arguments.wants(part) {
            println!("Kết quả: {}", shown(&arguments.output.join(name)));
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
