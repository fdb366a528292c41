//! `Nguồn số liệu`: every figure, as it stood, whether it counts, and the cell it stands in.

use super::{name, period_title, sheet};
use crate::catalogue::Indicator;
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, quantity};
use crate::report::order::natural;
use crate::report::reading::{self, Decisions, Treatment};
use crate::report::wording::say;
use crate::report::{
    Cell, Column, Link, NumberStyle, Quantity, Row, RowKind, Sheet, SheetKind, Table, Tone,
};
use crate::tables::Group;
use crate::verdict::Verdict;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// So many rows follow one another and share their texts; others are built beside them.
const ROWS_AT_ONCE: usize = 2048;
/// The column that a link to a row leads to: the figure.
const FIGURE_COLUMN: u16 = 4;

/// Which figure stands in which row of the sheet.
pub(super) struct Arrangement {
    /// Positions among the observations, in the order of the rows.
    rows: Vec<usize>,
    /// For each observation its row; `None` where the sheet leaves it to the data tables.
    row_of: Vec<Option<u32>>,
}

impl Arrangement {
    /// The period reported on first, then the others, newest first; inside a period by unit and indicator.
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let observations = &facts.account.tables.observations;
        // The data stand by period, unit and indicator: those of a unit in a period keep the order in which they stand.
        let mut end = 0;
        let pieces = pieces(observations).map(|piece| {
            let start = end;
            end += piece.len();
            (&piece[0], start..end)
        });
        let mut pieces: Vec<(&Observation, Range<usize>)> = pieces.collect();
        let unit_ranks = unit_ranks(pieces.iter().map(|(first, _)| *first));
        pieces.sort_by_cached_key(|(first, _)| {
            let unit = first.unit_id.as_deref();
            let unit = unit.and_then(|unit| unit_ranks.get(unit).copied());
            let is_other_period = first.period != Some(facts.account.period);
            (is_other_period, Reverse(first.period), unit)
        });
        let rows = pieces.into_iter().flat_map(|(_, positions)| positions);
        let rows: Vec<usize> = rows.take(facts.inputs.plan.source_rows_at_most).collect();
        let mut row_of = vec![None; observations.len()];
        for (row, &position) in rows.iter().enumerate() {
            row_of[position] = Some(row as u32);
        }
        Self { rows, row_of }
    }

    /// A link to a figure's row.
    pub(super) fn link(&self, position: usize) -> Option<Link> {
        Some(Link::Row {
            sheet: name::SOURCES.into(),
            row: self.row_of[position]?,
            column: FIGURE_COLUMN,
        })
    }
}

/// What each unit has in each period.
fn pieces(observations: &[Observation]) -> impl Iterator<Item = &[Observation]> {
    let of_one = |one: &Observation, next: &Observation| {
        (one.period, &one.unit_id) == (next.period, &next.unit_id)
    };
    observations.chunk_by(of_one)
}

/// The units that have figures, in natural order of their codes.
fn unit_ranks<'o>(observations: impl Iterator<Item = &'o Observation>) -> HashMap<&'o str, usize> {
    let units: HashSet<&str> = observations
        .filter_map(|observation| observation.unit_id.as_deref())
        .collect();
    let mut units: Vec<&str> = units.into_iter().collect();
    units.sort_by(|left, right| natural(left, right));
    units
        .into_iter()
        .enumerate()
        .map(|(rank, unit)| (unit, rank))
        .collect()
}

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>, arrangement: &Arrangement) -> Sheet {
    let mut sheet = sheet(
        name::SOURCES,
        SheetKind::Source,
        "Nguồn số liệu: từng số liệu và ô chứa số liệu đó".to_owned(),
    );
    sheet.subtitles = subtitles(facts, arrangement);
    sheet.frozen_columns = 0;
    sheet.is_bulk = true;
    let decisions = Decisions::new(&facts.account.tables.findings);
    let pieces = arrangement.rows.par_chunks(ROWS_AT_ONCE).enumerate();
    let rows = pieces
        .flat_map_iter(|(piece, positions)| {
            let mut texts = Texts::default();
            let decisions = &decisions;
            (piece * ROWS_AT_ONCE..)
                .zip(positions)
                .map(move |(row, &position)| {
                    let is_linked = row < facts.inputs.plan.links_at_most;
                    let observation = &facts.account.tables.observations[position];
                    source_row(facts, &mut texts, observation, (is_linked, decisions))
                })
        })
        .collect();
    sheet.tables.push(Table {
        columns: vec![
            Column::text("Kỳ", 14.0),
            Column::text("Cụm", 20.0),
            Column::text("Đơn vị", 38.0),
            Column::text("Chỉ tiêu", 56.0),
            Column::number("Số liệu", 26.0),
            Column::centered("Báo cáo ghi", 24.0),
            Column::text("Chưa tính vào tổng vì", 26.0),
            Column::text("Ghi chú", 26.0),
            Column::text("Tệp", 56.0),
            Column::text("Trang tính", 14.0),
            Column::centered("Ô", 8.0),
        ],
        rows,
        can_filter: true,
        empty_text: "Chưa đọc được số liệu nào.".to_owned(),
        ..Table::default()
    });
    sheet
}

