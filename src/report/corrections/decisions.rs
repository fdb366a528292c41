//! What has been decided, found by file and by cell.

use crate::decide::Decided;
use crate::location::{CellAddress, CellRef};
use crate::observation::Observation;
use crate::register::corrections::{Spot, file_key};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The rows that the office has filled in, by what they are about.
pub(super) struct Decisions<'a> {
    files: HashSet<&'a str>,
    /// By file and cell: the sheets that they name.
    cells: HashMap<(&'a str, CellAddress), Vec<Spot>>,
}

impl<'a> Decisions<'a> {
    pub(super) fn new(decided: &'a [Decided]) -> Self {
        let mut cells: HashMap<_, Vec<Spot>> = HashMap::new();
        for decided in decided {
            if let Some(spot) = spot_of(decided) {
                let place = (decided.correction.file.as_str(), spot.cell);
                let spots = cells.entry(place).or_default();
                if !spots.contains(&spot) {
                    spots.push(spot);
                }
            }
        }
        let files = decided
            .iter()
            .map(|decided| decided.correction.file.as_str());
        Self {
            files: files.collect(),
            cells,
        }
    }

    /// Whether anything is decided about a file.
    pub(super) fn is_about_file(&self, file: &str) -> bool {
        !self.files.is_empty() && self.files.contains(file_key(file).as_str())
    }

    /// Whether anything is decided about a cell.
    pub(super) fn is_about_cell(&self, at: &CellRef) -> bool {
        if self.cells.is_empty() {
            return false;
        }
        let file = file_key(&at.file);
        let spots = self.cells.get(&(file.as_str(), at.address));
        spots.is_some_and(|spots| spots.iter().any(|spot| spot.is_at(at)))
    }
}

/// The observations of files about which anything is decided, by file and cell.
pub(super) struct Observed<'a> {
    by_cell: HashMap<(Arc<str>, CellAddress), Vec<&'a Observation>>,
}

impl<'a> Observed<'a> {
    pub(super) fn new(observations: &'a [Observation], decisions: &Decisions<'_>) -> Self {
        let mut keys: HashMap<&Arc<str>, Option<Arc<str>>> = HashMap::new();
        let mut by_cell: HashMap<_, Vec<&Observation>> = HashMap::new();
        for observation in observations {
            let file = &observation.at.file;
            let key = keys.entry(file).or_insert_with(|| {
                let key = file_key(file);
                let is_decided = decisions.files.contains(key.as_str());
                is_decided.then(|| key.into())
            });
            if let Some(key) = key {
                let place = (key.clone(), observation.at.address);
                by_cell.entry(place).or_default().push(observation);
            }
        }
        Self { by_cell }
    }

    /// The first observation that a row is about.
    pub(super) fn of(&self, decided: &Decided) -> Option<&'a Observation> {
        let spot = spot_of(decided)?;
        let place = (decided.correction.file.as_str().into(), spot.cell);
        let mut observations = self.by_cell.get(&place)?.iter();
        observations
            .find(|observation| spot.is_at(&observation.at))
            .copied()
    }
}

fn spot_of(decided: &Decided) -> Option<Spot> {
    let written = &decided.correction.written;
    Some(Spot {
        sheet: Some(written.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        cell: written.cell.parse().ok()?,
    })
}
