//! What a sheet says of itself around its tables: its period, the unit or cluster it is from, the unit of measure.

use super::Lexicon;
use super::grid::{Grid, GridCell};
use super::period_text::{as_of_month, find_periods};
use crate::location::CellAddress;
use crate::period::Period;
use crate::quantity::{
    Dimension, UnitOfMeasure, parse_stated_unit, parse_unit_of_measure, speaks_of_money,
};
use crate::text;
use std::sync::Arc;

/// How plainly a text names the unit it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameStrength {
    /// The line of a higher union, which may report itself: `Liên đoàn Lao động huyện …`.
    Upper,
    /// A line that may be a name.
    Line,
    /// `CĐCS Sở Y tế`.
    Union,
    /// `Đơn vị báo cáo: …`.
    Labelled,
}

/// A text that may name the unit.
#[derive(Debug, Clone)]
pub struct NameStatement {
    /// As it stands, without what introduces it.
    pub name: String,
    /// How plainly.
    pub strength: NameStrength,
    /// Whether it stands above the form's title, where a letterhead stands.
    pub is_above_title: bool,
    /// Where.
    pub at: CellAddress,
}

/// What a sheet says of itself.
#[derive(Debug, Clone, Default)]
pub struct SheetStatements {
    /// The periods it states, each once, in order.
    pub periods: Vec<(Period, CellAddress)>,
    /// Texts that may name the unit, in order.
    pub names: Vec<NameStatement>,
    /// A unit's code, where it gives one.
    pub unit_code: Option<(String, CellAddress)>,
    /// Texts that name a cluster.
    pub clusters: Vec<(String, CellAddress)>,
    /// The unit of measure for the whole table: `ĐVT: nghìn đồng`.
    pub unit_of_measure: Option<UnitOfMeasure>,
    /// Whether a title was seen.
    has_title: bool,
}

impl SheetStatements {
    /// Of several stated units that of the amounts is kept: persons are counted without one. Two that contradict each
    /// other leave it unknown.
    fn take_unit_of_measure(&mut self, unit: UnitOfMeasure) {
        let is_money = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
        match &self.unit_of_measure {
            Some(known) if is_money(known) && is_money(&unit) && known.factor != unit.factor => {
                let both = format!("{}; {}", known.written, unit.written);
                self.unit_of_measure = Some(UnitOfMeasure::unknown(&both));
            }
            Some(known) if is_money(known) || known.dimension == Dimension::Unknown => {}
            _ => self.unit_of_measure = Some(unit),
        }
    }
}

/// The unit of measure that lines between two tables of a sheet state for the lower one.
pub(super) fn unit_between(
    grid: &Grid,
    rows: std::ops::Range<u32>,
    lexicon: &Lexicon,
) -> Option<UnitOfMeasure> {
    let mut statements = SheetStatements::default();
    let prefixes = &lexicon.forms.words.unit_of_measure_prefixes;
    for row in rows {
        for cell in grid.row(row) {
            let lower = cell.text().to_lowercase();
            if let Some(unit) = stated_unit_of_measure(&lower, "", prefixes) {
                statements.take_unit_of_measure(unit);
            }
        }
    }
    statements.unit_of_measure
}

/// Reads what stands above a row of a sheet; the whole sheet where it holds no table.
pub(super) fn read_statements(
    grid: &Grid,
    from_row: u32,
    to_row: u32,
    lexicon: &Lexicon,
) -> SheetStatements {
    let mut statements = SheetStatements::default();
    let mut as_of = None;
    for (row, cells) in grid.rows() {
        if row < from_row || row >= to_row {
            continue;
        }
        for (position, cell) in cells.iter().enumerate() {
            let value_beside = || {
                cells
                    .get(position + 1)
                    .map(GridCell::shown)
                    .unwrap_or_default()
            };
            let is_value_of_label =
                position > 0 && introduces_value(cells[position - 1].text(), lexicon);
            if cell.text().is_empty() || is_value_of_label {
                continue;
            }
            as_of = as_of.or_else(|| read_as_of(cell.text(), lexicon));
            read_line(&mut statements, cell, &value_beside(), lexicon);
        }
    }
    // The official form has one title for both of its dates; the date tells the half year from the year.
    if let Some((1..=6, year_of_date)) = as_of {
        for (period, _) in &mut statements.periods {
            // A date early in the next year is when the year was closed.
            if let Period::Year(year) = *period
                && year_of_date.is_none_or(|of_date| of_date == year)
            {
                *period = Period::FirstHalf(year);
            }
        }
    }
    statements
}

