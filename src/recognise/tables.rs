//! What is recognised on a sheet: tables of figures, and lists of facts.

use super::grid::GridCell;
use super::notes::Note;
use super::sayings::{FigureColumn, Saying, Scope, Timed};
use super::time::Time;
use crate::catalogue::{ColumnRole, CongressField};
use crate::ledger::{CellClass, LabelSlip};
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use crate::read::CellContent;
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Who gives points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scorer {
    /// The unit itself.
    Unit,
    /// Its cluster, or who else looks over what the unit gave itself.
    Cluster,
}

impl Scorer {
    /// Both, as they stand side by side.
    pub const BOTH: [Self; 2] = [Scorer::Unit, Scorer::Cluster];

    /// The code of the indicator that the sum of the points is.
    pub fn indicator(self) -> &'static str {
        match self {
            Scorer::Unit => "self_score",
            Scorer::Cluster => "cluster_score",
        }
    }
}

/// What is said of the time of a figure.
#[derive(Debug, Clone, Copy, Default)]
pub struct FigureTimes {
    /// By its column.
    pub by_column: Timed,
    /// By its row: its label, the heading above it; by a note on either or on the figure itself before these.
    pub by_row: Timed,
    /// The note that says that it is only near, by position in its table's sayings.
    pub near_by: Option<usize>,
}

/// A cell that a form gives to an indicator.
#[derive(Debug, Clone)]
pub struct FigureCell {
    /// In tables with a row per unit, the row's position in [`FigureTable::units`].
    pub unit_row: Option<usize>,
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// What it says of it.
    pub column: FigureColumn,
    /// When.
    pub timed: FigureTimes,
    /// Its value, `None` where the cell is empty.
    pub content: Option<CellContent>,
    /// The text or number exactly as stored.
    pub raw: String,
    /// Where it stands.
    pub at: CellAddress,
    /// The unit of measure that row, column or table declare, by position in [`TableWords::declared_units`].
    pub declared: Option<usize>,
}

impl FigureCell {
    /// Whose figure it is, and of what.
    fn whose(&self) -> (Option<usize>, &str) {
        (self.unit_row, &self.indicator)
    }

    /// What was reached of an indicator, as a cell says it.
    pub(super) fn new(indicator: Arc<str>, at: CellAddress, cell: Option<&GridCell<'_>>) -> Self {
        Self {
            content: cell.map(GridCell::content),
            raw: cell.map(GridCell::raw).unwrap_or_default(),
            ..Self::empty(indicator, at)
        }
    }

    /// What was reached of an indicator, in a cell that says nothing.
    pub(super) fn empty(indicator: Arc<str>, at: CellAddress) -> Self {
        Self {
            unit_row: None,
            indicator,
            column: FigureColumn::Actual,
            timed: FigureTimes::default(),
            content: None,
            raw: String::new(),
            at,
            declared: None,
        }
    }

    /// The period that its column or its row names.
    pub fn named_period(&self) -> Option<Period> {
        let by_column = self.timed.by_column.time.period();
        by_column.or_else(|| self.timed.by_row.time.period())
    }
}

/// What speaks against a row's being a unit's, where nobody else knows it as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RowStanding {
    /// Nothing.
    #[default]
    Unit,
    /// It has no running number, and the rows around it have.
    Unnumbered,
    /// It is numbered below the row above, which is not the sum of its like.
    PartOf,
    /// It is called as clusters, or the unions above units, are.
    Group,
    /// It sums up other rows, by position in their table's.
    SumOf(std::ops::Range<usize>),
}

/// A row that names a unit.
#[derive(Debug, Clone)]
pub struct UnitRow {
    /// The name as it stands.
    pub name: String,
    /// The unit's code, where a column gives it.
    pub code: Option<String>,
    /// The unit's cluster, where a column or a heading gives it in a table of several clusters.
    pub cluster: Option<String>,
    /// Where the name stands.
    pub at: CellAddress,
    /// Whether it is one.
    pub standing: RowStanding,
}

/// A total that a table states: checked, never counted.
#[derive(Debug, Clone)]
pub struct TotalCell {
    /// The indicator's code.
    pub indicator: Arc<str>,
    /// What is stated.
    pub content: CellContent,
    /// Where.
    pub at: CellAddress,
    /// The unit of measure that column or table declare, by position in [`TableWords::declared_units`].
    pub declared: Option<usize>,
    /// The rows it sums up, by position in [`FigureTable::units`].
    pub rows: std::ops::Range<usize>,
    /// What the pages before come to, where the table goes on from there: a total may hold it too.
    pub above: f64,
}

/// A row of a congress report that is no indicator.
#[derive(Debug, Clone)]
pub struct CongressFact {
    /// Which.
    pub field: CongressField,
    /// As it stands: `102/127`, `7`.
    pub written: String,
    /// Where.
    pub at: CellAddress,
}

