//! What a run has left in its output folder, as far as two runs are compared by it.

use super::manifest::Manifest;
use crate::location::CellAddress;
use crate::period::Period;
use crate::render::data::{SCHEMA, StoredRow, StoredTable};
use crate::text::label_key;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The tables that are compared, each with the columns that this needs.
const TABLES: [(&str, &[&str]); 5] = [
    (
        "submissions",
        &["file", "sha256", "period", "unit_id", "status", "reason"],
    ),
    (
        "observations",
        &[
            "period",
            "unit_id",
            "cluster_id",
            "indicator",
            "measure",
            "value",
            "text",
            "counted",
            "reason",
            "corrected",
            "file",
            "sheet",
            "cell",
            "raw",
        ],
    ),
    (
        "findings",
        &[
            "severity",
            "code",
            "file",
            "sheet",
            "cell",
            "unit_id",
            "period",
            "indicator",
            "message",
        ],
    ),
    (
        "aggregates",
        &["period", "level", "group_id", "indicator", "value"],
    ),
    (
        "distributions",
        &[
            "period",
            "level",
            "group_id",
            "indicator",
            "category",
            "n_units",
        ],
    ),
];

/// A file of a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredFile {
    pub(super) sha256: String,
    pub(super) period: Option<Period>,
    pub(super) unit: Option<String>,
    pub(super) status: String,
}

/// A cell that was given to an indicator.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredCell {
    pub(super) period: Option<Period>,
    pub(super) unit: Option<String>,
    pub(super) cluster: Option<String>,
    pub(super) indicator: String,
    pub(super) is_actual: bool,
    pub(super) value: Option<f64>,
    pub(super) category: Option<String>,
    pub(super) counted: bool,
    pub(super) reason: Option<String>,
    pub(super) corrected: bool,
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) raw: String,
}

impl StoredCell {
    pub(super) fn place(&self) -> (&str, &str, &str) {
        (&self.file, &self.sheet, &self.cell)
    }
}

/// Which figure of a group it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TotalKey {
    pub(super) period: Period,
    pub(super) group: StoredGroup,
    pub(super) indicator: String,
    /// The category whose units are counted, where the indicator has categories.
    pub(super) category: Option<String>,
}

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StoredGroup {
    Province,
    Cluster(String),
    Unit(String),
}

/// A finding, without its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FindingKey {
    pub(super) period: Option<Period>,
    pub(super) severity: String,
    pub(super) code: String,
    pub(super) file: Option<String>,
    pub(super) sheet: Option<String>,
    pub(super) cell: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) indicator: Option<String>,
}

/// The data of a run.
#[derive(Debug)]
pub struct RunData {
    /// What it was made of.
    pub manifest: Manifest,
    pub(super) files: BTreeMap<String, StoredFile>,
    pub(super) cells: Vec<StoredCell>,
    pub(super) totals: BTreeMap<TotalKey, f64>,
    pub(super) findings: BTreeMap<FindingKey, Vec<String>>,
}

impl RunData {
    /// Reads a run, of which `bytes` gives the content of a table by its name.
    ///
    /// # Errors
    /// Where a table is missing or damaged, or is of another version than this program writes.
    pub fn read(manifest: Manifest, bytes: &dyn Fn(&str) -> Result<Vec<u8>>) -> Result<Self> {
        let schema = manifest.schema;
        if schema != SCHEMA {
            bail!(
                "dữ liệu thuộc phiên bản {schema}, chương trình này so sánh được phiên bản {SCHEMA}; chạy lại “tonghop run” bằng chương trình này rồi so sánh"
            );
        }
        let mut run = Self {
            manifest,
            files: BTreeMap::new(),
            cells: Vec::new(),
            totals: BTreeMap::new(),
            findings: BTreeMap::new(),
        };
        for (table, columns) in TABLES {
            let stored = StoredTable::read(bytes(table)?)
                .with_context(|| format!("không đọc được bảng dữ liệu {table}"))?;
            if let Some(lacking) = stored.lacks(columns) {
                bail!(
                    "bảng dữ liệu {table} không có cột {lacking} nên thuộc phiên bản khác; chạy lại “tonghop run” bằng chương trình này rồi so sánh"
                );
            }
            for row in stored.rows() {
                run.take(table, row);
            }
        }
        Ok(run)
    }

    /// The same run, in which units and clusters bear the ids that another run knows them by: those of one name that is
    /// nobody else's in either. The first register gives ids to whom runs before it have called by their names.
    #[must_use]
    pub fn called_as(mut self, other: &Self) -> Self {
        let (here, there) = (&self.manifest, &other.manifest);
        let units = same_names(&here.units, &there.units);
        let clusters = same_names(&here.clusters, &there.clusters);
        let of = |ids: &BTreeMap<String, String>, id: &mut Option<String>| {
            let known = id.as_ref().and_then(|id| ids.get(id));
            id.clone_from(&known.cloned().or_else(|| id.clone()));
        };
        for file in self.files.values_mut() {
            of(&units, &mut file.unit);
        }
        for cell in &mut self.cells {
            of(&units, &mut cell.unit);
            of(&clusters, &mut cell.cluster);
        }
        let group = |group: StoredGroup| match group {
            StoredGroup::Province => StoredGroup::Province,
            StoredGroup::Cluster(id) => {
                StoredGroup::Cluster(clusters.get(&id).cloned().unwrap_or(id))
            }
            StoredGroup::Unit(id) => StoredGroup::Unit(units.get(&id).cloned().unwrap_or(id)),
        };
        let totals = self.totals.into_iter().map(|(key, value)| {
            let group = group(key.group);
            (TotalKey { group, ..key }, value)
        });
        self.totals = totals.collect();
        let findings = self.findings.into_iter().map(|(mut key, messages)| {
            of(&units, &mut key.unit);
            (key, messages)
        });
        self.findings = findings.collect();
        self
    }

