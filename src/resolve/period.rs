//! Which period a file is about: what the form states, held against its folders.

use super::draft::{FileDecision, FolderStatement};
use super::place_says;
use crate::catalogue::FormWords;
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::memo::Memo;
use crate::period::{Period, PeriodKind};
use crate::recognise::{
    AsOf, Claim, FigureCell, FigureColumn, FigureTimes, MinutesKind, RecognisedSheet,
    RecognisedWorkbook, Said, Saying, Scope, Standing, Time, Timed, find_periods, said, told_time,
};
use crate::register::corrections::{Request, Spot};
use crate::rules;
use std::sync::{Arc, LazyLock};

/// The period that a folder's name says: the same folders stand above many files.
static KNOWN: LazyLock<Memo<Option<Period>>> = LazyLock::new(Memo::new);

/// Reads the folders of a file's relative path.
pub fn read_folder(file: &str) -> FolderStatement {
    let mut statement = FolderStatement::default();
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    for folder in folders {
        match *KNOWN.get(folder, || period_of_folder(folder)) {
            Some(period) if statement.period.is_none() => statement.period = Some(period),
            found => {
                if statement.period.is_some() {
                    statement.inner.push(folder.to_string());
                }
                statement
                    .others
                    .extend(found.is_none().then(|| folder.to_string()));
            }
        }
    }
    statement
}

fn period_of_folder(folder: &str) -> Option<Period> {
    folder.parse().ok().or_else(|| {
        let found = find_periods(&said(&crate::text::clean(folder)).to_lowercase());
        found.first().map(|(period, _)| *period)
    })
}

/// A period, or why there is none.
pub(super) struct Settled {
    /// Where it is certain, or the office has decided it; where form and folder disagree, none.
    pub(super) period: Option<Period>,
    /// What is wrong; it holds the file only where there is no period.
    pub(super) finding: Option<Finding>,
}

/// Settles a file's period. They agree, or only one speaks: that is the period. What the office has decided goes before;
/// then columns that name the period which the form states by mistake are of the decided one.
pub(super) fn settle(
    file: &Arc<str>,
    recognised: &mut RecognisedWorkbook,
    folder: &FolderStatement,
    decisions: &mut [FileDecision],
    words: &FormWords,
) -> Settled {
    let is_set_apart = folder
        .period
        .is_some_and(|period| set_other_sheets_apart(recognised, period));
    let mut stated = stated_periods(file, recognised, !is_set_apart);
    keep_own_of_several(&mut stated, folder, recognised);
    let is_unstated = stated.is_empty();
    let mut settled = hold_together(file, &stated, folder);
    let mut stated: Vec<(Period, CellRef)> = stated
        .into_iter()
        .filter_map(|stated| Some((stated.period.ok()?, stated.at)))
        .collect();
    settled.hold_against_dates(file, recognised);
    if let Some((period, at)) = settled.hold_against_columns(file, recognised) {
        stated.push((period, at));
    }
    if is_unstated {
        settled.hold_against_place(file, recognised, folder, words);
    }
    for decision in decisions {
        let is_of_period = matches!(
            decision.request,
            Request::UsePeriod(_) | Request::KeepPeriod(_)
        );
        if is_of_period && !is_still_stated(decision, &stated) {
            let now: Vec<String> = stated.iter().map(|(period, _)| period.label()).collect();
            decision.refuse_stale(&match now.is_empty() {
                true => "biểu không ghi kỳ nào".to_string(),
                false => format!("biểu ghi {}", now.join(", ")),
            });
            continue;
        }
        let decided = match &decision.request {
            Request::UsePeriod(period) => Ok(*period),
            Request::KeepPeriod(spot) => stated_at(&stated, spot.as_ref()),
            _ => continue,
        };
        decision.outcome = Some(decided.as_ref().map(|_| ()).map_err(Clone::clone));
        if let Ok(period) = decided {
            settled.period = Some(period);
            forget_mistaken_columns(recognised, &stated, period);
        }
    }
    if let Some(period) = settled.period {
        set_plans_ahead(recognised, period);
    }
    settled
}

