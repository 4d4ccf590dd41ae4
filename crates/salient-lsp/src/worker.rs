//! The thread that checks texts, one after the other.

use crate::check::{Checked, Job, check};
use crate::desk::Desk;
use crate::event::Event;
use crate::notes::Note;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};

/// Starts it. It ends once nobody can hand it a text any more.
pub(crate) fn start(events: Sender<Event>) -> Sender<Job> {
    let (jobs, queue) = channel::<Job>();
    std::thread::spawn(move || {
        let mut desk = Desk::default();
        for job in queue {
            // A fault in one text is that text's: it is told there, and the next is checked.
            let done = catch_unwind(AssertUnwindSafe(|| check(job.clone(), &mut desk)));
            let checked = done.unwrap_or_else(|fault| failed(job, &*fault));
            if events.send(Event::Checked(Box::new(checked))).is_err() {
                return;
            }
        }
    });
    jobs
}

fn failed(job: Job, fault: &(dyn Any + Send)) -> Checked {
    let owned = fault.downcast_ref::<String>().map(String::as_str);
    let said = owned.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let note = Note::unread(format!("not checked: internal error ({said}); please report it, with the text"));
    Checked { job, found: None, notes: vec![note], project: None }
}
