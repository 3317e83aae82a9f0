//! SQL of the timeline: one query over all sources, each cut to the page by its own index.

use deskbell_store::{Json, Reader, Row, params};

use super::{Cursor, TimelineEntry, TimelineKind, changed, number};
use crate::clients::employee_of;
use crate::contacts::{Channel, Direction};
use crate::{Error, Result, opened};

/// Of a text so much is shown.
const SIGNS: &str = "400";

/// Where the entries of a kind come from, in the columns: kind, id, at, title, text, direction, channel, employee_id,
/// request_id, what, before, after. `{page}` is the place for the page's condition on the instant and id named before it.
struct Source {
    kind: TimelineKind,
    at: &'static str,
    id: &'static str,
    /// The columns from title on.
    columns: &'static str,
    from: &'static str,
}

const NOTHING: &str = "'' AS what, '' AS before, '' AS after";

const SOURCES: [Source; 7] = [
    Source {
        kind: TimelineKind::Letter,
        at: "letter.at",
        id: "letter.id",
        columns: "letter.subject AS title, substr(letter_text.body, 1, {signs}) AS text, letter.direction AS direction,
            '' AS channel, letter.employee_id AS employee_id, letter.request_id AS request_id, {nothing}",
        from: "request JOIN letter ON letter.request_id = request.id LEFT JOIN letter_text ON letter_text.id = letter.id
            WHERE request.client_id = ?1",
    },
    Source {
        kind: TimelineKind::Contact,
        at: "contact.at",
        id: "contact.id",
        // What was logged of a letter by itself stands there as the letter.
        columns: "'' AS title, substr(contact.information, 1, {signs}) AS text, contact.direction AS direction,
            contact.channel AS channel, contact.employee_id AS employee_id, contact.request_id AS request_id, {nothing}",
        from: "contact WHERE contact.client_id = ?1 AND contact.letter_id IS NULL",
    },
    Source {
        kind: TimelineKind::Reminder,
        at: "reminder.done_at",
        id: "reminder.id",
        columns: "'' AS title, substr(reminder.text, 1, {signs}) AS text, '' AS direction, '' AS channel,
            reminder.employee_id AS employee_id, reminder.request_id AS request_id, {nothing}",
        from: "reminder WHERE reminder.client_id = ?1 AND reminder.done = 1 AND reminder.done_at IS NOT NULL",
    },
    Source {
        kind: TimelineKind::Request,
        at: "request.created_at",
        id: "request.id",
        columns: "request.subject AS title, substr(request.comment, 1, {signs}) AS text, '' AS direction,
            request.source AS channel, CAST(NULL AS INTEGER) AS employee_id, request.id AS request_id, {nothing}",
        from: "request WHERE request.client_id = ?1",
    },
    Source {
        kind: TimelineKind::Note,
        at: "note.at",
        id: "note.id",
        columns: "'' AS title, substr(note.text, 1, {signs}) AS text, '' AS direction, '' AS channel,
            note.employee_id AS employee_id, note.request_id AS request_id, {nothing}",
        from: "request JOIN note ON note.request_id = request.id WHERE request.client_id = ?1",
    },
    Source {
        kind: TimelineKind::File,
        at: "client_file.at",
        id: "client_file.id",
        columns: "client_file.name AS title, '' AS text, '' AS direction, '' AS channel,
            client_file.employee_id AS employee_id, CAST(NULL AS INTEGER) AS request_id, {nothing}",
        from: "client_file WHERE client_file.client_id = ?1 AND client_file.state = 'here'",
    },
    Source {
        kind: TimelineKind::Change,
        at: "change.at",
        id: "change.id",
        columns: "'' AS title, '' AS text, '' AS direction, '' AS channel, change.employee_id AS employee_id,
            CAST(NULL AS INTEGER) AS request_id, change.what AS what, coalesce(change.before, '') AS before,
            coalesce(change.after, '') AS after",
        // A file that came stands there as the file.
        from: "change WHERE change.noun = 'client' AND change.noun_id = ?1 AND change.what <> 'file_added'",
    },
];

