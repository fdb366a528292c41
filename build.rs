//! What the program carries for Windows: a manifest, its version, an icon, and as large a stack as elsewhere. For other
//! systems it does nothing.

use std::io::{Error, Result};

const FOLDER: &str = "assets/windows";
/// The first thread of a program, in which files are read, has one megabyte on Windows and eight elsewhere.
const STACK: u32 = 8 << 20;
const VIETNAMESE: u16 = 0x042a;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={FOLDER}");
    if of_cargo("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    match &*of_cargo("CARGO_CFG_TARGET_ENV")? {
        "msvc" => println!("cargo::rustc-link-arg-bins=/STACK:{STACK}"),
        _ => println!("cargo::rustc-link-arg-bins=-Wl,--stack,{STACK}"),
    }
    let folder = format!("{}/{FOLDER}", of_cargo("CARGO_MANIFEST_DIR")?);
    let mut resources = winresource::WindowsResource::new();
    resources
        .set_language(VIETNAMESE)
        .set_icon(&format!("{folder}/tonghop.ico"))
        .set_manifest_file(&format!("{folder}/tonghop.manifest"))
        .set(
            "FileDescription",
            "tonghop: tổng hợp báo cáo của công đoàn cơ sở",
        )
        .set("LegalCopyright", "MIT hoặc Apache-2.0")
        .set("OriginalFilename", "tonghop.exe")
        .compile_for("tonghop")
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script so what it builds for"
)]
fn of_cargo(name: &str) -> Result<String> {
    std::env::var(name).map_err(Error::other)
}
