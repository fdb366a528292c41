//! Tables with a row per unit, which a cluster sends for all its units.

use super::account::{RowKind, RowKinds};
use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::labels::LabelMeaning;
use super::layout::Column;
use super::measure::is_meant_for;
use super::note_lines::remark_behind_name;
use super::own_rows::{self, OwnRow};
use super::rating_marks::rating_in;
use super::region::{Region, Stage};
use super::row_mark::{BULLETS, Mark, Marked, marks_group, number_of_heading};
use super::rows_of_parts::{RowsOf, rows_of};
use super::sayings::{FigureColumn, Scope, Timed};
use super::scores::is_maximum_row;
use super::sections::TableTitle;
use super::standing::{self, RunningNumbers, standing_of_name};
use super::statements::{Said, SheetStatements};
use super::table_units::unit_of_table;
use super::tables::{FigureCell, FigureTable, FigureTimes, RowStanding, TotalCell, UnitRow};
use super::time::Time;
use super::time_words::TimeWords;
use super::walk::Section;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, FormWords, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::{CellClass, LabelSlip};
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::quantity::UnitOfMeasure;
use crate::read::CellContent;
use crate::rules;
use crate::rules::row_unread::Why;
use crate::text::{begins_with_any, contains_any};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A column that gives an indicator.
struct IndicatorColumn<'a> {
    column: &'a Column<'a>,
    code: &'a Arc<str>,
    says: FigureColumn,
    by_column: Timed,
    /// Its title, where that says that its figures are only near.
    near_by: Option<usize>,
    /// The position of its unit of measure in the table's.
    declared: Option<usize>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowKinds, Option<TableTitle>) {
    let rows_of = rows_of(region);
    let is_of_parts = rows_of != RowsOf::Units;
    let form = match region.header.is_of_own_unit() || is_of_parts {
        true => FormKind::ActivityReport,
        false => FormKind::ClusterTable,
    };
    let mut table = FigureTable::new(form, region.grid.sheet.clone());
    let unit = unit_of_table(region, statements.unit_of_measure.clone());
    let columns = indicator_columns(region, unit.as_ref(), &mut table);
    let title = region.title.as_ref();
    let by_title = title.map(|title| table.timed(title.heading.time, title.saying.clone()));
    let says = title.and_then(|title| title.heading.says);
    let has_targets = columns.iter().any(|it| it.says == FigureColumn::Target);
    let mut walk = Walk {
        region,
        rows_of,
        is_plan: !has_targets && says.or(statements.title.says) == Some(FigureColumn::Target),
        by_title: by_title.unwrap_or_default(),
        columns,
        groups: Groups::new(region),
        running: RunningNumbers::of(region),
        numbers: Vec::new(),
        section: Section::default(),
        open_group: None,
        first_of_group: 0,
        is_carried: false,
        has_second_rows: false,
        has_ended: false,
        has_told_parts: false,
        unit_above: None,
        is_below_whole: false,
        cluster_above: cluster_of(region, statements),
        table,
        findings,
    };
    walk.has_second_rows = region.has_second_rows(|row| walk.is_bare(row));
    let kinds = region
        .rows()
        .map(|row| (row.number, walk.read_row(row)))
        .collect();
    walk.close_group();
    walk.table.words.slips = title_slips(region, &walk.columns);
    standing::settle(&mut walk.table, &walk.numbers, region.lexicon);
    close_totals(&mut walk.table);
    let left = walk.section.left(&walk.table);
    (walk.table, kinds, left)
}

/// The cluster whose units stand in a table's rows, until a row names another.
fn cluster_of(region: &Region<'_>, statements: &SheetStatements) -> Option<String> {
    let stated = || statements.first(Said::Cluster).map(str::to_owned);
    region.cluster.clone().or_else(stated)
}

