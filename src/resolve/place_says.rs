//! What a file's place says of a form that states no period: the folders within that of its period, and its name. They are no more than
//! witnesses, but a form that says nothing of its time is not counted against them.

use super::draft::FolderStatement;
use crate::catalogue::FormWords;
use crate::period::{Period, PeriodKind};
use crate::recognise::{Time, find_periods, said, told_time};
use crate::text::{self, begins_with_any};
use std::ops::Range;

/// The folder, or the name, that says that the file is of another time than its period, of a part of that, or no result at all.
pub(super) fn contradicting<'a>(
    file: &'a str,
    folder: &'a FolderStatement,
    period: Period,
    words: &FormWords,
) -> Option<&'a str> {
    if period.kind() == PeriodKind::Term {
        return None;
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folders = folder.inner.iter().map(String::as_str);
    let mut others = folders.clone().chain([stem]);
    let is_of_other_time = |text: &&str| is_of_other_time(text, period, words);
    let is_no_result = |text: &&str| is_no_result(text, words);
    let other = others.find(is_of_other_time);
    other.or_else(|| folder.others.iter().map(String::as_str).find(is_no_result))
}

/// A name as it is read: with its tones, in small letters, what stands for blanks as blanks.
fn read(name: &str) -> String {
    let spaced = name.replace('_', " ");
    said(&text::clean(&spaced)).to_lowercase()
}

fn is_of_other_time(name: &str, own: Period, words: &FormWords) -> bool {
    let name = read(name);
    let named = find_periods(&name);
    if named.iter().any(|(period, _)| *period == own) {
        return false;
    }
    let is_month =
        |at: Range<usize>| begins_with_any(&text::label_key(&name[at]), &words.month_words);
    match told_time(&name) {
        Some((Time::Of(other), _)) => {
            let (first, last) = other.years();
            let is_apart = last < own.years().0 || own.years().1 < first;
            let is_part = other.kind() == PeriodKind::FirstHalf && own.kind() != other.kind();
            is_apart || is_part
        }
        Some((Time::Kind(kind), _)) => !kind.may_be(own.kind()),
        // A month may be that in which it was sent.
        Some((Time::Part, at)) => !is_month(at),
        _ => false,
    }
}

/// `Kế hoạch`, `Đăng ký năm 2025`, `Mẫu biểu`
fn is_no_result(name: &str, words: &FormWords) -> bool {
    let name = read(name);
    let rest = match told_time(&name) {
        Some((_, at)) => format!("{} {}", &name[..at.start], &name[at.end..]),
        None => name,
    };
    let key = text::label_key(&rest);
    words.planned_remarks.contains(&key) || words.template_folders.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::super::read_folder;
    use super::*;
    use crate::grid::cases;

    #[test]
    fn places_contradict_what_no_form_states() {
        let words = &crate::catalogue::Forms::built_in().words;
        for [file, found] in cases(
            "
            2024/Cụm 1/6 tháng đầu năm/a.xlsx                        | 6 tháng đầu năm
            2024/Cụm 1/Quý I/a.xlsx                                  | Quý I
            2024/Cụm 1/2023/a.xlsx                                   | 2023
            2024/Cụm 1/THPT A 6 tháng đầu năm 2024.xlsx              | THPT A 6 tháng đầu năm 2024
            2024/Cụm 1/THPT_A_bao_cao_nam_2023.xlsx                  | THPT_A_bao_cao_nam_2023
            2024/Cụm 1/Kế hoạch/a.xlsx                               | Kế hoạch
            2024/Cụm 1/Đăng ký năm 2025/a.xlsx                       | Đăng ký năm 2025
            2024/Mẫu biểu/a.xlsx                                     | Mẫu biểu
            2024-H1/Cụm 1/6 tháng đầu năm/a.xlsx                     |
            2024/Cụm 1/Năm 2024/BC năm 2024.xlsx                     |
            2024/Cụm 1/THPT A 2024 (so với 2023).xlsx                |
            2024/Cụm 1/BC tháng 12.xlsx                              |
            2024/Cụm Mẫu giáo/Sở Kế hoạch và Đầu tư.xlsx             |
            2023-2024/Cụm 1/BC 2024.xlsx                             |
            2023-2024/Cụm 1/BC 2021.xlsx                             | BC 2021
            Nhiệm kỳ 2023-2028/Cụm 1/Đại hội 2023.xlsx               |",
        ) {
            let folder = read_folder(file);
            let period = folder.period.expect("a period");
            let said = contradicting(file, &folder, period, words);
            assert_eq!(said.unwrap_or_default(), found, "{file}");
        }
    }
}
