//! Prose taken apart: sentences, and in them clauses with a figure each. `Tổng số CNVCLĐ: 76 người (nữ 34 người); kết nạp mới 03 đoàn viên, giới
//! thiệu 05 đoàn viên ưu tú cho Đảng.`
//!
//! A clause's figure stands behind its label (`thăm hỏi đoàn viên 22 lượt`) or amid it (`hỗ trợ 05 đoàn viên có hoàn cảnh khó khăn`); it belongs to
//! what stands before it in its sentence (`trong đó nữ 34`, `số tiền 2.500.000 đồng`). What a sentence says of the time holds for all
//! its clauses. Of `Có 25 đoàn viên, 3 lao động được khen thưởng` the first clause is only half of what is said: it is in doubt
//! where the next one begins with its figure and is not understood.

use super::Lexicon;
use super::labels::{Below, LabelMeaning};
use super::period_text::number_beside_dates;
use super::row_mark::BULLETS;
use super::sayings::FigureColumn;
use super::time::{Time, told_time};
use super::wording::Wording;
use crate::catalogue::FormWords;
use crate::quantity::parse_unit_of_measure;
use crate::text::{self, begins_with_any, contains_any};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What a clause's label means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// What it means by itself and below the lines above it.
    ByLabel,
    /// An indicator, in its sentence.
    Indicator(Arc<str>),
    /// Nothing that is certain.
    Nothing,
}

/// A label and its figure.
pub(super) struct Part<'l> {
    pub(super) label: Cow<'l, Box<Wording>>,
    pub(super) figure: String,
    pub(super) meant: Meant,
    /// What its sentence says of the time.
    pub(super) time: Time,
    /// Whether the figure stands amid the label.
    is_amid: bool,
    /// The two words behind the figure.
    counted: String,
}

impl<'l> Part<'l> {
    pub(super) fn new(label: Cow<'l, Box<Wording>>, figure: &str) -> Self {
        let figure = figure.trim_end_matches([';', '.', ',', ' ']);
        let behind = figure
            .split(' ')
            .skip_while(|it| !it.contains(|it: char| it.is_ascii_digit()));
        Self {
            label,
            figure: figure.to_string(),
            meant: Meant::ByLabel,
            time: Time::Unsaid,
            is_amid: false,
            counted: first_words(behind.skip(1)),
        }
    }

    /// The indicator that the label means alone, or counted as its figure is: `Tặng quà 13 hộ nghèo`.
    pub(super) fn indicator(&self, lexicon: &Lexicon) -> Option<Arc<str>> {
        let label = self.label.label(lexicon);
        let counted = || {
            let words = &*self.counted;
            let one = words.split(' ').next().unwrap_or(words);
            let unit = parse_unit_of_measure(words).or_else(|| parse_unit_of_measure(one))?;
            lexicon.meant_in(&label.key, &label.meaning, &unit.dimension)
        };
        match &label.meaning {
            LabelMeaning::Indicator(_) if label.has_slip(lexicon) => None,
            LabelMeaning::Indicator(code) => Some(counted().unwrap_or_else(|| code.clone())),
            LabelMeaning::Unknown(_) => counted(),
            LabelMeaning::PartOfAbove(_) | LabelMeaning::Ambiguous(_) => None,
        }
    }
}

impl Part<'_> {
    /// Whether no more than a unit of measure stands behind its figure.
    fn has_plain_figure(&self) -> bool {
        const MOST_WORDS: usize = 2;
        let number = self.figure.rfind(|it: char| it.is_ascii_digit());
        let behind = number.map_or("", |at| &self.figure[at + 1..]);
        behind.split_whitespace().count() <= MOST_WORDS
    }

    /// The same where its line says something of the time, or is of something else.
    pub(super) fn within(self, time: Time, is_of_else: bool) -> Self {
        Self {
            meant: match is_of_else {
                true => Meant::Nothing,
                false => self.meant,
            },
            time: match self.time {
                Time::Unsaid => time,
                own => own,
            },
            ..self
        }
    }
}

