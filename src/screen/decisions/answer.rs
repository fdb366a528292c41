//! What somebody answers on the page, as the row that it would be in the workbook.

use super::board::Board;
use super::standing::Standing;
use crate::decide::{GivenValue, read_given};
use crate::read::CellContent;
use crate::register::corrections::{Correction, Decision, EMPTY_CELL, PROPOSED, Subject, Written};
use crate::register::period_of;
use crate::register::wordbook::{LEFT_OUT, WordKind, WrittenWord};
use crate::report::corrections::{OpenWord, Question};
use crate::report::office::OfficeCell;
use crate::takeover::Kept;
use crate::text::{clean, label_key};

/// What somebody answers to a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    /// One of the words of the workbook: `dùng đề xuất`, `dùng`, `giữ nguyên`, `bỏ`.
    pub(super) choice: String,
    /// `Giá trị đúng`, as it was typed.
    pub(super) value: String,
    /// `Lý do`
    pub(super) reason: String,
    /// `Người duyệt`
    pub(super) approved_by: String,
    /// `Ngày`
    pub(super) date: String,
}

/// What somebody says that a word means.
#[derive(Debug, Clone, Default)]
pub(super) struct WordAnswer {
    /// A meaning, or `bỏ qua`.
    pub(super) means: String,
    /// Whose forms it is for; empty for all.
    pub(super) scope: String,
    /// `Người duyệt`
    pub(super) approved_by: String,
    /// `Ngày`
    pub(super) date: String,
}

impl Board {
    /// What stands decided in the folder.
    pub(super) fn standing(&self, kept: Kept) -> Standing {
        self.outcomes.held_against(kept)
    }

