//! The code of a number format, taken apart into its sections and their marks.

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    comparison: Comparison,
    bound: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        match self.comparison {
            Comparison::Less => value < self.bound,
            Comparison::LessOrEqual => value <= self.bound,
            Comparison::Equal => value == self.bound,
            Comparison::NotEqual => value != self.bound,
            Comparison::GreaterOrEqual => value >= self.bound,
            Comparison::Greater => value > self.bound,
        }
    }

    pub(super) fn is_of_negatives(self) -> bool {
        match self.comparison {
            Comparison::Less => self.bound <= 0.0,
            Comparison::LessOrEqual | Comparison::Equal => self.bound < 0.0,
            _ => false,
        }
    }

    /// `>=1000`.
    fn parse(text: &str) -> Option<Self> {
        let operators = [
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<>", Comparison::NotEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("=", Comparison::Equal),
        ];
        let (bound, comparison) = operators
            .into_iter()
            .find_map(|(sign, comparison)| Some((text.strip_prefix(sign)?, comparison)))?;
        let bound = bound.trim().parse().ok()?;
        Some(Self { comparison, bound })
    }
}

/// A mark of a format code.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// `0`, `#`, `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+`, `E-`; whether a plus is written.
    Exponent(bool),
    Slash,
    /// `@`.
    Text,
    General,
    Literal(String),
    /// Letters of days and times: which, and how many.
    Letters(char, usize),
    /// `[h]`: all hours that have passed.
    Elapsed(char, usize),
    /// `AM/PM`.
    HalfDay,
    Condition(Condition),
    White,
}

impl Token {
    /// The text that it stands for where it counts nothing.
    pub(super) fn literal(&self) -> Option<String> {
        match self {
            Token::Literal(text) => Some(text.clone()),
            Token::Slash => Some("/".to_string()),
            Token::Point => Some(".".to_string()),
            Token::Comma => Some(",".to_string()),
            Token::Percent => Some("%".to_string()),
            Token::Letters(letter, count) => Some(letter.to_string().repeat(*count)),
            Token::HalfDay => Some("AM/PM".to_string()),
            _ => None,
        }
    }
}

/// The sections of a code.
pub(super) fn split(code: &str) -> Vec<Vec<Token>> {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if first == ';' {
            sections.push(Vec::new());
            rest = &rest[1..];
            continue;
        }
        let (token, length) = token(rest, first);
        let section: Option<&mut Vec<Token>> = sections.last_mut();
        if let (Some(section), Some(token)) = (section, token) {
            match (section.last_mut(), token) {
                (Some(Token::Literal(before)), Token::Literal(more)) => before.push_str(&more),
                (_, token) => section.push(token),
            }
        }
        rest = &rest[length..];
    }
    sections
}

/// The first mark of what is left of a code, and how long it is.
fn token(rest: &str, first: char) -> (Option<Token>, usize) {
    let behind = &rest[first.len_utf8()..];
    let next = behind.chars().next();
    let literal = |text: &str| Some(Token::Literal(text.to_string()));
    match first {
        '"' => {
            let end = behind.find('"').unwrap_or(behind.len());
            (literal(&behind[..end]), (end + 2).min(rest.len()))
        }
        '\\' | '!' => {
            let text = next.map_or_else(String::new, String::from);
            (literal(&text), first.len_utf8() + text.len())
        }
        // As wide as a character, or filled up with one.
        '_' | '*' => (literal(" "), 1 + next.map_or(0, char::len_utf8)),
        '[' => {
            let end = behind.find(']').unwrap_or(behind.len());
            (bracket(&behind[..end]), (end + 2).min(rest.len()))
        }
        '0' | '#' | '?' => (Some(Token::Digit(first)), 1),
        '.' => (Some(Token::Point), 1),
        ',' => (Some(Token::Comma), 1),
        '%' => (Some(Token::Percent), 1),
        '/' => (Some(Token::Slash), 1),
        '@' => (Some(Token::Text), 1),
        'E' | 'e' if matches!(next, Some('+' | '-')) => {
            (Some(Token::Exponent(next == Some('+'))), 2)
        }
        _ => letters(rest, first),
    }
}

fn letters(rest: &str, first: char) -> (Option<Token>, usize) {
    let begins = |word: &str| {
        rest.get(..word.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    for word in ["general", "standard"] {
        if begins(word) {
            return (Some(Token::General), word.len());
        }
    }
    for mark in ["am/pm", "a/p"] {
        if begins(mark) {
            return (Some(Token::HalfDay), mark.len());
        }
    }
    let lower = first.to_ascii_lowercase();
    if matches!(lower, 'd' | 'm' | 'y' | 'h' | 's') {
        let count = rest
            .chars()
            .take_while(|other| other.to_ascii_lowercase() == lower);
        let count = count.count();
        return (Some(Token::Letters(lower, count)), count);
    }
    (Some(Token::Literal(first.to_string())), first.len_utf8())
}

/// What stands in brackets: a colour, a condition, a currency, an elapsed time, a language.
fn bracket(inside: &str) -> Option<Token> {
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Token::Literal(sign.to_string()));
    }
    if let Some(condition) = Condition::parse(inside) {
        return Some(Token::Condition(condition));
    }
    let lower = inside.to_ascii_lowercase();
    let first = lower.chars().next()?;
    if matches!(first, 'h' | 'm' | 's') && lower.chars().all(|other| other == first) {
        return Some(Token::Elapsed(first, lower.len()));
    }
    matches!(lower.as_str(), "white" | "color2").then_some(Token::White)
}
