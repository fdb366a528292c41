//! What a cell's text says on its own. The same few texts stand in the files of hundreds of units, and every stage asks of
//! them again and again: each thing is found out once, when it is first asked.

use super::Knowledge;
use super::congress_words::speaks_of_congress;
use super::labels::LabelMeaning;
use super::likely_titles::Likely;
use super::line::{Line, NameStrength, Naming};
use super::measure::UnitLine;
use super::names_in_lines::{parted, signed_for};
use super::notes::is_of_mark;
use super::period_text::has_number_beside_dates;
use super::row_label::RowLabel;
use super::row_mark::{Mark, number_of_heading};
use super::row_remarks::time_of_remark;
use super::sections::{
    Heading, is_section_of_else, is_title_of_else, is_titled_of_part, without_number,
};
use super::time::{Time, told_time};
use super::titles::RoledTitle;
use super::tones::{Toned, Tones};
use super::whole_notes::time_of_all;
use crate::catalogue::FormWords;
use crate::period::Period;
use crate::quantity::{UnitOfMeasure, is_quantity, parse_unit_of_measure, says_nothing};
use crate::text::{self, begins_with_any, contains_any};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A cell's text and what is known of it.
#[derive(Clone)]
pub(super) struct Wording {
    /// As a person reads it; empty where only spaces were stored.
    pub(super) text: String,
    /// Its lines, where it holds several.
    pub(super) lines: Box<[Wording]>,
    /// Whether it speaks for or against an encoding from before Unicode.
    pub(super) speaks_of_legacy: bool,
    /// Whether a mark that notes explain may stand in it.
    pub(super) may_bear_mark: bool,
    /// With the marks that it was typed without, where it was.
    toned: OnceLock<Option<Box<Toned>>>,
    label_key: OnceLock<String>,
    opens_remark: OnceLock<bool>,
    time_of_remark: OnceLock<Time>,
    speaks_of_example: OnceLock<bool>,
    names_indicator: OnceLock<bool>,
    is_quantity: OnceLock<bool>,
    says_nothing: OnceLock<bool>,
    heading: OnceLock<Heading>,
    is_unclear_heading: OnceLock<bool>,
    section: OnceLock<Heading>,
    field_named: OnceLock<Option<Option<Arc<str>>>>,
    is_title_of_else: OnceLock<bool>,
    likely_title: OnceLock<Likely>,
    // Few texts are everything.
    title: OnceLock<Box<RoledTitle>>,
    label: OnceLock<Box<RowLabel>>,
    line: OnceLock<Box<Line>>,
    unit_line: OnceLock<Option<Box<UnitLine>>>,
    unit: OnceLock<Option<Box<UnitOfMeasure>>>,
    parted: OnceLock<Option<Box<(String, String)>>>,
    time_of_all: OnceLock<Option<Time>>,
    signed_for: OnceLock<Option<Box<str>>>,
    speaks_of_congress: OnceLock<bool>,
    is_titled_of_part: OnceLock<bool>,
}

impl Wording {
    /// The wording of a text as it is stored.
    pub(super) fn new(stored: &str) -> Self {
        let text = text::clean(stored);
        Self {
            may_bear_mark: text.contains(is_of_mark),
            text,
            lines: lines_of(stored),
            speaks_of_legacy: text::speaks_of_legacy(stored),
            toned: OnceLock::new(),
            label_key: OnceLock::new(),
            opens_remark: OnceLock::new(),
            time_of_remark: OnceLock::new(),
            speaks_of_example: OnceLock::new(),
            names_indicator: OnceLock::new(),
            is_quantity: OnceLock::new(),
            says_nothing: OnceLock::new(),
            heading: OnceLock::new(),
            is_unclear_heading: OnceLock::new(),
            section: OnceLock::new(),
            field_named: OnceLock::new(),
            is_title_of_else: OnceLock::new(),
            likely_title: OnceLock::new(),
            title: OnceLock::new(),
            label: OnceLock::new(),
            line: OnceLock::new(),
            unit_line: OnceLock::new(),
            unit: OnceLock::new(),
            parted: OnceLock::new(),
            time_of_all: OnceLock::new(),
            signed_for: OnceLock::new(),
            speaks_of_congress: OnceLock::new(),
            is_titled_of_part: OnceLock::new(),
        }
    }