/// Walks down a table.
struct Walk<'a> {
    region: &'a Region<'a>,
    rows_of: RowsOf,
    /// Whether the title says that all figures are only planned.
    is_plan: bool,
    by_title: Timed,
    columns: Vec<IndicatorColumn<'a>>,
    groups: Groups,
    running: RunningNumbers,
    /// What the units are numbered with, by position in the table's.
    numbers: Vec<Option<String>>,
    /// The heading above that says of when the rows are, and whether they are planned: `II | Đăng ký năm 2025`.
    section: Section,
    /// The totals of the heading above, by position in the table's.
    open_group: Option<Range<usize>>,
    /// The first unit that the next total sums up.
    first_of_group: usize,
    /// Whether a sum of the pages before was carried on: what is summed up further down may hold it too.
    is_carried: bool,
    /// Whether names stand for two rows throughout.
    has_second_rows: bool,
    has_ended: bool,
    has_told_parts: bool,
    /// The last unit, which may stand for several rows.
    unit_above: Option<usize>,
    /// Whether rows with bullets would be parts of that.
    is_below_whole: bool,
    cluster_above: Option<String>,
    table: FigureTable,
    findings: &'a mut Vec<Finding>,
}

/// Whether a row holds anything under a title of figures.
fn holds_figures(region: &Region<'_>, row: Row<'_>) -> bool {
    let mut columns = region.header.columns.iter();
    columns.any(|column| {
        region.header.is_figure_column(column.index) && row.cell(column.index).is_some()
    })
}

/// Why a row is of no unit, by its name: `Chỉ tiêu cụm giao`, `Trong đó: nữ`, `CĐBP Văn phòng`.
pub(super) fn of_no_unit(key: &str, words: &FormWords) -> Option<Why> {
    let is_of_none = words.is_no_unit(key) || begins_with_any(key, &words.signature_words);
    let is_part =
        || begins_with_any(key, &words.among_beginnings) || begins_with_any(key, &words.part_names);
    match is_of_none {
        true => Some(Why::NoUnit),
        false => is_part().then_some(Why::PartOfUnit),
    }
}

impl<'a> Walk<'a> {
    fn read_row(&mut self, row: Row<'a>) -> RowKind {
        let region = self.region;
        self.has_ended = self.has_ended || ends_table(region, &self.columns, row);
        if self.has_ended {
            return RowKind::Below;
        }
        if is_maximum_row(row, region) {
            return RowKind::Heading;
        }
        if region.header.is_of_own_unit() {
            return self.read_own(row);
        }
        let stage = region.stage_of(row, &mut self.table);
        if let RowsOf::Parts(whole) = self.rows_of {
            return self.read_part(row, whole, stage);
        }
        let Some((cell, name)) = region.name_in(row) else {
            return self.read_nameless(row, stage);
        };
        let key = name.label_key();
        let words = &region.lexicon.forms.words;
        // `Tổng 2 đơn vị`
        let is_total = words.is_total(key)
            || words.is_total_of_parts(&name.text)
            || words.is_total_of_units(key);
        if words.is_carried(key) {
            self.is_carried = true;
            return RowKind::Comparison;
        }
        if !is_total && begins_with_any(key, &words.cluster_prefixes) {
            self.cluster_above = Some(name.text.clone());
        }
        if !holds_figures(region, row) {
            self.begin_section(row, cell, name);
            return RowKind::Heading;
        }
        if begins_with_any(key, &words.example_rows) {
            return self.pass_example(cell);
        }
        // `Bình quân`, `So với năm trước`: neither a unit nor a total.
        if begins_with_any(key, &words.comparing_row_beginnings) || self.is_time(name) {
            return RowKind::Comparison;
        }
        let is_bulleted = name.text.starts_with(BULLETS);
        // `- Văn phòng` below `1 | Sở Y tế`
        let is_below_whole = is_bulleted && self.is_below_whole;
        let of_nobody = is_below_whole.then_some(Why::PartOfUnit);
        if let Some(why) = of_nobody.or_else(|| self.of_no_unit(name)) {
            return self.report_unread(row, why);
        }
        self.is_below_whole = false;
        self.unit_above = None;
        if is_total || self.groups.begin_at(region, row, name) {
            if !is_total {
                self.begin_section(row, cell, name);
            }
            return self.read_total(row, is_total);
        }
        let is_bare = |row: Row<'a>| self.is_bare(row);
        if stage.is_none() && region.is_stacked(cell, self.has_second_rows, is_bare) {
            return self.report_unread(row, Why::Stacked);
        }
        self.push_row(row, (cell, is_bulleted), stage)
    }

