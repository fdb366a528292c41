//! The order of the stages, and nothing else: files in parallel, then all of them together, once.

use crate::aggregate::aggregate;
use crate::catalogue::Thresholds;
use crate::compare::compare;
use crate::decide::{Decided, conclude, decide_figures, tell_decisions, unused_findings};
use crate::discover::{Discovered, SourceFile};
use crate::emulate::{Assessment, EmulationKnowledge, emulate, fill_roles};
use crate::finding::{Checked, Finding};
use crate::identify::{
    LikelySame, VersionDifference, draw_register, identify, likely_same, stated_codes,
    version_differences,
};
use crate::ledger::{Audit, audit};
use crate::observation::{Submission, SubmissionStatus};
use crate::read::{Outcome, RawWorkbook, ReadFile, ReaderPool, Rejection};
use crate::recognise::{Lexicon, recognise};
use crate::register::{Corrections, Register, read_corrections, read_register};
use crate::resolve::{Draft, resolve};
use crate::rules;
use crate::tables::Tables;
use crate::validate::validate;
use anyhow::bail;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Into how many batches of files a thread's share is cut at least, so that no thread is left with nothing to do.
const BATCHES_A_THREAD: usize = 4;

/// What the stages know besides the files.
pub struct Knowledge {
    /// Forms, indicators and abbreviations.
    pub lexicon: Lexicon,
    /// When a figure is suspect.
    pub thresholds: Thresholds,
    /// How units are ranked, classed and proposed.
    pub emulation: EmulationKnowledge,
}

impl Knowledge {
    /// The built-in catalogues.
    pub fn built_in() -> Self {
        Self {
            lexicon: Lexicon::built_in(),
            thresholds: Thresholds::built_in(),
            emulation: EmulationKnowledge::built_in(),
        }
    }
}

/// A run's data, and the register it stands on.
pub struct Consolidation {
    /// All tables, sorted.
    pub tables: Tables,
    /// The office's register, or the one drawn from the submissions.
    pub register: Register,
    /// The rows of the corrections and what came of them.
    pub decided: Vec<Decided>,
    /// Which figures superseded versions had otherwise.
    pub version_differences: Vec<VersionDifference>,
    /// Ranks, classes and proposals for clusters to decide on.
    pub assessment: Assessment,
    /// Whether every file and every cell is accounted for.
    pub audit: Audit,
}

