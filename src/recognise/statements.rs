//! What a sheet says of itself around its tables: its period, the unit or cluster it is from, the unit of measure.

use super::Knowledge;
use super::as_of::AsOf;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::is_year;
use super::line::{Line, NameStrength, Naming};
use super::measure::with_line;
use super::period_of_line::StatedPeriod;
use super::period_text::{find_named, find_periods};
use super::sayings::{FigureColumn, Saying, Scope};
use super::sections::{Heading, TableTitle, is_of_part};
use super::time::{Time, told_time};
use super::wording::Wording;
use crate::location::CellAddress;
use crate::period::{Period, PeriodKind};
use crate::quantity::UnitOfMeasure;
use crate::text::{self, begins_with_any, contains_any};
use std::ops::Range;

/// Where on a form a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamePlace {
    /// Above the title.
    Letterhead,
    /// In the title.
    Title,
    /// Between the title and the table.
    BelowTitle,
    /// Below the table, of those who sign.
    Signature,
}

/// What a line says of a whole sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Its period; `None` for what is no reporting period: `QUÝ IV NĂM 2023`.
    Period {
        /// Which.
        period: Option<Period>,
        /// Whether the line is neither a title nor a period line.
        is_faint: bool,
    },
    /// What kind of period it is of, the year unsaid: `BÁO CÁO 6 THÁNG ĐẦU NĂM`.
    OfKind(PeriodKind),
    /// The dates that its figures are of.
    AsOf(AsOf),
    /// The unit that it is from: how plainly, and where on the form.
    Unit(NameStrength, NamePlace),
    /// That unit's code.
    UnitCode,
    /// A cluster.
    Cluster,
}

/// What is said of a whole sheet, with the words and their place.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What.
    pub said: Said,
    /// A name or a code without what introduces it, empty where nobody filled it in; else the line as it stands.
    pub written: String,
    /// Where.
    pub at: CellAddress,
}

/// What a form's title says of its figures.
#[derive(Debug, Clone, Default)]
pub(super) struct FormTitle {
    /// Planned or reached.
    pub(super) says: Option<FigureColumn>,
    /// Whether they are of what was pledged.
    pub(super) is_of_pledges: bool,
    /// Whether they are of what was done.
    pub(super) is_of_activities: bool,
    /// The title that says that they are planned.
    pub(super) plan: Option<TableTitle>,
    /// Whether the sheet is called one of women alone.
    pub(super) is_of_women: bool,
}

/// What a sheet says of itself.
#[derive(Debug, Clone, Default)]
pub struct SheetStatements {
    /// All that is said of the sheet as a whole, in order.
    pub claims: Vec<Claim>,
    /// The unit of measure for the whole table: `ĐVT: nghìn đồng`.
    pub(super) unit_of_measure: Option<UnitOfMeasure>,
    /// What its title says.
    pub(super) title: FormTitle,
    /// Whether it tells of a union's congress.
    pub(super) tells_of_congress: bool,
    /// Whether a title was seen.
    has_title: bool,
    /// Whether the row that is read is one of a table's: its words name nobody unless they say so.
    is_in_table: bool,
}

/// Reads what stands in some rows of a sheet: those above its first table, or all where it holds none.
pub(super) fn read_statements(
    grid: &Grid<'_>,
    rows: Range<u32>,
    lexicon: &Knowledge,
) -> SheetStatements {
    let mut statements = SheetStatements::default();
    let mut open_title = None;
    for row in grid.rows_within(rows) {
        statements.is_in_table = is_of_table(grid, row);
        let mut is_value_of_label = false;
        let mut is_value_of_other = false;
        for (position, cell) in row.cells.iter().enumerate() {
            let line = cell.wording().map(|wording| wording.line(lexicon));
            let is_of_other = is_value_of_other && may_be_of_other(cell, lexicon);
            is_value_of_other = line.is_some_and(|line| line.introduces_other);
            if is_of_other {
                is_value_of_label = false;
                continue;
            }
            match line.filter(|_| !is_value_of_label) {
                Some(line) => {
                    open_title = (line.period == StatedPeriod::Beside).then_some(row.number);
                    statements.take_stage(cell, lexicon);
                    statements.take_dates(cell, line);
                    statements.take_line(cell, line, row.cells.get(position + 1), lexicon);
                }
                None => read_year_below(&mut statements, cell, &mut open_title),
            }
            is_value_of_label = line.is_some_and(|line| line.introduces_value);
        }
    }
    // The official form has one title for both of its dates; the date tells the half year from the year.
    let as_of = statements.as_of().map(|(as_of, _)| as_of);
    let half = Said::OfKind(PeriodKind::FirstHalf);
    let is_of_half = statements.first(half).is_some();
    for claim in &mut statements.claims {
        // A date early in the next year is when the year was closed.
        if let Said::Period {
            period,
            is_faint: false,
        } = &mut claim.said
            && let Some(Period::Year(year)) = *period
            && (is_of_half || as_of.is_some_and(|as_of| as_of.halves(year)))
        {
            *period = Some(Period::FirstHalf(year));
        }
    }
    statements
}

