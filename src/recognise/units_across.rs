//! Units across: columns that give each row's figures of the unit that a title names, of each one alone or with what it planned
//! and reached. A column before or behind them perhaps sums them up.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::labels::LabelMeaning;
use super::layout::{Body, Column, UnitTitle};
use super::sayings::FigureColumn;
use super::time::Time;
use super::titles::RoledTitle;
use super::whole_columns::{OfSeveral, is_of_one_unit, of_several};
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::quantity::parse_unit_of_measure;
use crate::text::{begins_with_any, ends_with_words, is_letter};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the units that stand across: below a title that names a cluster or says that units follow, or called as unions and
/// bodies are. In a table that is said to be of several units they may also stand without what their bodies are: `Thép Hưng Đại`.
pub(super) fn settle_units_across(
    columns: &mut [Column<'_>],
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) {
    let Some(across) = Across::of(columns, body, lexicon) else {
        return;
    };
    if !across.are_units(body, lexicon) {
        return;
    }
    let units = across.units();
    let names: BTreeSet<&String> = units.values().map(|unit| &unit.name).collect();
    // Other words may stand below a title by chance: `Khối lượng › Đầu kỳ`.
    if names.len() < 2 {
        return;
    }
    let totals: BTreeSet<u32> = across.totals.iter().map(|column| column.index).collect();
    for column in columns {
        let Some(says) = says(column) else {
            continue;
        };
        column.unit = units.get(&column.index).cloned();
        column.kind = match (&column.unit, &column.kind) {
            (Some(_), ColumnKind::Part(says)) => ColumnKind::Part(*says),
            (Some(_), _) => ColumnKind::Figure(says),
            (None, _) if totals.contains(&column.index) => ColumnKind::OfAllUnits(says),
            // Beside the units' own columns no other is anybody's.
            (None, _) => ColumnKind::Unknown(Vec::new()),
        };
    }
}

/// What a column of figures says of them.
fn says(column: &Column<'_>) -> Option<FigureColumn> {
    match column.kind {
        ColumnKind::Figure(says) | ColumnKind::Part(says) => Some(says),
        ColumnKind::Unknown(_) => Some(FigureColumn::Actual),
        _ => None,
    }
}

/// The columns of figures of a table.
struct Across<'c, 'a> {
    /// Those below a title that may name a unit, with it and its place.
    named: Vec<(&'c Column<'a>, &'c RoledTitle, CellAddress)>,
    /// Those that sum others up.
    totals: Vec<&'c Column<'a>>,
    /// Whether a title above them says that units follow, or names their cluster.
    is_below_title: bool,
}

impl<'c, 'a> Across<'c, 'a> {
    /// `None` where some are the form's own.
    fn of(columns: &'c [Column<'a>], body: &Body<'_, '_>, lexicon: &Knowledge) -> Option<Self> {
        let mut across = Self {
            named: Vec::new(),
            totals: Vec::new(),
            is_below_title: false,
        };
        let words = &lexicon.forms.words;
        let figures = columns.iter().filter(|column| says(column).is_some());
        for column in figures.filter(|column| body.holds_figures(column.index)) {
            let name = column.titles().find(|(title, _)| may_name(title, lexicon));
            let mut titles = column.titles();
            match name {
                Some((title, at)) => across.named.push((column, title, at)),
                None if titles.any(|(title, _)| words.is_total(title.written_key())) => {
                    across.totals.push(column);
                }
                None if !column.is_unknown() => return None,
                None => {}
            }
        }
        let is_below = |column: &Column<'_>| is_below_units(column, lexicon);
        across.is_below_title = across.named.iter().any(|(column, ..)| is_below(column));
        if across.is_below_title {
            across.named.retain(|(column, ..)| is_below(column));
        }
        Some(across)
    }

    /// Whether the titles are names of units.
    fn are_units(&self, body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
        let words = &lexicon.forms.words;
        let keys = || self.named.iter().map(|(_, title, _)| title.written_key());
        let is_of_people = |key: &str| words.people_classes.iter().any(|class| class == key);
        let is_part = |key: &str| begins_with_any(key, &words.part_beginnings);
        if keys().any(is_of_people)
            || !self.is_below_title && (keys().any(is_part) || is_of_one_unit(body, lexicon))
        {
            return false;
        }
        let listed = [
            &words.body_words,
            &words.grassroots_names,
            &words.union_names,
        ];
        let is_called = |key: &&str| listed.into_iter().any(|of| begins_with_any(key, of));
        if keys().filter(is_called).count() * 2 >= self.named.len() {
            return true;
        }
        let mut named = self.named.iter();
        let mut are_told = || named.all(|(column, ..)| is_told(column));
        let sums_up_cluster = || {
            let keys = self.totals.iter().map(|column| column.lowest_key());
            let clusters = &words.cluster_words;
            let mut ends = keys.flat_map(|key| clusters.iter().map(move |of| (key, of)));
            ends.any(|(key, of)| ends_with_words(key, of))
        };
        match of_several(body, lexicon) {
            Some(OfSeveral::ByWords) => true,
            // `Tổng số | Trong biên chế | Hợp đồng` in a form that names its cluster alone gives figures of its own.
            Some(OfSeveral::ByCluster) => {
                self.totals.iter().all(|total| total.is_unknown()) || sums_up_cluster()
            }
            None => !is_of_one_unit(body, lexicon) && (are_told() || sums_up_cluster()),
        }
    }

    /// The unit of each column, by index. What it planned and what it reached may stand apart, each under its name.
    fn units(&self) -> BTreeMap<u32, UnitTitle> {
        let mut first: BTreeMap<&str, (CellAddress, Vec<(FigureColumn, Time)>)> = BTreeMap::new();
        let mut units = BTreeMap::new();
        for (column, title, at) in &self.named {
            let says = (says(column).unwrap_or(FigureColumn::Actual), column.time());
            let known = first
                .entry(title.written_key())
                .or_insert((*at, Vec::new()));
            let is_again = known.1.contains(&says);
            let at = match is_again {
                true => *at,
                false => known.0,
            };
            known.1.push(says);
            let name = title.title.written.clone();
            units.insert(column.index, UnitTitle { name, at });
        }
        units
    }
}

/// Whether a title may be a unit's name: it is of no role, no time, no kind of figures, no cluster and no part of a row.
fn may_name(title: &RoledTitle, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let key = title.written_key();
    let dividing = [&words.dividing_titles, &words.introducing_parts];
    title.role.is_none()
        && title.title.time == Time::Unsaid
        && key.chars().filter(|letter| is_letter(*letter)).count() > 1
        && !words.is_total(key)
        && !begins_with_any(key, &words.cluster_prefixes)
        && !dividing.into_iter().flatten().any(|it| it == key)
        && parse_unit_of_measure(key).is_none()
        && matches!(title.meaning(&[], lexicon), LabelMeaning::Unknown(_))
}

/// Whether a title above a column says that units follow.
fn is_told(column: &Column<'_>) -> bool {
    let mut above = column.above().iter();
    above.any(|title| title.role == Some(ColumnRole::ReportingUnit))
}

/// The same, or names their cluster.
fn is_below_units(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let clusters = &lexicon.forms.words.cluster_prefixes;
    let mut keys = column.above().iter().map(|title| title.written_key());
    is_told(column) || keys.any(|key| begins_with_any(key, clusters))
}
