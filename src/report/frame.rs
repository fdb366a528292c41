//! The lines around the table of an official form.

use schemars::JsonSchema;
use serde::Deserialize;

/// What stands around papers that are signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Papers {
    /// Where they are made.
    pub place: String,
    /// Who signs.
    pub signer: String,
    /// As what; `;` parts the lines.
    pub signer_title: String,
    /// On whose behalf: `TM. BAN THƯỜNG VỤ`.
    pub on_behalf: String,
    /// What stands above the office.
    pub superior: String,
    /// What stands at the right of the head in place of the state's name and motto; `;` parts the lines.
    pub heading: String,
    /// The office's letters in the signs of its papers: `LĐLĐ` in `Số: …/BC-LĐLĐ`.
    pub symbol: String,
    /// To whom reports go; `;` parts them.
    pub addressees: String,
    /// Who receives papers; `;` parts them.
    pub recipients: String,
}

impl Papers {
    /// What these papers say, and where they say nothing what others do.
    #[must_use]
    pub fn over(self, others: Papers) -> Self {
        let or = |text: String, other: String| if text.is_empty() { other } else { text };
        Self {
            place: or(self.place, others.place),
            signer: or(self.signer, others.signer),
            signer_title: or(self.signer_title, others.signer_title),
            on_behalf: or(self.on_behalf, others.on_behalf),
            superior: or(self.superior, others.superior),
            heading: or(self.heading, others.heading),
            symbol: or(self.symbol, others.symbol),
            addressees: or(self.addressees, others.addressees),
            recipients: or(self.recipients, others.recipients),
        }
    }

    /// The texts that `;` parts.
    pub fn listed(text: &str) -> impl Iterator<Item = &str> {
        text.split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }
}

/// The lines above and below the table of an official form.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Above, line by line.
    pub head: Vec<Vec<FrameText>>,
    /// Below, line by line.
    pub foot: Vec<Vec<FrameText>>,
}

/// A text over some columns, in the middle of them.
#[derive(Debug, Clone)]
pub struct FrameText {
    /// The first column, from zero.
    pub first: u16,
    /// The last column.
    pub last: u16,
    /// What it says.
    pub text: String,
    /// How it looks.
    pub style: FrameStyle,
}

/// How a text around a form looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameStyle {
    /// As the table's texts.
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// The form's title.
    Heading,
    /// A remark, italic at the left.
    Note,
}
