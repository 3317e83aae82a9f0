//! What the jobs do with messages: look who is next, begin them and note what became of them.
//!
//! A message is `submitting` in the database before its first byte leaves, so that after any crash it is known which
//! messages may be out. Whether somebody may be written to is decided once more: what was decided some people ahead holds
//! in the transaction that begins a message only where nobody said a word since.

mod logged;
mod sql;

use std::collections::HashMap;

use deskbell_mail::compose;
use deskbell_store::{Reader, Tx};

use super::message::{MessageState, Reason, Way};
use super::people::{self, Asked, Person, Verdict, asked, facts, judge, world};
use super::stopped::{self, Origin, Source};
use super::text::{Receiver, receivers};
use super::{Mailing, State, sending};
use crate::notices::{self, Event};
use crate::office::Desk;
use crate::{Error, Result, WireError, categories, letters};

use logged::contact;
pub(super) use logged::{accept_reported, log_late};

/// After so many tries a message has failed.
const MOST_ATTEMPTS: i64 = 12;
/// When a message is tried again: minutes after each try, the last one from then on.
const WAITS: [i64; 8] = [1, 5, 15, 30, 60, 120, 240, 480];
/// So many people are decided of in one transaction at most.
const LOOKED_AT: usize = 200;

/// What became of a message that was taken.
#[derive(Debug, Clone)]
pub enum Outcome {
    Accepted(Accepted),
    /// It was refused for good; `dead` tells that the address itself is of no use.
    Refused {
        error: WireError,
        answer: String,
        dead: bool,
    },
    /// It may be tried again, no sooner than at the instant.
    Later {
        error: WireError,
        answer: String,
        not_before: Option<i64>,
    },
    /// Nobody knows whether it left.
    Uncertain {
        error: WireError,
        answer: String,
    },
    /// Nobody knows whether it left, but its gateway sends what comes twice once: it is handed over again, there alone.
    Again {
        error: WireError,
        answer: String,
        gateway_id: i64,
    },
    /// The gateway knows that its receiver wants no more.
    OptedOut {
        error: WireError,
        answer: String,
    },
    /// It never had its turn: the line was not there, or the mailing paused.
    Untried,
}

/// What is known of a message that a server or gateway took.
#[derive(Debug, Clone, Default)]
pub struct Accepted {
    pub answer: String,
    /// What the log of contacts keeps of it.
    pub information: String,
    pub parts: i64,
    pub cost: f64,
    pub gateway_id: Option<i64>,
    pub gateway_message: String,
    /// When its state is asked for.
    pub poll_at: Option<i64>,
}

/// Whose messages: each job sends its own, and knows nothing of what another has on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    All,
    Mailings,
    /// What somebody wrote to one person.
    Single,
}

impl Who {
    /// The condition that picks them.
    fn only(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Mailings => " AND mailing_id IS NOT NULL",
            Self::Single => " AND mailing_id IS NULL",
        }
    }
}

/// A message and what became of it.
#[derive(Debug, Clone)]
pub struct Settled {
    pub id: i64,
    pub outcome: Outcome,
}

/// Who is next in a mailing.
#[derive(Debug, Default)]
pub struct Ahead {
    /// Still queued: nothing is lost where they are forgotten.
    pub people: Vec<Receiver>,
    /// Left out by what is known now.
    pub left_out: usize,
    /// The last change that was known then.
    pub seen: i64,
}

/// A mailing on its way, as far as its pace needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub id: i64,
    pub updated_at: i64,
    pub per_minute: i64,
    pub quiet_from: String,
    pub quiet_to: String,
    pub start_at: Option<i64>,
}

/// The mailings on their way, the oldest first.
pub fn running(reader: &mut Reader) -> Result<Vec<Running>> {
    sql::running(reader)
}

/// When the next message of a mailing is due by a way: now or earlier where one waits, none where none does.
pub fn due_at(reader: &mut Reader, mailing_id: i64, way: Way) -> Result<Option<i64>> {
    sql::due_at(reader, mailing_id, way)
}

/// When a message of a mailing last left by a way.
pub fn last_submitted(reader: &mut Reader, mailing_id: i64, way: Way) -> Result<Option<i64>> {
    sql::last_submitted(reader, mailing_id, way)
}

/// The instants at which letters of mailings left since one, the oldest first.
pub fn submitted_since(reader: &mut Reader, since: i64) -> Result<Vec<i64>> {
    sql::submitted_since(reader, since)
}

/// Whether messages of a mailing wait or are on their way, by any way.
pub fn has_more(reader: &mut Reader, mailing_id: i64) -> Result<bool> {
    sql::has_more(reader, mailing_id)
}

/// Notes what became of messages and begins others: their first byte may leave once this is committed. Gives those that
/// have begun; a message is passed over where its mailing was paused or it is no longer queued. One transaction does both, so
/// that sending costs one write to the disk a message.
pub fn begin(desk: &Desk, tx: &mut Tx, settled: &[Settled], ids: &[i64], seen: i64) -> Result<Vec<i64>> {
    settle(desk, tx, settled)?;
    if sql::is_changed(tx, seen)? {
        return Ok(Vec::new());
    }
    let mut begun = Vec::with_capacity(ids.len());
    for id in ids {
        if sql::begin(tx, *id, desk.now())? {
            begun.push(*id);
        }
    }
    Ok(begun)
}

