//! Gateways that are spoken to over HTTP, each by its template.

mod answer;
mod called;
mod check;
mod fill;
mod line;
mod presets;
mod template;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

pub use called::{Called, called};
pub use check::{Problem, check, problems, read};
pub use fill::Values;
pub use line::Bounds;
pub use presets::{preset, presets};
pub use template::{Callback, Field, IncomingForm, Method, ReportForm, Template};

use answer::{Verdict, first, money, outcome, outcomes, plain, reports, verdict};
use fill::{Filler, of_message, of_sent};
use line::{Answered, Call, Failed, Line, host};
use template::{Answer, Ask, Meaning, Request};

use crate::{
    Balance, Capabilities, Delivery, Gateway, Outcome, Outgoing, Report, SmsError, Stopper, Submission,
    Submitted, Take, Tested,
};

/// A gateway that is described by a template.
pub struct HttpGateway {
    template: Template,
    own: Values,
    /// What must never be told on, whoever repeats it.
    secrets: Vec<String>,
    line: Line,
}

impl HttpGateway {
    /// A gateway by its template and the values of the template's fields. `callback` is the office's own address for
    /// the gateway's calls, empty where none is open.
    pub fn new(
        template: Template,
        fields: &Values,
        callback: &str,
        bounds: Bounds,
    ) -> Result<Self, SmsError> {
        let mut own = Values::new();
        let mut secrets = Vec::new();
        for field in &template.fields {
            let typed = fields.get(&field.key).map(|value| value.trim()).filter(|value| !value.is_empty());
            let value = typed.unwrap_or(&field.value);
            if value.is_empty() && !field.optional {
                return Err(SmsError::Missing { field: field.key.clone() });
            }
            if field.secret && value.len() >= 4 {
                secrets.push(value.to_owned());
            }
            own.insert(field.key.clone(), value.to_owned());
        }
        own.insert("callback".to_owned(), callback.to_owned());
        Ok(Self { template, own, secrets, line: Line::new(bounds) })
    }

    fn call(&self, request: &Request, messages: &[Values]) -> Result<Call, SmsError> {
        let mut own = self.own.clone();
        own.insert("report_url".to_owned(), self.report_url(messages)?);
        let filler = Filler { own: &own, messages };
        let mut headers = Vec::new();
        for (name, text) in &request.headers {
            headers.push((name.clone(), filler.text(text)?));
        }
        if let Some([login, password]) = &request.basic {
            let pair = format!("{}:{}", filler.text(login)?, filler.text(password)?);
            headers.push(("Authorization".to_owned(), format!("Basic {}", STANDARD.encode(pair))));
        }
        let body = match (&request.json, &request.form) {
            (Some(tree), _) => {
                headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
                Some(filler.body(tree)?.to_string().into_bytes())
            }
            (None, Some(form)) => {
                let kind = "application/x-www-form-urlencoded; charset=utf-8";
                headers.push(("Content-Type".to_owned(), kind.to_owned()));
                let pairs = filler.pairs(form)?;
                let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
                Some(text.into_bytes())
            }
            (None, None) => None,
        };
        let query = filler.pairs(&request.query)?;
        Ok(Call { method: request.method, url: filler.url(&request.url)?, query, headers, body })
    }

    /// The address for reports on a message: empty where none is open.
    fn report_url(&self, messages: &[Values]) -> Result<String, SmsError> {
        let text = self.template.callback.as_ref().map(|callback| callback.report_url.as_str());
        match text {
            Some(text) if self.own.get("callback").is_some_and(|open| !open.is_empty()) => {
                Filler { own: &self.own, messages }.text(text)
            }
            _ => Ok(String::new()),
        }
    }

    /// One request for messages that may go together.
    fn submit_together(&self, batch: &[Outgoing]) -> Submission {
        let messages: Vec<Values> = batch.iter().map(of_message).collect();
        let call = match self.call(&self.template.send.request, &messages) {
            Ok(call) => call,
            Err(error) => return Submission::halted(batch, error),
        };
        let answered = match self.line.ask(&call) {
            Ok(answered) => answered,
            Err(Failed::Before(error)) => return Submission::halted(batch, error),
            Err(Failed::After(error)) => {
                let uncertain = Outcome::Uncertain { words: error.to_string() };
                return Submission { outcomes: vec![uncertain; batch.len()], halt: None };
            }
        };
        match verdict(&self.template, &self.template.send.answer, &answered) {
            Verdict::Good(tree) => {
                let (outcomes, halt) = outcomes(&self.template, &tree, batch);
                Submission { outcomes, halt }
            }
            Verdict::All { meaning, .. } if meaning.refusal().is_some() && batch.len() > 1 => {
                // One of them spoils the request, and nothing was taken: each goes alone and is told apart.
                self.submit_each(batch.iter().map(std::slice::from_ref))
            }
            Verdict::All { meaning, code, words, after } => {
                let sender = batch.first().map(|message| message.sender.as_str()).unwrap_or_default();
                let (outcome, halt) = outcome(meaning, sender, &code, &words, after);
                let halt = halt.map(|halt| at_host(halt, &call.url, answered.status));
                Submission { outcomes: vec![outcome; batch.len()], halt }
            }
        }
    }

