//! What the SMS of a mailing come to before they go: parts, encoding, cost (S3). Everybody's own text is looked at.

mod sql;

use std::collections::HashMap;

use deskbell_sms::{Encoding, segments};
use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::get;
use super::sms::Texts;
use super::text::receivers;
use crate::office::Desk;
use crate::{Result, gateways};

/// So many people are looked at together.
const CHUNK: usize = 500;
/// So many characters that make SMS longer are named.
const SIGNS: usize = 12;

/// What the SMS of a mailing come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SmsEstimate {
    pub sms: i64,
    pub parts: i64,
    /// The parts of the longest.
    pub longest: i64,
    /// SMS whose parts hold only 70 signs.
    pub unicode: i64,
    /// The characters because of which they do, the most frequent first.
    pub forcing: Vec<String>,
    /// In the gateway's currency, by its table of prices.
    pub cost: f64,
    /// SMS to numbers of which the table says nothing.
    pub unpriced: i64,
    pub currency: String,
    /// The gateway that they go by; none where there is none.
    pub gateway: Option<String>,
}

/// Adds up the SMS that wait to go.
pub fn estimate(desk: &Desk, reader: &mut Reader, id: i64) -> Result<SmsEstimate> {
    let mailing = get(reader, id)?;
    let gateway = match gateways::chosen(reader)? {
        Some(id) => Some(gateways::get(reader, id)?),
        None => None,
    };
    let texts = Texts::read(desk, reader, &mailing, gateway.as_ref())?;
    let mut estimate = SmsEstimate::default();
    let mut signs: HashMap<char, usize> = HashMap::new();
    let mut after = 0;
    loop {
        let ids = sql::waiting(reader, id, after, CHUNK)?;
        let Some(last) = ids.last() else { break };
        after = *last;
        for receiver in receivers(desk, reader, &mailing, &ids)? {
            let Some(made) = texts.sms(&receiver)? else { continue };
            let size = segments::segments(&made.text);
            for one in &size.forcing {
                *signs.entry(one.character).or_default() += 1;
            }
            estimate.sms += 1;
            estimate.parts += made.parts;
            estimate.longest = estimate.longest.max(made.parts);
            estimate.unicode += i64::from(size.encoding == Encoding::Ucs2);
            estimate.unpriced += i64::from(!made.priced);
            estimate.cost += made.cost;
        }
    }
    let mut signs: Vec<(char, usize)> = signs.into_iter().collect();
    signs.sort_by_key(|(sign, count)| (std::cmp::Reverse(*count), *sign));
    estimate.forcing = signs.into_iter().take(SIGNS).map(|(sign, _)| sign.to_string()).collect();
    // Sums of ten-thousandths as floating numbers: what is shown has four digits at most.
    estimate.cost = (estimate.cost * 10_000.0).round() / 10_000.0;
    if let Some(gateway) = gateway {
        (estimate.currency, estimate.gateway) = (gateway.currency, Some(gateway.name));
    }
    Ok(estimate)
}
