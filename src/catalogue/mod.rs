//! What the product knows as data: indicators and how they aggregate, forms and the words they are recognised by,
//! units of measure, abbreviations. Every list is a TOML embedded in the program, replaceable by the user's.

mod awards;
mod concepts;
mod forms;
mod indicators;
pub(crate) mod layers;
mod thresholds;

pub use awards::{Awards, NamedAward, OwnSpellings, Spellings};
pub use concepts::{Concepts, Description};
pub use forms::{
    ColumnRole, ColumnWords, CongressField, CongressWords, FormWords, Forms, PaperWords,
    RatingWords,
};
pub(crate) use indicators::is_dependent;
pub use indicators::{Aggregation, Indicator, IndicatorKind, Indicators};
pub use thresholds::Thresholds;

/// A catalogue file cannot be used. The text is for a person, in Vietnamese.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The file is no TOML of the expected shape.
    #[error("danh mục không đúng khuôn dạng: {0}")]
    Format(#[from] toml::de::Error),
    /// The file contradicts itself.
    #[error("danh mục không hợp lệ: {0}")]
    Meaning(String),
}
