//! What a run leaves behind for whoever had it done: the command line, which tells it, or the screen, which goes on with it.

use crate::discover::Discovered;
use crate::period::Period;
use crate::pipeline::Consolidation;
use crate::render::Artifact;
use crate::settings::Settings;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A run that has come to its end.
pub(crate) struct Finished {
    /// The files of the input folder, as they were listed.
    pub(crate) discovered: Discovered,
    /// What the office has set.
    pub(crate) settings: Settings,
    /// All that came out.
    pub(crate) consolidation: Consolidation,
    /// The period reported on; `None` where no report counts.
    pub(crate) period: Option<Period>,
    /// What was written; let go of where nobody needs it any more.
    pub(crate) artifacts: Vec<Artifact>,
    /// Where the outputs stand, by their names.
    pub(crate) places: BTreeMap<String, PathBuf>,
    /// What the terminal says of it, a line each.
    pub(crate) said: Vec<String>,
    /// What a person should know.
    pub(crate) notes: Vec<String>,
    /// What became of the figures of the run before, a line each.
    pub(crate) changes: Vec<String>,
    /// The exit status; nought where nothing was written.
    pub(crate) status: u8,
}

impl Finished {
    /// What was read and summed up without writing anything.
    pub(crate) fn read_only(
        (discovered, settings, consolidation): (Discovered, Settings, Consolidation),
        period: Option<Period>,
        notes: Vec<String>,
    ) -> Self {
        Self {
            discovered,
            settings,
            consolidation,
            period,
            artifacts: Vec::new(),
            places: BTreeMap::new(),
            said: Vec::new(),
            notes,
            changes: Vec::new(),
            status: 0,
        }
    }
}

/// Who watches the reading of files.
pub(crate) trait Progress: Sync {
    /// So many files are about to be read.
    fn begin(&self, files: usize);
    /// One of them was read.
    fn one(&self);
    /// All were read; now it is summed up, compared and written.
    fn summing_up(&self);
}

/// Nobody watches.
pub(crate) struct Unwatched;

impl Progress for Unwatched {
    fn begin(&self, _files: usize) {}
    fn one(&self) {}
    fn summing_up(&self) {}
}
