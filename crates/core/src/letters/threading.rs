//! Which request a letter belongs to (M5). In order: In-Reply-To, References from right to left, the number in the
//! subject where the sender takes part, and letters here already that answer it; otherwise a new request.

use deskbell_mail::letter::Letter;
use deskbell_store::Tx;

use super::{Kind, Stored, intake, sql};
use crate::contacts::Direction;
use crate::{Result, requests};

/// How many references are looked at: a circle or a hostile list of thousands must not cost more.
const MOST_REFERENCES: usize = 60;

/// Where a letter belongs, and what told so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub request_id: i64,
    /// The letter that it follows.
    pub letter_id: Option<i64>,
    pub rule: &'static str,
    pub header: Option<String>,
}

impl Found {
    /// An answer to a message of a mailing, in the request of its receiver's earlier answers.
    pub fn answer(request_id: i64, letter: &Letter) -> Self {
        let header = letter.in_reply_to.as_ref().map(|id| format!("<{id}>"));
        Self { request_id, letter_id: None, rule: "in_reply_to", header }
    }

    /// The first letter of a new request.
    pub fn first(request_id: i64) -> Self {
        Self { request_id, letter_id: None, rule: "first", header: None }
    }
}

/// The letters here that name a letter, oldest first.
pub fn children(tx: &mut Tx, letter: &Letter) -> Result<Vec<Stored>> {
    if letter.message_id_made { Ok(Vec::new()) } else { sql::children(tx, &letter.message_id) }
}

/// The request of a letter, `None` for a new one. `children`: what [`children`] gave.
pub fn find(
    tx: &mut Tx,
    letter: &Letter,
    kind: Kind,
    direction: Direction,
    own_address: &str,
    children: &[Stored],
) -> Result<Option<Found>> {
    if kind == Kind::Bounce {
        return of_bounce(tx, letter);
    }
    if letter.forwarded && direction == Direction::Incoming {
        return Ok(None);
    }
    let sender = letter.from.as_ref().map(|from| from.address.to_lowercase()).unwrap_or_default();
    if let Some(found) = by_headers(tx, letter)? {
        return Ok(Some(found));
    }
    if let Some(found) = by_token(tx, &letter.subject, &sender, own_address)? {
        return Ok(Some(found));
    }
    by_children(tx, children)
}

/// R12: what was closed as refused or spam takes no further letter of the client; the letter opens a new request.
pub fn still_taken(tx: &mut Tx, found: &Found, direction: Direction, kind: Kind) -> Result<bool> {
    Ok(direction != Direction::Incoming || kind != Kind::Letter || !requests::ended(tx, found.request_id)?)
}

fn by_headers(tx: &mut Tx, letter: &Letter) -> Result<Option<Found>> {
    let answered = letter.in_reply_to.iter().map(|id| (id, "in_reply_to"));
    let chain = letter.references.iter().rev().take(MOST_REFERENCES).map(|id| (id, "references"));
    for (id, rule) in answered.chain(chain) {
        if let Some(stored) = placed(tx, id)? {
            return Ok(stored.request_id.map(|request_id| Found {
                request_id,
                letter_id: Some(stored.id),
                rule,
                header: Some(format!("<{id}>")),
            }));
        }
    }
    Ok(None)
}

fn placed(tx: &mut Tx, message_id: &str) -> Result<Option<Stored>> {
    Ok(sql::by_message_id(tx, message_id)?.into_iter().find(|stored| stored.request_id.is_some()))
}

/// The number of a request in the subject counts only from somebody who takes part in that request: anybody can type
/// a number.
fn by_token(tx: &mut Tx, subject: &str, sender: &str, own_address: &str) -> Result<Option<Found>> {
    for token in tokens(subject) {
        let Some(request_id) = requests::by_number(tx, &token)? else { continue };
        if sender == own_address || sql::takes_part(tx, request_id, sender)? {
            return Ok(Some(Found { request_id, letter_id: None, rule: "token", header: Some(token) }));
        }
    }
    Ok(None)
}

