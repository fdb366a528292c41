//! What a set of criteria must be to class every score in exactly one way.

use super::{Band, Condition, CriteriaSet, CriterionKind, Requirement, TOLERANCE};
use crate::catalogue::CatalogueError;
use crate::quantity::format_number;
use std::collections::BTreeSet;

impl CriteriaSet {
    pub(super) fn check(&self) -> Result<(), CatalogueError> {
        self.check_criteria()?;
        self.check_bands()?;
        for (place, band) in self.bands.iter().enumerate() {
            for condition in &band.conditions {
                self.check_condition(place, band, condition)?;
            }
        }
        Ok(())
    }

    fn check_criteria(&self) -> Result<(), CatalogueError> {
        let mut known = BTreeSet::new();
        let mut total = 0.0;
        for criterion in &self.criteria {
            if !known.insert(&criterion.id) {
                return Err(refused(
                    self,
                    &format!("tiêu chí “{}” xuất hiện hai lần", criterion.id),
                ));
            }
            if criterion.max <= 0.0 {
                return Err(refused(
                    self,
                    &format!("tiêu chí “{}” không có điểm tối đa", criterion.id),
                ));
            }
            if criterion.kind != CriterionKind::Penalty {
                total += criterion.max;
            }
        }
        // A set may leave its criteria to the forms and only class scores.
        if !self.criteria.is_empty() && (total - self.scale).abs() > TOLERANCE {
            let what = format!(
                "điểm tối đa của các tiêu chí cộng lại là {}, không phải {}",
                points(total),
                points(self.scale)
            );
            return Err(refused(self, &what));
        }
        Ok(())
    }

    fn check_bands(&self) -> Result<(), CatalogueError> {
        let [highest, ..] = &self.bands[..] else {
            return Err(refused(self, "không có mức xếp loại nào"));
        };
        if highest.below.is_some() {
            return Err(refused(
                self,
                &format!(
                    "mức cao nhất “{}” không được có giới hạn trên",
                    highest.label
                ),
            ));
        }
        let mut classes = BTreeSet::new();
        for band in &self.bands {
            if !classes.insert(&band.class) {
                return Err(refused(
                    self,
                    &format!("mức “{}” xuất hiện hai lần", band.class),
                ));
            }
        }
        for pair in self.bands.windows(2) {
            let (higher, lower) = (&pair[0], &pair[1]);
            let below = lower.below.unwrap_or(f64::INFINITY);
            let gap = higher.from - below;
            if gap.abs() <= TOLERANCE && lower.from < higher.from {
                continue;
            }
            let what = if gap > 0.0 {
                "để trống khoảng điểm"
            } else {
                "chồng lên nhau"
            };
            return Err(refused(
                self,
                &format!("mức “{}” và “{}” {what}", higher.label, lower.label),
            ));
        }
        match self.bands.last() {
            Some(lowest) if lowest.from.abs() <= TOLERANCE => Ok(()),
            _ => Err(refused(self, "mức thấp nhất không bắt đầu từ 0 điểm")),
        }
    }

    fn check_condition(
        &self,
        place: usize,
        band: &Band,
        condition: &Condition,
    ) -> Result<(), CatalogueError> {
        if let Requirement::PointsOf { criterion, .. } = &condition.requirement
            && !self.criteria.iter().any(|known| known.id == *criterion)
        {
            return Err(refused(
                self,
                &format!(
                    "mức “{}” nhắc tới tiêu chí “{criterion}” không có",
                    band.label
                ),
            ));
        }
        let falls_to = match &condition.otherwise {
            Some(class) => self.place(class),
            None => Some(place + 1).filter(|next| *next < self.bands.len()),
        };
        match falls_to {
            Some(lower) if lower > place => Ok(()),
            _ => Err(refused(
                self,
                &format!(
                    "điều kiện của mức “{}” không hạ xuống mức nào thấp hơn",
                    band.label
                ),
            )),
        }
    }
}

pub(super) fn refused(set: &CriteriaSet, what: &str) -> CatalogueError {
    CatalogueError::Meaning(format!("bộ tiêu chí “{}”: {what}", set.id))
}

fn points(value: f64) -> String {
    let shown = format_number(value, 2);
    shown
        .trim_end_matches('0')
        .trim_end_matches(',')
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emulate::Criteria;

    const HEAD: &str = "[[set]]\nid = \"s\"\ntitle = \"T\"\nlegal-basis = \"B\"\nfrom = 2015\nscale = 100\n\
                        eligibility = { founded-months = 12, restructured-months = 6 }\n";

    fn band(class: &str, from: f64, below: Option<f64>) -> String {
        let below = below.map_or(String::new(), |below| format!("below = {below:?}\n"));
        format!("[[set.band]]\nclass = \"{class}\"\nlabel = \"{class}\"\nfrom = {from:?}\n{below}")
    }

    #[test]
    fn bands_leave_no_gap_and_do_not_overlap() {
        let whole = HEAD.to_string() + &band("a", 50.0, None) + &band("b", 0.0, Some(50.0));
        assert!(Criteria::from_toml(&whole).is_ok());
        let criterion =
            "[[set.criterion]]\nid = \"x\"\nlabel = \"X\"\nkind = \"points\"\nmax = 40\n";
        let condition = "[[set.band.condition]]\nrequires = \"fact\"\nfact = \"dues\"\n";
        for (wrong, why) in [
            (HEAD.to_string(), "không có mức"),
            (
                HEAD.to_string() + &band("a", 60.0, None) + &band("b", 0.0, Some(50.0)),
                "để trống",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("b", 0.0, Some(60.0)),
                "chồng lên nhau",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("b", 0.0, None),
                "chồng lên nhau",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("b", 10.0, Some(50.0)),
                "từ 0 điểm",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, Some(100.0)) + &band("b", 0.0, Some(50.0)),
                "giới hạn trên",
            ),
            (
                HEAD.to_string() + &band("a", 50.0, None) + &band("a", 0.0, Some(50.0)),
                "hai lần",
            ),
            (
                HEAD.to_string() + criterion + &band("a", 0.0, None),
                "cộng lại là 40",
            ),
            (whole.clone() + condition, "thấp hơn"),
            (whole.clone() + &whole, "cùng lúc"),
        ] {
            match Criteria::from_toml(&wrong) {
                Err(CatalogueError::Meaning(text)) => {
                    assert!(text.contains(why), "{text} instead of {why}")
                }
                other => panic!("{why}: {other:?}"),
            }
        }
    }
}
