//! What the parts of the page are made from, and the lists that they share.

use super::{Made, Page, PageFile, PageIndicator, PageLine, PagePlan, Place, Shade};
use crate::catalogue::{Aggregation, Indicator, IndicatorKind};
use crate::location::CellRef;
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::report::conference::Conference;
use crate::report::facts::Facts;
use crate::report::labels::{MoneyScale, is_dependent, quantity, unit_of_measure};
use crate::report::standing::Standing;
use crate::report::wording::say;
use crate::report::{Cell, NumberStyle};
use crate::tables::Group;
use crate::text::{capitalised, fill};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;
use std::sync::Arc;

/// All standings, in the order in which the page lists them.
const STANDINGS: [(Standing, Shade); 7] = [
    (Standing::Received, Shade::Good),
    (Standing::ThroughCluster, Shade::Plain),
    (Standing::Held, Shade::Warning),
    (Standing::Rejected, Shade::Bad),
    (Standing::Missing, Shade::Bad),
    (Standing::Ended, Shade::Muted),
    (Standing::NotExpected, Shade::Muted),
];

/// The place of a standing in the page's list.
pub(super) fn standing_place(standing: Standing) -> usize {
    let mut all = STANDINGS.iter();
    all.position(|(known, _)| *known == standing)
        .unwrap_or(STANDINGS.len() - 1)
}

/// Texts that stand once, in the order in which they are first told.
#[derive(Default)]
pub(super) struct Shelf {
    list: Vec<Arc<str>>,
    places: HashMap<Arc<str>, usize>,
}

impl Shelf {
    /// The place of a text.
    pub(super) fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let (text, place): (Arc<str>, usize) = (text.into(), self.list.len());
        self.list.push(text.clone());
        self.places.insert(text, place);
        place
    }
}

/// What the parts of the page are made from.
pub(super) struct Maker<'f, 'a> {
    pub(super) facts: &'f Facts<'a>,
    /// The periods shown, the earliest first.
    pub(super) periods: Vec<Period>,
    pub(super) scale: MoneyScale,
    /// The indicators shown, in the catalogue's order.
    pub(super) indicators: Vec<&'a Indicator>,
    /// Where each of them stands.
    positions: HashMap<&'a str, usize>,
    /// The lines of groups, with the class's key where a line is one.
    pub(super) lines: Vec<(usize, Option<&'a str>)>,
    /// The groups, the province first.
    pub(super) groups: Vec<Group>,
    files: Shelf,
    sheets: Shelf,
    texts: Shelf,
}

impl<'f, 'a> Maker<'f, 'a> {
    pub(super) fn new(facts: &'f Facts<'a>, periods: Vec<Period>) -> Self {
        let indicators = shown_indicators(facts, &periods);
        let positions = (0..).zip(&indicators).map(|(at, it)| (&*it.code, at));
        let clusters = facts.clusters.iter().cloned().map(Group::Cluster);
        let groups: Vec<Group> = std::iter::once(Group::Province).chain(clusters).collect();
        Self {
            facts,
            periods,
            scale: facts.money_scale(groups.iter()),
            positions: positions.collect(),
            lines: lines(facts, &indicators),
            indicators,
            groups,
            files: Shelf::default(),
            sheets: Shelf::default(),
            texts: Shelf::default(),
        }
    }

