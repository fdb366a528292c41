//! Words that are spelled in two ways and are one all the same: `kĩ`, `kỹ`; `giầy`, `giày`.

use super::syllable::with_plain_i;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Older spellings, each with the one that is usual now.
const OLDER: &str = include_str!("spellings.tsv");

static NEWER: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    OLDER
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// A key with one spelling for all words that have two. Only for comparing: nobody writes all of them so.
pub(crate) fn spelled_alike(key: &str) -> String {
    let spelled = |word| match NEWER.get(word) {
        Some(newer) => Cow::Borrowed(*newer),
        None => with_plain_i(word),
    };
    let words: Vec<Cow<'_, str>> = key.split(' ').map(spelled).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_spellings_are_one() {
        for (one, other) in [
            ("trường lý thường kiệt", "trường lí thường kiệt"),
            ("công ty giầy mỹ phước", "công ti giày mĩ phước"),
            ("đóng tầu quý châu", "đóng tàu quí châu"),
            ("ban kỷ luật", "ban kỉ luật"),
            ("bác sỹ hy", "bác sĩ hi"),
        ] {
            assert_eq!(spelled_alike(one), spelled_alike(other));
        }
        for (one, other) in [
            ("thúy", "thúi"),
            ("tay", "tai"),
            ("hà vi", "hà vy"),
            ("tấn", "tân"),
            ("mỹ", "mị"),
            ("câu", "cau"),
            ("tây", "tay"),
        ] {
            assert_ne!(spelled_alike(one), spelled_alike(other));
        }
        for stays in ["y tế", "yên", "vĩ dạ", "quyết", "x 20"] {
            assert_eq!(spelled_alike(stays), stays);
        }
    }
}
