//! Texts whose characters do not all look the same: what of them is said, what is struck out, what is a mark.

use super::look::Sight;
use std::borrow::Cow;

/// How characters look, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CharacterLook {
    pub(super) is_struck: bool,
    /// In the colour of what lies behind them.
    pub(super) is_unseen: bool,
    pub(super) place: Place,
    pub(super) symbols: Option<SymbolFont>,
}

/// Where characters stand to their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    OnTheLine,
    Raised,
    Lowered,
}

/// A font that has signs in the places of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Webdings,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    /// `None` where it looks as its cell does.
    pub(super) look: Option<CharacterLook>,
}

impl Run {
    /// The parts of a text that looks otherwise from certain characters on, which are counted as UTF-16 counts them.
    pub(super) fn parted(
        text: &str,
        turns: impl Iterator<Item = (usize, CharacterLook)>,
    ) -> Vec<Self> {
        let mut runs = vec![Run {
            text: String::new(),
            look: None,
        }];
        let mut turns = turns.peekable();
        let mut passed = 0;
        for character in text.chars() {
            while let Some((_, look)) = turns.next_if(|(at, _)| *at <= passed) {
                runs.push(Run {
                    text: String::new(),
                    look: Some(look),
                });
            }
            if let Some(run) = runs.last_mut() {
                run.text.push(character);
            }
            passed += character.len_utf16();
        }
        runs.retain(|run| !run.text.is_empty());
        runs
    }
}

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// Its struck characters.
    pub(super) struck: String,
    /// Whether struck digits stand at others that are not: what is left may be a number or the rest of one.
    pub(super) is_torn: bool,
    pub(super) sight: Sight,
}

impl SymbolFont {
    pub(super) fn by_name(name: &str) -> Option<Self> {
        let lower = name.trim().to_ascii_lowercase();
        match lower.as_str() {
            "wingdings" => Some(SymbolFont::Wingdings),
            "wingdings 2" => Some(SymbolFont::Wingdings2),
            "webdings" => Some(SymbolFont::Webdings),
            _ => None,
        }
    }

    /// The sign that a letter stands for, where it is one that people tick with.
    fn sign(self, letter: char) -> char {
        let code = match u32::from(letter) {
            private @ 0xf000..=0xf0ff => private - 0xf000,
            code => code,
        };
        match (self, code) {
            (SymbolFont::Wingdings, 0xfc)
            | (SymbolFont::Wingdings2, 0x50)
            | (SymbolFont::Webdings, 0x61) => '✓',
            (SymbolFont::Wingdings, 0xfe) | (SymbolFont::Wingdings2, 0x52) => '☑',
            (SymbolFont::Wingdings, 0xfb)
            | (SymbolFont::Wingdings2, 0x4f)
            | (SymbolFont::Webdings, 0x72) => '✗',
            (SymbolFont::Wingdings, 0x78 | 0xfd) | (SymbolFont::Wingdings2, 0x51 | 0x53 | 0x54) => {
                '☒'
            }
            (SymbolFont::Wingdings, 0x6f | 0x71 | 0xa8)
            | (SymbolFont::Wingdings2, 0xa3)
            | (SymbolFont::Webdings, 0x63) => '☐',
            _ => letter,
        }
    }

    fn signs(self, text: &str) -> String {
        text.chars().map(|letter| self.sign(letter)).collect()
    }
}

/// What the parts of a text say together, in a cell whose own characters look like this.
pub(super) fn said(runs: &[Run], cell: CharacterLook) -> Said {
    let mut said = Said::default();
    let mut is_unseen = true;
    let mut is_marked = false;
    let mut before = None;
    for (position, run) in runs.iter().enumerate() {
        let look = run.look.unwrap_or(cell);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if let Some((last, was_struck)) = before {
            let is_turn = was_struck != look.is_struck;
            said.is_torn |= is_turn && is_digit(last) && is_digit(run.text.chars().next());
        }
        before = Some((run.text.chars().next_back(), look.is_struck));
        let text = look.symbols.map_or(Cow::Borrowed(&*run.text), |font| {
            Cow::Owned(font.signs(&run.text))
        });
        if look.is_struck {
            said.struck.push_str(&text);
            continue;
        }
        if look.is_unseen {
            is_marked |= !text.trim().is_empty();
            continue;
        }
        is_unseen &= text.trim().is_empty();
        let next = runs[position + 1..]
            .iter()
            .find(|run| !run.text.trim().is_empty());
        let next = next.and_then(|run| run.text.trim_start().chars().next());
        match look.place {
            Place::OnTheLine => said.text.push_str(&text),
            // All of a text may be small without being a mark.
            _ if runs.len() == 1 => said.text.push_str(&text),
            place => match mark(&said.text, &text, next, place) {
                Mark::Word => said.text.push_str(&text),
                Mark::Power => said.text.extend(["^", &*text]),
                Mark::Footnote => is_marked = true,
            },
        }
    }
    let is_struck = !said.struck.trim().is_empty();
    if is_struck || is_marked {
        said.text = said.text.trim().to_string();
    }
    let is_empty = said.text.trim().is_empty();
    if is_empty && is_struck {
        said.sight = Sight::Struck;
        said.text = std::mem::take(&mut said.struck);
    } else if is_unseen && is_marked {
        said.sight = Sight::Invisible;
        said.text = runs.iter().map(|run| run.text.as_str()).collect();
    }
    said
}

/// What raised or lowered characters are.
enum Mark {
    /// Part of the word before: `m²`.
    Word,
    /// Of the number before: `10⁶`.
    Power,
    /// A reference to a note: `152¹`.
    Footnote,
}