/// The time that a sentence names before its first figure; not one that it compares with.
pub(super) fn time_before_figure(sentence: &str, lexicon: &Lexicon) -> Option<Time> {
    let before = text::lower_case(&sentence[..figure_in(sentence)?]);
    let compared = text::first_of(&before, &lexicon.forms.words.comparing_words);
    let (time, _) = told_time(&before[..compared.unwrap_or(before.len())])?;
    (time != Time::Unsaid).then_some(time)
}

/// Whether a sentence tells of what is to be reached or is only proposed, or of others than the unit: `Toàn ngành có 1.200 đoàn viên`.
pub(super) fn tells_of_else(sentence: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    let holds = |piece: &Range<usize>| {
        let piece = without_mark(&sentence[piece.clone()]);
        let label = label_of(piece);
        let key = text::label_key(label);
        contains_any(&text::label_key(piece), &words.prospect_words)
            || contains_any(&key, &words.prospect_labels)
                && !lexicon.wording(label).names_indicator(lexicon)
    };
    pieces(sentence, words).iter().any(holds)
}

/// A sentence without those before it that hold no figure and tell of the unit itself: `Công đoàn được sự quan tâm của chi bộ. Tổng số
/// đoàn viên …`. Of whom others tell, what follows may be too: `Chi đoàn hoạt động sôi nổi. Tổng số đoàn viên …`.
pub(super) fn without_preface<'t>(sentence: &'t str, words: &FormWords) -> &'t str {
    let mut rest = sentence;
    while let Some((preface, behind)) = rest.split_once(". ") {
        let key = text::label_key(preface);
        let is_preface = figure_in(preface).is_none()
            && begins_with_any(&key, &words.preface_beginnings)
            && behind.starts_with(char::is_uppercase);
        if !is_preface {
            break;
        }
        rest = behind.trim_start();
    }
    rest
}

/// The sentences of a text: a period ends one behind a figure, a semicolon anywhere.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, mark) in text
        .char_indices()
        .filter(|(_, it)| matches!(it, ';' | '.'))
    {
        let behind = &text[at + 1..];
        let ends = mark == ';'
            || behind.starts_with(' ')
                && behind
                    .trim_start()
                    .trim_start_matches(BULLETS)
                    .trim_start()
                    .starts_with(char::is_alphabetic)
                && text[from..at].contains(char::is_alphabetic)
                && figure_in(&text[from..at]).is_some();
        if ends {
            sentences.push(&text[from..at]);
            from = at + 1;
        }
    }
    sentences.push(&text[from..]);
    let sentences = sentences.into_iter().map(str::trim);
    sentences.filter(|it| !it.is_empty()).collect()
}

/// The labels and figures of a sentence's clauses; none where it has but one figure.
pub(super) fn understood<'l>(sentence: &str, lexicon: &'l Lexicon) -> Option<Vec<Part<'l>>> {
    let pieces = pieces(sentence, &lexicon.forms.words);
    let figures = pieces
        .iter()
        .filter(|it| figure_in(&sentence[(*it).clone()]).is_some());
    if figures.count() < 2 {
        return None;
    }
    // `Tặng quà 13 hộ nghèo, gia đình chính sách, trị giá 3.900.000 đồng`: a piece without a figure goes with the one before or behind.
    let read = |joined: Joined| {
        let clauses = clauses(sentence, &pieces, joined);
        let parts = read_clauses(&clauses, lexicon);
        let known = parts.iter().filter(|part| part.meant != Meant::Nothing);
        // Words that are left behind a figure may be of its label.
        let known = known.map(|part| 2 + usize::from(part.has_plain_figure()));
        let known: usize = known.sum();
        (parts, known)
    };
    let (behind, known_behind) = read(Joined::Behind);
    let (before, known_before) = read(Joined::Before);
    Some(match known_before > known_behind {
        true => before,
        false => behind,
    })
}

