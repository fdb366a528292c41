//! Figures booked under numbers, and what comes together under each.

use polars::prelude::*;

/// Figures to be summed up, `N` a row: rows of one number belong together.
#[derive(Debug)]
pub(crate) struct Bookings<const N: usize> {
    numbers: Vec<u64>,
    values: [Vec<f64>; N],
    units: Vec<u32>,
}

/// What was booked under a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum<const N: usize> {
    /// The number.
    pub(crate) number: u64,
    /// The sums.
    pub(crate) values: [f64; N],
    /// How many units are in them.
    pub(crate) n_units: u32,
}

impl<const N: usize> Default for Bookings<N> {
    fn default() -> Self {
        Self {
            numbers: Vec::new(),
            values: std::array::from_fn(|_| Vec::new()),
            units: Vec::new(),
        }
    }
}

impl<const N: usize> Bookings<N> {
    /// Books figures of some units; none where the units are booked with other figures of the number.
    pub(crate) fn book(&mut self, number: u64, values: [f64; N], n_units: u32) {
        self.numbers.push(number);
        for (column, value) in self.values.iter_mut().zip(values) {
            column.push(value);
        }
        self.units.push(n_units);
    }

    /// Books what was booked elsewhere behind what is booked here.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.numbers.append(&mut other.numbers);
        for (column, other) in self.values.iter_mut().zip(&mut other.values) {
            column.append(other);
        }
        self.units.append(&mut other.units);
    }

    /// Makes room for as many rows more.
    pub(crate) fn reserve(&mut self, n_rows: usize) {
        self.numbers.reserve(n_rows);
        self.values.iter_mut().for_each(|it| it.reserve(n_rows));
        self.units.reserve(n_rows);
    }

    /// The sums, by number. All of a kind are taken at once: a frame costs as much to plan as thousands of rows to sum. Each is taken in the order of booking: polars keeps the order of rows inside a group.
    pub(crate) fn sums(self) -> PolarsResult<Vec<Sum<N>>> {
        if self.numbers.is_empty() {
            return Ok(Vec::new());
        }
        let names: [String; N] = std::array::from_fn(|position| format!("value {position}"));
        let mut columns = vec![
            UInt64Chunked::from_vec("number".into(), self.numbers).into_column(),
            UInt32Chunked::from_vec("units".into(), self.units).into_column(),
        ];
        for (name, values) in names.iter().zip(self.values) {
            columns.push(Float64Chunked::from_vec(name.as_str().into(), values).into_column());
        }
        let summed = names.iter().map(String::as_str).chain(["units"]);
        let frame = DataFrame::new_infer_height(columns)?
            .lazy()
            .group_by([col("number")])
            .agg(summed.map(|name| col(name).sum()).collect::<Vec<_>>())
            .sort(["number"], SortMultipleOptions::new())
            .collect()?;
        let numbers = gapless(frame.column("number")?.u64()?)?;
        let units = gapless(frame.column("units")?.u32()?)?;
        let mut values: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
        for (name, values) in names.iter().zip(&mut values) {
            *values = gapless(frame.column(name)?.f64()?)?;
        }
        let rows = numbers.into_iter().zip(units).enumerate();
        let sums = rows.map(|(row, (number, n_units))| Sum {
            number,
            values: std::array::from_fn(|column| values[column][row]),
            n_units,
        });
        Ok(sums.collect())
    }
}

fn gapless<T: PolarsNumericType>(column: &ChunkedArray<T>) -> PolarsResult<Vec<T::Native>> {
    polars_ensure!(column.null_count() == 0, ComputeError: "{} has a gap", column.name());
    Ok(column.iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_number_comes_together() {
        let mut bookings = Bookings::default();
        bookings.book(7, [1.5, -1.0], 1);
        bookings.book(3, [0.25, 4.0], 2);
        let mut others = Bookings::default();
        others.book(7, [2.0, 0.5], 0);
        bookings.append(others);
        let sums: Vec<_> = bookings
            .sums()
            .expect("computes")
            .iter()
            .map(|sum| (sum.number, sum.values, sum.n_units))
            .collect();
        assert_eq!(sums, [(3, [0.25, 4.0], 2), (7, [3.5, -0.5], 1)]);
        let nothing = Bookings::<1>::default().sums().expect("computes");
        assert!(nothing.is_empty());
    }
}
