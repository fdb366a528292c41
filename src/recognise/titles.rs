//! A column's title and what it says of its column.

use super::Knowledge;
use super::column_titles::Title;
use super::labels::LabelMeaning;
use crate::catalogue::ColumnRole;
use crate::quantity::{UnitOfMeasure, parse_unit_of_measure};
use crate::register::wordbook::Meaning;
use crate::text;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Titles above another, the nearest first, each as it stands alone.
pub(super) type TitlesAbove<'a> = [Cow<'a, RoledTitle>];

/// A title and what it says. The later parts are found out when they are first asked: most titles have a role, and need
/// none of them.
#[derive(Debug, Clone, Default)]
pub(super) struct RoledTitle {
    pub(super) title: Title,
    /// The role that its words have, exactly.
    pub(super) role: Option<ColumnRole>,
    near_role: OnceLock<Option<ColumnRole>>,
    role_by_letters: OnceLock<Option<ColumnRole>>,
    role_if_borne_out: OnceLock<Option<ColumnRole>>,
    meaning: OnceLock<LabelMeaning>,
    has_slip: OnceLock<bool>,
    written_key: OnceLock<String>,
}

impl RoledTitle {
    fn new(title: Title, lexicon: &Knowledge) -> Self {
        Self {
            role: lexicon.role_of_title(&title),
            title,
            near_role: OnceLock::new(),
            role_by_letters: OnceLock::new(),
            role_if_borne_out: OnceLock::new(),
            meaning: OnceLock::new(),
            has_slip: OnceLock::new(),
            written_key: OnceLock::new(),
        }
    }

    pub(super) fn parse(written: &str, lexicon: &Knowledge) -> Self {
        Self::new(Title::parse(written, &lexicon.forms.words), lexicon)
    }

    /// The title of a column under a wider one.
    pub(super) fn under(&self, above: &RoledTitle, lexicon: &Knowledge) -> Self {
        Self::new(self.title.under(&above.title), lexicon)
    }

    /// The role of its words, or of those that it may be a slip of.
    pub(super) fn likely_role(&self, lexicon: &Knowledge) -> Option<ColumnRole> {
        let near = || lexicon.near_role_of_title(&self.title);
        self.role.or_else(|| *self.near_role.get_or_init(near))
    }

    /// The role of the words that it has the letters of, its marks left aside.
    pub(super) fn role_by_letters(&self, lexicon: &Knowledge) -> Option<ColumnRole> {
        let find = || lexicon.titles.role_by_letters(&self.title);
        *self.role_by_letters.get_or_init(find)
    }

    /// The role that it has where what stands below bears it out.
    pub(super) fn role_if_borne_out(&self, lexicon: &Knowledge) -> Option<ColumnRole> {
        let find = || lexicon.titles.role_if_borne_out(&self.title);
        *self.role_if_borne_out.get_or_init(find)
    }

    /// Whether it says that its column is of money where what stands below bears it out: `Số tiền`, `Kinh phí`.
    pub(super) fn may_be_of_amounts(&self, lexicon: &Knowledge) -> bool {
        self.role_if_borne_out(lexicon) == Some(ColumnRole::Value)
    }

    /// What it is of where it is of counts and says no more: `Số người`, or of several kinds, each row in its own:
    /// `Số người/lượt`.
    pub(super) fn counts_in(&self, lexicon: &Knowledge) -> Vec<UnitOfMeasure> {
        let title = self.written_key();
        let beginnings = &lexicon.forms.words.count_beginnings;
        let longest = beginnings
            .iter()
            .filter(|it| text::begins_with_words(title, it));
        let Some(beginning) = longest.max_by_key(|it| it.len()) else {
            return Vec::new();
        };
        let written = self.title.written.to_lowercase();
        let units = written.trim_start().strip_prefix(beginning.as_str());
        let units: Vec<&str> = units.unwrap_or_default().split(['/', ',', ';']).collect();
        let counted = units.into_iter().map(|unit| {
            let unit = parse_unit_of_measure(unit.trim());
            unit.filter(|unit| unit.dimension.is_countable())
        });
        counted.collect::<Option<_>>().unwrap_or_default()
    }

    /// The indicator that it means, under these titles.
    pub(super) fn meaning(&self, above: &TitlesAbove<'_>, lexicon: &Knowledge) -> &LabelMeaning {
        self.meaning.get_or_init(|| {
            let decided = lexicon.decided_title(&self.title);
            if let Some(Meaning::Indicator(code)) = decided.map(|entry| &entry.means) {
                return LabelMeaning::Indicator(code.clone());
            }
            if let Some(either) = lexicon.whole_or_part(&self.title.written) {
                return LabelMeaning::Ambiguous(either.into());
            }
            let key = lexicon.key_of_title(&self.title);
            let keys = above.iter().map(|above| lexicon.key_of_title(&above.title));
            let mut meanings = keys.map(|above| lexicon.labels.meaning_under(&above, &key));
            let known = meanings.find(|it| !matches!(it, LabelMeaning::Unknown(_)));
            if let Some(known) = known {
                return known;
            }
            let meaning = lexicon.labels.meaning(&key);
            // `Thi đua › Giỏi việc nước, đảm việc nhà (người)`: a field of work says no more.
            let says_nothing = |above: &Cow<'_, RoledTitle>| {
                matches!(above.meaning(&[], lexicon), LabelMeaning::Unknown(_))
            };
            let measured = self.title.measured_in();
            let measured = measured.filter(|_| above.iter().all(says_nothing));
            let other = measured.and_then(|it| lexicon.meant_in(&key, &meaning, it));
            other.map_or(meaning, LabelMeaning::Indicator)
        })
    }

    /// Whether it means something in spite of a slip of the finger.
    pub(super) fn has_slip(&self, above: &TitlesAbove<'_>, lexicon: &Knowledge) -> bool {
        *self.has_slip.get_or_init(|| {
            if lexicon.decided_title(&self.title).is_some() {
                return false;
            }
            let key = lexicon.key_of_title(&self.title);
            let mut keys = above.iter().map(|above| lexicon.key_of_title(&above.title));
            match above {
                [] => lexicon.labels.has_slip(&key),
                _ => keys.all(|above| lexicon.labels.has_slip_under(&above, &key)),
            }
        })
    }

    /// The label key of all its words.
    pub(super) fn written_key(&self) -> &str {
        self.written_key
            .get_or_init(|| text::label_key(&self.title.written))
    }
}
