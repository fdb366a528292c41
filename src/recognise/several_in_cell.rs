//! Several figures in one cell below a label: `Tổng số đoàn viên | 36 đ/c (nữ 12 đ/c)`, `Hỗ trợ đoàn viên có hoàn cảnh khó khăn | 04 đ/c,
//! tổng số tiền 2.000.000 đồng`. They are read as the sentence that label and cell are together, and only where all of it is understood.

use super::Lexicon;
use super::clauses::{self, Meant};
use super::labels::LabelMeaning;
use super::row_label::RowLabel;
use super::row_mark::BULLETS;
use super::tables::FigureTable;
use super::time::Time;
use crate::catalogue::{FormWords, IndicatorKind};
use crate::quantity::{Dimension, parse_unit_of_measure, read_actual};
use crate::read::CellContent;
use crate::text::{self, is_letter};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A longer text, in bytes, is no figure and what belongs to it.
const LONGEST: usize = 200;

/// The same of sentences that tell their figures themselves.
const LONGEST_PROSE: usize = 800;

/// Whether anything that parts figures stands between two numbers; few cells have that.
fn has_figures_apart(said: &str) -> bool {
    let (mut behind_number, mut is_apart) = (false, false);
    let mut letters = said.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' if is_apart => return true,
            '0'..='9' => behind_number = true,
            '(' | ';' => is_apart |= behind_number,
            ',' => is_apart |= behind_number && letters.peek() == Some(&' '),
            _ => is_apart |= behind_number && is_letter(letter),
        }
    }
    false
}

/// `10 lượt/3.500.000đ`, `10 lượt, 3.500.000đ` part a count and its amount; `1 lần/tháng` and `12/20 người` part no figures.
fn strokes_in_words(said: &str, words: &FormWords) -> String {
    let amount = words
        .count_beginnings
        .first()
        .zip(words.money_words.first());
    let amount = amount.map_or(String::new(), |(count, money)| format!("{count} {money} "));
    let is_amount = |behind: &str| {
        let unit = behind.trim_start_matches(|it: char| !is_letter(it));
        let unit = parse_unit_of_measure(unit.trim_end_matches(['.', ' ']));
        unit.is_some_and(|unit| unit.dimension == Dimension::Money && unit.is_of_a_total())
    };
    let parts_figures = |at: usize| {
        let before = said[..at].trim_end();
        before.ends_with(is_letter)
            && said[at + 1..]
                .trim_start()
                .starts_with(|it: char| it.is_ascii_digit())
    };
    let letters = said.char_indices().map(|(at, letter)| match letter {
        '/' | ',' if parts_figures(at) && is_amount(&said[at + 1..]) => format!(", {amount}"),
        '/' if parts_figures(at) => ", ".to_string(),
        letter => letter.to_string(),
    });
    letters.collect()
}

impl Lexicon {
    /// The indicators of a cell's figures, the label's own first, each with what is said of it. `None` where there is but one, or
    /// anything is not understood.
    pub(super) fn figures_in_cell(
        &self,
        label: &RowLabel,
        said: &str,
    ) -> Option<Vec<(Arc<str>, String)>> {
        self.figures_of_both(&label.text, said)
            .or_else(|| self.figures_of_label(label, said))
            .or_else(|| self.figures_of_sentence(label, said))
    }

    /// The figures that a cell goes on with where its label begins.
    fn figures_of_label(&self, label: &RowLabel, said: &str) -> Option<Vec<(Arc<str>, String)>> {
        let is_number = |it: char| it.is_ascii_digit();
        if !has_figures_apart(said)
            || said.len() > LONGEST
            || label.text.contains(is_number)
            || label.time != Time::Unsaid
        {
            return None;
        }
        let said = text::clean(said).replace(';', ",");
        let said = strokes_in_words(&said, &self.forms.words);
        let said = self.with_part_first(&said);
        let (lead, figures) = said.split_at(clauses::figure_in(&said)?);
        let name = label.text.trim_start_matches(BULLETS).trim();
        let sentence = format!("{name}: {figures}");
        if clauses::tells_of_else(&sentence, self) {
            return None;
        }
        let parts = clauses::understood(&sentence, self)?;
        let known = parts.into_iter().map(|part| match part.meant {
            Meant::Indicator(code) if part.time == Time::Unsaid => Some((code, part.figure)),
            _ => None,
        });
        let known: Vec<(Arc<str>, String)> = known.collect::<Option<_>>()?;
        let (first, _) = known.first()?;
        let leads =
            lead.trim().is_empty() || self.labels.may_stand_beside(&self.match_key(lead), first);
        let codes: BTreeSet<&str> = known.iter().map(|(code, _)| &**code).collect();
        let is_sound = leads && codes.len() == known.len() && codes.len() > 1;
        let is_read = |(code, figure): &(Arc<str>, String)| self.is_figure_of(code, figure);
        (is_sound && known.iter().all(is_read)).then_some(known)
    }

