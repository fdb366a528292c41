//! The program: reads its arguments and hands over to the command.

use std::process::ExitCode;

fn main() -> ExitCode {
    tonghop::cli::main()
}
