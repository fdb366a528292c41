//! Which of the names on a sheet is its own unit's. The union above stands first, the body that reports below it: of several
//! names the lowest is the unit's. Where the lowest is not known, the one above it is not taken in its place.

use super::directory::Directory;
use super::names::{NameMatch, unit_key};
use crate::recognise::{Lexicon, NamePlace, NameStrength, find_periods};
use crate::resolve::NameLine;
use crate::text;

/// What a sheet says of its unit.
pub(super) struct OwnName {
    /// Whose name it is.
    pub(super) found: NameMatch,
    /// The line that names it.
    pub(super) line: NameLine,
    /// Another unit that the sheet names just as plainly.
    pub(super) other: Option<NameLine>,
}

/// A name and whose it is, where it is written as the register has it.
struct Entry {
    line: NameLine,
    exact: Option<NameMatch>,
}

impl Entry {
    fn new(line: NameLine, directory: &Directory<'_>) -> Self {
        let exact = directory.find_exact(&line.name);
        Self { line, exact }
    }

    fn is_plain(&self) -> bool {
        self.line.strength >= NameStrength::Grassroots
    }

    fn is_in(&self, place: NamePlace) -> bool {
        self.line.place == place
    }

    /// Whether this one, above, may be the superior of another: no grassroots union is.
    fn may_be_above(&self, other: &Entry) -> bool {
        let is_beside =
            self.line.at.address.row == other.line.at.address.row && !self.is_beneath(other);
        !self.is_plain() && !self.is_in(NamePlace::Title) && (!is_beside || other.is_plain())
    }

    /// Whether this one stands in the column of another: also further down in the same cell.
    fn is_beneath(&self, other: &Entry) -> bool {
        self.line.at.address.column == other.line.at.address.column
    }
}

/// What the lines of a sheet say of its unit; `None` where they name nobody.
pub(super) fn own_name(lines: &[&NameLine], directory: &Directory<'_>) -> Option<OwnName> {
    let of = |is_of: &dyn Fn(&NameLine) -> bool| -> Vec<&NameLine> {
        lines.iter().copied().filter(|line| is_of(line)).collect()
    };
    let is_signature = |line: &NameLine| line.place == NamePlace::Signature;
    let is_labelled =
        |line: &NameLine| !is_signature(line) && line.strength == NameStrength::Labelled;
    let is_blank = |line: &NameLine| unit_key(&line.name, directory.lexicon).is_empty();
    let others = of(&|line| !is_signature(line) && !is_labelled(line));
    let entries = entries_of(&others, directory);
    let signatures = entries_of(&of(&is_signature), directory);
    let blank = of(&|line| is_labelled(line) && is_blank(line))
        .first()
        .copied();
    let labelled = of(&|line| is_labelled(line) && !is_blank(line));
    let mut own = if labelled.is_empty() {
        unlabelled(&entries, directory)
            .filter(|own| blank.is_none() || own.line.strength == NameStrength::Grassroots)
            .or_else(|| blank.map(not_filled_in))
            .or_else(|| last_known(&signatures))
    } else {
        last_known(&entries_of(&labelled, directory)).or_else(|| {
            let line = labelled.last()?;
            Some(found_in(line, directory))
        })
    }?;
    if let Some(signed) = unknown_signature(&own, &signatures, directory) {
        own = signed;
    }
    let labelled = entries_of(&labelled, directory);
    let plain = entries.iter().chain(&labelled).chain(&signatures);
    own.other = contradicting(&own, plain, &entries);
    Some(own)
}

/// The names that may be somebody's, those over two lines as one.
fn entries_of(lines: &[&NameLine], directory: &Directory<'_>) -> Vec<Entry> {
    let lines = lines.iter().copied();
    let lines: Vec<&NameLine> = lines.filter(|line| says_something(line)).collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut position = 0;
    while let Some(line) = lines.get(position) {
        position += 1;
        let next = lines.get(position).filter(|next| is_next(line, next));
        if let Some(next) = next {
            let whole = NameLine {
                name: joined(&line.name, &next.name),
                ..(*line).clone()
            };
            let is_union_alone = is_union_alone(&line.name, directory.lexicon);
            let whole = Entry::new(whole, directory);
            if is_union_alone || whole.exact.is_some() {
                entries.push(whole);
                position += 1;
                continue;
            }
        }
        if !is_union_alone(&line.name, directory.lexicon) {
            entries.push(Entry::new((*line).clone(), directory));
        }
    }
    entries
}

/// A name over two lines as one: `CÔNG ĐOÀN CÔNG TY / TRADE UNION OF`, below it `CÔNG TY TNHH A`. What ends the one and begins the other
/// is said once.
fn joined(above: &str, below: &str) -> String {
    let above: Vec<&str> = text::without_translation(above).split(' ').collect();
    let below: Vec<&str> = below.split(' ').collect();
    let key = |words: &[&str]| text::label_key(&words.join(" "));
    let most = above.len().min(below.len());
    let is_double = |count: &usize| {
        let end = &above[above.len() - count..];
        key(end) == key(&below[..*count])
    };
    let double = (1..=most).rev().find(is_double).unwrap_or_default();
    [&above[..above.len() - double], &below].concat().join(" ")
}

