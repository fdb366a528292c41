//! A conference on an invented province.

use super::*;
use crate::report::charts::{ChartPlan, chart_specs};
use crate::report::fixture::{inputs, province};

fn of(province: &crate::report::fixture::Province) -> Conference {
    let base = inputs(province);
    let charts = chart_specs(&base.account, &ChartPlan::built_in());
    let inputs = ReportInputs {
        charts: &charts,
        ..base
    };
    build_conference(&inputs)
}

#[test]
fn the_province_and_each_cluster_come_in_the_plans_order() {
    let province = province(3, 4, 3);
    let conference = of(&province);
    assert_eq!(conference.period_label, "năm 2023");
    assert_eq!(conference.clusters.len(), 3);
    let pack = &conference.province;
    assert_eq!(pack.headlines.len(), 6);
    assert_eq!(pack.headlines[0].code, "members");
    let subjects: Vec<Subject> = pack.chapters.iter().map(|it| it.subject).collect();
    let planned = ConferencePlan::built_in();
    let planned = planned.chapters.iter().map(|it| it.subject);
    let planned: Vec<Subject> = planned.filter(|it| subjects.contains(it)).collect();
    assert_eq!(subjects, planned);
    assert!(subjects.contains(&Subject::Shortcomings), "{subjects:?}");
    assert_eq!(pack.returns.expected, 12);
}

#[test]
fn a_figure_is_said_with_its_unit_coverage_and_change() {
    let province = province(2, 5, 2);
    let conference = of(&province);
    let chapters = &conference.province.chapters;
    let organisation = chapters
        .iter()
        .find(|it| it.subject == Subject::Organisation);
    let messages = &organisation.expect("members are reported").messages;
    let sentences: Vec<&String> = messages.iter().flat_map(|it| &it.sentences).collect();
    let members = sentences
        .iter()
        .find(|it| it.starts_with("Tổng số đoàn viên"))
        .expect("members are told");
    assert!(
        members.ends_with("người (7/10 đơn vị có số liệu)"),
        "{members}"
    );
    assert!(!members.contains('{'), "{members}");
}

#[test]
fn nothing_is_left_to_be_filled_in() {
    let province = province(2, 3, 2);
    let conference = of(&province);
    let packs = std::iter::once(&conference.province).chain(&conference.clusters);
    for message in packs
        .flat_map(|pack| &pack.chapters)
        .flat_map(|it| &it.messages)
    {
        let texts = message.sentences.iter().chain(&message.notes);
        for text in texts.chain([&message.text, &message.source]) {
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }
}