    /// Why a row is of no unit, by its name or by what that is without a time: `Kế hoạch 2025`.
    fn of_no_unit(&self, name: &Wording) -> Option<Why> {
        let words = &self.region.lexicon.forms.words;
        of_no_unit(name.label_key(), words).or_else(|| {
            let key = || &name.title(self.region.lexicon).title.key;
            let is_none = !name.is_timeless(self.region.lexicon) && words.is_no_unit(key());
            is_none.then_some(Why::NoUnit)
        })
    }

    /// A row of a part of the form's unit, or of the whole; the parts are told once, where they do not sum up each.
    fn read_part(&mut self, row: Row<'a>, whole: Option<u32>, stage: Stage) -> RowKind {
        if whole == Some(row.number) {
            self.push_figures(row, None, stage);
            return RowKind::Figures;
        }
        let told = self.findings.len();
        let kind = self.report_unread(row, Why::PartOfWhole);
        if whole.is_some() && self.has_told_parts {
            self.findings.truncate(told);
        }
        self.has_told_parts |= kind == RowKind::Unread;
        kind
    }

    /// The figures of a row that names a unit.
    fn push_row(
        &mut self,
        row: Row<'a>,
        (name, is_bulleted): (&GridCell<'_>, bool),
        stage: Stage,
    ) -> RowKind {
        let position = self.table.units.len();
        self.push_unit(row, name);
        self.unit_above = Some(position);
        self.is_below_whole =
            !is_bulleted && self.region.header.cell(ColumnRole::Number, row).is_some();
        self.push_figures(row, Some(position), stage);
        let region = self.region;
        let rating = rating_in(region.header, row, Some(position), region.lexicon);
        self.table.figures.extend(rating);
        RowKind::Figures
    }

    /// Takes over what a heading says of the rows below it: another year, a plan. A heading of its rank that says nothing of
    /// that ends it.
    fn begin_section(&mut self, row: Row<'_>, cell: &GridCell<'_>, name: &Wording) {
        let heading = name.heading(self.region.lexicon);
        let number = self.region.header.cell(ColumnRole::Number, row);
        let number = number.filter(|number| number.address != cell.address);
        let mark = number_of_heading(number.map(GridCell::text), &name.text);
        let is_of_group = mark.is_some_and(Mark::is_of_group);
        let speaks =
            heading.says.is_some() || heading.speaks() && (is_of_group || self.is_time(name));
        let next = speaks.then(|| Section {
            heading,
            timed: self.table.timed(heading.time, cell.saying(Scope::Section)),
            number: mark,
            has_parts: None,
        });
        self.section.take(next, (mark, false));
    }

    /// What is said of a row's figures: beside its name, else by the heading above it.
    fn stage_below_heading(&self, stage: Stage) -> Stage {
        let section = &self.section;
        let of_section = || {
            let says = section.heading.says.unwrap_or(match self.is_plan {
                true => FigureColumn::Target,
                false => FigureColumn::Actual,
            });
            section.heading.speaks().then_some((says, section.timed))
        };
        match stage {
            Some((says, timed)) if timed.time == Time::Unsaid && section.timed.said.is_some() => {
                Some((says, section.timed))
            }
            stage => stage.or_else(of_section),
        }
    }

    /// A row that sums up the units above it, or a heading that sums up those that follow.
    fn read_total(&mut self, row: Row<'_>, is_below: bool) -> RowKind {
        let units_so_far = self.table.units.len();
        self.close_group();
        if is_below {
            self.push_totals(row, self.first_of_group..units_so_far);
            self.first_of_group = units_so_far;
        } else {
            let first = self.table.totals.len();
            self.push_totals(row, units_so_far..units_so_far);
            self.open_group = Some(first..self.table.totals.len());
        }
        RowKind::Total
    }

    /// `Ví dụ: CĐCS Trường A` shows how to fill in the rows below.
    fn pass_example(&mut self, name: &GridCell<'_>) -> RowKind {
        let message = rules::row_unread::example_row_message(name.text());
        let rule = &rules::row_unread::RULE;
        let told = self.region.tell(rule, name.address, message);
        self.findings.push(told);
        RowKind::Unread
    }

    /// Whether a name is only a time: `Năm 2022` below the units is what they came to then.
    fn is_time(&self, name: &Wording) -> bool {
        let lexicon = self.region.lexicon;
        !name.is_timeless(lexicon) && name.title(lexicon).title.key.is_empty()
    }

    /// A row of the form's own unit: of the time that it names, or the only one.
    fn read_own(&mut self, row: Row<'a>) -> RowKind {
        if !self.holds_own(row) {
            return RowKind::Heading;
        }
        let header = self.region.header;
        let time_column = header.stage_column();
        let told = time_column.and_then(|column| row.cell(column));
        let is_other = |cell: &GridCell<'_>| {
            let is_title = |column: &Column<'_>| {
                Some(column.index) != time_column
                    && !header.is_figure_column(column.index)
                    && column.kind != ColumnKind::Note
            };
            // `12 hộ` under a title that is not understood is a figure all the same.
            let has_words = |it: &Wording| !it.is_quantity(self.region.lexicon);
            cell.wording().is_some_and(has_words)
                && header.at(cell.address.column).is_none_or(is_title)
        };
        let has_words = row.cells.iter().any(is_other);
        let Some(cell) = told else {
            if has_words || self.own_rows() > 1 {
                return self.report_unread(row, Why::NoName);
            }
            let says = self.said_by_title();
            self.push_figures(row, None, says);
            return RowKind::Figures;
        };
        match own_rows::said(cell, self.region.lexicon) {
            Some(OwnRow::Compares) => RowKind::Comparison,
            Some(OwnRow::Sum) if self.tells_times() => RowKind::Comparison,
            Some(OwnRow::Figures(says, time)) if !has_words => {
                self.push_own(row, cell, (says, time))
            }
            Some(OwnRow::Sum) if !has_words && self.are_other_rows_parts() => {
                self.push_own(row, cell, (FigureColumn::Actual, Time::Unsaid))
            }
            None if !has_words => match self.part_in(cell) {
                Some(parts) => self.push_part(row, parts),
                None => self.report_unread(row, Why::NoName),
            },
            _ => self.report_unread(row, Why::NoName),
        }
    }

    fn push_own(
        &mut self,
        row: Row<'a>,
        said: &GridCell<'_>,
        (says, time): (FigureColumn, Time),
    ) -> RowKind {
        let results = &self.region.lexicon.forms.words.result_words;
        let is_open = || !contains_any(&said.shown().to_lowercase(), results);
        let says = match says {
            FigureColumn::Actual if self.is_plan && is_open() => FigureColumn::Target,
            says => says,
        };
        let timed = self.table.timed(time, said.saying(Scope::Row));
        // What its words leave open their title says, the heading, or the title above.
        let stage = (says != FigureColumn::Actual || time != Time::Unsaid).then_some((says, timed));
        let stage = stage.or_else(|| self.said_by_title());
        self.push_figures(row, None, stage);
        RowKind::Figures
    }

    /// What a title before those of the figures says of the form's own rows: `Năm 2023 | Tổng số lao động | …`.
    fn said_by_title(&mut self) -> Stage {
        let header = self.region.header;
        let mut columns = header.columns.iter();
        let mut before = columns
            .by_ref()
            .take_while(|it| !header.is_figure_column(it.index));
        let column = before.find(|column| column.time() != Time::Unsaid)?;
        let timed = self.table.timed(column.time(), column.saying());
        let says = match column.title.role.map(ColumnKind::of_role) {
            Some(ColumnKind::Figure(says)) => says,
            _ => FigureColumn::Actual,
        };
        Some((says, timed))
    }

    /// The part that a row below the whole is of: `Trong đó nữ`.
    fn part_in(&self, cell: &'a GridCell<'_>) -> Option<&'a BTreeMap<Arc<str>, Arc<str>>> {
        match &cell.wording()?.label(self.region.lexicon).meaning {
            LabelMeaning::PartOfAbove(parts) => Some(parts),
            _ => None,
        }
    }

    /// The figures of a row of a part, of those indicators that ask for it.
    fn push_part(&mut self, row: Row<'a>, parts: &BTreeMap<Arc<str>, Arc<str>>) -> RowKind {
        let first = self.table.figures.len();
        self.push_figures(row, None, None);
        let mut is_told = false;
        for mut figure in self.table.figures.split_off(first) {
            if let Some(part) = parts.get(&figure.indicator) {
                figure.indicator = part.clone();
                self.table.figures.push(figure);
            } else if figure.content.is_some() {
                self.table
                    .passed_over
                    .push((figure.at, CellClass::Unmatched));
                is_told = is_told || self.tell_part(&figure);
            }
        }
        RowKind::Figures
    }

    fn tell_part(&mut self, figure: &FigureCell) -> bool {
        let message = rules::row_unread::message(&figure.raw, Why::PartOfWhole);
        let rule = &rules::row_unread::RULE;
        self.findings
            .push(self.region.tell(rule, figure.at, message));
        true
    }

    /// Whether all rows but one are of parts of the unit's people.
    fn are_other_rows_parts(&self) -> bool {
        let column = self.region.header.stage_column();
        let rows = self.region.rows().filter(|row| self.holds_own(*row));
        let is_part = |row: &Row<'a>| {
            let cell = column.and_then(|column| row.cell(column));
            let others = &self.region.lexicon.forms.words.other_parts;
            let is_other = |it: &Wording| others.iter().any(|part| part == it.label_key());
            cell.is_some_and(|it| self.part_in(it).is_some() || it.wording().is_some_and(is_other))
        };
        rows.filter(|row| !is_part(row)).count() == 1
    }

    /// How many rows hold figures of the form's own unit.
    fn own_rows(&self) -> usize {
        let rows = self.region.rows();
        rows.filter(|row| self.holds_own(*row)).count()
    }

    /// Whether any of these tells what its figures are, planned or reached or of a time.
    fn tells_times(&self) -> bool {
        let Some(column) = self.region.header.stage_column() else {
            return false;
        };
        let mut rows = self.region.rows().filter(|row| self.holds_own(*row));
        rows.any(|row| {
            let said = row.cell(column);
            let said = said.and_then(|cell| own_rows::said(cell, self.region.lexicon));
            matches!(said, Some(OwnRow::Figures(..)))
        })
    }

    /// Whether a row of the form's own unit holds figures: not `2. Chăm lo đời sống` alone above the next table's titles.
    fn holds_own(&self, row: Row<'_>) -> bool {
        let is_line = || match row.cells {
            [only] => only.wording().is_some_and(|wording| {
                let marked = Marked::of(&wording.text).filter(|it| it.is_closed);
                let words = marked.map_or(&*wording.text, |it| it.rest);
                words.trim_start().starts_with(char::is_alphabetic)
            }),
            _ => false,
        };
        self.figure_in(row).is_some() && !is_line()
    }

    /// A row without a name is a second one of the unit above where it says so, and else of nobody.
    fn read_nameless(&mut self, row: Row<'_>, stage: Stage) -> RowKind {
        match (self.unit_above, stage) {
            (Some(unit), Some(stage)) => {
                self.push_figures(row, Some(unit), Some(stage));
                RowKind::Figures
            }
            _ => self.report_unread(row, Why::NoName),
        }
    }

    fn is_bare(&self, row: Row<'_>) -> bool {
        self.region.name_in(row).is_none() && self.figure_in(row).is_some()
    }

    /// The first cell of a row that holds a figure of the table's.
    fn figure_in<'r>(&self, row: Row<'r>) -> Option<&'r GridCell<'r>> {
        let columns = self.columns.iter();
        let mut cells = columns.filter_map(|column| row.cell(column.column.index));
        cells.find(|cell| cell.may_be_figure())
    }

    /// Tells of figures in a row that no unit takes.
    fn report_unread(&mut self, row: Row<'_>, why: Why) -> RowKind {
        let Some(cell) = self.figure_in(row) else {
            return RowKind::Heading;
        };
        let message = rules::row_unread::message(&cell.raw(), why);
        let told = self
            .region
            .tell(&rules::row_unread::RULE, cell.address, message);
        self.findings.push(told);
        RowKind::Unread
    }

    /// A heading's figures sum up the units that follow it, up to the next heading or total.
    fn close_group(&mut self) {
        let end = self.table.units.len();
        for total in self.open_group.take().into_iter().flatten() {
            if let Some(total) = self.table.totals.get_mut(total) {
                total.rows.end = end;
            }
        }
    }

    fn push_unit(&mut self, row: Row<'_>, name: &GridCell<'_>) {
        let shown = |role| {
            let cell = self.region.header.cell(role, row);
            cell.map(|cell| cell.shown().into_owned())
        };
        // One that is merged over several rows stands in the first of them.
        self.cluster_above = shown(ColumnRole::Cluster).or(self.cluster_above.take());
        let running = &self.running;
        let is_bare = running.are_missed_by(row.number, name.text(), self.region);
        let number = self.running.number(row.number);
        self.numbers.push(number.map(str::to_owned));
        let unit = UnitRow {
            name: name.text().to_string(),
            code: shown(ColumnRole::UnitCode),
            cluster: self.cluster_above.clone(),
            at: name.address,
            standing: match is_bare {
                true => RowStanding::Unnumbered,
                false => standing_of_name(name.text(), self.region.lexicon),
            },
        };
        self.table.units.push(unit);
    }

    fn push_figures(&mut self, row: Row<'_>, unit: Option<usize>, stage: Stage) {
        let grid = self.region.grid;
        let name = self.region.name_in(row).map(|(cell, _)| cell);
        let name = name.and_then(|cell| {
            let lexicon = self.region.lexicon;
            let behind = || cell.as_remark(|| remark_behind_name(cell, lexicon));
            grid.note_on(cell).or_else(behind)
        });
        let name = name.or_else(|| self.region.header.remark_on(row, self.region.lexicon));
        let stage = self.stage_below_heading(stage);
        for column in &self.columns {
            let cell = row.cell(column.column.index);
            if let Some(cell) = cell.filter(|cell| self.shares_figure(cell)) {
                let message = rules::row_unread::message(&cell.raw(), Why::Merged);
                let rule = &rules::row_unread::RULE;
                self.findings
                    .push(self.region.tell(rule, cell.address, message));
                let passed = (cell.address, CellClass::Unmatched);
                self.table.passed_over.push(passed);
                continue;
            }
            let says = match (column.says, stage) {
                (FigureColumn::Actual, Some((stage, _))) => stage,
                (FigureColumn::Actual, None) if self.is_plan => FigureColumn::Target,
                (says, _) => says,
            };
            let told = |timed: &Timed| timed.time != Time::Unsaid;
            let by_stage = stage.map(|(_, time)| time).filter(told);
            let is_asked_for = says == FigureColumn::Actual;
            if cell.is_none() && !is_asked_for && stage.is_some() {
                continue;
            }
            let at = CellAddress::new(row.number, column.column.index);
            let note = cell.and_then(|cell| grid.note_on(cell)).or(name);
            let by_row = by_stage.unwrap_or(self.by_title);
            let (by_row, near_by) = self.table.noted(note, by_row);
            self.table.figures.push(FigureCell {
                unit_row: unit,
                column: says,
                timed: FigureTimes {
                    by_column: column.by_column,
                    by_row,
                    near_by: near_by.or(column.near_by),
                },
                content: cell.map(|cell| grid.figure_content(cell)),
                raw: cell.map(GridCell::raw).unwrap_or_default(),
                declared: column.declared,
                ..FigureCell::empty(column.code.clone(), at)
            });
            let said = cell.map_or("", GridCell::said);
            if said.contains(char::is_alphabetic) {
                let lexicon = self.region.lexicon;
                let title = lexicon.wording(column.column.written());
                self.table.part_last(title.label(lexicon), said, lexicon);
            }
        }
    }

    /// Whether a figure is merged over the row of another unit.
    fn shares_figure(&self, cell: &GridCell<'_>) -> bool {
        let grid = self.region.grid;
        let last = grid.span(cell.address).last.row.min(self.region.end - 1);
        let mut below = (cell.address.row + 1..last + 1).map(|number| grid.row(number));
        cell.may_be_figure() && below.any(|row| self.region.name_in(row).is_some())
    }

    fn push_totals(&mut self, row: Row<'_>, rows: Range<usize>) {
        let columns = self.columns.iter();
        let says_actual = |column: &&IndicatorColumn<'_>| column.says == FigureColumn::Actual;
        for column in columns.filter(says_actual) {
            if let Some(cell) = row.cell(column.column.index) {
                let figures = self.table.figures.iter().filter(|figure| {
                    let is_above = figure.unit_row.is_some_and(|unit| unit < rows.start);
                    self.is_carried && is_above && figure.at.column == cell.address.column
                });
                let above = figures.filter_map(|figure| number(figure.content.as_ref()?));
                self.table.totals.push(TotalCell {
                    indicator: column.code.clone(),
                    content: cell.content(),
                    at: cell.address,
                    declared: column.declared,
                    rows: rows.clone(),
                    above: above.sum(),
                });
            }
        }
    }
}

