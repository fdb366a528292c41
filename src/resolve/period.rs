//! Which period a file is about: what the form states, held against its folders.

use super::FileDecision;
use crate::finding::Finding;
use crate::location::CellRef;
use crate::memo::Memo;
use crate::period::Period;
use crate::recognise::{FigureCell, FigureColumn, RecognisedWorkbook, find_periods};
use crate::register::corrections::{Request, Spot};
use crate::rules;
use std::sync::{Arc, LazyLock};

/// The period that a folder's name says: the same folders stand above many files.
static KNOWN: LazyLock<Memo<Option<Period>>> = LazyLock::new(Memo::new);

/// What the folders above a file say.
#[derive(Debug, Clone, Default)]
pub struct FolderStatement {
    /// The outermost folder's period.
    pub period: Option<Period>,
    /// The folders that name no period, outermost first: one may name the cluster.
    pub others: Vec<String>,
}

/// Reads the folders of a file's relative path.
pub fn read_folder(file: &str) -> FolderStatement {
    let mut statement = FolderStatement::default();
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    for folder in folders {
        match *KNOWN.get(folder, || period_of_folder(folder)) {
            Some(period) if statement.period.is_none() => statement.period = Some(period),
            _ => statement.others.push(folder.to_string()),
        }
    }
    statement
}

fn period_of_folder(folder: &str) -> Option<Period> {
    folder.parse().ok().or_else(|| {
        let found = find_periods(&crate::text::clean(folder).to_lowercase());
        found.first().map(|(period, _)| *period)
    })
}

/// A period, or why there is none.
pub(super) struct Settled {
    /// Where it is certain, or the office has decided it; where form and folder disagree, none.
    pub(super) period: Option<Period>,
    /// What is wrong; it holds the file only where there is no period.
    pub(super) finding: Option<Finding>,
}

/// Settles a file's period. They agree, or only one speaks: that is the period. What the office has decided goes before;
/// then columns that name the period which the form states by mistake are of the decided one.
pub(super) fn settle(
    file: &Arc<str>,
    recognised: &mut RecognisedWorkbook,
    folder: &FolderStatement,
    decisions: &mut [FileDecision],
) -> Settled {
    let stated = stated_periods(file, recognised);
    let mut settled = other_period(file, recognised)
        .filter(|_| stated.is_empty())
        .map_or_else(
            || hold_together(file, &stated, folder),
            |other| conflict_of(other, folder),
        );
    for decision in decisions {
        let decided = match &decision.request {
            Request::UsePeriod(period) => Ok(*period),
            Request::KeepPeriod(spot) => stated_at(&stated, spot.as_ref()),
            _ => continue,
        };
        decision.outcome = Some(decided.as_ref().map(|_| ()).map_err(Clone::clone));
        if let Ok(period) = decided {
            settled.period = Some(period);
            forget_mistaken_columns(recognised, &stated, period);
        }
    }
    settled
}

fn forget_mistaken_columns(
    recognised: &mut RecognisedWorkbook,
    stated: &[(Period, CellRef)],
    decided: Period,
) {
    let mut figures = recognised.tables.iter().flat_map(|table| &table.figures);
    if figures.any(|figure| figure.column_period == Some(decided)) {
        return;
    }
    for figure in recognised
        .tables
        .iter_mut()
        .flat_map(|table| &mut table.figures)
    {
        let is_mistaken = |period: &Period| stated.iter().any(|(mistaken, _)| mistaken == period);
        figure.column_period = figure.column_period.filter(|period| !is_mistaken(period));
    }
}

/// The one period that the form states, or the one that it states in a cell.
fn stated_at(stated: &[(Period, CellRef)], spot: Option<&Spot>) -> Result<Period, String> {
    if let Some((period, _)) = stated
        .iter()
        .find(|(_, at)| spot.is_some_and(|spot| spot.is_at(at)))
    {
        return Ok(*period);
    }
    match stated {
        [] => Err("biểu không ghi kỳ nào để giữ nguyên; chọn “dùng” và ghi kỳ đúng".to_string()),
        [(first, _), rest @ ..] if rest.iter().all(|(period, _)| period == first) => Ok(*first),
        _ => Err("biểu ghi nhiều kỳ khác nhau; chọn “dùng” và ghi kỳ đúng".to_string()),
    }
}