    /// The page.
    pub(super) fn page(mut self, conference: &Conference, plan: &PagePlan) -> Page {
        let account = self.facts.account;
        let period = account.period.label();
        let units = self.units(plan);
        let groups = self.all_groups(conference, &units);
        let wording = &self.facts.wording;
        let made = self.facts.inputs.generated_at.map(|time| {
            let filling: [(&str, &dyn Display); 2] = [
                ("time", &time.strftime("%H:%M")),
                ("day", &time.strftime("%d/%m/%Y")),
            ];
            fill(&plan.sentences.made, &filling)
        });
        Page {
            title: fill(&plan.sentences.title, &[("period", &period)]),
            office: self.facts.inputs.office.to_owned(),
            period_label: capitalised(&period),
            made,
            words: plan.words.clone(),
            periods: self
                .periods
                .iter()
                .map(|it| capitalised(&it.label()))
                .collect(),
            indicators: self.page_indicators(),
            lines: self.page_lines(),
            groups,
            units: units.into_iter().map(|(_, unit)| unit).collect(),
            files: self.files.list.iter().map(|file| self.file(file)).collect(),
            sheets: self.sheets.list,
            texts: self.texts.list,
            standings: STANDINGS
                .iter()
                .map(|(standing, shade)| {
                    let said = say(&wording.standings, standing.key());
                    (said.to_owned(), *shade)
                })
                .collect(),
            picture_bytes: plan.picture_bytes_at_most,
        }
    }

    /// Where an indicator stands among those shown.
    pub(super) fn position(&self, code: &str) -> Option<usize> {
        self.positions.get(code).copied()
    }

    /// Where a period stands among those shown.
    pub(super) fn period_place(&self, period: Period) -> Option<usize> {
        self.periods.iter().position(|shown| *shown == period)
    }

    /// Where a school year stands among the periods shown: in the year that it ended in.
    pub(super) fn year_of_school_year(&self, period: Period) -> Option<usize> {
        match period {
            Period::SchoolYear(first) => self.period_place(Period::Year(first + 1)),
            Period::FirstHalf(_) | Period::Year(_) | Period::Term(..) => None,
        }
    }

    /// Whether a period is the one that a cluster puts before the conference.
    pub(super) fn is_put(&self, period: Period, cluster: &str) -> bool {
        period == self.facts.account.emulation_period(cluster)
    }

    /// Where a cluster stands among the groups.
    pub(super) fn cluster_place(&self, id: &str) -> Option<usize> {
        let mut groups = self.groups.iter();
        groups.position(|group| matches!(group, Group::Cluster(own) if **own == *id))
    }

    /// A value of an indicator as a reader sees it.
    pub(super) fn shown(&self, indicator: &Indicator, value: f64) -> String {
        Cell::number(value, NumberStyle::plain(quantity(indicator, self.scale))).shown()
    }

    /// A remark's place among the remarks.
    pub(super) fn text(&mut self, text: &str) -> usize {
        self.texts.place(text)
    }

    /// A file's place among the files.
    pub(super) fn file_place(&mut self, file: &str) -> usize {
        self.files.place(file)
    }

    /// A sheet's place among the sheets.
    pub(super) fn sheet_place(&mut self, sheet: &str) -> usize {
        self.sheets.place(sheet)
    }

    /// A cell, by the places of its file and its sheet.
    pub(super) fn cell_place(&mut self, at: &CellRef) -> Place {
        Place {
            file: self.files.place(&at.file),
            sheet: Some(self.sheets.place(&at.sheet)),
            cell: at.address.to_string(),
        }
    }

    fn page_indicators(&self) -> Vec<PageIndicator> {
        let place = |code: &str| self.position(code);
        let made = |indicator: &Indicator| match &indicator.aggregation {
            Aggregation::Sum => Made::Sum,
            Aggregation::Mean => Made::Mean,
            Aggregation::Distribution => Made::Classes,
            Aggregation::WeightedMean { weight } => {
                place(weight).map_or(Made::Mean, Made::WeightedMean)
            }
            Aggregation::Ratio {
                numerator,
                denominator,
            } => match (place(numerator), place(denominator)) {
                (Some(numerator), Some(denominator)) => Made::Ratio(numerator, denominator),
                _ => Made::Mean,
            },
        };
        let indicators = self.indicators.iter();
        indicators
            .map(|indicator| PageIndicator {
                label: self.facts.full_label(&indicator.code),
                // The sign of percent stands with the figure, and a class is no quantity.
                unit: match indicator.kind {
                    IndicatorKind::Percent | IndicatorKind::Category => String::new(),
                    _ => unit_of_measure(indicator, self.scale).to_owned(),
                },
                is_part: is_dependent(&indicator.label),
                made: made(indicator),
            })
            .collect()
    }

