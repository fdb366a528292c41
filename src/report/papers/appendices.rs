//! The appendices of the report: figures by subject, the official form, figures by cluster, how it was all put together and
//! what is held.

use super::Sources;
use super::paper::{Paper, or};
use super::tables::{Marks, sized, whole_table, whole_table_across, word_table};
use crate::catalogue::Aggregation;
use crate::report::conference::Body;
use crate::report::labels::{quantity, roman, unit_of_measure};
use crate::report::sheets::official_form_table;
use crate::report::word::{WordKind, WordPage, WordRow, WordTable};
use crate::report::{Cell, Column, NumberStyle, Row, RowKind, Table, Tone};
use crate::tables::Group;
use crate::text::fill;

pub(super) fn appendices(paper: &mut Paper, sources: &Sources<'_, '_>) {
    type Write = fn(&mut Paper, &Sources<'_, '_>, usize);
    let parts: [(Write, WordPage); 4] = [
        (figures, WordPage::Upright),
        (form, WordPage::Upright),
        (clusters, WordPage::Across),
        (method, WordPage::Upright),
    ];
    for ((write, page), number) in parts.iter().zip(1..) {
        paper.part(*page);
        write(paper, sources, number);
    }
}

fn head(paper: &mut Paper, sources: &Sources<'_, '_>, number: usize, title: &str) {
    let words = &sources.plan.appendix;
    let common = &sources.plan.common;
    let conference = sources.conference;
    let number = roman(number);
    let name = fill(&words.name, &[("number", &number)]);
    paper.text(WordKind::Appendix, &name);
    let period = conference.period_label.to_uppercase();
    paper.text(WordKind::About, &fill(title, &[("PERIOD", &period)]));
    let symbol = or(&conference.papers.symbol, &common.blank);
    let office = or(&conference.office, &common.office);
    let filling: [(&str, &dyn std::fmt::Display); 2] = [("symbol", &symbol), ("office", &office)];
    paper.text(WordKind::Attached, &fill(&words.attached, &filling));
}

/// The tables of all chapters as one, each chapter below its title.
fn figures(paper: &mut Paper, sources: &Sources<'_, '_>, number: usize) {
    head(paper, sources, number, &sources.plan.appendix.figures);
    let mut whole: Option<Table> = None;
    for chapter in &sources.conference.province.chapters {
        for message in chapter.messages.iter().filter(|it| it.is_of_figures()) {
            let Body::Table(table) = &message.body else {
                continue;
            };
            let whole = whole.get_or_insert_with(|| Table {
                rows: Vec::new(),
                ..(**table).clone()
            });
            whole.caption = whole.caption.take().or_else(|| table.caption.clone());
            let title = Cell::text(chapter.title.as_str());
            whole.rows.push(Row::new(RowKind::Group, vec![title]));
            whole.rows.extend(table.rows.iter().cloned());
        }
    }
    if let Some(table) = whole {
        paper.notes_of(&table, Marks::Doubtful);
        paper.block_table(word_table(&table, Marks::Doubtful));
    }
}

fn form(paper: &mut Paper, sources: &Sources<'_, '_>, number: usize) {
    let words = &sources.plan.appendix;
    let form = sources.facts.inputs.form;
    let title = fill(&words.form, &[("FORM", &form.title)]);
    head(paper, sources, number, &title);
    let basis: [(&str, &dyn std::fmt::Display); 2] =
        [("name", &form.name), ("basis", &form.legal_basis)];
    paper.text(WordKind::Attached, &fill(&words.form_basis, &basis));
    let returns = &sources.conference.province.returns;
    let share = returns.covered as f64 / (returns.expected.max(1)) as f64;
    if share < sources.plan.form_coverage_at_least {
        let filling: [(&str, &dyn std::fmt::Display); 2] = [
            ("covered", &returns.covered),
            ("expected", &returns.expected),
        ];
        paper.text(WordKind::About, &fill(&words.form_short, &filling));
    }
    let table = official_form_table(sources.facts);
    paper.notes_of(&table, Marks::Doubtful);
    paper.block_table(whole_table(&table, Marks::Doubtful));
}