/// A line that is drawn below a letterhead (`_____`) says nothing.
pub(super) fn says_something(line: &NameLine) -> bool {
    line.name.contains(char::is_alphabetic)
}

/// Whether a line goes on where another ends: in the row below, or in the same cell.
fn is_next(line: &NameLine, next: &NameLine) -> bool {
    let (above, below) = (line.at.address, next.at.address);
    line.at.sheet == next.at.sheet
        && line.place == next.place
        && next.strength == NameStrength::Line
        && line.strength != NameStrength::Labelled
        && above.column == below.column
        && (below.row == above.row || below.row == above.row + 1)
}

/// `CÔNG ĐOÀN CƠ SỞ` on a line of its own.
pub(super) fn is_union_alone(name: &str, lexicon: &Lexicon) -> bool {
    *lexicon.known_to_name_a_union_alone.get(name, || {
        // `CÔNG ĐOÀN CƠ SỞ / GRASSROOTS TRADE UNION`
        let name = text::without_translation(name);
        let key = lexicon.match_key(name);
        key.is_empty()
            || lexicon.names.union_keys.contains(&key)
            || text::is_made_of(&text::label_key(name), &lexicon.names.union_alone)
            || name.is_ascii()
                && text::is_made_of(&text::label_key(name), &lexicon.names.union_alone_unmarked)
    })
}

fn named(line: &NameLine, found: NameMatch) -> OwnName {
    OwnName {
        found,
        line: line.clone(),
        other: None,
    }
}

fn not_filled_in(line: &NameLine) -> OwnName {
    named(line, NameMatch::Unknown(Vec::new()))
}

fn found_in(line: &NameLine, directory: &Directory<'_>) -> OwnName {
    named(line, directory.find(&line.name))
}

fn last_known(entries: &[Entry]) -> Option<OwnName> {
    let known = |entry: &Entry| Some(named(&entry.line, entry.exact.clone()?));
    entries.iter().rev().find_map(known)
}

/// The unit of a sheet that does not say `Đơn vị báo cáo: …`.
fn unlabelled(entries: &[Entry], directory: &Directory<'_>) -> Option<OwnName> {
    let is_known = |position: &usize| entries[*position].exact.is_some();
    let known: Vec<usize> = (0..entries.len()).filter(is_known).collect();
    let is_upper = |position: usize| entries[position].line.strength == NameStrength::Upper;
    let row = |position: usize| entries[position].line.at.address.row;
    // A union that mostly stands above others reports itself where nobody else is named beside or below it.
    let stands_above = |position: usize| {
        is_upper(position)
            && known.iter().any(|&other| {
                !is_upper(other) && (row(other) >= row(position) || entries[other].is_plain())
            })
    };
    let mut own = known.iter().rev().copied();
    let Some(own) = own.find(|&position| !stands_above(position)) else {
        return unknown(entries, directory);
    };
    let is_doubt = |entry: &&Entry| is_doubt(entry, &entries[own], directory.lexicon);
    let doubtful = entries[own + 1..].iter().rev().filter(is_doubt);
    let mut unknown = None;
    for found in doubtful.map(|entry| found_in(&entry.line, directory)) {
        if !matches!(found.found, NameMatch::Unknown(_)) {
            return Some(found);
        }
        let is_plainer = |known: &OwnName| {
            known.line.strength < NameStrength::Union && found.line.strength >= NameStrength::Union
        };
        if unknown.as_ref().is_none_or(is_plainer) {
            unknown = Some(found);
        }
    }
    unknown.or_else(|| last_known(&entries[own..=own]))
}

/// Whether a line below a known name may be the name of the body that really reports.
fn is_doubt(entry: &Entry, known: &Entry, lexicon: &Lexicon) -> bool {
    let line = &entry.line;
    if entry.exact.is_some() || line.strength == NameStrength::Upper {
        return false;
    }
    if entry.is_beneath(known) && is_translated(&line.name, &known.line.name, lexicon) {
        return false;
    }
    let is_body = names_a_body(&line.name, lexicon);
    let is_below = entry.is_in(NamePlace::Letterhead) && entry.is_beneath(known);
    match (known.is_plain() || known.is_in(NamePlace::Title), is_below) {
        (true, true) => is_body || line.strength >= NameStrength::Union,
        (true, false) => false,
        (false, true) => is_body || !names_nobody(&line.name, lexicon),
        (false, false) => is_body,
    }
}

