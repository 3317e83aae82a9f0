//! What each word of the command line does: mostly, a command of the table.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use deskbell_api::{Api, WireError};
use deskbell_core::clock::SystemClock;
use deskbell_core::jobs::{self, Lock, Runner, Signal};
use deskbell_core::letters::TakenCounts;
use deskbell_core::office::{FILE, migrations};
use deskbell_core::{Error, Office, letters, logins, outbox, seed, settings, words};
use deskbell_mail::{clean, letter};
use serde_json::{Value as Json, json};

use crate::arguments::{Arguments, Command};

/// Does what was asked; the answer is one JSON value or HTML.
pub fn run(arguments: &Arguments) -> Result<Option<String>, WireError> {
    match &arguments.command {
        Command::Letter { file } => read_letter(file).map(Some).map_err(|error| error.wire()),
        Command::Clean { file } => clean_html(file).map(Some).map_err(|error| error.wire()),
        Command::Restore { file } => restore(arguments, file).map(Some).map_err(|error| error.wire()),
        Command::Commands => Ok(Some(pretty(&deskbell_api::commands()).map_err(|error| error.wire())?)),
        _ => {
            let office = open(arguments).map_err(|error| error.wire())?;
            with_office(arguments, &Api::new(office, arguments.login.clone()).strict())
        }
    }
}

fn with_office(arguments: &Arguments, api: &Api) -> Result<Option<String>, WireError> {
    let wire = |error: Error| error.wire();
    let office = api.office();
    let answer = match &arguments.command {
        Command::Init { sample, language, office, name } => {
            let language = match language {
                Some(code) => json!(code),
                None => json!(deskbell_core::words::Language::of_system()),
            };
            let words = json!({ "language": language, "office_name": named(office, *sample, "Deskbell"),
                "employee_name": named(name, *sample, &user()), "sample": sample });
            api.dispatch("office.start", words)?
        }
        Command::Call { name, request, repeat, every } => {
            let request = request_of(request.as_deref()).map_err(wire)?;
            match repeat {
                Some(times) => repeated(api, name, &request, *times, *every)?,
                None => api.dispatch(name, request)?,
            }
        }
        Command::Sync { once: true } => sync_once(office).map_err(wire)?,
        Command::Run | Command::Sync { once: false } | Command::Send { once: false } => {
            return run_jobs(office).map_err(wire);
        }
        Command::Send { once: true } => send_once(office).map_err(wire)?,
        Command::Take { paths } => take(api, paths).map_err(wire)?,
        Command::Import { file, check } => import(api, file, *check)?,
        Command::Look => api.dispatch("reminders.look", json!({}))?,
        Command::Password { login } => {
            let password = logins::reset(office, login).map_err(wire)?;
            json!({ "login": login, "password": password })
        }
        Command::Backup { file, force } => {
            if !force && file.exists() {
                return Err(wire(Error::FileExists(file.display().to_string())));
            }
            api.dispatch("backup.make", json!({ "path": file }))?
        }
        Command::Check => {
            settings::json(&office.db.check().map_err(|error| wire(error.into()))?).map_err(wire)?
        }
        Command::Seed { requests, clients, reminders, contacts } => {
            let desk = office.desk();
            let amounts = seed::Amounts {
                requests: *requests,
                clients: *clients,
                reminders: *reminders,
                contacts: *contacts,
            };
            settings::json(&seed::seed(&desk, amounts).map_err(wire)?).map_err(wire)?
        }
        Command::Letter { .. } | Command::Clean { .. } | Command::Restore { .. } | Command::Commands => {
            Json::Null
        }
    };
    Ok(Some(pretty(&answer).map_err(wire)?))
}

fn pretty<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string_pretty(value).map_err(|error| Error::BadData(error.to_string()))
}

fn named(typed: &str, sample: bool, otherwise: &str) -> String {
    if typed.is_empty() && !sample { otherwise.to_owned() } else { typed.to_owned() }
}

fn user() -> String {
    let name = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|key| std::env::var(key).ok());
    name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "admin".to_owned())
}

/// Opens the office. Only what makes one may make its file: a mistyped folder is not a new office.
fn open(arguments: &Arguments) -> Result<Arc<Office>, Error> {
    let file = data_folder(arguments).join(FILE);
    if arguments.db.is_none() && !matches!(arguments.command, Command::Init { .. }) && !file.exists() {
        return Err(Error::NoOffice(file.display().to_string()));
    }
    Office::open(&data_folder(arguments), arguments.db.as_deref(), Arc::new(SystemClock))
}

fn data_folder(arguments: &Arguments) -> PathBuf {
    arguments.data.clone().unwrap_or_else(deskbell_core::office::data_folder)
}

fn request_of(text: Option<&str>) -> Result<Json, Error> {
    let text = match text {
        None => return Ok(json!({})),
        Some("-") => {
            let mut typed = String::new();
            std::io::stdin().read_to_string(&mut typed).map_err(|error| Error::io(Path::new("-"), error))?;
            typed
        }
        Some(text) => text.to_owned(),
    };
    serde_json::from_str(&text).map_err(|error| Error::BadRequest(error.to_string()))
}