fn hold_together(
    file: &Arc<str>,
    stated: &[(Period, CellRef)],
    folder: &FolderStatement,
) -> Settled {
    let conflict = |at: &CellRef, stated: Period, other: String| Settled {
        period: None,
        finding: Some(Finding::about_cell(
            &rules::period_conflict::RULE,
            at,
            rules::period_conflict::message(&stated.label(), &other),
        )),
    };
    match (stated, folder.period) {
        ([], None) => Settled {
            period: None,
            finding: Some(Finding::about_file(
                &rules::period_missing::RULE,
                file,
                rules::period_missing::message(),
            )),
        },
        ([], Some(period)) => Settled {
            period: Some(period),
            finding: None,
        },
        ([(period, at), rest @ ..], _) => {
            if let Some((other, other_at)) = rest.iter().find(|(other, _)| other != period) {
                let place = format!(
                    "ô {} (trang “{}”) lại ghi {}",
                    other_at.address,
                    other_at.sheet,
                    other.label()
                );
                return conflict(at, *period, place);
            }
            match folder.period {
                Some(of_folder) if of_folder != *period => conflict(
                    at,
                    *period,
                    format!("thư mục lại ghi {}", of_folder.label()),
                ),
                _ => Settled {
                    period: Some(*period),
                    finding: None,
                },
            }
        }
    }
}

/// What a sheet with a table states where it is no reporting period: a quarter is not its year.
fn other_period(file: &Arc<str>, recognised: &RecognisedWorkbook) -> Option<(String, CellRef)> {
    let sheets = recognised.sheets.iter().filter(|sheet| sheet.has_table);
    sheets
        .filter_map(|sheet| {
            let (written, address) = sheet.statements.other_period.as_ref()?;
            let at = CellRef {
                file: file.clone(),
                sheet: sheet.sheet.clone(),
                address: *address,
            };
            Some((written.clone(), at))
        })
        .next()
}

fn conflict_of((written, at): (String, CellRef), folder: &FolderStatement) -> Settled {
    let other = match folder.period {
        Some(period) => format!("thư mục lại ghi {}", period.label()),
        None => "đó không phải là một kỳ báo cáo".to_string(),
    };
    Settled {
        period: None,
        finding: Some(Finding::about_cell(
            &rules::period_conflict::RULE,
            &at,
            rules::period_conflict::message(&format!("“{written}”"), &other),
        )),
    }
}

/// The periods that sheets with tables state; else those of covers; else the latest that titles of columns name.
fn stated_periods(file: &Arc<str>, recognised: &RecognisedWorkbook) -> Vec<(Period, CellRef)> {
    let of_sheets = |with_table: bool| -> Vec<(Period, CellRef)> {
        recognised
            .sheets
            .iter()
            .filter(|sheet| sheet.has_table == with_table && !sheet.looks_ahead)
            .flat_map(|sheet| {
                sheet.statements.periods.iter().map(|(period, address)| {
                    let at = CellRef {
                        file: file.clone(),
                        sheet: sheet.sheet.clone(),
                        address: *address,
                    };
                    (*period, at)
                })
            })
            .collect()
    };
    let stated = of_sheets(true);
    if !stated.is_empty() {
        return stated;
    }
    let stated = of_sheets(false);
    if !stated.is_empty() {
        return stated;
    }
    // Beside a column for `this year` one with a period is for another.
    let is_this_period = |figure: &&FigureCell| {
        figure.column == FigureColumn::Actual && figure.column_period.is_none()
    };
    let latest = recognised
        .tables
        .iter()
        .filter(|table| !table.figures.iter().any(|figure| is_this_period(&figure)))
        .flat_map(|table| table.figures.iter().map(move |figure| (table, figure)))
        .filter(|(_, figure)| figure.column == FigureColumn::Actual)
        .filter_map(|(table, figure)| Some((figure.column_period?, table, figure)))
        .max_by(|(left, _, left_figure), (right, _, right_figure)| {
            left.cmp(right).then(right_figure.at.cmp(&left_figure.at))
        });
    latest
        .map(|(period, table, figure)| {
            let at = CellRef {
                file: file.clone(),
                sheet: table.sheet.clone(),
                address: figure.at,
            };
            (period, at)
        })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_tell_period_and_cluster() {
        for (file, period, others) in [
            (
                "2023/Cụm thi đua số 1/a.xlsx",
                Some("2023"),
                vec!["Cụm thi đua số 1"],
            ),
            ("2023-2024/Cụm 3/a.xlsx", Some("2023-2024"), vec!["Cụm 3"]),
            ("Nhiệm kỳ 2018-2023/a.xlsx", Some("2018-2023"), vec![]),
            (
                "2023-H1/Khối Tổng hợp/b/a.xlsx",
                Some("2023-H1"),
                vec!["Khối Tổng hợp", "b"],
            ),
            ("Năm 2022/a.xlsx", Some("2022"), vec![]),
            ("a 2023.xlsx", None, vec![]),
        ] {
            let statement = read_folder(file);
            assert_eq!(
                statement.period.map(|p| p.to_string()).as_deref(),
                period,
                "{file}"
            );
            assert_eq!(statement.others, others, "{file}");
        }
    }
}
