//! What a line around a table says on its own, wherever it stands: whether it introduces something or states it.

use super::Knowledge;
use super::as_of::AsOf;
use super::names_in_lines::{known_behind, named_as_sender, named_before_title, named_behind};
use super::period_of_line::{StatedPeriod, stated_period};
use super::row_mark::Marked;
use super::time_words::TimeWords;
use crate::catalogue::FormWords;
use crate::text::{self, begins_with_any, contains_any, ends_with_words};

/// How plainly a text names the unit it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameStrength {
    /// The line of a higher union, which may report itself: `Liên đoàn Lao động huyện …`.
    Upper,
    /// A line that may be a name.
    Line,
    /// `Công đoàn Sở Y tế`: it may have others below it.
    Union,
    /// `CĐCS Sở Y tế`: no other reports below it.
    Grassroots,
    /// `Đơn vị báo cáo: …`.
    Labelled,
}

/// A line, taken apart.
#[derive(Clone)]
pub(super) struct Line {
    /// Whether it only introduces what stands in the next cell: `Đơn vị báo cáo:`, `Năm:`.
    pub(super) introduces_value: bool,
    /// Whether it introduces something else than a unit in the next cell: `Bộ phận / Dept.:`.
    pub(super) introduces_other: bool,
    /// The dates that the figures are of.
    pub(super) as_of: Option<AsOf>,
    /// The unit's code that it introduces; empty where that stands in the next cell.
    pub(super) unit_code: Option<String>,
    /// The unit's name that it introduces; empty where that stands in the next cell.
    pub(super) unit_name: Option<String>,
    /// Whom it names behind its union where it is a form's title (`… CÔNG ĐOÀN CƠ SỞ TRƯỜNG …`), or nobody.
    pub(super) title: Option<String>,
    /// The period that it states.
    pub(super) period: StatedPeriod,
    /// Whether it may be a name by itself.
    pub(super) names: Naming,
}

/// What a line may name.
#[derive(Clone, Copy)]
pub(super) enum Naming {
    Nothing,
    Cluster,
    Unit(NameStrength),
}

impl Line {
    /// `key` is the text's label key.
    pub(super) fn parse(written: &str, key: &str, lexicon: &Knowledge) -> Self {
        let words = &lexicon.forms.words;
        let lower = text::in_small(written);
        let introduced = Introduced::new(written, key);
        let has_date = has_any(&lower, &words.as_of_words);
        let as_of = as_of(&lower, key, has_date, words);
        let introduces_period = introduces_period(key, words);
        let begins_as_title = begins_with_any(key, &words.title_words);
        // `Biểu số 02` in a corner is no title.
        let is_title = begins_as_title && !begins_with_any(key, &words.form_code_prefixes);
        let before_title = named_before_title(written, lexicon);
        let sender = named_as_sender(written, key, words);
        let is_introduced = written.contains([':', '：']);
        let introduces_value =
            introduces_value(written, key, words) || introduced.is_of_body(words);
        Self {
            introduces_value,
            introduces_other: !introduces_value && introduced.is_of_another(lexicon),
            as_of,
            unit_code: introduced.by(&words.unit_code_prefixes),
            // `CĐCS` alone introduces nothing.
            unit_name: introduced.by(&words.unit_prefixes).or_else(|| {
                introduced
                    .by(&words.grassroots_names)
                    .or_else(|| introduced.body_by_title(lexicon))
                    .or_else(|| introduced.is_of_body(words).then(String::new))
                    .filter(|_| is_introduced)
            }),
            title: sender.clone().or_else(|| {
                (is_title || before_title.is_some()).then(|| {
                    let (before, title) = before_title.unwrap_or(("", written));
                    let named = named_behind(title, &words.union_names, words);
                    let known = || known_behind(title, lexicon);
                    named.or_else(known).unwrap_or_else(|| before.to_string())
                })
            }),
            // Months that begin and end a span of dates are told with it.
            period: match stated_period(&lower, key, words) {
                // `BÁO CÁO 6 THÁNG ĐẦU NĂM` asks for no year.
                stated @ StatedPeriod::OfKind(_) => stated,
                _ if introduces_period && !has_date => StatedPeriod::Beside,
                stated => stated.unless_other(as_of.is_some_and(AsOf::is_span)),
            },
            names: if has_date || before_title.is_some() || sender.is_some() {
                Naming::Nothing
            } else {
                naming((written, &lower), key, words)
            },
        }
    }
}

