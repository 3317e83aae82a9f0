//! What a gateway tells by calling the office: delivery reports and SMS, read by the template's mapping (S5, R27).
//!
//! Anybody may call who knows the address, so nothing here trusts what is said: it is data of a bounded size or nothing.

use serde_json::{Map, Value};

use super::answer::{first, holds, plain, state};
use super::template::{Callback, Template};
use crate::{Incoming, News, Report};

/// So many characters of an incoming SMS are kept: more than the longest has.
const MOST_TEXT: usize = 10_000;
/// So many characters of an id or a number are kept.
const MOST_NAME: usize = 120;

/// A call: what stood after `?`, and the body with its type.
#[derive(Clone, Debug, Default)]
pub struct Called {
    pub query: String,
    pub kind: String,
    pub body: Vec<u8>,
}

/// The news in a call; `None` where it has none that the template knows.
pub fn called(template: &Template, call: &Called) -> Option<News> {
    let form = template.callback.as_ref()?;
    let tree = tree(call);
    incoming(form, &tree).map(News::Incoming).or_else(|| report(template, form, &tree).map(News::Report))
}

fn incoming(form: &Callback, tree: &Value) -> Option<Incoming> {
    let form = form.incoming.as_ref()?;
    if form.when.as_ref().is_some_and(|when| !holds(tree, when)) {
        return None;
    }
    let at = first(tree, &form.at).and_then(|at| chrono::DateTime::parse_from_rfc3339(&at).ok());
    Some(Incoming {
        gateway_id: name(first(tree, &form.gateway_id)),
        from: Some(name(first(tree, &form.from))).filter(|from| !from.is_empty())?,
        to: name(first(tree, &form.to)),
        // An empty text is an SMS all the same.
        text: cut(&first(tree, &form.text).unwrap_or_default(), MOST_TEXT),
        at: at.map(|at| at.timestamp_millis()),
    })
}

fn report(template: &Template, form: &Callback, tree: &Value) -> Option<Report> {
    let form = form.report.as_ref()?;
    if form.when.as_ref().is_some_and(|when| !holds(tree, when)) {
        return None;
    }
    let said = first(tree, &form.state)?;
    let id = first(tree, &form.id).map(|id| cut(&id, MOST_NAME));
    let gateway_id = first(tree, &form.gateway_id).map(|id| cut(&id, MOST_NAME));
    if id.is_none() && gateway_id.is_none() {
        return None;
    }
    let words = plain(&first(tree, &form.words).unwrap_or_default());
    Some(Report { id, gateway_id, state: state(template, &said), at: None, words })
}

/// Query, form and JSON as one tree; what the body says goes before what the address says.
fn tree(call: &Called) -> Value {
    let mut map: Map<String, Value> = pairs(call.query.as_bytes());
    if call.kind.contains("json") || call.body.first().is_some_and(|byte| b"{[".contains(byte)) {
        match serde_json::from_slice(&call.body) {
            Ok(Value::Object(body)) => map.extend(body),
            Ok(other @ Value::Array(_)) => return other,
            _ => {}
        }
    } else if !call.body.is_empty() {
        map.extend(pairs(&call.body));
    }
    Value::Object(map)
}

fn pairs(bytes: &[u8]) -> Map<String, Value> {
    let pairs = form_urlencoded::parse(bytes).take(100);
    pairs.map(|(key, value)| (key.into_owned(), Value::String(value.into_owned()))).collect()
}

fn name(text: Option<String>) -> String {
    cut(text.unwrap_or_default().trim(), MOST_NAME)
}

/// PostgreSQL keeps no NUL.
fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|sign| *sign != '\0').take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::State;
    use crate::http::preset;

    fn said(preset_key: &str, query: &str, kind: &str, body: &str) -> Option<News> {
        let call = Called { query: query.to_owned(), kind: kind.to_owned(), body: body.as_bytes().to_vec() };
        called(preset(preset_key).unwrap(), &call)
    }

    /// S5, R27: each preset's calls are read as its documentation has them.
    #[test]
    fn s5_r27_calls_are_read_by_the_preset() {
        let Some(News::Report(report)) = said("kannel", "id=7-ab&state=1&words=ok", "", "") else { panic!() };
        assert_eq!((report.id.as_deref(), report.state), (Some("7-ab"), State::Delivered));
        let query = "event=sms&from=%2B380501234567&text=%D0%A1%D0%A2%D0%9E%D0%9F&sms=9";
        let Some(News::Incoming(sms)) = said("kannel", query, "", "") else { panic!() };
        assert_eq!(
            (sms.from.as_str(), sms.text.as_str(), sms.gateway_id.as_str()),
            ("+380501234567", "СТОП", "9")
        );
        let form = "application/x-www-form-urlencoded";
        let Some(News::Incoming(sms)) =
            said("twilio", "", form, "SmsStatus=received&From=%2B1415&Body=Hi&MessageSid=SM1")
        else {
            panic!()
        };
        assert_eq!(sms.text, "Hi");
        let Some(News::Report(report)) = said("twilio", "", form, "MessageSid=SM1&MessageStatus=delivered")
        else {
            panic!()
        };
        assert_eq!((report.gateway_id.as_deref(), report.state), (Some("SM1"), State::Delivered));
        let body = r#"{"event":"sms:received","id":"w1","payload":{"sender":"+380501234567","message":"Так","receivedAt":"2026-11-01T10:00:00+02:00"}}"#;
        let Some(News::Incoming(sms)) = said("smsgate", "", "application/json", body) else { panic!() };
        assert_eq!((sms.text.as_str(), sms.at), ("Так", Some(1_793_520_000_000)));
    }

    /// S5: whatever is called, nothing panics and nothing is made of it.
    #[test]
    fn s5_garbage_is_no_news() {
        let deep = "[".repeat(100_000);
        for body in
            ["", "{", "null", "[]", "{\"event\":[]}", "%%%=&&&=\u{0}", "{\"state\":{}}", deep.as_str()]
        {
            for key in ["kannel", "twilio", "smsgate", "alphasms"] {
                assert_eq!(said(key, body, "", body), None, "{key}");
                assert_eq!(said(key, "", "application/json", body), None, "{key}");
            }
        }
        assert_eq!(said("turbosms", "id=1&state=1", "", ""), None);
    }
}
