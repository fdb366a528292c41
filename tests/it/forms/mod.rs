//! Forms beside reports: what is sent, and all that comes of it.

use crate::harness::{Case, Row};
use std::collections::BTreeSet;

mod congresses;
mod lists;
mod scores;

/// A case: the files of an input folder, and all that comes of them.
struct Sent {
    /// What it shows.
    why: &'static str,
    files: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    gives: &'static [&'static str],
}

const REGISTER: &[(&str, &str)] = &[
    (
        "Đơn vị",
        "\
Mã đơn vị|Tên đơn vị
U1|Trường Mầm non Hoa Sen
U2|Trường Tiểu học Kim Đồng
U3|Chi cục Kiểm lâm
U4|Sở Nội vụ
U5|Thanh tra tỉnh",
    ),
    (
        "Cụm",
        "\
Mã cụm|Tên cụm
C1|Cụm thi đua số 1
C2|Cụm thi đua số 2",
    ),
];

const MEMBERS: [(&str, &str); 5] = [
    ("U1", "C1"),
    ("U2", "C1"),
    ("U3", "C1"),
    ("U4", "C1"),
    ("U5", "C2"),
];

fn check(cases: &[Sent]) {
    let mut wrong = Vec::new();
    for sent in cases {
        let case = Case::new();
        let mut members = String::from("Kỳ|Mã đơn vị|Mã cụm");
        for period in ["2023", "2023-2028"] {
            for (unit, cluster) in MEMBERS {
                members += &format!("\n'{period}|{unit}|{cluster}");
            }
        }
        let mut register = REGISTER.to_vec();
        register.push(("Phân cụm", &members));
        case.workbook("danh-muc.xlsx", &register);
        for (name, sheets) in sent.files {
            case.workbook(name, sheets);
        }
        case.run(&["--only", "data"]);
        let gives: BTreeSet<String> = sent.gives.iter().map(|line| (*line).to_owned()).collect();
        let given = given(&case);
        if given != gives {
            let missing: Vec<_> = gives.difference(&given).collect();
            let besides: Vec<_> = given.difference(&gives).collect();
            wrong.push(format!(
                "{}: missing {missing:#?}, besides {besides:#?}",
                sent.why
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All that comes of a case but for units that sent nothing.
fn given(case: &Case) -> BTreeSet<String> {
    let mut given = BTreeSet::new();
    let mut tell = |table: &str, line: &dyn Fn(&Row) -> Option<String>| {
        given.extend(case.table(table).iter().filter_map(line));
    };
    tell_figures(&mut tell);
    tell_facts(&mut tell);
    given
}

/// Takes the lines of a table.
type Tell<'a> = dyn FnMut(&str, &dyn Fn(&Row) -> Option<String>) + 'a;

fn tell_figures(tell: &mut Tell<'_>) {
    tell("submissions", &|row| {
        let form = Some(&row["form"]).filter(|form| !form.is_empty());
        Some(format!(
            "{} {}",
            form.map_or("no form", String::as_str),
            row["status"]
        ))
    });
    tell("observations", &|row| {
        let said = if row["text"].is_empty() {
            number(&row["value"])
        } else {
            row["text"].clone()
        };
        let target = if row["measure"] == "target" {
            "target "
        } else {
            ""
        };
        (row["counted"] == "true")
            .then(|| format!("{} {target}{} {said}", row["unit_id"], row["indicator"]))
    });
    tell("scores", &|row| {
        let points = ["maximum", "self_points", "cluster_points"].map(|of| number(&row[of]));
        let [most, own, cluster] = points;
        let of = format!("{} criterion {}", row["unit_id"], row["criterion"]);
        Some(format!("{of}: most {most}, own {own}, cluster {cluster}"))
    });
    tell("findings", &|row| {
        let cell = Some(&row["cell"]).filter(|cell| !cell.is_empty());
        let is_told = row["severity"] != "info" && row["code"] != "missing-submission";
        is_told.then(|| {
            format!(
                "told {} {}",
                row["code"],
                cell.map_or("file", String::as_str)
            )
        })
    });
}

fn tell_facts(tell: &mut Tell<'_>) {
    tell("attendance", &|row| {
        let [present, signed] = ["present", "signed"].map(|of| or_null(&row[of]));
        let why = &row["absence_reason"];
        let why = if why.is_empty() {
            String::new()
        } else {
            format!(", {why}")
        };
        Some(format!(
            "{} present {present}, signed {signed}{why}",
            row["unit_id"]
        ))
    });
    tell("nominations", &|row| {
        let [by, rank] = ["awarded_by", "rank"].map(|of| or_null(&row[of]));
        Some(format!(
            "{} proposed: {}, by {by}, rank {rank}",
            row["unit_id"], row["award"]
        ))
    });
    tell("leadership", &|row| {
        Some(format!("{} leads: {}", row["unit_id"], row["role"]))
    });
    tell("award_counts", &|row| {
        let (persons, collectives) = (&row["n_persons"], &row["n_collectives"]);
        let of = format!("{} counted: {}", row["unit_id"], row["award"]);
        Some(format!(
            "{of}, {persons} persons, {collectives} collectives"
        ))
    });
    tell("congresses", &|row| {
        let [attended, entitled, committee, delegates] =
            ["attended", "entitled", "executive_committee", "delegates"]
                .map(|of| or_null(&row[of]));
        Some(format!(
            "{} congress {attended}/{entitled}, {committee}, {delegates}",
            row["unit_id"]
        ))
    });
}

fn or_null(written: &str) -> &str {
    if written.is_empty() { "null" } else { written }
}

fn number(written: &str) -> String {
    let value: Result<f64, _> = written.parse();
    value.map_or_else(|_| or_null(written).to_owned(), |value| value.to_string())
}
