//! Reads a gateway's answer by its template: first what it says of the request as a whole, then of each message.

use std::time::Duration;

use serde_json::{Value, json};

use super::fill::{digits, scalar};
use super::line::Answered;
use super::template::{Answer, By, Condition, Items, Meaning, Template};
use crate::{Outcome, Outgoing, Refusal, Report, SmsError, State, Submitted};

/// So much of a gateway's words is kept.
const MOST_WORDS: usize = 300;

/// What an answer says of the request as a whole.
#[derive(Debug)]
pub enum Verdict {
    /// It was taken; the answer speaks of each message.
    Good(Value),
    /// It has one meaning for all of it.
    All { meaning: Meaning, code: String, words: String, after: Option<Duration> },
}

/// Judges an answer: by the gateway's own code, then by HTTP's status, then by the condition for a good one.
pub fn verdict(template: &Template, form: &Answer, answered: &Answered) -> Verdict {
    let good_status = (200..300).contains(&answered.status);
    let tree = read(&answered.body, form.text);
    let all = |meaning: Meaning, code: String, words: String| Verdict::All {
        meaning,
        code,
        words,
        after: answered.retry_after,
    };
    let (code, told) = match &tree {
        Ok(tree) => {
            (first(tree, &form.code).unwrap_or_default(), first(tree, &form.words).unwrap_or_default())
        }
        Err(_) => (String::new(), String::new()),
    };
    let shown = if code.is_empty() { answered.status.to_string() } else { code.clone() };
    // A page of some server in between is shown, but never searched for words that mean something.
    let words = match told.is_empty() && !good_status {
        true => plain(&String::from_utf8_lossy(&answered.body)),
        false => plain(&told),
    };
    // A code of the gateway says more than a status; so do its words where it has no codes.
    let known =
        meaning(template, &code).or_else(|| if good_status { None } else { meaning(template, &told) });
    if let Some(meaning) = known {
        return all(meaning, shown, words);
    }
    let own = form.statuses.get(&answered.status).or_else(|| template.statuses.get(&answered.status));
    if let Some(meaning) = own {
        if *meaning != Meaning::Accepted {
            return all(*meaning, shown, words);
        }
    } else if !good_status {
        return all(of_status(answered), shown, words);
    }
    match tree {
        Err(detail) => all(Meaning::Uncertain, String::new(), detail),
        Ok(tree) if form.ok.as_ref().is_none_or(|ok| holds(&tree, ok)) => Verdict::Good(tree),
        // It says that it is no success, in words nobody told us of: nothing was taken.
        Ok(_) => all(meaning(template, &told).unwrap_or(Meaning::Refused), shown, words),
    }
}

/// What a status of HTTP means by itself.
fn of_status(answered: &Answered) -> Meaning {
    match answered.status {
        401 | 407 => Meaning::Login,
        402 => Meaning::Balance,
        403 => Meaning::Blocked,
        301..=399 | 404 | 405 | 410 => Meaning::NotThere,
        425 | 429 => Meaning::Limited,
        // A server that names a time has not begun.
        503 if answered.retry_after.is_some() => Meaning::Broken,
        // 408, 500, 502, 504: the gateway may have acted before it failed.
        408 | 500..=599 => Meaning::Uncertain,
        _ => Meaning::Refused,
    }
}

fn read(body: &[u8], text: bool) -> Result<Value, String> {
    if text {
        let text = String::from_utf8_lossy(body).trim().to_owned();
        if text.is_empty() {
            return Err("an empty answer".to_owned());
        }
        let head = text.split(':').next().unwrap_or_default().trim().to_owned();
        return Ok(json!({ "text": text, "head": head }));
    }
    // The reader itself refuses more than 128 levels.
    serde_json::from_slice(body).map_err(|error| {
        plain(&format!("{error}: {}", String::from_utf8_lossy(body.get(..200).unwrap_or(body))))
    })
}

/// Words without line breaks and control characters, and not too many.
pub fn plain(words: &str) -> String {
    let clean: String = words.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let mut short: String = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = short.char_indices().nth(MOST_WORDS) {
        short.truncate(end);
        short.push('…');
    }
    short
}

/// The first of the places that holds a text, number or truth.
pub fn first(tree: &Value, places: &[String]) -> Option<String> {
    places.iter().find_map(|place| tree.pointer(place).and_then(scalar).filter(|text| !text.is_empty()))
}

/// Whether a condition holds.
pub fn holds(tree: &Value, condition: &Condition) -> bool {
    let there = tree.pointer(&condition.at).and_then(scalar);
    there.is_some_and(|there| condition.is.contains(&there))
}

