//! What stands before a row's label: a bullet, or its number. Rows of one mark below another row are its parts side by side.

use crate::catalogue::FormWords;
use crate::text;

/// The mark of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `-`, `+`, `•`
    Bullet(char),
    /// `1`, `1.1`: how many levels.
    Level(usize),
    /// `a)`
    Letter,
}

/// Bullets that people type.
pub(super) const BULLETS: [char; 6] = ['-', '–', '+', '•', '*', '·'];

impl Mark {
    /// The mark that a label or a numbering cell begins with.
    pub(super) fn of(text: &str, words: &FormWords) -> Option<Self> {
        let text = text.trim_start();
        // `Trong đó: - Dân tộc thiểu số` is the first of several rows with bullets.
        if let Some(rest) = behind_among(text, words) {
            return Self::of(rest, words).filter(|mark| matches!(mark, Self::Bullet(_)));
        }
        let first = text.chars().next()?;
        if BULLETS.contains(&first) {
            return Some(Self::Bullet(first));
        }
        let head = text.split([' ', '\u{a0}']).next().unwrap_or(text);
        let number = head.trim_matches(['(', ')', '.', ':', '-', '/']);
        let is_closed = head.len() > number.len() || head.len() == text.len();
        let levels = || number.split(['.', ',']);
        let is_number =
            |level: &str| matches!(level.len(), 1 | 2) && level.bytes().all(|b| b.is_ascii_digit());
        if levels().all(is_number) {
            let count = levels().count();
            return (is_closed || count > 1).then_some(Self::Level(count));
        }
        let is_letter = number.chars().count() == 1 && number.chars().all(char::is_lowercase);
        (is_letter && is_closed && !text::is_roman(number)).then_some(Self::Letter)
    }

    /// Whether rows of this mark may be parts of a row of another.
    pub(super) fn is_below(self, whole: Option<Self>) -> bool {
        whole != Some(self) && self != Self::Level(1)
    }
}

fn behind_among<'t>(text: &'t str, words: &FormWords) -> Option<&'t str> {
    let behind = |among: &String| {
        let (head, rest) = text.split_at_checked(among.len())?;
        (text::lower_case(head) == *among).then_some(rest)
    };
    let rest = words.among_beginnings.iter().find_map(behind)?;
    Some(rest.trim_start_matches([':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_marks() {
        let words = crate::catalogue::Forms::built_in().words;
        for (text, mark) in [
            ("- Biên chế", Some(Mark::Bullet('-'))),
            ("+ Nữ", Some(Mark::Bullet('+'))),
            ("1. Tổng số lao động", Some(Mark::Level(1))),
            ("1.1 Biên chế", Some(Mark::Level(2))),
            ("1.1. Biên chế", Some(Mark::Level(2))),
            ("1.2", Some(Mark::Level(2))),
            ("3", Some(Mark::Level(1))),
            ("a) Biên chế", Some(Mark::Letter)),
            ("Trong đó: - Biên chế", Some(Mark::Bullet('-'))),
            ("Trong đó: nữ", None),
            ("6 tháng đầu năm", None),
            ("Nữ", None),
            ("i) Nữ", None),
            ("", None),
        ] {
            assert_eq!(Mark::of(text, &words), mark, "{text}");
        }
        let [one, two, bullet] = [Mark::Level(1), Mark::Level(2), Mark::Bullet('-')];
        assert!(bullet.is_below(None) && two.is_below(Some(one)));
        assert!(!one.is_below(None) && !bullet.is_below(Some(bullet)));
    }
}
