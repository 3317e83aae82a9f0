//! Passwords and the keyring of the system: the real Secret Service, and a system that has none.

use deskbell_tests::office::{Engine, Office, mailbox, server, text};
use deskbell_tests::{Desktop, skip, skip_if};
use serde_json::{Value, json};
use std::process::Output;

/// Runs a command of the table with the environment of a desktop instead of the tests' file.
fn call(office: &Office, environment: &[(String, String)], name: &str, arguments: &Value) -> Output {
    let mut cli = office.cli(&["call", name, &arguments.to_string()]);
    cli.env_remove("DESKBELL_SECRETS").env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("DISPLAY");
    cli.envs(environment.iter().filter(|(name, _)| name != "DESKBELL_SECRETS").cloned());
    cli.output().expect("deskbell-cli starts")
}

fn wanted() -> Value {
    let server = server("office", 1, "plain", None);
    json!({"mailbox": mailbox("office", server.clone(), server), "password": "top secret", "in_file": false})
}

/// M1: where there is a keyring the password goes into it and into nothing else.
#[test]
fn m1_the_password_goes_into_the_keyring() {
    skip_if!(skip::no_window());
    let desktop = Desktop::start(640, 480);
    let office = Office::new(Engine::chosen());
    let output = call(&office, &desktop.environment(), "mailbox.save", &wanted());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let saved: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((text(&saved, "password_place"), &saved["has_password"]), ("keyring", &json!(true)));
    assert!(!office.folder().join("secrets.json").exists(), "no file was made");
    let again = call(&office, &desktop.environment(), "mailbox.get", &json!({}));
    let again: Value = serde_json::from_slice(&again.stdout).expect("JSON");
    assert_eq!(text(&again, "password_place"), "keyring");
}

/// M1: where there is none, nothing is stored in silence: the error says so, and consent is asked for.
#[test]
fn m1_without_a_keyring_consent_is_asked_for() {
    skip_if!(skip::no_mailhost());
    let office = Office::new(Engine::chosen());
    let nowhere = [
        ("DBUS_SESSION_BUS_ADDRESS".to_owned(), "unix:path=/nonexistent".to_owned()),
        ("XDG_RUNTIME_DIR".to_owned(), office.folder().display().to_string()),
    ];
    let output = call(&office, &nowhere, "mailbox.save", &wanted());
    assert!(!output.status.success());
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("no_keyring"), "{error}");
    assert!(!office.folder().join("secrets.json").exists(), "nothing was stored without consent");
    let mut consented = wanted();
    consented["in_file"] = json!(true);
    let output = call(&office, &nowhere, "mailbox.save", &consented);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let saved: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(text(&saved, "password_place"), "file");
}
