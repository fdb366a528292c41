//! A run that is told to stop (Ctrl+C, an ended session, a service that is shut down): it stops with a word, its reading
//! processes with it, and the output folder is put in order as the next run would do it.

use super::output::put_in_order;
use crate::read::Stopper;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io::{IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The output folder in which a run is at work. Held for each step that a run does there: between two steps it can be
/// stopped, within one it cannot.
static AT_WORK: Mutex<Work> = Mutex::new(Work::None);
static READERS: Mutex<Option<Stopper>> = Mutex::new(None);

enum Work {
    /// Nothing has been begun in any output folder.
    None,
    /// A run is at work in a folder; whether it has made it.
    In(PathBuf, bool),
    /// The outputs are in their places. The run ends by itself at once.
    Done,
    /// Between two runs of a program that goes on.
    Idle,
}

/// How long a run goes on at most that has been told to stop.
const WATCH_INTERVAL: Duration = Duration::from_millis(20);

/// Listens from here on. Where the system does not let us, a run that is stopped leaves what a killed one leaves.
pub(super) fn listen() {
    let is_told = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        let _deaf = flag::register(signal, is_told.clone());
    }
    std::thread::spawn(move || {
        loop {
            while !is_told.swap(false, Ordering::Relaxed) {
                std::thread::sleep(WATCH_INTERVAL);
            }
            stop();
        }
    });
}

/// From here on these end with the run.
pub(super) fn ends_with_run(readers: Stopper) {
    *locked(&READERS) = Some(readers);
}

/// From here on a run is at work in an output folder that nobody else writes to.
pub(super) fn begin_in(folder: &Path, is_new: bool) {
    *locked(&AT_WORK) = Work::In(folder.to_path_buf(), is_new);
}

/// The outputs are in their places, or come to nothing: there is nothing left to put in order.
pub(super) fn end() {
    *locked(&AT_WORK) = Work::Done;
}

/// The program goes on without a run, and may be stopped at any time.
pub(super) fn idle() {
    *locked(&AT_WORK) = Work::Idle;
}

/// Does what must be done or not done, and not half.
pub(super) fn step<T>(work: impl FnOnce() -> T) -> T {
    let _undisturbed = locked(&AT_WORK);
    work()
}

/// Ends the process, unless the run ends by itself at once. Never gives back what it holds then: whoever is at work waits there until the process ends.
fn stop() {
    let at_work = locked(&AT_WORK);
    if matches!(*at_work, Work::Done) {
        return;
    }
    if let Some(readers) = &*locked(&READERS) {
        readers.stop();
    }
    let outcome = match &*at_work {
        Work::Idle => "kết quả của lần chạy cuối nằm trong thư mục kết quả",
        Work::In(folder, is_new) => match put_in_order(folder, *is_new) {
            Ok(true) => "kết quả của lần chạy này đã được đưa vào chỗ đầy đủ",
            Ok(false) => "kết quả của lần chạy trước (nếu có) vẫn nguyên",
            Err(_) => "lần chạy sau sẽ dọn nốt thư mục kết quả",
        },
        Work::None | Work::Done => "chưa ghi gì vào thư mục kết quả",
    };
    let mut screen = stderr();
    // Behind a progress bar the line is not begun.
    let begin = if screen.is_terminal() { "\n" } else { "" };
    let _nobody_listens = writeln!(screen, "{begin}Đã dừng theo yêu cầu; {outcome}.");
    std::process::exit(i32::from(super::FAILED));
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
