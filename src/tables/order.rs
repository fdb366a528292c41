//! The order of rows: by the key of their table, indicators as the catalogue lists them.

use super::Tables;
use crate::catalogue::Indicators;

impl Tables {
    /// Sorts every table by its key, whatever the order in which its rows came. What [`crate::aggregate`] and
    /// [`crate::compare`] return is sorted as it is and left alone.
    pub fn sort(&mut self, indicators: &Indicators) {
        let position = |code: &str| indicators.position(code);
        self.submissions
            .sort_by(|one, other| one.file.cmp(&other.file));
        self.observations.sort_by_cached_key(|row| {
            let figure = (position(&row.indicator), row.measure);
            (row.period, row.unit_id.clone(), figure, row.at.clone())
        });
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
        self.congresses
            .sort_by_cached_key(|row| (row.period, row.unit_id.clone(), row.file.clone()));
    }
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
            held_by: None,
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
        let mut tables = Tables {
            observations: vec![
                observation(2023, "A", "workers", Actual, 6),
                observation(2022, "B", "workers", Actual, 5),
                observation(2022, "A", "members", Actual, 3),
                observation(2022, "A", "workers", Target, 2),
                observation(2022, "A", "workers", Actual, 1),
                observation(2022, "A", "members", Actual, 4),
                observation(2022, "A", "workers", Actual, 0),
            ],
            ..Tables::default()
        };
        tables.sort(&Indicators::built_in());
        let rows: Vec<u32> = tables
            .observations
            .iter()
            .map(|row| row.at.address.row)
            .collect();
        assert_eq!(rows, [0, 1, 2, 3, 4, 5, 6]);
    }
}
