//! The stages that look at one file alone, files side by side.

use super::own::output_of_the_program;
use crate::discover::{Discovered, SourceFile};
use crate::finding::{Checked, Finding, Rule, Severity};
use crate::observation::{Submission, SubmissionStatus};
use crate::read::{Outcome, RawWorkbook, ReadFile, ReaderPool, Rejection};
use crate::recognise::{Lexicon, beyond_forms, recognise};
use crate::register::{Corrections, OwnWorkbook, own_workbook, read_corrections};
use crate::resolve::{Draft, read_folder, resolve};
use crate::rules;
use crate::slips::take_out;
use crate::templates;
use anyhow::bail;
use rayon::prelude::*;
use std::sync::Arc;

/// Into how many batches of files a thread's share is cut at least, so that no thread is left with nothing to do.
const BATCHES_A_THREAD: usize = 4;

/// What the office has decided.
pub(super) fn corrections_of(
    discovered: &Discovered,
    reader: &ReaderPool,
) -> anyhow::Result<Corrections> {
    Ok(match &discovered.corrections {
        Some(source) => read_corrections(
            &source.relative,
            &read_own(reader, source, "bảng đính chính")?,
        ),
        None => Corrections::default(),
    })
}

/// Sheets of the corrections that have no row of titles are never passed over.
pub(super) fn not_understood(discovered: &Discovered, corrections: &Corrections) -> Vec<Finding> {
    let Some(source) = &discovered.corrections else {
        return Vec::new();
    };
    let sheets = corrections.not_understood.iter();
    let findings = sheets.map(|sheet| Finding {
        sheet: Some(sheet.clone()),
        ..Finding::about_file(
            &rules::label_unmatched::RULE,
            &source.relative,
            format!("Bảng đính chính: trang “{sheet}” không có dòng tiêu đề (Tệp, Ô, Quyết định…) nên không quyết định nào ở đó được đọc."),
        )
        .as_severity(Severity::Error)
    });
    findings.collect()
}

/// All files, side by side, through the stages that look at one alone.
pub(super) fn read_all(
    discovered: &Discovered,
    corrections: &Corrections,
    lexicon: &Lexicon,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<(Vec<Draft>, Vec<Finding>)> {
    let read: anyhow::Result<Vec<Vec<Checked<Draft>>>> = discovered
        .files
        .par_chunks(batch_files(discovered.files.len(), reader))
        // Batch by batch, so that at the end no thread has several left while others have nothing to do.
        .with_max_len(1)
        .map(|sources| {
            let files = reader.read_batch(sources)?;
            let drafts = sources.iter().zip(files).map(|(source, file)| {
                let draft = draft_of((source, discovered), file, corrections, lexicon);
                on_file();
                draft
            });
            Ok(drafts.collect())
        })
        .collect();
    Ok(unzip(read?))
}

/// How many files go through together: few enough that every core gets its share of them.
fn batch_files(files: usize, reader: &ReaderPool) -> usize {
    let share = files / (rayon::current_num_threads() * BATCHES_A_THREAD);
    share.clamp(1, reader.batch_files())
}

/// One file through the stages that look at it alone.
pub(super) fn draft_of(
    (source, discovered): (&SourceFile, &Discovered),
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
        sha256,
        bytes: source.bytes,
        format,
        ..Submission::of(source.relative.clone())
    };
    let mut workbook = match outcome {
        Outcome::Read(workbook) => workbook,
        out => return out_of_it(submission, out, corrections),
    };
    let returned = take_out(&mut workbook);
    let template = templates::take_out(&mut workbook);
    submission.saved_at = workbook.saved_at;
    if let Some(own) = own_workbook(&workbook) {
        return misplaced(submission, own, discovered);
    }
    if let Some(name) = output_of_the_program(&workbook) {
        let message = rules::unsupported_file::own_message(name);
        let what = (SubmissionStatus::Ignored, &rules::unsupported_file::RULE);
        return without_figures(submission, what, message, corrections);
    }
    let too_much = |what: String| Outcome::Rejected(Rejection::Oversized { what });
    if let Some(what) = beyond_forms(&workbook) {
        return out_of_it(submission, too_much(what), corrections);
    }
    let cells_read = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let mut recognised = recognise(&source.relative, &workbook, lexicon);
    if let Some(what) = recognised.output.beyond.take() {
        return out_of_it(submission, too_much(what), corrections);
    }
    let mut resolved = resolve(submission, recognised.output, corrections, lexicon);
    resolved.output.origin.file_modified = source.modified;
    resolved.output.origin.cells_read = cells_read;
    resolved.output.origin.returned = returned;
    resolved.output.origin.template = template;
    resolved.findings.splice(0..0, recognised.findings);
    if !workbook.unreadable.is_empty() {
        hold_partial(&mut resolved, &workbook.unreadable);
    }
    resolved
}

/// How copies of the corrections are called that a run has kept beside them.
pub(crate) const KEPT_CORRECTIONS: &str = "dinh-chinh (";

/// How copies of the register are called that a run or `init` has kept beside it.
pub(crate) const KEPT_REGISTER: &str = "danh-muc (";

