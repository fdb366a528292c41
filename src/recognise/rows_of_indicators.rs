//! Tables with a row per indicator: the activity report, the pledge report, a congress' targets.

use super::Knowledge;
use super::above::{LastRow, RowAbove, RowsAbove, Whole};
use super::account::{RowKind, RowKinds};
use super::blocks_of_parts::{SectionHeading, leave_parts};
use super::column_kind::ColumnKind;
use super::detail_column::detail_column;
use super::grid::{GridCell, Row};
use super::heading_places::{heading_alone, stands_out};
use super::labels::LabelMeaning;
use super::layout::Column;
use super::lead_column::lead_column;
use super::line::{NameStrength, Naming};
use super::notes::Note;
use super::numbering::is_numbering_row;
use super::own_words;
use super::region::{Region, Stage};
use super::row_figures::Share;
use super::row_label::RowLabel;
use super::row_mark::{Mark, marks_group, number_of_heading};
use super::row_meaning::RowMeaning;
use super::rows_of_cases::{cases_in, leave_cases};
use super::sayings::{FigureColumn, Saying, Scope, Timed};
use super::sections::TableTitle;
use super::standing::{names_a_body, standing_of_name};
use super::statements::{Said, SheetStatements};
use super::table_units::TableUnits;
use super::tables::{CongressFact, FigureCell, FigureTable, FigureTimes, RowStanding, UnitRow};
use super::time::Time;
use super::units_beside::NamedRows;
use super::walk::{Above, BesideLabels, FigureOf, MeantRow, Plan, Section, Walk};
use super::wording::Wording;
use crate::catalogue::{
    Aggregation, ColumnRole, CongressField, FormWords, Indicator, IndicatorKind,
};
use crate::finding::Finding;
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::quantity::{UnitOfMeasure, is_left_blank};
use crate::read::CellContent;
use crate::rules::row_unread::Why;
use crate::text::{self, begins_with_any, is_letter};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a table: its figures, its rows, and the section that goes on below it, where its header is repeated.
pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowKinds, (Option<TableTitle>, LastRow)) {
    let index_of = |role| region.header.column(role).map(|column| column.index);
    let mut table = FigureTable::new(FormKind::ActivityReport, region.grid.sheet.clone());
    let columns = figure_columns(region, statements, &mut table);
    let unit_column = index_of(ColumnRole::UnitOfMeasure);
    // What stands above a table that is not the sheet's first speaks of it alone.
    let section = region.title.as_ref().map(|title| Section {
        heading: title.heading,
        timed: table.timed(title.heading.time, title.saying.clone()),
        number: None,
        has_parts: None,
    });
    let of_sheet = section.as_ref().and_then(|section| section.timed.said);
    let mut walk = Walk {
        region,
        plan: Plan {
            label_column: index_of(ColumnRole::Label).unwrap_or_default(),
            beside: BesideLabels {
                lead: lead_column(region),
                detail: detail_column(region),
            },
            has_targets: columns.iter().any(|it| it.says == FigureColumn::Target),
            counts_and_shares: counts_and_shares(&columns, region.lexicon),
            columns,
            has_second_rows: false,
            is_plan: statements.title.says == Some(FigureColumn::Target),
            tells_of_congress: statements.tells_of_congress,
        },
        above: Above::below(region),
        section: section.unwrap_or_default(),
        units: TableUnits::new(unit_column, statements.unit_of_measure.clone()),
        headings: Vec::new(),
        table,
        findings,
    };
    let named = NamedRows::of(region);
    if let Some(named) = &named {
        walk.table.units.clone_from(&named.units);
    }
    walk.plan.has_second_rows = region.has_second_rows(|row| walk.is_bare(row));
    let figures = region.rows().count() * walk.plan.columns.len();
    walk.table.figures.reserve(figures);
    let mut last = None;
    let kinds = region.rows().map(|row| {
        let kind = match &named {
            Some(named) => walk.read_row_of(row, named.unit_of(row.number), &mut last),
            None => walk.read_row(row),
        };
        (row.number, kind)
    });
    let kinds = kinds.collect();
    walk.units.close(&mut walk.table, region);
    walk.give_sections_to_units();
    walk.leave_cases();
    leave_parts(&mut walk.table, &walk.headings, region, walk.findings);
    own_words::settle(&mut walk.table, &walk.headings, region);
    if statements.title.is_of_women {
        give_women_theirs(&mut walk.table, of_sheet, region.lexicon);
    }
    walk.table.form = walk.form(statements);
    let left = (walk.section.left(&walk.table), walk.last_row());
    (walk.table, kinds, left)
}