/// What is registered on a sheet of its own beside the report is for the period that this sheet names.
fn set_plans_ahead(recognised: &mut RecognisedWorkbook, period: Period) {
    if !recognised.sheets.iter().any(is_of_results) {
        return;
    }
    for sheet in &recognised.sheets {
        let is_planned = sheet.has_table && sheet.statements.is_plan();
        let named = SheetPeriod::named_by(sheet).filter(|_| is_planned);
        let is_other =
            |named: &SheetPeriod| named.time.standing(Some(period), false) != Standing::Own;
        let Some(named) = named.filter(is_other) else {
            continue;
        };
        let tables = recognised.tables.iter_mut();
        for table in tables.filter(|table| table.sheet == sheet.sheet) {
            table.set_ahead(named.time, &named.written, named.at);
        }
    }
}

/// Whether a sheet tells of what was done, and not of what is planned or of who leads next.
fn is_of_results(sheet: &RecognisedSheet) -> bool {
    sheet.has_table && !sheet.looks_ahead && !sheet.statements.is_plan()
}

/// `SỐ LIỆU HAI NĂM 2023, 2024`, `GIAI ĐOẠN 2021-2023` over rows or columns that each name their year: the form is of the
/// folder's, and what its figures are of they say themselves.
fn keep_own_of_several(
    stated: &mut Vec<Stated>,
    folder: &FolderStatement,
    recognised: &RecognisedWorkbook,
) {
    let Some(own) = folder.period else {
        return;
    };
    let is_own = |stated: &Stated| stated.period == Ok(own);
    let is_one_line = stated.iter().all(|other| other.at == stated[0].at);
    let tells = |figure: &FigureCell| {
        let FigureTimes {
            by_column, by_row, ..
        } = figure.timed;
        figure.column == FigureColumn::Previous
            || [by_column.time, by_row.time]
                .iter()
                .any(|time| *time != Time::Unsaid)
    };
    let figures = || recognised.tables.iter().flat_map(|table| &table.figures);
    if stated.is_empty() || !is_one_line || !figures().all(tells) {
        return;
    }
    // A line about a quarter and the year names no period.
    let is_around = |stated: &Stated| match stated.period {
        Ok(period @ Period::Term(..)) => {
            period.years().0 <= own.years().0 && own.years().1 <= period.years().1
        }
        Ok(_) => false,
        Err(_) => true,
    };
    let is_of_own = |figure: &FigureCell| {
        let time = figure.timed.by_column.time;
        time != Time::Unsaid && time.standing(Some(own), true) == Standing::Own
    };
    if stated.len() > 1 && stated.iter().any(is_own) {
        stated.retain(is_own);
    } else if stated.iter().all(is_around) && figures().any(is_of_own) {
        stated.clear();
    }
}

