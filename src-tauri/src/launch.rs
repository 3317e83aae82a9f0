//! The launch: the office is opened, its jobs start, the window comes up.

use std::sync::{Arc, Mutex, PoisonError, mpsc};
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
    pub api: Result<Api, WireError>,
    /// Rung when a notice may wait or somebody else sits here.
    pub bell: Bell,
    /// Running jobs; none while another program has them.
    jobs: Jobs,
    /// What other programs write into the office is told to the window too.
    _following: Option<Following>,
}

impl Seat {
    fn shut(error: WireError, bell: Bell) -> Self {
        Self { api: Err(error), bell, jobs: Jobs::default(), _following: None }
    }
}

type Jobs = Arc<Mutex<Option<Runner>>>;

/// How often is tried to take over the jobs that another program has.
const TAKE_OVER: Duration = Duration::from_secs(10);

/// Told to the window before it is closed, and by the window when all that was typed is kept.
const CLOSING: &str = "closing";
const KEPT: &str = "kept";

/// Told by the window where the office could not be opened and is to be tried once more.
const AGAIN: &str = "again";

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
            let seat = open(app.handle(), &arguments, bell);
            if seat.api.is_err() {
                // Nothing runs that could be lost: from its beginning is the whole way, and the surest.
                let handle = app.handle().clone();
                app.once_any(AGAIN, move |_| handle.request_restart());
            }
            app.manage(seat);
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
        // Whoever starts the program while the jobs come to their end gets a window, and does not raise the one that is gone.
        tauri_plugin_single_instance::destroy(app);
        if let Some(seat) = app.try_state::<Seat>() {
            // Stopped by hand: the process ends without dropping what it manages.
            let jobs = seat.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let (Some(jobs), Ok(api)) = (jobs, &seat.api) {
                jobs.finish(api.office());
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

fn open(app: &AppHandle, arguments: &Arguments, bell: Bell) -> Seat {
    let data = arguments.data.clone().unwrap_or_else(office::data_folder);
    let opened = Office::open(&data, arguments.server.as_deref(), Arc::new(SystemClock));
    let office = match opened {
        Ok(office) => office,
        Err(error) => return Seat::shut(error.wire(), bell),
    };
    // The name that the system itself gives its user: a variable of the environment could say anything.
    let api = Api::window(Arc::clone(&office), whoami::username().ok());
    if arguments.sample {
        let language = deskbell_core::words::Language::of_system();
        let words = json!({ "language": language, "office_name": "", "employee_name": "", "sample": true });
        // An office that is there already is opened as it is.
        if let Err(error) = api.dispatch("office.start", words)
            && error.code != Error::NotFirstStart.code()
        {
            return Seat::shut(error, bell);
        }
    }
    events::forward(app, &office, bell.clone());
    notices::sit_down(&api);
    let jobs = Jobs::default();
    start_jobs(&office, &jobs);
    let following = Following::start(&office)
        .inspect_err(|error| log::warn!("changes of others are not followed: {error}"));
    Seat { api: Ok(api), bell, jobs, _following: following.ok() }
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

    use super::is_own;

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
