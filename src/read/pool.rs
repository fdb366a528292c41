//! Reading in processes of their own: a file that crashes its reader, swells or never ends costs that file and no other.

use super::kind::BROKEN_REMEDY;
use super::limits::Limits;
use super::source::{Examined, Outcome, ReadFile, Rejection, examine, read_with};
use super::{memory, wire};
use crate::discover::SourceFile;
use anyhow::{Context, Result, anyhow};
use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// The hidden subcommand under which the program reads files for itself.
pub const WORKER_COMMAND: &str = "worker";
/// How often it is looked whether a file takes too long.
const WATCH_INTERVAL: Duration = Duration::from_millis(50);
/// How much of a dead process' last words is listened to.
const MAX_LAST_WORDS: u64 = 4096;

/// Reads files; any number of threads may ask at once.
pub struct ReaderPool {
    /// `None` where files are read in this process.
    processes: Option<Arc<Processes>>,
}

impl ReaderPool {
    /// Reads in processes of `program`, which must answer to [`WORKER_COMMAND`] with [`super::serve`].
    ///
    /// # Errors
    /// Where such a process cannot be started.
    pub fn isolated(program: &Path) -> Result<Self> {
        let processes = Arc::new(Processes {
            program: program.to_path_buf(),
            idle: Mutex::new(Vec::new()),
            watched: Mutex::new(BTreeMap::new()),
            next_number: AtomicU64::new(0),
        });
        let first = processes.start()?;
        lock(&processes.idle).push(first);
        let watched = Arc::downgrade(&processes);
        std::thread::spawn(move || watch(&watched));
        Ok(Self {
            processes: Some(processes),
        })
    }

    /// Reads in this process, where nothing but a panic is caught: for tests and for files of one's own.
    pub fn in_process() -> Self {
        Self { processes: None }
    }

    /// Reads a file. What is wrong with the file is part of what comes back.
    ///
    /// # Errors
    /// Where no reading process can be started.
    pub fn read(&self, source: &SourceFile) -> Result<ReadFile> {
        read_with(source, |bytes, extension| match &self.processes {
            Some(processes) => processes.examine(bytes, extension),
            None => Ok(examine(bytes, extension, &mut |_| {})),
        })
    }
}

/// The processes of a pool.
struct Processes {
    program: PathBuf,
    idle: Mutex<Vec<Worker>>,
    /// Those at work, by number.
    watched: Mutex<BTreeMap<u64, Watched>>,
    next_number: AtomicU64,
}

/// A reading process.
struct Worker {
    number: u64,
    child: Arc<Mutex<Child>>,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    files: u32,
}

/// A reading process at work.
struct Watched {
    child: Arc<Mutex<Child>>,
    deadline: Instant,
    has_overrun: bool,
}

/// How a file ended its reading process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Death {
    TooSlow,
    TooBig,
    Crashed,
}

impl Processes {
    fn examine(&self, bytes: &[u8], extension: &str) -> Result<Examined> {
        loop {
            let idle = lock(&self.idle).pop();
            let mut worker = match idle {
                Some(worker) => worker,
                None => self.start()?,
            };
            let mut format = None;
            let allowed = Limits::built_in().reading_time(bytes.len());
            self.begin_watch(&worker, allowed);
            let answer = worker.ask(bytes, extension, &mut format);
            let has_overrun = lock(&self.watched)
                .remove(&worker.number)
                .is_some_and(|watched| watched.has_overrun);
            if let Ok(outcome) = answer {
                if worker.files < Limits::built_in().worker_files {
                    lock(&self.idle).push(worker);
                }
                return Ok(Examined { format, outcome });
            }
            let was_fresh = worker.files <= 1;
            let (death, last_words) = worker.death(has_overrun);
            // A process that has read other files before may have died of something else; a fresh one settles it.
            if was_fresh || death == Death::TooSlow {
                let outcome = Outcome::Rejected(death.rejection(allowed, last_words));
                return Ok(Examined { format, outcome });
            }
        }
    }

