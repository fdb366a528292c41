use super::super::fixture::{PERIOD, actual, rating, register};
use super::super::rankings::rank;
use super::super::scores::ScoreSheets;
use super::super::standings::standings;
use super::*;
use crate::catalogue::Indicators;
use crate::location::{CellAddress, CellRef};
use crate::observation::Observation;
use crate::register::ChangeKind;

fn quota(award: &str, places: u32) -> Quota {
    Quota {
        award: award.to_string(),
        awarded_by: "Liên đoàn Lao động tỉnh".to_string(),
        places: Some(places),
        share: None,
        class: None,
        years: None,
    }
}

fn rules(quotas: &[Quota]) -> EmulationRules {
    let mut rules = EmulationRules::built_in();
    rules.quotas = quotas.to_vec();
    rules
}

fn run(
    observations: &[Observation],
    register: &Register,
    rules: &EmulationRules,
) -> (Vec<Standing>, Vec<Proposal>) {
    let (indicators, criteria) = (Indicators::built_in(), Criteria::built_in());
    let results = Results::new(observations, &indicators);
    let sheets = ScoreSheets::new(&[], &criteria);
    let standings = standings(
        &rank(&results, rules, &std::collections::BTreeSet::new()),
        &criteria,
        &sheets,
        register,
    );
    let grounds = Grounds {
        rules,
        criteria: &criteria,
        register,
        results: &results,
    };
    let proposals = propose(&standings, &grounds);
    (standings, proposals)
}

fn scores(scores: &[(&str, f64)]) -> Vec<Observation> {
    scores
        .iter()
        .map(|(unit, score)| actual(unit, "cluster_score", *score))
        .collect()
}

fn shown(proposals: &[Proposal]) -> Vec<String> {
    let one = |proposal: &Proposal| {
        let contested = proposal
            .contested
            .map_or(String::new(), |places| format!("?{places}"));
        format!("{}:{}{contested}", proposal.unit_id, proposal.award)
    };
    proposals.iter().map(one).collect()
}

#[test]
fn quotas_are_filled_from_the_best_place_down() {
    let (flag, paper) = (quota("Cờ", 1), quota("Bằng", 2));
    let above_good = Quota {
        class: Some("excellent".into()),
        ..quota("Bằng", 2)
    };
    let quotas = [flag.clone(), paper];
    for (quotas, points, wanted) in [
        (
            &quotas[..],
            &[("A", 95.0), ("B", 94.0), ("C", 93.0), ("D", 92.0)][..],
            &["A:Cờ", "B:Bằng", "C:Bằng"][..],
        ),
        (
            &quotas[..],
            &[("A", 95.0), ("B", 95.0), ("C", 93.0)][..],
            // One of A and B has the flag, the other the first certificate, C the second.
            &["A:Cờ?1", "B:Cờ?1", "A:Bằng?1", "B:Bằng?1", "C:Bằng"][..],
        ),
        (
            &quotas[..],
            &[("A", 95.0), ("B", 93.0), ("C", 93.0), ("D", 93.0)][..],
            &["A:Cờ", "B:Bằng?2", "C:Bằng?2", "D:Bằng?2"][..],
        ),
        (
            &[flag, above_good][..],
            &[("A", 95.0), ("B", 90.0), ("C", 89.75)][..],
            &["A:Cờ", "B:Bằng"][..],
        ),
    ] {
        let (_, proposals) = run(&scores(points), &Register::default(), &rules(quotas));
        assert_eq!(shown(&proposals), wanted, "{points:?}");
    }
}

#[test]
fn who_has_not_worked_long_enough_is_passed_over_or_in_doubt() {
    let register = register(
        &[("A", 2023..=2023), ("B", 2022..=2023)],
        &[(2023, ChangeKind::Founded, None, Some("A"))],
    );
    let (_, proposals) = run(
        &scores(&[("A", 95.0), ("B", 94.0)]),
        &register,
        &rules(&[quota("Cờ", 2)]),
    );
    let doubts: Vec<&[Doubt]> = proposals
        .iter()
        .map(|proposal| &proposal.doubts[..])
        .collect();
    assert_eq!(doubts, [&[Doubt::Eligibility][..], &[]]);
}

#[test]
fn years_in_a_row_are_asked_of_forerunners_too() {
    let register = register(
        &[
            ("A", 2023..=2023),
            ("B", 2021..=2022),
            ("C", 2021..=2023),
            ("D", 2021..=2023),
        ],
        &[(2023, ChangeKind::Renamed, Some("B"), Some("A"))],
    );
    let mut observations = scores(&[("A", 95.0), ("C", 94.0), ("D", 93.0)]);
    for year in 2021..=2023 {
        let of_c = if year == 2022 { "good" } else { "excellent" };
        observations.extend([
            rating(if year == 2023 { "A" } else { "B" }, year, "excellent"),
            rating("C", year, of_c),
        ]);
    }
    observations.push(rating("D", 2023, "excellent"));
    observations.push(rating("D", 2022, "old_strong"));
    let three_years = Quota {
        class: Some("excellent".into()),
        years: Some(3),
        ..quota("Cờ", 3)
    };
    let (_, proposals) = run(&observations, &register, &rules(&[three_years]));
    let seen: Vec<(&str, &[Doubt])> = proposals
        .iter()
        .map(|row| (&*row.unit_id, &row.doubts[..]))
        .collect();
    assert_eq!(seen, [("A", &[][..]), ("D", &[Doubt::Streak][..])]);
}

