//! What a cell of an OpenDocument sheet holds, from its attributes and its paragraphs.

use super::CellContent;
use super::dates::{serial_of_date, serial_of_duration};
use super::values::{misfit, uncached, unreadable};

/// What the error values begin with that stand as text in files before OpenDocument had a type for them.
const ERROR_MARKS: [&str; 8] = [
    "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "Err:5",
];

/// A cell as the file writes it.
#[derive(Debug, Default)]
pub(super) struct OdsCell {
    /// `office:value-type`.
    pub(super) value_type: String,
    /// `office:value`, or the date, time, boolean or string value.
    pub(super) value: Option<String>,
    /// `table:formula`.
    pub(super) formula: Option<String>,
    /// `calcext:value-type="error"`.
    pub(super) is_error: bool,
    /// What the cell shows; paragraphs are parted by line breaks.
    pub(super) shown: String,
}

impl OdsCell {
    /// What it holds; `None` where it is empty.
    pub(super) fn content(self) -> Option<CellContent> {
        if self.is_error || self.shows_error() {
            return Some(CellContent::Error(self.shown.trim().to_string()));
        }
        match (self.value_type.as_str(), self.value) {
            ("float" | "currency", Some(value)) => number(value, false),
            ("percentage", Some(value)) => number(value, true),
            ("boolean", Some(value)) => match value.trim() {
                "true" => Some(CellContent::Boolean(true)),
                "false" => Some(CellContent::Boolean(false)),
                _ => Some(unreadable()),
            },
            ("date", Some(value)) => date_time(serial_of_date(&value), value),
            ("time", Some(value)) => date_time(serial_of_duration(&value), value),
            ("string", Some(value)) => text(value),
            ("string", None) => text(self.shown),
            (_, _) => match self.formula {
                Some(formula) if self.shown.is_empty() => {
                    let start = formula.find('=').unwrap_or(0);
                    Some(uncached(&formula[start..]))
                }
                _ => text(self.shown),
            },
        }
    }

    fn shows_error(&self) -> bool {
        self.formula.is_some()
            && self.value_type != "string"
            && ERROR_MARKS
                .iter()
                .any(|mark| self.shown.trim_start().starts_with(mark))
    }
}

fn number(value: String, percent: bool) -> Option<CellContent> {
    match value.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Some(CellContent::Number { value, percent }),
        // Against the standard: a comma in it may part thousands or fractions.
        _ => Some(misfit(value.trim()).map_or_else(unreadable, CellContent::Text)),
    }
}

fn date_time(serial: Option<f64>, as_written: String) -> Option<CellContent> {
    match serial {
        Some(serial) => Some(CellContent::DateTime(serial)),
        None => text(as_written),
    }
}

fn text(value: String) -> Option<CellContent> {
    (!value.is_empty()).then_some(CellContent::Text(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(value_type: &str, value: Option<&str>, formula: Option<&str>, shown: &str) -> OdsCell {
        OdsCell {
            value_type: value_type.into(),
            value: value.map(Into::into),
            formula: formula.map(Into::into),
            is_error: false,
            shown: shown.into(),
        }
    }

    #[test]
    fn cells_hold_what_their_type_says() {
        let number = |value, percent| Some(CellContent::Number { value, percent });
        let written = |text: &str| Some(CellContent::Text(text.into()));
        let formula = Some("of:=SUM([.B2:.B5])");
        let unreadable = Some(unreadable());
        for (cell, expected) in [
            (cell("float", Some("12"), None, "12"), number(12.0, false)),
            (
                cell("percentage", Some("0.975"), None, "97,5%"),
                number(0.975, true),
            ),
            (cell("currency", Some("1E6"), None, ""), number(1e6, false)),
            (cell("float", Some("1,5"), None, "1,5"), unreadable.clone()),
            (cell("boolean", Some("1"), None, "1"), unreadable.clone()),
            (cell("float", Some("mười"), None, "mười"), written("mười")),
            (cell("string", None, None, "a\nb"), written("a\nb")),
            (cell("string", Some("a"), None, "b"), written("a")),
            (cell("string", None, formula, ""), None),
            (
                cell("date", Some("2024-01-05"), None, ""),
                Some(CellContent::DateTime(45296.0)),
            ),
            (
                cell("time", Some("PT06H00M00S"), None, ""),
                Some(CellContent::DateTime(0.25)),
            ),
            (
                cell("boolean", Some("true"), None, ""),
                Some(CellContent::Boolean(true)),
            ),
            (cell("", None, None, ""), None),
            (
                cell("", None, formula, ""),
                Some(CellContent::UncachedFormula("=SUM([.B2:.B5])".into())),
            ),
            (
                cell("float", Some("0"), formula, "#DIV/0!"),
                Some(CellContent::Error("#DIV/0!".into())),
            ),
        ] {
            let shown = format!("{cell:?}");
            assert_eq!(cell.content(), expected, "{shown}");
        }
        let error = OdsCell {
            is_error: true,
            ..cell("string", Some(""), formula, "#REF!")
        };
        assert_eq!(error.content(), Some(CellContent::Error("#REF!".into())));
    }
}
