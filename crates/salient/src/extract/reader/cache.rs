//! What was read before: a text that changed in one place is read again only there.

use super::sighting::Sighting;
use salient_net::Input;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Windows remembered; one takes some ten thousand bytes.
const WINDOWS: usize = 256;

/// The latest windows with what was seen in them, by all that the network is given of them.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    seen: HashMap<Arc<Input>, Arc<Vec<Sighting>>>,
    order: VecDeque<Arc<Input>>,
}

impl Cache {
    /// What was seen in a window, else what `read` sees.
    pub(super) fn get(&self, input: Input, read: impl FnOnce(&Input) -> Vec<Sighting>) -> Arc<Vec<Sighting>> {
        if let Some(seen) = self.kept().seen.get(&input) {
            return Arc::clone(seen);
        }
        let (seen, input) = (Arc::new(read(&input)), Arc::new(input));
        let mut kept = self.kept();
        if kept.seen.insert(Arc::clone(&input), Arc::clone(&seen)).is_none() {
            kept.order.push_back(input);
        }
        if kept.order.len() > WINDOWS
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.seen.remove(&oldest);
        }
        seen
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
