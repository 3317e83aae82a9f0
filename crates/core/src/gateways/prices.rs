//! What an SMS costs: by how the number begins, for each part (S3).

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sql;
use crate::{Error, Result};

const MOST_PRICES: usize = 300;
/// A hundred thousand of any currency's units.
const MOST_PRICE: i64 = 1_000_000_000;

/// What one part costs to numbers that begin so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "SmsPrice")]
pub struct Price {
    /// `+380`, `+38050`; empty for all others.
    pub prefix: String,
    /// Ten-thousandths of the gateway's currency: 0.65 is 6,500.
    pub price: i64,
}

/// The prices of a gateway.
pub fn list(reader: &mut Reader, gateway_id: i64) -> Result<Vec<Price>> {
    sql::prices(reader, gateway_id)
}

/// The price of one part to a number, E.164; none where the table says nothing of it.
pub fn of(prices: &[Price], phone: &str) -> Option<i64> {
    prices
        .iter()
        .filter(|price| phone.starts_with(&price.prefix))
        .max_by_key(|price| price.prefix.len())
        .map(|price| price.price)
}

pub(super) fn set(tx: &mut Tx, gateway_id: i64, prices: &[Price]) -> Result<()> {
    sql::set_prices(tx, gateway_id, prices)
}

/// Prefixes with the plus, each once, in order.
pub(super) fn checked(typed: &[Price]) -> Result<Vec<Price>> {
    if typed.len() > MOST_PRICES {
        return Err(Error::TooLong { field: "prices", most: MOST_PRICES as i64 });
    }
    let mut prices: Vec<Price> = Vec::with_capacity(typed.len());
    for Price { prefix, price } in typed {
        let digits: String = prefix.chars().filter(char::is_ascii_digit).collect();
        let strange =
            prefix.chars().any(|sign| !sign.is_ascii_digit() && !sign.is_whitespace() && sign != '+');
        if strange || digits.len() > 15 {
            return Err(Error::BadPhone(prefix.clone()));
        }
        if !(0..=MOST_PRICE).contains(price) {
            return Err(Error::BadRequest("price out of range".to_owned()));
        }
        let prefix = if digits.is_empty() { String::new() } else { format!("+{digits}") };
        // The last one typed counts.
        prices.retain(|known| known.prefix != prefix);
        prices.push(Price { prefix, price: *price });
    }
    prices.sort_by(|one, other| one.prefix.cmp(&other.prefix));
    Ok(prices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(prefix: &str, price: i64) -> Price {
        Price { prefix: prefix.to_owned(), price }
    }

    /// S3: the longest beginning counts.
    #[test]
    fn s3_the_longest_beginning_of_a_number_counts() {
        let prices =
            checked(&[price("380", 6500), price("+38 050", 7000), price("", 30_000), price("380", 6600)])
                .unwrap();
        assert_eq!(prices, [price("", 30_000), price("+380", 6600), price("+38050", 7000)]);
        assert_eq!(of(&prices, "+380671234567"), Some(6600));
        assert_eq!(of(&prices, "+380501234567"), Some(7000));
        assert_eq!(of(&prices, "+48501234567"), Some(30_000));
        assert_eq!(of(&prices[1..], "+48501234567"), None);
        assert!(checked(&[price("Україна", 1)]).is_err() && checked(&[price("", -1)]).is_err());
    }
}
