//! What indicators are about: concepts and the phrases that say them, and which concepts make an indicator.

use super::{CatalogueError, Indicators, layers};
use crate::text::{PhraseList, Vocabulary, label_key};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::LazyLock;

/// The built-in list.
const BUILT_IN: &str = include_str!("concepts.toml");

/// What titles of columns say, with roles in place of indicators.
const OF_TITLES: &str = include_str!("titles.toml");

/// Labels are held against descriptions as sets of so many bits.
const MOST_CONCEPTS: usize = 120;

/// So deep do phrases stand in phrases; deeper ones name themselves.
const MOST_NESTED: usize = 4;

/// Concepts, and what each indicator needs and bears of them.
#[derive(Debug, Clone)]
pub struct Concepts {
    /// The words of all phrases, as [`label_key`] writes them.
    pub vocabulary: Vocabulary,
    /// The phrases of each concept.
    pub phrases: BTreeMap<String, PhraseList>,
    /// Phrases that say nothing of their own.
    pub silent: PhraseList,
    /// What several phrases of a concept say together, one behind the other.
    pub several: BTreeMap<String, String>,
    /// Words of two of which the second is meant whatever marks it bears, by both.
    pub compounds: Vec<(String, String)>,
    /// Phrases of the sentence in which a figure stands.
    pub sentence: PhraseList,
    /// The concept that a unit of measure brings, by the dimension's name.
    pub measured: BTreeMap<String, String>,
    /// What indicators are described by, by code.
    pub indicators: BTreeMap<String, Vec<Description>>,
    /// What may stand beside the figure in a cell of an indicator, by code: `Kết nạp mới ít nhất 03 đoàn viên`.
    pub beside: BTreeMap<String, Vec<String>>,
    /// Concepts that may be said of anyone who is counted: `nữ`.
    pub of_anyone: Vec<String>,
    /// Concepts that change no indicator: where in the unit, of whose.
    pub everywhere: Vec<String>,
    /// Concepts that make no indicator of a label, also where it may be taken apart in another way.
    pub never: Vec<String>,
    /// Concepts of the end of the period.
    pub at_the_end: Vec<String>,
    /// What a label below another may say again of it and mean the same.
    pub said_again: Vec<String>,
}

/// One way to say an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Each needs one of its concepts to be said.
    pub needs: Vec<Vec<String>>,
    /// What may be said besides.
    pub bears: Vec<String>,
}

