//! What was found out once about a text and is asked again: the same titles and labels come from hundreds of units.

use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Texts beyond this many are found out anew each time, so that odd input cannot fill the memory.
const MOST_TEXTS: usize = 50_000;

/// Bytes; longer texts are found out anew too. They are hardly ever the same.
const LONGEST_TEXT: usize = 400;

/// A power of two. A run knows some thousand texts.
const CHAINS: usize = 1 << 13;

/// Answers by text, shared by all threads. To ask takes no lock and moves no counter: threads that ask for the same few
/// texts all the time would wait for each other at either.
pub(crate) struct Memo<T> {
    hasher: RandomState,
    /// Links of texts with the same last bits of their hash; they are only ever added to. They take some room, and of many
    /// memos nothing is ever asked: they are laid out when it is.
    chains: OnceLock<Box<[Place<T>]>>,
    texts: AtomicUsize,
}

type Place<T> = OnceLock<Box<Link<T>>>;

struct Link<T> {
    /// Of the text: what it differs in need not be looked at.
    hash: u64,
    text: Box<str>,
    answer: T,
    next: Place<T>,
}

fn empty_chains<T>() -> Box<[Place<T>]> {
    (0..CHAINS).map(|_| OnceLock::new()).collect()
}

/// What else is decided may answer otherwise: a copy knows nothing yet.
impl<T: Clone> Clone for Memo<T> {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl<T: Clone> Memo<T> {
    pub(crate) fn new() -> Self {
        Self {
            hasher: RandomState::default(),
            chains: OnceLock::new(),
            texts: AtomicUsize::new(0),
        }
    }

    /// The known answer for a text, or a new one. `find` must give the same answer for the same text.
    pub(crate) fn get(&self, text: &str, find: impl Fn() -> T) -> Cow<'_, T> {
        let hash = self.hasher.hash_one(text);
        let chains = self.chains.get_or_init(empty_chains);
        let mut place = &chains[hash as usize % CHAINS];
        loop {
            let link = match place.get() {
                Some(link) => link,
                None if !self.has_room_for(text) => return Cow::Owned(find()),
                None => self.add((hash, text), find(), place),
            };
            if link.hash == hash && *link.text == *text {
                return Cow::Borrowed(&link.answer);
            }
            place = &link.next;
        }
    }

    fn has_room_for(&self, text: &str) -> bool {
        text.len() <= LONGEST_TEXT && self.texts.load(Ordering::Relaxed) < MOST_TEXTS
    }

    /// Adds a link, where no other thread was there first: then what is there may be another text's.
    fn add<'a>(&self, (hash, text): (u64, &str), answer: T, place: &'a Place<T>) -> &'a Link<T> {
        place.get_or_init(|| {
            self.texts.fetch_add(1, Ordering::Relaxed);
            Box::new(Link {
                hash,
                text: text.into(),
                answer,
                next: OnceLock::new(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_out_once() {
        let memo = Memo::new();
        let found = AtomicUsize::new(0);
        let length = |text: &str| {
            let answer = memo.get(text, || {
                found.fetch_add(1, Ordering::Relaxed);
                text.len()
            });
            answer.into_owned()
        };
        let texts: Vec<String> = (0..3 * CHAINS).map(|number| number.to_string()).collect();
        for _ in 0..2 {
            assert!(texts.iter().all(|text| length(text) == text.len()));
        }
        assert_eq!(found.into_inner(), texts.len());
    }

    #[test]
    fn what_finds_an_answer_may_ask_for_others() {
        let memo: Memo<usize> = Memo::new();
        fn depth(memo: &Memo<usize>, text: &str) -> usize {
            let answer = memo.get(text, || match text.get(1..) {
                Some(rest) => depth(memo, rest) + 1,
                None => 0,
            });
            answer.into_owned()
        }
        assert_eq!(depth(&memo, &"a".repeat(40)), 40);
    }

    #[test]
    fn threads_share_their_answers() {
        let memo: Memo<String> = Memo::new();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for number in 0..2_000 {
                        let text = number.to_string();
                        assert_eq!(*memo.get(&text, || format!("{text}!")), format!("{text}!"));
                    }
                });
            }
        });
        assert_eq!(memo.texts.into_inner(), 2_000);
    }

    #[test]
    fn odd_input_does_not_fill_the_memory() {
        let memo: Memo<usize> = Memo::new();
        let long = "a".repeat(LONGEST_TEXT + 1);
        assert_eq!(*memo.get(&long, || long.len()), LONGEST_TEXT + 1);
        assert_eq!(memo.texts.load(Ordering::Relaxed), 0);
        for number in 0..MOST_TEXTS + 10 {
            assert_eq!(*memo.get(&number.to_string(), || number), number);
        }
        assert_eq!(memo.texts.into_inner(), MOST_TEXTS);
    }
}
