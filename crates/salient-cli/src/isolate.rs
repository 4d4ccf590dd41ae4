//! A fault in one text stays that text's: it is told, and the texts after it are read all the same.

use anyhow::{Result, anyhow};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Work that is guarded is under way on this thread.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last guarded work broke off.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on guarded work that breaks off is told by [`guarded`] alone, in one line; every other fault as ever.
pub(crate) fn quiet() {
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(info.location().map(|l| format!("{}:{}: ", l.file(), l.line())).unwrap_or_default());
        } else {
            loud(info);
        }
    }));
}

/// Does the work for a text.
///
/// # Errors
/// The work broke off: what a user is to be told, with the place in the program.
pub(crate) fn guarded<T>(name: &str, work: impl FnOnce() -> T) -> Result<T> {
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.map_err(|fault| {
        let place = PLACE.take();
        anyhow!("{name}: not read: internal error ({place}{}); please report it, with the text", said(&*fault))
    })
}

fn said(fault: &(dyn Any + Send)) -> &str {
    let owned = fault.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_fault_is_told_and_the_next_text_is_read() {
        let words = ["9", "nine", "10"];
        let read: Vec<_> = words.iter().map(|w| guarded(w, || w.parse::<u8>().expect("a figure"))).collect();
        assert_eq!((read[0].as_ref().ok(), read[2].as_ref().ok()), (Some(&9), Some(&10)));
        let told = read[1].as_ref().expect_err("not a figure").to_string();
        assert!(told.starts_with("nine: not read: internal error (") && told.contains("a figure"), "{told}");
    }
}
