//! SQL of the list of requests.

use deskbell_store::{Reader, Row, params};

use super::{Cut, RequestCounts, RequestRow, View};
use crate::Result;
use crate::clients::employee_of;
use crate::conditions::{Conditions, ending, holding};

const COLUMNS: &str = "request.id, request.number, request.subject, request.client_id, request.snippet, request.status,
    request.assignee_id, request.unread, request.urgent, request.deadline, request.answered_at, request.created_at,
    request.last_at, request.source, request.has_files, request.letters, status.kind AS status_kind,
    employee.name AS assignee_name,
    (SELECT CASE WHEN outbox.state IN ('failed', 'uncertain', 'retry') THEN outbox.state ELSE 'not_delivered' END
     FROM letter LEFT JOIN outbox ON outbox.letter_id = letter.id
     WHERE letter.request_id = request.id AND letter.direction = 'outgoing'
       AND (outbox.state IN ('failed', 'uncertain', 'retry') OR letter.not_delivered IS NOT NULL)
     ORDER BY letter.at DESC LIMIT 1) AS trouble";

const WHO: &str =
    "coalesce(client.name, nullif(request.name, ''), nullif(request.email, ''), request.phone) AS who";

/// For whoever may not see clients: of a client's request the name in its letters, since one answers them, and nothing
/// that gave way to the card.
const OWN_WHO: &str = "CASE WHEN client.id IS NULL
        THEN coalesce(nullif(request.name, ''), nullif(request.email, ''), request.phone)
        WHEN request.source = 'mail' THEN request.name ELSE '' END AS who";

/// The column of who a request is of, as far as whoever asks may see it.
pub fn who(sees: bool) -> &'static str {
    if sees { WHO } else { OWN_WHO }
}

const FROM: &str = "FROM request JOIN status ON status.code = request.status
    LEFT JOIN client ON client.id = request.client_id
    LEFT JOIN employee ON employee.id = request.assignee_id";

/// A row as it is stored; `no_reply_days` still holds the instant of our last letter.
fn request(row: &Row, sees: bool) -> Result<RequestRow> {
    Ok(RequestRow {
        id: row.get("id")?,
        number: row.get("number")?,
        subject: row.get("subject")?,
        client_id: row.get::<Option<i64>>("client_id")?.filter(|_| sees),
        who: row.get("who")?,
        snippet: row.get("snippet")?,
        status: super::super::sql::status(row)?,
        assignee: employee_of(row, "assignee_id", "assignee_name")?,
        unread: row.get("unread")?,
        urgent: row.get("urgent")?,
        deadline: row.get("deadline")?,
        overdue_days: None,
        no_reply_days: row.get("answered_at")?,
        created_at: row.get("created_at")?,
        last_at: row.get("last_at")?,
        source: row.get("source")?,
        has_files: row.get("has_files")?,
        letters: row.get("letters")?,
        trouble: row.get("trouble")?,
    })
}

pub fn page(reader: &mut Reader, cut: &Cut, sees: bool) -> Result<Vec<RequestRow>> {
    let mut all = Conditions::default();
    view(&mut all, cut);
    if let Some(client_id) = cut.client_id {
        all.with("request.client_id = ?", client_id);
    }
    if let Some(ids) = &cut.ids {
        all.one_of("request.id", ids);
    }
    let (order, beyond) = if cut.newest_first { ("DESC", "<") } else { ("ASC", ">") };
    if let Some((at, id)) = cut.after {
        let (at, id) = (all.value(at), all.value(id));
        all.plain(&format!("(request.last_at, request.id) {beyond} ({at}, {id})"));
    }
    let limit = all.value(cut.limit);
    let rows = reader.all(
        &format!(
            "SELECT {COLUMNS}, {} {FROM} WHERE {} ORDER BY request.last_at {order}, request.id {order} LIMIT {limit}",
            who(sees),
            all.sql()
        ),
        all.values(),
    )?;
    rows.iter().map(|row| request(row, sees)).collect()
}

