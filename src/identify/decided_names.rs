//! Names of units and clusters that the office has explained once for all (`Tên gọi`).

use super::names::{cluster_key, unit_key};
use crate::recognise::Lexicon;
use crate::register::Wordbook;
use crate::register::wordbook::{Entry, Scope, WordKind};
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

/// The explained names, as they are read in one place.
#[derive(Clone, Copy)]
pub(super) struct DecidedIn<'a> {
    pub(super) words: &'a DecidedNames,
    /// The cluster in whose forms they are read.
    pub(super) place: Option<&'a Arc<str>>,
}

impl<'a> DecidedIn<'a> {
    /// What the office has decided about a unit's name.
    pub(super) fn unit(&self, name: &str, lexicon: &Lexicon) -> Option<&'a Arc<Entry>> {
        let units = &self.words.units;
        let key = (!units.is_empty()).then(|| unit_key(name, lexicon))?;
        self.in_place(units.get(&**key)?)
    }

    /// What the office has decided about a cluster's name.
    pub(super) fn cluster(&self, name: &str, lexicon: &Lexicon) -> Option<&'a Arc<Entry>> {
        let clusters = &self.words.clusters;
        let key = (!clusters.is_empty()).then(|| cluster_key(name, lexicon))?;
        self.in_place(clusters.get(&**key)?)
    }

    fn in_place(&self, entries: &'a [Arc<Entry>]) -> Option<&'a Arc<Entry>> {
        let mut entries = entries.iter();
        entries.find(|entry| entry.scope.holds(None, self.place))
    }
}
