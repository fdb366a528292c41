//! What reading processes take, while they live.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// The largest memory, in KiB, of any reading process of ours while `work` is done; zero where the system does not tell.
pub(crate) fn peak_of_workers<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let peak = AtomicU64::new(0);
    let done = AtomicBool::new(false);
    let result = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                peak.fetch_max(largest_worker(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(10));
            }
        });
        let result = work();
        done.store(true, Ordering::Relaxed);
        result
    });
    (result, peak.into_inner())
}

fn largest_worker() -> u64 {
    let own = format!("PPid:\t{}", std::process::id());
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            // The command first: a process that has not become a worker yet still has its parent's memory.
            let command = std::fs::read(entry.path().join("cmdline")).ok()?;
            let status = std::fs::read_to_string(entry.path().join("status")).ok()?;
            let is_ours = status.lines().any(|line| line == own) && command.ends_with(b"worker\0");
            let peak = status
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:"))?;
            let kib = peak.trim().trim_end_matches(" kB").parse::<u64>().ok()?;
            is_ours.then_some(kib)
        })
        .max()
        .unwrap_or(0)
}
