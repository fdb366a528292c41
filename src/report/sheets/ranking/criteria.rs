//! Below a cluster's places: what its units were given on each criterion, each leading to its cell.

use super::Shape;
use super::block::Block;
use crate::emulate::Standing;
use crate::quantity::format_number;
use crate::recognise::Scorer;
use crate::report::facts::Facts;
use crate::report::{Cell, Column, NumberStyle, Quantity, Row, Table, Tone};
use crate::tables::CriterionScore;
use std::sync::Arc;

/// A sheet has room for so many columns of criteria; the others stand in the data.
const MOST_COLUMNS: usize = 12;

/// A criterion at the top of the tree.
pub(in crate::report) type Heading<'a> = (&'a str, &'a str);

impl Block<'_> {
    /// The table of points by criterion; `None` where no sheet of points of the cluster counts.
    pub(super) fn criteria_table(&self, facts: &Facts<'_>, shape: &Shape) -> Option<Table> {
        let scores = facts.account.tables.scores.iter();
        let tops: Vec<&CriterionScore> = scores
            .filter(|row| row.period == self.period && row.depth == 0)
            .filter(|row| self.units.contains(&row.unit_id))
            .collect();
        let by_cluster = tops.iter().any(|row| row.cluster_points.is_some());
        let mut headings: Vec<Heading<'_>> = Vec::new();
        for unit in &self.units {
            let of_unit = tops.iter().filter(|row| row.unit_id == *unit);
            for row in of_unit.filter(|row| points(row, by_cluster).is_some()) {
                let heading = (row.criterion.as_str(), row.title.as_str());
                if !headings.contains(&heading) {
                    headings.push(heading);
                }
            }
        }
        if headings.is_empty() {
            return None;
        }
        let hidden = headings.len().saturating_sub(MOST_COLUMNS);
        headings.truncate(MOST_COLUMNS);
        let span = if shape.has_nominations { 3 } else { 2 };
        let mut columns = vec![Column::wrapped("Đơn vị", 13.0).spanning(span)];
        columns.extend(headings.iter().map(|heading| {
            let mut of_heading = tops.iter().filter(|row| is_of(row, *heading));
            let maximum = of_heading.find_map(|row| row.maximum);
            Column::number(title(*heading, maximum), 12.0)
        }));
        let row = |unit: &Arc<str>| {
            let mut cells = vec![Cell::text(facts.account.register.unit_name(unit))];
            cells.extend(headings.iter().map(|heading| {
                let mut of_unit = tops.iter().filter(|row| row.unit_id == *unit);
                let found = of_unit.find(|row| is_of(row, *heading));
                found.map_or_else(Cell::empty, |row| {
                    points_cell(facts, shape, row, by_cluster)
                })
            }));
            Row::plain(cells)
        };
        Some(Table {
            caption: Some(self.criteria_caption(facts, by_cluster, hidden)),
            columns,
            rows: self.units.iter().map(row).collect(),
            ..Table::default()
        })
    }

    fn criteria_caption(&self, facts: &Facts<'_>, by_cluster: bool, hidden: usize) -> String {
        let whose = match by_cluster {
            true => "điểm cụm thẩm định",
            false => "điểm tự chấm",
        };
        let rest = match hidden {
            0 => String::new(),
            hidden => format!(" (còn {hidden} tiêu chí nữa trong bảng dữ liệu scores)"),
        };
        format!("{}: điểm từng tiêu chí, {whose}{rest}", self.name(facts))
    }
}

impl Block<'_> {
    /// The criterion at the top of the tree in which a unit was given least beside another one, and by how much; `None` where
    /// no sheet says so of both.
    pub(super) fn most_lost(
        &self,
        facts: &Facts<'_>,
        unit: &Standing,
        other: &Standing,
    ) -> Option<(String, f64)> {
        let by_cluster = *unit.basis == *Scorer::Cluster.indicator();
        let of = |id: &Arc<str>| -> Vec<&CriterionScore> {
            let scores = facts.account.tables.scores.iter();
            scores
                .filter(|row| row.period == unit.period && row.depth == 0 && row.unit_id == *id)
                .collect()
        };
        let others = of(&other.unit_id);
        let lost = of(&unit.unit_id).into_iter().filter_map(|row| {
            let beside = others
                .iter()
                .find(|it| is_of(it, (&row.criterion, &row.title)))?;
            let less = points(beside, by_cluster)? - points(row, by_cluster)?;
            let heading = (row.criterion.as_str(), row.title.as_str());
            (less > 0.0).then(|| (title(heading, None), less))
        });
        lost.max_by(|one, two| one.1.total_cmp(&two.1))
    }
}

fn points(row: &CriterionScore, by_cluster: bool) -> Option<f64> {
    match by_cluster {
        true => row.cluster_points,
        false => row.self_points,
    }
}

fn is_of(row: &CriterionScore, (number, title): Heading<'_>) -> bool {
    row.criterion == number && row.title == title
}

/// `1. Đại diện, chăm lo (40)`
pub(in crate::report) fn title((number, title): Heading<'_>, maximum: Option<f64>) -> String {
    let is_numbered = number.chars().all(|c| c.is_alphanumeric() || c == '.') && number.len() < 5;
    let named = match is_numbered && !title.contains(number) {
        true => format!("{number}. {title}"),
        false => title.to_owned(),
    };
    match maximum.filter(|_| !title.contains("điểm)")) {
        Some(maximum) => format!("{named} ({})", plain(maximum)),
        None => named,
    }
}

fn plain(points: f64) -> String {
    let decimals = usize::from((points - points.round()).abs() > 1e-9);
    format_number(points, decimals)
}

fn points_cell(facts: &Facts<'_>, shape: &Shape, row: &CriterionScore, by_cluster: bool) -> Cell {
    let Some(given) = points(row, by_cluster) else {
        return Cell::empty();
    };
    let is_above = row.maximum.is_some_and(|maximum| given > maximum);
    let tone = if is_above { Tone::Warning } else { Tone::Plain };
    Cell::number(given, NumberStyle::plain(Quantity::Decimal))
        .toned(tone)
        .linked(shape.link(facts, &row.at))
}
