//! The indicators (chỉ tiêu): what each is called, measured in, part of, and how it aggregates.

use super::{CatalogueError, layers};
use crate::text;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// The built-in list.
const BUILT_IN: &str = include_str!("indicators.toml");

/// What kind of value an indicator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorKind {
    /// People, times, households: whole numbers from zero.
    Count,
    /// An amount in dong.
    Money,
    /// A rate; a fraction in the data.
    Percent,
    /// Points, or a figure per head; any number.
    Score,
    /// One of a list of categories.
    Category,
}

/// How units' figures become a group's figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aggregation {
    /// The sum.
    Sum,
    /// The plain mean over units.
    Mean,
    /// The mean weighted by another indicator, over units that have both.
    WeightedMean {
        /// The weighting indicator's code.
        weight: Arc<str>,
    },
    /// The ratio of two indicators' sums, over units that have both.
    Ratio {
        /// The numerator's code.
        numerator: Arc<str>,
        /// The denominator's code.
        denominator: Arc<str>,
    },
    /// Units counted by category.
    Distribution,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The stable key in the data tables.
    pub code: Arc<str>,
    /// How the official form writes it.
    pub label: String,
    /// How provinces write it too.
    pub other_labels: Vec<String>,
    /// The unit of measure on the form, empty where it has none.
    pub unit: String,
    /// The kind of value.
    pub kind: IndicatorKind,
    /// The indicator it is a part of.
    pub part_of: Option<Arc<str>>,
    /// How it aggregates.
    pub aggregation: Aggregation,
    /// Whether more is better, or worse; `None` where neither is.
    pub higher_is_better: Option<bool>,
    /// Whether it is what there is at a time, and not what came about in it: such figures of months do not add up to a year's.
    pub is_state: bool,
}

/// All indicators, in the order in which forms and reports list them.
#[derive(Debug, Clone)]
pub struct Indicators {
    list: Vec<Indicator>,
    /// Every figure of a run is looked up here, several times.
    by_code: HashMap<Arc<str>, usize, foldhash::fast::RandomState>,
    /// The same by where a code's text stands: what was read shares it with this list, and that is compared sooner.
    by_address: HashMap<usize, usize, foldhash::fast::RandomState>,
}

impl Indicators {
    /// The built-in list.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in indicators are valid")
    }

    /// Reads a list from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML, a code stands twice, or an indicator names one that is not there.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Self::from_written(toml::from_str(text)?)
    }

    /// The built-in list, and what the office adds: indicators of its own, and other ways in which one is written.
    ///
    /// # Errors
    /// As of [`Indicators::from_toml`], and where the office's list changes what is built in.
    pub fn extended_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Self::from_written(layers::added(BUILT_IN, own)?.try_into()?)
    }

    /// The same list with indicators of the office's own behind it.
    ///
    /// # Errors
    /// As of [`Indicators::from_toml`].
    pub fn with_own(self, own: Vec<Indicator>) -> Result<Self, CatalogueError> {
        Self::of(self.list.into_iter().chain(own).collect())
    }

    fn from_written(written: IndicatorsToml) -> Result<Self, CatalogueError> {
        let list: Vec<Indicator> = written
            .indicator
            .into_iter()
            .map(Indicator::from_written)
            .collect::<Result<_, _>>()?;
        Self::of(list)
    }

    fn of(list: Vec<Indicator>) -> Result<Self, CatalogueError> {
        let mut by_code = HashMap::default();
        for (position, indicator) in list.iter().enumerate() {
            if by_code.insert(indicator.code.clone(), position).is_some() {
                return Err(CatalogueError::Meaning(format!(
                    "chỉ tiêu “{}” xuất hiện hai lần",
                    indicator.code
                )));
            }
        }
        let addresses = list.iter().map(|it| it.code.as_ptr().addr());
        let by_address = addresses.zip(0..).collect();
        let indicators = Self {
            list,
            by_code,
            by_address,
        };
        indicators.check_references()?;
        Ok(indicators)
    }

    /// The indicators in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.list.iter()
    }

    /// The indicator of a code.
    pub fn get(&self, code: &str) -> Option<&Indicator> {
        self.known_position(code)
            .map(|position| &self.list[position])
    }

    /// An indicator's position in the list; unknown codes come last.
    pub fn position(&self, code: &str) -> usize {
        self.known_position(code).unwrap_or(self.list.len())
    }

    /// An indicator's position in the list; `None` for an unknown code.
    pub fn known_position(&self, code: &str) -> Option<usize> {
        let here = self.by_address.get(&code.as_ptr().addr()).copied();
        // Where one code begins another text may begin as well, but for its end.
        here.filter(|&position| self.list[position].code.len() == code.len())
            .or_else(|| self.by_code.get(code).copied())
    }

    /// An indicator's label that can stand alone: what it depends on comes first.
    pub fn full_label(&self, code: &str) -> String {
        let mut above: Option<&Indicator> = None;
        for indicator in &self.list {
            let is_dependent = is_dependent(&indicator.label);
            if &*indicator.code == code {
                return match above.filter(|_| is_dependent) {
                    Some(above) => format!("{} – {}", above.label, own_part(&indicator.label)),
                    None => indicator.label.clone(),
                };
            }
            if !is_dependent {
                above = Some(indicator);
            }
        }
        code.to_owned()
    }

    /// The codes of the indicators that somebody means by a code, a full label, a label or another way to write it.
    pub fn called(&self, written: &str) -> Vec<Arc<str>> {
        let key = text::label_key(written);
        let is_code = |it: &Indicator| it.code.eq_ignore_ascii_case(written.trim());
        let is_full = |it: &Indicator| text::label_key(&self.full_label(&it.code)) == key;
        let is_label = |it: &Indicator| text::label_key(&it.label) == key;
        let is_other = |it: &Indicator| {
            let mut others = it.other_labels.iter();
            others.any(|label| text::label_key(label) == key)
        };
        let ways: [&dyn Fn(&Indicator) -> bool; 4] = [&is_code, &is_full, &is_label, &is_other];
        let called = |is_it: &dyn Fn(&Indicator) -> bool| -> Vec<Arc<str>> {
            let found = self.list.iter().filter(|indicator| is_it(indicator));
            found.map(|indicator| indicator.code.clone()).collect()
        };
        let mut found = ways.into_iter().map(called);
        found.find(|codes| !codes.is_empty()).unwrap_or_default()
    }

    fn check_references(&self) -> Result<(), CatalogueError> {
        for indicator in &self.list {
            let named: Vec<&Arc<str>> = match &indicator.aggregation {
                Aggregation::WeightedMean { weight } => vec![weight],
                Aggregation::Ratio {
                    numerator,
                    denominator,
                } => vec![numerator, denominator],
                Aggregation::Sum | Aggregation::Mean | Aggregation::Distribution => vec![],
            };
            for code in named.into_iter().chain(&indicator.part_of) {
                if self.get(code).is_none() {
                    return Err(CatalogueError::Meaning(format!(
                        "chỉ tiêu “{}” nhắc tới “{code}” không có trong danh mục",
                        indicator.code
                    )));
                }
            }
        }
        Ok(())
    }
}

