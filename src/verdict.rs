//! Whether a figure or a file counts, and why not.

use crate::finding::{Rule, Severity};
use crate::rules::missing_value;

/// Why a file does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOut {
    /// A rule takes it out.
    Rule(&'static Rule),
    /// The office has decided to leave it out.
    LeftOut,
}

impl FileOut {
    /// The stable key in the data tables.
    pub fn key(self) -> &'static str {
        match self {
            FileOut::Rule(rule) => rule.code,
            FileOut::LeftOut => LEFT_OUT,
        }
    }

    /// The reason as the office reads it.
    pub fn title(self) -> &'static str {
        match self {
            FileOut::Rule(rule) => rule.title,
            FileOut::LeftOut => LEFT_OUT_TITLE,
        }
    }

    /// The rule that takes it out, where one does.
    pub fn rule(self) -> Option<&'static Rule> {
        match self {
            FileOut::Rule(rule) => Some(rule),
            FileOut::LeftOut => None,
        }
    }
}

impl From<&'static Rule> for FileOut {
    fn from(rule: &'static Rule) -> Self {
        FileOut::Rule(rule)
    }
}

/// What becomes of a figure: it counts, or why it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// It enters totals.
    #[default]
    Counts,
    /// The form asks for it and the cell is empty.
    Empty,
    /// A rule holds it for a person to decide.
    Held(&'static Rule),
    /// The office has decided to leave it out.
    LeftOut,
    /// Another cell gives the same figure, and counts.
    OtherSource,
    /// Another cell gives the same figure and is held; no other source replaces a held figure (policy 3).
    OtherHeld,
    /// The whole file does not count.
    FileOut(FileOut),
}

impl Verdict {
    /// Whether the figure enters totals.
    pub fn counts(self) -> bool {
        self == Verdict::Counts
    }

    /// The stable key in the data tables; none for what counts.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Verdict::Counts => None,
            Verdict::Empty => Some(missing_value::RULE.code),
            Verdict::Held(rule) => Some(rule.code),
            Verdict::LeftOut => Some(LEFT_OUT),
            Verdict::OtherSource => Some("other-source-counts"),
            Verdict::OtherHeld => Some("other-source-held"),
            Verdict::FileOut(out) => Some(out.key()),
        }
    }

    /// The reason as the office reads it; none for what counts.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Verdict::Counts => None,
            Verdict::LeftOut => Some(LEFT_OUT_TITLE),
            Verdict::OtherSource => Some("Đã tính số ở ô khác"),
            Verdict::OtherHeld => Some("Số ở ô khác đang bị giữ lại, không lấy số này thay"),
            Verdict::Empty | Verdict::Held(_) | Verdict::FileOut(_) => self
                .rule()
                .map_or(Some(LEFT_OUT_TITLE), |rule| Some(rule.title)),
        }
    }

    /// The rule that keeps the figure from counting, its file's included.
    pub fn rule(self) -> Option<&'static Rule> {
        match self {
            Verdict::Held(rule) => Some(rule),
            Verdict::Empty => Some(&missing_value::RULE),
            Verdict::FileOut(out) => out.rule(),
            Verdict::Counts | Verdict::LeftOut | Verdict::OtherSource | Verdict::OtherHeld => None,
        }
    }

    /// Whether somebody has to decide about the figure or its file.
    pub fn awaits_decision(self) -> bool {
        match self {
            Verdict::Held(_) => true,
            // Versions and copies that another file stands for are settled; they are told as information.
            Verdict::FileOut(FileOut::Rule(rule)) => rule.severity == Severity::Error,
            _ => false,
        }
    }

    /// This verdict, or another where the figure counts so far: the first reason stays.
    #[must_use]
    pub fn or(self, other: Verdict) -> Verdict {
        if self.counts() { other } else { self }
    }
}

/// The key of what the office has decided to leave out.
const LEFT_OUT: &str = "left-out";
const LEFT_OUT_TITLE: &str = "Cơ quan đã quyết định bỏ";
