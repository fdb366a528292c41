//! The official aggregate form as data: its rows, what each is made of, who signs.

use crate::catalogue::{CatalogueError, Indicators};
use crate::register::UnitKind;
use serde::Deserialize;

/// The built-in form.
const BUILT_IN: &str = include_str!("mau-2.toml");

/// The form.
#[derive(Debug, Clone)]
pub struct AggregateForm {
    /// Its name: `Mẫu số 2-HĐCĐ`.
    pub name: String,
    /// Its title, without the period.
    pub title: String,
    /// The decision that it was issued with.
    pub legal_basis: String,
    /// What stands above the signature at the left, line by line.
    pub signed_left: Vec<String>,
    /// What stands above the signature at the right, line by line.
    pub signed_right: Vec<String>,
    /// Its rows.
    pub rows: Vec<FormRow>,
}

/// A row of the form.
#[derive(Debug, Clone)]
pub struct FormRow {
    /// Its number; empty where it belongs to the row above.
    pub number: String,
    /// What it says.
    pub label: String,
    /// Its unit of measure.
    pub unit: String,
    /// What its figure is made of.
    pub figure: FormFigure,
    /// Whether its number and wording were held against the official form.
    pub is_checked: bool,
}

/// What a row's figure is made of. Indicators by their codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFigure {
    /// An indicator's total.
    Total(String),
    /// The ratio of two indicators' sums, over units that have both.
    Ratio {
        /// The indicator above.
        above: String,
        /// The indicator below.
        below: String,
    },
    /// A weighted mean, of all units or of one kind of employer.
    Mean {
        /// The indicator.
        value: String,
        /// Its weight.
        weight: String,
        /// The kind of employer.
        kind: Option<UnitKind>,
    },
    /// The weights in such a mean, added up.
    People {
        /// The indicator whose mean it is.
        value: String,
        /// Its weight.
        weight: String,
        /// The kind of employer.
        kind: Option<UnitKind>,
    },
}

impl AggregateForm {
    /// The built-in form.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in form.
    #[expect(clippy::expect_used, reason = "the built-in form is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in form is valid")
    }

    /// Reads a form from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML, or a row does not say what its figure is made of.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        let written: FormToml = toml::from_str(text)?;
        let rows = written.row.into_iter().map(RowToml::read);
        Ok(Self {
            name: written.name,
            title: written.title,
            legal_basis: written.legal_basis,
            signed_left: written.signed_left,
            signed_right: written.signed_right,
            rows: rows.collect::<Result<_, _>>()?,
        })
    }

    /// Says which rows name an indicator that the catalogue does not have.
    ///
    /// # Errors
    /// Where one does.
    pub fn check_against(&self, indicators: &Indicators) -> Result<(), CatalogueError> {
        for row in &self.rows {
            if let Some(code) = row.codes().find(|code| indicators.get(code).is_none()) {
                let fault = format!("chỉ tiêu “{code}” không có trong danh mục");
                return Err(row_fault(&row.label, &fault));
            }
        }
        Ok(())
    }
}

impl FormRow {
    /// The indicators that the row is made of.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        let codes = match &self.figure {
            FormFigure::Total(code) => [Some(code), None],
            FormFigure::Ratio { above, below } => [Some(above), Some(below)],
            FormFigure::Mean { value, weight, .. } | FormFigure::People { value, weight, .. } => {
                [Some(value), Some(weight)]
            }
        };
        codes.into_iter().flatten().map(String::as_str)
    }
}

fn row_fault(label: &str, fault: &str) -> CatalogueError {
    CatalogueError::Meaning(format!("biểu tổng hợp, dòng “{label}”: {fault}"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FormToml {
    name: String,
    title: String,
    legal_basis: String,
    signed_left: Vec<String>,
    signed_right: Vec<String>,
    row: Vec<RowToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowToml {
    #[serde(default)]
    number: String,
    label: String,
    unit: String,
    indicator: Option<String>,
    mean: Option<String>,
    people: Option<String>,
    weight: Option<String>,
    ratio: Option<[String; 2]>,
    kind: Option<String>,
    #[serde(default = "yes")]
    checked: bool,
}

fn yes() -> bool {
    true
}

impl RowToml {
    fn read(self) -> Result<FormRow, CatalogueError> {
        let kind = match &self.kind {
            None => None,
            Some(name) => Some(
                UnitKind::ALL
                    .into_iter()
                    .find(|kind| kind.label() == name)
                    .ok_or_else(|| row_fault(&self.label, "loại hình không có trong danh mục"))?,
            ),
        };
        let figure = match (
            self.indicator,
            self.mean,
            self.people,
            self.ratio,
            self.weight,
        ) {
            (Some(code), None, None, None, None) if kind.is_none() => FormFigure::Total(code),
            (None, None, None, Some([above, below]), None) if kind.is_none() => {
                FormFigure::Ratio { above, below }
            }
            (None, Some(value), None, None, Some(weight)) => FormFigure::Mean {
                value,
                weight,
                kind,
            },
            (None, None, Some(value), None, Some(weight)) => FormFigure::People {
                value,
                weight,
                kind,
            },
            _ => {
                let fault =
                    "phải ghi đúng một trong: indicator; ratio; mean và weight; people và weight";
                return Err(row_fault(&self.label, fault));
            }
        };
        Ok(FormRow {
            number: self.number,
            label: self.label,
            unit: self.unit,
            figure,
            is_checked: self.checked,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_form_is_valid() {
        let form = AggregateForm::built_in();
        form.check_against(&Indicators::built_in())
            .expect("its indicators are in the catalogue");
        for kind in UnitKind::ALL {
            let of_kind = form.rows.iter().filter(|row| {
                matches!(&row.figure, FormFigure::Mean { kind: own, .. } | FormFigure::People { kind: own, .. } if *own == Some(kind))
            });
            assert_eq!(of_kind.count(), 2, "{kind:?}");
        }
    }

    #[test]
    fn a_form_with_faults_is_refused() {
        for (sought, replacement, told) in [
            ("indicator = \"workers\"", "", "đúng một trong"),
            (
                "indicator = \"workers\"",
                "indicator = \"workers\"\nkind = \"FDI\"",
                "đúng một trong",
            ),
            ("kind = \"FDI\"", "kind = \"Hợp tác xã\"", "loại hình"),
            ("number = \"1\"", "no = \"1\"", "unknown field"),
        ] {
            let text = BUILT_IN.replacen(sought, replacement, 1);
            assert_ne!(text, BUILT_IN, "{sought}");
            let error = AggregateForm::from_toml(&text)
                .expect_err(replacement)
                .to_string();
            assert!(error.contains(told), "{replacement}: {error}");
        }
        let text = BUILT_IN.replacen("indicator = \"workers\"", "indicator = \"moods\"", 1);
        let form = AggregateForm::from_toml(&text).expect("it is well-formed");
        assert!(form.check_against(&Indicators::built_in()).is_err());
    }
}