/// Looks who of a mailing is next, `want` people at once: decided and read together, they cost a part of what each would
/// alone. Whoever may not be written to any more is left out.
pub fn look_ahead(desk: &Desk, tx: &mut Tx, mailing: &Mailing, way: Way, want: usize) -> Result<Ahead> {
    if super::sql::state(tx, mailing.id)? != Some(State::Running) {
        return Ok(Ahead::default());
    }
    let asked = asked(desk, mailing);
    let own_address = crate::mailbox::own_address(tx)?;
    let mut ahead = Ahead::default();
    let mut ids: Vec<i64> = Vec::with_capacity(want);
    while ids.is_empty() && ahead.left_out < LOOKED_AT {
        let people = sql::due(tx, mailing.id, way, desk.now(), want)?;
        if people.is_empty() {
            break;
        }
        for person in decide(tx, mailing, &asked, people, &mut ahead)? {
            let message_id = match way {
                Way::Email => compose::message_id(&own_address, &letters::random_bytes(16)),
                Way::Sms => String::new(),
            };
            let token = format!("{}-{}", person.id, letters::random_hex(10));
            sql::name(tx, person.id, &message_id, &token)?;
            ids.push(person.id);
        }
    }
    ahead.people = receivers(desk, tx, mailing, &ids)?;
    ahead.seen = sql::last_change(tx)?;
    Ok(ahead)
}

/// Decides of people once more; gives those who are written to, at the address that is right now.
fn decide(
    tx: &mut Tx,
    mailing: &Mailing,
    asked: &Asked,
    people: Vec<Person>,
    ahead: &mut Ahead,
) -> Result<Vec<Person>> {
    let facts = facts(tx, &people)?;
    let world = world(tx, mailing.id, &people, &facts, asked.not_since)?;
    let mut kept = Vec::with_capacity(people.len());
    for person in people {
        let verdict = judge(asked, &person, &facts, &world);
        let same = verdict.reason.is_none() && verdict.way == person.way && verdict.address == person.address;
        if !same {
            // The card has another address by now, or somebody said a word: this turn is over, the next look decides.
            set(tx, &person, &verdict)?;
            ahead.left_out += 1;
            continue;
        }
        kept.push(person);
    }
    Ok(kept)
}

fn set(tx: &mut Tx, person: &Person, verdict: &Verdict) -> Result<()> {
    let taken = verdict.reason.is_none() && sql::is_key_taken(tx, person.id, &verdict.address)?;
    let verdict =
        Verdict { reason: if taken { Some(Reason::Duplicate) } else { verdict.reason }, ..verdict.clone() };
    people::set_verdict(tx, person.id, &verdict)
}

/// Notes what became of messages.
pub fn settle(desk: &Desk, tx: &mut Tx, settled: &[Settled]) -> Result<()> {
    if settled.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = settled.iter().map(|one| one.id).collect();
    let known: HashMap<i64, sql::Known> = sql::known(tx, &ids)?;
    let category_id = categories::by_code(tx, "message_sent")?;
    for one in settled {
        let Some(known) = known.get(&one.id) else { continue };
        if known.stopped && settle_stopped(tx, one, known)? {
            continue;
        }
        match &one.outcome {
            Outcome::Accepted(accepted) => accept(desk, tx, one.id, known, accepted, category_id)?,
            Outcome::Refused { error, answer, dead } => {
                sql::set_refused(tx, one.id, &json(error)?, answer, desk.now())?;
                if *dead {
                    let origin = Origin { source: Source::Server, detail: answer, message_id: Some(one.id) };
                    stopped::bounced(tx, known.way, &known.address, origin)?;
                }
            }
            Outcome::OptedOut { error, answer } => {
                sql::set_refused(tx, one.id, &json(error)?, answer, desk.now())?;
                let origin = Origin { source: Source::Server, detail: answer, message_id: Some(one.id) };
                stopped::opt_out(tx, known.way, &known.address, origin)?;
            }
            Outcome::Later { error, answer, not_before } if known.attempts < MOST_ATTEMPTS => {
                let at = next_try(desk.now(), known.attempts).max(not_before.unwrap_or(0));
                sql::set_later(tx, one.id, &json(error)?, answer, at)?;
            }
            // An earlier try may have left.
            Outcome::Later { answer, .. } if known.in_doubt => {
                sql::set_uncertain(tx, one.id, &json(&Error::SmsUncertain.wire())?, answer)?;
            }
            Outcome::Later { error, answer, .. } => {
                sql::set_failed(tx, one.id, &json(error)?, answer, desk.now())?;
            }
            Outcome::Again { error, answer, gateway_id } if known.attempts < MOST_ATTEMPTS => {
                let at = next_try(desk.now(), known.attempts);
                sql::set_again(tx, one.id, &json(error)?, answer, at, *gateway_id)?;
            }
            Outcome::Uncertain { error, answer } | Outcome::Again { error, answer, .. } => {
                sql::set_uncertain(tx, one.id, &json(error)?, answer)?;
            }
            Outcome::Untried => sql::set_untried(tx, one.id)?,
        }
    }
    Ok(())
}

