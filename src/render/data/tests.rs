use super::*;
use crate::location::{CellAddress, CellRef};
use crate::observation::{Comparator, Submission, SubmissionStatus};
use crate::period::Period;
use crate::tables::{Attendance, Basis, Comparison, Group, Target};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::RowAccessor;
use std::io::Write;
use std::sync::Arc;

/// The public interface, column by column.
const CONTRACT: [(&str, &str); 20] = [
    (
        "submissions",
        "province file sha256 bytes format saved_at period unit_id cluster_id form status reason",
    ),
    (
        "observations",
        "province period unit_id cluster_id indicator measure value text comparator approximate counted reason \
         corrected file sheet cell raw",
    ),
    (
        "findings",
        "province severity code file sheet cell unit_id period indicator message decided",
    ),
    (
        "targets",
        "province period unit_id cluster_id indicator comparator target actual met",
    ),
    (
        "rankings",
        "province period cluster_id unit_id score rank tied",
    ),
    (
        "attendance",
        "province period cluster_id unit_id present signed absence_reason file sheet cell",
    ),
    (
        "nominations",
        "province period cluster_id rank unit_id award awarded_by file sheet cell",
    ),
    (
        "leadership",
        "province period cluster_id unit_id role file sheet cell",
    ),
    (
        "congresses",
        "province period unit_id attended entitled executive_committee delegates file",
    ),
    (
        "scores",
        "province period cluster_id unit_id criterion title maximum self_points cluster_points file sheet cell",
    ),
    (
        "award_counts",
        "province period cluster_id unit_id award awarded_by n_persons n_collectives file",
    ),
    (
        "aggregates",
        "province period level group_id indicator value n_units n_expected",
    ),
    (
        "distributions",
        "province period level group_id indicator category n_units n_total",
    ),
    (
        "comparisons",
        "province period previous_period level group_id indicator basis value previous_value change change_rate \
         n_units",
    ),
    (
        "change_parts",
        "province period previous_period level group_id indicator part value n_units",
    ),
    ("units", "province unit_id name other_names kind"),
    ("clusters", "province cluster_id name"),
    (
        "memberships",
        "province period unit_id cluster_id role expected source",
    ),
    (
        "changes",
        "province period kind from_unit to_unit decision day",
    ),
    (
        "indicators",
        "indicator label unit_of_measure kind part_of aggregation higher_is_better order",
    ),
];

/// What the tables are written as.
const PARQUET: DataFiles<'static> = DataFiles {
    province: Some("24"),
    as_parquet: true,
    as_csv: false,
};

fn render_data(tables: &Tables) -> anyhow::Result<Vec<Artifact>> {
    render_as(tables, PARQUET)
}

fn render_as(tables: &Tables, written: DataFiles<'_>) -> anyhow::Result<Vec<Artifact>> {
    let (aggregates, distributions) = (&tables.aggregates, &tables.distributions);
    let (comparisons, change_parts) = (&tables.comparisons, &tables.change_parts);
    let parts = [
        render_records(&tables.observations, tables, written)?,
        render_aggregates(aggregates, distributions, written)?,
        render_comparisons(comparisons, change_parts, written)?,
        render_register(&Register::default(), &Indicators::built_in(), written)?,
    ];
    Ok(parts.concat())
}

fn opened(artifact: &Artifact) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().expect("a temporary file");
    file.write_all(&artifact.bytes).expect("room for it");
    SerializedFileReader::new(file).expect("a Parquet file")
}

/// Rows as text, a line each.
fn read(artifact: &Artifact) -> Vec<String> {
    let rows = opened(artifact).into_iter();
    rows.map(|row| row.expect("a row").to_string()).collect()
}

fn comparison(previous_value: f64, change_rate: Option<f64>) -> Comparison {
    Comparison {
        period: Period::SchoolYear(2023),
        previous_period: Period::SchoolYear(2022),
        group: Group::Cluster("C01".into()),
        indicator: "members".into(),
        basis: Basis::LikeForLike,
        value: 2.5,
        previous_value,
        change: 2.5 - previous_value,
        change_rate,
        n_units: 3,
    }
}

