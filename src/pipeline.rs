//! The order of the stages, and nothing else: files in parallel, then all of them together, once.

mod files;
mod own;
mod review;
mod words;

use crate::aggregate::{Aggregates, aggregate};
use crate::catalogue::Thresholds;
use crate::compare::{Comparisons, compare};
use crate::decide::{Decided, Outcomes, conclude, decide_figures, tell_decisions, unused_findings};
use crate::discover::Discovered;
use crate::emulate::{Assessment, EmulationKnowledge, emulate, fill_roles};
use crate::finding::{Finding, Rule, Severity};
use crate::identify::{
    LikelySame, VersionDifference, draw_register, identify, leave_out_shared_lines, likely_same,
    stated_codes, version_differences,
};
use crate::ledger::{Audit, audit};
use crate::observation::{Observation, Submission, SubmissionStatus};
use crate::period::Period;
use crate::read::ReaderPool;
use crate::recognise::Lexicon;
use crate::register::{Corrections, Register};
use crate::resolve::Draft;
use crate::rules;
use crate::tables::{Leadership, Tables};
use crate::validate::validate;
use crate::verdict::FileOut;
pub(crate) use files::{KEPT_CORRECTIONS, KEPT_REGISTER};
use files::{corrections_of, not_understood, read_all};
pub use review::{NewMember, Review, review};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
pub use words::own_lines;
use words::{Places, kept_register, read_in_own_words, worded_lexicon};

/// What the stages know besides the files.
pub struct Knowledge {
    /// Forms, indicators and abbreviations.
    pub lexicon: Lexicon,
    /// When a figure is suspect.
    pub thresholds: Thresholds,
    /// How units are ranked, classed and proposed.
    pub emulation: EmulationKnowledge,
    /// What is wrong with the sheets in which the office sets any of this.
    pub findings: Vec<Finding>,
}

impl Knowledge {
    /// The built-in catalogues.
    pub fn built_in() -> Self {
        Self {
            lexicon: Lexicon::built_in(),
            thresholds: Thresholds::built_in(),
            emulation: EmulationKnowledge::built_in(),
            findings: Vec::new(),
        }
    }
}

/// A run's data, and the register it stands on.
pub struct Consolidation {
    /// All tables, sorted.
    pub tables: Tables,
    /// The office's register, or the one drawn from the submissions.
    pub register: Register,
    /// The rows of the corrections and what came of them.
    pub decided: Vec<Decided>,
    /// Which figures superseded versions had otherwise.
    pub version_differences: Vec<VersionDifference>,
    /// Ranks, classes and proposals for clusters to decide on.
    pub assessment: Assessment,
    /// Whether every file and every cell is accounted for.
    pub audit: Audit,
    /// What the files were read with, where the office's register adds to what is built in. It is kept to the end of the
    /// program, where the system takes its memory back faster than it could be given back.
    pub read_with: Option<Lexicon>,
}

/// What every file says, whose it is and what of it counts.
pub struct Settled {
    counts: Counts,
    files: Files,
    read_with: Option<Lexicon>,
}

/// What counts, and of whom.
struct Counts {
    /// Sorted.
    observations: Vec<Observation>,
    register: Register,
}

/// What there is to tell of the files besides.
struct Files {
    drafts: Vec<Draft>,
    findings: Vec<Finding>,
    corrections: Corrections,
    outcomes: Outcomes,
    version_differences: Vec<VersionDifference>,
}

/// What is told of the files.
struct Records {
    /// All tables but the observations and the totals, sorted.
    tables: Tables,
    decided: Vec<Decided>,
    version_differences: Vec<VersionDifference>,
    assessment: Assessment,
    /// In the order of the files: of two that fill one office the first does.
    leadership: Vec<Leadership>,
    audit: Audit,
}

