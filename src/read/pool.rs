//! Reading in processes of their own: a file that crashes its reader, swells or never ends costs that file and no other.

use super::kind::BROKEN_REMEDY;
use super::limits::Limits;
use super::seen::answer;
use super::source::{Examined, Opened, Outcome, ReadFile, Rejection, Request, open};
use super::wire::{self, ReceivedTexts};
use super::work;
use crate::discover::SourceFile;
use crate::memory;
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeMap;
use std::io::{BufReader, BufWriter, Read};
#[cfg(target_os = "linux")]
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// The hidden subcommand under which the program reads files for itself.
pub const WORKER_COMMAND: &str = "worker";
/// `CREATE_NEW_PROCESS_GROUP`.
#[cfg(windows)]
const NEW_PROCESS_GROUP: u32 = 0x200;
/// How often it is looked whether a file takes too long.
const WATCH_INTERVAL: Duration = Duration::from_millis(50);
/// How many times as long as it may work a process may take by the clock.
pub(super) const PATIENCE: u32 = 8;
/// How much of an answer is taken at once, and how much of a batch waits to be read: with less, both sides
/// would wake each other for every few pages.
const PIPE_BUFFER: usize = 1 << 18;
/// How much of a batch of files is gathered before it is sent on.
const REQUEST_BUFFER: usize = 1 << 16;
/// How much of a dead process' last words is listened to.
const MAX_LAST_WORDS: u64 = 4096;

/// Reads files; any number of threads may ask at once.
pub struct ReaderPool {
    /// `None` where files are read in this process.
    processes: Option<Arc<Processes>>,
}

/// Ends the processes of a pool from outside, at once and for good.
pub struct Stopper {
    processes: Weak<Processes>,
}

impl Stopper {
    /// Ends them. Whoever still asks for a file is told that there is nobody left to read it.
    pub fn stop(&self) {
        let Some(processes) = self.processes.upgrade() else {
            return;
        };
        processes.is_over.store(true, Ordering::SeqCst);
        for watched in lock(&processes.watched).values() {
            let _gone_already = lock(&watched.child).kill();
        }
        lock(&processes.idle).clear();
    }
}

impl ReaderPool {
    /// What ends the processes of the pool from outside.
    pub fn stopper(&self) -> Stopper {
        let processes = self.processes.as_ref();
        Stopper {
            processes: processes.map_or_else(Weak::new, Arc::downgrade),
        }
    }

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
            is_over: AtomicBool::new(false),
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
        self.read_so(source, false)
    }

    /// Reads a file, and how its cells look to the eye.
    ///
    /// # Errors
    /// As of [`ReaderPool::read`].
    pub fn read_as_seen(&self, source: &SourceFile) -> Result<ReadFile> {
        self.read_so(source, true)
    }

    fn read_so(&self, source: &SourceFile, is_seen: bool) -> Result<ReadFile> {
        let (sha256, mut request) = match open(source) {
            Opened::Bytes { sha256, request } => (sha256, request),
            Opened::Settled(file) => return Ok(file),
        };
        request.is_seen = is_seen;
        let examined = match &self.processes {
            Some(processes) => processes.examine(&request)?,
            None => answer(request, &mut |_| {}),
        };
        Ok(ReadFile::of(sha256, examined))
    }

    /// Reads a few files, in their order; small ones together, which costs much less than one after another. How many
    /// are worth giving at once, [`ReaderPool::batch_files`] tells.
    ///
    /// # Errors
    /// Where no reading process can be started.
    pub fn read_batch(&self, sources: &[SourceFile]) -> Result<Vec<ReadFile>> {
        let Some(processes) = &self.processes else {
            return sources.iter().map(|source| self.read(source)).collect();
        };
        let most = Limits::built_in().batch_file_bytes as u64;
        let (small, large): (Vec<usize>, Vec<usize>) =
            (0..sources.len()).partition(|&index| sources[index].bytes <= most);
        let mut read: Vec<(usize, ReadFile)> = Vec::with_capacity(sources.len());
        let mut waiting = Vec::new();
        let mut requests = Vec::new();
        for index in small {
            match open(&sources[index]) {
                Opened::Bytes { sha256, request } => {
                    waiting.push((index, sha256));
                    requests.push(request);
                }
                Opened::Settled(file) => read.push((index, file)),
            }
        }
        let examined = processes.examine_together(&requests)?;
        read.extend(
            waiting
                .into_iter()
                .zip(examined)
                .map(|((index, sha256), examined)| (index, ReadFile::of(sha256, examined))),
        );
        for index in large {
            read.push((index, self.read(&sources[index])?));
        }
        read.sort_by_key(|(index, _)| *index);
        Ok(read.into_iter().map(|(_, file)| file).collect())
    }

    /// How many files [`ReaderPool::read_batch`] reads at once at most.
    pub fn batch_files(&self) -> usize {
        Limits::built_in().batch_files
    }
}

