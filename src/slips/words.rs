//! What a slip says, as data.

use serde::Deserialize;
use std::sync::LazyLock;

/// The words of slips.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Words {
    pub(crate) sheet: String,
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) author: String,
    whose: String,
    of_nobody: String,
    of_no_period: String,
    of_nothing: String,
    file: String,
    deadline: String,
    pub(crate) how: String,
    pub(crate) how_file: String,
    send: String,
    pub(crate) left: String,
    beside_how: String,
    beside_send: String,
    office: String,
    pub(crate) open: String,
    pub(crate) changed: String,
    pub(crate) whole_file: String,
    pub(crate) empty: String,
    pub(crate) code: String,
    pub(crate) columns: Columns,
    pub(crate) why: Reasons,
    pub(crate) list: List,
}

/// The titles of a slip's columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Columns {
    pub(crate) number: String,
    pub(crate) cell: String,
    pub(crate) label: String,
    pub(crate) stands: String,
    pub(crate) problem: String,
    pub(crate) task: String,
    pub(crate) state: String,
    pub(crate) done: String,
}

/// Why a slip stands beside the unit's own workbook.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasons {
    pub(crate) format: String,
    pub(crate) macros: String,
    pub(crate) signed: String,
    pub(crate) strict: String,
    pub(crate) encoding: String,
    pub(crate) mended: String,
    pub(crate) unread: String,
    pub(crate) large: String,
    pub(crate) odd: String,
}

/// The list of slips.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct List {
    pub(crate) sheet: String,
    pub(crate) period: String,
    pub(crate) whose: String,
    pub(crate) slip: String,
    pub(crate) file: String,
    pub(crate) tasks: String,
    pub(crate) how: String,
    pub(crate) in_place: String,
    beside: String,
}

impl List {
    pub(crate) fn beside(&self, why: &str) -> String {
        self.beside.replace("{why}", why)
    }
}

#[expect(
    clippy::expect_used,
    reason = "the built-in words are checked by a test"
)]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("phieu.toml")).expect("the words are valid"));

impl Words {
    /// The words.
    pub(crate) fn get() -> &'static Self {
        &WORDS
    }

    /// Whose report of which period it is, as far as that is known.
    pub(crate) fn about(&self, whose: &str, period: Option<&str>) -> String {
        let pattern = match (whose.is_empty(), period) {
            (false, Some(_)) => &self.whose,
            (true, Some(_)) => &self.of_nobody,
            (false, None) => &self.of_no_period,
            (true, None) => &self.of_nothing,
        };
        let period = period.unwrap_or_default();
        pattern
            .replace("{whose}", whose)
            .replace("{period}", period)
    }

    pub(crate) fn file(&self, file: &str) -> String {
        self.file.replace("{file}", file)
    }

    pub(crate) fn deadline(&self, deadline: &str) -> String {
        self.deadline.replace("{deadline}", deadline)
    }

    /// What is to be done with the unit's own workbook.
    pub(crate) fn send(&self, office: &str) -> String {
        self.send.replace("{office}", self.named(office))
    }

    pub(crate) fn beside_how(&self, why: &str) -> String {
        self.beside_how.replace("{why}", why)
    }

    pub(crate) fn beside_send(&self, office: &str) -> String {
        self.beside_send.replace("{office}", self.named(office))
    }

    fn named<'a>(&'a self, office: &'a str) -> &'a str {
        if office.is_empty() {
            &self.office
        } else {
            office
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_it_is_is_said_as_far_as_it_is_known() {
        let words = Words::get();
        assert_eq!(words.about("A", Some("năm 2023")), "A – báo cáo năm 2023");
        for (whose, period) in [("", Some("năm 2023")), ("A", None), ("", None)] {
            let said = words.about(whose, period);
            assert!(!said.contains('{') && said.contains("chưa rõ") | said.contains("Chưa rõ"));
        }
        assert!(words.send("").contains("gửi về cơ quan tổng hợp."));
        assert!(words.beside_send("LĐLĐ").contains("gửi lại về LĐLĐ;"));
    }
}