/// The words of a table that say something of its figures, each once for all of them.
#[derive(Debug, Clone, Default)]
pub struct TableWords {
    /// When they are of.
    pub sayings: Vec<Saying>,
    /// The units of measure that are declared for them.
    pub declared_units: Vec<UnitOfMeasure>,
    /// Labels of rows or columns with a slip of the finger.
    pub slips: Vec<LabelSlip>,
}

/// A table of figures.
#[derive(Debug, Clone)]
pub struct FigureTable {
    /// The form it belongs to.
    pub form: FormKind,
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Every cell given to an indicator.
    pub figures: Vec<FigureCell>,
    /// What its words say of them.
    pub words: TableWords,
    /// The units of a table with a row per unit.
    pub units: Vec<UnitRow>,
    /// Total rows.
    pub totals: Vec<TotalCell>,
    /// Rows of a congress report.
    pub congress: Vec<CongressFact>,
    /// What no figure is made of, since another says the same: hidden figures, marks where one could stand.
    pub passed_over: Vec<(CellAddress, CellClass)>,
}

impl FigureTable {
    /// A table of which nothing has been read yet.
    pub(crate) fn new(form: FormKind, sheet: Arc<str>) -> Self {
        Self {
            form,
            sheet,
            figures: Vec::new(),
            words: TableWords::default(),
            units: Vec::new(),
            totals: Vec::new(),
            congress: Vec::new(),
            passed_over: Vec::new(),
        }
    }

    /// Takes out the empty cells of indicators whose figures stand elsewhere in the table, of the same unit and time: a row
    /// that heads others and says much the same is not asked for a figure of its own.
    pub(super) fn drop_empty_doubles(&mut self) {
        let place = |figure: &FigureCell| {
            let times = &figure.timed;
            (figure.column, times.by_column.time, times.by_row.time)
        };
        // What is given where a cell is empty: of most figures there is nothing to ask.
        let empty = self.figures.iter().filter(|it| it.content.is_none());
        let mut given: HashMap<_, Vec<_>, RandomState> =
            empty.map(|it| (it.whose(), Vec::new())).collect();
        if given.is_empty() {
            return;
        }
        for figure in self.figures.iter().filter(|it| it.content.is_some()) {
            if let Some(given) = given.get_mut(&figure.whose()) {
                given.push(place(figure));
            }
        }
        let is_double = |figure: &FigureCell| {
            let given = given.get(&figure.whose());
            figure.content.is_none() && given.is_some_and(|it| it.contains(&place(figure)))
        };
        let doubles: Vec<bool> = self.figures.iter().map(is_double).collect();
        let mut doubles = doubles.into_iter();
        self.figures.retain(|_| doubles.next() != Some(true));
    }

    /// A unit of the table by its name alone; returns its position.
    pub(super) fn add_unit(&mut self, name: &str, cell: &GridCell<'_>) -> usize {
        self.units.push(UnitRow {
            name: name.to_string(),
            code: None,
            cluster: None,
            at: cell.address,
            standing: RowStanding::Unit,
        });
        self.units.len() - 1
    }

    /// The time that words tell, with the words.
    pub(super) fn timed(&mut self, time: Time, saying: Saying) -> Timed {
        if time == Time::Unsaid && !matches!(saying.scope, Scope::Column | Scope::Note) {
            return Timed::default();
        }
        let last = self.words.sayings.last();
        if last.is_none_or(|last| *last != saying) {
            self.words.sayings.push(saying);
        }
        Timed {
            time,
            said: Some(self.words.sayings.len() - 1),
        }
    }

    /// What a note says of a figure: when, and whether it is only near.
    pub(super) fn noted(&mut self, note: Option<&Note>, by_row: Timed) -> (Timed, Option<usize>) {
        let Some(note) = note else {
            return (by_row, None);
        };
        let timed = self.timed(note.time, note.saying());
        match note.is_estimate {
            true => (by_row, timed.said),
            false => (timed, None),
        }
    }

    /// Says of all its figures that name no time themselves that they are planned for one, by the words of their sheet.
    pub(crate) fn set_ahead(&mut self, time: Time, written: &str, at: CellAddress) {
        let of_sheet = self.of_sheet(time, written, at);
        let is_open = |figure: &&mut FigureCell| {
            let told = figure.timed.by_row.time;
            figure.named_period().is_none() && matches!(told, Time::Unsaid | Time::Ahead)
        };
        for figure in self.figures.iter_mut().filter(is_open) {
            figure.timed.by_row = of_sheet;
        }
    }

    /// Says of all its figures that name no period themselves that they are of a time, by the words of their sheet.
    pub(crate) fn set_apart(&mut self, time: Time, written: &str, at: CellAddress) {
        let of_sheet = self.of_sheet(time, written, at);
        for figure in &mut self.figures {
            if figure.named_period().is_some() {
                continue;
            }
            // The year before that of the sheet.
            if let (FigureColumn::Previous, Time::Of(period)) = (figure.column, time) {
                figure.timed.by_column.time = Time::Of(period.previous());
            }
            figure.timed.by_row = of_sheet;
        }
    }