    /// Whether a figure may stand in it.
    pub(super) fn may_be_figure(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The same with words before it: `khoảng 12`, `≥ 2`, `Đợt 1: 3`; not a date or a telephone number.
    pub(super) fn speaks_of_figure(&self, lexicon: &Knowledge) -> bool {
        let has_digit = || self.text.contains(|c: char| c.is_ascii_digit());
        let never = &lexicon.forms.words.never_figures;
        self.may_be_figure()
            || has_digit()
                && !begins_with_any(self.label_key(), never)
                && has_number_beside_dates(&text::in_small(self.said()))
    }

    /// Whether it is a figure and nothing else: `20 triệu đồng`, `gần 12 lượt`, `5 triệu 600 ngàn đồng`; `2. Chăm lo` is a heading.
    pub(super) fn is_quantity(&self, lexicon: &Knowledge) -> bool {
        /// A longer text, in bytes, is a sentence.
        const LONGEST: usize = 60;
        *self.is_quantity.get_or_init(|| {
            self.text.len() <= LONGEST && self.speaks_of_figure(lexicon) && is_quantity(self.said())
        })
    }

    /// Whether it is a word or a sign for nothing: `Không`, `-`.
    pub(super) fn says_nothing(&self) -> bool {
        *self.says_nothing.get_or_init(|| says_nothing(self.said()))
    }

    /// Whether it may begin as signatures do: `TM.`, `Thay mặt`.
    pub(super) fn may_be_signature(&self) -> bool {
        self.text.starts_with(['T', 't'])
    }

    pub(super) fn label_key(&self) -> &str {
        self.label_key.get_or_init(|| text::label_key(self.said()))
    }

    /// The text with the marks that it was typed without, as far as they are certain.
    pub(super) fn said(&self) -> &str {
        self.toned().map_or(&self.text, |toned| &toned.text)
    }

    /// Whether it was typed without marks and all of them are certain.
    pub(super) fn is_toned(&self) -> bool {
        self.toned().is_some_and(|toned| toned.is_whole)
    }

    fn toned(&self) -> Option<&Toned> {
        let find = || Tones::built_in().restored(&self.text).map(Box::new);
        self.toned.get_or_init(find).as_deref()
    }

    /// A name that stands in what it says, as it was typed.
    pub(super) fn as_typed(&self, name: String) -> String {
        match self.toned() {
            Some(_) => text::unmarked(&name),
            None => name,
        }
    }

    /// Whether it begins as remarks do that say of when or how sure figures are.
    pub(super) fn opens_remark(&self, lexicon: &Knowledge) -> bool {
        let subjects = &lexicon.forms.words.remark_subjects;
        *self
            .opens_remark
            .get_or_init(|| begins_with_any(self.label_key(), subjects))
    }

    /// The time that it says as a remark on a row that the row's figure is of.
    pub(super) fn time_of_remark(&self, lexicon: &Knowledge) -> Time {
        *self
            .time_of_remark
            .get_or_init(|| time_of_remark(self.said(), self.label_key(), &lexicon.forms.words))
    }

    /// Whether it says that what it speaks of is made up.
    pub(super) fn speaks_of_example(&self, lexicon: &Knowledge) -> bool {
        let words = &lexicon.forms.words.example_words;
        *self
            .speaks_of_example
            .get_or_init(|| contains_any(self.label_key(), words))
    }

    /// As a column's title.
    pub(super) fn title(&self, lexicon: &Knowledge) -> &RoledTitle {
        self.title
            .get_or_init(|| Box::new(RoledTitle::parse(&self.with_breaks(), lexicon)))
    }

    /// What it may be as a title, before that is found out.
    pub(super) fn likely_title(&self, lexicon: &Knowledge) -> Likely {
        *self
            .likely_title
            .get_or_init(|| lexicon.likely_title(&self.text))
    }

    /// Whether it tells no time, as a title.
    pub(super) fn is_timeless(&self, lexicon: &Knowledge) -> bool {
        self.title(lexicon).title.time == Time::Unsaid
    }

    /// As a row's label.
    pub(super) fn label(&self, lexicon: &Knowledge) -> &RowLabel {
        self.label
            .get_or_init(|| Box::new(RowLabel::parse(&self.with_breaks(), lexicon)))
    }

    /// The text with the breaks between its lines, which may set a translation off.
    fn with_breaks(&self) -> Cow<'_, str> {
        match self.lines.is_empty() {
            true => Cow::Borrowed(&self.text),
            false => {
                let lines: Vec<&str> = self.lines.iter().map(|line| &*line.text).collect();
                Cow::Owned(lines.join("\n"))
            }
        }
    }