/// A longer text introduces nothing.
const LONGEST_INTRODUCTION: usize = 40;

fn introduces_value(written: &str, key: &str, words: &FormWords) -> bool {
    // Only short lines introduce anything.
    if written.chars().count() > LONGEST_INTRODUCTION {
        return false;
    }
    let prefixes = [
        &words.unit_prefixes,
        &words.unit_code_prefixes,
        &words.period_prefixes,
        &words.unit_of_measure_prefixes,
        &words.open_period_words,
    ];
    let mut prefixes = prefixes.into_iter().flatten();
    prefixes.any(|prefix| key == prefix)
}

fn introduces_period(key: &str, words: &FormWords) -> bool {
    let mut open = words.open_period_words.iter();
    open.any(|open| ends_with_words(key, open))
        && (key.split(' ').count() <= 2 || begins_with_any(key, &words.title_words))
        || words.period_prefixes.iter().any(|prefix| key == prefix)
}

/// A date counts only after words that say what it is, so that the one beside the signature never does; a span of dates
/// says so by itself. Neither does the day by which a form is due.
fn as_of(lower: &str, key: &str, has_date: bool, words: &FormWords) -> Option<AsOf> {
    let others = [
        &words.due_words,
        &words.issuing_words,
        &words.reference_words,
    ];
    if others.into_iter().any(|words| contains_any(key, words)) {
        return None;
    }
    AsOf::range(lower).or_else(|| has_date.then(|| AsOf::single(lower)).flatten())
}

/// `CỤM THI ĐUA SỐ 1`, `KHỐI TỔNG HỢP` name a cluster; not `Cụm công nghiệp …` further on in a line, and not `Cụm trưởng`.
fn naming((written, lower): (&str, &str), key: &str, words: &FormWords) -> Naming {
    if is_never_a_name((written, lower), key, words) {
        return Naming::Nothing;
    }
    let begins_with = |phrases: &[String]| begins_with_any(key, phrases);
    let is_upper_union = begins_with(&words.upper_union_prefixes);
    let is_upper_line = begins_with(&words.upper_line_prefixes);
    if begins_with(&words.cluster_prefixes) && !is_upper_union && !is_upper_line {
        return Naming::Cluster;
    }
    if begins_with(&words.title_words) || is_upper_line {
        return Naming::Nothing;
    }
    Naming::Unit(if is_upper_union {
        NameStrength::Upper
    } else if begins_with(&words.grassroots_names) {
        NameStrength::Grassroots
    } else if begins_with(&words.union_names) {
        NameStrength::Union
    } else {
        NameStrength::Line
    })
}

fn is_never_a_name((written, lower): (&str, &str), key: &str, words: &FormWords) -> bool {
    key.is_empty()
        || !key.chars().any(char::is_alphabetic)
        || begins_with_any(key, &words.form_code_prefixes)
        || begins_with_any(key, &words.never_names)
        || is_numbered_heading(written, words)
        || TimeWords::built_in().date.speaks_of_date(lower)
}

/// `1. Lao động, đoàn viên`, `II) Chăm lo`: a section, unless a union or an employer is numbered.
fn is_numbered_heading(written: &str, words: &FormWords) -> bool {
    let marked = Marked::of(written).filter(|it| it.is_closed && !it.written.is_empty());
    marked.is_some_and(|marked| {
        let key = text::label_key(marked.rest);
        !begins_with_any(&key, &words.union_names) && !begins_with_any(&key, &words.body_words)
    })
}

