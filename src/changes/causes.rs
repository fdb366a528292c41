//! Why a figure is not what it was.

use super::manifest::place;
use super::stored::{Figure, FigureKey, RunData, StoredCell, StoredFile};
use crate::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// Why a figure changed, in the order in which causes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The office decided, or took a decision back.
    Decision,
    /// A file came.
    NewFile,
    /// A file is no longer there.
    GoneFile,
    /// A file says something else.
    ChangedFile,
    /// A file has another name or lies in another folder.
    MovedFile,
    /// The register puts the figure elsewhere, or reads its words otherwise.
    Register,
    /// The settings or the program.
    Program,
    /// Another figure makes a rule hold or release this one.
    OtherRule,
}

impl Cause {
    /// All, in their order.
    pub const ALL: [Self; 8] = [
        Cause::Decision,
        Cause::NewFile,
        Cause::GoneFile,
        Cause::ChangedFile,
        Cause::MovedFile,
        Cause::Register,
        Cause::Program,
        Cause::OtherRule,
    ];

    /// The key of its words.
    pub(super) fn key(self) -> &'static str {
        match self {
            Cause::Decision => "decision",
            Cause::NewFile => "new-file",
            Cause::GoneFile => "gone-file",
            Cause::ChangedFile => "changed-file",
            Cause::MovedFile => "moved-file",
            Cause::Register => "register",
            Cause::Program => "program",
            Cause::OtherRule => "other-rule",
        }
    }
}

/// A figure before and after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) key: FigureKey<'a>,
    pub(super) old: Option<Figure<'a>>,
    pub(super) new: Option<Figure<'a>>,
}

impl<'a> Pair<'a> {
    fn cells(&self) -> impl Iterator<Item = &'a StoredCell> {
        let figures = [self.new, self.old].into_iter().flatten();
        figures.map(|figure| figure.cell)
    }
}

/// What became of a file between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Same,
    New,
    Gone,
    Changed,
    Moved,
}

/// What is looked up of a run to tell why.
struct Side<'a> {
    run: &'a RunData,
    places: BTreeMap<(&'a str, &'a str, &'a str), &'a StoredCell>,
    digests: BTreeSet<&'a str>,
}

impl<'a> Side<'a> {
    fn new(run: &'a RunData) -> Self {
        Self {
            run,
            places: run.cells.iter().map(|cell| (cell.place(), cell)).collect(),
            digests: run.files.values().map(|file| &*file.sha256).collect(),
        }
    }

    fn decision(&self, cell: &StoredCell) -> [Option<&'a String>; 2] {
        let decisions = &self.run.manifest.decisions;
        let of = |place: String| decisions.get(&place);
        [
            of(place(&cell.file, Some((&cell.sheet, &cell.cell)))),
            of(place(&cell.file, None)),
        ]
    }
}

/// Tells why figures changed between two runs.
pub(super) struct Causes<'a> {
    old: Side<'a>,
    new: Side<'a>,
    /// The files whose fate is not the same, by whose they are.
    by_unit: BTreeMap<(Period, &'a str), Vec<(&'a str, Fate)>>,
}

impl<'a> Causes<'a> {
    pub(super) fn new(old: &'a RunData, new: &'a RunData) -> Self {
        let mut causes = Self {
            old: Side::new(old),
            new: Side::new(new),
            by_unit: BTreeMap::new(),
        };
        let files: BTreeMap<&str, &StoredFile> = (old.files.iter().chain(&new.files))
            .map(|(name, file)| (name.as_str(), file))
            .collect();
        for (name, file) in files {
            let fate = causes.fate(name);
            if let (true, Some(period), Some(unit)) =
                (fate != Fate::Same, file.period, file.unit.as_deref())
            {
                let of_unit = causes.by_unit.entry((period, unit)).or_default();
                of_unit.push((name, fate));
            }
        }
        causes
    }

    fn fate(&self, file: &str) -> Fate {
        let (old, new) = (self.old.run.files.get(file), self.new.run.files.get(file));
        match (old, new) {
            (Some(old), Some(new)) if old.sha256 == new.sha256 => Fate::Same,
            (Some(_), Some(_)) => Fate::Changed,
            (None, Some(new)) if self.old.digests.contains(&*new.sha256) => Fate::Moved,
            (Some(old), None) if self.new.digests.contains(&*old.sha256) => Fate::Moved,
            (None, _) => Fate::New,
            (Some(_), None) => Fate::Gone,
        }
    }

