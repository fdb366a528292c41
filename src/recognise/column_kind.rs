//! What a column of a table may be. Every column is exactly one thing; one that is not understood is `Unknown` and never
//! takes another's role.

use super::Knowledge;
use super::sayings::FigureColumn;
use super::tables::Scorer;
use super::time::Time;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use std::sync::Arc;

/// What a column is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnKind {
    /// The labels of the rows, in tables with a row per indicator.
    Label,
    /// The rows' units of measure.
    Measure,
    /// Words that tell of each row whether it is planned or reached, and when: `Kế hoạch`, `Thực hiện`.
    Stage,
    /// Figures of each row's indicator.
    Figure(FigureColumn),
    /// The same of a part of each row's indicator: `Trong đó nữ`.
    Part(FigureColumn),
    /// What the columns of units sum up to.
    OfAllUnits(FigureColumn),
    /// Figures of one indicator, in tables with a row per unit.
    Indicator(Arc<str>, FigureColumn),
    /// Points on criteria.
    Points(PointsColumn),
    /// Marks of those who are in a category of this rating.
    RatingMark(Arc<str>),
    /// What other columns differ by.
    Difference,
    /// A number, a name, a mark, a word about the row.
    Fact(ColumnRole),
    /// Remarks.
    Note,
    /// A title that says nothing we know; the titles nearest to it.
    Unknown(Vec<String>),
}

impl ColumnKind {
    /// What a role's column is.
    pub(super) fn of_role(role: ColumnRole) -> Self {
        match role {
            ColumnRole::Label => Self::Label,
            ColumnRole::UnitOfMeasure => Self::Measure,
            ColumnRole::Value => Self::Figure(FigureColumn::Actual),
            ColumnRole::Previous => Self::Figure(FigureColumn::Previous),
            ColumnRole::Target => Self::Figure(FigureColumn::Target),
            ColumnRole::Rate => Self::Figure(FigureColumn::Rate),
            ColumnRole::Difference => Self::Difference,
            ColumnRole::Note => Self::Note,
            ColumnRole::Number
            | ColumnRole::Due
            | ColumnRole::ReportingUnit
            | ColumnRole::UnitCode
            | ColumnRole::Cluster
            | ColumnRole::Present
            | ColumnRole::Signed
            | ColumnRole::AbsenceReason
            | ColumnRole::Rank
            | ColumnRole::Award
            | ColumnRole::AwardedBy
            | ColumnRole::LeaderRole
            | ColumnRole::Person
            | ColumnRole::Collective
            | ColumnRole::MaximumPoints
            | ColumnRole::OwnPoints
            | ColumnRole::ClusterPoints
            | ColumnRole::Points
            | ColumnRole::TotalPoints
            | ColumnRole::BonusPoints
            | ColumnRole::PenaltyPoints => Self::Fact(role),
        }
    }

    /// The role that titles know it by.
    pub(super) fn role(&self) -> Option<ColumnRole> {
        match self {
            Self::Label => Some(ColumnRole::Label),
            Self::Measure => Some(ColumnRole::UnitOfMeasure),
            Self::Figure(says) => Some(match says {
                FigureColumn::Actual => ColumnRole::Value,
                FigureColumn::Previous => ColumnRole::Previous,
                FigureColumn::Target => ColumnRole::Target,
                FigureColumn::Rate => ColumnRole::Rate,
            }),
            Self::Difference => Some(ColumnRole::Difference),
            Self::Fact(role) => Some(*role),
            Self::Note => Some(ColumnRole::Note),
            Self::Stage | Self::Part(_) | Self::OfAllUnits(_) => None,
            Self::Indicator(..) | Self::Points(_) | Self::RatingMark(_) | Self::Unknown(_) => None,
        }
    }

    /// Whether a number under it is explained.
    pub(super) fn explains_numbers(&self) -> bool {
        match self {
            Self::Figure(_) | Self::Part(_) | Self::Indicator(..) | Self::Difference => true,
            Self::OfAllUnits(_)
            | Self::Fact(_)
            | Self::Note
            | Self::Points(_)
            | Self::RatingMark(_) => true,
            Self::Label | Self::Measure | Self::Stage | Self::Unknown(_) => false,
        }
    }
}

/// What a column of points gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PointsColumn {
    /// The most that a criterion can have.
    Maximum,
    /// What somebody gave; nobody says who.
    Given(Option<Scorer>),
    /// On top.
    Bonus,
    /// Taken off.
    Penalty,
    /// In a table with a row per unit, what somebody gave on one criterion.
    Criterion(Scorer),
}

/// What a word beside a label tells of its row: `Kế hoạch`, `Thực hiện`, `Năm 2022`.
pub(super) fn stage_of(wording: &Wording, lexicon: &Knowledge) -> Option<(FigureColumn, Time)> {
    /// A stage is named in few words.
    const LONGEST: usize = 30;
    if wording.text.chars().count() > LONGEST {
        return None;
    }
    let title = wording.title(lexicon);
    let says = match ColumnKind::of_role(title.role?) {
        ColumnKind::Figure(says) => says,
        ColumnKind::Difference => FigureColumn::Rate,
        // `Chỉ tiêu` beside `Kết quả` is what was to be reached.
        ColumnKind::Label if lexicon.forms.words.names_targets(&title.title.key) => {
            FigureColumn::Target
        }
        _ => return None,
    };
    Some((says, title.title.time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Forms;
    use crate::grid::cases;
    use crate::read::fixture::sheet;
    use crate::recognise::Lexicon;
    use crate::recognise::grid::Grid;
    use crate::recognise::header::find_headers;

    #[test]
    fn every_role_is_a_kind_and_the_kind_is_known_by_it() {
        for words in &Forms::built_in().columns {
            assert_eq!(ColumnKind::of_role(words.role).role(), Some(words.role));
        }
    }

    #[test]
    fn dates_of_a_pledge_are_no_figures() {
        let lexicon = Lexicon::built_in();
        for [title, role] in cases(
            "
            Thời hạn hoàn thành             | due
            Thời gian thực hiện             | due
            Thời gian hoàn thành (dự kiến)  | due
            Thực hiện năm 2023              | value
            Dự kiến                         | target",
        ) {
            let rows = format!(
                "TT|Nội dung|ĐVT|Kế hoạch|{title}\n1|Tổng số đoàn viên|người|90|30/11\n2|Kết nạp đoàn viên mới|người|5|12"
            );
            let sheet = sheet("Biểu", &rows);
            let grid = Grid::new(&sheet, None, &lexicon);
            let headers = find_headers(&grid, &lexicon);
            let column = headers.first().and_then(|header| header.at(4));
            let found = column.and_then(|column| column.kind.role());
            let expected = match role {
                "due" => ColumnRole::Due,
                "value" => ColumnRole::Value,
                _ => ColumnRole::Target,
            };
            assert_eq!(found, Some(expected), "{title}");
        }
    }
}