    /// The figures of a cell that tells them itself beside a field of work: `Phát triển Đảng | Giới thiệu 10 đoàn viên ưu tú cho Đảng, 8 đoàn
    /// viên được kết nạp Đảng`. What names a part of the unit, another unit or another time is no field of work.
    fn figures_of_sentence(&self, label: &RowLabel, said: &str) -> Option<Vec<(Arc<str>, String)>> {
        let words = &self.forms.words;
        // What is an indicator itself is no field of work, and most labels are.
        let is_open = matches!(label.meaning, LabelMeaning::Unknown(_));
        let is_sentence =
            said.trim().contains(' ') && said.contains(|it: char| it.is_ascii_digit());
        if !is_open || !is_sentence || said.len() > LONGEST_PROSE || label.time != Time::Unsaid {
            return None;
        }
        let said = text::clean(said);
        if clauses::tells_of_else(&format!("{}: {said}", label.text), self) {
            return None;
        }
        let mut figures = Vec::new();
        for sentence in clauses::sentences(&said) {
            if !sentence.contains(|it: char| it.is_ascii_digit()) {
                continue;
            }
            let alone = || Some(vec![clauses::read_clause(sentence, self)?]);
            for part in clauses::understood(sentence, self).or_else(alone)? {
                let code = match &part.meant {
                    Meant::Indicator(code) => code.clone(),
                    Meant::ByLabel => part.indicator(self)?,
                    Meant::Nothing => return None,
                };
                // Behind a figure no other is lost.
                let is_alone = !has_figures_apart(&part.figure);
                if part.time != Time::Unsaid || !is_alone || !self.is_figure_of(&code, &part.figure)
                {
                    return None;
                }
                figures.push((code, part.figure));
            }
        }
        let begun = words.topic_beginnings.iter();
        let mut begun = begun.filter_map(|begun| label.key.strip_prefix(begun.as_str()));
        let field = begun.next().map_or(&*label.key, str::trim_start);
        // `Phát triển đoàn viên, phát triển Đảng` is two.
        let is_field = text::is_made_of(field, &words.topics)
            || figures
                .iter()
                .all(|(code, _)| self.labels.may_stand_beside(&label.key, code));
        let codes: BTreeSet<&str> = figures.iter().map(|(code, _)| &**code).collect();
        (is_field && codes.len() == figures.len() && !figures.is_empty()).then_some(figures)
    }

    /// `36 đ/c (nữ 12)` for `36 đ/c (12 nữ)`: what counts a part at a text's end, with its words before its number.
    fn with_part_first(&self, said: &str) -> String {
        let open = said.trim_end_matches([')', '.', ' ']);
        let from = open.rfind(|it: char| it.is_ascii_digit());
        let number = from.map(|last| {
            open[..last]
                .trim_end_matches(|it: char| it.is_ascii_digit())
                .len()
        });
        let (Some(last), Some(first)) = (from, number) else {
            return said.to_string();
        };
        let (number, part) = (&open[first..=last], open[last + 1..].trim());
        match open[last + 1..].starts_with(' ') && self.is_part(part) {
            true => format!("{}{part} {number}{}", &open[..first], &said[open.len()..]),
            false => said.to_string(),
        }
    }

    fn is_figure_of(&self, code: &str, figure: &str) -> bool {
        let indicator = self.indicators.get(code);
        indicator.is_some_and(|it| {
            it.kind != IndicatorKind::Category
                && read_actual(&CellContent::Text(figure.into()), it.kind, None).is_ok()
        })
    }
}