/// What in a subject could be a request's number: what stands in brackets or after `#` or `№`.
fn tokens(subject: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in subject.split('[').skip(1) {
        if let Some((inside, _)) = part.split_once(']') {
            found.push(inside.trim().trim_start_matches(['#', '№']).trim().to_owned());
        }
    }
    for part in subject.split(['#', '№']).skip(1) {
        let word: String = part
            .trim_start()
            .chars()
            .take_while(|c| !c.is_whitespace() && !matches!(c, ']' | ')' | ',' | ':'))
            .collect();
        found.push(word.trim_end_matches('.').to_owned());
    }
    found.retain(|token| !token.is_empty() && token.len() <= 80);
    found.truncate(5);
    found
}

/// At a first sync the newest letters come first: one that is named by letters here belongs to their request.
fn by_children(tx: &mut Tx, children: &[Stored]) -> Result<Option<Found>> {
    for child in children {
        let Some(request_id) = child.request_id.filter(|_| child.kind != Kind::Bounce) else { continue };
        if !is_forward(tx, child)? {
            let header = Some(format!("<{}>", child.message_id));
            return Ok(Some(Found { request_id, letter_id: Some(child.id), rule: "child", header }));
        }
    }
    Ok(None)
}

/// Whether a stored letter of a client is a forward, which names letters that it does not follow. Only the first letter
/// of a request can be one; the common answer is told without reading the letter.
fn is_forward(tx: &mut Tx, letter: &Stored) -> Result<bool> {
    let answer = letter.subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    let marked = letter.subject.chars().take(24).any(|sign| matches!(sign, ':' | '：'));
    if letter.why.rule != "first" || letter.direction == Direction::Outgoing || answer || !marked {
        return Ok(false);
    }
    let raw = super::raw::load(tx, letter.raw_id)?;
    Ok(deskbell_mail::letter::read(&raw).is_ok_and(|read| read.forwarded))
}

fn of_bounce(tx: &mut Tx, letter: &Letter) -> Result<Option<Found>> {
    let Some(bounce) = &letter.bounce else { return Ok(None) };
    let named =
        bounce.message_id.iter().chain(letter.in_reply_to.iter()).chain(letter.references.iter().rev());
    for id in named.take(MOST_REFERENCES) {
        let ours = sql::by_message_id(tx, id)?
            .into_iter()
            .find(|stored| stored.direction == Direction::Outgoing && stored.request_id.is_some());
        if let Some(stored) = ours {
            return Ok(stored.request_id.map(|request_id| Found {
                request_id,
                letter_id: Some(stored.id),
                rule: "bounce",
                header: Some(format!("<{id}>")),
            }));
        }
    }
    Ok(None)
}

/// Letters that came before the one they follow: automatic ones that had no place get it now, and requests that were
/// made only because this letter was missing join its request while nobody has touched them.
pub fn gather_children(
    tx: &mut Tx,
    letter: &Letter,
    letter_id: i64,
    request_id: i64,
    direction: Direction,
    children: &[Stored],
) -> Result<()> {
    for child in children {
        match child.request_id {
            None => {
                // A bounce is about a letter of ours, or about nothing here.
                let bounce = child.kind == Kind::Bounce;
                if bounce && direction != Direction::Outgoing {
                    continue;
                }
                let rule = if bounce { "bounce" } else { "references" };
                sql::move_to(tx, child.id, request_id, rule, Some(&format!("<{}>", letter.message_id)))?;
                let has_files = sql::files(tx, child.id)?.iter().any(|file| !file.inline);
                requests::automatic_joined(tx, request_id, has_files)?;
                if bounce {
                    intake::apply_earlier_bounce(tx, child, letter_id, request_id)?;
                }
            }
            Some(other) if other != request_id && child.kind == Kind::Letter && child.why.rule == "first" => {
                if !is_forward(tx, child)? {
                    requests::join_untouched(tx, other, request_id)?;
                }
            }
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::tokens;

    /// M5: what in a subject may be a number.
    #[test]
    fn m5_tokens_of_a_subject() {
        assert_eq!(tokens("Re: [#2026-00412] Макет"), ["2026-00412", "2026-00412"]);
        assert_eq!(tokens("Заявка № 2026-00412: питання"), ["2026-00412"]);
        assert!(tokens("Просто лист").is_empty());
    }
}