    /// Whether it is, as it stands, a label that means an indicator or a congress' row.
    pub(super) fn names_indicator(&self, lexicon: &Knowledge) -> bool {
        *self.names_indicator.get_or_init(|| {
            let written = self.with_breaks();
            let own = text::own_words(&written);
            let key = match own.len() == written.len() {
                true => text::match_key_of(self.label_key(), &lexicon.abbreviations),
                false => lexicon.match_key(own),
            };
            matches!(
                lexicon.labels.known_meaning(&key),
                Some(LabelMeaning::Indicator(_) | LabelMeaning::PartOfAbove(_))
            ) || lexicon.congress_field(&key).is_some()
        })
    }

    /// What it says, as a heading, of the figures below it.
    pub(super) fn heading(&self, lexicon: &Knowledge) -> Heading {
        *self
            .heading
            .get_or_init(|| Heading::parse(self.said(), self.label_key(), &lexicon.forms.words))
    }

    /// The same below the form's own title, where the unit's parts and some of its people have headings of theirs.
    pub(super) fn section(&self, lexicon: &Knowledge) -> Heading {
        *self.section.get_or_init(|| {
            match is_section_of_else(self.label_key(), &lexicon.forms.words) {
                true => Heading::of_else(),
                false => self.heading(lexicon),
            }
        })
    }

    /// Whether it is, as a form's title, of some of the unit's people, or of what is no result.
    pub(super) fn is_title_of_else(&self, lexicon: &Knowledge) -> bool {
        let words = &lexicon.forms.words;
        *self
            .is_title_of_else
            .get_or_init(|| is_title_of_else(self.label_key(), words))
    }

    /// Whether it is of no field of the unit's work that is known, nor of the unit: nobody can say of what the figures below it are.
    pub(super) fn is_unclear_heading(&self, lexicon: &Knowledge) -> bool {
        *self
            .is_unclear_heading
            .get_or_init(|| self.find_unclear(lexicon))
    }

    fn find_unclear(&self, lexicon: &Knowledge) -> bool {
        let line = self.line(lexicon);
        let names_unit = line.unit_name.is_some()
            || matches!(line.names, Naming::Unit(NameStrength::Grassroots));
        let label = &self.label(lexicon).meaning;
        let is_known = matches!(
            label,
            LabelMeaning::Indicator(_) | LabelMeaning::Ambiguous(_)
        );
        if names_unit || is_known || self.unit_line(lexicon).is_some() {
            return false;
        }
        let written = self.with_breaks();
        let own = text::own_words(&written);
        let lower = match own.len() == written.len() {
            true => text::in_small(self.said()),
            // `LAO ĐỘNG`, below it `LABOR`
            false => text::in_small(own),
        };
        let told = told_time(&lower);
        let (time, told) = told.unwrap_or((Time::Unsaid, 0..0));
        let rest = format!("{} {}", &lower[..told.start], &lower[told.end..]);
        let key = lexicon.match_key(without_movement(&rest, &lexicon.forms.words));
        let key = without_number(&key);
        if ends_a_page(key) || says_who_fills_in(key, &lexicon.forms.words) {
            return false;
        }
        match key.is_empty() {
            // `Nhiệm kỳ 2020-2025`
            true => matches!(time, Time::Of(Period::Term(..))),
            // `Kinh phí (nghìn đồng)`
            false => {
                let fields = &lexicon.fields_of_work;
                !fields.explain(key) && !fields.explain(&self.label(lexicon).key)
            }
        }
    }

    /// The field of work that it names, as a row's label.
    pub(super) fn field_named(&self, lexicon: &Knowledge) -> Option<&Option<Arc<str>>> {
        let find = || self.label(lexicon).field_named(lexicon);
        self.field_named.get_or_init(find).as_ref()
    }

    /// How it is numbered in its own text, as a heading.
    pub(super) fn number(&self) -> Option<Mark> {
        number_of_heading(None, &self.text)
    }

    /// As a line above or around a table.
    pub(super) fn line(&self, lexicon: &Knowledge) -> &Line {
        self.line.get_or_init(|| {
            let line = Line::parse(self.said(), self.label_key(), lexicon);
            Box::new(Line {
                unit_name: line.unit_name.map(|name| self.as_typed(name)),
                title: line.title.map(|name| self.as_typed(name)),
                ..line
            })
        })
    }