/// With which neighbour a piece without a figure goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    Before,
    Behind,
}

/// The pieces of a sentence: what stands between its commas, brackets and links. A comma between digits is a number's.
fn pieces(sentence: &str, words: &FormWords) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let figure_from = |from: usize| Some(from + figure_in(&sentence[from..])?);
    let mut figure = figure_from(0);
    for (at, mark) in sentence.char_indices() {
        let behind = &sentence[at + mark.len_utf8()..];
        let parts = match mark {
            '(' | ')' => true,
            ',' => !behind.starts_with(|it: char| it.is_ascii_digit()),
            // `12 lượt đoàn viên với số tiền …`, `120 người trong đó …`
            ' ' => {
                // `11 lượt đoàn viên ốm đau, thai sản, hiếu hỷ với số tiền …`
                let has_figure = figure.is_some_and(|figure| figure < at) || !pieces.is_empty();
                let begins = |of: &[&Vec<String>]| {
                    let key = text::label_key(beginning(behind));
                    of.iter().any(|of| begins_with_any(&key, of))
                };
                // `13 hộ nghèo, gia đình chính sách trị giá 3.900.000 đồng`
                has_figure && begins(&[&words.clause_links, &words.among_beginnings])
                    || !pieces.is_empty() && begins(&[&words.amount_links])
            }
            _ => false,
        };
        if parts {
            pieces.push(from..at);
            from = at + mark.len_utf8();
            figure = figure_from(from);
        }
    }
    pieces.push(from..sentence.len());
    let says = |it: &Range<usize>| sentence[it.clone()].contains(char::is_alphanumeric);
    pieces.into_iter().filter(says).collect()
}

/// The first two words.
fn first_words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.take(2).collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, as much of it as a link may be.
fn beginning(text: &str) -> &str {
    const MOST_WORDS: usize = 3;
    let mut ends = text.match_indices(' ');
    ends.nth(MOST_WORDS).map_or(text, |(at, _)| &text[..at])
}

/// A sentence's clauses: each piece that holds a figure, with those beside it that hold none.
fn clauses<'t>(sentence: &'t str, pieces: &[Range<usize>], joined: Joined) -> Vec<&'t str> {
    let mut clauses: Vec<(Range<usize>, bool)> = Vec::new();
    for piece in pieces {
        let has_figure = figure_in(&sentence[piece.clone()]).is_some();
        match clauses.last_mut() {
            Some((clause, is_full)) if !*is_full || !has_figure && joined == Joined::Before => {
                clause.end = piece.end;
                *is_full |= has_figure;
            }
            _ => clauses.push((piece.clone(), has_figure)),
        }
    }
    // What no figure follows belongs to the last one.
    if let [.., (before, _), (last, false)] = &mut clauses[..] {
        before.end = last.end;
        clauses.pop();
    }
    let clauses = clauses
        .into_iter()
        .map(|(clause, _)| sentence[clause].trim());
    clauses.collect()
}

/// What the clauses before one say.
struct Before {
    /// The match key of the label to which `số tiền` belongs.
    key: String,
    /// The indicator of which `trong đó nữ` is a part.
    whole: Arc<str>,
}

