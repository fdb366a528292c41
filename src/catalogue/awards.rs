//! What is awarded, who awards it, and the offices of a cluster: lists that values are held against.

use super::CatalogueError;
use crate::text::capitalised;
use crate::text::{self, Abbreviations};
use schemars::JsonSchema;
use serde::Deserialize;

/// The built-in lists.
const BUILT_IN: &str = include_str!("awards.toml");

/// In words: `Bà Rịa Vũng Tàu`.
const LONGEST_PLACE: usize = 4;

/// Awards, those who give them, and offices of a cluster.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Awards {
    /// What stands before an award, longest first.
    introductions: Vec<String>,
    /// What stands between an award and its giver.
    by: Vec<String>,
    /// What stands between two awards.
    joiners: Vec<String>,
    /// What may stand before an office.
    #[serde(rename = "office-introductions")]
    office_introductions: Vec<String>,
    /// What may follow an office.
    #[serde(rename = "office-qualifiers")]
    office_qualifiers: Vec<String>,
    /// What begins the reason for which it is given.
    reasons: Vec<String>,
    /// Behind what a giver's name may go on with the name of its place.
    levels: Vec<String>,
    #[serde(rename = "award")]
    awards: Vec<Spellings>,
    #[serde(rename = "awarder")]
    awarders: Vec<Spellings>,
    #[serde(rename = "office")]
    offices: Vec<Spellings>,
}

/// A name as the office writes it, and how others do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spellings {
    /// As the office writes it.
    pub name: String,
    /// As others do.
    pub texts: Vec<String>,
}

/// Spellings of the office's own.
#[derive(Debug, Clone, Default)]
pub struct OwnSpellings {
    /// Of awards.
    pub awards: Vec<Spellings>,
    /// Of those who give them.
    pub awarders: Vec<Spellings>,
    /// Of offices of a cluster.
    pub offices: Vec<Spellings>,
}

/// An award that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAward {
    /// As the office writes it; with what tells it apart (`hạng Ba`) as it stands.
    pub award: String,
    /// Who gives it, where the text says so.
    pub awarded_by: Option<String>,
}