/// Whether a text only introduces what stands in the next cell: `Đơn vị báo cáo:`, `Năm:`.
fn introduces_value(written: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    // Only short lines introduce anything.
    if written.chars().count() > LONGEST_INTRODUCTION {
        return false;
    }
    let key = lexicon.label_key(written);
    key.as_str() == "năm"
        || key.as_str() == "năm học"
        || [
            &words.unit_prefixes,
            &words.unit_code_prefixes,
            &words.period_prefixes,
            &words.unit_of_measure_prefixes,
        ]
        .into_iter()
        .flatten()
        .any(|prefix| *key == *prefix)
}

fn read_as_of(written: &str, lexicon: &Lexicon) -> Option<(u32, Option<u16>)> {
    let lower = written.to_lowercase();
    lexicon
        .forms
        .words
        .as_of_words
        .iter()
        .any(|word| lower.contains(word.as_str()))
        .then(|| as_of_month(&lower))
        .flatten()
}

fn read_line(statements: &mut SheetStatements, cell: &GridCell, beside: &str, lexicon: &Lexicon) {
    let written = cell.text();
    let lower = written.to_lowercase();
    let words = &lexicon.forms.words;
    let introduced = Introduced::new(written, lexicon);
    if let Some(rest) = introduced.by(&words.unit_code_prefixes) {
        let code = if rest.is_empty() {
            beside.to_string()
        } else {
            rest
        };
        statements.unit_code.get_or_insert((code, cell.address));
        return;
    }
    if let Some(unit) = stated_unit_of_measure(&lower, beside, &words.unit_of_measure_prefixes) {
        statements.take_unit_of_measure(unit);
        return;
    }
    if let Some(rest) = introduced.by(&words.unit_prefixes) {
        let name = if rest.is_empty() {
            beside.to_string()
        } else {
            rest
        };
        if !name.is_empty() {
            statements.names.push(NameStatement {
                name,
                strength: NameStrength::Labelled,
                is_above_title: !statements.has_title,
                at: cell.address,
            });
        }
        return;
    }
    read_plain_line(statements, cell, beside, lexicon);
}

/// A line that says by nothing but its words whether it is a title, a period, a cluster or a name.
fn read_plain_line(
    statements: &mut SheetStatements,
    cell: &GridCell,
    beside: &str,
    lexicon: &Lexicon,
) {
    let written = cell.text();
    let lower = written.to_lowercase();
    let words = &lexicon.forms.words;
    let key = lexicon.label_key(written);
    if begins_with_any(&key, &words.title_words) {
        statements.has_title = true;
    }
    if let Some(period) = stated_period(&lower, &key, beside, lexicon) {
        if !statements.periods.iter().any(|(known, _)| *known == period) {
            statements.periods.push((period, cell.address));
        }
        return;
    }
    if is_never_a_name(&lower, &key, lexicon) {
        return;
    }
    if let Some(cluster) = names_cluster(written, &key, lexicon) {
        statements.clusters.push((cluster, cell.address));
        return;
    }
    if begins_with_any(&key, &words.title_words)
        || begins_with_any(&key, &words.upper_line_prefixes)
    {
        return;
    }
    let strength = if begins_with_any(&key, &words.upper_union_prefixes) {
        NameStrength::Upper
    } else if begins_with_any(&key, &words.union_names) {
        NameStrength::Union
    } else {
        NameStrength::Line
    };
    statements.names.push(NameStatement {
        name: written.to_string(),
        strength,
        is_above_title: !statements.has_title,
        at: cell.address,
    });
}

