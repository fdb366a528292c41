//! Which units get a template, and what of them is known already.

use super::form::{Form, FormRow};
use crate::catalogue::{Aggregation, Indicator, IndicatorKind, Indicators};
use crate::observation::{Measure, Observation};
use crate::period::Period;
use crate::recognise::Lexicon;
use crate::register::{Register, Timeline};
use crate::slips::plain;
use crate::text::clean;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The folder of a period's templates in the output folder.
pub fn folder_of(period: Period) -> String {
    format!("mau-bieu-{period}")
}

/// What templates are made from.
#[derive(Clone, Copy)]
pub struct TemplateInputs<'a> {
    /// All figures that were read.
    pub observations: &'a [Observation],
    /// Units, clusters and who is expected in the period.
    pub register: &'a Register,
    /// Indicators and their labels, ratings and their words.
    pub lexicon: &'a Lexicon,
    /// The office's name; may be empty.
    pub office: &'a str,
    /// Until when reports of a period are to be in.
    pub deadlines: &'a BTreeMap<Period, Date>,
    /// The period that is to be reported.
    pub period: Period,
}

/// A form made out for one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its path in the output folder.
    pub path: String,
    /// The unit's code.
    pub unit_id: Arc<str>,
    /// Its name as the register has it.
    pub unit: String,
    /// The office, as it is named; may be empty.
    pub office: String,
    /// What is to be reported.
    pub period: Period,
    /// Until when, where the office says.
    pub deadline: Option<String>,
    /// The words to choose a category from.
    pub categories: Vec<String>,
    /// Its rows.
    pub rows: Vec<TemplateRow>,
}

/// A row of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplateRow {
    /// A heading.
    Heading(String),
    /// An indicator.
    Asked {
        /// Its number; none where it belongs to the row above.
        number: Option<usize>,
        /// The indicator's code.
        indicator: Arc<str>,
        /// As the form writes it.
        label: String,
        /// The unit of measure.
        unit: String,
        /// The kind of value.
        kind: IndicatorKind,
        /// The indicator that it is a part of, and never above.
        whole: Option<Arc<str>>,
        /// What the unit reported for the period before.
        before: Before,
    },
}

/// What a unit reported for the period before.
#[derive(Debug, Clone, PartialEq)]
pub enum Before {
    /// Nothing that is known.
    Nothing,
    /// A figure that is counted, in the form's unit of measure.
    Figure(f64),
    /// A category that is counted, in words.
    Category(String),
    /// Something that nobody has decided about yet.
    InDoubt,
}

/// The templates of a period, by cluster and unit.
pub fn plan_templates(inputs: &TemplateInputs<'_>) -> Vec<Template> {
    let TemplateInputs {
        register, period, ..
    } = *inputs;
    let before = Known::new(inputs);
    let listed: Vec<(&Arc<str>, &Arc<str>)> = register
        .expected(period)
        .map(|member| (&member.unit_id, &member.cluster_id))
        .collect();
    let paths = paths(&listed, inputs);
    let deadline = inputs.deadlines.get(&period);
    let deadline = deadline.map(|day| format!("ngày {}", day.strftime("%d/%m/%Y")));
    let templates = listed.into_iter().zip(paths);
    let mut templates: Vec<Template> = templates
        .map(|((unit, _), path)| Template {
            path,
            unit_id: unit.clone(),
            unit: clean(register.unit_name(unit)),
            office: inputs.office.to_owned(),
            period,
            deadline: deadline.clone(),
            categories: categories(inputs.lexicon),
            rows: rows(unit, &before, inputs.lexicon),
        })
        .collect();
    templates.sort_by(|one, other| one.path.cmp(&other.path));
    templates
}

/// Where each stands: in a folder of its cluster, under the unit's name, no two under the same, capitals apart.
fn paths(listed: &[(&Arc<str>, &Arc<str>)], inputs: &TemplateInputs<'_>) -> Vec<String> {
    let root = folder_of(inputs.period);
    let mut taken = BTreeSet::new();
    let register = inputs.register;
    let path = |(unit, cluster): &(&Arc<str>, &Arc<str>)| {
        let folder = match register.is_cluster(cluster) {
            true => format!("{root}/{}", plain(register.cluster_name(cluster))),
            false => root.clone(),
        };
        let name = register.unit_name(unit);
        let names = std::iter::once(plain(name))
            .chain(std::iter::once(plain(&format!("{unit} - {name}"))))
            .chain((2..).map(|number| plain(&format!("{number} - {unit} - {name}"))));
        let mut paths = names.map(|name| format!("{folder}/{name}.xlsx"));
        let free = paths.find(|path| taken.insert(path.to_lowercase()));
        free.unwrap_or_default()
    };
    listed.iter().map(path).collect()
}

