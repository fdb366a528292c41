//! A register drawn from the submissions, where the office keeps none: units as they name themselves, clusters as
//! folders and tables name them. Names that differ only in writing are one unit; nothing else is ever made one.

use super::file_names::stem;
use super::name_tails::without_remark;
use super::names::{cluster_key, unit_key};
use super::own_name::{is_union_alone, names_a_body, names_nobody, says_something};
use super::units::lines_of_sheets;
use crate::catalogue::FormWords;
use crate::observation::Measure;
use crate::period::Period;
use crate::recognise::{Lexicon, NamePlace, NameStrength, RowStanding, RowSubject};
use crate::register::corrections::{Request, Spot};
use crate::register::{Cluster, Membership, NO_CLUSTER, Register, Unit};
use crate::resolve::{Draft, NameLine};
use crate::text;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a file says of the register.
struct Drawn<'a> {
    period: Option<Period>,
    cluster: Named<'a>,
    units: Vec<Named<'a>>,
    /// Whether a cluster speaks of them.
    is_of_cluster: bool,
}

/// An id, and the name that it was drawn from.
type Named<'a> = (Arc<str>, &'a str);

/// Draws a register from what was read. The order of `drafts` decides which of several spellings is shown.
pub fn draw_register(drafts: &[Draft], lexicon: &Lexicon) -> Register {
    let drawn = drafts.par_iter().map(|it| drawn_from(it, lexicon));
    let mut drawn: Vec<Vec<Drawn<'_>>> = drawn.collect();
    let mut first_spelled: BTreeMap<String, Arc<str>> = BTreeMap::new();
    for (id, _) in drawn.iter_mut().flatten().flat_map(|file| &mut file.units) {
        let first = first_spelled.entry(text::spelled_alike(id));
        *id = first.or_insert_with(|| id.clone()).clone();
    }
    let shared = shared_names(drafts, &drawn);
    leave_out_short_names(&mut drawn, lexicon);
    let mut register = Register::default();
    for file in drawn.into_iter().flatten() {
        let cluster = add_cluster(&mut register, file.cluster.clone());
        for unit in file.units {
            let is_shared = shared.contains(&unit.0);
            if is_shared && file.cluster.1 == NO_CLUSTER {
                continue;
            }
            let unit = add_unit(&mut register, unit, is_shared.then_some(&file.cluster));
            if let Some(period) = file.period {
                let membership = register.memberships.entry((period, unit.clone()));
                membership.or_insert_with(|| Membership {
                    period,
                    unit_id: unit,
                    cluster_id: cluster.clone(),
                    role: None,
                });
            }
        }
    }
    register
}

/// Takes the names out of clusters' tables that leave out what bodies are and have no word that the name of a unit of the
/// cluster has not: `Sao Vàng` is likely `Công ty TNHH Điện tử Sao Vàng`, which would stand in the register twice.
fn leave_out_short_names(drawn: &mut [Vec<Drawn<'_>>], lexicon: &Lexicon) {
    let mut own: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
    for file in drawn.iter().flatten().filter(|file| !file.is_of_cluster) {
        let ids = file.units.iter().map(|(id, _)| id.clone());
        own.entry(file.cluster.0.clone()).or_default().extend(ids);
    }
    for file in drawn.iter_mut().flatten().filter(|file| file.is_of_cluster) {
        let Some(own) = own.get(&file.cluster.0) else {
            continue;
        };
        let is_short = |id: &Arc<str>| own.iter().any(|full| full != id && is_among(id, full));
        file.units
            .retain(|(id, name)| own.contains(id) || names_a_body(name, lexicon) || !is_short(id));
    }
}

/// Takes the lines that name nobody out of the letterheads: those below the names of different employers that report on
/// one period, and that name no employer themselves (`Khu công nghiệp …`, a line in another language). Taken for a name, such
/// a line would make one unit of all of them, and one report of theirs would supersede the others.
pub fn leave_out_shared_lines(drafts: &mut [Draft], lexicon: &Lexicon) {
    let mut below: BTreeMap<(Option<Period>, Arc<str>), BTreeSet<Arc<str>>> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| !draft.is_of_cluster()) {
        if let Some((line, employer)) = line_below_employer(&draft.whose.names, lexicon) {
            let line = (draft.submission.period, line);
            below.entry(line).or_default().insert(employer);
        }
    }
    let are_different = |employers: &BTreeSet<Arc<str>>| {
        let mut pairs = employers
            .iter()
            .enumerate()
            .flat_map(|(at, one)| employers.iter().skip(at + 1).map(move |other| (one, other)));
        pairs.any(|(one, other)| !is_among(one, other) && !is_among(other, one))
    };
    let shared = below.into_iter().filter(|(_, it)| are_different(it));
    let shared: BTreeSet<Arc<str>> = shared.map(|((_, line), _)| line).collect();
    if shared.is_empty() {
        return;
    }
    for draft in drafts {
        draft
            .whose
            .names
            .retain(|line| !shared.contains(unit_key(&line.name, lexicon).as_ref()));
    }
}