fn tables() -> Tables {
    let submission = |file: &str, period, saved_at| Submission {
        sha256: "00ff".to_owned(),
        bytes: 5_000_000_000,
        saved_at,
        period,
        status: SubmissionStatus::Ignored,
        reason: Some((&crate::rules::unsupported_file::RULE).into()),
        ..Submission::of(file.into())
    };
    Tables {
        submissions: vec![
            submission("ảnh chụp.pdf", None, None),
            submission(
                "b.xlsx",
                Some(Period::FirstHalf(2023)),
                Some(1_700_000_000_000),
            ),
        ],
        comparisons: vec![comparison(2.0, Some(0.25)), comparison(0.0, None)],
        attendance: vec![Attendance {
            period: Period::Year(2023),
            cluster_id: "C01".into(),
            unit_id: "A".into(),
            present: Some(true),
            signed: Some(false),
            absence_reason: None,
            at: CellRef {
                file: "b.xlsx".into(),
                sheet: "Điểm danh".into(),
                address: CellAddress::new(9, 1),
            },
        }],
        ..Tables::default()
    }
}

fn table_of<'a>(artifacts: &'a [Artifact], table: &str) -> &'a Artifact {
    let name = format!("du-lieu/{table}.parquet");
    let mut artifacts = artifacts.iter();
    artifacts.find(|it| it.name == name).expect("the table")
}

#[test]
fn every_table_has_its_columns_even_without_rows() {
    let artifacts = render_data(&Tables::default()).expect("writes");
    assert_eq!(artifacts.len(), CONTRACT.len());
    for (artifact, (table, columns)) in artifacts.iter().zip(CONTRACT) {
        assert_eq!(artifact.name, format!("du-lieu/{table}.parquet"));
        let reader = opened(artifact);
        let metadata = reader.metadata().file_metadata();
        let written = metadata.schema_descr().columns();
        let names: Vec<&str> = written.iter().map(|column| column.name()).collect();
        assert_eq!(
            names,
            columns.split_whitespace().collect::<Vec<_>>(),
            "{table}"
        );
        let rows = if table == "indicators" {
            Indicators::built_in().iter().count()
        } else {
            0
        };
        assert_eq!(metadata.num_rows(), rows as i64);
        let said = metadata
            .key_value_metadata()
            .expect("the file says whose it is");
        let schema = said.iter().find(|it| it.key == "tonghop.schema");
        assert_eq!(schema.and_then(|it| it.value.as_deref()), Some("2"));
    }
}

#[test]
fn rows_come_back_as_they_were() {
    let artifacts = render_data(&tables()).expect("writes");
    assert_eq!(
        read(table_of(&artifacts, "submissions")),
        [
            "{province: \"24\", file: \"ảnh chụp.pdf\", sha256: \"00ff\", bytes: 5000000000, format: null, saved_at: null, \
             period: null, unit_id: null, cluster_id: null, form: null, status: \"ignored\", \
             reason: \"unsupported-file\"}",
            "{province: \"24\", file: \"b.xlsx\", sha256: \"00ff\", bytes: 5000000000, format: null, \
             saved_at: 2023-11-14 22:13:20.000 +00:00, period: \"2023-H1\", unit_id: null, cluster_id: null, \
             form: null, status: \"ignored\", reason: \"unsupported-file\"}",
        ]
    );
    assert_eq!(
        read(table_of(&artifacts, "comparisons")),
        [
            "{province: \"24\", period: \"2023-2024\", previous_period: \"2022-2023\", level: \"cluster\", group_id: \"C01\", \
             indicator: \"members\", basis: \"like_for_like\", value: 2.5, previous_value: 2.0, change: 0.5, \
             change_rate: 0.25, n_units: 3}",
            "{province: \"24\", period: \"2023-2024\", previous_period: \"2022-2023\", level: \"cluster\", group_id: \"C01\", \
             indicator: \"members\", basis: \"like_for_like\", value: 2.5, previous_value: 0E0, change: 2.5, \
             change_rate: null, n_units: 3}",
        ]
    );
    assert_eq!(
        read(table_of(&artifacts, "attendance")),
        [
            "{province: \"24\", period: \"2023\", cluster_id: \"C01\", unit_id: \"A\", present: true, signed: false, \
             absence_reason: null, file: \"b.xlsx\", sheet: \"Điểm danh\", cell: \"B10\"}",
        ]
    );
}

