//! What a cell of a file that was read can be.

/// What a cell is to the run; every cell is exactly one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellClass {
    /// Given to an indicator in the file's period: one observation, counted or not.
    Figure,
    /// Given to an indicator in the period before; checked, never counted.
    Previous,
    /// A percentage made of other figures; checked, never counted.
    Rate,
    /// In a total row or a group's heading; checked, never counted.
    Total,
    /// Given to an indicator in a period that is not the file's.
    OtherPeriod,
    /// Of a congress or a conference: who came, who is proposed, who leads.
    Fact,
    /// Points on a criterion.
    Points,
    /// In a list of persons, which gives no figures.
    Listed,
    /// In a row that no indicator or no unit takes; there is a finding.
    Unmatched,
    /// Under a title that means nothing known, or under none; where it is a number, there is a finding.
    UnknownColumn,
    /// A number in a column of figures, below what ends the table.
    Below,
    /// In a row that compares: a mean, a growth.
    Comparison,
    /// A table's words: labels, names, units of measure, numbering, notes.
    Word,
    /// A column's title or number.
    Title,
    /// Above, below or beside a table.
    Around,
    /// On a sheet without a form.
    NoForm,
    /// On a hidden sheet, struck out, or under a merged cell.
    Hidden,
    /// Nothing but spaces, or what a form that nobody filled in leaves to be filled in.
    Blank,
}

impl CellClass {
    /// All classes, in the order in which they are told.
    pub const ALL: [CellClass; 18] = [
        CellClass::Figure,
        CellClass::Previous,
        CellClass::Rate,
        CellClass::Total,
        CellClass::OtherPeriod,
        CellClass::Fact,
        CellClass::Points,
        CellClass::Listed,
        CellClass::Unmatched,
        CellClass::UnknownColumn,
        CellClass::Below,
        CellClass::Comparison,
        CellClass::Word,
        CellClass::Title,
        CellClass::Around,
        CellClass::NoForm,
        CellClass::Hidden,
        CellClass::Blank,
    ];

    /// The key of its wording.
    pub fn key(self) -> &'static str {
        match self {
            CellClass::Figure => "figure",
            CellClass::Previous => "previous",
            CellClass::Rate => "rate",
            CellClass::Total => "total",
            CellClass::OtherPeriod => "other-period",
            CellClass::Fact => "fact",
            CellClass::Points => "points",
            CellClass::Listed => "listed",
            CellClass::Unmatched => "unmatched",
            CellClass::UnknownColumn => "unknown-column",
            CellClass::Below => "below",
            CellClass::Comparison => "comparison",
            CellClass::Word => "word",
            CellClass::Title => "title",
            CellClass::Around => "around",
            CellClass::NoForm => "no-form",
            CellClass::Hidden => "hidden",
            CellClass::Blank => "blank",
        }
    }

    /// Whether a number in such a cell may be a figure that nothing else tells of, so that a person may want to look.
    pub fn may_hide_figures(self) -> bool {
        matches!(
            self,
            CellClass::Below | CellClass::NoForm | CellClass::Hidden
        )
    }
}