/// The line that a letterhead would be of, where it names no employer and stands below one that does; both by their keys.
fn line_below_employer(names: &[NameLine], lexicon: &Lexicon) -> Option<(Arc<str>, Arc<str>)> {
    let own = own_name(names, lexicon)?;
    let is_plain = own.place == NamePlace::Letterhead && own.strength != NameStrength::Labelled;
    if !is_plain || names_a_body(&own.name, lexicon) {
        return None;
    }
    let mut above = names.iter().rev().filter(|line| {
        line.place == NamePlace::Letterhead
            && line.at.sheet == own.at.sheet
            && line.at.address.row < own.at.address.row
    });
    let employer = above.find(|line| names_a_body(&line.name, lexicon))?;
    let key = |line: &NameLine| unit_key(&line.name, lexicon).into_owned();
    Some((key(own), key(employer)))
}

/// Whether all words of a name are among those of another: `Công ty May 10`, `Công ty Cổ phần May 10`.
fn is_among(one: &str, other: &str) -> bool {
    let words: BTreeSet<&str> = other.split(' ').collect();
    one.split(' ').all(|word| words.contains(word))
}

/// Names that units of different clusters send forms under for one period: they are different units, but for copies of
/// one form in several folders.
fn shared_names(drafts: &[Draft], drawn: &[Vec<Drawn<'_>>]) -> BTreeSet<Arc<str>> {
    let mut sent: BTreeMap<(Period, &Arc<str>), BTreeMap<&Arc<str>, &Draft>> = BTreeMap::new();
    for (draft, drawn) in drafts.iter().zip(drawn) {
        let [drawn] = &drawn[..] else {
            continue;
        };
        if drawn.cluster.1 == NO_CLUSTER {
            continue;
        }
        if let (Some(period), [(unit, _)], false) =
            (drawn.period, &drawn.units[..], draft.is_of_cluster())
        {
            let of_name = sent.entry((period, unit)).or_default();
            of_name.entry(&drawn.cluster.0).or_insert(draft);
        }
    }
    let are_apart = |drafts: &BTreeMap<&Arc<str>, &Draft>| {
        let mut drafts = drafts.values();
        let first = drafts.next().map(|draft| figures_of(draft));
        drafts.any(|draft| first.as_ref() != Some(&figures_of(draft)))
    };
    let shared = sent.into_iter().filter(|(_, drafts)| are_apart(drafts));
    shared.map(|((_, unit), _)| unit.clone()).collect()
}

/// A form's figures as they stand.
fn figures_of(draft: &Draft) -> BTreeSet<(&str, Measure, &str)> {
    let figures = draft.figures().map(|figure| &figure.observation);
    let figures = figures.map(|it| (&*it.indicator, it.measure, it.raw.as_str()));
    figures.collect()
}

/// Nothing of a file that was not read; of a table of several clusters each with its units.
fn drawn_from<'a>(draft: &'a Draft, lexicon: &Lexicon) -> Vec<Drawn<'a>> {
    if !draft.is_read() {
        return Vec::new();
    }
    let of_file = cluster_of(draft, &lexicon.forms.words).unwrap_or(NO_CLUSTER);
    let names: Vec<(&str, &str)> = match draft.is_of_cluster() {
        true => rows_of(draft, of_file),
        false => {
            let own = || own_name(&draft.whose.names, lexicon).map(|line| line.name.as_str());
            let decided = decided_name(draft, |_| true);
            let of_sheets = || units_of_sheets(draft, lexicon).unwrap_or_default();
            let names = decided.map_or_else(of_sheets, |name| vec![name]);
            match names.is_empty() {
                true => own().map(|name| (of_file, name)).into_iter().collect(),
                false => names.into_iter().map(|name| (of_file, name)).collect(),
            }
        }
    };
    let drawn = |(cluster, names): (&'a str, Vec<&'a str>)| {
        let units = names.into_iter().map(|name| {
            let name = text::without_translation(without_remark(name, lexicon));
            let shown = in_small_letters(name, &draft.submission.file);
            (unit_key(name, lexicon).into_owned(), shown)
        });
        Drawn {
            period: draft.submission.period,
            cluster: (cluster_key(cluster, lexicon).into_owned(), cluster),
            units: units.filter(|(id, _)| !id.is_empty()).collect(),
            is_of_cluster: draft.is_of_cluster(),
        }
    };
    let mut by_cluster: Vec<(&str, Vec<&str>)> = Vec::new();
    for (cluster, name) in names {
        match by_cluster.last_mut().filter(|(last, _)| *last == cluster) {
            Some((_, names)) => names.push(name),
            None => by_cluster.push((cluster, vec![name])),
        }
    }
    if by_cluster.is_empty() {
        by_cluster.push((of_file, Vec::new()));
    }
    by_cluster.into_iter().map(drawn).collect()
}

