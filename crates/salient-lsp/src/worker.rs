//! The threads that check texts: one for figures at every key stroke, one for claims once nothing changes for a while.

use crate::board::Board;
use crate::check::{Checked, Depth, Job, check};
use crate::desk::Desk;
use crate::event::Event;
use crate::notes::Note;
use gen_lsp_types::Uri;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// Claims are read when nothing has changed for so long: a word is typed to its end.
const PAUSE: Duration = Duration::from_millis(300);

/// Both threads. They end with it.
pub(crate) struct Crew {
    figures: Arc<Board>,
    claims: Arc<Board>,
}

impl Crew {
    /// Starts them.
    pub(crate) fn start(events: &Sender<Event>) -> Self {
        let (figures, claims) = (Arc::new(Board::default()), Arc::new(Board::default()));
        for (board, pause) in [(&figures, Duration::ZERO), (&claims, PAUSE)] {
            let (board, events) = (Arc::clone(board), events.clone());
            std::thread::spawn(move || work(&board, pause, &events));
        }
        Self { figures, claims }
    }

    /// Checks a text, its figures now and its claims soon.
    pub(crate) fn put(&self, job: Job) {
        self.claims.put(Job { depth: Depth::Claims, ..job.clone() });
        self.figures.put(Job { depth: Depth::Figures, ..job });
    }

    /// Somebody waits for claims: they are read without a pause.
    pub(crate) fn hurry(&self) {
        self.claims.hurry();
    }

    /// Its claims need not be read any more.
    pub(crate) fn settled(&self, uri: &Uri) {
        self.claims.remove(uri);
    }

    /// A text need not be checked any more.
    pub(crate) fn remove(&self, uri: &Uri) {
        self.figures.remove(uri);
        self.claims.remove(uri);
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.figures.close();
        self.claims.close();
    }
}

fn work(board: &Board, pause: Duration, events: &Sender<Event>) {
    let mut desk = Desk::default();
    while let Some(job) = board.take(pause) {
        // A fault in one text is that text's: it is told there, and the next is checked.
        let done = catch_unwind(AssertUnwindSafe(|| check(job.clone(), &mut desk)));
        let checked = done.unwrap_or_else(|fault| failed(job, &*fault));
        if events.send(Event::Checked(Box::new(checked))).is_err() {
            return;
        }
    }
}

fn failed(job: Job, fault: &(dyn Any + Send)) -> Checked {
    let owned = fault.downcast_ref::<String>().map(String::as_str);
    let said = owned.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let note = Note::unread(format!("not checked: internal error ({said}); please report it, with the text"));
    let whole = job.depth == Depth::Claims;
    Checked { job, whole, found: None, notes: vec![note], project: None }
}