/// The words of the ratings in force, the better ones first.
fn categories(lexicon: &Lexicon) -> Vec<String> {
    let ratings = &lexicon.forms.ratings;
    let scale = ratings.first().map(|rating| &rating.scale);
    let in_force = ratings.iter().filter(|rating| Some(&rating.scale) == scale);
    in_force
        .filter_map(|rating| rating.texts.first().map(|text| capital(text)))
        .collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn rows(unit: &Arc<str>, known: &Known<'_>, lexicon: &Lexicon) -> Vec<TemplateRow> {
    let form = Form::get();
    let mut number = 0;
    let mut asked = |indicator: &Indicator| {
        let is_of_above = indicator.label.starts_with(['-', '+']);
        number += usize::from(!is_of_above);
        TemplateRow::Asked {
            number: (!is_of_above).then_some(number),
            indicator: indicator.code.clone(),
            label: indicator.label.clone(),
            unit: indicator.unit.clone(),
            kind: indicator.kind,
            whole: indicator.part_of.clone(),
            before: known.of(unit, indicator, lexicon),
        }
    };
    let mut rows: Vec<TemplateRow> = form
        .rows
        .iter()
        .filter_map(|row| match row {
            FormRow::Heading { heading } => Some(TemplateRow::Heading(heading.clone())),
            FormRow::Indicator { indicator } => lexicon.indicators.get(indicator).map(&mut asked),
        })
        .collect();
    let built_in = Indicators::built_in();
    let own = lexicon.indicators.iter().filter(|indicator| {
        let is_worked_out = matches!(indicator.aggregation, Aggregation::Ratio { .. });
        built_in.get(&indicator.code).is_none() && !is_worked_out
    });
    let own: Vec<TemplateRow> = own.map(asked).collect();
    if !own.is_empty() {
        rows.push(TemplateRow::Heading(form.own_heading.clone()));
        rows.extend(own);
    }
    rows
}

/// What was reported for the period before, by unit and indicator.
struct Known<'a>(BTreeMap<(Arc<str>, &'a str), Vec<&'a Observation>>);

impl<'a> Known<'a> {
    /// A unit that was renamed to a new code since is asked for what it reported under the former one.
    fn new(inputs: &TemplateInputs<'a>) -> Self {
        let timeline = Timeline::new(inputs.register);
        let previous = inputs.period.previous();
        let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for observation in inputs.observations {
            let is_result = observation.measure == Measure::Actual;
            if let (Some(unit), true) = (
                &observation.unit_id,
                is_result && observation.period == Some(previous),
            ) {
                let bearer = timeline.bearer(unit, inputs.period);
                let of_unit = known.entry((bearer, &*observation.indicator)).or_default();
                of_unit.push(observation);
            }
        }
        Self(known)
    }

    fn of(&self, unit: &Arc<str>, indicator: &Indicator, lexicon: &Lexicon) -> Before {
        let Some(told) = self.0.get(&(unit.clone(), &*indicator.code)) else {
            return Before::Nothing;
        };
        let counted = told.iter().find(|observation| observation.counted());
        let figure = counted.and_then(|observation| {
            let category = observation.category.as_deref().and_then(|category| {
                let mut ratings = lexicon.forms.ratings.iter();
                let rating = ratings.find(|rating| rating.category == category)?;
                rating
                    .texts
                    .first()
                    .map(|text| Before::Category(capital(text)))
            });
            let scale = match indicator.kind {
                IndicatorKind::Percent => 100.0,
                _ => 1.0,
            };
            let figure = || Some(Before::Figure(rounded(observation.value? * scale)));
            category.or_else(figure)
        });
        let is_in_doubt = || told.iter().any(|told| told.verdict.awaits_decision());
        match figure {
            Some(figure) => figure,
            None if is_in_doubt() => Before::InDoubt,
            None => Before::Nothing,
        }
    }
}

/// Without the traces of reckoning in fractions of two.
fn rounded(value: f64) -> f64 {
    const PLACES: f64 = 1e6;
    (value * PLACES).round() / PLACES
}
