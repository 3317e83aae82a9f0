//! A modem behind gammu-smsd: messages are put into the daemon's outbox and looked for where it moves them.

mod sql;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDateTime, TimeZone};

use crate::http::Values;
use crate::segments::{Encoding, split};
use crate::{
    Balance, Capabilities, Delivery, Gateway, Incoming, News, Outcome, Outgoing, Report, SmsError, State,
    Stopper, Submission, Submitted, Take, Tested,
};
use sql::{Received, Row, Tables};

/// How long the parts of an incoming SMS are waited for.
const JOINING: Duration = Duration::from_secs(600);

/// What the names of incoming SMS begin with.
const NAMED: &str = "gammu-";

/// A daemon's queue.
pub struct GammuGateway {
    database: String,
    login: String,
    password: String,
    tables: Option<Tables>,
    stopper: Stopper,
    reference: u8,
    /// Since when the parts of a sender's SMS wait for the others.
    waiting: Vec<(i64, Instant)>,
}

impl GammuGateway {
    pub fn new(fields: &Values) -> Result<Self, SmsError> {
        let field = |key: &str| fields.get(key).map(|value| value.trim().to_owned()).unwrap_or_default();
        let database = field("database");
        if database.is_empty() {
            return Err(SmsError::Missing { field: "database".to_owned() });
        }
        Ok(Self {
            database,
            login: field("login"),
            password: field("password"),
            tables: None,
            stopper: Stopper::default(),
            reference: std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_millis() as u8),
            waiting: Vec::new(),
        })
    }

    /// Does something with the tables; after a failure they are opened anew the next time.
    fn with<T>(&mut self, act: impl FnOnce(&mut Tables) -> Result<T, SmsError>) -> Result<T, SmsError> {
        self.stopper.check()?;
        let mut tables = match self.tables.take() {
            Some(tables) => tables,
            None => Tables::open(&self.database, &self.login, &self.password)?,
        };
        let done = act(&mut tables)?;
        self.tables = Some(tables);
        Ok(done)
    }

    fn put(&mut self, message: &Outgoing) -> Result<i64, SmsError> {
        self.reference = self.reference.wrapping_add(1);
        let reference = self.reference;
        let (encoding, cut) = split(&message.text);
        let count = cut.len();
        let header =
            |place: usize| (count > 1).then(|| format!("050003{reference:02X}{count:02X}{place:02X}"));
        let parts = cut.into_iter().zip(1..).map(|(text, place)| (text, header(place))).collect();
        let coding = match encoding {
            Encoding::Gsm => "Default_No_Compression",
            Encoding::Ucs2 => "Unicode_No_Compression",
        };
        self.with(|tables| tables.put(&Row { creator: &message.id, to: &message.to, coding, parts }))
    }
}

/// The state of a whole by those of its parts.
fn state(parts: &[String]) -> Option<State> {
    let any = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    let all = |word: &str| parts.iter().all(|part| part == word);
    Some(match parts {
        [] => return None,
        _ if any(&["SendingError", "Error", "DeliveryFailed"]) => State::Undelivered,
        _ if any(&["Reserved"]) => State::Queued,
        _ if all("DeliveryOK") => State::Delivered,
        _ => State::Sent,
    })
}

/// Reference, count and number in a header such as `050003D30201`.
fn joint(header: &str) -> Option<(String, usize, usize)> {
    let inside = header.get(4..).filter(|_| header.is_ascii())?;
    let (reference, rest) = match header.get(..6)? {
        "050003" => (inside.get(2..4)?, header.get(8..12)?),
        "060804" => (inside.get(2..6)?, header.get(10..14)?),
        _ => return None,
    };
    let number = |at: usize| usize::from_str_radix(rest.get(at..at + 2)?, 16).ok();
    Some((reference.to_owned(), number(0)?, number(2)?))
}

