//! The names of a register that are nearest to one that it does not have.

use super::names::{NameMatch, Names, cluster_key, unit_key};
use crate::recognise::Lexicon;
use crate::register::Register;

/// The register's names, to look for near ones.
pub struct NearestNames<'a> {
    lexicon: &'a Lexicon,
    units: Names,
    clusters: Names,
}

impl<'a> NearestNames<'a> {
    /// Indexes the names.
    pub fn new(register: &Register, lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            units: Names::of_units(register, lexicon),
            clusters: Names::of_clusters(register, lexicon),
        }
    }

    /// The names of the units nearest to a name.
    pub fn units(&self, name: &str) -> Vec<String> {
        nearest(&self.units, &unit_key(name, self.lexicon))
    }

    /// The names of the clusters nearest to a name.
    pub fn clusters(&self, name: &str) -> Vec<String> {
        nearest(&self.clusters, &cluster_key(name, self.lexicon))
    }
}

fn nearest(names: &Names, key: &str) -> Vec<String> {
    match names.find(key) {
        NameMatch::Exact(id) | NameMatch::Slip(id, _) | NameMatch::Likely(id, _) => {
            vec![names.name(&id)]
        }
        NameMatch::Ambiguous(ids) => ids.iter().map(|id| names.name(id)).collect(),
        NameMatch::Unknown(nearest) => nearest,
    }
}
