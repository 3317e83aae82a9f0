//! What mailings begin with, and what holds for all of them (X5).

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Channel;
use crate::{Error, Result, zone};

const KEY: &str = "mailings";

/// The settings of mailings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MailingSettings {
    /// Only to clients who agreed to letters, unless a mailing says otherwise.
    pub consent_email: bool,
    /// The same of SMS.
    pub consent_sms: bool,
    /// Not to those whom a mailing reached within so many days.
    pub not_within_days: i64,
    pub opt_out_line: bool,
    pub emails_per_minute: i64,
    pub sms_per_minute: i64,
    /// Providers take only so many letters of one mailbox in 24 hours; 0: no limit.
    pub emails_per_day: i64,
    pub quiet_from: String,
    pub quiet_to: String,
    /// Above so many messages their number is typed before they go.
    pub confirm_above: i64,
    /// After so many refusals one after another a mailing pauses.
    pub most_errors: i64,
    /// One letter of each mailing is put into the Sent folder.
    pub sample_in_sent: bool,
    /// Where the office's own site lets people opt out: an https address with `{token}` in it; empty where it does not.
    pub opt_out_url: String,
}

impl Default for MailingSettings {
    fn default() -> Self {
        Self {
            consent_email: true,
            consent_sms: true,
            not_within_days: 0,
            opt_out_line: true,
            emails_per_minute: 0,
            sms_per_minute: 0,
            emails_per_day: 0,
            quiet_from: "21:00".to_owned(),
            quiet_to: "09:00".to_owned(),
            confirm_above: 50,
            most_errors: 10,
            sample_in_sent: true,
            opt_out_url: String::new(),
        }
    }
}

impl MailingSettings {
    /// Whether a mailing of this channel begins as one that needs consent.
    pub fn consent_needed(&self, channel: Channel) -> bool {
        (channel.has_email() && self.consent_email) || (channel.has_sms() && self.consent_sms)
    }

    /// The pace that a mailing of this channel begins with.
    pub fn per_minute(&self, channel: Channel) -> i64 {
        if channel.has_email() { self.emails_per_minute } else { self.sms_per_minute }
    }
}

/// The settings; what was never set has its default.
pub fn get(reader: &mut Reader) -> Result<MailingSettings> {
    Ok(crate::settings::value(reader, KEY)?.unwrap_or_default())
}

/// Stores the settings.
pub fn update(tx: &mut Tx, new: &MailingSettings) -> Result<MailingSettings> {
    let mut new = new.clone();
    let in_range = (0..=3650).contains(&new.not_within_days)
        && [new.emails_per_minute, new.sms_per_minute].iter().all(|pace| (0..=60_000).contains(pace))
        && (0..=1_000_000).contains(&new.emails_per_day)
        && (0..=1_000_000).contains(&new.confirm_above)
        && (1..=1000).contains(&new.most_errors);
    if !in_range {
        return Err(Error::BadRequest("a number is out of range".to_owned()));
    }
    for time in [&new.quiet_from, &new.quiet_to] {
        if !time.is_empty() {
            zone::parse_time(time)?;
        }
    }
    if new.quiet_from.is_empty() != new.quiet_to.is_empty() {
        return Err(Error::InvalidDay(String::new()));
    }
    new.opt_out_url = new.opt_out_url.trim().to_owned();
    let url = &new.opt_out_url;
    let right = url.starts_with("https://")
        && url.contains("{token}")
        && url.len() <= 500
        && url.chars().all(|sign| sign.is_ascii_graphic() && !matches!(sign, '<' | '>' | '"' | '\''));
    if !url.is_empty() && !right {
        return Err(Error::InvalidOptOutUrl(url.clone()));
    }
    let before = get(tx)?;
    crate::settings::set(tx, KEY, &new)?;
    let json = crate::settings::json;
    tx.record("setting", 0, "updated", Some(json(&before)?), Some(json(&new)?))?;
    Ok(new)
}
