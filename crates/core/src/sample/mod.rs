//! The sample office: clients, letters, contacts and reminders to look around in. The letters go through the same
//! intake as real ones, with their dates moved so that the office lives today; everything can be removed at once.

mod letters;
mod sql;

use std::collections::HashMap;

use deskbell_store::Tx;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde_json::json;

use crate::contacts::{self, Channel, ContactFields, Direction};
use crate::deeds::{self, Kind};
use crate::employees::{self, NewEmployee, Right};
use crate::office::Desk;
use crate::reminders::{self, Priority, ReminderFields};
use crate::words::Language;
use crate::{Error, Office, Result, categories, clients, mailbox, notices, phones, requests, settings, zone};

/// The sample office's own address: its ignored letters are known by it.
pub(crate) const ADDRESS: &str = "office@deskbell.example";

static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../sample");

#[derive(Debug, Deserialize)]
struct Story {
    base_day: String,
    mailbox: StoryMailbox,
    employees: Vec<StoryEmployee>,
    clients: Vec<StoryClient>,
    contacts: Vec<StoryContact>,
    reminders: Vec<StoryReminder>,
    requests: Vec<StoryRequest>,
}

#[derive(Debug, Deserialize)]
struct StoryMailbox {
    address: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct StoryEmployee {
    key: String,
    name: String,
    #[serde(default)]
    signature_html: String,
}

#[derive(Debug, Deserialize)]
struct StoryClient {
    key: String,
    #[serde(flatten)]
    fields: clients::ClientFields,
    manager: Option<String>,
}

#[derive(Debug, Deserialize)]
struct StoryContact {
    client: String,
    days_ago: i64,
    time: String,
    direction: Direction,
    channel: Channel,
    information: String,
    employee: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    done: bool,
    reminder: Option<StoryReminder>,
}

#[derive(Debug, Deserialize)]
struct StoryReminder {
    client: Option<String>,
    employee: Option<String>,
    in_days: i64,
    time: Option<String>,
    text: String,
    category: String,
    #[serde(default)]
    priority: Priority,
    #[serde(default)]
    done: bool,
}

#[derive(Debug, Deserialize)]
struct StoryRequest {
    letter: String,
    status: String,
    assignee: Option<String>,
    #[serde(default)]
    urgent: bool,
    deadline_in_days: Option<i64>,
    note: Option<StoryNote>,
    #[serde(default)]
    seen: bool,
}

#[derive(Debug, Deserialize)]
struct StoryNote {
    text: String,
    #[serde(default)]
    pinned: bool,
}

/// What the pieces of the story refer to each other by.
struct Keys {
    employees: HashMap<String, i64>,
    clients: HashMap<String, i64>,
    today: String,
}

impl Keys {
    fn employee(&self, key: &str) -> Result<i64> {
        self.employees.get(key).copied().ok_or_else(|| Error::BadData(format!("sample: no employee {key}")))
    }

