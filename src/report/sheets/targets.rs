//! `Chỉ tiêu giao ước`: what units pledged against what they reached, summed up for the province and each cluster, then
//! unit by unit.

mod cells;

use super::{WHOLE_PRINT, cluster_name, name, sheet};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::emulate::{TargetSummary, summarise_targets};
use crate::location::CellRef;
use crate::observation::{Measure, Observation};
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, unit_of_measure};
use crate::report::order::natural;
use crate::report::{
    Cell, Column, NumberStyle, Print, Quantity, Row, RowKind, Sheet, SheetKind, Table, Tone,
};
use crate::tables::{Group, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many units that fall short a summary names; more are counted.
const NAMED_AT_MOST: usize = 5;

/// What the tables have in common.
struct Plan<'f, 'a> {
    facts: &'f Facts<'a>,
    /// The targets of the period reported on.
    targets: Vec<&'a Target>,
    scale: MoneyScale,
    /// Where each target stands.
    places: BTreeMap<(&'a str, &'a str), &'a Observation>,
    is_linked: bool,
    /// Whether units of more than one cluster pledged something.
    has_clusters: bool,
}

/// What a unit pledged of an indicator for the period reported on, as the sheet says it.
pub(in crate::report) struct Pledge<'a> {
    pub(in crate::report) target: &'a Target,
    pub(in crate::report) pledged: Cell,
    /// Where it stands.
    pub(in crate::report) pledged_at: Option<&'a CellRef>,
    pub(in crate::report) reached: Cell,
    /// Where it stands.
    pub(in crate::report) reached_at: Option<&'a CellRef>,
    pub(in crate::report) verdict: Cell,
    pub(in crate::report) gap: Cell,
}

/// What units pledged for the period reported on.
pub(in crate::report) fn pledges<'a>(facts: &Facts<'a>) -> Vec<Pledge<'a>> {
    let plan = Plan::new(facts);
    let observations = &facts.account.tables.observations;
    let targets = plan.targets.iter();
    targets
        .map(|&target| {
            let place = plan.places.get(&(&*target.unit_id, &*target.indicator));
            let reached = facts.figure(&target.unit_id, &target.indicator).counted;
            let (verdict, tone) = plan.verdict(target);
            Pledge {
                target,
                pledged: plan.target_cell(target),
                pledged_at: place.map(|observation| &observation.at),
                reached: plan.actual_cell(target),
                reached_at: reached.map(|position| &observations[position].at),
                verdict: Cell::text(verdict).toned(tone),
                gap: plan.gap_cell(target),
            }
        })
        .collect()
}

/// Builds the sheet; `None` where nothing was pledged for the period.
pub(super) fn build(facts: &Facts<'_>) -> Option<Sheet> {
    let plan = Plan::new(facts);
    if plan.targets.is_empty() {
        return None;
    }
    let mut sheet = sheet(
        name::TARGETS,
        SheetKind::Figures,
        format!(
            "Chỉ tiêu giao ước thi đua và kết quả, {}",
            facts.account.period.label()
        ),
    );
    sheet.subtitles = vec![
        format!(
            "Chỉ tiêu ghi một con số được hiểu là mức tối thiểu. Chưa có kết quả được tính thì ghi “Chưa có kết quả”, không \
             coi là không đạt; “Kết quả giữ lại”: xem trang Việc cần xử lý.{}",
            plan.money_sentence()
        ),
        "Bấm vào chỉ tiêu giao ước hoặc kết quả để mở đúng ô trong báo cáo của đơn vị.".to_owned(),
    ];
    sheet.subtitles.push(format!(
        "Bản in chỉ có phần toàn tỉnh của bảng tổng hợp. {WHOLE_PRINT}"
    ));
    sheet.subtitles.extend(facts.legend());
    sheet.frozen_columns = 2;
    sheet.print = Print::Fitted {
        columns: u16::MAX,
        is_upright: false,
    };
    sheet.tables.push(plan.summary());
    // Unit by unit it is read on the screen; what a cluster needs on paper stands on its own page.
    sheet
        .tables
        .extend(plan.by_cluster().into_iter().map(|table| Table {
            is_off_paper: true,
            ..table
        }));
    Some(sheet)
}