/// Consolidates the files of an input folder, which `reader` reads. `on_file` is called once for each file that was
/// read.
///
/// # Errors
/// Where the office's register cannot be read, or the program itself fails; never for a submission.
pub fn consolidate(
    discovered: &Discovered,
    knowledge: &Knowledge,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<Consolidation> {
    let lexicon = &knowledge.lexicon;
    let corrections = corrections_of(discovered, reader)?;
    let (drafts, mut findings) = read_all(discovered, &corrections, knowledge, reader, on_file)?;
    let mut register = match &discovered.register {
        Some(source) => {
            let kept = read_register(&source.relative, &read_own(reader, source, "danh mục")?);
            findings.extend(kept.findings);
            kept.output
        }
        None => draw_register(&drafts, lexicon),
    };
    let identified = identify(drafts, &register, lexicon);
    findings.extend(identified.findings);
    let mut drafts = identified.output;
    let outcomes = decide_figures(&mut drafts, &corrections, lexicon);
    retain_root_causes(&mut findings, &drafts);
    let validated = validate(&drafts, &register, lexicon, &knowledge.thresholds);
    findings.extend(validated.findings);
    let observations = validated.output;
    let indicators = &lexicon.indicators;
    // Totals and ranks know nothing of each other.
    let (totalled, emulated) = rayon::join(
        || {
            let totals = aggregate(&observations, indicators, &register)?;
            let comparisons = compare(&totals, &register)?;
            anyhow::Ok((totals, comparisons))
        },
        || {
            let emulation = &knowledge.emulation;
            emulate(&drafts, &observations, &register, lexicon, emulation)
        },
    );
    let (totals, comparisons) = totalled?;
    findings.extend(emulated.findings);
    place_findings(&mut findings, &drafts);

    let decided = conclude(&corrections, outcomes, &drafts, &observations);
    tell_decisions(&mut findings, &decided, lexicon);
    findings.extend(unused_findings(&decided));
    let version_differences = version_differences(&drafts);
    let (submissions, cells): (Vec<_>, Vec<_>) = drafts.into_iter().map(Draft::close).unzip();
    let mut tables = Tables {
        submissions,
        observations,
        findings,
        aggregates: totals.aggregates,
        distributions: totals.distributions,
        comparisons: comparisons.comparisons,
        change_parts: comparisons.change_parts,
        ..Tables::default()
    };
    fill_roles(&mut register, &emulated.output.leadership);
    let assessment = emulated.output.place_in(&mut tables);
    tables.sort(indicators);
    Ok(Consolidation {
        audit: audit(discovered, &cells, &tables),
        tables,
        register,
        decided,
        version_differences,
        assessment,
    })
}

/// A register drawn from the submissions, and what the office is to look at before it keeps it.
pub struct Drawing {
    /// The units, clusters and memberships as found.
    pub register: Register,
    /// Units' codes as their forms state them, by id.
    pub stated_codes: BTreeMap<Arc<str>, String>,
    /// Units that may be one.
    pub likely_same: Vec<LikelySame>,
}

/// Draws a register from the files of an input folder, which `reader` reads. `on_file` is called once for each file
/// that was read.
///
/// # Errors
/// Where the office's corrections cannot be read, or no file at all can be.
pub fn draw(
    discovered: &Discovered,
    knowledge: &Knowledge,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<Drawing> {
    let corrections = corrections_of(discovered, reader)?;
    let (drafts, _) = read_all(discovered, &corrections, knowledge, reader, on_file)?;
    let register = draw_register(&drafts, &knowledge.lexicon);
    let stated_codes = stated_codes(&drafts, &knowledge.lexicon);
    let drafts = identify(drafts, &register, &knowledge.lexicon).output;
    let likely_same = likely_same(&register, &drafts, &knowledge.lexicon);
    Ok(Drawing {
        register,
        stated_codes,
        likely_same,
    })
}

fn corrections_of(discovered: &Discovered, reader: &ReaderPool) -> anyhow::Result<Corrections> {
    Ok(match &discovered.corrections {
        Some(source) => read_corrections(
            &source.relative,
            &read_own(reader, source, "bảng đính chính")?,
        ),
        None => Corrections::default(),
    })
}

/// All files, side by side, through the stages that look at one alone.
fn read_all(
    discovered: &Discovered,
    corrections: &Corrections,
    knowledge: &Knowledge,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<(Vec<Draft>, Vec<Finding>)> {
    let read: anyhow::Result<Vec<Vec<Checked<Draft>>>> = discovered
        .files
        .par_chunks(batch_files(discovered.files.len(), reader))
        .map(|sources| {
            let files = reader.read_batch(sources)?;
            let drafts = sources.iter().zip(files).map(|(source, file)| {
                let draft = draft_of(source, file, corrections, &knowledge.lexicon);
                on_file();
                draft
            });
            Ok(drafts.collect())
        })
        .collect();
    Ok(unzip(read?.into_iter().flatten()))
}

/// How many files go through together: few enough that every core gets its share of them.
fn batch_files(files: usize, reader: &ReaderPool) -> usize {
    let share = files / (rayon::current_num_threads() * BATCHES_A_THREAD);
    share.clamp(1, reader.batch_files())
}

/// One file through the stages that look at it alone.
fn draft_of(
    source: &SourceFile,
    file: ReadFile,
    corrections: &Corrections,
    lexicon: &Lexicon,
) -> Checked<Draft> {
    let ReadFile {
        sha256,
        format,
        outcome,
    } = file;
    let mut submission = Submission {
        file: source.relative.clone(),
        sha256,
        bytes: source.bytes,
        format,
        saved_at: None,
        period: None,
        unit_id: None,
        cluster_id: None,
        form: None,
        status: SubmissionStatus::Accepted,
        reason: None,
    };
    let workbook = match outcome {
        Outcome::Read(workbook) => workbook,
        out => return out_of_it(submission, out, corrections),
    };
    submission.saved_at = workbook.saved_at;
    let cells_read = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let recognised = recognise(&source.relative, &workbook, lexicon);
    let mut resolved = resolve(submission, recognised.output, corrections, lexicon);
    resolved.output.file_modified = source.modified;
    resolved.output.cells_read = cells_read;
    resolved.findings.splice(0..0, recognised.findings);
    if !workbook.unreadable.is_empty() {
        hold_partial(&mut resolved, &workbook.unreadable);
    }
    resolved
}

/// What was read of a damaged workbook does not count: what was lost with the rest nobody can tell.
fn hold_partial(resolved: &mut Checked<Draft>, unreadable: &[Arc<str>]) {
    let rule = &rules::unreadable_file::RULE;
    let draft = &mut resolved.output;
    let status = match draft.submission.status {
        SubmissionStatus::Rejected => SubmissionStatus::Rejected,
        _ => SubmissionStatus::Held,
    };
    draft.set_status(status, rule.code);
    let message = rules::unreadable_file::partial_message(unreadable);
    resolved.findings = vec![Finding::about_file(rule, &draft.submission.file, message)];
}

/// A file that is no readable workbook.
fn out_of_it(
    mut submission: Submission,
    outcome: Outcome,
    corrections: &Corrections,
) -> Checked<Draft> {
    let (status, rule, message) = match outcome {
        Outcome::Ignored { what } => (
            SubmissionStatus::Ignored,
            &rules::unsupported_file::RULE,
            rules::unsupported_file::message(&what),
        ),
        Outcome::Rejected(Rejection::Encrypted) => (
            SubmissionStatus::Rejected,
            &rules::encrypted_file::RULE,
            rules::encrypted_file::message(),
        ),
        Outcome::Rejected(Rejection::Oversized { what }) => (
            SubmissionStatus::Rejected,
            &rules::oversized_file::RULE,
            rules::oversized_file::message(&what),
        ),
        Outcome::Rejected(Rejection::Unreadable { what, .. }) => (
            SubmissionStatus::Rejected,
            &rules::unreadable_file::RULE,
            rules::unreadable_file::message(&what),
        ),
        Outcome::Read(_) => return Checked::clean(Draft::without_figures(submission)),
    };
    submission.status = status;
    submission.reason = Some(rule.code);
    let finding = Finding::about_file(rule, &submission.file, message);
    let mut draft = Draft::without_figures(submission);
    draft.take_decisions(corrections);
    Checked {
        output: draft,
        findings: vec![finding],
    }
}

fn unzip(read: impl Iterator<Item = Checked<Draft>>) -> (Vec<Draft>, Vec<Finding>) {
    let mut drafts = Vec::new();
    let mut findings = Vec::new();
    for checked in read {
        drafts.push(checked.output);
        findings.extend(checked.findings);
    }
    (drafts, findings)
}

/// A workbook that the office keeps; `what` it is called.
fn read_own(reader: &ReaderPool, source: &SourceFile, what: &str) -> anyhow::Result<RawWorkbook> {
    match reader.read(source)?.outcome {
        Outcome::Read(workbook) if !workbook.unreadable.is_empty() => {
            bail!(
                "{what} “{}” bị hỏng: không đọc được trang tính “{}”. Mở bằng Excel, sửa, rồi lưu lại",
                source.relative,
                workbook.unreadable.join("”, “")
            )
        }
        Outcome::Read(workbook) => Ok(workbook),
        Outcome::Ignored { what: why }
        | Outcome::Rejected(Rejection::Unreadable { what: why, .. }) => {
            bail!("không đọc được {what} “{}”: {why}", source.relative)
        }
        Outcome::Rejected(Rejection::Encrypted) => {
            bail!(
                "{what} “{}” được đặt mật khẩu; bỏ mật khẩu rồi chạy lại",
                source.relative
            )
        }
        Outcome::Rejected(Rejection::Oversized { what: why }) => {
            bail!("{what} “{}” quá lớn: {why}", source.relative)
        }
    }
}

/// Of a file that does not count only the reason is told: what else is wrong in it has no effect on any figure.
fn retain_root_causes(findings: &mut Vec<Finding>, drafts: &[Draft]) {
    let reasons: BTreeMap<&Arc<str>, Option<&'static str>> = drafts
        .iter()
        .filter(|draft| draft.submission.status != SubmissionStatus::Accepted)
        .map(|draft| (&draft.submission.file, draft.submission.reason))
        .collect();
    findings.retain(
        |finding| match finding.file.as_ref().and_then(|file| reasons.get(file)) {
            Some(reason) => *reason == Some(finding.rule.code),
            None => true,
        },
    );
}

/// Findings of a file know its unit and period.
fn place_findings(findings: &mut [Finding], drafts: &[Draft]) {
    let submissions: BTreeMap<&Arc<str>, &Submission> = drafts
        .iter()
        .map(|draft| (&draft.submission.file, &draft.submission))
        .collect();
    for finding in findings {
        if let Some(submission) = finding.file.as_ref().and_then(|file| submissions.get(file)) {
            finding.unit_id = finding
                .unit_id
                .take()
                .or_else(|| submission.unit_id.clone());
            finding.period = finding.period.or(submission.period);
        }
    }
}
