//! What stands decided in the folder, held against what the last run made of it.

use crate::decide::Decided;
use crate::recognise::Lexicon;
use crate::register::corrections::{Correction, Request};
use crate::register::wordbook::WrittenWord;
use crate::resolve::shown_value;
use crate::takeover::Kept;
use std::collections::{BTreeMap, BTreeSet};

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Made since the last run.
    Waiting,
    /// Applied by the last run; what counts now, where that is a figure.
    Applied(Option<String>),
    /// Not applied by the last run, and why.
    Failed(String),
}

/// A decision of the folder.
#[derive(Debug, Clone)]
pub(super) struct StandingRow {
    /// The row.
    pub(super) correction: Correction,
    /// What came of it.
    pub(super) state: State,
}

/// What a word means by the folder's register.
#[derive(Debug, Clone)]
pub(super) struct StandingWord {
    /// The line.
    pub(super) word: WrittenWord,
    /// Whether the last run did not know it yet.
    pub(super) is_waiting: bool,
}

/// All that stands decided.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// Decisions, those that were not applied first.
    pub(super) rows: Vec<StandingRow>,
    /// Words, in the register's order.
    pub(super) words: Vec<StandingWord>,
    /// How many decisions were made or taken back since the last run.
    pub(super) waiting: usize,
}

/// What the last run made of the decisions that it found.
#[derive(Default)]
pub(super) struct Outcomes {
    /// By the mark of the row.
    rows: BTreeMap<String, State>,
    words: Vec<WrittenWord>,
}

impl Outcomes {
    pub(super) fn new(decided: &[Decided], words: Vec<WrittenWord>, lexicon: &Lexicon) -> Self {
        let state = |decided: &Decided| match &decided.unused {
            Some(not_applied) => State::Failed(not_applied.message()),
            None => State::Applied(counted(decided, lexicon)),
        };
        let rows = decided.iter();
        let rows = rows.map(|it| (it.correction.written.seal(), state(it)));
        Self {
            rows: rows.collect(),
            words,
        }
    }

    /// What stands decided now.
    pub(super) fn held_against(&self, kept: Kept) -> Standing {
        let seals = kept.decisions.iter().map(|row| row.written.seal());
        let seals: BTreeSet<String> = seals.collect();
        let taken_back = self.rows.keys().filter(|seal| !seals.contains(*seal));
        let forgotten = self.words.iter().filter(|word| !kept.words.contains(word));
        let mut waiting = taken_back.count() + forgotten.count();
        let rows = kept.decisions.into_iter().map(|correction| {
            let known = self.rows.get(&correction.written.seal()).cloned();
            let state = match &correction.request {
                Err(why) if known.is_none() => State::Failed(why.clone()),
                _ => known.unwrap_or(State::Waiting),
            };
            StandingRow { correction, state }
        });
        let mut rows: Vec<StandingRow> = rows.collect();
        rows.sort_by_key(|row| match row.state {
            State::Failed(_) => 0,
            State::Waiting => 1,
            State::Applied(_) => 2,
        });
        let words = kept.words.into_iter().map(|word| StandingWord {
            is_waiting: !self.words.contains(&word),
            word,
        });
        let words: Vec<StandingWord> = words.collect();
        waiting += rows
            .iter()
            .filter(|row| row.state == State::Waiting)
            .count();
        waiting += words.iter().filter(|word| word.is_waiting).count();
        Standing {
            rows,
            words,
            waiting,
        }
    }
}

impl Standing {
    /// The decision about the matter of another row, where one stands that has not failed.
    pub(super) fn about(&self, other: &Correction) -> Option<&StandingRow> {
        let mut rows = self.rows.iter();
        rows.find(|row| {
            row.correction.is_about_the_same(other) && !matches!(row.state, State::Failed(_))
        })
    }

    /// The meaning that stands for a word.
    pub(super) fn meaning(&self, kind: &str, written: &str) -> Option<&StandingWord> {
        let asked = WrittenWord {
            kind: kind.to_owned(),
            written: written.to_owned(),
            ..WrittenWord::default()
        };
        self.words.iter().find(|it| {
            let word = WrittenWord {
                scope: String::new(),
                ..it.word.clone()
            };
            word.is_about_the_same(&asked)
        })
    }
}

/// The figure that counts by a decision.
fn counted(decided: &Decided, lexicon: &Lexicon) -> Option<String> {
    let figure = decided.figure.as_ref()?;
    if matches!(decided.correction.request, Ok(Request::LeaveOutValue(_))) {
        return None;
    }
    let indicator = lexicon.indicators.get(&figure.indicator)?;
    Some(shown_value(figure.after?, indicator))
}
