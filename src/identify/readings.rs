//! Names that are written otherwise than the register has them, held against its names word by word: with short words, with
//! the word for a level of place left out or put in. None of these contradicts the name, so that it is the one unit's that
//! may be meant. Where more is guessed (the tones of a name that has none, what letters stand for, a word that sounds the
//! same) it is likely that unit's, and another witness must agree.

use crate::recognise::Lexicon;
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whose a name may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// One unit's, and nothing in the name speaks against it.
    Sure(Arc<str>),
    /// One unit's, by a guess.
    Likely(Arc<str>, Guess),
    /// Several units', of which nothing in the name chooses.
    Several(Vec<Arc<str>>),
}

/// What had to be guessed at most, the lesser first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Guess {
    /// How somebody writes.
    Writing,
    /// Which of two words that sound alike in some part of the country; both may be names: `Lam Sơn`, `Nam Sơn`.
    Sound,
}

/// What is longer, in bytes, is no name.
pub(super) const LONGEST_NAME: usize = 300;

/// What is guessed, the worst first, and how often.
type Guesses = (Option<Guess>, usize);

/// More guesses than these make any name of any other.
const MOST_GUESSES: usize = 2;

/// The one reading of a name among the keys of names and whose they are.
pub(super) fn read(
    name: &str,
    names: &[(Arc<str>, Arc<str>)],
    lexicon: &Lexicon,
) -> Option<Reading> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let mut found: BTreeMap<&Arc<str>, Guesses> = BTreeMap::new();
    let key = text::label_key(name);
    let writing = Writing::of(&key, lexicon);
    for (known, id) in names {
        if let Some(guesses) = writing.guesses_for(known) {
            let fewest = found.entry(id).or_insert(guesses);
            *fewest = guesses.min(*fewest);
        }
    }
    let is_sure = found.values().all(|(guess, _)| guess.is_none());
    if is_sure && found.len() > 1 {
        return Some(Reading::Several(found.into_keys().cloned().collect()));
    }
    let mut units = found.into_iter();
    let (unit, (guess, _)) = units.next().filter(|_| units.next().is_none())?;
    match guess {
        None => Some(Reading::Sure(unit.clone())),
        // What ends another's name too may be short for that.
        Some(_) if writing.ends_any(names, unit) => None,
        Some(guess) => Some(Reading::Likely(unit.clone(), guess)),
    }
}

/// A name without the place behind it that is set off from it: `UBND xã A - H. Trà Lĩnh`, `Trường B (Bảo Lạc)`. In another
/// place there may be another of the name.
pub(super) fn before_place<'n>(
    name: &'n str,
    names: &[(Arc<str>, Arc<str>)],
    lexicon: &Lexicon,
) -> Option<&'n str> {
    const MOST_WORDS: usize = 4;
    let (before, place) = name.rsplit_once(['(', ',', ';', '–', '-'])?;
    let place = text::label_key(place);
    let words: Vec<&str> = place.split(' ').collect();
    let is_named = || {
        let behind_level = |key: &Arc<str>| {
            let levels = lexicon.forms.words.upper_places.iter();
            let mut places = levels.map(|level| format!("{level} {place}"));
            places.any(|place| text::contains_words(key, &place))
        };
        names.iter().any(|(key, _)| behind_level(key))
    };
    let is_place = words.len() <= MOST_WORDS
        && words.len() >= 2
        && (place_levels(lexicon)
            .iter()
            .any(|level| level.begun(&words).is_some())
            || is_named());
    let before = before.trim();
    (is_place && !before.is_empty()).then_some(before)
}

/// A level of place: `huyện`, written `h`; `thành phố`, written `tp`.
struct PlaceLevel<'l> {
    words: Vec<&'l str>,
    short: String,
    is_of_commune: bool,
}

fn place_levels(lexicon: &Lexicon) -> Vec<PlaceLevel<'_>> {
    let known = &lexicon.forms.words;
    let upper = known.upper_places.iter().map(|level| (level, false));
    let communes = known.communes.iter().map(|level| (level, true));
    let levels = upper.chain(communes).map(|(level, is_of_commune)| {
        let words: Vec<&str> = level.split(' ').collect();
        PlaceLevel {
            short: text::initials(&words),
            words,
            is_of_commune,
        }
    });
    levels.collect()
}

impl PlaceLevel<'_> {
    /// By how many of some words they begin with this level, in full or short.
    fn begun(&self, words: &[&str]) -> Option<usize> {
        if words.starts_with(&self.words) {
            return Some(self.words.len());
        }
        (words.first() == Some(&self.short.as_str())).then_some(1)
    }
}

