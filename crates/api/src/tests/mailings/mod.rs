//! S1–S6, S8, K8: mailings by the office's only door.

mod beside;
mod drafts;
mod gateway;
mod noting;
pub mod people;
mod reports;
mod smpp;
mod sms;
mod sms_words;
mod texts;

use serde_json::{Value as Json, json};

use super::Bench;

/// Begins a mailing with a text for everybody; gives it.
pub fn begin(bench: &Bench, channel: &str, subject: &str, html: &str, sms: &str) -> Json {
    let mailing = bench.call("mailings.create", json!({ "name": "Свята", "channel": channel }));
    let mut fields = fields_of(&mailing);
    fields["texts"] = json!([{ "language": null, "subject": subject, "html": html, "sms": sms }]);
    bench.call("mailings.update", json!({ "id": mailing["id"], "fields": fields }))
}

/// What `mailings.update` takes of a mailing.
pub fn fields_of(mailing: &Json) -> Json {
    let names = [
        "name",
        "channel",
        "texts",
        "consent_needed",
        "not_within_days",
        "opt_out_line",
        "opt_out_sms",
        "per_minute",
        "quiet_from",
        "quiet_to",
        "start_at",
    ];
    names
        .iter()
        .map(|name| ((*name).to_owned(), mailing[*name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