/// Beside the sheet of the folder's period one of an earlier period, or of a part of it, speaks of its own tables: they are
/// no results of the file's, and its title says nothing of the file. Returns whether there is one of the folder's period.
fn set_other_sheets_apart(recognised: &mut RecognisedWorkbook, period: Period) -> bool {
    let holds_figures_alone = |sheet: &RecognisedSheet| {
        let holds = |other: &Arc<str>| *other == sheet.sheet;
        recognised.tables.iter().any(|table| holds(&table.sheet))
            && !recognised.scores.iter().any(|table| holds(&table.sheet))
            && !recognised.minutes.iter().any(|table| {
                // Whom a list of persons names is of no period; proposals are of that of their sheet.
                let may_be_of_other = [MinutesKind::Persons, MinutesKind::Nominations];
                holds(&table.sheet) && !may_be_of_other.contains(&table.kind)
            })
    };
    let told: Vec<Option<SheetPeriod>> = recognised
        .sheets
        .iter()
        .map(|sheet| SheetPeriod::of(sheet).filter(|_| holds_figures_alone(sheet)))
        .collect();
    let is_own = |told: &SheetPeriod| match told.time {
        Time::Kind(PeriodKind::Year) => period.kind() == PeriodKind::Year,
        time => time == Time::Of(period),
    };
    // A line that is no title says it too, where the sheet names no other.
    let is_own_by_line = |sheet: &RecognisedSheet| {
        let claims = sheet.statements.claims.iter();
        let mut named = claims.filter_map(|claim| match claim.said {
            Said::Period { period, .. } => Some(period),
            _ => None,
        });
        is_of_results(sheet) && named.next() == Some(Some(period)) && named.next().is_none()
    };
    if !told.iter().flatten().any(is_own) && !recognised.sheets.iter().any(is_own_by_line) {
        return false;
    }
    for (sheet, told) in recognised.sheets.iter_mut().zip(told) {
        let is_other = |told: &SheetPeriod| match told.time {
            Time::Of(Period::FirstHalf(year)) if Period::Year(year) == period => true,
            Time::Of(named) => named < period && named.is_comparable_with(period),
            Time::Kind(kind) => kind != period.kind(),
            _ => true,
        };
        let Some(told) = told.filter(is_other) else {
            continue;
        };
        let is_of_time = |claim: &Claim| {
            let said = claim.said;
            matches!(said, Said::Period { .. } | Said::OfKind(_) | Said::AsOf(_))
        };
        sheet.statements.claims.retain(|claim| !is_of_time(claim));
        let tables = recognised.tables.iter_mut();
        for table in tables.filter(|table| table.sheet == sheet.sheet) {
            table.set_apart(told.time, &told.written, told.at);
        }
        let lists = recognised.minutes.iter_mut();
        for list in lists.filter(|list| list.sheet == sheet.sheet) {
            list.apart = Some(told.saying());
        }
    }
    true
}

/// The one time that a sheet says that it is of: by its title, else by its name.
struct SheetPeriod {
    time: Time,
    written: String,
    at: CellAddress,
}

impl SheetPeriod {
    fn saying(&self) -> Saying {
        Saying {
            written: self.written.clone(),
            scope: Scope::Title,
            at: self.at,
        }
    }

    /// Of a sheet of results.
    fn of(sheet: &RecognisedSheet) -> Option<Self> {
        is_of_results(sheet).then(|| Self::named_by(sheet))?
    }

    fn named_by(sheet: &RecognisedSheet) -> Option<Self> {
        let statements = &sheet.statements;
        let of = |period: Period, at| Self {
            time: Time::Of(period),
            written: format!("{} (trang “{}”)", period.label(), sheet.sheet),
            at,
        };
        let is_of_period = |claim: &&Claim| matches!(claim.said, Said::Period { .. });
        let claims = statements.claims.iter().filter(is_of_period);
        let claims: Vec<(Option<Period>, bool, &Claim)> = claims
            .filter_map(|claim| match claim.said {
                Said::Period { period, is_faint } => Some((period, is_faint, claim)),
                _ => None,
            })
            .collect();
        let others = claims
            .iter()
            .filter(|(period, ..)| period.is_none())
            .count();
        let plain: Vec<(Period, CellAddress)> = statements.periods().collect();
        match (&plain[..], &claims[..]) {
            ([(period, at)], _) if others == 0 => Some(of(*period, *at)),
            // `QUÝ IV NĂM 2023`
            ([], claims) if others == 1 => {
                let part = claims.iter().find(|(period, ..)| period.is_none());
                let (_, _, part) = part.filter(|(_, is_faint, _)| !is_faint)?;
                Some(Self {
                    time: Time::Part,
                    written: part.written.clone(),
                    at: part.at,
                })
            }
            ([], []) => Self::by_name(sheet),
            // `CHĂM LO - NĂM 2022` is no form's title; a sheet that is called so too is of that year.
            ([], [(Some(period), true, claim)]) => {
                let by_name = Self::by_name(sheet)?;
                (by_name.time == Time::Of(*period)).then(|| of(*period, claim.at))
            }
            _ => None,
        }
    }

