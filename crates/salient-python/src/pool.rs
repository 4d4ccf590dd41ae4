//! Threads. A process that was forked has none of its parent's threads, so a pool is made anew in each process:
//! Spark's and multiprocessing's workers fork. Who tells how many threads has them alone: the tasks of an engine in one
//! process would else wait for each other.

use crate::fault::{Fault, Kind};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

/// A pool: the process that made it, how many threads were asked for, and itself.
type Made = Option<(u32, usize, Arc<ThreadPool>)>;

/// The pool of all cores.
static SHARED: Mutex<Made> = Mutex::new(None);

thread_local! {
    /// The pool of the thread that told how many.
    static OWN: RefCell<Made> = const { RefCell::new(None) };
}

/// Works in a pool of so many threads; in one of as many as there are cores, shared by all, where none are told.
///
/// # Errors
/// No threads, or the system gives none.
pub(crate) fn within<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> Result<T, Fault> {
    let pool = match threads {
        Some(0) => {
            return Err(Fault::argument("threads=0 does no work; give 1 or more, or leave it out for all cores"));
        }
        Some(many) => OWN.with_borrow_mut(|made| pool(made, many)),
        None => pool(&mut SHARED.lock().unwrap_or_else(PoisonError::into_inner), 0),
    };
    Ok(pool?.install(work))
}

fn pool(made: &mut Made, threads: usize) -> Result<Arc<ThreadPool>, Fault> {
    let process = std::process::id();
    match made {
        Some((owner, many, pool)) if (*owner, *many) == (process, threads) => return Ok(Arc::clone(pool)),
        // The parent's: to drop it would be to wait for threads that are not here.
        Some((owner, ..)) if *owner != process => std::mem::forget(made.take()),
        _ => {}
    }
    let new = ThreadPoolBuilder::new().num_threads(threads).build().map(Arc::new);
    let new = new.map_err(|e| Fault { kind: Kind::Internal, message: format!("no threads: {e}") })?;
    *made = Some((process, threads, Arc::clone(&new)));
    Ok(new)
}
