//! What was found out once about a text and is asked again: the same titles and labels come from hundreds of units.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Texts beyond this many are found out anew each time, so that odd input cannot fill the memory.
const MOST_TEXTS: usize = 50_000;

/// Answers by text, shared by all threads.
pub(crate) struct Memo<T> {
    known: RwLock<HashMap<String, Arc<T>>>,
}

impl<T> Memo<T> {
    pub(crate) fn new() -> Self {
        Self {
            known: RwLock::default(),
        }
    }

    /// The known answer for a text, or a new one. `find` must give the same answer for the same text.
    pub(crate) fn get(&self, text: &str, find: impl FnOnce() -> T) -> Arc<T> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(text) {
            return answer.clone();
        }
        drop(known);
        let answer = Arc::new(find());
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST_TEXTS {
            known.insert(text.to_string(), answer.clone());
        }
        answer
    }
}
