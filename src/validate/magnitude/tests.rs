use super::*;
use crate::catalogue::Indicators;

/// Years of a unit as `(year, amount, members, what it was spent on)`; a count of zero is not known.
type Year = (u16, f64, f64, f64);

fn figures_of(unit: u32, years: &[Year]) -> Vec<Figure> {
    let known = |count: f64| (count > 0.0).then_some(count);
    let figures = years.iter().map(|&(year, value, members, count)| Figure {
        period: Period::Year(year),
        unit,
        position: unit as usize * 10_000 + usize::from(year),
        value,
        sizes: [known(members), known(count)],
        is_judged: true,
        counts: Some(value),
    });
    figures.collect()
}

/// The years in which the first unit's amount is held back, those with `?` that only disagree with another.
fn held_figures(figures: &[Figure]) -> Vec<String> {
    let indicators = Indicators::built_in();
    let indicator = indicators.get("visits_amount").expect("it is listed");
    let suspects = suspects(indicator, figures, &[], &Thresholds::built_in());
    let held = suspects.iter().filter(|suspect| suspect.shown.is_none());
    held.map(|suspect| {
        let (unit, year) = (suspect.position / 10_000, suspect.position % 10_000);
        let unit = if unit == 0 {
            String::new()
        } else {
            format!("{unit}/")
        };
        let open = if suspect.words.contains("chưa rõ") {
            "?"
        } else {
            ""
        };
        format!("{unit}{year}{open}")
    })
    .collect()
}

/// The same among peers, which have these amounts every year.
fn held(years: &[Year], peers: &[(f64, f64, f64)]) -> Vec<String> {
    let mut figures = figures_of(0, years);
    for (unit, &(amount, members, count)) in (1..).zip(peers) {
        let all = [2020, 2021, 2022, 2023].map(|year| (year, amount, members, count));
        figures.extend(figures_of(unit, &all));
    }
    figures.sort_by_key(|figure| figure.period);
    held_figures(&figures)
}

fn amounts(amounts: &[f64]) -> Vec<(f64, f64, f64)> {
    amounts.iter().map(|&amount| (amount, 0.0, 0.0)).collect()
}

#[test]
fn the_same_slip_in_two_years_does_not_outvote_the_right_year() {
    let years = [
        (2021, 23.1e6, 0.0, 0.0),
        (2022, 23.8e9, 0.0, 0.0),
        (2023, 23.9e9, 0.0, 0.0),
    ];
    let peers = amounts(&[22e6, 25e6, 28e6, 31e6, 34e6, 40e6]);
    assert_eq!(held(&years, &peers), ["2022", "2023"]);
    assert_eq!(held(&years, &[]), ["2021?", "2022?", "2023?"]);
    let twice = [
        (2020, 23.1e6, 0.0, 0.0),
        (2021, 22.9e6, 0.0, 0.0),
        (2022, 23.8e9, 0.0, 0.0),
        (2023, 23.9e9, 0.0, 0.0),
    ];
    assert_eq!(held(&twice, &peers), ["2022", "2023"]);
}

#[test]
fn what_the_office_has_decided_stands() {
    let mut figures = figures_of(
        0,
        &[
            (2021, 23.1e6, 0.0, 0.0),
            (2022, 23.8e9, 0.0, 0.0),
            (2023, 23.9e6, 0.0, 0.0),
        ],
    );
    figures[0].is_judged = false;
    assert_eq!(held_figures(&figures), ["2022"]);
}

#[test]
fn a_slip_stands_out_among_peers_that_lie_far_apart() {
    let peers = amounts(&[6e6, 12e6, 60e6, 400e6, 900e6, 1_500e6]);
    for (value, expected) in [
        (46.8e9, &["2023"][..]),
        (46.8e12, &["2023"]),
        (21_900.0, &["2023"]),
        (21.9, &["2023"]),
        (2.5e9, &[]),
        (900_000.0, &[]),
    ] {
        assert_eq!(
            held(&[(2023, value, 0.0, 0.0)], &peers),
            expected,
            "{value}"
        );
    }
}

