//! The steps of [`super`]: what people type and what they do in deeds, and how each is done by commands. A step names
//! things by indexes into what is there when its turn comes, so that a shorter story is a story too.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value as Json, json};

use crate::tests::Bench;

/// Names, phones, addresses and words are few, so that people meet in them.
const NAMES: [&str; 6] =
    ["Ірина Мельник", "Мельник Ирина", "ТОВ «Промінь»", "Проминь ООО", "Остап Демянчук", "Ґалина Їжак"];
const PHONES: [&str; 4] = ["050 111-22-33", "067 444-55-66", "044 222-33-44", "+48 22 123 45 67"];
const EMAILS: [&str; 3] = ["ira@melnyk.example", "office@promin-2.example", "ostap@demian.example"];
const WORDS: [&str; 4] = ["опт", "акрил", "Вивіски", "АКРИЛ"];
const DAYS: [&str; 3] = ["2026-11-20", "2026-11-30", "2027-02-28"];

/// What is not undone: it is typed, one thing at a time.
#[derive(Debug, Clone)]
pub enum Typed {
    Client {
        name: usize,
        phones: Vec<usize>,
        emails: Vec<usize>,
        words: Vec<usize>,
        managed: bool,
    },
    ClientNotes(Index),
    ClientWords(Index, Vec<usize>),
    Contact {
        client: Option<Index>,
        reminder: Option<usize>,
    },
    ContactMoved(Index, Index),
    Reminder {
        client: Option<Index>,
        request: Option<Index>,
        day: usize,
        repeat: Option<usize>,
        category: Index,
    },
    ReminderText(Index),
    Request {
        client: Option<Index>,
    },
    RequestLinked(Index, Index),
    Note(Index),
    Draft(Index),
    Role,
    Category,
    CategoryOff(Index),
    Mailing(Index),
    View,
}

/// What is undone.
#[derive(Debug, Clone)]
pub enum Done {
    Bulk(Vec<Index>, Act),
    Merge { keep: Index, others: Vec<Index>, chosen: u8 },
    Apart(Vec<Index>),
    Import(Vec<(usize, usize, usize)>),
    RemoveContact(Index),
    RemoveReminder(Index),
    RemoveNote(Index),
    RemoveDraft(Index),
    RemoveRole(Index),
    RemoveMailing(Index),
    RemoveView(Index),
    RemindersTicked(Vec<Index>, bool),
    RemindersMoved(Vec<Index>, usize),
    RemindersSnoozed(Vec<Index>, usize),
    RequestsStatus(Vec<Index>, usize),
    RequestsAssigned(Vec<Index>, bool),
}

#[derive(Debug, Clone)]
pub enum Act {
    Manager(bool),
    AddTag(usize),
    RemoveTag(usize),
    AddInterest(usize),
    RemoveInterest(usize),
    DoNotWrite(bool),
    Language(usize),
    Remove,
}

pub fn index() -> impl Strategy<Value = Index> {
    any::<Index>()
}

fn some(of: usize) -> impl Strategy<Value = Vec<usize>> {
    vec(0..of, 0..3)
}

fn few() -> impl Strategy<Value = Vec<Index>> {
    vec(index(), 1..4)
}

pub fn client() -> impl Strategy<Value = Typed> {
    (0..NAMES.len(), some(PHONES.len()), some(EMAILS.len()), some(WORDS.len()), any::<bool>()).prop_map(
        |(name, phones, emails, words, managed)| Typed::Client { name, phones, emails, words, managed },
    )
}

pub fn typed() -> impl Strategy<Value = Typed> {
    let maybe = || proptest::option::of(index());
    prop_oneof![
        3 => client(),
        1 => index().prop_map(Typed::ClientNotes),
        1 => (index(), some(WORDS.len())).prop_map(|(client, words)| Typed::ClientWords(client, words)),
        3 => (maybe(), proptest::option::of(0..DAYS.len()))
            .prop_map(|(client, reminder)| Typed::Contact { client, reminder }),
        1 => (index(), index()).prop_map(|(contact, client)| Typed::ContactMoved(contact, client)),
        3 => (maybe(), maybe(), 0..DAYS.len(), proptest::option::of(0_usize..4), index()).prop_map(
            |(client, request, day, repeat, category)| Typed::Reminder { client, request, day, repeat, category }
        ),
        1 => index().prop_map(Typed::ReminderText),
        2 => maybe().prop_map(|client| Typed::Request { client }),
        1 => (index(), index()).prop_map(|(request, client)| Typed::RequestLinked(request, client)),
        1 => index().prop_map(Typed::Note),
        1 => index().prop_map(Typed::Draft),
        1 => Just(Typed::Role),
        1 => Just(Typed::Category),
        1 => index().prop_map(Typed::CategoryOff),
        1 => index().prop_map(Typed::Mailing),
        1 => Just(Typed::View),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        any::<bool>().prop_map(Act::Manager),
        (0..WORDS.len()).prop_map(Act::AddTag),
        (0..WORDS.len()).prop_map(Act::RemoveTag),
        (0..WORDS.len()).prop_map(Act::AddInterest),
        (0..WORDS.len()).prop_map(Act::RemoveInterest),
        any::<bool>().prop_map(Act::DoNotWrite),
        (0_usize..3).prop_map(Act::Language),
        Just(Act::Remove),
    ]
}