/// `Trong đó`, `Chia theo trình độ`: before the parts of the row above.
fn introduces_parts(key: &str, words: &FormWords) -> bool {
    words.introducing_parts.iter().any(|it| it == key)
        || begins_with_any(key, &words.parting_beginnings)
}

/// On a sheet that is called `Nữ công` what is asked of women is asked as it is anywhere.
fn give_women_theirs(table: &mut FigureTable, of_sheet: Option<usize>, lexicon: &Knowledge) {
    const WOMEN: &str = "nữ";
    let is_of_women = |code: &str| {
        let label = text::label_key(lexicon.labels.label(code));
        text::contains_words(&label, WOMEN)
    };
    for figure in &mut table.figures {
        if figure.timed.by_row.said == of_sheet && is_of_women(&figure.indicator) {
            figure.timed.by_row = Timed::default();
        }
    }
}

/// The columns `Số lượng` and `Tỷ lệ`: beside a plan or last year's figures a rate would be of these.
fn counts_and_shares(columns: &[FigureOf<'_>], lexicon: &Knowledge) -> Option<(usize, usize)> {
    let is_share = |it: &FigureOf<'_>| {
        it.says == FigureColumn::Rate && lexicon.titles.gives_shares(&it.column.title.title)
    };
    let is_count = |it: &FigureOf<'_>| it.says == FigureColumn::Actual && !it.is_part;
    match columns {
        [count, share] if is_count(count) && is_share(share) => Some((0, 1)),
        [share, count] if is_count(count) && is_share(share) => Some((1, 0)),
        _ => None,
    }
}

fn figure_columns<'a>(
    region: &Region<'a>,
    statements: &SheetStatements,
    table: &mut FigureTable,
) -> Vec<FigureOf<'a>> {
    let columns = region.header.columns.iter();
    let columns = columns.filter_map(|column| {
        let (ColumnKind::Figure(says) | ColumnKind::Part(says)) = column.kind else {
            return None;
        };
        let unit = column.unit.as_ref().map(|unit| {
            let mut known = table.units.iter();
            known.position(|it| it.at == unit.at).unwrap_or_else(|| {
                table.units.push(UnitRow {
                    name: unit.name.clone(),
                    code: None,
                    cluster: statements.first(Said::Cluster).map(str::to_owned),
                    at: unit.at,
                    standing: RowStanding::Unit,
                });
                table.units.len() - 1
            })
        });
        let by_column = column.timed(region.grid, table);
        Some(FigureOf {
            column,
            unit,
            says,
            is_open: column.leaves_open(region.lexicon),
            is_part: matches!(column.kind, ColumnKind::Part(_)),
            by_column,
            near_by: column.near_by(by_column, region.lexicon),
        })
    });
    columns.collect()
}

impl<'a> Above<'a> {
    /// What stands above a table's first row: the last one of the page before.
    fn below(region: &Region<'a>) -> Self {
        let LastRow { row, whole } = region.last_row.clone();
        let (code, mark) = whole.unzip();
        Self {
            rows: RowsAbove {
                row,
                ..RowsAbove::default()
            },
            whole: Whole {
                indicator: code.and_then(|code| region.lexicon.indicators.get(&code)),
                mark: mark.flatten(),
                ..Whole::default()
            },
            ..Self::default()
        }
    }
}

/// More words in small letters are a sentence among the rows.
const MOST_WORDS_OF_HEADING: usize = 10;

impl<'a> Walk<'a> {
    /// Leaves out the rows of single cases.
    fn leave_cases(&mut self) {
        let grid = self.region.grid;
        let label_in = |row: u32| Some(&*self.label_in(grid.row(row))?.1.text);
        let cases = cases_in(&self.table, label_in);
        leave_cases(&mut self.table, &cases, self.region, self.findings);
    }

