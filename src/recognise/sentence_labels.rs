//! Labels that are sentences and tell the figure that stands beside them: `Hỗ trợ 24 đoàn viên có hoàn cảnh khó khăn | 24`, `Tổng số đoàn viên
//! hiện có 1.075 người, tăng 12 người | 1075`. The words around that very figure are the label; what the sentence goes on with is a remark.

use super::Lexicon;
use super::clauses;
use super::grid::{GridCell, Row};
use super::labels::LabelMeaning;
use super::row_mark::Mark;
use super::row_meaning::RowMeaning;
use super::sayings::FigureColumn;
use super::time::{Time, told_time};
use super::walk::Walk;
use super::wording::Wording;
use crate::catalogue::IndicatorKind;
use crate::quantity::{UnitOfMeasure, read_actual};
use crate::read::CellContent;
use crate::text::{self, contains_any};

/// A longer text, in bytes, is no label.
const LONGEST: usize = 400;

/// The part of a sentence that is the label of a figure in it.
#[derive(Debug, PartialEq)]
struct Told {
    label: String,
    /// The sentence up to the end of the figure's clause.
    clause: String,
    /// The figure with the words right behind it, from the longest to the bare number.
    figures: Vec<String>,
}

/// The labels that a sentence may have for each of its figures, the likelier ones first.
fn labels_of(sentence: &str, lexicon: &Lexicon) -> Vec<Told> {
    let words = &lexicon.forms.words;
    let mut told = Vec::new();
    for (start, end) in numbers(sentence) {
        let before = sentence[..start].trim_end();
        let before = before.trim_end_matches([':', ' ']);
        let (bare, _) = clauses::without_words_of_links(before, words);
        let rest = &sentence[end..];
        let is_end = |it: char| matches!(it, ',' | ';' | '(' | '.');
        let (clause, behind) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
        if says_otherwise(behind, lexicon) {
            continue;
        }
        let whole = &sentence[..end + clause.len()];
        let clause = clause.trim();
        let number = &sentence[start..end];
        let figures: Vec<String> = figures_of(number, clause);
        let around =
            |before: &str| text::clean(&format!("{before} {}", clause.trim_start_matches('%')));
        let mut labels = vec![
            bare.to_string(),
            before.to_string(),
            around(bare),
            around(before),
        ];
        labels.dedup();
        told.extend(labels.into_iter().map(|label| Told {
            label,
            clause: whole.to_string(),
            figures: figures.clone(),
        }));
    }
    told
}

/// A number with up to two of the words behind it.
fn figures_of(number: &str, clause: &str) -> Vec<String> {
    const MOST_WORDS: usize = 2;
    let words: Vec<&str> = clause.split(' ').filter(|it| !it.is_empty()).collect();
    let counts = (0..=MOST_WORDS.min(words.len())).rev();
    let figures = counts.map(|count| match count {
        0 => number.to_string(),
        count => format!("{number} {}", words[..count].join(" ")),
    });
    figures.collect()
}

/// Where numbers stand in a text, each with its separators.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, letter) in text.char_indices() {
        if !letter.is_ascii_digit() {
            continue;
        }
        match found.last_mut() {
            Some((_, end)) if text[*end..at].is_empty() || matches!(&text[*end..at], "." | ",") => {
                *end = at + 1;
            }
            _ if text[..at].ends_with(char::is_alphanumeric) => {}
            _ => found.push((at, at + 1)),
        }
    }
    found
}

/// Whether what follows a figure makes another of it: a plan, another time. What has a figure of its own speaks of that.
fn says_otherwise(rest: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    let has_figure = rest.contains(|it: char| it.is_ascii_digit());
    let key = text::label_key(rest);
    let time = || told_time(&rest.to_lowercase());
    !has_figure
        && (contains_any(&key, &words.prospect_words)
            || contains_any(&key, &words.prospect_labels)
            || contains_any(&key, &words.cumulative_titles)
            || time().is_some_and(|(time, _)| time != Time::Unsaid))
}