pub fn done() -> impl Strategy<Value = Done> {
    prop_oneof![
        6 => (few(), act()).prop_map(|(clients, act)| Done::Bulk(clients, act)),
        5 => (index(), few(), any::<u8>()).prop_map(|(keep, others, chosen)| Done::Merge { keep, others, chosen }),
        1 => vec(index(), 2..4).prop_map(Done::Apart),
        1 => vec((0..NAMES.len(), 0..PHONES.len(), 0..EMAILS.len()), 1..4).prop_map(Done::Import),
        3 => index().prop_map(Done::RemoveContact),
        3 => index().prop_map(Done::RemoveReminder),
        1 => index().prop_map(Done::RemoveNote),
        1 => index().prop_map(Done::RemoveDraft),
        1 => index().prop_map(Done::RemoveRole),
        1 => index().prop_map(Done::RemoveMailing),
        1 => index().prop_map(Done::RemoveView),
        3 => (few(), any::<bool>()).prop_map(|(reminders, done)| Done::RemindersTicked(reminders, done)),
        2 => (few(), 0..DAYS.len()).prop_map(|(reminders, day)| Done::RemindersMoved(reminders, day)),
        1 => (few(), 0_usize..3).prop_map(|(reminders, span)| Done::RemindersSnoozed(reminders, span)),
        2 => (few(), 0_usize..3).prop_map(|(requests, status)| Done::RequestsStatus(requests, status)),
        1 => (few(), any::<bool>()).prop_map(|(requests, me)| Done::RequestsAssigned(requests, me)),
    ]
}

/// The ids of a table, by which the steps say which one they mean.
fn all(bench: &Bench, table: &str) -> Vec<i64> {
    let rows = bench.rows(&format!("SELECT id FROM {table} ORDER BY id"), &[]);
    rows.iter().map(|row| row.get("id").unwrap()).collect()
}

fn one(bench: &Bench, table: &str, index: &Index) -> Option<i64> {
    let ids = all(bench, table);
    (!ids.is_empty()).then(|| *index.get(&ids))
}

fn several(bench: &Bench, table: &str, indexes: &[Index]) -> Vec<i64> {
    let found: BTreeSet<i64> = indexes.iter().filter_map(|index| one(bench, table, index)).collect();
    found.into_iter().collect()
}

/// A number that no other step has: what is typed with it can be told apart from all else.
fn mark(bench: &Bench) -> i64 {
    bench.now() / 1000
}

