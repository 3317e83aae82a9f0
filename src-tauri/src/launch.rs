//! The launch: the office is opened, its jobs start, the window comes up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, mpsc};
use std::time::Duration;

use deskbell_api::{Api, WireError};
use deskbell_core::clock::SystemClock;
use deskbell_core::jobs::{Following, Runner};
use deskbell_core::{Error, Office, office};
use serde_json::json;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Emitter, Listener, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder, Window,
    WindowEvent,
};

use crate::arguments::Arguments;
use crate::notices::Bell;
use crate::{events, notices, rpc, tray};

/// The office behind the window, or why it could not be opened: every command then answers with that.
pub struct Seat {
    /// Rung when a notice may wait or somebody else sits here.
    pub bell: Bell,
    arguments: Arguments,
    opened: OnceLock<Opened>,
    shut: Mutex<Option<WireError>>,
    /// What the start came to was told: whoever asks once more tries again.
    told: AtomicBool,
    /// Running jobs; none while another program has them.
    jobs: Jobs,
}

struct Opened {
    api: Api,
    /// What other programs write into the office is told to the window too.
    _following: Option<Following>,
}

impl Seat {
    fn new(arguments: Arguments, bell: Bell) -> Self {
        let (opened, shut) = (OnceLock::new(), Mutex::new(None));
        Self { bell, arguments, opened, shut, told: AtomicBool::new(false), jobs: Jobs::default() }
    }

    /// The office, or why it is shut.
    pub fn api(&self) -> Result<&Api, WireError> {
        if let Some(opened) = self.opened.get() {
            return Ok(&opened.api);
        }
        let shut = self.shut.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Err(shut.unwrap_or_else(|| Error::Busy.wire()))
    }

    /// The window asks how things stand. Where the office is shut, all but its first question is another try (X4); true where
    /// that opened it.
    pub fn ask(&self, app: &AppHandle) -> bool {
        self.told.swap(true, Ordering::AcqRel) && self.open(app)
    }

    /// Opens the office where it is shut; true where it was and is open now.
    fn open(&self, app: &AppHandle) -> bool {
        self.open_by(|| {
            let api = office_of(&self.arguments)?;
            let office = api.office();
            events::forward(app, office, self.bell.clone());
            notices::sit_down(&api);
            start_jobs(office, &self.jobs);
            let following = Following::start(office)
                .inspect_err(|error| log::warn!("changes of others are not followed: {error}"));
            Ok(Opened { api, _following: following.ok() })
        })
    }

    fn open_by(&self, open: impl FnOnce() -> Result<Opened, WireError>) -> bool {
        if self.opened.get().is_some() {
            return false;
        }
        // Held meanwhile: of two tries at once the second finds it open.
        let mut shut = self.shut.lock().unwrap_or_else(PoisonError::into_inner);
        if self.opened.get().is_some() {
            return false;
        }
        match open() {
            Ok(opened) => self.opened.set(opened).is_ok(),
            Err(error) => {
                *shut = Some(error);
                false
            }
        }
    }
}

type Jobs = Arc<Mutex<Option<Runner>>>;

/// How often is tried to take over the jobs that another program has.
const TAKE_OVER: Duration = Duration::from_secs(10);

/// Told to the window before it is closed, and by the window when all that was typed is kept.
const CLOSING: &str = "closing";
const KEPT: &str = "kept";

/// So long the window may take to keep what was typed.
const KEEPING: Duration = Duration::from_secs(1);

/// Runs the program until its window is closed.
pub fn run(arguments: Arguments) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // First of all: a second start only raises the first one's window (X4).
        .plugin(tauri_plugin_single_instance::init(|app, _, _| raise(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                close(window);
            }
        })
        .setup(move |app| {
            let (bell, heard) = notices::bell();
            app.manage(Seat::new(arguments, bell));
            app.state::<Seat>().open(app.handle());
            notices::follow(app.handle(), heard);
            let dev = app.config().build.dev_url.clone();
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Deskbell")
                .inner_size(1360.0, 800.0)
                .min_inner_size(520.0, 420.0)
                // HTML's own drag and drop is dead otherwise.
                .disable_drag_drop_handler()
                // What is dropped beside a field, and "Open link" of the engine's own menu, lead the window nowhere.
                .on_navigation(move |url| is_own(url, dev.as_ref()))
                .on_new_window(|_, _| NewWindowResponse::Deny)
                .build()?;
            tray::build(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if !matches!(event, RunEvent::Exit) {
            return;
        }
        // Before the next start, which may open files of its own.
        if let Some(Ok(api)) = app.try_state::<Seat>().as_deref().map(Seat::api) {
            api.office().sweep_opened();
        }
        // Whoever starts the program while the jobs come to their end gets a window, and does not raise the one that is gone.
        tauri_plugin_single_instance::destroy(app);
        if let Some(seat) = app.try_state::<Seat>() {
            // Stopped by hand: the process ends without dropping what it manages.
            let jobs = seat.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let (Some(jobs), Ok(api)) = (jobs, seat.api()) {
                jobs.finish(api.office(), api.sat_last());
            }
        }
    });
    Ok(())
}