/// A name as somebody has written it.
struct Writing<'a> {
    words: Vec<&'a str>,
    /// Whether it is written without tones throughout.
    is_toneless: bool,
    levels: Vec<PlaceLevel<'a>>,
    lexicon: &'a Lexicon,
}

/// Whether the word for a level of place was left out or put in somewhere: not one for the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    AsKnown,
    LeftOut,
    PutIn,
}

/// What is still to be compared.
#[derive(Clone, Copy)]
struct Rest<'r> {
    written: &'r [&'r str],
    known: &'r [&'r str],
    level: Level,
    is_first: bool,
}

/// What is guessed by going on so, and what is left then.
type Step<'r> = (Option<Guess>, Rest<'r>);

impl<'r> Rest<'r> {
    /// Whether a level may be left out or put in here.
    fn may_have(self, level: Level) -> bool {
        !self.is_first && (self.level == Level::AsKnown || self.level == level)
    }

    fn with(self, level: Level) -> Self {
        Self { level, ..self }
    }

    fn behind(self, written: usize, known: usize) -> Self {
        Self {
            written: &self.written[written..],
            known: &self.known[known..],
            is_first: false,
            ..self
        }
    }
}

impl<'a> Writing<'a> {
    /// `key` is the name's label key.
    fn of(key: &'a str, lexicon: &'a Lexicon) -> Self {
        let mut words: Vec<&str> = key.split(' ').collect();
        let is_written = |written: &str, meant: &str| {
            written == meant || written.is_ascii() && text::folded(meant) == written
        };
        let begins = |words: &[&str], union: &[String]| {
            words.len() > union.len()
                && union
                    .iter()
                    .zip(words)
                    .all(|(it, word)| is_written(word, it))
        };
        let unions = || lexicon.names.unions.iter();
        while let Some(union) = unions()
            .filter(|union| begins(&words, union))
            .max_by_key(|union| union.len())
        {
            words.drain(..union.len());
        }
        let mut toned = words.iter().filter(|word| !word.is_ascii());
        let is_toneless = !toned.any(|word| text::is_well_formed(word));
        Self {
            words,
            is_toneless,
            levels: place_levels(lexicon),
            lexicon,
        }
    }

    /// What of a known name is guessed where this one means it; `None` where it does not.
    fn guesses_for(&self, known: &str) -> Option<Guesses> {
        let first = |key: &str| text::initials(&[key]);
        let mut schools = self.lexicon.forms.words.school_words.iter();
        let mut is_of_school = || schools.any(|school| text::begins_with_words(known, school));
        let begun = first(self.words.first()?);
        let key = known;
        let known: Vec<&str> = key.split(' ').collect();
        let is_begun = |word: Option<&&str>| word.is_some_and(|word| first(word) == begun);
        // Most names are told by their first letter.
        if !is_begun(known.first())
            && !is_of_school()
            && !self.kinds(&known).any(|length| is_begun(known.get(length)))
        {
            return None;
        }
        let rest = Rest {
            written: &self.words,
            known: &known,
            level: Level::AsKnown,
            is_first: true,
        };
        let guesses = self.fewest(rest, known.last()?, MOST_GUESSES);
        // The tones of a name that has none.
        let (guess, count) = guesses?;
        let has_tones = |word: &&str| {
            let mut toned = known.iter();
            !known.contains(word) && toned.any(|known| text::folded(known) == **word)
        };
        let is_guessed = self.is_toneless
            && self.words.iter().any(has_tones)
            && !self.lacks_tones_of_bodies(key);
        let tones = is_guessed.then_some(Guess::Writing);
        Some((guess.max(tones), count + usize::from(is_guessed)))
    }

    /// Whether the name of another than this unit ends in the same words.
    fn ends_any(&self, names: &[(Arc<str>, Arc<str>)], unit: &Arc<str>) -> bool {
        let written = self.words.join(" ");
        let mut others = names.iter().filter(|(_, id)| id != unit);
        others.any(|(known, _)| text::ends_with_words(known, &written))
    }

    /// Whether the words for what a name is of or for a level of place stand without their tones (`Truong`, `Phong`, `xa`): so do
    /// the others then, and the letters say what is meant. Of a bare `Hoa Lan` nobody knows.
    fn lacks_tones_of_bodies(&self, known: &str) -> bool {
        let words = &self.lexicon.forms.words;
        let bodies = words.body_words.iter();
        let bodies = bodies.filter(|it| text::begins_with_words(known, it));
        let levels = words.upper_places.iter().chain(&words.communes);
        let levels = levels.filter(|it| text::contains_words(known, it));
        bodies.chain(levels).any(|phrase| {
            let bare = text::folded(phrase);
            bare != *phrase && text::contains_words(&self.words.join(" "), &bare)
        })
    }