    fn client(&self, key: &str) -> Result<i64> {
        self.clients.get(key).copied().ok_or_else(|| Error::BadData(format!("sample: no client {key}")))
    }
}

/// What a new office is told at its first start.
#[derive(Debug, Clone, Default)]
pub struct Start {
    pub language: Language,
    pub office_name: String,
    pub employee_name: String,
    pub sample: bool,
}

/// Makes the office: its settings and its first employee, who is administrator and manager in one; with sample data
/// where that is wanted. An empty name is taken from the sample's story.
pub fn start(office: &Office, start: &Start) -> Result<()> {
    let desk = office.desk();
    let story = story()?;
    let told = |typed: &str, sample: &str| {
        let typed = typed.trim();
        if typed.is_empty() && start.sample { sample.to_owned() } else { typed.to_owned() }
    };
    let first = story.employees.first().ok_or_else(|| Error::BadData("sample: no employees".to_owned()))?;
    let office_name = told(&start.office_name, &story.mailbox.name);
    let employee_name = told(&start.employee_name, &first.name);
    desk.write(|tx| {
        if employees::first(tx)?.is_some() {
            return Err(Error::NotFirstStart);
        }
        let general =
            settings::General { office_name, language: start.language, ..settings::General::default() };
        settings::update_general(tx, &general)?;
        notices::begin_anew(tx)?;
        // Whoever gave a name signs as nobody else.
        let invented = start.sample && start.employee_name.trim().is_empty();
        let signature = if invented { first.signature_html.clone() } else { String::new() };
        let roles = vec!["administrator".to_owned(), "manager".to_owned()];
        let new =
            NewEmployee { login: "admin".to_owned(), name: employee_name, signature, roles, sample: false };
        employees::create(tx, desk.now(), &new)?;
        Ok(())
    })?;
    if start.sample { load(office, &story) } else { Ok(()) }
}

/// Brings sample data into an office that was made without and has no mailbox yet: somebody at the first start who
/// would rather look around.
pub fn add(desk: &Desk) -> Result<()> {
    if desk.read(|reader| Ok(sql::is_there(reader)? || mailbox::get(reader)?.is_some()))? {
        return Err(Error::NotFirstStart);
    }
    load(desk.office, &story()?)
}

/// Whether sample data is in the office.
pub fn is_there(reader: &mut deskbell_store::Reader) -> Result<bool> {
    sql::is_there(reader)
}

/// Removes all sample data; what people added to it by hand goes with it, and comes back with it by the deed.
pub fn remove(desk: &Desk, tx: &mut Tx) -> Result<Option<i64>> {
    let mut deed = deeds::begin(Kind::Removal, "sample", json!({}));
    let signatures: Vec<String> = story()?.employees.into_iter().map(|it| it.signature_html).collect();
    let count = sql::remove(tx, &mut deed, &signatures)?;
    deed.tell(json!({ "count": count }));
    tx.record("setting", 0, "sample_removed", None, None)?;
    deed.finish(desk, tx)
}

fn story() -> Result<Story> {
    let bad = |error: serde_json::Error| Error::BadData(format!("sample: {error}"));
    let json = SAMPLE.get_file("office.json").map(include_dir::File::contents).unwrap_or_default();
    serde_json::from_slice(json).map_err(bad)
}

fn load(office: &Office, story: &Story) -> Result<()> {
    let desk = office.desk();
    let (today, tz) = desk.read(|reader| {
        let (_, tz) = desk.general(reader)?;
        Ok((zone::day(desk.now(), tz), tz))
    })?;
    let keys = people(&desk, story, &today)?;
    let placed = letters::take_in(&desk, &story.base_day, &story.mailbox.address, &today, tz)?;
    for request in &story.requests {
        if let Some(&id) = placed.get(&request.letter) {
            desk.write(|tx| set_up_request(&desk, tx, id, request, &keys, tz))?;
        }
    }
    for contact in &story.contacts {
        log_contact(&desk, contact, &keys, tz)?;
    }
    for reminder in &story.reminders {
        let client = reminder.client.as_deref().map(|key| keys.client(key)).transpose()?;
        desk.write(|tx| {
            let fields = reminder_fields(tx, reminder, &keys, None)?;
            let id = reminders::create(&desk, tx, None, client, None, &fields)?;
            settle(&desk, tx, id, reminder.done)
        })?;
    }
    Ok(())
}

fn people(desk: &Desk, story: &Story, today: &str) -> Result<Keys> {
    let mut keys = Keys { employees: HashMap::new(), clients: HashMap::new(), today: today.to_owned() };
    desk.write(|tx| {
        for (index, employee) in story.employees.iter().enumerate() {
            let id = match (index, employees::first(tx)?) {
                // The first one of the story is whoever sits at this desk.
                (0, Some(me)) => me.id,
                _ => {
                    let new = NewEmployee {
                        login: employee.key.clone(),
                        name: employee.name.clone(),
                        signature: employee.signature_html.clone(),
                        roles: vec!["manager".to_owned()],
                        sample: true,
                    };
                    employees::create(tx, desk.now(), &new)?
                }
            };
            keys.employees.insert(employee.key.clone(), id);
        }
        for client in &story.clients {
            let mut fields = client.fields.clone();
            fields.manager_id = client.manager.as_deref().map(|key| keys.employee(key)).transpose()?;
            let id = clients::create(desk, tx, fields)?;
            clients::mark_sample(tx, id)?;
            keys.clients.insert(client.key.clone(), id);
        }
        Ok(())
    })?;
    Ok(keys)
}

fn set_up_request(
    desk: &Desk,
    tx: &mut deskbell_store::Tx,
    id: i64,
    story: &StoryRequest,
    keys: &Keys,
    tz: chrono_tz::Tz,
) -> Result<()> {
    requests::set_statuses(desk, tx, &[id], &story.status)?;
    requests::assign(tx, &[id], story.assignee.as_deref().map(|key| keys.employee(key)).transpose()?)?;
    let deadline = match story.deadline_in_days {
        Some(days) => Some(zone::instant(&zone::add_days(&keys.today, days)?, "18:00", tz)?),
        None => None,
    };
    let change = requests::RequestChange { urgent: Some(story.urgent), deadline, subject: None };
    requests::update(tx, id, &change)?;
    if let Some(note) = &story.note {
        let author =
            story.assignee.as_deref().map_or_else(|| keys.employee("olena"), |key| keys.employee(key))?;
        let desk = Desk { office: desk.office, employee_id: Some(author), rights: Right::ALL.to_vec() };
        requests::note(&desk, tx, id, &note.text, note.pinned)?;
    }
    requests::set_seen(tx, id, story.seen)
}

fn log_contact(desk: &Desk, story: &StoryContact, keys: &Keys, tz: chrono_tz::Tz) -> Result<()> {
    let employee_id = keys.employee(&story.employee)?;
    let desk = Desk { office: desk.office, employee_id: Some(employee_id), rights: Right::ALL.to_vec() };
    let at = zone::instant(&zone::add_days(&keys.today, -story.days_ago)?, &story.time, tz)?.min(desk.now());
    desk.write(|tx| {
        let reminder = match &story.reminder {
            Some(reminder) => Some(reminder_fields(tx, reminder, keys, Some(employee_id))?),
            None => None,
        };
        let fields = ContactFields {
            client_id: Some(keys.client(&story.client)?),
            request_id: None,
            at: Some(at),
            direction: story.direction,
            channel: story.channel,
            information: story.information.clone(),
            done: story.done,
            reminder,
        };
        let id = contacts::create(&desk, tx, &fields)?;
        // A message goes to an address in its stored form; the story has them as people write them.
        let (general, _) = desk.general(tx)?;
        let address = match phones::read(&story.address, &general.country) {
            Some(phone) if !story.address.contains('@') => phone.shown,
            _ => story.address.clone(),
        };
        contacts::mark_sample(tx, id, employee_id, &address)?;
        if let (Some(made), Some(told)) = (reminders::of_contact(&desk, tx, id)?, &story.reminder) {
            settle(&desk, tx, made.id, told.done)?;
        }
        Ok(())
    })
}

fn reminder_fields(
    tx: &mut deskbell_store::Tx,
    story: &StoryReminder,
    keys: &Keys,
    employee_id: Option<i64>,
) -> Result<ReminderFields> {
    let employee_id = match &story.employee {
        Some(key) => Some(keys.employee(key)?),
        None => employee_id,
    };
    Ok(ReminderFields {
        day: zone::add_days(&keys.today, story.in_days)?,
        time: story.time.clone(),
        text: story.text.clone(),
        category_id: categories::by_code(tx, &story.category)?,
        priority: story.priority,
        employee_id,
        repeat: None,
    })
}

fn settle(desk: &Desk, tx: &mut deskbell_store::Tx, id: i64, done: bool) -> Result<()> {
    reminders::mark_sample(tx, id)?;
    if done { reminders::set_done(desk, tx, &[id], true) } else { Ok(()) }
}
