//! What people write and nobody has explained yet: each label, name and title once, with what hangs on it and the nearest
//! meanings to choose from.

use super::CorrectionsInputs;
use crate::finding::{Finding, Severity};
use crate::identify::NearestNames;
use crate::location::CellAddress;
use crate::period::Period;
use crate::quantity::format_number;
use crate::register::corrections::PROPOSED;
use crate::register::wordbook::{LEFT_OUT, SHEET_NAME, WordKind, role_names};
use crate::report::Link;
use crate::report::office::{CellList, OfficeCell, OfficeColumn, OfficeSheet};
use crate::rules;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many words the sheet lists: more than anybody explains before the next run.
const MOST_WORDS: usize = 1_000;
/// Where the meaning is chosen.
const MEANS_COLUMN: usize = 7;
/// So many meanings are proposed besides the nearest.
const OTHERS: usize = 3;

/// What stands beside a word that is read already.
const READ_ALREADY: &str = "Đang được hiểu như đề xuất; chọn “dùng đề xuất” để xác nhận";

const INTRO: &str = "Mỗi cách ghi chưa hiểu chỉ có một dòng cho mọi tệp. Chọn ở cột “Là” (hoặc “bỏ qua”), ghi “Người duyệt”, “Ngày”, lưu lại rồi chạy lại: quyết định được nhận vào trang “Tên gọi” của danh-muc.xlsx và dùng cho mọi năm. “Áp dụng cho” để trống là mọi nơi. Nếu đó là chỉ tiêu riêng của tỉnh: ghi một dòng ở trang “Chỉ tiêu riêng” của danh-muc.xlsx rồi chạy lại.";

/// A word that nobody has explained yet, and what hangs on it.
#[derive(Debug, Clone)]
pub struct OpenWord {
    /// What it names.
    pub kind: WordKind,
    /// As it is written.
    pub text: String,
    /// Where it stands, by file; or where a figure hangs on it.
    pub places: Vec<WordPlace>,
    /// How many figures hang on it.
    pub figures: usize,
    /// Whether it is read already, as a slip of a name that is known, and only to be confirmed.
    pub is_read: bool,
    /// The latest period whose forms hold it.
    pub period: Option<Period>,
    /// The meanings nearest to it; the first is proposed where `is_proposed` says so.
    pub nearest: Vec<String>,
    /// Whether the nearest meaning is likely enough to be proposed.
    pub is_proposed: bool,
    /// The position of the example among the places.
    example: usize,
}

/// A place where a word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPlace {
    /// The file, relative to the input folder.
    pub file: Arc<str>,
    /// The sheet and the cell, where they are known.
    pub cell: Option<(Arc<str>, CellAddress)>,
}

impl WordPlace {
    fn of(finding: &Finding) -> Self {
        Self {
            file: finding.file.clone().unwrap_or_default(),
            cell: finding.sheet.clone().zip(finding.cell),
        }
    }

    /// As a person reads it.
    pub fn shown(&self) -> String {
        match &self.cell {
            Some((sheet, cell)) => format!("{}, {sheet}!{cell}", self.file),
            None => self.file.to_string(),
        }
    }
}

impl OpenWord {
    /// A place of the latest period, where somebody still remembers it.
    pub fn example(&self) -> Option<&WordPlace> {
        self.places.get(self.example)
    }

    /// In how many files it stands.
    pub fn files(&self) -> usize {
        let files: BTreeSet<&str> = self.places.iter().map(|place| &*place.file).collect();
        files.len()
    }
}

/// A word and the findings that tell of it.
struct Gathered<'a> {
    text: &'a str,
    findings: Vec<&'a Finding>,
    figures: usize,
    is_read: bool,
    period: Option<Period>,
    /// The position of the example among the findings.
    example: usize,
}

/// The kind of name that a finding says is not understood, and the name.
fn word_of(finding: &Finding) -> Option<(WordKind, &str)> {
    let text = finding.about.as_deref().filter(|text| !text.is_empty())?;
    let is_error = finding.severity == Severity::Error;
    let hangs = finding.word_figures > 0 && finding.severity != Severity::Info;
    let of_rule = |rule| finding.rule == rule;
    let kind = if hangs && of_rule(&rules::column_unknown::RULE) {
        WordKind::Column
    } else if hangs {
        WordKind::Label
    } else if is_error && of_rule(&rules::unit_unknown::RULE) || is_slip(finding) {
        WordKind::Unit
    } else if is_error && of_rule(&rules::cluster_unknown::RULE) {
        WordKind::Cluster
    } else {
        return None;
    };
    Some((kind, text))
}

