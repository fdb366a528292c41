//! Emulation: targets, ranks, awards, conferences and congresses.
//!
//! Everything here is read or derived from what counts; nothing is decided. A tie stays a tie, a unit that may not have
//! worked long enough is said to be in doubt, and where a conference and the ranks differ both are shown.

mod conferences;
mod congresses;
mod criteria;
#[cfg(test)]
mod fixture;
mod lineage;
mod marks;
mod nominations;
mod proposals;
mod rankings;
mod results;
mod rules;
mod scores;
mod standings;
mod targets;

pub use criteria::{
    Band, Class, Condition, Criteria, CriteriaSet, Criterion, CriterionKind, Eligibility, Given,
    Requirement, Score, ScoreLine, ScoreSheet,
};
pub use lineage::{Certainty, Tenure, streak, tenure};
pub use proposals::{Difference, Doubt, Proposal, award_of};
pub use rankings::Contest;
pub use rules::{BetterEnd, EmulationRules, Quota, RulesChange, TieBreaker};
pub use standings::Standing;
pub use targets::{TargetSummary, summarise_targets};

use crate::finding::{Checked, Finding};
use crate::observation::Observation;
use crate::recognise::{Lexicon, Scorer};
use crate::register::Register;
use crate::resolve::Draft;
use crate::tables::{
    Attendance, AwardCount, Congress, CriterionScore, Leadership, Nomination, Ranking, Tables,
    Target,
};
use proposals::Grounds;
use results::Results;
use scores::ScoreSheets;

/// What a province sets for its emulation.
#[derive(Debug)]
pub struct EmulationKnowledge {
    /// How clusters rank and what they may propose.
    pub rules: EmulationRules,
    /// What units are classed by.
    pub criteria: Criteria,
}

impl EmulationKnowledge {
    /// The built-in rules and criteria.
    pub fn built_in() -> Self {
        Self {
            rules: EmulationRules::built_in(),
            criteria: Criteria::built_in(),
        }
    }
}

/// What comes of emulation.
#[derive(Debug, Default)]
pub struct Emulation {
    /// Targets against results.
    pub targets: Vec<Target>,
    /// Ranks within clusters.
    pub rankings: Vec<Ranking>,
    /// Conferences: who came.
    pub attendance: Vec<Attendance>,
    /// Conferences: awards proposed.
    pub nominations: Vec<Nomination>,
    /// Conferences: heads and deputies of the period led.
    pub leadership: Vec<Leadership>,
    /// Congresses.
    pub congresses: Vec<Congress>,
    /// Points by criterion.
    pub scores: Vec<CriterionScore>,
    /// Persons and collectives proposed for awards.
    pub award_counts: Vec<AwardCount>,
    /// What a cluster is put before: proposals and where they differ.
    pub assessment: Assessment,
}

/// What the program works out for a cluster to decide; no data table holds it.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// Every ranked unit, by period, cluster and rank.
    pub standings: Vec<Standing>,
    /// Whom ranks and quotas propose, by period, cluster, award and rank.
    pub proposals: Vec<Proposal>,
    /// Where the minutes and the proposals differ, by period, cluster and unit.
    pub differences: Vec<Difference>,
}

/// Works out targets, ranks and proposals, and reads what conferences and congresses settled.
///
/// `drafts` are identified and in the order of their files; of `observations` only those that count are used.
pub fn emulate(
    drafts: &[Draft],
    observations: &[Observation],
    register: &Register,
    lexicon: &Lexicon,
    knowledge: &EmulationKnowledge,
) -> Checked<Emulation> {
    let EmulationKnowledge { rules, criteria } = knowledge;
    let mut findings: Vec<Finding> = Vec::new();
    let conferences = conferences::read_conferences(drafts, lexicon, register, &mut findings);
    let nominations = nominations::settle(conferences.nominations, register, &mut findings);
    let congresses = congresses::read_congresses(drafts, &mut findings);
    let results = Results::new(observations, &lexicon.indicators);
    let ranked = rankings::rank(&results, rules, &conferences.unranked);
    nominations::tell_places(
        &conferences.places,
        &ranked.rankings,
        &|contest| {
            let basis = ranked.bases.get(contest);
            basis.is_some_and(|basis| **basis == *Scorer::Cluster.indicator())
        },
        register,
        &mut findings,
    );
    let scores = scores::read_scores(drafts, register);
    let sheets = ScoreSheets::new(&scores, criteria);
    let standings = standings::standings(&ranked, criteria, &sheets, register);
    let grounds = Grounds {
        rules,
        criteria,
        register,
        results: &results,
    };
    let proposals = proposals::propose(&standings, &grounds);
    let differences = proposals::compare(&nominations, &proposals, &standings, rules);
    Checked {
        output: Emulation {
            targets: targets::hold_targets(observations, &results, lexicon),
            rankings: ranked.rankings,
            attendance: conferences.attendance,
            nominations,
            leadership: conferences.leadership,
            congresses,
            scores,
            award_counts: conferences.award_counts,
            assessment: Assessment {
                standings,
                proposals,
                differences,
            },
        },
        findings,
    }
}

impl Emulation {
    /// Puts the data into their tables; what is left is for the report.
    pub fn place_in(self, tables: &mut Tables) -> Assessment {
        tables.targets = self.targets;
        tables.rankings = self.rankings;
        tables.attendance = self.attendance;
        tables.nominations = self.nominations;
        tables.leadership = self.leadership;
        tables.congresses = self.congresses;
        tables.scores = self.scores;
        tables.award_counts = self.award_counts;
        self.assessment
    }
}

/// Enters the offices that conferences filled into the register, for the period led: where it lists the unit in that
/// cluster and says nothing of its office. What the office has written down stays.
pub fn fill_roles(register: &mut Register, leadership: &[Leadership]) {
    for leader in leadership {
        let key = (leader.period, leader.unit_id.clone());
        if let Some(membership) = register.memberships.get_mut(&key)
            && membership.cluster_id == leader.cluster_id
            && membership.role.is_none()
        {
            membership.role = Some(leader.role.clone());
        }
    }
}