impl<'a> Walk<'a> {
    /// A row's meaning, or that of the sentence around the very figure that stands beside it.
    pub(super) fn or_by_sentence(
        &mut self,
        meaning: RowMeaning<'a>,
        row: Row<'a>,
        (wording, mark): (&Wording, Option<Mark>),
        declared: Option<&UnitOfMeasure>,
    ) -> (RowMeaning<'a>, bool) {
        let sentence = wording.said();
        let is_sentence = matches!(meaning, RowMeaning::Unknown(_))
            && sentence.len() <= LONGEST
            && sentence.contains(|it: char| it.is_ascii_digit());
        if !is_sentence {
            return (meaning, false);
        }
        let columns = self.plan.columns.iter();
        let mut columns = columns.filter(|it| it.says != FigureColumn::Rate);
        let (Some(only), None) = (columns.next(), columns.next()) else {
            return (meaning, false);
        };
        let Some(cell) = row
            .cell(only.column.index)
            .filter(|cell| cell.may_be_figure())
        else {
            return (meaning, false);
        };
        let lexicon = self.region.lexicon;
        let sentence =
            sentence.trim_start_matches(|it: char| it.is_ascii_digit() || ".) ".contains(it));
        let above = &self.above.whole;
        let whole = (above.indicator, above.mark, above.other_mark);
        for told in labels_of(sentence, lexicon) {
            let of_figure = lexicon.wording(&told.label);
            let label = of_figure.label(lexicon);
            let says_time =
                label.time != Time::Unsaid || clauses::tells_of_else(&told.label, lexicon);
            let is_known = !matches!(label.meaning, LabelMeaning::Ambiguous(_));
            if says_time || !is_known || told.label.is_empty() {
                continue;
            }
            let found = match self.meaning_of_row((label, label.mark.or(mark)), declared) {
                RowMeaning::Indicator(indicator) => Some(indicator),
                RowMeaning::Unknown(_) => {
                    let part = clauses::read_clause(&told.clause, lexicon);
                    let code = part.and_then(|part| part.indicator(lexicon));
                    code.and_then(|code| self.indicator(&code))
                }
            };
            let above = &mut self.above.whole;
            (above.indicator, above.mark, above.other_mark) = whole;
            let is_it = |kind| is_told(cell, &told.figures, kind, declared);
            if let Some(indicator) = found.filter(|it| is_it(it.kind)) {
                self.above.whole.indicator = Some(indicator);
                return (RowMeaning::Indicator(indicator), true);
            }
        }
        (meaning, false)
    }
}

/// Whether the figure in a cell is the one that a sentence tells.
fn is_told(
    cell: &GridCell<'_>,
    figures: &[String],
    kind: IndicatorKind,
    declared: Option<&UnitOfMeasure>,
) -> bool {
    /// What reckoning in floating point loses: `156,1 triệu đồng`.
    const ROUNDING: f64 = 1e-9;
    if kind == IndicatorKind::Category {
        return false;
    }
    // Whether it can be as it stands is another question: `-36` beside `kết nạp mới 36 đoàn viên`.
    let content = match cell.content() {
        CellContent::Number { value, percent } => CellContent::Number {
            value: value.abs(),
            percent,
        },
        other => other,
    };
    let Ok(own) = read_actual(&content, kind, declared) else {
        return false;
    };
    figures.iter().any(|figure| {
        let told = read_actual(&CellContent::Text(figure.as_str().into()), kind, None);
        told.is_ok_and(|told| (told.value - own.value).abs() <= ROUNDING * own.value.abs())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn the_words_around_a_figure_are_its_label() {
        let lexicon = Lexicon::built_in();
        for [sentence, labels] in cases(
            "
            Hỗ trợ 24 đoàn viên khó khăn               | Hỗ trợ; Hỗ trợ đoàn viên khó khăn
            Tổng số đoàn viên là 1.075 người           | Tổng số đoàn viên; Tổng số đoàn viên là; Tổng số đoàn viên người; Tổng số đoàn viên là người
            Số tiền thăm hỏi: 36,9 triệu đồng          | Số tiền thăm hỏi; Số tiền thăm hỏi triệu đồng
            Kết nạp mới 21 người (kế hoạch năm)        |
            Tổng số đoàn viên                          |",
        ) {
            let told = labels_of(sentence, &lexicon);
            let shown: Vec<&str> = told.iter().map(|told| &*told.label).collect();
            assert_eq!(shown.join("; "), labels, "{sentence}");
        }
        assert_eq!(
            figures_of("9,25", "triệu đồng"),
            ["9,25 triệu đồng", "9,25 triệu", "9,25"]
        );
    }
}
