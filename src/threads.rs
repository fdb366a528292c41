//! The threads of a run: those that polars keeps, for everything.

use polars_core::runtime::THREAD_POOL;

/// Does the work of a run in the threads of polars. With threads of its own besides, a run would hand every sum from the
/// ones to the others, and each thread keeps the memory that it once had.
pub(crate) fn in_one_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    THREAD_POOL.install(work)
}