/// The processes of a pool.
struct Processes {
    program: PathBuf,
    idle: Mutex<Vec<Worker>>,
    /// Those at work, by number.
    watched: Mutex<BTreeMap<u64, Watched>>,
    next_number: AtomicU64,
    /// Whether the run has been told to stop: no process is started any more.
    is_over: AtomicBool,
}

/// A reading process.
struct Worker {
    number: u64,
    child: Arc<Mutex<Child>>,
    to: Option<BufWriter<ChildStdin>>,
    from: BufReader<ChildStdout>,
    received: ReceivedTexts,
    files: u32,
}

/// A reading process at work.
struct Watched {
    child: Arc<Mutex<Child>>,
    /// How long it may work.
    allowed: Duration,
    /// When to look how long it has worked.
    deadline: Instant,
    /// When to end it however little it has worked.
    last_deadline: Instant,
    /// How long it had worked before; `None` where nobody has asked yet, or nobody can tell.
    worked_before: Option<Duration>,
    has_overrun: bool,
}

impl Watched {
    #[expect(
        clippy::disallowed_methods,
        reason = "a process is given so long from here on"
    )]
    fn new(child: Arc<Mutex<Child>>, allowed: Duration) -> Self {
        let now = Instant::now();
        let worked_before = match work::IS_CHEAP {
            true => work::of_process(lock(&child).id()),
            false => None,
        };
        Self {
            child,
            allowed,
            deadline: now + allowed,
            last_deadline: now + allowed * PATIENCE,
            worked_before,
            has_overrun: false,
        }
    }

    /// Whether its time is over. On a busy machine a process works less than the clock says, and is given what it lacks.
    fn is_over(&mut self, now: Instant) -> bool {
        if now <= self.deadline {
            return false;
        }
        let worked = work::of_process(lock(&self.child).id());
        // Where that was not asked at the beginning it is counted from here on.
        self.worked_before = self.worked_before.or(worked);
        let lacks = worked
            .zip(self.worked_before)
            .map(|(worked, before)| self.allowed.saturating_sub(worked.saturating_sub(before)));
        match lacks.filter(|lacks| *lacks > WATCH_INTERVAL && now < self.last_deadline) {
            Some(lacks) => {
                self.deadline = (now + lacks).min(self.last_deadline);
                false
            }
            None => true,
        }
    }
}

/// How a file ended its reading process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Death {
    TooSlow,
    TooBig,
    Crashed,
    /// Ended by somebody else: the system, a person.
    Killed,
}

/// So often a file is read anew whose reading process somebody else has ended.
const MOST_KILLS: u32 = 3;

/// A reading process that ended over its files.
struct Loss {
    death: Death,
    /// What it said at last.
    last_words: String,
    /// What the file was that it had begun with, as far as it had told.
    format: Option<&'static str>,
    /// Whether it had read nothing before.
    was_fresh: bool,
}

impl Processes {
    /// Reads files together; where that fails, each by itself.
    fn examine_together(&self, requests: &[Request]) -> Result<Vec<Examined>> {
        if requests.len() > 1 {
            let allowed = Duration::from_secs(Limits::built_in().batch_seconds);
            if let Ok(examined) = self.ask(requests, allowed)? {
                return Ok(examined);
            }
        }
        requests
            .iter()
            .map(|request| self.examine(request))
            .collect()
    }

    fn examine(&self, request: &Request) -> Result<Examined> {
        let allowed = Limits::built_in().reading_time(request.bytes.len());
        let mut kills = 0;
        loop {
            match self.ask(std::slice::from_ref(request), allowed)? {
                Ok(mut examined) => {
                    if let Some(examined) = examined.pop() {
                        return Ok(examined);
                    }
                }
                // That says nothing of the file.
                Err(loss) if loss.death == Death::Killed && kills < MOST_KILLS => kills += 1,
                // A process that has read other files before may have died of something else; a fresh one settles it.
                Err(loss) if loss.was_fresh || loss.death == Death::TooSlow => {
                    return Ok(Examined {
                        format: loss.format,
                        outcome: Outcome::Rejected(loss.death.rejection(allowed, loss.last_words)),
                    });
                }
                Err(_) => {}
            }
        }
    }

