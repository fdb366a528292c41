//! What a cluster has to look at or decide, said in sentences.

use super::block::Block;
use super::grounds::plain;
use crate::emulate::{Certainty, Difference, Doubt, Standing};
use crate::report::facts::Facts;
use crate::text::capitalised;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A criterion is told by so many letters of its title at most; in full it stands in the table of points.
const LETTERS_OF_A_CRITERION: usize = 28;

/// The first words of a criterion's title.
fn begun(title: &str) -> String {
    if title.chars().count() <= LETTERS_OF_A_CRITERION {
        return title.to_owned();
    }
    let mut begun = String::new();
    for word in title.split_inclusive(' ') {
        if begun.chars().count() + word.trim_end().chars().count() > LETTERS_OF_A_CRITERION {
            break;
        }
        begun.push_str(word);
    }
    format!("{}…", begun.trim_end_matches([' ', ',', ';', '.']))
}

impl Block<'_> {
    /// What the cluster has to look at, each in a sentence.
    pub(super) fn remarks(
        &self,
        facts: &Facts<'_>,
        unit: &Arc<str>,
        standing: Option<&Standing>,
    ) -> Vec<String> {
        let mut remarks = Vec::new();
        match standing {
            Some(standing) => {
                remarks.extend(self.tie_remark(facts, standing));
                remarks.extend(tenure_remark(facts, standing));
            }
            None => remarks.extend(self.without_place(facts, unit)),
        }
        let mut doubts: BTreeSet<Doubt> = self
            .proposals
            .get(unit)
            .into_iter()
            .flatten()
            .flat_map(|proposal| proposal.doubts.iter().copied())
            .collect();
        // The remark on the change it hangs on says more.
        doubts.remove(&Doubt::Eligibility);
        remarks.extend(
            doubts
                .into_iter()
                .map(|doubt| format!("{}.", capitalised(doubt.text()))),
        );
        if let Some(difference) = self.differences.get(unit) {
            remarks.extend(difference_remarks(difference));
        }
        remarks
    }

    /// What would change the place: the points to the next one above, and the criterion in which most are lost to it.
    pub(super) fn step(&self, facts: &Facts<'_>, standing: &Standing) -> Option<String> {
        let above = self.above(standing)?;
        let gap = above.score - standing.score;
        let rank = above.rank;
        if gap <= 0.0 {
            return Some(format!(
                "bằng điểm hạng {rank}, xếp sau theo chỉ tiêu xét thêm"
            ));
        }
        let lost = self.most_lost(facts, standing, above);
        let lost = lost.map_or_else(String::new, |(criterion, points)| {
            let criterion = begun(&criterion);
            format!(", nhiều nhất ở “{criterion}” ({})", plain(points))
        });
        Some(format!(
            "thiếu {} điểm để bằng hạng {rank}{lost}",
            plain(gap)
        ))
    }

    fn tie_remark(&self, facts: &Facts<'_>, standing: &Standing) -> Option<String> {
        let beside = self.beside(standing);
        Some(match beside.as_slice() {
            [] => return None,
            [other] => format!(
                "Đồng hạng {} với {}: đưa ra hội nghị cụm biểu quyết.",
                standing.rank,
                facts.account.register.unit_name(other)
            ),
            others => format!(
                "Đồng hạng {}, cùng {} đơn vị khác: đưa ra hội nghị cụm biểu quyết.",
                standing.rank,
                others.len()
            ),
        })
    }

    fn without_place(&self, facts: &Facts<'_>, unit: &Arc<str>) -> Option<String> {
        let basis = self.basis()?;
        let label = facts.full_label(basis);
        Some(if facts.figure(unit, basis).held.is_some() {
            format!("“{label}” đang giữ lại, chưa xếp hạng: xem trang Việc cần xử lý.")
        } else {
            format!("Chưa có “{label}”, chưa xếp hạng.")
        })
    }
}

/// That a unit has not worked long enough to be classed, or that this is not known, and by which rule.
fn tenure_remark(facts: &Facts<'_>, standing: &Standing) -> Option<String> {
    let (position, months) = standing.tenure.since?;
    let change = &facts.account.register.changes[position];
    let decision = change
        .decision
        .as_ref()
        .map_or_else(String::new, |number| format!(" (quyết định {number})"));
    let what = match standing.tenure.certainty {
        Certainty::No => {
            format!("chưa đủ {months} tháng hoạt động để được xếp loại, không đưa vào đề xuất")
        }
        Certainty::Open | Certainty::Yes => format!(
            "chưa rõ đã hoạt động đủ {months} tháng chưa, ghi “Ngày hiệu lực” vào trang Biến động của danh mục"
        ),
    };
    let basis = facts
        .inputs
        .emulation
        .criteria
        .in_force(standing.period)
        .map_or_else(String::new, |set| format!(", theo {}", set.legal_basis));
    Some(format!(
        "{} từ {}{decision}: {what}{basis}.",
        facts.wording.change(change.kind),
        change.day.map_or_else(
            || change.effective.label(),
            |day| format!("ngày {}", day.strftime("%d/%m/%Y"))
        )
    ))
}

fn difference_remarks(difference: &Difference) -> Vec<String> {
    let mut remarks = Vec::new();
    if let (Some(in_minutes), Some(rank)) = (difference.rank_in_minutes, difference.rank) {
        remarks.push(format!(
            "Hội nghị xếp thứ {in_minutes}, theo điểm là hạng {rank}."
        ));
    }
    for award in &difference.only_in_minutes {
        remarks.push(format!(
            "Hội nghị đề nghị {award}; theo thứ hạng và số lượng thì không."
        ));
    }
    for award in &difference.only_by_rank {
        remarks.push(format!(
            "Theo thứ hạng và số lượng được {award}; hội nghị không đề nghị."
        ));
    }
    remarks
}
