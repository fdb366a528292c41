//! A limit on memory that holds on every system: the allocator refuses beyond it, and the process that asked ends.

use cap::Cap;
use std::alloc::System;

/// Counts what is allocated; without a limit until [`limit`] sets one.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What the standard library says of a process that asked for more than it may.
pub(super) const OUT_OF_MEMORY: &str = "memory allocation of";

/// Limits the memory of this process, for good.
pub(super) fn limit(bytes: usize) {
    // It fails only where more is in use already; then every further request is refused anyway.
    let _already_above = ALLOCATOR.set_limit(bytes);
}
