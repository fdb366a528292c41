//! `chay.json`: what a run was made of, and what its data are called. It bears the time of the run and stands outside what
//! two equal runs write alike.

use super::json::Json;
use crate::catalogue::{Aggregation, IndicatorKind, Indicators};
use crate::decide::Decided;
use crate::register::Register;
use crate::register::corrections::file_key;
use crate::render::Artifact;
use crate::render::data::SCHEMA;
use std::collections::BTreeMap;

/// Its name in the output folder.
pub const FILE_NAME: &str = "chay.json";

/// What an indicator is to whoever compares two runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedIndicator {
    /// As reports write it.
    pub label: String,
    /// Its unit of measure; may be empty.
    pub unit: String,
    /// The other indicators that a group's figure is made of: of a weighted mean its weight, of a ratio both its parts.
    pub made_of: Vec<String>,
    /// Whether groups' figures are sums of units' figures.
    pub is_summed: bool,
    /// Whether it is a fraction that is shown as a percentage.
    pub is_rate: bool,
    /// Its position among the indicators.
    pub order: usize,
}

/// What a run was made of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    /// The program's version.
    pub program: String,
    /// The number of the tables' columns.
    pub schema: u32,
    /// When it was made, as a person in Vietnam reads it.
    pub time: String,
    /// Digests of what the office keeps: register, corrections, settings; by their names.
    pub own: BTreeMap<String, String>,
    /// How many files were found.
    pub files: usize,
    /// Rows and digest of each table.
    pub tables: BTreeMap<String, (usize, String)>,
    /// Decisions that were applied, each with a mark of what it says, by their places.
    pub decisions: BTreeMap<String, String>,
    /// Names of units, by id.
    pub units: BTreeMap<String, String>,
    /// Names of clusters, by id.
    pub clusters: BTreeMap<String, String>,
    /// Indicators, by code.
    pub indicators: BTreeMap<String, NamedIndicator>,
}

/// What a manifest is made from.
pub struct ManifestInputs<'a> {
    /// The register of the run.
    pub register: &'a Register,
    /// Its indicators.
    pub indicators: &'a Indicators,
    /// What the office has decided.
    pub decided: &'a [Decided],
    /// Digests of what the office keeps, by their names.
    pub own: BTreeMap<String, String>,
    /// How many files were found.
    pub files: usize,
    /// When the run was made.
    pub time: String,
    /// Rows and digest of each table.
    pub tables: BTreeMap<String, (usize, String)>,
}

/// The place of a decision or a figure, as decisions are looked up; of a whole file where there is no cell.
pub(super) fn place(file: &str, cell: Option<(&str, &str)>) -> String {
    match cell {
        Some((sheet, cell)) => format!("{}\t{sheet}\t{cell}", file_key(file)),
        None => file_key(file),
    }
}