/// Whether a finding is about a unit's name that was read as the nearest one, which nobody has confirmed.
fn is_slip(finding: &Finding) -> bool {
    finding.rule == &rules::unit_name_approximate::RULE && !finding.is_decided
}

/// Whether a finding is about a name that stands among the words to be explained.
pub(super) fn is_listed(finding: &Finding, is_kept: bool) -> bool {
    let is_name = |kind| matches!(kind, WordKind::Unit | WordKind::Cluster);
    word_of(finding).is_some_and(|(kind, _)| is_kept || !is_name(kind))
}

/// How many figures stand in the files of words, and in rows of them.
struct Figures<'a> {
    of_files: BTreeMap<&'a str, usize>,
    of_rows: BTreeMap<(&'a str, &'a str, u32), usize>,
}

impl<'a> Figures<'a> {
    fn new(inputs: &CorrectionsInputs<'a>, files: &BTreeSet<&str>) -> Self {
        let mut figures = Self {
            of_files: BTreeMap::new(),
            of_rows: BTreeMap::new(),
        };
        // Figures of a file stand beside each other, with one name.
        let mut last: Option<(&Arc<str>, bool)> = None;
        for observation in &inputs.tables.observations {
            let at = &observation.at;
            let is_asked = match last {
                Some((file, is_asked)) if Arc::ptr_eq(file, &at.file) => is_asked,
                _ => files.contains(&*at.file),
            };
            last = Some((&at.file, is_asked));
            if !is_asked {
                continue;
            }
            *figures.of_files.entry(&*at.file).or_default() += 1;
            let row = (&*at.file, &*at.sheet, at.address.row);
            *figures.of_rows.entry(row).or_default() += 1;
        }
        figures
    }

    fn on(&self, finding: &Finding) -> usize {
        if finding.word_figures > 0 {
            return finding.word_figures;
        }
        let file = finding.file.as_deref().unwrap_or_default();
        let found = match (&finding.sheet, finding.cell) {
            (Some(sheet), Some(cell)) => self.of_rows.get(&(file, &**sheet, cell.row)),
            _ => self.of_files.get(file),
        };
        found.copied().unwrap_or_default()
    }
}

