//! Number formats: what a sheet shows of a number, and whether that says anything else than the number itself.
//!
//! All of ECMA-376: up to four sections by sign or condition, placeholders, grouping and scale by commas, percent,
//! literal text, exponents, fractions, days and times. Separators are those of the format code: a comma between
//! thousands, a point before decimals.

use super::date_format::DateSection;
use super::format_code::{Condition, Token, split};
use super::section::{NumberSection, Rendered};
use super::values::plain;

/// The largest code that is looked into; Excel allows 255 characters.
const LONGEST_CODE: usize = 1024;

/// A number format.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
    /// Decimals up to which a number is shown as it is and nothing but that; `None` where more is to be looked at.
    exact_decimals: Option<u32>,
    /// What is shown of a text, where that is not the text alone: what stands before and behind it.
    text: Option<TextSection>,
}

/// A part of a format, for the numbers that it is meant for.
#[derive(Debug, Clone, PartialEq)]
struct Section {
    condition: Option<Condition>,
    /// In the colour of the sheet.
    is_white: bool,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// As Excel writes a number without a format, between texts.
    General(String, String),
    Number(NumberSection),
    Date(DateSection),
    /// Nothing of the number: a text alone, or nothing at all.
    Literal(String),
}

#[derive(Debug, Clone, PartialEq)]
enum TextSection {
    Around(String, String),
    Without(String),
}

/// What a sheet shows of a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// The number, at most grouped and rounded; the text where it is written otherwise.
    Number(Option<String>),
    /// The number times a hundred, with its sign of percent.
    Percent(String),
    /// A day or a time, and whether it is a mere length of time.
    DateTime(String, bool),
    /// Something else: as it is shown, and the same with the number in full and in no country's notation.
    Words { shown: String, in_full: String },
    /// Another number: a negative one without its sign, one that is written into the format.
    Another(String),
    /// Nothing that can be seen.
    Nothing,
}

/// What a sheet shows of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShownText {
    AsItIs,
    Otherwise(String),
    Nothing,
}

impl NumberFormat {
    /// The format of cells that have none.
    pub(super) fn general() -> Self {
        Self {
            sections: vec![Section {
                condition: None,
                is_white: false,
                kind: Kind::General(String::new(), String::new()),
            }],
            exact_decimals: Some(u32::MAX),
            text: None,
        }
    }

    /// A format written out.
    pub(super) fn by_code(code: &str) -> Self {
        if code.len() > LONGEST_CODE || code.eq_ignore_ascii_case("general") || code == "@" {
            return Self::general();
        }
        let mut sections = split(code);
        let is_text = |section: &&Vec<Token>| section.contains(&Token::Text);
        let text = match sections.len() {
            4.. => Some(text_section(&sections[3])),
            // A format for texts alone leaves numbers as they are.
            _ => sections
                .last()
                .filter(is_text)
                .map(|last| text_section(last)),
        };
        let has_only_text = sections.len() == 1 && text.is_some();
        if has_only_text {
            return Self {
                text: text.filter(|text| *text != TextSection::plain()),
                ..Self::general()
            };
        }
        sections.truncate(3);
        if sections.len() > 1 && sections.last().as_ref().is_some_and(is_text) {
            sections.pop();
        }
        let is_alone = sections.len() == 1;
        let sections: Vec<Section> = sections
            .iter()
            .map(|tokens| Section::new(tokens, is_alone))
            .collect();
        Self {
            exact_decimals: exact_decimals(&sections),
            text: text.filter(|text| *text != TextSection::plain()),
            sections,
        }
    }

    /// A format by its number, where Excel has it of its own; what it shows there depends on the country.
    pub(super) fn built_in(number: u16) -> Option<Self> {
        let code = match number {
            0 | 49 => return Some(Self::general()),
            1 | 5 | 6 | 41 | 42 => "#,##0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 7 | 8 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 | 32 | 34 | 55 => "h:mm",
            21 | 33 | 35 | 56 => "h:mm:ss",
            22 => "dd/mm/yyyy h:mm",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            48 => "##0.0E+0",
            _ => return None,
        };
        Some(Self::by_code(code))
    }

    /// The format of a number that a workbook may have given a code. Money and days that Excel has formats of its own for
    /// are shown as the country of the reader wants it, whatever the workbook says.
    pub(super) fn numbered(number: u16, code: Option<&str>) -> Self {
        let depends_on_country = matches!(number, 5..=8 | 14 | 22 | 41..=44);
        let own = code.filter(|_| !depends_on_country);
        own.map(Self::by_code)
            .or_else(|| Self::built_in(number))
            .or_else(|| code.map(Self::by_code))
            .unwrap_or_else(Self::general)
    }

