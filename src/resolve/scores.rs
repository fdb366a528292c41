//! Points by criterion, read as numbers and held against their maxima and sums.

use crate::catalogue::IndicatorKind;
use crate::finding::{Finding, Severity};
use crate::location::{CellAddress, CellRef};
use crate::quantity::{QuantityError, format_number, is_left_blank, read_actual};
use crate::read::CellContent;
use crate::recognise::{
    Given, Lexicon, PointsCell, ScoreKind, ScoreLine, ScoreTable, Scorer, UnitRow,
};
use crate::rules;
use std::sync::Arc;

/// Points closer than this are equal.
const TOLERANCE: f64 = 1e-6;

/// A criterion's points.
#[derive(Debug, Clone)]
pub struct CriterionPoints {
    /// In tables with a row per unit, the row's position in [`DraftScores::rows`].
    pub unit_row: Option<usize>,
    /// What they are.
    pub kind: ScoreKind,
    /// How deep in the tree of criteria, 0 on top.
    pub depth: usize,
    /// Its number.
    pub number: String,
    /// Its words.
    pub title: String,
    /// The most it can have.
    pub maximum: Option<f64>,
    /// What was given on it.
    pub given: Given<f64>,
    /// Where they stand.
    pub at: CellRef,
}

impl CriterionPoints {
    /// What one of those who give points gave.
    pub fn given(&self, scorer: Scorer) -> Option<f64> {
        self.given[scorer as usize]
    }
}

/// A table of points, read.
#[derive(Debug, Clone)]
pub struct DraftScores {
    /// The units of a table with a row per unit; none in a unit's own.
    pub rows: Vec<(UnitRow, CellRef)>,
    /// Which those are; `None` until they are identified, and where the name is not clear.
    pub units: Vec<Option<Arc<str>>>,
    /// Criteria, bonuses and deductions.
    pub criteria: Vec<CriterionPoints>,
}

/// Reads tables of points.
pub(super) struct ScoreReader<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) findings: &'a mut Vec<Finding>,
}

/// A line that has been read, and what of it was a line of the sheet's.
struct Read {
    line: CriterionPoints,
    is_beside: bool,
    /// Where what was given stands.
    given_at: Given<CellAddress>,
}

impl Read {
    fn given(&self, scorer: Scorer) -> Option<f64> {
        self.line.given(scorer)
    }
}

impl<'a> ScoreReader<'a> {
    pub(super) fn read(&mut self, table: ScoreTable) -> DraftScores {
        let sheet = &table.sheet;
        let rows = table.units.into_iter().map(|unit| {
            let at = self.place(sheet, unit.at);
            (unit, at)
        });
        let rows: Vec<(UnitRow, CellRef)> = rows.collect();
        for (scorer, at) in table.without_total {
            self.tell_without_total(scorer, &self.place(sheet, at));
        }
        for at in table.of_nobody {
            let message = "Không rõ cột điểm này là điểm đơn vị tự chấm hay điểm cụm thẩm định; điểm trong cột không được \
                           dùng. Ghi rõ vào tiêu đề cột.";
            let at = self.place(sheet, at);
            self.warn(&rules::label_unmatched::RULE, &at, message.to_string());
        }
        let lines = table.lines.into_iter();
        let lines: Vec<Read> = lines.map(|line| self.line(sheet, line)).collect();
        for of_unit in lines.chunk_by(|one, next| one.line.unit_row == next.line.unit_row) {
            for scorer in Scorer::BOTH {
                self.check_sums(sheet, of_unit, scorer);
            }
        }
        let criteria = lines.into_iter().map(|read| read.line);
        let is_given = |line: &CriterionPoints| line.given.iter().any(Option::is_some);
        DraftScores {
            units: vec![None; rows.len()],
            rows,
            criteria: criteria
                .filter(|line| line.kind != ScoreKind::Total && is_given(line))
                .collect(),
        }
    }

    fn place(&self, sheet: &Arc<str>, address: CellAddress) -> CellRef {
        CellRef::new(self.file, sheet, address)
    }

    fn warn(&mut self, rule: &'static crate::finding::Rule, at: &CellRef, message: String) {
        let finding = Finding::about_cell(rule, at, message);
        self.findings.push(finding.as_severity(Severity::Warning));
    }