    fn fewest(&self, rest: Rest<'_>, last: &str, allowed: usize) -> Option<Guesses> {
        if rest.known.is_empty() {
            let is_done = rest.written.is_empty() || self.is_place_of(last, rest.written);
            return is_done.then_some((None, 0));
        }
        let steps = self.steps(rest).into_iter();
        let guesses = steps.filter_map(|(guess, rest)| {
            let count = usize::from(guess.is_some());
            let allowed = allowed.checked_sub(count)?;
            let (worst, more) = self.fewest(rest, last, allowed)?;
            Some((worst.max(guess), more + count))
        });
        guesses.min()
    }

    /// `tỉnh Cao Bằng` of what is the `tỉnh`'s.
    fn is_place_of(&self, last: &str, behind: &[&str]) -> bool {
        let words = &self.lexicon.forms.words;
        let behind_key = behind.join(" ");
        let is_body = || {
            text::begins_with_any(&behind_key, &words.body_words)
                || text::begins_with_any(&behind_key, &words.bodies_of_places)
        };
        words.upper_places.iter().any(|level| level == last)
            && (2..=3).contains(&behind.len())
            && !is_body()
    }

    /// How the comparison may go on, and what is guessed by each way.
    fn steps<'r>(&self, rest: Rest<'r>) -> Vec<Step<'r>> {
        let mut steps = Vec::new();
        let (Some(written), Some(known)) = (rest.written.first(), rest.known.first()) else {
            self.levels(rest, &mut steps);
            return steps;
        };
        if written == known || self.is_toneless && text::folded(known) == *written {
            steps.push((None, rest.behind(1, 1)));
        } else if let Some(guess) = sounding_alike(written, known) {
            steps.push((Some(guess), rest.behind(1, 1)));
        } else if matches!(*written, "và" | "va") {
            steps.push((None, rest.behind(1, 0)));
        }
        let schools = &self.lexicon.forms.words.school_words;
        if rest.is_first && schools.iter().any(|school| school == known) {
            steps.push((None, rest.behind(0, 1)));
        }
        let left_out: Vec<usize> = match rest.is_first {
            true => self.kinds(rest.known).collect(),
            // `Công ty Lâm nghiệp` is a company in whatever form.
            false => self.forms(rest.known).into_iter().collect(),
        };
        let guessed = |length| (Some(Guess::Writing), rest.behind(0, length));
        steps.extend(left_out.into_iter().map(guessed));
        self.short_words(rest, &mut steps);
        self.levels(rest, &mut steps);
        steps
    }

    /// By how many words these say in which form a body is: `trách nhiệm hữu hạn một thành viên`.
    fn forms(&self, known: &[&str]) -> Option<usize> {
        let listed = [&self.lexicon.forms.words.legal_forms];
        let mut length = 0;
        while let Some(more) = begun(&known[length..], &listed) {
            length += more;
        }
        (length > 0).then_some(length)
    }

    /// By how many of its words a known name says what kind of body it is, or in which form: `công ty cổ phần`, `xã`. People
    /// leave them out where all are of the kind, but of one common word nobody knows whose it is, nor of a place's name
    /// which of its bodies.
    fn kinds(&self, known: &[&str]) -> impl Iterator<Item = usize> + use<> {
        let words = &self.lexicon.forms.words;
        let of_bodies = [&words.body_words, &words.school_levels, &words.legal_forms];
        let of_communes = [&words.commune_councils, &words.communes];
        let is_telling = match &self.words[..] {
            [only] => !text::is_well_formed(only),
            _ => true,
        };
        let lengths = |listed: &[&Vec<String>]| {
            let mut lengths = Vec::new();
            let mut length = 0;
            while let Some(more) = begun(&known[length..], listed).filter(|_| is_telling) {
                length += more;
                lengths.push(length);
            }
            lengths
        };
        let mut all = lengths(&of_bodies);
        all.extend(lengths(&of_communes));
        all.into_iter()
    }

    /// One word for several: as it is listed, or the letters that these begin with.
    fn short_words<'r>(&self, rest: Rest<'r>, steps: &mut Vec<Step<'r>>) {
        let listed = self.lexicon.abbreviations.begun(rest.written);
        steps.extend(listed.filter_map(|(short, full)| {
            let full = full.iter().filter(|word| *word != "và");
            let length = full.clone().count();
            let mut pairs = full.zip(rest.known);
            let is_it = length <= rest.known.len() && pairs.all(|(full, known)| full == known);
            is_it.then(|| (None, rest.behind(short, length)))
        }));
        let Some(letters) = rest.written.first() else {
            return;
        };
        let length = letters.chars().count();
        let known = rest.known.get(..length).filter(|_| length > 1);
        let is_word = || text::is_well_formed(letters);
        if known.is_some_and(|known| text::folded(letters) == text::initials(known)) && !is_word() {
            steps.push((Some(Guess::Writing), rest.behind(1, length)));
        }
    }

    /// The word for a level of place, short, left out or put in. Of communes many have one name and another level.
    fn levels<'r>(&self, rest: Rest<'r>, steps: &mut Vec<Step<'r>>) {
        let bodies = &self.lexicon.forms.words.bodies_of_places;
        for level in &self.levels {
            let guess = level.is_of_commune.then_some(Guess::Writing);
            let in_full = level.words.len();
            let is_known = rest.known.starts_with(&level.words);
            let next = rest.known.get(in_full).filter(|_| is_known);
            let is_of_body = next.is_some_and(|next| bodies.iter().any(|body| body == next));
            if next.is_some() && !is_of_body && rest.may_have(Level::LeftOut) {
                let rest = rest.behind(0, in_full);
                steps.push((guess, rest.with(Level::LeftOut)));
            }
            let Some(length) = level.begun(rest.written) else {
                continue;
            };
            if is_known {
                steps.push((None, rest.behind(length, in_full)));
            } else if rest.may_have(Level::PutIn) && length < rest.written.len() {
                let rest = rest.behind(length, 0);
                steps.push((guess, rest.with(Level::PutIn)));
            }
        }
    }
}

