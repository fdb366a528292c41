//! `tonghop run`: the main job.

use super::arguments::{Part, Run, SettingsPlace};
use super::compare::Made;
use super::filled;
use super::interrupt;
use super::output::Output;
use super::parts::{OF_PERIOD, make, names_of_outputs};
use super::places;
use super::summary::Told;
use crate::discover::{Discovered, SourceFile, SourceKind, discover};
use crate::finding::{Finding, Severity};
use crate::finished::{Finished, Progress};
use crate::ledger::Audit;
use crate::memory::make_room;
use crate::observation::{Measure, Submission, SubmissionStatus};
use crate::period::Period;
use crate::pipeline::{Consolidation, Ready, Settled, settle};
use crate::read::ReaderPool;
use crate::render::Artifact;
use crate::render::data::{
    DataFiles, describe, render_aggregates, render_comparisons, render_records, render_register,
};
use crate::render::page::FILE_NAME as PAGE;
use crate::render::workbook::FILE_NAME as WORKBOOK;
use crate::report::Account;
use crate::report::page::{PagePlan, shown_periods};
use crate::report::papers::REPORT;
use crate::settings::{Settings, template_file};
use crate::tables::Tables;
use crate::takeover;
use crate::threads::in_one_pool;
use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Fewer files are read before a person has looked at a progress bar.
const FILES_WORTH_A_BAR: usize = 50;

/// Runs the main job and tells of it. Returns the exit status.
pub(super) fn run(arguments: &Run) -> Result<u8> {
    let finished = in_one_pool(|| perform(arguments, &Bar::default()))?;
    super::say(&finished.said);
    super::say(&finished.at_terminal);
    let status = finished.status;
    // The process ends here, and the system takes its memory back faster than all of it could be given back.
    std::mem::forget(finished);
    Ok(status)
}

/// A run of which every file is read.
struct Begun {
    output: Output,
    discovered: Discovered,
    settings: Settings,
    settings_place: Option<PathBuf>,
    settled: Settled,
    reader: ReaderPool,
    notes: Vec<String>,
}

/// What a run does to the input folder before it reads it.
type MakeReady = fn(&Run, Discovered, &Output, &ReaderPool) -> Result<(Discovered, Vec<String>)>;

/// Reads everything and settles what counts.
fn begin(arguments: &Run, watched: &dyn Progress, make_ready: MakeReady) -> Result<Begun> {
    refuse_missing(arguments)?;
    make_room();
    // Most offices keep no settings: what is built in is put together while the folder is listed.
    let (discovered, (built_in, reader)) = rayon::join(
        || discover(&arguments.input),
        || (Settings::built_in(), super::reader()),
    );
    let discovered = discovered?;
    refuse_empty(arguments, &discovered)?;
    let reader = reader?;
    let output = Output::open(&arguments.output)?;
    let (discovered, notes) = make_ready(arguments, discovered, &output, &reader)?;
    let (settings, settings_place) =
        super::settings(&arguments.settings, &discovered, &reader, || built_in)?;
    watched.begin(discovered.files.len());
    let one = || watched.one();
    let settled = settle(&discovered, &settings.knowledge, &reader, &one)?;
    watched.summing_up();
    Ok(Begun {
        output,
        discovered,
        settings,
        settings_place,
        settled,
        reader,
        notes,
    })
}

/// Does the main job: reads, sums up, writes.
///
/// # Errors
/// Where it cannot be done; then the outputs of the run before stand as they were.
pub(super) fn perform(arguments: &Run, watched: &dyn Progress) -> Result<Finished> {
    let begun = begin(arguments, watched, ready_input)?;
    let (discovered, settings) = (begun.discovered, begun.settings);
    let reader = begun.reader;
    // The reading processes end while the figures are summed up.
    let ending = std::thread::spawn(|| drop(reader));
    let (mut consolidation, data) = finished(arguments, begun.settled, &discovered, &settings)?;
    let period = report_period(&arguments.period, &consolidation.tables)?;
    refuse_without_workbooks(arguments, &consolidation.tables)?;
    keep_for_reports(arguments, &mut consolidation.tables, period);
    let made = Made {
        discovered: &discovered,
        consolidation: &consolidation,
        settings: &settings,
        settings_place: begun.settings_place.as_ref(),
    };
    let written = write(arguments, &made, (&begun.output, period), data, begun.notes)?;
    let _ended = ending.join();
    Ok(Finished {
        discovered,
        settings,
        consolidation,
        period,
        artifacts: written.artifacts,
        said: written.said,
        at_terminal: written.at_terminal,
        changes: written.changes,
        status: written.status,
    })
}

