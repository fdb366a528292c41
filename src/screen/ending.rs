//! When the program ends by itself: some time after the last page was closed, and never while it is at work.
//!
//! Every page has an id and gives signs of life. A page that is closed says farewell; one that only falls silent is taken
//! for closed after a while. Browsers slow pages down that nobody looks at, and put them to sleep, of which they tell.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long the program waits after the last sign of life. Pages in the background give one a minute.
const GRACE: Duration = Duration::from_secs(95);
/// How long a page may sleep.
const LONGEST_SLEEP: Duration = Duration::from_secs(12 * 60 * 60);
/// A clock that jumps further than this between two looks says that the computer slept.
const LONGEST_LOOK: Duration = Duration::from_secs(20);
/// How long the last page has to ask for what it is made of, once a person has ended the program.
const LAST_PAGE: Duration = Duration::from_secs(3);
/// More pages than this are none that a person opened.
const MOST_PAGES: usize = 200;
const LONGEST_ID: usize = 64;

/// What a page says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It is there.
    Alive,
    /// The browser puts it to sleep.
    Asleep,
    /// It is being closed.
    Farewell,
}

/// The pages that are open.
pub(super) struct Life {
    pages: Mutex<Pages>,
}

struct Pages {
    /// Until when each is taken for open.
    open: BTreeMap<String, Instant>,
    last_sign: Instant,
    last_look: Instant,
    /// Nothing ends before a browser has come.
    has_begun: bool,
    is_told_to_end: bool,
}

impl Life {
    pub(super) fn begin(now: Instant) -> Self {
        let pages = Pages {
            open: BTreeMap::new(),
            last_sign: now,
            last_look: now,
            has_begun: false,
            is_told_to_end: false,
        };
        Self {
            pages: Mutex::new(pages),
        }
    }

    /// A page gives a sign.
    pub(super) fn sign(&self, page: &str, sign: Sign, now: Instant) {
        let mut pages = self.locked();
        pages.has_begun = true;
        pages.last_sign = now;
        let is_id = !page.is_empty() && page.len() <= LONGEST_ID;
        let is_one_more = !pages.open.contains_key(page) && pages.open.len() >= MOST_PAGES;
        match sign {
            Sign::Farewell => drop(pages.open.remove(page)),
            _ if !is_id || is_one_more => {}
            Sign::Alive => drop(pages.open.insert(page.to_owned(), now + GRACE)),
            Sign::Asleep => drop(pages.open.insert(page.to_owned(), now + LONGEST_SLEEP)),
        }
    }

    /// A browser asks for anything.
    pub(super) fn is_used(&self, now: Instant) {
        let mut pages = self.locked();
        pages.has_begun = true;
        pages.last_sign = now;
    }

    /// Whether a page is open.
    pub(super) fn has_pages(&self) -> bool {
        !self.locked().open.is_empty()
    }

    /// A person ends the program.
    pub(super) fn end(&self) {
        self.locked().is_told_to_end = true;
    }

    /// Whether the program is to end. Work that goes on is a sign of life.
    pub(super) fn is_over(&self, is_at_work: bool, now: Instant) -> bool {
        let mut pages = self.locked();
        let since_sign = now.duration_since(pages.last_sign);
        let has_slept = now.duration_since(pages.last_look) > LONGEST_LOOK;
        pages.last_look = now;
        if is_at_work || has_slept {
            pages.last_sign = now;
            return false;
        }
        if pages.is_told_to_end {
            return since_sign >= LAST_PAGE;
        }
        pages.open.retain(|_, until| *until > now);
        let is_silent = since_sign > GRACE;
        pages.has_begun && pages.open.is_empty() && is_silent
    }

    fn locked(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks every ten seconds, as the server does more often, and returns after how many it ends.
    fn ends_after(life: &Life, from: Instant, busy_for: u64, most: u64) -> Option<u64> {
        (0..most).step_by(10).find(|&seconds| {
            let now = from + Duration::from_secs(seconds);
            life.is_over(seconds < busy_for, now)
        })
    }

    #[test]
    fn it_ends_after_the_last_page_was_closed_and_not_during_work() {
        let begin = Instant::now();
        let life = Life::begin(begin);
        assert_eq!(ends_after(&life, begin, 0, 3600), None, "nobody came yet");
        let opened = begin + Duration::from_secs(3600);
        life.sign("a", Sign::Alive, opened);
        life.sign("b", Sign::Alive, opened);
        life.sign("a", Sign::Farewell, opened);
        assert!(!life.is_over(false, opened + Duration::from_secs(10)));
        life.sign("b", Sign::Farewell, opened);
        let after = ends_after(&life, opened, 0, 3600).expect("it ends");
        assert!((90..=120).contains(&after), "{after}");
        life.sign("b", Sign::Farewell, opened);
        let after = ends_after(&life, opened, 600, 3600).expect("it ends");
        assert!((690..=720).contains(&after), "{after}");
    }

    #[test]
    fn sleeping_pages_stay_and_silent_ones_go() {
        let begin = Instant::now();
        let life = Life::begin(begin);
        life.sign("a", Sign::Alive, begin);
        life.sign("a", Sign::Asleep, begin);
        assert_eq!(ends_after(&life, begin, 0, 7200), None);
        let woken = begin + Duration::from_secs(7200);
        life.sign("a", Sign::Alive, woken);
        let after = ends_after(&life, woken, 0, 7200).expect("it ends");
        assert!((90..=120).contains(&after), "{after}");
    }

    #[test]
    fn a_computer_that_slept_is_no_page_that_was_closed() {
        let begin = Instant::now();
        let life = Life::begin(begin);
        life.sign("a", Sign::Alive, begin);
        let woken = begin + Duration::from_secs(9 * 60 * 60);
        assert!(!life.is_over(false, woken));
        assert!(!life.is_over(false, woken + Duration::from_secs(15)));
        life.end();
        assert!(!life.is_over(true, woken + Duration::from_secs(16)));
        // The page that says so has yet to be shown.
        assert!(!life.is_over(false, woken + Duration::from_secs(17)));
        assert!(life.is_over(false, woken + Duration::from_secs(19)));
    }
}
