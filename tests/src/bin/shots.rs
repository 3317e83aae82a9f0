//! Pictures of every screen of the sample office, in three languages and both themes, from the real window.
//!
//! `deskbell-shots ROOT [LANGUAGE…]` writes ROOT/shots/<language>-<theme>-<screen>.png, and the two pictures of the
//! README into ROOT/docs.

use deskbell_tests::office::{Engine, Office, id, rows, text};
use deskbell_tests::{Browser, Desktop, Words};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn main() {
    let mut words = std::env::args_os().skip(1);
    let root = PathBuf::from(words.next().expect("deskbell-shots ROOT [LANGUAGE…]"));
    let chosen: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    let folder = root.join("shots");
    std::fs::create_dir_all(&folder).expect("the folder of the pictures");
    // The pointer stands in the middle of the screen: outside the window, or its hints lie over the pictures.
    let desktop = Desktop::start(2800, 1700);
    desktop.hush();
    for language in ["uk", "ru", "en"] {
        if !chosen.is_empty() && !chosen.iter().any(|one| one == language) {
            continue;
        }
        let office = office(language);
        for theme in ["light", "dark"] {
            office.call("memory.set", json!({"key": "theme", "value": theme}));
            let camera = Camera { desktop: &desktop, folder: &folder, name: format!("{language}-{theme}") };
            photograph(&office, language, &camera);
            println!("{language} {theme}");
        }
        first_start(&desktop, language, &folder);
    }
    for (picture, copy) in
        [("uk-light-conversation.png", "desk.png"), ("uk-light-reminders.png", "reminders.png")]
    {
        if folder.join(picture).is_file() {
            std::fs::copy(folder.join(picture), root.join("docs").join(copy))
                .expect("a picture for the README");
        }
    }
    println!("the pictures are in {}", folder.display());
}

/// Where the pictures of one language and theme go.
struct Camera<'a> {
    desktop: &'a Desktop,
    folder: &'a Path,
    name: String,
}

impl Camera<'_> {
    fn take(&self, screen: &str) {
        self.take_width(screen, 1360);
    }

    fn take_width(&self, screen: &str, width: u32) {
        // Until what was asked for is there and has stopped moving.
        std::thread::sleep(Duration::from_millis(900));
        self.desktop.picture(&self.folder.join(format!("{}-{screen}.png", self.name)), width, 800);
    }
}

fn office(language: &str) -> Office {
    let office = Office::sample(Engine::Sqlite);
    let mut settings = office.call("office.settings", json!({}));
    settings["language"] = json!(language);
    office.call("office.update", settings);
    office
}

/// The request whose conversation shows most.
fn fullest(office: &Office) -> i64 {
    let requests = office.requests("open");
    let best = requests.iter().max_by_key(|row| {
        (row["letters"].as_u64(), row["has_files"].as_bool(), !text(row, "subject").is_ascii())
    });
    id(best.expect("a request"))
}

