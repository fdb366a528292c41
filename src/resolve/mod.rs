//! A recognised workbook's cells as observations: numbers read, units of measure applied, the period settled between
//! form and folder. Which unit it is and which version counts is settled later, over all files.

mod draft;
mod figures;
mod period;
mod place_says;
mod scores;
mod tables;

pub use draft::{
    CheckFigure, CheckKind, Draft, DraftFigure, DraftMinutes, DraftTable, FileDecision,
    FolderStatement, NameLine, Origin, Whose,
};
pub(crate) use figures::shown_value;
pub use period::read_folder;
pub use scores::{CriterionPoints, DraftScores};

use crate::finding::{Checked, Finding};
use crate::ledger::{CellClass, CellLedger};
use crate::location::CellRef;
use crate::observation::{FormKind, Submission, SubmissionStatus};
use crate::recognise::{Lexicon, RecognisedSheet, RecognisedWorkbook, Said};
use crate::register::corrections::Corrections;
use crate::rules;
use scores::ScoreReader;
use std::sync::Arc;
use tables::TableReader;

/// Reads the figures of a recognised workbook.
pub fn resolve(
    submission: Submission,
    mut recognised: RecognisedWorkbook,
    corrections: &Corrections,
    lexicon: &Lexicon,
) -> Checked<Draft> {
    let file = submission.file.clone();
    let folder = read_folder(&file);
    let mut findings = Vec::new();
    let mut draft = Draft {
        whose: Whose {
            folder,
            ..Whose::default()
        },
        cells: std::mem::take(&mut recognised.cells),
        ..Draft::without_figures(submission)
    };
    draft.take_decisions(corrections);
    draft.submission.form = recognised.form();
    if let Some(finding) = set_aside(&mut draft, &recognised, lexicon) {
        return Checked {
            output: draft,
            findings: vec![finding],
        };
    }
    collect_statements(&mut draft, &recognised, &file);
    let settled = period::settle(
        &file,
        &mut recognised,
        &draft.whose.folder,
        &mut draft.decisions,
        &lexicon.forms.words,
    );
    draft.submission.period = settled.period;
    let mut reader = TableReader {
        file: &file,
        period: settled.period,
        lexicon,
        cells: &mut draft.cells,
        findings: &mut findings,
        last: None,
    };
    let tables = recognised.tables.into_iter();
    draft.tables = tables.map(|table| reader.read(table)).collect();
    part_forms(&mut draft.tables, &recognised.sheets);
    let mut reader = ScoreReader {
        file: &file,
        lexicon,
        findings: &mut findings,
    };
    let scores = recognised.scores.into_iter();
    draft.scores = scores.map(|table| reader.read(table)).collect();
    let minutes = recognised.minutes.into_iter();
    draft.minutes = minutes.map(DraftMinutes::from).collect();
    tell_of_period(&mut draft, settled, &mut findings);
    Checked {
        output: draft,
        findings,
    }
}

/// Tells of a form's period, and that a form without any figure of it is none; one of unclear period is held.
fn tell_of_period(draft: &mut Draft, settled: period::Settled, findings: &mut Vec<Finding>) {
    if settled.period.is_some() {
        findings.extend(settled.finding);
        if !draft.gives_anything() {
            let what = "mọi số trong biểu là của kỳ khác, hoặc ở cột, dòng không rõ là số gì";
            findings.push(refuse(draft, rules::empty_form::message(what)));
        }
    } else if let Some(finding) = settled.finding {
        draft.set_status(SubmissionStatus::Held, finding.rule);
        // One root cause, one finding: what else is wrong in a held file is told once its period is clear.
        findings.clear();
        findings.push(finding);
    }
}

/// Says of which form on its sheet each table is, where those of several units stand below each other.
fn part_forms(tables: &mut [DraftTable], sheets: &[RecognisedSheet]) {
    for table in tables {
        let Some(figure) = table.figures.first() else {
            continue;
        };
        let at = &figure.observation.at;
        let own = sheets.iter().filter(|sheet| sheet.sheet == at.sheet);
        let above = own.map(|sheet| sheet.part);
        table.part = above
            .filter(|part| *part <= at.address.row)
            .max()
            .unwrap_or_default();
    }
}

