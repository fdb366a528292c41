//! The page's figures held against the tables that they come from.

use super::*;
use crate::emulate::{Assessment, Standing, Tenure};
use crate::location::CellRef;
use crate::observation::{Measure, Observation};
use crate::report::chart::ValueFormat;
use crate::report::charts::{ChartPlan, chart_specs};
use crate::report::conference::build_conference;
use crate::report::fixture::{Province, cell, inputs, province};
use crate::tables::Group;

fn page_of(province: &Province) -> Page {
    let base = inputs(province);
    let charts = chart_specs(&base.account, &ChartPlan::built_in());
    let inputs = ReportInputs {
        charts: &charts,
        ..base
    };
    let conference = build_conference(&inputs);
    build_page(&inputs, &conference, &PagePlan::built_in())
}

/// A number as it is shown, as a number.
fn number(shown: &str) -> f64 {
    let plain = shown.replace('.', "").replace(',', ".");
    plain.parse().expect("it is a number")
}

#[test]
fn the_units_listed_for_a_sum_add_up_to_it_in_every_group_and_period() {
    let province = province(3, 5, 3);
    let page = page_of(&province);
    assert_eq!(page.periods, ["Năm 2021", "Năm 2022", "Năm 2023"]);
    let mut held_together = 0;
    for (at, group) in page.groups.iter().enumerate() {
        for (year, figures) in group.figures.iter().enumerate() {
            for figure in figures {
                let line = &page.lines[figure.line];
                if page.indicators[line.indicator].made != Made::Sum || line.class.is_some() {
                    continue;
                }
                let years = page.units.iter().map(|unit| &unit.years[year]);
                let own = years.filter(|it| at == 0 || it.cluster == Some(at));
                let counted = own.flat_map(|it| &it.figures).filter(|it| {
                    it.indicator == line.indicator
                        && !matches!(it.state, FigureState::Held | FigureState::LeftOut)
                });
                let counted: Vec<f64> = counted.map(|it| number(&it.shown)).collect();
                assert_eq!(counted.len(), figure.counted as usize);
                assert_eq!(counted.iter().sum::<f64>(), number(&figure.shown));
                held_together += 1;
            }
        }
    }
    assert!(held_together > 100, "{held_together}");
}

#[test]
fn every_figure_that_counts_leads_to_its_cell() {
    let province = province(2, 6, 3);
    let page = page_of(&province);
    let counted = province.tables.observations.iter();
    let counted = counted.filter(|row| row.counted() && row.measure == Measure::Actual);
    let mut found = 0;
    for row in counted {
        let unit = row.unit_id.as_ref().expect("it has a unit");
        let unit = page.units.iter().find(|it| it.id == *unit);
        let year = province
            .periods
            .iter()
            .position(|it| Some(*it) == row.period);
        let figures = &unit.expect("it is listed").years[year.expect("it is shown")].figures;
        let figure = figures.iter().find(|it| {
            let place = it.place.as_ref().expect("it stands in a cell");
            place.cell == row.at.address.to_string()
        });
        let figure = figure.expect("it is told");
        let place = figure.place.as_ref().expect("it stands in a cell");
        let file = &page.files[place.file];
        assert_eq!(file.name, row.at.file);
        assert!(file.href.starts_with("../input/"));
        assert_eq!(Some(&row.at.sheet), place.sheet.map(|it| &page.sheets[it]));
        assert_eq!(figure.raw, row.raw);
        found += 1;
    }
    assert!(found > 300, "{found}");
}

#[test]
fn a_held_figure_says_why_and_enters_no_total() {
    let province = province(3, 8, 2);
    let page = page_of(&province);
    let figures = page.units.iter().flat_map(|unit| &unit.years);
    let held = figures
        .flat_map(|year| &year.figures)
        .filter(|figure| figure.state == FigureState::Held);
    let mut told = 0;
    for figure in held {
        let why = figure.remark.map(|remark| &*page.texts[remark]);
        assert!(
            why.is_some_and(|why| why.starts_with("Giữ lại, chưa tính vào tổng: Số âm. Đề nghị")),
            "{why:?}"
        );
        told += 1;
    }
    let all = province.tables.observations.iter();
    assert_eq!(told, all.filter(|row| !row.counted()).count());
    assert!(told > 0);
}

#[test]
fn figures_have_the_digits_of_the_workbook() {
    let province = province(2, 4, 2);
    let page = page_of(&province);
    let line = |code: &str| {
        let label = crate::report::full_label(&province.indicators, code);
        let lines = page.lines.iter();
        let mut lines = lines.map(|line| &page.indicators[line.indicator].label);
        lines.position(|it| *it == label).expect("it has a line")
    };
    let total = |code: &str| {
        let mut rows = province.tables.aggregates.iter();
        let found = rows.find(|row| {
            row.group == Group::Province
                && row.period == Period::Year(2023)
                && *row.indicator == *code
        });
        found.expect("it is there").value
    };
    for (code, format) in [
        ("members", ValueFormat::count("")),
        ("social_fund_amount", ValueFormat::count("")),
        ("completed_well_rate", ValueFormat::percent(1)),
        ("visits_per_member", ValueFormat::count("").with_decimals(2)),
    ] {
        let line = line(code);
        let mut figures = page.groups[0].figures[1].iter();
        let figure = figures.find(|it| it.line == line).expect("it is told");
        assert_eq!(figure.shown, format.write(total(code)), "{code}");
    }
}