/// A part of a run's data that is there before the others.
pub enum Ready<'a> {
    /// Totals, means, ratios and categories.
    Aggregates(&'a Aggregates),
    /// Periods beside the one before.
    Comparisons(&'a Comparisons),
    /// The observations, and the tables of what was read and decided.
    Records(&'a [Observation], &'a Tables),
}

/// Consolidates the files of an input folder, which `reader` reads. `on_file` is called once for each file that was
/// read.
///
/// # Errors
/// Where the office's register cannot be read, or the program itself fails; never for a submission.
pub fn consolidate(
    discovered: &Discovered,
    knowledge: &Knowledge,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<Consolidation> {
    let settled = settle(discovered, knowledge, reader, on_file)?;
    let (whole, _) = settled.finish(discovered, knowledge, |_| Ok(()))?;
    Ok(whole)
}

/// Settles what every file says, whose it is and what of it counts.
///
/// # Errors
/// As [`consolidate`].
pub fn settle(
    discovered: &Discovered,
    knowledge: &Knowledge,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<Settled> {
    let corrections = corrections_of(discovered, reader)?;
    let kept = kept_register(discovered, reader, &knowledge.lexicon)?;
    let worded = worded_lexicon(&kept.output, &knowledge.lexicon);
    let lexicon = worded.as_ref().unwrap_or(&knowledge.lexicon);
    let (mut drafts, mut findings) = read_all(discovered, &corrections, lexicon, reader, on_file)?;
    findings.extend(not_understood(discovered, &corrections));
    findings.extend(kept.findings);
    findings.extend(knowledge.findings.iter().cloned());
    let mut register = kept_or_drawn(kept.output, &mut drafts, lexicon);
    register.carry_on(&periods_of(&drafts));
    let places = Places {
        discovered,
        corrections: &corrections,
        register: &register,
        lexicon,
        reader,
    };
    read_in_own_words(&places, &mut drafts, &mut findings)?;
    let identified = identify(drafts, &mut register, lexicon);
    findings.extend(identified.findings);
    let mut drafts = identified.output;
    let outcomes = decide_figures(&mut drafts, &corrections, &register, lexicon);
    retain_root_causes(&mut findings, &drafts);
    let version_differences = version_differences(&drafts);
    let scale = |period| {
        knowledge
            .emulation
            .criteria
            .in_force(period)
            .map(|set| set.scale)
    };
    let validated = validate(
        &mut drafts,
        &register,
        lexicon,
        &knowledge.thresholds,
        &scale,
    );
    findings.extend(validated.findings);
    Ok(Settled {
        counts: Counts {
            observations: validated.output,
            register,
        },
        files: Files {
            drafts,
            findings,
            corrections,
            outcomes,
            version_differences,
        },
        read_with: worded,
    })
}

/// The office's register; without one, that which the files draw.
fn kept_or_drawn(kept: Register, drafts: &mut [Draft], lexicon: &Lexicon) -> Register {
    if kept.is_kept {
        return kept;
    }
    leave_out_shared_lines(drafts, lexicon);
    Register {
        words: kept.words,
        ..draw_register(drafts, lexicon)
    }
}

impl Settled {
    /// Sums up and compares what counts while it tells of the files. `on_ready` is called for each part of the data as
    /// soon as it is there, from several threads; what it makes of them comes back in the order of [`Ready`].
    ///
    /// # Errors
    /// Where `on_ready` fails, or the program itself.
    pub fn finish<T: Send>(
        self,
        discovered: &Discovered,
        knowledge: &Knowledge,
        on_ready: impl Fn(Ready<'_>) -> anyhow::Result<T> + Sync,
    ) -> anyhow::Result<(Consolidation, [T; 3])> {
        let Settled {
            counts,
            files,
            read_with,
        } = self;
        let total = || {
            let indicators = &knowledge.lexicon.indicators;
            let aggregates = aggregate(&counts.observations, indicators, &counts.register)?;
            let (comparisons, of_aggregates) = rayon::join(
                || compare(&aggregates, &counts.register),
                || on_ready(Ready::Aggregates(&aggregates)),
            );
            let comparisons = comparisons?;
            let of_comparisons = on_ready(Ready::Comparisons(&comparisons))?;
            anyhow::Ok((aggregates, comparisons, of_aggregates?, of_comparisons))
        };
        let tell = || {
            let records = files.record(&counts, discovered, knowledge);
            let made = on_ready(Ready::Records(&counts.observations, &records.tables));
            (records, made)
        };
        let (totals, (records, of_records)) = rayon::join(total, tell);
        let (aggregates, comparisons, of_aggregates, of_comparisons) = totals?;
        let whole = Consolidation {
            read_with,
            ..counts.with(records, aggregates, comparisons)
        };
        Ok((whole, [of_aggregates, of_comparisons, of_records?]))
    }
}

impl Counts {
    /// The whole of a run's data.
    fn with(
        self,
        records: Records,
        aggregates: Aggregates,
        comparisons: Comparisons,
    ) -> Consolidation {
        let mut register = self.register;
        fill_roles(&mut register, &records.leadership);
        Consolidation {
            tables: Tables {
                observations: self.observations,
                aggregates: aggregates.aggregates,
                distributions: aggregates.distributions,
                comparisons: comparisons.comparisons,
                change_parts: comparisons.change_parts,
                ..records.tables
            },
            register,
            decided: records.decided,
            version_differences: records.version_differences,
            assessment: records.assessment,
            audit: records.audit,
            read_with: None,
        }
    }
}

impl Files {
    /// Tells of every file, of what the office has decided, and of the emulation.
    fn record(self, counts: &Counts, discovered: &Discovered, knowledge: &Knowledge) -> Records {
        let Counts {
            observations,
            register,
        } = counts;
        let (lexicon, emulation) = (&knowledge.lexicon, &knowledge.emulation);
        let (drafts, mut findings) = (self.drafts, self.findings);
        let emulated = emulate(&drafts, observations, register, lexicon, emulation);
        findings.extend(emulated.findings);
        place_findings(&mut findings, &drafts);
        let decided = conclude(&self.corrections, self.outcomes, &drafts, observations);
        tell_decisions(&mut findings, &decided, lexicon);
        findings.extend(unused_findings(&decided, observations));
        let (submissions, cells): (Vec<_>, Vec<_>) = drafts.into_iter().map(Draft::close).unzip();
        let mut tables = Tables {
            submissions,
            findings,
            ..Tables::default()
        };
        let leadership = emulated.output.leadership.clone();
        let assessment = emulated.output.place_in(&mut tables);
        tables.sort(&lexicon.indicators);
        Records {
            audit: audit(discovered, &cells, &tables.submissions, observations),
            tables,
            decided,
            version_differences: self.version_differences,
            assessment,
            leadership,
        }
    }
}

/// A register drawn from the submissions, and what the office is to look at before it keeps it.
pub struct Drawing {
    /// The units, clusters and memberships as found.
    pub register: Register,
    /// Units' codes as their forms state them, by id.
    pub stated_codes: BTreeMap<Arc<str>, String>,
    /// Units that may be one.
    pub likely_same: Vec<LikelySame>,
    /// Units that sent nothing for a period and are expected in it, since nothing says that they have ended.
    pub carried: Vec<(Period, Arc<str>)>,
}

/// Draws a register from the files of an input folder, which `reader` reads. `on_file` is called once for each file
/// that was read.
///
/// # Errors
/// Where the office's corrections cannot be read, or no file at all can be.
pub fn draw(
    discovered: &Discovered,
    knowledge: &Knowledge,
    reader: &ReaderPool,
    on_file: &(dyn Fn() + Sync),
) -> anyhow::Result<Drawing> {
    let corrections = corrections_of(discovered, reader)?;
    let (mut drafts, _) = read_all(
        discovered,
        &corrections,
        &knowledge.lexicon,
        reader,
        on_file,
    )?;
    leave_out_shared_lines(&mut drafts, &knowledge.lexicon);
    let mut register = draw_register(&drafts, &knowledge.lexicon);
    let carried = register.carry_on(&periods_of(&drafts));
    let stated_codes = stated_codes(&drafts, &knowledge.lexicon);
    let drafts = identify(drafts, &mut register, &knowledge.lexicon).output;
    let likely_same = likely_same(&register, &drafts, &knowledge.lexicon);
    Ok(Drawing {
        register,
        stated_codes,
        likely_same,
        carried,
    })
}

/// The periods that files are about.
fn periods_of(drafts: &[Draft]) -> BTreeSet<Period> {
    let accepted = drafts
        .iter()
        .filter(|draft| draft.submission.status == SubmissionStatus::Accepted);
    accepted
        .filter_map(|draft| draft.submission.period)
        .collect()
}

/// Of a file that does not count only the reason is told: what else is wrong in it has no effect on any figure.
fn retain_root_causes(findings: &mut Vec<Finding>, drafts: &[Draft]) {
    let reasons: BTreeMap<&Arc<str>, Option<FileOut>> = drafts
        .iter()
        .filter(|draft| draft.submission.status != SubmissionStatus::Accepted)
        .map(|draft| (&draft.submission.file, draft.submission.reason))
        .collect();
    findings.retain(
        |finding| match finding.file.as_ref().and_then(|file| reasons.get(file)) {
            Some(Some(FileOut::Rule(reason))) => {
                *reason == finding.rule || is_of_what_was_seen(reason, finding.rule)
            }
            Some(left_out) => left_out.is_some() && tells_of_left_out(finding),
            None => true,
        },
    );
}

/// What says by whose decision a file is left out.
fn tells_of_left_out(finding: &Finding) -> bool {
    let rules = [&rules::unit_unknown::RULE, &rules::cluster_unknown::RULE];
    finding.severity == Severity::Info && rules.contains(&finding.rule)
}

/// Of a file in which no form's figures were recognised the rows and columns that were seen are told.
fn is_of_what_was_seen(reason: &Rule, rule: &Rule) -> bool {
    let seen = [
        &rules::label_unmatched::RULE,
        &rules::label_ambiguous::RULE,
        &rules::row_unread::RULE,
        &rules::column_unknown::RULE,
    ];
    *reason == rules::empty_form::RULE && seen.into_iter().any(|of_seen| of_seen == rule)
}

/// Findings of a file know its unit and period.
fn place_findings(findings: &mut [Finding], drafts: &[Draft]) {
    let submissions: BTreeMap<&Arc<str>, &Submission> = drafts
        .iter()
        .map(|draft| (&draft.submission.file, &draft.submission))
        .collect();
    for finding in findings {
        if let Some(submission) = finding.file.as_ref().and_then(|file| submissions.get(file)) {
            finding.unit_id = finding
                .unit_id
                .take()
                .or_else(|| submission.unit_id.clone());
            finding.period = finding.period.or(submission.period);
        }
    }
}
