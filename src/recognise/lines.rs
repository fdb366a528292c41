//! A form without a table: lines of a text, each with its label and its figure: `- Tổng số lao động: 214 người;`.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::labels::LabelMeaning;
use super::row_mark::BULLETS;
use super::sayings::{FigureColumn, Scope, Timed};
use super::sections::{Heading, Level};
use super::statements::SheetStatements;
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use super::unmatched::unmatched;
use super::wording::Wording;
use crate::catalogue::Indicator;
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::FormKind;
use crate::quantity::is_left_blank;
use crate::read::CellContent;
use crate::text::{self, begins_with_any};
use std::borrow::Cow;
use std::sync::Arc;

/// Fewer labels may stand in any letter.
const FEWEST_LABELS: usize = 3;

/// The lines of a sheet that hold figures beside their labels.
pub(super) struct Lines<'g> {
    /// The first of its rows.
    pub(super) first_row: u32,
    lines: Vec<Line<'g>>,
}

/// A line of a text.
struct Line<'g> {
    cell: &'g GridCell<'g>,
    /// Its label and what stands behind it; of a heading none.
    parts: Option<(Cow<'g, Box<Wording>>, String)>,
}

/// The lines of a sheet without tables, where they are a form.
pub(super) fn found<'g>(grid: &'g Grid<'_>, lexicon: &'g Lexicon) -> Option<Lines<'g>> {
    if grid.is_beside {
        return None;
    }
    let lines = grid.rows().filter_map(|row| {
        let cell = only_text(row)?;
        let parts = parted(cell.text(), lexicon);
        Some(Line { cell, parts })
    });
    let mut lines: Vec<Line<'_>> = lines.collect();
    let is_label = |line: &&Line<'_>| {
        let label = line.parts.as_ref().map(|(label, _)| label.label(lexicon));
        label.is_some_and(|it| matches!(it.meaning, LabelMeaning::Indicator(_)))
    };
    if lines.iter().filter(is_label).count() < FEWEST_LABELS {
        return None;
    }
    let first = lines.iter().position(|line| is_label(&line))?;
    // The heading of the first section stands right above its lines, numbered, as may lines whose label is none of ours.
    let is_of_list = |line: &Line<'_>| {
        let level = line.cell.wording().map(Wording::level);
        matches!(level, Some(Level::Roman | Level::Letter | Level::Number))
            || line.parts.is_some() && line.cell.text().starts_with(BULLETS)
    };
    let above = lines[..first].iter().rev();
    let of_list = above.take_while(|line| is_of_list(line)).count();
    lines.drain(..first - of_list);
    Some(Lines {
        first_row: lines.first()?.cell.address.row,
        lines,
    })
}

/// The text of a row that holds no other but its number.
fn only_text<'g>(row: Row<'g>) -> Option<&'g GridCell<'g>> {
    let (cell, before) = row.cells.split_last()?;
    /// `1.2.3`
    const LONGEST_NUMBER: usize = 6;
    let is_number = |cell: &GridCell<'_>| cell.shown().trim().chars().count() <= LONGEST_NUMBER;
    let is_alone = before.len() <= 1 && before.iter().all(is_number);
    (is_alone && !cell.is_hidden && cell.wording().is_some()).then_some(cell)
}

/// Whether a text is no sentence.
fn is_short(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    text.split(' ').count() <= MOST_WORDS
}

/// Whether a text holds a number beside its own and those of dates.
fn holds_figure(text: &str, lexicon: &Lexicon) -> bool {
    let is_of_mark = |it: char| it.is_ascii_digit() || !it.is_alphanumeric();
    let own = lexicon.wording(text.trim_start_matches(is_of_mark));
    own.speaks_of_figure(lexicon)
}

/// A line's label and its figure: what stands on either side of a colon, or before and from the first number on.
fn parted<'l>(line: &str, lexicon: &'l Lexicon) -> Option<(Cow<'l, Box<Wording>>, String)> {
    let line = without_leaders(line);
    let is_known = |label: &str| {
        let label = lexicon.wording(label.trim());
        !matches!(label.label(lexicon).meaning, LabelMeaning::Unknown(_))
    };
    // `Tổng số đoàn viên: không đổi` is an answer, though no figure.
    let may_be = |(label, figure): &(&str, &str)| {
        let figure = figure.trim();
        figure.contains(|c: char| c.is_ascii_digit()) || !figure.is_empty() && is_known(label)
    };
    let by_colon = line.rsplit_once(':').filter(may_be);
    let (label, figure) = match by_colon {
        Some((label, figure)) => (label, figure.trim().to_string()),
        None => {
            let words = line.find(char::is_alphabetic)?;
            let number = words + line[words..].find(|c: char| c.is_ascii_digit())?;
            let (label, links) = without_links(line[..number].trim_end(), lexicon);
            (
                label,
                format!("{links} {}", &line[number..]).trim().to_string(),
            )
        }
    };
    let label = lexicon.wording(label.trim());
    let is_alone = !matches!(label.label(lexicon).meaning, LabelMeaning::Indicator(_));
    if let Some(around) = around_number(&line, lexicon).filter(|_| by_colon.is_none() && is_alone) {
        return Some(around);
    }
    // What a sentence without a colon begins with is a label only where it is known; a short line is told.
    let is_told = || is_short(&line) && holds_figure(&line, lexicon);
    (by_colon.is_some() || is_known(&label.text) || is_told()).then(|| {
        let figure = figure.trim_end_matches([';', '.', ',', ' ']);
        (label.clone(), figure.to_string())
    })
}