impl Source {
    /// The source's own page: it can give no more than the whole page takes.
    fn query(&self) -> String {
        let Self { at, id, columns, from, .. } = self;
        // Cast, so that PostgreSQL does not take the page's own number for a small one.
        let kind = format!("CAST({} AS INTEGER)", number(self.kind));
        let source = number(self.kind);
        let columns = columns.replace("{signs}", SIGNS).replace("{nothing}", NOTHING);
        format!(
            "SELECT * FROM (SELECT {kind} AS kind, {id} AS id, {at} AS at, {columns} FROM {from}
                AND {at} <= ?2 AND ({at} < ?2 OR {kind} < ?3 OR ({kind} = ?3 AND {id} < ?4))
             ORDER BY {at} DESC, {id} DESC LIMIT ?5) AS source_{source}"
        )
    }
}

pub fn check(reader: &mut Reader, client_id: i64) -> Result<()> {
    match reader.maybe("SELECT id FROM client WHERE id = ?1", params![client_id])? {
        Some(_) => Ok(()),
        None => Err(Error::NotFound { noun: "client", id: client_id }),
    }
}

pub fn list(
    reader: &mut Reader,
    client_id: i64,
    kinds: Option<&[TimelineKind]>,
    after: Cursor,
    limit: i64,
) -> Result<Vec<TimelineEntry>> {
    let wanted = |source: &&Source| kinds.is_none_or(|kinds| kinds.contains(&source.kind));
    let sources: Vec<String> = SOURCES.iter().filter(wanted).map(Source::query).collect();
    let rows = reader.all(
        &format!(
            "SELECT entry.*, employee.name AS employee_name, request.number AS number
             FROM ({}) AS entry LEFT JOIN employee ON employee.id = entry.employee_id
             LEFT JOIN request ON request.id = entry.request_id
             ORDER BY entry.at DESC, entry.kind DESC, entry.id DESC LIMIT ?5",
            sources.join(" UNION ALL ")
        ),
        params![client_id, after.at, after.kind, after.id, limit],
    )?;
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<TimelineEntry> {
    let word = |column: &str| -> Result<Option<String>> {
        Ok(row.get::<Option<String>>(column)?.filter(|word| !word.is_empty()))
    };
    let kind: i64 = row.get("kind")?;
    let kind = usize::try_from(kind).ok().and_then(|at| TimelineKind::ALL.get(at).copied());
    let kind = kind.ok_or_else(|| Error::BadData("kind of an entry".to_owned()))?;
    let state = |column: &str| -> Result<Option<Json>> {
        Ok(word(column)?.and_then(|text| serde_json::from_str(&text).ok()))
    };
    let (before, after) = (state("before")?, state("after")?);
    let text: String = row.get::<Option<String>>("text")?.unwrap_or_default();
    let title: String = match (&before, &after) {
        // A file that was removed or brought back.
        (Some(Json::Object(file)), None) | (None, Some(Json::Object(file)))
            if file.contains_key("file_id") =>
        {
            file.get("name").and_then(Json::as_str).unwrap_or_default().to_owned()
        }
        _ => row.get("title")?,
    };
    Ok(TimelineEntry {
        kind,
        id: row.get("id")?,
        at: row.get("at")?,
        program: kind == TimelineKind::File && opened::is_program(&title),
        title,
        text: text.split(crate::letters::QUOTE_MARK).next().unwrap_or_default().trim().to_owned(),
        direction: word("direction")?.map(|code| Direction::of(&code)),
        channel: word("channel")?.filter(|_| kind == TimelineKind::Contact).map(|code| Channel::of(&code)),
        employee: employee_of(row, "employee_id", "employee_name")?,
        request_id: row.get("request_id")?,
        number: word("number")?.unwrap_or_default(),
        what: row.get("what")?,
        fields: changed(before.as_ref(), after.as_ref()),
    })
}
