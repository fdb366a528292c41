//! What other programs ask of this one: completions for a shell, a page for `man`, the schema of the settings for an editor.

use super::arguments::command;
use anyhow::Result;
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use std::io::{Write, stdout};

/// clap_mangen's own words are English.
const HEADINGS: [(&str, &str); 5] = [
    ("NAME", "TÊN"),
    ("SYNOPSIS", "CÁCH DÙNG"),
    ("DESCRIPTION", "MÔ TẢ"),
    ("VERSION", "PHIÊN BẢN"),
    ("OPTIONS", "TÙY CHỌN"),
];

/// Prints completions for a shell. Returns the exit status.
pub(super) fn completions(shell: Shell) -> u8 {
    let mut script = Vec::new();
    generate(shell, &mut command(), "tonghop", &mut script);
    print(&script)
}

/// Prints the page for `man`. Returns the exit status.
pub(super) fn manual() -> Result<u8> {
    Ok(print(page()?.as_bytes()))
}

/// Prints the schema of the settings. Returns the exit status.
pub(super) fn schema() -> Result<u8> {
    Ok(print(crate::settings::schema()?.as_bytes()))
}

/// What was asked for stands, whether or not anybody reads all of it.
fn print(bytes: &[u8]) -> u8 {
    let _nobody_listens = stdout().write_all(bytes);
    super::CLEAN
}

/// One page for all commands, each a section.
fn page() -> Result<String> {
    let mut command = command();
    command.build();
    let main = Man::new(command.clone());
    let mut written = Vec::new();
    main.render_title(&mut written)?;
    main.render_name_section(&mut written)?;
    main.render_synopsis_section(&mut written)?;
    main.render_options_section(&mut written)?;
    let mut page = String::from_utf8(written)?;
    for asked in command.get_subcommands().filter(|it| !it.is_hide_set()) {
        let own = Man::new(asked.clone());
        let mut written = Vec::new();
        own.render_description_section(&mut written)?;
        own.render_synopsis_section(&mut written)?;
        own.render_options_section(&mut written)?;
        let written = String::from_utf8(written)?.replace(".SH ", ".SS ");
        // What one section needs at its head stands at the head of the page.
        page.push_str(&format!(".SH \"LỆNH {}\"\n{written}", asked.get_name()));
    }
    let mut written = Vec::new();
    main.render_version_section(&mut written)?;
    page.push_str(&String::from_utf8(written)?);
    for (english, vietnamese) in HEADINGS {
        for level in [".SH", ".SS"] {
            let heading = |words: &str| format!("{level} \"{words}\"\n");
            page = page.replace(&format!("{level} {english}\n"), &heading(vietnamese));
        }
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_completes_commands_options_and_parts() {
        for &shell in Shell::value_variants() {
            let mut script = Vec::new();
            generate(shell, &mut command(), "tonghop", &mut script);
            let script = String::from_utf8(script).expect("UTF-8");
            for word in ["template", "period", "reminders"] {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }

    #[test]
    fn the_page_for_man_has_every_command_and_no_english() {
        let page = page().expect("a page");
        for words in [
            ".SH \"TÊN\"",
            ".SH \"LỆNH run\"",
            ".SH \"LỆNH compare\"",
            ".SS \"MÔ TẢ\"",
            "PHẦN",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for (english, _) in HEADINGS {
            assert!(!page.contains(english), "{english}: {page}");
        }
        assert!(
            !page.contains("ossible values") && !page.contains("default:"),
            "{page}"
        );
    }
}