/// Whether a row is one of a table that is not read, or its titles: figures stand beside its words, or below several of them.
fn is_of_table(grid: &Grid<'_>, row: Row<'_>) -> bool {
    /// Fewer stand on either side of a letterhead, with numbers of papers below.
    const FEWEST: usize = 2;
    let is_figure = |cell: &GridCell<'_>| cell.is_number() && !is_year(cell);
    if row.cells.iter().skip(1).any(is_figure) {
        return true;
    }
    let below = grid.row(row.number + 1);
    let is_over_figure = |cell: &&GridCell<'_>| {
        let mut below = below.cell(cell.address.column).into_iter();
        below.any(|cell| cell.may_be_figure() && !is_year(cell))
    };
    row.cells.len() > FEWEST && row.cells.iter().filter(is_over_figure).count() >= FEWEST
}

/// Whether a cell beside what introduces something else than a unit names it: it is like no union's or employer's name.
fn may_be_of_other(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    cell.wording().is_some_and(|wording| {
        let line = wording.line(lexicon);
        let is_body = || {
            let key = lexicon.match_key(&wording.text);
            begins_with_any(&key, &lexicon.forms.words.body_words)
        };
        matches!(line.names, Naming::Unit(NameStrength::Line))
            && line.period == StatedPeriod::Nothing
            && line.unit_name.is_none()
            && !is_body()
    })
}

/// The unit's name in the line below one that only says that its union signs: `TM. BCH CĐCS`, below it `TRƯỜNG THPT A`.
fn signed_below(grid: &Grid<'_>, cell: &GridCell<'_>, lexicon: &Knowledge) -> Option<String> {
    let words = &lexicon.forms.words;
    let key = cell.wording()?.label_key();
    let is_open = begins_with_any(key, &words.signed_for_beginnings)
        && words
            .union_names
            .iter()
            .any(|union| text::ends_with_words(key, union));
    let below = grid.row(cell.address.row + 1);
    let name = below.cell(cell.address.column).filter(|_| is_open)?.text();
    let is_body = begins_with_any(&lexicon.match_key(name), &words.body_words);
    (is_body || lexicon.knows_unit(name)).then(|| name.to_owned())
}

/// Whether a text is the label of an indicator.
fn is_label(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    cell.lines().is_empty() && cell.wording().is_some_and(|it| it.names_indicator(lexicon))
}

/// A year that stands as a number in the row below a title that ends in `NĂM`.
fn read_year_below(
    statements: &mut SheetStatements,
    cell: &GridCell<'_>,
    open_title: &mut Option<u32>,
) {
    let is_below = open_title.is_some_and(|row| cell.address.row == row + 1);
    if !is_below || !cell.is_number() {
        return;
    }
    *open_title = None;
    if let [(period, _)] = find_periods(&cell.shown())[..] {
        let (period, is_faint) = (Some(period), false);
        statements.claim(Said::Period { period, is_faint }, &cell.shown(), cell);
    }
}

impl SheetStatements {
    /// Whether its title says that its figures are planned.
    pub fn is_plan(&self) -> bool {
        self.title.plan.is_some()
    }

    /// The periods that titles and period lines state.
    pub fn periods(&self) -> impl Iterator<Item = (Period, CellAddress)> {
        self.claims.iter().filter_map(|claim| match claim.said {
            Said::Period {
                period,
                is_faint: false,
            } => Some((period?, claim.at)),
            _ => None,
        })
    }

    /// The dates that its figures are of.
    pub fn as_of(&self) -> Option<(AsOf, &Claim)> {
        self.claims.iter().find_map(|claim| match claim.said {
            Said::AsOf(as_of) => Some((as_of, claim)),
            _ => None,
        })
    }

    /// The first thing of a sort that it says, as it is written.
    pub fn first(&self, said: Said) -> Option<&str> {
        let claim = self.claims.iter().find(|claim| claim.said == said);
        claim.map(|claim| claim.written.as_str())
    }

