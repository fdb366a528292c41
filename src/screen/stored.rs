//! What the last run has left in the output folder, as far as the pages show it: read from there, so that they show the same
//! whoever had the run done, and at once.

use crate::discover::{SourceFile, SourceKind};
use crate::period::Period;
use crate::read::{CellContent, Outcome, read_source};
use crate::render::page::FILE_NAME as PAGE;
use crate::report::charts::{ChartPlan, cluster_folders};
use crate::text::{composed, folded, label_key, lowered};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// A larger page is none that a run has written.
const LARGEST_PAGE: u64 = 200 << 20;
/// What stands before and behind the data in the page.
const DATA: [&str; 2] = [
    "<script type=\"application/json\" id=\"du-lieu\">",
    "</script>",
];

/// The data of `tong-hop.html`, as far as it is shown here.
#[derive(Debug, Deserialize)]
pub(super) struct LastRun {
    pub(super) title: String,
    /// The periods shown, the one reported on last.
    periods: Vec<String>,
    indicators: Vec<Indicator>,
    lines: Vec<Line>,
    standings: Vec<(String, u8)>,
    /// The province, then its clusters.
    pub(super) groups: Vec<Group>,
    units: Vec<Unit>,
}

/// Label, unit of measure.
#[derive(Debug, Deserialize)]
struct Indicator(String, String, IgnoredAny, IgnoredAny);

/// The indicator's place; the class follows where there is one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Whole((usize,)),
    Class(usize, IgnoredAny, IgnoredAny),
}

/// The province or a cluster.
#[derive(Debug, Deserialize)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "current")]
    is_current: u8,
    pub(super) returns: String,
    pub(super) coverage: (usize, usize),
    pub(super) missing: Vec<usize>,
    headlines: Vec<Headline>,
    figures: Vec<Vec<Figure>>,
}

/// A line, how it changed, how that is, what keeps it from being certain.
#[derive(Debug, Deserialize)]
struct Headline(usize, String, u8, String);

/// A line, its figure, how many units are counted and expected.
#[derive(Debug, Deserialize)]
struct Figure(usize, String, usize, usize, IgnoredAny, IgnoredAny);

/// Id, name, other names, years.
#[derive(Debug, Deserialize)]
struct Unit(
    String,
    IgnoredAny,
    String,
    Vec<String>,
    IgnoredAny,
    Vec<Year>,
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
);

/// The cluster's and the standing's places.
#[derive(Debug, Deserialize)]
struct Year(Option<usize>, usize, IgnoredAny, IgnoredAny, IgnoredAny);

/// One of the year's largest figures.
pub(super) struct Shown {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) unit: String,
    /// Of how many units.
    pub(super) counted: usize,
    pub(super) expected: usize,
    pub(super) change: String,
    /// A class of the style sheet.
    pub(super) tone: &'static str,
    pub(super) doubt: String,
}

/// A unit that was looked for.
pub(super) struct FoundUnit {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) cluster: String,
    pub(super) standing: String,
    pub(super) tone: &'static str,
}

impl LastRun {
    fn read(place: &Path) -> Option<Self> {
        let text = fs::read_to_string(place).ok()?;
        let (_, data) = text.split_once(DATA[0])?;
        let (data, _) = data.split_once(DATA[1])?;
        serde_json::from_str(data).ok()
    }

    /// The period reported on, as a person says it inside a sentence.
    pub(super) fn period_label(&self) -> String {
        self.periods
            .last()
            .map_or_else(String::new, |it| lowered(it))
    }

    /// The period reported on.
    pub(super) fn period(&self) -> Option<Period> {
        let label = self.period_label();
        let years = label.split_whitespace().last()?;
        let ways = [years.to_owned(), format!("{years}-H1")];
        let periods = ways.iter().filter_map(|way| way.parse::<Period>().ok());
        let mut periods = periods.filter(|period| lowered(&period.label()) == label);
        periods.next()
    }

    /// The province.
    pub(super) fn province(&self) -> Option<&Group> {
        self.groups.first()
    }

    /// The clusters of which units are expected in the period reported on.
    pub(super) fn clusters(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().skip(1).filter(|it| it.is_current == 1)
    }

    /// The name of each cluster by the folder of its pictures.
    pub(super) fn chart_folders(&self) -> BTreeMap<String, String> {
        let clusters = self.groups.iter().skip(1);
        let clusters = clusters.map(|group| (group.id.as_str(), group.name.as_str()));
        cluster_folders(clusters, &ChartPlan::built_in())
    }