/// Units of length, which a raised digit makes units of area.
const LENGTHS: [&str; 6] = ["m", "km", "dm", "cm", "mm", "dam"];

fn mark(before: &str, text: &str, next: Option<char>, place: Place) -> Mark {
    let text = text.trim();
    let is_reference = !text.is_empty()
        && text.chars().count() <= 4
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '*' | '(' | ')' | '[' | ']' | ','));
    let trimmed = before.trim_end();
    let number = trimmed
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '.' | '×' | 'x' | '*'))
        .next();
    let is_digits =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if number == Some("10") && is_digits(text) && place == Place::Raised {
        return Mark::Power;
    }
    let is_note_of_figure =
        is_reference || text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    match trimmed.chars().next_back() {
        Some(last) if last.is_ascii_digit() && is_note_of_figure => Mark::Footnote,
        // What is neither a mark nor in its place is told by nobody: it must not run into the figure.
        Some(last) if last.is_ascii_digit() => Mark::Power,
        None if is_reference && next.is_some_and(|c| c.is_ascii_digit()) => Mark::Footnote,
        Some(_) if is_reference && place == Place::Raised => {
            let word = trimmed
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            match LENGTHS.contains(&word.to_lowercase().as_str()) {
                true => Mark::Word,
                false => Mark::Footnote,
            }
        }
        _ => Mark::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: CharacterLook = CharacterLook {
        is_struck: false,
        is_unseen: false,
        place: Place::OnTheLine,
        symbols: None,
    };
    const STRUCK: CharacterLook = CharacterLook {
        is_struck: true,
        ..PLAIN
    };
    const UNSEEN: CharacterLook = CharacterLook {
        is_unseen: true,
        ..PLAIN
    };
    const RAISED: CharacterLook = CharacterLook {
        place: Place::Raised,
        ..PLAIN
    };
    const LOWERED: CharacterLook = CharacterLook {
        place: Place::Lowered,
        ..PLAIN
    };

    fn run(text: &str, look: CharacterLook) -> Run {
        Run {
            text: text.to_string(),
            look: Some(look),
        }
    }

    fn text_of(runs: &[(&str, CharacterLook)]) -> Said {
        let runs: Vec<Run> = runs.iter().map(|(text, look)| run(text, *look)).collect();
        said(&runs, PLAIN)
    }

    #[test]
    fn struck_and_unseen_characters_are_not_said() {
        for (runs, text, struck, sight) in [
            (
                vec![("34", STRUCK), (" 43", PLAIN)],
                "43",
                "34",
                Sight::Seen,
            ),
            (vec![("1 ", STRUCK), ("48", PLAIN)], "48", "1 ", Sight::Seen),
            (vec![("34", STRUCK), (" ", PLAIN)], "34", "", Sight::Struck),
            (vec![("34", UNSEEN), ("43", PLAIN)], "43", "", Sight::Seen),
            (vec![("34", UNSEEN)], "34", "", Sight::Invisible),
            (
                vec![("Số ", PLAIN), ("lượng", PLAIN)],
                "Số lượng",
                "",
                Sight::Seen,
            ),
        ] {
            let expected = Said {
                text: text.to_string(),
                struck: struck.to_string(),
                is_torn: false,
                sight,
            };
            assert_eq!(text_of(&runs), expected, "{runs:?}");
        }
        for runs in [
            [("1", STRUCK), ("48", PLAIN)],
            [("48", PLAIN), ("1", STRUCK)],
        ] {
            assert!(text_of(&runs).is_torn, "{runs:?}");
        }
        let plain = [Run {
            text: "34".to_string(),
            look: None,
        }];
        assert_eq!(said(&plain, STRUCK).sight, Sight::Struck);
    }

    #[test]
    fn a_raised_mark_is_no_digit() {
        for (runs, text) in [
            (vec![("152", PLAIN), ("1", RAISED)], "152"),
            (
                vec![("152", PLAIN), ("(1)", RAISED), (" người", PLAIN)],
                "152 người",
            ),
            (vec![("152", PLAIN), ("a", RAISED)], "152"),
            (vec![("152", PLAIN), ("1", LOWERED)], "152"),
            (vec![("1", RAISED), ("152", PLAIN)], "152"),
            (vec![("Số lượng", PLAIN), ("1", RAISED)], "Số lượng"),
            (vec![("m", PLAIN), ("2", RAISED)], "m2"),
            (vec![("CO", PLAIN), ("2", LOWERED)], "CO2"),
            (vec![("5.10", PLAIN), ("6", RAISED)], "5.10^6"),
            (vec![("152", PLAIN), ("triệu", RAISED)], "152^triệu"),
            (vec![("152", RAISED)], "152"),
        ] {
            assert_eq!(text_of(&runs).text, text, "{runs:?}");
        }
    }

    #[test]
    fn letters_of_symbol_fonts_are_their_signs() {
        for (font, letter, sign) in [
            ("Wingdings", "ü", "✓"),
            ("Wingdings", "\u{f0fe}", "☑"),
            ("Wingdings", "o", "☐"),
            ("Wingdings 2", "P", "✓"),
            ("Webdings", "a", "✓"),
        ] {
            let look = CharacterLook {
                symbols: SymbolFont::by_name(font),
                ..PLAIN
            };
            assert_eq!(text_of(&[(letter, look)]).text, sign, "{font} {letter}");
        }
        assert_eq!(SymbolFont::by_name("Arial"), None);
    }
}
