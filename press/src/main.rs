//! The command `sidelight`.

use std::process::ExitCode;

fn main() -> ExitCode {
    sidelight_press::cli::run()
}
