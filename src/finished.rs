//! What a run leaves behind for whoever had it done: the command line, which tells it, or the screen, which goes on with it.

use crate::discover::Discovered;
use crate::period::Period;
use crate::pipeline::Consolidation;
use crate::render::Artifact;
use crate::settings::Settings;

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
    /// What is said of it, a line each.
    pub(crate) said: Vec<String>,
    /// What only the terminal says besides: where the outputs stand, and what comes next.
    pub(crate) at_terminal: Vec<String>,
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
    ) -> Self {
        Self {
            discovered,
            settings,
            consolidation,
            period,
            artifacts: Vec::new(),
            said: Vec::new(),
            at_terminal: Vec::new(),
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
