//! Threads. A process that was forked has none of its parent's threads, so a pool is made anew in each process:
//! Spark's and multiprocessing's workers fork.

use crate::fault::{Fault, Kind};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// The pools of one process, by their number of threads.
struct Pools {
    process: u32,
    made: Vec<(usize, Arc<ThreadPool>)>,
}

static POOLS: Mutex<Pools> = Mutex::new(Pools { process: 0, made: Vec::new() });

/// Works in a pool of so many threads; as many as there are cores where none are told.
///
/// # Errors
/// No threads, or the system gives none.
pub(crate) fn within<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> Result<T, Fault> {
    if threads == Some(0) {
        return Err(Fault::argument("threads=0 does no work; give 1 or more, or leave it out for all cores"));
    }
    Ok(pool(threads.unwrap_or(0))?.install(work))
}

fn pool(threads: usize) -> Result<Arc<ThreadPool>, Fault> {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    if pools.process != std::process::id() {
        // Those of the parent: dropping them would wait for threads that are not here.
        std::mem::forget(std::mem::take(&mut pools.made));
        pools.process = std::process::id();
    }
    if let Some((_, pool)) = pools.made.iter().find(|(many, _)| *many == threads) {
        return Ok(Arc::clone(pool));
    }
    let made = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = made.map(Arc::new).map_err(|e| Fault { kind: Kind::Internal, message: format!("no threads: {e}") })?;
    pools.made.push((threads, Arc::clone(&pool)));
    Ok(pool)
}
