//! What a cell of an OpenDocument sheet holds, from its attributes and its paragraphs.

use super::CellContent;
use super::dates::{serial_of_date, serial_of_duration};
use super::look::{Look, Sight};
use super::number_format::NumberFormat;
use super::ods_shown;
use super::rich_text::{CharacterLook, Run};
use super::style::{self, CellStyle, Dressed};
use super::values::{misfit, uncached, unreadable};
use std::rc::Rc;

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
    /// What the cell shows, in the parts that look differently; paragraphs are parted by line breaks.
    pub(super) runs: Vec<Run>,
    /// Whether it has any paragraph, if only an empty one.
    pub(super) has_paragraph: bool,
}

impl OdsCell {
    /// What it says; `None` where it is empty. `shows_zeros` where the workbook shows them.
    pub(super) fn dressed(mut self, look: CharacterLook, shows_zeros: bool) -> Option<Dressed> {
        let style = CellStyle {
            format: Rc::new(NumberFormat::general()),
            look,
        };
        let shown: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        let plain = |content: CellContent| Some(style::other(content, Some(&style)));
        if self.is_error || self.shows_error(&shown) {
            return plain(CellContent::Error(shown.trim().into()));
        }
        let value_type = std::mem::take(&mut self.value_type);
        match (value_type.as_str(), self.value.take()) {
            (kind @ ("float" | "currency" | "percentage"), Some(value)) => {
                let is_percent = kind == "percentage";
                match value.trim().parse::<f64>() {
                    Ok(value) if value.is_finite() => {
                        Some(self.number((value, is_percent), &shown, &style, shows_zeros))
                    }
                    // Against the standard: a comma in it may part thousands or fractions.
                    _ => plain(
                        misfit(value.trim())
                            .map_or_else(unreadable, |text| CellContent::Text(text.into())),
                    ),
                }
            }
            ("boolean", Some(value)) => plain(match value.trim() {
                "true" => CellContent::Boolean(true),
                "false" => CellContent::Boolean(false),
                _ => unreadable(),
            }),
            ("date", Some(value)) => date_time(serial_of_date(&value), value, &shown, &style),
            ("time", Some(value)) => date_time(serial_of_duration(&value), value, &shown, &style),
            ("string", Some(value)) if value != shown => {
                style::plain_text(value.into(), Some(&style))
            }
            ("string", _) => style::text(&self.runs, Some(&style)),
            (_, _) => match &self.formula {
                // An empty paragraph is the result of a formula that gives an empty text.
                Some(formula) if shown.is_empty() && !self.has_paragraph => {
                    let start = formula.find('=').unwrap_or(0);
                    plain(uncached(&formula[start..]))
                }
                _ => style::text(&self.runs, Some(&style)),
            },
        }
    }

    /// A number by what is shown of it; where the file does not say that, by itself.
    fn number(
        &self,
        (value, is_percent): (f64, bool),
        shown: &str,
        style: &CellStyle,
        shows_zeros: bool,
    ) -> Dressed {
        let number = CellContent::Number {
            value,
            percent: is_percent,
        };
        let is_shown = !self.has_paragraph || !shown.trim().is_empty();
        let is_hidden = !is_shown || value == 0.0 && !shows_zeros;
        let (content, mut look) = match self.has_paragraph && is_shown {
            true => ods_shown::dressed(value, is_percent, shown),
            false => (number, Look::default()),
        };
        let (_, cell) = style::other(CellContent::Boolean(true), Some(style));
        look.sight = cell.map(|cell| cell.sight).unwrap_or_default();
        if look.sight == Sight::Seen && is_hidden {
            look.sight = Sight::Invisible;
        }
        let is_plain = look == Look::default();
        (content, (!is_plain).then_some(look))
    }

    fn shows_error(&self, shown: &str) -> bool {
        self.formula.is_some()
            && self.value_type != "string"
            && ERROR_MARKS
                .iter()
                .any(|mark| shown.trim_start().starts_with(mark))
    }
}

fn date_time(
    serial: Option<f64>,
    as_written: String,
    shown: &str,
    style: &CellStyle,
) -> Option<Dressed> {
    let Some(serial) = serial else {
        return style::plain_text(as_written.into(), Some(style));
    };
    let (content, look) = style::other(CellContent::DateTime(serial), Some(style));
    let mut look = look.unwrap_or_default();
    let shown = if shown.trim().is_empty() {
        &as_written
    } else {
        shown.trim()
    };
    look.shown = Some(shown.to_string());
    Some((content, Some(look)))
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
            runs: vec![Run {
                text: shown.into(),
                look: None,
            }],
            has_paragraph: !shown.is_empty(),
        }
    }

    fn content(cell: OdsCell) -> Option<CellContent> {
        cell.dressed(CharacterLook::default(), true)
            .map(|(content, _)| content)
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
            assert_eq!(content(cell), expected, "{shown}");
        }
        let error = OdsCell {
            is_error: true,
            ..cell("string", Some(""), formula, "#REF!")
        };
        assert_eq!(content(error), Some(CellContent::Error("#REF!".into())));
        let empty_text = OdsCell {
            has_paragraph: true,
            ..cell("", None, formula, "")
        };
        assert_eq!(content(empty_text), None);
        let unseen = OdsCell {
            has_paragraph: true,
            ..cell("float", Some("34"), None, "")
        };
        let look = unseen
            .dressed(CharacterLook::default(), true)
            .and_then(|(_, look)| look);
        assert_eq!(look.map(|look| look.sight), Some(Sight::Invisible));
    }
}
