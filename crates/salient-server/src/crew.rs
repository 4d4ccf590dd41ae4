//! The crew: a few threads that own the record as it was read and answer questions from it. The record borrows from itself,
//! so it lives on a thread's stack, and questions come to it; they also never hold up the network.

use crate::world::{Loaded, World};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&World) + Send>;

/// Questions that wait at most.
const WAITING: usize = 512;

/// Why a question got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Too many questions wait.
    Busy,
    /// Answering it failed: a fault of the program.
    Failed,
}

/// Threads that answer. Dropping it lets them end when they are done.
pub struct Crew {
    jobs: SyncSender<Job>,
    /// Questions that may take long.
    long: SyncSender<Job>,
    /// The number and link of the ledger's last entry.
    pub head: (u64, String),
    /// When the record was read, and the time of its youngest map.
    pub read: (jiff::Timestamp, Option<jiff::Timestamp>),
}

impl Crew {
    /// Reads the world and begins to answer from it.
    ///
    /// # Errors
    /// What the ledger says.
    pub fn start(loaded: Loaded, threads: usize, now: jiff::Timestamp) -> Result<Self, String> {
        let head = loaded.head.clone();
        let ((jobs, queue), (long, lane)) = (sync_channel::<Job>(WAITING), sync_channel::<Job>(WAITING));
        let (ready, told) = std::sync::mpsc::channel();
        let keep = move || {
            let failed = loaded.with(now, |world| {
                let _ = ready.send(Ok(world.youngest()));
                work(world, [queue, lane], threads);
            });
            if let Err(error) = failed {
                let _ = ready.send(Err(error));
            }
        };
        std::thread::Builder::new().name("record".to_owned()).spawn(keep).map_err(|e| e.to_string())?;
        let youngest = told.recv().map_err(|_| "the record could not be read".to_owned())??;
        Ok(Self { jobs, long, head, read: (now, youngest) })
    }

    /// Asks the record.
    ///
    /// # Errors
    /// Too many wait, or answering failed.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&World) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        send(&self.jobs, question).await
    }

    /// Asks something that may take long, beside the short questions.
    ///
    /// # Errors
    /// Too many wait, or answering failed.
    pub async fn ask_long<T: Send + 'static>(
        &self,
        question: impl FnOnce(&World) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        send(&self.long, question).await
    }
}

async fn send<T: Send + 'static>(
    to: &SyncSender<Job>,
    question: impl FnOnce(&World) -> T + Send + 'static,
) -> Result<T, NoAnswer> {
    let (answer, answered) = oneshot::channel();
    let job: Job = Box::new(move |world| {
        // Nobody waits for it any more: the client went away.
        if !answer.is_closed() {
            let _ = answer.send(question(world));
        }
    });
    match to.try_send(job) {
        Ok(()) => answered.await.map_err(|_| NoAnswer::Failed),
        Err(TrySendError::Full(_)) => Err(NoAnswer::Busy),
        Err(TrySendError::Disconnected(_)) => Err(NoAnswer::Failed),
    }
}

fn work(world: &World, queues: [Receiver<Job>; 2], threads: usize) {
    let queues = queues.map(Mutex::new);
    std::thread::scope(|scope| {
        for queue in &queues {
            for _ in 0..threads.max(1) {
                scope.spawn(|| take(world, queue));
            }
        }
    });
}

/// Answers from a queue until nobody can ask any more.
fn take(world: &World, queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A fault in one answer is that answer's: its asker is told, and the thread goes on.
        let _ = catch_unwind(AssertUnwindSafe(|| job(world)));
    }
}
