//! A form without a table: lines of a text, each with its label and its figure: `- Tổng số lao động: 214 người;`, or with several in
//! sentences. A line may begin with the name of the unit that it is of: `1. CĐCS Sở Y tế: tổng số đoàn viên 23 người; điểm cụm chấm: 98`.

use super::Lexicon;
use super::clauses::{self, Meant, Part};
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::labels::LabelMeaning;
use super::line::{NameStrength, Naming};
use super::row_mark::{BULLETS, Mark};
use super::sayings::{FigureColumn, Scope, Timed};
use super::sections::Heading;
use super::statements::SheetStatements;
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use super::unmatched::unmatched;
use super::wording::Wording;
use crate::catalogue::Indicator;
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::is_left_blank;
use crate::read::CellContent;
use crate::text::{self, begins_with_any};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Fewer labels may stand in any letter.
const FEWEST_LABELS: usize = 3;

/// A longer text, in bytes, is no line of a form and no paragraph of one.
const LONGEST_LINE: usize = 3000;

/// The lines of a sheet that hold figures beside their labels.
pub(super) struct Lines<'g> {
    /// The first of its rows.
    pub(super) first_row: u32,
    lines: Vec<Line<'g>>,
    /// Whether each line is of a unit of its own.
    is_of_units: bool,
    /// Whether they stand around a table, which says what form it is.
    is_around: bool,
}

/// A line of a text.
struct Line<'g> {
    cell: &'g GridCell<'g>,
    /// The unit that it names before them.
    unit: Option<String>,
    /// Its labels with their figures; of a heading none.
    parts: Vec<Part<'g>>,
}

impl<'g> Line<'g> {
    fn read(cell: &'g GridCell<'g>, wording: &Wording, lexicon: &'g Lexicon) -> Self {
        let text = without_leaders(wording.said());
        let (unit, rest) = match unit_before(&text, lexicon) {
            Some((unit, rest)) => (Some(wording.as_typed(unit.to_string())), rest),
            None => (None, &*text),
        };
        Self {
            cell,
            unit,
            parts: parts_of(rest, lexicon),
        }
    }

    /// How many of its labels are indicators'.
    fn known(&self, lexicon: &Lexicon) -> usize {
        let is_known = |part: &&Part<'_>| match &part.meant {
            Meant::Indicator(_) => true,
            Meant::ByLabel => {
                let label = part.label.label(lexicon);
                matches!(label.meaning, LabelMeaning::Indicator(_))
            }
            Meant::Nothing => false,
        };
        self.parts.iter().filter(is_known).count()
    }
}

/// The name of a grassroots union before a line's first colon, and what stands behind that.
fn unit_before<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(&'t str, &'t str)> {
    let (before, rest) = text.split_once(':')?;
    let is_of_mark = |it: char| !it.is_alphabetic();
    let name = before.trim_start_matches(is_of_mark).trim();
    let named = lexicon.wording(name);
    let names = named.line(lexicon).names;
    // `CĐCS xếp loại: Hoàn thành tốt nhiệm vụ`
    let is_union =
        matches!(names, Naming::Unit(NameStrength::Grassroots)) && !named.names_indicator(lexicon);
    is_union.then(|| (name, rest.trim()))
}

/// The lines of a sheet without tables, where they are a form.
pub(super) fn found<'g>(grid: &'g Grid<'_>, lexicon: &'g Lexicon) -> Option<Lines<'g>> {
    let texts = grid.rows().filter_map(only_text);
    let texts = texts.flat_map(|cell| lines_in(cell, lexicon));
    let lines = Lines::of(texts, grid, lexicon);
    let lines = lines.or_else(|| found_in_results(grid, lexicon));
    lines.or_else(|| Lines::of(answered(grid, lexicon), grid, lexicon))
}

