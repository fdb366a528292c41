//! The end of a run: what was found and read against what is told of it.

use super::{CellClass, CellLedger};
use crate::discover::Discovered;
use crate::location::CellRef;
use crate::observation::{Observation, Submission, SubmissionStatus};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A file's cells: how many were read, and what they were found to be.
#[derive(Debug, Clone)]
pub struct FileCells {
    /// Relative to the input folder.
    pub file: Arc<str>,
    /// How many the reader gave.
    pub read: usize,
    /// What they are.
    pub cells: CellLedger,
    /// Labels with a slip of the finger whose figures may count.
    pub slips: Vec<LabelSlip>,
}

/// A label or a title that was understood in spite of a slip of the finger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelSlip {
    /// Where it stands.
    pub at: CellRef,
    /// As it stands.
    pub written: String,
    /// The code of the indicator it was taken for.
    pub indicator: Arc<str>,
}

/// Cells of a file that may be figures and that neither a figure nor a finding tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedNumbers {
    /// What they are.
    pub class: CellClass,
    /// How many.
    pub cells: usize,
    /// The first.
    pub first: CellRef,
}

/// An account that does not come out even: the program is wrong, not a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// The file it is about, relative to the input folder.
    pub file: Option<Arc<str>>,
    /// What does not come out even, in Vietnamese, without the file's name.
    pub message: String,
}

/// The accounts of a run.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// Files found under the input folder.
    pub found: usize,
    /// Those of them that are the office's own: register, corrections, settings, the template of slides.
    pub own: usize,
    /// What became of the others.
    pub statuses: BTreeMap<SubmissionStatus, usize>,
    /// Cells read of all files.
    pub read: usize,
    /// What they are.
    pub cells: CellLedger,
    /// Figures that count.
    pub counted: usize,
    /// Figures that do not: held, superseded, covered by another source.
    pub not_counted: usize,
    /// Where figures may stand that nothing else tells of, by file.
    pub unused: Vec<UnusedNumbers>,
    /// Labels that were understood in spite of a slip of the finger, by file.
    pub slips: Vec<LabelSlip>,
    /// What does not come out even; empty in every sound run.
    pub discrepancies: Vec<Discrepancy>,
}

/// Holds what was found and read against what came out: the finished tables of submissions and of observations.
pub fn audit(
    discovered: &Discovered,
    files: &[FileCells],
    submissions: &[Submission],
    observations: &[Observation],
) -> Audit {
    let own = [
        &discovered.register,
        &discovered.corrections,
        &discovered.settings,
        &discovered.slide_template,
    ];
    let mut audit = Audit {
        found: discovered.found,
        own: own.into_iter().flatten().count(),
        ..Audit::default()
    };
    for submission in submissions {
        *audit.statuses.entry(submission.status).or_default() += 1;
    }
    audit_files(&mut audit, discovered, submissions);
    audit_cells(&mut audit, files, observations);
    audit
}

/// Every file that was found has one row, and every row is of a file that was found.
fn audit_files(audit: &mut Audit, discovered: &Discovered, submissions: &[Submission]) {
    let told = audit.own + audit.statuses.values().sum::<usize>();
    if audit.found != told {
        audit.discrepancies.push(Discrepancy {
            file: None,
            message: format!(
                "tìm thấy {} tệp trong thư mục đầu vào nhưng kết quả chỉ kể đến {told} tệp",
                audit.found
            ),
        });
    }
    let mut rows: BTreeMap<&Arc<str>, isize> = BTreeMap::new();
    for source in &discovered.files {
        *rows.entry(&source.relative).or_default() += 1;
    }
    for submission in submissions {
        *rows.entry(&submission.file).or_default() -= 1;
    }
    let uneven = rows.into_iter().filter(|(_, rest)| *rest != 0);
    audit
        .discrepancies
        .extend(uneven.map(|(file, rest)| Discrepancy {
            file: Some(file.clone()),
            message: if rest > 0 {
                "có trong thư mục đầu vào nhưng không có trong danh sách tệp đã nhận".to_owned()
            } else {
                "có nhiều dòng trong danh sách tệp đã nhận".to_owned()
            },
        }));
}

/// Every cell that was read is one thing, and every figure among them is in the finished table.
fn audit_cells(audit: &mut Audit, files: &[FileCells], observations: &[Observation]) {
    for file in files {
        audit.read += file.read;
        audit.cells.add_all(&file.cells);
        audit.slips.extend_from_slice(&file.slips);
        audit
            .discrepancies
            .extend(uneven_cells(file).map(|message| Discrepancy {
                file: Some(file.file.clone()),
                message,
            }));
        let hiding = CellClass::ALL
            .into_iter()
            .filter(|class| class.may_hide_figures());
        audit.unused.extend(hiding.filter_map(|class| {
            let tally = file.cells.of(class);
            let (sheet, address) = tally.first_number.clone()?;
            Some(UnusedNumbers {
                class,
                cells: tally.numbers,
                first: CellRef {
                    file: file.file.clone(),
                    sheet,
                    address,
                },
            })
        }));
    }
    let kept = figures_by_file(audit, observations);
    // Names that are no text may look alike.
    let mut entered: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for file in files {
        *entered.entry(&file.file).or_default() += file.cells.figures();
    }
    audit.discrepancies.extend(
        entered
            .into_iter()
            .filter_map(|(file, entered)| uneven_figures(file, entered, &kept)),
    );
}

/// How many figures of each file stand in the finished table. An empty cell that is asked for has a row too.
fn figures_by_file<'a>(
    audit: &mut Audit,
    observations: &'a [Observation],
) -> HashMap<&'a str, usize, RandomState> {
    let mut figures: HashMap<&str, usize, RandomState> = HashMap::default();
    let of_a_file = |one: &Arc<str>, next: &Arc<str>| Arc::ptr_eq(one, next);
    // The figures of a file stand together, but not in one piece.
    for piece in observations.chunk_by(|one, next| of_a_file(&one.at.file, &next.at.file)) {
        let filled = piece.iter().filter(|row| !row.raw.is_empty());
        let counted = filled.clone().filter(|row| row.counted()).count();
        let all = filled.count();
        audit.counted += counted;
        audit.not_counted += all - counted;
        *figures.entry(&piece[0].at.file).or_default() += all;
    }
    figures
}

fn uneven_cells(file: &FileCells) -> Option<String> {
    if let Some((sheet, address)) = &file.cells.astray {
        return Some(format!(
            "ô {sheet}!{address} không được đọc vào đâu, hoặc được đọc hai lần"
        ));
    }
    let told = file.cells.cells();
    (file.read != told).then(|| {
        format!(
            "đọc được {} ô có dữ liệu nhưng chỉ rõ được {told} ô dùng vào việc gì",
            file.read
        )
    })
}

fn uneven_figures(
    file: &Arc<str>,
    entered: usize,
    kept: &HashMap<&str, usize, RandomState>,
) -> Option<Discrepancy> {
    let kept = kept.get(&**file).copied().unwrap_or_default();
    (entered != kept).then(|| Discrepancy {
        file: Some(file.clone()),
        message: format!(
            "đọc được {entered} ô số liệu nhưng bảng số liệu của kết quả có {kept} ô của tệp này"
        ),
    })
}

#[cfg(test)]
#[path = "audit_tests.rs"]
mod tests;