/// The words of a run's findings: those that are not understood first, those of the period reported on before others, then
/// those on which most hangs.
fn gathered<'a>(inputs: &CorrectionsInputs<'a>) -> Vec<(WordKind, Gathered<'a>)> {
    let submissions = inputs.tables.submissions.iter();
    let submitted: BTreeSet<&str> = submissions.map(|submission| &*submission.file).collect();
    let findings = inputs.tables.findings.iter();
    let of_words = findings.filter(|it| it.word_figures == 0 && word_of(it).is_some());
    let files = of_words.filter_map(|it| it.file.as_deref()).collect();
    let figures = Figures::new(inputs, &files);
    let mut words: BTreeMap<(WordKind, String), Gathered<'a>> = BTreeMap::new();
    for finding in &inputs.tables.findings {
        let Some((kind, text)) = word_of(finding) else {
            continue;
        };
        let file = finding.file.as_deref();
        let is_submitted = file.is_some_and(|file| submitted.contains(file));
        if !is_submitted || !is_listed(finding, inputs.register.is_kept) {
            continue;
        }
        let word = words
            .entry((kind, text::label_key(text)))
            .or_insert_with(|| Gathered {
                text,
                findings: Vec::new(),
                figures: 0,
                is_read: true,
                period: None,
                example: 0,
            });
        word.figures += figures.on(finding);
        word.is_read &= is_slip(finding);
        // The example is of the latest period, where somebody still remembers it.
        if finding.period > word.period {
            (word.period, word.example) = (finding.period, word.findings.len());
        }
        word.findings.push(finding);
    }
    let words = words.into_iter().map(|((kind, _), word)| (kind, word));
    let mut words: Vec<(WordKind, Gathered<'a>)> = words.collect();
    words.sort_by_key(|(kind, word)| {
        let is_other_period = word.period != inputs.period;
        (
            word.is_read,
            is_other_period,
            *kind,
            std::cmp::Reverse(word.figures),
            word.text,
        )
    });
    words
}

/// The words that nobody has explained yet, and all that they may mean: as many as anybody explains before the next run, and
/// how many there are beyond.
pub fn open_words(inputs: &CorrectionsInputs<'_>) -> (Vec<OpenWord>, usize, Meanings) {
    let words = gathered(inputs);
    let rest = words.len().saturating_sub(MOST_WORDS);
    let meanings = Meanings::new(inputs);
    let finder = Finder {
        inputs,
        nearest: NearestNames::new(inputs.register, inputs.lexicon),
        meanings: &meanings,
    };
    let open = words.into_iter().take(MOST_WORDS).map(|(kind, word)| {
        let (nearest, is_proposed) = finder.nearest(kind, &word);
        OpenWord {
            kind,
            text: word.text.to_owned(),
            places: word.findings.iter().map(|it| WordPlace::of(it)).collect(),
            figures: word.figures,
            is_read: word.is_read,
            period: word.period,
            nearest,
            is_proposed,
            example: word.example,
        }
    });
    let open = open.collect();
    (open, rest, meanings)
}

/// All that words are chosen from.
#[derive(Debug, Clone, Default)]
pub struct Meanings {
    labels: Vec<String>,
    roles: Vec<String>,
    units: Vec<String>,
    clusters: Vec<String>,
}

impl Meanings {
    fn new(inputs: &CorrectionsInputs<'_>) -> Self {
        let indicators = &inputs.lexicon.indicators;
        let labels = indicators.iter().map(|it| indicators.full_label(&it.code));
        let units = inputs.register.units.values();
        let clusters = inputs.register.clusters.values();
        Self {
            labels: labels.collect(),
            roles: role_names().map(str::to_owned).collect(),
            units: told_apart(units.map(|unit| (&unit.id, &unit.name)).collect()),
            clusters: told_apart(clusters.map(|it| (&it.id, &it.name)).collect()),
        }
    }

    /// All that a word of a kind may mean.
    pub fn of(&self, kind: WordKind) -> Vec<&String> {
        match kind {
            WordKind::Label => self.labels.iter().collect(),
            WordKind::Column => self.roles.iter().chain(&self.labels).collect(),
            WordKind::Unit => self.units.iter().collect(),
            WordKind::Cluster => self.clusters.iter().collect(),
        }
    }

    /// Whose forms a meaning may be for.
    pub fn whose(&self) -> impl Iterator<Item = &String> {
        self.clusters.iter().chain(&self.units)
    }
}

/// Finds the meanings nearest to words.
struct Finder<'a> {
    inputs: &'a CorrectionsInputs<'a>,
    nearest: NearestNames<'a>,
    meanings: &'a Meanings,
}

impl Finder<'_> {
    /// The unit that a word is read as, as it is chosen.
    fn read_as(&self, word: &Gathered<'_>) -> Option<String> {
        let example = word.findings.get(word.example)?;
        let id = example.unit_id.as_ref().filter(|_| word.is_read)?;
        let name = self.inputs.register.unit_name(id);
        let with_id = format!("{name} ({id})");
        let mut units = self.meanings.units.iter();
        units
            .find(|shown| *shown == name || **shown == with_id)
            .cloned()
    }

    /// The meanings nearest to a word and whether the first is proposed.
    fn nearest(&self, kind: WordKind, word: &Gathered<'_>) -> (Vec<String>, bool) {
        if let Some(unit) = self.read_as(word) {
            return (vec![unit], true);
        }
        let text = word.text;
        let named = |names: Vec<String>, all: &[String]| -> (Vec<String>, bool) {
            let is_of = |shown: &&String| {
                let is_name = |name: &String| {
                    shown.as_str() == name || shown.starts_with(&format!("{name} ("))
                };
                names.iter().any(is_name)
            };
            let near: Vec<String> = all.iter().filter(is_of).cloned().collect();
            let is_one = near.len() == 1;
            (near, is_one)
        };
        let meanings = self.meanings;
        match kind {
            WordKind::Label => self.inputs.lexicon.nearest_labels(text),
            WordKind::Column => {
                let lowest = text.rsplit('›').next().unwrap_or(text);
                self.inputs.lexicon.nearest_labels(lowest)
            }
            WordKind::Unit => named(self.nearest.units(text), &meanings.units),
            WordKind::Cluster => named(self.nearest.clusters(text), &meanings.clusters),
        }
    }
}

