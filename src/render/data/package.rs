//! `datapackage.json` beside the tables, and the table of columns in docs/data.md: both from `tables.toml` and the schema.
//!
//! Shape: Data Package 2.0 (<https://datapackage.org/standard/data-package/>); what it has no place for (English texts, the
//! number of rows) stands under names of our own, which the standard allows.

use super::schema;
use super::stored::n_rows;
use super::{CSV_FOLDER, FOLDER, SCHEMA, csv};
use crate::read::digest_of_bytes;
use crate::render::Artifact;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the tables and columns are.
const DESCRIPTIONS: &str = include_str!("tables.toml");
/// The file's name.
const NAME: &str = "datapackage.json";

/// The name of the file that says what the columns in CSV are.
const COLUMNS_NAME: &str = "cac-cot.csv";
/// Its titles.
const COLUMN_TITLES: [&str; 5] = ["bảng", "tên bảng", "cột", "kiểu", "ý nghĩa"];

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    vi: String,
    en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Descriptions {
    table: Vec<TableDescription>,
    column: BTreeMap<String, Said>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableDescription {
    name: String,
    title: Said,
    about: Said,
    key: Vec<String>,
    refers: BTreeMap<String, String>,
    #[serde(default)]
    column: BTreeMap<String, Said>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    title_en: &'static str,
    version: String,
    program_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    province: Option<&'a str>,
    sources: [Source; 1],
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Source {
    title: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resource<'a> {
    name: &'a str,
    path: String,
    title: &'a str,
    title_en: &'a str,
    description: &'a str,
    description_en: &'a str,
    format: &'static str,
    mediatype: &'static str,
    bytes: usize,
    hash: String,
    rows: usize,
    schema: TableSchema<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableSchema<'a> {
    fields: Vec<FieldSchema<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    primary_key: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldSchema<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    title_en: &'a str,
}

#[derive(Serialize)]
struct ForeignKey<'a> {
    fields: [&'a str; 1],
    reference: Reference<'a>,
}

#[derive(Serialize)]
struct Reference<'a> {
    resource: &'a str,
    fields: [&'a str; 1],
}

impl Descriptions {
    #[expect(clippy::expect_used, reason = "the built-in text is checked by a test")]
    fn built_in() -> Self {
        toml::from_str(DESCRIPTIONS).expect("the descriptions are valid")
    }

    /// What a column of a table is; its name where nobody says it (a test sees to it that somebody does).
    fn column<'a>(&'a self, table: &'a TableDescription, name: &'a str) -> (&'a str, &'a str) {
        let said = table.column.get(name).or_else(|| self.column.get(name));
        said.map_or((name, name), |said| (&said.vi, &said.en))
    }
}

impl TableDescription {
    /// Which column of another table a column of this one names.
    fn foreign_keys(&self) -> Vec<ForeignKey<'_>> {
        let keys = self.refers.iter().map(|(column, table)| ForeignKey {
            fields: [column],
            reference: Reference {
                resource: table,
                fields: [column],
            },
        });
        keys.collect()
    }
}

