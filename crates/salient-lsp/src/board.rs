//! Texts that are to be checked: of each only its last state, what was changed last first.

use crate::check::Job;
use gen_lsp_types::Uri;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A board that one thread hangs texts on, and another takes them from.
#[derive(Default)]
pub(crate) struct Board {
    hung: Mutex<Hung>,
    changed: Condvar,
}

#[derive(Default)]
struct Hung {
    jobs: VecDeque<Job>,
    closed: bool,
    /// Somebody waits for what hangs here.
    hurry: bool,
    /// How often something was hung.
    times: u64,
}

impl Board {
    /// Hangs a text, in the place of an earlier state of it.
    pub(crate) fn put(&self, job: Job) {
        let mut hung = self.hung();
        hung.jobs.retain(|j| j.uri != job.uri);
        hung.jobs.push_front(job);
        hung.times += 1;
        self.changed.notify_all();
    }

    /// Takes a text down.
    pub(crate) fn remove(&self, uri: &Uri) {
        self.hung().jobs.retain(|j| j.uri != *uri);
    }

    /// Lets what hangs here be taken at once.
    pub(crate) fn hurry(&self) {
        self.hung().hurry = true;
        self.changed.notify_all();
    }

    /// Nothing is hung any more.
    pub(crate) fn close(&self) {
        self.hung().closed = true;
        self.changed.notify_all();
    }

    /// The next text, once nothing has been hung for a while; nothing when the board is closed.
    pub(crate) fn take(&self, pause: Duration) -> Option<Job> {
        let mut hung = self.hung();
        loop {
            hung = self
                .changed
                .wait_while(hung, |h| h.jobs.is_empty() && !h.closed)
                .unwrap_or_else(PoisonError::into_inner);
            let before = hung.times;
            let still = |h: &mut Hung| h.times == before && !h.closed && !h.hurry;
            hung = self.changed.wait_timeout_while(hung, pause, still).unwrap_or_else(PoisonError::into_inner).0;
            if hung.closed {
                return None;
            }
            if (hung.times == before || hung.hurry)
                && let Some(job) = hung.jobs.pop_front()
            {
                hung.hurry = false;
                return Some(job);
            }
        }
    }

    fn hung(&self) -> MutexGuard<'_, Hung> {
        self.hung.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
