//! Who is told of an event: the table in the module's doc.

use deskbell_store::Tx;

use super::{Event, Kind, sql};
use crate::Result;
use crate::employees::{self, Right};

/// To whom an event is told.
pub(super) struct Recipients {
    pub employees: Vec<i64>,
    pub kind: Kind,
    /// It is about an invented request of the sample office.
    pub sample: bool,
}

pub(super) fn of(tx: &mut Tx, event: &Event) -> Result<Recipients> {
    let actor = tx.stamp().employee_id;
    let (kind, mut employees, sample) = match *event {
        Event::Reminder { employee_id, .. } => (Kind::Reminder, active(tx, Some(employee_id))?, false),
        Event::MailingFinished { employee_id, .. } => {
            (Kind::MailingFinished, active(tx, employee_id)?, false)
        }
        Event::SyncFailed { .. } => {
            (Kind::SyncFailed, employees::with_right(tx, Right::ManageSettings)?, false)
        }
        Event::Mention { request_id, employees, .. } => {
            let mut named = Vec::new();
            for &id in employees {
                named.extend(active(tx, Some(id))?);
            }
            (Kind::Mention, named, sql::people(tx, request_id)?.sample)
        }
        Event::NewRequest { request_id }
        | Event::Assigned { request_id }
        | Event::ClientAnswered { request_id, .. }
        | Event::ClientWrote { request_id, .. }
        | Event::DeadlineNear { request_id, .. }
        | Event::DeadlinePast { request_id, .. }
        | Event::NoReply { request_id, .. }
        | Event::Approval { request_id, .. } => of_request(tx, event, request_id, actor)?,
    };
    // One knows what one does oneself.
    employees.retain(|id| Some(*id) != actor);
    employees.sort_unstable();
    employees.dedup();
    Ok(Recipients { employees, kind, sample })
}

fn of_request(
    tx: &mut Tx,
    event: &Event,
    request_id: i64,
    actor: Option<i64>,
) -> Result<(Kind, Vec<i64>, bool)> {
    let people = sql::people(tx, request_id)?;
    let nobody = (Kind::NewRequest, Vec::new(), people.sample);
    let (kind, employees) = match event {
        // While the sample office is being made nobody is told how it comes to be.
        Event::NewRequest { .. } | Event::Assigned { .. } if people.sample && actor.is_none() => {
            return Ok(nobody);
        }
        // Made by hand it concerns whom it was given to: that is what they are told.
        Event::NewRequest { .. } if actor.is_some() => (Kind::Assigned, active(tx, people.assignee_id)?),
        Event::Assigned { .. } => (Kind::Assigned, active(tx, people.assignee_id)?),
        Event::NoReply { .. } => (Kind::NoReply, first_of(tx, [people.manager_id, people.assignee_id])?),
        Event::DeadlinePast { .. } => {
            let mut told = first_of(tx, [people.assignee_id, people.manager_id])?;
            told.extend(active(tx, people.supervisor_id)?);
            (Kind::DeadlinePast, told)
        }
        Event::NewRequest { .. } => {
            (Kind::NewRequest, first_of(tx, [people.assignee_id, people.manager_id])?)
        }
        Event::DeadlineNear { .. } => {
            (Kind::DeadlineNear, first_of(tx, [people.assignee_id, people.manager_id])?)
        }
        Event::Approval { .. } => (Kind::Approval, first_of(tx, [people.assignee_id, people.manager_id])?),
        _ => (Kind::ClientAnswered, first_of(tx, [people.assignee_id, people.manager_id])?),
    };
    Ok((kind, employees, people.sample))
}

/// The first of these who works here; where none does, everybody who may answer letters.
fn first_of(tx: &mut Tx, row: [Option<i64>; 2]) -> Result<Vec<i64>> {
    for id in row {
        let found = active(tx, id)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    employees::with_right(tx, Right::AnswerLetters)
}

fn active(tx: &mut Tx, id: Option<i64>) -> Result<Vec<i64>> {
    match id {
        Some(id) if employees::is_active(tx, id)? == Some(true) => Ok(vec![id]),
        _ => Ok(Vec::new()),
    }
}
