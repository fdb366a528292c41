//! Rows that name only a class of a unit's staff: `Công chức đạt Chiến sĩ thi đua cơ sở`. In an office whose staff are of that class it asks for
//! all of them; where another row asks the same, of all or of another class, it asks for some.

use super::Knowledge;
use super::grid::Row;
use super::labels::LabelMeaning;
use super::row_meaning::RowMeaning;
use super::walk::Walk;
use super::wording::Wording;
use std::sync::Arc;

/// What stands for all staff in the labels that are known.
const OF_ALL: &str = "người lao động";

/// The same of women.
const OF_WOMEN: &str = "số nữ";

/// What a share of them begins with.
const RATE: &str = "tỷ lệ ";

impl<'a> Walk<'a> {
    /// A row's meaning, or that which it has as the only one of its table that asks for it.
    pub(super) fn or_by_class(
        &self,
        meaning: RowMeaning<'a>,
        row: Row<'a>,
        wording: &Wording,
    ) -> RowMeaning<'a> {
        let lexicon = self.region.lexicon;
        let RowMeaning::Unknown(_) = meaning else {
            return meaning;
        };
        let Some(code) = asked_of_class(wording, lexicon) else {
            return meaning;
        };
        let asks_same = |other: Row<'a>| {
            let label = self.label_in(other).map(|(_, wording)| wording);
            label.is_some_and(|it| {
                let known = &it.label(lexicon).meaning;
                matches!(known, LabelMeaning::Indicator(known) if *known == code)
                    || asked_of_class(it, lexicon).as_ref() == Some(&code)
            })
        };
        let mut others = self.region.rows().filter(|it| it.number != row.number);
        match self.indicator(&code) {
            Some(indicator) if !others.any(asks_same) => RowMeaning::Indicator(indicator),
            _ => meaning,
        }
    }
}

/// The indicator that a label asks for of a class of staff, where the office counts it of all.
fn asked_of_class(wording: &Wording, lexicon: &Knowledge) -> Option<Arc<str>> {
    let words = &lexicon.forms.words;
    let key = &wording.label(lexicon).key;
    let (rate, key) = match key.strip_prefix(RATE) {
        Some(rest) => (RATE, rest),
        None => ("", &**key),
    };
    let behind = |classes: &[String]| {
        let mut classes = classes.iter();
        classes.find_map(|class| key.strip_prefix(class.as_str())?.strip_prefix(' '))
    };
    let of_all = match behind(&words.classes_of_women) {
        Some(rest) => format!("{rate}{OF_WOMEN} {rest}"),
        None => format!("{rate}{OF_ALL} {}", behind(&words.classes_of_staff)?),
    };
    let LabelMeaning::Indicator(code) = lexicon.labels.known_meaning(&of_all)? else {
        return None;
    };
    let counted = words.indicators_of_classes.iter();
    counted
        .map(String::as_str)
        .any(|it| it == &*code)
        .then_some(code)
}
