//! Which period a line is about. A line names one as its subject, or only in passing: the year it compares with, the
//! year ahead, a law or a decision of that year, a congress' term in a slogan.

use super::period_text::find_named;
use super::time::{Time, told_time};
use super::time_words::TimeWords;
use crate::catalogue::FormWords;
use crate::period::{Period, PeriodKind};
use crate::text::{self, begins_with_any, contains_any};

/// What a line says of the period.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum StatedPeriod {
    #[default]
    Nothing,
    /// It is a title or a period line. `None` is what is no reporting period: a quarter, a semester.
    Plain(Vec<Option<Period>>),
    /// It names a period, and is neither: it speaks where no title does.
    Faint(Vec<Option<Period>>),
    /// It is a title or a period line that names what kind of period it is of, and no year: `BÁO CÁO 6 THÁNG ĐẦU NĂM`.
    OfKind(PeriodKind),
    /// It stands in the next cell.
    Beside,
}

impl StatedPeriod {
    /// Itself, or nothing where it names no reporting period and that is told otherwise.
    pub(super) fn unless_other(self, is_told: bool) -> Self {
        match &self {
            Self::Plain(periods) | Self::Faint(periods)
                if is_told && periods.iter().all(Option::is_none) =>
            {
                Self::Nothing
            }
            _ => self,
        }
    }
}

/// Reads which period a line is about; of several the first is its own.
pub(super) fn stated_period(lower: &str, key: &str, words: &FormWords) -> StatedPeriod {
    // What the figures are of is told by the date, not by the year in it.
    let as_of = text::first_of(lower, &words.as_of_words);
    let lower = &lower[..as_of.unwrap_or(lower.len())];
    let mut named = find_named(lower);
    named.retain(|(_, range)| !is_compared_with(&lower[..range.start], words));
    let Some((first, range)) = named.first() else {
        return part_stated(lower, key, words).unwrap_or_default();
    };
    let before = text::label_key(&lower[..range.start]);
    let holds = |words: &[String]| contains_any(&before, words);
    let is_form_code = begins_with_any(key, &words.form_code_prefixes);
    let begins_as_title = begins_with_any(key, &words.title_words);
    let is_titled = |words: &[String]| contains_any(key, words);
    let is_title = !is_form_code && is_titled(&words.title_words);
    // `SỐ LIỆU QUA CÁC NĂM 2021 - 2023`
    let is_span = matches!(first, Some(Period::Term(..))) && contains_any(key, &words.span_words);
    let is_reference = is_span
        || TimeWords::built_in().date.speaks_of_day(lower)
        || holds(&words.issuing_words)
        || holds(&words.slogan_words)
        || !begins_as_title && holds(&words.reference_words);
    if is_reference {
        return StatedPeriod::Nothing;
    }
    let mut periods = vec![*first];
    let pairs = named.windows(2);
    let beside = pairs.take_while(|pair| {
        !holds(&words.side_by_side_words)
            && is_one_more(&lower[pair[0].1.end..pair[1].1.start], words)
    });
    periods.extend(beside.map(|pair| pair[1].0));
    let written = &lower[range.clone()];
    // A month alone on a line may be that of the signature.
    let mut months = words.month_words.iter();
    let begins_with_month = months.any(|month| written.starts_with(month.as_str()));
    let is_bare_month = before.is_empty() && begins_with_month;
    let is_period_line = is_period_line(lower, &before, &named, words);
    if is_title || is_period_line && !is_bare_month {
        return StatedPeriod::Plain(periods);
    }
    let has_words = written.chars().any(char::is_alphabetic) || is_titled(&words.subject_words);
    let is_term =
        matches!(first, Some(Period::Term(..))) && !begins_with_any(key, &words.subject_words);
    let looks_ahead = begins_with_any(key, &words.ahead_beginnings);
    let is_month = begins_with_month && !is_period_line;
    if !has_words || is_month || is_term {
        return StatedPeriod::Nothing;
    }
    if looks_ahead || holds(&words.passing_words) {
        return StatedPeriod::Nothing;
    }
    StatedPeriod::Faint(periods)
}

/// The part of a year that a title or a period line is about without naming the year: `BÁO CÁO HOẠT ĐỘNG QUÝ III`, `Kỳ báo cáo: quý 3`.
/// Where the year stands beside it (`Báo cáo 6 tháng, năm`), it is what the form may be used for.
fn part_stated(lower: &str, key: &str, words: &FormWords) -> Option<StatedPeriod> {
    const LAST_MONTH: &str = "12";
    let (time, range) = told_time(lower)?;
    let stated = match time {
        Time::Part => StatedPeriod::Plain(vec![None]),
        Time::Kind(kind) if kind != PeriodKind::Year => StatedPeriod::OfKind(kind),
        _ => return None,
    };
    let (before, after) = (&lower[..range.start], &lower[range.end..]);
    if is_of_plan_beside(&lower[..range.end], words) {
        return None;
    }
    let (before, after) = (text::label_key(before), text::label_key(after));
    let holds = |words: &[String]| contains_any(&before, words);
    let is_reference = holds(&words.issuing_words)
        || holds(&words.slogan_words)
        || holds(&words.reference_words)
        || holds(&words.comparing_words);
    let is_of_any = text::contains_words(&after, "năm") || after.contains(LAST_MONTH);
    let is_title = contains_any(&before, &words.title_words)
        && !begins_with_any(key, &words.form_code_prefixes);
    let is_introduced = words.period_prefixes.contains(&before);
    let is_stated = is_title || is_introduced;
    (is_stated && !is_reference && !is_of_any).then_some(stated)
}

/// Whether words up to a time name a plan beside what the line is of: `Kết quả công tác và kế hoạch năm sau`.
fn is_of_plan_beside(said: &str, words: &FormWords) -> bool {
    let last = [" và ", ", ", "; ", " - "].into_iter();
    let last = last.filter_map(|link| Some(said.rfind(link)? + link.len()));
    last.max().is_some_and(|from| {
        let last = text::label_key(&said[from..]);
        [&words.plan_beginnings, &words.ahead_beginnings_of_sections]
            .into_iter()
            .any(|beginnings| begins_with_any(&last, beginnings))
    })
}

/// Whether nothing but a period stands on the line, or what stands there besides comes after it and is short: `Năm 2022
/// (chính thức)`, `Năm 2023 (so với năm 2022)`.
fn is_period_line(
    lower: &str,
    before: &str,
    named: &[(Option<Period>, std::ops::Range<usize>)],
    words: &FormWords,
) -> bool {
    const LONGEST: usize = 10;
    let introduces = before.is_empty() || words.period_prefixes.iter().any(|word| word == before);
    let after = named.first().map_or("", |(_, range)| &lower[range.end..]);
    let is_set_off = text::label_key(after).is_empty()
        || after
            .trim_start()
            .starts_with(|character: char| !character.is_alphanumeric());
    introduces && is_set_off && lower.split_whitespace().count() <= LONGEST
}

/// `so với năm 2022`
fn is_compared_with(before: &str, words: &FormWords) -> bool {
    let before = text::label_key(before);
    let mut comparing = words.comparing_words.iter();
    comparing.any(|word| before.ends_with(word.as_str()))
}

/// Whether two periods stand side by side: `Năm 2022, năm 2023`.
fn is_one_more(between: &str, words: &FormWords) -> bool {
    let key = text::label_key(between);
    !between.contains(['(', '/']) && (key.is_empty() || words.list_joiners.contains(&key))
}
