//! Texts in two languages: `Tổng số lao động / Total employees`, `Total employees / Tổng số lao động`.

use super::key::label_key;

/// Words for parts: in other languages, and in Vietnamese, several where one of them will do.
const PARTS: &str = include_str!("parts_in_other_languages.tsv");

/// Shorter words tell nothing.
const SHORTEST_WORD: usize = 3;

/// What is longer, in bytes, is no label and no name.
const LONGEST_TEXT: usize = 600;

/// Of more languages no form is.
const MOST_LANGUAGES: usize = 3;

/// A text without the translations behind it, or before it and a stroke or a line's end, where a break sets them off: a line, a stroke, a dash, parentheses. What has a
/// Vietnamese letter, is spelled as Vietnamese without its marks (`trieu dong`) or is an abbreviation is none. Signs of
/// other scripts need no break: `Số lượng 実績`.
pub(crate) fn without_translation(text: &str) -> &str {
    if text.is_ascii() || text.len() > LONGEST_TEXT {
        return text;
    }
    let mut rest = text;
    for _ in 0..MOST_LANGUAGES {
        let shorter = without_one(rest);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    rest
}

/// The same of a title or a label, also where parentheses set the Vietnamese off: `Item name (Tên chỉ tiêu)`.
pub(crate) fn own_words(text: &str) -> &str {
    let in_parentheses = text.trim_end().strip_suffix(')');
    let parts = in_parentheses.and_then(|text| text.split_once('('));
    let own = parts.and_then(|(before, own)| own_behind(before, own));
    own.unwrap_or_else(|| without_translation(behind_dash(text).unwrap_or(text)))
}

/// What stands behind a translation and a dash set off: `Total employees - Tổng số NLĐ`.
fn behind_dash(text: &str) -> Option<&str> {
    let mut dashes = [" - ", " – ", " — "].into_iter();
    dashes.find_map(|dash| {
        let (before, own) = text.split_once(dash)?;
        own_behind(before, own)
    })
}

/// What stands behind a translation and is none.
fn own_behind<'t>(before: &str, own: &'t str) -> Option<&'t str> {
    let is_own = !own.is_ascii() && is_foreign(before) && !says_more(own, before);
    is_own.then(|| own.trim_start())
}

/// A text without one of the translations in it.
fn without_one(text: &str) -> &str {
    if let Some(own) = without_other_script(text) {
        return own;
    }
    let split = text.split_once(['/', '\n']);
    if let Some(own) = split.and_then(|(before, own)| own_behind(before, own)) {
        return own;
    }
    let mut breaks = text.char_indices().filter(|(_, at)| is_break(*at));
    let behind = breaks.find(|(at, character)| {
        let (before, tail) = (&text[..*at], &text[*at + character.len_utf8()..]);
        let has_letters = |part: &str| part.contains(|it: char| it.is_alphabetic());
        // `Wi-Fi`: a dash between letters joins them.
        let joins = *character == '-' && before.ends_with(char::is_alphanumeric);
        !joins
            && !before.is_ascii()
            && has_letters(before)
            && is_foreign(&without_known_numbers(tail, before))
            && !says_more(before, tail)
    });
    behind.map_or(text, |(at, _)| text[..at].trim_end())
}

/// What sets a translation off.
fn is_break(character: char) -> bool {
    matches!(character, '\n' | '/' | '-' | '–' | '—' | '(' | '|' | '（')
}

