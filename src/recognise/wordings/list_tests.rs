//! Lists of labels by other people, which are not in the repository.

use super::{Lexicon, meaning};

/// Holds a list of labels by somebody else against the recogniser: `code ⇥ label ⇥ unit`, near misses under `-`. Each line is
/// printed with what is made of it.
#[test]
#[ignore = "takes a list from TONGHOP_LABELS"]
fn labels_of_a_list() {
    let lexicon = Lexicon::built_in();
    let path = std::env::var_os("TONGHOP_LABELS").expect("it names a list");
    let list = std::fs::read_to_string(path).expect("the list is there");
    for line in list.lines() {
        let mut parts = line.split('\t').skip(1);
        let mut part = || parts.next().unwrap_or_default();
        let (label, unit) = (part(), part());
        println!("@{line}\t{:?}", meaning(label, unit, &lexicon));
    }
}
