//! What speaks for and against a row's being a unit's, in a table of units: its running number, and what it sums up.

use super::grid::{GridCell, Row};
use super::region::Region;
use super::row_mark::{Mark, Marked};
use super::sayings::FigureColumn;
use super::tables::{FigureTable, RowStanding};
use super::{Knowledge, Lexicon};
use crate::catalogue::{Aggregation, ColumnRole};
use crate::read::CellContent;
use crate::text::{begins_with_any, contains_any, label_key, match_key_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// The running numbers of a table's rows: what each is numbered with, in a column of its own or before its name.
pub(super) struct RunningNumbers {
    /// By row.
    numbers: BTreeMap<u32, String>,
    /// Whether the rows that name somebody are numbered; a few among them are not.
    are_given: bool,
    /// Whether most are.
    is_rule: bool,
}

impl RunningNumbers {
    pub(super) fn of(region: &Region<'_>) -> Self {
        /// One numbered row makes no rule.
        const FEWEST: usize = 2;
        let column = region.header.column(ColumnRole::Number);
        let column = column.map(|column| column.index);
        let mut found = Self {
            numbers: BTreeMap::new(),
            are_given: false,
            is_rule: false,
        };
        let (mut numbered, mut bare) = (0, 0);
        // One that is merged over several rows is of them all.
        let mut above: Option<(String, u32)> = None;
        for row in region.rows() {
            let Some((name, wording)) = region.name_in(row) else {
                continue;
            };
            let cell = column.and_then(|column| row.cell(column));
            let cell = cell.filter(|cell| cell.address != name.address);
            let own = match cell {
                Some(cell) => {
                    let number = cell.shown().trim().to_string();
                    let last = region.grid.span(cell.address).last.row;
                    above = Some((number.clone(), last));
                    Some(number)
                }
                None => above
                    .as_ref()
                    .filter(|(_, last)| row.number <= *last)
                    .map(|(number, _)| number.clone())
                    .or_else(|| number_before(&wording.text)),
            };
            let stands_alone = row.cells.len() < 2 + usize::from(cell.is_some());
            match own {
                Some(number) => {
                    let is_plain = number.starts_with(|first: char| first.is_ascii_digit());
                    numbered += usize::from(is_plain && !stands_alone);
                    found.numbers.insert(row.number, number);
                }
                None if stands_alone || is_known_as_none(wording.label_key(), region) => {}
                None => bare += 1,
            }
        }
        found.are_given = numbered >= FEWEST;
        found.is_rule = numbered > bare;
        found
    }

    /// What a row is numbered with.
    pub(super) fn number(&self, row: u32) -> Option<&str> {
        self.numbers.get(&row).map(String::as_str)
    }

    /// Whether a row has no number where others have: then it is a unit's only where somebody else knows it as one. Where as many
    /// have none as have one, what is called as bodies are is one of them.
    pub(super) fn are_missed_by(&self, row: u32, name: &str, region: &Region<'_>) -> bool {
        let is_asked = self.are_given && self.number(row).is_none();
        is_asked && (self.is_rule || !names_a_body(name, region.lexicon))
    }
}

/// Whether a name says what kind of body it is of: `CĐCS THPT A`; not `Ngành giáo dục`.
pub(super) fn names_a_body(name: &str, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let key = lexicon.match_key(name);
    contains_any(&key, &words.body_words) || contains_any(&key, &words.school_levels)
}

/// What a name says of its row: `Cụm số 1` and `LĐLĐ huyện A` are no units of a cluster.
pub(super) fn standing_of_name(name: &str, lexicon: &Lexicon) -> RowStanding {
    let words = &lexicon.forms.words;
    let key = label_key(name);
    let is_group = begins_with_any(&key, &words.cluster_prefixes)
        || words.is_total(&key)
        || begins_with_any(
            &match_key_of(&key, &lexicon.abbreviations),
            &words.upper_unions,
        );
    match is_group {
        true => RowStanding::Group,
        false => RowStanding::Unit,
    }
}

/// `1. Trường A`
fn number_before(name: &str) -> Option<String> {
    let marked = Marked::of(name).filter(|it| it.is_closed)?;
    let is_number = !matches!(marked.mark, Mark::Bullet(_));
    is_number.then(|| marked.written.to_string())
}

/// Whether a row is none of a unit's by its words: a total, a mean.
fn is_known_as_none(key: &str, region: &Region<'_>) -> bool {
    let words = &region.lexicon.forms.words;
    words.is_total(key)
        || words.is_total_of_units(key)
        || words.is_carried(key)
        || begins_with_any(key, &words.comparing_row_beginnings)
        || words.is_no_unit(key)
}

/// Whether a row with a small letter belongs to the numbered one above it: `1 | Xã A`, `a | Trường B`. Letters that come first head the
/// numbers below them.
pub(super) fn are_letters_below(region: &Region<'_>) -> bool {
    let Some(column) = region.header.column(ColumnRole::Number) else {
        return false;
    };
    let mark = |row: Row<'_>| {
        let cell: &GridCell<'_> = row.cell(column.index)?;
        let number = cell.shown();
        Marked::of(&number)
            .filter(|it| it.rest.is_empty())
            .map(|it| it.mark)
    };
    let mut marks = region.rows().filter_map(mark);
    marks.find(|mark| {
        matches!(
            mark,
            Mark::Numbers(_) | Mark::Small | Mark::Roman | Mark::Capital
        )
    }) == Some(Mark::Numbers(1))
}

