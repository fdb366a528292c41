//! `chay.json`: what a run was made of, and what its data are called. It bears the time of the run and stands outside what
//! two equal runs write alike.

use crate::catalogue::{Aggregation, IndicatorKind, Indicators};
use crate::decide::Decided;
use crate::register::Register;
use crate::register::corrections::file_key;
use crate::render::Artifact;
use crate::render::data::SCHEMA;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Its name in the output folder.
pub const FILE_NAME: &str = "chay.json";

/// What an indicator is to whoever compares two runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
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

/// A table as a run wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenTable {
    /// How many rows it has.
    pub rows: usize,
    /// The digest of its file.
    pub sha256: String,
}

/// What a run was made of. Of what another version writes, what is missing is empty and what is more is passed over.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's version.
    pub program: String,
    /// The number of the tables' columns.
    pub schema: u32,
    /// When it was made, as a person in Vietnam reads it.
    #[serde(default)]
    pub time: String,
    /// Digests of what the office keeps: register, corrections, settings; by their names.
    #[serde(default)]
    pub own: BTreeMap<String, String>,
    /// How many files were found.
    #[serde(default)]
    pub files: usize,
    /// The tables, by their names.
    #[serde(default)]
    pub tables: BTreeMap<String, WrittenTable>,
    /// Decisions that were applied, each with a mark of what it says, by their places.
    #[serde(default)]
    pub decisions: BTreeMap<String, String>,
    /// Names of units, by id.
    #[serde(default)]
    pub units: BTreeMap<String, String>,
    /// Names of clusters, by id.
    #[serde(default)]
    pub clusters: BTreeMap<String, String>,
    /// Indicators, by code.
    #[serde(default)]
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
    /// The tables, by their names.
    pub tables: BTreeMap<String, WrittenTable>,
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

    /// The digests of the tables' files, by the tables' names.
    pub fn digests(&self) -> impl Iterator<Item = (String, String)> {
        let tables = self.tables.iter();
        tables.map(|(name, table)| (name.clone(), table.sha256.clone()))
    }

    /// The manifest as a file.
    ///
    /// # Errors
    /// Where it cannot be written: a fault of the program, not of the data.
    pub fn to_artifact(&self) -> Result<Artifact> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .with_context(|| format!("không ghi được {FILE_NAME}"))?;
        bytes.push(b'\n');
        Ok(Artifact {
            name: FILE_NAME.to_owned(),
            bytes,
        })
    }

    /// Reads a manifest; `None` where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
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