    fn of_sheet(&mut self, time: Time, written: &str, at: CellAddress) -> Timed {
        let saying = Saying {
            written: written.to_string(),
            scope: Scope::Title,
            at,
        };
        self.timed(time, saying)
    }

    /// Whether it gives scores and ratings and nothing that is counted.
    pub(super) fn has_only_scores(&self) -> bool {
        let is_score = |figure: &FigureCell| {
            let scores = Scorer::BOTH.map(Scorer::indicator);
            scores.contains(&&*figure.indicator) || &*figure.indicator == "rating"
        };
        self.figures.iter().all(is_score)
    }

    /// The position of a unit of measure, new or known.
    pub(super) fn declare(&mut self, unit: &UnitOfMeasure) -> usize {
        /// No form declares more; odd input that does must not cost a look at all for each.
        const LAST_LOOKED_AT: usize = 20;
        let last = self.words.declared_units.iter().enumerate().rev();
        let mut last = last.take(LAST_LOOKED_AT);
        let known = last.find(|(_, known)| *known == unit);
        known.map(|(position, _)| position).unwrap_or_else(|| {
            self.words.declared_units.push(unit.clone());
            self.words.declared_units.len() - 1
        })
    }

    /// The unit of measure that is declared for a figure or a total.
    pub(crate) fn declared(&self, position: Option<usize>) -> Option<&UnitOfMeasure> {
        self.words.declared_units.get(position?)
    }
}

/// What a table of a conference's minutes is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MinutesKind {
    /// Who came and who signed.
    Attendance,
    /// Ranking and proposed awards.
    Nominations,
    /// Next year's head and deputy.
    Leadership,
    /// Persons and nothing that is read of them.
    Persons,
}

/// Of whom a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowSubject {
    /// A unit.
    Unit,
    /// A collective: a unit, or a part of one.
    Collective,
    /// A person.
    Person,
}

/// A row of a conference's minutes.
#[derive(Debug, Clone)]
pub struct MinutesRow {
    /// The unit; without a name where no column names that of a person.
    pub unit: UnitRow,
    /// Of whom it is. Nobody's name is kept.
    pub subject: RowSubject,
    /// The period that the row names in a column of its own, else its table's.
    pub period: Option<Period>,
    /// What its columns say, by role, with where.
    pub fields: BTreeMap<ColumnRole, (String, CellAddress)>,
    /// What says that its proposal was not agreed to.
    pub refused: Option<(String, CellAddress)>,
}

impl MinutesRow {
    /// What a column says; nothing where it is empty, or the table has none of the role.
    pub fn said(&self, role: ColumnRole) -> &str {
        let said = self.fields.get(&role);
        said.map_or("", |(written, _)| written.trim())
    }
}

/// A table of a conference's minutes.
#[derive(Debug, Clone)]
pub struct MinutesTable {
    /// What it is about.
    pub kind: MinutesKind,
    /// Its sheet.
    pub sheet: Arc<str>,
    /// The period its sheet states; for leadership the period led.
    pub period: Option<Period>,
    /// Its rows.
    pub rows: Vec<MinutesRow>,
    /// Whether they stand in a cluster's table, which they do not make a conference's minutes.
    pub is_beside_figures: bool,
    /// What says that it is of another time than the file, where it stands on a sheet of such.
    pub apart: Option<Saying>,
}

impl MinutesTable {
    /// Whether only a conference keeps such a list: anybody may propose awards, but only it gives places.
    pub(super) fn is_of_conference(&self) -> bool {
        let has_place = |row: &MinutesRow| row.fields.contains_key(&ColumnRole::Rank);
        match self.kind {
            MinutesKind::Attendance | MinutesKind::Leadership => true,
            MinutesKind::Nominations => self.rows.iter().any(has_place),
            MinutesKind::Persons => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cell_beside_its_indicators_figure_is_not_asked_for() {
        let figure = |row: u32, indicator: &str, unit_row, content: Option<f64>| FigureCell {
            unit_row,
            content: content.map(|value| CellContent::Text(value.to_string().into())),
            ..FigureCell::new(indicator.into(), CellAddress::new(row, 3), None)
        };
        let mut table = FigureTable::new(FormKind::ActivityReport, "Biểu".into());
        table.figures = vec![
            figure(0, "members", None, None),
            figure(1, "members", None, Some(41.0)),
            figure(2, "visits", None, None),
            figure(3, "members", Some(0), None),
            FigureCell {
                column: FigureColumn::Target,
                ..figure(4, "members", None, None)
            },
        ];
        table.drop_empty_doubles();
        let rows: Vec<u32> = table.figures.iter().map(|it| it.at.row).collect();
        assert_eq!(rows, [1, 2, 3, 4]);
    }
}