/// A label on both sides of its figure: `Kết nạp mới 12 đoàn viên`, `Giới thiệu 3 đoàn viên ưu tú cho Đảng`.
fn around_number<'l>(line: &str, lexicon: &'l Lexicon) -> Option<(Cow<'l, Box<Wording>>, String)> {
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '%');
    let words = line.find(char::is_alphabetic)?;
    let number = words + line[words..].find(|it: char| it.is_ascii_digit())?;
    let behind = line[number..].find(|it: char| !is_of_number(it))?;
    let (figure, rest) = line[number..].split_at(behind);
    if rest.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_end_matches([';', '.', ',', ' ']);
    let label = lexicon.wording(&text::clean(&format!("{} {rest}", &line[..number])));
    let known = label.label(lexicon);
    let is_known = matches!(known.meaning, LabelMeaning::Indicator(_)) && !known.has_slip(lexicon);
    is_known.then(|| (label.clone(), figure.to_string()))
}

/// A line's words before its figure, and those at their end that only lead to it: `Tổng số lao động hiện có là khoảng`.
fn without_links<'l>(words: &'l str, lexicon: &Lexicon) -> (&'l str, &'l str) {
    let links = &lexicon.forms.words.line_links;
    let mut label = words;
    while let Some((before, last)) = label.rsplit_once(' ') {
        let key = text::label_key(last);
        if !links.contains(&key) && !key.is_empty() {
            break;
        }
        label = before.trim_end();
    }
    (label, words[label.len()..].trim_start())
}

/// A line without the dots that its form leads the eye with: `....210.... người`.
fn without_leaders(line: &str) -> String {
    let mut rest = String::with_capacity(line.len());
    let mut dots = line.chars().peekable();
    let is_leader = |it: char| matches!(it, '.' | '…' | '_');
    while let Some(letter) = dots.next() {
        let goes_on = dots.peek().is_some_and(|next| is_leader(*next));
        if letter == '…' || is_leader(letter) && goes_on {
            while dots.next_if(|next| is_leader(*next)).is_some() {}
            rest.push(' ');
        } else {
            rest.push(letter);
        }
    }
    text::clean(&rest)
}

/// What is known further up of the lines that follow.
#[derive(Default)]
struct Above {
    heading: Heading,
    level: Option<Level>,
    timed: Timed,
    /// The indicator of which `Trong đó: nữ` is a part.
    whole: Option<Arc<str>>,
}

impl Lines<'_> {
    /// The figures of the lines, as a table; lines with figures that are of no indicator are told.
    pub(super) fn table(
        &self,
        (file, grid): (&Arc<str>, &Grid<'_>),
        statements: &SheetStatements,
        lexicon: &Lexicon,
        findings: &mut Vec<Finding>,
    ) -> FigureTable {
        let mut table = FigureTable::new(FormKind::ActivityReport, grid.sheet.clone());
        let mut above = Above::default();
        for line in &self.lines {
            let Some((label, figure)) = &line.parts else {
                above.pass(line.cell, &mut table, lexicon);
                continue;
            };
            let meant = above.meaning(label, lexicon);
            let at = line.cell.address;
            let Some(indicator) = meant else {
                if is_told(label, figure, lexicon) {
                    let nearest = match &label.label(lexicon).meaning {
                        LabelMeaning::Unknown(nearest) => nearest.as_slice(),
                        _ => &[],
                    };
                    let at = CellRef::new(file, grid.sheet, at);
                    findings.push(unmatched(&at, (&label.text, figure), nearest, lexicon));
                }
                continue;
            };
            let says = above.heading.says.or(statements.title.says);
            let content = CellContent::Text(figure.as_str().into());
            let label = label.label(lexicon);
            let by_label = table.timed(label.time, line.cell.saying(Scope::Row));
            let by_row = match label.time {
                Time::Unsaid => above.timed,
                _ => by_label,
            };
            let (by_row, near_by) = table.noted(grid.note_on(line.cell), by_row);
            let declared = label.unit.as_ref().map(|unit| table.declare(unit));
            let mut cell = FigureCell::new(indicator.code.clone(), at, Some(line.cell));
            cell.column = match says {
                Some(FigureColumn::Target) => FigureColumn::Target,
                _ => FigureColumn::Actual,
            };
            cell.timed.by_row = by_row;
            cell.timed.near_by = near_by;
            cell.declared = declared;
            cell.content = Some(content).filter(|content| !is_left_blank(content));
            table.figures.push(cell);
        }
        let mut figures = table.figures.iter();
        if figures.any(|figure| figure.column == FigureColumn::Target) {
            table.form = FormKind::PledgeReport;
        }
        table
    }
}

