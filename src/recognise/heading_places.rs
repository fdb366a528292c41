//! Where headings stand: one alone in its row, that stands out there, is of a field of the unit's work, or nobody knows of what. One that
//! names another body is that one's.

use super::Knowledge;
use super::grid::{Grid, GridCell};
use super::line::{NameStrength, Naming};
use super::row_mark::Mark;
use super::sayings::FigureColumn;
use super::sections::{Heading, without_number};
use super::standing::names_a_body;
use super::time::{Time, told_time};
use super::wording::Wording;
use crate::text::{begins_with_any, begins_with_words, contains_any, contains_words};

/// Whether a row's only words stand there as a heading does: marked as the head of a group, in capitals, or over several columns.
pub(super) fn stands_out(grid: &Grid<'_>, cell: &GridCell<'_>, mark: Option<Mark>) -> bool {
    /// Over fewer columns also labels are merged.
    const FEWEST_COLUMNS: u32 = 3;
    let span = grid.span(cell.address);
    let columns = span.last.column - span.first.column + 1;
    let text = cell.text();
    let is_in_capitals =
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    mark.is_some_and(Mark::is_of_group) || is_in_capitals || columns >= FEWEST_COLUMNS
}

/// What a heading alone in its row says: nobody can say of what the figures below it are where it is of no field of work, and
/// nothing above the table, from the row on that is given, says the same.
pub(super) fn heading_alone(
    (grid, first_row): (&Grid<'_>, u32),
    (cell, wording): (&GridCell<'_>, &Wording),
    stands_out: bool,
    lexicon: &Knowledge,
) -> Heading {
    let heading = wording.section(lexicon);
    let is_title = begins_with_any(wording.label_key(), &lexicon.forms.words.title_words);
    let is_plain = stands_out || is_title || named_in(wording, lexicon).is_some();
    if is_plain && names_another((grid, first_row), (cell, wording), lexicon) {
        return Heading::of_else();
    }
    let is_said_again = || {
        let key = without_number(wording.label_key());
        let above = grid.rows_within(0..first_row).flat_map(|row| row.cells);
        let mut above =
            above.filter_map(|other| other.wording().filter(|_| other.address != cell.address));
        above.any(|other| other.label_key().contains(key))
    };
    // What names a time is held against the period by that.
    let may_be_unclear = heading.time == Time::Unsaid
        && !heading.is_of_else
        && heading.says != Some(FigureColumn::Target);
    let is_unclear =
        may_be_unclear && stands_out && wording.is_unclear_heading(lexicon) && !is_said_again();
    match is_unclear {
        true => Heading::unclear(),
        false => heading,
    }
}

/// Whether a line is a title that names a body whom no line above it names: `SỐ LIỆU CỦA CÔNG ĐOÀN TRUNG TÂM KHUYẾN NÔNG`, `KẾT QUẢ TRUNG TÂM
/// KHUYẾN NÔNG NĂM 2023`.
pub(super) fn names_another(
    (grid, first_row): (&Grid<'_>, u32),
    (cell, wording): (&GridCell<'_>, &Wording),
    lexicon: &Knowledge,
) -> bool {
    let Some(name) = named_in(wording, lexicon).or_else(|| body_in(wording, lexicon)) else {
        return false;
    };
    let is_same = |other: &str| {
        let key = lexicon.match_key(other);
        let own = without_union(&key, lexicon);
        let is_longer = || names_a_body(own, lexicon) && is_of_no_part(&name, own, lexicon);
        contains_words(&key, &name) || is_longer()
    };
    let above = grid.rows_within(0..first_row).flat_map(|row| row.cells);
    let mut above = above.filter(|other| other.address != cell.address);
    !above.any(|other| other.wording().is_some_and(|it| is_same(it.said())))
}

/// The body that a title or a union's name names, without what it is called as a union.
fn named_in(wording: &Wording, lexicon: &Knowledge) -> Option<String> {
    let line = wording.line(lexicon);
    let is_union = matches!(line.names, Naming::Unit(NameStrength::Grassroots));
    let named = [line.title.as_deref(), line.unit_name.as_deref()];
    let named = named.into_iter().flatten().find(|name| !name.is_empty());
    let name = named.or_else(|| is_union.then(|| wording.said()))?;
    let key = lexicon.match_key(name);
    let name = without_union(&key, lexicon);
    names_a_body(name, lexicon).then(|| name.to_owned())
}

/// A name's match key without what it is called as a union.
fn without_union<'k>(key: &'k str, lexicon: &Knowledge) -> &'k str {
    let unions = lexicon.forms.words.union_names.iter();
    let unions = unions.map(|union| lexicon.match_key(union));
    let behind = unions.filter(|union| begins_with_words(key, union));
    key[behind.map(|union| union.len()).max().unwrap_or_default()..].trim_start()
}

/// Whether a name is another's with its place behind it: `Sở Y tế tỉnh A`; not `Công ty A chi nhánh B`, `Bệnh viện A cơ sở 2`.
fn is_of_no_part(name: &str, own: &str, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let lists = [&words.body_words, &words.named_parts, &words.numbered_parts];
    let says_part = |rest: &str| {
        let has_digit = rest.contains(|it: char| it.is_ascii_digit());
        has_digit || lists.into_iter().any(|words| contains_any(rest, words))
    };
    begins_with_words(name, own) && !says_part(&name[own.len()..])
}

/// The body that a heading speaks of which is of no field of work alone, its time left out.
fn body_in(wording: &Wording, lexicon: &Knowledge) -> Option<String> {
    if !wording.is_unclear_heading(lexicon) {
        return None;
    }
    let lower = wording.said().to_lowercase();
    let told = told_time(&lower).map_or(lower.len()..lower.len(), |(_, told)| told);
    let key = lexicon.match_key(&lower[..told.start]);
    let words = &lexicon.forms.words;
    let before = [
        &words.plain_beginnings,
        &words.title_words,
        &words.result_beginnings,
        &words.name_links,
    ];
    let behind = |rest: &&str| {
        let before = before.into_iter().flatten();
        let before = before.filter(|it| begins_with_words(rest, it));
        before.map(String::len).max()
    };
    let rests = std::iter::successors(Some(without_number(&key)), |rest| {
        Some(without_number(rest[behind(rest)?..].trim_start()))
    });
    let name = rests.last()?;
    // A body is called something behind what it is.
    let mut bodies = words.body_words.iter();
    let is_named = bodies.any(|body| body.len() < name.len() && begins_with_words(name, body));
    is_named.then(|| name.to_owned())
}