    fn page_lines(&self) -> Vec<PageLine> {
        let wording = &self.facts.wording;
        let class = |key: &str| {
            let short = say(&wording.short_categories, key).to_owned();
            (short, say(&wording.categories, key).to_owned())
        };
        let lines = self.lines.iter();
        lines
            .map(|(indicator, key)| PageLine {
                indicator: *indicator,
                class: key.map(class),
            })
            .collect()
    }

    fn file(&self, file: &Arc<str>) -> PageFile {
        PageFile {
            name: file.clone(),
            href: href(&self.facts.file_path(file)),
        }
    }
}

/// The indicators with a figure of any group or unit in the periods.
fn shown_indicators<'a>(facts: &Facts<'a>, periods: &[Period]) -> Vec<&'a Indicator> {
    let account = facts.account;
    let mut codes: BTreeSet<&str> = account.codes_in(periods);
    let observations = account.tables.observations.iter();
    let is_shown = |row: &&Observation| {
        row.unit_id.is_some()
            && row.period.is_some_and(|period| periods.contains(&period))
            && (row.measure == Measure::Target || row.value.is_some() || row.category.is_some())
    };
    codes.extend(observations.filter(is_shown).map(|row| &*row.indicator));
    // Points of school years may be the only ones.
    let standings = facts.inputs.assessment.standings.iter();
    codes.extend(standings.map(|row| &*row.basis));
    let indicators = account.indicators.iter();
    indicators
        .filter(|indicator| codes.contains(&*indicator.code))
        .collect()
}

/// The lines of groups: an indicator each, and for classes one a class.
fn lines<'a>(facts: &Facts<'a>, indicators: &[&'a Indicator]) -> Vec<(usize, Option<&'a str>)> {
    let mut lines = Vec::new();
    for (place, indicator) in indicators.iter().enumerate() {
        if indicator.aggregation == Aggregation::Distribution {
            let classes = facts.categories(&indicator.code).iter();
            lines.extend(classes.map(|class| (place, Some(*class))));
        } else {
            lines.push((place, None));
        }
    }
    lines
}

/// A path as a link: what is no letter, digit or one of a few signs is written by its bytes. A path that begins with a drive
/// leads from the root.
fn href(path: &str) -> String {
    let mut link = String::with_capacity(path.len() * 2);
    let is_of_drive = path.as_bytes().get(1) == Some(&b':');
    if is_of_drive {
        link.push_str("file:///");
    }
    let path = match is_of_drive || path.starts_with(r"\\") {
        true => path.replace('\\', "/"),
        false => path.to_owned(),
    };
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                link.push(char::from(byte));
            }
            b':' if is_of_drive && at == 1 => link.push(':'),
            other => link.push_str(&format!("%{other:02X}")),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_hold_any_name() {
        for (path, link) in [
            ("../input/2023/a.xlsx", "../input/2023/a.xlsx"),
            (
                "../input/Cụm 1/50% #1?.xlsx",
                "../input/C%E1%BB%A5m%201/50%25%20%231%3F.xlsx",
            ),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            (
                r"D:\báo cáo/a.xlsx",
                "file:///D:/b%C3%A1o%20c%C3%A1o/a.xlsx",
            ),
        ] {
            assert_eq!(href(path), link);
        }
    }

    #[test]
    fn texts_stand_once() {
        let mut shelf = Shelf::default();
        let places = ["a", "b", "a"].map(|text| shelf.place(text));
        assert_eq!(places, [0, 1, 0]);
        assert_eq!(shelf.list.len(), 2);
    }

    #[test]
    fn every_standing_has_its_place() {
        for (place, (standing, _)) in STANDINGS.iter().enumerate() {
            assert_eq!(standing_place(*standing), place);
        }
    }
}