    /// What a line says that speaks of one table alone is not the form's.
    pub(super) fn leave_to_table(&mut self, row: u32) {
        let is_left = |claim: &Claim| {
            claim.at.row == row && matches!(claim.said, Said::Period { .. } | Said::Unit(..))
        };
        self.claims.retain(|claim| !is_left(claim));
        self.title.plan.take_if(|plan| plan.saying.at.row == row);
    }

    /// How plainly it names a unit at best.
    pub(super) fn strongest_name(&self) -> Option<NameStrength> {
        let named = self.claims.iter().filter(|claim| !claim.written.is_empty());
        let strengths = named.filter_map(|claim| match claim.said {
            Said::Unit(strength, _) => Some(strength),
            _ => None,
        });
        strengths.max()
    }

    fn claim(&mut self, said: Said, written: &str, cell: &GridCell<'_>) {
        self.claims.push(Claim {
            said,
            written: written.to_string(),
            at: cell.address,
        });
    }

    /// Takes over what a line says, with the cell beside it where it only introduces something.
    fn take_line(
        &mut self,
        cell: &GridCell<'_>,
        line: &Line,
        next: Option<&GridCell>,
        lexicon: &Knowledge,
    ) {
        let beside = || next.map(GridCell::shown).unwrap_or_default();
        let or_beside = |said: &String| match said.as_str() {
            "" => beside().into_owned(),
            said => said.to_string(),
        };
        if let Some(code) = &line.unit_code {
            self.claim(Said::UnitCode, &or_beside(code), cell);
            return;
        }
        let unit_line = cell.wording().and_then(|it| it.unit_line(lexicon));
        if let Some((unit, _)) = unit_line.and_then(|unit| unit.said(beside, &lexicon.forms.words))
        {
            self.unit_of_measure = with_line(self.unit_of_measure.take(), unit);
            return;
        }
        if let Some(name) = &line.unit_name {
            self.take_period(&line.period, cell);
            match cell.lines() {
                [] => self.take_name(&or_beside(name), NameStrength::Labelled, cell),
                lines => self.take_lines(lines, cell, lexicon),
            }
            return;
        }
        self.has_title |= line.title.is_some();
        if let Some(name) = line.title.as_ref().filter(|name| !name.is_empty()) {
            self.claim(Said::Unit(NameStrength::Line, NamePlace::Title), name, cell);
        }
        let is_beside = line.period == StatedPeriod::Beside;
        let introduced = is_beside.then(|| find_named(&beside().to_lowercase()));
        let stated = match introduced.as_deref() {
            Some([(period, _), ..]) => &StatedPeriod::Plain(vec![*period]),
            _ => &line.period,
        };
        if self.take_period(stated, cell) {
            return;
        }
        match (cell.lines(), cell.wording()) {
            (lines @ [_, ..], _) if line.title.is_none() => self.take_lines(lines, cell, lexicon),
            (_, Some(wording)) => self.take_naming(line.names, wording, cell, lexicon),
            (_, None) => {}
        }
    }

    /// The first line that says so is the title, which may go on in the next.
    fn take_stage(&mut self, cell: &GridCell<'_>, lexicon: &Knowledge) {
        let Some(wording) = cell.wording() else {
            return;
        };
        let words = &lexicon.forms.words;
        let holds = |words: &[String]| contains_any(wording.label_key(), words);
        let heading = match wording.is_title_of_else(lexicon) {
            true => Heading::of_else(),
            false => wording.heading(lexicon),
        };
        let title = &mut self.title;
        let goes_on = title.says.is_some() || heading.says.is_some();
        title.is_of_pledges |= goes_on && holds(&words.pledge_titles);
        title.is_of_activities |= holds(&words.activity_titles);
        let is_no_result = heading.says == Some(FigureColumn::Target) || heading.is_of_else;
        if title.says.is_none() && is_no_result {
            let saying = cell.saying(Scope::Title);
            title.plan = Some(TableTitle { heading, saying });
        }
        title.says = title.says.or(heading.says);
    }

    fn take_dates(&mut self, cell: &GridCell<'_>, line: &Line) {
        if let Some(as_of) = line.as_of {
            self.claim(Said::AsOf(as_of), cell.text(), cell);
        }
    }

