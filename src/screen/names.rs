//! Names of files that come from a browser: only such as lead nowhere but below the folder they are put into, on every
//! system on which the folder may lie.

use crate::discover::OWN_PREFIX;
use crate::text::composed;

/// More is no path that a person made.
const LONGEST_PATH: usize = 1000;
const LONGEST_PART: usize = 255;
const DEEPEST: usize = 20;
/// What Windows takes for something else than a part of a name.
const NEVER_IN_NAMES: [char; 8] = ['\\', ':', '<', '>', '"', '|', '?', '*'];
/// Devices, whatever comes behind a dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Devices with a number behind them.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The parts of a relative path with `/` between them, composed; `None` where any of them is no plain name of a file or
/// folder.
pub(super) fn parts_of(path: &str) -> Option<Vec<String>> {
    if path.is_empty() || path.len() > LONGEST_PATH {
        return None;
    }
    let path = composed(path);
    let parts: Option<Vec<String>> = path
        .split('/')
        .map(|part| is_plain(part).then(|| part.to_owned()))
        .collect();
    parts.filter(|parts| parts.len() <= DEEPEST)
}

/// A name of a file or folder, composed; `None` where it is no plain one.
pub(super) fn plain_name(name: &str) -> Option<String> {
    let mut parts = parts_of(name.trim())?;
    let name = parts.pop();
    name.filter(|_| parts.is_empty())
}

fn is_plain(part: &str) -> bool {
    let is_odd = |letter: char| letter.is_control() || NEVER_IN_NAMES.contains(&letter);
    let is_of_ours = part.to_lowercase().starts_with(OWN_PREFIX);
    !part.is_empty()
        && part.len() <= LONGEST_PART
        && !part.chars().any(is_odd)
        && !part.ends_with(['.', ' '])
        && !part.starts_with(' ')
        && !is_of_ours
        && !is_device(part)
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part);
    let stem = stem.trim_end().to_lowercase();
    let is_numbered = |device: &&str| {
        let number = stem.strip_prefix(*device).unwrap_or_default();
        let mut letters = number.chars();
        let is_number = |letter: char| letter.is_ascii_digit() || "¹²³".contains(letter);
        letters.next().is_some_and(is_number) && letters.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(is_numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_none() {
        for refused in [
            "",
            "../x",
            "a/../x",
            "a/..",
            "./x",
            "/etc/x",
            "a//b",
            "a/",
            "C:\\x",
            "C:/x",
            "..\\..\\x",
            "CON.xlsx",
            "con",
            "a/NUL",
            "NUL .txt",
            "com1.xlsx",
            "LPT².xlsx",
            "CONOUT$",
            "x.xlsx:s",
            "x\0.xlsx",
            "x\n.xlsx",
            "x.xlsx.",
            "x.xlsx ",
            "a ./b",
            "a?.xlsx",
            "\\\\server\\share",
            ".tonghop-khoa",
            "a/.TONGHOP-sha256",
        ] {
            assert_eq!(parts_of(refused), None, "{refused:?}");
        }
        assert_eq!(parts_of(&"x".repeat(256)), None);
        assert_eq!(parts_of(&"x/".repeat(21)), None);
    }

    #[test]
    fn names_that_people_give_are_taken() {
        for taken in [
            "2023/Cụm thi đua số 1/Báo cáo (2).xlsx",
            "console.xlsx",
            "com.xlsx",
            "com12.xlsx",
            "a&b 'c' <".trim_end_matches(" <"),
            "…",
            ".xlsx",
            "<script>".trim_matches(['<', '>']),
        ] {
            assert!(parts_of(taken).is_some(), "{taken:?}");
        }
        let decomposed = "Cu\u{323}m/a";
        assert_eq!(
            parts_of(decomposed).expect("it is one"),
            ["C\u{1ee5}m", "a"]
        );
        assert_eq!(plain_name(" Cụm 1 ").as_deref(), Some("Cụm 1"));
        assert_eq!(plain_name("a/b"), None);
    }
}