/// Whether a label belongs to the one above it: `- Trong đó: nữ`, `+ Số người được tính`.
pub(crate) fn is_dependent(label: &str) -> bool {
    label.starts_with(['-', '–', '+'])
}

/// `trong đó: nữ` of `- Trong đó: nữ`.
fn own_part(label: &str) -> String {
    let text = label.trim_start_matches(['-', '–', '+']).trim_start();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorsToml {
    indicator: Vec<IndicatorToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct IndicatorToml {
    code: String,
    label: String,
    #[serde(default)]
    other_labels: Vec<String>,
    #[serde(default)]
    unit: String,
    kind: IndicatorKind,
    part_of: Option<String>,
    aggregation: String,
    higher_is_better: Option<bool>,
    #[serde(default)]
    state: bool,
}

impl Indicator {
    fn from_written(written: IndicatorToml) -> Result<Self, CatalogueError> {
        let aggregation = Aggregation::from_written(&written.aggregation).ok_or_else(|| {
            CatalogueError::Meaning(format!(
                "chỉ tiêu “{}”: cách tổng hợp “{}” không có",
                written.code, written.aggregation
            ))
        })?;
        Ok(Self {
            code: written.code.into(),
            label: written.label,
            other_labels: written.other_labels,
            unit: written.unit,
            kind: written.kind,
            part_of: written.part_of.map(Into::into),
            aggregation,
            higher_is_better: written.higher_is_better,
            is_state: written.state,
        })
    }
}

impl Aggregation {
    fn from_written(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None => match text {
                "sum" => Some(Self::Sum),
                "mean" => Some(Self::Mean),
                "distribution" => Some(Self::Distribution),
                _ => None,
            },
            Some(("mean", weight)) => Some(Self::WeightedMean {
                weight: weight.into(),
            }),
            Some(("ratio", parts)) => {
                parts
                    .split_once('/')
                    .map(|(numerator, denominator)| Self::Ratio {
                        numerator: numerator.into(),
                        denominator: denominator.into(),
                    })
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_valid() {
        let indicators = Indicators::built_in();
        assert_eq!(indicators.iter().count(), 45);
        let wage = indicators.get("avg_wage").expect("avg_wage is listed");
        assert_eq!(
            wage.aggregation,
            Aggregation::WeightedMean {
                weight: "avg_wage_headcount".into()
            }
        );
    }

    #[test]
    fn a_list_that_contradicts_itself_is_refused() {
        let entry = |code: &str, aggregation: &str| {
            format!(
                "[[indicator]]\ncode = \"{code}\"\nlabel = \"x\"\nkind = \"count\"\naggregation = \"{aggregation}\"\n"
            )
        };
        for wrong in [
            entry("a", "sum") + &entry("a", "sum"),
            entry("a", "mean:b"),
            entry("a", "median"),
        ] {
            assert!(Indicators::from_toml(&wrong).is_err(), "{wrong}");
        }
    }
}