    /// Takes over the periods that a line states; returns whether stating them is what it is there for.
    fn take_period(&mut self, stated: &StatedPeriod, cell: &GridCell<'_>) -> bool {
        let (periods, is_faint) = match stated {
            StatedPeriod::Nothing | StatedPeriod::Beside => return false,
            StatedPeriod::OfKind(kind) => {
                self.claim(Said::OfKind(*kind), cell.text(), cell);
                return true;
            }
            StatedPeriod::Plain(periods) => (periods, false),
            StatedPeriod::Faint(periods) => (periods, true),
        };
        for &period in periods {
            let said = Said::Period { period, is_faint };
            // Each period once.
            if period.is_none() || self.first(said).is_none() {
                self.claim(said, cell.text(), cell);
            }
        }
        !is_faint
    }

    /// Takes over the lines of a cell that holds several: the letterhead of a form often stands in one cell.
    fn take_lines(&mut self, lines: &[Wording], cell: &GridCell<'_>, lexicon: &Knowledge) {
        let mut lines = lines.iter().peekable();
        while let Some(wording) = lines.next() {
            let line = wording.line(lexicon);
            match &line.unit_name {
                Some(name) if name.is_empty() => {
                    let name = lines.next().map(|next| next.text.as_str());
                    self.take_name(name.unwrap_or_default(), NameStrength::Labelled, cell);
                }
                Some(name) => self.take_name(name, NameStrength::Labelled, cell),
                None => self.take_naming(line.names, wording, cell, lexicon),
            }
        }
    }

    fn take_naming(
        &mut self,
        names: Naming,
        wording: &Wording,
        cell: &GridCell<'_>,
        lexicon: &Knowledge,
    ) {
        match names {
            Naming::Nothing => {}
            // `Quà Trung thu cho các cháu` over its figures, `Thăm hỏi đoàn viên` wherever it stands.
            Naming::Unit(_) if self.is_in_table => {}
            Naming::Unit(NameStrength::Line) if is_label(cell, lexicon) => {}
            Naming::Cluster => self.claim(Said::Cluster, &wording.text, cell),
            Naming::Unit(strength) => match wording.parted(lexicon) {
                Some((above, own)) => {
                    let names = Wording::new(above).line(lexicon).names;
                    let [above, own] = [above, own].map(|it| wording.as_typed(it.into()));
                    self.take_naming(names, &Wording::new(&above), cell, lexicon);
                    if !own.is_empty() {
                        self.take_name(&own, NameStrength::Grassroots, cell);
                    }
                }
                None => self.take_name(&wording.text, strength, cell),
            },
        }
    }

    /// Takes over whom those who sign below the tables sign for: `TM. BCH CĐCS …`.
    pub(super) fn take_signatures(&mut self, grid: &Grid<'_>, below: u32, lexicon: &Knowledge) {
        let cells = grid.rows_within(below..u32::MAX).flat_map(|row| row.cells);
        for cell in cells {
            let Some(wording) = cell.wording().filter(|wording| wording.may_be_signature()) else {
                continue;
            };
            let signed = wording.signed_for(lexicon);
            let signed = signed.map(|name| wording.as_typed(name.to_owned()));
            if let Some(name) = signed.or_else(|| signed_below(grid, cell, lexicon)) {
                let said = Said::Unit(NameStrength::Grassroots, NamePlace::Signature);
                self.claim(said, &name, cell);
            }
        }
    }

    /// A questionnaire asks for the unit's name in a row of its own: `Tên đơn vị | CĐCS Công ty A`.
    pub(super) fn take_name_in_rows(&mut self, grid: &Grid<'_>, below: u32, lexicon: &Knowledge) {
        let is_named = |claim: &Claim| matches!(claim.said, Said::Unit(strength, _) if strength >= NameStrength::Union);
        if self.claims.iter().any(is_named) {
            return;
        }
        let words = &lexicon.forms.words;
        let rows = grid.rows_within(below..u32::MAX);
        let pairs = rows.flat_map(|row| row.cells.windows(2));
        let mut name = pairs.filter_map(|pair| {
            let key = pair[0].wording()?.label_key();
            // Few cells ask for a name, and what the others name is not found out.
            if !words.unit_prefixes.iter().any(|asks| asks == key) {
                return None;
            }
            let named = pair[1].wording()?.line(lexicon).names;
            let is_union =
                matches!(named, Naming::Unit(strength) if strength >= NameStrength::Union);
            is_union.then_some(&pair[1])
        });
        if let Some(cell) = name.next() {
            self.take_name(cell.text(), NameStrength::Labelled, cell);
        }
    }