fn repeated(api: &Api, name: &str, request: &Json, times: usize, every: u64) -> Result<Json, WireError> {
    let mut spent: Vec<f64> = Vec::new();
    for time in 0..times.max(1) {
        if time > 0 {
            std::thread::sleep(Duration::from_millis(every));
        }
        let begun = Instant::now();
        api.dispatch(name, request.clone())?;
        spent.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    spent.sort_by(f64::total_cmp);
    let p95 = spent.get((spent.len() * 95).div_ceil(100).saturating_sub(1));
    Ok(
        json!({ "times": spent.len(), "median_ms": spent.get(spent.len() / 2), "p95_ms": p95, "most_ms": spent.last(),
        "each_ms": spent }),
    )
}

fn sync_once(office: &Office) -> Result<Json, Error> {
    let _held = Lock::of(office)?;
    settings::json(&jobs::sync::once(office)?)
}

fn send_once(office: &Office) -> Result<Json, Error> {
    let _held = Lock::of(office)?;
    let desk = office.desk();
    jobs::recover(office)?;
    // A letter that waits out its time for undo is waited for: "once" ends with an empty outbox.
    while let Some(at) = desk.read(outbox::next_at)?.filter(|at| *at <= office.now() + 15_000) {
        if at <= office.now() {
            break;
        }
        std::thread::sleep(Duration::from_millis((at - office.now()).clamp(1, 1000) as u64));
    }
    let counts = jobs::send_due(office, &Signal::default())?;
    let mailings = jobs::send_mailings(office, &Signal::default())?;
    let sms = jobs::send_sms(office, &Signal::default())?;
    // Sent is sent, whatever becomes of the copy; the next sync puts it there.
    if let Err(error) = jobs::sync::copies_once(office) {
        log::warn!("copy to Sent: {error}");
    }
    let mut answer = settings::json(&counts)?;
    if let Json::Object(answer) = &mut answer {
        answer.insert("mailings".to_owned(), settings::json(&mailings)?);
        answer.insert("sms".to_owned(), json!(sms));
    }
    Ok(answer)
}

/// Runs the jobs until the program is ended. Without a mailbox all but the mail goes on, and one line says so.
fn run_jobs(office: &Arc<Office>) -> Result<Option<String>, Error> {
    let desk = office.desk();
    if desk.read(deskbell_core::mailbox::get)?.is_none() {
        let language = desk.read(|reader| desk.general(reader))?.0.language;
        eprintln!("{}", json!({ "note": words::text(language, "jobs-without-mailbox", &[]) }));
    }
    let _runner = Runner::start(office)?;
    loop {
        std::thread::park();
    }
}

fn take(api: &Api, paths: &[PathBuf]) -> Result<Json, Error> {
    let desk = api.desk()?;
    let mut all = TakenCounts::default();
    for path in paths {
        let counts = letters::take(&desk, path)?;
        all.letters += counts.letters;
        all.placed += counts.placed;
        all.known += counts.known;
        all.ignored += counts.ignored;
        all.unreadable += counts.unreadable;
    }
    settings::json(&all)
}

/// The import of the window with everything as it proposes: cards that are there are completed, nobody is added twice.
fn import(api: &Api, file: &Path, check: bool) -> Result<Json, WireError> {
    let begun = Instant::now();
    let opened = api.dispatch("imports.open", json!({ "path": file }))?;
    let columns: Vec<&Json> = opened.get("columns").and_then(Json::as_array).into_iter().flatten().collect();
    let targets: Vec<&Json> = columns.iter().filter_map(|column| column.get("target")).collect();
    let plan = json!({ "id": opened.get("id"), "columns": targets, "mode": "complete", "whole": true });
    let progress = api.dispatch(if check { "imports.check" } else { "imports.run" }, plan)?;
    let titles: Vec<Json> = columns
        .iter()
        .map(|column| json!({ "title": column["title"], "target": column["target"] }))
        .collect();
    Ok(json!({ "columns": titles, "counts": progress.get("counts"), "bad": progress.get("bad"),
        "deed_id": progress.get("deed_id"), "seconds": begun.elapsed().as_secs_f64() }))
}

fn read_letter(file: &Path) -> Result<String, Error> {
    let raw = std::fs::read(file).map_err(|error| Error::io(file, error))?;
    let letter = letter::read_with_digests(&raw)
        .map_err(|error| Error::Unreadable { code: error.code.to_owned(), detail: error.detail })?;
    pretty(&letter)
}

fn clean_html(file: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(file).map_err(|error| Error::io(file, error))?;
    let html = String::from_utf8_lossy(&bytes);
    Ok(clean::clean(&html, &clean::Options { pictures: false, inline: &|_| None }).html)
}

fn restore(arguments: &Arguments, file: &Path) -> Result<String, Error> {
    // A backup is one file in an office's folder; a server's database is not put back by it.
    if arguments.db.is_some() {
        return Err(Error::BadRequest(
            "restore writes the file in the data folder: leave --db out".to_owned(),
        ));
    }
    let data = data_folder(arguments);
    std::fs::create_dir_all(&data).map_err(|error| Error::io(&data, error))?;
    let _held = Lock::take(&data)?;
    pretty(&deskbell_core::office::restore(file, &data.join(FILE), &migrations())?)
}
