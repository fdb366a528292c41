//! What people's words mean by the office's decision (`Tên gọi`), put to use before and while files are read.

use super::files::{draft_of, read_own};
use crate::discover::{Discovered, SourceFile};
use crate::finding::{Checked, Finding};
use crate::identify::identify;
use crate::read::ReaderPool;
use crate::recognise::Lexicon;
use crate::register::lines::{OwnLines, read_own_lines};
use crate::register::wordbook::{Entry, Scope, WordKind, refused};
use crate::register::{Corrections, Register, Unit, Wordbook, read_register, read_wordbook};
use crate::resolve::Draft;
use crate::rules;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The register that the office keeps, and what is wrong with it; one without a unit that is not kept where there is none.
/// A workbook that holds none of the register's first sheets is kept for the others.
pub(super) fn kept_register(
    discovered: &Discovered,
    reader: &ReaderPool,
    lexicon: &Lexicon,
) -> anyhow::Result<Checked<Register>> {
    let Some(source) = &discovered.register else {
        return Ok(Checked::clean(Register::default()));
    };
    let workbook = read_own(reader, source, "danh mục")?;
    let file = &source.relative;
    let mut kept = read_register(file, &workbook);
    let words = read_wordbook(file, &workbook, &kept.output, &lexicon.indicators);
    kept.findings.extend(words.findings);
    for entry in words.output.entries {
        match lexicon.refuses(&entry) {
            Some(why) => {
                let rule = &rules::label_ambiguous::RULE;
                kept.findings.push(refused(entry.at.clone(), rule, why));
            }
            None => kept.output.words.entries.push(entry),
        }
    }
    Ok(kept)
}

/// What the office sets in the sheets of its register; nothing where it keeps none.
///
/// # Errors
/// Where the workbook cannot be read.
pub fn own_lines(discovered: &Discovered, reader: &ReaderPool) -> anyhow::Result<OwnLines> {
    let Some(source) = &discovered.register else {
        return Ok(OwnLines::default());
    };
    let workbook = read_own(reader, source, "danh mục")?;
    Ok(read_own_lines(&source.relative, &workbook))
}

/// The words of labels and titles.
fn of_forms(words: &Wordbook) -> impl Iterator<Item = &Arc<Entry>> {
    let of_forms = |entry: &&Arc<Entry>| matches!(entry.kind, WordKind::Label | WordKind::Column);
    words.entries.iter().filter(of_forms)
}

/// The lexicon with what labels and titles mean everywhere, and with the names of the register's units; `None` where it keeps
/// none.
pub(super) fn worded_lexicon(kept: &Register, lexicon: &Lexicon) -> Option<Lexicon> {
    let everywhere = |entry: &&Arc<Entry>| entry.scope == Scope::Everywhere;
    let is_name = |entry: &&Arc<Entry>| entry.kind == WordKind::Unit && everywhere(entry);
    let listed = kept.units.values().flat_map(Unit::names);
    let decided = kept.words.entries.iter().filter(is_name);
    let decided = decided.map(|entry| &entry.written);
    let names = listed.chain(decided).map(String::as_str);
    let mut names = names.peekable();
    let with = names.peek().is_some().then(|| lexicon.with_units(names));
    let mut entries = of_forms(&kept.words).filter(everywhere).peekable();
    match entries.peek() {
        Some(_) => Some(with.as_ref().unwrap_or(lexicon).with_words(entries)),
        None => with,
    }
}

/// What files are read with.
pub(super) struct Places<'a> {
    pub(super) discovered: &'a Discovered,
    pub(super) corrections: &'a Corrections,
    pub(super) register: &'a Register,
    pub(super) lexicon: &'a Lexicon,
    pub(super) reader: &'a ReaderPool,
}

/// Reads again the files of units and clusters that have words of their own: whose a file is shows only when it is read.
pub(super) fn read_in_own_words(
    places: &Places<'_>,
    drafts: &mut [Draft],
    findings: &mut Vec<Finding>,
) -> anyhow::Result<()> {
    let own = |entry: &&Arc<Entry>| entry.scope != Scope::Everywhere;
    let mut entries: Vec<&Arc<Entry>> = of_forms(&places.register.words).filter(own).collect();
    if entries.is_empty() {
        return Ok(());
    }
    // The narrower word comes last, and holds.
    entries.sort_by_key(|entry| entry.scope.clone());
    let mut register = places.register.clone();
    let identified = identify(drafts.to_vec(), &mut register, places.lexicon).output;
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (position, draft) in identified.iter().enumerate() {
        let submission = &draft.submission;
        let unit = submission.unit_id.as_ref();
        let of_unit = unit.zip(submission.period);
        let of_unit = of_unit.and_then(|(unit, period)| register.cluster_of(period, unit));
        let cluster = submission.cluster_id.as_ref().or(of_unit);
        let holds = |word: &usize| entries[*word].scope.holds(unit, cluster);
        let words: Vec<usize> = (0..entries.len()).filter(holds).collect();
        if !words.is_empty() {
            groups.entry(words).or_default().push(position);
        }
    }
    let again: BTreeSet<Arc<str>> = groups
        .values()
        .flatten()
        .map(|&position| drafts[position].submission.file.clone())
        .collect();
    findings.retain(|finding| {
        finding
            .file
            .as_ref()
            .is_none_or(|file| !again.contains(file))
    });
    for (words, positions) in groups {
        let own = words.iter().map(|&word| entries[word]);
        let lexicon = places.lexicon.with_words(own);
        for position in positions {
            let source: &SourceFile = &places.discovered.files[position];
            let file = places.reader.read(source)?;
            let of_source = (source, places.discovered);
            let read = draft_of(of_source, file, places.corrections, &lexicon);
            findings.extend(read.findings);
            drafts[position] = read.output;
        }
    }
    Ok(())
}