fn read_clauses<'l>(clauses: &[&str], lexicon: &'l Lexicon) -> Vec<Part<'l>> {
    let mut parts: Vec<Part<'l>> = Vec::with_capacity(clauses.len());
    let mut before: Option<Before> = None;
    for clause in clauses {
        let own = without_links(clause, &lexicon.forms.words);
        let is_time = |label: &str| {
            let is_empty = || lexicon.wording(label).title(lexicon).title.key.is_empty();
            !label.is_empty() && is_empty()
        };
        let compares = &lexicon.forms.words.comparing_row_beginnings;
        let is_aside = |key: &str| begins_with_any(key, compares) || is_time(label_of(own));
        // `tăng 5 người so với năm 2022`, `(năm 2022: 110 người)`
        if !parts.is_empty() && is_aside(&text::label_key(own)) {
            continue;
        }
        let read = read_clause(own, lexicon);
        // `Đề nghị 10 …, 2 Chiến sĩ thi đua cơ sở` goes on with what is not understood.
        let is_coordinate = own.starts_with(|it: char| it.is_ascii_digit());
        let goes_on = is_coordinate && before.is_none() && !parts.is_empty();
        let code = read.as_ref().filter(|_| !goes_on);
        let code = code.and_then(|part| meaning(part, before.as_ref(), lexicon));
        let Some((mut part, code)) = read.zip(code) else {
            doubt(&mut parts, is_coordinate);
            before = None;
            parts.extend(unread(own, lexicon));
            continue;
        };
        let is_below = matches!(
            part.label.label(lexicon).meaning,
            LabelMeaning::Indicator(_)
        );
        let key = part.label.label(lexicon).key.clone();
        before = Some(Before {
            key: match before {
                Some(before) if !is_below => before.key,
                _ => key,
            },
            whole: code.clone(),
        });
        part.meant = Meant::Indicator(code);
        parts.push(part);
    }
    with_time(parts, lexicon)
}

/// The last clause is in doubt where what follows may go on with it.
fn doubt(parts: &mut [Part<'_>], is_coordinate: bool) {
    if let Some(last) = parts
        .last_mut()
        .filter(|last| is_coordinate && last.is_amid)
    {
        last.meant = Meant::Nothing;
    }
}

/// A clause that is not understood.
fn unread<'l>(clause: &str, lexicon: &'l Lexicon) -> Option<Part<'l>> {
    let number = figure_in(clause)?;
    let (label, figure) = match (label_of(clause), clause[number..].split_once(' ')) {
        // `3 lao động được khen thưởng`
        ("", Some((figure, label))) => (label, figure),
        (label, _) => (label, &clause[number..]),
    };
    let part = Part::new(lexicon.wording(label), figure);
    (!label.is_empty()).then_some(Part {
        meant: Meant::Nothing,
        ..part
    })
}

/// What a sentence says of the time holds for all its clauses; where it says two things, none is understood.
fn with_time<'l>(mut parts: Vec<Part<'l>>, lexicon: &Lexicon) -> Vec<Part<'l>> {
    let times = parts.iter().map(|part| part.label.label(lexicon).time);
    let mut told = times.filter(|time| *time != Time::Unsaid);
    let Some(time) = told.next() else {
        return parts;
    };
    let is_one = told.all(|other| other == time);
    for part in &mut parts {
        part.time = time;
        if !is_one {
            part.meant = Meant::Nothing;
        }
    }
    parts
}