fn indicator_columns<'a>(
    region: &'a Region<'_>,
    of_table: Option<&UnitOfMeasure>,
    table: &mut FigureTable,
) -> Vec<IndicatorColumn<'a>> {
    let columns = region.header.columns.iter();
    let columns = columns.filter_map(|column| {
        let ColumnKind::Indicator(code, says) = &column.kind else {
            return None;
        };
        // `ĐVT: nghìn đồng` above the table is meant for its amounts only.
        let is_money = region.lexicon.is_of_kind(code, IndicatorKind::Money);
        let of_table = of_table.filter(|unit| is_meant_for(unit, is_money));
        let declared = column.unit_of_measure().or(of_table);
        let by_column = column.timed(region.grid, table);
        Some(IndicatorColumn {
            column,
            code,
            says: *says,
            by_column,
            near_by: column.near_by(by_column, region.lexicon),
            declared: declared.map(|unit| table.declare(unit)),
        })
    });
    columns.collect()
}

/// The titles that were understood in spite of a slip of the finger.
fn title_slips(region: &Region<'_>, columns: &[IndicatorColumn<'_>]) -> Vec<LabelSlip> {
    let has_slip = |it: &Column<'_>| it.title.has_slip(it.above(), region.lexicon);
    let slipped = columns.iter().filter(|it| has_slip(it.column));
    let slips = slipped.map(|it| LabelSlip {
        at: region.place(it.column.title_at),
        written: it.column.written().to_string(),
        indicator: it.code.clone(),
    });
    slips.collect()
}

