//! deskbell-cli: the office without a window. JSON on standard output; one error object on standard error.

mod arguments;
mod run;

use std::process::ExitCode;

use clap::Parser;
use deskbell_core::Error;

fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version are answers; anything else is an error like every other.
        Err(asked) if !asked.use_stderr() => asked.exit(),
        Err(wrong) => {
            let error = Error::BadRequest(wrong.to_string()).wire();
            eprintln!("{}", serde_json::to_string(&error).unwrap_or_default());
            return ExitCode::FAILURE;
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
        Err(error) => {
            eprintln!("{}", serde_json::to_string(&error).unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}
