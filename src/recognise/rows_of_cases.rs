//! Rows right below each other with one label and one figure, one for each case: `Thăm hỏi đoàn viên | 1 | Nguyễn Văn An`, and the
//! same for the next. Nothing says what they come to, so none of them is the unit's figure.

use super::region::Region;
use super::sayings::FigureColumn;
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use crate::finding::Finding;
use crate::ledger::CellClass;
use crate::rules::row_unread::{self, Why};

/// The runs of such rows, each from its first to its last.
pub(super) fn cases_in<'l>(
    table: &FigureTable,
    label_in: impl Fn(u32) -> Option<&'l str>,
) -> Vec<(u32, u32)> {
    let mut rows = table
        .figures
        .chunk_by(|one, next| one.at.row == next.at.row)
        .peekable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    while let (Some(row), Some(below)) = (rows.next(), rows.peek()) {
        let (first, second) = (row[0].at.row, below[0].at.row);
        if second == first + 1 && says_again(row, below) && label_in(first) == label_in(second) {
            match runs.last_mut() {
                Some((_, last)) if *last == first => *last = second,
                _ => runs.push((first, second)),
            }
        }
    }
    runs
}

/// Leaves out the figures of such rows, and tells of them once a run.
pub(super) fn leave_cases(
    table: &mut FigureTable,
    runs: &[(u32, u32)],
    region: &Region<'_>,
    findings: &mut Vec<Finding>,
) {
    for (first, last) in runs {
        let is_case = |figure: &FigureCell| (*first..=*last).contains(&figure.at.row);
        let cases = table.figures.iter().filter(|it| is_case(it));
        let cases: Vec<_> = cases.map(|it| (it.at, CellClass::Unmatched)).collect();
        let told = table.figures.iter().find(|it| is_case(it));
        findings.extend(told.map(|figure| {
            let message = row_unread::message(&figure.raw, Why::Case);
            region.tell(&row_unread::RULE, figure.at, message)
        }));
        table.passed_over.extend(cases);
        table.figures.retain(|figure| !is_case(figure));
    }
}

/// Whether a row says what the one above it says, of the same and of no other time. Nothing comes to nothing however often it is said.
fn says_again(row: &[FigureCell], below: &[FigureCell]) -> bool {
    let is_plain = |it: &FigureCell| it.unit_row.is_none() && it.timed.by_row.time == Time::Unsaid;
    let says_something = |it: &FigureCell| it.raw.contains(|it: char| ('1'..='9').contains(&it));
    row.iter().all(is_plain)
        && row.iter().any(says_something)
        && row.iter().map(said).eq(below.iter().map(said))
}

/// What a figure says, and in which column.
fn said(figure: &FigureCell) -> (&str, FigureColumn, u32, &str) {
    let FigureCell {
        indicator, raw, at, ..
    } = figure;
    (indicator, figure.column, at.column, raw)
}