/// A name that a letterhead has in capitals as the file's name has it: `TRƯỜNG MẦM NON A` in `BC Trường Mầm non A.xlsx`.
fn in_small_letters<'a>(name: &'a str, file: &'a str) -> &'a str {
    if !is_in_capitals(name) {
        return name;
    }
    let stem = stem(file);
    let key = text::label_key(name);
    let ends: Vec<usize> = stem.match_indices(' ').map(|(at, _)| at).collect();
    let starts = ends.iter().map(|at| at + 1);
    let mut parts = std::iter::once(0).chain(starts).flat_map(|start| {
        let ends = ends.iter().copied().chain([stem.len()]);
        ends.filter_map(move |end| stem.get(start..end))
    });
    let is_name = |part: &&str| !is_in_capitals(part) && text::label_key(part) == key;
    parts.find(is_name).unwrap_or(name)
}

fn is_in_capitals(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

/// The names of the grassroots unions that a workbook's sheets are of, where every sheet with figures is another's.
fn units_of_sheets<'a>(draft: &'a Draft, lexicon: &Lexicon) -> Option<Vec<&'a str>> {
    let lines: Option<Vec<&NameLine>> = lines_of_sheets(draft).into_values().collect();
    let lines = lines.filter(|lines| lines.len() > 1)?;
    let is_plain = |line: &&NameLine| line.strength >= NameStrength::Grassroots;
    let keys: Vec<_> = lines
        .iter()
        .map(|line| unit_key(&line.name, lexicon))
        .collect();
    let is_other = |one: usize, other: usize| one == other || !is_among(&keys[one], &keys[other]);
    let mut places = 0..keys.len();
    let are_different = places.all(|one| (0..keys.len()).all(|other| is_other(one, other)));
    (lines.iter().all(is_plain) && are_different)
        .then(|| lines.iter().map(|line| line.name.as_str()).collect())
}

