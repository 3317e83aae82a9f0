//! The launch: the office is opened, its jobs start, the window comes up.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use deskbell_api::{Api, WireError};
use deskbell_core::clock::SystemClock;
use deskbell_core::jobs::{Following, Runner};
use deskbell_core::{Error, Office, office};
use serde_json::json;
use tauri::{AppHandle, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::arguments::Arguments;
use crate::{events, rpc, tray};

/// The office behind the window, or why it could not be opened: every command then answers with that.
pub struct Seat {
    pub api: Result<Api, WireError>,
    /// Running jobs; none while another program has them.
    jobs: Jobs,
    /// What other programs write into the office is told to the window too.
    _following: Option<Following>,
}

impl Seat {
    fn shut(error: WireError) -> Self {
        Self { api: Err(error), jobs: Jobs::default(), _following: None }
    }
}

type Jobs = Arc<Mutex<Option<Runner>>>;

/// How often is tried to take over the jobs that another program has.
const TAKE_OVER: Duration = Duration::from_secs(10);

/// Runs the program until its window is closed.
pub fn run(arguments: Arguments) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // First of all: a second start only raises the first one's window (X4).
        .plugin(tauri_plugin_single_instance::init(|app, _, _| raise(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(move |app| {
            let seat = open(app.handle(), &arguments);
            app.manage(seat);
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Deskbell")
                .inner_size(1360.0, 800.0)
                .min_inner_size(520.0, 420.0)
                // HTML's own drag and drop is dead otherwise.
                .disable_drag_drop_handler()
                .build()?;
            tray::build(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit)
            && let Some(seat) = app.try_state::<Seat>()
        {
            // Stopped by hand: the process ends without dropping what it manages.
            let jobs = seat.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let (Some(jobs), Ok(api)) = (jobs, &seat.api) {
                jobs.finish(api.office());
            }
        }
    });
    Ok(())
}

/// Brings the window to the front.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

fn open(app: &AppHandle, arguments: &Arguments) -> Seat {
    let data = arguments.data.clone().unwrap_or_else(office::data_folder);
    let opened = Office::open(&data, arguments.server.as_deref(), Arc::new(SystemClock));
    let office = match opened {
        Ok(office) => office,
        Err(error) => return Seat::shut(error.wire()),
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
            return Seat::shut(error);
        }
    }
    events::forward(app, &office);
    let jobs = Jobs::default();
    start_jobs(&office, &jobs);
    let following = Following::start(&office)
        .inspect_err(|error| log::warn!("changes of others are not followed: {error}"));
    Seat { api: Ok(api), jobs, _following: following.ok() }
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
