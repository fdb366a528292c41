//! How long a process has worked, whatever the clock says: limits count work where the system tells it.

use std::time::Duration;

/// How long a process has worked; `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub(super) fn of_process(id: u32) -> Option<Duration> {
    let told = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    of_stat(&told)
}

/// The same on Windows, which tells it with a list of all processes.
#[cfg(windows)]
pub(super) fn of_process(id: u32) -> Option<Duration> {
    use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};
    let id = Pid::from_u32(id);
    let mut system = System::new();
    let times = ProcessRefreshKind::nothing().with_cpu();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[id]), false, times);
    let process = system.process(id)?;
    Some(Duration::from_millis(process.accumulated_cpu_time()))
}

/// Elsewhere only the clock is known.
#[cfg(not(any(target_os = "linux", windows)))]
pub(super) fn of_process(_id: u32) -> Option<Duration> {
    None
}

/// Whether it costs so little to ask that it can be asked for every batch of files.
pub(super) const IS_CHEAP: bool = cfg!(target_os = "linux");

/// The time in the program and in the system for it, in hundredths of a second: the kernel tells its programs no other unit.
#[cfg(target_os = "linux")]
fn of_stat(told: &str) -> Option<Duration> {
    // The name may hold anything, but nothing behind it is a bracket.
    let (_, behind) = told.rsplit_once(')')?;
    let mut fields = behind.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_work_stands_behind_the_name() {
        let told = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 1";
        assert_eq!(of_stat(told), Some(Duration::from_millis(1750)));
        assert_eq!(of_stat("7 (a"), None);
        let before = of_process(std::process::id()).expect("this one is there");
        let mut sum = 0u64;
        while of_process(std::process::id())
            .is_some_and(|now| now < before + Duration::from_millis(20))
        {
            sum = std::hint::black_box(sum.wrapping_mul(31) + 7);
        }
    }
}