    /// The one unit that every row of the tables names in a column of its own; who is named plainly above them is another witness.
    pub(super) fn take_name_beside(&mut self, cell: &GridCell<'_>, lexicon: &Knowledge) {
        let is_named = self.strongest_name() >= Some(NameStrength::Grassroots);
        if !is_named || lexicon.knows_unit(cell.text()) {
            self.take_name(cell.text(), NameStrength::Labelled, cell);
        }
    }

    /// Where no line names a unit, one that the register knows may stand behind a title: `SỐ LIỆU CÔNG ĐOÀN NĂM 2023 - BQL CHỢ A`.
    pub(super) fn take_name_behind_title(&mut self, lexicon: &Knowledge) {
        let is_name = |claim: &Claim| matches!(claim.said, Said::Unit(..) | Said::Cluster);
        if self.claims.iter().any(is_name) {
            return;
        }
        let named = self.claims.iter().find_map(|claim| {
            let is_title = matches!(
                claim.said,
                Said::Period {
                    is_faint: false,
                    ..
                }
            );
            let behind = claim
                .written
                .rsplit_once(['-', '–', '—'])
                .filter(|_| is_title)?;
            let name = behind.1.trim();
            lexicon.knows_unit(name).then(|| Claim {
                said: Said::Unit(NameStrength::Line, NamePlace::Title),
                written: name.to_owned(),
                at: claim.at,
            })
        });
        self.claims.extend(named);
    }

    /// A sheet without a title that says what its figures are may be called so: `KH 2025`, `Đăng ký`. What is called `Nháp`, `Học sinh`,
    /// `Quý I` or `Tổ 3` is that under any title.
    pub(super) fn take_sheet_name(&mut self, grid: &Grid<'_>, lexicon: &Knowledge) {
        let lower = text::lower_case(grid.sheet);
        let told = told_time(&lower);
        let (time, rest) = match told {
            Some((time, range)) => (
                time,
                format!("{} {}", &lower[..range.start], &lower[range.end..]),
            ),
            None => (Time::Unsaid, lower),
        };
        let rest = text::label_key(&rest);
        let words = &lexicon.forms.words;
        let is_part = time == Time::Part && rest.is_empty() || is_of_part(&rest, words);
        let is_of_women = words.sheets_of_women.contains(&rest);
        let is_of_else = is_part || is_of_women || words.sheets_of_else.contains(&rest);
        let heading = if is_of_else {
            Some(Heading::of_else())
        } else {
            let is_plan = self.title.says.is_none() && words.plan_sheets.contains(&rest);
            is_plan.then_some(Heading {
                says: Some(FigureColumn::Target),
                time,
                is_of_else: false,
            })
        };
        if let Some(heading) = heading {
            let saying = Saying {
                written: grid.sheet.to_string(),
                scope: Scope::Title,
                at: CellAddress::new(0, 0),
            };
            self.title.says = heading.says;
            self.title.plan = Some(TableTitle { heading, saying });
            self.title.is_of_women = is_of_women;
        }
    }

    /// A note below the tables may say when all of it is of: `Ghi chú: Số liệu trên là số liệu 6 tháng đầu năm`.
    pub(super) fn take_notes_below(&mut self, grid: &Grid<'_>, below: u32, lexicon: &Knowledge) {
        const CELLS_OF_A_LINE: usize = 2;
        let is_line = |row: &Row<'_>| row.cells.len() <= CELLS_OF_A_LINE;
        let rows: Vec<Row<'_>> = grid.rows_within(below..u32::MAX).collect();
        let lines = rows.iter().rev().take_while(|row| is_line(row));
        for cell in lines.flat_map(|row| row.cells) {
            let time = cell.wording().and_then(|it| it.time_of_all(lexicon));
            let period = |period| Said::Period {
                period,
                is_faint: false,
            };
            let said = match time {
                Some(Time::AsOf(as_of)) => Said::AsOf(as_of),
                Some(Time::Of(named)) => period(Some(named)),
                Some(Time::Part | Time::Kind(PeriodKind::FirstHalf)) => period(None),
                _ => continue,
            };
            self.claim(said, cell.text(), cell);
        }
    }

    fn take_name(&mut self, name: &str, strength: NameStrength, cell: &GridCell<'_>) {
        let place = match self.has_title {
            true => NamePlace::BelowTitle,
            false => NamePlace::Letterhead,
        };
        self.claim(Said::Unit(strength, place), name, cell);
    }
}