    /// The province's largest figures.
    pub(super) fn headlines(&self) -> Vec<Shown> {
        let Some(province) = self.province() else {
            return Vec::new();
        };
        let figures = province.figures.last();
        let shown = province.headlines.iter().filter_map(|headline| {
            let indicator = match self.lines.get(headline.0)? {
                Line::Whole((place,)) | Line::Class(place, ..) => self.indicators.get(*place)?,
            };
            let figure = figures?.iter().find(|figure| figure.0 == headline.0)?;
            Some(Shown {
                label: indicator.0.clone(),
                value: figure.1.clone(),
                unit: indicator.1.clone(),
                counted: figure.2,
                expected: figure.3,
                change: headline.1.clone(),
                tone: tone(headline.2),
                doubt: headline.3.clone(),
            })
        });
        shown.collect()
    }

    /// Units by a part of their names, with marks or without, in any order of its words.
    pub(super) fn find(&self, asked: &str) -> Vec<FoundUnit> {
        let key = |text: &str| folded(&label_key(text));
        let asked = key(asked);
        let words: Vec<&str> = asked.split_whitespace().collect();
        let is_found = |unit: &&Unit| {
            let names = std::iter::once(&unit.2).chain(&unit.3);
            let names: Vec<String> = names.map(|name| key(name)).collect();
            let id = unit.0.to_lowercase();
            let is_named = |name: &String| words.iter().all(|word| name.contains(word));
            !words.is_empty() && (id == asked || names.iter().any(is_named))
        };
        self.units
            .iter()
            .filter(is_found)
            .map(|it| self.unit(it))
            .collect()
    }

    /// A unit by its place.
    pub(super) fn unit_at(&self, place: usize) -> Option<FoundUnit> {
        self.units.get(place).map(|unit| self.unit(unit))
    }

    fn unit(&self, unit: &Unit) -> FoundUnit {
        let year = unit.5.last();
        let cluster = year.and_then(|year| self.groups.get(year.0?));
        let standing = year.and_then(|year| self.standings.get(year.1));
        FoundUnit {
            id: unit.0.clone(),
            name: unit.2.clone(),
            cluster: cluster.map_or_else(String::new, |it| it.name.clone()),
            standing: standing.map_or_else(String::new, |(said, _)| said.clone()),
            tone: standing.map_or("", |(_, shade)| tone(*shade)),
        }
    }
}

/// The class of the style sheet for a shade, as the page numbers them.
fn tone(shade: u8) -> &'static str {
    match shade {
        1 => "good",
        2 => "warning",
        3 => "bad",
        4 => "muted",
        _ => "",
    }
}

/// The last run, read again only when the page has changed.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<(SystemTime, u64, Option<Arc<LastRun>>)>>);

impl Kept {
    /// What the page in an output folder says; `None` where there is none, or one that another version wrote.
    pub(super) fn of(&self, output: &Path) -> Option<Arc<LastRun>> {
        let place = output.join(PAGE);
        let found = fs::metadata(&place).ok()?;
        let (time, bytes) = (found.modified().ok()?, found.len());
        if !found.is_file() || bytes > LARGEST_PAGE {
            return None;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, size, run)) = &*kept
            && (*of, *size) == (time, bytes)
        {
            return run.clone();
        }
        let run = LastRun::read(&place).map(Arc::new);
        *kept = Some((time, bytes, run.clone()));
        run
    }
}

/// When a file of an output folder was written, as a person in Vietnam reads it.
pub(super) fn time_of(place: &Path) -> Option<String> {
    let time = fs::metadata(place).ok()?.modified().ok()?;
    let time = jiff::Timestamp::try_from(time).ok()?;
    Some(super::shown_time(time))
}

/// The texts of the first sheet of a workbook that a run has written, row by row, each by its column; without its titles.
pub(super) fn rows_of(place: &Path) -> Vec<BTreeMap<u32, String>> {
    let Ok(found) = fs::metadata(place) else {
        return Vec::new();
    };
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let source = SourceFile {
        path: place.to_path_buf(),
        relative: composed(&name).into(),
        bytes: found.len(),
        modified: None,
        kind: SourceKind::Ordinary,
    };
    let Outcome::Read(workbook) = read_source(&source).outcome else {
        return Vec::new();
    };
    let cells = workbook.sheets.first().map(|sheet| &sheet.cells);
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    for cell in cells.into_iter().flatten() {
        let text = match &cell.content {
            CellContent::Text(text) => text.to_string(),
            CellContent::Number { value, .. } => value.to_string(),
            _ => continue,
        };
        let (row, column) = (cell.address.row, cell.address.column);
        rows.entry(row).or_default().insert(column, text);
    }
    rows.into_values().skip(1).collect()
}