/// The line that names a form's own unit: the one that says so, else the lowest of its letterhead, where the union
/// above stands first, else the one that the title names, else the last line at all.
fn own_name<'a>(names: &'a [NameLine], lexicon: &Lexicon) -> Option<&'a NameLine> {
    let may_name = |line: &&NameLine| {
        says_something(line)
            && !is_union_alone(&line.name, lexicon)
            && (line.strength > NameStrength::Line || !is_of_nobody(line, lexicon))
    };
    let names: Vec<&NameLine> = names.iter().filter(may_name).collect();
    let own = || {
        let lines = names.iter().rev().copied();
        lines.filter(|line| line.strength != NameStrength::Upper)
    };
    let in_place = |place: NamePlace| own().find(|line| line.place == place && !line.is_on_cover);
    let title = in_place(NamePlace::Title).filter(|line| names_a_body(&line.name, lexicon));
    own()
        .find(|line| line.strength == NameStrength::Labelled)
        .or_else(|| higher_union(&names))
        .or_else(|| in_place(NamePlace::Letterhead))
        .or(title)
        .or_else(|| own().find(|line| line.place == NamePlace::BelowTitle))
        .or_else(|| own().find(|line| line.place != NamePlace::Title))
        .or_else(|| names.last().copied())
}

fn is_of_nobody(line: &NameLine, lexicon: &Lexicon) -> bool {
    names_nobody(&line.name, lexicon) && !names_a_body(&line.name, lexicon)
}

/// A union that mostly stands above others reports itself where it ends a letterhead, below the union above it.
fn higher_union<'a>(names: &[&'a NameLine]) -> Option<&'a NameLine> {
    let of_letterhead = |line: &&NameLine| line.place == NamePlace::Letterhead && !line.is_on_cover;
    let mut letterhead = names.iter().rev().copied().filter(of_letterhead);
    let last = letterhead.next()?;
    let is_below = |above: &NameLine| {
        above.strength != NameStrength::Line
            && above.at.sheet == last.at.sheet
            && above.at.address.row < last.at.address.row
    };
    (last.strength == NameStrength::Upper && letterhead.any(is_below)).then_some(last)
}

/// The name that the office has decided a form, or the rows at some spots, to be of.
fn decided_name(draft: &Draft, is_meant: impl Fn(Option<&Spot>) -> bool) -> Option<&str> {
    let mut decisions = draft.decisions.iter();
    decisions.find_map(|decision| match &decision.request {
        Request::UseUnit(spot, name) if is_meant(spot.as_ref()) => Some(name.as_str()),
        _ => None,
    })
}

/// The units of a file's rows, each with its cluster.
fn rows_of<'a>(draft: &'a Draft, of_file: &'a str) -> Vec<(&'a str, &'a str)> {
    let rows = draft.tables.iter().flat_map(|table| &table.units);
    let listed = || draft.minutes.iter().flat_map(|minutes| &minutes.table.rows);
    let of_lists = listed().map(|row| &row.unit);
    let rows = rows.map(|(row, _)| row).chain(of_lists);
    let clusters = rows.filter_map(|row| row.cluster.as_deref());
    let is_of_several = clusters.collect::<BTreeSet<&str>>().len() > 1;
    let of_tables = draft.tables.iter().flat_map(|table| {
        table.units.iter().filter_map(move |(row, at)| {
            let own = row.cluster.as_deref().filter(|_| is_of_several);
            let is_row = |spot: Option<&Spot>| spot.is_some_and(|spot| spot.is_at(at));
            // What may be no unit is one where somebody else names it.
            let stated = (row.standing == RowStanding::Unit).then_some(row.name.as_str());
            let name = decided_name(draft, is_row).or(stated)?;
            Some((own.unwrap_or(of_file), name))
        })
    });
    // A person's unit, or a collective, may be a part of one.
    let of_minutes = listed()
        .filter(|row| row.subject == RowSubject::Unit && row.unit.standing == RowStanding::Unit)
        .map(move |row| {
            let own = row.unit.cluster.as_deref().filter(|_| is_of_several);
            (own.unwrap_or(of_file), row.unit.name.as_str())
        });
    of_tables.chain(of_minutes).collect()
}