/// Does a typed step; passes it over where there is nothing to do it to.
pub fn type_in(bench: &Bench, step: &Typed) -> Option<()> {
    bench.wait(1000);
    let mark = mark(bench);
    let words = |chosen: &[usize]| chosen.iter().map(|at| WORDS[*at]).collect::<Vec<_>>();
    let change = |id: i64, column: &str, value: Json| {
        let mut fields = bench
            .office
            .desk()
            .read(|reader| deskbell_core::clients::fields_of(reader, id))
            .map(|fields| serde_json::to_value(fields).unwrap())
            .unwrap();
        fields[column] = value;
        bench.call("clients.update", json!({ "id": id, "fields": fields }));
    };
    let reminder = |day: usize, repeat: Option<usize>, category: Option<i64>| {
        let repeats = ["daily", "weekly", "monthly", "yearly"];
        json!({ "day": DAYS[day], "time": if mark % 2 == 0 { json!("10:00") } else { json!(null) },
            "text": format!("Нагадати {mark}"), "priority": "normal", "category_id": category,
            "repeat": repeat.map(|at| repeats[at]) })
    };
    match step {
        Typed::Client { name, phones, emails, words: chosen, managed } => {
            let tags: BTreeSet<String> = words(chosen).iter().map(|word| word.to_lowercase()).collect();
            bench.call(
                "clients.create",
                json!({ "kind": "person", "name": NAMES[*name],
                    "phones": phones.iter().map(|at| PHONES[*at]).collect::<BTreeSet<_>>(),
                    "emails": emails.iter().map(|at| EMAILS[*at]).collect::<BTreeSet<_>>(),
                    "interests": words(chosen).join(", "), "tags": tags, "discount": 0.1 * mark as f64 % 7.0,
                    "manager_id": managed.then(|| bench.me()),
                    "consents": { "email": { "given": *managed, "source": "договір", "day": "2026-01-10" } } }),
            );
        }
        Typed::ClientNotes(client) => {
            change(one(bench, "client", client)?, "notes", json!(format!("Нотатка {mark}")));
        }
        Typed::ClientWords(client, chosen) => {
            // A word of its own: what is typed exactly as a deed left it is no change of anybody's.
            let typed = format!("{}, слово {mark}", words(chosen).join(", "));
            change(one(bench, "client", client)?, "interests", json!(typed));
        }
        Typed::Contact { client, reminder: day } => {
            let client = client.as_ref().and_then(|client| one(bench, "client", client));
            bench.call(
                "contacts.create",
                json!({ "client_id": client, "request_id": null, "direction": "incoming", "channel": "call",
                    "information": format!("Розмова {mark}"), "done": false,
                    "reminder": day.map(|day| reminder(day, None, None)) }),
            );
        }
        Typed::ContactMoved(contact, client) => {
            let (contact, client) = (one(bench, "contact", contact)?, one(bench, "client", client)?);
            let mut fields = bench.call("contacts.get", json!({ "id": contact }));
            fields["client_id"] = json!(client);
            fields["request_id"] = json!(null);
            fields["information"] = json!(format!("Розмова {mark}"));
            fields["reminder"] = json!(null);
            bench.call("contacts.update", json!({ "id": contact, "fields": fields }));
        }
        Typed::Reminder { client, request, day, repeat, category } => {
            let request = request.as_ref().and_then(|request| one(bench, "request", request));
            let client = client.as_ref().and_then(|client| one(bench, "client", client));
            let fields = reminder(*day, *repeat, one(bench, "category", category));
            bench.call(
                "reminders.create",
                json!({ "client_id": client.filter(|_| request.is_none()), "request_id": request, "fields": fields }),
            );
        }
        Typed::ReminderText(id) => {
            let id = one(bench, "reminder", id)?;
            let now = bench.call("reminders.get", json!({ "id": id }));
            let fields = json!({ "day": now["day"], "time": now["time"], "text": format!("Нагадати {mark}"),
                "priority": "high", "category_id": now["category_id"], "repeat": now["repeat"] });
            bench.call(
                "reminders.update",
                json!({ "id": id, "client_id": now["client_id"], "fields": fields }),
            );
        }
        Typed::Request { client } => {
            let client = client.as_ref().and_then(|client| one(bench, "client", client));
            bench.call(
                "requests.create",
                json!({ "subject": format!("Вивіска {mark}"), "client_id": client, "comment": "дуб" }),
            );
        }
        Typed::RequestLinked(request, client) => {
            let (request, client) = (one(bench, "request", request)?, one(bench, "client", client)?);
            bench.call("requests.link_client", json!({ "id": request, "client_id": client }));
        }
        Typed::Note(request) => {
            let request = one(bench, "request", request)?;
            bench.call(
                "requests.note",
                json!({ "request_id": request, "text": format!("примітка {mark}"), "pinned": true }),
            );
        }
        Typed::Draft(request) => {
            // One in which nobody has written is thrown away without a deed.
            bench.draft(one(bench, "request", request)?, &format!("<p>Відповідь {mark}</p>"));
        }
        Typed::Role => {
            bench.call(
                "roles.create",
                json!({ "name": format!("Роль {mark}"), "rights": ["work", "see_clients"] }),
            );
        }
        Typed::Category => {
            bench.call("categories.create", json!({ "name": format!("Категорія {mark}") }));
        }
        Typed::CategoryOff(category) => {
            let id = one(bench, "category", category)?;
            let known = bench.call("categories.list", json!({}));
            let known = known.as_array()?.iter().find(|known| known["id"] == id)?.clone();
            bench.call(
                "categories.update",
                json!({ "id": id, "name": known["name"], "active": known["active"] == false }),
            );
        }
        Typed::Mailing(client) => {
            let clients: Vec<i64> = one(bench, "client", client).into_iter().collect();
            bench.call(
                "mailings.create",
                json!({ "name": format!("Розсилка {mark}"), "client_ids": clients }),
            );
        }
        Typed::View => {
            bench.call(
                "views.create",
                json!({ "noun": "client", "name": format!("Вибірка {mark}"), "shared": false,
                "filter": {}, "columns": ["name"], "sort": { "by": "name", "down": false } }),
            );
        }
    }
    Some(())
}

