//! What headings of a unit's own report are about: `II. CHĂM LO ĐỜI SỐNG`, `Công tác nữ công`. One that holds any other word (`BÃO SỐ 3`,
//! `Chi nhánh phía Nam`) may be of a part of the unit, of an occasion or of others, and nobody knows whose the figures below it are.

use crate::catalogue::FormWords;
use crate::memo::Memo;
use crate::text::{self, Abbreviations, PhraseIndex, Vocabulary};

/// What a phrase of a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A field of a union's work, or what belongs to one.
    Field,
    /// People of the unit, or a place: of some of them where no field is named beside.
    People,
    /// It says nothing of its own.
    Plain,
}

/// What is said up to a word: whether a field was named, and whether people were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Named {
    field: bool,
    people: bool,
}

/// Knows the headings of a unit's own report by their words.
pub(super) struct FieldsOfWork {
    vocabulary: Vocabulary,
    phrases: PhraseIndex<Part>,
    /// Words that a number may stand behind: `Biểu số 2`, `Phần B`.
    numbered: Vec<u32>,
    known: Memo<bool>,
}

/// `2`, `01`, `II`, `B`, `2b`
fn is_number(word: &str) -> bool {
    /// `viii`
    const LONGEST: usize = 4;
    let is_digit = |it: char| it.is_ascii_digit();
    let of_digits = word.trim_end_matches(|it: char| it.is_ascii_lowercase());
    let is_of_digits = !of_digits.is_empty() && of_digits.chars().all(is_digit);
    let is_roman = word.chars().all(|it| matches!(it, 'i' | 'v' | 'x'));
    word.len() <= LONGEST && (is_of_digits || is_roman || word.len() == 1)
}

impl FieldsOfWork {
    pub(super) fn new(words: &FormWords, abbreviations: &Abbreviations) -> Self {
        let mut vocabulary = Vocabulary::default();
        let listed = [
            (&words.heading_fields, Part::Field),
            (&words.heading_people, Part::People),
            (&words.heading_plain, Part::Plain),
        ];
        let mut phrases = PhraseIndex::new();
        for (listed, part) in listed {
            for phrase in listed {
                let key = text::match_key_of(phrase, abbreviations);
                let place = phrases.place(&vocabulary.numbers(&key));
                phrases.tell(place, part);
            }
        }
        let numbered = words.heading_numbered.iter();
        let numbered = numbered.map(|word| vocabulary.number(word)).collect();
        Self {
            phrases,
            vocabulary,
            numbered,
            known: Memo::new(),
        }
    }

    /// Whether a heading's match key, its number and its time left out, is made of fields of work and of what may stand beside one.
    pub(super) fn explain(&self, key: &str) -> bool {
        *self.known.get(key, || self.find(key))
    }

    fn find(&self, key: &str) -> bool {
        let number = |word| self.vocabulary.find(word).unwrap_or(u32::MAX);
        let written: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        let words: Vec<u32> = written.iter().copied().map(number).collect();
        // What may have been said up to each word, in each way to take the words apart.
        let mut said: Vec<Vec<Named>> = vec![Vec::new(); words.len() + 1];
        said[0].push(Named::default());
        for at in 0..words.len() {
            let here = std::mem::take(&mut said[at]);
            // `Trang 1/2`, whose stroke is left out
            let numbers = written[..at].iter().rev();
            let numbers = numbers.take_while(|word| is_number(word)).count().min(1);
            let behind = at.checked_sub(numbers + 1);
            let is_numbered = behind.is_some_and(|at| self.numbered.contains(&words[at]));
            if is_numbered && is_number(written[at]) {
                said[at + 1].extend(&here);
            }
            for (length, part) in self.phrases.beginning(&words[at..]) {
                for named in &here {
                    let next = Named {
                        field: named.field || *part == Part::Field,
                        people: named.people || *part == Part::People,
                    };
                    if !said[at + length].contains(&next) {
                        said[at + length].push(next);
                    }
                }
            }
        }
        let whole = said.pop().unwrap_or_default();
        whole.iter().any(|named| named.field || !named.people)
    }
}

#[cfg(test)]
mod tests {
    use crate::grid::cases;
    use crate::recognise::Lexicon;
    use crate::recognise::wording::Wording;

    #[test]
    fn headings_of_a_units_own_report_are_known_by_their_fields() {
        let lexicon = Lexicon::built_in();
        for [written, is_clear] in cases(
            "
            II. CHĂM LO ĐỜI SỐNG ĐOÀN VIÊN, NLĐ               | yes
            Phần thứ nhất: Tình hình chung                     | yes
            B. Công tác tuyên truyền, giáo dục CNVCLĐ năm 2024 | yes
            Bảo vệ quyền lợi                                   | yes
            IV. NỮ CÔNG                                        | yes
            Giáo viên                                          | no
            II. Đời sống giáo viên                             | yes
            BÃO SỐ 3                                           | no
            Chi nhánh phía Nam                                 | no
            CHĂM LO ĐỜI SỐNG KHO VẬN BÌNH MINH                 | no
            C. KẾT QUẢ                                         | yes
            Bảng 2. Kết quả chăm lo đời sống đoàn viên         | yes
            PHỤ LỤC 02: SỐ LIỆU BÁO CÁO CỦA CĐCS               | yes
            Phong trào “Giỏi một việc, biết nhiều việc”        | yes
            Chương trình “Sóng và máy tính cho em”             | no
            Ban Chấp hành                                      | no
            Lao động hợp đồng 68                               | no
            Tổ 3                                               | no
            Đợt 2                                              | no
            Nhiệm kỳ 2020-2025                                 | no
            Trang 2                                            | yes
            Trang 1/2                                          | yes
            Công đoàn cơ sở Trường THPT A                      | yes",
        ) {
            let is_clear = is_clear == "yes";
            let wording = Wording::new(written);
            assert_eq!(!wording.is_unclear_heading(&lexicon), is_clear, "{written}");
        }
    }
}