    /// Why a figure changed, and what there is to say of it besides: a file's name, a rule's key.
    pub(super) fn of(&self, pair: &Pair<'a>) -> (Cause, String) {
        if let Some(file) = self.decided(pair) {
            return (Cause::Decision, file);
        }
        self.of_files(pair)
            .or_else(|| self.register(pair))
            .unwrap_or_else(|| self.of_rules(pair))
    }

    /// The file in which a decision came, went or says something else. One that only fell with its file is told as the file's.
    fn decided(&self, pair: &Pair<'a>) -> Option<String> {
        let is_of_decision = |cell: &&StoredCell| {
            let (old, new) = (self.old.decision(cell), self.new.decision(cell));
            let is_same_file = self.fate(&cell.file) == Fate::Same;
            let came_or_changed = old != new && (is_same_file || new.iter().any(Option::is_some));
            came_or_changed || (is_same_file && self.is_marked_otherwise(cell))
        };
        pair.cells()
            .find(is_of_decision)
            .map(|cell| cell.file.clone())
    }

    /// Whether a cell counts by decision, or is left out by one, on one side only.
    fn is_marked_otherwise(&self, cell: &StoredCell) -> bool {
        let mark = |side: &Side<'a>| {
            let cell = side.places.get(&cell.place())?;
            Some((cell.corrected, cell.reason.as_deref() == Some("left-out")))
        };
        let none = Some((false, false));
        mark(&self.old).or(none) != mark(&self.new).or(none)
    }

    /// What files have to do with it: those that the figure stands in, then others of the unit.
    fn of_files(&self, pair: &Pair<'a>) -> Option<(Cause, String)> {
        let own = pair
            .cells()
            .map(|cell| (&*cell.file, self.fate(&cell.file)));
        let of_unit = self.by_unit.get(&(pair.key.0, pair.key.1));
        let others = of_unit.into_iter().flatten().copied();
        let fates: Vec<_> = own.chain(others).collect();
        let told = [
            (Fate::New, Cause::NewFile),
            (Fate::Gone, Cause::GoneFile),
            (Fate::Changed, Cause::ChangedFile),
            (Fate::Moved, Cause::MovedFile),
        ];
        told.into_iter().find_map(|(fate, cause)| {
            let (file, _) = fates.iter().find(|(_, it)| *it == fate)?;
            Some((cause, (*file).to_owned()))
        })
    }

    /// Whether the register puts the figure elsewhere, or the figure is read there only by the register of one side.
    fn register(&self, pair: &Pair<'a>) -> Option<(Cause, String)> {
        let moved = match (&pair.old, &pair.new) {
            (Some(old), Some(new)) => old.cluster != new.cluster,
            _ => false,
        };
        let is_elsewhere = |cell: &StoredCell| {
            let there = |side: &Side<'a>| side.places.get(&cell.place()).copied();
            match (there(&self.old), there(&self.new)) {
                (Some(old), Some(new)) => {
                    (&old.unit, &old.period, &old.cluster) != (&new.unit, &new.period, &new.cluster)
                        || (old.indicator != new.indicator && self.own_differs("register"))
                }
                _ => self.own_differs("register"),
            }
        };
        let is_of_register = moved || pair.cells().any(is_elsewhere);
        is_of_register.then(|| (Cause::Register, String::new()))
    }

    fn own_differs(&self, what: &str) -> bool {
        let of = |side: &Side<'a>| side.run.manifest.own.get(what);
        of(&self.old) != of(&self.new)
    }

    fn is_of_other_program(&self) -> bool {
        self.old.run.manifest.program != self.new.run.manifest.program
            || self.own_differs("settings")
    }

    /// The files are the same, and so is whose the figure is.
    fn of_rules(&self, pair: &Pair<'a>) -> (Cause, String) {
        let reason = |side: &Side<'a>| {
            let mut cells = pair.cells();
            cells.find_map(|cell| side.places.get(&cell.place())?.reason.clone())
        };
        let reason = match pair.new {
            None => reason(&self.new),
            Some(_) => reason(&self.old),
        };
        let cause = match self.is_of_other_program() {
            true => Cause::Program,
            false => Cause::OtherRule,
        };
        (cause, reason.unwrap_or_default())
    }
}