/// The indicator that a clause means behind those before it.
fn meaning(part: &Part<'_>, before: Option<&Before>, lexicon: &Lexicon) -> Option<Arc<str>> {
    let label = part.label.label(lexicon);
    match (&label.meaning, before) {
        (LabelMeaning::Indicator(_), None) => part.indicator(lexicon),
        (LabelMeaning::Indicator(_), Some(before)) => {
            let code = part.indicator(lexicon)?;
            let above = (&*before.key, Some(&*before.whole));
            match lexicon.labels.below(above, &label.key, &code) {
                Below::Itself => Some(code),
                Below::Other(_) | Below::Some => None,
            }
        }
        (LabelMeaning::PartOfAbove(parts), Some(before)) => parts.get(&before.whole).cloned(),
        // `Thăm hỏi 11 lượt đoàn viên ốm đau` is of some of them.
        (LabelMeaning::Unknown(_), _) if part.indicator(lexicon).is_some() => {
            let found = part.indicator(lexicon);
            found.filter(|_| part.has_plain_figure())
        }
        (LabelMeaning::Unknown(_), Some(before)) => {
            match lexicon.labels.meaning_together(&before.key, &label.key)? {
                LabelMeaning::Indicator(code) if code != before.whole => Some(code),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A clause's label and figure, with what stands before them left out as far as it has to be: `Về thi đua: Lao động tiên tiến 63 người`.
pub(super) fn read_clause<'l>(clause: &str, lexicon: &'l Lexicon) -> Option<Part<'l>> {
    /// A clause of more is none: `Về thi đua: danh hiệu: …`
    const MOST_INTRODUCTIONS: usize = 3;
    let words = &lexicon.forms.words;
    let clause = without_mark(without_links(clause, words));
    let whole = parted(clause, lexicon);
    let is_known = |part: &Part<'_>| {
        let label = part.label.label(lexicon);
        matches!(label.meaning, LabelMeaning::PartOfAbove(_)) || part.indicator(lexicon).is_some()
    };
    if whole.as_ref().is_some_and(is_known) {
        return whole;
    }
    let known = |rest: &str| parted(rest, lexicon).filter(is_known);
    let behind = std::iter::successors(Some(clause), |rest| behind_introduction(rest, lexicon));
    let mut behind = behind.take(1 + MOST_INTRODUCTIONS);
    let read = behind.find_map(|rest| {
        let rest = without_mark(without_links(rest, words));
        known(rest).or_else(|| behind_beginning(rest, words).and_then(known))
    });
    read.or(whole)
}

/// What stands behind the words that only begin a clause: `Đã tổ chức`, `Đơn vị hiện có`.
fn behind_beginning<'t>(clause: &'t str, words: &FormWords) -> Option<&'t str> {
    let mut ends = clause
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(MOST_BEGINNING)
        .collect::<Vec<_>>();
    ends.reverse();
    let is_beginning = |at: &usize| {
        words
            .clause_beginnings
            .contains(&text::label_key(&clause[..*at]))
    };
    let at = ends.into_iter().find(is_beginning)?;
    Some(clause[at..].trim_start())
}

/// The most words of such a beginning.
const MOST_BEGINNING: usize = 6;

/// What stands behind the colon of a clause's introduction: it holds no figure, and says neither when nor what is planned.
fn behind_introduction<'t>(clause: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (introduction, rest) = clause.split_once(':')?;
    let says = lexicon.wording(introduction.trim());
    let is_label = || !matches!(says.label(lexicon).meaning, LabelMeaning::Unknown(_));
    let heading = says.heading(lexicon);
    let is_of_results = heading.says != Some(FigureColumn::Target) && heading.time == Time::Unsaid;
    let is_plain = figure_in(introduction).is_none() && is_of_results;
    (is_plain && figure_in(rest).is_some() && !is_label()).then(|| rest.trim())
}

/// A clause's label and its figure: what stands before the figure, or around it where only that is known.
fn parted<'l>(clause: &str, lexicon: &'l Lexicon) -> Option<Part<'l>> {
    let number = figure_in(clause)?;
    // `Tiền lương bình quân tháng của 1 người lao động: 9,7 triệu đồng`
    if let Some((label, figure)) = clause
        .rsplit_once(':')
        .filter(|(label, _)| number < label.len())
    {
        let part = Part::new(lexicon.wording(label.trim()), figure.trim());
        let is_answer = figure.contains(|it: char| it.is_ascii_digit());
        return part.indicator(lexicon).filter(|_| is_answer).map(|_| part);
    }
    if let Some(part) = behind_one(clause, number, lexicon) {
        return Some(part);
    }
    let before = clause[..number].trim_end();
    let words = &lexicon.forms.words;
    let (label, links) = without_words_of_links(before.trim_end_matches([':', ' ']), words);
    let figure = format!("{links} {}", &clause[number..]);
    let first = Part::new(lexicon.wording(label), figure.trim());
    let meaning = &first.label.label(lexicon).meaning;
    let is_closed = before.ends_with(':') || matches!(meaning, LabelMeaning::Indicator(_));
    let amid = || around(clause, number, lexicon);
    match is_closed {
        true => Some(first),
        false => amid().or((!label.is_empty()).then_some(first)),
    }
}

