//! Puts values into a request by structure: a text is taken apart into words and names once, and what a name stands for
//! becomes a JSON value, a form's value or an encoded piece of a URL, whatever characters it has.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::segments::{Encoding, segments};
use crate::{Outgoing, SmsError, Submitted};

/// The member that stands for one item for each message of the batch.
pub const EACH: &str = "$each";

/// A piece of a text with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Name { name: String, form: Form },
}

/// How a name's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Plain,
    /// A phone without the plus.
    Digits,
    /// A JSON number: of a phone its digits, of an id one that is made from it and fits a double (53 bits).
    Number,
}

/// Takes a text apart. `{{` and `}}` are braces.
pub fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '}' if characters.peek() == Some(&character) => {
                characters.next();
                words.push(character);
            }
            '}' => return Err("a brace is closed that was not opened".to_owned()),
            '{' => {
                let mut inside = String::new();
                loop {
                    match characters.next() {
                        Some('}') => break,
                        Some(other) if other != '{' => inside.push(other),
                        _ => return Err("a brace is not closed".to_owned()),
                    }
                }
                if !words.is_empty() {
                    found.push(Piece::Words(std::mem::take(&mut words)));
                }
                found.push(name(&inside)?);
            }
            other => words.push(other),
        }
    }
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    Ok(found)
}

fn name(inside: &str) -> Result<Piece, String> {
    let (name, form) = match inside.split_once(':') {
        None => (inside, Form::Plain),
        Some((name, "digits")) => (name, Form::Digits),
        Some((name, "number")) => (name, Form::Number),
        Some((_, other)) => return Err(format!("`{other}` is no way to write a value: digits, number")),
    };
    if name.is_empty() || !name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_') {
        return Err(format!("`{inside}` is no name"));
    }
    Ok(Piece::Name { name: name.to_owned(), form })
}

/// What names stand for.
pub type Values = BTreeMap<String, String>;