/// Does a deed and gives its id; none where there was nothing to do it to or nothing changed by it.
pub fn do_it(bench: &Bench, step: &Done) -> Option<i64> {
    bench.wait(1000);
    let did = |name: &str, words: Json| bench.call(name, words)["deed_id"].as_i64();
    let remove =
        |name: &str, table: &str, index: &Index| did(name, json!({ "id": one(bench, table, index)? }));
    match step {
        Done::Bulk(clients, act) => {
            let me = bench.me();
            let act = match act {
                Act::Manager(on) => json!({ "act": "manager", "manager_id": on.then_some(me) }),
                Act::AddTag(word) => json!({ "act": "add_tag", "name": WORDS[*word] }),
                Act::RemoveTag(word) => json!({ "act": "remove_tag", "name": WORDS[*word] }),
                Act::AddInterest(word) => json!({ "act": "add_interest", "name": WORDS[*word] }),
                Act::RemoveInterest(word) => json!({ "act": "remove_interest", "name": WORDS[*word] }),
                Act::DoNotWrite(on) => json!({ "act": "do_not_write", "on": on }),
                Act::Language(at) => {
                    let language = ["", "uk", "ru"][*at];
                    json!({ "act": "language", "language": language })
                }
                Act::Remove => json!({ "act": "remove" }),
            };
            did("clients.bulk", json!({ "target": { "ids": several(bench, "client", clients) }, "act": act }))
        }
        Done::Merge { keep, others, chosen } => {
            let keep = one(bench, "client", keep)?;
            let others: Vec<i64> =
                several(bench, "client", others).into_iter().filter(|id| *id != keep).collect();
            let first = *others.first()?;
            let from = |bit: u8| (chosen & bit != 0).then_some(first);
            let fields =
                json!({ "name": from(1), "notes": from(2), "manager": from(4), "discount": from(8) });
            did("clients.merge", json!({ "keep": keep, "others": others, "fields": fields }))
        }
        Done::Apart(clients) => {
            let ids = several(bench, "client", clients);
            if ids.len() < 2 { None } else { did("duplicates.dismiss", json!({ "ids": ids })) }
        }
        Done::Import(rows) => {
            let mark = mark(bench);
            let lines: String = rows
                .iter()
                .enumerate()
                .map(|(at, (name, phone, email))| {
                    format!("{};{};{};{}\n", NAMES[*name], PHONES[*phone], EMAILS[*email], mark + at as i64)
                })
                .collect();
            let path =
                bench.file(&format!("{mark}.csv"), &format!("Назва;Телефон;Ел. пошта;Примітки\n{lines}"));
            bench.import(&path, "complete")["deed_id"].as_i64()
        }
        Done::RemoveContact(contact) => remove("contacts.remove", "contact", contact),
        Done::RemoveReminder(reminder) => remove("reminders.remove", "reminder", reminder),
        Done::RemoveNote(note) => remove("notes.remove", "note", note),
        Done::RemoveDraft(draft) => remove("drafts.remove", "draft", draft),
        Done::RemoveMailing(mailing) => remove("mailings.remove", "mailing", mailing),
        Done::RemoveView(view) => remove("views.remove", "saved_view", view),
        Done::RemoveRole(role) => {
            let own: Vec<i64> = bench
                .rows("SELECT id FROM role WHERE code IS NULL ORDER BY id", &[])
                .iter()
                .map(|row| row.get("id").unwrap())
                .collect();
            if own.is_empty() { None } else { did("roles.remove", json!({ "id": role.get(&own) })) }
        }
        Done::RemindersTicked(reminders, on) => {
            did("reminders.done", json!({ "ids": several(bench, "reminder", reminders), "done": on }))
        }
        Done::RemindersMoved(reminders, day) => {
            did("reminders.move", json!({ "ids": several(bench, "reminder", reminders), "day": DAYS[*day] }))
        }
        Done::RemindersSnoozed(reminders, span) => {
            let span = ["ten_minutes", "hour", "tomorrow"][*span];
            did("reminders.snooze", json!({ "ids": several(bench, "reminder", reminders), "span": span }))
        }
        Done::RequestsStatus(requests, status) => {
            let status = ["new", "done", "refused"][*status];
            did("requests.status", json!({ "ids": several(bench, "request", requests), "status": status }))
        }
        Done::RequestsAssigned(requests, on) => {
            let me = bench.me();
            did(
                "requests.assign",
                json!({ "ids": several(bench, "request", requests), "employee_id": on.then_some(me) }),
            )
        }
    }
}