/// A label that is of one of those whom it speaks of, and its figure behind a word that leads to it: `Tiền lương bình quân tháng của 1
/// người lao động là 9,7 triệu đồng`.
fn behind_one<'l>(clause: &str, number: usize, lexicon: &'l Lexicon) -> Option<Part<'l>> {
    let one = clause[number..].split(' ').next()?;
    if one.trim_start_matches('0') != "1" {
        return None;
    }
    let behind = number + one.len();
    let figure = behind + clause[behind..].find(|it: char| it.is_ascii_digit())?;
    let words = &lexicon.forms.words;
    let (label, links) = without_words_of_links(clause[..figure].trim_end(), words);
    let part = Part::new(
        lexicon.wording(label),
        &format!("{links} {}", &clause[figure..]),
    );
    let meaning = &part.label.label(lexicon).meaning;
    let is_label = !links.is_empty() && matches!(meaning, LabelMeaning::Indicator(_));
    is_label.then_some(part)
}

/// A label on both sides of its figure: `Kết nạp mới 12 đoàn viên`, `08 sáng kiến được công nhận`.
fn around<'l>(clause: &str, number: usize, lexicon: &'l Lexicon) -> Option<Part<'l>> {
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '%');
    let behind = clause[number..].find(|it: char| !is_of_number(it))?;
    let (figure, rest) = clause[number..].split_at(behind);
    if rest.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_end_matches([';', '.', ',', ' ']);
    let label = lexicon.wording(&text::clean(&format!("{} {rest}", &clause[..number])));
    let mut part = Part::new(label, figure);
    part.is_amid = true;
    part.counted = first_words(rest.split_whitespace());
    part.indicator(lexicon).is_some().then_some(part)
}

/// A clause's words before its figure, and those at their end that only lead to it: `Tổng số lao động hiện có là khoảng`.
pub(super) fn without_words_of_links<'l>(words: &'l str, forms: &FormWords) -> (&'l str, &'l str) {
    let mut label = words;
    while let Some((before, last)) = label.rsplit_once(' ') {
        let key = text::label_key(last);
        // `(Vì người nghèo, Đền ơn đáp nghĩa …): 10.100.000 đồng`
        let says_nothing = key.is_empty() && !last.contains(')');
        if !forms.line_links.contains(&key) && !says_nothing {
            break;
        }
        label = before.trim_end();
    }
    (label, words[label.len()..].trim_start())
}

/// A clause without the words that link it to the one before.
fn without_links<'t>(clause: &'t str, words: &FormWords) -> &'t str {
    let longest = words.clause_links.iter();
    let longest = longest.map(|link| link.split(' ').count()).max();
    let behind = |count: usize| {
        let at = clause.match_indices(' ').nth(count - 1)?.0;
        let is_link = words.clause_links.contains(&text::label_key(&clause[..at]));
        is_link.then(|| clause[at..].trim_start())
    };
    let mut counts = (1..=longest.unwrap_or_default()).rev();
    counts.find_map(behind).unwrap_or(clause)
}

/// A clause without its bullet.
fn without_mark(clause: &str) -> &str {
    clause.trim_start_matches(BULLETS).trim_start()
}

/// A clause's words before its figure.
fn label_of(clause: &str) -> &str {
    let words = figure_in(clause).map_or(clause, |number| &clause[..number]);
    words.trim_end_matches([':', ' '])
}