#[test]
fn every_line_of_a_group_stands_in_one_chapter() {
    let province = province(2, 5, 3);
    let page = page_of(&province);
    for group in &page.groups {
        let present: BTreeSet<usize> = group
            .figures
            .iter()
            .flatten()
            .map(|figure| figure.line)
            .collect();
        let mut listed: Vec<usize> = group
            .chapters
            .iter()
            .flat_map(|chapter| chapter.lines.iter().copied())
            .collect();
        listed.sort_unstable();
        assert_eq!(listed, present.into_iter().collect::<Vec<_>>());
    }
}

/// A unit's place in the first cluster by the cluster's points.
fn standing(period: Period, unit: &Arc<str>, (rank, score): (u32, f64)) -> Standing {
    Standing {
        period,
        cluster_id: "C01".into(),
        unit_id: unit.clone(),
        rank,
        score,
        basis: "cluster_score".into(),
        class: None,
        tenure: Tenure::ENOUGH,
    }
}

/// The points that a cluster gave a unit, in a cell.
fn points_of(any: Observation, (period, unit): (Period, &Arc<str>), at: &CellRef) -> Observation {
    Observation {
        period: Some(period),
        unit_id: Some(unit.clone()),
        indicator: "cluster_score".into(),
        value: Some(91.5),
        category: None,
        verdict: crate::verdict::Verdict::Counts,
        at: at.clone(),
        ..any
    }
}

#[test]
fn places_of_a_school_year_stand_in_the_year_it_ended_in_and_lead_to_their_cells() {
    let mut province = province(2, 4, 2);
    let school_year = Period::SchoolYear(2022);
    let members = province.register.expected(Period::Year(2023));
    let members: Vec<Arc<str>> = members.map(|it| it.unit_id.clone()).collect();
    let (unit, other) = (&members[0], &members[1]);
    let at = cell("cham-diem.xlsx", "Điểm", 6, 3);
    let first = province.tables.observations[0].clone();
    let points = points_of(first, (school_year, unit), &at);
    province.tables.observations.push(points);
    let assessment = Assessment {
        standings: vec![
            standing(school_year, unit, (1, 91.5)),
            standing(school_year, other, (2, 90.0)),
            standing(Period::Year(2023), other, (1, 88.0)),
        ],
        ..Assessment::default()
    };
    let inputs = ReportInputs {
        assessment: &assessment,
        ..inputs(&province)
    };
    let page = build_page(&inputs, &build_conference(&inputs), &PagePlan::built_in());
    let rank = |id: &Arc<str>| {
        let own = page.units.iter().find(|it| it.id == *id);
        let rank = &own.expect("it is listed").years[1].rank;
        rank.clone().expect("it has a place")
    };
    let own = rank(unit);
    assert_eq!((own.rank, own.of, own.score.as_str()), (1, 2, "91,50"));
    let (label, place) = own.of_school_year.expect("it is of a school year");
    assert_eq!(label, "năm học 2022-2023");
    let place = place.expect("it stands in a cell");
    assert_eq!(page.files[place.file].name, at.file);
    assert_eq!(place.cell, at.address.to_string());
    // What a unit has in the year itself comes first.
    let other = rank(other);
    assert_eq!(
        (other.score.as_str(), other.of_school_year),
        ("88,00", None)
    );
}

#[test]
fn only_the_last_comparable_periods_are_shown() {
    let province = province(1, 3, 5);
    let plan = PagePlan::built_in();
    let shown = |period| shown_periods(&province.tables, period, &plan);
    let years = |years: &[u16]| years.iter().copied().map(Period::Year).collect::<Vec<_>>();
    assert_eq!(shown(Period::Year(2023)), years(&[2021, 2022, 2023]));
    assert_eq!(shown(Period::Year(2020)), years(&[2019, 2020]));
    assert_eq!(shown(Period::SchoolYear(2022)), [Period::SchoolYear(2022)]);
}

#[test]
fn tasks_beyond_the_room_for_them_are_counted() {
    let province = province(3, 8, 2);
    let whole = page_of(&province);
    let all: usize = whole.units.iter().map(|unit| unit.tasks.len()).sum();
    assert!(all > 2);
    let base = inputs(&province);
    let plan = PagePlan {
        tasks_at_most: 2,
        ..PagePlan::built_in()
    };
    let conference = build_conference(&base);
    let page = build_page(&base, &conference, &plan);
    let shown: usize = page.units.iter().map(|unit| unit.tasks.len()).sum();
    let more: usize = page.units.iter().map(|unit| unit.more_tasks).sum();
    assert_eq!((shown, more), (2, all - 2));
}

#[test]
fn a_chart_has_its_figures_beside_it() {
    let province = province(3, 5, 3);
    let page = page_of(&province);
    let chapters = page.groups.iter().flat_map(|group| &group.chapters);
    let messages = chapters.flat_map(|chapter| &chapter.messages);
    let mut charts = 0;
    for message in messages {
        let Some(chart) = &message.chart else {
            continue;
        };
        let table = message.table.as_ref().expect("its figures stand beside it");
        let written = chart.series.iter().enumerate().flat_map(|(series, own)| {
            let values = own.values.iter().flatten();
            values.map(move |value| chart.format_of(series).write(*value))
        });
        let shown: BTreeSet<&str> = table
            .rows
            .iter()
            .flatten()
            .map(|cell| cell.text.as_str())
            .collect();
        for value in written {
            assert!(shown.contains(value.as_str()), "{}: {value}", chart.slug);
        }
        charts += 1;
    }
    assert!(charts > 3, "{charts}");
}
