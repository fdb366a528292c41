//! Labels and titles that are questions: `Có bao nhiêu sáng kiến được công nhận?`

use crate::catalogue::FormWords;
use crate::text;
use std::borrow::Cow;

/// What a question asks for, as a label says it: `Có bao nhiêu sáng kiến được công nhận?`, `Tổng số đoàn viên là bao nhiêu (người)?`
pub(super) fn without_question<'l>(label: Cow<'l, str>, words: &FormWords) -> Cow<'l, str> {
    let own = own_words(&label, words).len();
    let label = match own == label.len() {
        true => label,
        false => Cow::Owned(label[label.len() - own..].to_owned()),
    };
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

/// A label without what stands before its words: the number of a question (`Câu 5.`), or that a table of sums writes there (`Tổng của`).
fn own_words<'l>(label: &'l str, words: &FormWords) -> &'l str {
    let behind = |word: &String| {
        let (first, rest) = (label.get(..word.len())?, label.get(word.len()..)?);
        (text::lower_case(first) == *word).then_some(rest)
    };
    let mut summing = words.summing_beginnings.iter();
    if let Some(rest) = summing.find_map(behind) {
        return rest.trim_start();
    }
    let mut numbered = words.question_numbers.iter();
    let number = numbered.find_map(behind).map(str::trim_start);
    let rest = number.and_then(|rest| {
        let own = rest.trim_start_matches(|it: char| it.is_ascii_digit());
        let own = (own.len() < rest.len()).then_some(own)?;
        own.strip_prefix(['.', ':', ')'])
    });
    rest.map_or(label, str::trim_start)
}
