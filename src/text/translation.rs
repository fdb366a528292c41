//! Texts in two languages: `Tổng số lao động / Total employees`, `Total employees / Tổng số lao động`.

use super::key::label_key;

/// Words for parts: in English, and in Vietnamese.
const PARTS: &str = include_str!("parts_in_english.tsv");

/// Shorter words tell nothing.
const SHORTEST_WORD: usize = 3;

/// What is longer, in bytes, is no label and no name.
const LONGEST_TEXT: usize = 600;

/// A text without the translation behind it, or before it and a stroke, where a break sets one off: a line, a stroke, a dash, parentheses. What has a
/// Vietnamese letter, is spelled as Vietnamese without its marks (`trieu dong`) or is an abbreviation is none.
pub(crate) fn without_translation(text: &str) -> &str {
    if text.is_ascii() || text.len() > LONGEST_TEXT {
        return text;
    }
    if let Some((before, own)) = text.split_once('/')
        && !own.is_ascii()
        && is_foreign(before)
        && !says_more(own, before)
    {
        return own.trim_start();
    }
    let is_break = |character: char| matches!(character, '\n' | '/' | '-' | '–' | '—' | '(' | '|');
    let mut breaks = text.char_indices().filter(|(_, at)| is_break(*at));
    let behind = breaks.find(|(at, character)| {
        let (before, tail) = (&text[..*at], &text[*at + character.len_utf8()..]);
        let has_letters = |part: &str| part.contains(|it: char| it.is_alphabetic());
        // `Wi-Fi`: a dash between letters joins them.
        let joins = *character == '-' && before.ends_with(char::is_alphanumeric);
        !joins
            && !before.is_ascii()
            && has_letters(before)
            && is_foreign(tail)
            && !says_more(before, tail)
    });
    behind.map_or(text, |(at, _)| text[..at].trim_end())
}

fn is_foreign(tail: &str) -> bool {
    let mut letters = tail.chars().filter(|it| it.is_alphabetic());
    if letters.clone().count() < SHORTEST_WORD {
        return false;
    }
    // Signs of other scripts than the Latin one are no Vietnamese at all.
    if letters.all(|it| !it.is_ascii() && !is_latin(it)) {
        return true;
    }
    let key = label_key(tail);
    let words: Vec<&str> = key.split(' ').collect();
    let is_capital = !tail.contains(|it: char| it.is_lowercase());
    // Abbreviations have none: `BHTN`.
    let has_vowel = |word: &str| word.contains(VOWELS);
    let is_odd = |word: &&&str| !may_be_vietnamese(word) && word.len() >= SHORTEST_WORD;
    let odd = words.iter().filter(is_odd).count();
    key.is_ascii()
        && !tail.contains(|it: char| it.is_ascii_digit())
        && (!is_capital || words.len() > 1)
        && words.iter().all(|word| has_vowel(word))
        && 2 * odd >= words.len()
}

/// Whether the words in the other language name a part that the Vietnamese ones do not: `Tổng số lao động (Female)`.
fn says_more(before: &str, tail: &str) -> bool {
    let (before, tail) = (label_key(before), label_key(tail));
    let mut words = tail.split(' ');
    words.any(|word| {
        let mut parts = PARTS.lines().filter_map(|line| line.split_once('\t'));
        parts.any(|(foreign, own)| word == foreign && !before.contains(own))
    })
}

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// Whether a word without marks may be a Vietnamese syllable that lost its own.
fn may_be_vietnamese(word: &str) -> bool {
    const ONSETS: [&str; 26] = [
        "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
        "p", "ph", "q", "r", "s", "t", "th", "tr", "v",
    ];
    const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let vowels = |text: &str| text.chars().take_while(|it| VOWELS.contains(it)).count();
    let onset = word.find(VOWELS).unwrap_or(word.len());
    let (onset, rest) = word.split_at(onset);
    let coda = &rest[vowels(rest)..];
    (onset == "x" || ONSETS.contains(&onset))
        && (1..=3).contains(&vowels(rest))
        && CODAS.contains(&coda)
}

/// The letters that Vietnamese is written with, and those of its neighbours, stand below this sign.
fn is_latin(letter: char) -> bool {
    letter < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_are_told_from_vietnamese_and_abbreviations() {
        for (text, own) in [
            (
                "CÔNG ĐOÀN CƠ SỞ / GRASSROOTS TRADE UNION",
                "CÔNG ĐOÀN CƠ SỞ",
            ),
            ("Tổng số lao động / Total employees", "Tổng số lao động"),
            ("Tổng số lao động (Total employees)", "Tổng số lao động"),
            ("Trong đó: nữ / of which: female", "Trong đó: nữ"),
            ("+ Số người được tính / Headcount", "+ Số người được tính"),
            ("Nội dung\nItems", "Nội dung"),
            ("Indicator / Chỉ tiêu", "Chỉ tiêu"),
            ("of which female / Trong đó nữ", "Trong đó nữ"),
            (
                "Average monthly wage / Lương bình quân/tháng",
                "Lương bình quân/tháng",
            ),
            ("Số đoàn viên – Union members", "Số đoàn viên"),
            ("Công đoàn cơ sở / 基层工会", "Công đoàn cơ sở"),
            ("Tổng số đoàn viên / 조합원", "Tổng số đoàn viên"),
        ] {
            assert_eq!(without_translation(text), own, "{text}");
        }
        for text in [
            "Số lao động tham gia BHXH/BHYT/BHTN",
            "Tổng số CBCCVC/UBND",
            "Số đoàn viên / đồng chí",
            "Lương bình quân/tháng",
            "Công đoàn cơ sở - Trong năm",
            "Đoàn viên (nam)",
            "Số sáng kiến (SKKN)",
            "TRADE UNION / UNION",
            "Số lượt thăm hỏi/CNVCLĐ",
            "Điện tử Wi-Fi",
            "So luong / tháng",
            "New members / Số đoàn viên",
            "SKKN/sáng kiến",
            "Tổng số lao động (Female)",
            "Số đoàn viên / New members",
            "Số tiền thăm hỏi (trieu dong)",
            "Số tiền ủng hộ - nghin dong",
            "Số hộ nghèo/thang",
        ] {
            assert_eq!(without_translation(text), text, "{text}");
        }
    }
}
