//! The real window on a screen of its own, driven as a user drives it: by reading, clicking and typing.

use deskbell_tests::letters::{header, plain, unique};
use deskbell_tests::mailhost::Mailhost;
use deskbell_tests::office::{Engine, Office, id, rows, text};
use deskbell_tests::{Browser, Desktop, Words, skip, skip_if, wait_for};
use serde_json::{Value, json};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);
/// Where one writes an answer.
const EDITOR: &str = "main [contenteditable='true']";

fn desktop() -> Desktop {
    Desktop::start(1400, 900)
}

/// A window on the office, past the dialog of the launch if it comes.
fn open(desktop: &Desktop, office: &Office) -> Browser {
    let browser = Browser::open(desktop, office, &[], &[]);
    browser.find("nav");
    if office.run(&["look"])["total"] != 0 {
        browser.find("dialog[open]");
        browser.keys(&["Escape"]);
        gone(&browser, "dialog[open]");
    }
    browser
}

fn gone(browser: &Browser, css: &str) {
    browser.wait(&format!("no {css}"), || browser.all(css).is_empty().then_some(()));
}

/// The ids of the table's rows, sorted.
fn shown_rows(browser: &Browser) -> Vec<i64> {
    let ids = browser.execute(
        "return [...document.querySelectorAll('[role=grid] [data-row]')].map((row) => Number(row.dataset.row))",
        json!([]),
    );
    let mut ids: Vec<i64> = rows(&ids).iter().filter_map(Value::as_i64).collect();
    ids.sort_unstable();
    ids
}

/// D1: language, names, a look around with sample data, and the office is there.
#[test]
fn d1_first_start_leads_to_the_sample_office() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::bare(Engine::chosen());
    let browser = Browser::open(&desktop, &office, &[], &[]);
    let words = Words::of("uk");
    browser.press("button[lang='uk']");
    browser.wait_words(words.get("first-names"));
    // Nothing is let through without names.
    browser.press("button[type='submit']");
    browser.wait_words(words.get("first-office-needed"));
    browser.execute("document.querySelectorAll('form input')[0].focus()", json!([]));
    browser.type_into("form label:nth-of-type(1) input, form > :nth-child(1) input", "Майстерня");
    browser.type_into("form > :nth-child(2) input", "Олена Коваль");
    browser.press("button[type='submit']");
    browser.press_text("button", words.get("first-sample"));
    browser.find_text("dialog[open]", words.get("launch-title"));
    browser.keys(&["Escape"]);
    browser.find("[id^='request-row-']");
    let session = office.call("session.get", json!({}));
    assert_eq!(
        (text(&session, "office_name"), text(&session["employee"], "name")),
        ("Майстерня", "Олена Коваль")
    );
    assert_eq!((text(&session, "language"), &session["sample"]), ("uk", &json!(true)));
}

/// K6: the dialog at launch says how many; Cancel leaves everything as it is; Look shows exactly those.
#[test]
fn k6_the_launch_dialog_cancels_and_looks() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::sample(Engine::chosen());
    let words = Words::of(text(&office.call("session.get", json!({})), "language"));
    let look = office.run(&["look"]);
    let total = look["total"].as_u64().expect("a number");
    assert!(total > 0, "{look}");
    let today = office.call("session.get", json!({}))["today"].clone();
    let me = office.call("employees.me", json!({}))["id"].clone();
    let filter = json!({"from": null, "to": today, "client_id": null, "employee_id": me, "search": null,
        "category_id": null, "state": "open", "limit": 200});
    let due = office.call("reminders.list", filter);
    let mut due: Vec<i64> = rows(&due["rows"]).iter().map(id).collect();
    due.sort_unstable();
    assert_eq!(due.len() as u64, total);

    let browser = Browser::open(&desktop, &office, &[], &[]);
    let dialog = browser.find_text("dialog[open]", words.get("launch-title"));
    assert!(browser.text(&dialog).contains(&total.to_string()), "{}", browser.text(&dialog));
    browser.press_text("dialog[open] button", words.get("launch-cancel"));
    gone(&browser, "dialog[open]");
    browser.find("[id^='request-row-']");
    assert!(shown_rows(&browser).is_empty(), "Cancel shows none of them");
    drop(browser);

    let browser = Browser::open(&desktop, &office, &[], &[]);
    browser.find("dialog[open]");
    browser.press_text("dialog[open] button", words.get("launch-look"));
    browser.wait("exactly the reminders that are due", || (shown_rows(&browser) == due).then_some(()));
    gone(&browser, "dialog[open]");
    assert_eq!(office.run(&["look"])["total"], look["total"], "looking changes nothing");
}

/// K6: with nothing due there is no dialog.
#[test]
fn k6_without_anything_due_no_dialog_comes() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::new(Engine::chosen());
    let browser = Browser::open(&desktop, &office, &[], &[]);
    browser.find("nav");
    std::thread::sleep(Duration::from_secs(2));
    assert!(browser.all("dialog[open]").is_empty(), "{}", browser.words());
}