    fn tell_without_total(&mut self, scorer: Scorer, at: &CellRef) {
        let message = format!(
            "Biểu chấm điểm không có dòng tổng nên chưa có “{}”; điểm từng tiêu chí vẫn được ghi.",
            self.score_label(scorer)
        );
        self.warn(&rules::missing_value::RULE, at, message);
    }

    fn score_label(&self, scorer: Scorer) -> &'a str {
        self.lexicon.label(scorer.indicator())
    }

    fn line(&mut self, sheet: &Arc<str>, line: ScoreLine) -> Read {
        let maximum = line.maximum.as_ref().and_then(read_maximum);
        // What the total row holds is read as the unit's score.
        let is_total = line.kind == ScoreKind::Total;
        let mut read = |cell: PointsCell| match read_points(&cell.content) {
            Ok(points) => points,
            Err(_) if is_total => None,
            Err(error) => {
                let label = named(&line.criterion.number, &line.criterion.title);
                let message = rules::not_a_number::message(&label, &cell.raw, &error.to_string());
                let at = self.place(sheet, cell.at);
                self.warn(&rules::not_a_number::RULE, &at, message);
                None
            }
        };
        let given_at = line.given.each_ref().map(|cell| Some(cell.as_ref()?.at));
        let given = line.given.map(|cell| cell.and_then(&mut read));
        let read = Read {
            given_at,
            is_beside: line.is_beside,
            line: CriterionPoints {
                unit_row: line.unit_row,
                kind: line.kind,
                depth: line.criterion.depth,
                number: line.criterion.number,
                title: line.criterion.title,
                maximum,
                given,
                at: self.place(sheet, line.at),
            },
        };
        if !is_total {
            for scorer in Scorer::BOTH {
                self.check_maximum(sheet, &read, scorer, 0.0);
            }
        }
        read
    }

    /// Tells of points above the most that there can be, with what is on top of it.
    fn check_maximum(&mut self, sheet: &Arc<str>, read: &Read, scorer: Scorer, on_top: f64) {
        let line = &read.line;
        let (Some(given), Some(maximum), Some(at)) = (
            read.given(scorer),
            line.maximum,
            read.given_at[scorer as usize],
        ) else {
            return;
        };
        if given <= maximum + on_top + TOLERANCE || line.kind == ScoreKind::Penalty {
            return;
        }
        let label = match line.kind {
            ScoreKind::Total => self.score_label(scorer).to_string(),
            _ => named(&line.number, &line.title),
        };
        let (given, maximum) = (points_text(given), points_text(maximum + on_top));
        let message = rules::part_exceeds_total::message(&label, &given, "Điểm tối đa", &maximum);
        let at = self.place(sheet, at);
        self.warn(&rules::part_exceeds_total::RULE, &at, message);
    }

    /// Holds a criterion against the parts below it, and the total against all.
    fn check_sums(&mut self, sheet: &Arc<str>, lines: &[Read], scorer: Scorer) {
        let given = || lines.iter().filter(|read| read.given(scorer).is_some());
        let is_sum = |read: &&Read| read.line.kind == ScoreKind::Total;
        let criteria = given().filter(|read| !is_sum(read) && !read.is_beside);
        let criteria: Vec<&Read> = criteria.collect();
        for (position, read) in criteria.iter().enumerate() {
            let below = criteria[position + 1..]
                .iter()
                .take_while(|below| below.line.depth > read.line.depth);
            let below: Vec<&Read> = below.copied().collect();
            let stated = read.line.given(scorer).unwrap_or_default();
            let summed = sum(&below, scorer, None);
            if !below.is_empty() && (summed - stated).abs() > TOLERANCE {
                let label = named(&read.line.number, &read.line.title);
                self.tell_sum(
                    sheet,
                    read.given_at[scorer as usize],
                    (&label, stated, summed),
                );
            }
        }
        let total = given().rev().find(is_sum);
        let Some(total) = total.filter(|_| !criteria.is_empty()) else {
            return;
        };
        let beside = |kind| {
            let beside = lines
                .iter()
                .filter(|it| it.is_beside && it.line.kind == kind);
            sum(&beside.collect::<Vec<_>>(), scorer, Some(1.0))
        };
        let bonus = sum_of(&criteria, scorer, ScoreKind::Bonus) + beside(ScoreKind::Bonus);
        let all =
            sum(&criteria, scorer, None) + beside(ScoreKind::Bonus) - beside(ScoreKind::Penalty);
        let plain = sum_of(&criteria, scorer, ScoreKind::Criterion);
        let stated = total.line.given(scorer).unwrap_or_default();
        let capped = total.line.maximum.map(|maximum| all.min(maximum));
        let is_even = [Some(all), Some(plain), Some(plain + bonus), capped]
            .into_iter()
            .flatten()
            .any(|summed| (summed - stated).abs() <= TOLERANCE);
        if !is_even {
            let label = self.score_label(scorer).to_string();
            self.tell_sum(
                sheet,
                total.given_at[scorer as usize],
                (&label, stated, all),
            );
        }
        self.check_maximum(sheet, total, scorer, bonus);
    }

    fn tell_sum(
        &mut self,
        sheet: &Arc<str>,
        at: Option<CellAddress>,
        (label, stated, summed): (&str, f64, f64),
    ) {
        let (stated, summed) = (points_text(stated), points_text(summed));
        let message = rules::total_mismatch::message(label, &stated, &summed);
        if let Some(at) = at {
            let at = self.place(sheet, at);
            self.warn(&rules::total_mismatch::RULE, &at, message);
        }
    }
}