    /// What its name says, where it is nothing but a period, or names one year.
    fn by_name(sheet: &RecognisedSheet) -> Option<Self> {
        let name = said(&crate::text::clean(&sheet.sheet)).to_lowercase();
        let at = CellAddress::new(0, 0);
        if let [(period, _)] = find_periods(&name)[..] {
            return Some(Self {
                time: Time::Of(period),
                written: format!("{} (trang “{}”)", period.label(), sheet.sheet),
                at,
            });
        }
        let (time, range) = told_time(&name)?;
        let is_all = !name[..range.start].contains(char::is_alphabetic)
            && !name[range.end..].contains(char::is_alphabetic);
        let is_of_period = matches!(time, Time::Part | Time::Kind(_));
        (is_all && is_of_period).then(|| Self {
            time,
            written: sheet.sheet.to_string(),
            at,
        })
    }
}

/// Whether a form still states what a decision about its period was made on.
fn is_still_stated(decision: &FileDecision, stated: &[(Period, CellRef)]) -> bool {
    let written = &decision.bound.raw;
    written.is_empty() || stated.iter().any(|(period, _)| period.label() == *written)
}

fn forget_mistaken_columns(
    recognised: &mut RecognisedWorkbook,
    stated: &[(Period, CellRef)],
    decided: Period,
) {
    let mut figures = recognised.tables.iter().flat_map(|table| &table.figures);
    if figures.any(|figure| figure.named_period() == Some(decided)) {
        return;
    }
    let is_mistaken = |time: Time| {
        let named = time.period();
        named.is_some_and(|period| stated.iter().any(|(mistaken, _)| *mistaken == period))
    };
    let tables = recognised.tables.iter_mut();
    for figure in tables.flat_map(|table| &mut table.figures) {
        for timed in [&mut figure.timed.by_column, &mut figure.timed.by_row] {
            if is_mistaken(timed.time) {
                *timed = Timed::default();
            }
        }
    }
}

/// The one period that the form states, or the one that it states in a cell.
fn stated_at(stated: &[(Period, CellRef)], spot: Option<&Spot>) -> Result<Period, String> {
    if let Some((period, _)) = stated
        .iter()
        .find(|(_, at)| spot.is_some_and(|spot| spot.is_at(at)))
    {
        return Ok(*period);
    }
    match stated {
        [] => Err("biểu không ghi kỳ nào để giữ nguyên; chọn “dùng” và ghi kỳ đúng".to_string()),
        [(first, _), rest @ ..] if rest.iter().all(|(period, _)| period == first) => Ok(*first),
        _ => Err("biểu ghi nhiều kỳ khác nhau; chọn “dùng” và ghi kỳ đúng".to_string()),
    }
}

/// What a form states in one place.
struct Stated {
    /// The period, or the line as it stands where it names what is none: a quarter is not its year.
    period: Result<Period, String>,
    at: CellRef,
}

impl Stated {
    fn label(&self) -> String {
        match &self.period {
            Ok(period) => period.label(),
            Err(written) => format!("“{written}”"),
        }
    }
}

fn conflict(at: &CellRef, stated: &str, other: &str) -> Settled {
    let message = rules::period_conflict::message(stated, other);
    let finding = Finding::about_cell(&rules::period_conflict::RULE, at, message);
    Settled {
        period: None,
        finding: Some(finding.about_text(stated)),
    }
}

fn of_folder(period: Period) -> String {
    format!("thư mục lại ghi {}", period.label())
}

fn elsewhere(at: &CellRef, stated: &str) -> String {
    format!("ô {} (trang “{}”) lại ghi {stated}", at.address, at.sheet)
}