#[test]
fn names_of_files_are_composed() {
    let mut tables = tables();
    let decomposed = "ba\u{301}o ca\u{301}o.pdf";
    tables.submissions[0].file = decomposed.into();
    let artifacts = render_data(&tables).expect("writes");
    let row = &read(table_of(&artifacts, "submissions"))[0];
    assert!(
        row.starts_with("{province: \"24\", file: \"báo cáo.pdf\""),
        "{row}"
    );
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let once = render_data(&tables()).expect("writes");
    assert_eq!(render_data(&tables()).expect("writes"), once);
}

/// More rows than a page has room for, and more names than are known at a glance; some are told twice.
fn many_rows() -> Tables {
    let names: Vec<Arc<str>> = (0..3_000)
        .map(|number| format!("đơn vị {}", number % 2_900).into())
        .collect();
    let row = |number: usize| {
        let name = names[number * 7 % names.len()].clone();
        Attendance {
            period: Period::Year(2000 + (number / 1_000) as u16),
            cluster_id: format!("C{}", number / 50).into(),
            unit_id: name,
            present: Some(true),
            signed: Some(false),
            absence_reason: number.is_multiple_of(3).then(|| number.to_string()),
            at: CellRef {
                file: "b.xlsx".into(),
                sheet: "Điểm danh".into(),
                address: CellAddress::new((number % 1_500) as u32, (number % 40) as u32),
            },
        }
    };
    Tables {
        attendance: (0..25_000).map(row).collect(),
        ..Tables::default()
    }
}

#[test]
fn every_row_has_its_own_names() {
    let tables = many_rows();
    let artifacts = render_data(&tables).expect("writes");
    let rows = read(table_of(&artifacts, "attendance"));
    assert_eq!(rows.len(), tables.attendance.len());
    for (read, row) in rows.iter().zip(&tables.attendance) {
        let reason = row.absence_reason.as_ref();
        let expected = format!(
            "{{province: \"24\", period: \"{}\", cluster_id: \"{}\", unit_id: \"{}\", present: true, signed: false, \
             absence_reason: {}, file: \"b.xlsx\", sheet: \"Điểm danh\", cell: \"{}\"}}",
            row.period,
            row.cluster_id,
            row.unit_id,
            reason.map_or("null".to_owned(), |reason| format!("{reason:?}")),
            row.at.address
        );
        assert_eq!(*read, expected);
    }
}

/// Rows at random: long runs of one value, many values, few values, and some that are missing.
fn random_targets() -> Vec<Target> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut rows: Vec<Target> = Vec::new();
    while rows.len() < 20_000 {
        let mut row = Target {
            period: Period::Year(random.u16(2000..2300)),
            unit_id: "A".into(),
            cluster_id: random.bool().then(|| random.u8(..).to_string().into()),
            indicator: "members".into(),
            comparator: Comparator::AtLeast,
            target: random.bool().then(|| f64::from(random.u8(..3)) - 1.0),
            actual: None,
            met: None,
            rating: None,
        };
        let is_run = random.bool();
        for _ in 0..random.usize(1..40) {
            if !is_run {
                row.actual = random.bool().then(|| random.f64() * 1e12);
                row.met = random.bool().then(|| random.bool());
            }
            rows.push(row.clone());
        }
    }
    rows
}

#[test]
fn every_number_and_flag_comes_back_in_its_row() {
    let targets = random_targets();
    let tables = Tables {
        targets: targets.clone(),
        ..Tables::default()
    };
    let artifacts = render_data(&tables).expect("writes");
    let rows = opened(&artifacts[3]).into_iter();
    let mut n_rows = 0;
    for (row, target) in rows.zip(&targets) {
        let row = row.expect("a row");
        assert_eq!(
            row.get_string(1).expect("a period"),
            &target.period.to_string()
        );
        assert_eq!(
            row.get_string(3).ok().map(String::as_str),
            target.cluster_id.as_deref()
        );
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        assert_eq!(bits(row.get_double(6).ok()), bits(target.target));
        assert_eq!(bits(row.get_double(7).ok()), bits(target.actual));
        assert_eq!(row.get_bool(8).ok(), target.met);
        n_rows += 1;
    }
    assert_eq!(n_rows, targets.len());
}

