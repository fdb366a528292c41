//! What the pages share: the folders, the last run, and the work that goes on.

use super::decisions::Desk;
use super::ending::Life;
use super::folders::Folders;
use super::incoming::Incoming;
use super::pass::Pass;
use super::stored::{Kept, LastRun};
use super::words::{said, word};
use super::{Commands, Done};
use crate::finished::{Finished, Progress};
use crate::period::Period;
use crate::quantity::format_number;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long the first reading waits for a page, and how often it looks for one.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
const WAIT: Duration = Duration::from_millis(50);

/// What the screen is asked to have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// To read, sum up and write, on this period or on the latest that has reports.
    Run(Option<Period>),
    /// To read and sum up.
    Look,
    /// To draw the register, or add a new period to it.
    Register,
    /// To make out the templates of a period.
    Templates(Period),
}

impl Task {
    /// The key of the sentence that says what goes on.
    fn key(self) -> &'static str {
        match self {
            Task::Run(_) => "doing-run",
            Task::Look => "doing-look",
            Task::Register => "doing-register",
            Task::Templates(_) => "doing-templates",
        }
    }
}

/// Work that goes on.
pub(super) struct Work {
    what: &'static str,
    files: AtomicUsize,
    read: AtomicUsize,
    is_read: AtomicBool,
}

impl Work {
    fn of(what: &'static str) -> Self {
        Self {
            what,
            files: AtomicUsize::new(0),
            read: AtomicUsize::new(0),
            is_read: AtomicBool::new(false),
        }
    }

    /// What goes on, in words.
    pub(super) fn told(&self) -> String {
        let (read, files) = self.read();
        let what = word(self.what);
        if self.is_read.load(Ordering::Relaxed) {
            said("summing-up", &[("what", what)])
        } else if files > 0 {
            let count = |count: usize| format_number(count as f64, 0);
            let (read, files) = (count(read), count(files));
            said(
                "reading",
                &[("what", what), ("read", &read), ("files", &files)],
            )
        } else {
            format!("{what}…")
        }
    }

    /// Whether it is about files that were handed in.
    pub(super) fn is_of_incoming(&self) -> bool {
        ["doing-sort", "doing-copy"].contains(&self.what)
    }

    /// How many files are read, and of how many.
    pub(super) fn read(&self) -> (usize, usize) {
        let get = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        (get(&self.read), get(&self.files))
    }
}

impl Progress for Work {
    fn begin(&self, files: usize) {
        self.files.store(files, Ordering::Relaxed);
    }

    fn one(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    fn summing_up(&self) {
        self.is_read.store(true, Ordering::Relaxed);
    }
}

/// What came of the last work of a kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    /// When it ended, as a person reads it.
    pub(super) time: String,
    /// Why it could not be done.
    pub(super) failure: Option<String>,
    /// What there is to tell of it, a line each.
    pub(super) lines: Vec<String>,
}

/// What all pages share.
pub(super) struct Screen {
    folders: Folders,
    commands: Box<dyn Commands>,
    pass: Pass,
    life: Life,
    /// Only one work goes on at a time.
    work: Mutex<Option<Arc<Work>>>,
    last: Mutex<Last>,
    stored: Kept,
    incoming: Mutex<Incoming>,
    desk: Desk,
}

#[derive(Default)]
struct Last {
    finished: Option<Arc<Finished>>,
    run: Option<Outcome>,
    look: Option<Outcome>,
    other: Option<Outcome>,
    is_changed: bool,
    period: Option<Period>,
}

impl Screen {
    pub(super) fn new(folders: Folders, commands: Box<dyn Commands>, pass: Pass) -> Self {
        Self {
            folders,
            commands,
            pass,
            life: Life::begin(Instant::now()),
            work: Mutex::default(),
            last: Mutex::default(),
            stored: Kept::default(),
            incoming: Mutex::default(),
            desk: Desk::default(),
        }
    }

    /// The folder of submissions.
    pub(super) fn input(&self) -> &Path {
        &self.folders.input
    }

    /// The folder of results.
    pub(super) fn output(&self) -> &Path {
        &self.folders.output
    }

    /// Both folders.
    pub(super) fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The commands of the command line.
    pub(super) fn commands(&self) -> &dyn Commands {
        &*self.commands
    }

    pub(super) fn pass(&self) -> &Pass {
        &self.pass
    }

    pub(super) fn life(&self) -> &Life {
        &self.life
    }

    /// What waits for a decision, and what is decided.
    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// What the last run or look came to; `None` before the first one of this start.
    pub(super) fn finished(&self) -> Option<Arc<Finished>> {
        locked(&self.last).finished.clone()
    }

    /// The period that somebody has chosen for the last run of this start.
    pub(super) fn chosen_period(&self) -> Option<Period> {
        locked(&self.last).period
    }

    /// What came of the last run of this start.
    pub(super) fn outcome_of_run(&self) -> Option<Outcome> {
        locked(&self.last).run.clone()
    }

    /// What came of the last reading without a run.
    pub(super) fn outcome_of_look(&self) -> Option<Outcome> {
        locked(&self.last).look.clone()
    }