    /// What the last row says of those that go on below it on the next page.
    fn last_row(&self) -> LastRow {
        let above = &self.above;
        let (timed, note) = &above.whole.time;
        let is_plain =
            timed.time == Time::Unsaid && note.is_none() && above.whole.other_mark.is_none();
        let whole = above.whole.indicator.filter(|_| is_plain);
        let row = above.rows.row.clone();
        LastRow {
            row: row.filter(|row| !row.is_other && row.empty_figures.is_empty()),
            whole: whole.map(|whole| (whole.code.clone(), above.whole.mark)),
        }
    }

    /// A pledge report has targets, or says in its title that it is one.
    fn form(&self, statements: &SheetStatements) -> FormKind {
        let mut figures = self.table.figures.iter();
        if !self.table.congress.is_empty() {
            FormKind::CongressReport
        } else if !self.table.units.is_empty() {
            FormKind::ClusterTable
        } else if self.plan.is_plan
            || statements.title.is_of_pledges
            || !statements.title.is_of_activities
                && figures.any(|figure| figure.column == FigureColumn::Target)
        {
            FormKind::PledgeReport
        } else {
            FormKind::ActivityReport
        }
    }

    /// A row of a list that names its unit: nothing is left of what the rows of the unit before said.
    fn read_row_of(
        &mut self,
        row: Row<'a>,
        unit: Option<usize>,
        last: &mut Option<usize>,
    ) -> RowKind {
        if unit != std::mem::replace(last, unit) {
            self.above = Above::default();
            self.section = Section::default();
        }
        if unit.is_none() {
            return self.report_unread(row, Why::NoName);
        }
        let first = self.table.figures.len();
        let kind = self.read_row(row);
        for figure in &mut self.table.figures[first..] {
            figure.unit_row = unit;
        }
        kind
    }

    fn read_row(&mut self, row: Row<'a>) -> RowKind {
        if is_numbering_row(row) || row.cells.iter().any(|cell| cell.is_of_label) {
            return RowKind::Heading;
        }
        let lexicon = self.region.lexicon;
        self.stand_beside(row);
        let declared = self.units.of_row(row, self.region.grid, lexicon);
        let declared = declared.or_else(|| self.percent_of_titles());
        let declared = declared.or_else(|| self.measure_of_figures(row));
        let stage = self.region.stage_of(row, &mut self.table);
        if let Some(kind) = self.read_rating(row) {
            return kind;
        }
        if let Some(kind) = self.read_detail(row, declared.as_deref(), stage) {
            return kind;
        }
        let Some((cell, wording)) = self.label_in(row) else {
            return self.read_unlabelled(row, declared.as_deref(), stage);
        };
        self.above.staged = None;
        if let Some(kind) = self.read_staged(row, (cell, wording), declared.as_deref()) {
            return kind;
        }
        self.above.unfilled = None;
        self.above.rows.under = None;
        let label = wording.label(lexicon);
        let of_row = declared.clone();
        let declared = label.measured(declared);
        let declared = declared.as_deref();
        if self.goes_between(label, row) {
            self.units.take_line(row, &mut self.table, lexicon);
            return RowKind::Heading;
        }
        if let Some(kind) = self.read_figure_in_label(row, (cell, wording), (declared, stage)) {
            return kind;
        }
        let is_heading = self.begin_section(row);
        let said = || lexicon.congress_fact(wording.said());
        let of_congress = || label.congress.or_else(said);
        if let Some(field) = self.plan.tells_of_congress.then(of_congress).flatten() {
            self.read_congress_row(field, row);
            return RowKind::Facts;
        }
        let mark = label.mark.or_else(|| self.number_mark(row));
        self.section.meet(mark, is_heading);
        let meaning = self.meaning_in(row, (label, mark), declared);
        let meaning = self.or_by_class(meaning, row, wording);
        // A sentence may end in the unit of its figure.
        let of_row = of_row.as_deref();
        let (meaning, is_told) = self.or_by_sentence(meaning, row, (wording, mark), of_row);
        let declared = if is_told { of_row } else { declared };
        let nearest = match meaning {
            RowMeaning::Indicator(indicator) => {
                let row_above = self.row_above(label, mark);
                let meant = (indicator, stage, row_above);
                return self.read_figures(row, (cell, wording), meant, (declared, is_told));
            }
            RowMeaning::Unknown(nearest) => nearest,
        };
        self.pass_unmatched(row, (wording, mark), (&nearest, is_heading))
    }

