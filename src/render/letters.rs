//! How wide the letters of the typefaces are that offices have. The program does not carry them; office programs set its
//! texts in them.

use std::sync::LazyLock;

/// A face, thousandths of the letters' size, and the letters that are so wide; made from the Liberation fonts, whose
/// letters are as wide as those of Arial and Times New Roman.
const WIDTHS: &str = include_str!("letters/widths.tsv");
/// What a letter takes that is not listed.
const UNKNOWN: u16 = 600;
/// A space at which no line ends.
pub(super) const BOUND: char = '\u{a0}';
/// Code points below this one are looked up at once.
const NEAR: usize = 0x2213;

/// A typeface in a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Arial,
    ArialBold,
    Times,
    TimesBold,
}

const ALL: [(&str, Letters); 4] = [
    ("arial", Letters::Arial),
    ("arial-bold", Letters::ArialBold),
    ("times", Letters::Times),
    ("times-bold", Letters::TimesBold),
];

static KNOWN: LazyLock<[Vec<u16>; 4]> = LazyLock::new(|| ALL.map(|(name, _)| widths_of(name)));

fn widths_of(name: &str) -> Vec<u16> {
    let mut widths = vec![UNKNOWN; NEAR];
    for line in WIDTHS.lines() {
        let mut fields = line.splitn(3, '\t');
        if fields.next() != Some(name) {
            continue;
        }
        let (width, letters) = (fields.next(), fields.next().unwrap_or_default());
        let width = width.and_then(|width| width.parse().ok());
        for letter in letters.chars() {
            if let Some(known) = widths.get_mut(letter as usize) {
                *known = width.unwrap_or(UNKNOWN);
            }
        }
    }
    widths
}

impl Letters {
    /// How far a text runs on one line, in thousandths of the size of its letters.
    pub(super) fn run(self, text: &str) -> u64 {
        let known = &KNOWN[self as usize];
        let of = |letter: char| known.get(letter as usize).copied().unwrap_or(UNKNOWN);
        let spaced = |letter: char| if letter == BOUND { ' ' } else { letter };
        text.chars()
            .map(spaced)
            .map(|letter| u64::from(of(letter)))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_is_known_in_every_face() {
        let vietnamese =
            "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        let all = format!(
            "{vietnamese}{}0123456789 .,–…“”%",
            vietnamese.to_uppercase()
        );
        for (name, letters) in ALL {
            let listed: String = WIDTHS
                .lines()
                .filter(|line| line.split('\t').next() == Some(name))
                .collect();
            let unknown: Vec<char> = all.chars().filter(|it| !listed.contains(*it)).collect();
            assert_eq!(unknown, [], "{name}");
            assert!(letters.run("Đoàn viên") > letters.run("Đoàn"));
        }
        assert_eq!(Letters::Times.run("0123456789"), 5_000);
        assert_eq!(Letters::Arial.run("đoàn"), Letters::Arial.run("doan"));
    }
}
