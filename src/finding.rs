//! What is wrong, for a person: findings and the rules that raise them.
//!
//! Bad data is a value. A stage returns what it could make of its input together with its findings ([`Checked`]); a
//! finding never exists without the file or unit it is about.

use crate::location::{CellAddress, CellRef};
use crate::period::Period;
use std::sync::Arc;

/// How much a finding weighs. Errors hold a figure or a file back or ask for a person's eye; information only tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was rejected or held, or contradicts itself.
    Error,
    /// Something may be wrong; the figure counts or was never there.
    Warning,
    /// Something was done that a reader should be able to see.
    Info,
}

impl Severity {
    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// A rule: one kind of finding. Each stands in a file of its own under [`crate::rules`].
#[derive(Debug)]
pub struct Rule {
    /// The stable code, as in the data tables.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// A short Vietnamese name.
    pub title: &'static str,
    /// What is wrong, in Vietnamese.
    pub problem: &'static str,
    /// What happens to the figure or file, in Vietnamese.
    pub effect: &'static str,
    /// What to do about it, in Vietnamese.
    pub action: &'static str,
    /// What the unit that sent the file can do about it.
    pub unit_task: UnitTask,
}

/// What a unit can do about a finding in its own file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitTask {
    /// It can mend it: what it is asked to do, an imperative in Vietnamese. It is read by the unit, so that it says nothing
    /// of any other.
    Mends(&'static str),
    /// Nothing: it is the office's to decide, or nothing is to be done.
    Nothing,
}

impl UnitTask {
    /// What the unit is asked to do, where it can do anything.
    pub fn sentence(self) -> Option<&'static str> {
        match self {
            UnitTask::Mends(sentence) => Some(sentence),
            UnitTask::Nothing => None,
        }
    }
}

/// A rule is itself and no other: each stands once, under [`crate::rules`].
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Rule {}

/// What a word stands for on a sheet: the figures that are read by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Explained {
    /// Those of the finding's row.
    Row,
    /// Those of its column.
    Column,
    /// Those of its file.
    File,
}

/// One thing found wrong, with its place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that raised it.
    pub rule: &'static Rule,
    /// The rule's severity, or a lower one where the rule says so.
    pub severity: Severity,
    /// The file, relative to the input folder.
    pub file: Option<Arc<str>>,
    /// The sheet's name.
    pub sheet: Option<Arc<str>>,
    /// The cell.
    pub cell: Option<CellAddress>,
    /// The reporting unit, where known.
    pub unit_id: Option<Arc<str>>,
    /// The period, where known.
    pub period: Option<Period>,
    /// The indicator's code, where it is about one.
    pub indicator: Option<Arc<str>>,
    /// The text that it is about, as it stands, where a decision is bound to it.
    pub about: Option<String>,
    /// How many figures hang on a word that the office may explain once for all; 0 where it is about none.
    pub word_figures: usize,
    /// Which figures are read by a decision of the office on what a word means, where this tells of one.
    pub explains: Option<Explained>,
    /// What is wrong and what to do, in Vietnamese.
    pub message: String,
    /// Whether the office has decided about it, so that nothing is left to do.
    pub is_decided: bool,
}

impl Finding {
    /// A finding about a whole file.
    pub fn about_file(rule: &'static Rule, file: &Arc<str>, message: String) -> Self {
        Self {
            file: Some(file.clone()),
            ..Self::about_nothing(rule, message)
        }
    }

    /// A finding about a cell.
    pub fn about_cell(rule: &'static Rule, at: &CellRef, message: String) -> Self {
        Self {
            file: Some(at.file.clone()),
            sheet: Some(at.sheet.clone()),
            cell: Some(at.address),
            ..Self::about_nothing(rule, message)
        }
    }

    /// A finding about a unit in a period, with no file to point at.
    pub fn about_unit(
        rule: &'static Rule,
        unit_id: &Arc<str>,
        period: Period,
        message: String,
    ) -> Self {
        Self {
            unit_id: Some(unit_id.clone()),
            period: Some(period),
            ..Self::about_nothing(rule, message)
        }
    }

    /// A finding about a whole period.
    pub fn about_period(rule: &'static Rule, period: Period, message: String) -> Self {
        Self {
            period: Some(period),
            ..Self::about_nothing(rule, message)
        }
    }

    fn about_nothing(rule: &'static Rule, message: String) -> Self {
        Self {
            rule,
            severity: rule.severity,
            file: None,
            sheet: None,
            cell: None,
            unit_id: None,
            period: None,
            indicator: None,
            about: None,
            word_figures: 0,
            explains: None,
            message,
            is_decided: false,
        }
    }

    /// Whether another says the same of the same place.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let place = |it: &Self| (it.file.clone(), it.sheet.clone(), it.cell);
        self.rule == other.rule && place(self) == place(other) && self.message == other.message
    }

    /// The same finding, about a text as it stands.
    #[must_use]
    pub fn about_text(mut self, text: &str) -> Self {
        self.about = Some(text.to_owned());
        self
    }

    /// The same finding, about a word of the forms that the office may explain once for all, and on which figures hang.
    #[must_use]
    pub fn of_word(self, word: &str, figures: usize) -> Self {
        Self {
            word_figures: figures,
            ..self.about_text(word)
        }
    }

    /// The same finding, telling by whose decision figures are read.
    #[must_use]
    pub fn explaining(self, explained: Explained) -> Self {
        Self {
            explains: Some(explained),
            ..self.as_decided()
        }
    }

    /// The same finding, of which nothing is left to do since the office has decided about it once for all.
    #[must_use]
    pub fn as_decided(self) -> Self {
        Self {
            severity: Severity::Info,
            is_decided: true,
            ..self
        }
    }

    /// Whether findings of one text, or one message, are all answered by one decision or one look: what they have in
    /// common; `None` of those that stand alone.
    pub fn root(&self) -> Option<&str> {
        let of_words = [
            "label-unmatched",
            "label-ambiguous",
            "column-unknown",
            "unit-unknown",
            "cluster-unknown",
            "unit-name-approximate",
        ];
        let text = self.about.as_deref().filter(|text| !text.is_empty());
        match (of_words.contains(&self.rule.code), text) {
            (true, Some(text)) => Some(text),
            (true, None) if self.is_decided => Some(&self.message),
            _ => None,
        }
    }

    /// The same finding with the lower severity.
    #[must_use]
    pub fn as_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The order in which findings are listed and written: by place, then by code.
    pub fn sort_key(&self) -> impl Ord + use<> {
        (
            self.file.clone(),
            self.sheet.clone(),
            self.cell,
            self.rule.code,
            self.unit_id.clone(),
            self.period,
            self.indicator.clone(),
            self.message.clone(),
        )
    }
}

/// What a stage made of its input, and what it found wrong on the way.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// What could be made of the input.
    pub output: T,
    /// What was found wrong.
    pub findings: Vec<Finding>,
}

impl<T> Checked<T> {
    /// An output without findings.
    pub fn clean(output: T) -> Self {
        Self {
            output,
            findings: Vec::new(),
        }
    }
}
