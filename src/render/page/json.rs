//! The data inside the page: JSON without blanks that no text can break out of.

use crate::render::texts::for_cell;

/// JSON being written.
#[derive(Default)]
pub(super) struct Json {
    written: String,
}

impl Json {
    /// The text so far.
    pub(super) fn finish(self) -> String {
        self.written
    }

    /// A list of what is written inside.
    pub(super) fn list(&mut self, inside: impl FnOnce(&mut Self)) -> &mut Self {
        self.part("");
        self.written.push('[');
        inside(self);
        self.written.push(']');
        self
    }

    /// A list with something written for each item.
    pub(super) fn each<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) -> &mut Self {
        self.list(|json| {
            for item in items {
                write(json, item);
            }
        })
    }

    /// An object of what is written inside, each after its key.
    pub(super) fn object(&mut self, inside: impl FnOnce(&mut Self)) -> &mut Self {
        self.part("");
        self.written.push('{');
        inside(self);
        self.written.push('}');
        self
    }

    /// The key of what is written next.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.written.push(':');
        self
    }

    /// A text, characters that do not show written out.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.part("\"");
        for character in for_cell(text).chars() {
            match character {
                '"' | '\\' => {
                    self.written.push('\\');
                    self.written.push(character);
                }
                '\n' => self.written.push_str("\\n"),
                // No text ends the element that the data stands in, or begins a comment there.
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..' ' => {
                    self.written
                        .push_str(&format!("\\u{:04x}", character as u32));
                }
                plain => self.written.push(plain),
            }
        }
        self.written.push('"');
        self
    }

    /// A place in a list or a count.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.part(&number.to_string())
    }

    /// A place in a list; `-1` where there is none.
    pub(super) fn place(&mut self, place: Option<usize>) -> &mut Self {
        match place {
            Some(place) => self.number(place),
            None => self.part("-1"),
        }
    }

    /// Nothing.
    pub(super) fn null(&mut self) -> &mut Self {
        self.part("null")
    }

    /// Begins an item, after a comma where one stands before it.
    fn part(&mut self, beginning: &str) -> &mut Self {
        if !self.written.is_empty() && !self.written.ends_with(['[', '{', ':']) {
            self.written.push(',');
        }
        self.written.push_str(beginning);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_objects_and_texts_are_json() {
        let mut json = Json::default();
        json.object(|json| {
            json.key("a").each([1, 2], |json, number| {
                json.number(number);
            });
            json.key("b").place(None).key("c").null();
            json.key("d").list(|json| {
                json.text("[").text("{:").list(|_| ());
            });
        });
        assert_eq!(
            json.finish(),
            r#"{"a":[1,2],"b":-1,"c":null,"d":["[","{:",[]]}"#
        );
    }

    #[test]
    fn no_text_ends_the_element_that_it_stands_in() {
        let mut json = Json::default();
        json.text("</script><!-- & \"a\\\" \u{2028}\n\u{1b}");
        let written = json.finish();
        assert!(!written.contains(['<', '>', '&', '\n']), "{written}");
        assert_eq!(
            written,
            "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\"a\\\\\\\" ‹U+2028›\\n‹U+001B›\""
        );
    }
}