/// Lines around the tables of a unit's own form: `- Tổng số lao động: 64 người, nữ 29 người` above or below its table, with the headings
/// among them. Their labels stand before a colon; of a sentence beside a table nobody can say whether it tells of the same year.
///
/// `taken` are the cells that the tables read themselves.
pub(super) fn found_around<'g>(
    grid: &'g Grid<'_>,
    taken: &BTreeSet<CellAddress>,
    lexicon: &'g Lexicon,
) -> Option<Lines<'g>> {
    let rates = |text: &str| {
        text.rsplit_once(':')
            .and_then(|(_, it)| lexicon.rating(it.trim()))
    };
    let is_set_off = |line: &Line<'_>| {
        let text = line.cell.text();
        line.known(lexicon) > 0 && (has_label_set_off(text) || rates(text).is_some())
    };
    let texts = grid.rows().filter_map(only_text);
    let texts = texts.filter(|cell| !taken.contains(&cell.address));
    let lines = texts.flat_map(|cell| lines_in(cell, lexicon));
    let lines = lines.filter(|line| line.parts.is_empty() || is_set_off(line));
    let lines = Lines::of(lines, grid, lexicon).filter(|lines| !lines.is_of_units);
    lines.map(|lines| Lines {
        is_around: true,
        ..lines
    })
}

/// Whether a colon stands before the first figure of a line, its own number left out.
fn has_label_set_off(line: &str) -> bool {
    let is_of_mark = |it: char| it.is_ascii_digit() || !it.is_alphanumeric();
    let line = line.trim_start_matches(is_of_mark);
    let label = line.split(|it: char| it.is_ascii_digit()).next();
    label.is_some_and(|label| label.len() < line.len() && label.contains(':'))
}

/// Questions with the answers below them: `3. Có bao nhiêu tổ công đoàn?`, below it `6 tổ`, with the headings among them. The answer is
/// what is read.
fn answered<'g>(grid: &'g Grid<'_>, lexicon: &'g Lexicon) -> impl Iterator<Item = Line<'g>> {
    let texts: Vec<&GridCell<'_>> = grid.rows().filter_map(only_text).collect();
    let asks = |cell: &GridCell<'_>| cell.text().ends_with('?');
    let lines = (0..texts.len()).filter_map(move |at| {
        let cell = texts[at];
        let question = at.checked_sub(1).map(|before| texts[before]);
        let question = question.filter(|it| asks(it) && !asks(cell));
        let question = question.filter(|it| it.address.column == cell.address.column);
        let Some(question) = question else {
            let line = Line::read(cell, cell.wording()?, lexicon);
            return line.parts.is_empty().then_some(line);
        };
        let together = format!("{}: {}", question.text(), cell.text());
        Some(Line::read(cell, &lexicon.wording(&together), lexicon))
    });
    lines.collect::<Vec<_>>().into_iter()
}

/// What a text says as one line, or as several where more of it is understood so.
fn lines_in<'g>(cell: &'g GridCell<'g>, lexicon: &'g Lexicon) -> Vec<Line<'g>> {
    let whole = cell.wording().map(|it| Line::read(cell, it, lexicon));
    let known = |lines: &[Line<'_>]| lines.iter().map(|it| it.known(lexicon)).sum::<usize>();
    let whole: Vec<Line<'_>> = whole.into_iter().collect();
    let lines = cell.lines().iter();
    let lines: Vec<Line<'_>> = lines.map(|it| Line::read(cell, it, lexicon)).collect();
    match known(&lines) > known(&whole) {
        true => lines,
        false => whole,
    }
}

/// The same in the cells of a table that holds no figures: `Công tác tổ chức | - Tổng số đoàn viên: 24 người, trong đó nữ: 11 người …`
pub(super) fn found_in_cells<'g>(grid: &'g Grid<'_>, lexicon: &'g Lexicon) -> Option<Lines<'g>> {
    lines_in_cells(grid.rows().flat_map(|row| row.cells), grid, lexicon)
}

/// The same in a table whose titles say only which column tells what was reached: `Nhiệm vụ trọng tâm | Kết quả thực hiện`.
fn found_in_results<'g>(grid: &'g Grid<'_>, lexicon: &'g Lexicon) -> Option<Lines<'g>> {
    let mut of_results: BTreeMap<u32, bool> = BTreeMap::new();
    let cells = grid.rows().flat_map(|row| row.cells);
    let cells = cells.filter(|cell| {
        let column = cell.address.column;
        let Some(title) = cell.wording().filter(|it| is_short(&it.text)) else {
            return of_results.get(&column) == Some(&true);
        };
        let role = title.title(lexicon).role.map(ColumnKind::of_role);
        if let Some(ColumnKind::Figure(says)) = role {
            of_results.insert(column, says == FigureColumn::Actual);
        }
        false
    });
    lines_in_cells(cells, grid, lexicon)
}

