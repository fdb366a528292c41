//! What a row, a heading or a criterion is marked with before its words: a bullet, a number, a letter. Rows of one mark below another
//! row are its parts side by side; what is numbered likewise or more widely ends a section.

use crate::catalogue::FormWords;
use crate::text;

/// The mark of a row, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// `A`
    Capital,
    /// `IV`
    Roman,
    /// `1`, `1.1`, `II.1.a`: of how many levels.
    Numbers(usize),
    /// `a`, `ii`
    Small,
    /// `-`, `+`, `•`
    Bullet(char),
}

/// Bullets that people type.
pub(super) const BULLETS: [char; 6] = ['-', '–', '+', '•', '*', '·'];

/// What closes a number.
const CLOSERS: [char; 5] = ['.', ')', ':', '-', '/'];

impl Mark {
    /// The mark that a label or a cell of numbers begins with.
    pub(super) fn of(text: &str, words: &FormWords) -> Option<Self> {
        // `Trong đó: - Dân tộc thiểu số` is the first of several rows with bullets.
        if let Some(rest) = behind_among(text.trim_start(), words) {
            return Self::of(rest, words).filter(|mark| matches!(mark, Self::Bullet(_)));
        }
        let marked = Marked::of(text).filter(Marked::is_set_off);
        marked.map(|marked| marked.mark)
    }

    /// Whether rows of this mark may be parts of a row of another.
    pub(super) fn is_below(self, whole: Option<Self>) -> bool {
        whole != Some(self) && self > Self::Numbers(1)
    }

    /// `A`, `II`, `b`: among plain numbers it marks what heads them.
    pub(super) fn is_of_group(self) -> bool {
        matches!(self, Self::Capital | Self::Roman | Self::Small)
    }

    /// Whether a heading of one mark that says nothing of the figures ends the section of another.
    pub(super) fn ends(own: Option<Self>, section: Option<Self>) -> bool {
        own.zip(section)
            .is_some_and(|(own, section)| own <= section)
    }
}

/// `II`, `A.`: the mark of a group of rows and nothing else.
pub(super) fn marks_group(written: &str) -> bool {
    Marked::of(written).is_some_and(|it| it.mark.is_of_group() && it.rest.is_empty())
}

/// How a heading is numbered, by the cell before it or in its own words.
pub(super) fn number_of_heading(number: Option<&str>, written: &str) -> Option<Mark> {
    let marked = Marked::of(number.unwrap_or(written))?;
    (!matches!(marked.mark, Mark::Bullet(_))).then_some(marked.mark)
}

/// A text taken apart: its mark and the words behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked<'t> {
    pub(super) mark: Mark,
    /// The mark as it stands, without what closes it; of a bullet nothing.
    pub(super) written: &'t str,
    /// Whether something closes it.
    pub(super) is_closed: bool,
    pub(super) rest: &'t str,
}

impl<'t> Marked<'t> {
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix(BULLETS) {
            return Some(Self {
                mark: Mark::Bullet(text.chars().next()?),
                written: "",
                is_closed: true,
                rest: rest.trim_start(),
            });
        }
        let (mark, written, behind) = number_in(text.strip_prefix('(').unwrap_or(text))?;
        // `A - Lao động`
        let spaced = behind.strip_prefix(" - ");
        let spaced = spaced.filter(|rest| rest.starts_with(char::is_alphabetic));
        let rest = spaced.unwrap_or_else(|| behind.trim_start_matches(CLOSERS));
        let is_closed = rest.len() < behind.len();
        // `1.200 người`, `30/4`, `đ/c`, `c.ty` are not numbered; `1.Lao động`, `A.CHĂM LO` are.
        let is_begun = match mark {
            Mark::Small => behind.starts_with(')'),
            Mark::Capital => rest.chars().take(2).all(char::is_uppercase),
            _ => rest.starts_with(char::is_alphabetic),
        };
        let is_spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let is_number = spaced.is_some() || is_spaced || is_closed && is_begun;
        is_number.then(|| Self {
            mark,
            written,
            is_closed,
            rest: rest.trim_start(),
        })
    }

    /// Whether the mark is no word or figure that the text begins with: `6 tháng` is no row's number.
    pub(super) fn is_set_off(&self) -> bool {
        self.is_closed || self.rest.is_empty() || matches!(self.mark, Mark::Numbers(2..))
    }
}