impl FigureTable {
    /// Gives the figures that the cell of the last one holds to their indicators, where it is the first of several.
    pub(super) fn part_last(&mut self, label: &RowLabel, said: &str, lexicon: &Lexicon) {
        let Some(last) = self.figures.last_mut().filter(|_| !said.is_empty()) else {
            return;
        };
        let Some(figures) = lexicon.figures_in_cell(label, said) else {
            return;
        };
        let is_first = |figures: &[(Arc<str>, String)]| {
            figures.first().is_some_and(|it| it.0 == last.indicator)
        };
        if !is_first(&figures) {
            return;
        }
        let of_cell = last.clone();
        let is_money = |code: &str| lexicon.is_of_kind(code, IndicatorKind::Money);
        let of_first = is_money(&of_cell.indicator);
        self.figures.pop();
        self.figures
            .extend(figures.into_iter().map(|(code, figure)| {
                let mut part = of_cell.clone();
                // What a row counts is no unit of its amount.
                part.declared = part.declared.filter(|_| is_money(&code) == of_first);
                part.indicator = code;
                part.content = Some(CellContent::Text(figure.into()));
                part
            }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::cases;

    #[test]
    fn a_cell_gives_the_figures_that_its_row_and_its_words_say() {
        let lexicon = Lexicon::built_in();
        for [label, said, figures] in cases(
            "
            Tổng số đoàn viên                      | 36 đ/c (nữ 12 đ/c)                       | members 36 đ/c; members_female 12 đ/c
            Tổng số đoàn viên                      | 25 (nữ 12)                               | members 25; members_female 12
            - Tổng số lao động                     | Hiện có 64 người, trong đó nữ 23 người   | workers 64 người; workers_female 23 người
            Tổng số CNVCLĐ                         | 76; nữ: 34                               | workers 76; workers_female 34
            Hỗ trợ đoàn viên có hoàn cảnh khó khăn | 04 đ/c, tổng số tiền 2.000.000 đồng      | hardship_members 04 đ/c; hardship_amount 2.000.000 đồng
            Thăm hỏi đoàn viên                     | Thăm 17 lượt, số tiền 3.400.000 đồng     | visits 17 lượt; visits_amount 3.400.000 đồng
            Thăm hỏi đoàn viên                     | 17 lượt với số tiền 3,4 triệu đồng       | visits 17 lượt; visits_amount 3,4 triệu đồng
            Thăm hỏi đoàn viên (số lượt/số tiền)   | 10 lượt/3.500.000đ                       | visits 10 lượt; visits_amount 3.500.000đ
            Thăm hỏi đoàn viên (số lượt/số tiền)   | 10 lượt, 3.500.000đ                      | visits 10 lượt; visits_amount 3.500.000đ
            Tặng quà hộ nghèo, hộ chính sách (số hộ/số tiền) | 8 hộ, 4.000.000 đồng           | poor_households 8 hộ; poor_households_amount 4.000.000 đồng
            Tặng quà hộ nghèo, hộ chính sách       | 8 hộ; 4 triệu đồng                       | poor_households 8 hộ; poor_households_amount 4 triệu đồng
            Thăm hỏi đoàn viên                     | 10 lượt, 350.000đ/lượt                   |
            Thăm hỏi đoàn viên                     | 10 lượt, 12 người                        |
            Tổng số đoàn viên                      | 36 người, 3.500.000 đồng                 |
            Hỗ trợ đoàn viên có hoàn cảnh khó khăn (số người/số tiền) | 02 người / 2.400.000 đồng | hardship_members 02 người; hardship_amount 2.400.000 đồng
            Tặng quà hộ chính sách, hộ nghèo (số hộ/số tiền) | 04 hộ/2.000.000đ               | poor_households 04 hộ; poor_households_amount 2.000.000đ
            Tổng số đoàn viên                      | 36 đ/c (12 nữ)                           | members 36 đ/c; members_female 12
            Tổng số đoàn viên                      | 1.204 người, 600 nữ.                     | members 1.204 người; members_female 600
            Tổng số đoàn viên                      | 36 (12 đảng viên)                        |
            Tổng số đoàn viên                      | 12 nữ                                    |
            Tổng số đoàn viên                      | 12 nam, 24 nữ                            |
            Tổng số đoàn viên                      | 36 (tăng 2)                              |
            Tổng số đoàn viên                      | 36 (nữ 33%)                              |
            Tổng số đoàn viên                      | 36 (đảng viên 12)                        |
            Tổng số đoàn viên                      | nam 12, nữ 24                            |
            Tổng số đoàn viên                      | còn 36, nữ 12                            |
            Tổng số đoàn viên                      | 36 đ/c                                   |
            Số tổ công đoàn                        | 3 (nữ 12)                                |
            Kết nạp mới đoàn viên                  | 12 (kế hoạch: 20)                        |
            Thăm hỏi bộ đội                        | Thăm 17 lượt, số tiền 3.400.000 đồng     |
            Tình hình lao động                     | Tổng số CNVCLĐ 158 người, trong đó nữ 95 người | workers 158 người; workers_female 95 người
            Tổ chức công đoàn                      | Tổng số đoàn viên 156 người, nữ 94 người; sinh hoạt ở các khoa, phòng | members 156 người; members_female 94 người
            Phát triển Đảng                        | Giới thiệu 10 đoàn viên ưu tú cho Đảng, 8 đoàn viên được kết nạp Đảng | party_introduced 10; party_admitted 8
            Đào tạo, bồi dưỡng                     | Cử 39 CBCCVC, NLĐ đi đào tạo, bồi dưỡng  | trained 39
            Sáng kiến                              | 05 sáng kiến được công nhận              | initiatives 05
            Phương hướng năm sau                   | Kết nạp 20 đoàn viên                     |
            Tổ công đoàn khoa Nội                  | Tổng số đoàn viên 30 người               |
            Toàn huyện                             | Tổng số đoàn viên 3.000 người            |
            Phát triển Đảng                        | Phấn đấu giới thiệu 10 đoàn viên ưu tú cho Đảng |
            Tổng số đoàn viên/nữ                   | 36/12                                    | members 36; members_female 12
            Tổng số đoàn viên/nữ                   | 12/36                                    |
            Thăm hỏi đoàn viên                     | Chưa thăm 17 lượt, số tiền 3.400.000 đồng |
            Hỗ trợ đoàn viên có hoàn cảnh khó khăn | 04 đ/c, mỗi đ/c 500.000 đồng             |",
        ) {
            let label = lexicon.wording(label);
            let found = lexicon.figures_in_cell(label.label(&lexicon), said);
            let shown = found.unwrap_or_default().into_iter().map(|(code, figure)| format!("{code} {figure}"));
            let shown: Vec<String> = shown.collect();
            assert_eq!(shown.join("; "), figures, "{said}");
        }
    }
}
