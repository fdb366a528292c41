use super::*;

#[test]
fn the_words_are_valid() {
    let words = words::Words::get();
    for cause in Cause::ALL {
        assert!(!words.cause(cause).is_empty(), "{cause:?}");
        assert!(!words.because(cause, "x").is_empty(), "{cause:?}");
    }
    assert!(words.because(Cause::OtherRule, "suspect-unit").len() > 20);
}
