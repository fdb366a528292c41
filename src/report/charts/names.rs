//! Names as charts write them: shortened, in natural order, and as parts of file names.

use super::plan::Replacement;
use crate::period::Period;
use crate::text::capitalised;
use unicode_normalization::UnicodeNormalization;

/// The name written shorter by the plan's replacements; `None` where they change nothing.
pub(super) fn shortened(name: &str, replacements: &[Replacement]) -> Option<String> {
    let mut short = name.to_owned();
    for replacement in replacements {
        short = short.replace(&replacement.from, &replacement.to);
    }
    let short = capitalised(&short);
    (short != name).then_some(short)
}

/// A text as a part of a file's name: lower-case ASCII letters, digits and single hyphens.
pub(in crate::report) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.replace(['đ', 'Đ'], "d").nfd() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !unicode_normalization::char::is_combining_mark(letter)
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// An indicator's name with the quotation marks that print uses.
pub(in crate::report) fn in_print(label: &str) -> String {
    let mut is_open = false;
    label
        .chars()
        .map(|letter| match letter {
            '"' => {
                is_open = !is_open;
                if is_open { '“' } else { '”' }
            }
            other => other,
        })
        .collect()
}

/// A period as an axis writes it.
pub(super) fn axis_label(period: Period) -> String {
    match period {
        Period::FirstHalf(year) => format!("6T/{year}"),
        Period::Year(year) => year.to_string(),
        Period::SchoolYear(first) => format!("{first}-{}", first + 1),
        Period::Term(first, last) => format!("{first}-{last}"),
    }
}

/// What a period is: `năm`, `năm học`.
pub(super) fn span(period: Period) -> &'static str {
    match period {
        Period::FirstHalf(_) => "kỳ",
        Period::Year(_) => "năm",
        Period::SchoolYear(_) => "năm học",
        Period::Term(..) => "nhiệm kỳ",
    }
}

/// Periods in a row as a reader says them: `năm 2023`, `các năm 2021–2023`.
pub(super) fn run_label(periods: &[Period]) -> String {
    match periods {
        [] => String::new(),
        [one] => one.label(),
        [first, .., last] => match (first, last) {
            (Period::Year(first), Period::Year(last)) => format!("các năm {first}–{last}"),
            _ => format!("từ {} đến {}", first.label(), last.label()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::ChartPlan;

    #[test]
    fn names_are_written_shorter() {
        let plan = ChartPlan::built_in();
        for (name, expected) in [
            ("Cụm thi đua số 4", Some("Cụm 4")),
            ("Công đoàn cơ sở Sở Y tế", Some("Sở Y tế")),
            (
                "Công ty trách nhiệm hữu hạn một thành viên Cấp nước",
                Some("Công ty TNHH MTV Cấp nước"),
            ),
            ("Sở Y tế", None),
        ] {
            assert_eq!(shortened(name, &plan.shorten).as_deref(), expected);
        }
    }

    #[test]
    fn quotation_marks_are_those_of_print() {
        assert_eq!(in_print("Nữ \"đảm\""), "Nữ “đảm”");
    }

    #[test]
    fn file_names_are_plain() {
        for (text, expected) in [
            ("Cụm thi đua số 4", "cum-thi-dua-so-4"),
            ("C01", "c01"),
            (" Đắk Lắk / “Ứng Hòa” ", "dak-lak-ung-hoa"),
            ("…", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn periods_are_said_as_readers_say_them() {
        let years: Vec<Period> = (2021..=2023).map(Period::Year).collect();
        assert_eq!(run_label(&years), "các năm 2021–2023");
        assert_eq!(run_label(&years[..1]), "năm 2021");
        let school = [Period::SchoolYear(2022), Period::SchoolYear(2023)];
        assert_eq!(
            run_label(&school),
            "từ năm học 2022-2023 đến năm học 2023-2024"
        );
        assert_eq!(axis_label(school[0]), "2022-2023");
    }
}
