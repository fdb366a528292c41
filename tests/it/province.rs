//! A province of many units over several years: who is expected, who is silent, who has ended; and that all that is told
//! of it says the same.

use crate::office::{Office, findings};
use tonghop::pipeline::{Consolidation, Knowledge};
use tonghop::report::charts::{ChartPlan, chart_specs};
use tonghop::report::returns_in_short;
use tonghop::tables::Group;

const UNITS: usize = 300;
const CLUSTERS: usize = 14;
const SILENT: usize = 15;

/// 300 units in 14 clusters, 15 of them silent in 2023.
fn province() -> Office {
    let office = Office::new();
    let cluster = |unit: usize| unit % CLUSTERS + 1;
    let table = |titles: &str, rows: Vec<String>| -> Vec<String> {
        std::iter::once(titles.to_owned()).chain(rows).collect()
    };
    let units = (0..UNITS).map(|unit| format!("DV{unit:03}|Trường Tiểu học số {unit}"));
    let clusters = (1..=CLUSTERS).map(|cluster| format!("C{cluster}|Cụm thi đua số {cluster}"));
    let members = (0..UNITS).map(|unit| format!("2022|DV{unit:03}|C{}", cluster(unit)));
    office.workbook(
        "danh-muc.xlsx",
        &[
            ("Đơn vị", table("Mã đơn vị|Tên đơn vị", units.collect())),
            ("Cụm", table("Mã cụm|Tên cụm", clusters.collect())),
            ("Phân cụm", table("Kỳ|Mã đơn vị|Mã cụm", members.collect())),
        ],
    );
    for (year, silent) in [("2022", 0), ("2023", SILENT)] {
        for unit in silent..UNITS {
            office.report(
                &format!("{year}/Cụm thi đua số {}/bc {unit}.xlsx", cluster(unit)),
                &format!("Trường Tiểu học số {unit}"),
                year,
                &(40 + unit % 30).to_string(),
            );
        }
    }
    office
}

fn province_row<'a>(run: &'a Consolidation, period: &str) -> &'a tonghop::tables::Aggregate {
    let mut rows = run.tables.aggregates.iter();
    rows.find(|row| {
        row.group == Group::Province
            && row.period.to_string() == period
            && &*row.indicator == "members"
    })
    .expect("a total")
}

#[test]
fn sheets_charts_and_terminal_tell_one_coverage() {
    let run = province().run();
    let row = province_row(&run, "2023");
    assert_eq!((row.n_units, row.n_expected), (285, 300));
    let period = row.period;
    assert_eq!(
        run.tables
            .observations
            .iter()
            .filter(|it| it.cluster_id.is_none())
            .count(),
        0
    );

    let line = returns_in_short(&run.tables, &run.register, period);
    assert!(
        line.starts_with(
            "Có số liệu của 285/300 đơn vị; 15 đơn vị chưa nộp: Trường Tiểu học số 0; "
        ),
        "{line}"
    );

    let knowledge = Knowledge::built_in();
    let indicators = &knowledge.lexicon.indicators;
    let charts = chart_specs(
        &run.tables,
        indicators,
        &run.register,
        period,
        &ChartPlan::built_in(),
    );
    assert!(!charts.is_empty());
    let title = &charts
        .iter()
        .find(|chart| chart.title.contains("đã có số liệu"))
        .expect("a chart of coverage")
        .title;
    assert!(title.starts_with("285/300 đơn vị"), "{title}");
    for chart in &charts {
        let shown = format!("{} {}", chart.title, chart.source);
        for (before, _) in shown.match_indices("/300 đơn vị") {
            let counted = shown[..before].rsplit(' ').next().expect("a number");
            let of_2022 = shown[before..].starts_with("/300 đơn vị năm 2022");
            assert!(counted == "285" || (of_2022 && counted == "300"), "{shown}");
        }
    }

    let workbook = texts_of_workbook(&run, period, &charts);
    let told: Vec<&String> = workbook
        .iter()
        .filter(|text| text.contains("Có số liệu của"))
        .collect();
    assert!(!told.is_empty());
    assert!(
        told.iter().all(|text| text.contains("285/300 đơn vị")),
        "{told:?}"
    );

    let missing = findings(&run);
    let missing = missing
        .iter()
        .filter(|line| line.starts_with("missing-submission warning"));
    assert_eq!(missing.count(), SILENT);
    let first = run.tables.findings.first().expect("a finding");
    assert_eq!(first.rule.code, "membership-missing");
}

/// The subtitles of all sheets.
fn texts_of_workbook(
    run: &Consolidation,
    period: tonghop::period::Period,
    charts: &[tonghop::report::chart::ChartSpec],
) -> Vec<String> {
    use tonghop::report::{ReportInputs, ReportPlan, aggregate_form::AggregateForm, build_report};
    let knowledge = Knowledge::built_in();
    let report = build_report(&ReportInputs {
        tables: &run.tables,
        indicators: &knowledge.lexicon.indicators,
        register: &run.register,
        version_differences: &run.version_differences,
        assessment: &run.assessment,
        emulation: &knowledge.emulation,
        audit: &run.audit,
        period,
        office: "",
        input_path: "",
        generated_at: None,
        charts,
        form: &AggregateForm::built_in(),
        plan: &ReportPlan::built_in(),
    });
    let sheets = report.sheets.into_iter();
    sheets.flat_map(|sheet| sheet.subtitles).collect()
}
