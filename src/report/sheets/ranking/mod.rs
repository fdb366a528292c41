//! `Xếp hạng và khen thưởng`: every cluster's places, whom its conference proposed and whom ranks and quotas would, and
//! what is left for the cluster to decide.

mod block;
mod criteria;
mod grounds;
mod remarks;

pub(in crate::report) use criteria::title as criterion_title;

use super::{WHOLE_PRINT, cell_link, name, sheet};
use crate::emulate::award_of;
use crate::location::CellRef;
use crate::report::facts::Facts;
use crate::report::{Align, Column, ColumnGroup, Link, Print, Sheet, SheetKind, Table};
use crate::text::lowered;
use block::Block;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The indicator of units' own ratings.
const RATING: &str = "rating";

/// Builds the sheet; `None` where nobody was ranked or proposed in the period.
pub(super) fn build(facts: &Facts<'_>) -> Option<Sheet> {
    let blocks = Block::all(facts);
    if blocks.is_empty() {
        return None;
    }
    let shape = Shape::new(facts, &blocks);
    let mut sheet = sheet(
        name::RANKING,
        SheetKind::Work,
        format!(
            "Xếp hạng và đề nghị khen thưởng, {}",
            facts.account.period.label()
        ),
    );
    sheet.subtitles = grounds::sentences(facts, &shape);
    if let Some(giver) = &shape.giver {
        let said = format!("Các hình thức khen thưởng trong bảng là của {giver}.");
        sheet.subtitles.push(said);
    }
    sheet.subtitles.extend(facts.legend());
    sheet.frozen_columns = if shape.has_nominations { 3 } else { 2 };
    sheet.print = Print::Fitted {
        columns: u16::MAX,
        is_upright: false,
    };
    sheet.tables = blocks
        .iter()
        .map(|block| block.table(facts, &shape))
        .collect();
    let criteria = blocks
        .iter()
        .filter_map(|block| block.criteria_table(facts, &shape));
    let mut criteria: Vec<Table> = criteria.collect();
    if let Some(first) = criteria.first_mut() {
        first.is_off_paper = true;
        sheet.subtitles.push(format!(
            "Điểm từng tiêu chí ở cuối trang, bản in không có. {WHOLE_PRINT}"
        ));
    }
    sheet.tables.extend(criteria);
    Some(sheet)
}

/// What the columns of all blocks are.
struct Shape {
    /// Codes of the points that any unit has, in the catalogue's order.
    scores: Vec<Arc<str>>,
    has_classes: bool,
    has_ratings: bool,
    has_nominations: bool,
    has_quotas: bool,
    /// Who gives all awards; `None` where several do.
    giver: Option<String>,
    /// Whether points, ratings and places lead to their cells: a sheet takes only so many links.
    is_linked: bool,
}

impl Shape {
    fn new(facts: &Facts<'_>, blocks: &[Block<'_>]) -> Self {
        let rules = &facts.inputs.emulation.rules;
        let units = || blocks.iter().flat_map(|block| &block.units);
        let is_reported =
            |code: &str| units().any(|unit| facts.figure(unit, code).counted.is_some());
        Self {
            scores: facts
                .account
                .indicators
                .iter()
                .filter(|indicator| rules.scores.iter().any(|code| **code == *indicator.code))
                .filter(|indicator| is_reported(&indicator.code))
                .map(|indicator| indicator.code.clone())
                .collect(),
            has_classes: blocks
                .iter()
                .flat_map(|block| block.standings.values())
                .any(|standing| standing.class.is_some()),
            has_ratings: is_reported(RATING),
            has_nominations: blocks.iter().any(|block| !block.nominations.is_empty()),
            has_quotas: !rules.quotas.is_empty(),
            giver: giver(blocks),
            is_linked: units().count() * (rules.scores.len() + 2)
                + facts.account.tables.scores.len()
                <= facts.inputs.plan.links_at_most,
        }
    }

    /// An award; the one who gives it where that is not said of all.
    fn award(&self, award: &str, giver: Option<&str>) -> String {
        award_of(award, giver.filter(|_| self.giver.is_none()))
    }

    /// The way to a cell of a submission.
    fn link(&self, facts: &Facts<'_>, at: &CellRef) -> Option<Link> {
        self.is_linked.then(|| cell_link(facts, at))
    }

    fn columns(&self, facts: &Facts<'_>) -> (Vec<Column>, Vec<ColumnGroup>) {
        let mut columns = Vec::new();
        let mut groups = Vec::new();
        if self.has_nominations {
            groups.push(ColumnGroup {
                title: "Hạng".to_owned(),
                first: 0,
                last: 1,
            });
            columns.push(Column {
                wraps: true,
                ..Column::centered("Theo điểm", 11.0)
            });
            columns.push(Column::centered("Hội nghị", 9.0));
        } else {
            columns.push(Column::centered("Hạng", 13.0));
        }
        columns.push(Column::wrapped("Đơn vị", 30.0));
        columns.extend(
            self.scores
                .iter()
                .map(|code| Column::number(facts.full_label(code), 12.0)),
        );
        let mut push_group = |title: &str, between: &str, added: Vec<Column>| {
            let first = columns.len() as u16;
            if added.len() > 1 {
                groups.push(ColumnGroup {
                    title: title.to_owned(),
                    first,
                    last: first + added.len() as u16 - 1,
                });
                columns.extend(added);
            } else {
                columns.extend(added.into_iter().map(|column| Column {
                    title: format!("{title}{between}{}", lowered(&column.title)),
                    ..column
                }));
            }
        };
        let class = |title: &str| Column {
            align: Align::Center,
            ..Column::wrapped(title, 11.0)
        };
        let classes = [
            (self.has_classes, "Theo điểm"),
            (self.has_ratings, "Đơn vị báo cáo"),
        ];
        push_group("Xếp loại", " ", chosen(classes, class));
        let awards = [
            (self.has_nominations, "Hội nghị đề nghị"),
            (self.has_quotas, "Theo thứ hạng và số lượng"),
        ];
        push_group(
            "Khen thưởng",
            ": ",
            chosen(awards, |title| Column::wrapped(title, 22.0)),
        );
        columns.push(Column::wrapped("Còn thiếu để lên hạng", 36.0));
        columns.push(Column::wrapped("Điểm cần xem xét, quyết định", 32.0));
        (columns, groups)
    }
}

fn giver(blocks: &[Block<'_>]) -> Option<String> {
    let nominations = blocks.iter().flat_map(|block| block.nominations.values());
    let named = nominations.flatten().map(|row| row.awarded_by.as_deref());
    let proposals = blocks.iter().flat_map(|block| block.proposals.values());
    let by_rank = proposals.flatten().map(|row| Some(row.awarded_by.as_str()));
    let givers: BTreeSet<Option<&str>> = named.chain(by_rank).collect();
    match givers.first() {
        Some(Some(giver)) if givers.len() == 1 && !giver.is_empty() => Some((*giver).to_owned()),
        _ => None,
    }
}

fn chosen(titles: [(bool, &str); 2], column: impl Fn(&str) -> Column) -> Vec<Column> {
    titles
        .into_iter()
        .filter(|(is_shown, _)| *is_shown)
        .map(|(_, title)| column(title))
        .collect()
}