/// M2, M10, M11, N1: a letter arrives while the window runs and is announced; the answer typed in the window
/// lies in the stranger's mailbox.
#[test]
fn m10_m11_n1_a_new_letter_is_announced_and_answered_in_the_window() {
    skip_if!(skip::no_window());
    let host = Mailhost::start();
    let desktop = desktop();
    let office = Office::new(Engine::chosen());
    office.connect_safely(&host, "office");
    let browser = open(&desktop, &office);
    let first = format!("{}@example.com", unique());
    let letter = plain(
        "Ірина Мельник <stranger@office.test>",
        "office@office.test",
        "Різання акрилу",
        &first,
        "Добрий день! Скільки коштує?",
    );
    // The window has to be listening before the letter comes, or there is nothing to announce.
    wait_for("the first sync", LIMIT, || {
        let status = office.call("mailbox.accounting", json!({}));
        (!rows(&status).is_empty()).then_some(())
    });
    host.deliver("stranger@office.test", &["office@office.test"], &letter);
    // Of what one looks at nothing is announced: the letter is opened after its notification.
    wait_for("a notification of the letter", LIMIT, || {
        desktop.notifications().iter().any(|notice| notice.contains("Ірина Мельник")).then_some(())
    });
    browser.press_text("[id^='request-row-']", "Ірина Мельник");
    browser.wait_words("Скільки коштує?");
    browser.find(".write");
    browser.keys(&["r"]);
    browser.type_into(EDITOR, "Вітаємо! Тисяча гривень.");
    browser.keys(&["Ctrl", "Enter"]);
    let answer = host.wait_letters("stranger", "In-Reply-To", 1).remove(0);
    assert_eq!(header(&answer, "In-Reply-To"), Some(format!("<{first}>")));
    let read = office.requests("all");
    let last = office.conversation(id(&read[0])).pop().expect("our letter");
    assert!(text(&last, "text").contains("Тисяча гривень"), "{last}");
    assert_eq!(host.letters("stranger", "").len(), 1, "once");
}

/// M10: what was typed is there after the program was killed.
#[test]
fn m10_a_draft_survives_a_crash() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::sample(Engine::chosen());
    let request = office
        .requests("open")
        .into_iter()
        .find(|row| row["letters"].as_u64() > Some(0))
        .expect("an open request with a letter");
    let row = format!("#request-row-{}", id(&request));
    let browser = open(&desktop, &office);
    browser.press(&row);
    browser.wait_words(text(&request, "subject"));
    browser.press(".write .prompt");
    browser.type_into(EDITOR, "Недописана відповідь, яку шкода втратити");
    wait_for("the draft in the office", LIMIT, || {
        let shown = office.call("requests.get", json!({"id": request["id"]}));
        text(&shown["draft"], "html").contains("шкода втратити").then_some(())
    });
    browser.kill();
    let browser = open(&desktop, &office);
    browser.press(&row);
    browser.find_text(EDITOR, "шкода втратити");
}

/// D3, D4: language and theme change while the window runs, and are kept.
#[test]
fn d3_d4_language_and_theme_change_without_a_restart() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::sample(Engine::chosen());
    let before = Words::of(text(&office.call("session.get", json!({})), "language"));
    let english = Words::of("en");
    let browser = open(&desktop, &office);
    browser.press_text("nav button", before.get("screen-settings"));
    browser.press("[data-section='me']");
    let choose = |label: &str, option: &str| {
        browser.find_text("label", label);
        browser.execute(
            "[...document.querySelectorAll('label')].find((one) => one.innerText.includes(arguments[0]))\
             .parentElement.querySelector('button').click()",
            json!([label]),
        );
        browser.press_text("[role='option']", option);
    };
    choose(before.get("settings-theme"), before.get("settings-theme-dark"));
    let scheme =
        |browser: &Browser| browser.execute("return document.documentElement.style.colorScheme", json!([]));
    browser.wait("the dark theme", || (scheme(&browser) == "dark").then_some(()));
    browser.press("[data-section='general']");
    choose(before.get("settings-language"), "English");
    browser.press_text("button", before.get("action-save"));
    browser.find_text("nav button", english.get("screen-settings"));
    assert_eq!(text(&office.call("session.get", json!({})), "language"), "en");
    drop(browser);
    let browser = open(&desktop, &office);
    browser.find_text("nav button", english.get("screen-settings"));
    browser.wait("the dark theme again", || (scheme(&browser) == "dark").then_some(()));
}

/// D2: a list has the focus when it opens, by mouse as by keyboard: arrows move in it, and Enter chooses.
#[test]
fn d2_a_list_is_chosen_from_by_keyboard() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::sample(Engine::chosen());
    let words = Words::of(text(&office.call("session.get", json!({})), "language"));
    let browser = open(&desktop, &office);
    browser.press_text("nav button", words.get("screen-settings"));
    browser.press("[data-section='general']");
    let languages = "[aria-haspopup='listbox'][id]";
    let focused = |role: &str, name: &str| {
        let here = browser.execute(
            "const at = document.activeElement; return [at.getAttribute('role') ?? '', at.innerText.trim()]",
            json!([]),
        );
        (here[0] == role && here[1].as_str().is_some_and(|words| words.contains(name))).then_some(())
    };
    browser.press(languages);
    browser.wait("the chosen option to have the focus", || focused("option", "Українська"));
    browser.keys(&["Down"]);
    browser.wait("the next option to have the focus", || focused("option", "Русский"));
    browser.keys(&["Enter"]);
    browser.wait("the button to have the focus and to show the choice", || focused("", "Русский"));
    browser.keys(&["Down"]);
    browser.wait("the list opened by keyboard", || focused("option", "Русский"));
    browser.keys(&["Escape"]);
    browser.wait("the button again", || focused("", "Русский"));
}

/// X4: a second start raises the first window instead of opening another.
#[test]
fn x4_a_second_start_is_the_first_window() {
    skip_if!(skip::no_window());
    let desktop = desktop();
    let office = Office::new(Engine::chosen());
    let browser = open(&desktop, &office);
    let mut second = std::process::Command::new(deskbell_tests::office::program("deskbell"));
    second.envs(desktop.environment()).envs(office.environment());
    let mut second = deskbell_tests::process::Running::start(&mut second, &desktop.log("second.log"));
    wait_for("the second start to end by itself", LIMIT, || (!second.alive()).then_some(()));
    browser.find("nav");
}
