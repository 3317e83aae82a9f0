//! deskbell-cli: the office without a window. JSON on standard output; one error object on standard error.

mod arguments;
mod run;

use std::process::ExitCode;

use clap::Parser;
use deskbell_core::words::{self, Language};
use deskbell_core::{Error, WireError};
use serde_json::json;

fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version are answers; anything else is an error like every other.
        Err(asked) if !asked.use_stderr() => asked.exit(),
        Err(wrong) => {
            return failed(&Error::BadRequest(wrong.to_string()).wire());
        }
    };
    match run::run(&arguments) {
        Ok(Some(answer)) => {
            use std::io::Write;
            // A reader that went away (`| head`) is no error of ours.
            let _ = writeln!(std::io::stdout(), "{answer}");
            ExitCode::SUCCESS
        }
        Ok(None) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

/// The error as the window gets it, with its sentence in the system's language.
fn failed(error: &WireError) -> ExitCode {
    let text = words::sentence(Language::of_system(), error);
    eprintln!(
        "{}",
        json!({ "code": error.code, "text": text, "params": error.params, "detail": error.detail })
    );
    ExitCode::FAILURE
}