fn view(all: &mut Conditions, cut: &Cut) {
    match cut.view {
        View::Open => all.plain("request.open = 1"),
        View::Mine => {
            all.plain("request.open = 1");
            all.with("request.assignee_id = ?", cut.me);
        }
        View::Unassigned => all.plain("request.open = 1 AND request.assignee_id IS NULL"),
        View::Overdue => {
            all.plain("request.open = 1");
            all.with("request.deadline < ?", cut.now);
        }
        View::Urgent => all.plain("request.open = 1 AND request.urgent = 1"),
        View::NoReply => {
            all.plain("request.open = 1");
            all.with("request.answered_at <= ?", cut.no_reply_before);
        }
        View::Closed => all.plain("request.open = 0 AND request.archive = 0 AND request.status <> 'spam'"),
        View::Archive => all.plain("request.open = 0 AND request.archive = 1"),
        View::Spam => all.plain("request.open = 0 AND request.status = 'spam'"),
        View::All => {}
    }
}

pub fn one(reader: &mut Reader, id: i64, sees: bool) -> Result<Option<RequestRow>> {
    let row = reader
        .maybe(&format!("SELECT {COLUMNS}, {} {FROM} WHERE request.id = ?1", who(sees)), params![id])?;
    row.map(|row| request(&row, sees)).transpose()
}

/// Requests by their number, or by the name of their client or person.
pub fn by_head(reader: &mut Reader, words: &str, sees: bool) -> Result<Vec<i64>> {
    let number = words.trim_start_matches(['#', '№', ' ']);
    let rows = if sees {
        reader.all(
            "SELECT request.id FROM request WHERE request.number = ?1 OR request.number LIKE ?2
         UNION SELECT request.id FROM client_name JOIN request ON request.client_id = client_name.client_id
            WHERE client_name.folded LIKE ?3
         LIMIT 500",
            params![number, ending(number), holding(words)],
        )?
    } else {
        reader.all(
            "SELECT request.id FROM request WHERE request.number = ?1 OR request.number LIKE ?2 LIMIT 500",
            params![number, ending(number)],
        )?
    };
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Whether a request is tied to a client of the directory.
pub fn is_of_client(reader: &mut Reader, id: i64) -> Result<bool> {
    let row =
        reader.maybe("SELECT 1 AS yes FROM request WHERE id = ?1 AND client_id IS NOT NULL", params![id])?;
    Ok(row.is_some())
}

/// Whether all words stand in what was typed into a request beside its person: the subject, the comment, the notes.
pub fn is_in_text(reader: &mut Reader, id: i64, words: &str) -> Result<bool> {
    let Some(row) = reader.maybe("SELECT subject, body FROM request_text WHERE id = ?1", params![id])? else {
        return Ok(false);
    };
    let text = format!("{} {}", row.get::<String>("subject")?, row.get::<String>("body")?).to_lowercase();
    let words = words.to_lowercase();
    Ok(words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| text.contains(word)))
}

pub fn counts(reader: &mut Reader, me: i64, now: i64, no_reply_before: i64) -> Result<RequestCounts> {
    let row = reader.one(
        "SELECT count(*) AS open,
            coalesce(sum(CASE WHEN assignee_id = ?1 THEN 1 ELSE 0 END), 0) AS mine,
            coalesce(sum(CASE WHEN assignee_id IS NULL THEN 1 ELSE 0 END), 0) AS unassigned,
            coalesce(sum(CASE WHEN deadline < ?2 THEN 1 ELSE 0 END), 0) AS overdue,
            coalesce(sum(CASE WHEN urgent = 1 THEN 1 ELSE 0 END), 0) AS urgent,
            coalesce(sum(CASE WHEN answered_at <= ?3 THEN 1 ELSE 0 END), 0) AS no_reply
         FROM request WHERE open = 1",
        params![me, now, no_reply_before],
    )?;
    let count = |reader: &mut Reader, sql: &str| -> Result<i64> { Ok(reader.one(sql, &[])?.get("total")?) };
    Ok(RequestCounts {
        open: row.get("open")?,
        mine: row.get("mine")?,
        unassigned: row.get("unassigned")?,
        overdue: row.get("overdue")?,
        urgent: row.get("urgent")?,
        no_reply: row.get("no_reply")?,
        reminders_due: 0,
        outbox: crate::outbox::waiting_count(reader)?,
        unreadable: count(reader, "SELECT count(*) AS total FROM unreadable")?,
    })
}