/// What the form or the folders call the cluster.
fn cluster_of<'a>(draft: &'a Draft, words: &FormWords) -> Option<&'a str> {
    let says_cluster =
        |folder: &&String| text::begins_with_any(&text::label_key(folder), &words.cluster_prefixes);
    let by_folder = match &draft.whose.folder.others[..] {
        [only] => Some(only),
        folders => folders.iter().find(says_cluster).or(folders.first()),
    };
    let by_form = draft.whose.clusters.first().map(|(name, _)| name);
    let found = match draft.is_of_cluster() {
        true => by_form.or(by_folder),
        false => by_folder.or(by_form),
    };
    found.map(String::as_str)
}

fn add_cluster(register: &mut Register, (id, name): Named<'_>) -> Arc<str> {
    let cluster = register.clusters.entry(id.clone());
    cluster.or_insert_with(|| Cluster {
        id: id.clone(),
        name: text::clean(name),
    });
    id
}

/// Adds a unit; one of a name that other clusters have too is told apart by its own.
fn add_unit(
    register: &mut Register,
    (id, name): Named<'_>,
    cluster: Option<&Named<'_>>,
) -> Arc<str> {
    let own = text::clean(name);
    let (id, name, other_names) = match cluster {
        None => (id, own, Vec::new()),
        Some((cluster, cluster_name)) => {
            let name = format!("{own} ({})", text::clean(cluster_name));
            (format!("{id} · {cluster}").into(), name, vec![own])
        }
    };
    let unit = register.units.entry(id.clone());
    let unit = unit.or_insert_with(|| Unit {
        id: id.clone(),
        name: name.clone(),
        other_names,
        kind: None,
    });
    // Whoever reads it finds small letters easier.
    if is_in_capitals(&unit.name) && !is_in_capitals(&name) {
        unit.name = name;
    }
    id
}

/// The codes that units' forms state, by the id under which a drawn register has the unit. A code that two units state,
/// or one of two that one unit states, is nobody's.
pub fn stated_codes(drafts: &[Draft], lexicon: &Lexicon) -> BTreeMap<Arc<str>, String> {
    let mut by_unit: BTreeMap<Arc<str>, BTreeSet<String>> = BTreeMap::new();
    let mut units: BTreeMap<String, BTreeSet<Arc<str>>> = BTreeMap::new();
    for draft in drafts {
        let codes = draft.whose.unit_code.iter();
        let name = || Some(own_name(&draft.whose.names, lexicon)?.name.as_str());
        let own = codes.filter_map(|code| Some((name()?, code)));
        let rows = draft.tables.iter().flat_map(|table| &table.units);
        let of_rows = rows.filter_map(|(row, _)| Some((row.name.as_str(), row.code.as_ref()?)));
        for (name, code) in own.chain(of_rows) {
            let (unit, code) = (unit_key(name, lexicon).into_owned(), text::clean(code));
            if !unit.is_empty() && !code.is_empty() {
                let codes = by_unit.entry(unit.clone()).or_default();
                codes.insert(code.clone());
                units.entry(code).or_default().insert(unit);
            }
        }
    }
    let only = by_unit.into_iter().filter(|(_, codes)| codes.len() == 1);
    let only = only.filter_map(|(unit, codes)| Some((unit, codes.into_iter().next()?)));
    let is_own = |code: &String| units.get(code).is_some_and(|units| units.len() == 1);
    only.filter(|(_, code)| is_own(code)).collect()
}