/// A line as an introduction and what follows it: `Đơn vị báo cáo: …`. Without a colon the whole line introduces.
struct Introduced<'a> {
    /// As a label key.
    head: Option<String>,
    rest: &'a str,
    has_colon: bool,
}

impl<'a> Introduced<'a> {
    /// `key` is the line's label key.
    fn new(written: &'a str, key: &str) -> Self {
        let parts = written.split_once([':', '：']);
        let (head, rest) = parts.unwrap_or((written, ""));
        let is_short = head.chars().count() <= LONGEST_INTRODUCTION;
        let head = is_short.then(|| match parts {
            Some(_) => text::label_key(text::without_translation(head)),
            None => key.to_string(),
        });
        let has_colon = parts.is_some();
        Self {
            head,
            rest,
            has_colon,
        }
    }

    /// What introduces the cell beside it, with a colon.
    fn of_cell_beside(&self) -> Option<&str> {
        let is_open = self.has_colon && !self.rest.contains(char::is_alphanumeric);
        self.head.as_deref().filter(|_| is_open)
    }

    /// `Công ty / Company:`, and the employer in the cell beside it.
    fn is_of_body(&self, words: &FormWords) -> bool {
        let head = self.of_cell_beside();
        head.is_some_and(|head| words.body_introductions.iter().any(|it| it == head))
    }

    /// `Bộ phận / Dept.:`, and something in the cell beside it that is no unit.
    fn is_of_another(&self, lexicon: &Knowledge) -> bool {
        let head = self.of_cell_beside();
        head.is_some_and(|head| {
            !contains_any(head, &lexicon.forms.words.unit_introduction_words)
                && !lexicon.titles.is_of_units(head)
        })
    }

    /// `Doanh nghiệp: Công ty …`: a union or an employer behind what its column would be called in a table.
    fn body_by_title(&self, lexicon: &Knowledge) -> Option<String> {
        let words = &lexicon.forms.words;
        let is_title = lexicon.titles.is_of_units(self.head.as_ref()?);
        let is_body = || {
            begins_with_any(&lexicon.match_key(self.rest), &words.body_words)
                || begins_with_any(&text::label_key(self.rest), &words.union_names)
        };
        (is_title && is_body()).then(|| text::clean(self.rest))
    }

    /// What follows, where one of the introductions stands before it.
    fn by(&self, introductions: &[String]) -> Option<String> {
        introductions
            .contains(self.head.as_ref()?)
            .then(|| text::clean(self.rest.trim_matches(['.', '…', ' '])))
    }
}