/// Names, those that several have with their ids.
fn told_apart(named: Vec<(&Arc<str>, &String)>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, name) in &named {
        *counts.entry(text::label_key(name)).or_default() += 1;
    }
    let shown = named.into_iter().map(|(id, name)| {
        match counts
            .get(&text::label_key(name))
            .copied()
            .unwrap_or_default()
        {
            0 | 1 => name.clone(),
            _ => format!("{name} ({id})"),
        }
    });
    shown.collect()
}

/// The sheet; `None` where every word is understood.
pub(super) fn sheet(inputs: &CorrectionsInputs<'_>) -> Option<OfficeSheet> {
    let (words, rest, meanings) = open_words(inputs);
    if words.is_empty() {
        return None;
    }
    let mut sheet = OfficeSheet::new(SHEET_NAME, columns(&meanings), Vec::new()).with_intro(INTRO);
    for word in &words {
        let proposed = word.is_proposed.then(|| PROPOSED.to_owned());
        let all = meanings.of(word.kind).into_iter();
        let others = all.filter(|it| !word.nearest.contains(it)).cloned();
        let choices = proposed.into_iter().chain(word.nearest.iter().cloned());
        let choices = choices.chain([LEFT_OUT.to_owned()]).chain(others);
        sheet.lists.push(CellList {
            row: sheet.rows.len(),
            column: MEANS_COLUMN,
            choices: choices.collect(),
        });
        sheet.rows.push(cells(inputs, word));
    }
    if rest > 0 {
        let mut cells = vec![OfficeCell::Empty; sheet.columns.len()];
        cells[1] = OfficeCell::text(format!(
            "Còn {} cách ghi nữa; giải thích các dòng trên rồi chạy lại để có các dòng tiếp theo.",
            format_number(rest as f64, 0)
        ));
        sheet.rows.push(cells);
    }
    Some(sheet)
}

fn columns(meanings: &Meanings) -> Vec<OfficeColumn> {
    let whose = meanings.whose().cloned();
    vec![
        OfficeColumn::to_read("Loại", 9.0),
        OfficeColumn::to_read("Ghi trên biểu", 32.0),
        OfficeColumn::to_read("Số tệp", 7.0),
        OfficeColumn::to_read("Số số liệu", 8.0),
        OfficeColumn::to_read("Ví dụ", 26.0),
        OfficeColumn::to_read("Đề xuất", 28.0),
        OfficeColumn::to_read("Gần giống", 26.0),
        OfficeColumn::to_fill("Là", 28.0),
        OfficeColumn::to_choose("Áp dụng cho", 16.0, whose).off_paper(),
        OfficeColumn::to_fill("Người duyệt", 14.0).off_paper(),
        OfficeColumn::to_fill("Ngày", 10.0).off_paper(),
    ]
}

fn cells(inputs: &CorrectionsInputs<'_>, word: &OpenWord) -> Vec<OfficeCell> {
    let others = word.nearest.iter().skip(usize::from(word.is_proposed));
    let others: Vec<&str> = others.take(OTHERS).map(String::as_str).collect();
    let proposal = word.nearest.first().filter(|_| word.is_proposed);
    vec![
        OfficeCell::text(word.kind.label()),
        OfficeCell::text(&word.text),
        OfficeCell::Number(word.files() as f64),
        OfficeCell::Number(word.figures as f64),
        word.example()
            .map_or(OfficeCell::Empty, |place| example(inputs, place)),
        OfficeCell::text(proposal.cloned().unwrap_or_default()),
        OfficeCell::text(match word.is_read {
            true => READ_ALREADY.to_owned(),
            false => others.join("; "),
        }),
        OfficeCell::Empty,
        OfficeCell::Empty,
        OfficeCell::Empty,
        OfficeCell::Empty,
    ]
}

/// A place where the word stands, or where a figure hangs on it.
fn example(inputs: &CorrectionsInputs<'_>, place: &WordPlace) -> OfficeCell {
    let cell = place.cell.clone();
    let link = Link::File {
        path: inputs.path_of(&place.file),
        place: cell.map(|(sheet, cell)| (sheet, cell.to_string())),
    };
    OfficeCell::Linked(place.shown(), link)
}
