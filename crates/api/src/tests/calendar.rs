//! K10: the .ics file, read back by another library than the one that wrote it.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use calcard::{Entry, Parser};
use serde_json::{Value as Json, json};

use super::reminders::{add, fields};
use super::{Bench, ids};

fn read(text: &str) -> ICalendar {
    let mut parser = Parser::new(text);
    match parser.entry() {
        Entry::ICalendar(calendar) => {
            assert!(matches!(parser.entry(), Entry::Eof), "one calendar and nothing behind it");
            calendar
        }
        other => panic!("no calendar: {other:?}"),
    }
}

fn events(calendar: &ICalendar) -> Vec<&ICalendarComponent> {
    calendar
        .components
        .iter()
        .filter(|component| component.component_type == ICalendarComponentType::VEvent)
        .collect()
}

fn text(event: &ICalendarComponent, property: &ICalendarProperty) -> String {
    match event.property(property).and_then(|entry| entry.values.first()) {
        Some(ICalendarValue::Text(text)) => text.clone(),
        other => panic!("{property:?}: {other:?}"),
    }
}

/// The start as the other library reads it: a day, a time of the dial, or with Z an instant of UTC.
fn start(event: &ICalendarComponent) -> String {
    let Some(ICalendarValue::PartialDateTime(at)) =
        event.property(&ICalendarProperty::Dtstart).and_then(|entry| entry.values.first())
    else {
        panic!("no start");
    };
    let day = format!("{:04}-{:02}-{:02}", at.year.unwrap(), at.month.unwrap(), at.day.unwrap());
    let zone = if at.tz_hour == Some(0) { "Z" } else { "" };
    match (at.hour, at.minute) {
        (Some(hour), Some(minute)) => format!("{day} {hour:02}:{minute:02}{zone}"),
        _ => day,
    }
}

fn export(bench: &Bench, filter: Json) -> (i64, String) {
    let path = bench.folder.path().join("нагадування.ics");
    let words = json!({ "filter": filter, "path": path.display().to_string() });
    let made = bench.call("reminders.export", words);
    (made["count"].as_i64().unwrap(), std::fs::read_to_string(path).unwrap())
}

/// K10: every shown reminder is one event with its day, time, text, category and bell, whatever signs its text holds.
#[test]
fn k10_the_file_is_a_calendar_that_another_library_reads() {
    let bench = Bench::new();
    let client = json!({ "kind": "company", "name": "ТОВ «Світлана», Львів", "phones": ["0672201145"], "emails": [], "city": "Львів",
        "address": "", "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": null });
    let client = bench.call("clients.create", client)["id"].clone();
    let awkward = "Рахунок; ціна 2\\480, «за все»:\nBEGIN:VEVENT ще раз і досить довгий рядок, щоб його довелося переносити";
    let mut long = fields("2026-11-21", Some("09:30"), awkward);
    (long["category_id"], long["priority"]) =
        (bench.call("categories.list", json!({}))[5]["id"].clone(), json!("high"));
    bench.call("reminders.create", json!({ "client_id": client, "request_id": null, "fields": long }));
    add(&bench, "2026-11-22", None, "увесь день");
    let done = add(&bench, "2026-11-23", None, "зроблено");
    bench.call("reminders.done", json!({ "ids": [done], "done": true }));
    let (count, file) = export(&bench, json!({ "state": "open", "limit": 1 }));
    assert_eq!(count, 2, "all that the filter shows, not one page of them");
    // RFC 5545, 3.1: folded, and nothing but CRLF ends a line. The library leaves one octet too many on a last line.
    assert!(file.split("\r\n").all(|line| line.len() <= 76 && !line.contains('\n')), "{file}");
    let calendar = read(&file);
    let events = events(&calendar);
    assert_eq!(events.len(), 2);
    assert_eq!(text(events[0], &ICalendarProperty::Summary), format!("ТОВ «Світлана», Львів: {awkward}"));
    assert_eq!(text(events[0], &ICalendarProperty::Categories), "Скоро буде оплачено");
    assert_eq!(text(events[0], &ICalendarProperty::Description), "067 220-11-45\nЛьвів");
    // 09:30 in Kyiv in November is 07:30 of UTC.
    assert_eq!(start(events[0]), "2026-11-21 07:30Z");
    assert_eq!(start(events[1]), "2026-11-22");
    let uids: Vec<String> = events.iter().map(|event| text(event, &ICalendarProperty::Uid)).collect();
    assert_ne!(uids[0], uids[1]);
    assert!(uids[0].starts_with("reminder-") && uids[0].ends_with(".deskbell"), "{}", uids[0]);
    assert_eq!(
        export(&bench, json!({ "state": "open" })).1.matches(&uids[0]).count(),
        1,
        "the same at the next time"
    );
    let alarms = calendar.components.iter();
    assert_eq!(alarms.filter(|one| one.component_type == ICalendarComponentType::VAlarm).count(), 2);
    assert_eq!(export(&bench, json!({ "from": "2027-01-01" })).0, 0);
    let words = json!({ "filter": {}, "path": "/no/such/folder/x.ics" });
    assert_eq!(bench.fail("reminders.export", words).code, "io");
}