    /// Has a process read files, one answer for each; or how it ended over them.
    fn ask(
        &self,
        requests: &[Request],
        allowed: Duration,
    ) -> Result<std::result::Result<Vec<Examined>, Loss>> {
        let idle = lock(&self.idle).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => self.start()?,
        };
        let was_fresh = worker.files == 0;
        let mut format = None;
        self.begin_watch(&worker, allowed);
        let answers = worker.ask(requests, &mut format);
        let has_overrun = lock(&self.watched)
            .remove(&worker.number)
            .is_some_and(|watched| watched.has_overrun);
        Ok(match answers {
            Ok(examined) => {
                if worker.files < Limits::built_in().worker_files {
                    lock(&self.idle).push(worker);
                }
                Ok(examined)
            }
            Err(_) => {
                let (death, last_words) = worker.death(has_overrun);
                Err(Loss {
                    death,
                    last_words,
                    format,
                    was_fresh,
                })
            }
        })
    }

    fn begin_watch(&self, worker: &Worker, allowed: Duration) {
        let watched = Watched::new(worker.child.clone(), allowed);
        lock(&self.watched).insert(worker.number, watched);
    }

    fn start(&self) -> Result<Worker> {
        if self.is_over.load(Ordering::SeqCst) {
            bail!("đã dừng theo yêu cầu");
        }
        let mut command = Command::new(&self.program);
        command
            .arg(WORKER_COMMAND)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Ctrl+C is for this process, which ends its readers itself: one that died first would cost its file.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, NEW_PROCESS_GROUP);
        let mut child = command.spawn().with_context(|| {
            format!(
                "không khởi động được tiến trình đọc {}",
                self.program.display()
            )
        })?;
        let missing = || anyhow!("tiến trình đọc không có kênh vào ra");
        let to = child.stdin.take().ok_or_else(missing)?;
        let from = child.stdout.take().ok_or_else(missing)?;
        #[cfg(target_os = "linux")]
        for pipe in [to.as_fd(), from.as_fd()] {
            let _stays_narrow = rustix::pipe::fcntl_setpipe_size(pipe, PIPE_BUFFER);
        }
        Ok(Worker {
            number: self.next_number.fetch_add(1, Ordering::Relaxed),
            child: Arc::new(Mutex::new(child)),
            to: Some(BufWriter::with_capacity(REQUEST_BUFFER, to)),
            from: BufReader::with_capacity(PIPE_BUFFER, from),
            received: ReceivedTexts::default(),
            files: 0,
        })
    }
}

impl Worker {
    /// Reads files. `format` is what the file is at which it stands.
    fn ask(
        &mut self,
        requests: &[Request],
        format: &mut Option<&'static str>,
    ) -> std::io::Result<Vec<Examined>> {
        self.files += requests.len() as u32;
        let to = self.to.as_mut().ok_or(std::io::ErrorKind::BrokenPipe)?;
        wire::write_requests(to, requests)?;
        let mut examined = Vec::with_capacity(requests.len());
        for _ in requests {
            *format = None;
            let outcome = wire::read_answer(&mut self.from, format, &mut self.received)?;
            examined.push(Examined {
                format: *format,
                outcome,
            });
        }
        Ok(examined)
    }

    /// Sends it nothing more. What is not sent yet is not wanted: a pipe that nobody empties would be waited for.
    fn hang_up(&mut self) {
        drop(self.to.take().map(BufWriter::into_parts));
    }

    /// How it died, and its last words.
    fn death(mut self, has_overrun: bool) -> (Death, String) {
        self.hang_up();
        let mut child = lock(&self.child);
        let mut last_words = Vec::new();
        if !has_overrun {
            // Either it is dying, and says why, or its answer was garbled and it must go.
            std::thread::sleep(Duration::from_millis(5));
        }
        // A process that is gone by now was not ended by this one.
        let gone = child.try_wait().ok().flatten();
        let is_killed = gone.is_some_and(was_killed);
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
        } else if is_killed {
            Death::Killed
        } else {
            Death::Crashed
        };
        drop(child);
        (death, last_words)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.hang_up();
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
            Death::Killed => {
                let what =
                    "trình đọc bị hệ thống hoặc chương trình khác dừng nhiều lần khi đọc tệp này";
                return Rejection::unreadable(what, "Chạy lại khi máy rảnh hơn", None);
            }
        };
        let detail = (!last_words.is_empty()).then_some(last_words);
        Rejection::unreadable(&what, BROKEN_REMEDY, detail)
    }
}

/// Whether a process was ended by a signal that nothing in it can raise by accident.
#[cfg(unix)]
fn was_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const KILL: i32 = 9;
    const TERMINATE: i32 = 15;
    matches!(status.signal(), Some(KILL | TERMINATE))
}

/// Elsewhere nobody can tell.
#[cfg(not(unix))]
fn was_killed(_status: ExitStatus) -> bool {
    false
}

/// Ends the processes whose time is over, as long as there is a pool.
#[expect(clippy::disallowed_methods, reason = "it asks whose time is over")]
fn watch(processes: &Weak<Processes>) {
    loop {
        std::thread::sleep(WATCH_INTERVAL);
        let Some(processes) = processes.upgrade() else {
            return;
        };
        let now = Instant::now();
        for watched in lock(&processes.watched).values_mut() {
            if !watched.has_overrun && watched.is_over(now) {
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
