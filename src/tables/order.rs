//! The order of rows: by the key of their table, indicators as the catalogue lists them.

use super::Tables;
use crate::catalogue::Indicators;
use crate::observation::Observation;
use crate::period::Period;
use rayon::prelude::*;
use std::ops::Range;

impl Tables {
    /// Sorts the tables by their keys, whatever the order in which their rows came. The observations are left to
    /// [`Order`]; what [`crate::aggregate`] and [`crate::compare`] return is sorted as it is.
    pub fn sort(&mut self, indicators: &Indicators) {
        let position = |code: &str| indicators.position(code);
        self.submissions
            .sort_by(|one, other| one.file.cmp(&other.file));
        self.findings.sort_by_cached_key(|row| row.sort_key());
        self.targets
            .sort_by_cached_key(|row| (row.period, row.unit_id.clone(), position(&row.indicator)));
        self.rankings
            .sort_by_cached_key(|row| (row.period, row.cluster_id.clone(), row.unit_id.clone()));
        self.attendance.sort_by_cached_key(|row| {
            let units = (row.cluster_id.clone(), row.unit_id.clone());
            (row.period, units, row.at.clone())
        });
        self.nominations.sort_by_cached_key(|row| {
            let units = (row.cluster_id.clone(), row.rank, row.unit_id.clone());
            (row.period, units, row.at.clone())
        });
        self.leadership.sort_by_cached_key(|row| {
            let units = (row.cluster_id.clone(), row.unit_id.clone());
            (row.period, units, row.role.clone(), row.at.clone())
        });
        self.scores
            .sort_by_cached_key(|row| (row.period, row.unit_id.clone(), row.at.clone()));
        self.award_counts.sort_by_cached_key(|row| {
            let award = (row.award.clone(), row.awarded_by.clone());
            (row.period, row.unit_id.clone(), award, row.file.clone())
        });
        self.congresses
            .sort_by_cached_key(|row| (row.period, row.unit_id.clone(), row.file.clone()));
    }
}

/// The order of observations: by period, unit, indicator as the catalogue lists them, measure and cell.
pub struct Order {
    /// For every place the position of the row that belongs there.
    positions: Vec<usize>,
}

impl Order {
    /// The order of these rows.
    pub fn of(rows: &[Observation], indicators: &Indicators) -> Self {
        // The figures of a file share their unit.
        let shared = |row: &Observation| row.unit_id.as_ref().map(|unit| unit.as_ptr());
        let of_one = |one: &Observation, next: &Observation| {
            one.period == next.period
                && (shared(one) == shared(next) || one.unit_id == next.unit_id)
        };
        // The figures of a file stand together: the files are sorted, then what is left of each unit and period.
        let mut end = 0;
        let mut pieces: Vec<Range<usize>> = rows
            .chunk_by(of_one)
            .map(|piece| {
                let start = end;
                end += piece.len();
                start..end
            })
            .collect();
        pieces.sort_by(|one, other| whose(&rows[one.start]).cmp(&whose(&rows[other.start])));
        let positions = pieces
            .par_chunk_by(|one, next| of_one(&rows[one.start], &rows[next.start]))
            .flat_map_iter(|pieces| {
                let mut order: Vec<_> = pieces
                    .iter()
                    .cloned()
                    .flatten()
                    .map(|position| {
                        let row = &rows[position];
                        let figure = (indicators.position(&row.indicator), row.measure);
                        (figure, &row.at, position)
                    })
                    .collect();
                order.sort_unstable();
                order.into_iter().map(|(.., position)| position)
            })
            .collect();
        Self { positions }
    }

    /// Brings the rows into it, without a copy of them all.
    pub fn arrange(mut self, rows: &mut [Observation]) {
        let order = &mut self.positions;
        for start in 0..order.len() {
            let mut place = start;
            loop {
                let from = std::mem::replace(&mut order[place], place);
                if from == start {
                    break;
                }
                rows.swap(place, from);
                place = from;
            }
        }
    }
}

fn whose(row: &Observation) -> (Option<Period>, Option<&str>) {
    (row.period, row.unit_id.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{CellAddress, CellRef};
    use crate::observation::{FormKind, Measure, Observation};
    use crate::period::Period;

    fn observation(year: u16, unit: &str, code: &str, measure: Measure, row: u32) -> Observation {
        Observation {
            period: Some(Period::Year(year)),
            unit_id: Some(unit.into()),
            cluster_id: None,
            indicator: code.into(),
            measure,
            value: Some(f64::from(row)),
            category: None,
            comparator: None,
            approximate: false,
            verdict: crate::verdict::Verdict::Counts,
            corrected: false,
            form: FormKind::PledgeReport,
            at: CellRef {
                file: "a.xlsx".into(),
                sheet: "BC".into(),
                address: CellAddress::new(row, 0),
            },
            raw: String::new(),
        }
    }

    #[test]
    fn observations_stand_by_period_unit_and_the_catalogue() {
        use Measure::{Actual, Target};
        let mut observations = vec![
            observation(2023, "A", "workers", Actual, 6),
            observation(2022, "B", "workers", Actual, 5),
            observation(2022, "A", "members", Actual, 3),
            observation(2022, "A", "workers", Target, 2),
            observation(2022, "A", "workers", Actual, 1),
            observation(2022, "A", "members", Actual, 4),
            observation(2022, "A", "workers", Actual, 0),
        ];
        Order::of(&observations, &Indicators::built_in()).arrange(&mut observations);
        let rows: Vec<u32> = observations.iter().map(|row| row.at.address.row).collect();
        assert_eq!(rows, [0, 1, 2, 3, 4, 5, 6]);
    }
}
