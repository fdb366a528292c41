//! Labels and titles that are questions: `Có bao nhiêu sáng kiến được công nhận?`

use crate::catalogue::FormWords;
use crate::text;
use std::borrow::Cow;

/// What a question asks for, as a label says it: `Có bao nhiêu sáng kiến được công nhận?`, `Tổng số đoàn viên là bao nhiêu (người)?`
pub(super) fn without_question<'l>(label: Cow<'l, str>, words: &FormWords) -> Cow<'l, str> {
    let label = without_sum(without_number(label, words), words);
    if !label.trim_end().ends_with('?') {
        return label;
    }
    let body = label.trim_end_matches(['?', ' ']);
    let open = body.rfind('(').filter(|_| body.ends_with(')'));
    let (asked, behind) = body.split_at(open.unwrap_or(body.len()));
    let lower = text::lower_case(asked.trim_end());
    let mut ends = words.question_ends.iter();
    if let Some(rest) = ends.find_map(|asks| lower.strip_suffix(asks.as_str())) {
        return Cow::Owned(text::clean(&format!("{rest} {behind}")));
    }
    let count = words.count_beginnings.first().map_or("", String::as_str);
    let spaced = format!(" {lower} ");
    let asks = words.question_words.iter().map(|asks| format!(" {asks} "));
    let mut asks = asks.filter(|asks| spaced.contains(asks.as_str()));
    match asks.next() {
        Some(asks) => {
            let told = spaced.replacen(&asks, &format!(" {count} "), 1);
            Cow::Owned(text::clean(&format!("{told} {behind}")))
        }
        None if open.is_some() => Cow::Owned(body.to_string()),
        None => label,
    }
}

/// A question without its number: `Câu 3. Tổng số đoàn viên`.
fn without_number<'l>(label: Cow<'l, str>, words: &FormWords) -> Cow<'l, str> {
    let own = label.trim_start();
    let number = words.question_number_words.iter().filter_map(|word| {
        let (first, rest) = own.split_at_checked(word.len())?;
        let rest = rest
            .strip_prefix(' ')
            .filter(|_| first.to_lowercase() == *word)?;
        let words = rest.trim_start_matches(|it: char| it.is_ascii_digit());
        (words.len() < rest.len()).then(|| words.trim_start_matches(['.', ':', ')', '/', '-', ' ']))
    });
    match number.min_by_key(|rest| rest.len()) {
        Some(rest) if !rest.is_empty() => Cow::Owned(rest.to_string()),
        _ => label,
    }
}

/// A title of a pivot table without the words that say that it adds up: `Tổng của Số lượt thăm hỏi`.
fn without_sum<'l>(label: Cow<'l, str>, words: &FormWords) -> Cow<'l, str> {
    let sum = words.pivot_sums.iter().find_map(|word| {
        let (first, rest) = label.split_at_checked(word.len())?;
        let rest = rest.strip_prefix(' ')?;
        (first.to_lowercase() == *word).then_some(rest)
    });
    match sum {
        Some(rest) => Cow::Owned(rest.to_string()),
        None => label,
    }
}