/// Takes a file out of which nothing can be read.
fn refuse(draft: &mut Draft, message: String) -> Finding {
    let rule = &rules::empty_form::RULE;
    draft.set_status(SubmissionStatus::Rejected, rule);
    Finding::about_file(rule, &draft.submission.file, message)
}

/// What was seen in a workbook that gives no figure.
fn seen_in(recognised: &RecognisedWorkbook) -> String {
    let seen = recognised.looked.seen.as_ref().map(|seen| {
        format!(
            "trang “{}”, dòng {} ghi “{}”",
            seen.sheet,
            seen.row + 1,
            seen.written
        )
    });
    match (
        seen,
        recognised.looked.has_header,
        recognised.looked.has_unread,
    ) {
        (None, ..) => "không thấy dòng tiêu đề của biểu nào đã biết".to_string(),
        (Some(seen), false, _) => {
            format!("không thấy dòng tiêu đề của biểu nào đã biết; gần nhất là {seen}")
        }
        (Some(seen), true, false) => format!("có biểu ({seen}) nhưng các ô số liệu đều trống"),
        (Some(seen), true, true) => format!(
            "có biểu ({seen}) nhưng không có số nào ở dòng và cột đã biết; các dòng, cột đó được nêu riêng"
        ),
    }
}

/// Takes out a file of which nothing is to be read: a list that is no submission, or a form without a figure.
fn set_aside(
    draft: &mut Draft,
    recognised: &RecognisedWorkbook,
    lexicon: &Lexicon,
) -> Option<Finding> {
    let form = draft.submission.form;
    if let Some(form) = form.filter(|form| !form.description().is_submission) {
        return Some(leave_aside(draft, form, lexicon));
    }
    if recognised.has_content() {
        return None;
    }
    enter_blanks(recognised, &mut draft.cells);
    draft.submission.period = draft.whose.folder.period;
    let message = match &recognised.looked.hidden_forms[..] {
        [] => rules::empty_form::message(&seen_in(recognised)),
        hidden => rules::empty_form::hidden_message(hidden),
    };
    Some(refuse(draft, message))
}

/// A list that gives no figures is no submission, and is named for what it is.
fn leave_aside(draft: &mut Draft, form: FormKind, lexicon: &Lexicon) -> Finding {
    let rule = &rules::unsupported_file::RULE;
    draft.set_status(SubmissionStatus::Ignored, rule);
    draft.submission.period = draft.whose.folder.period;
    let mut papers = lexicon.forms.papers.iter();
    let paper = papers.find(|paper| paper.form == form.key());
    let told = paper.map_or("", |paper| &paper.told);
    let message = rules::unsupported_file::list_message(told);
    Finding::about_file(rule, &draft.submission.file, message)
}

/// The cells of a form that nobody filled in hold nothing but what the form leaves to be filled in.
fn enter_blanks(recognised: &RecognisedWorkbook, cells: &mut CellLedger) {
    for table in &recognised.tables {
        for of_cell in table.figures.chunk_by(|one, next| one.at == next.at) {
            let figure = &of_cell[0];
            if let Some(content) = &figure.content {
                cells.add(CellClass::Blank, content, (&table.sheet, figure.at));
            }
        }
    }
}

/// Takes over what the sheets say of the file. Those with tables speak for their figures; a cover only where they say
/// nothing.
fn collect_statements(draft: &mut Draft, recognised: &RecognisedWorkbook, file: &Arc<str>) {
    let mut sheets: Vec<_> = recognised.sheets.iter().collect();
    sheets.sort_by_key(|sheet| !sheet.has_table);
    for sheet in sheets {
        for claim in &sheet.statements.claims {
            let name = claim.written.clone();
            let at = CellRef::new(file, &sheet.sheet, claim.at);
            match claim.said {
                Said::Unit(strength, place) => draft.whose.names.push(NameLine {
                    name,
                    strength,
                    place,
                    is_on_cover: !sheet.has_table,
                    part: sheet.part,
                    at,
                }),
                Said::Cluster => draft.whose.clusters.push((name, at)),
                Said::UnitCode => {
                    draft.whose.unit_code = draft.whose.unit_code.take().or(Some(name))
                }
                Said::Period { .. } | Said::OfKind(_) | Said::AsOf(_) => {}
            }
        }
    }
}