fn hold_together(file: &Arc<str>, stated: &[Stated], folder: &FolderStatement) -> Settled {
    let certain = |period| Settled {
        period: Some(period),
        finding: None,
    };
    let Some(first) = stated.first() else {
        return folder.period.map_or_else(
            || Settled {
                period: None,
                finding: Some(Finding::about_file(
                    &rules::period_missing::RULE,
                    file,
                    rules::period_missing::message(),
                )),
            },
            certain,
        );
    };
    if let Some(other) = stated.iter().find(|other| other.period != first.period) {
        return conflict(
            &first.at,
            &first.label(),
            &elsewhere(&other.at, &other.label()),
        );
    }
    match (&first.period, folder.period) {
        (Ok(period), None) => certain(*period),
        (Ok(period), Some(named)) if named == *period => certain(named),
        (_, Some(named)) => conflict(&first.at, &first.label(), &of_folder(named)),
        (Err(_), None) => conflict(&first.at, &first.label(), "đó không phải là một kỳ báo cáo"),
    }
}

impl Settled {
    /// The dates that the figures are of must be those of the period; where nothing else tells it, they may.
    fn hold_against_dates(&mut self, file: &Arc<str>, recognised: &RecognisedWorkbook) {
        let dates = sheets_that_tell(recognised, true).filter_map(|sheet| {
            let (as_of, claim) = sheet.statements.as_of()?;
            let at = CellRef::new(file, &sheet.sheet, claim.at);
            Some((as_of, &claim.written, at))
        });
        let dates: Vec<(AsOf, &String, CellRef)> = dates.collect();
        let is_missing = self
            .finding
            .as_ref()
            .is_some_and(|finding| finding.rule == &rules::period_missing::RULE);
        if is_missing && let Some(period) = dates.iter().find_map(|(as_of, ..)| as_of.period()) {
            self.period = Some(period);
            self.finding = None;
        }
        let Some(period) = self.period else { return };
        if let Some((_, written, at)) = dates.iter().find(|(as_of, ..)| !as_of.agrees_with(period))
        {
            let other = format!("tiêu đề hoặc thư mục lại ghi {}", period.label());
            *self = conflict(at, &format!("“{written}”"), &other);
        }
    }

    /// What a file's name and the folders around it say, where nothing on the form tells its period.
    fn hold_against_place(
        &mut self,
        file: &Arc<str>,
        recognised: &RecognisedWorkbook,
        folder: &FolderStatement,
        words: &FormWords,
    ) {
        let mut figures = recognised.tables.iter().flat_map(|table| &table.figures);
        let gives_results = figures.any(|it| {
            it.column == FigureColumn::Actual && it.content.is_some() && it.named_period().is_none()
        });
        let Some(period) = self.period.filter(|_| gives_results) else {
            return;
        };
        if let Some(says) = place_says::contradicting(file, folder, period, words) {
            let message = rules::period_conflict::place_message(says, &period.label());
            let rule = &rules::period_conflict::RULE;
            *self = Settled {
                period: None,
                finding: Some(Finding::about_file(rule, file, message)),
            };
        }
    }

    /// A form all of whose figures stand in columns of other periods, or of parts of one, gives none for this one. Returns
    /// what the latest of them states.
    fn hold_against_columns(
        &mut self,
        file: &Arc<str>,
        recognised: &RecognisedWorkbook,
    ) -> Option<(Period, CellRef)> {
        let period = self.period?;
        let figures = recognised.tables.iter().flat_map(|table| &table.figures);
        let is_of_others = |figure: &FigureCell| {
            let named = figure.named_period();
            named.is_some_and(|column| column.years().1 != period.years().1)
                || is_of_part(figure, period)
        };
        // Targets of this period stand beside last year's results, next year's beside the minutes of a conference.
        let is_pledge = |figure: &FigureCell| {
            figure.column == FigureColumn::Target && figure.named_period() == Some(period.next())
        };
        let has_more = !recognised.minutes.is_empty() || !recognised.scores.is_empty();
        let mut given = figures
            .filter(|it| matches!(it.column, FigureColumn::Actual | FigureColumn::Target))
            .filter(|it| !has_more || !is_pledge(it))
            .peekable();
        if has_more && given.peek().is_none() || !given.all(is_of_others) {
            return None;
        }
        let other = format!("tiêu đề hoặc thư mục lại ghi {}", period.label());
        if let Some((latest, at)) = latest_column(file, recognised) {
            *self = conflict(&at, &latest.label(), &other);
            return Some((latest, at));
        }
        let (written, at) = column_of_part(file, recognised, period)?;
        *self = conflict(&at, &format!("“{written}”"), &other);
        None
    }
}