fn lines_in_cells<'g>(
    cells: impl Iterator<Item = &'g GridCell<'g>>,
    grid: &'g Grid<'_>,
    lexicon: &'g Lexicon,
) -> Option<Lines<'g>> {
    let prose = cells.filter(|cell| !cell.is_hidden && !is_short(cell.text()));
    let lines = prose.flat_map(|cell| {
        let lines = cell.wording().map_or(&[][..], |wording| &wording.lines);
        let whole = cell.wording().filter(|_| lines.is_empty());
        let texts = whole.into_iter().chain(lines);
        texts.map(|text| Line::read(cell, text, lexicon))
    });
    Lines::of(lines, grid, lexicon)
}

impl<'g> Lines<'g> {
    fn of(
        lines: impl Iterator<Item = Line<'g>>,
        grid: &Grid<'_>,
        lexicon: &Lexicon,
    ) -> Option<Self> {
        if grid.is_beside {
            return None;
        }
        let mut lines: Vec<Line<'_>> = lines.collect();
        let known = lines.iter().map(|line| line.known(lexicon));
        if known.sum::<usize>() < FEWEST_LABELS {
            return None;
        }
        let first = lines.iter().position(|line| line.known(lexicon) > 0)?;
        // The heading of the first section stands right above its lines, numbered, as may lines whose label is none of ours.
        let is_of_list = |line: &Line<'_>| {
            line.cell.wording().and_then(Wording::number).is_some()
                || !line.parts.is_empty() && line.cell.text().starts_with(BULLETS)
        };
        let above = lines[..first].iter().rev();
        let of_list = above.take_while(|line| is_of_list(line)).count();
        lines.drain(..first - of_list);
        let of_units = lines.iter().filter(|line| line.unit.is_some());
        Some(Self {
            first_row: lines.first()?.cell.address.row,
            is_of_units: of_units.filter(|line| line.known(lexicon) > 0).count() > 1,
            is_around: false,
            lines,
        })
    }

    /// Whether a finding is about one of the cells that hold them.
    pub(super) fn hold(&self, finding: &Finding) -> bool {
        let mut cells = self.lines.iter().map(|line| line.cell.address);
        finding.cell.is_some_and(|at| cells.any(|it| it == at))
    }
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

/// Whether a sentence is one of a list, of as many words as such may have: `- Phối hợp với chuyên môn cử 14 công nhân đi …`
fn is_item(text: &str) -> bool {
    const MOST_WORDS: usize = 20;
    text.starts_with(BULLETS) && text.split(' ').count() <= MOST_WORDS
}

/// Whether a text holds a number beside its own and those of dates.
fn holds_figure(text: &str, lexicon: &Lexicon) -> bool {
    let is_of_mark = |it: char| it.is_ascii_digit() || !it.is_alphanumeric();
    let own = lexicon.wording(text.trim_start_matches(is_of_mark));
    own.speaks_of_figure(lexicon)
}

/// The labels of a line with their figures. What a sentence begins by saying of the time holds for those behind it too, and so
/// does that it looks ahead or is of others: `Phấn đấu năm 2024: kết nạp 20 đoàn viên; giới thiệu 5 đoàn viên ưu tú cho Đảng`.
fn parts_of<'l>(line: &str, lexicon: &'l Lexicon) -> Vec<Part<'l>> {
    let mut parts = Vec::new();
    let mut time = Time::Unsaid;
    let mut is_of_else = false;
    if line.len() > LONGEST_LINE {
        return parts;
    }
    for sentence in clauses::sentences(line) {
        time = clauses::time_before_figure(sentence, lexicon).unwrap_or(time);
        is_of_else |= clauses::tells_of_else(sentence, lexicon);
        let sentence = clauses::without_preface(sentence, &lexicon.forms.words);
        let clauses = clauses::understood(sentence, lexicon);
        let clauses = clauses.unwrap_or_else(|| parted(sentence, lexicon).into_iter().collect());
        parts.extend(
            clauses
                .into_iter()
                .map(|part| part.within(time, is_of_else)),
        );
    }
    parts
}

