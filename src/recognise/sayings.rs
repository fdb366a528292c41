//! What words say of figures: planned or reached, when, and how far they reach.

use super::time::Time;
use crate::location::CellAddress;

/// What a cell says of its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureColumn {
    /// What was reached; by a column that names a period, in that one.
    Actual,
    /// What was reached in the period before.
    Previous,
    /// What was pledged.
    Target,
    /// A percentage made of the row's other figures.
    Rate,
}

/// The time that words tell of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Timed {
    /// What they tell.
    pub time: Time,
    /// The words, by position in its table's sayings.
    pub said: Option<usize>,
}

/// What words speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The figures below a title.
    Column,
    /// The figures of a table below its title.
    Title,
    /// The rows below a heading.
    Section,
    /// The row of a label.
    Row,
    /// What bears the mark of a note.
    Note,
    /// The row of a word beside its label, in a column that tells the rows of each label apart.
    Stage,
}

/// Words that tell the time of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// As they stand.
    pub written: String,
    /// Of what.
    pub scope: Scope,
    /// Where they stand.
    pub at: CellAddress,
}
