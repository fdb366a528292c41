//! Sections whose headings are in words of a secretary's own: `Con người nhà trường`, `Sẻ chia`. They are fields of work called otherwise
//! where they share the indicators out with the rest of the table: most of its headings are such, or one is a link in a chain of headings
//! that are understood, asks for several things, and bears no name, no number, no people and no occasion. One that asks again for what
//! stands elsewhere (`Kho vận Bình Minh`) may be of a part of the unit, of an occasion, of others.

use super::Knowledge;
use super::blocks_of_parts::{Headings, SectionHeading};
use super::region::Region;
use super::row_mark::Mark;
use super::sayings::Timed;
use super::sections::{is_of_part, without_number};
use super::tables::{FigureCell, FigureTable};
use super::time::Time;
use super::wording::Wording;
use crate::text::{self, contains_any};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One alone says nothing of how others are called.
const FEWEST: usize = 2;

/// What one heading alone has to ask for.
const FEWEST_INDICATORS: usize = 3;

/// So many and no less are of several fields, whatever they are.
const MOST_OF_AN_OCCASION: usize = 5;

/// The indicators that each section asks for; those of no unclear section under `None`.
type Asked = BTreeMap<Option<usize>, BTreeSet<Arc<str>>>;

/// Takes the sections that are fields of work for what they are.
pub(super) fn settle(table: &mut FigureTable, headings: &Headings<'_>, region: &Region<'_>) {
    let asked = asked(table);
    let unclear = asked.keys().flatten().count();
    if unclear == 0 {
        return;
    }
    let used = used_headings(table, headings);
    let are_most = unclear >= FEWEST && 2 * unclear > used.len();
    let clear_marks = || {
        let clear = used
            .iter()
            .filter(|it| !it.wording.is_unclear_heading(region.lexicon));
        clear.map(|it| it.mark).collect::<BTreeSet<Option<Mark>>>()
    };
    let clear_marks = clear_marks();
    let is_field = |section: usize, codes: &BTreeSet<Arc<str>>| {
        let at = table.words.sayings[section].at;
        let heading = used.iter().find(|it| it.at == at);
        are_most
            || heading.is_some_and(|it| {
                clear_marks.contains(&it.mark)
                    && asks_of_the_whole_year(codes, region.lexicon)
                    && is_in_plain_words(it.wording, region.lexicon)
                    && (counts_all(codes) || !names_people(it.wording, region.lexicon))
            })
    };
    let fields: BTreeSet<usize> = asked
        .iter()
        .filter(|(section, codes)| {
            let mut others = asked.iter().filter(|(other, _)| other != section);
            others.all(|(_, others)| others.is_disjoint(codes))
        })
        .filter_map(|(section, codes)| section.filter(|it| is_field(*it, codes)))
        .collect();
    for figure in &mut table.figures {
        if section_of(figure).is_some_and(|it| fields.contains(&it)) {
            figure.timed.by_row = Timed::default();
        }
    }
}

/// The unclear section that a figure stands in.
fn section_of(figure: &FigureCell) -> Option<usize> {
    match figure.timed.by_row {
        Timed {
            time: Time::Unclear,
            said,
        } => said,
        _ => None,
    }
}

fn asked(table: &FigureTable) -> Asked {
    let mut asked = Asked::new();
    for figure in table.figures.iter().filter(|it| it.content.is_some()) {
        let codes = asked.entry(section_of(figure)).or_default();
        codes.insert(figure.indicator.clone());
    }
    asked
}

/// The headings below which figures stand.
fn used_headings<'h, 'a>(
    table: &FigureTable,
    headings: &'h Headings<'a>,
) -> Vec<&'h SectionHeading<'a>> {
    let filled = table.figures.iter().filter(|it| it.content.is_some());
    let above = filled.map(|figure| headings.partition_point(|it| it.at.row < figure.at.row));
    let above: BTreeSet<usize> = above.filter_map(|count| count.checked_sub(1)).collect();
    above.into_iter().map(|at| &headings[at]).collect()
}

/// Whether a section asks how many there are in all: whoever its heading names, it is then of the whole unit.
fn counts_all(codes: &BTreeSet<Arc<str>>) -> bool {
    const ALL: [&str; 2] = ["members", "workers"];
    ALL.iter()
        .any(|all| codes.iter().any(|code| **code == **all))
}

fn names_people(heading: &Wording, lexicon: &Knowledge) -> bool {
    let people = &lexicon.forms.words.heading_people;
    let key = heading.label_key();
    contains_any(key, people) || contains_any(&lexicon.match_key(key), people)
}

/// Whether what a section asks for is several things, most of them such as no occasion brings.
fn asks_of_the_whole_year(codes: &BTreeSet<Arc<str>>, lexicon: &Knowledge) -> bool {
    let of_occasions = &lexicon.forms.words.indicators_of_occasions;
    let lasting = codes
        .iter()
        .filter(|code| !of_occasions.iter().any(|it| **it == ***code));
    let lasting = lasting.count();
    // No occasion brings visits to the sick and gifts to the poor and money for funds.
    let is_of_many = codes.len() >= MOST_OF_AN_OCCASION;
    let are_several = codes.len() >= FEWEST_INDICATORS || counts_all(codes) && codes.len() > 1;
    are_several && 2 * lasting > codes.len() || is_of_many
}

/// Whether a heading names nobody and nothing: no number, no people, no body, no occasion, no word with a capital of its own.
fn is_in_plain_words(heading: &Wording, lexicon: &Knowledge) -> bool {
    let key = without_number(heading.label_key());
    let words = &lexicon.forms.words;
    let named = [
        &words.body_words,
        &words.occasion_words,
        &words.other_bodies,
    ];
    let names = |key: &str| {
        is_of_part(key, words) || named.into_iter().any(|words| contains_any(key, words))
    };
    let own = text::clean(&heading.text);
    // Its number and its first word may begin with a capital.
    let behind = own.split_whitespace().skip_while(|word| !is_word(word));
    let is_in_capitals = !own.contains(char::is_lowercase);
    let bears_name = behind
        .skip(1)
        .any(|word| word.starts_with(char::is_uppercase) && !is_short_form(word, lexicon));
    !key.is_empty()
        && !key.contains(|it: char| it.is_ascii_digit())
        && !names(key)
        && !names(&lexicon.match_key(key))
        && match is_in_capitals {
            true => key.split(' ').all(is_common),
            false => !bears_name,
        }
}

/// A word, and no number of a heading: `Phần`, not `II.`, `1.2`, `a)`.
fn is_word(written: &str) -> bool {
    written.chars().filter(|it| it.is_alphabetic()).count() > 1
        && !without_number(&text::label_key(written)).is_empty()
}

/// `CNVCLĐ`, `NLĐ`
fn is_short_form(word: &str, lexicon: &Knowledge) -> bool {
    let key = text::label_key(word);
    lexicon.match_key(word) != key
}

fn is_common(word: &str) -> bool {
    text::common_words().any(|it| it == word)
}
