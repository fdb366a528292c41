//! Columns of what each unit has but one of in a period (its place, its award, its points), for an earlier period than others.

use super::column_kind::ColumnKind;
use super::layout::Column;
use super::time::Time;
use crate::catalogue::ColumnRole;

/// Leaves what one period gives once aside where another column gives it for a later one, or for that of the list: `Xếp hạng năm
/// 2023 | Xếp hạng`.
pub(super) fn leave_earlier(columns: &mut [Column<'_>]) {
    let given = |column: &Column<'_>| {
        let role = column.kind.role().filter(|role| is_of_one_period(*role));
        role.map(|role| (role, column.title.title.time))
    };
    let all: Vec<(ColumnRole, Time)> = columns.iter().filter_map(given).collect();
    for column in columns {
        let Some((role, Time::Of(period))) = given(column) else {
            continue;
        };
        let is_later = |(of, time): &(ColumnRole, Time)| match time.period() {
            Some(other) => other > period && are_alike(*of, role),
            None => *time == Time::Unsaid && *of == role,
        };
        if all.iter().any(is_later) {
            column.kind = ColumnKind::Difference;
        }
    }
}

/// Whether a unit has but one of it in a period.
pub(super) fn is_of_one_period(role: ColumnRole) -> bool {
    matches!(
        role,
        ColumnRole::Award | ColumnRole::AwardedBy | ColumnRole::Rank
    ) || is_of_points(role)
}

fn is_of_points(role: ColumnRole) -> bool {
    use ColumnRole::{ClusterPoints, OwnPoints, Points, TotalPoints};
    matches!(role, Points | OwnPoints | ClusterPoints | TotalPoints)
}

/// `Điểm năm 2023 | Điểm cụm chấm năm 2024`
fn are_alike(one: ColumnRole, other: ColumnRole) -> bool {
    one == other || is_of_points(one) && is_of_points(other)
}
