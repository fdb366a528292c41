//! Lists with a row per unit, collective or person that give facts and no figures: which of them a header begins.
//!
//! Offices keep many lists with a column of units. One is a conference's, or proposes awards, only by full titles and by
//! what stands under them: awards, places, offices of a cluster.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::layout::Header;
use super::settled_columns::has_counts;
use super::tables::{MinutesKind, RowSubject};
use crate::catalogue::ColumnRole;
use crate::text::{self, begins_with_any, contains_any};
use std::collections::HashSet;

/// How many rows of a body are looked at.
const ROWS_LOOKED_AT: u32 = 60;

/// What a list is about; `None` where the header begins another table, or nothing that is known.
pub(super) fn kind_of(
    header: &Header<'_>,
    grid: &Grid<'_>,
    lexicon: &Knowledge,
) -> Option<MinutesKind> {
    let list = List {
        header,
        grid,
        lexicon,
    };
    /// A line that only begins a section, `B | CÁ NHÂN`, is no header.
    const FEWEST_TITLES: usize = 3;
    if header.columns.len() < FEWEST_TITLES {
        return None;
    }
    let has = |role| list.has(role);
    let has_unit = has(ColumnRole::ReportingUnit) || has(ColumnRole::UnitCode);
    if has_unit && list.tells_who_came() {
        return Some(MinutesKind::Attendance);
    }
    if has_unit && list.holds(ColumnRole::LeaderRole, |cell| list.is_office(cell)) {
        return Some(MinutesKind::Leadership);
    }
    let is_of_persons = has(ColumnRole::Person);
    // What nobody knows as an award is one beside who is to give it.
    let has_awards = has(ColumnRole::Award) && has(ColumnRole::AwardedBy)
        || list.holds(ColumnRole::Award, |cell| list.is_award(cell));
    if (is_of_persons || has(ColumnRole::Collective)) && has_awards {
        return Some(MinutesKind::Nominations);
    }
    let is_beside_figures = || has_counts(header, lexicon);
    if is_of_persons && !(has_unit && is_beside_figures() && list.is_of_different_units()) {
        return (!has(ColumnRole::Label)).then_some(MinutesKind::Persons);
    }
    // Places and awards also stand beside what the units did in the year.
    let proposes = has_awards || list.holds(ColumnRole::Rank, |cell| list.is_rank(cell));
    // `Đơn vị | Bình quân của cụm | Xếp hạng trong cụm` over figures are no names.
    let mut below = list.under(ColumnRole::ReportingUnit);
    let holds_names = has(ColumnRole::UnitCode) || below.any(|cell| cell.wording().is_some());
    (has_unit && holds_names && proposes && !is_beside_figures())
        .then_some(MinutesKind::Nominations)
}

struct List<'a> {
    header: &'a Header<'a>,
    grid: &'a Grid<'a>,
    lexicon: &'a Knowledge,
}

impl<'a> List<'a> {
    fn has(&self, role: ColumnRole) -> bool {
        self.header.has(role)
    }

    /// The first cells under the column of a role.
    fn under(&self, role: ColumnRole) -> impl Iterator<Item = &'a GridCell<'a>> + use<'a> {
        let column = self.header.column(role).map(|column| column.index);
        let first = self.header.body_row;
        let rows = self.grid.rows_within(first..first + ROWS_LOOKED_AT);
        rows.filter_map(move |row| row.cell(column?))
    }

    fn holds(&self, role: ColumnRole, fits: impl Fn(&GridCell<'_>) -> bool) -> bool {
        self.under(role).any(fits)
    }

    fn is_office(&self, cell: &GridCell<'_>) -> bool {
        self.lexicon.awards.office(cell.said()).is_some()
    }

    fn is_award(&self, cell: &GridCell<'_>) -> bool {
        let lexicon = self.lexicon;
        lexicon
            .awards
            .read(cell.said(), &lexicon.abbreviations)
            .is_some()
    }

    /// `1`, `Nhất`, `II`.
    fn is_rank(&self, cell: &GridCell<'_>) -> bool {
        /// Clusters have fewer units.
        const LAST_PLACE: u32 = 200;
        let shown = text::lower_case(&cell.shown());
        let mut words = shown
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let is_place = |word: &str| {
            let number: Option<u32> = word.parse().ok();
            let words = &self.lexicon.forms.words.rank_words;
            number.is_some_and(|place| (1..=LAST_PLACE).contains(&place))
                || words.iter().any(|known| known == word)
                || text::is_roman(word)
        };
        words.any(is_place)
    }

    /// Whether it is a list of those who came to a cluster's conference, or signed there.
    fn tells_who_came(&self) -> bool {
        let words = &self.lexicon.forms.words;
        let is_about = |phrases: &[String]| {
            let mut lines = lines_above(self.grid, self.header.first_row);
            lines.any(|line| contains_any(line, phrases))
        };
        if is_about(&words.other_events) {
            return false;
        }
        let signs_pledge = self
            .header
            .column(ColumnRole::Signed)
            .is_some_and(|column| {
                let key = column.title.written_key();
                contains_any(key, &words.pledge_signing_words)
            });
        self.has(ColumnRole::Present)
            || signs_pledge
            || (self.has(ColumnRole::Signed) || self.has(ColumnRole::AbsenceReason))
                && is_about(&words.conference_words)
    }

    /// Whether no unit stands in two rows: one person may stand beside each unit.
    fn is_of_different_units(&self) -> bool {
        let mut units = self.under(ColumnRole::ReportingUnit);
        let mut seen = HashSet::new();
        units.all(|unit| seen.insert(unit.text()))
    }
}

