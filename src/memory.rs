//! Memory: a limit that holds on every system (the allocator refuses beyond it, and the process that asked ends), and
//! room that is made once instead of bit by bit.

use cap::Cap;
use std::alloc::System;
use std::hint::black_box;

/// Counts what is allocated; without a limit until [`limit`] sets one.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What the standard library says of a process that asked for more than it may.
pub(crate) const OUT_OF_MEMORY: &str = "memory allocation of";

/// What a block must stay below that is to come from a thread's own memory, once one of this size has been given back.
const LARGEST_BLOCK: usize = 31 << 20;
/// What each thread has at hand.
const ROOM_OF_A_THREAD: usize = 24 << 20;

/// Limits the memory of this process, for good.
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