/// The values of one message.
pub fn of_message(message: &Outgoing) -> Values {
    let coding = if segments(&message.text).encoding == Encoding::Gsm { "0" } else { "2" };
    [
        ("id", message.id.as_str()),
        ("to", message.to.as_str()),
        ("sender", message.sender.as_str()),
        ("text", message.text.as_str()),
        ("coding", coding),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// The values of a message that was sent.
pub fn of_sent(message: &Submitted) -> Values {
    [("id", message.id.as_str()), ("to", message.to.as_str()), ("gateway_id", message.gateway_id.as_str())]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

/// Fills with the gateway's own values and those of each message.
pub struct Filler<'a> {
    /// The administrator's fields, `callback`, `report_url`.
    pub own: &'a Values,
    /// One for each message; names outside of `$each` take the first one's.
    pub messages: &'a [Values],
}

impl Filler<'_> {
    fn value(&self, name: &str, message: Option<&Values>) -> Result<String, SmsError> {
        message
            .or(self.messages.first())
            .and_then(|values| values.get(name))
            .or_else(|| self.own.get(name))
            .cloned()
            .ok_or_else(|| SmsError::Template {
                place: format!("{{{name}}}"),
                detail: "no such name".to_owned(),
            })
    }

    /// A text with its names filled, each written by `write`.
    fn text_by(
        &self,
        text: &str,
        message: Option<&Values>,
        write: &dyn Fn(String) -> String,
    ) -> Result<String, SmsError> {
        let mut filled = String::with_capacity(text.len());
        for piece in parse(text)? {
            match piece {
                Piece::Words(words) => filled.push_str(&words),
                Piece::Name { name, form } => {
                    let value = self.value(&name, message)?;
                    filled.push_str(&write(match form {
                        Form::Plain => value,
                        Form::Digits => digits(&value),
                        Form::Number => number(&name, &value).to_string(),
                    }));
                }
            }
        }
        Ok(filled)
    }

    /// A header or password: as it is.
    pub fn text(&self, text: &str) -> Result<String, SmsError> {
        self.text_by(text, None, &|value| value)
    }

    /// A URL: values are encoded, so that none can leave its place; one that begins the URL is the address itself.
    pub fn url(&self, text: &str) -> Result<String, SmsError> {
        let whole = parse(text)?;
        let (head, rest) = match whole.split_first() {
            Some((Piece::Name { name, .. }, rest)) => (self.value(name, None)?, rest),
            _ => (String::new(), whole.as_slice()),
        };
        let mut url = head.trim().trim_end_matches('/').to_owned();
        for piece in rest {
            match piece {
                Piece::Words(words) => url.push_str(words),
                Piece::Name { name, form } => {
                    let value = self.value(name, None)?;
                    let value = if *form == Form::Plain { value } else { digits(&value) };
                    url.extend(form_urlencoded::byte_serialize(value.as_bytes()));
                }
            }
        }
        Ok(url)
    }

    /// Names and values of a query or form. A value that is a single name with nothing in it is left out; `$each`
    /// repeats its name.
    pub fn pairs(&self, map: &Map<String, Value>) -> Result<Vec<(String, String)>, SmsError> {
        let mut pairs = Vec::new();
        for (key, value) in map {
            match value {
                Value::Object(each) => {
                    let Some(Value::String(text)) = each.get(EACH) else { continue };
                    for message in self.messages {
                        pairs.push((key.clone(), self.text_by(text, Some(message), &|value| value)?));
                    }
                }
                other => {
                    if let Some(filled) = self.json(other, None)? {
                        pairs.push((key.clone(), scalar(&filled).unwrap_or_default()));
                    }
                }
            }
        }
        Ok(pairs)
    }

    /// A JSON body. What is a single name with nothing in it is left out of its object or list.
    pub fn body(&self, tree: &Value) -> Result<Value, SmsError> {
        Ok(self.json(tree, None)?.unwrap_or(Value::Null))
    }

    fn json(&self, tree: &Value, message: Option<&Values>) -> Result<Option<Value>, SmsError> {
        match tree {
            Value::String(text) => self.leaf(text, message),
            Value::Array(list) => self.list(list, message).map(Some),
            Value::Object(map) => {
                let mut filled = Map::with_capacity(map.len());
                for (key, value) in map {
                    if let Some(value) = self.json(value, message)? {
                        filled.insert(key.clone(), value);
                    }
                }
                Ok(Some(Value::Object(filled)))
            }
            other => Ok(Some(other.clone())),
        }
    }

    fn list(&self, list: &[Value], message: Option<&Values>) -> Result<Value, SmsError> {
        let mut filled = Vec::with_capacity(list.len());
        for item in list {
            match item.as_object().and_then(|map| map.get(EACH)) {
                Some(each) => {
                    for message in self.messages {
                        filled.extend(self.json(each, Some(message))?);
                    }
                }
                None => filled.extend(self.json(item, message)?),
            }
        }
        Ok(Value::Array(filled))
    }

    fn leaf(&self, text: &str, message: Option<&Values>) -> Result<Option<Value>, SmsError> {
        if let [Piece::Name { name, form }] = parse(text)?.as_slice() {
            let value = self.value(name, message)?;
            return Ok(match form {
                _ if value.is_empty() => None,
                Form::Plain => Some(Value::String(value)),
                Form::Digits => Some(Value::String(digits(&value))),
                Form::Number => Some(number(name, &value).into()),
            });
        }
        self.text_by(text, message, &|value| value).map(|filled| Some(Value::String(filled)))
    }
}

fn parse(text: &str) -> Result<Vec<Piece>, SmsError> {
    pieces(text).map_err(|detail| SmsError::Template { place: text.to_owned(), detail })
}

/// The digits of a phone.
pub fn digits(value: &str) -> String {
    value.chars().filter(char::is_ascii_digit).collect()
}

/// The number for `{…:number}`: digits as they are; an id by its hash, so that the same id is always the same number.
pub fn number(name: &str, value: &str) -> u64 {
    if name != "id" {
        return digits(value).parse().unwrap_or(0);
    }
    let hash = Sha256::digest(value.as_bytes());
    let wide = hash.iter().take(8).fold(0_u64, |wide, byte| wide << 8 | u64::from(*byte));
    // 53 bits pass through every JSON reader; never 0.
    (wide >> 11).max(1)
}

/// A text, number or truth as it is written.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn message(to: &str, text: &str) -> Values {
        of_message(&Outgoing {
            id: "a1".to_owned(),
            to: to.to_owned(),
            sender: String::new(),
            text: text.to_owned(),
        })
    }

    /// S7: what a text holds never becomes structure.
    #[test]
    fn s7_values_stay_in_their_place() {
        let own = Values::from([("token".to_owned(), "t/?&#\"".to_owned())]);
        let hostile = "\",\"admin\":true,\"x\":\"{token}&a=1\n";
        let messages = [message("+380501234567", hostile), message("+380501234568", "b")];
        let filler = Filler { own: &own, messages: &messages };
        let tree = json!({
            "auth": "key {token}", "from": "{sender}", "ttl": 5,
            "data": [{ "$each": { "phone": "{to:number}", "digits": "{to:digits}", "text": "{text}" } }]
        });
        let filled = filler.body(&tree).unwrap();
        assert_eq!(
            filled,
            json!({
                "auth": "key t/?&#\"", "ttl": 5,
                "data": [
                    { "phone": 380501234567_u64, "digits": "380501234567", "text": hostile },
                    { "phone": 380501234568_u64, "digits": "380501234568", "text": "b" }
                ]
            })
        );
        let url = filler.url("https://a.test/{token}/x?to={to}").unwrap();
        assert_eq!(url, "https://a.test/t%2F%3F%26%23%22/x?to=%2B380501234567");
        let Value::Object(form) = json!({ "To": "{to}", "From": "{sender}", "n": 1 }) else { panic!() };
        assert_eq!(
            filler.pairs(&form).unwrap(),
            [("To".into(), "+380501234567".into()), ("n".into(), "1".into())]
        );
    }

    /// S7: an address that the administrator entered begins the URL as it is, with or without a slash at its end.
    #[test]
    fn s7_an_address_begins_a_url() {
        for typed in ["http://10.0.0.5:8080", " http://10.0.0.5:8080/ "] {
            let own = Values::from([("url".to_owned(), typed.to_owned())]);
            let filler = Filler { own: &own, messages: &[] };
            assert_eq!(filler.url("{url}/message").unwrap(), "http://10.0.0.5:8080/message");
        }
    }

    /// S7: what is not a text with names is refused, not sent.
    #[test]
    fn s7_broken_braces_are_found() {
        for broken in ["{", "}", "{to", "{to:hex}", "{}", "{a b}", "{{to}", "{to}}"] {
            assert!(pieces(broken).is_err(), "{broken}");
        }
        assert_eq!(pieces("{{x}}").unwrap(), [Piece::Words("{x}".to_owned())]);
        let ids: std::collections::BTreeSet<u64> =
            (0..1000).map(|n| number("id", &format!("m{n}"))).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| (1..1 << 53).contains(id)));
    }
}