/// Where the figure of a clause begins: its first number behind its own and beside dates.
pub(super) fn figure_in(clause: &str) -> Option<usize> {
    let is_own = |it: char| !it.is_alphabetic() && !it.is_ascii_digit();
    let own = clause.len() - clause.trim_start_matches(is_own).len();
    // `1. Tổng số …`, `2) …`
    let number = clause[own..]
        .find(|it: char| !it.is_ascii_digit())
        .unwrap_or(0);
    let is_mark = number > 0
        && clause[own + number..].starts_with(['.', ')', '/'])
        && !clause[own + number + 1..].starts_with(|it: char| it.is_ascii_digit());
    let from = if is_mark { own + number + 1 } else { own };
    let lower = text::lower_case(&clause[from..]);
    let at = from + number_beside_dates(&lower)?;
    clause.is_char_boundary(at).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn what_only_leads_to_a_sentence_is_left_out() {
        let words = crate::catalogue::Forms::built_in().words;
        for [text, rest] in cases(
            "
            Công đoàn được sự quan tâm của chi bộ. Tổng số đoàn viên là 30 người | Tổng số đoàn viên là 30 người
            Nhà trường đã ổn định. Đơn vị luôn đoàn kết. Tổng số lao động: 30    | Tổng số lao động: 30
            Chi đoàn hoạt động sôi nổi. Tổng số đoàn viên là 30 người            | Chi đoàn hoạt động sôi nổi. Tổng số đoàn viên là 30 người
            Công đoàn đã họp tại tp. Cao Bằng 3 lần                              | Cao Bằng 3 lần
            Công đoàn đã họp 3 lần. Tổng số lao động: 30                         | Công đoàn đã họp 3 lần. Tổng số lao động: 30",
        ) {
            assert_eq!(without_preface(text, &words), rest);
        }
    }

    #[test]
    fn a_sentence_of_several_figures_is_read_clause_by_clause() {
        let lexicon = Lexicon::built_in();
        for [line, found] in cases(
            "
            - Tổng số CNVCLĐ là 130 người, trong đó nữ 60 người              | workers là 130 người; workers_female 60 người
            Tổng số đoàn viên: 120 người (trong đó nữ: 55 người)             | members 120 người; members_female 55 người
            Tổng số đoàn viên 120 người trong đó nữ 55 người                 | members 120 người; members_female 55 người
            Thăm hỏi 12 lượt đoàn viên với số tiền 6,5 triệu đồng            | visits 12; visits_amount 6,5 triệu đồng
            - Đã tổ chức thăm hỏi 36 lượt đoàn viên, với tổng số tiền 18.000.000 đồng. | visits 36; visits_amount 18.000.000 đồng
            - Tặng quà 13 hộ nghèo, gia đình chính sách, trị giá 3.900.000 đồng. | poor_households 13; poor_households_amount 3.900.000 đồng
            Thăm hỏi đoàn viên ốm đau, hiếu hỷ: 7 lượt, số tiền 3.500.000đ.  | visits 7 lượt; visits_amount 3.500.000đ
            - Tổng số đoàn viên công đoàn: 86 đồng chí (nữ: 50 đồng chí), sinh hoạt tại 06 tổ công đoàn. | members 86 đồng chí; members_female 50 đồng chí; union_groups 06
            Đơn vị hiện có tổng số CNVCLĐ: 76 người (nữ 34 người)            | workers 76 người; workers_female 34 người
            Về thi đua: Lao động tiên tiến 63 người, Chiến sĩ thi đua cơ sở 07 người, 08 sáng kiến được công nhận | advanced_workers 63 người; emulation_fighters 07 người; initiatives 08
            Tổng số lao động 130 người, tổng số đoàn viên 120 người          | workers 130 người; members 120 người
            Kết nạp mới 15 đoàn viên, giới thiệu 4 đoàn viên ưu tú cho Đảng  | members_new 15; party_introduced 4
            Tổng số đoàn viên 120 người, tăng 5 người so với năm 2022, kết nạp mới 15 đoàn viên | members 120 người; members_new 15
            Tổng số đoàn viên công đoàn: 22 người (năm 2023: 24 người)       | members 22 người
            Có 25 đoàn viên, 3 lao động được khen thưởng                     | ? 25; ? 3
            Có 25 đoàn viên và 3 lao động được khen thưởng                   | ? 25; ? 3
            Kết nạp mới 15 đoàn viên, khai trừ 1 đoàn viên                   | members_new 15; ? 1 đoàn viên
            Ban Chấp hành có 05 đồng chí, trong đó nữ 02 đồng chí            | ? 05 đồng chí; ? 02 đồng chí
            Kết nạp mới 15 đoàn viên, trong đó 3 đoàn viên nữ                | members_new 15; ? 3 đoàn viên nữ
            Kế hoạch kết nạp 20 đoàn viên, thực hiện 15 đoàn viên            | ? 20 đoàn viên; ? 15 đoàn viên
            Lương bình quân tháng của 1 người lao động: 9,7 triệu đồng, tổng số đoàn viên: 12 người | avg_wage 9,7 triệu đồng; members 12 người
            Lương bình quân tháng của 1 người lao động là 9,7 triệu đồng, tổng số đoàn viên là 12 người | avg_wage là 9,7 triệu đồng; members là 12 người
            Ban chấp hành đã thăm hỏi 11 lượt đoàn viên ốm đau, thai sản, hiếu hỷ với số tiền thăm hỏi 2,200,000 VNĐ | visits 11; visits_amount 2,200,000 VNĐ
            Tặng quà 13 hộ nghèo, gia đình chính sách với số tiền 3.900.000 đồng | poor_households 13; poor_households_amount 3.900.000 đồng
            Hỗ trợ 1 đoàn viên có hoàn cảnh khó khăn với số tiền 500.000 đồng | hardship_members 1; hardship_amount 500.000 đồng
            Thăm hỏi 11 lượt đoàn viên ốm đau, thai sản với số tiền 2.200.000 đồng | ? 11 lượt đoàn viên ốm đau; ? 2.200.000 đồng
            Kết nạp 1 đoàn viên, nâng tổng số đoàn viên là 120 người         | members_new 1; ? 120 người
            Tổng số đoàn viên công đoàn: 1.200 người                         |
            Ủng hộ các quỹ xã hội 25.000.000 đồng                            |",
        ) {
            let parts = understood(line, &lexicon).unwrap_or_default();
            let shown = |part: &Part<'_>| {
                let code = match &part.meant {
                    Meant::Indicator(code) => code,
                    _ => "?",
                };
                format!("{code} {}", part.figure)
            };
            let shown: Vec<String> = parts.iter().map(shown).collect();
            assert_eq!(shown.join("; "), found, "{line}");
        }
    }

    #[test]
    fn a_text_is_cut_into_its_sentences() {
        for (text, count) in [
            (
                "Tổng số đoàn viên: 12 người; số tổ công đoàn: 2 tổ. Trong năm kết nạp mới 03 đoàn viên.",
                3,
            ),
            ("1. Tổng số đoàn viên: 1.200 người", 1),
            (
                "Thực hiện Công văn số 125/CV-LĐLĐ. Ban Chấp hành báo cáo",
                2,
            ),
            ("TM. Ban Chấp hành", 1),
        ] {
            assert_eq!(sentences(text).len(), count, "{text}");
        }
    }

    #[test]
    fn a_time_in_a_sentence_is_of_all_its_clauses() {
        let lexicon = Lexicon::built_in();
        let times = |sentence| {
            let parts = understood(sentence, &lexicon).unwrap_or_default();
            let times: Vec<Time> = parts.iter().map(|part| part.time).collect();
            times
        };
        let told = times("Năm 2022 kết nạp mới 7 đoàn viên, giới thiệu 4 đoàn viên ưu tú cho Đảng");
        assert_eq!(told.len(), 2);
        assert!(told[0] == told[1] && told[0] != Time::Unsaid);
    }
}