fn photograph(office: &Office, language: &str, camera: &Camera) {
    let browser = Browser::open(camera.desktop, office, &[], &[]);
    browser.resize(1360, 800);
    browser.find("dialog[open]");
    camera.take("launch");
    browser.keys(&["Escape"]);
    camera.take("list");
    browser.press(&format!("#request-row-{}", fullest(office)));
    camera.take("conversation");
    browser.keys(&["r"]);
    camera.take("reply");
    browser.keys(&["Alt", "2"]);
    camera.take("reminders");
    let words = Words::of(language);
    for view in ["month", "week", "list"] {
        browser.press_text("section button", words.get("calendar-view"));
        browser.press_text("[role='option']", words.get(&format!("calendar-view-{view}")));
        if view != "list" {
            camera.take(&format!("calendar-{view}"));
        }
    }
    browser.press_text("[role='tab']", words.get("contacts-tab-contacts"));
    camera.take("contacts");
    browser.keys(&["n"]);
    camera.take("new-contact");
    browser.keys(&["Escape"]);
    browser.keys(&["Alt", "3"]);
    camera.take("clients");
    browser.press("[role='row'] input[type='checkbox']");
    camera.take("clients-bulk");
    browser.keys(&["Escape"]);
    browser.press_text(".tools button", words.get("table-columns"));
    camera.take("clients-columns");
    browser.keys(&["Escape"]);
    browser.press_text("[role='tab']", words.get("clients-tab-activity"));
    camera.take("clients-activity");
    duplicates(office, &browser, &words, camera);
    browser.press_text("[role='tab']", words.get("clients-tab-list"));
    let clients = office.call("clients.list", json!({"limit": 1}));
    if let Some(client) = rows(&clients["rows"]).first() {
        browser.press(&format!("[data-row='{}']", id(client)));
        let invoice = std::env::temp_dir().join("invoice-1042.pdf");
        std::fs::write(&invoice, INVOICE).expect("a PDF to look at");
        office.call(
            "client_files.add",
            json!({"client_id": id(client), "path": invoice.display().to_string()}),
        );
        browser.keys(&["Enter"]);
        camera.take("client");
        browser.press("[role='tab'][data-tab='files']");
        browser.press("button.thing");
        camera.take("client-pdf");
        browser.keys(&["Escape"]);
        browser.keys(&["Escape"]);
    }
    browser.keys(&["Alt", "4"]);
    camera.take("outbox");
    browser.keys(&["Ctrl", ","]);
    for section in [
        "general",
        "categories",
        "parts",
        "me",
        "notices",
        "mailbox",
        "employees",
        "roles",
        "activity",
        "backup",
    ] {
        browser.press(&format!("[data-section='{section}']"));
        camera.take(&format!("settings-{section}"));
    }
    browser.keys(&["Alt", "n"]);
    camera.take("notices");
    browser.keys(&["Escape"]);
    browser.keys(&["Ctrl", "n"]);
    camera.take("new-request");
    browser.keys(&["Escape"]);
    browser.keys(&["Ctrl", "k"]);
    camera.take("palette");
    browser.keys(&["Escape"]);
    browser.keys(&["Alt", "1"]);
    browser.keys(&["Shift", "?"]);
    camera.take("keys");
    browser.keys(&["Escape"]);
    // Narrow, as beside another program.
    browser.resize(760, 800);
    camera.take_width("narrow", 760);
    browser.keys(&["Ctrl", ","]);
    camera.take_width("settings-narrow", 760);
}

/// A page with one line and a field of colour.
const INVOICE: &str = "%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 91 >> stream
BT /F 28 Tf 60 740 Td (Invoice 1042) Tj ET 0.12 0.37 0.77 rg 60 700 475 4 re f
endstream endobj
trailer << /Root 1 0 R >>
%%EOF
";

/// Clients who are perhaps one, and the merge of the first of them.
fn duplicates(office: &Office, browser: &Browser, words: &Words, camera: &Camera) {
    browser.press_text("[role='tab']", words.get("duplicates-tab"));
    if office.call("duplicates.count", json!({}))["groups"].as_i64() == Some(0) {
        camera.take("clients-duplicates-empty");
        twins(office);
    }
    browser.find("article");
    camera.take("clients-duplicates");
    browser.press_text("article button", words.get("duplicates-merge"));
    browser.find("dialog[open] input[type='radio']");
    camera.take("clients-merge");
    browser.keys(&["Escape"]);
}

/// Second cards of the first clients, as they come about in an office: the same phone, and little else.
fn twins(office: &Office) {
    for row in rows(&office.call("clients.list", json!({"limit": 3}))["rows"]) {
        let card = office.call("clients.get", json!({"id": id(row)}));
        let Some(phone) = rows(&card["phones"]).first().map(|phone| text(phone, "shown").to_owned()) else {
            continue;
        };
        office.call(
            "clients.create",
            json!({
                "kind": card["kind"], "name": format!("{} +", text(&card, "name")), "phones": [phone],
                "emails": [], "city": "Київ", "address": "", "interests": "", "tags": [], "discount": 0,
                "terms": "", "notes": "", "manager_id": null, "language": "", "birthday": "",
                "do_not_write": false, "consents": {"email": null, "sms": null}, "own": []
            }),
        );
    }
}

fn first_start(desktop: &Desktop, language: &str, folder: &Path) {
    let office = Office::bare(Engine::Sqlite);
    let browser = Browser::open(desktop, &office, &[], &[]);
    browser.resize(1360, 800);
    let camera = Camera { desktop, folder, name: language.to_owned() };
    browser.find(&format!("button[lang='{language}']"));
    camera.take("first-language");
    browser.press(&format!("button[lang='{language}']"));
    camera.take("first-names");
    browser.type_into("form > :nth-child(1) input", "Deskbell");
    browser.type_into("form > :nth-child(2) input", "Olena Koval");
    browser.press("button[type='submit']");
    camera.take("first-mail");
}