    fn meaning_in(
        &mut self,
        row: Row<'a>,
        (label, mark): (&RowLabel, Option<Mark>),
        declared: Option<&UnitOfMeasure>,
    ) -> RowMeaning<'a> {
        if self.heads_rows(row, mark) {
            return RowMeaning::Unknown(Vec::new());
        }
        let meaning = self.meaning_of_row((label, mark), declared);
        self.or_by_figures(meaning, row, label)
    }

    /// Whether a row asks for nothing and heads what stands below it, whatever its words mean: `II | Phát triển đoàn viên` above `1 | Tổng số
    /// đoàn viên`, or the line above the header of the next table.
    fn heads_rows(&self, row: Row<'a>, mark: Option<Mark>) -> bool {
        let Some(own) = mark.filter(|_| !self.has_unit(row) && self.value_in(row).is_none()) else {
            return false;
        };
        let end = self.region.end;
        let next = self.region.grid.rows_within(row.number + 1..end).next();
        let Some(next) = next else {
            let is_above_table = row.number + 1 == end && !self.region.is_last();
            return is_above_table && own <= Mark::Numbers(1);
        };
        let of_label = || {
            let (_, wording) = self.label_in(next)?;
            wording.label(self.region.lexicon).mark
        };
        let below = self.number_mark(next).or_else(of_label);
        matches!(own, Mark::Capital | Mark::Roman)
            && below.is_some_and(|below| matches!(below, Mark::Numbers(_)))
    }

    /// The time of a row, or the year that stands beside it in a column of years, which is called as one of figures is: it is then of that
    /// year, not doubtful.
    fn or_of_year(
        &mut self,
        row: u32,
        (time, note): (Timed, Option<&'a Note>),
    ) -> (Timed, Option<&'a Note>) {
        let is_of_figures = |note: &&'a Note| {
            let column = self.region.header.at(note.at.column);
            note.at.row == row && column.is_some_and(|it| it.title.role == Some(ColumnRole::Value))
        };
        match note.filter(is_of_figures) {
            Some(year) if time.time == Time::Unsaid => {
                let saying = Saying {
                    scope: Scope::Row,
                    ..year.saying()
                };
                (self.table.timed(year.time, saying), None)
            }
            _ => (time, note),
        }
    }

    /// A row whose label means no indicator, or several; the labels nearest to it.
    fn pass_unmatched(
        &mut self,
        row: Row<'a>,
        (wording, mark): (&'a Wording, Option<Mark>),
        (nearest, is_heading): (&[String], bool),
    ) -> RowKind {
        let label = wording.label(self.region.lexicon);
        match &label.meaning {
            LabelMeaning::PartOfAbove(_) if nearest.is_empty() => {}
            LabelMeaning::Ambiguous(_) => {
                self.end_whole();
                return self.report_ambiguous(row, &wording.text, &label.meaning);
            }
            _ => self.pass_unknown(row, (wording, mark), is_heading),
        }
        self.report_unmatched(row, &wording.text, nearest)
    }

    /// A row whose label means no indicator: it may state a unit of measure, head others, or be one of the parts above.
    fn pass_unknown(
        &mut self,
        row: Row<'a>,
        (wording, mark): (&'a Wording, Option<Mark>),
        is_heading: bool,
    ) {
        let lexicon = self.region.lexicon;
        let label = wording.label(lexicon);
        if !is_heading && self.figure_in(row).is_none() {
            self.units.take_line(row, &mut self.table, lexicon);
        }
        let other_parts = &lexicon.forms.words.other_parts;
        if !other_parts.contains(&label.key) && !self.is_other_part(mark) {
            self.above.whole.indicator = None;
        }
        if !label.is_indented {
            let mut row_above = self.row_above(label, mark);
            row_above.is_other = self.figure_in(row).is_some();
            if !row_above.is_other {
                row_above.field = wording.field_named(lexicon).cloned();
            }
            self.stand_above(row_above, self.table.figures.len());
        }
    }

    /// The figures of a row whose label means an indicator, or tells the figure as a sentence, which may name other times besides.
    fn read_figures(
        &mut self,
        row: Row<'a>,
        (cell, wording): (&GridCell<'_>, &'a Wording),
        (indicator, stage, row_above): (&'a Indicator, Stage, RowAbove),
        (declared, is_told): (Option<&UnitOfMeasure>, bool),
    ) -> RowKind {
        let lexicon = self.region.lexicon;
        let label = wording.label(lexicon);
        if label.has_slip(lexicon) {
            self.push_slip(cell, indicator);
        }
        self.tell_decided(row, (&wording.text, &label.key), &indicator.code);
        let share = self.share_in(row, indicator, declared);
        if let Some(why) = self.why_unread(row, indicator, share) {
            return self.report_unread(row, why);
        }
        let first = self.table.figures.len();
        let grid = self.region.grid;
        let note = grid.note_on(cell);
        let note = note.or_else(|| self.region.header.remark_on(row, self.region.lexicon));
        let time = match is_told {
            true => Timed::default(),
            false => self.label_time(label, cell),
        };
        let (time, note) = self.or_of_year(row.number, (time, note));
        let own = (time, note);
        // `Trong đó: nữ` under `Tổng số đoàn viên tính đến 30/6` is of that day.
        let is_part = matches!(label.meaning, LabelMeaning::PartOfAbove(_));
        let of_whole = self.above.whole.time;
        let (label_time, note) = match own {
            (time, None) if is_part && time.time == Time::Unsaid => of_whole,
            own => own,
        };
        if !is_part {
            self.above.whole.time = own;
        }
        let meant = MeantRow {
            indicator,
            label: Some(label),
            amount: self.amount_of(label, indicator),
            label_time,
            stage,
            note,
            is_share: share == Some(Share::Alone),
        };
        let has_second_rows = self.plan.has_second_rows;
        let is_bare = |row: Row<'a>| self.is_bare(row);
        let is_stacked = stage.is_none() && self.region.is_stacked(cell, has_second_rows, is_bare);
        let is_shared = self.shares_figure(row);
        if !is_stacked && !is_shared {
            self.above.staged = Some(meant);
            self.push_figures(row, meant, declared);
            if share.is_none() {
                self.tell_rate_alone(row, indicator);
            }
            self.take_parts_of_wholes(label, first);
            self.above.unfilled = self.unfilled(first, meant, declared);
            self.begin_rating(row, indicator, first);
        }
        if !label.is_indented && !is_part || self.above.rows.row.is_none() {
            self.stand_above(row_above, first);
        }
        match (is_stacked, is_shared) {
            (true, _) => self.report_unread(row, Why::Stacked),
            (false, true) => self.report_unread(row, Why::Merged),
            (false, false) => RowKind::Figures,
        }
    }

    /// What keeps all figures of a row from being read.
    fn why_unread(&self, row: Row<'a>, of: &Indicator, share: Option<Share>) -> Option<Why> {
        match share {
            Some(Share::Disputed) => Some(Why::TwoFigures),
            _ => self.sums_up_states(row, of).then_some(Why::SumOfStates),
        }
    }

    /// Whether a figure is the sum of the row's others that do not add up: members in each quarter, a mean in each part of the unit.
    fn sums_up_states(&self, row: Row<'a>, indicator: &Indicator) -> bool {
        /// Fewer are no parts of a sum.
        const FEWEST_PARTS: usize = 2;
        let is_mean = indicator.aggregation != Aggregation::Sum;
        if !is_mean && !indicator.is_state {
            return false;
        }
        let columns = &self.region.header.columns;
        let is_part = |it: &&Column<'_>| it.time().is_of_part() || is_mean && it.is_unknown();
        let number = |column: &Column<'_>| match row.cell(column.index)?.content() {
            CellContent::Number { value, .. } => Some(value).filter(|value| *value != 0.0),
            _ => None,
        };
        let parts: Vec<f64> = columns.iter().filter(is_part).filter_map(number).collect();
        let sum: f64 = parts.iter().sum();
        let results = columns
            .iter()
            .filter(|it| it.kind == ColumnKind::Figure(FigureColumn::Actual));
        let mut results = results.filter(|it| !is_part(it)).filter_map(number);
        parts.len() >= FEWEST_PARTS && results.any(|it| (it - sum).abs() <= 1e-6 * sum.abs())
    }

    /// Whether a figure of the row is merged over a row below that asks for something itself.
    fn shares_figure(&self, row: Row<'a>) -> bool {
        let Region { grid, lexicon, .. } = *self.region;
        let columns = self.plan.columns.iter();
        let cells = columns.filter_map(|it| row.cell(it.column.index));
        let last = cells.map(|cell| grid.span(cell.address).last.row).max();
        let last = last.unwrap_or(row.number).min(self.region.end - 1);
        let mut below = (row.number + 1..last + 1).map(|number| grid.row(number));
        below.any(|row| {
            let label = self
                .label_in(row)
                .map(|(_, wording)| wording.label(lexicon));
            label.is_some_and(|label| !matches!(label.meaning, LabelMeaning::Unknown(_)))
        })
    }

    /// `Tổng số đoàn viên: 118` with nothing beside it is label and figure in one.
    fn read_figure_in_label(
        &mut self,
        row: Row<'a>,
        (cell, wording): (&GridCell<'_>, &'a Wording),
        (declared, stage): (Option<&UnitOfMeasure>, Stage),
    ) -> Option<RowKind> {
        let lexicon = self.region.lexicon;
        let said = wording.said();
        // Asked of every row, and few labels hold one.
        memchr::memrchr(b':', said.as_bytes())?;
        let (name, figure) = said.rsplit_once(':')?;
        let figure = figure.trim();
        let is_figure = figure.starts_with(|it: char| it.is_ascii_digit());
        if !is_figure || self.value_in(row).is_some() {
            return None;
        }
        let label = lexicon.wording(name);
        let label = label.label(lexicon);
        let mark = label.mark.or_else(|| self.number_mark(row));
        let is_open = matches!(
            label.meaning,
            LabelMeaning::Unknown(_) | LabelMeaning::Ambiguous(_)
        );
        if is_open || label.time != Time::Unsaid {
            return None;
        }
        let RowMeaning::Indicator(indicator) = self.meaning_of_row((label, mark), declared) else {
            return None;
        };
        let columns = self.plan.columns.iter().enumerate();
        let mut columns = columns.filter(|(_, it)| it.says != FigureColumn::Rate && !it.is_part);
        let (Some((position, only)), None) = (columns.next(), columns.next()) else {
            let told = Some((cell.address, cell.raw()));
            return Some(self.tell_unread(told, Why::InLabel));
        };
        let (unit_row, by_column) = (only.unit, only.by_column);
        let says = self.says(position, stage.map(|(says, _)| says));
        let is_money = indicator.kind == IndicatorKind::Money;
        let said = self
            .units
            .of_figure((row, declared), only.column, self.region, is_money);
        let declared = self.units.of_indicator(said, declared, indicator);
        let declared = declared.map(|unit| self.table.declare(&unit));
        self.table.figures.push(FigureCell {
            unit_row,
            column: says,
            timed: FigureTimes {
                by_column,
                by_row: self.section.timed,
                near_by: None,
            },
            content: Some(CellContent::Text(figure.into())),
            raw: cell.raw(),
            declared,
            ..FigureCell::empty(indicator.code.clone(), cell.address)
        });
        Some(RowKind::Figures)
    }

    /// A row without a label: another of the label above where its own word says which, else its figures are told. What
    /// says something in it, a section's title, is no part of the row above, and what stands below it neither.
    fn read_unlabelled(
        &mut self,
        row: Row<'a>,
        declared: Option<&UnitOfMeasure>,
        stage: Stage,
    ) -> RowKind {
        let other = self.other_of_above(row);
        if let Some(above) = self.above.staged
            && (stage.is_some() || other.is_some())
        {
            let own = declared.or(self.units.above()).cloned();
            let indicator = other.unwrap_or(above.indicator);
            let amount = above.amount.filter(|_| other.is_none());
            let meant = MeantRow {
                indicator,
                label: None,
                amount,
                stage,
                ..above
            };
            self.push_figures(row, meant, own.as_ref());
            return RowKind::Figures;
        }
        let has_figure = self.figure_in(row).is_some();
        if !has_figure
            && self
                .units
                .take_line(row, &mut self.table, self.region.lexicon)
        {
            return RowKind::Heading;
        }
        self.begin_section(row);
        let header = self.region.header;
        let is_beside = |cell: &GridCell<'_>| {
            let column = header.at(cell.address.column);
            Some(cell.address.column) == self.units.column
                || column.is_some_and(|column| column.kind == ColumnKind::Note)
        };
        let mut cells = row.cells.iter().filter(|cell| !is_beside(cell));
        if has_figure || cells.any(|cell| cell.text().contains(is_letter)) {
            self.end_whole();
        }
        match has_figure {
            true => self.report_unread(row, Why::NoLabel),
            false => self.report_shifted(row),
        }
    }

    /// Tells of a number in the place of a label with words to its left: the row stands in other columns than the table.
    fn report_shifted(&mut self, row: Row<'_>) -> RowKind {
        let cell = row.cell(self.plan.label_column);
        let shifted = cell.filter(|cell| {
            let mut left = row.cells.iter();
            let left = left.find(|left| left.address < cell.address && left.text().contains(' '));
            let is_near = left.is_some_and(|it| it.address.column + 1 == cell.address.column);
            cell.is_number() && is_near
        });
        self.tell_unread(shifted.map(|cell| (cell.address, cell.raw())), Why::Shifted)
    }

    /// A row that stands between another and its parts and is neither: `- Trong đó:`, a remark in parentheses.
    fn goes_between(&self, label: &RowLabel, row: Row<'_>) -> bool {
        let words = &self.region.lexicon.forms.words;
        let is_instruction = || {
            let has_number = self.region.header.cell(ColumnRole::Number, row).is_some();
            let is_sentence = label.text.trim_end().ends_with('.')
                || begins_with_any(&label.key, &words.instruction_beginnings);
            !has_number && label.mark.is_none() && is_sentence && label.key.split(' ').count() > 4
        };
        let is_between = label.text.starts_with('(') || introduces_parts(&label.key, words);
        (is_between || is_instruction()) && self.figure_in(row).is_none()
    }

    /// Takes over what the title of a section says of the rows below it; whether the row is one.
    fn begin_section(&mut self, row: Row<'a>) -> bool {
        let lexicon: &'a Knowledge = self.region.lexicon;
        let Some((number, title, wording)) = self.section_title(row) else {
            return false;
        };
        let mark = number_of_heading(number.as_deref(), &wording.text);
        self.headings.push(SectionHeading {
            at: title.address,
            wording,
            mark,
        });
        // `- Hợp đồng | không` asks for something.
        let is_alone = row
            .cells
            .last()
            .is_some_and(|it| it.address == title.address);
        // Among rows with units of measure one without is a heading.
        let is_row = mark.is_some_and(|mark| !mark.is_of_group());
        let is_begun = title.text().starts_with(char::is_uppercase);
        let is_sentence = || title.text().split(' ').count() > MOST_WORDS_OF_HEADING;
        let is_bare = self.units.column.is_some() && !is_row && is_begun && !is_sentence();
        let stands_out = is_bare || stands_out(self.region.grid, title, mark);
        let place = (self.region.grid, self.region.header.first_row);
        let heading = match is_alone {
            true => heading_alone(place, (title, wording), stands_out, lexicon),
            false => wording.heading(lexicon),
        };
        if wording.names_indicator(lexicon) && heading.says.is_none() {
            return false;
        }
        // `3. Việc khác năm 2022` without a figure is a row that nobody filled in.
        let is_plain = match mark {
            Some(mark) => !mark.is_of_group(),
            None => number.is_none(),
        };
        let is_time_alone = || wording.title(lexicon).title.key.is_empty();
        let speaks = heading.says.is_some() || heading.speaks() && (!is_plain || is_time_alone());
        let next = speaks.then(|| Section {
            heading,
            timed: self.table.timed(heading.time, title.saying(Scope::Section)),
            number: mark,
            has_parts: None,
        });
        self.section.take(next, (mark, stands_out && is_alone));
        if mark.is_some_and(Mark::is_of_group) {
            self.units.begin_section(wording.label(lexicon));
        }
        speaks
    }

    /// `I. CĐCS Sở Y tế`, `II. CĐCS Sở Nội vụ`: where all figures stand below names of unions, of which there are several or which
    /// are asked the same, the rows are of those.
    fn give_sections_to_units(&mut self) {
        if self.headings.len() < 2 || !self.table.units.is_empty() {
            return;
        }
        let lexicon = self.region.lexicon;
        let names_union = |heading: &&SectionHeading<'_>| {
            let names = heading.wording.line(lexicon).names;
            matches!(names, Naming::Unit(NameStrength::Grassroots))
        };
        let named: Vec<_> = self.headings.iter().filter(names_union).collect();
        if named.len() < 2 {
            return;
        }
        // What is numbered as they are ends the section above it, whatever it is called.
        let first = named.first().and_then(|heading| heading.mark);
        let is_numbered = first.is_some() && named.iter().all(|heading| heading.mark == first);
        let is_section = |heading: &&SectionHeading<'_>| {
            names_union(heading) || is_numbered && heading.mark == first
        };
        let sections = self.headings.iter().filter(is_section);
        let sections = sections.map(|heading| UnitRow {
            name: heading.wording.text.clone(),
            code: None,
            cluster: None,
            at: heading.at,
            standing: match names_union(&heading) || names_a_body(&heading.wording.text, lexicon) {
                true => standing_of_name(&heading.wording.text, lexicon),
                false => RowStanding::Group,
            },
        });
        let sections: Vec<UnitRow> = sections.collect();
        let section_of = |figure: &FigureCell| {
            let above = sections.partition_point(|section| section.at.row < figure.at.row);
            above.checked_sub(1)
        };
        let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
        let mut is_asked_again = false;
        for figure in &self.table.figures {
            let Some(section) = section_of(figure) else {
                return;
            };
            is_asked_again |= *asked.entry(&figure.indicator).or_insert(section) != section;
        }
        let lexicon = self.region.lexicon;
        let names = sections
            .iter()
            .map(|section| lexicon.match_key(&section.name));
        let names: BTreeSet<String> = names.collect();
        if !is_asked_again && names.len() < sections.len() {
            return;
        }
        for figure in &mut self.table.figures {
            figure.unit_row = section_of(figure);
        }
        self.table.units = sections;
        self.leave_names_of_units();
    }

    /// Whoever is named above rows that are given to the units named, they are no others'.
    fn leave_names_of_units(&mut self) {
        let names: BTreeSet<CellAddress> = self.table.units.iter().map(|unit| unit.at).collect();
        let sayings = &self.table.words.sayings;
        let is_of_name = |said: usize| names.contains(&sayings[said].at);
        for figure in &mut self.table.figures {
            if figure.timed.by_row.said.is_some_and(is_of_name) {
                figure.timed.by_row = Timed::default();
            }
        }
    }

    /// The number and the words of a row that may begin a section: it holds no figure and no unit of measure.
    fn section_title(
        &self,
        row: Row<'a>,
    ) -> Option<(Option<Cow<'a, str>>, &'a GridCell<'a>, &'a Wording)> {
        if self.has_unit(row) || self.value_in(row).is_some() {
            return None;
        }
        let says = |cell: &&GridCell<'_>| cell.text().contains(is_letter);
        // What is left of a row that is struck out may be a remark.
        let is_remark = |cell: &&GridCell<'_>| {
            let column = self.region.header.at(cell.address.column);
            column.is_some_and(|column| column.kind == ColumnKind::Note)
        };
        let first = row.cells.iter().find(says).filter(|it| !is_remark(it))?;
        let mut behind = row.cells.iter().filter(|cell| cell.address > first.address);
        if let Some(title) = behind.next().filter(|_| marks_group(first.text())) {
            return Some((Some(first.shown()), title, title.wording()?));
        }
        let number = self.region.header.cell(ColumnRole::Number, row);
        let number = number.filter(|number| number.address != first.address);
        let number = number.map(GridCell::shown);
        Some((number, first, first.wording()?))
    }

    fn read_congress_row(&mut self, field: CongressField, row: Row<'_>) {
        let columns = self.plan.columns.iter();
        let mut columns = columns.filter(|it| it.says == FigureColumn::Actual && !it.is_part);
        let cell = columns.find_map(|it| row.cell(it.column.index));
        if let Some(cell) = cell.filter(|cell| !is_left_blank(&cell.content())) {
            self.table.congress.push(CongressFact {
                field,
                written: cell.shown().into_owned(),
                at: cell.address,
            });
        }
        self.end_whole();
    }
}
