//! How a text is cut into the parts that are sent and paid for.
//!
//! One message carries 160 characters of the GSM alphabet or 70 of UCS-2; of a longer text each part gives six bytes
//! to the header that joins them: 153 and 67. One character outside the alphabet turns the whole text into UCS-2.
//! Neither the two halves of a character beyond the basic plane nor an escape and its character are ever parted
//! (3GPP TS 23.040, 9.2.3.24.1).

use serde::{Deserialize, Serialize};

use crate::alphabet;

/// How a text travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// The alphabet of GSM, in septets.
    Gsm,
    /// Two bytes a character, four beyond the basic plane.
    Ucs2,
}

impl Encoding {
    /// Units of a message that stands alone.
    pub fn alone(self) -> usize {
        match self {
            Self::Gsm => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units of each part of a longer one.
    pub fn in_parts(self) -> usize {
        match self {
            Self::Gsm => 153,
            Self::Ucs2 => 67,
        }
    }

    fn cost(self, character: char) -> usize {
        match self {
            // Never asked of a character outside the alphabet.
            Self::Gsm => alphabet::septets(character).unwrap_or(1),
            Self::Ucs2 => character.len_utf16(),
        }
    }
}

/// A character that turns the whole text into UCS-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forcing {
    pub character: char,
    /// Where it stands, counted in UTF-16 as the window counts.
    pub at: usize,
}

/// What a text comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    pub encoding: Encoding,
    /// 0 for an empty text.
    pub parts: usize,
    /// Septets or UTF-16 units of the whole text.
    pub units: usize,
    /// Units that still fit into the last part.
    pub left: usize,
    /// Every character outside the GSM alphabet; empty where the encoding is GSM.
    pub forcing: Vec<Forcing>,
}

/// What a text comes to when it is sent.
pub fn segments(text: &str) -> Segments {
    let forcing = forcing(text);
    let encoding = if forcing.is_empty() { Encoding::Gsm } else { Encoding::Ucs2 };
    let (mut parts, mut units, mut used) = (0, 0, 0);
    walk(text, encoding, &mut |_, cost, first_of_part| {
        if first_of_part {
            parts += 1;
            used = 0;
        }
        used += cost;
        units += cost;
    });
    let room = if parts > 1 { encoding.in_parts() } else { encoding.alone() };
    Segments { encoding, parts, units, left: room - used, forcing }
}

/// The parts themselves, in order; together they are the text.
pub fn split(text: &str) -> (Encoding, Vec<String>) {
    let encoding = if forcing(text).is_empty() { Encoding::Gsm } else { Encoding::Ucs2 };
    let mut parts: Vec<String> = Vec::new();
    walk(text, encoding, &mut |character, _, first_of_part| match parts.last_mut() {
        Some(last) if !first_of_part => last.push(character),
        _ => parts.push(character.to_string()),
    });
    (encoding, parts)
}

/// Tells each character with its cost, and whether it begins a part.
fn walk(text: &str, encoding: Encoding, each: &mut dyn FnMut(char, usize, bool)) {
    let whole: usize = text.chars().map(|character| encoding.cost(character)).sum();
    let room = if whole <= encoding.alone() { encoding.alone() } else { encoding.in_parts() };
    // Full from the start, so that the first character begins a part.
    let mut used = room;
    for character in text.chars() {
        let cost = encoding.cost(character);
        let begins = used + cost > room;
        used = if begins { cost } else { used + cost };
        each(character, cost, begins);
    }
}

fn forcing(text: &str) -> Vec<Forcing> {
    let mut at = 0;
    let mut found = Vec::new();
    for character in text.chars() {
        if alphabet::septets(character).is_none() {
            found.push(Forcing { character, at });
        }
        at += character.len_utf16();
    }
    found
}
