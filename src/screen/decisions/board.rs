//! What one run leaves to be decided, kept for the page.

use super::evidence::{Beside, Evidence};
use super::standing::Outcomes;
use crate::discover::{Discovered, SourceFile};
use crate::recognise::Lexicon;
use crate::register::wordbook::{WordKind, WrittenWord};
use crate::report::corrections::{
    CorrectionsInputs, Meanings, OpenWord, Question, open_words, questions,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a board is made from.
pub struct BoardInputs<'a> {
    /// What the corrections workbook is made from.
    pub corrections: CorrectionsInputs<'a>,
    /// The files of the input folder.
    pub discovered: &'a Discovered,
    /// Indicators and their labels, shared.
    pub lexicon: Arc<Lexicon>,
    /// What words meant by the register when the run began.
    pub words: Vec<WrittenWord>,
}

/// What waited for a decision when a run ended, with what there is to decide by.
pub struct Board {
    pub(super) questions: Vec<Question>,
    positions: BTreeMap<String, usize>,
    pub(super) words: Vec<OpenWord>,
    /// How many words are open beyond those that are listed.
    pub(super) further_words: usize,
    pub(super) meanings: Meanings,
    pub(super) outcomes: Outcomes,
    evidence: Evidence,
    files: BTreeMap<Arc<str>, SourceFile>,
    pub(super) lexicon: Arc<Lexicon>,
    /// Units' ids by the names under which they are chosen.
    pub(super) units: BTreeMap<String, Arc<str>>,
}

impl Board {
    /// The board of a run.
    pub fn new(inputs: BoardInputs<'_>) -> Self {
        let corrections = &inputs.corrections;
        let questions = questions(corrections);
        let (words, further_words, meanings) = open_words(corrections);
        let positions = questions.iter().enumerate();
        let positions = positions.map(|(position, question)| (question.mark(), position));
        let files = inputs.discovered.files.iter();
        let files = files.map(|file| (file.relative.clone(), file.clone()));
        Self {
            positions: positions.collect(),
            outcomes: Outcomes::new(corrections.decided, inputs.words, &inputs.lexicon),
            evidence: Evidence::new(corrections, &questions),
            files: files.collect(),
            units: units_by_name(corrections, &meanings),
            lexicon: inputs.lexicon,
            questions,
            words,
            further_words,
            meanings,
        }
    }

    /// All that waited for a decision.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question of a mark.
    pub fn question(&self, mark: &str) -> Option<&Question> {
        let position = self.positions.get(mark)?;
        self.questions.get(*position)
    }

    /// The words that nobody had explained.
    pub fn words(&self) -> &[OpenWord] {
        &self.words
    }

    /// What else is known of a figure that is asked for.
    pub fn beside(&self, question: &Question) -> Beside {
        self.evidence.beside(question)
    }

    /// A file of the input folder, by its name as questions have it.
    pub fn file(&self, relative: &str) -> Option<&SourceFile> {
        self.files.get(relative)
    }
}

/// The ids of units by the names that a person chooses from.
fn units_by_name(
    inputs: &CorrectionsInputs<'_>,
    meanings: &Meanings,
) -> BTreeMap<String, Arc<str>> {
    // Both lists are in the order of the register.
    let units = inputs.register.units.values();
    let shown = meanings.of(WordKind::Unit).into_iter();
    shown
        .zip(units)
        .map(|(shown, unit)| (crate::text::label_key(shown), unit.id.clone()))
        .collect()
}