/// Reads the input folder as a run would, and writes nothing: what an earlier run has made of it stands.
///
/// # Errors
/// As of [`perform`].
pub(super) fn look(arguments: &Run, watched: &dyn Progress) -> Result<Finished> {
    let begun = begin(arguments, watched, |arguments, discovered, output, _| {
        let (discovered, note) = leave_out_outputs(arguments, discovered, output)?;
        Ok((discovered, note.into_iter().collect()))
    })?;
    let (discovered, settings) = (begun.discovered, begun.settings);
    let (mut consolidation, _) =
        (begun.settled).finish(&discovered, &settings.knowledge, |_| Ok(()))?;
    let period = report_period(&arguments.period, &consolidation.tables)?;
    keep_for_reports(arguments, &mut consolidation.tables, period);
    let read = (discovered, settings, consolidation);
    Ok(Finished::read_only(read, period))
}

/// Says what files are that do not stand in the input folder yet, by what the office keeps there. Nothing is written.
///
/// # Errors
/// Where the files cannot be listed, or what the office keeps cannot be read.
pub(super) fn recognise(input: &Path, staged: &Path, watched: &dyn Progress) -> Result<Finished> {
    make_room();
    let mut discovered = discover(staged)?;
    if input.is_dir() {
        let kept = discover(input)?;
        discovered.register = kept.register.or(discovered.register);
        discovered.settings = kept.settings.or(discovered.settings);
    }
    discovered.corrections = None;
    let reader = super::reader()?;
    let asked = SettingsPlace { settings: None };
    let (settings, _) = super::settings(&asked, &discovered, &reader, Settings::built_in)?;
    watched.begin(discovered.files.len());
    let one = || watched.one();
    let settled = settle(&discovered, &settings.knowledge, &reader, &one)?;
    watched.summing_up();
    let (consolidation, _) = settled.finish(&discovered, &settings.knowledge, |_| Ok(()))?;
    let read = (discovered, settings, consolidation);
    Ok(Finished::read_only(read, None))
}

/// The outputs in their places, and what there is to tell of them.
struct Written {
    artifacts: Vec<Artifact>,
    said: Vec<String>,
    at_terminal: Vec<String>,
    changes: Vec<String>,
    status: u8,
}

/// Makes what is asked for, and puts it into the output folder.
fn write(
    arguments: &Run,
    run: &Made<'_>,
    (output, period): (&Output, Option<Period>),
    data: Vec<Artifact>,
    mut notes: Vec<String>,
) -> Result<Written> {
    let (consolidation, settings) = (run.consolidation, run.settings);
    let account = period.map(|period| account(consolidation, settings, period));
    let made = make(arguments, run, account.as_ref(), data)?;
    notes.extend(made.notes);
    let staging = output.stage(&made.artifacts)?;
    let decided = &consolidation.decided;
    let kept = filled::keep_what_people_wrote(output, &staging, run.discovered, decided)?;
    notes.extend(kept);
    let placed = staging.put_in_place()?;
    interrupt::end();
    notes.extend_from_slice(&placed.notes);
    let place = run.settings_place.map(PathBuf::as_path);
    notes.extend(of_report(arguments, period, settings, place));
    let status = exit_status(&consolidation.tables.findings, &consolidation.audit);
    let told = Told {
        consolidation,
        account: account.as_deref(),
        of_parts: made.told,
        changes: made.changes,
        notes,
        places: &placed.places,
        status,
    };
    let said = told.lines(&arguments.voice);
    let at_terminal = told.at_terminal(&arguments.voice);
    let changes = told.changes;
    Ok(Written {
        artifacts: made.artifacts,
        said,
        at_terminal,
        changes,
        status,
    })
}