/// The label of a sentence and its one figure, or what stands on either side of its colon.
fn parted<'l>(sentence: &str, lexicon: &'l Lexicon) -> Option<Part<'l>> {
    let is_known = |label: &Wording| {
        let meaning = &label.label(lexicon).meaning;
        !matches!(meaning, LabelMeaning::Unknown(_))
    };
    if let Some(mut read) = clauses::read_clause(sentence, lexicon) {
        if is_known(&read.label) {
            return Some(read);
        }
        if let Some(counted) = read.indicator(lexicon) {
            read.meant = Meant::Indicator(counted);
            return Some(read);
        }
    }
    // `Tổng số đoàn viên: không đổi` is an answer, though no figure.
    let may_be = |(label, figure): &(&str, &str)| {
        let figure = figure.trim();
        let has_digit = figure.contains(|c: char| c.is_ascii_digit());
        has_digit || !figure.is_empty() && is_known(&lexicon.wording(label.trim()))
    };
    let by_colon = sentence.rsplit_once(':').filter(may_be);
    let (label, figure) = match by_colon {
        Some((label, figure)) => (label, figure.trim().to_string()),
        None => {
            let words = sentence.find(char::is_alphabetic)?;
            let number = words + sentence[words..].find(|c: char| c.is_ascii_digit())?;
            let (label, links) = clauses::without_words_of_links(
                sentence[..number].trim_end(),
                &lexicon.forms.words,
            );
            let figure = format!("{links} {}", &sentence[number..]);
            (label, figure.trim().to_string())
        }
    };
    let label = lexicon.wording(label.trim());
    // What a sentence without a colon begins with is a label only where it is known; a short line is told.
    let is_told = || (is_short(sentence) || is_item(sentence)) && holds_figure(sentence, lexicon);
    (by_colon.is_some() || is_known(&label) || is_told()).then(|| Part::new(label, &figure))
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
    number: Option<Mark>,
    timed: Timed,
    /// The unit of the line, by its position in the table.
    unit: Option<usize>,
    /// The indicator of which `Trong đó: nữ` is a part.
    whole: Option<Arc<str>>,
    /// The match key of the label to which `Số tiền` belongs.
    key: String,
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
            if line.parts.is_empty() {
                above.pass(line.cell, &mut table, lexicon);
            }
            if self.is_of_units {
                above.end_whole();
                above.unit = line
                    .unit
                    .as_ref()
                    .map(|name| table.add_unit(name, line.cell));
            }
            // Beside lines of units one of none is of all of them; beside the form's own one of a unit is another's.
            let is_of_one = self.is_of_units == line.unit.is_some();
            for part in &line.parts {
                let meant = above.meaning(part, lexicon);
                let Some(indicator) = meant.filter(|_| is_of_one) else {
                    let at = CellRef::new(file, grid.sheet, line.cell.address);
                    findings.extend(told(part, &at, lexicon));
                    continue;
                };
                let meant = (indicator, statements.title.says);
                above.push((grid, line.cell), part, meant, (&mut table, lexicon));
            }
        }
        if self.is_of_units {
            table.form = FormKind::ClusterTable;
        }
        let mut figures = table.figures.iter();
        if !self.is_around && figures.any(|figure| figure.column == FigureColumn::Target) {
            table.form = FormKind::PledgeReport;
        }
        table
    }
}

/// What is told of a label that is no indicator's, where it has a figure; signatures and what names papers have none.
fn told(part: &Part<'_>, at: &CellRef, lexicon: &Lexicon) -> Option<Finding> {
    let words = &lexicon.forms.words;
    let mut others = [&words.never_figures, &words.signature_words].into_iter();
    let number = part.figure.find(|it: char| it.is_ascii_digit())?;
    let mut before = part.figure[..number].split_whitespace();
    let leads_to_number = before.all(|word| words.line_links.contains(&text::label_key(word)));
    let key = part.label.label_key();
    if !leads_to_number || others.any(|of| begins_with_any(key, of)) {
        return None;
    }
    let nearest = match &part.label.label(lexicon).meaning {
        LabelMeaning::Unknown(nearest) => nearest.as_slice(),
        _ => &[],
    };
    let told = (&*part.label.text, &*part.figure);
    Some(unmatched(at, told, nearest, lexicon))
}