impl Concepts {
    /// The built-in list.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    pub fn built_in() -> Self {
        Self::built_in_ref().clone()
    }

    /// The same, to look at.
    pub(crate) fn built_in_ref() -> &'static Self {
        #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
        static READ: LazyLock<Concepts> = LazyLock::new(|| {
            Concepts::from_toml(BUILT_IN).expect("the built-in concepts are valid")
        });
        &READ
    }

    /// What titles of columns of figures say: the keys of roles stand in place of indicators.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    #[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
    pub(crate) fn of_titles() -> Self {
        Self::from_toml(OF_TITLES).expect("the concepts of titles are valid")
    }

    /// Reads a list from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML, or names a concept that is not there.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Self::from_written(toml::from_str(text)?)
    }

    /// The built-in list, and what the office adds: further phrases, concepts, descriptions.
    ///
    /// # Errors
    /// As of [`Concepts::from_toml`].
    pub fn extended_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Self::from_written(layers::added(BUILT_IN, own)?.try_into()?)
    }

    /// How many phrases there are of all concepts and of none.
    pub(crate) fn phrases_in_all(&self) -> usize {
        let of_concepts = self.phrases.values().map(PhraseList::len);
        of_concepts.sum::<usize>() + self.silent.len() + self.sentence.len()
    }

    /// Checks that it describes indicators that there are.
    ///
    /// # Errors
    /// Where it describes another.
    pub fn check_against(&self, indicators: &Indicators) -> Result<(), CatalogueError> {
        let mut codes = self.indicators.keys().chain(self.beside.keys());
        match codes.find(|code| indicators.get(code).is_none()) {
            Some(code) => Err(CatalogueError::Meaning(format!(
                "khái niệm mô tả chỉ tiêu “{code}” không có trong danh mục"
            ))),
            None => Ok(()),
        }
    }

    fn from_written(written: ConceptsToml) -> Result<Self, CatalogueError> {
        let mut phrases = BTreeMap::new();
        let mut scribe = Scribe::new([&written.words, &written.concept]);
        for (name, list) in &written.concept {
            phrases.insert(name.clone(), scribe.all_ways(list, 0)?);
        }
        let silent = scribe.as_they_stand(&written.silent.phrases);
        let sentence = scribe.as_they_stand(&written.sentence.phrases);
        let vocabulary = scribe.vocabulary;
        if phrases.len() > MOST_CONCEPTS {
            return Err(CatalogueError::Meaning(format!(
                "có quá {MOST_CONCEPTS} khái niệm"
            )));
        }
        let is_known = |name: &String| phrases.contains_key(name);
        let indicators: BTreeMap<String, Vec<Description>> = written
            .indicator
            .into_iter()
            .map(|(code, ways)| {
                let ways = ways.iter().map(|way| Description::parse(way)).collect();
                (code, ways)
            })
            .collect();
        let named = indicators.values().flatten().flat_map(|it| {
            let needs = it.needs.iter().flatten();
            needs.chain(&it.bears)
        });
        let several = written.several.keys().chain(written.several.values());
        let named = named.chain(written.measured.values()).chain(several);
        let named = named.chain(&written.silent.of_anyone);
        let named = named.chain(&written.silent.everywhere);
        let named = named.chain(&written.silent.never);
        let named = named.chain(&written.silent.at_the_end);
        let named = named.chain(&written.silent.said_again);
        let mut named = named.chain(written.beside.values().flatten());
        if let Some(unknown) = named.find(|name| !is_known(name)) {
            return Err(CatalogueError::Meaning(format!(
                "không có khái niệm “{unknown}”"
            )));
        }
        let compounds = written.compounds.phrases.iter();
        let compounds = compounds.filter_map(|both| both.split_once(' '));
        let compounds = compounds.map(|(first, second)| (first.to_owned(), second.to_owned()));
        Ok(Self {
            vocabulary,
            silent,
            several: written.several,
            compounds: compounds.collect(),
            sentence,
            of_anyone: written.silent.of_anyone,
            everywhere: written.silent.everywhere,
            never: written.silent.never,
            at_the_end: written.silent.at_the_end,
            said_again: written.silent.said_again,
            measured: written.measured,
            phrases,
            indicators,
            beside: written.beside,
        })
    }
}

/// Writes phrases out: each `{name}` in them in all the ways of that list.
struct Scribe<'l> {
    lists: [&'l Lists; 2],
    vocabulary: Vocabulary,
    /// What is written out already, by name.
    written: HashMap<&'l str, Rc<PhraseList>>,
}

impl<'l> Scribe<'l> {
    fn new(lists: [&'l Lists; 2]) -> Self {
        Self {
            lists,
            vocabulary: Vocabulary::default(),
            written: HashMap::new(),
        }
    }

    /// The phrases of a list in all their ways, so many lists deep.
    fn all_ways(&mut self, list: &'l [String], depth: usize) -> Result<PhraseList, CatalogueError> {
        let mut all = PhraseList::default();
        for phrase in list {
            match phrase.contains('{') {
                true => all.append(&self.ways(phrase, depth)?),
                false => all.push(&self.numbers(phrase)),
            }
        }
        Ok(all)
    }

    fn ways(&mut self, phrase: &'l str, depth: usize) -> Result<PhraseList, CatalogueError> {
        let refused = |what: &str| {
            CatalogueError::Meaning(format!(
                "cụm từ “{phrase}” của khái niệm không dùng được: {what}"
            ))
        };
        let mut ways = PhraseList::nothing();
        let mut rest = phrase;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').ok_or_else(|| refused("thiếu “}”"))?;
            let list = self.lists.iter().find_map(|list| list.get(name));
            let list = list.filter(|_| depth < MOST_NESTED);
            let list = list.ok_or_else(|| refused(name))?;
            let known = match self.written.get(name) {
                Some(known) => Rc::clone(known),
                None => {
                    let all = Rc::new(self.all_ways(list, depth + 1)?);
                    self.written.insert(name, Rc::clone(&all));
                    all
                }
            };
            ways = ways.followed_by(&self.numbers(before));
            ways = ways.followed_by_each(&known);
            rest = after;
        }
        Ok(ways.followed_by(&self.numbers(rest)))
    }

    fn as_they_stand(&mut self, list: &[String]) -> PhraseList {
        let mut all = PhraseList::default();
        for phrase in list {
            all.push(&self.numbers(phrase));
        }
        all
    }

