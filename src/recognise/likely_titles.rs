//! What texts may be as titles, told by their letters alone. Most texts on a sheet are none that a table is known by, and what each
//! is as a title is then not found out.

use crate::catalogue::ColumnRole;
use crate::text::{folded, folded_letter};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What a text may be as a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likely {
    /// One that says what the rows of a table are: their label, the unit, the person.
    pub(super) of_rows: bool,
    /// One of what stands beside these: their number, unit of measure, a remark.
    pub(super) beside: bool,
    /// One of units, by itself or where what stands below bears it out.
    pub(super) of_units: bool,
}

impl Likely {
    const NOTHING: Self = Self {
        of_rows: false,
        beside: false,
        of_units: false,
    };
    pub(super) const ANYTHING: Self = Self {
        of_rows: true,
        beside: true,
        of_units: true,
    };

    fn of_role(role: ColumnRole) -> Self {
        use ColumnRole::{
            Collective, Label, Note, Number, Person, ReportingUnit, UnitCode, UnitOfMeasure,
        };
        Self {
            of_rows: matches!(role, Label | ReportingUnit | UnitCode | Person | Collective),
            beside: matches!(role, Number | UnitOfMeasure | Note),
            of_units: role == ReportingUnit,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            of_rows: self.of_rows || other.of_rows,
            beside: self.beside || other.beside,
            of_units: self.of_units || other.of_units,
        }
    }
}

/// The listed titles of these roles, without their marks.
#[derive(Clone)]
pub(super) struct LikelyTitles {
    /// By the first word of each, its other words.
    by_first: HashMap<String, Vec<(Vec<String>, Likely)>, RandomState>,
    /// What any text may be: of these titles no word is made of letters alone.
    always: Likely,
}

impl LikelyTitles {
    /// From the keys of titles, or of what titles begin with or hold, and of those that what stands below bears out.
    pub(super) fn new(
        listed: impl Iterator<Item = (String, ColumnRole)>,
        borne_out: impl Iterator<Item = (String, ColumnRole)>,
    ) -> Self {
        let mut by_first: HashMap<_, Vec<_>, RandomState> = HashMap::default();
        let mut always = Likely::NOTHING;
        let listed = listed.map(|(key, role)| (key, Likely::of_role(role)));
        let of_units = |role| Likely {
            of_units: role == ColumnRole::ReportingUnit,
            ..Likely::NOTHING
        };
        let borne_out = borne_out.map(|(key, role)| (key, of_units(role)));
        for (key, likely) in listed.chain(borne_out) {
            if likely == Likely::NOTHING {
                continue;
            }
            let key = folded(&key);
            let is_of_letters = |word: &&str| word.bytes().all(|it| it.is_ascii_lowercase());
            let mut words = key.split(' ').filter(is_of_letters).map(str::to_owned);
            match words.next() {
                Some(first) => {
                    let title = (words.collect(), likely);
                    by_first.entry(first).or_default().push(title);
                }
                None => always = always.or(likely),
            }
        }
        Self { by_first, always }
    }

    /// What a text may be. To take a title apart leaves words out and puts marks on them, and never joins two or cuts one: all words of
    /// the title that it is found to be stand in it.
    pub(super) fn in_text(&self, text: &str) -> Likely {
        let Some(letters) = letters_of(text) else {
            return Likely::ANYTHING;
        };
        let words: Vec<&str> = letters.split(' ').filter(|it| !it.is_empty()).collect();
        let mut found = self.always;
        for word in &words {
            for (others, likely) in self.by_first.get(*word).into_iter().flatten() {
                if others.iter().all(|other| words.contains(&other.as_str())) {
                    found = found.or(*likely);
                }
            }
        }
        found
    }
}

/// The words of a text, without their marks and whatever stands between them; `None` of one of which that cannot be told at a glance: it
/// asks (`?`), says `&`, or holds what vanishes within a word or is of another script.
fn letters_of(text: &str) -> Option<String> {
    let mut letters = String::with_capacity(text.len());
    let mut is_behind_word = false;
    for character in text.chars() {
        let letter = match character {
            'a'..='z' => character,
            'A'..='Z' => character.to_ascii_lowercase(),
            '*' if is_behind_word => return None,
            '?' | '&' | '"' | '\'' | '`' => return None,
            '–' | '—' | '…' => ' ',
            _ if character.is_ascii() => ' ',
            _ => folded_letter(character)?,
        };
        letters.push(letter);
        is_behind_word = letter != ' ' || character.is_ascii_digit();
    }
    Some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Forms;
    use crate::grid::cases;
    use crate::recognise::column_titles::{ColumnTitles, Title};

    #[test]
    fn what_is_such_a_title_may_be_one() {
        let forms = Forms::built_in();
        let titles = ColumnTitles::new(&forms);
        let borne_out = forms.columns.iter().flat_map(|it| &it.borne_out);
        for written in borne_out.flat_map(|it| [it.clone(), format!("Năm 2024 - {it}")]) {
            let title = Title::parse(&written, &forms.words);
            let is_of_units = titles.role_if_borne_out(&title) == Some(ColumnRole::ReportingUnit);
            let likely = titles.likely.in_text(&written);
            assert!(likely.of_units || !is_of_units, "{written}");
        }
        let columns = forms.columns.iter();
        let listed = columns.flat_map(|it| it.whole.iter().chain(&it.begins).chain(&it.contains));
        let ways = |listed: &String| {
            [
                listed.clone(),
                listed.to_uppercase(),
                format!("1. {listed} (*):"),
                format!("{listed} (triệu đồng) 6 tháng đầu năm 2023"),
                format!("Items / {listed} – ĐVT: người"),
                folded(listed),
                format!("“{listed}”?"),
            ]
        };
        for written in listed.flat_map(ways) {
            let title = Title::parse(&written, &forms.words);
            let role = titles.role(&title).map_or(Likely::NOTHING, Likely::of_role);
            let likely = titles.likely.in_text(&written);
            assert_eq!(likely.or(role), likely, "{written}");
        }
    }

    #[test]
    fn most_texts_are_none() {
        let titles = ColumnTitles::new(&Forms::built_in());
        for [text, of_rows, beside] in cases(
            "
            NỘI DUNG                       | x |
            Chỉ tiêu (người)               | x |
            TT                             |   | x
            Đơn vị tính                    | x | x
            Tổng số lao động:              |   |
            - Trong đó: nữ                 |   |
            7.900.000đ                     |   |
            Lạng Sơn, ngày 5 tháng 12      |   |
            CĐCS Sở Y tế                   | x |
            Số lượt*người                  | x | x
            Số 単位                        | x | x",
        ) {
            let found = titles.likely.in_text(text);
            assert_eq!(
                (found.of_rows, found.beside),
                (!of_rows.is_empty(), !beside.is_empty()),
                "{text}"
            );
        }
    }
}