/// Whether the signatures below a table begin in a row: one that holds no number of the table's.
fn ends_table(region: &Region<'_>, columns: &[IndicatorColumn<'_>], row: Row<'_>) -> bool {
    let words = &region.lexicon.forms.words;
    let dates = &TimeWords::built_in().date;
    let is_signature = |wording: &Wording| {
        let key = wording.label_key();
        begins_with_any(key, &words.signature_words)
            || dates.speaks_of_date(key) && contains_any(key, &dates.years)
    };
    let mut wordings = row.cells.iter().filter_map(GridCell::wording);
    wordings.any(is_signature)
        && !columns.iter().any(|column| {
            let cell = row.cell(column.column.index);
            cell.is_some_and(GridCell::may_be_figure)
        })
}

/// How a table parts its units into groups: rows with a letter or a Roman number among rows with plain ones, or headings
/// without any.
struct Groups {
    number_column: Option<u32>,
    /// Whether the names themselves are numbered: `I. Khối trường học`, `1. Trường A`.
    are_names_numbered: bool,
    /// Whether small letters stand below numbers.
    are_letters_below: bool,
}

impl Groups {
    fn new(region: &Region<'_>) -> Self {
        /// Units numbered plainly, so that other numbers stand out.
        const FEWEST_NUMBERED: usize = 2;
        let is_plain_number = |cell: &&GridCell<'_>| {
            cell.is_number() || cell.wording().is_some_and(Wording::may_be_figure)
        };
        let numbered = |role| {
            let column = region.header.column(role)?.index;
            let cells = region.rows().filter_map(|row| row.cell(column));
            let count = cells.filter(is_plain_number).count();
            (count >= FEWEST_NUMBERED).then_some(column)
        };
        let number_column = numbered(ColumnRole::Number);
        Self {
            number_column,
            are_names_numbered: number_column.is_none()
                && numbered(ColumnRole::ReportingUnit).is_some(),
            are_letters_below: standing::are_letters_below(region),
        }
    }

    fn begin_at(&self, region: &Region<'_>, row: Row<'_>, name: &Wording) -> bool {
        let number = self.number_column.map(|column| row.cell(column));
        if let Some(Some(cell)) = number {
            let mark = Marked::of(cell.text()).map(|it| it.mark);
            let is_below = self.are_letters_below && mark == Some(Mark::Small);
            return marks_group(cell.text()) && !is_below;
        }
        if self.are_names_numbered
            && let Some(marked) = Marked::of(&name.text)
            && marked.is_closed
            && marked.mark.is_of_group()
        {
            return true;
        }
        begins_with_any(
            name.label_key(),
            &region.lexicon.forms.words.cluster_prefixes,
        )
    }
}

