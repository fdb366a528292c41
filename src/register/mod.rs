//! The workbooks that staff keep: the register of units, clusters, membership and changes (`danh-muc.xlsx`), and the
//! corrections (`dinh-chinh.xlsx`).

mod checks;
pub mod corrections;
pub mod lines;
mod membership;
mod own;
mod timeline;
mod titled;
pub mod wordbook;
mod workbook;

pub use corrections::{Corrections, read_corrections};
pub use membership::{NO_CLUSTER, Origin, Seen};
pub use own::{OwnWorkbook, own_workbook};
pub use timeline::Timeline;
pub use titled::{SheetPlace, day_of, period_of};
pub use wordbook::{Wordbook, read_wordbook};
pub use workbook::{NAME_BEHIND, read_register};

use crate::location::CellRef;
use crate::period::Period;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What kind of employer a unit belongs to (`Loại hình`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// `Hành chính nhà nước`
    Administration,
    /// `Sự nghiệp`
    PublicService,
    /// `Doanh nghiệp nhà nước`
    StateEnterprise,
    /// `Doanh nghiệp ngoài nhà nước`
    PrivateEnterprise,
    /// `FDI`
    ForeignInvested,
}

impl UnitKind {
    /// All, in the order in which the register offers them.
    pub const ALL: [Self; 5] = [
        UnitKind::Administration,
        UnitKind::PublicService,
        UnitKind::StateEnterprise,
        UnitKind::PrivateEnterprise,
        UnitKind::ForeignInvested,
    ];

    /// As the register writes it.
    pub fn label(self) -> &'static str {
        match self {
            UnitKind::Administration => "Hành chính nhà nước",
            UnitKind::PublicService => "Sự nghiệp",
            UnitKind::StateEnterprise => "Doanh nghiệp nhà nước",
            UnitKind::PrivateEnterprise => "Doanh nghiệp ngoài nhà nước",
            UnitKind::ForeignInvested => "FDI",
        }
    }
}

/// A reporting unit: a grassroots union.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The stable key in the data tables.
    pub id: Arc<str>,
    /// Its present name.
    pub name: String,
    /// Former names and other ways it is written.
    pub other_names: Vec<String>,
    /// The kind of employer.
    pub kind: Option<UnitKind>,
}

impl Unit {
    /// All its names, the present one first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.other_names)
    }
}

/// Whom to write to at a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Who looks after the reports; may be empty.
    pub person: String,
    /// May be empty.
    pub phone: String,
    /// May be empty.
    pub email: String,
}

/// An emulation cluster (cụm, khối).
#[derive(Debug, Clone)]
pub struct Cluster {
    /// The stable key in the data tables.
    pub id: Arc<str>,
    /// Its name.
    pub name: String,
}

/// A unit's place in a cluster in a period. A unit is expected to report in a period where it has one.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The period.
    pub period: Period,
    /// The unit.
    pub unit_id: Arc<str>,
    /// The cluster.
    pub cluster_id: Arc<str>,
    /// `Cụm trưởng`, `Cụm phó`, `Trưởng khối`…
    pub role: Option<String>,
}

/// The kinds of changes of structure (`Biến động`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// `thành lập`
    Founded,
    /// `đổi tên`
    Renamed,
    /// `sáp nhập`
    Merged,
    /// `chia tách`
    Split,
    /// `chuyển cụm`
    MovedCluster,
    /// `chuyển giao`
    Transferred,
    /// `giải thể`
    Dissolved,
}

impl ChangeKind {
    /// All, in the order in which the register offers them.
    pub const ALL: [Self; 7] = [
        ChangeKind::Founded,
        ChangeKind::Renamed,
        ChangeKind::Merged,
        ChangeKind::Split,
        ChangeKind::MovedCluster,
        ChangeKind::Transferred,
        ChangeKind::Dissolved,
    ];

    /// As the register writes it.
    pub fn label(self) -> &'static str {
        match self {
            ChangeKind::Founded => "thành lập",
            ChangeKind::Renamed => "đổi tên",
            ChangeKind::Merged => "sáp nhập",
            ChangeKind::Split => "chia tách",
            ChangeKind::MovedCluster => "chuyển cụm",
            ChangeKind::Transferred => "chuyển giao",
            ChangeKind::Dissolved => "giải thể",
        }
    }
}

/// A change of structure, in force from a period on.
#[derive(Debug, Clone)]
pub struct Change {
    /// The first period in which it is in force.
    pub effective: Period,
    /// The day, where the register says it.
    pub day: Option<Date>,
    /// What happened.
    pub kind: ChangeKind,
    /// The unit it happened to; `None` for a founding.
    pub from: Option<Arc<str>>,
    /// The unit that came of it; `None` for a dissolution.
    pub to: Option<Arc<str>>,
    /// The decision's number.
    pub decision: Option<String>,
    /// Where it stands in the register; `None` where the register was drawn from the submissions.
    pub at: Option<CellRef>,
}

impl Change {
    /// Whether it is in force when a period ends. By its day, where the register says it; a change of a calendar year
    /// without one is in force in that year's first half.
    pub fn is_in_force(&self, period: Period) -> bool {
        match (self.day, self.effective, period) {
            (Some(day), ..) => day <= period.last_day(),
            (None, Period::Year(since), Period::FirstHalf(year)) => since <= year,
            (None, effective, _) => effective <= period,
        }
    }
}

/// Units, clusters, who belongs where when, and what changed.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Whether the office keeps a register; otherwise this one was drawn from the submissions.
    pub is_kept: bool,
    /// By id.
    pub units: BTreeMap<Arc<str>, Unit>,
    /// By id.
    pub clusters: BTreeMap<Arc<str>, Cluster>,
    /// By period and unit; one cluster each.
    pub memberships: BTreeMap<(Period, Arc<str>), Membership>,
    /// Where the memberships of a period come from, for periods that the office does not list.
    pub origins: BTreeMap<Period, Origin>,
    /// In the register's order.
    pub changes: Vec<Change>,
    /// What people's words mean.
    pub words: Wordbook,
    /// Whom to write to, by unit, where the office says it.
    pub contacts: BTreeMap<Arc<str>, Contact>,
}

impl Register {
    /// The cluster of a unit in a period.
    pub fn cluster_of(&self, period: Period, unit_id: &Arc<str>) -> Option<&Arc<str>> {
        self.memberships
            .get(&(period, unit_id.clone()))
            .map(|membership| &membership.cluster_id)
    }

    /// The units expected to report in a period, with their cluster.
    pub fn expected(&self, period: Period) -> impl Iterator<Item = &Membership> {
        let first = (period, Arc::from(""));
        let members = self.memberships.range(first..);
        members
            .map(|(_, membership)| membership)
            .take_while(move |membership| membership.period == period)
    }

    /// A unit's name; its id where the register does not know it.
    pub fn unit_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.units.get(id).map_or(id, |unit| unit.name.as_str())
    }

    /// Whether a cluster is one, and not the place of units that are in none.
    pub fn is_cluster(&self, id: &str) -> bool {
        self.cluster_name(id) != NO_CLUSTER
    }

    /// A cluster's name; its id where the register does not know it.
    pub fn cluster_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.clusters
            .get(id)
            .map_or(id, |cluster| cluster.name.as_str())
    }
}