/// The unit by a slip of the finger, or the line that names nobody known.
fn unknown(entries: &[Entry], directory: &Directory<'_>) -> Option<OwnName> {
    let of = |is_of: fn(NameStrength) -> bool| {
        let lines = entries.iter().rev().map(|entry| &entry.line);
        lines.filter(move |line| is_of(line.strength))
    };
    let mut lines = of(|strength| strength >= NameStrength::Union)
        .chain(of(|strength| strength == NameStrength::Line))
        .chain(of(|strength| strength == NameStrength::Upper));
    let first = found_in(lines.next()?, directory);
    if !matches!(first.found, NameMatch::Unknown(_)) {
        return Some(first);
    }
    let slip = lines
        .filter(|line| line.strength != NameStrength::Upper)
        .map(|line| found_in(line, directory))
        .find(|own| !matches!(own.found, NameMatch::Unknown(_)));
    let is_below = |own: &OwnName| own.line.at.address.row >= first.line.at.address.row;
    Some(slip.filter(is_below).unwrap_or(first))
}

/// A grassroots union that is not known and signs a form whose letterhead names a body that may be its superior.
fn unknown_signature(
    own: &OwnName,
    signatures: &[Entry],
    directory: &Directory<'_>,
) -> Option<OwnName> {
    let is_sure = own.line.strength >= NameStrength::Grassroots;
    let signed = signatures.last()?;
    let is_unknown = signed.exact.is_none() && names_a_body(&signed.line.name, directory.lexicon);
    (!is_sure && is_unknown).then(|| found_in(&signed.line, directory))
}

/// A name of another unit that cannot be the superior of the one that was found.
fn contradicting<'a>(
    own: &OwnName,
    mut plain: impl Iterator<Item = &'a Entry>,
    entries: &[Entry],
) -> Option<NameLine> {
    let NameMatch::Exact(unit) = &own.found else {
        return None;
    };
    let (line, exact) = (own.line.clone(), Some(own.found.clone()));
    let own = Entry { line, exact };
    let contradicts = |entry: &&Entry| {
        let Some(NameMatch::Exact(other)) = &entry.exact else {
            return false;
        };
        // A signature of the superior that the letterhead names confirms the form.
        let is_superior = entry.is_in(NamePlace::Signature)
            && entries.iter().any(|above| above.exact == entry.exact);
        other != unit
            && entry.line.strength != NameStrength::Upper
            && !entry.may_be_above(&own)
            && !is_superior
    };
    plain.find(contradicts).map(|entry| entry.line.clone())
}

/// Whether a line says a name again as it is written abroad: `DONG HAI CONTAINER CO., LTD - TRADE UNION` for `Công ty TNHH Container
/// Đông Hải`. Each word is the name's own, or says what kind of body it is; a word more makes it another body.
fn is_translated(line: &str, name: &str, lexicon: &Lexicon) -> bool {
    /// One word of a name many have.
    const FEWEST_WORDS: usize = 2;
    let abroad = &lexicon.forms.words.foreign_body_words;
    let key = text::label_key(line);
    let (of_kind, own): (Vec<&str>, Vec<&str>) = key
        .split(' ')
        .partition(|word| abroad.iter().any(|it| it == word));
    let name = text::folded(&text::label_key(name));
    let known: Vec<&str> = name.split(' ').collect();
    line.is_ascii()
        && !of_kind.is_empty()
        && own.len() >= FEWEST_WORDS
        && own.iter().all(|word| known.contains(word))
}

/// Whether a name begins as names of employers do: `Trường …`, `Công ty …`.
pub(super) fn names_a_body(name: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words.body_words;
    let key = unit_key(name, lexicon);
    let mut words = words.iter();
    words.any(|word| word.len() < key.len() && text::begins_with_words(&key, word))
}

/// Whether a line tells of work, of a period or of papers, of a place or of something else than a body.
pub(super) fn names_nobody(name: &str, lexicon: &Lexicon) -> bool {
    *lexicon
        .known_to_name_nobody
        .get(name, || is_of_something_else(name, lexicon))
}

fn is_of_something_else(name: &str, lexicon: &Lexicon) -> bool {
    let words = &lexicon.forms.words;
    let key = format!(" {} ", text::label_key(name));
    let holds = |word: &str| key.contains(&format!(" {word} "));
    let is_heading =
        !find_periods(&key).is_empty() || words.heading_words.iter().any(|it| holds(it));
    // `Tỉnh ủy`, `Huyện đoàn` are bodies.
    let is_place = words.place_words.iter().any(|word| {
        let rest = key.trim_start().strip_prefix(word.as_str());
        let mut rest = rest
            .filter(|rest| rest.starts_with(' '))
            .map(str::split_whitespace);
        let next = rest.as_mut().and_then(Iterator::next);
        next.is_some_and(|next| words.bodies_of_places.iter().all(|body| body != next))
    });
    is_heading || is_place || introduces_another(name, lexicon)
}

/// `Họ và tên: …`: neither what introduces it nor what it introduces is a body.
fn introduces_another(name: &str, lexicon: &Lexicon) -> bool {
    let Some((head, rest)) = name.split_once([':', '：']) else {
        return false;
    };
    let words = &lexicon.forms.words.unit_introduction_words;
    let is_of_units = text::contains_any(&text::label_key(head), words);
    !is_of_units && !names_a_body(rest, lexicon)
}