/// The figures of a table's units that add up, a column an indicator and a measure.
struct Sums {
    /// By unit, then by column; what cannot be read is no number.
    figures: Vec<Vec<f64>>,
}

/// How the figures of a row agree with the sums of others.
#[derive(Clone, Copy, Default)]
struct Agreement {
    /// In how many columns they are those, and not nought.
    agreeing: usize,
    /// In how many of them there is more than one figure to add up.
    sums: usize,
    /// In how many they are not.
    others: usize,
    /// The largest sum.
    largest: f64,
}

impl Agreement {
    /// Whether they agree in all columns; it may be by chance.
    fn is_full(self) -> bool {
        self.agreeing > 0 && self.others == 0
    }

    /// Both of two groups.
    fn with(self, other: Self) -> Self {
        Self {
            agreeing: self.agreeing + other.agreeing,
            sums: self.sums + other.sums,
            others: self.others + other.others,
            largest: self.largest.max(other.largest),
        }
    }

    /// Whether rows that agree in all do so by no chance. What is called as bodies are takes more to be the sum of others.
    fn is_sure(self, is_body: bool) -> bool {
        /// The sum of two small figures may be a third by chance.
        const LEAST_TELLING: f64 = 10.0;
        /// Columns that agree at once do not by chance.
        const TELLING_SUMS: usize = 2;
        let (are_several, is_large) = (self.sums >= TELLING_SUMS, self.largest >= LEAST_TELLING);
        let is_told = match is_body {
            true => are_several && is_large,
            false => are_several || is_large && self.sums > 0,
        };
        self.is_full() && is_told
    }
}

impl Sums {
    fn of(table: &FigureTable, lexicon: &Lexicon) -> Option<Self> {
        let adds_up = |code: &str| {
            let indicator = lexicon.indicators.get(code);
            indicator.is_some_and(|it| it.aggregation == Aggregation::Sum)
        };
        let mut columns: Vec<u32> = Vec::new();
        let mut cells: BTreeMap<(usize, u32), f64> = BTreeMap::new();
        for figure in &table.figures {
            let Some(unit) = figure.unit_row else {
                continue;
            };
            if figure.column != FigureColumn::Actual || !adds_up(&figure.indicator) {
                continue;
            }
            let column = figure.at.column;
            if !columns.contains(&column) {
                columns.push(column);
            }
            let value = match &figure.content {
                None => 0.0,
                Some(CellContent::Number { value, .. }) => *value,
                Some(_) if !figure.raw.contains(|it: char| it.is_ascii_digit()) => 0.0,
                Some(_) => f64::NAN,
            };
            // A unit over several rows, or a cell with several figures, is no plain row.
            if cells.insert((unit, column), value).is_some() {
                return None;
            }
        }
        let row = |unit: usize| {
            let figures = columns.iter();
            let figures = figures.map(|column| cells.get(&(unit, *column)).copied());
            figures.map(Option::unwrap_or_default).collect()
        };
        (!columns.is_empty()).then(|| Self {
            figures: (0..table.units.len()).map(row).collect(),
        })
    }

    fn agreement(&self, head: usize, rows: &[usize]) -> Agreement {
        let mut found = Agreement::default();
        for (column, &of_head) in self.figures[head].iter().enumerate() {
            let summed: f64 = rows.iter().map(|&row| self.figures[row][column]).sum();
            if (summed - of_head).abs() > 1e-9 * summed.abs().max(1.0) || summed.is_nan() {
                found.others += 1;
            } else if of_head != 0.0 {
                found.agreeing += 1;
                let parts = rows.iter().filter(|&&row| self.figures[row][column] != 0.0);
                if parts.count() > 1 {
                    found.sums += 1;
                    found.largest = found.largest.max(of_head);
                }
            }
        }
        found
    }

    /// The rows right below a head that it is the sum of.
    fn summed_up_by(&self, rows: &[usize]) -> Option<usize> {
        let (head, below) = rows.split_first()?;
        let agrees = |count: &usize| self.agreement(*head, &below[..*count]).is_full();
        // Groups are short; what a long table's first row is the sum of is looked for in vain.
        const LONGEST: usize = 60;
        (1..=below.len().min(LONGEST)).find(agrees)
    }

    /// The heads of rows that are all heads and what these sum up, with how many each sums up.
    fn groups(&self, rows: &[usize], is_body: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let mut heads = Vec::new();
        let mut at = 0;
        let mut all = Agreement::default();
        let mut are_bodies = true;
        while at < rows.len() {
            let Some(count) = self.summed_up_by(&rows[at..]) else {
                return Vec::new();
            };
            all = all.with(self.agreement(rows[at], &rows[at + 1..at + 1 + count]));
            are_bodies &= is_body(rows[at]);
            heads.push((at, count));
            at += 1 + count;
        }
        match all.is_sure(are_bodies) {
            true => heads,
            false => Vec::new(),
        }
    }
}