/// What a code or words mean to this gateway.
fn meaning(template: &Template, said: &str) -> Option<Meaning> {
    if said.is_empty() {
        return None;
    }
    let said = said.to_lowercase();
    let fits = |pattern: &String| {
        let pattern = pattern.to_lowercase();
        match pattern.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')) {
            Some(inside) => said.contains(inside),
            None => said == pattern,
        }
    };
    template.codes.iter().find(|code| code.codes.iter().any(fits)).map(|code| code.means)
}

/// What a meaning is for one message, and what it is for all that follow.
pub fn outcome(
    meaning: Meaning,
    sender: &str,
    code: &str,
    words: &str,
    after: Option<Duration>,
) -> (Outcome, Option<SmsError>) {
    let answer = match (code.is_empty(), words.is_empty()) {
        (true, _) => words.to_owned(),
        (_, true) => code.to_owned(),
        _ if words.contains(code) => words.to_owned(),
        _ => format!("{code}: {words}"),
    };
    if let Some(why) = meaning.refusal() {
        let permanent =
            matches!(why, Refusal::BadNumber | Refusal::OptedOut | Refusal::Text | Refusal::Duplicate);
        let (code, words) = (code.to_owned(), words.to_owned());
        return (Outcome::Refused { why, code, words, permanent }, None);
    }
    let halt = match meaning {
        Meaning::Accepted => return (Outcome::Accepted { gateway_id: String::new() }, None),
        Meaning::Uncertain => return (Outcome::Uncertain { words: answer }, None),
        Meaning::Login => SmsError::Login { answer: answer.clone() },
        Meaning::Blocked => SmsError::Blocked { answer: answer.clone() },
        Meaning::Balance => SmsError::Balance { answer: answer.clone() },
        Meaning::Sender => SmsError::Sender { sender: sender.to_owned(), answer: answer.clone() },
        Meaning::NotThere => SmsError::NotThere { host: String::new(), status: code.parse().unwrap_or(404) },
        // Slower, not never: no halt.
        _ => return (Outcome::Retry { after, words: answer }, None),
    };
    (Outcome::Retry { after, words: answer }, Some(halt))
}

/// The item of each thing asked about, none used twice; for a map, key and value.
fn matched<'a>(tree: &'a Value, items: &Items, wanted: &[Wanted<'_>]) -> Vec<Option<(String, &'a Value)>> {
    let at = tree.pointer(&items.at);
    let mut rest: Vec<Option<(String, &Value)>> = match (items.by, at) {
        (By::One, Some(whole)) => vec![Some((String::new(), whole))],
        (By::Map, Some(Value::Object(map))) => {
            map.iter().map(|(key, value)| Some((key.clone(), value))).collect()
        }
        (_, Some(Value::Array(list))) => list.iter().map(|item| Some((String::new(), item))).collect(),
        _ => Vec::new(),
    };
    wanted
        .iter()
        .enumerate()
        .map(|(index, wanted)| {
            let place = match items.by {
                By::One => Some(0),
                By::Index => Some(index),
                _ => rest.iter().position(|item| item.as_ref().is_some_and(|item| wanted.is(items, item))),
            };
            match items.by {
                By::One => rest.first().cloned().flatten(),
                _ => place.and_then(|place| rest.get_mut(place)).and_then(Option::take),
            }
        })
        .collect()
}

/// What an item is told by.
struct Wanted<'a> {
    id: &'a str,
    gateway_id: &'a str,
    to: &'a str,
}

impl Wanted<'_> {
    fn is(&self, items: &Items, (key, item): &(String, &Value)) -> bool {
        let named = item.pointer(&items.key).and_then(scalar).unwrap_or_default();
        match items.by {
            By::Id => named == self.id || named == super::fill::number("id", self.id).to_string(),
            By::GatewayId => !named.is_empty() && named == self.gateway_id,
            By::Phone => same_phone(&named, self.to),
            // After sending the value is a phone; when asked, the key is the gateway's id.
            By::Map if !self.gateway_id.is_empty() => key == self.gateway_id,
            By::Map => scalar(item).is_some_and(|value| same_phone(&value, self.to)),
            By::One | By::Index => true,
        }
    }
}

/// Whether two writings are one phone: gateways drop the plus, some the country.
fn same_phone(one: &str, other: &str) -> bool {
    let (one, other) = (digits(one), digits(other));
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    short.len() >= 9 && long.ends_with(&short)
}

