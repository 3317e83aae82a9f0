//! One SMS of a mailing as it goes to the gateway: its text, its parts, and what they cost (S3, S4).

use deskbell_sms::Encoding;
use deskbell_sms::segments::segments;
use deskbell_store::Reader;

use super::Mailing;
use super::text::{Receiver, Words};
use crate::Result;
use crate::gateways::{Gateway, Price, prices};
use crate::office::Desk;
use crate::words::{self, Language};

/// What all SMS of a mailing share.
pub struct Texts {
    words: Words,
    prices: Vec<Price>,
}

/// An SMS that is ready to go.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub text: String,
    pub parts: i64,
    /// In the gateway's currency; 0 where the table of prices says nothing of the number.
    pub cost: f64,
    pub priced: bool,
}

impl Texts {
    /// Reads the texts of a mailing; they cost nothing where no gateway says what.
    pub fn read(
        desk: &Desk,
        reader: &mut Reader,
        mailing: &Mailing,
        gateway: Option<&Gateway>,
    ) -> Result<Self> {
        let prices = gateway.map(|gateway| gateway.prices.clone()).unwrap_or_default();
        Ok(Self { words: Words::read(desk, reader, mailing)?, prices })
    }

    /// The SMS to one person; nothing where there is no text for it.
    pub fn sms(&self, receiver: &Receiver) -> Result<Option<Made>> {
        let Some(text) = self.words.sms(receiver)? else { return Ok(None) };
        let parts = segments(&text).parts as i64;
        let price = prices::of(&self.prices, &receiver.address);
        let cost = (price.unwrap_or(0) * parts) as f64 / 10_000.0;
        Ok(Some(Made { text, parts, cost, priced: price.is_some() }))
    }
}

/// A text with the line by which its reader opts out, unless it speaks of that itself. What was written in Latin letters
/// stays so: one Cyrillic sign would make every part less than half as long.
pub fn with_opt_out(text: &str, language: Language) -> String {
    let mut words = text.split(|sign: char| !sign.is_alphanumeric()).map(str::to_lowercase);
    if words.any(|word| word == "stop" || word == "стоп") {
        return text.to_owned();
    }
    let latin = segments(text).encoding == Encoding::Gsm;
    let key = if latin { "mailing-opt-out-sms-latin" } else { "mailing-opt-out-sms" };
    format!("{}\n{}", text.trim_end(), words::text(language, key, &[]))
}

/// Whether the SMS of a mailing differ from person to person.
pub fn is_personal(mailing: &Mailing) -> bool {
    mailing.fields.texts.iter().any(|text| text.sms.contains('{'))
}
