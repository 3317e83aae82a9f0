//! The real window, driven by plain W3C WebDriver through WebKitWebDriver. No tauri-driver is needed on Linux.

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::desktop::Desktop;
use crate::office::{Office, program};
use crate::process::{Running, descendants, kill};
use crate::{ports, wait_for};

/// How long the window may take for anything.
const LIMIT: Duration = Duration::from_secs(30);

/// The name under which WebDriver hands out elements (W3C WebDriver, section 12.2).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One running window.
pub struct Browser {
    driver: Running,
    address: String,
    session: String,
    agent: ureq::Agent,
}

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(String);

impl Browser {
    /// Opens Deskbell on the office's data; `words` are the program's arguments.
    pub fn open(desktop: &Desktop, office: &Office, words: &[&str], more: &[(&str, &str)]) -> Browser {
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(LIMIT * 2)).build();
        let agent = ureq::Agent::new_with_config(config);
        let port = ports::free();
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        driver.env_remove("DESKBELL_DB").env_remove("WAYLAND_DISPLAY");
        driver.envs(desktop.environment()).envs(office.environment()).envs(more.iter().copied());
        let driver = Running::start(&mut driver, &desktop.log("window.log"));
        let address = format!("http://127.0.0.1:{port}");
        let mut browser = Browser { driver, address, session: String::new(), agent };
        wait_for("WebKitWebDriver", LIMIT, || browser.request("GET", "/status", None).ok());
        let wishes = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions":
            {"binary": program("deskbell").display().to_string(), "args": words}}}});
        let session = browser.request("POST", "/session", Some(wishes));
        let session = session.unwrap_or_else(|error| panic!("no window: {error}\n{}", said(desktop)));
        browser.session = format!("/session/{}", session["sessionId"].as_str().expect("a session"));
        browser
    }

    fn request(&self, verb: &str, path: &str, body: Option<Value>) -> Result<Value, String> {
        let url = format!("{}{path}", self.address);
        let answer = match (verb, body) {
            ("GET", _) => self.agent.get(&url).call(),
            ("DELETE", _) => self.agent.delete(&url).call(),
            (_, body) => self.agent.post(&url).send_json(body.unwrap_or_else(|| json!({}))),
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let body: Value =
            answer.body_mut().with_config().limit(64 << 20).read_json().map_err(|error| error.to_string())?;
        let value = body["value"].clone();
        if answer.status().is_success() { Ok(value) } else { Err(value.to_string()) }
    }

    fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        self.request("POST", &format!("{}{path}", self.session), Some(body))
    }

    /// Runs JavaScript in the page; `arguments[…]` are the given values.
    pub fn execute(&self, script: &str, arguments: Value) -> Value {
        self.post("/execute/sync", json!({"script": script, "args": arguments}))
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The elements that fit the selector now.
    pub fn all(&self, css: &str) -> Vec<Element> {
        let found =
            self.post("/elements", json!({"using": "css selector", "value": css})).unwrap_or_default();
        let found = found.as_array().cloned().unwrap_or_default();
        found
            .iter()
            .filter_map(|element| element[ELEMENT].as_str().map(|id| Element(id.to_owned())))
            .collect()
    }

    /// The first element that fits, as soon as there is one.
    pub fn find(&self, css: &str) -> Element {
        self.wait(css, || self.all(css).into_iter().next())
    }

    /// The first element that fits and shows the words, as soon as there is one.
    pub fn find_text(&self, css: &str, words: &str) -> Element {
        self.wait(&format!("{css} with “{words}”"), || {
            self.all(css).into_iter().find(|element| self.text(element).contains(words))
        })
    }

    /// Waits for anything; shows the page's words when it does not come.
    pub fn wait<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.waited(look)
            .unwrap_or_else(|| panic!("the window does not show {what}; it shows:\n{}", self.words()))
    }

    fn waited<T>(&self, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        let start = Instant::now();
        loop {
            let found = look();
            if found.is_some() || start.elapsed() > LIMIT {
                return found;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until the page shows the words.
    pub fn wait_words(&self, words: &str) {
        self.wait(&format!("“{words}”"), || self.words().contains(words).then_some(()));
    }

    /// Everything the page says.
    pub fn words(&self) -> String {
        self.execute("return document.body ? document.body.innerText : ''", json!([]))
            .as_str()
            .unwrap_or_default()
            .into()
    }

    /// What an element says; nothing when it has gone meanwhile. By innerText: the driver's own notion of visible
    /// text takes what lies in a scrolled box for hidden.
    pub fn text(&self, element: &Element) -> String {
        let script = json!({"script": "return arguments[0].innerText", "args": [{ELEMENT: element.0}]});
        let text = self.post("/execute/sync", script).unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the element in its middle, as a mouse does; tells why it cannot.
    fn try_click(&self, element: &Element) -> Result<(), String> {
        self.post(&format!("/element/{}/click", element.0), json!({})).map(drop)
    }

    /// Finds and clicks.
    pub fn press(&self, css: &str) {
        self.press_text(css, "");
    }

    /// Finds by selector and words, and clicks.
    pub fn press_text(&self, css: &str, words: &str) {
        let why = std::cell::RefCell::new(String::new());
        let pressed = self.waited(|| {
            let elements = self.all(css);
            let Some(element) =
                elements.iter().find(|element| words.is_empty() || self.text(element).contains(words))
            else {
                why.replace(format!("none of {} elements says it", elements.len()));
                return None;
            };
            self.try_click(element).map_err(|error| why.replace(error)).ok()
        });
        let why = why.into_inner();
        assert!(
            pressed.is_some(),
            "{css} with “{words}” cannot be clicked: {why}; the window shows:\n{}",
            self.words()
        );
    }

    /// Types into an element, after what is there.
    pub fn type_into(&self, css: &str, words: &str) {
        let element = self.find(css);
        self.press(css);
        self.post(&format!("/element/{}/value", element.0), json!({"text": words}))
            .unwrap_or_else(|error| panic!("typing into {css}: {error}"));
    }

    /// Types into an element in place of what is there.
    pub fn fill(&self, css: &str, words: &str) {
        let element = self.find(css);
        self.post(&format!("/element/{}/clear", element.0), json!({}))
            .unwrap_or_else(|error| panic!("clearing {css}: {error}"));
        self.type_into(css, words);
    }

    /// Presses keys together, the last one while the others are held; names as in [`key`].
    pub fn keys(&self, keys: &[&str]) {
        let keys: Vec<String> = keys.iter().map(|name| key(name)).collect();
        let mut actions: Vec<Value> =
            keys.iter().map(|key| json!({"type": "keyDown", "value": key})).collect();
        actions.extend(keys.iter().rev().map(|key| json!({"type": "keyUp", "value": key})));
        self.post("/actions", json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}))
            .unwrap_or_else(|error| panic!("keys {keys:?}: {error}"));
    }

    /// Gives the window a size.
    pub fn resize(&self, width: u32, height: u32) {
        self.post("/window/rect", json!({"x": 0, "y": 0, "width": width, "height": height})).ok();
    }

    /// The window program's process.
    pub fn process(&self) -> u32 {
        wait_for("the program's process", LIMIT, || {
            descendants(self.driver.0.id(), "deskbell").first().copied()
        })
    }

    /// SIGKILL for the program, as a power cut is.
    pub fn kill(self) {
        kill(self.process());
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let programs = descendants(self.driver.0.id(), "deskbell");
        if !self.session.is_empty() {
            self.request("DELETE", &self.session, None).ok();
        }
        for process in programs {
            if Path::new(&format!("/proc/{process}")).exists() {
                Command::new("kill").args(["-9", &process.to_string()]).status().ok();
            }
        }
    }
}

/// What the program and its driver wrote.
fn said(desktop: &Desktop) -> String {
    std::fs::read_to_string(desktop.log("window.log")).unwrap_or_default()
}

/// WebDriver's code of a named key (W3C WebDriver, section 17.4.2), or the letter itself.
fn key(name: &str) -> String {
    let code = match name {
        "Enter" => '\u{e007}',
        "Tab" => '\u{e004}',
        "Shift" => '\u{e008}',
        "Ctrl" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Down" => '\u{e015}',
        "Up" => '\u{e013}',
        letter => return letter.to_owned(),
    };
    code.to_string()
}