    /// What is shown of a number. `is_1904` tells from where its days count.
    pub(super) fn show(&self, value: f64, is_1904: bool) -> Shown {
        if let Some(decimals) = self.exact_decimals
            && (decimals == u32::MAX || value.fract() == 0.0 && value != 0.0)
        {
            return Shown::Number(None);
        }
        let (position, section) = self.section_of(value);
        if section.is_white {
            return Shown::Nothing;
        }
        let is_negative = value < 0.0;
        // Of a section for negative numbers alone the sign is part of the format.
        let has_own_sign = match section.condition {
            Some(condition) => condition.is_of_negatives(),
            None => position == 1 && self.sections.len() > 1 && self.has_no_conditions(),
        };
        let sign = if is_negative && !has_own_sign {
            "-"
        } else {
            ""
        };
        match &section.kind {
            Kind::General(before, behind)
                if before.is_empty() && behind.is_empty() && !sign.is_empty() =>
            {
                Shown::Number(None)
            }
            Kind::General(before, behind) => {
                let number = general(value.abs());
                let shown = format!("{sign}{before}{number}{behind}");
                let in_full = format!("{sign}{before}{}{behind}", plain(value.abs()));
                words_or_number(
                    Rendered {
                        shown,
                        in_full,
                        is_changed: false,
                    },
                    value,
                    &[before, behind],
                    false,
                )
            }
            Kind::Literal(text) if text.trim().is_empty() => Shown::Nothing,
            // A dash is how a form writes nought.
            Kind::Literal(text) if value == 0.0 && matches!(text.trim(), "-" | "–" | "—" | "0") => {
                Shown::Number(None)
            }
            // `"45"` is shown whatever number stands there.
            Kind::Literal(text) if text.trim().starts_with(|c: char| c.is_ascii_digit()) => {
                Shown::Another(format!("{sign}{}", text.trim()))
            }
            Kind::Literal(text) => {
                let shown = format!("{sign}{}", text.trim());
                Shown::Words {
                    in_full: shown.clone(),
                    shown,
                }
            }
            Kind::Date(date) => match date.show(value, is_1904) {
                Some(shown) => Shown::DateTime(shown, date.is_duration()),
                // Excel fills the cell with number signs.
                None => Shown::Number(None),
            },
            Kind::Number(number) => show_number(number, value, sign),
        }
    }

    /// What is shown of a text.
    pub(super) fn show_text(&self, text: &str) -> ShownText {
        match &self.text {
            None => ShownText::AsItIs,
            Some(TextSection::Around(before, behind)) => {
                ShownText::Otherwise(format!("{before}{text}{behind}"))
            }
            Some(TextSection::Without(literal)) if literal.trim().is_empty() => ShownText::Nothing,
            Some(TextSection::Without(literal)) => ShownText::Otherwise(literal.clone()),
        }
    }

    /// Whether it is one for days or times.
    #[cfg(test)]
    pub(super) fn is_date(&self) -> bool {
        matches!(self.sections[0].kind, Kind::Date(_))
    }

    fn has_no_conditions(&self) -> bool {
        self.sections
            .iter()
            .all(|section| section.condition.is_none())
    }

    fn section_of(&self, value: f64) -> (usize, &Section) {
        let sections = &self.sections;
        let last = sections.len() - 1;
        let is_meant = |(position, section): &(usize, &Section)| match (section.condition, position)
        {
            (Some(condition), _) => condition.holds(value),
            (None, 0) if last == 0 => true,
            (None, 0) if last == 1 => value >= 0.0,
            (None, 0) => value > 0.0,
            (None, 1) if last == 2 => value < 0.0,
            (None, _) => true,
        };
        let found = sections.iter().enumerate().find(is_meant);
        found.unwrap_or((last, &sections[last]))
    }
}

/// What a section with digits shows of a number; `sign` is what stands before it.
fn show_number(number: &NumberSection, value: f64, sign: &str) -> Shown {
    let rendered = number.show(value.abs());
    if rendered.shown.trim().is_empty() {
        return Shown::Nothing;
    }
    let is_nought = !rendered.shown.contains(|c: char| ('1'..='9').contains(&c));
    let rendered = rendered.signed(if is_nought { "" } else { sign });
    let (before, behind) = number.around();
    words_or_number(rendered, value, &[before, behind], number.is_percent())
}

/// A number with what stands around it: the number itself where that says nothing.
fn words_or_number(rendered: Rendered, value: f64, around: &[&str], is_percent: bool) -> Shown {
    let Rendered {
        shown,
        in_full,
        is_changed,
    } = rendered;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let says_nothing = |text: &&str| {
        text.chars().all(|c| {
            c.is_whitespace() || matches!(c, '-' | '−' | '+' | '(' | ')' | '%' | '\'' | '"')
        })
    };
    let percents = shown.matches('%').count();
    let is_plain =
        around.iter().all(says_nothing) && percents == usize::from(is_percent) && !is_changed;
    let has_sign = shown.contains(['-', '−']) || shown.starts_with('(') && shown.ends_with(')');
    if value < 0.0 && !has_sign && shown.contains(|c: char| ('1'..='9').contains(&c)) {
        return Shown::Another(shown);
    }
    if !is_plain {
        let in_full = in_full.split_whitespace().collect::<Vec<_>>().join(" ");
        // `CS007` is a code, and no number that was rounded or grouped.
        let is_padded = !shown.contains(['.', ',']) && unpadded(&shown) == unpadded(&in_full);
        let in_full = if is_padded { shown.clone() } else { in_full };
        return Shown::Words { shown, in_full };
    }
    if value > 0.0 && shown.contains(['-', '−']) && !shown.contains(['E', 'e']) {
        return Shown::Words {
            in_full: shown.clone(),
            shown,
        };
    }
    if is_percent {
        return Shown::Percent(shown);
    }
    let is_dash = value == 0.0 && shown == "-";
    Shown::Number((!is_dash && !shows_same(&shown, value)).then_some(shown))
}