    /// What came of the last other work.
    pub(super) fn outcome_of_other(&self) -> Option<Outcome> {
        locked(&self.last).other.clone()
    }

    /// What the last run has left in the output folder, whoever had it done.
    pub(super) fn stored(&self) -> Option<Arc<LastRun>> {
        self.stored.of(&self.folders.output)
    }

    /// The files that were handed in and do not stand in the input folder yet.
    pub(super) fn incoming(&self) -> MutexGuard<'_, Incoming> {
        locked(&self.incoming)
    }

    /// Says that the input folder is no longer as the last run has read it.
    pub(super) fn note_change(&self) {
        locked(&self.last).is_changed = true;
    }

    /// Whether the input folder was changed here since the last run.
    pub(super) fn is_changed(&self) -> bool {
        locked(&self.last).is_changed
    }

    /// The work that goes on.
    pub(super) fn work(&self) -> Option<Arc<Work>> {
        locked(&self.work).clone()
    }

    /// Begins a task on a thread of its own.
    ///
    /// # Errors
    /// Where other work goes on, in words.
    pub(super) fn start(self: &Arc<Self>, task: Task) -> Done<()> {
        let screen = self.clone();
        self.occupy(task.key(), move |work| screen.do_task(task, work))
    }

    /// Begins any work on a thread of its own, while which no other begins. A panic of it ends it alone.
    ///
    /// # Errors
    /// Where other work goes on, in words.
    pub(super) fn occupy(
        self: &Arc<Self>,
        what: &'static str,
        work: impl FnOnce(&Work) + Send + 'static,
    ) -> Done<()> {
        let own = self.take(what)?;
        let screen = self.clone();
        std::thread::spawn(move || {
            let _told_by_its_outcome = catch_unwind(AssertUnwindSafe(|| work(&own)));
            *locked(&screen.work) = None;
        });
        Ok(())
    }

    /// Does a short work at once, while which no other begins.
    ///
    /// # Errors
    /// Where other work goes on, in words.
    pub(super) fn alone<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> Done<T> {
        let _own = self.take(what)?;
        let done = catch_unwind(AssertUnwindSafe(work));
        *locked(&self.work) = None;
        done.map_err(|_| word("fault").to_owned())
    }

    fn take(&self, what: &'static str) -> Done<Arc<Work>> {
        let mut at_work = locked(&self.work);
        if let Some(other) = &*at_work {
            return Err(said("busy", &[("what", &other.told())]));
        }
        let own = Arc::new(Work::of(what));
        *at_work = Some(own.clone());
        Ok(own)
    }

    fn do_task(&self, task: Task, work: &Work) {
        let (folders, commands) = (&self.folders, &*self.commands);
        match task {
            Task::Run(period) => {
                let mut last = locked(&self.last);
                (last.is_changed, last.period) = (false, period);
                drop(last);
                let done = caught(|| commands.run(folders, period, work));
                let (outcome, finished) = of_reading(done);
                let has_failed = outcome.failure.is_some();
                self.keep(
                    |last| {
                        last.is_changed |= has_failed;
                        last.run = Some(outcome);
                    },
                    finished,
                );
            }
            Task::Look => {
                self.wait_for_page();
                let done = caught(|| commands.look(folders, work));
                let (outcome, finished) = of_reading(done);
                self.keep(|last| last.look = Some(outcome), finished);
            }
            Task::Register => {
                let outcome = Outcome::of(caught(|| commands.register(folders)));
                self.keep(|last| last.other = Some(outcome), None);
            }
            Task::Templates(period) => {
                let outcome = Outcome::of(caught(|| commands.templates(folders, period)));
                self.keep(|last| last.other = Some(outcome), None);
            }
        }
    }

    /// The first page is shown before the folder is read: both at once would make a person wait.
    fn wait_for_page(&self) {
        let begin = Instant::now();
        while !self.life.has_pages() && begin.elapsed() < LONGEST_WAIT {
            std::thread::sleep(WAIT);
        }
    }

    fn keep(&self, outcome: impl FnOnce(&mut Last), finished: Option<Finished>) {
        let finished = finished.map(Arc::new);
        if let Some(finished) = &finished {
            self.desk.lay_out(finished.clone(), self.input());
        }
        let mut last = locked(&self.last);
        outcome(&mut last);
        last.finished = finished.or(last.finished.take());
    }
}

/// A panic of a command ends the command alone.
fn caught<T>(command: impl FnOnce() -> Done<T>) -> Done<T> {
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| Err(word("fault").to_owned()))
}

fn of_reading(done: Done<Finished>) -> (Outcome, Option<Finished>) {
    match done {
        Ok(mut finished) => {
            // They stand in the output folder.
            finished.artifacts = Vec::new();
            let lines = finished.said.clone();
            (Outcome::of(Ok(lines)), Some(finished))
        }
        Err(why) => (Outcome::of(Err(why)), None),
    }
}

impl Outcome {
    fn of(done: Done<Vec<String>>) -> Self {
        let now = crate::screen::now();
        let (lines, failure) = match done {
            Ok(lines) => (lines, None),
            Err(why) => (Vec::new(), Some(why)),
        };
        Self {
            time: now,
            failure,
            lines,
        }
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
