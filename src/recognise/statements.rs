//! What a sheet says of itself around its tables: its period, the unit or cluster it is from, the unit of measure.

use super::Lexicon;
use super::grid::{Grid, GridCell};
use super::period_text::{as_of_month, find_named, find_periods};
use super::stated_unit::stated_unit_of_measure;
use crate::location::CellAddress;
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use crate::read::CellContent;
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
    /// A title that names what is no reporting period, as it stands: `QUÝ IV NĂM 2023`.
    pub other_period: Option<(String, CellAddress)>,
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

/// Reads what stands above a row of a sheet; the whole sheet where it holds no table.
pub(super) fn read_statements(
    grid: &Grid,
    from_row: u32,
    to_row: u32,
    lexicon: &Lexicon,
) -> SheetStatements {
    let mut statements = SheetStatements::default();
    let mut as_of = None;
    let mut open_title = None;
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
                read_year_below(&mut statements, cell, &mut open_title);
                continue;
            }
            open_title = introduces_period(&lexicon.label_key(cell.text()), lexicon)
                .then_some(cell.address.row);
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

/// A year that stands as a number in the row below a title that ends in `NĂM`.
fn read_year_below(
    statements: &mut SheetStatements,
    cell: &GridCell,
    open_title: &mut Option<u32>,
) {
    let is_below = open_title.is_some_and(|row| cell.address.row == row + 1);
    if !is_below || !matches!(cell.content, CellContent::Number { .. }) {
        return;
    }
    *open_title = None;
    if let [(period, _)] = find_periods(&cell.shown())[..] {
        statements.periods.push((period, cell.address));
    }
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
    // `Biểu số 02` in a corner is no title.
    if begins_with_any(&key, &words.title_words)
        && !begins_with_any(&key, &words.form_code_prefixes)
    {
        statements.has_title = true;
    }
    match stated_period(&lower, &key, beside, lexicon) {
        Stated::Period(period) => {
            if !statements.periods.iter().any(|(known, _)| *known == period) {
                statements.periods.push((period, cell.address));
            }
            return;
        }
        Stated::OtherPeriod => {
            statements
                .other_period
                .get_or_insert_with(|| (written.to_string(), cell.address));
            return;
        }
        Stated::Nothing => {}
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

/// The period that a title or a period line states. Of a title's several periods the first is its own.
fn stated_period(lower: &str, key: &str, beside: &str, lexicon: &Lexicon) -> Stated {
    let words = &lexicon.forms.words;
    if words
        .as_of_words
        .iter()
        .any(|word| lower.contains(word.as_str()))
    {
        return Stated::Nothing;
    }
    let is_introduced = || {
        let introduced = find_periods(&beside.to_lowercase()).into_iter().next();
        introduced.map_or(Stated::Nothing, |(period, _)| Stated::Period(period))
    };
    if introduces_period(key, lexicon) {
        return is_introduced();
    }
    let Some((period, range)) = find_named(lower).into_iter().next() else {
        return Stated::Nothing;
    };
    let mut rest = lower.to_string();
    rest.replace_range(range, " ");
    let rest = text::label_key(&rest);
    let is_period_line = rest.is_empty() || words.period_prefixes.contains(&rest);
    let is_title = words
        .title_words
        .iter()
        .any(|word| format!(" {key} ").contains(&format!(" {word} ")));
    let is_reference = lower.contains("ngày") || begins_with_any(key, &words.form_code_prefixes);
    if is_reference || !(is_period_line || is_title) {
        return Stated::Nothing;
    }
    period.map_or(Stated::OtherPeriod, Stated::Period)
}

/// What a line says of the period.
enum Stated {
    Nothing,
    Period(Period),
    /// A quarter, a semester: no reporting period.
    OtherPeriod,
}

/// `NĂM`, `Kỳ báo cáo`, `BÁO CÁO … NĂM`: the period stands in the next cell.
fn introduces_period(key: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    let ends_open = ["năm", "năm học", "nhiệm kỳ"].iter().any(|open| {
        key.strip_suffix(open)
            .is_some_and(|before| before.is_empty() || before.ends_with(' '))
    });
    ends_open && (key.split(' ').count() <= 2 || begins_with_any(key, &words.title_words))
        || words.period_prefixes.iter().any(|prefix| key == prefix)
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