    fn numbers(&mut self, written: &str) -> Vec<u32> {
        self.vocabulary.numbers(&label_key(written))
    }
}

impl Description {
    /// `đoàn viên + kết nạp|phát triển ? số, hiện có`
    fn parse(written: &str) -> Self {
        let listed = |text: &str, separator: char| -> Vec<String> {
            let names = text.split(separator).map(str::trim);
            let names = names.filter(|name| !name.is_empty());
            names.map(str::to_owned).collect()
        };
        let (needs, bears) = written.split_once('?').unwrap_or((written, ""));
        Self {
            needs: needs.split('+').map(|need| listed(need, '|')).collect(),
            bears: listed(bears, ','),
        }
    }
}

/// Phrases by the name that stands for them in others.
type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptsToml {
    /// What phrases of concepts are put together from, and which says nothing alone.
    #[serde(default)]
    words: Lists,
    concept: BTreeMap<String, Vec<String>>,
    silent: SilentToml,
    #[serde(default)]
    several: BTreeMap<String, String>,
    #[serde(default)]
    compounds: PhrasesToml,
    #[serde(default)]
    sentence: PhrasesToml,
    measured: BTreeMap<String, String>,
    indicator: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    beside: BTreeMap<String, Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhrasesToml {
    #[serde(default)]
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(rename_all = "kebab-case")]
struct SilentToml {
    phrases: Vec<String>,
    #[serde(default)]
    of_anyone: Vec<String>,
    #[serde(default)]
    everywhere: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    at_the_end: Vec<String>,
    #[serde(default)]
    said_again: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_indicator_is_described() {
        let concepts = Concepts::built_in();
        let indicators = Indicators::built_in();
        for indicator in indicators.iter() {
            let ways = concepts.indicators.get(&*indicator.code);
            assert!(
                ways.is_some_and(|ways| !ways.is_empty()),
                "{}",
                indicator.code
            );
        }
        assert_eq!(concepts.indicators.len(), indicators.iter().count());
    }

    fn written(concepts: &Concepts, name: &str) -> Vec<String> {
        let phrases = concepts.phrases[name].iter();
        let written = phrases.map(|phrase| concepts.vocabulary.written(phrase));
        written.collect()
    }

    /// A part of a phrase is read by itself; that must come to the same as the phrase written out and read.
    #[test]
    fn phrases_are_put_together_of_whole_words() {
        let lists: ConceptsToml = toml::from_str(BUILT_IN).expect("the built-in list");
        let phrases = lists.concept.values().chain(lists.words.values()).flatten();
        for phrase in phrases {
            let rest = phrase.replace(['{', '}'], "");
            assert_eq!(label_key(&rest), rest, "{phrase}");
            let glued = |at: Option<char>| at.is_some_and(|it| it != ' ');
            for (at, brace) in phrase.match_indices(['{', '}']) {
                let around = match brace {
                    "{" => phrase[..at].chars().next_back(),
                    _ => phrase[at + 1..].chars().next(),
                };
                assert!(!glued(around), "{phrase}");
            }
        }
    }

    #[test]
    fn phrases_may_name_other_concepts() {
        let list = "[concept]\na = [\"x\", \"y\"]\nb = [\"{a} z\"]\n[silent]\nphrases = []\n[sentence]\nphrases = []\n[measured]\n\
                    [indicator]\nk = [\"a|b + a ? b\"]\n";
        let concepts = Concepts::from_toml(list).expect("it is a list");
        assert_eq!(written(&concepts, "b"), ["x z", "y z"]);
        let needs: Vec<Vec<String>> = vec![vec!["a".into(), "b".into()], vec!["a".into()]];
        let bears = vec!["b".to_owned()];
        assert_eq!(concepts.indicators["k"], [Description { needs, bears }]);
        for (good, wrong) in [("a|b + a", "a + c"), ("{a} z", "{c} z"), ("{a} z", "{a z")] {
            assert!(
                Concepts::from_toml(&list.replace(good, wrong)).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn the_office_adds_phrases_and_descriptions() {
        let own = "[concept]\n\"đoàn viên\" = [\"hội viên\"]\n[indicator]\nunion_groups = [\"đoàn viên + nữ\"]\n";
        let own = own.parse().expect("it is TOML");
        let concepts = Concepts::extended_by(own).expect("it fits");
        assert!(written(&concepts, "đoàn viên").contains(&"hội viên".to_owned()));
        assert_eq!(concepts.indicators["union_groups"].len(), 2);
    }
}