/// A total above its rows sums up those that follow; a last total after subtotals, or on the last of several pages, sums
/// up all.
fn close_totals(table: &mut FigureTable) {
    let all = 0..table.units.len();
    let last_row = table.totals.last().map(|total| total.at.row);
    let is_last = |total: &TotalCell| Some(total.at.row) == last_row;
    let sums_part = |table: &FigureTable, total: &TotalCell| {
        let stated = number(&total.content);
        let rows = table.figures.iter().filter(|figure| {
            figure.at.column == total.at.column
                && figure.unit_row.is_some_and(|row| total.rows.contains(&row))
        });
        let sum: f64 = rows
            .filter_map(|figure| number(figure.content.as_ref()?))
            .sum();
        stated.is_none_or(|stated| (stated - sum).abs() <= 1e-6 * sum.abs().max(1.0))
    };
    let mut lasts = table.totals.iter().filter(|total| is_last(total));
    let is_of_all = lasts.any(|total| total.rows != all && !sums_part(table, total));
    for total in &mut table.totals {
        if total.rows.is_empty() || is_of_all && Some(total.at.row) == last_row {
            total.rows = all.clone();
        }
    }
}

/// Tells the totals of a table that goes on from others what those come to: the last of them may hold it too. The table
/// stands at a place among all, those that it goes on from right before it.
pub(super) fn go_on_from(pages: usize, at: usize, tables: &mut [FigureTable]) {
    let Some((above, [table, ..])) = tables.split_at_mut_checked(at) else {
        return;
    };
    let above = &above[above.len().saturating_sub(pages)..];
    for total in &mut table.totals {
        let figures = above.iter().flat_map(|table| &table.figures);
        let figures = figures.filter(|figure| {
            figure.at.column == total.at.column && figure.indicator == total.indicator
        });
        total.above += figures
            .filter_map(|figure| number(figure.content.as_ref()?))
            .sum::<f64>();
    }
}

fn number(content: &CellContent) -> Option<f64> {
    match content {
        CellContent::Number { value, .. } => Some(*value),
        _ => None,
    }
}
