//! The tray and the badge (K7): how many reminders wait for whoever sits here, and a click that opens them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use deskbell_api::OpenPlace;
use deskbell_core::settings::parts::{self, Part};
use deskbell_core::words::{Language, text};
use deskbell_core::{reminders, settings};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Emitter, Manager, Wry};

use crate::launch::{Seat, raise};
use crate::notices::{Bell, bell};

const ID: &str = "main";
/// What changes together is counted once.
const GATHER: Duration = Duration::from_millis(200);

/// Wakes the thread that counts.
struct Counter(Bell);

/// The menu with its line of reminders, which goes while reminders are switched off (K9).
struct Tray {
    menu: Menu<Wry>,
    due: MenuItem<Wry>,
    open: MenuItem<Wry>,
    quit: MenuItem<Wry>,
    listed: AtomicBool,
}

/// What there is to show: the count of whoever sits here; none where reminders are switched off.
struct Told {
    language: Language,
    count: Option<i64>,
}

/// Puts the icon into the tray. Without a tray the program works all the same: on Linux the library behind it is missing
/// on many desktops and ends the thread instead of saying so.
pub fn build(app: &AppHandle) {
    follow(app);
    match catch_unwind(AssertUnwindSafe(|| make(app))) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => log::warn!("no tray: {error}"),
        Err(_) => log::warn!("no tray: its library is missing"),
    }
    show(app);
}

fn make(app: &AppHandle) -> tauri::Result<()> {
    let language = told(app).language;
    let say = |key: &str| text(language, key, &[]);
    let due = MenuItem::with_id(app, "due", say("tray-reminders-none"), true, None::<&str>)?;
    let open = MenuItem::with_id(app, "open", say("tray-open"), true, None::<&str>)?;
    let quit = MenuItem::with_id(app, "quit", say("tray-quit"), true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&due, &open, &quit])?;
    TrayIconBuilder::with_id(ID)
        .icon(Image::from_bytes(include_bytes!("../../icons/tray.png"))?)
        .tooltip("Deskbell")
        .menu(&menu)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| match event.id().as_ref() {
            "due" => open_due(app),
            "open" => raise(app),
            "quit" => leave(app),
            _ => {}
        })
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                raise(tray.app_handle());
            }
        })
        .build(app)?;
    app.manage(Tray { menu, due, open, quit, listed: AtomicBool::new(true) });
    Ok(())
}

/// As if the window were closed by hand: what is typed in it is kept first.
fn leave(app: &AppHandle) {
    match app.get_webview_window("main") {
        Some(window) if window.close().is_ok() => {}
        _ => app.exit(0),
    }
}

fn open_due(app: &AppHandle) {
    raise(app);
    let _ = app.emit("open", OpenPlace { screen: "reminders".to_owned(), id: None });
}

/// Shows the count anew, on the tray, on the taskbar and in the window's title, whichever the system has. Nobody waits for
/// it: whoever changed a reminder may hold what the window's own thread is about to ask for.
pub fn show(app: &AppHandle) {
    if let Some(counter) = app.try_state::<Counter>() {
        counter.0.ring();
    }
}

/// Counts whenever something changed, as long as the program runs; on one thread, so that the last count is the one shown.
fn follow(app: &AppHandle) {
    let (bell, heard) = bell();
    app.manage(Counter(bell));
    let app = app.clone();
    let started = std::thread::Builder::new().name("tray".to_owned()).spawn(move || {
        while rung(&heard) {
            let told = told(&app);
            let on = app.clone();
            let _ = app.run_on_main_thread(move || {
                if let Err(error) = apply(&on, &told) {
                    log::warn!("the count of reminders is not shown: {error}");
                }
            });
        }
    });
    if let Err(error) = started {
        log::warn!("no thread for the tray: {error}");
    }
}

/// Waits for a ring, and takes those along that come right after it; false when nobody can ring any more.
fn rung(heard: &Receiver<()>) -> bool {
    if heard.recv().is_err() {
        return false;
    }
    std::thread::sleep(GATHER);
    while heard.try_recv().is_ok() {}
    true
}

fn apply(app: &AppHandle, told: &Told) -> tauri::Result<()> {
    let count = told.count.unwrap_or(0);
    let key = if count > 0 { "tray-reminders" } else { "tray-reminders-none" };
    let words = text(told.language, key, &[("count", count.into())]);
    if let Some(tray) = app.try_state::<Tray>() {
        tray.due.set_text(&words)?;
        // The language of the office may have changed since they were made.
        tray.open.set_text(text(told.language, "tray-open", &[]))?;
        tray.quit.set_text(text(told.language, "tray-quit", &[]))?;
        match (tray.listed.swap(told.count.is_some(), Ordering::SeqCst), told.count.is_some()) {
            (true, false) => tray.menu.remove(&tray.due)?,
            (false, true) => tray.menu.insert(&tray.due, 0)?,
            _ => {}
        }
    }
    if let Some(icon) = app.tray_by_id(ID) {
        let words = if told.count.is_some() { format!("Deskbell: {words}") } else { "Deskbell".to_owned() };
        icon.set_tooltip(Some(words))?;
        icon.set_title((count > 0).then(|| count.to_string()))?;
    }
    if let Some(window) = app.get_webview_window("main") {
        // What a taskbar cannot show is in the title.
        let title = if count > 0 { format!("Deskbell ({count})") } else { "Deskbell".to_owned() };
        window.set_title(&title)?;
        window.set_badge_count((count > 0).then_some(count))?;
    }
    Ok(())
}

fn told(app: &AppHandle) -> Told {
    let nobody = || Told { language: Language::of_system(), count: None };
    let Some(seat) = app.try_state::<Seat>() else { return nobody() };
    let Ok(api) = seat.api() else { return nobody() };
    let counted = api.desk().and_then(|desk| {
        desk.read(|reader| {
            let language = settings::general(reader)?.language;
            let on = parts::is_on(reader, Part::ClientInteraction)?;
            let count = match desk.employee_id.filter(|_| on) {
                Some(id) => Some(reminders::count_due(&desk, reader, id)?),
                None => None,
            };
            Ok(Told { language, count })
        })
    });
    counted.unwrap_or_else(|_| nobody())
}

#[cfg(test)]
mod tests {
    use super::{bell, rung};

    /// K7: a mailing that changes hundreds of contacts is counted once, and the last change is never left out.
    #[test]
    fn k7_what_changes_together_is_counted_once() {
        let (bell, heard) = bell();
        for _ in 0..300 {
            bell.ring();
        }
        assert!(rung(&heard));
        assert!(heard.try_recv().is_err(), "all of them at once");
        bell.ring();
        assert!(rung(&heard), "what comes later is counted as well");
        drop(bell);
        assert!(!rung(&heard));
    }
}