    /// Submits pieces one after another until something stops them all.
    fn submit_each<'a>(&self, pieces: impl Iterator<Item = &'a [Outgoing]>) -> Submission {
        let mut all = Submission { outcomes: Vec::new(), halt: None };
        // Once the gateway asks for time, what follows has to wait as well.
        let mut wait: Option<Outcome> = None;
        let mut first = true;
        for piece in pieces {
            if let Some(halt) = &all.halt {
                all.outcomes.extend(Submission::halted(piece, halt.clone()).outcomes);
                continue;
            }
            if let Some(wait) = &wait {
                all.outcomes.extend(vec![wait.clone(); piece.len()]);
                continue;
            }
            if !first {
                self.line.stopper().pause(self.apart());
            }
            first = false;
            let done = self.submit_together(piece);
            let later = |outcome: &Outcome| matches!(outcome, Outcome::Retry { .. });
            wait = done.outcomes.first().filter(|_| done.outcomes.iter().all(later)).cloned();
            all.outcomes.extend(done.outcomes);
            all.halt = done.halt;
        }
        all.outcomes.iter_mut().for_each(|outcome| self.hide_outcome(outcome));
        all
    }

    fn apart(&self) -> Duration {
        Duration::from_millis(self.template.limits.apart)
    }

    /// Where one request holds one text for all, only messages of the same text and sender go together.
    fn groups<'a>(&self, batch: &'a [Outgoing]) -> Vec<&'a [Outgoing]> {
        let most = self.template.limits.batch.max(1);
        if most > 1 && one_text(&self.template.send.request) {
            batch
                .chunk_by(|one, next| one.text == next.text && one.sender == next.sender)
                .flat_map(|same| same.chunks(most))
                .collect()
        } else {
            batch.chunks(most).collect()
        }
    }

    fn ask(&self, ask: &Ask) -> Result<Value, SmsError> {
        let call = self.call(&ask.request, &[])?;
        let answered = self.line.ask(&call).map_err(|failed| self.hide_error(failed.error()))?;
        self.good(&ask.answer, &answered, &call.url)
    }

    /// The tree of a good answer; what else it means as an error.
    fn good(&self, form: &Answer, answered: &Answered, url: &str) -> Result<Value, SmsError> {
        match verdict(&self.template, form, answered) {
            Verdict::Good(tree) => Ok(tree),
            Verdict::All { meaning, code, words, after } => {
                let answer = self.hide(&format!("{code} {words}"));
                let (_, halt) = outcome(meaning, "", &code, &words, after);
                Err(match (halt, meaning) {
                    (Some(halt), _) => self.hide_error(at_host(halt, url, answered.status)),
                    (None, Meaning::Limited) => SmsError::Limited { after, answer },
                    (None, Meaning::Broken | Meaning::Retry) => SmsError::Broken { answer },
                    (None, Meaning::Uncertain) if answered.status >= 400 => SmsError::Broken { answer },
                    (None, Meaning::Uncertain | Meaning::Accepted) => SmsError::Answer { detail: answer },
                    (None, _) => SmsError::Request { answer },
                })
            }
        }
    }

    fn money(&self, ask: &Ask, tree: &Value) -> Result<Balance, SmsError> {
        let said = first(tree, &ask.amount).unwrap_or_default();
        let amount = money(&said).ok_or_else(|| SmsError::Answer { detail: plain(&tree.to_string()) })?;
        let currency = match ask.currency.strip_prefix('/') {
            Some(_) => first(tree, std::slice::from_ref(&ask.currency)).unwrap_or_default(),
            None => ask.currency.clone(),
        };
        Ok(Balance { amount, currency: plain(&currency) })
    }

    /// Words without our own secrets: some gateways repeat a wrong key.
    fn hide(&self, words: &str) -> String {
        self.secrets.iter().fold(words.to_owned(), |words, secret| words.replace(secret, "***"))
    }

    fn hide_outcome(&self, outcome: &mut Outcome) {
        match outcome {
            Outcome::Refused { words, .. } | Outcome::Retry { words, .. } | Outcome::Uncertain { words } => {
                *words = self.hide(words);
            }
            Outcome::Accepted { .. } => {}
        }
    }

    fn hide_error(&self, error: SmsError) -> SmsError {
        match error {
            SmsError::Login { answer } => SmsError::Login { answer: self.hide(&answer) },
            SmsError::Blocked { answer } => SmsError::Blocked { answer: self.hide(&answer) },
            SmsError::Balance { answer } => SmsError::Balance { answer: self.hide(&answer) },
            SmsError::Sender { sender, answer } => SmsError::Sender { sender, answer: self.hide(&answer) },
            SmsError::Answer { detail } => SmsError::Answer { detail: self.hide(&detail) },
            other => other,
        }
    }
}

