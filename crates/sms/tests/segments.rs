//! S3: parts and encodings, at their edges by hand, and everywhere against another's splitter.

use deskbell_sms::alphabet;
use deskbell_sms::segments::{Encoding, Forcing, segments, split};
use proptest::prelude::*;
use sms_splitter::SplitSms;

fn parts(text: &str) -> (Encoding, usize, usize) {
    let found = segments(text);
    (found.encoding, found.parts, found.left)
}

#[test]
fn s3_parts_are_counted_right_at_every_edge() {
    use Encoding::{Gsm, Ucs2};
    assert_eq!(parts(""), (Gsm, 0, 160));
    assert_eq!(parts(&"a".repeat(160)), (Gsm, 1, 0));
    assert_eq!(parts(&"a".repeat(161)), (Gsm, 2, 145));
    assert_eq!(parts(&"a".repeat(306)), (Gsm, 2, 0));
    assert_eq!(parts(&"a".repeat(307)), (Gsm, 3, 152));
    assert_eq!(parts(&"ї".repeat(70)), (Ucs2, 1, 0));
    assert_eq!(parts(&"ї".repeat(71)), (Ucs2, 2, 63));
    assert_eq!(parts(&"ї".repeat(134)), (Ucs2, 2, 0));
    assert_eq!(parts(&"ї".repeat(135)), (Ucs2, 3, 66));
    // A euro costs two; one that does not fit whole begins the next part.
    assert_eq!(parts(&"€".repeat(80)), (Gsm, 1, 0));
    assert_eq!(parts(&format!("{}€{}", "a".repeat(152), "a".repeat(7))), (Gsm, 2, 144));
    // So does a smile.
    assert_eq!(parts(&"😀".repeat(35)), (Ucs2, 1, 0));
    assert_eq!(parts(&format!("{}😀{}", "ї".repeat(66), "ї".repeat(3))), (Ucs2, 2, 62));
}

#[test]
fn s3_every_character_that_forces_two_bytes_is_named_with_its_place() {
    let found = segments("a😀’b");
    assert_eq!(found.forcing, vec![Forcing { character: '😀', at: 1 }, Forcing { character: '’', at: 3 }]);
    assert_eq!((found.encoding, found.units), (Encoding::Ucs2, 5));
    assert!(segments("Hello [you] ~ 5 €").forcing.is_empty());
}

/// Texts that crowd around the edges: both alphabets, extended characters, halves of two, all lengths.
fn texts() -> impl Strategy<Value = String> {
    let latin = prop::collection::vec(
        prop_oneof![8 => "[a-zA-Z0-9 @]", 2 => "[€{}\\[\\]~|^\\\\]", 1 => "[ÄöñΔ£\n]"],
        0..480,
    );
    let mixed = prop::collection::vec(
        prop_oneof![6 => "[а-яіїєґА-ЯІЇЄҐ ’«»—]", 2 => "[a-z€]", 2 => "[😀🚚👍🏽]", 1 => any::<char>().prop_map(String::from)],
        0..220,
    );
    prop_oneof![latin, mixed].prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Another's code, written from other sources, comes to the same parts.
    #[test]
    fn s3_parts_agree_with_anothers_splitter(text in texts()) {
        let theirs = SplitSms::default().split(text.clone());
        let ours = segments(&text);
        let encoding = if ours.encoding == Encoding::Gsm { "GSM" } else { "Unicode" };
        prop_assert_eq!(encoding, theirs.character_set);
        let (_, cut) = split(&text);
        let their_parts: Vec<String> =
            theirs.parts.into_iter().map(|part| part.content).filter(|part| !part.is_empty()).collect();
        prop_assert_eq!(&cut, &their_parts);
        prop_assert_eq!(ours.parts, cut.len());
        if !text.is_empty() {
            let bytes = if ours.encoding == Encoding::Gsm { ours.units } else { ours.units * 2 };
            prop_assert_eq!(bytes, theirs.bytes);
        }
    }

    /// Whatever is cut is whole again, and no part holds more than it may.
    #[test]
    fn s3_nothing_is_lost_or_parted(text in texts()) {
        let (encoding, cut) = split(&text);
        prop_assert_eq!(cut.concat(), text.clone());
        let room = if cut.len() > 1 { encoding.in_parts() } else { encoding.alone() };
        for part in &cut {
            let size = match encoding {
                Encoding::Gsm => alphabet::encode(part).unwrap().len(),
                Encoding::Ucs2 => part.encode_utf16().count(),
            };
            prop_assert!((1..=room).contains(&size));
        }
        for place in segments(&text).forcing {
            let units: Vec<u16> = text.encode_utf16().skip(place.at).take(place.character.len_utf16()).collect();
            prop_assert_eq!(String::from_utf16(&units).unwrap(), place.character.to_string());
        }
    }

    /// What is written in septets is read back as it was.
    #[test]
    fn s3_septets_read_back(text in texts()) {
        if let Some(septets) = alphabet::encode(&text) {
            prop_assert!(septets.iter().all(|septet| *septet < 128));
            prop_assert_eq!(alphabet::decode(&septets), text);
        }
    }

    /// Foreign bytes are read as something.
    #[test]
    fn s3_any_septets_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        alphabet::decode(&bytes);
    }
}