fn subtitles(facts: &Facts<'_>, arrangement: &Arrangement) -> Vec<String> {
    let all = facts.account.tables.observations.len();
    let shown = arrangement.rows.len();
    let mut lines = vec![
        "Mỗi dòng là một ô của báo cáo đã nộp; cột “Báo cáo ghi” để trống là báo cáo ghi đúng số liệu đó, cột “Chưa tính vào \
         tổng vì” để trống là số liệu đã tính. Số tiền tính bằng đồng. Bấm vào cột cuối để mở tệp tại đúng ô."
            .to_owned(),
    ];
    let mut limits = Vec::new();
    if shown < all {
        limits.push(format!(
            "Trang này có {shown} trong {all} số liệu; toàn bộ số liệu có trong thư mục du-lieu (tệp observations.parquet)."
        ));
    }
    if shown > facts.inputs.plan.links_at_most {
        limits.push(format!(
            "Liên kết đến tệp có ở {} dòng đầu (Excel giới hạn số liên kết).",
            facts.inputs.plan.links_at_most
        ));
    }
    if !limits.is_empty() {
        lines.push(limits.join(" "));
    }
    lines
}

/// Texts that many rows share, each kept once.
#[derive(Default)]
struct Texts {
    periods: BTreeMap<Period, Arc<str>>,
    clusters: Kept,
    units: Kept,
    indicators: Kept,
    reasons: Kept,
}

impl Texts {
    fn period(&mut self, period: Option<Period>) -> Cell {
        period.map_or_else(Cell::empty, |period| {
            let text = self.periods.entry(period);
            Cell::text(text.or_insert_with(|| period_title(period).into()).clone())
        })
    }
}

/// The texts of one column by their keys. Rows follow in the order of the keys, so the last one is asked for most.
#[derive(Default)]
struct Kept {
    last: Option<(Arc<str>, Arc<str>)>,
    all: HashMap<Arc<str>, Arc<str>>,
}

impl Kept {
    fn cell(&mut self, key: &str, make: impl FnOnce() -> String) -> Cell {
        if let Some((last, text)) = &self.last
            && **last == *key
        {
            return Cell::text(text.clone());
        }
        let (kept, text) = match self.all.get_key_value(key) {
            Some((kept, text)) => (kept.clone(), text.clone()),
            None => {
                let (kept, text): (Arc<str>, Arc<str>) = (key.into(), make().into());
                self.all.insert(kept.clone(), text.clone());
                (kept, text)
            }
        };
        self.last = Some((kept, text.clone()));
        Cell::text(text)
    }
}

