//! Texts that surely tell no time, by their letters and digits: amounts typed as texts are asked for their time by the thousand, and what
//! else they are as titles need not be found out for it.

use super::likely_titles::letters_of;
use super::time_words::TimeWords;
use crate::catalogue::FormWords;
use crate::text::{folded, in_small, is_letter, label_key};
use foldhash::fast::RandomState;
use std::collections::HashSet;

/// The words without which no title tells a time but by a year.
#[derive(Clone)]
pub(super) struct WordsOfTime {
    words: HashSet<String, RandomState>,
    /// The same without their marks.
    unmarked: HashSet<String, RandomState>,
}

impl WordsOfTime {
    pub(super) fn new(words: &FormWords) -> Self {
        let titles = words.interim_titles.iter().chain(&words.whole_year_titles);
        let titles = titles.flat_map(|title| words_in(title));
        let words: Vec<&str> = TimeWords::built_in().words().chain(titles).collect();
        Self {
            unmarked: words.iter().map(|word| folded(word)).collect(),
            words: words.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether neither a text nor any part of it tells a time: it holds none of these words and no year.
    pub(super) fn are_missing_in(&self, text: &str) -> bool {
        /// Of a year.
        const DIGITS: usize = 4;
        let mut numbers = text.split(|it: char| !it.is_ascii_digit());
        let has_year = numbers.any(|number| number.len() == DIGITS);
        let Some(letters) = (!has_year).then(|| letters_of(text)).flatten() else {
            return false;
        };
        let is_any = letters.split(' ').any(|word| self.unmarked.contains(word));
        // A text with marks is read as it stands, or with its tones in their places: `tỉnh` is not `tính`.
        let is_marked = || text.contains(|it: char| !it.is_ascii() && is_letter(it));
        let holds_any = |text: &str| {
            let mut words = text.split(|it: char| !is_letter(it));
            words.any(|word| self.words.contains(word))
        };
        !is_any || is_marked() && !holds_any(&in_small(text)) && !holds_any(&label_key(text))
    }
}

/// The words of a title that are made of letters; where none is, the empty one, which every text has that holds anything else.
fn words_in(title: &str) -> Vec<&str> {
    let words = title.split(' ').filter(|word| word.chars().all(is_letter));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => vec![""],
        false => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Forms;
    use crate::recognise::column_titles::Title;
    use crate::recognise::time::Time;

    #[test]
    fn what_tells_a_time_holds_a_word_of_it_or_a_year() {
        let words = Forms::built_in().words;
        let of_time = WordsOfTime::new(&words);
        let listed = words.interim_titles.iter().chain(&words.whole_year_titles);
        let others = [
            "6 tháng",
            "9 thang",
            "12 tháng đầu năm (triệu đồng)",
            "2023",
            "31/12/2022",
            "12 (đến 30/11)",
            "3 t cuối",
            "Quý III",
            "1.250 đồng năm 2023",
            "hk i",
            "5 năm sau",
        ];
        for text in others.into_iter().chain(listed.map(String::as_str)) {
            assert!(!of_time.are_missing_in(text), "{text}");
        }
        for text in [
            "CĐCS Sở Tài chính tỉnh",
            "7.900.000đ",
            "76,2 triệu",
            "12 người",
            "17.000.000 VNĐ",
            "24 SK",
            "92,5 %",
        ] {
            assert!(of_time.are_missing_in(text), "{text}");
            assert_eq!(Title::parse(text, &words).time, Time::Unsaid, "{text}");
        }
    }
}