#[test]
fn a_file_that_is_cut_short_is_no_table() {
    let artifacts = render_data(&tables()).expect("writes");
    let whole = &table_of(&artifacts, "attendance").bytes;
    assert!(StoredTable::read(whole.clone()).is_ok());
    for end in 0..whole.len() {
        assert!(StoredTable::read(whole[..end].to_vec()).is_err(), "{end}");
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let tables = many_rows();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads");
        pool.install(|| render_data(&tables).expect("writes"))
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn the_description_has_every_table_as_it_is_written() {
    let artifacts = render_data(&tables()).expect("writes");
    let all: Vec<&Artifact> = artifacts.iter().collect();
    let written = describe(&all, PARQUET).expect("writes").remove(0);
    assert_eq!(written.name, "du-lieu/datapackage.json");
    let json: serde_json::Value = serde_json::from_slice(&written.bytes).expect("is JSON");
    assert_eq!(json["province"], "24");
    let resources = json["resources"].as_array().expect("a list");
    assert_eq!(resources.len(), CONTRACT.len());
    for resource in resources {
        let table = resource["name"].as_str().expect("a name");
        let artifact = table_of(&artifacts, table);
        assert_eq!(resource["bytes"], artifact.bytes.len());
        assert_eq!(resource["rows"], n_rows(&artifact.bytes));
        let (_, columns) = CONTRACT
            .iter()
            .find(|(name, _)| *name == table)
            .expect("listed");
        let fields = resource["schema"]["fields"].as_array().expect("a list");
        let names: Vec<&str> = fields.iter().filter_map(|it| it["name"].as_str()).collect();
        assert_eq!(names, columns.split_whitespace().collect::<Vec<_>>());
    }
    let targets = resources
        .iter()
        .find(|it| it["name"] == "targets")
        .expect("listed");
    assert_eq!(targets["schema"]["primaryKey"][1], "unit_id");
}

#[test]
fn the_tables_in_csv_hold_what_those_in_parquet_hold() {
    let both = DataFiles {
        as_csv: true,
        ..PARQUET
    };
    let artifacts = render_as(&tables(), both).expect("writes");
    let mut n_compared = 0;
    for (table, columns) in CONTRACT {
        let stored = StoredTable::read(table_of(&artifacts, table).bytes.clone());
        let stored = stored.expect("is Parquet");
        let name = format!("du-lieu-csv/{table}.csv");
        let found = artifacts.iter().find(|it| it.name == name);
        let text = str::from_utf8(&found.expect("the table").bytes).expect("UTF-8");
        let text = text.strip_prefix('\u{feff}').expect("it says that it is");
        let mut file = ::csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        let columns: Vec<&str> = columns.split_whitespace().collect();
        assert_eq!(file.headers().expect("titles"), columns, "{table}");
        let rows: Vec<::csv::StringRecord> =
            file.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), stored.rows().count(), "{table}");
        for (row, stored) in rows.iter().zip(stored.rows()) {
            for (written, column) in row.iter().zip(&columns) {
                if *column == "saved_at" {
                    continue;
                }
                let number = stored
                    .number(column)
                    .map(|it| it.to_string().replace('.', ","));
                let text = stored.text(column).map(str::to_owned);
                let flag = match written {
                    "true" => stored.flag(column).then(|| written.to_owned()),
                    "false" => (!stored.flag(column)).then(|| written.to_owned()),
                    _ => None,
                };
                let held = number.or(text).or(flag).unwrap_or_default();
                assert_eq!(written, held, "{table}.{column}");
                n_compared += usize::from(!held.is_empty());
            }
        }
    }
    assert!(n_compared > 100, "{n_compared}");
    let columns = describe(
        &[],
        DataFiles {
            as_parquet: false,
            ..both
        },
    )
    .expect("writes");
    assert_eq!(columns.len(), 1);
    assert_eq!(columns[0].name, "du-lieu-csv/cac-cot.csv");
    let said = str::from_utf8(&columns[0].bytes).expect("UTF-8");
    assert!(
        said.contains("observations;Số liệu từng ô;value;number;"),
        "{said}"
    );
}
