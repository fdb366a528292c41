//! Memory: a limit that holds on every system (beyond it what is asked for is refused, and the process that asked ends),
//! and room that is made once instead of bit by bit.

use std::hint::black_box;

/// Counts what is allocated; without a limit until one is set. Linux limits the addresses of a process itself: a count that
/// all threads keep together costs at every allocation.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// What the standard library says of a process that asked for more than it may.
pub(crate) const OUT_OF_MEMORY: &str = "memory allocation of";

/// What a block must stay below that is to come from a thread's own memory, once one of this size has been given back.
const LARGEST_BLOCK: usize = 31 << 20;
/// What each thread has at hand.
const ROOM_OF_A_THREAD: usize = 24 << 20;

/// Limits the memory of this process, for good.
#[cfg(not(target_os = "linux"))]
pub(crate) fn limit(bytes: usize) {
    // It fails only where more is in use already; then every further request is refused anyway.
    let _already_above = ALLOCATOR.set_limit(bytes);
}

/// Makes room on every thread of the pool. GNU's allocator extends a thread's memory by no more than is asked for, which
/// is a call to the system for every few kilobytes; what it was extended by once it keeps, up to twice the size of the
/// largest block that was given back. Nothing of this is touched, so it takes no memory; elsewhere it does nothing.
pub(crate) fn make_room() {
    let take_and_give_back = |bytes| drop(black_box(Vec::<u8>::with_capacity(bytes)));
    take_and_give_back(LARGEST_BLOCK);
    rayon::broadcast(|_| take_and_give_back(ROOM_OF_A_THREAD));
}