/// What became of each message by an answer that was good as a whole.
pub fn outcomes(template: &Template, tree: &Value, batch: &[Outgoing]) -> (Vec<Outcome>, Option<SmsError>) {
    let items = &template.send.items;
    let wanted: Vec<Wanted<'_>> =
        batch.iter().map(|message| Wanted { id: &message.id, gateway_id: "", to: &message.to }).collect();
    let mut halt = None;
    let outcomes = matched(tree, items, &wanted)
        .into_iter()
        .zip(batch)
        .map(|(item, message)| {
            let (outcome, all) = match item {
                Some((key, item)) => of_item(template, &key, item, message),
                None => refused_beside(template, tree, message),
            };
            halt = halt.take().or(all);
            outcome
        })
        .collect();
    (outcomes, halt)
}

fn of_item(template: &Template, key: &str, item: &Value, message: &Outgoing) -> (Outcome, Option<SmsError>) {
    let items = &template.send.items;
    if items.by == By::Map {
        return (Outcome::Accepted { gateway_id: key.to_owned() }, None);
    }
    let code = first(item, &items.code).unwrap_or_default();
    let words = plain(&first(item, &items.words).unwrap_or_default());
    let gateway_id = first(item, &items.gateway_id).unwrap_or_default();
    let taken = items.ok.as_ref().is_none_or(|ok| holds(item, ok));
    let known = meaning(template, &code).or_else(|| if taken { None } else { meaning(template, &words) });
    match known {
        Some(Meaning::Accepted) => (Outcome::Accepted { gateway_id }, None),
        Some(meaning) => outcome(meaning, &message.sender, &code, &words, None),
        None if !taken => outcome(Meaning::Refused, &message.sender, &code, &words, None),
        None if gateway_id.is_empty() && !items.gateway_id.is_empty() => {
            (Outcome::Uncertain { words: plain(&item.to_string()) }, None)
        }
        None => (Outcome::Accepted { gateway_id }, None),
    }
}

/// A message that the list leaves out: some gateways name those beside it with the reason; otherwise nobody knows.
fn refused_beside(template: &Template, tree: &Value, message: &Outgoing) -> (Outcome, Option<SmsError>) {
    let place = &template.send.items.refused;
    let beside = if place.is_empty() { None } else { tree.pointer(place).and_then(Value::as_object) };
    let why = beside.and_then(|map| map.iter().find(|(phone, _)| same_phone(phone, &message.to)));
    match why {
        Some((_, why)) => {
            let words = plain(&scalar(why).unwrap_or_else(|| why.to_string()));
            let means = meaning(template, &words).unwrap_or(Meaning::Refused);
            outcome(means, &message.sender, "", &words, None)
        }
        None => (Outcome::Uncertain { words: "the answer says nothing of this message".to_owned() }, None),
    }
}

/// Where messages are, by an answer to a status request.
pub fn reports(template: &Template, items: &Items, tree: &Value, asked: &[Submitted]) -> Vec<Report> {
    let wanted: Vec<Wanted<'_>> = asked
        .iter()
        .map(|message| Wanted { id: &message.id, gateway_id: &message.gateway_id, to: &message.to })
        .collect();
    matched(tree, items, &wanted)
        .into_iter()
        .zip(asked)
        .filter_map(|(item, message)| {
            let (_, item) = item?;
            let said = if items.by == By::Map { scalar(item)? } else { first(item, &items.state)? };
            let state = state(template, &said);
            let reason = first(item, &items.words).filter(|_| items.by != By::Map).unwrap_or_default();
            let words = match (state, reason.is_empty()) {
                (State::Delivered | State::Queued | State::Sent, _) => String::new(),
                (_, true) => plain(&said),
                (_, false) => plain(&format!("{said}: {reason}")),
            };
            Some(Report {
                id: Some(message.id.clone()),
                gateway_id: Some(message.gateway_id.clone()).filter(|id| !id.is_empty()),
                state,
                at: None,
                words,
            })
        })
        .collect()
}

/// The gateway's word for a state in ours.
pub fn state(template: &Template, said: &str) -> State {
    let said = said.trim();
    let same = |word: &String| word.eq_ignore_ascii_case(said) || word.to_lowercase() == said.to_lowercase();
    template.states.iter().find(|(word, _)| same(word)).map_or(State::Unknown, |(_, state)| *state)
}

/// A decimal number in ten-thousandths, with a point or a comma: `12.5` is 125,000.
pub fn money(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let part: String = part.chars().chain("0000".chars()).take(4).collect();
    let amount = whole.parse::<i64>().ok()?.checked_mul(10_000)?.checked_add(part.parse().ok()?)?;
    Some(if negative { -amount } else { amount })
}