/// A text in the Latin script without the signs of another one that it begins or ends with; `None` where it has none, or
/// where they say more.
fn without_other_script(text: &str) -> Option<&str> {
    let is_other = |it: char| it.is_alphabetic() && !is_latin(it);
    let is_own = |it: char| it.is_alphabetic() && is_latin(it);
    let (first, last) = (text.find(is_own)?, text.rfind(is_own)?);
    let is_of_other = |it: char| it.is_ascii_digit() || it.is_whitespace() || is_break(it);
    let behind = text[last..].find(is_other).map(|at| {
        // `2023년`: the number is a word's of the other script.
        let own = text[..last + at].trim_end_matches(|it: char| it.is_ascii_digit());
        let own = own.trim_end_matches(|it: char| it.is_whitespace() || is_break(it) || it == ':');
        (own, &text[own.len()..])
    });
    let before = || {
        let at = text[..first].rfind(is_other)?;
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let is_closing = |it: char| matches!(it, ')' | '）' | ':') || is_of_other(it);
        let own = text[end..].trim_start_matches(|it: char| is_closing(it) && !it.is_ascii_digit());
        Some((own, &text[..end]))
    };
    let (own, other) = behind.or_else(before)?;
    let numbers = |text: &str| -> Vec<String> {
        let parts = text.split(|it: char| !it.is_ascii_digit());
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let own_numbers = numbers(own);
    let says_a_number = || numbers(other).iter().any(|it| !own_numbers.contains(it));
    (!says_more(own, other) && !says_a_number()).then_some(own)
}

/// A translation without the years that its own text names too, and without ordinals: `1ST HALF 2024`.
fn without_known_numbers(tail: &str, before: &str) -> String {
    const ORDINALS: [&str; 4] = ["1st", "2nd", "3rd", "4th"];
    let is_known = |word: &&str| {
        let is_year = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
        is_year && before.contains(*word) || ORDINALS.contains(&&*word.to_lowercase())
    };
    let words: Vec<&str> = tail.split(' ').filter(|word| !is_known(word)).collect();
    words.join(" ")
}

fn is_foreign(tail: &str) -> bool {
    if tail.chars().filter(|it| it.is_alphabetic()).count() < SHORTEST_WORD {
        return false;
    }
    let key = label_key(&tail.replace('&', " "));
    let words: Vec<&str> = key.split(' ').collect();
    let is_capital = !tail.contains(|it: char| it.is_lowercase());
    // Abbreviations have none: `BHTN`.
    let has_vowel = |word: &str| word.contains(VOWELS) || COMPANIES.contains(&word);
    // `a`, `of` may be words of either.
    let telling = words.iter().filter(|word| word.len() >= SHORTEST_WORD);
    let is_odd = |word: &&&str| !may_be_vietnamese(word);
    let odd = telling.clone().filter(is_odd).count();
    key.is_ascii()
        && !tail.contains(|it: char| it.is_ascii_digit())
        && (!is_capital || words.len() > 1 || words.iter().all(|word| TITLES.contains(word)))
        && words.iter().all(|word| has_vowel(word))
        && odd > 0
        && 2 * odd >= telling.count()
}

/// Whether the words in the other language name a part that the Vietnamese ones do not: `Tổng số lao động (Female)`.
fn says_more(before: &str, tail: &str) -> bool {
    let (before, tail) = (label_key(before), label_key(tail));
    let says = |foreign: &str| match foreign.is_ascii() {
        true => tail.split(' ').any(|word| word == foreign),
        // Signs of other scripts stand without spaces.
        false => tail.contains(foreign),
    };
    let mut parts = PARTS.lines().filter_map(|line| line.split_once('\t'));
    parts.any(|(foreign, own)| says(foreign) && !own.split('|').any(|own| before.contains(own)))
}

/// What companies are called in short in other languages.
const COMPANIES: [&str; 5] = ["ltd", "jsc", "llc", "plc", "gmbh"];

/// What one word in capitals may say over a column or a section, where it is no abbreviation.
const TITLES: [&str; 26] = [
    "labor",
    "labour",
    "half",
    "unit",
    "units",
    "item",
    "items",
    "remark",
    "remarks",
    "total",
    "female",
    "male",
    "welfare",
    "emulation",
    "members",
    "membership",
    "activities",
    "finance",
    "results",
    "targets",
    "actual",
    "year",
    "quarter",
    "notes",
    "contents",
    "description",
];

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
            (
                "Số công nhân thuê trọ / Renting a room",
                "Số công nhân thuê trọ",
            ),
            (
                "BHXH, BHYT, BHTN đã đóng / Social, health & unemployment insurance",
                "BHXH, BHYT, BHTN đã đóng",
            ),
            ("+ Số người được tính / Headcount", "+ Số người được tính"),
            ("Nội dung\nItems", "Nội dung"),
            (
                "6 THÁNG ĐẦU NĂM 2024\n1ST HALF 2024",
                "6 THÁNG ĐẦU NĂM 2024",
            ),
            ("LAO ĐỘNG\nLABOR", "LAO ĐỘNG"),
            ("CÔNG TY MAY\nVINATEX", "CÔNG TY MAY\nVINATEX"),
            ("Năm 2024\nTotal 2023", "Năm 2024\nTotal 2023"),
            ("Indicator / Chỉ tiêu", "Chỉ tiêu"),
            ("Item\nChỉ tiêu", "Chỉ tiêu"),
            ("Rate\nTỷ lệ (%)", "Tỷ lệ (%)"),
            ("of which female / Trong đó nữ", "Trong đó nữ"),
            (
                "Average monthly wage / Lương bình quân/tháng",
                "Lương bình quân/tháng",
            ),
            ("Số đoàn viên – Union members", "Số đoàn viên"),
            ("Công đoàn cơ sở / 基层工会", "Công đoàn cơ sở"),
            ("Ghi chú\n비고", "Ghi chú"),
            ("Đơn vị tính 単位", "Đơn vị tính"),
            ("ĐVT（单位）", "ĐVT"),
            ("数量 / Số lượng", "Số lượng"),
            ("Nội dung / 항목 / Item", "Nội dung"),
            ("Item / 항목 / Nội dung", "Nội dung"),
            (
                "Số tiền (triệu đồng) / 금액 (백만동)",
                "Số tiền (triệu đồng)",
            ),
            ("Năm 2023 / 2023년", "Năm 2023"),
            ("Tổng số đoàn viên nữ / 女性組合員", "Tổng số đoàn viên nữ"),
            (
                "Đoàn viên kết nạp trong năm / 신규 가입",
                "Đoàn viên kết nạp trong năm",
            ),
            ("Tổng số đoàn viên / 조합원", "Tổng số đoàn viên"),
        ] {
            assert_eq!(without_translation(text), own, "{text}");
        }
    }

    #[test]
    fn what_stands_in_parentheses_behind_a_translation_is_the_title() {
        for (text, own) in [
            ("Item name (Tên chỉ tiêu)", "Tên chỉ tiêu"),
            ("Value (Giá trị)", "Giá trị"),
            ("Members (Đoàn viên nữ)", "Đoàn viên nữ"),
            ("Nội dung (Items)", "Nội dung"),
            ("New members (Số đoàn viên)", "New members (Số đoàn viên)"),
            ("So tien (triệu đồng)", "So tien (triệu đồng)"),
            ("BHXH (bắt buộc)", "BHXH (bắt buộc)"),
            ("Kinh phí (đồng)", "Kinh phí (đồng)"),
            ("Total employees - Tổng số NLĐ", "Tổng số NLĐ"),
            ("Average monthly wage - Lương BQ/người", "Lương BQ/người"),
            (
                "Female members - Tổng số đoàn viên",
                "Female members - Tổng số đoàn viên",
            ),
            ("Thi đua - Khen thưởng", "Thi đua - Khen thưởng"),
        ] {
            assert_eq!(own_words(text), own, "{text}");
        }
    }

    #[test]
    fn what_is_no_translation_or_says_more_stays() {
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
            "Tổng số lao động (女性)",
            "Số lượng / 2022년 실적",
            "従業員総数",
        ] {
            assert_eq!(without_translation(text), text, "{text}");
        }
    }
}