/// Whether what is shown is the number, at most grouped, and can be taken for nothing else.
fn shows_same(shown: &str, value: f64) -> bool {
    let ungrouped = shown.replace(',', "");
    let is_padded = ungrouped.trim_start_matches('-').starts_with('0')
        && !ungrouped.contains('.')
        && ungrouped != "0";
    let is_equal = ungrouped.parse() == plain(value).parse::<f64>();
    is_equal && !is_padded && !looks_grouped(shown)
}

/// What stands before a text's number, and the rest without the noughts that fill the number up.
fn unpadded(text: &str) -> (&str, &str) {
    let number = text.find(|c: char| c.is_ascii_digit());
    let (before, number) = text.split_at(number.unwrap_or(text.len()));
    (before, number.trim_start_matches('0'))
}

/// Whether decimals look like thousands: `17.500`.
pub(super) fn looks_grouped(shown: &str) -> bool {
    let Some((whole, decimals)) = shown.trim_start_matches('-').split_once('.') else {
        return false;
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    decimals.len() == 3
        && is_digits(decimals)
        && (1..=3).contains(&whole.len())
        && is_digits(whole)
        && !whole.starts_with('0')
}

/// A number as Excel shows it without a format: eleven characters at most.
fn general(value: f64) -> String {
    let whole = plain(value);
    if whole.len() <= 11 || !(1e-4..1e11).contains(&value) {
        return whole;
    }
    let digits = whole.find('.').unwrap_or(whole.len());
    let decimals = 10_usize.saturating_sub(digits);
    let rounded = format!("{value:.decimals$}");
    match rounded.contains('.') {
        true => rounded
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_string(),
        false => rounded,
    }
}

/// Up to how many decimals a format shows a number as it is, whatever the number is.
fn exact_decimals(sections: &[Section]) -> Option<u32> {
    let [section] = sections else {
        return None;
    };
    match &section.kind {
        _ if section.is_white || section.condition.is_some() => None,
        Kind::General(before, behind) if before.is_empty() && behind.is_empty() => Some(u32::MAX),
        Kind::Number(number) => number.plain_decimals(),
        _ => None,
    }
}

impl TextSection {
    fn plain() -> Self {
        TextSection::Around(String::new(), String::new())
    }
}

impl Section {
    fn new(tokens: &[Token], is_alone: bool) -> Self {
        let condition = tokens.iter().find_map(|token| match token {
            Token::Condition(condition) => Some(*condition),
            _ => None,
        });
        Self {
            condition,
            is_white: tokens.contains(&Token::White),
            kind: kind_of(tokens, is_alone),
        }
    }
}

fn kind_of(tokens: &[Token], is_alone: bool) -> Kind {
    let has_digits = tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    let first_digit = tokens
        .iter()
        .position(|token| matches!(token, Token::Digit(_)));
    let first_letter = tokens
        .iter()
        .position(|token| matches!(token, Token::Letters(..) | Token::Elapsed(..)));
    // Letters behind a number are a word that somebody forgot to put in quotes: `0.00 m2`.
    let is_date = match (first_letter, first_digit) {
        (Some(letter), Some(digit)) => letter < digit,
        (Some(_), None) => true,
        _ => false,
    };
    if is_date {
        return Kind::Date(DateSection::new(tokens));
    }
    if has_digits {
        return Kind::Number(NumberSection::new(tokens));
    }
    let text = |tokens: &[Token]| tokens.iter().filter_map(Token::literal).collect::<String>();
    if let Some(at) = tokens.iter().position(|token| *token == Token::General) {
        return Kind::General(text(&tokens[..at]), text(&tokens[at + 1..]));
    }
    let literal = text(tokens);
    if literal.is_empty() && is_alone {
        return Kind::General(String::new(), String::new());
    }
    Kind::Literal(literal)
}

fn text_section(tokens: &[Token]) -> TextSection {
    let text = |tokens: &[Token]| tokens.iter().filter_map(Token::literal).collect::<String>();
    match tokens.iter().position(|token| *token == Token::Text) {
        Some(at) => TextSection::Around(text(&tokens[..at]), text(&tokens[at + 1..])),
        None if tokens.contains(&Token::General) => TextSection::plain(),
        None => TextSection::Without(text(tokens)),
    }
}

#[cfg(test)]
#[path = "number_format_tests.rs"]
mod tests;