/// Whether the title of a figure's column says that it is of a part of a period: `9 tháng`, `Quý I`.
fn is_of_part(figure: &FigureCell, period: Period) -> bool {
    match figure.timed.by_column.time {
        Time::Part => true,
        Time::Kind(kind) => !kind.may_be(period.kind()),
        _ => false,
    }
}

/// The first column of results of a part of a period, as its title has it.
fn column_of_part(
    file: &Arc<str>,
    recognised: &RecognisedWorkbook,
    period: Period,
) -> Option<(String, CellRef)> {
    let tables = recognised.tables.iter();
    let mut figures = tables.flat_map(|table| table.figures.iter().map(move |it| (table, it)));
    let is_reached = |figure: &FigureCell| figure.column == FigureColumn::Actual;
    let (table, figure) =
        figures.find(|(_, figure)| is_reached(figure) && is_of_part(figure, period))?;
    let saying = table.words.sayings.get(figure.timed.by_column.said?)?;
    let at = CellRef::new(file, &table.sheet, saying.at);
    Some((saying.written.clone(), at))
}

fn sheets_that_tell(
    recognised: &RecognisedWorkbook,
    with_table: bool,
) -> impl Iterator<Item = &RecognisedSheet> {
    // What is registered for next year on a sheet of its own says nothing of the report beside it.
    let has_report = recognised.sheets.iter().any(is_of_results);
    let sheets = recognised.sheets.iter();
    sheets.filter(move |sheet| {
        let is_plan = sheet.statements.is_plan();
        let speaks = !(sheet.looks_ahead || has_report && is_plan);
        sheet.has_table == with_table && speaks
    })
}

/// The periods that sheets with tables state; else those of covers and of other lines; else the latest that titles of
/// columns name, where these may speak.
fn stated_periods(
    file: &Arc<str>,
    recognised: &RecognisedWorkbook,
    columns_speak: bool,
) -> Vec<Stated> {
    let of_sheets = |with_table: bool, is_faint: bool| -> Vec<Stated> {
        let sheets = sheets_that_tell(recognised, with_table);
        let claims = sheets.flat_map(|sheet| {
            let claims = sheet.statements.claims.iter();
            claims.map(move |claim| (sheet, claim))
        });
        let stated = claims.filter_map(|(sheet, claim)| match claim.said {
            Said::Period {
                period,
                is_faint: faint,
            } if faint == is_faint => Some(Stated {
                period: period.ok_or_else(|| claim.written.clone()),
                at: CellRef::new(file, &sheet.sheet, claim.at),
            }),
            _ => None,
        });
        stated.collect()
    };
    let stated = of_sheets(true, false);
    if !stated.is_empty() {
        // A sheet without a title of its own is of the period that its other lines name.
        let mut faint = of_sheets(true, true);
        faint.retain(|faint| !stated.iter().any(|plain| plain.at.sheet == faint.at.sheet));
        return stated.into_iter().chain(faint).collect();
    }
    let mut stated = of_sheets(false, false);
    stated.extend(of_sheets(true, true));
    if !stated.is_empty() {
        return stated;
    }
    let stated = of_sheets(false, true);
    if !stated.is_empty() {
        return stated;
    }
    let stated = of_other_kinds(file, recognised);
    if !stated.is_empty() {
        return stated;
    }
    let latest = latest_column(file, recognised).filter(|_| columns_speak);
    if latest.is_none() && columns_speak {
        return names_of_sheets(file, recognised);
    }
    latest
        .into_iter()
        .map(|(period, at)| Stated {
            period: Ok(period),
            at,
        })
        .collect()
}