/// By how many words some begin with a phrase, and go on behind it.
fn begun(words: &[&str], listed: &[&Vec<String>]) -> Option<usize> {
    let key = words.join(" ");
    let phrases = listed.iter().copied().flatten();
    let begun = phrases.filter(|phrase| text::begins_with_words(&key, phrase));
    let lengths = begun.map(|phrase| phrase.split(' ').count());
    lengths.max().filter(|length| *length < words.len())
}

fn sounding_alike(written: &str, known: &str) -> Option<Guess> {
    if text::is_one_but_for_hooks(written, known) {
        return Some(Guess::Writing);
    }
    text::sound_alike(written, known).then_some(Guess::Sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;
    use crate::identify::names::unit_key;

    const NAMES: &[(&str, &str)] = &[
        ("A", "Trung tâm Y tế huyện Bảo Lạc"),
        ("B", "Chi cục Hải quan cửa khẩu Tà Lùng"),
        ("C", "UBND xã Quang Hán"),
        ("D", "UBND xã Cao Chương"),
        ("E", "UBND xã Đàm Thủy"),
        ("F", "UBND thị trấn Thông Nông"),
        ("G", "Trường Tiểu học Thị trấn Bảo Lạc"),
        ("H", "Trường THCS Thị trấn Bảo Lạc"),
        ("I", "Trường THPT Chuyên Cao Bằng"),
        ("K", "Trường PTDT Nội trú tỉnh"),
        ("L", "Kho bạc Nhà nước tỉnh"),
        ("M", "Công ty CP Mía đường Cao Bằng"),
        ("N", "Ban Quản lý Vườn quốc gia Phja Oắc - Phja Đén"),
        ("O", "Trường Mầm non Tân Bình"),
        ("P", "Trường Mầm non Tấn Bình"),
        ("Q", "Trường Mầm non Hoa Sen"),
        ("R", "Trung tâm Y tế huyện Sông Lô"),
        ("S", "Trung tâm Y tế thị xã Sông Lô"),
        ("T", "Văn phòng tỉnh"),
        ("U", "UBND xã Nam Sơn"),
        ("V", "UBND phường Nam Sơn"),
        ("X", "Trường Mầm non Hòa Thắng"),
        ("Y", "Trường THCS Trương Lương"),
    ];

    fn known_names(lexicon: &Lexicon) -> Vec<(Arc<str>, Arc<str>)> {
        let names = NAMES.iter();
        let names = names.map(|(id, name)| (unit_key(name, lexicon).into_owned(), Arc::from(*id)));
        names.collect()
    }

    #[test]
    fn a_place_may_stand_behind_a_name() {
        let lexicon = Lexicon::built_in();
        let names = known_names(&lexicon);
        for [written, name] in cases(
            "
            Công đoàn UBND xã Cao Chương - H. Trà Lĩnh | Công đoàn UBND xã Cao Chương
            UBND xã Cao Chương (huyện Trà Lĩnh)        | UBND xã Cao Chương
            UBND xã Cao Chương (Bảo Lạc)               | UBND xã Cao Chương
            UBND xã Cao Chương - Tổ 2                  |
            Trường B - Cơ sở Trà Lĩnh                  |
            UBND xã Cao Chương - Phja Đén              |
            UBND xã Cao Chương huyện Trà Lĩnh          |",
        ) {
            let found = before_place(written, &names, &lexicon);
            assert_eq!(found.unwrap_or_default(), name, "{written}");
        }
    }

    #[test]
    fn names_are_read_word_by_word_and_only_where_no_other_may_be_meant() {
        let lexicon = Lexicon::built_in();
        let names = known_names(&lexicon);
        for [written, whose] in cases(
            "
            Trung tâm Y tế Bảo Lạc                           | A
            CĐCS TTYT BẢO LẠC                                | A
            Trung tam Y te huyen Bao Lac                     | A
            TTYT H. Bảo Lạc                                  | A
            TTYT BL                                          | A?
            Chi cục HQ cửa khẩu Tà Lùng                      | B
            Chi cục Hải quan CK TL                           | B?
            CĐCS UBND xa Quang Han                           | C
            Cong doan co so UBND xa Quang Han                | C
            Công đoàn UBND xã Quang Han                      |
            UBND xã Đàm Thũy                                 | E?
            UBND xã Đàm Thúy                                 |
            CĐCS UBND thị trấn Thông Lông                    | F??
            UBND TT Thong Nong                               | F?
            UBND xã Thông Nông                               |
            Trường Thị trấn Bảo Lạc                          |
            Truong TH Thi tran Bao Lac                       | G
            Trường THCS Bảo Lạc                              | H?
            Công đoàn THPT Chuyên CB                         | I?
            Công đoàn Truong DTNT tinh                       | K
            Kho bạc nhà nước tỉnh Cao Bằng                   | L
            Kho bạc nhà nước tỉnh phòng giao dịch            |
            Công đoàn CTY CP MÍA ĐƯỜNG CB                    | M?
            Công đoàn BQL Vuon quoc gia Phja Oac – Phja Den  | N?
            CĐCS BAN QL VQG PHJA OẮC - PHJA ĐÉN              | N
            Truong Mam non Tan Binh                          | O, P
            CDCS TTYT Bao Lac                                | A?
            Truong Mam non Hoa Sen                           | Q
            Trường Mầm non Tan Binh                          |
            Trường Mầm non Tán Bình                          |
            Truong THCS Truong Luong                         | Y
            MN Hoa Sen                                       | Q
            Trường Mẫu giáo Hoa Sen                          |
            Trường Mầm non Hoa Sen 2                         |
            Trung tâm Y tế Sông Lô                           | R, S
            Văn phòng tỉnh ủy                                |
            Văn phòng tỉnh đoàn                              |
            UBND Nam Sơn                                     |
            UBND xã Lam Sơn                                  | U??
            UBND phường Lam Sơn                              | V??
            Trường Mầm non Hòa Thắm                          |
            Sở Y tế                                          |",
        ) {
            assert_eq!(whose_is(written, &names, &lexicon), whose, "{written}");
        }
    }

    fn whose_is(written: &str, names: &[(Arc<str>, Arc<str>)], lexicon: &Lexicon) -> String {
        match read(written, names, lexicon) {
            Some(Reading::Sure(unit)) => unit.to_string(),
            Some(Reading::Likely(unit, Guess::Writing)) => format!("{unit}?"),
            Some(Reading::Likely(unit, Guess::Sound)) => format!("{unit}??"),
            Some(Reading::Several(units)) => units.join(", "),
            None => String::new(),
        }
    }

    #[test]
    fn what_kind_of_body_a_name_is_of_may_be_left_out() {
        let lexicon = Lexicon::built_in();
        let names = known_names(&lexicon);
        for [written, whose] in cases(
            "
            Cao Chương                                       | D?
            Mía đường Cao Bằng                               | M?
            Hoa Sen                                          | Q?
            Công ty Mía đường Cao Bằng                       | M?
            Sen                                              |
            Nam Sơn                                          |
            Bảo Lạc                                          |",
        ) {
            assert_eq!(whose_is(written, &names, &lexicon), whose, "{written}");
        }
    }
}