/// What lines add up to: those at the top of each branch, deductions taken off, or all of one sign.
fn sum(lines: &[&Read], scorer: Scorer, sign: Option<f64>) -> f64 {
    tops(lines)
        .map(|read| {
            let points = read.given(scorer).unwrap_or_default();
            let sign = sign.unwrap_or(match read.line.kind {
                ScoreKind::Penalty => -1.0,
                _ => 1.0,
            });
            points.abs() * sign
        })
        .sum()
}

fn sum_of(lines: &[&Read], scorer: Scorer, kind: ScoreKind) -> f64 {
    let tops = tops(lines).filter(|read| read.line.kind == kind);
    tops.filter_map(|read| read.line.given(scorer)).sum()
}

/// The lines that stand below no other of them.
fn tops<'r>(lines: &'r [&'r Read]) -> impl Iterator<Item = &'r Read> {
    let mut above: Option<usize> = None;
    lines.iter().copied().filter(move |read| {
        let is_below = above.is_some_and(|depth| read.line.depth > depth);
        if !is_below {
            above = Some(read.line.depth);
        }
        !is_below
    })
}

/// `1.2 Báo cáo đúng hạn`
fn named(number: &str, title: &str) -> String {
    if number.contains('-') || number.chars().all(char::is_alphabetic) && number.len() > 4 {
        return title.to_string();
    }
    format!("{number} {title}").trim().to_string()
}

fn points_text(points: f64) -> String {
    let text = format_number(points, 2);
    match text.contains(',') {
        true => text.trim_end_matches('0').trim_end_matches(',').to_string(),
        false => text,
    }
}

/// Points as they stand; `None` where the cell is left blank. What is taken off may be written below zero.
fn read_points(content: &CellContent) -> Result<Option<f64>, QuantityError> {
    if is_left_blank(content) {
        return Ok(None);
    }
    match read_actual(content, IndicatorKind::Score, None) {
        Ok(quantity) => Ok(Some(quantity.value)),
        Err(QuantityError::Negative(value)) => Ok(Some(value)),
        Err(error) => Err(error),
    }
}

/// The most points, as a number or in words: `40`, `40 điểm`, `Tối đa 40 điểm`. Of several numbers none is sure.
fn read_maximum(cell: &PointsCell) -> Option<f64> {
    if let Ok(points) = read_points(&cell.content) {
        return points;
    }
    let CellContent::Text(text) = &cell.content else {
        return None;
    };
    let mut numbers = text
        .split(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
        .filter_map(|word| {
            let word = word.trim_matches(['.', ',']);
            word.replace(',', ".").parse::<f64>().ok()
        });
    let first = numbers.next()?;
    numbers.next().is_none().then_some(first)
}