/// The titles that name another kind of period than the folder is of, and no year.
fn of_other_kinds(file: &Arc<str>, recognised: &RecognisedWorkbook) -> Vec<Stated> {
    let of_folder = read_folder(file).period.map(Period::kind);
    let sheets = sheets_that_tell(recognised, true).filter(|sheet| is_of_results(sheet));
    let claims = sheets.flat_map(|sheet| {
        let claims = sheet.statements.claims.iter();
        claims.map(move |claim| (sheet, claim))
    });
    let others = claims.filter_map(|(sheet, claim)| match claim.said {
        Said::OfKind(kind) if of_folder.is_some_and(|folder| folder != kind) => Some(Stated {
            period: Err(claim.written.clone()),
            at: CellRef::new(file, &sheet.sheet, claim.at),
        }),
        _ => None,
    });
    others.collect()
}

/// The periods that sheets with tables are called by, where nothing on them states any.
fn names_of_sheets(file: &Arc<str>, recognised: &RecognisedWorkbook) -> Vec<Stated> {
    let of_folder = read_folder(file).period.map(Period::kind);
    let sheets = sheets_that_tell(recognised, true).filter(|sheet| is_of_results(sheet));
    let named = sheets.filter_map(|sheet| {
        let named = SheetPeriod::by_name(sheet)?;
        let period = match named.time {
            Time::Of(period) => Ok(period),
            Time::Kind(PeriodKind::Year) => return None,
            Time::Kind(kind) if of_folder == Some(kind) => return None,
            _ => Err(named.written),
        };
        let at = CellRef::new(file, &sheet.sheet, named.at);
        Some(Stated { period, at })
    });
    named.collect()
}

/// The latest period that titles of columns name.
fn latest_column(file: &Arc<str>, recognised: &RecognisedWorkbook) -> Option<(Period, CellRef)> {
    // Beside a column for `this year` one with a period is for another.
    let is_this_period = |figure: &FigureCell| {
        figure.column == FigureColumn::Actual && figure.named_period().is_none()
    };
    let tables = recognised.tables.iter();
    let tables = tables.filter(|table| !table.figures.iter().any(is_this_period));
    let figures = tables.flat_map(|table| table.figures.iter().map(move |it| (table, it)));
    let reached = figures.filter(|(_, figure)| figure.column == FigureColumn::Actual);
    let named = reached.filter_map(|(table, it)| Some((it.named_period()?, table, it.at)));
    let latest = named.max_by_key(|(period, _, at)| (*period, std::cmp::Reverse(*at)));
    latest.map(|(period, table, at)| (period, CellRef::new(file, &table.sheet, at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn folders_tell_period_and_cluster() {
        for [file, period, others] in cases(
            "
            2023/Cụm thi đua số 1/a.xlsx   | 2023      | Cụm thi đua số 1
            2023-2024/Cụm 3/a.xlsx         | 2023-2024 | Cụm 3
            Nhiệm kỳ 2018-2023/a.xlsx      | 2018-2023 |
            2023-H1/Khối Tổng hợp/b/a.xlsx | 2023-H1   | Khối Tổng hợp/b
            Năm 2022/a.xlsx                | 2022      |
            a 2023.xlsx                    |           |",
        ) {
            let statement = read_folder(file);
            let found = statement.period.map(|found| found.to_string());
            assert_eq!(found.unwrap_or_default(), period, "{file}");
            assert_eq!(statement.others.join("/"), others, "{file}");
        }
    }
}
