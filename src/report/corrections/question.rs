//! A question to the office, as the corrections workbook and the local page both ask it.

use super::Proposal;
use crate::observation::Measure;
use crate::period::Period;
use crate::register::corrections::{Bound, Subject, Written};
use std::sync::Arc;

/// Something that the office has to decide.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is decided of it.
    pub subject: Subject,
    /// The file, relative to the input folder.
    pub file: String,
    /// The sheet; empty where it is about the whole file.
    pub sheet: String,
    /// The cell; empty where it is about the whole file.
    pub cell: String,
    /// What a decision holds for: unit, period, indicator, the text as it stands; and why it is asked.
    pub bound: Bound,
    /// In what the indicator is measured; may be empty.
    pub measure: String,
    /// What the value most likely should be.
    pub proposal: Option<Proposal>,
    /// The same by the keys of the data.
    pub of: QuestionOf,
}

/// What a question is about, by the keys of the data.
#[derive(Debug, Clone, Default)]
pub struct QuestionOf {
    /// The unit.
    pub unit_id: Option<Arc<str>>,
    /// The period.
    pub period: Option<Period>,
    /// The indicator's code and whether it was reached or pledged, of a figure.
    pub figure: Option<(Arc<str>, Measure)>,
}

impl Question {
    /// The row of the workbook in which it is decided, with nothing decided yet.
    pub fn written(&self) -> Written {
        Written {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            cell: self.cell.clone(),
            subject: self.subject.label().to_owned(),
            ..Written::default()
        }
    }

    /// A mark of what it is about, the same in every run as long as it is asked.
    pub fn mark(&self) -> String {
        self.written().seal()
    }
}