impl Above {
    /// Takes over what a line without a figure says of those below it.
    fn pass(&mut self, cell: &GridCell<'_>, table: &mut FigureTable, lexicon: &Lexicon) {
        let Some(wording) = cell.wording() else {
            return;
        };
        let (heading, number) = (wording.heading(lexicon), wording.number());
        self.end_whole();
        let is_numbered = number.is_some_and(Mark::is_of_group);
        let is_short = is_short(&wording.text);
        let is_time_alone = || wording.title(lexicon).title.key.is_empty();
        let is_heading = is_numbered || heading.says.is_some() || is_time_alone();
        if heading.speaks() && is_short && is_heading {
            self.timed = table.timed(heading.time, cell.saying(Scope::Section));
            self.heading = heading;
            self.number = number;
        } else if Mark::ends(number, self.number) {
            *self = Self::default();
        }
    }

    /// The indicator that a label means, in its line or below what stands above it.
    fn meaning<'l>(&mut self, part: &Part<'_>, lexicon: &'l Lexicon) -> Option<&'l Indicator> {
        let label = part.label.label(lexicon);
        let code = match (&part.meant, &label.meaning) {
            (Meant::Indicator(code), _) | (Meant::ByLabel, LabelMeaning::Indicator(code)) => {
                self.whole = Some(code.clone());
                self.key.clone_from(&label.key);
                code.clone()
            }
            (Meant::ByLabel, LabelMeaning::PartOfAbove(parts)) => {
                parts.get(self.whole.as_ref()?)?.clone()
            }
            (Meant::ByLabel, LabelMeaning::Unknown(_)) => {
                let together = lexicon.labels.meaning_together(&self.key, &label.key);
                let Some(LabelMeaning::Indicator(code)) = together else {
                    self.end_whole();
                    return None;
                };
                self.whole = Some(code.clone());
                code
            }
            (Meant::ByLabel, LabelMeaning::Ambiguous(_)) | (Meant::Nothing, _) => {
                self.end_whole();
                return None;
            }
        };
        lexicon.indicators.get(&code)
    }

    /// What follows is no part of what stands above.
    fn end_whole(&mut self) {
        self.whole = None;
        self.key.clear();
    }