    /// The choices that a question leaves, in the workbook's words and order.
    pub(super) fn choices(&self, question: &Question) -> Vec<&'static str> {
        let is_empty = question.bound.raw == EMPTY_CELL;
        let is_version = question.subject == Subject::Value && question.cell.is_empty();
        let is_nobody = question.subject == Subject::Unit && question.bound.unit.is_empty();
        let cannot_keep = is_empty || is_version || is_nobody;
        let mut choices: Vec<&'static str> = Vec::new();
        choices.extend(question.proposal.as_ref().map(|_| PROPOSED));
        let all = Decision::ALL.into_iter();
        let all = all.filter(|it| *it != Decision::Keep || !cannot_keep);
        choices.extend(all.map(Decision::label));
        choices
    }

    /// The row of the workbook that an answer is.
    ///
    /// # Errors
    /// Where something is missing or cannot be read; the text says what, in Vietnamese.
    pub(super) fn decision(
        &self,
        question: &Question,
        answer: &Answer,
    ) -> Result<Correction, String> {
        let choice = label_key(&answer.choice);
        if choice.is_empty() {
            return Err("chưa chọn quyết định".to_owned());
        }
        let offered = self.choices(question).into_iter();
        let offered = offered.map(label_key_of).find(|(key, _)| *key == choice);
        let (_, chosen) =
            offered.ok_or_else(|| format!("không chọn được “{}” ở mục này", answer.choice))?;
        let written = Written {
            decision: chosen.to_owned(),
            reason: clean(&answer.reason),
            approved_by: clean(&answer.approved_by),
            date: clean(&answer.date),
            ..question.written()
        };
        let written = match (&question.proposal, chosen) {
            (Some(proposal), PROPOSED) => {
                let value = match proposal.value {
                    OfficeCell::Rate(value) => CellContent::Number {
                        value,
                        percent: true,
                    },
                    OfficeCell::Number(value) => CellContent::Number {
                        value,
                        percent: false,
                    },
                    _ => return Err("mục này không có giá trị đề xuất".to_owned()),
                };
                written.with_proposal(value, &proposal.basis)
            }
            _ if chosen == Decision::Use.label() => Written {
                value: self.value(question, &clean(&answer.value))?,
                ..written
            },
            _ => written,
        };
        if written.approved_by.is_empty() {
            return Err("chưa ghi người duyệt".to_owned());
        }
        let correction = Correction::made(written, question.bound.clone());
        match &correction.request {
            Ok(_) => Ok(correction),
            Err(why) => Err(why.clone()),
        }
    }

    /// The value that somebody gives, read as the run will read it.
    fn value(&self, question: &Question, written: &str) -> Result<Option<CellContent>, String> {
        let is_version = question.subject == Subject::Value && question.cell.is_empty();
        if is_version {
            return Ok(None);
        }
        if written.is_empty() {
            return Err(missing_value(question.subject).to_owned());
        }
        let text = CellContent::Text(written.into());
        match (question.subject, &question.of.figure) {
            (Subject::Value, Some((indicator, measure))) => {
                let figure = (&**indicator, *measure);
                let given = read_given(&text, figure, self.lexicon())?;
                Ok(Some(
                    self.as_number(written, figure, &given).unwrap_or(text),
                ))
            }
            (Subject::Value, None) => Ok(Some(text)),
            (Subject::Period, _) => match period_of(written) {
                Some(period) => Ok(Some(CellContent::Text(period.to_string().into()))),
                None => Err(format!(
                    "không đọc được kỳ “{written}” (ví dụ đúng: 2023, 2023-2024, 2023-H1)"
                )),
            },
            (Subject::Unit, _) => self.unit(question, written).map(Some),
        }
    }

    /// A number as Excel would keep it, where nothing but digits was typed and it means the same.
    fn as_number(
        &self,
        written: &str,
        figure: (&str, crate::observation::Measure),
        given: &GivenValue,
    ) -> Option<CellContent> {
        let GivenValue::Number(quantity) = given else {
            return None;
        };
        let is_plain = written.chars().all(|it| it.is_ascii_digit());
        let number = CellContent::Number {
            value: written.parse().ok().filter(|_| is_plain)?,
            percent: false,
        };
        let again = read_given(&number, figure, self.lexicon());
        match again {
            Ok(GivenValue::Number(it)) if it.value == quantity.value => Some(number),
            _ => None,
        }
    }

    /// A unit by its name or its id; a cluster's table may be of a cluster, which the run looks up.
    fn unit(&self, question: &Question, written: &str) -> Result<CellContent, String> {
        let found = self.units.get(&label_key(written));
        let is_id = self
            .units
            .values()
            .any(|id| id.eq_ignore_ascii_case(written));
        match found {
            Some(id) if written.contains('(') => Ok(CellContent::Text(id.to_string().into())),
            Some(_) => Ok(CellContent::Text(written.into())),
            None if is_id || question.cell.is_empty() || self.is_cluster(written) => {
                Ok(CellContent::Text(written.into()))
            }
            None => Err(format!(
                "danh mục không có đơn vị “{written}”; chọn trong danh sách hoặc ghi mã đơn vị"
            )),
        }
    }

    fn is_cluster(&self, written: &str) -> bool {
        let clusters = self.meanings.of(WordKind::Cluster);
        let key = label_key(written);
        clusters
            .into_iter()
            .any(|cluster| label_key(cluster) == key)
    }

    /// The line of `Tên gọi` that an answer is.
    ///
    /// # Errors
    /// Where nothing is chosen, or something that is not there; the text says what, in Vietnamese.
    pub(super) fn meaning(
        &self,
        word: &OpenWord,
        answer: &WordAnswer,
    ) -> Result<WrittenWord, String> {
        let means = clean(&answer.means);
        let scope = clean(&answer.scope);
        let key = label_key(&means);
        let approved_by = clean(&answer.approved_by);
        if key.is_empty() {
            return Err(format!("chưa chọn nghĩa của “{}”", word.text));
        }
        if approved_by.is_empty() {
            return Err("chưa ghi người duyệt".to_owned());
        }
        let mut known = self.meanings.of(word.kind).into_iter();
        let meant = known.find(|it| label_key(it) == key).cloned();
        let meant = match meant {
            Some(meant) => meant,
            None if key == label_key(LEFT_OUT) => LEFT_OUT.to_owned(),
            None => {
                return Err(format!(
                    "không có “{means}” trong danh sách; chọn một nghĩa có sẵn"
                ));
            }
        };
        let is_whose = |it: &String| label_key(it) == label_key(&scope);
        if !scope.is_empty() && !self.meanings.whose().any(is_whose) {
            return Err(format!(
                "“{scope}” không phải là đơn vị hay cụm nào trong danh mục"
            ));
        }
        Ok(WrittenWord {
            kind: word.kind.label().to_owned(),
            written: word.text.clone(),
            means: meant,
            scope,
            approved_by,
            date: clean(&answer.date),
        })
    }
}

fn label_key_of(choice: &'static str) -> (String, &'static str) {
    (label_key(choice), choice)
}

fn missing_value(subject: Subject) -> &'static str {
    match subject {
        Subject::Value => "chưa ghi giá trị đúng",
        Subject::Period => "chưa ghi kỳ đúng",
        Subject::Unit => "chưa chọn đơn vị đúng",
    }
}
