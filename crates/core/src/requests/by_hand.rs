//! "+ Request": a request made by hand, for somebody who called or came by (R5).

use deskbell_store::Tx;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{insert, sql};
use crate::office::Desk;
use crate::{Error, Result, clients, employees, notices, phones, zone};

/// What is typed into "+ Request" (R5).
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct NewRequest {
    #[ts(as = "String")]
    pub subject: String,
    pub client_id: Option<i64>,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub comment: Option<String>,
    pub urgent: Option<bool>,
    pub deadline: Option<i64>,
    pub assignee_id: Option<i64>,
}

/// Makes a request by hand (R5). A person who is no client stays out of the directory.
pub fn create(desk: &Desk, tx: &mut Tx, new: &NewRequest) -> Result<i64> {
    let me = desk.me()?;
    desk.check_client(new.client_id)?;
    employees::check_active(tx, new.assignee_id, None)?;
    let (general, _) = desk.general(tx)?;
    let subject = new.subject.trim();
    let comment = new.comment.as_deref().unwrap_or_default().trim();
    if subject.is_empty() && comment.is_empty() {
        return Err(Error::EmptyText { field: "subject" });
    }
    let email = new.email.as_deref().unwrap_or_default().trim().to_lowercase();
    if !email.is_empty() && !clients::looks_like_address(&email) {
        return Err(Error::BadEmail(email));
    }
    let phone = match new.phone.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => {
            phones::read(typed, &general.country).ok_or_else(|| Error::BadPhone(typed.to_owned()))?.shown
        }
        None => String::new(),
    };
    let name = new.name.as_deref().unwrap_or_default().trim();
    clients::check_length("name", name)?;
    if let Some(deadline) = new.deadline {
        zone::check_instant(deadline, "deadline")?;
    }
    let first_line: String = comment.lines().next().unwrap_or_default().chars().take(200).collect();
    let id = insert(
        desk,
        tx,
        &sql::New {
            subject: if subject.is_empty() { &first_line } else { subject },
            status: "in_work",
            open: true,
            archive: false,
            source: "phone",
            client_id: new.client_id,
            name,
            email: &email,
            phone: &phone,
            comment,
            assignee_id: Some(new.assignee_id.unwrap_or(me)),
            urgent: new.urgent.unwrap_or(false),
            deadline: new.deadline,
            previous_id: None,
            sample: false,
            at: desk.now(),
            last_at: desk.now(),
            letter: None,
        },
    )?;
    sql::write_text(tx, id)?;
    notices::know_deadline(tx, id)?;
    notices::tell(tx, &notices::Event::NewRequest { request_id: id })?;
    Ok(id)
}