impl<'f, 'a> Plan<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        let period = facts.account.period;
        let tables = facts.account.tables;
        let targets: Vec<&Target> = tables
            .targets
            .iter()
            .filter(|row| row.period == period)
            .collect();
        let is_money = |row: &&&Target| {
            let indicator = facts.account.indicators.get(&row.indicator);
            indicator.is_some_and(|indicator| indicator.kind == IndicatorKind::Money)
        };
        let largest = targets
            .iter()
            .filter(is_money)
            .flat_map(|row| [row.target, row.actual])
            .flatten()
            .fold(0.0, f64::max);
        let mut places = BTreeMap::new();
        for observation in &tables.observations {
            if observation.period == Some(period)
                && observation.measure == Measure::Target
                && observation.counted()
                && let Some(unit) = observation.unit_id.as_deref()
            {
                places
                    .entry((unit, &*observation.indicator))
                    .or_insert(observation);
            }
        }
        Self {
            facts,
            scale: MoneyScale::for_largest(largest, facts.inputs.plan.money_in_millions_from),
            has_clusters: targets
                .iter()
                .any(|row| row.cluster_id != targets[0].cluster_id),
            is_linked: targets.len() <= facts.inputs.plan.links_at_most / 2,
            targets,
            places,
        }
    }

    fn indicator(&self, code: &str) -> Option<&'a Indicator> {
        self.facts.account.indicators.get(code)
    }

    /// How amounts are shown, where any was pledged.
    fn money_sentence(&self) -> String {
        let is_money = |row: &&Target| {
            self.indicator(&row.indicator)
                .is_some_and(|indicator| indicator.kind == IndicatorKind::Money)
        };
        if self.targets.iter().any(is_money) {
            format!(" {}", self.scale.sentence())
        } else {
            String::new()
        }
    }

    fn summary(&self) -> Table {
        let owned: Vec<Target> = self.targets.iter().map(|row| (*row).clone()).collect();
        let mut summaries = summarise_targets(&owned);
        let indicators = self.facts.account.indicators;
        // What there is only one cluster for would stand there twice.
        summaries.retain(|row| row.group == Group::Province || self.has_clusters);
        summaries.sort_by(|left, right| {
            let is_cluster = |row: &TargetSummary| row.group != Group::Province;
            let by_level = is_cluster(left).cmp(&is_cluster(right));
            by_level
                .then_with(|| natural(left.group.id(), right.group.id()))
                .then_with(|| {
                    let place = |row: &TargetSummary| indicators.position(&row.indicator);
                    place(left).cmp(&place(right))
                })
        });
        let of_province = summaries.iter();
        let of_province = of_province.filter(|row| row.group == Group::Province);
        let of_province = of_province.count();
        Table {
            caption: Some("Tổng hợp: bao nhiêu đơn vị đạt chỉ tiêu đã giao ước".to_owned()),
            columns: vec![
                Column::wrapped("Phạm vi", 6.0).spanning(2),
                Column::wrapped("Chỉ tiêu", 46.0),
                Column::number("Số đơn vị giao ước", 10.0),
                Column::number("Đạt", 23.0),
                Column::number("Không đạt", 12.0),
                Column::number("Chưa có kết quả", 16.0),
                Column::number("Tỷ lệ đạt (trên số có kết quả)", 13.0),
                Column::wrapped("Đơn vị chưa đạt và mức chênh", 36.0),
            ],
            rows: summaries.iter().map(|row| self.summary_row(row)).collect(),
            rows_on_paper: self.has_clusters.then_some(of_province),
            ..Table::default()
        }
    }

    fn summary_row(&self, summary: &TargetSummary) -> Row {
        let (name, kind) = match &summary.group {
            Group::Cluster(id) => (self.facts.account.register.cluster_name(id), RowKind::Plain),
            Group::Province | Group::Unit(_) => ("Toàn tỉnh", RowKind::Group),
        };
        let n_missed = summary.missed.len();
        let known = summary.n_met as usize + n_missed;
        let period = self.facts.account.period;
        let marked = |cell: Cell| {
            let figure = (&summary.group, &*summary.indicator);
            self.facts.marked(cell, figure, &[period])
        };
        let warned = |count: usize, tone| {
            Cell::count(count).toned(if count == 0 { Tone::Plain } else { tone })
        };
        let rate = if known == 0 {
            Cell::empty()
        } else {
            Cell::number(
                f64::from(summary.n_met) / known as f64,
                NumberStyle::plain(Quantity::Percent),
            )
        };
        Row::new(
            kind,
            vec![
                Cell::text(name),
                Cell::text(self.facts.full_label(&summary.indicator)),
                Cell::count(summary.n_units() as usize),
                marked(Cell::count(summary.n_met as usize)),
                marked(warned(n_missed, Tone::Bad)),
                warned(summary.n_unreported as usize, Tone::Warning),
                marked(rate),
                Cell::text(self.missed_text(summary)),
            ],
        )
    }

    /// Who fell short and by how much, the furthest first.
    fn missed_text(&self, summary: &TargetSummary) -> String {
        if summary.group == Group::Province && self.has_clusters {
            return String::new();
        }
        let mut missed: Vec<&(Arc<str>, f64)> = summary.missed.iter().collect();
        missed.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut parts: Vec<String> = missed
            .iter()
            .take(NAMED_AT_MOST)
            .map(|(unit, _)| {
                let own = self
                    .targets
                    .iter()
                    .find(|row| row.unit_id == *unit && row.indicator == summary.indicator);
                let unit = self.facts.account.register.unit_name(unit);
                let gap = own.and_then(|row| self.gap_text(row));
                gap.map_or_else(|| unit.to_owned(), |gap| format!("{unit}: {gap}"))
            })
            .collect();
        if missed.len() > NAMED_AT_MOST {
            parts.push(format!("và {} đơn vị khác", missed.len() - NAMED_AT_MOST));
        }
        parts.join("; ")
    }

    /// A table a cluster, in the natural order of their codes.
    fn by_cluster(&self) -> Vec<Table> {
        let mut clusters: BTreeMap<Option<&Arc<str>>, Vec<&Target>> = BTreeMap::new();
        for row in &self.targets {
            clusters
                .entry(row.cluster_id.as_ref())
                .or_default()
                .push(row);
        }
        let mut clusters: Vec<_> = clusters.into_iter().collect();
        clusters.sort_by(|(left, _), (right, _)| match (left, right) {
            (Some(left), Some(right)) => natural(left, right),
            _ => left.is_none().cmp(&right.is_none()),
        });
        let table = |(cluster, targets): (Option<&Arc<str>>, Vec<&Target>)| Table {
            caption: Some(cluster_name(self.facts, cluster).to_owned()),
            columns: vec![
                Column::centered("TT", 6.0),
                Column::wrapped("Đơn vị", 32.0),
                Column::wrapped("Chỉ tiêu", 46.0),
                Column::centered("Đơn vị tính", 10.0),
                Column::number("Giao ước", 23.0),
                Column::number("Kết quả", 12.0),
                Column::centered("Kết luận", 18.0),
                Column::number("Mức chênh", 13.0),
            ],
            rows: self.unit_rows(targets),
            ..Table::default()
        };
        clusters.into_iter().map(table).collect()
    }

    fn unit_rows(&self, mut targets: Vec<&Target>) -> Vec<Row> {
        let indicators = self.facts.account.indicators;
        targets.sort_by(|left, right| {
            natural(&left.unit_id, &right.unit_id).then_with(|| {
                let place = |row: &Target| indicators.position(&row.indicator);
                place(left).cmp(&place(right))
            })
        });
        let mut rows = Vec::new();
        for (number, own) in targets
            .chunk_by(|one, next| one.unit_id == next.unit_id)
            .enumerate()
        {
            for (position, target) in own.iter().enumerate() {
                rows.push(self.unit_row((number + 1, position == 0), target));
            }
        }
        rows
    }

    fn unit_row(&self, (number, is_first): (usize, bool), target: &Target) -> Row {
        let unit = self.facts.account.register.unit_name(&target.unit_id);
        // Further lines repeat the name only to be found.
        let tone = if is_first { Tone::Plain } else { Tone::Muted };
        let (verdict, tone_of_verdict) = self.verdict(target);
        let indicator = self.indicator(&target.indicator);
        Row::plain(vec![
            if is_first {
                Cell::count(number)
            } else {
                Cell::empty()
            },
            Cell::text(unit).toned(tone),
            Cell::text(self.facts.full_label(&target.indicator)),
            indicator.map_or_else(Cell::empty, |indicator| {
                Cell::text(unit_of_measure(indicator, self.scale))
            }),
            self.target_cell(target),
            self.marked(self.actual_cell(target), target),
            self.marked(Cell::text(verdict).toned(tone_of_verdict), target),
            self.marked(self.gap_cell(target), target),
        ])
    }

    /// Whether a target was met, and how that stands out.
    fn verdict(&self, target: &Target) -> (&'static str, Tone) {
        let is_other_scale = target
            .rating
            .as_ref()
            .is_some_and(|rating| rating.reached.is_some());
        match target.met {
            Some(true) => ("Đạt", Tone::Good),
            Some(false) => ("Không đạt", Tone::Bad),
            None if is_other_scale => ("Khác thang xếp loại", Tone::Warning),
            None if self.is_held(target) => ("Kết quả giữ lại", Tone::Warning),
            None => ("Chưa có kết quả", Tone::Warning),
        }
    }

    /// What is said of a result, marked where an error waits at it.
    fn marked(&self, cell: Cell, target: &Target) -> Cell {
        let own = Group::Unit(target.unit_id.clone());
        let period = self.facts.account.period;
        self.facts
            .marked(cell, (&own, &target.indicator), &[period])
    }

    /// Whether a result was reported that waits for a decision.
    fn is_held(&self, target: &Target) -> bool {
        let places = self.facts.figure(&target.unit_id, &target.indicator);
        places.counted.is_none() && places.held.is_some()
    }
}