/// The description of these tables. The same tables give the same bytes.
///
/// # Errors
/// Where it cannot be written: a fault of the program, not of the data.
pub(super) fn package(tables: &[&Artifact], province: Option<&str>) -> Result<Artifact> {
    let descriptions = Descriptions::built_in();
    let columns: BTreeMap<&str, Vec<_>> = schema::all().into_iter().collect();
    let resources = descriptions.table.iter().filter_map(|table| {
        let path = format!("{}.parquet", table.name);
        let name = format!("{FOLDER}/{path}");
        let file = tables.iter().find(|artifact| artifact.name == name)?;
        let fields = columns.get(table.name.as_str())?.iter().map(|field| {
            let (title, title_en) = descriptions.column(table, field.name);
            FieldSchema {
                name: field.name,
                kind: field.kind,
                title,
                title_en,
            }
        });
        Some(Resource {
            name: &table.name,
            path,
            title: &table.title.vi,
            title_en: &table.title.en,
            description: &table.about.vi,
            description_en: &table.about.en,
            format: "parquet",
            mediatype: "application/vnd.apache.parquet",
            bytes: file.bytes.len(),
            hash: format!("sha256:{}", digest_of_bytes(&file.bytes)),
            rows: n_rows(&file.bytes),
            schema: TableSchema {
                fields: fields.collect(),
                primary_key: &table.key,
                foreign_keys: table.foreign_keys(),
            },
        })
    });
    let package = Package {
        profile: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: "tonghop-du-lieu",
        title: "Dữ liệu tổng hợp báo cáo công đoàn cơ sở",
        title_en: "Consolidated reports of grassroots trade unions",
        version: format!("{SCHEMA}.0.0"),
        program_version: env!("CARGO_PKG_VERSION"),
        province,
        sources: [Source {
            title: "Báo cáo của công đoàn cơ sở, biểu tổng hợp và biên bản của cụm, khối thi đua",
        }],
        resources: resources.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&package).context("không ghi được mô tả dữ liệu")?;
    bytes.push(b'\n');
    Ok(Artifact {
        name: format!("{FOLDER}/{NAME}"),
        bytes,
    })
}

/// What the columns of the tables are, as a table beside those in CSV.
pub(super) fn columns_as_csv() -> Result<Artifact> {
    let descriptions = Descriptions::built_in();
    let columns: BTreeMap<&str, Vec<_>> = schema::all().into_iter().collect();
    let rows = descriptions.table.iter().flat_map(|table| {
        let fields = columns.get(table.name.as_str()).into_iter().flatten();
        fields.map(|field| {
            let (said, _) = descriptions.column(table, field.name);
            vec![&*table.name, &*table.title.vi, field.name, field.kind, said]
        })
    });
    Ok(Artifact {
        name: format!("{CSV_FOLDER}/{COLUMNS_NAME}"),
        bytes: csv::write_texts(&COLUMN_TITLES, rows)?,
    })
}

/// The tables and their columns as a table in Markdown, for docs/data.md.
pub fn described() -> String {
    let descriptions = Descriptions::built_in();
    let columns: BTreeMap<&str, Vec<_>> = schema::all().into_iter().collect();
    let mut page = String::new();
    for table in &descriptions.table {
        // Writing to a `String` cannot fail.
        let _never = write!(
            page,
            "\n### `{}`: {}\n\n{}\n\n| column | type | what it is |\n| --- | --- | --- |\n",
            table.name, table.title.en, table.about.en
        );
        for field in columns.get(table.name.as_str()).into_iter().flatten() {
            let (_, said) = descriptions.column(table, field.name);
            let key = match table.key.iter().any(|key| key == field.name) {
                true => " (key)",
                false => "",
            };
            let refers = table.refers.get(field.name);
            let refers = refers.map_or(String::new(), |to| format!(" → `{to}`"));
            let _never = writeln!(
                page,
                "| `{}`{key} | {} | {said}{refers} |",
                field.name, field.kind
            );
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_and_column_is_described_and_nothing_else_is() {
        let descriptions = Descriptions::built_in();
        let tables = schema::all();
        let written: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
        let described: Vec<&str> = descriptions
            .table
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(described, written);
        let mut used = BTreeSet::new();
        for ((_, fields), table) in tables.iter().zip(&descriptions.table) {
            let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
            for name in &names {
                if !table.column.contains_key(*name) {
                    used.insert(*name);
                }
            }
            let own = table
                .column
                .keys()
                .chain(&table.key)
                .chain(table.refers.keys());
            for named in own {
                assert!(names.contains(named.as_str()), "{}.{named}", table.name);
            }
            for to in table.refers.values() {
                assert!(
                    written.contains(&to.as_str()),
                    "{} refers to {to}",
                    table.name
                );
            }
        }
        let shared: BTreeSet<&str> = descriptions.column.keys().map(String::as_str).collect();
        assert_eq!(shared, used);
    }
}
