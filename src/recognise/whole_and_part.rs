//! A label that asks for a whole and a part of it, and the two figures beside it: `Tổng số đoàn viên/nữ | 36/12`, `Tổng số lao động,
//! trong đó nữ | 64/23`. Of one figure nobody knows which of the two it is.

use super::Knowledge;
use super::labels::LabelMeaning;
use crate::catalogue::IndicatorKind;
use crate::quantity::read_part_of_whole;
use crate::text;
use std::sync::Arc;

impl Knowledge {
    /// The whole and the part that a label ends in, behind a stroke, a comma or in parentheses.
    pub(super) fn whole_and_part(&self, label: &str) -> Option<[Arc<str>; 2]> {
        let label = label.trim_end_matches([')', ' ']);
        let (whole, part) = label.rsplit_once(['/', ',', '('])?;
        let LabelMeaning::PartOfAbove(parts) = self.labels.meaning(&self.match_key(part)) else {
            return None;
        };
        let whole = self.indicator_of(whole)?;
        let part = parts.get(&whole)?.clone();
        Some([whole, part])
    }

    /// The same of a label whose one figure may be either's.
    pub(super) fn whole_or_part(&self, label: &str) -> Option<[Arc<str>; 2]> {
        let stroke = label.rfind('/')?;
        let is_last = !label[stroke..].contains([',', '(']);
        self.whole_and_part(label).filter(|_| is_last)
    }

    /// The same of a row's label that names both one behind the other: `Tổng số lao động, trong đó nữ`.
    pub(super) fn whole_among(&self, label: &str) -> Option<[Arc<str>; 2]> {
        let lower = text::lower_case(label);
        let among = self.forms.words.among_beginnings.iter();
        let at = among
            .filter_map(|among| lower.rfind(among.as_str()))
            .max()?;
        let whole = lower[..at].trim_end_matches([' ', ',', ';', ':', '(', '-', '.']);
        if !whole.contains(' ') {
            return None;
        }
        let LabelMeaning::PartOfAbove(parts) = self.labels.meaning(&self.match_key(&lower[at..]))
        else {
            return None;
        };
        let whole = self.indicator_of(whole)?;
        let part = parts.get(&whole)?.clone();
        Some([whole, part])
    }

    /// The figures of both, the whole's first.
    pub(super) fn figures_of_both(
        &self,
        label: &str,
        said: &str,
    ) -> Option<Vec<(Arc<str>, String)>> {
        let (whole, part) = said.contains('/').then(|| read_part_of_whole(said))??;
        let [of_whole, of_part] = self.whole_and_part(label)?;
        let is_sound = part <= whole && self.is_of_kind(&of_whole, IndicatorKind::Count);
        is_sound.then(|| vec![(of_whole, whole.to_string()), (of_part, part.to_string())])
    }
}
