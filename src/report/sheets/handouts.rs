//! `Trang từng cụm`: a page a cluster, to be printed or sent: its figures, who is missing, points, places and pledges.

use super::unit_cells::UnitCells;
use super::{cluster_name, key_figures, name, sheet, standing_cell};
use crate::report::facts::{Facts, UnitGroup};
use crate::report::{
    Cell, Column, NumberStyle, Print, Quantity, Row, RowKind, Sheet, SheetKind, Table, Tone,
};
use crate::tables::{Group, Ranking};
use std::collections::BTreeMap;
use std::sync::Arc;

const NAME: f64 = 40.0;

/// Builds the sheet; `None` where no cluster has a unit in the period.
pub(super) fn build(facts: &Facts<'_>, units: &UnitCells<'_>) -> Option<Sheet> {
    let clusters = facts
        .unit_groups
        .iter()
        .filter(|group| group.cluster.is_some());
    let ranks = Ranks::new(facts);
    let mut tables = Vec::new();
    for group in clusters {
        tables.extend(figures(facts, units, group));
        tables.push(members(facts, &ranks, group));
    }
    if let Some(first) = tables.first_mut() {
        // The sheet's title stands above it.
        first.starts_page = false;
    }
    if tables.is_empty() {
        return None;
    }
    let mut sheet = sheet(
        name::HANDOUTS,
        SheetKind::Figures,
        format!(
            "Từng cụm, {}: mỗi cụm in một trang",
            facts.account.period.label()
        ),
    );
    sheet.subtitles = vec![
        "So với kỳ trước trên cùng các đơn vị có số liệu ở cả hai kỳ. Thứ hạng chỉ tính trong các đơn vị đã có điểm; \
         bằng điểm là đồng hạng, đưa ra hội nghị cụm biểu quyết."
            .to_owned(),
    ];
    sheet.subtitles.extend(facts.legend());
    sheet.print = Print::Upright;
    sheet.tables = tables;
    Some(sheet)
}

/// The cluster's key figures, at the head of its page.
fn figures(facts: &Facts<'_>, units: &UnitCells<'_>, group: &UnitGroup) -> Option<Table> {
    let own = Group::Cluster(group.cluster.clone()?);
    let scale = facts.money_scale([&own].into_iter());
    let coverage = facts
        .account
        .standings
        .coverage(facts.account.period, group.units.iter());
    let name = Column::wrapped("Chỉ tiêu", NAME);
    let table = key_figures::table(facts, units, (&own, scale), name);
    Some(Table {
        caption: Some(format!(
            "{}, {}. {}. {}",
            cluster_name(facts, group.cluster.as_ref()),
            facts.account.period.label(),
            coverage.in_words(),
            scale.sentence()
        )),
        starts_page: true,
        ..table
    })
}

/// Points and places of the period, and how many pledges were met, by unit.
struct Ranks<'a> {
    places: BTreeMap<&'a str, &'a Ranking>,
    pledges: BTreeMap<&'a str, (usize, usize, usize)>,
}

impl<'a> Ranks<'a> {
    fn new(facts: &Facts<'a>) -> Self {
        let tables = facts.account.tables;
        let period = facts.account.period;
        let places = tables.rankings.iter();
        let places =
            places.filter(|row| row.period == facts.account.emulation_period(&row.cluster_id));
        let mut pledges: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
        for row in tables.targets.iter().filter(|row| row.period == period) {
            let (met, missed, open) = pledges.entry(&row.unit_id).or_default();
            match row.met {
                Some(true) => *met += 1,
                Some(false) => *missed += 1,
                None => *open += 1,
            }
        }
        Self {
            places: places.map(|row| (&*row.unit_id, row)).collect(),
            pledges,
        }
    }
}

/// The cluster's units: by place, then those without one.
fn members(facts: &Facts<'_>, ranks: &Ranks<'_>, group: &UnitGroup) -> Table {
    let mut units: Vec<&Arc<str>> = group.units.iter().collect();
    let place = |unit: &Arc<str>| ranks.places.get(&**unit).map_or(u32::MAX, |row| row.rank);
    units.sort_by_key(|unit| place(unit));
    Table {
        columns: vec![
            Column::wrapped("Đơn vị", NAME),
            Column::centered("Tình trạng", 11.0).spanning(2),
            Column::number("Điểm", 10.0),
            Column::number("Hạng", 16.0),
            Column::centered("Giao ước đạt", 16.0),
            Column::wrapped("Giao ước không đạt, chưa có kết quả", 15.0).spanning(3),
        ],
        rows: units
            .into_iter()
            .map(|unit| member(facts, ranks, unit))
            .collect(),
        ..Table::default()
    }
}

fn member(facts: &Facts<'_>, ranks: &Ranks<'_>, unit: &Arc<str>) -> Row {
    let account = facts.account;
    let standing = account.standings.of(account.period, unit);
    let standing = standing.map_or_else(Cell::empty, |row| {
        facts.marked_standing(standing_cell(facts, row), unit, account.period)
    });
    let own = ranks.places.get(&**unit);
    let score = own.map_or_else(Cell::empty, |row| {
        Cell::number(row.score, NumberStyle::plain(Quantity::Decimal))
    });
    let rank = own.map_or_else(Cell::empty, |row| match row.tied {
        true => Cell::text(format!("{} (đồng hạng)", row.rank)).toned(Tone::Warning),
        false => Cell::count(row.rank as usize),
    });
    let pledged = ranks.pledges.get(&**unit);
    let met = pledged.map_or_else(Cell::empty, |(met, missed, _)| {
        Cell::text(format!("{met}/{}", met + missed))
    });
    let short = pledged.map_or_else(Cell::empty, |&(_, missed, open)| {
        let parts = [(missed, "không đạt"), (open, "chưa có kết quả")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let tone = if missed > 0 { Tone::Bad } else { Tone::Plain };
        Cell::text(parts.join(", ")).toned(tone)
    });
    let kind = match own {
        Some(row) if row.rank == 1 => RowKind::Group,
        _ => RowKind::Plain,
    };
    let name = Cell::text(account.register.unit_name(unit));
    Row::new(kind, vec![name, standing, score, rank, met, short])
}