    fn begin_watch(&self, worker: &Worker, allowed: Duration) {
        let watched = Watched {
            child: worker.child.clone(),
            deadline: Instant::now() + allowed,
            has_overrun: false,
        };
        lock(&self.watched).insert(worker.number, watched);
    }

    fn start(&self) -> Result<Worker> {
        let mut child = Command::new(&self.program)
            .arg(WORKER_COMMAND)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| {
                format!(
                    "không khởi động được tiến trình đọc {}",
                    self.program.display()
                )
            })?;
        let missing = || anyhow!("tiến trình đọc không có kênh vào ra");
        let to = child.stdin.take().ok_or_else(missing)?;
        let from = child.stdout.take().ok_or_else(missing)?;
        Ok(Worker {
            number: self.next_number.fetch_add(1, Ordering::Relaxed),
            child: Arc::new(Mutex::new(child)),
            to: Some(to),
            from: BufReader::with_capacity(1 << 16, from),
            files: 0,
        })
    }
}

impl Worker {
    fn ask(
        &mut self,
        bytes: &[u8],
        extension: &str,
        format: &mut Option<&'static str>,
    ) -> std::io::Result<Outcome> {
        self.files += 1;
        let to = self.to.as_mut().ok_or(std::io::ErrorKind::BrokenPipe)?;
        wire::write_request(to, bytes, extension)?;
        wire::read_answer(&mut self.from, format)
    }

    /// How it died, and its last words.
    fn death(mut self, has_overrun: bool) -> (Death, String) {
        self.to = None;
        let mut child = lock(&self.child);
        let mut last_words = Vec::new();
        if !has_overrun {
            // Either it is dying, and says why, or its answer was garbled and it must go.
            std::thread::sleep(Duration::from_millis(5));
        }
        let _gone_already = child.kill();
        if let Some(errors) = child.stderr.take() {
            let _unheard = errors.take(MAX_LAST_WORDS).read_to_end(&mut last_words);
        }
        let _waited = child.wait();
        let last_words = String::from_utf8_lossy(&last_words).trim().to_string();
        let death = if has_overrun {
            Death::TooSlow
        } else if last_words.contains(memory::OUT_OF_MEMORY) {
            Death::TooBig
        } else {
            Death::Crashed
        };
        drop(child);
        (death, last_words)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.to = None;
        let mut child = lock(&self.child);
        let _gone_already = child.kill();
        let _waited = child.wait();
    }
}

impl Death {
    fn rejection(self, allowed: Duration, last_words: String) -> Rejection {
        let what = match self {
            Death::TooSlow => format!(
                "đọc quá {} giây vẫn chưa xong, tệp bị hỏng hoặc chứa quá nhiều thứ ngoài số liệu",
                allowed.as_secs()
            ),
            Death::TooBig => format!(
                "đọc cần hơn {} MB bộ nhớ, tệp bị hỏng hoặc chứa quá nhiều thứ ngoài số liệu",
                Limits::built_in().worker_memory_bytes >> 20
            ),
            Death::Crashed => "tệp hỏng đến mức trình đọc phải dừng đột ngột".to_string(),
        };
        let detail = (!last_words.is_empty()).then_some(last_words);
        Rejection::unreadable(&what, BROKEN_REMEDY, detail)
    }
}

/// Ends the processes whose time is over, as long as there is a pool.
fn watch(processes: &Weak<Processes>) {
    loop {
        std::thread::sleep(WATCH_INTERVAL);
        let Some(processes) = processes.upgrade() else {
            return;
        };
        let now = Instant::now();
        for watched in lock(&processes.watched).values_mut() {
            if now > watched.deadline && !watched.has_overrun {
                watched.has_overrun = true;
                let _gone_already = lock(&watched.child).kill();
            }
        }
    }
}

/// Locks; a thread that panicked while it held the lock has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