/// The whole of a run, and its data in files.
fn finished(
    arguments: &Run,
    settled: Settled,
    discovered: &Discovered,
    settings: &Settings,
) -> Result<(Consolidation, Vec<Artifact>)> {
    let written = DataFiles {
        province: settings.province.as_deref(),
        as_parquet: arguments.wants(Part::Data),
        as_csv: arguments.wants(Part::Csv),
    };
    let (consolidation, parts) = settled.finish(discovered, &settings.knowledge, |ready| {
        render_data(ready, written)
    })?;
    let mut data: Vec<Artifact> = parts.into_iter().flatten().collect();
    let indicators = &settings.knowledge.lexicon.indicators;
    data.extend(render_register(
        &consolidation.register,
        indicators,
        written,
    )?);
    let described = describe(&data.iter().collect::<Vec<_>>(), written)?;
    data.extend(described);
    Ok((consolidation, data))
}

/// The input folder without outputs, with what was filled in beside these, and what a person should know of it.
fn ready_input(
    arguments: &Run,
    discovered: Discovered,
    output: &Output,
    reader: &ReaderPool,
) -> Result<(Discovered, Vec<String>)> {
    let (mut discovered, mut left_out) = leave_out_outputs(arguments, discovered, output)?;
    let is_kept = |place: &Path| filled::will_be_kept(place, reader);
    output.refuse_foreign(&names_of_outputs(arguments), is_kept)?;
    let taken_over = takeover::take_over(&arguments.input, &arguments.output)?;
    if !taken_over.is_empty() {
        (discovered, left_out) = leave_out_outputs(arguments, discover(&arguments.input)?, output)?;
    }
    let mut notes = output.notes().to_vec();
    notes.extend(left_out);
    notes.extend(taken_over);
    Ok((discovered, notes))
}

/// What a person should know of what is reported, and by which settings.
fn of_report(
    arguments: &Run,
    period: Option<Period>,
    settings: &Settings,
    place: Option<&Path>,
) -> Vec<String> {
    let mut notes = Vec::new();
    let is_missed = OF_PERIOD.into_iter().any(|part| arguments.wants(part));
    if period.is_none() && is_missed {
        notes.push(format!(
            "chưa có báo cáo nào được tính nên không lập {WORKBOOK}, biểu đồ, trang chiếu, {REPORT} và {PAGE}; nếu ở đó có thì là của lần chạy trước"
        ));
    }
    notes.extend_from_slice(&settings.notes);
    // One that `init` wrote and nobody has changed sets nothing.
    let is_own = |place: &&Path| std::fs::read(place).is_ok_and(|it| it != template_file());
    let place = place.filter(is_own);
    notes.extend(place.map(|place| format!("làm theo thiết lập trong {}", shown(place))));
    notes
}

/// Lets go of what nothing that is asked for tells of.
fn keep_for_reports(arguments: &Run, tables: &mut Tables, period: Option<Period>) {
    if !OF_PERIOD.into_iter().any(|part| arguments.wants(part)) {
        return tables.let_go_of_totals();
    }
    let of_units = match period {
        Some(period) if arguments.wants(Part::Page) => {
            shown_periods(tables, period, &PagePlan::built_in())
        }
        other => other.into_iter().collect(),
    };
    tables.keep_for_reports(&of_units);
}

/// What there is to tell of a period.
fn account<'a>(
    consolidation: &'a Consolidation,
    settings: &'a Settings,
    period: Period,
) -> Arc<Account<'a>> {
    Arc::new(Account::new(
        &consolidation.tables,
        &settings.knowledge.lexicon.indicators,
        &consolidation.register,
        period,
        settings.report_plan.coverage_at_least,
    ))
}

/// The folder has to be there before anything is made.
fn refuse_missing(arguments: &Run) -> Result<()> {
    if !arguments.input.is_dir() {
        bail!("{}", super::no_input(&arguments.input));
    }
    Ok(())
}

/// Without any submission there is nothing to do, and outputs of an earlier run are not to be taken for those of this.
fn refuse_empty(arguments: &Run, discovered: &Discovered) -> Result<()> {
    let is_submission = |file: &SourceFile| file.kind != SourceKind::SystemFile;
    if !discovered.files.iter().any(is_submission) {
        bail!(
            "thư mục {} không có tệp báo cáo nào; chưa ghi gì vào thư mục kết quả",
            super::whole(&arguments.input)
        );
    }
    Ok(())
}