    /// Puts the figure of a label among those of the table.
    fn push(
        &self,
        (grid, cell): (&Grid<'_>, &GridCell<'_>),
        part: &Part<'_>,
        (indicator, title_says): (&Indicator, Option<FigureColumn>),
        (table, lexicon): (&mut FigureTable, &Lexicon),
    ) {
        let content = CellContent::Text(part.figure.as_str().into());
        let label = part.label.label(lexicon);
        let time = match label.time {
            Time::Unsaid => part.time,
            own => own,
        };
        let by_label = table.timed(time, cell.saying(Scope::Row));
        let by_row = match time {
            Time::Unsaid => self.timed,
            _ => by_label,
        };
        let (by_row, near_by) = table.noted(grid.note_on(cell), by_row);
        let declared = label.unit.as_ref().map(|unit| table.declare(unit));
        let mut figure = FigureCell::new(indicator.code.clone(), cell.address, Some(cell));
        figure.column = match self.heading.says.or(title_says) {
            Some(FigureColumn::Target) => FigureColumn::Target,
            _ => FigureColumn::Actual,
        };
        figure.unit_row = self.unit;
        figure.timed.by_row = by_row;
        figure.timed.near_by = near_by;
        figure.declared = declared;
        figure.content = Some(content).filter(|content| !is_left_blank(content));
        table.figures.push(figure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn a_text_of_any_length_is_taken_apart() {
        let lexicon = Lexicon::built_in();
        for piece in ["nữ: ", "nữ, ", "nữ; ", "nữ 5, ", "nữ ", "5. nữ", "("] {
            let longest = piece.repeat(LONGEST_LINE / piece.len());
            parts_of(&longest, &lexicon);
            assert!(parts_of(&longest.repeat(2), &lexicon).is_empty(), "{piece}");
        }
    }

    #[test]
    fn what_a_line_begins_by_saying_holds_for_all_its_sentences() {
        let lexicon = Lexicon::built_in();
        for [line, found] in cases(
            "
            Kết nạp mới 15 đoàn viên; giới thiệu 4 đoàn viên ưu tú cho Đảng                         | members_new, party_introduced
            Phấn đấu năm 2024: kết nạp 20 đoàn viên; giới thiệu 5 đoàn viên ưu tú cho Đảng           | năm 2024, năm 2024
            Năm 2024 phấn đấu kết nạp mới 20 đoàn viên. Giới thiệu 5 đoàn viên ưu tú cho Đảng        | năm 2024, năm 2024
            Kế hoạch: kết nạp mới 20 đoàn viên; giới thiệu 5 đoàn viên ưu tú cho Đảng                | ,
            Năm 2022 kết nạp mới 7 đoàn viên; giới thiệu 3 đoàn viên ưu tú cho Đảng                  | members_new năm 2022, party_introduced năm 2022
            Tổng số đoàn viên: 120 người (năm 2022: 110 người); kết nạp mới 15 đoàn viên             | members, members_new
            So với năm 2022, tổng số đoàn viên tăng 12 người; kết nạp mới 15 đoàn viên               | , members_new
            Chỉ tiêu năm 2023: kết nạp mới 20 đoàn viên, giới thiệu 5 đoàn viên ưu tú cho Đảng       | năm 2023, năm 2023
            Đề nghị công nhận 10 Lao động tiên tiến, 2 Chiến sĩ thi đua cơ sở                        | ,
            Toàn ngành có 1.200 đoàn viên, số tổ công đoàn: 88 tổ; Lao động tiên tiến 300 người      | , ,
            Nghị quyết đề ra kết nạp mới 20 đoàn viên, thực hiện 15 đoàn viên                        | ,
            Giới thiệu 5 đoàn viên ưu tú cho Đảng, kết nạp được 3 đồng chí                           | party_introduced,
            Kết nạp mới 15 đoàn viên, đạt 75% kế hoạch; giới thiệu 5 đoàn viên ưu tú cho Đảng        | members_new, , party_introduced
            Có 120 đoàn viên đăng ký thi đua; kết nạp mới 15 đoàn viên                               | movement_registered, members_new",
        ) {
            let shown = |part: &Part<'_>| {
                let label = part.label.label(&lexicon);
                let code = match (&part.meant, &label.meaning) {
                    (Meant::Indicator(code), _)
                    | (Meant::ByLabel, LabelMeaning::Indicator(code)) => code,
                    _ => "",
                };
                let time = match label.time {
                    Time::Unsaid => part.time,
                    own => own,
                };
                let time = time.period().map(|period| period.label()).unwrap_or_default();
                format!("{code} {time}").trim().to_string()
            };
            let shown: Vec<String> = parts_of(line, &lexicon).iter().map(shown).collect();
            assert_eq!(shown.join(", ").trim(), found, "{line}");
        }
    }

    #[test]
    fn a_line_is_parted_into_its_label_and_its_figure() {
        let lexicon = Lexicon::built_in();
        for [line, label, figure] in cases(
            "
            - Tổng số lao động: 214 người.                  | Tổng số lao động | 214 người
            1. Tổng số đoàn viên công đoàn: ....199.... người | 1. Tổng số đoàn viên công đoàn | 199 người
            - Trong đó: nữ: 12 người                         | Trong đó: nữ | 12 người
            2) Kết nạp mới 12 đoàn viên;                     | Kết nạp mới đoàn viên | 12
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
            let parts = parts_of(&without_leaders(line), &lexicon).pop();
            let parts = parts.map(|part| (part.label.text.clone(), part.figure));
            assert_eq!(parts.unwrap_or_default(), (label.into(), figure.into()), "{line}");
        }
    }
}
