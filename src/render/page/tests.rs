//! The page of an invented province, written.

use super::*;
use crate::report::chart::{Category, ChartKind, ChartSpec, Of, Series, ValueFormat, Wording};
use crate::report::charts::{ChartPlan, chart_specs};
use crate::report::conference::build_conference;
use crate::report::fixture::{Province, inputs, province};
use crate::report::page::{PageChapter, PageMessage, PagePlan, build_page};
use crate::report::{ReportInputs, page};

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

fn written(page: &Page) -> String {
    let artifact = render_page(page).expect("its pictures can be drawn");
    assert_eq!(artifact.name, "tong-hop.html");
    String::from_utf8(artifact.bytes).expect("it is text")
}

#[test]
fn the_page_needs_nothing_beside_it_and_is_the_same_twice() {
    let province = province(2, 4, 3);
    let html = written(&page_of(&province));
    assert_eq!(html, written(&page_of(&province)));
    assert!(html.contains("lang=\"vi\""));
    assert!(!html.contains("{{"), "every place is filled in");
    for outside in ["src=\"", "@import", "url(http", "//fonts"] {
        assert!(!html.contains(outside), "{outside}");
    }
    // Names of XML vocabularies are no addresses that anybody visits.
    let addresses = html.matches("http").count();
    let names = html.matches("http://www.w3.org/2000/svg").count();
    assert_eq!(addresses, names + html.matches("http-equiv").count());
}

#[test]
fn the_policy_knows_the_script_and_the_style_by_their_digests() {
    let province = province(1, 2, 1);
    let html = written(&page_of(&province));
    let between = |open: &str, close: &str| {
        let (_, rest) = html.split_once(open).expect("it stands there");
        rest.split_once(close).expect("it ends").0.to_owned()
    };
    let policy = between("Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(policy.contains(&digest(&between("<style>", "</style>"))));
    assert!(policy.contains(&digest(&between("<script>", "</script>"))));
}

#[test]
fn no_name_breaks_out_of_the_page() {
    let mut province = province(1, 2, 1);
    let evil = "</script><img src=x onerror=alert(1)>";
    for unit in province.register.units.values_mut() {
        unit.name = evil.to_owned();
    }
    let mut page = page_of(&province);
    page.office = "\"><script>alert(2)</script>".to_owned();
    page.title = "<b>{{data}}</b>".to_owned();
    page.groups[0].chapters.push(PageChapter {
        messages: vec![PageMessage {
            chart: Some(Box::new(evil_chart(evil))),
            ..PageMessage::default()
        }],
        ..PageChapter::default()
    });
    let html = written(&page);
    assert!(!html.contains("<img"));
    assert!(!html.contains("<script>alert"));
    assert!(!html.contains("<b>"));
    assert_eq!(html.matches("</script>").count(), 2);
    assert!(
        html.contains("\\u003c/script\\u003e\\u003cimg"),
        "it is told"
    );
    assert!(html.contains("&lt;b&gt;{{data}}&lt;/b&gt;"));
}

fn evil_chart(text: &str) -> ChartSpec {
    ChartSpec {
        slug: "x".into(),
        cluster: None,
        place: "x".into(),
        is_enough: true,
        of: Of::default(),
        is_signed: false,
        kind: ChartKind::RankedBars,
        title: text.into(),
        subtitle: text.into(),
        notes: vec![text.into()],
        source: text.into(),
        categories: vec![Category {
            label: text.into(),
            ..Category::default()
        }],
        series: vec![Series {
            name: text.into(),
            values: vec![Some(1.0)],
            ..Series::default()
        }],
        format: ValueFormat::count("người"),
        target: None,
        wording: Wording::default(),
    }
}

#[test]
fn pictures_beyond_the_room_for_them_are_left_out_and_their_figures_stay() {
    let province = province(2, 4, 3);
    let mut page = page_of(&province);
    let with = written(&page);
    let pictures = with.matches("<template id=").count();
    assert!(pictures > 2, "{pictures}");
    assert_eq!(with.matches("<title>").count(), pictures + 1);
    assert_eq!(with.matches("<desc>").count(), pictures);
    page.picture_bytes = 0;
    let without = written(&page);
    assert_eq!(without.matches("<template id=").count(), 0);
    assert_eq!(with.matches("\"picture\":").count(), pictures);
    assert_eq!(without.matches("\"picture\":").count(), 0);
    assert_eq!(
        with.matches("\"table\":").count(),
        without.matches("\"table\":").count()
    );
}

#[test]
fn every_word_that_the_script_says_is_there() {
    let province = province(1, 2, 1);
    let page: page::Page = page_of(&province);
    let quoted = SCRIPT.split("W[\"").skip(1);
    let quoted = quoted.filter_map(|rest| rest.split('"').next());
    let named = SCRIPT.split("W.").skip(1);
    let named = named.filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
    let mut said = 0;
    for word in quoted.chain(named) {
        assert!(page.words.contains_key(word), "{word}");
        said += 1;
    }
    assert!(said > 50, "{said}");
}