#[test]
fn minutes_and_ranks_are_held_against_each_other() {
    let nominated = |unit: &str, rank, award: &str| Nomination {
        period: PERIOD,
        cluster_id: "C1".into(),
        rank: Some(rank),
        unit_id: unit.into(),
        award: award.to_string(),
        awarded_by: None,
        at: CellRef {
            file: "b.xlsx".into(),
            sheet: "Suy tôn".into(),
            address: CellAddress::new(6, 1),
        },
    };
    let rules = rules(&[quota("Cờ", 1), quota("Bằng", 1)]);
    let (standings, proposals) = run(
        &scores(&[("A", 95.0), ("B", 94.0), ("C", 93.0)]),
        &Register::default(),
        &rules,
    );
    let agreed = [
        nominated("A", 1, "Cờ"),
        nominated("B", 2, "Bằng"),
        nominated("C", 3, "Giấy khen"),
    ];
    assert_eq!(compare(&agreed, &proposals, &standings, &rules), []);
    assert_eq!(compare(&[], &proposals, &standings, &rules), []);
    let differing = [nominated("A", 1, "Cờ"), nominated("C", 2, "Bằng")];
    let differences = compare(&differing, &proposals, &standings, &rules);
    let seen: Vec<_> = differences
        .iter()
        .map(|row| {
            (
                &*row.unit_id,
                row.rank_in_minutes,
                row.rank,
                row.only_in_minutes.len(),
                row.only_by_rank.len(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [("B", None, Some(2), 0, 1), ("C", Some(2), Some(3), 1, 0)]
    );
}

#[test]
fn who_gives_an_award_is_part_of_it() {
    let nominated = |awarded_by: &str| Nomination {
        period: PERIOD,
        cluster_id: "C1".into(),
        rank: None,
        unit_id: "A".into(),
        award: "Cờ".to_string(),
        awarded_by: (!awarded_by.is_empty()).then(|| awarded_by.to_string()),
        at: CellRef {
            file: "b.xlsx".into(),
            sheet: "Suy tôn".into(),
            address: CellAddress::new(6, 1),
        },
    };
    let by_federation = quota("Cờ", 1);
    let by_confederation = Quota {
        awarded_by: "Tổng Liên đoàn".to_string(),
        class: Some("excellent".into()),
        ..quota("Cờ", 1)
    };
    let rules = rules(&[by_confederation, by_federation]);
    let (standings, proposals) = run(&scores(&[("A", 80.0)]), &Register::default(), &rules);
    assert_eq!(shown(&proposals), ["A:Cờ"]);
    for (awarded_by, only_in_minutes) in [
        ("Liên đoàn Lao động tỉnh", &[][..]),
        ("", &[][..]),
        ("Tổng Liên đoàn", &["Cờ của Tổng Liên đoàn"][..]),
        ("Ủy ban nhân dân tỉnh", &[][..]),
    ] {
        let differences = compare(&[nominated(awarded_by)], &proposals, &standings, &rules);
        let seen: Vec<&String> = differences
            .iter()
            .flat_map(|row| &row.only_in_minutes)
            .collect();
        assert_eq!(seen, only_in_minutes, "{awarded_by}");
    }
}

#[test]
fn another_place_in_the_minutes_is_told_without_any_quota() {
    let nomination = Nomination {
        period: PERIOD,
        cluster_id: "C1".into(),
        rank: Some(2),
        unit_id: "A".into(),
        award: "Cờ".to_string(),
        awarded_by: None,
        at: CellRef {
            file: "b.xlsx".into(),
            sheet: "Suy tôn".into(),
            address: CellAddress::new(6, 1),
        },
    };
    let rules = EmulationRules::built_in();
    let (standings, proposals) = run(
        &scores(&[("A", 95.0), ("B", 90.0)]),
        &Register::default(),
        &rules,
    );
    let differences = compare(&[nomination], &proposals, &standings, &rules);
    let seen: Vec<_> = differences
        .iter()
        .map(|row| (row.rank_in_minutes, row.rank, row.only_in_minutes.len()))
        .collect();
    assert_eq!(seen, [(Some(2), Some(1), 0)]);
}

#[test]
fn a_lower_rating_than_the_points_come_to_is_a_doubt() {
    let mut observations = scores(&[("A", 95.0), ("B", 94.0), ("C", 93.0)]);
    observations.push(rating("A", 2023, "good"));
    observations.push(rating("B", 2023, "excellent"));
    let asks = Quota {
        class: Some("excellent".into()),
        ..quota("Cờ", 3)
    };
    let (_, proposals) = run(&observations, &Register::default(), &rules(&[asks]));
    let doubts: Vec<&[Doubt]> = proposals
        .iter()
        .map(|proposal| &proposal.doubts[..])
        .collect();
    assert_eq!(doubts, [&[Doubt::Rating][..], &[], &[]]);
}