    /// The two bodies that it names as a line, where it does.
    pub(super) fn parted(&self, lexicon: &Knowledge) -> Option<(&str, &str)> {
        let find = || {
            let (above, own) = parted(self.said(), lexicon)?;
            Some(Box::new((above.to_owned(), own.to_owned())))
        };
        let parted = self.parted.get_or_init(find).as_deref();
        parted.map(|(above, own)| (above.as_str(), own.as_str()))
    }

    /// Whom it says, below the tables, that somebody signs for.
    pub(super) fn signed_for(&self, lexicon: &Knowledge) -> Option<&str> {
        let words = &lexicon.forms.words;
        let find = || signed_for(self.said(), self.label_key(), words).map(String::into_boxed_str);
        self.signed_for.get_or_init(find).as_deref()
    }

    /// The time that it tells, as a note below the tables, of all of it.
    pub(super) fn time_of_all(&self, lexicon: &Knowledge) -> Option<Time> {
        *self
            .time_of_all
            .get_or_init(|| time_of_all(self.said(), lexicon))
    }

    /// Whether it speaks, as a line, of a union's congress that it tells of.
    pub(super) fn speaks_of_congress(&self, words: &FormWords) -> bool {
        *self
            .speaks_of_congress
            .get_or_init(|| speaks_of_congress(self.label_key(), words))
    }

    /// Whether it is, as a line, the title of a part of a unit.
    pub(super) fn is_titled_of_part(&self, words: &FormWords) -> bool {
        *self
            .is_titled_of_part
            .get_or_init(|| is_titled_of_part(self.label_key(), words))
    }

    /// What it says, as a line, of the unit of measure.
    pub(super) fn unit_line(&self, lexicon: &Knowledge) -> Option<&UnitLine> {
        let words = &lexicon.forms.words;
        let find = || UnitLine::parse(&text::in_small(self.said()), words).map(Box::new);
        self.unit_line.get_or_init(find).as_deref()
    }

    /// As a unit of measure, where it is one.
    pub(super) fn unit(&self) -> Option<&UnitOfMeasure> {
        self.unit
            .get_or_init(|| parse_unit_of_measure(self.said()).map(Box::new))
            .as_deref()
    }
}

/// A heading without what a movement is called, in quotes: `Phong trào "Giỏi một việc, biết nhiều việc"`.
fn without_movement<'t>(heading: &'t str, words: &FormWords) -> &'t str {
    const QUOTES: [char; 3] = ['"', '“', '”'];
    let called = heading.split_once(QUOTES);
    let called = called.filter(|(_, name)| name.trim_end().ends_with(QUOTES));
    let before = called.map(|(before, _)| before);
    let is_movement = |before: &&str| contains_any(&text::label_key(before), &words.movement_words);
    before.filter(is_movement).unwrap_or(heading)
}

/// A letterhead has no more lines than these; a text of more is none.
const MOST_LINES: usize = 12;

/// The lines of a text that holds several, broken or set off by a stroke (`CĐCS Sở Y tế | Năm 2025`); none of any other.
fn lines_of(stored: &str) -> Box<[Wording]> {
    const STROKE: &str = " | ";
    let stored = stored.trim();
    let breaks = stored.matches('\n').take(MOST_LINES).count();
    if breaks == MOST_LINES || breaks == 0 && !stored.contains(STROKE) {
        return Box::default();
    }
    let lines = stored.lines().flat_map(|line| line.split(STROKE));
    let lines = lines.filter(|line| !text::clean(line).is_empty());
    let lines: Vec<Wording> = lines.map(Wording::new).collect();
    if lines.len() > 1 {
        lines.into_boxed_slice()
    } else {
        Box::default()
    }
}
/// Whether a heading's key says who fills in what stands below it: `phần b do ban chấp hành công đoàn ghi`.
fn says_who_fills_in(key: &str, words: &FormWords) -> bool {
    let mut by = text::word_starts(key);
    by.any(|rest| begins_with_any(rest, &words.filled_in_by))
        && words
            .filling_words
            .iter()
            .any(|it| text::ends_with_words(key, it))
}

/// Whether a line's key ends in the number of a page: `bc cđ trường thpt trang 1 2`.
fn ends_a_page(key: &str) -> bool {
    const PAGE: &str = " trang ";
    let number = key.rsplit_once(PAGE).map(|(_, number)| number);
    number.is_some_and(|it| {
        it.chars()
            .all(|it| it.is_ascii_digit() || matches!(it, ' ' | '/'))
    })
}