/// `ĐVT: nghìn đồng`, `(Đơn vị tính tiền: triệu đồng)`, also at the end of a longer line.
fn stated_unit_of_measure(lower: &str, beside: &str, prefixes: &[String]) -> Option<UnitOfMeasure> {
    let start = prefixes
        .iter()
        .filter_map(|prefix| lower.find(prefix.as_str()))
        .min();
    let Some(start) = start else {
        // `(triệu đồng)` alone in its cell.
        let inside = lower.strip_prefix('(')?.strip_suffix(')')?;
        return parse_unit_of_measure(inside).filter(|unit| unit.dimension == Dimension::Money);
    };
    let stated = &lower[start..];
    let named = |text: &str| {
        let text = text.trim().trim_end_matches([')', '.', ';']);
        // `Đơn vị: Trường THPT Đồng Đăng` names a unit of another kind.
        let may_be_a_name = !stated.starts_with("đơn vị t") && stated.starts_with("đơn vị");
        let is_sure = |unit: &UnitOfMeasure| match unit.dimension {
            Dimension::Unknown => !may_be_a_name && speaks_of_money(text),
            _ => true,
        };
        parse_stated_unit(text).filter(is_sure)
    };
    match stated.split_once([':', '：']) {
        Some((_, rest)) if rest.trim().is_empty() => named(beside),
        Some((_, rest)) => named(rest),
        None => prefixes
            .iter()
            .filter_map(|prefix| stated.strip_prefix(prefix.as_str()))
            .find_map(|rest| match rest.trim() {
                "" => parse_unit_of_measure(beside),
                rest => parse_unit_of_measure(rest.trim_matches(['(', ')', '.', ' '])),
            }),
    }
}

/// The period that a title or a period line states. Of a title's several periods the first is its own.
fn stated_period(lower: &str, key: &str, beside: &str, lexicon: &Lexicon) -> Option<Period> {
    let words = &lexicon.forms.words;
    if words
        .as_of_words
        .iter()
        .any(|word| lower.contains(word.as_str()))
    {
        return None;
    }
    let ends_open = ["năm", "năm học", "nhiệm kỳ"].iter().any(|open| {
        key.strip_suffix(open)
            .is_some_and(|before| before.is_empty() || before.ends_with(' '))
    });
    let introduces_period =
        ends_open && (key.split(' ').count() <= 2 || begins_with_any(key, &words.title_words));
    if introduces_period || words.period_prefixes.iter().any(|prefix| key == prefix) {
        return find_periods(&beside.to_lowercase())
            .into_iter()
            .next()
            .map(|(period, _)| period);
    }
    let (period, range) = find_periods(lower).into_iter().next()?;
    let mut rest = lower.to_string();
    rest.replace_range(range, " ");
    let rest = text::label_key(&rest);
    let is_period_line = rest.is_empty() || words.period_prefixes.contains(&rest);
    let is_title = words
        .title_words
        .iter()
        .any(|word| format!(" {key} ").contains(&format!(" {word} ")));
    let is_reference = lower.contains("ngày") || begins_with_any(key, &words.form_code_prefixes);
    ((is_period_line || is_title) && !is_reference).then_some(period)
}

fn is_never_a_name(lower: &str, key: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    key.is_empty()
        || !key.chars().any(char::is_alphabetic)
        || begins_with_any(key, &words.form_code_prefixes)
        || begins_with_any(key, &words.never_names)
        || words
            .as_of_words
            .iter()
            .any(|word| lower.contains(word.as_str()))
        || (lower.contains("ngày") && lower.contains("tháng"))
}

/// `CỤM THI ĐUA SỐ 1`, `KHỐI TỔNG HỢP`; not `Cụm công nghiệp …` further on in a line, and not `Cụm trưởng`.
fn names_cluster(written: &str, key: &str, lexicon: &Lexicon) -> Option<String> {
    let words = &lexicon.forms.words;
    if begins_with_any(key, &words.upper_union_prefixes)
        || begins_with_any(key, &words.upper_line_prefixes)
    {
        return None;
    }
    if begins_with_any(key, &words.cluster_prefixes) {
        return Some(written.to_string());
    }
    None
}

/// A longer text introduces nothing.
const LONGEST_INTRODUCTION: usize = 40;

/// A line as an introduction and what follows it: `Đơn vị báo cáo: …`. Without a colon the whole line introduces.
struct Introduced<'a> {
    head: Option<Arc<String>>,
    rest: &'a str,
}

impl<'a> Introduced<'a> {
    fn new(written: &'a str, lexicon: &Lexicon) -> Self {
        let (head, rest) = written.split_once([':', '：']).unwrap_or((written, ""));
        let is_short = head.chars().count() <= LONGEST_INTRODUCTION;
        Self {
            head: is_short.then(|| lexicon.label_key(head)),
            rest,
        }
    }

    /// What follows, where one of the introductions stands before it.
    fn by(&self, introductions: &[String]) -> Option<String> {
        let head = self.head.as_ref()?;
        introductions
            .iter()
            .any(|introduction| **head == *introduction)
            .then(|| text::clean(self.rest.trim_matches(['.', '…', ' '])))
    }
}

pub(super) fn begins_with_any(key: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| {
        key.strip_prefix(phrase.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}