impl Awards {
    /// The built-in lists.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in lists.
    #[expect(
        clippy::expect_used,
        reason = "the built-in lists are checked by a test"
    )]
    pub fn built_in() -> Self {
        Self::from_toml(BUILT_IN).expect("the built-in awards are valid")
    }

    /// The built-in lists behind the office's own.
    pub fn extended_by(own: OwnSpellings) -> Self {
        let mut awards = Self::built_in();
        for (list, own) in [
            (&mut awards.awards, own.awards),
            (&mut awards.awarders, own.awarders),
            (&mut awards.offices, own.offices),
        ] {
            list.splice(0..0, own);
        }
        awards
    }

    /// Reads the lists from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Ok(toml::from_str(text)?)
    }

    /// The awards that a cell names, each once; none where any part of it names no award.
    pub fn read(&self, written: &str, abbreviations: &Abbreviations) -> Option<Vec<NamedAward>> {
        let whole = text::clean(written);
        if let Some(award) = self.read_one(&whole, abbreviations) {
            return Some(vec![award]);
        }
        let mut named: Vec<NamedAward> = Vec::new();
        let mut list = written.to_string();
        for joiner in &self.joiners {
            list = list.replace(&format!(" {joiner} "), ";");
        }
        for part in list.split([';', '\n', ',', '+']) {
            let part = text::clean(part.trim_matches(|c: char| !c.is_alphanumeric()));
            if part.is_empty() {
                continue;
            }
            let award = self.read_one(&part, abbreviations)?;
            if !named.contains(&award) {
                named.push(award);
            }
        }
        (!named.is_empty()).then_some(named)
    }

    fn read_one(&self, written: &str, abbreviations: &Abbreviations) -> Option<NamedAward> {
        let key = text::label_key(written);
        let key = text::match_key(self.without_introduction(&key), abbreviations);
        let (name, text, at) = self.longest(&key, abbreviations)?;
        let (before, after) = (key[..at].trim(), key[at + text.len()..].trim());
        if self.longest(after, abbreviations).is_some() {
            return None;
        }
        let named = |awarded_by| NamedAward {
            award: name.to_string(),
            awarded_by,
        };
        if before.is_empty() {
            let giver = self.giver_behind(written, after, abbreviations);
            let has_reason = self
                .reasons
                .iter()
                .any(|reason| text::begins_with_words(after, reason));
            if after.is_empty() || has_reason || giver.is_some() {
                return Some(named(giver));
            }
            // `Huân chương Lao động hạng Ba` is not just any of its kind.
            return Some(NamedAward {
                award: as_written(written),
                awarded_by: None,
            });
        }
        // `UBND tỉnh tặng Bằng khen`
        let giver = self.known_awarder(self.without_introduction(before), abbreviations)?;
        Some(named(Some(giver)))
    }

    /// The longest award that a key begins with, else the longest it holds: its name, its text, and where that stands.
    fn longest(&self, key: &str, abbreviations: &Abbreviations) -> Option<(&str, String, usize)> {
        let spellings = self.awards.iter().flat_map(|kind| {
            kind.texts
                .iter()
                .map(|text| (kind.name.as_str(), text::match_key(text, abbreviations)))
        });
        let found = spellings.filter_map(|(name, text)| {
            let at = word_position(key, &text)?;
            Some((name, text, at))
        });
        found.max_by_key(|(_, text, at)| (*at == 0, text.chars().count()))
    }

    /// `của LĐLĐ tỉnh`, `LĐLĐ tỉnh`, `cấp tỉnh`: who gives an award, behind its name.
    fn giver_behind(
        &self,
        written: &str,
        after: &str,
        abbreviations: &Abbreviations,
    ) -> Option<String> {
        if let Some(known) = self.known_awarder(after, abbreviations) {
            return Some(known);
        }
        let words: Vec<&str> = written.split(' ').collect();
        let introduced = words.iter().position(|word| {
            let word = word.to_lowercase();
            self.by.contains(&word) && text::begins_with_words(after, &word)
        });
        let giver = words[introduced? + 1..].join(" ");
        (!giver.is_empty()).then(|| self.awarder(&giver, abbreviations))
    }

    fn without_introduction<'k>(&self, key: &'k str) -> &'k str {
        let mut key = key;
        while let Some(rest) = self.introductions.iter().find_map(|phrase| {
            let rest = key.strip_prefix(phrase.as_str())?;
            rest.strip_prefix(' ').map(str::trim_start)
        }) {
            key = rest;
        }
        for phrase in &self.introductions {
            if let Some(rest) = key.strip_suffix(phrase.as_str())
                && rest.ends_with(' ')
            {
                return rest.trim_end();
            }
        }
        key
    }

    /// An award as the office writes it, whether known or not.
    pub fn award(&self, written: &str, abbreviations: &Abbreviations) -> String {
        let named = self.read_one(&text::clean(written), abbreviations);
        named.map_or_else(|| as_written(written), |named| named.award)
    }

    fn known_awarder(&self, written: &str, abbreviations: &Abbreviations) -> Option<String> {
        if written.is_empty() {
            return None;
        }
        let key = text::match_key(written, abbreviations);
        let is_key = |known: &str| text::match_key(known, abbreviations) == key;
        named(&self.awarders, is_key).or_else(|| {
            named(&self.awarders, |known| {
                let place = key.strip_prefix(&text::match_key(known, abbreviations));
                place.is_some_and(|place| self.is_place_of(known, place))
            })
        })
    }

    /// Whether what stands behind a giver's name can be the name of its province.
    fn is_place_of(&self, giver: &str, place: &str) -> bool {
        let words = place.split(' ').count() - 1;
        let has_level = self.levels.iter().any(|level| giver.ends_with(&**level));
        let is_name =
            place.starts_with(' ') && place.chars().all(|c| c == ' ' || c.is_alphabetic());
        has_level && is_name && words <= LONGEST_PLACE
    }

    /// Who gives an award, as the office writes it, whether known or not.
    pub fn awarder(&self, written: &str, abbreviations: &Abbreviations) -> String {
        self.known_awarder(written, abbreviations)
            .unwrap_or_else(|| as_written(written))
    }

    /// An office as the register writes it; `None` where the text names no office of a cluster.
    pub fn office(&self, written: &str) -> Option<String> {
        let key = text::label_key(written);
        let mut before = self.office_introductions.iter();
        let bare = before.find_map(|before| key.strip_prefix(before.as_str()));
        let bare = bare.map_or(&*key, str::trim_start);
        named(&self.offices, |known| {
            let rest = bare.strip_prefix(known);
            // `Cụm trưởng năm 2024`, `Cụm trưởng Cụm thi đua số 4`
            rest.is_some_and(|rest| {
                let mut qualifiers = self.office_qualifiers.iter();
                let mut is_qualified = || {
                    let words = rest.strip_prefix(' ');
                    words.is_some_and(|words| {
                        qualifiers.any(|it| text::begins_with_words(words, it))
                    })
                };
                rest.is_empty() || is_qualified()
            })
        })
    }
}