/// The keys of the lines right above a table, and of its sheet's name; rows of another table are no lines.
pub(super) fn lines_above<'g>(
    grid: &'g Grid<'_>,
    first_row: u32,
) -> impl Iterator<Item = &'g str> + use<'g> {
    /// A letterhead and a title have no more lines.
    const ROWS_ABOVE: u32 = 10;
    const CELLS_OF_A_LINE: usize = 2;
    let rows = grid.rows_within(first_row.saturating_sub(ROWS_ABOVE)..first_row);
    let is_line = |row: &Row<'_>| {
        row.cells.len() <= CELLS_OF_A_LINE || !row.cells.iter().any(GridCell::is_number)
    };
    let lines = rows.filter(is_line).flat_map(|row| row.cells);
    let lines = lines.filter_map(|cell| Some(cell.wording()?.label_key()));
    lines.chain(std::iter::once_with(|| grid.key_of_sheet()))
}

/// Whom the rows of a list are of, from its columns and from its sections: `A. TẬP THỂ`, `B. CÁ NHÂN`.
pub(super) struct Subjects<'a> {
    /// The column of names.
    pub(super) column: Option<u32>,
    by_column: RowSubject,
    /// Whether the column may hold both.
    is_mixed: bool,
    by_section: Option<RowSubject>,
    lexicon: &'a Knowledge,
}

impl<'a> Subjects<'a> {
    pub(super) fn new(header: &Header<'_>, lexicon: &'a Knowledge) -> Self {
        let column = |role| header.column(role);
        let (column, by_column) = match (column(ColumnRole::Collective), column(ColumnRole::Person))
        {
            (Some(column), _) => (Some(column), RowSubject::Collective),
            (None, Some(column)) => (Some(column), RowSubject::Person),
            (None, None) => (column(ColumnRole::ReportingUnit), RowSubject::Unit),
        };
        let says = |phrases| column.is_some_and(|it| contains_any(&it.title.title.key, phrases));
        let words = &lexicon.forms.words;
        Self {
            column: column.map(|column| column.index),
            by_column,
            is_mixed: says(&words.person_sections) && by_column != RowSubject::Person
                || says(&words.either_subject_words),
            by_section: None,
            lexicon,
        }
    }

    /// Whether a row only begins a section; then what follows is of its subject.
    pub(super) fn begin_section(&mut self, text: &str) -> bool {
        let words = &self.lexicon.forms.words;
        let key = text::label_key(text);
        let subject = if begins_with_any(&key, &words.person_sections) {
            RowSubject::Person
        } else if begins_with_any(&key, &words.collective_sections) {
            RowSubject::Collective
        } else {
            return false;
        };
        self.by_section = Some(subject);
        true
    }

    /// Of whom a row with this name is.
    pub(super) fn of(&self, name: &str) -> RowSubject {
        match self.by_section {
            Some(RowSubject::Person) => RowSubject::Person,
            Some(_) if self.by_column == RowSubject::Unit => RowSubject::Unit,
            Some(subject) => subject,
            None if self.is_mixed => self.by_name(name),
            None => self.by_column,
        }
    }

    fn by_name(&self, name: &str) -> RowSubject {
        let words = &self.lexicon.forms.words;
        let key = text::label_key(name);
        let begins = |phrases: &[String]| begins_with_any(&key, phrases);
        let is_collective = !begins(&words.person_addresses)
            && (begins(&words.body_words)
                || begins(&words.union_names)
                || begins(&words.collective_beginnings));
        if is_collective {
            RowSubject::Collective
        } else {
            RowSubject::Person
        }
    }
}

/// Whether a column of a list holds what the list is about.
pub(super) fn is_fact(kind: &ColumnKind) -> bool {
    matches!(
        kind,
        ColumnKind::Fact(
            ColumnRole::Present
                | ColumnRole::Signed
                | ColumnRole::AbsenceReason
                | ColumnRole::Rank
                | ColumnRole::Award
                | ColumnRole::AwardedBy
                | ColumnRole::LeaderRole
        )
    )
}