/// Whether a file is called as the copies are that a run keeps: by the beginning of a name and a date. A browser's
/// `danh-muc (1).xlsx` is none.
fn is_kept_copy(file: &str, kept_as: &str) -> bool {
    /// `2026-01-15`
    const LETTERS_OF_A_DATE: usize = 10;
    let date = file.strip_prefix(kept_as);
    let date = date.and_then(|rest| rest.get(..LETTERS_OF_A_DATE));
    date.is_some_and(|date| date.parse::<jiff::civil::Date>().is_ok())
}

/// A workbook of the office's own that is not where it is read: no submission, and told.
fn misplaced(
    mut submission: Submission,
    own: OwnWorkbook,
    discovered: &Discovered,
) -> Checked<Draft> {
    let rule = &rules::unsupported_file::RULE;
    submission.status = SubmissionStatus::Ignored;
    submission.reason = Some(rule.into());
    let (what, name, used) = match own {
        OwnWorkbook::Register => ("danh mục", "danh-muc.xlsx", &discovered.register),
        OwnWorkbook::Corrections => (
            "bảng đính chính",
            "dinh-chinh.xlsx",
            &discovered.corrections,
        ),
    };
    let kept_as = match own {
        OwnWorkbook::Register => KEPT_REGISTER,
        OwnWorkbook::Corrections => KEPT_CORRECTIONS,
    };
    let is_kept = is_kept_copy(&submission.file, kept_as);
    let (severity, message) = match used {
        _ if is_kept => (
            Severity::Info,
            format!("Đây là bản {what} trước đây được giữ lại; không được dùng."),
        ),
        Some(used) => (
            Severity::Warning,
            format!(
                "Đây là một {what} khác, không phải báo cáo; đang dùng “{}” nên tệp này không được dùng. Ghi những gì cần vào đó rồi bỏ tệp này ra khỏi thư mục.",
                used.relative
            ),
        ),
        None => (
            Severity::Error,
            format!(
                "Đây là {what}, không phải báo cáo, và chưa được dùng vì không nằm đúng chỗ. Chuyển tệp này ra thư mục báo cáo (cạnh các thư mục kỳ), đặt tên {name}, rồi chạy lại."
            ),
        ),
    };
    let finding = Finding::about_file(rule, &submission.file, message).as_severity(severity);
    Checked {
        output: Draft::without_figures(submission),
        findings: vec![finding],
    }
}

/// What was read of a damaged workbook does not count: what was lost with the rest nobody can tell.
fn hold_partial(resolved: &mut Checked<Draft>, unreadable: &[Arc<str>]) {
    let rule = &rules::unreadable_file::RULE;
    let draft = &mut resolved.output;
    let status = match draft.submission.status {
        SubmissionStatus::Rejected => SubmissionStatus::Rejected,
        _ => SubmissionStatus::Held,
    };
    draft.set_status(status, rule);
    let message = rules::unreadable_file::partial_message(unreadable);
    resolved.findings = vec![Finding::about_file(rule, &draft.submission.file, message)];
}

/// A file that is no readable workbook.
fn out_of_it(
    submission: Submission,
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
    without_figures(submission, (status, rule), message, corrections)
}

/// A file of which nothing counts.
fn without_figures(
    mut submission: Submission,
    (status, rule): (SubmissionStatus, &'static Rule),
    message: String,
    corrections: &Corrections,
) -> Checked<Draft> {
    submission.status = status;
    submission.reason = Some(rule.into());
    let finding = Finding::about_file(rule, &submission.file, message);
    let mut draft = Draft::without_figures(submission);
    draft.whose.folder = read_folder(&draft.submission.file);
    draft.take_decisions(corrections);
    Checked {
        output: draft,
        findings: vec![finding],
    }
}

fn unzip(read: Vec<Vec<Checked<Draft>>>) -> (Vec<Draft>, Vec<Finding>) {
    let mut drafts = Vec::with_capacity(read.iter().map(Vec::len).sum());
    let mut findings = Vec::new();
    for checked in read.into_iter().flatten() {
        drafts.push(checked.output);
        findings.extend(checked.findings);
    }
    (drafts, findings)
}

/// A workbook that the office keeps; `what` it is called.
pub(super) fn read_own(
    reader: &ReaderPool,
    source: &SourceFile,
    what: &str,
) -> anyhow::Result<RawWorkbook> {
    match reader.read(source)?.outcome {
        Outcome::Read(workbook) if !workbook.unreadable.is_empty() => {
            bail!(
                "{what} “{}” bị hỏng: không đọc được trang tính “{}”. Mở bằng Excel, sửa, rồi lưu lại",
                source.relative,
                workbook.unreadable.join("”, “")
            )
        }
        Outcome::Read(workbook) => {
            if let Some((sheet, most)) = workbook.beyond_own_rows() {
                bail!(
                    "{what} “{}” quá lớn: trang “{sheet}” có hơn {most} dòng. Bỏ bớt các dòng cũ hoặc thừa rồi chạy lại",
                    source.relative
                );
            }
            Ok(workbook)
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_that_a_run_keeps_are_known_by_their_date() {
        for (file, is_kept) in [
            ("danh-muc (2026-01-15).xlsx", true),
            ("danh-muc (2026-01-15 2).xlsx", true),
            ("danh-muc (1).xlsx", false),
            ("danh-muc (bản sao năm 2026).xlsx", false),
            ("danh-muc.xlsx", false),
        ] {
            assert_eq!(is_kept_copy(file, KEPT_REGISTER), is_kept, "{file}");
        }
    }
}