/// What belongs together: the ids of its rows and the SMS.
fn wholes(rows: Vec<Received>, waits: &dyn Fn(&Received) -> bool) -> Vec<(Vec<i64>, Incoming)> {
    let mut rest = rows;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let first = rest.remove(0);
        let Some((reference, count, _)) = joint(&first.header).filter(|(_, count, _)| *count > 1) else {
            found.push(whole(vec![first]));
            continue;
        };
        let same = |row: &Received| {
            row.from == first.from
                && joint(&row.header).is_some_and(|joint| joint.0 == reference && joint.1 == count)
        };
        let (mut parts, others): (Vec<Received>, Vec<Received>) = rest.into_iter().partition(same);
        rest = others;
        parts.push(first);
        let number = |part: &Received| joint(&part.header).map_or(0, |(_, _, number)| number);
        // The same part may have come twice.
        let there: BTreeSet<usize> = parts.iter().map(number).collect();
        if there.len() >= count || !parts.iter().any(waits) {
            parts.sort_by_key(|part| (number(part), part.id));
            found.push(whole(parts));
        }
    }
    found.into_iter().flatten().collect()
}

fn whole(parts: Vec<Received>) -> Option<(Vec<i64>, Incoming)> {
    let ids = parts.iter().map(|part| part.id).collect();
    let mut last = None;
    let different = parts.iter().filter(|part| {
        let number = joint(&part.header).map(|(_, _, number)| number);
        number.is_none() || last.replace(number) != Some(number)
    });
    let text = different.map(|part| part.text.as_str()).collect();
    let first = parts.into_iter().next()?;
    // A time that cannot be read is no reason to lose an SMS.
    let at = first.at.get(..19).and_then(|at| NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S").ok());
    let at = at.and_then(|at| Local.from_local_datetime(&at).earliest()).map(|at| at.timestamp_millis());
    // The daemon's numbers begin anew with a new database: its time tells two SMS of one number apart.
    let time: String = first.at.chars().filter(char::is_ascii_digit).collect();
    let gateway_id = format!("{NAMED}{}-{time}", first.id);
    let incoming = Incoming { gateway_id, from: first.from, to: String::new(), text, at };
    Some((ids, incoming))
}

/// The name under which an earlier version told the same incoming SMS: without its time.
pub fn earlier_name(gateway_id: &str) -> Option<&str> {
    let (name, _) = gateway_id.strip_prefix(NAMED)?.split_once('-')?;
    gateway_id.get(..NAMED.len() + name.len())
}

impl Gateway for GammuGateway {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            batch: 20,
            apart: Duration::ZERO,
            idempotent: true,
            delivery: Delivery::Poll,
            receives: true,
            alpha_sender: false,
            unicode: true,
        }
    }

    fn submit(&mut self, batch: &[Outgoing]) -> Submission {
        let mut outcomes = Vec::with_capacity(batch.len());
        for (index, message) in batch.iter().enumerate() {
            match self.put(message) {
                Ok(id) => outcomes.push(Outcome::Accepted { gateway_id: id.to_string() }),
                // A transaction that failed left nothing, and what it may have left has our name.
                Err(error) => {
                    let rest = batch.get(index..).unwrap_or_default();
                    let halted = Submission::halted(rest, error);
                    outcomes.extend(halted.outcomes);
                    return Submission { outcomes, halt: halted.halt };
                }
            }
        }
        Submission { outcomes, halt: None }
    }

    fn poll(&mut self, sent: &[Submitted]) -> Result<Vec<Report>, SmsError> {
        let mut found = Vec::new();
        for message in sent {
            let parts = self.with(|tables| tables.states(&message.id))?;
            if let Some(state) = state(&parts) {
                let words = if state == State::Undelivered { parts.join(", ") } else { String::new() };
                let gateway_id = Some(message.gateway_id.clone()).filter(|id| !id.is_empty());
                found.push(Report { id: Some(message.id.clone()), gateway_id, state, at: None, words });
            }
        }
        Ok(found)
    }

    fn receive(&mut self, wait: Duration, take: Take<'_>) -> Result<usize, SmsError> {
        let until = Instant::now() + wait;
        loop {
            let rows = self.with(Tables::received)?;
            self.waiting.retain(|(id, _)| rows.iter().any(|row| row.id == *id));
            for row in &rows {
                if !self.waiting.iter().any(|(id, _)| *id == row.id) {
                    self.waiting.push((row.id, Instant::now()));
                }
            }
            let waiting = self.waiting.clone();
            let waits =
                |row: &Received| waiting.iter().any(|(id, since)| *id == row.id && since.elapsed() < JOINING);
            let mut taken = 0;
            for (ids, incoming) in wholes(rows, &waits) {
                if take(&News::Incoming(incoming)).is_ok() {
                    self.with(|tables| tables.take(&ids))?;
                    taken += 1;
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if taken > 0 || left.is_zero() {
                return Ok(taken);
            }
            self.stopper.pause(left.min(Duration::from_secs(2)));
        }
    }

    fn balance(&mut self) -> Result<Option<Balance>, SmsError> {
        Ok(None)
    }

    fn test(&mut self) -> Result<Tested, SmsError> {
        let words = self.with(Tables::about)?;
        Ok(Tested { balance: None, words })
    }

    fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, header: &str, text: &str) -> Received {
        let at = "2026-11-01 10:00:00".to_owned();
        Received {
            id,
            from: "+380501234567".to_owned(),
            text: text.to_owned(),
            header: header.to_owned(),
            at,
        }
    }

    /// R27: parts are joined in their order, whenever they come; what lacks one waits, but not for ever.
    #[test]
    fn r27_parts_of_an_incoming_sms_are_joined() {
        let rows =
            || vec![row(1, "050003D30202", "світе"), row(2, "", "Один"), row(3, "050003D30201", "Привіт, ")];
        let texts = |found: Vec<(Vec<i64>, Incoming)>| -> Vec<(Vec<i64>, String)> {
            found.into_iter().map(|(ids, incoming)| (ids, incoming.text)).collect()
        };
        let all = texts(wholes(rows(), &|_| true));
        assert_eq!(all, [(vec![3, 1], "Привіт, світе".to_owned()), (vec![2], "Один".to_owned())]);
        let mut partly = rows();
        partly.pop();
        assert_eq!(texts(wholes(partly, &|_| true)), [(vec![2], "Один".to_owned())]);
        let mut partly = rows();
        partly.pop();
        assert_eq!(wholes(partly, &|_| false).len(), 2);
        let mut twice = rows();
        twice.pop();
        twice.push(row(4, "050003D30202", "світе"));
        assert_eq!(texts(wholes(twice, &|_| true)), [(vec![2], "Один".to_owned())], "a part that came twice");
        let mut twice = rows();
        twice.push(row(4, "050003D30202", "світе"));
        assert_eq!(texts(wholes(twice, &|_| true))[0], (vec![3, 1, 4], "Привіт, світе".to_owned()));
        assert_eq!(joint("060804AB120302"), Some(("AB12".to_owned(), 3, 2)));
        for strange in ["", "05", "0500", "ї", "0500030", "050003GGHHII"] {
            joint(strange);
        }
    }

    /// R27: a daemon whose database was made anew counts from 1 again, and what comes then has another name.
    #[test]
    fn r27_the_same_number_at_another_time_is_another_sms() {
        let named = |at: &str| {
            let one = Received { at: at.to_owned(), ..row(1, "", "Так") };
            wholes(vec![one], &|_| true).remove(0).1.gateway_id
        };
        assert_eq!(named("2026-11-01 10:00:00"), "gammu-1-20261101100000");
        assert_ne!(named("2026-11-01 10:00:00"), named("2026-12-01 10:00:00"));
        assert_eq!(earlier_name(&named("2026-11-01 10:00:00")), Some("gammu-1"));
        assert_eq!([earlier_name("gammu-1"), earlier_name("g-1-2"), earlier_name("")], [None; 3]);
    }

    #[test]
    fn s5_a_whole_is_where_its_parts_are() {
        let of = |parts: &[&str]| state(&parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["Reserved"]), Some(State::Queued));
        assert_eq!(of(&["SendingOK", "DeliveryOK"]), Some(State::Sent));
        assert_eq!(of(&["DeliveryOK", "DeliveryOK"]), Some(State::Delivered));
        assert_eq!(of(&["DeliveryOK", "SendingError"]), Some(State::Undelivered));
    }
}
