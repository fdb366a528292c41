//! What stands in a cell, as a formula can ask whether it still does.

use crate::location::CellAddress;

/// The longest beginning of a text that a formula compares.
const LONGEST_TEXT: usize = 100;
/// What a formula of a mark holds so that it is known again, whatever program has saved it since.
pub(super) const OWN_FORMULA: &str = "N(\"tonghop\")=0";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stored {
    /// Nothing.
    Empty,
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// An error value.
    Error,
    /// A formula without its result.
    Formula,
}

impl Stored {
    /// The formula that says whether the cell still holds this; `cell` is how the formula names it.
    pub(super) fn still(&self, cell: &str) -> String {
        let says = match self {
            Stored::Empty => format!("LEN(TRIM({cell}))=0"),
            Stored::Number(number) => {
                format!("LEN({cell})>0,OR({cell}={number},EXACT({cell},\"{number}\"))")
            }
            Stored::Text(text) => still_text(text, cell),
            Stored::Boolean(value) => {
                format!("{cell}={}", if *value { "TRUE" } else { "FALSE" })
            }
            Stored::Error => format!("ISERROR({cell})"),
            Stored::Formula => format!("_xlfn.ISFORMULA({cell})"),
        };
        format!("IFERROR(AND({OWN_FORMULA},{says}),FALSE)")
    }
}

/// Compares a text, or as much of the beginning of it as a formula can hold and every program writes alike.
fn still_text(text: &str, cell: &str) -> String {
    let is_plain = |c: char| !c.is_control() && c.len_utf16() == 1;
    // Characters that XML does not have are written as `_x000D_`.
    let end = text.find("_x").unwrap_or(text.len());
    let beginning: String = text[..end].chars().take_while(|&c| is_plain(c)).collect();
    let compared: String = beginning.chars().take(LONGEST_TEXT).collect();
    let quoted = compared.replace('"', "\"\"");
    match compared.chars().count() {
        0 => format!("LEN({cell})>0"),
        _ if compared == text => format!("EXACT({cell},\"{quoted}\")"),
        length => format!("EXACT(LEFT({cell},{length}),\"{quoted}\")"),
    }
}

/// How a formula on another sheet names a cell.
pub(super) fn on_sheet(sheet: &str, at: CellAddress) -> String {
    format!("'{}'!{at}", sheet.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_asks_for_what_stands_there() {
        for (stored, asked) in [
            (Stored::Empty, "LEN(TRIM(E7))=0"),
            (
                Stored::Number("-3".into()),
                "LEN(E7)>0,OR(E7=-3,EXACT(E7,\"-3\"))",
            ),
            (Stored::Text("a \"b\"".into()), "EXACT(E7,\"a \"\"b\"\"\")"),
            (
                Stored::Text("mười\nhai".into()),
                "EXACT(LEFT(E7,4),\"mười\")",
            ),
            (Stored::Text("\nhai".into()), "LEN(E7)>0"),
            (Stored::Boolean(true), "E7=TRUE"),
            (Stored::Error, "ISERROR(E7)"),
            (Stored::Formula, "_xlfn.ISFORMULA(E7)"),
        ] {
            let formula = format!("IFERROR(AND(N(\"tonghop\")=0,{asked}),FALSE)");
            assert_eq!(stored.still("E7"), formula);
        }
        let long = Stored::Text("ô".repeat(300)).still("E7");
        assert!(long.contains(&format!("EXACT(LEFT(E7,100),\"{}\")", "ô".repeat(100))));
        assert_eq!(
            on_sheet("Biểu 'A'", CellAddress::new(6, 4)),
            "'Biểu ''A'''!E7"
        );
    }
}
