//! What a congress came to where it is told outside of tables: in lines, in sentences, in cells beside their labels.

use super::Knowledge;
use super::congress_words::speaks_of_congress;
use super::grid::{Grid, GridCell};
use super::period_text::find_periods;
use super::row_mark::Marked;
use super::tables::{CongressFact, FigureTable};
use crate::catalogue::CongressField;
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::quantity::is_left_blank;

/// Whether a sheet tells of a union's congress; one that only speaks of one (`chào mừng Đại hội`) does not.
pub(super) fn tells_of_congress(grid: &Grid<'_>, first_row: u32, lexicon: &Knowledge) -> bool {
    /// A title stands no lower.
    const LAST_TITLE_ROW: u32 = 15;
    let words = &lexicon.forms.words;
    let rows = grid.rows_within(0..first_row.min(LAST_TITLE_ROW));
    let lines = rows.flat_map(|row| row.cells).filter_map(GridCell::wording);
    let mut lines = lines.map(|line| line.speaks_of_congress(words));
    lines.any(|speaks| speaks) || speaks_of_congress(grid.key_of_sheet(), words)
}

/// The first line that tells what a congress came to, on a sheet without a table: its letterhead and title stand above,
/// and who signs stands below.
pub(super) fn first_line(grid: &Grid<'_>, lexicon: &Knowledge) -> Option<u32> {
    if !tells_of_congress(grid, u32::MAX, lexicon) {
        return None;
    }
    let facts = facts_around(grid, |_| true, lexicon)?.congress;
    facts.iter().map(|fact| fact.at.row).min()
}

/// The facts in the rows around the tables, as a table of their own.
pub(super) fn facts_around(
    grid: &Grid<'_>,
    around: impl Fn(u32) -> bool,
    lexicon: &Knowledge,
) -> Option<FigureTable> {
    let rows = grid.rows().filter(|row| around(row.number));
    let mut table = FigureTable::new(FormKind::CongressReport, grid.sheet.clone());
    for cells in rows.map(|row| row.cells) {
        let facts = cells.iter().enumerate();
        let facts = facts.filter_map(|(at, cell)| fact_in(cell, cells.get(at + 1), lexicon));
        table.congress.extend(facts);
    }
    (!table.congress.is_empty()).then_some(table)
}

/// What a line tells, alone or with the cell beside it.
fn fact_in(
    cell: &GridCell<'_>,
    next: Option<&GridCell<'_>>,
    lexicon: &Knowledge,
) -> Option<CongressFact> {
    let text = &cell.wording()?.text;
    let fact = |field, written: String, at: CellAddress| CongressFact { field, written, at };
    let (words, numbers) = words_and_numbers(without_number(text));
    let field = lexicon.congress_fact(&words)?;
    match &numbers[..] {
        [] => {
            let is_filled =
                |it: &&GridCell<'_>| it.may_be_figure() && !is_left_blank(&it.content());
            let next = next.filter(is_filled)?;
            Some(fact(field, next.shown().into_owned(), next.address))
        }
        [number] => Some(fact(field, number.clone(), cell.address)),
        // `có 102 đại biểu về dự trên 127 đại biểu được triệu tập`
        [one, other] if field == CongressField::Attendance => {
            let (one, other): (u32, u32) = (one.parse().ok()?, other.parse().ok()?);
            let written = format!("{}/{}", one.min(other), one.max(other));
            Some(fact(field, written, cell.address))
        }
        _ => None,
    }
}

/// A line without the number that it is listed under: `2. Đại hội đã bầu …`.
fn without_number(line: &str) -> &str {
    let mut rest = line;
    while let Some(marked) = Marked::of(rest).filter(|it| it.is_closed) {
        rest = marked.rest;
    }
    rest
}

