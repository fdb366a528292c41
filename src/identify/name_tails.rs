//! What people write behind a unit's name on the same line: its tax number, its address, whom it belongs to.

use crate::recognise::Lexicon;
use crate::recognise::find_periods;
use crate::text;

/// A name without what follows it, where something does that is no part of it.
pub(super) fn without_tail(name: &str, lexicon: &Lexicon) -> Option<String> {
    let name = name.trim_matches(['(', ' ']);
    let breaks = name.char_indices().filter(|(_, at)| is_break(*at));
    breaks
        .map(|(position, _)| name.split_at(position))
        .find(|(before, tail)| !before.trim().is_empty() && is_tail(tail, lexicon))
        .map(|(before, _)| before.trim().to_string())
}

/// A name without a remark behind it, where one is: what stays is whose name it is, whoever reads it.
pub(super) fn without_remark<'a>(name: &'a str, lexicon: &Lexicon) -> &'a str {
    let mut breaks = name.char_indices().filter(|(_, at)| is_break(*at));
    let is_remark = |tail: &str| {
        let key = text::label_key(tail.trim_start_matches(is_break));
        let words = &lexicon.forms.words;
        let mut remarks = words.name_remarks.iter();
        let is_remark = remarks.any(|remark| begins_with(&key, remark));
        !tail.starts_with(' ') && (is_remark || is_made_of(&key, &words.name_remark_words))
    };
    let at = breaks.find(|(at, _)| is_remark(&name[*at..]));
    at.map(|(at, _)| name[..at].trim())
        .filter(|name| !name.is_empty())
        .unwrap_or(name)
}

fn begins_with(key: &str, word: &str) -> bool {
    let rest = key.strip_prefix(word);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a text says something, and nothing but what is listed.
fn is_made_of(key: &str, words: &[String]) -> bool {
    !key.is_empty() && text::is_made_of(key, words)
}

fn is_break(character: char) -> bool {
    matches!(character, ' ' | ';' | ',' | '-' | '–' | '(')
}

fn is_tail(tail: &str, lexicon: &Lexicon) -> bool {
    let is_set_off = !tail.starts_with(' ');
    let key = text::label_key(tail.trim_start_matches(|at: char| is_break(at)));
    let begins_with = |word: &str| begins_with(&key, word);
    let listed = &lexicon.forms.words;
    let is_remark = is_set_off && is_made_of(&key, &listed.name_remark_words);
    let mut words = listed.name_tails.iter().chain(&listed.name_remarks);
    let is_of_members = key.starts_with(|first: char| first.is_ascii_digit())
        && [" đoàn viên", " người", " cnvclđ"]
            .iter()
            .any(|end| key.ends_with(end));
    // `Kim Đồng thuộc xã …` may be another school than the one of the register.
    let may_stand_alone = is_set_off || begins_with("trực thuộc") || begins_with("báo cáo");
    may_stand_alone
        && (words.any(|word| begins_with(word)) || is_remark || is_of_members || is_period(&key))
}

/// `năm 2023`, and nothing else.
fn is_period(key: &str) -> bool {
    find_periods(key).iter().any(|(_, range)| {
        key[..range.start].trim().is_empty() && key[range.end..].trim().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_name_is_told_from_it() {
        let lexicon = Lexicon::built_in();
        for (written, name) in [
            ("Công ty May A - MST 1800123456", Some("Công ty May A")),
            ("Công ty May A; địa chỉ: phường 11", Some("Công ty May A")),
            ("CĐCS Trường B (60 đoàn viên)", Some("CĐCS Trường B")),
            ("CĐCS Trường B - LĐLĐ huyện C", Some("CĐCS Trường B")),
            ("Bệnh viện D trực thuộc Sở Y tế", Some("Bệnh viện D")),
            ("(CĐCS Trường B - Năm 2023)", Some("CĐCS Trường B")),
            ("Trường B (xã C)", None),
            ("Trường B - cơ sở 2", None),
            ("Trung tâm GDNN - GDTX huyện E", None),
            ("Trường B thuộc xã C", None),
            ("Trường B - thuộc xã C", None),
            ("CĐCS Trường B báo cáo như sau:", Some("CĐCS Trường B")),
            ("Trường Mầm non 17/10", None),
            ("CĐCS Trường B (Cụm trưởng)", Some("CĐCS Trường B")),
            ("Trường B - mới thành lập", Some("Trường B")),
        ] {
            assert_eq!(
                without_tail(written, &lexicon).as_deref(),
                name,
                "{written}"
            );
        }
        for (written, name) in [
            ("CĐCS Trường B (Cụm trưởng)", "CĐCS Trường B"),
            ("Trường B - mới thành lập", "Trường B"),
            ("Trường B - LĐLĐ huyện C", "Trường B - LĐLĐ huyện C"),
            ("Trường B mới", "Trường B mới"),
            ("(Cụm trưởng)", "(Cụm trưởng)"),
        ] {
            assert_eq!(without_remark(written, &lexicon), name, "{written}");
        }
    }
}