/// Whether a label that is no indicator's has a figure; signatures and what names papers have none.
fn is_told(label: &Wording, figure: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    let mut others = [&words.never_figures, &words.signature_words].into_iter();
    let number = figure.find(|it: char| it.is_ascii_digit());
    let leads_to_number = |at: usize| {
        let mut before = figure[..at].split_whitespace();
        before.all(|word| words.line_links.contains(&text::label_key(word)))
    };
    number.is_some_and(leads_to_number) && !others.any(|of| begins_with_any(label.label_key(), of))
}

impl Above {
    /// Takes over what a line without a figure says of those below it.
    fn pass(&mut self, cell: &GridCell<'_>, table: &mut FigureTable, lexicon: &Lexicon) {
        let Some(wording) = cell.wording() else {
            return;
        };
        let (heading, level) = (wording.heading(lexicon), wording.level());
        self.whole = None;
        let is_numbered = matches!(level, Level::Roman | Level::Letter);
        let is_short = is_short(&wording.text);
        let is_time_alone = || wording.title(lexicon).title.key.is_empty();
        let is_heading = is_numbered || heading.says.is_some() || is_time_alone();
        if heading.speaks() && is_short && is_heading {
            self.timed = table.timed(heading.time, cell.saying(Scope::Section));
            self.heading = heading;
            self.level = Some(level);
        } else if self.level.is_some_and(|section| level.ends(section)) {
            *self = Self::default();
        }
    }

    /// The indicator that a line's label means below what stands above it.
    fn meaning<'l>(&mut self, label: &Wording, lexicon: &'l Lexicon) -> Option<&'l Indicator> {
        let code = match &label.label(lexicon).meaning {
            LabelMeaning::Indicator(code) => {
                self.whole = Some(code.clone());
                code.clone()
            }
            LabelMeaning::PartOfAbove(parts) => parts.get(self.whole.as_ref()?)?.clone(),
            LabelMeaning::Ambiguous(_) | LabelMeaning::Unknown(_) => {
                self.whole = None;
                return None;
            }
        };
        lexicon.indicators.get(&code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn a_line_is_parted_into_its_label_and_its_figure() {
        let lexicon = Lexicon::built_in();
        for [line, label, figure] in cases(
            "
            - Tổng số lao động: 214 người.                  | - Tổng số lao động | 214 người
            1. Tổng số đoàn viên công đoàn: ....199.... người | 1. Tổng số đoàn viên công đoàn | 199 người
            - Trong đó: nữ: 12 người                         | - Trong đó: nữ | 12 người
            2) Kết nạp mới 12 đoàn viên;                     | 2) Kết nạp mới đoàn viên | 12
            Giới thiệu 3 đoàn viên ưu tú cho Đảng            | Giới thiệu đoàn viên ưu tú cho Đảng | 3
            Giới thiệu 3 đoàn viên dự thi                    | Giới thiệu | 3 đoàn viên dự thi
            - Tổng số đoàn viên tăng 12 người                | - Tổng số đoàn viên tăng | 12 người
            - Tổng số đoàn viên: không đổi                   | - Tổng số đoàn viên | không đổi
            Tổng số lao động là khoảng 200 người             | Tổng số lao động | là khoảng 200 người
            - Số sáng kiến được công nhận: không             | - Số sáng kiến được công nhận | không
            - Số cuộc kiểm tra: 3 cuộc                       | - Số cuộc kiểm tra | 3 cuộc
            Đơn vị có 3 chi bộ                               | Đơn vị | có 3 chi bộ
            2. Kế hoạch năm 2024                             | |
            Ban Chấp hành báo cáo như sau:                   | |
            II. Tổ chức công đoàn                            | |",
        ) {
            let parts = parted(line, &lexicon);
            let parts = parts.map(|(label, figure)| (label.text.clone(), figure));
            assert_eq!(parts.unwrap_or_default(), (label.into(), figure.into()), "{line}");
        }
    }
}