/// A line's words without numbers, periods and percentages, and its numbers as they stand: `102/127` is one.
fn words_and_numbers(text: &str) -> (String, Vec<String>) {
    let periods = match text.to_lowercase() {
        lower if lower.len() == text.len() => find_periods(&lower),
        _ => Vec::new(),
    };
    let is_of_period = |at: usize| periods.iter().any(|(_, range)| range.contains(&at));
    let mut words = String::new();
    let mut numbers: Vec<String> = Vec::new();
    let mut is_open = false;
    for (at, letter) in text.char_indices() {
        let rest = &text[at + letter.len_utf8()..];
        let goes_on = is_open
            && matches!(letter, '/' | ',' | '.')
            && rest.starts_with(|next: char| next.is_ascii_digit());
        match numbers.last_mut() {
            _ if is_of_period(at) => is_open = false,
            Some(number) if is_open && (letter.is_ascii_digit() || goes_on) => number.push(letter),
            _ if letter.is_ascii_digit() => {
                numbers.push(letter.to_string());
                is_open = true;
            }
            _ => {
                // A share of what is told beside it.
                if letter == '%' {
                    numbers.pop();
                } else {
                    words.push(letter);
                }
                is_open = false;
            }
        }
    }
    (words, numbers)
}

impl Knowledge {
    /// The congress' figure that a line's words tell: those of a label, or words that hold all that it needs and nothing
    /// that makes it another.
    pub(super) fn congress_fact(&self, words: &str) -> Option<CongressField> {
        let key = self.match_key(words);
        if let Some(field) = self.congress_field(&key) {
            return Some(field);
        }
        let harmless = &self.forms.words.congress_words;
        let is_harmless = |word: &str| word.is_empty() || harmless.iter().any(|it| it == word);
        let is_told_by = |needed: &Vec<String>| {
            let rest = without_phrases(&key, needed);
            rest.is_some_and(|rest| rest.split(' ').all(is_harmless))
        };
        let congresses = self.forms.congresses.iter();
        let mut found = congresses.filter(|it| it.needs.iter().any(is_told_by));
        let field = found.next()?.field;
        found.next().is_none().then_some(field)
    }
}

/// A key without some phrases; `None` where it does not hold them all.
fn without_phrases(key: &str, phrases: &[String]) -> Option<String> {
    let mut rest = format!(" {key} ");
    for phrase in phrases {
        let phrase = format!(" {phrase} ");
        let at = rest.find(&phrase)?;
        rest.replace_range(at..at + phrase.len(), " ");
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn lines_and_sentences_tell_what_a_congress_came_to() {
        let lexicon = crate::recognise::Lexicon::built_in();
        for [line, field, number] in cases(
            "
            Số đại biểu có mặt/được triệu tập: 102/127                      | Attendance | 102/127
            Số đại biểu có mặt 102/127                                      | Attendance | 102/127
            Đại biểu có mặt: 102/127 đại biểu                               | Attendance | 102/127
            - Số đại biểu được triệu tập: 127                               | Entitled | 127
            Số ủy viên Ban Chấp hành được bầu: 07 đồng chí                  | ExecutiveCommittee | 07
            Đại hội đã bầu 07 đồng chí vào Ban Chấp hành nhiệm kỳ 2023-2028 | ExecutiveCommittee | 07
            Bầu BCH khóa mới gồm 9 đồng chí                                 | ExecutiveCommittee | 9
            Bầu 05 đại biểu đi dự Đại hội Công đoàn cấp trên                | Delegates | 05
            1. Đại hội có 81/81 đại biểu được triệu tập về dự, đạt 100%.    | Attendance | 81/81
            - Có 49/61 đại biểu được triệu tập về dự, đạt 80,3%             | Attendance | 49/61
            2. Đại hội đã bầu Ban Chấp hành khóa mới gồm 09 đồng chí.       | ExecutiveCommittee | 09
            Số đại biểu dự đại hội/số đại biểu được triệu tập: 151/155      | Attendance | 151/155
            Số lượng UV BCH khóa mới: 05                                    | ExecutiveCommittee | 05
            Đoàn đại biểu dự ĐH cấp trên: 02                                | Delegates | 02
            Số ủy viên Ban Chấp hành là nữ: 3                               |
            Số ủy viên Ban Thường vụ: 3                                     |
            Số ủy viên Ban Chấp hành khóa trước: 9                          |
            Đại hội tổ chức ngày 15/3/2023                                  |
            Số ủy viên Ban Kiểm tra được bầu: 3                             |
            Tổng số đoàn viên: 127                                          |",
        ) {
            let (words, numbers) = words_and_numbers(without_number(line));
            let seen = lexicon.congress_fact(&words).filter(|_| numbers.len() == 1);
            let seen = seen.map(|field| (format!("{field:?}"), numbers[0].clone()));
            assert_eq!(seen.unwrap_or_default(), (field.into(), number.into()), "{line}");
        }
    }
}
