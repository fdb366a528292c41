//! What people write and nobody has explained yet: each label, name and title once, with what hangs on it and the nearest
//! meanings to choose from.

use super::CorrectionsInputs;
use crate::finding::{Finding, Severity};
use crate::identify::NearestNames;
use crate::period::Period;
use crate::quantity::format_number;
use crate::register::wordbook::{LEFT_OUT, PROPOSED, SHEET_NAME, WordKind, role_names};
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

/// A word and what hangs on it.
struct OpenWord<'a> {
    text: &'a str,
    files: BTreeSet<&'a str>,
    figures: usize,
    /// Whether it is read already, as a slip of a name that is known, and only to be confirmed.
    is_read: bool,
    /// The latest period whose forms hold it.
    period: Option<Period>,
    example: &'a Finding,
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

/// How many figures stand in files, and in rows of them.
struct Figures<'a> {
    of_files: BTreeMap<&'a str, usize>,
    of_rows: BTreeMap<(&'a str, &'a str, u32), usize>,
}

impl<'a> Figures<'a> {
    fn new(inputs: &CorrectionsInputs<'a>) -> Self {
        let mut figures = Self {
            of_files: BTreeMap::new(),
            of_rows: BTreeMap::new(),
        };
        for observation in &inputs.tables.observations {
            let at = &observation.at;
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
fn open_words<'a>(inputs: &CorrectionsInputs<'a>) -> Vec<(WordKind, OpenWord<'a>)> {
    let submissions = inputs.tables.submissions.iter();
    let submitted: BTreeSet<&str> = submissions.map(|submission| &*submission.file).collect();
    let figures = Figures::new(inputs);
    let mut words: BTreeMap<(WordKind, String), OpenWord<'a>> = BTreeMap::new();
    for finding in &inputs.tables.findings {
        let Some((kind, text)) = word_of(finding) else {
            continue;
        };
        let file = finding
            .file
            .as_deref()
            .filter(|file| submitted.contains(file));
        let Some(file) = file.filter(|_| is_listed(finding, inputs.register.is_kept)) else {
            continue;
        };
        let word = words
            .entry((kind, text::label_key(text)))
            .or_insert_with(|| OpenWord {
                text,
                files: BTreeSet::new(),
                figures: 0,
                is_read: true,
                period: None,
                example: finding,
            });
        word.files.insert(file);
        word.figures += figures.on(finding);
        word.is_read &= is_slip(finding);
        // The example is of the latest period, where somebody still remembers it.
        if finding.period > word.period {
            (word.period, word.example) = (finding.period, finding);
        }
    }
    let words = words.into_iter().map(|((kind, _), word)| (kind, word));
    let mut words: Vec<(WordKind, OpenWord<'a>)> = words.collect();
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

/// What names are chosen from.
struct Meanings<'a> {
    inputs: &'a CorrectionsInputs<'a>,
    nearest: NearestNames<'a>,
    labels: Vec<String>,
    roles: Vec<String>,
    units: Vec<String>,
    clusters: Vec<String>,
}

impl<'a> Meanings<'a> {
    fn new(inputs: &'a CorrectionsInputs<'a>) -> Self {
        let indicators = &inputs.lexicon.indicators;
        let labels = indicators.iter().map(|it| indicators.full_label(&it.code));
        let units = inputs.register.units.values();
        let clusters = inputs.register.clusters.values();
        Self {
            inputs,
            nearest: NearestNames::new(inputs.register, inputs.lexicon),
            labels: labels.collect(),
            roles: role_names().map(str::to_owned).collect(),
            units: told_apart(units.map(|unit| (&unit.id, &unit.name)).collect()),
            clusters: told_apart(clusters.map(|it| (&it.id, &it.name)).collect()),
        }
    }

    /// The unit that a word is read as, as it is chosen.
    fn read_as(&self, word: &OpenWord<'_>) -> Option<String> {
        let id = word.example.unit_id.as_ref().filter(|_| word.is_read)?;
        let name = self.inputs.register.unit_name(id);
        let with_id = format!("{name} ({id})");
        let mut units = self.units.iter();
        units
            .find(|shown| *shown == name || **shown == with_id)
            .cloned()
    }

    /// The meanings nearest to a word and whether the first is proposed, then all there are.
    fn of(&self, kind: WordKind, word: &OpenWord<'_>) -> ((Vec<String>, bool), Vec<&String>) {
        if let Some(unit) = self.read_as(word) {
            return ((vec![unit], true), self.units.iter().collect());
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
        match kind {
            WordKind::Label => {
                let nearest = self.inputs.lexicon.nearest_labels(text);
                (nearest, self.labels.iter().collect())
            }
            WordKind::Column => {
                let lowest = text.rsplit('›').next().unwrap_or(text);
                let nearest = self.inputs.lexicon.nearest_labels(lowest);
                (nearest, self.roles.iter().chain(&self.labels).collect())
            }
            WordKind::Unit => {
                let nearest = named(self.nearest.units(text), &self.units);
                (nearest, self.units.iter().collect())
            }
            WordKind::Cluster => {
                let nearest = named(self.nearest.clusters(text), &self.clusters);
                (nearest, self.clusters.iter().collect())
            }
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
    let words = open_words(inputs);
    if words.is_empty() {
        return None;
    }
    let meanings = Meanings::new(inputs);
    let mut sheet = OfficeSheet::new(SHEET_NAME, columns(&meanings), Vec::new()).with_intro(INTRO);
    let rest = words.len().saturating_sub(MOST_WORDS);
    for (kind, word) in words.into_iter().take(MOST_WORDS) {
        let ((nearest, is_proposed), all) = meanings.of(kind, &word);
        let proposed = is_proposed.then(|| PROPOSED.to_owned());
        let others = all.into_iter().filter(|it| !nearest.contains(it)).cloned();
        let choices = proposed.into_iter().chain(nearest.iter().cloned());
        let choices = choices.chain([LEFT_OUT.to_owned()]).chain(others);
        sheet.lists.push(CellList {
            row: sheet.rows.len(),
            column: MEANS_COLUMN,
            choices: choices.collect(),
        });
        sheet
            .rows
            .push(cells(inputs, (kind, &word), (&nearest, is_proposed)));
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

fn columns(meanings: &Meanings<'_>) -> Vec<OfficeColumn> {
    let whose = meanings.clusters.iter().chain(&meanings.units).cloned();
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

fn cells(
    inputs: &CorrectionsInputs<'_>,
    (kind, word): (WordKind, &OpenWord<'_>),
    (nearest, is_proposed): (&[String], bool),
) -> Vec<OfficeCell> {
    let others: Vec<&str> = nearest
        .iter()
        .skip(usize::from(is_proposed))
        .take(OTHERS)
        .map(String::as_str)
        .collect();
    let proposal = nearest.first().filter(|_| is_proposed);
    let proposal = proposal.cloned().unwrap_or_default();
    vec![
        OfficeCell::text(kind.label()),
        OfficeCell::text(word.text),
        OfficeCell::Number(word.files.len() as f64),
        OfficeCell::Number(word.figures as f64),
        example(inputs, word.example),
        OfficeCell::text(proposal),
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
fn example(inputs: &CorrectionsInputs<'_>, finding: &Finding) -> OfficeCell {
    let file = finding.file.as_deref().unwrap_or_default();
    let place = finding.sheet.clone().zip(finding.cell);
    let shown = match &place {
        Some((sheet, cell)) => format!("{file}, {sheet}!{cell}"),
        None => file.to_owned(),
    };
    let link = Link::File {
        path: inputs.path_of(file),
        place: place.map(|(sheet, cell)| (sheet, cell.to_string())),
    };
    OfficeCell::Linked(shown, link)
}