#[test]
fn a_large_unit_is_told_from_a_slip_by_its_size() {
    let peers = [20.0, 40.0, 60.0, 90.0, 120.0, 150.0].map(|members| (members * 1e5, members, 0.0));
    let slipped = (2023, 9e9, 90.0, 0.0);
    let large = (2023, 9e9, 60_000.0, 0.0);
    assert_eq!(held(&[slipped], &peers), ["2023"]);
    assert_eq!(held(&[large], &peers), [""; 0]);
    // Where the amounts do not go with the size, it tells nothing.
    let any = [
        (20e6, 2_000.0, 0.0),
        (40e6, 30.0, 0.0),
        (60e6, 900.0, 0.0),
        (90e6, 20.0, 0.0),
        (120e6, 5_000.0, 0.0),
        (150e6, 50.0, 0.0),
    ];
    assert_eq!(held(&[large], &any), ["2023"]);
}

#[test]
fn a_slip_that_is_usual_in_all_is_told_by_what_was_paid_for_each() {
    let peers = [1.0, 2.0, 5.0, 20.0, 70.0, 150.0].map(|visits| (visits * 4e5, 0.0, visits));
    assert_eq!(held(&[(2023, 400e6, 0.0, 1.0)], &peers), ["2023"]);
    assert_eq!(held(&[(2023, 400e6, 0.0, 1_000.0)], &peers), [""; 0]);
    // A wrong count does not make an amount wrong.
    assert_eq!(held(&[(2023, 40e6, 0.0, 1.0)], &peers), [""; 0]);
}

#[test]
fn several_slips_of_one_period_do_not_hide_each_other() {
    let mut peers: Vec<f64> = (1..20).map(|step| f64::from(step) * 10e6).collect();
    peers.push(90e9);
    let peers = amounts(&peers);
    let years = [(2022, 30e6, 0.0, 0.0), (2023, 30e9, 0.0, 0.0)];
    let of_unit = |held: Vec<String>| held.into_iter().filter(|year| !year.contains('/'));
    assert_eq!(of_unit(held(&years, &peers)).collect::<Vec<_>>(), ["2023"]);
    let alone = of_unit(held(&years[1..], &peers));
    assert_eq!(alone.collect::<Vec<_>>(), ["2023"]);
    let usual = [(2022, 30e6, 0.0, 0.0), (2023, 100e6, 0.0, 0.0)];
    assert_eq!(of_unit(held(&usual, &peers)).count(), 0);
}

#[test]
fn of_a_few_units_two_may_slip() {
    let peers = amounts(&[22e6, 25e6, 28e6, 31e6, 34e6]);
    let mut figures = figures_of(0, &[(2023, 23.9e9, 0.0, 0.0)]);
    figures.extend(figures_of(9, &[(2023, 30e9, 0.0, 0.0)]));
    for (unit, &(amount, ..)) in (1..).zip(&peers) {
        figures.extend(figures_of(unit, &[(2023, amount, 0.0, 0.0)]));
    }
    assert_eq!(held_figures(&figures), ["2023", "9/2023"]);
}

#[test]
fn where_a_period_has_few_units_those_of_other_periods_tell() {
    let mut figures = Vec::new();
    for (unit, amount) in (1..).zip([22e6, 25e6, 28e6, 31e6, 34e6]) {
        figures.extend(figures_of(unit, &[(2022, amount, 0.0, 0.0)]));
    }
    for (amount, expected) in [(23.9e9, &["2023"][..]), (120e6, &[])] {
        let own = figures_of(0, &[(2023, amount, 0.0, 0.0)]);
        let all: Vec<Figure> = figures.iter().cloned().chain(own).collect();
        assert_eq!(held_figures(&all), expected, "{amount}");
    }
}

#[test]
fn only_slips_of_a_unit_of_measure_are_held() {
    let peers = amounts(&[20e6, 30e6, 50e6, 80e6, 150e6, 270e6]);
    for (history, value, expected) in [
        (&[148.6e6, 150e6][..], 159.9e9, &["2023"][..]),
        (&[148.6e6], 159.9e9, &["2023"]),
        (&[], 159.9e9, &["2023"]),
        (&[45e6, 50e6], 48_700.0, &["2023"]),
        (&[45e6], 48.7, &["2023"]),
        (&[1e6], 200e6, &[]),
        (&[10e6, 20e6], 200e6, &[]),
        (&[159.9e9], 148.6e6, &["2022"]),
        (&[159.9e9, 150e6], 148.6e6, &["2021"]),
        (&[20e6, 30e6], 2_000e6, &[]),
    ] {
        let before = history.iter().rev().zip([2022, 2021]);
        let mut years: Vec<Year> = before.map(|(&it, year)| (year, it, 0.0, 0.0)).collect();
        years.push((2023, value, 0.0, 0.0));
        let held = held(&years, &peers);
        assert_eq!(held, expected, "{value} {history:?}");
    }
}
