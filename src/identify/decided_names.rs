//! Names of units and clusters that the office has explained once for all (`Tên gọi`).

use super::Directory;
use super::names::{cluster_key, unit_key};
use crate::finding::{Explained, Finding};
use crate::location::CellRef;
use crate::recognise::Lexicon;
use crate::register::Wordbook;
use crate::register::wordbook::{Entry, Meaning, Scope, WordKind};
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;

type ByKey = BTreeMap<Arc<str>, Vec<Arc<Entry>>>;

/// The explained names as names are compared, those for one cluster before those for all.
#[derive(Default)]
pub(super) struct DecidedNames {
    units: ByKey,
    clusters: ByKey,
    /// Whether any of them is for the forms of one cluster only.
    pub(super) is_any_of_one_cluster: bool,
}

impl DecidedNames {
    pub(super) fn new(words: &Wordbook, lexicon: &Lexicon) -> Self {
        let mut names = Self::default();
        for entry in &words.entries {
            let (key, of_kind) = match entry.kind {
                WordKind::Unit => (unit_key(&entry.written, lexicon), &mut names.units),
                WordKind::Cluster => (cluster_key(&entry.written, lexicon), &mut names.clusters),
                WordKind::Label | WordKind::Column => continue,
            };
            let entries = of_kind.entry(key.into_owned()).or_default();
            entries.push(entry.clone());
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.scope.clone()));
            names.is_any_of_one_cluster |= entry.scope != Scope::Everywhere;
        }
        names
    }
}

impl<'a> Directory<'a> {
    /// What the office has decided about a unit's name.
    pub(super) fn decided_unit(&self, name: &str) -> Option<&'a Arc<Entry>> {
        let units = &self.words.units;
        let key = (!units.is_empty()).then(|| unit_key(name, self.lexicon))?;
        self.in_place(units.get(&**key)?)
    }

    /// What the office has decided about a cluster's name.
    pub(super) fn decided_cluster(&self, name: &str) -> Option<&'a Arc<Entry>> {
        let clusters = &self.words.clusters;
        let key = (!clusters.is_empty()).then(|| cluster_key(name, self.lexicon))?;
        self.in_place(clusters.get(&**key)?)
    }

    fn in_place(&self, entries: &'a [Arc<Entry>]) -> Option<&'a Arc<Entry>> {
        let mut entries = entries.iter();
        entries.find(|entry| entry.scope.holds(None, self.place))
    }

    /// The decision to leave out what bears a name that is no unit's.
    pub(super) fn left_out_unit(&self, name: &str) -> Option<&'a Arc<Entry>> {
        let decided = self.decided_unit(name);
        decided.filter(|entry| entry.means == Meaning::LeftOut)
    }

    /// What to tell of a name that was explained by the office.
    pub(super) fn told_decision(
        &self,
        name: &str,
        at: &CellRef,
        explained: Explained,
    ) -> Option<Finding> {
        let entry = self.decided_unit(name)?;
        let Meaning::Unit(unit) = &entry.means else {
            return None;
        };
        let rule = &rules::unit_name_approximate::RULE;
        let meant = self.register.unit_name(unit);
        let message = rules::unit_name_approximate::decided_message(name, meant, &entry.by());
        Some(Finding::about_cell(rule, at, message).explaining(explained))
    }
}