/// Where a phrase stands in a key, as whole words.
fn word_position(key: &str, phrase: &str) -> Option<usize> {
    let mut found = key.match_indices(phrase).map(|(at, _)| at);
    found.find(|&at| {
        let (before, after) = (&key[..at], &key[at + phrase.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}

fn named(list: &[Spellings], matches: impl Fn(&str) -> bool) -> Option<String> {
    list.iter()
        .find(|spellings| {
            matches(&text::label_key(&spellings.name))
                || spellings.texts.iter().any(|text| matches(text))
        })
        .map(|spellings| spellings.name.clone())
}

fn as_written(written: &str) -> String {
    let cleaned = text::clean(written);
    capitalised(cleaned.trim_matches(['.', ',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<Vec<(String, String)>> {
        let named = Awards::built_in().read(written, &Abbreviations::built_in())?;
        let pairs = named
            .into_iter()
            .map(|named| (named.award, named.awarded_by.unwrap_or_default()));
        Some(pairs.collect())
    }

    #[test]
    fn awards_are_read_with_their_givers() {
        let province = "Liên đoàn Lao động tỉnh";
        for (written, award, giver) in [
            ("CỜ THI ĐUA", "Cờ thi đua", ""),
            ("Tặng Bằng khen", "Bằng khen", ""),
            ("Đề nghị tặng Giấy khen.", "Giấy khen", ""),
            ("Bằng khen của LĐLĐ tỉnh", "Bằng khen", province),
            ("Bằng khen LĐLĐ tỉnh", "Bằng khen", province),
            (
                "Bằng khen của LĐLĐ tỉnh Bà Rịa - Vũng Tàu",
                "Bằng khen",
                province,
            ),
            (
                "UBND tỉnh Hà Nam tặng Bằng khen",
                "Bằng khen",
                "Ủy ban nhân dân tỉnh",
            ),
            (
                "UBND tỉnh tặng Bằng khen",
                "Bằng khen",
                "Ủy ban nhân dân tỉnh",
            ),
            (
                "Cờ thi đua của Tổng LĐLĐ Việt Nam",
                "Cờ thi đua",
                "Tổng Liên đoàn Lao động Việt Nam",
            ),
            (
                "Huân chương Lao động hạng Ba",
                "Huân chương Lao động hạng Ba",
                "",
            ),
            ("Bằng khen về thành tích năm 2023", "Bằng khen", ""),
            ("Lao động tiên tiến", "Lao động tiên tiến", ""),
            (
                "Danh hiệu Chiến sĩ thi đua cơ sở",
                "Chiến sĩ thi đua cơ sở",
                "",
            ),
            ("Chiến sỹ thi đua cấp tỉnh", "Chiến sĩ thi đua cấp tỉnh", ""),
            (
                "Giấy khen của Công đoàn ngành Giáo dục",
                "Giấy khen",
                "Công đoàn ngành Giáo dục",
            ),
        ] {
            let wanted = Some(vec![(award.to_string(), giver.to_string())]);
            assert_eq!(read(written), wanted, "{written}");
        }
    }

    #[test]
    fn several_awards_stand_in_one_cell() {
        let award = |name: &str, giver: &str| (name.to_string(), giver.to_string());
        assert_eq!(
            read("Cờ thi đua; Bằng khen LĐLĐ tỉnh"),
            Some(vec![
                award("Cờ thi đua", ""),
                award("Bằng khen", "Liên đoàn Lao động tỉnh")
            ])
        );
    }

    #[test]
    fn what_is_no_award_is_none() {
        for written in [
            "Máy in",
            "Ngoại trú",
            "Không xác định thời hạn",
            "12 tháng",
            "Công lập",
            "-",
            "",
            "Xem xét sau",
            "Chuyển khoản",
            "Giáo viên",
            "Bàn ghế; Bằng khen",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }

    #[test]
    fn offices_are_written_as_the_register_writes_them() {
        let awards = Awards::built_in();
        for (written, office) in [
            ("CỤM TRƯỞNG", Some("Cụm trưởng")),
            ("trưởng cụm", Some("Cụm trưởng")),
            ("Đơn vị Cụm phó", Some("Cụm phó")),
            ("Khối trưởng", Some("Trưởng khối")),
            ("Cụm trưởng năm 2024", Some("Cụm trưởng")),
            ("Chủ tịch CĐCS", None),
            ("Giáo viên", None),
            ("Tổ trưởng", None),
        ] {
            assert_eq!(awards.office(written).as_deref(), office, "{written}");
        }
    }
}
