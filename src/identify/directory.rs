//! The names that files are held against: the register's, in a period, and those under which units sent files before.

use super::decided_names::DecidedIn;
use super::file_names::base_name;
use super::name_tails;
use super::names::{self, NameMatch, Names, unit_key};
use super::readings::{Guess, LONGEST_NAME};
use crate::finding::{Explained, Finding};
use crate::location::CellRef;
use crate::memo::Memo;
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::wordbook::{Entry, Meaning};
use crate::register::{Register, Timeline};
use crate::resolve::Draft;
use crate::rules;
use crate::text;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The names that files are held against.
#[derive(Clone, Copy)]
pub(super) struct Directory<'a> {
    pub(super) register: &'a Register,
    pub(super) lexicon: &'a Lexicon,
    pub(super) units: &'a Names,
    pub(super) clusters: &'a Names,
    pub(super) timeline: &'a Timeline<'a>,
    /// What units have sent under which names.
    pub(super) history: &'a History,
    /// The period that names are meant in: what a former name means depends on it.
    pub(super) period: Option<Period>,
    /// Names that the office has explained.
    pub(super) decided: DecidedIn<'a>,
}

impl<'a> Directory<'a> {
    /// What the office has decided about a unit's name.
    fn decided_unit(&self, name: &str) -> Option<&'a Arc<Entry>> {
        self.decided.unit(name, self.lexicon)
    }

    /// What the office has decided about a cluster's name.
    pub(super) fn decided_cluster(&self, name: &str) -> Option<&'a Arc<Entry>> {
        self.decided.cluster(name, self.lexicon)
    }

    /// The decision to leave out what bears a name that is no unit's.
    pub(super) fn left_out_unit(&self, name: &str) -> Option<&'a Arc<Entry>> {
        let decided = self.decided_unit(name);
        decided.filter(|entry| entry.means == Meaning::LeftOut)
    }

    /// What to tell of a name that was explained by the office.
    pub(super) fn told_decision(
        &self,
        name: &str,
        at: &CellRef,
        explained: Explained,
    ) -> Option<Finding> {
        let entry = self.decided_unit(name)?;
        let Meaning::Unit(unit) = &entry.means else {
            return None;
        };
        let rule = &rules::unit_name_approximate::RULE;
        let meant = self.register.unit_name(unit);
        let message = rules::unit_name_approximate::decided_message(name, meant, &entry.by());
        Some(Finding::about_cell(rule, at, message).explaining(explained))
    }

    /// The unit that bears a code's unit in the period, where the register has it.
    pub(super) fn unit_of_code(&self, code: Option<&str>) -> Option<Arc<str>> {
        let code = code?.trim();
        let mut units = self.register.units.keys();
        let unit = units.find(|id| id.eq_ignore_ascii_case(code))?;
        match self.period {
            Some(period) => Some(self.timeline.bearer(unit, period)),
            None => Some(unit.clone()),
        }
    }

    /// The unit of a name that is written as the register has it, with or without what people write behind names.
    pub(super) fn find_exact(&self, name: &str) -> Option<NameMatch> {
        if let Some(entry) = self.decided_unit(name) {
            return match &entry.means {
                Meaning::Unit(unit) => Some(self.meant(NameMatch::Exact(unit.clone()))),
                _ => None,
            };
        }
        let exact = |name: &str| self.units.find_exact(&unit_key(name, self.lexicon));
        let found = exact(name).or_else(|| exact(self.without_tail(name).as_deref()?));
        match found {
            Some(found) => Some(self.meant(found)),
            None => {
                let (coded, name) = self.parted_from_code(name)?;
                Some(self.with_code(coded, self.find_exact(name)?))
            }
        }
    }

    /// The unit of a name, a slip of it, or what is near.
    pub(super) fn find(&self, name: &str) -> NameMatch {
        let near = |name: &str| self.units.find(&unit_key(name, self.lexicon));
        if let Some(exact) = self.find_exact(name) {
            return exact;
        }
        if self.left_out_unit(name).is_some() {
            return NameMatch::Unknown(Vec::new());
        }
        if let Some((coded, name)) = self.parted_from_code(name) {
            return self.with_code(coded, self.find(name));
        }
        if let Some(unit) = self.find_placed(name) {
            return self.meant(unit);
        }
        let found = match (near(name), &*self.without_tail(name)) {
            (NameMatch::Unknown(_), Some(name)) => near(name),
            (found, _) => found,
        };
        let found = match &found {
            NameMatch::Unknown(_) => {
                // `NGÂN HÀNG A / BANK OF A`
                let own = text::without_translation(name);
                let translated = || (own.len() < name.len()).then(|| self.find(own));
                let mended = self.find_mended(name);
                mended
                    .or_else(|| self.find_of_office(name))
                    .or_else(|| self.find_otherwise(name))
                    .or_else(translated)
                    .unwrap_or(found)
            }
            _ => found,
        };
        self.meant(found)
    }

    /// `CĐCS cơ quan UBND thành phố A`: the union of a body's own office is what the register has under the body's name.
    fn find_of_office(&self, name: &str) -> Option<NameMatch> {
        const OFFICE: &str = "cơ quan ";
        let key = unit_key(name, self.lexicon);
        let found = self.units.find_exact(key.strip_prefix(OFFICE)?)?;
        let unit = found.unit()?.clone();
        let shown = self.units.name(&unit);
        Some(NameMatch::Slip(unit, shown))
    }

    /// What a match means in the period: a former name is of the unit that bears the new one, and of several units of a
    /// name only those are meant that there are.
    fn meant(&self, found: NameMatch) -> NameMatch {
        let Some(period) = self.period else {
            return found;
        };
        match found {
            NameMatch::Exact(unit) => NameMatch::Exact(self.timeline.bearer(&unit, period)),
            NameMatch::Slip(unit, taken_for) => {
                NameMatch::Slip(self.timeline.bearer(&unit, period), taken_for)
            }
            NameMatch::Likely(unit, guess) => {
                NameMatch::Likely(self.timeline.bearer(&unit, period), guess)
            }
            NameMatch::Ambiguous(units) => {
                let bearers = units.iter().map(|it| self.timeline.bearer(it, period));
                let mut there: BTreeSet<Arc<str>> = bearers.collect();
                there.retain(|unit| self.timeline.ended(unit, period).is_none());
                let there: Vec<Arc<str>> = there.into_iter().collect();
                match &there[..] {
                    [only] => NameMatch::Exact(only.clone()),
                    [] => NameMatch::Ambiguous(units),
                    _ => NameMatch::Ambiguous(there),
                }
            }
            unknown @ NameMatch::Unknown(_) => unknown,
        }
    }

    /// Whether a name is one of a unit's own in the register, and not one of a unit that became it.
    pub(super) fn is_own_name(&self, name: &str, unit: &Arc<str>) -> bool {
        let holds = |name: &str| self.units.holds(&unit_key(name, self.lexicon), unit);
        holds(name) || self.without_tail(name).as_deref().is_some_and(holds)
    }

    /// The unit of a name that leaves out its place, or writes it otherwise.
    fn find_placed(&self, name: &str) -> Option<NameMatch> {
        let words = &self.lexicon.forms.words;
        let placed = |name: &str| {
            let key = unit_key(name, self.lexicon);
            self.units.find_placed(&key, words)
        };
        let unit = placed(name).or_else(|| placed(self.without_tail(name).as_deref()?))?;
        Some(NameMatch::Slip(unit.clone(), self.units.name(unit)))
    }

    /// The unit of a name whose union or abbreviation is written with a slip; in the rest there is none then.
    fn find_mended(&self, name: &str) -> Option<NameMatch> {
        let tailless = self.without_tail(name);
        let names = [Some(name), tailless.as_deref()];
        let keys = names.into_iter().flatten();
        let mut keys = keys.flat_map(|name| names::mended_keys(name, self.lexicon));
        match keys.find_map(|key| self.units.find_exact(&key))? {
            NameMatch::Exact(unit) => {
                let taken_for = self.units.name(&unit);
                Some(NameMatch::Slip(unit, taken_for))
            }
            found => Some(found),
        }
    }

    /// The unit of a name that is written otherwise. Where nobody keeps a register, each name is its own.
    fn find_otherwise(&self, name: &str) -> Option<NameMatch> {
        let is_kept = self.register.is_kept;
        is_kept.then(|| self.units.find_otherwise(name, self.lexicon))?
    }

    /// The unit that a name with a place behind it may be of.
    pub(super) fn find_before_place(&self, name: &str) -> Option<Arc<str>> {
        let name = self.units.before_place(name, self.lexicon)?;
        match self.find(name) {
            NameMatch::Exact(unit) | NameMatch::Slip(unit, _) => Some(unit),
            NameMatch::Likely(..) | NameMatch::Ambiguous(_) | NameMatch::Unknown(_) => None,
        }
    }

    /// The unit of a code that stands before or behind a name, and the name: `YT03 - CĐCS Trung tâm Y tế …`, `… (YT03)`.
    fn parted_from_code<'n>(&self, name: &'n str) -> Option<(Arc<str>, &'n str)> {
        let is_edge = |at: char| {
            matches!(
                at,
                ' ' | '-' | '–' | '_' | ':' | '.' | '(' | ')' | '[' | ']'
            )
        };
        let is_code = |part: &str| {
            let has_digit = part.contains(|at: char| at.is_ascii_digit());
            has_digit && part.contains(char::is_alphabetic) && !part.contains(' ')
        };
        let unit = |part: &str| {
            let code = part.trim_matches(is_edge);
            is_code(code).then(|| self.unit_of_code(Some(code)))?
        };
        // Every code has a digit.
        let is_digit = |it: u8| it.is_ascii_digit();
        let may_hold_code = name.len() <= LONGEST_NAME && name.bytes().any(is_digit);
        let edges = name.char_indices().filter(|_| may_hold_code);
        let mut edges = edges.filter(|(_, at)| is_edge(*at));
        edges.find_map(|(at, _)| {
            let (before, behind) = name.split_at(at);
            let ahead = unit(before).map(|unit| (unit, behind));
            let (unit, rest) = ahead.or_else(|| Some((unit(behind)?, before)))?;
            let rest = rest.trim_matches([' ', '-', '–', '_', ':', '(', '[']);
            rest.contains(char::is_alphabetic).then_some((unit, rest))
        })
    }

    /// Whose a name is with a unit's code beside it: two witnesses, which may contradict each other.
    fn with_code(&self, coded: Arc<str>, named: NameMatch) -> NameMatch {
        let others = match named {
            NameMatch::Exact(unit) | NameMatch::Slip(unit, _) | NameMatch::Likely(unit, _) => {
                vec![unit]
            }
            NameMatch::Ambiguous(units) => units,
            NameMatch::Unknown(_) => return NameMatch::Likely(coded, Guess::Writing),
        };
        if others.contains(&coded) {
            return NameMatch::Exact(coded);
        }
        let both = std::iter::once(&coded).chain(&others);
        NameMatch::Unknown(both.map(|unit| self.units.name(unit)).collect())
    }

    /// Whether a unit is of a cluster in a period.
    pub(super) fn is_member(
        &self,
        unit: &Arc<str>,
        period: Option<Period>,
        cluster: Option<&Arc<str>>,
    ) -> bool {
        period.and_then(|period| self.register.cluster_of(period, unit)) == cluster
    }

    fn without_tail(&self, name: &str) -> Cow<'_, Option<String>> {
        let known = &self.lexicon.known_names_without_tails;
        known.get(name, || name_tails::without_tail(name, self.lexicon))
    }
}