/// K10: a rule goes along, month ends as they are meant; its time stays on the dial when the clocks change.
#[test]
fn k10_repeating_reminders_keep_their_rule() {
    let bench = Bench::new();
    for (day, repeat) in [
        ("2026-11-21", "daily"),
        ("2026-11-23", "weekly"),
        ("2026-12-15", "monthly"),
        ("2026-12-31", "monthly"),
        ("2028-02-29", "yearly"),
    ] {
        let mut words = fields(day, Some("10:00"), repeat);
        words["repeat"] = json!(repeat);
        bench.call("reminders.create", json!({ "client_id": null, "request_id": null, "fields": words }));
    }
    let (_, file) = export(&bench, json!({}));
    let rules: Vec<&str> = file.split("\r\n").filter_map(|line| line.strip_prefix("RRULE:")).collect();
    assert_eq!(
        rules,
        [
            "FREQ=DAILY",
            "FREQ=WEEKLY",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
        ]
    );
    let calendar = read(&file);
    for event in events(&calendar) {
        assert!(start(event).ends_with(" 10:00"), "floating");
        assert!(matches!(
            event.property(&ICalendarProperty::Rrule).and_then(|entry| entry.values.first()),
            Some(ICalendarValue::RecurrenceRule(_))
        ));
    }
    assert!(file.contains("X-WR-TIMEZONE:Europe/Kyiv"), "{file}");
    assert_eq!(ids(&bench.call("reminders.list", json!({}))).len(), 5);
}

/// K10, K4: a rule that stands on a short month's last day, and one that was put off, go on in the calendar as they do here.
#[test]
fn k10_a_rule_goes_on_from_the_day_it_began_with() {
    let bench = Bench::new();
    for (day, repeat) in [("2027-01-31", "monthly"), ("2028-02-29", "yearly"), ("2026-11-23", "weekly")] {
        let mut words = fields(day, Some("10:00"), repeat);
        words["repeat"] = json!(repeat);
        bench.call("reminders.create", json!({ "client_id": null, "request_id": null, "fields": words }));
    }
    let open = |bench: &Bench, text: &str| {
        let rows = bench.call("reminders.list", json!({ "state": "open" }))["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["text"] == text).unwrap().clone()
    };
    for text in ["monthly", "yearly"] {
        bench.call("reminders.done", json!({ "ids": [open(&bench, text)["id"]], "done": true }));
    }
    let weekly = open(&bench, "weekly");
    let put_off = json!({ "ids": [weekly["id"]], "day": "2026-11-24", "time": "11:00" });
    bench.call("reminders.move", put_off);
    let days: Vec<_> = ["monthly", "yearly"].map(|text| open(&bench, text)["day"].clone()).into();
    assert_eq!(days, [json!("2027-02-28"), json!("2029-02-28")]);
    let (_, file) = export(&bench, json!({ "state": "open" }));
    let calendar = read(&file);
    let told: Vec<(String, String)> = events(&calendar)
        .iter()
        .map(|event| {
            let rule =
                event.property(&ICalendarProperty::Rrule).map(|_| text(event, &ICalendarProperty::Uid));
            (start(event), rule.map_or(String::new(), |uid| uid.split('@').next().unwrap().to_owned()))
        })
        .collect();
    let rules: Vec<&str> = file.split("\r\n").filter_map(|line| line.strip_prefix("RRULE:")).collect();
    let of = |day: &str| told.iter().find(|(start, _)| start.starts_with(day)).unwrap().1.clone();
    assert!(of("2026-11-24").is_empty(), "put off, it is the one day: {told:?}");
    assert!(of("2026-11-30").ends_with("-next"), "and its rule goes on from the next Monday: {told:?}");
    assert!(rules.contains(&"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"), "{rules:?}");
    assert!(rules.contains(&"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"), "{rules:?}");
    assert_eq!(rules.len(), 3);
}
