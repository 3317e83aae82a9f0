//! M5: when a letter that comes is one that is here already, and when it only has the same Message-ID.

use deskbell_core::letters::Taken;

use super::{Bench, HOUR, Mail, NOW, items, mail};

const SCANNER: &str = "scanner@promin.example";

/// What a scanner sends: one Message-ID, one subject, no words.
fn scan(pages: &str) -> Mail {
    let text = format!(
        "--b\r\nContent-Type: text/plain\r\n\r\n\r\n--b\r\nContent-Type: application/pdf\r\n\
         Content-Disposition: attachment; filename=\"scan.pdf\"\r\n\r\n%PDF {pages}\r\n--b--\r\n"
    );
    mail("scan@printer", SCANNER, "Скан").header("Content-Type", "multipart/mixed; boundary=b").text(&text)
}

fn by_another_way(mail: &Mail) -> Mail {
    mail.clone().header("Received", "from list.example by mx.example; Fri, 20 Nov 2026 10:00:01 +0000")
}

/// M5, M9: every scan is shown with its own file, also where the scanner's clock stands still.
#[test]
fn m5_m9_a_scanner_with_one_message_id_sends_many_letters() {
    let bench = Bench::new();
    let first = bench.take(&scan("раз")).letter_id();
    let second = scan("два").at(NOW + HOUR).received(NOW);
    let third = scan("три");
    for letter in [&second, &third] {
        let taken = bench.take(letter);
        let Taken::Placed { letter_id, request_id, .. } = taken else { panic!("{taken:?}") };
        assert_ne!(letter_id, first);
        let page = bench.request(request_id);
        let shown = items(&page, "letter").into_iter().find(|item| item["id"] == letter_id).unwrap();
        assert_eq!(shown["files"][0]["name"], "scan.pdf");
        assert_eq!(bench.take(&by_another_way(letter)), Taken::Known { letter_id }, "each is known again");
    }
}

/// M5: only a list's footer may be more; what a person adds is another letter.
#[test]
fn m5_more_words_are_the_same_letter_only_under_a_line() {
    let text = |words: &str| mail("a@x", "ira@melnyk.example", "Шильда").text(words);
    let same = [
        ("Так", "Так\r\n_______________________________________________\r\nSales mailing list\r\n"),
        ("Так", "Так\r\n\r\n-- \r\nYou received this message because of your subscription."),
        ("Так, згода", "Так,\r\nзгода\r\n"),
    ];
    for (bare, whole) in same {
        for (one, other) in [(bare, whole), (whole, bare)] {
            let bench = Bench::new();
            let letter_id = bench.take(&text(one)).letter_id();
            assert_eq!(bench.take(&text(other)), Taken::Known { letter_id }, "{other}");
        }
    }
    for (one, other) in [("Так", "Так, але не у вівторок"), ("Так", "Так -- але не у вівторок"), ("", "Так")]
    {
        let bench = Bench::new();
        let first = bench.take(&text(one)).letter_id();
        let taken = bench.take(&text(other));
        assert!(matches!(taken, Taken::Placed { letter_id, .. } if letter_id != first), "{other}: {taken:?}");
    }
}

/// M5: a form that always writes the same is known by its date, that of the letter itself where it lies in the future.
#[test]
fn m5_the_same_words_of_another_day_are_another_letter() {
    let bench = Bench::new();
    let form = mail("form@site", "form@site.example", "Зворотний дзвінок").text("Передзвоніть мені");
    let first = bench.take(&form).letter_id();
    let later = form.clone().at(NOW + 2 * HOUR).received(NOW);
    let taken = bench.take(&later);
    assert!(matches!(taken, Taken::Placed { letter_id, .. } if letter_id != first), "{taken:?}");
    let letter_id = taken.letter_id();
    assert_eq!(bench.take(&by_another_way(&later)), Taken::Known { letter_id });
    assert_eq!(bench.take(&by_another_way(&form)), Taken::Known { letter_id: first });
}