/// Which units sent files of which names, by folder and period.
pub(super) struct History {
    sent: BTreeMap<(Box<str>, String), BTreeSet<(Period, Arc<str>)>>,
    /// The units that forms name plainly.
    named: BTreeSet<(Period, Arc<str>)>,
    /// The keys of folders: hundreds of files lie in each.
    folders: Memo<String>,
}

impl History {
    /// That of nobody.
    pub(super) fn empty() -> Self {
        Self {
            sent: BTreeMap::new(),
            named: BTreeSet::new(),
            folders: Memo::new(),
        }
    }

    /// From what the forms say plainly.
    pub(super) fn new<'u>(
        drafts: &[Draft],
        units: impl Iterator<Item = Option<&'u Arc<str>>>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut history = Self::empty();
        for (draft, unit) in drafts.iter().zip(units) {
            let period = draft.likely_period();
            if let (Some(unit), Some(period)) = (unit, period) {
                let key = history.key(draft, lexicon);
                let of_name = history.sent.entry(key).or_default();
                of_name.insert((period, unit.clone()));
                history.named.insert((period, unit.clone()));
            }
        }
        history
    }

    /// The one unit that sent a file of the same name, in the same cluster's folder, for other periods.
    pub(super) fn unit_of(&self, draft: &Draft, lexicon: &Lexicon) -> Option<&Arc<str>> {
        let period = draft.likely_period();
        let before = self.sent.get(&self.key(draft, lexicon))?;
        let before = before.iter().filter(|(of, _)| Some(*of) != period);
        let mut units = before.map(|(_, unit)| unit);
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(first)
    }

    /// Whether a form of a period names a unit plainly.
    pub(super) fn is_named(&self, unit: &Arc<str>, period: Option<Period>) -> bool {
        period.is_some_and(|period| self.named.contains(&(period, unit.clone())))
    }

    /// A file's name and its innermost folder.
    fn key(&self, draft: &Draft, lexicon: &Lexicon) -> (Box<str>, String) {
        let folder = draft.whose.folder.others.last();
        let folder = folder.map(|it| self.folders.get(it, || text::label_key(it)).into_owned());
        let name = base_name(&draft.submission.file, lexicon);
        (name.into_owned(), folder.unwrap_or_default())
    }
}