/// A folder of letters and pictures is most likely the wrong one.
fn refuse_without_workbooks(arguments: &Run, tables: &Tables) -> Result<()> {
    const WORKBOOKS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
    let may_be_workbook = |submission: &Submission| {
        let is_of_workbook = |format| WORKBOOKS.contains(&format);
        submission.status != SubmissionStatus::Ignored
            || submission.format.is_some_and(is_of_workbook)
    };
    if !tables.submissions.iter().any(may_be_workbook) {
        bail!(
            "thư mục {} không có bảng tính nào, chỉ có tệp khác; chưa ghi gì vào thư mục kết quả",
            super::whole(&arguments.input)
        );
    }
    Ok(())
}

/// The submissions without what runs have written among them, and what a person should know of that.
fn leave_out_outputs(
    arguments: &Run,
    discovered: Discovered,
    output: &Output,
) -> Result<(Discovered, Option<String>)> {
    let Some(place) = places::place_inside(&arguments.input, &arguments.output)? else {
        return Ok((discovered, None));
    };
    // What an interrupted run had left there may have moved since.
    let mut discovered = discover(&arguments.input)?;
    let note = places::leave_out_outputs(&mut discovered, &place, output);
    refuse_empty(arguments, &discovered)?;
    Ok((discovered, Some(note)))
}

/// The files of a part of the data, where data is asked for.
fn render_data(ready: Ready<'_>, written: DataFiles<'_>) -> Result<Vec<Artifact>> {
    match ready {
        Ready::Aggregates(sums) => {
            render_aggregates(&sums.aggregates, &sums.distributions, written)
        }
        Ready::Comparisons(pairs) => {
            render_comparisons(&pairs.comparisons, &pairs.change_parts, written)
        }
        Ready::Records(observations, tables) => render_records(observations, tables, written),
    }
}

/// What a run says by its exit status. Figures whose accounts do not come out even are none to go by.
fn exit_status(findings: &[Finding], audit: &Audit) -> u8 {
    if !audit.discrepancies.is_empty() {
        super::FAILED
    } else if findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        super::FINDINGS
    } else {
        super::CLEAN
    }
}

/// The bar on the terminal.
#[derive(Default)]
struct Bar(OnceLock<ProgressBar>);

impl Progress for Bar {
    fn begin(&self, files: usize) {
        let _shown_once = self.0.set(progress_bar(files));
    }

    fn one(&self) {
        if let Some(bar) = self.0.get() {
            bar.inc(1);
        }
    }

    fn summing_up(&self) {
        if let Some(bar) = self.0.get() {
            bar.finish_and_clear();
        }
    }
}

fn progress_bar(files: usize) -> ProgressBar {
    if files < FILES_WORTH_A_BAR {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("Đang đọc {pos}/{len} tệp {wide_bar} còn {eta}")
    {
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
    periods.dedup();
    if let Some(missing) = asked.iter().find(|period| !periods.contains(period)) {
        let known: Vec<String> = periods.iter().map(Period::to_string).collect();
        bail!(
            "không có báo cáo nào của {}. Các kỳ có báo cáo: {}",
            missing.label(),
            if known.is_empty() {
                "chưa có kỳ nào".to_owned()
            } else {
                known.join(", ")
            }
        );
    }
    let last_with_results = || {
        let has_results = |period: &Period| {
            let rows = &tables.observations;
            rows.iter()
                .any(|row| row.period == Some(*period) && row.measure == Measure::Actual)
        };
        let last_first = periods.iter().rev();
        last_first.copied().find(has_results)
    };
    // Pledges of next year and the aims of a term lie ahead: they are put before the conference on what was reached.
    let period = asked.iter().max().copied().or_else(last_with_results);
    Ok(period.or(periods.last().copied()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Discrepancy;
    use crate::rules;

    #[test]
    fn the_exit_status_tells_what_there_is_to_do() {
        let file = "2023/a.xlsx".into();
        let rule = &rules::unreadable_file::RULE;
        let error = Finding::about_file(rule, &file, String::new());
        let warning = error.clone().as_severity(Severity::Warning);
        let even = Audit::default();
        let mut uneven = Audit::default();
        uneven.discrepancies.push(Discrepancy {
            file: None,
            message: String::new(),
        });
        for (findings, audit, status) in [
            (vec![], &even, 0),
            (vec![warning], &even, 0),
            (vec![error.clone()], &even, 1),
            (vec![error], &uneven, 2),
            (vec![], &uneven, 2),
        ] {
            assert_eq!(exit_status(&findings, audit), status);
        }
    }
}
