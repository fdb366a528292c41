//! A limit on the memory of this process: whoever asks for more than is left ends it.

use super::limits::Limits;

/// What the standard library says of a process that asked for more than it may.
pub(super) const OUT_OF_MEMORY: &str = "memory allocation of";

/// Limits the memory of this process, for good.
pub(super) fn limit(limits: &Limits) {
    system::limit(limits);
}

/// The system counts what a process has mapped. It costs nothing, while counting every allocation here costs a tenth of
/// a run: all threads would count in one place.
#[cfg(unix)]
mod system {
    use super::Limits;

    pub(super) fn limit(limits: &Limits) {
        let bytes = limits.worker_address_bytes;
        // Where the system refuses the limit its time still bounds a file.
        let _refused = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    }
}

/// Where the system does not count, the allocator does, and refuses.
#[cfg(not(unix))]
mod system {
    use super::Limits;
    use cap::Cap;
    use std::alloc::System;

    /// Without a limit until one is set.
    #[global_allocator]
    static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

    pub(super) fn limit(limits: &Limits) {
        // It fails only where more is in use already; then every further request is refused anyway.
        let _already_above = ALLOCATOR.set_limit(limits.worker_memory_bytes);
    }
}
