//! The reading process: the same program again, which reads files from its input and answers with their cells. It opens no file, and what a file can make it ask for is limited before anything is parsed.

use super::limits::Limits;
use super::pool::PATIENCE;
use super::seen;
use super::source::Request;
use super::wire::{self, SentTexts};
use std::io::{self, BufWriter, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long after its time a reading process ends itself, where the program that should have ended it is gone.
const GRACE: Duration = Duration::from_secs(20);

/// How much of the answers is gathered before it is sent on.
const ANSWER_BUFFER: usize = 1 << 18;

/// Reads files until there are no more.
///
/// # Errors
/// Where the program at the other end is gone.
pub fn serve(from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    let limits = Limits::built_in();
    confine(limits);
    let alarm = alarm();
    let mut to = BufWriter::with_capacity(ANSWER_BUFFER, to);
    let mut sent = SentTexts::default();
    while let Some(requests) = wire::read_requests(from)? {
        // Only of a file that stands alone is it worth knowing, whatever happens then, what it was.
        let is_alone = requests.len() == 1;
        for request in requests {
            alarm.set(limits.reading_time(request.bytes.len()) * PATIENCE + GRACE);
            answer(request, is_alone, (&mut to, &mut sent))?;
            alarm.clear();
        }
        to.flush()?;
    }
    Ok(())
}

/// Reads a file and tells of it.
fn answer(
    request: Request,
    is_alone: bool,
    (to, sent): (&mut impl Write, &mut SentTexts),
) -> io::Result<()> {
    let mut told = Ok(());
    let examined = seen::answer(request, &mut |format| {
        told = wire::write_format(to, format);
        if is_alone && told.is_ok() {
            told = to.flush();
        }
    });
    told?;
    wire::write_outcome(to, &examined.outcome, sent)
}

/// Gives up what reading does not need.
fn confine(limits: &Limits) {
    #[cfg(not(target_os = "linux"))]
    crate::memory::limit(limits.worker_memory_bytes);
    // The limits of the system. Linux refuses none that is lower than what held before.
    #[cfg(unix)]
    for (resource, limit) in [
        (rlimit::Resource::AS, limits.worker_address_bytes),
        (rlimit::Resource::CORE, 0),
        (rlimit::Resource::FSIZE, 0),
    ] {
        let _refused = rlimit::setrlimit(resource, limit, limit);
    }
}

/// Ends the process where a file takes too long and nobody else ends it.
#[derive(Clone, Copy)]
struct Alarm {
    started: Instant,
}

/// When to end, in milliseconds since the start; zero for never.
static DEADLINE: AtomicU64 = AtomicU64::new(0);

impl Alarm {
    fn now(self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }

    fn set(self, after: Duration) {
        DEADLINE.store(self.now() + after.as_millis() as u64, Ordering::Relaxed);
    }

    fn clear(self) {
        DEADLINE.store(0, Ordering::Relaxed);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a process that reads ends when its time is over"
)]
fn alarm() -> Alarm {
    let alarm = Alarm {
        started: Instant::now(),
    };
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let deadline = DEADLINE.load(Ordering::Relaxed);
            if deadline != 0 && alarm.now() > deadline {
                std::process::abort();
            }
        }
    });
    alarm
}
