//! Under which names slips are written: by period, then by unit.

use crate::observation::Submission;
use crate::period::Period;
use crate::text::clean;
use std::collections::BTreeMap;

/// The folder of slips in the output folder.
pub const FOLDER: &str = "tra-loi";
/// The folder of files of which no period is known.
const NO_PERIOD: &str = "chua-ro-ky";
/// What an output of the program is called beside the unit's own workbook.
const BESIDE: &str = " - phieu tra loi";
/// Longer names do not fit into the paths of older systems.
const LONGEST: usize = 90;
/// What Windows takes for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A name without its ending that every system takes.
pub(crate) fn plain(name: &str) -> String {
    let shown = clean(name);
    let shown = shown.chars().map(|c| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c if c.is_control() => '-',
        c => c,
    });
    let short: String = shown.take(LONGEST).collect();
    let short = short.trim_matches(|c: char| c == '.' || c.is_whitespace());
    match DEVICES.contains(&short.to_lowercase().as_str()) || short.is_empty() {
        true => format!("tệp {short}").trim_end().to_owned(),
        false => short.to_owned(),
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Names without endings for the slips of files, each with whose it is: no two the same, capitals apart.
pub(super) fn names_of(files: &[(&Submission, &str, Option<Period>)]) -> Vec<String> {
    let folder = |period: &Option<Period>| {
        let period = period.map_or_else(|| NO_PERIOD.to_owned(), |period| period.to_string());
        format!("{FOLDER}/{period}")
    };
    let key = |name: &str| name.to_lowercase();
    let mut by_owner: BTreeMap<String, usize> = BTreeMap::new();
    let first: Vec<String> = files
        .iter()
        .map(|(submission, whose, period)| {
            let owner = if whose.is_empty() {
                stem(&submission.file)
            } else {
                whose
            };
            format!("{}/{}", folder(period), plain(owner))
        })
        .collect();
    for name in &first {
        *by_owner.entry(key(name)).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let names = files
        .iter()
        .zip(first)
        .map(|((submission, whose, period), name)| {
            let is_alone = by_owner.get(&key(&name)) == Some(&1);
            let name = match is_alone || whose.is_empty() {
                true => name,
                false => {
                    let both = format!("{whose} - {}", stem(&submission.file));
                    format!("{}/{}", folder(period), plain(&both))
                }
            };
            let number = taken.entry(key(&name)).or_default();
            *number += 1;
            match *number {
                1 => name,
                number => format!("{name} ({number})"),
            }
        });
    names.collect()
}

/// The path of a slip in the unit's own workbook.
pub(super) fn in_place(name: &str) -> String {
    format!("{name}.xlsx")
}

/// The path of a slip beside it.
pub(super) fn beside(name: &str) -> String {
    format!("{name}{BESIDE}.xlsx")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_has_a_name_of_its_own_that_every_system_takes() {
        let files = [
            "2023/a.xlsx",
            "2023/b.xls",
            "2023/c d.xlsx",
            "e.xlsx",
            "nul.ods",
        ];
        let submissions = files.map(|file| Submission::of(file.into()));
        let owners = ["CĐCS Sở Y tế", "cđcs sở y tế", "Trạm 1/2: \"A\".", "", ""];
        let year = Some(Period::Year(2023));
        let periods = [year, year, year, None, None];
        let listed: Vec<_> = submissions
            .iter()
            .zip(owners)
            .zip(periods)
            .map(|((submission, whose), period)| (submission, whose, period))
            .collect();
        assert_eq!(
            names_of(&listed),
            [
                "tra-loi/2023/CĐCS Sở Y tế - a",
                "tra-loi/2023/cđcs sở y tế - b",
                "tra-loi/2023/Trạm 1-2- -A-",
                "tra-loi/chua-ro-ky/e",
                "tra-loi/chua-ro-ky/tệp nul",
            ]
        );
        let twice = [listed[0], listed[0]];
        assert_eq!(names_of(&twice)[1], "tra-loi/2023/CĐCS Sở Y tế - a (2)");
        assert_eq!(in_place("x"), "x.xlsx");
        assert_eq!(beside("x"), "x - phieu tra loi.xlsx");
    }
}