/// Every indicator of the province and its clusters, so many clusters a table.
fn clusters(paper: &mut Paper, sources: &Sources<'_, '_>, number: usize) {
    let words = &sources.plan.appendix;
    head(paper, sources, number, &words.clusters);
    let packs = &sources.conference.clusters;
    let groups: Vec<(&Group, &str)> = packs
        .iter()
        .map(|it| (&it.group, it.name.as_str()))
        .collect();
    let tables: Vec<&[(&Group, &str)]> = match groups.is_empty() {
        true => vec![&[]],
        false => {
            let tables = groups.len().div_ceil(sources.plan.clusters_in_a_table);
            groups.chunks(groups.len().div_ceil(tables)).collect()
        }
    };
    let tables: Vec<Table> = tables
        .into_iter()
        .map(|clusters| cluster_table(sources, clusters))
        .collect();
    paper.note(&words.clusters_note);
    if let Some(first) = tables.first() {
        paper.notes_of(first, Marks::Doubtful);
    }
    for table in &tables {
        paper.block_table(whole_table_across(table, Marks::Doubtful));
    }
}

fn cluster_table(sources: &Sources<'_, '_>, clusters: &[(&Group, &str)]) -> Table {
    let facts = sources.facts;
    let province = (&Group::Province, sources.conference.province.name.as_str());
    let groups: Vec<(&Group, &str)> = std::iter::once(province)
        .chain(clusters.iter().copied())
        .collect();
    let scale = facts.money_scale(groups.iter().map(|(group, _)| *group));
    let mut columns = vec![
        Column::wrapped("Chỉ tiêu", 34.0),
        Column::centered("Đơn vị tính", 10.0),
    ];
    columns.extend(groups.iter().map(|(_, name)| Column::number(*name, 14.0)));
    let period = facts.account.period;
    let indicators = facts.indicators_in(&[period]).into_iter();
    let rows = indicators
        .filter(|indicator| indicator.aggregation != Aggregation::Distribution)
        .map(|indicator| {
            let code = &*indicator.code;
            let style = NumberStyle::plain(quantity(indicator, scale));
            let mut cells = vec![
                Cell::text(facts.full_label(code)),
                Cell::text(unit_of_measure(indicator, scale)),
            ];
            cells.extend(groups.iter().map(|(group, _)| {
                let Some(total) = facts.account.total(period, group, code) else {
                    return Cell::empty();
                };
                let (counted, expected) = facts.account.coverage(period, group, code);
                let value = style.write(total.value);
                let text = match counted == expected {
                    true => value,
                    false => format!("{value} ({counted}/{expected})"),
                };
                let cell = facts.marked(Cell::text(text), (group, code), &[period]);
                match facts.account.is_enough(counted, expected) {
                    true => cell,
                    false => cell.toned(Tone::Warning),
                }
            }));
            Row::plain(cells)
        });
    Table {
        caption: Some(scale.sentence().to_owned()),
        columns,
        rows: rows.collect(),
        ..Table::default()
    }
}

/// How figures were put together, and which are held; never what a held one says.
fn method(paper: &mut Paper, sources: &Sources<'_, '_>, number: usize) {
    let words = &sources.plan.appendix;
    head(paper, sources, number, &words.method);
    for sentence in &words.methods {
        paper.item(sentence);
    }
    let facts = sources.facts;
    let held = facts.held();
    let period = &sources.conference.period_label;
    let filling: [(&str, &dyn std::fmt::Display); 2] =
        [("count", &held.count()), ("period", period)];
    if held.count() == 0 {
        paper.item(&fill(&words.held_none, &filling));
        return;
    }
    paper.item(&fill(&words.held, &filling));
    if held.of_nobody > 0 {
        let filling: [(&str, &dyn std::fmt::Display); 1] = [("count", &held.of_nobody)];
        paper.item(&fill(&words.held_of_nobody, &filling));
    }
    let held = held.of_units;
    if held.is_empty() {
        return;
    }
    let columns = [
        Column::centered("TT", 5.0),
        Column::wrapped("Đơn vị", 34.0),
        Column::wrapped("Chỉ tiêu", 36.0),
        Column::wrapped("Lý do giữ lại", 30.0),
    ];
    let columns: Vec<&Column> = columns.iter().collect();
    let shown = held.len().min(sources.plan.held_at_most);
    let rows = held.iter().take(shown).zip(1..).map(|(held, number)| {
        let unit = held.unit_id.as_deref().unwrap_or_default();
        let texts = [
            number.to_string(),
            facts.account.register.unit_name(unit).to_owned(),
            facts.full_label(&held.indicator),
            held.verdict.title().unwrap_or_default().to_owned(),
        ];
        WordRow::new(RowKind::Plain, texts)
    });
    let table = WordTable {
        columns: sized(&columns),
        rows: rows.collect(),
        ..WordTable::default()
    };
    paper.written_table(&words.held_table, table);
    let rest = held.len() - shown;
    if rest > 0 {
        paper.note(&fill(&words.held_more, &[("count", &rest)]));
    }
}
