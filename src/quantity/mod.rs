//! Figures as people write them: numbers, units of measure, rates, targets.
//!
//! Invariant: a figure is either certain or an error. Where a text has two readings that both make sense
//! (`1.250 triệu đồng`), nothing is chosen.

mod figure;
mod format;
mod literal;
mod product;
mod read;
mod spelled;
mod unit;
mod whole;
mod words;

pub use figure::read_part_of_whole;
pub use format::{format_number, legible};
pub use product::amount_of_product;
pub use read::{count_of_whole, is_left_blank, read_actual, read_bound, read_target, says_nothing};
pub use unit::{
    Dimension, UnitOfMeasure, parse_stated_unit, parse_unit_of_measure, speaks_of_money,
    trailing_amount,
};

pub(crate) use read::{is_quantity, says_in_words};
pub(crate) use unit::unit_of_measure;
pub(crate) use words::is_broken_between_digits;

use crate::text::clean;
use std::fmt;

/// How an actual is held against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// A floor: `từ 90% trở lên`, `≥ 97%`, `ít nhất 01`, and a bare target.
    AtLeast,
    /// A ceiling: `không quá 2`.
    AtMost,
    /// Exactly.
    Exactly,
}

impl Comparator {
    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            Comparator::AtLeast => ">=",
            Comparator::AtMost => "<=",
            Comparator::Exactly => "=",
        }
    }
}

/// The largest rate that can be a share of people, with what rounding and joining within the year may add.
pub fn largest_share() -> f64 {
    words::WORDS.rate.largest_share
}

/// A figure that could be read with certainty.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// In base units: persons, times, households and things as counts, money in đồng, rates as fractions, points.
    pub value: f64,
    /// Whether an approximate word (`gần`, `khoảng`; in a result also `trên`) was dropped.
    pub approximate: bool,
    /// The unit of measure that stands in the cell itself.
    pub unit_in_cell: Option<UnitOfMeasure>,
    /// How an actual is held against it; only for targets.
    pub comparator: Option<Comparator>,
    /// Whether the value differs from the number as it stands: thousands or millions of đồng turned into đồng, or a bare
    /// number taken for a percentage.
    pub was_converted: bool,
}

/// Why a cell's content is no certain figure. The texts are for a person, in Vietnamese.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuantityError {
    /// A text, a date, a logical value, a range, a bound where a result is asked for.
    #[error("không phải là một con số")]
    NotANumber,
    /// A count, an amount or a rate below zero, in base units.
    #[error("số âm ({})", format_plain(*.0))]
    Negative(f64),
    /// A count that is not whole, or an amount of money with a part of a đồng that cannot be meant.
    #[error("số lẻ ({})", format_plain(*.0))]
    Fractional(f64),
    /// The unit of measure contradicts the indicator, the column, or what is plausible.
    #[error("đơn vị tính không phù hợp: {}", explain_conflict(.written, .expected.as_deref()))]
    UnitConflict {
        /// The figure and unit as they stand.
        written: String,
        /// The unit asked for; `None` where the figure is out of all proportion to its own unit.
        expected: Option<String>,
    },
    /// Two readings are possible, in base units.
    #[error("có thể hiểu là {} hoặc {}", format_plain(.readings[0]), format_plain(.readings[1]))]
    Ambiguous {
        /// What it can mean.
        readings: [f64; 2],
    },
    /// A formula saved without its result.
    #[error("công thức chưa có kết quả")]
    UncachedFormula,
    /// An error value such as `#REF!`.
    #[error("ô báo lỗi {0}")]
    CellError(String),
    /// The sheet shows another number than it stores, and which is meant nobody can tell.
    #[error("trang tính hiện “{0}” nhưng trong ô lưu một số khác")]
    ShownOtherwise(String),
}

fn explain_conflict(written: &str, expected: Option<&str>) -> String {
    match expected {
        Some(expected) => format!("ghi “{written}”, yêu cầu “{expected}”"),
        None => format!("“{written}” quá lớn hoặc quá nhỏ so với thực tế"),
    }
}

/// How a figure stands in its cell. Messages tell it; most figures need none.
#[derive(Clone, Copy)]
enum Written<'a> {
    Text(&'a str),
    Number(f64),
    /// A number shown as a percentage, by the fraction stored.
    Percentage(f64),
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Written::Text(text) => formatter.write_str(&clean(text)),
            Written::Number(value) => formatter.write_str(&format_plain(*value)),
            Written::Percentage(fraction) => {
                write!(formatter, "{}%", format_plain(fraction * 100.0))
            }
        }
    }
}

/// A number with as many decimals as it needs, up to six.
fn format_plain(value: f64) -> String {
    let decimals = (0..6)
        .find(|&decimals| {
            let scale = 10f64.powi(decimals);
            (value * scale - (value * scale).round()).abs() < 1e-6
        })
        .unwrap_or(6);
    format_number(value, decimals as usize)
}