impl Manifest {
    /// The manifest of a run.
    pub fn new(inputs: ManifestInputs<'_>) -> Self {
        let register = inputs.register;
        let units = register.units.values();
        let clusters = register.clusters.values();
        let indicators = inputs.indicators.iter().enumerate();
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA,
            time: inputs.time,
            own: inputs.own,
            files: inputs.files,
            tables: inputs.tables,
            decisions: decisions(inputs.decided),
            units: units
                .map(|unit| (unit.id.to_string(), unit.name.clone()))
                .collect(),
            clusters: clusters
                .map(|cluster| (cluster.id.to_string(), cluster.name.clone()))
                .collect(),
            indicators: indicators
                .map(|(order, indicator)| {
                    let named = NamedIndicator {
                        label: inputs.indicators.full_label(&indicator.code),
                        unit: indicator.unit.clone(),
                        made_of: made_of(&indicator.aggregation),
                        is_summed: indicator.aggregation == Aggregation::Sum,
                        is_rate: indicator.kind == IndicatorKind::Percent,
                        order,
                    };
                    (indicator.code.to_string(), named)
                })
                .collect(),
        }
    }

    /// Whether another run was made of the same, program and settings included, and came to the same.
    pub fn is_of_same(&self, other: &Self) -> bool {
        (
            &self.program,
            self.schema,
            &self.own,
            self.files,
            &self.tables,
        ) == (
            &other.program,
            other.schema,
            &other.own,
            other.files,
            &other.tables,
        )
    }

    /// The manifest as a file.
    pub fn to_artifact(&self) -> Artifact {
        Artifact {
            name: FILE_NAME.to_owned(),
            bytes: format!("{}\n", self.to_json()).into_bytes(),
        }
    }

    fn to_json(&self) -> Json {
        let texts = |texts: &BTreeMap<String, String>| {
            let texts = texts.iter();
            Json::object(texts.map(|(key, text)| (key.as_str(), Json::Text(text.clone()))))
        };
        let tables = self.tables.iter().map(|(table, (rows, digest))| {
            let written = [
                ("rows", Json::Number(*rows as f64)),
                ("sha256", Json::Text(digest.clone())),
                ("schema", Json::Number(self.schema.into())),
            ];
            (table.as_str(), Json::object(written))
        });
        let indicators = self.indicators.iter().map(|(code, named)| {
            let made_of = named.made_of.iter().cloned().map(Json::Text);
            let written = [
                ("label", Json::Text(named.label.clone())),
                ("unit", Json::Text(named.unit.clone())),
                ("made-of", Json::List(made_of.collect())),
                ("is-summed", Json::Flag(named.is_summed)),
                ("is-rate", Json::Flag(named.is_rate)),
                ("order", Json::Number(named.order as f64)),
            ];
            (code.as_str(), Json::object(written))
        });
        Json::object([
            ("program", Json::Text(self.program.clone())),
            ("schema", Json::Number(self.schema.into())),
            ("time", Json::Text(self.time.clone())),
            ("own", texts(&self.own)),
            ("files", Json::Number(self.files as f64)),
            ("tables", Json::object(tables)),
            ("decisions", texts(&self.decisions)),
            ("units", texts(&self.units)),
            ("clusters", texts(&self.clusters)),
            ("indicators", Json::object(indicators)),
        ])
    }

    /// Reads a manifest; `None` where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        let json = Json::read(text)?;
        let number = |value: &Json| value.as_number().unwrap_or_default();
        let text = |value: &Json| value.as_text().unwrap_or_default().to_owned();
        let texts = |key: &str| {
            let fields = json.get(key).fields();
            fields
                .map(|(key, value)| (key.to_owned(), text(value)))
                .collect::<BTreeMap<String, String>>()
        };
        let tables = json.get("tables").fields().map(|(table, written)| {
            let rows = number(written.get("rows")) as usize;
            (table.to_owned(), (rows, text(written.get("sha256"))))
        });
        let indicators = json.get("indicators").fields().map(|(code, written)| {
            let named = NamedIndicator {
                label: text(written.get("label")),
                unit: text(written.get("unit")),
                made_of: written.get("made-of").items().iter().map(text).collect(),
                is_summed: *written.get("is-summed") == Json::Flag(true),
                is_rate: *written.get("is-rate") == Json::Flag(true),
                order: number(written.get("order")) as usize,
            };
            (code.to_owned(), named)
        });
        Some(Self {
            program: json.get("program").as_text()?.to_owned(),
            schema: json.get("schema").as_number()? as u32,
            time: text(json.get("time")),
            own: texts("own"),
            files: number(json.get("files")) as usize,
            tables: tables.collect(),
            decisions: texts("decisions"),
            units: texts("units"),
            clusters: texts("clusters"),
            indicators: indicators.collect(),
        })
    }
}

fn made_of(aggregation: &Aggregation) -> Vec<String> {
    match aggregation {
        Aggregation::WeightedMean { weight } => vec![weight.to_string()],
        Aggregation::Ratio {
            numerator,
            denominator,
        } => vec![numerator.to_string(), denominator.to_string()],
        Aggregation::Sum | Aggregation::Mean | Aggregation::Distribution => Vec::new(),
    }
}

fn decisions(decided: &[Decided]) -> BTreeMap<String, String> {
    let mut decisions: BTreeMap<String, String> = BTreeMap::new();
    for decided in decided.iter().filter(|decided| decided.unused.is_none()) {
        let place = match &decided.figure {
            Some(figure) => {
                let cell = figure.at.address.to_string();
                place(&figure.at.file, Some((&figure.at.sheet, &cell)))
            }
            None => place(&decided.correction.written.file, None),
        };
        let seals = decisions.entry(place).or_default();
        seals.push_str(&decided.correction.written.seal());
        seals.push(' ');
    }
    decisions
}