/// Finds out which rows sum up others, where no word says so: by their numbers, and by what they come to.
pub(super) fn settle(table: &mut FigureTable, numbers: &[Option<String>], lexicon: &Lexicon) {
    /// Of two rows one may be as large as the other.
    const FEWEST: usize = 3;
    if table.units.len() < FEWEST {
        return;
    }
    let Some(sums) = Sums::of(table, lexicon) else {
        return;
    };
    settle_unnumbered(table, numbers, &sums);
    if settle_by_numbers(table, numbers, &sums) {
        return;
    }
    for (row, summed) in sums_among(table, &sums, lexicon) {
        table.units[row].standing = RowStanding::SumOf(summed);
    }
}

/// Rows without a number that come to the numbered one above them are its parts.
fn settle_unnumbered(table: &mut FigureTable, numbers: &[Option<String>], sums: &Sums) {
    let count = table.units.len().min(numbers.len());
    for head in (0..count).filter(|head| numbers[*head].is_some()) {
        let below = numbers[head + 1..count].iter();
        let rows: Vec<usize> = (head + 1..count)
            .zip(below)
            .take_while(|(_, number)| number.is_none())
            .map(|(row, _)| row)
            .collect();
        if sums.agreement(head, &rows).is_sure(false) {
            for row in rows {
                table.units[row].standing = RowStanding::PartOf;
            }
        }
    }
}

/// The units' rows that sum up others, each with these: the head of each group, or the last row, or both.
fn sums_among(table: &FigureTable, sums: &Sums, lexicon: &Lexicon) -> Vec<(usize, Range<usize>)> {
    let is_unit = |row: &usize| table.units[*row].standing == RowStanding::Unit;
    let is_body = |row: usize| names_a_body(&table.units[row].name, lexicon);
    let rows: Vec<usize> = (0..table.units.len()).filter(is_unit).collect();
    let Some((&last, above)) = rows.split_last() else {
        return Vec::new();
    };
    let of_groups = |rows: &[usize], heads: &[(usize, usize)]| -> Vec<(usize, Range<usize>)> {
        let heads = heads.iter();
        let of_head = |(at, count): &(usize, usize)| {
            let end = rows[at + count] + 1;
            (rows[*at], rows[at + 1]..end)
        };
        heads.map(of_head).collect()
    };
    let is_total = |of: &[usize]| sums.agreement(last, of).is_sure(is_body(last));
    let heads = sums.groups(&rows, &is_body);
    if !heads.is_empty() {
        return of_groups(&rows, &heads);
    }
    if is_total(above) {
        return vec![(last, 0..last)];
    }
    let heads = sums.groups(above, &is_body);
    let own: Vec<usize> = heads.iter().map(|(at, _)| above[*at]).collect();
    if own.is_empty() || !is_total(&own) {
        return Vec::new();
    }
    let mut found = of_groups(above, &heads);
    found.push((last, 0..last));
    found
}

/// Rows that are numbered below another: `1`, `1.1`, `1.2`; `1`, `a`, `b`. Where that is their sum it is no unit beside them, else they
/// may be its parts. Returns whether there are any.
fn settle_by_numbers(table: &mut FigureTable, numbers: &[Option<String>], sums: &Sums) -> bool {
    let below = |head: usize| {
        let own = numbers[head].as_deref()?.trim_end_matches(['.', ')']);
        let is_plain = own.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        let is_below = |number: &Option<String>| {
            let number = number.as_deref().unwrap_or_default();
            let rest = number.strip_prefix(own);
            let is_level = rest.is_some_and(|rest| rest.starts_with(['.', ',']) && rest.len() > 1);
            let mark = Marked::of(number).filter(|it| it.rest.is_empty());
            let is_letter = mark.is_some_and(|it| it.mark == Mark::Small);
            (is_level, is_level || is_letter && !own.contains('.'))
        };
        if own.is_empty() || !is_plain {
            return None;
        }
        let rows = numbers[head + 1..].iter();
        let count = rows.take_while(|number| is_below(number).1).count();
        (count > 0).then(|| head + 1..head + 1 + count)
    };
    let heads =
        (0..table.units.len().min(numbers.len())).filter_map(|row| Some((row, below(row)?)));
    let heads: Vec<(usize, Range<usize>)> = heads.collect();
    for (head, rows) in &heads {
        let all: Vec<usize> = rows.clone().collect();
        // Of heads within a head only the narrower are summed up.
        let direct: Vec<usize> = all
            .iter()
            .copied()
            .filter(|row| {
                let mut inner = heads.iter().filter(|(other, _)| other != head);
                !inner.any(|(other, within)| rows.contains(other) && within.contains(row))
            })
            .collect();
        let found = sums.agreement(*head, &direct);
        if !found.is_full() && found.sums == 0 {
            for row in rows.clone() {
                table.units[row].standing = RowStanding::PartOf;
            }
        } else {
            table.units[*head].standing = RowStanding::SumOf(rows.clone());
        }
    }
    !heads.is_empty()
}