    fn take(&mut self, table: &str, row: StoredRow<'_>) {
        match table {
            "submissions" => {
                let file = StoredFile {
                    sha256: owned(row, "sha256"),
                    period: period(row),
                    unit: some(row, "unit_id"),
                    status: owned(row, "status"),
                };
                self.files.insert(owned(row, "file"), file);
            }
            "observations" => self.cells.push(cell(row)),
            // What is decided is nobody's task any more. Runs of before the column have none that says so.
            "findings" if row.flag("decided") => {}
            "findings" => {
                let key = FindingKey {
                    period: period(row),
                    severity: owned(row, "severity"),
                    code: owned(row, "code"),
                    file: some(row, "file"),
                    sheet: some(row, "sheet"),
                    cell: some(row, "cell"),
                    unit: some(row, "unit_id"),
                    indicator: some(row, "indicator"),
                };
                let messages = self.findings.entry(key).or_default();
                messages.push(owned(row, "message"));
            }
            _ => {
                let value = row.number("value").or(row.number("n_units"));
                if let (Some(key), Some(value)) = (total_key(row), value) {
                    self.totals.insert(key, value);
                }
            }
        }
    }
}

/// The ids that only one side has, and what the other side has in their place: by a name that either has once.
fn same_names(
    here: &BTreeMap<String, String>,
    there: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let by_name = |all: &BTreeMap<String, String>| {
        let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, name) in all {
            ids.entry(label_key(name)).or_default().push(id.clone());
        }
        ids
    };
    let named = by_name(there);
    let same = by_name(here).into_iter().filter_map(|(name, ids)| {
        let ([old], [new]) = (&ids[..], &named.get(&name)?[..]) else {
            return None;
        };
        let is_other = !there.contains_key(old) && !here.contains_key(new);
        is_other.then(|| (old.clone(), new.clone()))
    });
    same.collect()
}

fn owned(row: StoredRow<'_>, column: &str) -> String {
    row.text(column).unwrap_or_default().to_owned()
}

fn some(row: StoredRow<'_>, column: &str) -> Option<String> {
    row.text(column).map(str::to_owned)
}

fn period(row: StoredRow<'_>) -> Option<Period> {
    row.text("period")?.parse().ok()
}

fn cell(row: StoredRow<'_>) -> StoredCell {
    StoredCell {
        period: period(row),
        unit: some(row, "unit_id"),
        cluster: some(row, "cluster_id"),
        indicator: owned(row, "indicator"),
        is_actual: row.text("measure") == Some("actual"),
        value: row.number("value"),
        category: some(row, "text"),
        counted: row.flag("counted"),
        reason: some(row, "reason"),
        corrected: row.flag("corrected"),
        file: owned(row, "file"),
        sheet: owned(row, "sheet"),
        cell: owned(row, "cell"),
        raw: owned(row, "raw"),
    }
}

fn total_key(row: StoredRow<'_>) -> Option<TotalKey> {
    let id = owned(row, "group_id");
    Some(TotalKey {
        period: period(row)?,
        group: match row.text("level")? {
            "province" => StoredGroup::Province,
            "cluster" => StoredGroup::Cluster(id),
            _ => StoredGroup::Unit(id),
        },
        indicator: owned(row, "indicator"),
        category: some(row, "category"),
    })
}

/// A figure that counts: one a unit, period and indicator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    pub(super) cell: &'a StoredCell,
    /// The unit's cluster in the period.
    pub(super) cluster: Option<&'a str>,
}

/// Period, unit, indicator.
pub(super) type FigureKey<'a> = (Period, &'a str, &'a str);

impl RunData {
    /// The figures that count, as groups are summed up: of two of one unit the one that stands first.
    pub(super) fn figures(&self) -> BTreeMap<FigureKey<'_>, Figure<'_>> {
        let mut clusters: BTreeMap<(Period, &str), Option<&str>> = BTreeMap::new();
        let mut figures: BTreeMap<FigureKey<'_>, &StoredCell> = BTreeMap::new();
        for cell in self.cells.iter().filter(|it| it.counted && it.is_actual) {
            let (Some(period), Some(unit)) = (cell.period, cell.unit.as_deref()) else {
                continue;
            };
            let cluster = clusters.entry((period, unit)).or_default();
            let stated = cell.cluster.as_deref();
            *cluster = cluster.iter().copied().chain(stated).min();
            let first = figures
                .entry((period, unit, &cell.indicator))
                .or_insert(cell);
            if order(cell) < order(first) {
                *first = cell;
            }
        }
        let figures = figures.into_iter();
        figures
            .map(|(key, cell)| {
                let cluster = clusters.get(&(key.0, key.1)).copied().flatten();
                (key, Figure { cell, cluster })
            })
            .collect()
    }
}

fn order(cell: &StoredCell) -> (&str, &str, Option<CellAddress>) {
    (&cell.file, &cell.sheet, cell.cell.parse().ok())
}
