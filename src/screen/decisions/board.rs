//! What one run leaves to be decided, kept for the page.

use super::evidence::{Beside, Evidence};
use super::standing::Outcomes;
use crate::discover::SourceFile;
use crate::finished::Finished;
use crate::recognise::Lexicon;
use crate::register::corrections::file_key;
use crate::register::wordbook::{WordKind, WrittenWord};
use crate::report::corrections::{
    CorrectionsInputs, Meanings, OpenWord, Question, open_words, questions, reopened,
};
use crate::text::label_key;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What waited for a decision when a run ended, with what there is to decide by.
pub(super) struct Board {
    pub(super) questions: Vec<Question>,
    /// By their marks.
    positions: BTreeMap<String, usize>,
    pub(super) words: Vec<OpenWord>,
    /// How many words are open beyond those that are listed.
    pub(super) further_words: usize,
    pub(super) meanings: Meanings,
    pub(super) outcomes: Outcomes,
    evidence: Evidence,
    /// Positions of the files by their names.
    files: BTreeMap<Arc<str>, usize>,
    /// Units' ids by the names under which they are chosen, as labels are compared.
    pub(super) units: BTreeMap<String, Arc<str>>,
    finished: Arc<Finished>,
}

impl Board {
    /// The board of a run, and what words meant by the register when it ended.
    pub(super) fn new(finished: Arc<Finished>, words_of_run: Vec<WrittenWord>) -> Self {
        let knowledge = &finished.settings.knowledge;
        let consolidation = &finished.consolidation;
        let inputs = CorrectionsInputs {
            tables: &consolidation.tables,
            decided: &consolidation.decided,
            register: &consolidation.register,
            lexicon: &knowledge.lexicon,
            thresholds: &knowledge.thresholds,
            period: finished.period,
            input_path: "",
        };
        let mut asked = reopened(&inputs);
        asked.extend(questions(&inputs));
        let questions = asked;
        let (words, further_words, meanings) = open_words(&inputs);
        let positions = questions.iter().enumerate();
        let positions = positions.map(|(position, question)| (question.mark(), position));
        let files = finished.discovered.files.iter().enumerate();
        let files = files.map(|(position, file)| (file.relative.clone(), position));
        Self {
            positions: positions.collect(),
            outcomes: Outcomes::new(inputs.decided, words_of_run, inputs.lexicon),
            evidence: Evidence::new(&inputs, &questions),
            files: files.collect(),
            units: units_by_name(&inputs, &meanings),
            questions,
            words,
            further_words,
            meanings,
            finished,
        }
    }

    /// The question of a mark.
    pub(super) fn question(&self, mark: &str) -> Option<&Question> {
        let position = self.positions.get(mark)?;
        self.questions.get(*position)
    }

    /// What else is known of a figure that is asked for.
    pub(super) fn beside(&self, question: &Question) -> Beside {
        self.evidence.beside(question)
    }

    /// A file of the input folder, by its name as questions have it.
    pub(super) fn file(&self, relative: &str) -> Option<&SourceFile> {
        let position = self.files.get(relative);
        // An office may have typed it in another way.
        let position = position.or_else(|| self.files.get(&*file_key(relative)))?;
        self.finished.discovered.files.get(*position)
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.finished.settings.knowledge.lexicon
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
        .map(|(shown, unit)| (label_key(shown), unit.id.clone()))
        .collect()
}