fn source_row(
    facts: &Facts<'_>,
    texts: &mut Texts,
    observation: &Observation,
    (is_linked, decisions): (bool, &Decisions<'_>),
) -> Row {
    let register = facts.account.register;
    let indicator = facts.account.indicators.get(&observation.indicator);
    let period = observation.period;
    let unit = observation.unit_id.as_deref().unwrap_or_default();
    let cluster = observation.cluster_id.as_deref().unwrap_or_default();
    let at = &observation.at;
    let task = task_behind(facts, observation);
    let link = is_linked.then(|| Link::File {
        path: facts.file_path(&at.file),
        place: Some((at.sheet.clone(), at.address.to_string())),
    });
    let cells = vec![
        texts.period(period),
        texts
            .clusters
            .cell(cluster, || register.cluster_name(cluster).to_owned()),
        texts
            .units
            .cell(unit, || register.unit_name(unit).to_owned()),
        texts.indicators.cell(&observation.indicator, || {
            let label = facts.full_label(&observation.indicator);
            match indicator.map_or("", |indicator| &indicator.unit) {
                "" => label,
                unit => format!("{label} ({unit})"),
            }
        }),
        match task {
            Some(_) => figure(facts, observation, indicator).toned(Tone::Warning),
            None => figure(facts, observation, indicator),
        },
        as_stood(observation),
        held(texts, observation.verdict),
        remark(facts, observation, (indicator, task), decisions),
        Cell::text(at.file.clone()),
        Cell::text(at.sheet.clone()),
        Cell::text(at.address.to_string()).linked(link),
    ];
    Row::new(RowKind::Plain, cells)
}

fn figure(facts: &Facts<'_>, observation: &Observation, indicator: Option<&Indicator>) -> Cell {
    if let Some(category) = observation.category.as_deref() {
        return Cell::text(say(&facts.wording.categories, category));
    }
    let Some(value) = observation.value else {
        return Cell::empty();
    };
    let quantity = indicator.map_or(Quantity::Decimal, |indicator| {
        quantity(indicator, MoneyScale::Dong)
    });
    Cell::number(value, NumberStyle::plain(quantity))
}

/// Why a figure does not count.
fn held(texts: &mut Texts, verdict: Verdict) -> Cell {
    let Some((key, title)) = verdict.key().zip(verdict.title()) else {
        return Cell::empty();
    };
    texts
        .reasons
        .cell(key, || title.to_owned())
        .toned(Tone::Warning)
}

/// The row of the list of work with the error that waits at a figure that counts all the same.
fn task_behind(facts: &Facts<'_>, observation: &Observation) -> Option<u32> {
    let counts = observation.counted() && observation.measure == Measure::Actual;
    let (true, Some(period), Some(unit)) = (counts, observation.period, &observation.unit_id)
    else {
        return None;
    };
    if facts.account.n_doubts() == 0 {
        return None;
    }
    let own = Group::Unit(unit.clone());
    let doubt = facts.account.doubt(period, &own, &observation.indicator)?;
    facts.lists.task_row(doubt.finding)
}

/// Whether it is a target, what was done to it before it counted, by whose decision it is read as what it is, and whether an
/// error waits at it.
fn remark(
    facts: &Facts<'_>,
    observation: &Observation,
    (indicator, task): (Option<&Indicator>, Option<u32>),
    decisions: &Decisions<'_>,
) -> Cell {
    let target = (observation.measure == Measure::Target)
        .then(|| say(&facts.wording.measures, observation.measure.key()));
    let treatment = indicator
        .and_then(|indicator| reading::treatment(observation, indicator))
        .map(Treatment::remark);
    let waits = task.map(|row| format!("Còn lỗi: dòng {} trang {}", row + 1, name::TASKS));
    let decided = decisions.of(&observation.at);
    let remarks = target.into_iter().chain(treatment).chain(decided);
    let remarks: Vec<&str> = remarks.chain(waits.as_deref()).collect();
    Cell::text(remarks.join(". "))
}

/// What stood in the cell, where that is more than the digits of the figure.
fn as_stood(observation: &Observation) -> Cell {
    let raw = &observation.raw;
    let is_figure = raw.bytes().all(|byte| byte.is_ascii_digit())
        && raw.len() < 16
        && (raw == "0" || !raw.starts_with('0'))
        && observation
            .value
            .is_some_and(|value| raw.parse() == Ok(value));
    match is_figure {
        true => Cell::empty(),
        false => Cell::text(shortened(raw)),
    }
}

/// A cell takes 32,767 characters; nobody reads as many.
fn shortened(raw: &str) -> String {
    const AT_MOST: usize = 300;
    match raw.char_indices().nth(AT_MOST) {
        Some((end, _)) => format!("{}…", &raw[..end]),
        None => raw.to_owned(),
    }
}
