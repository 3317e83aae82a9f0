//! C1: phones as people of several countries write them.

use super::*;

fn number(typed: &str, home: &str) -> String {
    read(typed, home).map(|phone| phone.number).unwrap_or_default()
}

fn shown_at(typed: &str, home: &str) -> String {
    read(typed, home).map(|phone| phone.shown).unwrap_or_default()
}

/// C1: one number in all the ways people write it.
#[test]
fn c1_every_writing_is_one_number() {
    for typed in [
        "0501234567",
        "80501234567",
        "+38 (050) 123-45-67",
        "380501234567",
        "00380501234567",
        "050-123-45-67",
        "8 (050) 123 45 67",
        "+38050 123.45.67",
        "(+380) 50 123 45 67",
        "＋380501234567",
        "050\u{a0}123\u{2013}45\u{2013}67",
        "тел.: 050 123 45 67",
        "моб. 0501234567",
        "+80501234567",
        "+0501234567",
    ] {
        let phone = read(typed, "UA").unwrap();
        assert_eq!(phone, Phone { number: "+380501234567".into(), shown: "050 123-45-67".into() }, "{typed}");
    }
    assert_eq!(read("234", "UA").unwrap(), Phone { number: "234".into(), shown: "234".into() });
}

/// C1: foreign numbers at a Ukrainian office, with and without a plus.
#[test]
fn c1_foreign_numbers_keep_their_country() {
    for (typed, e164, shown) in [
        ("+49 30 901820", "+4930901820", "+49 30 901820"),
        ("+44 20 7946 0812", "+442079460812", "+44 20 7946 0812"),
        ("+1 415 555 0134", "+14155550134", "+1 415-555-0134"),
        // Italy keeps the nought: it must not be taken for the trunk prefix of home.
        ("+39 06 698 83143", "+390669883143", "+39 06 6988 3143"),
        ("8 495 123-45-67", "+74951234567", "+7 495 123-45-67"),
        ("0048 601 234 567", "+48601234567", "+48 601 234 567"),
        ("48601234567", "+48601234567", "+48 601 234 567"),
        ("+375 29 123 45 67", "+375291234567", "+375 29 123-45-67"),
    ] {
        let phone = read(typed, "UA").unwrap();
        assert_eq!((phone.number.as_str(), phone.shown.as_str()), (e164, shown), "{typed}");
    }
}

/// C1: the office in another country reads and shows its own numbers its own way, and Ukrainian ones in full.
#[test]
fn c1_an_office_elsewhere_has_its_own_way() {
    assert_eq!(number("601 234 567", "PL"), "+48601234567");
    assert_eq!(shown_at("601234567", "PL"), "601 234 567");
    assert_eq!(number("030 901820", "DE"), "+4930901820");
    assert_eq!(shown_at("+49 30 901820", "DE"), "030 901820");
    assert_eq!(shown_at("+380501234567", "PL"), "+380 50 123 4567");
    assert_eq!(number("8 (029) 123-45-67", "BY"), "+375291234567");
    assert_eq!(number("80291234567", "BY"), "+375291234567");
    assert_eq!(number("8 495 123-45-67", "RU"), "+74951234567");
    assert_eq!(number("0501234567", "PL"), "0501234567", "no Polish number: kept as it was typed");
}

/// C1: extensions, in all their writings, stay with the number.
#[test]
fn c1_extensions_stay_with_the_number() {
    for typed in [
        "044 390-12-55, дод. 12",
        "044 390-12-55 доб.12",
        "(044) 390 12 55 (вн. 12)",
        "+380443901255;ext=12",
        "044 390-12-55 ext. 12",
        "044 390-12-55 x12",
        "044 390-12-55 #12",
        "тел. 0443901255 внутр. 12",
        "044 390-12-55, 12",
    ] {
        let phone = read(typed, "UA").unwrap();
        assert_eq!(
            (phone.number.as_str(), phone.shown.as_str()),
            ("+380443901255;ext=12", "044 390-12-55 #12"),
            "{typed}"
        );
    }
}

#[test]
fn c1_what_is_no_phone_is_refused() {
    for typed in [
        "",
        "дзвоніть",
        "12",
        "дзвоніть 12 разів",
        "050 123-45-67 Олена",
        "0501234567, 0671234567",
        "050 123-45-67 / 067 123-45-67",
        "1234567890123456789",
        "05.11.2026 12:30",
    ] {
        assert_eq!(read(typed, "UA"), None, "{typed}");
    }
}

/// C1: what is shown is read back as the same number, in every country.
#[test]
fn c1_what_is_shown_reads_back() {
    let numbers = [
        "+380501234567",
        "+380443901255;ext=12",
        "+4930901820",
        "+390669883143",
        "+14155550134",
        "+74951234567",
        "+77172559999",
        "+375291234567",
        "+48601234567",
        "+3612345678",
        "+37061234567",
        "+525512345678",
        "+5491123456789",
        "+8613812345678",
        "+819012345678",
    ];
    for home in ["UA", "PL", "DE", "IT", "US", "RU", "KZ", "BY", "HU", "LT", "MX", "AR", "CN", "JP"] {
        for known in numbers {
            let shown = shown(known, home).unwrap();
            let back = read(&shown, home).unwrap();
            assert!(back.number == known, "{known} in {home}: {shown} {back:?}");
            assert_eq!(back.shown, shown, "{known} in {home}");
        }
    }
    assert_eq!(shown("234", "UA"), None);
}

#[test]
fn c1_a_piece_of_a_phone_becomes_a_pattern() {
    for (typed, wanted) in [
        ("050 123", Some("%50123%")),
        ("8050 123", Some("%50123%")),
        ("80501234567", Some("%501234567%")),
        ("8 495 123-45-67", Some("%4951234567%")),
        ("+380 50", Some("%38050%")),
        ("00380501234567", Some("%380501234567%")),
        ("123-45", Some("%12345%")),
        ("044 390-12-55 #12", Some("%443901255;ext=12%")),
        ("12", None),
        ("дім 123", None),
        ("Ірина", None),
    ] {
        assert_eq!(pattern(typed).as_deref(), wanted, "{typed}");
    }
}

#[test]
fn c1_the_countries_are_known() {
    let all = countries();
    assert!(all.len() > 200);
    assert!(all.contains(&Country { code: "UA".into(), dial: 380 }));
    assert!(all.contains(&Country { code: "PL".into(), dial: 48 }));
    assert!(knows("UA") && !knows("XX") && !knows("") && !knows("ua"));
    assert!(all.iter().all(|country| knows(&country.code)));
}

/// S2: an SMS goes to a mobile and not to a landline or a short number.
#[test]
fn s2_an_sms_goes_to_mobiles_alone() {
    for (number, takes) in [
        ("+380501234567", true),
        ("+380443334455", false),
        ("+4915112345678", true),
        ("+380501234567;ext=12", false),
        ("234", false),
        ("380501234567", false),
        ("+123", false),
    ] {
        assert_eq!(takes_sms(number), takes, "{number}");
    }
}