/// The number that a text begins with, as it stands, and what stands behind it.
fn number_in(text: &str) -> Option<(Mark, &str, &str)> {
    let first = word_in(text);
    let is_small = first.chars().all(char::is_lowercase);
    let is_single = first.chars().nth(1).is_none();
    let mark = match is_roman(first) {
        _ if first.is_empty() => return None,
        _ if is_level(first) => Mark::Numbers(1),
        true if is_small => Mark::Small,
        true if first.chars().all(char::is_uppercase) => Mark::Roman,
        _ if is_single && is_small => Mark::Small,
        _ if is_single && first.chars().all(char::is_uppercase) => Mark::Capital,
        _ => return None,
    };
    let mut end = first.len();
    let mut levels = 1;
    while let Some(behind) = text[end..].strip_prefix(['.', ',']) {
        let level = word_in(behind);
        // `1.a`; not `v.v.`
        let is_letter = level.len() == 1 && level.bytes().all(|it| it.is_ascii_lowercase());
        let may_be_letter = !matches!(mark, Mark::Small | Mark::Capital);
        if !(is_level(level) || may_be_letter && is_letter) {
            break;
        }
        end += 1 + level.len();
        levels += 1;
    }
    let mark = if levels > 1 {
        Mark::Numbers(levels)
    } else {
        mark
    };
    Some((mark, &text[..end], &text[end..]))
}

/// The letters and digits that a text begins with.
fn word_in(text: &str) -> &str {
    let end = text.find(|it: char| !it.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

fn is_roman(word: &str) -> bool {
    let mut digits = word.bytes();
    digits.all(|digit| b"ivxIVX".contains(&digit)) && text::is_roman(&text::lower_case(word))
}

fn is_level(word: &str) -> bool {
    matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit())
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
    use crate::grid::cases;

    #[test]
    fn rows_have_marks() {
        for [text, mark, rest] in cases(
            "
            - Biên chế              | Bullet('-')  | Biên chế
            + Nữ                    | Bullet('+')  | Nữ
            1. Tổng số lao động     | Numbers(1)   | Tổng số lao động
            1.Tổng số lao động      | Numbers(1)   | Tổng số lao động
            (1) Tổng số lao động    | Numbers(1)   | Tổng số lao động
            2/ Đoàn viên            | Numbers(1)   | Đoàn viên
            1 - Đoàn viên           | Numbers(1)   | Đoàn viên
            1.1 Biên chế            | Numbers(2)   | Biên chế
            1.1. Biên chế           | Numbers(2)   | Biên chế
            1,2                     | Numbers(2)   |
            2.a Biên chế            | Numbers(2)   | Biên chế
            I.1. Biên chế           | Numbers(2)   | Biên chế
            3                       | Numbers(1)   |
            a) Biên chế             | Small        | Biên chế
            i) Nữ                   | Small        | Nữ
            II. CHĂM LO             | Roman        | CHĂM LO
            IV.CHĂM LO              | Roman        | CHĂM LO
            A.CHĂM LO               | Capital      | CHĂM LO
            Đ) Chăm lo              | Capital      | Chăm lo
            1.200 người             |              |
            30/4 và 1/5             |              |
            30.4.2023               |              |
            3-4 tuổi                |              |
            95% trở lên             |              |
            c.ty ABC                |              |
            T.Hà                    |              |
            v.v.                    |              |
            Nữ                      |              |",
        ) {
            let found = Marked::of(text).filter(Marked::is_set_off);
            let said = found.map(|it| (format!("{:?}", it.mark), it.rest));
            let (found, behind) = said.unwrap_or_default();
            assert_eq!((&*found, behind), (mark, rest), "{text}");
        }
        // A word or a figure, unless it stands in a cell of numbers.
        for text in ["6 tháng đầu năm", "Y tế", "3 - 4 tuổi"] {
            let set_off = Marked::of(text).is_some_and(|it| it.is_set_off());
            assert!(!set_off, "{text}");
        }
    }

    #[test]
    fn a_row_is_below_another_by_its_mark() {
        let words = crate::catalogue::Forms::built_in().words;
        let of = |text| Mark::of(text, &words);
        assert_eq!(of("Trong đó: - Biên chế"), Some(Mark::Bullet('-')));
        assert_eq!(of("Trong đó: nữ"), None);
        for (mark, whole, is_below) in [
            ("- a", "", true),
            ("- a", "- b", false),
            ("1.1 a", "1. b", true),
            ("1. a", "", false),
            ("II. a", "1. b", false),
        ] {
            let below = of(mark).map(|mark| mark.is_below(of(whole)));
            assert_eq!(below, Some(is_below), "{mark}");
        }
    }

    #[test]
    fn a_heading_ends_what_is_numbered_as_it_is() {
        for (number, written, section, ends) in [
            (Some("III"), "Chăm lo", Some(Mark::Roman), true),
            (Some("1"), "Chăm lo", Some(Mark::Roman), false),
            (None, "B. Chăm lo", Some(Mark::Roman), true),
            (None, "Chăm lo", Some(Mark::Roman), false),
            (Some("II"), "Chăm lo", None, false),
            // Below what is planned its parts are numbered on.
            (None, "1.1. Chăm lo", Some(Mark::Numbers(1)), false),
            (None, "2. Chăm lo", Some(Mark::Numbers(2)), true),
            (None, "a) Chăm lo", Some(Mark::Roman), false),
            (None, "- Chăm lo", Some(Mark::Small), false),
        ] {
            let own = number_of_heading(number, written);
            assert_eq!(Mark::ends(own, section), ends, "{written}");
        }
    }
}