impl Gateway for HttpGateway {
    fn capabilities(&self) -> Capabilities {
        let limits = &self.template.limits;
        let callback = self.own.get("callback").is_some_and(|open| !open.is_empty());
        let calls = self.template.callback.as_ref().filter(|_| callback);
        Capabilities {
            batch: limits.batch.max(1),
            apart: self.apart(),
            idempotent: limits.idempotent,
            delivery: match (&self.template.status, calls.and_then(|calls| calls.report.as_ref())) {
                (Some(_), _) => Delivery::Poll,
                (None, Some(_)) => Delivery::Callback,
                (None, None) => Delivery::None,
            },
            receives: calls.is_some_and(|calls| calls.incoming.is_some()),
            alpha_sender: limits.alpha_sender,
            unicode: limits.unicode,
        }
    }

    fn submit(&mut self, batch: &[Outgoing]) -> Submission {
        let mut submission = self.submit_each(self.groups(batch).into_iter());
        submission.halt = submission.halt.map(|halt| self.hide_error(halt));
        submission
    }

    fn poll(&mut self, sent: &[Submitted]) -> Result<Vec<Report>, SmsError> {
        let Some(status) = &self.template.status else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (index, piece) in sent.chunks(self.template.limits.status_batch.max(1)).enumerate() {
            if index > 0 {
                self.line.stopper().pause(self.apart());
            }
            let messages: Vec<Values> = piece.iter().map(of_sent).collect();
            let call = self.call(&status.request, &messages)?;
            let answered = self.line.ask(&call).map_err(|failed| self.hide_error(failed.error()))?;
            match self.good(&status.answer, &answered, &call.url) {
                Ok(tree) => found.extend(reports(&self.template, &status.items, &tree, piece)),
                // The gateway does not know this message, or not any more: nothing is to be said of it.
                Err(SmsError::NotThere { status: 404, .. } | SmsError::Request { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    fn receive(&mut self, _: Duration, _: Take<'_>) -> Result<usize, SmsError> {
        Ok(0)
    }

    fn balance(&mut self) -> Result<Option<Balance>, SmsError> {
        let Some(ask) = &self.template.balance else { return Ok(None) };
        let tree = self.ask(ask)?;
        self.money(ask, &tree).map(Some)
    }

    fn test(&mut self) -> Result<Tested, SmsError> {
        let balance = self.balance()?;
        let words = match &self.template.test {
            Some(ask) => {
                let tree = self.ask(ask)?;
                plain(&first(&tree, &ask.answer.words).unwrap_or_default())
            }
            None => String::new(),
        };
        Ok(Tested { balance, words: self.hide(&words) })
    }

    fn stopper(&self) -> Stopper {
        self.line.stopper()
    }
}

fn at_host(error: SmsError, url: &str, status: u16) -> SmsError {
    match error {
        SmsError::NotThere { .. } => SmsError::NotThere { host: host(url), status },
        other => other,
    }
}

/// Whether text or sender stand outside of what is repeated for each message.
fn one_text(request: &Request) -> bool {
    fn outside(tree: &Value) -> bool {
        match tree {
            Value::String(text) => text.contains("{text}") || text.contains("{sender}"),
            Value::Array(list) => list.iter().any(outside),
            Value::Object(map) => map.iter().any(|(key, value)| key != fill::EACH && outside(value)),
            _ => false,
        }
    }
    let maps = request.query.values().chain(request.form.iter().flat_map(|form| form.values()));
    request.json.as_ref().is_some_and(outside) || maps.into_iter().any(outside)
}