/// Whoever a stop of their mailing met on the way is not tried again. False where what became of the message is final.
fn settle_stopped(tx: &mut Tx, one: &Settled, known: &sql::Known) -> Result<bool> {
    match &one.outcome {
        Outcome::Later { .. } | Outcome::Untried if !known.in_doubt => {
            sql::set_untried(tx, one.id)?;
            let mailing_id = known.mailing_id.unwrap_or_default();
            people::leave_out_waiting(tx, mailing_id, Some(&[one.id]), Reason::Stopped)?;
        }
        Outcome::Later { answer, .. } | Outcome::Again { answer, .. } => {
            sql::set_uncertain(tx, one.id, &json(&Error::SmsUncertain.wire())?, answer)?;
        }
        Outcome::Untried => sql::set_uncertain(tx, one.id, &json(&Error::SmsUncertain.wire())?, "")?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn next_try(now: i64, attempts: i64) -> i64 {
    let index = usize::try_from(attempts - 1).unwrap_or(0).min(WAITS.len() - 1);
    now + WAITS.get(index).copied().unwrap_or(480) * 60_000
}

fn json(error: &WireError) -> Result<String> {
    Ok(crate::settings::json(error)?.to_string())
}

/// The server took it: in the same transaction it is among the client's contacts (S8). One that a report has settled
/// meanwhile is there already.
fn accept(
    desk: &Desk,
    tx: &mut Tx,
    id: i64,
    known: &sql::Known,
    accepted: &Accepted,
    category_id: Option<i64>,
) -> Result<()> {
    if !matches!(known.state, MessageState::Submitting | MessageState::Uncertain) {
        return Ok(());
    }
    let contact_id = contact(tx, known, &accepted.information, category_id, desk.now())?;
    sql::set_accepted(tx, id, accepted, contact_id, desk.now())?;
    if known.way == Way::Sms { super::delivery::apply_early(desk, tx, id, accepted) } else { Ok(()) }
}

/// Notes what an SMS that was just taken says and costs, so that it is known of whatever becomes of it.
pub fn prepare(tx: &mut Tx, id: i64, made: &super::sms::Made) -> Result<()> {
    sql::prepare(tx, id, made)
}

/// Messages that may have left by another gateway than the one that would send them now are not sent by this one.
pub fn doubt_others(tx: &mut Tx, mailing_id: i64, gateway_id: i64) -> Result<()> {
    sql::doubt_others(tx, mailing_id, gateway_id, &json(&Error::SmsUncertain.wire())?)
}

/// Ends a mailing of which nothing waits any more; whether it ended.
pub fn finish(desk: &Desk, tx: &mut Tx, mailing_id: i64) -> Result<bool> {
    if super::sql::state(tx, mailing_id)? != Some(State::Running) || sql::has_more(tx, mailing_id)? {
        return Ok(false);
    }
    sending::set_state(tx, mailing_id, State::Done, None)?;
    super::sql::end(tx, mailing_id, desk.now())?;
    let counts = super::message::counts(tx, mailing_id)?;
    tx.record("mailing", mailing_id, "done", None, Some(crate::settings::json(&counts)?))?;
    let mailing = super::get(tx, mailing_id)?;
    let event = Event::MailingFinished {
        mailing_id,
        employee_id: mailing.employee.map(|employee| employee.id),
        name: &mailing.fields.name,
        sent: counts.accepted + counts.delivered,
        failed: counts.failed + counts.refused + counts.uncertain,
    };
    notices::tell(tx, &event)?;
    Ok(true)
}

/// After a crash: what was being sent may be out. Only the program that holds the jobs may call this, and of what is being
/// sent at the moment only the job that does so.
pub fn recover(tx: &mut Tx, way: Way, who: Who) -> Result<()> {
    let error = if way == Way::Sms { Error::SmsUncertain } else { Error::Uncertain };
    let count = sql::doubt_submitting(tx, way, who, &json(&error.wire())?)?;
    if count > 0 {
        log::warn!("{count} messages were being sent when the program ended: nobody knows whether they left");
    }
    Ok(())
}

/// Whether a message is noted as being sent by a way.
pub fn is_stranded(reader: &mut Reader, way: Way, who: Who) -> Result<bool> {
    sql::is_stranded(reader, way, who)
}

/// After a backup was put in place: what waited in it may have left since then.
pub fn doubt(tx: &mut Tx) -> Result<()> {
    let error = json(&Error::Restored.wire())?;
    for mailing_id in sql::doubt_waiting(tx, &error)? {
        tx.record("mailing", mailing_id, "doubted", None, None)?;
    }
    for id in sql::doubt_single(tx, &error)? {
        tx.record("message", id, "settled", None, None)?;
    }
    Ok(())
}