/// Whether an address is one of the program's own pages, the only ones that its window shows.
fn is_own(url: &Url, dev: Option<&Url>) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        // The frames that letters are read in have no address of their own.
        ("about", _) => matches!(url.path(), "srcdoc" | "blank"),
        _ => dev.is_some_and(|dev| dev.origin() == url.origin()),
    }
}

/// Lets the window keep what was typed, then closes it. One that does not answer is closed a moment later all the same.
fn close(window: &Window) {
    let (kept, told) = mpsc::channel();
    window.app_handle().once_any(KEPT, move |_| {
        let _ = kept.send(());
    });
    let window = window.clone();
    std::thread::spawn(move || {
        let _ = window.emit(CLOSING, ());
        let _ = told.recv_timeout(KEEPING);
        let _ = window.destroy();
    });
}

/// Brings the window to the front.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

fn office_of(arguments: &Arguments) -> Result<Api, WireError> {
    let data = arguments.data.clone().unwrap_or_else(office::data_folder);
    let office = Office::open(&data, arguments.server.as_deref(), Arc::new(SystemClock))
        .map_err(|error| error.wire())?;
    // A crash may have left what was opened then.
    office.sweep_opened();
    // The name that the system itself gives its user: a variable of the environment could say anything.
    let api = Api::window(office, whoami::username().ok());
    if arguments.sample {
        let language = deskbell_core::words::Language::of_system();
        let words = json!({ "language": language, "office_name": "", "employee_name": "", "sample": true });
        // An office that is there already is opened as it is.
        if let Err(error) = api.dispatch("office.start", words)
            && error.code != Error::NotFirstStart.code()
        {
            return Err(error);
        }
    }
    Ok(api)
}

/// Starts the jobs; while another program has them, or the database is locked, it is tried again and again.
fn start_jobs(office: &Arc<Office>, jobs: &Jobs) {
    match Runner::start(office) {
        Ok(runner) => *jobs.lock().unwrap_or_else(PoisonError::into_inner) = Some(runner),
        Err(error) => {
            log::warn!("the jobs do not run here yet: {error}");
            let (office, jobs) = (Arc::clone(office), Arc::clone(jobs));
            std::thread::spawn(move || {
                std::thread::sleep(TAKE_OVER);
                start_jobs(&office, &jobs);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use tauri::Url;

    use super::{Opened, Seat, is_own, office_of};
    use crate::arguments::Arguments;
    use crate::notices;

    /// X4: what kept the office from opening may be gone at another try.
    #[test]
    fn x4_a_seat_that_was_shut_opens_at_another_try() {
        let data = std::env::temp_dir().join(format!("deskbell-shut-{}", std::process::id()));
        std::fs::write(&data, "a file where the folder belongs").unwrap();
        let arguments = Arguments { data: Some(data.clone()), ..Arguments::default() };
        let seat = Seat::new(arguments.clone(), notices::bell().0);
        let open = || Ok(Opened { api: office_of(&arguments)?, _following: None });
        assert!(!seat.open_by(open));
        let first = seat.api().err().map(|error| error.code);
        assert!(first.is_some_and(|code| code != "busy"));
        std::fs::remove_file(&data).unwrap();
        assert!(seat.open_by(open));
        assert!(seat.api().is_ok());
        assert!(!seat.open_by(|| panic!("it is open")));
        drop(seat);
        std::fs::remove_dir_all(&data).unwrap();
    }

    /// M8: nothing in a letter and nothing dropped on the window takes its place.
    #[test]
    fn m8_the_window_shows_its_own_pages_alone() {
        let dev = Url::parse("http://localhost:5173/").ok();
        let own = |address: &str, dev: Option<&Url>| Url::parse(address).is_ok_and(|url| is_own(&url, dev));
        for address in [
            "tauri://localhost/",
            "http://tauri.localhost/index.html",
            "https://tauri.localhost/",
            "about:srcdoc",
        ] {
            assert!(own(address, None), "{address}");
        }
        for address in [
            "https://evil.example/",
            "file:///home/office/page.html",
            "data:text/html,x",
            "http://tauri.localhost.evil.example/",
            "tauri://evil/",
            "http://localhost:5173/",
        ] {
            assert!(!own(address, None), "{address}");
        }
        assert!(own("http://localhost:5173/src/main.ts", dev.as_ref()));
        assert!(!own("http://localhost:8080/", dev.as_ref()));
    }
}