fn has_any(lower: &str, words: &[String]) -> bool {
    words.iter().any(|word| lower.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;
    use crate::recognise::wording::Wording;

    #[test]
    fn a_line_says_what_it_introduces_and_what_it_states() {
        let lexicon = crate::recognise::Lexicon::built_in();
        let read = |written: &str| Line::parse(written, &text::label_key(written), &lexicon);
        let named = |periods: &[Option<crate::period::Period>]| {
            let periods = periods.iter();
            let periods = periods.map(|it| it.map_or("another".into(), |it| it.to_string()));
            periods.collect::<Vec<String>>().join(", ")
        };
        let said = |line: Line| match (line.period, line.names) {
            (StatedPeriod::Beside, _) => "beside".to_string(),
            (StatedPeriod::OfKind(kind), _) => format!("{kind:?}"),
            (StatedPeriod::Plain(periods), _) => named(&periods),
            (StatedPeriod::Faint(periods), _) => format!("faintly {}", named(&periods)),
            (StatedPeriod::Nothing, Naming::Nothing) => String::new(),
            (StatedPeriod::Nothing, Naming::Cluster) => "cluster".to_string(),
            (StatedPeriod::Nothing, Naming::Unit(strength)) => format!("{strength:?}"),
        };
        for [written, what] in cases(
            "
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM 2023       | 2023
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ NĂM            | beside
            Kỳ báo cáo                                       | beside
            BÁO CÁO QUÝ IV NĂM 2023                          | another
            BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN QUÝ III              | another
            Kỳ báo cáo: quý 3                                | another
            BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM                   | FirstHalf
            BIỂU BÁO CÁO 6 THÁNG, NĂM                        | beside
            Lạng Sơn, ngày 26 tháng 12 năm 2021              |
            CĐCS Trường Mầm non 17/10                        | Grassroots
            Trường Mầm non 17/10                             | Line
            CỤM THI ĐUA SỐ 1                                 | cluster
            Tổng kết công tác năm 2022, nhiệm vụ năm 2023    | faintly 2022
            TÌNH HÌNH HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2022           | faintly 2022
            PHỤ LỤC SỐ LIỆU NĂM 2022                         | faintly 2022
            (Kèm theo báo cáo tổng kết năm 2022)             | faintly 2022
            Mẫu số 1-HĐCĐ năm 2022                           | faintly 2022
            Mẫu số 2 ban hành kèm theo Quyết định năm 2020   |
            BC CĐ 2022                                       | faintly 2022
            KẾ HOẠCH HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024            | faintly 2024
            ĐĂNG KÝ CHỈ TIÊU NĂM 2024                        | faintly 2024
            Năm 2022 (chính thức)                            | 2022
            Năm 2023 (so với năm 2022)                       | 2023
            Năm 2022, năm 2023                               | 2022, 2023
            9 THÁNG ĐẦU NĂM 2023                             | another
            Thời gian: Quý 4 năm 2023                        | another
            Tháng 6 năm 2023                                 | faintly another
            SƠ KẾT 6 THÁNG 2023                              | faintly 2023-H1
            PHƯƠNG HƯỚNG HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024        | Line
            Chào mừng Đại hội XIII, nhiệm kỳ 2023 - 2028     | Line
            Lạng Sơn, tháng 12 năm 2023                      | Line
            Kỳ báo cáo: từ tháng 01/2023 đến tháng 12/2023   | Line",
        ) {
            assert_eq!(said(read(written)), what, "{written}");
        }
        assert!(read("Đơn vị báo cáo:").introduces_value && read("Năm:").introduces_value);
        assert!(!read("CĐCS Sở Y tế").introduces_value);
        let named = read("Đơn vị báo cáo: CĐCS Sở Y tế…").unit_name;
        assert_eq!(named.as_deref(), Some("CĐCS Sở Y tế"));
    }

    #[test]
    fn names_are_told_from_headings_and_from_units_of_measure() {
        let lexicon = crate::recognise::Lexicon::built_in();
        let read = |written: &str| Line::parse(written, &text::label_key(written), &lexicon);
        for [written, names] in cases(
            "
            1. Lao động, đoàn viên       |
            II. CHĂM LO ĐỜI SỐNG         |
            2) Các nội dung khác         |
            1. Trường Mầm non 17/10      | Line
            1. CĐCS Trường Mầm non 17/10 | Grassroots",
        ) {
            let found = match read(written).names {
                Naming::Unit(strength) => format!("{strength:?}"),
                Naming::Nothing => String::new(),
                Naming::Cluster => "cluster".to_string(),
            };
            assert_eq!(found, names, "{written}");
        }
        for name in [
            "Công đoàn Sở Nội vụ và Lao động",
            "Trường A, người",
            "Sở Lao động",
        ] {
            let line = read(&format!("Đơn vị báo cáo: {name}"));
            assert_eq!(line.unit_name.as_deref(), Some(name));
            let line = Wording::new(&format!("Đơn vị báo cáo: {name}"));
            assert!(line.unit_line(&lexicon).is_none(), "{name}");
        }
        let line = Wording::new("Đơn vị: người, triệu đồng");
        assert!(line.unit_line(&lexicon).is_some());
    }
}
