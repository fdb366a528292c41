//! Which of the names on a sheet is its own unit's. The union above stands first, the body that reports below it: of several
//! names the lowest is the unit's. Where the lowest is not known, the one above it is not taken in its place.

use super::Directory;
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
    let (signatures, names): (Vec<&NameLine>, Vec<&NameLine>) = lines
        .iter()
        .partition(|line| line.place == NamePlace::Signature);
    let (labelled, others): (Vec<&NameLine>, Vec<&NameLine>) = names
        .into_iter()
        .partition(|line| line.strength == NameStrength::Labelled);
    let entries = entries_of(&others, directory);
    let signatures = entries_of(&signatures, directory);
    let is_blank = |line: &&NameLine| unit_key(&line.name, directory.lexicon).is_empty();
    let blank = labelled.iter().copied().find(is_blank);
    let labelled: Vec<&NameLine> = labelled
        .into_iter()
        .filter(|line| !is_blank(line))
        .collect();
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
                name: format!("{} {}", line.name, next.name),
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
            || lexicon.union_name_keys.contains(&key)
            || text::is_made_of(&text::label_key(name), &lexicon.union_alone)
    })
}

fn not_filled_in(line: &NameLine) -> OwnName {
    OwnName {
        found: NameMatch::Unknown(Vec::new()),
        line: line.clone(),
        other: None,
    }
}

fn found_in(line: &NameLine, directory: &Directory<'_>) -> OwnName {
    OwnName {
        found: directory.find(&line.name),
        line: line.clone(),
        other: None,
    }
}

fn last_known(entries: &[Entry]) -> Option<OwnName> {
    let known = |entry: &Entry| {
        Some(OwnName {
            found: entry.exact.clone()?,
            line: entry.line.clone(),
            other: None,
        })
    };
    entries.iter().rev().find_map(known)
}

/// The unit of a sheet that does not say `Đơn vị báo cáo: …`.
fn unlabelled(entries: &[Entry], directory: &Directory<'_>) -> Option<OwnName> {
    let known: Vec<usize> = (0..entries.len())
        .filter(|&position| entries[position].exact.is_some())
        .collect();
    let is_upper = |position: usize| entries[position].line.strength == NameStrength::Upper;
    let row = |position: usize| entries[position].line.at.address.row;
    // A union that mostly stands above others reports itself where nobody else is named beside or below it.
    let stands_above = |position: usize| {
        is_upper(position)
            && known.iter().any(|&other| {
                !is_upper(other) && (row(other) >= row(position) || entries[other].is_plain())
            })
    };
    let own = known
        .iter()
        .rev()
        .copied()
        .find(|&position| !stands_above(position));
    let Some(own) = own else {
        return unknown(entries, directory);
    };
    let doubtful: Vec<&Entry> = entries[own + 1..]
        .iter()
        .filter(|entry| is_doubt(entry, &entries[own], directory.lexicon))
        .collect();
    let found = doubtful
        .iter()
        .rev()
        .map(|entry| found_in(&entry.line, directory));
    let mut unknown = None;
    for found in found {
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
    let own = Entry {
        line: own.line.clone(),
        exact: Some(own.found.clone()),
    };
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

/// Whether a name begins as names of employers do: `Trường …`, `Công ty …`.
pub(super) fn names_a_body(name: &str, lexicon: &Lexicon) -> bool {
    let key = unit_key(name, lexicon);
    let mut words = lexicon.forms.words.body_words.iter();
    words.any(|word| {
        let rest = key.strip_prefix(word.as_str());
        rest.is_some_and(|rest| rest.starts_with(' '))
    })
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
        rest.is_some_and(|rest| rest.starts_with(' ') && !is_body_of_place(rest))
    });
    is_heading || is_place || introduces_another(name, lexicon)
}

fn is_body_of_place(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    words
        .next()
        .is_none_or(|word| matches!(word, "ủy" | "đoàn"))
}

/// `Họ và tên: …`: neither what introduces it nor what it introduces is a body.
fn introduces_another(name: &str, lexicon: &Lexicon) -> bool {
    let Some((head, rest)) = name.split_once([':', '：']) else {
        return false;
    };
    let head = format!(" {} ", text::label_key(head));
    let is_of_units = ["cơ sở", "đơn vị", "công đoàn", "cđcs", "cơ quan"]
        .iter()
        .any(|word| head.contains(&format!(" {word} ")));
    !is_of_units && !names_a_body(rest, lexicon)
}
